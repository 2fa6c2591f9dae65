/* A line a file: "digest HEX PATH" or "stamp SIZE.TIME PATH"; before them the head,
 * which holds the options that change the bytes. */
#include "record.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"

#define PROGRAM_FILE "/proc/self/exe"

/* ---- files ---- */

/* "-" for a file that is not there. */
static const char *stamp_of(const char *path, Arena *arena) {
    struct stat status;
    if (stat(path, &status) != 0) return "-";
    return arena_print(arena, "%lld.%lld.%09ld", (long long) status.st_size,
                       (long long) status.st_mtim.tv_sec, status.st_mtim.tv_nsec);
}

/* The bytes of a file, to be freed; NULL when it cannot be read. */
static char *read_file(const char *path, size_t *size) {
    struct stat status;
    FILE *file = fopen(path, "rb");
    char *bytes = NULL;
    if (file && fstat(fileno(file), &status) == 0 && S_ISREG(status.st_mode))
        bytes = malloc((size_t) status.st_size + 1);
    if (bytes) {
        *size = fread(bytes, 1, (size_t) status.st_size, file);
        bytes[*size] = '\0';
    }
    if (file) fclose(file);
    return bytes;
}

static const char *digest_of(const char *path, Arena *arena) {
    size_t size;
    char sha256[SHA256_HEX];
    char *bytes = read_file(path, &size);
    if (!bytes) return "-";
    xml_digest(bytes, size, sha256);
    free(bytes);
    return arena_string(arena, sha256);
}

/* ---- writing ---- */

static const char *head_of(const ReportOptions *options, Arena *arena) {
    return arena_print(arena,
                       "mkreport %s record 1\nprogram %s\nuntagged %d\ntemplates %s\n"
                       "fonts %s\n\n",
                       MKREPORT_VERSION, stamp_of(PROGRAM_FILE, arena),
                       options->untagged, options->templates, options->fonts);
}

static void add_stamp(Text *text, const char *path, Arena *arena) {
    text_print(text, "stamp %s %s\n", stamp_of(path, arena), path);
}

const char *record_text(const ReportOptions *options, const Inputs *inputs,
                        const FontStore *fonts, const Document *document,
                        Arena *arena) {
    Text text = {.arena = arena};
    int depth = 0, count;
    const char *const *files = font_store_files(fonts, &count);
    text_add(&text, head_of(options, arena));
    for (int i = 0; i < inputs->count; i++)
        text_print(&text, "digest %s %s\n", inputs->items[i].file->sha256,
                   inputs->items[i].file->path);
    for (int i = 0; i < count; i++)
        add_stamp(&text, files[i], arena);
    for (const Block *block = document->root; block;
         block = block_following(block, document->root, &depth))
        if (block->kind == BLOCK_PICTURE) add_stamp(&text, block->picture->path, arena);
    return text_string(&text);
}

/* ---- comparing ---- */

/* Whether the line's file is as it was. */
static bool is_same(const char *line, Map *known, Arena *arena) {
    bool is_digest = strncmp(line, "digest ", 7) == 0;
    const char *value = strchr(line, ' ');
    const char *path = value ? strchr(value + 1, ' ') : NULL;
    if (!path) return false;
    path++;
    const char *now = map_get(known, path);
    if (!now) {
        now = is_digest ? digest_of(path, arena) : stamp_of(path, arena);
        map_put(known, path, (void *) now);
    }
    size_t length = (size_t) (path - value - 2);
    return strlen(now) == length && strncmp(now, value + 1, length) == 0;
}

/* The first file of the lines that is not as it was. */
static const char *first_changed(char *lines, Map *known, Arena *arena) {
    char *rest = NULL;
    for (char *line = strtok_r(lines, "\n", &rest); line;
         line = strtok_r(NULL, "\n", &rest)) {
        if (is_same(line, known, arena)) continue;
        const char *path = strchr(line, ' ');
        if (path) path = strchr(path + 1, ' ');
        return arena_print(arena, "%s has changed", path ? path + 1 : "its record");
    }
    return NULL;
}

const char *record_difference(const ReportOptions *options, const char *id, Map *known,
                              Arena *arena) {
    static const char *const endings[] = {".pdf", ".findings.xml"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        const char *path = arena_print(arena, "%s/%s%s", options->out, id, endings[i]);
        if (access(path, R_OK) != 0) return arena_print(arena, "there is no %s", path);
    }
    size_t size;
    char *record = read_file(arena_print(arena, "%s/%s.made", options->out, id), &size);
    if (!record) return "there is no record of what it was made of";
    const char *head = head_of(options, arena);
    const char *why = strncmp(record, head, strlen(head)) != 0
                          ? "the program or its options are others"
                          : first_changed(record + strlen(head), known, arena);
    free(record);
    return why;
}
