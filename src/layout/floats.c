/* What floats leaves the text where it is mentioned and waits for a place: the top of a
 * column, where the text goes on below it, or the foot of one or of the page.  What may
 * stand where it is mentioned floats only for want of room. */
#include "layout/builder.h"

bool strip_leaves(const Strip *strip) {
    return strip->floats && strip->place != FLOAT_AUTO;
}

static int waiting_index(const Builder *builder) {
    return builder->waiting[builder->now.waiting_first];
}

static void stop_waiting(Builder *builder) {
    Progress *p = &builder->now;
    p->waiting_first++;
    p->waiting_count--;
    p->sheet.shuffled = true;
}

/* Room at the foot that a strip takes: itself and some space above, in grid lines. */
static Mpt foot_need(const Builder *builder, const Strip *strip) {
    Mpt grid = builder->setter->document->grid;
    Mpt gap = larger(strip->space_before, strip->space_after);
    Mpt need = strip->height + larger(gap, grid);
    return grid > 0 ? (need + grid - 1) / grid * grid : need;
}

/* True when the other columns leave the room at the foot of the page. */
static bool others_leave_room(const Builder *builder, Mpt need) {
    const Progress *p = &builder->now;
    const Sheet *sheet = &p->sheet;
    for (int c = 0; c < sheet->set->columns; c++)
        if (c != p->column &&
            p->ends[c] + sheet->notes[c] + sheet->floats[c] + sheet->across + need >
                sheet->room)
            return false;
    return true;
}

/* Lays the first strip that waits at the foot of the column, or of the page when it
 * goes through all columns; false when there is no room left. */
static bool lay_at_foot(Builder *builder) {
    Progress *p = &builder->now;
    int index = waiting_index(builder), column = p->column;
    const Strip *strip = strip_at(builder, index);
    Mpt need = foot_need(builder, strip);
    Mpt notes = larger(p->fill.notes, builder->chunk.notes);
    notes += notes_room(builder, strip, notes == 0);
    bool has_room = filled_end(builder) + notes + need <= foot_top(builder) &&
                    (!strip->across || others_leave_room(builder, need));
    if (!has_room && !column_is_fresh(builder)) return false;
    Mpt *floats = strip->across ? &p->sheet.across : &p->sheet.floats[column];
    Mpt top = *floats + need - strip->height;
    *floats += need;
    if (strip->across) p->column = MOST_COLUMNS;
    add_placed(builder, strip, PLACED_FOOT, index,
               strip->across ? 0 : column_x(builder, column), top);
    p->column = column;
    queue_notes(builder, strip);
    stop_waiting(builder);
    take_notes(builder, false);
    return true;
}

bool place_waiting(Builder *builder, bool across) {
    Progress *p = &builder->now;
    while (p->waiting_count > 0) {
        int index = waiting_index(builder);
        const Strip *strip = strip_at(builder, index);
        if (strip->across != across) return false;
        if (strip->place == FLOAT_BOTTOM) {
            if (!lay_at_foot(builder)) return false;
            continue;
        }
        if (!column_is_fresh(builder) && !strip_fits(builder, index)) return false;
        place_strip(builder, index);
        stop_waiting(builder);
    }
    return true;
}

void place_waiting_across(Builder *builder) {
    Progress *p = &builder->now;
    if (p->sheet.set->columns == 1 || p->waiting_count == 0) return;
    band_open(builder, 1);
    column_open(builder);
    place_waiting(builder, true);
    column_close(builder);
    band_close(builder);
}

void set_afloat(Builder *builder, int index) {
    Progress *p = &builder->now;
    builder->waiting[p->waiting_first + p->waiting_count++] = index;
    const Strip *strip = strip_at(builder, index);
    bool at_top = !p->fill.last && p->fill.y == 0 && !strip->across;
    while (p->waiting_count > 0 &&
           strip_at(builder, waiting_index(builder))->place == FLOAT_BOTTOM)
        if (!lay_at_foot(builder)) return;
    if (at_top) place_waiting(builder, false);
}

bool steps_aside(const Builder *builder, int index) {
    const Progress *p = &builder->now;
    const Strip *strip = strip_at(builder, index);
    if (!strip->floats) return false;
    return strip_leaves(strip) || p->waiting_count > 0 ||
           (p->fill.last && !strip_fits(builder, index));
}
