/* What is read back of a PDF, and which differences are told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "verify/reader.h"
#include "verify/shown.h"
#include "verify/tokens.h"
#include "verify_pdf.h"

typedef struct {
    Arena *arena;
    Diags *diags;
} Bench;

static int open_bench(void **state) {
    Arena *arena = arena_new(NULL);
    Bench *bench = arena_alloc(arena, sizeof *bench);
    *bench = (Bench){arena, diags_new(arena)};
    *state = bench;
    return 0;
}

static int close_bench(void **state) {
    arena_free(((Bench *) *state)->arena);
    return 0;
}

/* All that was told, a line each. */
static const char *told(const Bench *bench) {
    Text text = {.arena = bench->arena};
    for (int i = 0; diags_message(bench->diags, i); i++)
        text_print(&text, "%s\n", diags_message(bench->diags, i));
    return text_string(&text);
}

/* ---- tokens ---- */

/* The tokens of a text, each behind a letter for its kind: s, n, w or m. */
static const char *tokens_of(const Bench *bench, const char *bytes, size_t size) {
    const unsigned char *start = (const unsigned char *) bytes;
    Tokens tokens = {start, start + size, bench->arena};
    Text text = {.arena = bench->arena};
    for (Token token; (token = token_next(&tokens)).kind != TOKEN_END;)
        text_print(&text, "%c:%.*s|", "-snwm"[token.kind], (int) token.size,
                   token.bytes);
    return text_string(&text);
}

