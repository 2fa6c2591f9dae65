/* Setting rows.  Each row is a strip; the caption and the head rows are set twice, once
 * for readers and once, as artifacts, for the top of each page that the table goes on
 * to. */
#include "layout/table.h"

#include <math.h>
#include <string.h>

#include "layout/blocks.h"
#include "layout/draw.h"
#include "layout/inline.h"
#include "layout/paragraph.h"

enum {
    CELL_PADDING = 4500,
    HEAVY_RULE = 800,
    LIGHT_RULE = 400,
    HAIRLINE = 300,
    NOTE_GAP = 3000,
    RULE_GAP = 2500 /* between a rule and the text below it, beside the line's own */
};

static Colour rule_colour(const Setter *setter, const TableSetting *setting) {
    return setting->style && setting->style->has_rule ? setting->style->rule
                                                      : setter->document->ink;
}

static void draw_rule(Setter *setter, const TableSetting *setting, Strip *strip, Mpt y,
                      Mpt thickness, Colour colour) {
    draw_rect(setter->arena, strip, NULL, setting->x, y, setting->table_width,
              thickness, colour);
}

/* A bar from the middle of its room, or from its left when all are positive; the room
 * is left of the figures. */
static void draw_bar(Setter *setter, const TableSetting *setting, const Cell *cell,
                     const ColumnSetting *column, Strip *strip) {
    const Style *style = &setting->body;
    double bar = fmax(-1, fmin(1, cell->extra->bar));
    Mpt half = (BAR_ROOM - 6000) / 2;
    Mpt zero = setting->x + column->x + half;
    Mpt size = style->size / 2;
    Mpt y = line_baseline(style) - size - size / 5;
    Mpt width = (Mpt) ((bar < 0 ? -bar : bar) * half);
    const Colour *palette = setter->document->palette;
    draw_rect(setter->arena, strip, NULL, bar < 0 ? zero - width : zero, y, width, size,
              bar < 0 ? palette[ROLE_ACCENT] : palette[ROLE_HOUSE]);
    draw_rect(setter->arena, strip, NULL, zero - 200, y - 1000, 400, size + 2000,
              palette[ROLE_MUTED]);
}

/* Sets one cell's text with its top at 0; returns its height. */
static Mpt set_cell(Setter *setter, const TableSetting *setting, const Row *row,
                    const Cell *cell, int index, Mpt indent, Tag *tag, Strip *strip) {
    int span = table_span(setting, cell, index);
    const ColumnSetting *column = &setting->columns[index];
    const ColumnSetting *last = &setting->columns[index + span - 1];
    Mpt x = setting->x + column->x, width = last->x + last->width - column->x;
    Style style = *table_row_style(setting, row->kind);
    Run plain;
    Runs runs = cell_runs(cell, row, &plain);
    style.align = table_cell_align(setting, row, cell, index);
    if (cell->extra && cell->extra->has_bar)
        draw_bar(setter, setting, cell, column, strip);
    if (style.align == ALIGN_DECIMAL) {
        DecimalWidths widths = table_decimal(setter, &runs, &style);
        Mpt start = width - column->fraction - widths.whole;
        if (setter->leftwards) /* the end of the column is where its numbers begin */
            start = width - column->whole - widths.fraction - widths.hanging;
        Mpt need = widths.whole + widths.fraction + widths.hanging;
        style.align = ALIGN_LEFT;
        /* Marks may hang into the space between columns, but no further. */
        if (start < 0 || start + need > width + setting->padding) {
            start = 0;
            need = width;
        }
        return paragraph_into(setter, &runs, &style, x + start, need, 0, tag, strip);
    }
    return paragraph_into(setter, &runs, &style, x + indent, width - indent, 0, tag,
                          strip);
}

/* Where a cell's items end in its row's. */
typedef struct {
    int end;
    Mpt height;
} CellSpan;

/* Sets a row into `strip` with its text `top` lower than its line has it;
 * `rows` is the tag it hangs under, NULL for an artifact. */
