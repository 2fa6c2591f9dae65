/* Components, codes and the series that their codes tell apart.  A component is found
 * by the pointer of its name, a code by the text met last in its component; only what
 * is new is looked up. */
#include <ctype.h>
#include <string.h>

#include "data/sdmx.h"

enum { LONGEST_CODE = 4096 };

static Component *new_component(Sdmx *sdmx, const char *id) {
    const SdmxMap *map = sdmx->map;
    Component *component = &sdmx->components[sdmx->component_count++];
    *component =
        (Component){.id = id, .target = NO_COMPONENT, .last = {.arena = sdmx->arena}};
    for (int t = 0; t < TARGET_COUNT; t++)
        for (const char *const *source = map->sources[t]; source && *source; source++) {
            if (!sdmx_names(*source, id)) continue;
            if (t < MAPPED_COUNT)
                component->mapped = true;
            else
                component->target = t;
        }
    component->ignored =
        map_get(map->ignored, id) || (!component->mapped && sdmx_is_attribute(id));
    return component;
}

int sdmx_component_of(Sdmx *sdmx, Span name, int line) {
    char id[128];
    size_t length = (size_t) (name.end - name.start);
    if (!length || length >= sizeof id) {
        sdmx_fault(sdmx, line, "bad name of a component: '%.*s'",
                   length < sizeof id ? (int) length : 60, name.start);
        return NO_COMPONENT;
    }
    for (size_t i = 0; i < length; i++)
        id[i] = (char) toupper((unsigned char) name.start[i]);
    id[length] = '\0';
    Component *known = map_get(sdmx->component_by_id, id);
    if (known) return (int) (known - sdmx->components);
    if (sdmx->component_count == MOST_COMPONENTS) {
        sdmx_fault(sdmx, line, "more than %d components: '%s' is not read",
                   MOST_COMPONENTS, id);
        return NO_COMPONENT;
    }
    Component *component = new_component(sdmx, arena_string(sdmx->arena, id));
    map_put(sdmx->component_by_id, component->id, component);
    return (int) (component - sdmx->components);
}

int sdmx_component(Sdmx *sdmx, const unsigned char *name, int line) {
    size_t slot = ((uintptr_t) name >> 3) % (sizeof sdmx->names / sizeof *sdmx->names);
    if (sdmx->names[slot].name == name) return sdmx->names[slot].component;
    const char *text = (const char *) name;
    int component = sdmx_component_of(sdmx, (Span){text, text + strlen(text)}, line);
    sdmx->names[slot].name = name;
    sdmx->names[slot].component = component;
    return component;
}

uint32_t sdmx_code(Sdmx *sdmx, Component *component, Span span) {
    size_t length = (size_t) (span.end - span.start);
    Text *last = &component->last;
    if (component->last_code && last->length == length &&
        memcmp(last->data, span.start, length) == 0)
        return component->last_code;
    if (length > LONGEST_CODE) length = LONGEST_CODE;
    if (!length) return component->last_code = 0;
    last->length = 0;
    text_add_bytes(last, span.start, length);
    span = span_trim((Span){last->data, last->data + last->length});
    if (span.start == span.end) return component->last_code = 0;
    /* Most codes are known: only a new one is copied. */
    bool is_trimmed = span.start == last->data && *span.end == '\0';
    const char *text = is_trimmed ? last->data
                                  : arena_copy(sdmx->arena, span.start,
                                               (size_t) (span.end - span.start));
    uint32_t *known = map_get(sdmx->code_by_text, text);
    if (known) return component->last_code = *known;
    sdmx->codes = arena_grow(sdmx->arena, sdmx->codes, sdmx->code_count,
                             &sdmx->code_capacity, sizeof *sdmx->codes);
    uint32_t *code = arena_alloc(sdmx->arena, sizeof *code);
    *code = (uint32_t) sdmx->code_count;
    sdmx->codes[sdmx->code_count++] = arena_string(sdmx->arena, text);
    map_put(sdmx->code_by_text, text, code);
    return component->last_code = *code;
}

/* ---- series by their codes ---- */

/* The same for the same codes, however many components came to be known since. */
static uint32_t hash_codes(const uint32_t *codes, int count) {
    uint64_t hash = 0;
    for (int c = 0; c < count; c++) {
        if (!codes[c]) continue;
        uint64_t pair = (uint64_t) (c + 1) << 32 | codes[c];
        pair *= UINT64_C(0x9E3779B97F4A7C15);
        hash += pair ^ pair >> 29;
    }
    hash *= UINT64_C(0xBF58476D1CE4E5B9);
    return (uint32_t) (hash >> 32);
}

static bool same_codes(const Sdmx *sdmx, const RawSeries *raw, const Codes *codes) {
    int count = codes->count, length = (int) raw->code_count;
    int shared = count < length ? count : length;
    const uint32_t *known = length ? sdmx->pool + raw->codes : NULL;
    if (shared && memcmp(known, codes->code, (size_t) shared * sizeof *known) != 0)
        return false;
    for (int c = shared; c < length; c++)
        if (known[c]) return false;
    for (int c = shared; c < count; c++)
        if (codes->code[c]) return false;
    return true;
}

