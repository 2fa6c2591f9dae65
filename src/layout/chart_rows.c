/* Lying charts: names at the left, one row below the other, the value as a length or a
 * place to the right.  Where each value is printed the printed values replace an
 * axis. */
#include <math.h>
#include <stdlib.h>

#include "layout/chart_bands.h"
#include "layout/chart_frame.h"
#include "layout/draw.h"

enum {
    NAME_GAP = 8000,
    VALUE_GAP = 3500,
    MOST_THICK = 14000,
    AXIS_TEXT_GAP = 4000,
    DOT = 3400
};

typedef struct {
    Plot *plot;
    Bands bands;
    Scale scale;
    Ticks ticks; /* none where the values are printed */
    Range range;
    Mpt names, left, right; /* where names end; room of the bars and their values */
    Mpt rank, values;       /* CHART_RANKING: widths of the two columns of figures */
    Mpt top, bottom, row_height;
} Rows;

/* ---- scale ---- */

static bool is_length(ChartKind kind) {
    return kind != CHART_DOT && kind != CHART_RANGE && kind != CHART_TORNADO;
}

static bool points_left(const Stretch *stretch) {
    return isfinite(stretch->to) && stretch->to < stretch->from;
}

/* The width of what is printed behind the end of a stretch. */
static double text_room(const Rows *rows, const Stretch *stretch) {
    if (!stretch->text || stretch->inside) return 0;
    bool dot = rows->plot->chart->kind == CHART_LOLLIPOP;
    return stretch->text->width + VALUE_GAP + (dot ? DOT : 0);
}

/* Where the value is printed: beyond all that stands in the row. */
static double text_place(const Rows *rows, const Stretch *stretch) {
    double end = isfinite(stretch->to) ? stretch->to : fmax(0, rows->range.low);
    if (rows->plot->chart->kind != CHART_BULLET) return end;
    if (point_ranged(stretch->point)) end = fmax(end, stretch->point->high);
    return fmax(end, stretch->point->size);
}

/* Room that stretches and their values need at `scale` to a unit, left and right of the
 * low end of the range. */
static void needs(const Rows *rows, double scale, double *left, double *right) {
    *left = 0;
    *right = (rows->range.high - rows->range.low) * scale;
    for (int i = 0; i < rows->bands.stretch_count; i++) {
        const Stretch *stretch = &rows->bands.stretches[i];
        double at = (text_place(rows, stretch) - rows->range.low) * scale;
        if (points_left(stretch))
            *left = fmax(*left, text_room(rows, stretch) - at);
        else
            *right = fmax(*right, at + text_room(rows, stretch));
    }
}

/* The largest scale at which everything fits; needs grow with it, so halving finds
 * it. */
static void fit_scale(Rows *rows) {
    double room = rows->right - rows->left, left = 0, right = 0;
    double span = rows->range.high - rows->range.low, unit = rows->scale.unit;
    double low = 0, high = span > 0 ? room / span : 0;
    for (int i = 0; i < 60; i++) {
        double middle = low / 2 + high / 2;
        needs(rows, middle, &left, &right);
        if (left + right <= room)
            low = middle;
        else
            high = middle;
    }
    needs(rows, low, &left, &right);
    rows->scale.from = rows->left + (Mpt) floor(fmin(left, room) + 0.5);
    rows->scale.to = rows->scale.from + (Mpt) floor(fmin(span * low, room) + 0.5);
    rows->scale.low = rows->range.low / unit;
    rows->scale.high = rows->range.high / unit;
}

/* An axis stands where values are not printed, and where a place needs one to be read
 * against. */
static bool needs_axis(const Rows *rows) {
    ChartKind kind = rows->plot->chart->kind;
    if (kind == CHART_RANKING) return false;
    if (kind == CHART_DOT || kind == CHART_RANGE || kind == CHART_TORNADO) return true;
    for (int i = 0; i < rows->bands.stretch_count; i++)
        if (isfinite(rows->bands.stretches[i].to) && !rows->bands.stretches[i].text)
            return true;
    return false;
}

