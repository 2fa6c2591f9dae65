/* The states stand in the order of their precedence, so the worst is the greatest. */
#include "analysis/numbers.h"

#include <math.h>

_Static_assert(VALUE_NUMBER < VALUE_NOT_DEFINED &&
                   VALUE_NOT_DEFINED < VALUE_NOT_AVAILABLE &&
                   VALUE_NOT_AVAILABLE < VALUE_SUPPRESSED,
               "states in the order of their precedence");

Guard guard_values(Guard guard, const Value *values, int count) {
    for (int i = 0; i < count; i++) {
        if (values[i].state > guard.state) guard.state = values[i].state;
        guard.status = status_worse(guard.status, values[i].status);
    }
    return guard;
}

Value guard_number(Guard guard, double number) {
    if (guard.state != VALUE_NUMBER) return value_missing(guard.state);
    if (!isfinite(number)) return value_missing(VALUE_NOT_DEFINED);
    return value_of(number, guard.status);
}

double numbers_sum(const Value *values, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++)
        if (values[i].state == VALUE_NUMBER) sum += values[i].number;
    return sum;
}

bool numbers_have_negative(const Value *values, int count) {
    for (int i = 0; i < count; i++)
        if (values[i].state == VALUE_NUMBER && values[i].number < 0) return true;
    return false;
}
