/* Rows of periods: changes, trends, seasons, volatility, revisions.  Numbers that are
 * not plain from the comments were recomputed in Python from the textbook formulas. */
#ifndef TESTS_UNIT_ANALYSIS_TIME_H
#define TESTS_UNIT_ANALYSIS_TIME_H

#include "analysis/season.h"
#include "analysis/trend.h"
#include "analysis_structure.h"

/* "x" of `count` periods from the first of 2014. */
static const char *row_of(Folder *folder, const char *frequency, const double *numbers,
                          int count) {
    Text text = {.arena = folder->arena};
    Frequency f = *frequency == 'M'   ? FREQ_MONTH
                  : *frequency == 'Q' ? FREQ_QUARTER
                                      : FREQ_YEAR;
    char period[PERIOD_TEXT];
    for (int i = 0; i < count; i++)
        text_print(&text, "%s:%.12g ",
                   period_format(period_shift(period_make(f, 2014, 1), i), period),
                   numbers[i]);
    return series(
        folder, "x", "s",
        arena_print(folder->arena, "flow='x' frequency='%s' unit='USD'", frequency),
        text_string(&text));
}

static Findings *run_row(Folder *folder, const char *frequency, const double *numbers,
                         int count, const char *steps) {
    return run_good(folder, row_of(folder, frequency, numbers, count),
                    arena_print(folder->arena, "<series id='x'/>%s", steps));
}

static void log_changes_add_up_over_time(void **state) {
    static const double numbers[] = {100, 110, 99, 0, 5};
    const Findings *f = run_row(*state, "A", numbers, 5,
                                "<log-change id='l' of='x'/>"
                                "<log-change id='two' of='x' lag='2'/>");
    assert_figure(f, "l.2014", 1, "none");
    assert_figure(f, "l.2015", 4, "9.5310"); /* 100 ln 1.1 */
    assert_figure(f, "l.2017", 4, "not-defined");
    assert_figure(f, "l.2018", 4, "not-defined");
    double sum = findings_figure(f, "l.2015")->value.number +
                 findings_figure(f, "l.2016")->value.number;
    assert_true(near(sum, findings_figure(f, "two.2016")->value.number));
}

/* Parts 40 + 60 of 100 become 50 + 54 of 106: 10 and -6 points of 6 %, 2 points are
 * left; the total is in billions, the parts in millions. */
static void contributions_over_time_and_what_they_leave(void **state) {
    Folder *folder = *state;
    const char *records = arena_print(
        folder->arena, "%s%s%s",
        series(folder, "part", "d", "flow='a' frequency='A' unit='USD' multiplier='6'",
               "2022:1 2023:40 2024:50/P"),
        series(folder, "b", "s", "flow='b' frequency='A' unit='USD' multiplier='6'",
               "2023:60 2024:54"),
        series(folder, "t", "s", "flow='t' frequency='A' unit='USD' multiplier='9'",
               "2023:0.1 2024:0.106"));
    const Findings *f = run_good(
        folder, records,
        "<series id='a' flow='a'/><series id='b' flow='b'/><series id='t' flow='t'/>"
        "<growth id='g' of='t'/><contribution id='ca' of='a' in='t'/>"
        "<contribution id='cb' of='b' in='t'/>"
        "<residual id='r' of='g' parts='ca cb'/>");
    assert_figure(f, "ca.2024", 4, "10.0000 P");
    assert_figure(f, "cb.2024", 4, "-6.0000");
    assert_figure(f, "ca.2023", 4, "not-available");
    assert_figure(f, "r.2024", 4, "2.0000 P");
    assert_string_equal(result_of(f, "r")->unit.unit, "points");
}