static void choose_scale(Rows *rows) {
    Plot *plot = rows->plot;
    const Chart *chart = plot->chart;
    rows->range = frame_value_range(plot, rows->bands.range, is_length(chart->kind));
    if (plot->common_y) rows->range = *plot->common_y;
    int wanted = 1 + (rows->right - rows->left) / (8 * plot->label.size);
    Arena *arena = plot->setter->arena;
    if (chart->logarithmic)
        rows->ticks = scale_logarithm(&rows->scale, chart, arena, rows->range, wanted);
    else
        rows->ticks = scale_values(&rows->scale, chart, arena, rows->range,
                                   wanted > 7 ? 7 : wanted);
    if (needs_axis(rows)) {
        rows->range = (Range){rows->scale.low * rows->scale.unit,
                              rows->scale.high * rows->scale.unit};
        rows->bottom -= plot->label.size * 5 / 4 + AXIS_TEXT_GAP;
    } else {
        rows->ticks.count = 0;
    }
    fit_scale(rows);
    if (rows->scale.to <= rows->scale.from) rows->scale.to = rows->scale.from + 1;
}

/* ---- axis, names ---- */

static Mpt row_middle(const Rows *rows, int band) {
    return rows->top + band * rows->row_height + rows->row_height / 2;
}

static void draw_axis(Rows *rows) {
    Plot *plot = rows->plot;
    const Document *document = plot->setter->document;
    Mpt last = INT32_MIN;
    for (int i = 0; i < rows->ticks.count; i++) {
        Mpt x = scale_place(&rows->scale, rows->ticks.ticks[i].at);
        plot_line(plot, (Point){x, rows->top}, (Point){x, rows->bottom}, 400,
                  document->faint);
        const Shaped *text = plot_shape(plot, rows->ticks.ticks[i].text, false);
        if (!text || x - text->width / 2 < last) continue;
        last = x + text->width / 2 + plot->label.size / 2;
        plot_free_text(plot, text, plot->label.colour, x,
                       rows->bottom + AXIS_TEXT_GAP + plot->label.size / 2,
                       ALIGN_CENTRE);
    }
    for (int i = 0; i < plot->chart->reference_count; i++) {
        const ChartReference *reference = &plot->chart->references[i];
        if (!isfinite(reference->low)) continue;
        Mpt x = scale_place(&rows->scale, reference->low);
        plot_line(plot, (Point){x, rows->top}, (Point){x, rows->bottom}, 800,
                  plot_colour(plot, ROLE_CONTEXT));
    }
}

/* The names of references stand in a line above the rows. */
static void draw_reference_names(Rows *rows) {
    Plot *plot = rows->plot;
    for (int i = 0; i < plot->chart->reference_count; i++) {
        const ChartReference *reference = &plot->chart->references[i];
        const Shaped *text = plot_shape(plot, reference->label, false);
        if (!text || !isfinite(reference->low)) continue;
        Mpt x = scale_place(&rows->scale, reference->low) - text->width / 2;
        Mpt y = rows->top - plot->label.size * 3 / 4;
        Mpt most = plot->x + plot->width - text->width;
        x = x > most ? most : x < plot->x ? plot->x : x;
        Box box = {x, y - plot->label.size / 2, x + text->width,
                   y + plot->label.size / 2};
        if (plot_take(plot, box))
            plot_text(plot, text, plot_text_colour(plot, ROLE_CONTEXT), x, y,
                      ALIGN_LEFT);
    }
}

/* Width of the names, at most two fifths of the measure. */
static Mpt names_width(const Rows *rows) {
    const Plot *plot = rows->plot;
    Mpt widest = 0, most = plot->width * 2 / 5;
    for (int i = 0; i < rows->bands.count; i++) {
        const Band *band = &rows->bands.bands[i];
        const Shaped *shaped = plot_shape(plot, band->name, band->highlight);
        widest = shaped && shaped->width > widest ? shaped->width : widest;
    }
    return widest > most ? most : widest + 500;
}

static void draw_names(Rows *rows) {
    Plot *plot = rows->plot;
    Mpt x = plot->x + rows->rank;
    int missing = 0;
    for (int i = 0; i < rows->bands.count; i++) {
        const Band *band = &rows->bands.bands[i];
        Style style = plot_style(plot, band->highlight, ALIGN_LEFT);
        Mpt middle = row_middle(rows, i);
        if (!plot_name(plot, band->name, &style, x, rows->names - x, middle)) {
            missing++;
            continue;
        }
        if (rows->rank == 0) continue;
        const char *rank = arena_print(plot->setter->arena, "%d", i + 1);
        plot_free_text(plot, plot_shape(plot, rank, false), plot->label.colour,
                       x - NAME_GAP, middle, ALIGN_RIGHT);
    }
    if (missing > 0)
        plot_warn(plot,
                  "the chart is too low for its names: %d of %d are left out; give it "
                  "more height",
                  missing, rows->bands.count);
}

