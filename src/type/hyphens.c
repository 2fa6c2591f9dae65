/* Hyphenation: a word is taken apart into runs of letters, each divided by the patterns
 * of its language, and the points are mapped back to the word's bytes. */
#include "type/store.h"

#include <stdio.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <unistd.h>

#include "base/text.h"
#include "base/utf8.h"
#include "type/patterns.h"

enum {
    LONGEST_RUN = LONGEST_PATTERN_WORD / 4, /* letters; longer runs are no words */
    SOFT_HYPHEN = 0xAD,
};

#define SYSTEM_FOLDER "/usr/share/hyphen"

/* How a language is hyphenated. */
struct Hyphens {
    const Patterns *patterns; /* NULL when there are none */
    const char *path;         /* of their dictionary */
    int briefing;             /* the last that asked for it */
    int before, after;        /* letters to leave on each side of a hyphen */
};

/* The first file that is there counts.  A language matches whole subtags. */
static const struct {
    const char *lang;
    int before, after;
    const char *files[2];
} DICTIONARIES[] = {
    {"en-GB", 2, 3, {"hyph_en_GB.dic", "hyph_en_US.dic"}},
    {"en", 2, 3, {"hyph_en_US.dic", "hyph_en_GB.dic"}},
    {"de-AT", 2, 2, {"hyph_de_AT.dic", "hyph_de_DE.dic"}},
    {"de-CH", 2, 2, {"hyph_de_CH.dic", "hyph_de_DE.dic"}},
    {"de", 2, 2, {"hyph_de_DE.dic", NULL}},
    {"fr", 2, 3, {"hyph_fr.dic", "hyph_fr_FR.dic"}},
    {"es", 2, 2, {"hyph_es.dic", "hyph_es_ES.dic"}},
    {"it", 2, 2, {"hyph_it_IT.dic", "hyph_it.dic"}},
    {"nl", 2, 2, {"hyph_nl_NL.dic", "hyph_nl.dic"}},
    {"pt-BR", 2, 3, {"hyph_pt_BR.dic", NULL}},
    {"pt", 2, 3, {"hyph_pt_PT.dic", "hyph_pt_BR.dic"}},
    {"pl", 2, 2, {"hyph_pl_PL.dic", NULL}},
    {"sv", 2, 2, {"hyph_sv.dic", "hyph_sv_SE.dic"}},
};

static bool lang_matches(const char *lang, const char *prefix) {
    size_t length = strlen(prefix);
    return strncmp(lang, prefix, length) == 0 &&
           (lang[length] == '\0' || lang[length] == '-');
}

/* The path of a dictionary in the store's folders or the system's; NULL when absent. */
static const char *file_path(FontStore *store, const char *file) {
    const char *path = store_find_file(store, file);
    if (path) return path;
    path = arena_print(store->arena, "%s/%s", SYSTEM_FOLDER, file);
    return access(path, R_OK) == 0 ? path : NULL;
}

/* The patterns at `path`, read once however many languages share them; NULL when they
 * cannot be read. */
static const Patterns *open_patterns(FontStore *store, const char *path) {
    const Patterns *patterns = map_get(store->patterns, path);
    if (patterns) return patterns;
    store_stamp_file(store, path);
    patterns = patterns_read(store->arena, path);
    if (!patterns) return NULL;
    map_put(store->patterns, path, (void *) patterns);
    return patterns;
}

static Hyphens *new_hyphens(FontStore *store, const char *lang) {
    Hyphens *hyphens = arena_alloc(store->arena, sizeof *hyphens);
    map_put(store->hyphens, lang, hyphens);
    for (size_t i = 0; i < sizeof DICTIONARIES / sizeof *DICTIONARIES; i++) {
        if (!lang_matches(lang, DICTIONARIES[i].lang)) continue;
        hyphens->before = DICTIONARIES[i].before;
        hyphens->after = DICTIONARIES[i].after;
        for (int k = 0; k < 2 && DICTIONARIES[i].files[k] && !hyphens->patterns; k++) {
            hyphens->path = file_path(store, DICTIONARIES[i].files[k]);
            if (hyphens->path) hyphens->patterns = open_patterns(store, hyphens->path);
        }
        break;
    }
    return hyphens;
}

