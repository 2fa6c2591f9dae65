/* The appendix of figures: where each that is printed comes from, and where it stands.
 * A group for each result, a row for each of its figures or for neighbours. */
#include "template/provenance.h"

#include <math.h>
#include <string.h>

#include "template/locales.h"
#include "template/writing.h"

/* Exact values have so many figures; a list of inputs names so many. */
enum { VALUE_FIGURES = 6, MOST_PLACES = 8, MOST_INPUTS = 6 };

#define DASH     "\xE2\x80\x93"
#define POINT    " \xC2\xB7 "
#define ELLIPSIS NBSP "\xE2\x80\xA6 "

/* ---- cells ---- */

/* "2024", "1985–2025", "central", "AUS … USA (12)" where some between do not count. */
static const char *row_key(Composer *composer, const ProvenanceRow *row) {
    Text text = {.arena = composer->arena};
    text_add(&text, figure_name(composer, row->first));
    if (row->first != row->last) {
        text_add(&text, row->last->period ? DASH : ELLIPSIS);
        text_add(&text, figure_name(composer, row->last));
    }
    if (row->count <= row->last - row->first)
        text_add(&text,
                 bracketed(composer, arena_print(composer->scratch, "%d", row->count)));
    return text_string(&text);
}

/* Decimals that show six figures of the number, and no zeros behind them. */
static int exact_places(double number) {
    int before = number != 0 ? (int) floor(log10(fabs(number))) + 1 : 1;
    int places = VALUE_FIGURES - before;
    if (places < 0) places = 0;
    if (places > MOST_PLACES) places = MOST_PLACES;
    double scaled = round(fabs(number) * pow(10, places));
    while (places > 0 && fmod(scaled, 10) == 0) {
        scaled /= 10;
        places--;
    }
    return places;
}

static void add_value(const Composer *composer, const Figure *figure, Text *out) {
    if (figure->value.state != VALUE_NUMBER) {
        locale_no_number(composer->locale, figure->value.state, out);
        return;
    }
    const Unit unit = figure->result->unit;
    NumberFormat format = figure_format(figure);
    const double number = figure->value.number;
    format.with_unit = format.short_unit = true;
    format.places = exact_places(number * pow(10, unit.multiplier - format.scale));
    locale_number(composer->locale, number, unit, format, out);
}

/* What is not usual about the row's value: its status, its grade. */
static void add_marks(Composer *composer, const ProvenanceRow *row, Text *text) {
    const Figure *figure = row->first;
    const char *status = locale_status(composer->locale, figure->value.status);
    const char *words[2];
    int count = 0;
    if (figure->value.state == VALUE_NUMBER && status) words[count++] = status;
    if (figure->confidence != CONFIDENCE_HIGH && row->last == figure)
        words[count++] = confidence_word(composer, figure->confidence);
    if (count == 2)
        words[0] = arena_print(composer->scratch, "%s%s%s", words[0],
                               composer->locale->list_comma, words[1]);
    if (count) text_add(text, bracketed(composer, words[0]));
}

/* The exact value. */
static const char *row_value(Composer *composer, const ProvenanceRow *row) {
    Text text = {.arena = composer->arena};
    const Figure *figure = row->first;
    add_value(composer, figure, &text);
    if (row->last != figure && figure->value.state == VALUE_NUMBER) {
        text_add(&text, ELLIPSIS);
        add_value(composer, row->last, &text);
    }
    add_marks(composer, row, &text);
    return text_string(&text);
}

static const char *row_print(const Composer *composer, const ProvenanceRow *row) {
    const bool is_one = row->first == row->last;
    if (!row->first_text || (!is_one && !row->last_text)) return DASH;
    if (is_one || strcmp(row->first_text, row->last_text) == 0) return row->first_text;
    return arena_print(composer->arena, "%s" ELLIPSIS "%s", row->first_text,
                       row->last_text);
}

/* ---- where it comes from ---- */

