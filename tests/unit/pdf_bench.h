/* Pages to write as a PDF, and what other programs say of it. */
#ifndef PDF_BENCH_H
#define PDF_BENCH_H

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "pdf/pdf.h"

static const Origin HERE = {"test.xml", 1};

enum { SIZE = 10000, LEADING = 13000 };

typedef struct {
    Arena *arena;
    Diags *diags;
    FontStore *store;
    Pages *pages;
    Tag *root;
    const Font *serif, *sans;
    char path[64];
} Bench;

static int set_up(void **state) {
    Bench *bench = calloc(1, sizeof *bench);
    bench->arena = arena_new(NULL);
    bench->diags = diags_new(bench->arena);
    bench->store = font_store_new(bench->arena, "/usr/share/fonts");
    bench->serif = font_open(bench->store, "Vollkorn-Regular.ttf", HERE, bench->diags);
    bench->sans = font_open(bench->store, "Lato-Regular.ttf", HERE, bench->diags);
    bench->pages = arena_alloc(bench->arena, sizeof *bench->pages);
    bench->pages->title = "Cars & \u201Cgestures\u201D \U0001F697";
    bench->pages->author = "Trade desk";
    bench->pages->subject = "Imports of US-built cars";
    bench->pages->lang = "en";
    bench->pages->date = "2025-10-30";
    bench->root = tag_new(bench->arena, TAG_DOCUMENT, NULL);
    bench->pages->structure = bench->root;
    strcpy(bench->path, "/tmp/pdf_test_XXXXXX");
    close(mkstemp(bench->path));
    *state = bench;
    return bench->serif && bench->sans ? 0 : -1;
}

static int tear_down(void **state) {
    Bench *bench = *state;
    if (!getenv("KEEP_PDF")) unlink(bench->path);
    arena_free(bench->arena);
    free(bench);
    return 0;
}

static Page *new_page(Bench *bench) {
    Page *page = pages_add(bench->arena, bench->pages, 595276, 841890);
    page->label.number = bench->pages->page_count;
    return page;
}

/* Sets words one behind the other with word spaces between; returns the last item. */
static Item *set_words(Bench *bench, Page *page, Tag *tag, const Font *font,
                       unsigned features, Mpt x, Mpt y, const char *words) {
    Item *item = NULL;
    Mpt space = font_shape(bench->store, font, SIZE, 0, "en", " ", 1)->width;
    while (*words) {
        size_t length = strcspn(words, " ");
        item = page_add(bench->arena, page, ITEM_TEXT, tag, HERE);
        item->text.shaped =
            font_shape(bench->store, font, SIZE, features, "en", words, length);
        item->text.x = x;
        item->text.y = y;
        item->text.colour = 0x1b1b1b;
        words += length;
        if (*words) item->text.space = space + 137;
        x += item->text.shaped->width + item->text.space;
        words += *words == ' ';
    }
    return item;
}

static void add_rectangle(Bench *bench, Page *page, Tag *tag, Mpt x, Mpt y, Mpt width,
                          Mpt height, Colour colour) {
    Item *item = page_add(bench->arena, page, ITEM_PATH, tag, HERE);
    PathSegment *segments = arena_array(bench->arena, 5, sizeof *segments);
    const Point corners[] = {
        {x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}};
    for (int i = 0; i < 4; i++) {
        segments[i].op = i ? PATH_LINE : PATH_MOVE;
        segments[i].points[0] = corners[i];
    }
    segments[4].op = PATH_CLOSE;
    item->path.segments = segments;
    item->path.segment_count = 5;
    item->path.filled = true;
    item->path.fill = colour;
}

static void add_link(Bench *bench, Page *page, Tag *tag, Mpt x, Mpt y,
                     const char *target) {
    Item *item = page_add(bench->arena, page, ITEM_LINK, tag, HERE);
    item->link = (LinkItem){.x = x,
                            .y = y,
                            .width = 60000,
                            .height = 12000,
                            .target = target,
                            .description = "the source"};
}

static Tag *add_tag(Bench *bench, TagKind kind, Tag *parent) {
    return tag_new(bench->arena, kind, parent);
}

/* A table of two columns: a head that spans both, a row with an empty first cell. */
static void add_table(Bench *bench, Page *page, Tag *parent) {
    Tag *table = add_tag(bench, TAG_TABLE, parent);
    Tag *row = add_tag(bench, TAG_ROW, add_tag(bench, TAG_TABLE_HEAD, table));
    Tag *head = add_tag(bench, TAG_HEADER_CELL, row);
    head->column_span = 2;
    set_words(bench, page, head, bench->sans, 0, 70000, 300000, "Cars exported");
    row = add_tag(bench, TAG_ROW, add_tag(bench, TAG_TABLE_BODY, table));
    add_tag(bench, TAG_CELL, row);
    Tag *cell = add_tag(bench, TAG_CELL, row);
    set_words(bench, page, cell, bench->sans, 2, 170000, 320000, "1,370,000");
}

