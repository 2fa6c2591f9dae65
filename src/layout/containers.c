/* Boxes, quotes and columns: blocks that hold blocks. */
#include "layout/blocks.h"

enum { COLUMN_GUTTER = 11339 /* 4 mm */, QUOTE_INDENT = 12000 };

static Strip *add_padding(Setter *setter, Galley *galley, Mpt height) {
    Strip *strip = galley_add(setter->arena, galley);
    strip->height = height;
    strip->keep = KEEP_HARD;
    return strip;
}

/* Grows the box's two paddings so that its height is whole grid lines. */
static void pad_to_grid(Setter *setter, Galley *galley, int first) {
    Mpt grid = setter->document->grid;
    if (grid <= 0 || galley->unsnapped) return;
    Mpt over = galley_height(galley, first, galley->count) % grid;
    Mpt missing = over ? grid - over : 0;
    /* The last line's leading already adds room below. */
    Mpt above = missing * 2 / 3;
    galley->strips[first].height += above;
    galley->strips[galley->count - 1].height += missing - above;
    galley->strips[first].snap = 0;
}

void box_set(Setter *setter, const Block *block, Flow flow) {
    const Style *style = block->style;
    Galley *galley = flow.galley;
    Ground *ground = arena_alloc(setter->arena, sizeof *ground);
    *ground = (Ground){.outer = galley->ground,
                       .origin = block->origin,
                       .x = flow.x,
                       .width = flow.width,
                       .filled = style->has_background,
                       .fill = style->background,
                       .rule = style->rule,
                       .top_rule = style->has_rule ? style->rule_width : 0};
    bool unsnapped = galley->unsnapped;
    int first = galley->count;
    flow.tag = tag_new(setter->arena, TAG_DIVISION, flow.tag);
    galley->ground = ground;
    galley->unsnapped = true;
    add_padding(setter, galley, style->padding + ground->top_rule)->space_before =
        style->space_before;
    Flow inner = flow;
    inner.whole = false;
    inner.x += style->padding;
    inner.width -= 2 * style->padding;
    children_set(setter, block, inner);
    bool empty = galley->count == first + 1;
    if (!empty) {
        Strip *last = &galley->strips[galley->count - 1];
        galley->strips[first + 1].space_before = 0;
        last->space_after = 0;
        last->keep = KEEP_HARD;
    }
    Strip *bottom = add_padding(setter, galley, style->padding);
    bottom->keep = style->keep_with_next ? KEEP_HARD : KEEP_NONE;
    bottom->space_after = style->space_after;
    galley->ground = ground->outer;
    galley->unsnapped = unsnapped;
    galley_keep(galley, first, galley->count, KEEP_SOFT);
    pad_to_grid(setter, galley, first);
}

void quote_set(Setter *setter, const Block *block, Flow flow) {
    const Style *style = block->style;
    Galley *galley = flow.galley;
    Ground *ground = arena_alloc(setter->arena, sizeof *ground);
    Mpt indent = style->padding > 0 ? style->padding : QUOTE_INDENT;
    Mpt rule = style->rule_width > 0 ? style->rule_width : 1500;
    flow.x += style->indent_left;
    flow.width -= style->indent_left + style->indent_right;
    *ground = (Ground){.outer = galley->ground,
                       .origin = block->origin,
                       .x = flow.x,
                       .width = flow.width,
                       .rule = style->has_rule ? style->rule : setter->document->faint,
                       .left_rule = rule};
    int first = galley->count;
    flow.tag = tag_new(setter->arena, TAG_QUOTE, flow.tag);
    flow.whole = false;
    flow.x += indent;
    flow.width -= indent;
    galley->ground = ground;
    children_set(setter, block, flow);
    galley->ground = ground->outer;
    if (first == galley->count) return;
    Strip *top = &galley->strips[first], *last = &galley->strips[galley->count - 1];
    if (style->space_before > top->space_before)
        top->space_before = style->space_before;
    if (style->space_after > last->space_after) last->space_after = style->space_after;
    galley_keep(galley, first, galley->count, KEEP_SOFT);
    /* The attribution never stands alone. */
    if (galley->count - first > 1) galley->strips[galley->count - 2].keep = KEEP_HARD;
}

/* The galley of each column; NULL-terminated by count. */
static Galley *set_each(Setter *setter, const Block *block, Flow flow, Mpt *x,
                        int count, int64_t parts) {
    Galley *galleys = arena_array(setter->arena, count + 1, sizeof *galleys);
    int64_t room = flow.width - (int64_t) COLUMN_GUTTER * (count - 1), before = 0;
    int index = 0;
    for (const Block *child = block->first_child; child; child = child->next) {
        int64_t share = child->width > 0 ? child->width : 1;
        Mpt left = (Mpt) (room * before / parts) + index * COLUMN_GUTTER;
        Mpt width = (Mpt) (room * (before + share) / parts - room * before / parts);
        x[index] = flow.x + left;
        Galley *galley = &galleys[index++];
        galley->section = flow.galley->section;
        galley->unsnapped = flow.galley->unsnapped;
        Flow inner = {.galley = galley, .width = width};
        inner.tag = tag_new(setter->arena, TAG_DIVISION, flow.tag);
        block_set(setter, child, inner);
        before += share;
    }
    return galleys;
}

/* Columns too tall for a page stand below each other, each line a strip. */
static void set_stacked(Setter *setter, Flow flow, const Galley *galleys, const Mpt *x,
                        int count) {
    for (int c = 0; c < count; c++)
        for (int i = 0; i < galleys[c].count; i++) {
            Strip *strip = galley_add(setter->arena, flow.galley);
            Ground *outer = strip->ground;
            *strip = galleys[c].strips[i];
            strip->ground = outer;
            strip->head = NULL;
            for (int n = 0; n < strip->item_count; n++)
                item_move(setter->arena, &strip->items[n], x[c], 0);
        }
}

void columns_set(Setter *setter, const Block *block, Flow flow) {
    Galley *galley = flow.galley;
    int count = 0;
    int64_t parts = 0;
    for (const Block *child = block->first_child; child; child = child->next) {
        parts += child->width > 0 ? child->width : 1;
        count++;
    }
    if (count == 0) return;
    Mpt *x = arena_array(setter->arena, count, sizeof *x);
    Galley *galleys = set_each(setter, block, flow, x, count, parts);
    Strip all = {0};
    Mpt grid = galley->unsnapped ? 0 : setter->document->grid;
    for (int c = 0; c < count; c++) {
        Mpt height = galley_stack(setter->arena, &all, &galleys[c], x[c], grid);
        all.height = height > all.height ? height : all.height;
    }
    if (all.height > setter->page_room) {
        diag_report(setter->diags, FAULT_WARNING, block->origin,
                    "the columns are taller than a page: set below each other");
        set_stacked(setter, flow, galleys, x, count);
        return;
    }
    Strip *strip = galley_add(setter->arena, galley);
    Strip frame = *strip;
    *strip = all;
    strip->ground = frame.ground;
    strip->section = frame.section;
    strip->snap = -1;
    strip_finish(setter, galley, strip, block->style);
}
