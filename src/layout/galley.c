/* The vertical list's own operations: adding, moving and stacking strips, and the
 * grounds that lie behind them. */
#include "layout/galley.h"

#include <string.h>

#include "layout/draw.h"

/* No sum of heights is more; no page is a hundredth as high. */
enum { MOST_HEIGHT = 1000000000 };

Strip *galley_add(Arena *arena, Galley *galley) {
    galley->strips = arena_grow(arena, galley->strips, galley->count, &galley->capacity,
                                sizeof *galley->strips);
    Strip *strip = &galley->strips[galley->count++];
    Strip old = *strip;
    *strip = (Strip){.snap = -1, .ground = galley->ground, .section = galley->section};
    if (galley->reuse) {
        strip->items = old.items;
        strip->item_capacity = old.item_capacity;
    }
    return strip;
}

void galley_reserve(Arena *arena, Galley *galley, int count) {
    int capacity = galley->count + count;
    if (capacity <= galley->capacity) return;
    Strip *strips = arena_array(arena, capacity, sizeof *strips);
    if (galley->count)
        memcpy(strips, galley->strips, (size_t) galley->count * sizeof *strips);
    galley->strips = strips;
    galley->capacity = capacity;
}

Item *strip_add(Arena *arena, Strip *strip, ItemKind kind, Tag *tag, Origin origin) {
    strip->items = arena_grow(arena, strip->items, strip->item_count,
                              &strip->item_capacity, sizeof *strip->items);
    Item *item = &strip->items[strip->item_count++];
    *item = (Item){.kind = kind, .tag = tag, .origin = origin};
    return item;
}

void strip_reserve(Arena *arena, Strip *strip, int count) {
    if (strip->item_count + count <= strip->item_capacity) return;
    int capacity = strip->item_count + count;
    if (strip->item_count > 0 && capacity < 2 * strip->item_capacity)
        capacity = 2 * strip->item_capacity;
    Item *items = arena_array(arena, capacity, sizeof *items);
    if (strip->item_count)
        memcpy(items, strip->items, (size_t) strip->item_count * sizeof *items);
    strip->items = items;
    strip->item_capacity = capacity;
}

void strip_add_mark(Arena *arena, Strip *strip, int note) {
    NoteMark *mark = arena_alloc(arena, sizeof *mark);
    mark->note = note;
    if (strip->last_mark)
        strip->last_mark->next = mark;
    else
        strip->first_mark = mark;
    strip->last_mark = mark;
}

void strip_add_bookmark(Arena *arena, Strip *strip, const char *title, int level,
                        Mpt y) {
    StripBookmark *bookmark = arena_alloc(arena, sizeof *bookmark);
    *bookmark = (StripBookmark){.title = title, .level = level, .y = y};
    if (strip->last_bookmark)
        strip->last_bookmark->next = bookmark;
    else
        strip->first_bookmark = bookmark;
    strip->last_bookmark = bookmark;
}

static void path_move(Arena *arena, Path *path, Mpt dx, Mpt dy) {
    PathSegment *segments = arena_array(arena, path->segment_count, sizeof *segments);
    for (int i = 0; i < path->segment_count; i++) {
        segments[i] = path->segments[i];
        for (int p = 0; p < 3; p++) {
            segments[i].points[p].x += dx;
            segments[i].points[p].y += dy;
        }
    }
    path->segments = segments;
}

void item_move(Arena *arena, Item *item, Mpt dx, Mpt dy) {
    switch (item->kind) {
    case ITEM_TEXT:
        item->text.x += dx;
        item->text.y += dy;
        break;
    case ITEM_PATH:
        path_move(arena, &item->path, dx, dy);
        break;
    case ITEM_LINK:
        item->link.x += dx;
        item->link.y += dy;
        break;
    case ITEM_ANCHOR:
        item->anchor.y += dy;
        break;
    case ITEM_LATE:
        item->late.x += dx;
        item->late.y += dy;
        break;
    case ITEM_IMAGE:
        item->image.x += dx;
        item->image.y += dy;
        break;
    }
}

