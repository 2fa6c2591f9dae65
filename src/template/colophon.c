/* What a briefing is made of: its files, each with the beginning of its digest, the
 * date that it stands for and the program.  The findings hold the digests whole. */
#include <string.h>

#include "template/composer.h"

enum { DIGITS_SHOWN = 12 };

static void add_row(Composer *composer, Table *table, RowKind kind, const char *name,
                    const char *digest, Origin origin) {
    const char *const texts[] = {name, digest};
    Row row = {.kind = kind, .origin = origin};
    row.cells = arena_array(composer->arena, 2, sizeof *row.cells);
    row.cell_count = 2;
    for (int i = 0; i < 2; i++)
        row.cells[i] = (Cell){
            .text = texts[i], .line = origin.line, .column_span = 1, .row_span = 1};
    table->rows = arena_grow(composer->arena, table->rows, table->row_count,
                             &table->row_capacity, sizeof row);
    table->rows[table->row_count++] = row;
}

static void add_files(Composer *composer, Table *table, Origin origin) {
    add_row(composer, table, ROW_HEAD, locale_word(composer->locale, WORD_FILE),
            "SHA-256", origin);
    for (const XmlNode *n = xml_first_element(composer->tree); n;
         n = xml_next_element(n)) {
        if (strcmp(n->name, "file") != 0) continue;
        const char *digest = xml_attribute(n, "sha256");
        size_t length = strlen(digest);
        add_row(composer, table, ROW_BODY, xml_attribute(n, "name"),
                arena_copy(composer->arena, digest,
                           length < DIGITS_SHOWN ? length : DIGITS_SHOWN),
                origin);
    }
}

/* "As of 20 June 2026. Made with mkreport 0.1.0." */
static void say_made(Composer *composer, Table *table, Origin origin) {
    Text date = {.arena = composer->arena}, words = {.arena = composer->arena};
    locale_date(composer->locale, composer->brief->as_of, DATE_LONG, &date);
    const char *const said[] = {text_string(&date),
                                xml_attribute(composer->tree, "program")};
    locale_phrase(composer->locale, WORD_MADE, said, &words);
    runs_add(composer->arena, &table->notes, RUN_TEXT, origin)->text =
        text_string(&words);
}

bool compose_colophon(Composer *composer, const XmlNode *node, Target *target) {
    static const Column columns[] = {
        {.kind = COLUMN_FRACTION, .width = 1, .align = ALIGN_LEFT, .heads = true},
        {.kind = COLUMN_CONTENT, .align = ALIGN_LEFT}};
    Table *table;
    Block *block = new_table(composer, node, target, "sources", &table);
    table->columns = arena_array(composer->arena, 2, sizeof *columns);
    memcpy(table->columns, columns, sizeof columns);
    table->column_count = 2;
    if (!compose_runs(composer, node, &table->caption)) return false;
    add_files(composer, table, node->origin);
    say_made(composer, table, node->origin);
    Misfit misfit;
    table_arrange(table, composer->scratch, &misfit);
    number_caption(composer, block, &table->caption);
    return true;
}
