/* Building, dumping and checking pages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "pages/pages.h"

static const Origin HERE = {"house.xml", 12};

typedef struct {
    Arena *arena;
    Diags *diags;
    FontStore *store;
    const Font *font;
    Pages pages;
} Bench;

static int set_up(void **state) {
    Bench *bench = calloc(1, sizeof *bench);
    bench->arena = arena_new(NULL);
    bench->diags = diags_new(bench->arena);
    bench->store = font_store_new(bench->arena, "/usr/share/fonts");
    bench->font = font_open(bench->store, "Lato-Regular.ttf", HERE, bench->diags);
    bench->pages.structure = tag_new(bench->arena, TAG_DOCUMENT, NULL);
    *state = bench;
    return bench->font ? 0 : -1;
}

static int tear_down(void **state) {
    Bench *bench = *state;
    arena_free(bench->arena);
    free(bench);
    return 0;
}

static Page *new_page(Bench *bench) {
    return pages_add(bench->arena, &bench->pages, 595276, 841890);
}

static Item *add_text(Bench *bench, Page *page, Tag *tag, Mpt x, Mpt y,
                      const char *words) {
    Item *item = page_add(bench->arena, page, ITEM_TEXT, tag, HERE);
    item->text.shaped =
        font_shape(bench->store, bench->font, 10000, 0, "en", words, strlen(words));
    item->text.x = x;
    item->text.y = y;
    return item;
}

static Item *add_line(Bench *bench, Page *page, Point from, Point to) {
    Item *item = page_add(bench->arena, page, ITEM_PATH, NULL, HERE);
    PathSegment *segments = arena_array(bench->arena, 2, sizeof *segments);
    segments[0].op = PATH_MOVE;
    segments[0].points[0] = from;
    segments[1].op = PATH_LINE;
    segments[1].points[0] = to;
    item->path.segments = segments;
    item->path.segment_count = 2;
    item->path.stroked = true;
    item->path.width = 500;
    return item;
}

static void pages_and_items_are_kept_in_order(void **state) {
    Bench *bench = *state;
    for (int p = 0; p < 20; p++) {
        Page *page = new_page(bench);
        for (int i = 0; i < 50; i++)
            page_add(bench->arena, page, ITEM_ANCHOR, NULL, HERE)->anchor.y = i;
    }
    assert_int_equal(bench->pages.page_count, 20);
    assert_int_equal(bench->pages.pages[3].item_count, 50);
    assert_int_equal(bench->pages.pages[3].items[49].anchor.y, 49);
    assert_int_equal(bench->pages.pages[19].width, 595276);
}

static void tags_hang_below_their_parent_in_order(void **state) {
    Bench *bench = *state;
    Tag *root = bench->pages.structure;
    Tag *first = tag_new(bench->arena, TAG_PARAGRAPH, root);
    Tag *second = tag_new(bench->arena, TAG_HEADING, root);
    assert_ptr_equal(root->first_child, first);
    assert_ptr_equal(root->last_child, second);
    assert_ptr_equal(first->next, second);
    assert_ptr_equal(second->parent, root);
    assert_string_equal(tag_name(first), "P");
    second->level = 3;
    assert_string_equal(tag_name(second), "H3");
    second->level = 9;
    assert_string_equal(tag_name(second), "H6");
}

static void a_dump_tells_what_stands_where(void **state) {
    Bench *bench = *state;
    Page *page = new_page(bench);
    page->label.number = 1;
    Tag *paragraph = tag_new(bench->arena, TAG_PARAGRAPH, bench->pages.structure);
    Tag *figure = tag_new(bench->arena, TAG_FIGURE, bench->pages.structure);
    figure->alt = "A \"line\"";
    Item *item = add_text(bench, page, paragraph, 56693, 120000, "Say \"1\"");
    item->text.colour = 0x1b1b1b;
    item->text.space = 2500;
    item->text.figure = "deficit";
    item = add_text(bench, page, paragraph, -500, 120000, "-");
    item->text.actual_text = "";
    add_line(bench, page, (Point){1000, 2000}, (Point){3000, 2005})->path.dash[0] = 250;
    item = page_add(bench->arena, page, ITEM_LINK, paragraph, HERE);
    item->link = (LinkItem){1, 2, 3000, 4000, "#top", "To the top"};
    item = page_add(bench->arena, page, ITEM_ANCHOR, NULL, HERE);
    item->anchor = (AnchorItem){"top", 70500};
    Bookmark bookmark = {"Top", 1, 0, 70500};
    bench->pages.bookmarks = &bookmark;
    bench->pages.bookmark_count = 1;
    Text dump = {.arena = bench->arena};
    pages_dump(&bench->pages, &dump);
    assert_string_equal(
        text_string(&dump),
        "pages 1\n"
        "page 1 1 595.276x841.890\n"
        "text 56.693,120.000 Lato-Regular 10.000 #1b1b1b \"Say \\\"1\\\"\" width=30.885"
        " space=2.500 figure=deficit tag=P from=house.xml:12\n"
        "text -0.500,120.000 Lato-Regular 10.000 #000000 \"-\" width=3.715 actual=\"\""
        " tag=P from=house.xml:12\n"
        "path 1.000,2.000 3.000,2.005 segments=2 stroke=#000000 width=0.500"
        " dash=0.250,0.000 from=house.xml:12\n"
        "link 0.001,0.002 3.000x4.000 #top \"To the top\" tag=P from=house.xml:12\n"
        "anchor top 70.500 from=house.xml:12\n"
        "bookmarks\n"
        "  \"Top\" page=1 y=70.500\n");
}

static void a_dump_of_tags_tells_what_is_heard(void **state) {
    Bench *bench = *state;
    Page *page = new_page(bench);
    Tag *paragraph = tag_new(bench->arena, TAG_PARAGRAPH, bench->pages.structure);
    Tag *span = tag_new(bench->arena, TAG_SPAN, paragraph);
    span->lang = "ja";
    tag_new(bench->arena, TAG_SECTION, bench->pages.structure);
    Tag *figure = tag_new(bench->arena, TAG_FIGURE, bench->pages.structure);
    figure->alt = "A \"line\"";
    add_text(bench, page, paragraph, 56693, 120000, "im")->text.space = 0;
    add_text(bench, page, paragraph, 70000, 120000, "-")->text.actual_text = "";
    add_text(bench, page, paragraph, 56693, 133000, "ports")->text.space = 2500;
    add_text(bench, page, span, 70000, 133000, "Oya");
    add_text(bench, page, NULL, 56693, 800000, "Page 1");
    add_line(bench, page, (Point){0, 0}, (Point){1, 1})->tag = figure;
    Text dump = {.arena = bench->arena};
    tags_dump(&bench->pages, &dump);
    assert_string_equal(text_string(&dump), "Document\n"
                                            "  P \"imports\"\n"
                                            "    Span lang=ja \"Oya\"\n"
                                            "  Figure alt=\"A \\\"line\\\"\"\n");
}

static void headings_begin_at_one_and_leave_no_level_out(void **state) {
    Bench *bench = *state;
    const int levels[] = {2, 4, 2, 3, 1, 6}, settled[] = {1, 2, 1, 2, 1, 2};
    Tag *tags[6];
    for (int i = 0; i < 6; i++) {
        tags[i] = tag_new(bench->arena, TAG_HEADING, bench->pages.structure);
        tags[i]->level = levels[i];
    }
    headings_settle(&bench->pages);
    for (int i = 0; i < 6; i++)
        assert_int_equal(tags[i]->level, settled[i]);
}

static void good_pages_pass(void **state) {
    Bench *bench = *state;
    Page *page = new_page(bench);
    add_text(bench, page, bench->pages.structure, 56693, 120000, "Exports");
    add_line(bench, page, (Point){0, 0}, (Point){595276, 841890});
    Item *link = page_add(bench->arena, page, ITEM_LINK, NULL, HERE);
    link->link = (LinkItem){0, 0, 1000, 1000, "#here", NULL};
    page_add(bench->arena, page, ITEM_ANCHOR, NULL, HERE)->anchor.name = "here";
    assert_true(pages_check(&bench->pages, bench->diags));
    assert_null(diags_message(bench->diags, 0));
}

static void assert_refused(Bench *bench, const char *because) {
    assert_false(pages_check(&bench->pages, bench->diags));
    assert_int_equal(diags_count(bench->diags, FAULT_BUG), 1);
    const char *message = diags_message(bench->diags, 0);
    if (!strstr(message, because) || !strstr(message, "house.xml:12"))
        fail_msg("%s", message);
}

static void text_off_the_right_edge_is_a_fault(void **state) {
    Bench *bench = *state;
    add_text(bench, new_page(bench), NULL, 580000, 120000, "Exports");
    assert_refused(bench, "off the paper");
}

static void text_off_the_bottom_is_a_fault(void **state) {
    Bench *bench = *state;
    add_text(bench, new_page(bench), NULL, 56693, 841000, "Exports");
    assert_refused(bench, "off the paper");
}

static void text_off_the_top_is_a_fault(void **state) {
    Bench *bench = *state;
    add_text(bench, new_page(bench), NULL, 56693, 6000, "Exports");
    assert_refused(bench, "off the paper");
}

static void a_line_off_the_paper_is_a_fault(void **state) {
    Bench *bench = *state;
    add_line(bench, new_page(bench), (Point){0, 0}, (Point){0, 850000});
    assert_refused(bench, "off the paper");
}

static void a_link_to_nowhere_is_a_fault(void **state) {
    Bench *bench = *state;
    Item *link = page_add(bench->arena, new_page(bench), ITEM_LINK, NULL, HERE);
    link->link = (LinkItem){0, 0, 1000, 1000, "#nowhere", NULL};
    assert_refused(bench, "#nowhere");
}

static void an_anchor_that_is_there_twice_is_a_fault(void **state) {
    Bench *bench = *state;
    Page *page = new_page(bench);
    for (int i = 0; i < 2; i++)
        page_add(bench->arena, page, ITEM_ANCHOR, NULL, HERE)->anchor.name = "here";
    assert_refused(bench, "twice");
}

static void a_tag_outside_of_the_structure_is_a_fault(void **state) {
    Bench *bench = *state;
    Tag *lost = tag_new(bench->arena, TAG_PARAGRAPH, NULL);
    add_text(bench, new_page(bench), lost, 56693, 120000, "Exports");
    assert_refused(bench, "not in the structure");
}

static void many_faults_are_counted_not_listed(void **state) {
    Bench *bench = *state;
    Page *page = new_page(bench);
    for (int i = 0; i < 100; i++)
        add_text(bench, page, NULL, 594000, 120000, "Exports");
    assert_false(pages_check(&bench->pages, bench->diags));
    assert_int_equal(diags_count(bench->diags, FAULT_BUG), 21);
    assert_non_null(strstr(diags_message(bench->diags, 20), "and 80 more"));
}

/* ---- what is proven ---- */

