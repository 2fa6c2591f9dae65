/* Datasets: every record, statuses and missing values, sorted columns, and what is
 * refused, with its line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "data/data.h"
#include "folder.h"

#define HEAD                                                                           \
    "<dataset version='1' id='d'>\n"                                                   \
    "<source id='s' publisher='P' title='T' date='2025-02-05' confidence='medium'/>\n"
#define GROUP                                                                          \
    "<group source='s' reporter='JPN' flow='export' measure='value' frequency='A' "    \
    "from='2023' unit='JPY' multiplier='9' detail='item'>\n"
#define SERIES                                                                         \
    "<series id='x' source='s' reporter='USA' flow='export' measure='value' "          \
    "frequency='M' unit='USD'"

static bool read_text(Folder *folder, Dataset *dataset, const char *text) {
    const char *path = folder_write(folder, "d.xml", text);
    return dataset_read(dataset, path, NULL, (Origin){"brief.xml", 5}, folder->diags);
}

static Dataset *read_good(Folder *folder, const char *text) {
    Dataset *dataset = dataset_new(folder->arena);
    bool good = read_text(folder, dataset, text);
    assert_true(folder_is_quiet(folder));
    assert_true(good);
    return dataset;
}

/* ---- what is read ---- */

static void a_source_keeps_all_it_says(void **state) {
    const Dataset *d = read_good(
        *state,
        "<dataset version='1' id='d'><title>T</title>\n"
        "<source id='census' publisher='Census &amp; Co' title='Trade' table='c5880' "
        "date='2026-06-17' vintage='2026-06' address='https://x.org/?a=1&amp;b=2' "
        "confidence='derived'>A\n note.</source></dataset>");
    const Source *source = d->sources[0];
    assert_ptr_equal(map_get(d->source_by_id, "census"), source);
    assert_string_equal(source->publisher, "Census & Co");
    assert_string_equal(source->address, "https://x.org/?a=1&b=2");
    assert_string_equal(source->table, "c5880");
    assert_int_equal(source->vintage.month, 6);
    assert_int_equal(source->vintage.day, 0);
    assert_int_equal(source->confidence, CONFIDENCE_DERIVED);
    assert_string_equal(source->note, "A note.");
    assert_int_equal(source->origin.line, 2);
    assert_int_equal(d->file_count, 1);
}

static void a_series_keeps_its_dimensions(void **state) {
    const Dataset *d = read_good(
        *state,
        HEAD "<series id='x' source='s' reporter='USA' partner='JPN' flow='export' "
             "product='cars' maker='Toyota Motor' measure='value' frequency='Q' "
             "unit='USD' valuation='FAS' basis='census' adjustment='N' detail='HS6' "
             "multiplier='6' confidence='low' note='n'>"
             "<obs period='2025-Q1' value='1.5'/></series></dataset>");
    const Series *s = &d->series[0];
    static const char *const values[DIM_COUNT] = {
        "USA", "JPN", "export", "cars", "Toyota Motor", "value", "Q",
        "USD", "FAS", "census", "N",    "HS6"};
    for (int i = 0; i < DIM_COUNT; i++)
        assert_string_equal(s->dimensions[i], values[i]);
    assert_int_equal(s->multiplier, 6);
    assert_int_equal(s->confidence, CONFIDENCE_LOW);
    assert_string_equal(s->note, "n");
    assert_string_equal(s->source->id, "s");
}

static void what_a_series_leaves_out_comes_from_its_source_or_is_absent(void **state) {
    const Dataset *d = read_good(*state, HEAD SERIES "/></dataset>");
    assert_int_equal(d->series[0].confidence, CONFIDENCE_MEDIUM);
    assert_int_equal(d->series[0].multiplier, 0);
    assert_null(d->series[0].dimensions[DIM_PARTNER]);
    assert_int_equal(d->series[0].observation_count, 0);
}

static void observations_stand_in_the_order_of_their_periods(void **state) {
    const Dataset *d =
        read_good(*state, HEAD SERIES ">\n<obs period='2025-03' value='3'/>\n"
                                      "<obs period='2024-12' value='0'/>\n"
                                      "<obs period='2025-M01' value='-1' status='P'/>\n"
                                      "</series></dataset>");
    static const int lines[] = {5, 6, 4};
    static const double numbers[] = {0, -1, 3};
    assert_int_equal(d->observation_count, 3);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(d->lines[i], lines[i]);
        Value value = dataset_value(d, i);
        assert_int_equal(value.state, VALUE_NUMBER);
        assert_true(value.number == numbers[i]);
    }
    assert_int_equal(dataset_value(d, 1).status, 'P');
    assert_true(d->periods[0] < d->periods[1] && d->periods[1] < d->periods[2]);
}

