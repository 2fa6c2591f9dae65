/* Setting rows.  A row is a strip; the rows that a cell spans are set together, and the
 * cell's lines stand in the first one's strip.  What is taller than half a page is cut
 * into lines, the cells side by side. */
#include <math.h>
#include <string.h>

#include "layout/blocks.h"
#include "layout/draw.h"
#include "layout/paragraph.h"
#include "layout/table.h"

Colour table_rule_colour(const Setter *setter, const TableSetting *setting) {
    return setting->style && setting->style->has_rule ? setting->style->rule
                                                      : setter->document->ink;
}

static void draw_rule(Setter *setter, const TableSetting *setting, Strip *strip, Mpt y,
                      Mpt thickness, Colour colour) {
    draw_rect(setter->arena, strip, NULL, setting->x, y, setting->table_width,
              thickness, colour);
}

/* ---- cells ---- */

/* A bar from the middle of its room; the room is left of the figures. */
static void draw_bar(Setter *setter, const TableSetting *setting, double length, Mpt x,
                     Strip *strip) {
    const Style *style = &setting->body;
    double bar = fmax(-1, fmin(1, length));
    Mpt half = (BAR_ROOM - 6000) / 2, zero = x + half;
    Mpt size = style->size / 2;
    Mpt y = line_baseline(style) - size - size / 5;
    Mpt width = (Mpt) (fabs(bar) * half);
    const Colour *palette = setter->document->palette;
    draw_rect(setter->arena, strip, NULL, bar < 0 ? zero - width : zero, y, width, size,
              bar < 0 ? palette[ROLE_ACCENT] : palette[ROLE_HOUSE]);
    draw_rect(setter->arena, strip, NULL, zero - 200, y - 1000, 400, size + 2000,
              palette[ROLE_MUTED]);
}

/* Numbers stand point under point. */
static Mpt set_decimal(Setter *setter, const TableSetting *setting,
                       const CellPlace *place, const Runs *runs, Style *style,
                       Strip *strip) {
    DecimalWidths widths = table_decimal(setter, runs, style);
    const ColumnSetting *column = &setting->columns[place->cell->column];
    Mpt start = place->width - column->fraction - widths.whole;
    if (setter->leftwards) /* the end of the column is where its numbers begin */
        start = place->width - column->whole - widths.fraction - widths.hanging;
    Mpt need = widths.whole + widths.fraction + widths.hanging;
    style->align = ALIGN_LEFT;
    /* Marks may hang into the space between columns, but no further. */
    if (start < 0 || start + need > place->width + setting->padding) {
        start = 0;
        need = place->width;
    }
    return paragraph_into(setter, runs, style, place->x + start, need, 0, place->tag,
                          strip);
}

/* Sets one cell's content with its top at 0; returns its height. */
static Mpt set_cell(Setter *setter, const TableSetting *setting, const CellPlace *place,
                    Strip *strip) {
    const Cell *cell = place->cell;
    const CellExtra *extra = cell->extra;
    if (extra && extra->blocks) return cell_blocks_set(setter, setting, place, strip);
    Style style = *table_row_style(setting, place->row->kind);
    Run plain;
    Runs runs = cell_runs(cell, place->row, &plain);
    style.align = table_cell_align(setting, place->row, cell);
    if (extra && extra->has_bar) draw_bar(setter, setting, extra->bar, place->x, strip);
    if (extra && extra->spark_count) {
        Mpt height = style.size * 7 / 10;
        Point corner = {place->x, line_baseline(&style) - height};
        draw_spark(setter->arena, strip, NULL, extra->spark, extra->spark_count, corner,
                   BAR_ROOM - 6000, height, setter->document->palette[ROLE_HOUSE]);
    }
    if (style.align == ALIGN_DECIMAL)
        return set_decimal(setter, setting, place, &runs, &style, strip);
    return paragraph_into(setter, &runs, &style, place->x, place->width, 0, place->tag,
                          strip);
}

Tag *row_tags(Setter *setter, const TableSetting *setting, const Row *row, Tag *rows) {
    const Column *columns = setting->table->columns;
    if (setter->document->untagged) return rows;
    Tag *tag = tag_new(setter->arena, TAG_ROW, rows);
    for (int c = 0; c < row->cell_count; c++) {
        const Cell *cell = &row->cells[c];
        bool is_empty = !cell->text && !cell->extra;
        bool names_group = row->kind == ROW_GROUP && c == 0;
        bool heads = !is_empty && (row->kind == ROW_HEAD || names_group ||
                                   columns[cell->column].heads);
        Tag *made = tag_new(setter->arena, heads ? TAG_HEADER_CELL : TAG_CELL, tag);
        made->heads_row = row->kind != ROW_HEAD;
        made->column_span = table_span(setting, cell);
        made->row_span = cell_rows(cell);
    }
    return tag;
}

/* ---- rows ---- */

