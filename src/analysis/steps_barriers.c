/* Steps about what stands in the way: barriers by model, what each costs in money and
 * time, and which of them an event removed or eased. */
#include <string.h>

#include "base/words.h"
#include "analysis/cross.h"
#include "analysis/steps.h"

static bool sees(const Call *call, const Barrier *barrier) {
    return findings_see(call->findings, barrier->source);
}

/* True when the id stands in the barrier's list, or it has none: it then concerns
 * all. */
static bool concerns(const Barrier *barrier, const char *model) {
    const char *text = barrier->models;
    size_t length = strlen(model);
    if (!text) return true;
    while (*text) {
        size_t word = strcspn(text, " \t\n");
        if (word == length && strncmp(text, model, word) == 0) return true;
        text += word;
        text += strspn(text, " \t\n");
    }
    return false;
}

/* ---- the matrix ---- */

/* False after a diagnostic, when the barrier names a model that there is not. */
static bool models_known(Call *call, const Barrier *barrier) {
    const Dataset *dataset = call->dataset;
    const char *text = barrier->models ? barrier->models : "";
    for (text += strspn(text, " \t\n"); *text; text += strspn(text, " \t\n")) {
        size_t length = strcspn(text, " \t\n");
        bool known = false;
        for (int m = 0; m < dataset->model_count && !known; m++)
            known = strlen(dataset->models[m]->id) == length &&
                    strncmp(dataset->models[m]->id, text, length) == 0;
        if (!known)
            return call_fail(call, "barrier '%s' concerns '%.*s', which is no <model>",
                             barrier->id, (int) length, text);
        text += length;
    }
    return true;
}

static void add_cell(Call *call, const Model *model, const Barrier *barrier) {
    bool applies = concerns(barrier, model->id);
    Value value =
        applies ? value_of(barrier->status, 'A') : value_missing(VALUE_NOT_DEFINED);
    Figure *figure =
        call_add(call, arena_print(call->arena, "%s.%s", model->id, barrier->id), 0,
                 value, NULL, 0);
    figure_cite(call, figure, barrier->source, barrier->confidence);
    figure->row = barrier->origin;
    XmlNode *notes = figure_notes(call, figure);
    xml_set(call->arena, notes, "model", model->id);
    xml_set(call->arena, notes, "barrier", barrier->id);
    if (!applies) return;
    figure->class_name = BARRIER_STATUSES[barrier->status];
    if (barrier->since.year)
        xml_set(call->arena, notes, "since", date_string(call->arena, barrier->since));
}

static bool step_barrier_matrix(Call *call) {
    const Dataset *dataset = call->dataset;
    const char *maker = call_text(call, "maker");
    int models = 0, barriers = 0;
    for (int b = 0; b < dataset->barrier_count; b++)
        if (sees(call, dataset->barriers[b])) {
            if (!models_known(call, dataset->barriers[b])) return false;
            barriers++;
        }
    const Model **rows = arena_array(call->arena, dataset->model_count, sizeof *rows);
    for (int m = 0; m < dataset->model_count; m++) {
        const Model *model = dataset->models[m];
        if (!findings_see(call->findings, model->source) ||
            (maker && strcmp(maker, model->maker) != 0))
            continue;
        rows[models++] = model;
    }
    enum { MOST_CELLS = 100000 };
    if ((long long) models * barriers > MOST_CELLS)
        return call_fail(call, "a matrix of %d models and %d barriers is too large",
                         models, barriers);
    call->result->unit = (Unit){"status", 0};
    call->result->formula = "0 stands, 1 eased, 2 removed; not defined where a barrier "
                            "does not concern a model";
    call_reserve(call, models * barriers);
    for (int m = 0; m < models; m++)
        for (int b = 0; b < dataset->barrier_count; b++)
            if (sees(call, dataset->barriers[b]))
                add_cell(call, rows[m], dataset->barriers[b]);
    return true;
}

/* ---- money and time ---- */

typedef enum { COST_PER_UNIT, COST_FIXED_SUM, COST_LEAD_TIME } CostKind;

static Value cost_value(const Barrier *barrier, CostKind kind) {
    bool given = kind == COST_PER_UNIT    ? barrier->has_per_unit
                 : kind == COST_FIXED_SUM ? barrier->has_fixed
                                          : barrier->has_lead_time;
    double number = kind == COST_PER_UNIT    ? barrier->per_unit
                    : kind == COST_FIXED_SUM ? barrier->fixed
                                             : barrier->lead_time;
    return given ? value_of(number, 'A') : value_missing(VALUE_NOT_AVAILABLE);
}

