/* Steps of index numbers: unit values and volumes of many items at two periods, what a
 * change in value is made of, indices of a row of periods, terms of trade. */
#include <math.h>

#include "analysis/cross.h"
#include "analysis/index.h"
#include "analysis/indicators.h"
#include "analysis/numbers.h"
#include "base/decimal.h"

/* ---- the basket: items with value and quantity at both periods ---- */

enum { VALUE_1, QUANTITY_1, VALUE_0, QUANTITY_0, SIDES };

typedef struct {
    Operand operands[SIDES];
    Lineup lineup;
    IndexItem *items;
    int count;
    Guard guard;           /* of the items that count */
    double part_0, part_1; /* of the value of all items, percent */
    const Figure **values; /* all figures of both values, matched or not */
    int value_count;
} Basket;

/* Numbers above zero only: an item that is not in both periods has no price to
 * follow. */
static void fill_basket(Call *call, Basket *basket) {
    const Lineup *lineup = &basket->lineup;
    Value *const *v = lineup->values;
    Guard *guards = arena_array(call->arena, lineup->count, sizeof *guards);
    basket->items = arena_array(call->arena, lineup->count, sizeof(IndexItem));
    for (int k = 0; k < lineup->count; k++) {
        Value sides[] = {v[VALUE_0][k], v[QUANTITY_0][k], v[VALUE_1][k],
                         v[QUANTITY_1][k]};
        Guard guard = guard_values(GUARD_OPEN, sides, SIDES);
        IndexItem item = {sides[0].number, sides[1].number, sides[2].number,
                          sides[3].number};
        if (guard.state != VALUE_NUMBER || !index_usable(&item)) continue;
        guards[basket->count] = guard;
        basket->items[basket->count++] = item;
    }
    basket->guard = GUARD_OPEN;
    for (int k = 0; k < basket->count; k++)
        basket->guard.status = status_worse(basket->guard.status, guards[k].status);
    if (call_text(call, "trim"))
        basket->count = index_trim(basket->items, basket->count,
                                   call_number(call, "trim", 0), call->arena);
}

static void gather_values(Call *call, Basket *basket) {
    const Operand *now = &basket->operands[VALUE_1], *base = &basket->operands[VALUE_0];
    int most = operand_count(now) + operand_count(base);
    basket->values = arena_array(call->arena, most, sizeof(Figure *));
    for (int i = 0; i < operand_count(now); i++)
        basket->values[basket->value_count++] = operand_at(now, i);
    for (int i = 0; i < operand_count(base); i++)
        basket->values[basket->value_count++] = operand_at(base, i);
}

static double percent(double part, double all) {
    return all > 0 ? 100 * part / all : 0;
}

static bool read_basket(Call *call, Basket *basket) {
    static const char *const names[] = {"value", "quantity", "base-value",
                                        "base-quantity"};
    static const int like[] = {VALUE_1, QUANTITY_1, VALUE_1, QUANTITY_1};
    *basket = (Basket){0};
    if (!cross_operands(call, names, SIDES, basket->operands) ||
        !cross_line_up(call, basket->operands, SIDES, like, &basket->lineup))
        return false;
    if (call_number(call, "trim", 1) <= 0)
        return call_fail(call, "bad value of 'trim' on <%s>: '%s' is not above 0",
                         call->step->name, call_text(call, "trim"));
    fill_basket(call, basket);
    double used_0 = 0, used_1 = 0;
    for (int k = 0; k < basket->count; k++) {
        used_0 += basket->items[k].value_0;
        used_1 += basket->items[k].value_1;
    }
    const Lineup *lineup = &basket->lineup;
    basket->part_0 = percent(used_0, lineup->sum[VALUE_0]);
    basket->part_1 = percent(used_1, lineup->sum[VALUE_1]);
    if (!basket->count) basket->guard.state = VALUE_NOT_AVAILABLE;
    gather_values(call, basket);
    return true;
}

/* What must be said of every result over matched items. */
static const char *matched(Call *call, const Basket *basket) {
    char now[DECIMAL_TEXT], base[DECIMAL_TEXT];
    return arena_print(
        call->arena, "%d of %d items matched%s, %s%% of %s and %s%% of %s",
        basket->count, basket->lineup.all[VALUE_1],
        call_text(call, "trim") ? " without outliers" : "",
        decimal_format(basket->part_1, 1, now), call_text(call, "value"),
        decimal_format(basket->part_0, 1, base), call_text(call, "base-value"));
}

