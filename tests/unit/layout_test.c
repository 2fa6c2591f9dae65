/* Layout: paragraphs, pages, tables, charts; rules that hold of any document. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "layout/axis.h"
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

static Draft *draft_new(void) {
    Arena *arena = arena_new(NULL);
    Draft *d = arena_alloc(arena, sizeof *d);
    d->arena = arena;
    d->diags = diags_new(arena);
    d->fonts = font_store_new(arena, "/usr/share/fonts");
    d->families[0] = (FontFamily){"text",
                                  "Vollkorn-Regular.ttf",
                                  "Vollkorn-Bold.ttf",
                                  "Vollkorn-Italic.ttf",
                                  NULL,
                                  here};
    d->families[1] = (FontFamily){
        "sans", "Lato-Regular.ttf", "Lato-Bold.ttf", "Lato-Italic.ttf", NULL, here};
    d->body = style_of("text", 10000, 13000, INK);
    d->body.align = ALIGN_JUSTIFY;
    d->body.hyphenate = true;
    d->heading = style_of("sans", 14000, 17000, HEADING_INK);
    d->heading.bold = d->heading.keep_with_next = true;
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
    document->page = (PageMaster){.width = 595276,
                                  .height = 841890,
                                  .margin_top = 70000,
                                  .margin_bottom = 70000,
                                  .margin_left = 65000,
                                  .margin_right = 65000,
                                  .grid = 13000,
                                  .furniture_style = &d->furniture};
    document->root = block_new(arena, BLOCK_SECTION, NULL, NULL, here);
    return d;
}

static void draft_free(Draft *d) {
    font_store_close(d->fonts);
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
        row->cells[i].column_span = 1;
        if (texts[i]) add_text(d, &row->cells[i].runs, texts[i]);
    }
    return row;
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

static Pages *lay_out(Draft *d) {
    Pages *pages = layout_document(&d->document, d->fonts, d->arena, d->diags);
    if (!pages) diags_print(d->diags, stderr);
    assert_non_null(pages);
    if (!pages_check(pages, d->diags)) diags_print(d->diags, stderr);
    assert_int_equal(diags_count(d->diags, FAULT_BUG), 0);
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

/* ---- paragraphs ---- */

static double badness(const Break *breaks, int from, int to, Mpt width, bool last) {
    double ratio = breaker_ratio(&breaks[from], &breaks[to], width, 0);
    return last && ratio > 0 ? 0 : ratio * ratio;
}

/* Sum of squared glue ratios when each line takes all that fits. */
static double first_fit(const Break *breaks, int count, Mpt width) {
    double sum = 0;
    for (int from = 0, at = 1; at < count; at++) {
        bool last = at == count - 1;
        if (!last && breaker_ratio(&breaks[from], &breaks[at + 1], width, 0) >= -1)
            continue;
        sum += badness(breaks, from, at, width, last);
        from = at;
    }
    return sum;
}

static void total_fit_sets_more_evenly_than_first_fit(void **state) {
    (void) state;
    Draft *d = draft_new();
    Setter setter = {.document = &d->document,
                     .fonts = d->fonts,
                     .arena = d->arena,
                     .diags = d->diags};
    Runs runs = {0};
    add_text(d, &runs, known);
    double sum = 0, greedy = 0;
    for (Mpt width = 240000; width <= 400000; width += 20000) {
        Inline text = inline_make(&setter, &runs, &d->body, true);
        int count = 0, lines = 0;
        Break *breaks = inline_breaks(&setter, &text, false, 0, &count);
        BreakRules rules = {.width = width, .tolerance = 10000};
        int *chosen = breaker_total_fit(breaks, count, &rules, d->arena, &lines);
        assert_non_null(chosen);
        for (int i = 0, from = 0; i < lines; from = chosen[i++])
            sum += badness(breaks, from, chosen[i], width, i == lines - 1);
        greedy += first_fit(breaks, count, width);
    }
    assert_true(sum > 0);
    assert_true(sum < 0.9 * greedy);
    draft_free(d);
}

static void a_forced_break_ends_its_line(void **state) {
    (void) state;
    Draft *d = draft_new();
    Block *p = add_paragraph(d, d->document.root, "one");
    runs_add(d->arena, &p->runs, RUN_BREAK, here);
    add_text(d, &p->runs, "two");
    Pages *pages = lay_out(d);
    const TextItem *one = find_word(pages, "one", NULL);
    const TextItem *two = find_word(pages, "two", NULL);
    assert_int_equal(two->y - one->y, 13000);
    assert_int_equal(one->x, two->x);
    draft_free(d);
}

static void justified_lines_end_at_the_margin(void **state) {
    (void) state;
    Draft *d = draft_new();
    add_paragraph(d, d->document.root, known);
    Pages *pages = lay_out(d);
    const Page *page = &pages->pages[0];
    Mpt right = 595276 - 65000;
    int lines = 0;
    for (int i = 0; i + 1 < page->item_count; i++) {
        const TextItem *text = text_at(page, i), *next = text_at(page, i + 1);
        if (!text || !next || next->y <= text->y) continue;
        assert_in_range(text->x + text->shaped->width, right - 60, right + 60);
        lines++;
    }
    assert_true(lines >= 4);
    assert_int_equal(diags_count(d->diags, FAULT_WARNING), 0);
    draft_free(d);
}

