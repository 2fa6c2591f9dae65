/* The structure of trade.  Numbers with no other source were computed by hand as the
 * comments show. */
#ifndef TESTS_UNIT_ANALYSIS_STRUCTURE_H
#define TESTS_UNIT_ANALYSIS_STRUCTURE_H

#include "analysis/structure.h"
#include "analysis_index.h"

static Findings *run_parts(Folder *folder, const char *parts, const char *total,
                           const char *steps) {
    return run_good(
        folder,
        arena_print(folder->arena, "%s%s", goods(folder, "x", "USD", parts),
                    series(folder, "total", "s",
                           "flow='t' frequency='A' unit='USD' multiplier='9'",
                           arena_print(folder->arena, "2024:%s", total))),
        arena_print(folder->arena,
                    ACROSS("c", "x", "USD", "2024") "<series id='t' flow='t'/>%s",
                    steps));
}

#define CONCENTRATION                                                                  \
    "<hhi id='h' of='c'/><hhi id='n' of='c' normalised='yes'/>"                        \
    "<effective-number id='e' of='c'/><theil id='th' of='c'/><gini id='g' of='c'/>"    \
    "<concentration id='two' of='c' count='2'/>"

/* Shares .5 .3 .2 0: H = .38, H* = (.38 - .25) / .75; Theil = .5 ln 2 + .3 ln 1.2 +
 * .2 ln .8; Gini = (3 * 50 + 1 * 30 - 1 * 20) / (4 * 100), from (2i - n - 1) x_i. */
static void concentration_by_hand(void **state) {
    const Findings *f =
        run_parts(*state, "A 2024:30; B 2024:50; C 2024:0; D 2024:20/P", "0.2",
                  CONCENTRATION "<hhi id='ht' of='c' total='t'/>"
                                "<concentration id='ct' of='c' count='1' total='t'/>"
                                "<hhi-bounds id='b' of='c' total='t'/>");
    assert_figure(f, "h.2024", 4, "0.3800 P");
    assert_figure(f, "n.2024", 4, "0.1733 P");
    assert_figure(f, "e.2024", 4, "2.6316 P");
    assert_figure(f, "th.2024", 4, "0.3566 P");
    assert_figure(f, "g.2024", 4, "0.4000 P");
    assert_figure(f, "two.2024", 1, "80.0 P");
    assert_figure(f, "ht.2024", 4, "0.0950 P"); /* shares of 200: a quarter of .38 */
    assert_figure(f, "ct.2024", 1, "25.0 P");
    assert_figure(f, "b.low", 4, "0.0950 P"); /* the other half in crumbs, or in one */
    assert_figure(f, "b.high", 4, "0.3450 P");
    assert_int_equal(findings_figure(f, "h.2024")->input_count, 4);
    assert_int_equal(findings_figure(f, "ht.2024")->input_count, 5);
}

/* 60 of 100 seen; 40 are hidden in two parts: .36 + .16 / 2 to .36 + .16. */
static void suppressed_parts_leave_bounds(void **state) {
    const Findings *f = run_parts(*state, "A 2024:60; B 2024:-/Q; C 2024:-/Q", "0.1",
                                  CONCENTRATION "<hhi-bounds id='b' of='c' total='t'/>"
                                                "<hhi-bounds id='bn' of='c' total='t' "
                                                "normalised='yes'/>");
    static const char *const ids[] = {"h", "n", "e", "th", "g", "two"};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        assert_figure(f, arena_print(f->dataset->arena, "%s.2024", ids[i]), 1,
                      "suppressed");
    assert_figure(f, "b.low", 4, "0.4400");
    assert_figure(f, "b.high", 4, "0.5200");
    assert_figure(f, "bn.low", 4, "0.1600"); /* (.44 - 1/3) / (2/3) */
    assert_figure(f, "bn.high", 4, "0.2800");
    f = run_parts(*state, "A 2024:160; B 2024:-/Q", "0.1",
                  "<hhi-bounds id='b' of='c' total='t'/>");
    assert_figure(f, "b.low", 4, "not-defined"); /* parts pass the total */
}

