/* Shaping ahead of layout: what a document's end will say. */
#ifndef LAYOUT_FORESEE_H
#define LAYOUT_FORESEE_H

#include "layout/setter.h"

/* Has the words of the document shaped on a thread of its own while it is set, which
 * font_store_end_ahead() ends; not when the document is to be made alone.  Opens the
 * faces that they are set in. */
void foresee(Setter *setter);

#endif
