/* Points over two scales: scatter plots, bubbles whose areas are the values, and the
 * columns of a histogram, which stand on intervals. */
#include <math.h>
#include <stdlib.h>

#include "layout/chart_frame.h"
#include "layout/draw.h"

enum {
    DOT = 2600,
    DEVICE_DOT = 240, /* at 300 to the inch: dots nearer than this are one */
    SHAPES = 4        /* so that groups are told apart without their colours */
};

typedef struct {
    Plot *plot;
    Frame frame;
    double largest; /* size of a bubble */
    Mpt most;       /* its radius */
} Points;

static bool is_bubble(const Points *points) {
    return points->plot->chart->kind == CHART_BUBBLE;
}

/* Areas are proportional to sizes. */
static Mpt radius_of(const Points *points, const ChartPoint *point) {
    if (!is_bubble(points)) return DOT;
    if (!(point->size > 0) || points->largest <= 0) return 0;
    return (Mpt) (sqrt(point->size / points->largest) * points->most);
}

static Point place(const Points *points, const ChartPoint *point) {
    return (Point){frame_x(&points->frame, point->x),
                   frame_y(&points->frame, point->y)};
}

/* ---- marks ---- */

/* A square, triangle or diamond of the area of the dot. */
static void draw_shape(Plot *plot, int shape, Point at, Mpt radius, Colour fill) {
    static const short corners[SHAPES][4][2] = {
        [1] = {{-89, -89}, {89, -89}, {89, 89}, {-89, 89}},
        [2] = {{0, -135}, {117, 67}, {-117, 67}, {0, -135}},
        [3] = {{0, -125}, {125, 0}, {0, 125}, {-125, 0}}};
    Point points[4];
    for (int i = 0; i < 4; i++)
        points[i] = (Point){at.x + radius * corners[shape][i][0] / 100,
                            at.y + radius * corners[shape][i][1] / 100};
    draw_polygon(plot->setter->arena, plot->strip, plot->figure, points, 4, fill);
}

/* Dots that fall on each other at the resolution of print are drawn once. */
static int thin(const Points *points, Point *places, int count) {
    const Frame *frame = &points->frame;
    if (count < 2000) return count;
    int columns = (frame->right - frame->left) / DEVICE_DOT + 2;
    int rows = (frame->bottom - frame->top) / DEVICE_DOT + 2;
    unsigned char *seen =
        arena_array(points->plot->setter->arena, rows, (size_t) columns);
    int kept = 0;
    for (int i = 0; i < count; i++) {
        int column = (places[i].x - frame->left) / DEVICE_DOT;
        int row = (places[i].y - frame->top) / DEVICE_DOT;
        column = column < 0 ? 0 : column >= columns ? columns - 1 : column;
        row = row < 0 ? 0 : row >= rows ? rows - 1 : row;
        unsigned char *cell = &seen[(size_t) row * (size_t) columns + (size_t) column];
        if (*cell) continue;
        *cell = 1;
        places[kept++] = places[i];
    }
    return kept;
}

static void draw_scatter(Points *points, int s) {
    Plot *plot = points->plot;
    const ChartSeries *series = &plot->chart->series[s];
    Arena *arena = plot->setter->arena;
    Colour colour = plot_colour(plot, series->role);
    Point *places = arena_array(arena, series->point_count + 1, sizeof *places);
    int count = 0;
    for (int p = 0; p < series->point_count; p++) {
        const ChartPoint *point = &series->points[p];
        if (!point_drawn(point) || !scale_shows(plot->chart, point->y)) continue;
        Point at = place(points, point);
        plot_mark_box(plot, (Box){at.x - DOT, at.y - DOT, at.x + DOT, at.y + DOT});
        if (point->highlight)
            draw_dot(arena, plot->strip, plot->figure, at, DOT * 13 / 10,
                     plot_colour(plot, ROLE_ACCENT));
        else
            places[count++] = at;
    }
    count = thin(points, places, count);
    if (s % SHAPES == 0) {
        draw_dots(arena, plot->strip, plot->figure, places, count, DOT, colour);
        return;
    }
    for (int i = 0; i < count; i++)
        draw_shape(plot, s % SHAPES, places[i], DOT, colour);
}

static int by_size(const void *a, const void *b) {
    const ChartPoint *const *left = a, *const *right = b;
    return ((*right)->size > (*left)->size) - ((*right)->size < (*left)->size);
}

/* Large ones first, each with a light rim, so that none hides another. */
static void draw_bubbles(Points *points, int s) {
    Plot *plot = points->plot;
    const ChartSeries *series = &plot->chart->series[s];
    Arena *arena = plot->setter->arena;
    const ChartPoint **sorted =
        arena_array(arena, series->point_count + 1, sizeof *sorted);
    int count = 0;
    for (int p = 0; p < series->point_count; p++)
        if (point_drawn(&series->points[p]) &&
            scale_shows(plot->chart, series->points[p].y))
            sorted[count++] = &series->points[p];
    qsort(sorted, (size_t) count, sizeof *sorted, by_size);
    for (int i = 0; i < count; i++) {
        Mpt radius = radius_of(points, sorted[i]);
        if (radius <= 0) continue;
        Point at = place(points, sorted[i]);
        Colour colour =
            plot_colour(plot, sorted[i]->highlight ? ROLE_ACCENT : series->role);
        draw_dot(arena, plot->strip, plot->figure, at, radius + 500, 0xffffff);
        draw_dot(arena, plot->strip, plot->figure, at, radius,
                 colour_tint(colour, 780));
        Mpt core = radius * 7 / 10; /* a label may touch the rim's corners */
        plot_mark_box(plot, (Box){at.x - core, at.y - core, at.x + core, at.y + core});
    }
}

