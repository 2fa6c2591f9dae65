/* The part of analysis_test.c about typed edge cases, properties, vintages and
 * rules. */

/* ---- typed edge cases ---- */

static void a_zero_base_or_denominator_is_not_defined(void **state) {
    const Findings *f = run_two(
        *state, "2023:0 2024:5", "2023:0 2024:0",
        "<growth id='g' of='x'/><coverage id='c' exports='x' imports='y'/>"
        "<normalised-balance id='n' exports='x' imports='y'/>"
        "<ratio id='r' of='y' to='x'/><cagr id='k' of='x' from='2023' to='2024'/>");
    assert_figure(f, "g.2024", 1, "not-defined");
    assert_figure(f, "c.2024", 1, "not-defined");
    assert_figure(f, "n.2023", 1, "not-defined");
    assert_figure(f, "n.2024", 1, "1.0");
    assert_figure(f, "r.2023", 1, "not-defined");
    assert_figure(f, "r.2024", 1, "0.0");
    assert_figure(f, "k.2024", 1, "not-defined");
}

static void growth_over_a_negative_base_is_not_defined(void **state) {
    const Findings *f =
        run_two(*state, "2023:5 2024:15 2025:20", "2023:10 2024:10 2025:10",
                "<balance id='b' exports='x' imports='y'/>"
                "<growth id='g' of='b'/><change id='c' of='b'/>"
                "<cagr id='k' of='b' from='2023' to='2025'/>");
    assert_figure(f, "b.2023", 0, "-5");
    assert_figure(f, "g.2024", 1, "not-defined");
    assert_figure(f, "c.2024", 0, "10");
    assert_figure(f, "g.2025", 1, "100.0");
    assert_figure(f, "k.2025", 1, "not-defined");
}

static void missing_and_suppressed_inputs_pass_on(void **state) {
    const Findings *f =
        run_two(*state, "2021:-/O 2022:-/Q 2023:-/O 2024:1 2025:5",
                "2021:1 2022:1 2023:-/Q 2024:0",
                "<balance id='b' exports='x' imports='y'/><coverage id='c' exports='x' "
                "imports='y'/><growth id='g' of='x'/>");
    assert_figure(f, "b.2021", 0, "not-available");
    assert_figure(f, "b.2022", 0, "suppressed");
    assert_figure(f, "b.2023", 0, "suppressed");
    assert_figure(f, "c.2024", 0, "not-defined");
    assert_figure(f, "b.2025", 0, "not-available"); /* no imports of 2025 at all */
    assert_figure(f, "g.2023", 0, "suppressed");
    assert_figure(f, "g.2024", 0, "not-available");
    Value parts[] = {value_of(1, 'A'), value_missing(VALUE_NOT_AVAILABLE),
                     value_missing(VALUE_SUPPRESSED), value_of(2, 'A')};
    assert_int_equal(sum_of(parts, 4).state, VALUE_SUPPRESSED);
    assert_int_equal(sum_of(parts, 2).state, VALUE_NOT_AVAILABLE);
    assert_true(sum_of(parts, 0).number == 0);
    assert_true(mean_absolute(parts, 4).number == 1.5);
    assert_int_equal(mean_absolute(parts + 1, 2).state, VALUE_NOT_AVAILABLE);
    assert_int_equal(break_even_volume(value_of(-5, 'A'), value_of(0, 'A')).state,
                     VALUE_NOT_DEFINED);
    assert_int_equal(break_even_volume(value_of(-5, 'A'), value_of(-1, 'A')).state,
                     VALUE_NOT_DEFINED);
    assert_int_equal(ratio_of(value_of(1e308, 'A'), value_of(1e-308, 'A')).state,
                     VALUE_NOT_DEFINED);
}

static void a_result_takes_the_status_and_confidence_of_its_worst_input(void **state) {
    Folder *folder = *state;
    static const char statuses[] = "APEFB";
    static const char *const sources[] = {"s", "d", "m", "l", "a"};
    for (int i = 0; i < 5; i++)
        for (int k = 0; k < 5; k++) {
            Arena *arena = folder->arena;
            const char *records = arena_print(
                arena, "%s%s",
                series(folder, "x", sources[i], "flow='e' frequency='A' unit='U'",
                       arena_print(arena, "2024:3/%c", statuses[i])),
                series(folder, "y", sources[k], "flow='i' frequency='A' unit='U'",
                       arena_print(arena, "2024:2/%c", statuses[k])));
            const Findings *f = run_good(folder, records,
                                         "<series id='x' flow='e'/><series id='y' "
                                         "flow='i'/><balance id='b' exports='x' "
                                         "imports='y'/>");
            const Figure *b = findings_figure(f, "b.2024");
            assert_int_equal(b->value.status, statuses[i > k ? i : k]);
            assert_int_equal(b->confidence, i > k ? i : k);
        }
}

