/* Itemise: text falls into stretches that one face can set in one direction. Characters
 * that the family lacks go to its fallbacks; a font of a script that the text does not
 * use is never opened. */
#ifndef LAYOUT_ITEMISE_H
#define LAYOUT_ITEMISE_H

#include "layout/setter.h"

/* What to cut; `at` begins at the first byte wanted. */
typedef struct {
    Setter *setter;
    const char *family;
    bool bold, italic;
    const char *lang;
    Origin origin;
    const char *text;
    const signed char *levels; /* of each byte, from text_levels(); NULL for all 0 */
    int at, length;
} Itemiser;

typedef struct {
    int start, length; /* bytes of the text */
    const Font *font;
    bool is_fallback;
    int level;              /* odd runs leftwards */
    LetterKind first, last; /* kinds of its outermost characters */
} Stretch;

/* The next stretch: the longest of one face, one level and one kind of setting;
 * full-width punctuation stands alone.  False at the end.  Characters that no font has,
 * and fonts that are not there, are reported. */
bool itemise(Itemiser *itemiser, Stretch *stretch);

/* True when text needs no look at each character: Latin letters and common punctuation,
 * but for Japanese and Chinese. */
bool is_plain_text(const char *text, int length);

#endif
