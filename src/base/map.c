/* Open addressing with linear probing; the table is at most half full. */
#include "base/map.h"

#include <string.h>

typedef struct {
    const char *key;
    void *value;
    uint64_t hash;
} Slot;

struct Map {
    Arena *arena;
    Slot *slots;
    size_t capacity; /* a power of two */
    size_t count;
    const Map *below; /* asked for what is not here; NULL for none */
};

uint64_t hash_bytes(uint64_t seed, const void *bytes, size_t length) {
    const unsigned char *byte = bytes;
    for (size_t i = 0; i < length; i++) {
        seed ^= byte[i];
        seed *= UINT64_C(1099511628211);
    }
    return seed;
}

Map *map_new(Arena *arena) {
    Map *map = arena_alloc(arena, sizeof *map);
    map->arena = arena;
    map->capacity = 64;
    map->slots = arena_alloc(arena, map->capacity * sizeof *map->slots);
    return map;
}

Map *map_over(Arena *arena, const Map *below) {
    Map *map = map_new(arena);
    map->below = below;
    return map;
}

static Slot *find(const Map *map, const char *key, uint64_t hash) {
    size_t mask = map->capacity - 1;
    size_t i = (size_t) hash & mask;
    while (map->slots[i].key &&
           (map->slots[i].hash != hash || strcmp(map->slots[i].key, key) != 0))
        i = (i + 1) & mask;
    return &map->slots[i];
}

static void widen(Map *map) {
    Slot *old = map->slots;
    size_t count = map->capacity;
    map->capacity *= 2;
    map->slots = arena_alloc(map->arena, map->capacity * sizeof *map->slots);
    for (size_t i = 0; i < count; i++)
        if (old[i].key) *find(map, old[i].key, old[i].hash) = old[i];
}

void *map_get(const Map *map, const char *key) {
    uint64_t hash = hash_bytes(HASH_START, key, strlen(key));
    void *value = NULL;
    for (; map && !value; map = map->below)
        value = find(map, key, hash)->value;
    return value;
}

/* The slot of `key`, taken for it when it was not there. */
static Slot *claim(Map *map, const char *key) {
    uint64_t hash = hash_bytes(HASH_START, key, strlen(key));
    Slot *slot = find(map, key, hash);
    if (slot->key) return slot;
    if (++map->count * 2 > map->capacity) {
        widen(map);
        slot = find(map, key, hash);
    }
    slot->key = arena_string(map->arena, key);
    slot->hash = hash;
    return slot;
}

void *map_put(Map *map, const char *key, void *value) {
    Slot *slot = claim(map, key);
    void *before = slot->value;
    if (!before && map->below) before = map_get(map->below, key);
    slot->value = value;
    return before;
}

const char *map_intern(Map *pool, const char *text) {
    const char *known = pool->below ? map_get(pool->below, text) : NULL;
    if (known) return known;
    Slot *slot = claim(pool, text);
    slot->value = (void *) slot->key;
    return slot->key;
}
