/* What has changed since the last edition: figures, verdicts and statements are held
 * against those of its findings, and what is not noise is listed.  Past figures become
 * results of their own, "last:ID", and so do the differences, "revised:ID", so that
 * whoever prints them can say where they come from. */
#include <math.h>
#include <string.h>

#include "analysis/comparison.h"
#include "analysis/indicators.h"
#include "base/decimal.h"

/* ---- figures ---- */

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
        Change *change = &comparison_add(comparison, CHANGE_NEW)->change;
        change->of = now->result;
        change->now = now;
        return;
    }
    const ChangeKind kind = kind_of(comparison, &past, now);
    if (kind == CHANGE_COUNT) return;
    Item *item = comparison_add(comparison, kind);
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
        Item *item = comparison_add(comparison, CHANGE_WITHDRAWN);
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
    Item *item = comparison_add(comparison, CHANGE_VERDICT);
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
        comparison_add(comparison, CHANGE_RESULT)->change.of = result;
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

/* ---- the step ---- */

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
    comparison_add_statements(&comparison);
    comparison_list(&comparison);
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
