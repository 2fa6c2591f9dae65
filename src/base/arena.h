/* Memory that lives exactly as long as one briefing.  Allocations are zeroed, never
 * NULL and freed together; when memory runs out the arena jumps to its escape, which is
 * the briefing's boundary, so no caller checks for NULL. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

typedef struct Arena Arena;

/* An empty arena.  `escape` is where to jump when memory runs out; NULL ends the
 * program with status 70. */
Arena *arena_new(jmp_buf *escape);
void arena_free(Arena *arena);

/* Calls `close` with `handle` when the arena is freed or reset, the latest first: so
 * what another library holds for a briefing ends with it, also when memory runs out. */
void arena_on_free(Arena *arena, void (*close)(void *handle), void *handle);

/* An empty arena for a stage that tries things, with the escape of `arena`. */
Arena *arena_scratch(const Arena *arena);

/* Where to jump from now on when memory runs out: to `escape`, or to where `leader`
 * does. */
void arena_escape_to(Arena *arena, jmp_buf *escape);
void arena_follow(Arena *arena, const Arena *leader);

/* Behaves as if there were no memory left. */
_Noreturn void arena_exhausted(const Arena *arena);

/* Forgets everything allocated, keeping the memory for what comes next. */
void arena_reset(Arena *arena);

/* A place in the arena to go back to: what is allocated after arena_mark() is forgotten
 * by arena_release(), which costs no more than it took.  Marks are released in the
 * reverse order of their making. */
typedef struct {
    void *block, *closer;
    size_t block_used, used;
} ArenaMark;

ArenaMark arena_mark(const Arena *arena);
void arena_release(Arena *arena, ArenaMark mark);

/* The most bytes the arena may hold, 0 for no bound; beyond it the arena behaves as if
 * the machine had run out.  Lets tests fail an allocation on demand. */
void arena_limit(Arena *arena, size_t bytes);

/* `size` zeroed bytes aligned for any type. */
void *arena_alloc(Arena *arena, size_t size);

/* `count` zeroed items of `size` bytes. */
void *arena_array(Arena *arena, int count, size_t size);

/* A NUL-terminated copy of the first `length` bytes of `text`. */
char *arena_copy(Arena *arena, const char *text, size_t length);
char *arena_string(Arena *arena, const char *text);
char *arena_print(Arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
char *arena_vprint(Arena *arena, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

/* Makes room for one more item after `count`: returns `items`, or a copy with at least
 * twice the `*capacity`. */
void *arena_grow(Arena *arena, void *items, int count, int *capacity, size_t item_size);

/* `memory` of `size` bytes as `more` bytes, of which only the first `size` are kept and
 * the others are not zeroed.  What was allocated last grows where it is; what has a
 * block of its own leaves nothing behind. */
void *arena_extend(Arena *arena, void *memory, size_t size, size_t more);

/* realloc() of memory that its owner frees, for what grows far beyond a block: the
 * arena neither copies nor keeps it, but its escape is taken when there is no room, or
 * when `size` alone is beyond arena_limit(); `memory` stays valid then. */
void *arena_resize(const Arena *arena, void *memory, size_t size);

/* Bytes handed out so far, for measurements. */
size_t arena_used(const Arena *arena);

#endif