static void values_in_the_text_of_a_series_stand_at_their_periods_and_lines(
    void **state) {
    const Dataset *d = read_good(*state, HEAD SERIES " from='2024-11'>1.5\n -\n-3\n"
                                                     "</series></dataset>");
    static const char *const periods[] = {"2024-11", "2024-12", "2025-01"};
    static const int lines[] = {3, 4, 5};
    assert_int_equal(d->observation_count, 3);
    for (int i = 0; i < 3; i++) {
        char text[PERIOD_TEXT];
        assert_string_equal(period_format(d->periods[i], text), periods[i]);
        assert_int_equal(d->lines[i], lines[i]);
    }
    assert_true(dataset_value(d, 0).number == 1.5);
    assert_int_equal(dataset_value(d, 1).state, VALUE_NOT_AVAILABLE);
    assert_int_equal(d->statuses[1], 'O');
    assert_true(dataset_value(d, 2).number == -3);
}

static void a_series_says_what_differs_from_its_group(void **state) {
    const Dataset *d = read_good(
        *state, HEAD GROUP "<series id='a' product='cars'>1 2</series>\n"
                           "<series id='b' product='trucks' from='2025' detail='part' "
                           "multiplier='6' confidence='high'>3</series>\n"
                           "</group>" SERIES ">"
                           "<obs period='2025-01' value='4'/></series></dataset>");
    assert_int_equal(d->series_count, 3);
    const Series *a = &d->series[0], *b = &d->series[1], *x = &d->series[2];
    assert_ptr_equal(a->dimensions[DIM_REPORTER], b->dimensions[DIM_REPORTER]);
    assert_string_equal(a->dimensions[DIM_DETAIL], "item");
    assert_string_equal(b->dimensions[DIM_DETAIL], "part");
    assert_string_equal(b->dimensions[DIM_PRODUCT], "trucks");
    assert_int_equal(a->multiplier, 9);
    assert_int_equal(b->multiplier, 6);
    assert_int_equal(a->confidence, CONFIDENCE_MEDIUM);
    assert_int_equal(b->confidence, CONFIDENCE_HIGH);
    assert_int_equal(period_year(d->periods[a->first_observation + 1]), 2024);
    assert_int_equal(period_year(d->periods[b->first_observation]), 2025);
    assert_int_equal(d->lines[b->first_observation], 5);
    assert_null(x->dimensions[DIM_DETAIL]);
}

static void a_dataset_over_another_leaves_that_as_it_was(void **state) {
    Folder *folder = *state;
    const Dataset *shared =
        read_good(folder, HEAD GROUP "<series id='a'>1 2</series></group></dataset>");
    for (int i = 0; i < 3; i++) {
        Dataset *d = dataset_over(shared, folder->arena);
        const char *text = "<dataset version='1' id='e'>" GROUP
                           "<series id='b'>3 4 5</series></group></dataset>";
        const char *path = folder_write(folder, "e.xml", text);
        assert_true(
            dataset_read(d, path, NULL, (Origin){"brief.xml", 6}, folder->diags));
        assert_int_equal(d->series_count, 2);
        assert_int_equal(d->observation_count, 5);
        assert_int_equal(d->file_count, 2);
        assert_ptr_equal(d->series[0].dimensions[DIM_UNIT],
                         d->series[1].dimensions[DIM_UNIT]);
        assert_true(dataset_value(d, 0).number == 1);
        assert_true(dataset_value(d, 4).number == 5);
        assert_int_equal(shared->series_count, 1);
        assert_int_equal(shared->observation_count, 2);
        assert_int_equal(shared->file_count, 1);
    }
    Dataset *d = dataset_over(shared, folder->arena);
    assert_false(read_text(folder, d, HEAD "</dataset>"));
    assert_true(folder_said(folder, "id 's' is taken: first at "));
}

