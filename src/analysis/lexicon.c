/* A lexicon is read from XML, asked by first token or stem, and knows no grammar. */
#include "analysis/lexicon.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>

#include "base/utf8.h"

const char *const TERM_WORDS[TERM_CLASS_COUNT + 1] = {
    "weak",        "moderate",   "strong",  "contracted", "in-force",
    "conditional", "negation",   "subject", "other",      "commercial",
    "diplomatic",  "regulatory", "support", "oppose",     "what",
    "unit",        "when",       "where",   "currency",   NULL};

/* ---- tokens ---- */

enum { APOSTROPHE = '\'', DASH = '-' };

/* The character as it is compared: one form of quotes, dashes, spaces; 0x2026 for
 * "…". */
static uint32_t plain(uint32_t code) {
    if (code == 0x2018 || code == 0x2019 || code == 0x201b || code == 0x2032)
        return APOSTROPHE;
    if (code >= 0x201c && code <= 0x201f) return '"';
    if (code >= 0x2010 && code <= 0x2015) return DASH;
    if (code == 0x2212 || code == 0xad) return DASH;
    if (code == 0xa0 || (code >= 0x2000 && code <= 0x200b) || code == 0x202f ||
        code == 0x3000)
        return ' ';
    if (code == 0xffe5) return 0xa5;
    return code;
}

static bool is_currency_sign(uint32_t code) {
    return code == '$' || code == 0xa3 || code == 0xa5 || code == 0x20ac;
}

/* Latin capitals have their small letters 32 above, in ASCII and in Latin-1. */
static uint32_t lower(uint32_t code) {
    bool capital =
        (code >= 'A' && code <= 'Z') || (code >= 0xc0 && code <= 0xde && code != 0xd7);
    return capital ? code + 32 : code;
}

static bool is_letter(uint32_t code) {
    if (code < 0xc0) return code < 128 && isalpha((int) code);
    bool is_sign = code == 0xd7 || code == 0xf7 || (code >= 0x2000 && code <= 0x2bff) ||
                   (code >= 0x3000 && code <= 0x303f);
    return !is_sign;
}

static bool is_digit(uint32_t code) {
    return code >= '0' && code <= '9';
}

/* What stands at `text`; 0 and no bytes at its end. */
static uint32_t peek(const char *text, int *bytes) {
    uint32_t code = 0;
    *bytes = 0;
    if (!*text) return 0;
    *bytes = utf8_decode(text, strnlen(text, 4), &code);
    return plain(code);
}

/* Digits with commas and points between them; returns the end. */
static const char *cut_number(const char *at, Text *out) {
    while (*at) {
        if (is_digit((unsigned char) *at) ||
            (*at == '.' && is_digit((unsigned char) at[1])))
            text_add_char(out, *at);
        else if (*at != ',' || !is_digit((unsigned char) at[1]))
            break;
        at++;
    }
    return at;
}

/* Letters, digits inside, and apostrophes inside; returns the end. */
static const char *cut_word(const char *at, Text *out) {
    char bytes[4];
    while (true) {
        int used, more;
        uint32_t code = peek(at, &used);
        if (!is_letter(code) && !is_digit(code)) {
            if (code != APOSTROPHE || !is_letter(peek(at + used, &more))) break;
        }
        text_add_bytes(out, bytes, (size_t) utf8_encode(lower(code), bytes));
        at += used;
    }
    return at;
}

/* "U.S." with or without its last point, at least two letters; NULL for none. */
static const char *cut_dotted(const char *at, Text *out) {
    int letters = 0;
    const char *end = at;
    while (isupper((unsigned char) end[0]) && end[1] == '.') {
        letters++;
        end += 2;
    }
    if (isupper((unsigned char) end[0]) && !isalnum((unsigned char) end[1]) &&
        letters) {
        letters++;
        end++;
    }
    if (letters < 2) return NULL;
    for (const char *c = at; c < end; c++) {
        if (*c == '.') continue;
        if (out->length) text_add_char(out, '.');
        text_add_char(out, (char) tolower((unsigned char) *c));
    }
    return end;
}

/* "US" as "u.s": two or three capitals standing alone. */
static const char *cut_capitals(const char *at, Text *out) {
    int letters = 0;
    while (isupper((unsigned char) at[letters]))
        letters++;
    if (letters < 2 || letters > 3 || isalnum((unsigned char) at[letters]) ||
        (at[letters] & 0x80 && is_letter(peek(at + letters, &(int){0}))))
        return NULL;
    for (int i = 0; i < letters; i++) {
        if (i) text_add_char(out, '.');
        text_add_char(out, (char) tolower((unsigned char) at[i]));
    }
    return at + letters;
}

