/* SDMX-ML: every layout gives the same dataset; inheritance, statuses, maps, sources,
 * and what is said of messages that hold no data. */
#include <math.h>

#include "data/columns.h"
#include "data_layouts.h"

static const char TRADE_MAP[] =
    "<map measure='=value'><code dimension='flow' from='X' to='export'/>"
    "<code dimension='flow' from='M' to='import'/></map>";

/* The dump without sources and ids, series in order of their text; the caller's to
 * compare.  The flat layouts meet the series in another order. */
static const char *figures(Folder *folder, const Dataset *dataset) {
    Text all = {.arena = folder->arena}, kept = {.arena = folder->arena};
    dataset_dump(dataset, &all);
    char *imports = NULL;
    for (char *line = all.data; line && *line;) {
        char *end = strchr(line, '\n');
        if (end) *end = '\0';
        const char *dimensions = strstr(line, " reporter=");
        bool is_series = strncmp(line, "series ", 7) == 0;
        if (is_series && strstr(line, "flow=import")) imports = line;
        if (is_series && strstr(line, "flow=export")) imports = NULL;
        if (strncmp(line, "source ", 7) != 0 && !imports)
            text_print(&kept, "%s\n", is_series && dimensions ? dimensions : line);
        if (end) *end = '\n';
        line = end ? end + 1 : NULL;
    }
    bool inside = false;
    for (char *line = all.data; line && *line;) {
        char *end = strchr(line, '\n');
        if (end) *end = '\0';
        const char *dimensions = strstr(line, " reporter=");
        if (strncmp(line, "series ", 7) == 0) inside = strstr(line, "flow=import");
        if (inside) text_print(&kept, "%s\n", dimensions ? dimensions : line);
        line = end ? end + 1 : NULL;
    }
    return text_string(&kept);
}

static const XmlNode *node_of(Folder *folder, const char *name, const char *text) {
    const char *path = folder_write(folder, "guide.xml", text);
    return xml_load(folder->arena, folder->diags, path, name, (Origin){path, 1}, NULL);
}

/* What `text` holds, read with `map` (NULL for none). */
static Dataset *read_sdmx(Folder *folder, const char *text, const char *map,
                          bool *good) {
    Dataset *dataset = dataset_new(folder->arena);
    SdmxGuide guide = {.map = map ? node_of(folder, "map", map) : NULL};
    const char *path = folder_write(folder, "trade.xml", text);
    *good = dataset_read(dataset, path, map ? &guide : NULL, (Origin){"brief.xml", 5},
                         folder->diags);
    return dataset;
}

static Dataset *read_good_sdmx(Folder *folder, const char *text, const char *map) {
    bool good;
    Dataset *dataset = read_sdmx(folder, text, map, &good);
    assert_true(folder_is_quiet(folder));
    assert_true(good);
    return dataset;
}

static void the_same_figures_in_every_layout_give_the_same_dataset(void **state) {
    Folder *folder = *state;
    Dataset *own = read_good(folder, OWN);
    const char *wanted = figures(folder, own);
    assert_non_null(strstr(wanted, "2025-Q2 -21.25 A"));
    for (size_t i = 0; i < sizeof LAYOUTS / sizeof *LAYOUTS; i++) {
        print_message("%s\n", LAYOUTS[i].name);
        Dataset *dataset = read_good_sdmx(folder, LAYOUTS[i].text, TRADE_MAP);
        assert_string_equal(figures(folder, dataset), wanted);
        assert_null(dataset->scattered);
    }
}

static void a_message_without_a_source_is_its_own(void **state) {
    Dataset *d = read_good_sdmx(*state, LAYOUTS[0].text, NULL);
    const Source *source = d->sources[0];
    assert_string_equal(source->id, "trade");
    assert_string_equal(source->publisher, "Office");
    assert_int_equal(source->date.day, 4);
    assert_int_equal(source->vintage.month, 3);
    assert_int_equal(source->confidence, CONFIDENCE_HIGH);
    assert_ptr_equal(d->series[1].source, source);
}