static void words_know_whether_a_space_follows(void **state) {
    (void) state;
    Draft *d = draft_new();
    Block *p = add_paragraph(d, d->document.root, "well ");
    add_text(d, &p->runs, "bold")->bold = true;
    add_text(d, &p->runs, ", then");
    Pages *pages = lay_out(d);
    assert_true(find_word(pages, "well", NULL)->space > 0);
    assert_int_equal(find_word(pages, "bold", NULL)->space, 0);
    assert_true(find_word(pages, ",", NULL)->space > 0);
    assert_int_equal(find_word(pages, "then", NULL)->space, 0);
    draft_free(d);
}

static void a_no_break_space_holds_words_together(void **state) {
    (void) state;
    Draft *d = draft_new();
    d->document.page.margin_right = 595276 - 65000 - 80000;
    d->body.hyphenate = false;
    add_paragraph(d, d->document.root,
                  "aaa bbb ccc 12\xC2\xA0million ddd eee 345\xC2\xA0units fff 6\xC2\xA0"
                  "cars ggg hhh iii jjj 78\xC2\xA0tonnes");
    Pages *pages = lay_out(d);
    static const char *const pairs[][2] = {
        {"12", "million"}, {"345", "units"}, {"6", "cars"}, {"78", "tonnes"}};
    for (int i = 0; i < 4; i++)
        assert_int_equal(find_word(pages, pairs[i][0], NULL)->y,
                         find_word(pages, pairs[i][1], NULL)->y);
    assert_true(count_lines(&pages->pages[0], INK) > 3);
    draft_free(d);
}

static void a_hyphen_at_a_lines_end_is_not_read(void **state) {
    (void) state;
    Draft *d = draft_new();
    d->document.page.margin_right = 595276 - 65000 - 90000;
    add_paragraph(d, d->document.root,
                  "Internationalisation notwithstanding, representatives understand "
                  "considerable administrative responsibilities throughout "
                  "negotiations concerning agricultural arrangements.");
    Pages *pages = lay_out(d);
    int hyphens = 0;
    const Page *page = &pages->pages[0];
    for (int i = 0; i < page->item_count; i++)
        if (is_word(page, i, "-")) {
            assert_string_equal(text_at(page, i)->actual_text, "");
            assert_int_equal(text_at(page, i - 1)->space, 0);
            hyphens++;
        }
    assert_true(hyphens > 0);
    draft_free(d);
}

static void a_word_of_500_letters_is_cut_with_a_warning(void **state) {
    (void) state;
    Draft *d = draft_new();
    char word[501];
    memset(word, 'm', 500);
    word[500] = '\0';
    add_paragraph(d, d->document.root, "before");
    add_paragraph(d, d->document.root, word);
    Pages *pages = lay_out(d);
    assert_within_page(pages);
    assert_int_equal(diags_count(d->diags, FAULT_WARNING), 1);
    assert_true(has_message(d, "template.xml:7: warning"));
    size_t letters = 0;
    for (int i = 0; i < pages->pages[0].item_count; i++)
        if (text_at(&pages->pages[0], i)->shaped->text[0] == 'm')
            letters += strlen(text_at(&pages->pages[0], i)->shaped->text);
    assert_int_equal(letters, 500);
    draft_free(d);
}

static void blocks_without_text_set_nothing(void **state) {
    (void) state;
    Draft *d = draft_new();
    Block *root = d->document.root;
    block_new(d->arena, BLOCK_PARAGRAPH, root, &d->body, here);
    add_paragraph(d, root, "");
    add_paragraph(d, root, "   ");
    block_new(d->arena, BLOCK_HEADING, root, &d->heading, here);
    block_new(d->arena, BLOCK_LIST, root, &d->body, here);
    Block *list = block_new(d->arena, BLOCK_LIST, root, &d->body, here);
    block_new(d->arena, BLOCK_ITEM, list, &d->body, here)->marker = "1.";
    block_new(d->arena, BLOCK_QUOTE, root, &d->body, here);
    block_new(d->arena, BLOCK_BOX, root, &d->body, here);
    block_new(d->arena, BLOCK_COLUMNS, root, &d->body, here);
    Block *figures = block_new(d->arena, BLOCK_KEY_FIGURES, root, &d->body, here);
    figures->key_figures = arena_alloc(d->arena, sizeof(KeyFigures));
    add_table(d, 0);
    Pages *pages = lay_out(d);
    assert_int_equal(pages->page_count, 1);
    assert_int_equal(pages->pages[0].item_count, 0);
    draft_free(d);
}

/* ---- pages ---- */

static void text_stands_on_the_grid_on_every_page(void **state) {
    (void) state;
    Draft *d = draft_new();
    uint32_t seed = 5;
    for (int i = 0; i < 30; i++) {
        if (i % 3 == 0) add_heading(d, d->document.root, 2, made_up(d, &seed, 4));
        add_paragraph(d, d->document.root, made_up(d, &seed, 60));
    }
    Pages *pages = lay_out(d);
    assert_true(pages->page_count > 2);
    int lines = 0;
    for (int p = 0; p < pages->page_count; p++)
        for (int i = 0; i < pages->pages[p].item_count; i++) {
            const TextItem *text = text_at(&pages->pages[p], i);
            if (!text || text->colour != INK) continue;
            assert_int_equal((text->y - 70000) % 13000, 9300);
            lines++;
        }
    assert_true(lines > 100);
    draft_free(d);
}

