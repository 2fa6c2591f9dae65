/* Killed at any moment, a run leaves each old edition in the folder, in the archive, or
 * in both.  The next run knows by its inode a PDF that is in both. */
#include "publish/archive.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "publish/baseline.h"

enum { DATE_LENGTH = 10, DATE_ROOM = 16 /* as date_format() wants it */ };

static const char *const ENDINGS[] = {".findings.xml", ".pdf"};
enum { ENDING_COUNT = 2 };

static const char *folder_of(const char *out, const char *id, Arena *arena) {
    return arena_print(arena, "%s/archive/%s", out, id);
}

/* The date with which the text begins; false when it does not. */
static bool take_date(const char *text, char date[DATE_ROOM]) {
    Date parsed;
    if (strlen(text) < DATE_LENGTH) return false;
    memcpy(date, text, DATE_LENGTH);
    date[DATE_LENGTH] = '\0';
    return date_parse(date, &parsed) && parsed.day;
}

/* Whether a file of the folder is the very file at `path`. */
static bool holds(const char *folder, const char *path) {
    struct stat wanted, status;
    DIR *files = opendir(folder);
    bool found = false;
    if (files && stat(path, &wanted) == 0)
        for (const struct dirent *entry; !found && (entry = readdir(files));)
            found = fstatat(dirfd(files), entry->d_name, &status, 0) == 0 &&
                    status.st_ino == wanted.st_ino && status.st_dev == wanted.st_dev;
    if (files) closedir(files);
    return found;
}

static bool make_folder(const char *path) {
    return mkdir(path, 0777) == 0 || errno == EEXIST;
}

static void sync_folder(const char *path) {
    int handle = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0) return;
    fsync(handle);
    close(handle);
}

bool archive_keep(const char *out, const char *id, Date as_of, Arena *arena,
                  Diags *diags) {
    Date last;
    bool is_there;
    char date[DATE_ROOM];
    const char *folder = folder_of(out, id, arena);
    const char *findings = arena_print(arena, "%s/%s.findings.xml", out, id);
    if (!baseline_date(findings, &is_there, &last)) {
        if (is_there)
            diag_report(diags, FAULT_CREATE, (Origin){findings, 0},
                        "the last edition cannot be kept: no as-of date can be read in "
                        "its findings: move it away");
        return !is_there;
    }
    /* One that is in the archive was about to be replaced when that run ended: the
     * findings may be its successor's already. */
    if (date_compare(last, as_of) == 0 ||
        holds(folder, arena_print(arena, "%s/%s.pdf", out, id)))
        return true;
    date_format(last, date);
    const char *archive = arena_print(arena, "%s/archive", out);
    bool good = make_folder(archive) && make_folder(folder);
    for (int i = 0; i < ENDING_COUNT && good; i++) {
        const char *old = arena_print(arena, "%s/%s%s", out, id, ENDINGS[i]);
        const char *kept = arena_print(arena, "%s/%s%s", folder, date, ENDINGS[i]);
        unlink(kept);
        good = link(old, kept) == 0 || errno == ENOENT;
    }
    if (good) sync_folder(folder);
    if (good) sync_folder(archive);
    if (!good)
        diag_report(diags, FAULT_CREATE, (Origin){folder, 0},
                    "cannot keep the edition of %s: %s", date, strerror(errno));
    return good;
}

/* The date of an archived file; false when it is something else. */
static bool is_kept(const char *name, char date[DATE_ROOM]) {
    if (!take_date(name, date)) return false;
    for (int i = 0; i < ENDING_COUNT; i++)
        if (strcmp(name + DATE_LENGTH, ENDINGS[i]) == 0) return true;
    return false;
}

static int newest_first(const void *a, const void *b) {
    return -strcmp(*(const char *const *) a, *(const char *const *) b);
}

const char **archive_dates(const char *out, const char *id, Arena *arena, int *count) {
    char date[DATE_ROOM];
    const char **dates = NULL;
    int capacity = 0, found = 0;
    *count = 0;
    DIR *files = opendir(folder_of(out, id, arena));
    if (!files) return NULL;
    for (const struct dirent *entry; (entry = readdir(files));) {
        if (!is_kept(entry->d_name, date)) continue;
        dates = arena_grow(arena, dates, found, &capacity, sizeof *dates);
        dates[found++] = arena_string(arena, date);
    }
    closedir(files);
    if (found) qsort(dates, (size_t) found, sizeof *dates, newest_first);
    /* A date stands there once for each of its files. */
    for (int i = 0; i < found; i++)
        if (!*count || strcmp(dates[i], dates[*count - 1]) != 0)
            dates[(*count)++] = dates[i];
    return dates;
}

void archive_prune(const char *out, const char *id, Date as_of, int most,
                   Arena *arena) {
    char now[DATE_ROOM];
    int count, kept = 0;
    const char **dates = archive_dates(out, id, arena, &count);
    date_format(as_of, now);
    for (int i = 0; i < count; i++) {
        bool is_replaced = strcmp(dates[i], now) == 0;
        if (!is_replaced && kept < most) {
            kept++;
            continue;
        }
        for (int k = 0; k < ENDING_COUNT; k++)
            unlink(arena_print(arena, "%s/%s%s", folder_of(out, id, arena), dates[i],
                               ENDINGS[k]));
    }
}
