/* Every step against values computed by hand, the real figures' golden arithmetic, and
 * what must hold of any data. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "analysis/indicators.h"
#include "analysis_bench.h"

/* Two annual series in USD million, exports x and imports y. */
static Findings *run_two(Folder *folder, const char *exports, const char *imports,
                         const char *steps) {
    const char *records = arena_print(
        folder->arena, "%s%s",
        series(folder, "x", "s",
               "flow='export' frequency='A' unit='USD' multiplier='6'", exports),
        series(folder, "y", "m",
               "flow='import' frequency='A' unit='USD' multiplier='6'", imports));
    return run_good(folder, records,
                    arena_print(folder->arena,
                                "<series id='x' flow='export'/><series id='y' "
                                "flow='import'/>%s",
                                steps));
}

/* What depends on a series that is not there is not there either, and nothing of it is
 * a nought; what does not depend on it is as ever. */
static void what_is_computed_from_an_absent_series_is_absent(void **state) {
    Folder *folder = *state;
    const Findings *f = run_good(
        folder,
        series(folder, "x", "s", "flow='export' frequency='A' unit='USD'",
               "2024:100 2025:120"),
        "<series id='x' flow='export' optional='yes'/>"
        "<series id='y' flow='import' optional='yes'/>"
        "<across id='goods' over='product' period='2025' flow='import' optional='yes'/>"
        "<balance id='b' exports='x' imports='y'/>"
        "<share id='part' of='x@2024' in='y@2025'/><change id='c' of='b'/>"
        "<join id='j' of='x y'/><sum id='all' of='goods'/>"
        "<require-identity of='x' equals='y' tolerance='1'/>"
        "<growth id='g' of='x'/>");
    static const char *const absent[] = {"y", "goods", "b", "part", "c", "j", "all"};
    for (size_t i = 0; i < sizeof absent / sizeof *absent; i++) {
        const Result *result = result_of(f, absent[i]);
        assert_non_null(result->absent);
        assert_int_equal(result->figure_count, 0);
    }
    assert_string_equal(result_of(f, "y")->absent, "no series matches: flow=import");
    assert_string_equal(result_of(f, "b")->absent,
                        "'y' is absent: no series matches: flow=import");
    assert_null(result_of(f, "x")->absent);
    assert_figure(f, "g.2025", 1, "20.0");
    assert_int_equal(f->check_count, 0);
}

/* ---- the real figures (Census, MoF; June 2026 vintage) ---- */

