/* Lines and areas over dates or numbers, each named at its end; bands around lines,
 * gaps where data are missing, dashes where they are provisional or forecast. */
#include <math.h>

#include "layout/chart_frame.h"
#include "layout/draw.h"

enum {
    DASH = 2200,
    STRONG_LINE = 2000, /* of the subject */
    THIN_LINE = 1200,   /* of the context */
    DEVICE_COLUMN = 480 /* far less than the width of a line, which hides the rest */
};

/* Bottom and top of each point of each series, for areas; lines have their y as top. */
typedef struct {
    Frame frame;
    Plot *plot;
    double **floors, **tops; /* by series; NULL for lines */
} Lines;

static double top_of(const Lines *lines, int series, int point) {
    return lines->tops ? lines->tops[series][point]
                       : lines->plot->chart->series[series].points[point].y;
}

/* ---- thinning ---- */

/* Keeps of the points in each device column the first, the lowest, the highest and the
 * last: the drawn line covers the same.  In place; returns how many are left. */
static int thin(Point *points, int count) {
    if (count < 2000) return count;
    int kept = 0;
    for (int i = 0; i < count;) {
        Mpt column = points[i].x / DEVICE_COLUMN;
        int low = i, high = i, end = i;
        for (; end < count && points[end].x / DEVICE_COLUMN == column; end++) {
            if (points[end].y < points[low].y) low = end;
            if (points[end].y > points[high].y) high = end;
        }
        int picks[] = {i, low < high ? low : high, low < high ? high : low, end - 1};
        Point held[4];
        for (int k = 0; k < 4; k++)
            held[k] = points[picks[k]];
        for (int k = 0; k < 4; k++)
            if (k == 0 || picks[k] != picks[k - 1]) points[kept++] = held[k];
        i = end;
    }
    return kept;
}

/* ---- stacks ---- */

/* Positive values stand on each other above zero, negative ones hang below it.  A date
 * that one series lacks is a gap in all, since what stands above would lie too low. */
static void stack_areas(Lines *lines) {
    const Chart *chart = lines->plot->chart;
    Arena *arena = lines->plot->setter->arena;
    int count = chart->series[0].point_count;
    lines->floors = arena_array(arena, chart->series_count, sizeof *lines->floors);
    lines->tops = arena_array(arena, chart->series_count, sizeof *lines->tops);
    bool stacked = chart->arrange == ARRANGE_STACKED || chart->arrange == ARRANGE_SHARE;
    for (int s = 0; s < chart->series_count; s++) {
        if (chart->series[s].point_count != count) stacked = false;
        int own = chart->series[s].point_count;
        lines->floors[s] = arena_array(arena, own + 1, sizeof(double));
        lines->tops[s] = arena_array(arena, own + 1, sizeof(double));
        for (int p = 0; p < own; p++)
            lines->tops[s][p] = chart->series[s].points[p].y;
    }
    for (int p = 0; p < count && stacked; p++) {
        double above = 0, below = 0;
        for (int s = 0; s < chart->series_count; s++) {
            double y = chart->series[s].points[p].y;
            double *side = y < 0 ? &below : &above;
            lines->floors[s][p] = *side;
            *side += y;
            lines->tops[s][p] = *side;
            if (isnan(y)) above = below = NAN;
        }
        for (int s = 0; s < chart->series_count; s++)
            if (isnan(above) || isnan(below)) lines->tops[s][p] = NAN;
    }
}

/* ---- drawing ---- */

static bool there(const Lines *lines, int s, int p) {
    const ChartSeries *series = &lines->plot->chart->series[s];
    return p >= 0 && p < series->point_count && isfinite(series->points[p].x) &&
           scale_shows(lines->plot->chart, top_of(lines, s, p));
}

/* True when a line leads from the point before to this one. */
static bool joined(const Lines *lines, int s, int p) {
    return there(lines, s, p) && there(lines, s, p - 1) &&
           !lines->plot->chart->series[s].points[p].rebased;
}

static Point place(const Lines *lines, int s, int p) {
    const ChartPoint *point = &lines->plot->chart->series[s].points[p];
    return (Point){frame_x(&lines->frame, point->x),
                   frame_y(&lines->frame, top_of(lines, s, p))};
}

/* Draws the points [first, last), all there and alike: solid or dashed. */
static void draw_stretch(Lines *lines, int s, int first, int last, bool dashed) {
    Plot *plot = lines->plot;
    const ChartSeries *series = &plot->chart->series[s];
    Arena *arena = plot->setter->arena;
    Point *points = arena_array(arena, last - first, sizeof *points);
    for (int i = first; i < last; i++)
        points[i - first] = place(lines, s, i);
    int count = thin(points, last - first);
    draw_polyline(arena, plot->strip, plot->figure, points, count,
                  role_is_subject(series->role) ? STRONG_LINE : THIN_LINE,
                  plot_colour(plot, series->role), dashed ? DASH : 0);
    for (int i = 1; i < count; i++)
        plot_mark_line(plot, points[i - 1], points[i]);
}

