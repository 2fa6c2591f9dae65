/* Line charts: light horizontal grid, years below, each line named at its end, events
 * as thin verticals. */
#include "layout/chart.h"

#include <math.h>

#include "layout/draw.h"

enum {
    AXIS_GAP = 6000, /* between axis labels and plot */
    TICK = 3000,
    DASH = 2200,
    STRONG_LINE = 2000, /* of the subject */
    THIN_LINE = 1200    /* of the context */
};

/* ---- ranges and places ---- */

/* An event a little outside the data still belongs to the picture. */
static void widen_for_events(LineArea *area) {
    const Chart *chart = area->plot->chart;
    double span = area->high_x - area->low_x;
    double first = area->low_x - span / 30, last = area->high_x + span / 30;
    for (int i = 0; i < chart->event_count; i++) {
        double x = chart->events[i].x;
        if (x >= first && x < area->low_x) area->low_x = x;
        if (x <= last && x > area->high_x) area->high_x = x;
    }
}

static void find_ranges(LineArea *area) {
    const Chart *chart = area->plot->chart;
    bool any = false;
    for (int s = 0; s < chart->series_count; s++) {
        for (int p = 0; p < chart->series[s].point_count; p++) {
            const ChartPoint *point = &chart->series[s].points[p];
            if (!isfinite(point->x)) continue;
            if (!any || point->x < area->low_x) area->low_x = point->x;
            if (!any || point->x > area->high_x) area->high_x = point->x;
            any = true;
        }
    }
    widen_for_events(area);
    any = false;
    for (int s = 0; s < chart->series_count; s++) {
        for (int p = 0; p < chart->series[s].point_count; p++) {
            double y = chart->series[s].points[p].y;
            if (!isfinite(y)) continue;
            area->low_y = !any || y < area->low_y ? y : area->low_y;
            area->high_y = !any || y > area->high_y ? y : area->high_y;
            any = true;
        }
    }
    /* A scale that starts above zero only when zero would waste most of the plot. */
    if (area->low_y > 0 && area->low_y < 0.6 * area->high_y) area->low_y = 0;
    if (area->high_y < 0 && area->high_y > 0.6 * area->low_y) area->high_y = 0;
}

Mpt area_x(const LineArea *area, double x) {
    double span = area->high_x - area->low_x;
    double share = span > 0 ? (x - area->low_x) / span : 0.5;
    return plot_round(area->left + share * (area->right - area->left));
}

Mpt area_y(const LineArea *area, double y) {
    double span = area->high_y - area->low_y;
    double share = span > 0 ? (y - area->low_y) / span : 0.5;
    return plot_round(area->bottom - share * (area->bottom - area->top));
}

/* ---- axes ---- */

static const Shaped *tick_text(const LineArea *area, int index) {
    const Plot *plot = area->plot;
    double value = axis_tick(&area->y_ticks, index);
    return setter_shape(
        plot->setter, &plot->label,
        axis_text(plot->setter->arena, plot->chart, value, area->y_ticks.places));
}

static void choose_y_ticks(LineArea *area, Mpt height) {
    int wanted = 1 + height / (4 * area->plot->label.size);
    area->y_ticks = axis_ticks(area->low_y, area->high_y, wanted > 6 ? 6 : wanted);
    area->low_y = axis_tick(&area->y_ticks, 0);
    area->high_y = axis_tick(&area->y_ticks, area->y_ticks.count - 1);
}

static void draw_grid(LineArea *area) {
    Plot *plot = area->plot;
    const Document *document = plot->setter->document;
    for (int i = 0; i < area->y_ticks.count; i++) {
        bool zero = axis_tick(&area->y_ticks, i) == 0;
        Mpt y = area_y(area, axis_tick(&area->y_ticks, i));
        draw_line(plot->setter->arena, plot->strip, plot->figure,
                  (Point){area->left, y}, (Point){area->right, y}, zero ? 700 : 400,
                  zero ? document->ink : document->faint, 0);
        plot_text(plot, tick_text(area, i), plot->label.colour, area->left - AXIS_GAP,
                  y, ALIGN_RIGHT);
    }
}

static void draw_year(LineArea *area, double x, const char *text) {
    Plot *plot = area->plot;
    const Shaped *shaped = setter_shape(plot->setter, &plot->label, text);
    Mpt at = area_x(area, x);
    draw_line(plot->setter->arena, plot->strip, plot->figure, (Point){at, area->bottom},
              (Point){at, area->bottom + TICK}, 400, plot->setter->document->ink, 0);
    plot_text(plot, shaped, plot->label.colour, at,
              area->bottom + TICK + plot->label.size * 3 / 4, ALIGN_CENTRE);
}

/* A year, or year and month when years are too few to be ticks. */
static const char *date_text(Arena *arena, double x) {
    int year = (int) floor(x + 1e-6);
    int month = (int) floor((x - year) * 12 + 0.5) + 1;
    if (month == 1) return arena_print(arena, "%d", year);
    return arena_print(arena, "%d-%02d", year, month > 12 ? 12 : month);
}

