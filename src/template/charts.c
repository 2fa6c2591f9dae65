/* Chart descriptions: points from figures and other elements, events and references to
 * hold them against.  Shares and indices are in chart_shares.c, the words for readers
 * who do not see the chart in chart_alt.c. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "template/charts.h"

bool compose_chart_text(Composer *composer, const XmlNode *node, Target *target) {
    Chart *chart = target->chart;
    Runs *runs = strcmp(node->name, "title") == 0      ? &chart->title
                 : strcmp(node->name, "subtitle") == 0 ? &chart->subtitle
                                                       : &chart->notes;
    return compose_runs(composer, node, runs);
}

/* ---- values ---- */

/* Evaluates an optional expression of the series at the focus; `*given` tells whether
 * there is one. */
static bool point_value(Composer *composer, const XmlNode *node, const char *name,
                        XPathValue *value, bool *given) {
    *given = xml_attribute(node, name) != NULL;
    return !*given || attribute_value(composer, node, name, value);
}

/* A figure's number in the scale that the series asks for. */
static double figure_number(const XmlNode *node, const XmlNode *item) {
    const Figure *figure = node_figure(item);
    if (!figure || figure->value.state != VALUE_NUMBER) return NAN;
    int scale = attribute_word(node, "scale", SCALE_WORDS, -1);
    int multiplier = figure->result->unit.multiplier;
    int power = scale < 0 ? multiplier : SCALE_POWERS[scale];
    return figure->value.number * pow(10, multiplier - power);
}

/* The number of an attribute's expression: of a figure in the series' scale. */
static bool point_number(Composer *composer, const XmlNode *node, const char *name,
                         double *number, bool *given) {
    XPathValue value;
    *number = NAN;
    if (!point_value(composer, node, name, &value, given)) return false;
    if (!*given) return true;
    bool figure = value.kind == RESULT_NODES && value.node_count > 0 &&
                  node_figure(value.nodes[0]);
    *number = figure ? figure_number(node, value.nodes[0])
                     : xpath_number(composer->arena, &value);
    if (attribute_word(node, "negate", FLAG_WORDS, 0) == 1) *number = -*number;
    return true;
}

static bool point_y(Composer *composer, const XmlNode *node, const XmlNode *item,
                    double *y) {
    bool given;
    if (!point_number(composer, node, "value", y, &given)) return false;
    if (given) return true;
    *y = figure_number(node, item);
    if (attribute_word(node, "negate", FLAG_WORDS, 0) == 1) *y = -*y;
    return true;
}

/* Where a date falls, in years: 2025-04-03 is 2025.25. */
static double date_position(Date date) {
    int month = date.month ? date.month : 1, day = date.day ? date.day : 1;
    return date.year + (month - 1) / 12.0 + (day - 1) / 365.0;
}

/* A period teaches the chart its calendar. */
static double period_position(Chart *chart, Period period) {
    int in_year = frequency_per_year(period_frequency(period));
    if (in_year > chart->per_year) chart->per_year = in_year;
    int start = period_start_month(period);
    if (start > 1) chart->year_start = start;
    return period_start(period);
}

static double text_position(Chart *chart, const char *text) {
    Period period;
    Date date;
    if (!text) return NAN;
    if (period_parse(text, &period) && period_frequency(period) != FREQ_DAY)
        return period_position(chart, period);
    return date_parse(text, &date) ? date_position(date) : NAN;
}

/* From `x`, a date or another number, else from the element's period or date. */
static bool point_x(Composer *composer, const XmlNode *node, const XmlNode *item,
                    Chart *chart, double *x) {
    XPathValue value;
    bool given;
    if (!point_value(composer, node, "x", &value, &given)) return false;
    if (!given) {
        const char *text = xml_attribute(item, "period");
        *x = text_position(chart, text ? text : xml_attribute(item, "date"));
        return true;
    }
    const char *text =
        value.kind == RESULT_NUMBER ? NULL : xpath_string(composer->arena, &value);
    bool is_number = chart->kind == CHART_SCATTER || chart->kind == CHART_BUBBLE;
    bool is_date = text && (is_number ? strlen(text) > 4 && strchr(text + 1, '-')
                                      : !isnan(text_position(chart, text)));
    *x = is_date ? text_position(chart, text) : xpath_number(composer->arena, &value);
    if (value.kind == RESULT_NODES && value.node_count && node_figure(value.nodes[0]))
        *x = figure_number(node, value.nodes[0]);
    if (!is_date) chart->dated = false;
    return true;
}

