/* Where lines may break: UAX 14 by libunistring, then the promises of the no-break
 * characters enforced whatever the library's Unicode version thinks of them. */
#include "type/type.h"

#include <string.h>
#include <unilbrk.h>

#include "base/utf8.h"

static bool glues(uint32_t character) {
    return character == 0x00A0 || character == 0x202F || character == 0x2007 ||
           character == 0x2060 || character == 0xFEFF || character == 0x2011;
}

/* In East Asian text, characters of ambiguous width break like ideographs. */
static const char *encoding_of(const char *lang) {
    if (!lang) return "UTF-8";
    if (strncmp(lang, "ja", 2) == 0) return "EUC-JP";
    if (strncmp(lang, "zh", 2) == 0) return "GB2312";
    if (strncmp(lang, "ko", 2) == 0) return "EUC-KR";
    return "UTF-8";
}

void text_breaks(const char *text, size_t length, const char *lang, char *breaks) {
    if (!length) return;
    u8_possible_linebreaks((const uint8_t *) text, length, encoding_of(lang), breaks);
    bool forced = false, glued = false;
    for (size_t at = 0; at < length;) {
        uint32_t character;
        int bytes = utf8_decode(text + at, length - at, &character);
        /* The library marks the line feed itself; the break comes behind it. */
        int found = breaks[at];
        char kind = found == UC_BREAK_POSSIBLE ? BREAK_ALLOWED : BREAK_NONE;
        if (glued || glues(character)) kind = BREAK_NONE;
        if (forced) kind = BREAK_FORCED;
        if (at == 0) kind = BREAK_NONE;
        memset(breaks + at, BREAK_NONE, (size_t) bytes);
        breaks[at] = kind;
        forced = found == UC_BREAK_MANDATORY;
        glued = glues(character);
        at += (size_t) bytes;
    }
}
