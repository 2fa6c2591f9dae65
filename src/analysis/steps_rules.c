/* Rules that must hold before the press: a failed one holds the briefing, or only warns
 * when its step says else="warn". */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/steps.h"
#include "base/decimal.h"

/* The newest number must not be older than `months` at the as-of date. */
static bool step_require_fresh(Call *call) {
    Operand of;
    if (!call_operand(call, "of", &of)) return false;
    int allowed = (int) call_number(call, "months", 1);
    const Figure *newest = NULL;
    for (int i = 0; i < of.result->figure_count; i++)
        if (of.result->figures[i].value.state == VALUE_NUMBER)
            newest = &of.result->figures[i];
    if (!newest) {
        call_check(call, false,
                   arena_print(call->arena, "'%s' has no number", of.result->id));
        return true;
    }
    Date as_of = call->findings->as_of;
    int age = as_of.year * 12 + as_of.month - 1 - period_end_month(newest->period);
    call_check(call, age <= allowed,
               arena_print(call->arena,
                           "the newest figure of '%s' is of %s, %d months before the "
                           "as-of date; %d are allowed",
                           of.result->id, newest->key, age, allowed));
    return true;
}

/* Every period from the first to the last must have a number. */
static bool step_require_complete(Call *call) {
    Operand of;
    Period from = 0, to = 0;
    if (!call_operand(call, "of", &of)) return false;
    const Result *result = of.result;
    int count = result->figure_count, missing = 0;
    if (!count || !result->figures[0].period) {
        call_check(call, false,
                   arena_print(call->arena, "'%s' has no periods", result->id));
        return true;
    }
    if (!call_window(call, period_frequency(result->figures[0].period), &from, &to))
        return false;
    if (!from) from = result->figures[0].period;
    if (!to) to = result->figures[count - 1].period;
    char text[PERIOD_TEXT], first[PERIOD_TEXT] = "";
    int wanted = 0, at = 0;
    for (Period period = from; period <= to;
         period = period_shift(period, 1), wanted++) {
        while (at < count && result->figures[at].period < period)
            at++;
        bool has_number = at < count && result->figures[at].period == period &&
                          result->figures[at].value.state == VALUE_NUMBER;
        if (!has_number && !missing++) period_format(period, first);
    }
    call_check(call, missing == 0,
               arena_print(call->arena, "'%s' lacks %d of %d periods to %s%s%s",
                           result->id, missing, wanted, period_format(to, text),
                           missing ? ", the first " : "", first));
    return true;
}

/* ---- rules that compare ---- */

/* The largest gap between figures that both sides have. */
typedef struct {
    double gap;
    const char *key;
    int compared;
} Gap;

static void widen(Gap *worst, double gap, const char *key) {
    worst->compared++;
    if (worst->key && gap <= worst->gap) return;
    worst->gap = gap;
    worst->key = key;
}

static bool has_number(const Figure *figure) {
    return figure && figure->value.state == VALUE_NUMBER;
}

/* `what` completes "... were compared". */
static void report_gap(Call *call, const Gap *worst, double tolerance,
                       const char *what) {
    char gap[DECIMAL_TEXT], bound[DECIMAL_TEXT];
    if (!worst->key)
        call_check(call, false, arena_print(call->arena, "%s share no figure", what));
    else
        call_check(
            call, decimal_round(worst->gap, 9) <= tolerance,
            arena_print(call->arena,
                        "%s were compared in %d figures; the largest gap is %s, in "
                        "%s; %s is allowed",
                        what, worst->compared, decimal_plain(worst->gap, gap),
                        worst->key, decimal_plain(tolerance, bound)));
}

/* Every figure that both have must agree within the tolerance, in their own unit. */
static bool step_require_identity(Call *call) {
    Operand of, equals;
    if (!call_operand(call, "of", &of) || !call_operand(call, "equals", &equals))
        return false;
    if (!call_same_unit(call, of.result, equals.result)) return false;
    double scale =
        power_of_ten(equals.result->unit.multiplier - of.result->unit.multiplier);
    Gap worst = {0, NULL, 0};
    for (int i = 0; i < operand_count(&of); i++) {
        const Figure *a = operand_at(&of, i), *b = operand_figure(&equals, a->key);
        if (has_number(a) && has_number(b))
            widen(&worst, fabs(a->value.number - b->value.number * scale), a->key);
    }
    report_gap(
        call, &worst, call_number(call, "tolerance", 0),
        arena_print(call->arena, "'%s' and '%s'", of.result->id, equals.result->id));
    return true;
}

