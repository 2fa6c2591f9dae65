/* The part of analysis_test.c about what would flip a verdict, costs and tariffs, and
 * barriers. */
#include "analysis/smart.h"

#define EDGES "negligible-below='2' material-from='10'"

/* A plan of 1000, 2000 and 10000 cars at 50 thousand dollars; deficits in USD
 * million. */
static Findings *run_measure(Folder *folder, const char *more, const char *steps) {
    const char *records = arena_print(
        folder->arena, "%s%s" CASES "%s",
        series(folder, "p", "m", "flow='p' frequency='A' unit='USD/cars'",
               "2024:50000"),
        series(folder, "b", "s", "flow='b' frequency='A' unit='USD' multiplier='6'",
               "2020:-4000 2021:-900 2022:-5000 2023:-/O 2024:-10000 2025:0"),
        more);
    return run_good(folder, records,
                    arena_print(folder->arena,
                                "<series id='p' flow='p'/><series id='b' flow='b'/>"
                                "<volumes id='plan' measure='plan'/>"
                                "<value id='v' quantity='plan' unit-value='p@2024'/>"
                                "<share id='share' of='v' in='b@2024'/>%s",
                                steps));
}

static void at_the_flip_the_share_is_the_edge(void **state) {
    const Findings *f = run_measure(
        *state, "",
        "<flip id='cars' share='share' volume='plan' " EDGES "/>"
        "<flip id='price' share='share' volume='p@2024' " EDGES "/>"
        "<flip-yardstick id='deficit' share='share' yardstick='b@2024' " EDGES "/>"
        "<value id='at-price' quantity='plan@central' unit-value='price'/>"
        "<share id='again' of='at-price' in='b@2024'/>"
        "<share id='there' of='v@central' in='deficit'/>");
    assert_figure(f, "share.central", 3, "-1.000");
    assert_figure(f, "cars.modest", 0, "4000");
    assert_figure(f, "cars.material", 0, "20000");
    assert_figure(f, "price.modest", 0, "100000");
    assert_figure(f, "deficit.modest", 0, "5000");
    assert_figure(f, "deficit.material", 0, "1000");
    assert_figure(f, "again.modest", 6, "-2.000000");
    assert_figure(f, "again.material", 6, "-10.000000");
    assert_figure(f, "there.modest", 6, "2.000000");
    assert_figure(f, "there.material", 6, "10.000000");
    assert_string_equal(result_of(f, "price")->unit.unit, "USD/cars");
}

static void the_years_in_which_the_class_differs_are_marked(void **state) {
    const Findings *f = run_measure(
        *state, "", "<class-years id='y' of='v' in='b' year='2024' " EDGES "/>");
    static const struct {
        const char *key, *class_name, *differs;
    } years[] = {{"2020", "modest", "yes"},    {"2021", "material", "yes"},
                 {"2022", "modest", "yes"},    {"2023", NULL, NULL},
                 {"2024", "negligible", NULL}, {"2025", NULL, NULL}};
    const Result *y = result_of(f, "y");
    assert_string_equal(y->class_name, "negligible");
    for (int i = 0; i < 6; i++) {
        const Figure *figure = &y->figures[i];
        assert_string_equal(figure->key, years[i].key);
        const char *differs =
            figure->notes ? xml_attribute(figure->notes, "differs") : NULL;
        if (years[i].class_name)
            assert_string_equal(figure->class_name, years[i].class_name);
        else
            assert_null(figure->class_name);
        assert_true(!differs == !years[i].differs);
    }
    assert_figure(f, "y.2022", 1, "-2.0"); /* bands are closed below */
    assert_figure(f, "y.2023", 1, "not-available");
    assert_figure(f, "y.2025", 1, "not-defined");
    assert_string_equal(xml_attribute(y->notes, "differing"), "3");
    assert_string_equal(xml_attribute(y->notes, "latest-differing"), "2022");
}