static void assert_proven(Bench *bench) {
    if (!pages_prove(&bench->pages, bench->diags))
        fail_msg("%s", diags_message(bench->diags, 0));
    assert_null(diags_message(bench->diags, 0));
}

static void assert_disproven(Bench *bench, Fault fault, const char *because) {
    assert_false(pages_prove(&bench->pages, bench->diags));
    assert_int_equal(diags_count(bench->diags, fault), 1);
    const char *message = diags_message(bench->diags, 0);
    if (!strstr(message, because) || !strstr(message, "house.xml:12"))
        fail_msg("%s", message);
}

static void lines_as_close_as_their_type_is_high_are_no_fault(void **state) {
    Bench *bench = *state;
    Page *page = new_page(bench);
    for (int i = 0; i < 5; i++)
        add_text(bench, page, NULL, 56693, 120000 + i * 10000, "(\xC3\x85jgpq]");
    assert_proven(bench);
}

static void words_without_a_space_between_them_are_no_fault(void **state) {
    Bench *bench = *state;
    Page *page = new_page(bench);
    Mpt x = 56693;
    for (int i = 0; i < 5; i++)
        x += add_text(bench, page, NULL, x, 120000, "fjord")->text.shaped->width;
    assert_proven(bench);
}

/* An italic f reaches far back under the word that it follows. */
static void a_letter_that_leans_over_is_no_fault(void **state) {
    Bench *bench = *state;
    Page *page = new_page(bench);
    const Font *italic =
        font_open(bench->store, "Vollkorn-Italic.ttf", HERE, bench->diags);
    Mpt x = 56693;
    for (int i = 0; i < 2; i++) {
        Item *item = add_text(bench, page, NULL, x, 120000, "");
        item->text.shaped =
            font_shape(bench->store, italic, 11000, 0, "en", i ? "fed" : "w30", 3);
        x += item->text.shaped->width;
    }
    assert_proven(bench);
    page->items[1].text.x -= 1000;
    assert_disproven(bench, FAULT_WARNING, "'w30' stands over 'fed'");
}