#define PLAN                                                                           \
    "<measure id='plan' source='s' product='p' reporter='R' partner='Q' unit='cars'>"  \
    "<title>T</title><volume case='low' value='2' source='s'/>"                        \
    "<volume case='central' value='%g' source='s'/></measure>"
#define BANDS "negligible-below='2' material-from='10'"

static Findings *run_plan(Folder *folder, double central, const char *whole) {
    const char *records = arena_print(
        folder->arena, "%s" PLAN,
        series(folder, "x", "s", "flow='e' frequency='A' unit='cars'", whole), central);
    return run_good(folder, records,
                    "<series id='x'/><volumes id='plan' measure='plan'/>"
                    "<share id='s' of='plan' in='x@2024'/>"
                    "<verdict id='v' tests='s' decided-by='s' " BANDS "/>"
                    "<verdict id='one' tests='s@central' decided-by='s' " BANDS "/>"
                    "<flip id='flip' share='s' volume='plan' " BANDS "/>");
}

static void a_verdict_without_a_number_has_no_class(void **state) {
    const Findings *f = run_plan(*state, 5, "2024:-/O");
    assert_null(result_of(f, "v")->class_name);
    assert_null(findings_figure(f, "v.s.low")->class_name);
    assert_figure(f, "flip.modest", 0, "not-available");
    f = run_plan(*state, 5, "2024:-/Q");
    assert_figure(f, "flip.material", 0, "suppressed");
    f = run_plan(*state, 5, "2024:0");
    assert_figure(f, "flip.material", 0, "not-defined");
}

static void bands_are_closed_below(void **state) {
    static const struct {
        double volume;
        const char *class_name;
    } edges[] = {{0.001, "negligible"}, {1.999, "negligible"}, {2, "modest"},
                 {9.999, "modest"},     {10, "material"},      {500, "material"}};
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++) {
        const Findings *f = run_plan(*state, edges[i].volume, "2024:100");
        assert_string_equal(result_of(f, "v")->class_name, edges[i].class_name);
        assert_figure(f, "flip.modest", 6, "2.000000");
        assert_int_equal(result_of(f, "v")->figure_count, 2);
        assert_int_equal(result_of(f, "one")->figure_count, 1);
    }
    const Findings *f = run_plan(*state, 5, "2024:-100");
    assert_string_equal(result_of(f, "v")->class_name, "modest");
}

/* ---- properties ---- */

static void shares_of_all_parts_add_up_to_a_hundred(void **state) {
    (void) state;
    uint32_t seed = 7;
    for (int round = 0; round < 200; round++) {
        Value parts[12];
        double sum = 0;
        for (int i = 0; i < 12; i++) {
            seed = seed * 1664525u + 1013904223u;
            parts[i] = value_of((seed >> 8) / 997.0 + 0.001, 'A');
        }
        Value whole = sum_of(parts, 12);
        for (int i = 0; i < 12; i++)
            sum += share_of(parts[i], whole).number;
        assert_true(fabs(sum - 100) < 1e-9);
    }
}

static void scaling_all_values_leaves_ratios_alone(void **state) {
    static const struct {
        const char *exports, *imports;
    } scales[] = {{"2023:61.5 2024:50", "2023:80.25 2024:100"},
                  {"2023:61500 2024:50000", "2023:80250 2024:100000"},
                  {"2023:.0615 2024:.05", "2023:.08025 2024:.1"}};
    for (int i = 0; i < 3; i++) {
        const Findings *f =
            run_two(*state, scales[i].exports, scales[i].imports,
                    "<coverage id='c' exports='x' imports='y'/><growth id='g' of='x'/>"
                    "<normalised-balance id='n' exports='x' imports='y'/>"
                    "<cagr id='k' of='y' from='2023' to='2024'/>");
        assert_figure(f, "c.2023", 9, "76.635514019");
        assert_figure(f, "g.2024", 9, "-18.699186992");
        assert_figure(f, "n.2024", 9, "-0.333333333");
        assert_figure(f, "k.2024", 9, "24.610591900");
    }
}

/* ---- what is refused ---- */

