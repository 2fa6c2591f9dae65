/* Tests of lists.  Included once, by layout_test.c. */
#ifndef LAYOUT_LISTS_H
#define LAYOUT_LISTS_H

#include "layout_draft.h"

static Block *add_list(Draft *d, Block *parent, Numbering numbering) {
    Block *list = block_new(d->arena, BLOCK_LIST, parent, &d->plain, here);
    list->numbering = numbering;
    return list;
}

static Block *add_item(Draft *d, Block *list, const char *marker, const char *text) {
    Block *item = block_new(d->arena, BLOCK_ITEM, list, &d->plain, here);
    item->marker = marker;
    if (list->numbering == NUMBERING_DECIMAL) item->number = marker;
    add_text(d, &item->runs, text);
    return item;
}

static void text_of_all_items_begins_on_one_line(void **state) {
    (void) state;
    Draft *d = draft_new();
    Block *list = add_list(d, d->document.root, NUMBERING_DECIMAL);
    add_item(d, list, "9.", "nine");
    Block *ten = add_item(d, list, "1000.", "thousand");
    add_item(d, add_list(d, ten, NUMBERING_NONE), "*", "inner");
    Pages *pages = lay_out(d);
    const TextItem *nine = find_word(pages, "9.", NULL);
    const TextItem *thousand = find_word(pages, "1000.", NULL);
    Mpt text = find_word(pages, "nine", NULL)->x;
    assert_int_equal(text, find_word(pages, "thousand", NULL)->x);
    /* Numbers end where they end, the widest at the left edge; bullets begin there. */
    assert_int_equal(thousand->x, 65000);
    assert_int_equal(nine->x + nine->shaped->width,
                     thousand->x + thousand->shaped->width);
    assert_true(text > nine->x + nine->shaped->width);
    assert_int_equal(find_word(pages, "*", NULL)->x, text);
    draft_free(d);
}

static void a_list_keeps_its_distance(void **state) {
    (void) state;
    static const Mpt spaces[][2] = {{0, 0}, {20000, 9000}};
    Mpt steps[2][2];
    for (int i = 0; i < 2; i++) {
        Draft *d = draft_new();
        Style spaced = d->plain;
        spaced.space_before = spaces[i][0];
        spaced.space_after = spaces[i][1];
        add_paragraph(d, d->document.root, "above");
        Block *list = add_list(d, d->document.root, NUMBERING_NONE);
        list->style = &spaced;
        add_item(d, list, "-", "item");
        add_paragraph(d, d->document.root, "below");
        Pages *pages = lay_out(d);
        Mpt item = find_word(pages, "item", NULL)->y;
        steps[i][0] = item - find_word(pages, "above", NULL)->y;
        steps[i][1] = find_word(pages, "below", NULL)->y - item;
        draft_free(d);
    }
    assert_true(steps[1][0] >= steps[0][0] + 13000);
    assert_true(steps[1][1] > steps[0][1]);
}

static void a_term_stands_beside_its_description_or_above(void **state) {
    (void) state;
    Draft *d = draft_new();
    Block *list = add_list(d, d->document.root, NUMBERING_TERMS);
    for (int i = 0; i < 2; i++) {
        Block *item = add_item(d, list, NULL, i ? "second" : "first");
        item->head_style = &d->caption;
        add_text(d, &item->term, i ? known : "Short");
    }
    Pages *pages = lay_out(d);
    const TextItem *term = find_word(pages, "Short", NULL);
    const TextItem *first = find_word(pages, "first", NULL);
    const TextItem *second = find_word(pages, "second", NULL);
    assert_int_equal(term->y, first->y);
    assert_int_equal(term->x, 65000);
    assert_true(first->x > term->x + term->shaped->width);
    assert_int_equal(first->x, second->x);
    assert_int_equal(find_word(pages, "The", NULL)->x, 65000);
    assert_true(find_word(pages, "announced.", NULL)->y < second->y);
    draft_free(d);
}

