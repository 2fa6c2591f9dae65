/* A process an edition, forked from the one that has read everything: what all share is
 * copied by the page when it is written to, an edition's memory goes with its process,
 * and whatever happens to it happens to it alone.  A worker tells how it went through a
 * pipe: a WorkerReport, the facts' texts, then its diagnostics as text.  One that ends
 * without it has crashed. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"
#include "night/parts.h"
#include "publish.h"

typedef struct {
    int pages, exit_status;
    bool is_good;
} WorkerReport;

typedef struct {
    Job *job; /* NULL: nobody works here */
    pid_t process;
    int pipe;
    double deadline; /* in seconds of the monotonic clock */
    bool is_late;
    Text said;
} Worker;

/* ---- the worker ---- */

static void limit_memory(int megabytes) {
    if (!megabytes) return;
    const struct rlimit limit = {(rlim_t) megabytes << 20, (rlim_t) megabytes << 20};
    setrlimit(RLIMIT_DATA, &limit);
}

/* NULL is told as "". */
static void write_text(FILE *out, const char *text) {
    if (text) fputs(text, out);
    fputc('\0', out);
}

static _Noreturn void work(Night *night, const Job *job, int pipe) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    limit_memory(night->options->megabytes);
    night->is_worker = true;
    Diags *diags = diags_new(night->arena);
    report_turn(night->report, job->brief, diags, true);
    ReportResult result = report_make(night->report);
    const WorkerReport report = {result.facts.pages, result.exit_status,
                                 result.is_good};
    FILE *out = fdopen(pipe, "wb");
    int status = fault_exit_status(FAULT_BUG);
    if (out) {
        fwrite(&report, sizeof report, 1, out);
        write_text(out, result.facts.title);
        write_text(out, result.facts.verdict);
        write_text(out, result.facts.changes);
        diags_print(diags, out);
        if (fclose(out) == 0) status = 0;
    }
    _exit(status);
}

/* ---- the one who gives out the work ---- */

/* False when the system has no process or pipe left, with the reason. */
static bool start_worker(Night *night, Worker *worker, Job *job) {
    int ends[2];
    if (pipe(ends) != 0) return false;
    tell_start(night, job);
    fflush(NULL);
    pid_t process = fork();
    if (process == 0) {
        close(ends[0]);
        work(night, job, ends[1]);
    }
    close(ends[1]);
    if (process < 0) {
        close(ends[0]);
        return false;
    }
    *worker = (Worker){.job = job,
                       .process = process,
                       .pipe = ends[0],
                       .deadline = night_clock() + night->options->seconds,
                       .said = {.arena = night->arena}};
    return true;
}

static Outcome outcome_of(int exit_status) {
    return exit_status == fault_exit_status(FAULT_HELD) ? OUTCOME_HELD : OUTCOME_FAILED;
}

/* The first line of `text` that is no warning. */
static const char *first_problem(const char *text, Arena *arena) {
    while (*text) {
        size_t length = strcspn(text, "\n");
        const char *line = arena_copy(arena, text, length);
        if (!strstr(line, ": warning: ")) return line;
        text += length + (text[length] == '\n');
    }
    return "";
}

/* Why a worker did not come to its end. */
static const char *why_lost(const Night *night, const Worker *worker, int status) {
    Arena *arena = night->arena;
    if (worker->is_late)
        return arena_print(arena, "it took longer than %d s", night->options->seconds);
    if (WIFSIGNALED(status))
        return arena_print(arena, "its process was ended by a signal: %s",
                           strsignal(WTERMSIG(status)));
    if (WEXITSTATUS(status) == fault_exit_status(FAULT_BUG)) return "out of memory";
    return arena_print(arena, "its process ended with status %d", WEXITSTATUS(status));
}

/* The text at `*at`, which moves behind its NUL; NULL when it is empty.  What is not
 * there is empty: a Text ends with a NUL of its own. */
static const char *read_text(const char **at, const char *end) {
    const char *text = *at;
    if (text < end) *at += strlen(text) + 1;
    if (*at > end) *at = end;
    return text < end && *text ? text : NULL;
}

/* Of one that failed the title is that of the last edition when it did not come so far;
 * what else is known of that is not true of tonight's. */
static void take_facts(EditionEvent *event, Facts facts, bool is_good) {
    const char *title = facts.title ? facts.title : event->facts.title;
    event->facts = is_good ? facts : (Facts){.title = title};
}

