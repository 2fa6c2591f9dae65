/* What each kind makes of its points: lengths from zero side by side or on each other,
 * steps of a waterfall, ranges.  Negative parts of a stack hang below zero. */
#include "layout/chart_bands.h"

#include <math.h>
#include <stdlib.h>

#include "base/map.h"
#include "layout/draw.h"

/* ---- places ---- */

static int by_place(const void *a, const void *b) {
    const Band *left = a, *right = b;
    return (left->at > right->at) - (left->at < right->at);
}

/* Dated bands, sorted, each date once; `step` is the least distance of two. */
static void sort_dates(Bands *bands) {
    qsort(bands->bands, (size_t) bands->count, sizeof *bands->bands, by_place);
    int kept = 0;
    bands->step = INFINITY;
    for (int i = 0; i < bands->count; i++) {
        double apart = kept ? bands->bands[i].at - bands->bands[kept - 1].at : INFINITY;
        if (apart < 1e-6) continue;
        bands->step = fmin(bands->step, apart);
        bands->bands[kept++] = bands->bands[i];
    }
    bands->count = kept;
    if (!isfinite(bands->step)) bands->step = 1;
}

static int find_date(const Bands *bands, double at) {
    Band wanted = {.at = at};
    int low = 0, high = bands->count - 1;
    while (low < high) {
        int middle = (low + high) / 2;
        if (bands->bands[middle].at < wanted.at - 1e-6)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The band of a named point: that of its name, or of its place in its series.  A name
 * that a series has twice has two bands. */
static Band *named_band(Bands *bands, Arena *arena, Map *map, const ChartPoint *point,
                        int series, int index) {
    const char *key = point->name ? point->name : arena_print(arena, "\x01%d", index);
    Band *band = map_get(map, key);
    if (!band || band->series == series + 1) {
        band = &bands->bands[bands->count];
        *band = (Band){.name = point->name, .at = bands->count++};
        map_put(map, key, band);
    }
    band->series = series + 1;
    band->highlight = band->highlight || point->highlight;
    return band;
}

/* Finds the bands; returns the band of each point, series by series. */
static int *find_bands(Bands *bands, Plot *plot) {
    const Chart *chart = plot->chart;
    Arena *arena = plot->setter->arena;
    int total = 0;
    bands->dated = chart->dated;
    for (int s = 0; s < chart->series_count; s++) {
        total += chart->series[s].point_count;
        for (int p = 0; p < chart->series[s].point_count; p++)
            if (chart->series[s].points[p].name ||
                !isfinite(chart->series[s].points[p].x))
                bands->dated = false;
    }
    bands->bands = arena_array(arena, total + 1, sizeof *bands->bands);
    int *places = arena_array(arena, total + 1, sizeof *places);
    bands->step = 1;
    Map *map = bands->dated ? NULL : map_new(arena);
    int at = 0;
    for (int s = 0; s < chart->series_count; s++)
        for (int p = 0; p < chart->series[s].point_count; p++, at++) {
            const ChartPoint *point = &chart->series[s].points[p];
            if (bands->dated) {
                bands->bands[bands->count++] = (Band){.at = point->x};
                continue;
            }
            places[at] =
                (int) (named_band(bands, arena, map, point, s, p) - bands->bands);
        }
    if (!bands->dated) return places;
    sort_dates(bands);
    at = 0;
    for (int s = 0; s < chart->series_count; s++)
        for (int p = 0; p < chart->series[s].point_count; p++, at++)
            places[at] = find_date(bands, chart->series[s].points[p].x);
    return places;
}

/* ---- stretches ---- */

static double middle_value(const Chart *chart) {
    return chart->reference_count ? chart->references[0].low : 0;
}

/* What the bands below and above zero hold so far. */
typedef struct {
    double above, below;
} Pile;

static void lay_on_pile(Stretch *stretch, Pile *pile) {
    double y = stretch->to;
    double *side = y < 0 ? &pile->below : &pile->above;
    stretch->from = *side;
    if (isfinite(y)) *side += y;
    stretch->to = isfinite(y) ? *side : NAN;
    stretch->inside = true;
}

static Role stretch_role(const Chart *chart, const Stretch *stretch) {
    const ChartPoint *point = stretch->point;
    Role role = stretch->series->role;
    if (point->highlight) return ROLE_ACCENT;
    if (chart->kind == CHART_WATERFALL) {
        if (point->total) return ROLE_CONTEXT;
        return point->y < 0 ? ROLE_ACCENT : role;
    }
    if (chart->arrange == ARRANGE_DIVERGING && point->y < 0) return ROLE_ACCENT;
    return role;
}

static void colour_stretch(const Plot *plot, Stretch *stretch) {
    Colour colour = plot_colour(plot, stretch_role(plot->chart, stretch));
    bool light = stretch->point->provisional || stretch->point->forecast;
    stretch->fill = light ? colour_tint(colour, 550) : colour;
}

static const Shaped *value_text(const Plot *plot, const ChartPoint *point) {
    const char *text = point->text;
    if (!text && !isfinite(point->y)) text = "\xE2\x80\x93";
    return plot_shape(plot, text, point->highlight);
}

/* Side by side in the band, series by series. */
static void take_slot(Stretch *stretch, int slot, int slots) {
    stretch->start = -0.5 + (double) slot / slots;
    stretch->end = -0.5 + (double) (slot + 1) / slots;
}

static void shape_stretch(const Chart *chart, Stretch *stretch, int s, Pile *pile) {
    const ChartPoint *point = stretch->point;
    bool stacked = chart->arrange == ARRANGE_STACKED || chart->arrange == ARRANGE_SHARE;
    bool shares_place = chart->kind == CHART_DOT || chart->kind == CHART_RANGE ||
                        chart->kind == CHART_TORNADO || chart->kind == CHART_BULLET ||
                        chart->kind == CHART_WATERFALL;
    stretch->to = point->y;
    take_slot(stretch, shares_place || stacked ? 0 : s,
              shares_place || stacked ? 1 : chart->series_count);
    if (chart->kind == CHART_TORNADO) stretch->from = middle_value(chart);
    if (point_ranged(point) && chart->kind == CHART_RANGE) {
        stretch->from = point->low;
        stretch->to = point->high;
    } else if (chart->kind == CHART_WATERFALL) {
        Pile *running = &pile[0];
        stretch->from = !point->total     ? running->above
                        : chart->has_from ? chart->from
                                          : 0;
        if (isfinite(point->y))
            running->above = point->total ? point->y : running->above + point->y;
        stretch->to = isfinite(point->y) ? running->above : NAN;
    } else if (stacked) {
        lay_on_pile(stretch, &pile[stretch->band]);
    }
}

static void add_range(Bands *bands, const Chart *chart, const Stretch *stretch) {
    const ChartPoint *point = stretch->point;
    range_add(&bands->range, stretch->to);
    if (isfinite(stretch->to) && chart->kind != CHART_DOT)
        range_add(&bands->range, stretch->from);
    if (chart->kind != CHART_BULLET) return;
    if (point->size != 0) range_add(&bands->range, point->size);
    if (point_ranged(point)) {
        range_add(&bands->range, point->low);
        range_add(&bands->range, point->high);
    }
}

void bands_make(Bands *bands, Plot *plot) {
    const Chart *chart = plot->chart;
    Arena *arena = plot->setter->arena;
    *bands = (Bands){.range = range_none()};
    const int *places = find_bands(bands, plot);
    int total = 0, named = 0;
    for (int s = 0; s < chart->series_count; s++) {
        total += chart->series[s].point_count;
        named += chart->series[s].label != NULL;
    }
    bands->keyed = named > 1;
    bands->stretches = arena_array(arena, total + 1, sizeof *bands->stretches);
    Pile *piles = arena_array(arena, bands->count + 1, sizeof *piles);
    int at = 0;
    for (int s = 0; s < chart->series_count; s++)
        for (int p = 0; p < chart->series[s].point_count; p++, at++) {
            Stretch *stretch = &bands->stretches[bands->stretch_count++];
            *stretch = (Stretch){.band = places[at],
                                 .series = &chart->series[s],
                                 .point = &chart->series[s].points[p]};
            shape_stretch(chart, stretch, s, piles);
            colour_stretch(plot, stretch);
            stretch->text = value_text(plot, stretch->point);
            add_range(bands, chart, stretch);
        }
}
