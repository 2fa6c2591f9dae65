/* The gate for untrusted files, typed attributes, XPath, and writing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <libxml/tree.h>
#include <math.h>
#include <sys/stat.h>

#include "base/calendar.h"
#include "base/length.h"
#include "folder.h"
#include "xml/xml.h"
#include "xml/xpath.h"

static const Origin asked_at = {"brief.xml", 3};

static XmlNode *load(Folder *folder, const char *text) {
    const char *path = folder_write(folder, "file.xml", text);
    return xml_load(folder->arena, folder->diags, path, "data", asked_at, NULL);
}

/* ---- the gate ---- */

static void a_file_becomes_a_tree(void **state) {
    Folder *folder = *state;
    XmlFile file;
    const char *path =
        folder_write(folder, "a.xml",
                     "<?xml version=\"1.0\"?>\n<data a='1' b='&lt;'>\n"
                     "<p>x &amp; <b>y</b>&#233;<![CDATA[<z>]]></p></data>");
    XmlNode *root =
        xml_load(folder->arena, folder->diags, path, "data", asked_at, &file);
    assert_non_null(root);
    assert_string_equal(xml_attribute(root, "b"), "<");
    assert_null(xml_attribute(root, "c"));
    const XmlNode *p = xml_child(root, "p");
    assert_int_equal(p->origin.line, 3);
    assert_string_equal(p->origin.file, path);
    assert_string_equal(xml_text(folder->arena, p), "x & y\xC3\xA9<z>");
    assert_ptr_equal(xml_first_element(root), p);
    assert_null(xml_next_element(p));
    assert_int_equal(file.size, 95);
    assert_int_equal(strlen(file.sha256), 64);
    assert_string_equal(file.path, path);
    assert_true(folder_is_quiet(folder));
}

/* "\xE9" is an e with an acute accent in both; the second is ICU's alone, without which
 * some systems build libxml2. */
static void encodings_are_those_of_iconv_and_of_icu(void **state) {
    Folder *folder = *state;
    const char *const names[] = {"windows-1252", "SCSU"};
    for (int i = 0; i < (xmlHasFeature(XML_WITH_ICU) ? 2 : 1); i++) {
        const char *text = arena_print(
            folder->arena, "<?xml version='1.0' encoding='%s'?><data>\xE9</data>",
            names[i]);
        const XmlNode *root = load(folder, text);
        assert_non_null(root);
        assert_string_equal(xml_text(folder->arena, root), "\u00E9");
    }
    assert_null(load(folder, "<?xml version='1.0' encoding='SCSU'?><data>\x0C</data>"));
    assert_null(load(folder, "<?xml version='1.0' encoding='no-such'?><data/>"));
}

static void the_digest_is_that_of_the_file(void **state) {
    Folder *folder = *state;
    XmlFile file;
    const char *path = folder_write(folder, "a.xml", "<data/>");
    assert_non_null(
        xml_load(folder->arena, folder->diags, path, "data", asked_at, &file));
    assert_string_equal(
        file.sha256,
        "03ee9d54665eba6fffaf320018f2543f589ed601bf03b3088ee1e0e3f5a2e2f8");
}

static void a_doctype_is_refused(void **state) {
    Folder *folder = *state;
    assert_null(load(folder, "<!DOCTYPE data>\n<data/>"));
    assert_true(folder_said(folder, "file.xml:1: error: DOCTYPE is not accepted"));
    assert_null(
        load(folder, "<!DOCTYPE data SYSTEM \"http://127.0.0.1/x.dtd\"><data/>"));
    assert_int_equal(diags_count(folder->diags, FAULT_DATA), 2);
}

static void an_entity_bomb_does_not_go_off(void **state) {
    Folder *folder = *state;
    Text bomb = {.arena = folder->arena};
    text_add(&bomb, "<!DOCTYPE data [<!ENTITY e0 \"ha\">\n");
    for (int i = 1; i < 40; i++)
        text_print(&bomb, "<!ENTITY e%d \"&e%d;&e%d;\">\n", i, i - 1, i - 1);
    text_add(&bomb, "]>\n<data>&e39;</data>");
    assert_null(load(folder, text_string(&bomb)));
    assert_int_equal(diags_count(folder->diags, FAULT_DATA), 1);
    assert_true(folder_said(folder, "DOCTYPE is not accepted"));
    assert_null(load(folder, "<data>&none;</data>"));
    assert_true(folder_said(folder, "not well-formed XML: Entity 'none' not defined"));
}

