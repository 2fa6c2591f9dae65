/* Drawing into strips: rules, grounds, curves and single lines of text.  Tables, charts
 * and key figures are made of these. */
#ifndef LAYOUT_DRAW_H
#define LAYOUT_DRAW_H

#include "layout/galley.h"

/* A filled rectangle. */
void draw_rect(Arena *arena, Strip *strip, Tag *tag, Mpt x, Mpt y, Mpt width,
               Mpt height, Colour fill);

/* A straight stroke; `dash` 0 for a solid one. */
void draw_line(Arena *arena, Strip *strip, Tag *tag, Point from, Point to, Mpt width,
               Colour colour, Mpt dash);

/* A stroke through `count` points, with round joins; nothing for fewer than two. */
void draw_polyline(Arena *arena, Strip *strip, Tag *tag, const Point *points, int count,
                   Mpt width, Colour colour, Mpt dash);

/* A filled disc. */
void draw_dot(Arena *arena, Strip *strip, Tag *tag, Point centre, Mpt radius,
              Colour fill);

/* The colour, darkened until text in it stands out from white by at least 4.5 to 1. */
Colour colour_readable(Colour colour);

/* `amount` thousandths of `colour` on white. */
Colour colour_tint(Colour colour, int amount);

#endif
