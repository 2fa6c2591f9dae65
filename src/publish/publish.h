/* Publishing: files appear under their names whole, and all of them, or not at all. */
#ifndef PUBLISH_H
#define PUBLISH_H

#include <stddef.h>

#include "base/diag.h"

/* Makes the folder `path` when it is absent, and sweeps it otherwise; false after
 * FAULT_CREATE. */
bool publish_folder(const char *path, Diags *diags);

typedef struct {
    const char *path;
    const void *bytes;
    size_t size;
    /* It is true only of the others as they are: it goes before they are replaced, and
     * comes last. */
    bool is_record;
} Publication;

/* Writes every file, all of one folder, under a temporary name, syncs them, and only
 * when all are written renames them, in order.  Until then the files that were there
 * stay untouched.  SIGHUP, SIGINT and SIGTERM wait until it is done.  False after
 * FAULT_CREATE (a file cannot be made) or FAULT_IO (it cannot be written to its end).
 */
bool publish_files(const Publication *files, int count, Arena *arena, Diags *diags);

/* Removes the temporary files in the folder whose writers were killed. */
void publish_sweep(const char *folder);

#endif
