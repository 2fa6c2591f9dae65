/* PDF files judged by other programs: qpdf for the syntax, poppler for fonts, text,
 * structure and ink. */
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

static void the_same_pages_give_the_same_bytes(void **state) {
    Bench *bench = *state;
    build(bench);
    PdfFile first = write_pdf(bench), second = write_pdf(bench);
    assert_int_equal(first.size, second.size);
    assert_memory_equal(first.bytes, second.bytes, first.size);
    assert_memory_equal(first.bytes, "%PDF-1.7", 8);
}

static void other_pages_have_another_identifier(void **state) {
    Bench *bench = *state;
    build(bench);
    write_pdf(bench);
    const char *first = output_of(bench, "grep -a -o '/ID.[^]]*' %s", NULL);
    set_words(bench, &bench->pages->pages[0], NULL, bench->sans, 0, 60000, 700000, "x");
    write_pdf(bench);
    const char *second = output_of(bench, "grep -a -o '/ID.[^]]*' %s", NULL);
    assert_true(strlen(first) > 60);
    assert_string_not_equal(first, second);
}

static void qpdf_finds_nothing_wrong(void **state) {
    Bench *bench = *state;
    build(bench);
    write_pdf(bench);
    int status;
    const char *output = output_of(bench, "qpdf --check %s", &status);
    if (status) print_error("%s", output);
    assert_int_equal(status, 0);
    assert_null(strstr(output, "WARNING"));
    assert_contains(output, "PDF Version: 1.7");
}

static void every_font_is_embedded_and_subset_and_says_its_characters(void **state) {
    Bench *bench = *state;
    build(bench);
    write_pdf(bench);
    const char *fonts = output_of(bench, "pdffonts %s", NULL);
    assert_contains(fonts, "+Vollkorn-Regular");
    assert_contains(fonts, "+Lato-Regular");
    int rows = 0;
    for (const char *c = fonts; (c = strstr(c, "yes yes yes")); c++)
        rows++;
    assert_int_equal(rows, 2);
    assert_null(strstr(fonts, " no "));
}

static void text_comes_out_with_its_spaces(void **state) {
    Bench *bench = *state;
    build(bench);
    write_pdf(bench);
    const char *text = output_of(bench, "pdftotext -layout %s -", NULL);
    assert_contains(text, "AVATAR Imports");
    assert_contains(text, "The office of 1,370,000 fluffy cars in 2024");
    assert_contains(text, "Small caps follow US-");
    assert_contains(text, "1,370,000");
    assert_contains(text, "1 Source");
    assert_contains(text, "continued here");
}

/* In the content stream itself, where no program guesses spaces from gaps. */
static void lines_of_a_paragraph_join_with_a_space_or_without(void **state) {
    Bench *bench = *state;
    build(bench);
    write_pdf(bench);
    const char *text = output_of(bench, "pdfinfo -struct-text %s", NULL);
    assert_contains(text, "\"The office of 1,370,000 fluffy cars in 2024-\"");
    assert_contains(text, "\"imports a\u0301x\u0301 end \"");
    assert_contains(text, "\"follow US-built AVs \"");
    assert_contains(text, "\"Small caps\"");
}

static void the_structure_tells_the_reading_order(void **state) {
    Bench *bench = *state;
    build(bench);
    write_pdf(bench);
    const char *structure =
        output_of(bench, "pdfinfo -struct %s | sed -e '/Object/d' -e '/[/]/d'", NULL);
    assert_string_equal(structure, "Document\n"
                                   "  Sect\n"
                                   "    H1 (block)\n"
                                   "    P (block)\n"
                                   "      Link (inline)\n"
                                   "      Link (inline)\n"
                                   "    Figure:\n"
                                   "    Table (block)\n"
                                   "      THead\n"
                                   "        TR\n"
                                   "          TH:\n"
                                   "      TBody\n"
                                   "        TR\n"
                                   "          TD\n"
                                   "          TD\n"
                                   "    Note <00000015> (inline)\n");
}