static void without_a_source_an_earlier_vintage_steps_in_or_nothing(void **state) {
    Folder *folder = *state;
    const char *more = arena_print(
        folder->arena, "%s%s",
        series(folder, "d1", "d", "flow='d' frequency='A' unit='USD' multiplier='6'",
               "2024:-4000"),
        series(folder, "d2", "s2", "flow='d' frequency='A' unit='USD' multiplier='6'",
               "2024:-10000"));
    more = arena_print(folder->arena,
                       "<source id='s2' publisher='P' title='T' date='2026-03-01' "
                       "confidence='high'/>%s",
                       more);
    const Findings *f =
        run_measure(folder, more,
                    "<series id='d' flow='d'/><share id='of-d' of='v' in='d@2024'/>"
                    "<leave-one-out id='l' of='of-d' " EDGES "/>"
                    "<leave-one-out id='high' of='of-d@high' " EDGES "/>");
    const Result *l = result_of(f, "l");
    assert_string_equal(l->class_name, "negligible");
    assert_int_equal(l->figure_count, 3); /* s: the volume; m: the price; s2 */
    assert_figure(f, "of-d.central", 2, "-1.00");
    assert_figure(f, "l.s", 2, "not-available");
    assert_figure(f, "l.m", 2, "not-available");
    assert_figure(f, "l.s2", 2, "-2.50"); /* the earlier vintage, from d */
    const Figure *without = findings_figure(f, "l.s2");
    assert_string_equal(without->class_name, "modest");
    assert_string_equal(xml_attribute(without->notes, "effect"), "class");
    assert_string_equal(xml_attribute(findings_figure(f, "l.m")->notes, "effect"),
                        "no-figure");
    assert_int_equal(without->source_count, 3);
    assert_string_equal(xml_attribute(l->notes, "needed"), "3");
    assert_figure(f, "high.s2", 2, "-12.50");
    assert_figure(f, "d.2024", 0, "-10000"); /* the analysis itself is as it was */
}

/* ---- landed cost ---- */

static Value percent_of(double number) {
    return value_of(number / 100, 'A');
}

static void a_landed_cost_builds_up_line_by_line(void **state) {
    (void) state;
    /* By hand: CIF 26000, duty 10 % of it at half, 50 of 1000 for fixed cost, tax on
     * 27300, margin on 27300 + 500 + 50. */
    CostCase cost = {value_of(24000, 'A'), value_of(500, 'A'), value_of(1300, 'A'),
                     value_of(200, 'A'),   value_of(500, 'A'), value_of(100000, 'A'),
                     value_of(2000, 'P'),  percent_of(10),     percent_of(10),
                     percent_of(20),       percent_of(50),     false};
    static const double expected[] = {24000, 500, 24500, 1300, 200,   26000, 1300,
                                      500,   50,  2730,  5570, 36150, 36150};
    Value lines[COST_LINE_COUNT];
    landed_cost(&cost, lines);
    for (int i = 0; i < COST_LINE_COUNT; i++)
        assert_near(lines[i].number, expected[i], 1e-9);
    assert_int_equal(lines[COST_TOTAL].status, 'P');
    assert_int_equal(lines[COST_CIF].status, 'A');
    cost.duty_on_fob = true; /* 10 % of 24500 at half */
    landed_cost(&cost, lines);
    assert_near(lines[COST_DUTY].number, 1225, 1e-9);
    cost.ocean = value_missing(VALUE_NOT_AVAILABLE);
    landed_cost(&cost, lines);
    assert_int_equal(lines[COST_CIF].state, VALUE_NOT_AVAILABLE);
    assert_near(lines[COST_DUTY].number, 1225, 1e-9); /* still on FOB */
    assert_int_equal(lines[COST_TOTAL].state, VALUE_NOT_AVAILABLE);
    assert_near(lines[COST_KNOWN].number, 24000 + 500 + 200 + 1225 + 500 + 50, 1e-9);
}

static void missing_parts_of_a_landed_cost_are_named(void **state) {
    Folder *folder = *state;
    const char *more =
        series(folder, "r", "l", "flow='r' frequency='A' unit='JPY/USD'", "2024:150");
    const Findings *f = run_measure(
        folder, more,
        "<series id='r' flow='r'/>"
        "<landed-cost id='c' ex-works='p@2024' inland='0' ocean='100000' insurance='0' "
        "duty='0' vat='10' currency='JPY' rate='r@2024' units='plan'/>"
        "<landed-cost id='usd' ex-works='p@2024' duty='2.5' duty-on='FOB' "
        "inland='0'/>");
    assert_figure(f, "c.ex-works", 0, "7500000");
    assert_figure(f, "c.cif", 0, "7600000");
    assert_figure(f, "c.vat", 0, "760000");
    assert_figure(f, "c.total", 0, "not-available");
    assert_figure(f, "c.known", 0, "8360000");
    assert_figure(f, "c.margin", 0, "not-available");
    const Result *c = result_of(f, "c");
    assert_string_equal(xml_attribute(c->notes, "missing"),
                        "modification fixed margin");
    assert_string_equal(xml_attribute(findings_figure(f, "c.total")->notes, "missing"),
                        "modification fixed margin");
    assert_string_equal(c->unit.unit, "JPY");
    assert_string_equal(xml_attribute(c->notes, "assumed"),
                        "inland ocean insurance duty vat");
    assert_int_equal(findings_figure(f, "c.cif")->confidence, CONFIDENCE_LOW);
    assert_figure(f, "usd.duty", 0, "1250");
    assert_figure(f, "usd.cif", 0, "not-available");
}