static void moving_averages_by_hand(void **state) {
    static const double numbers[] = {1, 2, 6, 4, 5, 12};
    const Findings *f =
        run_row(*state, "Q", numbers, 6,
                "<moving-average id='t' of='x' length='3'/>"
                "<moving-average id='c' of='x' length='3' centred='yes'/>"
                "<moving-average id='e' of='x' length='4' centred='yes'/>");
    assert_figure(f, "t.2014-Q2", 4, "none");
    assert_figure(f, "t.2014-Q3", 4, "3.0000");
    assert_figure(f, "t.2015-Q2", 4, "7.0000");
    assert_figure(f, "c.2014-Q1", 4, "none");
    assert_figure(f, "c.2014-Q2", 4, "3.0000");
    assert_figure(f, "e.2014-Q3", 4, "3.7500"); /* (1/2 + 2 + 6 + 4 + 5/2) / 4 */
    assert_figure(f, "e.2014-Q4", 4, "5.5000"); /* (2/2 + 6 + 4 + 5 + 12/2) / 4 */
    assert_int_equal(result_of(f, "e")->figure_count, 2);
}

static void a_gap_breaks_averages_and_the_year_to_date(void **state) {
    Folder *folder = *state;
    const Findings *f = run_good(
        folder,
        series(folder, "x", "s", "flow='x' frequency='M' unit='USD'",
               "2024-01:1 2024-02:2 2024-03:3/E 2025-01:5 2025-02:-/O 2025-03:1 "
               "2026-01:7 2026-03:9"),
        "<series id='x'/><year-to-date id='y' of='x'/><growth id='g' of='y' lag='12'/>"
        "<moving-average id='m' of='x' length='2'/>");
    assert_figure(f, "y.2024-03", 0, "6 E");
    assert_figure(f, "y.2025-01", 0, "5");
    assert_figure(f, "y.2025-02", 0, "not-available");
    assert_figure(f, "y.2025-03", 0, "not-available");
    assert_figure(f, "y.2026-03", 0, "none"); /* February is not there at all */
    assert_figure(f, "g.2025-01", 1, "400.0");
    assert_figure(f, "g.2026-01", 1, "40.0");
    assert_figure(f, "m.2025-01", 1, "none");
    assert_figure(f, "m.2024-02", 1, "1.5");
    assert_int_equal(findings_figure(f, "y.2024-03")->input_count, 3);
}

/* slope of ln y over 0..4, t(3) = 3.1824. */
static void a_trend_by_least_squares(void **state) {
    static const double numbers[] = {100, 112, 118, 135, 149, 0};
    const Findings *f = run_row(*state, "A", numbers, 6,
                                "<trend-growth id='g' of='x' to='2018'/>"
                                "<trend-fit id='r' of='x' to='2018'/>"
                                "<trend-growth id='zero' of='x'/>"
                                "<trend-growth id='short' of='x' to='2015'/>"
                                "<trend-fit id='flat' of='x' from='2019'/>");
    assert_figure(f, "g.rate", 4, "10.3440");
    assert_figure(f, "g.low", 4, "8.1052");
    assert_figure(f, "g.high", 4, "12.6292");
    assert_figure(f, "r.2018", 6, "0.987317");
    assert_figure(f, "zero.rate", 1, "not-defined");
    assert_figure(f, "short.rate", 1, "not-available");
    assert_figure(f, "flat.2019", 1, "not-available");
    double months[36];
    for (int i = 0; i < 36; i++)
        months[i] = 7 * pow(1.06, i / 12.0);
    f = run_row(*state, "M", months, 36,
                "<trend-growth id='g' of='x'/><trend-fit id='r' of='x'/>");
    assert_figure(f, "g.rate", 6, "6.000000"); /* a year, not a month */
    assert_figure(f, "g.low", 6, "6.000000");
    assert_figure(f, "r.2016-12", 6, "1.000000");
}

/* F(2, d) has the closed tail (1 + 2 F / d)^(-d/2); t(1) and t(2) are known in
 * full; 1.952 is the 5 % point of F(11, 60) in any table. */
