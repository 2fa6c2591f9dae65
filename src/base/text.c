/* Growth doubles the capacity, so building a text costs linear time. */
#include "base/text.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static void make_room(Text *text, size_t more) {
    if (text->length + more + 1 <= text->capacity) return;
    size_t capacity = text->capacity ? text->capacity * 2 : 64;
    while (capacity < text->length + more + 1)
        capacity *= 2;
    text->data = arena_extend(text->arena, text->data, text->capacity, capacity);
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
    make_room(text, 1);
    text->data[text->length++] = c;
    text->data[text->length] = '\0';
}

void text_print(Text *text, const char *format, ...) {
    va_list args, again;
    make_room(text, 0);
    size_t room = text->capacity - text->length;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(text->data + text->length, room, format, again);
    va_end(again);
    if (length > 0 && (size_t) length >= room) {
        make_room(text, (size_t) length);
        vsnprintf(text->data + text->length, (size_t) length + 1, format, args);
    }
    if (length > 0) text->length += (size_t) length;
    va_end(args);
}

/* How a character is written that cannot stand in an attribute as it is. */
static const char *xml_escape(char c) {
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\n':
        return "&#10;";
    case '\r':
        return "&#13;";
    case '\t':
        return "&#9;";
    default:
        return NULL;
    }
}

void text_add_xml(Text *text, const char *string) {
    while (true) {
        const char *plain = string;
        while (*string && !xml_escape(*string))
            string++;
        text_add_bytes(text, plain, (size_t) (string - plain));
        if (!*string) return;
        text_add(text, xml_escape(*string++));
    }
}

void text_add_quoted(Text *text, const char *string) {
    text_add_char(text, '"');
    for (const char *c = string; *c; c++) {
        if (*c == '\n') {
            text_add(text, "\\n");
            continue;
        }
        if (*c == '"' || *c == '\\') text_add_char(text, '\\');
        text_add_char(text, *c);
    }
    text_add_char(text, '"');
}

void text_add_roman(Text *text, int number, bool capital) {
    static const struct {
        int value;
        const char *small, *large;
    } steps[] = {{1000, "m", "M"},  {900, "cm", "CM"}, {500, "d", "D"},
                 {400, "cd", "CD"}, {100, "c", "C"},   {90, "xc", "XC"},
                 {50, "l", "L"},    {40, "xl", "XL"},  {10, "x", "X"},
                 {9, "ix", "IX"},   {5, "v", "V"},     {4, "iv", "IV"},
                 {1, "i", "I"}};
    if (number > 3999) {
        text_print(text, "%d", number);
        return;
    }
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        for (; number >= steps[i].value; number -= steps[i].value)
            text_add(text, capital ? steps[i].large : steps[i].small);
}

const char *text_string(const Text *text) {
    return text->data ? text->data : "";
}
