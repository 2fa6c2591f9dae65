/* Walks the tree.  Recursion is as deep as the template nests, which the XML reader
 * bounds.  Boxes, quotes and columns are in containers.c, the rest in files of their
 * own. */
#include "layout/blocks.h"

#include "layout/draw.h"
#include "layout/paragraph.h"
#include "layout/references.h"

enum { BOOKMARK_LEVELS = 3 };

/* What follows begins a page, of other masters when these are given. */
static void turn_page(Setter *setter, const PageSet *pages, Flow flow) {
    galley_add(setter->arena, flow.galley)->page_break = true;
    if (!pages) return;
    if (!flow.whole) {
        diag_report(setter->diags, FAULT_WARNING, setter->block_origin,
                    "a box or column cannot change to page '%s': ignored",
                    pages->name ? pages->name : "");
        return;
    }
    setter_turn(setter, pages);
    flow.galley->strips[flow.galley->count - 1].pages = pages;
}

/* A main section that is made of sections is a part of the document. */
static bool is_part(const Block *section) {
    if (section->parent->parent) return false;
    for (const Block *child = section->first_child; child; child = child->next)
        if (child->kind == BLOCK_SECTION) return true;
    return false;
}

static void section_set(Setter *setter, const Block *block, Flow flow) {
    Tag *outer = setter->section;
    const PageSet *pages = setter->page_set;
    if (block->parent) {
        TagKind kind = is_part(block) ? TAG_PART : TAG_SECTION;
        flow.tag = tag_new(setter->arena, kind, flow.tag);
        setter->section = flow.tag;
    }
    if (block->pages && block->pages != pages) turn_page(setter, block->pages, flow);
    children_set(setter, block, flow);
    if (setter->page_set != pages) turn_page(setter, pages, flow);
    setter->section = outer;
}

static void heading_set(Setter *setter, const Block *block, Flow flow) {
    Galley *galley = flow.galley;
    Tag *tag = tag_new(setter->arena, TAG_HEADING, flow.tag);
    tag->level = block->level < 1 ? 1 : block->level > 6 ? 6 : block->level;
    const char *title = runs_text(setter->arena, &block->runs);
    /* The running head names the main sections: under a title they are of level 2. */
    if (tag->level <= 2) galley->section = title;
    int first = galley->count;
    int lines = paragraph_set(setter, &block->runs, block->style, flow.x, flow.width,
                              tag, galley);
    if (lines == 0) return;
    for (int i = first; i < galley->count; i++) {
        galley->strips[i].heading = true;
        galley->strips[i].keep = KEEP_HARD;
    }
    Strip *strip = &galley->strips[first];
    if (setter->document->grid > 0 && !galley->unsnapped)
        strip->snap = lines * block->style->leading + block->style->space_after;
    if (tag->level <= BOOKMARK_LEVELS)
        strip_add_bookmark(setter->arena, strip, title, tag->level, 0);
}

static void text_set(Setter *setter, const Block *block, Flow flow) {
    Galley *galley = flow.galley;
    const Style *style = block->style;
    int first = galley->count;
    int lines = paragraph_set(setter, &block->runs, style, flow.x, flow.width,
                              tag_new(setter->arena, TAG_PARAGRAPH, flow.tag), galley);
    galley->paragraph_end = galley->count;
    if (flow.whole && lines > 0)
        setter->side_anchor = (SideAnchor){.galley = galley,
                                           .first = first,
                                           .count = lines,
                                           .text_left = flow.x + style->indent_left,
                                           .baseline = line_baseline(style)};
}

static void rule_set(Setter *setter, const Block *block, Flow flow) {
    const Style *style = block->style;
    Strip *strip = galley_add(setter->arena, flow.galley);
    Mpt width = style->rule_width > 0 ? style->rule_width : 500;
    strip->height = width;
    strip->origin = block->origin;
    strip->space_before = style->space_before;
    strip->space_after = style->space_after;
    draw_rect(setter->arena, strip, NULL, flow.x, 0, flow.width, width,
              style->has_rule ? style->rule : setter->document->faint);
}

void children_set(Setter *setter, const Block *block, Flow flow) {
    for (const Block *child = block->first_child; child; child = child->next) {
        /* A page break among them may lead to pages of another measure. */
        if (flow.whole) flow.width = setter->measure;
        block_set(setter, child, flow);
    }
}

static void set_kind(Setter *setter, const Block *block, Flow flow) {
    switch (block->kind) {
    case BLOCK_SECTION:
        section_set(setter, block, flow);
        break;
    case BLOCK_HEADING:
        heading_set(setter, block, flow);
        break;
    case BLOCK_PARAGRAPH:
        text_set(setter, block, flow);
        break;
    case BLOCK_SIDE_NOTE:
        side_note_set(setter, block, flow);
        break;
    case BLOCK_LIST:
        list_set(setter, block, flow);
        break;
    case BLOCK_ITEM:
        item_set(setter, block, flow);
        break;
    case BLOCK_QUOTE:
        quote_set(setter, block, flow);
        break;
    case BLOCK_BOX:
        box_set(setter, block, flow);
        break;
    case BLOCK_COLUMNS:
        columns_set(setter, block, flow);
        break;
    case BLOCK_COLUMN:
        children_set(setter, block, flow);
        break;
    case BLOCK_TABLE:
        table_set(setter, block, flow);
        break;
    case BLOCK_CHART:
        chart_set(setter, block, flow);
        break;
    case BLOCK_PICTURE:
        picture_set(setter, block, flow);
        break;
    case BLOCK_KEY_FIGURES:
        key_figures_set(setter, block, flow);
        break;
    case BLOCK_RULE:
        rule_set(setter, block, flow);
        break;
    case BLOCK_PAGE_BREAK:
        turn_page(setter, block->pages, flow);
        break;
    case BLOCK_CONTENTS:
        contents_set(setter, block, flow);
        break;
    case BLOCK_ENTRY:
        break; /* in contents alone */
    }
}

