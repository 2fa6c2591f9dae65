/* Cross-sections: what they take, their sums, rankings and residuals, contributions to
 * growth. */
#ifndef TESTS_UNIT_ANALYSIS_CROSS_H
#define TESTS_UNIT_ANALYSIS_CROSS_H

#include "analysis_bench.h"

/* Yearly series in `unit`, one for each product: "A 2023:1 2024:2; B 2023:3/P". */
static const char *goods(Folder *folder, const char *flow, const char *unit,
                         const char *text) {
    Text out = {.arena = folder->arena};
    while (*text) {
        size_t name = strcspn(text, " "), length = strcspn(text, ";");
        const char *product = arena_copy(folder->arena, text, name);
        const char *values =
            arena_print(folder->arena, "%s ",
                        arena_copy(folder->arena, text + name + 1, length - name - 1));
        text_add(&out,
                 series(folder,
                        arena_print(folder->arena, "%s-%s-%s", flow, unit, product),
                        "s",
                        arena_print(folder->arena,
                                    "flow='%s' product='%s' frequency='A' "
                                    "unit='%s' multiplier='%d'",
                                    flow, product, unit, *unit == 'U' ? 6 : 3),
                        values));
        text += length;
        text += strspn(text, "; ");
    }
    return text_string(&out);
}

#define ACROSS(id, flow, unit, period)                                                 \
    "<across id='" id "' over='product' flow='" flow "' unit='" unit                   \
    "' period='" period "'/>"

static void a_cross_section_has_the_items_of_one_period(void **state) {
    Folder *folder = *state;
    const Findings *f = run_good(
        folder,
        goods(folder, "x", "USD", "C 2024:3/P; A 2023:1 2024:2; B 2023:9; D 2024:-/O"),
        ACROSS("c", "x", "USD", "2024") "<sum id='s' of='c' except='D'/>"
                                        "<sum id='all' of='c'/>"
                                        "<pick id='p' of='c' keys=' C ; none;A'/>"
                                        "<pick id='q' of='c' except='C;D'/>"
                                        "<share id='h' of='c' in='s@2024'/>");
    const Result *c = result_of(f, "c");
    assert_int_equal(c->figure_count, 3); /* B has no 2024 */
    assert_string_equal(c->figures[0].key, "A");
    assert_figure(f, "c.C", 0, "3 P");
    assert_figure(f, "c.D", 0, "not-available");
    assert_int_equal(c->unit.multiplier, 6);
    assert_int_equal(findings_figure(f, "c.A")->row.line, 6);
    assert_figure(f, "s.2024", 0, "5 P");
    assert_figure(f, "all.2024", 0, "not-available");
    assert_string_equal(result_of(f, "p")->figures[0].key, "C");
    assert_figure(f, "p.none", 0, "not-available");
    assert_int_equal(result_of(f, "q")->figure_count, 1);
    assert_figure(f, "h.A", 0, "40 P");
    /* A cross-section and what is computed from it know their period. */
    char text[PERIOD_TEXT];
    assert_string_equal(period_format(result_of(f, "h")->period, text), "2024");
    assert_int_equal(result_of(f, "s")->period, 0);
    assert_null(
        run_steps(folder, goods(folder, "x", "USD", "A 2024:2"),
                  ACROSS("c", "x", "USD", "2024") "<sum id='s' of='c' except='Z'/>"));
    assert_true(folder_said(folder, "'c' has no figure 'Z' to except"));
}

static void a_cross_section_takes_the_latest_vintage_and_the_totals(void **state) {
    Folder *folder = *state;
    const char *records = arena_print(
        folder->arena,
        "<source id='old' publisher='P' title='T' date='2024-01-01' "
        "confidence='high'/>%s%s%s%s",
        series(folder, "a-new", "s", "flow='x' product='A' frequency='A' unit='USD'",
               "2024:7"),
        series(folder, "a-old", "old", "flow='x' product='A' frequency='A' unit='USD'",
               "2023:4 2024:5"),
        series(folder, "a-late", "late",
               "flow='x' product='A' frequency='A' unit='USD'", "2024:9"),
        series(folder, "a-jp", "s",
               "flow='x' product='A' partner='JPN' frequency='A' unit='USD'",
               "2024:1"));
    const Findings *f =
        run_good(folder, records,
                 "<across id='c' over='product' period='2024'/>"
                 "<across id='p' over='product' period='2024' vintage='2024-01-01'/>"
                 "<across id='b' over='product' period='2023'/>"
                 "<across id='j' over='partner' period='2024' product='A'/>");
    assert_figure(f, "c.A", 0, "7");
    assert_figure(f, "p.A", 0, "5");
    assert_figure(f, "b.A", 0, "4");
    assert_figure(f, "j.JPN", 0, "1");
    assert_null(
        run_steps(folder, records, "<across id='c' over='produkt' period='2024'/>"));
    assert_true(folder_said(folder, "did you mean 'product'?"));
    assert_null(
        run_steps(folder, records, "<across id='c' over='product' period='2024-01'/>"));
    assert_true(folder_said(folder, "no series matches: frequency=M, any product"));
}