static void the_brief_may_name_the_source(void **state) {
    Folder *folder = *state;
    Dataset *d = dataset_new(folder->arena);
    SdmxGuide guide = {.source = node_of(folder, "source",
                                         "<source id='imts' publisher='IMF' title='T' "
                                         "date='2026' confidence='medium'/>")};
    const char *path = folder_write(folder, "a.xml", LAYOUTS[0].text);
    assert_true(dataset_read(d, path, &guide, (Origin){"b", 1}, folder->diags));
    assert_string_equal(d->series[0].source->publisher, "IMF");
    assert_int_equal(d->series[0].confidence, CONFIDENCE_MEDIUM);
    SdmxGuide second = {.source_id = "imts"};
    path = folder_write(folder, "b.xml", LAYOUTS[1].text);
    assert_true(dataset_read(d, path, &second, (Origin){"b", 2}, folder->diags));
    assert_ptr_equal(d->series[2].source, d->series[0].source);
    assert_int_equal(d->source_count, 1);
    assert_true(folder_is_quiet(folder));
}

static void two_files_without_sources_have_two(void **state) {
    Folder *folder = *state;
    Dataset *d = dataset_new(folder->arena);
    const char *path = folder_write(folder, "a.xml", LAYOUTS[0].text);
    assert_true(dataset_read(d, path, NULL, (Origin){"b", 1}, folder->diags));
    assert_true(dataset_read(d, path, NULL, (Origin){"b", 2}, folder->diags));
    assert_string_equal(d->sources[1]->id, "a-2");
    assert_string_equal(d->series[3].id, "a-2.2");
    assert_int_equal(d->observation_count, 12);
}

static void series_keep_their_lines(void **state) {
    Dataset *d =
        read_good_sdmx(*state,
                       "<m:StructureSpecificData xmlns:m='u'>\n<m:Header>"
                       "<m:Prepared>2025-01-01</m:Prepared></m:Header>\n"
                       "<!-- a\nb -->\n<m:DataSet>\n<Series UNIT='x'\n FREQ='A'>"
                       "<Obs TIME_PERIOD='2024'\n OBS_VALUE='1'/>\n<Obs\n "
                       "TIME_PERIOD='2025' OBS_VALUE='2'/></Series></m:DataSet>"
                       "</m:StructureSpecificData>",
                       NULL);
    assert_int_equal(d->series[0].origin.line, 6);
    assert_int_equal(d->lines[0], 7);
    assert_int_equal(d->lines[1], 9);
}

#define ONE(attributes, observations)                                                  \
    "<m:StructureSpecificData xmlns:m='u'><m:Header><m:Prepared>2025-01-01"            \
    "</m:Prepared></m:Header>\n<m:DataSet><Series UNIT='USD' " attributes              \
    ">" observations "</Series></m:DataSet></m:StructureSpecificData>"

static void a_code_may_tell_several_dimensions(void **state) {
    Dataset *d = read_good_sdmx(
        *state,
        ONE("INDICATOR='MG_CIF_USD' CURRENCY='JPY' DENOM='EUR'",
            "<Obs TIME_PERIOD='2024-05' OBS_VALUE='1'/>"),
        "<map flow='INDICATOR' basis='=imts' maker='CURRENCY/DENOM'>"
        "<code dimension='flow' from='MG_CIF_USD' to='import' valuation='CIF' "
        "unit='EUR' multiplier='3'/></map>");
    const Series *s = &d->series[0];
    assert_string_equal(s->dimensions[DIM_FLOW], "import");
    assert_string_equal(s->dimensions[DIM_VALUATION], "CIF");
    assert_string_equal(s->dimensions[DIM_UNIT], "EUR");
    assert_string_equal(s->dimensions[DIM_BASIS], "imts");
    assert_string_equal(s->dimensions[DIM_MAKER], "JPY/EUR");
    assert_string_equal(s->dimensions[DIM_FREQUENCY], "M");
    assert_int_equal(s->multiplier, 3);
    assert_null(s->dimensions[DIM_DETAIL]);
}

static void what_no_map_names_keeps_series_apart(void **state) {
    Dataset *d = read_good_sdmx(
        *state,
        "<m:StructureSpecificData xmlns:m='u'><m:Header><m:Prepared>2025-01-01"
        "</m:Prepared></m:Header><m:DataSet>"
        "<Series UNIT='USD' SEX='F' AGE='_T' NOTE='in words'><Obs TIME_PERIOD='2024' "
        "OBS_VALUE='1'/></Series><Series UNIT='USD' SEX='M' AGE='Y15' IGNORED='1'>"
        "<Obs TIME_PERIOD='2024' OBS_VALUE='2'/></Series></m:DataSet>"
        "</m:StructureSpecificData>",
        "<map><ignore component='ignored'/></map>");
    assert_int_equal(d->series_count, 2);
    assert_string_equal(d->series[0].dimensions[DIM_DETAIL], "SEX=F");
    assert_string_equal(d->series[1].dimensions[DIM_DETAIL], "AGE=Y15 SEX=M");
}

