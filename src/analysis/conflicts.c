/* Statements are sorted by speaker and date, so that each meets only those near it; the
 * same words far away are found through a map.  Work grows with the statements. */
#include "analysis/conflicts.h"

#include <stdlib.h>
#include <string.h>

const char *const CONFLICT_WORDS[] = {"quote", "date", "role", NULL};

/* Neighbours that a statement meets on each side, and how far apart in days. */
enum { MOST_NEIGHBOURS = 32, NEAR_DAYS = 31, FEWEST_TOKENS = 4 };

/* ---- dates as ranges of days ---- */

typedef struct {
    long first, last;
} Days;

/* Days since 0000-03-01 (Howard Hinnant, days_from_civil). */
static long day_number(int year, int month, int day) {
    long y = month <= 2 ? year - 1 : year;
    long of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return y * 365 + y / 4 - y / 100 + y / 400 + of_year;
}

/* A month or a year is all its days. */
static Days days_of(Date date) {
    int month = date.month ? date.month : 1;
    Days days = {day_number(date.year, month, date.day ? date.day : 1), 0};
    if (date.day)
        days.last = days.first;
    else if (date.month)
        days.last = day_number(date.year + month / 12, month % 12 + 1, 1) - 1;
    else
        days.last = day_number(date.year + 1, 1, 1) - 1;
    return days;
}

/* 0 when they overlap. */
static long days_between(Days a, Days b) {
    if (a.first > b.last) return a.first - b.last;
    return b.first > a.last ? b.first - a.last : 0;
}

/* ---- what is gathered ---- */

typedef struct {
    const Statement *statement;
    const char *speaker;
    Days days;
    int order; /* in the dataset */
} Remark;

typedef struct {
    const Lexicon *lexicon;
    Arena *arena, *scratch;
    Map *seen; /* keys of conflicts, each once */
    Conflict *conflicts;
    int count, capacity;
} Gathering;

static void keep(Gathering *g, const Conflict *conflict) {
    if (map_put(g->seen, conflict->key, g)) return;
    g->conflicts = arena_grow(g->arena, g->conflicts, g->count, &g->capacity,
                              sizeof *g->conflicts);
    g->conflicts[g->count++] = *conflict;
}

static Side side_of(const Statement *s, const char *text) {
    return (Side){s->id, s->source, s->confidence, s->said, text};
}

static Side side_of_version(const Statement *s, const Version *v, const char *text) {
    Date said = v->said.year ? v->said : s->said;
    return (Side){s->id, v->source, v->source->confidence, said, text};
}

/* The best match of `words` in the stretches of `statement`; its text in `*text`. */
static QuoteMatch best_match(Gathering *g, const char *words,
                             const Statement *statement, const char **text) {
    QuoteMatch best = {QUOTE_NOT_FOUND, 0};
    *text = statement->word_count ? statement->words[0] : "";
    for (int i = 0; i < statement->word_count; i++) {
        QuoteMatch match =
            quote_compare(g->lexicon, words, statement->words[i], g->scratch);
        arena_reset(g->scratch);
        if (match.status > best.status ||
            (match.status == best.status && match.similarity <= best.similarity))
            continue;
        best = match;
        *text = statement->words[i];
    }
    return best;
}

/* True when the match can only be the same utterance. */
static bool is_same_utterance(QuoteMatch match) {
    return match.status <= QUOTE_ELIDED ||
           (match.status != QUOTE_NOT_FOUND && match.similarity >= 0.8);
}

static void keep_quote(Gathering *g, const char *key, QuoteMatch match, Side a, Side b,
                       Origin origin) {
    keep(g, &(Conflict){.key = key,
                        .kind = CONFLICT_QUOTE,
                        .status = QUOTE_WORDS[match.status],
                        .similarity = match.similarity,
                        .is_conflict = match.status == QUOTE_PARAPHRASE ||
                                       match.status == QUOTE_CONFLICTING,
                        .a = a,
                        .b = b,
                        .origin = origin});
}

static void keep_date(Gathering *g, const char *key, Side a, Side b, Origin origin) {
    long days = days_between(days_of(a.said), days_of(b.said));
    if (!days) return;
    a.text = date_string(g->arena, a.said);
    b.text = date_string(g->arena, b.said);
    keep(g, &(Conflict){.key = key,
                        .kind = CONFLICT_DATE,
                        .status = "date-differs",
                        .days = (int) days,
                        .is_conflict = true,
                        .a = a,
                        .b = b,
                        .origin = origin});
}

