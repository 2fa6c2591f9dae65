/* Steps that take observations from the dataset and arrange them in time. */
#include <stdlib.h>

#include "analysis/indicators.h"
#include "analysis/mixture.h"
#include "analysis/selection.h"
#include "analysis/steps.h"

/* ---- series: observations by their dimensions, each at its latest vintage ---- */

/* NULL after a diagnostic. */
static Candidate *gather(Call *call, const Series **found, int found_count,
                         int *count) {
    const Dataset *dataset = call->dataset;
    Period from, to;
    int total = 0;
    for (int i = 0; i < found_count; i++)
        total += found[i]->observation_count;
    Candidate *all = arena_array(call->arena, total, sizeof *all);
    *count = 0;
    if (!total) return all;
    int filled = 0;
    while (!found[filled]->observation_count)
        filled++;
    Period first = dataset->periods[found[filled]->first_observation];
    if (!call_window(call, period_frequency(first), &from, &to)) return NULL;
    for (int i = 0; i < found_count; i++)
        for (int k = 0; k < found[i]->observation_count; k++) {
            int index = found[i]->first_observation + k;
            Period period = dataset->periods[index];
            if ((from && period < from) || (to && period > to)) continue;
            all[(*count)++] = (Candidate){NULL, period, found[i], index, i};
        }
    return all;
}

static bool step_series(Call *call) {
    const char *wanted[DIM_COUNT];
    int found_count, count;
    selection_arguments(call, wanted);
    const Series **found = selection_find(call, wanted, -1, &found_count);
    if (!found) return false;
    call->result->unit = (Unit){found[0]->dimensions[DIM_UNIT], found[0]->multiplier};
    selection_traits(call, found[0]);
    call->result->formula = "as published";
    Candidate *all = gather(call, found, found_count, &count);
    if (!all) return false;
    count = selection_latest(all, count);
    call_reserve(call, count);
    for (int i = 0; i < count; i++) {
        char text[16];
        period_format(all[i].period, text);
        selection_add(call, &all[i], arena_string(call->arena, text), all[i].period);
    }
    return true;
}

/* ---- join: one row from several; where they overlap, the first number wins ---- */

typedef struct {
    const Figure *figure;
    int order; /* of its operand; those without a number come after all others */
    int multiplier;
} Joined;

static int by_period_and_order(const void *a, const void *b) {
    const Joined *left = a, *right = b;
    Period l = left->figure->period, r = right->figure->period;
    if (l != r) return l < r ? -1 : 1;
    return left->order - right->order;
}

static bool step_join(Call *call) {
    int count, total = 0;
    Operand *operands = call_operands(call, "of", &count);
    if (!operands) return false;
    for (int i = 0; i < count; i++) {
        if (!call_same_unit(call, operands[0].result, operands[i].result)) return false;
        total += operand_count(&operands[i]);
    }
    Joined *all = arena_array(call->arena, total, sizeof *all);
    total = 0;
    for (int i = 0; i < count; i++)
        for (int k = 0; k < operand_count(&operands[i]); k++) {
            const Result *result = operands[i].result;
            const Figure *figure = operand_at(&operands[i], k);
            if (!figure->period)
                return call_fail(call, "'%s' has no periods to join by", result->id);
            int order = figure->value.state == VALUE_NUMBER ? i : count + i;
            all[total++] = (Joined){figure, order, result->unit.multiplier};
        }
    if (total) qsort(all, (size_t) total, sizeof *all, by_period_and_order);
    mixture_join(call, operands, count);
    call->result->unit = operands[0].result->unit;
    call->result->formula =
        arena_print(call->arena, "first number of %s", call_text(call, "of"));
    call_reserve(call, total);
    for (int i = 0; i < total; i++) {
        const Figure *figure = all[i].figure;
        if (i && all[i - 1].figure->period == figure->period) continue;
        Value value = figure->value;
        value.number *= power_of_ten(all[i].multiplier - call->result->unit.multiplier);
        call_add(call, figure->key, figure->period, value, &figure, 1);
    }
    return true;
}

