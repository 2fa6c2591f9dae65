/* Blocks in a chain, the first small, the others at least BLOCK_SIZE.  The newest block
 * is first; a request that does not fit opens a new block, so at most one block's tail
 * is wasted per request larger than what is left.  An arena that has grown takes blocks
 * of one huge page each, where the kernel has them: first touches of small pages cost a
 * sixth of a briefing's time. */
#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum {
    FIRST_BLOCK = 32 * 1024, /* most arenas for a while need no more */
    BLOCK_SIZE = 256 * 1024,
    HUGE_PAGE = 2 * 1024 * 1024,
    GROWN = 1024 * 1024, /* bytes in an arena from which on blocks are huge */
    ALIGNMENT = 16
};

typedef struct Block {
    struct Block *next;
    size_t size; /* usable bytes after the head */
    size_t used;
    size_t mapped; /* bytes from mmap(), 0 for a block of malloc's */
} Block;

typedef struct Closer {
    struct Closer *next;
    void (*close)(void *handle);
    void *handle;
} Closer;

struct Arena {
    Closer *closers; /* the latest first */
    Block *blocks;
    Block *spare; /* those that arena_release() emptied, for what comes next */
    jmp_buf *escape;
    size_t used;
    size_t limit;
};

_Noreturn void arena_exhausted(const Arena *arena) {
    if (arena && arena->escape) longjmp(*arena->escape, 1);
    fputs("mkreport: error: out of memory\n", stderr);
    exit(70);
}

Arena *arena_new(jmp_buf *escape) {
    Arena *arena = calloc(1, sizeof *arena);
    if (!arena) {
        if (escape) longjmp(*escape, 1);
        arena_exhausted(NULL);
    }
    arena->escape = escape;
    return arena;
}

Arena *arena_scratch(const Arena *arena) {
    return arena_new(arena->escape);
}

void arena_escape_to(Arena *arena, jmp_buf *escape) {
    arena->escape = escape;
}

void arena_follow(Arena *arena, const Arena *leader) {
    arena->escape = leader->escape;
}

