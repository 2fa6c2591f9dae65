/* Which figures a document prints, and the rows that tell where they come from. */
#ifndef TEMPLATE_PROVENANCE_H
#define TEMPLATE_PROVENANCE_H

#include "template/composer.h"

/* A row of the appendix: a figure, or several of one result: all that are printed, or
 * those that stand in tables and charts only. */
typedef struct ProvenanceRow {
    const struct PrintedResult *of;
    const Figure *first, *last;         /* the same for one figure */
    int count;                          /* of printed figures from first to last */
    const char *anchor, *target;        /* where links arrive; "#" and that */
    const char *first_text, *last_text; /* as printed; NULL when only drawn */
    CitedPlaces places;                 /* where they are printed, one for each block */
    const Block *last_block;            /* of the last place */
    struct ProvenanceRow *next;
} ProvenanceRow;

/* A figure that is printed. */
typedef struct {
    const char *text;      /* as printed first; NULL when it is only drawn */
    const char *cell_text; /* as printed first in a table; likewise */
    bool is_printed;
    bool in_text; /* in prose or a tile: it has a row of its own */
    ProvenanceRow *row;
} PrintedFigure;

typedef struct PrintedResult {
    const Result *result;
    PrintedFigure *figures; /* by their places in the result */
    ProvenanceRow *rows;
    struct PrintedResult *next; /* in the order in which they are printed first */
} PrintedResult;

/* Finds what `document` prints so far, gives it rows, one for each result when
 * `by_result`, and places, and makes what stands in text or cells lead to its row when
 * `linked`.  NULL when it prints no figure. */
PrintedResult *provenance_find(Composer *composer, bool by_result, bool linked);

/* The row of a figure; NULL when it is not printed. */
const ProvenanceRow *provenance_row(const Composer *composer, const Figure *figure);

/* Warns when a figure is printed behind its appendix and has no row there.  Called when
 * all is composed. */
void provenance_check(Composer *composer);

#endif
