/* Cells of the program's own tables, and the names that stand in them. */
#include "template/writing.h"

#include <string.h>

#include "template/locales.h"

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

const char *bracketed(const Composer *composer, const char *text) {
    Text out = {.arena = composer->arena};
    locale_phrase(composer->locale, WORD_BRACKETED, &text, &out);
    return text_string(&out);
}

const char *result_name(const Composer *composer, const Result *result) {
    const char *name = result->label ? result->label : result->id;
    const bool is_last = strncmp(result->id, "last:", 5) == 0;
    if (!is_last && strncmp(result->id, "revised:", 8) != 0) return name;
    const Word word = is_last ? WORD_LAST_EDITION : WORD_CHANGE;
    return arena_print(composer->arena, "%s%s", name,
                       bracketed(composer, locale_word(composer->locale, word)));
}

/* A case has a name of its own, for in some languages "low" is another word of a case
 * than of a confidence. */
static const char *key_name(Composer *composer, const char *key) {
    const char *own = arena_print(composer->scratch, "key-%s", key);
    const char *word = code_word(composer, own);
    if (word == own) word = code_word(composer, key);
    return word == key ? label_name(composer->template, "", key, composer->brief->lang,
                                    composer->arena)
                       : word;
}

const char *figure_name(Composer *composer, const Figure *figure) {
    Text text = {.arena = composer->arena};
    const char *dot = strchr(figure->key, '.');
    if (figure->period) {
        locale_period(composer->locale, figure->period, true, &text);
        return text_string(&text);
    }
    const Result *of = dot ? map_get(composer->findings->result_by_id,
                                     arena_copy(composer->scratch, figure->key,
                                                (size_t) (dot - figure->key)))
                           : NULL;
    if (!of || of == figure->result) return key_name(composer, figure->key);
    const Figure *named = figure_by_id(composer, figure->key);
    return arena_print(composer->arena, "%s%s%s", result_name(composer, of),
                       composer->locale->list_comma,
                       named ? figure_name(composer, named)
                             : key_name(composer, dot + 1));
}
