/* The scale decides how wide its labels are, they where the events stand, and these how
 * much height is left for the scale: so the scale is chosen twice. */
#include "layout/chart_frame.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "layout/draw.h"
#include "layout/paragraph.h"

enum {
    AXIS_GAP = 6000, /* between axis labels and plot */
    TICK = 3000
};

Mpt frame_x(const Frame *frame, double x) {
    return scale_place(&frame->x, x);
}

Mpt frame_y(const Frame *frame, double y) {
    return scale_place(&frame->y, y);
}

Mpt frame_zero(const Frame *frame) {
    if (frame->y.logarithmic || frame->y.low > 0) return frame->bottom;
    if (frame->y.high < 0) return frame->top;
    return frame_y(frame, 0);
}

/* ---- ranges ---- */

Range frame_value_range(const Plot *plot, Range data, bool from_zero) {
    const Chart *chart = plot->chart;
    for (int i = 0; i < chart->reference_count; i++) {
        if (!scale_shows(chart, chart->references[i].low)) continue;
        range_add(&data, chart->references[i].low);
        if (chart->references[i].is_span) range_add(&data, chart->references[i].high);
    }
    if (chart->logarithmic) return data;
    if (from_zero) {
        if (chart->has_from && chart->from != 0)
            plot_warn(plot, "marks that show a value by their length start at zero: "
                            "'from' is not heeded; use lines or dots");
        range_add(&data, 0);
        return data;
    }
    if (chart->has_from) {
        if (chart->from > data.low)
            plot_warn(plot, "the data begin below the axis: 'from' is not heeded");
        range_add(&data, chart->from);
        return data;
    }
    /* A scale that starts above zero only when zero would waste most of the plot. */
    if (data.low > 0 && data.low < 0.6 * data.high) data.low = 0;
    if (data.high < 0 && data.high > 0.6 * data.low) data.high = 0;
    return data;
}

/* An event a little outside the data still belongs to the picture. */
static Range widen_for_events(const Chart *chart, Range x) {
    double span = x.high - x.low, first = x.low - span / 30, last = x.high + span / 30;
    Range wide = x;
    for (int i = 0; i < chart->event_count; i++) {
        double at = chart->events[i].x;
        if (at >= first && at <= last) range_add(&wide, at);
    }
    return wide;
}

/* ---- the axis of the values ---- */

static void choose_values(Frame *frame, const FrameWants *wants) {
    const Plot *plot = frame->plot;
    const Chart *chart = plot->chart;
    frame->y.from = frame->bottom - wants->foot_room;
    frame->y.to = frame->top + wants->head_room;
    if (wants->rungs.count > 0) {
        frame->y_ticks = wants->rungs;
        frame->y.unit = 1;
        frame->y.low = wants->y.low;
        frame->y.high = wants->y.high;
        return;
    }
    int wanted = 1 + (frame->bottom - frame->top) / (3 * plot->label.size);
    wanted = wanted > 5 ? 5 : wanted;
    Arena *arena = plot->setter->arena;
    frame->y_ticks = chart->logarithmic
                         ? scale_logarithm(&frame->y, chart, arena, wants->y, wanted)
                         : scale_values(&frame->y, chart, arena, wants->y, wanted);
}

static Mpt widest_tick(const Frame *frame, const FrameWants *wants) {
    Mpt widest = 0;
    for (int i = 0; i < frame->y_ticks.count; i++) {
        const Shaped *shaped =
            plot_shape(frame->plot, frame->y_ticks.ticks[i].text, false);
        widest = shaped && shaped->width > widest ? shaped->width : widest;
    }
    return wants->left_most > 0 && widest > wants->left_most ? wants->left_most
                                                             : widest;
}

/* Two short strokes across the foot of an axis that does not begin at zero. */
static void mark_truncation(Frame *frame) {
    Plot *plot = frame->plot;
    Mpt x = frame->left - 1, y = frame->bottom - 4000;
    for (int i = 0; i < 2; i++, y -= 2200)
        plot_line(plot, (Point){x - 3000, y + 1500}, (Point){x + 3000, y - 1500}, 600,
                  plot->setter->document->ink);
}

