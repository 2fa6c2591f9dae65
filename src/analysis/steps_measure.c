/* Steps about a measure: its volumes, the verdict by stated bands, and what would flip
 * it: a volume, a price, a yardstick, a year, or the loss of a source. */
#include <math.h>
#include <string.h>

#include "base/words.h"
#include "analysis/bands.h"
#include "analysis/indicators.h"

/* ---- volumes ---- */

static bool step_volumes(Call *call) {
    const char *id = call_text(call, "measure");
    const Measure *measure = dataset_measure(call->dataset, id);
    if (!measure) {
        int count = call->dataset->measure_count;
        const char **known = arena_array(call->arena, count + 1, sizeof(char *));
        for (int i = 0; i < count; i++)
            known[i] = call->dataset->measures[i]->id;
        return call_fail(call, "no measure '%s'%s", id,
                         did_you_mean(call->arena, id, known));
    }
    call->result->unit = (Unit){measure->unit, 0};
    call->result->formula = "as stated by the source of each case";
    if (!findings_see(call->findings, measure->volumes[CASE_CENTRAL].source))
        return call_fail(call,
                         "the central volume of '%s' is of a source later than "
                         "the as-of date",
                         id);
    call_reserve(call, CASE_COUNT);
    for (int c = 0; c < CASE_COUNT; c++) {
        const Volume *volume = &measure->volumes[c];
        if (!volume->given || !findings_see(call->findings, volume->source)) continue;
        Figure *figure =
            call_add(call, CASE_WORDS[c], 0, value_of(volume->value, 'A'), NULL, 0);
        figure->confidence = volume->source->confidence;
        figure->sources = arena_alloc(call->arena, sizeof(Source *));
        figure->sources[figure->source_count++] = volume->source;
        figure->row = volume->origin;
    }
    return true;
}

/* ---- verdict ---- */

/* Each case of each test gets its class; the class of the whole is that of the deciding
 * test in the central case. */
static bool step_verdict(Call *call) {
    int count, total = 0;
    Bands bands;
    Operand decider;
    Operand *tests = call_operands(call, "tests", &count);
    if (!tests || !call_operand(call, "decided-by", &decider) ||
        !bands_read(call, &bands))
        return false;
    for (int i = 0; i < count; i++) {
        if (!bands_percent(call, tests[i].result)) return false;
        total += operand_count(&tests[i]);
    }
    if (!bands_percent(call, decider.result)) return false;
    call->result->unit = (Unit){"percent", 0};
    call->result->formula = arena_print(
        call->arena,
        "negligible below %g%%, material from %g%%, modest between; decided by %s",
        bands.negligible_below, bands.material_from, call_text(call, "decided-by"));
    call_reserve(call, total);
    for (int i = 0; i < count; i++)
        for (int k = 0; k < operand_count(&tests[i]); k++) {
            const Figure *input = operand_at(&tests[i], k);
            const char *key =
                arena_print(call->arena, "%s.%s", tests[i].result->id, input->key);
            call_add(call, key, 0, input->value, &input, 1)->class_name =
                bands_class(&bands, input->value);
        }
    const Figure *central = operand_figure(&decider, CASE_WORDS[CASE_CENTRAL]);
    if (!central)
        return call_fail(call, "'%s' has no central case",
                         call_text(call, "decided-by"));
    call->result->class_name = bands_class(&bands, central->value);
    call->result->decided_by = central;
    return true;
}

/* ---- what would flip it ---- */

/* The edges of the bands, under the class that begins there. */
typedef struct {
    const char *key;
    double edge;
} Edge;

/* The central case of `name`; NULL after a diagnostic. */
static const Figure *central_figure(Call *call, const char *name, Operand *operand) {
    if (!call_operand(call, name, operand)) return NULL;
    const Figure *figure = operand_figure(operand, CASE_WORDS[CASE_CENTRAL]);
    if (!figure && operand_count(operand) == 1) figure = operand_at(operand, 0);
    if (!figure) call_fail(call, "no central case to start from in '%s'", name);
    return figure;
}

/* Where the share, which moves with the factor, or against it when it is the yardstick
 * in the denominator, reaches each edge, other things equal. */
static bool flip(Call *call, const char *factor, bool against) {
    Operand share, moved;
    Bands bands;
    const Figure *inputs[2];
    if (!(inputs[1] = central_figure(call, "share", &share)) ||
        !(inputs[0] = central_figure(call, factor, &moved)) ||
        !bands_read(call, &bands) || !bands_percent(call, share.result))
        return false;
    call->result->unit = moved.result->unit;
    call->result->formula =
        arena_print(call->arena, against ? "|%s × %s| / band" : "%s × band / |%s|",
                    call_text(call, factor), call_text(call, "share"));
    const Edge edges[] = {{BAND_WORDS[BAND_MODEST], bands.negligible_below},
                          {BAND_WORDS[BAND_MATERIAL], bands.material_from}};
    Value size = inputs[1]->value, start = inputs[0]->value;
    size.number = fabs(size.number);
    if (against) start.number = fabs(start.number);
    call_reserve(call, 2);
    for (int i = 0; i < 2; i++) {
        Value edge = value_of(edges[i].edge, 'A');
        Value there = against ? ratio_of(value_of_quantity(start, size), edge)
                              : ratio_of(value_of_quantity(start, edge), size);
        call_add(call, edges[i].key, 0, there, inputs, 2);
    }
    return true;
}

static bool step_flip(Call *call) {
    return flip(call, "volume", false);
}

static bool step_flip_yardstick(Call *call) {
    return flip(call, "yardstick", true);
}

