/* Written is what any reader of JSON takes; read is what is written here, and anything
 * else is refused. */
#include "night/json.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

/* ---- writing ---- */

static void add_escaped(Text *line, const char *bytes, size_t length) {
    static const char special[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
    text_add_char(line, '"');
    for (size_t i = 0; i < length;) {
        uint32_t code;
        char encoded[4];
        i += (size_t) utf8_decode(bytes + i, length - i, &code);
        const char *found = code && code < 128 ? strchr(special, (int) code) : NULL;
        if (found) {
            text_add_char(line, '\\');
            text_add_char(line, letters[found - special]);
        } else if (code < ' ') {
            text_print(line, "\\u%04x", (unsigned) code);
        } else {
            text_add_bytes(line, encoded, (size_t) utf8_encode(code, encoded));
        }
    }
    text_add_char(line, '"');
}

static void add_name(Text *line, const char *name) {
    text_print(line, "%c\"%s\":", line->length ? ',' : '{', name);
}

void json_add_text(Text *line, const char *name, const char *value) {
    if (!value) return;
    add_name(line, name);
    add_escaped(line, value, strlen(value));
}

void json_add_integer(Text *line, const char *name, int value) {
    add_name(line, name);
    text_print(line, "%d", value);
}

void json_add_tenths(Text *line, const char *name, double value) {
    add_name(line, name);
    text_print(line, "%.1f", value);
}

void json_add_lines(Text *line, const char *name, const char *text) {
    if (!text || !*text) return;
    add_name(line, name);
    char before = '[';
    while (*text) {
        size_t length = strcspn(text, "\n");
        text_add_char(line, before);
        add_escaped(line, text, length);
        before = ',';
        text += length + (text[length] == '\n');
    }
    text_add_char(line, ']');
}

void json_end(Text *line) {
    text_add(line, "}\n");
}

/* ---- reading ---- */

/* What is left to read. */
typedef struct {
    const char *at, *end;
    Arena *arena;
} Input;

static bool skip(Input *input, char wanted) {
    if (input->at == input->end || *input->at != wanted) return false;
    input->at++;
    return true;
}

/* Four hexadecimal digits; surrogates, which are never written, are refused. */
static bool read_code(Input *input, uint32_t *code) {
    char digits[5] = "", *stop;
    if (input->end - input->at < 4) return false;
    memcpy(digits, input->at, 4);
    *code = (uint32_t) strtoul(digits, &stop, 16);
    input->at += 4;
    return strspn(digits, "0123456789abcdefABCDEF") == 4 &&
           !(*code >= 0xD800 && *code < 0xE000) && *code;
}

static bool read_escape(Input *input, Text *text) {
    static const char letters[] = "\"\\/bfnrt", bytes[] = "\"\\/\b\f\n\r\t";
    char encoded[4];
    uint32_t code;
    if (input->at == input->end) return false;
    char letter = *input->at++;
    const char *found = letter ? strchr(letters, letter) : NULL;
    if (found) text_add_char(text, bytes[found - letters]);
    if (found) return true;
    if (letter != 'u' || !read_code(input, &code)) return false;
    text_add_bytes(text, encoded, (size_t) utf8_encode(code, encoded));
    return true;
}

/* Adds what stands between quotation marks. */
static bool read_text(Input *input, Text *text) {
    if (!skip(input, '"')) return false;
    while (input->at < input->end && *input->at != '"') {
        const char *start = input->at;
        while (input->at < input->end && *input->at != '"' && *input->at != '\\') {
            if ((unsigned char) *input->at < ' ') return false;
            input->at++;
        }
        text_add_bytes(text, start, (size_t) (input->at - start));
        if (skip(input, '\\') && !read_escape(input, text)) return false;
    }
    return skip(input, '"');
}

static bool read_list(Input *input, Text *text) {
    do {
        if (text->length) text_add_char(text, '\n');
        if (!read_text(input, text)) return false;
    } while (skip(input, ','));
    return skip(input, ']');
}

static bool read_number(Input *input, double *number) {
    char digits[32] = "", *stop;
    size_t length = 0;
    while (input->at < input->end && *input->at && strchr("-.0123456789", *input->at) &&
           length + 1 < sizeof digits)
        digits[length++] = *input->at++;
    *number = strtod(digits, &stop);
    return length && !*stop;
}

static bool read_field(Input *input, JsonObject *object) {
    Text name = {.arena = input->arena}, text = {.arena = input->arena};
    JsonField field = {NULL, NULL, 0};
    if (!read_text(input, &name) || !skip(input, ':') || input->at == input->end)
        return false;
    bool is_text = *input->at == '"' || *input->at == '[';
    bool good = *input->at == '"'  ? read_text(input, &text)
                : skip(input, '[') ? read_list(input, &text)
                                   : read_number(input, &field.number);
    field.name = text_string(&name);
    if (is_text) field.text = text_string(&text);
    object->fields = arena_grow(input->arena, object->fields, object->count,
                                &object->capacity, sizeof field);
    object->fields[object->count++] = field;
    return good;
}

bool json_read(const char *bytes, size_t length, Arena *arena, JsonObject *object) {
    Input input = {bytes, bytes + length, arena};
    *object = (JsonObject){NULL, 0, 0};
    if (!skip(&input, '{')) return false;
    do {
        if (!read_field(&input, object)) return false;
    } while (skip(&input, ','));
    return skip(&input, '}') && input.at == input.end;
}

static const JsonField *find_field(const JsonObject *object, const char *name) {
    for (int i = 0; i < object->count; i++)
        if (strcmp(object->fields[i].name, name) == 0) return &object->fields[i];
    return NULL;
}

const char *json_text(const JsonObject *object, const char *name) {
    const JsonField *field = find_field(object, name);
    return field ? field->text : NULL;
}

double json_number(const JsonObject *object, const char *name, double otherwise) {
    const JsonField *field = find_field(object, name);
    return field && !field->text ? field->number : otherwise;
}