static void metadata_agree(void **state) {
    Bench *bench = *state;
    build(bench);
    write_pdf(bench);
    const char *info = output_of(bench, "TZ=UTC pdfinfo -enc UTF-8 %s", NULL);
    assert_contains(info, "Cars & \u201Cgestures\u201D \U0001F697");
    assert_contains(info, "Trade desk");
    assert_contains(info, "mkreport test");
    assert_contains(info, "Oct 30 00:00:00 2025");
    assert_contains(info, "Tagged:          yes");
    const char *xmp = output_of(bench, "pdfinfo -meta %s | xmllint --noout -", NULL);
    assert_string_equal(xmp, "");
    xmp = output_of(bench, "pdfinfo -meta %s", NULL);
    assert_contains(xmp, "Cars &amp; \u201Cgestures\u201D \U0001F697");
    assert_contains(xmp, "<xmp:CreateDate>2025-10-30T00:00:00Z</xmp:CreateDate>");
    assert_contains(xmp, "<pdfaid:part>3</pdfaid:part>");
}

static void attachments_come_out_as_they_went_in(void **state) {
    Bench *bench = *state;
    build(bench);
    write_pdf(bench);
    const char *list = output_of(bench, "pdfdetach -list %s", NULL);
    assert_contains(list, "1: data.xml");
    assert_contains(list, "2: findings.xml");
    assert_string_equal(
        output_of(bench, "qpdf --show-attachment=findings.xml %s", NULL),
        "<findings/>");
}

static void links_lead_where_they_say(void **state) {
    Bench *bench = *state;
    build(bench);
    write_pdf(bench);
    const char *urls = output_of(bench, "pdfinfo -url %s", NULL);
    assert_contains(urls, "https://example.org/a(b)?q=%C3%BC");
    const char *objects =
        output_of(bench, "qpdf --qdf --object-streams=disable %s - | strings", NULL);
    assert_contains(objects, "/Dest [");
    assert_contains(objects, "751.9"); /* 841.89 - 90, in tenths */
    assert_contains(objects, "/StructParent 2");
    assert_contains(objects, "/StructParent 3");
}

/* A page as grey pixels at 72 to the inch. */
typedef struct {
    int width, height;
    const unsigned char *pixels;
} Picture;

static Picture render(Bench *bench, int page) {
    const char *base = arena_print(bench->arena, "%s.out", bench->path);
    output_of(bench,
              arena_print(bench->arena,
                          "pdftoppm -r 72 -gray -singlefile -f %d -l %d %%s %s", page,
                          page, base),
              NULL);
    const char *path = arena_print(bench->arena, "%s.pgm", base);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    Picture picture;
    int depth;
    assert_int_equal(
        fscanf(file, "P5 %d %d %d", &picture.width, &picture.height, &depth), 3);
    fgetc(file);
    size_t size = (size_t) picture.width * (size_t) picture.height;
    unsigned char *pixels = arena_alloc(bench->arena, size);
    assert_int_equal(fread(pixels, 1, size, file), size);
    fclose(file);
    unlink(path);
    picture.pixels = pixels;
    return picture;
}

static int dark_pixels(Picture picture, int x0, int y0, int x1, int y1) {
    int count = 0;
    for (int y = y0; y < y1; y++)
        for (int x = x0; x < x1; x++)
            count += picture.pixels[y * picture.width + x] < 160;
    return count;
}

static void ink_stands_where_the_items_are(void **state) {
    Bench *bench = *state;
    build(bench);
    write_pdf(bench);
    Picture first = render(bench, 1);
    assert_in_range(dark_pixels(first, 60, 72, 140, 81), 80, 500);     /* the heading */
    assert_in_range(dark_pixels(first, 60, 112, 290, 121), 150, 1200); /* a line */
    assert_int_equal(dark_pixels(first, 60, 84, 300, 110), 0);
    assert_in_range(dark_pixels(first, 90, 390, 310, 510), 19500, 20500); /* the bar */
    Picture second = render(bench, 2);
    assert_in_range(dark_pixels(second, 60, 92, 140, 103), 60, 500);
}

static void add_image(Bench *bench, const Image *image, Mpt x, Mpt y) {
    Page *page = &bench->pages->pages[bench->pages->page_count - 1];
    Tag *figure = add_tag(bench, TAG_FIGURE, bench->root);
    figure->alt = "half black";
    Item *item = page_add(bench->arena, page, ITEM_IMAGE, figure, HERE);
    item->image = (ImageItem){x, y, 200000, 100000, image};
}

