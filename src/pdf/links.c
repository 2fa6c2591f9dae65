/* What leads somewhere: links, bookmarks, and the labels by which viewers find
 * pages. */
#include "pdf/writer.h"

#include <string.h>

void links_gather_anchors(Writer *writer) {
    writer->anchors = map_new(writer->arena);
    for (int p = 0; p < writer->pages->page_count; p++) {
        const Page *page = &writer->pages->pages[p];
        for (int i = 0; i < page->item_count; i++) {
            const Item *item = &page->items[i];
            if (item->kind != ITEM_ANCHOR ||
                map_get(writer->anchors, item->anchor.name))
                continue;
            AnchorPlace *place = arena_alloc(writer->arena, sizeof *place);
            *place = (AnchorPlace){p, item->anchor.y};
            map_put(writer->anchors, item->anchor.name, place);
        }
    }
}

/* Where one points or arrives need not be told finer than to a tenth of a point. */
static void add_tenths(Text *out, int64_t thousandths) {
    enum { TENTH = MPT_PER_POINT / 10 };
    add_thousandths(out, (thousandths + TENTH / 2) / TENTH * TENTH);
}

/* A place on a page, at the zoom the reader has. */
static void add_destination(const Writer *writer, Text *out, int page, Mpt y) {
    text_add(out, "/Dest[");
    add_reference(out, writer->page_dicts[page]);
    text_add(out, "/XYZ null ");
    add_tenths(out, (int64_t) writer->pages->pages[page].height - y);
    text_add(out, " null]");
}

/* A web address as PDF wants it: ASCII, with all else percent-escaped. */
static void add_address(Text *out, const char *address) {
    static const char HEX[] = "0123456789ABCDEF";
    text_add_char(out, '(');
    for (const unsigned char *c = (const unsigned char *) address; *c; c++) {
        if (*c == '(' || *c == ')' || *c == '\\') text_add_char(out, '\\');
        if (*c > ' ' && *c < 127) {
            text_add_char(out, (char) *c);
        } else {
            text_add_char(out, '%');
            text_add_char(out, HEX[*c >> 4]);
            text_add_char(out, HEX[*c & 15]);
        }
    }
    text_add_char(out, ')');
}

static void write_link(Writer *writer, int page, const Item *item, HPDF_Array *all) {
    const LinkItem *link = &item->link;
    const AnchorPlace *place = NULL;
    if (link->target[0] == '#') {
        place = map_get(writer->anchors, link->target + 1);
        if (!place) return; /* pages_check() has reported it */
    }
    Text *body;
    HPDF_Dict annotation = object_new(writer, &body);
    const Mpt height = writer->pages->pages[page].height;
    text_add(body, "/Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[");
    add_tenths(body, link->x);
    text_add_char(body, ' ');
    add_tenths(body, (int64_t) height - link->y - link->height);
    text_add_char(body, ' ');
    add_tenths(body, (int64_t) link->x + link->width);
    text_add_char(body, ' ');
    add_tenths(body, (int64_t) height - link->y);
    text_add(body, "]/Contents");
    add_spoken(body, link->description ? link->description : link->target);
    if (place) {
        add_destination(writer, body, place->page, place->y);
    } else {
        text_add(body, "/A<</S/URI/URI");
        add_address(body, link->target);
        text_add(body, ">>");
    }
    TagUse *use = structure_find(writer, item->tag);
    if (use)
        text_print(body, "/StructParent %d",
                   structure_link(writer, use, page, annotation));
    if (!*all) {
        *all = HPDF_Array_New(writer->doc->mmgr);
        if (!*all) writer_fail(writer, HPDF_GetError(writer->doc));
        HPDF_STATUS status = HPDF_Dict_Add(writer->page_dicts[page], "Annots", *all);
        if (status != HPDF_OK) writer_fail(writer, status);
    }
    HPDF_STATUS status = HPDF_Array_Add(*all, annotation);
    if (status != HPDF_OK) writer_fail(writer, status);
}

void links_write(Writer *writer, int page) {
    const Page *paper = &writer->pages->pages[page];
    HPDF_Array all = NULL;
    for (int i = 0; i < paper->item_count; i++)
        if (paper->items[i].kind == ITEM_LINK)
            write_link(writer, page, &paper->items[i], &all);
}

