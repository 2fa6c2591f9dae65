/* Tests of tables.  Included once, by layout_test.c. */
#ifndef LAYOUT_FIGURES_H
#define LAYOUT_FIGURES_H

#include "layout_draft.h"

/* ---- tables ---- */

static Table *long_table(Draft *d, int rows) {
    Table *table = add_table(d, 3);
    table->columns[0].kind = COLUMN_FRACTION;
    table->columns[0].width = 1;
    table->columns[1].align = table->columns[2].align = ALIGN_DECIMAL;
    add_text(d, &table->caption, "Exports");
    add_row(d, table, ROW_HEAD, (const char *[]){"Product", "2023", "2024"});
    for (int i = 0; i < rows; i++)
        add_row(d, table, ROW_BODY,
                (const char *[]){arena_print(d->arena, "row%d", i),
                                 arena_print(d->arena, "%d.%d", i * 37 % 1000, i % 10),
                                 "1,234.56"});
    add_text(d, &table->notes, "Source");
    return table;
}

static void a_repeated_header_takes_room_on_every_page(void **state) {
    (void) state;
    Draft *d = draft_new();
    long_table(d, 150);
    Pages *pages = lay_out(d);
    assert_true(pages->page_count >= 3);
    for (int p = 0; p < pages->page_count; p++) {
        const Page *page = &pages->pages[p];
        assert_int_equal(count_word(page, "Product"), 1);
        assert_int_equal(count_word(page, "(continued)"), p > 0);
        Mpt head = 0, first = 0;
        for (int i = 0; i < page->item_count; i++) {
            const TextItem *text = text_at(page, i);
            if (text && text->colour == HEAD_INK) {
                head = text->y;
                /* Only the first one is read out. */
                assert_int_equal(page->items[i].tag == NULL, p > 0);
            }
            if (text && text->colour == CELL_INK && first == 0) first = text->y;
        }
        assert_true(first - head >= 8500);
    }
    for (int i = 0; i < 150; i++)
        assert_non_null(find_word(pages, arena_print(d->arena, "row%d", i), NULL));
    draft_free(d);
}

/* Where the glyph of `c` begins. */
static Mpt x_of(const TextItem *text, char c) {
    Mpt x = text->x;
    const Shaped *shaped = text->shaped;
    for (int g = 0; g < shaped->glyph_count; g++) {
        if (shaped->text[shaped->glyphs[g].cluster] == c) return x;
        x += shaped->glyphs[g].advance;
    }
    return x;
}

static void figures_stand_on_their_decimal_point(void **state) {
    (void) state;
    Draft *d = draft_new();
    Table *table = add_table(d, 2);
    table->columns[1].align = ALIGN_DECIMAL;
    static const char *const figures[] = {"1.5",
                                          "12.25",
                                          ("\xE2\x88\x92"
                                           "1,234.125"),
                                          "7",
                                          "n.a.",
                                          "0.5"};
    for (int i = 0; i < 6; i++)
        add_row(d, table, ROW_BODY, (const char *[]){"label", figures[i]});
    Pages *pages = lay_out(d);
    Mpt point = x_of(find_word(pages, "1.5", NULL), '.');
    assert_int_equal(x_of(find_word(pages, "12.25", NULL), '.'), point);
    assert_int_equal(x_of(find_word(pages, figures[2], NULL), '.'), point);
    assert_int_equal(x_of(find_word(pages, "0.5", NULL), '.'), point);
    assert_int_equal(x_of(find_word(pages, "7", NULL), '.'), point);
    const TextItem *none = find_word(pages, "n.a.", NULL);
    assert_int_equal(none->x + none->shaped->width, point);
    draft_free(d);
}

static void a_decimal_comma_is_a_point_where_the_text_says_so(void **state) {
    (void) state;
    Draft *d = draft_new();
    d->document.lang = "de";
    Table *table = add_table(d, 1);
    table->columns[0].align = ALIGN_DECIMAL;
    static const char *const figures[] = {"1,5", "1.234,25", "1.234"};
    for (int i = 0; i < 3; i++)
        add_row(d, table, ROW_BODY, &figures[i]);
    Pages *pages = lay_out(d);
    Mpt point = x_of(find_word(pages, "1,5", NULL), ',');
    assert_int_equal(x_of(find_word(pages, "1.234,25", NULL), ','), point);
    assert_int_equal(x_of(find_word(pages, "1.234", NULL), ','), point);
    draft_free(d);
}