static uint32_t keep_codes(Sdmx *sdmx, const Codes *codes) {
    size_t count = (size_t) codes->count;
    if (sdmx->pool_count + count > sdmx->pool_capacity) {
        size_t room = sdmx->pool_capacity + sdmx->pool_capacity / 2 + 4096;
        sdmx->pool = arena_resize(sdmx->arena, sdmx->pool, room * sizeof *sdmx->pool);
        sdmx->pool_capacity = room;
    }
    uint32_t first = (uint32_t) sdmx->pool_count;
    if (count) memcpy(sdmx->pool + first, codes->code, count * sizeof *sdmx->pool);
    sdmx->pool_count += count;
    return first;
}

static void widen(Sdmx *sdmx) {
    sdmx->slot_count = sdmx->slot_count ? sdmx->slot_count * 2 : 256;
    size_t bytes = sdmx->slot_count * sizeof *sdmx->slots;
    sdmx->slots = arena_resize(sdmx->arena, sdmx->slots, bytes);
    memset(sdmx->slots, 0, bytes);
    for (int r = 0; r < sdmx->raw_count; r++) {
        size_t slot = sdmx->raws[r].hash & (sdmx->slot_count - 1);
        while (sdmx->slots[slot])
            slot = (slot + 1) & (sdmx->slot_count - 1);
        sdmx->slots[slot] = (uint32_t) r + 1;
    }
}

int sdmx_raw_series(Sdmx *sdmx, const Codes *codes, int line) {
    if ((size_t) sdmx->raw_count * 2 >= sdmx->slot_count) widen(sdmx);
    if (sdmx->raw >= 0 && same_codes(sdmx, &sdmx->raws[sdmx->raw], codes))
        return sdmx->raw; /* flat messages often go on with their series */
    uint32_t hash = hash_codes(codes->code, codes->count);
    size_t slot = hash & (sdmx->slot_count - 1);
    for (; sdmx->slots[slot]; slot = (slot + 1) & (sdmx->slot_count - 1)) {
        const RawSeries *raw = &sdmx->raws[sdmx->slots[slot] - 1];
        if (raw->hash == hash && same_codes(sdmx, raw, codes))
            return (int) (raw - sdmx->raws);
    }
    if (sdmx->raw_count == sdmx->raw_capacity) {
        int room = sdmx->raw_capacity + sdmx->raw_capacity / 2 + 64;
        sdmx->raws =
            arena_resize(sdmx->arena, sdmx->raws, (size_t) room * sizeof *sdmx->raws);
        sdmx->raw_capacity = room;
    }
    for (int c = 0; c < codes->count; c++)
        if (codes->code[c]) sdmx->components[c].keys = true;
    int raw = sdmx->raw_count++;
    sdmx->raws[raw] = (RawSeries){.codes = keep_codes(sdmx, codes),
                                  .code_count = (uint32_t) codes->count,
                                  .hash = hash,
                                  .line = line,
                                  .first = -1};
    sdmx->slots[slot] = (uint32_t) raw + 1;
    return raw;
}

void sdmx_keep_group(Sdmx *sdmx) {
    if (!sdmx->group_codes.count && !sdmx->group_key.count) return;
    sdmx->groups = arena_grow(sdmx->arena, sdmx->groups, sdmx->group_count,
                              &sdmx->group_capacity, sizeof *sdmx->groups);
    sdmx->groups[sdmx->group_count++] =
        (RawGroup){.codes = keep_codes(sdmx, &sdmx->group_codes),
                   .code_count = (uint32_t) sdmx->group_codes.count,
                   .has_key = sdmx->key_given,
                   .key = keep_codes(sdmx, &sdmx->group_key),
                   .key_count = (uint32_t) sdmx->group_key.count};
}

/* ---- statuses ---- */

/* Lower case is the same letter; C, confidential in the IMF's old list, is Q. */
void sdmx_learn_letters(Sdmx *sdmx) {
    for (int c = 0; c < 256; c++) {
        char status = (char) toupper(c);
        if (status == 'C') status = 'Q';
        if (status_rank(status) >= 0) sdmx->letters[c] = status;
        sdmx->missing[c] = status_means_missing((char) c);
    }
}

static const char *translated(const Sdmx *sdmx, const char *text) {
    for (int i = 0; i < sdmx->map->code_count; i++) {
        const MapCode *code = &sdmx->map->codes[i];
        if (code->target == TARGET_STATUS && strcmp(code->from, text) == 0)
            return code->to;
    }
    return text;
}

char sdmx_status(Sdmx *sdmx, Span span, int line) {
    char text[32];
    span = span_trim(span);
    size_t length = (size_t) (span.end - span.start);
    if (!length) return 0;
    if (length >= sizeof text) length = sizeof text - 1;
    memcpy(text, span.start, length);
    text[length] = '\0';
    const char *letters = sdmx->map->code_count ? translated(sdmx, text) : text;
    char worst = 0;
    for (; *letters; letters++) {
        if (strchr(" ,;", *letters)) continue;
        char status = sdmx->letters[(unsigned char) *letters];
        if (!status) {
            sdmx_fault(sdmx, line,
                       "status '%s': no SDMX OBS_STATUS; translate it in the map: "
                       "<code dimension=\"status\" from=\"%s\" to=\"...\"/>",
                       text, text);
            return 0;
        }
        worst = worst ? status_worse(worst, status) : status;
    }
    return worst;
}
