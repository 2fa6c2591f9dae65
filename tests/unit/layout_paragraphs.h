/* Tests of paragraphs: line breaks, spaces, hyphens.  Included once, by
 * layout_test.c. */
#ifndef LAYOUT_PARAGRAPHS_H
#define LAYOUT_PARAGRAPHS_H

#include "layout_draft.h"
#include "layout_justified.h"

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

/* Next to LuaLaTeX with microtype: deviation 0.27 pt, largest gap 3.7 pt, 2 hyphens. */
static void word_gaps_of_justified_lines_are_even(void **state) {
    (void) state;
    Arena *arena = arena_new(NULL);
    Diags *diags = diags_new(arena);
    FontStore *fonts = font_store_new(arena, "/usr/share/fonts");
    const char *face = "LiberationSerif-Regular.ttf";
    if (!font_open(fonts, face, here, diags_new(arena))) {
        arena_free(arena);
        skip();
    }
    const char *text = justified_text(arena, "tests/bench/division-of-labour.txt");
    assert_non_null(text);
    Pages *pages = layout_document(justified_document(arena, face, text, 480), fonts,
                                   arena, diags);
    assert_non_null(pages);
    Justification found = justification_of(pages);
    assert_true(found.lines >= 120);
    assert_true(found.deviation < 0.30);
    assert_true(found.largest < 3.8);
    assert_true(found.smallest > 1.7);
    assert_true(found.hyphens <= 2);
    assert_int_equal(found.hyphen_pairs, 0);
    assert_int_equal(diags_count(diags, FAULT_WARNING), 0);
    arena_free(arena);
}

static void letters_are_not_expanded_beyond_the_styles_share(void **state) {
    (void) state;
    Draft *d = draft_new();
    d->body.expansion = 15;
    add_paragraph(d, d->document.root, known);
    Pages *pages = lay_out(d);
    const Page *page = &pages->pages[0];
    int expanded = 0;
    for (int i = 0; i < page->item_count; i++) {
        int expansion = text_at(page, i)->expansion;
        assert_in_range(expansion + 15, 0, 30);
        expanded += expansion != 0;
    }
    assert_true(expanded > 10);
    assert_int_equal(text_at(page, page->item_count - 1)->expansion, 0);
    draft_free(d);
}

/* Looser spaces let a line take fewer words, tighter ones more. */
static void a_style_says_how_loose_its_spaces_may_be(void **state) {
    (void) state;
    Mpt smallest[2], widest[2];
    for (int i = 0; i < 2; i++) {
        Draft *d = draft_new();
        d->body.tightness = i ? 300 : 10;
        d->body.looseness = i ? 300 : 900;
        add_paragraph(d, d->document.root, known);
        Pages *pages = lay_out(d);
        smallest[i] = 100000;
        widest[i] = 0;
        for (int k = 0; k + 1 < pages->pages[0].item_count; k++) {
            const TextItem *text = text_at(&pages->pages[0], k);
            if (text->y != text_at(&pages->pages[0], k + 1)->y || !text->space)
                continue;
            if (text->space < smallest[i]) smallest[i] = text->space;
            if (text->space > widest[i]) widest[i] = text->space;
        }
        draft_free(d);
    }
    assert_true(smallest[0] > smallest[1]);
    assert_true(widest[0] > widest[1]);
}

static void stops_and_quotes_hang_outside_the_margins(void **state) {
    (void) state;
    Draft *d = draft_new();
    add_paragraph(d, d->document.root, "\u201Cword,");
    Mpt plain = find_word(lay_out(d), "\u201Cword,", NULL)->x;
    d->body.protrude = true;
    const TextItem *quote = find_word(lay_out(d), "\u201Cword,", NULL);
    assert_in_range(plain - quote->x, 1000, 3000);
    d->body.align = ALIGN_RIGHT;
    const TextItem *right = find_word(lay_out(d), "\u201Cword,", NULL);
    assert_int_equal(right->x + right->shaped->width, 595276 - 65000);
    draft_free(d);
}

static void a_line_that_ends_in_a_comma_reaches_beyond_the_margin(void **state) {
    (void) state;
    Draft *d = draft_new();
    d->body.protrude = true;
    Text text = {.arena = d->arena};
    for (int i = 0; i < 60; i++)
        text_add(&text, i % 3 ? "wor, " : "mnonom ");
    add_paragraph(d, d->document.root, text_string(&text));
    Pages *pages = lay_out(d);
    const Page *page = &pages->pages[0];
    Mpt right = 595276 - 65000;
    int commas = 0, others = 0;
    for (int i = 0; i + 1 < page->item_count; i++) {
        const TextItem *word = text_at(page, i);
        if (text_at(page, i + 1)->y == word->y) continue;
        Mpt beyond = word->x + word->shaped->width - right;
        bool comma = strchr(word->shaped->text, ',') != NULL;
        assert_in_range(beyond + 60, comma ? 1060 : 0, comma ? 2060 : 120);
        commas += comma;
        others += !comma;
    }
    assert_true(commas > 0 && others > 0);
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
    set_page(d, 595276, 841890, 65000, 595276 - 65000 - 80000);
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
    set_page(d, 595276, 841890, 65000, 595276 - 65000 - 90000);
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
            /* The word is said whole where it begins, and not again. */
            const char *whole = text_at(page, i - 1)->actual_text;
            const char *end = text_at(page, i + 1)->shaped->text;
            assert_non_null(strstr(whole, end));
            assert_string_equal(text_at(page, i + 1)->actual_text, "");
            hyphens++;
        }
    assert_true(hyphens > 0);
    draft_free(d);
}

