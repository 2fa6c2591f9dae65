/* Temporary file, fsync, rename, fsync of the folder: a reader sees the old file or the
 * new one, also when the machine stops in between. */
#include "publish.h"

#include <errno.h>
#include <fcntl.h>
#include <glob.h>
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

/* Writes the file under a temporary name, which is returned; NULL after a diagnostic,
 * with nothing left behind. */
static const char *write_aside(const Publication *file, Arena *arena, Diags *diags) {
    char *temporary = arena_print(arena, "%s.XXXXXX", file->path);
    struct stat status;
    bool in_the_way = stat(file->path, &status) == 0 && S_ISDIR(status.st_mode);
    int handle = in_the_way ? -1 : mkostemp(temporary, O_CLOEXEC);
    if (in_the_way) errno = EISDIR;
    if (handle < 0) {
        report(diags, FAULT_CREATE, file->path, "cannot create it");
        return NULL;
    }
    bool written = write_all(handle, file->bytes, file->size) &&
                   fchmod(handle, usual_mode()) == 0 && fsync(handle) == 0;
    int problem = errno;
    if (close(handle) != 0 && written) {
        problem = errno;
        written = false;
    }
    errno = problem;
    if (written) return temporary;
    report(diags, FAULT_IO, file->path, "cannot write it");
    unlink(temporary);
    return NULL;
}

bool publish_files(const Publication *files, int count, Arena *arena, Diags *diags) {
    const char **temporaries = arena_array(arena, count, sizeof *temporaries);
    int written = 0, published = 0;
    while (written < count &&
           (temporaries[written] = write_aside(&files[written], arena, diags)))
        written++;
    while (written == count && published < count &&
           rename(temporaries[published], files[published].path) == 0)
        published++;
    if (published) sync_folder(files[0].path, arena);
    if (published == count) return true;
    if (written == count)
        report(diags, FAULT_CREATE, files[published].path, "cannot publish it");
    for (int i = published; i < written; i++)
        unlink(temporaries[i]);
    return false;
}

void publish_sweep(const char *folder, const char *id) {
    static const char *const endings[] = {".pdf", ".findings.xml", ".made"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        char *pattern = NULL;
        glob_t left;
        if (asprintf(&pattern, "%s/%s%s.??????", folder, id, endings[i]) < 0) return;
        if (glob(pattern, 0, NULL, &left) == 0) {
            for (size_t k = 0; k < left.gl_pathc; k++)
                unlink(left.gl_pathv[k]);
            globfree(&left);
        }
        free(pattern);
    }
}
