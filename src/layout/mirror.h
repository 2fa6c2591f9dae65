/* Mirror: a document that runs from right to left is laid out as if it ran the other
 * way, and its pages are mirrored: left means where lines begin, for indents, markers,
 * columns of tables, heads and feet.  Text itself keeps its direction, since lines
 * order their words for it, and so do charts, since time runs rightwards everywhere. */
#ifndef LAYOUT_MIRROR_H
#define LAYOUT_MIRROR_H

#include "layout/setter.h"

/* Mirrors all pages. */
void pages_mirror(Setter *setter);

/* Mirrors a strip's items from number `first` on within the room from `x` to x + width,
 * in a document whose pages will be mirrored: then they come out as they are now. */
void strip_mirror(Setter *setter, Strip *strip, int first, Mpt x, Mpt width);

#endif