static void tails_of_the_f_distribution(void **state) {
    (void) state;
    for (double f = 0; f < 200; f = 2 * f + 0.1)
        for (int d = 1; d < 400; d = 2 * d + 1)
            assert_true(fabs(f_tail(f, 2, d) - pow(1 + 2 * f / d, -d / 2.0)) < 1e-12);
    for (double t = 0.1; t < 50; t *= 2) {
        assert_true(fabs(f_tail(t * t, 1, 1) - (1 - 2 / M_PI * atan(t))) < 1e-12);
        assert_true(fabs(f_tail(t * t, 1, 2) - (1 - t / sqrt(2 + t * t))) < 1e-12);
    }
    assert_true(fabs(f_tail(1.952, 11, 60) - 0.05) < 5e-4);
    assert_true(fabs(student_bound(10, 0.05) - 2.228139) < 1e-6);
    assert_true(isnan(f_tail(-1, 2, 2)) && isnan(f_tail(1, 0, 2)));
}

/* Chow: residual squares of one line and of two, k = 2, n = 8; F(2, 4) has p =
 * (1 + F / 2)^-2. */
static void a_break_in_the_trend_is_found_where_it_is(void **state) {
    static const double numbers[] = {1, 2.1, 2.9, 4.2, 9, 10.5, 12.2, 13.4};
    const Findings *f = run_row(*state, "A", numbers, 8,
                                "<break-test id='b' of='x' at='2018'/>"
                                "<break-test id='late' of='x' at='2020'/>"
                                "<break-test id='l' of='x' at='2018' log='yes'/>");
    assert_figure(f, "b.F", 4, "155.1134");
    assert_figure(f, "b.p", 6, "0.000162");
    assert_figure(f, "late.F", 1, "not-available"); /* two periods are no trend */
    assert_true(findings_figure(f, "l.p")->value.number > 0.01);
    assert_non_null(
        strstr(result_of(f, "b")->formula, "4 periods before, 4 from then"));
    static const double straight[] = {1, 2, 3, 4, 5, 6, 7, 8};
    f = run_row(*state, "A", straight, 8, "<break-test id='b' of='x' at='2018'/>");
    assert_figure(f, "b.F", 4, "not-defined"); /* nothing is left to compare with */
}

/* Box and Jenkins's airline passengers, 1949 to 1960, in thousands. */
static const double PASSENGERS[] = {
    112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118, 115, 126, 141, 135,
    125, 149, 170, 170, 158, 133, 114, 140, 145, 150, 178, 163, 172, 178, 199, 199,
    184, 162, 146, 166, 171, 180, 193, 181, 183, 218, 230, 242, 209, 191, 172, 194,
    196, 196, 236, 235, 229, 243, 264, 272, 237, 211, 180, 201, 204, 188, 235, 227,
    234, 264, 302, 293, 259, 229, 203, 229, 242, 233, 267, 269, 270, 315, 364, 347,
    312, 274, 237, 278, 284, 277, 317, 313, 318, 374, 413, 405, 355, 306, 271, 306,
    315, 301, 356, 348, 355, 422, 465, 467, 404, 347, 305, 336, 340, 318, 362, 348,
    363, 435, 491, 505, 404, 359, 310, 337, 360, 342, 406, 396, 420, 472, 548, 559,
    463, 407, 362, 405, 417, 391, 419, 461, 472, 535, 622, 606, 508, 461, 390, 432};

/* What R prints for decompose(AirPassengers, "multiplicative")$figure. */
static void seasonal_factors_are_those_of_r(void **state) {
    static const char *const factors[] = {
        "0.9102304", "0.8836253", "1.0073663", "0.9759060", "0.9813780", "1.1127758",
        "1.2265555", "1.2199110", "1.0604919", "0.9217572", "0.8011781", "0.8988244"};
    Folder *folder = *state;
    const Findings *f = run_row(folder, "M", PASSENGERS, 144,
                                "<seasonal-factors id='s' of='x'/>"
                                "<seasonally-adjusted id='a' of='x'/>"
                                "<seasonality-test id='raw' of='x'/>"
                                "<seasonality-test id='left' of='a'/>");
    for (int i = 0; i < 12; i++)
        assert_figure(f, arena_print(folder->arena, "s.%d", i + 1), 7, factors[i]);
    assert_figure(f, "a.2014-01", 3, "123.046"); /* 112 / 0.9102304 */
    assert_true(findings_figure(f, "raw.p")->value.number < 1e-20);
    assert_true(findings_figure(f, "left.p")->value.number > 0.05);
    assert_non_null(strstr(result_of(f, "a")->formula,
                           "seasonally adjusted by mkreport (ratio to moving average), "
                           "not the official series; residual seasonality: F = "));
    assert_int_equal(findings_figure(f, "a.2020-05")->input_count, 144);
    assert_int_equal(findings_figure(f, "a.2020-05")->source_count, 1);
}