static void a_map_comes_before_the_ready_one(void **state) {
    Folder *folder = *state;
    Dataset *d = dataset_new(folder->arena);
    SdmxGuide guide = {.map = node_of(folder, "map",
                                      "<map unit='=EUR'><code dimension='product' "
                                      "from='1' to='one'/></map>")};
    guide.ready_map =
        xml_load(folder->arena, folder->diags,
                 folder_write(folder, "ready.xml",
                              "<map version='1' id='r' unit='=USD' product='CN'><code "
                              "dimension='product' from='1' to='uno'/></map>"),
                 "map", (Origin){"b", 1}, NULL);
    const char *path = folder_write(
        folder, "t.xml", ONE("CN='1'", "<Obs TIME_PERIOD='2024' OBS_VALUE='1'/>"));
    assert_true(dataset_read(d, path, &guide, (Origin){"b", 1}, folder->diags));
    assert_string_equal(d->series[0].dimensions[DIM_UNIT], "EUR");
    assert_string_equal(d->series[0].dimensions[DIM_PRODUCT], "one");
    /* What the map passes over is kept. */
    assert_string_equal(d->series[0].dimensions[DIM_DETAIL], "UNIT=USD");
}

static void a_year_may_be_given_by_its_first_month(void **state) {
    Dataset *d = read_good_sdmx(*state,
                                ONE("FREQ='A'", "<Obs TIME_PERIOD='2000-01' "
                                                "OBS_VALUE='1'/><Obs "
                                                "TIME_PERIOD='2001-12-31' "
                                                "OBS_VALUE='2'/>"),
                                NULL);
    assert_int_equal(d->periods[0], period_make(FREQ_YEAR, 2000, 1));
    assert_int_equal(d->periods[1], period_make(FREQ_YEAR, 2001, 1));
}

static void reporting_years_start_when_they_say(void **state) {
    Dataset *d = read_good_sdmx(*state,
                                ONE("FREQ='Q' REPORTING_YEAR_START_DAY='--04-01'",
                                    "<Obs TIME_PERIOD='2024-Q4' OBS_VALUE='1'/>"),
                                NULL);
    assert_int_equal(d->periods[0], period_make(FREQ_QUARTER, 2025, 1));
}

static void a_confidential_figure_without_value_is_suppressed(void **state) {
    Folder *folder = *state;
    bool good;
    Dataset *d = read_sdmx(folder,
                           ONE("", "<Obs TIME_PERIOD='2023' OBS_VALUE='NaN' "
                                   "CONF_STATUS='C'/><Obs TIME_PERIOD='2024' "
                                   "OBS_VALUE='' OBS_STATUS='c'/><Obs "
                                   "TIME_PERIOD='2025' OBS_STATUS='P'/>"),
                           NULL, &good);
    assert_true(good);
    assert_int_equal(dataset_value(d, 0).state, VALUE_SUPPRESSED);
    assert_int_equal(dataset_value(d, 1).state, VALUE_SUPPRESSED);
    assert_int_equal(dataset_value(d, 2).state, VALUE_NOT_AVAILABLE);
    assert_true(
        folder_said(folder, "though their status needs a value: 1 observation"));
}

static void the_time_may_have_any_name_that_reads_as_one(void **state) {
    Dataset *d = read_good_sdmx(
        *state, ONE("VAR='1990'", "<Obs YEA='1990' OBS_VALUE='1'/><Obs YEA='1991'/>"),
        NULL);
    assert_int_equal(d->periods[1], period_make(FREQ_YEAR, 1991, 1));
    assert_string_equal(d->series[0].dimensions[DIM_DETAIL], "VAR=1990");
}

