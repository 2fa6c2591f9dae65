/* Tests of pages: columns, what floats, side notes, masters, labels and running heads.
 * Included once, by layout_test.c. */
#ifndef LAYOUT_PAGES_H
#define LAYOUT_PAGES_H

#include "layout_draft.h"

/* A4 in two columns with a gutter of 16 pt; the second one begins at SECOND_COLUMN. */
enum { GUTTER = 16000, SECOND_COLUMN = 65000 + (465276 - GUTTER) / 2 + GUTTER };

static Draft *draft_in_columns(void) {
    Draft *d = draft_new();
    d->document.page_sets[0].columns = 2;
    d->document.page_sets[0].gutter = GUTTER;
    return d;
}

static int column_of(const TextItem *text) {
    return text->x >= SECOND_COLUMN - 1000;
}

/* The last baseline of body text in each column of the page, 0 for none. */
static void column_ends(const Page *page, Mpt ends[2]) {
    ends[0] = ends[1] = 0;
    for (int i = 0; i < page->item_count; i++) {
        const TextItem *text = text_at(page, i);
        if (!text || text->colour != INK) continue;
        Mpt *end = &ends[column_of(text)];
        *end = text->y > *end ? text->y : *end;
    }
}

static void text_flows_through_columns_and_the_last_are_even(void **state) {
    (void) state;
    for (uint32_t seed = 1; seed <= 6; seed++) {
        Draft *d = draft_in_columns();
        uint32_t at = seed;
        for (int i = 0; i < 22; i++)
            add_paragraph(d, d->document.root,
                          made_up(d, &at, 40 + (int) roll(&at, 60)));
        Pages *pages = lay_out(d);
        assert_true(pages->page_count > 1);
        for (int p = 0; p < pages->page_count; p++) {
            Mpt ends[2];
            column_ends(&pages->pages[p], ends);
            /* A widow may keep a line more, an orphan one less. */
            assert_true(abs(ends[0] - ends[1]) <= 3 * 13000);
            if (p + 1 < pages->page_count) assert_true(ends[1] > 700000);
        }
        draft_free(d);
    }
}

static void columns_end_at_one_height_above_what_goes_through_them(void **state) {
    (void) state;
    Draft *d = draft_in_columns();
    uint32_t seed = 4;
    add_paragraph(d, d->document.root, "through")->across = true;
    for (int i = 0; i < 4; i++)
        add_paragraph(d, d->document.root, made_up(d, &seed, 60));
    Block *across = add_paragraph(d, d->document.root, "acrossall");
    across->across = true;
    add_paragraph(d, d->document.root, made_up(d, &seed, 60));
    Pages *pages = lay_out(d);
    assert_int_equal(pages->page_count, 1);
    const TextItem *first = find_word(pages, "through", NULL);
    const TextItem *second = find_word(pages, "acrossall", NULL);
    int above[2] = {0}, below[2] = {0};
    for (int i = 0; i < pages->pages[0].item_count; i++) {
        const TextItem *text = text_at(&pages->pages[0], i);
        if (!text || text == first || text == second) continue;
        assert_true(text->y > first->y);
        ++*(text->y < second->y ? &above[column_of(text)] : &below[column_of(text)]);
    }
    assert_true(above[0] > 0 && above[1] > 0 && below[0] > 0 && below[1] > 0);
    draft_free(d);
}

/* Documents of headings and paragraphs, each paragraph in a colour of its own. */
static Style *add_coloured(Draft *d, uint32_t *seed, int count) {
    Style *styles = arena_array(d->arena, count, sizeof *styles);
    for (int i = 0; i < count; i++) {
        styles[i] = d->body;
        styles[i].colour = (Colour) (0x1000 + i);
        if (roll(seed, 4) == 0)
            add_heading(d, d->document.root, 2, made_up(d, seed, 3));
        add_paragraph(d, d->document.root, made_up(d, seed, 5 + (int) roll(seed, 90)))
            ->style = &styles[i];
    }
    return styles;
}

static int lines_in_column(const Page *page, int column, Colour colour) {
    int count = 0;
    Mpt last = -1;
    for (int i = 0; i < page->item_count; i++) {
        const TextItem *text = text_at(page, i);
        if (!text || text->colour != colour || column_of(text) != column ||
            text->y == last)
            continue;
        count++;
        last = text->y;
    }
    return count;
}

