/* Tables that the program writes itself, row by row. */
#ifndef TEMPLATE_WRITING_H
#define TEMPLATE_WRITING_H

#include "template/composer.h"

typedef struct {
    Composer *composer;
    Table *table;
    int columns; /* the most cells of a row */
    Origin origin;
} Writer;

/* A cell that is being written. */
typedef struct {
    Runs runs;
    Space space_waits;
    Inline text;
} Writing;

/* An empty one, which must stay where it is. */
void writing_begin(Writing *writing);

/* Adds words; `figure` is the id of the finding that they print, or NULL. */
void writing_say(const Writer *writer, Writing *writing, const char *words,
                 const char *figure);

/* A row without cells; it holds until the next one is made. */
Row *writer_row(const Writer *writer, RowKind kind);

/* Adds a cell of plain text, which may be NULL, or of what was written. */
Cell *writer_cell(const Writer *writer, Row *row, const char *text);
Cell *writer_add(const Writer *writer, Row *row, const Writing *writing);

#endif