static void a_flat_message_may_give_the_time_another_name(void **state) {
    Dataset *d = read_good_sdmx(
        *state,
        "<CompactData><Header><Prepared>2025-01-01</Prepared></Header><DataSet>"
        "<Obs AREA='A' UNIT='t' YEA='1990' OBS_VALUE='1'/>"
        "<Obs AREA='A' UNIT='t' YEA='1991' OBS_VALUE='2'/>"
        "<Obs AREA='A' UNIT='t' YEA='1992' OBS_VALUE='3'/>"
        "<Obs AREA='B' UNIT='t' YEA='1992' OBS_VALUE='3'/></DataSet></CompactData>",
        NULL);
    assert_int_equal(d->series_count, 2);
    assert_int_equal(d->series[0].observation_count, 3);
    assert_string_equal(d->series[0].dimensions[DIM_DETAIL], "AREA=A");
}

static void numbers_are_read_exactly(void **state) {
    static const char *const texts[] = {"0",
                                        "-0.5",
                                        "12345678.25",
                                        "9007199254740993",
                                        "1.529364705882353",
                                        "1e3",
                                        "1E-7",
                                        "+4",
                                        ".5",
                                        "5.",
                                        "94669000000.125",
                                        "1.7976931348623157e308",
                                        "123456789012345678901234567890",
                                        "0.000000000000000000001",
                                        "9007199254740992",
                                        "0.1",
                                        "99999999999999999.9"};
    Folder *folder = *state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        bool good;
        const char *text =
            arena_print(folder->arena,
                        ONE("", "<Obs TIME_PERIOD='2024' OBS_VALUE='%s'/>"), texts[i]);
        Dataset *d = read_sdmx(folder, text, NULL, &good);
        assert_true(good);
        if (d->numbers[0] != strtod(texts[i], NULL)) fail_msg("%s", texts[i]);
    }
}

static void what_is_wrong_in_a_message_is_reported_with_its_line(void **state) {
    static const char *const bad[][2] = {
        {ONE("", "\n<Obs TIME_PERIOD='2024' OBS_VALUE='1,5'/>"),
         ":3: error: bad OBS_VALUE: '1,5' is not a number"},
        {ONE("", "\n<Obs TIME_PERIOD='2024' OBS_VALUE='INF'/>"),
         ":3: error: bad OBS_VALUE: 'INF' is not a number"},
        {ONE("", "\n<Obs TIME_PERIOD='2024-13' OBS_VALUE='1'/>"),
         ":3: error: bad TIME_PERIOD: '2024-13' is not a period"},
        {ONE("", "\n<Obs TIME_PERIOD='2024' OBS_VALUE='1' OBS_STATUS='R'/>"),
         ":3: error: status 'R': no SDMX OBS_STATUS; translate it in the map"},
        {ONE("", "\n<Obs TIME_PERIOD='2024' OBS_VALUE='1' OBS_STATUS='M'/>"),
         ":3: error: status 'M': stands with a value"},
        {ONE("", "\n<Obs OBS_VALUE='1'/>"),
         ":3: error: an observation without its TIME"},
        {ONE("", "<Obs TIME_PERIOD='2024' OBS_VALUE='1'/>\n<Obs TIME_PERIOD='2024' "
                 "OBS_VALUE='1'/>"),
         ":3: error: period 2024 stands twice in the series: first at line 2"},
        {ONE("FREQ='M'", "\n<Obs TIME_PERIOD='2024' OBS_VALUE='1'/>"),
         ":3: error: period 2024 is not of the series' frequency M"},
        {ONE("FREQ='N'", "<Obs TIME_PERIOD='2024' OBS_VALUE='1'/>"),
         ":2: error: frequency 'N': not one of A, S"},
        {ONE("UNIT_MULT='x'", "<Obs TIME_PERIOD='2024' OBS_VALUE='1'/>"),
         ":2: error: bad multiplier: 'x' is not a whole number"},
        {ONE("UNIT_MULT='20'", "<Obs TIME_PERIOD='2024' OBS_VALUE='1'/>"),
         "'20' is not from -15 to 15"},
        {ONE("", "\n<Ob TIME_PERIOD='2024' OBS_VALUE='1'/>"),
         ":3: error: unexpected element <Ob> in an SDMX-ML message; did you mean "
         "'Obs'"},
        {"<StructureSpecificData><DataSet><Series><Obs TIME_PERIOD='2024' "
         "OBS_VALUE='1'/></Series></DataSet></StructureSpecificData>",
         "the header has no Prepared date: name the source in the brief"},
        {"<m:UtilityData xmlns:m='u'/>", ":1: error: <UtilityData> holds no data"},
        {"<m:Error xmlns:m='u'><m:ErrorMessage code='140'><Text>Bad key</Text>"
         "</m:ErrorMessage></m:Error>",
         "the service says with code 140: Bad key; the query is written wrongly"},
        {"<E:Envelope xmlns:E='u'><E:Body><E:Fault><faultcode>x</faultcode>"
         "<faultstring>No such flow</faultstring></E:Fault></E:Body></E:Envelope>",
         "the service says: No such flow"}};
    Folder *folder = *state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        bool good;
        folder->diags = diags_new(folder->arena);
        read_sdmx(folder, bad[i][0], NULL, &good);
        if (good) fail_msg("accepted: %s", bad[i][0]);
        assert_true(folder_said(folder, bad[i][1]));
        assert_int_equal(diags_count(folder->diags, FAULT_DATA), 1);
    }
}