/* ---- marks ---- */

/* Thickness of a stretch on paper and its place in its row. */
static void row_box(const Rows *rows, const Stretch *stretch, Mpt *top, Mpt *bottom) {
    ChartKind kind = rows->plot->chart->kind;
    double share = kind == CHART_BULLET                            ? 0.3
                   : kind == CHART_LOLLIPOP || kind == CHART_RANGE ? 0.4
                                                                   : 0.66;
    double slots = fmax(1, floor(1 / (stretch->end - stretch->start) + 0.5));
    double band = rows->row_height * share;
    if (slots > 1) band = rows->row_height * 0.8;
    if (band > MOST_THICK * slots) band = MOST_THICK * slots;
    Mpt middle = row_middle(rows, stretch->band);
    *top = middle + (Mpt) floor(stretch->start * band + 0.5);
    *bottom = middle + (Mpt) floor(stretch->end * band + 0.5);
}

static void draw_bar(Rows *rows, const Stretch *stretch) {
    Plot *plot = rows->plot;
    Mpt top, bottom;
    row_box(rows, stretch, &top, &bottom);
    Mpt from = scale_place(&rows->scale, stretch->from);
    Mpt to = scale_place(&rows->scale, stretch->to);
    Mpt left = from < to ? from : to, width = abs(to - from);
    Mpt hair = stretch->inside && width > 1200 ? 300 : 0;
    draw_rect(plot->setter->arena, plot->strip, plot->figure, left, top, width - hair,
              bottom - top, stretch->fill);
}

static void draw_bullet(Rows *rows, const Stretch *stretch) {
    Plot *plot = rows->plot;
    const ChartPoint *point = stretch->point;
    Mpt middle = row_middle(rows, stretch->band), half = rows->row_height * 36 / 100;
    half = half > MOST_THICK ? MOST_THICK : half;
    if (point_ranged(point)) {
        Mpt low = scale_place(&rows->scale, point->low);
        Mpt high = scale_place(&rows->scale, point->high);
        draw_rect(plot->setter->arena, plot->strip, plot->figure,
                  low < high ? low : high, middle - half, abs(high - low), 2 * half,
                  colour_tint(plot_colour(plot, ROLE_CONTEXT), 260));
    }
    if (isfinite(stretch->to)) draw_bar(rows, stretch);
    if (point->size == 0) return;
    Mpt mark = scale_place(&rows->scale, point->size);
    plot_line(plot, (Point){mark, middle - half * 8 / 10},
              (Point){mark, middle + half * 8 / 10}, 2000, plot->setter->document->ink);
}

/* A dot at the value, on a stalk from zero or on the line that joins the row's dots. */
static void draw_dot_mark(Rows *rows, const Stretch *stretch) {
    Plot *plot = rows->plot;
    Mpt top, bottom;
    row_box(rows, stretch, &top, &bottom);
    Mpt y = (top + bottom) / 2, x = scale_place(&rows->scale, stretch->to);
    if (plot->chart->kind == CHART_LOLLIPOP)
        plot_line(plot, (Point){scale_place(&rows->scale, stretch->from), y},
                  (Point){x, y}, 1200, stretch->fill);
    draw_dot(plot->setter->arena, plot->strip, plot->figure, (Point){x, y}, DOT,
             stretch->fill);
}

/* From the least to the greatest dot of each row. */
static void join_dots(Rows *rows) {
    Plot *plot = rows->plot;
    Range *spans =
        arena_array(plot->setter->arena, rows->bands.count + 1, sizeof *spans);
    for (int i = 0; i < rows->bands.count; i++)
        spans[i] = range_none();
    for (int i = 0; i < rows->bands.stretch_count; i++)
        range_add(&spans[rows->bands.stretches[i].band], rows->bands.stretches[i].to);
    for (int i = 0; i < rows->bands.count; i++) {
        if (!(spans[i].low < spans[i].high)) continue;
        Mpt y = row_middle(rows, i);
        plot_line(plot, (Point){scale_place(&rows->scale, spans[i].low), y},
                  (Point){scale_place(&rows->scale, spans[i].high), y}, 1600,
                  colour_tint(plot_colour(plot, ROLE_CONTEXT), 500));
    }
}