static void columns_have_no_widows_and_their_lines_stand_on_the_grid(void **state) {
    (void) state;
    enum { PARAGRAPHS = 40 };
    for (uint32_t seed = 1; seed <= 8; seed++) {
        Draft *d = draft_in_columns();
        uint32_t at = seed;
        add_coloured(d, &at, PARAGRAPHS);
        Pages *pages = lay_out(d);
        for (int i = 0; i < PARAGRAPHS; i++) {
            int total = 0, least = 1000;
            for (int p = 0; p < 2 * pages->page_count; p++) {
                int lines =
                    lines_in_column(&pages->pages[p / 2], p % 2, (Colour) (0x1000 + i));
                total += lines;
                least = lines > 0 && lines < least ? lines : least;
            }
            assert_true(least >= 2 || total == 1);
        }
        for (int p = 0; p < pages->page_count; p++)
            for (int i = 0; i < pages->pages[p].item_count; i++) {
                const TextItem *text = text_at(&pages->pages[p], i);
                if (text && text->colour >= 0x1000 && text->colour < 0x2000)
                    assert_int_equal((text->y - 70000) % 13000, 9300);
            }
        draft_free(d);
    }
}

/* Below a heading in its column stand two lines at least, or the next heading. */
static void no_heading_of_a_column_is_stranded(void **state) {
    (void) state;
    for (uint32_t seed = 20; seed < 32; seed++) {
        Draft *d = draft_in_columns();
        uint32_t at = seed;
        for (int i = 0; i < 25; i++) {
            add_heading(d, d->document.root, 2, made_up(d, &at, 3));
            for (int k = (int) roll(&at, 3); k >= 0; k--)
                add_paragraph(d, d->document.root,
                              made_up(d, &at, 2 + (int) roll(&at, 60)));
        }
        Pages *pages = lay_out(d);
        for (int p = 0; p < 2 * pages->page_count; p++) {
            Mpt heading = 0, last = 0;
            const Page *page = &pages->pages[p / 2];
            for (int i = 0; i < page->item_count; i++) {
                const TextItem *text = text_at(page, i);
                if (!text || column_of(text) != p % 2) continue;
                if (text->colour == HEADING_INK) heading = text->y;
                if (text->colour == INK) last = text->y;
            }
            assert_true(heading == 0 || last > heading);
        }
        draft_free(d);
    }
}

/* A box of `lines` lines that floats, the first of its words `word`. */
static void add_float(Draft *d, FloatPlace place, const char *word, int lines) {
    Block *box = block_new(d->arena, BLOCK_BOX, d->document.root, &d->plain, here);
    box->place = place;
    for (int i = 0; i < lines; i++)
        add_paragraph(d, box, i == 0 ? word : "more")->style = &d->plain;
}

static void what_floats_keeps_its_order_and_is_a_page_away_at_most(void **state) {
    (void) state;
    for (uint32_t seed = 1; seed <= 10; seed++) {
        Draft *d = draft_new();
        uint32_t at = seed;
        int count = 0;
        for (int i = 0; i < 60; i++) {
            const char *mention = arena_print(d->arena, "see%d", count);
            add_paragraph(d, d->document.root, made_up(d, &at, (int) roll(&at, 80)));
            if (roll(&at, 6)) continue;
            add_paragraph(d, d->document.root, mention);
            add_float(d, roll(&at, 2) ? FLOAT_TOP : FLOAT_BOTTOM,
                      arena_print(d->arena, "float%d", count++),
                      2 + (int) roll(&at, 12));
        }
        Pages *pages = lay_out(d);
        int before = -1;
        for (int i = 0; i < count; i++) {
            int mentioned = -1, stands = -1;
            find_word(pages, arena_print(d->arena, "see%d", i), &mentioned);
            assert_non_null(
                find_word(pages, arena_print(d->arena, "float%d", i), &stands));
            assert_in_range(stands, mentioned, mentioned + 1);
            assert_true(stands >= before);
            before = stands;
        }
        assert_true(count > 3);
        draft_free(d);
    }
}