static void draw_grid(Frame *frame, const FrameWants *wants) {
    Plot *plot = frame->plot;
    const Document *document = plot->setter->document;
    for (int i = 0; i < frame->y_ticks.count; i++) {
        const Tick *tick = &frame->y_ticks.ticks[i];
        bool zero = tick->at == 0 && !wants->rungs.count;
        Mpt y = frame_y(frame, tick->at);
        plot_line(plot, (Point){frame->left, y}, (Point){frame->right, y},
                  zero ? 700 : 400, zero ? document->ink : document->faint);
        if (wants->left_most > 0) {
            Style style = plot_style(plot, false, ALIGN_RIGHT);
            plot_name(plot, tick->text, &style, plot->x,
                      frame->left - AXIS_GAP - plot->x, y);
        } else {
            plot_text(plot, plot_shape(plot, tick->text, false), plot->label.colour,
                      frame->left - AXIS_GAP, y, ALIGN_RIGHT);
        }
    }
    bool truncated = !wants->rungs.count && !frame->y.logarithmic &&
                     (frame->y.low > 0 || frame->y.high < 0);
    if (truncated) mark_truncation(frame);
}

/* ---- what stands below ---- */

/* True when no tick's number reaches the next one's, the last pulled into the plot. */
static bool numbers_apart(const Plot *plot, const Scale *scale, const Ticks *ticks) {
    Mpt end = INT32_MIN / 2;
    for (int i = 0; i < ticks->count; i++) {
        const Shaped *number = plot_shape(plot, ticks->ticks[i].text, false);
        if (!number) continue;
        Mpt at = scale_place(scale, ticks->ticks[i].at);
        Mpt left = plot_text_left(plot, number, at, ALIGN_CENTRE);
        if (left < end + plot->label.size / 2) return false;
        end = left + number->width;
    }
    return true;
}

static Ticks number_ticks(const Frame *frame, const FrameWants *wants, Scale *scale) {
    const Plot *plot = frame->plot;
    int wanted = 2 + (frame->right - frame->left) / (7 * plot->label.size);
    const Scale across = *scale;
    for (wanted = wanted > 8 ? 8 : wanted;; wanted--) {
        Ticks ticks =
            scale_values(scale, plot->chart, plot->setter->arena, wants->x, wanted);
        scale->from = across.from;
        scale->to = across.to;
        if (wanted <= 2 || numbers_apart(plot, scale, &ticks)) return ticks;
    }
}

static Ticks below_ticks(const Frame *frame, const FrameWants *wants, Scale *scale) {
    const Plot *plot = frame->plot;
    Arena *arena = plot->setter->arena;
    Mpt size = plot->label.size;
    if (wants->below == BELOW_NUMBERS) return number_ticks(frame, wants, scale);
    const char *const *months = plot->chart->months;
    const Shaped *year =
        plot_shape(plot, plot->chart->year_start > 1 ? "2000/01" : "2000", false);
    const Shaped *month = plot_shape(plot, months ? months[8] : "00", false);
    return scale_dates(scale, plot->chart, arena, (year ? year->width : 0) + 2 * size,
                       (month ? month->width : 0) + size);
}

static void draw_below_tick(Frame *frame, const Tick *tick) {
    Plot *plot = frame->plot;
    Mpt at = frame_x(frame, tick->at), size = plot->label.size;
    plot_line(plot, (Point){at, frame->bottom}, (Point){at, frame->bottom + TICK}, 400,
              plot->setter->document->ink);
    plot_text(plot, plot_shape(plot, tick->text, false), plot->label.colour, at,
              frame->bottom + TICK + size * 3 / 4, ALIGN_CENTRE);
    if (tick->under)
        plot_text(plot, plot_shape(plot, tick->under, false), plot->label.colour, at,
                  frame->bottom + TICK + size * 15 / 8, ALIGN_CENTRE);
}

