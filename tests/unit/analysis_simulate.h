/* The part of analysis_test.c about random numbers, distributions, simulation and
 * sensitivity. */
#include "analysis/simulate.h"

/* ---- the generator and the quantiles ---- */

static void the_generator_gives_its_published_numbers(void **state) {
    (void) state;
    /* From the state 1, 2, 3, 4: the reference C code of Blackman and Vigna. */
    static const uint64_t expected[] = {
        UINT64_C(11520), UINT64_C(0), UINT64_C(1509978240),
        UINT64_C(1215971899390074240), UINT64_C(1216172134540287360)};
    Random random = {{1, 2, 3, 4}};
    for (int i = 0; i < 5; i++)
        assert_true(random_next(&random) == expected[i]);
    Random a = random_stream(7, "plan"), b = random_stream(7, "plan");
    Random c = random_stream(7, "price"), d = random_stream(8, "plan");
    uint64_t first = random_next(&a);
    assert_true(first == random_next(&b));
    assert_true(first != random_next(&c) && first != random_next(&d));
}

#define assert_near(is, wanted, within)                                                \
    do {                                                                               \
        double is_ = (is), wanted_ = (wanted);                                         \
        if (!(fabs(is_ - wanted_) <= (within)))                                        \
            fail_msg("%.17g is not near %.17g", is_, wanted_);                         \
    } while (0)

static void quantiles_of_each_shape_by_hand(void **state) {
    (void) state;
    static const double sample[] = {1, 2, 3, 4};
    const Distribution uniform = {.shape = SHAPE_UNIFORM, .low = 2, .high = 6};
    const Distribution peaked = {
        .shape = SHAPE_TRIANGULAR, .low = 0, .central = 1, .high = 4};
    const Distribution point = {
        .shape = SHAPE_TRIANGULAR, .low = 3, .central = 3, .high = 3};
    const Distribution normal = {.shape = SHAPE_NORMAL, .central = 10, .spread = 2};
    const Distribution logs = {.shape = SHAPE_LOGNORMAL, .central = 10, .spread = 0.5};
    const Distribution drawn = {
        .shape = SHAPE_SAMPLE, .sample = sample, .sample_count = 4};
    assert_near(distribution_quantile(&uniform, 0.25), 3, 1e-12);
    assert_near(distribution_quantile(&peaked, 0.0625), 0.5, 1e-12);
    assert_near(distribution_quantile(&peaked, 0.25), 1, 1e-12);
    assert_near(distribution_quantile(&peaked, 0.75), 4 - sqrt(3), 1e-12);
    assert_near(distribution_quantile(&point, 0.3), 3, 0);
    /* Python 3's statistics.NormalDist().inv_cdf(). */
    assert_near(normal_quantile(0.975), 1.9599639845400536, 1e-14);
    assert_near(normal_quantile(0.6), 0.2533471031357998, 1e-15);
    assert_near(normal_quantile(0.001), -3.090232306167813, 1e-14);
    assert_near(normal_quantile(1e-12), -7.034483825301132, 1e-13);
    assert_near(normal_quantile(0.25) + normal_quantile(0.75), 0, 0);
    assert_near(distribution_quantile(&normal, 0.95), 10 + 2 * 1.6448536269514715,
                1e-12);
    assert_near(distribution_quantile(&logs, 0.5), 10, 0);
    assert_near(distribution_quantile(&logs, 0.95), 10 * exp(0.5 * 1.6448536269514715),
                1e-12);
    assert_near(distribution_quantile(&drawn, 0.2499), 1, 0);
    assert_near(distribution_quantile(&drawn, 0.25), 2, 0);
    assert_near(distribution_quantile(&drawn, 0.9999), 4, 0);
    /* numpy.quantile([1, 2, 3, 4], [0.05, 0.5, 0.95]), the type 7. */
    assert_near(sorted_quantile(sample, 4, 0.05), 1.15, 1e-12);
    assert_near(sorted_quantile(sample, 4, 0.5), 2.5, 1e-12);
    assert_near(sorted_quantile(sample, 4, 0.95), 3.85, 1e-12);
    assert_near(sorted_quantile(sample, 1, 0.95), 1, 0);
    assert_near(deviation_of(sample, 4), sqrt(5.0 / 3), 1e-12);
}

