/* What `out/index.html` says of its own, in the languages that briefings have. */
#ifndef NIGHT_INDEX_WORDS_H
#define NIGHT_INDEX_WORDS_H

#include <stdbool.h>

#include "night/events.h"

enum { INDEX_COLUMNS = 5 };

/* Each is good beside any number: no form depends on one. */
typedef struct {
    const char *lang;
    bool leftwards; /* it is written from right to left */
    const char *title, *lead;
    const char *show, *all; /* before what may be chosen, and the first of that */
    const char *states[OUTCOME_COUNT];
    const char *as_of, *briefings;
    const char *colon;   /* between a name and its number */
    const char *unended; /* "... %d of %d" */
    const char *caption; /* "... %s", a night */
    const char *columns[INDEX_COLUMNS];
    const char *findings;
    const char *stays; /* the last edition, beside one that failed */
    const char *made;  /* "... %s", the program */
} IndexWords;

/* Those of the language of a BCP 47 tag; the English ones for any other, and for NULL.
 */
const IndexWords *index_words(const char *lang);

#endif
