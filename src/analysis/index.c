/* A volume index is the price index of the same items with prices and quantities
 * exchanged, so each formula stands once. */
#include "analysis/index.h"

#include <math.h>

#include "analysis/numbers.h"

const char *const INDEX_METHODS[] = {"laspeyres", "paasche", "fisher", "tornqvist",
                                     NULL};

bool index_usable(const IndexItem *item) {
    return item->value_0 > 0 && item->quantity_0 > 0 && item->value_1 > 0 &&
           item->quantity_1 > 0;
}

/* What the index follows and what weighs it, at both periods. */
typedef struct {
    double level_0, level_1, weight_0, weight_1;
} Pair;

static Pair pair_of(const IndexItem *item, bool volume) {
    double price_0 = item->value_0 / item->quantity_0;
    double price_1 = item->value_1 / item->quantity_1;
    if (volume) return (Pair){item->quantity_0, item->quantity_1, price_0, price_1};
    return (Pair){price_0, price_1, item->quantity_0, item->quantity_1};
}

/* Laspeyres weighs both levels by the base period, Paasche by the present one. */
static double by_weights(const IndexItem *items, int count, bool volume,
                         bool of_present) {
    double now = 0, base = 0;
    for (int i = 0; i < count; i++) {
        Pair pair = pair_of(&items[i], volume);
        double weight = of_present ? pair.weight_1 : pair.weight_0;
        now += pair.level_1 * weight;
        base += pair.level_0 * weight;
    }
    return now / base;
}

static double laspeyres(const IndexItem *items, int count, bool volume) {
    return by_weights(items, count, volume, false);
}

static double paasche(const IndexItem *items, int count, bool volume) {
    return by_weights(items, count, volume, true);
}

static double tornqvist(const IndexItem *items, int count, bool volume) {
    double sum_0 = 0, sum_1 = 0, exponent = 0;
    for (int i = 0; i < count; i++) {
        sum_0 += items[i].value_0;
        sum_1 += items[i].value_1;
    }
    for (int i = 0; i < count; i++) {
        Pair pair = pair_of(&items[i], volume);
        double weight = (items[i].value_0 / sum_0 + items[i].value_1 / sum_1) / 2;
        exponent += weight * log(pair.level_1 / pair.level_0);
    }
    return exp(exponent);
}

static double number(IndexMethod method, const IndexItem *items, int count,
                     bool volume) {
    if (!count) return NAN;
    switch (method) {
    case INDEX_LASPEYRES:
        return 100 * laspeyres(items, count, volume);
    case INDEX_PAASCHE:
        return 100 * paasche(items, count, volume);
    case INDEX_FISHER:
        return 100 *
               sqrt(laspeyres(items, count, volume) * paasche(items, count, volume));
    case INDEX_TORNQVIST:
        return 100 * tornqvist(items, count, volume);
    }
    return NAN;
}

double index_price(IndexMethod method, const IndexItem *items, int count) {
    return number(method, items, count, false);
}

double index_volume(IndexMethod method, const IndexItem *items, int count) {
    return number(method, items, count, true);
}

static double price_relative(const IndexItem *item) {
    Pair pair = pair_of(item, false);
    return log(pair.level_1 / pair.level_0);
}

int index_trim(IndexItem *items, int count, double reach, Arena *arena) {
    double *sorted = arena_array(arena, count, sizeof *sorted);
    for (int i = 0; i < count; i++)
        sorted[i] = price_relative(&items[i]);
    numbers_sort(sorted, count);
    Fences fences = numbers_fences(sorted, count, reach);
    int kept = 0;
    for (int i = 0; i < count; i++) {
        double relative = price_relative(&items[i]);
        if (relative >= fences.low && relative <= fences.high) items[kept++] = items[i];
    }
    return kept;
}

Decomposition index_decompose(const IndexItem *items, int count) {
    Decomposition parts = {0, 0, 0};
    IndexItem all = {0, 0, 0, 0};
    double quantity_terms = 0;
    for (int i = 0; i < count; i++) {
        const IndexItem *item = &items[i];
        double price_0 = item->value_0 / item->quantity_0;
        double price_1 = item->value_1 / item->quantity_1;
        parts.price += (price_1 - price_0) * (item->quantity_0 + item->quantity_1) / 2;
        quantity_terms +=
            (item->quantity_1 - item->quantity_0) * (price_0 + price_1) / 2;
        all.value_0 += item->value_0;
        all.value_1 += item->value_1;
        all.quantity_0 += item->quantity_0;
        all.quantity_1 += item->quantity_1;
    }
    if (!count) return parts;
    parts.volume = (all.quantity_1 - all.quantity_0) *
                   (all.value_0 / all.quantity_0 + all.value_1 / all.quantity_1) / 2;
    parts.mix = quantity_terms - parts.volume;
    return parts;
}
