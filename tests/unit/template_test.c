/* Templates: text with expressions, formats by language, control elements, tables,
 * notes and citations, and all that is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <sys/stat.h>

#include "template_bench.h"

#define NBSP  "\xC2\xA0"
#define MINUS "\xE2\x88\x92"

/* ---- text with expressions ---- */

static void text_falls_into_pieces(void **state) {
    (void) state;
    static const struct {
        const char *text, *pieces;
    } texts[] = {{"", ""},
                 {"plain", "'plain'"},
                 {"a{b}c", "'a'<b>'c'"},
                 {"{a}{b}", "<a><b>"},
                 {"{{x}}", "'{''x''}'"},
                 {"a } b", "'a ''}'' b'"},
                 {"{'}'}", "<'}'>"},
                 {"{\"}\" = '{'}!", "<\"}\" = '{'>'!'"},
                 {"{}", "<>"},
                 {"a {b", "'a '?b?"},
                 {"{'a}", "?'a}?"}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char found[64] = "";
        const char *text = texts[i].text;
        Piece piece;
        while (text_piece(&text, &piece)) {
            const char *quote = piece.is_expression ? "<>"
                                : piece.unclosed    ? "??"
                                                    : "''";
            sprintf(found + strlen(found), "%c%.*s%c", quote[0], (int) piece.length,
                    piece.start, quote[1]);
        }
        assert_string_equal(found, texts[i].pieces);
    }
}

static void white_space_folds_across_elements(void **state) {
    Folder *folder = *state;
    assert_string_equal(set(folder, "en", "  a\n <b> b </b>\t<i/> c <br/> d  "),
                        "a b c d");
    assert_body(folder, "<p>\n one<b> two </b> three\n</p>",
                "  paragraph style p\n"
                "    text \"one\"\n"
                "    text \" two\" bold\n"
                "    text \" three\"\n");
    assert_string_equal(set(folder, "en", "a" NBSP " b{' '}{''}c"), "a" NBSP " b c");
}

static void a_printed_figure_is_bound(void **state) {
    assert_body(*state, "<p>In {$year} it was {fig(at($x, $year))}.</p>",
                "  paragraph style p\n"
                "    text \"In\"\n"
                "    text \" 2024\"\n"
                "    text \" it was\"\n"
                "    text \" 68,253.3\" figure \"x.2024\"\n"
                "    text \".\"\n");
}

/* ---- formats ---- */

static void numbers_print_as_a_language_has_them(void **state) {
    static const struct {
        const char *lang, *content, *printed;
    } prints[] = {
        {"en", "{fig(at($x,'2024'))}", "68,253.3"},
        {"en", "{$x[3]}", "68,253.3"},
        {"en", "{fig(at($x,'2024'), '1 billion unit')}",
         "USD" NBSP "68.3" NBSP "billion"},
        {"en", "{fig(at($x,'2024'), '1 billion short')}", "USD" NBSP "68.3" NBSP "bn"},
        {"en", "{fig(at($x,'2023'), '1 billion unit')}",
         MINUS "USD" NBSP "2.5" NBSP "billion"},
        {"en", "{fig(at('x','2023'), 'abs 0')}", "2,500"},
        {"en", "{fig(at('x','1900'), 'abs 0')}", "n.a."},
        {"en", "{fig(at($x,'2022'), 'signed units 0')}", "+1,000,000,000"},
        {"en", "{fig(at($x,'2025'))}", "n.a."},
        {"en", "{fig(at($g,'2024'))}", "z"},
        {"en", "{fig(at($g,'2023'), '1 unit')}", MINUS "350.0%"},
        {"en", "{fig(at($g,'2023'), '1 signed')}", MINUS "350.0"},
        {"en", "{fig(at($points,'2023'), '1 unit')}",
         MINUS "5.1" NBSP "percentage points"},
        {"en", "{fig($w)}", "20,000 (low confidence)"},
        {"en", "{fig($w, 'unmarked unit')}", "20,000" NBSP "cars"},
        {"en", "{num(1234.565, '2')}", "1,234.57"},
        {"en", "{num(1 div 0)}", "z"},
        {"en", "{1 div 0}{0 div 0}", "zz"},
        {"en", "{num(0.04, '1 signed')}", "0.0"},
        {"de", "{fig(at($x,'2024'), '1 billion unit')}",
         "68,3" NBSP "Milliarden" NBSP "USD"},
        {"de", "{fig(at($x,'2024'))}", "68.253,3"},
        {"de", "{fig(at($g,'2023'), '1 unit')}", MINUS "350,0\xE2\x80\xAF%"},
        {"de", "{fig(at($x,'2025'))}", "k. A."},
        {"ja", "{fig(at($x,'2024'), '1 billion unit')}", "683億ドル"},
        {"ja", "{fig(at($x,'2024'), '1 billion')}", "68.3"},
        {"ja", "{fig(at($x,'2025'))}", "…"},
        {"en-GB", "{fig(at($x,'2022'))}", "1,000.0"}};
    for (size_t i = 0; i < sizeof prints / sizeof *prints; i++)
        assert_string_equal(set(*state, prints[i].lang, prints[i].content),
                            prints[i].printed);
}

