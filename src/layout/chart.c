/* The frame of words around a chart: the finding as its title, what is measured below
 * it, the plot, source and notes.  One strip; no page break cuts it. */
#include "layout/chart.h"

#include <math.h>
#include <stdarg.h>

#include "layout/blocks.h"
#include "layout/draw.h"
#include "layout/mirror.h"
#include "layout/paragraph.h"

enum {
    LEAST_TEXT = 7000,
    LEAST_PLOT = 60000,
    TITLE_GAP = 5000, /* between the words above and the plot */
    NOTE_GAP = 4000
};

static void (*const draw_kind[CHART_KIND_COUNT])(Plot *plot) = {
    [CHART_LINE] = chart_lines_draw,
    [CHART_AREA] = chart_lines_draw,
    [CHART_SCATTER] = chart_points_draw,
    [CHART_BUBBLE] = chart_points_draw,
    [CHART_HISTOGRAM] = chart_histogram_draw,
    [CHART_TIMELINE] = chart_timeline_draw,
    [CHART_COLUMN] = chart_columns_draw,
    [CHART_WATERFALL] = chart_columns_draw,
    [CHART_BAR] = chart_rows_draw,
    [CHART_DOT] = chart_rows_draw,
    [CHART_LOLLIPOP] = chart_rows_draw,
    [CHART_RANGE] = chart_rows_draw,
    [CHART_TORNADO] = chart_rows_draw,
    [CHART_BULLET] = chart_rows_draw,
    [CHART_RANKING] = chart_rows_draw,
    [CHART_SPARKLINE] = chart_spark_draw,
    [CHART_SLOPE] = chart_slope_draw,
    [CHART_HEAT] = chart_heat_draw,
    [CHART_TILES] = chart_tiles_draw,
    [CHART_FLOW] = chart_flow_draw};

/* ---- what all kinds share ---- */

Colour plot_colour(const Plot *plot, Role role) {
    return colour_visible(
        plot->setter->document->palette[role < ROLE_COUNT ? role : ROLE_HOUSE]);
}

Colour plot_text_colour(const Plot *plot, Role role) {
    return colour_readable(plot_colour(plot, role));
}

void plot_warn(const Plot *plot, const char *format, ...) {
    va_list args;
    va_start(args, format);
    const char *message = arena_vprint(plot->setter->arena, format, args);
    va_end(args);
    diag_report(plot->setter->diags, FAULT_WARNING, plot->setter->block_origin, "%s",
                message);
}

const Shaped *plot_shape(const Plot *plot, const char *text, bool bold) {
    if (!text || !*text) return NULL;
    Style style = plot->label;
    style.bold = style.bold || bold;
    return setter_shape(plot->setter, &style, text);
}

Mpt plot_text_left(const Plot *plot, const Shaped *shaped, Mpt x, Align align) {
    if (align == ALIGN_RIGHT)
        x -= shaped->width;
    else if (align == ALIGN_CENTRE)
        x -= shaped->width / 2;
    Mpt last = plot->x + plot->width - shaped->width;
    x = x > last ? last : x;
    return x < plot->x ? plot->x : x;
}

void plot_text(Plot *plot, const Shaped *shaped, Colour colour, Mpt x, Mpt y,
               Align align) {
    if (!shaped) return;
    if (shaped->width > plot->width) {
        plot_warn(plot, "the label '%s' is wider than its chart: left out",
                  shaped->text);
        return;
    }
    /* Half the height of a figure, which is about 0.7 of the size. */
    setter_text(plot->setter, plot->strip, plot->figure, shaped, colour,
                plot_text_left(plot, shaped, x, align), y + plot->label.size * 35 / 100,
                ALIGN_LEFT);
}

bool plot_free_text(Plot *plot, const Shaped *shaped, Colour colour, Mpt x, Mpt y,
                    Align align) {
    if (!shaped) return true;
    Mpt left = plot_text_left(plot, shaped, x, align),
        half = plot->label.size * 55 / 100;
    if (!plot_take_over(plot, (Box){left, y - half, left + shaped->width, y + half}))
        return false;
    plot_text(plot, shaped, colour, left, y, ALIGN_LEFT);
    return true;
}

Style plot_style(const Plot *plot, bool bold, Align align) {
    Style style = plot->label;
    style.bold = style.bold || bold;
    style.align = align;
    style.hyphenate = false;
    style.leading = style.size * 115 / 100;
    style.indent_left = style.indent_right = style.first_indent = 0;
    return style;
}

