/* Document: what a briefing says, in reading order, before anybody knows where on paper
 * it goes.  A tree of blocks with inline runs, tables and chart descriptions.  Built
 * once by the template stage, then only read.  Lengths in thousandths of a point. */
#ifndef DOC_DOC_H
#define DOC_DOC_H

#include <stdbool.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/length.h"
#include "base/text.h"

typedef enum {
    ALIGN_LEFT,
    ALIGN_JUSTIFY,
    ALIGN_CENTRE,
    ALIGN_RIGHT,
    ALIGN_DECIMAL
} Align;

/* OpenType features a style or a run asks for; bits of a set. */
typedef enum {
    FEATURE_OLDSTYLE = 1,  /* onum: figures with ascenders and descenders, for prose */
    FEATURE_TABULAR = 2,   /* tnum and lnum: figures of one width, for tables */
    FEATURE_SMALLCAPS = 4, /* smcp */
    FEATURE_SUPERSCRIPT = 8, /* sups: true superior figures */
} Feature;

/* How a block is set.  Resolved: nothing is inherited any more. */
typedef struct {
    const char *name;
    const char *family; /* names a FontFamily of the document */
    bool bold, italic;
    unsigned features; /* Feature bits */
    Colour colour;
    Mpt size;         /* type size */
    Mpt leading;      /* baseline to baseline */
    Mpt space_before; /* dropped at the top of a page */
    Mpt space_after;
    Mpt indent_left, indent_right;
    Mpt first_indent; /* of the first line, beyond indent_left; may be negative */
    Align align;
    bool hyphenate;
    /* Of justified lines, in thousandths: how much of a word space a line may take away
     * and add before it is as tight or as loose as is good, 0 for what suits the face;
     * and by how much letters may be narrowed or widened to fill it. */
    int tightness, looseness, expansion;
    bool protrude; /* stops, hyphens and quotes hang a little outside the margins */
    bool keep_with_next; /* no page break between this block and the next */
    bool keep_together;  /* no page break inside */
    bool has_background, has_rule;
    Colour background; /* of a box, a table's zebra or key-figure tile */
    Colour rule;       /* colour of rules of a box or a table */
    Mpt rule_width;
    Mpt padding; /* between a box's edge and its content */
} Style;

/* A family and its four faces as font files; bold, italic and bold_italic may be NULL.
 * Characters that it lacks are looked for along its fallbacks. */
typedef struct FontFamily {
    const char *name; /* NULL of a fallback */
    const char *regular, *bold, *italic, *bold_italic;
    const char *scripts; /* of a fallback: ISO 15924 codes, NULL for any script */
    struct FontFamily *fallback; /* the next one to ask; NULL for none */
    Origin origin;
} FontFamily;

typedef enum {
    RUN_TEXT,
    RUN_BREAK,       /* a forced line break */
    RUN_NOTE,        /* the mark of footnote `note` */
    RUN_PAGE,        /* the page that `link` leads to, behind `text` */
    RUN_PAGE_NUMBER, /* in page furniture only */
    RUN_PAGE_COUNT,
    RUN_SECTION /* the title of one of the page's sections, in furniture only */
} RunKind;

/* Which of the sections on a page its running head names. */
typedef enum {
    MARK_TOP,   /* that the page begins in */
    MARK_FIRST, /* the first that begins on the page, else the one that goes on there */
    MARK_LAST,  /* that the page ends in */
    MARK_COUNT
} SectionMark;

