/* The figures that stand in a document: found in the document itself, so that what is
 * composed and then dropped has no row.  One walk notes each place that prints a
 * figure; then the figures of a result get their rows, and the places their links. */
#include "template/provenance.h"

#include <string.h>

/* Figures of tables and charts that share one row, when there are no fewer. */
enum { FEWEST_IN_RANGE = 4 };

/* A place that prints a figure: a run, a plain cell, or a block that draws it. */
typedef struct {
    const Figure *figure;
    PrintedFigure *printed;
    Block *block;
    Run *run;
    Cell *cell;
    const Row *cell_row;
} Print;

typedef struct {
    Composer *composer;
    PrintedResult *first, **last;
    Print *prints;
    int count, capacity;
} Walk;

/* ---- finding them ---- */

static PrintedResult *result_of(Walk *walk, const Result *result) {
    Composer *composer = walk->composer;
    PrintedResult *known = map_get(composer->printed_results, result->id);
    if (known) return known;
    known = arena_alloc(composer->work, sizeof *known);
    known->result = result;
    known->figures =
        arena_array(composer->work, result->figure_count, sizeof *known->figures);
    map_put(composer->printed_results, result->id, known);
    *walk->last = known;
    walk->last = &known->next;
    return known;
}

/* Notes a place; `text` is NULL for what is drawn. */
static void add_print(Walk *walk, Print print, const char *id, const char *text) {
    print.figure = id ? figure_by_id(walk->composer, id) : NULL;
    if (!print.figure) return;
    const Result *result = print.figure->result;
    print.printed = &result_of(walk, result)->figures[print.figure - result->figures];
    PrintedFigure *printed = print.printed;
    printed->is_printed = true;
    if (text) text += strspn(text, " ");
    if (!printed->text) printed->text = text;
    if (print.cell_row && !printed->cell_text) printed->cell_text = text;
    if (print.run && !print.cell_row) printed->in_text = true;
    walk->prints = arena_grow(walk->composer->work, walk->prints, walk->count,
                              &walk->capacity, sizeof print);
    walk->prints[walk->count++] = print;
}

static void read_runs(Walk *walk, Block *block, const Row *cell_row, const Runs *runs) {
    const Document *document = walk->composer->document;
    for (Run *run = runs->first; run; run = run->next) {
        add_print(walk, (Print){.block = block, .run = run, .cell_row = cell_row},
                  run->figure, run->text);
        if (run->kind == RUN_NOTE)
            read_runs(walk, block, NULL, &document->notes[run->note].runs);
    }
}

static void read_table(Walk *walk, Block *block) {
    Table *table = block->table;
    read_runs(walk, block, NULL, &table->caption);
    for (int r = 0; r < table->row_count; r++)
        for (int c = 0; c < table->rows[r].cell_count; c++) {
            Row *row = &table->rows[r];
            Cell *cell = &row->cells[c];
            if (cell->text)
                add_print(walk, (Print){.block = block, .cell = cell, .cell_row = row},
                          cell->figure, cell->text);
            else if (cell->extra)
                read_runs(walk, block, row, &cell->extra->runs);
        }
    read_runs(walk, block, NULL, &table->notes);
}

static void read_chart(Walk *walk, Block *block) {
    const Chart *chart = block->chart;
    read_runs(walk, block, NULL, &chart->title);
    read_runs(walk, block, NULL, &chart->subtitle);
    for (int s = 0; s < chart->series_count; s++)
        for (int p = 0; p < chart->series[s].point_count; p++)
            add_print(walk, (Print){.block = block}, chart->series[s].points[p].figure,
                      NULL);
    read_runs(walk, block, NULL, &chart->notes);
}

