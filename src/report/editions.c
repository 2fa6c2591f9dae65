/* Each edition is planned by its name, so that no two are made under one. */
#include "report/editions.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/words.h"

typedef struct {
    const Brief *brief;
    const Dataset *dataset;
    Arena *arena;
    Diags *diags;
    Map *names; /* Edition by its id */
    const Brief **made;
    int count, capacity;
} Plan;

/* ---- what the data hold ---- */

/* The index of a dimension; DIM_COUNT after a diagnostic. */
static int find_dimension(Plan *plan, const char *name, Origin at) {
    const int index = word_index(name, DIMENSION_NAMES);
    if (index >= 0) return index;
    diag_report(plan->diags, FAULT_DATA, at, "no dimension '%s'%s", name,
                did_you_mean(plan->arena, name, DIMENSION_NAMES));
    return DIM_COUNT;
}

/* Whether a series is one of those that <where> asks for.  As in the steps of an
 * analysis, one with a `detail` counts only when it is asked for. */
static bool counts(const Series *series, const char *const *wanted) {
    for (int i = 0; i < DIM_COUNT; i++) {
        const char *has = series->dimensions[i];
        if (!wanted[i] && (i != DIM_DETAIL || !has)) continue;
        if (!wanted[i] || !has || strcmp(has, wanted[i]) != 0) return false;
    }
    return true;
}

static int by_name(const void *a, const void *b) {
    return strcmp(*(const char *const *) a, *(const char *const *) b);
}

/* The values of the dimension in the series that count, sorted; NULL after a
 * diagnostic. */
static const char **find_values(Plan *plan, const Editions *editions, int *count) {
    const char *wanted[DIM_COUNT] = {NULL};
    const Dataset *dataset = plan->dataset;
    const XmlNode *where = editions->where;
    int over = find_dimension(plan, editions->over, editions->origin);
    bool good = over < DIM_COUNT;
    for (int i = 0; where && i < where->attribute_count; i++) {
        int dimension = find_dimension(plan, where->attributes[i].name, where->origin);
        if (dimension < DIM_COUNT) wanted[dimension] = where->attributes[i].value;
        if (dimension == DIM_COUNT) good = false;
    }
    if (!good) return NULL;
    Map *known = map_new(plan->arena);
    const char **values =
        arena_array(plan->arena, dataset->series_count + 1, sizeof *values);
    *count = 0;
    for (int i = 0; i < dataset->series_count; i++) {
        const char *value = dataset->series[i].dimensions[over];
        if (!value || !counts(&dataset->series[i], wanted) || map_get(known, value))
            continue;
        map_put(known, value, (void *) value);
        values[(*count)++] = value;
    }
    if (*count) qsort(values, (size_t) *count, sizeof *values, by_name);
    return values;
}

/* ---- the plan ---- */

static bool add_edition(Plan *plan, const Edition *edition) {
    const Brief *made = brief_edition(plan->brief, edition, plan->arena, plan->diags);
    if (!made) return false;
    const Edition *other = map_put(plan->names, made->id, (void *) edition);
    if (other) {
        diag_report(plan->diags, FAULT_DATA, edition->origin,
                    "two editions would be %s.pdf; the other is at line %d: name each "
                    "once, and put what tells them apart into the 'id' of <editions>",
                    made->id, other->origin.line);
        return false;
    }
    plan->made = arena_grow(plan->arena, plan->made, plan->count, &plan->capacity,
                            sizeof *plan->made);
    plan->made[plan->count++] = made;
    return true;
}

/* An edition for each value that the data hold. */
static bool add_values(Plan *plan) {
    int count;
    bool good = true;
    const Editions *editions = plan->brief->editions;
    const char **values = find_values(plan, editions, &count);
    if (!values) return false;
    for (int i = 0; i < count; i++) {
        Parameter *parameter = arena_alloc(plan->arena, sizeof *parameter);
        Edition *edition = arena_alloc(plan->arena, sizeof *edition);
        *parameter = (Parameter){editions->parameter, values[i], editions->origin};
        *edition = (Edition){parameter, 1, 1, editions->origin};
        if (!add_edition(plan, edition)) good = false;
    }
    return good;
}

const Brief **editions_plan(const Brief *brief, const Dataset *dataset, Arena *arena,
                            Diags *diags, int *count) {
    Plan plan = {brief, dataset, arena, diags, map_new(arena), NULL, 0, 0};
    const Editions *editions = brief->editions;
    bool good = true;
    if (editions->over) good = add_values(&plan);
    for (int i = 0; i < editions->count; i++)
        if (!add_edition(&plan, &editions->items[i])) good = false;
    if (good && !plan.count && editions->over)
        diag_report(diags, FAULT_DATA, editions->origin,
                    "the data hold no %s in the series asked for, so there is no "
                    "edition",
                    editions->over);
    else if (good && !plan.count)
        diag_report(diags, FAULT_DATA, editions->origin,
                    "'values' is empty, so there is no edition: name one at least");
    *count = plan.count;
    return good && plan.count ? plan.made : NULL;
}

const Brief *editions_find(const Brief **editions, int count, const char *id,
                           Origin wanted_by, Diags *diags, Arena *arena) {
    const char **known = arena_array(arena, count + 1, sizeof *known);
    for (int i = 0; i < count; i++) {
        known[i] = editions[i]->id;
        if (strcmp(known[i], id) == 0) return editions[i];
    }
    diag_report(diags, FAULT_USAGE, wanted_by, "no edition '%s'%s", id,
                did_you_mean(arena, id, known));
    return NULL;
}
