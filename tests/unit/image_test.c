/* Images: what of a file goes into a PDF as it stands, what is unpacked, and that no
 * broken file gets through.  The files are made here. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>

#include <jpeglib.h>
#include <png.h>

#include "folder.h"
#include "image/image.h"

static const Origin HERE = {"template.xml", 5};

typedef struct {
    unsigned char bytes[8192];
    size_t size;
} File;

static void write_png_bytes(png_structp png, png_bytep bytes, size_t size) {
    File *file = png_get_io_ptr(png);
    assert_true(file->size + size <= sizeof file->bytes);
    memcpy(file->bytes + file->size, bytes, size);
    file->size += size;
}

typedef struct {
    int width, height, bits, colour_type;
    bool interlaced;
    const unsigned char *alphas; /* of the palette's two colours */
    int per_metre;
} Shape;

/* A PNG whose rows of `stride` bytes stand in `rows`. */
static File make_png(const Shape *shape, const unsigned char *rows, size_t stride) {
    File file = {.size = 0};
    static const png_color palette[] = {{1, 2, 3}, {250, 251, 252}};
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png_create_info_struct(png);
    png_set_write_fn(png, &file, write_png_bytes, NULL);
    png_set_IHDR(png, info, (png_uint_32) shape->width, (png_uint_32) shape->height,
                 shape->bits, shape->colour_type,
                 shape->interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    if (shape->colour_type == PNG_COLOR_TYPE_PALETTE)
        png_set_PLTE(png, info, palette, 2);
    if (shape->alphas) png_set_tRNS(png, info, shape->alphas, 2, NULL);
    if (shape->per_metre)
        png_set_pHYs(png, info, (png_uint_32) shape->per_metre,
                     (png_uint_32) shape->per_metre, PNG_RESOLUTION_METER);
    png_bytep pointers[16];
    for (int y = 0; y < shape->height; y++)
        pointers[y] = (png_bytep) rows + (size_t) y * stride;
    png_set_rows(png, info, pointers);
    png_write_png(png, info, PNG_TRANSFORM_IDENTITY, NULL);
    png_destroy_write_struct(&png, &info);
    return file;
}

/* A JPEG of 16 by 8 pixels; `exif` NULL for none. */
static File make_jpeg(J_COLOR_SPACE space, int components, int density,
                      const unsigned char *exif, unsigned exif_size) {
    struct jpeg_compress_struct jpeg;
    struct jpeg_error_mgr errors;
    File file;
    unsigned char *out = NULL;
    unsigned long size = 0;
    unsigned char row[16 * 4];
    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_compress(&jpeg);
    jpeg_mem_dest(&jpeg, &out, &size);
    jpeg.image_width = 16;
    jpeg.image_height = 8;
    jpeg.input_components = components;
    jpeg.in_color_space = space;
    jpeg_set_defaults(&jpeg);
    if (density) {
        jpeg.density_unit = 1;
        jpeg.X_density = jpeg.Y_density = (UINT16) density;
    }
    jpeg_start_compress(&jpeg, TRUE);
    if (exif) jpeg_write_marker(&jpeg, JPEG_APP0 + 1, exif, exif_size);
    for (size_t i = 0; i < sizeof row; i++)
        row[i] = (unsigned char) (i * 4);
    JSAMPROW line = row;
    while (jpeg.next_scanline < jpeg.image_height)
        jpeg_write_scanlines(&jpeg, &line, 1);
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    assert_true(size <= sizeof file.bytes);
    memcpy(file.bytes, out, size);
    file.size = size;
    free(out);
    return file;
}

static const Image *open_bytes(Folder *folder, const void *bytes, size_t size) {
    const char *path = folder_write_bytes(folder, "picture", bytes, size);
    return image_open(image_store_new(folder->arena), path, HERE, folder->diags);
}

static const Image *open_file(Folder *folder, const File *file) {
    const Image *image = open_bytes(folder, file->bytes, file->size);
    assert_true(folder_is_quiet(folder));
    assert_non_null(image);
    return image;
}

static void opaque_rows_stay_as_the_file_packs_them(void **state) {
    static const struct {
        Shape shape;
        size_t stride;
        int components;
    } cases[] = {{{3, 2, 8, PNG_COLOR_TYPE_RGB, false, NULL, 0}, 9, 3},
                 {{3, 2, 16, PNG_COLOR_TYPE_RGB, false, NULL, 0}, 18, 3},
                 {{3, 2, 8, PNG_COLOR_TYPE_GRAY, false, NULL, 0}, 3, 1},
                 {{3, 2, 1, PNG_COLOR_TYPE_GRAY, false, NULL, 0}, 1, 1},
                 {{3, 2, 1, PNG_COLOR_TYPE_PALETTE, false, NULL, 0}, 1, 1}};
    unsigned char rows[64];
    for (size_t i = 0; i < sizeof rows; i++)
        rows[i] = (unsigned char) (7 * i);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        File file = make_png(&cases[i].shape, rows, cases[i].stride);
        const Image *image = open_file(*state, &file);
        assert_int_equal(image->coding, CODING_PNG);
        assert_int_equal(image->width, 3);
        assert_int_equal(image->height, 2);
        assert_int_equal(image->bits, cases[i].shape.bits);
        assert_int_equal(image->components, cases[i].components);
        assert_null(image->alpha);
        bool found = false;
        for (size_t at = 0; at + image->size <= file.size && !found; at++)
            found = memcmp(file.bytes + at, image->data, image->size) == 0;
        assert_true(found && image->size > 8);
        bool has_palette = cases[i].shape.colour_type == PNG_COLOR_TYPE_PALETTE;
        assert_int_equal(image->palette_count, has_palette ? 2 : 0);
        if (has_palette) assert_memory_equal(image->palette, "\1\2\3\372\373\374", 6);
    }
}