#define ANNUAL "frequency='A' "
static Findings *run_real(Folder *folder) {
    Text r = {.arena = folder->arena};
    text_add(&r, series(folder, "us-x", "s",
                        ANNUAL "flow='x' basis='census' unit='USD' "
                               "multiplier='6'",
                        "2023:75680.8 2024:78863.2"));
    text_add(&r, series(folder, "us-m", "s",
                        ANNUAL "flow='m' basis='census' unit='USD' "
                               "multiplier='6'",
                        "2023:147238.0 2024:147116.5"));
    text_add(&r, series(folder, "jp-all", "s",
                        ANNUAL "flow='x' product='all' basis='mof' "
                               "unit='JPY' multiplier='9'",
                        "2024:21294.8"));
    text_add(&r, series(folder, "jp-cars", "s",
                        ANNUAL "flow='x' product='mv' basis='mof' "
                               "unit='JPY' multiplier='9'",
                        "2024:6026.4"));
    text_add(&r, series(folder, "imp", "s",
                        ANNUAL "flow='m' product='mv' basis='mof' "
                               "unit='JPY' multiplier='6'",
                        "2024:152949"));
    text_add(&r, series(folder, "n", "s",
                        ANNUAL "flow='m' product='cars' basis='q' "
                               "unit='cars'",
                        "2024:16074"));
    text_add(&r, series(folder, "rate", "s", ANNUAL "flow='rate' unit='JPY/USD'",
                        "2024:150.97"));
    text_add(&r, series(folder, "market", "s",
                        ANNUAL "flow='sales' product='new' "
                               "unit='cars'",
                        "2024:4421494"));
    text_add(&r, series(folder, "foreign", "s",
                        ANNUAL "flow='sales' product='foreign' "
                               "unit='cars'",
                        "2024:227202"));
    text_add(&r, series(folder, "exported", "s",
                        ANNUAL "flow='x' product='cars' "
                               "unit='cars' multiplier='6'",
                        "2024:1.37"));
    text_add(&r, "<measure id='plan' source='l' product='cars' reporter='JPN' "
                 "partner='USA' unit='cars'><title>T</title>\n"
                 "<volume case='low' value='10000' source='s'/>\n"
                 "<volume case='central' value='20000' source='l'/>\n"
                 "<volume case='high' value='100000' source='a'/></measure>");
    return run_good(
        folder, text_string(&r),
        "<series id='x' flow='x' basis='census'/><series id='m' flow='m' "
        "basis='census'/>"
        "<balance id='b' exports='x' imports='m'/>"
        "<total-trade id='sum' exports='x' imports='m'/>"
        "<normalised-balance id='nb' exports='x' imports='m'/>"
        "<coverage id='c' exports='x' imports='m'/>"
        "<series id='all' product='all'/><series id='mv' flow='x' product='mv'/>"
        "<share id='mv-share' of='mv' in='all'/>"
        "<series id='imports' flow='m' product='mv'/>"
        "<series id='number' flow='m' product='cars'/>"
        "<unit-value id='uv' value='imports' quantity='number' accept='basis'/>"
        "<series id='rate' flow='rate'/><convert id='uvd' of='uv' rate='rate'/>"
        "<convert id='mvd' of='mv' rate='rate'/><convert id='back' of='mvd' "
        "rate='rate'/>"
        "<volumes id='plan' measure='plan'/>"
        "<value id='yen' quantity='plan' unit-value='uv@2024'/>"
        "<value id='usd' quantity='plan' unit-value='uvd@2024'/>"
        "<share id='deficit' of='usd' in='b@2024'/>"
        "<share id='of-mv' of='yen' in='mv@2024'/>"
        "<series id='market' product='new'/><share id='of-market' of='plan' "
        "in='market@2024'/>"
        "<series id='foreign' product='foreign'/><share id='of-foreign' of='plan' "
        "in='foreign@2024'/>"
        "<series id='exported' flow='x' product='cars'/><share id='of-exported' "
        "of='plan' "
        "in='exported@2024'/>"
        "<break-even id='even' balance='b@2024' unit-value='uvd@2024'/>"
        "<verdict id='v' tests='deficit of-foreign' decided-by='deficit' "
        "negligible-below='2' material-from='10'/>"
        "<flip id='flip' share='deficit' volume='plan' negligible-below='2' "
        "material-from='10'/>"
        "<ratio id='more' of='flip' to='plan@central'/>");
}

static void the_real_figures_give_their_golden_values(void **state) {
    const Findings *f = run_real(*state);
    assert_figure(f, "b.2024", 1, "-68253.3");
    assert_figure(f, "sum.2024", 1, "225979.7");
    assert_figure(f, "nb.2024", 3, "-0.302");
    assert_figure(f, "c.2024", 1, "53.6");
    assert_figure(f, "mv-share.2024", 1, "28.3");
    assert_figure(f, "uv.2024", 2, "9.52");
    assert_figure(f, "uvd.2024", 6, "0.063028");
    assert_figure(f, "yen.central", 0, "190306");
    assert_figure(f, "usd.central", 0, "1261");
    assert_figure(f, "deficit.central", 2, "-1.85");
    assert_figure(f, "of-mv.central", 1, "3.2");
    assert_figure(f, "of-market.central", 2, "0.45");
    assert_figure(f, "of-foreign.central", 1, "8.8");
    assert_figure(f, "of-exported.central", 2, "1.46");
    assert_figure(f, "even.2024", 0, "1082908");
    assert_figure(f, "mvd.2024", 2, "39.92");
    assert_figure(f, "back.2024", 1, "6026.4");
}

