/* The document tree: making blocks and runs, and walking them in reading order without
 * recursion, so that a template's nesting never decides how deep the stack grows. */
#include "doc/doc.h"

Block *block_new(Arena *arena, BlockKind kind, Block *parent, const Style *style,
                 Origin origin) {
    Block *block = arena_alloc(arena, sizeof *block);
    block->kind = kind;
    block->style = style;
    block->origin = origin;
    block->parent = parent;
    block->width = 1;
    if (!parent) return block;
    if (parent->last_child)
        parent->last_child->next = block;
    else
        parent->first_child = block;
    parent->last_child = block;
    return block;
}

Run *runs_add(Arena *arena, Runs *runs, RunKind kind, Origin origin) {
    Run *run = arena_alloc(arena, sizeof *run);
    run->kind = kind;
    run->origin = origin;
    if (runs->last)
        runs->last->next = run;
    else
        runs->first = run;
    runs->last = run;
    return run;
}

int cell_columns(const Cell *cell) {
    return cell->column_span < 1 ? 1 : cell->column_span;
}

int cell_rows(const Cell *cell) {
    return cell->row_span < 1 ? 1 : cell->row_span;
}

/* Seats the cells of a row; `busy` says for how many rows, from this one on, a cell
 * from above reaches into each column.  Returns how many columns are filled. */
static int arrange_row(const Table *table, Row *row, int *busy) {
    int column = 0;
    for (int c = 0; c < row->cell_count; c++) {
        Cell *cell = &row->cells[c];
        while (column < table->column_count && busy[column] > 0)
            column++;
        cell->column = (unsigned short) column;
        int end = column + cell_columns(cell);
        for (int i = column; i < end && i < table->column_count; i++)
            busy[i] = cell_rows(cell);
        column = end;
    }
    while (column < table->column_count && busy[column] > 0)
        column++;
    for (int i = 0; i < table->column_count; i++)
        if (busy[i] > 0) busy[i]--;
    return column;
}

bool table_arrange(Table *table, Arena *scratch, Misfit *misfit) {
    int *busy = arena_array(scratch, table->column_count + 1, sizeof *busy);
    for (int r = 0; r < table->row_count; r++) {
        int width = arrange_row(table, &table->rows[r], busy);
        *misfit = (Misfit){r, width, false};
        if (width != table->column_count) return false;
    }
    misfit->reaches_out = true;
    for (int i = 0; i < table->column_count; i++)
        if (busy[i] > 0) return false;
    return true;
}

static const char *copy_text(Arena *arena, const char *text) {
    return text ? arena_string(arena, text) : NULL;
}

void runs_copy(Arena *arena, Runs *into, const Runs *from) {
    for (const Run *run = from->first; run; run = run->next) {
        Run *copy = runs_add(arena, into, run->kind, run->origin);
        *copy = *run;
        copy->text = copy_text(arena, run->text);
        copy->next = NULL;
    }
}

Runs cell_runs(const Cell *cell, const Row *row, Run *plain) {
    if (!cell->text) return cell->extra ? cell->extra->runs : (Runs){NULL, NULL};
    *plain = (Run){.kind = RUN_TEXT,
                   .text = cell->text,
                   .figure = cell->figure,
                   .origin = {row->origin.file, cell->line}};
    return (Runs){plain, plain};
}

Run *runs_prepend(Arena *arena, Runs *runs, Origin origin) {
    Runs before = {NULL, NULL};
    Run *run = runs_add(arena, &before, RUN_TEXT, origin);
    run->next = runs->first;
    runs->first = run;
    if (!runs->last) runs->last = run;
    return run;
}

const char *runs_text(Arena *arena, const Runs *runs) {
    Text text = {.arena = arena};
    for (const Run *run = runs->first; run; run = run->next) {
        if (run->kind == RUN_TEXT && run->text)
            text_add(&text, run->text);
        else if (run->kind == RUN_BREAK)
            text_add_char(&text, ' ');
    }
    return text_string(&text);
}

const Block *block_following(const Block *block, const Block *root, int *depth) {
    if (block->first_child) {
        ++*depth;
        return block->first_child;
    }
    while (block != root) {
        if (block->next) return block->next;
        block = block->parent;
        --*depth;
        if (!block) break;
    }
    return NULL;
}