/* An index has one decimal unless the template says otherwise. */
static void be_index(Call *call) {
    call->result->unit = (Unit){"index", 0};
    if (call->result->places < 0) call->result->places = 1;
}

typedef double IndexFormula(IndexMethod method, const IndexItem *items, int count);

static bool basket_index(Call *call, IndexFormula *formula, const char *what) {
    static const char *const titles[] = {"Laspeyres", "Paasche", "Fisher", "Törnqvist"};
    Basket basket;
    int method = call_text(call, "method") ? cross_word(call, "method", INDEX_METHODS)
                                           : INDEX_FISHER;
    if (method < 0 || !read_basket(call, &basket)) return false;
    be_index(call);
    call->result->formula =
        arena_print(call->arena, "%s index of %s, base period = 100; %s",
                    titles[method], what, matched(call, &basket));
    double number =
        basket.count ? formula((IndexMethod) method, basket.items, basket.count) : 0;
    call_reserve(call, 1);
    cross_add(call, basket.operands[VALUE_1].result, guard_number(basket.guard, number),
              basket.lineup.inputs, basket.lineup.input_count);
    return true;
}

static bool step_price_index(Call *call) {
    return basket_index(call, index_price, "unit values, which are not prices");
}

static bool step_volume_index(Call *call) {
    return basket_index(call, index_volume, "volumes");
}

static bool step_index_coverage(Call *call) {
    Basket basket;
    if (!read_basket(call, &basket)) return false;
    const Lineup *lineup = &basket.lineup;
    Guard guard = {VALUE_NUMBER, basket.guard.status};
    Value now = value_of(basket.part_1, guard.status);
    Value base = value_of(basket.part_0, guard.status);
    if (lineup->sum[VALUE_1] <= 0) now = value_missing(VALUE_NOT_DEFINED);
    if (lineup->sum[VALUE_0] <= 0) base = value_missing(VALUE_NOT_DEFINED);
    call->result->unit = (Unit){"percent", 0};
    call->result->formula = arena_print(
        call->arena, "100 × value of the items in the index / value of all items; %s",
        matched(call, &basket));
    call_reserve(call, 2);
    call_add(call, "now", 0, now, basket.values, basket.value_count);
    call_add(call, "base", 0, base, basket.values, basket.value_count);
    return true;
}

/* ---- price, volume and mix ---- */

/* Not available without items: nothing known is not nothing traded. */
static Value total_of(Call *call, const Operand *operand, double scale) {
    const Figure **figures;
    Value *values = cross_values(call, operand, &figures);
    int count = operand_count(operand);
    Value sum = count ? sum_of(values, count) : value_missing(VALUE_NOT_AVAILABLE);
    sum.number *= scale;
    return sum;
}

static bool step_decomposition(Call *call) {
    Basket basket;
    if (!read_basket(call, &basket)) return false;
    const Operand *operands = basket.operands;
    const Lineup *lineup = &basket.lineup;
    const Unit *unit = &operands[VALUE_1].result->unit;
    int gap = operands[VALUE_0].result->unit.multiplier - unit->multiplier;
    Value change = level_change(total_of(call, &operands[VALUE_1], 1),
                                total_of(call, &operands[VALUE_0], power_of_ten(gap)));
    Decomposition parts = index_decompose(basket.items, basket.count);
    double explained = parts.price + parts.volume + parts.mix;
    bool is_complete =
        basket.count == lineup->all[VALUE_1] && basket.count == lineup->all[VALUE_0];
    double unmatched = is_complete ? 0 : change.number - explained;
    Guard rest = guard_values(basket.guard, &change, 1);
    const struct {
        const char *key;
        Value value;
    } rows[] = {{"price", guard_number(basket.guard, parts.price)},
                {"volume", guard_number(basket.guard, parts.volume)},
                {"mix", guard_number(basket.guard, parts.mix)},
                {"unmatched", guard_number(rest, unmatched)},
                {"total", change}};
    call->result->unit = *unit;
    call->result->formula =
        arena_print(call->arena,
                    "Bennet decomposition of %s − %s: unit values, volume at the mean "
                    "unit value, mix, items that are not matched; %s",
                    call_text(call, "value"), call_text(call, "base-value"),
                    matched(call, &basket));
    call_reserve(call, 5);
    for (int i = 0; i < 3; i++)
        call_add(call, rows[i].key, 0, rows[i].value, lineup->inputs,
                 lineup->input_count);
    for (int i = 3; i < 5; i++)
        call_add(call, rows[i].key, 0, rows[i].value, basket.values,
                 basket.value_count);
    return true;
}

