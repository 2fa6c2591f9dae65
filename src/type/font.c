/* One font file: mapped, checked and measured.  A file that HarfBuzz would accept but
 * that cannot be embedded or would divide by zero somewhere is refused here, so that no
 * later stage meets it. */
#include "type/store.h"

#include <errno.h>
#include <fcntl.h>
#include <hb-ot.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    LARGEST_FONT = 256 << 20, /* bytes */
    SMALLEST_UPEM = 16,       /* the OpenType specification's range */
    LARGEST_UPEM = 16384,
    HEAD_SIZE = 54,
    RESTRICTED_LICENCE = 2, /* OS/2 fsType: no embedding */
};

Mpt font_scale(int64_t units, Mpt size, unsigned upem) {
    int64_t product = units * size * 2;
    int64_t divisor = (int64_t) upem * 2;
    return (Mpt) ((product + (product < 0 ? -(int64_t) upem : (int64_t) upem)) /
                  divisor);
}

/* Two bytes at `offset` of a table, or -1 when the table is shorter or absent. */
static int table_word(hb_face_t *face, hb_tag_t tag, unsigned offset) {
    hb_blob_t *table = hb_face_reference_table(face, tag);
    unsigned length;
    const unsigned char *bytes =
        (const unsigned char *) hb_blob_get_data(table, &length);
    int word = offset + 2 <= length ? bytes[offset] << 8 | bytes[offset + 1] : -1;
    hb_blob_destroy(table);
    return word;
}

static unsigned table_size(hb_face_t *face, hb_tag_t tag) {
    hb_blob_t *table = hb_face_reference_table(face, tag);
    unsigned length = hb_blob_get_length(table);
    hb_blob_destroy(table);
    return length;
}

/* Whether the CFF table's top dictionary begins with ROS, the mark of a CID-keyed font:
 * header, then the name INDEX, then the top DICT INDEX with its one dictionary. */
static bool cff_is_cid_keyed(hb_face_t *face) {
    hb_blob_t *table = hb_face_reference_table(face, HB_TAG('C', 'F', 'F', ' '));
    unsigned length;
    const unsigned char *cff = (const unsigned char *) hb_blob_get_data(table, &length);
    bool found = false;
    size_t at = length > 4 ? cff[2] : length;
    if (at + 3 <= length) { /* the name INDEX: count, offset size, offsets, data */
        unsigned count = (unsigned) (cff[at] << 8 | cff[at + 1]);
        unsigned width = cff[at + 2];
        size_t last = at + 3 + (size_t) count * width, end = 0;
        for (unsigned i = 0; i < width && last + i < length; i++)
            end = end << 8 | cff[last + i];
        at = count ? last + width - 1 + end : at + 2;
    }
    if (at + 3 <= length && cff[at + 2] >= 1 && cff[at + 2] <= 4) {
        size_t data = at + 3 + 2 * (size_t) cff[at + 2];
        for (size_t i = data; i + 1 < length && i < data + 24 && !found; i++) {
            if (cff[i] == 12) {
                found = cff[i + 1] == 30;
                break;
            }
            if (cff[i] == 28)
                i += 2;
            else if (cff[i] == 29)
                i += 4;
            else if (cff[i] >= 247 && cff[i] <= 254)
                i += 1;
        }
    }
    hb_blob_destroy(table);
    return found;
}

/* What is wrong with the font, NULL when nothing is. */
static const char *face_defect(hb_face_t *face) {
    if (hb_face_get_glyph_count(face) == 0) return "is not a font, or has no glyphs";
    if (table_size(face, HB_TAG('h', 'e', 'a', 'd')) < HEAD_SIZE)
        return "has no usable head table";
    int upem = table_word(face, HB_TAG('h', 'e', 'a', 'd'), 18);
    if (upem < SMALLEST_UPEM || upem > LARGEST_UPEM)
        return "has an impossible number of units per em";
    if (table_size(face, HB_TAG('h', 'm', 't', 'x')) < 4 ||
        table_word(face, HB_TAG('h', 'h', 'e', 'a'), 34) < 1)
        return "has no glyph widths";
    if ((unsigned) table_word(face, HB_TAG('h', 'h', 'e', 'a'), 34) >
        hb_face_get_glyph_count(face))
        return "has more widths than glyphs";
    if (table_size(face, HB_TAG('c', 'm', 'a', 'p')) < 4)
        return "does not say which characters it has";
    bool has_cff = table_size(face, HB_TAG('C', 'F', 'F', ' ')) > 0;
    bool has_glyf = table_size(face, HB_TAG('g', 'l', 'y', 'f')) > 0 &&
                    table_size(face, HB_TAG('l', 'o', 'c', 'a')) > 0;
    if (!has_cff && !has_glyf)
        return "has neither TrueType nor CFF outlines, so it cannot be embedded";
    int licence = table_word(face, HB_TAG('O', 'S', '/', '2'), 8);
    if (licence > 0 && (licence & 15) == RESTRICTED_LICENCE)
        return "may not be embedded, by its licence bits";
    return NULL;
}