/* The least penalty of a hyphen in "representatives". */
static int hyphen_cost(const char *figure) {
    Draft *d = draft_new();
    Setter setter = {.document = &d->document,
                     .fonts = d->fonts,
                     .arena = d->arena,
                     .diags = d->diags};
    Runs runs = {0};
    add_text(d, &runs, "representatives")->figure = figure;
    Inline text = inline_make(&setter, &runs, &d->body, true);
    int count = 0, least = 10000;
    const Break *breaks = inline_breaks(&setter, &text, true, 0, &count);
    for (int i = 0; i < count; i++)
        if (breaks[i].flagged && breaks[i].penalty < least) least = breaks[i].penalty;
    draft_free(d);
    return least;
}

static void the_words_of_a_figure_are_divided_last(void **state) {
    (void) state;
    assert_in_range(hyphen_cost(NULL), 1, 100);
    assert_in_range(hyphen_cost("cars@2024"), 500, 5000);
}

static void a_document_may_say_where_its_words_are_divided(void **state) {
    (void) state;
    static const HyphenException never[] = {{"en", "representatives"}};
    for (int given = 0; given < 2; given++) {
        Draft *d = draft_new();
        set_page(d, 595276, 841890, 65000, 595276 - 65000 - 100000);
        d->document.exceptions = never;
        d->document.exception_count = given;
        add_paragraph(d, d->document.root,
                      "All our representatives see other representatives before "
                      "the old representatives go.");
        int hyphens = count_word(&lay_out(d)->pages[0], "-");
        assert_true(given ? hyphens == 0 : hyphens > 0);
        draft_free(d);
    }
}

/* Each line holds one word or two, so that none is filled well. */
static void the_emergency_pass_sets_what_meets_no_tolerance(void **state) {
    (void) state;
    Draft *d = draft_new();
    set_page(d, 595276, 841890, 65000, 595276 - 65000 - 100000);
    d->body.hyphenate = false;
    add_paragraph(d, d->document.root,
                  "Extraordinarily extraordinary a administrative representatives of "
                  "agricultural arrangements notwithstanding a great many others.");
    Pages *pages = lay_out(d);
    const Page *page = &pages->pages[0];
    assert_int_equal(diags_count(d->diags, FAULT_WARNING), 0);
    assert_true(count_lines(page, INK) >= 7);
    for (int i = 0; i < page->item_count; i++) {
        const TextItem *text = text_at(page, i);
        assert_true(text->x + text->shaped->width <= 165000 + 60);
    }
    draft_free(d);
}

static void no_hyphens_stand_on_two_lines_running_in_a_column(void **state) {
    (void) state;
    Arena *arena = arena_new(NULL);
    const char *text = justified_text(arena, "tests/bench/division-of-labour.txt");
    assert_non_null(text);
    Pages *pages = layout_document(
        justified_document(arena, "Vollkorn-Regular.ttf", text, 300),
        font_store_new(arena, "/usr/share/fonts"), arena, diags_new(arena));
    assert_non_null(pages);
    Justification found = justification_of(pages);
    assert_in_range(found.hyphens, 1, 30);
    assert_int_equal(found.hyphen_pairs, 0);
    assert_true(found.deviation < 0.5);
    arena_free(arena);
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

static void words_that_hold_together_are_cut_when_no_line_holds_them(void **state) {
    (void) state;
    Draft *d = draft_new();
    Text text = {.arena = d->arena};
    for (int i = 0; i < 40; i++)
        text_print(&text, "held%d\xC2\xA0", i);
    Block *paragraph = add_paragraph(d, d->document.root, text_string(&text));
    for (int i = 0; i < 40; i++)
        add_text(d, &paragraph->runs, "joined")->bold = i % 2;
    Pages *pages = lay_out(d);
    assert_within_page(pages);
    assert_true(count_lines(&pages->pages[0], INK) > 4);
    assert_true(has_message(d, "holds together at 'held"));
    draft_free(d);
}

static void a_word_wider_than_an_indented_first_line_is_cut(void **state) {
    (void) state;
    Draft *d = draft_new();
    d->body.first_indent = 450000;
    d->body.hyphenate = false;
    add_paragraph(d, d->document.root, "Incomprehensibilities");
    assert_within_page(lay_out(d));
    assert_true(has_message(d, "wider than its line: cut"));
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

#endif
