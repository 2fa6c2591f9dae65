/* PDF files judged by other programs: qpdf for the syntax, poppler for fonts, text,
 * structure and ink. */
#include "pdf_bench.h"
#include "pdf_ink.h"

static void the_same_pages_give_the_same_bytes(void **state) {
    Bench *bench = *state;
    build(bench);
    PdfFile first = write_pdf(bench), second = write_pdf(bench);
    assert_int_equal(first.size, second.size);
    assert_memory_equal(first.bytes, second.bytes, first.size);
    assert_memory_equal(first.bytes, "%PDF-1.7", 8);
}

static void other_pages_have_another_identifier(void **state) {
    Bench *bench = *state;
    build(bench);
    write_pdf(bench);
    const char *first = output_of(bench, "grep -a -o '/ID.[^]]*' %s", NULL);
    set_words(bench, &bench->pages->pages[0], NULL, bench->sans, 0, 60000, 700000, "x");
    write_pdf(bench);
    const char *second = output_of(bench, "grep -a -o '/ID.[^]]*' %s", NULL);
    assert_true(strlen(first) > 60);
    assert_string_not_equal(first, second);
}

static void qpdf_finds_nothing_wrong(void **state) {
    Bench *bench = *state;
    build(bench);
    write_pdf(bench);
    int status;
    const char *output = output_of(bench, "qpdf --check %s", &status);
    if (status) print_error("%s", output);
    assert_int_equal(status, 0);
    assert_null(strstr(output, "WARNING"));
    assert_contains(output, "PDF Version: 1.7");
}

static void every_font_is_embedded_and_subset_and_says_its_characters(void **state) {
    Bench *bench = *state;
    build(bench);
    write_pdf(bench);
    const char *fonts = output_of(bench, "pdffonts %s", NULL);
    assert_contains(fonts, "+Vollkorn-Regular");
    assert_contains(fonts, "+Lato-Regular");
    int rows = 0;
    for (const char *c = fonts; (c = strstr(c, "yes yes yes")); c++)
        rows++;
    assert_int_equal(rows, 2);
    assert_null(strstr(fonts, " no "));
}

static void text_comes_out_with_its_spaces(void **state) {
    Bench *bench = *state;
    build(bench);
    write_pdf(bench);
    const char *text = output_of(bench, "pdftotext -layout %s -", NULL);
    assert_contains(text, "AVATAR Imports");
    assert_contains(text, "The office of 1,370,000 fluffy cars in 2024");
    assert_contains(text, "Small caps follow US-");
    assert_contains(text, "1,370,000");
    assert_contains(text, "1 Source");
    assert_contains(text, "continued here");
}

/* In the content stream itself, where no program guesses spaces from gaps. */
static void lines_of_a_paragraph_join_with_a_space_or_without(void **state) {
    Bench *bench = *state;
    build(bench);
    write_pdf(bench);
    const char *text = output_of(bench, "pdfinfo -struct-text %s", NULL);
    assert_contains(text, "\"The office of 1,370,000 fluffy cars in 2024-\"");
    assert_contains(text, "\"imports a\u0301x\u0301 end \"");
    assert_contains(text, "\"follow US-built AVs \"");
    assert_contains(text, "\"Small caps\"");
}

static void the_structure_tells_the_reading_order(void **state) {
    Bench *bench = *state;
    build(bench);
    write_pdf(bench);
    const char *structure =
        output_of(bench, "pdfinfo -struct %s | sed -e '/Object/d' -e '/[/]/d'", NULL);
    assert_string_equal(structure, "Document\n"
                                   "  Sect\n"
                                   "    H1 (block)\n"
                                   "    P (block)\n"
                                   "      Link (inline)\n"
                                   "      Link (inline)\n"
                                   "    Figure:\n"
                                   "    Table (block)\n"
                                   "      THead\n"
                                   "        TR\n"
                                   "          TH:\n"
                                   "      TBody\n"
                                   "        TR\n"
                                   "          TD\n"
                                   "          TD\n"
                                   "    Note <00000015> (inline)\n");
}

static void metadata_agree(void **state) {
    Bench *bench = *state;
    build(bench);
    write_pdf(bench);
    const char *info = output_of(bench, "TZ=UTC pdfinfo -enc UTF-8 %s", NULL);
    assert_contains(info, "Cars & \u201Cgestures\u201D \U0001F697");
    assert_contains(info, "Trade desk");
    assert_contains(info, "mkreport test");
    assert_contains(info, "Oct 30 00:00:00 2025");
    assert_contains(info, "Tagged:          yes");
    const char *xmp = output_of(bench, "pdfinfo -meta %s | xmllint --noout -", NULL);
    assert_string_equal(xmp, "");
    xmp = output_of(bench, "pdfinfo -meta %s", NULL);
    assert_contains(xmp, "Cars &amp; \u201Cgestures\u201D \U0001F697");
    assert_contains(xmp, "<xmp:CreateDate>2025-10-30T00:00:00Z</xmp:CreateDate>");
    assert_contains(xmp, "<pdfaid:part>3</pdfaid:part>");
}

static void attachments_come_out_as_they_went_in(void **state) {
    Bench *bench = *state;
    build(bench);
    write_pdf(bench);
    const char *list = output_of(bench, "pdfdetach -list %s", NULL);
    assert_contains(list, "1: data.xml");
    assert_contains(list, "2: findings.xml");
    assert_string_equal(
        output_of(bench, "qpdf --show-attachment=findings.xml %s", NULL),
        "<findings/>");
}

