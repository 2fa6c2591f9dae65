/* Rules of reading; the words themselves stand in the lexicon. */
#include "analysis/reading.h"

#include <string.h>

const char *const EVIDENCE_WORDS[] = {"what",  "how-many", "when",
                                      "where", "money",    NULL};
const char *const STANCE_WORDS[] = {"neutral", "support", "conditional", "oppose",
                                    NULL};

/* One stretch with its matches. */
typedef struct {
    const Lexicon *lexicon;
    Tokens tokens;
    TermMatch *matches;
    int match_count;
    Arena *arena;
} Stretch;

/* The text from token `first` through `last`, as it stands. */
static const char *original(const Stretch *stretch, int first, int last) {
    const Token *a = &stretch->tokens.tokens[first], *b = &stretch->tokens.tokens[last];
    return arena_copy(stretch->arena, a->start,
                      (size_t) (b->start + b->length - a->start));
}

static const TermMatch *match_between(const Stretch *stretch, TermClass class, int from,
                                      int to) {
    for (int i = 0; i < stretch->match_count; i++) {
        const TermMatch *m = &stretch->matches[i];
        if (m->class == class && m->first >= from && m->first <= to) return m;
    }
    return NULL;
}

static bool is_negated(const Stretch *stretch, const TermMatch *match) {
    for (int i = 0; i < stretch->match_count; i++) {
        const TermMatch *m = &stretch->matches[i];
        int reach = m->window ? m->window : stretch->lexicon->window;
        int end = m->first + m->count - 1;
        if (m->class != TERM_NEGATION) continue;
        if (end < match->first && match->first - end <= reach) return true;
        /* "will not" */
        if (match->class <= TERM_STRONG && m->first == match->first + match->count)
            return true;
    }
    return false;
}

/* ---- evidence ---- */

static void keep_evidence(Reading *reading, EvidenceKind kind, const char *words) {
    if (reading->evidence[kind]) return;
    reading->evidence[kind] = words;
    reading->specificity++;
}

static bool is_year(const Token *token) {
    return token->is_number && strlen(token->text) == 4 &&
           (strncmp(token->text, "19", 2) == 0 || strncmp(token->text, "20", 2) == 0);
}

/* A number counts with the unit or currency that stands at most two tokens from it. */
static void read_number(const Stretch *stretch, int at, Reading *reading) {
    enum { REACH = 2 };
    const TermMatch *unit = match_between(stretch, TERM_UNIT, at + 1, at + 1 + REACH);
    const TermMatch *money =
        match_between(stretch, TERM_CURRENCY, at > REACH ? at - REACH : 0, at + REACH);
    if (money)
        keep_evidence(reading, EVIDENCE_MONEY,
                      original(stretch, money->first < at ? money->first : at,
                               money->first < at ? at : money->first));
    else if (unit)
        keep_evidence(reading, EVIDENCE_HOW_MANY,
                      original(stretch, at, unit->first + unit->count - 1));
    else if (is_year(&stretch->tokens.tokens[at]))
        keep_evidence(reading, EVIDENCE_WHEN, original(stretch, at, at));
}

static void read_evidence(const Stretch *stretch, Reading *reading) {
    for (int i = 0; i < stretch->tokens.count; i++)
        if (stretch->tokens.tokens[i].is_number &&
            !stretch->tokens.tokens[i].is_inserted)
            read_number(stretch, i, reading);
    static const struct {
        TermClass class;
        EvidenceKind kind;
    } kinds[] = {{TERM_WHAT, EVIDENCE_WHAT},
                 {TERM_WHEN, EVIDENCE_WHEN},
                 {TERM_WHERE, EVIDENCE_WHERE}};
    for (int k = 0; k < 3; k++) {
        const TermMatch *m =
            match_between(stretch, kinds[k].class, 0, stretch->tokens.count);
        if (m)
            keep_evidence(reading, kinds[k].kind,
                          original(stretch, m->first, m->first + m->count - 1));
    }
}

/* ---- commitment ---- */

/* True when the words at token `at` are a promise of the speaker's, or of whom the
 * speaker names. */
static bool is_own(const Stretch *stretch, int at) {
    if (match_between(stretch, TERM_SUBJECT, 0, at)) return true;
    return at <= 1 && !match_between(stretch, TERM_OTHER, 0, at);
}

static int rung_of_word(const Stretch *stretch, const TermMatch *m) {
    if (m->class == TERM_CONTRACTED) return COMMITMENT_CONTRACTED;
    if (m->class == TERM_IN_FORCE) return COMMITMENT_IN_FORCE;
    if (m->class == TERM_WEAK) return COMMITMENT_CONSIDERING;
    if (m->class != TERM_STRONG && m->class != TERM_MODERATE) return COMMITMENT_NONE;
    int end = m->first + m->count;
    const TermMatch *weak =
        match_between(stretch, TERM_WEAK, end, end + stretch->lexicon->window - 1);
    if (weak && !is_negated(stretch, weak)) return COMMITMENT_CONSIDERING;
    return COMMITMENT_PLANNED;
}

