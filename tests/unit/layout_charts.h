/* Tests of charts: their marks at their places, and names and numbers that keep apart.
 * Included once, by layout_test.c. */
#ifndef LAYOUT_CHARTS_H
#define LAYOUT_CHARTS_H

#include "layout/draw.h"
#include "layout_draft.h"

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

#endif