static void assert_no_stranded_heading(const Pages *pages) {
    for (int p = 0; p < pages->page_count; p++) {
        const Page *page = &pages->pages[p];
        Mpt heading = 0, text = 0;
        int lines = 0;
        for (int i = 0; i < page->item_count; i++) {
            const TextItem *item = text_at(page, i);
            if (item && item->colour == HEADING_INK) {
                heading = item->y;
                lines = 0;
                text = 0;
            } else if (item && item->colour == INK && item->y > text) {
                text = item->y;
                lines++;
            }
        }
        if (heading > 0) assert_true(lines >= 2);
    }
}

static void a_heading_never_ends_a_page(void **state) {
    (void) state;
    for (uint32_t seed = 1; seed <= 12; seed++) {
        Draft *d = draft_new();
        uint32_t at = seed;
        for (int i = 0; i < 25; i++) {
            add_heading(d, d->document.root, 2, made_up(d, &at, 3));
            add_paragraph(d, d->document.root,
                          made_up(d, &at, 30 + (int) roll(&at, 90)));
        }
        Pages *pages = lay_out(d);
        assert_true(pages->page_count > 1);
        assert_no_stranded_heading(pages);
        draft_free(d);
    }
}

static void no_page_begins_with_a_widow_or_ends_with_an_orphan(void **state) {
    (void) state;
    for (uint32_t seed = 1; seed <= 8; seed++) {
        Draft *d = draft_new();
        uint32_t at = seed;
        Style *styles = arena_array(d->arena, 40, sizeof *styles);
        for (int i = 0; i < 40; i++) {
            styles[i] = d->body;
            styles[i].colour = (Colour) (0x1000 + i);
            Block *p = add_paragraph(d, d->document.root,
                                     made_up(d, &at, 40 + (int) roll(&at, 100)));
            p->style = &styles[i];
        }
        Pages *pages = lay_out(d);
        assert_true(pages->page_count > 2);
        int cut = 0;
        for (int i = 0; i < 40; i++) {
            int total = 0, least = 1000;
            for (int p = 0; p < pages->page_count; p++) {
                int lines = count_lines(&pages->pages[p], styles[i].colour);
                total += lines;
                least = lines > 0 && lines < least ? lines : least;
            }
            cut += least < total;
            assert_true(least >= 2 || total == 1);
        }
        assert_true(cut > 0);
        draft_free(d);
    }
}

static void a_box_stays_on_one_page_unless_it_fills_more(void **state) {
    (void) state;
    Draft *d = draft_new();
    uint32_t seed = 3;
    Style box = d->plain, inside = d->body;
    box.has_background = true;
    box.background = 0xeeeeff;
    box.padding = 8000;
    inside.colour = 0xabcdef;
    add_paragraph(d, d->document.root, made_up(d, &seed, 560));
    Block *first = block_new(d->arena, BLOCK_BOX, d->document.root, &box, here);
    for (int i = 0; i < 3; i++)
        add_paragraph(d, first, made_up(d, &seed, 80))->style = &inside;
    Pages *pages = lay_out(d);
    assert_int_equal(pages->page_count, 2);
    assert_int_equal(count_lines(&pages->pages[0], 0xabcdef), 0);
    assert_true(count_lines(&pages->pages[1], 0xabcdef) > 9);
    add_paragraph(d, first, made_up(d, &seed, 1200))->style = &inside;
    pages = lay_out(d);
    /* Moving it would not help any more: it begins where there is room. */
    assert_true(count_lines(&pages->pages[0], 0xabcdef) > 3);
    assert_within_page(pages);
    draft_free(d);
}

static void a_footnote_stands_on_the_page_of_its_mark(void **state) {
    (void) state;
    for (uint32_t seed = 1; seed <= 6; seed++) {
        Draft *d = draft_new();
        uint32_t at = seed;
        for (int i = 0; i < 24; i++) {
            Block *p = add_paragraph(
                d, d->document.root,
                arena_print(d->arena, "%s mark%d", made_up(d, &at, 70), i));
            add_note(d, p,
                     arena_print(d->arena, "note%d %s", i,
                                 made_up(d, &at, 5 + (int) roll(&at, 30))));
        }
        Pages *pages = lay_out(d);
        assert_true(pages->page_count > 1);
        for (int i = 0; i < 24; i++) {
            int mark = -1, note = -2;
            const TextItem *above =
                find_word(pages, arena_print(d->arena, "mark%d", i), &mark);
            const TextItem *foot =
                find_word(pages, arena_print(d->arena, "note%d", i), &note);
            assert_non_null(above);
            assert_non_null(foot);
            assert_int_equal(mark, note);
            assert_true(foot->y > above->y);
            assert_true(foot->y < 841890 - 70000);
        }
        draft_free(d);
    }
}

static void a_note_longer_than_a_page_goes_on_at_the_next_foot(void **state) {
    (void) state;
    Draft *d = draft_new();
    uint32_t seed = 9;
    Block *p = add_paragraph(d, d->document.root, "A mark");
    add_note(d, p, arena_print(d->arena, "%s thelastword", made_up(d, &seed, 2500)));
    add_paragraph(d, d->document.root, "After.");
    Pages *pages = lay_out(d);
    assert_within_page(pages);
    assert_true(pages->page_count >= 2);
    int page = 0;
    assert_non_null(find_word(pages, "thelastword", &page));
    assert_true(page > 0);
    assert_true(count_lines(&pages->pages[0], NOTE_INK) > 20);
    draft_free(d);
}

