/* Workers, forked from the one that has read everything: each makes one edition after
 * the other, what it made of one is forgotten before the next, and what all share is
 * copied by the page when it is written to.  Fonts, shaped words and compiled
 * expressions stay warm from edition to edition.  Whatever happens to an edition
 * happens to its worker alone, which is replaced.
 *
 * A worker is told the number of a job, and answers with a WorkerReport, the facts'
 * texts and the diagnostics as text.  One that ends without it has crashed. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"
#include "night/parts.h"
#include "publish/publish.h"

typedef struct {
    int pages, exit_status;
    bool is_good;
    bool is_last;  /* the worker takes no other job */
    double ms;     /* of the processor */
    size_t length; /* bytes of text that follow */
} WorkerReport;

typedef struct {
    pid_t process;   /* 0: nobody is here */
    Job *job;        /* NULL: it waits for one */
    int line;        /* to and from it */
    double deadline; /* in seconds of the monotonic clock */
    bool is_late;
    double told_ms; /* of the processor, for editions that were told of */
    Text said;
} Worker;

/* ---- the worker ---- */

/* What a worker may come to hold of words and files beyond what it began with; then
 * another takes its place. */
enum { MOST_GROWTH = 32 << 20 };

/* Bytes of data that this process has mapped. */
static size_t held_bytes(void) {
    size_t pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (!file) return 0;
    if (fscanf(file, "%*s %*s %*s %*s %*s %zu", &pages) != 1) pages = 0;
    fclose(file);
    return pages * (size_t) sysconf(_SC_PAGESIZE);
}

/* Editions made before do not count, so that each has the room that it has alone. */
static void limit_memory(int megabytes, size_t growth) {
    struct rlimit limit;
    if (!megabytes || getrlimit(RLIMIT_DATA, &limit) != 0) return;
    limit.rlim_cur = ((rlim_t) megabytes << 20) + growth;
    setrlimit(RLIMIT_DATA, &limit);
}

/* Milliseconds of the processor that were used so far. */
static double processor_ms(const struct rusage *usage) {
    return 1e3 * (double) (usage->ru_utime.tv_sec + usage->ru_stime.tv_sec) +
           (double) (usage->ru_utime.tv_usec + usage->ru_stime.tv_usec) / 1e3;
}

static double own_ms(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return processor_ms(&usage);
}

static bool send_all(int line, const void *bytes, size_t size) {
    for (const char *at = bytes; size;) {
        ssize_t sent = send(line, at, size, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent < 0) return false;
        at += sent;
        size -= (size_t) sent;
    }
    return true;
}

/* NULL is told as "". */
static void add_text(Text *out, const char *text) {
    text_add_bytes(out, text ? text : "", text ? strlen(text) + 1 : 1);
}

/* Tells how the edition went; false when nobody listens. */
static bool send_report(int line, WorkerReport report, const ReportResult *result,
                        const Diags *diags, Arena *arena) {
    Text text = {.arena = arena};
    add_text(&text, result->facts.title);
    add_text(&text, result->facts.verdict);
    add_text(&text, result->facts.changes);
    text_add(&text, diags_text(diags, arena));
    report.pages = result->facts.pages;
    report.exit_status = result->exit_status;
    report.is_good = result->is_good;
    report.length = text.length;
    return send_all(line, &report, sizeof report) &&
           send_all(line, text_string(&text), text.length);
}

/* The number of the next job; false when there is none. */
static bool receive_job(int line, int *number) {
    ssize_t got;
    do
        got = recv(line, number, sizeof *number, MSG_WAITALL);
    while (got < 0 && errno == EINTR);
    return got == sizeof *number;
}

static _Noreturn void work(Night *night, int line, pid_t parent) {
    Arena *arena = night->arena;
    const size_t first_held = held_bytes();
    double told = 0;
    bool is_last = false;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(fault_exit_status(FAULT_BUG)); /* it has gone */
    night->is_worker = true;
    for (int number; !is_last && receive_job(line, &number);) {
        const size_t held = held_bytes(),
                     growth = held > first_held ? held - first_held : 0;
        const ArenaMark mark = arena_mark(arena);
        limit_memory(night->options->megabytes, growth);
        is_last = growth > MOST_GROWTH;
        Diags *diags = diags_new(arena);
        const Job *job = &night->jobs[number];
        ReportResult result =
            report_make(report_edition(night->report, job->brief, diags, true));
        const double now = own_ms();
        const WorkerReport report = {.is_last = is_last, .ms = now - told};
        told = now;
        if (!send_report(line, report, &result, diags, arena)) break;
        arena_release(arena, mark);
    }
    _exit(0);
}

