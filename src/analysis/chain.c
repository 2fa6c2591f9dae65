/* Units of a chain cancel like fractions; what is left names the result. */
#include "analysis/chain.h"

#include <string.h>

#include "analysis/cross.h"
#include "analysis/numbers.h"

/* ---- units ---- */

typedef struct {
    const char **above, **below;
    int above_count, below_count;
    int multiplier;
    int percents; /* how many factors are in percent, less those that divide */
} UnitFraction;

/* Takes `unit` out of the side that it cancels, or puts it on the other. */
static void put_unit(const char *unit, const char **cancels, int *cancel_count,
                     const char **joins, int *join_count) {
    for (int i = 0; i < *cancel_count; i++) {
        if (strcmp(cancels[i], unit) != 0) continue;
        cancels[i] = cancels[--*cancel_count];
        return;
    }
    joins[(*join_count)++] = unit;
}

static void put_factor(Call *call, UnitFraction *fraction, const Unit *unit,
                       bool divides) {
    fraction->multiplier += divides ? -unit->multiplier : unit->multiplier;
    if (strcmp(unit->unit, "percent") == 0) {
        fraction->percents += divides ? -1 : 1;
        return;
    }
    if (strcmp(unit->unit, "ratio") == 0) return;
    const char *slash = strchr(unit->unit, '/');
    const char *top =
        slash ? arena_copy(call->arena, unit->unit, (size_t) (slash - unit->unit))
              : unit->unit;
    if (divides) {
        put_unit(top, fraction->above, &fraction->above_count, fraction->below,
                 &fraction->below_count);
        if (slash)
            put_unit(slash + 1, fraction->below, &fraction->below_count,
                     fraction->above, &fraction->above_count);
    } else {
        put_unit(top, fraction->below, &fraction->below_count, fraction->above,
                 &fraction->above_count);
        if (slash)
            put_unit(slash + 1, fraction->above, &fraction->above_count,
                     fraction->below, &fraction->below_count);
    }
}

/* Names the unit, and moves multipliers and percents of pure numbers to the scale. */
static bool settle_unit(Call *call, Chain *chain, const UnitFraction *fraction,
                        bool percent) {
    Unit *unit = &call->result->unit;
    chain->scale = power_of_ten(-2 * fraction->percents);
    if (fraction->above_count > 1 || fraction->below_count > 1 ||
        (fraction->below_count && !fraction->above_count))
        return call_fail(call, "the units do not cancel to one thing, or to one for "
                               "another: put each in 'of' or in 'over'");
    if (!fraction->above_count) {
        chain->scale *= power_of_ten(fraction->multiplier) * (percent ? 100 : 1);
        *unit = (Unit){percent ? "percent" : "ratio", 0};
        return true;
    }
    const char *above = fraction->above[0];
    *unit = (Unit){fraction->below_count
                       ? arena_print(call->arena, "%s/%s", above, fraction->below[0])
                       : above,
                   fraction->multiplier};
    if (!percent) return true;
    return call_fail(call, "the result is in %s: no percentage", unit->unit);
}

/* ---- factors ---- */

static bool read_factor(Call *call, const Operand *operand, bool divides,
                        Chain *chain) {
    Factor *factor = &chain->factors[chain->factor_count];
    *factor = (Factor){.result = operand->result,
                       .figure = operand->single,
                       .divides = divides,
                       .first = chain->factor_count};
    if (!factor->figure) factor->distribution = operand->result->distribution;
    if (!factor->figure && !factor->distribution && operand_count(operand) == 1)
        factor->figure = operand_at(operand, 0);
    if (!factor->figure && !factor->distribution)
        return call_fail(call,
                         "'%s' is neither a single figure nor a distribution: say "
                         "which figure with '@', or make a <distribution> of it",
                         operand->result->id);
    for (int i = chain->factor_count - 1; i >= 0; i--)
        if (chain->factors[i].result == factor->result &&
            chain->factors[i].figure == factor->figure)
            factor->first = i;
    chain->factor_count++;
    return true;
}

static void gather_inputs(Call *call, Chain *chain) {
    int most = 0;
    for (int i = 0; i < chain->factor_count; i++)
        most += chain->factors[i].figure ? 1 : chain->factors[i].result->figure_count;
    chain->inputs = arena_array(call->arena, most, sizeof *chain->inputs);
    Guard guard = GUARD_OPEN;
    for (int i = 0; i < chain->factor_count; i++) {
        const Factor *factor = &chain->factors[i];
        const Figure *first = factor->figure ? factor->figure : factor->result->figures;
        int count = factor->figure ? 1 : factor->result->figure_count;
        for (int k = 0; k < count; k++) {
            guard = guard_values(guard, &first[k].value, 1);
            chain->inputs[chain->input_count++] = &first[k];
        }
    }
    chain->guard = guard_number(guard, 0);
}

/* Adds the names of a list with `sign` before each but the first. */
static void add_names(Text *text, const char *list, const char *sign) {
    for (int i = 0; *list; i++) {
        size_t length = strcspn(list, " \t\n");
        if (i) text_add(text, sign);
        text_add_bytes(text, list, length);
        list += length;
        list += strspn(list, " \t\n");
    }
}

static const char *chain_formula(Call *call, const char *percent) {
    Text text = {.arena = call->arena};
    const char *over = call_text(call, "over");
    text_add(&text, percent);
    add_names(&text, call_text(call, "of"), " × ");
    if (over) text_add(&text, " / ");
    if (over) add_names(&text, over, " / ");
    return text_string(&text);
}

bool chain_read(Call *call, Chain *chain) {
    static const char *const flags[] = {"no", "yes", NULL};
    int of_count = 0, over_count = 0, percent = cross_word(call, "percent", flags);
    *chain = (Chain){.scale = 1};
    if (percent < 0) return false;
    Operand *of = call_operands(call, "of", &of_count), *over = NULL;
    if (!of) return false;
    if (call_text(call, "over") && !(over = call_operands(call, "over", &over_count)))
        return false;
    int count = of_count + over_count;
    chain->factors = arena_array(call->arena, count, sizeof *chain->factors);
    UnitFraction fraction = {
        .above = arena_array(call->arena, 2 * count, sizeof(char *)),
        .below = arena_array(call->arena, 2 * count, sizeof(char *))};
    for (int i = 0; i < count; i++) {
        const Operand *operand = i < of_count ? &of[i] : &over[i - of_count];
        if (!read_factor(call, operand, i >= of_count, chain)) return false;
        put_factor(call, &fraction, &operand->result->unit, i >= of_count);
    }
    gather_inputs(call, chain);
    call->result->formula = chain_formula(call, percent ? "100 × " : "");
    return settle_unit(call, chain, &fraction, percent);
}

double chain_number(const Chain *chain, const double *numbers) {
    double number = chain->scale;
    for (int i = 0; i < chain->factor_count; i++)
        if (chain->factors[i].divides)
            number /= numbers[i];
        else
            number *= numbers[i];
    return number;
}

double factor_central(const Factor *factor) {
    if (factor->figure) return factor->figure->value.number;
    const Distribution *d = factor->distribution;
    bool has_none = d->shape == SHAPE_UNIFORM || d->shape == SHAPE_SAMPLE;
    return has_none ? distribution_quantile(d, 0.5) : d->central;
}
