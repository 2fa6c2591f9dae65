/* Small multiples: each series in a panel under its name, all on the same scales, so
 * that heights may be compared across panels. */

#include "layout/chart_bands.h"
#include "layout/chart_frame.h"

enum { GUTTER = 11339 /* 4 mm */ };

/* What all panels show together. */
static void common_ranges(const Plot *plot, Range *x, Range *y) {
    const Chart *chart = plot->chart;
    Range values = range_none();
    *x = range_none();
    for (int s = 0; s < chart->series_count; s++)
        for (int p = 0; p < chart->series[s].point_count; p++) {
            const ChartPoint *point = &chart->series[s].points[p];
            range_add(x, point->x);
            if (scale_shows(chart, point->y)) range_add(&values, point->y);
        }
    bool lengths = chart->kind == CHART_COLUMN || chart->kind == CHART_BAR ||
                   chart->kind == CHART_AREA || chart->kind == CHART_LOLLIPOP;
    *y = frame_value_range(plot, values, lengths);
    if (chart->kind != CHART_COLUMN) return;
    Bands bands;
    Plot whole = *plot;
    bands_make(&bands, &whole);
    *x = (Range){bands.bands[0].at - bands.step / 2,
                 bands.bands[bands.count - 1].at + bands.step / 2};
}

void chart_panels_draw(Plot *plot) {
    const Chart *chart = plot->chart;
    int across =
        chart->panels < chart->series_count ? chart->panels : chart->series_count;
    int down = (chart->series_count + across - 1) / across;
    Range x, y;
    common_ranges(plot, &x, &y);
    Mpt width = (plot->width - (across - 1) * GUTTER) / across;
    Mpt gap = plot->label.size;
    Mpt height = (plot->bottom - plot->top - (down - 1) * gap) / down;
    Mpt head = plot->label.size * 3 / 2;
    for (int s = 0; s < chart->series_count; s++) {
        Chart *single = arena_alloc(plot->setter->arena, sizeof *single);
        *single = *chart;
        single->series = &chart->series[s];
        single->series_count = 1;
        single->panels = 0;
        Plot panel = *plot;
        panel.chart = single;
        panel.x = plot->x + s % across * (width + GUTTER);
        panel.width = width;
        panel.top = plot->top + s / across * (height + gap);
        panel.bottom = panel.top + height;
        panel.common_x = &x;
        panel.common_y = &y;
        plot_text(&panel, plot_shape(&panel, chart->series[s].label, true),
                  plot_text_colour(plot, chart->series[s].role), panel.x,
                  panel.top + plot->label.size / 2, ALIGN_LEFT);
        panel.top += head;
        plot_draw(&panel);
    }
}
