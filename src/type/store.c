/* The store: which fonts are open, and where files of a name are found.  The folders
 * are read once and sorted, so that the result does not depend on the order in which
 * the file system lists them. */
#include "type/store.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/path.h"

enum { DEEPEST_FOLDER = 3 }; /* truetype/family/variant below a folder of the path */

static void close_store(void *handle) {
    FontStore *store = handle;
    for (Font *font = store->first_font; font; font = font->next)
        font_unload(font);
    store->first_font = NULL;
    arena_free(store->fleeting.arena);
    store->fleeting = (Fleeting){0};
}

FontStore *font_store_new(Arena *arena, const char *path) {
    FontStore *store = arena_alloc(arena, sizeof *store);
    store->arena = arena;
    store->path = arena_string(arena, path);
    store->fonts = map_new(arena);
    store->missing = map_new(arena);
    store->hyphens = map_new(arena);
    store->briefing = 1;
    store->patterns = map_new(arena);
    store->stamps = map_new(arena);
    store->points = map_new(arena);
    arena_on_free(arena, close_store, store);
    store->shaper = shaper_new(arena);
    return store;
}

typedef struct {
    const char *name, *path;
    bool is_file, is_folder;
} Entry;

static int by_name(const void *a, const void *b) {
    return strcmp(((const Entry *) a)->name, ((const Entry *) b)->name);
}

/* What a folder's entry is; only links are looked at, since most file systems tell. */
static Entry read_entry(Arena *arena, const char *folder, const struct dirent *found) {
    Entry entry = {.name = arena_string(arena, found->d_name),
                   .path = arena_print(arena, "%s/%s", folder, found->d_name),
                   .is_file = found->d_type == DT_REG,
                   .is_folder = found->d_type == DT_DIR};
    struct stat status;
    if ((found->d_type == DT_LNK || found->d_type == DT_UNKNOWN) &&
        stat(entry.path, &status) == 0) {
        entry.is_file = S_ISREG(status.st_mode);
        entry.is_folder = S_ISDIR(status.st_mode);
    }
    return entry;
}

/* The entries of `folder` sorted by the bytes of their names, hidden ones left out. */
static Entry *sorted_entries(Arena *arena, const char *folder, int *count) {
    *count = 0;
    DIR *open = opendir(folder);
    if (!open) return NULL;
    Entry *entries = NULL;
    int capacity = 0;
    for (struct dirent *found = readdir(open); found; found = readdir(open)) {
        if (found->d_name[0] == '.') continue;
        entries = arena_grow(arena, entries, *count, &capacity, sizeof *entries);
        entries[(*count)++] = read_entry(arena, folder, found);
    }
    closedir(open);
    if (*count) qsort(entries, (size_t) *count, sizeof *entries, by_name);
    return entries;
}

/* Notes the files of `folder`; the first of a name stays.  At the top only truetype/
 * and opentype/ are entered, below them every folder down to DEEPEST_FOLDER. */
static void index_folder(FontStore *store, const char *folder, int depth) {
    int count;
    Entry *entries = sorted_entries(store->arena, folder, &count);
    for (int i = 0; i < count; i++)
        if (entries[i].is_file && !map_get(store->files, entries[i].name))
            map_put(store->files, entries[i].name, (void *) entries[i].path);
    for (int i = 0; i < count && depth < DEEPEST_FOLDER; i++) {
        bool is_entered = depth > 0 || strcmp(entries[i].name, "truetype") == 0 ||
                          strcmp(entries[i].name, "opentype") == 0;
        if (entries[i].is_folder && is_entered)
            index_folder(store, entries[i].path, depth + 1);
    }
}

const char *store_find_file(FontStore *store, const char *name) {
    if (!store->files) {
        store->files = map_new(store->arena);
        const char *start = store->path;
        while (*start) {
            size_t length = strcspn(start, ":");
            if (length) index_folder(store, arena_copy(store->arena, start, length), 0);
            start += length + (start[length] == ':');
        }
    }
    return map_get(store->files, name);
}

