/* What has changed since the last edition: figures, verdicts and statements are held
 * against those of its findings, and what is not noise is listed.  Past figures become
 * results of their own, "last:ID", and so do the differences, "revised:ID", so that
 * whoever prints them can say where they come from. */
#include <math.h>
#include <string.h>

#include "analysis/edition.h"
#include "analysis/indicators.h"
#include "analysis/steps.h"
#include "base/decimal.h"

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

/* A change with what it was, where it was. */
typedef struct {
    Change change;
    Past past;
    bool has_past;
} Item;

typedef struct {
    Call *call;
    Edition *edition;
    Changes *changes;
    Item *items;
    int count, capacity;
} Comparison;

static Item *add_item(Comparison *comparison, ChangeKind kind) {
    comparison->items =
        arena_grow(comparison->call->arena, comparison->items, comparison->count,
                   &comparison->capacity, sizeof *comparison->items);
    Item *item = &comparison->items[comparison->count++];
    *item = (Item){.change.kind = kind};
    return item;
}

/* ---- figures ---- */

static bool same_text(const char *a, const char *b) {
    return strcmp(a ? a : "", b ? b : "") == 0;
}

/* In percent of the size of what it was; not defined over zero or across it. */
static Value relative_revision(Value was, Value now) {
    Value change = level_change(now, was), size = was;
    if ((was.number < 0) != (now.number < 0)) return value_missing(VALUE_NOT_DEFINED);
    size.number = fabs(size.number);
    return share_of(change, size);
}

/* Whether both print the same. */
static bool print_alike(double was, double now, const Result *result) {
    char before[DECIMAL_TEXT], after[DECIMAL_TEXT];
    const double scale = power_of_ten(result->unit.multiplier - result_scale(result));
    const int places = result_places(result);
    return strcmp(decimal_format(was * scale, places, before),
                  decimal_format(now * scale, places, after)) == 0;
}

static bool is_noise(const Comparison *comparison, const Past *past,
                     const Figure *now) {
    const Changes *changes = comparison->changes;
    Value was = past->value;
    was.number = edition_number(past, now->result->unit);
    const Value relative = relative_revision(was, now->value);
    return print_alike(was.number, now->value.number, now->result) ||
           fabs(now->value.number - was.number) < changes->absolute_noise ||
           (relative.state == VALUE_NUMBER &&
            fabs(relative.number) < changes->relative_noise);
}

/* What became of a figure; CHANGE_COUNT for nothing that is to be listed.  One with a
 * class counts by that alone: its number is that of another figure. */
static ChangeKind kind_of(Comparison *comparison, const Past *past, const Figure *now) {
    const char *class_last = xml_attribute(past->figure, "class");
    if (class_last || now->class_name)
        return same_text(class_last, now->class_name) ? CHANGE_COUNT : CHANGE_CLASS;
    const bool was_number = past->value.state == VALUE_NUMBER;
    const bool is_number = now->value.state == VALUE_NUMBER;
    const bool same_value = edition_same_value(past, now);
    if (!same_value && is_number && !was_number) return CHANGE_AVAILABLE;
    if (!same_value && !is_number) return CHANGE_UNAVAILABLE;
    if (!same_value && !is_noise(comparison, past, now)) return CHANGE_REVISED;
    if (is_number && past->value.status != now->value.status) return CHANGE_STATUS;
    if (!same_value) comparison->changes->smaller++;
    return CHANGE_COUNT;
}

static void explain(const Comparison *comparison, Change *change) {
    SourcesChanged sources;
    change->why = edition_reason(comparison->call->findings, change->now, &sources,
                                 comparison->call->arena);
    change->source_last = sources.gone;
    change->source_now = sources.come;
    if (change->kind == CHANGE_STATUS && sources.gone && sources.come)
        change->why = edition_newer(&sources) ? REASON_VINTAGE : REASON_SOURCE;
}

static void compare_figure(Comparison *comparison, const Figure *now) {
    Past past;
    const char *id = now->result->id;
    if (!edition_figure(comparison->edition, id, now->key, &past)) {
        if (now->value.state != VALUE_NUMBER)
            return; /* there was nothing, and is not */
        Change *change = &add_item(comparison, CHANGE_NEW)->change;
        change->of = now->result;
        change->now = now;
        return;
    }
    const ChangeKind kind = kind_of(comparison, &past, now);
    if (kind == CHANGE_COUNT) return;
    Item *item = add_item(comparison, kind);
    item->past = past;
    item->has_past = true;
    item->change.of = now->result;
    item->change.now = now;
    if (kind == CHANGE_CLASS) {
        item->change.class_now = now->class_name;
        item->change.class_last = xml_attribute(past.figure, "class");
    }
    explain(comparison, &item->change);
}

