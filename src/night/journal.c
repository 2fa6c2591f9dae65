/* A line is appended with one write(), and what a full disk takes of it is cut off
 * again: so only the last line can be unfinished. */
#include "night/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "publish/publish.h"

const char *journal_path(const char *out, const NightHead *head, Arena *arena) {
    if (head->shard_count == 1)
        return arena_print(arena, "%s/%s.journal", out, head->id);
    return arena_print(arena, "%s/%s.%d-of-%d.journal", out, head->id, head->shard,
                       head->shard_count);
}

/* ---- reading ---- */

/* What is known of an edition so far. */
typedef struct {
    int place; /* among the journal's editions; -1 before its outcome is told */
    bool is_made;
} Told;

/* The bytes of the file; NULL when there is none. */
static const char *read_file(const char *path, Arena *arena, size_t *size) {
    struct stat status;
    char *bytes = NULL;
    FILE *file = fopen(path, "rb");
    if (file && fstat(fileno(file), &status) == 0 && S_ISREG(status.st_mode)) {
        bytes = arena_alloc(arena, (size_t) status.st_size + 1);
        *size = fread(bytes, 1, (size_t) status.st_size, file);
    }
    if (file) fclose(file);
    return bytes;
}

static Told *told_of(Journal *journal, const char *id, Arena *arena) {
    Told *told = map_get(journal->told, id);
    if (told) return told;
    told = arena_alloc(arena, sizeof *told);
    told->place = -1;
    map_put(journal->told, id, told);
    return told;
}

static void take_edition(Journal *journal, const EditionEvent *event, Arena *arena) {
    Told *told = told_of(journal, event->id, arena);
    EditionEvent *copy = arena_alloc(arena, sizeof *copy);
    *copy = *event;
    told->is_made = event->outcome == OUTCOME_PUBLISHED;
    if (told->place < 0) {
        journal->editions = arena_grow(arena, journal->editions, journal->count,
                                       &journal->capacity, sizeof *journal->editions);
        told->place = journal->count++;
    }
    journal->editions[told->place] = copy;
}

/* Takes in the event of line `number`; false when it cannot stand there. */
static bool take_event(Journal *journal, int number, const NightEvent *event,
                       Arena *arena) {
    if ((number == 1) != (event->kind == EVENT_BEGIN) || journal->is_ended)
        return false;
    switch (event->kind) {
    case EVENT_BEGIN:
        journal->head = event->head;
        break;
    case EVENT_START:
        told_of(journal, event->edition.id, arena)->is_made = true;
        break;
    case EVENT_EDITION:
        take_edition(journal, &event->edition, arena);
        break;
    case EVENT_END:
        journal->end = event->end;
        journal->is_ended = true;
        break;
    }
    return true;
}

static int by_number(const void *a, const void *b) {
    const EditionEvent *const *first = a, *const *second = b;
    return ((*first)->number > (*second)->number) -
           ((*first)->number < (*second)->number);
}

Journal *journal_read(const char *path, Fault fault, Arena *arena, Diags *diags) {
    size_t size = 0;
    const char *bytes = read_file(path, arena, &size), *end;
    if (!bytes) return NULL;
    Journal *journal = arena_alloc(arena, sizeof *journal);
    journal->told = map_new(arena);
    int number = 0;
    for (const char *at = bytes; (end = memchr(at, '\n', size)); at = end + 1) {
        NightEvent event;
        size_t length = (size_t) (end - at);
        size -= length + 1;
        number++;
        if (event_read(at, length, arena, &event) &&
            take_event(journal, number, &event, arena))
            continue;
        diag_report(diags, fault, (Origin){path, number},
                    "no event that can stand here: the journal is damaged, and may be "
                    "deleted");
        return NULL;
    }
    if (!number) return NULL;
    if (journal->count)
        qsort(journal->editions, (size_t) journal->count, sizeof *journal->editions,
              by_number);
    return journal;
}

bool journal_has_made(const Journal *journal, const char *id) {
    const Told *told = map_get(journal->told, id);
    return told && told->is_made;
}

/* ---- writing ---- */

static void give_up(JournalWriter *writer, Fault fault, const char *what) {
    diag_report(writer->diags, fault, (Origin){writer->path, 0}, "%s: %s", what,
                strerror(errno));
    if (writer->file >= 0) close(writer->file);
    writer->file = -1;
}

/* Whether the run that wrote the journal was one of this very night, and did not come
 * to its end. */
static bool is_cut_short(const Journal *journal, const NightHead *head) {
    const NightHead *had = &journal->head;
    return !journal->is_ended && strcmp(had->id, head->id) == 0 &&
           strcmp(had->program, head->program) == 0 &&
           strcmp(had->as_of, head->as_of) == 0 && had->shard == head->shard &&
           had->shard_count == head->shard_count && had->all == head->all &&
           had->editions == head->editions;
}

/* Cuts off a last line that is unfinished. */
static bool mend_end(int file) {
    char byte = '\n';
    off_t size = lseek(file, 0, SEEK_END);
    while (size > 0 && pread(file, &byte, 1, size - 1) == 1 && byte != '\n')
        size--;
    return size >= 0 && ftruncate(file, size) == 0;
}

bool journal_open(JournalWriter *writer, const char *out, const NightHead *head,
                  Arena *arena, Diags *diags, const Journal **cut_short) {
    const char *path = journal_path(out, head, arena);
    *writer = (JournalWriter){path, -1, diags};
    /* Of one that is damaged nothing can be continued: it is replaced without a
     * word. */
    *cut_short = journal_read(path, FAULT_WARNING, arena, diags_new(arena));
    if (*cut_short && !is_cut_short(*cut_short, head)) *cut_short = NULL;
    if (!*cut_short) {
        Text line = {.arena = arena};
        event_begin(&line, head);
        const Publication begun = {
            .path = path, .bytes = text_string(&line), .size = line.length};
        if (!publish_files(&begun, 1, arena, diags)) return false;
    }
    writer->file = open(path, O_RDWR | O_APPEND | O_CLOEXEC);
    if (writer->file < 0 || !mend_end(writer->file))
        give_up(writer, FAULT_CREATE, "cannot open it");
    return writer->file >= 0;
}

void journal_add(JournalWriter *writer, const Text *line) {
    if (writer->file < 0) return;
    off_t size = lseek(writer->file, 0, SEEK_END);
    ssize_t written;
    do
        written = write(writer->file, text_string(line), line->length);
    while (written < 0 && errno == EINTR);
    if (written == (ssize_t) line->length) return;
    if (written >= 0) errno = ENOSPC;
    give_up(writer, FAULT_IO, "cannot write it");
    /* Where even this fails a reader leaves the line out, since it has no end. */
    (void) !truncate(writer->path, size);
}

bool journal_close(JournalWriter *writer) {
    if (writer->file >= 0 && fsync(writer->file) != 0)
        give_up(writer, FAULT_IO, "cannot write it");
    if (writer->file < 0) return false;
    close(writer->file);
    writer->file = -1;
    return true;
}