/* A block that is one huge page; NULL when there is none to be had. */
static Block *map_block(void) {
    char *start = mmap(NULL, 2 * HUGE_PAGE, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (start == MAP_FAILED) return NULL;
    size_t before = -(uintptr_t) start % HUGE_PAGE;
    char *page = start + before;
    if (before) munmap(start, before);
    munmap(page + HUGE_PAGE, HUGE_PAGE - before);
    madvise(page, HUGE_PAGE, MADV_HUGEPAGE);
    Block *block = (Block *) page;
    block->mapped = HUGE_PAGE;
    block->size = HUGE_PAGE - sizeof *block;
    return block;
}

/* A zeroed block with room for `size` bytes at least; NULL without memory. */
static Block *new_block(Arena *arena, size_t size) {
    Block *block = NULL;
    if (arena->spare && arena->spare->size >= size) {
        block = arena->spare;
        arena->spare = block->next;
        return block;
    }
    if (arena->used >= GROWN && size <= HUGE_PAGE - sizeof *block) block = map_block();
    if (block) return block;
    const size_t usual = arena->blocks ? BLOCK_SIZE : FIRST_BLOCK;
    size_t room = size > usual ? size : usual;
    block = calloc(1, sizeof *block + room);
    if (block) block->size = room;
    return block;
}

static void free_block(Block *block) {
    if (block && block->mapped)
        munmap(block, block->mapped);
    else
        free(block);
}

static void free_blocks(Block *block) {
    while (block) {
        Block *next = block->next;
        free_block(block);
        block = next;
    }
}

void arena_on_free(Arena *arena, void (*close)(void *handle), void *handle) {
    Closer *closer = arena_alloc(arena, sizeof *closer);
    *closer = (Closer){arena->closers, close, handle};
    arena->closers = closer;
}

/* Runs the closers that came after `last`, NULL for all. */
static void run_closers(Arena *arena, const Closer *last) {
    while (arena->closers != last) {
        Closer closer = *arena->closers;
        arena->closers = closer.next;
        closer.close(closer.handle);
    }
}

void arena_free(Arena *arena) {
    if (!arena) return;
    run_closers(arena, NULL);
    free_blocks(arena->blocks);
    free_blocks(arena->spare);
    free(arena);
}

void arena_reset(Arena *arena) {
    run_closers(arena, NULL);
    arena->used = 0;
    if (!arena->blocks) return;
    free_blocks(arena->blocks->next);
    arena->blocks->next = NULL;
    memset(arena->blocks + 1, 0, arena->blocks->used);
    arena->blocks->used = 0;
}

ArenaMark arena_mark(const Arena *arena) {
    const Block *block = arena->blocks;
    return (ArenaMark){arena->blocks, arena->closers, block ? block->used : 0,
                       arena->used};
}

void arena_release(Arena *arena, ArenaMark mark) {
    run_closers(arena, mark.closer);
    while (arena->blocks != mark.block) {
        Block *block = arena->blocks;
        arena->blocks = block->next;
        if (block->size > HUGE_PAGE) {
            free_block(block);
            continue;
        }
        memset(block + 1, 0, block->used);
        block->used = 0;
        block->next = arena->spare;
        arena->spare = block;
    }
    Block *block = mark.block;
    if (block) {
        memset((char *) (block + 1) + mark.block_used, 0,
               block->used - mark.block_used);
        block->used = mark.block_used;
    }
    arena->used = mark.used;
}

void arena_limit(Arena *arena, size_t bytes) {
    arena->limit = bytes;
}

void *arena_alloc(Arena *arena, size_t size) {
    if (size > SIZE_MAX / 2) arena_exhausted(arena);
    size = (size + ALIGNMENT - 1) & ~(size_t) (ALIGNMENT - 1);
    if (arena->limit && arena->used + size > arena->limit) arena_exhausted(arena);
    Block *block = arena->blocks;
    if (!block || block->size - block->used < size) {
        block = new_block(arena, size);
        if (!block) arena_exhausted(arena);
        block->next = arena->blocks;
        arena->blocks = block;
    }
    char *memory = (char *) (block + 1) + block->used;
    block->used += size;
    arena->used += size;
    return memory;
}

void *arena_array(Arena *arena, int count, size_t size) {
    if (count < 0 || (size && (size_t) count > SIZE_MAX / 2 / size))
        arena_exhausted(arena);
    return arena_alloc(arena, (size_t) count * size);
}

char *arena_copy(Arena *arena, const char *text, size_t length) {
    char *copy = arena_alloc(arena, length + 1);
    if (length) memcpy(copy, text, length);
    return copy;
}

char *arena_string(Arena *arena, const char *text) {
    return arena_copy(arena, text, strlen(text));
}

char *arena_vprint(Arena *arena, const char *format, va_list args) {
    char short_text[256];
    va_list again;
    va_copy(again, args);
    int length = vsnprintf(short_text, sizeof short_text, format, again);
    va_end(again);
    if (length < 0) return arena_string(arena, "");
    if ((size_t) length < sizeof short_text)
        return arena_copy(arena, short_text, (size_t) length);
    char *text = arena_alloc(arena, (size_t) length + 1);
    vsnprintf(text, (size_t) length + 1, format, args);
    return text;
}

char *arena_print(Arena *arena, const char *format, ...) {
    va_list args;
    va_start(args, format);
    char *text = arena_vprint(arena, format, args);
    va_end(args);
    return text;
}

void *arena_grow(Arena *arena, void *items, int count, int *capacity,
                 size_t item_size) {
    if (count < *capacity) return items;
    int room = *capacity ? *capacity * 2 : 8;
    void *grown = arena_array(arena, room, item_size);
    if (count) memcpy(grown, items, (size_t) count * item_size);
    *capacity = room;
    return grown;
}

/* Grows a block that holds one allocation only; NULL when there is no memory. */
static Block *widen_block(Arena *arena, Block *block, size_t size) {
    if (arena->limit && arena->used - block->used + size > arena->limit) return NULL;
    Block *wider = realloc(block, sizeof *wider + size);
    if (!wider) return NULL;
    arena->used += size - wider->used;
    wider->size = wider->used = size;
    arena->blocks = wider;
    return wider;
}

void *arena_extend(Arena *arena, void *memory, size_t size, size_t more) {
    Block *block = arena->blocks;
    size_t old = (size + ALIGNMENT - 1) & ~(size_t) (ALIGNMENT - 1);
    size_t room = (more + ALIGNMENT - 1) & ~(size_t) (ALIGNMENT - 1);
    if (memory && more <= SIZE_MAX / 2 && old <= block->used &&
        (char *) (block + 1) + block->used - old == memory) {
        if (room - old <= block->size - block->used) {
            arena_alloc(arena, room - old);
            return memory;
        }
        if (old == block->used && !block->mapped && old >= BLOCK_SIZE) {
            block = widen_block(arena, block, room);
            if (!block) arena_exhausted(arena);
            return block + 1;
        }
    }
    void *grown = arena_alloc(arena, more);
    if (size) memcpy(grown, memory, size);
    return grown;
}

void *arena_resize(const Arena *arena, void *memory, size_t size) {
    if (arena->limit && size > arena->limit) arena_exhausted(arena);
    void *resized = realloc(memory, size ? size : 1);
    if (!resized) arena_exhausted(arena);
    return resized;
}

size_t arena_used(const Arena *arena) {
    return arena->used;
}
