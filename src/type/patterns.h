/* Hyphenation patterns: where a word may be divided, after Liang ("Word Hy-phen-a-tion
 * by Com-put-er", 1983), from the dictionaries made for libhyphen. */
#ifndef TYPE_PATTERNS_H
#define TYPE_PATTERNS_H

#include "base/arena.h"

typedef struct Patterns Patterns;

/* The dictionary at `path`; NULL when it cannot be read or its charset is unknown. */
const Patterns *patterns_read(Arena *arena, const char *path);

/* Sets points[i] to 1 where a hyphen may stand after byte i, to 0 elsewhere, in a word
 * of `length` bytes of lower-case UTF-8 letters.  Minima at the word's ends are the
 * caller's. */
void patterns_apply(const Patterns *patterns, const char *word, int length,
                    char *points);

enum { LONGEST_PATTERN_WORD = 400 }; /* bytes; longer words have no points */

#endif
