/* Alternative text: the kind, the finding, and what the data say in words; long lists
 * are cut, since the data stand in a table too. */
#include <math.h>
#include <string.h>

#include "template/charts.h"

enum { MOST_NAMED = 12 /* items read out of one series */ };

/* ---- names and numbers ---- */

const char *chart_point_name(const Composer *composer, const Chart *chart,
                             const ChartPoint *point) {
    if (point->name) return point->name;
    if (isnan(point->x)) return "";
    if (!chart->dated) return chart_number(composer, chart->places, point->x);
    int year = (int) floor(point->x + 1e-6);
    int month = (int) floor((point->x - year) * 12 + 1e-3) + 1;
    Period period = period_make(FREQ_YEAR, year, 1);
    if (chart->year_start > 1 && chart->per_year <= 1)
        period = period_fiscal_year(year, chart->year_start);
    else if (chart->per_year == 4)
        period = period_make(FREQ_QUARTER, year, (month - 1) / 3 + 1);
    else if (chart->per_year != 1 && (chart->per_year > 1 || month > 1))
        period = period_make(FREQ_MONTH, year, month);
    Text out = {.arena = composer->arena};
    locale_period(composer->locale, period, false, &out);
    return text_string(&out);
}

int chart_places(const Chart *chart) {
    double most = 0;
    for (int s = 0; s < chart->series_count; s++)
        for (int p = 0; p < chart->series[s].point_count; p++)
            if (isfinite(chart->series[s].points[p].y))
                most = fmax(most, fabs(chart->series[s].points[p].y));
    int places = most > 0 ? 2 - (int) floor(log10(most)) : 1;
    return places < 0 ? 0 : places > 9 ? 9 : places;
}

const char *chart_number(const Composer *composer, int places, double value) {
    Text out = {.arena = composer->arena};
    locale_number(composer->locale, value, (Unit){"ratio", 0},
                  (NumberFormat){.places = places}, &out);
    return text_string(&out);
}

static const char *point_number(Composer *composer, const Chart *chart,
                                const ChartPoint *point) {
    return point->text && *point->text
               ? point->text
               : chart_number(composer, chart->places, point->y);
}

/* ---- series ---- */

/* From where to where, the highest and the lowest. */
static void describe_course(Composer *composer, const Chart *chart,
                            const ChartSeries *series, Text *out) {
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
    text_print(out, " %s: ", series->label ? series->label : "");
    const char *ends[] = {
        point_number(composer, chart, first), chart_point_name(composer, chart, first),
        point_number(composer, chart, last), chart_point_name(composer, chart, last)};
    locale_phrase(composer->locale, WORD_FROM_TO, ends, out);
    const char *top[] = {point_number(composer, chart, high),
                         chart_point_name(composer, chart, high)};
    text_add(out, "; ");
    locale_phrase(composer->locale, WORD_HIGHEST, top, out);
    const char *bottom[] = {point_number(composer, chart, low),
                            chart_point_name(composer, chart, low)};
    text_add(out, "; ");
    locale_phrase(composer->locale, WORD_LOWEST, bottom, out);
    text_add(out, ".");
}

static void describe_point(Composer *composer, const Chart *chart,
                           const ChartPoint *point, Text *out) {
    const char *name = chart_point_name(composer, chart, point);
    const char *value = point_number(composer, chart, point);
    if (chart->kind == CHART_FLOW && point->to) {
        const char *flow[] = {value, name, point->to};
        locale_phrase(composer->locale, WORD_FLOW, flow, out);
    } else if (chart->kind == CHART_RANGE && point->has_range) {
        const char *ends[] = {chart_number(composer, chart->places, point->low),
                              chart_number(composer, chart->places, point->high)};
        text_print(out, "%s: ", name);
        locale_phrase(composer->locale, WORD_BETWEEN, ends, out);
    } else if (chart->kind == CHART_HISTOGRAM && point->has_range) {
        const char *ends[] = {chart_number(composer, chart->places, point->low),
                              chart_number(composer, chart->places, point->high)};
        locale_phrase(composer->locale, WORD_BETWEEN, ends, out);
        text_print(out, ": %s", value);
    } else if (point->to) {
        text_print(out, "%s, %s: %s", name, point->to, value);
    } else {
        text_print(out, "%s: %s", name, value);
    }
}

static void describe_points(Composer *composer, const Chart *chart,
                            const ChartSeries *series, Text *out) {
    int named = 0, left = 0;
    if (series->label) text_print(out, " %s:", series->label);
    for (int i = 0; i < series->point_count; i++) {
        const ChartPoint *point = &series->points[i];
        if (!isfinite(point->y) && !point->has_range) continue;
        if (named == MOST_NAMED) {
            left++;
            continue;
        }
        text_add(out, named++ ? "; " : " ");
        describe_point(composer, chart, point, out);
    }
    if (left > 0) {
        const char *count[] = {arena_print(composer->arena, "%d", left)};
        text_add(out, "; ");
        locale_phrase(composer->locale, WORD_MORE, count, out);
    }
    text_add(out, ".");
}

static void describe_events(Composer *composer, const Chart *chart, Text *out) {
    Text names = {.arena = composer->arena};
    for (int i = 0; i < chart->event_count; i++)
        if (chart->events[i].label)
            text_print(&names, "%s%s", names.length ? "; " : "",
                       chart->events[i].label);
    for (int i = 0; i < chart->reference_count; i++)
        if (chart->references[i].label)
            text_print(&names, "%s%s", names.length ? "; " : "",
                       chart->references[i].label);
    if (!names.length) return;
    const char *list[] = {text_string(&names)};
    text_add_char(out, ' ');
    locale_phrase(composer->locale, WORD_MARKED, list, out);
    text_add_char(out, '.');
}

/* A sentence's end, unless the text has one. */
static void add_sentence(Text *out, const char *text) {
    size_t length = strlen(text);
    text_add(out, text);
    if (length && !strchr(".!?", text[length - 1])) text_add_char(out, '.');
}

const char *chart_describe(Composer *composer, const Chart *chart) {
    Text out = {.arena = composer->arena};
    bool course = chart->kind == CHART_LINE || chart->kind == CHART_AREA ||
                  chart->kind == CHART_SPARKLINE ||
                  (chart->kind == CHART_COLUMN && chart->dated);
    const char *subtitle = runs_text(composer->arena, &chart->subtitle);
    text_print(&out, "%s: ", locale_chart(composer->locale, chart->kind));
    add_sentence(&out, runs_text(composer->arena, &chart->title));
    if (*subtitle) {
        text_add_char(&out, ' ');
        add_sentence(&out, subtitle);
    }
    for (int i = 0; i < chart->series_count; i++) {
        if (course)
            describe_course(composer, chart, &chart->series[i], &out);
        else
            describe_points(composer, chart, &chart->series[i], &out);
    }
    describe_events(composer, chart, &out);
    return text_string(&out);
}
