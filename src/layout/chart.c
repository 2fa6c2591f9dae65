/* The frame of a chart: the finding as its title, what is measured below it, the plot,
 * source and notes.  One strip; no page break cuts it. */
#include "layout/chart.h"

#include <math.h>

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

Colour plot_colour(const Plot *plot, Role role) {
    return plot->setter->document->palette[role < ROLE_COUNT ? role : ROLE_HOUSE];
}

void plot_text(Plot *plot, const Shaped *shaped, Colour colour, Mpt x, Mpt y,
               Align align) {
    if (!shaped) return;
    if (shaped->width > plot->width) {
        diag_report(plot->setter->diags, FAULT_WARNING, plot->setter->block_origin,
                    "the label '%s' is wider than its chart: left out", shaped->text);
        return;
    }
    if (align == ALIGN_RIGHT)
        x -= shaped->width;
    else if (align == ALIGN_CENTRE)
        x -= shaped->width / 2;
    Mpt last = plot->x + plot->width - shaped->width;
    x = x > last ? last : x;
    x = x < plot->x ? plot->x : x;
    /* Half the height of a figure, which is about 0.7 of the size. */
    setter_text(plot->setter, plot->strip, plot->figure, shaped, colour, x,
                y + plot->label.size * 35 / 100, ALIGN_LEFT);
}

Mpt plot_round(double length) {
    return (Mpt) floor(fmin(fmax(length, -1e8), 1e8) + 0.5);
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
    plot_text(plot, setter_shape(plot->setter, &plot->label, words ? words : "No data"),
              plot->label.colour, plot->x + plot->width / 2,
              (plot->top + plot->bottom) / 2, ALIGN_CENTRE);
}

/* Sets title or notes and returns the height; nothing for no runs. */
static Mpt set_words(Setter *setter, const Runs *runs, const Style *style, Flow flow,
                     Mpt y, Strip *strip) {
    if (!runs->first || !style) return 0;
    Tag *tag = tag_new(setter->arena, TAG_CAPTION, flow.tag);
    Mpt height = paragraph_into(setter, runs, style, flow.x, flow.width, y, tag, strip);
    return height + (height > 0 ? style->space_after : 0);
}

/* The plot's height: as asked, within the page, and so that the chart is whole grid
 * lines high. */
static Mpt plot_height(const Setter *setter, const Galley *galley, const Chart *chart,
                       Mpt others) {
    Mpt height = chart->height, grid = setter->document->page.grid;
    Mpt most = setter->page_room * 7 / 10 - others;
    height = height < LEAST_PLOT ? LEAST_PLOT : height;
    if (height > most && most >= LEAST_PLOT) height = most;
    if (grid <= 0 || galley->unsnapped) return height;
    Mpt over = (height + others) % grid;
    return over ? height + grid - over : height;
}

void chart_set(Setter *setter, const Block *block, Flow flow) {
    const Chart *chart = block->chart;
    const Style *style = block->style;
    const Strip empty = {.origin = block->origin};
    Strip above = empty, drawing = empty, below = empty, all = empty;
    flow.tag = tag_new(setter->arena, TAG_DIVISION, flow.tag);
    Mpt head = 0;
    if (style && style->has_rule) {
        Mpt rule = style->rule_width > 0 ? style->rule_width : 800;
        draw_rect(setter->arena, &above, NULL, flow.x, 0, flow.width, rule,
                  style->rule);
        head += rule + 3000;
    }
    head += set_words(setter, &chart->title, chart->title_style, flow, head, &above);
    head +=
        set_words(setter, &chart->subtitle, chart->subtitle_style, flow, head, &above);
    if (head > 0) head += TITLE_GAP;
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
    else if (chart->kind == CHART_LINE)
        chart_line_draw(&plot);
    else
        chart_bar_draw(&plot);
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
}
