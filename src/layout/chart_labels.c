/* What is written into a line chart: the lines' names at their ends and the events
 * above the data.  Neither may cover another. */
#include "layout/chart.h"

#include <math.h>
#include <stdlib.h>

#include "layout/draw.h"
#include "layout/paragraph.h"

enum {
    LABEL_GAP = 7000, /* between a line's end and its name */
    EVENT_GAP = 3000  /* between an event's line and its label */
};

/* ---- names at the lines' ends ---- */

typedef struct {
    const ChartSeries *series;
    Strip words;
    Mpt wanted, y, height; /* y of its middle */
    Mpt offset;            /* of its middle from the first label's when all touch */
    int64_t sum;           /* of a pool: places without offsets */
    int size;
} EndLabel;

static int by_height(const void *a, const void *b) {
    const EndLabel *left = a, *right = b;
    if (left->wanted != right->wanted) return left->wanted < right->wanted ? -1 : 1;
    return left->series < right->series ? -1 : left->series > right->series;
}

/* Pushes labels apart, together as little as possible.  With what stands above it taken
 * from each label's place, the places must not fall: an isotonic regression, solved by
 * pooling neighbours (Barlow et al. 1972). */
static void spread(EndLabel *labels, int count, Mpt top, Mpt bottom) {
    int pools = 0;
    Mpt offset = 0;
    for (int i = 0; i < count; i++) {
        if (i > 0) offset += (labels[i - 1].height + labels[i].height) / 2;
        labels[i].offset = offset;
        labels[pools].sum = labels[i].wanted - offset;
        labels[pools++].size = 1;
        while (pools > 1 && labels[pools - 2].sum * labels[pools - 1].size >
                                labels[pools - 1].sum * labels[pools - 2].size) {
            labels[pools - 2].sum += labels[pools - 1].sum;
            labels[pools - 2].size += labels[pools - 1].size;
            pools--;
        }
    }
    int at = 0;
    for (int pool = 0; pool < pools; pool++)
        for (int k = 0; k < labels[pool].size; k++, at++)
            labels[at].y =
                (Mpt) (labels[pool].sum / labels[pool].size) + labels[at].offset;
    Mpt below = bottom;
    for (int i = count - 1; i >= 0; i--) {
        if (labels[i].y + labels[i].height / 2 > below)
            labels[i].y = below - labels[i].height / 2;
        below = labels[i].y - labels[i].height / 2;
    }
    Mpt above = top;
    for (int i = 0; i < count; i++) {
        if (labels[i].y - labels[i].height / 2 < above)
            labels[i].y = above + labels[i].height / 2;
        above = labels[i].y + labels[i].height / 2;
    }
}

static Style end_style(const Plot *plot, Role role) {
    Style style = plot->label;
    style.bold = true;
    style.align = ALIGN_LEFT;
    style.hyphenate = false;
    style.colour = colour_readable(plot_colour(plot, role));
    style.leading = style.size * 115 / 100;
    style.indent_left = style.indent_right = style.first_indent = 0;
    return style;
}

/* Room that the names take at the right: the widest, at most a quarter of the measure.
 */
Mpt end_labels_room(const Plot *plot) {
    Mpt widest = 0;
    for (int s = 0; s < plot->chart->series_count; s++) {
        const ChartSeries *series = &plot->chart->series[s];
        Style style = end_style(plot, series->role);
        const Shaped *shaped =
            series->label ? setter_shape(plot->setter, &style, series->label) : NULL;
        if (shaped && shaped->width > widest) widest = shaped->width;
    }
    if (widest == 0) return 4000;
    return (widest > plot->width / 4 ? plot->width / 4 : widest) + LABEL_GAP + 1000;
}

