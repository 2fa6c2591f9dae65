/* Steps that take a cross-section of the dataset and arrange its items: sums, choices,
 * rankings, the residual row, contributions to growth. */
#include <stdlib.h>
#include <string.h>

#include "analysis/cross.h"
#include "analysis/indicators.h"
#include "analysis/numbers.h"
#include "analysis/selection.h"

/* ---- across: the observations of one period, one for each product or partner ---- */

/* The index of the series' observation of `period` in the columns; -1 for none. */
static int observation_at(const Dataset *dataset, const Series *series, Period period) {
    int low = series->first_observation, end = low + series->observation_count;
    int high = end;
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (dataset->periods[middle] < period)
            low = middle + 1;
        else
            high = middle;
    }
    return low < end && dataset->periods[low] == period ? low : -1;
}

static bool step_across(Call *call) {
    const char *wanted[DIM_COUNT];
    int over = cross_word(call, "over", DIMENSION_NAMES), found_count, count = 0;
    if (over < 0) return false;
    selection_arguments(call, wanted);
    Period period = call_period(call, "period");
    if (!wanted[DIM_FREQUENCY])
        wanted[DIM_FREQUENCY] = frequency_code(period_frequency(period));
    const Series **found = selection_find(call, wanted, over, &found_count);
    if (!found) return false;
    Candidate *all = arena_array(call->arena, found_count, sizeof *all);
    for (int i = 0; i < found_count; i++) {
        int index = observation_at(call->dataset, found[i], period);
        if (index < 0) continue;
        all[count++] =
            (Candidate){found[i]->dimensions[over], period, found[i], index, i};
    }
    count = selection_latest(all, count);
    Result *result = call->result;
    result->unit = (Unit){found[0]->dimensions[DIM_UNIT], found[0]->multiplier};
    selection_traits(call, found[0]);
    result->formula = arena_print(call->arena, "as published, by %s, %s",
                                  DIMENSION_NAMES[over], call_text(call, "period"));
    result->period = period;
    call_reserve(call, count);
    for (int i = 0; i < count; i++)
        selection_add(call, &all[i], all[i].key, 0);
    return true;
}

/* ---- pick, sum ---- */

static void copy_figure(Call *call, const Figure *figure) {
    call_add(call, figure->key, figure->period, figure->value, &figure, 1);
}

/* The keys of `except` as a map; every one must be a key of the operand. */
static bool read_except(Call *call, const Result *of, Map **except) {
    int count;
    const char **keys = cross_keys(call, "except", &count);
    Map *known = map_new(call->arena);
    *except = map_new(call->arena);
    for (int i = 0; i < of->figure_count; i++)
        map_put(known, of->figures[i].key, &of->figures[i]);
    for (int i = 0; i < count; i++) {
        if (!map_get(known, keys[i]))
            return call_fail(call, "'%s' has no figure '%s' to except", of->id,
                             keys[i]);
        map_put(*except, keys[i], call);
    }
    return true;
}

/* The keys in the order of the argument; one that has no figure is not available, since
 * a product may not have been traded yet. */
static void pick_keys(Call *call, const Result *of, const char **keys, int count) {
    Operand operand = {.result = of};
    call_reserve(call, count);
    for (int i = 0; i < count; i++) {
        const Figure *figure = operand_figure(&operand, keys[i]);
        if (figure)
            copy_figure(call, figure);
        else
            call_add(call, keys[i], 0, value_missing(VALUE_NOT_AVAILABLE), NULL, 0);
    }
}

static bool step_pick(Call *call) {
    Operand of;
    Map *except;
    int count;
    if (!call_operand(call, "of", &of)) return false;
    const char **keys = cross_keys(call, "keys", &count);
    if (!count == !call_text(call, "except"))
        return call_fail(call, "<pick> needs 'keys' or 'except', and not both");
    if (!read_except(call, of.result, &except)) return false;
    call->result->unit = of.result->unit;
    call->result->formula =
        arena_print(call->arena, "%s of %s",
                    count ? "chosen items" : "all but some items", of.result->id);
    if (count) {
        pick_keys(call, of.result, keys, count);
        return true;
    }
    call_reserve(call, of.result->figure_count);
    for (int i = 0; i < of.result->figure_count; i++)
        if (!map_get(except, of.result->figures[i].key))
            copy_figure(call, &of.result->figures[i]);
    return true;
}

