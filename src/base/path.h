/* Where files that other files name are looked for. */
#ifndef BASE_PATH_H
#define BASE_PATH_H

#include "base/arena.h"

/* `name` beside the file `beside`; absolute names stay. */
const char *path_beside(Arena *arena, const char *beside, const char *name);

/* The first that exists: `name` beside the file `beside`, then in each folder of
 * `search`, separated by ':'.  When none does, the one beside, for the message. */
const char *path_find(Arena *arena, const char *beside, const char *search,
                      const char *name);

/* Size and time of change of the file, by which another in its place is known, as in
 * "4096.1767225600.000000000"; "-" for a file that is not there. */
const char *path_stamp(Arena *arena, const char *path);

#endif