bool plot_name(Plot *plot, const char *name, const Style *style, Mpt x, Mpt width,
               Mpt middle) {
    if (!name || !*name) return true;
    Runs runs = {0};
    Strip words = {.origin = plot->setter->block_origin};
    runs_add(plot->setter->arena, &runs, RUN_TEXT, plot->setter->block_origin)->text =
        name;
    Mpt height =
        paragraph_into(plot->setter, &runs, style, x, width, 0, plot->figure, &words);
    /* Of the leading only what letters cover. */
    Mpt half = (height - style->leading) / 2 + style->size / 2;
    if (!plot_take(plot, (Box){x, middle - half, x + width, middle + half}))
        return false;
    strip_absorb(plot->setter->arena, plot->strip, &words, 0, middle - height / 2);
    return true;
}

void plot_line(Plot *plot, Point from, Point to, Mpt width, Colour colour) {
    draw_line(plot->setter->arena, plot->strip, plot->figure, from, to, width, colour,
              0);
}

bool role_is_subject(Role role) {
    return role == ROLE_HOUSE || role == ROLE_ACCENT;
}

bool point_ranged(const ChartPoint *point) {
    return point->has_range && isfinite(point->low) && isfinite(point->high);
}

bool point_drawn(const ChartPoint *point) {
    return isfinite(point->y) && isfinite(point->x);
}

int series_last(const ChartSeries *series) {
    int last = series->point_count - 1;
    while (last >= 0 && !point_drawn(&series->points[last]))
        last--;
    return last;
}

int *series_order(const Plot *plot) {
    static const Role roles[] = {ROLE_MUTED,  ROLE_CONTEXT, ROLE_THIRD,
                                 ROLE_SECOND, ROLE_HOUSE,   ROLE_ACCENT};
    const Chart *chart = plot->chart;
    int *order =
        arena_array(plot->setter->arena, chart->series_count + 1, sizeof *order);
    int count = 0;
    for (int r = 0; r < ROLE_COUNT; r++)
        for (int s = 0; s < chart->series_count; s++)
            if (chart->series[s].role == roles[r]) order[count++] = s;
    return order;
}

/* ---- the strip ---- */

/* Sums and differences of larger numbers may not be numbers. */
static bool in_reach(double value) {
    return !isfinite(value) || fabs(value) <= 1e300;
}

static bool point_in_reach(const ChartPoint *point) {
    return in_reach(point->y) && in_reach(point->low) && in_reach(point->high) &&
           in_reach(point->size);
}

/* The chart, or a copy in which what is too large to be drawn is missing. */
static const Chart *tame(Setter *setter, const Chart *chart, Origin origin) {
    bool good = true;
    for (int s = 0; s < chart->series_count; s++)
        for (int p = 0; p < chart->series[s].point_count; p++)
            good = good && point_in_reach(&chart->series[s].points[p]);
    if (good) return chart;
    diag_report(setter->diags, FAULT_WARNING, origin,
                "values beyond 10^300 are too large for a chart: left out");
    Chart *copy = arena_alloc(setter->arena, sizeof *copy);
    *copy = *chart;
    copy->series =
        arena_array(setter->arena, chart->series_count, sizeof *copy->series);
    for (int s = 0; s < chart->series_count; s++) {
        ChartSeries *series = &copy->series[s];
        *series = chart->series[s];
        series->points =
            arena_array(setter->arena, series->point_count, sizeof *series->points);
        for (int p = 0; p < series->point_count; p++) {
            ChartPoint *point = &series->points[p];
            *point = chart->series[s].points[p];
            double *values[] = {&point->y, &point->low, &point->high, &point->size};
            for (int v = 0; v < 4; v++)
                if (!in_reach(*values[v])) *values[v] = NAN;
        }
    }
    return copy;
}

static bool has_data(const Chart *chart) {
    for (int s = 0; s < chart->series_count; s++)
        for (int p = 0; p < chart->series[s].point_count; p++)
            if (isfinite(chart->series[s].points[p].y)) return true;
    return false;
}

static void draw_empty(Plot *plot, Origin origin) {
    diag_report(plot->setter->diags, FAULT_WARNING, origin,
                "the chart has no data: its series select no figure that is a "
                "number");
    const char *words = plot->setter->document->no_data;
    plot_text(plot, plot_shape(plot, words ? words : "No data", false),
              plot->label.colour, plot->x + plot->width / 2,
              (plot->top + plot->bottom) / 2, ALIGN_CENTRE);
}

