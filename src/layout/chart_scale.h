/* Scales: where data lie on paper, where the ticks stand and what is printed at
 * them. */
#ifndef LAYOUT_CHART_SCALE_H
#define LAYOUT_CHART_SCALE_H

#include "doc/doc.h"

/* The least and the largest of some numbers; empty when low > high. */
typedef struct {
    double low, high;
} Range;

/* The range of no data: high is below low, and range_add() makes it one number's. */
Range range_none(void);

/* Widens the range; what is not finite does not count. */
void range_add(Range *range, double value);

/* `low` and `high` in units stand at `from` and `to`. */
typedef struct {
    double unit; /* a power of ten: 1 but for very large and very small values */
    int power;   /* its exponent */
    double low, high;
    bool logarithmic;
    Mpt from, to;
} Scale;

/* Where a value stands, within what a page can hold; the middle of a scale without
 * extent. */
Mpt scale_place(const Scale *scale, double value);

/* False for values that the axis of the chart cannot show: 0 and below on a logarithmic
 * one. */
bool scale_shows(const Chart *chart, double value);

typedef struct {
    double at;
    const char *text;
    const char *under; /* a second line: the year of a month; NULL for none */
} Tick;

typedef struct {
    Tick *ticks;
    int count;
} Ticks;

/* Round numbers that cover `data`, about `wanted` of them: the labelling of Talbot, Lin
 * and Hanrahan, "An Extension of Wilkinson's Algorithm for Positioning Tick Labels on
 * Axes" (2010), with its search.  Sets all of `scale` but its places.  A range of one
 * point is widened. */
Ticks scale_values(Scale *scale, const Chart *chart, Arena *arena, Range data,
                   int wanted);

/* The same on a logarithmic scale: powers of ten, and 2 and 5 times them while there is
 * room.  `data` must be above 0. */
Ticks scale_logarithm(Scale *scale, const Chart *chart, Arena *arena, Range data,
                      int wanted);

/* Dates in [low, high] of a scale in years: every so many months, quarters or years of
 * the chart's calendar, as many as stand in its length when one takes `room` and one
 * of a month or quarter `short_room`. */
Ticks scale_dates(const Scale *scale, const Chart *chart, Arena *arena, Mpt room,
                  Mpt short_room);

/* `value` with the chart's separators and a true minus, in `arena`. */
const char *scale_text(Arena *arena, const Chart *chart, double value, int places);

#endif