static void read_block(Walk *walk, Block *block) {
    read_runs(walk, block, NULL, &block->term);
    read_runs(walk, block, NULL, &block->runs);
    if (block->table) read_table(walk, block);
    if (block->chart) read_chart(walk, block);
    if (block->picture) {
        read_runs(walk, block, NULL, &block->picture->caption);
        read_runs(walk, block, NULL, &block->picture->notes);
    }
    for (int i = 0; block->key_figures && i < block->key_figures->count; i++) {
        const KeyFigure *key = &block->key_figures->figures[i];
        read_runs(walk, block, NULL, &key->label);
        read_runs(walk, block, NULL, &key->value);
        read_runs(walk, block, NULL, &key->detail);
    }
}

/* ---- rows ---- */

/* Whether one row can tell of both.  What is computed from several figures has their
 * sources, which change from one to the next; what was read keeps its own. */
static bool same_origin(const Figure *a, const Figure *b) {
    if (a->value.state != b->value.state || a->value.status != b->value.status)
        return false;
    if (a->input_count > 1 && b->input_count > 1) return true;
    if (a->confidence != b->confidence || a->source_count != b->source_count)
        return false;
    for (int i = 0; i < a->source_count; i++)
        if (a->sources[i] != b->sources[i]) return false;
    return true;
}

/* Called `name`, after its result or its figures. */
static ProvenanceRow *add_row(Composer *composer, const PrintedResult *of, int first,
                              int last, const char *name, ProvenanceRow ***end) {
    const Result *result = of->result;
    const PrintedFigure *a = &of->figures[first], *b = &of->figures[last];
    ProvenanceRow *row = arena_alloc(composer->work, sizeof *row);
    *row = (ProvenanceRow){.of = of,
                           .count = 1,
                           .first = &result->figures[first],
                           .last = &result->figures[last],
                           .first_text = a == b ? a->text : a->cell_text,
                           .last_text = b->cell_text};
    row->target = arena_print(composer->arena, "#figure:%s", name);
    row->anchor = row->target + 1;
    **end = row;
    *end = &row->next;
    return row;
}

/* The row of neighbours, or of one figure. */
static ProvenanceRow *add_own_row(Composer *composer, const PrintedResult *of,
                                  int first, int last, ProvenanceRow ***end) {
    const char *name =
        arena_print(composer->scratch, "%s%s%s", of->result->id,
                    first < last ? ".." : ".", of->result->figures[first].key);
    return add_row(composer, of, first, last, name, end);
}

/* Rows of the figures `first` to `last`, which are of one origin where they are
 * printed: one for all that stand in tables and charts when they are many, and one for
 * each other. */
static void add_rows(Composer *composer, const PrintedResult *of, int first, int last,
                     ProvenanceRow ***end) {
    PrintedFigure *figures = of->figures;
    ProvenanceRow *range = NULL;
    int alike = 0, count = 0;
    for (int i = first; i <= last; i++) {
        count += figures[i].is_printed;
        alike += figures[i].is_printed && !figures[i].in_text;
    }
    if (alike >= FEWEST_IN_RANGE) {
        range = add_own_row(composer, of, first, last, end);
        range->count = count;
    }
    for (int i = first; i <= last; i++)
        if (figures[i].is_printed)
            figures[i].row = range && !figures[i].in_text
                                 ? range
                                 : add_own_row(composer, of, i, i, end);
}

/* One row for all. */
static void find_row(Composer *composer, PrintedResult *of) {
    int first = -1, last = 0, count = 0;
    for (int i = 0; i < of->result->figure_count; i++) {
        if (!of->figures[i].is_printed) continue;
        if (first < 0) first = i;
        last = i;
        count++;
    }
    ProvenanceRow **end = &of->rows;
    ProvenanceRow *row = add_row(composer, of, first, last, of->result->id, &end);
    row->count = count;
    for (int i = first; i <= last; i++)
        if (of->figures[i].is_printed) of->figures[i].row = row;
}

