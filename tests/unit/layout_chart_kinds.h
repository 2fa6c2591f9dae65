/* Tests of every kind of chart: their marks, their labels, extreme values.  Included
 * once, by layout_test.c. */
#ifndef LAYOUT_CHART_KINDS_H
#define LAYOUT_CHART_KINDS_H

#include "layout_charts.h"

static double roll_value(uint32_t *seed, double least, double most) {
    return least + (most - least) * roll(seed, 100000) / 100000.0;
}

/* A point as its kind needs it; now and then a value is missing. */
static ChartPoint random_point(Draft *d, ChartKind kind, int index, uint32_t *seed) {
    bool signs = kind != CHART_FLOW && kind != CHART_HISTOGRAM && roll(seed, 3) == 0;
    double y = roll_value(seed, signs ? -80 : 5, 100);
    ChartPoint point = {.x = 2000 + index, .y = roll(seed, 15) == 0 ? NAN : y};
    if (roll(seed, 3)) point.text = arena_print(d->arena, "v%.1f", y);
    point.highlight = roll(seed, 9) == 0;
    point.provisional = roll(seed, 9) == 0;
    point.low = y - roll_value(seed, 0, 20);
    point.high = y + roll_value(seed, 0, 20);
    point.size = roll_value(seed, 1, 90);
    point.has_range = kind == CHART_RANGE || kind == CHART_BULLET;
    if (kind == CHART_SCATTER || kind == CHART_BUBBLE)
        point.x = roll_value(seed, 0, 50);
    if (kind == CHART_HISTOGRAM) {
        point.low = index;
        point.high = index + 1;
        point.has_range = true;
    }
    if (kind == CHART_TILES) {
        point.x = index % 7;
        point.low = index / 7;
        point.name = "ABC";
    } else if (kind == CHART_TIMELINE) {
        point.y = 1 + roll(seed, 6);
        point.name = arena_print(d->arena, "rung%d", (int) point.y);
    } else if (kind >= CHART_COLUMN && kind != CHART_SPARKLINE && kind != CHART_SLOPE) {
        point.name = arena_print(d->arena, "name%d", index);
    }
    if (kind == CHART_FLOW || kind == CHART_HEAT)
        point.to = arena_print(d->arena, "to%d", (int) roll(seed, 4));
    return point;
}

static Chart *random_chart(Draft *d, ChartKind kind, uint32_t *seed) {
    int series = 1 + (int) roll(seed, 5), count = 2 + (int) roll(seed, 18);
    if (kind == CHART_TILES || kind == CHART_HEAT || kind == CHART_WATERFALL)
        series = 1;
    Chart *chart = add_chart(d, kind, series);
    chart->arrange = kind == CHART_COLUMN || kind == CHART_BAR || kind == CHART_AREA
                         ? (Arrange) (roll(seed, 2) ? ARRANGE_STACKED : ARRANGE_GROUPED)
                         : ARRANGE_GROUPED;
    chart->dated = kind < CHART_COLUMN && kind != CHART_SCATTER && kind != CHART_BUBBLE;
    for (int s = 0; s < series; s++) {
        ChartPoint *points = arena_array(d->arena, count, sizeof *points);
        for (int i = 0; i < count; i++)
            points[i] = random_point(d, kind, i, seed);
        chart->series[s] = (ChartSeries){.label = arena_print(d->arena, "Series%d", s),
                                         .role = (Role) (s % ROLE_COUNT),
                                         .points = points,
                                         .point_count = count};
    }
    chart->references = arena_array(d->arena, 1, sizeof *chart->references);
    chart->references[0] = (ChartReference){.low = 30, .high = 40, .label = "guide"};
    chart->reference_count = (int) roll(seed, 2);
    chart->events = arena_array(d->arena, 1, sizeof *chart->events);
    chart->events[0] = (ChartEvent){.x = 2001, .label = "event"};
    chart->event_count = (int) roll(seed, 2);
    return chart;
}

