/* For tests of layout: documents made by hand, and looking at the pages they become.
 * Included once, by layout_test.c. */
#ifndef LAYOUT_DRAFT_H
#define LAYOUT_DRAFT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "layout/chart_scale.h"
#include "layout/inline.h"
#include "layout/layout.h"

enum {
    INK = 0x111111,
    HEADING_INK = 0x0000ff,
    NOTE_INK = 0x00ff00,
    HEAD_INK = 0xff00ff,
    CELL_INK = 0x123456,
    LABEL_INK = 0x555555
};

static const Origin here = {.file = "template.xml", .line = 7};

/* A document under way, and its styles. */
typedef struct {
    Arena *arena;
    Diags *diags;
    FontStore *fonts;
    Document document;
    FontFamily families[2];
    Style body, heading, note, head, cell, caption, label, furniture, plain;
} Draft;

static Style style_of(const char *family, Mpt size, Mpt leading, Colour colour) {
    return (Style){.name = "s",
                   .family = family,
                   .size = size,
                   .leading = leading,
                   .colour = colour};
}

/* All pages of the document alike: 70 pt above and below the text. */
static void set_page(Draft *d, Mpt width, Mpt height, Mpt left, Mpt right) {
    for (int side = 0; side < PAGE_SIDES; side++)
        d->document.page_sets[0].masters[side] = (PageMaster){.width = width,
                                                              .height = height,
                                                              .margin_top = 70000,
                                                              .margin_bottom = 70000,
                                                              .margin_left = left,
                                                              .margin_right = right};
}

static Draft *draft_new(void) {
    Arena *arena = arena_new(NULL);
    Draft *d = arena_alloc(arena, sizeof *d);
    d->arena = arena;
    d->diags = diags_new(arena);
    d->fonts = font_store_new(arena, "/usr/share/fonts");
    d->families[0] = (FontFamily){.name = "text",
                                  .regular = "Vollkorn-Regular.ttf",
                                  .bold = "Vollkorn-Bold.ttf",
                                  .italic = "Vollkorn-Italic.ttf",
                                  .origin = here};
    d->families[1] = (FontFamily){.name = "sans",
                                  .regular = "Lato-Regular.ttf",
                                  .bold = "Lato-Bold.ttf",
                                  .italic = "Lato-Italic.ttf",
                                  .origin = here};
    d->body = style_of("text", 10000, 13000, INK);
    d->body.align = ALIGN_JUSTIFY;
    d->body.hyphenate = true;
    d->heading = style_of("sans", 14000, 17000, HEADING_INK);
    d->heading.bold = true;
    d->heading.space_before = 20000;
    d->heading.space_after = 5000;
    d->note = style_of("text", 8000, 10000, NOTE_INK);
    d->head = style_of("sans", 8000, 11000, HEAD_INK);
    d->cell = style_of("sans", 8500, 13000, CELL_INK);
    d->cell.features = FEATURE_TABULAR;
    d->caption = style_of("sans", 9000, 13000, 0x333333);
    d->label = style_of("sans", 7500, 10000, LABEL_INK);
    d->furniture = style_of("sans", 7500, 10000, 0x777777);
    d->plain = style_of("sans", 8500, 13000, INK);
    Document *document = &d->document;
    *document = (Document){.title = "T", .lang = "en-GB", .date = "2025-11-20"};
    document->families = d->families;
    document->family_count = 2;
    document->palette[ROLE_HOUSE] = 0x0f3d63;
    document->palette[ROLE_ACCENT] = 0xc0392b;
    document->palette[ROLE_CONTEXT] = 0x8a8580;
    document->palette[ROLE_MUTED] = 0xbdb7b0;
    document->ink = INK;
    document->faint = 0xdddddd;
    document->note_style = &d->note;
    document->page_sets = arena_array(arena, 4, sizeof(PageSet));
    document->page_set_count = 1;
    document->page_sets[0] = (PageSet){.columns = 1};
    set_page(d, 595276, 841890, 65000, 65000);
    document->grid = 13000;
    document->furniture_style = &d->furniture;
    document->root = block_new(arena, BLOCK_SECTION, NULL, NULL, here);
    return d;
}

