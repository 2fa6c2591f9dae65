/* Filling columns.  The galley falls into chunks that a column should not cut: a
 * heading with two lines of what follows, the first and last two lines of a paragraph,
 * a box. A chunk goes in the column if it fits there with its footnotes, else in the
 * next one; if it would not fit on an empty page either, moving it does not help and it
 * is taken apart: soft groups first, then strip by strip.  Each strip is looked at a
 * bounded number of times. */
#include "layout/builder.h"

#include "layout/notes.h"
#include "layout/table.h"

enum { LINES_AFTER_HEADING = 2, LEAST_NOTE_LINES = 3 };

static Progress *now(Builder *builder) {
    return &builder->now;
}

const Strip *strip_at(const Builder *builder, int index) {
    return &builder->galley->strips[index];
}

Mpt foot_top(const Builder *builder) {
    const Progress *p = &builder->now;
    return p->sheet.room - p->sheet.across - p->sheet.floats[p->column];
}

Mpt column_x(const Builder *builder, int index) {
    const PageSet *set = builder->now.sheet.set;
    return index * (pages_column(set) + set->gutter);
}

bool column_is_fresh(const Builder *builder) {
    const Progress *p = &builder->now;
    return !p->fill.last && p->fill.y == 0 && p->fill.notes == 0 &&
           p->sheet.floats[p->column] == 0 && p->sheet.across == 0;
}

/* How far down the text of a column reaches. */
static Mpt text_end(const Fill *fill) {
    return larger(fill->y, fill->reach);
}

/* What a column may hold: how far down its text may reach, and its notes. */
typedef struct {
    Mpt bottom, foot;
} Room;

static Room room_here(const Builder *builder) {
    return (Room){builder->now.bottom, foot_top(builder)};
}

static Room room_of_page(const Builder *builder) {
    return (Room){builder->now.sheet.room, builder->now.sheet.room};
}

/* ---- where a strip would stand ---- */

/* A table that goes on, at the top of a column or below what floated there, has its
 * head again.  Its first rows follow the head itself, not what floats. */
static bool repeats_head(const Builder *builder, const Fill *fill, const Strip *strip) {
    return (!fill->last || fill->last->floats) && strip->head &&
           strip->head->height <= builder->now.sheet.room / 2;
}

/* The space that the strip keeps from what is above it in the column. */
static Mpt gap_above(const Builder *builder, const Fill *fill, const Strip *strip) {
    return fill->last ? space_between(builder, fill->last, strip) : 0;
}

/* True when something in the strip stands where side notes do. */
static bool stands_beside(const Builder *builder, const Strip *strip) {
    if (builder->side_edge == 0) return false;
    for (int i = 0; i < strip->item_count; i++) {
        const Item *item = &strip->items[i];
        if (item->kind == ITEM_TEXT && item->text.x < builder->side_edge) return true;
        for (int s = 0; item->kind == ITEM_PATH && s < item->path.segment_count; s++)
            if (item->path.segments[s].points[0].x < builder->side_edge) return true;
    }
    return strip->ground && strip->ground->x < builder->side_edge;
}

/* Where the strip would start in a column filled so far. */
static Mpt top_of(const Builder *builder, const Fill *fill, const Strip *strip) {
    Mpt above = fill->y, y = above + gap_above(builder, fill, strip);
    if (repeats_head(builder, fill, strip)) above = y += strip->head->height;
    if (fill->beside > y && stands_beside(builder, strip)) y = above = fill->beside;
    return strip_snap(strip, builder->setter->document->grid, y, above);
}

/* The height that a note asks for: all of it, but of a long one that has to be split
 * anyway only its first lines. */
static Mpt note_need(const Builder *builder, const NoteMark *mark) {
    Setter *setter = builder->setter;
    const Galley *galley = note_galley(setter, mark->note);
    Mpt height = setter->notes[mark->note].height;
    if (height <= builder->now.sheet.room / 2 || galley->count <= LEAST_NOTE_LINES)
        return height;
    return galley_height(galley, 0, LEAST_NOTE_LINES);
}

