/* Fonts, shaping, breaks, hyphens and subsets, on the fonts the briefings use. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "type/store.h"
#include "type/type.h"

#define FONTS "/usr/share/fonts"

static const Origin HERE = {"test.xml", 7};

typedef struct {
    Arena *arena;
    Diags *diags;
    FontStore *store;
    HyphenExceptions *exceptions;
} Bench;

static int set_up(void **state) {
    Bench *bench = calloc(1, sizeof *bench);
    bench->arena = arena_new(NULL);
    bench->diags = diags_new(bench->arena);
    bench->store = font_store_new(bench->arena, "/nowhere:" FONTS);
    *state = bench;
    return 0;
}

static int tear_down(void **state) {
    Bench *bench = *state;
    arena_free(bench->arena);
    free(bench);
    return 0;
}

static const Font *open_font(Bench *bench, const char *file) {
    const Font *font = font_open(bench->store, file, HERE, bench->diags);
    if (!font) diags_print(bench->diags, stderr);
    assert_non_null(font);
    return font;
}

static const Shaped *shape(Bench *bench, const Font *font, unsigned features,
                           const char *text) {
    return font_shape(bench->store, font, 10000, features, "en", text, strlen(text));
}

static void a_font_is_found_by_its_file_name(void **state) {
    Bench *bench = *state;
    const Font *font = open_font(bench, "Vollkorn-Regular.ttf");
    assert_string_equal(font_name(font), "Vollkorn-Regular");
    assert_false(font_is_cff(font));
    assert_ptr_equal(font, open_font(bench, "Vollkorn-Regular.ttf"));
    FontMetrics metrics = font_metrics(font, 10000);
    assert_in_range(metrics.x_height, 3500, 5500);
    assert_in_range(metrics.cap_height, 5500, 7500);
    assert_in_range(metrics.ascender, 7500, 12000);
    assert_in_range(metrics.descender, 1500, 5000);
}

static void a_missing_font_names_its_package(void **state) {
    Bench *bench = *state;
    assert_null(font_open(bench->store, "Vollkorn-Nowhere.ttf", HERE, bench->diags));
    assert_int_equal(diags_worst(bench->diags), FAULT_MISSING);
    assert_non_null(strstr(diags_message(bench->diags, 0), "test.xml:7: "));
    assert_non_null(strstr(diags_message(bench->diags, 0), "fonts-vollkorn"));
}

/* Writes `size` bytes to a file and tries to open it as a font. */
static const Font *open_bytes(Bench *bench, const void *bytes, size_t size) {
    char path[] = "/tmp/type_test_XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(write(file, bytes, size), (ssize_t) size);
    close(file);
    const Font *font = font_open(bench->store, path, HERE, bench->diags);
    unlink(path);
    return font;
}

static void a_file_that_is_no_font_is_refused(void **state) {
    Bench *bench = *state;
    assert_null(open_bytes(bench, "This is not a font at all.", 26));
    assert_null(open_bytes(bench, "", 0));
    assert_null(font_open(bench->store, "/usr/share", HERE, bench->diags));
    assert_int_equal(diags_count(bench->diags, FAULT_DATA), 3);
}

/* The offset of a table in a font file, from its directory. */
static size_t table_offset(const unsigned char *bytes, const char *tag) {
    int count = bytes[4] << 8 | bytes[5];
    for (int i = 0; i < count; i++) {
        const unsigned char *record = bytes + 12 + 16 * i;
        if (memcmp(record, tag, 4) == 0)
            return (size_t) record[8] << 24 | (size_t) record[9] << 16 |
                   (size_t) record[10] << 8 | record[11];
    }
    fail();
    return 0;
}