static const Hyphens *find_hyphens(FontStore *store, const char *lang) {
    Hyphens *hyphens = map_get(store->hyphens, lang);
    if (!hyphens) hyphens = new_hyphens(store, lang);
    if (hyphens->patterns && hyphens->briefing != store->briefing)
        store_note_file(store, hyphens->path);
    hyphens->briefing = store->briefing;
    return hyphens;
}

void font_store_prepare(FontStore *store, const char *lang) {
    find_hyphens(store, lang);
}

/* A run of letters in lower case. */
typedef struct {
    char text[LONGEST_PATTERN_WORD];
    int length;                 /* bytes of `text` */
    int count;                  /* letters */
    int ends[LONGEST_RUN];      /* index of each letter's last byte in the word */
    int text_ends[LONGEST_RUN]; /* and in `text` */
} Letters;

/* Appends a letter that ends before byte `end` of the word; false when the run is too
 * long. */
static bool add_letter(Letters *letters, uint32_t letter, size_t end) {
    if (letters->count == LONGEST_RUN) return false;
    letters->length += utf8_encode(uc_tolower(letter), letters->text + letters->length);
    letters->ends[letters->count] = (int) end - 1;
    letters->text_ends[letters->count++] = letters->length - 1;
    return true;
}

/* ---- exceptions ---- */

struct HyphenExceptions {
    Arena *arena;
    Map *words;  /* language and lower-case letters to the word with its hyphens */
    Map *points; /* language and word to its points, of the document's words */
};

HyphenExceptions *hyphen_exceptions_new(Arena *arena) {
    HyphenExceptions *exceptions = arena_alloc(arena, sizeof *exceptions);
    exceptions->arena = arena;
    exceptions->words = map_new(arena);
    exceptions->points = map_new(arena);
    return exceptions;
}

void hyphen_exceptions_add(HyphenExceptions *exceptions, const char *lang,
                           const char *word) {
    Text key = {.arena = exceptions->arena};
    text_print(&key, "%s ", lang);
    size_t length = strlen(word);
    for (size_t at = 0; at < length;) {
        uint32_t character;
        char utf8[4];
        at += (size_t) utf8_decode(word + at, length - at, &character);
        if (character != '-')
            text_add_bytes(&key, utf8,
                           (size_t) utf8_encode(uc_tolower(character), utf8));
    }
    map_put(exceptions->words, text_string(&key),
            arena_string(exceptions->arena, word));
}

/* The exception for the letters in the language, or in what it is a region of. */
static const char *find_exception(const HyphenExceptions *exceptions, const char *lang,
                                  const Letters *letters) {
    char key[LONGEST_PATTERN_WORD + 64];
    for (size_t prefix = strlen(lang); prefix > 0;) {
        if (prefix < 60) {
            snprintf(key, sizeof key, "%.*s %.*s", (int) prefix, lang, letters->length,
                     letters->text);
            const char *found = map_get(exceptions->words, key);
            if (found) return found;
        }
        while (prefix > 0 && lang[--prefix] != '-')
            continue;
    }
    return NULL;
}

static void mark_exception(const char *exception, const Letters *letters,
                           char *points) {
    int letter = 0;
    for (const char *c = exception; *c && letter <= letters->count; c++) {
        if (*c == '-' && letter > 0) points[letters->ends[letter - 1]] = 1;
        letter += *c != '-' && (*c & 0xC0) != 0x80;
    }
}

/* ---- points ---- */

/* What a word is divided by. */
typedef struct {
    const Hyphens *hyphens;
    const HyphenExceptions *exceptions; /* or NULL */
    const char *lang;
} Divider;

