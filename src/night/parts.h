/* What the night's files share. */
#ifndef NIGHT_PARTS_H
#define NIGHT_PARTS_H

#include "night/night.h"

typedef enum {
    OUTCOME_PUBLISHED, /* or good, with --check */
    OUTCOME_UNCHANGED,
    OUTCOME_HELD,
    OUTCOME_FAILED
} Outcome;

/* An edition on its way. */
typedef struct {
    const Brief *brief; /* as this edition has it */
    Outcome outcome;
    int exit_status;
    int pages;
    double ms;          /* of the processor's time */
    const char *reason; /* why it failed or was held, in a line; NULL otherwise */
    const char *why;    /* it is made: what has changed; NULL when unchanged */
} Job;

typedef struct {
    const NightOptions *options;
    const char *path; /* of the brief */
    Arena *arena;
    Diags *diags;
    Report *report;
    Job *jobs;
    int job_count;
    bool is_worker;    /* this process makes one edition and ends */
    bool is_published; /* the one briefing of a brief without editions */
} Night;

/* Makes all jobs that are not unchanged, `options->jobs` at a time, and tells of each
 * as it ends. */
void workers_run(Night *night);

/* Says how a job ended, with the diagnostics `said` of its worker. */
void night_tell(const Night *night, const Job *job, const char *said);

#endif