static int metric(hb_font_t *font, hb_ot_metrics_tag_t tag) {
    hb_position_t value = 0;
    hb_ot_metrics_get_position_with_fallback(font, tag, &value);
    return value < 0 ? -value : value;
}

static void measure(Font *font) {
    font->ascender = metric(font->font, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER);
    font->descender = metric(font->font, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER);
    font->cap_height = metric(font->font, HB_OT_METRICS_TAG_CAP_HEIGHT);
    font->x_height = metric(font->font, HB_OT_METRICS_TAG_X_HEIGHT);
}

/* The PostScript name with nothing in it that a PDF name would have to escape; the
 * file's name when the font has none. */
static const char *postscript_name(Arena *arena, const Font *font) {
    char name[128];
    unsigned room = sizeof name;
    hb_ot_name_get_utf8(font->face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID,
                        &room, name);
    char *clean = arena_string(arena, name);
    if (!*clean) {
        const char *slash = strrchr(font->path, '/');
        const char *base = slash ? slash + 1 : font->path;
        clean = arena_copy(arena, base, strcspn(base, "."));
    }
    for (char *c = clean; *c; c++)
        if (!strchr(
                "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.+",
                *c))
            *c = '_';
    return *clean ? clean : "Font";
}

/* Maps the file; false after a diagnostic. */
static bool map_file(Font *font, Origin origin, Diags *diags) {
    struct stat status;
    void *bytes = MAP_FAILED;
    const char *defect = NULL;
    int file = open(font->path, O_RDONLY | O_CLOEXEC);
    if (file < 0 || fstat(file, &status) != 0)
        defect = strerror(errno);
    else if (!S_ISREG(status.st_mode))
        defect = "not a regular file";
    else if (status.st_size == 0)
        defect = "the file is empty";
    else if (status.st_size > LARGEST_FONT)
        defect = "the file is too large";
    else
        bytes = mmap(NULL, (size_t) status.st_size, PROT_READ, MAP_PRIVATE, file, 0);
    if (!defect && bytes == MAP_FAILED) defect = strerror(errno);
    if (file >= 0) close(file);
    if (defect) {
        diag_report(diags, FAULT_DATA, origin, "font '%s': %s", font->path, defect);
        return false;
    }
    font->bytes = bytes;
    font->size = (size_t) status.st_size;
    return true;
}

static bool has_postscript_name(hb_face_t *face, const char *name) {
    char found[128];
    unsigned room = sizeof found;
    hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &room,
                        found);
    return strcmp(found, name) == 0;
}

/* The face called `name` of a collection, the first when it is NULL; false, with no
 * face open, when the file has none of that name. */
static bool choose_face(Font *font, const char *name) {
    unsigned count = hb_face_count(font->blob);
    for (unsigned i = 0; i < (count ? count : 1); i++) {
        font->face = hb_face_create(font->blob, i);
        if (!name || has_postscript_name(font->face, name)) return true;
        hb_face_destroy(font->face);
        font->face = NULL;
    }
    return false;
}

