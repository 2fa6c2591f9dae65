/* Quotations held against each other token by token. */
#include <string.h>

#include "analysis/reading.h"

const char *const QUOTE_WORDS[] = {"exact",       "exact-after-normalisation",
                                   "elided",      "paraphrase",
                                   "conflicting", "not-found",
                                   NULL};

/* More tokens than a quotation has: bounds the work. */
enum { MOST_TOKENS = 400 };

static Tokens bounded(const char *text, Arena *arena) {
    Tokens tokens = tokens_of(text, arena);
    if (tokens.count > MOST_TOKENS) tokens.count = MOST_TOKENS;
    return tokens;
}

static bool is_left_out(const Token *token) {
    return token->is_gap || token->is_inserted;
}

/* The speaker's tokens alone. */
static Tokens spoken(const Tokens *all, Arena *arena) {
    Tokens kept = {arena_array(arena, all->count, sizeof(Token)), 0};
    for (int i = 0; i < all->count; i++)
        if (!is_left_out(&all->tokens[i])) kept.tokens[kept.count++] = all->tokens[i];
    return kept;
}

/* Where `count` tokens from `piece` stand in `text` from `from` on; -1 for nowhere. */
static int find_piece(const Token *piece, int count, const Tokens *text, int from) {
    for (int at = from; at + count <= text->count; at++) {
        int same = 0;
        while (same < count &&
               strcmp(piece[same].text, text->tokens[at + same].text) == 0)
            same++;
        if (same == count) return at;
    }
    return -1;
}

/* True when the stretches of `quote` between its gaps stand in `text` in order. */
static bool pieces_stand(const Tokens *quote, const Tokens *text) {
    int from = 0, found = 0;
    for (int i = 0; i < quote->count;) {
        int end = i;
        while (end < quote->count && !is_left_out(&quote->tokens[end]))
            end++;
        if (end > i) {
            int at = find_piece(&quote->tokens[i], end - i, text, from);
            if (at < 0) return false;
            from = at + end - i;
            found++;
        }
        i = end > i ? end : i + 1;
    }
    return found > 0;
}

static int longest_common(const Tokens *a, const Tokens *b) {
    int row[MOST_TOKENS + 1] = {0};
    for (int i = 0; i < a->count; i++) {
        int diagonal = 0;
        for (int k = 0; k < b->count; k++) {
            int above = row[k + 1];
            row[k + 1] = strcmp(a->tokens[i].text, b->tokens[k].text) == 0
                             ? diagonal + 1
                         : above > row[k] ? above
                                          : row[k];
            diagonal = above;
        }
    }
    return row[b->count];
}

/* True when each number of `a` stands in `b`. */
static bool has_numbers_of(const Tokens *a, const Tokens *b) {
    for (int i = 0; i < a->count; i++)
        if (a->tokens[i].is_number && find_piece(&a->tokens[i], 1, b, 0) < 0)
            return false;
    return true;
}

static int negations(const Lexicon *lexicon, const Tokens *tokens, Arena *arena) {
    int count = 0, found = 0;
    if (!lexicon) return 0;
    const TermMatch *matches = lexicon_find(lexicon, tokens, arena, &count);
    for (int i = 0; i < count; i++)
        if (matches[i].class == TERM_NEGATION) found++;
    return found;
}

QuoteMatch quote_compare(const Lexicon *lexicon, const char *quote, const char *text,
                         Arena *arena) {
    /* memmem() is linear where strstr() may not be. */
    if (*quote && memmem(text, strlen(text), quote, strlen(quote)))
        return (QuoteMatch){QUOTE_EXACT, 1};
    Tokens all_q = bounded(quote, arena), all_t = bounded(text, arena);
    Tokens q = spoken(&all_q, arena), t = spoken(&all_t, arena);
    if (!q.count || !t.count) return (QuoteMatch){QUOTE_NOT_FOUND, 0};
    bool cut = q.count < all_q.count || t.count < all_t.count;
    if (!cut && find_piece(q.tokens, q.count, &t, 0) >= 0)
        return (QuoteMatch){QUOTE_NORMALISED, 1};
    if (pieces_stand(&all_q, &t) || pieces_stand(&all_t, &q))
        return (QuoteMatch){QUOTE_ELIDED, 1};
    double similarity = 2.0 * longest_common(&q, &t) / (q.count + t.count);
    if (similarity < 0.5) return (QuoteMatch){QUOTE_NOT_FOUND, similarity};
    bool same = has_numbers_of(&q, &t) && has_numbers_of(&t, &q) &&
                negations(lexicon, &q, arena) == negations(lexicon, &t, arena);
    return (QuoteMatch){same ? QUOTE_PARAPHRASE : QUOTE_CONFLICTING, similarity};
}