static void dates_and_periods_print_as_a_language_has_them(void **state) {
    static const struct {
        const char *lang, *content, *printed;
    } prints[] = {{"en", "{date($as-of)}", "20" NBSP "June 2026"},
                  {"en", "{date('2026-06-20', 'short')}", "20" NBSP "Jun 2026"},
                  {"en", "{date('2026-06-20', 'month')}", "June 2026"},
                  {"en", "{date('2026-06-20', 'year')} {date('2026')}", "2026 2026"},
                  {"en", "[{date('')}]", "[]"},
                  {"en",
                   "{period($w)} {period('2025-10')} {period('2025-10', 'short')}",
                   "Q3" NBSP "2025 October 2025 Oct 2025"},
                  {"en", "{period('2025')} {period('2025-S2')} {period('2025-W05')}",
                   "2025 H2" NBSP "2025 2025-W05"},
                  {"de", "{date($as-of)} {period('2025-Q3')}",
                   "20." NBSP "Juni 2026 3. Quartal" NBSP "2025"},
                  {"ja", "{date($as-of)} {period('2025-Q3')} {period('2025-10')}",
                   "2026年6月20日 2025年第3四半期 2025年10月"}};
    for (size_t i = 0; i < sizeof prints / sizeof *prints; i++)
        assert_string_equal(set(*state, prints[i].lang, prints[i].content),
                            prints[i].printed);
}

static void functions_choose_figures(void **state) {
    static const char *const prints[][2] = {
        {"{highest($x)/@period}", "2024"},
        {"{lowest($x)/@period}", "2023"},
        {"{latest($x)/@period}", "2024"},
        {"{count(at($x, '1999'))}", "0"},
        {"{count(highest(at($x, '2025')))}", "0"},
        {"{list(//event/title)}", "b and a"},
        {"{list(//event, 'organisation')}", "US and JP"},
        {"{list(//event, 'id')}", "e1, e2 and e3"},
        {"{list(//none)}", ""}};
    for (size_t i = 0; i < sizeof prints / sizeof *prints; i++)
        assert_string_equal(set(*state, "en", prints[i][0]), prints[i][1]);
}

/* In the language, else in English, else the code itself. */
static void labels_name_codes(void **state) {
    Folder *folder = *state;
    folder_write(folder, "l.xml",
                 "<labels version='1'>"
                 "<label dimension='country' code='DE' en='Germany' ja='ドイツ'/>"
                 "<label dimension='currency' code='DE' en='mark'/></labels>");
    static const char *const prints[][3] = {{"en", "{label('DE')}", "Germany"},
                                            {"ja", "{label('DE')}", "ドイツ"},
                                            {"de", "{label('DE')}", "Germany"},
                                            {"en", "{label('DE', 'currency')}", "mark"},
                                            {"en", "{label('XX')}", "XX"}};
    for (size_t i = 0; i < sizeof prints / sizeof *prints; i++) {
        Draft draft = {.lang = prints[i][0],
                       .head = "<labels href='l.xml'/>",
                       .body = arena_print(folder->arena, "<p>%s</p>", prints[i][1])};
        const char *text = dump(folder, &draft);
        if (!strstr(text, arena_print(folder->arena, "\"%s\"", prints[i][2])))
            fail_msg("%s in %s: %s", prints[i][1], prints[i][0], text);
    }
    folder_write(folder, "l.xml",
                 "<labels version='1'><label code='DE' en='x'/></labels>");
    Draft draft = {.head = "<labels href='l.xml'/>", .body = "<p>{label('DE')}</p>"};
    assert_refused(folder, &draft,
                   "a <label> needs dimension, code and its name in en");
}

