/* Relative names are read as their author wrote them: beside the file that says
 * them. */
#include "base/path.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const char *path_beside(Arena *arena, const char *beside, const char *name) {
    const char *slash = strrchr(beside, '/');
    if (name[0] == '/' || !slash) return arena_string(arena, name);
    return arena_print(arena, "%.*s%s", (int) (slash + 1 - beside), beside, name);
}

const char *path_find(Arena *arena, const char *beside, const char *search,
                      const char *name) {
    const char *first = path_beside(arena, beside, name);
    if (name[0] == '/' || access(first, F_OK) == 0) return first;
    while (*search) {
        size_t length = strcspn(search, ":");
        const char *found = arena_print(arena, "%.*s/%s", (int) length, search, name);
        if (length && access(found, F_OK) == 0) return found;
        search += length + (search[length] == ':');
    }
    return first;
}

const char *path_stamp(Arena *arena, const char *path) {
    struct stat status;
    if (stat(path, &status) != 0) return "-";
    return arena_print(arena, "%lld.%lld.%09ld", (long long) status.st_size,
                       (long long) status.st_mtim.tv_sec, status.st_mtim.tv_nsec);
}
