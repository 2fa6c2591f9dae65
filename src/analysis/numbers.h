/* Many values at once: why they give no number together, and what they add up to.  The
 * formulas over cross-sections and rows of periods stand behind these guards. */
#ifndef ANALYSIS_NUMBERS_H
#define ANALYSIS_NUMBERS_H

#include "data/data.h"

/* What values say together: the first of suppressed, not available, not defined, or
 * VALUE_NUMBER; and their highest-ranking status. */
typedef struct {
    ValueState state;
    char status;
} Guard;

#define GUARD_OPEN ((Guard){VALUE_NUMBER, 'A'})

/* `guard` after `count` more values. */
Guard guard_values(Guard guard, const Value *values, int count);

/* `number` with the guard's status; the guard's state when that is no number, not
 * defined when `number` is not finite. */
Value guard_number(Guard guard, double number);

/* The sum of those that are numbers. */
double numbers_sum(const Value *values, int count);

/* True when one of them is a number below zero. */
bool numbers_have_negative(const Value *values, int count);

/* Sorts `numbers`, none of which is NAN, from low to high. */
void numbers_sort(double *numbers, int count);

/* The edges beyond which a number is an outlier: `reach` times the distance of the
 * quartiles below the first and above the third (Tukey 1977; 1.5 is usual).  With fewer
 * than four numbers nothing is one. */
typedef struct {
    double low, high;
} Fences;
Fences numbers_fences(const double *sorted, int count, double reach);

#endif