static bool step_sum(Call *call) {
    Operand of;
    Map *except;
    if (!call_operand(call, "of", &of) || !read_except(call, of.result, &except))
        return false;
    const Figure **inputs;
    Value *values = cross_values(call, &of, &inputs);
    int count = 0;
    for (int i = 0; i < operand_count(&of); i++) {
        if (map_get(except, inputs[i]->key)) continue;
        values[count] = values[i];
        inputs[count++] = inputs[i];
    }
    if (!count) return call_fail(call, "'%s' has no figures to add up", of.result->id);
    const char *left_out = call_text(call, "except");
    call->result->unit = of.result->unit;
    call->result->formula =
        arena_print(call->arena, "sum of %s%s%s", call_text(call, "of"),
                    left_out ? " without " : "", left_out ? left_out : "");
    call_reserve(call, 1);
    cross_add(call, of.result, sum_of(values, count), inputs, count);
    return true;
}

/* ---- top, rest: a ranking and what it leaves ---- */

static const char *residual_key(const Call *call) {
    const char *text = call_text(call, "as");
    return text ? text : "Other / not specified";
}

/* The total in the unit of `of`, one figure; false after a diagnostic. */
static bool read_total(Call *call, const Result *of, const char *name,
                       const Figure **figure, Value *value) {
    Operand total, items = {.result = of}, *both[] = {&items, &total};
    if (!call_operand(call, name, &total) || !call_same_unit(call, of, total.result))
        return false;
    cross_settle(both, 2);
    if (operand_count(&total) != 1)
        return call_fail(call, "'%s' is not one figure: say which, as in %s@key",
                         call_text(call, name), total.result->id);
    *figure = operand_at(&total, 0);
    *value = (*figure)->value;
    value->number *= power_of_ten(total.result->unit.multiplier - of->unit.multiplier);
    return true;
}

/* Largest first; of equals the earlier. */
static int by_size(const void *a, const void *b) {
    const Figure *left = *(const Figure *const *) a;
    const Figure *right = *(const Figure *const *) b;
    double l = left->value.number, r = right->value.number;
    if (l != r) return l > r ? -1 : 1;
    return left < right ? -1 : left > right;
}

/* Adds total minus the figures so far.  A single part that is left and is suppressed
 * stays so: the difference would give it away. */
static void add_residual(Call *call, const Figure *total, Value whole,
                         bool gives_away) {
    Result *result = call->result;
    int count = result->figure_count;
    Value *shown = arena_array(call->arena, count, sizeof *shown);
    const Figure **inputs = arena_array(call->arena, count + 1, sizeof *inputs);
    inputs[0] = total;
    for (int i = 0; i < count; i++) {
        shown[i] = result->figures[i].value;
        inputs[i + 1] = result->figures[i].inputs[0];
    }
    Value rest = trade_balance(whole, sum_of(shown, count));
    if (gives_away) rest = value_missing(VALUE_SUPPRESSED);
    call_add(call, residual_key(call), 0, rest, inputs, count + 1);
}

static bool step_top(Call *call) {
    Operand of;
    if (!call_operand(call, "of", &of)) return false;
    const Result *source = of.result;
    const Figure **ranked =
        arena_array(call->arena, source->figure_count, sizeof *ranked);
    const Figure *total = NULL;
    Value whole = {0};
    if (call_text(call, "total") && !read_total(call, source, "total", &total, &whole))
        return false;
    int count = 0, suppressed = 0;
    for (int i = 0; i < source->figure_count; i++) {
        const Figure *figure = &source->figures[i];
        suppressed += figure->value.state == VALUE_SUPPRESSED;
        if (figure->value.state == VALUE_NUMBER) ranked[count++] = figure;
    }
    if (count) qsort(ranked, (size_t) count, sizeof(Figure *), by_size);
    int wanted = (int) call_number(call, "count", 1);
    int shown = wanted < count ? wanted : count;
    call->result->unit = source->unit;
    call->result->formula =
        arena_print(call->arena, "the %d largest of %s%s%s", wanted, source->id,
                    total ? ", and what they leave of " : "",
                    total ? call_text(call, "total") : "");
    call_reserve(call, shown + 1);
    for (int i = 0; i < shown; i++)
        copy_figure(call, ranked[i]);
    if (total)
        add_residual(call, total, whole,
                     suppressed == 1 && source->figure_count - shown == 1);
    return true;
}

static bool step_rest(Call *call) {
    Operand of;
    const Figure *total = NULL;
    Value whole = {0};
    if (!call_operand(call, "of", &of) ||
        !read_total(call, of.result, "total", &total, &whole))
        return false;
    call->result->unit = of.result->unit;
    call->result->formula = arena_print(call->arena, "%s, and what it leaves of %s",
                                        of.result->id, call_text(call, "total"));
    call_reserve(call, operand_count(&of) + 1);
    for (int i = 0; i < operand_count(&of); i++)
        copy_figure(call, operand_at(&of, i));
    add_residual(call, total, whole, false);
    return true;
}