static void wrong_words_are_reported_where_they_stand(void **state) {
    static const char *const bad[][2] = {
        {"{fig($x, '1 billoin')}",
         "'billoin' in a number format; did you mean 'billion'?"},
        {"{date('2026-13')}", "'2026-13' is not a date"},
        {"{date($as-of, 'tiny')}", "'tiny' is not a date style"},
        {"{period('x')}", "'x' is not a period"},
        {"{list(//event/@id)}", "list() needs elements; an attribute goes into list("},
        {"{at('nothing', 'y')}",
         "at() needs figures or the id of a result: there is no"},
        {"{at(1, 'y')}", "at() needs elements"},
        {"{fig(highest($x/@number))}", "highest() needs elements"},
        {"{fig()}", "fig() takes 1 to 2 arguments, not 0"},
        {"{figg($x)}", "unknown function 'figg'; did you mean 'fig'?"},
        {"{$yera}", "unknown variable 'yera'; did you mean 'year'?"}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        Folder *folder = *state;
        Draft draft = {.body = arena_print(folder->arena, "<p>%s</p>", bad[i][0])};
        assert_refused(folder, &draft, bad[i][1]);
        assert_true(folder_said(folder, "t.xml:2: error: "));
    }
}

/* ---- control elements ---- */

static void if_and_choose_take_the_branch_that_holds(void **state) {
    Folder *folder = *state;
    assert_string_equal(set(folder, "en", "<if test='1 = 1'>a</if><if test='0'>b</if>"),
                        "a");
    static const char *const branches =
        "<for-each select='$x'><choose><when test='@number &gt; 2000'>h</when>"
        "<when test='@number'>n</when><otherwise>-</otherwise></choose></for-each>";
    assert_string_equal(set(folder, "en", branches), "nnh-");
    assert_string_equal(set(folder, "en", "a<choose><when test='0'>b</when></choose>"),
                        "a");
}

static void for_each_walks_sorted_and_keeps_the_order_of_equals(void **state) {
    static const char *const prints[][2] = {
        {"<for-each select='//event'>{@id}{position()}/{last()} </for-each>",
         "e11/3 e22/3 e33/3"},
        {"<for-each select='//event' sort='title'>{@id} </for-each>", "e2 e1 e3"},
        {"<for-each select='//event' sort='title' order='descending'>{@id} </for-each>",
         "e1 e3 e2"},
        {"<for-each select='$x' sort='@number' order='descending'>{@period} "
         "</for-each>",
         "2025 2024 2022 2023"},
        {"<for-each select='$x[position() &lt; 3]' as='f'>{fig($f)};</for-each>",
         "1,000.0;" MINUS "2,500.3;"},
        {"<for-each select='//none'>x</for-each>", ""}};
    for (size_t i = 0; i < sizeof prints / sizeof *prints; i++)
        assert_string_equal(set(*state, "en", prints[i][0]), prints[i][1]);
}

static void a_binding_lasts_to_the_end_of_its_parent(void **state) {
    Folder *folder = *state;
    assert_string_equal(
        set(folder, "en",
            "<let name='v' select='1'/><b><let name='v' select='$v + 1'/>{$v}</b>{$v}"),
        "21");
    assert_refused(folder,
                   &(Draft){.body = "<p><b><let name='v' select='1'/></b>{$v}</p>"},
                   "unknown variable 'v'");
}

