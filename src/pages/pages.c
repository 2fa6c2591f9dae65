/* Building pages and naming their tags. */
#include "pages/pages.h"

#include <string.h>

Page *pages_add(Arena *arena, Pages *pages, Mpt width, Mpt height) {
    pages->pages = arena_grow(arena, pages->pages, pages->page_count,
                              &pages->page_capacity, sizeof(Page));
    Page *page = &pages->pages[pages->page_count++];
    *page = (Page){.width = width, .height = height};
    return page;
}

Mpt text_item_width(const TextItem *text) {
    int64_t width = text->shaped->width;
    width += width * text->expansion / 1000;
    if (text->tracking) width += (int64_t) text->tracking * shaped_gaps(text->shaped);
    return (Mpt) width;
}

Item *page_add(Arena *arena, Page *page, ItemKind kind, Tag *tag, Origin origin) {
    page->items = arena_grow(arena, page->items, page->item_count, &page->item_capacity,
                             sizeof(Item));
    Item *item = &page->items[page->item_count++];
    *item = (Item){.kind = kind, .tag = tag, .origin = origin};
    if (kind == ITEM_LATE) page->has_late = true;
    return item;
}

PageReader page_reader(const Pages *pages, Arena *scratch) {
    return (PageReader){.pages = pages, .scratch = scratch};
}

const Page *page_read(PageReader *reader, int index) {
    const Pages *pages = reader->pages;
    const Page *page = &pages->pages[index];
    if (!page->has_late) return page;
    arena_reset(reader->scratch);
    pages->late.begin(pages->late.user);
    reader->page =
        (Page){.width = page->width, .height = page->height, .label = page->label};
    for (int i = 0; i < page->item_count; i++) {
        const Item *item = &page->items[i];
        if (item->kind == ITEM_LATE)
            pages->late.set(pages->late.user, &item->late, reader->scratch,
                            &reader->page);
        else
            *page_add(reader->scratch, &reader->page, item->kind, item->tag,
                      item->origin) = *item;
    }
    return &reader->page;
}

const char *label_text(Arena *arena, PageLabel label) {
    Text out = {.arena = arena};
    if (label.prefix) text_add(&out, label.prefix);
    if (label.style == LABEL_ARABIC)
        text_print(&out, "%d", label.number);
    else
        text_add_roman(&out, label.number, label.style == LABEL_CAPITAL_ROMAN);
    return text_string(&out);
}

bool label_same_series(PageLabel a, PageLabel b) {
    return a.style == b.style &&
           (a.prefix == b.prefix ||
            (a.prefix && b.prefix && strcmp(a.prefix, b.prefix) == 0));
}

Tag *tag_new(Arena *arena, TagKind kind, Tag *parent) {
    Tag *tag = arena_alloc(arena, sizeof *tag);
    tag->kind = kind;
    tag->parent = parent;
    if (!parent) return tag;
    if (parent->last_child)
        parent->last_child->next = tag;
    else
        parent->first_child = tag;
    parent->last_child = tag;
    return tag;
}

Tag *tag_following(const Tag *tag, int *depth) {
    if (tag->first_child) {
        (*depth)++;
        return tag->first_child;
    }
    while (tag && !tag->next) {
        tag = tag->parent;
        (*depth)--;
    }
    return tag ? tag->next : NULL;
}

void headings_settle(const Pages *pages) {
    int depth = 0, above = 0, raised = 0;
    for (Tag *tag = pages->structure; tag; tag = tag_following(tag, &depth)) {
        if (tag->kind != TAG_HEADING) continue;
        if (!above) raised = tag->level - 1;
        tag->level -= raised;
        if (tag->level < 1) tag->level = 1;
        if (tag->level > above + 1) tag->level = above + 1;
        above = tag->level;
    }
}

static const char *const NAMES[TAG_COUNT] = {
    [TAG_DOCUMENT] = "Document",
    [TAG_PART] = "Part",
    [TAG_SECTION] = "Sect",
    [TAG_HEADING] = "H1",
    [TAG_PARAGRAPH] = "P",
    [TAG_LIST] = "L",
    [TAG_ITEM] = "LI",
    [TAG_LABEL] = "Lbl",
    [TAG_ITEM_BODY] = "LBody",
    [TAG_QUOTE] = "BlockQuote",
    [TAG_TABLE] = "Table",
    [TAG_CAPTION] = "Caption",
    [TAG_TABLE_HEAD] = "THead",
    [TAG_TABLE_BODY] = "TBody",
    [TAG_TABLE_FOOT] = "TFoot",
    [TAG_ROW] = "TR",
    [TAG_HEADER_CELL] = "TH",
    [TAG_CELL] = "TD",
    [TAG_FIGURE] = "Figure",
    [TAG_NOTE] = "Note",
    [TAG_ASIDE] = "Note", /* PDF 1.7 has no name for an aside */
    [TAG_REFERENCE] = "Reference",
    [TAG_SPAN] = "Span",
    [TAG_FORMULA] = "Formula",
    [TAG_LINK] = "Link",
    [TAG_DIVISION] = "Div",
    [TAG_CONTENTS] = "TOC",
    [TAG_CONTENTS_ITEM] = "TOCI",
};

const char *tag_name(const Tag *tag) {
    static const char *const HEADINGS[] = {"H1", "H2", "H3", "H4", "H5", "H6"};
    if (tag->kind != TAG_HEADING) return NAMES[tag->kind];
    int level = tag->level < 1 ? 1 : tag->level > 6 ? 6 : tag->level;
    return HEADINGS[level - 1];
}
