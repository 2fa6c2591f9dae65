/* The night: a brief becomes one briefing, or as many as it has editions, each made by
 * a process of its own so that none stops another. */
#ifndef NIGHT_NIGHT_H
#define NIGHT_NIGHT_H

#include "night/shard.h"
#include "report/report.h"

typedef struct {
    ReportOptions report;
    const char *edition; /* make only this one, in this process; NULL for all */
    Shard shard;         /* of the editions make only these */
    bool merge;          /* make none, but join what the shards tell of them */
    int jobs;            /* editions made at a time */
    int seconds;         /* an edition may take */
    int megabytes;       /* of memory an edition may hold, with what all share */
    bool force;          /* make also what has not changed */
    bool dry_run;        /* say what would be made and why, make nothing */
    bool log_json;       /* print events as JSON in the place of plain lines */
    const char *depfile; /* where rules for make are written; NULL for none */
    bool is_last; /* the process ends after it: its memory is left to the system */
} NightOptions;

/* Makes the brief at `path`, prints its diagnostics on stderr and what was made on
 * stdout, and returns the exit status: of several editions the worst. */
int night_make(const char *path, const NightOptions *options);

#endif
