/* Columns and waterfalls: lengths that stand on zero, over names or dates, with the
 * value above each where there is room. */
#include <math.h>

#include "layout/chart_bands.h"
#include "layout/chart_frame.h"
#include "layout/draw.h"

enum { VALUE_GAP = 1500 };

typedef struct {
    Plot *plot;
    Frame frame;
    Bands bands;
    Mpt band; /* the width of one on paper */
} Columns;

/* Left or right edge of a stretch: two thirds of the band are for columns. */
static Mpt edge(const Columns *columns, const Stretch *stretch, double at) {
    const Chart *chart = columns->plot->chart;
    double share = chart->series_count > 1 && !stretch->inside ? 0.78 : 0.66;
    if (chart->kind == CHART_WATERFALL) share = 0.72;
    double width = columns->band * share;
    if (width > 60000) width = 60000;
    Mpt middle = frame_x(&columns->frame, columns->bands.bands[stretch->band].at);
    return middle + (Mpt) floor(at * width + 0.5);
}

static Box column_box(const Columns *columns, const Stretch *stretch) {
    Mpt from = stretch->point->total ? frame_zero(&columns->frame)
                                     : frame_y(&columns->frame, stretch->from);
    Mpt to = frame_y(&columns->frame, stretch->to);
    return (Box){edge(columns, stretch, stretch->start), from < to ? from : to,
                 edge(columns, stretch, stretch->end), from < to ? to : from};
}

static void draw_columns(Columns *columns) {
    Plot *plot = columns->plot;
    Arena *arena = plot->setter->arena;
    for (int i = 0; i < columns->bands.stretch_count; i++) {
        const Stretch *stretch = &columns->bands.stretches[i];
        if (!isfinite(stretch->to)) continue;
        Box box = column_box(columns, stretch);
        /* Neighbours side by side stand a hair apart, parts of a stack likewise. */
        Mpt hair = stretch->inside && box.bottom - box.top > 1200 ? 300 : 0;
        draw_rect(arena, plot->strip, plot->figure, box.left, box.top + hair,
                  box.right - box.left, box.bottom - box.top - hair, stretch->fill);
        plot_mark_box(plot, box);
    }
}

/* A column that stands on an axis cut above zero is cut itself, at its foot. */
static void cut_totals(Columns *columns) {
    Plot *plot = columns->plot;
    for (int i = 0; i < columns->bands.stretch_count; i++) {
        const Stretch *stretch = &columns->bands.stretches[i];
        if (!stretch->point->total || !isfinite(stretch->to)) continue;
        Box box = column_box(columns, stretch);
        Mpt y = box.bottom - 6000;
        plot_line(plot, (Point){box.left - 1500, y + 2500},
                  (Point){box.right + 1500, y - 2500}, 2200, 0xffffff);
    }
}

/* Hairlines from where one step ends to where the next begins. */
static void join_steps(Columns *columns) {
    Plot *plot = columns->plot;
    for (int i = 0; i + 1 < columns->bands.stretch_count; i++) {
        const Stretch *stretch = &columns->bands.stretches[i];
        if (!isfinite(stretch->to)) continue;
        Mpt y = frame_y(&columns->frame, stretch->to);
        plot_line(plot, (Point){edge(columns, stretch, 0.5), y},
                  (Point){edge(columns, stretch + 1, -0.5), y}, 500,
                  plot->setter->document->palette[ROLE_MUTED]);
    }
}

static void label_inside(Columns *columns, const Stretch *stretch, Box box) {
    Plot *plot = columns->plot;
    if (box.bottom - box.top < plot->label.size * 5 / 4 ||
        box.right - box.left < stretch->text->width + 1000)
        return;
    plot_free_text(
        plot, stretch->text,
        colour_is_dark(stretch->fill) ? 0xffffff : plot->setter->document->ink,
        (box.left + box.right) / 2, (box.top + box.bottom) / 2, ALIGN_CENTRE);
}

static void label_end(Columns *columns, const Stretch *stretch) {
    Plot *plot = columns->plot;
    Mpt half = stretch->text->width / 2, tall = plot->label.size * 55 / 100;
    Mpt middle = (edge(columns, stretch, stretch->start) +
                  edge(columns, stretch, stretch->end)) /
                 2;
    bool down = stretch->to < stretch->from;
    double end = isfinite(stretch->to) ? stretch->to : 0;
    Mpt y = frame_y(&columns->frame, end) + (down ? 1 : -1) * (VALUE_GAP + tall);
    if (middle - half < columns->frame.left) middle = columns->frame.left + half;
    Box box = {middle - half - 500, y - tall, middle + half + 500, y + tall};
    if (!plot_take(plot, box)) return;
    plot_text(plot, stretch->text, plot->label.colour, middle, y, ALIGN_CENTRE);
}

