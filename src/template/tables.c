/* Tables and key figures. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "template/composer.h"

static const Style *named(Composer *composer, const char *name, Origin origin) {
    return template_style(composer->template, name, origin, composer->diags);
}

static bool is_flagged(const XmlNode *node, const char *name) {
    const char *flag = xml_attribute(node, name);
    return flag && strcmp(flag, "yes") == 0;
}

/* True when a cell of row `index` reaches into the row below. */
static bool reaches_down(const Table *table, int index) {
    for (int r = index; r >= 0; r--)
        for (int c = 0; c < table->rows[r].cell_count; c++)
            if (r + cell_rows(&table->rows[r].cells[c]) > index + 1) return true;
    return false;
}

/* Heads come first and feet last, and no cell spans rows of both sorts. */
static bool check_order(Composer *composer, const Table *table) {
    bool good = true;
    for (int i = 1; i < table->row_count; i++) {
        const Row *row = &table->rows[i];
        RowKind above = table->rows[i - 1].kind;
        const char *wrong = NULL;
        if (row->kind == ROW_HEAD && above != ROW_HEAD)
            wrong = "a head row stands after other rows: heads come first";
        else if (row->kind != ROW_FOOT && above == ROW_FOOT)
            wrong = "a row stands after a foot row: feet come last";
        else if ((row->kind == ROW_HEAD) != (above == ROW_HEAD) ||
                 (row->kind == ROW_FOOT) != (above == ROW_FOOT))
            wrong = reaches_down(table, i - 1)
                        ? "a cell reaches into this row from a head or into a foot"
                        : NULL;
        if (!wrong) continue;
        diag_report(composer->diags, FAULT_DATA, row->origin, "%s", wrong);
        good = false;
    }
    return good;
}

/* A table's rows must agree with its columns. */
static bool check_rows(Composer *composer, Table *table, const XmlNode *node) {
    bool good = true;
    if (!table->column_count) {
        diag_report(composer->diags, FAULT_DATA, node->origin,
                    "a table needs a <column> for each of its columns");
        return false;
    }
    Misfit misfit;
    if (!table_arrange(table, composer->scratch, &misfit)) {
        const Row *row = &table->rows[misfit.row];
        if (misfit.reaches_out)
            diag_report(composer->diags, FAULT_DATA, row->origin,
                        "a cell spans more rows than the table has");
        else
            diag_report(composer->diags, FAULT_DATA, row->origin,
                        "the row fills %d column%s, the table has %d", misfit.width,
                        misfit.width == 1 ? "" : "s", table->column_count);
        good = false;
    }
    return check_order(composer, table) && good;
}

Block *new_table(Composer *composer, const XmlNode *node, Target *target,
                 const char *otherwise, Table **table) {
    Block *block = block_new(composer->arena, BLOCK_TABLE, target->block,
                             node_style(composer, node, otherwise), node->origin);
    place_block(node, block);
    block->table = *table = arena_alloc(composer->arena, sizeof **table);
    (*table)->caption_style = named(composer, "caption", node->origin);
    (*table)->head_style = named(composer, "table-head", node->origin);
    (*table)->body_style = block->style;
    (*table)->note_style = named(composer, "table-note", node->origin);
    return block;
}

bool compose_table(Composer *composer, const XmlNode *node, Target *target) {
    Table *table;
    Block *block = new_table(composer, node, target, "table-body", &table);
    const char *zebra = xml_attribute(node, "zebra");
    table->zebra = zebra && strcmp(zebra, "yes") == 0;
    table->foot_repeats = attribute_word(node, "foot", FOOT_WORDS, 0) == 1;
    composer->symbols = is_flagged(node, "symbols") ? symbols_begin(composer) : NULL;
    Target inner = {.content = CONTENT_TABLE, .table = table};
    bool good = compose_children(composer, node, &inner);
    if (good && composer->symbols) symbols_explain(composer, table, node->origin);
    composer->symbols = NULL;
    if (!good || !check_rows(composer, table, node)) return false;
    number_caption(composer, block, &table->caption);
    return true;
}

bool compose_table_column(Composer *composer, const XmlNode *node, Target *target) {
    Table *table = target->table;
    Column column = {.kind = COLUMN_CONTENT};
    const char *width = xml_attribute(node, "width");
    if (width) width_parse(width, &column);
    column.align = (Align) attribute_word(node, "align", ALIGN_WORDS, ALIGN_LEFT);
    column.heads = is_flagged(node, "head");
    column.carry = is_flagged(node, "carry");
    if (column.carry && !table->column_count) {
        diag_report(composer->diags, FAULT_DATA, node->origin,
                    "the first column cannot carry: the words stand there");
        return false;
    }
    Column *columns =
        arena_array(composer->arena, table->column_count + 1, sizeof *columns);
    if (table->column_count)
        memcpy(columns, table->columns, (size_t) table->column_count * sizeof column);
    columns[table->column_count++] = column;
    table->columns = columns;
    return true;
}

