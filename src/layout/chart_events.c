/* Events of an upright chart: thin verticals or tints, named above the data in as many
 * rows as they need.  No name covers another, nor the line of another. */
#include <math.h>
#include <stdlib.h>

#include "layout/chart_frame.h"
#include "layout/draw.h"

enum { EVENT_GAP = 3000 /* between an event's line and its label */ };

typedef struct {
    const ChartEvent *event;
    const Shaped *text;
    Mpt x, left, right; /* of the line and of the label */
    bool flipped;       /* the label stands left of the line */
    bool wide;          /* the label has room on neither side: it ends with the plot */
    int level;          /* rows below this one, 0 is next to the data */
} EventLabel;

static int by_x(const void *a, const void *b) {
    const EventLabel *left = a, *right = b;
    if (left->x != right->x) return left->x < right->x ? -1 : 1;
    return left->event < right->event ? -1 : left->event > right->event;
}

static bool meet(const EventLabel *a, const EventLabel *b) {
    return a->left < b->right && b->left < a->right;
}

/* Labels stand right of their lines; one that would leave the plot is flipped, and so
 * is one that would run into a flipped one.  plot_text() keeps a wide one in. */
static void turn_labels(const Frame *frame, EventLabel *labels, int count) {
    Mpt limit = frame->plot->x + frame->plot->width;
    for (int i = count - 1; i >= 0; i--) {
        Mpt width = labels[i].text ? labels[i].text->width : 0;
        labels[i].left = labels[i].x;
        labels[i].right = labels[i].x + 2 * EVENT_GAP + width;
        bool flip = labels[i].right > limit;
        for (int j = i + 1; j < count && !flip; j++)
            flip = labels[j].flipped && meet(&labels[i], &labels[j]);
        if (!flip) continue;
        const Mpt left = labels[i].x - width - 2 * EVENT_GAP;
        labels[i].flipped = left >= frame->plot->x;
        labels[i].wide = !labels[i].flipped && labels[i].right > limit;
        if (labels[i].flipped) labels[i].right = labels[i].x;
        if (labels[i].wide) labels[i].right = limit;
        if (labels[i].flipped || labels[i].wide)
            labels[i].left = labels[i].right - width - 2 * EVENT_GAP;
    }
}

/* A line passes the rows below its own label, so of two that meet the one whose line
 * lies clear of the other's label goes on top. */
static int stack_labels(EventLabel *labels, int count) {
    int rows = 0;
    for (int i = count - 1; i >= 0; i--)
        for (int j = i + 1; j < count && !labels[i].flipped; j++)
            if (meet(&labels[i], &labels[j]) && labels[i].level <= labels[j].level)
                labels[i].level = labels[j].level + 1;
    for (int j = 0; j < count; j++)
        for (int i = 0; i < j && (labels[j].flipped || labels[j].wide); i++)
            if (meet(&labels[i], &labels[j]) && labels[j].level <= labels[i].level)
                labels[j].level = labels[i].level + 1;
    for (int i = 0; i < count; i++)
        rows = labels[i].level + 1 > rows ? labels[i].level + 1 : rows;
    return rows;
}

static EventLabel *make_events(const Frame *frame, int *count, int *rows) {
    const Plot *plot = frame->plot;
    const Chart *chart = plot->chart;
    EventLabel *labels =
        arena_array(plot->setter->arena, chart->event_count + 1, sizeof *labels);
    *count = 0;
    for (int i = 0; i < chart->event_count; i++) {
        const ChartEvent *event = &chart->events[i];
        double at = event->x / frame->x.unit;
        if (!(at >= frame->x.low && at <= frame->x.high)) continue;
        EventLabel *label = &labels[(*count)++];
        label->event = event;
        label->text = plot_shape(plot, event->label, false);
        label->x = frame_x(frame, event->x);
    }
    qsort(labels, (size_t) *count, sizeof *labels, by_x);
    turn_labels(frame, labels, *count);
    *rows = stack_labels(labels, *count);
    return labels;
}

static Mpt event_row(const Plot *plot) {
    return plot->label.size * 5 / 4;
}

Mpt frame_events_room(const Frame *frame) {
    int count = 0, rows = 0;
    if (frame->plot->chart->event_count == 0) return 0;
    make_events(frame, &count, &rows);
    return rows > 0 ? rows * event_row(frame->plot) + frame->plot->label.size / 2 : 0;
}

static void draw_span(Frame *frame, const ChartEvent *event) {
    Plot *plot = frame->plot;
    double end = fmin(event->to, frame->x.high * frame->x.unit);
    Mpt left = frame_x(frame, event->x), right = frame_x(frame, end);
    draw_rect(plot->setter->arena, plot->strip, plot->figure, left, frame->top,
              right - left, frame->bottom - frame->top,
              colour_tint(plot->setter->document->palette[ROLE_CONTEXT], 130));
}

void frame_draw_events(Frame *frame) {
    Plot *plot = frame->plot;
    int count = 0, rows = 0;
    if (plot->chart->event_count == 0) return;
    const EventLabel *labels = make_events(frame, &count, &rows);
    Colour grey = plot->setter->document->palette[ROLE_MUTED];
    for (int i = 0; i < count; i++) {
        const EventLabel *label = &labels[i];
        Mpt top = frame->events_top + (rows - 1 - label->level) * event_row(plot);
        if (label->event->is_span && label->event->to > label->event->x)
            draw_span(frame, label->event);
        plot_line(plot, (Point){label->x, top}, (Point){label->x, frame->bottom}, 400,
                  grey);
        plot_text(plot, label->text, plot->label.colour,
                  label->flipped ? label->x - EVENT_GAP : label->x + EVENT_GAP,
                  top + plot->label.size / 2,
                  label->flipped ? ALIGN_RIGHT : ALIGN_LEFT);
        plot_mark_box(plot, (Box){label->left, top, label->right,
                                  top + plot->label.size * 5 / 4});
    }
}
