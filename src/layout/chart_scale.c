/* The search for ticks weighs four things: how simple the step is, how much of the axis
 * the data fill, how near the number of ticks is to what there is room for, and whether
 * the labels are legible, which here they always are, since the caller counts the room.
 * Each has a bound that needs no search below it, so that few candidates are looked
 * at. */
#include "layout/chart_scale.h"

#include <math.h>
#include <string.h>

#include "base/decimal.h"

Range range_none(void) {
    return (Range){INFINITY, -INFINITY};
}

void range_add(Range *range, double value) {
    if (!isfinite(value)) return;
    if (fabs(value) < 1e-300) value = 0; /* what is smaller is not exact */
    range->low = fmin(range->low, value);
    range->high = fmax(range->high, value);
}

Mpt scale_place(const Scale *scale, double value) {
    double at = scale->unit > 0 ? value / scale->unit : value;
    double low = scale->low, high = scale->high;
    if (scale->logarithmic) {
        at = at > 0 ? log10(at) : -INFINITY;
        low = log10(low);
        high = log10(high);
    }
    double share = high > low ? (at - low) / (high - low) : 0.5;
    double place = scale->from + share * ((double) scale->to - scale->from);
    return (Mpt) floor(fmin(fmax(place, -1e8), 1e8) + 0.5);
}

bool scale_shows(const Chart *chart, double value) {
    /* Below the least normal numbers 10 to a power is no longer exact. */
    return isfinite(value) && (!chart->logarithmic || value >= 1e-300);
}

/* ---- texts ---- */

const char *scale_text(Arena *arena, const Chart *chart, double value, int places) {
    char digits[DECIMAL_TEXT];
    decimal_format(value, places, digits);
    Text text = {.arena = arena};
    const char *at = digits;
    if (*at == '-') {
        text_add(&text, "\xE2\x88\x92");
        at++;
    }
    int whole = 0;
    while (at[whole] >= '0' && at[whole] <= '9')
        whole++;
    for (int i = 0; i < whole; i++) {
        if (i > 0 && (whole - i) % 3 == 0) text_add(&text, chart->group_separator);
        text_add_char(&text, at[i]);
    }
    if (at[whole] == '.') {
        text_add(&text, chart->decimal_separator[0] ? chart->decimal_separator : ".");
        text_add(&text, at + whole + 1);
    } else {
        text_add(&text, at + whole);
    }
    return text_string(&text);
}

/* A number of units with the unit behind it, when that is not 1. */
static const char *tick_text(Arena *arena, const Chart *chart, const Scale *scale,
                             double units, int places) {
    const char *text = scale_text(arena, chart, units, places);
    if (scale->power == 0 || units == 0) return text;
    return arena_print(arena,
                       "%s\xC2\xA0\xC3\x97\xC2\xA0"
                       "10^%d",
                       text, scale->power);
}

/* Counts values beyond what can be read in powers of a thousand. */
static void choose_unit(Scale *scale, Range data) {
    double most = fmax(fabs(data.low), fabs(data.high));
    scale->power = 0;
    if (most >= 1e15 || (most > 0 && most < 1e-6))
        scale->power = (int) fmax(floor(log10(most) / 3) * 3, -300);
    scale->unit = pow(10, scale->power);
}

/* ---- round numbers ---- */

/* Steps from simple to less simple. */
static const struct {
    double factor;
    int places; /* decimals of the factor */
} steps[] = {{1, 0}, {5, 0}, {2, 0}, {2.5, 1}, {4, 0}, {3, 0}};
enum { STEP_COUNT = sizeof steps / sizeof *steps };

static const double simple_weight = 0.25, cover_weight = 0.2, dense_weight = 0.5,
                    legible_weight = 0.05;

typedef struct {
    double low, high; /* of the data */
    double wanted;
    double score;
    double first, step;
    int count, places;
} Search;

static double cover(const Search *search, double low, double high) {
    double tenth = 0.1 * (search->high - search->low);
    double above = search->high - high, below = search->low - low;
    return 1 - 0.5 * (above * above + below * below) / (tenth * tenth);
}

static double most_cover(const Search *search, double span) {
    double range = search->high - search->low;
    if (span <= range) return 1;
    return cover(search, search->low - (span - range) / 2,
                 search->high + (span - range) / 2);
}

static double dense(const Search *search, int count, double low, double high) {
    double have = (count - 1) / (high - low);
    double want =
        (search->wanted - 1) / (fmax(high, search->high) - fmin(low, search->low));
    return 2 - fmax(have / want, want / have);
}

static double most_dense(const Search *search, int count) {
    return count >= search->wanted ? 2 - (count - 1) / (search->wanted - 1) : 1;
}

static double best_possible(double simple, double covered, double density) {
    return simple_weight * simple + cover_weight * covered + dense_weight * density +
           legible_weight;
}

