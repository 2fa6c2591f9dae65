/* Temporary file, fsync, rename, fsync of the folder: a reader sees the old file or the
 * new one, also when the machine stops in between.  A signal that ends the program
 * waits until no temporary file is left.  Who writes one holds a lock on it, which goes
 * with its process: one that nobody holds was left by the dead. */
#include "publish/publish.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define ASIDE ".mkreport." /* names of temporary files begin with it */

static bool report(Diags *diags, Fault fault, const char *path, const char *what) {
    diag_report(diags, fault, (Origin){path, 0}, "%s: %s", what, strerror(errno));
    return false;
}

void publish_sweep(const char *folder) {
    DIR *files = opendir(folder);
    if (!files) return;
    for (const struct dirent *entry; (entry = readdir(files));) {
        if (strncmp(entry->d_name, ASIDE, strlen(ASIDE)) != 0) continue;
        int handle = openat(dirfd(files), entry->d_name,
                            O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
        if (handle < 0) continue;
        if (flock(handle, LOCK_EX | LOCK_NB) == 0)
            unlinkat(dirfd(files), entry->d_name, 0);
        close(handle);
    }
    closedir(files);
}

bool publish_folder(const char *path, Diags *diags) {
    struct stat status;
    if (mkdir(path, 0777) == 0) return true;
    if (errno == EEXIST && stat(path, &status) == 0) {
        if (S_ISDIR(status.st_mode)) {
            publish_sweep(path);
            return true;
        }
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

/* "" or with a '/' at its end. */
static const char *folder_of(const char *path, Arena *arena) {
    const char *slash = strrchr(path, '/');
    return slash ? arena_copy(arena, path, (size_t) (slash - path + 1)) : "";
}

static void sync_folder(const char *path, Arena *arena) {
    const char *folder = folder_of(path, arena);
    int handle = open(*folder ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
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

/* A file under its temporary name, locked until it is closed. */
typedef struct {
    const char *path;
    int handle; /* -1: there is none */
} Aside;

/* Makes an empty file beside `path`; without one, with the reason in errno. */
static Aside open_aside(const char *path, Arena *arena) {
    struct stat status;
    if (stat(path, &status) == 0 && S_ISDIR(status.st_mode)) {
        errno = EISDIR;
        return (Aside){path, -1};
    }
    for (;;) {
        char *name = arena_print(arena, "%s" ASIDE "XXXXXX", folder_of(path, arena));
        int handle = mkostemp(name, O_CLOEXEC);
        /* Where files cannot be locked, nobody sweeps them either. */
        if (handle < 0 || flock(handle, LOCK_EX) != 0 || fstat(handle, &status) != 0 ||
            status.st_nlink)
            return (Aside){name, handle};
        /* It was swept before it was locked. */
        close(handle);
    }
}

static void drop_aside(const Aside *aside) {
    unlink(aside->path);
    close(aside->handle);
}

/* False after a diagnostic, with nothing left behind. */
static bool write_aside(const Publication *file, Aside *aside, Arena *arena,
                        Diags *diags) {
    *aside = open_aside(file->path, arena);
    if (aside->handle < 0)
        return report(diags, FAULT_CREATE, file->path, "cannot create it");
    if (write_all(aside->handle, file->bytes, file->size) &&
        fchmod(aside->handle, usual_mode()) == 0 && fsync(aside->handle) == 0)
        return true;
    report(diags, FAULT_IO, file->path, "cannot write it");
    drop_aside(aside);
    return false;
}

/* False after a diagnostic, with nothing left behind but what is published. */
static bool put_all(const Publication *files, int count, Arena *arena, Diags *diags) {
    Aside *asides = arena_array(arena, count, sizeof *asides);
    int written = 0, published = 0;
    while (written < count &&
           write_aside(&files[written], &asides[written], arena, diags))
        written++;
    for (int i = 0; written == count && i < count; i++)
        if (files[i].is_record) unlink(files[i].path);
    while (written == count && published < count &&
           rename(asides[published].path, files[published].path) == 0)
        published++;
    if (written == count && published < count)
        report(diags, FAULT_CREATE, files[published].path, "cannot publish it");
    for (int i = 0; i < published; i++)
        close(asides[i].handle);
    for (int i = published; i < written; i++)
        drop_aside(&asides[i]);
    if (published) sync_folder(files[0].path, arena);
    return published == count;
}

bool publish_files(const Publication *files, int count, Arena *arena, Diags *diags) {
    sigset_t ending, before;
    sigemptyset(&ending);
    sigaddset(&ending, SIGHUP);
    sigaddset(&ending, SIGINT);
    sigaddset(&ending, SIGTERM);
    /* Tasks block all signals, so no other thread takes them meanwhile. */
    pthread_sigmask(SIG_BLOCK, &ending, &before);
    bool good = put_all(files, count, arena, diags);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return good;
}
