/* Steps over a row of periods: changes, contributions, averages, the year to date,
 * revisions. */
#include <math.h>
#include <string.h>

#include "analysis/cross.h"
#include "analysis/indicators.h"
#include "analysis/row.h"

static const char *const NO_YES[] = {"no", "yes", NULL};

/* ---- changes ---- */

/* 100 ln(now / base), which adds up over time (ESCAP); not defined unless both are
 * above 0. */
static Value log_change(const Value *v) {
    Guard guard = guard_values(GUARD_OPEN, v, 2);
    if (guard.state == VALUE_NUMBER && !(v[0].number > 0 && v[1].number > 0))
        guard.state = VALUE_NOT_DEFINED;
    if (guard.state != VALUE_NUMBER) return value_missing(guard.state);
    return guard_number(guard, 100 * log(v[0].number / v[1].number));
}

/* 100 (x_t - x_0) / X_0, in percentage points (practice of ONS and Eurostat). */
static Value contribution(const Value *v) {
    return share_of(level_change(v[0], v[1]), v[2]);
}

/* One figure for each of `of` that has one `lag` periods before; `in`, when there is
 * one, gives the third value, of the earlier period. */
static void over_lag(Call *call, const Result *of, const Result *in, int lag,
                     Value (*formula)(const Value *)) {
    double scale = in ? power_of_ten(in->unit.multiplier - of->unit.multiplier) : 1;
    Operand totals = {.result = in};
    Map *by_key = in ? cross_index(call, &totals) : NULL;
    int base = 0;
    call_reserve(call, of->figure_count);
    for (int i = 0; i < of->figure_count; i++) {
        const Figure *now = &of->figures[i];
        Period wanted = period_shift(now->period, -lag);
        while (base < i && of->figures[base].period < wanted)
            base++;
        const Figure *before = &of->figures[base];
        if (before->period != wanted) continue;
        const Figure *inputs[] = {now, before,
                                  in ? map_get(by_key, before->key) : NULL};
        Value values[] = {now->value, before->value,
                          inputs[2] ? inputs[2]->value
                                    : value_missing(VALUE_NOT_AVAILABLE)};
        values[2].number *= scale;
        call_add(call, now->key, now->period, formula(values), inputs, 3);
    }
}

static const char *before_text(Call *call, int lag) {
    return lag == 1 ? "the period before"
                    : arena_print(call->arena, "%d periods before", lag);
}

static bool step_log_change(Call *call) {
    Operand of;
    if (!call_operand(call, "of", &of)) return false;
    int lag = (int) call_number(call, "lag", 1);
    const char *id = of.result->id;
    call->result->unit = (Unit){"percent", 0};
    call->result->formula = arena_print(call->arena, "100 × ln(%s / %s of %s)", id, id,
                                        before_text(call, lag));
    over_lag(call, of.result, NULL, lag, log_change);
    return true;
}

static bool step_contribution(Call *call) {
    Operand of, in;
    if (!call_operand(call, "of", &of) || !call_operand(call, "in", &in) ||
        !call_same_unit(call, of.result, in.result))
        return false;
    int lag = (int) call_number(call, "lag", 1);
    const char *id = of.result->id, *before = before_text(call, lag);
    call->result->unit = (Unit){"points", 0};
    call->result->formula = arena_print(call->arena, "100 × (%s − %s of %s) / %s of %s",
                                        id, id, before, in.result->id, before);
    over_lag(call, of.result, in.result, lag, contribution);
    return true;
}

