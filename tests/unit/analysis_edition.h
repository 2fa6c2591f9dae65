/* The part of analysis_test.c about what has changed since the last edition. */

/* A dataset of two vintages' sources and `records`. */
static const Dataset *edition_dataset(Folder *folder, const char *records) {
    Dataset *dataset = dataset_new(folder->arena);
    const char *text = arena_print(
        folder->arena,
        "<dataset version='1' id='d'>"
        "<source id='feb' publisher='C' title='T' table='t' date='2026-02-07' "
        "vintage='2026-02-07' confidence='high'/>"
        "<source id='jun' publisher='C' title='T' table='t' date='2026-06-17' "
        "vintage='2026-06-17' confidence='high'/>" SOURCES "\n%s</dataset>",
        records);
    assert_true(dataset_read(dataset, folder_write(folder, "d.xml", text), NULL,
                             (Origin){"b.xml", 1}, folder->diags));
    return dataset;
}

/* An edition's findings as the next one reads them. */
static const LastEdition *publish_edition(Folder *folder, const char *records,
                                          const char *steps) {
    Arena *arena = folder->arena;
    const Findings *findings =
        run_over(folder, edition_dataset(folder, records), steps);
    assert_non_null(findings);
    Text text = {.arena = arena};
    xml_write(findings_tree(findings,
                            (FindingsHead){.brief = "b", .lang = "en", .program = "p"},
                            arena),
              &text);
    LastEdition *last = arena_alloc(arena, sizeof *last);
    last->name = "last-edition/b.findings.xml";
    last->findings = xml_load(arena, folder->diags,
                              folder_write(folder, "l.xml", text_string(&text)),
                              "findings", (Origin){"b.xml", 1}, NULL);
    assert_non_null(last->findings);
    return last;
}

/* Two editions, the same steps over two states of the data. */
static const Findings *run_editions(Folder *folder, const char *then, const char *now,
                                    const char *steps) {
    folder->diags = diags_new(folder->arena);
    const LastEdition *last = publish_edition(folder, then, steps);
    const Findings *findings =
        run_since(folder, edition_dataset(folder, now), last, steps);
    assert_non_null(findings);
    return findings;
}

/* Exports of `source`, in USD million. */
static const char *exports_of(Folder *folder, const char *source, const char *values) {
    return series(folder, "x", source,
                  "flow='export' frequency='A' unit='USD' multiplier='6'", values);
}

#define EXPORTS "<series id='x' label='Exports' flow='export'/>"

/* The changes as "key class why, ..." in their order. */
static const char *listed(Folder *folder, const Findings *findings) {
    const Changes *changes = result_of(findings, "c")->changes;
    Text text = {.arena = folder->arena};
    for (int i = 0; i < changes->count; i++) {
        const Change *change = &changes->items[i];
        text_print(&text, "%s%s %s %s", i ? ", " : "", change->figure->key,
                   change->figure->class_name, REASON_WORDS[change->why]);
    }
    return text_string(&text);
}

static void a_first_edition_has_nothing_to_compare_with(void **state) {
    Folder *folder = *state;
    const Findings *f =
        run_over(folder, edition_dataset(folder, exports_of(folder, "feb", "2024:5")),
                 EXPORTS "<since-last-edition id='c'/>");
    assert_null(result_of(f, "c")->changes->since);
    assert_string_equal(findings_changes(f, folder->arena), "first edition");
    assert_string_equal(xml_attribute(result_of(f, "c")->notes, "first"), "yes");
    assert_true(folder_is_quiet(folder));
}

static void the_same_data_have_no_changes(void **state) {
    Folder *folder = *state;
    const char *data = exports_of(folder, "feb", "2023:0.1 2024:78978.4 2025:-/O");
    const Findings *f = run_editions(
        folder, data, data,
        EXPORTS "<growth id='g' of='x'/><since-last-edition id='c' of='x g'/>");
    assert_string_equal(listed(folder, f), "");
    assert_string_equal(findings_changes(f, folder->arena), "nothing changed");
    assert_true(folder_is_quiet(folder));
}

