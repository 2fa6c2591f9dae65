/* From the brief to the exit status: one briefing in this process, or all its editions
 * by workers, and the summary. */
#include "night/night.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "publish/archive.h"
#include "report/depfile.h"
#include "report/editions.h"
#include "night/index.h"
#include "night/parts.h"
#include "publish/publish.h"
#include "report/record.h"

/* Names the night, once it is known which editions it has; those are of this run. */
static void name_night(Night *night, const Brief *brief, int all) {
    char date[16];
    night->head = (NightHead){
        .id = brief->id,
        .brief = night->path,
        .program = "mkreport " MKREPORT_VERSION,
        .as_of = arena_string(night->arena, date_format(brief->as_of, date)),
        .shard = night->options->shard.index,
        .shard_count = night->options->shard.count,
        .all = all,
        .editions = night->job_count};
}

/* Those of the briefs that fall to this run. */
static void add_jobs(Night *night, const Brief **briefs, int count) {
    const Shard shard = night->options->shard;
    night->jobs = arena_array(night->arena, count, sizeof *night->jobs);
    for (int i = 0; i < count; i++) {
        if (shard_of(briefs[i]->id, shard.count) != shard.index) continue;
        night->jobs[night->job_count++] = (Job){
            .brief = briefs[i],
            .event = {.id = briefs[i]->id, .lang = briefs[i]->lang, .number = i + 1}};
    }
}

/* Rules for make, of all jobs whose PDFs stand: that of one that failed is the last
 * edition's. */
static void write_rules(const Night *night) {
    const char *out = night->options->report.out;
    Depfile depfile = {.rules = {.arena = night->arena}};
    if (!night->options->depfile) return;
    for (int i = 0; i < night->job_count; i++) {
        const char *id = night->jobs[i].brief->id;
        const char *record = night->is_one ? report_record(night->report)
                                           : record_read(out, id, night->arena);
        if (record)
            depfile_add(&depfile, arena_print(night->arena, "%s/%s.pdf", out, id),
                        record, night->diags);
    }
    depfile_publish(&depfile, night->options->depfile, night->diags);
}

/* Whoever reads what is said of what is made may go before it is done, and a file may
 * reach the size that the process is allowed: the calls that write tell of both. */
static void outlive_refusals(void) {
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
}

/* ---- one briefing ---- */

/* Makes it in this process, of what the report has read. */
static void make_one(Night *night) {
    Job *job = &night->jobs[0];
    EditionEvent *event = &job->event;
    if (night->options->report.dump == DUMP_NONE) outlive_refusals();
    tell_begin(night);
    ReportResult result = report_make(night->report);
    event->ms = 1e3 * (night_clock() - night->begun);
    event->facts = result.facts;
    event->exit_status = result.exit_status;
    event->outcome = result.is_good ? OUTCOME_PUBLISHED
                     : result.exit_status == fault_exit_status(FAULT_HELD)
                         ? OUTCOME_HELD
                         : OUTCOME_FAILED;
    tell_one(night, job);
    night->is_published = result.is_good && !night->options->report.check;
    if (night->is_published) write_rules(night);
}

static void make_briefing(Night *night, const Brief *brief) {
    night->is_one = true;
    if (!report_read(night->report)) return;
    add_jobs(night, &brief, 1);
    name_night(night, brief, 1);
    make_one(night);
}

/* The edition that was asked for. */
static void make_asked(Night *night, const Brief *brief, const Brief **editions,
                       int count) {
    const Brief *edition =
        editions_find(editions, count, night->options->edition,
                      (Origin){night->path, 0}, night->diags, night->arena);
    if (!edition) return;
    night->is_one = true;
    add_jobs(night, &edition, 1);
    name_night(night, brief, count);
    if (!report_share(night->report, edition)) return;
    night->report = report_edition(night->report, edition, night->diags, false);
    make_one(night);
}

/* ---- editions ---- */

/* Finds out which jobs need not be done; returns how many must.  One that is unchanged
 * since a run of this very night made it, which was cut short, was published
 * tonight. */
static int compare_records(Night *night, const Journal *cut_short) {
    const NightOptions *options = night->options;
    Map *known = map_new(night->arena);
    int changed = 0;
    for (int i = 0; i < night->job_count; i++) {
        Job *job = &night->jobs[i];
        EditionEvent *event = &job->event;
        job->why = record_difference(&options->report, night->path, event->id, known,
                                     night->arena, &event->facts);
        if (options->force) job->why = "--force asks for it";
        if (job->why) changed++;
        if (job->why) continue;
        event->outcome = cut_short && journal_has_made(cut_short, event->id)
                             ? OUTCOME_PUBLISHED
                             : OUTCOME_UNCHANGED;
    }
    return changed;
}

/* All of them, or those that have changed. */
static int choose_jobs(Night *night, const Journal *cut_short) {
    if (!night->options->report.check) return compare_records(night, cut_short);
    for (int i = 0; i < night->job_count; i++)
        night->jobs[i].why = "--check asks for it";
    return night->job_count;
}

/* Tells of an edition that is not made.  A run that was cut short right after it had
 * published it, or that kept more, may have left more old ones than are to be kept. */
static void leave_alone(Night *night, Job *job) {
    const ReportOptions *report = &night->options->report;
    if (report->keep && !report->check)
        archive_prune(report->out, job->brief->id, job->brief->as_of, report->keep,
                      night->arena);
    tell_edition(night, job);
}

