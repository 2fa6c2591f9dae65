/* Shaping, with every result kept: briefings repeat their words, and a
 * table's figures, thousands of times.  The cache is keyed by all that can change the
 * result. */
#include "type/store.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"

static uint64_t hash_of(const Font *font, unsigned features, const char *lang,
                        const char *text, size_t length) {
    int64_t numbers[2] = {font->number, features};
    uint64_t hash = hash_bytes(HASH_START, numbers, sizeof numbers);
    hash = hash_bytes(hash, lang, strlen(lang) + 1);
    return hash_bytes(hash, text, length);
}

static bool same_but_size(const ShapedEntry *a, const ShapedEntry *b) {
    const Shaped *s = &a->shaped, *w = &b->shaped;
    return a->hash == b->hash && s->font == w->font && a->features == b->features &&
           s->length == w->length &&
           memcmp(s->text, w->text, (size_t) w->length) == 0 &&
           strcmp(a->lang, b->lang) == 0;
}

/* A size above the units per em gives each unit a length of its own, so the units can
 * be read back from the glyphs. */
static bool tells_units(const Shaped *shaped) {
    return shaped->size > (Mpt) shaped->font->upem;
}

ShapedEntry shaped_wanted(const Font *font, Mpt size, unsigned features,
                          const char *lang, const char *text, size_t length) {
    if (!lang || !*lang) lang = "und";
    return (ShapedEntry){
        .shaped = {.font = font, .size = size, .text = text, .length = (int) length},
        .hash = hash_of(font, features, lang, text, length),
        .features = features,
        .lang = lang,
    };
}

ShapedCache shaped_cache(Arena *arena, size_t capacity) {
    return (ShapedCache){.slots = arena_alloc(arena, capacity * sizeof(ShapedEntry *)),
                         .capacity = capacity};
}

ShapedEntry **shaped_find(const ShapedCache *cache, const ShapedEntry *wanted,
                          const ShapedEntry **other) {
    size_t mask = cache->capacity - 1;
    size_t i = (size_t) wanted->hash & mask;
    for (;; i = (i + 1) & mask) {
        const ShapedEntry *entry = cache->slots[i];
        if (!entry) break;
        if (!same_but_size(entry, wanted)) continue;
        if (entry->shaped.size == wanted->shaped.size) break;
        if (other && tells_units(&entry->shaped)) *other = entry;
    }
    return &cache->slots[i];
}

static void widen(Arena *arena, ShapedCache *cache) {
    ShapedCache wider =
        shaped_cache(arena, cache->capacity ? cache->capacity * 2 : 1024);
    wider.count = cache->count;
    for (size_t i = 0; i < cache->capacity; i++) {
        ShapedEntry *entry = cache->slots[i];
        if (entry) *shaped_find(&wider, entry, NULL) = entry;
    }
    *cache = wider;
}

static void take_glyphs(hb_buffer_t *buffer, Arena *arena, Shaped *shaped) {
    unsigned count;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t *positions =
        hb_buffer_get_glyph_positions(buffer, &count);
    unsigned upem = shaped->font->upem;
    Glyph *glyphs = arena_array(arena, (int) count, sizeof *glyphs);
    for (unsigned i = 0; i < count; i++) {
        glyphs[i] = (Glyph){
            .glyph = infos[i].codepoint,
            .cluster = infos[i].cluster,
            .advance = font_scale(positions[i].x_advance, shaped->size, upem),
            .x_offset = font_scale(positions[i].x_offset, shaped->size, upem),
            .y_offset = font_scale(positions[i].y_offset, shaped->size, upem),
        };
        shaped->width += glyphs[i].advance;
    }
    shaped->glyphs = glyphs;
    shaped->glyph_count = (int) count;
}

static int64_t units_of(Mpt length, const Shaped *shaped) {
    return llround((double) length * shaped->font->upem / shaped->size);
}

/* The glyphs of the same word in another size. */
static void resize_glyphs(Arena *arena, const Shaped *from, Shaped *shaped) {
    unsigned upem = shaped->font->upem;
    Glyph *glyphs = arena_array(arena, from->glyph_count, sizeof *glyphs);
    for (int i = 0; i < from->glyph_count; i++) {
        const Glyph *glyph = &from->glyphs[i];
        glyphs[i] = *glyph;
        glyphs[i].advance =
            font_scale(units_of(glyph->advance, from), shaped->size, upem);
        glyphs[i].x_offset =
            font_scale(units_of(glyph->x_offset, from), shaped->size, upem);
        glyphs[i].y_offset =
            font_scale(units_of(glyph->y_offset, from), shaped->size, upem);
        shaped->width += glyphs[i].advance;
    }
    shaped->glyphs = glyphs;
    shaped->glyph_count = from->glyph_count;
}

/* The word with its own copies of what it was asked with, and no glyphs yet. */
static ShapedEntry *new_entry(Arena *arena, const ShapedEntry *wanted) {
    ShapedEntry *entry = arena_alloc(arena, sizeof *entry);
    *entry = *wanted;
    entry->shaped.leftwards = wanted->features & SHAPE_LEFTWARDS;
    entry->shaped.text =
        arena_copy(arena, wanted->shaped.text, (size_t) wanted->shaped.length);
    entry->lang = arena_string(arena, wanted->lang);
    return entry;
}

static void run(Shaper *shaper, Arena *arena, ShapedEntry *entry) {
    Shaped *shaped = &entry->shaped;
    take_glyphs(shaper_run(shaper, shaped->font, entry->features, entry->lang,
                           shaped->text, shaped->length),
                arena, shaped);
}

ShapedEntry *shaped_make(Shaper *shaper, Arena *arena, const ShapedEntry *wanted,
                         const ShapedEntry *other) {
    ShapedEntry *entry = new_entry(arena, wanted);
    if (other)
        resize_glyphs(arena, &other->shaped, &entry->shaped);
    else
        run(shaper, arena, entry);
    return entry;
}