static void set_row(Setter *setter, const TableSetting *setting, const Row *row,
                    bool indented, Mpt top, Tag *rows, Strip *strip) {
    const Table *table = setting->table;
    Arena *arena = setter->arena;
    Tag *row_tag = rows ? tag_new(arena, TAG_ROW, rows) : NULL;
    TagKind kind = row->kind == ROW_HEAD ? TAG_HEADER_CELL : TAG_CELL;
    int index = 0, first = strip->item_count;
    Mpt height = table_row_style(setting, row->kind)->leading;
    Mpt slack = row->kind == ROW_HEAD ? setting->head_slack : setting->body_slack;
    CellSpan *cells = arena_array(arena, row->cell_count + 1, sizeof *cells);
    setter->block_origin = setter_origin(setter, row->origin);
    for (int c = 0; c < row->cell_count && index < table->column_count; c++) {
        const Cell *cell = &row->cells[c];
        Tag *tag = row_tag ? tag_new(arena, kind, row_tag) : NULL;
        int span = table_span(setting, cell, index);
        if (tag) tag->column_span = span;
        Mpt indent = indented && index == 0 ? ROW_INDENT : 0;
        cells[c].height =
            set_cell(setter, setting, row, cell, index, indent, tag, strip);
        cells[c].end = strip->item_count;
        height = cells[c].height > height ? cells[c].height : height;
        index += span;
    }
    for (int c = 0, i = first; c < row->cell_count; c++) {
        bool at_bottom = row->kind == ROW_HEAD && cells[c].height > 0;
        Mpt down = slack / 2 + top + (at_bottom ? height - cells[c].height : 0);
        for (; i < cells[c].end; i++)
            item_move(arena, &strip->items[i], 0, down);
    }
    /* Rows of several lines stand apart by more than their lines do. */
    const Style *style = table_row_style(setting, row->kind);
    if (row->kind == ROW_BODY && height > style->leading) slack += style->size / 3;
    strip->height = top + height + slack;
}

/* A thin rule under heads that span columns, so that one sees what they cover. */
static void draw_span_rules(Setter *setter, const TableSetting *setting, const Row *row,
                            Strip *strip) {
    int index = 0;
    for (int c = 0; c < row->cell_count && index < setting->table->column_count; c++) {
        int span = table_span(setting, &row->cells[c], index);
        const ColumnSetting *first = &setting->columns[index];
        const ColumnSetting *last = &setting->columns[index + span - 1];
        if (span > 1 && (row->cells[c].text || row->cells[c].extra))
            draw_rect(setter->arena, strip, NULL, setting->x + first->x,
                      strip->height - LIGHT_RULE, last->x + last->width - first->x,
                      LIGHT_RULE, setter->document->faint);
        index += span;
    }
}

/* Sets the head rows, `tag` NULL for their repetition; returns how many there are. */
static int set_head(Setter *setter, const TableSetting *setting, Tag *tag,
                    Galley *galley) {
    const Table *table = setting->table;
    Colour ink = rule_colour(setter, setting);
    int count = 0;
    while (count < table->row_count && table->rows[count].kind == ROW_HEAD)
        count++;
    Tag *rows = tag && count ? tag_new(setter->arena, TAG_TABLE_HEAD, tag) : NULL;
    for (int i = 0; i < count; i++) {
        Strip strip = {.origin = setter->block_origin};
        if (i == 0) draw_rule(setter, setting, &strip, 0, HEAVY_RULE, ink);
        set_row(setter, setting, &table->rows[i], false, i == 0 ? RULE_GAP : 0, rows,
                &strip);
        if (i == count - 1) {
            draw_rule(setter, setting, &strip, strip.height, LIGHT_RULE, ink);
            strip.height += RULE_GAP;
        } else {
            draw_span_rules(setter, setting, &table->rows[i], &strip);
        }
        Strip *added = galley_add(setter->arena, galley);
        strip.ground = added->ground;
        strip.section = added->section;
        strip.snap = -1;
        strip.keep = KEEP_HARD;
        *added = strip;
    }
    return count;
}

/* Caption and head as they stand on the table's later pages. */
static TableHead *make_repeated(Setter *setter, const TableSetting *setting,
                                const Galley *galley) {
    const Table *table = setting->table;
    TableHead *head = arena_alloc(setter->arena, sizeof *head);
    head->galley.ground = galley->ground;
    head->galley.unsnapped = true;
    if (table->caption.first && table->caption_style) {
        Runs caption = {0};
        for (const Run *run = table->caption.first; run; run = run->next) {
            Run *copy = runs_add(setter->arena, &caption, run->kind, run->origin);
            Run *next = copy->next;
            *copy = *run;
            copy->next = next;
        }
        Run *more = runs_add(setter->arena, &caption, RUN_TEXT, (Origin){0});
        more->text = arena_print(
            setter->arena, " (%s)",
            setter->document->continued ? setter->document->continued : "continued");
        paragraph_set(setter, &caption, table->caption_style, setting->x,
                      setting->width, NULL, &head->galley);
        if (head->galley.count > 0)
            head->galley.strips[head->galley.count - 1].height +=
                table->caption_style->space_after;
    }
    set_head(setter, setting, NULL, &head->galley);
    for (int i = 0; i < head->galley.count; i++)
        head->height += head->galley.strips[i].height;
    return head;
}