static void tokens_are_told_apart(void **state) {
    static const struct {
        const char *bytes, *tokens;
    } cases[] = {
        {"BT /F1 9 Tf", "w:BT|n:F1|w:9|w:Tf|"},
        {"[(a)-12.5<62>]TJ", "m:[|s:a|w:-12.5|s:b|m:]|w:TJ|"},
        {"/Span<</ActualText(x)>>BDC", "n:Span|m:<|n:ActualText|s:x|m:>|w:BDC|"},
        {"% (no) string\n(a%b)", "s:a%b|"},
        {"(a(b)c)(\\()", "s:a(b)c|s:(|"},
        {"(\\101\\7z\\\\\\q)", "s:A\az\\q|"},
        {"(one\\\ntwo\\\r\nthree)", "s:onetwothree|"},
        {"<4 1\n42>", "s:AB|"},
        {"<414>", "s:A@|"},
        {"", ""},
        {" \r\n\t", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(tokens_of(*state, cases[i].bytes, strlen(cases[i].bytes)),
                            cases[i].tokens);
}

static void what_is_cut_off_ends_with_its_bytes(void **state) {
    assert_string_equal(tokens_of(*state, "(ab", 3), "s:ab|");
    assert_string_equal(tokens_of(*state, "(ab\\", 4), "s:ab|");
    assert_string_equal(tokens_of(*state, "(\\12", 4), "s:\n|");
    assert_string_equal(tokens_of(*state, "<41", 3), "s:A|");
    assert_string_equal(tokens_of(*state, "/", 1), "n:|");
    assert_string_equal(tokens_of(*state, "<", 1), "s:|");
    assert_string_equal(tokens_of(*state, "a\0b", 3), "w:a|w:b|");
}

/* Each token takes a byte at least, whatever the bytes are. */
static void tokens_of_any_bytes_come_to_an_end(void **state) {
    const Bench *bench = *state;
    unsigned seed = 1;
    for (int round = 0; round < 2000; round++) {
        unsigned char bytes[40];
        for (size_t i = 0; i < sizeof bytes; i++) {
            seed = seed * 1103515245 + 12345;
            bytes[i] = (unsigned char) "()<>[]{}/%\\ \n0aT"[seed >> 16 & 15];
            if (seed >> 20 & 1) bytes[i] = (unsigned char) (seed >> 24);
        }
        Tokens tokens = {bytes, bytes + sizeof bytes, bench->arena};
        size_t count = 0;
        while (token_next(&tokens).kind != TOKEN_END)
            assert_true(++count <= sizeof bytes);
        assert_ptr_equal(tokens.at, bytes + sizeof bytes);
    }
}

/* ---- findings ---- */

/* A tree of findings: "element key=value key=value" below "findings" for each line. */
static XmlNode *findings(const Bench *bench, const char *program) {
    XmlNode *root = xml_new(bench->arena, NULL, "findings", (Origin){NULL, 0});
    xml_set(bench->arena, root, "program", program);
    return root;
}

static XmlNode *result(const Bench *bench, XmlNode *root, const char *id) {
    XmlNode *node = xml_new(bench->arena, root, "result", (Origin){NULL, 0});
    xml_set(bench->arena, node, "id", id);
    return node;
}

static XmlNode *figure(const Bench *bench, XmlNode *of, const char *period,
                       const char *number) {
    XmlNode *node = xml_new(bench->arena, of, "figure", (Origin){NULL, 0});
    xml_set(bench->arena, node, "period", period);
    xml_set(bench->arena, node, "number", number);
    return node;
}

static int compare(const Bench *bench, const XmlNode *said, const XmlNode *made) {
    return findings_compare(said, made, "b.pdf", bench->arena, bench->diags);
}

static void equal_findings_do_not_differ_whatever_program_made_them(void **state) {
    const Bench *bench = *state;
    XmlNode *trees[] = {findings(bench, "mkreport 1"), findings(bench, "mkreport 2")};
    for (int i = 0; i < 2; i++) {
        XmlNode *exports = result(bench, trees[i], "exports");
        figure(bench, exports, "2023", "5");
        figure(bench, exports, "2024", "6");
    }
    assert_int_equal(compare(bench, trees[0], trees[1]), 2);
    assert_string_equal(told(bench), "");
}

static void each_difference_of_findings_is_told_by_its_figure(void **state) {
    const Bench *bench = *state;
    XmlNode *said = findings(bench, "p"), *made = findings(bench, "p");
    XmlNode *before = result(bench, said, "exports");
    XmlNode *after = result(bench, made, "exports");
    figure(bench, before, "2022", "1");
    figure(bench, before, "2023", "5");
    xml_set(bench->arena, figure(bench, before, "2024", "6"), "status", "P");
    figure(bench, after, "2023", "5.5");
    figure(bench, after, "2024", "6");
    figure(bench, after, "2025", "7");
    assert_int_equal(compare(bench, said, made), 3);
    assert_string_equal(
        told(bench),
        "b.pdf: differs: figure exports.2022 is in the findings attached, but not when "
        "made again\n"
        "b.pdf: differs: figure exports.2023: number is '5' in the findings attached, "
        "but '5.5' when made again\n"
        "b.pdf: differs: figure exports.2024: status is 'P' in the findings attached, "
        "but '' when made again\n"
        "b.pdf: differs: figure exports.2025 is not in the findings attached, but is "
        "when made again\n");
    assert_int_equal(diags_worst(bench->diags), FAULT_DIFFERS);
}

static void words_of_records_and_those_that_come_twice_are_compared(void **state) {
    const Bench *bench = *state;
    XmlNode *trees[] = {findings(bench, "p"), findings(bench, "p")};
    for (int i = 0; i < 2; i++)
        for (int k = 0; k <= i; k++) {
            XmlNode *check =
                xml_new(bench->arena, trees[i], "check", (Origin){NULL, 0});
            xml_set(bench->arena, check, "rule", "fresh");
            xml_new_text(bench->arena, check, i ? "three months" : "two months");
        }
    compare(bench, trees[0], trees[1]);
    assert_string_equal(
        told(bench), "b.pdf: differs: check fresh: the text is 'two months' in the "
                     "findings attached, but 'three months' when made again\n"
                     "b.pdf: differs: check fresh is not in the findings attached, but "
                     "is when made again\n");
}

/* ---- attachments ---- */

static void the_findings_are_known_by_their_ending(void **state) {
    (void) state;
    AttachedFile items[] = {{.name = ".findings.xml"},
                            {.name = "brief.xml"},
                            {.name = "b.findings.xml.txt"},
                            {.name = "b.findings.xml"}};
    AttachedFiles files = {.items = items, .count = 3};
    assert_null(attached_findings(&files));
    files.count = 4;
    assert_ptr_equal(attached_findings(&files), &items[3]);
    assert_ptr_equal(attached_find(&files, "brief.xml"), &items[1]);
    assert_null(attached_find(&files, "brief"));
}

/* MD5 of "words". */
#define WORDS_SUM "/Params<</CheckSum<89759e1284e2479b991d2669de104942>>>"

/* A PDF with one file attached, `names` its name tree from object 5 on. */
static void attach_words(TestPdf *pdf, Arena *arena, const char *tree,
                         const char *params, const char *name) {
    pdf_page(pdf, arena, "/Names<</EmbeddedFiles 5 0 R>>", "", "");
    pdf_object(pdf, tree);
    pdf_object(pdf,
               arena_print(arena, "<</Type/Filespec/UF(%s)/EF<</F 7 0 R>>>>", name));
    pdf_stream(pdf, params, "words");
}

static void attachments_are_taken_out_of_a_tree_of_any_shape(void **state) {
    static const char *const trees[] = {
        "<</Names[(a)6 0 R]>>", "<</Kids[<</Names[(a)6 0 R]>>]>>",
        "<</Kids[<</Kids[<</Names[(a)6 0 R]>>]>>]>>",
        /* One that is its own child ends all the same; what it holds comes again. */
        "<</Kids[<</Names[(a)6 0 R]>>]/Names(no array)>>"};
    const Bench *bench = *state;
    for (size_t i = 0; i < sizeof trees / sizeof *trees; i++) {
        TestPdf pdf;
        AttachedFiles files = {0};
        attach_words(&pdf, bench->arena, trees[i], WORDS_SUM, "a/b.xml");
        const Reader *reader = pdf_read(&pdf, "b.pdf", bench->diags);
        assert_non_null(reader);
        assert_true(attached_read(reader, &files, bench->diags));
        assert_string_equal(told(bench), "");
        assert_int_equal(files.count, 1);
        assert_string_equal(files.items[0].name, "a/b.xml");
        assert_int_equal(files.items[0].size, 5);
        assert_memory_equal(files.items[0].bytes, "words", 5);
    }
}

static void a_tree_of_names_that_holds_itself_comes_to_an_end(void **state) {
    const Bench *bench = *state;
    TestPdf pdf;
    AttachedFiles files = {0};
    attach_words(&pdf, bench->arena, "<</Kids[5 0 R 5 0 R 5 0 R]>>", WORDS_SUM, "a");
    const Reader *reader = pdf_read(&pdf, "b.pdf", bench->diags);
    assert_true(attached_read(reader, &files, bench->diags));
    assert_int_equal(files.count, 0);
}

static void a_checksum_that_is_wrong_or_gone_is_told(void **state) {
    static const char *const params[] = {
        "/Params<</CheckSum<00c5111839598eafc0e7cd7e8d0cafd0>>>", "/Params<<>>",
        "/Params<</CheckSum<2fc5>>>", ""};
    const Bench *bench = *state;
    for (size_t i = 0; i < sizeof params / sizeof *params; i++) {
        TestPdf pdf;
        AttachedFiles files = {0};
        Diags *diags = diags_new(bench->arena);
        attach_words(&pdf, bench->arena, "<</Names[(a)6 0 R]>>", params[i], "a.xml");
        assert_true(attached_read(pdf_read(&pdf, "b.pdf", diags), &files, diags));
        assert_int_equal(diags_worst(diags), FAULT_DIFFERS);
        assert_non_null(strstr(diags_message(diags, 0),
                               "b.pdf: differs: attachment 'a.xml' was changed: its "
                               "checksum is "));
    }
}

static void names_that_lead_elsewhere_are_refused(void **state) {
    static const char *const names[] = {
        "../a", "a/../../b", "/etc/passwd", "a//b", ".", "a/./b", "a/", "..", ""};
    const Bench *bench = *state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        TestPdf pdf;
        AttachedFiles files = {0};
        Diags *diags = diags_new(bench->arena);
        attach_words(&pdf, bench->arena, "<</Names[(a)6 0 R]>>", WORDS_SUM, names[i]);
        assert_false(attached_read(pdf_read(&pdf, "b.pdf", diags), &files, diags));
        assert_int_equal(files.count, 0);
        assert_non_null(strstr(diags_message(diags, 0), "its name leads elsewhere"));
    }
}

static void what_is_no_pdf_is_refused(void **state) {
    const Bench *bench = *state;
    static const char *const none[] = {"", "%PDF", "<brief/>", "%PDF-1.7\nnothing"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        Diags *diags = diags_new(bench->arena);
        assert_null(reader_open("b.pdf", (const unsigned char *) none[i],
                                strlen(none[i]), bench->arena, diags));
        assert_int_equal(diags_worst(diags), FAULT_DATA);
    }
}

/* ---- what a page shows ---- */

/* What a page shows with a font of two bytes whose ToUnicode is `map`. */
static const char *shown_by(const Bench *bench, const char *map, const char *content) {
    TestPdf pdf;
    pdf_page(&pdf, bench->arena, "",
             "/Font<</F1<</Type/Font/Subtype/Type0/DescendantFonts[<<>>]"
             "/ToUnicode 5 0 R>>/F2<</Type/Font/Subtype/Type1>>>>",
             content);
    pdf_stream(&pdf, "", map);
    const Reader *reader = pdf_read(&pdf, "b.pdf", bench->diags);
    assert_non_null(reader);
    Shown shown =
        shown_read(font_texts_new(reader), reader_page(reader, 0), bench->arena);
    return shown_text(&shown, 0, shown.count, bench->arena);
}

static void glyphs_are_read_by_the_map_of_their_font(void **state) {
    static const char MAP[] =
        "1 beginbfchar <0001> <00660066> <0002> <D83DDE97> <0003> <0020> endbfchar "
        "2 beginbfrange <0010> <0012> <0041> <0020> <0021> [<0078> <0079>] endbfrange";
    static const struct {
        const char *content, *text;
    } cases[] = {
        {"BT /F1 9 Tf <00100011> Tj ET", "AB"},
        {"BT /F1 9 Tf [<0012>-200<0001>]TJ ET", "Cff"},
        {"BT /F1 9 Tf <00020021> Tj ET", "\U0001F697y"},
        {"BT /F1 9 Tf <001000030011> Tj ET", "A B"},
        /* A new line parts words, a step within it does not. */
        {"BT /F1 9 Tf <0010> Tj 0 -9 Td <0011> Tj ET", "A B"},
        {"BT /F1 9 Tf <0010> Tj 1 Ts <0011> Tj ET", "AB"},
        /* What the map does not know, and half a code. */
        {"BT /F1 9 Tf <0099> Tj ET", "\xEF\xBF\xBD"},
        {"BT /F1 9 Tf <001000> Tj ET", "A"},
        {"BT /F2 9 Tf (Latin) Tj ET", "Latin"},
        /* What is said of glyphs is not what they show. */
        {"/Span<</ActualText(lie)>>BDC BT /F1 9 Tf <0010> Tj ET EMC", "A"},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(shown_by(*state, MAP, cases[i].content), cases[i].text);
}

static void a_spoilt_map_leaves_glyphs_unknown(void **state) {
    static const char *const maps[] = {
        "1 beginbfchar <0010>", "beginbfrange <0010> <0011>",
        "beginbfrange <0010> <FFFF> [<0041>", "<0010> <0041>",
        "beginbfrange <0011> <0010> <0041> endbfrange"};
    for (size_t i = 0; i < sizeof maps / sizeof *maps; i++) {
        const char *text = shown_by(*state, maps[i], "BT /F1 9 Tf <0011> Tj ET");
        assert_string_equal(text, "\xEF\xBF\xBD");
    }
}

/* ---- pages compared ---- */

/* A page of texts as layout places them; the last prints the figure. */
static const Pages *page_of(const Bench *bench, const char *const *texts, int count,
                            const char *figure) {
    Pages *pages = arena_alloc(bench->arena, sizeof *pages);
    Page *page = pages_add(bench->arena, pages, 99000, 99000);
    for (int i = 0; i < count; i++) {
        Shaped *shaped = arena_alloc(bench->arena, sizeof *shaped);
        *shaped = (Shaped){.text = texts[i],
                           .length = (int) strlen(texts[i]),
                           .glyph_count = (int) strlen(texts[i])};
        Item *item = page_add(bench->arena, page, ITEM_TEXT, NULL, (Origin){NULL, 0});
        item->text.shaped = shaped;
        if (i == count - 1) item->text.figure = figure;
    }
    return pages;
}

static const Reader *reader_of(const Bench *bench, const char *words,
                               const char *path) {
    TestPdf pdf;
    pdf_page(&pdf, bench->arena, "", "/Font<</F2<</Type/Font/Subtype/Type1>>>>",
             arena_print(bench->arena, "BT /F2 9 Tf (%s) Tj ET", words));
    return pdf_read(&pdf, path, bench->diags);
}

static void a_changed_figure_is_told_as_a_whole(void **state) {
    static const struct {
        const char *printed, *told;
    } cases[] = {
        {"Exports were 1,250", ""},
        {"Exports were 1,520",
         "b.pdf: differs: page 1: printed is '1,520', but it should be '1,250': figure "
         "x.2024\n"},
        {"Exports are 1,250",
         "b.pdf: differs: page 1: printed is 'are', but it should be 'were'\n"},
        {"Exports were", "b.pdf: differs: page 1: printed is '', but it should be "
                         "'1,250': figure x.2024\n"},
        {"Exports were 1,250 or so",
         "b.pdf: differs: page 1: printed is '1,250 or so', but it should be '1,250': "
         "figure x.2024\n"},
    };
    static const char *const texts[] = {"Exports", "were", "1,250"};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Bench bench = *(Bench *) *state;
        bench.diags = diags_new(bench.arena);
        const Pages *pages = page_of(&bench, texts, 3, "x.2024");
        printed_compare(reader_of(&bench, cases[i].printed, "b.pdf"),
                        reader_of(&bench, "Exports were 1,250", "made"), pages,
                        bench.diags);
        assert_string_equal(told(&bench), cases[i].told);
    }
}

static void figures_printed_are_counted_once_for_each_place(void **state) {
    const Bench *bench = *state;
    static const char *const texts[] = {"USD", "5", "billion"};
    Pages *pages = (Pages *) page_of(bench, texts, 3, NULL);
    assert_int_equal(printed_figures(pages), 0);
    pages->pages[0].items[1].text.figure = "x.2024";
    pages->pages[0].items[2].text.figure = "x.2024";
    assert_int_equal(printed_figures(pages), 1);
    pages->pages[0].items[0].text.figure = "y.2024";
    assert_int_equal(printed_figures(pages), 2);
}

/* ---- objects ---- */

static const Reader *objects_of(const Bench *bench, const char *content,
                                const char *lang, const char *title, bool moved) {
    TestPdf pdf;
    pdf_page(&pdf, bench->arena,
             arena_print(bench->arena, "/Lang(%s)/A %d 0 R", lang, moved ? 6 : 5), "",
             content);
    /* The same, in other numbers. */
    if (moved) pdf_object(&pdf, "null");
    pdf_object(&pdf, "[1 (two) /Three <</Page 3 0 R>>]");
    pdf.info = arena_print(bench->arena, "<</Title(%s)>>", title);
    return pdf_read(&pdf, "b.pdf", bench->diags);
}

static void objects_match_under_other_numbers(void **state) {
    const Bench *bench = *state;
    objects_compare(objects_of(bench, "0 0 m", "en", "T", false),
                    objects_of(bench, "0 0 m", "en", "T", true), bench->diags);
    assert_string_equal(told(bench), "");
}

static void an_object_that_differs_is_told_by_its_place(void **state) {
    static const struct {
        const char *content, *lang, *title, *told;
    } cases[] = {
        {"0 1 m", "en", "T", "page 1: its words are right, but its Contents is not"},
        {"0 0 m", "de", "T", "the document: its words are right, but its Lang is not"},
        {"0 0 m", "en", "U", "the document: its Info is not what the attachments make"},
    };
    const Bench *bench = *state;
    const Reader *made = objects_of(bench, "0 0 m", "en", "T", false);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Diags *diags = diags_new(bench->arena);
        objects_compare(
            objects_of(bench, cases[i].content, cases[i].lang, cases[i].title, false),
            made, diags);
        assert_int_equal(diags_count(diags, FAULT_DIFFERS), 1);
        assert_non_null(strstr(diags_message(diags, 0), cases[i].told));
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_bench, close_bench)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(tokens_are_told_apart),
        TEST(what_is_cut_off_ends_with_its_bytes),
        TEST(tokens_of_any_bytes_come_to_an_end),
        TEST(equal_findings_do_not_differ_whatever_program_made_them),
        TEST(each_difference_of_findings_is_told_by_its_figure),
        TEST(words_of_records_and_those_that_come_twice_are_compared),
        TEST(the_findings_are_known_by_their_ending),
        TEST(attachments_are_taken_out_of_a_tree_of_any_shape),
        TEST(a_tree_of_names_that_holds_itself_comes_to_an_end),
        TEST(a_checksum_that_is_wrong_or_gone_is_told),
        TEST(names_that_lead_elsewhere_are_refused),
        TEST(what_is_no_pdf_is_refused),
        TEST(glyphs_are_read_by_the_map_of_their_font),
        TEST(a_spoilt_map_leaves_glyphs_unknown),
        TEST(a_changed_figure_is_told_as_a_whole),
        TEST(figures_printed_are_counted_once_for_each_place),
        TEST(objects_match_under_other_numbers),
        TEST(an_object_that_differs_is_told_by_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
