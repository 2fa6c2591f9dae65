/* Hyphenation by Liang's patterns through libhyphen.  Its dictionaries are in many
 * charsets, so a word is taken apart into characters, each put into the dictionary's
 * charset, and the points are mapped back to the word's bytes. */
#include "type/store.h"

#include <hyphen.h>
#include <iconv.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <unistd.h>

#include "base/utf8.h"

enum {
    LONGEST_RUN = 100, /* letters; longer runs are no words */
    LETTERS_BEFORE = 2,
    LETTERS_AFTER = 3,
    SOFT_HYPHEN = 0xAD,
};

#define SYSTEM_FOLDER "/usr/share/hyphen"

struct Hyphens {
    HyphenDict *dict; /* NULL when there is none, or while it is being loaded */
    const char *path;
    pthread_t loader;
    bool is_loading;
    iconv_t converter; /* from UTF-8; unused when the dictionary is UTF-8 */
    Hyphens *next;
};

/* Languages whose dictionary is not simply named after them; the first file that is
 * there counts.  A prefix matches whole subtags. */
static const struct {
    const char *lang;
    const char *files[3];
} DICTIONARIES[] = {
    {"en-GB", {"hyph_en_GB.dic", "hyph_en_US.dic"}},
    {"en", {"hyph_en_US.dic", "hyph_en_GB.dic"}},
    {"de-AT", {"hyph_de_AT.dic", "hyph_de_DE.dic"}},
    {"de-CH", {"hyph_de_CH.dic", "hyph_de_DE.dic"}},
    {"de", {"hyph_de_DE.dic"}},
    {"fr", {"hyph_fr.dic", "hyph_fr_FR.dic"}},
    {"es", {"hyph_es.dic", "hyph_es_ES.dic"}},
    {"it", {"hyph_it_IT.dic", "hyph_it.dic"}},
    {"nl", {"hyph_nl_NL.dic", "hyph_nl.dic"}},
    {"pt-BR", {"hyph_pt_BR.dic"}},
    {"pt", {"hyph_pt_PT.dic", "hyph_pt_BR.dic"}},
    {"pl", {"hyph_pl_PL.dic"}},
    {"sv", {"hyph_sv.dic", "hyph_sv_SE.dic"}},
};

static bool lang_matches(const char *lang, const char *prefix) {
    size_t length = strlen(prefix);
    return strncmp(lang, prefix, length) == 0 &&
           (lang[length] == '\0' || lang[length] == '-');
}

/* The dictionary's path in the store's folders or the system's; NULL when absent. */
static const char *dictionary_path(FontStore *store, const char *lang) {
    for (size_t i = 0; i < sizeof DICTIONARIES / sizeof *DICTIONARIES; i++) {
        if (!lang_matches(lang, DICTIONARIES[i].lang)) continue;
        for (int k = 0; k < 3 && DICTIONARIES[i].files[k]; k++) {
            const char *file = DICTIONARIES[i].files[k];
            const char *path = store_find_file(store, file);
            if (path) return path;
            path = arena_print(store->arena, "%s/%s", SYSTEM_FOLDER, file);
            if (access(path, R_OK) == 0) return path;
        }
        return NULL;
    }
    return NULL;
}

/* Runs beside the rest of the program; touches nothing but the dictionary. */
static void *run_loader(void *user) {
    const Hyphens *hyphens = user;
    return hnj_hyphen_load(hyphens->path);
}

/* Begins to load the dictionary at `path`. */
static Hyphens *load_dictionary(FontStore *store, const char *path) {
    Hyphens *hyphens = arena_alloc(store->arena, sizeof *hyphens);
    hyphens->path = path;
    hyphens->is_loading =
        pthread_create(&hyphens->loader, NULL, run_loader, hyphens) == 0;
    if (!hyphens->is_loading) hyphens->dict = run_loader(hyphens);
    hyphens->next = store->first_hyphens;
    store->first_hyphens = hyphens;
    return hyphens;
}

/* Waits until the dictionary is loaded; without `dict` when that failed. */
static void settle(Hyphens *hyphens) {
    void *dict = hyphens->dict;
    if (hyphens->is_loading) pthread_join(hyphens->loader, &dict);
    hyphens->is_loading = false;
    hyphens->dict = dict;
    if (!hyphens->dict || hyphens->dict->utf8 || hyphens->converter) return;
    hyphens->converter = iconv_open(hyphens->dict->cset, "UTF-8");
    if (hyphens->converter != (iconv_t) -1) return;
    hnj_hyphen_free(hyphens->dict);
    hyphens->dict = NULL;
    hyphens->converter = NULL;
}

/* The dictionary of `lang`, loaded once however many languages share it: the larger
 * ones take libhyphen seconds. */
