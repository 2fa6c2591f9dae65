/* Line: what stands between two breaks of a paragraph becomes the items of a strip. */
#ifndef LAYOUT_LINE_H
#define LAYOUT_LINE_H

#include "layout/inline.h"
#include "layout/protrude.h"

/* The part of a piece that stands on one line. */
typedef struct Fragment {
    const Piece *piece;
    const Shaped *shaped; /* NULL for a space */
    Mpt width, stretch, shrink;
    Mpt x;    /* from the line's start, once it is known */
    int from; /* byte of the piece */
    bool hyphen;
} Fragment;

typedef struct {
    Setter *setter;
    const Inline *text;
    const Style *style;
    bool justified;
    Mpt x, width; /* the measure within the style's indents */
    Tag *tag;
    Galley *galley;
    Fragment *fragments;
    int fragment_count;
    const Run *anchored_run; /* the last whose anchor was placed */
    const Run *tagged_run;   /* the run that run_tag was made for */
    const Piece *divided;    /* the last word that a hyphen divided */
    Tag *run_tag;
    Tag *formula_tag; /* the last */
    bool cut_reported;
} Paragraph;

/* Gathers what stands on the line between two breaks. */
void line_gather(Paragraph *p, const Break *from, const Break *to);

/* Its width as gathered, before it fills its room. */
Mpt line_natural(const Paragraph *p);

/* How far its first or last character stands outside its margin. */
Mpt line_hang(const Paragraph *p, Edge edge);

/* Places it in `strip` from `x` on, in so much room; the `last` is not stretched. */
void line_place(Paragraph *p, Strip *strip, const Break *to, Mpt x, Mpt room,
                bool last);

#endif
