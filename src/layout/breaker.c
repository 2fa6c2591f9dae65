/* Knuth and Plass's algorithm over a list of breaks.  Active nodes are the breaks that
 * a line may still start from, one for each fitness class that reaches them best; each
 * new break is tried from all of them, and those too far back for any line are dropped.
 * As the active list is bounded by the breaks that fit in one line, time is linear. */
#include "layout/breaker.h"

#include <math.h>
#include <stddef.h>

enum {
    LINE_PENALTY = 10,
    HYPHEN_PAIR = 50000,  /* demerits of two hyphens in a row */
    HYPHEN_LAST = 5000,   /* of a hyphen before the last line */
    CLASS_JUMP = 10000,   /* of a tight line beside a loose one */
    SHORT_LAST = 20000,   /* of a last line that is a mere word */
    OVERFULL = 100000000, /* of a line that does not fit, last resort only */
    FITNESS_CLASSES = 4
};

typedef struct Node {
    int at;      /* index of the break */
    int fitness; /* 0 tight, 1 decent, 2 loose, 3 very loose */
    bool first;  /* the paragraph's start */
    double demerits;
    struct Node *previous; /* where the line that ends here began */
    struct Node *next;     /* in the active list */
} Node;

typedef struct {
    const Break *breaks;
    int count;
    const BreakRules *rules;
    Arena *arena;
    Node *active;
} Search;

double breaker_ratio(const Break *from, const Break *to, Mpt width, Mpt line_stretch) {
    double slack = (double) (width - (to->before.width - from->after.width));
    if (slack >= 0) {
        double stretch =
            (double) (to->before.stretch - from->after.stretch + line_stretch);
        return slack == 0 ? 0 : stretch > 0 ? slack / stretch : 1e6;
    }
    double shrink = (double) (to->before.shrink - from->after.shrink);
    return shrink > 0 ? slack / shrink : -1e6;
}

static int fitness_of(double ratio) {
    return ratio < -0.5 ? 0 : ratio <= 0.5 ? 1 : ratio <= 1 ? 2 : 3;
}

static double badness_of(double ratio) {
    double size = fabs(ratio);
    return fmin(100 * size * size * size, 1e6);
}

static double square(double x) {
    return x * x;
}

/* Demerits of the line from `node` to the break `at`, given its ratio. */
static double line_demerits(const Search *search, const Node *node, int at,
                            double ratio, bool last) {
    const Break *from = &search->breaks[node->at], *to = &search->breaks[at];
    const BreakRules *rules = search->rules;
    double demerits = square(LINE_PENALTY + badness_of(ratio)) + square(to->penalty);
    if (ratio < -1) demerits += OVERFULL * fmin(-ratio, 1e3);
    if (to->flagged && from->flagged) demerits += HYPHEN_PAIR;
    if (last && from->flagged) demerits += HYPHEN_LAST;
    if (last && !node->first && to->before.width - from->after.width < rules->width / 6)
        demerits += SHORT_LAST;
    int fitness = fitness_of(ratio);
    if (!node->first && (fitness > node->fitness + 1 || fitness < node->fitness - 1))
        demerits += CLASS_JUMP;
    return demerits + node->demerits;
}

/* The best way to reach a break in each fitness class. */
typedef struct {
    Node *from[FITNESS_CLASSES];
    double demerits[FITNESS_CLASSES];
} Best;

static void offer(Best *best, Node *from, double ratio, double demerits) {
    int fitness = fitness_of(ratio);
    if (!best->from[fitness] || demerits < best->demerits[fitness]) {
        best->from[fitness] = from;
        best->demerits[fitness] = demerits;
    }
}

/* Adds active nodes for the break `at`; classes much worse than the best one cannot win
 * and are left out. */
static void activate(Search *search, Node **tail, const Best *best, int at) {
    double least = INFINITY;
    for (int i = 0; i < FITNESS_CLASSES; i++)
        if (best->from[i]) least = fmin(least, best->demerits[i]);
    for (int i = 0; i < FITNESS_CLASSES; i++) {
        if (!best->from[i] || best->demerits[i] > least + CLASS_JUMP) continue;
        Node *node = arena_alloc(search->arena, sizeof *node);
        *node = (Node){.at = at,
                       .fitness = i,
                       .demerits = best->demerits[i],
                       .previous = best->from[i]};
        *tail = node;
        tail = &node->next;
    }
}

/* Tries the break `at` from every active node.  False when no line can end there and
 * none is left to go on with. */
static bool try_break(Search *search, int at) {
    const Break *to = &search->breaks[at];
    const BreakRules *rules = search->rules;
    Best best = {0};
    Node **link = &search->active;
    Node *dropped = NULL;
    double dropped_ratio = 0;
    while (*link) {
        Node *node = *link;
        Mpt width = node->first ? rules->width - rules->first_indent : rules->width;
        double ratio =
            breaker_ratio(&search->breaks[node->at], to, width, rules->line_stretch);
        /* A line that ends a paragraph or stands before a forced break is filled up. */
        if (to->forced && ratio > 0) ratio = 0;
        if (ratio >= -1 && badness_of(ratio) <= rules->tolerance)
            offer(&best, node, ratio,
                  line_demerits(search, node, at, ratio, at == search->count - 1));
        else if (ratio > 0 && rules->last_resort)
            offer(&best, node, ratio,
                  line_demerits(search, node, at, ratio, at == search->count - 1));
        if (ratio < -1 || to->forced) {
            *link = node->next;
            if (ratio < -1 && (!dropped || ratio > dropped_ratio)) {
                dropped = node;
                dropped_ratio = ratio;
            }
        } else {
            link = &node->next;
        }
    }
    bool reached = false;
    for (int i = 0; i < FITNESS_CLASSES; i++)
        reached = reached || best.from[i];
    if (!reached && !search->active && dropped && rules->last_resort)
        offer(&best, dropped, dropped_ratio,
              line_demerits(search, dropped, at, dropped_ratio, false));
    activate(search, link, &best, at);
    return search->active != NULL;
}

int *breaker_total_fit(const Break *breaks, int count, const BreakRules *rules,
                       Arena *arena, int *lines) {
    Search search = {.breaks = breaks, .count = count, .rules = rules, .arena = arena};
    Node *start = arena_alloc(arena, sizeof *start);
    *start = (Node){.first = true, .fitness = 1};
    search.active = start;
    for (int at = 1; at < count; at++)
        if (!try_break(&search, at)) return NULL;
    Node *best = search.active;
    for (Node *node = best; node; node = node->next)
        if (node->demerits < best->demerits) best = node;
    *lines = 0;
    for (Node *node = best; node && !node->first; node = node->previous)
        ++*lines;
    int *chosen = arena_array(arena, *lines + 1, sizeof *chosen);
    int index = *lines;
    for (Node *node = best; node && !node->first; node = node->previous)
        chosen[--index] = node->at;
    return chosen;
}
