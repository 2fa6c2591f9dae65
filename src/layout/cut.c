/* Cutting a strip that no page holds, or that would leave one half empty: between lines
 * that stand side by side, never through one. */
#include <stdlib.h>
#include <string.h>

#include "layout/table.h"

/* From where to where an item reaches. */
typedef struct {
    Mpt top, bottom;
    int item;
} Extent;

static Extent path_extent(const Path *path) {
    Extent extent = {INT32_MAX, INT32_MIN, 0};
    for (int i = 0; i < path->segment_count; i++) {
        Mpt y = path->segments[i].points[0].y;
        extent.top = y < extent.top ? y : extent.top;
        extent.bottom = y > extent.bottom ? y : extent.bottom;
    }
    return extent;
}

static Extent extent_of(const Item *item) {
    switch (item->kind) {
    case ITEM_TEXT:
        return (Extent){item->text.y - item->text.shaped->size * 78 / 100,
                        item->text.y + item->text.shaped->size / 4, 0};
    case ITEM_PATH:
        return path_extent(&item->path);
    case ITEM_LINK: /* a little taller than its text, which decides */
        return (Extent){item->link.y + item->link.height / 2,
                        item->link.y + item->link.height / 2, 0};
    case ITEM_ANCHOR:
        return (Extent){item->anchor.y, item->anchor.y, 0};
    case ITEM_LATE:
        return (Extent){item->late.y, item->late.y + item->late.height, 0};
    case ITEM_IMAGE:
        return (Extent){item->image.y, item->image.y + item->image.height, 0};
    }
    return (Extent){0, 0, 0};
}

static int by_top(const void *a, const void *b) {
    const Extent *left = a, *right = b;
    if (left->top != right->top) return left->top < right->top ? -1 : 1;
    return left->item - right->item;
}

/* True of neighbours in reading of which one covers half of the other: words of a line,
 * raised figures among them. */
static bool on_one_line(const Extent *a, const Extent *b) {
    const Mpt top = a->top > b->top ? a->top : b->top;
    const Mpt bottom = a->bottom < b->bottom ? a->bottom : b->bottom;
    const Mpt left = a->bottom - a->top, right = b->bottom - b->top;
    return 2 * (bottom - top) >= (left < right ? left : right);
}

/* Gives all items of a line its whole height, so that none is parted from it. */
static void level_lines(Extent *extents, int count) {
    for (int i = 1, first = 0; i <= count; i++) {
        if (i < count && on_one_line(&extents[i - 1], &extents[i])) continue;
        Extent line = extents[first];
        for (int k = first; k < i; k++) {
            if (extents[k].top < line.top) line.top = extents[k].top;
            if (extents[k].bottom > line.bottom) line.bottom = extents[k].bottom;
        }
        for (; first < i; first++) {
            extents[first].top = line.top;
            extents[first].bottom = line.bottom;
        }
    }
}

/* A strip's items from top to bottom, and the lines that they fall into. */
typedef struct {
    Extent *extents;
    int *line_of; /* each item's line */
    int line_count;
    Mpt *tops, *bottoms; /* of the lines */
} Lines;

static void begin_line(Lines *lines, Mpt top) {
    lines->tops[lines->line_count] = top;
    lines->bottoms[lines->line_count++] = top;
}

/* Takes items [first, last), each of which stands beside another one, as one line; as
 * several when they are higher than `whole`, as lines of two cells out of step may be.
 * Such a line reaches below the top of the next one. */
static void take_items(const Setter *setter, Lines *lines, int first, int last,
                       Mpt height, Mpt whole) {
    const Extent *extents = lines->extents;
    const Mpt most = height > whole ? setter->page_room / 4 : INT32_MAX;
    for (int i = first; i < last; i++) {
        if (i > first && extents[i].bottom - lines->tops[lines->line_count - 1] > most)
            begin_line(lines, extents[i].top);
        const int line = lines->line_count - 1;
        lines->line_of[extents[i].item] = line;
        if (extents[i].bottom > lines->bottoms[line])
            lines->bottoms[line] = extents[i].bottom;
    }
}

