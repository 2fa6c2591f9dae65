/* Font programs cut down by hb-subset to what a PDF needs: outlines and widths.  Layout
 * tables, names, hints and character maps stay behind, for the text is shaped already
 * and the PDF says itself which character a glyph stands for. */
#include "type/store.h"

#include <hb-subset.h>

static const hb_tag_t DROPPED[] = {
    HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'), HB_TAG('G', 'D', 'E', 'F'),
    HB_TAG('B', 'A', 'S', 'E'), HB_TAG('J', 'S', 'T', 'F'), HB_TAG('M', 'A', 'T', 'H'),
    HB_TAG('n', 'a', 'm', 'e'), HB_TAG('p', 'o', 's', 't'), HB_TAG('k', 'e', 'r', 'n'),
    HB_TAG('c', 'm', 'a', 'p'), HB_TAG('O', 'S', '/', '2'), HB_TAG('g', 'a', 's', 'p'),
    HB_TAG('h', 'd', 'm', 'x'), HB_TAG('V', 'D', 'M', 'X'), HB_TAG('L', 'T', 'S', 'H'),
    HB_TAG('v', 'h', 'e', 'a'), HB_TAG('v', 'm', 't', 'x'), HB_TAG('V', 'O', 'R', 'G'),
    HB_TAG('f', 'v', 'a', 'r'), HB_TAG('g', 'v', 'a', 'r'), HB_TAG('a', 'v', 'a', 'r'),
    HB_TAG('c', 'v', 'a', 'r'), HB_TAG('H', 'V', 'A', 'R'), HB_TAG('V', 'V', 'A', 'R'),
    HB_TAG('M', 'V', 'A', 'R'), HB_TAG('S', 'T', 'A', 'T'), HB_TAG('C', 'O', 'L', 'R'),
    HB_TAG('C', 'P', 'A', 'L'), HB_TAG('S', 'V', 'G', ' '), HB_TAG('s', 'b', 'i', 'x'),
    HB_TAG('C', 'B', 'D', 'T'), HB_TAG('C', 'B', 'L', 'C'), HB_TAG('D', 'S', 'I', 'G'),
    HB_TAG('F', 'F', 'T', 'M'), HB_TAG('m', 'e', 't', 'a'),
};

static hb_subset_input_t *describe(const uint32_t *glyphs, int glyph_count) {
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input) return NULL;
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
    hb_set_t *wanted = hb_subset_input_glyph_set(input);
    hb_set_add(wanted, 0);
    for (int i = 0; i < glyph_count; i++)
        hb_set_add(wanted, glyphs[i]);
    hb_set_t *dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (size_t i = 0; i < sizeof DROPPED / sizeof *DROPPED; i++)
        hb_set_add(dropped, DROPPED[i]);
    return input;
}

/* ---- CFF fonts keyed by CID: glyphs are called by the CIDs of the charset ---- */

typedef struct {
    const unsigned char *bytes;
    size_t size;
} Cff;

/* The big-endian number of `width` bytes at `at`; 0 past the end. */
static size_t number_at(Cff cff, size_t at, int width) {
    size_t number = 0;
    if (at > cff.size || (size_t) width > cff.size - at) return 0;
    for (int i = 0; i < width; i++)
        number = number << 8 | cff.bytes[at + (size_t) i];
    return number;
}

/* Where the INDEX at `at` ends; `*first` is where its first object begins. */
static size_t index_end(Cff cff, size_t at, size_t *first) {
    size_t count = number_at(cff, at, 2);
    if (!count) return at + 2;
    int width = (int) number_at(cff, at + 2, 1);
    if (width < 1 || width > 4) return cff.size;
    size_t data = at + 3 + (count + 1) * (size_t) width - 1;
    *first = data + number_at(cff, at + 3, width);
    return data + number_at(cff, at + 3 + count * (size_t) width, width);
}