static void a_revision_has_its_old_and_new_figure_and_their_vintages(void **state) {
    Folder *folder = *state;
    const Findings *f = run_editions(
        folder, exports_of(folder, "feb", "2023:75794.4 2024:78978.4"),
        exports_of(folder, "jun", "2023:75794.4 2024:78863.2"),
        EXPORTS "<growth id='g' of='x'/><since-last-edition id='c' of='x g'/>");
    assert_string_equal(listed(folder, f),
                        "x.2024 revised vintage, g.2024 revised vintage");
    assert_figure(f, "last:x.2024", 1, "78978.4");
    assert_figure(f, "revised:x.2024", 1, "-115.2");
    assert_figure(f, "c.x.2024", 2, "-0.15");
    assert_figure(f, "revised:g.2024", 2, "-0.15");
    assert_string_equal(result_of(f, "revised:g")->unit.unit, "points");
    const Change *change = &result_of(f, "c")->changes->items[0];
    assert_string_equal(change->source_now->id, "jun");
    assert_int_equal(change->source_last->vintage.month, 2);
    const Figure *last = findings_figure(f, "last:x.2024");
    assert_string_equal(last->row.file, "last-edition/b.findings.xml");
    assert_int_equal(last->row.line, change->last->row.line);
    assert_true(last->row.line > 1);
    assert_string_equal(last->sources[0]->id, "feb");
    assert_string_equal(findings_changes(f, folder->arena), "2 figures revised");
    assert_true(folder_is_quiet(folder));
}

/* A source that keeps its id is told by its vintage. */
static void a_source_replaced_under_its_id_is_kept_beside_the_new_one(void **state) {
    Folder *folder = *state;
    Arena *arena = folder->arena;
    static const char *const dates[] = {"2026-02-07", "2026-06-17"};
    const char *data[2];
    for (int i = 0; i < 2; i++)
        data[i] = arena_print(arena,
                              "<source id='census' publisher='C' title='T' date='%s' "
                              "confidence='medium'>Note.</source>%s",
                              dates[i],
                              exports_of(folder, "census", i ? "2024:7" : "2024:5"));
    const Findings *f =
        run_editions(folder, data[0], data[1], EXPORTS "<since-last-edition id='c'/>");
    assert_string_equal(listed(folder, f), "x.2024 revised vintage");
    const Source *last = findings_figure(f, "last:x.2024")->sources[0];
    assert_string_equal(last->id, "last:census");
    assert_string_equal(last->note, "Note.");
    assert_int_equal(last->confidence, CONFIDENCE_MEDIUM);
    assert_int_equal(last->date.month, 2);
    assert_ptr_equal(findings_source(f, "last:census"), last);
    assert_null(findings_source(f, "last:jun"));
    Text text = {.arena = arena};
    xml_write(findings_tree(
                  f, (FindingsHead){.brief = "b", .lang = "en", .program = "p"}, arena),
              &text);
    assert_non_null(strstr(text_string(&text), "<source id=\"last:census\""));
    assert_true(folder_is_quiet(folder));
}

static void what_is_no_number_is_told_by_its_kind(void **state) {
    Folder *folder = *state;
    const Findings *f = run_editions(
        folder,
        exports_of(folder, "feb",
                   "2018:4 2019:5/P 2020:-/O 2021:6 2022:-/O 2023:1 2024:-/O"),
        exports_of(folder, "jun",
                   "2019:5 2020:7 2021:-/Q 2022:-/Q 2023:1 2024:-/O 2025:9 2026:-/O"),
        EXPORTS "<since-last-edition id='c'/>");
    assert_string_equal(listed(folder, f),
                        "x.2019 status vintage, x.2020 available vintage, "
                        "x.2021 unavailable vintage, x.2022 unavailable vintage, "
                        "x.2025 new none, x.2018 withdrawn none");
    assert_figure(f, "last:x.2020", 0, "not-available");
    assert_figure(f, "last:x.2019", 0, "5 P");
    assert_figure(f, "last:x.2018", 0, "4");
    assert_figure(f, "c.x.2020", 0, "not-defined");
    assert_string_equal(findings_changes(f, folder->arena),
                        "1 status changed, 1 figure available now, "
                        "2 figures not available any more, 1 new period, "
                        "1 figure withdrawn");
}

