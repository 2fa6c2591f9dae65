/* Setter: what every part of layout needs to know while one document is set. */
#ifndef LAYOUT_SETTER_H
#define LAYOUT_SETTER_H

#include "layout/galley.h"
#include "layout/layout.h"

typedef struct {
    const char *name; /* as styles call the family; NULL of a fallback */
    const FontFamily *family;
    bool bold, italic;
    bool is_fallback;
    const Font *font; /* NULL when it could not be opened: already reported */
} Face;

/* What layout knows of a note; numbers follow the order of the marks. */
typedef struct {
    int number;  /* 0 until its mark was met */
    Tag *tag;    /* TAG_NOTE */
    Mpt measure; /* of the column that its mark stands in */
    Galley galley;
    Mpt height; /* of the galley */
} NoteSetting;

/* The paragraph that a side note would stand beside. */
typedef struct {
    const Galley *galley; /* NULL for none */
    int first, count;     /* its strips */
    Mpt text_left;        /* where its lines begin */
    Mpt baseline;         /* of the first one, below its top */
} SideAnchor;

struct Piece;
struct Break;
struct Fragment;

/* Memory used again for each paragraph, so that a table of many cells needs little:
 * what inline_make() returns holds until it is called again. */
typedef struct {
    Text text;
    int *ends;
    int ends_capacity;
    char *breaks;
    int breaks_capacity;
    signed char *levels;
    int levels_capacity;
    struct Piece *pieces;
    int piece_capacity;
    struct Break *line_breaks;
    int line_break_capacity;
    struct Fragment *fragments;
    int fragment_capacity;
    int *order;
    int order_capacity;
    signed char *fragment_levels;
    int fragment_levels_capacity;
    Galley lines; /* of paragraph_into() */
} Workbench;

typedef struct {
    const Document *document;
    FontStore *fonts;
    HyphenExceptions *exceptions; /* NULL for none */
    Arena *arena;
    Diags *diags;
    Pages *pages;
    Face *faces;
    int face_count, face_capacity;
    ImageStore *images;
    Galley *galley; /* of the whole document */
    struct References *references;
    NoteSetting *notes; /* one for each of the document's */
    int notes_numbered;
    Grounds grounds; /* counts on from pass to pass */
    SideAnchor side_anchor;
    SideNote *side_made;           /* the last one */
    SideNote *side_again;          /* to be set anew; NULL for none */
    const PageSet *page_set;       /* that the block being set stands on */
    Mpt measure;                   /* width of a column */
    Mpt page_room;                 /* height of the text on a page, whole grid lines */
    Mpt margin_left, margin_right; /* the least of its pages */
    Tag *section;                  /* the innermost section's tag: notes hang there */
    bool leftwards;      /* the document runs from right to left: see mirror.h */
    Origin block_origin; /* of the block being set, for runs without an origin */
    /* In furniture, after all pages are known. */
    const char *page_number, *page_count;
    const char *page_sections[MARK_COUNT];
    bool failed;
    Workbench bench;
} Setter;

/* What is set from now on stands on these pages. */
void setter_turn(Setter *setter, const PageSet *pages);

/* Width of the text between the margins, and of one of its columns. */
Mpt pages_measure(const PageSet *pages);
Mpt pages_column(const PageSet *pages);

/* Height of the text on a page, in whole grid lines. */
Mpt master_room(const PageMaster *master, Mpt grid);

/* The face; a missing one falls back to the family's regular, an unknown family to the
 * first one.  NULL after a diagnostic: the document cannot be set. */
const Font *setter_font(Setter *setter, const char *family, bool bold, bool italic,
                        Origin origin);

/* The same, with the family that it is of. */
const Font *setter_face(Setter *setter, const char *name, bool bold, bool italic,
                        Origin origin, const FontFamily **family);

/* A fallback's face, or its regular one; NULL after a diagnostic. */
const Font *setter_fallback(Setter *setter, const FontFamily *fallback, bool bold,
                            bool italic);

/* Text in a style of its own, without runs: labels, tick marks.  Missing characters are
 * reported at the block's origin. */
const Shaped *setter_shape(Setter *setter, const Style *style, const char *text);

/* Places such text with its baseline at y; `align` says what of it stands at x. */
void setter_text(Setter *setter, Strip *strip, Tag *tag, const Shaped *shaped,
                 Colour colour, Mpt x, Mpt y, Align align);

/* `items`, or a fresh array when it holds fewer than `count`; contents may be lost. */
void *setter_room(Setter *setter, void *items, int count, int *capacity, size_t size);

/* Cuts those strips from `first` on that are taller than a page's text; all that follow
 * may move. */
void galley_cut_tall(Setter *setter, Galley *galley, int first);

/* Where the baseline lies below the top of a line of this size and leading. */
Mpt line_baseline(const Style *style);

/* `origin`, or the block's when it says nothing. */
Origin setter_origin(const Setter *setter, Origin origin);

/* The number of the note, given when first asked for; -1 when there is no such note. */
int setter_note_number(Setter *setter, int note, Origin origin);

/* Says that the note's mark, not one that is an artifact, stands in the strip. */
void setter_place_mark(Setter *setter, Strip *strip, int note);

#endif