Tokens tokens_of(const char *text, Arena *arena) {
    Tokens found = {NULL, 0};
    int capacity = 0, brackets = 0;
    const char *at = text;
    while (*at) {
        int used;
        uint32_t code = peek(at, &used);
        Text out = {.arena = arena};
        Token token = {.start = at, .is_inserted = brackets > 0};
        if (is_digit(code)) {
            token.is_number = true;
            at = cut_number(at, &out);
        } else if (is_letter(code)) {
            const char *end = cut_dotted(at, &out);
            if (!end) end = cut_capitals(at, &out);
            at = end ? end : cut_word(at, &out);
        } else if (code == 0x2026 || strncmp(at, "...", 3) == 0) {
            token.is_gap = true;
            text_add(&out, "…");
            at += 3;
        } else {
            if (is_currency_sign(code) || code == '%')
                text_add_bytes(&out, at, (size_t) used);
            if (code == '(' || code == '[') brackets++;
            if ((code == ')' || code == ']') && brackets) brackets--;
            at += used;
        }
        if (!out.length) continue;
        token.text = text_string(&out);
        token.length = (int) (at - token.start);
        found.tokens = arena_grow(arena, found.tokens, found.count, &capacity,
                                  sizeof *found.tokens);
        found.tokens[found.count++] = token;
    }
    return found;
}

/* ---- terms ---- */

struct Term {
    Tokens tokens;
    TermClass class;
    int window;
    bool is_stem;     /* the last token is only how the word begins */
    const Term *next; /* with the same first token */
};

void lexicon_add(Lexicon *lexicon, TermClass class, const char *phrase, int window) {
    Arena *arena = lexicon->arena;
    const char *folded = xml_fold_space(arena, phrase);
    size_t length = strlen(folded);
    Term *term = arena_alloc(arena, sizeof *term);
    *term = (Term){.class = class,
                   .window = window,
                   .is_stem = length && folded[length - 1] == '*'};
    term->tokens = tokens_of(arena_copy(arena, folded, length - term->is_stem), arena);
    if (!term->tokens.count) return;
    Map *map =
        term->is_stem && term->tokens.count == 1 ? lexicon->stems : lexicon->terms;
    const char *key = term->tokens.tokens[0].text;
    for (const Term *t = map_get(map, key); t; t = t->next) {
        if (t->class != class || t->tokens.count != term->tokens.count) continue;
        int same = 0;
        while (same < t->tokens.count &&
               strcmp(t->tokens.tokens[same].text, term->tokens.tokens[same].text) == 0)
            same++;
        if (same == t->tokens.count && t->is_stem == term->is_stem) return;
    }
    term->next = map_get(map, key);
    map_put(map, key, term);
}

/* Adds each part of a list separated by `separators`. */
static void add_list(Lexicon *lexicon, TermClass class, const char *list,
                     const char *separators, int window) {
    while (list && *list) {
        size_t length = strcspn(list, separators);
        lexicon_add(lexicon, class, arena_copy(lexicon->arena, list, length), window);
        list += length;
        list += *list != '\0';
    }
}

void lexicon_add_names(Lexicon *lexicon, const Dataset *dataset) {
    for (int i = 0; i < dataset->statement_count; i++)
        lexicon_add(lexicon, TERM_SUBJECT, dataset->statements[i]->organisation, 0);
    for (int i = 0; i < dataset->model_count; i++) {
        const Model *model = dataset->models[i];
        lexicon_add(lexicon, TERM_SUBJECT, model->maker, 0);
        lexicon_add(lexicon, TERM_WHAT, model->name, 0);
        add_list(lexicon, TERM_WHERE, model->plant, ",", 0);
    }
}

/* ---- reading the file ---- */

static bool read_terms(Lexicon *lexicon, Diags *diags, const XmlNode *node) {
    typedef struct {
        int class, window;
    } Fields;
    static const XmlRule rules[] = {
        {"class", &XML_WORD, offsetof(Fields, class), true, TERM_WORDS},
        {"window", &XML_INTEGER, offsetof(Fields, window), false, NULL},
        {.name = NULL}};
    Fields fields = {0, 0};
    if (!xml_read(lexicon->arena, diags, node, rules, &fields)) return false;
    if (fields.window < 0 || fields.window > 20) {
        diag_report(diags, FAULT_DATA, node->origin,
                    "bad value of 'window' on <terms>: it is 1 to 20");
        return false;
    }
    add_list(lexicon, (TermClass) fields.class, xml_text(lexicon->arena, node), ",",
             fields.window);
    return true;
}