static void the_foot_counts_the_pages(void **state) {
    (void) state;
    Draft *d = draft_new();
    Runs *foot = &d->document.page.foot_right;
    add_text(d, foot, "page ");
    runs_add(d->arena, foot, RUN_PAGE_NUMBER, here);
    add_text(d, foot, " of ");
    runs_add(d->arena, foot, RUN_PAGE_COUNT, here);
    runs_add(d->arena, &d->document.page.head_right, RUN_SECTION, here);
    add_heading(d, d->document.root, 1, "Findings");
    add_paragraph(d, d->document.root, "one");
    block_new(d->arena, BLOCK_PAGE_BREAK, d->document.root, NULL, here);
    add_paragraph(d, d->document.root, "two");
    Pages *pages = lay_out(d);
    assert_int_equal(pages->page_count, 2);
    assert_int_equal(count_word(&pages->pages[0], "page"), 0);
    assert_int_equal(count_word(&pages->pages[1], "page"), 1);
    assert_int_equal(count_word(&pages->pages[1], "2"), 2);
    assert_int_equal(count_word(&pages->pages[1], "Findings"), 1);
    assert_string_equal(pages->pages[1].label, "2");
    assert_int_equal(pages->bookmark_count, 1);
    assert_string_equal(pages->bookmarks[0].title, "Findings");
    draft_free(d);
}

static int pages_of_lines(int lines) {
    Draft *d = draft_new();
    for (int i = 0; i < lines; i++)
        add_paragraph(d, d->document.root, arena_print(d->arena, "line%d", i));
    Pages *pages = lay_out(d);
    assert_within_page(pages);
    for (int i = 0; i < lines; i++) {
        int page = -1;
        assert_non_null(find_word(pages, arena_print(d->arena, "line%d", i), &page));
        assert_true(page < pages->page_count);
    }
    int count = pages->page_count;
    draft_free(d);
    return count;
}

static void a_last_page_of_a_line_is_pulled_back(void **state) {
    (void) state;
    assert_int_equal(pages_of_lines(53), 1);
    assert_int_equal(pages_of_lines(54), 1);
    assert_int_equal(pages_of_lines(55), 2);
    assert_int_equal(pages_of_lines(108), 2);
}

static void columns_taller_than_a_page_are_set_below_each_other(void **state) {
    (void) state;
    Draft *d = draft_new();
    uint32_t seed = 2;
    Block *columns =
        block_new(d->arena, BLOCK_COLUMNS, d->document.root, &d->plain, here);
    for (int i = 0; i < 2; i++) {
        Block *column = block_new(d->arena, BLOCK_COLUMN, columns, &d->plain, here);
        add_paragraph(d, column, made_up(d, &seed, i == 0 ? 20 : 700));
    }
    Pages *pages = lay_out(d);
    assert_within_page(pages);
    assert_true(pages->page_count > 1);
    assert_int_equal(diags_count(d->diags, FAULT_WARNING), 1);
    draft_free(d);
}

static void columns_start_on_one_line(void **state) {
    (void) state;
    Draft *d = draft_new();
    Block *columns =
        block_new(d->arena, BLOCK_COLUMNS, d->document.root, &d->plain, here);
    static const char *const words[] = {"left", "right"};
    for (int i = 0; i < 2; i++) {
        Block *column = block_new(d->arena, BLOCK_COLUMN, columns, &d->plain, here);
        column->width = i + 1;
        add_paragraph(d, column, words[i]);
    }
    Pages *pages = lay_out(d);
    const TextItem *left = find_word(pages, "left", NULL);
    const TextItem *right = find_word(pages, "right", NULL);
    assert_int_equal(left->y, right->y);
    /* A third of the measure less the gutter, and the gutter of 4 mm. */
    assert_in_range(right->x - left->x, (465276 - 11339) / 3 + 11338,
                    (465276 - 11339) / 3 + 11340);
    draft_free(d);
}

/* ---- tables ---- */

static Table *long_table(Draft *d, int rows) {
    Table *table = add_table(d, 3);
    table->columns[0].kind = COLUMN_FRACTION;
    table->columns[0].width = 1;
    table->columns[1].align = table->columns[2].align = ALIGN_DECIMAL;
    add_text(d, &table->caption, "Exports");
    add_row(d, table, ROW_HEAD, (const char *[]){"Product", "2023", "2024"});
    for (int i = 0; i < rows; i++)
        add_row(d, table, ROW_BODY,
                (const char *[]){arena_print(d->arena, "row%d", i),
                                 arena_print(d->arena, "%d.%d", i * 37 % 1000, i % 10),
                                 "1,234.56"});
    add_text(d, &table->notes, "Source");
    return table;
}

static void a_repeated_header_takes_room_on_every_page(void **state) {
    (void) state;
    Draft *d = draft_new();
    long_table(d, 150);
    Pages *pages = lay_out(d);
    assert_true(pages->page_count >= 3);
    for (int p = 0; p < pages->page_count; p++) {
        const Page *page = &pages->pages[p];
        assert_int_equal(count_word(page, "Product"), 1);
        assert_int_equal(count_word(page, "(continued)"), p > 0);
        Mpt head = 0, first = 0;
        for (int i = 0; i < page->item_count; i++) {
            const TextItem *text = text_at(page, i);
            if (text && text->colour == HEAD_INK) {
                head = text->y;
                /* Only the first one is read out. */
                assert_int_equal(page->items[i].tag == NULL, p > 0);
            }
            if (text && text->colour == CELL_INK && first == 0) first = text->y;
        }
        assert_true(first - head >= 8500);
    }
    for (int i = 0; i < 150; i++)
        assert_non_null(find_word(pages, arena_print(d->arena, "row%d", i), NULL));
    draft_free(d);
}