static void draw_years(LineArea *area) {
    Plot *plot = area->plot;
    Arena *arena = plot->setter->arena;
    draw_line(arena, plot->strip, plot->figure, (Point){area->left, area->bottom},
              (Point){area->right, area->bottom}, 600, plot->setter->document->ink, 0);
    const Shaped *widest = setter_shape(plot->setter, &plot->label, "2000");
    Mpt room = (widest ? widest->width : 0) + 2 * plot->label.size;
    Ticks years =
        axis_years(area->low_x, area->high_x, 1 + (area->right - area->left) / room);
    if (years.count >= 2) {
        for (int i = 0; i < years.count; i++)
            draw_year(area, axis_tick(&years, i),
                      date_text(arena, axis_tick(&years, i)));
        return;
    }
    draw_year(area, area->low_x, date_text(arena, area->low_x));
    if (area->high_x > area->low_x)
        draw_year(area, area->high_x, date_text(arena, area->high_x));
}

/* ---- lines ---- */

static bool drawn(const ChartPoint *point) {
    return isfinite(point->y) && isfinite(point->x);
}

static bool is_subject(Role role) {
    return role == ROLE_HOUSE || role == ROLE_ACCENT;
}

/* Draws the points [first, last), all there and alike: solid or provisional. */
static void draw_stretch(LineArea *area, const ChartSeries *series, int first, int last,
                         bool provisional) {
    Plot *plot = area->plot;
    Arena *arena = plot->setter->arena;
    Point *points = arena_array(arena, last - first, sizeof *points);
    for (int i = first; i < last; i++)
        points[i - first] = (Point){area_x(area, series->points[i].x),
                                    area_y(area, series->points[i].y)};
    draw_polyline(arena, plot->strip, plot->figure, points, last - first,
                  is_subject(series->role) ? STRONG_LINE : THIN_LINE,
                  plot_colour(plot, series->role), provisional ? DASH : 0);
}

int series_last(const ChartSeries *series) {
    int last = series->point_count - 1;
    while (last >= 0 && !drawn(&series->points[last]))
        last--;
    return last;
}

static void draw_series(LineArea *area, const ChartSeries *series) {
    Plot *plot = area->plot;
    const ChartPoint *points = series->points;
    int end = series_last(series);
    Mpt radius = is_subject(series->role) ? 2300 : 1700;
    for (int i = 0; i < series->point_count; i++) {
        if (!drawn(&points[i])) continue;
        bool before = i > 0 && drawn(&points[i - 1]);
        bool after = i + 1 < series->point_count && drawn(&points[i + 1]);
        if (after &&
            (!before || points[i].provisional != points[i + 1].provisional || i == 0)) {
            /* From here on as far as the segments are alike. */
            bool provisional = points[i + 1].provisional;
            int last = i + 1;
            while (last + 1 < series->point_count && drawn(&points[last + 1]) &&
                   points[last + 1].provisional == provisional)
                last++;
            draw_stretch(area, series, i, last + 1, provisional);
        }
        if (i == end || (!before && !after))
            draw_dot(plot->setter->arena, plot->strip, plot->figure,
                     (Point){area_x(area, points[i].x), area_y(area, points[i].y)},
                     radius, plot_colour(plot, series->role));
    }
}

static void draw_all_series(LineArea *area) {
    static const Role order[] = {ROLE_MUTED, ROLE_CONTEXT, ROLE_HOUSE, ROLE_ACCENT};
    const Chart *chart = area->plot->chart;
    for (int o = 0; o < ROLE_COUNT; o++)
        for (int s = 0; s < chart->series_count; s++)
            if (chart->series[s].role == order[o]) draw_series(area, &chart->series[s]);
}

static Mpt widest_tick(const LineArea *area) {
    Mpt widest = 0;
    for (int i = 0; i < area->y_ticks.count; i++) {
        const Shaped *shaped = tick_text(area, i);
        widest = shaped && shaped->width > widest ? shaped->width : widest;
    }
    return widest;
}

void chart_line_draw(Plot *plot) {
    LineArea area = {.plot = plot};
    find_ranges(&area);
    area.right = plot->x + plot->width - end_labels_room(plot);
    area.top = plot->top + plot->label.size / 2;
    area.bottom = plot->bottom - TICK - plot->label.size * 3 / 2;
    /* The scale decides how wide its labels are, those where the events stand, and
     * these how much height is left for the scale. */
    double low = area.low_y, high = area.high_y;
    choose_y_ticks(&area, area.bottom - area.top);
    area.left = plot->x + widest_tick(&area) + AXIS_GAP;
    area.top += events_room(&area);
    area.low_y = low;
    area.high_y = high;
    choose_y_ticks(&area, area.bottom - area.top);
    Mpt left = plot->x + widest_tick(&area) + AXIS_GAP;
    area.left = left > area.left ? left : area.left;
    draw_grid(&area);
    draw_years(&area);
    draw_events(&area);
    draw_all_series(&area);
    draw_end_labels(&area);
}