static void many_draws_have_the_moments_of_a_triangle(void **state) {
    enum { DRAWS = 200000 };
    Folder *folder = *state;
    const double a = 9587, c = 20000, b = 100000;
    const Distribution d = {
        .shape = SHAPE_TRIANGULAR, .low = a, .central = c, .high = b};
    double *numbers = arena_array(folder->arena, DRAWS, sizeof *numbers);
    Random random = random_stream(1, "moments");
    for (int i = 0; i < DRAWS; i++)
        numbers[i] = distribution_quantile(&d, random_unit(&random));
    double variance = (a * a + b * b + c * c - a * b - a * c - b * c) / 18;
    assert_near(mean_of(numbers, DRAWS), (a + b + c) / 3, 3 * sqrt(variance / DRAWS));
    assert_near(deviation_of(numbers, DRAWS), sqrt(variance), 0.01 * sqrt(variance));
}

/* ---- steps ---- */

#define CASES                                                                          \
    "<measure id='plan' source='s' product='p' reporter='R' partner='Q' unit='cars'>"  \
    "<title>T</title><volume case='low' value='1000' source='s'/>"                     \
    "<volume case='central' value='2000' source='s'/>"                                 \
    "<volume case='high' value='10000' source='l'/></measure>"

/* A plan of cars, prices in USD million for a car, and a balance in USD billion. */
static Findings *run_chain(Folder *folder, const char *steps, bool good) {
    const char *records = arena_print(
        folder->arena, "%s%s%s" CASES,
        series(folder, "p", "m",
               "flow='p' frequency='A' unit='USD/cars' multiplier='6'",
               "2022:0.02 2023:0.03 2024:0.05"),
        series(folder, "b", "s", "flow='b' frequency='A' unit='USD' multiplier='9'",
               "2022:0 2023:-10 2024:-20"),
        series(folder, "n", "s", "flow='n' frequency='A' unit='USD' multiplier='9'",
               "2023:-/O 2024:-/Q"));
    const char *all = arena_print(
        folder->arena,
        "<series id='p' flow='p'/><series id='b' flow='b'/><series id='n' flow='n'/>"
        "<volumes id='plan' measure='plan'/>%s",
        steps);
    return good ? run_good(folder, records, all) : run_steps(folder, records, all);
}

static double figure_number(const Findings *findings, const char *id) {
    const Figure *figure = findings_figure(findings, id);
    if (!figure || figure->value.state != VALUE_NUMBER) fail_msg("no number %s", id);
    return figure->value.number;
}

static void quantiles_of_a_uniform_input_are_within_three_errors(void **state) {
    const Findings *f = run_chain(
        *state,
        "<distribution id='u' shape='uniform' low='plan@low' high='plan@high'/>"
        "<simulate id='s' of='u' seed='2026' draws='40000'/>",
        true);
    static const struct {
        const char *id, *error_id;
        double p;
    } quantiles[] = {{"s.p5", "s.p5-error", 0.05},
                     {"s.p50", "s.p50-error", 0.5},
                     {"s.p95", "s.p95-error", 0.95}};
    for (int i = 0; i < 3; i++) {
        double p = quantiles[i].p, error = 9000 * sqrt(p * (1 - p) / 40000);
        assert_near(figure_number(f, quantiles[i].id), 1000 + 9000 * p, 3 * error);
        assert_near(figure_number(f, quantiles[i].error_id), error, 0.15 * error);
    }
    assert_near(figure_number(f, "s.mean"), 5500, 3 * 9000 / sqrt(12 * 40000.0));
    assert_near(figure_number(f, "s.sd"), 9000 / sqrt(12), 30);
    assert_string_equal(result_of(f, "s")->unit.unit, "cars");
    assert_int_equal(findings_figure(f, "s.p5")->confidence, CONFIDENCE_LOW);
}

