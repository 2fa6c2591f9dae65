/* Documents made by chance, from fixed seeds: every kind of block in every other, all
 * that a style may say, paper of any shape.  Whatever they are, the pages must be
 * proven good.  Included once, by layout_test.c. */
#ifndef LAYOUT_RANDOM_H
#define LAYOUT_RANDOM_H

#include "layout_draft.h"

enum { DEEPEST = 5, STYLES = 10 };

/* A document under way: what is rolled next, how much it may still grow. */
typedef struct {
    Draft *d;
    uint32_t seed;
    int left;  /* blocks */
    int words; /* so far: each is different */
    int anchors;
    bool no_notes;
    Style *styles;
    Style *beside; /* of side notes */
} Chance;

static int chance(Chance *c, int below) {
    return (int) roll(&c->seed, (uint32_t) below);
}

static bool one_in(Chance *c, int often) {
    return chance(c, often) == 0;
}

/* A length of `low` to `high` points. */
static Mpt length(Chance *c, int low, int high) {
    return (low + chance(c, high - low + 1)) * MPT_PER_POINT;
}

/* Indents stay within the measure, so that what is asked for can be done. */
static Style chance_style(Chance *c) {
    Style style = style_of(one_in(c, 2) ? "text" : "sans", length(c, 5, 18), 0, INK);
    style.leading = style.size * (120 + chance(c, 40)) / 100;
    style.bold = one_in(c, 4);
    style.italic = one_in(c, 4);
    style.features = (unsigned) chance(c, 8);
    style.align = (Align) chance(c, ALIGN_RIGHT + 1);
    style.hyphenate = one_in(c, 2);
    style.keep_with_next = one_in(c, 6);
    style.keep_together = one_in(c, 6);
    if (one_in(c, 2)) style.space_before = length(c, 0, 24);
    if (one_in(c, 2)) style.space_after = length(c, 0, 24);
    if (one_in(c, 4)) style.indent_left = length(c, 0, 20);
    if (one_in(c, 4)) style.indent_right = length(c, 0, 20);
    if (one_in(c, 4)) style.first_indent = length(c, 0, 20) - style.indent_left;
    style.has_background = one_in(c, 2);
    style.has_rule = one_in(c, 2);
    style.rule_width = length(c, 0, 2);
    style.padding = length(c, 0, 10);
    return style;
}

static const Style *any_style(Chance *c) {
    return &c->styles[chance(c, STYLES)];
}

/* ---- text ---- */

/* A word of its own, in a form that is hard to set or plain. */
static void chance_word(Chance *c, Text *text) {
    switch (chance(c, 16)) {
    case 0:
        text_print(text, "incom\xC2\xADprehen\xC2\xADsible%d", c->words++);
        break;
    case 1:
        text_print(text,
                   "no\xC2\xA0"
                   "break%d",
                   c->words++);
        break;
    case 2:
        text_print(text,
                   "a-hyphen/slash\xE2\x80\x94"
                   "dash%d",
                   c->words++);
        break;
    case 3:
        text_print(text,
                   "(A\xCC\x8A"
                   "e\xCC\x81, \xE2\x80\x9Cquoted\xE2\x80\x9D) %d",
                   c->words++);
        break;
    case 4:
        for (int i = chance(c, 60); i > 0; i--)
            text_add_char(text, (char) ('a' + i % 26));
        text_print(text, "%d", c->words++);
        break;
    default:
        text_print(text, "w%d", c->words++);
    }
}

static const char *chance_words(Chance *c, int count) {
    Text text = {.arena = c->d->arena};
    for (int i = 0; i < count; i++) {
        if (i > 0) text_add_char(&text, ' ');
        chance_word(c, &text);
    }
    return text_string(&text);
}

static void chance_runs(Chance *c, Runs *runs, int most);

static void chance_note(Chance *c, Runs *runs) {
    Document *document = &c->d->document;
    document->notes = arena_grow(c->d->arena, document->notes, document->note_count,
                                 &document->note_capacity, sizeof(Note));
    int index = document->note_count++;
    document->notes[index] = (Note){.origin = here};
    Runs words = {0};
    add_text(c->d, &words, chance_words(c, 1 + chance(c, 40)));
    document->notes[index].runs = words;
    runs_add(c->d->arena, runs, RUN_NOTE, here)->note = index;
}