static void what_cannot_be_shared_out_is_not_defined(void **state) {
    static const struct {
        const char *parts, *said;
    } cases[] = {{"A 2024:0; B 2024:0", "not-defined"},
                 {"A 2024:5; B 2024:-1", "not-defined"},
                 {"A 2024:5; B 2024:-/O", "not-available"},
                 {"A 2024:-/O; B 2024:-/Q", "suppressed"}};
    static const char *const ids[] = {"h", "n", "e", "th", "g", "two"};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Folder *folder = *state;
        const Findings *f = run_parts(folder, cases[i].parts, "1", CONCENTRATION);
        for (size_t k = 0; k < sizeof ids / sizeof *ids; k++)
            assert_figure(f, arena_print(folder->arena, "%s.2024", ids[k]), 1,
                          cases[i].said);
    }
    const Findings *f = run_parts(*state, "A 2024:7", "1", CONCENTRATION);
    assert_figure(f, "h.2024", 1, "1.0");
    assert_figure(f, "n.2024", 1, "not-defined");
    assert_figure(f, "two.2024", 1, "100.0");
}

/* A: (30/100) / (50/1000) = 6; B: (70/100) / (950/1000); C: no world trade. */
static void specialisation_by_hand(void **state) {
    Folder *folder = *state;
    const Findings *f = run_good(
        folder,
        arena_print(
            folder->arena, "%s%s",
            goods(folder, "x", "USD", "A 2024:30; B 2024:70; C 2024:0; D 2024:1"),
            goods(folder, "w", "USD", "A 2024:50; B 2024:950; C 2024:0")),
        ACROSS("x", "x", "USD", "2024") ACROSS(
            "w", "w", "USD",
            "2024") "<sum id='X' of='x' except='D'/><sum id='W' of='w'/>"
                    "<rca id='r' of='x' total='X@2024' world='w' world-total='W'/>"
                    "<symmetric-rca id='s' of='r'/>"
                    "<trade-intensity id='i' of='x' total='X' world='w' "
                    "world-total='W'/>"
                    "<trade-intensity id='own' of='x' total='X' world='w' "
                    "world-total='W' "
                    "own='w@B'/>");
    assert_figure(f, "r.A", 4, "6.0000");
    assert_figure(f, "r.B", 4, "0.7368");
    assert_figure(f, "r.C", 4, "not-defined");
    assert_figure(f, "r.D", 4, "not-available");
    assert_figure(f, "s.A", 4, "0.7143"); /* 5 / 7 */
    assert_figure(f, "s.B", 4, "-0.1515");
    assert_figure(f, "i.A", 4, "6.0000");
    assert_figure(f, "own.A", 4, "0.3000"); /* (30/100) / (50/50) */
    assert_string_equal(result_of(f, "own")->formula, "(x / X) / (w / (W − w@B))");
}

/* A: 1 - 20/100; B: one way; C: nothing.  Mean: 1 - (20 + 100) / 200.  Aquino: X = 40,
 * M = 160, so x * 2.5 and m * 0.625: |100 - 37.5| + |0 - 62.5| = 125. */
static void two_way_trade_by_hand(void **state) {
    Folder *folder = *state;
    const Findings *f = run_good(
        folder,
        arena_print(
            folder->arena, "%s%s",
            goods(folder, "x", "USD", "A 2024:40; B 2024:0; C 2024:0; D 2024:9"),
            goods(folder, "m", "USD", "A 2024:60; B 2024:100; C 2024:0")),
        ACROSS("x", "x", "USD", "2024") ACROSS(
            "m", "m", "USD",
            "2024") "<grubel-lloyd id='g' exports='x' imports='m'/>"
                    "<grubel-lloyd-mean id='w' exports='x' imports='m'/>"
                    "<grubel-lloyd-mean id='a' exports='x' imports='m' aquino='yes'/>");
    assert_figure(f, "g.A", 4, "0.8000");
    assert_figure(f, "g.B", 4, "0.0000");
    assert_figure(f, "g.C", 4, "not-defined");
    assert_figure(f, "g.D", 4, "not-available");
    assert_figure(f, "w.2024", 4, "0.4000");
    assert_figure(f, "a.2024", 4, "0.3750");
    assert_non_null(strstr(result_of(f, "w")->formula,
                           "3 items matched: 81.6% of x and 100.0% of m"));
    assert_int_equal(grubel_lloyd_mean(&(Value){0, VALUE_NUMBER, 'A'},
                                       &(Value){5, VALUE_NUMBER, 'A'}, 1, true)
                         .state,
                     VALUE_NOT_DEFINED);
}