/* A word of a name that is wider than its band cannot be set below it. */
static void check_name(const Plot *plot, const char *name, Mpt band) {
    for (const char *word = name; *word;) {
        size_t length = strcspn(word, " ");
        const Shaped *shaped =
            plot_shape(plot, arena_copy(plot->setter->arena, word, length), false);
        if (shaped && shaped->width > band) {
            plot_warn(plot,
                      "the name '%s' is wider than its column: use kind=\"bar\", or a "
                      "shorter name",
                      name);
            return;
        }
        word += length + (word[length] == ' ');
    }
}

/* Names that stand under bands may take several lines; returns the tallest. */
static Mpt set_names(Frame *frame, const FrameWants *wants, bool draw) {
    Plot *plot = frame->plot;
    Style style = plot_style(plot, false, ALIGN_CENTRE);
    Mpt tallest = 0, band = (frame->right - frame->left) / wants->name_count;
    for (int i = 0; i < wants->name_count; i++) {
        if (!wants->names[i]) continue;
        Runs runs = {0};
        Strip words = {0};
        runs_add(plot->setter->arena, &runs, RUN_TEXT, plot->setter->block_origin)
            ->text = wants->names[i];
        Mpt left = frame_x(frame, i) - band / 2 + 1000;
        Mpt height = paragraph_into(plot->setter, &runs, &style, left, band - 2000, 0,
                                    plot->figure, &words);
        tallest = height > tallest ? height : tallest;
        if (!draw) continue;
        check_name(plot, wants->names[i], band - 2000);
        strip_absorb(plot->setter->arena, plot->strip, &words, 0, frame->bottom + TICK);
    }
    return tallest;
}

static void draw_below(Frame *frame, const FrameWants *wants, const Ticks *ticks) {
    Plot *plot = frame->plot;
    bool crossed = frame->y.low < 0 && frame->y.high > 0 && !wants->rungs.count;
    plot_line(plot, (Point){frame->left, frame->bottom},
              (Point){frame->right, frame->bottom}, crossed ? 400 : 600,
              crossed ? plot->setter->document->faint : plot->setter->document->ink);
    if (wants->below == BELOW_NAMES)
        set_names(frame, wants, true);
    else
        for (int i = 0; i < ticks->count; i++)
            draw_below_tick(frame, &ticks->ticks[i]);
}

/* ---- references ---- */

static bool on_axis(const Frame *frame, double value) {
    double units = value / (frame->y.unit > 0 ? frame->y.unit : 1);
    return scale_shows(frame->plot->chart, value) &&
           (frame->top == frame->bottom || /* not known yet */
            (units >= frame->y.low && units <= frame->y.high));
}

static void draw_spans(Frame *frame) {
    Plot *plot = frame->plot;
    for (int i = 0; i < plot->chart->reference_count; i++) {
        const ChartReference *reference = &plot->chart->references[i];
        if (!reference->is_span || !on_axis(frame, reference->low)) continue;
        Mpt low = frame_y(frame, reference->low),
            high = frame_y(frame, reference->high);
        draw_rect(plot->setter->arena, plot->strip, plot->figure, frame->left,
                  high < low ? high : low, frame->right - frame->left, abs(high - low),
                  colour_tint(plot->setter->document->palette[ROLE_CONTEXT], 130));
    }
}

static void draw_lines_of_reference(Frame *frame) {
    Plot *plot = frame->plot;
    for (int i = 0; i < plot->chart->reference_count; i++) {
        const ChartReference *reference = &plot->chart->references[i];
        if (reference->is_span || !on_axis(frame, reference->low)) continue;
        Mpt y = frame_y(frame, reference->low);
        draw_line(plot->setter->arena, plot->strip, plot->figure,
                  (Point){frame->left, y}, (Point){frame->right, y}, 800,
                  plot_colour(plot, ROLE_CONTEXT), 1500);
    }
}