static void a_float_stands_at_the_top_or_foot_and_text_goes_on(void **state) {
    (void) state;
    Draft *d = draft_new();
    for (int i = 0; i < 20; i++)
        add_paragraph(d, d->document.root, "above");
    add_float(d, FLOAT_TOP, "attop", 5);
    add_float(d, FLOAT_BOTTOM, "atfoot", 5);
    for (int i = 0; i < 60; i++)
        add_paragraph(d, d->document.root, i == 59 ? "last" : "below");
    Pages *pages = lay_out(d);
    int page = -1;
    assert_int_equal(pages->page_count, 2);
    assert_true(count_word(&pages->pages[0], "below") > 20);
    assert_true(find_word(pages, "attop", &page)->y < 70000 + 13000);
    assert_int_equal(page, 1);
    /* Order is kept: the second one waits for the first. */
    const TextItem *foot = find_word(pages, "atfoot", &page);
    assert_int_equal(page, 1);
    assert_true(foot->y > find_word(pages, "last", NULL)->y);
    assert_true(foot->y > 841890 - 70000 - 7 * 13000);
    draft_free(d);
}

/* A heading stays with its text, though something that floats is mentioned between. */
static void what_floats_leaves_room_for_what_stays_together_around_it(void **state) {
    (void) state;
    for (int lines = 20; lines < 54; lines++) {
        Draft *d = draft_new();
        d->heading.keep_with_next = true;
        for (int i = 0; i < lines; i++)
            add_paragraph(d, d->document.root, "text");
        add_heading(d, d->document.root, 2, "heading");
        add_float(d, FLOAT_BOTTOM, "afloat", 5);
        add_paragraph(d, d->document.root, known);
        Pages *pages = lay_out(d); /* nothing stands over anything */
        int heading = -1, text = -1;
        find_word(pages, "heading", &heading);
        find_word(pages, "makers'", &text);
        assert_int_equal(heading, text);
        draft_free(d);
    }
}

static void a_heading_waits_for_what_floats_before_it(void **state) {
    (void) state;
    Draft *d = draft_new();
    add_paragraph(d, d->document.root, "above");
    add_float(d, FLOAT_TOP, "afloat", 5);
    add_paragraph(d, d->document.root, "below");
    add_heading(d, d->document.root, 2, "Next");
    add_paragraph(d, d->document.root, "text");
    Pages *pages = lay_out(d);
    assert_int_equal(pages->page_count, 1);
    assert_true(find_word(pages, "afloat", NULL)->y >
                find_word(pages, "below", NULL)->y);
    assert_true(find_word(pages, "afloat", NULL)->y <
                find_word(pages, "Next", NULL)->y);
    draft_free(d);
}

static void side_notes_do_not_meet_and_stay_on_the_page(void **state) {
    (void) state;
    for (uint32_t seed = 1; seed <= 10; seed++) {
        Draft *d = draft_new();
        uint32_t at = seed;
        Style beside = style_of("sans", 7000, 9000, LABEL_INK);
        d->body.indent_left = 113000;
        beside.indent_right = 10000;
        beside.space_after = 4000;
        int count = 0;
        for (int i = 0; i < 40; i++) {
            add_paragraph(d, d->document.root,
                          made_up(d, &at, 5 + (int) roll(&at, 60)));
            for (int k = (int) roll(&at, 3); k > 0; k--, count++) {
                Block *note = block_new(d->arena, BLOCK_SIDE_NOTE, d->document.root,
                                        &beside, here);
                add_text(d, &note->runs,
                         arena_print(d->arena, "side%d %s", count,
                                     made_up(d, &at, (int) roll(&at, 20))));
            }
            if (roll(&at, 5) == 0)
                add_heading(d, d->document.root, 2, made_up(d, &at, 3));
        }
        Pages *pages = lay_out(d); /* proves that nothing meets */
        assert_int_equal(diags_count(d->diags, FAULT_WARNING), 0);
        for (int i = 0; i < count; i++) {
            const TextItem *text =
                find_word(pages, arena_print(d->arena, "side%d", i), NULL);
            assert_non_null(text);
            assert_in_range(text->x, 65000, 65000 + 103000);
            assert_in_range(text->y, 70000, 841890 - 70000);
        }
        draft_free(d);
    }
}

static void a_side_note_without_room_is_set_in_the_text(void **state) {
    (void) state;
    Draft *d = draft_new();
    Style beside = style_of("sans", 7000, 9000, LABEL_INK);
    add_paragraph(d, d->document.root, "text");
    Block *note = block_new(d->arena, BLOCK_SIDE_NOTE, d->document.root, &beside, here);
    add_text(d, &note->runs, "beside");
    Pages *pages = lay_out(d);
    assert_true(find_word(pages, "beside", NULL)->y >
                find_word(pages, "text", NULL)->y);
    assert_true(has_message(d, "no room beside the text"));
    /* With a margin of its own it has. */
    beside.indent_left = -60000;
    beside.indent_right = 5000;
    pages = lay_out(d);
    assert_true(find_word(pages, "beside", NULL)->x < 65000);
    draft_free(d);
}