/* A short term may have two lines all the same, the second below its description. */
static void a_term_of_two_lines_keeps_the_next_item_away(void **state) {
    (void) state;
    Draft *d = draft_new();
    Block *list = add_list(d, d->document.root, NUMBERING_TERMS);
    for (int i = 0; i < 2; i++) {
        Block *item = add_item(d, list, NULL, i ? "second" : "first");
        item->head_style = &d->caption;
        add_text(d, &item->term, "upper");
        runs_add(d->arena, &item->term, RUN_BREAK, here);
        add_text(d, &item->term, "lower");
    }
    Pages *pages = lay_out(d);
    const TextItem *first = find_word(pages, "first", NULL);
    assert_int_equal(find_word(pages, "upper", NULL)->y, first->y);
    assert_int_equal(find_word(pages, "lower", NULL)->y, first->y + 13000);
    assert_int_equal(find_word(pages, "second", NULL)->y, first->y + 26000);
    draft_free(d);
}

static void a_term_in_larger_type_keeps_clear_of_the_item_above(void **state) {
    (void) state;
    Draft *d = draft_new();
    Block *list = add_list(d, d->document.root, NUMBERING_TERMS);
    d->heading.size = 24000;
    d->heading.leading = 28000;
    for (int i = 0; i < 3; i++) {
        Block *item = add_item(d, list, NULL, i ? "next" : "first");
        item->head_style = &d->heading;
        add_text(d, &item->term, "Tall");
    }
    Pages *pages = lay_out(d); /* nothing stands over anything */
    const TextItem *term = find_word(pages, "Tall", NULL);
    assert_int_equal(term->y, find_word(pages, "first", NULL)->y);
    assert_true(term->y >= 70000 + line_baseline(&d->heading));
    draft_free(d);
}

/* A box too tall for any page is cut, which may leave its padding alone at the end of
 * one, lower than a line. */
static void a_marker_stays_on_the_page_beside_a_box_that_fills_one(void **state) {
    (void) state;
    Style box = {.name = "box", .padding = 4000, .has_background = true};
    for (int lines = 40; lines < 56; lines++) {
        Draft *d = draft_new();
        d->document.grid = 0;
        for (int i = 0; i < lines; i++)
            add_paragraph(d, d->document.root, "text");
        Block *list = add_list(d, d->document.root, NUMBERING_NONE);
        Block *item = block_new(d->arena, BLOCK_ITEM, list, &d->plain, here);
        item->marker = "*";
        Block *boxed = block_new(d->arena, BLOCK_BOX, item, &box, here);
        d->body.keep_with_next = lines % 2;
        for (int i = 0; i < 70; i++)
            add_paragraph(d, boxed, "boxed");
        Mpt below = d->plain.leading - line_baseline(&d->plain);
        assert_true(find_word(lay_out(d), "*", NULL)->y + below <= 841890 - 70000);
        draft_free(d);
    }
}

static void markers_in_a_narrow_column_keep_their_room(void **state) {
    (void) state;
    Draft *d = draft_new();
    set_page(d, 140000, 500000, 50000, 50000);
    Block *list = add_list(d, d->document.root, NUMBERING_DECIMAL);
    add_item(d, list, "10017.", "text");
    Pages *pages = lay_out(d);
    const TextItem *marker = find_word(pages, "10017.", NULL);
    assert_int_equal(marker->x, 50000);
    draft_free(d);
}

/* Also when what it says of a page is set again. */
static void what_introduces_a_list_stays_with_it(void **state) {
    (void) state;
    for (int lines = 40; lines < 60; lines++) {
        Draft *d = draft_new();
        for (int i = 0; i < lines; i++)
            add_paragraph(d, d->document.root, "Line.");
        Block *introduction = add_paragraph(d, d->document.root, "Introduction: ");
        if (lines % 2) {
            Run *page = runs_add(d->arena, &introduction->runs, RUN_PAGE, here);
            page->link = "#end";
            page->reference = true;
        }
        Block *list = add_list(d, d->document.root, NUMBERING_NONE);
        for (int i = 0; i < 20; i++)
            add_item(d, list, "-", i ? "item" : "foremost");
        add_paragraph(d, d->document.root, "End.")->anchor = "end";
        Pages *pages = lay_out(d);
        int one = -1, two = -1;
        find_word(pages, "Introduction:", &one);
        find_word(pages, "foremost", &two);
        assert_int_equal(one, two);
        draft_free(d);
    }
}

#endif
