/* Tests of what a page shows: ink, pictures and where words stand.  Included once, by
 * pdf_test.c. */
#ifndef PDF_INK_H
#define PDF_INK_H

#include "pdf_bench.h"

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

#endif