static void mixed_units_are_refused(void **state) {
    Folder *folder = *state;
    static const char *const steps[] = {
        "<balance id='b' exports='x' imports='y'/>",
        "<share id='b' of='x' in='y@2024'/>",
        "<ratio id='b' of='x' to='y'/>",
        "<join id='b' of='x y'/>",
        "<normalised-balance id='b' exports='x' imports='y'/>",
        "<require-identity of='x' equals='y' tolerance='1'/>"};
    const char *records = arena_print(
        folder->arena, "%s%s",
        series(folder, "x", "s", "flow='e' frequency='A' unit='USD'", "2024:1"),
        series(folder, "y", "s", "flow='i' frequency='A' unit='JPY'", "2024:1"));
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        assert_null(run_steps(folder, records,
                              arena_print(folder->arena,
                                          "<series id='x' flow='e'/><series id='y' "
                                          "flow='i'/>%s",
                                          steps[i])));
        assert_true(
            folder_said(folder, ":1: error: mixed units: 'x' is in USD, 'y' in JPY"));
    }
}

static void wrong_steps_are_reported_at_their_line(void **state) {
    static const char *const bad[][2] = {
        {"<grwoth id='g' of='x'/>", "unknown step <grwoth>; did you mean 'growth'?"},
        {"<growth of='x'/>", "missing attribute 'id' on <growth>"},
        {"<growth id='g'/>", "missing attribute 'of' on <growth>"},
        {"<growth id='g' of='x' lga='2'/>", "'lga' on <growth>; did you mean 'lag'?"},
        {"<growth id='g' of='x' lag='0'/>",
         "'0' is not a whole number from 1 to 100000"},
        {"<growth id='g' of='x' lag='1.5'/>",
         "'1.5' is not a whole number from 1 to 100000"},
        {"<growth id='g' of='z'/>", "no result 'z' before this step"},
        {"<growth id='x' of='x'/>", "id 'x' is taken: first at line 1"},
        {"<growth id='g.h' of='x'/>", "'g.h' is not a name of letters"},
        {"<growth id='g' of='x' places='1.5'/>", "'1.5' is not 0 to 9"},
        {"<ratio id='r' of='x@2031' to='x'/>",
         "'x' has no figure '2031': it has 2023 to 2024"},
        {"<join id='j' of=' '/>", "'of' names no result"},
        {"<annual id='y' of='x'/>", "'x' is not quarterly or monthly"},
        {"<cagr id='k' of='x' from='2024' to='2023'/>", "in order"},
        {"<cagr id='k' of='x' from='2020' to='2024'/>", "'x' has no figure of 2020"},
        {"<unit-value id='u' value='x' quantity='x'/><value id='v' quantity='x' "
         "unit-value='x'/>",
         "'x' is in USD: no unit value of USD"},
        {"<convert id='c' of='x' rate='x'/>", "'x' is in USD: the rate 'x' is in USD"},
        {"<break-even id='b' balance='x' unit-value='x'/>", "no unit value in USD"},
        {"<series id='s' partner='NOBODY'/>", "no series matches: partner=NOBODY"},
        {"<series id='s' from='2025-Q9'/>", "'2025-Q9' is not a period"},
        {"<volumes id='v' measure='paln'/>", "no measure 'paln'; did you mean 'plan'?"},
        {"<volumes id='v' measure='plan'/><join id='j' of='v'/>",
         "'v' has no periods to join by"},
        {"<verdict id='v' tests='x' decided-by='x' negligible-below='2' "
         "material-from='10'/>",
         "'x' is in USD: a verdict needs shares in percent"},
        {"<share id='q' of='x' in='x'/><verdict id='v' tests='q' decided-by='q' "
         "negligible-below='10' material-from='2'/>",
         "the bands must rise"},
        {"<share id='q' of='x' in='x'/><verdict id='v' tests='q' decided-by='q' "
         "negligible-below='2' material-from='10'/>",
         "'q' has no central case"}};
    Folder *folder = *state;
    const char *records = arena_print(
        folder->arena, "%s" PLAN,
        series(folder, "x", "s", "flow='e' frequency='A' unit='USD'", "2023:1 2024:2"),
        5.0);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        const char *steps =
            arena_print(folder->arena, "<series id='x'/>\n%s", bad[i][0]);
        if (run_steps(folder, records, steps)) fail_msg("accepted: %s", bad[i][0]);
        assert_true(folder_said(folder, bad[i][1]));
        assert_true(folder_said(folder, "/t:2: error: "));
        assert_int_equal(diags_count(folder->diags, FAULT_DATA), 1);
    }
}

/* ---- vintages ---- */

#define X_SERIES "flow='e' frequency='A' unit='USD'"

