/* Lists.  The text of all items of a list begins on one line; markers stand in front of
 * it, numbers right against it, and terms beside it where they are short. */
#include "layout/blocks.h"
#include "layout/inline.h"
#include "layout/paragraph.h"

enum { MARKER_ROOM = 14000 };

static Mpt marker_gap(const Style *style) {
    return style->size / 2;
}

static Mpt term_width(Setter *setter, const Block *item) {
    Mpt natural = 0, least = 0;
    Inline text = inline_make(setter, &item->term, item->head_style, false);
    inline_widths(&text, &natural, &least);
    return natural + item->head_style->size;
}

Mpt list_room(Setter *setter, const Block *list, Mpt width) {
    bool terms = list->numbering == NUMBERING_TERMS;
    const Mpt most = terms ? width / 3 : width / 2;
    Mpt room = 0, markers = 0;
    for (const Block *item = list->first_child; item; item = item->next) {
        const Style *style = item->style;
        Mpt need = style->indent_left;
        setter->block_origin = item->origin;
        if (terms) {
            Mpt term = term_width(setter, item);
            if (term <= most) need = term;
        } else {
            const Shaped *marker = setter_shape(setter, style, item->marker);
            if (need <= 0) need = MARKER_ROOM;
            if (marker) markers = larger(markers, marker->width + marker_gap(style));
            need = larger(need, markers);
        }
        room = larger(room, need);
    }
    if (room <= most) return room;
    /* In a narrow column markers leave a letter's room. */
    const Mpt last = width - list->style->size;
    return larger(most, markers < last ? markers : last);
}

/* How much lower the item's first line stands for a term in larger type beside it. */
static Mpt term_drop(const Block *item) {
    if (!item->term.first) return 0;
    return larger(line_baseline(item->head_style) - line_baseline(item->style), 0);
}

/* Puts `above`'s items in front of those of a strip, which stand lower by `drop`, so
 * that they are read first. */
static void put_before(Setter *setter, Strip *strip, Strip *above, Mpt drop) {
    strip_absorb(setter->arena, above, strip, 0, drop);
    strip->height += drop;
    if (strip->snap >= 0) strip->snap += drop;
    strip->need = larger(strip->need + drop, above->height);
    strip->items = above->items;
    strip->item_count = above->item_count;
    strip->item_capacity = above->item_capacity;
    strip->first_mark = above->first_mark;
    strip->last_mark = above->last_mark;
}

/* Makes the marker, or a short term, that stands beside the first line of the item's
 * text; before that, so that its notes are read first. */
static Strip make_marker(Setter *setter, const Block *item, Mpt x, Mpt room,
                         Tag *label) {
    const Style *style = item->style;
    Strip marked = {.height = style->leading};
    setter->block_origin = item->origin;
    if (item->term.first) {
        Style term = *item->head_style;
        term.indent_left = term.indent_right = term.first_indent = 0;
        const Mpt y = line_baseline(style) + term_drop(item) - line_baseline(&term);
        const Mpt end =
            y + paragraph_into(setter, &item->term, &term, x, room, y, label, &marked);
        marked.height = larger(marked.height, end);
    } else {
        const Shaped *marker = setter_shape(setter, style, item->marker);
        bool numbered = item->number != NULL;
        setter_text(setter, &marked, label, marker, style->colour,
                    numbered ? x + room - marker_gap(style) : x, line_baseline(style),
                    numbered ? ALIGN_RIGHT : ALIGN_LEFT);
    }
    return marked;
}

/* A term too long to stand beside its description stands above it. */
static bool term_stands_above(Setter *setter, const Block *item, Flow flow, Mpt room,
                              Tag *label) {
    if (!item->term.first || term_width(setter, item) <= room) return false;
    Galley *galley = flow.galley;
    int first = galley->count;
    Style style = *item->head_style;
    style.indent_left = style.first_indent = 0;
    style.space_before = item->style->space_before;
    style.keep_with_next = true;
    paragraph_set(setter, &item->term, &style, flow.x, flow.width, label, galley);
    return galley->count > first;
}

/* The marker needs the height of a line, which a rule or an empty place at the item's
 * start does not have, and a term may need more. */
static void hold_marker(Galley *galley, int first) {
    int last = first;
    const Mpt need = galley->strips[first].need;
    Mpt height = galley->strips[first].height;
    while (height < need && last + 1 < galley->count) {
        galley->strips[last].keep = KEEP_HARD;
        height += galley->strips[++last].height;
    }
    if (height < need) galley->strips[last].height += need - height;
}

void item_set(Setter *setter, const Block *block, Flow flow) {
    Galley *galley = flow.galley;
    const Mpt room = flow.marker_room;
    Tag *item = tag_new(setter->arena, TAG_ITEM, flow.tag);
    Tag *label = tag_new(setter->arena, TAG_LABEL, item);
    setter->block_origin = block->origin;
    bool above = term_stands_above(setter, block, flow, room, label);
    Strip marker = {0};
    if (!above) marker = make_marker(setter, block, flow.x, room, label);
    int first = galley->count;
    Flow inner = flow;
    inner.tag = tag_new(setter->arena, TAG_ITEM_BODY, item);
    inner.x += room;
    inner.width -= room;
    if (block->runs.first) {
        Style text = *block->style;
        text.indent_left = 0;
        /* What hangs to the left of an item is its marker. */
        if (text.first_indent < 0) text.first_indent = 0;
        paragraph_set(setter, &block->runs, &text, inner.x, inner.width, inner.tag,
                      galley);
        galley->paragraph_end = galley->count;
    }
    children_set(setter, block, inner);
    if (above) return;
    if (first == galley->count) {
        if (!block->term.first) return;
        galley_add(setter->arena, galley);
    }
    put_before(setter, &galley->strips[first], &marker, term_drop(block));
    hold_marker(galley, first);
}

/* A list in an item begins where the item's text does. */
void list_set(Setter *setter, const Block *block, Flow flow) {
    static const ListNumbering labels[] = {
        [NUMBERING_NONE] = LIST_BULLETS,    [NUMBERING_DECIMAL] = LIST_DECIMAL,
        [NUMBERING_LETTERS] = LIST_LETTERS, [NUMBERING_ROMAN] = LIST_ROMAN,
        [NUMBERING_TERMS] = LIST_PLAIN,
    };
    Galley *galley = flow.galley;
    flow.tag = tag_new(setter->arena, TAG_LIST, flow.tag);
    flow.tag->level = (int) labels[block->numbering];
    flow.whole = false;
    if (!block->parent || block->parent->kind != BLOCK_ITEM) {
        flow.x += block->style->indent_left;
        flow.width -= block->style->indent_left + block->style->indent_right;
    }
    /* What introduces the list stays with it. */
    if (galley->count > 0 && galley->paragraph_end == galley->count)
        galley->strips[galley->count - 1].keep = KEEP_HARD;
    flow.marker_room = list_room(setter, block, flow.width);
    const int first = galley->count;
    children_set(setter, block, flow);
    if (first == galley->count) return;
    Strip *top = &galley->strips[first], *end = &galley->strips[galley->count - 1];
    if (top->space_before < block->style->space_before)
        top->space_before = block->style->space_before;
    if (end->space_after < block->style->space_after)
        end->space_after = block->style->space_after;
}