static void a_damaged_font_is_refused(void **state) {
    Bench *bench = *state;
    const Font *font = open_font(bench, "Lato-Regular.ttf");
    const unsigned char *whole = font->bytes;
    size_t size = font->size;
    unsigned char *copy = malloc(size);
    memcpy(copy, whole, size);
    memset(copy + table_offset(copy, "head") + 18, 0, 2); /* units per em */
    assert_null(open_bytes(bench, copy, size));
    memcpy(copy, whole, size);
    memset(copy + table_offset(copy, "hhea") + 34, 0xFF, 2); /* too many widths */
    assert_null(open_bytes(bench, copy, size));
    assert_null(open_bytes(bench, whole, 600));
    assert_int_equal(diags_count(bench->diags, FAULT_DATA), 3);
    free(copy);
}

static void kerning_draws_a_pair_together(void **state) {
    Bench *bench = *state;
    const Font *font = open_font(bench, "Vollkorn-Regular.ttf");
    const Shaped *pair = shape(bench, font, 0, "AV");
    Mpt apart = shape(bench, font, 0, "A")->width + shape(bench, font, 0, "V")->width;
    assert_int_equal(pair->glyph_count, 2);
    assert_true(pair->width < apart);
    assert_int_equal(pair->width, pair->glyphs[0].advance + pair->glyphs[1].advance);
}

static void a_ligature_is_one_glyph_of_several_letters(void **state) {
    Bench *bench = *state;
    const Font *font = open_font(bench, "Vollkorn-Regular.ttf");
    const Shaped *shaped = shape(bench, font, 0, "office");
    assert_true(shaped->glyph_count < 6);
}

static void figures_follow_the_features(void **state) {
    Bench *bench = *state;
    const Font *font = open_font(bench, "Vollkorn-Regular.ttf");
    const Shaped *oldstyle = shape(bench, font, 1, "1");
    const Shaped *tabular = shape(bench, font, 2, "1");
    assert_int_not_equal(oldstyle->glyphs[0].glyph, tabular->glyphs[0].glyph);
    assert_int_equal(tabular->width, shape(bench, font, 2, "8")->width);
    assert_int_not_equal(oldstyle->width, shape(bench, font, 1, "8")->width);
    const Shaped *both = shape(bench, font, 3, "1");
    assert_int_equal(both->glyphs[0].glyph, tabular->glyphs[0].glyph);
    assert_int_not_equal(shape(bench, font, 4, "a")->glyphs[0].glyph,
                         shape(bench, font, 0, "a")->glyphs[0].glyph);
    assert_int_not_equal(shape(bench, font, 8, "3")->glyphs[0].glyph,
                         shape(bench, font, 0, "3")->glyphs[0].glyph);
}

static void abbreviations_become_small_capitals_as_a_whole(void **state) {
    Bench *bench = *state;
    const Font *font = open_font(bench, "Vollkorn-Regular.ttf");
    const Shaped *capitals = shape(bench, font, 0, "OECD");
    const Shaped *small = shape(bench, font, 4, "OECD");
    assert_true(small->width < capitals->width);
    assert_int_equal(small->glyphs[0].glyph,
                     shape(bench, font, 4, "oecd")->glyphs[0].glyph);
    assert_int_equal(shape(bench, font, 4, "Ohio")->glyphs[0].glyph,
                     capitals->glyphs[0].glyph);
    assert_int_equal(shape(bench, font, 4, "O")->glyphs[0].glyph,
                     capitals->glyphs[0].glyph);
}

static void equal_words_are_shaped_once(void **state) {
    Bench *bench = *state;
    const Font *font = open_font(bench, "Lato-Regular.ttf");
    const Shaped *first = shape(bench, font, 0, "tariff");
    char text[16];
    for (int i = 0; i < 5000; i++) {
        snprintf(text, sizeof text, "%d", i);
        assert_string_equal(shape(bench, font, 0, text)->text, text);
    }
    assert_ptr_equal(first, shape(bench, font, 0, "tariff"));
    assert_ptr_not_equal(first, shape(bench, font, 4, "tariff"));
    assert_ptr_not_equal(first,
                         font_shape(bench->store, font, 10001, 0, "en", "tariff", 6));
    assert_ptr_not_equal(first,
                         font_shape(bench->store, font, 10000, 0, "de", "tariff", 6));
}

