/* Many machines have made a night: what their journals tell becomes one journal, as if
 * one machine had made it.  Nothing is taken on trust: each shard must be there, of
 * this very night and at its end, and each edition told of by the shard that it falls
 * to. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "night/parts.h"

/* ---- which shards there are ---- */

/* The N of a file "NIGHT.I-of-N.journal"; 0 when it is none of the night's. */
static int count_in(const char *name, const char *night) {
    size_t length = strlen(night);
    int index, count, end = 0;
    if (strncmp(name, night, length) != 0 || name[length] != '.') return 0;
    name += length + 1;
    if (strspn(name, "0123456789") > 6 ||
        sscanf(name, "%d-of-%6d.journal%n", &index, &count, &end) != 2 || !end ||
        name[end])
        return 0;
    return count > 0 ? count : 0;
}

/* Of how many shards there are journals; 0 after a diagnostic. */
static int count_shards(const Night *night) {
    const char *out = night->options->report.out;
    int least = 0, most = 0;
    DIR *files = opendir(out);
    for (const struct dirent *entry; files && (entry = readdir(files));) {
        int count = count_in(entry->d_name, night->head.id);
        if (!count) continue;
        if (!least || count < least) least = count;
        if (count > most) most = count;
    }
    if (files) closedir(files);
    if (!most)
        diag_report(night->diags, FAULT_BUSY, (Origin){out, 0},
                    "no shard of the night '%s' has left a journal: make each with "
                    "--shard, then merge them",
                    night->head.id);
    if (least == most) return most;
    diag_report(night->diags, FAULT_DATA, (Origin){out, 0},
                "there are journals of %d and of %d shards: remove those that are not "
                "tonight's, such as %s.1-of-%d.journal",
                least, most, night->head.id, least);
    return 0;
}

/* ---- whether each is whole ---- */

/* What of the shard's head is not as in this night; NULL when all is. */
static const char *difference(const NightHead *is, const NightHead *should,
                              Arena *arena) {
    if (strcmp(is->id, should->id) != 0 || is->shard != should->shard ||
        is->shard_count != should->shard_count)
        return arena_print(arena, "it is shard %d of %d of the night '%s'", is->shard,
                           is->shard_count, is->id);
    if (strcmp(is->as_of, should->as_of) != 0)
        return arena_print(arena, "it is as of %s, not of %s", is->as_of,
                           should->as_of);
    if (strcmp(is->program, should->program) != 0)
        return arena_print(arena, "it was made by %s, not by %s", is->program,
                           should->program);
    if (is->all != should->all)
        return arena_print(arena, "it knows of %d editions, not of %d", is->all,
                           should->all);
    return NULL;
}

/* The journal of shard `index`; NULL after a diagnostic. */
static const Journal *read_shard(const Night *night, int index, int count) {
    Diags *diags = night->diags;
    NightHead head = night->head;
    head.shard = index;
    head.shard_count = count;
    const char *path = journal_path(night->options->report.out, &head, night->arena);
    Origin origin = {path, 0};
    if (access(path, F_OK) != 0) {
        diag_report(diags, FAULT_BUSY, origin,
                    "shard %d of %d is missing: make it with --shard=%d/%d, then merge "
                    "again",
                    index, count, index, count);
        return NULL;
    }
    const Journal *journal = journal_read(path, FAULT_DATA, night->arena, diags);
    if (!journal) return NULL;
    const char *differs = difference(&journal->head, &head, night->arena);
    if (differs)
        diag_report(diags, FAULT_BUSY, origin,
                    "shard %d of %d is of another night: %s: make it again with "
                    "--shard=%d/%d",
                    index, count, differs, index, count);
    else if (!journal->is_ended)
        diag_report(diags, FAULT_BUSY, origin,
                    "shard %d of %d has not come to its end: unless it is still "
                    "running, make it again with --shard=%d/%d",
                    index, count, index, count);
    return differs || !journal->is_ended ? NULL : journal;
}

/* ---- what they tell ---- */

/* Gives the jobs what a shard tells of them; false after a diagnostic, when it tells
 * not of each of the `expected` editions that fall to it. */
static bool take_editions(Night *night, Map *jobs, const Journal *journal,
                          int expected) {
    const NightHead *head = &journal->head;
    int known = 0;
    for (int i = 0; i < journal->count; i++) {
        const EditionEvent *event = journal->editions[i];
        Job *job = map_get(jobs, event->id);
        if (!job || shard_of(event->id, head->shard_count) != head->shard) continue;
        const int number = job->event.number;
        job->event = *event;
        job->event.number = number;
        known++;
    }
    if (known == expected && known == journal->count) return true;
    diag_report(night->diags, FAULT_DATA, (Origin){night->path, 0},
                "shard %d of %d ended with status %d and tells of %d editions, of "
                "which %d are among the %d that fall to it: make it again with "
                "--shard=%d/%d",
                head->shard, head->shard_count, journal->end.exit_status,
                journal->count, known, expected, head->shard, head->shard_count);
    return false;
}

/* What shards say that is of no edition, each line once. */
static void add_lines(Night *night, Map *known, const char *lines) {
    for (const char *at = lines ? lines : ""; *at;) {
        size_t length = strcspn(at, "\n");
        const char *line = arena_copy(night->arena, at, length);
        if (length && !map_put(known, line, (void *) line))
            text_print(&night->said, "%s\n", line);
        at += length + (at[length] == '\n');
    }
}

bool merge_shards(Night *night) {
    int count = count_shards(night);
    bool good = count > 0;
    double longest = 0;
    Map *jobs = map_new(night->arena), *lines = map_new(night->arena);
    int *expected = arena_array(night->arena, count + 1, sizeof *expected);
    for (int i = 0; count && i < night->job_count; i++) {
        Job *job = &night->jobs[i];
        map_put(jobs, job->event.id, job);
        expected[shard_of(job->event.id, count)]++;
    }
    for (int index = 1; index <= count; index++) {
        const Journal *journal = read_shard(night, index, count);
        if (!journal || !take_editions(night, jobs, journal, expected[index])) {
            good = false;
            continue;
        }
        add_lines(night, lines, journal->end.said);
        if (journal->end.seconds > longest) longest = journal->end.seconds;
    }
    if (!good) return false;
    /* The night took as long as its longest shard. */
    night->begun -= longest;
    night->merged = count;
    return true;
}

void merge_tell(Night *night) {
    tell_begin(night);
    for (int i = 0; i < night->job_count; i++)
        tell_edition(night, &night->jobs[i]);
}

void merge_clean(const Night *night) {
    NightHead head = night->head;
    head.shard_count = night->merged;
    for (head.shard = 1; head.shard <= night->merged; head.shard++)
        unlink(journal_path(night->options->report.out, &head, night->arena));
}