static void columns_of_all_series_follow_each_other(void **state) {
    Folder *folder = *state;
    Text text = {.arena = folder->arena};
    text_add(&text, HEAD);
    for (int s = 0; s < 50; s++) {
        text_print(&text,
                   "<series id='x%d' source='s' reporter='R%d' flow='f' measure='m' "
                   "frequency='A' unit='USD'>",
                   s, s % 3);
        for (int y = 0; y < 40; y++)
            text_print(&text, "<obs period='%d' value='%d'/>", 2039 - y, s);
        text_add(&text, "</series>");
    }
    text_add(&text, "</dataset>");
    const Dataset *d = read_good(folder, text_string(&text));
    assert_int_equal(d->observation_count, 2000);
    for (int s = 0; s < 50; s++) {
        assert_int_equal(d->series[s].first_observation, 40 * s);
        assert_ptr_equal(d->series[s].dimensions[DIM_REPORTER],
                         d->series[s % 3].dimensions[DIM_REPORTER]);
        assert_int_equal(period_year(d->periods[40 * s]), 2000);
        assert_true(d->numbers[40 * s + 39] == s);
    }
}

static void a_missing_value_is_missing_and_never_zero(void **state) {
    /* B, J and S may stand with a number or without. */
    static const char letters[] = "OMLHKBJS";
    Folder *folder = *state;
    Text text = {.arena = folder->arena};
    text_add(&text, HEAD SERIES ">");
    for (int i = 0; letters[i]; i++)
        text_print(&text, "<obs period='2025-%02d' status='%c'/>", i + 1, letters[i]);
    text_add(&text, "<obs period='2025-09' status='Q'/>"
                    "<obs period='2025-10' value='0' status='B'/></series></dataset>");
    const Dataset *d = read_good(folder, text_string(&text));
    for (int i = 0; letters[i]; i++)
        assert_int_equal(dataset_value(d, i).state, VALUE_NOT_AVAILABLE);
    assert_int_equal(dataset_value(d, 8).state, VALUE_SUPPRESSED);
    assert_int_equal(dataset_value(d, 9).state, VALUE_NUMBER);
}

static void the_worse_status_is_the_one_higher_in_sdmx_precedence(void **state) {
    (void) state;
    static const char highest_first[] = "BOMLHQJSDKWIFEPNUVGA";
    for (int i = 0; highest_first[i]; i++)
        for (int k = i; highest_first[k]; k++) {
            char high = highest_first[i], low = highest_first[k];
            assert_int_equal(status_worse(high, low), high);
            assert_int_equal(status_worse(low, high), high);
        }
    assert_int_equal(status_rank('A'), 0);
    assert_int_equal(status_rank('X'), -1);
    assert_int_equal(status_rank('\0'), -1);
}

static void vintages_of_one_series_stand_beside_each_other(void **state) {
    Folder *folder = *state;
    const Dataset *d = read_good(
        folder, HEAD "<source id='t' publisher='P' title='T' date='2026-06-17' "
                     "vintage='2026-06-17' confidence='high'/>" SERIES
                     "><obs period='2025-01' value='1'/></series>"
                     "<series id='y' source='t' reporter='USA' flow='export' "
                     "measure='value' frequency='M' unit='USD'>"
                     "<obs period='2025-01' value='2'/></series></dataset>");
    assert_int_equal(d->series_count, 2);
    for (int i = 0; i < DIM_COUNT; i++)
        assert_ptr_equal(d->series[0].dimensions[i], d->series[1].dimensions[i]);
}

static void a_statement_keeps_every_stretch_of_words(void **state) {
    const Dataset *d = read_good(
        *state, HEAD
        "<statement id='a' source='s' speaker='K. Sato' role='President' "
        "organisation='Toyota' said='2025-10-30' lang='ja' commitment='conditional' "
        "motive='diplomatic' confidence='high' about='plan'>"
        "<words>looking\n seriously</words><words>at it</words>"
        "<context>At the show.</context><translation>t</translation><note>n</note>"
        "</statement>"
        "<statement id='b' source='s' organisation='Honda' said='2026-03' "
        "commitment='none'><context>c</context></statement></dataset>");
    const Statement *s = d->statements[0];
    assert_int_equal(s->word_count, 2);
    assert_string_equal(s->words[0], "looking seriously");
    assert_int_equal(s->commitment, COMMITMENT_CONDITIONAL);
    assert_string_equal(MOTIVE_WORDS[s->motive], "diplomatic");
    assert_string_equal(s->translation, "t");
    assert_int_equal(s->confidence, CONFIDENCE_HIGH);
    assert_int_equal(d->statements[1]->motive, -1);
    assert_null(d->statements[1]->speaker);
    assert_int_equal(d->statements[1]->confidence, CONFIDENCE_MEDIUM);
}

