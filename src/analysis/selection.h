/* Which observations a step takes: series by their dimensions, and of one place in time
 * the latest vintage.  Shared by the steps that read the dataset, so that they choose
 * alike. */
#ifndef ANALYSIS_SELECTION_H
#define ANALYSIS_SELECTION_H

#include "analysis/steps.h"

/* An observation that a step may take. */
typedef struct {
    const char *key; /* what it stands for beside its period; NULL for nothing */
    Period period;
    const Series *series;
    int index; /* of the observation in the dataset's columns */
    int order; /* of the series in the dataset */
} Candidate;

/* The series with the dimensions and the vintage that the call's arguments ask for, and
 * that may be seen.  A dimension left open means the series without it, when there are
 * any; those that still differ are an error.  Dimension `over` must be there and may
 * differ; -1 for none.  `wanted` holds DIM_COUNT texts, NULL for open ones.  NULL after
 * a diagnostic, or when none matches and the call's argument "optional" says that its
 * result is absent then. */
const Series **selection_find(Call *call, const char *const *wanted, int over,
                              int *count);

/* The call's arguments that are dimensions, into `wanted`. */
void selection_arguments(const Call *call, const char **wanted);

/* Sorts by key and period and keeps, of each, the latest vintage.  Returns how many are
 * left. */
int selection_latest(Candidate *all, int count);

/* Adds the candidate's observation to the result, with its source and row.  The
 * result's unit must be set. */
void selection_add(Call *call, const Candidate *candidate, const char *key,
                   Period period);

/* Gives the call's result the valuation, basis and adjustment of the series chosen. */
void selection_traits(Call *call, const Series *series);

#endif
