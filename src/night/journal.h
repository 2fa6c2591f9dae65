/* The journal of a night, `out/NIGHT.journal`: its events, a line each, appended as
 * they happen.  One without the event of its end belongs to a night that was cut short;
 * the next run of that night continues it. */
#ifndef NIGHT_JOURNAL_H
#define NIGHT_JOURNAL_H

#include "base/map.h"
#include "night/events.h"

typedef struct {
    NightHead head;
    const EditionEvent **editions; /* what was told last of each, by their numbers */
    int count, capacity;
    Map *told; /* of each edition begun, by id */
    bool is_ended;
    NightEnd end;
} Journal;

/* Reads the journal at `path`; an unfinished last line is not looked at.  NULL when
 * there is none, or after a diagnostic of kind `fault` when it is damaged. */
Journal *journal_read(const char *path, Fault fault, Arena *arena, Diags *diags);

/* Whether the edition was published in that night, provided that it is unchanged now:
 * it was told, or its making was begun and nothing is told of how that ended. */
bool journal_has_made(const Journal *journal, const char *id);

/* "out/NIGHT.journal", or "out/NIGHT.2-of-4.journal" of a shard. */
const char *journal_path(const char *out, const NightHead *head, Arena *arena);

/* A journal that is being written. */
typedef struct {
    const char *path;
    int file; /* -1: none, or no more */
    Diags *diags;
} JournalWriter;

/* Opens the journal of a night in the folder `out`, which is there: that of a run that
 * was cut short, which is returned in `cut_short`, to be continued; otherwise a new one
 * that holds `head`, and `cut_short` is NULL.  False after a diagnostic. */
bool journal_open(JournalWriter *writer, const char *out, const NightHead *head,
                  Arena *arena, Diags *diags, const Journal **cut_short);

/* Appends one event, whole or not at all.  When it cannot be written that is told once,
 * nothing more is written, and so the journal has no end. */
void journal_add(JournalWriter *writer, const Text *line);

/* Sees to it that what was written outlasts the machine, and closes; false when there
 * is no journal, or something could not be written. */
bool journal_close(JournalWriter *writer);

#endif