/* A cell that reaches into rows below, on its way through them. */
typedef struct {
    int row; /* index among the places */
    int rows;
    int first_item, end_item; /* of the row's strip */
    Mpt height;
} SpanCell;

/* Rows that are set together. */
typedef struct {
    const RowPlace *places;
    Strip *strips;
    int count;
    SpanCell *spans;
    int span_count, span_capacity;
} RowGroup;

static const Row *row_of(const RowPlace *place) {
    return place->row;
}

static Mpt slack_of(const RowPlace *place) {
    return row_of(place)->kind == ROW_HEAD ? place->setting->head_slack
                                           : place->setting->body_slack;
}

/* How much lower than its line has it a row's text stands: under the rule above the
 * head or a total, and below the group before. */
static Mpt top_of(const RowPlace *place) {
    RowKind kind = row_of(place)->kind;
    if (kind == ROW_HEAD) return place->first ? RULE_GAP : 0;
    if (kind == ROW_TOTAL) return RULE_GAP / 2;
    return kind == ROW_GROUP && !place->first ? place->setting->body.leading / 4 : 0;
}

static void move_items(Setter *setter, Strip *strip, int first, int end, Mpt down) {
    for (int i = first; down && i < end; i++)
        item_move(setter->arena, &strip->items[i], 0, down);
}

/* Sets the cells of row `index` of the group, and its height by those of one row. */
static void set_cells(Setter *setter, RowGroup *group, int index) {
    const RowPlace *place = &group->places[index];
    const TableSetting *setting = place->setting;
    const Row *row = row_of(place);
    Strip *strip = &group->strips[index];
    Mpt leading = table_row_style(setting, row->kind)->leading, height = leading;
    Mpt slack = slack_of(place), down = slack / 2 + top_of(place);
    /* Where cells have no tags, that of all rows stands for them. */
    bool has_tags = place->tag && place->tag->kind == TAG_ROW;
    Tag *tag = has_tags ? place->tag->first_child : NULL;
    struct {
        int end;
        Mpt height;
    } *cells = arena_array(setter->arena, row->cell_count + 1, sizeof *cells);
    strip->origin = setter->block_origin = setter_origin(setter, row->origin);
    if (row->kind == ROW_HEAD && place->first)
        draw_rule(setter, setting, strip, 0, HEAVY_RULE,
                  table_rule_colour(setter, setting));
    int start = strip->item_count;
    for (int c = 0; c < row->cell_count; c++) {
        const Cell *cell = &row->cells[c];
        int first = strip->item_count, span = table_span(setting, cell);
        const ColumnSetting *column = &setting->columns[cell->column];
        const ColumnSetting *last = column + span - 1;
        Mpt indent = place->indented && cell->column == 0 ? ROW_INDENT : 0;
        Mpt x = setting->x + column->x + indent;
        CellPlace inner = {row, cell, x, setting->x + last->x + last->width - x,
                           tag ? tag : place->tag};
        Mpt own = set_cell(setter, setting, &inner, strip);
        if (tag) tag = tag->next;
        cells[c].end = strip->item_count;
        cells[c].height = cell_rows(cell) > 1 ? -1 : own;
        if (cell_rows(cell) == 1) height = own > height ? own : height;
        if (cell_rows(cell) == 1) continue;
        move_items(setter, strip, first, strip->item_count, down);
        group->spans = arena_grow(setter->arena, group->spans, group->span_count,
                                  &group->span_capacity, sizeof *group->spans);
        group->spans[group->span_count++] =
            (SpanCell){index, cell_rows(cell), first, strip->item_count, own};
    }
    for (int c = 0, i = start; c < row->cell_count; i = cells[c++].end) {
        bool at_bottom = row->kind == ROW_HEAD && cells[c].height > 0;
        if (cells[c].height >= 0)
            move_items(setter, strip, i, cells[c].end,
                       down + (at_bottom ? height - cells[c].height : 0));
    }
    /* Rows of several lines stand apart by more than their lines do. */
    if (row->kind == ROW_BODY && height > leading)
        slack += table_row_style(setting, row->kind)->size / 3;
    strip->height = top_of(place) + height + slack;
}

/* Makes room for the cells that span rows: the last row of each grows. */
static void fit_spans(Setter *setter, RowGroup *group) {
    for (int s = 0; s < group->span_count; s++) {
        const SpanCell *span = &group->spans[s];
        int end = span->row + span->rows;
        end = end > group->count ? group->count : end;
        const RowPlace *place = &group->places[span->row];
        Mpt need = top_of(place) + span->height + slack_of(place), room = 0;
        for (int i = span->row; i < end; i++)
            room += group->strips[i].height;
        if (need > room) group->strips[end - 1].height += need - room;
        if (row_of(place)->kind == ROW_HEAD && room > need)
            move_items(setter, &group->strips[span->row], span->first_item,
                       span->end_item, room - need);
    }
}