/* Keys that are no more. */
static void find_withdrawn(Comparison *comparison, const Result *result,
                           const XmlNode *last) {
    Map *keys = map_new(comparison->call->arena);
    for (int i = 0; i < result->figure_count; i++)
        map_put(keys, result->figures[i].key, &result->figures[i]);
    for (const XmlNode *n = xml_first_element(last); n; n = xml_next_element(n)) {
        const char *key = xml_attribute(n, "period");
        if (!key) key = xml_attribute(n, "key");
        if (strcmp(n->name, "figure") != 0 || !key || map_get(keys, key)) continue;
        Item *item = add_item(comparison, CHANGE_WITHDRAWN);
        item->past = edition_past(last, n);
        item->has_past = true;
        item->change.of = result;
    }
}

/* ---- verdicts ---- */

/* The verdict's own figure of what gives its class; NULL when that is no test of it. */
static const Figure *deciding_figure(const Result *result, Arena *arena) {
    if (!result->decided_by) return NULL;
    const char *key = figure_id(result->decided_by, arena);
    for (int i = 0; i < result->figure_count; i++)
        if (strcmp(result->figures[i].key, key) == 0) return &result->figures[i];
    return NULL;
}

/* Returns the figure that the verdict's change tells of already. */
static const Figure *compare_verdict(Comparison *comparison, const Result *result,
                                     const XmlNode *last) {
    const char *class_last = xml_attribute(last, "class");
    if (same_text(class_last, result->class_name)) return NULL;
    Item *item = add_item(comparison, CHANGE_VERDICT);
    Change *change = &item->change;
    change->of = result;
    change->class_now = result->class_name;
    change->class_last = class_last;
    change->now = deciding_figure(result, comparison->call->arena);
    if (!change->now) return NULL;
    item->has_past =
        edition_figure(comparison->edition, result->id, change->now->key, &item->past);
    explain(comparison, change);
    return change->now;
}

/* ---- past figures and differences ---- */

static Result *beside(Comparison *comparison, const Result *of, const char *prefix,
                      int count) {
    Call *call = comparison->call;
    Result *result = arena_alloc(call->arena, sizeof *result);
    *result = (Result){.id = arena_print(call->arena, "%s:%s", prefix, of->id),
                       .step = call->step->name,
                       .label = of->label,
                       .unit = of->unit,
                       .places = of->places,
                       .period = of->period,
                       .origin = call->step->origin};
    result->figures = arena_array(call->arena, count, sizeof *result->figures);
    return result;
}

/* In the multiplier of tonight, so that both print alike. */
static void restore_figure(const Comparison *comparison, Item *item, Result *last) {
    const Call *call = comparison->call;
    const Unit unit = item->change.of->unit;
    Figure *figure = &last->figures[last->figure_count++];
    figure->result = last;
    edition_restore(call->findings, &item->past, figure, call->arena);
    if (strcmp(item->past.unit.unit, unit.unit) != 0)
        last->unit = item->past.unit;
    else if (figure->value.state == VALUE_NUMBER)
        figure->value.number = edition_number(&item->past, unit);
    item->change.last = figure;
}

static void restore(Comparison *comparison, const Result *of, Item *items, int count) {
    Call *call = comparison->call;
    const char *date = edition_date(comparison->edition);
    Result *last = beside(comparison, of, "last", count);
    last->formula = arena_print(call->arena, "%s in the edition of %s", of->id, date);
    last->label =
        arena_print(call->arena, "%s (%s)", of->label ? of->label : of->id, date);
    for (int i = 0; i < count; i++)
        if (items[i].has_past) restore_figure(comparison, &items[i], last);
    if (last->figure_count) findings_add(call->findings, last, call->arena);
}

static bool is_difference(const Change *change) {
    return change->kind == CHANGE_REVISED && change->last &&
           strcmp(change->last->result->unit.unit, change->of->unit.unit) == 0;
}

