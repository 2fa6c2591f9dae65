/* The list of a folder's nights, `out/index.html`, for people with a browser. */
#ifndef NIGHT_INDEX_H
#define NIGHT_INDEX_H

#include "night/events.h"
#include "night/lock.h"

/* The lock under which the index is made, and journals get their ends: so no index is
 * older than what it replaces.  Waits for it; -1 after a diagnostic. */
Lock index_lock(const char *out, Arena *arena, Diags *diags);

/* Makes `index.html` of the journals in the folder `out`, but those of shards, and
 * publishes it.  It depends on nothing but them and on which PDFs are there: there is
 * no clock in it.  A damaged journal is left out with a warning.  Of the night `ending`
 * the end is `end`, which its journal gets when the index is there: so a run that is
 * killed in between is continued, and makes the same one; NULL for none.  False after a
 * diagnostic. */
bool index_publish(const char *out, const char *ending, const NightEnd *end,
                   Arena *arena, Diags *diags);

#endif