/* Sets title or notes and returns the height; nothing for no runs. */
static Mpt set_words(Setter *setter, const Runs *runs, const Style *style, Flow flow,
                     Mpt y, Strip *strip) {
    if (!runs->first || !style) return 0;
    Tag *tag = tag_new(setter->arena, TAG_PARAGRAPH, flow.tag);
    Mpt height = paragraph_into(setter, runs, style, flow.x, flow.width, y, tag, strip);
    return height + (height > 0 ? style->space_after : 0);
}

/* The plot's height: as asked, within the page, and so that the chart is whole grid
 * lines high. */
static Mpt plot_height(const Setter *setter, const Galley *galley, const Chart *chart,
                       Mpt others) {
    Mpt height = chart->height, grid = setter->document->grid;
    Mpt most = setter->page_room * 7 / 10 - others;
    height = height < LEAST_PLOT ? LEAST_PLOT : height;
    /* Under words that leave no room the plot stands on a page of its own. */
    if (most < LEAST_PLOT) most = setter->page_room * 7 / 10;
    if (height > most) height = most;
    if (grid <= 0 || galley->unsnapped) return height;
    Mpt over = (height + others) % grid;
    return over ? height + grid - over : height;
}

/* Rule, title and subtitle; their height with the gap below. */
static Mpt set_head(Setter *setter, const Block *block, Flow flow, Strip *above) {
    const Chart *chart = block->chart;
    const Style *style = block->style;
    Mpt head = 0;
    if (style && style->has_rule) {
        Mpt rule = style->rule_width > 0 ? style->rule_width : 800;
        draw_rect(setter->arena, above, NULL, flow.x, 0, flow.width, rule, style->rule);
        head += rule + 3000;
    }
    flow.tag = tag_new(setter->arena, TAG_CAPTION, flow.tag);
    head += set_words(setter, &chart->title, chart->title_style, flow, head, above);
    head +=
        set_words(setter, &chart->subtitle, chart->subtitle_style, flow, head, above);
    return head > 0 ? head + TITLE_GAP : 0;
}

void plot_draw(Plot *plot) {
    draw_kind[plot->chart->kind](plot);
}

void chart_set(Setter *setter, const Block *block, Flow flow) {
    const Chart *chart = tame(setter, block->chart, block->origin);
    const Style *style = block->style;
    const Strip empty = {.origin = block->origin};
    Strip above = empty, drawing = empty, below = empty, all = empty;
    flow.tag = tag_new(setter->arena, TAG_DIVISION, flow.tag);
    Mpt head = set_head(setter, block, flow, &above);
    Tag *figure = tag_new(setter->arena, TAG_FIGURE, flow.tag);
    figure->alt = chart->alt;
    Mpt foot = set_words(setter, &chart->notes, chart->note_style, flow, 0, &below);
    if (foot > 0) foot += NOTE_GAP;
    Plot plot = {.setter = setter,
                 .chart = chart,
                 .strip = &drawing,
                 .figure = figure,
                 .label = *chart->label_style,
                 .x = flow.x,
                 .width = flow.width,
                 .top = head};
    plot.label.size = plot.label.size < LEAST_TEXT ? LEAST_TEXT : plot.label.size;
    plot.bottom = head + plot_height(setter, flow.galley, chart, head + foot);
    setter->block_origin = block->origin;
    if (!has_data(chart))
        draw_empty(&plot, block->origin);
    else if (chart->panels > 0)
        chart_panels_draw(&plot);
    else
        plot_draw(&plot);
    if (setter->leftwards) strip_mirror(setter, &drawing, 0, flow.x, flow.width);
    strip_absorb(setter->arena, &all, &above, 0, 0);
    strip_absorb(setter->arena, &all, &drawing, 0, 0);
    strip_absorb(setter->arena, &all, &below, 0, plot.bottom + NOTE_GAP);
    Strip *strip = galley_add(setter->arena, flow.galley);
    Strip frame = *strip;
    *strip = all;
    strip->ground = frame.ground;
    strip->section = frame.section;
    strip->snap = -1;
    strip->height = plot.bottom + foot;
    strip->keep = style && style->keep_with_next ? KEEP_HARD : KEEP_NONE;
    /* On a ground a chart belongs to what stands around it. */
    strip->floats = !strip->ground && strip->keep == KEEP_NONE;
    strip_finish(setter, flow.galley, strip, style);
    /* Its title stands off from what is above as headings do. */
    if (head > 0 && chart->title_style && chart->title.first &&
        chart->title_style->space_before > strip->space_before)
        strip->space_before = chart->title_style->space_before;
}
