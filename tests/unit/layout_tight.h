/* Tests of what has hardly room: strips taller than a page, heads longer than their
 * line, markers beside next to nothing.  Included once, by layout_test.c. */
#ifndef LAYOUT_TIGHT_H
#define LAYOUT_TIGHT_H

#include "layout_lists.h"

/* A page of ten lines. */
static Draft *small_page(void) {
    Draft *d = draft_new();
    set_page(d, 300000, 270000, 65000, 65000);
    return d;
}

static void key_figures_taller_than_a_page_stand_below_each_other(void **state) {
    (void) state;
    Draft *d = small_page();
    uint32_t seed = 3;
    KeyFigure figures[2] = {0};
    for (int i = 0; i < 2; i++) {
        add_text(d, &figures[i].label, made_up(d, &seed, 60));
        add_text(d, &figures[i].value, i == 0 ? "11" : "22");
    }
    Block *block =
        block_new(d->arena, BLOCK_KEY_FIGURES, d->document.root, &d->plain, here);
    block->key_figures = &(KeyFigures){.figures = figures,
                                       .count = 2,
                                       .label_style = &d->plain,
                                       .value_style = &d->plain,
                                       .detail_style = &d->label};
    Pages *pages = lay_out(d);
    assert_true(has_message(d, "key figures is taller than a page"));
    assert_int_equal(find_word(pages, "11", NULL)->x, find_word(pages, "22", NULL)->x);
    draft_free(d);
}

static void a_chart_under_words_that_fill_a_page_stands_on_the_next(void **state) {
    (void) state;
    Draft *d = small_page();
    uint32_t seed = 3;
    Chart *chart = add_chart(d, CHART_LINE, 0);
    add_text(d, &chart->title, made_up(d, &seed, 120));
    add_text(d, &chart->notes, "Source");
    Pages *pages = lay_out(d);
    int empty = -1;
    assert_non_null(find_word(pages, "No data", &empty));
    assert_true(empty > 0);
    assert_true(pages->page_count > 2);
    draft_free(d);
}

static void a_long_note_leaves_room_for_what_must_stay_with_its_mark(void **state) {
    (void) state;
    Draft *d = small_page();
    uint32_t seed = 3;
    d->heading.keep_with_next = true;
    add_paragraph(d, d->document.root, made_up(d, &seed, 20));
    Block *heading = add_heading(d, d->document.root, 1, "Heading");
    add_note(d, heading, made_up(d, &seed, 200));
    add_paragraph(d, d->document.root, "the line that the heading must stay with");
    lay_out(d);
    draft_free(d);
}

/* A cell that spans rows reaches below the first one's strip. */
static void a_note_keeps_clear_of_a_cell_that_spans_rows(void **state) {
    (void) state;
    for (int words = 4; words < 12; words++) {
        Draft *d = small_page();
        uint32_t seed = 3;
        Table *table = add_table(d, 2);
        table->columns[0].kind = COLUMN_FIXED;
        table->columns[0].width = 80000;
        Block *holder = add_paragraph(d, d->document.root, "");
        for (int i = 0; i < 2; i++) {
            add_text(d, &holder->runs, made_up(d, &seed, 8));
            add_note(d, holder, made_up(d, &seed, 100));
        }
        table->caption = holder->runs;
        holder->runs = (Runs){0};
        add_row(d, table, ROW_HEAD, (const char *[]){NULL, "head"});
        Cell *cell = &table->rows[0].cells[0];
        cell->text = made_up(d, &seed, words);
        cell->row_span = 2;
        Row *second = add_row(d, table, ROW_HEAD, (const char *[]){NULL, "lower"});
        second->cells++;
        second->cell_count--;
        add_row(d, table, ROW_BODY, (const char *[]){"body", "1"});
        lay_out(d); /* nothing stands over anything */
        draft_free(d);
    }
}

static Block *add_picture(Draft *d) {
    Block *block =
        block_new(d->arena, BLOCK_PICTURE, d->document.root, &d->plain, here);
    block->picture = arena_alloc(d->arena, sizeof *block->picture);
    *block->picture =
        (Picture){.path = "tests/golden/pictures_keep_their_proportions/photo.jpg",
                  .height = 900000,
                  .caption_style = &d->caption,
                  .note_style = &d->plain};
    return block;
}