static const char *written(Folder *folder, const Findings *findings) {
    Text out = {.arena = folder->arena};
    xml_write(findings_tree(findings,
                            (FindingsHead){.brief = "b", .lang = "en", .program = "p"},
                            folder->arena),
              &out);
    return text_string(&out);
}

static void the_same_seed_gives_the_same_bytes(void **state) {
    static const char *const steps =
        "<distribution id='v' shape='triangular' of='plan'/>"
        "<distribution id='d' shape='normal' central='b@2024' sd-percent='10'/>"
        "<simulate id='s' of='v p@2024' over='d' percent='yes' seed='%d'/>"
        "<histogram id='h' of='s'/>";
    Folder *folder = *state;
    const char *one = arena_print(folder->arena, steps, 7);
    const char *first = written(folder, run_chain(folder, one, true));
    assert_string_equal(first, written(folder, run_chain(folder, one, true)));
    const char *two = arena_print(folder->arena, steps, 8);
    assert_string_not_equal(first, written(folder, run_chain(folder, two, true)));
    assert_non_null(strstr(first, "seed=\"7\" draws=\"10000\""));
    assert_non_null(strstr(first, "100 × v × p@2024 / d; 10000 draws, seed 7"));
}

static void an_input_draws_the_same_beside_others(void **state) {
    const Findings *f = run_chain(
        *state,
        "<distribution id='v' shape='triangular' of='plan'/>"
        "<distribution id='w' shape='uniform' low='plan@low' high='plan@high'/>"
        "<simulate id='one' of='v' seed='3'/><simulate id='two' of='v' over='w' "
        "seed='3'/>"
        "<simulate id='back' of='v w' over='w' seed='3'/>"
        "<simulate id='self' of='v' over='v' seed='3'/>",
        true);
    assert_near(figure_number(f, "self.p5"), 1, 1e-15);
    assert_near(figure_number(f, "self.p95"), 1, 1e-15);
    for (int i = 0; i < 3; i++) {
        static const char *const keys[][2] = {
            {"one.p5", "back.p5"}, {"one.p50", "back.p50"}, {"one.p95", "back.p95"}};
        assert_near(figure_number(f, keys[i][1]), figure_number(f, keys[i][0]), 1e-8);
    }
    assert_string_equal(result_of(f, "two")->unit.unit, "ratio");
}

static void units_of_a_chain_cancel(void **state) {
    const Findings *f = run_chain(
        *state,
        "<simulate id='money' of='plan@central p@2024' seed='1' draws='1'/>"
        "<simulate id='share' of='plan@central p@2024' over='b@2024' percent='yes' "
        "seed='1' draws='5'/>"
        "<simulate id='price' of='b@2024' over='plan@central' seed='1'/>"
        "<simulate id='number' of='b@2024' over='p@2024' seed='1'/>",
        true);
    assert_string_equal(result_of(f, "money")->unit.unit, "USD");
    assert_int_equal(result_of(f, "money")->unit.multiplier, 6);
    assert_figure(f, "money.p50", 1, "100.0");
    /* 2000 × 50000 dollars of 20 billion. */
    assert_figure(f, "share.p5", 4, "-0.5000");
    assert_figure(f, "share.sd", 4, "0.0000");
    assert_string_equal(result_of(f, "price")->unit.unit, "USD/cars");
    assert_string_equal(result_of(f, "number")->unit.unit, "cars");
    Folder *folder = *state;
    static const char *const bad[][2] = {
        {"<simulate id='x' of='b@2024 b@2023' seed='1'/>", "the units do not cancel"},
        {"<simulate id='x' of='b@2024' over='plan@low' percent='yes' seed='1'/>",
         "the result is in USD/cars: no percentage"},
        {"<simulate id='x' of='plan' seed='1'/>",
         "'plan' is neither a single figure nor a distribution"},
        {"<distribution id='x' shape='triangular' low='plan@high' central='plan@low' "
         "high='plan@high'/>",
         "must not fall"},
        {"<distribution id='x' shape='bell' of='plan'/>", "is not one of uniform"},
        {"<distribution id='x' shape='normal' central='plan@low'/>",
         "needs 'sd' or 'sd-percent'"},
        {"<distribution id='x' shape='normal' central='1' sd='2'/>",
         "a distribution needs a figure"},
        {"<distribution id='x' shape='uniform' low='plan@low' high='p@2024'/>",
         "mixed units: 'high' is in USD/cars, not in cars"},
        {"<distribution id='x' shape='lognormal' low='b@2024' high='b@2023'/>",
         "lies above 0"},
        {"<histogram id='x' of='plan'/>", "'plan' is no simulation"}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_null(run_chain(folder, bad[i][0], false));
        assert_true(folder_said(folder, bad[i][1]));
    }
}

