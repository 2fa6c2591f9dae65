/* What the parts of the findings' tree share. */
#ifndef ANALYSIS_TREE_H
#define ANALYSIS_TREE_H

#include "analysis/analysis.h"

/* "2025-10-30"; NULL for no date. */
const char *tree_date(Arena *arena, Date date);

/* What a value is called that is no number; by ValueState. */
extern const char *const STATE_WORDS[];

/* Ids of the figure's inputs; a run of neighbours in one result is written "id..key".
 * NULL when it has none. */
const char *tree_inputs(const Figure *figure, Arena *arena);

/* A digest of what the step was asked for, but for its label and places. */
const char *tree_method(const Result *result, Arena *arena);

/* Adds statements, measures, models, barriers and events to the root. */
void tree_add_records(Arena *arena, XmlNode *root, const Findings *findings);

#endif
