/* Which face sets which characters.  The family's own face is asked first, then those
 * fallbacks that name the character's script, or no script.  Full-width punctuation
 * goes with Han, punctuation in text that runs leftwards with its language's script. */
#include "layout/itemise.h"

#include <string.h>

#include "base/utf8.h"

/* One character and how it is set. */
typedef struct {
    uint32_t character;
    int bytes, level;
    LetterKind kind;
    const Font *font;
    bool is_fallback;
} Letter;

bool is_plain_text(const char *text, int length) {
    for (int i = 0; i < length; i++) {
        unsigned char byte = (unsigned char) text[i];
        /* Up to U+02FF, and U+2000 to U+23FF. */
        if (byte >= 0xCC && byte != 0xE2) return false;
        if (byte == 0xE2 && i + 1 < length && (unsigned char) text[i + 1] > 0x8F)
            return false;
    }
    return true;
}

static bool names_script(const char *scripts, ScriptCode wanted) {
    while (scripts && *scripts) {
        scripts += strspn(scripts, " \t\n\r,");
        size_t length = strcspn(scripts, " \t\n\r,");
        if (length && script_of_code(scripts, length) == wanted) return true;
        scripts += length;
    }
    return false;
}

/* The fallback's face when it has the character.  `*asked` is set when its font would
 * have to be there. */
static const Font *try_fallback(const Itemiser *it, const FontFamily *fallback,
                                ScriptCode script, uint32_t character, bool *asked) {
    bool is_meant = names_script(fallback->scripts, script);
    if (!is_meant && fallback->scripts && script != SCRIPT_COMMON) return NULL;
    /* A symbol may be anywhere: what is not installed is passed over. */
    if (!is_meant && !font_exists(it->setter->fonts, fallback->regular)) return NULL;
    const Font *font = setter_fallback(it->setter, fallback, it->bold, it->italic);
    *asked = *asked || (!font && is_meant);
    return font && font_glyph_of(font, character) ? font : NULL;
}

/* Characters that print nothing: joiners, direction marks, the soft hyphen. */
static bool prints_nothing(uint32_t character) {
    return character == 0xAD || (character >= 0x200B && character <= 0x200F) ||
           (character >= 0x2028 && character <= 0x202E) ||
           (character >= 0x2060 && character <= 0x206F) || character == 0xFEFF ||
           (character >= 0xFE00 && character <= 0xFE0F);
}

static void find_face(const Itemiser *it, const FontFamily *family, const Font *own,
                      ScriptCode script, Letter *letter) {
    /* Of the wide ones, dashes and dots stand in most fonts, but too narrow. */
    bool has_own = font_glyph_of(own, letter->character) != 0;
    bool prefers_own = script != SCRIPT_HAN || letter->character >= 0x2E80;
    bool is_neutral = script == SCRIPT_COMMON && letter->level % 2;
    letter->font = own;
    letter->is_fallback = false;
    if (has_own && prefers_own && !is_neutral) return;
    if (is_neutral) script = lang_script(it->lang);
    bool asked = false;
    const FontFamily *fallback = family ? family->fallback : NULL;
    for (; fallback; fallback = fallback->fallback) {
        const Font *font =
            try_fallback(it, fallback, script, letter->character, &asked);
        if (!font) continue;
        letter->font = font;
        letter->is_fallback = true;
        return;
    }
    if (!has_own && !asked)
        font_report_missing(it->setter->fonts, letter->character, it->family,
                            it->origin, it->setter->diags);
}

/* Reads the character at `at`; `before` is the one in front of it, NULL for none. */
static bool read_letter(const Itemiser *it, int at, const Letter *before,
                        Letter *letter) {
    const FontFamily *family = NULL;
    const Font *own =
        setter_face(it->setter, it->family, it->bold, it->italic, it->origin, &family);
    if (!own) return false;
    letter->bytes =
        utf8_decode(it->text + at, (size_t) (it->length - at), &letter->character);
    letter->level = it->levels ? it->levels[at] : 0;
    letter->kind = text_letter_kind(letter->character, it->lang);
    ScriptCode script = text_script(letter->character, it->lang);
    bool clings = script == SCRIPT_INHERITED || prints_nothing(letter->character);
    if (clings && before &&
        (prints_nothing(letter->character) ||
         font_glyph_of(before->font, letter->character))) {
        letter->font = before->font;
        letter->is_fallback = before->is_fallback;
        letter->kind = before->kind;
        letter->level = before->level;
    } else if (prints_nothing(letter->character)) {
        letter->font = own;
        letter->is_fallback = false;
    } else {
        find_face(it, family, own, script, letter);
    }
    return true;
}

static bool is_punctuation(LetterKind kind) {
    return kind == LETTER_OPENING || kind == LETTER_CLOSING;
}

static bool goes_on(const Letter *a, const Letter *b) {
    return a->font == b->font && a->level == b->level && !is_punctuation(a->kind) &&
           !is_punctuation(b->kind) &&
           (a->kind == LETTER_IDEOGRAPH) == (b->kind == LETTER_IDEOGRAPH);
}

bool itemise(Itemiser *it, Stretch *stretch) {
    Letter letter, next;
    if (it->at >= it->length || !read_letter(it, it->at, NULL, &letter)) return false;
    *stretch = (Stretch){.start = it->at,
                         .font = letter.font,
                         .is_fallback = letter.is_fallback,
                         .level = letter.level,
                         .first = letter.kind};
    it->at += letter.bytes;
    while (it->at < it->length && read_letter(it, it->at, &letter, &next) &&
           goes_on(&letter, &next)) {
        letter = next;
        it->at += next.bytes;
    }
    stretch->last = letter.kind;
    stretch->length = it->at - stretch->start;
    return true;
}
