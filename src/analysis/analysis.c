/* How a step is found in the tables of the steps_*.c files, checked and run. */
#include "analysis/analysis.h"

#include <ctype.h>
#include <string.h>

#include "analysis/cross.h"
#include "analysis/edition.h"
#include "analysis/mixture.h"
#include "analysis/steps.h"
#include "base/decimal.h"
#include "base/words.h"

static const StepRule *const TABLES[] = {
    SERIES_STEPS,   TRADE_STEPS,     MEASURE_STEPS, RULE_STEPS,      CROSS_STEPS,
    SIMULATE_STEPS, STATEMENT_STEPS, INDEX_STEPS,   STRUCTURE_STEPS, COST_STEPS,
    BARRIER_STEPS,  TIME_STEPS,      TREND_STEPS,   EDITION_STEPS};

enum { TABLE_COUNT = sizeof TABLES / sizeof *TABLES };

/* Arguments that every step takes; `accept` is for steps with a result, `else` for
 * rules. */
static const ArgumentRule COMMON[] = {
    {"id", ARGUMENT_TEXT, false},     {"label", ARGUMENT_TEXT, false},
    {"places", ARGUMENT_TEXT, false}, {"accept", ARGUMENT_TEXT, false},
    {"else", ARGUMENT_TEXT, false},   {NULL, ARGUMENT_END, false}};

static bool takes_common(const StepRule *rule, const char *name) {
    return rule->is_rule ? strcmp(name, "accept") != 0 : strcmp(name, "else") != 0;
}

static const StepRule *step_rule(const char *name) {
    for (int t = 0; t < TABLE_COUNT; t++)
        for (const StepRule *rule = TABLES[t]; rule->name; rule++)
            if (strcmp(rule->name, name) == 0) return rule;
    return NULL;
}

bool analysis_has_step(const char *name) {
    return step_rule(name) != NULL;
}

const char *const *analysis_step_names(Arena *arena) {
    const char **names = NULL;
    int count = 0, capacity = 0;
    for (int t = 0; t < TABLE_COUNT; t++)
        for (const StepRule *rule = TABLES[t]; rule->name; rule++) {
            names = arena_grow(arena, names, count, &capacity, sizeof *names);
            names[count++] = rule->name;
        }
    names = arena_grow(arena, names, count, &capacity, sizeof *names);
    names[count] = NULL;
    return names;
}

/* ---- checking arguments ---- */

static const ArgumentRule *argument_rule(const StepRule *rule, const char *name) {
    for (const ArgumentRule *a = COMMON; a->name; a++)
        if (strcmp(a->name, name) == 0 && takes_common(rule, name)) return a;
    for (int i = 0; i < MOST_ARGUMENTS && rule->arguments[i].name; i++)
        if (strcmp(rule->arguments[i].name, name) == 0) return &rule->arguments[i];
    return NULL;
}

/* NULL when `value` is of the kind, else what it should be. */
static const char *wrong_kind(ArgumentKind kind, const char *value) {
    double number;
    Period period;
    Date date;
    switch (kind) {
    case ARGUMENT_NUMBER:
        return decimal_parse(value, &number) ? NULL : "a number";
    case ARGUMENT_COUNT:
        return decimal_parse(value, &number) && number >= 1 && number <= 100000 &&
                       !strpbrk(value, ".eE")
                   ? NULL
                   : "a whole number from 1 to 100000";
    case ARGUMENT_PERIOD:
        return period_parse(value, &period) ? NULL : "a period such as 2025-Q3";
    case ARGUMENT_DATE:
        return date_parse(value, &date) ? NULL : "a date";
    case ARGUMENT_TEXT:
    case ARGUMENT_OPERAND:
    case ARGUMENT_LIST:
    case ARGUMENT_END:
        break;
    }
    return *value ? NULL : "a name";
}