/* ---- SMART ---- */

static SmartOutcome smart(double m, double rest, double from, double to, double sigma) {
    SmartCase it = {value_of(m, 'A'),
                    value_of(rest, 'A'),
                    value_of(from, 'A'),
                    value_of(to, 'A'),
                    value_of(from, 'A'),
                    -1.2,
                    99,
                    sigma};
    return smart_simulate(&it);
}

static void a_tariff_cut_creates_and_diverts_trade_by_hand(void **state) {
    (void) state;
    SmartOutcome o = smart(100, 200, 0.1, 0, 1.5);
    double creation = 12 / (1.1 * (1 + 1.2 / 99)); /* 10.778443... */
    assert_near(o.creation.number, creation, 1e-12);
    assert_near(o.diversion.number, 1.5 * 0.1 / 1.1 * 200.0 / 3, 1e-12); /* 9.0909 */
    assert_near(o.imports.number, creation + 100.0 / 11, 1e-12);
    assert_near(o.revenue.number, 0.1 * (200 - 100.0 / 11) - 30, 1e-12);
    assert_near(o.welfare.number, 0.05 * creation, 1e-12);
    o = smart(100, 2, 0.1, 0, 50); /* no more than the others sell */
    assert_near(o.diversion.number, 2, 0);
    o = smart(100, 200, 0.1, 0.1, 1.5);
    assert_true(o.creation.number == 0 && o.diversion.number == 0 &&
                o.revenue.number == 0 && o.welfare.number == 0);
    o = smart(100, 200, 0, 0.25, 1.5);
    assert_true(o.creation.number < 0 && o.diversion.number < 0);
    o = smart(100, 1e9, 0, 5, 90); /* nothing left to lose */
    assert_near(o.imports.number, -100, 1e-9);
    SmartOutcome a = smart(100, 200, 0.1, 0, 1.5), b = smart(1e5, 2e5, 0.1, 0, 1.5);
    assert_near(b.imports.number, 1000 * a.imports.number, 1e-6);
    SmartCase missing = {.preferred = value_of(1, 'A'),
                         .rest = value_missing(VALUE_SUPPRESSED),
                         .demand = -1,
                         .supply = 99};
    assert_int_equal(smart_simulate(&missing).welfare.state, VALUE_SUPPRESSED);
}

static void smart_states_its_assumptions(void **state) {
    const Findings *f = run_measure(
        *state, "",
        "<smart id='s' imports='v@central' rest='v@high' tariff-from='27.5' "
        "tariff-to='15' elasticity='-1.5'/>");
    /* 100 million dollars: 100 × −1.5 × −0.125 / (1.275 × (1 + 1.5/99)). */
    assert_figure(f, "s.creation", 0, "14486392");
    const Result *s = result_of(f, "s");
    assert_string_equal(xml_attribute(s->notes, "elasticity"), "-1.5");
    assert_string_equal(xml_attribute(s->notes, "supply"), "99");
    assert_string_equal(xml_attribute(s->notes, "substitution"), "1.5");
    assert_non_null(strstr(s->formula, "tariff 27.5 to 15%"));
    assert_null(run_steps(*state, "",
                          "<smart id='s' imports='x' rest='1' tariff-from='1'"
                          " tariff-to='0' elasticity='-1'/>"));
    assert_true(folder_said(*state, "no result 'x'"));
}

/* ---- barriers ---- */

#define MODEL(id, maker)                                                               \
    "<model id='" id "' maker='" maker "' name='" id "' plant='P' source='s'/>"
static const char *const BARRIERS = MODEL("camry", "Toyota") MODEL("murano", "Nissan")
    MODEL("secret",
          "Nissan") "<event id='rule' date='2026-02-16' kind='rule' "
                    "source='m'><title>R</title></event>"
                    "<event id='deal' date='2025-09-04' kind='deal' "
                    "source='s'><title>D</title></event>"
                    "<event id='future' date='2026-07-01' kind='rule' "
                    "source='late'><title>F</title>"
                    "</event>"
                    "<barrier id='test' kind='certification' status='eased' "
                    "since='2026-02-16' "
                    "source='s' fixed='5000000' currency='JPY' "
                    "lead-time='6'><title>T</title></barrier>"
                    "<barrier id='wheel' kind='steering' status='stands' "
                    "models='murano' source='l' "
                    "per-unit='120000' currency='JPY'><title>W</title></barrier>"
                    "<barrier id='duty' kind='cost' status='removed' "
                    "since='2026-02-16' event='deal' "
                    "source='s'><title>D</title></barrier>"
                    "<barrier id='later' kind='size' status='eased' since='2026-02-16' "
                    "source='late'><title>L</title></barrier>";