/* Two pages with one of everything. */
static void build(Bench *bench) {
    Page *page = new_page(bench);
    Tag *section = add_tag(bench, TAG_SECTION, bench->root);
    Tag *heading = add_tag(bench, TAG_HEADING, section);
    heading->level = 1;
    set_words(bench, page, NULL, bench->sans, 0, 60000, 40000, "Running head");
    set_words(bench, page, heading, bench->sans, 0, 60000, 80000, "AVATAR Imports");
    Tag *text = add_tag(bench, TAG_PARAGRAPH, section);
    set_words(bench, page, text, bench->serif, 1, 60000, 120000,
              "The office of 1,370,000 fluffy cars in 2024");
    Item *hyphen = set_words(bench, page, text, bench->serif, 1, 300000, 120000, "-");
    hyphen->text.actual_text = "";
    set_words(bench, page, text, bench->serif, 0, 60000, 120000 + LEADING, "ports")
        ->text.actual_text = "";
    set_words(bench, page, text, bench->serif, 0, 100000, 120000 + LEADING,
              "imports a\u0301x\u0301 end");
    Tag *link = add_tag(bench, TAG_LINK, text);
    set_words(bench, page, link, bench->serif, 4, 60000, 120000 + 2 * LEADING,
              "Small caps");
    add_link(bench, page, link, 60000, 137000, "https://example.org/a(b)?q=\u00FC");
    set_words(bench, page, text, bench->serif, 0, 130000, 120000 + 2 * LEADING,
              "follow US-");
    set_words(bench, page, text, bench->serif, 0, 60000, 120000 + 3 * LEADING,
              "built AVs");
    add_link(bench, page, text, 60000, 150000, "#second");
    Tag *figure = add_tag(bench, TAG_FIGURE, section);
    figure->alt = "A bar";
    add_rectangle(bench, page, figure, 100000, 400000, 200000, 100000, 0x004080);
    add_table(bench, page, section);
    page = new_page(bench);
    Item *anchor = page_add(bench->arena, page, ITEM_ANCHOR, NULL, HERE);
    anchor->anchor = (AnchorItem){.name = "second", .y = 90000};
    set_words(bench, page, text, bench->serif, 0, 60000, 100000, "continued here");
    Tag *note = add_tag(bench, TAG_NOTE, section);
    set_words(bench, page, note, bench->serif, 8, 60000, 800000, "1 Source");
    add_tag(bench, TAG_PARAGRAPH, section);
    Bookmark *bookmarks = arena_array(bench->arena, 3, sizeof *bookmarks);
    bookmarks[0] = (Bookmark){"Imports", 1, 0, 70000};
    bookmarks[1] = (Bookmark){"Details", 2, 0, 110000};
    bookmarks[2] = (Bookmark){"Second", 1, 1, 90000};
    bench->pages->bookmarks = bookmarks;
    bench->pages->bookmark_count = 3;
}

static PdfFile write_pdf(Bench *bench) {
    static const unsigned char DATA[] = "<findings/>";
    static const Attachment ATTACHED[] = {
        {.name = "findings.xml",
         .media_type = "application/xml",
         .description = "The figures",
         .relationship = "Data",
         .bytes = DATA,
         .size = 11},
        {.name = "data.xml",
         .media_type = "application/xml",
         .description = "The dataset",
         .relationship = "Source",
         .bytes = DATA,
         .size = 11},
    };
    PdfFile file = {0};
    if (!pages_check(bench->pages, bench->diags) ||
        !pdf_write(bench->pages, ATTACHED, 2, "mkreport test", false, bench->arena,
                   bench->diags, &file)) {
        diags_print(bench->diags, stderr);
        fail();
    }
    FILE *out = fopen(bench->path, "wb");
    assert_non_null(out);
    assert_int_equal(fwrite(file.bytes, 1, file.size, out), file.size);
    assert_int_equal(fclose(out), 0);
    return file;
}

/* What a command prints, errors included; `%s` in it stands for the PDF.  `*status` is
 * its exit status when asked for. */
static const char *output_of(Bench *bench, const char *command, int *status) {
    const char *before = strstr(command, "%s");
    const char *line =
        arena_print(bench->arena, "%.*s%s%s 2>&1", (int) (before - command), command,
                    bench->path, before + 2);
    FILE *pipe = popen(line, "r");
    assert_non_null(pipe);
    Text text = {.arena = bench->arena};
    char block[4096];
    for (size_t got; (got = fread(block, 1, sizeof block, pipe)) > 0;)
        text_add_bytes(&text, block, got);
    int result = pclose(pipe);
    if (status) *status = result;
    return text_string(&text);
}

static void assert_contains(const char *text, const char *part) {
    if (strstr(text, part)) return;
    print_error("'%s' is not in:\n%s\n", part, text);
    fail();
}

#endif