/* ---- the one who gives out the work ---- */

/* False when the system has no process or line left, with the reason in errno. */
static bool start_worker(Night *night, Worker *worker) {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return false;
    fflush(NULL);
    pid_t parent = getpid(), process = fork();
    if (process == 0) {
        close(ends[0]);
        work(night, ends[1], parent);
    }
    int problem = errno;
    close(ends[1]);
    if (process < 0) {
        close(ends[0]);
        errno = problem;
        return false;
    }
    *worker =
        (Worker){.process = process, .line = ends[0], .said = {.arena = night->arena}};
    return true;
}

/* Lets the worker go, and returns how it ended and what it used. */
static int end_worker(Worker *worker, struct rusage *usage) {
    int status = 0;
    /* Workers that were forked later have the line too. */
    shutdown(worker->line, SHUT_RDWR);
    close(worker->line);
    while (wait4(worker->process, &status, 0, usage) < 0 && errno == EINTR) {
    }
    worker->process = 0;
    return status;
}

/* False when the worker is there no more. */
static bool send_job(Night *night, Worker *worker, Job *job) {
    const int number = (int) (job - night->jobs);
    struct rusage usage;
    if (!send_all(worker->line, &number, sizeof number)) {
        end_worker(worker, &usage);
        return false;
    }
    worker->job = job;
    worker->deadline = night_clock() + night->options->seconds;
    worker->said.length = 0;
    return true;
}

/* Gives the job to the worker, to a new one when it is gone.  False when there can be
 * none. */
static bool give_job(Night *night, Worker *worker, Job *job) {
    /* Before anybody can have published it. */
    tell_start(night, job);
    if (worker->process && send_job(night, worker, job)) return true;
    return start_worker(night, worker) && send_job(night, worker, job);
}

static Outcome outcome_of(int exit_status) {
    return exit_status == fault_exit_status(FAULT_HELD) ? OUTCOME_HELD : OUTCOME_FAILED;
}

/* The first line of `text` that tells why it is not published: of one that failed, no
 * rule that would have held it. */
static const char *first_problem(const char *text, Outcome outcome, Arena *arena) {
    const char *label = outcome == OUTCOME_HELD ? ": held: " : " error: ";
    while (*text) {
        size_t length = strcspn(text, "\n");
        const char *line = arena_copy(arena, text, length);
        if (strstr(line, label)) return line;
        text += length + (text[length] == '\n');
    }
    return "";
}