static void notes_of_a_table_are_numbered_as_they_are_read(void **state) {
    (void) state;
    Draft *d = draft_new();
    Table *table = add_table(d, 2);
    Row *head = add_row(d, table, ROW_HEAD, (const char *[]){"spans both", NULL});
    Row *body = add_row(d, table, ROW_BODY, (const char *[]){"a", "b"});
    head->cells[0].column_span = 2;
    head->cell_count = 1;
    add_text(d, &table->caption, "Caption");
    Block holder = {0};
    Runs *marked[] = {&table->caption, &cell_extra(d, &head->cells[0])->runs,
                      &cell_extra(d, &body->cells[1])->runs};
    for (int i = 0; i < 3; i++) {
        holder.runs = *marked[i];
        add_note(d, &holder, arena_print(d->arena, "note%d", i));
        *marked[i] = holder.runs;
    }
    Pages *pages = lay_out(d);
    const TextItem *first = find_word(pages, "note0", NULL);
    const TextItem *second = find_word(pages, "note1", NULL);
    const TextItem *third = find_word(pages, "note2", NULL);
    assert_true(first->y < second->y && second->y < third->y);
    draft_free(d);
}

/* The line of three values is a path in the palette's first colour, left of the cell's
 * own text, and the gap breaks it. */
static void a_spark_stands_in_its_cell_beside_the_text(void **state) {
    (void) state;
    Draft *d = draft_new();
    Table *table = add_table(d, 2);
    table->columns[1].align = ALIGN_RIGHT;
    Row *row = add_row(d, table, ROW_BODY, (const char *[]){"name", "12.5"});
    double values[] = {1, 3, NAN, 2, 4};
    CellExtra *extra = cell_extra(d, &row->cells[1]);
    extra->spark = values;
    extra->spark_count = 5;
    const Pages *pages = lay_out(d);
    const Page *page = &pages->pages[0];
    const TextItem *name = find_word(pages, "name", NULL);
    const TextItem *figure = find_word(pages, "12.5", NULL);
    int strokes = 0;
    for (int i = 0; i < page->item_count; i++) {
        const Item *item = &page->items[i];
        if (item->kind != ITEM_PATH || item->path.filled) continue;
        strokes++;
        assert_int_equal(item->path.stroke, d->document.palette[ROLE_HOUSE]);
        for (int s = 0; s < item->path.segment_count; s++) {
            Point at = item->path.segments[s].points[0];
            assert_true(at.x >= name->x + name->shaped->width);
            assert_true(at.x < figure->x);
            assert_true(at.y > figure->y - figure->shaped->size && at.y <= figure->y);
        }
    }
    assert_int_equal(strokes, 2);
    draft_free(d);
}

static void superiors_behind_a_figure_do_not_reach_into_the_next_column(void **state) {
    (void) state;
    Draft *d = draft_new();
    Table *table = add_table(d, 2);
    table->columns[0].align = ALIGN_DECIMAL;
    Row *row = add_row(d, table, ROW_BODY, (const char *[]){"1.5", "neighbour"});
    add_text(d, &cell_extra(d, &row->cells[0])->runs, "provisional")->features =
        FEATURE_SUPERSCRIPT;
    lay_out(d);
    draft_free(d);
}

static void heads_stand_at_the_bottom_of_their_row(void **state) {
    (void) state;
    Draft *d = draft_new();
    Table *table = add_table(d, 2);
    table->columns[0].kind = table->columns[1].kind = COLUMN_FIXED;
    table->columns[0].width = table->columns[1].width = 60000;
    add_row(d, table, ROW_HEAD,
            (const char *[]){"Short", "a head that takes several lines"});
    add_row(d, table, ROW_BODY, (const char *[]){"a", "b"});
    Pages *pages = lay_out(d);
    assert_int_equal(find_word(pages, "Short", NULL)->y,
                     find_word(pages, "lines", NULL)->y);
    assert_true(find_word(pages, "head", NULL)->y < find_word(pages, "lines", NULL)->y);
    draft_free(d);
}

static void a_table_wider_than_the_page_is_squeezed_with_a_warning(void **state) {
    (void) state;
    Draft *d = draft_new();
    Table *table = add_table(d, 24);
    const char *texts[24];
    for (int i = 0; i < 24; i++)
        texts[i] = "incomprehensible";
    add_row(d, table, ROW_BODY, texts);
    add_row(d, table, ROW_BODY, texts);
    Pages *pages = lay_out(d);
    assert_within_page(pages);
    assert_true(has_message(d, "wider than its place"));
    draft_free(d);
}

