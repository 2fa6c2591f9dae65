/* JPEG.  The file goes into the PDF as it is; libjpeg only reads its head and decodes
 * it once, small, to be sure that it can be.  How a camera was held stands in Exif. */
#include <setjmp.h>
#include <stdio.h>
#include <string.h>

/* It needs <stdio.h> before it. */
#include <jpeglib.h>

#include <jerror.h>

#include "image/parts.h"

enum { EXIF_MARKER = JPEG_APP0 + 1, LONGEST_MARKER = 0xFFFF, ORIENTATION_TAG = 0x0112 };

/* libjpeg's memory is freed with the arena too, when that escapes. */
typedef struct {
    struct jpeg_decompress_struct jpeg;
    struct jpeg_error_mgr errors;
    jmp_buf escape;
    const ImageFile *file;
    bool is_open;
} Reader;

static void close_reader(void *handle) {
    Reader *reader = handle;
    if (reader->is_open) jpeg_destroy_decompress(&reader->jpeg);
    reader->is_open = false;
}

static _Noreturn void give_up(Reader *reader, const char *message) {
    snprintf(reader->file->fault, FAULT_ROOM, "%s", message);
    longjmp(reader->escape, 1);
}

static void fail(j_common_ptr jpeg) {
    char message[JMSG_LENGTH_MAX], fault[FAULT_ROOM];
    jpeg->err->format_message(jpeg, message);
    snprintf(fault, sizeof fault, "broken JPEG: %.150s", message);
    give_up(jpeg->client_data, fault);
}

/* Data that run out or make no sense are only a warning to libjpeg. */
static void warn(j_common_ptr jpeg, int level) {
    int code = jpeg->err->msg_code;
    if (level < 0 && (code == JWRN_JPEG_EOF || code == JWRN_HIT_MARKER ||
                      code == JWRN_HUFF_BAD_CODE || code == JWRN_BOGUS_PROGRESSION))
        fail(jpeg);
}

static void say_nothing(j_common_ptr jpeg) {
    (void) jpeg;
}

static unsigned read_number(const unsigned char *bytes, int size, bool little) {
    unsigned number = 0;
    for (int i = 0; i < size; i++)
        number = number << 8 | bytes[little ? size - 1 - i : i];
    return number;
}

/* The orientation that the Exif data tell, 1 when none. */
static int exif_orientation(const unsigned char *data, unsigned length) {
    enum { HEAD = 6, ENTRY = 12 };
    if (length < HEAD + 8 || memcmp(data, "Exif\0\0", HEAD) != 0) return 1;
    const unsigned char *tiff = data + HEAD;
    unsigned size = length - HEAD;
    bool little = tiff[0] == 'I';
    unsigned at = read_number(tiff + 4, 4, little);
    if (at > size || size - at < 2) return 1;
    unsigned count = read_number(tiff + at, 2, little);
    at += 2;
    for (; count > 0 && size - at >= ENTRY; count--, at += ENTRY) {
        if (read_number(tiff + at, 2, little) != ORIENTATION_TAG) continue;
        unsigned value = read_number(tiff + at + 8, 2, little);
        return value >= 1 && value <= 8 ? (int) value : 1;
    }
    return 1;
}

static void read_density(const struct jpeg_decompress_struct *jpeg, Image *image) {
    enum { PER_INCH = 1, PER_CENTIMETRE = 2 };
    if (!jpeg->saw_JFIF_marker) return;
    double per_inch = jpeg->density_unit == PER_INCH         ? 1
                      : jpeg->density_unit == PER_CENTIMETRE ? 2.54
                                                             : 0;
    image->x_density = jpeg->X_density * per_inch;
    image->y_density = jpeg->Y_density * per_inch;
}

static void read_head(Reader *reader, Image *image) {
    struct jpeg_decompress_struct *jpeg = &reader->jpeg;
    jpeg_mem_src(jpeg, reader->file->bytes, reader->file->size);
    jpeg_save_markers(jpeg, EXIF_MARKER, LONGEST_MARKER);
    jpeg_read_header(jpeg, TRUE);
    if (jpeg->num_components == 4)
        give_up(reader,
                "its colours are CMYK, which a PDF in sRGB cannot hold: save it "
                "as RGB");
    if (jpeg->arith_code)
        give_up(reader, "it has arithmetic coding, which PDF does not know: save it "
                        "with Huffman coding");
    if (jpeg->num_components != 1 && jpeg->num_components != 3)
        give_up(reader, "it is neither grey nor RGB");
    if ((int64_t) jpeg->image_width * jpeg->image_height > MOST_PIXELS ||
        jpeg->image_width > MOST_SIDE || jpeg->image_height > MOST_SIDE)
        give_up(reader, "it has more than 67 million pixels");
    image->width = (int) jpeg->image_width;
    image->height = (int) jpeg->image_height;
    image->components = jpeg->num_components;
    image->bits = 8;
    image->plain_rgb = jpeg->jpeg_color_space == JCS_RGB;
    read_density(jpeg, image);
    for (jpeg_saved_marker_ptr m = jpeg->marker_list; m; m = m->next)
        if (m->marker == EXIF_MARKER && image->orientation == 1)
            image->orientation = exif_orientation(m->data, m->data_length);
}

/* Decodes all of it at an eighth of its size. */
static void decode(Reader *reader) {
    struct jpeg_decompress_struct *jpeg = &reader->jpeg;
    jpeg->scale_num = 1;
    jpeg->scale_denom = 8;
    jpeg->do_fancy_upsampling = FALSE;
    jpeg_start_decompress(jpeg);
    size_t stride = (size_t) jpeg->output_width * (size_t) jpeg->output_components;
    JSAMPROW row = arena_alloc(reader->file->arena, stride + 1);
    while (jpeg->output_scanline < jpeg->output_height)
        jpeg_read_scanlines(jpeg, &row, 1);
    jpeg_finish_decompress(jpeg);
}

bool read_jpeg(const ImageFile *file, Image *image) {
    Reader *reader = arena_alloc(file->arena, sizeof *reader);
    reader->file = file;
    reader->jpeg.err = jpeg_std_error(&reader->errors);
    reader->jpeg.client_data = reader;
    reader->errors.error_exit = fail;
    reader->errors.emit_message = warn;
    reader->errors.output_message = say_nothing;
    arena_on_free(file->arena, close_reader, reader);
    bool good = setjmp(reader->escape) == 0;
    if (good) {
        jpeg_create_decompress(&reader->jpeg);
        reader->is_open = true;
        read_head(reader, image);
        decode(reader);
        image->coding = CODING_JPEG;
        image->data = file->bytes;
        image->size = file->size;
    }
    close_reader(reader);
    return good;
}