/* Tries `count` ticks of steps[index] × skip × 10^power, wherever they cover the
 * data. */
static void try_places(Search *search, int index, int skip, int power, int count) {
    double step = skip * steps[index].factor * pow(10, power), grain = step / skip;
    double simple = 1 - (double) index / (STEP_COUNT - 1) - skip;
    double start = ceil(search->high / grain - 1e-9) - (double) (count - 1) * skip;
    double last = floor(search->low / grain + 1e-9);
    for (; start <= last; start++) {
        double low = start * grain, high = low + step * (count - 1);
        bool zero = fabs(fmod(start, skip)) < 0.5 && low <= 0 && high >= 0;
        double score = best_possible(simple + zero, cover(search, low, high),
                                     dense(search, count, low, high));
        if (score <= search->score) continue;
        int places = steps[index].places - power;
        search->score = score;
        search->first = low;
        search->step = step;
        search->count = count;
        search->places = places < 0 ? 0 : places > 15 ? 15 : places;
    }
}

static void try_powers(Search *search, int index, int skip, int count) {
    double simple = 2 - (double) index / (STEP_COUNT - 1) - skip;
    double least =
        (search->high - search->low) / (count + 1) / (skip * steps[index].factor);
    for (int power = (int) ceil(log10(least));; power++) {
        double span = skip * steps[index].factor * pow(10, power) * (count - 1);
        if (best_possible(simple, most_cover(search, span), most_dense(search, count)) <
                search->score ||
            span > 1e3 * (search->high - search->low))
            return;
        try_places(search, index, skip, power, count);
    }
}

static void find_ticks(Search *search) {
    enum { MOST_SKIP = 6, MOST_TICKS = 40 };
    search->score = -INFINITY;
    for (int skip = 1; skip <= MOST_SKIP; skip++) {
        for (int index = 0; index < STEP_COUNT; index++) {
            double simple = 2 - (double) index / (STEP_COUNT - 1) - skip;
            if (best_possible(simple, 1, 1) < search->score) return;
            for (int count = 2; count <= MOST_TICKS; count++) {
                if (best_possible(simple, 1, most_dense(search, count)) < search->score)
                    break;
                try_powers(search, index, skip, count);
            }
        }
    }
}

/* A range without extent is widened, as far as doubles tell numbers apart. */
static void widen(Range *data) {
    if (data->high - data->low > fmax(fabs(data->high), fabs(data->low)) * 1e-9) return;
    double by = data->high == 0 ? 1 : fabs(data->high) * 0.1;
    data->low -= by;
    data->high += by;
}

Ticks scale_values(Scale *scale, const Chart *chart, Arena *arena, Range data,
                   int wanted) {
    scale->logarithmic = false;
    choose_unit(scale, data);
    data.low /= scale->unit;
    data.high /= scale->unit;
    widen(&data);
    Search search = {
        .low = data.low, .high = data.high, .wanted = wanted < 2 ? 2 : wanted};
    find_ticks(&search);
    Ticks ticks = {arena_array(arena, search.count + 1, sizeof(Tick)), search.count};
    for (int i = 0; i < search.count; i++) {
        double units = decimal_round(search.first + i * search.step, search.places);
        ticks.ticks[i] =
            (Tick){.at = units * scale->unit,
                   .text = tick_text(arena, chart, scale, units, search.places)};
        if (i == 0) scale->low = units;
        scale->high = units;
    }
    return ticks;
}

/* ---- logarithms ---- */

static void add_power(Ticks *ticks, Arena *arena, const Chart *chart,
                      const Scale *scale, int power, int factor) {
    double units = factor * pow(10, power);
    bool plain = power >= -6 && power <= 12;
    const char *text =
        plain         ? tick_text(arena, chart, scale, units, power < 0 ? -power : 0)
        : factor == 1 ? arena_print(arena, "10^%d", power + scale->power)
                      : arena_print(arena,
                                    "%d\xC2\xA0\xC3\x97\xC2\xA0"
                                    "10^%d",
                                    factor, power + scale->power);
    ticks->ticks[ticks->count++] = (Tick){.at = units * scale->unit, .text = text};
}