/* A cache, the arena it lives in, and what shaped_find() said of a word there. */
typedef struct {
    ShapedCache *cache;
    Arena *arena;
    ShapedEntry **slot;
    const ShapedEntry *other; /* lives as long as the cache at least */
} Place;

/* Room for one word more, and the word's place. */
static Place look_up(FontStore *store, ShapedCache *cache, Arena *arena,
                     const ShapedEntry *wanted) {
    Place place = {.cache = cache, .arena = arena};
    if (cache->count * 2 >= cache->capacity) widen(store->arena, cache);
    place.slot = shaped_find(cache, wanted, &place.other);
    return place;
}

/* Shapes the word, one of figures without HarfBuzz where that is wanted. */
static ShapedEntry *make_entry(FontStore *store, Place *place,
                               const ShapedEntry *wanted) {
    const bool by_figures =
        store->knows_figures || place->cache == &store->fleeting.shaped;
    if (place->other || !by_figures)
        return shaped_make(store->shaper, place->arena, wanted, place->other);
    const size_t count = place->cache->count;
    ShapedEntry *entry = new_entry(place->arena, wanted);
    if (!figures_shape(store, place->arena, &entry->shaped, entry->features,
                       entry->lang))
        run(store->shaper, place->arena, entry);
    /* What was learned from may stand there now. */
    if (place->cache->count != count)
        place->slot = shaped_find(place->cache, wanted, NULL);
    return entry;
}

static const Shaped *add_entry(Place place, ShapedEntry *entry) {
    *place.slot = entry;
    place.cache->count++;
    return &entry->shaped;
}

/* ---- words that are forgotten again ---- */

/* True when no sample has one of the glyphs; they count as sampled from now on. */
static bool shows_new_glyph(FontStore *store, const Shaped *shaped) {
    Font *font = (Font *) shaped->font; /* the store's own */
    bool is_new = false;
    if (!font->sampled) font->sampled = arena_alloc(store->arena, font->glyph_count);
    for (int i = 0; i < shaped->glyph_count; i++) {
        uint32_t glyph = shaped->glyphs[i].glyph;
        if (glyph >= font->glyph_count || font->sampled[glyph]) continue;
        font->sampled[glyph] = 1;
        is_new = true;
    }
    return is_new;
}

static const Shaped *shape_fleeting(FontStore *store, const ShapedEntry *wanted) {
    Fleeting *fleeting = &store->fleeting;
    ShapedCache *cache = &fleeting->shaped;
    if (!fleeting->arena) fleeting->arena = arena_scratch(store->arena);
    Place place = look_up(store, cache, fleeting->arena, wanted);
    const ShapedEntry *known = *place.slot;
    if (known) return &known->shaped;
    ShapedEntry *entry = make_entry(store, &place, wanted);
    const Shaped *shaped = add_entry(place, entry);
    if (!shows_new_glyph(store, shaped)) return shaped;
    place = look_up(store, &store->shaped, store->arena, wanted);
    entry = make_entry(store, &place, wanted);
    shaped = add_entry(place, entry);
    fleeting->samples =
        arena_grow(store->arena, fleeting->samples, fleeting->sample_count,
                   &fleeting->sample_capacity, sizeof *fleeting->samples);
    fleeting->samples[fleeting->sample_count++] = shaped;
    return shaped;
}

void font_store_fleeting(FontStore *store, bool on) {
    store->fleeting.is_on = on;
}

void font_store_forget(FontStore *store) {
    Fleeting *fleeting = &store->fleeting;
    ShapedCache *cache = &fleeting->shaped;
    if (!cache->count) return;
    memset(cache->slots, 0, cache->capacity * sizeof *cache->slots);
    cache->count = 0;
    arena_reset(fleeting->arena);
}

const Shaped *const *font_store_samples(const FontStore *store, int *count) {
    *count = store->fleeting.sample_count;
    return store->fleeting.samples;
}

const Shaped *font_shape(FontStore *store, const Font *font, Mpt size,
                         unsigned features, const char *lang, const char *text,
                         size_t length) {
    const ShapedEntry wanted = shaped_wanted(font, size, features, lang, text, length);
    Place place = look_up(store, &store->shaped, store->arena, &wanted);
    const ShapedEntry *known = *place.slot;
    if (known) return &known->shaped;
    if (store->fleeting.is_on) return shape_fleeting(store, &wanted);
    ShapedEntry *entry =
        store->ahead && !place.other ? ahead_find(store->ahead, &wanted) : NULL;
    if (!entry) entry = make_entry(store, &place, &wanted);
    return add_entry(place, entry);
}

int shaped_gaps(const Shaped *shaped) {
    int gaps = 0;
    for (int i = 1; i < shaped->glyph_count; i++)
        gaps += shaped->glyphs[i].cluster != shaped->glyphs[i - 1].cluster;
    return gaps;
}

bool shaped_is_complete(const Shaped *shaped) {
    for (int i = 0; i < shaped->glyph_count; i++)
        if (shaped->glyphs[i].glyph == 0) return false;
    return true;
}

void font_report_missing(FontStore *store, uint32_t character, const char *family,
                         Origin origin, Diags *diags) {
    char printed[5] = "";
    printed[utf8_encode(character, printed)] = '\0';
    const char *code = arena_print(store->arena, "U+%04X", (unsigned) character);
    if (map_put(store->missing, arena_print(store->arena, "%s %s", family, code),
                store))
        return;
    diag_report(diags, FAULT_DATA, origin,
                "no font of the family '%s' has the character %s '%s': give the family "
                "a <fallback> that has it",
                family, code, printed);
}
