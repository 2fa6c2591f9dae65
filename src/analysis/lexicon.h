/* Words as statements are read: text cut into tokens, and a lexicon, a file that users
 * edit, which says what the words mean for commitment, motive and stance. */
#ifndef ANALYSIS_LEXICON_H
#define ANALYSIS_LEXICON_H

#include "data/data.h"

/* ---- tokens ---- */

/* A word, a number or a sign, in the form in which it is compared: lower case, quotes
 * and dashes plain, "U.S." and "US" both "u.s", "20,000" as "20000". */
typedef struct {
    const char *text;
    const char *start; /* in the text it was cut from */
    int length;        /* bytes there */
    bool is_number;
    bool is_inserted; /* in brackets: the outlet's word, not the speaker's */
    bool is_gap;      /* an ellipsis */
} Token;

typedef struct {
    Token *tokens;
    int count;
} Tokens;

/* The words and numbers of the text, as they are compared. */
Tokens tokens_of(const char *text, Arena *arena);

/* ---- the lexicon ---- */

typedef enum {
    TERM_WEAK,     /* may, consider, study */
    TERM_MODERATE, /* plan, intend */
    TERM_STRONG,   /* will, announce */
    TERM_CONTRACTED,
    TERM_IN_FORCE,
    TERM_CONDITIONAL, /* if, when, unless */
    TERM_NEGATION,
    TERM_SUBJECT, /* who commits: we, the company; and the organisations of the data */
    TERM_OTHER,   /* who does not: it, they, this */
    TERM_COMMERCIAL,
    TERM_DIPLOMATIC,
    TERM_REGULATORY,
    TERM_SUPPORT,
    TERM_OPPOSE,
    TERM_WHAT,     /* what exactly: models */
    TERM_UNIT,     /* what a number counts */
    TERM_WHEN,     /* months, quarters */
    TERM_WHERE,    /* places */
    TERM_CURRENCY, /* yen, $, USD */
    TERM_CLASS_COUNT
} TermClass;
extern const char *const TERM_WORDS[TERM_CLASS_COUNT + 1];

typedef struct Term Term;
typedef struct {
    const char *id, *lang, *title;
    int window; /* tokens before a word in which a negation reaches it */
    Map *terms; /* by their first token: Term */
    Map *stems; /* those whose only token ends in '*', by what stands before it */
    Arena *arena;
    XmlFile file;
} Lexicon;

/* One stretch of tokens that stands in the lexicon. */
typedef struct {
    TermClass class;
    int first, count; /* tokens */
    int window;       /* of a negation: its own reach, 0 for the lexicon's */
} TermMatch;

/* NULL after diagnostics. */
Lexicon *lexicon_load(Arena *arena, Diags *diags, const char *path, Origin wanted_by);

/* Adds a phrase; '*' at the end of its last word stands for any ending. */
void lexicon_add(Lexicon *lexicon, TermClass class, const char *phrase, int window);

/* Adds what the dataset knows: organisations and makers as subjects, models, plants. */
void lexicon_add_names(Lexicon *lexicon, const Dataset *dataset);

/* All matches, by where they begin; of one class the longest at each place.  `*count`
 * of them. */
TermMatch *lexicon_find(const Lexicon *lexicon, const Tokens *tokens, Arena *arena,
                        int *count);

#endif
