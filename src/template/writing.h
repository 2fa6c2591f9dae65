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

/* The text in brackets as they stand behind words: " (provisional)". */
const char *bracketed(const Composer *composer, const char *text);

/* What a result is called: its label, else its id; behind it which of the two it is, of
 * what <since-last-edition> sets beside it. */
const char *result_name(const Composer *composer, const Result *result);

/* What a figure is called among those of its result: "2024", "low case"; of another
 * result's figure with that one's name, "Goods balance, 2024". */
const char *figure_name(Composer *composer, const Figure *figure);

#endif
