/* Inline: a paragraph's runs as pieces, words and spaces shaped by HarfBuzz, and the
 * places where a line may end among them. */
#ifndef LAYOUT_INLINE_H
#define LAYOUT_INLINE_H

#include "layout/breaker.h"
#include "layout/setter.h"

typedef enum {
    PIECE_WORD,
    PIECE_SPACE, /* a word space or, `silent`, mere room; a line may end at it unless
                    `joined` */
    PIECE_NEWLINE
} PieceKind;

/* A word, or the part of one that one run holds. */
typedef struct Piece {
    PieceKind kind;
    const Run *run; /* where it came from */
    const Font *font;
    Mpt size;
    unsigned features;
    Mpt rise; /* above the baseline: superscripts that the face lacks */
    Colour colour;
    int start, length;    /* bytes in Inline.text */
    const Shaped *shaped; /* of a word */
    Mpt width, stretch, shrink;
    bool joined; /* no break before this piece */
    int note;    /* number printed by a note's mark, 0 for none */
    int level;   /* odd runs leftwards */
    bool silent; /* of a space: it is no character of the text */
    /* Of words in Japanese and Chinese text: kinds of the outermost characters; the
     * blank half that a full-width punctuation mark was shaped without; what may be put
     * between two ideographs. */
    LetterKind first, last;
    Mpt blank, gap;
    bool ends_in_figure;
} Piece;

typedef struct {
    const Style *style;
    const char *text; /* of all runs */
    int length;
    const char *breaks;        /* BreakKind before each byte */
    const signed char *levels; /* of each byte; NULL when all runs rightwards */
    Piece *pieces;
    int piece_count;
} Inline;

/* Shapes the runs.  `flexible` spaces stretch and shrink.  The result lives on the
 * setter's bench until the next call. */
Inline inline_make(Setter *setter, const Runs *runs, const Style *style, bool flexible);

/* Breaks for breaker_total_fit(): at spaces and where UAX 14 allows; with `hyphens`
 * also within words; what holds together but is wider than `chop` (0 for never), or
 * than what the first line has of it, may be cut anywhere. */
Break *inline_breaks(Setter *setter, const Inline *text, bool hyphens, Mpt chop,
                     int *count);

/* Only the start and the end. */
Break *inline_breaks_none(Setter *setter, const Inline *text);

/* The piece's text from byte `from` to byte `to` of the piece, shaped. */
const Shaped *piece_shape(Setter *setter, const Inline *text, const Piece *piece,
                          int from, int to);

/* The language of the run's text; the document's when `run` is NULL. */
const char *run_lang(const Setter *setter, const Run *run);

/* A hyphen in the piece's face. */
const Shaped *piece_hyphen(Setter *setter, const Piece *piece);

/* The least width that holds the text in two lines, broken at a space. */
Mpt inline_two_lines(const Inline *text);

/* Width of everything on one line (of the widest, where breaks are forced), and of the
 * widest part that cannot be broken without hyphens. */
void inline_widths(const Inline *text, Mpt *natural, Mpt *least);

#endif
