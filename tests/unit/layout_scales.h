/* Tests of the scales of charts: ticks of numbers and of dates.  Included once, by
 * layout_test.c. */
#ifndef LAYOUT_SCALES_H
#define LAYOUT_SCALES_H

#include "layout/draw.h"
#include "layout_draft.h"

static void ticks_are_round_and_cover_the_data(void **state) {
    (void) state;
    static const double ranges[][2] = {{0, 87.3},     {-4.2, 11}, {0.001, 0.0042},
                                       {1e6, 1.37e6}, {5, 5},     {-3, -1}};
    Arena *arena = arena_new(NULL);
    Chart german = {.decimal_separator = ",", .group_separator = "."};
    for (int i = 0; i < 6; i++) {
        Scale scale;
        Ticks ticks = scale_values(&scale, &german, arena,
                                   (Range){ranges[i][0], ranges[i][1]}, 5);
        assert_in_range(ticks.count, 3, 9);
        assert_true(ticks.ticks[0].at <= ranges[i][0]);
        assert_true(ticks.ticks[ticks.count - 1].at >= ranges[i][1]);
        double step = ticks.ticks[1].at - ticks.ticks[0].at;
        double digits = step / pow(10, floor(log10(step) + 1e-9));
        assert_true(fabs(digits - 1) < 1e-6 || fabs(digits - 2) < 1e-6 ||
                    fabs(digits - 2.5) < 1e-6 || fabs(digits - 5) < 1e-6);
    }
    assert_string_equal(scale_text(arena, &german, -1234567.5, 1), "\xE2\x88\x92"
                                                                   "1.234.567,5");
    assert_string_equal(scale_text(arena, &german, 999, 0), "999");
    arena_free(arena);
}

static void ticks_of_any_range_cover_it(void **state) {
    (void) state;
    Arena *arena = arena_new(NULL);
    Chart chart = {.decimal_separator = ".", .group_separator = ","};
    uint32_t seed = 3;
    for (int i = 0; i < 2000; i++) {
        double size = pow(10, roll_value(&seed, -12, 12));
        double a = roll_value(&seed, -size, size), b = roll_value(&seed, -size, size);
        Range data = {fmin(a, b), fmax(a, b)};
        Scale scale = {.from = 0, .to = 100000};
        Ticks ticks = scale_values(&scale, &chart, arena, data, 2 + i % 7);
        double slack = 1e-9 * size;
        assert_in_range(ticks.count, 2, 40);
        assert_true(ticks.ticks[0].at <= data.low + slack);
        assert_true(ticks.ticks[ticks.count - 1].at >= data.high - slack);
        if (data.low <= 0) continue;
        ticks = scale_logarithm(&scale, &chart, arena, data, 2 + i % 7);
        assert_in_range(ticks.count, 2, 80);
        assert_true(ticks.ticks[0].at <= data.low * (1 + 1e-9));
        assert_true(ticks.ticks[ticks.count - 1].at >= data.high * (1 - 1e-9));
    }
    arena_free(arena);
}

static void dates_are_named_by_their_calendar(void **state) {
    (void) state;
    Arena *arena = arena_new(NULL);
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    Chart chart = {.months = months, .per_year = 12, .fiscal = "%d/%d"};
    Scale scale = {.unit = 1, .low = 2024, .high = 2025.5, .to = 300000};
    Ticks ticks = scale_dates(&scale, &chart, arena, 30000, 20000);
    assert_string_equal(ticks.ticks[0].text, "Jan");
    assert_string_equal(ticks.ticks[0].under, "2024");
    assert_string_equal(ticks.ticks[1].text, "Apr");
    assert_null(ticks.ticks[1].under);
    assert_string_equal(ticks.ticks[4].under, "2025");
    chart.per_year = 4;
    ticks = scale_dates(&scale, &chart, arena, 30000, 20000);
    assert_string_equal(ticks.ticks[0].text, "Q1");
    chart.per_year = 1;
    chart.year_start = 4;
    scale.low = 2003.25;
    scale.high = 2012.25;
    ticks = scale_dates(&scale, &chart, arena, 30000, 20000);
    assert_string_equal(ticks.ticks[0].text, "2003/04");
    assert_true(fabs(ticks.ticks[0].at - 2003.25) < 1e-9);
    arena_free(arena);
}

#endif
