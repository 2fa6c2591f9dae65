/* Index numbers and decompositions.  Numbers with no other source were computed by hand
 * as the comments show. */
#ifndef TESTS_UNIT_ANALYSIS_INDEX_H
#define TESTS_UNIT_ANALYSIS_INDEX_H

#include "analysis/index.h"
#include "analysis_cross.h"

#define BASKET "value='v1' quantity='q1' base-value='v0' base-quantity='q0'"
#define FOUR                                                                           \
    ACROSS("v0", "x", "USD", "2023")                                                   \
    ACROSS("v1", "x", "USD", "2024")                                                   \
    ACROSS("q0", "x", "t", "2023") ACROSS("q1", "x", "t", "2024")

/* Unit values: A 10 to 12, B 4 to 4.5, each in USD million a thousand tonnes. */
#define VALUES  "A 2023:100 2024:132; B 2023:200 2024:180"
#define WEIGHTS "A 2023:10 2024:11; B 2023:50 2024:40"

static Findings *run_basket(Folder *folder, const char *values, const char *weights,
                            const char *steps) {
    return run_good(folder,
                    arena_print(folder->arena, "%s%s",
                                goods(folder, "x", "USD", values),
                                goods(folder, "x", "t", weights)),
                    arena_print(folder->arena, FOUR "%s", steps));
}

/* L = (12*10 + 4.5*50) / 300 = 345/300 = 1.15; P = 312 / (10*11 + 4*40) = 312/270;
 * F = sqrt(1.15 * 312/270) = 1.152774...; T = exp(((100/300 + 132/312)/2) ln 1.2 +
 * ((200/300 + 180/312)/2) ln 1.125).  Volumes: Lq = 270/300, Pq = 312/345. */
static void index_numbers_by_hand(void **state) {
    static const struct {
        const char *method, *price, *volume;
    } methods[] = {{"laspeyres", "115.0000", "90.0000"},
                   {"paasche", "115.5556", "90.4348"},
                   {"fisher", "115.2774", "90.2171"},
                   {"tornqvist", "115.2798", "90.2395"}};
    Folder *folder = *state;
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
        const Findings *f =
            run_basket(folder, VALUES, WEIGHTS,
                       arena_print(folder->arena,
                                   "<price-index id='p' " BASKET " method='%s'/>"
                                   "<volume-index id='q' " BASKET " method='%s'/>",
                                   methods[i].method, methods[i].method));
        assert_figure(f, "p.2024", 4, methods[i].price);
        assert_figure(f, "q.2024", 4, methods[i].volume);
        assert_int_equal(result_of(f, "p")->places, 1);
    }
}

/* A shrinks from the market, N is new, Z was not weighed in 2024: A alone counts, 100
 * of 160 in value then, 132 of 172 now. */
static void only_items_of_both_periods_count_and_the_coverage_is_said(void **state) {
    const Findings *f = run_basket(
        *state, "A 2023:100 2024:132; Z 2023:60 2024:10; N 2024:30",
        "A 2023:10 2024:11; Z 2023:5 2024:0; N 2024:5",
        "<price-index id='p' " BASKET "/><index-coverage id='c' " BASKET "/>");
    assert_figure(f, "p.2024", 4, "120.0000");
    assert_figure(f, "c.now", 2, "76.74");
    assert_figure(f, "c.base", 2, "62.50");
    const char *formula = result_of(f, "p")->formula;
    assert_non_null(
        strstr(formula, "1 of 3 items matched, 76.7% of v1 and 62.5% of v0"));
    assert_non_null(strstr(formula, "not prices"));
    f = run_basket(*state, "A 2023:1; B 2024:1", "A 2023:1; B 2024:1",
                   "<price-index id='p' " BASKET "/><decomposition id='d' " BASKET
                   "/><index-coverage id='c' " BASKET "/>");
    assert_figure(f, "p.2024", 0, "not-available");
    assert_figure(f, "d.price", 0, "not-available");
    assert_figure(f, "d.total", 0, "0");
    assert_figure(f, "c.now", 1, "0.0");
}

/* Ten items rise by 10 %, one a thousandfold. */
static void a_unit_value_that_moves_too_differently_is_trimmed(void **state) {
    Folder *folder = *state;
    Text values = {.arena = folder->arena}, weights = {.arena = folder->arena};
    for (int i = 0; i < 11; i++) {
        text_print(&values, "P%d 2023:100 2024:%g;", i,
                   i == 5 ? 100000 : 110 + i / 10.0);
        text_print(&weights, "P%d 2023:10 2024:10;", i);
    }
    const Findings *f =
        run_basket(folder, text_string(&values), text_string(&weights),
                   "<price-index id='raw' " BASKET "/><price-index id='p' " BASKET
                   " trim='1.5'/><unit-value id='uv' value='v1' quantity='q1'/>"
                   "<trim id='t' of='uv'/>");
    assert_true(findings_figure(f, "raw.2024")->value.number > 900);
    assert_figure(f, "p.2024", 2, "110.50"); /* mean of 0 to 10 without 5: 110.5 */
    assert_int_equal(result_of(f, "t")->figure_count, 10);
    assert_figure(f, "t.P5", 0, "none");
    assert_non_null(strstr(result_of(f, "t")->formula, "without 1 outliers"));
}