static void definitions_are_used_in_place(void **state) {
    Folder *folder = *state;
    Draft draft = {.head = "<define name='cellx'><cell>{@period}</cell></define>"
                           "<define name='says'>says {@id}</define>",
                   .body = "<p><use name='says' with='//event[2]'/>!</p>"
                           "<table><column/><row><for-each select='$w'>"
                           "<use name='cellx'/></for-each></row></table>"};
    assert_string_equal(dump(folder, &draft), "  paragraph style p\n"
                                              "    text \"says\"\n"
                                              "    text \" e2\"\n"
                                              "    text \"!\"\n"
                                              "  table style table-body\n"
                                              "    column content left\n"
                                              "    row body\n"
                                              "      cell\n"
                                              "        text \"2025-Q3\"\n");
}

static void what_a_definition_holds_is_checked_when_the_template_loads(void **state) {
    static const char *const bad[][2] = {
        {"<p><if>x</if></p>", "missing attribute 'test' on <if>"},
        {"<parra/>", "unexpected element <parra> in <define>"},
        {"words", "unexpected text in <define>"},
        {"<p>{1 +}</p>", "bad expression '1 +'"}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        Folder *folder = *state;
        folder->diags = diags_new(folder->arena);
        Draft draft = {.head = arena_print(folder->arena,
                                           "<define name='d'>%s</define>", bad[i][0]),
                       .body = "<if test='false()'><use name='d'/></if>"};
        assert_null(load_template(folder, &draft, &BRIEF));
        assert_true(folder_said(folder, bad[i][1]));
    }
    assert_refused(*state, &(Draft){.body = "<use name='none'/>"},
                   "no definition 'none'");
}

static void what_goes_in_circles_is_stopped(void **state) {
    Folder *folder = *state;
    assert_refused(folder,
                   &(Draft){.head = "<define name='d'><use name='e'/></define>"
                                    "<define name='e'><use name='d'/></define>",
                            .body = "<use name='d'/>"},
                   "definitions use each other more than 64 deep");
    assert_refused(folder,
                   &(Draft){.brief = "<text id='a'><insert text='a'/></text>",
                            .body = "<insert text='a'/>"},
                   "texts insert each other more than 64 deep");
    assert_refused(folder,
                   &(Draft){.head = "<include href='t.xml'/>", .body = "<p>x</p>"},
                   "templates include each other more than 8 deep");
}

static void what_doubles_at_each_step_is_stopped(void **state) {
    Folder *folder = *state;
    Text head = {.arena = folder->arena};
    for (int i = 0; i < 60; i++)
        text_print(&head,
                   "<define name='d%d'><use name='d%d'/><use name='d%d'/></define>", i,
                   i + 1, i + 1);
    text_add(&head, "<define name='d60'><p>x</p></define>");
    Draft draft = {.head = text_string(&head), .body = "<use name='d0'/>"};
    alarm(60);
    assert_refused(folder, &draft, "definitions use each other more than 100000 times");
    assert_in_range(diags_count(folder->diags, FAULT_DATA), 1, 100);
    draft = (Draft){.head = "<include href='t.xml'/><include href='t.xml'/>"
                            "<include href='t.xml'/><include href='t.xml'/>",
                    .body = "<p>x</p>"};
    assert_refused(folder, &draft, "more than 64 files are included");
    alarm(0);
}

static void the_briefs_texts_are_inserted_where_they_fit(void **state) {
    Folder *folder = *state;
    Draft draft = {.brief = "<text id='more'><p>From {$year}</p></text>",
                   .body = "<title><insert text='title'/></title><insert text='more'/>"
                           "<p><insert text='kicker'/></p><insert text='absent'/>"};
    assert_string_equal(dump(folder, &draft), "  heading level 1 style title\n"
                                              "    text \"A\"\n"
                                              "    text \" title\" bold\n"
                                              "    note 1\n"
                                              "  paragraph style p\n"
                                              "    text \"From\"\n"
                                              "    text \" 2024\"\n"
                                              "  paragraph style p\n"
                                              "note 1\n"
                                              "  text \"n\"\n");
    draft.body = "<insert text='title'/><insert text='more'/>";
    assert_refused(folder, &draft, "'title' is a line of text");
    draft.body = "<p><insert text='more'/></p>";
    assert_refused(folder, &draft, "'more' holds paragraphs");
}