/* As high as the page, less the footnote of its caption. */
static void a_picture_leaves_room_for_its_note(void **state) {
    (void) state;
    static const FloatPlace places[] = {FLOAT_AUTO, FLOAT_TOP, FLOAT_BOTTOM};
    for (int i = 0; i < 3; i++) {
        Draft *d = small_page();
        set_page(d, 595000, 270000, 65000, 65000);
        Block *holder = add_paragraph(d, d->document.root, "");
        Block *picture = add_picture(d);
        add_text(d, &holder->runs, "caption");
        add_note(d, holder, "below");
        picture->picture->caption = holder->runs;
        picture->place = places[i];
        holder->runs = (Runs){0};
        Pages *pages = lay_out(d);
        assert_int_equal(count_word(&pages->pages[0], "caption"), 1);
        assert_int_equal(count_word(&pages->pages[0], "below"), 1);
        draft_free(d);
    }
}

/* What floats and fills a page sends its footnote to the next one. */
static void a_note_does_not_stand_above_what_floats_and_fills_the_page(void **state) {
    (void) state;
    Draft *d = small_page();
    Style box = {.name = "box"};
    Block *boxed = block_new(d->arena, BLOCK_BOX, d->document.root, &box, here);
    boxed->place = FLOAT_BOTTOM;
    for (int i = 0; i < 10; i++)
        add_paragraph(d, boxed, "boxed");
    add_note(d, boxed->first_child, "below");
    Pages *pages = lay_out(d);
    int page = -1;
    assert_true(find_word(pages, "below", &page)->y > 70000);
    assert_int_equal(page, 1);
    draft_free(d);
}

/* A picture under more words than a page holds keeps its size and its proportions. */
static void a_picture_under_words_that_fill_a_page_stands_on_the_next(void **state) {
    (void) state;
    Draft *d = small_page();
    uint32_t seed = 3;
    add_text(d, &add_picture(d)->picture->notes, made_up(d, &seed, 120));
    Pages *pages = lay_out(d);
    assert_true(has_message(d, "the picture is"));
    const Item *item = &pages->pages[0].items[0];
    assert_int_equal(item->kind, ITEM_IMAGE);
    assert_true(item->image.height > 60000 && item->image.height < 130000);
    draft_free(d);
}

static void contents_left_out_for_want_of_pages_can_be_led_to(void **state) {
    (void) state;
    Draft *d = draft_new();
    Block *contents =
        block_new(d->arena, BLOCK_CONTENTS, d->document.root, &d->plain, here);
    contents->anchor = "contents";
    contents->from_pages = 3;
    contents->head_style = &d->plain;
    add_paragraph(d, d->document.root, "back")->runs.first->link = "#contents";
    lay_out(d);
    draft_free(d);
}

static void markers_of_items_that_hold_only_rules_stand_apart(void **state) {
    (void) state;
    Draft *d = draft_new();
    Block *list = block_new(d->arena, BLOCK_LIST, d->document.root, &d->plain, here);
    for (int i = 0; i < 3; i++) {
        Block *item = add_item(d, list, "\xE2\x80\xA2", NULL);
        block_new(d->arena, BLOCK_RULE, item, &d->plain, here);
    }
    Pages *pages = lay_out(d);
    assert_int_equal(count_word(&pages->pages[0], "\xE2\x80\xA2"), 3);
    draft_free(d);
}

static void a_hanging_indent_does_not_pull_an_item_over_its_marker(void **state) {
    (void) state;
    Draft *d = draft_new();
    d->plain.indent_left = 20000;
    d->plain.first_indent = -20000;
    Block *list = block_new(d->arena, BLOCK_LIST, d->document.root, &d->plain, here);
    add_item(d, list, "\xE2\x80\xA2", "text");
    Pages *pages = lay_out(d);
    assert_true(find_word(pages, "text", NULL)->x >
                find_word(pages, "\xE2\x80\xA2", NULL)->x);
    draft_free(d);
}

static void a_running_head_longer_than_its_line_is_shortened(void **state) {
    (void) state;
    Draft *d = draft_new();
    uint32_t seed = 9;
    PageLine *head = &d->document.page_sets[0].masters[PAGE_FIRST].head;
    add_text(d, &head->left, made_up(d, &seed, 60));
    add_text(d, &head->right, made_up(d, &seed, 60));
    add_paragraph(d, d->document.root, "text");
    Pages *pages = lay_out(d);
    assert_int_equal(count_word(&pages->pages[0], "\xE2\x80\xA6"), 2);
    assert_int_equal(count_lines(&pages->pages[0], 0x777777), 1);
    assert_true(has_message(d, "more than its line holds: shortened"));
    draft_free(d);
}

#endif
