/* Lists of the words that may stand somewhere; they end with NULL. */
#ifndef BASE_WORDS_H
#define BASE_WORDS_H

#include "base/arena.h"

/* The place of `word` among `words`, from 0; -1 when it is none of them. */
int word_index(const char *word, const char *const *words);

/* "low, central, high" */
const char *words_list(Arena *arena, const char *const *words);

/* The candidate nearest to `word` in edits, NULL when none is near enough to be
 * meant. */
const char *nearest_word(const char *word, const char *const *candidates);

/* "; did you mean 'partner'?" or "" when no candidate is near. */
const char *did_you_mean(Arena *arena, const char *word, const char *const *candidates);

#endif
