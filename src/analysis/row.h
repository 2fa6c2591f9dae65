/* A row of periods as numbers: the figures of one operand between "from" and "to". */
#ifndef ANALYSIS_ROW_H
#define ANALYSIS_ROW_H

#include "analysis/numbers.h"
#include "analysis/steps.h"

typedef struct {
    const Result *result;
    const Figure **figures;
    double *x, *y; /* periods since the first, numbers */
    int count;
    int per_year; /* periods in a year; 0 for weeks and days */
    Guard guard;  /* of all figures */
    bool has_gap; /* a period between two others is not there */
    bool is_positive;
} Row;

/* The figures of the operand "of" in the window of the arguments, which may be absent.
 * False after a diagnostic. */
bool row_read(Call *call, Row *row);

/* False after a diagnostic: weeks and days have no whole number in a year. */
bool row_needs_year(Call *call, const Row *row);

/* The row's guard after a demand: not available with fewer than `least` figures, not
 * defined unless all are above 0 when they must be. */
Guard row_demand(const Row *row, int least, bool positive);

/* The numbers become their logarithms; all are above 0. */
void row_take_logs(Row *row);

/* Adds a figure about the whole row, under the key of its last period when `key` is
 * NULL. */
void row_say(Call *call, const Row *row, const char *key, Value value);

#endif
