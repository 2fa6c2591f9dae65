/* Column widths.  Content columns are as wide as their widest cell, fractions share
 * what is left; when there is no room the content columns give way in proportion to
 * what they can give, down to their widest words. */
#include "layout/table.h"

#include <string.h>

#include "base/decimal.h"
#include "layout/inline.h"

enum { LEAST_COLUMN = 4000 };

int table_span(const TableSetting *setting, const Cell *cell) {
    int span = cell_columns(cell);
    int left = setting->table->column_count - cell->column;
    return span < left ? span : left;
}

const Style *table_row_style(const TableSetting *setting, RowKind kind) {
    switch (kind) {
    case ROW_HEAD:
        return &setting->head;
    case ROW_BODY:
    case ROW_FOOT:
        return &setting->body;
    case ROW_GROUP:
    case ROW_TOTAL:
        return &setting->strong;
    }
    return &setting->body;
}

Align table_cell_align(const TableSetting *setting, const Row *row, const Cell *cell) {
    int span = table_span(setting, cell);
    Align align = setting->table->columns[cell->column].align;
    if (cell->extra && cell->extra->has_align)
        align = cell->extra->align;
    else if (row->kind == ROW_GROUP)
        align = ALIGN_LEFT;
    else if (span > 1)
        align = row->kind == ROW_HEAD ? ALIGN_CENTRE : ALIGN_LEFT;
    if (align == ALIGN_DECIMAL && row->kind == ROW_HEAD) return ALIGN_RIGHT;
    return align == ALIGN_JUSTIFY ? ALIGN_LEFT : align;
}

/* ---- the decimal point ---- */

