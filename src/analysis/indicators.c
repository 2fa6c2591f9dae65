/* Each indicator is its formula behind one guard. */
#include "analysis/indicators.h"

#include <math.h>

/* The reason why `a` and `b` give no number, in the order suppressed, not available,
 * not defined; VALUE_NUMBER when both are numbers. */
static ValueState blocked(Value a, Value b) {
    if (a.state == VALUE_SUPPRESSED || b.state == VALUE_SUPPRESSED)
        return VALUE_SUPPRESSED;
    if (a.state == VALUE_NOT_AVAILABLE || b.state == VALUE_NOT_AVAILABLE)
        return VALUE_NOT_AVAILABLE;
    if (a.state == VALUE_NOT_DEFINED || b.state == VALUE_NOT_DEFINED)
        return VALUE_NOT_DEFINED;
    return VALUE_NUMBER;
}

/* `number` with the status of its inputs; not defined when it is no finite number. */
static Value result(double number, Value a, Value b) {
    if (!isfinite(number)) return value_missing(VALUE_NOT_DEFINED);
    return value_of(number, status_worse(a.status, b.status));
}

static Value quotient(double numerator, double denominator, Value a, Value b) {
    if (denominator == 0) return value_missing(VALUE_NOT_DEFINED);
    return result(numerator / denominator, a, b);
}

Value trade_balance(Value exports, Value imports) {
    ValueState state = blocked(exports, imports);
    if (state != VALUE_NUMBER) return value_missing(state);
    return result(exports.number - imports.number, exports, imports);
}

Value total_trade(Value exports, Value imports) {
    ValueState state = blocked(exports, imports);
    if (state != VALUE_NUMBER) return value_missing(state);
    return result(exports.number + imports.number, exports, imports);
}

Value normalised_balance(Value exports, Value imports) {
    ValueState state = blocked(exports, imports);
    if (state != VALUE_NUMBER) return value_missing(state);
    return quotient(exports.number - imports.number, exports.number + imports.number,
                    exports, imports);
}

Value coverage_ratio(Value exports, Value imports) {
    return share_of(exports, imports);
}

Value share_of(Value part, Value whole) {
    ValueState state = blocked(part, whole);
    if (state != VALUE_NUMBER) return value_missing(state);
    return quotient(100 * part.number, whole.number, part, whole);
}

Value growth_rate(Value now, Value base) {
    ValueState state = blocked(now, base);
    if (state != VALUE_NUMBER) return value_missing(state);
    if (base.number <= 0) return value_missing(VALUE_NOT_DEFINED);
    return quotient(100 * (now.number - base.number), base.number, now, base);
}

Value level_change(Value now, Value base) {
    return trade_balance(now, base);
}

Value compound_growth(Value last, Value first, double years) {
    ValueState state = blocked(last, first);
    if (state != VALUE_NUMBER) return value_missing(state);
    if (last.number <= 0 || first.number <= 0 || years <= 0)
        return value_missing(VALUE_NOT_DEFINED);
    return result(100 * (pow(last.number / first.number, 1 / years) - 1), last, first);
}

Value unit_value(Value value, Value quantity) {
    return ratio_of(value, quantity);
}

Value value_of_quantity(Value quantity, Value unit) {
    ValueState state = blocked(quantity, unit);
    if (state != VALUE_NUMBER) return value_missing(state);
    return result(quantity.number * unit.number, quantity, unit);
}

Value break_even_volume(Value balance, Value unit) {
    ValueState state = blocked(balance, unit);
    if (state != VALUE_NUMBER) return value_missing(state);
    if (unit.number <= 0) return value_missing(VALUE_NOT_DEFINED);
    return quotient(fabs(balance.number), unit.number, balance, unit);
}

Value ratio_of(Value a, Value b) {
    ValueState state = blocked(a, b);
    if (state != VALUE_NUMBER) return value_missing(state);
    return quotient(a.number, b.number, a, b);
}

Value sum_of(const Value *values, int count) {
    Value sum = value_of(0, 'A');
    for (int i = 0; i < count; i++) {
        ValueState state = blocked(sum, values[i]);
        sum = state == VALUE_NUMBER
                  ? result(sum.number + values[i].number, sum, values[i])
                  : value_missing(state);
    }
    return sum;
}

Value mean_absolute(const Value *values, int count) {
    Value sum = value_of(0, 'A');
    int numbers = 0;
    for (int i = 0; i < count; i++) {
        if (values[i].state != VALUE_NUMBER) continue;
        sum = result(sum.number + fabs(values[i].number), sum, values[i]);
        numbers++;
    }
    if (!numbers) return value_missing(VALUE_NOT_AVAILABLE);
    return value_of(sum.number / numbers, sum.status);
}