static void draw_marks(Rows *rows) {
    ChartKind kind = rows->plot->chart->kind;
    if (kind == CHART_DOT) join_dots(rows);
    for (int i = 0; i < rows->bands.stretch_count; i++) {
        const Stretch *stretch = &rows->bands.stretches[i];
        if (kind == CHART_BULLET)
            draw_bullet(rows, stretch);
        else if (!isfinite(stretch->to))
            continue;
        else if (kind == CHART_DOT || kind == CHART_LOLLIPOP)
            draw_dot_mark(rows, stretch);
        else
            draw_bar(rows, stretch);
    }
}

/* ---- values ---- */

static void label_inside(Rows *rows, const Stretch *stretch, Mpt y) {
    Plot *plot = rows->plot;
    Mpt from = scale_place(&rows->scale, stretch->from);
    Mpt to = scale_place(&rows->scale, stretch->to);
    if (!isfinite(stretch->to) || abs(to - from) < stretch->text->width + 2000) return;
    plot_free_text(plot, stretch->text,
                   colour_is_dark(stretch->fill) ? 0xffffff
                                                 : plot->setter->document->ink,
                   from / 2 + to / 2, y, ALIGN_CENTRE);
}

/* Dots of one row that lie near each other: the later label is left out. */
static void label_dot(Rows *rows, const Stretch *stretch, Mpt x, Mpt y) {
    Plot *plot = rows->plot;
    Colour colour = colour_readable(stretch->fill);
    plot_label_point(plot, stretch->text, colour, (Point){x, y}, 4000);
}

static void draw_values(Rows *rows) {
    Plot *plot = rows->plot;
    ChartKind kind = plot->chart->kind;
    for (int i = 0; i < rows->bands.stretch_count; i++) {
        const Stretch *stretch = &rows->bands.stretches[i];
        if (!stretch->text) continue;
        Mpt top, bottom, y;
        row_box(rows, stretch, &top, &bottom);
        y = (top + bottom) / 2;
        bool left = points_left(stretch);
        Mpt gap = VALUE_GAP + (kind == CHART_LOLLIPOP ? DOT : 0);
        Mpt x = scale_place(&rows->scale, text_place(rows, stretch));
        if (kind == CHART_RANKING)
            plot_free_text(plot, stretch->text, plot->label.colour,
                           rows->names + NAME_GAP + rows->values, y, ALIGN_RIGHT);
        else if (stretch->inside)
            label_inside(rows, stretch, y);
        else if (kind == CHART_DOT)
            label_dot(rows, stretch, x, y);
        else
            plot_free_text(plot, stretch->text, plot->label.colour,
                           left ? x - gap : x + gap, y,
                           left ? ALIGN_RIGHT : ALIGN_LEFT);
    }
}

/* An end of a range as printed, with a decimal more than the axis needs. */
static const Shaped *end_text(const Rows *rows, double value) {
    double step = rows->ticks.count > 1
                      ? fabs(rows->ticks.ticks[1].at - rows->ticks.ticks[0].at)
                      : 1;
    int places = (int) fmin(fmax(1 - floor(log10(step)), 0), 9);
    return plot_shape(
        rows->plot,
        scale_text(rows->plot->setter->arena, rows->plot->chart, value, places), false);
}

/* How far the dot of a range reaches beyond the end `at`, 0 inside and without one. */
static Mpt dot_overhang(const Rows *rows, const ChartPoint *point, Mpt at, bool high) {
    if (!isfinite(point->y)) return 0;
    const Mpt dot = scale_place(&rows->scale, point->y);
    const Mpt beyond = (high ? dot - at : at - dot) + DOT;
    return beyond > 0 ? beyond : 0;
}