/* "us-japan-goods.xml:34" */
static const char *place_of(const Composer *composer, Origin row) {
    const char *name = strrchr(row.file, '/');
    return arena_print(composer->arena, "%s:%d", name ? name + 1 : row.file, row.line);
}

/* The last of the inputs from `first` on that stand side by side in one result. */
static int last_neighbour(const Figure *figure, int first) {
    const Figure **inputs = figure->inputs;
    int last = first;
    while (last + 1 < figure->input_count && inputs[last + 1] == inputs[last] + 1 &&
           inputs[last + 1]->result == inputs[first]->result)
        last++;
    return last;
}

static void say_input(const Writer *writer, Writing *writing, const Figure *first,
                      const Figure *last) {
    Composer *composer = writer->composer;
    const ProvenanceRow *row = provenance_row(composer, first);
    /* What was read and not printed is found in its file. */
    if (!row && first == last && first->row.line) {
        writing_say(writer, writing, place_of(composer, first->row), NULL);
        return;
    }
    const char *name = figure_id(first, composer->arena);
    if (last != first) name = arena_print(composer->arena, "%s..%s", name, last->key);
    writing->text.look.link = row ? row->target : NULL;
    writing_say(writer, writing, name, NULL);
    writing->text.look.link = NULL;
}

static void say_inputs(const Writer *writer, Writing *writing, const Figure *figure) {
    Composer *composer = writer->composer;
    int parts = 0;
    for (int i = 0; i < figure->input_count; parts++) {
        if (parts) writing_say(writer, writing, composer->locale->list_comma, NULL);
        if (parts == MOST_INPUTS) {
            const char *rest =
                arena_print(composer->arena, "%d", figure->input_count - i);
            Text words = {.arena = composer->arena};
            locale_phrase(composer->locale, WORD_MORE, &rest, &words);
            writing_say(writer, writing, text_string(&words), NULL);
            return;
        }
        int last = last_neighbour(figure, i);
        say_input(writer, writing, figure->inputs[i], figure->inputs[last]);
        i = last + 1;
    }
}

/* Table and vintage of the one source that a figure was read from. */
static void say_source(const Writer *writer, Writing *writing, const Source *source) {
    Composer *composer = writer->composer;
    const Locale *locale = composer->locale;
    Text date = {.arena = composer->arena}, vintage = {.arena = composer->arena};
    if (source->table)
        writing_say(writer, writing, arena_print(composer->arena, " %s", source->table),
                    NULL);
    if (!source->vintage.year) return;
    locale_date(locale, source->vintage, DATE_SHORT, &date);
    const char *said = text_string(&date);
    locale_phrase(locale, WORD_VINTAGE, &said, &vintage);
    writing_say(writer, writing,
                arena_print(composer->arena, "%s %s", source->table ? "," : "",
                            text_string(&vintage)),
                NULL);
}

static void say_sources(const Writer *writer, Writing *writing,
                        const ProvenanceRow *row) {
    Composer *composer = writer->composer;
    SourceNumbers numbers = {0};
    const PrintedFigure *printed = row->of->figures;
    for (const Figure *figure = row->first; figure <= row->last; figure++) {
        if (!printed[figure - row->of->result->figures].is_printed) continue;
        for (int i = 0; i < figure->source_count; i++)
            source_numbers_add(composer, &numbers, figure->sources[i]->id);
    }
    if (!numbers.count) return;
    add_source_marks(composer, &writing->text, &numbers, writer->origin);
    if (numbers.count == 1 && row->first->input_count <= 1)
        say_source(writer, writing, row->first->sources[0]);
}