/* The place of each item among the numbers, 1 for the largest; equals share theirs. */
static bool step_rank(Call *call) {
    Operand of;
    if (!call_operand(call, "of", &of)) return false;
    const Result *source = of.result;
    const Figure **ranked =
        arena_array(call->arena, source->figure_count, sizeof *ranked);
    int *places = arena_array(call->arena, source->figure_count, sizeof *places);
    int count = 0;
    for (int i = 0; i < source->figure_count; i++)
        if (source->figures[i].value.state == VALUE_NUMBER)
            ranked[count++] = &source->figures[i];
    if (count) qsort(ranked, (size_t) count, sizeof(Figure *), by_size);
    for (int i = 0; i < count; i++) {
        bool is_equal = i && ranked[i]->value.number == ranked[i - 1]->value.number;
        places[ranked[i] - source->figures] =
            is_equal ? places[ranked[i - 1] - source->figures] : i + 1;
    }
    call->result->unit = (Unit){"ratio", 0};
    if (call->result->places < 0) call->result->places = 0;
    call->result->formula = arena_print(
        call->arena, "rank in %s, 1 for the largest of %d", source->id, count);
    call_reserve(call, source->figure_count);
    for (int i = 0; i < source->figure_count; i++) {
        const Figure *figure = &source->figures[i];
        Guard guard = guard_values(GUARD_OPEN, &figure->value, 1);
        call_add(call, figure->key, figure->period, guard_number(guard, places[i]),
                 &figure, 1);
    }
    return true;
}

/* ---- changes from another cross-section ---- */

static Value growth_of(const Value *v, double option) {
    (void) option;
    return growth_rate(v[0], v[1]);
}

static Value change_of(const Value *v, double option) {
    (void) option;
    return level_change(v[0], v[1]);
}

/* Each item of `of` against the same of `base`. */
static bool from_base(Call *call, EachFormula *formula, const char *text) {
    static const char *const names[] = {"of", "base"};
    static const int like[] = {0, 0};
    Operand operands[2];
    if (!cross_operands(call, names, 2, operands)) return false;
    call->result->formula =
        arena_print(call->arena, text, call_text(call, "of"), call_text(call, "base"));
    return cross_each(call, operands, 2, like, formula, 0);
}

static bool step_growth_from(Call *call) {
    call->result->unit = (Unit){"percent", 0};
    return from_base(call, growth_of, "100 × (%s / %s − 1)");
}

static bool step_change_from(Call *call) {
    Operand of;
    if (!call_operand(call, "of", &of)) return false;
    bool is_percent = strcmp(of.result->unit.unit, "percent") == 0;
    call->result->unit = is_percent ? (Unit){"points", 0} : of.result->unit;
    return from_base(call, change_of, "%s − %s");
}

/* ---- contributions to growth ---- */

/* 100 (x_t - x_0) / X_0, in percentage points (practice of ONS and Eurostat). */
static Value contribution(Value now, Value base, Value base_total) {
    return share_of(level_change(now, base), base_total);
}

typedef struct {
    Operand now, base;
    const Figure *figures[2]; /* of the totals at both ends; NULL when summed */
    Value totals[2];
} Contributions;

static bool read_contributions(Call *call, Contributions *c) {
    if (!call_operand(call, "of", &c->now) || !call_operand(call, "base", &c->base) ||
        !call_same_unit(call, c->now.result, c->base.result))
        return false;
    static const char *const names[] = {"total", "base-total"};
    const Operand *sides[] = {&c->now, &c->base};
    if (!call_text(call, "total") != !call_text(call, "base-total"))
        return call_fail(call, "'total' and 'base-total' stand together");
    for (int i = 0; i < 2; i++) {
        const Figure **figures;
        Value *values = cross_values(call, sides[i], &figures);
        c->figures[i] = NULL;
        int count = operand_count(sides[i]);
        c->totals[i] =
            count ? sum_of(values, count) : value_missing(VALUE_NOT_AVAILABLE);
        if (call_text(call, names[i]) && !read_total(call, sides[i]->result, names[i],
                                                     &c->figures[i], &c->totals[i]))
            return false;
    }
    int gap = c->base.result->unit.multiplier - c->now.result->unit.multiplier;
    c->totals[1].number *= power_of_ten(gap);
    return true;
}

/* The growth of the total, and what of it the items do not explain: items of one period
 * alone, and what the total holds beyond the items. */