/* ---- unit values without outliers ---- */

static bool step_trim(Call *call) {
    Operand of;
    if (!call_operand(call, "of", &of)) return false;
    double reach = call_number(call, "by", 1.5);
    if (reach <= 0)
        return call_fail(call, "bad value of 'by' on <trim>: '%s' is not above 0",
                         call_text(call, "by"));
    const Result *source = of.result;
    double *logs = arena_array(call->arena, source->figure_count, sizeof *logs);
    int count = 0;
    for (int i = 0; i < source->figure_count; i++) {
        const Value *value = &source->figures[i].value;
        if (value->state == VALUE_NUMBER && value->number > 0)
            logs[count++] = log(value->number);
    }
    numbers_sort(logs, count);
    Fences fences = numbers_fences(logs, count, reach);
    call->result->unit = source->unit;
    call_reserve(call, source->figure_count);
    for (int i = 0; i < source->figure_count; i++) {
        const Figure *figure = &source->figures[i];
        if (figure->value.state == VALUE_NUMBER) {
            double number = figure->value.number, size = log(number);
            if (number <= 0 || size < fences.low || size > fences.high) continue;
        }
        call_add(call, figure->key, figure->period, figure->value, &figure, 1);
    }
    char text[DECIMAL_TEXT];
    call->result->formula =
        arena_print(call->arena,
                    "%s without %d outliers, whose logarithm is more than %s times the "
                    "distance of the quartiles beyond them",
                    source->id, source->figure_count - call->result->figure_count,
                    decimal_plain(reach, text));
    return true;
}

/* ---- a row of periods as an index ---- */

/* True when `period` is the base or a part of it. */
static bool is_in_base(Period period, Period base) {
    int fine = frequency_per_year(period_frequency(period));
    int coarse = frequency_per_year(period_frequency(base));
    if (period == base) return true;
    if (!coarse || fine <= coarse || fine % coarse != 0) return false;
    return period_make(period_frequency(base), period_year(period),
                       (period_index(period) - 1) / (fine / coarse) + 1) == base;
}

/* How many periods of the row make up the base. */
static int base_length(Period period, Period base) {
    int fine = frequency_per_year(period_frequency(period));
    int coarse = frequency_per_year(period_frequency(base));
    return coarse && fine > coarse && fine % coarse == 0 ? fine / coarse : 1;
}

static Value fixed_base(Value now, Value mean) {
    if (mean.state == VALUE_NUMBER && mean.number <= 0)
        mean = value_missing(VALUE_NOT_DEFINED);
    return share_of(now, mean);
}

static bool step_index(Call *call) {
    Operand of;
    if (!call_operand(call, "of", &of)) return false;
    const Result *source = of.result;
    Period base = call_period(call, "base");
    const Figure **inputs =
        arena_array(call->arena, source->figure_count + 1, sizeof *inputs);
    Value *values = arena_array(call->arena, source->figure_count, sizeof *values);
    int count = 0;
    for (int i = 0; i < source->figure_count; i++) {
        if (!is_in_base(source->figures[i].period, base)) continue;
        values[count] = source->figures[i].value;
        inputs[1 + count++] = &source->figures[i];
    }
    if (!count)
        return call_fail(call, "'%s' has no figure of the base %s", source->id,
                         call_text(call, "base"));
    Value mean = sum_of(values, count);
    mean.number /= count;
    if (count != base_length(source->figures[0].period, base))
        mean = value_missing(VALUE_NOT_AVAILABLE);
    be_index(call);
    call->result->formula =
        arena_print(call->arena, "100 × %s / its %s %s", source->id,
                    count > 1 ? "mean of" : "figure of", call_text(call, "base"));
    call_reserve(call, source->figure_count);
    for (int i = 0; i < source->figure_count; i++) {
        const Figure *figure = &source->figures[i];
        inputs[0] = figure;
        call_add(call, figure->key, figure->period, fixed_base(figure->value, mean),
                 inputs, count + 1);
    }
    return true;
}

