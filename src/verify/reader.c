#include "verify/reader.h"

#include <stdlib.h>
#include <string.h>

static void close_reader(void *user) {
    Reader *reader = user;
    reader->library->cleanup(&reader->data);
}

bool reader_is_sound(const Reader *reader, Diags *diags) {
    const Library *library = reader->library;
    qpdf_error error = NULL;
    if (library->has_error(reader->data))
        error = library->get_error(reader->data);
    else if (library->more_warnings(reader->data))
        error = library->next_warning(reader->data);
    if (!error) return true;
    diag_report(diags, FAULT_DATA, (Origin){reader->path, 0}, "the PDF is damaged: %s",
                library->get_error_message_detail(reader->data, error));
    return false;
}

Reader *reader_open(const char *path, const unsigned char *bytes, size_t size,
                    Arena *arena, Diags *diags) {
    static const char HEAD[] = "%PDF-";
    if (size < sizeof HEAD || memcmp(bytes, HEAD, sizeof HEAD - 1) != 0) {
        diag_report(diags, FAULT_DATA, (Origin){path, 0},
                    "this is not a PDF: only the PDFs of briefings can be verified");
        return NULL;
    }
    const Library *library = library_load(arena, diags);
    if (!library) return NULL;
    Reader *reader = arena_alloc(arena, sizeof *reader);
    *reader = (Reader){.library = library, .path = path, .arena = arena};
    reader->data = library->init();
    arena_on_free(arena, close_reader, reader);
    library->silence_errors(reader->data);
    library->set_suppress_warnings(reader->data, QPDF_TRUE);
    library->set_attempt_recovery(reader->data, QPDF_FALSE);
    library->read_memory(reader->data, path, (const char *) bytes, size, NULL);
    if (!reader_is_sound(reader, diags)) return NULL;
    reader->page_count = library->get_num_pages(reader->data);
    return reader_is_sound(reader, diags) ? reader : NULL;
}

PdfObject reader_catalog(const Reader *reader) {
    return reader->library->get_root(reader->data);
}

PdfObject reader_trailer(const Reader *reader) {
    return reader->library->get_trailer(reader->data);
}

PdfObject reader_page(const Reader *reader, int index) {
    return reader->library->get_page_n(reader->data, (size_t) index);
}

static enum qpdf_object_type_e type_of(const Reader *reader, PdfObject object) {
    return reader->library->oh_get_type_code(reader->data, object);
}

PdfObject reader_key(const Reader *reader, PdfObject object, const char *key) {
    const Library *library = reader->library;
    if (type_of(reader, object) == ot_stream)
        object = library->oh_get_dict(reader->data, object);
    return library->oh_get_key_if_dict(reader->data, object, key);
}

int reader_count(const Reader *reader, PdfObject array) {
    if (type_of(reader, array) != ot_array) return 0;
    return reader->library->oh_get_array_n_items(reader->data, array);
}

PdfObject reader_item(const Reader *reader, PdfObject array, int index) {
    return reader->library->oh_get_array_item(reader->data, array, index);
}

const char **reader_keys(const Reader *reader, PdfObject dictionary, Arena *arena,
                         int *count) {
    const Library *library = reader->library;
    const char **keys = NULL;
    int capacity = 0;
    *count = 0;
    if (type_of(reader, dictionary) != ot_dictionary) return NULL;
    library->oh_begin_dict_key_iter(reader->data, dictionary);
    while (library->oh_dict_more_keys(reader->data)) {
        const char *key = library->oh_dict_next_key(reader->data);
        keys = arena_grow(arena, keys, *count, &capacity, sizeof *keys);
        keys[(*count)++] = arena_string(arena, key);
    }
    return keys;
}

const char *reader_string(const Reader *reader, PdfObject string, size_t *size,
                          Arena *arena) {
    if (type_of(reader, string) != ot_string) return NULL;
    const char *bytes =
        reader->library->oh_get_binary_string_value(reader->data, string, size);
    return arena_copy(arena, bytes, *size);
}

const char *reader_text(const Reader *reader, PdfObject string, Arena *arena) {
    if (type_of(reader, string) != ot_string) return NULL;
    size_t size;
    const char *text =
        reader->library->oh_get_binary_utf8_value(reader->data, string, &size);
    return strlen(text) == size ? arena_copy(arena, text, size) : NULL;
}

/* Copies what the library has allocated. */
static const unsigned char *take(unsigned char *bytes, size_t size, Arena *arena) {
    if (!bytes) return NULL;
    const char *copy = arena_copy(arena, (const char *) bytes, size);
    free(bytes);
    return (const unsigned char *) copy;
}

const unsigned char *reader_bytes(const Reader *reader, PdfObject stream, size_t *size,
                                  Arena *arena) {
    if (type_of(reader, stream) != ot_stream) return NULL;
    unsigned char *bytes = NULL;
    QPDF_BOOL filtered;
    reader->library->oh_get_stream_data(reader->data, stream, qpdf_dl_generalized,
                                        &filtered, &bytes, size);
    return take(bytes, *size, arena);
}

const unsigned char *reader_content(const Reader *reader, PdfObject page, size_t *size,
                                    Arena *arena) {
    unsigned char *bytes = NULL;
    reader->library->oh_get_page_content_data(reader->data, page, &bytes, size);
    return take(bytes, *size, arena);
}
