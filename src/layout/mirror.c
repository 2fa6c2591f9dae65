/* Mirroring of items about a vertical line; `axis` is twice its x, so that what began
 * at x ends at axis - x. */
#include "layout/mirror.h"

#include <string.h>

/* Segments may be shared with another item, so the path gets its own. */
static void mirror_path(Arena *arena, Path *path, Mpt axis) {
    PathSegment *segments = arena_array(arena, path->segment_count, sizeof *segments);
    if (path->segment_count)
        memcpy(segments, path->segments,
               (size_t) path->segment_count * sizeof *segments);
    for (int i = 0; i < path->segment_count; i++)
        for (int k = 0; k < 3; k++)
            segments[i].points[k].x = axis - segments[i].points[k].x;
    path->segments = segments;
}

static void mirror_item(Arena *arena, Item *item, Mpt axis) {
    switch (item->kind) {
    case ITEM_TEXT:
        item->text.x = axis - item->text.x - text_item_width(&item->text);
        break;
    case ITEM_PATH:
        mirror_path(arena, &item->path, axis);
        break;
    case ITEM_LINK:
        item->link.x = axis - item->link.x - item->link.width;
        break;
    case ITEM_ANCHOR:
    case ITEM_LATE: /* there are none in a document that runs leftwards */
        break;
    case ITEM_IMAGE:
        item->image.x = axis - item->image.x - item->image.width;
        break;
    }
}

void strip_mirror(Setter *setter, Strip *strip, int first, Mpt x, Mpt width) {
    for (int i = first; i < strip->item_count; i++)
        mirror_item(setter->arena, &strip->items[i], 2 * x + width);
}

void pages_mirror(Setter *setter) {
    Pages *pages = setter->pages;
    for (int p = 0; p < pages->page_count; p++)
        for (int i = 0; i < pages->pages[p].item_count; i++)
            mirror_item(setter->arena, &pages->pages[p].items[i],
                        pages->pages[p].width);
}
