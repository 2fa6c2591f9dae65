/* Setting rows.  Each row is a strip; the caption and the head rows are set twice, once
 * for readers and once, as artifacts, for the top of each page that the table goes on
 * to. */
#include "layout/table.h"

#include "layout/blocks.h"
#include "layout/draw.h"
#include "layout/inline.h"
#include "layout/paragraph.h"

enum {
    CELL_PADDING = 4500,
    NOTE_GAP = 3000,
    BESIDE_ROWS = 64 /* strips that a long table has beside its rows, and some more */
};

/* A thin rule under heads that span columns, so that one sees what they cover. */
static void draw_span_rules(Setter *setter, const TableSetting *setting, const Row *row,
                            Strip *strip) {
    for (int c = 0; c < row->cell_count; c++) {
        const Cell *cell = &row->cells[c];
        int span = table_span(setting, cell);
        const ColumnSetting *first = &setting->columns[cell->column];
        const ColumnSetting *last = first + span - 1;
        if (span > 1 && cell_rows(cell) == 1 && (cell->text || cell->extra))
            draw_rect(setter->arena, strip, NULL, setting->x + first->x,
                      strip->height - LIGHT_RULE, last->x + last->width - first->x,
                      LIGHT_RULE, setter->document->faint);
    }
}

static int head_count(const Table *table) {
    int count = 0;
    while (count < table->row_count && table->rows[count].kind == ROW_HEAD)
        count++;
    return count;
}

/* Sets the head rows, `tag` NULL for their repetition. */
static void set_head(Setter *setter, const TableSetting *setting, Tag *tag,
                     Galley *galley) {
    const Table *table = setting->table;
    int count = head_count(table), start = galley->count;
    if (count == 0) return;
    Tag *rows = tag ? tag_new(setter->arena, TAG_TABLE_HEAD, tag) : NULL;
    RowPlace *places = arena_array(setter->arena, count, sizeof *places);
    for (int i = 0; i < count; i++) {
        places[i] = (RowPlace){
            .setting = setting, .row = &table->rows[i], .index = i, .first = i == 0};
        if (rows) places[i].tag = row_tags(setter, setting, &table->rows[i], rows);
    }
    rows_add(setter, places, count, galley, NULL);
    /* A head as tall as half a page was cut into lines. */
    bool whole = galley->count - start == count;
    for (int i = 0; i < count - 1 && whole; i++)
        draw_span_rules(setter, setting, &table->rows[i], &galley->strips[start + i]);
    Strip *last = &galley->strips[galley->count - 1];
    draw_rect(setter->arena, last, NULL, setting->x, last->height, setting->table_width,
              LIGHT_RULE, table_rule_colour(setter, setting));
    last->height += RULE_GAP;
    galley_keep(galley, start, galley->count, KEEP_HARD);
    last->keep = KEEP_HARD;
}

static bool carries(const Table *table) {
    for (int i = 0; i < table->column_count; i++)
        if (table->columns[i].carry) return true;
    return false;
}

/* The height of strips that stand close below each other. */
static Mpt stacked(const Galley *galley) {
    Mpt height = 0;
    for (int i = 0; i < galley->count; i++)
        height += galley->strips[i].height;
    return height;
}

/* Sets the foot rows as they stand again at the end of a part. */
static void set_foot(Setter *setter, const TableSetting *setting, Galley *galley) {
    const Table *table = setting->table;
    int first = table->row_count;
    while (first > 0 && table->rows[first - 1].kind == ROW_FOOT)
        first--;
    galley->unsnapped = true;
    for (int i = first; i < table->row_count; i++) {
        const RowPlace place = {.setting = setting,
                                .row = &table->rows[i],
                                .index = i,
                                .first = i == first,
                                .last = i == table->row_count - 1};
        rows_add(setter, &place, 1, galley, NULL);
    }
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
        more->text =
            setter->document->continued ? setter->document->continued : " (continued)";
        paragraph_set(setter, &caption, table->caption_style, setting->x,
                      setting->width, NULL, &head->galley);
        if (head->galley.count > 0)
            head->galley.strips[head->galley.count - 1].height +=
                table->caption_style->space_after;
    }
    set_head(setter, setting, NULL, &head->galley);
    head->height = stacked(&head->galley);
    if (table->foot_repeats) set_foot(setter, setting, &head->foot);
    head->foot_height = stacked(&head->foot);
    if (!carries(table)) return head;
    head->carry = setting;
    /* All are as high as the last, whose sums are the longest as a rule. */
    const Strip *forward = table_carry(setter, head, table->row_count - 1, true);
    const Strip *brought = table_carry(setter, head, table->row_count - 1, false);
    head->foot_height += forward ? forward->height : 0;
    head->height += brought ? brought->height : 0;
    return head;
}