static void a_compressed_file_is_refused(void **state) {
    Folder *folder = *state;
    const char *path =
        folder_write_bytes(folder, "a.xml", "\x1F\x8B\x08\0\0\0\0\0\0\x03", 10);
    assert_null(xml_load(folder->arena, folder->diags, path, "data", asked_at, NULL));
    path = folder_write_bytes(folder, "b.xml",
                              "\xFD"
                              "7zXZ\0\0",
                              7);
    assert_null(xml_load(folder->arena, folder->diags, path, "data", asked_at, NULL));
    assert_true(folder_said(folder, "a.xml: error: the file is compressed"));
    assert_true(folder_said(folder, "b.xml: error: the file is compressed"));
}

static void what_is_no_file_is_refused_without_waiting(void **state) {
    Folder *folder = *state;
    const char *fifo = folder_path(folder, "fifo");
    assert_int_equal(mkfifo(fifo, 0600), 0);
    assert_null(xml_load(folder->arena, folder->diags, fifo, "data", asked_at, NULL));
    assert_true(folder_said(folder, "/fifo: not a regular file"));
    assert_null(
        xml_load(folder->arena, folder->diags, folder->path, "data", asked_at, NULL));
    assert_int_equal(diags_count(folder->diags, FAULT_DATA), 2);
}

static void a_missing_file_is_reported_where_it_was_asked_for(void **state) {
    Folder *folder = *state;
    const char *path = folder_path(folder, "none.xml");
    assert_null(xml_load(folder->arena, folder->diags, path, "data", asked_at, NULL));
    assert_true(folder_said(folder, "brief.xml:3: error: cannot open"));
    assert_int_equal(diags_worst(folder->diags), FAULT_MISSING);
}

static void an_empty_file_is_refused(void **state) {
    Folder *folder = *state;
    assert_null(load(folder, ""));
    assert_true(folder_said(folder, "the file is empty"));
    assert_null(load(folder, "  \n"));
    assert_null(load(folder, "<!-- only words -->"));
    assert_int_equal(diags_count(folder->diags, FAULT_DATA), 3);
}

static void another_root_is_refused(void **state) {
    Folder *folder = *state;
    assert_null(load(folder, "<!-- c -->\n<date/>"));
    assert_true(folder_said(
        folder, "file.xml:2: error: wrong root element <date>: expected <data>"));
}

static const char *nested(Folder *folder, int depth) {
    Text text = {.arena = folder->arena};
    text_add(&text, "<data>");
    for (int i = 1; i < depth; i++)
        text_add(&text, "<n>");
    for (int i = 1; i < depth; i++)
        text_add(&text, "</n>");
    text_add(&text, "</data>");
    return text_string(&text);
}

static void elements_nest_256_deep_and_no_deeper(void **state) {
    Folder *folder = *state;
    assert_non_null(load(folder, nested(folder, 256)));
    assert_true(folder_is_quiet(folder));
    assert_null(load(folder, nested(folder, 257)));
    assert_true(folder_said(folder, "elements nested deeper than 256"));
    assert_null(load(folder, nested(folder, 200000)));
    assert_int_equal(diags_count(folder->diags, FAULT_DATA), 2);
}