Mpt notes_room(const Builder *builder, const Strip *strip, bool first) {
    Mpt room = 0;
    for (const NoteMark *mark = strip->first_mark; mark; mark = mark->next) {
        if (first) room += notes_overhead(builder->setter);
        room += note_need(builder, mark);
        first = false;
    }
    return room;
}

/* Where a side note of a strip at `y` stands: beside it, but below the note before and
 * above the foot. */
static Mpt side_top(const Fill *fill, const SideNote *note, Mpt y, Room room) {
    Mpt lowest = room.foot - fill->notes - note->strip.height;
    Mpt top = y + note->drop;
    if (top > lowest) top = lowest;
    return top < fill->beside ? fill->beside : top;
}

/* Adds the strip and its notes to what fills the column; false when they do not fit. */
static bool add_strip(const Builder *builder, Fill *fill, const Strip *strip,
                      Room room) {
    Mpt y = top_of(builder, fill, strip);
    fill->y = y + strip->height;
    fill->notes += notes_room(builder, strip, fill->notes == 0);
    if (stands_beside(builder, strip)) fill->beside = fill->y;
    for (const SideNote *note = strip->first_side; note; note = note->next)
        fill->beside = side_top(fill, note, y, room) + note->strip.height;
    fill->last = strip;
    fill->reach = larger(fill->reach, y + strip->need);
    Mpt foot = strip->head && !strip->ends_table ? strip->head->foot_height : 0;
    Mpt bottom = larger(fill->y + foot, fill->reach);
    Mpt end = larger(bottom, fill->beside + foot);
    return bottom <= room.bottom && end + fill->notes <= room.foot;
}

/* True when strips [first, last), but for what leaves the text, and their notes fit
 * below what fills the column. */
static bool fits(const Builder *builder, Fill fill, int first, int last, Room room) {
    for (int i = first; i < last; i++) {
        const Strip *strip = strip_at(builder, i);
        if (!strip_leaves(strip) && !add_strip(builder, &fill, strip, room))
            return false;
    }
    return true;
}

bool strip_fits(const Builder *builder, int index) {
    Fill fill = builder->now.fill;
    return add_strip(builder, &fill, strip_at(builder, index), room_here(builder));
}

/* ---- chunks ---- */

/* True when strips [first, last) end with a heading that has less than two lines, or
 * their room, after it. */
static bool ends_bare(const Builder *builder, int first, int last) {
    int lines = 0;
    Mpt height = 0;
    for (int i = last - 1; i >= first && lines < LINES_AFTER_HEADING; i--) {
        const Strip *strip = strip_at(builder, i);
        if (strip_leaves(strip)) continue;
        if (strip->heading) return height < 2 * strip->height;
        height += strip->height;
        lines++;
    }
    return false;
}

/* True when a band of another kind begins between the two strips: text in columns, then
 * something that goes through all of them. */
static bool band_ends(const Strip *strip, const Strip *next) {
    return next->across && !strip->across && !strip_leaves(next);
}

/* The end of the strips that belong to strip `first` by this kind of keeping. */
static int chunk_end(const Builder *builder, int first, Keep keep) {
    int at = first;
    while (at + 1 < builder->galley->count) {
        const Strip *strip = strip_at(builder, at), *next = strip_at(builder, at + 1);
        if (next->page_break || band_ends(strip, next)) break;
        /* A section of a single line need not keep the next one. */
        bool more = strip->keep >= keep ||
                    (!next->heading && ends_bare(builder, first, at + 1));
        if (!more) break;
        at++;
    }
    return at + 1;
}

bool chunk_fits(const Builder *builder, int first) {
    int last = chunk_end(builder, first, KEEP_HARD);
    return fits(builder, builder->now.fill, first, last, room_here(builder));
}

/* The end of the chunk that starts at strip `at`: as much as should stay together and
 * would fit on a page. */
