/* What has changed, in a line of English for the night's journal and index. */
#include <string.h>

#include "analysis/analysis.h"

bool analysis_compares(const Step *steps, int count) {
    for (int i = 0; i < count; i++)
        if (strcmp(steps[i].name, "since-last-edition") == 0) return true;
    return false;
}

typedef struct {
    int counts[CHANGE_COUNT];
    int new_periods; /* each counts once, whatever the results that have it */
    Map *periods;
} Tally;

static void count_change(Tally *tally, const Change *change) {
    tally->counts[change->kind]++;
    if (change->kind != CHANGE_NEW || !change->now->period) return;
    tally->counts[CHANGE_NEW]--;
    if (!map_put(tally->periods, change->now->key, tally)) tally->new_periods++;
}

/* Adds "3 figures revised" behind what is there. */
static void say(Text *line, int count, const char *one, const char *many) {
    if (!count) return;
    if (line->length) text_add(line, ", ");
    text_print(line, count == 1 ? one : many, count);
}

static const char *in_words(const Tally *tally, Arena *arena) {
    Text line = {.arena = arena};
    const int *counts = tally->counts;
    if (counts[CHANGE_VERDICT]) text_add(&line, "verdict changed");
    say(&line, counts[CHANGE_CLASS], "%d class changed", "%d classes changed");
    say(&line, counts[CHANGE_REVISED], "%d figure revised", "%d figures revised");
    say(&line, counts[CHANGE_STATUS], "%d status changed", "%d statuses changed");
    say(&line, counts[CHANGE_AVAILABLE], "%d figure available now",
        "%d figures available now");
    say(&line, counts[CHANGE_UNAVAILABLE], "%d figure not available any more",
        "%d figures not available any more");
    say(&line, tally->new_periods, "%d new period", "%d new periods");
    say(&line, counts[CHANGE_NEW] + counts[CHANGE_RESULT], "%d new figure",
        "%d new figures");
    say(&line, counts[CHANGE_WITHDRAWN], "%d figure withdrawn", "%d figures withdrawn");
    say(&line, counts[CHANGE_STATEMENT], "%d new statement", "%d new statements");
    say(&line, counts[CHANGE_STATEMENT_CHANGED], "%d statement changed",
        "%d statements changed");
    say(&line, counts[CHANGE_STATEMENT_WITHDRAWN], "%d statement withdrawn",
        "%d statements withdrawn");
    return line.length ? text_string(&line) : "nothing changed";
}

const char *findings_changes(const Findings *findings, Arena *arena) {
    Tally tally = {.periods = map_new(arena)};
    bool compares = false;
    for (int i = 0; i < findings->result_count; i++) {
        const Changes *changes = findings->results[i]->changes;
        if (!changes) continue;
        compares = true;
        for (int k = 0; k < changes->count; k++)
            count_change(&tally, &changes->items[k]);
    }
    if (!compares) return NULL;
    return findings->last ? in_words(&tally, arena) : "first edition";
}
