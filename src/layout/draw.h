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

/* A filled polygon; nothing for fewer than three points. */
void draw_polygon(Arena *arena, Strip *strip, Tag *tag, const Point *points, int count,
                  Colour fill);

/* Discs of one radius as strokes of no length with round ends: small in the PDF. */
void draw_dots(Arena *arena, Strip *strip, Tag *tag, const Point *centres, int count,
               Mpt radius, Colour fill);

/* A filled ribbon from the left edge [top, bottom] to the right one, level at both. */
void draw_ribbon(Arena *arena, Strip *strip, Tag *tag, Point from_top, Mpt from_bottom,
                 Point to_top, Mpt to_bottom, Colour fill);

/* The line through values, in a box at (x, y) that they fill from the lowest to the
 * highest; NAN is a gap, the last value a dot. */
void draw_spark(Arena *arena, Strip *strip, Tag *tag, const double *values, int count,
                Point corner, Mpt width, Mpt height, Colour colour);

/* A filled disc. */
void draw_dot(Arena *arena, Strip *strip, Tag *tag, Point centre, Mpt radius,
              Colour fill);

/* The colour, darkened until text in it stands out from white by at least 4.5 to 1. */
Colour colour_readable(Colour colour);

/* The colour, darkened until a mark in it stands out from white by at least 3 to 1. */
Colour colour_visible(Colour colour);

/* True when white text on the colour is easier to read than black. */
bool colour_is_dark(Colour colour);

/* `amount` thousandths of `colour` on white. */
Colour colour_tint(Colour colour, int amount);

#endif