static bool is_dashed(const ChartPoint *point) {
    return point->provisional || point->forecast;
}

/* Two strokes where a series breaks: what follows is measured otherwise. */
static void draw_break(Lines *lines, int s, int p) {
    Plot *plot = lines->plot;
    if (!there(lines, s, p) || !there(lines, s, p - 1)) return;
    Point from = place(lines, s, p - 1), to = place(lines, s, p);
    Mpt x = (from.x + to.x) / 2, y = (from.y + to.y) / 2;
    for (int i = -1; i <= 1; i += 2)
        plot_line(plot, (Point){x + i * 1200 - 1000, y + 3500},
                  (Point){x + i * 1200 + 1000, y - 3500}, 600,
                  plot->setter->document->ink);
}

static void draw_series(Lines *lines, int s) {
    Plot *plot = lines->plot;
    const ChartSeries *series = &plot->chart->series[s];
    const ChartPoint *points = series->points;
    int end = series_last(series);
    Mpt radius = role_is_subject(series->role) ? 2300 : 1700;
    for (int i = 0; i < series->point_count; i++) {
        if (!there(lines, s, i)) continue;
        bool after = joined(lines, s, i + 1), before = joined(lines, s, i);
        if (points[i].rebased) draw_break(lines, s, i);
        if (after && (!before || is_dashed(&points[i]) != is_dashed(&points[i + 1]))) {
            /* From here on as far as the segments are alike. */
            bool dashed = is_dashed(&points[i + 1]);
            int last = i + 1;
            while (joined(lines, s, last + 1) && is_dashed(&points[last + 1]) == dashed)
                last++;
            draw_stretch(lines, s, i, last + 1, dashed);
        }
        if (i == end || (!before && !after))
            draw_dot(plot->setter->arena, plot->strip, plot->figure, place(lines, s, i),
                     radius, plot_colour(plot, series->role));
    }
}

/* The ground between two edges from point `first` to before `last`. */
static void fill_between(Lines *lines, int s, int first, int last, bool band,
                         Colour fill) {
    Plot *plot = lines->plot;
    const ChartPoint *points = plot->chart->series[s].points;
    Arena *arena = plot->setter->arena;
    int count = last - first;
    Point *edge = arena_array(arena, 2 * count, sizeof *edge);
    Point *lower = arena_array(arena, count, sizeof *lower);
    for (int i = 0; i < count; i++) {
        const ChartPoint *point = &points[first + i];
        Mpt x = frame_x(&lines->frame, point->x);
        double top = band ? point->high : lines->tops[s][first + i];
        double floor = band ? point->low : lines->floors[s][first + i];
        edge[i] = (Point){x, frame_y(&lines->frame, top)};
        lower[i] = (Point){x, frame_y(&lines->frame, floor)};
    }
    int upper = thin(edge, count), under = thin(lower, count);
    for (int i = 0; i < under; i++)
        edge[upper + i] = lower[under - 1 - i];
    draw_polygon(arena, plot->strip, plot->figure, edge, upper + under, fill);
}

/* Bands of the series: runs of points that have a range. */
static void draw_bands(Lines *lines, int s) {
    const ChartSeries *series = &lines->plot->chart->series[s];
    const ChartPoint *points = series->points;
    for (int first = 0; first < series->point_count; first++) {
        int last = first;
        while (last < series->point_count && point_ranged(&points[last]) &&
               (last == first || !points[last].rebased) && isfinite(points[last].x))
            last++;
        if (last - first >= 2)
            fill_between(lines, s, first, last, true,
                         colour_tint(plot_colour(lines->plot, series->role), 220));
        /* Where the series breaks the next run begins at the point itself. */
        first = last > first ? last - 1 : first;
    }
}

/* A light edge keeps areas that stand on each other apart. */
static void draw_edge(Lines *lines, int s, int first, int last) {
    Plot *plot = lines->plot;
    Point *edge = arena_array(plot->setter->arena, last - first, sizeof *edge);
    for (int i = first; i < last; i++)
        edge[i - first] = place(lines, s, i);
    draw_polyline(plot->setter->arena, plot->strip, plot->figure, edge,
                  thin(edge, last - first), 700, 0xffffff, 0);
}

/* An area; its stretches are lighter where the figures are provisional. */
static void draw_area(Lines *lines, int s) {
    const ChartSeries *series = &lines->plot->chart->series[s];
    Colour colour = plot_colour(lines->plot, series->role);
    for (int i = 0; i + 1 < series->point_count; i++) {
        if (!there(lines, s, i) || !joined(lines, s, i + 1)) continue;
        bool light = is_dashed(&series->points[i + 1]);
        int last = i + 1;
        while (joined(lines, s, last + 1) &&
               is_dashed(&series->points[last + 1]) == light)
            last++;
        fill_between(lines, s, i, last + 1, false,
                     colour_tint(colour, light ? 550 : 1000));
        if (lines->plot->chart->series_count > 1) draw_edge(lines, s, i, last + 1);
        i = last - 1;
    }
}

/* ---- names and values ---- */

