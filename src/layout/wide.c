/* The rooms are word spaces that no reader hears: lines end at them, and what ends or
 * begins a line loses them, as spaces do. */
#include "layout/wide.h"

enum { GAP_PART = 10, LATIN_PART = 4 /* of the type size */ };

void wide_measure(Piece *word, bool flexible) {
    if (word->features & SHAPE_HALF_WIDTH) {
        /* A font without halves has no blank to take. */
        Mpt blank = word->size - word->width;
        word->blank = blank > word->size / 4 ? blank : 0;
    } else if (flexible && word->first == LETTER_IDEOGRAPH) {
        word->gap = word->size / GAP_PART;
        word->stretch += shaped_gaps(word->shaped) * word->gap;
    }
}

static bool meets_latin(LetterKind a, LetterKind b) {
    return (a == LETTER_IDEOGRAPH && b == LETTER_ALPHABETIC) ||
           (a == LETTER_ALPHABETIC && b == LETTER_IDEOGRAPH);
}

bool wide_drops_space(const Piece *before, const Piece *word, const char *lang) {
    return before->kind == PIECE_WORD && meets_latin(before->last, word->first) &&
           lang_is_cjk(lang);
}

/* The blank half of a mark, at the side where it stands. */
static Mpt blank_between(const Piece *before, const Piece *word) {
    if (before->last == LETTER_CLOSING && word->first != LETTER_CLOSING)
        return before->blank;
    if (word->first == LETTER_OPENING && before->last != LETTER_OPENING)
        return word->blank;
    return 0;
}

bool wide_room(const Piece *before, const Piece *word, const char *lang, Piece *room) {
    if (before->kind != PIECE_WORD) return false;
    Mpt blank = blank_between(before, word);
    bool latin = meets_latin(before->last, word->first) && lang_is_cjk(lang);
    if (blank <= 0 && !latin) return false;
    Mpt size = word->size > before->size ? word->size : before->size;
    *room = (Piece){.kind = PIECE_SPACE,
                    .silent = true,
                    .run = word->run,
                    .font = word->font,
                    .size = word->size,
                    .level = word->level < before->level ? word->level : before->level,
                    .width = blank > 0 ? blank : size / LATIN_PART};
    room->shrink = room->width / 2;
    room->stretch = blank > 0 ? 0 : size / LATIN_PART;
    /* A figure keeps its unit: 万, 年, 円. */
    room->joined = latin && before->last == LETTER_ALPHABETIC && before->ends_in_figure;
    return true;
}
