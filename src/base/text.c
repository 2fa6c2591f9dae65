/* Growth doubles the capacity, so building a text costs linear time. */
#include "base/text.h"

#include <stdio.h>
#include <string.h>

static void make_room(Text *text, size_t more) {
    if (text->length + more + 1 <= text->capacity) return;
    size_t capacity = text->capacity ? text->capacity * 2 : 64;
    while (capacity < text->length + more + 1)
        capacity *= 2;
    char *grown = arena_alloc(text->arena, capacity);
    if (text->length) memcpy(grown, text->data, text->length);
    text->data = grown;
    text->capacity = capacity;
}

void text_add_bytes(Text *text, const char *bytes, size_t length) {
    make_room(text, length);
    if (length) memcpy(text->data + text->length, bytes, length);
    text->length += length;
    text->data[text->length] = '\0';
}

void text_add(Text *text, const char *string) {
    text_add_bytes(text, string, strlen(string));
}

void text_add_char(Text *text, char c) {
    text_add_bytes(text, &c, 1);
}

void text_print(Text *text, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (length > 0) {
        make_room(text, (size_t) length);
        vsnprintf(text->data + text->length, (size_t) length + 1, format, args);
        text->length += (size_t) length;
    }
    va_end(args);
}

void text_add_xml(Text *text, const char *string) {
    for (const char *c = string; *c; c++) {
        switch (*c) {
        case '&':
            text_add(text, "&amp;");
            break;
        case '<':
            text_add(text, "&lt;");
            break;
        case '>':
            text_add(text, "&gt;");
            break;
        case '"':
            text_add(text, "&quot;");
            break;
        case '\n':
        case '\t':
        case '\r': /* a reader would fold them in an attribute */
            text_print(text, "&#%d;", *c);
            break;
        default:
            text_add_char(text, *c);
        }
    }
}

const char *text_string(const Text *text) {
    return text->data ? text->data : "";
}