static void a_table_of_more_columns_than_letters_fit_is_an_error(void **state) {
    (void) state;
    Draft *d = draft_new();
    Table *table = add_table(d, 1000);
    const char **texts = arena_array(d->arena, 1000, sizeof *texts);
    for (int i = 0; i < 1000; i++)
        texts[i] = "x";
    add_row(d, table, ROW_BODY, texts);
    assert_null(layout_document(&d->document, d->fonts, d->arena, d->diags));
    assert_int_equal(diags_worst(d->diags), FAULT_DATA);
    assert_true(has_message(d, "a letter in each of its 1000 columns"));
    assert_false(has_message(d, "wider than its line")); /* nor is it set */
    draft_free(d);
}

static void a_column_of_no_width_is_widened_with_a_warning(void **state) {
    (void) state;
    Draft *d = draft_new();
    Table *table = add_table(d, 2);
    table->columns[0].kind = COLUMN_FIXED;
    add_row(d, table, ROW_BODY, (const char *[]){"text", "more"});
    Pages *pages = lay_out(d);
    const TextItem *text = find_word(pages, "text", NULL);
    assert_non_null(text);
    assert_true(text->x + text->shaped->width < find_word(pages, "more", NULL)->x);
    assert_true(has_message(d, "too narrow"));
    draft_free(d);
}

static void a_row_taller_than_a_page_goes_on_on_the_next(void **state) {
    (void) state;
    Draft *d = draft_new();
    uint32_t seed = 4;
    Table *table = add_table(d, 2);
    table->columns[1].kind = COLUMN_FIXED;
    table->columns[1].width = 100000;
    add_row(d, table, ROW_HEAD, (const char *[]){"A", "B"});
    add_row(d, table, ROW_BODY,
            (const char *[]){
                "a", arena_print(d->arena, "%s thelastword", made_up(d, &seed, 500))});
    Pages *pages = lay_out(d);
    int page = 0;
    assert_within_page(pages);
    assert_non_null(find_word(pages, "thelastword", &page));
    assert_true(page > 0);
    draft_free(d);
}

/* A line of larger type above sets the lines of one cell between those of the other, so
 * that at no height a page could end between lines of both. */
static void a_row_of_cells_out_of_step_goes_on_on_the_next_page(void **state) {
    (void) state;
    Draft *d = draft_new();
    uint32_t seed = 4;
    Table *table = add_table(d, 2);
    d->cell.leading = 9400;
    add_row(d, table, ROW_BODY, (const char *[]){made_up(d, &seed, 1000), NULL});
    Block *blocks = block_new(d->arena, BLOCK_COLUMN, NULL, &d->body, here);
    add_paragraph(d, blocks, "above");
    Block *below = add_paragraph(d, blocks, "");
    below->style = &d->cell;
    for (int i = 0; i < 500; i++) {
        add_text(d, &below->runs, " word ");
        add_text(d, &below->runs, made_up(d, &seed, 1))->features = FEATURE_SUPERSCRIPT;
    }
    cell_extra(d, &table->rows[0].cells[1])->blocks = blocks;
    Pages *pages = lay_out(d);
    assert_true(pages->page_count > 1);
    for (int p = 0; p < pages->page_count; p++)
        for (int i = 0; i < pages->pages[p].item_count; i++) {
            const TextItem *text = text_at(&pages->pages[p], i);
            if (text) assert_in_range(text->y, 70000, 841890 - 70000);
        }
    draft_free(d);
}

static void a_table_without_rows_keeps_its_caption(void **state) {
    (void) state;
    Draft *d = draft_new();
    Table *table = add_table(d, 2);
    add_text(d, &table->caption, "Nothing");
    Pages *pages = lay_out(d);
    assert_non_null(find_word(pages, "Nothing", NULL));
    draft_free(d);
}