bool compose_row(Composer *composer, const XmlNode *node, Target *target) {
    Table *table = target->table;
    Row row = {.kind = (RowKind) attribute_word(node, "kind", ROW_WORDS, ROW_BODY),
               .origin = node->origin};
    if (!target->carry && !table->row_count)
        target->carry = carry_begin(composer, table);
    Target inner = {
        .content = CONTENT_ROW, .table = table, .row = &row, .carry = target->carry};
    inner.row_cell_capacity = table->column_count;
    row.cells = arena_array(composer->arena, table->column_count, sizeof *row.cells);
    bool good = compose_children(composer, node, &inner);
    if (target->carry) {
        ArenaMark mark = arena_mark(composer->scratch);
        carry_end_row(target->carry);
        row.carried = carry_print(composer, target->carry);
        arena_release(composer->scratch, mark);
    }
    table->rows = arena_grow(composer->arena, table->rows, table->row_count,
                             &table->row_capacity, sizeof row);
    table->rows[table->row_count++] = row;
    return good;
}

/* True for text that is set as its cell is. */
static bool is_plain(const Runs *runs) {
    const Run *run = runs->first;
    return run && !run->next && run->kind == RUN_TEXT && !run->bold && !run->italic &&
           !run->features && !run->has_colour && !run->link && !run->lang;
}

static CellExtra *cell_extra(Composer *composer, Cell *cell) {
    if (!cell->extra) cell->extra = arena_alloc(composer->arena, sizeof *cell->extra);
    return cell->extra;
}

/* ---- paragraphs and lists in cells ---- */

Block *target_parent(Composer *composer, Target *target) {
    if (!target->cell) return target->block;
    CellExtra *extra = cell_extra(composer, target->cell);
    if (!target->block)
        target->block = block_new(composer->arena, BLOCK_COLUMN, NULL,
                                  target->table->body_style, target->row->origin);
    extra->blocks = target->block;
    return target->block;
}

const Style *style_in(Composer *composer, const XmlNode *node, const Block *parent,
                      const char *otherwise) {
    while (parent->parent)
        parent = parent->parent;
    bool in_cell = parent->kind == BLOCK_COLUMN && !xml_attribute(node, "style");
    return in_cell ? parent->style : node_style(composer, node, otherwise);
}

static bool refuse(Composer *composer, Origin origin, const char *reason) {
    diag_report(composer->diags, FAULT_DATA, origin, "%s", reason);
    return false;
}

/* What stands in a cell must have room and one reading there. */
static bool check_blocks(Composer *composer, const XmlNode *node, const Row *row,
                         const CellExtra *extra, const Runs *beside) {
    const Block *blocks = extra->blocks;
    int depth = 0;
    if (beside->first)
        return refuse(composer, beside->first->origin,
                      "text stands beside a paragraph or list of its cell: put it "
                      "into a <p>");
    if (row->kind == ROW_HEAD || row->kind == ROW_FOOT)
        return refuse(composer, node->origin,
                      "a head or foot may stand on every page: its cells hold text, "
                      "without <p> and <list>");
    if (xml_attribute(node, "bar") || xml_attribute(node, "spark"))
        return refuse(composer, node->origin,
                      "a bar or spark stands beside one line of text: write the cell "
                      "without <p> and <list>");
    for (const Block *b = blocks->first_child; b;
         b = block_following(b, blocks, &depth))
        if (b->kind != BLOCK_PARAGRAPH && b->kind != BLOCK_LIST &&
            b->kind != BLOCK_ITEM)
            return refuse(composer, b->origin,
                          "a table's cell holds text, paragraphs and lists alone: put "
                          "this behind the table");
    composer->cells = arena_grow(composer->arena, composer->cells, composer->cell_count,
                                 &composer->cell_capacity, sizeof *composer->cells);
    composer->cells[composer->cell_count++] = blocks;
    return true;
}

static bool compose_cell_content(Composer *composer, const XmlNode *node,
                                 const Target *row, Cell *cell) {
    Runs runs = {NULL, NULL};
    Space space_waits = SPACE_NONE;
    Target target = {.content = CONTENT_INLINE | CONTENT_CELL,
                     .table = row->table,
                     .row = row->row,
                     .cell = cell,
                     .text = {.runs = &runs,
                              .space_waits = &space_waits,
                              .arena = composer->scratch}};
    int references = composer->reference_count;
    if (!compose_children(composer, node, &target)) return false;
    if (target.block) return check_blocks(composer, node, row->row, cell->extra, &runs);
    if (is_plain(&runs)) {
        cell->text = arena_string(composer->arena, runs.first->text);
        cell->figure = runs.first->figure;
        cell->line = runs.first->origin.line;
    } else if (runs.first) {
        Runs *kept = &cell_extra(composer, cell)->runs;
        runs_copy(composer->arena, kept, &runs);
        references_follow(composer, references, &runs, kept);
    }
    return true;
}

