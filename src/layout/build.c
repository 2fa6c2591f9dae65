/* Filling pages.  The galley falls into chunks that a page should not cut: a heading
 * with two lines of what follows, the first and last two lines of a paragraph, a box.
 * A chunk goes on the page if it fits there with its footnotes, else on the next one;
 * if it would not fit on an empty page either, moving it does not help and it is taken
 * apart: soft groups first, then strip by strip.  Each strip is looked at a bounded
 * number of times. */
#include "layout/build.h"

#include "layout/draw.h"
#include "layout/notes.h"

/* A page being filled.  y counts from the top of the text. */
typedef struct {
    Mpt y;
    const Strip *last; /* NULL at the top of the page */
    Mpt notes;         /* room that footnotes take, with their rule */
} Fill;

typedef struct {
    Setter *setter;
    Galley *galley;
    Mpt room;
    int spaces; /* share of the space between strips that is given, in percent */
    Fill fill;
    Strip body;      /* what stands on the page so far */
    Strip note_text; /* the notes', from y = 0 */
    Grounds grounds;
    int *queue; /* notes met but not yet at a foot, a ring over all notes */
    int queue_first, queue_count;
    const Strip *waiting; /* a chart that goes to the top of the next page */
    int queue_line;       /* the first one's next line */
    int soft_until;       /* strips below this one belong to a soft group too tall */
    int single_until;     /* the same of hard groups */
    const char **sections;
    int section_capacity;
} Builder;

static bool repeats_head(const Builder *builder, const Fill *fill, const Strip *strip) {
    return !fill->last && strip->head && strip->head->height <= builder->room / 2;
}

/* Where the strip would start on a page filled so far. */
static Mpt top_of(const Builder *builder, const Fill *fill, const Strip *strip) {
    Mpt y = fill->y, above = y;
    if (fill->last)
        y += strip_gap(fill->last, strip) * builder->spaces / 100;
    else if (repeats_head(builder, fill, strip))
        above = y += strip->head->height;
    return strip_snap(strip, builder->setter->document->page.grid, y, above);
}

static Mpt notes_room(Builder *builder, const Strip *strip, bool first) {
    Setter *setter = builder->setter;
    Mpt room = 0;
    for (const NoteMark *mark = strip->first_mark; mark; mark = mark->next) {
        if (setter->notes[mark->note].placed) continue;
        const Galley *galley = note_galley(setter, mark->note);
        room += galley_height(galley, 0, galley->count);
        if (first) room += notes_overhead(setter);
        first = false;
    }
    return room;
}

/* Adds the strip and its notes to what fills the page; false when they do not fit. */
static bool add_strip(Builder *builder, Fill *fill, const Strip *strip) {
    fill->y = top_of(builder, fill, strip) + strip->height;
    fill->last = strip;
    fill->notes += notes_room(builder, strip, fill->notes == 0);
    return fill->y + fill->notes <= builder->room;
}

static bool strip_fits(Builder *builder, Fill fill, const Strip *strip) {
    return add_strip(builder, &fill, strip);
}

/* True when strips [first, last) and their notes fit below what fills the page. */
static bool fits(Builder *builder, Fill fill, int first, int last) {
    for (int i = first; i < last; i++)
        if (!add_strip(builder, &fill, &builder->galley->strips[i])) return false;
    return true;
}

static int chunk_end(const Builder *builder, int first, Keep keep) {
    const Galley *galley = builder->galley;
    int at = first;
    while (at + 1 < galley->count && galley->strips[at].keep >= keep &&
           !galley->strips[at + 1].page_break)
        at++;
    return at + 1;
}

/* ---- notes ---- */

/* Takes over what fits of the queued notes; at least a line when `force`. */
static void take_notes(Builder *builder, bool force) {
    Setter *setter = builder->setter;
    while (builder->queue_count > 0) {
        const Galley *galley =
            note_galley(setter, builder->queue[builder->queue_first]);
        if (builder->queue_line >= galley->count) {
            builder->queue_first++;
            builder->queue_count--;
            builder->queue_line = 0;
            continue;
        }
        const Strip *line = &galley->strips[builder->queue_line];
        Mpt overhead = builder->fill.notes == 0 ? notes_overhead(setter) : 0;
        Mpt need = builder->fill.notes + overhead + line->height;
        if (!force && builder->fill.y + need > builder->room) return;
        force = false;
        strip_absorb(setter->arena, &builder->note_text, line, 0,
                     builder->note_text.height);
        builder->note_text.height += line->height;
        builder->fill.notes = need;
        builder->queue_line++;
    }
}

