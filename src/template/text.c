/* Text with {expressions}, cut into pieces. */
#include <string.h>

#include "template/composer.h"

/* The '}' that closes an expression: braces inside quotes do not count. */
static const char *closing_brace(const char *text) {
    char quote = '\0';
    for (; *text; text++) {
        if (quote) {
            if (*text == quote) quote = '\0';
        } else if (*text == '\'' || *text == '"')
            quote = *text;
        else if (*text == '}')
            return text;
    }
    return NULL;
}

int text_lines(const char *from, const char *to) {
    int lines = 0;
    for (; from < to; from++)
        lines += *from == '\n';
    return lines;
}

bool text_piece(const char **text, Piece *piece) {
    const char *start = *text;
    if (!*start) return false;
    *piece = (Piece){.start = start};
    if (*start == '{' && start[1] != '{') {
        const char *end = closing_brace(start + 1);
        piece->is_expression = end != NULL;
        piece->unclosed = end == NULL;
        piece->start = start + 1;
        piece->length = end ? (size_t) (end - start - 1) : strlen(start + 1);
        *text = end ? end + 1 : piece->start + piece->length;
        return true;
    }
    if (*start == '{' || *start == '}') {
        piece->length = 1;
        piece->unopened = *start == '}' && start[1] != '}';
        *text = start + (piece->unopened ? 1 : 2);
        return true;
    }
    piece->length = 1 + strcspn(start + 1, "{}");
    *text = start + piece->length;
    return true;
}