/* Marks the points of one run of letters. */
static void hyphenate_run(const Divider *divider, const Letters *letters,
                          char *points) {
    char found[LONGEST_PATTERN_WORD];
    const Hyphens *hyphens = divider->hyphens;
    const char *exception = divider->exceptions ? find_exception(divider->exceptions,
                                                                 divider->lang, letters)
                                                : NULL;
    if (exception) {
        mark_exception(exception, letters, points);
        return;
    }
    if (!hyphens->patterns || letters->count < hyphens->before + hyphens->after) return;
    patterns_apply(hyphens->patterns, letters->text, letters->length, found);
    for (int i = hyphens->before - 1; i < letters->count - hyphens->after; i++)
        if (found[letters->text_ends[i]]) points[letters->ends[i]] = 1;
}

/* What may not be hyphenated by rule: figures, and words in capitals.  `*has_soft`
 * tells that the author marked the points. */
static bool is_fixed(const char *word, size_t length, bool *has_soft) {
    bool has_lower = false;
    *has_soft = false;
    for (size_t at = 0; at < length;) {
        uint32_t character;
        at += (size_t) utf8_decode(word + at, length - at, &character);
        if (uc_is_property(character, UC_PROPERTY_DECIMAL_DIGIT)) return true;
        if (character == SOFT_HYPHEN) *has_soft = true;
        if (uc_is_property(character, UC_PROPERTY_ALPHABETIC) &&
            uc_toupper(character) != character)
            has_lower = true;
    }
    return !has_lower;
}

static void mark_soft_hyphens(const char *word, size_t length, char *points) {
    for (size_t i = 0; i + 1 < length; i++)
        if (word[i] == '\xC2' && word[i + 1] == '\xAD') points[i + 1] = 1;
}

static void find_points(const Divider *divider, const char *word, size_t length,
                        char *points) {
    bool has_soft;
    bool fixed = is_fixed(word, length, &has_soft);
    if (has_soft) {
        mark_soft_hyphens(word, length, points);
        return;
    }
    if (fixed || (!divider->hyphens->patterns && !divider->exceptions)) return;
    Letters letters = {.count = 0};
    bool usable = true;
    for (size_t at = 0; at < length;) {
        uint32_t character;
        at += (size_t) utf8_decode(word + at, length - at, &character);
        if (uc_is_property(character, UC_PROPERTY_ALPHABETIC)) {
            usable = usable && add_letter(&letters, character, at);
            continue;
        }
        if (usable) hyphenate_run(divider, &letters, points);
        letters.count = letters.length = 0;
        usable = true;
    }
    if (usable) hyphenate_run(divider, &letters, points);
}

void word_hyphens(FontStore *store, const HyphenExceptions *exceptions,
                  const char *word, size_t length, const char *lang, char *points) {
    if (!lang) lang = "";
    if (!length) return;
    Arena *arena = exceptions ? exceptions->arena : store->arena;
    Map *all = exceptions ? exceptions->points : store->points;
    const Hyphens *hyphens = find_hyphens(store, lang);
    size_t prefix = strlen(lang) + 1, size = prefix + length + 1;
    char usual[256];
    char *key = size <= sizeof usual ? usual : arena_alloc(arena, size);
    memcpy(key, lang, prefix - 1);
    key[prefix - 1] = ' '; /* never in a language tag */
    memcpy(key + prefix, word, length);
    key[size - 1] = '\0';
    /* A NUL inside would make two words one key. */
    bool cacheable = !memchr(word, '\0', length);
    const char *known = cacheable ? map_get(all, key) : NULL;
    if (!known) {
        char *found = arena_alloc(arena, length);
        Divider divider = {hyphens, exceptions, lang};
        find_points(&divider, word, length, found);
        if (cacheable) map_put(all, key, found);
        known = found;
    }
    memcpy(points, known, length);
}
