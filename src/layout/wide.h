/* Wide: the room between the characters of Japanese and Chinese lines, after JLREQ
 * ("Requirements for Japanese Text Layout", W3C).  Full-width punctuation is half a
 * mark and half blank: the blank goes at a line's edge and between marks, and gives way
 * in tight lines.  A quarter em parts ideographs from Latin letters and figures; in
 * justified lines ideographs move apart. */
#ifndef LAYOUT_WIDE_H
#define LAYOUT_WIDE_H

#include "layout/inline.h"

/* Completes a word that was shaped: its blank half, and in `flexible` lines the room
 * that its ideographs may take. */
void wide_measure(Piece *word, bool flexible);

/* True when the word space between the two is none in text of `lang`. */
bool wide_drops_space(const Piece *before, const Piece *word, const char *lang);

/* Makes `room` what stands between `before` and `word`; false when nothing does. */
bool wide_room(const Piece *before, const Piece *word, const char *lang, Piece *room);

#endif
