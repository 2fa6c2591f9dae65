/* What a briefing is made of: its files, each with its digest, the date that it stands
 * for and the program. */
#include <string.h>

#include "template/writing.h"

enum { GROUP = 8, COLUMNS = 2 };

/* A digest in groups, which are read one by one and may stand on several lines. */
static const char *grouped(Arena *arena, const char *digest) {
    Text text = {.arena = arena};
    for (size_t i = 0; digest[i]; i++) {
        if (i && i % GROUP == 0) text_add_char(&text, ' ');
        text_add_char(&text, digest[i]);
    }
    return text_string(&text);
}

static void add_file(const Writer *writer, RowKind kind, const char *name,
                     const char *digest) {
    Row *row = writer_row(writer, kind);
    writer_cell(writer, row, name);
    writer_cell(writer, row, digest);
}

/* The files in the order in which they were read. */
static void add_files(const Writer *writer) {
    const Composer *composer = writer->composer;
    add_file(writer, ROW_HEAD, locale_word(composer->locale, WORD_FILE), "SHA-256");
    for (const XmlNode *n = xml_first_element(composer->tree); n;
         n = xml_next_element(n))
        if (strcmp(n->name, "file") == 0)
            add_file(writer, ROW_BODY, xml_attribute(n, "name"),
                     grouped(composer->arena, xml_attribute(n, "sha256")));
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
    table->columns = arena_array(composer->arena, COLUMNS, sizeof *columns);
    memcpy(table->columns, columns, sizeof columns);
    table->column_count = COLUMNS;
    if (!compose_runs(composer, node, &table->caption)) return false;
    add_files(&(Writer){composer, table, COLUMNS, node->origin});
    say_made(composer, table, node->origin);
    Misfit misfit;
    table_arrange(table, composer->scratch, &misfit);
    number_caption(composer, block, &table->caption);
    return true;
}
