/* What the files of the page builder share.  A document's pages are first decided, then
 * drawn: strips are given places, and what was tried can be taken back by going back to
 * an earlier Progress, never to a later one.
 *
 * A page is filled in bands from top to bottom: strips that go through all columns, or
 * columns side by side.  The foot of a column holds, from below: what floats there,
 * then its footnotes. */
#ifndef LAYOUT_BUILDER_H
#define LAYOUT_BUILDER_H

#include "layout/build.h"

typedef enum {
    PLACED_TEXT,
    PLACED_NOTE, /* at the foot of its column, by number */
    PLACED_SIDE, /* beside the text, read after it */
    PLACED_FOOT, /* `y` counts down from the top of what floats at its foot */
} PlacedKind;

/* A strip's place, from the upper left corner of the text on its page. */
typedef struct {
    const Strip *strip;
    PlacedKind kind;
    int order;  /* in reading: its place in the galley, the number of a note */
    int frame;  /* grounds go on from strip to strip within one */
    int column; /* whose foot it stands at */
    Mpt x, y;
} Placed;

/* A page as decided. */
typedef struct {
    const PageSet *set;
    const PageMaster *master;
    Mpt room; /* height of the text */
    PageLabel label;
    int first_placed, last_placed; /* [first, last) */
    Mpt notes[MOST_COLUMNS];       /* height of a column's footnotes, with their rule */
    Mpt floats[MOST_COLUMNS];      /* and of what floats below them */
    Mpt across;    /* height of what floats at the foot, through all columns */
    bool shuffled; /* something floats: places are not in reading order */
} Sheet;

/* A column being filled.  y counts from the top of the text. */
typedef struct {
    Mpt y;
    const Strip *last; /* NULL at the top of a column */
    Mpt notes;         /* room that footnotes take, with their rule */
    Mpt reach;         /* end of what reaches below its strip, such as a marker */
    Mpt beside;        /* end of what stands in the room for side notes */
} Fill;

/* How far the work has got; all that is needed to go on from there. */
typedef struct {
    int at;           /* the next strip */
    int soft_until;   /* strips below this one belong to a soft group too tall */
    int single_until; /* the same of hard groups */
    /* Notes met but not yet at a foot; `queue_line` is the first one's next line. */
    int queue_first, queue_count, queue_line;
    /* Strips that float and wait for a place. */
    int waiting_first, waiting_count;
    int placed_count;
    int frames;
    Sheet sheet; /* the page under way */
    /* The end of the bands so far and their last strip, NULL at the top of the page. */
    Mpt band_end;
    const Strip *above;
    /* The band under way. */
    int columns, column;
    Mpt top, bottom, deepest;
    Mpt ends[MOST_COLUMNS]; /* of the text in the columns of the page, any band */
    Fill fill;
} Progress;

typedef struct {
    Setter *setter;
    Galley *galley;
    int lines;  /* more on a page than there is room for, to pull a last page back */
    int spaces; /* share of the space between strips that is given, in percent */
    Progress now;
    Fill chunk; /* the column when the chunk being placed stands in it; zero when
                   nothing contends with it for the room */
    Placed *placed;
    int placed_capacity;
    int *queue;    /* of notes, in the order of their marks */
    int *waiting;  /* indices of strips */
    Sheet *sheets; /* the pages finished */
    int sheet_count, sheet_capacity;
    Mpt side_edge; /* right edge of side notes, 0 when there are none */
    bool *used;    /* page sets with a page so far */
} Builder;

/* ---- fill.c ---- */

/* Opens a column at now.top; what waits goes first. */
void column_open(Builder *builder);

/* Fills the column under way with strips up to `until`; false when it is full first. */
bool column_fill(Builder *builder, int until);

/* Closes the column: its end counts for the band. */
void column_close(Builder *builder);

/* True when nothing stands in the column and no page has more room. */
bool column_is_fresh(const Builder *builder);

/* Where notes and text end at the latest: above what floats at the foot. */
Mpt foot_top(const Builder *builder);

/* How far down the column is filled by text and what stands beside it, and by the rest
 * of the chunk being placed. */
Mpt filled_end(const Builder *builder);

/* The left edge of column `index` of the band. */
Mpt column_x(const Builder *builder, int index);

const Strip *strip_at(const Builder *builder, int index);

/* True when the strip fits where the column has got to, with its notes; and with all
 * that must stay with it. */
bool strip_fits(const Builder *builder, int index);
bool chunk_fits(const Builder *builder, int first);

/* The room that the strip's notes ask for; `first`: none stand in the column yet. */
Mpt notes_room(const Builder *builder, const Strip *strip, bool first);

/* Queues the strip's notes, and takes over what fits of those queued: at least a line
 * when `force`. */
void queue_notes(Builder *builder, const Strip *strip);
void take_notes(Builder *builder, bool force);

/* Puts strip `index` where the column has got to. */
void place_strip(Builder *builder, int index);

/* Puts the strip at (x, y) of the frame and column under way. */
void add_placed(Builder *builder, const Strip *strip, PlacedKind kind, int order, Mpt x,
                Mpt y);

/* ---- floats.c ---- */

/* True for what leaves the text where it is mentioned, for a top or foot. */
bool strip_leaves(const Strip *strip);

/* True when the strip steps aside: it floats, or it may and has no room here. */
bool steps_aside(const Builder *builder, int index);

/* Takes a strip that floats out of the text; at the top of a page or with room at the
 * foot it has its place at once. */
void set_afloat(Builder *builder, int index);

/* Puts what waits where the column has got to, as much as there is room for; strips of
 * one kind of band.  True when nothing waits any more. */
bool place_waiting(Builder *builder, bool across);

/* Puts strips that wait and go through all columns on the page just opened. */
void place_waiting_across(Builder *builder);

/* ---- build.c ---- */

/* The space between two neighbours, as much of it as pages are given. */
Mpt space_between(const Builder *builder, const Strip *above, const Strip *below);

/* Opens a band of so many columns below what stands on the page, and closes it. */
void band_open(Builder *builder, int columns);
void band_close(Builder *builder);

/* ---- sheet.c ---- */

/* Draws all pages as decided; returns their contexts. */
PageContext *sheets_draw(Builder *builder);

#endif