static int choose_chunk(Builder *builder, int at) {
    Progress *p = now(builder);
    if (at >= p->soft_until) {
        int end = chunk_end(builder, at, KEEP_SOFT);
        if (fits(builder, (Fill){0}, at, end, room_of_page(builder))) return end;
        p->soft_until = end;
    }
    if (at >= p->single_until) {
        int end = chunk_end(builder, at, KEEP_HARD);
        if (fits(builder, (Fill){0}, at, end, room_of_page(builder))) return end;
        p->single_until = end;
    }
    return at + 1;
}

/* ---- notes ---- */

void take_notes(Builder *builder, bool force) {
    Setter *setter = builder->setter;
    Progress *p = now(builder);
    while (p->queue_count > 0) {
        int note = builder->queue[p->queue_first];
        const Galley *galley = note_galley(setter, note);
        if (p->queue_line >= galley->count) {
            p->queue_first++;
            p->queue_count--;
            p->queue_line = 0;
            continue;
        }
        const Strip *line = &galley->strips[p->queue_line];
        Mpt overhead = p->fill.notes == 0 ? notes_overhead(setter) : 0;
        Mpt above = p->fill.notes + overhead;
        Mpt text = larger(text_end(&p->fill), text_end(&builder->chunk));
        if (!force && text + above + line->height > foot_top(builder)) return;
        force = false;
        add_placed(builder, line, PLACED_NOTE, setter->notes[note].number,
                   column_x(builder, p->column), above);
        p->fill.notes = above + line->height;
        p->queue_line++;
    }
}

void queue_notes(Builder *builder, const Strip *strip) {
    Progress *p = now(builder);
    for (const NoteMark *mark = strip->first_mark; mark; mark = mark->next)
        builder->queue[p->queue_first + p->queue_count++] = mark->note;
}

/* ---- placing ---- */

void add_placed(Builder *builder, const Strip *strip, PlacedKind kind, int order, Mpt x,
                Mpt y) {
    Progress *p = now(builder);
    builder->placed =
        arena_grow(builder->setter->arena, builder->placed, p->placed_count,
                   &builder->placed_capacity, sizeof *builder->placed);
    builder->placed[p->placed_count++] = (Placed){.strip = strip,
                                                  .kind = kind,
                                                  .order = order,
                                                  .frame = p->frames,
                                                  .column = p->column,
                                                  .x = x,
                                                  .y = y};
}

/* Places strips of a table's head or foot below `y`; returns where they end. */
static Mpt repeat(Builder *builder, const Galley *galley, int order, Mpt x, Mpt y) {
    for (int i = 0; i < galley->count; i++) {
        add_placed(builder, &galley->strips[i], PLACED_TEXT, order, x, y);
        y += galley->strips[i].height;
    }
    return y;
}

/* The line with the sums after the row that strip `index` ends, when there is one. */
static Mpt place_carry(Builder *builder, int index, bool forward, Mpt x, Mpt y) {
    const Strip *strip = strip_at(builder, index);
    const Strip *carry = table_carry(builder->setter, strip->head, strip->row, forward);
    if (!carry) return y;
    add_placed(builder, carry, PLACED_TEXT, index, x, y);
    return y + carry->height;
}

static void repeat_head(Builder *builder, int index, Mpt x, Mpt y) {
    const TableHead *head = strip_at(builder, index)->head;
    y = repeat(builder, &head->galley, index, x, y);
    if (index > 0 && strip_at(builder, index - 1)->head == head)
        place_carry(builder, index - 1, false, x, y);
}

/* Ends the part of a table that goes on in the next column or page. */
static void place_foot(Builder *builder) {
    Progress *p = now(builder);
    if (!p->fill.last || p->at < 1 || p->at >= builder->galley->count) return;
    const TableHead *head = p->fill.last->head;
    const Strip *next = strip_at(builder, p->at);
    if (!head || next->head != head || p->fill.last != strip_at(builder, p->at - 1) ||
        head->foot_height == 0)
        return;
    Mpt x = column_x(builder, p->column);
    Mpt y = place_carry(builder, p->at - 1, true, x, p->fill.y);
    p->fill.y = repeat(builder, &head->foot, p->at - 1, x, y);
}

