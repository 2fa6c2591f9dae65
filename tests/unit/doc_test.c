/* The document tree: order of blocks and runs, the walk, the dump. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "doc/csv.h"
#include "doc/doc.h"

static const Origin here = {.file = "template.xml", .line = 7};

static Run *add_text(Arena *arena, Runs *runs, const char *text) {
    Run *run = runs_add(arena, runs, RUN_TEXT, here);
    run->text = text;
    return run;
}

static void children_stand_in_the_order_they_were_added(void **state) {
    (void) state;
    Arena *arena = arena_new(NULL);
    Block *root = block_new(arena, BLOCK_SECTION, NULL, NULL, here);
    Block *a = block_new(arena, BLOCK_HEADING, root, NULL, here);
    Block *b = block_new(arena, BLOCK_PARAGRAPH, root, NULL, here);
    assert_ptr_equal(root->first_child, a);
    assert_ptr_equal(a->next, b);
    assert_ptr_equal(root->last_child, b);
    assert_null(b->next);
    assert_ptr_equal(b->parent, root);
    assert_int_equal(b->origin.line, 7);
    arena_free(arena);
}

static void the_walk_visits_each_block_once_with_its_depth(void **state) {
    (void) state;
    Arena *arena = arena_new(NULL);
    Block *root = block_new(arena, BLOCK_SECTION, NULL, NULL, here);
    Block *list = block_new(arena, BLOCK_LIST, root, NULL, here);
    Block *item = block_new(arena, BLOCK_ITEM, list, NULL, here);
    Block *inside = block_new(arena, BLOCK_PARAGRAPH, item, NULL, here);
    Block *after = block_new(arena, BLOCK_PARAGRAPH, root, NULL, here);
    const Block *order[] = {root, list, item, inside, after};
    const int depths[] = {0, 1, 2, 3, 1};
    int depth = 0, seen = 0;
    for (const Block *at = root; at; at = block_following(at, root, &depth)) {
        assert_true(seen < 5);
        assert_ptr_equal(at, order[seen]);
        assert_int_equal(depth, depths[seen]);
        seen++;
    }
    assert_int_equal(seen, 5);
    arena_free(arena);
}

static void the_walk_below_a_block_stays_below_it(void **state) {
    (void) state;
    Arena *arena = arena_new(NULL);
    Block *root = block_new(arena, BLOCK_SECTION, NULL, NULL, here);
    Block *list = block_new(arena, BLOCK_LIST, root, NULL, here);
    Block *item = block_new(arena, BLOCK_ITEM, list, NULL, here);
    block_new(arena, BLOCK_PARAGRAPH, root, NULL, here);
    int depth = 0;
    assert_ptr_equal(block_following(list, list, &depth), item);
    assert_null(block_following(item, list, &depth));
    arena_free(arena);
}

static void the_text_of_runs_leaves_out_marks(void **state) {
    (void) state;
    Arena *arena = arena_new(NULL);
    Runs runs = {0};
    assert_string_equal(runs_text(arena, &runs), "");
    add_text(arena, &runs, "Exports fell");
    runs_add(arena, &runs, RUN_NOTE, here)->note = 0;
    runs_add(arena, &runs, RUN_BREAK, here);
    add_text(arena, &runs, "again");
    assert_string_equal(runs_text(arena, &runs), "Exports fell again");
    arena_free(arena);
}

static void the_dump_says_what_each_block_holds(void **state) {
    (void) state;
    Arena *arena = arena_new(NULL);
    Block *root = block_new(arena, BLOCK_SECTION, NULL, NULL, here);
    Style body = {.name = "body"};
    Block *p = block_new(arena, BLOCK_PARAGRAPH, root, &body, here);
    p->anchor = "start";
    add_text(arena, &p->runs, "Say \"no\"")->bold = true;
    Block *t = block_new(arena, BLOCK_TABLE, root, NULL, here);
    Column column = {.kind = COLUMN_FRACTION, .width = 2, .align = ALIGN_DECIMAL};
    CellExtra extra = {.has_bar = true, .bar = -0.5};
    Cell cell = {.column_span = 1, .extra = &extra};
    Row row = {.kind = ROW_TOTAL, .cells = &cell, .cell_count = 1};
    t->table =
        &(Table){.columns = &column, .column_count = 1, .rows = &row, .row_count = 1};
    ChartPoint point = {.x = 2025.5, .y = NAN, .provisional = true};
    ChartSeries series = {
        .label = "US", .role = ROLE_ACCENT, .points = &point, .point_count = 1};
    Block *c = block_new(arena, BLOCK_CHART, root, NULL, here);
    c->chart = &(Chart){.kind = CHART_LINE,
                        .series = &series,
                        .series_count = 1,
                        .height = 120500,
                        .alt = "A line"};
    Document document = {.title = "T", .lang = "en", .root = root};
    document.page_sets = &(PageSet){.columns = 1};
    document.page_set_count = 1;
    for (int side = 0; side < PAGE_SIDES; side++)
        document.page_sets->masters[side].width = 595276;
    Text out = {.arena = arena};
    document_dump(&document, &out);
    assert_string_equal(text_string(&out), "document title \"T\" lang \"en\"\n"
                                           "page width 595.276 height 0 grid 0\n"
                                           "section\n"
                                           "  paragraph #start style body\n"
                                           "    text \"Say \\\"no\\\"\" bold\n"
                                           "  table\n"
                                           "    column fraction decimal parts 2\n"
                                           "    row total\n"
                                           "      cell bar -0.5\n"
                                           "  chart\n"
                                           "    line height 120.5 alt \"A line\"\n"
                                           "    series accent label \"US\"\n"
                                           "      point x 2025.5 y none provisional\n");
    arena_free(arena);
}

/* Three columns: a cell of two rows stands in the middle. */
static Table *spanned(Arena *arena, unsigned char rows) {
    Table *table = arena_alloc(arena, sizeof *table);
    table->column_count = 3;
    table->row_count = 2;
    table->rows = arena_array(arena, 2, sizeof *table->rows);
    for (int r = 0; r < 2; r++) {
        table->rows[r].cell_count = 3 - r;
        table->rows[r].cells = arena_array(arena, 3, sizeof(Cell));
    }
    table->rows[0].cells[1].row_span = rows;
    return table;
}

