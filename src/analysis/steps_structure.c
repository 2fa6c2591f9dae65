/* Steps about the structure of trade: specialisation, concentration, two-way trade,
 * likeness of two structures, trade and the economy, mirror figures. */
#include "analysis/structure.h"

#include "analysis/cross.h"
#include "base/decimal.h"

static const char *const NO_YES[] = {"no", "yes", NULL};

/* The values and figures of `of`, and the total when the step names one. */
typedef struct {
    Operand operand;
    Value *values;
    const Figure **inputs; /* with the total's behind them */
    int count, input_count;
    Value total;
    bool has_total;
    double *room;
} Parts;

static bool read_parts(Call *call, Parts *parts) {
    Operand total;
    *parts = (Parts){0};
    if (!call_operand(call, "of", &parts->operand)) return false;
    const Figure **figures;
    parts->values = cross_values(call, &parts->operand, &figures);
    parts->count = parts->input_count = operand_count(&parts->operand);
    parts->room = arena_array(call->arena, parts->count, sizeof(double));
    parts->inputs = arena_array(call->arena, parts->count + 1, sizeof *figures);
    for (int i = 0; i < parts->count; i++)
        parts->inputs[i] = figures[i];
    if (!call_text(call, "total")) return true;
    const Result *of = parts->operand.result;
    Operand *both[] = {&parts->operand, &total};
    if (!call_operand(call, "total", &total) || !call_same_unit(call, of, total.result))
        return false;
    cross_settle(both, 2);
    if (operand_count(&total) != 1)
        return call_fail(call, "'%s' is not one figure: say which, as in %s@key",
                         call_text(call, "total"), total.result->id);
    parts->inputs[parts->input_count++] = operand_at(&total, 0);
    parts->total = operand_at(&total, 0)->value;
    parts->total.number *=
        power_of_ten(total.result->unit.multiplier - of->unit.multiplier);
    parts->has_total = true;
    return true;
}

static const Value *total_of(const Parts *parts) {
    return parts->has_total ? &parts->total : NULL;
}

/* Sets the unit, and the formula: `text` with the operand's name and what shares are
 * of. */
static void describe(Call *call, const Parts *parts, const char *unit,
                     const char *text) {
    call->result->unit = (Unit){unit, 0};
    call->result->formula =
        arena_print(call->arena, "%s of %s, %d items%s%s", text, call_text(call, "of"),
                    parts->count, parts->has_total ? ", shares of " : "",
                    parts->has_total ? call_text(call, "total") : "");
}

static bool say(Call *call, const Parts *parts, Value value) {
    call_reserve(call, 1);
    cross_add(call, parts->operand.result, value, parts->inputs, parts->input_count);
    return true;
}

/* ---- concentration ---- */

static bool step_hhi(Call *call) {
    Parts parts;
    int normalised = cross_word(call, "normalised", NO_YES);
    if (normalised < 0 || !read_parts(call, &parts)) return false;
    describe(call, &parts, "ratio",
             normalised ? "(H − 1/n) / (1 − 1/n), H the sum of squared shares"
                        : "sum of squared shares");
    return say(call, &parts,
               herfindahl(parts.values, parts.count, total_of(&parts), normalised));
}

static bool step_hhi_bounds(Call *call) {
    Parts parts;
    int normalised = cross_word(call, "normalised", NO_YES);
    if (normalised < 0 || !read_parts(call, &parts)) return false;
    describe(call, &parts, "ratio",
             normalised ? "bounds of (H − 1/n) / (1 − 1/n), H the sum of squared shares"
                        : "bounds of the sum of squared shares");
    Bounds bounds =
        herfindahl_bounds(parts.values, parts.count, parts.total, normalised);
    call_reserve(call, 2);
    call_add(call, "low", 0, bounds.low, parts.inputs, parts.input_count);
    call_add(call, "high", 0, bounds.high, parts.inputs, parts.input_count);
    return true;
}

static bool step_effective_number(Call *call) {
    Parts parts;
    if (!read_parts(call, &parts)) return false;
    describe(call, &parts, "ratio", "1 / sum of squared shares");
    return say(call, &parts,
               effective_number(parts.values, parts.count, total_of(&parts)));
}

static bool step_theil(Call *call) {
    Parts parts;
    if (!read_parts(call, &parts)) return false;
    describe(call, &parts, "ratio", "Theil index");
    return say(call, &parts, theil(parts.values, parts.count));
}

static bool step_gini(Call *call) {
    Parts parts;
    if (!read_parts(call, &parts)) return false;
    describe(call, &parts, "ratio", "Gini coefficient");
    return say(call, &parts, gini(parts.values, parts.count, parts.room));
}

static bool step_concentration(Call *call) {
    Parts parts;
    if (!read_parts(call, &parts)) return false;
    int largest = (int) call_number(call, "count", 1);
    describe(call, &parts, "percent",
             arena_print(call->arena, "share of the %d largest", largest));
    return say(call, &parts,
               concentration_ratio(parts.values, parts.count, largest, total_of(&parts),
                                   parts.room));
}

/* ---- specialisation ---- */

