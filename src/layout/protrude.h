/* Margin protrusion: what is light at a line's end stands a little outside the measure,
 * so that the edge looks straight. */
#ifndef LAYOUT_PROTRUDE_H
#define LAYOUT_PROTRUDE_H

#include "layout/inline.h"

typedef enum { EDGE_LEFT, EDGE_RIGHT } Edge;

/* How far the first or the last character of the text stands outside the margin of its
 * edge, in a face at a size; 0 for most. */
Mpt protrusion_of(const Font *font, Mpt size, const char *text, int length, Edge edge);

/* Whether text in the style protrudes: it does so only where an edge is to look
 * straight. */
bool protrudes(const Style *style);

/* Takes what hangs out of the measures of `count` breaks of the text. */
void protrude_breaks(const Inline *text, Break *breaks, int count);

#endif