static void assert_same_glyphs(const Shaped *a, const Shaped *b) {
    assert_string_equal(a->text, b->text);
    assert_int_equal(a->glyph_count, b->glyph_count);
    assert_int_equal(a->width, b->width);
    for (int i = 0; i < a->glyph_count; i++)
        assert_memory_equal(&a->glyphs[i], &b->glyphs[i], sizeof(Glyph));
}

static void fleeting_words_are_shaped_as_lasting_ones_are(void **state) {
    Bench *bench = *state;
    static const char *const words[] = {"1,234.5",
                                        "+0.17",
                                        ("\xE2\x88\x92"
                                         "11.71%"),
                                        "7",
                                        "affine",
                                        "2025-Q1",
                                        "",
                                        "\xE2\x88\x92\xE2\x88\x92",
                                        "%%",
                                        "\xE2\x88"};
    static const char *const files[] = {"Vollkorn-Regular.ttf", "Lato-Bold.ttf"};
    for (int f = 0; f < 2; f++)
        for (unsigned features = 0; features < 4; features++)
            for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
                const Font *font = open_font(bench, files[f]);
                font_store_fleeting(bench->store, true);
                const Shaped *fleeting = shape(bench, font, features, words[i]);
                font_store_fleeting(bench->store, false);
                assert_same_glyphs(fleeting, shape(bench, font, features, words[i]));
            }
}

static void fleeting_words_leave_a_sample_of_each_glyph(void **state) {
    Bench *bench = *state;
    const Font *font = open_font(bench, "Lato-Regular.ttf");
    int count;
    font_store_fleeting(bench->store, true);
    for (int i = 0; i < 2000; i++) {
        char word[16];
        snprintf(word, sizeof word, "%d", 1000 + i);
        shape(bench, font, 0, word);
        if (i % 100 == 0) font_store_forget(bench->store);
    }
    font_store_fleeting(bench->store, false);
    const Shaped *const *samples = font_store_samples(bench->store, &count);
    assert_in_range(count, 1, 10);
    for (const char *digit = "0123456789"; *digit; digit++) {
        bool found = false;
        for (int i = 0; i < count; i++)
            found = found || strchr(samples[i]->text, *digit);
        assert_true(found);
    }
}

/* Ten thousand bytes of different words, of which two thirds stand in another face and
 * size. */
static Wording *write_wordings(Bench *bench, FontStore *store, int count) {
    Wording *wordings = arena_array(bench->arena, count, sizeof *wordings);
    for (int i = 0; i < count; i++) {
        const char *file = i % 3 ? "Lato-Bold.ttf" : "Vollkorn-Regular.ttf";
        wordings[i] = (Wording){
            .font = font_open(store, file, HERE, bench->diags),
            .size = i % 3 ? 8500 : 10000,
            .features = i % 2 ? 1 : 2,
            .lang = "en",
            .text = arena_print(bench->arena, "USD\u00A0%d office  affine-%d 1,%d%% ",
                                i, i, i)};
    }
    return wordings;
}

static void words_shaped_ahead_are_those_shaped_when_asked_for(void **state) {
    enum { COUNT = 400 };
    Bench *bench = *state;
    FontStore *plain = font_store_new(bench->arena, FONTS);
    const Wording *ahead = write_wordings(bench, bench->store, COUNT);
    const Wording *asked = write_wordings(bench, plain, COUNT);
    font_store_shape_ahead(bench->store, ahead, COUNT);
    for (int i = 0; i < COUNT; i++) {
        char text[64];
        strcpy(text, asked[i].text);
        for (char *word = strtok(text, " \xC2\xA0"); word;
             word = strtok(NULL, " \xC2\xA0")) {
            const Wording *a = &ahead[i], *b = &asked[i];
            assert_same_glyphs(font_shape(bench->store, a->font, a->size, a->features,
                                          a->lang, word, strlen(word)),
                               font_shape(plain, b->font, b->size, b->features, b->lang,
                                          word, strlen(word)));
        }
    }
    font_store_end_ahead(bench->store);
    font_store_end_ahead(bench->store); /* nothing to end */
}