static void units_and_multipliers_follow_the_arithmetic(void **state) {
    const Findings *f = run_real(*state);
    static const struct {
        const char *id, *unit;
        int multiplier;
    } units[] = {
        {"b", "USD", 6},       {"nb", "ratio", 0},     {"c", "percent", 0},
        {"uv", "JPY/cars", 6}, {"uvd", "USD/cars", 6}, {"mvd", "USD", 9},
        {"yen", "JPY", 6},     {"usd", "USD", 6},      {"deficit", "percent", 0},
        {"even", "cars", 0},   {"flip", "cars", 0},    {"plan", "cars", 0}};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        assert_string_equal(result_of(f, units[i].id)->unit.unit, units[i].unit);
        assert_int_equal(result_of(f, units[i].id)->unit.multiplier,
                         units[i].multiplier);
    }
}

static void the_verdict_and_what_flips_it_agree(void **state) {
    const Findings *f = run_real(*state);
    assert_string_equal(result_of(f, "v")->class_name, "negligible");
    assert_string_equal(findings_figure(f, "v.deficit.high")->class_name, "modest");
    assert_string_equal(findings_figure(f, "v.of-foreign.central")->class_name,
                        "modest");
    assert_string_equal(findings_figure(f, "v.of-foreign.high")->class_name,
                        "material");
    assert_figure(f, "flip.modest", 0, "21658");
    assert_figure(f, "flip.material", 0, "108291");
    assert_figure(f, "more.material", 1, "5.4");
    double share = findings_figure(f, "deficit.central")->value.number;
    double flip = findings_figure(f, "flip.modest")->value.number;
    assert_true(fabs(fabs(share) * flip / 20000 - 2) < 1e-9);
}

static void a_figure_leads_back_to_its_rows_and_sources(void **state) {
    const Findings *f = run_real(*state);
    const Figure *b = findings_figure(f, "b.2024");
    assert_int_equal(b->input_count, 2);
    assert_string_equal(figure_id(b->inputs[0], f->dataset->arena), "x.2024");
    assert_string_equal(figure_id(b->inputs[1], f->dataset->arena), "m.2024");
    assert_int_equal(b->row.line, 0);
    assert_int_equal(b->inputs[0]->row.line, 4);
    assert_non_null(strstr(b->inputs[0]->row.file, "d.xml"));
    const Figure *share = findings_figure(f, "deficit.central");
    assert_int_equal(share->source_count, 2); /* each once, in order of use */
    assert_string_equal(share->sources[0]->id, "l");
    assert_string_equal(share->sources[1]->id, "s");
    assert_int_equal(share->confidence, CONFIDENCE_LOW);
    assert_int_equal(findings_figure(f, "deficit.low")->confidence, CONFIDENCE_HIGH);
    assert_int_equal(findings_figure(f, "deficit.high")->confidence,
                     CONFIDENCE_ARTICLE);
    assert_non_null(strstr(result_of(f, "b")->formula, "x \xE2\x88\x92 m"));
}

/* ---- steps by hand ---- */

static void balances_and_ratios_by_hand(void **state) {
    const Findings *f =
        run_two(*state, "2023:60 2024:50", "2023:80 2024:100",
                "<balance id='b' exports='x' imports='y'/>"
                "<normalised-balance id='n' exports='x' imports='y'/>"
                "<coverage id='c' exports='x' imports='y'/>"
                "<share id='s' of='x' in='y'/><ratio id='r' of='y' to='x'/>"
                "<ratio id='fixed' of='x' to='y@2023'/>"
                "<ratio id='fixed2' of='x@2023' to='y'/>");
    assert_figure(f, "b.2023", 0, "-20");
    assert_figure(f, "b.2024", 0, "-50");
    assert_figure(f, "n.2024", 4, "-0.3333");
    assert_figure(f, "c.2024", 1, "50.0");
    assert_figure(f, "s.2023", 1, "75.0");
    assert_figure(f, "r.2024", 1, "2.0");
    assert_figure(f, "fixed.2024", 3, "0.625");
    assert_figure(f, "fixed2.2024", 2, "0.60");
    assert_int_equal(findings_figure(f, "b.2024")->confidence, CONFIDENCE_MEDIUM);
}

