/* Labels of charts.  None may cover another: names at the ends of lines are pushed
 * apart, labels of points look for a free place and are left out when there is none. */
#include "layout/chart.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "layout/draw.h"
#include "layout/paragraph.h"

/* ---- free places ---- */

enum { CELL = 1000 };

void plot_cover(Plot *plot) {
    Cover *cover = &plot->cover;
    cover->x = plot->x;
    cover->y = plot->top;
    cover->columns = plot->width / CELL + 1;
    cover->rows = (plot->bottom - plot->top) / CELL + 1;
    cover->cells =
        arena_array(plot->setter->arena, cover->rows, (size_t) cover->columns);
}

static int bounded(Mpt value, int most) {
    return value < 0 ? 0 : value > most ? most : value;
}

/* The box in cells, cut to the plot; half a cell at its top and foot does
 * not count. */
static Box cells_of(const Cover *cover, Box box) {
    Mpt half = CELL / 2;
    Box cells = {bounded((box.left - cover->x) / CELL, cover->columns - 1),
                 bounded((box.top - cover->y + half) / CELL, cover->rows - 1),
                 bounded((box.right - cover->x) / CELL, cover->columns - 1),
                 bounded((box.bottom - cover->y - half) / CELL, cover->rows - 1)};
    /* What is thinner than a cell covers one. */
    if (cells.bottom < cells.top) cells.bottom = cells.top;
    return cells;
}

/* What a cell holds. */
enum { FREE, MARK, LABEL };

static void fill_cells(const Cover *cover, Box cells, int with) {
    for (int row = cells.top; row <= cells.bottom; row++)
        memset(
            &cover->cells[(size_t) row * (size_t) cover->columns + (size_t) cells.left],
            with, (size_t) (cells.right - cells.left + 1));
}

static bool cells_hold(const Cover *cover, Box cells, int what) {
    for (int row = cells.top; row <= cells.bottom; row++)
        if (memchr(&cover->cells[(size_t) row * (size_t) cover->columns +
                                 (size_t) cells.left],
                   what, (size_t) (cells.right - cells.left + 1)))
            return true;
    return false;
}

void plot_mark_box(Plot *plot, Box box) {
    if (plot->cover.cells) fill_cells(&plot->cover, cells_of(&plot->cover, box), MARK);
}

void plot_mark_line(Plot *plot, Point from, Point to) {
    if (!plot->cover.cells) return;
    Mpt across = abs(to.x - from.x), down = abs(to.y - from.y);
    int steps = 1 + (across > down ? across : down) / (CELL * 3 / 4);
    for (int i = 0; i <= steps; i++) {
        Mpt x = from.x + (Mpt) ((int64_t) (to.x - from.x) * i / steps);
        Mpt y = from.y + (Mpt) ((int64_t) (to.y - from.y) * i / steps);
        plot_mark_box(plot, (Box){x - CELL, y - CELL, x + CELL, y + CELL});
    }
}

static bool within(const Plot *plot, Box box) {
    return box.left >= plot->x && box.right <= plot->x + plot->width &&
           box.top >= plot->top && box.bottom <= plot->bottom;
}

bool plot_take(Plot *plot, Box box) {
    if (!within(plot, box)) return false;
    if (!plot->cover.cells) return true;
    Box cells = cells_of(&plot->cover, box);
    return !cells_hold(&plot->cover, cells, MARK) && plot_take_over(plot, box);
}

bool plot_take_over(Plot *plot, Box box) {
    if (!within(plot, box)) return false;
    if (!plot->cover.cells) return true;
    Box cells = cells_of(&plot->cover, box);
    if (cells_hold(&plot->cover, cells, LABEL)) return false;
    fill_cells(&plot->cover, cells, LABEL);
    return true;
}

bool chart_has_texts(const Chart *chart) {
    for (int s = 0; s < chart->series_count; s++)
        for (int p = 0; p < chart->series[s].point_count; p++) {
            const char *text = chart->series[s].points[p].text;
            if (text && *text) return true;
        }
    return false;
}