Font *font_load(Arena *arena, const char *file, const char *path, const char *face_name,
                Origin origin, Diags *diags) {
    Font *font = arena_alloc(arena, sizeof *font);
    font->file = file;
    font->path = path;
    if (!map_file(font, origin, diags)) return NULL;
    font->blob = hb_blob_create((const char *) font->bytes, (unsigned) font->size,
                                HB_MEMORY_MODE_READONLY, NULL, NULL);
    if (!choose_face(font, face_name)) {
        diag_report(diags, FAULT_DATA, origin, "font '%s': no face is called '%s'",
                    path, face_name);
        font_unload(font);
        return NULL;
    }
    const char *defect = face_defect(font->face);
    if (defect) {
        diag_report(diags, FAULT_DATA, origin, "font '%s': the file %s", path, defect);
        font_unload(font);
        return NULL;
    }
    font->upem = hb_face_get_upem(font->face);
    font->glyph_count = hb_face_get_glyph_count(font->face);
    hb_face_make_immutable(font->face);
    font->font = hb_font_create(font->face);
    hb_font_set_scale(font->font, (int) font->upem, (int) font->upem);
    hb_font_make_immutable(font->font);
    font->is_cff = table_size(font->face, HB_TAG('C', 'F', 'F', ' ')) > 0;
    font->is_cid_keyed = font->is_cff && cff_is_cid_keyed(font->face);
    measure(font);
    font->name = postscript_name(arena, font);
    return font;
}

void font_unload(Font *font) {
    if (font->font) hb_font_destroy(font->font);
    if (font->face) hb_face_destroy(font->face);
    if (font->blob) hb_blob_destroy(font->blob);
    if (font->bytes) munmap((void *) font->bytes, font->size);
    font->font = NULL;
    font->face = NULL;
    font->blob = NULL;
    font->bytes = NULL;
}

FontMetrics font_metrics(const Font *font, Mpt size) {
    return (FontMetrics){
        .ascender = font_scale(font->ascender, size, font->upem),
        .descender = font_scale(font->descender, size, font->upem),
        .cap_height = font_scale(font->cap_height, size, font->upem),
        .x_height = font_scale(font->x_height, size, font->upem),
    };
}

const char *font_name(const Font *font) {
    return font->name;
}

bool font_is_cff(const Font *font) {
    return font->is_cff;
}

int font_glyph_width(const Font *font, uint32_t glyph) {
    return font_scale(hb_font_get_glyph_h_advance(font->font, glyph), 1000, font->upem);
}

bool font_glyph_ink(const Font *font, Mpt size, uint32_t glyph, Ink *ink) {
    hb_glyph_extents_t box = {0};
    if (!hb_font_get_glyph_extents(font->font, glyph, &box) || box.width == 0 ||
        box.height == 0)
        return false;
    /* HarfBuzz measures upwards, and the height from the top: negative. */
    *ink = (Ink){.left = font_scale(box.x_bearing, size, font->upem),
                 .top = -font_scale(box.y_bearing, size, font->upem),
                 .right = font_scale(box.x_bearing + box.width, size, font->upem),
                 .bottom = -font_scale(box.y_bearing + box.height, size, font->upem)};
    return true;
}

uint32_t font_glyph_of(const Font *font, uint32_t character) {
    hb_codepoint_t glyph = 0;
    hb_font_get_nominal_glyph(font->font, character, &glyph);
    return glyph;
}

static int signed_word(const Font *font, hb_tag_t tag, unsigned offset) {
    return (int16_t) table_word(font->face, tag, offset);
}

FontTraits font_traits(const Font *font) {
    FontTraits traits = {0};
    for (unsigned i = 0; i < 4; i++)
        traits.box[i] =
            font_scale(signed_word(font, HB_TAG('h', 'e', 'a', 'd'), 36 + 2 * i), 1000,
                       font->upem);
    int weight = table_word(font->face, HB_TAG('O', 'S', '/', '2'), 4);
    traits.weight = weight > 0 && weight <= 1000 ? weight : 400;
    int family = table_word(font->face, HB_TAG('O', 'S', '/', '2'), 30);
    int serif_class = family > 0 ? family >> 8 : 0;
    traits.is_serif = (serif_class >= 1 && serif_class <= 5) || serif_class == 7;
    traits.italic_angle = signed_word(font, HB_TAG('p', 'o', 's', 't'), 4);
    if (traits.italic_angle < -60 || traits.italic_angle > 60) traits.italic_angle = 0;
    traits.is_fixed_pitch =
        table_word(font->face, HB_TAG('p', 'o', 's', 't'), 12) > 0 ||
        table_word(font->face, HB_TAG('p', 'o', 's', 't'), 14) > 0;
    return traits;
}