const Strip *table_carry(Setter *setter, const TableHead *head, int index,
                         bool forward) {
    const TableSetting *setting = head->carry;
    if (!setting || !setting->table->rows[index].carried) return NULL;
    const Table *table = setting->table;
    const char *const *sums = table->rows[index].carried;
    Arena *arena = setter->arena;
    Row row = {.kind = ROW_BODY, .origin = table->rows[index].origin};
    row.cells = arena_array(arena, table->column_count, sizeof *row.cells);
    Cell *label = &row.cells[row.cell_count++];
    label->text =
        forward ? setter->document->carried_forward : setter->document->brought_forward;
    for (int c = 0; c < table->column_count; c++) {
        if (!table->columns[c].carry) continue;
        if (row.cell_count == 1) label->column_span = (unsigned char) c;
        row.cells[row.cell_count++] =
            (Cell){.text = *sums++, .column = (unsigned short) c};
    }
    const RowPlace place = {.setting = setting, .row = &row, .index = index};
    Strip *strip = arena_alloc(arena, sizeof *strip);
    strip->snap = -1;
    row_set(setter, &place, strip);
    draw_rect(arena, strip, NULL, setting->x, forward ? 0 : strip->height - HAIRLINE,
              setting->table_width, HAIRLINE, setter->document->faint);
    return strip;
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

/* The end of the rows that cells of row `first` span, directly or by those in
 * between. */
static int span_end(const Table *table, int first) {
    int end = first + 1;
    for (int i = first; i < end; i++)
        for (int c = 0; c < table->rows[i].cell_count; c++) {
            int reach = i + cell_rows(&table->rows[i].cells[c]);
            end = reach > end && reach <= table->row_count ? reach : end;
        }
    return end;
}

static bool begins_foot(const Table *table, int index) {
    return table->rows[index].kind == ROW_FOOT &&
           (index == 0 || table->rows[index - 1].kind != ROW_FOOT);
}

/* How row `index` stands among its neighbours, with `number` body rows between the
 * head, the group or the total before it and itself. */
static RowPlace place_row(Setter *setter, const TableSetting *setting, int index,
                          int first, bool grouped, int number, Tag *rows) {
    const Table *table = setting->table;
    const Row *row = &table->rows[index];
    bool is_body = row->kind == ROW_BODY;
    return (RowPlace){.setting = setting,
                      .row = row,
                      .index = index,
                      .tag = row_tags(setter, setting, row, rows),
                      .indented = grouped && is_body,
                      .striped = table->zebra && is_body && number % 2 == 1,
                      .first = index == first || begins_foot(table, index),
                      .last = index == table->row_count - 1};
}

/* Below the last body row stands no repeated foot: the table's own does.  The rows of
 * it stay with that row. */
static void end_table(Galley *galley, const TableSetting *setting) {
    const Table *table = setting->table;
    int at = galley->count - 1;
    for (; at > 0 && table->rows[galley->strips[at].row].kind == ROW_FOOT; at--) {
        galley->strips[at].ends_table = true;
        galley->strips[at - 1].keep = KEEP_HARD;
    }
    if (at >= 0) galley->strips[at].ends_table = true;
}

static void set_rows(Setter *setter, const TableSetting *setting, Tag *tag,
                     TableHead *head, Galley *galley) {
    const Table *table = setting->table;
    int first = head_count(table), number = 0;
    bool grouped = false;
    if (first >= table->row_count) return;
    if (setting->late)
        galley_reserve(setter->arena, galley, table->row_count + BESIDE_ROWS);
    Tag *rows = tag_new(setter->arena, TAG_TABLE_BODY, tag);
    for (int i = first; i < table->row_count;) {
        int end = span_end(table, i), start = galley->count;
        if (begins_foot(table, i)) rows = tag_new(setter->arena, TAG_TABLE_FOOT, tag);
        RowPlace *places = arena_array(setter->arena, end - i, sizeof *places);
        for (int k = i; k < end; k++) {
            places[k - i] = place_row(setter, setting, k, first, grouped, number, rows);
            RowKind kind = table->rows[k].kind;
            number = kind == ROW_BODY ? number + 1 : 0;
            grouped = kind == ROW_GROUP || (grouped && kind == ROW_BODY);
        }
        if (setting->late && end == i + 1 && late_row_may(setter, places))
            late_row_add(setter, places, galley, head);
        else
            rows_add(setter, places, end - i, galley, head);
        if (galley->count > start && row_keep(table, end - 1, first) == KEEP_HARD)
            galley->strips[galley->count - 1].keep = KEEP_HARD;
        i = end;
    }
    end_table(galley, setting);
}

/* Draws the lines of cells together; returns what was taken from the leading. */
static Mpt tighten(Style *style) {
    Mpt tight = style->size * 122 / 100;
    Mpt slack = style->leading > tight ? style->leading - tight : 0;
    style->leading -= slack;
    return slack;
}

static TableSetting *start_setting(Setter *setter, const Block *block, Flow flow) {
    const Table *table = block->table;
    TableSetting *setting = arena_alloc(setter->arena, sizeof *setting);
    *setting = (TableSetting){.table = table,
                              .style = block->style,
                              .x = flow.x,
                              .width = flow.width,
                              .body = *table->body_style,
                              .strong = *table->body_style,
                              .head = *table->head_style};
    setting->strong.bold = true;
    setting->padding =
        table->body_style->padding > 0 ? table->body_style->padding : CELL_PADDING;
    setting->edge = table->zebra ? setting->padding : 0;
    setting->body_slack = tighten(&setting->body);
    tighten(&setting->strong);
    setting->head_slack = tighten(&setting->head);
    setting->late = table->row_count >= LONG_TABLE && !setter->leftwards;
    Style *all[] = {&setting->body, &setting->strong, &setting->head};
    for (int i = 0; i < 3; i++) {
        all[i]->space_before = all[i]->space_after = 0;
        all[i]->protrude = false; /* a cell's edge is its column's */
        all[i]->indent_left = all[i]->indent_right = all[i]->first_indent = 0;
    }
    table_columns(setter, setting, block->origin);
    return setting;
}

void table_set(Setter *setter, const Block *block, Flow flow) {
    const Table *table = block->table;
    Galley *galley = flow.galley;
    int start = galley->count;
    Tag *tag = tag_new(setter->arena, TAG_TABLE, flow.tag);
    const TableSetting *setting = start_setting(setter, block, flow);
    if (table->caption.first && table->caption_style)
        paragraph_set(setter, &table->caption, table->caption_style, flow.x, flow.width,
                      tag_new(setter->arena, TAG_CAPTION, tag), galley);
    galley_keep(galley, start, galley->count, KEEP_HARD);
    if (galley->count > start) galley->strips[galley->count - 1].keep = KEEP_HARD;
    if (table->column_count > 0 && !setting->too_narrow) {
        set_head(setter, setting, tag, galley);
        TableHead *head = make_repeated(setter, setting, galley);
        set_rows(setter, setting, tag, head, galley);
        table_name_heads(setter, setting, tag);
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
    top->snap = setter->document->grid > 0 && !galley->unsnapped ? 0 : -1;
    if (style && style->space_before > top->space_before)
        top->space_before = style->space_before;
    if (style && style->space_after > last->space_after)
        last->space_after = style->space_after;
    if (style && style->keep_together)
        galley_keep(galley, start, galley->count, KEEP_SOFT);
    last->keep = style && style->keep_with_next ? KEEP_HARD : KEEP_NONE;
}