static void queue_notes(Builder *builder, const Strip *strip) {
    for (const NoteMark *mark = strip->first_mark; mark; mark = mark->next) {
        NoteSetting *setting = &builder->setter->notes[mark->note];
        if (setting->placed) continue;
        setting->placed = true;
        builder->queue[builder->queue_first + builder->queue_count++] = mark->note;
    }
}

/* ---- pages ---- */

/* Room for what a page has and for its furniture, to be filled at once. */
static void reserve_page(Builder *builder, Page *page, int count) {
    enum { FURNITURE = 24 };
    page->item_capacity = count + FURNITURE;
    page->items =
        arena_array(builder->setter->arena, page->item_capacity, sizeof *page->items);
}

static void emit(Builder *builder, Page *page, const Strip *strip, Mpt dy) {
    Setter *setter = builder->setter;
    for (int i = 0; i < strip->item_count; i++) {
        const Item *source = &strip->items[i];
        Item *item =
            page_add(setter->arena, page, source->kind, source->tag, source->origin);
        *item = *source;
        item_move(setter->arena, item, setter->document->page.margin_left, dy);
    }
}

/* Ends the page: grounds first, then the text, then the notes at the foot. */
static void finish_page(Builder *builder) {
    Setter *setter = builder->setter;
    const PageMaster *master = &setter->document->page;
    Page *page = &setter->pages->pages[setter->pages->page_count - 1];
    Strip behind = {0};
    grounds_draw(setter->arena, &builder->grounds, &behind, 0);
    reserve_page(builder, page,
                 behind.item_count + builder->body.item_count +
                     builder->note_text.item_count + 1);
    emit(builder, page, &behind, master->margin_top);
    emit(builder, page, &builder->body, master->margin_top);
    if (builder->note_text.item_count > 0) {
        Mpt top = builder->room - builder->note_text.height;
        Mpt rule = top - notes_overhead(setter) / 3;
        Strip above = {0};
        draw_line(setter->arena, &above, NULL, (Point){0, rule}, (Point){60000, rule},
                  400, setter->document->ink, 0);
        emit(builder, page, &above, master->margin_top);
        emit(builder, page, &builder->note_text, master->margin_top + top);
    }
}

/* Forgets what stands on a strip but not its room. */
static void empty_strip(Strip *strip) {
    *strip = (Strip){.items = strip->items, .item_capacity = strip->item_capacity};
}

static void start_page(Builder *builder) {
    Setter *setter = builder->setter;
    const PageMaster *master = &setter->document->page;
    if (setter->pages->page_count > 0) finish_page(builder);
    Page *page = pages_add(setter->arena, setter->pages, master->width, master->height);
    int number = setter->pages->page_count;
    page->label = arena_print(setter->arena, "%d", number);
    builder->sections =
        arena_grow(setter->arena, builder->sections, number - 1,
                   &builder->section_capacity, sizeof *builder->sections);
    builder->sections[number - 1] = NULL;
    empty_strip(&builder->body);
    empty_strip(&builder->note_text);
    builder->fill = (Fill){0};
    /* Notes left over from the page before leave two lines for the text at least. */
    if (builder->queue_count > 0) {
        builder->fill.y = builder->room / 3;
        take_notes(builder, true);
        builder->fill.y = 0;
    }
}

static void repeat_head(Builder *builder, const TableHead *head) {
    Mpt y = builder->fill.y;
    for (int i = 0; i < head->galley.count; i++) {
        const Strip *strip = &head->galley.strips[i];
        strip_absorb(builder->setter->arena, &builder->body, strip, 0, y);
        grounds_cover(&builder->grounds, strip->ground, y, y + strip->height);
        y += strip->height;
    }
}

static void add_bookmark(Builder *builder, const StripBookmark *bookmark, Mpt y) {
    Pages *pages = builder->setter->pages;
    /* A level left out would make a bookmark without a parent. */
    int above = pages->bookmark_count > 0
                    ? pages->bookmarks[pages->bookmark_count - 1].level
                    : 0;
    int level = bookmark->level > above + 1 ? above + 1 : bookmark->level;
    pages->bookmarks =
        arena_grow(builder->setter->arena, pages->bookmarks, pages->bookmark_count,
                   &pages->bookmark_capacity, sizeof *pages->bookmarks);
    pages->bookmarks[pages->bookmark_count++] =
        (Bookmark){.title = bookmark->title,
                   .level = level,
                   .page = pages->page_count - 1,
                   .y = y + builder->setter->document->page.margin_top};
}