static void seasons_on_a_known_trend_are_found_exactly(void **state) {
    static const double up[] = {12, -3, 7, -16};
    double numbers[14], back[4];
    for (int i = 0; i < 14; i++)
        numbers[i] = 500 + 3 * i + up[i % 4];
    const Findings *f =
        run_row(*state, "Q", numbers, 14,
                "<seasonal-factors id='s' of='x' method='additive'/>"
                "<seasonally-adjusted id='a' of='x' method='additive'/>");
    assert_figure(f, "s.1", 6, "12.000000");
    assert_figure(f, "s.4", 6, "-16.000000");
    assert_figure(f, "a.2016-Q2", 6, "527.000000"); /* 500 + 3 * 9 */
    for (int i = 0; i < 14; i++)
        numbers[i] = 500 * (1 + up[i % 4] / 100);
    assert_true(season_factors(numbers + 1, 13, 4, 1, false, back));
    for (int s = 0; s < 4; s++)
        assert_true(near(back[s], 1 + up[s] / 100));
}

static void seasons_need_three_whole_years_without_gaps_or_zeros(void **state) {
    Folder *folder = *state;
    double numbers[12] = {3, 4, 5, 6, 3, 4, 5, 6, 3, 4, 5, 6};
    const Findings *f =
        run_row(folder, "Q", numbers, 11, "<seasonally-adjusted id='a' of='x'/>");
    assert_figure(f, "a.2014-Q1", 1, "not-available");
    numbers[5] = 0;
    f = run_row(folder, "Q", numbers, 12,
                "<seasonally-adjusted id='a' of='x'/>"
                "<seasonally-adjusted id='p' of='x' method='additive'/>");
    assert_figure(f, "a.2014-Q1", 1, "not-defined");
    assert_int_equal(findings_figure(f, "p.2014-Q1")->value.state, VALUE_NUMBER);
    f = run_good(folder,
                 series(folder, "x", "s", "flow='x' frequency='S' unit='USD'",
                        "2020-S1:1 2020-S2:2 2021-S1:1 2021-S2:2 2022-S1:1 2023-S1:1 "
                        "2023-S2:4"),
                 "<series id='x'/><seasonally-adjusted id='a' of='x'/>");
    assert_figure(f, "a.2020-S1", 1, "not-available");
    assert_null(run_steps(folder, row_of(folder, "A", numbers, 4),
                          "<series id='x'/><seasonally-adjusted id='a' of='x'/>"));
    assert_true(folder_said(folder, "'x' has no seasons"));
}

static void volatility_by_hand(void **state) {
    static const double numbers[] = {100, 110, 99,  105, 120, 114,
                                     118, 125, 121, 130, 0};
    static const char steps[] = "<volatility id='v' of='x' to='2016-Q2'/>"
                                "<variation id='c' of='x' to='2016-Q2'/>"
                                "<volatility id='short' of='x' to='2015-Q4'/>"
                                "<volatility id='zero' of='x'/>"
                                "<variation id='few' of='x' to='2015-Q3'/>";
    const Findings *f = run_row(*state, "Q", numbers, 11, steps);
    assert_figure(f, "v.sd", 4, "15.3583"); /* times the root of 4 */
    assert_figure(f, "c.cv", 4, "9.2099");
    assert_figure(f, "short.sd", 1, "not-available"); /* seven changes */
    assert_figure(f, "zero.sd", 1, "not-defined");
    assert_figure(f, "few.cv", 1, "not-available");
}

/* The US balance with Japan in three states of the data, USD million: 2024 was
 * -69,392.2 in February 2026 and -68,253.2 in June; 2023 -71,411.8 and -71,426.9
 * (Census, country page of Japan). */