/* Which Debian package has the fonts whose file names begin so. */
static const struct {
    const char *prefix, *package;
} PACKAGES[] = {
    {"Vollkorn", "fonts-vollkorn"},
    {"Lato-", "fonts-lato"},
    {"Liberation", "fonts-liberation"},
    {"NotoSansCJK", "fonts-noto-cjk"},
    {"NotoSerifCJK", "fonts-noto-cjk"},
    {"LinLibertine", "fonts-linuxlibertine"},
    {"LinBiolinum", "fonts-linuxlibertine"},
    {"DejaVu", "fonts-dejavu-core"},
    {"Inter", "fonts-inter"},
    {"ipaexg", "fonts-ipaexfont-gothic"},
    {"ipaexm", "fonts-ipaexfont-mincho"},
    {"FrankRuehl", "culmus"},
    {"NachlieliCLM", "culmus"},
    {"Amiri", "fonts-hosny-amiri"},
};

static const Font *report_missing_file(FontStore *store, const char *file,
                                       Origin origin, Diags *diags) {
    const char *slash = strrchr(file, '/');
    const char *base = slash ? slash + 1 : file;
    const char *package = NULL;
    for (size_t i = 0; i < sizeof PACKAGES / sizeof *PACKAGES && !package; i++)
        if (strncmp(base, PACKAGES[i].prefix, strlen(PACKAGES[i].prefix)) == 0)
            package = PACKAGES[i].package;
    const char *fix =
        package ? arena_print(store->arena, "; install the package %s", package) : "";
    if (slash)
        diag_report(diags, FAULT_MISSING, origin, "font '%s': no such file%s", file,
                    fix);
    else
        diag_report(diags, FAULT_MISSING, origin, "font '%s': not found in %s%s", file,
                    store->path, fix);
    return NULL;
}

/* The path of `file`, whose name ends before a '#'; NULL when there is none. */
static const char *file_path(FontStore *store, const char *file) {
    const char *name = arena_copy(store->arena, file, strcspn(file, "#"));
    struct stat status;
    if (name[0] != '/') name = strchr(name, '/') ? NULL : store_find_file(store, name);
    return name && stat(name, &status) == 0 ? name : NULL;
}

void font_store_begin(FontStore *store) {
    store->briefing++;
    store->opened_count = 0;
    store->fleeting.sample_count = 0;
    store->missing = map_new(store->arena);
    store->knows_figures = true; /* many briefings repay what is learned */
    for (Font *font = store->first_font; font; font = font->next)
        font->sampled = NULL;
}

void store_stamp_file(FontStore *store, const char *path) {
    if (!map_get(store->stamps, path))
        map_put(store->stamps, path, (void *) path_stamp(store->arena, path));
}

void store_note_file(FontStore *store, const char *path) {
    for (int i = 0; i < store->opened_count; i++)
        if (strcmp(store->opened[i].path, path) == 0) return;
    store->opened = arena_grow(store->arena, store->opened, store->opened_count,
                               &store->opened_capacity, sizeof *store->opened);
    store->opened[store->opened_count++] =
        (OpenedFile){path, map_get(store->stamps, path)};
}

const OpenedFile *font_store_files(const FontStore *store, int *count) {
    *count = store->opened_count;
    return store->opened;
}

bool font_exists(FontStore *store, const char *file) {
    return map_get(store->fonts, file) || file_path(store, file);
}

const Font *font_open(FontStore *store, const char *file, Origin origin, Diags *diags) {
    Font *font = map_get(store->fonts, file);
    if (font) store_note_file(store, font->path);
    if (font) return font;
    const char *path = file_path(store, file);
    if (!path) return report_missing_file(store, file, origin, diags);
    store_stamp_file(store, path);
    const char *face_name = strchr(file, '#');
    font = font_load(store->arena, arena_string(store->arena, file), path,
                     face_name ? face_name + 1 : NULL, origin, diags);
    if (!font) return NULL;
    font->number = store->font_count++;
    font->next = store->first_font;
    store->first_font = font;
    map_put(store->fonts, file, font);
    store_note_file(store, path);
    return font;
}