static void widths_scale_with_the_size(void **state) {
    Bench *bench = *state;
    const Font *font = open_font(bench, "Lato-Regular.ttf");
    const Shaped *small = font_shape(bench->store, font, 10000, 0, "en", "Nissan", 6);
    const Shaped *large = font_shape(bench->store, font, 20000, 0, "en", "Nissan", 6);
    assert_true(abs(large->width - 2 * small->width) <= 6);
    assert_int_equal(font_shape(bench->store, font, 10000, 0, "en", "", 0)->width, 0);
}

static void a_word_is_the_same_in_whatever_order_its_sizes_are_asked_for(void **state) {
    Bench *bench = *state;
    FontStore *other = font_store_new(bench->arena, "/usr/share/fonts");
    const Font *font = open_font(bench, "Vollkorn-Italic.ttf");
    const Font *same =
        font_open(other, "Vollkorn-Italic.ttf", (Origin){0}, bench->diags);
    const Mpt sizes[] = {10000, 7500, 333, 23000, 10000};
    for (int i = 0; i < 5; i++) {
        const Shaped *a =
            font_shape(bench->store, font, sizes[i], 1, "en", "office 2025", 11);
        const Shaped *b =
            font_shape(other, same, sizes[4 - i], 1, "en", "office 2025", 11);
        a = font_shape(bench->store, font, b->size, 1, "en", "office 2025", 11);
        assert_int_equal(a->width, b->width);
        assert_int_equal(a->glyph_count, b->glyph_count);
        for (int g = 0; g < a->glyph_count; g++)
            assert_memory_equal(&a->glyphs[g], &b->glyphs[g], sizeof(Glyph));
    }
}

static void a_new_briefing_knows_nothing_of_the_last_but_its_fonts(void **state) {
    Bench *bench = *state;
    int count;
    char points[16] = "";
    const Font *font = open_font(bench, "Vollkorn-Regular.ttf");
    open_font(bench, "Lato-Regular.ttf");
    word_hyphens(bench->store, NULL, "division", 8, "en", points);
    const Shaped *shaped = shape(bench, font, 0, "word");
    font_report_missing(bench->store, 0x8ECA, "sans", HERE, bench->diags);
    font_store_files(bench->store, &count);
    assert_int_equal(count, 3);
    font_store_begin(bench->store);
    font_store_files(bench->store, &count);
    assert_int_equal(count, 0);
    assert_ptr_equal(open_font(bench, "Vollkorn-Regular.ttf"), font);
    assert_ptr_equal(shape(bench, font, 0, "word"), shaped);
    assert_string_equal(font_store_files(bench->store, &count)[0].path,
                        FONTS "/truetype/vollkorn/Vollkorn-Regular.ttf");
    assert_int_equal(count, 1);
    word_hyphens(bench->store, NULL, "division", 8, "en", points);
    word_hyphens(bench->store, NULL, "division", 8, "en", points);
    font_store_files(bench->store, &count);
    assert_int_equal(count, 2);
    font_report_missing(bench->store, 0x8ECA, "sans", HERE, bench->diags);
    assert_int_equal(diags_count(bench->diags, FAULT_DATA), 2);
}

