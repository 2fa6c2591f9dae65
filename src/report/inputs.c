/* Names do not tell where on a machine the files lie: only folders that the brief names
 * itself, by as many "../" as its references have. */
#include "report/inputs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void inputs_add(Inputs *inputs, const XmlFile *files, int count,
                const char *relationship, Arena *arena) {
    for (int i = 0; i < count; i++) {
        bool known = false;
        for (int k = 0; k < inputs->count && !known; k++)
            known = strcmp(inputs->items[k].file->path, files[i].path) == 0;
        if (known) continue;
        inputs->items = arena_grow(arena, inputs->items, inputs->count,
                                   &inputs->capacity, sizeof *inputs->items);
        inputs->items[inputs->count++] =
            (Input){.relationship = relationship, .file = &files[i]};
    }
}

void inputs_add_named(Inputs *inputs, const XmlFile *file, const char *name,
                      const char *relationship, Arena *arena) {
    inputs_add(inputs, file, 1, relationship, arena);
    inputs->items[inputs->count - 1].name = name;
}

/* ---- names ---- */

/* What stands behind one of the search folders; NULL when the path is in none. */
static const char *below_search(const char *search, const char *path) {
    while (*search) {
        size_t length = strcspn(search, ":");
        if (length && strncmp(path, search, length) == 0 && path[length] == '/')
            return path + length + 1;
        search += length + (search[length] == ':');
    }
    return NULL;
}

/* A path without "." and "a/..", and how many ".." it begins with. */
typedef struct {
    const char *rest;
    int ups;
} Reach;

static Reach reach_of(const char *path, Arena *arena) {
    char *clean = arena_alloc(arena, strlen(path) + 1);
    size_t length = 0;
    Reach reach = {.rest = clean};
    while (*path) {
        size_t part = strcspn(path, "/");
        bool is_up = part == 2 && memcmp(path, "..", 2) == 0;
        bool is_here = part == 0 || (part == 1 && *path == '.');
        if (is_up && length) {
            while (length && clean[--length] != '/') {
            }
        } else if (is_up) {
            reach.ups++;
        } else if (!is_here) {
            if (length) clean[length++] = '/';
            memcpy(clean + length, path, part);
            length += part;
        }
        path += part + (path[part] == '/');
    }
    clean[length] = '\0';
    return reach;
}

/* The last `wanted` folders above the brief, joined; fewer near the root. */
static const char *folders_above(const char *brief, int wanted, Arena *arena) {
    char *real = realpath(brief, NULL);
    const char *path = real ? arena_string(arena, real) : brief;
    free(real);
    const char *end = strrchr(path, '/');
    if (!end || !wanted) return "";
    const char *start = end;
    while (wanted > 0 && start > path) {
        start--;
        if (*start == '/' && --wanted == 0) start++;
        if (wanted == 0) break;
    }
    if (*start == '/') start++;
    return arena_copy(arena, start, (size_t) (end - start));
}

/* `folders` less the last `ups` of them. */
static size_t shortened(const char *folders, int ups) {
    size_t length = strlen(folders);
    for (; ups > 0 && length; ups--)
        while (length && folders[--length] != '/') {
        }
    return length;
}

static const char *beside_brief(const Inputs *inputs, const char *path) {
    const char *slash = strrchr(inputs->brief, '/');
    size_t folder = slash ? (size_t) (slash + 1 - inputs->brief) : 0;
    return strncmp(path, inputs->brief, folder) == 0 ? path + folder : path;
}

static const char *name_of(const Inputs *inputs, Reach reach, Arena *arena) {
    size_t kept = shortened(inputs->folders, reach.ups);
    return arena_print(arena, "%.*s%s%s", (int) kept, inputs->folders, kept ? "/" : "",
                       reach.rest);
}

void inputs_name(Inputs *inputs, Arena *arena) {
    Reach *reaches = arena_array(arena, inputs->count + 1, sizeof *reaches);
    int highest = 0;
    for (int i = 0; i < inputs->count; i++) {
        const char *path = inputs->items[i].file->path;
        if (inputs->items[i].name) continue;
        const char *below = below_search(inputs->search, path);
        if (below) inputs->items[i].name = arena_print(arena, "templates/%s", below);
        if (below) continue;
        reaches[i] = reach_of(beside_brief(inputs, path), arena);
        if (reaches[i].ups > highest) highest = reaches[i].ups;
    }
    inputs->ups = highest;
    inputs->folders = folders_above(inputs->brief, highest, arena);
    for (int i = 0; i < inputs->count; i++)
        if (!inputs->items[i].name)
            inputs->items[i].name = name_of(inputs, reaches[i], arena);
}

const char *inputs_name_further(const Inputs *inputs, const char *path, Arena *arena) {
    const char *below = below_search(inputs->search, path);
    if (below) return arena_print(arena, "templates/%s", below);
    Reach reach = reach_of(beside_brief(inputs, path), arena);
    if (reach.ups <= inputs->ups) return name_of(inputs, reach, arena);
    return arena_print(arena, "above-%d/%s", reach.ups - inputs->ups, reach.rest);
}

/* ---- bytes ---- */

static bool read_bytes(const XmlFile *file, Arena *arena, Attachment *attachment,
                       Diags *diags) {
    unsigned char *bytes = arena_alloc(arena, file->size + 1);
    FILE *stream = fopen(file->path, "rb");
    size_t got = stream ? fread(bytes, 1, file->size + 1, stream) : 0;
    if (stream) fclose(stream);
    char sha256[SHA256_HEX];
    xml_digest(bytes, got, sha256);
    attachment->bytes = bytes;
    attachment->size = got;
    if (got == file->size && strcmp(sha256, file->sha256) == 0) return true;
    diag_report(diags, FAULT_DATA, (Origin){file->path, 0},
                "the file was changed while the briefing was made: make it again");
    return false;
}

/* What was packed of this very file; NULL when it was not. */
static const Attachment *find_packed(const PackedInputs *packed, const XmlFile *file) {
    for (int i = 0; packed->inputs && i < packed->inputs->count; i++)
        if (strcmp(packed->inputs->items[i].file->path, file->path) == 0)
            return &packed->attachments[i];
    return NULL;
}

Attachment *inputs_attach(const Inputs *inputs, const PackedInputs *packed,
                          Arena *arena, Diags *diags) {
    Attachment *attachments =
        arena_array(arena, inputs->count + 1, sizeof *attachments);
    bool good = true;
    for (int i = 0; i < inputs->count; i++) {
        const Input *input = &inputs->items[i];
        const Attachment *ready = find_packed(packed, input->file);
        if (ready) attachments[i] = *ready;
        attachments[i].name = input->name;
        attachments[i].media_type = "application/xml";
        attachments[i].relationship = input->relationship;
        if (ready || input->file->size > LARGEST_ATTACHED) continue;
        if (read_bytes(input->file, arena, &attachments[i], diags))
            attachment_pack(&attachments[i], arena);
        else
            good = false;
    }
    return good ? attachments : NULL;
}
