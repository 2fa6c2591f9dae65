/* Slopes: what changed between two dates or cases, each line named at both ends with
 * its values. */
#include <math.h>

#include "layout/chart_frame.h"
#include "layout/draw.h"

enum { NAME_GAP = 7000 };

typedef struct {
    Plot *plot;
    Scale scale;
    Mpt left, right, top;
} Slope;

/* The earliest and the latest point of a series; the first and the last where they have
 * no date.  False when it has not both. */
static bool ends_of(const ChartSeries *series, const ChartPoint *ends[2]) {
    if (series->point_count < 2) return false;
    ends[0] = &series->points[0];
    ends[1] = &series->points[series->point_count - 1];
    for (int p = 0; p < series->point_count; p++) {
        if (series->points[p].x < ends[0]->x) ends[0] = &series->points[p];
        if (series->points[p].x > ends[1]->x) ends[1] = &series->points[p];
    }
    return ends[0] != ends[1] && isfinite(ends[0]->y) && isfinite(ends[1]->y);
}

static const char *value_of(const Plot *plot, const ChartPoint *point) {
    return point->text && *point->text ? point->text
                                       : scale_text(plot->setter->arena, plot->chart,
                                                    point->y, plot->chart->places);
}

/* Left the name with its value, right the value, and the name again. */
static int make_labels(const Slope *slope, EndLabel *labels, int side) {
    const Plot *plot = slope->plot;
    int count = 0;
    for (int s = 0; s < plot->chart->series_count; s++) {
        const ChartSeries *series = &plot->chart->series[s];
        const ChartPoint *ends[2];
        if (!ends_of(series, ends)) continue;
        const char *name = series->label ? series->label : "";
        const char *value = value_of(plot, ends[side]);
        labels[count++] = (EndLabel){
            .text = arena_print(plot->setter->arena, "%s\xC2\xA0 %s",
                                side == 0 ? name : value, side == 0 ? value : name),
            .colour = plot_text_colour(plot, series->role),
            .bold = role_is_subject(series->role),
            .wanted = scale_place(&slope->scale, ends[side]->y)};
    }
    return count;
}

/* The names of the two sides stand above them. */
static void draw_heads(Slope *slope) {
    Plot *plot = slope->plot;
    const ChartPoint *ends[2];
    for (int s = 0; s < plot->chart->series_count; s++) {
        if (!ends_of(&plot->chart->series[s], ends)) continue;
        for (int side = 0; side < 2; side++) {
            const char *name =
                ends[side]->name ? ends[side]->name
                : isfinite(ends[side]->x)
                    ? arena_print(plot->setter->arena, "%.0f", floor(ends[side]->x))
                    : NULL;
            Mpt x = side == 0 ? slope->left : slope->right;
            plot_line(plot, (Point){x, slope->top}, (Point){x, plot->bottom}, 500,
                      plot->setter->document->palette[ROLE_MUTED]);
            plot_text(plot, plot_shape(plot, name, true), plot->label.colour, x,
                      plot->top + plot->label.size / 2, ALIGN_CENTRE);
        }
        return;
    }
}

static void draw_slopes(Slope *slope) {
    Plot *plot = slope->plot;
    const int *order = series_order(plot);
    for (int i = 0; i < plot->chart->series_count; i++) {
        const ChartSeries *series = &plot->chart->series[order[i]];
        const ChartPoint *ends[2];
        if (!ends_of(series, ends)) continue;
        Colour colour = plot_colour(plot, series->role);
        bool subject = role_is_subject(series->role);
        Point from = {slope->left, scale_place(&slope->scale, ends[0]->y)};
        Point to = {slope->right, scale_place(&slope->scale, ends[1]->y)};
        Point line[] = {from, to};
        draw_polyline(plot->setter->arena, plot->strip, plot->figure, line, 2,
                      subject ? 2000 : 1200, colour, ends[1]->provisional ? 2200 : 0);
        for (int side = 0; side < 2; side++)
            draw_dot(plot->setter->arena, plot->strip, plot->figure, line[side],
                     subject ? 2600 : 2000, colour);
    }
}

void chart_slope_draw(Plot *plot) {
    const Chart *chart = plot->chart;
    Arena *arena = plot->setter->arena;
    Slope slope = {.plot = plot, .top = plot->top + plot->label.size * 3 / 2};
    Range range = range_none();
    const ChartPoint *ends[2];
    for (int s = 0; s < chart->series_count; s++) {
        if (!ends_of(&chart->series[s], ends)) continue;
        range_add(&range, ends[0]->y);
        range_add(&range, ends[1]->y);
    }
    if (range.low > range.high) {
        plot_warn(plot, "a slope needs two values of each series");
        return;
    }
    if (chart->logarithmic && range.low > 0)
        scale_logarithm(&slope.scale, chart, arena, range, 4);
    else
        scale_values(&slope.scale, chart, arena, range, 4);
    slope.scale.low = range.low / slope.scale.unit;
    slope.scale.high = range.high / slope.scale.unit;
    slope.scale.from = plot->bottom - plot->label.size / 2;
    slope.scale.to = slope.top + plot->label.size / 2;
    EndLabel *labels[2];
    int count = 0;
    for (int side = 0; side < 2; side++) {
        labels[side] = arena_array(arena, chart->series_count + 1, sizeof **labels);
        count = make_labels(&slope, labels[side], side);
        Mpt room = plot_end_room(plot, labels[side], count, plot->width * 3 / 10);
        if (side == 0)
            slope.left = plot->x + room + NAME_GAP;
        else
            slope.right = plot->x + plot->width - room - NAME_GAP;
    }
    draw_heads(&slope);
    draw_slopes(&slope);
    plot_end_labels(plot, labels[0], count, plot->x, slope.left - NAME_GAP - plot->x,
                    slope.top, plot->bottom, ALIGN_RIGHT);
    plot_end_labels(plot, labels[1], count, slope.right + NAME_GAP,
                    plot->x + plot->width - slope.right - NAME_GAP, slope.top,
                    plot->bottom, ALIGN_LEFT);
}
