/* The line is plain ASCII, so that it is right in every locale. */
#include "night/progress.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "night/parts.h"

#define PATIENCE 0.1 /* seconds between two drawings */

enum { USUAL_WIDTH = 80, LEAST_BAR = 12, MOST_BAR = 40 };

/* ---- the line ---- */

static int count_done(const Progress *progress) {
    int done = 0;
    for (int i = 0; i < OUTCOME_COUNT; i++)
        done += progress->counts[i];
    return done;
}

/* "0:07", "12:30" or "1:02:05"; what has begun of a second counts. */
static const char *print_time(double seconds, Arena *arena) {
    int all = (int) ceil(seconds), hours = all / 3600, minutes = all / 60 % 60;
    return hours ? arena_print(arena, "%d:%02d:%02d", hours, minutes, all % 60)
                 : arena_print(arena, "%d:%02d", minutes, all % 60);
}

/* "38 a second", "2.4 a second", or "12 a minute" of slower ones. */
static const char *print_rate(double rate, Arena *arena) {
    if (rate < 1) return arena_print(arena, "%.0f a minute", rate * 60);
    return arena_print(arena, rate < 10 ? "%.1f a second" : "%.0f a second", rate);
}

enum { MOST_PARTS = 5 };

/* What is told of the progress, the most important first; a part that is not known yet
 * is NULL. */
static void find_parts(const Progress *progress, double seconds, Arena *arena,
                       const char *parts[MOST_PARTS]) {
    int done = count_done(progress), held = progress->counts[OUTCOME_HELD],
        failed = progress->counts[OUTCOME_FAILED];
    memset(parts, 0, MOST_PARTS * sizeof *parts);
    parts[0] = arena_print(arena, "%d of %d", done, progress->all);
    if (failed) parts[1] = arena_print(arena, "%d failed", failed);
    if (held) parts[2] = arena_print(arena, "%d held", held);
    if (!done || seconds <= 0) return;
    parts[3] = arena_print(arena, "%s left",
                           print_time(seconds / done * (progress->all - done), arena));
    parts[4] = print_rate(done / seconds, arena);
}

static void add_bar(Text *line, int done, int all, int room) {
    int inner = room - 2, full = all ? (int) ((long long) inner * done / all) : inner;
    text_add_char(line, '[');
    for (int i = 0; i < inner; i++)
        text_add_char(line, i < full ? '=' : i == full ? '>' : ' ');
    text_add(line, "] ");
}

void progress_line(const Progress *progress, double seconds, int width, Text *line) {
    const char *parts[MOST_PARTS];
    find_parts(progress, seconds, line->arena, parts);
    int used = 0, shown = 0;
    for (; shown < MOST_PARTS; shown++) {
        if (!parts[shown]) continue;
        int room = (int) strlen(parts[shown]) + (used ? 2 : 0);
        if (used + room > width) break;
        used += room;
    }
    int bar = width - used - 1;
    if (bar >= LEAST_BAR)
        add_bar(line, count_done(progress), progress->all,
                bar < MOST_BAR ? bar : MOST_BAR);
    const char *before = "";
    for (int i = 0; i < shown; i++) {
        bool is_bad = progress->has_colour && (i == 1 || i == 2);
        if (!parts[i]) continue;
        text_print(line, "%s%s%s%s", before, is_bad ? "\033[31m" : "", parts[i],
                   is_bad ? "\033[m" : "");
        before = ", ";
    }
}

/* ---- the terminal ---- */

static bool is_set(const char *variable) {
    const char *value = getenv(variable);
    return value && *value;
}

Progress progress_begin(int all, Arena *arena) {
    const char *terminal = getenv("TERM");
    return (Progress){.all = all,
                      .begun = night_clock(),
                      .is_shown = all > 0 && isatty(STDERR_FILENO) && terminal &&
                                  *terminal && strcmp(terminal, "dumb") != 0,
                      .has_colour = !is_set("NO_COLOR"),
                      .arena = arena};
}

/* The last column stays free: there some terminals begin a new line. */
static int free_columns(void) {
    struct winsize size;
    bool known = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col;
    return (known ? size.ws_col : USUAL_WIDTH) - 1;
}

static void draw(Progress *progress, double now) {
    ArenaMark mark = arena_mark(progress->arena);
    Text line = {.arena = progress->arena};
    text_add(&line, "\r");
    progress_line(progress, now - progress->begun, free_columns(), &line);
    text_add(&line, "\033[K");
    fwrite(text_string(&line), 1, line.length, stderr);
    fflush(stderr);
    arena_release(progress->arena, mark);
    progress->drawn = now;
}

void progress_tick(Progress *progress) {
    double now = night_clock();
    if (progress->is_shown && now - progress->drawn >= PATIENCE) draw(progress, now);
}

void progress_step(Progress *progress, Outcome outcome) {
    progress->counts[outcome]++;
    progress_tick(progress);
}

void progress_clear(Progress *progress) {
    if (progress->drawn == 0) return;
    fputs("\r\033[K", stderr);
    progress->drawn = 0;
}
