/* Text that was typed on a keyboard as a compositor would have set it: quotes, dashes,
 * ellipses, minus signs, and no-break spaces where a line must not end.  Only what the
 * template and the author typed comes here; what expressions print, a maker's exact
 * words among them, is left alone. */
#include <ctype.h>
#include <string.h>

#include "base/utf8.h"
#include "template/composer.h"

#define NBSP       "\xC2\xA0"
#define NNBSP      "\xE2\x80\xAF"
#define MINUS      "\xE2\x88\x92"
#define EN         "\xE2\x80\x93"
#define EM         "\xE2\x80\x94"
#define ELLIPSIS   "\xE2\x80\xA6"
#define APOSTROPHE "\xE2\x80\x99"

/* Text being set anew. */
typedef struct {
    const Locale *locale;
    const Typography *rules;
    const char *at;  /* not read yet */
    uint32_t before; /* the character in front of `at`, 0 at a paragraph's start */
    Text out;
    size_t word; /* where the word under way begins in `out` */
    bool inner;  /* inside inner quotes */
} Typing;

static bool is_space(uint32_t c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_gap(uint32_t c) {
    return c == 0 || is_space(c) || c == 0xA0 || c == 0x202F || c == 0x2009;
}

static bool is_figure(uint32_t c) {
    return c >= '0' && c <= '9';
}

/* Whether a quote behind `c` opens. */
static bool opens_behind(uint32_t c) {
    return is_gap(c) || c == '(' || c == '[' || c == '/' || c == '-' || c == 0x2013 ||
           c == 0x2014 || c == 0x201C || c == 0x201E || c == 0x2018 || c == 0x201A ||
           c == 0xAB;
}

static uint32_t last_of(const char *text) {
    size_t length = strlen(text), at = length ? length - 1 : 0;
    while (at > 0 && (text[at] & 0xC0) == 0x80)
        at--;
    uint32_t c = 0;
    if (length) utf8_decode(text + at, length - at, &c);
    return c;
}

/* Puts `text` for the next `typed` bytes. */
static void put(Typing *typing, const char *text, size_t typed) {
    text_add(&typing->out, text);
    typing->at += typed;
    if (*text) typing->before = last_of(text);
}

/* Copies letters, up to what may be set anew. */
static void copy_letters(Typing *typing) {
    size_t length = strcspn(typing->at, "\"'-. \t\n\r;:!?([");
    text_add_bytes(&typing->out, typing->at, length);
    const char *last = typing->at + length - 1;
    while (last > typing->at && (*last & 0xC0) == 0x80)
        last--;
    utf8_decode(last, (size_t) (typing->at + length - last), &typing->before);
    typing->at += length;
}

static void copy_character(Typing *typing) {
    int length = utf8_decode(
        typing->at, strlen(typing->at) < 4 ? strlen(typing->at) : 4, &typing->before);
    text_add_bytes(&typing->out, typing->at, (size_t) length);
    if (typing->before == '(' || typing->before == '[')
        typing->word = typing->out.length;
    typing->at += length;
}

static void set_quote(Typing *typing) {
    bool opens = opens_behind(typing->before);
    put(typing, opens ? typing->rules->open : typing->rules->close, 1);
    typing->word = typing->out.length;
}

/* An apostrophe, unless it begins a word or ends what such a one began. */
static void set_single_quote(Typing *typing) {
    char next = typing->at[1];
    if (opens_behind(typing->before) && !isdigit((unsigned char) next) && next &&
        !is_space((unsigned char) next)) {
        put(typing, typing->rules->inner_open, 1);
        typing->inner = true;
        typing->word = typing->out.length;
    } else if (typing->inner && !isalpha((unsigned char) next) && !(next & 0x80)) {
        put(typing, typing->rules->inner_close, 1);
        typing->inner = false;
    } else {
        put(typing, APOSTROPHE, 1);
    }
}

static bool in_address(const Typing *typing) {
    size_t length = typing->out.length - typing->word;
    return length && memchr(typing->out.data + typing->word, '/', length);
}

/* Hyphens: two or three make a dash, one between spaces too; one in front of a figure
 * is a minus.  Options such as --check and rules of many hyphens stay. */
static void set_hyphens(Typing *typing) {
    size_t count = strspn(typing->at, "-");
    char next = typing->at[count];
    bool after_gap = is_gap(typing->before);
    bool before_gap = !next || is_space((unsigned char) next);
    if (count == 1 && (after_gap || typing->before == '(') &&
        isdigit((unsigned char) next))
        put(typing, MINUS, 1);
    else if (count == 1 && typing->before && after_gap && next && before_gap)
        put(typing, EN, 1);
    else if ((count == 2 || count == 3) && typing->before && after_gap == before_gap &&
             !in_address(typing))
        put(typing, count == 2 ? EN : EM, count);
    else
        while (count--)
            copy_character(typing);
}

static bool in_list(const char *list, const char *word, size_t length) {
    enum { LONGEST = 6 };
    while (list && *list && length && length <= LONGEST) {
        size_t entry = strcspn(list, " ");
        if (entry == length && strncmp(list, word, length) == 0) return true;
        list += entry + (list[entry] == ' ');
    }
    return false;
}

/* True when a dash between spaces follows: it does not begin a line. */
static bool is_dash(const char *text) {
    size_t count = strspn(text, "-");
    if (!count && (strncmp(text, EN, 3) == 0 || strncmp(text, EM, 3) == 0)) count = 3;
    return count >= 1 && count <= 3 && is_space((unsigned char) text[count]);
}

/* "z. B.", "J. K.": letters with stops stand close together. */
static bool is_initial(const char *text, size_t length) {
    return length >= 2 && isalpha((unsigned char) text[0]) && text[1] == '.';
}

/* A year is no day of a month. */
static bool ends_in_day(Typing *typing) {
    const char *word = text_string(&typing->out) + typing->word;
    size_t figures = strspn(word, "0123456789");
    return (figures == 1 || figures == 2) &&
           (!word[figures] || strcmp(word + figures, ".") == 0);
}

/* The gap that stands for the spaces in front of `next`; NULL when a line may end. */
static const char *gap_before(Typing *typing, const char *next) {
    const Typography *rules = typing->rules;
    const char *word = typing->out.data ? typing->out.data + typing->word : "";
    size_t length = typing->out.length - typing->word;
    if (typing->before == 0 || is_gap(typing->before)) return NULL;
    if (rules->stop_gap && (typing->before == 0xAB || strncmp(next, "»", 2) == 0 ||
                            (*next && strchr(";!?", *next))))
        return rules->stop_gap;
    if (rules->colon_gap && *next == ':') return rules->colon_gap;
    if (is_dash(next)) return NBSP;
    if (length == 2 && is_initial(word, 2) && is_initial(next, strlen(next)))
        return NNBSP;
    bool after_figure = is_figure(typing->before);
    if (after_figure && *next == '%') return rules->percent_gap;
    if (after_figure && locale_begins_with_unit(typing->locale, next)) return NBSP;
    if ((after_figure || typing->before == '.') &&
        locale_begins_with_month(typing->locale, next) && ends_in_day(typing))
        return NBSP;
    if ((!*next || isdigit((unsigned char) *next)) &&
        in_list(rules->before_figures, word, length))
        return NBSP;
    return in_list(rules->before_names, word, length) ? NBSP : NULL;
}

static void set_space(Typing *typing) {
    size_t count = strspn(typing->at, " \t\n\r");
    const char *gap = gap_before(typing, typing->at + count);
    if (gap) {
        put(typing, gap, count);
    } else {
        text_add_bytes(&typing->out, typing->at, count);
        typing->at += count;
        typing->before = ' ';
    }
    typing->word = typing->out.length;
}

/* A stop typed right behind its word, where the language sets it apart. */
static void set_stop(Typing *typing) {
    const Typography *rules = typing->rules;
    char next = typing->at[1];
    const char *gap = *typing->at == ':' ? rules->colon_gap : rules->stop_gap;
    bool ends = !next || is_space((unsigned char) next) || next == '"';
    bool behind_word = typing->before && !is_gap(typing->before) &&
                       !(typing->before < 0x80 && strchr(";:!?", (int) typing->before));
    if (gap && ends && behind_word) put(typing, gap, 0);
    copy_character(typing);
}

static void set_next(Typing *typing) {
    switch (*typing->at) {
    case '"':
        set_quote(typing);
        break;
    case '\'':
        set_single_quote(typing);
        break;
    case '-':
        set_hyphens(typing);
        break;
    case '.':
        if (strspn(typing->at, ".") == 3)
            put(typing, ELLIPSIS, 3);
        else
            copy_character(typing);
        break;
    case ' ':
    case '\t':
    case '\n':
    case '\r':
        set_space(typing);
        break;
    case ';':
    case ':':
    case '!':
    case '?':
        set_stop(typing);
        break;
    case '(':
    case '[':
        copy_character(typing);
        break;
    default:
        copy_letters(typing);
    }
}

/* The character that the text will follow; a letter where it is a mark or a number. */
static uint32_t character_before(const Inline *text) {
    const Run *last = text->runs->last;
    if (*text->space_waits && last) return ' ';
    if (!last || last->kind == RUN_BREAK) return 0;
    return last->kind == RUN_TEXT && last->text ? last_of(last->text) : 'x';
}

const char *typography_apply(Composer *composer, const Inline *text,
                             const char *string) {
    const Locale *locale =
        text->look.lang ? locale_find(text->look.lang) : composer->locale;
    const Typography *rules = locale ? locale_typography(locale) : NULL;
    if (text->exact || !rules || !*string) return string;
    Typing typing = {.locale = locale,
                     .rules = rules,
                     .at = string,
                     .before = character_before(text),
                     .out = {.arena = composer->scratch}};
    while (*typing.at)
        set_next(&typing);
    return text_string(&typing.out);
}