Lexicon *lexicon_load(Arena *arena, Diags *diags, const char *path, Origin wanted_by) {
    typedef struct {
        int version, window;
        const char *id, *lang;
    } Head;
    static const char *const versions[] = {"1", NULL};
    static const char *const children[] = {"title", "terms", NULL};
    static const XmlRule rules[] = {
        {"version", &XML_WORD, offsetof(Head, version), true, versions},
        {"id", &XML_NAME, offsetof(Head, id), true, NULL},
        {"lang", &XML_NAME, offsetof(Head, lang), true, NULL},
        {"window", &XML_INTEGER, offsetof(Head, window), false, NULL},
        {.name = NULL}};
    Lexicon *lexicon = arena_alloc(arena, sizeof *lexicon);
    const XmlNode *root =
        xml_load(arena, diags, path, "lexicon", wanted_by, &lexicon->file);
    Head head = {.window = 3};
    if (!root || !xml_read(arena, diags, root, rules, &head)) return NULL;
    lexicon->id = head.id;
    lexicon->lang = head.lang;
    lexicon->window = head.window;
    lexicon->arena = arena;
    lexicon->terms = map_new(arena);
    lexicon->stems = map_new(arena);
    bool good = xml_refuse_text(diags, root);
    if (head.window < 1 || head.window > 20) {
        diag_report(diags, FAULT_DATA, root->origin,
                    "bad value of 'window' on <lexicon>: it is 1 to 20");
        good = false;
    }
    for (const XmlNode *n = xml_first_element(root); n; n = xml_next_element(n)) {
        if (strcmp(n->name, "title") == 0)
            lexicon->title = xml_text(arena, n);
        else if (strcmp(n->name, "terms") == 0)
            good = read_terms(lexicon, diags, n) && good;
        else {
            xml_report_unexpected(arena, diags, n, children);
            good = false;
        }
    }
    return good ? lexicon : NULL;
}

/* ---- finding ---- */

static bool stands_at(const Term *term, const Tokens *tokens, int at) {
    int count = term->tokens.count;
    if (at + count > tokens->count) return false;
    for (int i = 0; i < count; i++) {
        const char *want = term->tokens.tokens[i].text;
        const char *have = tokens->tokens[at + i].text;
        bool is_last = i == count - 1 && term->is_stem;
        if (is_last ? strncmp(have, want, strlen(want)) != 0 : strcmp(have, want) != 0)
            return false;
    }
    return true;
}

typedef struct {
    const Lexicon *lexicon;
    const Tokens *tokens;
    Arena *arena;
    TermMatch *matches;
    int count, capacity;
    int until[TERM_CLASS_COUNT]; /* first token that a match of the class leaves free */
} Search;

/* Keeps the longest term of each class that stands at token `at`. */
static void take_terms(Search *search, const Term *term, int at, const Term **longest) {
    for (; term; term = term->next)
        if (stands_at(term, search->tokens, at) &&
            (!longest[term->class] ||
             term->tokens.count > longest[term->class]->tokens.count))
            longest[term->class] = term;
}

TermMatch *lexicon_find(const Lexicon *lexicon, const Tokens *tokens, Arena *arena,
                        int *count) {
    enum { LONGEST_STEM = 40 };
    Search search = {.lexicon = lexicon, .tokens = tokens, .arena = arena};
    char stem[LONGEST_STEM + 1];
    for (int at = 0; at < tokens->count; at++) {
        const Token *token = &tokens->tokens[at];
        if (token->is_inserted || token->is_gap) continue;
        const Term *longest[TERM_CLASS_COUNT] = {NULL};
        take_terms(&search, map_get(lexicon->terms, token->text), at, longest);
        for (int i = 0; i < LONGEST_STEM && token->text[i]; i++) {
            stem[i] = token->text[i];
            stem[i + 1] = '\0';
            take_terms(&search, map_get(lexicon->stems, stem), at, longest);
        }
        for (int c = 0; c < TERM_CLASS_COUNT; c++) {
            if (!longest[c] || at < search.until[c]) continue;
            search.until[c] = at + longest[c]->tokens.count;
            search.matches = arena_grow(arena, search.matches, search.count,
                                        &search.capacity, sizeof *search.matches);
            search.matches[search.count++] = (TermMatch){
                (TermClass) c, at, longest[c]->tokens.count, longest[c]->window};
        }
    }
    *count = search.count;
    return search.matches;
}