/* A stretch of text set alike.  Adds to the block's style; never takes away. */
typedef struct Run {
    RunKind kind;
    /* RUN_TEXT: UTF-8, white space already folded; RUN_PAGE: what stands before the
     * number, may be NULL. */
    const char *text;
    bool bold, italic;
    bool citation;      /* of a source's mark, left out where the text stands again */
    bool reference;     /* a cross-reference, whose words and page are one link */
    const char *anchor; /* that links lead to; NULL for none */
    /* RUN_PAGE: one more of the list that the run before begins or goes on with, which
     * is printed in the order of the pages, each once. */
    bool goes_on;
    unsigned features; /* Feature bits beside the style's */
    bool has_colour;
    Colour colour;
    const char *link;        /* a web address or "#anchor"; NULL for none */
    const char *description; /* of the link, when its text says too little; or NULL */
    const char
        *figure; /* id of the finding printed here, NULL when it is author's text */
    const char *lang; /* when it differs from the document's; BCP 47 */
    /* Part of a formula: what is heard of it.  All of its runs have the same
     * pointer. */
    const char *formula;
    int note;         /* RUN_NOTE: index into Document.notes */
    SectionMark mark; /* RUN_SECTION */
    Origin origin;
    struct Run *next;
} Run;

typedef struct {
    Run *first, *last;
} Runs;

typedef struct Block Block;

/* ---- tables ---- */

typedef enum {
    COLUMN_CONTENT, /* as wide as its widest cell, shrunk when there is no room */
    COLUMN_FIXED,   /* `width` in Mpt */
    COLUMN_FRACTION /* `width` parts of the room left over */
} ColumnKind;

typedef struct {
    ColumnKind kind;
    Mpt width;
    Align align;
    bool heads; /* its cells name their rows */
    bool carry; /* its sums so far stand where a page ends and the next begins */
} Column;

/* What most cells do not have. */
typedef struct {
    Runs runs;           /* text that is not of one plain run */
    const Block *blocks; /* its children are the cell's paragraphs and lists; or NULL */
    bool has_align;      /* overrides the column's */
    Align align;
    bool has_bar;    /* a small bar beside the text, for change columns */
    double bar;      /* -1 to 1 of the column's width */
    double *spark;   /* values of a small line beside the text, NAN for gaps */
    int spark_count; /* 0 for none */
} CellExtra;

/* Long tables have a million cells, most of them a word or a figure. */
typedef struct {
    const char *text;      /* one plain run; NULL for an empty cell, or other content */
    const char *figure;    /* id of the finding that `text` prints, or NULL */
    CellExtra *extra;      /* NULL for a plain cell */
    int line;              /* in the file of the row's origin */
    unsigned short column; /* its first, from 0: table_arrange() */
    unsigned char column_span, row_span; /* 0 is 1 */
} Cell;

typedef enum { ROW_HEAD, ROW_GROUP, ROW_BODY, ROW_TOTAL, ROW_FOOT } RowKind;

typedef struct {
    RowKind kind;
    Cell *cells;
    int cell_count;
    Origin origin;
    const char *const *carried; /* sums after it, one for each column that carries; NULL
                                   when nothing was added up so far */
} Row;

typedef struct {
    Runs caption;
    Column *columns;
    int column_count;
    Row *rows; /* ROW_HEAD rows come first and are repeated on every page; ROW_FOOT rows
                  come last */
    bool foot_repeats; /* ROW_FOOT rows stand at the end of every part */
    int row_count, row_capacity;
    Runs notes; /* source and symbols, below the last row; may be empty */
    const Style *caption_style, *head_style, *body_style, *note_style;
    bool zebra;
} Table;

/* ---- charts ---- */

/* What a chart draws.  The first group stands on dates or numbers, the second on names
 * below each other or side by side, the third has a form of its own. */
typedef enum {
    CHART_LINE,
    CHART_AREA,
    CHART_SCATTER,
    CHART_BUBBLE,    /* areas as `size` */
    CHART_HISTOGRAM, /* classes from `low` to `high` */
    CHART_TIMELINE,  /* steps on a ladder, whose rungs the points name */
    CHART_COLUMN,    /* upright */
    CHART_WATERFALL, /* each column starts where the last one ended */
    CHART_BAR,       /* lying */
    CHART_DOT,
    CHART_LOLLIPOP,
    CHART_RANGE,   /* from `low` to `high` */
    CHART_TORNADO, /* from `low` to `high` around the one value of the middle */
    CHART_BULLET,  /* `y` against the mark `size`, before the range */
    CHART_RANKING, /* a ranked table with bars */
    CHART_SPARKLINE,
    CHART_SLOPE,
    CHART_HEAT,  /* `name` by `to` */
    CHART_TILES, /* a tile for each country, at column `x` and row `low` */
    CHART_FLOW,  /* from `name` to `to` */
    CHART_KIND_COUNT
} ChartKind;

