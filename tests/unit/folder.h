/* A folder of files for one test: written beside each other, gone afterwards. */
#ifndef TESTS_UNIT_FOLDER_H
#define TESTS_UNIT_FOLDER_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/diag.h"

typedef struct {
    Arena *arena;
    Diags *diags;
    char path[64];
    const char *files[16];
    int file_count;
} Folder;

static inline Folder *folder_open(void) {
    Arena *arena = arena_new(NULL);
    Folder *folder = arena_alloc(arena, sizeof *folder);
    folder->arena = arena;
    folder->diags = diags_new(arena);
    strcpy(folder->path, "/tmp/mkreport-test-XXXXXX");
    if (!mkdtemp(folder->path)) abort();
    return folder;
}

/* The path of `name`, which folder_close() removes. */
static inline const char *folder_path(Folder *folder, const char *name) {
    const char *path = arena_print(folder->arena, "%s/%s", folder->path, name);
    for (int i = 0; i < folder->file_count; i++)
        if (strcmp(folder->files[i], path) == 0) return path;
    if (folder->file_count == 16) abort();
    folder->files[folder->file_count++] = path;
    return path;
}

static inline const char *folder_write_bytes(Folder *folder, const char *name,
                                             const void *bytes, size_t size) {
    const char *path = folder_path(folder, name);
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(bytes, 1, size, file) != size || fclose(file) != 0) abort();
    return path;
}

static inline const char *folder_write(Folder *folder, const char *name,
                                       const char *text) {
    return folder_write_bytes(folder, name, text, strlen(text));
}

/* True when a message holds `part`; otherwise all messages go to standard error. */
static inline bool folder_said(const Folder *folder, const char *part) {
    const char *message;
    for (int i = 0; (message = diags_message(folder->diags, i)); i++)
        if (strstr(message, part)) return true;
    fprintf(stderr, "no message has '%s':\n", part);
    diags_print(folder->diags, stderr);
    return false;
}

/* True when nothing was reported; otherwise all messages go to standard error. */
static inline bool folder_is_quiet(const Folder *folder) {
    diags_print(folder->diags, stderr);
    return !diags_message(folder->diags, 0);
}

static inline void folder_close(Folder *folder) {
    for (int i = 0; i < folder->file_count; i++)
        remove(folder->files[i]);
    rmdir(folder->path);
    arena_free(folder->arena);
}

static inline int folder_setup(void **state) {
    *state = folder_open();
    return 0;
}

static inline int folder_teardown(void **state) {
    folder_close(*state);
    return 0;
}

#endif
