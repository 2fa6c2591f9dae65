/* Keys are looked up in a map that is made once an operand, so no order of items makes
 * a step slow. */
#include "analysis/cross.h"

#include <string.h>

#include "analysis/numbers.h"
#include "base/decimal.h"
#include "base/words.h"

bool cross_operands(Call *call, const char *const *names, int count,
                    Operand *operands) {
    for (int i = 0; i < count; i++)
        if (!call_operand(call, names[i], &operands[i])) return false;
    return true;
}

/* What brings an operand's numbers to the multiplier of the one it is like; 0 after a
 * diagnostic. */
static double scale_of(Call *call, const Operand *operands, const int *like, int i) {
    const Result *target = operands[like[i]].result, *own = operands[i].result;
    if (!call_same_unit(call, target, own)) return 0;
    return power_of_ten(own->unit.multiplier - target->unit.multiplier);
}

Map *cross_index(Call *call, const Operand *operand) {
    Map *map = map_new(call->arena);
    for (int i = operand_count(operand) - 1; i >= 0; i--) {
        const Figure *figure = operand_at(operand, i);
        map_put(map, figure->key, (void *) figure);
    }
    return map;
}

static void add_up(Lineup *lineup, int i, const Operand *operand, double scale) {
    for (int k = 0; k < operand_count(operand); k++) {
        const Value *value = &operand_at(operand, k)->value;
        if (value->state == VALUE_NUMBER) lineup->sum[i] += value->number * scale;
    }
    double matched = numbers_sum(lineup->values[i], lineup->count);
    lineup->part[i] = lineup->sum[i] > 0 ? 100 * matched / lineup->sum[i] : 0;
}

bool cross_line_up(Call *call, const Operand *operands, int count, const int *like,
                   Lineup *lineup) {
    Map *maps[MOST_LINED_UP] = {NULL};
    double scales[MOST_LINED_UP];
    const Figure *found[MOST_LINED_UP];
    int most = operand_count(&operands[0]);
    *lineup = (Lineup){0};
    for (int i = 0; i < count; i++) {
        if ((scales[i] = scale_of(call, operands, like, i)) == 0) return false;
        lineup->values[i] = arena_array(call->arena, most, sizeof(Value));
        lineup->all[i] = operand_count(&operands[i]);
        if (i) maps[i] = cross_index(call, &operands[i]);
    }
    lineup->inputs = arena_array(call->arena, most * count, sizeof(Figure *));
    const Figure **rows = arena_array(call->arena, most * count, sizeof(Figure *));
    for (int k = 0; k < most; k++) {
        bool complete = true;
        found[0] = operand_at(&operands[0], k);
        for (int i = 1; i < count && complete; i++)
            complete = (found[i] = map_get(maps[i], found[0]->key)) != NULL;
        if (!complete) continue;
        for (int i = 0; i < count; i++) {
            Value value = found[i]->value;
            value.number *= scales[i];
            lineup->values[i][lineup->count] = value;
            rows[lineup->count * count + i] = found[i];
        }
        lineup->count++;
    }
    for (int i = 0; i < count; i++) {
        for (int k = 0; k < lineup->count; k++)
            lineup->inputs[lineup->input_count++] = rows[k * count + i];
        add_up(lineup, i, &operands[i], scales[i]);
    }
    return true;
}

const char *cross_matched(Call *call, const Operand *operands, int count,
                          const Lineup *lineup) {
    Text text = {.arena = call->arena};
    char number[DECIMAL_TEXT];
    text_print(&text, "%d item%s matched", lineup->count,
               lineup->count == 1 ? "" : "s");
    for (int i = 0; i < count; i++)
        text_print(&text, "%s%s%% of %s",
                   i == 0           ? ": "
                   : i + 1 == count ? " and "
                                    : ", ",
                   decimal_format(lineup->part[i], 1, number), operands[i].result->id);
    return text_string(&text);
}