/* One to four runs of up to `most` words each. */
static void chance_runs(Chance *c, Runs *runs, int most) {
    for (int i = 1 + chance(c, 4); i > 0; i--) {
        Run *run = add_text(c->d, runs, chance_words(c, chance(c, most + 1)));
        run->bold = one_in(c, 5);
        run->italic = one_in(c, 5);
        if (one_in(c, 6)) run->features = (unsigned) chance(c, 16);
        if (one_in(c, 8)) run->lang = "de";
        if (one_in(c, 8)) run->link = "https://example.org/";
        if (one_in(c, 12) && c->anchors > 0)
            run->link = arena_print(c->d->arena, "#anchor%d", chance(c, c->anchors));
        if (!c->no_notes && one_in(c, 10)) chance_note(c, runs);
        if (one_in(c, 10)) runs_add(c->d->arena, runs, RUN_BREAK, here);
        if (i > 1 && one_in(c, 2)) add_text(c->d, runs, " ");
    }
}

/* ---- blocks ---- */

static Block *chance_block(Chance *c, BlockKind kind, Block *parent, int depth);

/* Paragraphs and lists, in the style of the table's text or another one; lists hold no
 * other blocks than these. */
static const Block *chance_cell_blocks(Chance *c, const Table *table) {
    Block *blocks = block_new(c->d->arena, BLOCK_COLUMN, NULL, table->body_style, here);
    int left = c->left;
    c->left = 0;
    for (int i = 1 + chance(c, 3); i > 0; i--) {
        Block *block = chance_block(c, one_in(c, 2) ? BLOCK_LIST : BLOCK_PARAGRAPH,
                                    blocks, DEEPEST);
        if (one_in(c, 2)) block->style = table->body_style;
        for (Block *item = block->first_child; item; item = item->next) {
            if (one_in(c, 2)) item->style = table->body_style;
            if (one_in(c, 3)) chance_block(c, BLOCK_PARAGRAPH, item, DEEPEST);
            if (one_in(c, 4)) chance_block(c, BLOCK_LIST, item, DEEPEST);
        }
    }
    c->left = left;
    return blocks;
}

/* `busy` says for how many rows a cell from above reaches into each column; in the row
 * before the `last` of its sort none begins to. */
static void chance_row(Chance *c, Table *table, RowKind kind, int *busy, bool last) {
    table->rows = arena_grow(c->d->arena, table->rows, table->row_count,
                             &table->row_capacity, sizeof *table->rows);
    Row *row = &table->rows[table->row_count++];
    *row = (Row){.kind = kind, .origin = here};
    row->cells = arena_array(c->d->arena, table->column_count, sizeof *row->cells);
    for (int at = 0; at < table->column_count;) {
        if (busy[at] > 0) {
            at++;
            continue;
        }
        Cell *cell = &row->cells[row->cell_count++];
        int left = 1;
        while (at + left < table->column_count && busy[at + left] == 0)
            left++;
        cell->line = here.line;
        cell->column = (unsigned short) at;
        cell->column_span = (unsigned char) (kind == ROW_GROUP ? left
                                             : one_in(c, 6)    ? 1 + chance(c, left)
                                                               : 1);
        cell->row_span = !last && kind != ROW_GROUP && one_in(c, 6) ? 2 : 1;
        for (int i = 0; i < cell->column_span; i++)
            busy[at + i] = cell->row_span;
        at += cell->column_span;
        if (kind == ROW_BODY && one_in(c, 2))
            cell->text = arena_print(c->d->arena, "%d.%d", chance(c, 9999), c->words++);
        if (!one_in(c, 4)) continue;
        CellExtra *extra = cell_extra(c->d, cell);
        int notes = c->d->document.note_count;
        bool has_blocks = kind != ROW_HEAD && one_in(c, 3);
        if (has_blocks) {
            extra->runs = (Runs){0};
            extra->blocks = chance_cell_blocks(c, table);
        } else {
            chance_runs(c, &extra->runs, 3);
        }
        /* A row cut by pages shows its notes in the order of lines, not of cells. */
        if (c->d->document.note_count > notes) c->no_notes = true;
        extra->has_bar = kind == ROW_BODY && !has_blocks && one_in(c, 3);
        extra->bar = chance(c, 400) / 100.0 - 2;
    }
    c->no_notes = false;
}

