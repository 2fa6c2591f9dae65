/* Tests of charts.  Included once, by layout_test.c. */
#ifndef LAYOUT_CHARTS_H
#define LAYOUT_CHARTS_H

#include "layout/draw.h"
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

/* Corner 0 to 3 of the filled rectangle number `index` in a colour. */
static Point corner_of(const Page *page, Colour colour, int index, int corner) {
    for (int i = 0; i < page->item_count; i++) {
        const Item *item = &page->items[i];
        if (item->kind != ITEM_PATH || !item->path.filled || item->path.fill != colour)
            continue;
        if (index-- == 0) return item->path.segments[corner].points[0];
    }
    fail_msg("no rectangle of colour %06x", (unsigned) colour);
    return (Point){0};
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
    Mpt zero = 0;
    double scale = 0;
    for (int i = 0; i < 6; i++) {
        Mpt left = corner_of(&pages->pages[0], 0x0f3d63, i, 0).x;
        Mpt right = corner_of(&pages->pages[0], 0x0f3d63, i, 1).x;
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

/* The longest name is in bold, and stands on one line. */
static void names_have_the_room_of_bold_letters(void **state) {
    (void) state;
    Draft *d = draft_new();
    Chart *chart = add_chart(d, CHART_BAR, 1);
    ChartPoint points[] = {
        {.name = "Scientific and optical instruments", .y = 9, .highlight = true},
        {.name = "Meat", .y = 7}};
    chart->series[0] = (ChartSeries){.points = points, .point_count = 2};
    Pages *pages = lay_out(d);
    const TextItem *first = find_word(pages, "Scientific", NULL);
    const TextItem *last = find_word(pages, "instruments", NULL);
    assert_non_null(first);
    assert_non_null(last);
    assert_int_equal(first->y, last->y);
    draft_free(d);
}

/* The title of a chart stands as far off as its style says. */
static void a_chart_keeps_the_space_above_its_title(void **state) {
    (void) state;
    Mpt places[2];
    for (int i = 0; i < 2; i++) {
        Draft *d = draft_new();
        d->caption.space_before = i * 26000;
        add_paragraph(d, d->document.root, "Above");
        Chart *chart = add_chart(d, CHART_BAR, 1);
        ChartPoint point = {.name = "One", .y = 1};
        chart->series[0] = (ChartSeries){.points = &point, .point_count = 1};
        add_text(d, &chart->title, "Finding");
        const TextItem *finding = find_word(lay_out(d), "Finding", NULL);
        assert_non_null(finding);
        places[i] = finding->y;
        draft_free(d);
    }
    assert_int_equal(places[1] - places[0], 26000);
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
            if (!beside && abs(a->y - b->y) < size * 9 / 10)
                fail_msg("'%s' covers '%s'", a->shaped->text, b->shaped->text);
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

/* A name that has room on neither side of its line stands above the others. */
static void a_name_of_an_event_may_be_wider_than_either_side(void **state) {
    (void) state;
    for (int at = 0; at <= 10; at++) {
        Draft *d = draft_new();
        set_page(d, 300000, 500000, 50000, 50000);
        Chart *chart = add_chart(d, CHART_LINE, 1);
        ChartPoint points[] = {{.x = 1990, .y = 5}, {.x = 2000, .y = 7}};
        chart->series[0] = (ChartSeries){.points = points, .point_count = 2};
        ChartEvent events[] = {
            {.x = 1993, .label = "early"},
            {.x = 1990 + at, .label = "an agreement of both sides on how many cars"}};
        chart->events = events;
        chart->event_count = 2;
        assert_labels_apart(&lay_out(d)->pages[0]);
        draft_free(d);
    }
}

/* Names at the ends of lines are pushed upwards in a low chart, but not among events.
 */
static void names_of_lines_keep_clear_of_those_of_events(void **state) {
    (void) state;
    for (int words = 4; words < 12; words++) {
        Draft *d = draft_new();
        uint32_t seed = 3;
        Chart *chart = add_chart(d, CHART_LINE, 5);
        chart->height = 80000;
        ChartPoint points[] = {{.x = 1990, .y = 5}, {.x = 2000, .y = 7}};
        for (int i = 0; i < 5; i++)
            chart->series[i] = (ChartSeries){
                .label = arena_print(d->arena, "a line of this long name %d", i),
                .points = points,
                .point_count = 2};
        chart->events = &(ChartEvent){.x = 1995, .label = made_up(d, &seed, words)};
        chart->event_count = 1;
        assert_labels_apart(&lay_out(d)->pages[0]);
        draft_free(d);
    }
}

/* The last number is pulled into the chart, and may not meet the one before. */
static void numbers_below_a_narrow_chart_stand_apart(void **state) {
    (void) state;
    for (Mpt width = 80000; width < 300000; width += 5000) {
        Draft *d = draft_new();
        set_page(d, width + 100000, 500000, 50000, 50000);
        Chart *chart = add_chart(d, CHART_SCATTER, 1);
        ChartPoint points[] = {{.x = 1990.5, .y = 5}, {.x = 2007.5, .y = 7}};
        chart->series[0] = (ChartSeries){.points = points, .point_count = 2};
        assert_labels_apart(&lay_out(d)->pages[0]);
        draft_free(d);
    }
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

/* ---- every kind ---- */

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

/* ---- scales ---- */

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

/* ---- colours ---- */

/* The value of `name` on the palette of a theme, 0xRRGGBB. */
static unsigned theme_colour(const char *theme, const char *name) {
    char file[4096], wanted[32];
    FILE *in = fopen(theme, "r");
    assert_non_null(in);
    file[fread(file, 1, sizeof file - 1, in)] = '\0';
    fclose(in);
    snprintf(wanted, sizeof wanted, " %s=\"#", name);
    const char *at = strstr(file, wanted);
    assert_non_null(at);
    return (unsigned) strtoul(at + strlen(wanted), NULL, 16);
}

/* CIE 1976 L*a*b* of linear sRGB. */
static void lab_of(const double rgb[3], double lab[3]) {
    static const double to_xyz[3][3] = {
        {0.4339, 0.3762, 0.1899}, {0.2126, 0.7152, 0.0722}, {0.0177, 0.1095, 0.8728}};
    double f[3];
    for (int i = 0; i < 3; i++) {
        double t = 0;
        for (int j = 0; j < 3; j++)
            t += to_xyz[i][j] * rgb[j];
        f[i] = t > 0.008856 ? cbrt(t) : 7.787 * t + 16.0 / 116;
    }
    lab[0] = 116 * f[1] - 16;
    lab[1] = 500 * (f[0] - f[1]);
    lab[2] = 200 * (f[1] - f[2]);
}

/* What eyes without one of the cones see, after Machado, Oliveira and Fernandes (2009),
 * and what a printer of one ink prints. */
static const double sights[][3][3] = {
    {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
    {{0.152286, 1.052583, -0.204868},
     {0.114503, 0.786281, 0.099216},
     {-0.003882, -0.048116, 1.051998}},
    {{0.367322, 0.860646, -0.227968},
     {0.280085, 0.672501, 0.047413},
     {-0.011820, 0.042940, 0.968881}},
    {{1.255528, -0.076749, -0.178779},
     {-0.078411, 0.930809, 0.147602},
     {0.004733, 0.691367, 0.303900}},
    {{0.2126, 0.7152, 0.0722}, {0.2126, 0.7152, 0.0722}, {0.2126, 0.7152, 0.0722}}};

static double linear(unsigned channel) {
    double share = channel / 255.0;
    return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4);
}

static void seen_as(unsigned colour, int sight, double lab[3]) {
    double rgb[] = {linear(colour >> 16 & 0xff), linear(colour >> 8 & 0xff),
                    linear(colour & 0xff)};
    double seen[3];
    for (int i = 0; i < 3; i++) {
        seen[i] = 0;
        for (int j = 0; j < 3; j++)
            seen[i] += sights[sight][i][j] * rgb[j];
        seen[i] = fmin(fmax(seen[i], 0), 1);
    }
    lab_of(seen, lab);
}

static void colours_keep_apart_for_all_eyes_and_in_grey(void **state) {
    (void) state;
    static const char *const themes[] = {"templates/themes/house.xml",
                                         "templates/themes/print-grey.xml"};
    static const char *const names[] = {"house", "accent", "context",
                                        "muted", "second", "third"};
    for (int t = 0; t < 2; t++)
        for (int sight = 0; sight < 5; sight++)
            for (int i = 0; i < 6; i++)
                for (int j = 0; j < i; j++) {
                    double a[3], b[3];
                    seen_as(colour_visible(theme_colour(themes[t], names[i])), sight,
                            a);
                    seen_as(colour_visible(theme_colour(themes[t], names[j])), sight,
                            b);
                    double apart = hypot(hypot(a[0] - b[0], a[1] - b[1]), a[2] - b[2]);
                    if (apart < 5)
                        fail_msg("%s: %s and %s are %.1f apart for sight %d", themes[t],
                                 names[i], names[j], apart, sight);
                    /* 3 to 1 against white: L* of 61.7. */
                    assert_true(sight > 0 || a[0] < 61.8);
                }
}

#endif
