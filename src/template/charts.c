/* Chart descriptions, with alternative text written from the data. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "template/parts.h"

bool compose_chart_text(Composer *composer, const XmlNode *node, Target *target) {
    Chart *chart = target->chart;
    Runs *runs = strcmp(node->name, "title") == 0      ? &chart->title
                 : strcmp(node->name, "subtitle") == 0 ? &chart->subtitle
                                                       : &chart->notes;
    return compose_runs(composer, node, runs);
}

/* ---- points ---- */

/* Evaluates an optional expression of the series at the focus; `*given` tells whether
 * there is one. */
static bool point_value(Composer *composer, const XmlNode *node, const char *name,
                        XPathValue *value, bool *given) {
    *given = xml_attribute(node, name) != NULL;
    return !*given || attribute_value(composer, node, name, value);
}

static bool point_y(Composer *composer, const XmlNode *node, const XmlNode *item,
                    double *y) {
    XPathValue value;
    bool given;
    *y = NAN;
    if (!point_value(composer, node, "value", &value, &given)) return false;
    if (given) {
        *y = xpath_number(composer->arena, &value);
    } else {
        const Figure *figure = node_figure(item);
        if (figure && figure->value.state == VALUE_NUMBER) {
            int scale = attribute_word(node, "scale", SCALE_WORDS, -1);
            int multiplier = figure->result->unit.multiplier;
            int power = scale < 0 ? multiplier : SCALE_POWERS[scale];
            *y = figure->value.number * pow(10, multiplier - power);
        }
    }
    const char *negate = xml_attribute(node, "negate");
    if (negate && strcmp(negate, "yes") == 0) *y = -*y;
    return true;
}

static double point_x(const XmlNode *item) {
    const char *text = xml_attribute(item, "period");
    Period period;
    return text && period_parse(text, &period) ? period_start(period) : NAN;
}

static bool make_point(Composer *composer, const XmlNode *node, const XmlNode *item,
                       ChartPoint *point) {
    XPathValue value;
    bool given;
    const char *status = xml_attribute(item, "status");
    point->x = point_x(item);
    const Figure *figure = node_figure(item);
    point->figure = figure ? figure_id(figure, composer->arena) : NULL;
    point->provisional = status && strchr("PEF", *status);
    if (!point_y(composer, node, item, &point->y)) return false;
    if (!point_value(composer, node, "name", &value, &given)) return false;
    if (given) point->name = xpath_string(composer->arena, &value);
    if (!point_value(composer, node, "text", &value, &given)) return false;
    if (given) {
        Text out = {.arena = composer->arena};
        print_value(composer, &value, &out);
        point->text = text_string(&out);
    }
    if (!point_value(composer, node, "highlight", &value, &given)) return false;
    point->highlight = given && xpath_boolean(&value);
    return true;
}

static ChartSeries *add_series(Composer *composer, Target *target) {
    Chart *chart = target->chart;
    if (chart->kind == CHART_BAR && chart->series_count) return &chart->series[0];
    chart->series = arena_grow(composer->arena, chart->series, chart->series_count,
                               &target->series_capacity, sizeof *chart->series);
    return &chart->series[chart->series_count++];
}

/* A line chart gets a series; a bar chart's bars all go to its one series. */
bool compose_series(Composer *composer, const XmlNode *node, Target *target) {
    XPathValue nodes;
    bool good = true;
    if (!attribute_value(composer, node, "select", &nodes)) return false;
    ChartSeries *series = add_series(composer, target);
    const char *label = attribute_text(composer, node, "label", &good);
    if (label) series->label = label;
    series->role = (Role) attribute_word(node, "role", ROLE_WORDS, ROLE_HOUSE);
    ChartPoint *points = arena_array(
        composer->arena, series->point_count + nodes.node_count, sizeof *points);
    if (series->point_count)
        memcpy(points, series->points, (size_t) series->point_count * sizeof *points);
    series->points = points;
    XPathFocus outer = composer->focus;
    for (int i = 0; i < nodes.node_count && good; i++) {
        composer->focus = (XPathFocus){nodes.nodes[i], i + 1, nodes.node_count};
        good =
            make_point(composer, node, nodes.nodes[i], &points[series->point_count++]);
    }
    composer->focus = outer;
    return good;
}

/* Where a date falls, in years: 2025-04-03 is 2025.25. */
static double date_position(Date date) {
    int month = date.month ? date.month : 1, day = date.day ? date.day : 1;
    return date.year + (month - 1) / 12.0 + (day - 1) / 365.0;
}

