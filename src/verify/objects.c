/* Two files are the same document when their objects are, whatever their numbers and
 * however they are packed.  Each indirect object is held against its partner once, from
 * a list, so that chains of any length cost no depth. */
#include <string.h>

#include "base/map.h"
#include "base/words.h"
#include "verify/reader.h"

enum { LARGEST_NUMBER = 8388607 }; /* of an object; ISO 32000-1, annex C */

typedef struct {
    PdfObject a, b;
} Pair;

typedef struct {
    const Reader *file, *made;
    Arena *arena;  /* of one pair */
    Arena *list;   /* of what follows */
    int *partners; /* by number in the file: the number in what was made, 0 for none */
    int partner_capacity;
    Pair *waiting;
    int waiting_count, waiting_capacity;
} Matching;

static bool is_packing(const char *key) {
    static const char *const KEYS[] = {"/Length", "/Filter", "/DecodeParms", NULL};
    return word_index(key, KEYS) >= 0;
}

static int number_of(const Reader *reader, PdfObject object) {
    const Library *library = reader->library;
    if (!library->oh_is_indirect(reader->data, object)) return 0;
    return library->oh_get_object_id(reader->data, object);
}

static int *partner_of(Matching *matching, int number) {
    while (number >= matching->partner_capacity) {
        int capacity = matching->partner_capacity;
        matching->partners =
            arena_grow(matching->list, matching->partners, capacity,
                       &matching->partner_capacity, sizeof *matching->partners);
    }
    return &matching->partners[number];
}

static bool matches(Matching *matching, PdfObject a, PdfObject b);

/* Of streams without what tells how they are packed. */
static bool dictionaries_match(Matching *matching, PdfObject a, PdfObject b,
                               bool are_streams) {
    const Reader *file = matching->file, *made = matching->made;
    Arena *arena = matching->arena;
    int a_count, b_count, a_kept = 0, b_kept = 0;
    const char **a_keys = reader_keys(file, a, arena, &a_count);
    const char **b_keys = reader_keys(made, b, arena, &b_count);
    for (int i = 0; i < b_count; i++)
        b_kept += !are_streams || !is_packing(b_keys[i]);
    for (int i = 0; i < a_count; i++) {
        if (are_streams && is_packing(a_keys[i])) continue;
        a_kept++;
        if (!matches(matching, reader_key(file, a, a_keys[i]),
                     reader_key(made, b, a_keys[i])))
            return false;
    }
    return a_kept == b_kept;
}

static bool arrays_match(Matching *matching, PdfObject a, PdfObject b) {
    int count = reader_count(matching->file, a);
    if (count != reader_count(matching->made, b)) return false;
    for (int i = 0; i < count; i++)
        if (!matches(matching, reader_item(matching->file, a, i),
                     reader_item(matching->made, b, i)))
            return false;
    return true;
}

static bool streams_match(Matching *matching, PdfObject a, PdfObject b) {
    const Reader *file = matching->file, *made = matching->made;
    size_t a_size, b_size;
    const void *left = reader_bytes(file, a, &a_size, matching->arena);
    const void *right = reader_bytes(made, b, &b_size, matching->arena);
    if (!left || !right || a_size != b_size || memcmp(left, right, a_size) != 0)
        return false;
    return dictionaries_match(matching, file->library->oh_get_dict(file->data, a),
                              made->library->oh_get_dict(made->data, b), true);
}

static bool values_match(Matching *matching, PdfObject a, PdfObject b) {
    const Reader *file = matching->file, *made = matching->made;
    enum qpdf_object_type_e type = file->library->oh_get_type_code(file->data, a);
    if (type != made->library->oh_get_type_code(made->data, b)) return false;
    if (type == ot_dictionary) return dictionaries_match(matching, a, b, false);
    if (type == ot_array) return arrays_match(matching, a, b);
    if (type == ot_stream) return streams_match(matching, a, b);
    const char *text =
        arena_string(matching->arena, file->library->oh_unparse(file->data, a));
    return strcmp(text, made->library->oh_unparse(made->data, b)) == 0;
}

