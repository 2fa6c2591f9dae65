/* Temporary file, fsync, rename, fsync of the folder: a reader sees the old file or the
 * new one, also when the machine stops in between. */
#include "publish.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool report(Diags *diags, Fault fault, const char *path, const char *what) {
    diag_report(diags, fault, (Origin){path, 0}, "%s: %s", what, strerror(errno));
    return false;
}

bool publish_folder(const char *path, Diags *diags) {
    struct stat status;
    if (mkdir(path, 0777) == 0) return true;
    if (errno == EEXIST && stat(path, &status) == 0) {
        if (S_ISDIR(status.st_mode)) return true;
        errno = ENOTDIR;
    }
    return report(diags, FAULT_CREATE, path, "cannot make the folder");
}

static bool write_all(int file, const char *bytes, size_t size) {
    while (size) {
        ssize_t written = write(file, bytes, size);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        bytes += written;
        size -= (size_t) written;
    }
    return true;
}

static void sync_folder(const char *path, Arena *arena) {
    const char *slash = strrchr(path, '/');
    const char *folder =
        slash ? arena_copy(arena, path, (size_t) (slash - path + 1)) : ".";
    int handle = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0) return;
    fsync(handle);
    close(handle);
}

/* The mode a file made by fopen() would have. */
static mode_t usual_mode(void) {
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

bool publish_file(const char *path, const void *bytes, size_t size, Arena *arena,
                  Diags *diags) {
    char *temporary = arena_print(arena, "%s.XXXXXX", path);
    int file = mkostemp(temporary, O_CLOEXEC);
    if (file < 0) return report(diags, FAULT_CREATE, path, "cannot create it");
    bool written = write_all(file, bytes, size) && fchmod(file, usual_mode()) == 0 &&
                   fsync(file) == 0;
    int problem = errno;
    if (close(file) != 0 && written) {
        problem = errno;
        written = false;
    }
    errno = problem;
    if (!written)
        report(diags, FAULT_IO, path, "cannot write it");
    else if (rename(temporary, path) != 0)
        written = report(diags, FAULT_CREATE, path, "cannot publish it");
    if (written)
        sync_folder(path, arena);
    else
        unlink(temporary);
    return written;
}