static Hyphens *begin_dictionary(FontStore *store, const char *lang) {
    Hyphens *hyphens = map_get(store->hyphens, lang);
    if (hyphens) return hyphens;
    const char *path = dictionary_path(store, lang);
    if (path) hyphens = map_get(store->hyphens, path);
    if (!hyphens && path) {
        hyphens = load_dictionary(store, path);
        map_put(store->hyphens, path, hyphens);
    }
    if (!hyphens) hyphens = arena_alloc(store->arena, sizeof *hyphens);
    map_put(store->hyphens, lang, hyphens);
    return hyphens;
}

static const Hyphens *open_dictionary(FontStore *store, const char *lang) {
    Hyphens *hyphens = begin_dictionary(store, lang);
    settle(hyphens);
    return hyphens;
}

void font_store_expect(FontStore *store, const char *lang) {
    begin_dictionary(store, lang);
}

void hyphens_close(FontStore *store) {
    for (Hyphens *hyphens = store->first_hyphens; hyphens; hyphens = hyphens->next) {
        settle(hyphens);
        if (hyphens->converter) iconv_close(hyphens->converter);
        if (hyphens->dict) hnj_hyphen_free(hyphens->dict);
        hyphens->dict = NULL;
        hyphens->converter = NULL;
    }
    store->first_hyphens = NULL;
}

/* A run of letters in lower case and the dictionary's charset. */
typedef struct {
    char text[LONGEST_RUN * 4 + 1];
    int length;            /* bytes of `text` */
    int count;             /* letters */
    int ends[LONGEST_RUN]; /* index of each letter's last byte in the word */
} Letters;

/* Appends a letter that ends before byte `end` of the word; false when the dictionary's
 * charset lacks it or the run is too long. */
static bool add_letter(const Hyphens *hyphens, Letters *letters, uint32_t letter,
                       size_t end) {
    if (letters->count == LONGEST_RUN) return false;
    char utf8[4];
    char *in = utf8, *out = letters->text + letters->length;
    size_t in_left = (size_t) utf8_encode(uc_tolower(letter), utf8), out_left = 4;
    if (hyphens->dict->utf8) {
        memcpy(out, utf8, in_left);
        out += in_left;
    } else if (iconv(hyphens->converter, &in, &in_left, &out, &out_left) != 0 ||
               out_left != 3) {
        iconv(hyphens->converter, NULL, NULL, NULL, NULL);
        return false;
    }
    letters->length = (int) (out - letters->text);
    letters->ends[letters->count++] = (int) end - 1;
    return true;
}

/* Marks the points of one run of letters. */
static void hyphenate_run(const Hyphens *hyphens, Letters *letters, char *points) {
    if (letters->count < LETTERS_BEFORE + LETTERS_AFTER) return;
    char marks[LONGEST_RUN * 4 + 8] = {0};
    char **replacements = NULL;
    int *positions = NULL, *cuts = NULL;
    letters->text[letters->length] = '\0';
    int failed = hnj_hyphen_hyphenate2(hyphens->dict, letters->text, letters->length,
                                       marks, NULL, &replacements, &positions, &cuts);
    for (int i = LETTERS_BEFORE - 1; !failed && i < letters->count - LETTERS_AFTER; i++)
        /* A point that changes the spelling cannot be shown by a hyphen alone. */
        if ((marks[i] & 1) && !(replacements && replacements[i]))
            points[letters->ends[i]] = 1;
    for (int i = 0; replacements && i < letters->length; i++)
        free(replacements[i]);
    free(replacements);
    free(positions);
    free(cuts);
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

static void find_points(const Hyphens *hyphens, const char *word, size_t length,
                        char *points) {
    bool has_soft;
    bool fixed = is_fixed(word, length, &has_soft);
    if (has_soft) {
        mark_soft_hyphens(word, length, points);
        return;
    }
    if (fixed || !hyphens->dict) return;
    Letters letters = {.count = 0};
    bool usable = true;
    for (size_t at = 0; at < length;) {
        uint32_t character;
        at += (size_t) utf8_decode(word + at, length - at, &character);
        if (uc_is_property(character, UC_PROPERTY_ALPHABETIC)) {
            usable = usable && add_letter(hyphens, &letters, character, at);
            continue;
        }
        if (usable) hyphenate_run(hyphens, &letters, points);
        letters.count = letters.length = 0;
        usable = true;
    }
    if (usable) hyphenate_run(hyphens, &letters, points);
}

void word_hyphens(FontStore *store, const char *word, size_t length, const char *lang,
                  char *points) {
    if (!lang) lang = "";
    if (!length) return;
    size_t prefix = strlen(lang) + 1;
    char *key = arena_alloc(store->arena, prefix + length + 1);
    memcpy(key, lang, prefix - 1);
    key[prefix - 1] = ' '; /* never in a language tag */
    memcpy(key + prefix, word, length);
    /* A NUL inside would make two words one key. */
    bool cacheable = !memchr(word, '\0', length);
    const char *known = cacheable ? map_get(store->points, key) : NULL;
    if (!known) {
        char *found = arena_alloc(store->arena, length);
        find_points(open_dictionary(store, lang), word, length, found);
        if (cacheable) map_put(store->points, key, found);
        known = found;
    }
    memcpy(points, known, length);
}