/* The parts of each period or key must add up to the total. */
static bool step_require_sum(Call *call) {
    Operand total;
    int count;
    if (!call_operand(call, "total", &total)) return false;
    Operand *parts = call_operands(call, "parts", &count);
    if (!parts) return false;
    for (int i = 0; i < count; i++)
        if (!call_same_unit(call, total.result, parts[i].result)) return false;
    Gap worst = {0, NULL, 0};
    for (int i = 0; i < operand_count(&total); i++) {
        const Figure *whole = operand_at(&total, i);
        double sum = 0;
        bool known = has_number(whole);
        for (int k = 0; k < count && known; k++) {
            const Figure *part = operand_figure(&parts[k], whole->key);
            known = has_number(part);
            if (known)
                sum +=
                    part->value.number * power_of_ten(parts[k].result->unit.multiplier -
                                                      total.result->unit.multiplier);
        }
        if (known) widen(&worst, fabs(whole->value.number - sum), whole->key);
    }
    report_gap(
        call, &worst, call_number(call, "tolerance", 0),
        arena_print(call->arena, "'%s' and the sum of its parts", total.result->id));
    return true;
}

/* No figure may move by more than `most` percent from the one before. */
static bool step_require_no_jumps(Call *call) {
    Operand of;
    if (!call_operand(call, "of", &of)) return false;
    const Result *result = of.result;
    double most = call_number(call, "most", 0);
    Gap worst = {0, NULL, 0};
    for (int i = 1; i < result->figure_count; i++) {
        const Figure *before = &result->figures[i - 1], *now = &result->figures[i];
        if (!has_number(before) || !has_number(now) || before->value.number == 0 ||
            now->period != period_shift(before->period, 1))
            continue;
        double change = fabs(now->value.number / before->value.number - 1) * 100;
        widen(&worst, change, now->key);
    }
    char change[DECIMAL_TEXT], bound[DECIMAL_TEXT];
    if (!worst.key)
        call_check(
            call, true,
            arena_print(call->arena, "'%s' has no two figures in a row", result->id));
    else
        call_check(
            call, worst.gap <= most,
            arena_print(call->arena, "'%s' moves most in %s, by %s%%; %s%% is allowed",
                        result->id, worst.key, decimal_format(worst.gap, 1, change),
                        decimal_plain(most, bound)));
    return true;
}

/* ---- unit values ---- */

static int by_number(const void *a, const void *b) {
    double left = *(const double *) a, right = *(const double *) b;
    return left < right ? -1 : left > right;
}

/* The quantile of sorted numbers, linear between neighbours. */
static double quantile(const double *sorted, int count, double share) {
    double place = share * (count - 1);
    int below = (int) place;
    if (below + 1 >= count) return sorted[count - 1];
    return sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]);
}

/* No unit value may lie outside [Q1 - k IQR, Q3 + k IQR] of their logarithms (Tukey's
 * fences; k is `spread`, usually 1.5). */
static bool step_require_unit_values(Call *call) {
    enum { FEWEST = 4 };
    Operand of;
    if (!call_operand(call, "of", &of)) return false;
    const Result *result = of.result;
    double *logs = arena_array(call->arena, result->figure_count, sizeof *logs);
    int count = 0;
    for (int i = 0; i < result->figure_count; i++)
        if (has_number(&result->figures[i]) && result->figures[i].value.number > 0)
            logs[count++] = log(result->figures[i].value.number);
    if (count < FEWEST) {
        call_check(call, true,
                   arena_print(call->arena, "'%s' has %d unit values: too few to judge",
                               result->id, count));
        return true;
    }
    qsort(logs, (size_t) count, sizeof *logs, by_number);
    double low = quantile(logs, count, 0.25), high = quantile(logs, count, 0.75);
    double room = call_number(call, "spread", 1.5) * (high - low);
    Gap worst = {0, NULL, 0};
    for (int i = 0; i < result->figure_count; i++) {
        const Figure *figure = &result->figures[i];
        if (!has_number(figure) || figure->value.number <= 0) continue;
        double place = log(figure->value.number);
        double beyond = fmax(low - room - place, place - high - room);
        if (beyond > 0) widen(&worst, beyond, figure->key);
    }
    char lowest[DECIMAL_TEXT], highest[DECIMAL_TEXT];
    call_check(call, !worst.key,
               arena_print(
                   call->arena, "%d of %d unit values of '%s' lie outside %s to %s%s%s",
                   worst.compared, count, result->id,
                   decimal_plain(exp(low - room), lowest),
                   decimal_plain(exp(high + room), highest),
                   worst.key ? ", the farthest in " : "", worst.key ? worst.key : ""));
    return true;
}