void place_strip(Builder *builder, int index) {
    Progress *p = now(builder);
    const Strip *strip = strip_at(builder, index);
    Mpt x = column_x(builder, p->column), y = top_of(builder, &p->fill, strip);
    if (repeats_head(builder, &p->fill, strip))
        repeat_head(builder, index, x, p->fill.y + gap_above(builder, &p->fill, strip));
    add_placed(builder, strip, PLACED_TEXT, index, x, y);
    p->fill.y = y + strip->height;
    p->fill.reach = larger(p->fill.reach, y + strip->need);
    p->fill.last = strip;
    queue_notes(builder, strip);
    take_notes(builder, false);
    if (stands_beside(builder, strip)) p->fill.beside = p->fill.y;
    for (const SideNote *note = strip->first_side; note; note = note->next) {
        Mpt top = side_top(&p->fill, note, y, room_here(builder));
        add_placed(builder, &note->strip, PLACED_SIDE, index + note->follows, x, top);
        p->sheet.shuffled = true;
        p->fill.beside = top + note->strip.height;
    }
}

Mpt filled_end(const Builder *builder) {
    const Fill *fill = &builder->now.fill, *chunk = &builder->chunk;
    return larger(larger(text_end(fill), fill->beside),
                  larger(text_end(chunk), chunk->beside));
}

/* ---- columns ---- */

void column_open(Builder *builder) {
    Progress *p = now(builder);
    bool below = p->columns == 1 && p->above;
    p->frames++;
    p->fill = (Fill){.y = below ? p->band_end : p->top,
                     .last = below ? p->above : NULL,
                     .notes = p->sheet.notes[p->column]};
    p->fill.beside = p->fill.y;
    if (p->queue_count > 0) {
        /* Notes left over from the column before leave a third for the text. */
        Mpt top = p->fill.y;
        const bool fresh = column_is_fresh(builder);
        p->fill.y = top + (foot_top(builder) - top) / 3;
        take_notes(builder, fresh);
        p->fill.y = top;
    }
    if (p->columns == p->sheet.set->columns) place_waiting(builder, false);
}

void column_close(Builder *builder) {
    Progress *p = now(builder);
    place_foot(builder);
    Mpt end = larger(text_end(&p->fill), p->fill.beside);
    p->sheet.notes[p->column] = p->fill.notes;
    p->ends[p->column] = end;
    if (end > p->deepest) p->deepest = end;
    if (p->fill.last) p->above = p->fill.last;
}

/* The column with strips up to `end` in it; zero when neither notes nor what floats
 * contends with them for the room. */
static Fill fill_until(const Builder *builder, int end) {
    const Progress *p = &builder->now;
    bool contended = p->queue_count > 0;
    for (int i = p->at; i < end && !contended; i++)
        contended =
            strip_at(builder, i)->first_mark || strip_leaves(strip_at(builder, i));
    Fill fill = p->fill;
    for (int i = p->at; i < end && contended; i++)
        if (!strip_leaves(strip_at(builder, i)))
            add_strip(builder, &fill, strip_at(builder, i), room_here(builder));
    return contended ? fill : (Fill){0};
}

static void place_chunk(Builder *builder, int end) {
    /* A long note, and what floats, leave room for the rest of the chunk that they are
     * mentioned in. */
    builder->chunk = fill_until(builder, end);
    for (Progress *p = now(builder); p->at < end; p->at++) {
        if (strip_leaves(strip_at(builder, p->at)))
            set_afloat(builder, p->at);
        else
            place_strip(builder, p->at);
    }
    builder->chunk = (Fill){0};
}

bool column_fill(Builder *builder, int until) {
    Progress *p = now(builder);
    while (p->at < until) {
        const Strip *strip = strip_at(builder, p->at);
        /* A section ends with what floats in it. */
        if (strip->heading && p->waiting_count > 0 && !place_waiting(builder, false))
            return false;
        if (steps_aside(builder, p->at)) {
            set_afloat(builder, p->at++);
            continue;
        }
        int end = choose_chunk(builder, p->at);
        if (!fits(builder, p->fill, p->at, end, room_here(builder)) &&
            !column_is_fresh(builder))
            return false;
        place_chunk(builder, end < until ? end : until);
    }
    return true;
}
