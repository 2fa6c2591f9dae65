/* From the brief to the exit status: one briefing in this process, or all its editions
 * by workers, and the summary. */
#include "night/night.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "editions.h"
#include "night/parts.h"
#include "publish.h"
#include "record.h"

static double now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static const char *plural(int count) {
    return count == 1 ? "" : "s";
}

/* ---- one briefing ---- */

/* "what: good, 3 pages" or "out/id.pdf: 3 pages, 12 ms". */
static void tell_success(const Night *night, const char *what, const char *id,
                         int pages, double ms) {
    const ReportOptions *options = &night->options->report;
    if (options->quiet) return;
    if (options->check)
        printf("%s: good, %d page%s\n", what, pages, plural(pages));
    else
        printf("%s/%s.pdf: %d page%s, %.0f ms\n", options->out, id, pages,
               plural(pages), ms);
}

static void make_one(Night *night, const char *what, double begun) {
    ReportResult result = report_make(night->report);
    if (result.is_good)
        tell_success(night, what, result.id, result.pages, now_ms() - begun);
    night->is_published = result.is_good && !night->options->report.check;
}

/* ---- editions ---- */

void night_tell(const Night *night, const Job *job, const char *said) {
    const char *id = job->brief->id;
    if (job->outcome == OUTCOME_PUBLISHED)
        tell_success(night, id, id, job->pages, job->ms);
    fflush(stdout);
    if (*said) fprintf(stderr, "%s, of %s:\n%s", night->path, id, said);
}

static void tell_summary(const Night *night, double begun) {
    int counts[OUTCOME_FAILED + 1] = {0};
    double ms = 0;
    for (int i = 0; i < night->job_count; i++) {
        counts[night->jobs[i].outcome]++;
        ms += night->jobs[i].ms;
    }
    fflush(stdout);
    for (int i = 0; i < night->job_count; i++) {
        const Job *job = &night->jobs[i];
        if (job->reason)
            fprintf(stderr, "%s: %s: %s\n", job->brief->id,
                    job->outcome == OUTCOME_HELD ? "held" : "failed", job->reason);
    }
    if (night->options->report.quiet) return;
    printf("%s: %d edition%s: %d %s, %d unchanged, %d held, %d failed; %.2f s, "
           "%.1f ms of the processor each\n",
           night->path, night->job_count, plural(night->job_count),
           counts[OUTCOME_PUBLISHED],
           night->options->report.check ? "good" : "published",
           counts[OUTCOME_UNCHANGED], counts[OUTCOME_HELD], counts[OUTCOME_FAILED],
           (now_ms() - begun) / 1e3,
           ms / (night->job_count > counts[OUTCOME_UNCHANGED]
                     ? night->job_count - counts[OUTCOME_UNCHANGED]
                     : 1));
}

/* Finds out which jobs need not be done; returns how many must. */
static int compare_records(Night *night) {
    const NightOptions *options = night->options;
    Map *known = map_new(night->arena);
    int changed = 0;
    for (int i = 0; i < night->job_count; i++) {
        Job *job = &night->jobs[i];
        job->why = options->force ? "--force asks for it"
                                  : record_difference(&options->report, job->brief->id,
                                                      known, night->arena);
        if (job->why) changed++;
        if (!job->why) job->outcome = OUTCOME_UNCHANGED;
    }
    return changed;
}

static void tell_plan(const Night *night) {
    for (int i = 0; i < night->job_count; i++) {
        const Job *job = &night->jobs[i];
        printf("%s: %s%s\n", job->brief->id, job->why ? "would be made: " : "unchanged",
               job->why ? job->why : "");
    }
}

/* The brief's editions as jobs; NULL after diagnostics. */
static const Brief **plan_jobs(Night *night, const Brief *brief) {
    const Brief **editions =
        editions_plan(brief, report_dataset(night->report), night->arena, night->diags,
                      &night->job_count);
    if (!editions) night->job_count = 0;
    night->jobs = arena_array(night->arena, night->job_count + 1, sizeof *night->jobs);
    for (int i = 0; i < night->job_count; i++)
        night->jobs[i].brief = editions[i];
    return editions;
}

