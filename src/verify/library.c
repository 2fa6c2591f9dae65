/* The library's name has its interface's number in it: the one that the headers were
 * of. */
#include "verify/library.h"

#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

static const struct {
    const char *name;
    size_t offset;
} FUNCTIONS[] = {
    {"qpdf_init", offsetof(Library, init)},
    {"qpdf_cleanup", offsetof(Library, cleanup)},
    {"qpdf_silence_errors", offsetof(Library, silence_errors)},
    {"qpdf_set_suppress_warnings", offsetof(Library, set_suppress_warnings)},
    {"qpdf_set_attempt_recovery", offsetof(Library, set_attempt_recovery)},
    {"qpdf_read_memory", offsetof(Library, read_memory)},
    {"qpdf_is_encrypted", offsetof(Library, is_encrypted)},
    {"qpdf_has_error", offsetof(Library, has_error)},
    {"qpdf_get_error", offsetof(Library, get_error)},
    {"qpdf_more_warnings", offsetof(Library, more_warnings)},
    {"qpdf_next_warning", offsetof(Library, next_warning)},
    {"qpdf_get_error_message_detail", offsetof(Library, get_error_message_detail)},
    {"qpdf_get_root", offsetof(Library, get_root)},
    {"qpdf_get_trailer", offsetof(Library, get_trailer)},
    {"qpdf_get_num_pages", offsetof(Library, get_num_pages)},
    {"qpdf_get_page_n", offsetof(Library, get_page_n)},
    {"qpdf_oh_get_type_code", offsetof(Library, oh_get_type_code)},
    {"qpdf_oh_is_indirect", offsetof(Library, oh_is_indirect)},
    {"qpdf_oh_get_object_id", offsetof(Library, oh_get_object_id)},
    {"qpdf_oh_get_dict", offsetof(Library, oh_get_dict)},
    {"qpdf_oh_get_key_if_dict", offsetof(Library, oh_get_key_if_dict)},
    {"qpdf_oh_begin_dict_key_iter", offsetof(Library, oh_begin_dict_key_iter)},
    {"qpdf_oh_dict_more_keys", offsetof(Library, oh_dict_more_keys)},
    {"qpdf_oh_dict_next_key", offsetof(Library, oh_dict_next_key)},
    {"qpdf_oh_get_array_n_items", offsetof(Library, oh_get_array_n_items)},
    {"qpdf_oh_get_array_item", offsetof(Library, oh_get_array_item)},
    {"qpdf_oh_get_name", offsetof(Library, oh_get_name)},
    {"qpdf_oh_get_binary_string_value", offsetof(Library, oh_get_binary_string_value)},
    {"qpdf_oh_get_binary_utf8_value", offsetof(Library, oh_get_binary_utf8_value)},
    {"qpdf_oh_unparse", offsetof(Library, oh_unparse)},
    {"qpdf_oh_get_stream_data", offsetof(Library, oh_get_stream_data)},
    {"qpdf_oh_get_page_content_data", offsetof(Library, oh_get_page_content_data)},
    {"qpdf_oh_release", offsetof(Library, oh_release)},
};

static void close_library(void *handle) {
    dlclose(handle);
}

const Library *library_load(Arena *arena, Diags *diags) {
    void *handle = dlopen(MKREPORT_QPDF, RTLD_NOW | RTLD_LOCAL);
    if (!handle) {
        diag_report(diags, FAULT_MISSING, (Origin){0},
                    "PDFs are read by " MKREPORT_QPDF ", which is not there: install "
                    "the package of libqpdf");
        return NULL;
    }
    arena_on_free(arena, close_library, handle);
    Library *library = arena_alloc(arena, sizeof *library);
    for (size_t i = 0; i < sizeof FUNCTIONS / sizeof *FUNCTIONS; i++) {
        void *function = dlsym(handle, FUNCTIONS[i].name);
        if (!function) {
            diag_report(diags, FAULT_MISSING, (Origin){0},
                        MKREPORT_QPDF " has no %s: a newer one is needed",
                        FUNCTIONS[i].name);
            return NULL;
        }
        memcpy((char *) library + FUNCTIONS[i].offset, &function, sizeof function);
    }
    return library;
}