/* A row taller than half a page is cut into lines. */
static void add_row_strip(Setter *setter, Galley *galley, const Strip *row, Mpt step,
                          TableHead *head) {
    int pieces = 1;
    if (row->height > setter->page_room / 2 && step > 0)
        pieces = (row->height + step - 1) / step;
    if (pieces == 1) {
        Strip *strip = galley_add(setter->arena, galley);
        Strip frame = *strip;
        *strip = *row;
        strip->ground = frame.ground;
        strip->section = frame.section;
        strip->snap = -1;
        strip->head = head;
        return;
    }
    int first = galley->count;
    for (int i = 0; i < pieces; i++) {
        Strip *strip = galley_add(setter->arena, galley);
        strip->head = head;
        strip->height = step;
        strip->keep = i == pieces - 1 ? row->keep : KEEP_NONE;
    }
    for (int i = 0; i < row->item_count; i++) {
        const Item *item = &row->items[i];
        Mpt y = item->kind == ITEM_TEXT   ? item->text.y
                : item->kind == ITEM_LINK ? item->link.y + item->link.height / 2
                : item->kind == ITEM_PATH ? item->path.segments[0].points[0].y
                                          : 0;
        int piece = y < 0 ? 0 : y / step;
        piece = piece >= pieces ? pieces - 1 : piece;
        Strip *strip = &galley->strips[first + piece];
        Item *added =
            strip_add(setter->arena, strip, item->kind, item->tag, item->origin);
        *added = *item;
        item_move(setter->arena, added, 0, -piece * step);
    }
    for (const NoteMark *mark = row->first_mark; mark; mark = mark->next)
        strip_add_mark(setter->arena, &galley->strips[first], mark->note);
}

/* Zebra ground and the rules that a kind of row has. */
static void dress_row(Setter *setter, const TableSetting *setting, const Row *row,
                      int number, bool first, Strip *strip) {
    const Style *body = setting->table->body_style;
    const Document *document = setter->document;
    if (setting->table->zebra && row->kind == ROW_BODY && number % 2 == 1) {
        Strip behind = {.origin = setter->block_origin};
        Colour tint = body->has_background
                          ? body->background
                          : colour_tint(document->palette[ROLE_HOUSE], 60);
        draw_rect(setter->arena, &behind, NULL, setting->x, 0, setting->table_width,
                  strip->height, tint);
        strip_reserve(setter->arena, strip, 1);
        memmove(strip->items + 1, strip->items,
                (size_t) strip->item_count * sizeof *strip->items);
        strip->items[0] = behind.items[0];
        strip->item_count++;
    }
    if (row->kind == ROW_GROUP && !first)
        draw_rule(setter, setting, strip, 0, HAIRLINE, document->faint);
    if (row->kind == ROW_TOTAL)
        draw_rule(setter, setting, strip, 0, LIGHT_RULE, rule_colour(setter, setting));
}

static bool begins_group(const Table *table, int index) {
    return index >= table->row_count || table->rows[index].kind == ROW_GROUP;
}

/* No row of a group alone at the top or the bottom of a page, no total without what it
 * sums up. */
static Keep row_keep(const Table *table, int index, int first) {
    RowKind kind = table->rows[index].kind;
    bool after_group = index > first && table->rows[index - 1].kind == ROW_GROUP;
    bool last_but_one =
        !begins_group(table, index + 1) && begins_group(table, index + 2);
    bool total_next =
        index + 1 < table->row_count && table->rows[index + 1].kind == ROW_TOTAL;
    return kind == ROW_GROUP || after_group || index == first || last_but_one ||
                   total_next
               ? KEEP_HARD
               : KEEP_NONE;
}

static void set_rows(Setter *setter, const TableSetting *setting, int first, Tag *tag,
                     TableHead *head, Galley *galley) {
    const Table *table = setting->table;
    if (first >= table->row_count) return;
    Tag *rows = tag_new(setter->arena, TAG_TABLE_BODY, tag);
    bool grouped = false;
    int number = 0;
    for (int i = first; i < table->row_count; i++) {
        const Row *row = &table->rows[i];
        Strip strip = {.origin = setter->block_origin};
        /* A little room above a group, unless the head is there. */
        Mpt above = row->kind == ROW_GROUP && i > first ? setting->body.leading / 4 : 0;
        set_row(setter, setting, row, grouped && row->kind == ROW_BODY, above, rows,
                &strip);
        bool last = i == table->row_count - 1;
        strip.height += last ? HEAVY_RULE * 3 / 2 : 0;
        dress_row(setter, setting, row, number, i == first, &strip);
        if (last)
            draw_rule(setter, setting, &strip, strip.height - HEAVY_RULE, HEAVY_RULE,
                      rule_colour(setter, setting));
        strip.keep = row_keep(table, i, first);
        add_row_strip(setter, galley, &strip, setting->body.leading, head);
        number = row->kind == ROW_BODY ? number + 1 : 0;
        grouped = row->kind == ROW_GROUP || (grouped && row->kind == ROW_BODY);
    }
}