static void an_image_is_written_once_and_stands_upright(void **state) {
    Bench *bench = *state;
    static const unsigned char pixels[] = {0, 0, 0, 255, 255, 255}, mask[] = {0, 255};
    Image image = {.width = 2,
                   .height = 1,
                   .orientation = 1,
                   .components = 3,
                   .bits = 8,
                   .data = pixels,
                   .size = sizeof pixels};
    Image turned = image, hidden = image;
    turned.orientation = 3;
    hidden.alpha = mask; /* the black half is not seen */
    new_page(bench);
    add_image(bench, &image, 100000, 100000);
    add_image(bench, &turned, 100000, 300000);
    add_image(bench, &hidden, 100000, 500000);
    new_page(bench);
    add_image(bench, &image, 100000, 100000);
    write_pdf(bench);
    for (int page = 1; page <= 2; page++) {
        Picture picture = render(bench, page);
        assert_in_range(dark_pixels(picture, 101, 101, 199, 199), 9500, 9604);
        assert_int_equal(dark_pixels(picture, 201, 101, 299, 199), 0);
        if (page == 2) continue;
        assert_int_equal(dark_pixels(picture, 101, 301, 199, 399), 0);
        assert_in_range(dark_pixels(picture, 201, 301, 299, 399), 9500, 9604);
        assert_int_equal(dark_pixels(picture, 101, 501, 299, 599), 0);
    }
    const char *list = output_of(bench, "pdfimages -list %s", NULL);
    int images = 0;
    char first[16] = "", last[16] = "";
    for (const char *line = list; (line = strchr(line, '\n')); line++) {
        char object[16];
        if (sscanf(line, "%*d %*d image %*d %*d %*s %*d %*d %*s %*s %15s", object) == 1)
            strcpy(images++ ? last : first, object);
    }
    assert_int_equal(images, 4);
    assert_string_equal(first, last);
    assert_contains(output_of(bench, "qpdf --check %s", NULL), "No syntax");
}

/* The x of each word's left edge on page 1 as pdftotext sees it. */
static void assert_words_stand(Bench *bench, const Page *page) {
    write_pdf(bench);
    const char *boxes = output_of(bench, "pdftotext -bbox %s -", NULL);
    int found = 0;
    for (int i = 0; i < page->item_count; i++) {
        boxes = strstr(boxes, "xMin=\"");
        assert_non_null(boxes);
        boxes += 6;
        double x = strtod(boxes, NULL);
        double wanted = page->items[i].text.x / 1000.0;
        if (x < wanted - 0.01 || x > wanted + 0.01)
            fail_msg("word %d at %.4f instead of %.4f", i, x, wanted);
        found++;
    }
    assert_int_equal(found, 14);
}

static Page *page_of_kerned_words(Bench *bench) {
    Page *page = new_page(bench);
    Tag *tag = add_tag(bench, TAG_PARAGRAPH, bench->root);
    set_words(bench, page, tag, bench->serif, 0, 60000, 120000,
              "AVAVAV To Toyota WAVE VAT offices Ty Tx T. Yo LT AVOW office AVAVAVA");
    return page;
}

static void words_stand_to_a_hundredth_of_a_point(void **state) {
    Bench *bench = *state;
    assert_words_stand(bench, page_of_kerned_words(bench));
}

static void expanded_letters_reach_as_far_as_layout_says(void **state) {
    Bench *bench = *state;
    Page *page = page_of_kerned_words(bench);
    Mpt x = 60000;
    for (int i = 0; i < page->item_count; i++) {
        TextItem *text = &page->items[i].text;
        text->expansion = i < 7 ? 15 : -15;
        text->x = x;
        x += text_item_width(text) + text->space;
    }
    assert_words_stand(bench, page);
    const char *first = strstr(output_of(bench, "pdftotext -bbox %s -", NULL), "xMax=");
    double wanted = 60 + page->items[0].text.shaped->width * 1.015 / 1000;
    assert_float_equal(strtod(first + 6, NULL), wanted, 0.02);
}

static void a_cff_font_is_embedded_and_shows(void **state) {
    Bench *bench = *state;
    const Font *font =
        font_open(bench->store, "LinLibertine_R.otf", HERE, bench->diags);
    if (!font) skip();
    bench->diags = diags_new(bench->arena);
    Page *page = new_page(bench);
    Tag *tag = add_tag(bench, TAG_PARAGRAPH, bench->root);
    set_words(bench, page, tag, font, 0, 60000, 120000, "Honda offices export");
    write_pdf(bench);
    int status;
    output_of(bench, "qpdf --check %s", &status);
    assert_int_equal(status, 0);
    assert_contains(output_of(bench, "pdffonts %s", NULL), "CID Type 0C");
    assert_contains(output_of(bench, "pdftotext %s -", NULL), "Honda offices export");
    assert_in_range(dark_pixels(render(bench, 1), 60, 110, 160, 124), 60, 700);
}