static void a_measure_keeps_the_source_of_each_volume(void **state) {
    const Dataset *d = read_good(
        *state,
        HEAD "<source id='t' publisher='P' title='T' date='2025' confidence='low'/>"
             "<measure id='m' source='s' product='cars' reporter='JPN' partner='USA' "
             "unit='cars'><title>Reverse imports</title>"
             "<volume case='high' value='4e4' source='t'>Outside estimate.</volume>"
             "<volume case='central' value='20000' source='s'/></measure></dataset>");
    const Measure *m = dataset_measure(d, "m");
    assert_ptr_equal(m, d->measures[0]);
    assert_null(dataset_measure(d, "n"));
    assert_false(m->volumes[CASE_LOW].given);
    assert_true(m->volumes[CASE_HIGH].value == 40000);
    assert_string_equal(m->volumes[CASE_HIGH].note, "Outside estimate.");
    assert_string_equal(m->volumes[CASE_HIGH].source->id, "t");
    assert_string_equal(m->title, "Reverse imports");
}

static void models_barriers_and_events_are_read(void **state) {
    const Dataset *d = read_good(
        *state, HEAD
        "<model id='camry' source='s' maker='Toyota' name='Camry' plant='Kentucky' "
        "from='2026' steering='left'/>"
        "<barrier id='size' source='s' kind='size' status='eased' since='2026-02' "
        "models='tundra' per-unit='0' currency='JPY' lead-time='6'>"
        "<title>Size</title><text>x</text></barrier>"
        "<event id='tariff' source='s' date='2025-04-03' kind='tariff' "
        "organisation='US'><title>25 percent</title></event></dataset>");
    assert_string_equal(d->models[0]->plant, "Kentucky");
    const Barrier *b = d->barriers[0];
    assert_string_equal(BARRIER_KINDS[b->kind], "size");
    assert_string_equal(BARRIER_STATUSES[b->status], "eased");
    assert_true(b->has_per_unit && b->per_unit == 0 && b->has_lead_time);
    assert_true(b->lead_time == 6);
    assert_int_equal(d->events[0]->date.day, 3);
    assert_null(d->events[0]->text);
}

/* ---- what is refused ---- */

