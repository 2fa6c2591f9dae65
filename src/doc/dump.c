/* The document as indented text, for golden tests and for people who debug a template.
 * A line each block, run, row and cell; only what differs from the default is said. */
#include "doc/doc.h"

#include <math.h>
#include <string.h>

#include "base/decimal.h"

static const char *const block_names[] = {
    [BLOCK_SECTION] = "section",
    [BLOCK_HEADING] = "heading",
    [BLOCK_PARAGRAPH] = "paragraph",
    [BLOCK_LIST] = "list",
    [BLOCK_ITEM] = "item",
    [BLOCK_QUOTE] = "quote",
    [BLOCK_BOX] = "box",
    [BLOCK_COLUMNS] = "columns",
    [BLOCK_COLUMN] = "column",
    [BLOCK_TABLE] = "table",
    [BLOCK_CHART] = "chart",
    [BLOCK_PICTURE] = "picture",
    [BLOCK_KEY_FIGURES] = "key-figures",
    [BLOCK_RULE] = "rule",
    [BLOCK_PAGE_BREAK] = "page-break",
    [BLOCK_SIDE_NOTE] = "side-note",
    [BLOCK_CONTENTS] = "contents",
    [BLOCK_ENTRY] = "entry",
};
static const char *const run_names[] = {
    [RUN_TEXT] = "text",
    [RUN_BREAK] = "break",
    [RUN_NOTE] = "note",
    [RUN_PAGE] = "page",
    [RUN_PAGE_NUMBER] = "page-number",
    [RUN_PAGE_COUNT] = "page-count",
    [RUN_SECTION] = "section-title",
};
static const char *const align_names[] = {
    [ALIGN_LEFT] = "left",   [ALIGN_JUSTIFY] = "justify", [ALIGN_CENTRE] = "centre",
    [ALIGN_RIGHT] = "right", [ALIGN_DECIMAL] = "decimal",
};
static const char *const column_names[] = {
    [COLUMN_CONTENT] = "content",
    [COLUMN_FIXED] = "fixed",
    [COLUMN_FRACTION] = "fraction",
};
static const char *const row_names[] = {
    [ROW_HEAD] = "head",   [ROW_GROUP] = "group", [ROW_BODY] = "body",
    [ROW_TOTAL] = "total", [ROW_FOOT] = "foot",
};
static const char *const role_names[ROLE_COUNT] = {
    [ROLE_HOUSE] = "house", [ROLE_ACCENT] = "accent", [ROLE_CONTEXT] = "context",
    [ROLE_MUTED] = "muted", [ROLE_SECOND] = "second", [ROLE_THIRD] = "third",
};
static const char *const chart_names[CHART_KIND_COUNT] = {
    [CHART_LINE] = "line",
    [CHART_AREA] = "area",
    [CHART_SCATTER] = "scatter",
    [CHART_BUBBLE] = "bubble",
    [CHART_HISTOGRAM] = "histogram",
    [CHART_TIMELINE] = "timeline",
    [CHART_COLUMN] = "column",
    [CHART_WATERFALL] = "waterfall",
    [CHART_BAR] = "bar",
    [CHART_DOT] = "dot",
    [CHART_LOLLIPOP] = "lollipop",
    [CHART_RANGE] = "range",
    [CHART_TORNADO] = "tornado",
    [CHART_BULLET] = "bullet",
    [CHART_RANKING] = "ranking",
    [CHART_SPARKLINE] = "sparkline",
    [CHART_SLOPE] = "slope",
    [CHART_HEAT] = "heat",
    [CHART_TILES] = "tiles",
    [CHART_FLOW] = "flow",
};
static const char *const arrange_names[] = {
    [ARRANGE_GROUPED] = "grouped",
    [ARRANGE_STACKED] = "stacked",
    [ARRANGE_SHARE] = "share",
    [ARRANGE_DIVERGING] = "diverging",
};

static const char *const float_names[] = {
    [FLOAT_AUTO] = "auto",
    [FLOAT_HERE] = "here",
    [FLOAT_TOP] = "top",
    [FLOAT_BOTTOM] = "bottom",
};

static void indent(Text *out, int depth) {
    for (int i = 0; i < depth; i++)
        text_add(out, "  ");
}

static void quoted(Text *out, const char *text) {
    text_add_char(out, ' ');
    text_add_quoted(out, text ? text : "");
}