static void the_verdict_is_a_line_that_stands_on_no_page(void **state) {
    Folder *folder = *state;
    Draft draft = {.head = "<verdict>\n  <b>Up</b> to {fig(at($x, $year), '0 unit')}"
                           "<cite select='at($x, $year)'/>\n</verdict>",
                   .body = "<p>x<cite select='$w'/></p><sources/>"};
    const Document *document = compose(folder, &draft);
    assert_true(folder_is_quiet(folder));
    assert_string_equal(document->verdict, "Up to USD\u00a068,253\u00a0million");
    /* What it cites counts where it is cited on a page. */
    assert_non_null(
        strstr(runs_text(folder->arena, &document->root->first_child->runs), "[1]"));
    draft.head = "<verdict><if test='false()'>x</if></verdict>";
    document = compose(folder, &draft);
    assert_null(document->verdict);
    draft.head = "<verdict>old</verdict><verdict>new</verdict>";
    assert_string_equal(compose(folder, &draft)->verdict, "new");
    draft.head = "<verdict><p>x</p></verdict>";
    assert_refused(folder, &draft, "unexpected element <p> in <verdict>");
    draft.head = "<verdict style='p'>x</verdict>";
    assert_refused(folder, &draft, "unknown attribute 'style' on <verdict>");
}

static void parameters_reach_steps(void **state) {
    Folder *folder = *state;
    Draft draft = {.head = "<parameter name='least'/><analysis><series id='y' flow='x' "
                           "from='{$least}'/></analysis>",
                   .brief = "<parameter name='least' value='2024'/>",
                   .body = "<p>{count($y)}</p>"};
    assert_non_null(strstr(dump(folder, &draft), "\"2\""));
    draft.brief = NULL;
    assert_refused(folder, &draft, "no parameter for '{$least}'");
}

#include "template_blocks.h"
#include "template_references.h"

#define TEST(name) cmocka_unit_test_setup_teardown(name, folder_setup, folder_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(captions_and_sections_get_numbers_when_asked),
        TEST(references_speak_the_language_of_the_brief),
        TEST(a_reference_to_what_has_no_number_is_refused),
        TEST(contents_list_sections_and_captions),
        TEST(items_hold_text_and_blocks),
        TEST(every_language_has_every_word),
        TEST(a_box_has_a_title_that_is_no_heading),
        TEST(text_falls_into_pieces),
        TEST(white_space_folds_across_elements),
        TEST(a_printed_figure_is_bound),
        TEST(numbers_print_as_a_language_has_them),
        TEST(dates_and_periods_print_as_a_language_has_them),
        TEST(functions_choose_figures),
        TEST(labels_name_codes),
        TEST(wrong_words_are_reported_where_they_stand),
        TEST(if_and_choose_take_the_branch_that_holds),
        TEST(for_each_walks_sorted_and_keeps_the_order_of_equals),
        TEST(a_binding_lasts_to_the_end_of_its_parent),
        TEST(definitions_are_used_in_place),
        TEST(what_a_definition_holds_is_checked_when_the_template_loads),
        TEST(what_goes_in_circles_is_stopped),
        TEST(what_doubles_at_each_step_is_stopped),
        TEST(the_briefs_texts_are_inserted_where_they_fit),
        TEST(the_verdict_is_a_line_that_stands_on_no_page),
        TEST(parameters_reach_steps),
        TEST(footnotes_are_numbered_as_they_are_met),
        TEST(sources_are_numbered_at_their_first_citation),
        TEST(sections_lists_and_quotes_nest),
        TEST(tables_hold_rows_of_every_kind),
        TEST(rows_that_do_not_fill_their_table_are_refused),
        TEST(charts_hold_points_and_describe_themselves),
        TEST(key_figures_hold_their_lines),
        TEST(head_and_foot_are_composed),
        TEST(wrong_elements_and_attributes_are_refused_with_the_right_ones),
        TEST(a_template_needs_its_parts),
        TEST(what_a_template_says_itself_wins_over_its_include),
        TEST(a_brief_chooses_theme_and_paper),
        TEST(each_language_has_its_own_texts),
        TEST(a_step_has_its_label_in_the_language),
        TEST(a_definition_takes_parameters),
        TEST(literal_numbers_are_warned_of),
        TEST(a_language_without_a_locale_is_refused),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    xml_close();
    return failed;
}
