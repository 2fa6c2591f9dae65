/* Images: PNG and JPEG files as a PDF takes them.  What a PDF can hold as it stands in
 * the file is passed on; the rest becomes rows of samples.  Every file is read to its
 * end, so that a broken one is found here.  Colours are taken as sRGB. */
#ifndef IMAGE_IMAGE_H
#define IMAGE_IMAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"

typedef enum {
    CODING_ROWS, /* samples, each row from a new byte on */
    CODING_PNG,  /* zlib data of rows with PNG's predictors */
    CODING_JPEG  /* the file */
} ImageCoding;

typedef struct {
    const char *path;
    int width, height; /* pixels, as stored */
    /* How the picture is to be turned, as Exif has it: 1 upright, 3 upside down, 6 and
     * 8 on its side; even numbers up to 4, and 5 and 7, are mirrored. */
    int orientation;
    double x_density, y_density;  /* pixels to the inch, as stored; 0 when not told */
    int components;               /* 1 grey or of a palette, 3 red, green and blue */
    int bits;                     /* of a sample: 1, 2, 4, 8 or 16 */
    const unsigned char *palette; /* red, green, blue; NULL for none */
    int palette_count;
    bool plain_rgb; /* CODING_JPEG: red, green and blue are stored as such */
    ImageCoding coding;
    const unsigned char *data;
    size_t size;
    const unsigned char *alpha; /* a byte a pixel, 255 opaque; NULL for opaque */
    uint64_t digest;            /* of the file */
    const unsigned char *file;  /* its bytes */
    size_t file_size;
    const char *media_type; /* "image/png" */
} Image;

/* The size of the upright picture in thousandths of a point, by its density, or 96
 * pixels to the inch when it has none. */
void image_size(const Image *image, int32_t *width, int32_t *height);

typedef struct ImageStore ImageStore;

ImageStore *image_store_new(Arena *arena);

/* The image in the file at `path`, read once: the same file or the same bytes give the
 * same pointer.  NULL after a diagnostic at `wanted_by`: no such file, no PNG or JPEG,
 * broken, too large, or of a kind that a PDF for archives cannot hold. */
const Image *image_open(ImageStore *store, const char *path, Origin wanted_by,
                        Diags *diags);

#endif
