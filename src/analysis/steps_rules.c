/* Rules that must hold before the press: a failed one holds the briefing. */
#include <math.h>

#include "analysis/steps.h"
#include "base/decimal.h"

/* The newest number must not be older than `months` at the as-of date. */
static bool step_require_fresh(Call *call) {
    Operand of;
    if (!call_operand(call, "of", &of)) return false;
    int allowed = (int) call_number(call, "months", 1);
    const Figure *newest = NULL;
    for (int i = 0; i < of.result->figure_count; i++)
        if (of.result->figures[i].value.state == VALUE_NUMBER)
            newest = &of.result->figures[i];
    if (!newest) {
        call_check(call, false,
                   arena_print(call->arena, "'%s' has no number", of.result->id));
        return true;
    }
    Date as_of = call->findings->as_of;
    int age = as_of.year * 12 + as_of.month - 1 - period_end_month(newest->period);
    call_check(call, age <= allowed,
               arena_print(call->arena,
                           "the newest figure of '%s' is of %s, %d months before the "
                           "as-of date; %d are allowed",
                           of.result->id, newest->key, age, allowed));
    return true;
}

/* Every figure that both have must agree within the tolerance, in their own unit. */
static bool step_require_identity(Call *call) {
    Operand of, equals;
    if (!call_operand(call, "of", &of) || !call_operand(call, "equals", &equals))
        return false;
    if (!call_same_unit(call, of.result, equals.result)) return false;
    double tolerance = call_number(call, "tolerance", 0);
    double scale =
        power_of_ten(equals.result->unit.multiplier - of.result->unit.multiplier);
    const Figure *worst = NULL;
    double largest = -1;
    int compared = 0;
    for (int i = 0; i < of.result->figure_count; i++) {
        const Figure *a = &of.result->figures[i];
        const Figure *b = operand_figure(&equals, a->key);
        if (!b || a->value.state != VALUE_NUMBER || b->value.state != VALUE_NUMBER)
            continue;
        compared++;
        double gap = fabs(a->value.number - b->value.number * scale);
        if (gap > largest) {
            largest = gap;
            worst = a;
        }
    }
    char gap[DECIMAL_TEXT], bound[DECIMAL_TEXT];
    if (!worst)
        call_check(call, false,
                   arena_print(call->arena, "'%s' and '%s' share no period",
                               of.result->id, equals.result->id));
    else
        call_check(call, decimal_round(largest, 9) <= tolerance,
                   arena_print(call->arena,
                               "'%s' and '%s' were compared in %d periods; the largest "
                               "gap is %s, in %s; %s is allowed",
                               of.result->id, equals.result->id, compared,
                               decimal_format(largest, 1, gap), worst->key,
                               decimal_plain(tolerance, bound)));
    return true;
}

const StepRule RULE_STEPS[] = {
    {"require-fresh",
     step_require_fresh,
     true,
     {OPERAND("of"), REQUIRED("months", ARGUMENT_COUNT)}},
    {"require-identity",
     step_require_identity,
     true,
     {OPERAND("of"), OPERAND("equals"), REQUIRED("tolerance", ARGUMENT_NUMBER)}},
    {.name = NULL}};