static Value relative(const Value *v, double option) {
    return relative_share(v[0], v[1], v[2], v[3], option > 0 ? &v[4] : NULL);
}

/* RCA and trade intensity differ in what the keys are. */
static bool relative_step(Call *call, const char *own_name) {
    const char *names[] = {"of", "total", "world", "world-total", own_name};
    static const int like[] = {0, 0, 0, 0, 0};
    Operand operands[5];
    bool has_own = own_name && call_text(call, own_name);
    int count = has_own ? 5 : 4;
    if (!cross_operands(call, names, count, operands)) return false;
    call->result->unit = (Unit){"ratio", 0};
    call->result->formula = arena_print(
        call->arena, "(%s / %s) / (%s / %s%s%s%s)", call_text(call, "of"),
        call_text(call, "total"), call_text(call, "world"), has_own ? "(" : "",
        call_text(call, "world-total"), has_own ? " − " : "",
        has_own ? arena_print(call->arena, "%s)", call_text(call, own_name)) : "");
    return cross_each(call, operands, count, like, relative, has_own);
}

static bool step_rca(Call *call) {
    return relative_step(call, NULL);
}

static bool step_trade_intensity(Call *call) {
    return relative_step(call, "own");
}

static Value symmetric(const Value *v, double option) {
    (void) option;
    return symmetric_advantage(v[0]);
}

static bool step_symmetric_rca(Call *call) {
    static const int like[] = {0};
    Operand of;
    if (!call_operand(call, "of", &of)) return false;
    call->result->unit = (Unit){"ratio", 0};
    call->result->formula =
        arena_print(call->arena, "(%s − 1) / (%s + 1)", of.result->id, of.result->id);
    return cross_each(call, &of, 1, like, symmetric, 0);
}

/* ---- two rows, item by item ---- */

static Value two_way(const Value *v, double option) {
    (void) option;
    return grubel_lloyd(v[0], v[1]);
}

static bool step_grubel_lloyd(Call *call) {
    static const char *const names[] = {"exports", "imports"};
    static const int like[] = {0, 0};
    Operand operands[2];
    if (!cross_operands(call, names, 2, operands)) return false;
    const char *x = call_text(call, "exports"), *m = call_text(call, "imports");
    call->result->unit = (Unit){"ratio", 0};
    call->result->formula =
        arena_print(call->arena, "1 − |%s − %s| / (%s + %s)", x, m, x, m);
    return cross_each(call, operands, 2, like, two_way, 0);
}

typedef Value TwoFormula(const Value *a, const Value *b, int count);

/* One figure of the items that both operands have, which the formula says. */
static bool two_rows(Call *call, const char *const *names, const char *unit,
                     TwoFormula *formula, const char *text) {
    static const int like[] = {0, 0};
    Operand operands[2];
    Lineup lineup;
    if (!cross_operands(call, names, 2, operands) ||
        !cross_line_up(call, operands, 2, like, &lineup))
        return false;
    Value value = formula(lineup.values[0], lineup.values[1], lineup.count);
    if (!lineup.count) value = value_missing(VALUE_NOT_AVAILABLE);
    call->result->unit = (Unit){unit, 0};
    call->result->formula = arena_print(call->arena, "%s; %s", text,
                                        cross_matched(call, operands, 2, &lineup));
    call_reserve(call, 1);
    cross_add(call, operands[0].result, value, lineup.inputs, lineup.input_count);
    return true;
}

static Value plain_mean(const Value *x, const Value *m, int count) {
    return grubel_lloyd_mean(x, m, count, false);
}

static Value balanced_mean(const Value *x, const Value *m, int count) {
    return grubel_lloyd_mean(x, m, count, true);
}

static bool step_grubel_lloyd_mean(Call *call) {
    static const char *const names[] = {"exports", "imports"};
    int aquino = cross_word(call, "aquino", NO_YES);
    if (aquino < 0) return false;
    return two_rows(call, names, "ratio", aquino ? balanced_mean : plain_mean,
                    aquino
                        ? "Grubel–Lloyd index, mean weighted by trade, items brought "
                          "to balanced totals (Aquino)"
                        : "Grubel–Lloyd index, mean weighted by trade");
}

static bool step_similarity(Call *call) {
    static const char *const names[] = {"of", "with"};
    return two_rows(call, names, "ratio", similarity,
                    arena_print(call->arena,
                                "sum of the smaller of the shares in %s and in %s",
                                call_text(call, "of"), call_text(call, "with")));
}

static bool step_complementarity(Call *call) {
    static const char *const names[] = {"exports", "imports"};
    return two_rows(
        call, names, "percent", complementarity,
        arena_print(call->arena, "100 × (1 − ½ sum of |share in %s − share in %s|)",
                    call_text(call, "exports"), call_text(call, "imports")));
}

/* ---- trade and the economy ---- */

static Value open_to_trade(const Value *v, double option) {
    return openness(v[0], v[1], v[2], option > 0);
}

static Value penetration(const Value *v, double option) {
    (void) option;
    return import_penetration(v[0], v[1], v[2]);
}

static Value sufficiency(const Value *v, double option) {
    (void) option;
    return self_sufficiency(v[0], v[1], v[2]);
}

