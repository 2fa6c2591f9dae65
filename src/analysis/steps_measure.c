/* Steps about a measure: its volumes, the verdict by stated bands, what would flip it,
 * and how far its speakers have climbed the commitment ladder. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/indicators.h"
#include "analysis/steps.h"

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

typedef struct {
    double negligible_below, material_from; /* percent */
} Bands;

static bool read_bands(Call *call, Bands *bands) {
    bands->negligible_below = call_number(call, "negligible-below", 0);
    bands->material_from = call_number(call, "material-from", 0);
    call->result->negligible_below = bands->negligible_below;
    call->result->material_from = bands->material_from;
    if (bands->negligible_below > 0 && bands->material_from > bands->negligible_below)
        return true;
    return call_fail(call, "the bands must rise: 0 < negligible-below < material-from");
}

/* The class of a share by the bands; NULL when there is no share. */
static const char *band_class(const Bands *bands, Value share) {
    if (share.state != VALUE_NUMBER) return NULL;
    double size = fabs(share.number);
    return size < bands->negligible_below ? "negligible"
           : size < bands->material_from  ? "modest"
                                          : "material";
}

static bool is_percent(Call *call, const Result *result) {
    if (strcmp(result->unit.unit, "percent") == 0) return true;
    return call_fail(call, "'%s' is in %s: a verdict needs shares in percent",
                     result->id, result->unit.unit);
}

/* Each case of each test gets its class; the class of the whole is that of the deciding
 * test in the central case. */
static bool step_verdict(Call *call) {
    int count, total = 0;
    Bands bands;
    Operand decider;
    Operand *tests = call_operands(call, "tests", &count);
    if (!tests || !call_operand(call, "decided-by", &decider) ||
        !read_bands(call, &bands))
        return false;
    for (int i = 0; i < count; i++) {
        if (!is_percent(call, tests[i].result)) return false;
        total += operand_count(&tests[i]);
    }
    if (!is_percent(call, decider.result)) return false;
    call->result->unit = (Unit){"percent", 0};
    call->result->formula = arena_print(
        call->arena,
        "negligible below %g %%, material from %g %%, modest between; decided by %s",
        bands.negligible_below, bands.material_from, call_text(call, "decided-by"));
    call_reserve(call, total);
    for (int i = 0; i < count; i++)
        for (int k = 0; k < operand_count(&tests[i]); k++) {
            const Figure *input = operand_at(&tests[i], k);
            const char *key =
                arena_print(call->arena, "%s.%s", tests[i].result->id, input->key);
            call_add(call, key, 0, input->value, &input, 1)->class_name =
                band_class(&bands, input->value);
        }
    const Figure *central = operand_figure(&decider, CASE_WORDS[CASE_CENTRAL]);
    if (!central)
        return call_fail(call, "'%s' has no central case",
                         call_text(call, "decided-by"));
    call->result->class_name = band_class(&bands, central->value);
    return true;
}

/* The volume at which the share reaches each band's edge, other things equal. */
static bool step_flip(Call *call) {
    Operand share, volume;
    Bands bands;
    if (!call_operand(call, "share", &share) ||
        !call_operand(call, "volume", &volume) || !read_bands(call, &bands))
        return false;
    const Figure *inputs[] = {operand_figure(&volume, CASE_WORDS[CASE_CENTRAL]),
                              operand_figure(&share, CASE_WORDS[CASE_CENTRAL])};
    if (!inputs[0] || !inputs[1])
        return call_fail(call, "no central case to start from");
    if (!is_percent(call, share.result)) return false;
    call->result->unit = volume.result->unit;
    call->result->formula =
        arena_print(call->arena, "%s × band / |%s|", call_text(call, "volume"),
                    call_text(call, "share"));
    const struct {
        const char *key;
        double edge;
    } edges[] = {{"modest", bands.negligible_below}, {"material", bands.material_from}};
    Value size = inputs[1]->value;
    size.number = fabs(size.number);
    call_reserve(call, 2);
    for (int i = 0; i < 2; i++) {
        Value scaled =
            value_of_quantity(inputs[0]->value, value_of(edges[i].edge, 'A'));
        call_add(call, edges[i].key, 0, ratio_of(scaled, size), inputs, 2);
    }
    return true;
}

/* ---- the ladder ---- */

/* A rung reached, by a statement or an announcement. */
typedef struct {
    const char *organisation;
    Date date;
    int commitment;
    const Source *source;
    int confidence;
    Origin origin;
} Rung;

static int by_organisation_and_date(const void *a, const void *b) {
    const Rung *left = a, *right = b;
    int order = strcmp(left->organisation, right->organisation);
    if (!order) order = date_compare(left->date, right->date);
    if (!order) order = left->commitment - right->commitment;
    if (!order) order = strcmp(left->origin.file, right->origin.file);
    return order ? order : left->origin.line - right->origin.line;
}

static Rung *gather_rungs(Call *call, int *count) {
    const Dataset *dataset = call->dataset;
    const char *about = call_text(call, "about");
    Rung *rungs = arena_array(
        call->arena, dataset->statement_count + dataset->event_count, sizeof *rungs);
    *count = 0;
    for (int i = 0; i < dataset->statement_count; i++) {
        const Statement *s = dataset->statements[i];
        if (!s->about || strcmp(s->about, about) != 0 ||
            s->commitment == COMMITMENT_NONE ||
            !findings_see(call->findings, s->source))
            continue;
        rungs[(*count)++] = (Rung){s->organisation, s->said,       s->commitment,
                                   s->source,       s->confidence, s->origin};
    }
    return rungs;
}

/* The highest rung of each organisation; of the same rung the first that reached it. */
static bool step_ladder(Call *call) {
    int count;
    Rung *rungs = gather_rungs(call, &count);
    if (count) qsort(rungs, (size_t) count, sizeof *rungs, by_organisation_and_date);
    call->result->unit = (Unit){"rung", 0};
    call->result->formula = "highest rung of the commitment ladder that was said";
    call_reserve(call, count);
    const Rung *best = NULL;
    for (int i = 0; i < count; i++) {
        if (!best || rungs[i].commitment > best->commitment) best = &rungs[i];
        if (i + 1 < count &&
            strcmp(rungs[i].organisation, rungs[i + 1].organisation) == 0)
            continue;
        Figure *figure = call_add(call, best->organisation, 0,
                                  value_of(best->commitment, 'A'), NULL, 0);
        figure->class_name = COMMITMENT_WORDS[best->commitment];
        figure->confidence = best->confidence;
        figure->sources = arena_alloc(call->arena, sizeof(Source *));
        figure->sources[figure->source_count++] = best->source;
        figure->row = best->origin;
        best = NULL;
    }
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
    {"ladder", step_ladder, false, {REQUIRED("about", ARGUMENT_TEXT)}},
    {.name = NULL}};
