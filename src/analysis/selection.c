/* The choice of series and vintages, the same for every step that reads the dataset. */
#include "analysis/selection.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/cross.h"

static Date vintage_of(const Series *series) {
    return series->source->vintage.year ? series->source->vintage
                                        : series->source->date;
}

/* What a step may take: dimensions are texts of the dataset's pool, where equal ones
 * are one. */
static bool matches(const Series *series, const char *const *pooled, int over,
                    const Date *vintage) {
    if (over >= 0 && !series->dimensions[over]) return false;
    for (int d = 0; d < DIM_COUNT; d++)
        if (pooled[d] && pooled[d] != series->dimensions[d]) return false;
    return !vintage || date_compare(vintage_of(series), *vintage) == 0;
}

/* Two series that differ in a dimension which the step left open cannot be one. */
static bool agree(Call *call, const Series *a, const Series *b, int over) {
    for (int d = 0; d < DIM_COUNT; d++) {
        if (d == over || a->dimensions[d] == b->dimensions[d]) continue;
        const char *left = a->dimensions[d] ? a->dimensions[d] : "none";
        const char *right = b->dimensions[d] ? b->dimensions[d] : "none";
        return call_fail(call,
                         "several series match, '%s' and '%s': they differ in %s (%s, "
                         "%s); say which",
                         a->id, b->id, DIMENSION_NAMES[d], left, right);
    }
    return true;
}

/* An error, or what makes the result absent.  `unseen` would match, but their sources
 * are not of the as-of date yet. */
static void nothing_matches(Call *call, const char *const *wanted, int over,
                            bool is_optional, int unseen) {
    Text text = {.arena = call->arena};
    for (int d = 0; d < DIM_COUNT; d++)
        if (wanted[d])
            text_print(&text, "%s%s=%s", text.length ? ", " : "", DIMENSION_NAMES[d],
                       wanted[d]);
    if (over >= 0)
        text_print(&text, "%sany %s", text.length ? ", " : "", DIMENSION_NAMES[over]);
    const char *why =
        arena_print(call->arena, "no series matches: %s", text_string(&text));
    if (is_optional)
        call->result->absent = why;
    else if (unseen)
        call_fail(call, "%s; %d would, of sources later than the as-of date", why,
                  unseen);
    else
        call_fail(call, "%s", why);
}

/* A dimension that the step leaves open means the series without it, when there are
 * any: the total of all makers rather than one maker's.  Returns how many are left. */
static int prefer_totals(const char *const *wanted, int over, const Series **found,
                         int count) {
    for (int d = 0; d < DIM_COUNT; d++) {
        int totals = 0;
        for (int i = 0; i < count; i++)
            totals += !found[i]->dimensions[d];
        if (wanted[d] || d == over || !totals) continue;
        int kept = 0;
        for (int i = 0; i < count; i++)
            if (!found[i]->dimensions[d]) found[kept++] = found[i];
        count = kept;
    }
    return count;
}

void selection_arguments(const Call *call, const char **wanted) {
    for (int d = 0; d < DIM_COUNT; d++)
        wanted[d] = call_text(call, DIMENSION_NAMES[d]);
}

const Series **selection_find(Call *call, const char *const *wanted, int over,
                              int *count) {
    static const char *const flags[] = {"no", "yes", NULL};
    Date vintage, *pinned = NULL;
    int is_optional = cross_word(call, "optional", flags);
    if (is_optional < 0) return NULL;
    if (call_text(call, "vintage")) {
        date_parse(call_text(call, "vintage"), &vintage);
        pinned = &vintage;
    }
    const Series **found = NULL;
    const char *pooled[DIM_COUNT];
    int found_count = 0, capacity = 0, unseen = 0;
    for (int d = 0; d < DIM_COUNT; d++) {
        pooled[d] = wanted[d] ? map_get(call->dataset->strings, wanted[d]) : NULL;
        if (wanted[d] && !pooled[d]) pooled[d] = wanted[d]; /* which no series has */
    }
    for (int i = 0; i < call->dataset->series_count; i++) {
        const Series *series = &call->dataset->series[i];
        if (!matches(series, pooled, over, pinned)) continue;
        if (!findings_see(call->findings, series->source)) {
            unseen++;
            continue;
        }
        found = arena_grow(call->arena, found, found_count, &capacity, sizeof *found);
        found[found_count++] = series;
    }
    if (!found_count) {
        nothing_matches(call, wanted, over, is_optional, unseen);
        return NULL;
    }
    *count = prefer_totals(wanted, over, found, found_count);
    for (int i = 1; i < *count; i++)
        if (!agree(call, found[0], found[i], over)) return NULL;
    return found;
}

/* By key, then period; of one period the best vintage last. */
static int by_place_and_vintage(const void *a, const void *b) {
    const Candidate *left = a, *right = b;
    int order = left->key && right->key ? strcmp(left->key, right->key) : 0;
    if (order) return order;
    if (left->period != right->period) return left->period < right->period ? -1 : 1;
    order = date_compare(vintage_of(left->series), vintage_of(right->series));
    return order ? order : left->order - right->order;
}

/* Keys are interned by the dataset: equal ones are one pointer. */
int selection_latest(Candidate *all, int count) {
    int kept = 0;
    if (count) qsort(all, (size_t) count, sizeof *all, by_place_and_vintage);
    for (int i = 0; i < count; i++)
        if (i + 1 == count || all[i + 1].period != all[i].period ||
            all[i + 1].key != all[i].key)
            all[kept++] = all[i];
    return kept;
}

void selection_add(Call *call, const Candidate *candidate, const char *key,
                   Period period) {
    const Series *series = candidate->series;
    const Dataset *dataset = call->dataset;
    Value value = dataset_value(dataset, candidate->index);
    value.number *= power_of_ten(series->multiplier - call->result->unit.multiplier);
    Figure *figure = call_add(call, key, period, value, NULL, 0);
    figure->confidence = series->confidence;
    figure->sources = arena_alloc(call->arena, sizeof(Source *));
    figure->sources[figure->source_count++] = series->source;
    figure->row = (Origin){series->origin.file, dataset->lines[candidate->index]};
}

void selection_traits(Call *call, const Series *series) {
    static const Dimension dimensions[TRAIT_COUNT] = {[TRAIT_VALUATION] = DIM_VALUATION,
                                                      [TRAIT_BASIS] = DIM_BASIS,
                                                      [TRAIT_ADJUSTMENT] =
                                                          DIM_ADJUSTMENT};
    for (int trait = 0; trait < TRAIT_COUNT; trait++)
        call->result->traits[trait] = series->dimensions[dimensions[trait]];
}