static void cells_stand_beside_those_that_reach_down(void **state) {
    (void) state;
    Arena *arena = arena_new(NULL);
    Table *table = spanned(arena, 2);
    Misfit misfit;
    assert_true(table_arrange(table, arena, &misfit));
    assert_int_equal(table->rows[0].cells[1].column, 1);
    assert_int_equal(table->rows[1].cells[0].column, 0);
    assert_int_equal(table->rows[1].cells[1].column, 2);
    arena_free(arena);
}

static void a_row_that_fills_other_columns_does_not_fit(void **state) {
    (void) state;
    Arena *arena = arena_new(NULL);
    Misfit misfit;
    Table *table = spanned(arena, 1);
    assert_false(table_arrange(table, arena, &misfit));
    assert_int_equal(misfit.row, 1);
    assert_int_equal(misfit.width, 2);
    table = spanned(arena, 2);
    table->rows[1].cells[1].column_span = 9;
    assert_false(table_arrange(table, arena, &misfit));
    assert_int_equal(misfit.width, 11);
    assert_false(misfit.reaches_out);
    table = spanned(arena, 3);
    assert_false(table_arrange(table, arena, &misfit));
    assert_true(misfit.reaches_out);
    arena_free(arena);
}

static void the_data_of_a_chart_are_comma_separated(void **state) {
    (void) state;
    Arena *arena = arena_new(NULL);
    ChartPoint dated[] = {{.x = 2025.5, .y = 12.25, .provisional = true},
                          {.x = 2025 + 11.0 / 12, .y = NAN}};
    ChartPoint named[] = {
        {.name = "Cars, \"used\"", .to = "Japan", .y = -3, .size = 2},
        {.name = "All", .y = 1e6, .has_range = true, .low = 0.5, .high = NAN}};
    ChartSeries series[] = {{.label = "Imports", .points = dated, .point_count = 2},
                            {.points = named, .point_count = 2}};
    const Chart chart = {
        .series = series, .series_count = 2, .dated = true, .per_year = 12};
    Text csv = {.arena = arena};
    chart_csv(&chart, &csv);
    assert_string_equal(text_string(&csv), "series,at,to,value,low,high,size,status\r\n"
                                           "Imports,2025-07,,12.25,,,,provisional\r\n"
                                           "Imports,2025-12,,,,,,\r\n"
                                           ",\"Cars, \"\"used\"\"\",Japan,-3,,,2,\r\n"
                                           ",All,,1000000,0.5,,,\r\n");
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_data_of_a_chart_are_comma_separated),
        cmocka_unit_test(children_stand_in_the_order_they_were_added),
        cmocka_unit_test(the_walk_visits_each_block_once_with_its_depth),
        cmocka_unit_test(the_walk_below_a_block_stays_below_it),
        cmocka_unit_test(the_text_of_runs_leaves_out_marks),
        cmocka_unit_test(the_dump_says_what_each_block_holds),
        cmocka_unit_test(cells_stand_beside_those_that_reach_down),
        cmocka_unit_test(a_row_that_fills_other_columns_does_not_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