/* ---- bookmarks ---- */

enum { DEEPEST_LEVEL = 16 };

typedef struct {
    HPDF_Dict dict;
    Text *body;
    int parent, previous; /* -1 for none; -1 of `parent` is the outline's root */
    int first, last, next;
    int children;
} Node;

/* The tree that the levels tell. */
static Node *plant(Writer *writer, Node *root) {
    int count = writer->pages->bookmark_count;
    Node *nodes = arena_array(writer->arena, count, sizeof *nodes);
    int path[DEEPEST_LEVEL + 1]; /* the last node of each level */
    int depth = 0;               /* of the node before */
    for (int i = 0; i < count; i++) {
        int level = writer->pages->bookmarks[i].level;
        if (level > depth + 1) level = depth + 1;
        if (level > DEEPEST_LEVEL) level = DEEPEST_LEVEL;
        if (level < 1) level = 1;
        int above = level > 1 ? path[level - 1] : -1;
        Node *parent = above < 0 ? root : &nodes[above];
        nodes[i] = (Node){.parent = above,
                          .previous = parent->last,
                          .first = -1,
                          .last = -1,
                          .next = -1};
        nodes[i].dict = object_new(writer, &nodes[i].body);
        if (parent->last >= 0) nodes[parent->last].next = i;
        if (parent->first < 0) parent->first = i;
        parent->last = i;
        parent->children++;
        path[level] = i;
        depth = level;
    }
    return nodes;
}

static void add_relative(Text *out, const char *key, const Node *nodes, int index) {
    if (index < 0) return;
    text_add(out, key);
    add_reference(out, nodes[index].dict);
}

void bookmarks_write(Writer *writer, Text *catalog) {
    const Pages *pages = writer->pages;
    if (!pages->bookmark_count) return;
    Node root = {.parent = -1, .previous = -1, .first = -1, .last = -1, .next = -1};
    root.dict = object_new(writer, &root.body);
    Node *nodes = plant(writer, &root);
    text_add(root.body, "/Type/Outlines");
    add_relative(root.body, "/First ", nodes, root.first);
    add_relative(root.body, "/Last ", nodes, root.last);
    text_print(root.body, "/Count %d", root.children);
    for (int i = 0; i < pages->bookmark_count; i++) {
        const Node *node = &nodes[i];
        const Bookmark *bookmark = &pages->bookmarks[i];
        text_add(node->body, "/Title");
        add_spoken(node->body, bookmark->title);
        text_add(node->body, "/Parent ");
        add_reference(node->body,
                      node->parent < 0 ? root.dict : nodes[node->parent].dict);
        add_relative(node->body, "/Prev ", nodes, node->previous);
        add_relative(node->body, "/Next ", nodes, node->next);
        add_relative(node->body, "/First ", nodes, node->first);
        add_relative(node->body, "/Last ", nodes, node->last);
        /* Negative: closed, and how many would show when opened. */
        if (node->children) text_print(node->body, "/Count -%d", node->children);
        if (bookmark->page >= 0 && bookmark->page < pages->page_count)
            add_destination(writer, node->body, bookmark->page, bookmark->y);
    }
    text_add(catalog, "/PageMode/UseOutlines/Outlines ");
    add_reference(catalog, root.dict);
    text_add_char(catalog, '\n');
}

/* ---- page labels ---- */

void labels_write(Writer *writer, Text *catalog) {
    static const char *const styles[LABEL_COUNT] = {"D", "r", "R"};
    const Pages *pages = writer->pages;
    text_add(catalog, "/PageLabels<</Nums[");
    for (int i = 0; i < pages->page_count; i++) {
        PageLabel label = pages->pages[i].label;
        PageLabel before = i > 0 ? pages->pages[i - 1].label : (PageLabel){0};
        if (i > 0 && label_same_series(label, before) &&
            label.number == before.number + 1)
            continue;
        add_integer(catalog, i);
        text_print(catalog, "<</S/%s", styles[label.style]);
        if (label.number != 1) text_print(catalog, "/St %d", label.number);
        if (label.prefix) {
            text_add(catalog, "/P");
            add_text_string(catalog, label.prefix);
        }
        text_add(catalog, ">>");
    }
    text_add(catalog, "]>>\n");
}