/* Where the glyph of `c` begins. */
static Mpt x_of(const TextItem *text, char c) {
    Mpt x = text->x;
    const Shaped *shaped = text->shaped;
    for (int g = 0; g < shaped->glyph_count; g++) {
        if (shaped->text[shaped->glyphs[g].cluster] == c) return x;
        x += shaped->glyphs[g].advance;
    }
    return x;
}

static void figures_stand_on_their_decimal_point(void **state) {
    (void) state;
    Draft *d = draft_new();
    Table *table = add_table(d, 2);
    table->columns[1].align = ALIGN_DECIMAL;
    static const char *const figures[] = {"1.5",
                                          "12.25",
                                          "\xE2\x88\x92"
                                          "1,234.125",
                                          "7",
                                          "n.a.",
                                          "0.5"};
    for (int i = 0; i < 6; i++)
        add_row(d, table, ROW_BODY, (const char *[]){"label", figures[i]});
    Pages *pages = lay_out(d);
    Mpt point = x_of(find_word(pages, "1.5", NULL), '.');
    assert_int_equal(x_of(find_word(pages, "12.25", NULL), '.'), point);
    assert_int_equal(x_of(find_word(pages, figures[2], NULL), '.'), point);
    assert_int_equal(x_of(find_word(pages, "0.5", NULL), '.'), point);
    assert_int_equal(x_of(find_word(pages, "7", NULL), '.'), point);
    const TextItem *none = find_word(pages, "n.a.", NULL);
    assert_int_equal(none->x + none->shaped->width, point);
    draft_free(d);
}

static void a_decimal_comma_is_a_point_where_the_text_says_so(void **state) {
    (void) state;
    Draft *d = draft_new();
    d->document.lang = "de";
    Table *table = add_table(d, 1);
    table->columns[0].align = ALIGN_DECIMAL;
    static const char *const figures[] = {"1,5", "1.234,25", "1.234"};
    for (int i = 0; i < 3; i++)
        add_row(d, table, ROW_BODY, &figures[i]);
    Pages *pages = lay_out(d);
    Mpt point = x_of(find_word(pages, "1,5", NULL), ',');
    assert_int_equal(x_of(find_word(pages, "1.234,25", NULL), ','), point);
    assert_int_equal(x_of(find_word(pages, "1.234", NULL), ','), point);
    draft_free(d);
}

static void heads_stand_at_the_bottom_of_their_row(void **state) {
    (void) state;
    Draft *d = draft_new();
    Table *table = add_table(d, 2);
    table->columns[0].kind = table->columns[1].kind = COLUMN_FIXED;
    table->columns[0].width = table->columns[1].width = 60000;
    add_row(d, table, ROW_HEAD,
            (const char *[]){"Short", "a head that takes several lines"});
    add_row(d, table, ROW_BODY, (const char *[]){"a", "b"});
    Pages *pages = lay_out(d);
    assert_int_equal(find_word(pages, "Short", NULL)->y,
                     find_word(pages, "lines", NULL)->y);
    assert_true(find_word(pages, "head", NULL)->y < find_word(pages, "lines", NULL)->y);
    draft_free(d);
}

static void a_table_wider_than_the_page_is_squeezed_with_a_warning(void **state) {
    (void) state;
    Draft *d = draft_new();
    Table *table = add_table(d, 30);
    const char *texts[30];
    for (int i = 0; i < 30; i++)
        texts[i] = "incomprehensible";
    add_row(d, table, ROW_BODY, texts);
    add_row(d, table, ROW_BODY, texts);
    Pages *pages = lay_out(d);
    assert_within_page(pages);
    assert_true(has_message(d, "wider than its place"));
    draft_free(d);
}

static void a_column_of_no_width_is_widened_with_a_warning(void **state) {
    (void) state;
    Draft *d = draft_new();
    Table *table = add_table(d, 2);
    table->columns[0].kind = COLUMN_FIXED;
    add_row(d, table, ROW_BODY, (const char *[]){"text", "more"});
    Pages *pages = lay_out(d);
    const TextItem *text = find_word(pages, "text", NULL);
    assert_non_null(text);
    assert_true(text->x + text->shaped->width < find_word(pages, "more", NULL)->x);
    assert_true(has_message(d, "too narrow"));
    draft_free(d);
}

static void a_row_taller_than_a_page_goes_on_on_the_next(void **state) {
    (void) state;
    Draft *d = draft_new();
    uint32_t seed = 4;
    Table *table = add_table(d, 2);
    table->columns[1].kind = COLUMN_FIXED;
    table->columns[1].width = 100000;
    add_row(d, table, ROW_HEAD, (const char *[]){"A", "B"});
    add_row(d, table, ROW_BODY,
            (const char *[]){
                "a", arena_print(d->arena, "%s thelastword", made_up(d, &seed, 500))});
    Pages *pages = lay_out(d);
    int page = 0;
    assert_within_page(pages);
    assert_non_null(find_word(pages, "thelastword", &page));
    assert_true(page > 0);
    draft_free(d);
}