/* ---- the dataset itself ---- */

static int by_dimensions(const void *a, const void *b) {
    const Series *left = *(const Series *const *) a,
                 *right = *(const Series *const *) b;
    for (int d = 0; d < DIM_COUNT; d++) {
        const char *l = left->dimensions[d] ? left->dimensions[d] : "";
        const char *r = right->dimensions[d] ? right->dimensions[d] : "";
        int order = strcmp(l, r);
        if (order) return order;
    }
    int order = date_compare(left->source->vintage, right->source->vintage);
    return order ? order : left->origin.line - right->origin.line;
}

static bool are_doubles(const Series *a, const Series *b) {
    for (int d = 0; d < DIM_COUNT; d++)
        if (a->dimensions[d] != b->dimensions[d]) return false;
    return date_compare(a->source->vintage, b->source->vintage) == 0;
}

/* The first period in which two series of one vintage say different numbers; 0 for
 * none. */
static Period conflict(const Dataset *dataset, const Series *a, const Series *b) {
    double scale = power_of_ten(b->multiplier - a->multiplier);
    int i = 0, k = 0;
    while (i < a->observation_count && k < b->observation_count) {
        int left = a->first_observation + i, right = b->first_observation + k;
        if (dataset->periods[left] != dataset->periods[right]) {
            if (dataset->periods[left] < dataset->periods[right])
                i++;
            else
                k++;
            continue;
        }
        Value x = dataset_value(dataset, left), y = dataset_value(dataset, right);
        if (x.state == VALUE_NUMBER && y.state == VALUE_NUMBER &&
            fabs(x.number - y.number * scale) > 1e-9 * fabs(x.number))
            return dataset->periods[left];
        i++;
        k++;
    }
    return 0;
}

/* No two series of the same dimensions and vintage may contradict each other. */
static bool step_require_no_duplicates(Call *call) {
    const Dataset *dataset = call->dataset;
    const Series **sorted =
        arena_array(call->arena, dataset->series_count, sizeof *sorted);
    for (int i = 0; i < dataset->series_count; i++)
        sorted[i] = &dataset->series[i];
    if (dataset->series_count)
        qsort(sorted, (size_t) dataset->series_count, sizeof *sorted, by_dimensions);
    char text[PERIOD_TEXT];
    for (int i = 1; i < dataset->series_count; i++) {
        if (!are_doubles(sorted[i - 1], sorted[i])) continue;
        Period period = conflict(dataset, sorted[i - 1], sorted[i]);
        if (!period) continue;
        call_check(call, false,
                   arena_print(call->arena,
                               "series '%s' and '%s' are of the same dimensions and "
                               "vintage, but differ in %s",
                               sorted[i - 1]->id, sorted[i]->id,
                               period_format(period, text)));
        return true;
    }
    call_check(call, true,
               arena_print(call->arena, "%d series, no two contradict each other",
                           dataset->series_count));
    return true;
}

const StepRule RULE_STEPS[] = {
    {"require-fresh",
     step_require_fresh,
     true,
     {OPERAND("of"), REQUIRED("months", ARGUMENT_COUNT)}},
    {"require-complete",
     step_require_complete,
     true,
     {OPERAND("of"), OPTIONAL("from", ARGUMENT_PERIOD),
      OPTIONAL("to", ARGUMENT_PERIOD)}},
    {"require-identity",
     step_require_identity,
     true,
     {OPERAND("of"), OPERAND("equals"), REQUIRED("tolerance", ARGUMENT_NUMBER)}},
    {"require-sum",
     step_require_sum,
     true,
     {OPERAND("total"), REQUIRED("parts", ARGUMENT_LIST),
      REQUIRED("tolerance", ARGUMENT_NUMBER)}},
    {"require-no-jumps",
     step_require_no_jumps,
     true,
     {OPERAND("of"), REQUIRED("most", ARGUMENT_NUMBER)}},
    {"require-unit-values",
     step_require_unit_values,
     true,
     {OPERAND("of"), OPTIONAL("spread", ARGUMENT_NUMBER)}},
    {"require-no-duplicates", step_require_no_duplicates, true, {{.name = NULL}}},
    {.name = NULL}};