/* The figure of `period`; NULL when there is none. */
static const Figure *figure_of(const Result *result, Period period) {
    for (int i = 0; i < result->figure_count; i++)
        if (result->figures[i].period == period) return &result->figures[i];
    return NULL;
}

void cross_settle(Operand *const *operands, int count) {
    Period period = 0;
    for (int i = 0; i < count && !period; i++)
        if (!operands[i]->single) period = operands[i]->result->period;
    for (int i = 0; i < count && period; i++)
        if (!operands[i]->single && !operands[i]->result->period)
            operands[i]->single = figure_of(operands[i]->result, period);
}

bool cross_each(Call *call, Operand *operands, int count, const int *like,
                EachFormula *formula, double option) {
    Map *maps[MOST_LINED_UP] = {NULL};
    double scales[MOST_LINED_UP];
    Operand *all[MOST_LINED_UP] = {NULL};
    int keys = 0;
    for (int i = 0; i < count; i++)
        all[i] = &operands[i];
    cross_settle(all, count);
    for (int i = 0; i < count; i++) {
        if ((scales[i] = scale_of(call, operands, like, i)) == 0) return false;
        if (operands[keys].single && !operands[i].single) keys = i;
        if (!operands[i].single) maps[i] = cross_index(call, &operands[i]);
    }
    call_reserve(call, operand_count(&operands[keys]));
    for (int k = 0; k < operand_count(&operands[keys]); k++) {
        const Figure *at = operand_at(&operands[keys], k);
        const Figure *inputs[MOST_LINED_UP] = {NULL};
        Value values[MOST_LINED_UP];
        for (int i = 0; i < count; i++) {
            inputs[i] =
                operands[i].single ? operands[i].single : map_get(maps[i], at->key);
            values[i] =
                inputs[i] ? inputs[i]->value : value_missing(VALUE_NOT_AVAILABLE);
            values[i].number *= scales[i];
        }
        call_add(call, at->key, at->period, formula(values, option), inputs, count);
    }
    return true;
}

Value *cross_values(Call *call, const Operand *operand, const Figure ***figures) {
    int count = operand_count(operand);
    Value *values = arena_array(call->arena, count, sizeof *values);
    *figures = arena_array(call->arena, count, sizeof **figures);
    for (int i = 0; i < count; i++) {
        (*figures)[i] = operand_at(operand, i);
        values[i] = (*figures)[i]->value;
    }
    return values;
}

Period cross_period(const Figure *const *inputs, int count) {
    for (int i = 0; i < count; i++)
        if (inputs[i] && inputs[i]->result->period) return inputs[i]->result->period;
    return 0;
}

Figure *cross_add(Call *call, const Result *of, Value value,
                  const Figure *const *inputs, int count) {
    char text[PERIOD_TEXT];
    const char *key = "all";
    if (of->period) key = arena_string(call->arena, period_format(of->period, text));
    return call_add(call, key, of->period, value, inputs, count);
}

const char **cross_keys(const Call *call, const char *name, int *count) {
    int capacity = 8;
    const char **keys = arena_array(call->arena, capacity, sizeof *keys);
    *count = 0;
    for (const char *text = call_text(call, name); text && *text;) {
        text += strspn(text, "; \t\n");
        size_t whole = strcspn(text, ";"), length = whole;
        while (length && strchr(" \t\n", text[length - 1]))
            length--;
        if (!length) break;
        keys = arena_grow(call->arena, keys, *count + 1, &capacity, sizeof *keys);
        keys[(*count)++] = arena_copy(call->arena, text, length);
        keys[*count] = NULL;
        text += whole;
    }
    return keys;
}

int cross_word(Call *call, const char *name, const char *const *words) {
    const char *text = call_text(call, name);
    if (!text) return 0;
    int index = word_index(text, words);
    if (index < 0)
        call_fail(call, "bad value of '%s' on <%s>: '%s' is not one of %s%s", name,
                  call->step->name, text, words_list(call->arena, words),
                  did_you_mean(call->arena, text, words));
    return index;
}
