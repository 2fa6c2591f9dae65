/* Steps about what a car costs in the market and what a tariff does: the landed cost
 * line by line, and the SMART simulation. */
#include <string.h>

#include "analysis/cross.h"
#include "analysis/smart.h"
#include "analysis/steps.h"

/* ---- landed cost ---- */

enum { PART_COUNT = 11 };

/* The arguments, in which unit they are, and the lines that need them. */
typedef enum { IN_MONEY, IN_UNITS, IN_PERCENT } PartKind;
static const struct {
    const char *name;
    PartKind kind;
    CostLine line;
} PARTS[PART_COUNT] = {{"ex-works", IN_MONEY, COST_EX_WORKS},
                       {"inland", IN_MONEY, COST_INLAND},
                       {"ocean", IN_MONEY, COST_OCEAN},
                       {"insurance", IN_MONEY, COST_INSURANCE},
                       {"modification", IN_MONEY, COST_MODIFICATION},
                       {"fixed", IN_MONEY, COST_FIXED},
                       {"units", IN_UNITS, COST_FIXED},
                       {"duty", IN_PERCENT, COST_DUTY},
                       {"vat", IN_PERCENT, COST_VAT},
                       {"margin", IN_PERCENT, COST_MARGIN},
                       {"pass-through", IN_PERCENT, COST_DUTY}};

typedef struct {
    Part parts[PART_COUNT];
    Part rate;
    const char *currency;
} CostParts;

/* The currency of "USD" and of "USD/cars". */
static const char *currency_of(Call *call, const char *unit) {
    return arena_copy(call->arena, unit, strcspn(unit, "/"));
}

/* Brings an amount to single units of the market's currency, over the rate when it is
 * in the other one. */
static bool to_currency(Call *call, CostParts *cost, const char *name, Part *part) {
    if (!part->figure) return true;
    const char *currency = currency_of(call, part->unit.unit);
    part->value.number *= power_of_ten(part->unit.multiplier);
    if (strcmp(currency, cost->currency) == 0) return true;
    const Part *rate = &cost->rate;
    const char *pair = rate->figure ? rate->unit.unit : "";
    bool times =
        strcmp(pair, arena_print(call->arena, "%s/%s", cost->currency, currency)) == 0;
    if (!times &&
        strcmp(pair, arena_print(call->arena, "%s/%s", currency, cost->currency)) != 0)
        return call_fail(call, "'%s' is in %s: 'rate' must turn it into %s", name,
                         currency, cost->currency);
    const Value *r = &rate->value;
    if (r->state != VALUE_NUMBER || r->number <= 0)
        part->value =
            value_missing(r->state == VALUE_NUMBER ? VALUE_NOT_DEFINED : r->state);
    else if (times)
        part->value.number *= r->number;
    else
        part->value.number /= r->number;
    return true;
}

static bool read_parts(Call *call, CostParts *cost) {
    if (!call_part(call, "rate", &cost->rate)) return false;
    cost->currency = call_text(call, "currency");
    for (int i = 0; i < PART_COUNT; i++) {
        Part *part = &cost->parts[i];
        const char *name = PARTS[i].name;
        if (!call_part(call, name, part)) return false;
        call_note_assumed(call, name, part);
        if (i == 0 && !cost->currency)
            cost->currency = part->figure ? currency_of(call, part->unit.unit) : NULL;
        if (!cost->currency)
            return call_fail(call, "say the market's currency with 'currency'");
        switch (PARTS[i].kind) {
        case IN_MONEY:
            if (!to_currency(call, cost, name, part)) return false;
            break;
        case IN_UNITS:
            if (part->figure) part->value.number *= power_of_ten(part->unit.multiplier);
            break;
        case IN_PERCENT:
            if (!call_part_in(call, name, part, (Unit){"percent", 0})) return false;
            part->value.number /= 100;
            break;
        }
    }
    /* All of a duty reaches the price unless something else is stated. */
    if (!cost->parts[PART_COUNT - 1].given)
        cost->parts[PART_COUNT - 1].value = value_of(1, 'A');
    return true;
}

static const char *missing_parts(Call *call, const CostParts *cost) {
    Text text = {.arena = call->arena};
    for (int i = 0; i < PART_COUNT; i++)
        if (cost->parts[i].value.state != VALUE_NUMBER)
            text_print(&text, "%s%s", text.length ? " " : "", PARTS[i].name);
    return text.length ? text_string(&text) : NULL;
}

/* The figures that a line rests on: those of its own arguments, or of all before it. */
static int line_inputs(const CostParts *cost, CostLine line, const Figure **inputs) {
    int count = 0;
    bool whole = cost_is_sum(line) || line == COST_DUTY || line == COST_VAT ||
                 line == COST_MARGIN;
    for (int i = 0; i < PART_COUNT; i++) {
        bool own = PARTS[i].line == line;
        if (!cost->parts[i].figure || (!own && (!whole || PARTS[i].line > line)))
            continue;
        inputs[count++] = cost->parts[i].figure;
    }
    if (cost->rate.figure && count) inputs[count++] = cost->rate.figure;
    return count;
}

