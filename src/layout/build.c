/* Pages from first to last: bands below each other on a page, columns side by side in a
 * band.  Columns that end before the page does are balanced: the band is filled again,
 * ever lower, as long as its text fits. */
#include "layout/builder.h"

#include "layout/draw.h"

/* ---- pages ---- */

/* The number of a new page: that its pages start with when they are used for the first
 * time, else the one after the last. */
static PageLabel next_label(Builder *builder, const PageSet *set) {
    static const LabelStyle styles[NUMBERS_COUNT] = {[NUMBERS_ARABIC] = LABEL_ARABIC,
                                                     [NUMBERS_ROMAN] = LABEL_ROMAN,
                                                     [NUMBERS_CAPITAL_ROMAN] =
                                                         LABEL_CAPITAL_ROMAN};
    bool *used = &builder->used[set - builder->setter->document->page_sets];
    int number = 1;
    if (builder->sheet_count > 0)
        number = builder->sheets[builder->sheet_count - 1].label.number + 1;
    if (set->start > 0 && !*used) number = set->start;
    *used = true;
    return (PageLabel){styles[set->numbers], set->prefix, number};
}

/* Which of its masters a new page has. */
static PageSide next_side(const Builder *builder, const PageSet *set) {
    int count = builder->sheet_count;
    bool begins = count == 0 || builder->sheets[count - 1].set != set;
    /* Pages without a name go on after those of a section in between. */
    if (begins && (count == 0 || set->name)) return PAGE_FIRST;
    return count % 2 == 0 ? PAGE_RIGHT : PAGE_LEFT;
}

static void open_page(Builder *builder, const PageSet *set) {
    Progress *p = &builder->now;
    const Mpt grid = builder->setter->document->grid;
    const PageMaster *master = &set->masters[next_side(builder, set)];
    p->sheet = (Sheet){.set = set,
                       .master = master,
                       .room = master_room(master, grid) + builder->lines * grid,
                       .label = next_label(builder, set),
                       .first_placed = p->placed_count};
    p->band_end = 0;
    p->above = NULL;
    for (int c = 0; c < MOST_COLUMNS; c++)
        p->ends[c] = 0;
    place_waiting_across(builder);
}

static void close_page(Builder *builder) {
    Progress *p = &builder->now;
    p->sheet.last_placed = p->placed_count;
    builder->sheets =
        arena_grow(builder->setter->arena, builder->sheets, builder->sheet_count,
                   &builder->sheet_capacity, sizeof *builder->sheets);
    builder->sheets[builder->sheet_count++] = p->sheet;
}

/* ---- bands ---- */

Mpt space_between(const Builder *builder, const Strip *above, const Strip *below) {
    return (Mpt) ((int64_t) strip_gap(above, below) * builder->spaces / 100);
}

void band_open(Builder *builder, int columns) {
    Progress *p = &builder->now;
    const Mpt grid = builder->setter->document->grid;
    const Sheet *sheet = &p->sheet;
    p->columns = columns;
    p->column = 0;
    p->top = p->deepest = p->band_end;
    p->bottom = sheet->room;
    if (columns < sheet->set->columns) {
        /* What goes through all columns stays above the notes of each. */
        for (int c = 1; c < sheet->set->columns; c++) {
            Mpt end = sheet->room - sheet->across - sheet->floats[c] - sheet->notes[c];
            if (end < p->bottom) p->bottom = end;
        }
    } else if (columns > 1 && p->above) {
        if (p->at < builder->galley->count)
            p->top += space_between(builder, p->above, strip_at(builder, p->at));
        if (grid > 0) p->top = (p->top + grid - 1) / grid * grid;
    }
}

/* The lines between the columns. */
static void draw_column_rules(Builder *builder) {
    const Progress *p = &builder->now;
    const PageSet *set = p->sheet.set;
    Setter *setter = builder->setter;
    if (set->column_rule <= 0 || p->deepest <= p->top) return;
    Strip *rules = arena_alloc(setter->arena, sizeof *rules);
    for (int c = 1; c < p->columns; c++) {
        Mpt x = column_x(builder, c) - set->gutter / 2;
        draw_line(setter->arena, rules, NULL, (Point){x, 0},
                  (Point){x, p->deepest - p->top}, set->column_rule,
                  setter->document->faint, 0);
    }
    add_placed(builder, rules, PLACED_TEXT, p->at, 0, p->top);
}

void band_close(Builder *builder) {
    Progress *p = &builder->now;
    if (p->columns > 1) draw_column_rules(builder);
    p->band_end = p->deepest;
}

