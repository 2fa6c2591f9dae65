/* HarfBuzz at work.  It takes a word apart by a plan: which lookups of the font apply
 * to a script and a language with some features on.  Its own list of plans is long to
 * search for a word's worth of work, and a plan without the lookups of fractions, which
 * are a third of some fonts', is enough for all words but fractions. */
#include "type/store.h"

#include <ctype.h>
#include <string.h>

#include "base/utf8.h"

/* The bits of the features argument. */
enum {
    OLDSTYLE = 1,
    TABULAR = 2,
    SMALL_CAPITALS = 4,
    SUPERIORS = 8,
    MOST_FEATURES = 9
};

/* What the text itself asks for, beside the features' bits. */
enum { ALL_CAPITALS = 1 << 30, FRACTIONS = 1 << 29 };

typedef struct Plan {
    struct Plan *next;
    const Font *font;
    unsigned features; /* with what the text asks for */
    hb_segment_properties_t properties;
    hb_feature_t list[MOST_FEATURES];
    unsigned count;
    hb_shape_plan_t *plan;
} Plan;

struct Shaper {
    Arena *arena;
    hb_buffer_t *buffer;
    Plan *plans; /* the one used last comes first */
};

static void close_shaper(void *handle) {
    Shaper *shaper = handle;
    hb_buffer_destroy(shaper->buffer);
    for (Plan *plan = shaper->plans; plan; plan = plan->next)
        hb_shape_plan_destroy(plan->plan);
}

Shaper *shaper_new(Arena *arena) {
    Shaper *shaper = arena_alloc(arena, sizeof *shaper);
    *shaper = (Shaper){.arena = arena, .buffer = hb_buffer_create()};
    arena_on_free(arena, close_shaper, shaper);
    return shaper;
}

/* Two capitals or more and no small letter: "OECD" is set in small capitals as a whole,
 * the capitals of "The World" are not. */
static bool is_abbreviation(const char *text, int length) {
    int capitals = 0;
    for (int i = 0; i < length; i++) {
        if (islower((unsigned char) text[i]) || (text[i] & 0x80)) return false;
        capitals += isupper((unsigned char) text[i]) != 0;
    }
    return capitals >= 2;
}

static bool has_fraction_slash(const char *text, int length) {
    return memmem(text, (size_t) length, "\xE2\x81\x84", 3) != NULL;
}

static unsigned asked_for(unsigned features, const char *text, int length) {
    if (features & SMALL_CAPITALS && is_abbreviation(text, length))
        features |= ALL_CAPITALS;
    return has_fraction_slash(text, length) ? features | FRACTIONS : features;
}

static void turn(Plan *plan, hb_tag_t tag, unsigned value) {
    plan->list[plan->count++] =
        (hb_feature_t){tag, value, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END};
}

/* Table figures win over old-style ones, so that a table in an old-style document needs
 * only to add its bit. */
static void list_features(Plan *plan) {
    unsigned features = plan->features;
    if (features & TABULAR) {
        turn(plan, HB_TAG('t', 'n', 'u', 'm'), 1);
        turn(plan, HB_TAG('l', 'n', 'u', 'm'), 1);
    } else if (features & OLDSTYLE) {
        turn(plan, HB_TAG('o', 'n', 'u', 'm'), 1);
    }
    if (features & SMALL_CAPITALS) turn(plan, HB_TAG('s', 'm', 'c', 'p'), 1);
    if (features & ALL_CAPITALS) turn(plan, HB_TAG('c', '2', 's', 'c'), 1);
    if (features & SUPERIORS) turn(plan, HB_TAG('s', 'u', 'p', 's'), 1);
    if (features & SHAPE_HALF_WIDTH) turn(plan, HB_TAG('h', 'a', 'l', 't'), 1);
    if (features & FRACTIONS) return;
    turn(plan, HB_TAG('f', 'r', 'a', 'c'), 0);
    turn(plan, HB_TAG('n', 'u', 'm', 'r'), 0);
    turn(plan, HB_TAG('d', 'n', 'o', 'm'), 0);
}

static const Plan *make_plan(Shaper *shaper, const Font *font, unsigned features,
                             const hb_segment_properties_t *properties) {
    Plan *plan = arena_alloc(shaper->arena, sizeof *plan);
    *plan = (Plan){.next = shaper->plans,
                   .font = font,
                   .features = features,
                   .properties = *properties};
    list_features(plan);
    plan->plan =
        hb_shape_plan_create(font->face, properties, plan->list, plan->count, NULL);
    return shaper->plans = plan;
}

/* The plan for the buffer's script, direction and language. */
static const Plan *find_plan(Shaper *shaper, const Font *font, unsigned features) {
    hb_segment_properties_t properties;
    hb_buffer_get_segment_properties(shaper->buffer, &properties);
    for (Plan **at = &shaper->plans; *at; at = &(*at)->next) {
        Plan *plan = *at;
        if (plan->font != font || plan->features != features ||
            !hb_segment_properties_equal(&plan->properties, &properties))
            continue;
        *at = plan->next;
        plan->next = shaper->plans;
        return shaper->plans = plan;
    }
    return make_plan(shaper, font, features, &properties);
}

/* Of text that has no script of its own: full-width punctuation goes with Han. */
static hb_script_t script_of_first(const char *text, int length, const char *lang) {
    uint32_t character = 0;
    if (length) utf8_decode(text, (size_t) length, &character);
    return text_script(character, lang) == SCRIPT_HAN ? HB_SCRIPT_HAN : HB_SCRIPT_LATIN;
}

hb_buffer_t *shaper_run(Shaper *shaper, const Font *font, unsigned features,
                        const char *lang, const char *text, int length) {
    hb_buffer_t *buffer = shaper->buffer;
    hb_buffer_clear_contents(buffer);
    hb_buffer_set_flags(buffer, HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
    hb_buffer_add_utf8(buffer, text, length, 0, length);
    /* Set first, or HarfBuzz would ask the process's locale. */
    hb_buffer_set_language(buffer, hb_language_from_string(lang, -1));
    hb_buffer_guess_segment_properties(buffer);
    /* Figures alone have no script; set them as the words around them are. */
    hb_script_t script = hb_buffer_get_script(buffer);
    if (script == HB_SCRIPT_INVALID || script == HB_SCRIPT_COMMON)
        hb_buffer_set_script(buffer, script_of_first(text, length, lang));
    hb_buffer_set_direction(buffer, features & SHAPE_LEFTWARDS ? HB_DIRECTION_RTL
                                                               : HB_DIRECTION_LTR);
    const Plan *plan = find_plan(shaper, font, asked_for(features, text, length));
    hb_shape_plan_execute(plan->plan, font->font, buffer, plan->list, plan->count);
    return buffer;
}
