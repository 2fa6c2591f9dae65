/* Our patterns against libhyphen, on the words and stems that its dictionaries are made
 * of.  Included once, by type_test.c. */
#ifndef TYPE_HYPHENS_H
#define TYPE_HYPHENS_H

#include <ctype.h>
#include <hyphen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uniconv.h>

#include "type/patterns.h"

/* libhyphen 2.8.8 forgets some of what it reads from a dictionary. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void) {
    return "leak:hnj_malloc";
}

/* A word's points by libhyphen, as '-' in its text; in `charset` and so is the word. */
static void divide_by_libhyphen(HyphenDict *dict, const char *word, char *out) {
    char marks[128];
    char **replacements = NULL;
    int *positions = NULL, *cuts = NULL;
    int length = (int) strlen(word), letter = 0;
    hnj_hyphen_hyphenate2(dict, word, length, marks, NULL, &replacements, &positions,
                          &cuts);
    for (int i = 0; i < length; i++) {
        *out++ = word[i];
        bool ends = !dict->utf8 || (word[i + 1] & 0xC0) != 0x80;
        if (ends && (marks[letter++] & 1)) *out++ = '-';
    }
    *out = '\0';
    free(replacements);
    free(positions);
    free(cuts);
}

/* The same by ours, which leaves the minima at the ends to its caller. */
static void divide_by_patterns(const Patterns *patterns, const char *word, int before,
                               int after, char *out) {
    char points[128];
    int length = (int) strlen(word), letters = 0, seen = 0;
    patterns_apply(patterns, word, length, points);
    for (int i = 0; i < length; i++)
        letters += (word[i] & 0xC0) != 0x80;
    for (int i = 0; i < length; i++) {
        *out++ = word[i];
        seen += (word[i] & 0xC0) != 0x80;
        if (points[i] && seen >= before && letters - seen >= after) *out++ = '-';
    }
    *out = '\0';
}

/* The letters of a line, NULL when they are no word to ask about: libhyphen counts the
 * letters of a ligature's character one by one. */
static const char *letters_of(const char *line, char *word) {
    int length = 0;
    for (; (unsigned char) *line > ' ' && length < 60; line++) {
        unsigned char c = (unsigned char) *line;
        if (isdigit(c) || c == '.') continue;
        if ((c < 0x80 && !islower(c)) || strncmp(line, "\xEF\xAC", 2) == 0) return NULL;
        word[length++] = *line;
    }
    word[length] = '\0';
    return length >= 2 ? word : NULL;
}

/* Asks both about the letters of every `step`th pattern, every other time joined with
 * those of the pattern asked about before; returns how many words. */
static int compare_with_libhyphen(Bench *bench, const char *path, int step) {
    HyphenDict *dict = hnj_hyphen_load(path);
    const Patterns *patterns = patterns_read(bench->arena, path);
    FILE *file = fopen(path, "r");
    if (!dict || !patterns || !file) fail_msg("cannot read %s", path);
    char line[256], word[128], pair[256], theirs[512], ours[512], last[128] = "";
    int asked = 0, lines = 0;
    while (fgets(line, sizeof line, file)) {
        if (lines++ % step || !letters_of(line, word)) continue;
        snprintf(pair, sizeof pair, "%s%s", last, word);
        if (asked % 2) strcpy(pair, word);
        strcpy(last, word);
        if (strlen(pair) > 60) continue;
        char *utf8 =
            (char *) u8_strconv_from_encoding(pair, dict->cset, iconveh_question_mark);
        divide_by_libhyphen(dict, pair, theirs);
        char *expected = (char *) u8_strconv_from_encoding(theirs, dict->cset,
                                                           iconveh_question_mark);
        divide_by_patterns(patterns, utf8, dict->lhmin ? dict->lhmin : 2,
                           dict->rhmin ? dict->rhmin : 2, ours);
        assert_string_equal(ours, expected);
        free(utf8);
        free(expected);
        asked++;
    }
    fclose(file);
    hnj_hyphen_free(dict);
    return asked;
}

