/* Locks of byte ranges (POSIX, fcntl): the kernel takes them back when the process ends
 * in whatever way, shared folders such as NFS pass them on, and the workers, which end
 * with the process, do not inherit them.  The lock's file is empty and stays: if it
 * were removed, a run that has it open and one that makes it anew would both get the
 * lock. Each shard has one byte of it, the whole night has all. */
#include "night/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static Lock open_file(const char *path, Diags *diags) {
    int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (file < 0)
        diag_report(diags, FAULT_CREATE, (Origin){path, 0}, "cannot make the lock: %s",
                    strerror(errno));
    return file;
}

static Lock give_up(int file, const char *path, Diags *diags) {
    diag_report(diags, FAULT_CREATE, (Origin){path, 0},
                "cannot lock it: %s: the folder must be on a file system with locks",
                strerror(errno));
    close(file);
    return -1;
}

/* Who holds the lock; "" when nobody does any more, or on another machine. */
static const char *holder(int file, struct flock range, Arena *arena) {
    if (fcntl(file, F_GETLK, &range) != 0 || range.l_type == F_UNLCK ||
        range.l_pid <= 0)
        return "";
    return arena_print(arena, ", process %ld", (long) range.l_pid);
}

Lock lock_night(const char *out, const NightHead *head, Arena *arena, Diags *diags) {
    const bool is_whole = head->shard_count == 1;
    const char *path = arena_print(arena, "%s/%s.lock", out, head->id);
    const struct flock range = {.l_type = F_WRLCK,
                                .l_whence = SEEK_SET,
                                .l_start = is_whole ? 0 : head->shard,
                                .l_len = is_whole ? 0 : 1}; /* 0: all */
    struct flock wanted = range;
    int file = open_file(path, diags);
    if (file < 0 || fcntl(file, F_SETLK, &wanted) == 0) return file;
    if (errno != EACCES && errno != EAGAIN) return give_up(file, path, diags);
    diag_report(diags, FAULT_BUSY, (Origin){path, 0},
                "another run is making this night%s: try again when it has ended",
                holder(file, range, arena));
    close(file);
    return -1;
}

Lock lock_wait(const char *out, const char *name, Arena *arena, Diags *diags) {
    const char *path = arena_print(arena, "%s/%s.lock", out, name);
    struct flock range = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    int file = open_file(path, diags);
    while (file >= 0 && fcntl(file, F_SETLKW, &range) != 0)
        if (errno != EINTR) return give_up(file, path, diags);
    return file;
}

void lock_release(Lock lock) {
    if (lock >= 0) close(lock);
}
