/* Tables, inside layout: columns are measured first, then rows are set one by one. */
#ifndef LAYOUT_TABLE_H
#define LAYOUT_TABLE_H

#include "layout/setter.h"

/* What is known of a column before the width of the table is. */
enum { LONG_TABLE = 2000 /* rows from which on they are set late */ };

typedef struct {
    Mpt natural;  /* on one line, but heads on two */
    Mpt head;     /* heads on one line */
    Mpt least;    /* its widest word */
    Mpt whole;    /* ALIGN_DECIMAL: widest part in front of the point */
    Mpt fraction; /* and behind it, with the point */
    bool has_bar;
    Mpt x, width; /* of its text, from the table's left edge */
    Mpt widest;   /* of its own cells on one line, beside which bars have room */
} ColumnSetting;

typedef struct {
    const Table *table;
    const Style *style; /* of the block, may be NULL */
    Mpt x, width;       /* room for the table */
    ColumnSetting *columns;
    bool too_narrow; /* for its columns: reported, not to be set */
    Mpt table_width;
    Mpt padding; /* beside the text of a column */
    Mpt edge;    /* left of the first and right of the last column */
    /* Cells' lines stand closer than rows do: a row is its lines and the slack. */
    Style body, strong, head;
    Mpt body_slack, head_slack;
    bool late; /* its rows are set when their pages are read */
} TableSetting;

enum {
    BAR_ROOM = 34000,
    ROW_INDENT = 7000,
    HEAVY_RULE = 800, /* above the head and below the last row */
    LIGHT_RULE = 400, /* below the head, above a total */
    HAIRLINE = 300,   /* above a group */
    RULE_GAP = 2500   /* between a rule and the text below it, beside the line's own */
};

/* Measures all cells and gives each column its place. */
void table_columns(Setter *setter, TableSetting *setting, Origin origin);

/* True when the text of all cells of the row fits into its columns on one line each;
 * asks for plain cells only. */
bool table_row_fits(Setter *setter, const TableSetting *setting, const Row *row,
                    Mpt indent);

/* The style of a row's cells. */
const Style *table_row_style(const TableSetting *setting, RowKind kind);

/* How a cell is aligned: as its column unless it says itself; a head over figures is
 * set right, a spanning cell left. */
Align table_cell_align(const TableSetting *setting, const Row *row, const Cell *cell);

/* Width in front of the cell's decimal point, and behind it. */
typedef struct {
    Mpt whole, fraction, hanging; /* superscripts behind the number */
} DecimalWidths;

/* How wide the parts of a number are that is aligned by its decimal sign. */
DecimalWidths table_decimal(Setter *setter, const Runs *runs, const Style *style);

/* Columns that a cell covers, within the table. */
int table_span(const TableSetting *setting, const Cell *cell);

/* ---- cells.c ---- */

/* A cell on its way into its row. */
typedef struct {
    const Row *row;
    const Cell *cell;
    Mpt x, width;
    Tag *tag;
} CellPlace;

/* Sets the paragraphs and lists of a cell with their top at 0; returns their height. */
Mpt cell_blocks_set(Setter *setter, const TableSetting *setting, const CellPlace *place,
                    Strip *strip);

/* The width of a cell's paragraphs and lists with each on one line, and the least that
 * holds their widest words. */
void cell_blocks_widths(Setter *setter, const TableSetting *setting, const Row *row,
                        const Cell *cell, Mpt *natural, Mpt *least);

/* ---- rows.c ---- */

/* A row on its way into the galley. */
typedef struct {
    const TableSetting *setting;
    const Row *row;
    int index;     /* of Table.rows */
    Tag *tag;      /* of the row; NULL for an artifact */
    bool indented; /* below a group row */
    bool striped;  /* on a ground */
    bool first, last;
} RowPlace;

/* Makes the tags of the row and its cells; `rows` itself in an untagged document. */
Tag *row_tags(Setter *setter, const TableSetting *setting, const Row *row, Tag *rows);

/* Sets the rows [first, first + count), which cells may span, and adds a strip for each
 * to the galley, or one for each line of a row that is taller than half a page. */
void rows_add(Setter *setter, const RowPlace *places, int count, Galley *galley,
              TableHead *head);

/* Sets one row that no cell spans as it stands on its page. */
void row_set(Setter *setter, const RowPlace *place, Strip *strip);

/* The height of a row whose cells have one line each. */
Mpt row_line_height(const RowPlace *place);

/* The colour of the table's rules. */
Colour table_rule_colour(const Setter *setter, const TableSetting *setting);

/* ---- table.c ---- */

/* The line that says what the columns add up to after row `index`, at the end of a page
 * or at the top of the next; NULL when nothing was added up. */
const Strip *table_carry(Setter *setter, const TableHead *head, int index,
                         bool forward);

/* ---- headers.c ---- */

/* Gives the cells below the table's tag their `heads`, where it needs them. */
void table_name_heads(Setter *setter, const TableSetting *setting, const Tag *tag);

/* ---- late.c ---- */

/* Adds a strip of which only the height is known: the row is set when its page is read,
 * by the `place`, which must last as long. */
void late_row_add(Setter *setter, const RowPlace *place, Galley *galley,
                  TableHead *head);

/* True when the row may be set late: a body row of plain cells of one line each. */
bool late_row_may(Setter *setter, const RowPlace *place);

/* ---- cut.c ---- */

/* Cuts a strip between its lines; returns the pieces, as strips with their own items
 * and notes, or none when it cannot be cut.  What stands side by side without a gap
 * stays whole up to a height of `whole`. */
Strip *strip_cut(Setter *setter, const Strip *strip, Mpt whole, int *count);

#endif
