/* Only what shows text and where a line begins is read of a content stream; that other
 * operators are as they should be is for objects_compare() to find. */
#include "verify/shown.h"

#include <string.h>

#include "base/utf8.h"
#include "verify/tokens.h"

enum { MOST_CODES = 1 << 16, MOST_SHOWN_BYTES = 80 };

/* A code's text, as UTF-16 in big-endian order, as the file has it. */
typedef struct {
    const char *bytes;
    size_t size;
} CodeText;

typedef struct FontText {
    int map;         /* the number of its ToUnicode */
    bool wide;       /* codes of two bytes */
    CodeText *texts; /* by code; NULL without a ToUnicode */
    struct FontText *next;
} FontText;

struct FontTexts {
    const Reader *reader;
    FontText *first;
};

FontTexts *font_texts_new(const Reader *reader) {
    FontTexts *fonts = arena_alloc(reader->arena, sizeof *fonts);
    fonts->reader = reader;
    return fonts;
}

/* ---- ToUnicode ---- */

static unsigned code_of(Token string) {
    unsigned code = 0;
    for (size_t i = 0; i < string.size && i < 2; i++)
        code = code << 8 | (unsigned char) string.bytes[i];
    return code;
}

/* The text of the code `further` behind the first of a range. */
static CodeText stepped(Arena *arena, Token first, unsigned further) {
    char *bytes = arena_copy(arena, first.bytes, first.size);
    if (first.size)
        bytes[first.size - 1] =
            (char) ((unsigned char) bytes[first.size - 1] + further);
    return (CodeText){bytes, first.size};
}

static void read_range(FontText *font, Tokens *tokens, Token low) {
    unsigned first = code_of(low), last = code_of(token_next(tokens));
    Token to = token_next(tokens);
    bool listed = to.kind == TOKEN_MARK;
    for (unsigned code = first; code <= last; code++) {
        Token item = listed ? token_next(tokens) : to;
        if (item.kind != TOKEN_STRING) return;
        font->texts[code] = stepped(tokens->arena, item, listed ? 0 : code - first);
    }
    if (listed) token_next(tokens);
}

static void read_map(FontText *font, Tokens tokens) {
    enum { NOWHERE, CHARS, RANGES } in = NOWHERE;
    for (;;) {
        Token token = token_next(&tokens);
        if (token.kind == TOKEN_END) return;
        if (token.kind == TOKEN_WORD) {
            if (strcmp(token.bytes, "beginbfchar") == 0)
                in = CHARS;
            else if (strcmp(token.bytes, "beginbfrange") == 0)
                in = RANGES;
            else
                in = NOWHERE;
        } else if (token.kind == TOKEN_STRING && in == CHARS) {
            Token to = token_next(&tokens);
            if (to.kind == TOKEN_STRING)
                font->texts[code_of(token)] = (CodeText){to.bytes, to.size};
        } else if (token.kind == TOKEN_STRING && in == RANGES)
            read_range(font, &tokens, token);
    }
}

/* Fonts are known by their ToUnicode; those without one differ only in their width. */
static const FontText *read_font(FontTexts *fonts, PdfObject object) {
    static const FontText NARROW = {.wide = false}, WIDE = {.wide = true};
    const Reader *reader = fonts->reader;
    Arena *arena = reader->arena;
    bool wide = reader_count(reader, reader_key(reader, object, "/DescendantFonts"));
    PdfObject stream = reader_key(reader, object, "/ToUnicode");
    int number = reader->library->oh_get_object_id(reader->data, stream);
    for (const FontText *font = fonts->first; font; font = font->next)
        if (font->map == number && font->wide == wide) return font;
    size_t size;
    const unsigned char *map = reader_bytes(reader, stream, &size, arena);
    if (!map || !number) return wide ? &WIDE : &NARROW;
    FontText *font = arena_alloc(arena, sizeof *font);
    *font = (FontText){.map = number, .wide = wide, .next = fonts->first};
    font->texts = arena_array(arena, MOST_CODES, sizeof *font->texts);
    fonts->first = font;
    read_map(font, (Tokens){map, map + size, arena});
    return font;
}

/* ---- characters ---- */

static bool is_space_code(uint32_t code) {
    return code == ' ' || code == 0xA0 || code == 0x202F ||
           (code >= 0x2000 && code <= 0x200A);
}