/* Price: (12 - 10) 10.5 + (4.5 - 4) 45 = 43.5.  Overall 300/60 = 5 and 312/51; volume:
 * (51 - 60) (5 + 312/51) / 2 = -50.0294...; quantities by item: 1 * 11 - 10 * 4.25 =
 * -31.5, so mix is 18.5294...; together 12. */
static void a_change_in_value_is_price_volume_and_mix(void **state) {
    const Findings *f =
        run_basket(*state, VALUES, WEIGHTS, "<decomposition id='d' " BASKET "/>");
    assert_figure(f, "d.price", 4, "43.5000");
    assert_figure(f, "d.volume", 4, "-50.0294");
    assert_figure(f, "d.mix", 4, "18.5294");
    assert_figure(f, "d.unmatched", 4, "0.0000");
    assert_figure(f, "d.total", 4, "12.0000");
    assert_int_equal(result_of(f, "d")->unit.multiplier, 6);
    f = run_basket(*state, VALUES "; N 2024:30", WEIGHTS "; N 2024:3",
                   "<decomposition id='d' " BASKET "/>");
    assert_figure(f, "d.price", 4, "43.5000");
    assert_figure(f, "d.unmatched", 4, "30.0000");
    assert_figure(f, "d.total", 4, "42.0000");
    f = run_basket(*state, "A 2023:100 2024:132", "A 2023:10 2024:11",
                   "<decomposition id='d' " BASKET "/>");
    assert_figure(f, "d.price", 4, "21.0000"); /* 2 * 10.5 */
    assert_figure(f, "d.volume", 4, "11.0000");
    assert_true(findings_figure(f, "d.mix")->value.number == 0);
}

/* Baskets of made-up numbers, the same in every run. */
enum { MADE_UP = 40 };
static void make_up(IndexItem *items, unsigned seed) {
    for (int i = 0; i < MADE_UP; i++) {
        double *sides[] = {&items[i].value_0, &items[i].quantity_0, &items[i].value_1,
                           &items[i].quantity_1};
        for (int s = 0; s < 4; s++) {
            seed = seed * 1664525u + 1013904223u;
            *sides[s] = 0.1 + (seed >> 8) % 100000 / 97.0;
        }
    }
}

static bool near(double a, double b) {
    return fabs(a - b) <= 1e-9 * fmax(1, fmax(fabs(a), fabs(b)));
}

static void fisher_reverses_in_time_and_factors(void **state) {
    (void) state;
    IndexItem items[MADE_UP], back[MADE_UP];
    for (unsigned seed = 1; seed < 200; seed++) {
        double value_0 = 0, value_1 = 0;
        make_up(items, seed);
        for (int i = 0; i < MADE_UP; i++) {
            back[i] = (IndexItem){items[i].value_1, items[i].quantity_1,
                                  items[i].value_0, items[i].quantity_0};
            value_0 += items[i].value_0;
            value_1 += items[i].value_1;
        }
        double p = index_price(INDEX_FISHER, items, MADE_UP);
        double q = index_volume(INDEX_FISHER, items, MADE_UP);
        assert_true(near(p * index_price(INDEX_FISHER, back, MADE_UP), 1e4));
        assert_true(near(p * q, 1e4 * value_1 / value_0));
        /* Laspeyres forward is Paasche's inverse; Törnqvist reverses in time. */
        assert_true(near(index_price(INDEX_LASPEYRES, items, MADE_UP) *
                             index_price(INDEX_PAASCHE, back, MADE_UP),
                         1e4));
        assert_true(near(index_price(INDEX_TORNQVIST, items, MADE_UP) *
                             index_price(INDEX_TORNQVIST, back, MADE_UP),
                         1e4));
    }
}

static void an_index_of_unchanged_prices_is_a_hundred(void **state) {
    (void) state;
    IndexItem items[MADE_UP], turned[MADE_UP];
    for (unsigned seed = 1; seed < 200; seed++) {
        make_up(items, seed);
        for (int i = 0; i < MADE_UP; i++)
            items[i].value_1 =
                items[i].value_0 / items[i].quantity_0 * items[i].quantity_1;
        for (int m = INDEX_LASPEYRES; m <= INDEX_TORNQVIST; m++) {
            assert_true(near(index_price((IndexMethod) m, items, MADE_UP), 100));
            double volume = index_volume((IndexMethod) m, items, MADE_UP);
            for (int i = 0; i < MADE_UP; i++) { /* other order, other units */
                turned[i] = items[MADE_UP - 1 - i];
                turned[i].value_0 *= 1e3;
                turned[i].value_1 *= 1e3;
            }
            assert_true(near(index_volume((IndexMethod) m, turned, MADE_UP), volume));
        }
        Decomposition parts = index_decompose(items, MADE_UP);
        assert_true(near(parts.price, 0));
    }
}