static void what_is_wrong_is_reported_with_its_line(void **state) {
    static const char *const bad[][2] = {
        {"<serie/>",
         ":3: error: unexpected element <serie> in <dataset>; did you mean"},
        {"<source id='s' publisher='P' title='T' date='2025' confidence='high'/>",
         ":3: error: id 's' is taken: first at "},
        {"<source id='t' publisher='P' title='T' date='2025' confidence='sure'/>",
         "'sure' is not one of high, derived, medium, low, article"},
        {SERIES ">\n<obs period='2025-01' value='1,5'/></series>",
         ":4: error: bad value: '1,5' is not a number"},
        {SERIES ">\n<obs period='2025-01'/></series>",
         ":4: error: status 'A': needs a value; a missing one has status O"},
        {SERIES "><obs period='2025-01' value='1' status='O'/></series>",
         "status 'O': stands with a value"},
        {SERIES "><obs period='2025-01' value='1' status='Q'/></series>",
         "status 'Q': stands with a value"},
        {SERIES "><obs period='2025-01' status='P'/></series>",
         "status 'P': needs a value"},
        {SERIES "><obs period='2025-01' value='1' status='X'/></series>",
         "status 'X': no SDMX OBS_STATUS"},
        {SERIES "><obs period='2025-01' value='1' status='AB'/></series>",
         "status 'AB': no SDMX OBS_STATUS"},
        {SERIES "><obs period='2025-01' value='1' status=''/></series>",
         "status '': no SDMX OBS_STATUS"},
        {SERIES "><obs period='2025' value='1'/></series>",
         "period 2025 is not of the series' frequency M"},
        {SERIES ">\n<obs period='2025-01' value='1'/>\n<obs period='2025-M01' "
                "value='2'/></series>",
         ":5: error: period 2025-01 stands twice in the series: first at line 4"},
        {SERIES "><ob period='2025-01'/></series>", "<ob> in <series>; did you mean"},
        {SERIES ">1.5</series>", "unexpected text in <series>"},
        {SERIES " multiplier='400'/>", "400 is not -15 to 15"},
        {SERIES " multiplier='x'/>", "'x' is not a whole number"},
        {SERIES " parnter='JPN'/>", "unknown attribute 'parnter' on <series>; did you"},
        {"<series id='x' source='t' reporter='U' flow='f' measure='m' frequency='M' "
         "unit='USD'/>",
         "unknown source 't'"},
        {"<series id='x' source='s' reporter='U' flow='f' measure='m' frequency='B' "
         "unit='USD'/>",
         "'B' is not one of A, S, T, Q, M, W, D"},
        {GROUP "<series id='a'>1 2,5</series></group>",
         ":4: error: bad value: '2,5' is not a number; a missing one is written '-'"},
        {GROUP "<series id='a' from='2024-01'>1</series></group>",
         ":4: error: period 2024-01 is not of the series' frequency A"},
        {GROUP "<series id='a' from='9999'>1\n2</series></group>",
         ":5: error: more values than there are periods from 'from' to 9999"},
        {GROUP "<series id='a'>1<obs period='2024' value='1'/></series></group>",
         "unexpected element <obs> in <series>: expected none"},
        {GROUP "<obs period='2024' value='1'/></group>",
         "unexpected element <obs> in <group>: expected series"},
        {GROUP "1 2</group>", "unexpected text in <group>: it holds elements only"},
        {"<group source='s' flwo='export'><series id='a'/></group>",
         "unknown attribute 'flwo' on <group>; did you mean 'flow'?"},
        {"<group id='g' source='s'/>", "unknown attribute 'id' on <group>"},
        {"<group source='s' reporter='JPN' flow='export' measure='value' "
         "frequency='A'>\n<series id='a'/></group>",
         ":4: error: missing attribute 'unit' on <series> and on its <group>"},
        {"<statement id='a' source='s' organisation='T' said='2025' "
         "commitment='none'/>",
         "missing element <words> in <statement>"},
        {"<statement id='a' source='s' organisation='T' said='2025' "
         "commitment='planed'>"
         "<words>w</words></statement>",
         "did you mean 'planned'?"},
        {"<measure id='m' source='s' product='p' reporter='R' partner='Q' unit='u'>"
         "<title>T</title></measure>",
         "missing <volume case=\"central\"> in <measure>"},
        {"<measure id='m' source='s' product='p' reporter='R' partner='Q' unit='u'>"
         "<title>T</title><volume case='central' value='0' source='s'/></measure>",
         "a volume is above 0"},
        {"<measure id='m' source='s' product='p' reporter='R' partner='Q' unit='u'>"
         "<title>T</title><volume case='central' value='1' source='s'/>"
         "<volume case='central' value='2' source='s'/></measure>",
         "<volume case=\"central\"> stands twice"},
        {"<event id='e' source='s' date='2025' kind='rule'><title>a</title>"
         "<title>b</title></event>",
         "<title> stands twice in <event>"},
        {"<event id='e' source='s' date='2025' kind='rule'/>",
         "missing element <title> in <event>"},
        {"<model id='m' source='s' maker='M' name='N'>x</model>",
         "unexpected text in <model>"},
        {"<barrier id='b' source='s' kind='size' status='stands' per-unit='5'>"
         "<title>T</title></barrier>",
         "missing attribute 'currency' on <barrier>"}};
    Folder *folder = *state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        folder->diags = diags_new(folder->arena);
        Dataset *dataset = dataset_new(folder->arena);
        const char *text = arena_print(folder->arena, HEAD "%s\n</dataset>", bad[i][0]);
        if (read_text(folder, dataset, text)) fail_msg("accepted: %s", bad[i][0]);
        assert_true(folder_said(folder, bad[i][1]));
        assert_int_equal(diags_count(folder->diags, FAULT_DATA), 1);
    }
}

static void errors_in_one_record_do_not_hide_those_in_the_next(void **state) {
    Folder *folder = *state;
    Dataset *dataset = dataset_new(folder->arena);
    assert_false(read_text(folder, dataset,
                           HEAD SERIES ">\n<obs period='x' value='1'/>\n"
                                       "<obs period='2025-02' value='y'/></series>\n"
                                       "<event/>\n<other/>\n"
                                       "<model id='m' source='s' maker='M' name='N'/>\n"
                                       "</dataset>"));
    assert_true(folder_said(folder, ":4: error: bad value of 'period'"));
    assert_true(folder_said(folder, ":5: error: bad value: 'y'"));
    assert_true(folder_said(folder, ":6: error: missing attribute 'id' on <event>"));
    assert_true(folder_said(folder, ":7: error: unexpected element <other>"));
    assert_int_equal(dataset->model_count, 1);
}

