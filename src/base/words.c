/* Lists are short, so they are gone through from the start. */
#include "base/words.h"

#include <string.h>

#include "base/text.h"

enum { LONGEST_WORD = 64 };

int word_index(const char *word, const char *const *words) {
    for (int i = 0; words[i]; i++)
        if (strcmp(words[i], word) == 0) return i;
    return -1;
}

const char *words_list(Arena *arena, const char *const *words) {
    Text list = {.arena = arena};
    for (; *words; words++)
        text_print(&list, "%s%s", list.length ? ", " : "", *words);
    return text_string(&list);
}

/* Optimal string alignment distance: insertions, deletions, substitutions and swapped
 * neighbours count one each (Damerau 1964). */
static int edit_distance(const char *a, const char *b) {
    int rows[3][LONGEST_WORD + 1];
    int la = (int) strlen(a), lb = (int) strlen(b);
    for (int j = 0; j <= lb; j++)
        rows[0][j] = j;
    for (int i = 1; i <= la; i++) {
        int *row = rows[i % 3], *above = rows[(i + 2) % 3], *two = rows[(i + 1) % 3];
        row[0] = i;
        for (int j = 1; j <= lb; j++) {
            int cost = a[i - 1] != b[j - 1];
            int best = above[j - 1] + cost;
            if (above[j] + 1 < best) best = above[j] + 1;
            if (row[j - 1] + 1 < best) best = row[j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
                two[j - 2] + 1 < best)
                best = two[j - 2] + 1;
            row[j] = best;
        }
    }
    return rows[la % 3][lb];
}

const char *nearest_word(const char *word, const char *const *candidates) {
    size_t length = strlen(word);
    if (length < 2 || length > LONGEST_WORD) return NULL;
    int allowed = length < 6 ? 1 : (int) length / 3;
    const char *best = NULL;
    for (; *candidates; candidates++) {
        if (strlen(*candidates) > LONGEST_WORD) continue;
        int distance = edit_distance(word, *candidates);
        if (distance <= allowed) {
            allowed = distance - 1;
            best = *candidates;
        }
    }
    return best;
}

const char *did_you_mean(Arena *arena, const char *word,
                         const char *const *candidates) {
    const char *best = nearest_word(word, candidates);
    return best ? arena_print(arena, "; did you mean '%s'?", best) : "";
}