static void text_over_text_is_a_fault(void **state) {
    Bench *bench = *state;
    Page *page = new_page(bench);
    add_text(bench, page, NULL, 56693, 120000, "Exports");
    add_text(bench, page, NULL, 300000, 120000, "elsewhere");
    add_text(bench, page, NULL, 70000, 123000, "Imports");
    assert_disproven(bench, FAULT_WARNING, "page 1: 'Imports' stands over 'Exports'");
}

static void text_beside_high_text_is_no_fault_and_in_it_one(void **state) {
    Bench *bench = *state;
    Page *page = new_page(bench);
    Item *high = add_text(bench, page, NULL, 56693, 200000, "");
    high->text.shaped = font_shape(bench->store, bench->font, 100000, 0, "en", "LL", 2);
    add_text(bench, page, NULL, 56693 + 2 * 57600, 140000, "beside");
    /* In the corner of an L, where its glyph's box is but the pen never was. */
    add_text(bench, page, NULL, 56693 + 25000, 150000, "i");
    assert_disproven(bench, FAULT_WARNING, "'i' stands over 'LL'");
}

static void text_that_comes_back_to_its_paragraph_is_in_order(void **state) {
    Bench *bench = *state;
    Page *page = new_page(bench);
    Tag *paragraph = tag_new(bench->arena, TAG_PARAGRAPH, bench->pages.structure);
    Tag *note = tag_new(bench->arena, TAG_NOTE, bench->pages.structure);
    Tag *next = tag_new(bench->arena, TAG_PARAGRAPH, bench->pages.structure);
    Tag *link = tag_new(bench->arena, TAG_LINK, paragraph);
    add_text(bench, page, paragraph, 56693, 120000, "see");
    add_text(bench, page, link, 100000, 120000, "here");
    add_text(bench, page, paragraph, 150000, 120000, "for more");
    add_text(bench, page, next, 56693, 140000, "Then");
    add_text(bench, page, note, 56693, 700000, "a footnote");
    assert_proven(bench);
}

