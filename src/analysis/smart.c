/* Formulas of the tariff simulation and the landed cost. */
#include "analysis/smart.h"

#include <math.h>

#include "analysis/indicators.h"
#include "analysis/numbers.h"

/* ---- SMART ---- */

SmartOutcome smart_simulate(const SmartCase *smart) {
    const Value inputs[] = {smart->preferred, smart->rest, smart->tariff_from,
                            smart->tariff_to, smart->tariff_rest};
    Guard all = guard_values(GUARD_OPEN, inputs, 5);
    double m = smart->preferred.number, r = smart->rest.number;
    double t0 = smart->tariff_from.number, t1 = smart->tariff_to.number;
    double tr = smart->tariff_rest.number, change = t1 - t0;
    double creation =
        m * smart->demand * change / ((1 + t0) * (1 - smart->demand / smart->supply));
    creation = fmax(creation, -m);
    double shift = fabs(smart->substitution) * fabs(change) / (1 + t0);
    double moved = m + r > 0 ? shift * m * r / (m + r) : 0;
    double diversion = change <= 0 ? fmin(moved, r) : -fmin(moved, m + creation);
    double revenue =
        t1 * (m + creation + diversion) + tr * (r - diversion) - t0 * m - tr * r;
    return (SmartOutcome){.creation = guard_number(all, creation),
                          .diversion = guard_number(all, diversion),
                          .imports = guard_number(all, creation + diversion),
                          .revenue = guard_number(all, revenue),
                          .welfare = guard_number(all, (t0 + t1) / 2 * creation)};
}

/* ---- landed cost ---- */

const char *const COST_WORDS[] = {
    "ex-works",     "inland", "fob", "ocean",  "insurance", "cif",   "duty",
    "modification", "fixed",  "vat", "margin", "total",     "known", NULL};

bool cost_is_sum(CostLine line) {
    return line == COST_FOB || line == COST_CIF || line == COST_TOTAL ||
           line == COST_KNOWN;
}

static Value sum_lines(const Value *lines, CostLine a, CostLine b, CostLine c) {
    const Value values[] = {lines[a], lines[b], lines[c]};
    return sum_of(values, 3);
}

void landed_cost(const CostCase *cost, Value lines[COST_LINE_COUNT]) {
    lines[COST_EX_WORKS] = cost->ex_works;
    lines[COST_INLAND] = cost->inland;
    const Value fob[] = {cost->ex_works, cost->inland};
    lines[COST_FOB] = sum_of(fob, 2);
    lines[COST_OCEAN] = cost->ocean;
    lines[COST_INSURANCE] = cost->insurance;
    lines[COST_CIF] = sum_lines(lines, COST_FOB, COST_OCEAN, COST_INSURANCE);
    Value dutiable = lines[cost->duty_on_fob ? COST_FOB : COST_CIF];
    lines[COST_DUTY] =
        value_of_quantity(value_of_quantity(dutiable, cost->duty), cost->pass_through);
    lines[COST_MODIFICATION] = cost->modification;
    lines[COST_FIXED] = ratio_of(cost->fixed, cost->units);
    const Value taxed[] = {lines[COST_CIF], lines[COST_DUTY]};
    lines[COST_VAT] = value_of_quantity(sum_of(taxed, 2), cost->vat);
    const Value base[] = {lines[COST_CIF], lines[COST_DUTY], lines[COST_MODIFICATION],
                          lines[COST_FIXED]};
    lines[COST_MARGIN] = value_of_quantity(sum_of(base, 4), cost->margin);
    Value parts[COST_LINE_COUNT], known[COST_LINE_COUNT];
    int count = 0, numbers = 0;
    for (int i = 0; i < COST_TOTAL; i++) {
        if (cost_is_sum((CostLine) i)) continue;
        parts[count++] = lines[i];
        if (lines[i].state == VALUE_NUMBER) known[numbers++] = lines[i];
    }
    lines[COST_TOTAL] = sum_of(parts, count);
    lines[COST_KNOWN] = numbers ? sum_of(known, numbers) : lines[COST_TOTAL];
}
