/* The comparison with the last edition that <since-last-edition> makes: changes are
 * gathered here and become figures of the step's result. */
#ifndef ANALYSIS_COMPARISON_H
#define ANALYSIS_COMPARISON_H

#include "analysis/edition.h"
#include "analysis/steps.h"

/* A change with what it was, where it was. */
typedef struct {
    Change change;
    Past past;
    bool has_past;
} Item;

typedef struct {
    Call *call;
    Edition *edition;
    Changes *changes;
    Item *items;
    int count, capacity;
} Comparison;

/* Adds a change, which stays where it is until the next one. */
Item *comparison_add(Comparison *comparison, ChangeKind kind);

/* Adds statements that are new, say something else or are no more, in this order. */
void comparison_add_statements(Comparison *comparison);

/* Makes the changes figures of the step's result. */
void comparison_list(Comparison *comparison);

/* In percent of the size of what it was; not defined over zero or across it. */
Value relative_revision(Value was, Value now);

#endif