static void a_table_without_rows_keeps_its_caption(void **state) {
    (void) state;
    Draft *d = draft_new();
    Table *table = add_table(d, 2);
    add_text(d, &table->caption, "Nothing");
    Pages *pages = lay_out(d);
    assert_non_null(find_word(pages, "Nothing", NULL));
    draft_free(d);
}

static void cells_that_end_beyond_the_last_column_are_clipped_to_it(void **state) {
    (void) state;
    Draft *d = draft_new();
    Table *table = add_table(d, 2);
    Row *row = add_row(d, table, ROW_BODY, (const char *[]){"first", "second"});
    row->cells[0].column_span = 9;
    row = add_row(d, table, ROW_BODY, (const char *[]){"third", "fourth"});
    row->cell_count = 1;
    Pages *pages = lay_out(d);
    assert_non_null(find_word(pages, "first", NULL));
    assert_null(find_word(pages, "second", NULL));
    assert_non_null(find_word(pages, "third", NULL));
    draft_free(d);
}

/* ---- charts ---- */

static void ticks_are_round_and_cover_the_data(void **state) {
    (void) state;
    static const double ranges[][2] = {{0, 87.3},     {-4.2, 11}, {0.001, 0.0042},
                                       {1e6, 1.37e6}, {5, 5},     {-3, -1}};
    for (int i = 0; i < 6; i++) {
        Ticks ticks = axis_ticks(ranges[i][0], ranges[i][1], 5);
        assert_in_range(ticks.count, 3, 9);
        assert_true(axis_tick(&ticks, 0) <= ranges[i][0]);
        assert_true(axis_tick(&ticks, ticks.count - 1) >= ranges[i][1]);
        double digits = ticks.step / pow(10, floor(log10(ticks.step) + 1e-9));
        assert_true(fabs(digits - 1) < 1e-6 || fabs(digits - 2) < 1e-6 ||
                    fabs(digits - 2.5) < 1e-6 || fabs(digits - 5) < 1e-6);
    }
    Arena *arena = arena_new(NULL);
    Chart german = {.decimal_separator = ",", .group_separator = "."};
    assert_string_equal(axis_text(arena, &german, -1234567.5, 1), "\xE2\x88\x92"
                                                                  "1.234.567,5");
    assert_string_equal(axis_text(arena, &german, 999, 0), "999");
    arena_free(arena);
}

/* The filled rectangle number `index` in a colour; its width, signed by `zero`. */
static bool find_bar(const Page *page, Colour colour, int index, Mpt *left,
                     Mpt *right) {
    for (int i = 0; i < page->item_count; i++) {
        const Item *item = &page->items[i];
        if (item->kind != ITEM_PATH || !item->path.filled || item->path.fill != colour)
            continue;
        if (index-- > 0) continue;
        *left = item->path.segments[0].points[0].x;
        *right = item->path.segments[1].points[0].x;
        return true;
    }
    return false;
}

static void bars_are_as_long_as_their_values(void **state) {
    (void) state;
    Draft *d = draft_new();
    Chart *chart = add_chart(d, CHART_BAR, 1);
    static const double values[] = {51.2, 18.6, -6.2, 9.4, 0, 33.3};
    ChartPoint points[6] = {0};
    for (int i = 0; i < 6; i++)
        points[i] = (ChartPoint){.name = "Category", .y = values[i], .text = "value"};
    chart->series[0] =
        (ChartSeries){.role = ROLE_HOUSE, .points = points, .point_count = 6};
    Pages *pages = lay_out(d);
    Mpt left = 0, right = 0, zero = 0;
    double scale = 0;
    for (int i = 0; i < 6; i++) {
        assert_true(find_bar(&pages->pages[0], 0x0f3d63, i, &left, &right));
        if (i == 0) {
            zero = left;
            scale = (right - left) / values[0];
        }
        Mpt length = values[i] < 0 ? left - right : right - left;
        assert_true(fabs(length - values[i] * scale) < 50);
        assert_int_equal(values[i] < 0 ? right : left, zero);
    }
    assert_within_page(pages);
    draft_free(d);
}

static void assert_labels_apart(const Page *page) {
    for (int i = 0; i < page->item_count; i++)
        for (int j = 0; j < i; j++) {
            const TextItem *a = text_at(page, i), *b = text_at(page, j);
            if (!a || !b) continue;
            bool beside = a->x + a->shaped->width <= b->x + 10 ||
                          b->x + b->shaped->width <= a->x + 10;
            Mpt size =
                a->shaped->size < b->shaped->size ? a->shaped->size : b->shaped->size;
            assert_true(beside || abs(a->y - b->y) >= size * 9 / 10);
        }
}

static void names_at_the_ends_of_lines_do_not_overlap(void **state) {
    (void) state;
    for (uint32_t seed = 1; seed <= 10; seed++) {
        Draft *d = draft_new();
        uint32_t at = seed;
        Chart *chart = add_chart(d, CHART_LINE, 6);
        for (int s = 0; s < 6; s++) {
            ChartSeries *series = &chart->series[s];
            series->points = arena_array(d->arena, 30, sizeof *series->points);
            series->point_count = 30;
            series->label = arena_print(d->arena, "Series%d", s);
            series->role = (Role) (s % ROLE_COUNT);
            for (int i = 0; i < 30; i++)
                series->points[i] =
                    (ChartPoint){.x = 1990 + i, .y = 100 + roll(&at, i < 29 ? 80 : 12)};
        }
        Pages *pages = lay_out(d);
        assert_labels_apart(&pages->pages[0]);
        assert_within_page(pages);
        draft_free(d);
    }
}

