/* Charts, inside layout: the frame of title, subtitle and notes, and the two kinds of
 * plots. */
#ifndef LAYOUT_CHART_H
#define LAYOUT_CHART_H

#include "layout/axis.h"
#include "layout/setter.h"

/* A plot being drawn; everything in it is told by the figure's alternative text. */
typedef struct {
    Setter *setter;
    const Chart *chart;
    Strip *strip;
    Tag *figure;
    Style label;     /* of all small text: never under 7 pt */
    Mpt x, width;    /* the measure */
    Mpt top, bottom; /* of the plot with its axis labels, in the strip */
} Plot;

/* The part of a line chart in which data are drawn, and its scales. */
typedef struct {
    Plot *plot;
    double low_x, high_x, low_y, high_y;
    Ticks y_ticks;
    Mpt left, right, top, bottom; /* of the area that data are drawn in */
} LineArea;

Mpt area_x(const LineArea *area, double x);
Mpt area_y(const LineArea *area, double y);

/* Index of the series' last point that has a value, -1 for none. */
int series_last(const ChartSeries *series);

/* Names at the lines' ends, pushed apart where they would touch. */
Mpt end_labels_room(const Plot *plot);
void draw_end_labels(LineArea *area);

/* Events: thin verticals with labels above the data, in as many rows as they need. */
Mpt events_room(LineArea *area);
void draw_events(LineArea *area);

void chart_line_draw(Plot *plot);
void chart_bar_draw(Plot *plot);

/* The colour of a series or bar. */
Colour plot_colour(const Plot *plot, Role role);

/* A label in the plot's style, its middle at height `y`, moved sideways as far as it
 * must be to stay within the measure; one wider than that is left out with a warning.
 */
void plot_text(Plot *plot, const Shaped *shaped, Colour colour, Mpt x, Mpt y,
               Align align);

/* Rounded to thousandths of a point, within what a page can hold. */
Mpt plot_round(double length);

#endif