/* Fills the columns that are left in the band; false when strips up to `until` do not
 * all fit there. */
static bool fill_columns(Builder *builder, int until) {
    Progress *p = &builder->now;
    while (true) {
        column_open(builder);
        bool done = column_fill(builder, until);
        column_close(builder);
        if (done) return true;
        if (p->column + 1 == p->columns) return false;
        p->column++;
    }
}

/* Fills the band, opened at `start`, again in columns of this height; true when it
 * holds all strips up to `until` and lets no more wait than `most` did. */
static bool holds(Builder *builder, const Progress *start, int until, Mpt height,
                  const Progress *most) {
    Progress *p = &builder->now;
    *p = *start;
    p->bottom = p->top + height;
    return fill_columns(builder, until) && p->deepest <= p->bottom &&
           p->queue_count <= most->queue_count &&
           p->waiting_count <= most->waiting_count;
}

/* Makes the columns of a band that was filled from `start` as even as they can be. */
static void balance(Builder *builder, const Progress *start, int until) {
    const Mpt grid = builder->setter->document->grid;
    const Mpt step = grid > 0 ? grid : 6000;
    const Progress filled = builder->now;
    if (filled.columns == 1) return;
    /* In steps; what is as high as it was holds. */
    Mpt low = 0, high = (filled.deepest - filled.top + step - 1) / step;
    bool found = false;
    while (low + 1 < high) {
        Mpt middle = (low + high) / 2;
        bool good = holds(builder, start, until, middle * step, &filled);
        found = found || good;
        if (good)
            high = middle;
        else
            low = middle;
    }
    /* One goes back to earlier progress only: places of later ones are overwritten. */
    holds(builder, start, until, found ? high * step : filled.sheet.room - filled.top,
          &filled);
}

/* The strip at which those that must stay with strip `until` begin. */
static int kept_from(const Builder *builder, int first, int until) {
    int at = until;
    while (at > first && strip_at(builder, at - 1)->keep == KEEP_HARD)
        at--;
    return at;
}

/* True when what is to stand below the band, through all columns, has its room
 * there. */
static bool next_band_fits(Builder *builder, int until) {
    Progress after = builder->now;
    if (until == builder->galley->count || strip_at(builder, until)->page_break)
        return true;
    band_close(builder);
    band_open(builder, 1);
    column_open(builder);
    bool good = chunk_fits(builder, until);
    builder->now = after;
    return good;
}

static void next_page(Builder *builder, const PageSet *set) {
    close_page(builder);
    open_page(builder, set);
}

/* Sets strips up to `until` in columns, on as many pages as they need. */
static void fill_band(Builder *builder, int columns, int until) {
    Progress *p = &builder->now;
    band_open(builder, columns);
    Progress start = *p;
    while (!fill_columns(builder, until)) {
        /* A chunk that no column has room for leaves the last one empty. */
        if (columns > 1 && !p->fill.last && p->at > start.at)
            balance(builder, &start, p->at);
        band_close(builder);
        next_page(builder, p->sheet.set);
        band_open(builder, columns);
        start = *p;
    }
    balance(builder, &start, until);
    int kept = kept_from(builder, start.at, until);
    if (columns > 1 && kept < until && kept > start.at &&
        !next_band_fits(builder, until)) {
        /* A heading goes over to the next page with what it stands above. */
        *p = start;
        fill_columns(builder, kept);
        balance(builder, &start, kept);
        band_close(builder);
        next_page(builder, p->sheet.set);
        fill_band(builder, columns, until);
        return;
    }
    band_close(builder);
}

/* The end of the strips that stand in one kind of band from strip `at` on. */
static int band_until(Builder *builder, int at, bool *across) {
    const Galley *galley = builder->galley;
    int end = at;
    *across = false;
    while (end < galley->count && strip_leaves(strip_at(builder, end)))
        end++;
    if (end < galley->count) *across = strip_at(builder, end)->across;
    for (; end < galley->count; end++) {
        const Strip *strip = strip_at(builder, end);
        if (strip->page_break || (!strip_leaves(strip) && strip->across != *across))
            break;
    }
    return end;
}

/* ---- the whole ---- */

/* Notes and what floats end before what follows begins. */
static void finish_waiting(Builder *builder) {
    Progress *p = &builder->now;
    while (p->queue_count > 0 || p->waiting_count > 0) {
        place_waiting_across(builder);
        band_open(builder, p->sheet.set->columns);
        for (; p->column < p->columns && p->queue_count + p->waiting_count > 0;
             p->column++) {
            column_open(builder);
            column_close(builder);
        }
        band_close(builder);
        if (p->queue_count > 0 || p->waiting_count > 0)
            next_page(builder, p->sheet.set);
    }
}