/* The edition that was asked for, in this process. */
static void make_asked(Night *night, const Brief **editions, double begun) {
    const Brief *edition =
        editions_find(editions, night->job_count, night->options->edition,
                      (Origin){night->path, 0}, night->diags, night->arena);
    if (!edition) return;
    report_turn(night->report, edition, night->diags, false);
    if (report_share(night->report, edition)) make_one(night, edition->id, begun);
}

static void make_editions(Night *night, const Brief *brief, double begun) {
    const NightOptions *options = night->options;
    /* Editions by what the data hold need the data first, others only to be made. */
    bool is_read = brief->editions->over != NULL;
    if (is_read && !report_read(night->report)) return;
    const Brief **editions = plan_jobs(night, brief);
    if (!editions) return;
    bool is_whole = !options->edition && !options->report.check &&
                    options->report.dump == DUMP_NONE;
    int changed = is_whole ? compare_records(night) : night->job_count;
    if (options->dry_run) tell_plan(night);
    if (options->dry_run) return;
    if (changed && !is_read && !report_read(night->report)) return;
    if (options->edition) {
        make_asked(night, editions, begun);
        return;
    }
    if (options->report.dump != DUMP_NONE) {
        diag_report(night->diags, FAULT_USAGE, (Origin){night->path, 0},
                    "the brief has %d editions: say with --edition which one's value "
                    "is to be printed, such as --edition=%s",
                    night->job_count, night->jobs[0].brief->id);
        return;
    }
    /* A folder that cannot be made is told once, not by every edition. */
    if (is_whole && !publish_folder(options->report.out, night->diags)) return;
    if (changed && !report_share(night->report, night->jobs[0].brief)) return;
    if (changed) workers_run(night);
    tell_summary(night, begun);
}

/* ---- the brief ---- */

static void make_brief(Night *night) {
    double begun = now_ms();
    const Brief *brief = report_read_brief(night->report, night->path);
    if (!brief) return;
    if (brief->editions)
        make_editions(night, brief, begun);
    else if (night->options->edition)
        diag_report(night->diags, FAULT_USAGE, (Origin){night->path, 0},
                    "--edition is for a brief with <editions>, which this one is not");
    else if (night->options->dry_run)
        printf("%s: would be made: it has no editions, of which records are kept\n",
               brief->id);
    else if (report_read(night->report))
        make_one(night, night->path, begun);
}

static int worst_status(const Night *night) {
    int worst = fault_exit_status(diags_worst(night->diags));
    for (int i = 0; i < night->job_count; i++)
        if (night->jobs[i].exit_status > worst) worst = night->jobs[i].exit_status;
    return worst;
}

int night_make(const char *path, const NightOptions *options) {
    jmp_buf out_of_memory;
    /* Set before setjmp() and changed only through the pointer, so it holds after a
     * jump. */
    Night *night = calloc(1, sizeof *night);
    int status = fault_exit_status(FAULT_BUG);
    if (!night) return status;
    night->options = options;
    night->path = path;
    if (setjmp(out_of_memory) == 0) {
        night->arena = arena_new(&out_of_memory);
        night->diags = diags_new(night->arena);
        night->report = report_new(&options->report, night->arena, night->diags);
        make_brief(night);
        status = worst_status(night);
    } else if (night->is_worker) {
        _exit(status);
    } else {
        fprintf(stderr, "%s: error: out of memory\n", path);
    }
    if (night->diags) diags_print(night->diags, stderr);
    /* The process ends with it, but not under the hands of its tasks. */
    if (options->is_last && night->is_published) return status;
    arena_free(night->arena);
    free(night);
    return status;
}
