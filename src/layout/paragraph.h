/* Paragraphs: runs become lines, each a strip. */
#ifndef LAYOUT_PARAGRAPH_H
#define LAYOUT_PARAGRAPH_H

#include "layout/setter.h"

/* Appends the lines of the runs, set in `style` between x and x + width, to the galley;
 * returns how many.  Items belong to `tag`, or are artifacts when it is NULL.  Lines
 * that cannot be set within the width are a warning.  No runs, no lines. */
int paragraph_set(Setter *setter, const Runs *runs, const Style *style, Mpt x,
                  Mpt width, Tag *tag, Galley *galley);

/* The same with the space around it left out and into one strip, the first line's top
 * at `y`; returns the height.  For cells, captions and labels. */
Mpt paragraph_into(Setter *setter, const Runs *runs, const Style *style, Mpt x,
                   Mpt width, Mpt y, Tag *tag, Strip *strip);

#endif
