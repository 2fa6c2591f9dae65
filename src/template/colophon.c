/* What a briefing is made of: its files, each with the beginning of its digest, the
 * date that it stands for and the program.  The findings hold the digests whole. */
#include <string.h>

#include "template/writing.h"

enum { DIGITS_SHOWN = 12 };

/* Two files stand side by side. */
enum { PAIRS = 2, COLUMNS = 2 * PAIRS };

static void add_pair(const Writer *writer, Row *row, const char *name,
                     const char *digest) {
    writer_cell(writer, row, name);
    writer_cell(writer, row, digest);
}

/* The files in the order in which they were read, down the left pair first. */
static void add_files(const Writer *writer) {
    const Composer *composer = writer->composer;
    Table *table = writer->table;
    Row *head = writer_row(writer, ROW_HEAD);
    for (int i = 0; i < PAIRS; i++)
        add_pair(writer, head, locale_word(composer->locale, WORD_FILE), "SHA-256");
    int count = 0;
    for (const XmlNode *n = xml_first_element(composer->tree); n;
         n = xml_next_element(n))
        count += strcmp(n->name, "file") == 0;
    const int first = table->row_count, height = (count + PAIRS - 1) / PAIRS;
    for (int i = 0; i < height; i++)
        writer_row(writer, ROW_BODY);
    int at = 0;
    for (const XmlNode *n = xml_first_element(composer->tree); n;
         n = xml_next_element(n)) {
        if (strcmp(n->name, "file") != 0) continue;
        const char *digest = xml_attribute(n, "sha256");
        size_t length = strlen(digest);
        if (at == height) at = 0;
        add_pair(writer, &table->rows[first + at++], xml_attribute(n, "name"),
                 arena_copy(composer->arena, digest,
                            length < DIGITS_SHOWN ? length : DIGITS_SHOWN));
    }
    if (count % PAIRS) add_pair(writer, &table->rows[first + height - 1], NULL, NULL);
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
        {.kind = COLUMN_FRACTION, .width = 1, .align = ALIGN_LEFT},
        {.kind = COLUMN_CONTENT, .align = ALIGN_LEFT},
        {.kind = COLUMN_FRACTION, .width = 1, .align = ALIGN_LEFT},
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
