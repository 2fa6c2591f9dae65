/* Arguments, operands and figures of a step that runs. */
#include <math.h>
#include <stdarg.h>
#include <string.h>

#include "analysis/steps.h"
#include "base/decimal.h"
#include "base/words.h"

bool call_fail(Call *call, const char *format, ...) {
    va_list args;
    va_start(args, format);
    diag_report(call->diags, FAULT_DATA, call->step->origin, "%s",
                arena_vprint(call->arena, format, args));
    va_end(args);
    return false;
}

const char *call_text(const Call *call, const char *name) {
    for (int i = 0; i < call->step->argument_count; i++)
        if (strcmp(call->step->arguments[i].name, name) == 0)
            return call->step->arguments[i].value;
    return NULL;
}

double call_number(const Call *call, const char *name, double otherwise) {
    const char *text = call_text(call, name);
    double number = otherwise;
    if (text) decimal_parse(text, &number);
    return number;
}

Period call_period(const Call *call, const char *name) {
    const char *text = call_text(call, name);
    Period period = 0;
    if (text) period_parse(text, &period);
    return period;
}

double power_of_ten(int exponent) {
    return pow(10, exponent);
}

/* ---- operands ---- */

const Figure *operand_figure(Operand *operand, const char *key) {
    if (operand->single) return operand->single;
    const Result *result = operand->result;
    for (int i = 0; i < result->figure_count; i++) {
        int index = (operand->hint + i) % result->figure_count;
        if (strcmp(result->figures[index].key, key) != 0) continue;
        operand->hint = index + 1;
        return &result->figures[index];
    }
    return NULL;
}

/* True when a step before this one was to make the result, and failed. */
static bool has_failed(const Findings *findings, const char *id) {
    for (int i = 0; i < findings->step_count; i++) {
        const Step *step = &findings->steps[i];
        for (int k = 0; k < step->argument_count; k++)
            if (strcmp(step->arguments[k].name, "id") == 0 &&
                strcmp(step->arguments[k].value, id) == 0)
                return true;
    }
    return false;
}

/* What failed was reported; what needs it is not an error more. */
static bool no_result(Call *call, const char *id) {
    const Findings *findings = call->findings;
    if (has_failed(findings, id)) return false;
    const char **known =
        arena_array(call->arena, findings->result_count + 1, sizeof(char *));
    for (int i = 0; i < findings->result_count; i++)
        known[i] = findings->results[i]->id;
    return call_fail(call, "no result '%s' before this step%s", id,
                     did_you_mean(call->arena, id, known));
}

static bool resolve(Call *call, const char *text, Operand *operand) {
    const char *at = strchr(text, '@');
    size_t length = at ? (size_t) (at - text) : strlen(text);
    const char *id = arena_copy(call->arena, text, length);
    *operand = (Operand){.result = map_get(call->findings->result_by_id, id)};
    if (!operand->result) return no_result(call, id);
    if (operand->result->absent) {
        call->result->absent =
            arena_print(call->arena, "'%s' is absent: %s", id, operand->result->absent);
        return false;
    }
    if (!at) return true;
    operand->single = operand_figure(operand, at + 1);
    if (operand->single) return true;
    const Result *result = operand->result;
    if (!result->figure_count)
        return call_fail(call, "'%s' has no figure '%s': it is empty", id, at + 1);
    return call_fail(call, "'%s' has no figure '%s': it has %s to %s", id, at + 1,
                     result->figures[0].key,
                     result->figures[result->figure_count - 1].key);
}

bool call_operand(Call *call, const char *name, Operand *operand) {
    return resolve(call, call_text(call, name), operand);
}

Operand *call_operands(Call *call, const char *name, int *count) {
    const char *text = call_text(call, name);
    Operand *operands = NULL;
    int capacity = 0;
    *count = 0;
    while (true) {
        text += strspn(text, " \t\n");
        size_t length = strcspn(text, " \t\n");
        if (!length) break;
        operands =
            arena_grow(call->arena, operands, *count, &capacity, sizeof *operands);
        if (!resolve(call, arena_copy(call->arena, text, length), &operands[*count]))
            return NULL;
        (*count)++;
        text += length;
    }
    if (!*count) call_fail(call, "'%s' names no result", name);
    return operands;
}

const Result **call_results(Call *call, const char *name, int *count) {
    const char *text = call_text(call, name);
    const Result **results = NULL;
    int capacity = 0;
    *count = 0;
    while (true) {
        text += strspn(text, " \t\n");
        size_t length = strcspn(text, " \t\n");
        if (!length) break;
        const char *id = arena_copy(call->arena, text, length);
        text += length;
        results = arena_grow(call->arena, results, *count, &capacity, sizeof *results);
        results[*count] = map_get(call->findings->result_by_id, id);
        if (strchr(id, '@'))
            call_fail(call, "'%s' takes whole results: '%s' is a figure", name, id);
        else if (!results[*count])
            no_result(call, id);
        if (!results[(*count)++]) return NULL;
    }
    if (!*count) call_fail(call, "'%s' names no result", name);
    return results;
}

int operand_count(const Operand *operand) {
    return operand->single ? 1 : operand->result->figure_count;
}

const Figure *operand_at(const Operand *operand, int index) {
    return operand->single ? operand->single : &operand->result->figures[index];
}

bool call_same_unit(Call *call, const Result *a, const Result *b) {
    if (strcmp(a->unit.unit, b->unit.unit) == 0) return true;
    return call_fail(call, "mixed units: '%s' is in %s, '%s' in %s", a->id,
                     a->unit.unit, b->id, b->unit.unit);
}

