/* The states stand in the order of their precedence, so the worst is the greatest. */
#include "analysis/numbers.h"

#include <math.h>
#include <stdlib.h>

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

static int by_number(const void *a, const void *b) {
    double left = *(const double *) a, right = *(const double *) b;
    return (left > right) - (left < right);
}

void numbers_sort(double *numbers, int count) {
    if (count > 1) qsort(numbers, (size_t) count, sizeof *numbers, by_number);
}

/* The quantile `p` (0 to 1) of `count` sorted numbers, at least one: linear between
 * neighbours, R's type 7 (Hyndman and Fan 1996). */
static double quantile(const double *sorted, int count, double p) {
    double place = p * (count - 1);
    int below = (int) floor(place);
    if (below >= count - 1) return sorted[count - 1];
    return sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]);
}

Fences numbers_fences(const double *sorted, int count, double reach) {
    if (count < 4) return (Fences){-INFINITY, INFINITY};
    double first = quantile(sorted, count, 0.25);
    double third = quantile(sorted, count, 0.75);
    return (Fences){first - reach * (third - first), third + reach * (third - first)};
}