static void ids_are_one_space_over_all_files(void **state) {
    Folder *folder = *state;
    Dataset *dataset = read_good(folder, HEAD SERIES "/></dataset>");
    const char *path = folder_write(
        folder, "e.xml",
        "<dataset version='1' id='e'>\n<model id='x' source='s' maker='M' name='N'/>"
        "<model id='m' source='s' maker='M' name='N'/></dataset>");
    assert_false(
        dataset_read(dataset, path, NULL, (Origin){"brief.xml", 6}, folder->diags));
    assert_true(folder_said(folder, "e.xml:2: error: id 'x' is taken: first at "));
    assert_int_equal(dataset->model_count, 1);
    assert_int_equal(dataset->file_count, 2);
}

static void a_dataset_needs_its_version_and_id(void **state) {
    Folder *folder = *state;
    Dataset *dataset = dataset_new(folder->arena);
    assert_false(read_text(folder, dataset, "<dataset version='9'/>"));
    assert_true(folder_said(folder, "bad value of 'version'"));
    assert_true(folder_said(folder, "missing attribute 'id' on <dataset>"));
}

static void the_dump_has_a_line_for_each_record(void **state) {
    Folder *folder = *state;
    const Dataset *d = read_good(
        folder, HEAD SERIES " multiplier='6'><obs period='2025-02' status='O'/>"
                            "<obs period='2025-01' value='1.50' status='E'/></series>"
                            "<event id='e' source='s' date='2025-04' kind='rule'>"
                            "<title>T</title></event></dataset>");
    Text out = {.arena = folder->arena};
    dataset_dump(d, &out);
    assert_string_equal(text_string(&out),
                        "source s 2025-02-05 P: T (medium)\n"
                        "series x source=s reporter=USA flow=export measure=value "
                        "frequency=M unit=USD multiplier=6 confidence=medium\n"
                        "  2025-01 1.5 E\n"
                        "  2025-02 missing O\n"
                        "event e 2025-04 T\n");
}

#include "data_sdmx.h"

#define TEST(name) cmocka_unit_test_setup_teardown(name, folder_setup, folder_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_source_keeps_all_it_says),
        TEST(a_series_keeps_its_dimensions),
        TEST(what_a_series_leaves_out_comes_from_its_source_or_is_absent),
        TEST(observations_stand_in_the_order_of_their_periods),
        TEST(values_in_the_text_of_a_series_stand_at_their_periods_and_lines),
        TEST(a_series_says_what_differs_from_its_group),
        TEST(a_dataset_over_another_leaves_that_as_it_was),
        TEST(columns_of_all_series_follow_each_other),
        TEST(a_missing_value_is_missing_and_never_zero),
        TEST(the_worse_status_is_the_one_higher_in_sdmx_precedence),
        TEST(vintages_of_one_series_stand_beside_each_other),
        TEST(a_statement_keeps_every_stretch_of_words),
        TEST(a_measure_keeps_the_source_of_each_volume),
        TEST(models_barriers_and_events_are_read),
        TEST(what_is_wrong_is_reported_with_its_line),
        TEST(errors_in_one_record_do_not_hide_those_in_the_next),
        TEST(ids_are_one_space_over_all_files),
        TEST(a_dataset_needs_its_version_and_id),
        TEST(the_dump_has_a_line_for_each_record),
        TEST(the_same_figures_in_every_layout_give_the_same_dataset),
        TEST(a_message_without_a_source_is_its_own),
        TEST(the_brief_may_name_the_source),
        TEST(two_files_without_sources_have_two),
        TEST(series_keep_their_lines),
        TEST(a_code_may_tell_several_dimensions),
        TEST(what_no_map_names_keeps_series_apart),
        TEST(a_map_comes_before_the_ready_one),
        TEST(a_year_may_be_given_by_its_first_month),
        TEST(reporting_years_start_when_they_say),
        TEST(a_confidential_figure_without_value_is_suppressed),
        TEST(the_time_may_have_any_name_that_reads_as_one),
        TEST(a_flat_message_may_give_the_time_another_name),
        TEST(numbers_are_read_exactly),
        TEST(what_is_wrong_in_a_message_is_reported_with_its_line),
        TEST(a_bad_map_is_reported_at_its_line),
        TEST(a_flood_of_errors_is_counted),
        TEST(a_deleted_data_set_is_not_used),
        TEST(growth_beyond_the_limit_takes_the_escape),
        TEST(scattered_observations_come_together_in_order),
        TEST(the_examples_of_the_ecb_are_equal_in_four_layouts),
        TEST(what_agencies_answer_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