/* ---- points ---- */

static bool point_text(Composer *composer, const XmlNode *node, const char *name,
                       const char **text) {
    XPathValue value;
    bool given;
    if (!point_value(composer, node, name, &value, &given)) return false;
    if (!given) return true;
    Text out = {.arena = composer->arena};
    print_value(composer, &value, &out);
    *text = text_string(&out);
    return true;
}

static bool point_flag(Composer *composer, const XmlNode *node, const char *name,
                       bool *flag) {
    XPathValue value;
    bool given;
    if (!point_value(composer, node, name, &value, &given)) return false;
    *flag = given && xpath_boolean(&value);
    return true;
}

static bool point_range(Composer *composer, const XmlNode *node, ChartPoint *point) {
    bool low, high, size;
    if (!point_number(composer, node, "low", &point->low, &low) ||
        !point_number(composer, node, "high", &point->high, &high) ||
        !point_number(composer, node, "size", &point->size, &size))
        return false;
    point->has_range = low && high;
    if (!size || !isfinite(point->size)) point->size = 0;
    return true;
}

static bool point_names(Composer *composer, const XmlNode *node, ChartPoint *point) {
    XPathValue value;
    bool given;
    if (!point_value(composer, node, "name", &value, &given)) return false;
    if (given) point->name = xpath_string(composer->arena, &value);
    if (!point_value(composer, node, "to", &value, &given)) return false;
    if (given) point->to = xpath_string(composer->arena, &value);
    return true;
}

static bool make_point(Composer *composer, const XmlNode *node, const XmlNode *item,
                       Chart *chart, ChartPoint *point) {
    const char *status = xml_attribute(item, "status");
    const Figure *figure = node_figure(item);
    point->figure = figure ? figure_id(figure, composer->arena) : NULL;
    point->provisional = status && strchr("PE", *status);
    point->forecast = status && *status == 'F';
    point->rebased = status && *status == 'B';
    if (!point_x(composer, node, item, chart, &point->x) ||
        !point_y(composer, node, item, &point->y) ||
        !point_names(composer, node, point) ||
        !point_text(composer, node, "text", &point->text) ||
        !point_range(composer, node, point) ||
        !point_flag(composer, node, "highlight", &point->highlight) ||
        !point_flag(composer, node, "total", &point->total))
        return false;
    return chart->kind != CHART_TILES ||
           tile_place(composer, node->origin, point->name, &point->x, &point->low);
}

/* ---- series ---- */

/* Lines have a beginning and an end; the points of other kinds may come from several
 * elements. */
static bool series_goes_on(const Chart *chart, const XmlNode *node) {
    ChartKind kind = chart->kind;
    bool is_line = kind == CHART_LINE || kind == CHART_AREA || kind == CHART_TIMELINE ||
                   kind == CHART_SPARKLINE || kind == CHART_SLOPE;
    bool is_apart = kind < CHART_COLUMN || kind > CHART_SLOPE; /* no slots in bands */
    if (!chart->series_count || is_line || xml_attribute(node, "label")) return false;
    int role = (int) chart->series[chart->series_count - 1].role;
    return !is_apart || attribute_word(node, "role", ROLE_WORDS, role) == role;
}

