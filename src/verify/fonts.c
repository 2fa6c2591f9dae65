/* Fonts: which letters the glyphs of a file draw, and which it says they are. */
#include <string.h>

#include "base/map.h"
#include "verify/reader.h"

/* The PostScript name without its subset's tag. */
static const char *plain_name(const char *name) {
    const char *plus = strchr(name, '+');
    return plus ? plus + 1 : name;
}

typedef struct {
    const char *name;
    PdfObject font, descendant; /* font of glyphs, NULL object for others */
} NamedFont;

typedef struct {
    NamedFont *items;
    int count, capacity;
} NamedFonts;

static void gather_fonts(const Reader *reader, PdfObject page, NamedFonts *fonts,
                         Map *known, Arena *arena) {
    PdfObject resources = reader_key(reader, page, "/Resources");
    PdfObject dictionary = reader_key(reader, resources, "/Font");
    int count;
    const char **keys = reader_keys(reader, dictionary, arena, &count);
    for (int i = 0; i < count; i++) {
        PdfObject font = reader_key(reader, dictionary, keys[i]);
        int number = reader->library->oh_get_object_id(reader->data, font);
        if (number && map_put(known, arena_print(arena, "%d", number), fonts)) continue;
        PdfObject list = reader_key(reader, font, "/DescendantFonts");
        PdfObject descendant =
            reader_count(reader, list) ? reader_item(reader, list, 0) : font;
        PdfObject base = reader_key(reader, descendant, "/BaseFont");
        bool named = reader->library->oh_get_type_code(reader->data, base) == ot_name;
        const char *name =
            named ? reader->library->oh_get_name(reader->data, base) : "/";
        fonts->items = arena_grow(arena, fonts->items, fonts->count, &fonts->capacity,
                                  sizeof *fonts->items);
        fonts->items[fonts->count++] =
            (NamedFont){arena_string(arena, plain_name(name)), font, descendant};
    }
}

static NamedFonts fonts_of(const Reader *reader, Arena *arena) {
    NamedFonts fonts = {0};
    Map *known = map_new(arena);
    for (int i = 0; i < reader->page_count; i++)
        gather_fonts(reader, reader_page(reader, i), &fonts, known, arena);
    return fonts;
}

typedef struct {
    const unsigned char *bytes;
    size_t size;
} Bytes;

static bool same_bytes(Bytes a, Bytes b) {
    return !a.bytes == !b.bytes && a.size == b.size &&
           (!a.bytes || memcmp(a.bytes, b.bytes, a.size) == 0);
}

static Bytes stream_of(const Reader *reader, PdfObject stream, Arena *arena) {
    Bytes bytes = {0};
    bytes.bytes = reader_bytes(reader, stream, &bytes.size, arena);
    if (!bytes.bytes) bytes.size = 0;
    return bytes;
}

static uint32_t number_at(const unsigned char *bytes) {
    return (uint32_t) bytes[0] << 24 | (uint32_t) bytes[1] << 16 |
           (uint32_t) bytes[2] << 8 | bytes[3];
}

/* A table of a TrueType file; no bytes when it has none. */
static Bytes table_of(Bytes file, const char *tag) {
    enum { HEAD = 12, RECORD = 16 };
    for (size_t at = HEAD; at + RECORD <= file.size; at += RECORD) {
        if ((at - HEAD) / RECORD >= (size_t) (file.bytes[4] << 8 | file.bytes[5]))
            break;
        if (memcmp(file.bytes + at, tag, 4) != 0) continue;
        size_t offset = number_at(file.bytes + at + 8);
        size_t size = number_at(file.bytes + at + 12);
        if (offset > file.size || size > file.size - offset) break;
        return (Bytes){file.bytes + offset, size};
    }
    return (Bytes){0};
}

/* Another release of HarfBuzz cuts other tables for the same letters. */
static bool same_outlines(Bytes a, Bytes b) {
    if (same_bytes(a, b)) return true;
    Bytes glyphs = table_of(a, "glyf");
    return glyphs.bytes && same_bytes(glyphs, table_of(b, "glyf")) &&
           same_bytes(table_of(a, "loca"), table_of(b, "loca"));
}

static bool same_text(const Reader *a, PdfObject x, const Reader *b, PdfObject y,
                      const char *key, Arena *arena) {
    const char *left =
        arena_string(arena, a->library->oh_unparse(a->data, reader_key(a, x, key)));
    return strcmp(left, b->library->oh_unparse(b->data, reader_key(b, y, key))) == 0;
}

/* Whether both draw the same letters and say so; `*same_files` when even their files
 * are the same. */
static bool same_letters(const Reader *a, const NamedFont *x, const Reader *b,
                         const NamedFont *y, bool *same_files, Arena *arena) {
    static const char *const KEYS[] = {"/FontFile2", "/FontFile3", NULL};
    PdfObject left = reader_key(a, x->descendant, "/FontDescriptor");
    PdfObject right = reader_key(b, y->descendant, "/FontDescriptor");
    for (int i = 0; KEYS[i]; i++) {
        Bytes ours = stream_of(b, reader_key(b, right, KEYS[i]), arena);
        Bytes theirs = stream_of(a, reader_key(a, left, KEYS[i]), arena);
        if (!same_bytes(theirs, ours)) *same_files = false;
        if (!same_outlines(theirs, ours)) return false;
    }
    return same_text(a, x->font, b, y->font, "/Encoding", arena) &&
           same_text(a, x->descendant, b, y->descendant, "/CIDToGIDMap", arena) &&
           same_text(a, x->descendant, b, y->descendant, "/W", arena) &&
           same_bytes(stream_of(a, reader_key(a, x->font, "/ToUnicode"), arena),
                      stream_of(b, reader_key(b, y->font, "/ToUnicode"), arena));
}

bool fonts_compare(const Reader *file, const Reader *made, Diags *diags) {
    Arena *arena = arena_scratch(file->arena);
    NamedFonts theirs = fonts_of(file, arena), ours = fonts_of(made, arena);
    bool same_files = true;
    for (int i = 0; i < theirs.count; i++) {
        const NamedFont *font = &theirs.items[i];
        bool known = false, same = false;
        for (int k = 0; k < ours.count && !same; k++) {
            if (strcmp(font->name, ours.items[k].name) != 0) continue;
            known = true;
            same = same_letters(file, font, made, &ours.items[k], &same_files, arena);
        }
        if (same) continue;
        diag_report(diags, FAULT_DIFFERS, (Origin){file->path, 0},
                    known ? "font %s draws other letters than the one here: it was "
                            "changed, or is of another release"
                          : "font %s is not one of the briefing's",
                    font->name);
    }
    arena_free(arena);
    return same_files;
}
