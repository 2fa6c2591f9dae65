/* A map from strings to pointers, and a pool of unique strings.  Iteration is never
 * needed, so no hash order can leak into the output. */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

typedef struct Map Map;

Map *map_new(Arena *arena);

/* A map that has all that `below` has, and keeps what is put into it to itself. `below`
 * must not change any more. */
Map *map_over(Arena *arena, const Map *below);

/* The value stored under `key`, NULL when there is none. */
void *map_get(const Map *map, const char *key);

/* Stores `value` (not NULL) under a copy of `key`; returns the value that was there. */
void *map_put(Map *map, const char *key, void *value);

/* The one copy of `text` in the pool: equal strings give equal pointers. */
const char *map_intern(Map *pool, const char *text);

/* 64-bit FNV-1a of bytes, continuing from `seed` (start with HASH_START). */
#define HASH_START UINT64_C(14695981039346656037)
uint64_t hash_bytes(uint64_t seed, const void *bytes, size_t length);

#endif