static void say_origin(const Writer *writer, Writing *writing,
                       const ProvenanceRow *row) {
    const Composer *composer = writer->composer;
    const Figure *first = row->first, *last = row->last;
    if (!first->input_count && first->row.line) {
        writing_say(writer, writing, place_of(composer, first->row), NULL);
        if (last != first && last->row.line)
            writing_say(writer, writing,
                        arena_print(composer->arena, DASH "%d", last->row.line), NULL);
    }
    say_inputs(writer, writing, first);
    if (last != first && last->input_count) {
        writing_say(writer, writing, ELLIPSIS, NULL);
        say_inputs(writer, writing, last);
    }
    say_sources(writer, writing, row);
}

/* ---- the table ---- */

enum {
    COLUMN_KEY,
    COLUMN_PRINTED,
    COLUMN_VALUE,
    COLUMN_ORIGIN,
    COLUMN_PLACES,
    COLUMNS
};

typedef struct {
    Word word;
    Mpt parts; /* of the table's width */
} ProvenanceColumn;

static void add_head(const Writer *writer, const ProvenanceColumn *columns, int count) {
    Table *table = writer->table;
    table->column_count = count;
    table->columns =
        arena_array(writer->composer->arena, count, sizeof *table->columns);
    Row *head = writer_row(writer, ROW_HEAD);
    for (int i = 0; i < count; i++) {
        table->columns[i] = (Column){.kind = COLUMN_FRACTION,
                                     .width = columns[i].parts,
                                     .align = ALIGN_LEFT,
                                     .heads = i == COLUMN_KEY};
        writer_cell(writer, head,
                    locale_word(writer->composer->locale, columns[i].word));
    }
}

static bool is_foreign(const Composer *composer) {
    const char *lang = composer->brief->lang;
    return strcmp(lang, "en") != 0 && strncmp(lang, "en-", 3) != 0;
}

/* The formula, of what was not only read or taken over; in English whatever the
 * document's language is. */
static void say_formula(const Writer *writer, Writing *writing,
                        const PrintedResult *of) {
    Composer *composer = writer->composer;
    const Run *before = writing->runs.last;
    writing_say(writer, writing, of->result->id, NULL);
    writing->text.look.lang = is_foreign(composer) ? "en" : NULL;
    if (of->rows->first->input_count <= 1 || !of->result->formula) return;
    writing_say(writer, writing,
                arena_print(composer->arena, " = %s", of->result->formula), NULL);
    formula_mark(composer, &writing->runs, before, NULL);
}

static void say_quietly(const Writer *writer, Writing *writing, const char *words) {
    writing->text.look.has_colour = true;
    writing->text.look.colour = writer->composer->template->quiet;
    writing_say(writer, writing, words, NULL);
}

/* "Goods balance – balance = exports − imports". */
static void add_group(const Writer *writer, const PrintedResult *of) {
    Row *row = writer_row(writer, ROW_GROUP);
    Writing words;
    writing_begin(&words);
    if (of->result->label)
        writing_say(writer, &words, result_name(writer->composer, of->result), NULL);
    words.text.look.has_colour = true;
    words.text.look.colour = writer->composer->template->quiet;
    if (of->result->label) writing_say(writer, &words, " " DASH " ", NULL);
    say_formula(writer, &words, of);
    writer_add(writer, row, &words);
    row->cells[0].column_span = COLUMNS;
}

/* "1985 −USD 46,152 m … 2025 −USD 64,448 m": the first and the last exact value. */
static void say_values(const Writer *writer, Writing *writing,
                       const ProvenanceRow *row) {
    Composer *composer = writer->composer;
    const Figure *ends[] = {row->first, row->last};
    for (int i = 0; i < (row->first == row->last ? 1 : 2); i++) {
        Text value = {.arena = composer->arena};
        if (i) writing_say(writer, writing, ELLIPSIS, NULL);
        say_quietly(writer, writing, figure_name(composer, ends[i]));
        writing->text.look.has_colour = false;
        text_add(&value, NBSP);
        add_value(composer, ends[i], &value);
        if (ends[i] == row->last) add_marks(composer, row, &value);
        writing_say(writer, writing, text_string(&value), NULL);
    }
}