/* How several series share the places of columns, bars and areas. */
typedef enum {
    ARRANGE_GROUPED,
    ARRANGE_STACKED,
    ARRANGE_SHARE,    /* stacked to 100 */
    ARRANGE_DIVERGING /* above and below zero in two colours */
} Arrange;

/* Colours by meaning, resolved by the document's palette. */
typedef enum {
    ROLE_HOUSE,
    ROLE_ACCENT,
    ROLE_CONTEXT,
    ROLE_MUTED,
    ROLE_SECOND, /* further series */
    ROLE_THIRD,
    ROLE_COUNT
} Role;

typedef struct {
    double x;         /* a date in years, 2025-07 is 2025.5, or another number */
    const char *name; /* the category, as printed */
    const char *to;   /* CHART_FLOW: where it goes; CHART_HEAT: the column */
    double y;         /* NAN when missing: a gap */
    double low, high; /* of a band or range, when it has one */
    double size;      /* CHART_BUBBLE: its area; CHART_BULLET: the mark; 0 for none */
    const char *text; /* the value as printed, NULL for no label */
    const char *figure;
    bool has_range;
    bool provisional; /* drawn lighter or dashed */
    bool forecast;    /* likewise, and with its band */
    bool rebased;     /* the series breaks before it: no line leads here */
    bool highlight;   /* in the accent colour */
    bool total;       /* CHART_WATERFALL: stands on zero */
} ChartPoint;

typedef struct {
    const char *label; /* stands at the line's end; NULL for none */
    Role role;
    ChartPoint *points;
    int point_count;
} ChartSeries;

/* A thin vertical at `x` with a short label: a tariff, a deal.  With `to` a tint from
 * the one to the other. */
typedef struct {
    double x;
    const char *label;
    double to;
    bool is_span;
} ChartEvent;

/* A value to hold the data against: a line, or a tint from `low` to `high`. */
typedef struct {
    double low, high;
    const char *label;
    bool is_span;
} ChartReference;

typedef struct {
    ChartKind kind;
    Arrange arrange;
    Runs title;    /* the finding */
    Runs subtitle; /* what is measured, unit, for whom */
    Runs notes;    /* source and note, below */
    ChartSeries *series;
    int series_count;
    ChartEvent *events;
    int event_count;
    ChartReference *references;
    int reference_count;
    const char *x_title, *y_title; /* of the axes; NULL for none */
    bool logarithmic;              /* the axis of the values */
    bool dated;                    /* x is a date */
    int panels;  /* beside each other, one for each series; 0 for one picture */
    double from; /* where the axis of the values starts, when has_from */
    bool has_from;
    int year_start;  /* month in which years of the data begin; 0 and 1 are January */
    int per_year;    /* periods of the data in a year, 0 when unknown */
    int places;      /* decimals of values in words: three figures of the largest */
    Mpt height;      /* of the plot area with its axis labels */
    const char *alt; /* for readers who do not see it */
    const char *const *months;    /* twelve short names; NULL for numbers */
    const char *quarter, *fiscal; /* formats: of its number; of two years */
    char decimal_separator[8], group_separator[8]; /* of the axis labels */
    const Style *title_style, *subtitle_style, *label_style, *note_style;
} Chart;

/* ---- pictures ---- */

typedef struct {
    const char *path;  /* PNG or JPEG */
    Mpt width, height; /* the most that it takes, 0 for as wide or high as it is */
    const char *alt;   /* NULL for one that only decorates */
    Runs caption, notes;
    const Style *caption_style, *note_style;
} Picture;

/* ---- key figures ---- */