static ChartSeries *add_series(Composer *composer, Target *target,
                               const XmlNode *node) {
    /* Apart in lightness as well as in hue. */
    static const Role usual[] = {ROLE_HOUSE,  ROLE_ACCENT, ROLE_CONTEXT,
                                 ROLE_SECOND, ROLE_THIRD,  ROLE_MUTED};
    Chart *chart = target->chart;
    bool goes_on = series_goes_on(chart, node);
    if (!goes_on) {
        chart->series = arena_grow(composer->arena, chart->series, chart->series_count,
                                   &target->series_capacity, sizeof *chart->series);
        chart->series[chart->series_count] =
            (ChartSeries){.role = usual[chart->series_count % ROLE_COUNT]};
        chart->series_count++;
    }
    ChartSeries *series = &chart->series[chart->series_count - 1];
    series->role = (Role) attribute_word(node, "role", ROLE_WORDS, (int) series->role);
    return series;
}

static bool refuse_second_axis(Composer *composer, const XmlNode *node) {
    const char *axis = xml_attribute(node, "axis");
    if (!axis || strcmp(axis, "right") != 0) return true;
    diag_report(composer->diags, FAULT_DATA, node->origin,
                "a second axis lets any two lines meet wherever its maker likes: bring "
                "the series to one scale with axis=\"index\" on <chart>, or draw them "
                "in panels");
    return false;
}

bool compose_series(Composer *composer, const XmlNode *node, Target *target) {
    XPathValue nodes;
    bool good = true;
    if (!refuse_second_axis(composer, node) ||
        !attribute_value(composer, node, "select", &nodes))
        return false;
    ChartSeries *series = add_series(composer, target, node);
    const char *label = attribute_text(composer, node, "label", &good);
    if (label) series->label = label;
    ChartPoint *points = arena_array(
        composer->arena, series->point_count + nodes.node_count, sizeof *points);
    if (series->point_count)
        memcpy(points, series->points, (size_t) series->point_count * sizeof *points);
    series->points = points;
    XPathFocus outer = composer->focus;
    for (int i = 0; i < nodes.node_count && good; i++) {
        composer->focus = (XPathFocus){nodes.nodes[i], i + 1, nodes.node_count};
        good = make_point(composer, node, nodes.nodes[i], target->chart,
                          &points[series->point_count++]);
    }
    composer->focus = outer;
    return good;
}

/* ---- events and references ---- */

static void add_event(Composer *composer, Target *target, ChartEvent event) {
    Chart *chart = target->chart;
    chart->events = arena_grow(composer->arena, chart->events, chart->event_count,
                               &target->event_capacity, sizeof *chart->events);
    chart->events[chart->event_count++] = event;
}

bool compose_event(Composer *composer, const XmlNode *node, Target *target) {
    XPathValue nodes, value;
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
        add_event(composer, target,
                  (ChartEvent){.x = date_position(date), .label = label});
    }
    composer->focus = outer;
    return good;
}

/* A number, a figure's in the reference's scale, or a date in years. */
static bool reference_place(Composer *composer, const XmlNode *node, const char *name,
                            double *place, bool *given) {
    XPathValue value;
    if (!point_value(composer, node, name, &value, given)) return false;
    if (!*given) return true;
    Date date;
    const char *text = xpath_string(composer->arena, &value);
    if (value.kind != RESULT_NUMBER && strlen(text) > 4 && strchr(text + 1, '-') &&
        date_parse(text, &date)) {
        *place = date_position(date);
        return true;
    }
    return point_number(composer, node, name, place, given);
}

bool compose_guide(Composer *composer, const XmlNode *node, Target *target) {
    Chart *chart = target->chart;
    double low = NAN, high = NAN;
    bool good = true, given, is_span;
    if (!reference_place(composer, node, "at", &low, &given) ||
        !reference_place(composer, node, "to", &high, &is_span))
        return false;
    const char *label = attribute_text(composer, node, "label", &good);
    if (!good || !isfinite(low)) return good;
    is_span = is_span && isfinite(high);
    if (attribute_word(node, "axis", GUIDE_WORDS, 0) == 1) {
        add_event(
            composer, target,
            (ChartEvent){.x = low, .to = high, .is_span = is_span, .label = label});
        return true;
    }
    ChartReference *references =
        arena_array(composer->arena, chart->reference_count + 1, sizeof *references);
    if (chart->reference_count)
        memcpy(references, chart->references,
               (size_t) chart->reference_count * sizeof *references);
    references[chart->reference_count++] =
        (ChartReference){.low = low, .high = high, .is_span = is_span, .label = label};
    chart->references = references;
    return true;
}

