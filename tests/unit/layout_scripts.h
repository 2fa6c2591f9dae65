/* Fallback fonts, Japanese lines and lines that run from right to left.  Included once,
 * by layout_test.c. */
#ifndef LAYOUT_SCRIPTS_H
#define LAYOUT_SCRIPTS_H

#include "layout_draft.h"

/* Gives the draft's text a Japanese, a Hebrew and an absent Arabic fallback. */
static void add_fallbacks(Draft *d) {
    static const char *const files[][2] = {
        {"Hani Hira Kana", "NotoSerifCJK-Regular.ttc#NotoSerifCJKjp-Regular"},
        {"Hebr", "FrankRuehlCLM-Medium.ttf"},
        {"Arab", "Amiri-Nowhere.ttf"}};
    FontFamily **last = &d->families[0].fallback;
    for (int i = 0; i < 3; i++) {
        *last = arena_alloc(d->arena, sizeof **last);
        **last = (FontFamily){
            .scripts = files[i][0], .regular = files[i][1], .origin = here};
        last = &(*last)->fallback;
    }
}

static Draft *draft_in(const char *lang) {
    Draft *d = draft_new();
    d->document.lang = lang;
    add_fallbacks(d);
    return d;
}

static void a_character_that_the_family_lacks_is_set_by_its_fallback(void **state) {
    (void) state;
    Draft *d = draft_in("en");
    add_paragraph(d, d->document.root, "car=\u8ECA.");
    Pages *pages = lay_out(d);
    assert_string_equal(font_name(find_word(pages, "car=", NULL)->shaped->font),
                        "Vollkorn-Regular");
    assert_string_equal(font_name(find_word(pages, "\u8ECA", NULL)->shaped->font),
                        "NotoSerifCJKjp-Regular");
    assert_string_equal(font_name(find_word(pages, ".", NULL)->shaped->font),
                        "Vollkorn-Regular");
    assert_int_equal(diags_worst(d->diags), FAULT_NONE);
    draft_free(d);
}

static void a_fallback_that_is_not_installed_matters_only_when_needed(void **state) {
    (void) state;
    Draft *d = draft_in("en");
    add_paragraph(d, d->document.root, "\u2261 and \u05D0");
    lay_out(d);
    assert_false(has_message(d, "Amiri"));
    add_paragraph(d, d->document.root, "\u0628");
    assert_null(layout_document(&d->document, d->fonts, d->arena, d->diags));
    assert_true(has_message(d, "install the package fonts-hosny-amiri"));
    draft_free(d);
}

static void a_character_of_no_font_is_named_with_its_line(void **state) {
    (void) state;
    Draft *d = draft_in("en");
    add_paragraph(d, d->document.root, "Thai \u0E01\u0E01");
    lay_out(d);
    assert_int_equal(diags_count(d->diags, FAULT_DATA), 1);
    assert_true(has_message(d, "template.xml:7: error: no font of the family 'text' "
                               "has the character U+0E01 '\u0E01'"));
    draft_free(d);
}

/* The draft's only paragraph, on one line. */
static Pages *one_line(Draft *d, const char *text) {
    add_paragraph(d, d->document.root, text);
    return lay_out(d);
}

static Mpt end_of(const TextItem *text) {
    return text->x + text_item_width(text);
}

static void a_quarter_em_parts_latin_from_ideographs(void **state) {
    (void) state;
    Draft *d = draft_in("ja");
    Pages *pages = one_line(d, "\u8ECA20 \u53F0US");
    const TextItem *car = find_word(pages, "\u8ECA", NULL);
    const TextItem *twenty = find_word(pages, "20", NULL);
    const TextItem *unit = find_word(pages, "\u53F0", NULL);
    assert_int_equal(twenty->x - end_of(car), 2500);
    assert_int_equal(unit->x - end_of(twenty), 2500);
    /* No space is read or copied. */
    assert_int_equal(car->space, 0);
    assert_int_equal(twenty->space, 0);
    draft_free(d);
}

