/* A line a file: "digest HEX PATH", "stamp SIZE.TIME PATH" or, of the last edition in
 * the folder of the record, "last HEX NAME" with "-" for none; before them the head,
 * which holds the options that change the bytes and the brief, and what is told of the
 * edition: "pages 4", "title Trade with Germany", "verdict ..." and "changes ...". */
#include "report/record.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/path.h"
#include "base/text.h"

#define PROGRAM_FILE "/proc/self/exe"

/* ---- files ---- */

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

static const char *head_of(const ReportOptions *options, const char *brief,
                           Arena *arena) {
    return arena_print(
        arena,
        "mkreport %s record 4\nprogram %s\nuntagged %d\nmade %s\ntemplates %s\n"
        "fonts %s\nbrief %s\n\n",
        MKREPORT_VERSION, path_stamp(arena, PROGRAM_FILE), options->untagged,
        options->made ? options->made : "-", options->templates, options->fonts, brief);
}

/* A fact on a line of its own: line ends and other control characters become spaces. */
static void add_fact(Text *text, const char *name, const char *value) {
    if (!value) return;
    text_print(text, "%s ", name);
    for (const char *c = value; *c; c++)
        text_add_char(text, (unsigned char) *c < ' ' ? ' ' : *c);
    text_add_char(text, '\n');
}

static void add_facts(Text *text, const Facts *facts) {
    text_print(text, "pages %d\n", facts->pages);
    add_fact(text, "title", facts->title);
    add_fact(text, "verdict", facts->verdict);
    add_fact(text, "changes", facts->changes);
    text_add_char(text, '\n');
}

const char *record_text(const ReportOptions *options, const Facts *facts,
                        const Inputs *inputs, const PictureFiles *pictures,
                        const char *last, const FontStore *fonts, Arena *arena) {
    Text text = {.arena = arena};
    int count;
    const OpenedFile *opened = font_store_files(fonts, &count);
    const char *digest_of_last = NULL;
    text_add(&text, head_of(options, inputs->brief, arena));
    add_facts(&text, facts);
    for (int i = 0; i < inputs->count; i++) {
        const XmlFile *file = inputs->items[i].file;
        if (last && strcmp(file->path, last) == 0)
            digest_of_last = file->sha256; /* it is still to be put there */
        else
            text_print(&text, "digest %s %s\n", file->sha256, file->path);
    }
    if (last)
        text_print(&text, "last %s %s\n",
                   digest_of_last ? digest_of_last : digest_of(last, arena),
                   strrchr(last, '/') + 1);
    for (int i = 0; i < pictures->count; i++)
        text_print(&text, "digest %s %s\n", pictures->files[i].sha256,
                   pictures->paths[i]);
    for (int i = 0; i < count; i++)
        text_print(&text, "stamp %s %s\n", opened[i].stamp, opened[i].path);
    return text_string(&text);
}

/* ---- comparing ---- */

/* Where the line's file lies; NULL for a line that names none. */
static const char *path_of(const char *line, const char *out, Arena *arena) {
    const char *value = strchr(line, ' ');
    const char *path = value ? strchr(value + 1, ' ') : NULL;
    if (!path) return NULL;
    return strncmp(line, "last ", 5) == 0 ? arena_print(arena, "%s/%s", out, path + 1)
                                          : path + 1;
}

/* Whether the line's file, at `path`, is as it was. */
static bool is_same(const char *line, const char *path, Map *known, Arena *arena) {
    const char *now = map_get(known, path);
    if (!now) {
        const bool is_stamp = strncmp(line, "stamp ", 6) == 0;
        now = is_stamp ? path_stamp(arena, path) : digest_of(path, arena);
        map_put(known, path, (void *) now);
    }
    const char *value = strchr(line, ' ') + 1;
    const size_t length = strcspn(value, " ");
    return strlen(now) == length && strncmp(now, value, length) == 0;
}

/* The first file of the lines that is not as it was. */
static const char *first_changed(char *lines, const char *out, Map *known,
                                 Arena *arena) {
    char *rest = NULL;
    for (char *line = strtok_r(lines, "\n", &rest); line;
         line = strtok_r(NULL, "\n", &rest)) {
        const char *path = path_of(line, out, arena);
        if (path && is_same(line, path, known, arena)) continue;
        return arena_print(arena, "%s has changed", path ? path : "its record");
    }
    return NULL;
}

/* The value of a line "name value"; NULL when the line is another. */
static const char *fact_of(const char *line, const char *name) {
    size_t length = strlen(name);
    return strncmp(line, name, length) == 0 && line[length] == ' ' ? line + length + 1
                                                                   : NULL;
}

/* Reads the facts, the second paragraph of a record; returns what stands behind them,
 * NULL when they are not all there. */
static char *read_facts(char *record, Arena *arena, Facts *facts) {
    char *end, *at = strstr(record, "\n\n");
    *facts = (Facts){0};
    for (at = at ? at + 2 : NULL; at && (end = strchr(at, '\n')); at = end + 1) {
        if (end == at) return facts->pages > 0 && facts->title ? at + 1 : NULL;
        const char *line = arena_copy(arena, at, (size_t) (end - at)), *value;
        if ((value = fact_of(line, "pages"))) facts->pages = atoi(value);
        if ((value = fact_of(line, "title"))) facts->title = value;
        if ((value = fact_of(line, "verdict"))) facts->verdict = value;
        if ((value = fact_of(line, "changes"))) facts->changes = value;
    }
    *facts = (Facts){0};
    return NULL;
}

/* The first of the edition's files that is not there. */
static const char *first_missing(const char *out, const char *id, Arena *arena) {
    static const char *const endings[] = {".pdf", ".findings.xml"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        const char *path = arena_print(arena, "%s/%s%s", out, id, endings[i]);
        if (access(path, R_OK) != 0) return path;
    }
    return NULL;
}

const char *record_difference(const ReportOptions *options, const char *brief,
                              const char *id, Map *known, Arena *arena, Facts *facts) {
    size_t size;
    *facts = (Facts){0};
    const char *missing = first_missing(options->out, id, arena);
    char *record = read_file(arena_print(arena, "%s/%s.made", options->out, id), &size);
    char *files = record ? read_facts(record, arena, facts) : NULL;
    const char *head = head_of(options, brief, arena);
    const char *why = missing   ? arena_print(arena, "there is no %s", missing)
                      : !record ? "there is no record of what it was made of"
                      : strncmp(record, head, strlen(head)) != 0
                          ? "the program, its options or the brief is another"
                      : !files ? "its record is damaged"
                               : first_changed(files, options->out, known, arena);
    free(record);
    return why;
}

/* ---- reading ---- */

const char *record_read(const char *out, const char *id, Arena *arena) {
    size_t size;
    char *bytes = read_file(arena_print(arena, "%s/%s.made", out, id), &size);
    const char *record = bytes ? arena_copy(arena, bytes, size) : NULL;
    free(bytes);
    return record;
}

const char *record_next_file(const char **at, Arena *arena) {
    while (**at) {
        size_t length = strcspn(*at, "\n");
        const char *line = arena_copy(arena, *at, length);
        *at += length + ((*at)[length] == '\n');
        const char *value = fact_of(line, "digest");
        if (!value) value = fact_of(line, "stamp");
        const char *path = value ? strchr(value, ' ') : NULL;
        /* One that is not there is nothing to wait for. */
        if (path && *value != '-') return path + 1;
    }
    return NULL;
}