/* The class in each period of the yardstick, and whether it differs from that in the
 * period which the verdict is on. */
static bool step_class_years(Call *call) {
    Operand in;
    Bands bands;
    Operand of;
    const Figure *size = central_figure(call, "of", &of);
    if (!size || !call_operand(call, "in", &in) || !bands_read(call, &bands) ||
        !call_same_unit(call, of.result, in.result))
        return false;
    double scale =
        power_of_ten(of.result->unit.multiplier - in.result->unit.multiplier);
    const char *year = call_text(call, "year"), *latest = NULL;
    Value part = size->value;
    part.number *= scale;
    const Figure *base = operand_figure(&in, year);
    if (!base) return call_fail(call, "'%s' has no figure '%s'", in.result->id, year);
    const char *usual = bands_class(&bands, share_of(part, base->value));
    int count = operand_count(&in), differing = 0;
    call->result->unit = (Unit){"percent", 0};
    call->result->class_name = usual;
    call->result->formula =
        arena_print(call->arena, "100 × %s / %s; held against the class of %s",
                    call_text(call, "of"), call_text(call, "in"), year);
    call_reserve(call, count);
    for (int i = 0; i < count; i++) {
        const Figure *inputs[] = {size, operand_at(&in, i)};
        Figure *figure = call_add(call, inputs[1]->key, inputs[1]->period,
                                  share_of(part, inputs[1]->value), inputs, 2);
        figure->class_name = bands_class(&bands, figure->value);
        if (!usual || !figure->class_name || figure->class_name == usual) continue;
        xml_set(call->arena, figure_notes(call, figure), "differs", "yes");
        latest = figure->key;
        differing++;
    }
    xml_set_number(call->arena, result_notes(call), "differing", differing);
    if (latest) xml_set(call->arena, call->result->notes, "latest-differing", latest);
    return true;
}

/* ---- leave one source out ---- */

/* What the loss of a source does to the figure. */
static const char *effect_of_loss(const Figure *usual, const char *usual_class,
                                  const Figure *left, const char *left_class) {
    if (!left || left->value.state != VALUE_NUMBER) return "no-figure";
    if (left_class != usual_class) return "class";
    return left->value.number == usual->value.number ? "none" : "value";
}

/* The analysis runs once more for each source of the figure, as if there were none
 * such: an earlier vintage or another series may step in, or nothing is left. */
static bool step_leave_one_out(Call *call) {
    Operand of;
    Bands bands;
    const Figure *usual = central_figure(call, "of", &of);
    if (!usual || !bands_read(call, &bands) || !bands_percent(call, of.result))
        return false;
    const char *usual_class = bands_class(&bands, usual->value);
    const char *id = figure_id(usual, call->arena);
    int needed = 0;
    call->result->unit = (Unit){"percent", 0};
    call->result->class_name = usual_class;
    call->result->formula =
        arena_print(call->arena, "%s computed again without each of its sources", id);
    call_reserve(call, usual->source_count);
    for (int i = 0; i < usual->source_count; i++) {
        const Source *source = usual->sources[i];
        Arena *scratch = arena_scratch(call->arena);
        const Findings *again =
            analysis_without(call->findings, of.result->id, source, scratch);
        const Figure *left = findings_figure(again, id);
        Value value = left ? left->value : value_missing(VALUE_NOT_AVAILABLE);
        Figure *figure = call_add(call, source->id, 0, value, NULL, 0);
        figure->class_name = bands_class(&bands, value);
        for (int s = 0; left && s < left->source_count; s++)
            figure_cite_too(call, figure, left->sources[s], left->confidence);
        if (!left) figure_cite(call, figure, source, source->confidence);
        const char *effect =
            effect_of_loss(usual, usual_class, left, figure->class_name);
        xml_set(call->arena, figure_notes(call, figure), "effect", effect);
        if (strcmp(effect, "no-figure") == 0 || strcmp(effect, "class") == 0) needed++;
        arena_free(scratch);
    }
    xml_set_number(call->arena, result_notes(call), "needed", needed);
    return true;
}

const StepRule MEASURE_STEPS[] = {
    {"volumes", step_volumes, false, {REQUIRED("measure", ARGUMENT_TEXT)}},
    {"verdict",
     step_verdict,
     false,
     {REQUIRED("tests", ARGUMENT_LIST), OPERAND("decided-by"),
      REQUIRED("negligible-below", ARGUMENT_NUMBER),
      REQUIRED("material-from", ARGUMENT_NUMBER)}},
    {"flip",
     step_flip,
     false,
     {OPERAND("share"), OPERAND("volume"),
      REQUIRED("negligible-below", ARGUMENT_NUMBER),
      REQUIRED("material-from", ARGUMENT_NUMBER)}},
    {"flip-yardstick",
     step_flip_yardstick,
     false,
     {OPERAND("share"), OPERAND("yardstick"),
      REQUIRED("negligible-below", ARGUMENT_NUMBER),
      REQUIRED("material-from", ARGUMENT_NUMBER)}},
    {"class-years",
     step_class_years,
     false,
     {OPERAND("of"), OPERAND("in"), REQUIRED("year", ARGUMENT_TEXT),
      REQUIRED("negligible-below", ARGUMENT_NUMBER),
      REQUIRED("material-from", ARGUMENT_NUMBER)}},
    {"leave-one-out",
     step_leave_one_out,
     false,
     {OPERAND("of"), REQUIRED("negligible-below", ARGUMENT_NUMBER),
      REQUIRED("material-from", ARGUMENT_NUMBER)}},
    {.name = NULL}};