Ticks scale_logarithm(Scale *scale, const Chart *chart, Arena *arena, Range data,
                      int wanted) {
    choose_unit(scale, data);
    scale->logarithmic = true;
    data.low /= scale->unit;
    data.high /= scale->unit;
    int first = (int) floor(log10(data.low) + 1e-9);
    int last = (int) ceil(log10(data.high) - 1e-9);
    last = last > first ? last : first + 1;
    int every = (last - first) / (wanted < 2 ? 2 : wanted) + 1;
    bool fine = 2 * (last - first) <= wanted && every == 1;
    Ticks ticks = {arena_array(arena, 3 * (last - first) + 4, sizeof(Tick)), 0};
    static const int factors[] = {1, 2, 5};
    for (int power = first; power < last || ticks.count < 2; power += every)
        for (int f = 0; f < (fine ? 3 : 1); f++)
            add_power(&ticks, arena, chart, scale, power, factors[f]);
    if (ticks.ticks[ticks.count - 1].at < data.high * scale->unit * (1 - 1e-9))
        add_power(&ticks, arena, chart, scale, fine ? last : last + every - 1, 1);
    int left = 0; /* those below the data but for the nearest */
    while (left + 2 < ticks.count &&
           ticks.ticks[left + 1].at <= data.low * scale->unit * (1 + 1e-9))
        left++;
    int right = ticks.count;
    while (right - 2 > left &&
           ticks.ticks[right - 2].at >= data.high * scale->unit * (1 - 1e-9))
        right--;
    ticks.ticks += left;
    ticks.count = right - left;
    scale->low = ticks.ticks[0].at / scale->unit;
    scale->high = ticks.ticks[ticks.count - 1].at / scale->unit;
    return ticks;
}

/* ---- dates ---- */

/* `format` with its first %d replaced by one number, the second by two digits. */
static const char *fill(Arena *arena, const char *format, int first, int second) {
    Text text = {.arena = arena};
    const char *slot = strstr(format, "%d");
    if (!slot) return format;
    text_add_bytes(&text, format, (size_t) (slot - format));
    text_print(&text, "%d", first);
    format = slot + 2;
    slot = strstr(format, "%d");
    if (slot) {
        text_add_bytes(&text, format, (size_t) (slot - format));
        text_print(&text, "%02d", second);
        format = slot + 2;
    }
    text_add(&text, format);
    return text_string(&text);
}

/* Steps in months; all but the first few divide years of any start. */
static const int month_steps[] = {1,   3,   6,   12,   24,   60,   120,
                                  240, 300, 600, 1200, 2400, 6000, 12000};

static Tick date_tick(const Chart *chart, Arena *arena, int month, int step,
                      bool first) {
    int start = chart->year_start > 1 ? chart->year_start - 1 : 0;
    int year = (int) floor((month - start) / 12.0);
    int of_year = month - start - 12 * year; /* 0 begins the chart's year */
    const char *name = start > 0 && chart->fiscal
                           ? fill(arena, chart->fiscal, year, (year + 1) % 100)
                           : arena_print(arena, "%d", year);
    Tick tick = {.at = month / 12.0, .text = name};
    if (step >= 12) return tick;
    tick.under = of_year == 0 || first ? name : NULL;
    int calendar = month - 12 * (int) floor(month / 12.0);
    if (chart->per_year == 4)
        tick.text =
            fill(arena, chart->quarter ? chart->quarter : "Q%d", of_year / 3 + 1, 0);
    else
        tick.text = chart->months ? chart->months[calendar]
                                  : arena_print(arena, "%02d", calendar + 1);
    return tick;
}

Ticks scale_dates(const Scale *scale, const Chart *chart, Arena *arena, Mpt room,
                  Mpt short_room) {
    int start = chart->year_start > 1 ? chart->year_start - 1 : 0;
    int low = (int) ceil(scale->low * 12 - 1e-6);
    int high = (int) floor(scale->high * 12 + 1e-6);
    int finest = chart->per_year > 0 ? 12 / chart->per_year : 1;
    double length = fabs((double) scale->to - scale->from);
    double span = fmax((scale->high - scale->low) * 12, 1e-9);
    enum { STEPS = sizeof month_steps / sizeof *month_steps };
    for (int s = 0; s < STEPS; s++) {
        int step = month_steps[s];
        if (step < finest) continue;
        double apart = length * step / span;
        if (apart < (step < 12 ? short_room : room) && s + 1 < STEPS) continue;
        int first = low - start;
        first += ((step - first % step) % step + step) % step;
        first += start;
        if (step < 12 && high - low >= 36) continue; /* years say as much */
        if (step >= 12 && first + step > high && s > 0 && span >= finest) {
            /* Fewer than two years to name: name what there is. */
            Ticks ends = {arena_array(arena, 2, sizeof(Tick)), 0};
            ends.ticks[ends.count++] = date_tick(chart, arena, low, finest, true);
            if (high > low)
                ends.ticks[ends.count++] = date_tick(chart, arena, high, finest, false);
            return ends;
        }
        Ticks ticks = {arena_array(arena, (high - first) / step + 2, sizeof(Tick)), 0};
        for (int month = first; month <= high; month += step)
            ticks.ticks[ticks.count++] =
                date_tick(chart, arena, month, step, month == first);
        return ticks;
    }
    return (Ticks){0};
}
