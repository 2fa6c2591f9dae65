/* Where lines may break: UAX 14 by libunistring, then what its Unicode version lacks or
 * the standard leaves to the setter: no-break characters hold, ranges and units stay
 * whole, and addresses break where a reader still knows them for one. */
#include "type/type.h"

#include <ctype.h>
#include <string.h>
#include <unilbrk.h>

#include "base/utf8.h"

static bool glues(uint32_t character) {
    if (character < 0xA0) return false;
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

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_figure(char c) {
    return c >= '0' && c <= '9';
}

/* A letter of a script with words. */
static bool is_letter(uint32_t c) {
    return c < 0x80 ? isalpha((int) c) != 0 : c >= 0xC0 && c < 0x2000;
}

/* A text and a place in it. */
typedef struct {
    const char *text;
    size_t length, at;
    uint32_t character; /* at `at` */
} Place;

/* The byte `back` bytes in front of the place; a blank before the text. */
static char byte_before(const Place *place, size_t back) {
    return place->at >= back ? place->text[place->at - back] : ' ';
}

/* "km/h", "A/B": one side of the slash in front of the place is a letter or two. */
static bool is_short_fraction(const Place *place) {
    size_t before = 0, after = 0;
    while (before < 3 && isalnum((unsigned char) byte_before(place, before + 2)))
        before++;
    while (after < 3 && place->at + after < place->length &&
           isalnum((unsigned char) place->text[place->at + after]))
        after++;
    return before < 3 || after < 3;
}

/* Whether a break that the library allows in front of the place must not be. */
static bool is_forbidden(const Place *place) {
    char before = byte_before(place, 1), second = byte_before(place, 2);
    switch (before) {
    case '.':
    case ',':
    case ':':
    case ';': /* LB29 */
        return is_letter(place->character);
    case '-': /* LB20a: "--check", "-foo" */
        return is_blank(second) || second == '-' || second == '(';
    case '/':
        return is_short_fraction(place);
    case '\x93': { /* an en dash between figures: "1990–95" */
        bool is_dash = second == '\x80' && byte_before(place, 3) == '\xE2';
        return is_dash && is_figure(byte_before(place, 4)) &&
               is_figure(place->text[place->at]);
    }
    default:
        return false;
    }
}

/* LB15 as it is since Unicode 15.1: a bracket behind a space begins a line though a
 * closing quote stands in front of the space. */
static bool is_missed(const Place *place) {
    static const char quote[] = "\xE2\x80\x9D", apostrophe[] = "\xE2\x80\x99";
    if ((place->character != '(' && place->character != '[') || place->at < 4)
        return false;
    const char *before = place->text + place->at - 4;
    return before[3] == ' ' &&
           (memcmp(before, quote, 3) == 0 || memcmp(before, apostrophe, 3) == 0);
}

/* In Japanese and Chinese a quotation mark that opens behind an ideograph may begin a
 * line, as its own brackets do; UAX 14 takes no side for such marks. */
static bool opens_quote(const Place *place, const char *lang) {
    if (place->character != 0x201C && place->character != 0x2018) return false;
    LetterKind before = text_letter_kind(utf8_last(place->text, place->at), lang);
    return before == LETTER_IDEOGRAPH || before == LETTER_CLOSING;
}

/* Where the web address that begins at `at` ends, 0 when none does. */
static size_t address_end(const char *text, size_t length, size_t at) {
    static const char *const beginnings[] = {"http://", "https://", "www."};
    for (int i = 0; i < 3; i++) {
        size_t size = strlen(beginnings[i]);
        if (length - at < size || memcmp(text + at, beginnings[i], size) != 0) continue;
        while (at < length && (unsigned char) text[at] > ' ')
            at++;
        return at;
    }
    return 0;
}

/* An address breaks behind its slashes and in front of other marks, so that none looks
 * like the sentence's (The Chicago Manual of Style, 7.46). */
static bool breaks_in_address(const Place *place) {
    char before = byte_before(place, 1);
    if (before == '/') return place->character != '/';
    return place->character < 0x80 && place->at + 1 < place->length &&
           !is_blank(place->text[place->at + 1]) &&
           strchr(".,?#&=%_~-", (int) place->character);
}

/* A word of letters and figures, or a number with points and commas: most of what
 * stands in tables, and UAX 14 divides neither. */
static bool is_undivided(const char *text, size_t length) {
    bool has_letter = false, has_mark = false;
    for (size_t i = 0; i < length; i++) {
        const char c = text[i];
        if (is_figure(c)) continue;
        if ((c | 32) >= 'a' && (c | 32) <= 'z')
            has_letter = true;
        else if (c == '.' || c == ',')
            has_mark = true;
        else
            return false;
    }
    return !has_letter || !has_mark;
}

void text_breaks(const char *text, size_t length, const char *lang, char *breaks) {
    if (!length) return;
    if (is_undivided(text, length)) {
        memset(breaks, BREAK_NONE, length);
        return;
    }
    u8_possible_linebreaks((const uint8_t *) text, length, encoding_of(lang), breaks);
    const bool cjk = lang_is_cjk(lang);
    bool forced = false, glued = false;
    size_t address = 0; /* where one ends */
    Place place = {.text = text, .length = length};
    while (place.at < length) {
        size_t at = place.at;
        int bytes = 1;
        place.character = (unsigned char) text[at];
        if (text[at] & 0x80)
            bytes = utf8_decode(text + at, length - at, &place.character);
        /* The library marks the line feed itself; the break comes behind it. */
        int found = breaks[at];
        bool allowed =
            found == UC_BREAK_POSSIBLE ? !is_forbidden(&place) : is_missed(&place);
        if (at < address) allowed = breaks_in_address(&place);
        if (cjk && opens_quote(&place, lang)) allowed = true;
        bool may_begin = text[at] == 'h' || text[at] == 'w';
        if (may_begin && at >= address &&
            !isalnum((unsigned char) byte_before(&place, 1)))
            address = address_end(text, length, at);
        if (glued || glues(place.character) || at == 0) allowed = false;
        char kind = forced ? BREAK_FORCED : allowed ? BREAK_ALLOWED : BREAK_NONE;
        for (int i = 1; i < bytes; i++)
            breaks[at + (size_t) i] = BREAK_NONE;
        breaks[at] = kind;
        forced = found == UC_BREAK_MANDATORY;
        glued = glues(place.character);
        place.at += (size_t) bytes;
    }
}