/* Sets a block that floats as one strip; one taller than a page stays where it is. */
static void float_set(Setter *setter, const Block *block, Flow flow) {
    Galley *galley = flow.galley, inner = {.section = galley->section};
    flow.galley = &inner;
    flow.whole = false;
    set_kind(setter, block, flow);
    Strip all = {0};
    Mpt grid = setter->document->grid;
    Mpt height = galley_stack(setter->arena, &all, &inner, 0, grid);
    if (height > setter->page_room) {
        diag_report(setter->diags, FAULT_WARNING, block->origin,
                    "what floats is taller than a page: set where it is mentioned");
        for (int i = 0; i < inner.count; i++)
            *galley_add(setter->arena, galley) = inner.strips[i];
        return;
    }
    Strip *strip = galley_add(setter->arena, galley);
    const char *section = strip->section;
    *strip = all;
    strip->section = section;
    strip->height = height;
    strip->floats = true;
    strip->place = block->place;
    /* What stands before it belongs to what follows it. */
    strip->keep = KEEP_HARD;
    strip_finish(setter, galley, strip, block->style);
}

/* A block in its column, through all columns, or afloat. */
static void place_set(Setter *setter, const Block *block, Flow flow) {
    Galley *galley = flow.galley;
    int first = galley->count;
    bool across = flow.whole && block->across && setter->page_set->columns > 1;
    if (across) flow.width = pages_measure(setter->page_set);
    if (flow.whole && block->place > FLOAT_HERE)
        float_set(setter, block, flow);
    else
        set_kind(setter, block, flow);
    for (int i = first; i < galley->count; i++) {
        galley->strips[i].across = across;
        if (block->place == FLOAT_HERE) galley->strips[i].floats = false;
    }
}

/* True when the flow has any width, on the paper; else indents or nesting took it. */
static bool flow_fits(Setter *setter, const Block *block, Flow flow) {
    enum { LEAST_WIDTH = 1000 };
    if (flow.width >= LEAST_WIDTH && flow.x >= -setter->margin_left) return true;
    diag_report(setter->diags, FAULT_DATA, block->origin,
                "no room is left here on the page: nest less, or with smaller indents");
    setter->failed = true;
    return false;
}

/* The first strip of the block, which set all from number `first` on.  A block that
 * sets nothing still can be led to. */
static Strip *first_strip(Setter *setter, Galley *galley, int first) {
    while (first < galley->count && galley->strips[first].page_break)
        first++;
    if (first == galley->count) galley_add(setter->arena, galley);
    return &galley->strips[first];
}

/* Lets links lead to the first of the block's strips. */
static void add_anchor(Setter *setter, const Block *block, Galley *galley, int first) {
    Item *anchor = strip_add(setter->arena, first_strip(setter, galley, first),
                             ITEM_ANCHOR, NULL, block->origin);
    anchor->anchor.name = block->anchor;
}

/* What a bookmark of the block says; NULL when the document wants none. */
static const Runs *bookmark_words(const Document *document, const Block *block) {
    const Runs *words = NULL;
    if (block->kind == BLOCK_TABLE && document->bookmarks_tables)
        words = &block->table->caption;
    if (block->kind == BLOCK_CHART && document->bookmarks_figures)
        words = &block->chart->title;
    if (block->kind == BLOCK_PICTURE && document->bookmarks_figures)
        words = &block->picture->caption;
    return words && words->first ? words : NULL;
}

/* A bookmark of the block, one level below that of the section that it stands in. */
static void add_bookmark(Setter *setter, const Block *block, const Runs *words,
                         Galley *galley, int first) {
    const Block *section = block->parent;
    while (section && section->kind != BLOCK_SECTION)
        section = section->parent;
    int level = section ? section->level + 1 : 1;
    level = (level < BOOKMARK_LEVELS ? level : BOOKMARK_LEVELS) + 1;
    strip_add_bookmark(setter->arena, first_strip(setter, galley, first),
                       runs_text(setter->arena, words), level, 0);
}

void block_set(Setter *setter, const Block *block, Flow flow) {
    Galley *galley = flow.galley;
    int first = galley->count;
    setter->block_origin = block->origin;
    if (!flow_fits(setter, block, flow)) return;
    if (block->kind != BLOCK_SIDE_NOTE) setter->side_anchor.galley = NULL;
    ReferenceScope scope = references_enter(setter, block, flow);
    if (block->across || block->place != FLOAT_AUTO)
        place_set(setter, block, flow);
    else
        set_kind(setter, block, flow);
    if (scope.counts) galley_cut_tall(setter, galley, first);
    if (block->anchor) add_anchor(setter, block, galley, first);
    const Runs *words = bookmark_words(setter->document, block);
    if (words) add_bookmark(setter, block, words, galley, first);
    references_leave(setter, block, &scope);
}

void strip_finish(Setter *setter, Galley *galley, Strip *strip, const Style *style) {
    Mpt grid = setter->document->grid;
    strip->space_before = style ? style->space_before : 0;
    strip->space_after = style ? style->space_after : 0;
    if (grid <= 0 || galley->unsnapped) return;
    strip->height = (strip->height + grid - 1) / grid * grid;
    strip->snap = 0;
}
