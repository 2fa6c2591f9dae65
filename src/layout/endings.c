/* Where lines may end, from pieces to breaks.  Inside a word the width up to a break is
 * read from the glyphs' clusters. */
#include "layout/inline.h"

#include <ctype.h>
#include <string.h>

#include "layout/protrude.h"

enum {
    HYPHEN_PENALTY = 50,
    SHORT_PART = 80, /* more, for a hyphen behind two letters */
    IDEOGRAPH_PENALTY = 60,
    DASH_PENALTY = 50,     /* after a hyphen that the text has itself */
    FIGURE_PENALTY = 1000, /* for a hyphen in the words of a figure: "mil-lion" */
    CHOP_PENALTY = 5000
};

typedef struct {
    Setter *setter;
    const Inline *text;
    int count;
    bool hyphens;
    bool chop; /* the part of the text under way is wider than its line */
} Finder;

static Break *add_break(Finder *finder, Measure at, int piece, int offset) {
    Workbench *bench = &finder->setter->bench;
    bench->line_breaks =
        arena_grow(finder->setter->arena, bench->line_breaks, finder->count,
                   &bench->line_break_capacity, sizeof *bench->line_breaks);
    Break *added = &bench->line_breaks[finder->count++];
    *added = (Break){.before = at, .after = at, .piece = piece, .offset = offset};
    return added;
}

static bool is_soft_hyphen(const char *text) {
    static const char soft_hyphen[] = "\xC2\xAD";
    return memcmp(text, soft_hyphen, 2) == 0;
}

/* What a break inside a word costs where UAX 14 allows it: a little behind a dash or a
 * slash; in ragged lines less between ideographs, which may belong together. */
static int inner_penalty(const Inline *text, int at) {
    if ((unsigned char) text->text[at - 1] < 0x80) return DASH_PENALTY;
    return text->style->align == ALIGN_JUSTIFY ? 0 : IDEOGRAPH_PENALTY;
}

/* Whether the word belongs to a figure: printed with it, or tied to it. */
static bool is_of_figure(const Inline *text, int index) {
    const Piece *piece = &text->pieces[index];
    return piece->run->figure || (index >= 2 && piece[-1].kind == PIECE_SPACE &&
                                  piece[-1].joined && piece[-2].ends_in_figure);
}

/* What a hyphen behind byte `at` of the word costs: two letters left alone at a line's
 * end say little. */
static int hyphen_penalty(const Inline *text, int index, const char *word, int at) {
    int letters = 0;
    if (is_of_figure(text, index)) return FIGURE_PENALTY;
    for (int i = at - 1; i >= 0 && letters < 3; i--) {
        bool is_letter = (word[i] & 0x80) || isalpha((unsigned char) word[i]);
        if (!is_letter) break;
        letters += (word[i] & 0xC0) != 0x80;
    }
    return HYPHEN_PENALTY + (letters < 3 ? SHORT_PART : 0);
}

/* Glyph number `index` in the order of the text. */
static const Glyph *glyph_in_order(const Shaped *shaped, int index) {
    return &shaped->glyphs[shaped->leftwards ? shaped->glyph_count - 1 - index : index];
}

/* Breaks inside the word, in order; `before` is the measure in front of it. */
static void add_inner_breaks(Finder *finder, int index, Measure before) {
    const Inline *text = finder->text;
    const Piece *piece = &text->pieces[index];
    const char *word = text->text + piece->start;
    bool hyphens = finder->hyphens && !piece->note && !piece->run->link;
    char *points = NULL;
    Mpt hyphen = 0;
    if (hyphens) {
        points = arena_alloc(finder->setter->arena, (size_t) piece->length + 1);
        word_hyphens(finder->setter->fonts, finder->setter->exceptions, word,
                     (size_t) piece->length, run_lang(finder->setter, piece->run),
                     points);
        hyphen = piece_hyphen(finder->setter, piece)->width;
    }
    int64_t width = 0;
    const Shaped *shaped = piece->shaped;
    for (int g = 0, last = 0, gaps = 0; g < shaped->glyph_count; g++) {
        const Glyph *glyph = glyph_in_order(shaped, g);
        int at = (int) glyph->cluster;
        bool new_cluster = at > last;
        last = at;
        gaps += new_cluster;
        if (new_cluster && at < piece->length) {
            bool soft = at >= 2 && is_soft_hyphen(word + at - 2);
            bool allowed = text->breaks[piece->start + at] == BREAK_ALLOWED && !soft;
            bool hyphenated = soft || (points && points[at - 1]);
            if (allowed || hyphenated || finder->chop) {
                Measure here = before;
                Mpt give =
                    piece->width ? (Mpt) (width * piece->shrink / piece->width) : 0;
                here.width += width;
                here.stretch += give + (gaps - 1) * piece->gap;
                here.shrink += give;
                Break *added = add_break(finder, here, index, at);
                added->after.stretch += piece->gap;
                if (allowed)
                    added->penalty = inner_penalty(text, piece->start + at);
                else
                    added->penalty = hyphenated ? hyphen_penalty(text, index, word, at)
                                                : CHOP_PENALTY;
                added->flagged = hyphenated && !allowed;
                added->cut = !hyphenated && !allowed;
                if (added->flagged) added->before.width += hyphen;
            }
        }
        width += glyph->advance;
    }
}