/* Reads what has not been read yet, and makes all that is to be made. */
static void make_jobs(Night *night, bool is_read, const Journal *cut_short) {
    int changed = choose_jobs(night, cut_short);
    tell_begin(night);
    if (cut_short) tell_continued(night);
    if (changed && !is_read && !report_read(night->report)) return;
    if (changed && !report_share(night->report, night->jobs[0].brief)) return;
    for (int i = 0; i < night->job_count; i++)
        if (!night->jobs[i].why) leave_alone(night, &night->jobs[i]);
    if (changed) {
        tell_progress(night, changed);
        workers_run(night);
    }
    if (!night->options->report.check && !night->signal) write_rules(night);
}

/* Makes the folder, so that one that cannot be made is told once, and begins the
 * journal; false after diagnostics. */
static bool open_night(Night *night, const Journal **cut_short) {
    const char *out = night->options->report.out;
    outlive_refusals();
    if (!publish_folder(out, night->diags)) return false;
    night->lock = lock_night(out, &night->head, night->arena, night->diags);
    return night->lock >= 0 && journal_open(&night->journal, out, &night->head,
                                            night->arena, night->diags, cut_short);
}

static void make_night(Night *night, bool is_read) {
    const Journal *cut_short = NULL;
    if (night->options->dry_run) {
        choose_jobs(night, NULL);
        tell_plan(night);
    } else if (night->options->merge) {
        if (!merge_shards(night) || !open_night(night, &cut_short)) return;
        merge_tell(night);
        write_rules(night);
    } else if (night->options->report.check || open_night(night, &cut_short)) {
        make_jobs(night, is_read, cut_short);
    }
}

static void make_editions(Night *night, const Brief *brief) {
    const NightOptions *options = night->options;
    int count;
    /* Editions by what the data hold need the data first, others only to be made. */
    bool is_read = brief->editions->over || options->edition;
    if (is_read && !report_read(night->report)) return;
    const Brief **editions = editions_plan(brief, report_dataset(night->report),
                                           night->arena, night->diags, &count);
    if (!editions) return;
    if (options->edition && !options->dry_run) {
        make_asked(night, brief, editions, count);
        return;
    }
    if (options->report.dump != DUMP_NONE) {
        diag_report(night->diags, FAULT_USAGE, (Origin){night->path, 0},
                    "the brief has %d editions: say with --edition which one's value "
                    "is to be printed, such as --edition=%s",
                    count, editions[0]->id);
        return;
    }
    add_jobs(night, editions, count);
    name_night(night, brief, count);
    make_night(night, is_read);
}

/* ---- the brief ---- */

/* Whether at most one option chooses among editions, and there are some. */
static bool check_choice(const Night *night, const Brief *brief) {
    const NightOptions *options = night->options;
    const struct {
        const char *name;
        bool is_given;
    } choices[] = {{"--edition", options->edition != NULL},
                   {"--shard", options->shard.count > 1},
                   {"--merge-journal", options->merge}};
    const char *chosen = NULL;
    for (size_t i = 0; i < sizeof choices / sizeof *choices; i++) {
        if (!choices[i].is_given) continue;
        if (chosen)
            diag_report(night->diags, FAULT_USAGE, (Origin){night->path, 0},
                        "%s and %s do not go together", chosen, choices[i].name);
        if (!brief->editions)
            diag_report(night->diags, FAULT_USAGE, (Origin){night->path, 0},
                        "%s is for a brief with <editions>, which this one is not",
                        choices[i].name);
        chosen = choices[i].name;
    }
    return diags_worst(night->diags) < FAULT_USAGE;
}

static void make_brief(Night *night) {
    const Brief *brief = report_read_brief(night->report, night->path);
    if (!brief || !check_choice(night, brief)) return;
    if (brief->editions)
        make_editions(night, brief);
    else if (night->options->dry_run)
        printf("%s: would be made: it has no editions, of which records are kept\n",
               brief->id);
    else
        make_briefing(night, brief);
}

static int worst_status(const Night *night) {
    int worst = fault_exit_status(diags_worst(night->diags));
    for (int i = 0; i < night->job_count; i++)
        worst = worse_exit_status(worst, night->jobs[i].event.exit_status);
    return worst;
}

/* Lists the night in the index, where it is told of a whole one.  Without an index the
 * journal has no end either, so the next run goes on from here. */
static Lock list_night(Night *night) {
    if (night->lock < 0 || night->head.shard_count > 1) return -1;
    const char *out = night->options->report.out;
    const char *ending = night->journal.file >= 0 ? night->head.id : NULL;
    NightEnd end = tell_sum(night, worst_status(night));
    Lock lock = index_lock(out, night->arena, night->diags);
    if (lock < 0 || !index_publish(out, ending, &end, night->arena, night->diags))
        journal_close(&night->journal);
    return lock;
}

static void end_night(Night *night) {
    Lock lock = night->signal ? -1 : list_night(night);
    NightEnd end = tell_sum(night, worst_status(night));
    if (night->signal)
        tell_signal(night);
    else
        tell_end(night, &end);
    if (journal_close(&night->journal)) merge_clean(night);
    lock_release(lock);
    lock_release(night->lock);
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
    night->begun = night_clock();
    night->journal.file = night->lock = -1;
    if (setjmp(out_of_memory) == 0) {
        night->arena = arena_new(&out_of_memory);
        night->said.arena = night->arena;
        night->diags = diags_new(night->arena);
        night->report = report_new(&options->report, night->arena, night->diags);
        make_brief(night);
        end_night(night);
        status = worst_status(night);
    } else if (night->is_worker) {
        _exit(status);
    } else {
        fprintf(stderr, "%s: error: out of memory\n", path);
    }
    if (night->diags) diags_print(night->diags, stderr);
    fflush(stdout);
    if (night->signal) raise(night->signal);
    /* The process ends with it, but not under the hands of its tasks. */
    if (options->is_last && night->is_published) return status;
    arena_free(night->arena);
    free(night);
    return status;
}