static void labels_of_events_do_not_overlap(void **state) {
    (void) state;
    Draft *d = draft_new();
    Chart *chart = add_chart(d, CHART_LINE, 1);
    ChartPoint points[40];
    for (int i = 0; i < 40; i++)
        points[i] = (ChartPoint){.x = 1985 + i, .y = 50 + i};
    chart->series[0] = (ChartSeries){.points = points, .point_count = 40};
    ChartEvent events[8];
    static const double years[] = {1985, 1986, 1987.5, 2000, 2001, 2020, 2022, 2024};
    for (int i = 0; i < 8; i++)
        events[i] = (ChartEvent){years[i], arena_print(d->arena, "agreement%d", i)};
    chart->events = events;
    chart->event_count = 8;
    Pages *pages = lay_out(d);
    assert_labels_apart(&pages->pages[0]);
    for (int i = 0; i < 8; i++)
        assert_non_null(find_word(pages, events[i].label, NULL));
    draft_free(d);
}

static void a_gap_splits_the_line_and_a_lone_point_is_a_dot(void **state) {
    (void) state;
    Draft *d = draft_new();
    Chart *chart = add_chart(d, CHART_LINE, 1);
    ChartPoint points[] = {{.x = 2000, .y = 1},   {.x = 2001, .y = 2},
                           {.x = 2002, .y = NAN}, {.x = 2003, .y = 3},
                           {.x = 2004, .y = NAN}, {.x = 2005, .y = 4},
                           {.x = 2006, .y = 5}};
    chart->series[0] =
        (ChartSeries){.role = ROLE_ACCENT, .points = points, .point_count = 7};
    Pages *pages = lay_out(d);
    int lines = 0, dots = 0;
    for (int i = 0; i < pages->pages[0].item_count; i++) {
        const Item *item = &pages->pages[0].items[i];
        if (item->kind != ITEM_PATH) continue;
        lines += item->path.stroked && item->path.stroke == 0xc0392b;
        dots += item->path.filled && item->path.fill == 0xc0392b;
    }
    assert_int_equal(lines, 2);
    assert_int_equal(dots, 2);
    draft_free(d);
}

static void a_chart_without_data_says_so(void **state) {
    (void) state;
    Draft *d = draft_new();
    Chart *chart = add_chart(d, CHART_LINE, 1);
    ChartPoint point = {.x = 2000, .y = NAN};
    chart->series[0] = (ChartSeries){.points = &point, .point_count = 1};
    add_chart(d, CHART_BAR, 0);
    Pages *pages = lay_out(d);
    assert_int_equal(count_word(&pages->pages[0], "No data"), 2);
    assert_int_equal(diags_count(d->diags, FAULT_WARNING), 2);
    draft_free(d);
}

static void a_chart_of_one_point_or_equal_values_is_drawn(void **state) {
    (void) state;
    Draft *d = draft_new();
    Chart *chart = add_chart(d, CHART_LINE, 1);
    ChartPoint points[] = {{.x = 2025.5, .y = 7}};
    chart->series[0] =
        (ChartSeries){.label = "Only", .points = points, .point_count = 1};
    chart = add_chart(d, CHART_BAR, 1);
    ChartPoint zeros[] = {{.name = "A", .y = 0}, {.name = "B", .y = 0}};
    chart->series[0] = (ChartSeries){.points = zeros, .point_count = 2};
    Pages *pages = lay_out(d);
    assert_within_page(pages);
    assert_int_equal(count_word(&pages->pages[0], "Only"), 1);
    draft_free(d);
}

/* ---- any document ---- */

/* A document of everything, each word of its text different. */
static int generate(Draft *d, uint32_t seed) {
    int words = 0;
    Block *section = d->document.root;
    for (int i = 0; i < 40; i++) {
        Text text = {.arena = d->arena};
        for (uint32_t w = roll(&seed, 120); w > 0; w--)
            text_print(&text, "w%d%s", words++, w > 1 ? " " : "");
        const char *string = text_string(&text);
        switch (roll(&seed, 7)) {
        case 0:
            section = block_new(d->arena, BLOCK_SECTION, d->document.root, NULL, here);
            add_heading(d, section, 1 + (int) roll(&seed, 3), string);
            break;
        case 1: {
            Block *box = block_new(d->arena, BLOCK_BOX, section, &d->plain, here);
            add_paragraph(d, box, string);
            break;
        }
        case 2: {
            Block *list = block_new(d->arena, BLOCK_LIST, section, &d->body, here);
            Block *item = block_new(d->arena, BLOCK_ITEM, list, &d->body, here);
            item->marker = "\xE2\x80\xA2";
            add_paragraph(d, item, string);
            break;
        }
        case 3:
            add_note(d, add_paragraph(d, section, arena_print(d->arena, "n%d", words)),
                     string);
            break;
        case 4: {
            Table *table = long_table(d, 0);
            add_row(d, table, ROW_BODY, (const char *[]){string, "1.5", "2.5"});
            break;
        }
        case 5: {
            Block *quote = block_new(d->arena, BLOCK_QUOTE, section, &d->plain, here);
            add_paragraph(d, quote, string);
            break;
        }
        default:
            add_paragraph(d, section, string);
        }
    }
    return words;
}

