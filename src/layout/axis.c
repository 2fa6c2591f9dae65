/* Ticks are chosen among steps of 1, 2, 2.5 and 5 times a power of ten: each is scored
 * for how simple it is, how much of its range the data fill, and how near the number of
 * ticks is to what the plot has room for. */
#include "layout/axis.h"

#include <math.h>

#include "base/decimal.h"

static const struct {
    double factor, simplicity;
    int places; /* decimals of the factor */
} steps[] = {{1, 1, 0}, {2, 0.9, 0}, {5, 0.95, 0}, {2.5, 0.6, 1}};

Ticks axis_ticks(double low, double high, int wanted) {
    if (high < low) {
        double swap = low;
        low = high;
        high = swap;
    }
    if (high - low <= fabs(high) * 1e-9 || high == low) {
        double widen = high == 0 ? 1 : fabs(high) * 0.1;
        low -= widen;
        high += widen;
    }
    wanted = wanted < 2 ? 2 : wanted;
    int power = (int) floor(log10((high - low) / wanted));
    Ticks best = {0};
    double best_score = -INFINITY;
    for (int p = power - 1; p <= power + 2; p++) {
        for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
            double step = steps[i].factor * pow(10, p);
            double first = floor(low / step + 1e-9), last = ceil(high / step - 1e-9);
            int count = (int) (last - first) + 1;
            if (count > 4 * wanted || count < 2) continue;
            double coverage = (high - low) / ((last - first) * step);
            double density = fabs((double) count - wanted) / wanted;
            double score = 0.3 * steps[i].simplicity + 0.4 * coverage - 0.5 * density;
            if (score <= best_score) continue;
            best_score = score;
            int places = steps[i].places - p;
            best = (Ticks){first * step, step, count, places < 0 ? 0 : places};
        }
    }
    best.places = best.places > 15 ? 15 : best.places;
    return best;
}

double axis_tick(const Ticks *ticks, int index) {
    return decimal_round(ticks->first + index * ticks->step, ticks->places);
}

Ticks axis_years(double low, double high, int most) {
    static const int years[] = {1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000};
    Ticks ticks = {0};
    for (size_t i = 0; i < sizeof years / sizeof *years; i++) {
        double step = years[i];
        double first = ceil(low / step - 1e-9), last = floor(high / step + 1e-9);
        double count = last - first + 1;
        ticks = (Ticks){first * step, step, count < 0 ? 0 : (int) count, 0};
        if (count <= most) break;
    }
    if (ticks.count > most) ticks.count = most < 0 ? 0 : most;
    return ticks;
}

const char *axis_text(Arena *arena, const Chart *chart, double value, int places) {
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
        /* Four digits stand without a separator only as years do: never here. */
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
