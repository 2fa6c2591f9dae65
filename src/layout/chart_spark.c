/* Sparklines: a row for each series, its line as high as the row and its last value;
 * each has a scale of its own and shows a course, not a size. */
#include <math.h>

#include "layout/chart_frame.h"
#include "layout/draw.h"

enum { GAP = 8000 };

/* The last value, as printed. */
static const Shaped *last_text(const Plot *plot, const ChartSeries *series) {
    for (int p = series->point_count - 1; p >= 0; p--) {
        const ChartPoint *point = &series->points[p];
        if (!isfinite(point->y)) continue;
        if (point->text && *point->text) return plot_shape(plot, point->text, true);
        return plot_shape(
            plot,
            scale_text(plot->setter->arena, plot->chart, point->y, plot->chart->places),
            true);
    }
    return NULL;
}

static void draw_row(Plot *plot, const ChartSeries *series, Point corner, Mpt width,
                     Mpt height) {
    double *values =
        arena_array(plot->setter->arena, series->point_count + 1, sizeof *values);
    for (int p = 0; p < series->point_count; p++)
        values[p] = series->points[p].y;
    draw_spark(plot->setter->arena, plot->strip, plot->figure, values,
               series->point_count, corner, width, height,
               plot_colour(plot, series->role));
}

void chart_spark_draw(Plot *plot) {
    const Chart *chart = plot->chart;
    Mpt names = 0, values = 0;
    for (int s = 0; s < chart->series_count; s++) {
        const Shaped *name = plot_shape(plot, chart->series[s].label, false);
        const Shaped *value = last_text(plot, &chart->series[s]);
        names = name && name->width > names ? name->width : names;
        values = value && value->width > values ? value->width : values;
    }
    Mpt most = plot->width * 2 / 5;
    names = (names > most ? most : names) + 500;
    Mpt row =
        (plot->bottom - plot->top) / (chart->series_count ? chart->series_count : 1);
    Mpt left = plot->x + names + GAP, right = plot->x + plot->width - values - GAP;
    Mpt height = row * 6 / 10 > 22000 ? 22000 : row * 6 / 10;
    Style style = plot_style(plot, false, ALIGN_LEFT);
    plot_cover(plot);
    for (int s = 0; s < chart->series_count; s++) {
        const ChartSeries *series = &chart->series[s];
        Mpt middle = plot->top + s * row + row / 2;
        if (s > 0)
            plot_line(plot, (Point){plot->x, middle - row / 2},
                      (Point){plot->x + plot->width, middle - row / 2}, 400,
                      plot->setter->document->faint);
        if (!plot_name(plot, series->label, &style, plot->x, names, middle)) {
            plot_warn(plot, "the chart is too low for its rows: give it more height");
            return;
        }
        draw_row(plot, series, (Point){left, middle - height / 2}, right - left,
                 height);
        plot_text(plot, last_text(plot, series), plot_text_colour(plot, series->role),
                  plot->x + plot->width, middle, ALIGN_RIGHT);
    }
}