static void each_word_stands_once_and_on_a_page(void **state) {
    (void) state;
    for (uint32_t seed = 1; seed <= 20; seed++) {
        Draft *d = draft_new();
        int words = generate(d, seed * 7919);
        Pages *pages = lay_out(d);
        assert_within_page(pages);
        int *seen = arena_array(d->arena, words, sizeof *seen);
        for (int p = 0; p < pages->page_count; p++)
            for (int i = 0; i < pages->pages[p].item_count; i++) {
                const TextItem *text = text_at(&pages->pages[p], i);
                /* Repetitions at a table's top are artifacts. */
                if (text && text->shaped->text[0] == 'w' &&
                    pages->pages[p].items[i].tag)
                    seen[atoi(text->shaped->text + 1)]++;
            }
        for (int w = 0; w < words; w++)
            assert_int_equal(seen[w], 1);
        draft_free(d);
    }
}

static void the_same_document_gives_the_same_pages(void **state) {
    (void) state;
    Draft *a = draft_new(), *b = draft_new();
    generate(a, 77);
    generate(b, 77);
    Text first = {.arena = a->arena}, second = {.arena = b->arena};
    pages_dump(lay_out(a), &first);
    pages_dump(lay_out(b), &second);
    assert_true(first.length > 1000);
    assert_string_equal(text_string(&first), text_string(&second));
    draft_free(a);
    draft_free(b);
}

static void a_missing_face_falls_back_and_a_missing_family_fails(void **state) {
    (void) state;
    Draft *d = draft_new();
    Block *p = add_paragraph(d, d->document.root, "slanted");
    p->runs.first->bold = p->runs.first->italic = true;
    Pages *pages = lay_out(d);
    assert_non_null(find_word(pages, "slanted", NULL));
    d->families[0].regular = "NoSuchFont.ttf";
    d->families[0].bold = d->families[0].italic = NULL;
    assert_null(layout_document(&d->document, d->fonts, d->arena, d->diags));
    assert_int_equal(diags_worst(d->diags), FAULT_MISSING);
    draft_free(d);
}

static void a_page_without_room_is_an_error_in_the_template(void **state) {
    (void) state;
    Draft *d = draft_new();
    d->document.page.margin_left = 500000;
    assert_null(layout_document(&d->document, d->fonts, d->arena, d->diags));
    assert_int_equal(diags_worst(d->diags), FAULT_DATA);
    draft_free(d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(total_fit_sets_more_evenly_than_first_fit),
        cmocka_unit_test(a_forced_break_ends_its_line),
        cmocka_unit_test(justified_lines_end_at_the_margin),
        cmocka_unit_test(words_know_whether_a_space_follows),
        cmocka_unit_test(a_no_break_space_holds_words_together),
        cmocka_unit_test(a_hyphen_at_a_lines_end_is_not_read),
        cmocka_unit_test(a_word_of_500_letters_is_cut_with_a_warning),
        cmocka_unit_test(blocks_without_text_set_nothing),
        cmocka_unit_test(text_stands_on_the_grid_on_every_page),
        cmocka_unit_test(a_heading_never_ends_a_page),
        cmocka_unit_test(no_page_begins_with_a_widow_or_ends_with_an_orphan),
        cmocka_unit_test(a_box_stays_on_one_page_unless_it_fills_more),
        cmocka_unit_test(a_footnote_stands_on_the_page_of_its_mark),
        cmocka_unit_test(a_note_longer_than_a_page_goes_on_at_the_next_foot),
        cmocka_unit_test(the_foot_counts_the_pages),
        cmocka_unit_test(a_last_page_of_a_line_is_pulled_back),
        cmocka_unit_test(columns_taller_than_a_page_are_set_below_each_other),
        cmocka_unit_test(columns_start_on_one_line),
        cmocka_unit_test(a_repeated_header_takes_room_on_every_page),
        cmocka_unit_test(figures_stand_on_their_decimal_point),
        cmocka_unit_test(a_decimal_comma_is_a_point_where_the_text_says_so),
        cmocka_unit_test(heads_stand_at_the_bottom_of_their_row),
        cmocka_unit_test(a_table_wider_than_the_page_is_squeezed_with_a_warning),
        cmocka_unit_test(a_column_of_no_width_is_widened_with_a_warning),
        cmocka_unit_test(a_row_taller_than_a_page_goes_on_on_the_next),
        cmocka_unit_test(a_table_without_rows_keeps_its_caption),
        cmocka_unit_test(cells_that_end_beyond_the_last_column_are_clipped_to_it),
        cmocka_unit_test(ticks_are_round_and_cover_the_data),
        cmocka_unit_test(bars_are_as_long_as_their_values),
        cmocka_unit_test(names_at_the_ends_of_lines_do_not_overlap),
        cmocka_unit_test(labels_of_events_do_not_overlap),
        cmocka_unit_test(a_gap_splits_the_line_and_a_lone_point_is_a_dot),
        cmocka_unit_test(a_chart_without_data_says_so),
        cmocka_unit_test(a_chart_of_one_point_or_equal_values_is_drawn),
        cmocka_unit_test(each_word_stands_once_and_on_a_page),
        cmocka_unit_test(the_same_document_gives_the_same_pages),
        cmocka_unit_test(a_missing_face_falls_back_and_a_missing_family_fails),
        cmocka_unit_test(a_page_without_room_is_an_error_in_the_template),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
