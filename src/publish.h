/* Publishing: a file appears under its name whole or not at all. */
#ifndef PUBLISH_H
#define PUBLISH_H

#include <stddef.h>

#include "base/diag.h"

/* Makes the folder `path` when it is absent; false after FAULT_CREATE. */
bool publish_folder(const char *path, Diags *diags);

/* Writes `size` bytes to a temporary file in the folder of `path`, syncs it, and
 * renames it to `path`.  Until the rename the file that was there stays untouched.
 * False after FAULT_CREATE (the file cannot be made) or FAULT_IO (it cannot be written
 * to its end). */
bool publish_file(const char *path, const void *bytes, size_t size, Arena *arena,
                  Diags *diags);

#endif