static void what_is_not_well_formed_is_reported_at_its_line(void **state) {
    Folder *folder = *state;
    static const struct {
        const char *text, *message;
    } files[] = {{"<data>\n\n<a></b>\n</data>", ":3: error: not well-formed XML"},
                 {"<data>\n<a>", ":2: error: not well-formed XML"},
                 {"<data a='1'\n a='2'/>", ":2: error: not well-formed XML"},
                 {"<data>\n&\n</data>", ":2: error: not well-formed XML"},
                 {"<data/>\nrest", ":2: error: not well-formed XML"},
                 {"<data>\n\xFF</data>", ":2: error: not well-formed XML"},
                 {"<data>\n<a b=1/></data>", ":2: error: not well-formed XML"}};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        folder->diags = diags_new(folder->arena);
        assert_null(load(folder, files[i].text));
        assert_int_equal(diags_count(folder->diags, FAULT_DATA), 1);
        assert_true(folder_said(folder, files[i].message));
    }
}

static void a_start_tag_of_many_lines_begins_at_its_first(void **state) {
    Folder *folder = *state;
    const XmlNode *root = load(folder, "<data>\n"
                                       "  <a\n    b='1'\n    c='2'\n  />\n"
                                       "  <d\n    e='x\ny'>text\n</d>\n"
                                       "</data>");
    assert_int_equal(xml_child(root, "a")->origin.line, 2);
    assert_int_equal(xml_child(root, "d")->origin.line, 6);
}

static void text_begins_at_the_line_of_its_first_word(void **state) {
    Folder *folder = *state;
    const XmlNode *root =
        load(folder, "<data>\n<a/>one\ntwo\n<b/>\n\n  three &amp;\n</data>");
    assert_non_null(root);
    const XmlNode *one = xml_child(root, "a")->next,
                  *three = xml_child(root, "b")->next;
    assert_int_equal(one->origin.line, 2);
    assert_int_equal(xml_text_origin(one).line, 2);
    assert_int_equal(three->origin.line, 4);
    assert_int_equal(xml_text_origin(three).line, 6);
}

static void lines_count_on_past_65535_and_across_blocks(void **state) {
    Folder *folder = *state;
    Text text = {.arena = folder->arena};
    text_add(&text, "<data>\n");
    for (int i = 0; i < 70000; i++)
        text_add(&text, "<a\n b='12345'/>\n");
    text_add(&text, "</data>");
    const XmlNode *root = load(folder, text_string(&text));
    assert_non_null(root);
    int line = 2;
    for (const XmlNode *n = xml_first_element(root); n; n = xml_next_element(n)) {
        if (n->origin.line != line) assert_int_equal(n->origin.line, line);
        line += 2;
    }
    assert_int_equal(line, 140002);
}

static void prefixes_are_dropped(void **state) {
    Folder *folder = *state;
    const XmlNode *root =
        load(folder, "<m:data xmlns:m='urn:x' m:a='1'><m:b/></m:data>");
    assert_non_null(root);
    assert_string_equal(root->name, "data");
    assert_string_equal(xml_attribute(root, "a"), "1");
    assert_non_null(xml_child(root, "b"));
}

/* ---- streams ---- */

typedef struct {
    Folder *folder;
    int roots, records;
    bool refuse;
    Text seen;
} Seen;

static bool see_root(void *user, const XmlNode *root) {
    Seen *seen = user;
    seen->roots++;
    text_print(&seen->seen, "%s;", xml_attribute(root, "id"));
    return !seen->refuse;
}

static void see_record(void *user, const XmlNode *record) {
    Seen *seen = user;
    seen->records++;
    text_print(&seen->seen, "%s:%d:%s;", record->name, record->origin.line,
               xml_text(seen->folder->arena, record));
}

static bool scan(Seen *seen, const char *text) {
    const char *path = folder_write(seen->folder, "file.xml", text);
    XmlRecords records = {see_root, see_record, seen, NULL, NULL};
    return xml_scan(seen->folder->arena, seen->folder->diags, path, "data", asked_at,
                    &records, NULL);
}

static void a_stream_gives_the_root_then_each_record(void **state) {
    Folder *folder = *state;
    Seen seen = {.folder = folder, .seen = {.arena = folder->arena}};
    assert_true(scan(&seen, "<data id='d'>\n<a>one<b>two</b></a>\n<c/>\n</data>"));
    assert_string_equal(text_string(&seen.seen), "d;a:2:onetwo;c:3:;");
    assert_true(folder_is_quiet(folder));
}