static void noise_is_counted_and_not_listed(void **state) {
    Folder *folder = *state;
    static const char then[] = "2020:1000 2021:1000 2022:1000 2023:1000 2024:-1 2025:0";
    static const char now[] =
        "2020:1000.04 2021:1000.9 2022:1001 2023:1002 2024:1 2025:5";
    static const struct {
        const char *noise, *listed;
        int smaller;
    } cases[] = {
        /* Printed with one decimal, 1000.04 is 1000.0. */
        {"",
         "x.2021 revised vintage, x.2022 revised vintage, x.2023 revised vintage, "
         "x.2024 revised vintage, x.2025 revised vintage",
         1},
        {"relative-noise='0.1'",
         "x.2022 revised vintage, x.2023 revised vintage, "
         "x.2024 revised vintage, x.2025 revised vintage",
         2},
        {"absolute-noise='2'",
         "x.2023 revised vintage, x.2024 revised vintage, x.2025 revised vintage", 3},
        {"absolute-noise='3' relative-noise='0.15'", "x.2025 revised vintage", 5}};
    for (int i = 0; i < 4; i++) {
        const Findings *f = run_editions(
            folder, exports_of(folder, "feb", then), exports_of(folder, "jun", now),
            arena_print(folder->arena, EXPORTS "<since-last-edition id='c' %s/>",
                        cases[i].noise));
        assert_string_equal(listed(folder, f), cases[i].listed);
        assert_int_equal(result_of(f, "c")->changes->smaller, cases[i].smaller);
    }
}

static void a_revision_across_zero_has_no_percentage(void **state) {
    Folder *folder = *state;
    const Findings *f =
        run_editions(folder, exports_of(folder, "feb", "2023:-4 2024:0 2025:-4"),
                     exports_of(folder, "jun", "2023:2 2024:3 2025:-2"),
                     EXPORTS "<since-last-edition id='c'/>");
    assert_figure(f, "c.x.2023", 0, "not-defined");
    assert_figure(f, "c.x.2024", 0, "not-defined");
    assert_figure(f, "c.x.2025", 0, "50");
    assert_figure(f, "revised:x.2023", 0, "6");
}

static void a_multiplier_may_change_between_editions(void **state) {
    Folder *folder = *state;
    const Findings *f =
        run_editions(folder,
                     series(folder, "x", "feb",
                            "flow='export' frequency='A' unit='USD' multiplier='9'",
                            "2023:75.7944 2024:78.9784"),
                     exports_of(folder, "jun", "2023:75794.4 2024:78863.2"),
                     EXPORTS "<since-last-edition id='c'/>");
    assert_string_equal(listed(folder, f), "x.2024 revised vintage");
    assert_figure(f, "last:x.2024", 1, "78978.4");
    assert_figure(f, "revised:x.2024", 1, "-115.2");
}

static void figures_of_another_unit_have_no_difference(void **state) {
    Folder *folder = *state;
    const Findings *f = run_editions(
        folder,
        series(folder, "x", "feb",
               "flow='export' frequency='A' unit='JPY' multiplier='6'", "2024:100"),
        exports_of(folder, "jun", "2024:7"), EXPORTS "<since-last-edition id='c'/>");
    assert_string_equal(listed(folder, f), "x.2024 revised method");
    assert_string_equal(result_of(f, "last:x")->unit.unit, "JPY");
    assert_null(result_of(f, "c")->changes->items[0].revised);
}

static void figures_are_matched_by_their_keys_in_any_order(void **state) {
    Folder *folder = *state;
    static const char steps[] = EXPORTS
        "<across id='a' over='partner' period='2024' flow='sale' measure='value'/>"
        "<top id='t' of='a' count='3'/><since-last-edition id='c' of='t'/>";
    const char *data[2];
    for (int i = 0; i < 2; i++) {
        Text text = {.arena = folder->arena};
        text_add(&text, exports_of(folder, "feb", "2024:1"));
        for (int k = 0; k < 3; k++)
            text_add(&text, series(folder, arena_print(folder->arena, "s%d", k), "feb",
                                   arena_print(folder->arena,
                                               "flow='sale' frequency='A' unit='USD' "
                                               "partner='P%d'",
                                               k),
                                   k == 2   ? "2024:50"
                                   : k == i ? "2024:90"
                                            : "2024:70"));
        data[i] = text_string(&text);
    }
    const Findings *f = run_editions(folder, data[0], data[1], steps);
    assert_string_equal(listed(folder, f),
                        "t.P1 revised unannounced, t.P0 revised unannounced");
    assert_figure(f, "last:t.P1", 0, "70");
}

