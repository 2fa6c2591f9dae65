/* Values that a chart does not show as they are: shares of the sum, rounded so that
 * they add up to 100, and indices of a base period. */
#include <math.h>
#include <stdlib.h>

#include "base/map.h"
#include "template/charts.h"

/* ---- shares ---- */

/* One category: the points of all series that share a name or a date. */
typedef struct Pile {
    ChartPoint **points;
    int count, capacity;
    struct Pile *next;
} Pile;

static Pile *find_piles(Composer *composer, Chart *chart) {
    Map *map = map_new(composer->arena);
    Pile *first = NULL, **last = &first;
    for (int s = 0; s < chart->series_count; s++)
        for (int p = 0; p < chart->series[s].point_count; p++) {
            ChartPoint *point = &chart->series[s].points[p];
            const char *key = point->name
                                  ? point->name
                                  : arena_print(composer->arena, "\x01%.9g", point->x);
            Pile *pile = map_get(map, key);
            if (!pile) {
                pile = *last = arena_alloc(composer->arena, sizeof *pile);
                last = &pile->next;
                map_put(map, key, pile);
            }
            pile->points = arena_grow(composer->arena, pile->points, pile->count,
                                      &pile->capacity, sizeof *pile->points);
            pile->points[pile->count++] = point;
        }
    return first;
}

typedef struct {
    int index;
    double remainder;
} Remainder;

static int by_remainder(const void *a, const void *b) {
    const Remainder *left = a, *right = b;
    if (left->remainder != right->remainder)
        return left->remainder > right->remainder ? -1 : 1;
    return left->index - right->index;
}

/* Whole percentages by largest remainder (Hare, Niemeyer), as texts. */
static void round_shares(Composer *composer, Pile *pile) {
    Remainder *remainders =
        arena_array(composer->arena, pile->count, sizeof *remainders);
    int *whole = arena_array(composer->arena, pile->count, sizeof *whole), left = 100;
    for (int i = 0; i < pile->count; i++) {
        double share = isfinite(pile->points[i]->y) ? pile->points[i]->y : 0;
        whole[i] = (int) floor(share + 1e-9);
        remainders[i] = (Remainder){i, share - whole[i]};
        left -= whole[i];
    }
    qsort(remainders, (size_t) pile->count, sizeof *remainders, by_remainder);
    for (int i = 0; i < left && i < pile->count; i++)
        whole[remainders[i].index]++;
    for (int i = 0; i < pile->count; i++)
        if (isfinite(pile->points[i]->y))
            pile->points[i]->text = arena_print(composer->arena, "%d", whole[i]);
}

static bool make_shares(Composer *composer, const XmlNode *node, Chart *chart) {
    for (Pile *pile = find_piles(composer, chart); pile; pile = pile->next) {
        double sum = 0;
        bool missing = false;
        for (int i = 0; i < pile->count; i++) {
            double y = pile->points[i]->y;
            if (y < 0) {
                diag_report(
                    composer->diags, FAULT_DATA, node->origin,
                    "a part is %s, and shares of a sum with negative parts have no "
                    "meaning: "
                    "use arrange=\"stacked\"",
                    chart_number(composer, 1, y));
                return false;
            }
            missing = missing || !isfinite(y);
            sum += isfinite(y) ? y : 0;
        }
        /* Without one part the others' shares are not known. */
        for (int i = 0; i < pile->count; i++)
            pile->points[i]->y =
                missing || sum <= 0 ? NAN : 100 * pile->points[i]->y / sum;
        if (!missing && sum > 0) round_shares(composer, pile);
    }
    return true;
}

/* ---- indices ---- */

/* The value of the series at the base, NAN when it has none. */
static double base_value(const ChartSeries *series, double base) {
    for (int p = 0; p < series->point_count; p++)
        if (fabs(series->points[p].x - base) < 1e-6) return series->points[p].y;
    return NAN;
}

static bool make_indices(Composer *composer, const XmlNode *node, Chart *chart) {
    bool good = true;
    Period period;
    const char *base = attribute_text(composer, node, "base", &good);
    if (!good) return false;
    if (!base || !period_parse(base, &period)) {
        diag_report(composer->diags, FAULT_DATA, node->origin,
                    "an index needs its base: give base=\"2015\" or another period of "
                    "the data");
        return false;
    }
    for (int s = 0; s < chart->series_count; s++) {
        ChartSeries *series = &chart->series[s];
        double divisor = base_value(series, period_start(period));
        if (!(divisor > 0)) {
            diag_report(composer->diags, FAULT_WARNING, node->origin,
                        "the series '%s' has no value above 0 in %s to be an index of: "
                        "left out",
                        series->label ? series->label : "", base);
            divisor = NAN;
        }
        for (int p = 0; p < series->point_count; p++) {
            series->points[p].y *= 100 / divisor;
            series->points[p].low *= 100 / divisor;
            series->points[p].high *= 100 / divisor;
        }
    }
    return true;
}

/* Adds a sentence to the notes. */
static void add_note(Composer *composer, Chart *chart, Origin origin,
                     const char *sentence) {
    Run *run = runs_add(composer->arena, &chart->notes, RUN_TEXT, origin);
    run->text = chart->notes.first == run
                    ? sentence
                    : arena_print(composer->arena, " %s", sentence);
}

bool chart_rescale(Composer *composer, const XmlNode *node, Chart *chart) {
    if (chart->arrange == ARRANGE_SHARE) {
        if (!make_shares(composer, node, chart)) return false;
        add_note(composer, chart, node->origin,
                 locale_word(composer->locale, WORD_SHARES_ROUNDED));
    }
    if (attribute_word(node, "axis", AXIS_WORDS, 0) == AXIS_INDEX)
        return make_indices(composer, node, chart);
    return true;
}
