/* Tests of documents that nobody means: too long, too deep, empty, of nothing but
 * marks. Each ends in pages that are proven good, or in an error that says why, and
 * takes room in proportion to its size.  Included once, by layout_test.c. */
#ifndef LAYOUT_EXTREMES_H
#define LAYOUT_EXTREMES_H

#include "layout_draft.h"

/* `count` times `part`. */
static const char *repeated(Draft *d, const char *part, int count) {
    Text text = {.arena = d->arena};
    for (int i = 0; i < count; i++)
        text_add(&text, part);
    return text_string(&text);
}

/* Makes a document of size `count` below `d`'s root. */
typedef void Maker_of(Draft *d, int count);

/* Bytes that laying out takes; the pages are proven when `proven`. */
static size_t room_of(Maker_of *make, int count, bool proven) {
    Draft *d = draft_new();
    make(d, count);
    size_t before = arena_used(d->arena);
    Pages *pages = layout_document(&d->document, d->fonts, d->arena, d->diags);
    size_t used = arena_used(d->arena) - before;
    assert_non_null(pages);
    if (proven) assert_proven(d, pages);
    draft_free(d);
    return used;
}

/* Ten times as much takes some ten times the room, up to twice that as arrays double; a
 * document of next to nothing is taken off, for fonts and hyphenation. */
static void assert_linear(Maker_of *make, int count) {
    size_t least = room_of(make, 1, true);
    size_t one = room_of(make, count, true) - least;
    size_t ten = room_of(make, 10 * count, false) - least;
    if (ten > 20 * one)
        fail_msg("%d take %zu bytes, %d take %zu", count, one, 10 * count, ten);
}

/* What cannot be set is an error in the template. */
static void assert_good_or_refused(Draft *d) {
    Pages *pages = layout_document(&d->document, d->fonts, d->arena, d->diags);
    if (pages)
        assert_proven(d, pages);
    else
        assert_int_equal(diags_worst(d->diags), FAULT_DATA);
}

/* ---- long ---- */

static void one_word(Draft *d, int letters) {
    add_paragraph(d, d->document.root, repeated(d, "abcdefghij", letters / 10));
}

static void a_word_of_100000_letters_is_cut_in_linear_room(void **state) {
    (void) state;
    assert_linear(one_word, 10000);
}

/* At this size 15,000 letters are wider than an Mpt can say. */
static void a_word_wider_than_any_length_loses_nothing(void **state) {
    (void) state;
    enum { LETTERS = 15000, SIZE = 400000 };
    Draft *d = draft_new();
    d->body.size = d->body.leading = SIZE;
    one_word(d, LETTERS);
    Pages *pages = layout_document(&d->document, d->fonts, d->arena, d->diags);
    assert_non_null(pages);
    assert_true(pages->page_count > LETTERS / 4);
    assert_proven(d, pages);
    draft_free(d);
}

static void one_paragraph(Draft *d, int words) {
    add_paragraph(d, d->document.root, repeated(d, "import ", words));
}

static void a_paragraph_of_200000_words_is_set_in_linear_room(void **state) {
    (void) state;
    assert_linear(one_paragraph, 20000);
}

static void many_runs(Draft *d, int count) {
    Block *block = add_paragraph(d, d->document.root, "");
    for (int i = 0; i < count; i++)
        add_text(d, &block->runs, i % 3 ? "in " : "ex")->bold = i % 2;
}

static void a_paragraph_of_50000_runs_is_set_in_linear_room(void **state) {
    (void) state;
    assert_linear(many_runs, 5000);
}

static void noted_paragraphs(Draft *d, int count) {
    for (int i = 0; i < count; i++)
        add_note(d, add_paragraph(d, d->document.root, "text"), "a note");
}

static void ten_thousand_footnotes_stand_in_linear_room(void **state) {
    (void) state;
    assert_linear(noted_paragraphs, 1000);
}

static void noted_word(Draft *d, int count) {
    Block *block = add_paragraph(d, d->document.root, "text");
    for (int i = 0; i < count; i++)
        add_note(d, block, "a note");
}

static void ten_thousand_footnotes_of_one_word_stand_in_linear_room(void **state) {
    (void) state;
    assert_linear(noted_word, 1000);
}

static void breaks(Draft *d, int count) {
    for (int i = 0; i < count; i++)
        block_new(d->arena, BLOCK_PAGE_BREAK, d->document.root, NULL, here);
    add_paragraph(d, d->document.root, "the end");
}

static void a_hundred_thousand_page_breaks_are_one(void **state) {
    (void) state;
    assert_linear(breaks, 10000);
    Draft *d = draft_new();
    breaks(d, 1000);
    assert_int_equal(lay_out(d)->page_count, 1);
    draft_free(d);
}

static void kept_blocks(Draft *d, int count) {
    d->body.keep_with_next = d->body.keep_together = true;
    for (int i = 0; i < count; i++)
        add_paragraph(d, d->document.root, "kept with the next");
}

static void blocks_that_all_keep_together_fill_pages_in_linear_room(void **state) {
    (void) state;
    assert_linear(kept_blocks, 1000);
}

static void headings(Draft *d, int count) {
    for (int i = 0; i < count; i++)
        add_heading(d, d->document.root, 1 + i % 6, "A heading");
}