static void subtract(Comparison *comparison, const Result *of, Item *items, int count) {
    Call *call = comparison->call;
    Call own = *call;
    own.result = beside(comparison, of, "revised", count);
    own.result->formula = arena_print(call->arena, "%s − last:%s", of->id, of->id);
    /* The difference of two percentages is in points. */
    if (strcmp(of->unit.unit, "percent") == 0) own.result->unit.unit = "points";
    for (int i = 0; i < count; i++) {
        Change *change = &items[i].change;
        const Figure *inputs[] = {change->now, change->last};
        if (is_difference(change))
            change->revised = call_add(
                &own, change->now->key, change->now->period,
                level_change(change->now->value, change->last->value), inputs, 2);
    }
    if (own.result->figure_count) findings_add(call->findings, own.result, call->arena);
}

/* ---- results ---- */

/* Warns of data that say otherwise under the same vintage, once for each result. */
static void warn_unannounced(const Comparison *comparison, const Item *items,
                             int count) {
    Changes *changes = comparison->changes;
    const Change *first = NULL;
    const int before = changes->unannounced;
    char was[DECIMAL_TEXT], is[DECIMAL_TEXT];
    for (int i = 0; i < count; i++) {
        const Change *change = &items[i].change;
        if (change->why != REASON_UNANNOUNCED || !change->now->row.line) continue;
        if (!first) first = change;
        changes->unannounced++;
    }
    if (!first || first->kind != CHANGE_REVISED) return;
    const int more = changes->unannounced - before - 1;
    diag_report(
        comparison->call->diags, FAULT_WARNING, first->now->row,
        "'%s' of %s was %s in the edition of %s and is %s now under the same vintage "
        "of '%s'%s: give the source the date or vintage of the new data",
        first->of->id, first->now->key, decimal_plain(first->last->value.number, was),
        changes->since, decimal_plain(first->now->value.number, is),
        first->now->sources[0]->id,
        more > 0 ? arena_print(comparison->call->arena, ", and so with %d more", more)
                 : "");
}

static bool compare_result(Comparison *comparison, const Result *result) {
    Call *call = comparison->call;
    const XmlNode *last = edition_result(comparison->edition, result->id);
    if (!last || xml_attribute(last, "absent")) {
        add_item(comparison, CHANGE_RESULT)->change.of = result;
        return true;
    }
    const char *past_id = arena_print(call->arena, "last:%s", result->id);
    if (map_get(call->findings->result_by_id, past_id))
        return call_fail(call, "'%s' is compared already: name each result once",
                         result->id);
    const int first = comparison->count;
    const Figure *told = compare_verdict(comparison, result, last);
    for (int i = 0; i < result->figure_count; i++)
        if (&result->figures[i] != told)
            compare_figure(comparison, &result->figures[i]);
    find_withdrawn(comparison, result, last);
    Item *items = comparison->items + first;
    restore(comparison, result, items, comparison->count - first);
    subtract(comparison, result, items, comparison->count - first);
    warn_unannounced(comparison, items, comparison->count - first);
    return true;
}

/* Without a list: what was read, and verdicts. */
static bool is_usual(const Result *result) {
    if (strcmp(result->step, "verdict") == 0) return true;
    return result->asked && result->figure_count && result->figures[0].row.line;
}

static bool compare_results(Comparison *comparison) {
    Call *call = comparison->call;
    const bool is_list = call_text(call, "of");
    int count = call->findings->result_count;
    const Result **results =
        is_list ? call_results(call, "of", &count) : call->findings->results;
    if (is_list && !results) return false;
    for (int i = 0; i < count; i++)
        if (!results[i]->absent && (is_list || is_usual(results[i])) &&
            !compare_result(comparison, results[i]))
            return false;
    return true;
}

/* ---- statements ---- */

/* Whether the element says what the statement does. */
static bool same_statement(const XmlNode *last, const Statement *now) {
    char date[16];
    if (!same_text(xml_attribute(last, "speaker"), now->speaker) ||
        !same_text(xml_attribute(last, "role"), now->role) ||
        !same_text(xml_attribute(last, "organisation"), now->organisation) ||
        !same_text(xml_attribute(last, "said"), date_format(now->said, date)) ||
        !same_text(xml_attribute(last, "commitment"),
                   COMMITMENT_WORDS[now->commitment]))
        return false;
    int i = 0;
    for (const XmlNode *n = xml_first_element(last); n; n = xml_next_element(n)) {
        if (strcmp(n->name, "words") != 0) continue;
        if (i == now->word_count ||
            !same_text(n->first_child ? n->first_child->text : "", now->words[i++]))
            return false;
    }
    return i == now->word_count;
}