static void place(Builder *builder, const Strip *strip) {
    Setter *setter = builder->setter;
    Mpt y = top_of(builder, &builder->fill, strip);
    if (!builder->fill.last)
        builder->sections[setter->pages->page_count - 1] = strip->section;
    if (repeats_head(builder, &builder->fill, strip)) repeat_head(builder, strip->head);
    strip_absorb(setter->arena, &builder->body, strip, 0, y);
    builder->body.first_mark = builder->body.last_mark = NULL;
    builder->body.first_bookmark = builder->body.last_bookmark = NULL;
    grounds_cover(&builder->grounds, strip->ground, y, y + strip->height);
    for (const StripBookmark *b = strip->first_bookmark; b; b = b->next)
        add_bookmark(builder, b, y + b->y);
    builder->fill.y = y + strip->height;
    builder->fill.last = strip;
    queue_notes(builder, strip);
    take_notes(builder, false);
}

/* Starts a page with the chart that waits for it, unless notes fill it. */
static void next_page(Builder *builder) {
    start_page(builder);
    const Strip *chart = builder->waiting;
    if (!chart ||
        (builder->fill.notes > 0 && !strip_fits(builder, builder->fill, chart)))
        return;
    builder->waiting = NULL;
    place(builder, chart);
}

/* True when the strip steps aside: a chart with no room left, none waiting before it.
 */
static bool step_aside(Builder *builder, const Strip *strip) {
    if (!strip->floats || builder->waiting || !builder->fill.last ||
        strip_fits(builder, builder->fill, strip))
        return false;
    builder->waiting = strip;
    return true;
}

/* The end of the chunk that starts at strip `at`: as much as should stay together and
 * would fit on a page. */
static int choose_chunk(Builder *builder, int at) {
    const Fill empty = {0};
    if (at >= builder->soft_until) {
        int end = chunk_end(builder, at, KEEP_SOFT);
        if (fits(builder, empty, at, end)) return end;
        builder->soft_until = end;
    }
    if (at >= builder->single_until) {
        int end = chunk_end(builder, at, KEEP_HARD);
        if (fits(builder, empty, at, end)) return end;
        builder->single_until = end;
    }
    return at + 1;
}

/* Forgets an earlier try. */
static void start_over(Builder *builder) {
    Setter *setter = builder->setter;
    setter->pages->page_count = 0;
    setter->pages->bookmark_count = 0;
    for (int i = 0; i < setter->document->note_count; i++)
        setter->notes[i].placed = false;
    builder->queue_first = builder->queue_count = builder->queue_line = 0;
    builder->waiting = NULL;
    builder->soft_until = builder->single_until = 0;
}

/* Fills pages from the first on; returns how many there are. */
static int fill_pages(Builder *builder) {
    const Galley *galley = builder->galley;
    start_over(builder);
    start_page(builder);
    for (int at = 0; at < galley->count;) {
        const Strip *strip = &galley->strips[at];
        /* A section ends with its chart. */
        if ((strip->page_break && builder->fill.last) ||
            (builder->waiting && strip->heading))
            next_page(builder);
        if (strip->page_break || step_aside(builder, strip)) {
            at++;
            continue;
        }
        int end = choose_chunk(builder, at);
        /* Text waits until the notes of the page before have run out, or it fits. */
        while ((builder->fill.last || builder->fill.notes > 0) &&
               !fits(builder, builder->fill, at, end))
            next_page(builder);
        for (; at < end; at++)
            place(builder, &galley->strips[at]);
    }
    while (builder->queue_count > 0 || builder->waiting)
        next_page(builder);
    finish_page(builder);
    return builder->setter->pages->page_count;
}

/* A last page with next to nothing on it is pulled back, when a line more on each page
 * and a little less space do it.  Long documents are not worth the tries. */
static void pull_back(Builder *builder, int pages) {
    static const struct {
        int lines, spaces;
    } tries[] = {{0, 85}, {1, 100}, {1, 85}, {1, 70}, {0, 100}};
    enum { LONGEST = 20000 };
    const Setter *setter = builder->setter;
    Mpt used = builder->fill.y + builder->fill.notes;
    Mpt line = setter->document->page.grid;
    if (pages < 2 || used >= builder->room / 4 || builder->galley->count > LONGEST)
        return;
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
        builder->room = setter->page_room + tries[i].lines * line;
        builder->spaces = tries[i].spaces;
        if (fill_pages(builder) < pages) return;
    }
}

void pages_build(Setter *setter, Galley *galley, const char ***sections) {
    Builder builder = {
        .setter = setter, .galley = galley, .room = setter->page_room, .spaces = 100};
    builder.queue =
        arena_array(setter->arena, setter->document->note_count + 1, sizeof(int));
    pull_back(&builder, fill_pages(&builder));
    *sections = builder.sections;
}
