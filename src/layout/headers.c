/* Which header cells speak for a cell, where its place alone does not tell: in a table
 * whose heads span columns or rows, or whose rows stand in groups.  A cell names the
 * nearest heads, and these the ones above or left of them, as PDF has it: of its
 * columns, and left of it in its row, whose outermost head is that of its group. */
#include "layout/table.h"

typedef struct {
    Tag *tag;
    int end; /* the first row that it does not reach */
} RowHead;

typedef struct {
    Setter *setter;
    const TableSetting *setting;
    Tag **column_heads; /* by column: the lowest head so far; NULL for none */
    RowHead *row_heads; /* by column: the latest */
    Tag *group;         /* of the rows below a ROW_GROUP; NULL for none */
} Heads;

static bool spans(const Row *row, const Column *columns) {
    for (int c = 0; c < row->cell_count; c++) {
        const Cell *cell = &row->cells[c];
        bool heads = row->kind == ROW_HEAD || columns[cell->column].heads;
        if (heads && (cell->column_span > 1 || cell->row_span > 1)) return true;
    }
    return false;
}

static bool names_heads(const Table *table) {
    for (int i = 0; i < table->row_count; i++)
        if (table->rows[i].kind == ROW_GROUP || spans(&table->rows[i], table->columns))
            return true;
    return false;
}

/* Names the heads of the columns that the cell covers, and `beside`, if any. */
static void name(const Heads *heads, const Cell *cell, Tag *tag, Tag *beside) {
    const int span = table_span(heads->setting, cell);
    Tag **named = arena_array(heads->setter->arena, span + 2, sizeof *named);
    int count = 0;
    for (int c = cell->column; c < cell->column + span; c++) {
        Tag *head = heads->column_heads[c];
        if (head && (!count || named[count - 1] != head)) named[count++] = head;
    }
    if (beside) named[count++] = beside;
    for (int i = 0; i < count; i++)
        named[i]->is_named = true;
    if (count) tag->heads = named;
}

/* An empty cell heads nothing. */
static void read_head(const Heads *heads, const Row *row, Tag *tag) {
    for (int c = 0; c < row->cell_count; c++, tag = tag->next) {
        const Cell *cell = &row->cells[c];
        const int end = cell->column + table_span(heads->setting, cell);
        name(heads, cell, tag, NULL);
        for (int k = cell->column; k < end && tag->kind == TAG_HEADER_CELL; k++)
            heads->column_heads[k] = tag;
    }
}

static void read_body(Heads *heads, const Row *row, int index, Tag *tag) {
    if (row->kind != ROW_BODY) heads->group = NULL;
    Tag *first = tag, *beside = heads->group;
    for (int k = 0, c = 0; k < heads->setting->table->column_count; k++) {
        RowHead *head = &heads->row_heads[k];
        if (c < row->cell_count && row->cells[c].column == k) {
            const Cell *cell = &row->cells[c++];
            if (row->kind != ROW_GROUP || tag != first) name(heads, cell, tag, beside);
            if (tag->kind == TAG_HEADER_CELL)
                *head = (RowHead){tag, index + cell_rows(cell)};
            tag = tag->next;
        }
        if (head->end > index) beside = head->tag;
    }
    if (row->kind == ROW_GROUP && first && first->kind == TAG_HEADER_CELL)
        heads->group = first;
}

void table_name_heads(Setter *setter, const TableSetting *setting, const Tag *tag) {
    const Table *table = setting->table;
    if (setter->document->untagged || !names_heads(table)) return;
    Heads heads = {.setter = setter, .setting = setting};
    Arena *arena = setter->arena;
    heads.column_heads = arena_array(arena, table->column_count, sizeof(Tag *));
    heads.row_heads = arena_array(arena, table->column_count, sizeof(RowHead));
    int index = 0;
    for (const Tag *part = tag->first_child; part; part = part->next)
        for (const Tag *rows = part->first_child; rows; rows = rows->next) {
            if (rows->kind != TAG_ROW) continue;
            const Row *row = &table->rows[index];
            if (row->kind == ROW_HEAD)
                read_head(&heads, row, rows->first_child);
            else
                read_body(&heads, row, index, rows->first_child);
            index++;
        }
}