static void read_commitment(const Stretch *stretch, Reading *reading) {
    int rung = COMMITMENT_NONE;
    bool conditional =
        match_between(stretch, TERM_CONDITIONAL, 0, stretch->tokens.count) != NULL;
    for (int i = 0; i < stretch->match_count; i++) {
        const TermMatch *m = &stretch->matches[i];
        int reached = rung_of_word(stretch, m);
        if (reached == COMMITMENT_NONE || !is_own(stretch, m->first)) continue;
        if (is_negated(stretch, m)) {
            if (reached > COMMITMENT_CONSIDERING) reading->is_denied = true;
            continue;
        }
        if (reached == COMMITMENT_CONSIDERING)
            reading->has_weak = true;
        else
            reading->has_firm = true;
        if (reached == COMMITMENT_PLANNED && conditional)
            reached = COMMITMENT_CONDITIONAL;
        if (reached > rung) rung = reached;
    }
    if (rung > reading->commitment) reading->commitment = rung;
}

/* ---- motive and stance ---- */

typedef struct {
    int classes[TERM_CLASS_COUNT]; /* matches that are not negated */
} Tally;

static void tally_words(const Stretch *stretch, Reading *reading, Tally *tally) {
    for (int i = 0; i < stretch->match_count; i++) {
        const TermMatch *m = &stretch->matches[i];
        bool negated = m->class != TERM_NEGATION && is_negated(stretch, m);
        if (!negated) tally->classes[m->class]++;
        /* What is not supported is opposed. */
        if (negated && m->class == TERM_SUPPORT) tally->classes[TERM_OPPOSE]++;
        if (m->class == TERM_SUBJECT || m->class == TERM_OTHER || m->class >= TERM_WHAT)
            continue;
        reading->words = arena_grow(stretch->arena, reading->words, reading->word_count,
                                    &reading->word_capacity, sizeof *reading->words);
        reading->words[reading->word_count++] = (WordsRead){
            m->class, original(stretch, m->first, m->first + m->count - 1), negated};
    }
}

static int motive_of(const Tally *tally) {
    enum { MIXED = 3 };
    int motive = -1;
    for (int i = 0; i < MIXED; i++) {
        if (!tally->classes[TERM_COMMERCIAL + i]) continue;
        motive = motive < 0 ? i : MIXED;
    }
    return motive;
}

static int stance_of(const Tally *tally, const Reading *reading) {
    if (reading->commitment == COMMITMENT_CONDITIONAL) return STANCE_CONDITIONAL;
    int balance = tally->classes[TERM_SUPPORT] - tally->classes[TERM_OPPOSE];
    if (balance > 0 || reading->commitment > COMMITMENT_CONDITIONAL)
        return tally->classes[TERM_CONDITIONAL] &&
                       reading->commitment < COMMITMENT_CONDITIONAL
                   ? STANCE_CONDITIONAL
                   : STANCE_SUPPORT;
    return balance < 0 ? STANCE_OPPOSE : STANCE_NEUTRAL;
}

/* A stretch of more tokens is no quotation: what follows is not read. */
enum { MOST_TOKENS_READ = 1000 };

Reading reading_of(const Lexicon *lexicon, const char *const *texts, int count,
                   Arena *arena) {
    Reading reading = {.motive = -1};
    Tally tally = {{0}};
    for (int i = 0; i < count; i++) {
        Stretch stretch = {
            .lexicon = lexicon, .tokens = tokens_of(texts[i], arena), .arena = arena};
        if (stretch.tokens.count > MOST_TOKENS_READ)
            stretch.tokens.count = MOST_TOKENS_READ;
        stretch.matches =
            lexicon_find(lexicon, &stretch.tokens, arena, &stretch.match_count);
        read_evidence(&stretch, &reading);
        read_commitment(&stretch, &reading);
        tally_words(&stretch, &reading, &tally);
    }
    bool named = reading.evidence[EVIDENCE_WHAT] || reading.evidence[EVIDENCE_WHEN] ||
                 reading.evidence[EVIDENCE_HOW_MANY] ||
                 reading.evidence[EVIDENCE_MONEY];
    if (reading.commitment == COMMITMENT_PLANNED && named)
        reading.commitment = COMMITMENT_ANNOUNCED;
    reading.motive = motive_of(&tally);
    reading.stance = stance_of(&tally, &reading);
    return reading;
}