/* Forgets an earlier try. */
static void start_over(Builder *builder) {
    builder->now = (Progress){0};
    builder->sheet_count = 0;
    for (int i = 0; i < builder->setter->document->page_set_count; i++)
        builder->used[i] = false;
}

/* Decides all pages from the first on; returns how many there are. */
static int fill_pages(Builder *builder) {
    Progress *p = &builder->now;
    const PageSet *set = builder->setter->document->page_sets;
    bool begun = false, breaks = true;
    start_over(builder);
    while (p->at < builder->galley->count) {
        const Strip *strip = strip_at(builder, p->at);
        if (strip->page_break) {
            if (strip->pages) set = strip->pages;
            breaks = true;
            p->at++;
            continue;
        }
        if (breaks && begun) {
            finish_waiting(builder);
            next_page(builder, set);
        } else if (breaks) {
            open_page(builder, set);
        }
        begun = true;
        breaks = false;
        bool across;
        int until = band_until(builder, p->at, &across);
        fill_band(builder, across ? 1 : set->columns, until);
    }
    if (!begun) open_page(builder, set);
    finish_waiting(builder);
    close_page(builder);
    return builder->sheet_count;
}

/* How far down the last page is filled. */
static Mpt last_end(const Builder *builder) {
    const Progress *p = &builder->now;
    Mpt most = 0;
    for (int c = 0; c < p->sheet.set->columns; c++) {
        Mpt foot = p->sheet.notes[c] + p->sheet.floats[c] + p->sheet.across;
        most = foot > most ? foot : most;
    }
    return p->band_end + most;
}

/* A last page with next to nothing on it is pulled back, when a line more on each page
 * and a little less space do it; else it is filled up from the pages before, when a
 * line less or a little more space does that.  Long documents are not worth the
 * tries. */
static void settle_last_page(Builder *builder) {
    static const struct {
        int lines, spaces;
    } tries[] = {{0, 85},   {1, 100}, {1, 85},   {1, 70}, {0, 115},
                 {-1, 100}, {0, 130}, {-1, 115}, {0, 100}};
    enum { LONGEST = 20000 };
    int pages = fill_pages(builder);
    if (pages < 2 || builder->galley->count > LONGEST) return;
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
        if (builder->sheet_count < pages ||
            (builder->sheet_count == pages &&
             last_end(builder) >= builder->now.sheet.room / 4))
            return;
        builder->lines = tries[i].lines;
        builder->spaces = tries[i].spaces;
        fill_pages(builder);
    }
}

/* Takes out marks of notes that had one before. */
static void drop_repeated(Strip *strip, bool *seen) {
    NoteMark **link = &strip->first_mark, *last = NULL;
    while (*link) {
        if (seen[(*link)->note]) {
            *link = (*link)->next;
            continue;
        }
        last = *link;
        seen[last->note] = true;
        link = &last->next;
    }
    strip->last_mark = last;
}

/* Room for all that floats, and what side notes need to be kept clear of; each note is
 * set once. */
static void look_through(Builder *builder) {
    int floating = 0;
    bool *seen = arena_array(builder->setter->arena,
                             builder->setter->document->note_count + 1, sizeof *seen);
    for (int i = 0; i < builder->galley->count; i++) {
        Strip *strip = &builder->galley->strips[i];
        drop_repeated(strip, seen);
        floating += strip->floats;
        for (const SideNote *note = strip->first_side; note; note = note->next)
            if (note->right > builder->side_edge) builder->side_edge = note->right;
    }
    builder->waiting =
        arena_array(builder->setter->arena, floating + 1, sizeof *builder->waiting);
}

static Builder begin(Setter *setter, Galley *galley) {
    const Document *document = setter->document;
    setter->pages->page_count = setter->pages->bookmark_count = 0;
    Builder builder = {.setter = setter, .galley = galley, .spaces = 100};
    builder.queue =
        arena_array(setter->arena, document->note_count + 1, sizeof *builder.queue);
    builder.used = arena_array(setter->arena, document->page_set_count, sizeof(bool));
    look_through(&builder);
    return builder;
}

void pages_try(Setter *setter, Galley *galley) {
    Builder builder = begin(setter, galley);
    fill_pages(&builder);
    sheets_draw(&builder);
}

const PageContext *pages_build(Setter *setter, Galley *galley) {
    Builder builder = begin(setter, galley);
    settle_last_page(&builder);
    return sheets_draw(&builder);
}