static void a_refused_root_ends_the_stream(void **state) {
    Folder *folder = *state;
    Seen seen = {.folder = folder, .refuse = true, .seen = {.arena = folder->arena}};
    assert_false(scan(&seen, "<data id='d'><a/></data>"));
    assert_int_equal(seen.roots, 1);
    assert_int_equal(seen.records, 0);
}

static void text_between_records_is_refused(void **state) {
    Folder *folder = *state;
    Seen seen = {.folder = folder, .seen = {.arena = folder->arena}};
    assert_false(scan(&seen, "<data id='d'>\n<a/>oops\n<b/>\n</data>"));
    assert_true(folder_said(folder, "unexpected text in <data>"));
    assert_int_equal(seen.records, 2);
    folder->diags = diags_new(folder->arena);
    assert_false(scan(&seen, "<data id='d'>\n<a/>\nat the end</data>"));
    assert_true(folder_said(folder, "unexpected text in <data>"));
}

/* ---- attributes ---- */

typedef struct {
    const char *text, *name;
    double number;
    int integer, word;
    bool flag;
    Date date;
    Period period;
    Mpt length;
    Colour colour;
    int share;
} Fields;

static const char *const colours[] = {"red", "green", NULL};
static const XmlRule rules[] = {
    {"text", &XML_TEXT, offsetof(Fields, text), true, NULL},
    {"name", &XML_NAME, offsetof(Fields, name), false, NULL},
    {"number", &XML_NUMBER, offsetof(Fields, number), false, NULL},
    {"integer", &XML_INTEGER, offsetof(Fields, integer), false, NULL},
    {"word", &XML_WORD, offsetof(Fields, word), false, colours},
    {"flag", &XML_FLAG, offsetof(Fields, flag), false, NULL},
    {"date", &XML_DATE, offsetof(Fields, date), false, NULL},
    {"period", &XML_PERIOD, offsetof(Fields, period), false, NULL},
    {"length", &XML_LENGTH, offsetof(Fields, length), false, NULL},
    {"colour", &XML_COLOUR, offsetof(Fields, colour), false, NULL},
    {"share", &XML_SHARE, offsetof(Fields, share), false, NULL},
    {.name = NULL}};

static bool read_fields(Folder *folder, const char *attributes, Fields *fields) {
    folder->diags = diags_new(folder->arena);
    const XmlNode *root =
        load(folder, arena_print(folder->arena, "<data\n%s/>", attributes));
    return xml_read(folder->arena, folder->diags, root, rules, fields);
}

static void attributes_become_values(void **state) {
    Folder *folder = *state;
    Fields f = {0};
    assert_true(
        read_fields(folder,
                    "text='a b' name='n-1.x' number='-1.5' integer='-7' word='green' "
                    "flag='yes' date='2025-10-30' period='2025-Q3' length='20mm' "
                    "colour='#102030' share='1.5%'",
                    &f));
    assert_string_equal(f.text, "a b");
    assert_string_equal(f.name, "n-1.x");
    assert_true(f.number == -1.5 && f.flag);
    assert_int_equal(f.integer, -7);
    assert_int_equal(f.word, 1);
    assert_int_equal(f.date.day, 30);
    assert_int_equal(f.period, period_make(FREQ_QUARTER, 2025, 3));
    assert_int_equal(f.length, 56693);
    assert_int_equal(f.share, 15);
    assert_int_equal(f.colour, 0x102030);
}

static void absent_attributes_leave_fields_alone(void **state) {
    Fields f = {.number = 42, .word = -1};
    assert_true(read_fields(*state, "text='t'", &f));
    assert_true(f.number == 42);
    assert_int_equal(f.word, -1);
}