/* Indirect objects wait in the list; both handles end here. */
static bool matches(Matching *matching, PdfObject a, PdfObject b) {
    const Reader *file = matching->file, *made = matching->made;
    const int a_number = number_of(file, a), b_number = number_of(made, b);
    bool good = true;
    if (a_number > LARGEST_NUMBER)
        good = false;
    else if (!a_number || !b_number)
        good = values_match(matching, a, b);
    else if (*partner_of(matching, a_number))
        good = *partner_of(matching, a_number) == b_number;
    else {
        *partner_of(matching, a_number) = b_number;
        matching->waiting =
            arena_grow(matching->list, matching->waiting, matching->waiting_count,
                       &matching->waiting_capacity, sizeof *matching->waiting);
        matching->waiting[matching->waiting_count++] = (Pair){a, b};
        return true;
    }
    file->library->oh_release(file->data, a);
    made->library->oh_release(made->data, b);
    return good;
}

/* Whether two objects match with all that hangs on them and was not seen yet. */
static bool graphs_match(Matching *matching, PdfObject a, PdfObject b) {
    bool good = matches(matching, a, b);
    while (matching->waiting_count) {
        Pair pair = matching->waiting[--matching->waiting_count];
        if (good) good = values_match(matching, pair.a, pair.b);
        matching->file->library->oh_release(matching->file->data, pair.a);
        matching->made->library->oh_release(matching->made->data, pair.b);
        arena_reset(matching->arena);
    }
    return good;
}

/* Every entry of the two dictionaries but `except`, each told by its name. */
static void compare_entries(Matching *matching, PdfObject a, PdfObject b,
                            const char *where, const char *except, Diags *diags) {
    Arena *keys_arena = arena_scratch(matching->list);
    int a_count, b_count;
    const char **a_keys = reader_keys(matching->file, a, keys_arena, &a_count);
    const char **b_keys = reader_keys(matching->made, b, keys_arena, &b_count);
    Map *seen = map_new(keys_arena);
    for (int i = 0; i < a_count + b_count; i++) {
        const char *key = i < a_count ? a_keys[i] : b_keys[i - a_count];
        if (strcmp(key, except) == 0 || map_put(seen, key, seen)) continue;
        if (!graphs_match(matching, reader_key(matching->file, a, key),
                          reader_key(matching->made, b, key)))
            diag_report(diags, FAULT_DIFFERS, (Origin){matching->file->path, 0},
                        "%s: its words are right, but its %s is not what the "
                        "attachments make",
                        where, key + 1);
    }
    arena_free(keys_arena);
}

void objects_compare(const Reader *file, const Reader *made, Diags *diags) {
    Matching matching = {.file = file,
                         .made = made,
                         .arena = arena_scratch(file->arena),
                         .list = arena_scratch(file->arena)};
    /* Pages point at each other: each is told for itself. */
    for (int i = 0; i < file->page_count; i++) {
        int number = number_of(file, reader_page(file, i));
        if (number && number <= LARGEST_NUMBER)
            *partner_of(&matching, number) = number_of(made, reader_page(made, i));
    }
    for (int i = 0; i < file->page_count; i++) {
        const char *where = arena_print(file->arena, "page %d", i + 1);
        compare_entries(&matching, reader_page(file, i), reader_page(made, i), where,
                        "/Parent", diags);
    }
    compare_entries(&matching, reader_catalog(file), reader_catalog(made),
                    "the document", "/Pages", diags);
    if (!graphs_match(&matching, reader_key(file, reader_trailer(file), "/Info"),
                      reader_key(made, reader_trailer(made), "/Info")))
        diag_report(diags, FAULT_DIFFERS, (Origin){file->path, 0},
                    "the document: its Info is not what the attachments make");
    arena_free(matching.arena);
    arena_free(matching.list);
}