/* True for languages that write "1,5" for one and a half. */
static bool writes_decimal_comma(const char *lang) {
    static const char *const list[] = {"bg", "ca", "cs", "da", "de", "el", "es", "et",
                                       "fi", "fr", "hr", "hu", "id", "it", "lt", "lv",
                                       "nb", "nl", "nn", "no", "pl", "pt", "ro", "ru",
                                       "sk", "sl", "sr", "sv", "tr", "uk", "vi"};
    for (size_t i = 0; lang && i < sizeof list / sizeof *list; i++)
        if (strncmp(lang, list[i], 2) == 0) return true;
    return false;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Offset of the decimal point in a number's text, or of the place behind its last
 * digit; -1 when it has no digit. */
static int find_point(const char *text, int length, const char *lang) {
    int last_digit = -1, first_digit = -1, marks[2] = {0, 0}, last_mark = -1;
    for (int i = 0; i < length; i++) {
        if (is_digit(text[i])) {
            first_digit = first_digit < 0 ? i : first_digit;
            last_digit = i;
        } else if ((text[i] == '.' || text[i] == ',') && i + 1 < length &&
                   is_digit(text[i + 1])) {
            marks[text[i] == ',']++;
            last_mark = i;
        }
    }
    if (last_digit < 0) return -1;
    if (last_mark < 0) return last_digit + 1;
    bool comma = text[last_mark] == ',';
    if (marks[comma] > 1) return last_digit + 1; /* groups of thousands */
    if (marks[!comma] > 0) return last_mark;
    /* One mark only: before three digits it may stand for thousands. */
    bool thousands = last_mark > first_digit && last_mark - first_digit <= 3 &&
                     text[first_digit] != '0' && last_digit - last_mark == 3;
    return thousands && comma != writes_decimal_comma(lang) ? last_digit + 1
                                                            : last_mark;
}

/* Width of the piece's glyphs in front of the byte `offset`. */
static Mpt width_before(const Shaped *shaped, int offset) {
    Mpt width = 0;
    for (int g = 0; g < shaped->glyph_count; g++)
        if ((int) shaped->glyphs[g].cluster < offset)
            width += shaped->glyphs[g].advance;
    return width;
}

DecimalWidths table_decimal(Setter *setter, const Runs *runs, const Style *style) {
    Inline text = inline_make(setter, runs, style, false);
    DecimalWidths widths = {0};
    int end = 0;
    Mpt natural = 0;
    for (int i = 0; i < text.piece_count; i++) {
        const Piece *piece = &text.pieces[i];
        natural += piece->width;
        if (piece->kind == PIECE_WORD && (piece->features & FEATURE_SUPERSCRIPT))
            widths.hanging += piece->width;
        else
            end = piece->start + piece->length;
    }
    int point = find_point(text.text, end, setter->document->lang);
    if (point < 0) {
        widths.whole = natural - widths.hanging;
        return widths;
    }
    for (int i = 0; i < text.piece_count; i++) {
        const Piece *piece = &text.pieces[i];
        if (piece->kind == PIECE_WORD && piece->start < point)
            widths.whole += width_before(piece->shaped, point - piece->start);
        else if (piece->start < point)
            widths.whole += piece->width;
    }
    widths.fraction = natural - widths.hanging - widths.whole;
    return widths;
}

/* ---- measuring ---- */

static void measure_cell(Setter *setter, TableSetting *setting, const Row *row,
                         const Cell *cell) {
    int column = cell->column;
    ColumnSetting *into = &setting->columns[column];
    const Style *style = table_row_style(setting, row->kind);
    Run plain;
    Runs runs = cell_runs(cell, row, &plain);
    if (cell->extra && (cell->extra->has_bar || cell->extra->spark_count))
        into->has_bar = true;
    bool has_blocks = cell->extra && cell->extra->blocks;
    if (!has_blocks && table_cell_align(setting, row, cell) == ALIGN_DECIMAL) {
        DecimalWidths widths = table_decimal(setter, &runs, style);
        bool last = column == setting->table->column_count - 1;
        widths.fraction += larger(widths.hanging - (last ? 0 : setting->padding), 0);
        into->whole = larger(into->whole, widths.whole);
        into->fraction = larger(into->fraction, widths.fraction);
        return;
    }
    Mpt natural = 0, least = 0;
    if (has_blocks) {
        cell_blocks_widths(setter, setting, row, cell, &natural, &least);
    } else {
        Inline text = inline_make(setter, &runs, style, false);
        inline_widths(&text, &natural, &least);
        if (row->kind == ROW_HEAD) {
            into->head = larger(into->head, natural);
            natural = inline_two_lines(&text);
        }
    }
    if (row->kind == ROW_BODY && column == 0) natural += ROW_INDENT;
    into->natural = larger(into->natural, natural);
    into->least = larger(into->least, least);
}

/* Lets a spanning cell widen the columns below it. */
static void measure_spanning(Setter *setter, TableSetting *setting, const Row *row,
                             const Cell *cell) {
    int column = cell->column, span = table_span(setting, cell);
    Mpt natural = 0, least = 0, covered = 2 * setting->padding * (span - 1);
    if (cell->extra && cell->extra->blocks) {
        cell_blocks_widths(setter, setting, row, cell, &natural, &least);
    } else {
        Run plain;
        Runs runs = cell_runs(cell, row, &plain);
        Inline text =
            inline_make(setter, &runs, table_row_style(setting, row->kind), false);
        inline_widths(&text, &natural, &least);
    }
    for (int i = column; i < column + span; i++)
        covered += setting->columns[i].natural;
    /* A head over several columns asks for one line. */
    Mpt need = row->kind == ROW_HEAD ? natural : least;
    if (need <= covered) return;
    for (int i = column; i < column + span; i++)
        setting->columns[i].natural += (need - covered + span - 1) / span;
}

/* Words of a long table are forgotten when so many rows are measured. */
enum { ROWS_AT_ONCE = 256 };

static void measure_rows(Setter *setter, TableSetting *setting, bool spanning) {
    const Table *table = setting->table;
    for (int r = 0; r < table->row_count; r++) {
        const Row *row = &table->rows[r];
        if (setting->late && r % ROWS_AT_ONCE == 0) font_store_forget(setter->fonts);
        if (row->kind == ROW_GROUP) continue;
        for (int c = 0; c < row->cell_count; c++) {
            const Cell *cell = &row->cells[c];
            bool is_wide = table_span(setting, cell) > 1;
            if (is_wide != spanning) continue;
            if (is_wide)
                measure_spanning(setter, setting, row, cell);
            else
                measure_cell(setter, setting, row, cell);
        }
    }
}

bool table_row_fits(Setter *setter, const TableSetting *setting, const Row *row,
                    Mpt indent) {
    const Style *style = table_row_style(setting, row->kind);
    for (int c = 0; c < row->cell_count; c++) {
        const Cell *cell = &row->cells[c];
        const ColumnSetting *column = &setting->columns[cell->column];
        const ColumnSetting *last = column + table_span(setting, cell) - 1;
        if (column->widest <= column->width && last == column) continue;
        Mpt natural = 0, least = 0;
        Run plain;
        Runs runs = cell_runs(cell, row, &plain);
        Inline text = inline_make(setter, &runs, style, false);
        inline_widths(&text, &natural, &least);
        if (cell->column == 0) natural += indent;
        if (natural > last->x + last->width - column->x) return false;
    }
    return true;
}

/* The longest sum that a page's end may show in the column that carries as number
 * `k`. */
static const char *longest_sum(const Table *table, int k) {
    const char *longest = "";
    for (int r = 0; r < table->row_count; r++) {
        const char *const *sums = table->rows[r].carried;
        if (sums && strlen(sums[k]) > strlen(longest)) longest = sums[k];
    }
    return longest;
}

/* Room for the lines of what is carried, and for the words before them. */
static void measure_carried(Setter *setter, TableSetting *setting) {
    const Table *table = setting->table;
    const Row row = {.kind = ROW_BODY};
    int carrying = 0;
    for (int c = 0; c < table->column_count; c++) {
        if (!table->columns[c].carry) continue;
        const Cell sum = {.text = longest_sum(table, carrying++),
                          .column = (unsigned short) c};
        measure_cell(setter, setting, &row, &sum);
        /* The words stand in front of the first sum. */
        if (carrying > 1 || c != 1) continue;
        const Cell words[] = {{.text = setter->document->carried_forward},
                              {.text = setter->document->brought_forward}};
        for (int i = 0; i < 2; i++)
            measure_cell(setter, setting, &row, &words[i]);
    }
}

static void measure(Setter *setter, TableSetting *setting, Origin origin) {
    const Table *table = setting->table;
    measure_rows(setter, setting, false);
    measure_carried(setter, setting);
    for (int i = 0; i < table->column_count; i++) {
        ColumnSetting *column = &setting->columns[i];
        Mpt figures = column->whole + column->fraction;
        column->natural = larger(column->natural, figures);
        column->least = larger(column->least, figures);
        if (column->has_bar) {
            column->natural += BAR_ROOM;
            column->least += BAR_ROOM;
        }
        column->widest = column->natural;
    }
    measure_rows(setter, setting, true);
    for (int i = 0; i < table->column_count; i++) {
        ColumnSetting *column = &setting->columns[i];
        column->natural = larger(column->natural, LEAST_COLUMN);
        if (table->columns[i].kind != COLUMN_FIXED) continue;
        Mpt width = table->columns[i].width;
        if (width < column->least) {
            char points[DECIMAL_TEXT];
            diag_report(setter->diags, FAULT_WARNING, origin,
                        "column %d is %s pt too narrow for its widest word: widened",
                        i + 1,
                        decimal_format((column->least - width) / 1000.0, 1, points));
            width = column->least;
        }
        column->natural = column->least = larger(width, LEAST_COLUMN);
    }
}

/* ---- giving out the room ---- */

/* Narrows content columns by `over` in all, in proportion to what each can give;
 * returns what could not be saved. */
static int64_t narrow(TableSetting *setting, int64_t over) {
    const Table *table = setting->table;
    int64_t spare = 0;
    for (int i = 0; i < table->column_count; i++)
        if (setting->columns[i].width > setting->columns[i].least)
            spare += setting->columns[i].width - setting->columns[i].least;
    if (spare == 0) return over;
    int64_t wanted = over < spare ? over : spare;
    for (int i = 0; i < table->column_count; i++) {
        ColumnSetting *column = &setting->columns[i];
        int64_t give = column->width - column->least;
        if (give > 0) column->width -= (Mpt) ((wanted * give + spare - 1) / spare);
    }
    return over - wanted;
}

/* The last resort: all columns shrink alike, and words will be cut; but each keeps room
 * for a letter and a hyphen, or they would stand over each other. */
static void squeeze(Setter *setter, TableSetting *setting, int64_t room, int64_t over,
                    Origin origin) {
    char points[DECIMAL_TEXT];
    int count = setting->table->column_count;
    Mpt size = setting->body.size;
    Mpt letter = larger(size, size * 3 / 2 - setting->padding);
    decimal_format((double) over / 1000.0, 1, points);
    if (room < (int64_t) letter * count) {
        diag_report(setter->diags, FAULT_DATA, origin,
                    "the table is %s pt wider than its place, too narrow for a letter "
                    "in each of its %d columns: leave out columns or split it",
                    points, count);
        setter->failed = setting->too_narrow = true;
        return;
    }
    diag_report(setter->diags, FAULT_WARNING, origin,
                "the table is %s pt wider than its place: columns squeezed", points);
    int64_t total = 0, give = room - (int64_t) letter * count;
    for (int i = 0; i < count; i++)
        total += larger(setting->columns[i].width - letter, 0);
    for (int i = 0; i < count; i++) {
        int64_t above = larger(setting->columns[i].width - letter, 0);
        int64_t part = total > 0 && give > 0 ? above * give / total : 0;
        setting->columns[i].width = letter + (Mpt) part;
    }
}

/* Fractions share `left`, none narrower than its widest word; returns what
 * is missing. */
static int64_t share(TableSetting *setting, int64_t left) {
    const Table *table = setting->table;
    int64_t parts = 0;
    for (int i = 0; i < table->column_count; i++)
        if (table->columns[i].kind == COLUMN_FRACTION)
            parts += larger(table->columns[i].width, 1);
    if (parts == 0) return -left;
    int64_t used = 0;
    for (int i = 0; i < table->column_count; i++) {
        ColumnSetting *column = &setting->columns[i];
        if (table->columns[i].kind != COLUMN_FRACTION) continue;
        int64_t part = left > 0 ? left * larger(table->columns[i].width, 1) / parts : 0;
        column->width = larger((Mpt) part, column->least);
        used += column->width;
    }
    return used - left;
}

/* Where everything has room, heads need not wrap. */
static void widen_for_heads(TableSetting *setting, int64_t room) {
    const Table *table = setting->table;
    int64_t total = 0;
    for (int i = 0; i < table->column_count; i++) {
        if (table->columns[i].kind == COLUMN_FRACTION) return;
        total += larger(setting->columns[i].natural, setting->columns[i].head);
    }
    for (int i = 0; i < table->column_count && total <= room; i++)
        if (table->columns[i].kind == COLUMN_CONTENT)
            setting->columns[i].natural =
                larger(setting->columns[i].natural, setting->columns[i].head);
}

void table_columns(Setter *setter, TableSetting *setting, Origin origin) {
    const Table *table = setting->table;
    int count = table->column_count;
    setting->columns = arena_array(setter->arena, count + 1, sizeof *setting->columns);
    if (count == 0) return;
    font_store_fleeting(setter->fonts, setting->late);
    measure(setter, setting, origin);
    font_store_fleeting(setter->fonts, false);
    int64_t gaps =
        2 * (int64_t) setting->edge + 2 * (int64_t) setting->padding * (count - 1);
    int64_t room = setting->width - gaps, left = room;
    widen_for_heads(setting, room);
    for (int i = 0; i < count; i++) {
        setting->columns[i].width = setting->columns[i].natural;
        if (table->columns[i].kind != COLUMN_FRACTION)
            left -= setting->columns[i].width;
    }
    int64_t over = share(setting, left);
    if (over > 0) over = narrow(setting, over);
    if (over > 0) squeeze(setter, setting, room, over, origin);
    Mpt x = setting->edge;
    for (int i = 0; i < count; i++) {
        setting->columns[i].x = x;
        x += setting->columns[i].width + 2 * setting->padding;
    }
    setting->table_width = x - 2 * setting->padding + setting->edge;
}
