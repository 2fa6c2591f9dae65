/* Directions: the Unicode bidirectional algorithm by FriBidi, asked only for text that
 * has characters which run leftwards. */
#include <fribidi.h>
#include <string.h>

#include "base/utf8.h"
#include "type/type.h"

/* True when a character may be one that runs leftwards: U+0590 to U+08FF, the
 * presentation forms, and the planes beyond the first, by their leading bytes. */
static bool may_run_leftwards(const char *text, size_t length) {
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char) text[i];
        if (byte < 0xD6) continue;
        unsigned char second = i + 1 < length ? (unsigned char) text[i + 1] : 0;
        if (byte <= 0xDF || (byte == 0xE0 && second >= 0xA0 && second <= 0xA3) ||
            (byte == 0xEF && second >= 0xAC && second <= 0xBB) || byte == 0xF0)
            return true;
    }
    return false;
}

bool text_levels(const char *text, size_t length, bool leftwards, Arena *arena,
                 signed char *levels) {
    if (!leftwards && !may_run_leftwards(text, length)) return false;
    int most = (int) length, count = 0;
    FriBidiChar *characters = arena_array(arena, most + 1, sizeof *characters);
    FriBidiCharType *types = arena_array(arena, most + 1, sizeof *types);
    FriBidiBracketType *brackets = arena_array(arena, most + 1, sizeof *brackets);
    FriBidiLevel *found = arena_array(arena, most + 1, sizeof *found);
    for (size_t at = 0; at < length;) {
        uint32_t character;
        at += (size_t) utf8_decode(text + at, length - at, &character);
        /* A forced line break does not end the paragraph. */
        characters[count++] = character == '\n' ? 0x2028 : character;
    }
    FriBidiParType base = leftwards ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
    fribidi_get_bidi_types(characters, count, types);
    fribidi_get_bracket_types(characters, count, types, brackets);
    if (!fribidi_get_par_embedding_levels_ex(types, brackets, count, &base, found))
        memset(found, leftwards, (size_t) count * sizeof *found);
    size_t at = 0;
    for (int i = 0; i < count; i++) {
        uint32_t character;
        int bytes = utf8_decode(text + at, length - at, &character);
        memset(levels + at, found[i], (size_t) bytes);
        at += (size_t) bytes;
    }
    return true;
}

void order_by_levels(const signed char *levels, int count, int *order) {
    int highest = 0, lowest_odd = 127;
    for (int i = 0; i < count; i++) {
        order[i] = i;
        if (levels[i] > highest) highest = levels[i];
        if (levels[i] % 2 && levels[i] < lowest_odd) lowest_odd = levels[i];
    }
    for (int level = highest; level >= lowest_odd; level--) {
        for (int i = 0; i < count; i++) {
            if (levels[order[i]] < level) continue;
            int end = i;
            while (end < count && levels[order[end]] >= level)
                end++;
            for (int left = i, right = end - 1; left < right; left++, right--) {
                int swapped = order[left];
                order[left] = order[right];
                order[right] = swapped;
            }
            i = end;
        }
    }
}