bool call_part(Call *call, const char *name, Part *part) {
    const char *text = call_text(call, name);
    double number;
    *part = (Part){.value = value_missing(VALUE_NOT_AVAILABLE), .given = text != NULL};
    if (!text) return true;
    if (decimal_parse(text, &number)) {
        part->value = value_of(number, 'A');
        return true;
    }
    Operand operand;
    if (!call_operand(call, name, &operand)) return false;
    part->unit = operand.result->unit;
    part->figure = operand_figure(&operand, CASE_WORDS[CASE_CENTRAL]);
    if (!part->figure && operand_count(&operand) == 1)
        part->figure = operand_at(&operand, 0);
    if (!part->figure)
        return call_fail(call, "'%s' is no single figure: say which with '@'", text);
    part->value = part->figure->value;
    return true;
}

void call_note_assumed(Call *call, const char *name, const Part *part) {
    if (!part->given || part->figure) return;
    XmlNode *notes = result_notes(call);
    const char *before = xml_attribute(notes, "assumed");
    for (int i = 0; before && i < notes->attribute_count; i++)
        if (strcmp(notes->attributes[i].name, "assumed") == 0) {
            notes->attributes[i].value =
                arena_print(call->arena, "%s %s", before, name);
            return;
        }
    xml_set(call->arena, notes, "assumed", name);
}

bool call_part_in(Call *call, const char *name, Part *part, Unit unit) {
    if (part->figure && strcmp(part->unit.unit, unit.unit) != 0)
        return call_fail(call, "mixed units: '%s' is in %s, not in %s", name,
                         part->unit.unit, unit.unit);
    if (part->figure)
        part->value.number *= power_of_ten(part->unit.multiplier - unit.multiplier);
    part->unit = unit;
    return true;
}

/* Brings the bound `name` to `frequency`: its first period there, or its last. */
static bool read_bound(Call *call, const char *name, Frequency frequency, bool is_last,
                       Period *bound) {
    *bound = call_period(call, name);
    if (!*bound || period_frequency(*bound) == frequency) return true;
    int coarse = frequency_per_year(period_frequency(*bound));
    int fine = frequency_per_year(frequency);
    if (!coarse || fine % coarse != 0 || !fine)
        return call_fail(call, "bad value of '%s' on <%s>: %s holds no periods of %s",
                         name, call->step->name, call_text(call, name),
                         frequency_code(frequency));
    int parts = fine / coarse, index = (period_index(*bound) - 1) * parts + 1;
    *bound = period_make(frequency, period_year(*bound),
                         is_last ? index + parts - 1 : index);
    return true;
}

bool call_window(Call *call, Frequency frequency, Period *from, Period *to) {
    return read_bound(call, "from", frequency, false, from) &&
           read_bound(call, "to", frequency, true, to);
}

/* ---- figures ---- */

void call_reserve(Call *call, int count) {
    call->result->figures = arena_array(call->arena, count, sizeof(Figure));
}

static void add_source(Arena *arena, Figure *figure, const Source *source,
                       int *capacity) {
    for (int i = 0; i < figure->source_count; i++)
        if (figure->sources[i] == source) return;
    figure->sources = arena_grow(arena, figure->sources, figure->source_count, capacity,
                                 sizeof(Source *));
    figure->sources[figure->source_count++] = source;
}

Figure *call_add(Call *call, const char *key, Period period, Value value,
                 const Figure *const *inputs, int input_count) {
    Result *result = call->result;
    Arena *arena = call->arena;
    Figure *figure = &result->figures[result->figure_count++];
    *figure = (Figure){.result = result,
                       .key = key,
                       .period = period,
                       .value = value,
                       .inputs = arena_array(arena, input_count, sizeof(Figure *))};
    int capacity = 0;
    for (int i = 0; i < input_count; i++) {
        if (!inputs[i]) continue;
        figure->inputs[figure->input_count++] = inputs[i];
        if (inputs[i]->confidence > figure->confidence)
            figure->confidence = inputs[i]->confidence;
        for (int s = 0; s < inputs[i]->source_count; s++)
            add_source(arena, figure, inputs[i]->sources[s], &capacity);
    }
    return figure;
}

XmlNode *figure_notes(Call *call, Figure *figure) {
    if (!figure->notes)
        figure->notes = xml_new(call->arena, NULL, "figure", call->step->origin);
    return figure->notes;
}

XmlNode *result_notes(Call *call) {
    if (!call->result->notes)
        call->result->notes = xml_new(call->arena, NULL, "result", call->step->origin);
    return call->result->notes;
}

void figure_cite(Call *call, Figure *figure, const Source *source, int confidence) {
    figure->sources = arena_alloc(call->arena, sizeof(Source *));
    figure->sources[0] = source;
    figure->source_count = 1;
    figure->confidence = confidence;
}

void figure_cite_too(Call *call, Figure *figure, const Source *source, int confidence) {
    const Source **sources =
        arena_array(call->arena, figure->source_count + 1, sizeof(Source *));
    for (int i = 0; i < figure->source_count; i++) {
        if (figure->sources[i] == source) return;
        sources[i] = figure->sources[i];
    }
    sources[figure->source_count++] = source;
    figure->sources = sources;
    if (confidence > figure->confidence) figure->confidence = confidence;
}

void call_check(Call *call, bool passed, const char *detail) {
    Findings *findings = call->findings;
    findings->checks = arena_grow(call->arena, findings->checks, findings->check_count,
                                  &findings->check_capacity, sizeof(Check));
    findings->checks[findings->check_count++] =
        (Check){call->step->name, detail, passed, call->step->origin};
    const char *otherwise = call_text(call, "else");
    bool holds = !otherwise || strcmp(otherwise, "hold") == 0;
    if (!passed)
        diag_report(call->diags, holds ? FAULT_HELD : FAULT_WARNING, call->step->origin,
                    "%s: %s", call->step->name, detail);
}