static void chance_table(Chance *c, Block *block) {
    Table *table = arena_alloc(c->d->arena, sizeof *table);
    block->table = table;
    table->column_count = 1 + chance(c, 6);
    table->columns = arena_array(c->d->arena, table->column_count, sizeof(Column));
    for (int i = 0; i < table->column_count; i++) {
        Column *column = &table->columns[i];
        column->kind = (ColumnKind) chance(c, COLUMN_FRACTION + 1);
        column->width =
            column->kind == COLUMN_FRACTION ? 1 + chance(c, 3) : length(c, 0, 90);
        column->align = (Align) chance(c, ALIGN_DECIMAL + 1);
    }
    table->caption_style = any_style(c);
    table->head_style = any_style(c);
    table->body_style = any_style(c);
    table->note_style = any_style(c);
    table->zebra = one_in(c, 3);
    if (one_in(c, 2)) chance_runs(c, &table->caption, 8);
    if (one_in(c, 3)) chance_runs(c, &table->notes, 8);
    int *busy = arena_array(c->d->arena, table->column_count, sizeof *busy);
    for (int i = chance(c, 3); i > 0; i--)
        chance_row(c, table, ROW_HEAD, busy, i == 1);
    for (int i = chance(c, one_in(c, 10) ? 80 : 12); i > 0; i--)
        chance_row(c, table,
                   one_in(c, 6)   ? ROW_GROUP
                   : one_in(c, 6) ? ROW_TOTAL
                                  : ROW_BODY,
                   busy, i == 1);
}

static double chance_value(Chance *c) {
    if (one_in(c, 12)) return NAN;
    return (chance(c, 2000) - 600) * pow(10, chance(c, 6) - 3);
}

static void chance_series(Chance *c, Chart *chart, ChartSeries *series, int points) {
    Arena *arena = c->d->arena;
    series->role = (Role) chance(c, ROLE_COUNT);
    if (!one_in(c, 4)) series->label = chance_words(c, 1 + chance(c, 2));
    series->points = arena_array(arena, points + 1, sizeof *series->points);
    series->point_count = points;
    for (int i = 0; i < points; i++) {
        ChartPoint *point = &series->points[i];
        *point = (ChartPoint){.x = 1990 + i, .y = chance_value(c)};
        point->provisional = one_in(c, 8);
        point->highlight = one_in(c, 8);
        if (chart->kind == CHART_BAR) {
            point->name = arena_print(arena, "bar%d", i);
            if (!one_in(c, 3)) point->text = arena_print(arena, "%.1f", point->y);
        }
    }
}

static void chance_chart(Chance *c, Block *block) {
    Chart *chart = arena_alloc(c->d->arena, sizeof *chart);
    block->chart = chart;
    chart->kind = one_in(c, 2) ? CHART_LINE : CHART_BAR;
    chart->alt = "A chart";
    chart->height = length(c, 60, 300);
    chart->title_style = any_style(c);
    chart->subtitle_style = any_style(c);
    chart->label_style = &c->d->label;
    chart->note_style = any_style(c);
    strcpy(chart->decimal_separator, ".");
    strcpy(chart->group_separator, ",");
    if (one_in(c, 2)) chance_runs(c, &chart->title, 6);
    if (one_in(c, 2)) chance_runs(c, &chart->subtitle, 6);
    if (one_in(c, 2)) chance_runs(c, &chart->notes, 6);
    bool lines = chart->kind == CHART_LINE;
    int points = lines ? chance(c, 40) : chance(c, 6);
    chart->series_count = 1 + chance(c, lines ? 4 : 2);
    chart->series =
        arena_array(c->d->arena, chart->series_count, sizeof *chart->series);
    for (int s = 0; s < chart->series_count; s++)
        chance_series(c, chart, &chart->series[s], points);
    if (!lines) return;
    chart->event_count = chance(c, 4);
    chart->events =
        arena_array(c->d->arena, chart->event_count + 1, sizeof *chart->events);
    for (int i = 0; i < chart->event_count; i++)
        chart->events[i] =
            (ChartEvent){.x = 1990 + chance(c, 40), .label = chance_words(c, 1)};
}