void frame_end_labels(const Frame *frame, EndLabel *labels, int count) {
    Plot *plot = frame->plot;
    const Mpt left = frame->right + LABEL_GAP, give = plot->label.size * 6 / 10;
    const bool has_events = plot->chart->event_count > 0;
    plot_end_labels(plot, labels, count, left, plot->x + plot->width - left,
                    has_events ? frame->top - give : plot->top, frame->bottom + give,
                    ALIGN_LEFT);
}

int frame_reference_labels(const Frame *frame, EndLabel *labels, int count) {
    const Plot *plot = frame->plot;
    const Chart *chart = plot->chart;
    for (int i = 0; i < chart->reference_count; i++) {
        const ChartReference *reference = &chart->references[i];
        if (!reference->label || !on_axis(frame, reference->low)) continue;
        double at = reference->is_span ? reference->low / 2 + reference->high / 2
                                       : reference->low;
        labels[count++] = (EndLabel){.text = reference->label,
                                     .colour = plot_text_colour(plot, ROLE_CONTEXT),
                                     .wanted = frame_y(frame, at)};
    }
    return count;
}

/* ---- the whole ---- */

static void place_across(Frame *frame, const FrameWants *wants) {
    Mpt widest = widest_tick(frame, wants);
    Mpt left = frame->plot->x + widest + (widest > 0 ? AXIS_GAP : 0);
    frame->left = left > frame->left ? left : frame->left;
    frame->x.from = frame->left + wants->inset;
    frame->x.to = frame->right - wants->inset;
}

/* Where the axes and the names at the lines' ends stand no label goes. */
static void cover_axes(Frame *frame, const FrameWants *wants) {
    Plot *plot = frame->plot;
    Mpt right = plot->x + plot->width;
    plot_mark_box(plot,
                  (Box){plot->x, plot->top, frame->left - AXIS_GAP, plot->bottom});
    plot_mark_box(plot, (Box){plot->x, frame->bottom, right, plot->bottom});
    if (wants->end_room > AXIS_GAP)
        plot_mark_box(plot,
                      (Box){frame->right + AXIS_GAP, plot->top, right, plot->bottom});
}

void frame_make(Frame *frame, Plot *plot, const FrameWants *wants) {
    Mpt size = plot->label.size;
    Range x = wants->below == BELOW_DATES ? widen_for_events(plot->chart, wants->x)
                                          : wants->x;
    const Shaped *x_title = plot_shape(plot, plot->chart->x_title, false);
    const Shaped *y_title = plot_shape(plot, plot->chart->y_title, false);
    Mpt foot = plot->bottom - (x_title ? size * 5 / 4 : 0);
    Mpt head = plot->top + (y_title ? size * 3 / 2 : 0);
    *frame = (Frame){.plot = plot,
                     .x = {.unit = 1, .low = x.low, .high = x.high},
                     .left = plot->x,
                     .right = plot->x + plot->width - wants->end_room,
                     .top = head + size / 2,
                     .events_top = head,
                     .bottom = foot - TICK - size * 3 / 2};
    choose_values(frame, wants);
    place_across(frame, wants);
    Ticks below = {0};
    if (wants->below == BELOW_NAMES) {
        frame->bottom = foot - TICK - set_names(frame, wants, false);
    } else {
        below = below_ticks(frame, wants, &frame->x);
        for (int i = 0; i < below.count; i++)
            if (below.ticks[i].under) frame->bottom = foot - TICK - size * 21 / 8;
    }
    frame->top += frame_events_room(frame);
    choose_values(frame, wants);
    place_across(frame, wants);
    draw_spans(frame);
    frame_draw_events(frame);
    draw_grid(frame, wants);
    draw_lines_of_reference(frame);
    draw_below(frame, wants, &below);
    plot_text(plot, y_title, plot->label.colour, plot->x, plot->top + size / 2,
              ALIGN_LEFT);
    plot_text(plot, x_title, plot->label.colour, frame->right, plot->bottom - size / 2,
              ALIGN_RIGHT);
    cover_axes(frame, wants);
}
