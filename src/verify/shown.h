/* What a page shows, as characters: the glyphs that its content stream names, in its
 * order, read by the ToUnicode of their fonts.  What the file claims besides of the
 * same glyphs (ActualText) is not looked at: it is not what is printed. */
#ifndef VERIFY_SHOWN_H
#define VERIFY_SHOWN_H

#include "verify/reader.h"

typedef struct {
    uint32_t code; /* no space */
    int glyph;     /* which of the page's glyphs it belongs to, from 0 */
    bool spaced;   /* a space or a new line stands before it */
} ShownCharacter;

typedef struct {
    ShownCharacter *characters;
    int count, capacity;
    bool *is_space; /* by glyph */
    int glyph_count, glyph_capacity;
    bool has_gap; /* the next character is `spaced` */
} Shown;

/* What the fonts of a file stand for; each is read once. */
typedef struct FontTexts FontTexts;

FontTexts *font_texts_new(const Reader *reader);

/* What the page shows; in `arena`. */
Shown shown_read(FontTexts *fonts, PdfObject page, Arena *arena);

/* The characters from `first` to `end` as UTF-8, shortened when long. */
const char *shown_text(const Shown *shown, int first, int end, Arena *arena);

#endif
