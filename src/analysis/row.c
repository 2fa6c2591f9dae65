/* Periods of one frequency subtract as integers, so a gap shows as a step above one. */
#include "analysis/row.h"

#include <math.h>

bool row_read(Call *call, Row *row) {
    Operand of;
    if (!call_operand(call, "of", &of)) return false;
    int most = of.result->figure_count;
    *row = (Row){.result = of.result, .guard = GUARD_OPEN, .is_positive = true};
    row->figures = arena_array(call->arena, most, sizeof *row->figures);
    row->x = arena_array(call->arena, most, sizeof *row->x);
    row->y = arena_array(call->arena, most, sizeof *row->y);
    Period from = 0, to = 0;
    if (!most) return true;
    Frequency frequency = period_frequency(of.result->figures[0].period);
    row->per_year = frequency_per_year(frequency);
    if (!of.result->figures[0].period)
        return call_fail(call, "'%s' is no row of periods", of.result->id);
    if (!call_window(call, frequency, &from, &to)) return false;
    for (int i = 0; i < most; i++) {
        const Figure *figure = &of.result->figures[i];
        if ((from && figure->period < from) || (to && figure->period > to)) continue;
        int n = row->count++;
        row->figures[n] = figure;
        row->x[n] = figure->period - row->figures[0]->period;
        row->y[n] = figure->value.number;
        row->guard = guard_values(row->guard, &figure->value, 1);
        if (n && row->x[n] - row->x[n - 1] != 1) row->has_gap = true;
        if (!(figure->value.number > 0)) row->is_positive = false;
    }
    return true;
}

void row_say(Call *call, const Row *row, const char *key, Value value) {
    Period period = 0;
    if (!key && row->count) {
        period = row->figures[row->count - 1]->period;
        key = row->figures[row->count - 1]->key;
    }
    call_add(call, key ? key : "all", period, value, row->figures, row->count);
}

Guard row_demand(const Row *row, int least, bool positive) {
    Guard guard = row->guard;
    if (guard.state == VALUE_NUMBER && positive && !row->is_positive)
        guard.state = VALUE_NOT_DEFINED;
    if (row->count < least && guard.state < VALUE_NOT_AVAILABLE)
        guard.state = VALUE_NOT_AVAILABLE;
    return guard;
}

void row_take_logs(Row *row) {
    for (int i = 0; i < row->count; i++)
        row->y[i] = log(row->y[i]);
}

bool row_needs_year(Call *call, const Row *row) {
    if (row->per_year || !row->count) return true;
    return call_fail(call, "'%s' is weekly or daily: a year of it is not defined",
                     row->result->id);
}