/* Shares .5 .3 .2 and .2 .3 .5: .2 + .3 + .2; 100 (1 - .6 / 2). */
static void likeness_of_structures_by_hand(void **state) {
    Folder *folder = *state;
    const Findings *f = run_good(
        folder,
        arena_print(
            folder->arena, "%s%s",
            goods(folder, "x", "USD", "A 2024:50; B 2024:30; C 2024:20"),
            goods(folder, "m", "USD", "A 2024:2; B 2024:3/E; C 2024:5; Z 2024:90")),
        ACROSS("x", "x", "USD", "2024")
            ACROSS("m", "m", "USD",
                   "2024") "<similarity id='s' of='x' with='m'/><similarity id='self' "
                           "of='x' with='x'/>"
                           "<complementarity id='k' exports='x' imports='m'/>");
    assert_figure(f, "s.2024", 4, "0.7000 E");
    assert_figure(f, "self.2024", 4, "1.0000");
    assert_figure(f, "k.2024", 2, "70.00 E");
    assert_non_null(strstr(result_of(f, "k")->formula,
                           "3 items matched: 100.0% of x and 10.0% of m"));
}

static void trade_and_the_economy_by_hand(void **state) {
    Folder *folder = *state;
    const Findings *f = run_good(
        folder,
        arena_print(
            folder->arena, "%s%s%s",
            series(folder, "x", "s", "flow='x' frequency='A' unit='USD' multiplier='6'",
                   "2023:40 2024:40 2025:700"),
            series(folder, "i", "s", "flow='i' frequency='A' unit='USD' multiplier='6'",
                   "2023:53 2024:20 2025:53"),
            series(folder, "q", "s", "flow='q' frequency='A' unit='USD' multiplier='9'",
                   "2023:0.2 2024:0 2025:0.2")),
        "<series id='x' flow='x'/><series id='m' flow='i'/><series id='q' flow='q'/>"
        "<openness id='o' exports='x' imports='m' output='q'/>"
        "<openness id='h' exports='x' imports='m' output='q' method='mean'/>"
        "<import-penetration id='p' imports='m' output='q' exports='x'/>"
        "<self-sufficiency id='s' imports='m' output='q' exports='x'/>"
        "<mirror-gap id='g' exports='x' imports='m' factor='1.06'/>");
    assert_figure(f, "o.2023", 2, "46.50");
    assert_figure(f, "h.2023", 2, "23.25");
    assert_figure(f, "o.2024", 2, "not-defined");
    assert_figure(f, "p.2023", 2, "24.88"); /* 53 / 213 */
    assert_figure(f, "s.2023", 2, "93.90");
    assert_figure(f, "p.2024", 2, "not-defined"); /* uses -20 */
    assert_figure(f, "s.2025", 2, "not-defined");
    assert_figure(f, "g.2023", 2, "25.00"); /* 53 / 1.06 = 50 */
    assert_non_null(strstr(result_of(f, "g")->formula, "(m / 1.06 − x) / x"));
    assert_null(run_steps(
        folder, series(folder, "x", "s", "flow='x' frequency='A' unit='USD'", "2024:1"),
        "<series id='x'/><mirror-gap id='g' exports='x' imports='x' factor='0'/>"));
    assert_true(folder_said(folder, "'0' is not a CIF/FOB factor"));
}

/* ---- what must hold of any numbers ---- */

static void make_up_parts(Value *parts, int count, unsigned seed) {
    for (int i = 0; i < count; i++) {
        seed = seed * 1664525u + 1013904223u;
        parts[i] = value_of(seed >> 30 ? (seed >> 8) % 100000 / 7.0 : 0, 'A');
    }
    parts[seed % (unsigned) count].number += 1;
}

static double sound_number(Value value) {
    assert_int_equal(value.state, VALUE_NUMBER);
    assert_true(isfinite(value.number));
    return value.number;
}