/* ---- sums over time ---- */

/* Adds the sum of `count` figures from `first` under `key`. */
static void add_sum(Call *call, const Figure *first, int count, const char *key,
                    Period period) {
    const Figure **inputs = arena_array(call->arena, count, sizeof *inputs);
    Value *values = arena_array(call->arena, count, sizeof *values);
    for (int i = 0; i < count; i++) {
        inputs[i] = &first[i];
        values[i] = first[i].value;
    }
    call_add(call, key, period, sum_of(values, count), inputs, count);
}

/* True when `count` figures from `first` follow each other without a gap. */
static bool consecutive(const Figure *first, int count) {
    return first[count - 1].period == period_shift(first[0].period, count - 1);
}

static bool step_annual(Call *call) {
    Operand of;
    if (!call_operand(call, "of", &of)) return false;
    const Result *source = of.result;
    int per_year = source->figure_count
                       ? frequency_per_year(period_frequency(source->figures[0].period))
                       : 12;
    if (per_year < 2)
        return call_fail(call, "'%s' is not quarterly or monthly", source->id);
    call->result->unit = source->unit;
    call->result->formula =
        arena_print(call->arena, "sum of %s over the year", source->id);
    call_reserve(call, source->figure_count / per_year + 1);
    for (int i = 0; i + per_year <= source->figure_count; i++) {
        const Figure *first = &source->figures[i];
        if (period_index(first->period) != 1 || !consecutive(first, per_year)) continue;
        int year = period_year(first->period);
        add_sum(call, first, per_year, arena_print(call->arena, "%d", year),
                period_make(FREQ_YEAR, year, 1));
        i += per_year - 1;
    }
    return true;
}

static bool step_trailing_sum(Call *call) {
    Operand of;
    if (!call_operand(call, "of", &of)) return false;
    const Result *source = of.result;
    int length = (int) call_number(call, "length", 12);
    call->result->unit = source->unit;
    call->result->formula = arena_print(
        call->arena, "sum of %s over the last %d periods", source->id, length);
    call_reserve(call, source->figure_count);
    for (int i = length - 1; i < source->figure_count; i++) {
        const Figure *first = &source->figures[i - length + 1];
        const Figure *last = &source->figures[i];
        if (consecutive(first, length))
            add_sum(call, first, length, last->key, last->period);
    }
    return true;
}

const StepRule SERIES_STEPS[] = {
    {"series",
     step_series,
     false,
     {OPTIONAL("reporter", ARGUMENT_TEXT), OPTIONAL("partner", ARGUMENT_TEXT),
      OPTIONAL("flow", ARGUMENT_TEXT), OPTIONAL("product", ARGUMENT_TEXT),
      OPTIONAL("maker", ARGUMENT_TEXT), OPTIONAL("measure", ARGUMENT_TEXT),
      OPTIONAL("frequency", ARGUMENT_TEXT), OPTIONAL("unit", ARGUMENT_TEXT),
      OPTIONAL("valuation", ARGUMENT_TEXT), OPTIONAL("basis", ARGUMENT_TEXT),
      OPTIONAL("adjustment", ARGUMENT_TEXT), OPTIONAL("detail", ARGUMENT_TEXT),
      OPTIONAL("vintage", ARGUMENT_DATE), OPTIONAL("from", ARGUMENT_PERIOD),
      OPTIONAL("to", ARGUMENT_PERIOD), OPTIONAL("optional", ARGUMENT_TEXT)}},
    {"join", step_join, false, {REQUIRED("of", ARGUMENT_LIST)}},
    {"annual", step_annual, false, {OPERAND("of")}},
    {"trailing-sum",
     step_trailing_sum,
     false,
     {OPERAND("of"), REQUIRED("length", ARGUMENT_COUNT)}},
    {.name = NULL}};