/* Roles agree when one only says less than the other: "CEO", "President and CEO". */
static void keep_role(Gathering *g, const char *key, const char *status, Side a, Side b,
                      Origin origin) {
    if (!a.text || !b.text || !*a.text || !*b.text) return;
    QuoteMatch forth = quote_compare(NULL, a.text, b.text, g->scratch);
    arena_reset(g->scratch);
    if (forth.status <= QUOTE_ELIDED) return;
    keep(g, &(Conflict){.key = key,
                        .kind = CONFLICT_ROLE,
                        .status = status,
                        .similarity = forth.similarity,
                        .is_conflict = true,
                        .a = a,
                        .b = b,
                        .origin = origin});
}

/* ---- statements against statements ---- */

/* True when `a` is to be verified against `b` and not the other way round. */
static bool is_verified_by(const Remark *a, const Remark *b) {
    const Statement *s = a->statement, *t = b->statement;
    if (s->source == t->source) return false;
    if (s->confidence != t->confidence) return s->confidence > t->confidence;
    return a->order > b->order;
}

/* Holds the stretches of `a` against the best of its neighbours. */
static void verify_words(Gathering *g, const Remark *a, const Remark *const *others,
                         int count) {
    const Statement *s = a->statement;
    for (int i = 0; count && i < s->word_count; i++) {
        QuoteMatch best = {QUOTE_NOT_FOUND, -1};
        const Remark *by = others[0];
        const char *text = "";
        for (int k = 0; k < count; k++) {
            const char *found;
            QuoteMatch match = best_match(g, s->words[i], others[k]->statement, &found);
            if (match.status > best.status ||
                (match.status == best.status && match.similarity <= best.similarity))
                continue;
            best = match;
            by = others[k];
            text = found;
        }
        if (best.similarity < 0) best.similarity = 0;
        keep_quote(g, arena_print(g->arena, "quote.%s.%d", s->id, i + 1), best,
                   side_of(s, s->words[i]), side_of(by->statement, text), s->origin);
        if (is_same_utterance(best))
            keep_date(g, arena_print(g->arena, "date.%s.%s", s->id, by->statement->id),
                      side_of(s, NULL), side_of(by->statement, NULL), s->origin);
    }
}

static void verify_roles(Gathering *g, const Remark *a, const Remark *const *others,
                         int count) {
    const Statement *s = a->statement;
    for (int k = 0; k < count; k++) {
        const Statement *t = others[k]->statement;
        /* The same two roles of a speaker are one finding. */
        const char *key = arena_print(g->arena, "role.%s.%s.%s", a->speaker,
                                      s->role ? s->role : "", t->role ? t->role : "");
        if (map_get(g->seen, key)) continue;
        int before = g->count;
        keep_role(g, arena_print(g->arena, "role.%s.%s", s->id, t->id), "role-differs",
                  side_of(s, s->role), side_of(t, t->role), s->origin);
        if (g->count > before) map_put(g->seen, key, g);
    }
}

static void meet_neighbours(Gathering *g, const Remark *remarks, int count, int at) {
    const Remark *near[2 * MOST_NEIGHBOURS];
    const Remark *a = &remarks[at];
    int found = 0;
    for (int step = -1; step <= 1; step += 2)
        for (int i = 1; i <= MOST_NEIGHBOURS; i++) {
            int other = at + step * i;
            if (other < 0 || other >= count) break;
            const Remark *b = &remarks[other];
            if (strcmp(b->speaker, a->speaker) != 0) break;
            if (days_between(a->days, b->days) > NEAR_DAYS || !is_verified_by(a, b))
                continue;
            near[found++] = b;
        }
    verify_words(g, a, near, found);
    verify_roles(g, a, near, found);
}

/* A role that the speaker no longer has. */
static void follow_role(Gathering *g, const Remark *a, const Remark *b) {
    if (strcmp(a->speaker, b->speaker) != 0 ||
        days_between(a->days, b->days) <= NEAR_DAYS)
        return;
    const Statement *s = b->statement, *t = a->statement;
    keep_role(g, arena_print(g->arena, "role.%s.%s", s->id, t->id), "role-changed",
              side_of(s, s->role), side_of(t, t->role), s->origin);
}

