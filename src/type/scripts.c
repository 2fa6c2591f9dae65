/* Scripts: which writing a character belongs to, and what Japanese and Chinese lines do
 * with it.  Scripts are those of UAX 24 as HarfBuzz has them. */
#include "type/type.h"

#include <hb.h>
#include <string.h>
#include <uniwidth.h>

/* East Asian text counts characters of ambiguous width with the wide ones; of these
 * only punctuation that Japanese sets on a full em is taken so, not Greek or
 * Cyrillic. */
static bool is_wide_dash_or_dots(uint32_t character) {
    return character == 0x2014 || character == 0x2015 || character == 0x2025 ||
           character == 0x2026 || character == 0x203B;
}

ScriptCode lang_script(const char *lang) {
    static const struct {
        char lang[4];
        ScriptCode script;
    } known[] = {{"ar", SCRIPT_ARABIC},  {"fa", SCRIPT_ARABIC}, {"ur", SCRIPT_ARABIC},
                 {"ps", SCRIPT_ARABIC},  {"ug", SCRIPT_ARABIC}, {"sd", SCRIPT_ARABIC},
                 {"ckb", SCRIPT_ARABIC}, {"he", SCRIPT_HEBREW}, {"yi", SCRIPT_HEBREW},
                 {"ja", SCRIPT_HAN},     {"zh", SCRIPT_HAN}};
    for (size_t i = 0; lang && i < sizeof known / sizeof *known; i++) {
        const char *name = known[i].lang;
        if (*name != *lang) continue;
        size_t length = strlen(name);
        if (strncmp(name, lang, length) == 0 &&
            (lang[length] == '\0' || lang[length] == '-' || lang[length] == '_'))
            return known[i].script;
    }
    return SCRIPT_LATIN;
}

bool lang_is_leftwards(const char *lang) {
    ScriptCode script = lang_script(lang);
    return script == SCRIPT_ARABIC || script == SCRIPT_HEBREW;
}

bool lang_is_cjk(const char *lang) {
    return lang_script(lang) == SCRIPT_HAN;
}

ScriptCode text_script(uint32_t character, const char *lang) {
    if (character < 0x80) /* most text */
        return (character | 32) - 'a' < 26 ? SCRIPT_LATIN : SCRIPT_COMMON;
    if (lang_is_cjk(lang) && is_wide_dash_or_dots(character)) return SCRIPT_HAN;
    ScriptCode script =
        (ScriptCode) hb_unicode_script(hb_unicode_funcs_get_default(), character);
    if (script == SCRIPT_COMMON && uc_width(character, "UTF-8") == 2) return SCRIPT_HAN;
    return script;
}

ScriptCode script_of_code(const char *code, size_t length) {
    return (ScriptCode) hb_script_from_iso15924_tag(
        hb_tag_from_string(code, (int) length));
}

/* Punctuation that fills the left or the right half of its em. */
static const uint32_t OPENING[] = {0x300C, 0x300E, 0xFF08, 0xFF3B, 0xFF5B, 0x3008,
                                   0x300A, 0x3010, 0x3014, 0x3016, 0x3018, 0x301D};
static const uint32_t CLOSING[] = {0x3001, 0x3002, 0xFF0C, 0xFF0E, 0x300D, 0x300F,
                                   0xFF09, 0xFF3D, 0xFF5D, 0x3009, 0x300B, 0x3011,
                                   0x3015, 0x3017, 0x3019, 0x301F};

/* Punctuation between things, which brings its own room on both sides: a full-width
 * space, middle dot, slash, colon, semicolon and wave dashes. */
static const uint32_t BETWEEN[] = {0x3000, 0x30FB, 0xFF0F, 0xFF1A,
                                   0xFF1B, 0x301C, 0xFF5E};

static bool is_among(uint32_t character, const uint32_t *set, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (set[i] == character) return true;
    return false;
}

LetterKind text_letter_kind(uint32_t character, const char *lang) {
    if (character < 0x80) {
        bool letter = (character | 32) - 'a' < 26;
        return letter || character - '0' < 10 ? LETTER_ALPHABETIC : LETTER_OTHER;
    }
    if (character >= 0x2018 && character <= 0x201D) return LETTER_ALPHABETIC;
    ScriptCode script = text_script(character, lang);
    if (script == SCRIPT_HAN || script == SCRIPT_HIRAGANA ||
        script == SCRIPT_KATAKANA) {
        if (is_among(character, BETWEEN, sizeof BETWEEN / sizeof *BETWEEN))
            return LETTER_OTHER;
        if (character < 0x3000 || (character > 0x301F && character < 0xFF08))
            return LETTER_IDEOGRAPH;
        if (is_among(character, OPENING, sizeof OPENING / sizeof *OPENING))
            return LETTER_OPENING;
        if (is_among(character, CLOSING, sizeof CLOSING / sizeof *CLOSING))
            return LETTER_CLOSING;
        return LETTER_IDEOGRAPH;
    }
    if (script == SCRIPT_COMMON || script == SCRIPT_INHERITED) return LETTER_OTHER;
    return LETTER_ALPHABETIC;
}