static Value mirror(const Value *v, double option) {
    return mirror_gap(v[0], v[1], option);
}

/* Each key on its own; `text` has X, M and Q where the operands' names go. */
static bool economy_step(Call *call, const char *const *names, int count,
                         EachFormula *formula, double option, const char *text) {
    static const int like[] = {0, 0, 0};
    Operand operands[3];
    if (!cross_operands(call, names, count, operands)) return false;
    Text written = {.arena = call->arena};
    for (const char *c = text; *c; c++) {
        const char *name = *c == 'X'   ? "exports"
                           : *c == 'M' ? "imports"
                           : *c == 'Q' ? "output"
                                       : NULL;
        if (name)
            text_add(&written, call_text(call, name));
        else
            text_add_char(&written, *c);
    }
    call->result->unit = (Unit){"percent", 0};
    call->result->formula = text_string(&written);
    return cross_each(call, operands, count, like, formula, option);
}

static bool step_openness(Call *call) {
    static const char *const names[] = {"exports", "imports", "output"};
    static const char *const kinds[] = {"sum", "mean", NULL};
    int half = cross_word(call, "method", kinds);
    if (half < 0) return false;
    return economy_step(call, names, 3, open_to_trade, half,
                        half ? "100 × ½ (X + M) / Q" : "100 × (X + M) / Q");
}

static bool step_import_penetration(Call *call) {
    static const char *const names[] = {"imports", "output", "exports"};
    return economy_step(call, names, 3, penetration, 0, "100 × M / (Q + M − X)");
}

static bool step_self_sufficiency(Call *call) {
    static const char *const names[] = {"imports", "output", "exports"};
    return economy_step(call, names, 3, sufficiency, 0, "100 × Q / (Q + M − X)");
}

static bool step_mirror_gap(Call *call) {
    static const char *const names[] = {"exports", "imports"};
    char number[DECIMAL_TEXT];
    double factor = call_number(call, "factor", 1);
    if (factor < 1 || factor > 2)
        return call_fail(call,
                         "bad value of 'factor' on <mirror-gap>: '%s' is not a CIF/FOB "
                         "factor, from 1 to 2",
                         call_text(call, "factor"));
    decimal_plain(factor, number);
    return economy_step(call, names, 2, mirror, factor,
                        arena_print(call->arena,
                                    "100 × (M / %s − X) / X, %s the cif/fob factor",
                                    number, number));
}

const StepRule STRUCTURE_STEPS[] = {
    {"hhi",
     step_hhi,
     false,
     {OPERAND("of"), OPTIONAL("total", ARGUMENT_OPERAND),
      OPTIONAL("normalised", ARGUMENT_TEXT)}},
    {"hhi-bounds",
     step_hhi_bounds,
     false,
     {OPERAND("of"), OPERAND("total"), OPTIONAL("normalised", ARGUMENT_TEXT)}},
    {"effective-number",
     step_effective_number,
     false,
     {OPERAND("of"), OPTIONAL("total", ARGUMENT_OPERAND)}},
    {"theil", step_theil, false, {OPERAND("of")}},
    {"gini", step_gini, false, {OPERAND("of")}},
    {"concentration",
     step_concentration,
     false,
     {OPERAND("of"), REQUIRED("count", ARGUMENT_COUNT),
      OPTIONAL("total", ARGUMENT_OPERAND)}},
    {"rca",
     step_rca,
     false,
     {OPERAND("of"), OPERAND("total"), OPERAND("world"), OPERAND("world-total")}},
    {"symmetric-rca", step_symmetric_rca, false, {OPERAND("of")}},
    {"trade-intensity",
     step_trade_intensity,
     false,
     {OPERAND("of"), OPERAND("total"), OPERAND("world"), OPERAND("world-total"),
      OPTIONAL("own", ARGUMENT_OPERAND)}},
    {"grubel-lloyd",
     step_grubel_lloyd,
     false,
     {OPERAND("exports"), OPERAND("imports")}},
    {"grubel-lloyd-mean",
     step_grubel_lloyd_mean,
     false,
     {OPERAND("exports"), OPERAND("imports"), OPTIONAL("aquino", ARGUMENT_TEXT)}},
    {"similarity", step_similarity, false, {OPERAND("of"), OPERAND("with")}},
    {"complementarity",
     step_complementarity,
     false,
     {OPERAND("exports"), OPERAND("imports")}},
    {"openness",
     step_openness,
     false,
     {OPERAND("exports"), OPERAND("imports"), OPERAND("output"),
      OPTIONAL("method", ARGUMENT_TEXT)}},
    {"import-penetration",
     step_import_penetration,
     false,
     {OPERAND("imports"), OPERAND("output"), OPERAND("exports")}},
    {"self-sufficiency",
     step_self_sufficiency,
     false,
     {OPERAND("imports"), OPERAND("output"), OPERAND("exports")}},
    {"mirror-gap",
     step_mirror_gap,
     false,
     {OPERAND("exports"), OPERAND("imports"), REQUIRED("factor", ARGUMENT_NUMBER)}},
    {.name = NULL}};