static void find_rows(Composer *composer, PrintedResult *of) {
    const Result *result = of->result;
    ProvenanceRow **end = &of->rows;
    for (int i = 0; i < result->figure_count;) {
        int last = i, next = i + 1;
        if (of->figures[i].is_printed) {
            for (; next < result->figure_count; next++) {
                if (!of->figures[next].is_printed) continue;
                if (!same_origin(&result->figures[i], &result->figures[next])) break;
                last = next;
            }
            add_rows(composer, of, i, last, &end);
        }
        i = next;
    }
}

/* ---- links there and back ---- */

/* A plain cell gets a run that can lead somewhere. */
static Run *cell_run(Composer *composer, Cell *cell, const Row *row) {
    Run plain;
    const Runs runs = cell_runs(cell, row, &plain);
    if (!cell->extra) cell->extra = arena_alloc(composer->arena, sizeof *cell->extra);
    Run *run =
        runs_add(composer->arena, &cell->extra->runs, RUN_TEXT, runs.first->origin);
    *run = plain;
    cell->text = cell->figure = NULL;
    return run;
}

/* Where the row finds the print again: once for each block. */
static void add_place(Composer *composer, ProvenanceRow *row, const Print *print,
                      Run *run) {
    if (row->last_block == print->block) return;
    row->last_block = print->block;
    const char **name = run ? &run->anchor : &print->block->anchor;
    if (!*name) *name = arena_print(composer->arena, "printed:%d", ++composer->prints);
    CitedPlaces *places = &row->places;
    places->anchors = arena_grow(composer->work, places->anchors, places->count,
                                 &places->capacity, sizeof *places->anchors);
    places->anchors[places->count++] = *name;
}

static void link_print(Composer *composer, const Print *print, bool linked) {
    ProvenanceRow *row = print->printed->row;
    Run *run = print->run;
    bool is_new_place = row->last_block != print->block;
    if (print->cell && (linked || is_new_place))
        run = cell_run(composer, print->cell, print->cell_row);
    add_place(composer, row, print, run);
    if (!linked || !run || run->link) return;
    run->link = row->target;
    run->description = locale_word(composer->locale, WORD_WHERE_FROM);
}

static void walk_document(Walk *walk) {
    const Block *root = walk->composer->document->root;
    int depth = 0;
    walk->last = &walk->first;
    walk->composer->printed_results = map_new(walk->composer->work);
    for (const Block *b = root; b; b = block_following(b, root, &depth))
        read_block(walk, (Block *) b);
}

PrintedResult *provenance_find(Composer *composer, bool by_result, bool linked) {
    Walk walk = {.composer = composer};
    walk_document(&walk);
    for (PrintedResult *of = walk.first; of; of = of->next)
        (by_result ? find_row : find_rows)(composer, of);
    for (int i = 0; i < walk.count; i++)
        link_print(composer, &walk.prints[i], linked);
    return walk.first;
}

/* The first print without a row among those of the whole document, NULL when each has
 * one. */
static const Print *find_unlisted(const Composer *composer, const Walk *walk) {
    for (int i = 0; i < walk->count; i++)
        if (!provenance_row(composer, walk->prints[i].figure)) return &walk->prints[i];
    return NULL;
}

void provenance_check(Composer *composer) {
    if (!composer->printed_results) return;
    Map *listed = composer->printed_results;
    Walk walk = {.composer = composer};
    walk_document(&walk);
    composer->printed_results = listed;
    const Print *print = find_unlisted(composer, &walk);
    if (print)
        diag_report(composer->diags, FAULT_WARNING, print->block->origin,
                    "'%s' is printed behind <provenance/>, which has no row for it: "
                    "move <provenance/> behind it",
                    figure_id(print->figure, composer->scratch));
}

const ProvenanceRow *provenance_row(const Composer *composer, const Figure *figure) {
    const PrintedResult *of = map_get(composer->printed_results, figure->result->id);
    return of ? of->figures[figure - figure->result->figures].row : NULL;
}