/* Whatever stands there under a good seal, nothing worse than a change comes of it. */
static void odd_findings_are_read_as_far_as_they_go(void **state) {
    Folder *folder = *state;
    static const char odd[] =
        "<findings><result/><result id='x' unit='USD' multiplier='1e300'>"
        "<figure/><figure period='2024' number='1e999' status=''/>"
        "<figure period='2025' number='7' status='?' sources='nobody feb'/>"
        "<figure period='never' number='1'/><figure key='k' state='odd'/><note/>"
        "</result><statement/><statement id='s9'/><source/><source id='feb'/>"
        "<source id='jun' date='soon' vintage='2026' confidence='none'>N</source>"
        "</findings>";
    folder->diags = diags_new(folder->arena);
    const LastEdition last = {xml_load(folder->arena, folder->diags,
                                       folder_write(folder, "l.xml", odd), "findings",
                                       (Origin){"b.xml", 1}, NULL),
                              "last"};
    const Dataset *dataset =
        edition_dataset(folder, exports_of(folder, "jun", "2024:5 2025:8"));
    const Findings *f =
        run_since(folder, dataset, &last, EXPORTS "<since-last-edition id='c'/>");
    assert_string_equal(listed(folder, f),
                        "x.2024 available method, x.2025 revised method, "
                        "x.never withdrawn none, x.k withdrawn none, "
                        "statement:s9 statement-withdrawn none");
    assert_figure(f, "last:x.2025", 6, "0.000007");
    Text text = {.arena = folder->arena};
    xml_write(
        findings_tree(f, (FindingsHead){.brief = "b", .lang = "en"}, folder->arena),
        &text);
    assert_non_null(strstr(text_string(&text), "id=\"last:x\""));
}

/* ---- why ---- */

static void a_period_more_is_the_reason_of_what_is_computed_from_it(void **state) {
    Folder *folder = *state;
    const Findings *f = run_editions(
        folder, exports_of(folder, "feb", "2022:1 2023:2 2024:4"),
        exports_of(folder, "feb", "2022:1 2023:2 2024:4 2025:9"),
        EXPORTS "<swing id='s' of='x'/><since-last-edition id='c' of='s x'/>");
    assert_string_equal(listed(folder, f), "s.mean revised inputs, x.2025 new none");
    assert_true(folder_is_quiet(folder));
}

static void data_changed_under_the_same_vintage_are_warned_of(void **state) {
    Folder *folder = *state;
    const Findings *f = run_editions(
        folder, exports_of(folder, "feb", "2022:1 2023:2 2024:4"),
        exports_of(folder, "feb", "2022:1 2023:3 2024:5"),
        EXPORTS "<change id='d' of='x'/><since-last-edition id='c' of='x d'/>");
    assert_string_equal(listed(folder, f),
                        "x.2023 revised unannounced, x.2024 revised unannounced, "
                        "d.2023 revised unannounced");
    assert_int_equal(result_of(f, "c")->changes->unannounced, 2);
    assert_true(folder_said(
        folder,
        "d.xml:4: warning: 'x' of 2023 was 2 in the edition of 2026-06-20 and is "
        "3 now under the same vintage of 'feb', and so with 1 more: give the "
        "source the date or vintage of the new data"));
}

