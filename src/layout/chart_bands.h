/* Bands: the places of named or dated marks, and the stretches of value that columns,
 * bars, ranges and their like cover in them.  The same for upright and lying charts. */
#ifndef LAYOUT_CHART_BANDS_H
#define LAYOUT_CHART_BANDS_H

#include "layout/chart.h"

typedef struct {
    const char *name; /* NULL for a dated band */
    double at;        /* its middle: a date, or its index */
    bool highlight;
    int series; /* the last that has a point here, from 1 */
} Band;

/* A stretch of value in a band. */
typedef struct {
    int band;
    double start, end; /* across the band, -0.5 to 0.5 */
    double from, to;   /* values; to is NAN for a missing one */
    Colour fill;
    const ChartPoint *point;
    const ChartSeries *series;
    const Shaped *text; /* the value as printed, NULL for none */
    bool inside;        /* its text stands in it */
} Stretch;

typedef struct {
    Band *bands;
    int count;
    double step; /* from band to band: 1 for names */
    bool dated;
    Stretch *stretches;
    int stretch_count;
    Range range; /* of all values */
    bool keyed;  /* colours need a key */
} Bands;

/* Finds the bands of the chart's points, by name where they have one, else by x, and
 * the stretches in them, in the order of the series. */
void bands_make(Bands *bands, Plot *plot);

#endif