static void what_is_missing_stays_missing_in_a_simulation(void **state) {
    const Findings *f = run_chain(
        *state,
        "<distribution id='v' shape='triangular' of='plan'/>"
        "<distribution id='m' shape='normal' central='n@2023' sd-percent='5'/>"
        "<simulate id='gone' of='v p@2024' over='m' seed='1'/>"
        "<simulate id='secret' of='v p@2024' over='n@2024' seed='1'/>"
        "<simulate id='zero' of='v p@2024' over='b@2022' seed='1'/>"
        "<distribution id='some' shape='sample' of='b'/>"
        "<simulate id='third' of='v p@2024' over='some' seed='1' percent='yes'/>"
        "<histogram id='h' of='gone' bins='4'/>"
        "<class-shares id='c' of='third' negligible-below='2' material-from='10'/>"
        "<sensitivity id='t' of='v p@2024' over='m'/>",
        true);
    assert_figure(f, "m.central", 0, "not-available");
    assert_figure(f, "gone.p50", 0, "not-available");
    assert_figure(f, "secret.p50", 0, "suppressed");
    assert_figure(f, "zero.p50", 0, "not-defined");
    assert_figure(f, "h.1", 0, "not-available");
    assert_figure(f, "t.v.low", 0, "not-available");
    /* A third of the draws divide by the balance of 2022, which is 0. */
    const Result *third = result_of(f, "third");
    assert_near(third->draw_count, 10000 * 2.0 / 3, 3 * sqrt(10000 * 2.0 / 9));
    const char *left_out = xml_attribute(third->notes, "not-defined");
    assert_int_equal(atoi(left_out) + third->draw_count, 10000);
}

/* The means of samples of 1 to 9 have the mean 5 and, by the normal distribution, the
 * interval 5 ± 1.96 sqrt(60 / 9 / 9). */
static void a_bootstrap_interval_is_near_the_normal_one(void **state) {
    Folder *folder = *state;
    const char *records = series(
        folder, "sample", "s", "flow='b' frequency='A' unit='USD' multiplier='6'",
        "2011:1 2012:2 2013:3 2014:4 2015:5 2016:6 2017:7 2018:8 2019:9");
    const Findings *f = run_good(folder, records,
                                 "<series id='x' flow='b'/>"
                                 "<bootstrap id='b' of='x' seed='7'/>"
                                 "<bootstrap id='one' of='x@2011' seed='7'/>");
    assert_figure(f, "b.central", 1, "5.0");
    assert_near(findings_figure(f, "b.low")->value.number, 5 - 1.687, 0.06);
    assert_near(findings_figure(f, "b.high")->value.number, 5 + 1.687, 0.06);
    assert_int_equal(findings_figure(f, "b.low")->input_count, 9);
    assert_figure(f, "one.low", 1, "not-defined");
}