static void a_note_behind_one_that_is_set_in_the_text_is_read_after_it(void **state) {
    (void) state;
    Draft *d = draft_new();
    Style beside = style_of("sans", 7000, 9000, LABEL_INK);
    uint32_t seed = 1;
    d->body.indent_left = 113000;
    add_paragraph(d, d->document.root, "text");
    for (int i = 0; i < 2; i++) {
        Block *note =
            block_new(d->arena, BLOCK_SIDE_NOTE, d->document.root, &beside, here);
        add_text(d, &note->runs, i == 0 ? made_up(d, &seed, 400) : "second");
    }
    Pages *pages = lay_out(d); /* proves the order */
    assert_true(has_message(d, "taller than half a page"));
    assert_non_null(find_word(pages, "second", NULL));
    draft_free(d);
}

/* ---- masters ---- */

static void a_section_may_stand_on_pages_of_another_shape(void **state) {
    (void) state;
    Draft *d = draft_new();
    PageSet *sets = d->document.page_sets;
    sets[1] = sets[0];
    sets[1].name = "landscape";
    sets[1].prefix = "L-";
    d->document.page_set_count = 2;
    for (int side = 0; side < PAGE_SIDES; side++) {
        sets[1].masters[side].width = 841890;
        sets[1].masters[side].height = 595276;
    }
    add_paragraph(d, d->document.root, "upright");
    Block *section = block_new(d->arena, BLOCK_SECTION, d->document.root, NULL, here);
    section->pages = &sets[1];
    section->anchor = "wide";
    uint32_t seed = 3;
    add_paragraph(d, section, made_up(d, &seed, 800));
    add_paragraph(d, d->document.root, "again");
    Pages *pages = lay_out(d);
    assert_int_equal(pages->page_count, 4);
    for (int p = 0; p < 4; p++) {
        bool lies = p == 1 || p == 2;
        assert_int_equal(pages->pages[p].width, lies ? 841890 : 595276);
        assert_string_equal(label_text(d->arena, pages->pages[p].label),
                            lies ? arena_print(d->arena, "L-%d", p + 1)
                                 : arena_print(d->arena, "%d", p + 1));
    }
    Mpt right = 0;
    for (int i = 0; i < pages->pages[1].item_count; i++) {
        const TextItem *text = text_at(&pages->pages[1], i);
        if (text && text->x + text->shaped->width > right)
            right = text->x + text->shaped->width;
    }
    assert_in_range(right, 841890 - 67000, 841890 - 64000);
    int page = -1;
    find_word(pages, "again", &page);
    assert_int_equal(page, 3);
    draft_free(d);
}

static void pages_at_the_left_mirror_their_margins(void **state) {
    (void) state;
    Draft *d = draft_new();
    PageSet *set = &d->document.page_sets[0];
    set->masters[PAGE_LEFT].margin_left = 50000;
    set->masters[PAGE_LEFT].margin_right = 80000;
    add_paragraph(d, d->document.root, "one");
    block_new(d->arena, BLOCK_PAGE_BREAK, d->document.root, NULL, here);
    add_paragraph(d, d->document.root, "two");
    Pages *pages = lay_out(d);
    assert_in_range(find_word(pages, "one", NULL)->x, 64000, 66000);
    assert_in_range(find_word(pages, "two", NULL)->x, 49000, 51000);
    draft_free(d);
}

static void front_matter_has_roman_numbers_of_its_own(void **state) {
    (void) state;
    Draft *d = draft_new();
    PageSet *sets = d->document.page_sets;
    sets[1] = sets[0];
    sets[1].name = "front";
    sets[1].numbers = NUMBERS_ROMAN;
    sets[0].start = 1;
    d->document.page_set_count = 2;
    for (int i = 0; i < 2; i++)
        for (int side = 0; side < PAGE_SIDES; side++) {
            Runs *foot = &sets[i].masters[side].foot.right;
            *foot = (Runs){NULL, NULL};
            runs_add(d->arena, foot, RUN_PAGE_NUMBER, here);
            add_text(d, foot, " of ");
            runs_add(d->arena, foot, RUN_PAGE_COUNT, here);
        }
    Block *front = block_new(d->arena, BLOCK_SECTION, d->document.root, NULL, here);
    front->pages = &sets[1];
    add_paragraph(d, front, "preface");
    block_new(d->arena, BLOCK_PAGE_BREAK, front, NULL, here);
    add_paragraph(d, front, "contents");
    add_paragraph(d, d->document.root, "text");
    Pages *pages = lay_out(d);
    assert_int_equal(pages->page_count, 3);
    static const char *const labels[] = {"i", "ii", "1"};
    for (int p = 0; p < 3; p++) {
        const Page *page = &pages->pages[p];
        assert_string_equal(label_text(d->arena, page->label), labels[p]);
        assert_true(count_word(page, labels[p]) > 0);
    }
    assert_int_equal(count_word(&pages->pages[0], "ii"), 1); /* i of ii */
    assert_int_equal(count_word(&pages->pages[2], "1"), 2);  /* 1 of 1 */
    draft_free(d);
}