/* ---- the chart ---- */

/* Kinds that show a value by a length, an area or a share of it. */
static bool needs_zero(ChartKind kind) {
    switch (kind) {
    case CHART_AREA:
    case CHART_HISTOGRAM:
    case CHART_COLUMN:
    case CHART_WATERFALL:
    case CHART_BAR:
    case CHART_LOLLIPOP:
    case CHART_BULLET:
    case CHART_RANKING:
        return true;
    case CHART_LINE:
    case CHART_SCATTER:
    case CHART_BUBBLE:
    case CHART_TIMELINE:
    case CHART_DOT:
    case CHART_RANGE:
    case CHART_TORNADO:
    case CHART_SPARKLINE:
    case CHART_SLOPE:
    case CHART_HEAT:
    case CHART_TILES:
    case CHART_FLOW:
    case CHART_KIND_COUNT:
        break;
    }
    return false;
}

static bool read_axes(Composer *composer, const XmlNode *node, Chart *chart) {
    bool good = true, given;
    chart->logarithmic = attribute_word(node, "axis", AXIS_WORDS, 0) == AXIS_LOG;
    chart->x_title = attribute_text(composer, node, "x-title", &good);
    chart->y_title = attribute_text(composer, node, "y-title", &good);
    if (!good || !point_number(composer, node, "from", &chart->from, &given))
        return false;
    chart->has_from = given && isfinite(chart->from);
    if (chart->logarithmic && needs_zero(chart->kind)) {
        diag_report(composer->diags, FAULT_DATA, node->origin,
                    "lengths start at zero, which a logarithmic axis does not have: "
                    "use kind=\"line\", \"dot\" or \"scatter\"");
        return false;
    }
    return true;
}

static void read_styles(Composer *composer, const XmlNode *node, Chart *chart) {
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
    chart->months = locale_months(composer->locale);
    chart->quarter = locale_word(composer->locale, WORD_QUARTER);
    chart->fiscal = locale_word(composer->locale, WORD_FISCAL);
}

static void keep_chart(Composer *composer, const XmlNode *node, const Chart *chart) {
    if (attribute_word(node, "data", DATA_WORDS, 0) == 1) return;
    composer->charts =
        arena_grow(composer->arena, composer->charts, composer->chart_count,
                   &composer->chart_capacity, sizeof *composer->charts);
    composer->charts[composer->chart_count++] = chart;
}

bool compose_chart(Composer *composer, const XmlNode *node, Target *target) {
    enum { USUAL_HEIGHT = 180 * MPT_PER_POINT };
    Block *block = block_new(composer->arena, BLOCK_CHART, target->block,
                             node_style(composer, node, "p"), node->origin);
    place_block(node, block);
    Chart *chart = arena_alloc(composer->arena, sizeof *chart);
    const char *height = xml_attribute(node, "height");
    const char *panels = xml_attribute(node, "panels");
    bool good = true;
    block->chart = chart;
    chart->kind = (ChartKind) attribute_word(node, "kind", CHART_WORDS, CHART_LINE);
    chart->arrange = (Arrange) attribute_word(node, "arrange", ARRANGE_WORDS, 0);
    chart->panels = panels ? (int) strtol(panels, NULL, 10) : 0;
    chart->dated = true;
    chart->height = USUAL_HEIGHT;
    if (height) length_parse(height, &chart->height);
    read_styles(composer, node, chart);
    Target inner = {.content = CONTENT_CHART, .chart = chart};
    if (!read_axes(composer, node, chart) ||
        !compose_children(composer, node, &inner) ||
        !chart_rescale(composer, node, chart))
        return false;
    chart->places = chart_places(chart);
    number_caption(composer, block, &chart->title);
    keep_chart(composer, node, chart);
    chart->alt = attribute_text(composer, node, "alt", &good);
    if (!chart->alt) chart->alt = chart_describe(composer, chart);
    return good;
}
