/* Steps that apply an indicator figure by figure. */
#include <string.h>

#include "analysis/cross.h"
#include "analysis/indicators.h"
#include "analysis/steps.h"

typedef Value Indicator(Value a, Value b);

/* One figure for each of `a`'s, with `b`'s figure of the same key; `b`'s numbers are
 * first brought from 10^multiplier_b to 10^multiplier_a. A single `a` takes `b`'s keys;
 * of a row of periods a cross-section takes the figure of its own. */
static void combine(Call *call, Operand *a, Operand *b, Indicator *indicator,
                    int multiplier_gap) {
    double scale = power_of_ten(multiplier_gap);
    Operand *both[] = {a, b};
    cross_settle(both, 2);
    const Operand *keys = a->single && !b->single ? b : a;
    int count = keys->single ? 1 : keys->result->figure_count;
    Map *in_a = cross_index(call, a), *in_b = cross_index(call, b);
    call_reserve(call, count);
    for (int i = 0; i < count; i++) {
        const Figure *at = keys->single ? keys->single : &keys->result->figures[i];
        const Figure *inputs[] = {a->single ? a->single : map_get(in_a, at->key),
                                  b->single ? b->single : map_get(in_b, at->key)};
        Value left = inputs[0] ? inputs[0]->value : value_missing(VALUE_NOT_AVAILABLE);
        Value right = inputs[1] ? inputs[1]->value : value_missing(VALUE_NOT_AVAILABLE);
        right.number *= scale;
        call_add(call, at->key, at->period, indicator(left, right), inputs, 2);
    }
}

static const char *operand_name(const Call *call, const char *argument) {
    return call_text(call, argument);
}

/* Reads two operands of one unit. */
static bool like_operands(Call *call, const char *first, Operand *a, const char *second,
                          Operand *b) {
    if (!call_operand(call, first, a) || !call_operand(call, second, b)) return false;
    return call_same_unit(call, a->result, b->result);
}

/* A step of two operands of one unit, whose result is in `unit`, or in theirs when
 * NULL. */
static bool apply(Call *call, const char *first, const char *second,
                  Indicator *indicator, const char *unit, const char *formula) {
    Operand a, b;
    if (!like_operands(call, first, &a, second, &b)) return false;
    call->result->unit = unit ? (Unit){unit, 0} : a.result->unit;
    const char *x = operand_name(call, first), *y = operand_name(call, second);
    Text text = {.arena = call->arena};
    for (const char *c = formula; *c; c++) {
        if (*c == 'X')
            text_add(&text, x);
        else if (*c == 'Y')
            text_add(&text, y);
        else
            text_add_char(&text, *c);
    }
    call->result->formula = text_string(&text);
    combine(call, &a, &b, indicator,
            b.result->unit.multiplier - a.result->unit.multiplier);
    return true;
}

static bool step_balance(Call *call) {
    return apply(call, "exports", "imports", trade_balance, NULL, "X − Y");
}

static bool step_total_trade(Call *call) {
    return apply(call, "exports", "imports", total_trade, NULL, "X + Y");
}

static bool step_normalised_balance(Call *call) {
    return apply(call, "exports", "imports", normalised_balance, "ratio",
                 "(X − Y) / (X + Y)");
}

static bool step_coverage(Call *call) {
    return apply(call, "exports", "imports", coverage_ratio, "percent", "100 × X / Y");
}

static bool step_share(Call *call) {
    return apply(call, "of", "in", share_of, "percent", "100 × X / Y");
}

static bool step_ratio(Call *call) {
    return apply(call, "of", "to", ratio_of, "ratio", "X / Y");
}

/* ---- change over time ---- */

/* Percentages differ by percentage points. */
static Unit difference_unit(const Result *result) {
    bool is_percent = strcmp(result->unit.unit, "percent") == 0;
    return is_percent ? (Unit){"points", 0} : result->unit;
}

static bool over_time(Call *call, Indicator *indicator, const char *unit,
                      const char *formula) {
    Operand of;
    if (!call_operand(call, "of", &of)) return false;
    const Result *source = of.result;
    int lag = (int) call_number(call, "lag", 1);
    call->result->unit = unit ? (Unit){unit, 0} : difference_unit(source);
    const char *before_text = lag == 1
                                  ? "the period before"
                                  : arena_print(call->arena, "%d periods before", lag);
    call->result->formula =
        arena_print(call->arena, formula, source->id, source->id, before_text);
    call_reserve(call, source->figure_count);
    int base = 0;
    for (int i = 0; i < source->figure_count; i++) {
        const Figure *now = &source->figures[i];
        Period wanted = period_shift(now->period, -lag);
        while (base < i && source->figures[base].period < wanted)
            base++;
        const Figure *before = &source->figures[base];
        if (before->period != wanted) continue;
        const Figure *inputs[] = {now, before};
        call_add(call, now->key, now->period, indicator(now->value, before->value),
                 inputs, 2);
    }
    return true;
}

static bool step_growth(Call *call) {
    return over_time(call, growth_rate, "percent", "100 × (%s / %s of %s − 1)");
}

