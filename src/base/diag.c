/* One table says what each fault is called and what the process returns for it. */
#include "base/diag.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"

enum { MOST_PRINTED = 100 };

typedef struct {
    Fault fault;
    bool again; /* the same was said before */
    const char *message;
} Diag;

struct Diags {
    Arena *arena;
    Diag *items;
    int count, capacity, repeated;
    int per_fault[FAULT_COUNT];
    Map *told; /* messages, so that none is printed twice */
};

static const struct {
    const char *label;
    int exit_status;
} FAULTS[FAULT_COUNT] = {
    [FAULT_NONE] = {"note", 0},           [FAULT_WARNING] = {"warning", 0},
    [FAULT_HELD] = {"held", 10},          [FAULT_BUSY] = {"error", 75},
    [FAULT_DIFFERS] = {"differs", 11},    [FAULT_USAGE] = {"error", 64},
    [FAULT_DATA] = {"error", 65},         [FAULT_MISSING] = {"error", 66},
    [FAULT_CREATE] = {"error", 73},       [FAULT_IO] = {"error", 74},
    [FAULT_BUG] = {"internal error", 70},
};

Diags *diags_new(Arena *arena) {
    Diags *diags = arena_alloc(arena, sizeof *diags);
    diags->arena = arena;
    diags->told = map_new(arena);
    return diags;
}

static void add_message(Diags *diags, Fault fault, const char *message) {
    bool again = map_put(diags->told, message, diags) != NULL;
    diags->repeated += again;
    diags->items = arena_grow(diags->arena, diags->items, diags->count,
                              &diags->capacity, sizeof *diags->items);
    diags->items[diags->count++] = (Diag){fault, again, message};
    diags->per_fault[fault]++;
}

void diag_report(Diags *diags, Fault fault, Origin at, const char *format, ...) {
    Arena *arena = diags->arena;
    va_list args;
    va_start(args, format);
    const char *what = arena_vprint(arena, format, args);
    va_end(args);
    const char *file = at.file ? at.file : "mkreport";
    const char *label = FAULTS[fault].label;
    const char *message =
        at.line ? arena_print(arena, "%s:%d: %s: %s", file, at.line, label, what)
                : arena_print(arena, "%s: %s: %s", file, label, what);
    add_message(diags, fault, message);
}

void diags_absorb(Diags *diags, const Diags *from) {
    for (int i = 0; i < from->count; i++)
        add_message(diags, from->items[i].fault, from->items[i].message);
}

Fault diags_worst(const Diags *diags) {
    for (int fault = FAULT_COUNT - 1; fault > FAULT_NONE; fault--)
        if (diags->per_fault[fault]) return (Fault) fault;
    return FAULT_NONE;
}

int diags_count(const Diags *diags, Fault fault) {
    return diags->per_fault[fault];
}

const char *diags_message(const Diags *diags, int index) {
    return index >= 0 && index < diags->count ? diags->items[index].message : NULL;
}

void diags_print(const Diags *diags, FILE *out) {
    int different = diags->count - diags->repeated, printed = 0;
    for (int i = 0; i < diags->count && printed < MOST_PRINTED; i++) {
        if (diags->items[i].again) continue;
        fprintf(out, "%s\n", diags->items[i].message);
        printed++;
    }
    if (different > printed)
        fprintf(out, "mkreport: note: and %d more\n", different - printed);
}

int fault_exit_status(Fault fault) {
    return FAULTS[fault].exit_status;
}

int worse_exit_status(int a, int b) {
    for (int fault = FAULT_COUNT - 1; fault > FAULT_NONE; fault--)
        if (FAULTS[fault].exit_status == a || FAULTS[fault].exit_status == b)
            return FAULTS[fault].exit_status;
    return 0;
}
