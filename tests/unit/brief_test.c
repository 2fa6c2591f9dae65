/* Briefs: what is read, what is refused and where. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "brief/brief.h"
#include "folder.h"

#define HEAD                                                                           \
    "<brief version='1' id='b' lang='en' as-of='2026-06-20' template='t.xml'>\n"
#define TAIL "<title>T</title><dataset href='d.xml'/></brief>"

static Brief *load(Folder *folder, const char *text) {
    folder->diags = diags_new(folder->arena);
    return brief_load(folder->arena, folder->diags,
                      folder_write(folder, "brief.xml", text));
}

static void a_whole_brief_is_read(void **state) {
    Folder *folder = *state;
    const Brief *brief = load(
        folder, "<brief version='1' id='us-japan' lang='de' as-of='2026-06-20' "
                "template='measure.xml'>\n"
                "<kicker>Trade</kicker><title>Economics or <i>gesture</i>?</title>\n"
                "<standfirst>S</standfirst>\n"
                "<publisher name='P &amp; Q' contact='c' next-edition='2026-07'/>\n"
                "<parameter name='measure' value='reverse-imports'/>\n"
                "<parameter name='year' value='2024'/>\n"
                "<dataset href='one.xml'/><dataset href='/data/two.xml'/>\n"
                "<text id='background'><p>x</p></text></brief>");
    assert_non_null(brief);
    assert_true(folder_is_quiet(folder));
    assert_string_equal(brief->id, "us-japan");
    assert_string_equal(brief->lang, "de");
    assert_string_equal(brief->template_name, "measure.xml");
    assert_int_equal(brief->as_of.day, 20);
    assert_string_equal(xml_text(folder->arena, brief->title), "Economics or gesture?");
    assert_string_equal(xml_text(folder->arena, brief->kicker), "Trade");
    assert_string_equal(xml_text(folder->arena, brief->standfirst), "S");
    assert_string_equal(brief->publisher, "P & Q");
    assert_string_equal(brief->contact, "c");
    assert_int_equal(brief->next_edition.month, 7);
    assert_int_equal(brief->parameter_count, 2);
    assert_string_equal(brief->parameters[1].value, "2024");
    assert_int_equal(brief->parameters[1].origin.line, 6);
    assert_int_equal(brief->dataset_count, 2);
    assert_string_equal(brief->datasets[0].path, folder_path(folder, "one.xml"));
    assert_string_equal(brief->datasets[1].path, "/data/two.xml");
    assert_int_equal(brief->text_count, 1);
    assert_string_equal(brief->texts[0].id, "background");
    assert_int_equal(strlen(brief->file.sha256), 64);
}

static void what_a_brief_may_leave_out_is_absent(void **state) {
    Folder *folder = *state;
    const Brief *brief = load(folder, HEAD TAIL);
    assert_non_null(brief);
    assert_null(brief->kicker);
    assert_null(brief->publisher);
    assert_int_equal(brief->next_edition.year, 0);
    assert_int_equal(brief->parameter_count, 0);
}

static void what_is_wrong_is_reported_with_its_line(void **state) {
    Folder *folder = *state;
    static const char *const bad[][2] = {
        {HEAD "<titel>T</titel><dataset href='d.xml'/></brief>",
         ":2: error: unexpected element <titel> in <brief>; did you mean 'title'?"},
        {HEAD "<dataset href='d.xml'/></brief>", ":1: error: missing element <title>"},
        {HEAD "<title>T</title></brief>", ":1: error: missing element <dataset>"},
        {HEAD "<title>A</title>\n" TAIL, ":3: error: <title> stands twice"},
        {HEAD "<kicker a='1'/>" TAIL, "unknown attribute 'a' on <kicker>"},
        {HEAD "<publisher name='a'/>\n<publisher name='b'/>" TAIL,
         ":3: error: <publisher> stands twice"},
        {HEAD "<publisher/>" TAIL, "missing attribute 'name' on <publisher>"},
        {HEAD "<publisher name='a'>b</publisher>" TAIL,
         "unexpected text in <publisher>"},
        {HEAD "words" TAIL, "unexpected text in <brief>"},
        {HEAD "<parameter name='a' value='1'/>\n<parameter name='a' value='2'/>" TAIL,
         ":3: error: parameter 'a' stands twice: first at line 2"},
        {HEAD "<parameter name='a b' value='1'/>" TAIL, "'a b' is not a name"},
        {HEAD "<text id='a'/><text id='a'/>" TAIL, "text 'a' stands twice"},
        {HEAD "<dataset/>" TAIL, "missing attribute 'href' on <dataset>"},
        {"<brief version='1' id='b' lang='en' as-of='2026-06' template='t'>" TAIL,
         "as-of needs a day, such as 2026-06-20"},
        {"<brief version='1' id='../b' lang='en' as-of='2026-06-20' template='t'>" TAIL,
         "'../b' is not a name"},
        {"<brief version='2' id='b' lang='en' as-of='2026-06-20' template='t'>" TAIL,
         "bad value of 'version' on <brief>: '2' is not 1"},
        {"<brief>" TAIL, "missing attribute 'as-of' on <brief>"},
        {"<breif/>", "wrong root element <breif>: expected <brief>"}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        if (load(folder, bad[i][0])) fail_msg("accepted: %s", bad[i][0]);
        assert_true(folder_said(folder, bad[i][1]));
        assert_int_equal(diags_worst(folder->diags), FAULT_DATA);
    }
}

static void all_that_is_wrong_is_reported_at_once(void **state) {
    Folder *folder = *state;
    assert_null(load(folder, "<brief version='1' id='b' as-of='x'>"
                             "<parameter name='n'/><dataset/><foo/></brief>"));
    /* lang, as-of, template; value; href; foo; title and dataset */
    assert_in_range(diags_count(folder->diags, FAULT_DATA), 7, 8);
}