static void a_font_keyed_by_cid_shows_its_own_characters(void **state) {
    Bench *bench = *state;
    const Font *font =
        font_open(bench->store, "NotoSansCJK-Regular.ttc", HERE, bench->diags);
    Page *page = new_page(bench);
    Tag *tag = add_tag(bench, TAG_PARAGRAPH, bench->root);
    set_words(bench, page, tag, font, 0, 60000, 120000, "\u65E5\u672C\u8ECA 20,000");
    write_pdf(bench);
    assert_contains(output_of(bench, "pdftotext %s -", NULL),
                    "\u65E5\u672C\u8ECA 20,000");
    assert_in_range(dark_pixels(render(bench, 1), 60, 108, 130, 124), 100, 700);
}

static void hundreds_of_pages_are_written_with_all_their_tags(void **state) {
    Bench *bench = *state;
    for (int p = 0; p < 600; p++) {
        Page *page = new_page(bench);
        for (int i = 0; i < 30; i++) {
            Tag *tag = add_tag(bench, TAG_PARAGRAPH, bench->root);
            set_words(bench, page, tag, bench->serif, 0, 60000, 60000 + i * LEADING,
                      "Exports rose in each of the last ten years");
            Item *anchor = page_add(bench->arena, page, ITEM_ANCHOR, NULL, HERE);
            anchor->anchor.name = arena_print(bench->arena, "a%d-%d", p, i);
            add_link(bench, page, tag, 60000, 60000 + i * LEADING, "#a0-0");
        }
    }
    write_pdf(bench);
    int status;
    const char *output = output_of(bench, "qpdf --check %s", &status);
    if (status) print_error("%s", output);
    assert_int_equal(status, 0);
    assert_contains(output_of(bench, "pdfinfo %s", NULL), "Pages:           600");
    const char *text = output_of(bench, "pdftotext -f 600 -l 600 %s -", NULL);
    assert_contains(text, "last ten years");
}

static void pages_that_no_pdf_can_have_are_refused(void **state) {
    Bench *bench = *state;
    PdfFile file;
    assert_false(pdf_write(bench->pages, NULL, 0, "test", false, bench->arena,
                           bench->diags, &file));
    pages_add(bench->arena, bench->pages, 15000000, 841890);
    assert_false(pdf_write(bench->pages, NULL, 0, "test", false, bench->arena,
                           bench->diags, &file));
    assert_int_equal(diags_count(bench->diags, FAULT_BUG), 1);
    assert_int_equal(diags_count(bench->diags, FAULT_DATA), 1);
}

static void numbers_do_not_follow_the_locale(void **state) {
    Bench *bench = *state;
    build(bench);
    PdfFile plain = write_pdf(bench);
    if (!setlocale(LC_ALL, "de_DE.UTF-8")) skip();
    PdfFile german = write_pdf(bench);
    setlocale(LC_ALL, "C");
    assert_int_equal(plain.size, german.size);
    assert_memory_equal(plain.bytes, german.bytes, plain.size);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(the_same_pages_give_the_same_bytes),
        TEST(other_pages_have_another_identifier),
        TEST(qpdf_finds_nothing_wrong),
        TEST(every_font_is_embedded_and_subset_and_says_its_characters),
        TEST(text_comes_out_with_its_spaces),
        TEST(lines_of_a_paragraph_join_with_a_space_or_without),
        TEST(the_structure_tells_the_reading_order),
        TEST(metadata_agree),
        TEST(attachments_come_out_as_they_went_in),
        TEST(links_lead_where_they_say),
        TEST(ink_stands_where_the_items_are),
        TEST(an_image_is_written_once_and_stands_upright),
        TEST(words_stand_to_a_hundredth_of_a_point),
        TEST(expanded_letters_reach_as_far_as_layout_says),
        TEST(a_cff_font_is_embedded_and_shows),
        TEST(a_font_keyed_by_cid_shows_its_own_characters),
        TEST(hundreds_of_pages_are_written_with_all_their_tags),
        TEST(pages_that_no_pdf_can_have_are_refused),
        TEST(numbers_do_not_follow_the_locale),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
