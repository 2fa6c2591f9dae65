/* Images as objects: what the file holds packed stays as it is, the rest is packed
 * here; transparency is a mask of its own. */
#include "pdf/writer.h"

static void add_pixels(Text *body, const Image *image, const char *space, int bits) {
    text_print(body,
               "/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent %d"
               "/ColorSpace",
               image->width, image->height, bits);
    text_add(body, space);
}

static HPDF_Dict write_mask(Writer *writer, const Image *image) {
    Text *body;
    size_t size = (size_t) image->width * (size_t) image->height;
    HPDF_Dict mask = object_stream(writer, image->alpha, size, true, &body);
    add_pixels(body, image, "/DeviceGray", 8);
    return mask;
}

static const char *colour_space(Writer *writer, const Image *image) {
    if (!image->palette) return image->components == 1 ? "/DeviceGray" : "/DeviceRGB";
    Text space = {.arena = writer->arena};
    text_print(&space, "[/Indexed/DeviceRGB %d", image->palette_count - 1);
    add_byte_string(&space, image->palette, (size_t) image->palette_count * 3);
    text_add_char(&space, ']');
    return text_string(&space);
}

static HPDF_Dict write_image(Writer *writer, const Image *image) {
    Text *body;
    bool pack = image->coding == CODING_ROWS;
    HPDF_Dict dict = object_stream(writer, image->data, image->size, pack, &body);
    add_pixels(body, image, colour_space(writer, image), image->bits);
    if (image->coding == CODING_PNG)
        text_print(body,
                   "/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors %d"
                   "/BitsPerComponent %d/Columns %d>>",
                   image->components, image->bits, image->width);
    if (image->coding == CODING_JPEG) text_add(body, "/Filter/DCTDecode");
    if (image->plain_rgb) text_add(body, "/DecodeParms<</ColorTransform 0>>");
    if (image->alpha) {
        text_add(body, "/SMask ");
        add_reference(body, write_mask(writer, image));
    }
    return dict;
}

HPDF_Dict images_find(Writer *writer, const Image *image) {
    for (int i = 0; i < writer->image_count; i++)
        if (writer->images[i].image == image) return writer->images[i].dict;
    writer->images = arena_grow(writer->arena, writer->images, writer->image_count,
                                &writer->image_capacity, sizeof *writer->images);
    HPDF_Dict dict = write_image(writer, image);
    writer->images[writer->image_count++] = (ImageUse){image, dict};
    return dict;
}

void images_matrix(Text *out, const ImageItem *item, Mpt page_height) {
    /* Which way the stored rows run in the upright picture: the corner that the first
     * pixel takes, and the axes of rows and columns; by Exif's number. */
    static const struct {
        signed char a, b, c, d, e, f; /* of width and height */
    } turns[] = {{1, 0, 0, 1, 0, 0},   {1, 0, 0, 1, 0, 0},  {-1, 0, 0, 1, 1, 0},
                 {-1, 0, 0, -1, 1, 1}, {1, 0, 0, -1, 0, 1}, {0, -1, -1, 0, 1, 1},
                 {0, -1, 1, 0, 0, 1},  {0, 1, 1, 0, 0, 0},  {0, 1, -1, 0, 1, 0}};
    int turn = item->image->orientation;
    int at = turn >= 1 && turn <= 8 ? turn : 1;
    const int64_t w = item->width, h = item->height;
    const int64_t numbers[] = {
        turns[at].a * w,           turns[at].b * h,
        turns[at].c * w,           turns[at].d * h,
        item->x + turns[at].e * w, page_height - item->y - h + turns[at].f * h};
    for (int i = 0; i < 6; i++) {
        if (i) text_add_char(out, ' ');
        add_thousandths(out, numbers[i]);
    }
}