static void add_statement(Comparison *comparison, ChangeKind kind,
                          const Statement *statement) {
    char date[16];
    Change *change = &add_item(comparison, kind)->change;
    change->statement = statement;
    change->statement_id = statement->id;
    change->speaker = statement->speaker;
    change->organisation = statement->organisation;
    change->said =
        arena_string(comparison->call->arena, date_format(statement->said, date));
}

static bool is_about(const char *about, const char *wanted) {
    return !wanted || same_text(about, wanted);
}

/* Lists those of one kind: new ones, or those that say something else. */
static void list_statements(Comparison *comparison, ChangeKind kind) {
    const Call *call = comparison->call;
    const Dataset *dataset = call->dataset;
    for (int i = 0; i < dataset->statement_count; i++) {
        const Statement *now = dataset->statements[i];
        const XmlNode *last = edition_statement(comparison->edition, now->id);
        if (!findings_see(call->findings, now->source) ||
            !is_about(now->about, call_text(call, "about")))
            continue;
        if (kind == CHANGE_STATEMENT ? !last : last && !same_statement(last, now))
            add_statement(comparison, kind, now);
    }
}

static void list_withdrawn(Comparison *comparison) {
    const Call *call = comparison->call;
    const Dataset *dataset = call->dataset;
    Map *seen = map_new(call->arena);
    for (int i = 0; i < dataset->statement_count; i++)
        if (findings_see(call->findings, dataset->statements[i]->source))
            map_put(seen, dataset->statements[i]->id, seen);
    const XmlNode *last = edition_root(comparison->edition);
    for (const XmlNode *n = xml_first_element(last); n; n = xml_next_element(n)) {
        const char *id = xml_attribute(n, "id");
        if (strcmp(n->name, "statement") != 0 || !id || map_get(seen, id) ||
            !is_about(xml_attribute(n, "about"), call_text(call, "about")))
            continue;
        Change *change = &add_item(comparison, CHANGE_STATEMENT_WITHDRAWN)->change;
        change->statement_id = id;
        change->speaker = xml_attribute(n, "speaker");
        change->organisation = xml_attribute(n, "organisation");
        change->said = xml_attribute(n, "said");
    }
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
    char text[16];
    if (!source) return;
    const Date date = source->vintage.year ? source->vintage : source->date;
    xml_set(arena, notes, name, arena_string(arena, date_format(date, text)));
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

static void list_changes(Comparison *comparison) {
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

static bool step_since_last_edition(Call *call) {
    Changes *changes = arena_alloc(call->arena, sizeof *changes);
    *changes = (Changes){.relative_noise = call_number(call, "relative-noise", 0),
                         .absolute_noise = call_number(call, "absolute-noise", 0)};
    call->result->changes = changes;
    call->result->unit = (Unit){"percent", 0};
    call->result->formula = "100 × revised / |last|";
    if (!(changes->relative_noise >= 0 && changes->absolute_noise >= 0))
        return call_fail(call, "noise is a size, and not below 0");
    if (!call->findings->last) {
        xml_set(call->arena, result_notes(call), "first", "yes");
        return true;
    }
    Comparison comparison = {
        .call = call, .edition = call->findings->last, .changes = changes};
    changes->since = edition_date(comparison.edition);
    if (!compare_results(&comparison)) return false;
    list_statements(&comparison, CHANGE_STATEMENT);
    list_statements(&comparison, CHANGE_STATEMENT_CHANGED);
    list_withdrawn(&comparison);
    list_changes(&comparison);
    xml_set(call->arena, result_notes(call), "since", changes->since);
    xml_set_number(call->arena, call->result->notes, "smaller", changes->smaller);
    return true;
}

const StepRule EDITION_STEPS[] = {
    {"since-last-edition",
     step_since_last_edition,
     false,
     {OPTIONAL("of", ARGUMENT_LIST), OPTIONAL("about", ARGUMENT_TEXT),
      OPTIONAL("relative-noise", ARGUMENT_NUMBER),
      OPTIONAL("absolute-noise", ARGUMENT_NUMBER)}},
    {NULL, NULL, false, {{0}}}};
