/* Groups, found by the codes of their keys: each series asks once for each kind of key,
 * so that many groups and many series cost no more than their sum. */
#include <string.h>

#include "data/sdmx.h"

enum { MOST_SHAPES = 64 };

static uint32_t code_at(const Sdmx *sdmx, uint32_t codes, uint32_t count, int index) {
    return (uint32_t) index < count ? sdmx->pool[codes + (uint32_t) index] : 0;
}

/* The components of a group that say which series it is for.  Without a key of its own,
 * these are all by which series are told apart. */
static Shape shape_of_group(const Sdmx *sdmx, const RawGroup *group) {
    Shape shape = {.count = 0};
    uint32_t count = group->has_key ? group->key_count : group->code_count;
    uint32_t codes = group->has_key ? group->key : group->codes;
    for (int c = 0; c < (int) count; c++) {
        const Component *component = &sdmx->components[c];
        if (!code_at(sdmx, codes, count, c)) continue;
        if (!group->has_key && (!component->keys || sdmx_is_attribute(component->id)))
            continue;
        shape.components[shape.count++] = (unsigned char) c;
    }
    return shape;
}

static size_t hash_key(const Sdmx *sdmx, const Shape *shape, int number, uint32_t codes,
                       uint32_t count) {
    uint64_t hash = hash_bytes(HASH_START, &number, sizeof number);
    for (int i = 0; i < shape->count; i++) {
        uint32_t code = code_at(sdmx, codes, count, shape->components[i]);
        hash = hash_bytes(hash, &code, sizeof code);
    }
    return (size_t) (hash ^ hash >> 32);
}

static int find_shape(Groups *groups, Arena *arena, const Shape *shape) {
    for (int i = 0; i < groups->shape_count; i++)
        if (groups->shapes[i].count == shape->count &&
            memcmp(groups->shapes[i].components, shape->components,
                   (size_t) shape->count) == 0)
            return i;
    if (groups->shape_count == MOST_SHAPES) return -1;
    groups->shapes = arena_grow(arena, groups->shapes, groups->shape_count,
                                &groups->shape_capacity, sizeof *shape);
    groups->shapes[groups->shape_count] = *shape;
    return groups->shape_count++;
}

void sdmx_index_groups(Groups *groups, Sdmx *sdmx) {
    Arena *arena = sdmx->arena;
    int count = sdmx->group_count;
    groups->sdmx = sdmx;
    if (!count) return;
    groups->slot_count = 64;
    while (groups->slot_count < (size_t) count * 2)
        groups->slot_count *= 2;
    groups->slots = arena_alloc(arena, groups->slot_count * sizeof *groups->slots);
    for (size_t i = 0; i < groups->slot_count; i++)
        groups->slots[i] = -1;
    groups->shape_of = arena_array(arena, count, sizeof(int));
    groups->next = arena_array(arena, count, sizeof(int));
    for (int g = count - 1; g >= 0; g--) {
        const RawGroup *group = &sdmx->groups[g];
        Shape shape = shape_of_group(sdmx, group);
        int number = find_shape(groups, arena, &shape);
        groups->shape_of[g] = number;
        if (number < 0) {
            sdmx_fault(sdmx, 0, "more than %d kinds of groups", MOST_SHAPES);
            continue;
        }
        size_t slot =
            hash_key(sdmx, &shape, number, group->has_key ? group->key : group->codes,
                     group->has_key ? group->key_count : group->code_count) &
            (groups->slot_count - 1);
        groups->next[g] = groups->slots[slot];
        groups->slots[slot] = g;
    }
}

static bool group_is_for(const Sdmx *sdmx, const RawGroup *group, const Shape *shape,
                         const RawSeries *raw) {
    for (int i = 0; i < shape->count; i++) {
        int c = shape->components[i];
        uint32_t wanted = group->has_key
                              ? code_at(sdmx, group->key, group->key_count, c)
                              : code_at(sdmx, group->codes, group->code_count, c);
        if (wanted != code_at(sdmx, raw->codes, raw->code_count, c)) return false;
    }
    return true;
}

void sdmx_inherit(const Groups *groups, const RawSeries *raw, uint32_t *codes) {
    const Sdmx *sdmx = groups->sdmx;
    for (int s = 0; s < groups->shape_count; s++) {
        const Shape *shape = &groups->shapes[s];
        size_t slot = hash_key(sdmx, shape, s, raw->codes, raw->code_count) &
                      (groups->slot_count - 1);
        for (int g = groups->slots[slot]; g >= 0; g = groups->next[g]) {
            const RawGroup *group = &sdmx->groups[g];
            if (groups->shape_of[g] != s || !group_is_for(sdmx, group, shape, raw))
                continue;
            for (int c = 0; c < (int) group->code_count; c++)
                if (!codes[c] && (sdmx->components[c].mapped ||
                                  sdmx->components[c].target == TARGET_STATUS))
                    codes[c] = code_at(sdmx, group->codes, group->code_count, c);
        }
    }
}
