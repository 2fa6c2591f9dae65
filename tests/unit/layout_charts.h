/* Tests of charts.  Included once, by layout_test.c. */
#ifndef LAYOUT_CHARTS_H
#define LAYOUT_CHARTS_H

#include "layout_draft.h"

/* ---- charts ---- */

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

/* The filled rectangle number `index` in a colour; its width, signed by `zero`. */
static bool find_bar(const Page *page, Colour colour, int index, Mpt *left,
                     Mpt *right) {
    for (int i = 0; i < page->item_count; i++) {
        const Item *item = &page->items[i];
        if (item->kind != ITEM_PATH || !item->path.filled || item->path.fill != colour)
            continue;
        if (index-- > 0) continue;
        *left = item->path.segments[0].points[0].x;
        *right = item->path.segments[1].points[0].x;
        return true;
    }
    return false;
}

static void bars_are_as_long_as_their_values(void **state) {
    (void) state;
    Draft *d = draft_new();
    Chart *chart = add_chart(d, CHART_BAR, 1);
    static const double values[] = {51.2, 18.6, -6.2, 9.4, 0, 33.3};
    ChartPoint points[6] = {0};
    for (int i = 0; i < 6; i++)
        points[i] = (ChartPoint){.name = "Category", .y = values[i], .text = "value"};
    chart->series[0] =
        (ChartSeries){.role = ROLE_HOUSE, .points = points, .point_count = 6};
    Pages *pages = lay_out(d);
    Mpt left = 0, right = 0, zero = 0;
    double scale = 0;
    for (int i = 0; i < 6; i++) {
        assert_true(find_bar(&pages->pages[0], 0x0f3d63, i, &left, &right));
        if (i == 0) {
            zero = left;
            scale = (right - left) / values[0];
        }
        Mpt length = values[i] < 0 ? left - right : right - left;
        assert_true(fabs(length - values[i] * scale) < 50);
        assert_int_equal(values[i] < 0 ? right : left, zero);
    }
    assert_within_page(pages);
    draft_free(d);
}

static void assert_labels_apart(const Page *page) {
    for (int i = 0; i < page->item_count; i++)
        for (int j = 0; j < i; j++) {
            const TextItem *a = text_at(page, i), *b = text_at(page, j);
            if (!a || !b) continue;
            bool beside = a->x + a->shaped->width <= b->x + 10 ||
                          b->x + b->shaped->width <= a->x + 10;
            Mpt size =
                a->shaped->size < b->shaped->size ? a->shaped->size : b->shaped->size;
            assert_true(beside || abs(a->y - b->y) >= size * 9 / 10);
        }
}

static void names_at_the_ends_of_lines_do_not_overlap(void **state) {
    (void) state;
    for (uint32_t seed = 1; seed <= 10; seed++) {
        Draft *d = draft_new();
        uint32_t at = seed;
        Chart *chart = add_chart(d, CHART_LINE, 6);
        for (int s = 0; s < 6; s++) {
            ChartSeries *series = &chart->series[s];
            series->points = arena_array(d->arena, 30, sizeof *series->points);
            series->point_count = 30;
            series->label = arena_print(d->arena, "Series%d", s);
            series->role = (Role) (s % ROLE_COUNT);
            for (int i = 0; i < 30; i++)
                series->points[i] =
                    (ChartPoint){.x = 1990 + i, .y = 100 + roll(&at, i < 29 ? 80 : 12)};
        }
        Pages *pages = lay_out(d);
        assert_labels_apart(&pages->pages[0]);
        assert_within_page(pages);
        draft_free(d);
    }
}

static void labels_of_events_do_not_overlap(void **state) {
    (void) state;
    Draft *d = draft_new();
    Chart *chart = add_chart(d, CHART_LINE, 1);
    ChartPoint points[40];
    for (int i = 0; i < 40; i++)
        points[i] = (ChartPoint){.x = 1985 + i, .y = 50 + i};
    chart->series[0] = (ChartSeries){.points = points, .point_count = 40};
    ChartEvent events[8];
    static const double years[] = {1985, 1986, 1987.5, 2000, 2001, 2020, 2022, 2024};
    for (int i = 0; i < 8; i++)
        events[i] = (ChartEvent){.x = years[i],
                                 .label = arena_print(d->arena, "agreement%d", i)};
    chart->events = events;
    chart->event_count = 8;
    Pages *pages = lay_out(d);
    assert_labels_apart(&pages->pages[0]);
    for (int i = 0; i < 8; i++)
        assert_non_null(find_word(pages, events[i].label, NULL));
    draft_free(d);
}

static void a_gap_splits_the_line_and_a_lone_point_is_a_dot(void **state) {
    (void) state;
    Draft *d = draft_new();
    Chart *chart = add_chart(d, CHART_LINE, 1);
    ChartPoint points[] = {{.x = 2000, .y = 1},   {.x = 2001, .y = 2},
                           {.x = 2002, .y = NAN}, {.x = 2003, .y = 3},
                           {.x = 2004, .y = NAN}, {.x = 2005, .y = 4},
                           {.x = 2006, .y = 5}};
    chart->series[0] =
        (ChartSeries){.role = ROLE_ACCENT, .points = points, .point_count = 7};
    Pages *pages = lay_out(d);
    int lines = 0, dots = 0;
    for (int i = 0; i < pages->pages[0].item_count; i++) {
        const Item *item = &pages->pages[0].items[i];
        if (item->kind != ITEM_PATH) continue;
        lines += item->path.stroked && item->path.stroke == 0xc0392b;
        dots += item->path.filled && item->path.fill == 0xc0392b;
    }
    assert_int_equal(lines, 2);
    assert_int_equal(dots, 2);
    draft_free(d);
}

static void a_chart_without_data_says_so(void **state) {
    (void) state;
    Draft *d = draft_new();
    Chart *chart = add_chart(d, CHART_LINE, 1);
    ChartPoint point = {.x = 2000, .y = NAN};
    chart->series[0] = (ChartSeries){.points = &point, .point_count = 1};
    add_chart(d, CHART_BAR, 0);
    Pages *pages = lay_out(d);
    assert_int_equal(count_word(&pages->pages[0], "No data"), 2);
    assert_int_equal(diags_count(d->diags, FAULT_WARNING), 2);
    draft_free(d);
}

static void a_chart_of_one_point_or_equal_values_is_drawn(void **state) {
    (void) state;
    Draft *d = draft_new();
    Chart *chart = add_chart(d, CHART_LINE, 1);
    ChartPoint points[] = {{.x = 2025.5, .y = 7}};
    chart->series[0] =
        (ChartSeries){.label = "Only", .points = points, .point_count = 1};
    chart = add_chart(d, CHART_BAR, 1);
    ChartPoint zeros[] = {{.name = "A", .y = 0}, {.name = "B", .y = 0}};
    chart->series[0] = (ChartSeries){.points = zeros, .point_count = 2};
    Pages *pages = lay_out(d);
    assert_within_page(pages);
    assert_int_equal(count_word(&pages->pages[0], "Only"), 1);
    draft_free(d);
}

#endif