static void named(Text *out, const char *name, const char *text) {
    if (!text) return;
    text_print(out, " %s", name);
    quoted(out, text);
}

static void number(Text *out, const char *name, double value) {
    char text[DECIMAL_TEXT];
    if (isfinite(value))
        text_print(out, " %s %s", name, decimal_plain(value, text));
    else
        text_print(out, " %s none", name);
}

/* Thousandths of a point as points, without the locale's decimal comma. */
static void length(Text *out, const char *name, Mpt value) {
    number(out, name, value / 1000.0);
}

static void dump_runs(const Runs *runs, int depth, Text *out) {
    for (const Run *run = runs->first; run; run = run->next) {
        indent(out, depth);
        text_add(out, run_names[run->kind]);
        if (run->kind == RUN_TEXT || (run->kind == RUN_PAGE && run->text))
            quoted(out, run->text);
        if (run->kind == RUN_NOTE) text_print(out, " %d", run->note + 1);
        if (run->bold) text_add(out, " bold");
        if (run->italic) text_add(out, " italic");
        if (run->features & FEATURE_OLDSTYLE) text_add(out, " oldstyle");
        if (run->features & FEATURE_TABULAR) text_add(out, " tabular");
        if (run->features & FEATURE_SMALLCAPS) text_add(out, " smallcaps");
        if (run->features & FEATURE_SUPERSCRIPT) text_add(out, " superscript");
        if (run->has_colour) text_print(out, " #%06x", (unsigned) run->colour);
        if (run->kind == RUN_SECTION && run->mark != MARK_TOP)
            text_add(out, run->mark == MARK_FIRST ? " first" : " last");
        if (run->anchor) text_print(out, " #%s", run->anchor);
        named(out, "link", run->link);
        named(out, "figure", run->figure);
        named(out, "lang", run->lang);
        named(out, "formula", run->formula);
        text_add_char(out, '\n');
    }
}

/* Runs under a line of their own that names them; nothing when there are none. */
static void dump_part(const char *name, const Runs *runs, int depth, Text *out) {
    if (!runs->first) return;
    indent(out, depth);
    text_print(out, "%s\n", name);
    dump_runs(runs, depth + 1, out);
}

static void dump_block(const Block *block, int depth, Text *out);

static void dump_cell(const Row *row, const Cell *cell, int depth, Text *out) {
    indent(out, depth);
    text_add(out, "cell");
    if (cell->column_span > 1) text_print(out, " span %d", cell->column_span);
    if (cell->row_span > 1) text_print(out, " rows %d", cell->row_span);
    const CellExtra *extra = cell->extra;
    if (extra && extra->has_align) text_print(out, " %s", align_names[extra->align]);
    if (extra && extra->has_bar) number(out, "bar", extra->bar);
    if (extra && extra->spark_count) text_print(out, " spark %d", extra->spark_count);
    text_add_char(out, '\n');
    Run plain;
    Runs runs = cell_runs(cell, row, &plain);
    dump_runs(&runs, depth + 1, out);
    const Block *blocks = extra ? extra->blocks : NULL, *b = blocks;
    for (int below = depth; blocks && (b = block_following(b, blocks, &below));)
        dump_block(b, below, out);
}

static void dump_table(const Table *table, int depth, Text *out) {
    dump_part("caption", &table->caption, depth, out);
    for (int i = 0; i < table->column_count; i++) {
        const Column *column = &table->columns[i];
        indent(out, depth);
        text_print(out, "column %s %s", column_names[column->kind],
                   align_names[column->align]);
        if (column->kind == COLUMN_FIXED) length(out, "width", column->width);
        if (column->kind == COLUMN_FRACTION)
            text_print(out, " parts %d", (int) column->width);
        if (column->heads) text_add(out, " heads");
        if (column->carry) text_add(out, " carry");
        text_add_char(out, '\n');
    }
    for (int i = 0; i < table->row_count; i++) {
        const Row *row = &table->rows[i];
        indent(out, depth);
        text_print(out, "row %s", row_names[row->kind]);
        for (int c = 0, k = 0; row->carried && c < table->column_count; c++)
            if (table->columns[c].carry) named(out, "carried", row->carried[k++]);
        text_add_char(out, '\n');
        for (int c = 0; c < row->cell_count; c++)
            dump_cell(row, &row->cells[c], depth + 1, out);
    }
    dump_part("notes", &table->notes, depth, out);
}

