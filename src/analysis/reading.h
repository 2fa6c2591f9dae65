/* What the lexicon reads in a statement: how firm it is, how specific, for what reason.
 * The words that decided are kept, so that a reader can check them. */
#ifndef ANALYSIS_READING_H
#define ANALYSIS_READING_H

#include "analysis/lexicon.h"

/* What makes a statement specific, each at most once in the count. */
typedef enum {
    EVIDENCE_WHAT,
    EVIDENCE_HOW_MANY,
    EVIDENCE_WHEN,
    EVIDENCE_WHERE,
    EVIDENCE_MONEY,
    EVIDENCE_COUNT
} EvidenceKind;
extern const char *const EVIDENCE_WORDS[];

typedef enum {
    STANCE_NEUTRAL,
    STANCE_SUPPORT,
    STANCE_CONDITIONAL,
    STANCE_OPPOSE
} Stance;
extern const char *const STANCE_WORDS[];

/* Words that the lexicon knows, as they stand in the text. */
typedef struct {
    TermClass class;
    const char *words;
    bool is_negated;
} WordsRead;

typedef struct {
    int commitment;                       /* the highest rung that the words reach */
    bool has_weak, has_firm;              /* moderate or more, not negated */
    bool is_denied;                       /* a firm word is negated */
    int specificity;                      /* kinds of evidence, 0 to 5 */
    const char *evidence[EVIDENCE_COUNT]; /* the first words of each kind, or NULL */
    int stance;
    int motive; /* index into MOTIVE_WORDS, -1 when the words show none */
    WordsRead *words;
    int word_count, word_capacity;
} Reading;

/* Reads stretches of text as one statement.  A rung counts only where the words are the
 * speaker's own promise: a subject of the lexicon stands before them, or the quote
 * begins with them.  A strong word before a weak one ("will consider") is weak; a
 * condition in the same stretch makes a plan conditional; a date, a model, an amount
 * makes it announced. */
Reading reading_of(const Lexicon *lexicon, const char *const *texts, int count,
                   Arena *arena);

/* ---- the same words in two outlets ---- */

typedef enum {
    QUOTE_EXACT,
    QUOTE_NORMALISED, /* but for quotes, dashes, spaces, case, "U.S." for "US" */
    QUOTE_ELIDED,     /* but for what an ellipsis, a bracket or an extract leaves out */
    QUOTE_PARAPHRASE, /* at least half the tokens, in order */
    QUOTE_CONFLICTING, /* a paraphrase in which a number or a negation differs */
    QUOTE_NOT_FOUND
} QuoteStatus;
extern const char *const QUOTE_WORDS[];

typedef struct {
    QuoteStatus status;
    double similarity; /* 2 LCS / (m + n) over tokens; 1 for an extract */
} QuoteMatch;

/* `lexicon` knows the negations; NULL leaves them out of account. */
QuoteMatch quote_compare(const Lexicon *lexicon, const char *quote, const char *text,
                         Arena *arena);

#endif