static void a_ranking_ends_with_what_it_leaves_of_the_total(void **state) {
    Folder *folder = *state;
    const char *records = arena_print(
        folder->arena, "%s%s",
        goods(folder, "x", "USD", "A 2024:5; B 2024:20; C 2024:5; D 2024:8"),
        series(folder, "all", "m",
               "flow='total' frequency='A' unit='USD' multiplier='9'", "2024:0.05"));
    const Findings *f = run_good(
        folder, records,
        ACROSS(
            "c", "x", "USD",
            "2024") "<series id='t' flow='total'/>"
                    "<top id='p' of='c' count='3' total='t@2024'/>"
                    "<top id='two' of='c' count='2'/><top id='many' of='c' count='9'/>"
                    "<rest id='r' of='two' total='t' as='Others'/>");
    const Result *p = result_of(f, "p");
    assert_int_equal(p->figure_count, 4);
    assert_string_equal(p->figures[0].key, "B");
    assert_string_equal(p->figures[1].key, "D");
    assert_string_equal(p->figures[2].key, "A");          /* a tie keeps the order */
    assert_figure(f, "p.Other / not specified", 0, "17"); /* 50 - 20 - 8 - 5 */
    assert_int_equal(findings_figure(f, "p.Other / not specified")->confidence,
                     CONFIDENCE_MEDIUM);
    assert_int_equal(result_of(f, "two")->figure_count, 2);
    assert_int_equal(result_of(f, "many")->figure_count, 4);
    assert_figure(f, "r.Others", 0, "22");
}

static void a_residual_does_not_give_a_suppressed_part_away(void **state) {
    Folder *folder = *state;
    const Findings *f = run_good(
        folder, goods(folder, "x", "USD", "A 2024:5; B 2024:20; C 2024:-/Q"),
        ACROSS("c", "x", "USD", "2024") "<pick id='seen' of='c' except='C'/>"
                                        "<sum id='s' of='seen'/>"
                                        "<top id='two' of='c' count='2' total='s'/>"
                                        "<top id='one' of='c' count='1' total='s'/>"
                                        "<rest id='r' of='c' total='s'/>");
    assert_figure(f, "two.Other / not specified", 0, "suppressed");
    assert_figure(f, "one.Other / not specified", 0, "5");
    assert_figure(f, "r.Other / not specified", 0, "suppressed");
}

static void a_cross_section_takes_the_figure_of_its_period_of_a_row(void **state) {
    Folder *folder = *state;
    const char *records = arena_print(
        folder->arena, "%s%s", goods(folder, "x", "USD", "A 2024:5; B 2024:20"),
        series(folder, "all", "s",
               "flow='total' frequency='A' unit='USD' multiplier='6'",
               "2023:7 2024:50"));
    const Findings *f = run_good(
        folder, records,
        ACROSS("c", "x", "USD",
               "2024") "<series id='t' flow='total'/>"
                       "<share id='s' of='c' in='t'/>"
                       "<ratio id='turned' of='t' to='c'/>"
                       "<hhi id='h' of='c' total='t'/>"
                       "<top id='p' of='c' count='1' total='t'/>"
                       "<sum id='sum' of='c'/><share id='own' of='c' in='sum'/>"
                       "<share id='bare' of='sum' in='t'/>");
    assert_figure(f, "s.A", 1, "10.0");
    assert_figure(f, "s.B", 1, "40.0");
    assert_figure(f, "turned.B", 1, "2.5");
    assert_figure(f, "h.2024", 2, "0.17");
    assert_figure(f, "p.Other / not specified", 0, "30");
    assert_figure(f, "own.B", 1, "80.0");
    assert_figure(f, "bare.2024", 1, "50.0");
    assert_int_equal(findings_figure(f, "s.B")->inputs[1]->row.line, 8);
}