static bool step_change(Call *call) {
    return over_time(call, level_change, NULL, "%s − %s of %s");
}

static const Figure *figure_at(const Result *result, Period period) {
    for (int i = 0; i < result->figure_count; i++)
        if (result->figures[i].period == period) return &result->figures[i];
    return NULL;
}

static bool step_cagr(Call *call) {
    Operand of;
    if (!call_operand(call, "of", &of)) return false;
    Period from = call_period(call, "from"), to = call_period(call, "to");
    int per_year = frequency_per_year(period_frequency(from));
    if (period_frequency(from) != period_frequency(to) || !per_year || to <= from)
        return call_fail(call,
                         "from and to must be periods of one frequency, in order");
    const Figure *inputs[] = {figure_at(of.result, to), figure_at(of.result, from)};
    if (!inputs[0] || !inputs[1])
        return call_fail(call, "'%s' has no figure of %s", of.result->id,
                         call_text(call, inputs[0] ? "from" : "to"));
    call->result->unit = (Unit){"percent", 0};
    call->result->formula =
        arena_print(call->arena, "100 × ((%s of %s / of %s)^(1 / years) − 1)",
                    of.result->id, call_text(call, "to"), call_text(call, "from"));
    call_reserve(call, 1);
    Value value = compound_growth(inputs[0]->value, inputs[1]->value,
                                  (double) (to - from) / per_year);
    call_add(call, inputs[0]->key, to, value, inputs, 2);
    return true;
}

static bool step_swing(Call *call) {
    Operand of;
    if (!call_operand(call, "of", &of)) return false;
    const Result *source = of.result;
    Period from = 0, to = 0;
    if (source->figure_count &&
        !call_window(call, period_frequency(source->figures[0].period), &from, &to))
        return false;
    const Figure **inputs =
        arena_array(call->arena, source->figure_count * 2, sizeof *inputs);
    Value *changes = arena_array(call->arena, source->figure_count, sizeof *changes);
    int count = 0, used = 0;
    for (int i = 1; i < source->figure_count; i++) {
        const Figure *now = &source->figures[i], *before = now - 1;
        if ((from && before->period < from) || (to && now->period > to)) continue;
        if (before->period != period_shift(now->period, -1)) continue;
        changes[count++] = level_change(now->value, before->value);
        if (!used || inputs[used - 1] != before) inputs[used++] = before;
        inputs[used++] = now;
    }
    call->result->unit = difference_unit(source);
    call->result->formula = arena_print(
        call->arena, "mean of |%s − %s of the period before|", source->id, source->id);
    call_reserve(call, 1);
    call_add(call, "mean", 0, mean_absolute(changes, count), inputs, used);
    return true;
}

/* ---- values, quantities, prices ---- */

/* A unit value's unit is "JPY/cars". */
static bool split_unit(const char *unit, Arena *arena, const char **value,
                       const char **quantity) {
    const char *slash = strchr(unit, '/');
    if (!slash) return false;
    *value = arena_copy(arena, unit, (size_t) (slash - unit));
    *quantity = slash + 1;
    return true;
}

static bool step_unit_value(Call *call) {
    Operand value, quantity;
    if (!call_operand(call, "value", &value) ||
        !call_operand(call, "quantity", &quantity))
        return false;
    const Unit *v = &value.result->unit, *q = &quantity.result->unit;
    call->result->unit = (Unit){arena_print(call->arena, "%s/%s", v->unit, q->unit),
                                v->multiplier - q->multiplier};
    call->result->formula =
        arena_print(call->arena, "%s / %s", operand_name(call, "value"),
                    operand_name(call, "quantity"));
    combine(call, &value, &quantity, unit_value, 0);
    return true;
}

static bool step_value(Call *call) {
    Operand quantity, price;
    if (!call_operand(call, "quantity", &quantity) ||
        !call_operand(call, "unit-value", &price))
        return false;
    const Unit *q = &quantity.result->unit, *p = &price.result->unit;
    const char *currency, *counted;
    if (!split_unit(p->unit, call->arena, &currency, &counted) ||
        strcmp(counted, q->unit) != 0)
        return call_fail(call, "'%s' is in %s: no unit value of %s",
                         operand_name(call, "unit-value"), p->unit, q->unit);
    call->result->unit = (Unit){currency, q->multiplier + p->multiplier};
    call->result->formula =
        arena_print(call->arena, "%s × %s", operand_name(call, "quantity"),
                    operand_name(call, "unit-value"));
    combine(call, &quantity, &price, value_of_quantity, 0);
    return true;
}

/* True when months, quarters or the like of `inner` lie within the longer `outer`. */
static bool covers(Period outer, Period inner) {
    int per_year = frequency_per_year(period_frequency(outer));
    if (!outer || !inner || !per_year) return false;
    int last = period_end_month(outer), end = period_end_month(inner);
    return end <= last && end > last - 12 / per_year &&
           period_frequency(inner) > period_frequency(outer);
}

