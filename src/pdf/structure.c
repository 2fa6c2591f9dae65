/* The structure tree: which content belongs to which tag, in reading order.  Content
 * and links are numbered as they come; a tag's own parts and its children are then
 * merged by these numbers.  Tags without content are left out, but for the cells of a
 * row, whose absence would shift the others. */
#include "pdf/writer.h"

enum { KEYS_IN_LEAF = 256 }; /* of the parent tree */

/* The tag after `tag` in reading order. */
static const Tag *following(const Tag *tag) {
    if (tag->first_child) return tag->first_child;
    while (tag && !tag->next)
        tag = tag->parent;
    return tag ? tag->next : NULL;
}

void structure_begin(Writer *writer) {
    if (writer->pages->untagged) return;
    const Tag *root = writer->pages->structure;
    for (const Tag *tag = root; tag; tag = following(tag))
        writer->tag_count++;
    writer->tags = arena_array(writer->arena, writer->tag_count, sizeof *writer->tags);
    int number = 0;
    for (const Tag *tag = root; tag; tag = following(tag)) {
        writer->tags[number] = (TagUse){.tag = tag, .figure_page = -1};
        ((Tag *) tag)->number = ++number; /* lent to us by the pages */
    }
    writer->contents =
        arena_array(writer->arena, writer->pages->page_count, sizeof *writer->contents);
}

TagUse *structure_find(const Writer *writer, const Tag *tag) {
    if (!tag || tag->number < 1 || tag->number > writer->tag_count) return NULL;
    TagUse *use = &writer->tags[tag->number - 1];
    return use->tag == tag ? use : NULL;
}

static TagUse *parent_of(const Writer *writer, const TagUse *use) {
    return structure_find(writer, use->tag->parent);
}

static void add_kid(Writer *writer, TagUse *use, Kid wanted) {
    Kid *kid = arena_alloc(writer->arena, sizeof *kid);
    *kid = wanted;
    kid->serial = ++writer->serial;
    if (use->last_kid)
        use->last_kid->next = kid;
    else
        use->first_kid = kid;
    use->last_kid = kid;
    for (TagUse *up = use; up && !up->first_serial; up = parent_of(writer, up))
        up->first_serial = kid->serial;
}

int structure_mark(Writer *writer, TagUse *use, int page) {
    PageContent *content = &writer->contents[page];
    content->uses = arena_grow(writer->arena, content->uses, content->count,
                               &content->capacity, sizeof *content->uses);
    content->uses[content->count] = (int) (use - writer->tags);
    add_kid(writer, use, (Kid){.page = page, .mcid = content->count, .link = -1});
    return content->count++;
}

int structure_link(Writer *writer, TagUse *use, int page, HPDF_Dict annotation) {
    writer->links = arena_grow(writer->arena, writer->links, writer->link_count,
                               &writer->link_capacity, sizeof *writer->links);
    LinkUse *link = &writer->links[writer->link_count];
    *link = (LinkUse){.annotation = annotation, .page = page};
    add_kid(writer, use, (Kid){.page = page, .mcid = -1, .link = writer->link_count});
    return writer->pages->page_count + writer->link_count++;
}

void structure_widen(const Writer *writer, const Tag *tag, int page, Point low,
                     Point high) {
    while (tag && tag->kind != TAG_FIGURE)
        tag = tag->parent;
    TagUse *use = structure_find(writer, tag);
    if (!use || low.x > high.x || (use->figure_page >= 0 && use->figure_page != page))
        return;
    if (use->figure_page < 0) {
        use->figure_page = page;
        use->low = low;
        use->high = high;
    }
    if (low.x < use->low.x) use->low.x = low.x;
    if (low.y < use->low.y) use->low.y = low.y;
    if (high.x > use->high.x) use->high.x = high.x;
    if (high.y > use->high.y) use->high.y = high.y;
}

/* ---- elements ---- */

static bool is_cell(const Tag *tag) {
    return tag->kind == TAG_CELL || tag->kind == TAG_HEADER_CELL;
}

/* An empty cell is kept where its row is. */
static bool is_kept(const Writer *writer, const TagUse *use) {
    if (use->first_serial) return true;
    const TagUse *parent = parent_of(writer, use);
    return is_cell(use->tag) && parent && parent->first_serial;
}

static void add_rectangle(Text *out, Mpt height, Point low, Point high) {
    text_add_char(out, '[');
    add_thousandths(out, low.x);
    text_add_char(out, ' ');
    add_thousandths(out, (int64_t) height - high.y);
    text_add_char(out, ' ');
    add_thousandths(out, high.x);
    text_add_char(out, ' ');
    add_thousandths(out, (int64_t) height - low.y);
    text_add_char(out, ']');
}