static void items_are_ranked_and_compared_with_another_period(void **state) {
    Folder *folder = *state;
    const Findings *f = run_good(
        folder,
        goods(folder, "x", "USD",
              "A 2023:4 2024:5; B 2023:0 2024:20; C 2024:5; D 2024:-/Q; E 2024:1/P"),
        ACROSS("new", "x", "USD", "2024") ACROSS(
            "old", "x", "USD",
            "2023") "<rank id='r' of='new'/><growth-from id='g' of='new' base='old'/>"
                    "<change-from id='c' of='new' base='old'/><sum id='s' of='old'/>"
                    "<share id='h' of='new' in='new@B'/><change-from id='p' of='h' "
                    "base='h'/>");
    assert_figure(f, "r.B", 0, "1");
    assert_figure(f, "r.A", 0, "2");
    assert_figure(f, "r.C", 0, "2");
    assert_figure(f, "r.E", 0, "4 P");
    assert_figure(f, "r.D", 0, "suppressed");
    assert_figure(f, "g.A", 1, "25.0");
    assert_figure(f, "g.B", 1, "not-defined");
    assert_figure(f, "g.C", 1, "not-available");
    assert_figure(f, "c.B", 0, "20");
    assert_figure(f, "p.A", 0, "0");
    assert_string_equal(result_of(f, "p")->unit.unit, "points");
    assert_string_equal(result_of(f, "c")->unit.unit, "USD");
}

/* Exports of A from 40 to 50, of B from 60 to 54, of a total from 110 to 121: 10 %; A
 * gives 10 / 110, B -6 / 110, the rest (121 - 110 - 4) / 110. */
static void contributions_add_up_to_the_growth_of_the_total(void **state) {
    Folder *folder = *state;
    const char *records =
        arena_print(folder->arena, "%s%s",
                    goods(folder, "x", "USD", "A 2023:40 2024:50; B 2023:60 2024:54"),
                    series(folder, "all", "s",
                           "flow='total' frequency='A' unit='USD' multiplier='6'",
                           "2023:110 2024:121"));
    const Findings *f =
        run_good(folder, records,
                 ACROSS("old", "x", "USD", "2023")
                     ACROSS("new", "x", "USD",
                            "2024") "<series id='t' flow='total'/>"
                                    "<contributions id='c' of='new' base='old' "
                                    "total='t@2024' base-total='t@2023'/>"
                                    "<contributions id='own' of='new' base='old'/>");
    assert_figure(f, "c.A", 4, "9.0909");
    assert_figure(f, "c.B", 4, "-5.4545");
    assert_figure(f, "c.residual", 4, "6.3636");
    assert_figure(f, "c.total", 4, "10.0000");
    assert_figure(f, "own.A", 1, "10.0");
    assert_figure(f, "own.residual", 6, "0.000000");
    assert_figure(f, "own.total", 1, "4.0");
    assert_string_equal(result_of(f, "c")->unit.unit, "points");
}

static void an_item_of_one_period_alone_falls_into_the_residual(void **state) {
    Folder *folder = *state;
    const Findings *f = run_good(
        folder,
        arena_print(folder->arena, "%s%s",
                    goods(folder, "x", "USD", "A 2023:50 2024:60; B 2024:10; C 2023:5"),
                    series(folder, "all", "s",
                           "flow='t' frequency='A' unit='USD' multiplier='6'",
                           "2023:100 2024:130")),
        ACROSS("old", "x", "USD", "2023")
            ACROSS("new", "x", "USD", "2024") "<series id='t' flow='t'/><contributions "
                                              "id='c' of='new' base='old' "
                                              "total='t@2024' base-total='t@2023'/>");
    assert_figure(f, "c.A", 1, "10.0");
    assert_figure(f, "c.B", 1, "not-available");
    assert_figure(f, "c.C", 1, "none");
    assert_figure(f, "c.residual", 1, "20.0");
    assert_figure(f, "c.total", 1, "30.0");
}

#endif
