/* Bar charts: horizontal bars from zero, categories at the left, the value at each
 * bar's end.  The printed values replace an axis. */
#include "layout/chart.h"

#include <math.h>
#include <stdlib.h>

#include "layout/draw.h"
#include "layout/paragraph.h"

enum { NAME_GAP = 8000, VALUE_GAP = 3500, KEY_SIZE = 6000, KEY_GAP = 12000 };

typedef struct {
    Plot *plot;
    int rows;
    double scale;    /* thousandths of a point for a unit */
    Mpt names, zero; /* left edge of the bars' room, and of the zero line */
    Mpt right;
    Mpt top, row_height;
} Bars;

static double value_of(const ChartSeries *series, int row) {
    return row < series->point_count ? series->points[row].y : NAN;
}

static const Shaped *value_text(const Bars *bars, const ChartSeries *series, int row) {
    if (row >= series->point_count) return NULL;
    const ChartPoint *point = &series->points[row];
    const char *text = point->text;
    if (!text && !isfinite(point->y)) text = "\xE2\x80\x93";
    Style style = bars->plot->label;
    style.bold = style.bold || point->highlight;
    return text ? setter_shape(bars->plot->setter, &style, text) : NULL;
}

/* Room that bars and their values need at a scale, left and right of zero. */
static void needs(const Bars *bars, double scale, double *left, double *right) {
    const Chart *chart = bars->plot->chart;
    *left = *right = 0;
    for (int s = 0; s < chart->series_count; s++) {
        for (int row = 0; row < bars->rows; row++) {
            double y = value_of(&chart->series[s], row);
            const Shaped *text = value_text(bars, &chart->series[s], row);
            double room = text ? text->width + VALUE_GAP : 0;
            if (isfinite(y)) room += fabs(y) * scale;
            if (y < 0)
                *left = fmax(*left, room);
            else
                *right = fmax(*right, room);
        }
    }
}

/* The largest scale at which everything fits; needs grow with it, so halving finds it.
 */
static void find_scale(Bars *bars) {
    double room = bars->right - bars->names, most = 0, left = 0, right = 0;
    const Chart *chart = bars->plot->chart;
    for (int s = 0; s < chart->series_count; s++)
        for (int row = 0; row < bars->rows; row++)
            if (isfinite(value_of(&chart->series[s], row)))
                most = fmax(most, fabs(value_of(&chart->series[s], row)));
    double low = 0, high = most > 0 ? room / most : 0;
    for (int i = 0; i < 60; i++) {
        double middle = (low + high) / 2;
        needs(bars, middle, &left, &right);
        if (left + right <= room)
            low = middle;
        else
            high = middle;
    }
    bars->scale = low;
    needs(bars, low, &left, &right);
    bars->zero = plot_round(bars->names + left);
}

static Style name_style(const Plot *plot) {
    Style style = plot->label;
    style.align = ALIGN_LEFT;
    style.hyphenate = false;
    style.leading = style.size * 115 / 100;
    style.indent_left = style.indent_right = style.first_indent = 0;
    return style;
}

/* Width of the names, at most two fifths of the measure. */
static Mpt names_width(const Plot *plot, int rows) {
    Mpt widest = 0;
    Style style = name_style(plot);
    for (int row = 0; row < rows; row++) {
        const char *name = plot->chart->series[0].points[row].name;
        const Shaped *shaped = setter_shape(plot->setter, &style, name);
        widest = shaped && shaped->width > widest ? shaped->width : widest;
    }
    Mpt most = plot->width * 2 / 5;
    return widest > most ? most : widest + 500;
}