static void add_contribution_totals(Call *call, const Contributions *c) {
    Result *result = call->result;
    int count = result->figure_count;
    Value *parts = arena_array(call->arena, count, sizeof *parts);
    const Figure **inputs = arena_array(call->arena, count + 2, sizeof *inputs);
    Guard hidden = GUARD_OPEN;
    for (int i = 0; i < count; i++) {
        parts[i] = result->figures[i].value;
        inputs[i] = &result->figures[i];
        if (parts[i].state == VALUE_SUPPRESSED || parts[i].state == VALUE_NUMBER)
            hidden = guard_values(hidden, &parts[i], 1);
    }
    inputs[count] = c->figures[0];
    inputs[count + 1] = c->figures[1];
    Value growth = growth_rate(c->totals[0], c->totals[1]);
    Value rest = guard_number(guard_values(hidden, &growth, 1),
                              growth.number - numbers_sum(parts, count));
    call_add(call, "residual", 0, rest, inputs, count + 2);
    call_add(call, "total", 0, growth, inputs, count + 2);
}

static bool step_contributions(Call *call) {
    Contributions c;
    if (!read_contributions(call, &c)) return false;
    int gap = c.base.result->unit.multiplier - c.now.result->unit.multiplier;
    double scale = power_of_ten(gap);
    Operand base = {.result = c.base.result};
    Map *bases = map_new(call->arena);
    for (int i = 0; i < base.result->figure_count; i++)
        map_put(bases, base.result->figures[i].key, &base.result->figures[i]);
    call->result->unit = (Unit){"points", 0};
    call->result->formula = arena_print(
        call->arena,
        "100 × (%s − %s) / %s; the residual is what they leave of the "
        "total's growth",
        call_text(call, "of"), call_text(call, "base"),
        c.figures[1] ? call_text(call, "base-total")
                     : arena_print(call->arena, "sum of %s", c.base.result->id));
    call_reserve(call, operand_count(&c.now) + 2);
    for (int i = 0; i < operand_count(&c.now); i++) {
        const Figure *now = operand_at(&c.now, i), *before = map_get(bases, now->key);
        const Figure *inputs[] = {now, before, c.figures[1]};
        Value then = before ? before->value : value_missing(VALUE_NOT_AVAILABLE);
        then.number *= scale;
        call_add(call, now->key, 0, contribution(now->value, then, c.totals[1]), inputs,
                 3);
    }
    add_contribution_totals(call, &c);
    return true;
}

const StepRule CROSS_STEPS[] = {
    {"across",
     step_across,
     false,
     {REQUIRED("over", ARGUMENT_TEXT), REQUIRED("period", ARGUMENT_PERIOD),
      OPTIONAL("reporter", ARGUMENT_TEXT), OPTIONAL("partner", ARGUMENT_TEXT),
      OPTIONAL("flow", ARGUMENT_TEXT), OPTIONAL("product", ARGUMENT_TEXT),
      OPTIONAL("maker", ARGUMENT_TEXT), OPTIONAL("measure", ARGUMENT_TEXT),
      OPTIONAL("frequency", ARGUMENT_TEXT), OPTIONAL("unit", ARGUMENT_TEXT),
      OPTIONAL("valuation", ARGUMENT_TEXT), OPTIONAL("basis", ARGUMENT_TEXT),
      OPTIONAL("adjustment", ARGUMENT_TEXT), OPTIONAL("detail", ARGUMENT_TEXT),
      OPTIONAL("vintage", ARGUMENT_DATE), OPTIONAL("optional", ARGUMENT_TEXT)}},
    {"pick",
     step_pick,
     false,
     {OPERAND("of"), OPTIONAL("keys", ARGUMENT_TEXT),
      OPTIONAL("except", ARGUMENT_TEXT)}},
    {"sum", step_sum, false, {OPERAND("of"), OPTIONAL("except", ARGUMENT_TEXT)}},
    {"top",
     step_top,
     false,
     {OPERAND("of"), REQUIRED("count", ARGUMENT_COUNT),
      OPTIONAL("total", ARGUMENT_OPERAND), OPTIONAL("as", ARGUMENT_TEXT)}},
    {"rest",
     step_rest,
     false,
     {OPERAND("of"), OPERAND("total"), OPTIONAL("as", ARGUMENT_TEXT)}},
    {"rank", step_rank, false, {OPERAND("of")}},
    {"growth-from", step_growth_from, false, {OPERAND("of"), OPERAND("base")}},
    {"change-from", step_change_from, false, {OPERAND("of"), OPERAND("base")}},
    {"contributions",
     step_contributions,
     false,
     {OPERAND("of"), OPERAND("base"), OPTIONAL("total", ARGUMENT_OPERAND),
      OPTIONAL("base-total", ARGUMENT_OPERAND)}},
    {.name = NULL}};