static bool step_landed_cost(Call *call) {
    static const char *const bases[] = {"CIF", "FOB", NULL};
    CostParts cost;
    int basis = cross_word(call, "duty-on", bases);
    if (basis < 0 || !read_parts(call, &cost)) return false;
    const Part *p = cost.parts;
    const CostCase sum = {p[0].value, p[1].value, p[2].value,  p[3].value,
                          p[4].value, p[5].value, p[6].value,  p[7].value,
                          p[8].value, p[9].value, p[10].value, basis == 1};
    Value lines[COST_LINE_COUNT];
    landed_cost(&sum, lines);
    call->result->unit = (Unit){cost.currency, 0};
    call->result->formula = arena_print(
        call->arena,
        "CIF = ex works + inland + ocean + insurance; duty on %s × pass-through; fixed "
        "cost / units; tax on CIF + duty; margin on CIF + duty + modification + fixed",
        bases[basis]);
    const char *missing = missing_parts(call, &cost);
    if (missing) xml_set(call->arena, result_notes(call), "missing", missing);
    call_reserve(call, COST_LINE_COUNT);
    for (int line = 0; line < COST_LINE_COUNT; line++) {
        const Figure *inputs[PART_COUNT + 1];
        int count = line_inputs(&cost, (CostLine) line, inputs);
        Figure *figure =
            call_add(call, COST_WORDS[line], 0, lines[line], inputs, count);
        if (missing && (line == COST_TOTAL || line == COST_KNOWN))
            xml_set(call->arena, figure_notes(call, figure), "missing", missing);
    }
    return true;
}

/* ---- SMART ---- */

/* A tariff in percent as a fraction. */
static bool read_tariff(Call *call, const char *name, Part *part) {
    if (!call_part(call, name, part)) return false;
    if (!part->given) return true;
    if (!call_part_in(call, name, part, (Unit){"percent", 0})) return false;
    if (part->value.state == VALUE_NUMBER && part->value.number < 0)
        return call_fail(call, "'%s' is below 0", name);
    part->value.number /= 100;
    return true;
}

static bool step_smart(Call *call) {
    Part preferred, rest, from, to, others;
    if (!call_part(call, "imports", &preferred) || !call_part(call, "rest", &rest) ||
        !read_tariff(call, "tariff-from", &from) ||
        !read_tariff(call, "tariff-to", &to) ||
        !read_tariff(call, "tariff-rest", &others))
        return false;
    if (!preferred.figure)
        return call_fail(call, "'imports' must be a figure, not a stated number");
    Unit unit = preferred.unit;
    if (!call_part_in(call, "rest", &rest, unit)) return false;
    SmartCase smart = {.preferred = preferred.value,
                       .rest = rest.value,
                       .tariff_from = from.value,
                       .tariff_to = to.value,
                       .tariff_rest = others.given ? others.value : from.value,
                       .demand = call_number(call, "elasticity", 0),
                       .supply = call_number(call, "supply", 99),
                       .substitution = call_number(call, "substitution", 1.5)};
    if (smart.demand >= 0 || smart.supply <= 0 || smart.substitution < 0)
        return call_fail(call, "an import demand elasticity lies below 0, a supply "
                               "elasticity above 0, that of substitution not below 0");
    SmartOutcome outcome = smart_simulate(&smart);
    const struct {
        const char *key;
        Value value;
    } lines[] = {{"creation", outcome.creation},
                 {"diversion", outcome.diversion},
                 {"imports", outcome.imports},
                 {"revenue", outcome.revenue},
                 {"welfare", outcome.welfare}};
    const Figure *inputs[] = {preferred.figure, rest.figure, from.figure, to.figure,
                              others.figure};
    call->result->unit = unit;
    call->result->formula = arena_print(
        call->arena,
        "SMART; assumed elasticities: import demand %g, export supply %g, substitution "
        "%g; tariff %s to %s%%",
        smart.demand, smart.supply, smart.substitution, call_text(call, "tariff-from"),
        call_text(call, "tariff-to"));
    call_note_assumed(call, "rest", &rest);
    call_note_assumed(call, "tariff-from", &from);
    call_note_assumed(call, "tariff-to", &to);
    call_note_assumed(call, "tariff-rest", &others);
    XmlNode *notes = result_notes(call);
    xml_set_number(call->arena, notes, "elasticity", smart.demand);
    xml_set_number(call->arena, notes, "supply", smart.supply);
    xml_set_number(call->arena, notes, "substitution", smart.substitution);
    call_reserve(call, 5);
    for (int i = 0; i < 5; i++)
        call_add(call, lines[i].key, 0, lines[i].value, inputs, 5);
    return true;
}

const StepRule COST_STEPS[] = {
    {"landed-cost",
     step_landed_cost,
     false,
     {REQUIRED("ex-works", ARGUMENT_TEXT), OPTIONAL("inland", ARGUMENT_TEXT),
      OPTIONAL("ocean", ARGUMENT_TEXT), OPTIONAL("insurance", ARGUMENT_TEXT),
      OPTIONAL("duty", ARGUMENT_TEXT), OPTIONAL("duty-on", ARGUMENT_TEXT),
      OPTIONAL("modification", ARGUMENT_TEXT), OPTIONAL("fixed", ARGUMENT_TEXT),
      OPTIONAL("units", ARGUMENT_TEXT), OPTIONAL("vat", ARGUMENT_TEXT),
      OPTIONAL("margin", ARGUMENT_TEXT), OPTIONAL("pass-through", ARGUMENT_TEXT),
      OPTIONAL("rate", ARGUMENT_TEXT), OPTIONAL("currency", ARGUMENT_TEXT)}},
    {"smart",
     step_smart,
     false,
     {OPERAND("imports"), REQUIRED("rest", ARGUMENT_TEXT),
      REQUIRED("tariff-from", ARGUMENT_TEXT), REQUIRED("tariff-to", ARGUMENT_TEXT),
      OPTIONAL("tariff-rest", ARGUMENT_TEXT), REQUIRED("elasticity", ARGUMENT_NUMBER),
      OPTIONAL("substitution", ARGUMENT_NUMBER), OPTIONAL("supply", ARGUMENT_NUMBER)}},
    {.name = NULL}};