static bool any_highlight(const ChartSeries *series) {
    for (int p = 0; p < series->point_count; p++)
        if (series->points[p].highlight) return true;
    return false;
}

/* Of a series with highlighted points these alone are labelled. */
static void label_values(Lines *lines) {
    Plot *plot = lines->plot;
    const Chart *chart = plot->chart;
    for (int s = 0; s < chart->series_count; s++) {
        const ChartSeries *series = &chart->series[s];
        bool chosen = any_highlight(series);
        Mpt radius = role_is_subject(series->role) ? 2300 : 1700;
        for (int p = 0; p < series->point_count; p++) {
            const ChartPoint *point = &series->points[p];
            if (!point->text || !*point->text || !there(lines, s, p)) continue;
            if (chosen && !point->highlight) continue;
            Point at = place(lines, s, p);
            const Shaped *text = plot_shape(plot, point->text, point->highlight);
            if (plot_label_point(plot, text, plot_text_colour(plot, series->role), at,
                                 radius))
                draw_dot(plot->setter->arena, plot->strip, plot->figure, at, radius,
                         plot_colour(plot, series->role));
        }
    }
}

/* Where the name of a series stands: at its last point; of an area in its middle. */
static Mpt name_height(const Lines *lines, int s) {
    const ChartSeries *series = &lines->plot->chart->series[s];
    int last = series->point_count - 1;
    while (last > 0 && !there(lines, s, last))
        last--;
    double y = top_of(lines, s, last);
    if (lines->floors) y = y / 2 + lines->floors[s][last] / 2;
    return frame_y(&lines->frame, y);
}

static int make_names(const Lines *lines, EndLabel *labels, bool placed) {
    const Plot *plot = lines->plot;
    int count = 0;
    for (int s = 0; s < plot->chart->series_count; s++) {
        const ChartSeries *series = &plot->chart->series[s];
        if (!series->label || series_last(series) < 0) continue;
        labels[count++] = (EndLabel){.text = series->label,
                                     .colour = plot_text_colour(plot, series->role),
                                     .bold = true,
                                     .wanted = placed ? name_height(lines, s) : 0};
    }
    return count;
}

/* ---- the whole ---- */

static void add_ranges(const Lines *lines, FrameWants *wants) {
    const Chart *chart = lines->plot->chart;
    int dropped = 0;
    for (int s = 0; s < chart->series_count; s++) {
        for (int p = 0; p < chart->series[s].point_count; p++) {
            const ChartPoint *point = &chart->series[s].points[p];
            double y = top_of(lines, s, p);
            range_add(&wants->x, point->x);
            if (isfinite(y) && !scale_shows(chart, y)) {
                dropped++;
                continue;
            }
            range_add(&wants->y, y);
            if (point_ranged(point) && !lines->tops && scale_shows(chart, point->low)) {
                range_add(&wants->y, point->low);
                range_add(&wants->y, point->high);
            }
        }
    }
    if (dropped > 0)
        plot_warn(lines->plot,
                  "%d value%s of 0 or below cannot stand on a logarithmic axis: left "
                  "out",
                  dropped, dropped == 1 ? "" : "s");
}

void chart_lines_draw(Plot *plot) {
    const Chart *chart = plot->chart;
    Lines lines = {.plot = plot};
    bool is_area = chart->kind == CHART_AREA;
    if (is_area) stack_areas(&lines);
    if (chart_has_texts(chart)) plot_cover(plot);
    EndLabel *labels =
        arena_array(plot->setter->arena,
                    chart->series_count + chart->reference_count + 1, sizeof *labels);
    FrameWants wants = {.x = range_none(),
                        .y = range_none(),
                        .below = chart->dated ? BELOW_DATES : BELOW_NUMBERS};
    add_ranges(&lines, &wants);
    if (wants.y.low > wants.y.high || wants.x.low > wants.x.high) {
        plot_warn(plot,
                  "no point of the chart has both a value that its axis shows and "
                  "a date or 'x'");
        return;
    }
    wants.y = frame_value_range(plot, wants.y, is_area && !chart->logarithmic);
    if (plot->common_x) wants.x = *plot->common_x;
    if (plot->common_y) wants.y = *plot->common_y;
    lines.frame.plot = plot;
    int count = plot->common_x ? 0 : make_names(&lines, labels, false);
    count = frame_reference_labels(&lines.frame, labels, count);
    Mpt room = plot_end_room(plot, labels, count, plot->width / 4);
    wants.end_room = room > 0 ? room + LABEL_GAP : 4000;
    frame_make(&lines.frame, plot, &wants);
    const int *order = series_order(plot);
    for (int i = 0; i < chart->series_count; i++)
        draw_bands(&lines, order[i]);
    for (int i = 0; i < chart->series_count; i++)
        if (is_area)
            draw_area(&lines, order[i]);
        else
            draw_series(&lines, order[i]);
    if (plot->cover.cells) label_values(&lines);
    count = plot->common_x ? 0 : make_names(&lines, labels, true);
    count = frame_reference_labels(&lines.frame, labels, count);
    frame_end_labels(&lines.frame, labels, count);
}