/* By the number of its tag, so that identifiers are in order as they come. */
static void add_id(Text *out, const Tag *tag) {
    text_print(out, "(%08d)", tag->number);
}

static void add_heads(Text *out, const Tag *tag) {
    text_add(out, "/Headers[");
    for (int i = 0; tag->heads[i]; i++)
        add_id(out, tag->heads[i]);
    text_add_char(out, ']');
}

static void add_attributes(const Writer *writer, Text *out, const TagUse *use) {
    const Tag *tag = use->tag;
    bool spans = tag->column_span > 1 || tag->row_span > 1;
    if (is_cell(tag) && (tag->kind == TAG_HEADER_CELL || spans || tag->heads)) {
        text_add(out, "/A<</O/Table");
        if (tag->kind == TAG_HEADER_CELL)
            text_add(out, tag->heads_row ? "/Scope/Row" : "/Scope/Column");
        if (tag->column_span > 1) {
            text_add(out, "/ColSpan ");
            add_integer(out, tag->column_span);
        }
        if (tag->row_span > 1) {
            text_add(out, "/RowSpan ");
            add_integer(out, tag->row_span);
        }
        if (tag->heads) add_heads(out, tag);
        text_add(out, ">>");
    }
    static const char *const numberings[] = {NULL, "Disc", "Decimal", "LowerAlpha",
                                             "LowerRoman"};
    if (tag->kind == TAG_LIST && tag->level > LIST_PLAIN && tag->level <= LIST_ROMAN)
        text_print(out, "/A<</O/List/ListNumbering/%s>>", numberings[tag->level]);
    if (tag->kind == TAG_FIGURE && use->figure_page >= 0) {
        text_add(out, "/A<</O/Layout/Placement/Block/BBox");
        add_rectangle(out, writer->pages->pages[use->figure_page].height, use->low,
                      use->high);
        text_add(out, ">>");
    }
}

/* One own part of a tag; `page` is the one that the element names, -1 for none. */
static void add_kid_reference(const Writer *writer, Text *out, const Kid *kid,
                              int page) {
    if (kid->link < 0 && kid->page == page) {
        add_integer(out, kid->mcid);
        return;
    }
    if (kid->link < 0) {
        text_add(out, "<</Type/MCR/MCID ");
        add_integer(out, kid->mcid);
    } else {
        text_add(out, "<</Type/OBJR/Obj ");
        add_reference(out, writer->links[kid->link].annotation);
    }
    if (kid->page != page) {
        text_add(out, "/Pg ");
        add_reference(out, writer->page_dicts[kid->page]);
    }
    text_add(out, ">>");
}

/* An annotation below a tag that is no link gets a link element between. */
static void add_wrapped_link(Writer *writer, Text *out, const TagUse *use,
                             const Kid *kid) {
    Text body = {.arena = writer->arena};
    int element = file_reserve(writer, 1);
    writer->links[kid->link].element = element;
    text_add(&body, "/S/Link/P ");
    add_number_reference(&body, use->element);
    text_add(&body, "/K[");
    add_kid_reference(writer, &body, kid, -1);
    text_add_char(&body, ']');
    file_add(writer, element, &body);
    add_number_reference(out, element);
}

static void add_own_part(Writer *writer, Text *out, const TagUse *use, const Kid *kid,
                         int page) {
    if (kid->link >= 0 && use->tag->kind != TAG_LINK) {
        add_wrapped_link(writer, out, use, kid);
        return;
    }
    if (kid->link >= 0) writer->links[kid->link].element = use->element;
    add_kid_reference(writer, out, kid, page);
}

/* Children and own parts in reading order. */
static void add_kids(Writer *writer, Text *out, const TagUse *use, int page) {
    const Tag *child = use->tag->first_child;
    const Kid *kid = use->first_kid;
    text_add(out, "/K[");
    while (child || kid) {
        const TagUse *below = child ? structure_find(writer, child) : NULL;
        bool is_child = below && below->element;
        if (child && !is_child) {
            child = child->next;
            continue;
        }
        if (is_child && (!kid || below->first_serial < kid->serial)) {
            add_number_reference(out, below->element);
            child = child->next;
        } else {
            add_own_part(writer, out, use, kid, page);
            kid = kid->next;
        }
        if (child || kid) text_add_char(out, ' ');
    }
    text_add_char(out, ']');
}