static void a_missing_character_is_reported_once(void **state) {
    Bench *bench = *state;
    const Font *font = open_font(bench, "Lato-Regular.ttf");
    assert_false(shaped_is_complete(shape(bench, font, 0, "a\u8ECA")));
    assert_true(shaped_is_complete(shape(bench, font, 0, "plain")));
    font_report_missing(bench->store, 0x8ECA, "sans", HERE, bench->diags);
    font_report_missing(bench->store, 0x8ECA, "sans", HERE, bench->diags);
    assert_int_equal(diags_count(bench->diags, FAULT_DATA), 1);
    assert_non_null(strstr(diags_message(bench->diags, 0), "U+8ECA '\u8ECA'"));
    assert_non_null(strstr(diags_message(bench->diags, 0), "test.xml:7: "));
}

static void malformed_text_is_shaped_without_harm(void **state) {
    Bench *bench = *state;
    const Font *font = open_font(bench, "Lato-Regular.ttf");
    assert_true(shape(bench, font, 0, "a\xFF\xC3")->glyph_count >= 1);
}

#define NOTO_SERIF "NotoSerifCJK-Regular.ttc"

static void a_collection_is_asked_for_a_face_by_its_name(void **state) {
    Bench *bench = *state;
    const Font *japanese = open_font(bench, NOTO_SERIF "#NotoSerifCJKjp-Regular");
    const Font *chinese = open_font(bench, NOTO_SERIF "#NotoSerifCJKsc-Regular");
    assert_string_equal(font_name(japanese), "NotoSerifCJKjp-Regular");
    assert_string_equal(font_name(chinese), "NotoSerifCJKsc-Regular");
    assert_string_equal(font_name(open_font(bench, NOTO_SERIF)),
                        "NotoSerifCJKjp-Regular");
    /* They draw the same character in their own ways. */
    assert_int_not_equal(font_glyph_of(japanese, 0x76F4),
                         font_glyph_of(chinese, 0x76F4));
    assert_null(font_open(bench->store, NOTO_SERIF "#Mincho", HERE, bench->diags));
    assert_non_null(
        strstr(diags_message(bench->diags, 0), "no face is called 'Mincho'"));
}

static void full_width_brackets_have_a_half_width_form(void **state) {
    Bench *bench = *state;
    const Font *font = open_font(bench, NOTO_SERIF);
    const char *bracket = "\u300C";
    const Shaped *full = font_shape(bench->store, font, 10000, 0, "ja", bracket, 3);
    const Shaped *half =
        font_shape(bench->store, font, 10000, SHAPE_HALF_WIDTH, "ja", bracket, 3);
    assert_int_equal(full->width, 10000);
    assert_int_equal(half->width, 5000);
    /* The blank half is at the left. */
    assert_int_equal(half->glyphs[0].x_offset, -5000);
}

static void text_that_runs_leftwards_is_shaped_so(void **state) {
    Bench *bench = *state;
    const Font *font = open_font(bench, "Amiri-Regular.ttf");
    const char *word = "\u0628\u064A\u062A";
    const Shaped *shaped =
        font_shape(bench->store, font, 10000, SHAPE_LEFTWARDS, "ar", word, 6);
    assert_true(shaped->leftwards);
    assert_int_equal(shaped->glyphs[shaped->glyph_count - 1].cluster, 0);
    /* Letters are joined: none has the glyph that it has alone. */
    for (int i = 0; i < shaped->glyph_count; i++)
        assert_int_not_equal(shaped->glyphs[i].glyph, font_glyph_of(font, 0x0628));
}

#include "type_lines.h"

/* The word with '-' at its points. */
static const char *hyphenated(Bench *bench, const char *word, const char *lang) {
    static char result[256];
    char points[128];
    size_t used = 0;
    word_hyphens(bench->store, bench->exceptions, word, strlen(word), lang, points);
    for (size_t i = 0; word[i]; i++) {
        result[used++] = word[i];
        if (points[i]) result[used++] = '-';
    }
    result[used] = '\0';
    return result;
}