static void english_words_in_a_japanese_line_are_spaced_as_japanese(void **state) {
    (void) state;
    Draft *d = draft_in("ja");
    Block *p = add_paragraph(d, d->document.root, "\u8ECA");
    add_text(d, &p->runs, "\u201Ctwo words\u201D")->lang = "en";
    add_text(d, &p->runs, "\u8ECA");
    Pages *pages = lay_out(d);
    const TextItem *two = find_word(pages, "\u201Ctwo", NULL);
    const TextItem *words = find_word(pages, "words\u201D", NULL);
    assert_int_equal(two->x - end_of(text_at(&pages->pages[0], 0)), 2500);
    assert_true(two->space > 0); /* English keeps its own */
    assert_int_equal(text_at(&pages->pages[0], 3)->x - end_of(words), 2500);
    draft_free(d);
}

static void punctuation_in_a_row_gives_up_its_blank(void **state) {
    (void) state;
    Draft *d = draft_in("ja");
    Pages *pages = one_line(d, "\u300C\u8ECA\u300D\u3001\u300C\u53F0\u300D\u3002");
    const TextItem *car = find_word(pages, "\u8ECA", NULL);
    const TextItem *comma = find_word(pages, "\u3001", NULL);
    const TextItem *unit = find_word(pages, "\u53F0", NULL);
    /* At the line's start half an em, as everywhere. */
    assert_int_equal(car->x, 65000 + 5000);
    assert_int_equal(comma->x, car->x + 10000 + 5000);
    assert_int_equal(unit->x, comma->x + 5000 + 5000 + 5000);
    draft_free(d);
}

static const char *const japanese =
    "\u65E5\u672C\u306E\u81EA\u52D5\u8ECA\u30E1\u30FC\u30AB\u30FC\u306F\u3001"
    "\u7C73\u56FD\u3067\u751F\u7523\u3057\u305F\u4E57\u7528\u8ECA\u3092\u300C"
    "\u9006\u8F38\u5165\u300D\u3057\u3001\u65E5\u672C\u3067\u8CA9\u58F2\u3059"
    "\u308B\u3053\u3068\u3092\u691C\u8A0E\u3057\u3066\u3044\u308B\u3002\u7C73"
    "\u56FD\u3078\u306E\u8F38\u51FA\u306F137\u4E07\u53F0\u3067\u3042\u308B\u3002"
    "\u30AD\u30E3\u30C7\u30A3\u30E9\u30C3\u30AF\u306F\u5165\u3089\u306A\u3044"
    "\u3002";

static void justified_japanese_lines_end_at_the_margin(void **state) {
    (void) state;
    for (Mpt measure = 120000; measure < 160000; measure += 3700) {
        Draft *d = draft_in("ja");
        set_page(d, 595276, 841890, 65000, 595276 - 65000 - measure);
        Pages *pages = one_line(d, japanese);
        const Page *page = &pages->pages[0];
        int lines = 0;
        for (int i = 0; i + 1 < page->item_count; i++) {
            const TextItem *text = text_at(page, i), *next = text_at(page, i + 1);
            if (!text || !next || next->y <= text->y) continue;
            assert_in_range(end_of(text), 65000 + measure - 200, 65000 + measure + 60);
            assert_string_not_equal(text->shaped->text, "\u300C");
            assert_string_not_equal(next->shaped->text, "\u3001");
            assert_string_not_equal(next->shaped->text, "\u3002");
            lines++;
        }
        assert_true(lines >= 4);
        assert_int_equal(diags_worst(d->diags), FAULT_NONE);
        draft_free(d);
    }
}

#define HEBREW_CARS  "\u05DE\u05DB\u05D5\u05E0\u05D9\u05D5\u05EA"
#define HEBREW_JAPAN "\u05D9\u05E4\u05DF"

static void hebrew_words_stand_from_right_to_left(void **state) {
    (void) state;
    Draft *d = draft_in("he");
    Pages *pages = one_line(d, HEBREW_JAPAN " 20 Toyota " HEBREW_CARS);
    const TextItem *japan = find_word(pages, HEBREW_JAPAN, NULL);
    const TextItem *twenty = find_word(pages, "20", NULL);
    const TextItem *toyota = find_word(pages, "Toyota", NULL);
    const TextItem *cars = find_word(pages, HEBREW_CARS, NULL);
    assert_in_range(end_of(japan), 595276 - 65000 - 60, 595276 - 65000 + 60);
    assert_true(end_of(twenty) < japan->x);
    assert_true(end_of(cars) < twenty->x);
    assert_true(twenty->x < toyota->x || end_of(toyota) < twenty->x);
    /* Items stay in reading order. */
    assert_ptr_equal(text_at(&pages->pages[0], 0), japan);
    draft_free(d);
}