/* ---- links of two periods as a chain ---- */

/* Each link times those before it, the base of the first being 100 (IMF manual, chapter
 * 16).  Unlike a fixed base it keeps its items comparable, and may drift. */
static bool step_chain_index(Call *call) {
    int count;
    Operand *links = call_operands(call, "of", &count);
    if (!links) return false;
    Value level = value_of(100, 'A');
    be_index(call);
    call->result->formula =
        arena_print(call->arena, "links %s multiplied, base of the first = 100",
                    call_text(call, "of"));
    call_reserve(call, count);
    for (int i = 0; i < count; i++) {
        const Result *result = links[i].result;
        if (operand_count(&links[i]) != 1)
            return call_fail(call,
                             "'%s' is not one figure: a link is an index of one "
                             "period on another",
                             result->id);
        if (!call_same_unit(call, links[0].result, result)) return false;
        const Figure *link = operand_at(&links[i], 0);
        const Figure *inputs[] = {i ? &call->result->figures[i - 1] : NULL, link};
        level = value_of_quantity(level, ratio_of(link->value, value_of(100, 'A')));
        call_add(call, link->key, link->period, level, inputs, 2);
    }
    return true;
}

/* ---- terms of trade ---- */

/* 100 times export over import prices (UNCTAD Handbook of Statistics). */
static Value terms_of_trade(const Value *v, double option) {
    (void) option;
    return share_of(v[0], v[1]);
}

/* Terms of trade times the volume index of exports: what exports buy (UNCTAD). */
static Value income_terms(const Value *v, double option) {
    (void) option;
    return value_of_quantity(ratio_of(v[0], v[1]), v[2]);
}

static bool each_index(Call *call, int count, EachFormula *formula, const char *text) {
    static const char *const names[] = {"exports", "imports", "volume"};
    static const int like[] = {0, 0, 0};
    Operand operands[3];
    if (!cross_operands(call, names, count, operands)) return false;
    be_index(call);
    call->result->formula = text;
    return cross_each(call, operands, count, like, formula, 0);
}

static bool step_terms_of_trade(Call *call) {
    return each_index(call, 2, terms_of_trade,
                      arena_print(call->arena, "100 × %s / %s",
                                  call_text(call, "exports"),
                                  call_text(call, "imports")));
}

static bool step_income_terms(Call *call) {
    return each_index(
        call, 3, income_terms,
        arena_print(call->arena, "%s / %s × %s", call_text(call, "exports"),
                    call_text(call, "imports"), call_text(call, "volume")));
}

const StepRule INDEX_STEPS[] = {
    {"price-index",
     step_price_index,
     false,
     {OPERAND("value"), OPERAND("quantity"), OPERAND("base-value"),
      OPERAND("base-quantity"), OPTIONAL("method", ARGUMENT_TEXT),
      OPTIONAL("trim", ARGUMENT_NUMBER)}},
    {"volume-index",
     step_volume_index,
     false,
     {OPERAND("value"), OPERAND("quantity"), OPERAND("base-value"),
      OPERAND("base-quantity"), OPTIONAL("method", ARGUMENT_TEXT),
      OPTIONAL("trim", ARGUMENT_NUMBER)}},
    {"index-coverage",
     step_index_coverage,
     false,
     {OPERAND("value"), OPERAND("quantity"), OPERAND("base-value"),
      OPERAND("base-quantity"), OPTIONAL("trim", ARGUMENT_NUMBER)}},
    {"decomposition",
     step_decomposition,
     false,
     {OPERAND("value"), OPERAND("quantity"), OPERAND("base-value"),
      OPERAND("base-quantity"), OPTIONAL("trim", ARGUMENT_NUMBER)}},
    {"trim", step_trim, false, {OPERAND("of"), OPTIONAL("by", ARGUMENT_NUMBER)}},
    {"index", step_index, false, {OPERAND("of"), REQUIRED("base", ARGUMENT_PERIOD)}},
    {"chain-index", step_chain_index, false, {REQUIRED("of", ARGUMENT_LIST)}},
    {"terms-of-trade",
     step_terms_of_trade,
     false,
     {OPERAND("exports"), OPERAND("imports")}},
    {"income-terms",
     step_income_terms,
     false,
     {OPERAND("exports"), OPERAND("imports"), OPERAND("volume")}},
    {.name = NULL}};
