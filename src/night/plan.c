/* Which editions there are: the brief's list, or what the data hold. */
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "night/parts.h"

/* ---- what the data hold ---- */

/* The index of a dimension; DIM_COUNT after a diagnostic. */
static int find_dimension(Night *night, const char *name, Origin at) {
    for (int i = 0; i < DIM_COUNT; i++)
        if (strcmp(DIMENSION_NAMES[i], name) == 0) return i;
    diag_report(night->diags, FAULT_DATA, at, "no dimension '%s'%s", name,
                did_you_mean(night->arena, name, DIMENSION_NAMES));
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
static const char **find_values(Night *night, const Editions *editions, int *count) {
    const char *wanted[DIM_COUNT] = {NULL};
    const Dataset *dataset = report_dataset(night->report);
    const XmlNode *where = editions->where;
    int over = find_dimension(night, editions->over, editions->origin);
    bool good = over < DIM_COUNT;
    for (int i = 0; where && i < where->attribute_count; i++) {
        int dimension = find_dimension(night, where->attributes[i].name, where->origin);
        if (dimension < DIM_COUNT) wanted[dimension] = where->attributes[i].value;
        if (dimension == DIM_COUNT) good = false;
    }
    if (!good) return NULL;
    Map *known = map_new(night->arena);
    const char **values =
        arena_array(night->arena, dataset->series_count + 1, sizeof *values);
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

/* ---- jobs ---- */

static bool add_job(Night *night, const Brief *brief, const Edition *edition,
                    Map *names) {
    const Brief *made = brief_edition(brief, edition, night->arena, night->diags);
    if (!made) return false;
    const Edition *other = map_put(names, made->id, (void *) edition);
    if (other) {
        diag_report(night->diags, FAULT_DATA, edition->origin,
                    "two editions would be %s.pdf; the other is at line %d: put what "
                    "tells them apart into the 'id' of <editions>",
                    made->id, other->origin.line);
        return false;
    }
    night->jobs = arena_grow(night->arena, night->jobs, night->job_count,
                             &night->job_capacity, sizeof *night->jobs);
    night->jobs[night->job_count++] = (Job){.brief = made};
    return true;
}

/* An edition for each value that the data hold. */
static bool add_values(Night *night, const Brief *brief, Map *names) {
    int count;
    bool good = true;
    const Editions *editions = brief->editions;
    const char **values = find_values(night, editions, &count);
    if (!values) return false;
    for (int i = 0; i < count; i++) {
        Parameter *parameter = arena_alloc(night->arena, sizeof *parameter);
        Edition *edition = arena_alloc(night->arena, sizeof *edition);
        *parameter = (Parameter){editions->parameter, values[i], editions->origin};
        *edition = (Edition){parameter, 1, 1, editions->origin};
        if (!add_job(night, brief, edition, names)) good = false;
    }
    return good;
}

bool plan_editions(Night *night, const Brief *brief) {
    const Editions *editions = brief->editions;
    Map *names = map_new(night->arena);
    bool good = true;
    if (editions->over) good = add_values(night, brief, names);
    for (int i = 0; i < editions->count; i++)
        if (!add_job(night, brief, &editions->items[i], names)) good = false;
    if (!good || night->job_count) return good;
    diag_report(night->diags, FAULT_DATA, editions->origin,
                "the data hold no %s in the series asked for, so there is no edition",
                editions->over);
    return false;
}
