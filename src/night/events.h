/* What is told of a night, an event a line of JSON: `--log=json` prints them and the
 * journal keeps them.  mkreport.1 lists every field. */
#ifndef NIGHT_EVENTS_H
#define NIGHT_EVENTS_H

#include "base/text.h"
#include "report/report.h"

typedef enum {
    OUTCOME_PUBLISHED,
    OUTCOME_UNCHANGED,
    OUTCOME_HELD,
    OUTCOME_FAILED,
    OUTCOME_COUNT
} Outcome;

/* "published", "unchanged", "held", "failed". */
extern const char *const OUTCOME_WORDS[];

/* Which night it is, or which part of one: there is no clock in it. */
typedef struct {
    const char *id, *brief, *program, *as_of;
    int shard, shard_count; /* 1 of 1: the whole night */
    int all;                /* editions of the whole night */
    int editions;           /* of this shard */
} NightHead;

/* How an edition went. */
typedef struct {
    const char *id, *lang;
    int number; /* its place among all editions of the night, from 1 */
    Outcome outcome;
    int exit_status;
    double ms; /* of the processor's time */
    Facts facts;
    const char *reason; /* why it failed or was held; NULL otherwise */
    const char *said;   /* its diagnostics, a line each; "" or NULL for none */
} EditionEvent;

typedef struct {
    int counts[OUTCOME_COUNT];
    double seconds; /* from the night's begin to its end, by the clock on the wall */
    int exit_status;
    const char *said; /* diagnostics that belong to no edition */
} NightEnd;

/* Each writes one line.  `checked` says "good" for "published". */
void event_plan(Text *line, const char *id, const char *why);
void event_begin(Text *line, const NightHead *head);
void event_start(Text *line, const char *id, const char *why);
void event_edition(Text *line, const EditionEvent *event, bool checked);
void event_end(Text *line, const NightEnd *end, bool checked);

typedef enum { EVENT_BEGIN, EVENT_START, EVENT_EDITION, EVENT_END } EventKind;

/* What a line of a journal tells: of its members that of its kind. */
typedef struct {
    EventKind kind;
    NightHead head;
    EditionEvent edition; /* of EVENT_START only its id */
    NightEnd end;
} NightEvent;

/* Reads a line without its end; false when it is none of these, or a field is
 * missing. */
bool event_read(const char *line, size_t length, Arena *arena, NightEvent *event);

#endif