static void every_model_meets_every_barrier_that_concerns_it(void **state) {
    const Findings *f =
        run_good(*state, BARRIERS,
                 "<barrier-matrix id='m'/><barrier-matrix id='t' maker='Toyota'/>");
    assert_int_equal(result_of(f, "m")->figure_count, 9);
    assert_int_equal(result_of(f, "t")->figure_count, 3);
    assert_figure(f, "m.camry.test", 0, "1");
    assert_figure(f, "m.camry.wheel", 0, "not-defined");
    assert_figure(f, "m.murano.wheel", 0, "0");
    assert_figure(f, "m.murano.duty", 0, "2");
    assert_string_equal(findings_figure(f, "m.murano.wheel")->class_name, "stands");
    assert_null(findings_figure(f, "m.camry.wheel")->class_name);
    assert_string_equal(
        xml_attribute(findings_figure(f, "m.camry.test")->notes, "since"),
        "2026-02-16");
    assert_int_equal(findings_figure(f, "m.murano.wheel")->confidence, CONFIDENCE_LOW);
}

static void costs_that_are_not_known_are_not_available(void **state) {
    Folder *folder = *state;
    const Findings *f = run_good(
        folder, BARRIERS,
        "<barrier-costs id='unit' what='per-unit' currency='JPY'/>"
        "<barrier-costs id='fixed' what='fixed' currency='JPY'/>"
        "<barrier-costs id='time' what='lead-time'/>"
        "<barrier-costs id='camry' what='per-unit' currency='JPY' model='camry'/>");
    assert_figure(f, "unit.wheel", 0, "120000");
    assert_figure(f, "unit.test", 0, "not-available");
    assert_figure(f, "fixed.test", 0, "5000000");
    assert_figure(f, "time.test", 0, "6");
    assert_string_equal(result_of(f, "time")->unit.unit, "months");
    assert_figure(f, "camry.wheel", 0, "none");
    assert_figure(f, "unit.later", 0, "none");
    assert_null(run_steps(folder, BARRIERS,
                          "<barrier-costs id='x' what='per-unit' currency='USD'/>"));
    assert_true(folder_said(folder, "barrier 'wheel' is in JPY, not in USD"));
    assert_null(run_steps(folder, BARRIERS, "<barrier-costs id='x' what='fixed'/>"));
    assert_true(folder_said(folder, "say the currency"));
}

static void an_event_changes_the_barriers_that_name_it_or_its_day(void **state) {
    Folder *folder = *state;
    const Findings *f = run_good(folder, BARRIERS,
                                 "<barriers-changed id='rule' event='rule'/>"
                                 "<barriers-changed id='deal' event='deal'/>"
                                 "<barriers-changed id='future' event='future'/>");
    assert_int_equal(result_of(f, "rule")->figure_count, 1);
    assert_string_equal(findings_figure(f, "rule.test")->class_name, "eased");
    assert_int_equal(findings_figure(f, "rule.test")->source_count, 2);
    assert_int_equal(findings_figure(f, "rule.test")->confidence, CONFIDENCE_MEDIUM);
    assert_figure(f, "deal.duty", 0, "2");
    assert_string_equal(xml_attribute(result_of(f, "deal")->notes, "removed"), "1");
    assert_int_equal(result_of(f, "future")->figure_count, 0);
    assert_null(run_steps(folder, BARRIERS, "<barriers-changed id='x' event='rul'/>"));
    assert_true(folder_said(folder, "no event 'rul'; did you mean 'rule'?"));
}

#define VERDICT_TESTS                                                                  \
    TEST(at_the_flip_the_share_is_the_edge),                                           \
        TEST(the_years_in_which_the_class_differs_are_marked),                         \
        TEST(without_a_source_an_earlier_vintage_steps_in_or_nothing),                 \
        TEST(a_landed_cost_builds_up_line_by_line),                                    \
        TEST(missing_parts_of_a_landed_cost_are_named),                                \
        TEST(a_tariff_cut_creates_and_diverts_trade_by_hand),                          \
        TEST(smart_states_its_assumptions),                                            \
        TEST(every_model_meets_every_barrier_that_concerns_it),                        \
        TEST(costs_that_are_not_known_are_not_available),                              \
        TEST(an_event_changes_the_barriers_that_name_it_or_its_day)