static void classes_and_bins_add_up(void **state) {
    const Findings *f = run_chain(
        *state,
        "<distribution id='v' shape='triangular' of='plan'/>"
        "<distribution id='q' shape='lognormal' low='p@2022' high='p@2024'/>"
        "<simulate id='s' of='v q' over='b@2023' percent='yes' seed='11' draws='5000'/>"
        "<histogram id='h' of='s' bins='7'/>"
        "<class-shares id='c' of='s' negligible-below='1' material-from='2'/>",
        true);
    assert_near(figure_number(f, "q.low"), 0.02, 1e-12);
    assert_near(figure_number(f, "q.high"), 0.05, 1e-12);
    assert_near(figure_number(f, "q.central"), sqrt(0.02 * 0.05), 1e-12);
    const Result *bins = result_of(f, "h");
    double draws = 0, before = 0;
    assert_int_equal(bins->figure_count, 7);
    for (int i = 0; i < 7; i++) {
        const Figure *bin = &bins->figures[i];
        draws += bin->value.number;
        double from = strtod(xml_attribute(bin->notes, "from"), NULL);
        if (i) assert_near(from, before, 1e-9);
        before = strtod(xml_attribute(bin->notes, "to"), NULL);
    }
    assert_near(draws, 5000, 0);
    double sum = figure_number(f, "c.negligible") + figure_number(f, "c.modest") +
                 figure_number(f, "c.material");
    assert_near(sum, 100, 1e-9);
    int small = 0;
    const Result *s = result_of(f, "s");
    for (int i = 0; i < s->draw_count; i++)
        small += fabs(s->draws[i]) < 1;
    assert_near(figure_number(f, "c.negligible"), small / 50.0, 1e-9);
    assert_true(figure_number(f, "c.modest") > 0);
}

static void the_widest_swing_comes_first_and_ties_keep_their_order(void **state) {
    const Findings *f = run_chain(
        *state,
        "<distribution id='narrow' shape='uniform' low='p@2023' high='p@2024'/>"
        "<distribution id='same' shape='uniform' low='p@2023' high='p@2024'/>"
        "<distribution id='wide' shape='triangular' of='plan'/>"
        "<sensitivity id='t' of='narrow wide' over='b@2024' percent='yes'/>"
        "<sensitivity id='tie' of='same narrow' over='p@2022 p@2022'/>",
        true);
    static const char *const keys[] = {"central", "wide.low", "wide.high", "narrow.low",
                                       "narrow.high"};
    const Result *t = result_of(f, "t");
    assert_int_equal(t->figure_count, 5);
    for (int i = 0; i < 5; i++)
        assert_string_equal(t->figures[i].key, keys[i]);
    /* 2000 cars at 40 thousand dollars of 20 billion; then 1000, 10000; 30, 50. */
    assert_figure(f, "t.central", 3, "-0.400");
    assert_figure(f, "t.wide.low", 3, "-0.200");
    assert_figure(f, "t.wide.high", 3, "-2.000");
    assert_figure(f, "t.narrow.low", 3, "-0.300");
    assert_figure(f, "t.narrow.high", 3, "-0.500");
    assert_string_equal(xml_attribute(t->figures[1].notes, "swing"), "1.8");
    assert_string_equal(result_of(f, "tie")->figures[1].key, "same.low");
    assert_string_equal(result_of(f, "tie")->figures[3].key, "narrow.low");
}

#define SIMULATE_TESTS                                                                 \
    TEST(the_generator_gives_its_published_numbers),                                   \
        TEST(quantiles_of_each_shape_by_hand),                                         \
        TEST(many_draws_have_the_moments_of_a_triangle),                               \
        TEST(quantiles_of_a_uniform_input_are_within_three_errors),                    \
        TEST(the_same_seed_gives_the_same_bytes),                                      \
        TEST(an_input_draws_the_same_beside_others), TEST(units_of_a_chain_cancel),    \
        TEST(what_is_missing_stays_missing_in_a_simulation),                           \
        TEST(a_bootstrap_interval_is_near_the_normal_one),                             \
        TEST(classes_and_bins_add_up),                                                 \
        TEST(the_widest_swing_comes_first_and_ties_keep_their_order)