static void chance_key_figures(Chance *c, Block *block) {
    KeyFigures *figures = arena_alloc(c->d->arena, sizeof *figures);
    block->key_figures = figures;
    figures->count = 1 + chance(c, 7);
    figures->per_row = chance(c, 5);
    figures->figures =
        arena_array(c->d->arena, figures->count, sizeof *figures->figures);
    figures->label_style = any_style(c);
    figures->value_style = any_style(c);
    figures->detail_style = any_style(c);
    for (int i = 0; i < figures->count; i++) {
        KeyFigure *figure = &figures->figures[i];
        figure->role = (Role) chance(c, ROLE_COUNT);
        chance_runs(c, &figure->label, 3);
        chance_runs(c, &figure->value, 1);
        if (one_in(c, 2)) chance_runs(c, &figure->detail, 3);
        if (!one_in(c, 2)) continue;
        figure->spark_count = chance(c, 30);
        figure->spark =
            arena_array(c->d->arena, figure->spark_count + 1, sizeof(double));
        for (int s = 0; s < figure->spark_count; s++)
            figure->spark[s] = chance_value(c);
    }
}

static void chance_picture(Chance *c, Block *block) {
    static const char *const files[] = {"photo.jpg", "logo.png", "on-its-side.jpg"};
    Picture *picture = arena_alloc(c->d->arena, sizeof *picture);
    block->picture = picture;
    picture->path =
        arena_print(c->d->arena, "tests/golden/pictures_keep_their_proportions/%s",
                    files[chance(c, 3)]);
    if (one_in(c, 2)) picture->width = length(c, 1, 900);
    if (one_in(c, 2)) picture->height = length(c, 1, 900);
    if (one_in(c, 2)) picture->alt = "A picture";
    picture->caption_style = any_style(c);
    picture->note_style = any_style(c);
    if (one_in(c, 2)) chance_runs(c, &picture->caption, 8);
    if (one_in(c, 2)) chance_runs(c, &picture->notes, 8);
}

/* Entries lead to anchors that stand before them. */
static void chance_contents(Chance *c, Block *block) {
    block->head_style = any_style(c);
    block->from_pages = chance(c, 4);
    if (one_in(c, 2)) add_text(c->d, &block->runs, "Contents");
    for (int i = c->anchors ? chance(c, 20) : 0; i > 0; i--) {
        Block *entry = block_new(c->d->arena, BLOCK_ENTRY, block, any_style(c), here);
        entry->level = 1 + chance(c, 4);
        entry->target = arena_print(c->d->arena, "#anchor%d", chance(c, c->anchors));
        add_text(c->d, &entry->runs, known);
    }
}

static void chance_blocks(Chance *c, Block *parent, int depth, int most);

static Block *chance_block(Chance *c, BlockKind kind, Block *parent, int depth) {
    Block *block = block_new(c->d->arena, kind, parent, any_style(c), here);
    if (kind != BLOCK_PAGE_BREAK && one_in(c, 8))
        block->anchor = arena_print(c->d->arena, "anchor%d", c->anchors++);
    switch (kind) {
    case BLOCK_HEADING:
        block->level = 1 + chance(c, 6);
        chance_runs(c, &block->runs, 4);
        break;
    case BLOCK_PARAGRAPH:
        chance_runs(c, &block->runs, one_in(c, 8) ? 200 : 30);
        break;
    case BLOCK_SIDE_NOTE:
        block->style = c->beside;
        chance_runs(c, &block->runs, 20);
        break;
    case BLOCK_LIST:
        block->numbering = (Numbering) chance(c, NUMBERING_TERMS + 1);
        for (int i = chance(c, 5); i > 0; i--)
            chance_block(c, BLOCK_ITEM, block, depth + 1);
        break;
    case BLOCK_CONTENTS:
    case BLOCK_ENTRY:
        chance_contents(c, block);
        break;
    case BLOCK_COLUMNS:
        for (int i = chance(c, 3); i >= 0; i--)
            chance_block(c, BLOCK_COLUMN, block, depth + 1);
        break;
    case BLOCK_ITEM:
        block->marker = one_in(c, 2) ? "\xE2\x80\xA2" : "17.";
        if (one_in(c, 2)) block->number = "17";
        block->head_style = any_style(c);
        if (parent->numbering == NUMBERING_TERMS) chance_runs(c, &block->term, 5);
        if (one_in(c, 3)) chance_runs(c, &block->runs, 10);
        chance_blocks(c, block, depth + 1, 2);
        break;
    case BLOCK_COLUMN:
        block->width = chance(c, 3);
        chance_blocks(c, block, depth + 1, 4);
        break;
    case BLOCK_SECTION:
    case BLOCK_QUOTE:
    case BLOCK_BOX:
        block->level = depth;
        chance_blocks(c, block, depth + 1, 4);
        break;
    case BLOCK_TABLE:
        chance_table(c, block);
        break;
    case BLOCK_CHART:
        chance_chart(c, block);
        break;
    case BLOCK_KEY_FIGURES:
        chance_key_figures(c, block);
        break;
    case BLOCK_PICTURE:
        chance_picture(c, block);
        break;
    case BLOCK_RULE:
    case BLOCK_PAGE_BREAK:
        break;
    }
    return block;
}