static void labels_of_no_kind_overlap(void **state) {
    (void) state;
    for (uint32_t seed = 1; seed <= 200; seed++) {
        Draft *d = draft_new();
        uint32_t at = seed;
        random_chart(d, (ChartKind) (seed % CHART_KIND_COUNT), &at);
        /* Every third in a narrow column. */
        if (seed % 3 == 0) set_page(d, 260000, 500000, 60000, 60000);
        Pages *pages = lay_out(d);
        for (int p = 0; p < pages->page_count; p++)
            assert_labels_apart(&pages->pages[p]);
        assert_within_page(pages);
        draft_free(d);
    }
}

/* Nothing to draw, one point, equal values, all below zero, huge and tiny ones: each is
 * drawn, or a warning says why not. */
static void every_kind_takes_extreme_values(void **state) {
    (void) state;
    static const double values[][3] = {
        {NAN, NAN, NAN},    {7, NAN, NAN},          {5, 5, 5},
        {-3, -1, -2},       {1e308, -1e308, 5e307}, {1e-300, 3e-300, 2e-300},
        {0, 0, 0},          {1e15, 1, -1e15},       {INFINITY, 1, -INFINITY},
        {5e-324, 0, 1e-310}};
    for (int kind = 0; kind < CHART_KIND_COUNT; kind++) {
        for (int v = 0; v < 10; v++) {
            Draft *d = draft_new();
            uint32_t seed = (uint32_t) (kind + 1);
            Chart *chart = random_chart(d, (ChartKind) kind, &seed);
            chart->logarithmic = v % 2 && kind == CHART_LINE;
            for (int s = 0; s < chart->series_count; s++)
                for (int p = 0; p < chart->series[s].point_count; p++) {
                    ChartPoint *point = &chart->series[s].points[p];
                    point->y = values[v][p % 3];
                    if (kind != CHART_TILES && kind != CHART_HISTOGRAM)
                        point->low = point->high = point->y;
                }
            Pages *pages = lay_out(d);
            assert_within_page(pages);
            for (int p = 0; p < pages->page_count; p++)
                assert_labels_apart(&pages->pages[p]);
            bool drawn = count_word(&pages->pages[0], "No data") == 0;
            assert_true(drawn || diags_count(d->diags, FAULT_WARNING) > 0);
            assert_int_equal(drawn, v != 0 && v != 4); /* 10^308 is too large */
            draft_free(d);
        }
    }
}

static void columns_are_as_high_as_their_values(void **state) {
    (void) state;
    for (uint32_t seed = 1; seed <= 30; seed++) {
        Draft *d = draft_new();
        uint32_t at = seed;
        Chart *chart = add_chart(d, CHART_COLUMN, 1);
        ChartPoint points[9];
        for (int i = 0; i < 9; i++)
            points[i] = (ChartPoint){.name = arena_print(d->arena, "n%d", i),
                                     .y = roll_value(&at, -60, 100)};
        chart->series[0] = (ChartSeries){.points = points, .point_count = 9};
        Pages *pages = lay_out(d);
        double scale = 0;
        for (int i = 0; i < 9; i++) {
            const Page *page = &pages->pages[0];
            double length =
                corner_of(page, 0x0f3d63, i, 2).y - corner_of(page, 0x0f3d63, i, 0).y;
            if (i == 0) scale = length / fabs(points[0].y);
            /* The first one's rounding counts in all. */
            double slack = 50 + 2 * fabs(points[i].y / points[0].y);
            assert_true(fabs(length - fabs(points[i].y) * scale) < slack);
        }
        draft_free(d);
    }
}