static void headings_without_text_fill_pages_in_linear_room(void **state) {
    (void) state;
    assert_linear(headings, 1000);
}

/* ---- deep ---- */

static void nested(Draft *d, BlockKind kind, int depth) {
    Block *block = d->document.root;
    for (int i = 0; i < depth; i++) {
        block = block_new(d->arena, kind, block, &d->plain, here);
        if (kind != BLOCK_LIST) continue;
        block = block_new(d->arena, BLOCK_ITEM, block, &d->plain, here);
        block->marker = "*";
    }
    add_paragraph(d, block, "the deepest words of all");
}

static void blocks_500_deep_are_set(void **state) {
    (void) state;
    static const BlockKind kinds[] = {BLOCK_SECTION, BLOCK_LIST, BLOCK_QUOTE,
                                      BLOCK_BOX};
    for (int i = 0; i < 4; i++)
        for (int indent = 0; indent < 2; indent++) {
            Draft *d = draft_new();
            d->plain.padding = d->plain.indent_left = indent * 5000;
            nested(d, kinds[i], 500);
            assert_good_or_refused(d);
            draft_free(d);
        }
}

/* ---- empty ---- */

static void blocks_with_nothing_in_them_make_one_page(void **state) {
    (void) state;
    Draft *d = draft_new();
    for (int kind = BLOCK_SECTION; kind <= BLOCK_RULE; kind++) {
        if (kind == BLOCK_TABLE || kind == BLOCK_CHART || kind == BLOCK_PICTURE ||
            kind == BLOCK_KEY_FIGURES)
            continue;
        block_new(d->arena, (BlockKind) kind, d->document.root, &d->plain, here);
    }
    add_table(d, 0);
    add_table(d, 3);
    add_chart(d, CHART_LINE, 0);
    add_chart(d, CHART_BAR, 0);
    KeyFigures none = {.label_style = &d->plain};
    block_new(d->arena, BLOCK_KEY_FIGURES, d->document.root, &d->plain, here)
        ->key_figures = &none;
    assert_int_equal(lay_out(d)->page_count, 1);
    draft_free(d);
    d = draft_new();
    assert_int_equal(lay_out(d)->page_count, 1);
    draft_free(d);
}

/* ---- odd text ---- */

static void text_that_only_steers_is_set_as_nothing(void **state) {
    (void) state;
    static const char *const texts[] = {
        "\xE2\x80\x8B", "\xE2\x80\xAE", "\xE2\x81\xA6", "\xC2\xAD",     "\xEF\xBB\xBF",
        "\xE2\x80\x8D", "\xC2\xA0",     "\xE2\x80\xA8", "\xE2\x80\x8F", " "};
    Draft *d = draft_new();
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        add_paragraph(d, d->document.root, texts[i]);
        add_paragraph(d, d->document.root, repeated(d, texts[i], 500));
        add_paragraph(
            d, d->document.root,
            arena_print(d->arena, "a%sb %s c%s", texts[i], texts[i], texts[i]));
    }
    Pages *pages = lay_out(d);
    assert_within_page(pages);
    assert_int_equal(diags_count(d->diags, FAULT_DATA), 0);
    draft_free(d);
}

static void ten_thousand_marks_on_one_letter_stay_on_the_page(void **state) {
    (void) state;
    Draft *d = draft_new();
    add_paragraph(d, d->document.root,
                  arena_print(d->arena, "a%s", repeated(d, "\xCC\x81", 10000)));
    add_paragraph(d, d->document.root, "next");
    assert_within_page(lay_out(d));
    draft_free(d);
}

/* ---- odd styles ---- */

static void type_of_any_size_stays_on_the_page(void **state) {
    (void) state;
    static const Mpt sizes[] = {1, 100, 1000, 100000, 500000, 1000000, 30000000};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        Draft *d = draft_new();
        d->body.size = d->body.leading = sizes[i];
        add_paragraph(d, d->document.root, "Words of a size");
        assert_good_or_refused(d);
        draft_free(d);
    }
}

static void indents_and_spaces_of_any_size_stay_on_the_page(void **state) {
    (void) state;
    static const Mpt lengths[] = {-30000000, -500000, -100000,
                                  100000,    500000,  30000000};
    for (size_t i = 0; i < 6 * sizeof lengths / sizeof *lengths; i++) {
        Draft *d = draft_new();
        Style *style = &d->body;
        Mpt *fields[] = {&style->indent_left,  &style->indent_right,
                         &style->first_indent, &style->space_before,
                         &style->space_after,  &style->padding};
        *fields[i % 6] = lengths[i / 6];
        if (i % 6 >= 3 && lengths[i / 6] < 0) *fields[i % 6] = 0;
        for (int kind = 0; kind < 3; kind++)
            add_paragraph(d, d->document.root, "Words between indents");
        Block *box = block_new(d->arena, BLOCK_BOX, d->document.root, style, here);
        add_paragraph(d, box, "in a box");
        Block *list = block_new(d->arena, BLOCK_LIST, d->document.root, style, here);
        Block *item = block_new(d->arena, BLOCK_ITEM, list, style, here);
        item->marker = "*";
        add_paragraph(d, item, "in a list");
        Block *quote = block_new(d->arena, BLOCK_QUOTE, d->document.root, style, here);
        add_paragraph(d, quote, "in a quote");
        assert_good_or_refused(d);
        draft_free(d);
    }
}

#endif
