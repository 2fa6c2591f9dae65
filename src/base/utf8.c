/* Overlong forms, surrogates and codes past U+10FFFF count as malformed. */
#include "base/utf8.h"

enum { REPLACEMENT = 0xFFFD };

int utf8_decode(const char *text, size_t length, uint32_t *code) {
    const unsigned char *s = (const unsigned char *) text;
    static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    int size = s[0] < 0x80             ? 1
               : (s[0] & 0xE0) == 0xC0 ? 2
               : (s[0] & 0xF0) == 0xE0 ? 3
               : (s[0] & 0xF8) == 0xF0 ? 4
                                       : 0;
    *code = REPLACEMENT;
    if (size == 1) {
        *code = s[0];
        return 1;
    }
    if (size == 0 || (size_t) size > length) return 1;
    uint32_t value = s[0] & (0x7Fu >> size);
    for (int i = 1; i < size; i++) {
        if ((s[i] & 0xC0) != 0x80) return 1;
        value = value << 6 | (s[i] & 0x3Fu);
    }
    if (value < smallest[size] || value > 0x10FFFF || (value >> 11) == 0x1B) return 1;
    *code = value;
    return size;
}

int utf8_encode(uint32_t code, char *bytes) {
    if (code < 0x80) {
        bytes[0] = (char) code;
        return 1;
    }
    int size = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (int i = size - 1; i > 0; i--) {
        bytes[i] = (char) (0x80 | (code & 0x3F));
        code >>= 6;
    }
    bytes[0] = (char) ((0xF00u >> size & 0xFF) | code);
    return size;
}

bool utf8_is_wide(uint32_t code) {
    return (code >= 0x2E80 && code <= 0x9FFF) || (code >= 0xF900 && code <= 0xFAFF) ||
           (code >= 0xFF00 && code <= 0xFF60) || (code >= 0x20000 && code <= 0x3FFFF);
}

bool utf8_governs_breaks(uint32_t code) {
    return code == 0xAD || code == 0x200B || code == 0x2060 || code == 0xFEFF;
}

uint32_t utf8_last(const char *text, size_t length) {
    size_t at = length;
    uint32_t code = 0;
    while (at > 0 && ((unsigned char) text[--at] & 0xC0) == 0x80)
        continue;
    if (length > 0) utf8_decode(text + at, length - at, &code);
    return code;
}