static void parts_of_a_stack_stand_on_each_other_and_negative_ones_apart(void **state) {
    (void) state;
    Draft *d = draft_new();
    Chart *chart = add_chart(d, CHART_COLUMN, 3);
    static const double values[] = {40, -25, 20};
    static const Colour colours[] = {0x0f3d63, 0xc0392b, 0x123456};
    d->document.palette[ROLE_SECOND] = 0x123456;
    static const Role roles[] = {ROLE_HOUSE, ROLE_ACCENT, ROLE_SECOND};
    chart->arrange = ARRANGE_STACKED;
    ChartPoint points[3];
    for (int s = 0; s < 3; s++) {
        points[s] = (ChartPoint){.name = "all", .y = values[s]};
        chart->series[s] =
            (ChartSeries){.role = roles[s], .points = &points[s], .point_count = 1};
    }
    Pages *pages = lay_out(d);
    Mpt top[3], bottom[3];
    for (int s = 0; s < 3; s++) {
        top[s] = corner_of(&pages->pages[0], colours[s], 0, 0).y;
        bottom[s] = corner_of(&pages->pages[0], colours[s], 0, 2).y;
    }
    assert_int_equal(bottom[2], top[0] - 300); /* but for the hair between them */
    assert_true(top[1] >= bottom[0]);
    double scale = (bottom[0] - top[0] + 300) / 40.0;
    assert_true(fabs(bottom[1] - top[1] + 300 - 25 * scale) < 50);
    draft_free(d);
}

static void bubbles_have_areas_as_their_sizes(void **state) {
    (void) state;
    Draft *d = draft_new();
    Chart *chart = add_chart(d, CHART_BUBBLE, 1);
    ChartPoint points[] = {{.x = 1, .y = 1, .size = 100},
                           {.x = 5, .y = 5, .size = 25},
                           {.x = 9, .y = 9, .size = 4}};
    chart->series[0] = (ChartSeries){.points = points, .point_count = 3};
    Pages *pages = lay_out(d);
    Mpt width[3];
    int found = 0;
    for (int i = 0; i < pages->pages[0].item_count && found < 3; i++) {
        const Item *item = &pages->pages[0].items[i];
        if (item->kind != ITEM_PATH || !item->path.filled ||
            item->path.fill == 0xffffff || item->path.segment_count != 6)
            continue;
        width[found++] =
            item->path.segments[0].points[0].x - item->path.segments[2].points[2].x;
    }
    assert_int_equal(found, 3);
    assert_true(abs(width[0] - 2 * width[1]) < 50);
    assert_true(abs(width[0] - 5 * width[2]) < 50);
    draft_free(d);
}

static void a_line_of_many_points_is_thinned_without_a_visible_change(void **state) {
    (void) state;
    Draft *d = draft_new();
    Chart *chart = add_chart(d, CHART_LINE, 1);
    const int count = 100000;
    ChartPoint *points = arena_array(d->arena, count, sizeof *points);
    uint32_t at = 7;
    for (int i = 0; i < count; i++)
        points[i] = (ChartPoint){.x = 1900 + i / 1000.0, .y = roll_value(&at, 10, 90)};
    points[51234].y = 1000; /* a spike of one point stays */
    chart->series[0] = (ChartSeries){.points = points, .point_count = count};
    Pages *pages = lay_out(d);
    int longest = 0;
    Mpt top = INT32_MAX, bottom = 0;
    for (int i = 0; i < pages->pages[0].item_count; i++) {
        const Item *item = &pages->pages[0].items[i];
        if (item->kind != ITEM_PATH || item->path.stroke != 0x0f3d63) continue;
        if (item->path.segment_count > longest) longest = item->path.segment_count;
        for (int k = 0; k < item->path.segment_count; k++) {
            Mpt y = item->path.segments[k].points[0].y;
            top = y < top ? y : top;
            bottom = y > bottom ? y : bottom;
        }
    }
    assert_in_range(longest, 1000, 9000);
    assert_true(bottom - top > 100000); /* of 180 pt: the spike is there */
    draft_free(d);
}

static void a_cut_axis_is_marked_and_lengths_are_never_cut(void **state) {
    (void) state;
    for (int kind = 0; kind < 2; kind++) {
        Draft *d = draft_new();
        Chart *chart = add_chart(d, kind ? CHART_COLUMN : CHART_LINE, 1);
        ChartPoint points[] = {{.x = 2000, .y = 90}, {.x = 2001, .y = 95}};
        chart->series[0] = (ChartSeries){.points = points, .point_count = 2};
        chart->dated = chart->has_from = true;
        chart->from = 80;
        Pages *pages = lay_out(d);
        assert_int_equal(find_word(pages, "0", NULL) != NULL, kind);
        assert_int_equal(diags_count(d->diags, FAULT_WARNING), kind);
        draft_free(d);
    }
}

#endif