static void revisions_between_two_states_of_the_data(void **state) {
    Folder *folder = *state;
    const char *records = arena_print(
        folder->arena,
        "<source id='feb' publisher='P' title='T' date='2026-02-07' confidence='high'/>"
        "<source id='jun' publisher='P' title='T' date='2026-06-17' confidence='high'/>"
        "%s%s",
        series(folder, "old", "feb", "flow='b' frequency='A' unit='USD' multiplier='6'",
               "2022:-67851.0 2023:-71411.8 2024:-69392.2"),
        series(folder, "new", "jun", "flow='b' frequency='A' unit='USD' multiplier='6'",
               "2022:-67851.0 2023:-71426.9 2024:-68253.2 2025:-64448.0"));
    const Findings *f = run_good(
        folder, records,
        "<series id='now' flow='b'/><series id='first' flow='b' vintage='2026-02-07'/>"
        "<revision id='r' of='now' first='first'/>"
        "<revision id='p' of='now' first='first' relative='yes'/>"
        "<revision-summary id='s' of='r'/><revision-summary id='sp' of='p'/>"
        "<revision-sign-test id='t' of='r'/>");
    assert_figure(f, "r.2024", 1, "1139.0");
    assert_figure(f, "p.2024", 2, "1.64"); /* the deficit fell */
    assert_figure(f, "r.2025", 1, "not-available");
    assert_figure(f, "s.mean", 4, "374.6333"); /* (1139 - 15.1) / 3 */
    assert_figure(f, "s.mean-absolute", 4, "384.7000");
    assert_figure(f, "s.largest", 1, "1139.0");
    assert_figure(f, "sp.mean-absolute", 2, "0.55");
    assert_figure(f, "t.rises", 1, "1.0"); /* 2022 did not change */
    assert_figure(f, "t.falls", 1, "1.0");
    assert_figure(f, "t.p", 4, "1.0000");
    assert_int_equal(result_of(f, "s")->unit.multiplier, 6);
    assert_int_equal(findings_figure(f, "s.mean")->input_count, 3);
}

static void a_missing_month_makes_what_rests_on_the_whole_row_missing(void **state) {
    Folder *folder = *state;
    static const char *const gaps[] = {"-/O", "-/Q"};
    static const char *const states[] = {"not-available", "suppressed"};
    for (int i = 0; i < 2; i++) {
        Text values = {.arena = folder->arena};
        for (int k = 0; k < 40; k++)
            text_print(&values, "%d-%02d:%s ", 2020 + k / 12, k % 12 + 1,
                       k == 17 ? gaps[i] : "5");
        const Findings *f = run_good(
            folder,
            series(folder, "x", "s", "flow='x' frequency='M' unit='USD'",
                   text_string(&values)),
            "<series id='x'/><seasonally-adjusted id='a' of='x'/>"
            "<seasonality-test id='t' of='x'/><volatility id='v' of='x'/>"
            "<variation id='c' of='x'/><trend-growth id='g' of='x'/>"
            "<break-test id='b' of='x' at='2021-06'/>"
            "<revision id='r' of='x' first='x'/><revision-summary id='s' of='r'/>");
        assert_figure(f, "a.2020-01", 1, states[i]);
        assert_figure(f, "t.F", 1, states[i]);
        assert_figure(f, "v.sd", 1, states[i]);
        assert_figure(f, "c.cv", 1, states[i]);
        assert_figure(f, "g.rate", 1, states[i]);
        assert_figure(f, "b.p", 1, states[i]);
        assert_figure(f, "r.2021-06", 1, states[i]);
        assert_figure(f, "s.mean", 1, "0.0");
    }
}

/* By hand: 2 (1 + 8) / 2^8 and 2 / 2^6. */
static void a_sign_test_counts_both_tails(void **state) {
    Folder *folder = *state;
    static const char *const rows[][2] = {
        {"2015:1 2016:2 2017:3 2018:-4 2019:5 2020:6 2021:7 2022:8", "0.0703"},
        {"2015:-1 2016:-2 2017:-3 2018:-4 2019:-5 2020:-6 2021:0", "0.0313"},
        {"2015:0 2016:0", "1.0000"},
    };
    for (int i = 0; i < 3; i++) {
        const Findings *f = run_good(
            folder,
            series(folder, "revisions", "s",
                   "flow='b' frequency='A' unit='USD' multiplier='6'", rows[i][0]),
            "<series id='x' flow='b'/><revision-sign-test id='t' of='x'/>");
        assert_figure(f, "t.p", 4, rows[i][1]);
    }
}

