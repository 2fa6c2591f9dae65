/* The part of analysis_test.c about rules before the press, and what must not be mixed
 * in silence. */

typedef struct {
    const char *rule;
    bool passes;
    const char *says; /* a part of the message when it fails */
} RuleCase;

/* Runs each rule over the records and series steps. */
static void assert_rules(Folder *folder, const char *records, const char *steps,
                         const RuleCase *cases, size_t count) {
    for (size_t i = 0; i < count; i++) {
        folder->diags = diags_new(folder->arena);
        const Findings *f = run_steps(
            folder, records, arena_print(folder->arena, "%s%s", steps, cases[i].rule));
        assert_non_null(f);
        assert_int_equal(f->check_count, 1);
        if (f->checks[0].passed != cases[i].passes)
            fail_msg("%s: %s", cases[i].rule, f->checks[0].detail);
        if (cases[i].says && !folder_said(folder, cases[i].says))
            fail_msg("%s said: %s", cases[i].rule, f->checks[0].detail);
    }
}

#define ASSERT_RULES(folder, records, steps, cases)                                    \
    assert_rules(folder, records, steps, cases, sizeof(cases) / sizeof *(cases))

static void a_series_with_holes_is_not_complete(void **state) {
    static const RuleCase cases[] = {
        {"<require-complete of='m' from='2025-01' to='2025-02'/>", true, NULL},
        {"<require-complete of='m'/>", false,
         "held: require-complete: 'm' lacks 2 of 5 periods to 2025-05, the first "
         "2025-03"},
        {"<require-complete of='m' to='2025-07'/>", false, "lacks 4 of 7"}};
    Folder *folder = *state;
    const char *records = series(folder, "xm", "s", "flow='m' frequency='M' unit='USD'",
                                 "2025-01:1 2025-02:2 2025-03:-/O 2025-05:3");
    ASSERT_RULES(folder, records, "<series id='m' flow='m'/>", cases);
}

static void parts_that_do_not_add_up_hold_the_briefing(void **state) {
    static const RuleCase cases[] = {
        {"<require-sum total='t' parts='a b' tolerance='0.1'/>", true, NULL},
        {"<require-sum total='t' parts='a b' tolerance='0.05'/>", false,
         "the largest gap is 0.1, in 2024; 0.05 is allowed"},
        {"<require-sum total='t' parts='a' tolerance='1'/>", false, "largest gap is 4"},
        {"<require-sum total='t' parts='a' tolerance='1' else='warn'/>", false,
         "warning: require-sum"}};
    Folder *folder = *state;
    const char *records = arena_print(
        folder->arena, "%s%s%s",
        series(folder, "xt", "s", "flow='t' frequency='A' unit='USD'",
               "2023:5 2024:10"),
        series(folder, "xa", "s", "flow='a' frequency='A' unit='USD'", "2023:2 2024:6"),
        series(folder, "xb", "s", "flow='b' frequency='A' unit='USD' multiplier='3'",
               "2023:0.003 2024:0.0039"));
    ASSERT_RULES(folder, records,
                 "<series id='t' flow='t'/><series id='a' flow='a'/>"
                 "<series id='b' flow='b'/>",
                 cases);
}

static void a_jump_is_seen_between_neighbours_only(void **state) {
    static const RuleCase cases[] = {
        {"<require-no-jumps of='j' most='50'/>", true, NULL},
        {"<require-no-jumps of='j' most='49'/>", false,
         "'j' moves most in 2021, by 50.0%; 49% is allowed"}};
    Folder *folder = *state;
    const char *records = series(folder, "xj", "s", "flow='j' frequency='A' unit='USD'",
                                 "2020:10 2021:15 2022:14 2024:100");
    ASSERT_RULES(folder, records, "<series id='j' flow='j'/>", cases);
}