static const char *vintages(Folder *folder) {
    return arena_print(
        folder->arena, "%s%s%s%s",
        "<source id='v1' publisher='P' title='T' date='2025-02-01' "
        "vintage='2025-02-01' "
        "confidence='high'/>"
        "<source id='v2' publisher='P' title='T' date='2026-03-01' "
        "vintage='2026-03-01' "
        "confidence='high'/>",
        series(folder, "new", "v2", X_SERIES " multiplier='3'",
               "2023:.0021 2024:.0022"),
        series(folder, "old", "v1", X_SERIES, "2022:1 2023:2"),
        series(folder, "future", "late", X_SERIES, "2022:9 2023:9 2024:9 2025:9"));
}

static void the_latest_vintage_of_each_period_wins(void **state) {
    const Findings *f = run_good(*state, vintages(*state), "<series id='x'/>");
    assert_figure(f, "x.2022", 4, "0.0010");
    assert_figure(f, "x.2023", 4, "0.0021");
    assert_figure(f, "x.2024", 4, "0.0022");
    assert_string_equal(findings_figure(f, "x.2022")->sources[0]->id, "v1");
    assert_string_equal(findings_figure(f, "x.2023")->sources[0]->id, "v2");
    assert_int_equal(result_of(f, "x")->unit.multiplier, 3);
}

static void a_pinned_vintage_stands_alone(void **state) {
    const Findings *f =
        run_good(*state, vintages(*state), "<series id='x' vintage='2025-02-01'/>");
    assert_figure(f, "x.2023", 0, "2");
    assert_figure(f, "x.2024", 0, "none");
}

static void later_sources_are_hidden(void **state) {
    Folder *folder = *state;
    const char *records = arena_print(
        folder->arena,
        "%s<measure id='plan' source='s' product='p' reporter='R' partner='Q' "
        "unit='cars'><title>T</title><volume case='central' value='5' source='s'/>"
        "<volume case='high' value='9' source='late'/></measure>"
        "<statement id='early' source='s' organisation='O' said='2026-01' about='plan' "
        "commitment='planned'><words>w</words></statement>"
        "<statement id='later' source='late' organisation='O' said='2026-07' "
        "about='plan' commitment='in-force'><words>w</words></statement>"
        "<event id='e' source='late' date='2026-07' "
        "kind='rule'><title>T</title></event>",
        vintages(folder));
    const Findings *f = run_good(folder, records,
                                 "<series id='x'/><volumes id='v' measure='plan'/>"
                                 "<ladder id='l' about='plan'/>");
    assert_figure(f, "x.2025", 0, "none");
    assert_figure(f, "v.central", 0, "5");
    assert_figure(f, "v.high", 0, "none");
    assert_string_equal(findings_figure(f, "l.O")->class_name, "planned");
    Text tree = {.arena = folder->arena};
    xml_write(findings_tree(f,
                            (FindingsHead){.brief = "b", .lang = "en", .program = "p"},
                            folder->arena),
              &tree);
    assert_non_null(strstr(text_string(&tree), "\"early\""));
    assert_null(strstr(text_string(&tree), "late"));
    assert_null(strstr(text_string(&tree), "<event"));
}

static void series_that_differ_in_an_open_dimension_are_refused(void **state) {
    Folder *folder = *state;
    const char *records =
        arena_print(folder->arena, "%s%s%s",
                    series(folder, "t", "s", "maker='Toyota' " X_SERIES, "2024:1"),
                    series(folder, "n", "s", "maker='Nissan' " X_SERIES, "2024:2"),
                    series(folder, "fob", "s",
                           "valuation='FOB' maker='Honda' " X_SERIES, "2024:2"));
    assert_null(run_steps(folder, records, "<series id='x' flow='e'/>"));
    assert_true(folder_said(folder, "several series match, 't' and 'n': they differ in "
                                    "maker (Toyota, Nissan); say which"));
    const Findings *f = run_good(folder, records, "<series id='x' maker='Nissan'/>");
    assert_figure(f, "x.2024", 0, "2");
    records = arena_print(folder->arena, "%s%s", records,
                          series(folder, "all", "s", X_SERIES, "2024:7"));
    f = run_good(folder, records, "<series id='x'/>"); /* the total of all makers */
    assert_figure(f, "x.2024", 0, "7");
}

/* ---- the ladder, rules, the tree ---- */

