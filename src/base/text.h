/* Text that grows in an arena.  Always NUL-terminated once anything was added. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>

#include "base/arena.h"

typedef struct {
    Arena *arena;
    char *data; /* NULL until the first addition */
    size_t length;
    size_t capacity;
} Text;

void text_add(Text *text, const char *string);
void text_add_bytes(Text *text, const char *bytes, size_t length);
void text_add_char(Text *text, char c);
void text_print(Text *text, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Adds `string` as XML character data fit for an attribute in double quotes. */
void text_add_xml(Text *text, const char *string);

/* Adds `string` in double quotes, on one line. */
void text_add_quoted(Text *text, const char *string);

/* Adds a number in Roman numerals; beyond 3999, which they do not reach, in figures. */
void text_add_roman(Text *text, int number, bool capital);

/* The string so far; "" when nothing was added. */
const char *text_string(const Text *text);

#endif