/* ---- rules and grounds ---- */

static void draw_ground(Setter *setter, const TableSetting *setting, Strip *strip) {
    const Style *body = setting->table->body_style;
    Colour tint = body->has_background
                      ? body->background
                      : colour_tint(setter->document->palette[ROLE_HOUSE], 60);
    Strip behind = {.origin = strip->origin};
    draw_rect(setter->arena, &behind, NULL, setting->x, 0, setting->table_width,
              strip->height, tint);
    strip_reserve(setter->arena, strip, 1);
    memmove(strip->items + 1, strip->items,
            (size_t) strip->item_count * sizeof *strip->items);
    strip->items[0] = behind.items[0];
    strip->item_count++;
}

/* The ground and the rules that a kind of row has; of a row that was cut, those of the
 * piece with its first or last line. */
static void dress(Setter *setter, const RowPlace *place, bool top, bool bottom,
                  Strip *strip) {
    const TableSetting *setting = place->setting;
    RowKind kind = row_of(place)->kind;
    Colour colour = table_rule_colour(setter, setting);
    if (kind == ROW_HEAD) return;
    if (bottom && place->last) strip->height += HEAVY_RULE * 3 / 2;
    if (place->striped) draw_ground(setter, setting, strip);
    if (kind == ROW_GROUP && !place->first && top)
        draw_rule(setter, setting, strip, 0, HAIRLINE, setter->document->faint);
    if ((kind == ROW_TOTAL || (kind == ROW_FOOT && place->first)) && top)
        draw_rule(setter, setting, strip, 0, LIGHT_RULE, colour);
    if (bottom && place->last)
        draw_rule(setter, setting, strip, strip->height - HEAVY_RULE, HEAVY_RULE,
                  colour);
}

void row_set(Setter *setter, const RowPlace *place, Strip *strip) {
    RowGroup group = {.places = place, .strips = strip, .count = 1};
    set_cells(setter, &group, 0);
    dress(setter, place, true, true, strip);
}

Mpt row_line_height(const RowPlace *place) {
    Mpt height = top_of(place) + slack_of(place) +
                 table_row_style(place->setting, row_of(place)->kind)->leading;
    return height + (place->last ? HEAVY_RULE * 3 / 2 : 0);
}

/* ---- into the galley ---- */

/* Takes a strip over into the galley's next one; `row` is the last one that is whole
 * after it. */
static Strip *add_strip(Setter *setter, Galley *galley, const Strip *made,
                        TableHead *head, int row) {
    Strip *strip = galley_add(setter->arena, galley);
    Strip frame = *strip;
    *strip = *made;
    strip->ground = frame.ground;
    strip->section = frame.section;
    strip->snap = -1;
    strip->head = head;
    strip->row = row;
    return strip;
}

static void add_pieces(Setter *setter, const RowPlace *place, int rows, Strip *pieces,
                       int count, Galley *galley, TableHead *head) {
    for (int i = 0; i < count; i++) {
        dress(setter, place, i == 0, i == count - 1, &pieces[i]);
        Strip *strip =
            add_strip(setter, galley, &pieces[i], head,
                      i == count - 1 ? place->index + rows - 1 : place->index - 1);
        /* Two lines at least stay together at both ends. */
        strip->keep = i == 0 || i == count - 2 ? KEEP_HARD : KEEP_NONE;
    }
}

/* The strips of rows that a cell spans as one, to be cut. */
static Strip join(Setter *setter, const RowGroup *group) {
    Strip all = {.origin = group->strips[0].origin};
    for (int i = 0; i < group->count; i++) {
        strip_absorb(setter->arena, &all, &group->strips[i], 0, all.height);
        all.height += group->strips[i].height;
    }
    return all;
}

void rows_add(Setter *setter, const RowPlace *places, int count, Galley *galley,
              TableHead *head) {
    RowGroup group = {.places = places, .count = count};
    group.strips = arena_array(setter->arena, count, sizeof *group.strips);
    Mpt height = 0;
    for (int i = 0; i < count; i++)
        set_cells(setter, &group, i);
    fit_spans(setter, &group);
    for (int i = 0; i < count; i++)
        height += group.strips[i].height;
    if (height > setter->page_room / 2) {
        int pieces = 0;
        Strip all = count > 1 ? join(setter, &group) : group.strips[0];
        Strip *cut = strip_cut(setter, &all, setter->page_room / 4, &pieces);
        if (pieces > 1) {
            add_pieces(setter, places, count, cut, pieces, galley, head);
            return;
        }
    }
    for (int i = 0; i < count; i++) {
        dress(setter, &places[i], true, true, &group.strips[i]);
        Strip *strip =
            add_strip(setter, galley, &group.strips[i], head, places[i].index);
        strip->keep = i < count - 1 ? KEEP_HARD : KEEP_NONE;
        if (i == 0 && count > 1) strip->need = height; /* of the cells that span rows */
    }
}
