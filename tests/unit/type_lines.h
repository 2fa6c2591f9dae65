/* Scripts, directions and the places where lines may break.  Included once, by
 * type_test.c. */
#ifndef TYPE_LINES_H
#define TYPE_LINES_H

#include "type/type.h"

static void characters_know_their_scripts(void **state) {
    (void) state;
    assert_int_equal(text_script('a', "en"), SCRIPT_LATIN);
    assert_int_equal(text_script('7', "en"), SCRIPT_COMMON);
    assert_int_equal(text_script(0x8ECA, "ja"), SCRIPT_HAN);
    assert_int_equal(text_script(0x3002, "ja"), SCRIPT_HAN); /* a full-width stop */
    assert_int_equal(text_script(0x30AB, "ja"), SCRIPT_KATAKANA);
    assert_int_equal(text_script(0x05D0, "he"), SCRIPT_HEBREW);
    assert_int_equal(text_script(0x2026, "ja"), SCRIPT_HAN); /* dots of a full em */
    assert_int_equal(text_script(0x2026, "en"), SCRIPT_COMMON);
    assert_int_equal(script_of_code("Kana", 4), SCRIPT_KATAKANA);
    assert_true(lang_is_leftwards("ar-EG"));
    assert_true(lang_is_leftwards("he"));
    assert_false(lang_is_leftwards("hep"));
    assert_true(lang_is_cjk("ja"));
    assert_false(lang_is_cjk("jam"));
}

static void punctuation_knows_which_half_is_blank(void **state) {
    (void) state;
    assert_int_equal(text_letter_kind(0x300C, "ja"), LETTER_OPENING);
    assert_int_equal(text_letter_kind(0xFF08, "ja"), LETTER_OPENING);
    assert_int_equal(text_letter_kind(0x3001, "ja"), LETTER_CLOSING);
    assert_int_equal(text_letter_kind(0x300D, "ja"), LETTER_CLOSING);
    assert_int_equal(text_letter_kind(0x30FC, "ja"), LETTER_IDEOGRAPH);
    assert_int_equal(text_letter_kind(0x30FB, "ja"), LETTER_OTHER);
    assert_int_equal(text_letter_kind(0xFF5E, "ja"), LETTER_OTHER);
    assert_int_equal(text_letter_kind(0x8ECA, "ja"), LETTER_IDEOGRAPH);
    assert_int_equal(text_letter_kind('7', "ja"), LETTER_ALPHABETIC);
    assert_int_equal(text_letter_kind(0x201C, "ja"), LETTER_ALPHABETIC);
    assert_int_equal(text_letter_kind('(', "ja"), LETTER_OTHER);
}

/* The levels of the text as digits, one a byte; "" when all runs rightwards. */
static const char *levels_of(Bench *bench, const char *text, bool leftwards) {
    static char result[128];
    signed char levels[128];
    size_t length = strlen(text);
    result[0] = '\0';
    if (!text_levels(text, length, leftwards, bench->arena, levels)) return result;
    for (size_t i = 0; i < length; i++)
        result[i] = (char) ('0' + levels[i]);
    result[length] = '\0';
    return result;
}

static void levels_tell_the_directions_apart(void **state) {
    Bench *bench = *state;
    assert_string_equal(levels_of(bench, "cars (20)", false), "");
    assert_string_equal(levels_of(bench, "\u8ECA\uFF08", false), "");
    assert_string_equal(levels_of(bench, "a \u05D0\u05D1 b", false), "00111100");
    assert_string_equal(levels_of(bench, "\u05D0 20 USD", true), "11122"
                                                                 "1222");
    assert_string_equal(levels_of(bench, "", true), "");
}

static void parts_of_a_line_are_ordered_by_their_levels(void **state) {
    (void) state;
    const signed char levels[] = {1, 1, 2, 2, 1, 0};
    int order[6];
    order_by_levels(levels, 6, order);
    const int wanted[] = {4, 2, 3, 1, 0, 5};
    assert_memory_equal(order, wanted, sizeof wanted);
}

/* The text with '|' where a break is allowed and '!' where it is forced. */
static const char *broken(const char *text, const char *lang) {
    static char result[256];
    char breaks[128];
    size_t length = strlen(text), used = 0;
    text_breaks(text, length, lang, breaks);
    for (size_t i = 0; i < length; i++) {
        if (breaks[i] == BREAK_ALLOWED) result[used++] = '|';
        if (breaks[i] == BREAK_FORCED) result[used++] = '!';
        result[used++] = text[i];
    }
    result[used] = '\0';
    return result;
}

static void lines_break_at_spaces_and_hyphens(void **state) {
    (void) state;
    assert_string_equal(broken("US-built cars", "en"), "US-|built |cars");
    assert_string_equal(broken("a\nb\r\nc", "en"), "a\n!b\r\n!c");
    assert_string_equal(broken("x", "en"), "x");
}