static bool check_argument(Call *call, const StepRule *rule,
                           const StepArgument *argument) {
    const ArgumentRule *known = argument_rule(rule, argument->name);
    if (known) {
        const char *wanted = wrong_kind(known->kind, argument->value);
        if (!wanted) return true;
        return call_fail(call, "bad value of '%s' on <%s>: '%s' is not %s",
                         argument->name, rule->name, argument->value, wanted);
    }
    const char *names[MOST_ARGUMENTS + 5] = {"id", "label", "places",
                                             rule->is_rule ? "else" : "accept"};
    for (int i = 0; i < MOST_ARGUMENTS && rule->arguments[i].name; i++)
        names[4 + i] = rule->arguments[i].name;
    return call_fail(call, "unknown attribute '%s' on <%s>%s", argument->name,
                     rule->name, did_you_mean(call->arena, argument->name, names));
}

/* An id names a variable in expressions, and stands before '.' and '@'. */
static bool is_plain_name(const char *id) {
    enum { LONGEST = 100 };
    if (!isalpha((unsigned char) *id) && *id != '_') return false;
    size_t length = 0;
    while (isalnum((unsigned char) id[length]) || id[length] == '-' ||
           id[length] == '_')
        length++;
    return !id[length] && length <= LONGEST;
}

static bool check_arguments(Call *call, const StepRule *rule) {
    bool good = true;
    for (int i = 0; i < call->step->argument_count; i++)
        if (!check_argument(call, rule, &call->step->arguments[i])) good = false;
    for (int i = 0; i < MOST_ARGUMENTS && rule->arguments[i].name; i++)
        if (rule->arguments[i].required && !call_text(call, rule->arguments[i].name))
            good = call_fail(call, "missing attribute '%s' on <%s>",
                             rule->arguments[i].name, rule->name);
    const char *id = call_text(call, "id");
    if (!rule->is_rule && !id)
        good = call_fail(call, "missing attribute 'id' on <%s>", rule->name);
    if (id && !is_plain_name(id))
        good = call_fail(call,
                         "bad value of 'id' on <%s>: '%s' is not a name of letters, "
                         "digits, '-' and '_'",
                         rule->name, id);
    return good;
}

/* ---- running ---- */

static Result new_result(const Call *call, const StepRule *rule) {
    const char *places = call_text(call, "places");
    return (Result){.id = call_text(call, "id"),
                    .step = rule->name,
                    .asked = call->step,
                    .label = call_text(call, "label"),
                    .places = places ? places[0] - '0' : -1,
                    .origin = call->step->origin};
}

/* What is computed from a cross-section, key by key, is one of the same period. */
static void keep_period(Result *result) {
    if (result->period || !result->figure_count || result->figures[0].period) return;
    const Figure *first = &result->figures[0];
    result->period = cross_period(first->inputs, first->input_count);
}

static bool run_step(Findings *findings, const Step *step, Arena *arena, Diags *diags) {
    Result *result = arena_alloc(arena, sizeof *result);
    Call call = {.findings = findings,
                 .dataset = findings->dataset,
                 .step = step,
                 .arena = arena,
                 .diags = diags,
                 .result = result};
    const StepRule *rule = step_rule(step->name);
    if (!rule)
        return call_fail(&call, "unknown step <%s>%s", step->name,
                         did_you_mean(arena, step->name, analysis_step_names(arena)));
    if (!check_arguments(&call, rule) || !mixture_check_accept(&call)) return false;
    const char *otherwise = call_text(&call, "else");
    if (otherwise && strcmp(otherwise, "hold") != 0 && strcmp(otherwise, "warn") != 0)
        return call_fail(&call, "bad value of 'else' on <%s>: '%s' is not hold or warn",
                         rule->name, otherwise);
    const char *places = call_text(&call, "places");
    if (places && (!isdigit((unsigned char) places[0]) || places[1]))
        return call_fail(&call, "bad value of 'places' on <%s>: '%s' is not 0 to 9",
                         rule->name, places);
    *result = new_result(&call, rule);
    if (rule->is_rule) return rule->run(&call) || result->absent;
    const Result *first = map_get(findings->result_by_id, result->id);
    if (first)
        return call_fail(&call, "id '%s' is taken: first at line %d", result->id,
                         first->origin.line);
    if (rule->run(&call)) {
        keep_period(result);
        mixture_settle(&call);
    } else if (result->absent) {
        const char *absent = result->absent;
        *result = new_result(&call, rule);
        result->absent = absent;
    } else
        return false;
    findings_add(findings, result, arena);
    return true;
}