/* Takes in what the worker said in `size` bytes. */
static void take_report(Night *night, EditionEvent *event, const char *bytes,
                        size_t size) {
    WorkerReport report;
    const char *at = bytes + sizeof report, *end = bytes + size;
    memcpy(&report, bytes, sizeof report);
    Facts facts = {.pages = report.pages};
    facts.title = read_text(&at, end);
    facts.verdict = read_text(&at, end);
    facts.changes = read_text(&at, end);
    take_facts(event, facts, report.is_good);
    event->said = at;
    event->exit_status = report.exit_status;
    event->outcome =
        report.is_good ? OUTCOME_PUBLISHED : outcome_of(report.exit_status);
    if (!report.is_good) event->reason = first_problem(at, night->arena);
}

/* Ends an edition whose process told nothing. */
static void fail(EditionEvent *event, const char *reason) {
    take_facts(event, (Facts){0}, false);
    event->exit_status = fault_exit_status(FAULT_BUG);
    event->outcome = OUTCOME_FAILED;
    event->reason = reason;
}

/* Takes in what the worker left. */
static void finish_worker(Night *night, Worker *worker) {
    Job *job = worker->job;
    const Text *said = &worker->said;
    int status = 0;
    struct rusage usage = {0};
    close(worker->pipe);
    while (wait4(worker->process, &status, 0, &usage) < 0 && errno == EINTR) {
    }
    job->event.ms = 1e3 * (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                    (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3;
    if (status == 0 && said->length >= sizeof(WorkerReport)) {
        take_report(night, &job->event, text_string(said), said->length);
    } else {
        fail(&job->event, why_lost(night, worker, status));
        publish_sweep(night->options->report.out);
    }
    tell_edition(night, job);
    worker->job = NULL;
}

/* Reads what has come; at its end the worker is done. */
static void hear_worker(Night *night, Worker *worker) {
    char bytes[4096];
    ssize_t got = read(worker->pipe, bytes, sizeof bytes);
    if (got > 0)
        text_add_bytes(&worker->said, bytes, (size_t) got);
    else if (got == 0 || errno != EINTR)
        finish_worker(night, worker);
}

/* Waits until a worker says something or is late. */
static void wait_for_workers(Night *night, Worker *workers, struct pollfd *pipes,
                             int count) {
    double first = 0;
    for (int i = 0; i < count; i++) {
        pipes[i] = (struct pollfd){workers[i].job ? workers[i].pipe : -1, POLLIN, 0};
        if (workers[i].job && !workers[i].is_late &&
            (!first || workers[i].deadline < first))
            first = workers[i].deadline;
    }
    double left = first - night_clock();
    int patience = !first ? -1 : left > 0 ? (int) (left * 1e3) + 1 : 0;
    int ready = poll(pipes, (nfds_t) count, patience);
    double time = night_clock();
    for (int i = 0; i < count; i++) {
        if (!workers[i].job) continue;
        if (ready > 0 && pipes[i].revents) {
            hear_worker(night, &workers[i]);
        } else if (!workers[i].is_late && workers[i].deadline <= time) {
            workers[i].is_late = true;
            kill(workers[i].process, SIGKILL);
        }
    }
}

/* The next job to make from `*next` on; NULL when there is none. */
static Job *take_job(const Night *night, int *next) {
    while (*next < night->job_count) {
        Job *job = &night->jobs[(*next)++];
        if (job->why) return job;
    }
    return NULL;
}

void workers_run(Night *night) {
    const int most = night->options->jobs;
    Worker *workers = arena_array(night->arena, most, sizeof *workers);
    struct pollfd *pipes = arena_array(night->arena, most, sizeof *pipes);
    int next = 0, busy = 0;
    Job *job = take_job(night, &next);
    do {
        busy = 0;
        for (int i = 0; i < most; i++) {
            if (!workers[i].job && job && start_worker(night, &workers[i], job))
                job = take_job(night, &next);
            if (workers[i].job) busy++;
        }
        if (!busy && job) {
            /* Not even one process: there will be none for the others. */
            fail(&job->event, arena_print(night->arena, "cannot start a process: %s",
                                          strerror(errno)));
            tell_edition(night, job);
            job = take_job(night, &next);
        }
        if (busy) wait_for_workers(night, workers, pipes, most);
    } while (busy || job);
}
