/* Files, and which format they are in. */
#include "image/image.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/map.h"
#include "image/parts.h"

enum {
    LARGEST_FILE = 256 << 20,
    DEFAULT_DENSITY = 96,
    LEAST_DENSITY = 10,
    MPT_PER_INCH = 72000
};

struct ImageStore {
    Arena *arena;
    Map *by_path, *by_content;
};

ImageStore *image_store_new(Arena *arena) {
    ImageStore *store = arena_alloc(arena, sizeof *store);
    *store = (ImageStore){arena, map_new(arena), map_new(arena)};
    return store;
}

/* A side in thousandths of a point. */
static int32_t side(int pixels, double density) {
    /* Some programs write 1 for "not known". */
    if (density < LEAST_DENSITY) density = DEFAULT_DENSITY;
    double length = pixels * (double) MPT_PER_INCH / density;
    return length > INT32_MAX / 4 ? INT32_MAX / 4 : length < 1 ? 1 : (int32_t) length;
}

void image_size(const Image *image, int32_t *width, int32_t *height) {
    bool on_its_side = image->orientation >= 5;
    int32_t stored_width = side(image->width, image->x_density);
    int32_t stored_height = side(image->height, image->y_density);
    *width = on_its_side ? stored_height : stored_width;
    *height = on_its_side ? stored_width : stored_height;
}

/* The whole of a regular file; false with errno or, when that is 0, `fault`. */
static bool read_file(const char *path, ImageFile *file) {
    struct stat status;
    if (stat(path, &status) != 0) return false;
    errno = 0;
    if (!S_ISREG(status.st_mode) || status.st_size > LARGEST_FILE) {
        snprintf(file->fault, FAULT_ROOM,
                 S_ISREG(status.st_mode) ? "larger than 256 MiB"
                                         : "not a regular file");
        return false;
    }
    unsigned char *bytes = arena_alloc(file->arena, (size_t) status.st_size + 1);
    FILE *stream = fopen(path, "rb");
    if (!stream) return false;
    file->bytes = bytes;
    file->size = fread(bytes, 1, (size_t) status.st_size, stream);
    bool good = !ferror(stream);
    fclose(stream);
    return good;
}

static bool read_image(const ImageFile *file, Image *image) {
    static const unsigned char png[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    static const unsigned char jpeg[] = {0xFF, 0xD8, 0xFF};
    image->file = file->bytes;
    image->file_size = file->size;
    if (file->size >= sizeof png && memcmp(file->bytes, png, sizeof png) == 0) {
        image->media_type = "image/png";
        return read_png(file, image);
    }
    if (file->size >= sizeof jpeg && memcmp(file->bytes, jpeg, sizeof jpeg) == 0) {
        image->media_type = "image/jpeg";
        return read_jpeg(file, image);
    }
    snprintf(file->fault, FAULT_ROOM, "neither PNG nor JPEG");
    return false;
}

const Image *image_open(ImageStore *store, const char *path, Origin wanted_by,
                        Diags *diags) {
    const Image *known = map_get(store->by_path, path);
    if (known) return known;
    char fault[FAULT_ROOM] = "";
    ImageFile file = {.arena = store->arena, .fault = fault};
    if (!read_file(path, &file)) {
        bool missing = !*fault;
        diag_report(diags, missing ? FAULT_MISSING : FAULT_DATA, wanted_by,
                    "cannot open %s: %s", path, missing ? strerror(errno) : fault);
        return NULL;
    }
    uint64_t digest = hash_bytes(HASH_START, file.bytes, file.size);
    const char *content = arena_print(store->arena, "%016llx %zu",
                                      (unsigned long long) digest, file.size);
    Image *image = map_get(store->by_content, content);
    if (!image) {
        image = arena_alloc(store->arena, sizeof *image);
        *image = (Image){.path = path, .orientation = 1, .digest = digest};
        if (!read_image(&file, image)) {
            diag_report(diags, FAULT_DATA, wanted_by, "cannot use the picture %s: %s",
                        path, fault);
            return NULL;
        }
        map_put(store->by_content, content, image);
    }
    map_put(store->by_path, path, image);
    return image;
}
