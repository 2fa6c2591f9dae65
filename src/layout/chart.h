/* Charts, inside layout.  A chart is made of scales (chart_scale), a frame of axes and
 * grid (chart_frame), marks (a file for each family of kinds) and labels that keep off
 * each other (chart_labels); chart.c holds the table of kinds and sets the words
 *
 * around. */
#ifndef LAYOUT_CHART_H
#define LAYOUT_CHART_H

#include "layout/chart_scale.h"
#include "layout/setter.h"

typedef struct {
    Mpt left, top, right, bottom;
} Box;

/* What of the plot is covered, in squares of a point: labels go where nothing is. */
typedef struct {
    unsigned char *cells; /* NULL for a plot that needs none */
    int columns, rows;
    Mpt x, y;
} Cover;

/* A plot being drawn; everything in it is told by the figure's alternative text. */
typedef struct {
    Setter *setter;
    const Chart *chart;
    Strip *strip;
    Tag *figure;
    Style label;     /* of all small text: never under 7 pt */
    Mpt x, width;    /* the measure */
    Mpt top, bottom; /* of the plot with its axis labels, in the strip */
    Cover cover;
    /* Of a panel: what all panels share. */
    const Range *common_x, *common_y;
} Plot;

/* ---- chart.c ---- */

/* The colour of a series or bar: the palette's, darkened until it stands out from white
 * by 3 to 1. */
Colour plot_colour(const Plot *plot, Role role);

/* The colour of text that names such a mark. */
Colour plot_text_colour(const Plot *plot, Role role);

/* A label's words in the plot's style; NULL for none. */
const Shaped *plot_shape(const Plot *plot, const char *text, bool bold);

/* Where plot_text() lets text begin that stands at x. */
Mpt plot_text_left(const Plot *plot, const Shaped *shaped, Mpt x, Align align);

/* A label in the plot's style, its middle at height `y`, moved sideways as far as it
 * must be to stay within the measure; one wider than that is left out with a
 * warning. */
void plot_text(Plot *plot, const Shaped *shaped, Colour colour, Mpt x, Mpt y,
               Align align);

/* The same where no label stands yet, over marks if need be; false when one does. */
bool plot_free_text(Plot *plot, const Shaped *shaped, Colour colour, Mpt x, Mpt y,
                    Align align);

/* A name that may take several lines, its middle at height `middle`; false when it
 * would cover another label. */
bool plot_name(Plot *plot, const char *name, const Style *style, Mpt x, Mpt width,
               Mpt middle);

/* The plot's small text as a paragraph: ragged, tight, without indents. */
Style plot_style(const Plot *plot, bool bold, Align align);

/* A line of this width. */
void plot_line(Plot *plot, Point from, Point to, Mpt width, Colour colour);

/* Draws a chart of one picture; what panels are made of. */
void plot_draw(Plot *plot);

/* Warns, at the chart's line. */
void plot_warn(const Plot *plot, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* True for series that are what the chart is about: drawn stronger. */
bool role_is_subject(Role role);

/* True when both x and y are numbers. */
bool point_drawn(const ChartPoint *point);

/* True when the point has a range with two ends. */
bool point_ranged(const ChartPoint *point);

/* Index of the series' last point that has a value, -1 for none. */
int series_last(const ChartSeries *series);

/* The subjects of a chart stand on top of its context: series in that order; `order`
 * holds series_count indices. */
int *series_order(const Plot *plot);

/* ---- chart_labels.c ---- */

/* Begins to keep account of what is covered; without it nothing is and all is free. */
void plot_cover(Plot *plot);

/* Marks what a line or box covers. */
void plot_mark_line(Plot *plot, Point from, Point to);
void plot_mark_box(Plot *plot, Box box);

/* Takes the box when nothing stands there yet and it lies within the plot. */
bool plot_take(Plot *plot, Box box);

/* The same over marks: for a label in a bar or bubble. */
bool plot_take_over(Plot *plot, Box box);

/* True when a point of the chart has a text to print beside it. */
bool chart_has_texts(const Chart *chart);

/* Writes a label beside a point where there is room, above it by preference; false when
 * there is none.  `radius` is the mark's. */
bool plot_label_point(Plot *plot, const Shaped *shaped, Colour colour, Point at,
                      Mpt radius);

/* A name at height `wanted`, and what it became. */
typedef struct {
    const char *text;
    Colour colour;
    bool bold;
    Mpt wanted, y; /* of its middle */
    Strip words;
    Mpt height, offset;
    int64_t sum;
    int size, index;
} EndLabel;

/* Places names in the column from x on, pushed apart where they would touch, between
 * `top` and `bottom`.  Names that find no room at all are left out with a warning. */
void plot_end_labels(Plot *plot, EndLabel *labels, int count, Mpt x, Mpt width, Mpt top,
                     Mpt bottom, Align align);

/* The width of the widest of them, but at most `most`. */
Mpt plot_end_room(const Plot *plot, const EndLabel *labels, int count, Mpt most);

/* A key of the series' colours in lines from `top` down; its height with the gap
 * below. */
Mpt plot_key(Plot *plot, Mpt top);

/* ---- the kinds ---- */

void chart_lines_draw(Plot *plot);
void chart_points_draw(Plot *plot);
void chart_histogram_draw(Plot *plot);
void chart_timeline_draw(Plot *plot);
void chart_columns_draw(Plot *plot);
void chart_rows_draw(Plot *plot);
void chart_spark_draw(Plot *plot);
void chart_slope_draw(Plot *plot);
void chart_heat_draw(Plot *plot);
void chart_tiles_draw(Plot *plot);
void chart_flow_draw(Plot *plot);

/* Panels: each series in a picture of its own, on common scales. */
void chart_panels_draw(Plot *plot);

#endif
