/* Where outlets contradict each other on what somebody said: the words, the date, the
 * speaker's role. */
#ifndef ANALYSIS_CONFLICTS_H
#define ANALYSIS_CONFLICTS_H

#include "analysis/reading.h"

typedef enum { CONFLICT_QUOTE, CONFLICT_DATE, CONFLICT_ROLE } ConflictKind;
extern const char *const CONFLICT_WORDS[];

/* One side of a comparison, as text. */
typedef struct {
    const char *statement; /* id */
    const Source *source;
    int confidence;
    Date said;
    const char *text; /* words, date or role */
} Side;

/* What a comparison found; agreement too, which is a confirmation. */
typedef struct {
    const char *key; /* "quote.s17.1" */
    ConflictKind kind;
    const char *status; /* of QUOTE_WORDS, or "date-differs", "role-differs",
                           "role-changed" */
    double similarity;  /* of words and roles; 0 for dates */
    int days;           /* between dates that differ */
    bool is_conflict;
    Side a, b; /* the one that is verified, and what it is held against */
    Origin origin;
} Conflict;

/* The statements are those of `about` that `sees` lets through; the quotations of each
 * are held against those that the same speaker made within 31 days in a source that is
 * surer, or as sure and earlier in the dataset, and at any time in the same words.
 * `lexicon` may be NULL. */
Conflict *conflicts_find(const Dataset *dataset, const char *about,
                         bool (*sees)(const void *user, const Source *source),
                         const void *user, const Lexicon *lexicon, Arena *arena,
                         int *count);

#endif