static void changes_over_time_by_hand(void **state) {
    const Findings *f =
        run_two(*state, "2019:100 2020:80 2021:100 2023:121 2024:133.1", "2024:1",
                "<growth id='g' of='x'/><change id='c' of='x'/>"
                "<growth id='g2' of='x' lag='2'/><cagr id='k' of='x' from='2019' "
                "to='2023-A1'/>"
                "<swing id='sw' of='x'/><swing id='late' of='x' from='2020' to='2021'/>"
                "<share id='s' of='x' in='x@2019'/><change id='p' of='s'/>");
    assert_figure(f, "g.2020", 1, "-20.0");
    assert_figure(f, "g.2021", 1, "25.0");
    assert_figure(f, "g.2019", 1, "none");
    assert_figure(f, "g.2023", 1, "none"); /* 2022 is not there */
    assert_figure(f, "g.2024", 1, "10.0");
    assert_figure(f, "c.2020", 0, "-20");
    assert_figure(f, "g2.2021", 1, "0.0");
    assert_figure(f, "g2.2023", 1, "21.0");
    assert_figure(f, "k.2023", 4, "4.8809"); /* 1.21^(1/4) */
    assert_figure(f, "sw.mean", 2, "17.37"); /* (20 + 20 + 12.1) / 3 */
    assert_int_equal(findings_figure(f, "sw.mean")->input_count, 5);
    assert_figure(f, "late.mean", 0, "20");
    assert_figure(f, "p.2020", 0, "-20");
    assert_string_equal(result_of(f, "p")->unit.unit, "points");
    assert_string_equal(result_of(f, "g")->unit.unit, "percent");
}

static const char *months(Folder *folder, int year, int count, const char *gap) {
    Text text = {.arena = folder->arena};
    for (int i = 1; i <= count; i++) {
        const char *month = arena_print(folder->arena, "%d-%02d", year + (i - 1) / 12,
                                        (i - 1) % 12 + 1);
        if (strcmp(month, gap) != 0) text_print(&text, "%s:%d ", month, i);
    }
    return text_string(&text);
}

static Findings *run_months(Folder *folder, const char *values, const char *steps) {
    return run_good(
        folder, series(folder, "x", "s", "flow='e' frequency='M' unit='USD'", values),
        arena_print(folder->arena, "<series id='x'/>%s", steps));
}

static void a_year_is_the_sum_of_all_its_months_or_nothing(void **state) {
    Folder *folder = *state;
    const Findings *f = run_months(folder, months(folder, 2023, 30, "2024-05"),
                                   "<annual id='y' of='x'/>");
    assert_figure(f, "y.2023", 0, "78"); /* 1 + ... + 12 */
    assert_figure(f, "y.2024", 0, "none");
    assert_figure(f, "y.2025", 0, "none"); /* six months */
    assert_int_equal(findings_figure(f, "y.2023")->input_count, 12);
    f = run_months(folder,
                   arena_print(folder->arena, "%s2024-05:-/O",
                               months(folder, 2023, 30, "2024-05")),
                   "<annual id='y' of='x'/>");
    assert_figure(f, "y.2024", 0, "not-available");
}

static void quarters_make_years_and_months_trailing_sums(void **state) {
    Folder *folder = *state;
    const Findings *f = run_good(
        folder,
        series(folder, "x", "s", "flow='e' frequency='Q' unit='USD'",
               "2023-Q4:9 2024-Q1:1 2024-Q2:2 2024-Q3:3/P 2024-Q4:4 2025-Q1:5"),
        "<series id='x'/><annual id='y' of='x'/><trailing-sum id='t' of='x' "
        "length='4'/>");
    assert_figure(f, "y.2024", 0, "10 P");
    assert_figure(f, "t.2024-Q2", 0, "none");
    assert_figure(f, "t.2024-Q3", 0, "15 P");
    assert_figure(f, "t.2025-Q1", 0, "14 P");
    f = run_months(folder, months(folder, 2023, 24, "2024-02"),
                   "<trailing-sum id='t' of='x' length='12'/>");
    assert_figure(f, "t.2024-01", 0, "90"); /* 2 + ... + 13 */
    assert_figure(f, "t.2024-03", 0, "none");
    assert_figure(f, "t.2024-12", 0, "none");
}

