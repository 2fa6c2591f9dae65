/* What every change has: its key, its number, and the attributes by which templates
 * select. */
#include "analysis/comparison.h"

#include <math.h>
#include <string.h>

#include "analysis/indicators.h"

const char *const CHANGE_WORDS[] = {"verdict",
                                    "class",
                                    "revised",
                                    "status",
                                    "available",
                                    "unavailable",
                                    "new",
                                    "withdrawn",
                                    "result",
                                    "statement",
                                    "statement-changed",
                                    "statement-withdrawn"};

Value relative_revision(Value was, Value now) {
    Value change = level_change(now, was), size = was;
    if ((was.number < 0) != (now.number < 0)) return value_missing(VALUE_NOT_DEFINED);
    size.number = fabs(size.number);
    return share_of(change, size);
}

Item *comparison_add(Comparison *comparison, ChangeKind kind) {
    comparison->items =
        arena_grow(comparison->call->arena, comparison->items, comparison->count,
                   &comparison->capacity, sizeof *comparison->items);
    Item *item = &comparison->items[comparison->count++];
    *item = (Item){.change.kind = kind};
    return item;
}

/* ---- the list ---- */

static const char *key_of(const Comparison *comparison, const Change *change) {
    Arena *arena = comparison->call->arena;
    const Figure *figure = change->now ? change->now : change->last;
    if (change->statement_id)
        return arena_print(arena, "statement:%s", change->statement_id);
    return figure && change->kind != CHANGE_VERDICT
               ? arena_print(arena, "%s.%s", change->of->id, figure->key)
               : change->of->id;
}

/* The revision in percent, where the change is one. */
static Value value_of_change(const Change *change) {
    return change->revised ? relative_revision(change->last->value, change->now->value)
                           : value_missing(VALUE_NOT_DEFINED);
}

static void set_version(Arena *arena, XmlNode *notes, const char *name,
                        const Source *source) {
    if (!source) return;
    const Date date = source->vintage.year ? source->vintage : source->date;
    xml_set(arena, notes, name, date_string(arena, date));
}

static void set_status(Arena *arena, XmlNode *notes, const char *name, char status) {
    const char text[] = {status, '\0'};
    xml_set(arena, notes, name, arena_string(arena, text));
}

/* What templates select by. */
static void note_change(Call *call, Figure *figure, const Change *change) {
    Arena *arena = call->arena;
    XmlNode *notes = figure_notes(call, figure);
    if (change->of) xml_set(arena, notes, "result", change->of->id);
    if (change->now || change->last)
        xml_set(arena, notes, "of", (change->now ? change->now : change->last)->key);
    if (change->last) xml_set(arena, notes, "last", change->last->result->id);
    if (change->revised) xml_set(arena, notes, "revised", change->revised->result->id);
    if (change->why) xml_set(arena, notes, "why", REASON_WORDS[change->why]);
    xml_set(arena, notes, "class-last", change->class_last);
    xml_set(arena, notes, "class-now", change->class_now);
    if (change->kind == CHANGE_STATUS) {
        set_status(arena, notes, "status-last", change->last->value.status);
        set_status(arena, notes, "status-now", change->now->value.status);
    }
    set_version(arena, notes, "vintage-last", change->source_last);
    set_version(arena, notes, "vintage-now", change->source_now);
    xml_set(arena, notes, "statement", change->statement_id);
    xml_set(arena, notes, "speaker", change->speaker);
    xml_set(arena, notes, "organisation", change->organisation);
    xml_set(arena, notes, "said", change->said);
}

void comparison_list(Comparison *comparison) {
    Call *call = comparison->call;
    Changes *changes = comparison->changes;
    changes->items = arena_array(call->arena, comparison->count, sizeof(Change));
    call_reserve(call, comparison->count);
    for (int i = 0; i < comparison->count; i++) {
        Change *change = &changes->items[changes->count++];
        *change = comparison->items[i].change;
        const Figure *inputs[] = {change->revised ? change->revised : change->now,
                                  change->revised || !change->now ? change->last
                                                                  : NULL};
        Figure *figure = call_add(call, key_of(comparison, change), 0,
                                  value_of_change(change), inputs, 2);
        figure->class_name = CHANGE_WORDS[change->kind];
        if (change->statement)
            figure_cite(call, figure, change->statement->source,
                        change->statement->confidence);
        note_change(call, figure, change);
        change->figure = figure;
    }
}