static void another_parameter_is_another_method(void **state) {
    Folder *folder = *state;
    const char *data = exports_of(folder, "feb", "2022:1 2023:2 2024:7");
    folder->diags = diags_new(folder->arena);
    static const char steps[] = EXPORTS
        "<change id='d' of='x' lag='%s' label='%s'/><ratio id='r' of='d' to='x'/>"
        "<since-last-edition id='c' of='d r'/>";
    const LastEdition *last =
        publish_edition(folder, data, arena_print(folder->arena, steps, "1", "Change"));
    const Dataset *dataset = edition_dataset(folder, data);
    const Findings *f = run_since(folder, dataset, last,
                                  arena_print(folder->arena, steps, "2", "Change"));
    assert_string_equal(listed(folder, f),
                        "d.2024 revised method, d.2023 withdrawn none, "
                        "r.2024 revised method, r.2023 withdrawn none");
    f = run_since(folder, dataset, last,
                  arena_print(folder->arena, steps, "1", "Named"));
    assert_string_equal(listed(folder, f), "");
}

static void a_result_that_was_not_there_is_told_once(void **state) {
    Folder *folder = *state;
    const char *data = exports_of(folder, "feb", "2022:1 2023:2 2024:7");
    folder->diags = diags_new(folder->arena);
    const LastEdition *last = publish_edition(folder, data, EXPORTS);
    const Findings *f = run_since(
        folder, edition_dataset(folder, data), last,
        EXPORTS "<growth id='g' of='x'/><since-last-edition id='c' of='x g'/>");
    assert_string_equal(listed(folder, f), "g result none");
}

/* A series that only some partners have. */
static void an_absent_result_is_not_compared(void **state) {
    Folder *folder = *state;
    static const char steps[] = EXPORTS "<series id='m' flow='import' optional='yes'/>"
                                        "<since-last-edition id='c' of='x m'/>";
    const char *data = exports_of(folder, "feb", "2024:1");
    const char *more = arena_print(
        folder->arena, "%s%s", data,
        series(folder, "y", "feb", "flow='import' frequency='A' unit='USD'", "2024:3"));
    assert_string_equal(listed(folder, run_editions(folder, data, more, steps)),
                        "m result none");
    assert_string_equal(listed(folder, run_editions(folder, more, data, steps)), "");
    assert_string_equal(listed(folder, run_editions(folder, data, data, steps)), "");
}

/* ---- verdicts and statements ---- */

#define COSTLY_PLAN                                                                    \
    "<measure id='plan' source='s' product='cars' reporter='JPN' partner='USA' "       \
    "unit='USD'><title>T</title>\n<volume case='low' value='10000000' source='s'/>"    \
    "<volume case='central' value='20000000' source='s'/></measure>"
#define VERDICT                                                                        \
    EXPORTS "<volumes id='plan' measure='plan'/><share id='p' of='plan' in='x@2024'/>" \
            "<verdict id='v' tests='p' decided-by='p' negligible-below='2' "           \
            "material-from='10'/>"

static void a_verdict_changes_with_the_class_of_what_decides_it(void **state) {
    Folder *folder = *state;
    const Findings *f =
        run_editions(folder,
                     arena_print(folder->arena, "%s%s",
                                 exports_of(folder, "feb", "2024:1200"), COSTLY_PLAN),
                     arena_print(folder->arena, "%s%s",
                                 exports_of(folder, "jun", "2024:900"), COSTLY_PLAN),
                     VERDICT "<since-last-edition id='c'/>");
    assert_string_equal(listed(folder, f), "x.2024 revised vintage, v verdict vintage");
    const Change *change = &result_of(f, "c")->changes->items[1];
    assert_string_equal(change->class_last, "negligible");
    assert_string_equal(change->class_now, "modest");
    assert_figure(f, "last:v.p.central", 2, "1.67");
    assert_string_equal(change->now->key, "p.central");
    assert_string_equal(findings_changes(f, folder->arena),
                        "verdict changed, 1 figure revised");
}

/* The verdict stays, one of its tests goes over the edge. */
static void another_class_of_a_test_is_a_change_of_its_own(void **state) {
    Folder *folder = *state;
    const Findings *f =
        run_editions(folder,
                     arena_print(folder->arena, "%s%s",
                                 exports_of(folder, "feb", "2024:600"), COSTLY_PLAN),
                     arena_print(folder->arena, "%s%s",
                                 exports_of(folder, "jun", "2024:450"), COSTLY_PLAN),
                     VERDICT "<since-last-edition id='c' of='v'/>");
    assert_string_equal(listed(folder, f), "v.p.low class vintage");
}