static void glued_words_do_not_break(void **state) {
    (void) state;
    assert_string_equal(broken("USD 68 bn", "en"), "USD |68 |bn");
    assert_string_equal(broken("USD\u00A068\u202Fbn", "en"), "USD\u00A068\u202Fbn");
    assert_string_equal(broken("a-\u2060b", "en"), "a-\u2060b");
    assert_string_equal(broken("a \u00A0b", "en"), "a \u00A0b");
}

static void a_figure_keeps_its_sign(void **state) {
    (void) state;
    assert_string_equal(broken("by \u221212.5%", "en"), "by |\u221212.5%");
    assert_string_equal(broken("by -12.5%", "en"), "by |-12.5%");
    assert_string_equal(broken("by +3 or \u00B14", "en"), "by |+3 |or |\u00B14");
    assert_string_equal(broken("$1,370,000", "en"), "$1,370,000");
}

static void ranges_and_units_stay_whole(void **state) {
    (void) state;
    assert_string_equal(broken("1990\u201395, 12\u201314%", "en"),
                        "1990\u201395, |12\u201314%");
    assert_string_equal(broken("Oslo\u2013Rome", "en"), "Oslo\u2013|Rome");
    assert_string_equal(broken("90 km/h A/B input/output", "en"),
                        "90 |km/h |A/B |input/|output");
    assert_string_equal(broken("2025-12-19 10:30 24/7", "en"),
                        "2025-12-19 |10:30 |24/7");
}

static void closing_marks_stay_with_their_word(void **state) {
    (void) state;
    assert_string_equal(
        broken("\u201Cword\u201D (see [3]), so! \u00AByes\u00BB;", "en"),
        "\u201Cword\u201D |(see |[3]), |so! |\u00AByes\u00BB;");
    assert_string_equal(broken("10% 5\u20AC \u20AC5 a.b@c.org", "en"),
                        "10% |5\u20AC |\u20AC5 |a.b@c.org");
    assert_string_equal(broken("--check, -o x-y", "en"), "--check, |-o |x-|y");
}

/* A blank behind it takes every word the long way. */
static void short_words_break_as_they_do_in_a_text(void **state) {
    static const char letters[] = "a0.,";
    enum { LONGEST = 6 };
    (void) state;
    for (unsigned length = 1; length <= LONGEST; length++)
        for (unsigned i = 0; i < 1u << (2 * length); i++) {
            char word[LONGEST + 3], alone[LONGEST + 2], within[LONGEST + 2];
            for (unsigned k = 0; k < length; k++)
                word[k] = letters[i >> (2 * k) & 3];
            memcpy(word + length, " x", 3);
            text_breaks(word, length, "en", alone);
            text_breaks(word, length + 2, "en", within);
            assert_memory_equal(alone, within, length);
        }
}

static void addresses_break_behind_slashes_and_before_marks(void **state) {
    (void) state;
    assert_string_equal(
        broken("(https://www.census.gov/foreign-trade/c5880.html?a=b). See", "en"),
        "(https://|www|.census|.gov/|foreign|-trade/|c5880|.html|?a|=b). |See");
    assert_string_equal(broken("www.mof.go.jp, or", "en"), "www|.mof|.go|.jp, |or");
    assert_string_equal(broken("https://x", "en"), "https://|x");
}

static void japanese_breaks_between_characters_but_not_before_a_full_stop(
    void **state) {
    (void) state;
    assert_string_equal(broken("\u8ECA\u3067\u3059\u3002", "ja"),
                        "\u8ECA|\u3067|\u3059\u3002");
}

static void japanese_lines_keep_kinsoku(void **state) {
    (void) state;
    /* Neither small kana nor the prolonged sound mark nor what closes begins a
     * line... */
    assert_string_equal(broken("\u30AD\u30E3\u30FC\u30AF", "ja"),
                        "\u30AD\u30E3\u30FC|\u30AF");
    assert_string_equal(broken("\u8ECA\u300D\u3001\u4EBA", "ja"),
                        "\u8ECA\u300D\u3001|\u4EBA");
    assert_string_equal(broken("\u4EBA\u3005\u306F", "ja"), "\u4EBA\u3005|\u306F");
    /* Quotes of Latin words open like brackets. */
    assert_string_equal(broken("\u3092\u201CUS\u201D\u3068", "ja"),
                        "\u3092|\u201CUS\u201D\u3068");
    /* ...nor does what opens end one. */
    assert_string_equal(broken("\u306F\u300C\u8ECA", "ja"), "\u306F|\u300C\u8ECA");
    assert_string_equal(broken("\u306F\uFF08US\uFF09", "ja"), "\u306F|\uFF08US\uFF09");
}

#endif