bool compose_event(Composer *composer, const XmlNode *node, Target *target) {
    XPathValue nodes, value;
    Chart *chart = target->chart;
    if (!attribute_value(composer, node, "select", &nodes)) return false;
    XPathFocus outer = composer->focus;
    bool good = true, given;
    for (int i = 0; i < nodes.node_count && good; i++) {
        composer->focus = (XPathFocus){nodes.nodes[i], i + 1, nodes.node_count};
        const char *text = xml_attribute(nodes.nodes[i], "date");
        good = point_value(composer, node, "date", &value, &given);
        if (good && given) text = xpath_string(composer->arena, &value);
        const char *label = attribute_text(composer, node, "label", &good);
        Date date;
        if (!good || !text || !date_parse(text, &date)) continue;
        if (!label)
            label = xml_text(composer->arena, xml_child(nodes.nodes[i], "title"));
        chart->events = arena_grow(composer->arena, chart->events, chart->event_count,
                                   &target->event_capacity, sizeof *chart->events);
        chart->events[chart->event_count++] =
            (ChartEvent){.x = date_position(date), .label = label};
    }
    composer->focus = outer;
    return good;
}

/* ---- alternative text ---- */

static const char *point_name(Composer *composer, const ChartPoint *point) {
    if (point->name) return point->name;
    return isnan(point->x) ? "" : arena_print(composer->arena, "%.0f", floor(point->x));
}

static const char *point_number(Composer *composer, const ChartPoint *point) {
    Text out = {.arena = composer->arena};
    if (point->text) return point->text;
    locale_number(composer->locale, point->y, (Unit){"ratio", 0},
                  (NumberFormat){.places = 1}, &out);
    return text_string(&out);
}

static void describe_line(Composer *composer, const ChartSeries *series, Text *out) {
    const ChartPoint *first = NULL, *last = NULL, *high = NULL, *low = NULL;
    for (int i = 0; i < series->point_count; i++) {
        const ChartPoint *point = &series->points[i];
        if (!isfinite(point->y)) continue;
        if (!first) first = high = low = point;
        last = point;
        if (point->y > high->y) high = point;
        if (point->y < low->y) low = point;
    }
    if (!first) return;
    const Locale *locale = composer->locale;
    text_print(out, " %s: ", series->label ? series->label : "");
    const char *ends[] = {point_number(composer, first), point_name(composer, first),
                          point_number(composer, last), point_name(composer, last)};
    locale_phrase(locale, WORD_FROM_TO, ends, out);
    const char *top[] = {point_number(composer, high), point_name(composer, high)};
    text_add(out, "; ");
    locale_phrase(locale, WORD_HIGHEST, top, out);
    const char *bottom[] = {point_number(composer, low), point_name(composer, low)};
    text_add(out, "; ");
    locale_phrase(locale, WORD_LOWEST, bottom, out);
    text_add(out, ".");
}

static void describe_bars(Composer *composer, const ChartSeries *series, Text *out) {
    for (int i = 0; i < series->point_count; i++) {
        const ChartPoint *point = &series->points[i];
        if (isfinite(point->y))
            text_print(out, "%s %s: %s", i ? ";" : "", point_name(composer, point),
                       point_number(composer, point));
    }
    text_add(out, ".");
}

static const char *describe(Composer *composer, const Chart *chart) {
    Text out = {.arena = composer->arena};
    bool is_line = chart->kind == CHART_LINE;
    const char *subtitle = runs_text(composer->arena, &chart->subtitle);
    text_print(
        &out, "%s: %s.",
        locale_word(composer->locale, is_line ? WORD_LINE_CHART : WORD_BAR_CHART),
        runs_text(composer->arena, &chart->title));
    if (*subtitle) text_print(&out, " %s.", subtitle);
    for (int i = 0; i < chart->series_count; i++) {
        if (is_line)
            describe_line(composer, &chart->series[i], &out);
        else
            describe_bars(composer, &chart->series[i], &out);
    }
    return text_string(&out);
}

bool compose_chart(Composer *composer, const XmlNode *node, Target *target) {
    enum { USUAL_HEIGHT = 180 * MPT_PER_POINT };
    Block *block = block_new(composer->arena, BLOCK_CHART, target->block,
                             node_style(composer, node, "p"), node->origin);
    Chart *chart = arena_alloc(composer->arena, sizeof *chart);
    const char *height = xml_attribute(node, "height");
    bool good = true;
    block->chart = chart;
    block->anchor = xml_attribute(node, "id");
    chart->kind = (ChartKind) attribute_word(node, "kind", CHART_WORDS, CHART_LINE);
    chart->height = USUAL_HEIGHT;
    if (height) length_parse(height, &chart->height);
    const Template *t = composer->template;
    chart->title_style =
        template_style(t, "chart-title", node->origin, composer->diags);
    chart->subtitle_style =
        template_style(t, "chart-subtitle", node->origin, composer->diags);
    chart->label_style =
        template_style(t, "chart-label", node->origin, composer->diags);
    chart->note_style = template_style(t, "chart-note", node->origin, composer->diags);
    strncpy(chart->decimal_separator, locale_decimal(composer->locale),
            sizeof chart->decimal_separator - 1);
    strncpy(chart->group_separator, locale_group(composer->locale),
            sizeof chart->group_separator - 1);
    Target inner = {.content = CONTENT_CHART, .chart = chart};
    if (!compose_children(composer, node, &inner)) return false;
    number_caption(composer, block, &chart->title);
    chart->alt = attribute_text(composer, node, "alt", &good);
    if (!chart->alt) chart->alt = describe(composer, chart);
    return good;
}