static const char *statement(Folder *folder, const char *id, const char *words,
                             const char *about) {
    return arena_print(
        folder->arena,
        "<statement id='%s' speaker='S' organisation='O' said='2026-01-1%c' "
        "about='%s' commitment='planned' source='s'><words>%s</words>"
        "</statement>",
        id, id[1], about, words);
}

static void statements_are_new_changed_or_withdrawn(void **state) {
    Folder *folder = *state;
    Arena *arena = folder->arena;
    const char *data = exports_of(folder, "feb", "2024:1");
    const Findings *f =
        run_editions(folder,
                     arena_print(arena, "%s%s%s%s", data,
                                 statement(folder, "s1", "We plan.", "plan"),
                                 statement(folder, "s2", "We will.", "plan"),
                                 statement(folder, "s3", "No.", "plan")),
                     arena_print(arena, "%s%s%s%s%s", data,
                                 statement(folder, "s1", "We plan.", "plan"),
                                 statement(folder, "s2", "We may.", "plan"),
                                 statement(folder, "s4", "Yes.", "plan"),
                                 statement(folder, "s5", "Else.", "other")),
                     EXPORTS "<since-last-edition id='c' about='plan'/>");
    assert_string_equal(listed(folder, f), "statement:s4 statement none, "
                                           "statement:s2 statement-changed none, "
                                           "statement:s3 statement-withdrawn none");
    const Change *change = &result_of(f, "c")->changes->items[2];
    assert_string_equal(change->organisation, "O");
    assert_string_equal(change->said, "2026-01-13");
    assert_null(change->statement);
}

static void what_cannot_be_compared_is_said(void **state) {
    Folder *folder = *state;
    const char *data = exports_of(folder, "feb", "2024:1");
    static const struct {
        const char *steps, *said;
    } cases[] = {
        {"<since-last-edition id='c' of='y'/>", "no result 'y' before this step"},
        {"<since-last-edition id='c' of='x@2024'/>",
         "'of' takes whole results: 'x@2024' is a figure"},
        {"<since-last-edition id='c' of='x x'/>",
         "'x' is compared already: name each result once"},
        {"<since-last-edition id='c' of='x' relative-noise='-1'/>", "not below 0"},
        {"<since-last-edition id='c' noise='1'/>", "unknown attribute 'noise'"}};
    for (int i = 0; i < 5; i++) {
        folder->diags = diags_new(folder->arena);
        const LastEdition *last =
            publish_edition(folder, exports_of(folder, "feb", "2024:2"), EXPORTS);
        assert_null(
            run_since(folder, edition_dataset(folder, data), last,
                      arena_print(folder->arena, EXPORTS "%s", cases[i].steps)));
        assert_true(folder_said(folder, cases[i].said));
    }
}

#define EDITION_TESTS                                                                  \
    TEST(a_first_edition_has_nothing_to_compare_with),                                 \
        TEST(the_same_data_have_no_changes),                                           \
        TEST(a_revision_has_its_old_and_new_figure_and_their_vintages),                \
        TEST(a_source_replaced_under_its_id_is_kept_beside_the_new_one),               \
        TEST(what_is_no_number_is_told_by_its_kind),                                   \
        TEST(noise_is_counted_and_not_listed),                                         \
        TEST(a_revision_across_zero_has_no_percentage),                                \
        TEST(a_multiplier_may_change_between_editions),                                \
        TEST(figures_of_another_unit_have_no_difference),                              \
        TEST(figures_are_matched_by_their_keys_in_any_order),                          \
        TEST(odd_findings_are_read_as_far_as_they_go),                                 \
        TEST(a_period_more_is_the_reason_of_what_is_computed_from_it),                 \
        TEST(data_changed_under_the_same_vintage_are_warned_of),                       \
        TEST(another_parameter_is_another_method),                                     \
        TEST(a_result_that_was_not_there_is_told_once),                                \
        TEST(an_absent_result_is_not_compared),                                        \
        TEST(a_verdict_changes_with_the_class_of_what_decides_it),                     \
        TEST(another_class_of_a_test_is_a_change_of_its_own),                          \
        TEST(statements_are_new_changed_or_withdrawn),                                 \
        TEST(what_cannot_be_compared_is_said)