void draw_end_labels(LineArea *area) {
    Plot *plot = area->plot;
    Setter *setter = plot->setter;
    const Chart *chart = plot->chart;
    EndLabel *labels =
        arena_array(setter->arena, chart->series_count + 1, sizeof *labels);
    int count = 0;
    for (int s = 0; s < chart->series_count; s++) {
        const ChartSeries *series = &chart->series[s];
        int last = series_last(series);
        if (!series->label || last < 0) continue;
        EndLabel *label = &labels[count++];
        Style style = end_style(plot, series->role);
        Runs runs = {0};
        runs_add(setter->arena, &runs, RUN_TEXT, setter->block_origin)->text =
            series->label;
        label->series = series;
        label->wanted = area_y(area, series->points[last].y);
        label->height = paragraph_into(setter, &runs, &style, area->right + LABEL_GAP,
                                       plot->x + plot->width - area->right - LABEL_GAP,
                                       0, plot->figure, &label->words);
    }
    qsort(labels, (size_t) count, sizeof *labels, by_height);
    spread(labels, count, plot->top, plot->bottom);
    for (int i = 0; i < count; i++)
        strip_absorb(setter->arena, plot->strip, &labels[i].words, 0,
                     labels[i].y - labels[i].height / 2);
}

/* ---- events ---- */

typedef struct {
    const ChartEvent *event;
    const Shaped *text;
    Mpt x, left, right; /* of the line and of the label */
    bool flipped;       /* the label stands left of the line */
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
 * is one that would run into a flipped one. */
static void turn_labels(const LineArea *area, EventLabel *labels, int count) {
    Mpt limit = area->plot->x + area->plot->width;
    for (int i = count - 1; i >= 0; i--) {
        Mpt width = labels[i].text ? labels[i].text->width : 0;
        labels[i].left = labels[i].x;
        labels[i].right = labels[i].x + 2 * EVENT_GAP + width;
        bool flip = labels[i].right > limit;
        for (int j = i + 1; j < count && !flip; j++)
            flip = labels[j].flipped && meet(&labels[i], &labels[j]);
        if (!flip || labels[i].x - width - 2 * EVENT_GAP < area->plot->x) continue;
        labels[i].flipped = true;
        labels[i].right = labels[i].x;
        labels[i].left = labels[i].x - width - 2 * EVENT_GAP;
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
        for (int i = 0; i < j && labels[j].flipped; i++)
            if (meet(&labels[i], &labels[j]) && labels[j].level <= labels[i].level)
                labels[j].level = labels[i].level + 1;
    for (int i = 0; i < count; i++)
        rows = labels[i].level + 1 > rows ? labels[i].level + 1 : rows;
    return rows;
}

static EventLabel *make_events(const LineArea *area, int *count, int *rows) {
    const Plot *plot = area->plot;
    const Chart *chart = plot->chart;
    EventLabel *labels =
        arena_array(plot->setter->arena, chart->event_count + 1, sizeof *labels);
    *count = 0;
    for (int i = 0; i < chart->event_count; i++) {
        const ChartEvent *event = &chart->events[i];
        if (!(event->x >= area->low_x && event->x <= area->high_x)) continue;
        EventLabel *label = &labels[(*count)++];
        label->event = event;
        label->text = setter_shape(plot->setter, &plot->label, event->label);
        label->x = area_x(area, event->x);
    }
    qsort(labels, (size_t) *count, sizeof *labels, by_x);
    turn_labels(area, labels, *count);
    *rows = stack_labels(labels, *count);
    return labels;
}

static Mpt event_row(const Plot *plot) {
    return plot->label.size * 5 / 4;
}

Mpt events_room(LineArea *area) {
    int count = 0, rows = 0;
    make_events(area, &count, &rows);
    return rows > 0 ? rows * event_row(area->plot) + area->plot->label.size / 2 : 0;
}

void draw_events(LineArea *area) {
    Plot *plot = area->plot;
    int count = 0, rows = 0;
    const EventLabel *labels = make_events(area, &count, &rows);
    Colour grey = plot_colour(plot, ROLE_MUTED);
    for (int i = 0; i < count; i++) {
        const EventLabel *label = &labels[i];
        Mpt top = plot->top + (rows - 1 - label->level) * event_row(plot);
        draw_line(plot->setter->arena, plot->strip, plot->figure,
                  (Point){label->x, top}, (Point){label->x, area->bottom}, 400, grey,
                  0);
        plot_text(plot, label->text, plot->label.colour,
                  label->flipped ? label->x - EVENT_GAP : label->x + EVENT_GAP,
                  top + plot->label.size / 2,
                  label->flipped ? ALIGN_RIGHT : ALIGN_LEFT);
    }
}