static void a_bad_map_is_reported_at_its_line(void **state) {
    static const char *const bad[][2] = {
        {"<map reporetr='X'/>", "unknown attribute 'reporetr' on <map>; did you mean"},
        {"<map time='=2024'/>", "bad value of 'time' on <map>: '=2024' is not a comp"},
        {"<map unit='='/>", "'=' is not a component or '=' and a fixed value"},
        {"<map><code dimension='flow' from='X'/></map>", "missing attribute 'to' on"},
        {"<map><code dimension='time' from='X' to='Y'/></map>", "'time' has no codes"},
        {"<map><codes/></map>", "unexpected element <codes> in <map>; did you mean"},
        {"<map>x</map>", "unexpected text in <map>"}};
    Folder *folder = *state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        bool good;
        folder->diags = diags_new(folder->arena);
        read_sdmx(folder, LAYOUTS[0].text, bad[i][0], &good);
        if (good) fail_msg("accepted: %s", bad[i][0]);
        assert_true(folder_said(folder, bad[i][1]));
        assert_int_equal(diags_count(folder->diags, FAULT_DATA), 1);
    }
}

static void a_flood_of_errors_is_counted(void **state) {
    Folder *folder = *state;
    Text text = {.arena = folder->arena};
    text_add(&text, "<StructureSpecificData><Header><Prepared>2025</Prepared></Header>"
                    "<DataSet><Series UNIT='USD'>");
    for (int i = 0; i < 1000; i++)
        text_print(&text, "<Obs TIME_PERIOD='%d' OBS_VALUE='x'/>\n", 1000 + i);
    text_add(&text, "</Series></DataSet></StructureSpecificData>");
    bool good;
    read_sdmx(folder, text_string(&text), NULL, &good);
    assert_false(good);
    assert_true(folder_said(folder, "950 more errors in the file"));
    assert_int_equal(diags_count(folder->diags, FAULT_DATA), 51);
}

static void a_deleted_data_set_is_not_used(void **state) {
    Folder *folder = *state;
    bool good;
    Dataset *d =
        read_sdmx(folder,
                  SPECIFIC("StructureSpecificData", "TIME_PERIOD",
                           "</m:DataSet><m:DataSet action='Delete'><Series" KEY(
                               "X") ">" OBS("2025-Q1", "OBS_VALUE='1'") "</Series>"),
                  NULL, &good);
    assert_true(good);
    assert_int_equal(d->observation_count, 0);
    assert_true(folder_said(folder, "a data set of action Delete is not used"));
}

/* ---- columns ---- */

static void growth_beyond_the_limit_takes_the_escape(void **state) {
    Folder *folder = *state;
    jmp_buf escape;
    Arena *arena = arena_new(&escape);
    Dataset *volatile kept = NULL;
    const char *path = folder_write(folder, "t.xml", LAYOUTS[0].text);
    if (setjmp(escape) == 0) {
        kept = dataset_new(arena);
        arena_limit(arena, 1024 * 1024);
        dataset_read(kept, path, NULL, (Origin){"b", 1}, folder->diags);
        arena_limit(arena, 4096);
        while (true)
            columns_add(kept);
    }
    assert_true(kept->observation_count > 0);
    arena_free(arena);
}