void findings_add(Findings *findings, Result *result, Arena *arena) {
    findings->results = arena_grow(arena, findings->results, findings->result_count,
                                   &findings->result_capacity, sizeof(Result *));
    findings->results[findings->result_count++] = result;
    map_put(findings->result_by_id, result->id, result);
}

Findings *analysis_run(const Dataset *dataset, Date as_of, const LastEdition *last,
                       const Step *steps, int step_count, Arena *arena, Diags *diags) {
    Findings *findings = arena_alloc(arena, sizeof *findings);
    findings->dataset = dataset;
    findings->as_of = as_of;
    findings->steps = steps;
    findings->result_by_id = map_new(arena);
    if (last) findings->last = edition_new(last, arena);
    bool good = true;
    for (int i = 0; i < step_count; i++) {
        findings->step_count = i;
        if (!run_step(findings, &steps[i], arena, diags)) good = false;
    }
    findings->step_count = step_count;
    return good ? findings : NULL;
}

/* A step whose result is wanted, or of which a wanted one is made. */
static void want_step(const Step *step, Map *wanted, Arena *arena) {
    for (int i = 0; i < step->argument_count; i++) {
        const char *text = step->arguments[i].value;
        while (*text) {
            size_t length = strcspn(text, " \t\n@");
            if (length) map_put(wanted, arena_copy(arena, text, length), wanted);
            text += length;
            text += strcspn(text, " \t\n");
            text += strspn(text, " \t\n");
        }
    }
}

Findings *analysis_without(const Findings *findings, const char *id,
                           const Source *hidden, Arena *arena) {
    Findings *again = arena_alloc(arena, sizeof *again);
    *again = (Findings){.dataset = findings->dataset,
                        .as_of = findings->as_of,
                        .result_by_id = map_new(arena),
                        .steps = findings->steps,
                        .hidden = hidden};
    Map *wanted = map_new(arena);
    bool *runs = arena_array(arena, findings->step_count, sizeof *runs);
    map_put(wanted, id, wanted);
    for (int i = findings->step_count - 1; i >= 0; i--) {
        const Step *step = &findings->steps[i];
        const char *made = NULL;
        for (int k = 0; k < step->argument_count; k++)
            if (strcmp(step->arguments[k].name, "id") == 0)
                made = step->arguments[k].value;
        if (!made || !map_get(wanted, made)) continue;
        runs[i] = true;
        want_step(step, wanted, arena);
    }
    Diags *unheard = diags_new(arena);
    for (int i = 0; i < findings->step_count; i++) {
        again->step_count = i;
        if (runs[i]) run_step(again, &findings->steps[i], arena, unheard);
    }
    return again;
}

bool findings_see(const Findings *findings, const Source *source) {
    return source != findings->hidden &&
           date_compare(source->date, findings->as_of) <= 0;
}

const Source *findings_source(const Findings *findings, const char *id) {
    const Source *source = map_get(findings->dataset->source_by_id, id);
    return source || !findings->last ? source : edition_source(findings->last, id);
}

int result_places(const Result *result) {
    if (result->places >= 0) return result->places;
    const char *unit = result->unit.unit;
    if (strchr(unit, '/')) return 0;
    if (strcmp(unit, "ratio") == 0) return 2;
    return strcmp(unit, "percent") == 0 || strcmp(unit, "points") == 0 ||
           result->unit.multiplier;
}

int result_scale(const Result *result) {
    return strchr(result->unit.unit, '/') ? 0 : result->unit.multiplier;
}

const Figure *findings_figure(const Findings *findings, const char *id) {
    const char *dot = strchr(id, '.');
    if (!dot) return NULL;
    char name[128];
    size_t length = (size_t) (dot - id);
    if (length >= sizeof name) return NULL;
    memcpy(name, id, length);
    name[length] = '\0';
    const Result *result = map_get(findings->result_by_id, name);
    for (int i = 0; result && i < result->figure_count; i++)
        if (strcmp(result->figures[i].key, dot + 1) == 0) return &result->figures[i];
    return NULL;
}

const char *figure_id(const Figure *figure, Arena *arena) {
    return arena_print(arena, "%s.%s", figure->result->id, figure->key);
}