/* PDF/UA wants notes to have one; header cells are named by it. */
static bool has_id(const Tag *tag) {
    return tag->kind == TAG_NOTE || tag->kind == TAG_ASIDE || tag->is_named;
}

/* `ids` gets the element's line in the tree that finds it by its identifier. */
static void add_element(Writer *writer, const TagUse *use, int root, Text *ids,
                        Text *body) {
    const Tag *tag = use->tag;
    text_add(body, "/S");
    add_name(body, tag_name(tag));
    text_add(body, "/P ");
    const TagUse *parent = parent_of(writer, use);
    add_number_reference(body, parent ? parent->element : root);
    int page = -1;
    for (const Kid *kid = use->first_kid; kid && page < 0; kid = kid->next)
        if (kid->link < 0) page = kid->page;
    if (page >= 0) {
        text_add(body, "/Pg ");
        add_reference(body, writer->page_dicts[page]);
    }
    if (tag->lang) {
        text_add(body, "/Lang");
        add_text_string(body, tag->lang);
    }
    if (tag->alt) {
        text_add(body, "/Alt");
        add_spoken(body, tag->alt);
    }
    if (has_id(tag)) {
        text_add(body, "/ID");
        add_id(body, tag);
        add_id(ids, tag);
        add_number_reference(ids, use->element);
        text_add_char(ids, '\n');
    }
    add_attributes(writer, body, use);
    add_kids(writer, body, use, page);
}

/* ---- the parent tree ---- */

/* What the parent tree has under `key`: an array for a page's content, an element for
 * an annotation. */
static void add_parent(Writer *writer, Text *out, int key) {
    add_integer(out, key);
    if (key >= writer->pages->page_count) {
        text_add_char(out, ' ');
        add_number_reference(out,
                             writer->links[key - writer->pages->page_count].element);
        text_add_char(out, '\n');
        return;
    }
    const PageContent *content = &writer->contents[key];
    text_add_char(out, '[');
    for (int i = 0; i < content->count; i++) {
        if (i) text_add_char(out, ' ');
        add_number_reference(out, writer->tags[content->uses[i]].element);
    }
    text_add(out, "]\n");
}

/* Returns the tree's object. */
static int write_parent_tree(Writer *writer) {
    Text tree = {.arena = writer->arena}, body = {.arena = writer->arena};
    int keys = writer->pages->page_count + writer->link_count;
    text_add(&tree, "/Kids[");
    for (int start = 0; start < keys; start += KEYS_IN_LEAF) {
        int end = keys - start > KEYS_IN_LEAF ? start + KEYS_IN_LEAF : keys;
        int leaf = file_reserve(writer, 1);
        if (start) text_add_char(&tree, ' ');
        add_number_reference(&tree, leaf);
        body.length = 0;
        text_print(&body, "/Limits[%d %d]/Nums[", start, end - 1);
        for (int key = start; key < end; key++)
            add_parent(writer, &body, key);
        text_add_char(&body, ']');
        file_add(writer, leaf, &body);
    }
    text_add_char(&tree, ']');
    int root = file_reserve(writer, 1);
    file_add(writer, root, &tree);
    return root;
}

static void write_root(Writer *writer, int root, Text *ids) {
    Text body = {.arena = writer->arena};
    text_add(&body, "/Type/StructTreeRoot/K ");
    add_number_reference(&body, writer->tags[0].element);
    text_print(&body, "/ParentTreeNextKey %d/ParentTree ",
               writer->pages->page_count + writer->link_count);
    add_number_reference(&body, write_parent_tree(writer));
    if (ids->length) text_print(&body, "/IDTree<</Names[%s]>>", text_string(ids));
    file_add(writer, root, &body);
}

void structure_write(Writer *writer, Text *catalog) {
    if (!writer->tag_count || !writer->tags[0].first_serial) return;
    int root = file_reserve(writer, 1);
    for (int i = 0; i < writer->tag_count; i++)
        if (is_kept(writer, &writer->tags[i]))
            writer->tags[i].element = file_reserve(writer, 1);
    Text ids = {.arena = writer->arena};
    Text body = {.arena = writer->arena};
    for (int i = 0; i < writer->tag_count; i++) {
        const TagUse *use = &writer->tags[i];
        if (!use->element) continue;
        body.length = 0;
        add_element(writer, use, root, &ids, &body);
        file_add(writer, use->element, &body);
    }
    write_root(writer, root, &ids);
    text_add(catalog, "/MarkInfo<</Marked true>>/StructTreeRoot ");
    add_number_reference(catalog, root);
    text_add_char(catalog, '\n');
}
