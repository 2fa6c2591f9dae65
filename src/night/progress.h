/* How far a night is, for who watches it at a terminal: one line on standard error,
 * drawn anew as editions come to their end, gone when the night is told. */
#ifndef NIGHT_PROGRESS_H
#define NIGHT_PROGRESS_H

#include "night/events.h"

typedef struct {
    int all; /* editions to be made */
    int counts[OUTCOME_COUNT];
    double begun, drawn; /* seconds of the monotonic clock; `drawn` is 0 when nothing
                            stands there */
    bool is_shown, has_colour;
    Arena *arena;
} Progress;

/* A line for `all` editions.  It is shown where standard error is a terminal that can
 * erase a line, and colours what went wrong unless NO_COLOR is set. */
Progress progress_begin(int all, Arena *arena);

/* One more edition has come to its end.  Draws the line, but not more than 10 times a
 * second. */
void progress_step(Progress *progress, Outcome outcome);

/* Draws the line when it has stood for long. */
void progress_tick(Progress *progress);

/* Takes the line away, so that other lines may be printed. */
void progress_clear(Progress *progress);

/* The line as it is after `seconds`, in at most `width` columns:
 * "[=======>      ] 23 of 57, 1 failed, 0:01 left, 38 a second".  What has no room is
 * left out: first the bar, then from the end. */
void progress_line(const Progress *progress, double seconds, int width, Text *line);

#endif
