/* Pages: everything at its place, before it is PDF.  Positions in thousandths of a
 * point from the page's upper left corner, y downwards; text stands on its baseline.
 * Built by layout, read by pdf, dumped for golden tests. */
#ifndef PAGES_PAGES_H
#define PAGES_PAGES_H

#include <stdbool.h>

#include "base/diag.h"
#include "base/length.h"
#include "base/text.h"
#include "image/image.h"
#include "type/type.h"

/* The structure of the document for readers who do not see it, in reading order. */
typedef enum {
    TAG_DOCUMENT,
    TAG_PART, /* sections that belong together */
    TAG_SECTION,
    TAG_HEADING, /* `level` 1 to 6 */
    TAG_PARAGRAPH,
    TAG_LIST,
    TAG_ITEM,
    TAG_LABEL,
    TAG_ITEM_BODY,
    TAG_QUOTE,
    TAG_TABLE,
    TAG_CAPTION,
    TAG_TABLE_HEAD,
    TAG_TABLE_BODY,
    TAG_TABLE_FOOT,
    TAG_ROW,
    TAG_HEADER_CELL, /* of columns, or with `heads_row` of rows */
    TAG_CELL,
    TAG_FIGURE, /* `alt` */
    TAG_NOTE,
    TAG_ASIDE,     /* a note beside the text, read after its paragraph */
    TAG_REFERENCE, /* the mark of a note */
    TAG_SPAN,      /* `lang` */
    TAG_FORMULA,   /* `alt` */
    TAG_LINK,
    TAG_DIVISION, /* a box, a column */
    TAG_CONTENTS, /* a table of contents, or a list of tables */
    TAG_CONTENTS_ITEM,
    TAG_COUNT
} TagKind;

/* What the labels of a list are. */
typedef enum {
    LIST_PLAIN,
    LIST_BULLETS,
    LIST_DECIMAL,
    LIST_LETTERS,
    LIST_ROMAN
} ListNumbering;

typedef struct Tag {
    TagKind kind;
    int level;                 /* TAG_HEADING; TAG_LIST: a ListNumbering */
    int column_span, row_span; /* cells; 0 and 1 are the same */
    bool heads_row;            /* TAG_HEADER_CELL */
    bool is_named;             /* TAG_HEADER_CELL: among the `heads` of another cell */
    const char *alt;           /* TAG_FIGURE, TAG_FORMULA, TAG_LINK */
    const char *lang;          /* when it differs from the document's */
    /* Cells: the header cells that speak for it, outermost first, then NULL; NULL where
     * these are as one expects, above it and at the left. */
    struct Tag *const *heads;
    struct Tag *parent, *first_child, *last_child, *next;
    int number; /* free for the writer of the PDF */
} Tag;

typedef struct {
    Mpt x, y;
} Point;

typedef enum { PATH_MOVE, PATH_LINE, PATH_CURVE, PATH_CLOSE } PathOp;

/* PATH_CURVE uses all three points (two controls, then the end), the others
 * points[0]. */
typedef struct {
    PathOp op;
    Point points[3];
} PathSegment;

typedef enum { CAP_BUTT, CAP_ROUND } LineCap;

typedef struct {
    const PathSegment *segments;
    int segment_count;
    bool filled, stroked;
    Colour fill, stroke;
    Mpt width;   /* of the stroke */
    Mpt dash[2]; /* on and off; 0, 0 is solid */
    LineCap cap; /* joins are round when caps are */
} Path;

typedef struct {
    const Shaped *shaped;
    Colour colour;
    Mpt x, y;
    int expansion; /* thousandths by which glyphs are wider than shaped; may be < 0 */
    Mpt space; /* room a justified line puts behind it: a word space was printed here */
    Mpt tracking; /* room between its glyphs, of a justified line of ideographs */
    /* What a reader hears or copies when it is not the text itself: a divided word
     * whole where it begins, "" for its hyphen and its other parts; NULL otherwise. */
    const char *actual_text;
    const char *figure; /* id of the finding printed, NULL for author's text */
} TextItem;

/* A rectangle that leads somewhere. */
typedef struct {
    Mpt x, y, width, height;
    const char *target; /* web address or "#anchor" */
    const char *description;
} LinkItem;

/* A place that links and bookmarks lead to. */
typedef struct {
    const char *name;
    Mpt y;
} AnchorItem;

/* What is set when its page is read: a row of a table too long to be kept. */
typedef struct {
    const void *row; /* layout's own */
    Mpt x, y, width, height;
} LateItem;

/* An image, upright and stretched to fill its rectangle. */
typedef struct {
    Mpt x, y, width, height;
    const Image *image;
} ImageItem;