static void bounds_of_another_frequency_cover_their_periods(void **state) {
    Folder *folder = *state;
    const Findings *f =
        run_good(folder,
                 series(folder, "x", "s", "flow='e' frequency='M' unit='USD'",
                        months(folder, 2023, 36, "")),
                 "<series id='a' from='2024' to='2024'/><series id='b' from='2024-Q2' "
                 "to='2024-07'/>"
                 "<swing id='s' of='a' to='2024-Q1'/>");
    const Result *a = result_of(f, "a"), *b = result_of(f, "b");
    assert_int_equal(a->figure_count, 12);
    assert_string_equal(a->figures[0].key, "2024-01");
    assert_int_equal(b->figure_count, 4);
    assert_string_equal(b->figures[0].key, "2024-04");
    assert_int_equal(findings_figure(f, "s.mean")->input_count, 3);
    assert_null(run_steps(
        folder, series(folder, "x", "s", "flow='e' frequency='A' unit='USD'", "2024:1"),
        "<series id='a' from='2024-05'/>"));
    assert_true(folder_said(folder, "2024-05 holds no periods of A"));
}

static void a_join_takes_the_first_number_of_each_period(void **state) {
    Folder *folder = *state;
    const char *records = arena_print(
        folder->arena, "%s%s",
        series(folder, "x", "s", "flow='e' frequency='A' unit='USD' multiplier='6'",
               "2022:1 2023:-/O 2025:4"),
        series(folder, "y", "l", "flow='i' frequency='A' unit='USD' multiplier='9'",
               "2022:9 2023:0.002 2024:0.003"));
    const Findings *f =
        run_good(folder, records,
                 "<series id='x' flow='e'/><series id='y' flow='i'/>"
                 "<join id='j' of='x y'/><join id='one' of='y@2024 x@2025'/>");
    assert_figure(f, "j.2022", 0, "1");
    assert_figure(f, "j.2023", 0, "2");
    assert_figure(f, "j.2024", 0, "3");
    assert_figure(f, "j.2025", 0, "4");
    assert_int_equal(result_of(f, "j")->figure_count, 4);
    assert_int_equal(findings_figure(f, "j.2023")->confidence, CONFIDENCE_LOW);
    assert_int_equal(findings_figure(f, "j.2022")->confidence, CONFIDENCE_HIGH);
    assert_int_equal(result_of(f, "one")->figure_count, 2);
}

#include "analysis_checks.h"
#include "analysis_rules.h"
#include "analysis_mof.h"
#include "analysis_time.h"
#include "analysis_structure.h"
#include "analysis_index.h"
#include "analysis_simulate.h"
#include "analysis_verdict.h"
#include "analysis_edition.h"
#include "analysis_statements.h"