/* Operand of the operator charset (15) in the top dictionary from `at` to `end`. */
static size_t charset_offset(Cff cff, size_t at, size_t end) {
    size_t operand = 0;
    while (at < end && at < cff.size) {
        unsigned byte = cff.bytes[at++];
        if (byte == 15) return operand;
        if (byte == 28) {
            operand = number_at(cff, at, 2);
            at += 2;
        } else if (byte == 29) {
            operand = number_at(cff, at, 4);
            at += 4;
        } else if (byte == 30) {
            while (at < end && at < cff.size && (cff.bytes[at] & 15) != 15 &&
                   cff.bytes[at] >> 4 != 15)
                at++;
            at++;
        } else if (byte >= 32 && byte <= 246) {
            operand = byte - 139;
        } else if (byte >= 247 && byte <= 250) {
            operand = (byte - 247) * 256 + number_at(cff, at++, 1) + 108;
        } else if (byte >= 251 && byte <= 254) {
            at++;
        } else if (byte == 12) {
            at++;
        }
    }
    return 0;
}

/* Fills `cids` with the CID of each glyph id; false when the charset is broken. */
static bool read_charset(Cff cff, uint16_t *cids, size_t glyph_count) {
    size_t ignored = 0, top = 0;
    size_t end = index_end(cff, number_at(cff, 2, 1), &ignored);
    end = index_end(cff, end, &top);
    size_t at = charset_offset(cff, top, end);
    if (at <= 2 || at >= cff.size) return false;
    size_t format = number_at(cff, at++, 1);
    if (format > 2) return false;
    for (size_t glyph = 1; glyph < glyph_count;) {
        if (at + 2 > cff.size) return false;
        size_t cid = number_at(cff, at, 2);
        size_t left = format ? number_at(cff, at + 2, (int) format) : 0;
        at += 2 + format;
        for (size_t i = 0; i <= left && glyph < glyph_count; i++)
            cids[glyph++] = (uint16_t) (cid + i);
    }
    return true;
}

/* ---- both kinds ---- */

/* The codes of the glyphs asked for; NULL when the subset cannot be read. */
static const uint16_t *glyph_codes(const Font *font, const hb_map_t *mapping, Cff cff,
                                   const uint32_t *glyphs, int glyph_count,
                                   Arena *arena) {
    uint16_t *cids = NULL;
    size_t subset_count = hb_map_get_population(mapping);
    if (font->is_cid_keyed) {
        cids = arena_alloc(arena, (subset_count + 1) * sizeof *cids);
        if (!read_charset(cff, cids, subset_count)) return NULL;
    }
    uint16_t *codes = arena_array(arena, glyph_count + 1, sizeof *codes);
    for (int i = 0; i < glyph_count; i++) {
        hb_codepoint_t id = hb_map_get(mapping, glyphs[i]);
        if (id == HB_MAP_VALUE_INVALID) id = 0;
        codes[i] = cids && id < subset_count ? cids[id] : (uint16_t) id;
    }
    return codes;
}

bool font_subset(const Font *font, const uint32_t *glyphs, int glyph_count,
                 Arena *arena, Diags *diags, FontSubset *subset) {
    bool done_well = false;
    hb_subset_plan_t *plan = NULL;
    hb_face_t *face = NULL;
    hb_blob_t *blob = NULL;
    hb_subset_input_t *input = describe(glyphs, glyph_count);
    if (!input) goto done;
    plan = hb_subset_plan_create_or_fail(font->face, input);
    if (!plan) goto done;
    face = hb_subset_plan_execute_or_fail(plan);
    if (!face) goto done;
    blob = font->is_cff ? hb_face_reference_table(face, HB_TAG('C', 'F', 'F', ' '))
                        : hb_face_reference_blob(face);
    unsigned size;
    const char *bytes = hb_blob_get_data(blob, &size);
    if (!size) goto done;
    subset->bytes = (const unsigned char *) arena_copy(arena, bytes, size);
    subset->size = size;
    subset->new_ids =
        glyph_codes(font, hb_subset_plan_old_to_new_glyph_mapping(plan),
                    (Cff){subset->bytes, size}, glyphs, glyph_count, arena);
    done_well = subset->new_ids != NULL;
done:
    if (!done_well)
        diag_report(diags, FAULT_DATA, (Origin){font->path, 0},
                    "the font cannot be cut down to the %d glyphs used", glyph_count);
    if (blob) hb_blob_destroy(blob);
    if (face) hb_face_destroy(face);
    if (plan) hb_subset_plan_destroy(plan);
    if (input) hb_subset_input_destroy(input);
    return done_well;
}
