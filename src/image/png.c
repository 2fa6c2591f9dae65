/* PNG.  Opaque rows that are not interlaced are packed as a PDF has them: they are
 * checked and passed on.  Others are unpacked, and transparency becomes a mask. */
#include <png.h>
#include <stdio.h>
#include <string.h>

#include "image/parts.h"

/* libpng's memory is freed with the arena too, when that escapes. */
typedef struct {
    const ImageFile *file;
    size_t at;
    png_structp png;
    png_infop info;
} Reader;

static void close_reader(void *handle) {
    Reader *reader = handle;
    if (reader->png) png_destroy_read_struct(&reader->png, &reader->info, NULL);
    reader->png = NULL;
    reader->info = NULL;
}

static void fail(png_structp png, png_const_charp message) {
    const Reader *reader = png_get_error_ptr(png);
    snprintf(reader->file->fault, FAULT_ROOM, "broken PNG: %s", message);
    png_longjmp(png, 1);
}

static void ignore(png_structp png, png_const_charp message) {
    (void) png;
    (void) message;
}

static void read_bytes(png_structp png, png_bytep out, size_t size) {
    Reader *reader = png_get_io_ptr(png);
    if (size > reader->file->size - reader->at) png_error(png, "it ends early");
    memcpy(out, reader->file->bytes + reader->at, size);
    reader->at += size;
}

/* Points into the file; the chunks have been read by libpng, so their sizes hold. */
static size_t copy_data(const ImageFile *file, unsigned char *out) {
    size_t total = 0;
    for (size_t at = 8; at + 12 <= file->size;) {
        const unsigned char *chunk = file->bytes + at;
        size_t length = (size_t) chunk[0] << 24 | (size_t) chunk[1] << 16 |
                        (size_t) chunk[2] << 8 | chunk[3];
        if (length > file->size - at - 12) break;
        if (memcmp(chunk + 4, "IDAT", 4) == 0) {
            if (out) memcpy(out + total, chunk + 8, length);
            total += length;
        }
        at += length + 12;
    }
    return total;
}

static void read_head(Reader *reader, Image *image) {
    png_structp png = reader->png;
    png_infop info = reader->info;
    image->width = (int) png_get_image_width(png, info);
    image->height = (int) png_get_image_height(png, info);
    if ((int64_t) image->width * image->height > MOST_PIXELS)
        png_error(png, "it has more than 67 million pixels");
    png_uint_32 x, y;
    int unit;
    if (png_get_pHYs(png, info, &x, &y, &unit) && unit == PNG_RESOLUTION_METER) {
        image->x_density = x * 0.0254;
        image->y_density = y * 0.0254;
    }
    png_colorp colours;
    int count;
    if (!png_get_PLTE(png, info, &colours, &count) ||
        png_get_color_type(png, info) != PNG_COLOR_TYPE_PALETTE)
        return;
    unsigned char *palette = arena_alloc(reader->file->arena, (size_t) count * 3);
    for (int i = 0; i < count; i++) {
        palette[3 * i] = colours[i].red;
        palette[3 * i + 1] = colours[i].green;
        palette[3 * i + 2] = colours[i].blue;
    }
    image->palette = palette;
    image->palette_count = count;
}

/* Rows as PNG packs them, unpacked by libpng once to be sure that they can be. */
static void pass_on(Reader *reader, Image *image) {
    png_structp png = reader->png;
    const ImageFile *file = reader->file;
    png_bytep row = arena_alloc(file->arena, png_get_rowbytes(png, reader->info) + 1);
    for (int y = 0; y < image->height; y++)
        png_read_row(png, row, NULL);
    png_read_end(png, NULL);
    image->coding = CODING_PNG;
    image->size = copy_data(file, NULL);
    unsigned char *data = arena_alloc(file->arena, image->size + 1);
    copy_data(file, data);
    image->data = data;
}

/* Moves the last of `channels` samples of each pixel to a mask; no mask when all are
 * opaque. */
static void split_alpha(const ImageFile *file, Image *image, unsigned char *data,
                        int channels) {
    size_t pixels = (size_t) image->width * (size_t) image->height;
    unsigned char *alpha = arena_alloc(file->arena, pixels);
    int colours = channels - 1;
    bool opaque = true;
    for (size_t i = 0; i < pixels; i++) {
        for (int c = 0; c < colours; c++)
            data[i * (size_t) colours + (size_t) c] =
                data[i * (size_t) channels + (size_t) c];
        alpha[i] = data[i * (size_t) channels + (size_t) colours];
        opaque = opaque && alpha[i] == 255;
    }
    image->size = pixels * (size_t) colours;
    if (!opaque) image->alpha = alpha;
}

static void unpack(Reader *reader, Image *image, bool transparent) {
    png_structp png = reader->png;
    png_infop info = reader->info;
    const ImageFile *file = reader->file;
    if (transparent) {
        png_set_expand(png);
        png_set_scale_16(png);
        image->palette = NULL;
    }
    png_set_interlace_handling(png);
    png_read_update_info(png, info);
    size_t stride = png_get_rowbytes(png, info);
    size_t height = (size_t) image->height;
    unsigned char *data = arena_alloc(file->arena, stride * height);
    png_bytepp rows = arena_array(file->arena, image->height, sizeof *rows);
    for (size_t y = 0; y < height; y++)
        rows[y] = data + y * stride;
    png_read_image(png, rows);
    png_read_end(png, NULL);
    image->coding = CODING_ROWS;
    image->data = data;
    image->size = stride * height;
    image->bits = png_get_bit_depth(png, info);
    int channels = png_get_channels(png, info);
    if (transparent) split_alpha(file, image, data, channels);
    image->components = transparent ? channels - 1 : channels;
}

static void read_all(Reader *reader, Image *image) {
    png_structp png = reader->png;
    png_infop info = reader->info;
    png_set_read_fn(png, reader, read_bytes);
    png_set_user_limits(png, MOST_SIDE, MOST_SIDE);
    png_read_info(png, info);
    read_head(reader, image);
    image->bits = png_get_bit_depth(png, info);
    image->components = png_get_channels(png, info);
    bool transparent = (png_get_color_type(png, info) & PNG_COLOR_MASK_ALPHA) != 0 ||
                       png_get_valid(png, info, PNG_INFO_tRNS) != 0;
    if (transparent || png_get_interlace_type(png, info) != PNG_INTERLACE_NONE)
        unpack(reader, image, transparent);
    else
        pass_on(reader, image);
}

bool read_png(const ImageFile *file, Image *image) {
    Reader *reader = arena_alloc(file->arena, sizeof *reader);
    reader->file = file;
    reader->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, reader, fail, ignore);
    if (reader->png) reader->info = png_create_info_struct(reader->png);
    if (!reader->info) {
        close_reader(reader);
        snprintf(file->fault, FAULT_ROOM, "out of memory");
        return false;
    }
    arena_on_free(file->arena, close_reader, reader);
    bool good = setjmp(png_jmpbuf(reader->png)) == 0;
    if (good) read_all(reader, image);
    close_reader(reader);
    return good;
}
