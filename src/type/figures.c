/* Figures without HarfBuzz.  A long table has half a million numbers that come once,
 * and all are made of a few characters whose glyphs depend on no more than their
 * neighbour. That is found out once for a font, its features and a language, from a
 * text that has every pair: where it does not hold, HarfBuzz shapes each word. */
#include <string.h>

#include "type/store.h"

enum { KINDS = 15, PAIRS = KINDS * KINDS };

/* What numbers are written with; the last one is the minus, of three bytes. */
static const char PLAIN[KINDS] = "0123456789.,+%";
#define MINUS "\xE2\x88\x92"
enum { MINUS_KIND = KINDS - 1 };

struct FigureSet {
    const Font *font;
    unsigned features;
    const char *lang;
    bool holds; /* glyphs depend on their neighbour only, and none is missing */
    uint32_t glyph[KINDS];
    int advance[KINDS][KINDS + 1]; /* before each kind, and at the end; font units */
    FigureSet *next;
};

/* The kind of the character at `text`, -1 for another; its length in `*bytes`. */
static int kind_at(const char *text, int length, int *bytes) {
    *bytes = 1;
    const char *found = *text ? memchr(PLAIN, *text, KINDS - 1) : NULL;
    if (found) return (int) (found - PLAIN);
    *bytes = 3;
    return length >= 3 && memcmp(text, MINUS, 3) == 0 ? MINUS_KIND : -1;
}

static int write_kind(char *text, int kind) {
    if (kind == MINUS_KIND) return (int) (stpcpy(text, MINUS) - text);
    *text = PLAIN[kind];
    return 1;
}

/* Takes over glyph `at` of a shaped text in which `next` follows `kind`; false when
 * what it is, or how wide, rests on more than that. */
static bool take(FigureSet *set, const Glyph *glyph, int kind, int next) {
    int *advance = &set->advance[kind][next];
    if (!set->glyph[kind]) set->glyph[kind] = glyph->glyph;
    if (!*advance) *advance = glyph->advance;
    return glyph->glyph && glyph->glyph == set->glyph[kind] && *advance > 0 &&
           *advance == glyph->advance && !glyph->x_offset && !glyph->y_offset;
}

/* Shapes `count` kinds one behind the other, in font units, and takes their glyphs
 *
 * over. */
static bool learn(FontStore *store, FigureSet *set, const int *kinds, int count) {
    char text[3 * 2 * PAIRS + 1];
    int ends[2 * PAIRS], length = 0;
    for (int i = 0; i < count; i++)
        ends[i] = length += write_kind(text + length, kinds[i]);
    const Shaped *shaped = font_shape(store, set->font, (Mpt) set->font->upem,
                                      set->features, set->lang, text, (size_t) length);
    if (shaped->glyph_count != count) return false;
    for (int i = 0; i < count; i++)
        if ((int) shaped->glyphs[i].cluster != (i ? ends[i - 1] : 0) ||
            !take(set, &shaped->glyphs[i], kinds[i],
                  i + 1 < count ? kinds[i + 1] : KINDS))
            return false;
    return true;
}

/* Each kind before each, and each alone. */
static bool learn_all(FontStore *store, FigureSet *set) {
    int kinds[2 * PAIRS];
    for (int i = 0; i < PAIRS; i++) {
        kinds[2 * i] = i / KINDS;
        kinds[2 * i + 1] = i % KINDS;
    }
    bool holds = learn(store, set, kinds, 2 * PAIRS);
    for (int kind = 0; kind < KINDS && holds; kind++)
        holds = learn(store, set, &kind, 1);
    return holds;
}

static const FigureSet *find_set(FontStore *store, const Font *font, unsigned features,
                                 const char *lang) {
    for (const FigureSet *set = store->figure_sets; set; set = set->next)
        if (set->font == font && set->features == features &&
            strcmp(set->lang, lang) == 0)
            return set;
    FigureSet *set = arena_alloc(store->arena, sizeof *set);
    *set = (FigureSet){.font = font, .features = features};
    set->lang = arena_string(store->arena, lang);
    /* What is learned from is kept, and is not made of what is learned. */
    const bool was_on = store->fleeting.is_on, knew = store->knows_figures;
    store->fleeting.is_on = store->knows_figures = false;
    set->holds = learn_all(store, set);
    store->fleeting.is_on = was_on;
    store->knows_figures = knew;
    set->next = store->figure_sets;
    store->figure_sets = set;
    return set;
}

bool figures_shape(FontStore *store, Arena *arena, Shaped *shaped, unsigned features,
                   const char *lang) {
    int count = 0, bytes, length = shaped->length;
    if (features & SHAPE_LEFTWARDS) return false;
    for (int at = 0; at < length; at += bytes, count++)
        if (kind_at(shaped->text + at, length - at, &bytes) < 0) return false;
    const FigureSet *set = find_set(store, shaped->font, features, lang);
    if (!set->holds || count == 0) return false;
    Glyph *glyphs = arena_array(arena, count, sizeof *glyphs);
    int kind = kind_at(shaped->text, length, &bytes);
    for (int i = 0, at = 0; i < count; i++) {
        int next_at = at + bytes;
        int next = next_at < length
                       ? kind_at(shaped->text + next_at, length - next_at, &bytes)
                       : KINDS;
        glyphs[i] = (Glyph){.glyph = set->glyph[kind],
                            .cluster = (uint32_t) at,
                            .advance = font_scale(set->advance[kind][next],
                                                  shaped->size, shaped->font->upem)};
        shaped->width += glyphs[i].advance;
        kind = next;
        at = next_at;
    }
    shaped->glyphs = glyphs;
    shaped->glyph_count = count;
    return true;
}
