/* Readers of one format each. */
#ifndef IMAGE_PARTS_H
#define IMAGE_PARTS_H

#include "image/image.h"

enum { MOST_PIXELS = 1 << 26, MOST_SIDE = 1 << 15 };

typedef struct {
    Arena *arena;
    const unsigned char *bytes;
    size_t size;
    char *fault; /* room for what is wrong */
} ImageFile;

enum { FAULT_ROOM = 200 };

/* Fill the image in; false with `fault` when the file cannot be used. */
bool read_png(const ImageFile *file, Image *image);
bool read_jpeg(const ImageFile *file, Image *image);

#endif