/* The rate of the figure's own period, else of the shortest longer one around it: a
 * year's rate serves its months. */
static const Figure *dated_rate(Operand *rate, const Figure *figure) {
    const Figure *best = operand_figure(rate, figure->key);
    if (best) return best;
    Period period = figure->period ? figure->period : figure->result->period;
    for (int i = 0; i < operand_count(rate); i++) {
        const Figure *candidate = operand_at(rate, i);
        if (candidate->period && candidate->period == period) return candidate;
        if (covers(candidate->period, period) &&
            (!best ||
             period_frequency(candidate->period) > period_frequency(best->period)))
            best = candidate;
    }
    return best;
}

/* Divides by a rate of "JPY/USD", or multiplies when the currency is the rate's
 * second. */
static bool step_convert(Call *call) {
    Operand of, rate;
    if (!call_operand(call, "of", &of) || !call_operand(call, "rate", &rate))
        return false;
    const Unit *unit = &of.result->unit;
    const char *priced, *base, *counted = "", *currency = unit->unit;
    split_unit(unit->unit, call->arena, &currency, &counted);
    if (!split_unit(rate.result->unit.unit, call->arena, &priced, &base) ||
        (strcmp(currency, priced) != 0 && strcmp(currency, base) != 0))
        return call_fail(call, "'%s' is in %s: the rate '%s' is in %s",
                         operand_name(call, "of"), unit->unit,
                         operand_name(call, "rate"), rate.result->unit.unit);
    bool divide = strcmp(currency, priced) == 0;
    const char *target = divide ? base : priced;
    call->result->unit =
        (Unit){*counted ? arena_print(call->arena, "%s/%s", target, counted) : target,
               unit->multiplier};
    call->result->formula =
        arena_print(call->arena, "%s %s %s", operand_name(call, "of"),
                    divide ? "/" : "×", operand_name(call, "rate"));
    double scale = power_of_ten(rate.result->unit.multiplier);
    call_reserve(call, operand_count(&of));
    for (int i = 0; i < operand_count(&of); i++) {
        const Figure *at = operand_at(&of, i);
        const Figure *inputs[] = {at, dated_rate(&rate, at)};
        Value price = inputs[1] ? inputs[1]->value : value_missing(VALUE_NOT_AVAILABLE);
        price.number *= scale;
        Value value =
            divide ? ratio_of(at->value, price) : value_of_quantity(at->value, price);
        call_add(call, at->key, at->period, value, inputs, 2);
    }
    return true;
}

static bool step_break_even(Call *call) {
    Operand balance, price;
    if (!call_operand(call, "balance", &balance) ||
        !call_operand(call, "unit-value", &price))
        return false;
    const Unit *b = &balance.result->unit, *p = &price.result->unit;
    const char *currency, *counted;
    if (!split_unit(p->unit, call->arena, &currency, &counted) ||
        strcmp(currency, b->unit) != 0)
        return call_fail(call, "'%s' is in %s: no unit value in %s",
                         operand_name(call, "unit-value"), p->unit, b->unit);
    call->result->unit = (Unit){counted, 0};
    call->result->formula =
        arena_print(call->arena, "|%s| / %s", operand_name(call, "balance"),
                    operand_name(call, "unit-value"));
    combine(call, &balance, &price, break_even_volume, p->multiplier - b->multiplier);
    return true;
}

const StepRule TRADE_STEPS[] = {
    {"balance", step_balance, false, {OPERAND("exports"), OPERAND("imports")}},
    {"total-trade", step_total_trade, false, {OPERAND("exports"), OPERAND("imports")}},
    {"normalised-balance",
     step_normalised_balance,
     false,
     {OPERAND("exports"), OPERAND("imports")}},
    {"coverage", step_coverage, false, {OPERAND("exports"), OPERAND("imports")}},
    {"share", step_share, false, {OPERAND("of"), OPERAND("in")}},
    {"ratio", step_ratio, false, {OPERAND("of"), OPERAND("to")}},
    {"growth", step_growth, false, {OPERAND("of"), OPTIONAL("lag", ARGUMENT_COUNT)}},
    {"change", step_change, false, {OPERAND("of"), OPTIONAL("lag", ARGUMENT_COUNT)}},
    {"cagr",
     step_cagr,
     false,
     {OPERAND("of"), REQUIRED("from", ARGUMENT_PERIOD),
      REQUIRED("to", ARGUMENT_PERIOD)}},
    {"swing",
     step_swing,
     false,
     {OPERAND("of"), OPTIONAL("from", ARGUMENT_PERIOD),
      OPTIONAL("to", ARGUMENT_PERIOD)}},
    {"unit-value", step_unit_value, false, {OPERAND("value"), OPERAND("quantity")}},
    {"value", step_value, false, {OPERAND("quantity"), OPERAND("unit-value")}},
    {"convert", step_convert, false, {OPERAND("of"), OPERAND("rate")}},
    {"break-even", step_break_even, false, {OPERAND("balance"), OPERAND("unit-value")}},
    {.name = NULL}};
