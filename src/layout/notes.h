/* Footnotes: set at the foot of the page that their mark stands on. */
#ifndef LAYOUT_NOTES_H
#define LAYOUT_NOTES_H

#include "layout/setter.h"

/* Numbers all notes as they are read, before any is met: what is measured first need
 * not be read first. */
void notes_number(Setter *setter);

/* The note's lines, set when first asked for. */
const Galley *note_galley(Setter *setter, int note);

/* Room that the rule above a page's notes takes. */
Mpt notes_overhead(const Setter *setter);

#endif
