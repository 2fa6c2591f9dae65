/* Pages as text: one line an item, lengths in points with three decimals, so that a
 * golden file shows exactly what moved. */
#include "pages/pages.h"

#include <inttypes.h>

#include "base/map.h"

static void add_length(Text *out, Mpt length) {
    int64_t value = length;
    if (value < 0) text_add_char(out, '-');
    if (value < 0) value = -value;
    text_print(out, "%" PRId64 ".%03d", value / MPT_PER_POINT,
               (int) (value % MPT_PER_POINT));
}

static void add_place(Text *out, Mpt x, Mpt y) {
    add_length(out, x);
    text_add_char(out, ',');
    add_length(out, y);
}

static void add_tag(Text *out, const Tag *tag) {
    if (tag) text_print(out, " tag=%s", tag_name(tag));
}

static void dump_text(Text *out, const TextItem *text) {
    const Shaped *shaped = text->shaped;
    add_place(out, text->x, text->y);
    text_print(out, " %s ", font_name(shaped->font));
    add_length(out, shaped->size);
    text_print(out, " #%06x ", (unsigned) text->colour);
    text_add_quoted(out, shaped->text);
    text_add(out, " width=");
    add_length(out, shaped->width);
    if (text->expansion) text_print(out, " expansion=%d", text->expansion);
    if (text->space) {
        text_add(out, " space=");
        add_length(out, text->space);
    }
    if (text->tracking) {
        text_add(out, " tracking=");
        add_length(out, text->tracking);
    }
    if (text->actual_text) {
        text_add(out, " actual=");
        text_add_quoted(out, text->actual_text);
    }
    if (text->figure) text_print(out, " figure=%s", text->figure);
}

typedef struct {
    Point low, high;
    bool any;
} Bounds;

static void widen(Bounds *bounds, Point point) {
    if (!bounds->any) bounds->low = bounds->high = point;
    bounds->any = true;
    if (point.x < bounds->low.x) bounds->low.x = point.x;
    if (point.y < bounds->low.y) bounds->low.y = point.y;
    if (point.x > bounds->high.x) bounds->high.x = point.x;
    if (point.y > bounds->high.y) bounds->high.y = point.y;
}

static void dump_path(Text *out, const Path *path) {
    Bounds bounds = {.any = false};
    uint64_t shape = HASH_START;
    for (int i = 0; i < path->segment_count; i++) {
        const PathSegment *segment = &path->segments[i];
        int points = segment->op == PATH_CLOSE ? 0 : segment->op == PATH_CURVE ? 3 : 1;
        for (int k = 0; k < points; k++) {
            widen(&bounds, segment->points[k]);
            shape = hash_bytes(shape, &segment->points[k], sizeof segment->points[k]);
        }
    }
    add_place(out, bounds.low.x, bounds.low.y);
    text_add_char(out, ' ');
    add_place(out, bounds.high.x, bounds.high.y);
    text_print(out, " segments=%d", path->segment_count);
    /* Of longer paths the box does not tell the shape. */
    if (path->segment_count > 5) text_print(out, " shape=%08" PRIx32, (uint32_t) shape);
    if (path->filled) text_print(out, " fill=#%06x", (unsigned) path->fill);
    if (!path->stroked) return;
    text_print(out, " stroke=#%06x width=", (unsigned) path->stroke);
    add_length(out, path->width);
    if (path->dash[0] || path->dash[1]) {
        text_add(out, " dash=");
        add_place(out, path->dash[0], path->dash[1]);
    }
    if (path->cap == CAP_ROUND) text_add(out, " cap=round");
}

static void dump_link(Text *out, const LinkItem *link) {
    add_place(out, link->x, link->y);
    text_add_char(out, ' ');
    add_length(out, link->width);
    text_add_char(out, 'x');
    add_length(out, link->height);
    text_print(out, " %s", link->target);
    if (link->description) {
        text_add_char(out, ' ');
        text_add_quoted(out, link->description);
    }
}

/* The digest tells which file it is, wherever that stands. */
static void dump_image(Text *out, const ImageItem *item) {
    const Image *image = item->image;
    add_place(out, item->x, item->y);
    text_add_char(out, ' ');
    add_length(out, item->width);
    text_add_char(out, 'x');
    add_length(out, item->height);
    text_print(out, " pixels=%dx%d digest=%016" PRIx64, image->width, image->height,
               image->digest);
    if (image->alpha) text_add(out, " alpha");
}

static void dump_item(Text *out, const Item *item) {
    switch (item->kind) {
    case ITEM_TEXT:
        text_add(out, "text ");
        dump_text(out, &item->text);
        break;
    case ITEM_PATH:
        text_add(out, "path ");
        dump_path(out, &item->path);
        break;
    case ITEM_LINK:
        text_add(out, "link ");
        dump_link(out, &item->link);
        break;
    case ITEM_ANCHOR:
        text_print(out, "anchor %s ", item->anchor.name);
        add_length(out, item->anchor.y);
        break;
    case ITEM_LATE: /* a page that is read has none */
        break;
    case ITEM_IMAGE:
        text_add(out, "image ");
        dump_image(out, &item->image);
        break;
    }
    add_tag(out, item->tag);
    if (item->origin.file)
        text_print(out, " from=%s:%d", item->origin.file, item->origin.line);
    text_add_char(out, '\n');
}

void pages_dump(const Pages *pages, Text *out) {
    text_print(out, "pages %d\n", pages->page_count);
    PageReader reader = page_reader(pages, arena_new(NULL));
    for (int p = 0; p < pages->page_count; p++) {
        const Page *page = page_read(&reader, p);
        text_print(out, "page %d %s ", p + 1, label_text(out->arena, page->label));
        add_length(out, page->width);
        text_add_char(out, 'x');
        add_length(out, page->height);
        text_add_char(out, '\n');
        for (int i = 0; i < page->item_count; i++)
            dump_item(out, &page->items[i]);
    }
    arena_free(reader.scratch);
    if (pages->bookmark_count) text_add(out, "bookmarks\n");
    for (int i = 0; i < pages->bookmark_count; i++) {
        const Bookmark *bookmark = &pages->bookmarks[i];
        for (int k = 0; k < bookmark->level; k++)
            text_add(out, "  ");
        text_add_quoted(out, bookmark->title);
        text_print(out, " page=%d y=", bookmark->page + 1);
        add_length(out, bookmark->y);
        text_add_char(out, '\n');
    }
}