/* One figure for each barrier; what is not known stays not available. */
static bool step_barrier_costs(Call *call) {
    static const char *const kinds[] = {"per-unit", "fixed", "lead-time", NULL};
    int kind = cross_word(call, "what", kinds);
    if (kind < 0) return false;
    const Dataset *dataset = call->dataset;
    const char *model = call_text(call, "model");
    const char *currency = call_text(call, "currency");
    if ((kind == COST_LEAD_TIME) == (currency != NULL))
        return call_fail(call, kind == COST_LEAD_TIME
                                   ? "a lead time has no 'currency'"
                                   : "say the currency of the costs with 'currency'");
    call->result->unit = (Unit){currency ? currency : "months", 0};
    call->result->formula = "as stated by the source of each barrier";
    call_reserve(call, dataset->barrier_count);
    for (int b = 0; b < dataset->barrier_count; b++) {
        const Barrier *barrier = dataset->barriers[b];
        if (!sees(call, barrier) || (model && !concerns(barrier, model))) continue;
        Value value = cost_value(barrier, (CostKind) kind);
        if (currency && value.state == VALUE_NUMBER &&
            strcmp(barrier->currency, currency) != 0)
            return call_fail(call, "mixed units: barrier '%s' is in %s, not in %s",
                             barrier->id, barrier->currency, currency);
        Figure *figure = call_add(call, barrier->id, 0, value, NULL, 0);
        figure_cite(call, figure, barrier->source, barrier->confidence);
        figure->row = barrier->origin;
    }
    return true;
}

/* ---- what an event changed ---- */

static const Event *find_event(Call *call, const char *id) {
    const Dataset *dataset = call->dataset;
    const char **known =
        arena_array(call->arena, dataset->event_count + 1, sizeof(char *));
    for (int i = 0; i < dataset->event_count; i++) {
        if (strcmp(dataset->events[i]->id, id) == 0) return dataset->events[i];
        known[i] = dataset->events[i]->id;
    }
    call_fail(call, "no event '%s'%s", id, did_you_mean(call->arena, id, known));
    return NULL;
}

/* By the event that the barrier names; without one, by the day on which its status
 * began. */
static bool changed_by(const Barrier *barrier, const Event *event) {
    if (barrier->status == 0) return false;
    if (barrier->event) return strcmp(barrier->event, event->id) == 0;
    return barrier->since.year && date_compare(barrier->since, event->date) == 0;
}

static bool step_barriers_changed(Call *call) {
    const char *id = call_text(call, "event");
    const Event *event = find_event(call, id);
    if (!event) return false;
    const Dataset *dataset = call->dataset;
    int removed = 0, eased = 0;
    call->result->unit = (Unit){"status", 0};
    call->result->formula = arena_print(
        call->arena, "barriers that %s eased (1) or removed (2), by its id or its day",
        id);
    call_reserve(call, dataset->barrier_count);
    bool happened = findings_see(call->findings, event->source);
    for (int b = 0; happened && b < dataset->barrier_count; b++) {
        const Barrier *barrier = dataset->barriers[b];
        if (!sees(call, barrier) || !changed_by(barrier, event)) continue;
        Figure *figure =
            call_add(call, barrier->id, 0, value_of(barrier->status, 'A'), NULL, 0);
        figure->class_name = BARRIER_STATUSES[barrier->status];
        figure_cite(call, figure, barrier->source, barrier->confidence);
        figure_cite_too(call, figure, event->source, event->confidence);
        figure->row = barrier->origin;
        Date from = barrier->since.year ? barrier->since : event->date;
        xml_set(call->arena, figure_notes(call, figure), "since",
                date_string(call->arena, from));
        if (strcmp(figure->class_name, "removed") == 0)
            removed++;
        else
            eased++;
    }
    xml_set_number(call->arena, result_notes(call), "removed", removed);
    xml_set_number(call->arena, call->result->notes, "eased", eased);
    return true;
}

const StepRule BARRIER_STEPS[] = {
    {"barrier-matrix", step_barrier_matrix, false, {OPTIONAL("maker", ARGUMENT_TEXT)}},
    {"barrier-costs",
     step_barrier_costs,
     false,
     {REQUIRED("what", ARGUMENT_TEXT), OPTIONAL("currency", ARGUMENT_TEXT),
      OPTIONAL("model", ARGUMENT_TEXT)}},
    {"barriers-changed",
     step_barriers_changed,
     false,
     {REQUIRED("event", ARGUMENT_TEXT)}},
    {.name = NULL}};