static void draw_labels(Points *points) {
    Plot *plot = points->plot;
    const Chart *chart = plot->chart;
    for (int pass = 0; pass < 2; pass++)
        for (int s = 0; s < chart->series_count; s++)
            for (int p = 0; p < chart->series[s].point_count; p++) {
                const ChartPoint *point = &chart->series[s].points[p];
                if (!point->text || !*point->text || !point_drawn(point) ||
                    point->highlight != (pass == 0))
                    continue;
                const Shaped *text = plot_shape(plot, point->text, point->highlight);
                Mpt radius = radius_of(points, point);
                Point at = place(points, point);
                Colour fill = colour_tint(
                    plot_colour(plot,
                                point->highlight ? ROLE_ACCENT : chart->series[s].role),
                    780);
                if (text && is_bubble(points) && text->width < radius * 18 / 10)
                    plot_free_text(plot, text,
                                   colour_is_dark(fill) ? 0xffffff
                                                        : plot->setter->document->ink,
                                   at.x, at.y, ALIGN_CENTRE);
                else
                    plot_label_point(plot, text, plot->label.colour, at, radius);
            }
}

/* ---- the whole ---- */

static int named_series(const Chart *chart) {
    int named = 0;
    for (int s = 0; s < chart->series_count; s++)
        named += chart->series[s].label != NULL;
    return named;
}

void chart_points_draw(Plot *plot) {
    const Chart *chart = plot->chart;
    Points points = {.plot = plot};
    FrameWants wants = {.x = range_none(),
                        .y = range_none(),
                        .below = chart->dated ? BELOW_DATES : BELOW_NUMBERS};
    for (int s = 0; s < chart->series_count; s++)
        for (int p = 0; p < chart->series[s].point_count; p++) {
            const ChartPoint *point = &chart->series[s].points[p];
            if (!point_drawn(point) || !scale_shows(chart, point->y)) continue;
            range_add(&wants.x, point->x);
            range_add(&wants.y, point->y);
            points.largest = fmax(points.largest, point->size);
        }
    if (wants.x.low > wants.x.high) {
        plot_warn(plot, "no point of the chart has both values: give 'x' and 'value'");
        return;
    }
    wants.y = frame_value_range(plot, wants.y, false);
    Mpt height = plot->bottom - plot->top;
    points.most = (height < plot->width ? height : plot->width) / 8;
    if (is_bubble(&points)) wants.inset = points.most;
    wants.head_room = wants.foot_room = wants.inset;
    if (named_series(chart) > 1) plot->top += plot_key(plot, plot->top);
    plot_cover(plot);
    frame_make(&points.frame, plot, &wants);
    const int *order = series_order(plot);
    for (int i = 0; i < chart->series_count; i++)
        if (is_bubble(&points))
            draw_bubbles(&points, order[i]);
        else
            draw_scatter(&points, order[i]);
    draw_labels(&points);
}

/* ---- histograms ---- */

static void draw_classes(Frame *frame) {
    Plot *plot = frame->plot;
    const Chart *chart = plot->chart;
    Mpt zero = frame_zero(frame);
    for (int s = 0; s < chart->series_count; s++)
        for (int p = 0; p < chart->series[s].point_count; p++) {
            const ChartPoint *point = &chart->series[s].points[p];
            if (!point_ranged(point) || !isfinite(point->y)) continue;
            Mpt left = frame_x(frame, point->low), right = frame_x(frame, point->high);
            Mpt top = frame_y(frame, point->y);
            Mpt hair = right - left > 2000 ? 400 : 0;
            draw_rect(plot->setter->arena, plot->strip, plot->figure, left, top,
                      right - left - hair, zero - top,
                      plot_colour(plot, point->highlight ? ROLE_ACCENT
                                                         : chart->series[s].role));
        }
}

void chart_histogram_draw(Plot *plot) {
    const Chart *chart = plot->chart;
    FrameWants wants = {.x = range_none(), .y = range_none(), .below = BELOW_NUMBERS};
    for (int s = 0; s < chart->series_count; s++)
        for (int p = 0; p < chart->series[s].point_count; p++) {
            const ChartPoint *point = &chart->series[s].points[p];
            if (!point_ranged(point) || !isfinite(point->y)) continue;
            range_add(&wants.x, point->low);
            range_add(&wants.x, point->high);
            range_add(&wants.y, point->y);
        }
    if (wants.x.low > wants.x.high) {
        plot_warn(plot, "a histogram needs the ends of its classes: give 'low' and "
                        "'high'");
        return;
    }
    wants.y = frame_value_range(plot, wants.y, true);
    Frame frame;
    frame_make(&frame, plot, &wants);
    draw_classes(&frame);
    plot_line(plot, (Point){frame.left, frame_zero(&frame)},
              (Point){frame.right, frame_zero(&frame)}, 700,
              plot->setter->document->ink);
}
