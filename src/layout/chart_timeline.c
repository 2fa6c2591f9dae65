/* Timelines of statements: each organisation climbs and descends a ladder whose rungs
 * are named at the left.  Lines on one rung run beside each other. */

#include "layout/chart_frame.h"
#include "layout/draw.h"

enum { LANE = 2600 /* between lines on one rung */ };

enum { MOST_RUNGS = 30 };

static bool on_ladder(const ChartPoint *point) {
    return point_drawn(point) && point->y >= 0 && point->y < MOST_RUNGS;
}

/* The rungs that points name, as ticks; those between without a name stand too. */
static Ticks find_rungs(const Plot *plot, Range *range) {
    const Chart *chart = plot->chart;
    const char *names[MOST_RUNGS] = {NULL};
    for (int s = 0; s < chart->series_count; s++)
        for (int p = 0; p < chart->series[s].point_count; p++) {
            const ChartPoint *point = &chart->series[s].points[p];
            if (!on_ladder(point)) continue;
            range_add(range, point->y);
            if (point->name) names[(int) point->y] = point->name;
        }
    if (range->low > range->high) return (Ticks){0};
    int low = (int) range->low, high = (int) range->high;
    Ticks ticks = {arena_array(plot->setter->arena, high - low + 2, sizeof(Tick)), 0};
    for (int rung = low; rung <= high; rung++)
        ticks.ticks[ticks.count++] = (Tick){.at = rung, .text = names[rung]};
    range->low = low - 0.6;
    range->high = high + 0.6;
    return ticks;
}

static Mpt lane(const Plot *plot, int s) {
    return (Mpt) ((s - (plot->chart->series_count - 1) / 2.0) * LANE);
}

static Point place(const Frame *frame, int s, int p) {
    const ChartPoint *point = &frame->plot->chart->series[s].points[p];
    return (Point){frame_x(frame, point->x),
                   frame_y(frame, point->y) + lane(frame->plot, s)};
}

static void draw_steps(Frame *frame, int s) {
    Plot *plot = frame->plot;
    const ChartSeries *series = &plot->chart->series[s];
    Arena *arena = plot->setter->arena;
    Colour colour = plot_colour(plot, series->role);
    Point *path = arena_array(arena, 2 * series->point_count + 1, sizeof *path);
    int count = 0;
    for (int p = 0; p < series->point_count; p++) {
        if (!on_ladder(&series->points[p])) continue;
        Point at = place(frame, s, p);
        if (count > 0) path[count] = (Point){at.x, path[count - 1].y};
        if (count > 0) count++;
        path[count++] = at;
        plot_mark_box(plot, (Box){at.x - 2600, at.y - 2600, at.x + 2600, at.y + 2600});
    }
    draw_polyline(arena, plot->strip, plot->figure, path, count,
                  role_is_subject(series->role) ? 1800 : 1200, colour, 0);
    for (int i = 1; i < count; i++)
        plot_mark_line(plot, path[i - 1], path[i]);
    for (int p = 0; p < series->point_count; p++)
        if (on_ladder(&series->points[p]))
            draw_dot(arena, plot->strip, plot->figure, place(frame, s, p), 2600,
                     colour);
}

static void label_points(Frame *frame) {
    Plot *plot = frame->plot;
    const Chart *chart = plot->chart;
    for (int s = 0; s < chart->series_count; s++)
        for (int p = 0; p < chart->series[s].point_count; p++) {
            const ChartPoint *point = &chart->series[s].points[p];
            if (!point->text || !*point->text || !on_ladder(point)) continue;
            plot_label_point(plot, plot_shape(plot, point->text, false),
                             plot_text_colour(plot, chart->series[s].role),
                             place(frame, s, p), 2600);
        }
}

static int make_names(const Frame *frame, EndLabel *labels, bool placed) {
    const Plot *plot = frame->plot;
    int count = 0;
    for (int s = 0; s < plot->chart->series_count; s++) {
        const ChartSeries *series = &plot->chart->series[s];
        int last = series->point_count - 1;
        while (last >= 0 && !on_ladder(&series->points[last]))
            last--;
        if (!series->label || last < 0) continue;
        labels[count++] = (EndLabel){.text = series->label,
                                     .colour = plot_text_colour(plot, series->role),
                                     .bold = true,
                                     .wanted = placed ? place(frame, s, last).y : 0};
    }
    return count;
}

void chart_timeline_draw(Plot *plot) {
    const Chart *chart = plot->chart;
    FrameWants wants = {.x = range_none(), .y = range_none(), .below = BELOW_DATES};
    wants.rungs = find_rungs(plot, &wants.y);
    for (int s = 0; s < chart->series_count; s++)
        for (int p = 0; p < chart->series[s].point_count; p++)
            if (on_ladder(&chart->series[s].points[p]))
                range_add(&wants.x, chart->series[s].points[p].x);
    if (wants.rungs.count == 0 || wants.x.low > wants.x.high) {
        plot_warn(plot, "no point of the timeline has both a date and a rung: give 'x' "
                        "and 'value'");
        return;
    }
    plot_cover(plot);
    EndLabel *labels =
        arena_array(plot->setter->arena, chart->series_count + 1, sizeof *labels);
    Frame frame = {.plot = plot};
    int count = make_names(&frame, labels, false);
    wants.end_room = plot_end_room(plot, labels, count, plot->width / 4) + LABEL_GAP;
    wants.left_most = plot->width / 4;
    wants.inset = 6000;
    frame_make(&frame, plot, &wants);
    const int *order = series_order(plot);
    for (int i = 0; i < chart->series_count; i++)
        draw_steps(&frame, order[i]);
    label_points(&frame);
    count = make_names(&frame, labels, true);
    frame_end_labels(&frame, labels, count);
}