/* The first page of a table of `rows` rows with a figure in each, as a dump. */
static const char *first_page_of_rows(Draft *d, int rows, int *kept) {
    Table *table = add_table(d, 2);
    table->columns[1].align = ALIGN_DECIMAL;
    table->zebra = true;
    add_row(d, table, ROW_HEAD, (const char *[]){"No", "Value"});
    for (int i = 0; i < rows; i++) {
        const char *number = arena_print(d->arena, "%d", i % 1000);
        const char *value = arena_print(d->arena, "%d.%d", i * 37 % 10000, i % 10);
        add_row(d, table, ROW_BODY, (const char *[]){number, value});
    }
    Pages *pages = lay_out(d);
    *kept = pages->pages[0].item_count;
    Text out = {.arena = d->arena};
    pages_dump(pages, &out);
    char *start = strchr(strstr(text_string(&out), "page 1 "), '\n');
    *strstr(start, "page 2 ") = '\0';
    return start;
}

static void rows_of_a_long_table_are_set_when_their_page_is_read(void **state) {
    (void) state;
    Draft *d = draft_new(), *e = draft_new();
    d->document.furniture_style = e->document.furniture_style = NULL;
    int few, many;
    const char *now = first_page_of_rows(d, 1000, &few);
    const char *late = first_page_of_rows(e, 3000, &many);
    assert_string_equal(now, late);
    assert_true(many < few / 2);
    draft_free(d);
    draft_free(e);
}

/* True when a filled path of the colour stands before the text and around its
 * baseline. */
static bool lies_behind(const Page *page, Colour fill, const char *word) {
    for (int i = 0, path = -1; i < page->item_count; i++) {
        const Item *item = &page->items[i];
        if (item->kind == ITEM_PATH && item->path.filled && item->path.fill == fill)
            path = i;
        if (!is_word(page, i, word) || path < 0) continue;
        const PathSegment *corners = page->items[path].path.segments;
        const TextItem *text = text_at(page, i);
        if (corners[0].points[0].y < text->y && text->y < corners[2].points[0].y &&
            corners[0].points[0].x <= text->x &&
            text->x + text->shaped->width <= corners[2].points[0].x)
            return true;
    }
    return false;
}

static void every_other_row_of_a_zebra_has_a_ground(void **state) {
    (void) state;
    Draft *d = draft_new();
    d->cell.has_background = true;
    d->cell.background = 0xeeeeff;
    Table *table = add_table(d, 1);
    table->zebra = true;
    static const char *const names[] = {"zero", "one", "two", "three"};
    for (int i = 0; i < 4; i++)
        add_row(d, table, ROW_BODY, &names[i]);
    Pages *pages = lay_out(d);
    for (int i = 0; i < 4; i++)
        assert_int_equal(lies_behind(&pages->pages[0], 0xeeeeff, names[i]), i % 2);
    draft_free(d);
}

static void a_box_lies_behind_its_text(void **state) {
    (void) state;
    Draft *d = draft_new();
    Style box = d->plain;
    box.has_background = true;
    box.background = 0xeeeeff;
    box.padding = 9000;
    Block *block = block_new(d->arena, BLOCK_BOX, d->document.root, &box, here);
    add_paragraph(d, block, "inside");
    add_paragraph(d, d->document.root, "outside");
    Pages *pages = lay_out(d);
    assert_true(lies_behind(&pages->pages[0], 0xeeeeff, "inside"));
    assert_false(lies_behind(&pages->pages[0], 0xeeeeff, "outside"));
    draft_free(d);
}

static void values_of_key_figures_share_a_baseline(void **state) {
    (void) state;
    Draft *d = draft_new();
    KeyFigure figures[3] = {0};
    static const char *const labels[] = {"short", "a label that takes two lines here",
                                         "next"};
    static const char *const values[] = {"11", "22", "33"};
    for (int i = 0; i < 3; i++) {
        add_text(d, &figures[i].label, labels[i]);
        add_text(d, &figures[i].value, values[i]);
    }
    double spark[] = {1, NAN, 2, 3, NAN};
    figures[0].spark = spark;
    figures[0].spark_count = 5;
    Block *block =
        block_new(d->arena, BLOCK_KEY_FIGURES, d->document.root, &d->plain, here);
    block->key_figures = &(KeyFigures){.figures = figures,
                                       .count = 3,
                                       .per_row = 2,
                                       .label_style = &d->heading,
                                       .value_style = &d->heading,
                                       .detail_style = &d->label};
    Pages *pages = lay_out(d);
    const TextItem *first = find_word(pages, "11", NULL);
    assert_int_equal(first->y, find_word(pages, "22", NULL)->y);
    assert_true(first->y < find_word(pages, "33", NULL)->y);
    assert_int_equal(first->x, find_word(pages, "33", NULL)->x);
    draft_free(d);
}

#endif
