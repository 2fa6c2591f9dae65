/* What is told of a night goes two ways: plain lines for people, or events for machines
 * and the journal. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "night/parts.h"

double night_clock(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

static const char *plural(int count) {
    return count == 1 ? "" : "s";
}

/* A value that is dumped stands alone on stdout. */
static bool logs_events(const Night *night) {
    return night->options->log_json && night->options->report.dump == DUMP_NONE;
}

static bool logs_lines(const Night *night) {
    return !night->options->log_json && !night->options->report.quiet;
}

void tell_continued(const Night *night) {
    int count = 0;
    for (int i = 0; i < night->job_count; i++)
        if (!night->jobs[i].why && night->jobs[i].event.outcome == OUTCOME_PUBLISHED)
            count++;
    if (logs_lines(night))
        printf("%s: goes on with a night that was cut short: %d edition%s published "
               "before\n",
               night->path, count, plural(count));
}

void tell_progress(Night *night, int count) {
    const bool at_terminal = isatty(STDOUT_FILENO);
    if (night->options->report.quiet || (logs_events(night) && at_terminal)) return;
    night->progress = progress_begin(count, night->arena);
}

const char *diags_text(const Diags *diags, Arena *arena) {
    char *bytes = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&bytes, &size);
    if (out) diags_print(diags, out);
    if (!out || fclose(out) != 0) arena_exhausted(arena);
    const char *text = arena_copy(arena, bytes, size);
    free(bytes);
    return text;
}

static bool is_logged(const Night *night) {
    return logs_events(night) || night->journal.file >= 0;
}

/* An event goes to stdout at once, for whoever follows it. */
static void print_event(const Night *night, const Text *line) {
    if (!logs_events(night)) return;
    fputs(text_string(line), stdout);
    fflush(stdout);
}

void tell_plan(const Night *night) {
    for (int i = 0; i < night->job_count; i++) {
        const Job *job = &night->jobs[i];
        Text line = {.arena = night->arena};
        event_plan(&line, job->brief->id, job->why);
        print_event(night, &line);
        if (night->options->log_json) continue;
        printf("%s: %s%s\n", job->brief->id, job->why ? "would be made: " : "unchanged",
               job->why ? job->why : "");
    }
}

void tell_begin(const Night *night) {
    if (!logs_events(night)) return;
    Text line = {.arena = night->arena};
    event_begin(&line, &night->head);
    print_event(night, &line);
}

void tell_start(Night *night, const Job *job) {
    if (!is_logged(night)) return;
    Text line = {.arena = night->arena};
    event_start(&line, job->brief->id, job->why);
    print_event(night, &line);
    journal_add(&night->journal, &line);
}

/* ---- an edition, or the one briefing ---- */

/* "with-DEU: good, 3 pages" or "out/with-DEU.pdf: 3 pages, 12 ms". */
static void print_success(const Night *night, const Job *job) {
    const ReportOptions *options = &night->options->report;
    const EditionEvent *event = &job->event;
    int pages = event->facts.pages;
    if (options->check)
        printf("%s: good, %d page%s\n",
               night->is_one && !night->options->edition ? night->path : event->id,
               pages, plural(pages));
    else
        printf("%s/%s.pdf: %d page%s, %.0f ms\n", options->out, event->id, pages,
               plural(pages), event->ms);
}

static void log_edition(Night *night, Job *job, const char *said) {
    job->is_told = true;
    if (!is_logged(night)) return;
    Text line = {.arena = night->arena};
    EditionEvent event = job->event;
    event.said = said;
    event_edition(&line, &event, night->options->report.check);
    print_event(night, &line);
    journal_add(&night->journal, &line);
}

void tell_edition(Night *night, Job *job) {
    const char *said = job->event.said;
    log_edition(night, job, said);
    /* Of what was not made in this run there is no line, and at a terminal the line of
     * progress takes its place. */
    if (job->event.outcome == OUTCOME_PUBLISHED && job->why && logs_lines(night) &&
        !(night->progress.is_shown && isatty(STDOUT_FILENO)))
        print_success(night, job);
    fflush(stdout);
    if (said && *said) {
        progress_clear(&night->progress);
        fprintf(stderr, "%s, of %s:\n%s", night->path, job->event.id, said);
    }
    if (job->why) progress_step(&night->progress, job->event.outcome);
}

void tell_one(Night *night, Job *job) {
    log_edition(night, job,
                logs_events(night) ? diags_text(night->diags, night->arena) : NULL);
    if (job->event.outcome == OUTCOME_PUBLISHED && logs_lines(night))
        print_success(night, job);
}

/* ---- the end ---- */

static void print_failures(const Night *night) {
    fflush(stdout);
    for (int i = 0; i < night->job_count; i++) {
        const EditionEvent *event = &night->jobs[i].event;
        if (event->reason)
            fprintf(stderr, "%s: %s: %s\n", event->id, OUTCOME_WORDS[event->outcome],
                    event->reason);
    }
}

static void print_summary(const Night *night, const NightEnd *end) {
    double ms = 0;
    int made = 0;
    for (int i = 0; i < night->job_count; i++) {
        ms += night->jobs[i].event.ms;
        if (night->jobs[i].event.ms > 0) made++;
    }
    printf("%s: %d edition%s: %d %s, %d unchanged, %d held, %d failed; %.2f s, "
           "%.1f ms of the processor each\n",
           night->path, night->job_count, plural(night->job_count),
           end->counts[OUTCOME_PUBLISHED],
           night->options->report.check ? "good" : "published",
           end->counts[OUTCOME_UNCHANGED], end->counts[OUTCOME_HELD],
           end->counts[OUTCOME_FAILED], end->seconds, ms / (made ? made : 1));
}

void tell_signal(Night *night) {
    int told = 0;
    for (int i = 0; i < night->job_count; i++)
        told += night->jobs[i].is_told;
    progress_clear(&night->progress);
    fflush(stdout);
    fprintf(stderr,
            "%s: ended by a signal: %s: %d of %d edition%s not made; the next run goes "
            "on with them\n",
            night->path, strsignal(night->signal), night->job_count - told,
            night->job_count, plural(night->job_count));
}

NightEnd tell_sum(const Night *night, int exit_status) {
    NightEnd end = {.seconds = night_clock() - night->begun,
                    .exit_status = exit_status};
    bool any = false;
    for (int i = 0; i < night->job_count; i++) {
        if (!night->jobs[i].is_told) continue;
        end.counts[night->jobs[i].event.outcome]++;
        any = true;
    }
    /* Those of the one briefing were told with it. */
    if (is_logged(night) && !(night->is_one && any))
        end.said = arena_print(night->arena, "%s%s", text_string(&night->said),
                               diags_text(night->diags, night->arena));
    return end;
}

void tell_end(Night *night, const NightEnd *end) {
    Text line = {.arena = night->arena};
    event_end(&line, end, night->options->report.check);
    print_event(night, &line);
    journal_add(&night->journal, &line);
    progress_clear(&night->progress);
    if (night->is_one || !night->job_count || !night->jobs[0].is_told) return;
    print_failures(night);
    if (logs_lines(night)) print_summary(night, end);
}
