/* What must hold of any pages, whatever made them.  A failure is our own mistake, so
 * each names the item and how far it is off, for the one who has to find it. */
#include "pages/pages.h"

#include "base/map.h"

enum {
    SLACK = 10, /* thousandths of a point that rounding may add up to */
    MOST_REPORTED = 20
};

typedef struct {
    const Pages *pages;
    Diags *diags;
    Map *anchors;
    int reported;
    bool holds;
} Check;

#define FAIL(check, at, ...)                                                           \
    do {                                                                               \
        (check)->holds = false;                                                        \
        if ((check)->reported++ < MOST_REPORTED)                                       \
            diag_report((check)->diags, FAULT_BUG, at, __VA_ARGS__);                   \
    } while (0)

static double points(Mpt length) {
    return (double) length / MPT_PER_POINT;
}

/* A box of `what` in `page`; `x1` and `y1` are its far corner. */
static void check_box(Check *check, int page, Origin at, const char *what, Mpt x0,
                      Mpt y0, Mpt x1, Mpt y1) {
    const Page *paper = &check->pages->pages[page];
    if (x0 >= -SLACK && y0 >= -SLACK && x1 <= paper->width + SLACK &&
        y1 <= paper->height + SLACK)
        return;
    FAIL(check, at, "page %d: %s reaches from %.3f,%.3f to %.3f,%.3f, off the paper",
         page + 1, what, points(x0), points(y0), points(x1), points(y1));
}

static void check_text(Check *check, int page, const Item *item) {
    const TextItem *text = &item->text;
    if (!text->shaped) {
        FAIL(check, item->origin, "page %d: a text item without text", page + 1);
        return;
    }
    /* Ink seldom fills the font's whole height; the height of capitals must fit. */
    FontMetrics metrics = font_metrics(text->shaped->font, text->shaped->size);
    Mpt above = metrics.cap_height ? metrics.cap_height : metrics.ascender;
    check_box(check, page, item->origin, text->shaped->text, text->x, text->y - above,
              text->x + text_item_width(text), text->y + metrics.descender / 2);
}

static void check_path(Check *check, int page, const Item *item) {
    const Path *path = &item->path;
    if (path->segment_count == 0 || path->segments[0].op != PATH_MOVE) {
        FAIL(check, item->origin, "page %d: a path that begins nowhere", page + 1);
        return;
    }
    if (!path->filled && !path->stroked)
        FAIL(check, item->origin, "page %d: a path neither filled nor stroked",
             page + 1);
    for (int i = 0; i < path->segment_count; i++) {
        const PathSegment *segment = &path->segments[i];
        if (segment->op == PATH_CLOSE) continue;
        Point end = segment->points[segment->op == PATH_CURVE ? 2 : 0];
        check_box(check, page, item->origin, "a path", end.x, end.y, end.x, end.y);
    }
}

static void check_link(Check *check, int page, const Item *item) {
    const LinkItem *link = &item->link;
    check_box(check, page, item->origin, link->target, link->x, link->y,
              link->x + link->width, link->y + link->height);
    if (link->target[0] == '#' && !map_get(check->anchors, link->target + 1))
        FAIL(check, item->origin, "page %d: link to '%s', which is nowhere", page + 1,
             link->target);
}

/* A tag must hang in the structure, or what it holds is never read out. */
static void check_tag(Check *check, int page, const Item *item) {
    const Tag *tag = item->tag;
    while (tag && tag->parent)
        tag = tag->parent;
    if (item->tag && tag != check->pages->structure)
        FAIL(check, item->origin, "page %d: an item's tag %s is not in the structure",
             page + 1, tag_name(item->tag));
}

static void check_item(Check *check, int page, const Item *item) {
    check_tag(check, page, item);
    switch (item->kind) {
    case ITEM_TEXT:
        check_text(check, page, item);
        break;
    case ITEM_PATH:
        check_path(check, page, item);
        break;
    case ITEM_LINK:
        check_link(check, page, item);
        break;
    case ITEM_ANCHOR:
        check_box(check, page, item->origin, item->anchor.name, 0, item->anchor.y, 0,
                  item->anchor.y);
        break;
    case ITEM_LATE: {
        const LateItem *late = &item->late;
        check_box(check, page, item->origin, "a row", late->x, late->y,
                  late->x + late->width, late->y + late->height);
        break;
    }
    case ITEM_IMAGE:
        check_box(check, page, item->origin, item->image.image->path, item->image.x,
                  item->image.y, item->image.x + item->image.width,
                  item->image.y + item->image.height);
        break;
    }
}

static void gather_anchors(Check *check) {
    for (int p = 0; p < check->pages->page_count; p++) {
        const Page *page = &check->pages->pages[p];
        for (int i = 0; i < page->item_count; i++) {
            const Item *item = &page->items[i];
            if (item->kind == ITEM_ANCHOR &&
                map_put(check->anchors, item->anchor.name, (void *) item))
                FAIL(check, item->origin, "page %d: anchor '%s' is there twice", p + 1,
                     item->anchor.name);
        }
    }
}

static void check_bookmarks(Check *check) {
    const Origin nowhere = {0};
    int above = 0;
    for (int i = 0; i < check->pages->bookmark_count; i++) {
        const Bookmark *bookmark = &check->pages->bookmarks[i];
        if (bookmark->page < 0 || bookmark->page >= check->pages->page_count)
            FAIL(check, nowhere, "bookmark '%s' leads to page %d, which is not there",
                 bookmark->title, bookmark->page + 1);
        if (bookmark->level < 1 || bookmark->level > above + 1)
            FAIL(check, nowhere, "bookmark '%s' of level %d below one of level %d",
                 bookmark->title, bookmark->level, above);
        above = bookmark->level;
    }
}

bool pages_check(const Pages *pages, Diags *diags) {
    Arena *scratch = arena_new(NULL);
    Check check = {
        .pages = pages, .diags = diags, .anchors = map_new(scratch), .holds = true};
    gather_anchors(&check);
    for (int p = 0; p < pages->page_count; p++)
        for (int i = 0; i < pages->pages[p].item_count; i++)
            check_item(&check, p, &pages->pages[p].items[i]);
    check_bookmarks(&check);
    if (check.reported > MOST_REPORTED)
        diag_report(diags, FAULT_BUG, (Origin){0}, "and %d more faults in the pages",
                    check.reported - MOST_REPORTED);
    arena_free(scratch);
    return check.holds;
}