/* Draws the lines of cells together; returns what was taken from the leading. */
static Mpt tighten(Style *style) {
    Mpt tight = style->size * 122 / 100;
    Mpt slack = style->leading > tight ? style->leading - tight : 0;
    style->leading -= slack;
    return slack;
}

static TableSetting start_setting(const Block *block, Flow flow) {
    const Table *table = block->table;
    TableSetting setting = {.table = table,
                            .style = block->style,
                            .x = flow.x,
                            .width = flow.width,
                            .body = *table->body_style,
                            .strong = *table->body_style,
                            .head = *table->head_style};
    setting.strong.bold = true;
    setting.padding =
        table->body_style->padding > 0 ? table->body_style->padding : CELL_PADDING;
    setting.edge = table->zebra ? setting.padding : 0;
    setting.body_slack = tighten(&setting.body);
    tighten(&setting.strong);
    setting.head_slack = tighten(&setting.head);
    Style *all[] = {&setting.body, &setting.strong, &setting.head};
    for (int i = 0; i < 3; i++) {
        all[i]->space_before = all[i]->space_after = 0;
        all[i]->protrude = false; /* a cell's edge is its column's */
        all[i]->indent_left = all[i]->indent_right = all[i]->first_indent = 0;
    }
    return setting;
}

static void number_marks(Setter *setter, const Runs *runs) {
    for (const Run *run = runs->first; run; run = run->next)
        if (run->kind == RUN_NOTE) setter_note_number(setter, run->note, run->origin);
}

/* Footnotes are numbered as they are read, but measuring meets plain cells before those
 * that span and both before the caption. */
static void number_notes(Setter *setter, const Table *table) {
    if (setter->document->note_count == 0) return;
    if (table->caption_style) number_marks(setter, &table->caption);
    for (int r = 0; r < table->row_count; r++)
        for (int c = 0; c < table->rows[r].cell_count; c++) {
            const CellExtra *extra = table->rows[r].cells[c].extra;
            if (extra) number_marks(setter, &extra->runs);
        }
}

void table_set(Setter *setter, const Block *block, Flow flow) {
    const Table *table = block->table;
    Galley *galley = flow.galley;
    int start = galley->count;
    TableSetting setting = start_setting(block, flow);
    Tag *tag = tag_new(setter->arena, TAG_TABLE, flow.tag);
    number_notes(setter, table);
    table_columns(setter, &setting, block->origin);
    if (table->caption.first && table->caption_style)
        paragraph_set(setter, &table->caption, table->caption_style, flow.x, flow.width,
                      tag_new(setter->arena, TAG_CAPTION, tag), galley);
    galley_keep(galley, start, galley->count, KEEP_HARD);
    if (galley->count > start) galley->strips[galley->count - 1].keep = KEEP_HARD;
    if (table->column_count > 0) {
        int first = set_head(setter, &setting, tag, galley);
        TableHead *head = make_repeated(setter, &setting, galley);
        set_rows(setter, &setting, first, tag, head, galley);
    }
    if (table->notes.first && table->note_style) {
        int before = galley->count;
        paragraph_set(setter, &table->notes, table->note_style, flow.x, flow.width,
                      tag_new(setter->arena, TAG_PARAGRAPH, flow.tag), galley);
        if (galley->count > before && before > start) {
            galley->strips[before - 1].keep = KEEP_HARD;
            if (galley->strips[before].space_before < NOTE_GAP)
                galley->strips[before].space_before = NOTE_GAP;
        }
    }
    if (galley->count == start) return;
    Strip *top = &galley->strips[start], *last = &galley->strips[galley->count - 1];
    const Style *style = block->style;
    top->snap = setter->document->page.grid > 0 && !galley->unsnapped ? 0 : -1;
    if (style && style->space_before > top->space_before)
        top->space_before = style->space_before;
    if (style && style->space_after > last->space_after)
        last->space_after = style->space_after;
    if (style && style->keep_together)
        galley_keep(galley, start, galley->count, KEEP_SOFT);
    last->keep = style && style->keep_with_next ? KEEP_HARD : KEEP_NONE;
}