static void bad_attributes_are_reported_with_the_right_ones(void **state) {
    Folder *folder = *state;
    static const char *const bad[][2] = {
        {"text='t' nmae='x'",
         "unknown attribute 'nmae' on <data>; did you mean 'name'?"},
        {"text='t' zzzzzz='x'", "unknown attribute 'zzzzzz' on <data>"},
        {"name='x'", ":1: error: missing attribute 'text' on <data>"},
        {"text=''", "missing attribute 'text' on <data>: it is empty"},
        {"text='t' name='a b'", "'a b' is not a name"},
        {"text='t' name='1a'", "'1a' is not a name"},
        {"text='t' number='1,5'", "'1,5' is not a number"},
        {"text='t' integer='1.0'", "'1.0' is not a whole number"},
        {"text='t' integer='99999999999'", "is not a whole number"},
        {"text='t' word='gren'",
         "'gren' is not one of red, green; did you mean 'green'?"},
        {"text='t' flag='true'", "'true' is not yes or no"},
        {"text='t' date='2025-02-30'", "'2025-02-30' is not a date"},
        {"text='t' period='2025-Q5'", "'2025-Q5' is not a period"},
        {"text='t' length='3'", "'3' is not a length"},
        {"text='t' share='1.5'", "'1.5' is not a percentage"},
        {"text='t' share='101%'", "'101%' is not a percentage"},
        {"text='t' share='-1%'", "'-1%' is not a percentage"},
        {"text='t' colour='red'", "'red' is not a colour"}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        Fields fields = {0};
        assert_false(read_fields(folder, bad[i][0], &fields));
        assert_true(folder_said(folder, bad[i][1]));
        assert_int_equal(diags_count(folder->diags, FAULT_DATA), 1);
    }
}

static void all_bad_attributes_are_reported_at_once(void **state) {
    Folder *folder = *state;
    Fields fields = {0};
    assert_false(read_fields(folder, "number='x' flag='x' other='x'", &fields));
    assert_int_equal(diags_count(folder->diags, FAULT_DATA), 4);
}

static void misplaced_elements_and_text_are_reported(void **state) {
    Folder *folder = *state;
    static const char *const allowed[] = {"source", "series", NULL};
    const XmlNode *root = load(folder, "<data><sorce/><x/> stray </data>");
    const XmlNode *first = xml_first_element(root);
    xml_report_unexpected(folder->arena, folder->diags, first, allowed);
    xml_report_unexpected(folder->arena, folder->diags, first->next, allowed);
    assert_false(xml_refuse_text(folder->diags, root));
    assert_true(xml_refuse_text(folder->diags, first));
    assert_true(folder_said(
        folder, "unexpected element <sorce> in <data>; did you mean 'source'?"));
    assert_true(folder_said(folder, "<x> in <data>: expected source, series"));
    assert_true(folder_said(folder, "unexpected text in <data>"));
    assert_int_equal(diags_count(folder->diags, FAULT_DATA), 3);
}

static void white_space_folds(void **state) {
    Folder *folder = *state;
    assert_string_equal(xml_fold_space(folder->arena, " \n a\t\tb  c "), "a b c");
    assert_string_equal(xml_fold_space(folder->arena, " \r\n"), "");
    assert_string_equal(xml_fold_space(folder->arena, "a\xC2\xA0 b"), "a\xC2\xA0 b");
    assert_true(xml_is_blank(" \t\r\n"));
    assert_false(xml_is_blank(" \xC2\xA0 "));
}

/* ---- writing ---- */

static void what_is_written_reads_back(void **state) {
    Folder *folder = *state;
    Text first = {.arena = folder->arena}, second = {.arena = folder->arena};
    XmlNode *root = xml_new(folder->arena, NULL, "data", asked_at);
    xml_set(folder->arena, root, "a", "<\"&'>\n\t\r\xC3\xA9");
    xml_set(folder->arena, root, "none", NULL);
    xml_set_number(folder->arena, root, "n", -0.0);
    XmlNode *p = xml_new(folder->arena, root, "p", asked_at);
    xml_new_text(folder->arena, p, "1 < 2 & ");
    xml_new_text(folder->arena, xml_new(folder->arena, p, "b", asked_at), "bold");
    xml_new(folder->arena, xml_new(folder->arena, root, "q", asked_at), "r", asked_at);
    xml_write(root, &first);
    assert_string_equal(
        text_string(&first),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<data a=\"&lt;&quot;&amp;'&gt;&#10;&#9;&#13;\xC3\xA9\" n=\"0\">\n"
        "  <p>1 &lt; 2 &amp; <b>bold</b></p>\n"
        "  <q>\n"
        "    <r/>\n"
        "  </q>\n"
        "</data>\n");
    const XmlNode *back = load(folder, text_string(&first));
    assert_string_equal(xml_attribute(back, "a"), "<\"&'>\n\t\r\xC3\xA9");
    assert_string_equal(xml_text(folder->arena, xml_child(back, "p")), "1 < 2 & bold");
    assert_int_equal(back->attribute_count, 2);
    xml_write(xml_new(folder->arena, NULL, "alone", asked_at), &second);
    assert_non_null(strstr(text_string(&second), "?>\n<alone/>\n"));
}

