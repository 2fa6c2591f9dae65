/* Which characters protrude, and by which share of their width, after the microtype
 * package's defaults for text faces (R. Schlicht, "The microtype package", 2023). */
#include "layout/protrude.h"

#include "base/utf8.h"

/* Thousandths of the character's width at the left and at the right edge. */
static const struct {
    uint32_t character;
    short left, right;
} PROTRUSIONS[] = {
    {'!', 0, 150},      {'"', 400, 400},    {'\'', 500, 600},   {'(', 80, 0},
    {')', 0, 80},       {',', 0, 600},      {'-', 400, 500},    {'.', 0, 700},
    {'/', 100, 200},    {'1', 120, 0},      {'7', 60, 60},      {':', 0, 450},
    {';', 0, 350},      {'?', 0, 150},      {'A', 50, 50},      {'F', 0, 50},
    {'J', 50, 0},       {'K', 0, 50},       {'L', 0, 50},       {'T', 50, 50},
    {'V', 50, 50},      {'W', 50, 50},      {'X', 50, 50},      {'Y', 70, 70},
    {'[', 80, 0},       {']', 0, 80},       {'k', 0, 50},       {'r', 0, 50},
    {'t', 0, 70},       {'v', 50, 50},      {'w', 50, 50},      {'x', 50, 50},
    {'y', 50, 70},      {0xAB, 250, 150},   {0xBB, 150, 250},   {0x2010, 400, 500},
    {0x2013, 200, 300}, {0x2014, 150, 200}, {0x2018, 400, 400}, {0x2019, 300, 500},
    {0x201A, 500, 400}, {0x201C, 400, 400}, {0x201D, 300, 400}, {0x201E, 400, 400},
    {0x2026, 0, 200},   {0x2039, 300, 200}, {0x203A, 200, 300},
};

enum { PROTRUSION_COUNT = sizeof PROTRUSIONS / sizeof *PROTRUSIONS };

/* The last character of `length` bytes of text, which are at least one. */
static uint32_t last_character(const char *text, int length) {
    int at = length - 1;
    while (at > 0 && (text[at] & 0xC0) == 0x80)
        at--;
    uint32_t character = 0;
    utf8_decode(text + at, (size_t) (length - at), &character);
    return character;
}

static int share_of(uint32_t character, Edge edge) {
    int low = 0, high = PROTRUSION_COUNT;
    while (low < high) {
        int middle = (low + high) / 2;
        if (PROTRUSIONS[middle].character < character)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == PROTRUSION_COUNT || PROTRUSIONS[low].character != character) return 0;
    return edge == EDGE_LEFT ? PROTRUSIONS[low].left : PROTRUSIONS[low].right;
}

Mpt protrusion_of(const Font *font, Mpt size, const char *text, int length, Edge edge) {
    uint32_t character = 0;
    if (length < 1) return 0;
    if (edge == EDGE_LEFT)
        utf8_decode(text, (size_t) length, &character);
    else
        character = last_character(text, length);
    int share = share_of(character, edge);
    if (!share) return 0;
    int width = font_glyph_width(font, font_glyph_of(font, character));
    return (Mpt) ((int64_t) share * width * size / 1000000);
}

bool protrudes(const Style *style) {
    return style->protrude &&
           (style->align == ALIGN_LEFT || style->align == ALIGN_JUSTIFY);
}

/* What hangs behind the last word in front of a break. */
static Mpt hang_before(const Inline *text, const Break *at) {
    const Piece *piece = &text->pieces[at->piece];
    int length = at->offset;
    if (length == 0) {
        piece--;
        if (at->piece > 1 && piece->kind != PIECE_WORD) piece--;
        length = piece->length;
    }
    if (piece->kind != PIECE_WORD) return 0;
    if (at->flagged) return protrusion_of(piece->font, piece->size, "-", 1, EDGE_RIGHT);
    return protrusion_of(piece->font, piece->size, text->text + piece->start, length,
                         EDGE_RIGHT);
}

static Mpt hang_after(const Inline *text, const Break *at) {
    const Piece *piece = &text->pieces[at->piece];
    if (at->piece == text->piece_count || piece->kind != PIECE_WORD) return 0;
    return protrusion_of(piece->font, piece->size,
                         text->text + piece->start + at->offset,
                         piece->length - at->offset, EDGE_LEFT);
}

void protrude_breaks(const Inline *text, Break *breaks, int count) {
    for (int i = 0; i < count; i++) {
        if (i > 0) breaks[i].before.width -= hang_before(text, &breaks[i]);
        breaks[i].after.width += hang_after(text, &breaks[i]);
    }
}