/* What `parts` leave of `of`: the residual of contributions that should add up. */
static bool step_residual(Call *call) {
    int count;
    Operand of;
    if (!call_operand(call, "of", &of)) return false;
    Operand *parts = call_operands(call, "parts", &count);
    if (!parts) return false;
    bool is_growth = strcmp(of.result->unit.unit, "percent") == 0 &&
                     strcmp(parts[0].result->unit.unit, "points") == 0;
    if (!is_growth && !call_same_unit(call, of.result, parts[0].result)) return false;
    for (int i = 1; i < count; i++)
        if (!call_same_unit(call, parts[0].result, parts[i].result)) return false;
    call->result->unit = (Unit){parts[0].result->unit.unit, of.result->unit.multiplier};
    call->result->formula =
        arena_print(call->arena, "%s − the sum of %s", call_text(call, "of"),
                    call_text(call, "parts"));
    const Figure **inputs = arena_array(call->arena, count + 1, sizeof *inputs);
    Value *values = arena_array(call->arena, count, sizeof *values);
    Map **maps = arena_array(call->arena, count, sizeof *maps);
    for (int i = 0; i < count; i++)
        maps[i] = cross_index(call, &parts[i]);
    call_reserve(call, operand_count(&of));
    for (int k = 0; k < operand_count(&of); k++) {
        const Figure *whole = inputs[0] = operand_at(&of, k);
        for (int i = 0; i < count; i++) {
            const Figure *part =
                parts[i].single ? parts[i].single : map_get(maps[i], whole->key);
            inputs[i + 1] = part;
            int gap = parts[i].result->unit.multiplier - of.result->unit.multiplier;
            values[i] = part ? part->value : value_missing(VALUE_NOT_AVAILABLE);
            values[i].number *= power_of_ten(gap);
        }
        Value rest = trade_balance(whole->value, sum_of(values, count));
        call_add(call, whole->key, whole->period, rest, inputs, count + 1);
    }
    return true;
}

/* ---- averages and sums ---- */

static void add_mean(Call *call, const Row *row, int first, int count, int at,
                     bool half_ends) {
    Value *values = arena_array(call->arena, count, sizeof *values);
    for (int i = 0; i < count; i++) {
        values[i] = row->figures[first + i]->value;
        if (half_ends && (i == 0 || i == count - 1)) values[i].number /= 2;
    }
    Value mean = sum_of(values, count);
    mean.number /= half_ends ? count - 1 : count;
    call_add(call, row->figures[at]->key, row->figures[at]->period, mean,
             &row->figures[first], count);
}

static bool step_moving_average(Call *call) {
    Row row;
    int centred = cross_word(call, "centred", NO_YES);
    if (centred < 0 || !row_read(call, &row)) return false;
    int length = (int) call_number(call, "length", 3),
        behind = centred ? length / 2 : 0;
    bool half_ends = centred && length % 2 == 0;
    int width = half_ends ? length + 1 : length;
    call->result->unit = row.result->unit;
    call->result->formula =
        arena_print(call->arena, "mean of %s over %s%d periods%s", row.result->id,
                    centred ? "" : "the last ", length,
                    half_ends ? " around each, half a period at both ends"
                    : centred ? " around each"
                              : "");
    call_reserve(call, row.count);
    for (int last = width - 1; last < row.count; last++) {
        int first = last - width + 1;
        if (row.x[last] - row.x[first] == width - 1)
            add_mean(call, &row, first, width, last - behind, half_ends);
    }
    return true;
}

static bool step_year_to_date(Call *call) {
    Row row;
    if (!row_read(call, &row)) return false;
    if (row.count && row.per_year < 2)
        return call_fail(call, "'%s' is not quarterly or monthly", row.result->id);
    call->result->unit = row.result->unit;
    call->result->formula = arena_print(
        call->arena, "sum of %s from the first period of the year", row.result->id);
    Value *values = arena_array(call->arena, row.count, sizeof *values);
    call_reserve(call, row.count);
    for (int i = 0; i < row.count; i++) {
        const Figure *last = row.figures[i];
        int length = period_index(last->period);
        values[i] = last->value;
        if (i + 1 < length || row.x[i] - row.x[i + 1 - length] != length - 1) continue;
        call_add(call, last->key, last->period, sum_of(&values[i + 1 - length], length),
                 &row.figures[i + 1 - length], length);
    }
    return true;
}

/* ---- revisions ---- */

static Value revised_by(const Value *v, double relative) {
    Value change = level_change(v[0], v[1]), size = v[1];
    if (relative <= 0) return change;
    size.number = fabs(size.number);
    return share_of(change, size);
}

/* Later minus first (OECD, Revision analysis). */
static bool step_revision(Call *call) {
    static const char *const names[] = {"of", "first"};
    static const int like[] = {0, 0};
    Operand operands[2];
    int relative = cross_word(call, "relative", NO_YES);
    if (relative < 0 || !cross_operands(call, names, 2, operands)) return false;
    const char *later = call_text(call, "of"), *first = call_text(call, "first");
    call->result->unit = relative ? (Unit){"percent", 0} : operands[0].result->unit;
    call->result->formula =
        relative
            ? arena_print(call->arena, "100 × (%s − %s) / |%s|", later, first, first)
            : arena_print(call->arena, "%s − %s", later, first);
    return cross_each(call, operands, 2, like, revised_by, relative);
}