/* Through all columns, afloat, on other pages: what a template can ask for. */
static void chance_place(Chance *c, Block *block) {
    Document *document = &c->d->document;
    BlockKind kind = block->kind;
    bool turns = kind == BLOCK_SECTION || kind == BLOCK_PAGE_BREAK;
    bool floats = kind == BLOCK_TABLE || kind == BLOCK_CHART || kind == BLOCK_BOX ||
                  kind == BLOCK_KEY_FIGURES;
    if (turns && one_in(c, 3))
        block->pages = &document->page_sets[chance(c, document->page_set_count)];
    if (!turns && kind != BLOCK_SIDE_NOTE && one_in(c, 6)) block->across = true;
    if (floats && one_in(c, 2)) block->place = (FloatPlace) chance(c, FLOAT_BOTTOM + 1);
}

static void chance_blocks(Chance *c, Block *parent, int depth, int most) {
    static const BlockKind kinds[] = {
        BLOCK_PARAGRAPH,  BLOCK_PARAGRAPH, BLOCK_PARAGRAPH,   BLOCK_HEADING,
        BLOCK_TABLE,      BLOCK_CHART,     BLOCK_KEY_FIGURES, BLOCK_RULE,
        BLOCK_PAGE_BREAK, BLOCK_SIDE_NOTE, BLOCK_LIST,        BLOCK_QUOTE,
        BLOCK_BOX,        BLOCK_COLUMNS,   BLOCK_SECTION,     BLOCK_CONTENTS,
        BLOCK_PICTURE};
    enum { ALL = sizeof kinds / sizeof *kinds, LEAVES = 10 };
    for (int i = chance(c, most + 1); i > 0 && c->left > 0; i--) {
        c->left--;
        BlockKind kind = kinds[chance(c, depth < DEEPEST ? ALL : LEAVES)];
        bool nested = parent != c->d->document.root;
        if (kind == BLOCK_CHART && nested) kind = BLOCK_PARAGRAPH;
        if (nested && kind == BLOCK_PAGE_BREAK) kind = BLOCK_PARAGRAPH;
        if (parent->kind != BLOCK_SECTION && kind == BLOCK_SECTION) kind = BLOCK_BOX;
        chance_place(c, chance_block(c, kind, parent, depth));
    }
}

static void chance_page(Chance *c) {
    Document *document = &c->d->document;
    PageMaster page = {.width = length(c, 250, 800),
                       .height = length(c, 200, 1000),
                       .margin_left = length(c, 20, 50),
                       .margin_right = length(c, 20, 50),
                       .margin_top = length(c, 30, 60),
                       .margin_bottom = length(c, 30, 60)};
    document->grid = one_in(c, 3) ? 0 : length(c, 9, 16);
    runs_add(c->d->arena, &page.head.right, RUN_SECTION, here);
    add_text(c->d, &page.foot.left, "Page ");
    runs_add(c->d->arena, &page.foot.left, RUN_PAGE_NUMBER, here);
    /* Upright, across, and with numbers of its own; columns where there is room. */
    static const char *const names[] = {NULL, "across", "front"};
    document->page_set_count = 3;
    for (int i = 0; i < document->page_set_count; i++) {
        PageSet *set = &document->page_sets[i];
        PageMaster master = page;
        if (i == 1) {
            master.width = page.height > page.width ? page.height : page.width;
            master.height = page.height < page.width ? page.height : page.width;
        }
        *set = (PageSet){.name = names[i], .gutter = length(c, 4, 20)};
        set->columns = 1 + chance(c, master.width / (250 * MPT_PER_POINT));
        set->column_rule = one_in(c, 2) ? 500 : 0;
        set->numbers = (NumberStyle) chance(c, NUMBERS_COUNT);
        if (one_in(c, 2)) set->prefix = "A-";
        if (one_in(c, 2)) set->start = 1 + chance(c, 9);
        for (int side = 0; side < PAGE_SIDES; side++)
            set->masters[side] = master;
        set->masters[PAGE_FIRST].head = (PageLine){0};
    }
    c->beside = arena_alloc(c->d->arena, sizeof *c->beside);
    *c->beside = style_of("sans", 7000, 9000, LABEL_INK);
    c->beside->indent_left = -page.margin_left;
    c->beside->indent_right = length(c, 2, 6);
}