static void add_character(Shown *shown, uint32_t code, Arena *arena) {
    if (is_space_code(code)) {
        shown->has_gap = true;
        return;
    }
    shown->characters = arena_grow(arena, shown->characters, shown->count,
                                   &shown->capacity, sizeof *shown->characters);
    shown->characters[shown->count++] =
        (ShownCharacter){code, shown->glyph_count, shown->has_gap};
    shown->has_gap = false;
}

static void add_glyph(Shown *shown, CodeText text, uint32_t fallback, Arena *arena) {
    const int before = shown->count;
    for (size_t i = 0; i + 1 < text.size; i += 2) {
        const unsigned char *unit = (const unsigned char *) text.bytes + i;
        uint32_t code = (uint32_t) unit[0] << 8 | unit[1];
        if (code >= 0xD800 && code < 0xDC00 && i + 3 < text.size) {
            uint32_t low = (uint32_t) unit[2] << 8 | unit[3];
            code = 0x10000 + ((code - 0xD800) << 10) + ((low - 0xDC00) & 0x3FF);
            i += 2;
        }
        add_character(shown, code, arena);
    }
    if (text.size < 2) add_character(shown, fallback, arena);
    shown->is_space = arena_grow(arena, shown->is_space, shown->glyph_count,
                                 &shown->glyph_capacity, sizeof *shown->is_space);
    shown->is_space[shown->glyph_count++] = shown->count == before;
}

static void show_string(Shown *shown, const FontText *font, Token string,
                        Arena *arena) {
    const size_t step = font && font->wide ? 2 : 1;
    for (size_t i = 0; i + step <= string.size; i += step) {
        unsigned code = code_of((Token){TOKEN_STRING, string.bytes + i, step});
        /* Without a ToUnicode codes of one byte are taken for Latin letters. */
        CodeText text = {0};
        if (font && font->texts) text = font->texts[code];
        add_glyph(shown, text, step == 1 ? code : 0xFFFD, arena);
    }
}

static bool is_word(Token token, const char *const *words) {
    for (; token.kind == TOKEN_WORD && *words; words++)
        if (strcmp(token.bytes, *words) == 0) return true;
    return false;
}

/* Strings are shown as they come: only operators that show text take any outside of
 * dictionaries. */
Shown shown_read(FontTexts *fonts, PdfObject page, Arena *arena) {
    static const char *const MOVES[] = {"Td", "TD", "Tm", "T*", "BT", NULL};
    const Reader *reader = fonts->reader;
    PdfObject resources = reader_key(reader, page, "/Resources");
    PdfObject dictionary = reader_key(reader, resources, "/Font");
    Shown shown = {0};
    size_t size;
    const unsigned char *content = reader_content(reader, page, &size, arena);
    if (!content) return shown;
    Tokens tokens = {content, content + size, arena};
    const FontText *font = NULL;
    const char *name = "";
    int dictionaries = 0;
    for (;;) {
        Token token = token_next(&tokens);
        if (token.kind == TOKEN_END) return shown;
        if (token.kind == TOKEN_NAME) name = token.bytes;
        if (token.kind == TOKEN_MARK && *token.bytes == '<') dictionaries++;
        if (token.kind == TOKEN_MARK && *token.bytes == '>') dictionaries--;
        if (token.kind == TOKEN_STRING && dictionaries <= 0)
            show_string(&shown, font, token, arena);
        if (is_word(token, MOVES)) shown.has_gap = true;
        if (is_word(token, (const char *const[]){"Tf", NULL}))
            font = read_font(
                fonts, reader_key(reader, dictionary, arena_print(arena, "/%s", name)));
    }
}

const char *shown_text(const Shown *shown, int first, int end, Arena *arena) {
    Text text = {.arena = arena};
    for (int i = first; i < end; i++) {
        const ShownCharacter *character = &shown->characters[i];
        char bytes[4];
        if (character->spaced && i > first) text_add_char(&text, ' ');
        if (text.length > MOST_SHOWN_BYTES) {
            text_add(&text, "\xE2\x80\xA6");
            break;
        }
        int length = utf8_encode(character->code, bytes);
        text_add_bytes(&text, bytes, (size_t) length);
    }
    return text_string(&text);
}