bool plot_label_point(Plot *plot, const Shaped *shaped, Colour colour, Point at,
                      Mpt radius) {
    /* Where the label's middle goes, in half widths and heights from the point. */
    static const signed char places[][2] = {{0, -1}, {1, 0},   {-1, 0}, {0, 1},
                                            {1, -1}, {-1, -1}, {1, 1},  {-1, 1}};
    if (!shaped) return false;
    Mpt half = shaped->width / 2, tall = plot->label.size * 55 / 100;
    Mpt gap = radius + 1500;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        Point middle = {at.x + places[i][0] * (half + gap),
                        at.y + places[i][1] * (tall + gap)};
        Box box = {middle.x - half, middle.y - tall, middle.x + half, middle.y + tall};
        if (!plot_take(plot, box)) continue;
        plot_text(plot, shaped, colour, middle.x, middle.y, ALIGN_CENTRE);
        return true;
    }
    return false;
}

/* ---- names at the lines' ends ---- */

static int by_height(const void *a, const void *b) {
    const EndLabel *left = a, *right = b;
    if (left->wanted != right->wanted) return left->wanted < right->wanted ? -1 : 1;
    return left->index < right->index ? -1 : left->index > right->index;
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

/* Leaves out names, those of the context first, until the others fit. */
static int drop_names(Plot *plot, EndLabel *labels, int count, Mpt room) {
    int64_t total = 0;
    int first = count;
    for (int i = 0; i < count; i++)
        total += labels[i].height;
    for (int pass = 0; pass < 2; pass++) {
        for (int i = count - 1; i >= 0 && total > room; i--) {
            if (labels[i].height == 0 || (pass == 0 && labels[i].bold)) continue;
            total -= labels[i].height;
            labels[i].height = 0;
            first = i;
        }
    }
    if (first == count) return count;
    plot_warn(plot, "the chart is too low for the names of its lines: '%s' is left out",
              labels[first].text);
    int kept = 0;
    for (int i = 0; i < count; i++)
        if (labels[i].height > 0) labels[kept++] = labels[i];
    return kept;
}

Mpt plot_end_room(const Plot *plot, const EndLabel *labels, int count, Mpt most) {
    Mpt widest = 0;
    for (int i = 0; i < count; i++) {
        const Shaped *shaped = plot_shape(plot, labels[i].text, labels[i].bold);
        if (shaped && shaped->width > widest) widest = shaped->width;
    }
    return (widest > most ? most : widest) + (widest > 0 ? 1000 : 0);
}

void plot_end_labels(Plot *plot, EndLabel *labels, int count, Mpt x, Mpt width, Mpt top,
                     Mpt bottom, Align align) {
    Setter *setter = plot->setter;
    for (int i = 0; i < count; i++) {
        Style style = plot_style(plot, labels[i].bold, align);
        style.colour = labels[i].colour;
        Runs runs = {0};
        runs_add(setter->arena, &runs, RUN_TEXT, setter->block_origin)->text =
            labels[i].text;
        labels[i].index = i;
        labels[i].height = paragraph_into(setter, &runs, &style, x, width, 0,
                                          plot->figure, &labels[i].words);
    }
    count = drop_names(plot, labels, count, bottom - top);
    qsort(labels, (size_t) count, sizeof *labels, by_height);
    spread(labels, count, top, bottom);
    for (int i = 0; i < count; i++)
        strip_absorb(setter->arena, plot->strip, &labels[i].words, 0,
                     labels[i].y - labels[i].height / 2);
}

/* ---- keys ---- */

Mpt plot_key(Plot *plot, Mpt top) {
    enum { KEY_SIZE = 6000, KEY_GAP = 12000, NAME_GAP = 3500 };
    const Chart *chart = plot->chart;
    Mpt x = plot->x, middle = top + plot->label.size / 2;
    bool any = false;
    for (int s = 0; s < chart->series_count; s++) {
        const ChartSeries *series = &chart->series[s];
        const Shaped *text = plot_shape(plot, series->label, false);
        if (!text) continue;
        any = true;
        Mpt width = KEY_SIZE + NAME_GAP + text->width;
        if (x > plot->x && x + width > plot->x + plot->width) {
            x = plot->x;
            middle += plot->label.size * 3 / 2;
        }
        draw_rect(plot->setter->arena, plot->strip, plot->figure, x,
                  middle - KEY_SIZE / 2, KEY_SIZE, KEY_SIZE,
                  plot_colour(plot, series->role));
        plot_text(plot, text, plot->label.colour, x + KEY_SIZE + NAME_GAP, middle,
                  ALIGN_LEFT);
        x += width + KEY_GAP;
    }
    return any ? middle - top + plot->label.size * 3 / 2 : 0;
}
