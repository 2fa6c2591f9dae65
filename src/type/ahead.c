/* Words shaped ahead: while layout sets the beginning of a document, a task shapes the
 * words of its end and goes towards the beginning.  How far it has come only changes
 * who shapes a word, not its glyphs.  Each of the two threads has a cache of its own;
 * the task hands over finished words one by one, in a list whose count alone both of
 * them touch: what stands in it before the count never changes again. */
#include <stdatomic.h>
#include <string.h>

#include "base/task.h"
#include "type/store.h"

/* Layout does more than to shape, so that the task gets the greater part. */
enum { PARTS = 4, PARTS_OF_TASK = 3, LEAST_BYTES = 8000, BYTES_A_WORD = 4 };

struct Ahead {
    const Wording *wordings;
    int first, count; /* those that the task shapes */
    Task *task;
    atomic_bool is_over; /* nobody needs more */
    ShapedCache made;    /* the task's */
    ShapedEntry **finished;
    atomic_size_t finished_count;
    ShapedCache taken; /* layout's: of the finished, as many as it holds */
};

/* Bytes of the space at the start of the text, 0 for none; a no-break space is one. */
static size_t space_length(const char *text) {
    if (*text == ' ') return 1;
    return text[0] == '\xC2' && text[1] == '\xA0' ? 2 : 0;
}

static size_t word_length(const char *text) {
    size_t length = 0;
    while (text[length] && !space_length(text + length))
        length++;
    return length;
}

static void shape_word(Ahead *ahead, Shaper *shaper, Arena *arena,
                       const Wording *wording, const char *word, size_t length) {
    const ShapedEntry wanted = shaped_wanted(
        wording->font, wording->size, wording->features, wording->lang, word, length);
    const ShapedEntry *other = NULL;
    ShapedEntry **slot = shaped_find(&ahead->made, &wanted, &other);
    if (*slot) return;
    *slot = shaped_make(shaper, arena, &wanted, other);
    ahead->finished[ahead->made.count++] = *slot;
    atomic_store_explicit(&ahead->finished_count, ahead->made.count,
                          memory_order_release);
}

static void shape_wordings(void *user, Arena *arena) {
    Ahead *ahead = user;
    Shaper *shaper = shaper_new(arena);
    for (int i = ahead->count - 1; i >= ahead->first; i--) {
        const Wording *wording = &ahead->wordings[i];
        const char *at = wording->text;
        while (*at && !ahead->is_over && ahead->made.count * 2 < ahead->made.capacity) {
            size_t length = word_length(at);
            if (length) shape_word(ahead, shaper, arena, wording, at, length);
            at += length + space_length(at + length);
        }
    }
}

void font_store_shape_ahead(FontStore *store, const Wording *wordings, int count) {
    size_t bytes = 0, before = 0, capacity = 1024;
    for (int i = 0; i < count; i++)
        bytes += strlen(wordings[i].text);
    if (bytes < LEAST_BYTES) return;
    Ahead *ahead = arena_alloc(store->arena, sizeof *ahead);
    ahead->wordings = wordings;
    ahead->count = count;
    for (; before < bytes / PARTS * (PARTS - PARTS_OF_TASK); ahead->first++)
        before += strlen(wordings[ahead->first].text);
    while (capacity < bytes / BYTES_A_WORD)
        capacity *= 2;
    ahead->made = shaped_cache(store->arena, capacity);
    ahead->taken = shaped_cache(store->arena, capacity);
    ahead->finished = arena_alloc(store->arena, capacity / 2 * sizeof(ShapedEntry *));
    ahead->task = task_start(store->arena, shape_wordings, ahead);
    store->ahead = ahead;
}

ShapedEntry *ahead_find(Ahead *ahead, const ShapedEntry *wanted) {
    ShapedCache *taken = &ahead->taken;
    const size_t finished =
        atomic_load_explicit(&ahead->finished_count, memory_order_acquire);
    for (; taken->count < finished; taken->count++) {
        ShapedEntry *entry = ahead->finished[taken->count];
        *shaped_find(taken, entry, NULL) = entry;
    }
    return *shaped_find(taken, wanted, NULL);
}

void font_store_end_ahead(FontStore *store) {
    if (!store->ahead) return;
    store->ahead->is_over = true;
    task_wait(store->ahead->task);
    store->ahead = NULL;
}
