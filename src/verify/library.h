/* libqpdf, loaded when the first PDF is read back: linked, it would make every start of
 * the program two milliseconds longer, two thirds of what one costs. */
#ifndef VERIFY_LIBRARY_H
#define VERIFY_LIBRARY_H

#include <qpdf/qpdf-c.h>

#include "base/diag.h"

/* Its functions, by their names without "qpdf_". */
typedef struct {
    __typeof__(qpdf_init) *init;
    __typeof__(qpdf_cleanup) *cleanup;
    __typeof__(qpdf_silence_errors) *silence_errors;
    __typeof__(qpdf_set_suppress_warnings) *set_suppress_warnings;
    __typeof__(qpdf_set_attempt_recovery) *set_attempt_recovery;
    __typeof__(qpdf_read_memory) *read_memory;
    __typeof__(qpdf_is_encrypted) *is_encrypted;
    __typeof__(qpdf_has_error) *has_error;
    __typeof__(qpdf_get_error) *get_error;
    __typeof__(qpdf_more_warnings) *more_warnings;
    __typeof__(qpdf_next_warning) *next_warning;
    __typeof__(qpdf_get_error_message_detail) *get_error_message_detail;
    __typeof__(qpdf_get_root) *get_root;
    __typeof__(qpdf_get_trailer) *get_trailer;
    __typeof__(qpdf_get_num_pages) *get_num_pages;
    __typeof__(qpdf_get_page_n) *get_page_n;
    __typeof__(qpdf_oh_get_type_code) *oh_get_type_code;
    __typeof__(qpdf_oh_is_indirect) *oh_is_indirect;
    __typeof__(qpdf_oh_get_object_id) *oh_get_object_id;
    __typeof__(qpdf_oh_get_dict) *oh_get_dict;
    __typeof__(qpdf_oh_get_key_if_dict) *oh_get_key_if_dict;
    __typeof__(qpdf_oh_begin_dict_key_iter) *oh_begin_dict_key_iter;
    __typeof__(qpdf_oh_dict_more_keys) *oh_dict_more_keys;
    __typeof__(qpdf_oh_dict_next_key) *oh_dict_next_key;
    __typeof__(qpdf_oh_get_array_n_items) *oh_get_array_n_items;
    __typeof__(qpdf_oh_get_array_item) *oh_get_array_item;
    __typeof__(qpdf_oh_get_name) *oh_get_name;
    __typeof__(qpdf_oh_get_binary_string_value) *oh_get_binary_string_value;
    __typeof__(qpdf_oh_get_binary_utf8_value) *oh_get_binary_utf8_value;
    __typeof__(qpdf_oh_unparse) *oh_unparse;
    __typeof__(qpdf_oh_get_stream_data) *oh_get_stream_data;
    __typeof__(qpdf_oh_get_page_content_data) *oh_get_page_content_data;
    __typeof__(qpdf_oh_release) *oh_release;
} Library;

/* The functions, in `arena`, with which the library is closed; NULL after FAULT_MISSING
 * when it is not installed. */
const Library *library_load(Arena *arena, Diags *diags);

#endif