static void label_columns(Columns *columns) {
    for (int pass = 0; pass < 2; pass++)
        for (int i = 0; i < columns->bands.stretch_count; i++) {
            const Stretch *stretch = &columns->bands.stretches[i];
            if (!stretch->text || stretch->point->highlight != (pass == 0)) continue;
            if (!stretch->inside)
                label_end(columns, stretch);
            else if (isfinite(stretch->to))
                label_inside(columns, stretch, column_box(columns, stretch));
        }
}

/* The names of stacked parts stand beside the last stack. */
static int make_names(const Columns *columns, EndLabel *labels, bool placed) {
    const Plot *plot = columns->plot;
    const Bands *bands = &columns->bands;
    int count = 0;
    for (int s = 0; s < plot->chart->series_count; s++) {
        const ChartSeries *series = &plot->chart->series[s];
        const Stretch *last = NULL;
        for (int i = 0; i < bands->stretch_count; i++) {
            const Stretch *stretch = &bands->stretches[i];
            if (stretch->series == series && isfinite(stretch->to) &&
                (!last || stretch->band >= last->band))
                last = stretch;
        }
        if (!series->label || !last) continue;
        double at = last->from / 2 + last->to / 2;
        labels[count++] =
            (EndLabel){.text = series->label,
                       .colour = plot_text_colour(plot, series->role),
                       .bold = true,
                       .wanted = placed ? frame_y(&columns->frame, at) : 0};
    }
    return count;
}

static FrameWants columns_wants(Columns *columns) {
    Plot *plot = columns->plot;
    const Bands *bands = &columns->bands;
    bool cut = plot->chart->kind == CHART_WATERFALL && plot->chart->has_from;
    FrameWants wants = {.x = {bands->bands[0].at - bands->step / 2,
                              bands->bands[bands->count - 1].at + bands->step / 2},
                        .y = frame_value_range(plot, bands->range, !cut),
                        .below = bands->dated ? BELOW_DATES : BELOW_NAMES};
    if (chart_has_texts(plot->chart)) {
        wants.head_room = plot->label.size;
        if (bands->range.low < 0) wants.foot_room = plot->label.size * 3 / 2;
    }
    if (plot->common_x) wants.x = *plot->common_x;
    if (plot->common_y) wants.y = *plot->common_y;
    if (bands->dated) return wants;
    const char **names = arena_array(plot->setter->arena, bands->count, sizeof *names);
    for (int i = 0; i < bands->count; i++)
        names[i] = bands->bands[i].name;
    wants.names = names;
    wants.name_count = bands->count;
    return wants;
}

/* Zero stands out over the columns, which begin there. */
static void draw_zero(Columns *columns) {
    Plot *plot = columns->plot;
    Mpt zero = frame_zero(&columns->frame);
    plot_line(plot, (Point){columns->frame.left, zero},
              (Point){columns->frame.right, zero}, 700, plot->setter->document->ink);
}

void chart_columns_draw(Plot *plot) {
    const Chart *chart = plot->chart;
    Columns columns = {.plot = plot};
    bands_make(&columns.bands, plot);
    if (columns.bands.count == 0) return;
    bool stacked = chart->arrange == ARRANGE_STACKED || chart->arrange == ARRANGE_SHARE;
    bool beside =
        stacked && columns.bands.dated && columns.bands.keyed && !plot->common_x;
    if (columns.bands.keyed && !beside && !plot->common_x)
        plot->top += plot_key(plot, plot->top);
    plot_cover(plot);
    EndLabel *labels =
        arena_array(plot->setter->arena,
                    chart->series_count + chart->reference_count + 1, sizeof *labels);
    FrameWants wants = columns_wants(&columns);
    columns.frame.plot = plot;
    int count = beside ? make_names(&columns, labels, false) : 0;
    count = frame_reference_labels(&columns.frame, labels, count);
    Mpt room = plot_end_room(plot, labels, count, plot->width / 4);
    wants.end_room = room > 0 ? room + LABEL_GAP : 0;
    frame_make(&columns.frame, plot, &wants);
    columns.band = frame_x(&columns.frame, wants.x.low + columns.bands.step) -
                   columns.frame.x.from;
    draw_columns(&columns);
    if (chart->kind == CHART_WATERFALL) join_steps(&columns);
    if (columns.frame.y.low > 0) cut_totals(&columns);
    draw_zero(&columns);
    label_columns(&columns);
    count = beside ? make_names(&columns, labels, true) : 0;
    count = frame_reference_labels(&columns.frame, labels, count);
    frame_end_labels(&columns.frame, labels, count);
}
