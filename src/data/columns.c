/* Columns grow by realloc(), which moves pages and not bytes once they are large, and
 * touches none before it is used; so 17 bytes an observation are all there is, but for
 * 4 more while a file is put in order. */
#include "data/columns.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_ROOM = 1024 };

/* Half as much again, at most INT_MAX. */
static int more(const Arena *arena, int capacity) {
    if (capacity == INT_MAX) arena_resize(arena, NULL, SIZE_MAX / 2);
    if (capacity > INT_MAX / 3 * 2) return INT_MAX;
    return capacity + capacity / 2 + FIRST_ROOM;
}

static void *resize(const Arena *arena, void *items, int count, size_t size) {
    return arena_resize(arena, items, (size_t) count * size);
}

void columns_widen(Dataset *dataset) {
    const Arena *arena = dataset->arena;
    int room = more(arena, dataset->observation_capacity);
    dataset->periods = resize(arena, dataset->periods, room, sizeof(Period));
    dataset->numbers = resize(arena, dataset->numbers, room, sizeof(double));
    dataset->statuses = resize(arena, dataset->statuses, room, 1);
    dataset->lines = resize(arena, dataset->lines, room, sizeof(int));
    if (dataset->scattered)
        dataset->scattered =
            resize(arena, dataset->scattered, room, sizeof *dataset->scattered);
    dataset->observation_capacity = room;
}

Series *columns_add_series(Dataset *dataset) {
    if (dataset->series_count == dataset->series_capacity) {
        int room = more(dataset->arena, dataset->series_capacity);
        dataset->series = resize(dataset->arena, dataset->series, room, sizeof(Series));
        dataset->series_capacity = room;
    }
    Series *series = &dataset->series[dataset->series_count++];
    memset(series, 0, sizeof *series);
    return series;
}

static void *copy(const Arena *arena, const void *items, int count, int room,
                  size_t size) {
    void *copied = resize(arena, NULL, room, size);
    if (count) memcpy(copied, items, (size_t) count * size);
    return copied;
}

void columns_copy(Dataset *dataset, const Dataset *from) {
    const Arena *arena = dataset->arena;
    int count = from->observation_count, room = more(arena, count);
    dataset->periods = copy(arena, from->periods, count, room, sizeof(Period));
    dataset->numbers = copy(arena, from->numbers, count, room, sizeof(double));
    dataset->statuses = copy(arena, from->statuses, count, room, 1);
    dataset->lines = copy(arena, from->lines, count, room, sizeof(int));
    dataset->observation_capacity = room;
    room = more(arena, from->series_count);
    dataset->series =
        copy(arena, from->series, from->series_count, room, sizeof(Series));
    dataset->series_capacity = room;
    dataset->scattered = NULL;
}

void columns_free(void *handle) {
    Dataset *dataset = handle;
    free(dataset->series);
    free(dataset->periods);
    free(dataset->numbers);
    free(dataset->statuses);
    free(dataset->lines);
    free(dataset->scattered);
}

static void swap(Dataset *dataset, int a, int b) {
    Period period = dataset->periods[a];
    double number = dataset->numbers[a];
    char status = dataset->statuses[a];
    int line = dataset->lines[a];
    dataset->periods[a] = dataset->periods[b];
    dataset->numbers[a] = dataset->numbers[b];
    dataset->statuses[a] = dataset->statuses[b];
    dataset->lines[a] = dataset->lines[b];
    dataset->periods[b] = period;
    dataset->numbers[b] = number;
    dataset->statuses[b] = status;
    dataset->lines[b] = line;
}

/* Moves each observation to where `goals` says, counted from `first`: every swap brings
 * one home. */
static void permute(Dataset *dataset, int first, int count, uint32_t *goals) {
    for (int i = 0; i < count; i++) {
        while (goals[i] != (uint32_t) i) {
            uint32_t goal = goals[i];
            swap(dataset, first + i, first + (int) goal);
            goals[i] = goals[goal];
            goals[goal] = goal;
        }
    }
}

void columns_gather(Dataset *dataset, int first, int *starts) {
    int count = dataset->observation_count - first;
    uint32_t *goals = dataset->scattered + first;
    for (int i = 0; i < count; i++)
        goals[i] = (uint32_t) (starts[goals[i]]++ - first);
    permute(dataset, first, count, goals);
}

typedef struct {
    Period period;
    uint32_t index;
} Place;

static int by_period(const void *a, const void *b) {
    const Place *left = a, *right = b;
    if (left->period != right->period) return left->period < right->period ? -1 : 1;
    return left->index < right->index ? -1 : 1;
}

static bool is_sorted(const Period *periods, int count) {
    for (int i = 1; i < count; i++)
        if (periods[i] < periods[i - 1]) return false;
    return true;
}

void columns_sort(Dataset *dataset, int first, int count) {
    const Period *periods = dataset->periods + first;
    if (is_sorted(periods, count)) return;
    size_t items = (size_t) count;
    Place *places = arena_resize(dataset->arena, NULL, items * sizeof *places);
    for (int i = 0; i < count; i++)
        places[i] = (Place){periods[i], (uint32_t) i};
    qsort(places, items, sizeof *places, by_period);
    /* Sorted, the periods are done with: their fields become the goals, which then move
     * together. */
    for (int i = 0; i < count; i++)
        places[places[i].index].period = i;
    uint32_t *goals = (void *) places;
    for (int i = 0; i < count; i++) {
        uint32_t goal = (uint32_t) places[i].period;
        memcpy(&goals[i], &goal, sizeof goal);
    }
    permute(dataset, first, count, goals);
    free(places);
}
