/* Steps about statements: how far their speakers have climbed the ladder of commitment,
 * what a lexicon reads in their words, and where outlets contradict each other. */
#include <stdlib.h>
#include <string.h>

#include "analysis/steps.h"

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

const StepRule STATEMENT_STEPS[] = {
    {"ladder", step_ladder, false, {REQUIRED("about", ARGUMENT_TEXT)}}, {.name = NULL}};
