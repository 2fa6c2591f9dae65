/* Total fit: chooses the line breaks of a whole paragraph together (Knuth and Plass,
 * "Breaking Paragraphs into Lines", 1981).  Knows lengths only, no fonts and no
 * text. */
#ifndef LAYOUT_BREAKER_H
#define LAYOUT_BREAKER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/length.h"

/* Natural width, stretch and shrink from the paragraph's start. */
typedef struct {
    int64_t width, stretch, shrink;
} Measure;

/* A place where a line may end.  A line from break a to break b measures
 * b.before - a.after: what stands between them goes when the line ends there (a space)
 * or comes (a hyphen). */
typedef struct Break {
    Measure before, after;
    int penalty;  /* 0 for none, more the worse */
    bool flagged; /* a hyphen: two in a row are bad */
    bool forced;
    bool cut;          /* through a word that is wider than the line */
    int piece, offset; /* the caller's: where the next line begins */
} Break;

typedef struct {
    Mpt width;        /* of a line */
    Mpt first_indent; /* taken from the first line's width, may be negative */
    Mpt line_stretch; /* room that each line has beside its glue: ragged setting */
    int tolerance;    /* worst badness allowed, 10000 for any; TeX's scale */
    bool last_resort; /* always sets, with overfull lines when it must */
} BreakRules;

/* breaks[0] is the paragraph's start and breaks[count - 1] its forced end.  Returns the
 * indices of the breaks that end the lines, `*lines` of them, or NULL when the rules
 * cannot be met (never with `last_resort`). */
int *breaker_total_fit(const Break *breaks, int count, const BreakRules *rules,
                       Arena *arena, int *lines);

/* How much the line's glue is stretched (positive) or shrunk (negative, -1 is all of
 * its shrink); below -1 the line is overfull.  Huge when there is nothing to
 * stretch. */
double breaker_ratio(const Break *from, const Break *to, Mpt width, Mpt line_stretch);

#endif