static Lines find_lines(Setter *setter, const Strip *strip, Mpt whole) {
    Arena *arena = setter->arena;
    const int count = strip->item_count;
    Lines lines = {.extents = arena_array(arena, count + 1, sizeof(Extent)),
                   .line_of = arena_array(arena, count + 1, sizeof(int)),
                   .tops = arena_array(arena, count + 1, sizeof(Mpt)),
                   .bottoms = arena_array(arena, count + 1, sizeof(Mpt))};
    for (int i = 0; i < count; i++) {
        lines.extents[i] = extent_of(&strip->items[i]);
        lines.extents[i].item = i;
    }
    level_lines(lines.extents, count);
    qsort(lines.extents, (size_t) count, sizeof(Extent), by_top);
    for (int i = 0, first = 0; i < count; first = i) {
        const Mpt top = lines.extents[first].top;
        Mpt bottom = lines.extents[first].bottom;
        for (i++; i < count && lines.extents[i].top < bottom; i++)
            if (lines.extents[i].bottom > bottom) bottom = lines.extents[i].bottom;
        /* Halfway between the lines. */
        begin_line(&lines,
                   first > 0 ? (lines.bottoms[lines.line_count - 1] + top) / 2 : 0);
        take_items(setter, &lines, first, i, bottom - top, whole);
    }
    return lines;
}

/* The line that a note's mark stands in: its link is there. */
static int line_of_mark(Setter *setter, const Strip *strip, const int *lines,
                        int note) {
    const char *target =
        arena_print(setter->arena, "#note-%d", setter->notes[note].number);
    for (int i = 0; i < strip->item_count; i++)
        if (strip->items[i].kind == ITEM_LINK &&
            strcmp(strip->items[i].link.target, target) == 0)
            return lines[i];
    return 0;
}

Strip *strip_cut(Setter *setter, const Strip *strip, Mpt whole, int *count) {
    Arena *arena = setter->arena;
    const Lines lines = find_lines(setter, strip, whole);
    Strip *pieces = arena_array(arena, lines.line_count + 1, sizeof *pieces);
    *count = lines.line_count;
    for (int i = 0; i < *count; i++) {
        const Mpt end = i + 1 < *count ? lines.tops[i + 1] : strip->height;
        pieces[i].height = end - lines.tops[i];
        pieces[i].need = lines.bottoms[i] - lines.tops[i];
        pieces[i].origin = strip->origin;
    }
    for (int i = 0; i < strip->item_count; i++) {
        const Item *item = &strip->items[i];
        const int line = lines.line_of[i];
        Item *added =
            strip_add(arena, &pieces[line], item->kind, item->tag, item->origin);
        *added = *item;
        item_move(arena, added, 0, -lines.tops[line]);
    }
    for (const NoteMark *mark = strip->first_mark; mark; mark = mark->next)
        strip_add_mark(arena,
                       &pieces[line_of_mark(setter, strip, lines.line_of, mark->note)],
                       mark->note);
    return pieces;
}

/* Appends the strip in pieces that keep its place in the galley. */
static void add_cut(Setter *setter, Galley *galley, const Strip *strip) {
    int count = 0;
    const Strip *pieces = strip_cut(setter, strip, setter->page_room, &count);
    if (count == 0) *galley_add(setter->arena, galley) = *strip;
    for (int i = 0; i < count; i++) {
        Strip *piece = galley_add(setter->arena, galley);
        *piece = pieces[i];
        piece->ground = strip->ground;
        piece->section = strip->section;
        piece->head = strip->head;
        piece->across = strip->across;
        piece->snap = -1;
        if (i == 0) {
            piece->space_before = strip->space_before;
            piece->first_bookmark = strip->first_bookmark;
            piece->last_bookmark = strip->last_bookmark;
        }
        if (i < count - 1) continue;
        piece->space_after = strip->space_after;
        piece->keep = strip->keep;
    }
}

void galley_cut_tall(Setter *setter, Galley *galley, int first) {
    while (first < galley->count && galley->strips[first].height <= setter->page_room)
        first++;
    int count = galley->count - first;
    if (count == 0) return;
    Strip *strips = arena_array(setter->arena, count, sizeof *strips);
    memcpy(strips, &galley->strips[first], (size_t) count * sizeof *strips);
    galley->count = first;
    for (int i = 0; i < count; i++) {
        if (strips[i].height > setter->page_room)
            add_cut(setter, galley, &strips[i]);
        else
            *galley_add(setter->arena, galley) = strips[i];
    }
}