static void dump_point(const ChartPoint *point, bool placed, int depth, Text *out) {
    indent(out, depth);
    text_add(out, "point");
    if (placed) number(out, "x", point->x);
    named(out, "name", point->name);
    named(out, "to", point->to);
    number(out, "y", point->y);
    if (point->has_range) {
        number(out, "low", point->low);
        number(out, "high", point->high);
    }
    if (point->size != 0) number(out, "size", point->size);
    named(out, "text", point->text);
    named(out, "figure", point->figure);
    if (point->provisional) text_add(out, " provisional");
    if (point->forecast) text_add(out, " forecast");
    if (point->rebased) text_add(out, " rebased");
    if (point->highlight) text_add(out, " highlight");
    if (point->total) text_add(out, " total");
    text_add_char(out, '\n');
}

static void dump_series(const Chart *chart, const ChartSeries *series, int depth,
                        Text *out) {
    indent(out, depth);
    text_print(out, "series %s", role_names[series->role]);
    named(out, "label", series->label);
    text_add_char(out, '\n');
    for (int p = 0; p < series->point_count; p++)
        dump_point(&series->points[p],
                   chart->kind < CHART_COLUMN || !series->points[p].name, depth + 1,
                   out);
}

/* Events and references: a name, one place or two, and the label. */
static void dump_mark(const char *name, double from, double to, bool is_span,
                      const char *label, int depth, Text *out) {
    indent(out, depth);
    text_add(out, name);
    number(out, strcmp(name, "event") == 0 ? "x" : "at", from);
    if (is_span) number(out, "to", to);
    named(out, "label", label);
    text_add_char(out, '\n');
}

static void dump_chart(const Chart *chart, int depth, Text *out) {
    indent(out, depth);
    text_add(out, chart_names[chart->kind]);
    if (chart->arrange != ARRANGE_GROUPED)
        text_print(out, " %s", arrange_names[chart->arrange]);
    if (chart->logarithmic) text_add(out, " logarithmic");
    if (chart->panels) text_print(out, " panels %d", chart->panels);
    if (chart->has_from) number(out, "from", chart->from);
    length(out, "height", chart->height);
    named(out, "x-title", chart->x_title);
    named(out, "y-title", chart->y_title);
    named(out, "alt", chart->alt);
    text_add_char(out, '\n');
    dump_part("title", &chart->title, depth, out);
    dump_part("subtitle", &chart->subtitle, depth, out);
    for (int i = 0; i < chart->series_count; i++)
        dump_series(chart, &chart->series[i], depth, out);
    for (int i = 0; i < chart->event_count; i++) {
        const ChartEvent *event = &chart->events[i];
        dump_mark("event", event->x, event->to, event->is_span, event->label, depth,
                  out);
    }
    for (int i = 0; i < chart->reference_count; i++) {
        const ChartReference *reference = &chart->references[i];
        dump_mark("reference", reference->low, reference->high, reference->is_span,
                  reference->label, depth, out);
    }
    dump_part("notes", &chart->notes, depth, out);
}

static void dump_key_figures(const KeyFigures *figures, int depth, Text *out) {
    for (int i = 0; i < figures->count; i++) {
        const KeyFigure *figure = &figures->figures[i];
        indent(out, depth);
        text_print(out, "key-figure %s", role_names[figure->role]);
        if (figure->spark) text_add(out, " spark");
        for (int s = 0; figure->spark && s < figure->spark_count; s++)
            number(out, "", figure->spark[s]);
        text_add_char(out, '\n');
        dump_part("label", &figure->label, depth + 1, out);
        dump_part("value", &figure->value, depth + 1, out);
        dump_part("detail", &figure->detail, depth + 1, out);
    }
}

static void dump_picture(const Picture *picture, int depth, Text *out) {
    const char *slash = strrchr(picture->path, '/');
    indent(out, depth);
    text_add(out, "file");
    quoted(out, slash ? slash + 1 : picture->path);
    if (picture->width) length(out, "width", picture->width);
    if (picture->height) length(out, "height", picture->height);
    named(out, "alt", picture->alt);
    text_add_char(out, '\n');
    dump_part("caption", &picture->caption, depth, out);
    dump_part("notes", &picture->notes, depth, out);
}

