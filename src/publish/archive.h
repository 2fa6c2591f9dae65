/* Old editions by date: out/archive/ID/2026-06-20.pdf, with its findings beside it. */
#ifndef PUBLISH_ARCHIVE_H
#define PUBLISH_ARCHIVE_H

#include "base/calendar.h"
#include "base/diag.h"

/* Keeps the edition of `id` that stands in `out` under its own date, before another of
 * the date `as_of` takes its place; one of that very date is not kept.  It stays where
 * it is, too: what is kept is a second link to its files.  False after FAULT_CREATE. */
bool archive_keep(const char *out, const char *id, Date as_of, Arena *arena,
                  Diags *diags);

/* When that one stands: removes what is kept of its own date, which it has
 * replaced, and all but the `most` newest of the others. */
void archive_prune(const char *out, const char *id, Date as_of, int most, Arena *arena);

/* The dates of the editions of `id` that are kept, the newest first; NULL for none. */
const char **archive_dates(const char *out, const char *id, Arena *arena, int *count);

#endif