static bool compose_bar(Composer *composer, const XmlNode *node, Cell *cell) {
    XPathValue value;
    if (!attribute_value(composer, node, "bar", &value)) return false;
    double bar = xpath_number(composer->scratch, &value);
    if (!isfinite(bar)) return true;
    CellExtra *extra = cell_extra(composer, cell);
    extra->has_bar = true;
    extra->bar = fmax(-1, fmin(1, bar));
    return true;
}

/* The numbers of the figures that `spark` selects, NAN for those without; NULL after a
 * diagnostic. */
static double *spark_values(Composer *composer, const XmlNode *node, int *count) {
    XPathValue nodes;
    if (!attribute_value(composer, node, "spark", &nodes)) return NULL;
    *count = nodes.node_count;
    double *values = arena_array(composer->arena, *count + 1, sizeof *values);
    for (int i = 0; i < *count; i++) {
        const char *number = xml_attribute(nodes.nodes[i], "number");
        if (!number || !decimal_parse(number, &values[i])) values[i] = NAN;
    }
    return values;
}

static bool compose_spark(Composer *composer, const XmlNode *node, Cell *cell) {
    CellExtra *extra = cell_extra(composer, cell);
    extra->spark = spark_values(composer, node, &extra->spark_count);
    return extra->spark != NULL;
}

/* What a cell needs while it is composed is forgotten with it: tables are long. */
bool compose_cell(Composer *composer, const XmlNode *node, Target *target) {
    Row *row = target->row;
    const char *span = xml_attribute(node, "span"), *rows = xml_attribute(node, "rows");
    Cell cell = {.column_span = span ? (unsigned char) strtol(span, NULL, 10) : 1,
                 .row_span = rows ? (unsigned char) strtol(rows, NULL, 10) : 1};
    ArenaMark mark = arena_mark(composer->scratch);
    composer->printed.is_set = false;
    if (xml_attribute(node, "align")) {
        CellExtra *extra = cell_extra(composer, &cell);
        extra->has_align = true;
        extra->align = (Align) attribute_word(node, "align", ALIGN_WORDS, 0);
    }
    bool good = compose_cell_content(composer, node, target, &cell);
    if (good && xml_attribute(node, "bar")) good = compose_bar(composer, node, &cell);
    if (good && xml_attribute(node, "spark"))
        good = compose_spark(composer, node, &cell);
    if (good && target->carry)
        good = carry_add(composer, target->carry, &cell, row->kind, node->origin);
    arena_release(composer->scratch, mark);
    row->cells = arena_grow(composer->arena, row->cells, row->cell_count,
                            &target->row_cell_capacity, sizeof cell);
    row->cells[row->cell_count++] = cell;
    return good;
}

bool compose_caption(Composer *composer, const XmlNode *node, Target *target) {
    return compose_runs(composer, node, &target->table->caption);
}

bool compose_notes(Composer *composer, const XmlNode *node, Target *target) {
    return compose_runs(composer, node, &target->table->notes);
}

/* ---- key figures ---- */

bool compose_key_figures(Composer *composer, const XmlNode *node, Target *target) {
    Block *block = block_new(composer->arena, BLOCK_KEY_FIGURES, target->block,
                             node_style(composer, node, "p"), node->origin);
    place_block(node, block);
    const char *per_row = xml_attribute(node, "per-row");
    KeyFigures *keys = arena_alloc(composer->arena, sizeof *keys);
    block->key_figures = keys;
    keys->per_row = per_row ? (int) strtol(per_row, NULL, 10) : 4;
    keys->label_style = named(composer, "key-label", node->origin);
    keys->value_style = named(composer, "key-value", node->origin);
    keys->detail_style = named(composer, "key-detail", node->origin);
    Target inner = {.content = CONTENT_KEY_FIGURES, .keys = keys};
    return compose_children(composer, node, &inner);
}

bool compose_key_figure(Composer *composer, const XmlNode *node, Target *target) {
    KeyFigures *keys = target->keys;
    KeyFigure key = {.role =
                         (Role) attribute_word(node, "role", ROLE_WORDS, ROLE_HOUSE)};
    Target inner = {.content = CONTENT_KEY_FIGURE, .key = &key};
    bool good = compose_children(composer, node, &inner);
    if (xml_attribute(node, "spark")) {
        key.spark = spark_values(composer, node, &key.spark_count);
        if (!key.spark) return false;
        for (int i = 0; i < key.spark_count && is_flagged(node, "negate"); i++)
            key.spark[i] = -key.spark[i];
    }
    KeyFigure *figures = arena_array(composer->arena, keys->count + 1, sizeof *figures);
    if (keys->count) memcpy(figures, keys->figures, (size_t) keys->count * sizeof key);
    figures[keys->count++] = key;
    keys->figures = figures;
    return good;
}

bool compose_key_text(Composer *composer, const XmlNode *node, Target *target) {
    KeyFigure *key = target->key;
    Runs *runs = strcmp(node->name, "label") == 0   ? &key->label
                 : strcmp(node->name, "value") == 0 ? &key->value
                                                    : &key->detail;
    return compose_runs(composer, node, runs);
}