static void dump_block(const Block *block, int depth, Text *out) {
    indent(out, depth);
    text_add(out, block_names[block->kind]);
    if (block->level) text_print(out, " level %d", block->level);
    if (block->anchor) text_print(out, " #%s", block->anchor);
    if (block->style && block->style->name)
        text_print(out, " style %s", block->style->name);
    named(out, "marker", block->kind == BLOCK_ITEM ? block->marker : NULL);
    if (block->kind != BLOCK_ITEM) named(out, "number", block->number);
    named(out, "target", block->target);
    if (block->from_pages > 1) text_print(out, " from-pages %d", block->from_pages);
    if (block->kind == BLOCK_COLUMN) text_print(out, " parts %d", (int) block->width);
    if (block->pages)
        text_print(out, " pages %s", block->pages->name ? block->pages->name : "-");
    if (block->across) text_add(out, " across");
    if (block->place != FLOAT_AUTO)
        text_print(out, " float %s", float_names[block->place]);
    text_add_char(out, '\n');
    dump_part("term", &block->term, depth + 1, out);
    dump_runs(&block->runs, depth + 1, out);
    if (block->table) dump_table(block->table, depth + 1, out);
    if (block->chart) dump_chart(block->chart, depth + 1, out);
    if (block->picture) dump_picture(block->picture, depth + 1, out);
    if (block->key_figures) dump_key_figures(block->key_figures, depth + 1, out);
}

static bool same_master(const PageMaster *a, const PageMaster *b) {
    return a->width == b->width && a->height == b->height &&
           a->margin_left == b->margin_left && a->margin_right == b->margin_right &&
           a->head.left.first == b->head.left.first &&
           a->head.right.first == b->head.right.first &&
           a->foot.left.first == b->foot.left.first &&
           a->foot.right.first == b->foot.right.first;
}

static void dump_master(const PageMaster *master, Mpt grid, Text *out) {
    length(out, "width", master->width);
    length(out, "height", master->height);
    length(out, "grid", grid);
    if (master->margin_left != master->margin_right) {
        length(out, "left", master->margin_left);
        length(out, "right", master->margin_right);
    }
}

static void dump_lines(const PageMaster *master, Text *out) {
    dump_part("head-left", &master->head.left, 1, out);
    dump_part("head-right", &master->head.right, 1, out);
    dump_part("foot-left", &master->foot.left, 1, out);
    dump_part("foot-right", &master->foot.right, 1, out);
}

/* A set of pages: its right pages first, then what differs from them. */
static void dump_pages(const PageSet *set, Mpt grid, Text *out) {
    static const char *const sides[PAGE_SIDES] = {"first", "left", "right"};
    const PageMaster *right = &set->masters[PAGE_RIGHT];
    text_add(out, "page");
    named(out, "name", set->name);
    dump_master(right, grid, out);
    if (set->columns > 1) {
        text_print(out, " columns %d", set->columns);
        length(out, "gutter", set->gutter);
        length(out, "rule", set->column_rule);
    }
    if (set->numbers == NUMBERS_ROMAN) text_add(out, " roman");
    if (set->numbers == NUMBERS_CAPITAL_ROMAN) text_add(out, " capital-roman");
    named(out, "prefix", set->prefix);
    if (set->start) text_print(out, " start %d", set->start);
    text_add_char(out, '\n');
    dump_lines(right, out);
    for (int side = 0; side < PAGE_SIDES; side++) {
        const PageMaster *master = &set->masters[side];
        if (side == PAGE_RIGHT || same_master(master, right)) continue;
        text_print(out, "page %s", sides[side]);
        dump_master(master, grid, out);
        text_add_char(out, '\n');
        dump_lines(master, out);
    }
}

void document_dump(const Document *document, Text *out) {
    text_add(out, "document");
    named(out, "title", document->title);
    named(out, "author", document->author);
    named(out, "subject", document->subject);
    named(out, "verdict", document->verdict);
    named(out, "lang", document->lang);
    named(out, "date", document->date);
    text_add_char(out, '\n');
    for (int i = 0; i < document->page_set_count; i++)
        dump_pages(&document->page_sets[i], document->grid, out);
    int depth = 0;
    for (const Block *block = document->root; block;
         block = block_following(block, document->root, &depth))
        dump_block(block, depth, out);
    for (int i = 0; i < document->note_count; i++) {
        text_print(out, "note %d\n", i + 1);
        dump_runs(&document->notes[i].runs, 1, out);
    }
}