typedef struct {
    Runs label;    /* "Goods deficit, 2024" */
    Runs value;    /* "USD 68.3 bn" */
    Runs detail;   /* unit, period, change */
    double *spark; /* values of the sparkline, NAN for gaps; NULL for none */
    int spark_count;
    Role role;
} KeyFigure;

typedef struct {
    KeyFigure *figures;
    int count;
    int per_row;
    const Style *label_style, *value_style, *detail_style;
} KeyFigures;

/* ---- paper ---- */

/* A running head or foot: one line with a part at each side. */
typedef struct {
    Runs left, right;
} PageLine;

/* One page's paper, margins, and running head and foot. */
typedef struct {
    Mpt width, height;
    Mpt margin_top, margin_right, margin_bottom, margin_left;
    PageLine head, foot;
} PageMaster;

typedef enum {
    NUMBERS_ARABIC,
    NUMBERS_ROMAN, /* i, ii, iii */
    NUMBERS_CAPITAL_ROMAN,
    NUMBERS_COUNT
} NumberStyle;

/* Which master a page has: pages with odd numbers lie right in an opened booklet. */
typedef enum { PAGE_FIRST, PAGE_LEFT, PAGE_RIGHT, PAGE_SIDES } PageSide;

enum { MOST_COLUMNS = 4 };

/* Pages that text flows through.  Their masters have one measure, so that text is set
 * before anybody knows on which of them it will stand. */
typedef struct {
    const char *name;               /* NULL for the pages that a document begins with */
    PageMaster masters[PAGE_SIDES]; /* PAGE_FIRST of the first page of a stretch */
    int columns;                    /* 1 to MOST_COLUMNS */
    Mpt gutter;                     /* between columns */
    Mpt column_rule; /* thickness of the line in the gutter, 0 for none */
    NumberStyle numbers;
    const char *prefix; /* before the number; NULL for none */
    int start;          /* number of a stretch's first page; 0 goes on counting */
} PageSet;

/* ---- blocks ---- */

typedef enum {
    BLOCK_SECTION,   /* children; `level` 1 to 6, its heading is its first child */
    BLOCK_HEADING,   /* runs; `level` */
    BLOCK_PARAGRAPH, /* runs */
    BLOCK_LIST,      /* children: BLOCK_ITEM */
    BLOCK_ITEM,      /* children; `marker` */
    BLOCK_QUOTE,     /* children: paragraphs, then an attribution paragraph */
    BLOCK_BOX,       /* children, on a tinted ground */
    BLOCK_COLUMNS,   /* children: BLOCK_COLUMN, side by side */
    BLOCK_COLUMN,    /* children */
    BLOCK_TABLE,
    BLOCK_CHART,
    BLOCK_PICTURE,
    BLOCK_KEY_FIGURES,
    BLOCK_RULE, /* a line across the measure */
    BLOCK_PAGE_BREAK,
    BLOCK_SIDE_NOTE, /* runs; beside the paragraph before it */
    BLOCK_CONTENTS,  /* runs: its title; children: BLOCK_ENTRY */
    BLOCK_ENTRY      /* runs; `level` from 1; `target`, whose page it prints */
} BlockKind;

typedef enum {
    NUMBERING_NONE, /* bullets */
    NUMBERING_DECIMAL,
    NUMBERING_LETTERS,
    NUMBERING_ROMAN,
    NUMBERING_TERMS /* terms stand for markers */
} Numbering;
/* Where a block goes that need not stand where it is mentioned. */
typedef enum {
    FLOAT_AUTO, /* here; a chart without room at the top of the next column */
    FLOAT_HERE,
    FLOAT_TOP,
    FLOAT_BOTTOM
} FloatPlace;