static void english_words_are_hyphenated(void **state) {
    Bench *bench = *state;
    assert_string_equal(hyphenated(bench, "manufacturers", "en"), "man-u-fac-tur-ers");
    assert_string_equal(hyphenated(bench, "Manufacturers", "en-US"),
                        "Man-u-fac-tur-ers");
    assert_string_equal(hyphenated(bench, "(\u201Cmanufacturers\u201D),", "en"),
                        "(\u201Cman-u-fac-tur-ers\u201D),");
    assert_string_equal(hyphenated(bench, "manufacturers", "en-GB"),
                        "man-u-fac-tur-ers");
}

static void german_words_are_hyphenated(void **state) {
    Bench *bench = *state;
    assert_string_equal(hyphenated(bench, "\u00DCberschuss", "de"), "\u00DCber-schuss");
    assert_string_equal(hyphenated(bench, "Handels\u00FCberschuss", "de-DE"),
                        "Han-dels-\u00FCber-schuss");
}

#include "type_hyphens.h"

static void what_is_no_word_is_not_hyphenated(void **state) {
    Bench *bench = *state;
    assert_string_equal(hyphenated(bench, "UNICEF-MANUFACTURERS", "en"),
                        "UNICEF-MANUFACTURERS");
    assert_string_equal(hyphenated(bench, "manufacturers2", "en"), "manufacturers2");
    assert_string_equal(hyphenated(bench, "manufacturers", "xx"), "manufacturers");
    assert_string_equal(hyphenated(bench, "into", "en"), "into");
    assert_string_equal(hyphenated(bench, "manu\u00ADfacturers", "en"),
                        "manu\u00AD-facturers");
}

/* The distinct glyphs of a word, sorted. */
static int glyph_set(const Shaped *shaped, uint32_t *glyphs) {
    int count = 0;
    for (int i = 0; i < shaped->glyph_count; i++) {
        uint32_t glyph = shaped->glyphs[i].glyph;
        int k = count;
        while (k > 0 && glyphs[k - 1] > glyph)
            k--;
        if (k > 0 && glyphs[k - 1] == glyph) continue;
        memmove(glyphs + k + 1, glyphs + k, (size_t) (count - k) * sizeof *glyphs);
        glyphs[k] = glyph;
        count++;
    }
    return count;
}

static void a_subset_holds_only_its_glyphs(void **state) {
    Bench *bench = *state;
    const Font *font = open_font(bench, "Vollkorn-Regular.ttf");
    uint32_t glyphs[32];
    int count = glyph_set(shape(bench, font, 0, "Toyota Nissan"), glyphs);
    FontSubset subset, again;
    assert_true(font_subset(font, glyphs, count, bench->arena, bench->diags, &subset));
    assert_true(subset.size < 12000 && subset.size < font->size / 10);
    for (int i = 0; i < count; i++)
        assert_in_range(subset.new_ids[i], 1, count);
    for (int i = 1; i < count; i++)
        assert_true(subset.new_ids[i] > subset.new_ids[i - 1]);
    assert_true(font_subset(font, glyphs, count, bench->arena, bench->diags, &again));
    assert_int_equal(again.size, subset.size);
    assert_memory_equal(again.bytes, subset.bytes, subset.size);
}

static void a_cff_subset_is_a_bare_table(void **state) {
    Bench *bench = *state;
    const Font *font =
        font_open(bench->store, "LinLibertine_R.otf", HERE, bench->diags);
    if (!font) skip();
    assert_true(font_is_cff(font));
    uint32_t glyphs[32];
    int count = glyph_set(shape(bench, font, 0, "Honda"), glyphs);
    FontSubset subset;
    assert_true(font_subset(font, glyphs, count, bench->arena, bench->diags, &subset));
    assert_int_equal(subset.bytes[0], 1); /* the table's major version */
    for (int i = 0; i < count; i++)
        assert_in_range(subset.new_ids[i], 1, count);
}