static void a_decomposition_adds_up(void **state) {
    (void) state;
    IndexItem items[MADE_UP];
    for (unsigned seed = 1; seed < 200; seed++) {
        double change = 0;
        make_up(items, seed);
        for (int i = 0; i < MADE_UP; i++)
            change += items[i].value_1 - items[i].value_0;
        Decomposition parts = index_decompose(items, MADE_UP);
        assert_true(fabs(parts.price + parts.volume + parts.mix - change) < 1e-6);
        assert_true(fabs(parts.mix) > 1e-6);
    }
}

static void an_index_stands_on_a_period_or_on_the_mean_of_a_year(void **state) {
    Folder *folder = *state;
    const char *records =
        arena_print(folder->arena, "%s%s%s",
                    series(folder, "x", "s", "flow='x' frequency='Q' unit='USD'",
                           "2023-Q1:5 2023-Q2:10 2023-Q3:15 2023-Q4:10 2024-Q1:20"),
                    series(folder, "g", "s", "flow='g' frequency='Q' unit='USD'",
                           "2023-Q1:5 2023-Q2:10 2023-Q4:10 2024-Q1:20"),
                    series(folder, "z", "s", "flow='z' frequency='A' unit='USD'",
                           "2023:0 2024:20 2025:-5"));
    const Findings *f = run_good(
        folder, records,
        "<series id='x' flow='x'/><series id='g' flow='g'/>"
        "<series id='z' flow='z'/><index id='q' of='x' base='2023-Q2'/>"
        "<index id='y' of='x' base='2023'/><index id='gap' of='g' base='2023'/>"
        "<index id='zero' of='z' base='2023'/>"
        "<index id='minus' of='z' base='2025'/>");
    assert_figure(f, "q.2023-Q1", 1, "50.0");
    assert_figure(f, "q.2024-Q1", 1, "200.0");
    assert_figure(f, "y.2023-Q3", 1, "150.0");
    assert_int_equal(findings_figure(f, "y.2023-Q3")->input_count, 5);
    assert_figure(f, "gap.2024-Q1", 1, "not-available");
    assert_figure(f, "zero.2024", 1, "not-defined");
    assert_figure(f, "minus.2024", 1, "not-defined");
    assert_string_equal(result_of(f, "y")->unit.unit, "index");
    assert_null(
        run_steps(folder, records,
                  "<series id='x' flow='x'/><index id='q' of='x' base='2020'/>"));
    assert_true(folder_said(folder, "'x' has no figure of the base 2020"));
}

/* 1.1, 1.1 * 0.9 and a gap. */
static void links_multiply_to_a_chain(void **state) {
    Folder *folder = *state;
    const char *records =
        series(folder, "link", "s", "flow='x' frequency='A' unit='index'",
               "2023:110 2024:90/P 2025:-/O 2026:105");
    const Findings *f =
        run_good(folder, records,
                 "<series id='l' flow='x'/>"
                 "<chain-index id='c' of='l@2023 l@2024 l@2025 l@2026'/>");
    assert_figure(f, "c.2023", 1, "110.0");
    assert_figure(f, "c.2024", 1, "99.0 P");
    assert_figure(f, "c.2025", 1, "not-available");
    assert_figure(f, "c.2026", 1, "not-available");
    assert_null(run_steps(folder, records,
                          "<series id='l' flow='x'/><chain-index id='c' of='l'/>"));
    assert_true(folder_said(folder, "'l' is not one figure: a link is an index"));
}

static void terms_of_trade_by_hand(void **state) {
    Folder *folder = *state;
    const Findings *f = run_good(
        folder,
        arena_print(folder->arena, "%s%s%s",
                    series(folder, "px", "s", "flow='x' frequency='A' unit='index'",
                           "2023:100 2024:120"),
                    series(folder, "pm", "s", "flow='m' frequency='A' unit='index'",
                           "2023:100 2024:150"),
                    series(folder, "q", "s", "flow='q' frequency='A' unit='index'",
                           "2023:100 2024:110")),
        "<series id='x' flow='x'/><series id='m' flow='m'/><series id='q' flow='q'/>"
        "<terms-of-trade id='t' exports='x' imports='m'/>"
        "<income-terms id='i' exports='x' imports='m' volume='q'/>");
    assert_figure(f, "t.2024", 1, "80.0");
    assert_figure(f, "i.2024", 1, "88.0");
    assert_figure(f, "i.2023", 1, "100.0");
}

#endif