/* Why a worker did not come to its end. */
static const char *why_lost(const Night *night, const Worker *worker, int status) {
    Arena *arena = night->arena;
    const NightOptions *options = night->options;
    if (worker->is_late)
        return arena_print(arena, "it took longer than %d s: --timeout allows more",
                           options->seconds);
    if (WIFSIGNALED(status))
        return arena_print(
            arena, "its process was ended by a signal: %s%s",
            strsignal(WTERMSIG(status)),
            WTERMSIG(status) == SIGKILL
                ? ", as the system does when memory runs out: make fewer at a time "
                  "with -j"
                : "");
    if (WEXITSTATUS(status) != fault_exit_status(FAULT_BUG))
        return arena_print(arena, "its process ended with status %d",
                           WEXITSTATUS(status));
    return options->megabytes
               ? arena_print(arena,
                             "out of memory: it may hold %d MB: --memory allows more",
                             options->megabytes)
               : "out of memory: make fewer at a time with -j";
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

/* Takes in what the worker said of its job. */
static void take_report(Night *night, Worker *worker, const WorkerReport *report) {
    EditionEvent *event = &worker->job->event;
    const char *bytes = text_string(&worker->said) + sizeof *report;
    const char *at = arena_copy(night->arena, bytes, report->length);
    const char *end = at + report->length;
    Facts facts = {.pages = report->pages};
    facts.title = read_text(&at, end);
    facts.verdict = read_text(&at, end);
    facts.changes = read_text(&at, end);
    take_facts(event, facts, report->is_good);
    event->said = at;
    event->ms = report->ms;
    event->exit_status = report->exit_status;
    event->outcome =
        report->is_good ? OUTCOME_PUBLISHED : outcome_of(report->exit_status);
    if (!report->is_good)
        event->reason = first_problem(at, event->outcome, night->arena);
}

/* Ends an edition of which nothing was told. */
static void fail(EditionEvent *event, const char *reason) {
    take_facts(event, (Facts){0}, false);
    event->exit_status = fault_exit_status(FAULT_BUG);
    event->outcome = OUTCOME_FAILED;
    event->reason = reason;
}

static void tell_job(Night *night, Worker *worker) {
    worker->told_ms += worker->job->event.ms;
    tell_edition(night, worker->job);
    worker->job = NULL;
}

/* The worker ended in the middle of its job. */
static void lose_worker(Night *night, Worker *worker) {
    struct rusage usage = {0};
    int status = end_worker(worker, &usage);
    worker->job->event.ms = processor_ms(&usage) - worker->told_ms;
    fail(&worker->job->event, why_lost(night, worker, status));
    publish_sweep(night->options->report.out);
    tell_job(night, worker);
}

/* Reads what has come; when it is all, or the worker's end, the job is done. */
static void hear_worker(Night *night, Worker *worker) {
    char bytes[4096];
    WorkerReport report;
    struct rusage usage;
    ssize_t got = read(worker->line, bytes, sizeof bytes);
    if (got <= 0) {
        if (got == 0 || errno != EINTR) lose_worker(night, worker);
        return;
    }
    text_add_bytes(&worker->said, bytes, (size_t) got);
    if (worker->said.length < sizeof report) return;
    memcpy(&report, text_string(&worker->said), sizeof report);
    if (worker->said.length < sizeof report + report.length) return;
    take_report(night, worker, &report);
    tell_job(night, worker);
    if (report.is_last) end_worker(worker, &usage);
}

/* Waits until a worker says something or is late, or a signal ends the night. */
static void wait_for_workers(Night *night, Worker *workers, struct pollfd *pipes,
                             int count, int signals) {
    double first = 0;
    pipes[count] = (struct pollfd){signals, POLLIN, 0};
    for (int i = 0; i < count; i++) {
        pipes[i] = (struct pollfd){workers[i].job ? workers[i].line : -1, POLLIN, 0};
        if (workers[i].job && !workers[i].is_late &&
            (first == 0 || workers[i].deadline < first))
            first = workers[i].deadline;
    }
    double left = first - night_clock();
    int patience = first == 0 ? -1 : left > 0 ? (int) (left * 1e3) + 1 : 0;
    /* The time that remains is told anew each second. */
    if (night->progress.is_shown && (patience < 0 || patience > 1000)) patience = 1000;
    int ready = poll(pipes, (nfds_t) count + 1, patience);
    struct signalfd_siginfo end;
    if (ready > 0 && pipes[count].revents &&
        read(signals, &end, sizeof end) == sizeof end)
        night->signal = (int) end.ssi_signo;
    double time = night_clock();
    progress_tick(&night->progress);
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

/* The signals that end a night, unless they are ignored as by nohup: a file from which
 * they are read.  The workers never hear them.  -1: they do what they did `before`. */
static int open_signals(sigset_t *before) {
    static const int ends[] = {SIGHUP, SIGINT, SIGTERM};
    sigset_t ending;
    sigemptyset(&ending);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct sigaction now;
        if (sigaction(ends[i], NULL, &now) == 0 && now.sa_handler != SIG_IGN)
            sigaddset(&ending, ends[i]);
    }
    sigprocmask(SIG_BLOCK, &ending, before);
    int signals = signalfd(-1, &ending, SFD_CLOEXEC | SFD_NONBLOCK);
    if (signals < 0) sigprocmask(SIG_SETMASK, before, NULL);
    return signals;
}

static void close_signals(int signals, const sigset_t *before) {
    if (signals < 0) return;
    close(signals);
    sigprocmask(SIG_SETMASK, before, NULL);
}

/* Lets all workers go; after a signal what they are making is given up. */
static void end_workers(Night *night, Worker *workers, int count) {
    struct rusage usage;
    for (int i = 0; i < count; i++) {
        if (workers[i].process && night->signal) kill(workers[i].process, SIGKILL);
        if (workers[i].process) end_worker(&workers[i], &usage);
    }
    if (night->signal) publish_sweep(night->options->report.out);
}

void workers_run(Night *night) {
    const int most = night->options->jobs;
    Worker *workers = arena_array(night->arena, most, sizeof *workers);
    struct pollfd *lines = arena_array(night->arena, most + 1, sizeof *lines);
    int next = 0, busy = 0;
    Job *job = take_job(night, &next);
    sigset_t before;
    const int signals = open_signals(&before);
    do {
        busy = 0;
        for (int i = 0; i < most; i++) {
            if (!workers[i].job && job && give_job(night, &workers[i], job))
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
        if (busy) wait_for_workers(night, workers, lines, most, signals);
    } while (!night->signal && (busy || job));
    end_workers(night, workers, most);
    close_signals(signals, &before);
}