/* The words as they are compared, after their speaker. */
static const char *plain_words(Gathering *g, const char *speaker, const char *words) {
    Tokens tokens = tokens_of(words, g->arena);
    Text text = {.arena = g->arena};
    if (tokens.count < FEWEST_TOKENS) return NULL;
    text_add(&text, speaker);
    for (int i = 0; i < tokens.count; i++) {
        text_add_char(&text, ' ');
        text_add(&text, tokens.tokens[i].text);
    }
    return text_string(&text);
}

/* The same words of one speaker, whenever another source dates them. */
static void meet_same_words(Gathering *g, const Remark *remarks, int count) {
    Map *first = map_new(g->arena);
    for (int i = 0; i < count; i++) {
        const Statement *s = remarks[i].statement;
        for (int w = 0; w < s->word_count; w++) {
            const char *key = plain_words(g, remarks[i].speaker, s->words[w]);
            if (!key) continue;
            const Remark *other = map_get(first, key);
            if (!other)
                map_put(first, key, (void *) &remarks[i]);
            else if (other->statement->source != s->source) {
                bool later = is_verified_by(&remarks[i], other);
                const Remark *a = later ? &remarks[i] : other;
                const Remark *b = later ? other : &remarks[i];
                keep_date(g,
                          arena_print(g->arena, "date.%s.%s", a->statement->id,
                                      b->statement->id),
                          side_of(a->statement, NULL), side_of(b->statement, NULL),
                          a->statement->origin);
            }
        }
    }
}

/* ---- versions of one statement ---- */

static void meet_versions(Gathering *g, const Remark *remark,
                          bool (*sees)(const void *, const Source *),
                          const void *user) {
    const Statement *s = remark->statement;
    for (int v = 0; v < s->version_count; v++) {
        const Version *version = &s->versions[v];
        if (!sees(user, version->source)) continue;
        const char *at = arena_print(g->arena, "%s.v%d", s->id, v + 1), *text;
        if (*version->words) {
            QuoteMatch match = best_match(g, version->words, s, &text);
            keep_quote(g, arena_print(g->arena, "quote.%s", at), match,
                       side_of_version(s, version, version->words), side_of(s, text),
                       version->origin);
        }
        keep_date(g, arena_print(g->arena, "date.%s", at),
                  side_of_version(s, version, NULL), side_of(s, NULL), version->origin);
        keep_role(g, arena_print(g->arena, "role.%s", at), "role-differs",
                  side_of_version(s, version, version->role), side_of(s, s->role),
                  version->origin);
    }
}

/* ---- the whole ---- */

static int by_speaker_and_date(const void *a, const void *b) {
    const Remark *left = a, *right = b;
    int order = strcmp(left->speaker, right->speaker);
    if (order) return order;
    if (left->days.first != right->days.first)
        return left->days.first < right->days.first ? -1 : 1;
    return left->order - right->order;
}

static int by_kind_and_origin(const void *a, const void *b) {
    const Conflict *left = a, *right = b;
    if (left->kind != right->kind) return left->kind < right->kind ? -1 : 1;
    int order = strcmp(left->origin.file, right->origin.file);
    if (!order) order = left->origin.line - right->origin.line;
    return order ? order : strcmp(left->key, right->key);
}

Conflict *conflicts_find(const Dataset *dataset, const char *about,
                         bool (*sees)(const void *user, const Source *source),
                         const void *user, const Lexicon *lexicon, Arena *arena,
                         int *count) {
    Gathering g = {.lexicon = lexicon,
                   .arena = arena,
                   .scratch = arena_scratch(arena),
                   .seen = map_new(arena)};
    Remark *remarks = arena_array(arena, dataset->statement_count, sizeof *remarks);
    int n = 0;
    for (int i = 0; i < dataset->statement_count; i++) {
        const Statement *s = dataset->statements[i];
        if (!s->about || strcmp(s->about, about) != 0 || !sees(user, s->source))
            continue;
        remarks[n++] =
            (Remark){s, s->speaker ? s->speaker : s->organisation, days_of(s->said), i};
    }
    if (n) qsort(remarks, (size_t) n, sizeof *remarks, by_speaker_and_date);
    for (int i = 0; i < n; i++) {
        meet_neighbours(&g, remarks, n, i);
        if (i) follow_role(&g, &remarks[i - 1], &remarks[i]);
        meet_versions(&g, &remarks[i], sees, user);
    }
    meet_same_words(&g, remarks, n);
    if (g.count)
        qsort(g.conflicts, (size_t) g.count, sizeof *g.conflicts, by_kind_and_origin);
    arena_free(g.scratch);
    *count = g.count;
    return g.conflicts;
}