/* A range prints both its ends. */
static void draw_range_ends(Rows *rows) {
    Plot *plot = rows->plot;
    for (int i = 0; i < rows->bands.stretch_count; i++) {
        const Stretch *stretch = &rows->bands.stretches[i];
        const ChartPoint *point = stretch->point;
        if (!point_ranged(point) || !isfinite(stretch->from) || !isfinite(stretch->to))
            continue;
        double ends[] = {fmin(stretch->from, stretch->to),
                         fmax(stretch->from, stretch->to)};
        Mpt y = row_middle(rows, stretch->band);
        for (int end = 0; end < 2; end++) {
            Mpt x = scale_place(&rows->scale, ends[end]);
            Mpt gap = VALUE_GAP + dot_overhang(rows, point, x, end);
            plot_free_text(plot, end_text(rows, ends[end]), plot->label.colour,
                           end ? x + gap : x - gap, y, end ? ALIGN_LEFT : ALIGN_RIGHT);
        }
        if (!isfinite(point->y)) continue;
        Point dot = {scale_place(&rows->scale, point->y), y};
        draw_dot(plot->setter->arena, plot->strip, plot->figure, dot, DOT, 0xffffff);
        draw_dot(plot->setter->arena, plot->strip, plot->figure, dot, DOT - 1000,
                 plot->setter->document->ink);
    }
}

/* ---- the whole ---- */

/* The ranking's columns: the rank, the name, the value, then the bar. */
static void measure_ranking(Rows *rows) {
    const Plot *plot = rows->plot;
    const Shaped *last = plot_shape(
        plot, arena_print(plot->setter->arena, "%d", rows->bands.count), false);
    rows->rank = (last ? last->width : 0) + NAME_GAP;
    for (int i = 0; i < rows->bands.stretch_count; i++) {
        const Shaped *text = rows->bands.stretches[i].text;
        if (text && text->width > rows->values) rows->values = text->width;
        rows->bands.stretches[i].inside = true; /* needs no room at the bar's end */
    }
}

/* Room at both sides for what draw_range_ends() prints. */
static void leave_range_room(Rows *rows) {
    Mpt room = 0;
    Scale scale;
    rows->ticks = scale_values(&scale, rows->plot->chart, rows->plot->setter->arena,
                               rows->bands.range, 5);
    for (int i = 0; i < rows->bands.stretch_count; i++)
        for (int end = 0; end < 2; end++) {
            const Stretch *stretch = &rows->bands.stretches[i];
            double value = end ? stretch->to : stretch->from;
            const Shaped *text = isfinite(value) ? end_text(rows, value) : NULL;
            if (text && text->width + VALUE_GAP + DOT > room)
                room = text->width + VALUE_GAP + DOT;
        }
    rows->left += room;
    rows->right -= room;
}

/* Hairlines make a table of the ranking. */
static void rule_ranking(Rows *rows) {
    Plot *plot = rows->plot;
    for (int i = 1; i < rows->bands.count; i++) {
        Mpt y = rows->top + i * rows->row_height;
        plot_line(plot, (Point){plot->x, y}, (Point){plot->x + plot->width, y}, 400,
                  plot->setter->document->faint);
    }
}

void chart_rows_draw(Plot *plot) {
    const Chart *chart = plot->chart;
    Rows rows = {.plot = plot};
    bands_make(&rows.bands, plot);
    if (rows.bands.count == 0) return;
    if (rows.bands.keyed) plot->top += plot_key(plot, plot->top);
    rows.top = plot->top;
    rows.bottom = plot->bottom;
    plot_cover(plot);
    for (int i = 0; i < chart->reference_count; i++)
        if (chart->references[i].label) {
            rows.top = plot->top + plot->label.size * 3 / 2;
            break;
        }
    if (chart->kind == CHART_RANKING) measure_ranking(&rows);
    rows.names = plot->x + rows.rank + names_width(&rows);
    rows.left = rows.names + NAME_GAP;
    if (rows.values > 0) rows.left += rows.values + NAME_GAP;
    rows.right = plot->x + plot->width;
    if (chart->kind == CHART_RANGE) leave_range_room(&rows);
    choose_scale(&rows);
    rows.row_height = (rows.bottom - rows.top) / rows.bands.count;
    if (chart->kind == CHART_RANKING) rule_ranking(&rows);
    draw_axis(&rows);
    draw_names(&rows);
    draw_marks(&rows);
    draw_values(&rows);
    if (chart->kind == CHART_RANGE) draw_range_ends(&rows);
    draw_reference_names(&rows);
    if (is_length(chart->kind) && rows.range.low <= 0 && rows.range.high >= 0) {
        Mpt zero = scale_place(&rows.scale, 0);
        plot_line(plot, (Point){zero, rows.top},
                  (Point){zero, rows.top + rows.bands.count * rows.row_height}, 600,
                  plot->setter->document->ink);
    }
}