static void scattered_observations_come_together_in_order(void **state) {
    enum { AREAS = 37, YEARS = 53 };
    Folder *folder = *state;
    Text text = {.arena = folder->arena};
    text_add(&text,
             "<StructureSpecificData><Header><Prepared>2025</Prepared><Structure "
             "dimensionAtObservation='AllDimensions'/></Header><DataSet>");
    for (int i = 0; i < AREAS * YEARS; i++) {
        int n = i * 1009 % (AREAS * YEARS);
        text_print(&text,
                   "<Obs UNIT='USD' AREA='A%d' TIME_PERIOD='%d' OBS_VALUE='%d'/>\n",
                   n % AREAS, 1900 + n / AREAS, n);
    }
    text_add(&text, "</DataSet></StructureSpecificData>");
    Dataset *d = read_good_sdmx(folder, text_string(&text), "<map product='AREA'/>");
    assert_int_equal(d->series_count, AREAS);
    for (int s = 0; s < AREAS; s++) {
        const Series *series = &d->series[s];
        int area = atoi(series->dimensions[DIM_PRODUCT] + 1);
        assert_int_equal(series->observation_count, YEARS);
        for (int k = 0; k < YEARS; k++) {
            int n = series->first_observation + k;
            assert_int_equal(period_year(d->periods[n]), 1900 + k);
            assert_int_equal((int) d->numbers[n], k * AREAS + area);
        }
    }
}

/* ---- files of agencies, where they are at hand ---- */

static const char *sample(Folder *folder, const char *name) {
    static const char *const folders[] = {"../shared/samples", NULL};
    for (int i = 0; folders[i]; i++) {
        const char *path = arena_print(folder->arena, "%s/%s", folders[i], name);
        if (access(path, R_OK) == 0) return path;
    }
    return NULL;
}

static void the_examples_of_the_ecb_are_equal_in_four_layouts(void **state) {
    static const char *const names[] = {
        "sdmx21_ss_ecb_exr_ng.xml", "sdmx21_generic_flat_ecb.xml",
        "sdmx21_generic_groups_ecb.xml", "sdmx21_generic_xs_ecb.xml"};
    Folder *folder = *state;
    const char *first = NULL;
    if (!sample(folder, names[0])) skip();
    for (int i = 0; i < 4; i++) {
        Dataset *d = dataset_new(folder->arena);
        assert_true(dataset_read(d, sample(folder, names[i]), NULL, (Origin){"b", 1},
                                 folder->diags));
        Text out = {.arena = folder->arena};
        for (int s = 0; s < d->series_count; s++) {
            d->series[s].id = "-";
            ((Source *) d->series[s].source)->id = "-";
        }
        dataset_dump(d, &out);
        const char *series = strstr(text_string(&out), "series ");
        if (!first) first = series;
        assert_string_equal(series, first);
    }
    assert_non_null(strstr(first, "2010-10 113.67 A"));
}

static void what_agencies_answer_is_read(void **state) {
    static const struct {
        const char *name;
        int series, observations;
    } files[] = {{"estat_nama_ss21.xml", 1, 4},        {"imf_pcps_ss21.xml", 1, 1},
                 {"imf_weo_ss21.xml", 1, 1},           {"sdmx20_compact.xml", 0, 0},
                 {"sdmx20_compact_nullobs.xml", 2, 6}, {"sdmx20_soap.xml", 0, 0},
                 {"sdmx30_ss_complexattrs.xml", 1, 3}};
    Folder *folder = *state;
    if (!sample(folder, files[0].name)) skip();
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        Dataset *d = dataset_new(folder->arena);
        assert_true(dataset_read(d, sample(folder, files[i].name), NULL,
                                 (Origin){"b", 1}, folder->diags));
        assert_true(d->observation_count > 0);
        if (files[i].series) assert_int_equal(d->series_count, files[i].series);
        if (files[i].observations)
            assert_int_equal(d->observation_count, files[i].observations);
    }
    Dataset *d = dataset_new(folder->arena);
    assert_false(dataset_read(d, sample(folder, "estat_footer.xml"), NULL,
                              (Origin){"b", 1}, folder->diags));
    assert_true(folder_said(folder, "estat_footer.xml:16: error: the service says with "
                                    "code 413: Due to the large query"));
}