static void interlaced_rows_are_unpacked(void **state) {
    unsigned char rows[5 * 3 * 4];
    for (size_t i = 0; i < sizeof rows; i++)
        rows[i] = (unsigned char) (3 * i);
    File file =
        make_png(&(Shape){5, 4, 8, PNG_COLOR_TYPE_RGB, true, NULL, 0}, rows, 15);
    const Image *image = open_file(*state, &file);
    assert_int_equal(image->coding, CODING_ROWS);
    assert_int_equal(image->size, sizeof rows);
    assert_memory_equal(image->data, rows, sizeof rows);
}

static void transparency_becomes_a_mask(void **state) {
    static const unsigned char rgba[] = {10, 20, 30, 255, 40, 50, 60, 0};
    File file =
        make_png(&(Shape){2, 1, 8, PNG_COLOR_TYPE_RGBA, false, NULL, 0}, rgba, 8);
    const Image *image = open_file(*state, &file);
    assert_int_equal(image->components, 3);
    assert_memory_equal(image->data, "\12\24\36\50\62\74", 6);
    assert_memory_equal(image->alpha, "\377\0", 2);
    static const unsigned char deep[] = {0x12, 0x34, 0x80, 0x00,
                                         0xFF, 0xFF, 0xFF, 0xFF};
    file = make_png(&(Shape){2, 1, 16, PNG_COLOR_TYPE_GRAY_ALPHA, false, NULL, 0}, deep,
                    8);
    image = open_file(*state, &file);
    assert_int_equal(image->components, 1);
    assert_int_equal(image->bits, 8);
    assert_memory_equal(image->data, "\22\377", 2);
    assert_memory_equal(image->alpha, "\200\377", 2);
    static const unsigned char indexed[] = {0x40}, alphas[] = {0, 255};
    file = make_png(&(Shape){2, 1, 1, PNG_COLOR_TYPE_PALETTE, false, alphas, 0},
                    indexed, 1);
    image = open_file(*state, &file);
    assert_null(image->palette);
    assert_int_equal(image->components, 3);
    assert_memory_equal(image->data, "\1\2\3\372\373\374", 6);
    assert_memory_equal(image->alpha, alphas, 2);
    static const unsigned char opaque[] = {1, 2, 3, 255, 4, 5, 6, 255};
    file = make_png(&(Shape){2, 1, 8, PNG_COLOR_TYPE_RGBA, false, NULL, 0}, opaque, 8);
    assert_null(open_file(*state, &file)->alpha);
}

static void jpeg_stays_the_file_it_is(void **state) {
    for (int components = 1; components <= 3; components += 2) {
        File file = make_jpeg(components == 1 ? JCS_GRAYSCALE : JCS_RGB, components, 0,
                              NULL, 0);
        const Image *image = open_file(*state, &file);
        assert_int_equal(image->coding, CODING_JPEG);
        assert_int_equal(image->components, components);
        assert_int_equal(image->size, file.size);
        assert_memory_equal(image->data, file.bytes, file.size);
    }
    Folder *folder = *state;
    File file = make_jpeg(JCS_CMYK, 4, 0, NULL, 0);
    assert_null(open_bytes(folder, file.bytes, file.size));
    assert_true(folder_said(folder, "template.xml:5: error: cannot use the picture"));
    assert_true(folder_said(folder, "its colours are CMYK, which a PDF in sRGB cannot "
                                    "hold: save it as RGB"));
}

static void assert_size(const Image *image, int32_t width, int32_t height) {
    int32_t w, h;
    image_size(image, &w, &h);
    assert_in_range(w, width - 30, width + 30);
    assert_in_range(h, height - 30, height + 30);
}