static void a_large_font_keyed_by_cid_is_cut_down_to_its_cids(void **state) {
    Bench *bench = *state;
    const Font *font = open_font(bench, NOTO_SERIF);
    assert_true(font_is_cff(font));
    uint32_t glyphs[32];
    int count = glyph_set(
        font_shape(bench->store, font, 10000, 0, "ja", "\u65E5\u672C\u8ECA", 9),
        glyphs);
    FontSubset subset;
    assert_true(font_subset(font, glyphs, count, bench->arena, bench->diags, &subset));
    assert_in_range(subset.size, 400, 20000);
    /* In this font a glyph's id is its CID. */
    for (int i = 0; i < count; i++)
        assert_int_equal(subset.new_ids[i], glyphs[i]);
}

static void traits_tell_serif_from_sans(void **state) {
    Bench *bench = *state;
    FontTraits bold = font_traits(open_font(bench, "Lato-Bold.ttf"));
    assert_true(bold.weight >= 600);
    FontTraits italic = font_traits(open_font(bench, "Vollkorn-Italic.ttf"));
    assert_true(italic.italic_angle < 0);
    assert_true(italic.box[2] > 500 && italic.box[3] > 500);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_font_is_found_by_its_file_name),
        TEST(a_missing_font_names_its_package),
        TEST(a_file_that_is_no_font_is_refused),
        TEST(a_damaged_font_is_refused),
        TEST(kerning_draws_a_pair_together),
        TEST(a_ligature_is_one_glyph_of_several_letters),
        TEST(figures_follow_the_features),
        TEST(abbreviations_become_small_capitals_as_a_whole),
        TEST(equal_words_are_shaped_once),
        TEST(words_shaped_ahead_are_those_shaped_when_asked_for),
        TEST(fleeting_words_are_shaped_as_lasting_ones_are),
        TEST(fleeting_words_leave_a_sample_of_each_glyph),
        TEST(widths_scale_with_the_size),
        TEST(a_word_is_the_same_in_whatever_order_its_sizes_are_asked_for),
        TEST(a_new_briefing_knows_nothing_of_the_last_but_its_fonts),
        TEST(a_missing_character_is_reported_once),
        TEST(malformed_text_is_shaped_without_harm),
        TEST(a_collection_is_asked_for_a_face_by_its_name),
        TEST(full_width_brackets_have_a_half_width_form),
        TEST(text_that_runs_leftwards_is_shaped_so),
        TEST(characters_know_their_scripts),
        TEST(punctuation_knows_which_half_is_blank),
        TEST(levels_tell_the_directions_apart),
        TEST(parts_of_a_line_are_ordered_by_their_levels),
        TEST(lines_break_at_spaces_and_hyphens),
        TEST(glued_words_do_not_break),
        TEST(a_figure_keeps_its_sign),
        TEST(ranges_and_units_stay_whole),
        TEST(closing_marks_stay_with_their_word),
        TEST(short_words_break_as_they_do_in_a_text),
        TEST(addresses_break_behind_slashes_and_before_marks),
        TEST(japanese_breaks_between_characters_but_not_before_a_full_stop),
        TEST(japanese_lines_keep_kinsoku),
        TEST(english_words_are_hyphenated),
        TEST(german_words_are_hyphenated),
        TEST(french_and_spanish_words_are_hyphenated),
        TEST(letters_left_alone_follow_the_language),
        TEST(exceptions_count_before_the_dictionary),
        TEST(words_are_divided_as_libhyphen_divides_them),
        TEST(a_dictionary_that_cannot_be_used_gives_none),
        TEST(a_point_that_changes_the_spelling_is_left_out),
        TEST(what_is_no_word_is_not_hyphenated),
        TEST(a_subset_holds_only_its_glyphs),
        TEST(a_cff_subset_is_a_bare_table),
        TEST(a_large_font_keyed_by_cid_is_cut_down_to_its_cids),
        TEST(traits_tell_serif_from_sans),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