static void an_outlying_unit_value_is_named(void **state) {
    static const RuleCase cases[] = {
        {"<require-unit-values of='u'/>", false,
         "1 of 6 unit values of 'u' lie outside"},
        {"<require-unit-values of='u' spread='100'/>", true, NULL}};
    Folder *folder = *state;
    const char *records = series(folder, "xu", "s", "flow='u' frequency='A' unit='USD'",
                                 "2019:10 2020:11 2021:10 2022:12 2023:11 2024:95");
    ASSERT_RULES(folder, records, "<series id='u' flow='u'/>", cases);
}

static void two_series_that_contradict_each_other_are_found(void **state) {
    static const RuleCase cases[] = {
        {"<require-no-duplicates/>", false,
         "series 'x1' and 'x2' are of the same dimensions and vintage, but differ in "
         "2024"}};
    Folder *folder = *state;
    const char *one =
        series(folder, "x1", "s", "flow='e' frequency='A' unit='USD'", "2023:1 2024:2");
    const char *same =
        series(folder, "x3", "s", "flow='e' frequency='A' unit='USD'", "2023:1");
    const char *other =
        series(folder, "x2", "s", "flow='e' frequency='A' unit='USD'", "2024:3");
    static const RuleCase good[] = {{"<require-no-duplicates/>", true, NULL}};
    ASSERT_RULES(folder, arena_print(folder->arena, "%s%s", one, same), "", good);
    ASSERT_RULES(folder, arena_print(folder->arena, "%s%s", one, other), "", cases);
}

static void mixed_valuation_and_basis_warn_unless_accepted(void **state) {
    Folder *folder = *state;
    const char *records = arena_print(
        folder->arena, "%s%s",
        series(folder, "xe", "s",
               "flow='e' frequency='A' unit='USD' valuation='FOB' basis='census'",
               "2024:5"),
        series(folder, "xi", "s",
               "flow='i' frequency='A' unit='USD' valuation='CIF' basis='bop'",
               "2024:3"));
    static const char *const steps =
        "<series id='e' flow='e'/><series id='i' flow='i'/>"
        "<balance id='b' exports='e' imports='i' %s/><share id='s' of='b' in='e'/>";
    assert_non_null(run_steps(folder, records, arena_print(folder->arena, steps, "")));
    assert_true(folder_said(folder, "warning: mixed valuation: 'e' is FOB, 'i' is CIF; "
                                    "if that is meant, say accept=\"valuation\""));
    assert_true(folder_said(folder, "warning: mixed basis: 'e' is census, 'i' is bop"));
    assert_int_equal(diags_count(folder->diags, FAULT_WARNING), 2);
    folder->diags = diags_new(folder->arena);
    assert_non_null(
        run_steps(folder, records,
                  arena_print(folder->arena, steps, "accept='basis valuation'")));
    assert_int_equal(diags_count(folder->diags, FAULT_WARNING), 0);
    assert_null(run_steps(folder, records,
                          arena_print(folder->arena, steps, "accept='valuations'")));
    assert_true(folder_said(folder, "did you mean 'valuation'?"));
}

/* 150 yen a dollar in 2024, 160 in its second quarter. */
static void money_is_converted_at_the_rate_of_its_time(void **state) {
    Folder *folder = *state;
    const char *records = arena_print(
        folder->arena, "%s%s%s",
        series(folder, "xm", "s", "flow='m' frequency='M' unit='JPY'",
               "2024-03:300 2024-04:320 2025-01:100"),
        series(folder, "xy", "s", "flow='y' frequency='A' unit='JPY/USD'", "2024:150"),
        series(folder, "xq", "s", "flow='q' frequency='Q' unit='JPY/USD'",
               "2024-Q2:160"));
    const Findings *f = run_good(
        folder, records,
        "<series id='m' flow='m'/><series id='y' flow='y'/><series id='q' flow='q'/>"
        "<join id='r' of='y q'/><convert id='d' of='m' rate='r'/>");
    assert_figure(f, "d.2024-03", 0, "2");
    assert_figure(f, "d.2024-04", 0, "2");
    assert_figure(f, "d.2025-01", 0, "not-available");
}