static void a_missing_brief_is_missing_input(void **state) {
    Folder *folder = *state;
    assert_null(
        brief_load(folder->arena, folder->diags, folder_path(folder, "nowhere.xml")));
    assert_int_equal(diags_worst(folder->diags), FAULT_MISSING);
}

static void a_dataset_may_say_how_it_is_understood(void **state) {
    Folder *folder = *state;
    const Brief *brief =
        load(folder, HEAD "<title>T</title><dataset href='a.xml' map='comext'>"
                          "<source id='s'/>\n<map unit='=EUR'/></dataset>"
                          "<dataset href='b.xml' source='s'/></brief>");
    assert_non_null(brief);
    assert_string_equal(brief->datasets[0].map_name, "comext");
    assert_string_equal(xml_attribute(brief->datasets[0].map, "unit"), "=EUR");
    assert_string_equal(xml_attribute(brief->datasets[0].source, "id"), "s");
    assert_null(brief->datasets[0].source_id);
    assert_string_equal(brief->datasets[1].source_id, "s");
    assert_null(brief->datasets[1].map_name);
    assert_null(load(folder, HEAD "<title>T</title><dataset href='a.xml'><map/>\n"
                                  "<maps/></dataset></brief>"));
    assert_true(
        folder_said(folder, ":3: error: unexpected element <maps> in <dataset>"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, folder_setup, folder_teardown)

#define EDITIONS                                                                       \
    "<title>T</title><parameter name='year' value='2024'/>"                            \
    "<dataset href='all.xml'/><dataset href='{$partner}.xml'/>"

static void an_edition_has_its_name_parameters_and_datasets(void **state) {
    Folder *folder = *state;
    const Brief *brief =
        load(folder, HEAD EDITIONS
             "<editions id='to {$partner}' parameter='partner'>"
             "<edition value='DEU'><parameter name='year' value='2025'/></edition>"
             "<edition value='FRA'/></editions></brief>");
    assert_non_null(brief);
    assert_int_equal(brief->editions->count, 2);
    assert_false(brief->datasets[0].is_own);
    assert_true(brief->datasets[1].is_own);
    const Brief *first =
        brief_edition(brief, &brief->editions->items[0], folder->arena, folder->diags);
    const Brief *second =
        brief_edition(brief, &brief->editions->items[1], folder->arena, folder->diags);
    assert_string_equal(first->id, "to-DEU");
    assert_string_equal(first->parameters[0].value, "2025");
    assert_string_equal(first->parameters[1].value, "DEU");
    assert_string_equal(first->datasets[1].path, folder_path(folder, "DEU.xml"));
    assert_string_equal(second->id, "to-FRA");
    assert_string_equal(second->parameters[0].value, "2024");
    assert_string_equal(second->datasets[1].path, folder_path(folder, "FRA.xml"));
    assert_string_equal(brief->parameters[0].value, "2024");
}

static void values_are_a_list_of_editions(void **state) {
    Folder *folder = *state;
    const Brief *brief =
        load(folder, HEAD EDITIONS "<editions id='{$partner}' parameter='partner'"
                                   " values=' DEU\n FRA '/></brief>");
    assert_non_null(brief);
    assert_int_equal(brief->editions->count, 2);
    assert_string_equal(brief->editions->items[1].parameters[0].value, "FRA");
}

static void a_dataset_is_named_by_parameters_without_editions_too(void **state) {
    Folder *folder = *state;
    const Brief *brief =
        load(folder, HEAD "<title>T</title><parameter name='year' value='2024'/>"
                          "<dataset href='d-{$year}.xml'/></brief>");
    assert_non_null(brief);
    assert_string_equal(brief->datasets[0].path, folder_path(folder, "d-2024.xml"));
    assert_false(brief->datasets[0].is_own);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_whole_brief_is_read),
        TEST(a_dataset_may_say_how_it_is_understood),
        TEST(what_a_brief_may_leave_out_is_absent),
        TEST(what_is_wrong_is_reported_with_its_line),
        TEST(all_that_is_wrong_is_reported_at_once),
        TEST(a_missing_brief_is_missing_input),
        TEST(an_edition_has_its_name_parameters_and_datasets),
        TEST(values_are_a_list_of_editions),
        TEST(a_dataset_is_named_by_parameters_without_editions_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