static void the_ladder_has_the_highest_rung_of_each_organisation(void **state) {
    static const char *const said_by[][3] = {
        {"T", "2025-10-30", "conditional"}, {"T", "2025-12-19", "announced"},
        {"T", "2026-01-05", "announced"},   {"T", "2026-01-06", "considering"},
        {"N", "2025-10-29", "considering"}, {"H", "2025-10-29", "none"}};
    Folder *folder = *state;
    Text records = {.arena = folder->arena};
    for (int i = 0; i < 6; i++)
        text_print(&records,
                   "<statement id='s%d' source='s' organisation='%s' said='%s' "
                   "commitment='%s' about='plan'><words>w</words></statement>\n",
                   i, said_by[i][0], said_by[i][1], said_by[i][2]);
    const Findings *f =
        run_good(folder, text_string(&records),
                 "<ladder id='l' about='plan'/><ladder id='empty' about='other'/>");
    assert_int_equal(result_of(f, "l")->figure_count, 2);
    assert_figure(f, "l.T", 0, "4");
    assert_string_equal(findings_figure(f, "l.T")->class_name, "announced");
    assert_int_equal(findings_figure(f, "l.T")->row.line,
                     3); /* the first to reach it */
    assert_figure(f, "l.N", 0, "1");
    assert_int_equal(result_of(f, "empty")->figure_count, 0);
}

static void a_rule_that_holds_passes_and_a_failed_one_holds_the_briefing(void **state) {
    static const struct {
        const char *rule;
        bool passes;
    } rules[] = {{"<require-fresh of='m' months='3'/>", true}, /* 2026-03 in June */
                 {"<require-fresh of='m' months='2'/>", false},
                 {"<require-identity of='a' equals='b' tolerance='0.5'/>", true},
                 {"<require-identity of='a' equals='b' tolerance='0.4'/>", false},
                 {"<require-identity of='a' equals='c' tolerance='9'/>", false}};
    Folder *folder = *state;
    const char *records = arena_print(
        folder->arena, "%s%s%s%s",
        series(folder, "xm", "s", "flow='m' frequency='M' unit='USD'",
               "2026-02:1 2026-03:2 2026-04:-/O"),
        series(folder, "xa", "s", "flow='a' frequency='A' unit='USD' multiplier='6'",
               "2023:100.0 2024:99.5"),
        series(folder, "xb", "s", "flow='b' frequency='A' unit='USD' multiplier='9'",
               "2023:0.1 2024:0.1 2025:7"),
        series(folder, "xc", "s", "flow='c' frequency='A' unit='USD'", "2020:1"));
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        const Findings *f = run_steps(
            folder, records,
            arena_print(folder->arena,
                        "<series id='m' flow='m'/><series id='a' flow='a'/>"
                        "<series id='b' flow='b'/><series id='c' flow='c'/>%s",
                        rules[i].rule));
        assert_non_null(f);
        assert_int_equal(f->check_count, 1);
        if (f->checks[0].passed != rules[i].passes) fail_msg("%s", rules[i].rule);
        assert_int_equal(diags_worst(folder->diags),
                         rules[i].passes ? FAULT_NONE : FAULT_HELD);
    }
    assert_true(
        folder_said(folder, "held: require-identity: 'a' and 'c' share no figure"));
}

static void the_tree_says_what_the_findings_say(void **state) {
    Folder *folder = *state;
    const Findings *f =
        run_two(folder, "2023:1 2024:3/P", "2023:-/O 2024:2",
                "<balance id='b' label='Balance' places='2' exports='x' imports='y'/>");
    const XmlNode *root = findings_tree(
        f, (FindingsHead){.brief = "brief", .lang = "en", .program = "mkreport"},
        folder->arena);
    assert_string_equal(xml_attribute(root, "as-of"), "2026-06-20");
    assert_string_equal(xml_attribute(root, "brief"), "brief");
    const XmlNode *result = xml_child(root, "result");
    while (strcmp(xml_attribute(result, "id"), "b") != 0)
        result = xml_next_element(result);
    assert_string_equal(xml_attribute(result, "label"), "Balance");
    assert_string_equal(xml_attribute(result, "unit"), "USD");
    assert_string_equal(xml_attribute(result, "multiplier"), "6");
    assert_string_equal(xml_attribute(result, "places"), "2");
    const XmlNode *first = xml_first_element(result), *second = xml_next_element(first);
    assert_string_equal(xml_attribute(first, "period"), "2023");
    assert_string_equal(xml_attribute(first, "state"), "not-available");
    assert_null(xml_attribute(first, "number"));
    assert_string_equal(xml_attribute(second, "number"), "1");
    assert_string_equal(xml_attribute(second, "status"), "P");
    assert_string_equal(xml_attribute(second, "inputs"), "x.2024 y.2024");
    assert_string_equal(xml_attribute(second, "confidence"), "medium");
    assert_ptr_equal(second->subject, findings_figure(f, "b.2024"));
}