void strip_absorb(Arena *arena, Strip *into, const Strip *from, Mpt dx, Mpt dy) {
    strip_reserve(arena, into, from->item_count);
    for (int i = 0; i < from->item_count; i++) {
        const Item *source = &from->items[i];
        Item *item = strip_add(arena, into, source->kind, source->tag, source->origin);
        *item = *source;
        item_move(arena, item, dx, dy);
    }
    for (const NoteMark *mark = from->first_mark; mark; mark = mark->next)
        strip_add_mark(arena, into, mark->note);
    for (const StripBookmark *b = from->first_bookmark; b; b = b->next)
        strip_add_bookmark(arena, into, b->title, b->level, b->y + dy);
}

Mpt strip_gap(const Strip *above, const Strip *below) {
    /* Under a heading its own space rules: two headings stand close. */
    Mpt before = above->heading && below->heading ? below->space_before / 3
                                                  : below->space_before;
    return above->space_after > before ? above->space_after : before;
}

Mpt strip_snap(const Strip *strip, Mpt grid, Mpt y, Mpt above) {
    if (grid <= 0 || strip->snap < 0) return y;
    Mpt over = (y + strip->snap) % grid;
    if (over == 0) return y;
    bool up = over <= grid / 4 && y - over >= above;
    return up ? y - over : y - over + grid;
}

Mpt galley_height(const Galley *galley, int first, int last) {
    int64_t height = 0;
    for (int i = first; i < last; i++) {
        if (i > first) height += strip_gap(&galley->strips[i - 1], &galley->strips[i]);
        height += galley->strips[i].height;
    }
    return (Mpt) (height > MOST_HEIGHT ? MOST_HEIGHT : height);
}

Mpt galley_stack(Arena *arena, Strip *into, Galley *from, Mpt dx, Mpt grid) {
    Grounds grounds = {0};
    Strip content = {0};
    Mpt y = 0;
    for (int i = 0; i < from->count; i++) {
        const Strip *strip = &from->strips[i];
        Mpt above = y;
        if (i > 0) y += strip_gap(&from->strips[i - 1], strip);
        y = strip_snap(strip, grid, y, above);
        strip_absorb(arena, &content, strip, dx, y);
        grounds_cover(&grounds, strip->ground, y, y + strip->height);
        y = y + strip->height > MOST_HEIGHT ? MOST_HEIGHT : y + strip->height;
    }
    grounds_draw(arena, &grounds, into, dx);
    strip_absorb(arena, into, &content, 0, 0);
    return y;
}

void galley_keep(Galley *galley, int first, int last, Keep keep) {
    for (int i = first; i + 1 < last; i++)
        if (galley->strips[i].keep < keep) galley->strips[i].keep = keep;
}

void grounds_cover(Grounds *grounds, Ground *ground, Mpt top, Mpt bottom) {
    for (; ground; ground = ground->outer) {
        if (!ground->is_open) {
            ground->is_open = true;
            ground->top = top;
            ground->next_open = grounds->open;
            grounds->open = ground;
        }
        ground->bottom = bottom;
    }
}

static int depth_of(const Ground *ground) {
    int depth = 0;
    for (; ground; ground = ground->outer)
        depth++;
    return depth;
}

static void draw_ground(Arena *arena, const Ground *ground, Strip *into, Mpt dx) {
    Mpt x = ground->x + dx, height = ground->bottom - ground->top;
    into->origin = ground->origin;
    if (ground->filled)
        draw_rect(arena, into, NULL, x, ground->top, ground->width, height,
                  ground->fill);
    if (ground->top_rule)
        draw_rect(arena, into, NULL, x, ground->top, ground->width, ground->top_rule,
                  ground->rule);
    if (ground->left_rule)
        draw_rect(arena, into, NULL, x, ground->top, ground->left_rule, height,
                  ground->rule);
}

void grounds_draw(Arena *arena, Grounds *grounds, Strip *into, Mpt dx) {
    int deepest = 0;
    for (const Ground *g = grounds->open; g; g = g->next_open)
        deepest = depth_of(g) > deepest ? depth_of(g) : deepest;
    for (int depth = 1; depth <= deepest; depth++)
        for (const Ground *g = grounds->open; g; g = g->next_open)
            if (depth_of(g) == depth) draw_ground(arena, g, into, dx);
    for (Ground *g = grounds->open; g; g = g->next_open)
        g->is_open = false;
    grounds->open = NULL;
}