/* The revisions of "of" that are numbers, with their figures: others had no first
 * figure or have no later one.  Returns how many, -1 after a diagnostic. */
static int read_revisions(Call *call, Operand *of, Value **values,
                          const Figure ***inputs, Guard *guard) {
    int count = 0;
    if (!call_operand(call, "of", of)) return -1;
    Value *all = *values = cross_values(call, of, inputs);
    *guard = GUARD_OPEN;
    for (int i = 0; i < operand_count(of); i++) {
        if (all[i].state != VALUE_NUMBER) continue;
        *guard = guard_values(*guard, &all[i], 1);
        (*inputs)[count] = (*inputs)[i];
        all[count++] = all[i];
    }
    if (!count) guard->state = VALUE_NOT_AVAILABLE;
    return count;
}

static bool step_revision_summary(Call *call) {
    Operand of;
    Value *values;
    const Figure **inputs;
    Guard guard;
    double sum = 0, absolute = 0, largest = 0;
    const int count = read_revisions(call, &of, &values, &inputs, &guard);
    if (count < 0) return false;
    for (int i = 0; i < count; i++) {
        double number = values[i].number;
        sum += number;
        absolute += fabs(number);
        if (fabs(number) > fabs(largest)) largest = number;
    }
    call->result->unit = of.result->unit;
    call->result->formula =
        arena_print(call->arena, "mean, mean size and largest of %d revisions in %s",
                    count, of.result->id);
    call_reserve(call, 3);
    call_add(call, "mean", 0, guard_number(guard, sum / count), inputs, count);
    call_add(call, "mean-absolute", 0, guard_number(guard, absolute / count), inputs,
             count);
    call_add(call, "largest", 0, guard_number(guard, largest), inputs, count);
    return true;
}

/* How likely so uneven a count is when a rise is as likely as a fall: both tails of the
 * binomial distribution with one half. */
static double two_sided_sign(int rises, int falls) {
    int n = rises + falls, fewer = rises < falls ? rises : falls;
    double tail = 0;
    for (int k = 0; k <= fewer; k++)
        tail +=
            exp(lgamma(n + 1.0) - lgamma(k + 1.0) - lgamma(n - k + 1.0) - n * log(2));
    return fmin(1, 2 * tail);
}

/* Revisions of 0 say nothing of the direction and do not count. */
static bool step_revision_sign_test(Call *call) {
    Operand of;
    Value *values;
    const Figure **inputs;
    Guard guard;
    int rises = 0, falls = 0;
    const int count = read_revisions(call, &of, &values, &inputs, &guard);
    if (count < 0) return false;
    for (int i = 0; i < count; i++) {
        rises += values[i].number > 0;
        falls += values[i].number < 0;
    }
    call->result->unit = (Unit){"ratio", 0};
    call->result->formula =
        arena_print(call->arena, "sign test of %d revisions in %s, two-sided", count,
                    of.result->id);
    call_reserve(call, 3);
    call_add(call, "rises", 0, guard_number(guard, rises), inputs, count);
    call_add(call, "falls", 0, guard_number(guard, falls), inputs, count);
    call_add(call, "p", 0, guard_number(guard, two_sided_sign(rises, falls)), inputs,
             count);
    return true;
}

const StepRule TIME_STEPS[] = {
    {"log-change",
     step_log_change,
     false,
     {OPERAND("of"), OPTIONAL("lag", ARGUMENT_COUNT)}},
    {"contribution",
     step_contribution,
     false,
     {OPERAND("of"), OPERAND("in"), OPTIONAL("lag", ARGUMENT_COUNT)}},
    {"residual",
     step_residual,
     false,
     {OPERAND("of"), REQUIRED("parts", ARGUMENT_LIST)}},
    {"moving-average",
     step_moving_average,
     false,
     {OPERAND("of"), REQUIRED("length", ARGUMENT_COUNT),
      OPTIONAL("centred", ARGUMENT_TEXT)}},
    {"year-to-date", step_year_to_date, false, {OPERAND("of")}},
    {"revision",
     step_revision,
     false,
     {OPERAND("of"), OPERAND("first"), OPTIONAL("relative", ARGUMENT_TEXT)}},
    {"revision-summary", step_revision_summary, false, {OPERAND("of")}},
    {"revision-sign-test", step_revision_sign_test, false, {OPERAND("of")}},
    {.name = NULL}};