static void links_lead_where_they_say(void **state) {
    Bench *bench = *state;
    build(bench);
    write_pdf(bench);
    const char *urls = output_of(bench, "pdfinfo -url %s", NULL);
    assert_contains(urls, "https://example.org/a(b)?q=%C3%BC");
    const char *objects =
        output_of(bench, "qpdf --qdf --object-streams=disable %s - | strings", NULL);
    assert_contains(objects, "/Dest [");
    assert_contains(objects, "751.9"); /* 841.89 - 90, in tenths */
    assert_contains(objects, "/StructParent 2");
    assert_contains(objects, "/StructParent 3");
}

static void a_cff_font_is_embedded_and_shows(void **state) {
    Bench *bench = *state;
    const Font *font =
        font_open(bench->store, "LinLibertine_R.otf", HERE, bench->diags);
    if (!font) skip();
    bench->diags = diags_new(bench->arena);
    Page *page = new_page(bench);
    Tag *tag = add_tag(bench, TAG_PARAGRAPH, bench->root);
    set_words(bench, page, tag, font, 0, 60000, 120000, "Honda offices export");
    write_pdf(bench);
    int status;
    output_of(bench, "qpdf --check %s", &status);
    assert_int_equal(status, 0);
    assert_contains(output_of(bench, "pdffonts %s", NULL), "CID Type 0C");
    assert_contains(output_of(bench, "pdftotext %s -", NULL), "Honda offices export");
    assert_in_range(dark_pixels(render(bench, 1), 60, 110, 160, 124), 60, 700);
}

static void a_font_keyed_by_cid_shows_its_own_characters(void **state) {
    Bench *bench = *state;
    const Font *font =
        font_open(bench->store, "NotoSansCJK-Regular.ttc", HERE, bench->diags);
    Page *page = new_page(bench);
    Tag *tag = add_tag(bench, TAG_PARAGRAPH, bench->root);
    set_words(bench, page, tag, font, 0, 60000, 120000, "\u65E5\u672C\u8ECA 20,000");
    write_pdf(bench);
    assert_contains(output_of(bench, "pdftotext %s -", NULL),
                    "\u65E5\u672C\u8ECA 20,000");
    assert_in_range(dark_pixels(render(bench, 1), 60, 108, 130, 124), 100, 700);
}

static void hundreds_of_pages_are_written_with_all_their_tags(void **state) {
    Bench *bench = *state;
    for (int p = 0; p < 600; p++) {
        Page *page = new_page(bench);
        for (int i = 0; i < 30; i++) {
            Tag *tag = add_tag(bench, TAG_PARAGRAPH, bench->root);
            set_words(bench, page, tag, bench->serif, 0, 60000, 60000 + i * LEADING,
                      "Exports rose in each of the last ten years");
            Item *anchor = page_add(bench->arena, page, ITEM_ANCHOR, NULL, HERE);
            anchor->anchor.name = arena_print(bench->arena, "a%d-%d", p, i);
            add_link(bench, page, tag, 60000, 60000 + i * LEADING, "#a0-0");
        }
    }
    write_pdf(bench);
    int status;
    const char *output = output_of(bench, "qpdf --check %s", &status);
    if (status) print_error("%s", output);
    assert_int_equal(status, 0);
    assert_contains(output_of(bench, "pdfinfo %s", NULL), "Pages:           600");
    const char *text = output_of(bench, "pdftotext -f 600 -l 600 %s -", NULL);
    assert_contains(text, "last ten years");
}

static void pages_that_no_pdf_can_have_are_refused(void **state) {
    Bench *bench = *state;
    PdfFile file;
    assert_false(pdf_write(bench->pages, NULL, 0, "test", false, bench->arena,
                           bench->diags, &file));
    pages_add(bench->arena, bench->pages, 15000000, 841890);
    assert_false(pdf_write(bench->pages, NULL, 0, "test", false, bench->arena,
                           bench->diags, &file));
    assert_int_equal(diags_count(bench->diags, FAULT_BUG), 1);
    assert_int_equal(diags_count(bench->diags, FAULT_DATA), 1);
}

static void numbers_do_not_follow_the_locale(void **state) {
    Bench *bench = *state;
    build(bench);
    PdfFile plain = write_pdf(bench);
    if (!setlocale(LC_ALL, "de_DE.UTF-8")) skip();
    PdfFile german = write_pdf(bench);
    setlocale(LC_ALL, "C");
    assert_int_equal(plain.size, german.size);
    assert_memory_equal(plain.bytes, german.bytes, plain.size);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(the_same_pages_give_the_same_bytes),
        TEST(other_pages_have_another_identifier),
        TEST(qpdf_finds_nothing_wrong),
        TEST(every_font_is_embedded_and_subset_and_says_its_characters),
        TEST(text_comes_out_with_its_spaces),
        TEST(lines_of_a_paragraph_join_with_a_space_or_without),
        TEST(the_structure_tells_the_reading_order),
        TEST(metadata_agree),
        TEST(attachments_come_out_as_they_went_in),
        TEST(links_lead_where_they_say),
        TEST(ink_stands_where_the_items_are),
        TEST(an_image_is_written_once_and_stands_upright),
        TEST(words_stand_to_a_hundredth_of_a_point),
        TEST(expanded_letters_reach_as_far_as_layout_says),
        TEST(a_cff_font_is_embedded_and_shows),
        TEST(a_font_keyed_by_cid_shows_its_own_characters),
        TEST(hundreds_of_pages_are_written_with_all_their_tags),
        TEST(pages_that_no_pdf_can_have_are_refused),
        TEST(numbers_do_not_follow_the_locale),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