static void words_are_divided_as_libhyphen_divides_them(void **state) {
    Bench *bench = *state;
    const char *const dictionaries[] = {"en_US", "de_DE", "fr", "es_ES"};
    const int steps[] = {1, 7, 1, 1}, least[] = {9000, 9000, 1000, 700};
    for (int i = 0; i < 4; i++) {
        const char *path =
            arena_print(bench->arena, "/usr/share/hyphen/hyph_%s.dic", dictionaries[i]);
        assert_true(compare_with_libhyphen(bench, path, steps[i]) >= least[i]);
    }
}

static void french_and_spanish_words_are_hyphenated(void **state) {
    Bench *bench = *state;
    assert_string_equal(hyphenated(bench, "l\u2019importation,", "fr"),
                        "l\u2019im-por-ta-tion,");
    assert_string_equal(hyphenated(bench, "d\u00E9mocratique", "fr-CH"),
                        "d\u00E9-mo-cra-tique");
    assert_string_equal(hyphenated(bench, "exportaciones", "es"), "ex-por-ta-cio-nes");
    assert_string_equal(hyphenated(bench, "econom\u00EDa", "es-MX"), "eco-no-m\u00EDa");
}

/* Two letters end a German word, not an English one. */
static void letters_left_alone_follow_the_language(void **state) {
    Bench *bench = *state;
    assert_string_equal(hyphenated(bench, "Jahre", "de"), "Jah-re");
    assert_string_equal(hyphenated(bench, "only", "en"), "only");
}

static void exceptions_count_before_the_dictionary(void **state) {
    Bench *bench = *state;
    assert_string_equal(hyphenated(bench, "microtype", "en"), "mi-crotype");
    bench->exceptions = hyphen_exceptions_new(bench->arena);
    hyphen_exceptions_add(bench->exceptions, "en", "micro-type");
    hyphen_exceptions_add(bench->exceptions, "en-GB", "Manu-facturers");
    hyphen_exceptions_add(bench->exceptions, "en", "international");
    hyphen_exceptions_add(bench->exceptions, "fr", "\u00E9cono-mie");
    assert_string_equal(hyphenated(bench, "(microtype)", "en-US"), "(micro-type)");
    assert_string_equal(hyphenated(bench, "Manufacturers", "en-GB-oed"),
                        "Manu-facturers");
    assert_string_equal(hyphenated(bench, "manufacturers", "en-US"),
                        "man-u-fac-tur-ers");
    assert_string_equal(hyphenated(bench, "International", "en"), "International");
    assert_string_equal(hyphenated(bench, "\u00C9conomie", "fr"), "\u00C9cono-mie");
}

static const Patterns *patterns_of(Bench *bench, const char *text) {
    char path[] = "/tmp/mkreport-patterns.XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(write(file, text, strlen(text)), (ssize_t) strlen(text));
    close(file);
    const Patterns *patterns = patterns_read(bench->arena, path);
    unlink(path);
    return patterns;
}

static void a_dictionary_that_cannot_be_used_gives_none(void **state) {
    Bench *bench = *state;
    assert_null(patterns_read(bench->arena, "/nowhere.dic"));
    assert_null(patterns_of(bench, ""));
    assert_null(patterns_of(bench, "NO-SUCH-CHARSET\na1b\n"));
    assert_non_null(patterns_of(bench, "UTF-8"));
}

/* "Schiffahrt" becomes "Schiff-fahrt": a hyphen alone would be wrong. */
static void a_point_that_changes_the_spelling_is_left_out(void **state) {
    Bench *bench = *state;
    char points[8];
    patterns_apply(patterns_of(bench, "UTF-8\nab1cd/x=y,1,2\nd1e\n"), "abcde", 5,
                   points);
    assert_memory_equal(points, "\0\0\0\1\0", 5);
    patterns_apply(patterns_of(bench, "UTF-8\nNEXTLEVEL\nNEXTLEVEL\n1\n/\n"), "abcde",
                   5, points);
    assert_memory_equal(points, "\0\0\0\0\0", 5);
}

#endif