/* A document of up to `most` blocks, with the fonts of `fonts`. */
static Draft *chance_document(FontStore *fonts, uint32_t seed, int most) {
    Chance c = {.d = draft_new(), .seed = seed * 2654435761u, .left = most};
    c.d->fonts = fonts;
    c.styles = arena_array(c.d->arena, STYLES, sizeof *c.styles);
    for (int i = 0; i < STYLES; i++)
        c.styles[i] = chance_style(&c);
    c.d->document.title = arena_print(c.d->arena, "seed %u", (unsigned) seed);
    chance_page(&c);
    c.d->document.furniture_style = &c.d->furniture;
    chance_blocks(&c, c.d->document.root, 0, most);
    return c.d;
}

/* ---- what holds of all of them ---- */

/* Text keeps to the page's margins, but for a line more at the foot that pulls a short
 * last page back, and for lines that a warning tells of. */
static void assert_within_margins(const Draft *d, const Pages *pages) {
    const PageMaster *master = &d->document.page_sets[0].masters[0];
    const Colour beside = LABEL_INK;
    bool wide = has_message(d, "too wide");
    for (int p = 0; p < pages->page_count; p++) {
        const Page *page = &pages->pages[p];
        for (int i = 0; i < page->item_count; i++) {
            const TextItem *text = text_at(page, i);
            if (!text || !pages->pages[p].items[i].tag || text->colour == beside)
                continue;
            Mpt hang = text->shaped->size; /* punctuation in the margin, kerning */
            bool inside =
                text->x >= master->margin_left - hang &&
                text->y >= master->margin_top &&
                text->y <= page->height - master->margin_bottom + d->document.grid &&
                (wide || text->x + text->shaped->width <=
                             page->width - master->margin_right + hang);
            if (!inside)
                fail_msg("%s, page %d: '%s' at %.3f,%.3f is outside of the margins",
                         d->document.title, p + 1, text->shaped->text, text->x / 1e3,
                         text->y / 1e3);
        }
    }
}

static void print_document(Draft *d) {
    Text dump = {.arena = d->arena};
    document_dump(&d->document, &dump);
    fprintf(stderr, "%s\n%s", d->document.title, text_string(&dump));
}

/* A failure names its seed; SEED=17 in the environment sets only that document and
 * prints it. */
static void pages_of_any_document_are_proven(void **state) {
    (void) state;
    Arena *arena = arena_new(NULL);
    FontStore *fonts = font_store_new(arena, "/usr/share/fonts");
    const char *asked = getenv("SEED");
    const uint32_t last = asked ? (uint32_t) atoi(asked) : 300;
    int refused = 0;
    for (uint32_t seed = asked ? last : 1; seed <= last; seed++) {
        Draft *d = chance_document(fonts, seed, 1 + (int) (seed % 20));
        if (asked) print_document(d);
        Pages *pages = layout_document(&d->document, d->fonts, d->arena, d->diags);
        if (pages &&
            (has_message(d, "columns squeezed") || has_message(d, "too wide"))) {
            /* What has less room than it needs may stand over its neighbour. */
            pages_prove(pages, d->diags);
            assert_true(layout_prove(&d->document, pages, d->diags));
            assert_int_equal(diags_count(d->diags, FAULT_BUG), 0);
        } else if (pages) {
            assert_proven(d, pages);
            assert_within_margins(d, pages);
        } else {
            assert_int_equal(diags_worst(d->diags), FAULT_DATA);
            refused++;
        }
        draft_free(d);
    }
    assert_true(refused < 30);
    arena_free(arena);
}

#endif