#define assert_within(low, value, high)                                                \
    do {                                                                               \
        double is = (value);                                                           \
        if (!(is >= (low) -1e-9 && is <= (high) + 1e-9))                               \
            fail_msg("%s is %g", #value, is);                                          \
    } while (0)

static void indicators_of_structure_keep_to_their_bounds(void **state) {
    (void) state;
    Value a[MADE_UP], b[MADE_UP];
    double room[MADE_UP];
    for (unsigned seed = 1; seed < 400; seed++) {
        int n = 2 + (int) (seed % (MADE_UP - 2));
        make_up_parts(a, n, seed);
        make_up_parts(b, n, seed + 1000);
        assert_within(1.0 / n, sound_number(herfindahl(a, n, NULL, false)), 1);
        assert_within(0, sound_number(herfindahl(a, n, NULL, true)), 1);
        assert_within(1, sound_number(effective_number(a, n, NULL)), n);
        assert_within(0, sound_number(theil(a, n)), log(n));
        assert_within(0, sound_number(gini(a, n, room)), (n - 1.0) / n);
        assert_within(100.0 / n, sound_number(concentration_ratio(a, n, 1, NULL, room)),
                      100);
        assert_within(100, sound_number(concentration_ratio(a, n, n, NULL, room)), 100);
        assert_within(0, sound_number(grubel_lloyd_mean(a, b, n, false)), 1);
        assert_within(0, sound_number(grubel_lloyd_mean(a, b, n, true)), 1);
        assert_within(1, sound_number(grubel_lloyd_mean(a, a, n, false)), 1);
        assert_within(0, sound_number(similarity(a, b, n)), 1);
        assert_within(1, sound_number(similarity(a, a, n)), 1);
        assert_within(0, sound_number(complementarity(a, b, n)), 100);
        /* 1 - half the sum of |s - t| is the sum of the smaller of s and t. */
        assert_within(0,
                      fabs(sound_number(complementarity(a, b, n)) -
                           100 * sound_number(similarity(a, b, n))),
                      0);
        /* Bounds hold what they bound. */
        Value total = sum_of(a, n);
        double whole = sound_number(herfindahl(a, n, NULL, false));
        a[0] = a[n / 2] = value_missing(VALUE_SUPPRESSED);
        Bounds bounds = herfindahl_bounds(a, n, total, false);
        assert_within(sound_number(bounds.low), whole, sound_number(bounds.high));
    }
}

static void order_and_scale_of_items_change_nothing(void **state) {
    (void) state;
    enum { N = MADE_UP };
    Value a[N], b[N], c[N], d[N];
    double room[N];
    for (unsigned seed = 1; seed < 100; seed++) {
        make_up_parts(a, N, seed);
        make_up_parts(b, N, seed + 500);
        for (int i = 0; i < N; i++) {
            c[i] = a[(i * 7 + 3) % N];
            d[i] = b[(i * 7 + 3) % N];
            c[i].number *= 1e6;
            d[i].number *= 1e6;
        }
        const Value pairs[][2] = {
            {herfindahl(a, N, NULL, true), herfindahl(c, N, NULL, true)},
            {theil(a, N), theil(c, N)},
            {gini(a, N, room), gini(c, N, room)},
            {concentration_ratio(a, N, 4, NULL, room),
             concentration_ratio(c, N, 4, NULL, room)},
            {grubel_lloyd_mean(a, b, N, false), grubel_lloyd_mean(c, d, N, false)},
            {grubel_lloyd_mean(a, b, N, true), grubel_lloyd_mean(c, d, N, true)},
            {similarity(a, b, N), similarity(c, d, N)},
            {relative_share(a[1], sum_of(a, N), b[1], sum_of(b, N), NULL),
             relative_share(value_of(a[1].number * 1e6, 'A'), sum_of(c, N),
                            value_of(b[1].number * 1e6, 'A'), sum_of(d, N), NULL)}};
        for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
            assert_int_equal(pairs[i][0].state, pairs[i][1].state);
            assert_true(near(pairs[i][0].number, pairs[i][1].number));
        }
    }
}

#endif
