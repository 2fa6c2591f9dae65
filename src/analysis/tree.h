/* What the parts of the findings' tree share. */
#ifndef ANALYSIS_TREE_H
#define ANALYSIS_TREE_H

#include "analysis/analysis.h"

/* "2025-10-30"; NULL for no date. */
const char *tree_date(Arena *arena, Date date);

/* Adds statements, measures, models, barriers and events to the root. */
void tree_add_records(Arena *arena, XmlNode *root, const Findings *findings);

#endif