static void draw_name(Bars *bars, int row, Mpt middle) {
    Plot *plot = bars->plot;
    const char *name = plot->chart->series[0].points[row].name;
    if (!name) return;
    Style style = name_style(plot);
    style.bold = plot->chart->series[0].points[row].highlight;
    Runs runs = {0};
    Strip words = {.origin = plot->setter->block_origin};
    runs_add(plot->setter->arena, &runs, RUN_TEXT, plot->setter->block_origin)->text =
        name;
    Mpt height =
        paragraph_into(plot->setter, &runs, &style, plot->x,
                       bars->names - NAME_GAP - plot->x, 0, plot->figure, &words);
    strip_absorb(plot->setter->arena, plot->strip, &words, 0, middle - height / 2);
}

static void draw_bar(Bars *bars, const ChartSeries *series, int row, Mpt top,
                     Mpt thickness) {
    Plot *plot = bars->plot;
    if (row >= series->point_count) return;
    const ChartPoint *point = &series->points[row];
    const Shaped *text = value_text(bars, series, row);
    Colour colour = plot_colour(plot, point->highlight ? ROLE_ACCENT : series->role);
    if (point->provisional) colour = colour_tint(colour, 550);
    bool negative = isfinite(point->y) && point->y < 0;
    Mpt end = bars->zero;
    if (isfinite(point->y)) {
        Mpt length = plot_round(fabs(point->y) * bars->scale);
        end += negative ? -length : length;
        draw_rect(plot->setter->arena, plot->strip, plot->figure,
                  negative ? end : bars->zero, top, length, thickness, colour);
    }
    plot_text(plot, text, plot->label.colour,
              negative ? end - VALUE_GAP : end + VALUE_GAP, top + thickness / 2,
              negative ? ALIGN_RIGHT : ALIGN_LEFT);
}

/* Several series have a key above the bars; returns its height. */
static Mpt draw_key(Plot *plot) {
    const Chart *chart = plot->chart;
    if (chart->series_count < 2) return 0;
    Mpt x = plot->x, middle = plot->top + plot->label.size / 2;
    for (int s = 0; s < chart->series_count; s++) {
        const ChartSeries *series = &chart->series[s];
        const Shaped *text = setter_shape(plot->setter, &plot->label, series->label);
        Mpt width = KEY_SIZE + VALUE_GAP + (text ? text->width : 0);
        if (x > plot->x && x + width > plot->x + plot->width) {
            x = plot->x;
            middle += plot->label.size * 3 / 2;
        }
        draw_rect(plot->setter->arena, plot->strip, plot->figure, x,
                  middle - KEY_SIZE / 2, KEY_SIZE, KEY_SIZE,
                  plot_colour(plot, series->role));
        plot_text(plot, text, plot->label.colour, x + KEY_SIZE + VALUE_GAP, middle,
                  ALIGN_LEFT);
        x += width + KEY_GAP;
    }
    return middle - plot->top + plot->label.size * 3 / 2;
}

void chart_bar_draw(Plot *plot) {
    const Chart *chart = plot->chart;
    Bars bars = {.plot = plot, .rows = chart->series[0].point_count};
    bars.top = plot->top + draw_key(plot);
    if (bars.rows == 0) return;
    bars.row_height = (plot->bottom - bars.top) / bars.rows;
    bars.names = plot->x + names_width(plot, bars.rows) + NAME_GAP;
    bars.right = plot->x + plot->width;
    find_scale(&bars);
    Mpt band = bars.row_height * 66 / 100, thickness = band / chart->series_count;
    Mpt most = 14000;
    if (thickness > most) thickness = most;
    for (int row = 0; row < bars.rows; row++) {
        Mpt middle = bars.top + row * bars.row_height + bars.row_height / 2;
        draw_name(&bars, row, middle);
        Mpt top = middle - thickness * chart->series_count / 2;
        for (int s = 0; s < chart->series_count; s++)
            draw_bar(&bars, &chart->series[s], row, top + s * thickness, thickness);
    }
    draw_line(plot->setter->arena, plot->strip, plot->figure,
              (Point){bars.zero, bars.top},
              (Point){bars.zero, bars.top + bars.rows * bars.row_height}, 600,
              plot->setter->document->ink, 0);
}