static void running_heads_name_the_first_and_the_last_section(void **state) {
    (void) state;
    Draft *d = draft_new();
    for (int side = 0; side < PAGE_SIDES; side++) {
        PageLine *head = &d->document.page_sets[0].masters[side].head;
        runs_add(d->arena, &head->left, RUN_SECTION, here)->mark = MARK_FIRST;
        runs_add(d->arena, &head->right, RUN_SECTION, here)->mark = MARK_LAST;
    }
    static const char *const titles[] = {"One", "Two", "Three"};
    for (int i = 0; i < 3; i++) {
        add_heading(d, d->document.root, 2, titles[i]);
        for (int k = 0; k < (i == 1 ? 100 : 5); k++)
            add_paragraph(d, d->document.root, "text");
    }
    Pages *pages = lay_out(d);
    assert_int_equal(pages->page_count, 3);
    /* The titles themselves, and in the heads. */
    assert_int_equal(count_word(&pages->pages[0], "One"), 2);
    assert_int_equal(count_word(&pages->pages[0], "Two"), 2);
    assert_int_equal(count_word(&pages->pages[1], "Two"), 2); /* goes on: both parts */
    assert_int_equal(count_word(&pages->pages[2], "Two"), 0);
    assert_int_equal(count_word(&pages->pages[2], "Three"), 3);
    draft_free(d);
}

/* ---- many and deep ---- */

/* Pages of `count` notes, and the bytes that they took. */
static int pages_of_notes(int count, size_t *bytes) {
    Draft *d = draft_new();
    for (int i = 0; i < count; i++) {
        Block *p = add_paragraph(d, d->document.root, "A sentence with its mark");
        add_note(d, p, i % 1000 == 7 ? known : "A short note, and where it is from.");
    }
    size_t before = arena_used(d->arena);
    Pages *pages = lay_out(d);
    *bytes = arena_used(d->arena) - before;
    int pages_made = pages->page_count;
    draft_free(d);
    return pages_made;
}

static void ten_thousand_notes_take_room_by_their_number(void **state) {
    (void) state;
    size_t few = 0, many = 0;
    int some = pages_of_notes(1250, &few), all = pages_of_notes(10000, &many);
    assert_in_range(all, 8 * some - 8, 8 * some + 8);
    assert_true(many < 10 * few);
}

static void sections_may_be_nested_five_hundred_deep(void **state) {
    (void) state;
    Draft *d = draft_new();
    Block *parent = d->document.root;
    for (int i = 0; i < 500; i++) {
        parent = block_new(d->arena, BLOCK_SECTION, parent, NULL, here);
        add_heading(d, parent, i + 1, arena_print(d->arena, "depth%d", i));
        add_paragraph(d, parent, "text");
    }
    Pages *pages = lay_out(d);
    int page = -1;
    assert_non_null(find_word(pages, "depth499", &page));
    assert_int_equal(page, pages->page_count - 1);
    draft_free(d);
}

/* A last page is a quarter full at least, as far as lines and spaces can be moved. */
static void a_last_page_is_a_quarter_full(void **state) {
    (void) state;
    int thin = 0;
    for (int paragraphs = 12; paragraphs < 60; paragraphs++) {
        Draft *d = draft_new();
        uint32_t seed = (uint32_t) paragraphs;
        d->body.space_after = 6500;
        for (int i = 0; i < paragraphs; i++)
            add_paragraph(d, d->document.root, made_up(d, &seed, 50));
        Pages *pages = lay_out(d);
        const Page *last = &pages->pages[pages->page_count - 1];
        thin += pages->page_count > 1 && count_lines(last, INK) < 54 / 4 - 3;
        draft_free(d);
    }
    assert_in_range(thin, 0, 4);
}

#endif
