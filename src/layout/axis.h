/* Axes: where the ticks stand and what is printed at them. */
#ifndef LAYOUT_AXIS_H
#define LAYOUT_AXIS_H

#include "doc/doc.h"

/* Ticks at first, first + step, ... `count` of them. */
typedef struct {
    double first, step;
    int count;
    int places; /* decimals that the step needs */
} Ticks;

/* Round numbers that cover [low, high] with about `wanted` ticks; after Talbot, Lin and
 * Hanrahan, "An Extension of Wilkinson's Algorithm" (2010), without its search over
 * label layouts.  A range of one point is widened. */
Ticks axis_ticks(double low, double high, int wanted);

/* The tick's value, exact to the step's decimals. */
double axis_tick(const Ticks *ticks, int index);

/* Years [first, last] with a step of 1, 2, 5, 10, ... so that at most `most` stand. */
Ticks axis_years(double low, double high, int most);

/* `value` with the chart's separators and a true minus, in `arena`. */
const char *axis_text(Arena *arena, const Chart *chart, double value, int places);

#endif