static void draft_free(Draft *d) {
    arena_free(d->arena);
}

static Run *add_text(Draft *d, Runs *runs, const char *text) {
    Run *run = runs_add(d->arena, runs, RUN_TEXT, here);
    run->text = text;
    return run;
}

static Block *add_paragraph(Draft *d, Block *parent, const char *text) {
    Block *block = block_new(d->arena, BLOCK_PARAGRAPH, parent, &d->body, here);
    add_text(d, &block->runs, text);
    return block;
}

static Block *add_heading(Draft *d, Block *parent, int level, const char *text) {
    Block *block = block_new(d->arena, BLOCK_HEADING, parent, &d->heading, here);
    block->level = level;
    add_text(d, &block->runs, text);
    return block;
}

static void add_note(Draft *d, Block *block, const char *text) {
    Document *document = &d->document;
    document->notes = arena_grow(d->arena, document->notes, document->note_count,
                                 &document->note_capacity, sizeof(Note));
    Note *note = &document->notes[document->note_count];
    *note = (Note){.origin = here};
    add_text(d, &note->runs, text);
    runs_add(d->arena, &block->runs, RUN_NOTE, here)->note = document->note_count++;
}

static Table *add_table(Draft *d, int columns) {
    Block *block = block_new(d->arena, BLOCK_TABLE, d->document.root, &d->plain, here);
    Table *table = arena_alloc(d->arena, sizeof *table);
    table->columns = arena_array(d->arena, columns, sizeof *table->columns);
    table->column_count = columns;
    table->caption_style = &d->caption;
    table->head_style = &d->head;
    table->body_style = &d->cell;
    table->note_style = &d->note;
    block->table = table;
    return table;
}

static Row *add_row(Draft *d, Table *table, RowKind kind, const char *const *texts) {
    table->rows = arena_grow(d->arena, table->rows, table->row_count,
                             &table->row_capacity, sizeof *table->rows);
    Row *row = &table->rows[table->row_count++];
    *row = (Row){.kind = kind, .cell_count = table->column_count, .origin = here};
    row->cells = arena_array(d->arena, table->column_count, sizeof *row->cells);
    for (int i = 0; i < table->column_count; i++) {
        row->cells[i].column = (unsigned short) i;
        row->cells[i].column_span = 1;
        row->cells[i].text = texts[i];
        row->cells[i].line = here.line;
    }
    return row;
}

/* What is not plain about a cell; its text becomes its first run. */
static CellExtra *cell_extra(Draft *d, Cell *cell) {
    if (cell->extra) return cell->extra;
    cell->extra = arena_alloc(d->arena, sizeof *cell->extra);
    if (cell->text) add_text(d, &cell->extra->runs, cell->text);
    cell->text = NULL;
    return cell->extra;
}

static Chart *add_chart(Draft *d, ChartKind kind, int series) {
    Block *block = block_new(d->arena, BLOCK_CHART, d->document.root, &d->plain, here);
    Chart *chart = arena_alloc(d->arena, sizeof *chart);
    chart->kind = kind;
    chart->series = arena_array(d->arena, series + 1, sizeof *chart->series);
    chart->series_count = series;
    chart->height = 180000;
    chart->alt = "A chart";
    chart->title_style = chart->subtitle_style = &d->caption;
    chart->label_style = &d->label;
    chart->note_style = &d->note;
    strcpy(chart->decimal_separator, ".");
    strcpy(chart->group_separator, ",");
    block->chart = chart;
    return chart;
}