/* No figure prints as nothing: a finite number with a known status, or a reason. */
static void assert_all_defined(const Findings *f, int *numbers) {
    for (int i = 0; i < f->result_count; i++) {
        const Result *result = f->results[i];
        assert_true(result->unit.unit && *result->unit.unit);
        assert_true(result->formula && *result->formula);
        for (int k = 0; k < result->figure_count; k++) {
            const Figure *figure = &result->figures[k];
            assert_true(figure->key && *figure->key);
            if (figure->value.state == VALUE_NUMBER) {
                ++*numbers;
                if (!isfinite(figure->value.number))
                    fail_msg("%s.%s is not finite", result->id, figure->key);
                assert_true(status_rank(figure->value.status) >= 0);
                if (!figure->source_count)
                    fail_msg("%s of <%s> has no source", figure->key, result->step);
            } else
                assert_true(figure->value.state <= VALUE_SUPPRESSED);
        }
    }
}

/* ---- any operand to any step ---- */

static const char *const STEPS_OF_OPERANDS[] = {
    "<sum id='r' of='$'/>",
    "<pick id='r' of='$' keys='A;2024'/>",
    "<top id='r' of='$' count='2' total='$'/>",
    "<top id='r' of='$' count='2' total='one'/>",
    "<rest id='r' of='$' total='one'/>",
    "<rank id='r' of='$'/>",
    "<growth-from id='r' of='$' base='cross'/>",
    "<change-from id='r' of='cross' base='$'/>",
    "<contributions id='r' of='$' base='$'/>",
    "<contributions id='r' of='cross' base='$' total='one' base-total='one'/>",
    "<price-index id='r' value='$' quantity='$' base-value='$' base-quantity='$'/>",
    "<volume-index id='r' value='cross' quantity='$' base-value='cross' "
    "base-quantity='$' trim='1.5'/>",
    "<index-coverage id='r' value='$' quantity='$' base-value='$' base-quantity='$'/>",
    "<decomposition id='r' value='$' quantity='cross' base-value='$' "
    "base-quantity='cross'/>",
    "<trim id='r' of='$'/>",
    "<index id='r' of='$' base='2024'/>",
    "<chain-index id='r' of='$ one'/>",
    "<terms-of-trade id='r' exports='$' imports='$'/>",
    "<income-terms id='r' exports='$' imports='cross' volume='$'/>",
    "<hhi id='r' of='$'/>",
    "<hhi id='r' of='$' total='one' normalised='yes'/>",
    "<hhi-bounds id='r' of='$' total='one' normalised='yes'/>",
    "<effective-number id='r' of='$'/>",
    "<theil id='r' of='$'/>",
    "<gini id='r' of='$'/>",
    "<concentration id='r' of='$' count='3'/>",
    "<rca id='r' of='$' total='one' world='cross' world-total='one'/>",
    "<symmetric-rca id='r' of='$'/>",
    "<trade-intensity id='r' of='cross' total='$' world='$' world-total='$' own='$'/>",
    "<grubel-lloyd id='r' exports='$' imports='cross'/>",
    "<grubel-lloyd-mean id='r' exports='$' imports='$' aquino='yes'/>",
    "<similarity id='r' of='$' with='cross'/>",
    "<complementarity id='r' exports='$' imports='$'/>",
    "<openness id='r' exports='$' imports='$' output='$' method='mean'/>",
    "<import-penetration id='r' imports='$' output='$' exports='$'/>",
    "<self-sufficiency id='r' imports='$' output='cross' exports='$'/>",
    "<mirror-gap id='r' exports='$' imports='$' factor='1.06'/>",
    "<log-change id='r' of='$'/>",
    "<contribution id='r' of='$' in='row' lag='2'/>",
    "<residual id='r' of='$' parts='$ cross row'/>",
    "<moving-average id='r' of='$' length='3' centred='yes'/>",
    "<moving-average id='r' of='$' length='100000'/>",
    "<year-to-date id='r' of='$'/>",
    "<revision id='r' of='$' first='row' relative='yes'/>",
    "<revision-summary id='r' of='$'/>",
    "<revision-sign-test id='r' of='$'/>",
    "<bootstrap id='r' of='$' seed='1' draws='50'/>",
    "<trend-growth id='r' of='$'/>",
    "<trend-fit id='r' of='$' from='2020' to='2024'/>",
    "<break-test id='r' of='$' at='2020'/>",
    "<break-test id='r' of='$' at='2020-02' log='yes'/>",
    "<seasonally-adjusted id='r' of='$'/>",
    "<seasonally-adjusted id='r' of='$' method='additive'/>",
    "<seasonal-factors id='r' of='$'/>",
    "<seasonality-test id='r' of='$'/>",
    "<volatility id='r' of='$'/>",
    "<variation id='r' of='$'/>"};

