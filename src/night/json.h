/* JSON as the night's events are written: one flat object a line, whose values are
 * texts, numbers and lists of texts. */
#ifndef NIGHT_JSON_H
#define NIGHT_JSON_H

#include <stdbool.h>

#include "base/text.h"

/* ---- writing ---- */

/* Each adds a field to the object in `line`, which the first one opens.  A text that is
 * NULL is left out; bytes that are no UTF-8 become U+FFFD. */
void json_add_text(Text *line, const char *name, const char *value);
void json_add_integer(Text *line, const char *name, int value);

/* With one decimal. */
void json_add_tenths(Text *line, const char *name, double value);

/* The lines of `text` as a list; left out when there are none. */
void json_add_lines(Text *line, const char *name, const char *text);

/* Closes the object and ends the line. */
void json_end(Text *line);

/* ---- reading ---- */

typedef struct {
    const char *name;
    const char *text; /* a list's texts are its lines; NULL of a number */
    double number;
} JsonField;

typedef struct {
    JsonField *fields;
    int count, capacity;
} JsonObject;

/* Reads one object from `length` bytes; false when they are anything else, such as half
 * of one, or an object with objects in it. */
bool json_read(const char *bytes, size_t length, Arena *arena, JsonObject *object);

/* The value of a field; NULL, or `otherwise`, when there is none of that kind. */
const char *json_text(const JsonObject *object, const char *name);
double json_number(const JsonObject *object, const char *name, double otherwise);

#endif
