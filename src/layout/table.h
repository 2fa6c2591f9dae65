/* Tables, inside layout: columns are measured first, then rows are set one by one. */
#ifndef LAYOUT_TABLE_H
#define LAYOUT_TABLE_H

#include "layout/setter.h"

/* What is known of a column before the width of the table is. */
typedef struct {
    Mpt natural;  /* on one line, but heads on two */
    Mpt head;     /* heads on one line */
    Mpt least;    /* its widest word */
    Mpt whole;    /* ALIGN_DECIMAL: widest part in front of the point */
    Mpt fraction; /* and behind it, with the point */
    bool has_bar;
    Mpt x, width; /* of its text, from the table's left edge */
} ColumnSetting;

typedef struct {
    const Table *table;
    const Style *style; /* of the block, may be NULL */
    Mpt x, width;       /* room for the table */
    ColumnSetting *columns;
    Mpt table_width;
    Mpt padding; /* beside the text of a column */
    Mpt edge;    /* left of the first and right of the last column */
    /* Cells' lines stand closer than rows do: a row is its lines and the slack. */
    Style body, strong, head;
    Mpt body_slack, head_slack;
} TableSetting;

enum { BAR_ROOM = 34000, ROW_INDENT = 7000 };

/* Measures all cells and gives each column its place. */
void table_columns(Setter *setter, TableSetting *setting, Origin origin);

/* The style of a row's cells. */
const Style *table_row_style(const TableSetting *setting, RowKind kind);

/* How a cell is aligned: as its column unless it says itself; a head over figures is
 * set right, a spanning cell left. */
Align table_cell_align(const TableSetting *setting, const Row *row, const Cell *cell,
                       int column);

/* Width in front of the cell's decimal point, and behind it. */
typedef struct {
    Mpt whole, fraction, hanging; /* superscripts behind the number */
} DecimalWidths;

DecimalWidths table_decimal(Setter *setter, const Runs *runs, const Style *style);

/* Columns that a cell covers, within the table. */
int table_span(const TableSetting *setting, const Cell *cell, int column);

#endif