/* A break in front of a piece that should hold together with the one before. */
static void add_cut(Finder *finder, Measure at, int index) {
    Break *cut = add_break(finder, at, index, 0);
    cut->penalty = CHOP_PENALTY;
    cut->cut = true;
}

static Measure measure_add(Measure at, const Piece *piece) {
    return (Measure){at.width + piece->width, at.stretch + piece->stretch,
                     at.shrink + piece->shrink};
}

/* Width of the pieces from `first` on that no line may end between. */
static int64_t part_width(const Inline *text, int first) {
    int64_t width = text->pieces[first].width;
    for (int i = first + 1; i < text->piece_count && text->pieces[i].joined; i++)
        width += text->pieces[i].width;
    return width;
}

Break *inline_breaks(Setter *setter, const Inline *text, bool hyphens, Mpt chop,
                     int *count) {
    Finder finder = {.setter = setter, .text = text, .hyphens = hyphens};
    Measure at = {0};
    add_break(&finder, at, 0, 0);
    for (int i = 0; i < text->piece_count; i++) {
        const Piece *piece = &text->pieces[i];
        if (chop > 0 && (i == 0 || !piece->joined)) {
            Mpt indent = i == 0 ? text->style->first_indent : 0;
            finder.chop = part_width(text, i) > chop - (indent > 0 ? indent : 0);
        }
        Measure after = measure_add(at, piece);
        if (piece->kind == PIECE_NEWLINE) {
            add_break(&finder, at, i + 1, 0)->forced = true;
        } else if (piece->kind == PIECE_SPACE && !piece->joined) {
            add_break(&finder, at, i + 1, 0)->after = after;
        } else if (piece->kind == PIECE_WORD) {
            if (i > 0 && piece->joined && finder.chop) add_cut(&finder, at, i);
            if (i > 0 && !piece->joined && text->pieces[i - 1].kind == PIECE_WORD)
                add_break(&finder, at, i, 0)->penalty =
                    inner_penalty(text, piece->start);
            add_inner_breaks(&finder, i, at);
        }
        at = after;
    }
    add_break(&finder, at, text->piece_count, 0)->forced = true;
    if (protrudes(text->style) && !text->levels)
        protrude_breaks(text, setter->bench.line_breaks, finder.count);
    *count = finder.count;
    return setter->bench.line_breaks;
}

Break *inline_breaks_none(Setter *setter, const Inline *text) {
    Finder finder = {.setter = setter, .text = text};
    add_break(&finder, (Measure){0}, 0, 0);
    add_break(&finder, (Measure){0}, text->piece_count, 0)->forced = true;
    return setter->bench.line_breaks;
}

/* The widest run of unbreakable text so far, and the one under way. */
typedef struct {
    int64_t widest, part;
} Parts;

/* Adds a word, cut where UAX 14 lets a line end inside it. */
static void add_parts(Parts *parts, const Inline *text, const Piece *piece) {
    const Shaped *shaped = piece->shaped;
    for (int g = 0; g < shaped->glyph_count; g++) {
        const Glyph *glyph = glyph_in_order(shaped, g);
        int at = (int) glyph->cluster;
        if (at > 0 && text->breaks[piece->start + at] == BREAK_ALLOWED) parts->part = 0;
        parts->part += glyph->advance;
        if (parts->part > parts->widest) parts->widest = parts->part;
    }
}

static Mpt limited(int64_t width) {
    return (Mpt) (width > INT32_MAX / 4 ? INT32_MAX / 4 : width);
}

void inline_widths(const Inline *text, Mpt *natural, Mpt *least) {
    int64_t line = 0, widest = 0;
    Parts parts = {0};
    for (int i = 0; i < text->piece_count; i++) {
        const Piece *piece = &text->pieces[i];
        if (piece->kind == PIECE_NEWLINE) {
            line = parts.part = 0;
            continue;
        }
        line += piece->width;
        if (!piece->joined) parts.part = 0;
        if (piece->kind == PIECE_WORD) {
            add_parts(&parts, text, piece);
            widest = line > widest ? line : widest;
        } else if (piece->joined) {
            parts.part += piece->width;
        }
    }
    *natural = limited(widest);
    *least = limited(parts.widest);
}

Mpt inline_two_lines(const Inline *text) {
    Mpt natural = 0, least = 0;
    inline_widths(text, &natural, &least);
    int64_t before = 0, best = natural;
    for (int i = 0; i < text->piece_count; i++) {
        const Piece *piece = &text->pieces[i];
        if (piece->kind == PIECE_NEWLINE) return natural;
        int64_t after = natural - before - piece->width;
        int64_t wider = before > after ? before : after;
        if (piece->kind == PIECE_SPACE && !piece->joined && wider < best) best = wider;
        before += piece->width;
    }
    return limited(best);
}
