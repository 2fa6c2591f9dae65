/* What the night's files share. */
#ifndef NIGHT_PARTS_H
#define NIGHT_PARTS_H

#include "night/journal.h"
#include "night/lock.h"
#include "night/night.h"
#include "night/progress.h"

/* An edition on its way. */
typedef struct {
    const Brief *brief; /* as this edition has it */
    EditionEvent event; /* how it went */
    const char *why;    /* it is made: what has changed; NULL when unchanged */
    bool is_told;       /* how it went */
} Job;

typedef struct {
    const NightOptions *options;
    const char *path; /* of the brief */
    Arena *arena;
    Diags *diags;
    Report *report;
    NightHead head;        /* its id is NULL until the editions are known */
    Lock lock;             /* of a night that publishes its editions */
    JournalWriter journal; /* of such a night */
    Job *jobs;
    int job_count;
    Progress progress; /* of making them */
    double begun;      /* in seconds of the monotonic clock */
    int merged;        /* shards whose journals are joined; 0 without --merge-journal */
    Text said;         /* what they say of no edition */
    int signal;        /* that has ended the night before its time; 0 for none */
    bool is_one;       /* makes one briefing, in this process */
    bool is_worker;    /* this process makes editions for another */
    bool is_published; /* the one briefing of a brief without editions */
} Night;

/* Makes all jobs that have a why, `options->jobs` at a time, and tells of each as it
 * begins and ends.  SIGHUP, SIGINT and SIGTERM end it, and what is being made is
 * not. */
void workers_run(Night *night);

/* ---- joining the journals of a night's shards ---- */

/* Gives the jobs what the shards tell of them; false after diagnostics, such as
 * FAULT_BUSY for each shard that has not made its part yet. */
bool merge_shards(Night *night);

/* Tells of all of them. */
void merge_tell(Night *night);

/* Removes the journals that were joined, once what they told is safe elsewhere. */
void merge_clean(const Night *night);

/* Seconds of the monotonic clock. */
double night_clock(void);

/* ---- what is told: plain lines or events on stdout, events in the journal ---- */

/* What was gathered, a line each; "" for nothing. */
const char *diags_text(const Diags *diags, Arena *arena);

/* Of a dry run: what would be made. */
void tell_plan(const Night *night);

/* The night begins; its journal has its head already. */
void tell_begin(const Night *night);

/* The night was cut short, and is continued. */
void tell_continued(const Night *night);

/* `count` editions will be made; who watches sees how far that is. */
void tell_progress(Night *night, int count);

/* An edition's making begins, and has come to its end, with its diagnostics. */
void tell_start(Night *night, const Job *job);
void tell_edition(Night *night, Job *job);

/* How the one briefing went; its diagnostics are the night's. */
void tell_one(Night *night, Job *job);

/* How the night went as far as it was told, with the exit status as it would be now. */
NightEnd tell_sum(const Night *night, int exit_status);

/* That the night was ended by its signal.  Its journal has no end, so the next run goes
 * on with it. */
void tell_signal(Night *night);

/* The end: what failed, and how many there are of each outcome. */
void tell_end(Night *night, const NightEnd *end);

#endif