static void the_size_is_that_of_the_resolution(void **state) {
    static const unsigned char grey[] = {1, 2, 3};
    File file =
        make_png(&(Shape){3, 1, 8, PNG_COLOR_TYPE_GRAY, false, NULL, 2835}, grey, 3);
    assert_size(open_file(*state, &file), 3000, 1000);
    file = make_png(&(Shape){3, 1, 8, PNG_COLOR_TYPE_GRAY, false, NULL, 0}, grey, 3);
    assert_size(open_file(*state, &file), 2250, 750);
    file = make_jpeg(JCS_RGB, 3, 144, NULL, 0);
    assert_size(open_file(*state, &file), 8000, 4000);
    /* A density of one is no density. */
    file = make_jpeg(JCS_RGB, 3, 1, NULL, 0);
    assert_size(open_file(*state, &file), 12000, 6000);
}

static void a_picture_taken_on_its_side_is_upright(void **state) {
    static const unsigned char big[] =
        "Exif\0\0MM\0*\0\0\0\10\0\1\1\22\0\3\0\0\0\1\0\6\0\0";
    static const unsigned char little[] =
        "Exif\0\0II*\0\10\0\0\0\1\0\22\1\3\0\1\0\0\0\10\0\0\0";
    File file = make_jpeg(JCS_RGB, 3, 144, big, sizeof big - 1);
    const Image *image = open_file(*state, &file);
    assert_int_equal(image->orientation, 6);
    assert_size(image, 4000, 8000);
    file = make_jpeg(JCS_RGB, 3, 144, little, sizeof little - 1);
    assert_int_equal(open_file(*state, &file)->orientation, 8);
    /* Exif data that end anywhere are read as far as they go. */
    for (unsigned size = 0; size < sizeof big - 1; size++) {
        file = make_jpeg(JCS_RGB, 3, 144, big, size);
        image = open_file(*state, &file);
        assert_true(image->orientation == 1 || size > 24);
    }
}

/* Every shorter file is refused; one with a wrong byte is read or refused. */
static void break_everywhere(Folder *folder, const File *file) {
    for (size_t size = 0; size + 2 < file->size; size++) {
        folder->diags = diags_new(folder->arena);
        assert_null(open_bytes(folder, file->bytes, size));
        assert_int_equal(diags_count(folder->diags, FAULT_DATA), 1);
    }
    for (size_t at = 0; at < file->size; at++) {
        File broken = *file;
        broken.bytes[at] ^= 0x5A;
        folder->diags = diags_new(folder->arena);
        const Image *image = open_bytes(folder, broken.bytes, broken.size);
        assert_int_equal(image == NULL, diags_count(folder->diags, FAULT_DATA));
    }
}

static void a_broken_file_is_an_error_and_nothing_worse(void **state) {
    unsigned char rows[64] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    File file =
        make_png(&(Shape){3, 2, 8, PNG_COLOR_TYPE_RGBA, true, NULL, 0}, rows, 12);
    break_everywhere(*state, &file);
    file = make_png(&(Shape){3, 2, 1, PNG_COLOR_TYPE_PALETTE, false, NULL, 0}, rows, 1);
    break_everywhere(*state, &file);
    file = make_jpeg(JCS_RGB, 3, 72, NULL, 0);
    break_everywhere(*state, &file);
}

static void one_file_is_one_image(void **state) {
    Folder *folder = *state;
    unsigned char row[] = {1, 2, 3};
    File file = make_png(&(Shape){1, 1, 8, PNG_COLOR_TYPE_RGB, false, NULL, 0}, row, 3);
    const char *one = folder_write_bytes(folder, "one", file.bytes, file.size);
    const char *two = folder_write_bytes(folder, "two", file.bytes, file.size);
    ImageStore *store = image_store_new(folder->arena);
    const Image *image = image_open(store, one, HERE, folder->diags);
    assert_non_null(image);
    assert_ptr_equal(image_open(store, one, HERE, folder->diags), image);
    assert_ptr_equal(image_open(store, two, HERE, folder->diags), image);
    assert_null(image_open(store, "/nowhere.png", HERE, folder->diags));
    assert_int_equal(diags_count(folder->diags, FAULT_MISSING), 1);
    assert_null(image_open(store, folder->path, HERE, folder->diags));
    assert_true(folder_said(folder, "not a regular file"));
    const char *text = folder_write(folder, "text", "GIF89a");
    assert_null(image_open(store, text, HERE, folder->diags));
    assert_true(folder_said(folder, "neither PNG nor JPEG"));
}

static int open_folder(void **state) {
    *state = folder_open();
    return 0;
}

static int close_folder(void **state) {
    folder_close(*state);
    return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_folder, close_folder)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(opaque_rows_stay_as_the_file_packs_them),
        TEST(interlaced_rows_are_unpacked),
        TEST(transparency_becomes_a_mask),
        TEST(jpeg_stays_the_file_it_is),
        TEST(the_size_is_that_of_the_resolution),
        TEST(a_picture_taken_on_its_side_is_upright),
        TEST(a_broken_file_is_an_error_and_nothing_worse),
        TEST(one_file_is_one_image),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
