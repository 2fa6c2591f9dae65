/* Tests of where pages end: grid, headings, widows, boxes, notes at the foot, charts
 * that wait.  Included once, by layout_test.c. */
#ifndef LAYOUT_BREAKS_H
#define LAYOUT_BREAKS_H

#include "layout_draft.h"

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
    PageMaster *master = &d->document.page_sets[0].masters[PAGE_LEFT];
    Runs *foot = &master->foot.right;
    add_text(d, foot, "page ");
    runs_add(d->arena, foot, RUN_PAGE_NUMBER, here);
    add_text(d, foot, " of ");
    runs_add(d->arena, foot, RUN_PAGE_COUNT, here);
    runs_add(d->arena, &master->head.right, RUN_SECTION, here);
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
    assert_int_equal(pages->pages[1].label.number, 2);
    assert_int_equal(pages->bookmark_count, 1);
    assert_string_equal(pages->bookmarks[0].title, "Findings");
    draft_free(d);
}

static void text_goes_on_while_a_chart_waits_for_the_next_page(void **state) {
    (void) state;
    Draft *d = draft_new();
    for (int i = 0; i < 45; i++)
        add_paragraph(d, d->document.root, "above");
    Chart *chart = add_chart(d, CHART_LINE, 1);
    ChartPoint points[] = {{.x = 2000, .y = 1}, {.x = 2001, .y = 2}};
    chart->series[0] =
        (ChartSeries){.label = "Name", .points = points, .point_count = 2};
    for (int i = 0; i < 10; i++)
        add_paragraph(d, d->document.root, arena_print(d->arena, "below%d", i));
    add_heading(d, d->document.root, 1, "Next");
    Pages *pages = lay_out(d);
    int first = -1, last = -1, name = -1, next = -1;
    const TextItem *end = find_word(pages, "below9", &last);
    const TextItem *label = find_word(pages, "Name", &name);
    const TextItem *heading = find_word(pages, "Next", &next);
    assert_non_null(find_word(pages, "below0", &first));
    assert_int_equal(first, 0);
    assert_int_equal(last, 1);
    assert_int_equal(name, 1);
    assert_int_equal(next, 1);
    assert_true(label->y < end->y);
    assert_true(end->y < heading->y);
    assert_int_equal(pages->page_count, 2);
    draft_free(d);
}

static void a_chart_at_the_end_of_a_section_is_not_overtaken(void **state) {
    (void) state;
    Draft *d = draft_new();
    for (int i = 0; i < 45; i++)
        add_paragraph(d, d->document.root, "above");
    add_chart(d, CHART_LINE, 0);
    add_heading(d, d->document.root, 1, "Next");
    add_paragraph(d, d->document.root, "below");
    add_chart(d, CHART_LINE, 0);
    Pages *pages = lay_out(d);
    int page = -1;
    assert_non_null(find_word(pages, "Next", &page));
    assert_int_equal(page, 1);
    assert_int_equal(count_word(&pages->pages[1], "No data"), 2);
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

#endif
