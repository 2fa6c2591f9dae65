/* Galley: a document's vertical list before it is cut into pages.  Every block becomes
 * strips: lines, table rows, a whole chart; the page builder only stacks them.
 * Positions of items are relative to their strip's upper left corner, x from the left
 * edge of the text.  Between two strips stands the larger of the space after one and
 * the space before the other. */
#ifndef LAYOUT_GALLEY_H
#define LAYOUT_GALLEY_H

#include "doc/doc.h"
#include "pages/pages.h"

typedef enum {
    KEEP_NONE,
    KEEP_SOFT, /* no page break after this strip unless the group fills a page */
    KEEP_HARD  /* none unless not even two strips fit */
} Keep;

/* What lies behind a sequence of strips: a tint, a rule at its left or its top.  Drawn
 * in pieces when a page break cuts it. */
typedef struct Ground {
    struct Ground *outer; /* the ground that it lies on */
    Origin origin;
    Mpt x, width;
    bool filled;
    Colour fill, rule;
    Mpt left_rule, top_rule; /* widths, 0 for none */
    /* Of the page builder: whether it collects strips that lie on it, and from where to
     * where. */
    bool is_open;
    Mpt top, bottom;
    struct Ground *next_open;
} Ground;

typedef struct TableHead TableHead;

/* A footnote's mark that stands in a strip. */
typedef struct NoteMark {
    int note; /* index into Document.notes */
    struct NoteMark *next;
} NoteMark;

/* A heading in a strip, `y` below its top. */
typedef struct StripBookmark {
    const char *title;
    int level;
    Mpt y;
    struct StripBookmark *next;
} StripBookmark;

typedef struct SideNote SideNote;

typedef struct {
    Mpt height;
    Mpt need;         /* room to ask for, when something in it reaches below its end */
    Mpt space_before; /* dropped at the top of a page */
    Mpt space_after;  /* counts only between strips */
    /* The point of the strip, from its top, that must lie on the baseline grid; -1 for
     * none.  Text lines have 0, a heading the height up to the text that follows it. */
    Mpt snap;
    Keep keep;       /* with the next strip */
    bool ends_table; /* no foot stands below it */
    bool page_break; /* starts a page, of `pages` */
    bool heading;
    bool across;      /* through all columns */
    bool floats;      /* may leave its place, text going on meanwhile */
    FloatPlace place; /* where to, when it floats; FLOAT_AUTO only for want of room */
    const PageSet *pages;
    Origin origin; /* what paths drawn into it come from */
    Item *items;
    int item_count, item_capacity;
    NoteMark *first_mark, *last_mark;
    Ground *ground;
    TableHead *head;     /* repeated above when a page begins with this strip */
    int row;             /* of a table: the last row that is whole after it */
    const char *section; /* the title the running head shows */
    StripBookmark *first_bookmark, *last_bookmark;
    SideNote *first_side, *last_side; /* that stand beside it */
} Strip;

/* A note beside the text, in a strip of its own. */
struct SideNote {
    Strip strip;
    Mpt drop;    /* from the top of the strip that it belongs to, may be negative */
    Mpt right;   /* edge that other text has to keep clear of */
    int follows; /* read after so many strips more, at its paragraph's end */
    SideNote *next;
};

typedef struct {
    Strip *strips;
    int count, capacity;
    /* What strips that are added get. */
    Ground *ground;
    const char *section;
    int paragraph_end; /* strips when the last paragraph ended, which may introduce a
                          list */
    bool reuse;        /* strips keep the room for items they had */
    bool unsnapped;    /* text need not stand on the grid: in boxes */
} Galley;

/* The strips that stand again at the top of each page that a table goes on to, and at
 * the foot of each that it goes on from. */
struct TableHead {
    Galley galley, foot;
    Mpt height, foot_height; /* with the lines of what is carried */
    const void *carry;       /* the table's setting when columns carry, else NULL */
};

/* Appends a zeroed strip with snap -1; pointers to earlier ones may move. */
Strip *galley_add(Arena *arena, Galley *galley);

/* Room for `count` strips more, when it is known. */
void galley_reserve(Arena *arena, Galley *galley, int count);

/* Appends a zeroed item. */
Item *strip_add(Arena *arena, Strip *strip, ItemKind kind, Tag *tag, Origin origin);

/* Room for exactly `count` items more, when it is known. */
void strip_reserve(Arena *arena, Strip *strip, int count);

/* Notes that the mark of note `note`, an index from 0, stands in the strip. */
void strip_add_mark(Arena *arena, Strip *strip, int note);

void strip_add_bookmark(Arena *arena, Strip *strip, const char *title, int level,
                        Mpt y);

/* Copies the items, marks and bookmarks of `from` into `into`, moved by dx and dy. */
void strip_absorb(Arena *arena, Strip *into, const Strip *from, Mpt dx, Mpt dy);

/* Moves an item; a path gets segments of its own. */
void item_move(Arena *arena, Item *item, Mpt dx, Mpt dy);

/* The space between two neighbours in a galley. */
Mpt strip_gap(const Strip *above, const Strip *below);

/* Where a strip stands when `y` would be its top with all space and `above` the end of
 * what is above it: on the grid, down as far as need be, or up by at most a quarter of
 * the grid out of the space between. */
Mpt strip_snap(const Strip *strip, Mpt grid, Mpt y, Mpt above);

/* Height of strips [first, last) set under each other, the first one's space before
 * left out, the grid not counted. */
Mpt galley_height(const Galley *galley, int first, int last);

/* Sets all strips of `from` under each other inside `into` from its top down, `dx` from
 * its left, with their grounds; returns their height.  Text lines keep to multiples of
 * `grid`. */
Mpt galley_stack(Arena *arena, Strip *into, Galley *from, Mpt dx, Mpt grid);

/* Marks strips [first, last) as one group that should stay on a page. */
void galley_keep(Galley *galley, int first, int last, Keep keep);

/* Grounds that are being collected while strips are placed one below the other. */
typedef struct {
    Ground *open;
} Grounds;

/* Says that a strip on `ground` was placed from `top` to `bottom`. */
void grounds_cover(Grounds *grounds, Ground *ground, Mpt top, Mpt bottom);

/* Draws what was collected, outer grounds first, through strip_add on `into`; ready for
 * the next sequence. */
void grounds_draw(Arena *arena, Grounds *grounds, Strip *into, Mpt dx);

#endif