static void brackets_are_mirrored_where_text_runs_leftwards(void **state) {
    (void) state;
    Draft *d = draft_in("he");
    Pages *pages = one_line(d, "(" HEBREW_JAPAN ")");
    const TextItem *word = find_word(pages, "(" HEBREW_JAPAN ")", NULL);
    assert_non_null(word);
    const Shaped *shaped = word->shaped;
    /* The bracket that opens stands at the right and bends to the right there. */
    assert_int_equal(shaped->glyphs[shaped->glyph_count - 1].cluster, 0);
    assert_int_equal(shaped->glyphs[shaped->glyph_count - 1].glyph,
                     font_glyph_of(shaped->font, ')'));
    draft_free(d);
}

static void hebrew_in_an_english_line_turns_only_itself(void **state) {
    (void) state;
    Draft *d = draft_in("en");
    Pages *pages = one_line(d, "one " HEBREW_JAPAN " " HEBREW_CARS " two");
    const TextItem *one = find_word(pages, "one", NULL);
    const TextItem *japan = find_word(pages, HEBREW_JAPAN, NULL);
    const TextItem *cars = find_word(pages, HEBREW_CARS, NULL);
    const TextItem *two = find_word(pages, "two", NULL);
    assert_int_equal(one->x, 65000);
    assert_true(one->x < cars->x && cars->x < japan->x && japan->x < two->x);
    draft_free(d);
}

static void the_mark_of_a_note_keeps_to_its_hebrew_word(void **state) {
    (void) state;
    Draft *d = draft_in("he");
    Block *p = add_paragraph(d, d->document.root, HEBREW_JAPAN);
    add_note(d, p, HEBREW_CARS);
    add_text(d, &p->runs, " " HEBREW_CARS);
    Pages *pages = lay_out(d);
    const TextItem *japan = text_at(&pages->pages[0], 0);
    const TextItem *mark = find_word(pages, "1", NULL);
    const TextItem *cars = find_word(pages, HEBREW_CARS, NULL);
    assert_string_equal(japan->shaped->text, HEBREW_JAPAN);
    assert_true(end_of(cars) < mark->x);
    assert_in_range(end_of(mark), japan->x - 60, japan->x + 60);
    draft_free(d);
}

static void sparklines_run_rightwards_in_hebrew_too(void **state) {
    (void) state;
    Draft *d = draft_in("he");
    double values[] = {1, 2, 9};
    KeyFigures figures = {.figures = &(KeyFigure){.spark = values, .spark_count = 3},
                          .count = 1,
                          .per_row = 2,
                          .label_style = &d->body,
                          .value_style = &d->body,
                          .detail_style = &d->body};
    Block *block =
        block_new(d->arena, BLOCK_KEY_FIGURES, d->document.root, &d->plain, here);
    block->key_figures = &figures;
    Pages *pages = lay_out(d);
    bool found = false;
    for (int i = 0; i < pages->pages[0].item_count; i++) {
        const Item *item = &pages->pages[0].items[i];
        if (item->kind != ITEM_PATH || item->path.segment_count != 3) continue;
        const PathSegment *line = item->path.segments;
        /* In the right half of the page, from left to right. */
        assert_true(line[0].points[0].x > 595276 / 2);
        assert_true(line[0].points[0].x < line[2].points[0].x);
        found = true;
    }
    assert_true(found);
    draft_free(d);
}

static void a_hebrew_table_begins_at_the_right(void **state) {
    (void) state;
    Draft *d = draft_in("he");
    d->cell.family = d->head.family = "text";
    Table *table = add_table(d, 2);
    table->columns[1].align = ALIGN_DECIMAL;
    add_row(d, table, ROW_BODY, (const char *const[]){HEBREW_JAPAN, "1.25"});
    add_row(d, table, ROW_BODY, (const char *const[]){HEBREW_CARS, "123.5"});
    Pages *pages = lay_out(d);
    const TextItem *japan = find_word(pages, HEBREW_JAPAN, NULL);
    const TextItem *small = find_word(pages, "1.25", NULL);
    const TextItem *large = find_word(pages, "123.5", NULL);
    assert_true(end_of(small) < japan->x);
    /* Point under point. */
    Mpt before = large->shaped->glyphs[1].advance + large->shaped->glyphs[2].advance;
    assert_in_range(small->x - large->x, before - 5, before + 5);
    draft_free(d);
}

#endif