static void wide_trees_are_written_in_linear_time(void **state) {
    Folder *folder = *state;
    Text out = {.arena = folder->arena};
    XmlNode *root = xml_new(folder->arena, NULL, "data", asked_at);
    for (int i = 0; i < 100000; i++) {
        XmlNode *row = xml_new(folder->arena, root, "row", asked_at);
        xml_new(folder->arena, row, "cell", asked_at);
    }
    alarm(20); /* the quadratic writer took minutes */
    xml_write(root, &out);
    alarm(0);
    assert_int_equal(out.length, 39 + 7 + 100000 * 29 + 8);
}

#include "xml_xpath.h"

#include "xml_events.h"

#define TEST(name) cmocka_unit_test_setup_teardown(name, folder_setup, folder_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_file_becomes_a_tree),
        TEST(encodings_are_those_of_iconv_and_of_icu),
        TEST(the_digest_is_that_of_the_file),
        TEST(a_doctype_is_refused),
        TEST(an_entity_bomb_does_not_go_off),
        TEST(a_compressed_file_is_refused),
        TEST(what_is_no_file_is_refused_without_waiting),
        TEST(a_missing_file_is_reported_where_it_was_asked_for),
        TEST(an_empty_file_is_refused),
        TEST(another_root_is_refused),
        TEST(elements_nest_256_deep_and_no_deeper),
        TEST(what_is_not_well_formed_is_reported_at_its_line),
        TEST(a_start_tag_of_many_lines_begins_at_its_first),
        TEST(text_begins_at_the_line_of_its_first_word),
        TEST(lines_count_on_past_65535_and_across_blocks),
        TEST(prefixes_are_dropped),
        TEST(a_stream_gives_the_root_then_each_record),
        TEST(a_refused_root_ends_the_stream),
        TEST(text_between_records_is_refused),
        TEST(attributes_become_values),
        TEST(absent_attributes_leave_fields_alone),
        TEST(bad_attributes_are_reported_with_the_right_ones),
        TEST(all_bad_attributes_are_reported_at_once),
        TEST(misplaced_elements_and_text_are_reported),
        TEST(white_space_folds),
        TEST(what_is_written_reads_back),
        TEST(wide_trees_are_written_in_linear_time),
        TEST(expressions_give_typed_values),
        TEST(results_are_the_callers_own_nodes_in_document_order),
        TEST(attributes_and_text_count_as_their_string),
        TEST(the_latest_binding_of_a_variable_wins),
        TEST(functions_take_and_give_every_kind),
        TEST(unknown_names_come_with_the_nearest),
        TEST(wrong_arguments_are_reported),
        TEST(bad_expressions_are_reported_when_compiled),
        TEST(wrong_types_are_reported_and_the_next_one_works),
        TEST(an_evaluator_sees_the_attributes_that_its_expressions_name),
        TEST(every_attribute_is_seen_when_an_expression_asks_for_all),
        TEST(the_focus_gives_position_and_last),
        TEST(values_convert_as_xpath_has_it),
        TEST(events_are_told_with_the_line_where_their_tag_begins),
        TEST(a_root_that_events_refuse_is_wrong),
        TEST(events_may_end_the_reading),
        TEST(events_stand_behind_the_same_guard),
        TEST(the_digest_of_events_is_taken_when_asked_for),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    xml_close();
    return failed;
}