#define TEST(name) cmocka_unit_test_setup_teardown(name, folder_setup, folder_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(what_is_computed_from_an_absent_series_is_absent),
        TEST(the_real_figures_give_their_golden_values),
        TEST(units_and_multipliers_follow_the_arithmetic),
        TEST(the_verdict_and_what_flips_it_agree),
        TEST(a_figure_leads_back_to_its_rows_and_sources),
        TEST(balances_and_ratios_by_hand),
        TEST(changes_over_time_by_hand),
        TEST(a_year_is_the_sum_of_all_its_months_or_nothing),
        TEST(quarters_make_years_and_months_trailing_sums),
        TEST(bounds_of_another_frequency_cover_their_periods),
        TEST(a_join_takes_the_first_number_of_each_period),
        TEST(a_zero_base_or_denominator_is_not_defined),
        TEST(growth_over_a_negative_base_is_not_defined),
        TEST(missing_and_suppressed_inputs_pass_on),
        TEST(a_result_takes_the_status_and_confidence_of_its_worst_input),
        TEST(a_verdict_without_a_number_has_no_class),
        TEST(bands_are_closed_below),
        TEST(shares_of_all_parts_add_up_to_a_hundred),
        TEST(scaling_all_values_leaves_ratios_alone),
        TEST(mixed_units_are_refused),
        TEST(wrong_steps_are_reported_at_their_line),
        TEST(the_latest_vintage_of_each_period_wins),
        TEST(a_pinned_vintage_stands_alone),
        TEST(later_sources_are_hidden),
        TEST(series_that_differ_in_an_open_dimension_are_refused),
        TEST(the_ladder_has_the_highest_rung_of_each_organisation),
        TEST(a_rule_that_holds_passes_and_a_failed_one_holds_the_briefing),
        TEST(a_series_with_holes_is_not_complete),
        TEST(parts_that_do_not_add_up_hold_the_briefing),
        TEST(a_jump_is_seen_between_neighbours_only),
        TEST(an_outlying_unit_value_is_named),
        TEST(two_series_that_contradict_each_other_are_found),
        TEST(mixed_valuation_and_basis_warn_unless_accepted),
        TEST(money_is_converted_at_the_rate_of_its_time),
        TEST(the_tree_says_what_the_findings_say),
        TEST(a_cross_section_has_the_items_of_one_period),
        TEST(a_cross_section_takes_the_latest_vintage_and_the_totals),
        TEST(a_ranking_ends_with_what_it_leaves_of_the_total),
        TEST(a_residual_does_not_give_a_suppressed_part_away),
        TEST(contributions_add_up_to_the_growth_of_the_total),
        TEST(an_item_of_one_period_alone_falls_into_the_residual),
        TEST(index_numbers_by_hand),
        TEST(only_items_of_both_periods_count_and_the_coverage_is_said),
        TEST(a_unit_value_that_moves_too_differently_is_trimmed),
        TEST(a_change_in_value_is_price_volume_and_mix),
        TEST(fisher_reverses_in_time_and_factors),
        TEST(an_index_of_unchanged_prices_is_a_hundred),
        TEST(a_decomposition_adds_up),
        TEST(an_index_stands_on_a_period_or_on_the_mean_of_a_year),
        TEST(terms_of_trade_by_hand),
        TEST(concentration_by_hand),
        TEST(suppressed_parts_leave_bounds),
        TEST(what_cannot_be_shared_out_is_not_defined),
        TEST(specialisation_by_hand),
        TEST(two_way_trade_by_hand),
        TEST(likeness_of_structures_by_hand),
        TEST(trade_and_the_economy_by_hand),
        TEST(indicators_of_structure_keep_to_their_bounds),
        TEST(order_and_scale_of_items_change_nothing),
        TEST(log_changes_add_up_over_time),
        TEST(contributions_over_time_and_what_they_leave),
        TEST(moving_averages_by_hand),
        TEST(a_gap_breaks_averages_and_the_year_to_date),
        TEST(a_trend_by_least_squares),
        TEST(tails_of_the_f_distribution),
        TEST(a_break_in_the_trend_is_found_where_it_is),
        TEST(seasonal_factors_are_those_of_r),
        TEST(seasons_on_a_known_trend_are_found_exactly),
        TEST(seasons_need_three_whole_years_without_gaps_or_zeros),
        TEST(volatility_by_hand),
        TEST(revisions_between_two_states_of_the_data),
        TEST(a_missing_month_makes_what_rests_on_the_whole_row_missing),
        TEST(a_sign_test_counts_both_tails),
        TEST(every_indicator_is_sound_for_every_partner_of_japan),
        TEST(partners_of_japan_by_concentration_and_intensity),
        SIMULATE_TESTS,
        VERDICT_TESTS,
        STATEMENT_TESTS,
        EDITION_TESTS,
        TEST(a_cross_section_takes_the_figure_of_its_period_of_a_row),
        TEST(items_are_ranked_and_compared_with_another_period),
        TEST(seasons_of_real_trade_are_found_and_leave),
        TEST(links_multiply_to_a_chain),
        TEST(any_operand_gives_sound_figures_or_a_message),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
