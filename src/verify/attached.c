/* Attachments stand in a name tree, whose depth and size are the file's to say. */
#include <nettle/md5.h>
#include <string.h>

#include "verify/reader.h"

enum { DEEPEST = 16, MOST_NODES = 10000 };

typedef struct {
    const Reader *reader;
    AttachedFiles *files;
    Diags *diags;
    int nodes;
    bool good;
} Taking;

/* Whether the name stays in the folder where it is laid. */
static bool is_safe(const char *name) {
    for (;;) {
        size_t part = strcspn(name, "/");
        if (part == 0 || part > 255) return false;
        if (name[0] == '.' && (part == 1 || (part == 2 && name[1] == '.')))
            return false;
        if (!name[part]) return true;
        name += part + 1;
    }
}

static void check_sum(const Taking *taking, PdfObject stream,
                      const AttachedFile *file) {
    const Reader *reader = taking->reader;
    PdfObject params = reader_key(reader, stream, "/Params");
    size_t size;
    const char *wanted = reader_string(reader, reader_key(reader, params, "/CheckSum"),
                                       &size, reader->arena);
    struct md5_ctx hash;
    uint8_t digest[MD5_DIGEST_SIZE];
    md5_init(&hash);
    md5_update(&hash, file->size, file->bytes);
    md5_digest(&hash, sizeof digest, digest);
    if (wanted && size == sizeof digest && memcmp(wanted, digest, size) == 0) return;
    diag_report(taking->diags, FAULT_DIFFERS, (Origin){reader->path, 0},
                "attachment '%s' was changed: %s", file->name,
                wanted ? "its checksum is another" : "its checksum is gone");
}

static void take_file(Taking *taking, PdfObject specification) {
    const Reader *reader = taking->reader;
    const Origin at = {reader->path, 0};
    Arena *arena = reader->arena;
    AttachedFile file = {0};
    file.name = reader_text(reader, reader_key(reader, specification, "/UF"), arena);
    PdfObject embedded = reader_key(reader, specification, "/EF");
    PdfObject stream = reader_key(reader, embedded, "/F");
    file.bytes = reader_bytes(reader, stream, &file.size, arena);
    if (!file.name || !file.bytes) {
        diag_report(taking->diags, FAULT_DATA, at, "attachment '%s' cannot be read",
                    file.name ? file.name : "without a name");
        taking->good = false;
        return;
    }
    if (!is_safe(file.name)) {
        diag_report(taking->diags, FAULT_DATA, at,
                    "attachment '%s' is not taken out: its name leads elsewhere",
                    file.name);
        taking->good = false;
        return;
    }
    check_sum(taking, stream, &file);
    AttachedFiles *files = taking->files;
    files->items = arena_grow(arena, files->items, files->count, &files->capacity,
                              sizeof *files->items);
    files->items[files->count++] = file;
}

static void take_node(Taking *taking, PdfObject node, int depth) {
    const Reader *reader = taking->reader;
    if (depth > DEEPEST || ++taking->nodes > MOST_NODES) return;
    PdfObject names = reader_key(reader, node, "/Names");
    int count = reader_count(reader, names);
    for (int i = 1; i < count && taking->nodes <= MOST_NODES; i += 2, taking->nodes++)
        take_file(taking, reader_item(reader, names, i));
    PdfObject kids = reader_key(reader, node, "/Kids");
    count = reader_count(reader, kids);
    for (int i = 0; i < count; i++)
        take_node(taking, reader_item(reader, kids, i), depth + 1);
}

bool attached_read(const Reader *reader, AttachedFiles *files, Diags *diags) {
    Taking taking = {.reader = reader, .files = files, .diags = diags, .good = true};
    PdfObject names = reader_key(reader, reader_catalog(reader), "/Names");
    take_node(&taking, reader_key(reader, names, "/EmbeddedFiles"), 0);
    return reader_is_sound(reader, diags) && taking.good;
}

const AttachedFile *attached_find(const AttachedFiles *files, const char *name) {
    for (int i = 0; i < files->count; i++)
        if (strcmp(files->items[i].name, name) == 0) return &files->items[i];
    return NULL;
}

const AttachedFile *attached_findings(const AttachedFiles *files) {
    static const char ENDING[] = ".findings.xml";
    /* Those of the last edition stand in a folder. */
    for (int i = 0; i < files->count; i++) {
        const char *name = files->items[i].name;
        size_t length = strlen(name);
        if (length >= sizeof ENDING && !strchr(name, '/') &&
            strcmp(name + length - (sizeof ENDING - 1), ENDING) == 0)
            return &files->items[i];
    }
    return NULL;
}

bool reader_is_tagged(const Reader *reader) {
    PdfObject root = reader_key(reader, reader_catalog(reader), "/StructTreeRoot");
    return reader->library->oh_get_type_code(reader->data, root) == ot_dictionary;
}
