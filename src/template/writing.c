/* Cells of the program's own tables. */
#include "template/writing.h"

void writing_begin(Writing *writing) {
    *writing = (Writing){.space_waits = SPACE_NONE};
    writing->text =
        (Inline){.runs = &writing->runs, .space_waits = &writing->space_waits};
}

void writing_say(const Writer *writer, Writing *writing, const char *words,
                 const char *figure) {
    inline_add(writer->composer, &writing->text, words, figure, writer->origin);
}

Row *writer_row(const Writer *writer, RowKind kind) {
    Arena *arena = writer->composer->arena;
    Table *table = writer->table;
    table->rows = arena_grow(arena, table->rows, table->row_count, &table->row_capacity,
                             sizeof *table->rows);
    Row *row = &table->rows[table->row_count++];
    *row = (Row){.kind = kind, .origin = writer->origin};
    row->cells = arena_array(arena, writer->columns, sizeof *row->cells);
    return row;
}

Cell *writer_cell(const Writer *writer, Row *row, const char *text) {
    Cell *cell = &row->cells[row->cell_count++];
    *cell = (Cell){
        .text = text, .line = writer->origin.line, .column_span = 1, .row_span = 1};
    return cell;
}

Cell *writer_add(const Writer *writer, Row *row, const Writing *writing) {
    Cell *cell = writer_cell(writer, row, NULL);
    if (!writing->runs.first) return cell;
    cell->extra = arena_alloc(writer->composer->arena, sizeof *cell->extra);
    cell->extra->runs = writing->runs;
    return cell;
}