struct Block {
    BlockKind kind;
    const Style *style;
    Origin origin;      /* the template line that made it */
    const char *anchor; /* id that links and bookmarks point to; NULL for none */
    Block *parent, *first_child, *last_child, *next;
    Runs runs;
    int level;
    const char *marker; /* BLOCK_ITEM: bullet or number as printed */
    /* Of a section, table, chart or item that has one: "3", "1.2", "b". */
    const char *number;
    Numbering numbering;     /* BLOCK_LIST */
    Runs term;               /* BLOCK_ITEM: what it describes */
    const char *target;      /* BLOCK_ENTRY: "#" and an anchor */
    int from_pages;          /* BLOCK_CONTENTS: left out of a document of fewer pages */
    const Style *head_style; /* BLOCK_CONTENTS: of its title; BLOCK_ITEM: of its term */
    Mpt width;               /* BLOCK_COLUMN: parts of the room, at least 1 */
    Table *table;
    Chart *chart;
    Picture *picture;
    KeyFigures *key_figures;
    const PageSet *pages; /* of a section or page break; NULL for those before it */
    FloatPlace place;     /* of a table, chart, box or tiles */
    bool across;          /* through all columns of the page */
    bool leads_back;      /* names pages of what stands before it, many of them */
};

typedef struct {
    Runs runs;
    Origin origin;
} Note;

/* A word that is divided at its hyphens only: "mi-cro-type"; nowhere without one. */
typedef struct {
    const char *lang, *word;
} HyphenException;

typedef struct {
    const char *title, *author, *subject, *lang; /* lang is BCP 47 */
    const char
        *verdict;     /* the answer in a line, for lists of briefings; NULL for none */
    const char *date; /* edition date, YYYY-MM-DD */
    const char *continued; /* stands right behind a caption repeated on a later page */
    const char *no_data;   /* stands in a chart without data */
    const char *note;      /* heard before the number of a footnote's mark */
    const char *carried_forward, *brought_forward; /* before sums at a page's end */
    bool bookmarks_tables, bookmarks_figures;      /* those with a caption or title */
    bool alone;         /* by one of many processes: no threads */
    bool untagged;      /* for no screen reader: cells get no tags of their own */
    PageSet *page_sets; /* the first is that of the document */
    int page_set_count;
    Mpt grid; /* baseline grid, 0 for none */
    const Style *furniture_style;
    FontFamily *families;
    int family_count;
    const HyphenException *exceptions;
    int exception_count;
    Colour palette[ROLE_COUNT];
    Colour ink;              /* of text and axes */
    Colour faint;            /* of grid lines and hairlines */
    const Style *note_style; /* footnotes */
    Block *root;             /* a BLOCK_SECTION of level 0 */
    Note *notes;
    int note_count, note_capacity;
} Document;

/* Appends a new block to `parent` (NULL for a root). */
Block *block_new(Arena *arena, BlockKind kind, Block *parent, const Style *style,
                 Origin origin);

/* Appends a zeroed run. */
Run *runs_add(Arena *arena, Runs *runs, RunKind kind, Origin origin);

/* Copies of runs and of their texts, behind those that `into` has. */
void runs_copy(Arena *arena, Runs *into, const Runs *from);

/* Gives each cell its column, behind those that cells of rows above reach down into.
 * False, with the row and what it fills, when a row does not fill the table's columns
 * or a cell reaches beyond the last row. */
typedef struct {
    int row, width;
    bool reaches_out;
} Misfit;
bool table_arrange(Table *table, Arena *scratch, Misfit *misfit);

/* Columns and rows that a cell covers, 1 at least. */
int cell_columns(const Cell *cell);
int cell_rows(const Cell *cell);

/* The runs of a cell of `row`; those of a plain one are `*plain`, which must outlive
 * them. */
Runs cell_runs(const Cell *cell, const Row *row, Run *plain);

/* Puts a text run, yet without text, before the others. */
Run *runs_prepend(Arena *arena, Runs *runs, Origin origin);

/* The text of the runs joined, without marks; in `arena`. */
const char *runs_text(Arena *arena, const Runs *runs);

/* The block after `block` in reading order below `root`: its first child, else its next
 * sibling, else that of the nearest ancestor; NULL at the end.  `*depth` follows. */
const Block *block_following(const Block *block, const Block *root, int *depth);

/* Writes the document as indented text, a line each block and run, for golden tests and
 * for people who debug a template. */
void document_dump(const Document *document, Text *out);

#endif