typedef enum {
    ITEM_TEXT,
    ITEM_PATH,
    ITEM_LINK,
    ITEM_ANCHOR,
    ITEM_IMAGE,
    ITEM_LATE
} ItemKind;

/* Items stand in reading order, so that marked content does. */
typedef struct {
    ItemKind kind;
    Tag *tag; /* NULL: an artifact (furniture, rules, grounds) */
    Origin origin;
    union {
        TextItem text;
        Path path;
        LinkItem link;
        AnchorItem anchor;
        LateItem late;
        ImageItem image;
    };
} Item;

typedef enum { LABEL_ARABIC, LABEL_ROMAN, LABEL_CAPITAL_ROMAN, LABEL_COUNT } LabelStyle;

/* How a page is called: viewers find it by the number that is printed on it. */
typedef struct {
    LabelStyle style;
    const char *prefix; /* NULL for none */
    int number;         /* from 1 */
} PageLabel;

typedef struct {
    Mpt width, height;
    Item *items;
    int item_count, item_capacity;
    bool has_late; /* some items are ITEM_LATE: read it with a PageReader */
    PageLabel label;
} Page;

/* A bookmark; children follow their parent with a higher level. */
typedef struct {
    const char *title;
    int level; /* from 1 */
    int page;  /* index */
    Mpt y;
} Bookmark;

/* How late items are set; the words of a page last until the next one begins. */
typedef struct {
    void (*begin)(void *user);
    void (*set)(void *user, const LateItem *late, Arena *arena, Page *into);
    void *user;
    const Shaped *const *samples; /* words that together have each glyph of theirs */
    int sample_count;
} LateSetting;

typedef struct {
    const char *title, *author, *subject, *lang;
    const char *date; /* a day, YYYY-MM-DD, or a moment of calendar.h */
    Page *pages;
    int page_count, page_capacity;
    Tag *structure;     /* TAG_DOCUMENT */
    bool untagged;      /* the PDF leaves the structure out */
    ImageStore *images; /* all that was opened for them, by its path */
    Bookmark *bookmarks;
    int bookmark_count, bookmark_capacity;
    LateSetting late;
} Pages;

/* The width that the text takes on the page. */
Mpt text_item_width(const TextItem *text);

/* Reads pages one by one, with their late items set. */
typedef struct {
    const Pages *pages;
    Arena *scratch; /* of one page */
    Page page;
} PageReader;

/* A reader is closed by freeing its `scratch`. */
PageReader page_reader(const Pages *pages, Arena *scratch);

/* The page with all its items, until the next one is read. */
const Page *page_read(PageReader *reader, int index);

/* Appends a zeroed page or item; pointers to earlier ones may move. */
Page *pages_add(Arena *arena, Pages *pages, Mpt width, Mpt height);
Item *page_add(Arena *arena, Page *page, ItemKind kind, Tag *tag, Origin origin);

/* The label as printed: "12", "iv", "A-3"; in `arena`. */
const char *label_text(Arena *arena, PageLabel label);

/* Whether two labels count in one series, differing by their numbers alone. */
bool label_same_series(PageLabel a, PageLabel b);

Tag *tag_new(Arena *arena, TagKind kind, Tag *parent);

/* Gives headings the levels that PDF/UA wants, whatever a template begins with: the
 * first is 1, and none is more than one below the one before. */
void headings_settle(const Pages *pages);

/* The tag after `tag` in reading order, NULL at the end of the structure; `*depth`
 * follows. */
Tag *tag_following(const Tag *tag, int *depth);

/* Name of a tag kind as PDF has it: "P", "Sect", "TH"; headings as "H1" to "H6". */
const char *tag_name(const Tag *tag);

/* A text, a line each item: place, size, font, words, and which line of a template or
 * brief made it.  For golden tests. */
void pages_dump(const Pages *pages, Text *out);

/* A text, a line each tag that holds something: its attributes and its own words, in
 * the order that a screen reader takes. */
void tags_dump(const Pages *pages, Text *out);

/* What must hold of any pages, reported as FAULT_BUG at the item's origin: every item
 * inside its page, links lead to anchors that exist.  False when something does not. */
bool pages_check(const Pages *pages, Diags *diags);

/* What should hold too, but costs more to find out than each edition need pay: no two
 * texts stand over each other (FAULT_WARNING: a template may ask for it), and on every
 * page text comes in the order of the structure, notes after it in theirs (FAULT_BUG).
 * Of faults beyond 20 only the number is told.  False when something does not hold. */
bool pages_prove(const Pages *pages, Diags *diags);

#endif