static void assert_proven(Draft *d, const Pages *pages) {
    bool good = pages_check(pages, d->diags) && pages_prove(pages, d->diags) &&
                layout_prove(&d->document, pages, d->diags);
    if (good) return;
    int count = 0;
    while (diags_message(d->diags, count))
        count++;
    /* What was found out comes after what layout warned of. */
    for (int i = count > 20 ? count - 20 : 0; i < count; i++)
        fprintf(stderr, "%s\n", diags_message(d->diags, i));
    fail_msg("%s: the pages are not good", d->document.title);
}

static Pages *lay_out(Draft *d) {
    Pages *pages = layout_document(&d->document, d->fonts, d->arena, d->diags);
    if (!pages) diags_print(d->diags, stderr);
    assert_non_null(pages);
    assert_proven(d, pages);
    return pages;
}

static bool has_message(const Draft *d, const char *part) {
    for (int i = 0; diags_message(d->diags, i); i++)
        if (strstr(diags_message(d->diags, i), part)) return true;
    return false;
}

/* ---- looking at pages ---- */

static const TextItem *text_at(const Page *page, int index) {
    const Item *item = &page->items[index];
    return item->kind == ITEM_TEXT ? &item->text : NULL;
}

static bool is_word(const Page *page, int index, const char *word) {
    const TextItem *text = text_at(page, index);
    return text && strcmp(text->shaped->text, word) == 0;
}

static int count_word(const Page *page, const char *word) {
    int count = 0;
    for (int i = 0; i < page->item_count; i++)
        count += is_word(page, i, word);
    return count;
}

static const TextItem *find_word(const Pages *pages, const char *word, int *page) {
    for (int p = 0; p < pages->page_count; p++)
        for (int i = 0; i < pages->pages[p].item_count; i++)
            if (is_word(&pages->pages[p], i, word)) {
                if (page) *page = p;
                return text_at(&pages->pages[p], i);
            }
    return NULL;
}

/* Distinct baselines of text in a colour. */
static int count_lines(const Page *page, Colour colour) {
    int count = 0;
    Mpt last = -1;
    for (int i = 0; i < page->item_count; i++) {
        const TextItem *text = text_at(page, i);
        if (!text || text->colour != colour || text->y == last) continue;
        count++;
        last = text->y;
    }
    return count;
}

static void assert_within_page(const Pages *pages) {
    for (int p = 0; p < pages->page_count; p++) {
        const Page *page = &pages->pages[p];
        for (int i = 0; i < page->item_count; i++) {
            const TextItem *text = text_at(page, i);
            if (!text) continue;
            assert_true(text->x >= 0);
            assert_true(text->x + text->shaped->width <= page->width);
            assert_true(text->y > 0 && text->y < page->height);
        }
    }
}

/* ---- made-up text ---- */

static uint32_t roll(uint32_t *seed, uint32_t below) {
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % below;
}

/* `count` words of 2 to 12 letters. */
static const char *made_up(Draft *d, uint32_t *seed, int count) {
    static const char *const syllables[] = {"tra",  "de", "im", "port", "ex",  "ta",
                                            "riff", "mo", "no", "ble",  "sti", "on"};
    Text text = {.arena = d->arena};
    for (int i = 0; i < count; i++) {
        if (i > 0) text_add_char(&text, ' ');
        for (uint32_t s = roll(seed, 4) + 1; s > 0; s--)
            text_add(&text, syllables[roll(seed, 12)]);
    }
    return text_string(&text);
}

static const char known[] =
    "The makers' announcement reads well in Washington, but the arithmetic is small. "
    "Japan shipped 1.37 million passenger cars to the United States in 2024; bringing "
    "20,000 back would offset one and a half per cent of that flow by volume, and "
    "rather less by value, since the models under discussion are cheaper than the "
    "average export. The office of the Trade Representative has said that it watches "
    "the balance, not the gesture, and every earlier round of voluntary import "
    "expansion ended with volumes well under what had been announced.";

#endif
