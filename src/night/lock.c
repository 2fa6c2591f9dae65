/* Locks of byte ranges (POSIX, fcntl): the kernel takes them back when the process ends
 * in whatever way, shared folders such as NFS pass them on, and the workers, which end
 * with the process, do not inherit them.  The lock's file is empty and stays: if it
 * were removed, a run that has it open and one that makes it anew would both get the
 * lock.
 *
 * The bytes stand in rows, one for each number of shards, with a byte for each shard.
 * A shard writes its own byte and reads all other rows, so those of its row do not meet
 * it, and any other does; the whole night writes all. */
#include "night/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "night/shard.h"

enum { ROW = MOST_SHARDS + 1 /* bytes: shards are numbered from 1 */ };

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

/* Who writes in the range: ", process 4711, as shard 1 of 2"; "" when nobody does any
 * more, or on another machine. */
static const char *holder(int file, struct flock range, Arena *arena) {
    range.l_type = F_RDLCK;
    if (fcntl(file, F_GETLK, &range) != 0 || range.l_type == F_UNLCK ||
        range.l_pid <= 0)
        return "";
    const char *process = arena_print(arena, ", process %ld", (long) range.l_pid);
    return range.l_len != 1
               ? process
               : arena_print(arena, "%s, as shard %d of %d", process,
                             (int) (range.l_start % ROW), (int) (range.l_start / ROW));
}

Lock lock_night(const char *out, const NightHead *head, Arena *arena, Diags *diags) {
    const off_t row = (off_t) ROW * head->shard_count;
    /* A length of 0 reaches to the end. */
    const struct flock all = {.l_type = F_WRLCK};
    const struct flock shard[] = {
        {.l_type = F_RDLCK, .l_start = 0, .l_len = row},
        {.l_type = F_RDLCK, .l_start = row + ROW, .l_len = 0},
        {.l_type = F_WRLCK, .l_start = row + head->shard, .l_len = 1}};
    const struct flock *ranges = head->shard_count == 1 ? &all : shard;
    const int count = head->shard_count == 1 ? 1 : 3;
    const char *path = arena_print(arena, "%s/%s.lock", out, head->id);
    int file = open_file(path, diags);
    for (int i = 0; file >= 0 && i < count; i++) {
        struct flock wanted = ranges[i];
        if (fcntl(file, F_SETLK, &wanted) == 0) continue;
        if (errno != EACCES && errno != EAGAIN) return give_up(file, path, diags);
        diag_report(diags, FAULT_BUSY, (Origin){path, 0},
                    "another run is making this night%s: try again when it has ended",
                    holder(file, ranges[i], arena));
        close(file);
        return -1;
    }
    return file;
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