/* A row for all figures of the result: their values, and quietly where they come
 * from. */
static void add_result(const Writer *writer, const PrintedResult *of) {
    Composer *composer = writer->composer;
    Row *made = writer_row(writer, ROW_BODY);
    const ProvenanceRow *row = of->rows;
    Writing label, origin, places;
    writing_begin(&label);
    writing_begin(&origin);
    writing_begin(&places);
    label.text.look.anchor = row->anchor;
    writing_say(writer, &label, result_name(composer, of->result), NULL);
    say_values(writer, &origin, row);
    say_quietly(writer, &origin, POINT);
    say_formula(writer, &origin, of);
    origin.text.look.lang = NULL;
    say_sources(writer, &origin, row);
    add_pages(composer, &places.text, &row->places, writer->origin);
    writer_add(writer, made, &label);
    writer_add(writer, made, &origin);
    writer_add(writer, made, &places);
}

static void add_figure(const Writer *writer, const ProvenanceRow *row) {
    Composer *composer = writer->composer;
    Row *made = writer_row(writer, ROW_BODY);
    Writing key, origin, places;
    writing_begin(&key);
    writing_begin(&origin);
    writing_begin(&places);
    key.text.look.anchor = row->anchor;
    writing_say(writer, &key, row_key(composer, row), NULL);
    say_origin(writer, &origin, row);
    add_pages(composer, &places.text, &row->places, writer->origin);
    writer_add(writer, made, &key);
    writer_cell(writer, made, row_print(composer, row));
    writer_cell(writer, made, row_value(composer, row));
    writer_add(writer, made, &origin);
    writer_add(writer, made, &places);
}

static void add_figures(const Writer *writer, const PrintedResult *results) {
    static const ProvenanceColumn columns[COLUMNS] = {{WORD_FIGURES, 33},
                                                      {WORD_AS_PRINTED, 26},
                                                      {WORD_VALUE, 44},
                                                      {WORD_COMPUTED_FROM, 92},
                                                      {WORD_PAGES, 15}};
    add_head(writer, columns, COLUMNS);
    for (const PrintedResult *of = results; of; of = of->next) {
        add_group(writer, of);
        for (const ProvenanceRow *row = of->rows; row; row = row->next)
            add_figure(writer, row);
    }
}

static void add_results(const Writer *writer, const PrintedResult *results) {
    static const ProvenanceColumn columns[] = {
        {WORD_FIGURES, 60}, {WORD_VALUE, 133}, {WORD_PAGES, 17}};
    add_head(writer, columns, 3);
    const Locale *locale = writer->composer->locale;
    writer->table->rows->cells[1].text = arena_print(
        writer->composer->arena, "%s" POINT "%s", locale_word(locale, WORD_VALUE),
        locale_word(locale, WORD_COMPUTED_FROM));
    for (const PrintedResult *of = results; of; of = of->next)
        add_result(writer, of);
}

bool compose_provenance(Composer *composer, const XmlNode *node, Target *target) {
    const bool by_result = attribute_word(node, "rows", PROVENANCE_WORDS, 0) == 1;
    const bool linked = attribute_word(node, "links", FLAG_WORDS, 1) == 1;
    if (composer->printed_results) {
        diag_report(composer->diags, FAULT_DATA, node->origin,
                    "a second <provenance/>: each figure has one row");
        return false;
    }
    PrintedResult *results = provenance_find(composer, by_result, linked);
    if (!results) return true;
    Table *table;
    Block *block = new_table(composer, node, target, "sources", &table);
    Writer writer = {composer, table, COLUMNS, node->origin};
    block->leads_back = true;
    if (!compose_runs(composer, node, &table->caption)) return false;
    if (by_result)
        add_results(&writer, results);
    else
        add_figures(&writer, results);
    Misfit misfit;
    table_arrange(table, composer->scratch, &misfit);
    number_caption(composer, block, &table->caption);
    return true;
}