/* Rows and cross-sections, empty, of one figure, with zeros and with gaps: a step says
 * what is wrong or gives sound figures. */
static void any_operand_gives_sound_figures_or_a_message(void **state) {
    static const char *const operands[] = {"row",     "one",   "none",   "cross",
                                           "bad",     "month", "hidden", "row@2024",
                                           "cross@A", "day"};
    Folder *folder = *state;
    Text text = {.arena = folder->arena};
    char day[PERIOD_TEXT];
    for (int i = 0; i < 40; i++)
        text_print(
            &text, "%s:%d ",
            period_format(period_shift(period_make(FREQ_MONTH, 2021, 1), i), day),
            i % 13);
    const char *records = arena_print(
        folder->arena, "%s%s%s%s%s%s",
        goods(folder, "x", "USD", "A 2024:5 2023:4; B 2024:0; C 2024:7 2023:9"),
        goods(folder, "bad", "USD", "A 2024:-3; B 2024:-/O; Z 2024:1e300"),
        goods(folder, "hid", "USD", "A 2024:-/Q; B 2024:1"),
        series(folder, "row", "s", "flow='r' frequency='A' unit='USD' multiplier='9'",
               "2015:1 2016:2 2017:0 2018:-4 2020:1e-300 2021:1e300 2022:6 2023:7/E "
               "2024:8"),
        series(folder, "month", "s", "flow='mo' frequency='M' unit='USD'",
               text_string(&text)),
        series(folder, "day", "s", "flow='day' frequency='D' unit='USD'",
               "2024-01-01:5 2024-01-02:6 2024-01-03:7 2024-01-04:8"));
    const char *head =
        ACROSS("cross", "x", "USD", "2024") ACROSS("bad", "bad", "USD", "2024") ACROSS(
            "hidden", "hid", "USD",
            "2024") "<series id='row' flow='r'/><series id='one' flow='r' from='2024'/>"
                    "<series id='none' flow='r' from='1990' to='1991'/>"
                    "<series id='month' flow='mo'/><series id='day' flow='day'/>";
    const Dataset *dataset = run_good(folder, records, head)->dataset;
    int good = 0, refused = 0, numbers = 0;
    for (size_t s = 0; s < sizeof STEPS_OF_OPERANDS / sizeof *STEPS_OF_OPERANDS; s++)
        for (size_t o = 0; o < sizeof operands / sizeof *operands; o++) {
            Text steps = {.arena = folder->arena};
            text_add(&steps, head);
            for (const char *c = STEPS_OF_OPERANDS[s]; *c; c++)
                if (*c == '$')
                    text_add(&steps, operands[o]);
                else
                    text_add_char(&steps, *c);
            folder->diags = diags_new(folder->arena);
            const Findings *f = run_over(folder, dataset, text_string(&steps));
            if (f) {
                good++;
                assert_all_defined(f, &numbers);
            } else {
                refused++;
                assert_non_null(diags_message(folder->diags, 0));
            }
        }
    assert_true(good > 300 && refused > 30);
}

#endif