static void text_before_what_is_read_first_is_a_fault(void **state) {
    Bench *bench = *state;
    Page *page = new_page(bench);
    Tag *first = tag_new(bench->arena, TAG_PARAGRAPH, bench->pages.structure);
    Tag *second = tag_new(bench->arena, TAG_HEADING, bench->pages.structure);
    add_text(bench, page, second, 56693, 120000, "second");
    add_text(bench, page, first, 56693, 140000, "first");
    assert_disproven(bench, FAULT_BUG,
                     "'first' (P) comes after what is read behind it (H1)");
}

static void notes_out_of_their_order_are_a_fault(void **state) {
    Bench *bench = *state;
    Page *page = new_page(bench);
    Tag *first = tag_new(bench->arena, TAG_NOTE, bench->pages.structure);
    Tag *second = tag_new(bench->arena, TAG_NOTE, bench->pages.structure);
    add_text(bench, page, tag_new(bench->arena, TAG_LABEL, second), 56693, 700000, "2");
    add_text(bench, page, tag_new(bench->arena, TAG_LABEL, first), 56693, 720000, "1");
    assert_disproven(bench, FAULT_BUG, "'1' (Lbl) comes after");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(pages_and_items_are_kept_in_order),
        TEST(tags_hang_below_their_parent_in_order),
        TEST(a_dump_tells_what_stands_where),
        TEST(a_dump_of_tags_tells_what_is_heard),
        TEST(headings_begin_at_one_and_leave_no_level_out),
        TEST(good_pages_pass),
        TEST(text_off_the_right_edge_is_a_fault),
        TEST(text_off_the_bottom_is_a_fault),
        TEST(text_off_the_top_is_a_fault),
        TEST(a_line_off_the_paper_is_a_fault),
        TEST(a_link_to_nowhere_is_a_fault),
        TEST(an_anchor_that_is_there_twice_is_a_fault),
        TEST(a_tag_outside_of_the_structure_is_a_fault),
        TEST(many_faults_are_counted_not_listed),
        TEST(lines_as_close_as_their_type_is_high_are_no_fault),
        TEST(words_without_a_space_between_them_are_no_fault),
        TEST(a_letter_that_leans_over_is_no_fault),
        TEST(text_over_text_is_a_fault),
        TEST(text_beside_high_text_is_no_fault_and_in_it_one),
        TEST(text_that_comes_back_to_its_paragraph_is_in_order),
        TEST(text_before_what_is_read_first_is_a_fault),
        TEST(notes_out_of_their_order_are_a_fault),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
