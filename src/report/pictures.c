/* The bytes are those that layout has read. */
#include "report/pictures.h"

#include <string.h>

#include "base/map.h"

static void add(PictureFiles *files, const char *name, const char *path,
                const Image *image, Arena *arena) {
    char sha256[SHA256_HEX];
    xml_digest(image->file, image->file_size, sha256);
    const bool is_small = image->file_size <= LARGEST_ATTACHED;
    files->attachments[files->count] =
        (Attachment){.name = name,
                     .media_type = image->media_type,
                     .relationship = "Source",
                     .bytes = is_small ? image->file : NULL,
                     .size = image->file_size,
                     .is_compact = true};
    files->paths[files->count] = path;
    files->files[files->count++] = (FindingsFile){name, arena_string(arena, sha256)};
}

static int count_pictures(const Document *document) {
    int count = 0, depth = 0;
    for (const Block *block = document->root; block;
         block = block_following(block, document->root, &depth))
        count += block->kind == BLOCK_PICTURE;
    return count;
}

PictureFiles pictures_find(const Document *document, const Pages *pages,
                           const Inputs *inputs, Arena *arena, Diags *diags) {
    PictureFiles files = {0};
    const int most = count_pictures(document);
    if (!most) return files;
    files.attachments = arena_array(arena, most, sizeof *files.attachments);
    files.files = arena_array(arena, most, sizeof *files.files);
    files.paths = arena_array(arena, most, sizeof *files.paths);
    Map *known = map_new(arena);
    int depth = 0;
    for (const Block *block = document->root; block;
         block = block_following(block, document->root, &depth)) {
        if (block->kind != BLOCK_PICTURE) continue;
        const char *path = block->picture->path;
        const Image *image = image_open(pages->images, path, block->origin, diags);
        const char *name = inputs_name_further(inputs, path, arena);
        if (image && !map_put(known, name, (void *) image))
            add(&files, name, path, image, arena);
    }
    return files;
}
