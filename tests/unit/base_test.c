/* Arena, text, decimals, calendar, UTF-8, maps, diagnostics, lengths: what every other
 * stage takes for granted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/calendar.h"
#include "base/decimal.h"
#include "base/diag.h"
#include "base/length.h"
#include "base/map.h"
#include "base/text.h"
#include "base/utf8.h"

static int open_arena(void **state) {
    *state = arena_new(NULL);
    return 0;
}

static int close_arena(void **state) {
    arena_free(*state);
    return 0;
}

/* ---- arena ---- */

static void memory_is_zeroed_and_aligned_for_any_type(void **state) {
    for (size_t size = 1; size < 100; size++) {
        unsigned char *memory = arena_alloc(*state, size);
        assert_int_equal((uintptr_t) memory % 16, 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(memory[i], 0);
        memset(memory, 0xAA, size);
    }
}

static void memory_used_again_after_a_reset_is_zeroed(void **state) {
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 200; i++) {
            unsigned char *memory = arena_alloc(*state, 5000);
            for (int k = 0; k < 5000; k++)
                assert_int_equal(memory[k], 0);
            memset(memory, 0xFF, 5000);
        }
        assert_true(arena_used(*state) >= 1000000);
        arena_reset(*state);
        assert_int_equal(arena_used(*state), 0);
    }
}

static void a_growing_list_keeps_its_items(void **state) {
    int *items = NULL, capacity = 0;
    for (int i = 0; i < 10000; i++) {
        items = arena_grow(*state, items, i, &capacity, sizeof *items);
        items[i] = i;
    }
    for (int i = 0; i < 10000; i++)
        assert_int_equal(items[i], i);
    assert_in_range(capacity, 10000, 20000);
}

static void beyond_its_limit_an_arena_jumps_to_its_escape(void **state) {
    (void) state;
    jmp_buf escape;
    Arena *volatile arena = arena_new(&escape);
    volatile int blocks = 0;
    arena_limit(arena, 10000);
    if (setjmp(escape) == 0) {
        while (blocks < 1000) {
            arena_alloc(arena, 1000);
            blocks++;
        }
    }
    assert_int_equal(blocks, 9);
    arena_free(arena);
}

static void a_count_that_overflows_jumps_to_the_escape(void **state) {
    (void) state;
    jmp_buf escape;
    Arena *volatile arena = arena_new(&escape);
    volatile int jumps = 0;
    if (setjmp(escape) == 0) {
        arena_array(arena, -1, 8);
        fail();
    }
    jumps++;
    if (jumps == 1) {
        arena_array(arena, INT_MAX, SIZE_MAX / 4);
        fail();
    }
    assert_int_equal(jumps, 2);
    arena_free(arena);
}

static void a_scratch_arena_has_the_escape_of_its_parent(void **state) {
    (void) state;
    jmp_buf escape;
    Arena *volatile arena = arena_new(&escape);
    Arena *volatile scratch = arena_scratch(arena);
    volatile bool jumped = false;
    arena_limit(scratch, 16);
    if (setjmp(escape) == 0)
        arena_alloc(scratch, 17);
    else
        jumped = true;
    assert_true(jumped);
    arena_free(scratch);
    arena_free(arena);
}

static void printed_text_is_as_long_as_it_needs_to_be(void **state) {
    char *text = arena_print(*state, "%0*d", 5000, 7);
    assert_int_equal(strlen(text), 5000);
    assert_int_equal(text[4999], '7');
    assert_string_equal(arena_copy(*state, "partner", 4), "part");
    assert_string_equal(arena_copy(*state, NULL, 0), "");
}

/* ---- text ---- */

static void text_grows_from_nothing(void **state) {
    Text text = {.arena = *state};
    assert_string_equal(text_string(&text), "");
    for (int i = 0; i < 1000; i++)
        text_print(&text, "%d,", i % 10);
    text_add(&text, "end");
    text_add_char(&text, '.');
    assert_int_equal(text.length, 2004);
    assert_int_equal(strlen(text_string(&text)), 2004);
    assert_string_equal(text_string(&text) + 1998, "9,end.");
}

static void xml_text_is_escaped_and_keeps_its_white_space(void **state) {
    Text text = {.arena = *state};
    text_add_xml(&text, "<a & \"b\">\n\t\r");
    assert_string_equal(text_string(&text),
                        "&lt;a &amp; &quot;b&quot;&gt;&#10;&#9;&#13;");
}

/* ---- decimals ---- */

static void assert_rounds(double number, int places, const char *expected) {
    char text[DECIMAL_TEXT];
    assert_string_equal(decimal_format(number, places, text), expected);
}

static void halves_round_away_from_zero_as_on_paper(void **state) {
    (void) state;
    assert_rounds(2.675, 2, "2.68");
    assert_rounds(1.005, 2, "1.01");
    assert_rounds(-2.675, 2, "-2.68");
    assert_rounds(0.5, 0, "1");
    assert_rounds(1.5, 0, "2");
    assert_rounds(2.5, 0, "3");
    assert_rounds(-0.5, 0, "-1");
    assert_rounds(0.45, 1, "0.5");
    assert_rounds(0.44999, 1, "0.4");
    assert_rounds(0.1 + 0.2, 15, "0.300000000000000");
}

static void what_rounds_to_zero_has_no_minus(void **state) {
    (void) state;
    assert_rounds(-0.04, 1, "0.0");
    assert_rounds(-0.0, 0, "0");
    assert_rounds(-0.49, 0, "0");
    assert_rounds(-0.05, 1, "-0.1");
    assert_rounds(-1e-300, 15, "0.000000000000000");
}

static void rounding_carries_into_a_new_digit(void **state) {
    (void) state;
    assert_rounds(999.95, 1, "1000.0");
    assert_rounds(0.96, 1, "1.0");
    assert_rounds(9.5, 0, "10");
    assert_rounds(99999999999999.9, 0, "100000000000000");
}

static void tiny_and_huge_numbers_have_all_their_places(void **state) {
    (void) state;
    char text[DECIMAL_TEXT];
    assert_rounds(1e-20, 3, "0.000");
    assert_rounds(5e-4, 3, "0.001");
    assert_rounds(4.9e-4, 3, "0.000");
    assert_rounds(1e21, 0, "1000000000000000000000");
    assert_rounds(123456789012345, 2, "123456789012345.00");
    assert_rounds(0.123456789012345, 15, "0.123456789012345");
    decimal_format(-1.7976931348623157e308, 15, text);
    assert_int_equal(strlen(text), 1 + 309 + 1 + 15);
}

static void numbers_that_are_not_finite_do_not_end_the_program(void **state) {
    (void) state;
    assert_rounds(INFINITY, 1, "inf");
    assert_rounds(-INFINITY, 0, "-inf");
    assert_rounds(NAN, 2, "nan");
}

static void plain_numbers_read_back_as_they_were(void **state) {
    (void) state;
    static const double numbers[] = {0, -1, 68253.2, 1e-9, 123456789012345, 0.1, 1e300};
    char text[DECIMAL_TEXT];
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        double read = -99;
        assert_true(decimal_parse(decimal_plain(numbers[i], text), &read));
        assert_true(read == numbers[i]);
    }
    assert_string_equal(decimal_plain(-0.0, text), "0");
    assert_string_equal(decimal_plain(0.1 + 0.2, text), "0.3");
}

static void only_decimal_numbers_are_read(void **state) {
    (void) state;
    static const char *const bad[] = {"",    "-",    ".",     "1,5",   "1 000", " 1",
                                      "1 ",  "0x10", "inf",   "nan",   "1e",    "1e+",
                                      "--1", "1.2.", "1e400", "1e1.5", "+-1"};
    double number = 42;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(decimal_parse(bad[i], &number));
        assert_true(number == 42);
    }
    assert_true(decimal_parse("-1.5e3", &number) && number == -1500);
    assert_true(decimal_parse("+.5", &number) && number == 0.5);
    assert_true(decimal_parse("5.", &number) && number == 5);
    assert_true(decimal_round(68253.25, 1) == 68253.3);
}

/* ---- calendar ---- */

static void assert_period(const char *text, const char *canonical) {
    Period period = 0;
    char out[16];
    assert_true(period_parse(text, &period));
    assert_string_equal(period_format(period, out), canonical);
}

static void every_spelling_of_a_period_has_one_form(void **state) {
    (void) state;
    static const char *const spellings[][2] = {
        {"2025", "2025"},         {"2025-A1", "2025"},
        {"2025-H1", "2025-S1"},   {"2025-S2", "2025-S2"},
        {"2025H2", "2025-S2"},    {"2025-Q3", "2025-Q3"},
        {"2025Q3", "2025-Q3"},    {"2025-10", "2025-10"},
        {"2025-M10", "2025-10"},  {"2025M01", "2025-01"},
        {"2025-W05", "2025-W05"}, {"2020-W53", "2020-W53"},
        {"2021-W01", "2021-W01"}, {"2025-10-30", "2025-10-30"},
        {"0001", "0001"},         {"9999-12-31", "9999-12-31"}};
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++)
        assert_period(spellings[i][0], spellings[i][1]);
}

static void what_is_no_period_is_refused(void **state) {
    (void) state;
    static const char *const bad[] = {
        "",        "25",      "0000",       "2025-",      "2025-13",  "2025-00",
        "2025-Q0", "2025-Q5", "2025-H3",    "2025-W00",   "2025-W54", "2021-W53",
        "2025-M1", "2025-q1", "2025-Q1x",   "2025-02-29", "2025-1",   "2025-01-",
        "2025 ",   "-2025",   "2025-10-32", "2025--10",   "20250"};
    Period period;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (period_parse(bad[i], &period)) fail_msg("'%s' was read", bad[i]);
}

static void leap_days_exist_in_leap_years_only(void **state) {
    (void) state;
    Date date;
    assert_true(date_parse("2024-02-29", &date));
    assert_true(date_parse("2000-02-29", &date));
    assert_false(date_parse("1900-02-29", &date));
    assert_false(date_parse("2023-02-29", &date));
    assert_false(date_parse("2023-04-31", &date));
    Period day;
    char text[16];
    assert_true(period_parse("2024-02-28", &day));
    assert_string_equal(period_format(period_shift(day, 2), text), "2024-03-01");
    assert_true(period_parse("2023-02-28", &day));
    assert_string_equal(period_format(period_shift(day, 1), text), "2023-03-01");
    assert_true(period_parse("1900-03-01", &day));
    assert_string_equal(period_format(period_shift(day, -1), text), "1900-02-28");
}

static void weeks_belong_to_the_year_of_their_thursday(void **state) {
    (void) state;
    Period last, first;
    assert_true(period_parse("2020-W53", &last));
    assert_true(period_parse("2021-W01", &first));
    assert_int_equal(period_shift(last, 1), first);
    assert_int_equal(period_year(last), 2020);
    assert_int_equal(period_index(last), 53);
    assert_int_equal(period_last_month(last), 12); /* its Thursday is 31 December */
    assert_int_equal(period_last_month(first), 1);
    assert_int_equal(period_year(period_shift(first, 52)), 2022);
}

static void periods_shift_across_years(void **state) {
    (void) state;
    static const struct {
        const char *from;
        int count;
        const char *to;
    } shifts[] = {{"2025-11", 3, "2026-02"},      {"2025-01", -1, "2024-12"},
                  {"2025-Q4", 1, "2026-Q1"},      {"2025-Q1", -5, "2023-Q4"},
                  {"2025-S2", 1, "2026-S1"},      {"2025", -10, "2015"},
                  {"2024-12-31", 1, "2025-01-01"}};
    for (size_t i = 0; i < sizeof shifts / sizeof *shifts; i++) {
        Period period;
        char text[16];
        assert_true(period_parse(shifts[i].from, &period));
        assert_string_equal(period_format(period_shift(period, shifts[i].count), text),
                            shifts[i].to);
    }
}

static void a_period_knows_its_parts(void **state) {
    (void) state;
    Period quarter = period_make(FREQ_QUARTER, 2025, 3);
    assert_int_equal(period_frequency(quarter), FREQ_QUARTER);
    assert_int_equal(period_year(quarter), 2025);
    assert_int_equal(period_index(quarter), 3);
    assert_int_equal(period_last_month(quarter), 9);
    assert_true(period_start(period_make(FREQ_MONTH, 2025, 7)) == 2025.5);
    assert_true(period_start(period_make(FREQ_DAY, 2025, 1)) < 2026);
    assert_int_equal(period_last_month(period_make(FREQ_YEAR, 2025, 7)), 12);
    assert_string_equal(frequency_code(FREQ_MONTH), "M");
    assert_string_equal(frequency_code(FREQ_NONE), "");
    assert_int_equal(frequency_per_year(FREQ_WEEK), 0);
}

static void a_month_sorts_before_its_days(void **state) {
    (void) state;
    Date year, month, day, next;
    date_parse("2025", &year), date_parse("2025-10", &month);
    date_parse("2025-10-01", &day), date_parse("2025-11", &next);
    assert_true(date_compare(year, month) < 0);
    assert_true(date_compare(month, day) < 0);
    assert_true(date_compare(day, next) < 0);
    assert_int_equal(date_compare(day, day), 0);
    char text[16];
    assert_string_equal(date_format((Date){0, 0, 0}, text), "");
    assert_string_equal(date_format(month, text), "2025-10");
}

/* ---- UTF-8 ---- */

static void well_formed_text_decodes_and_encodes_alike(void **state) {
    (void) state;
    static const uint32_t codes[] = {0x24,    0x7F,    0x80,    0x7FF,  0x800,
                                     0x20AC,  0xD7FF,  0xE000,  0xFFFD, 0xFFFF,
                                     0x10000, 0x1F697, 0x10FFFF};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        char bytes[4];
        uint32_t code = 0;
        int size = utf8_encode(codes[i], bytes);
        assert_int_equal(utf8_decode(bytes, (size_t) size, &code), size);
        assert_int_equal(code, codes[i]);
    }
    assert_int_equal(utf8_length("Z\xC3\xBCrich \xE6\x97\xA5\xE6\x9C\xAC"), 9);
}

static void malformed_text_gives_replacements_byte_by_byte(void **state) {
    (void) state;
    static const char *const bad[] = {"\x80",             /* lone continuation */
                                      "\xC0\x80",         /* overlong NUL */
                                      "\xC1\xBF",         /* overlong */
                                      "\xE0\x9F\xBF",     /* overlong */
                                      "\xF0\x8F\xBF\xBF", /* overlong */
                                      "\xED\xA0\x80",     /* surrogate */
                                      "\xF4\x90\x80\x80", /* past U+10FFFF */
                                      "\xE2\x82",         /* cut short */
                                      "\xE2\x28\xA1",     /* no continuation */
                                      "\xF8\x88\x80\x80\x80",
                                      "\xFF"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        uint32_t code = 0;
        assert_int_equal(utf8_decode(bad[i], strlen(bad[i]), &code), 1);
        assert_int_equal(code, 0xFFFD);
    }
}

/* ---- maps ---- */

static void ten_thousand_keys_are_found_again(void **state) {
    Map *map = map_new(*state);
    int *values = arena_array(*state, 10000, sizeof *values);
    char key[32];
    for (int i = 0; i < 10000; i++) {
        snprintf(key, sizeof key, "key-%d", i);
        values[i] = i;
        assert_null(map_put(map, key, &values[i]));
    }
    for (int i = 0; i < 10000; i++) {
        snprintf(key, sizeof key, "key-%d", i);
        int *found = map_get(map, key);
        assert_non_null(found);
        assert_int_equal(*found, i);
    }
    assert_null(map_get(map, "key-10000"));
    assert_null(map_get(map, ""));
    assert_ptr_equal(map_put(map, "key-7", &values[0]), &values[7]);
    assert_ptr_equal(map_get(map, "key-7"), &values[0]);
}

static void equal_texts_are_one_in_a_pool(void **state) {
    Map *pool = map_new(*state);
    char a[] = "JPN", b[] = "JPN";
    const char *first = map_intern(pool, a);
    assert_ptr_not_equal(first, a);
    assert_ptr_equal(map_intern(pool, b), first);
    assert_ptr_not_equal(map_intern(pool, "USA"), first);
    assert_true(hash_bytes(HASH_START, "a", 1) == UINT64_C(0xaf63dc4c8601ec8c));
}

/* ---- diagnostics ---- */

static void a_message_names_its_place(void **state) {
    Diags *diags = diags_new(*state);
    diag_report(diags, FAULT_DATA, (Origin){"a.xml", 12}, "bad %s", "value");
    diag_report(diags, FAULT_WARNING, (Origin){"a.xml", 0}, "odd");
    diag_report(diags, FAULT_HELD, (Origin){NULL, 0}, "old");
    assert_string_equal(diags_message(diags, 0), "a.xml:12: error: bad value");
    assert_string_equal(diags_message(diags, 1), "a.xml: warning: odd");
    assert_string_equal(diags_message(diags, 2), "mkreport: held: old");
    assert_null(diags_message(diags, 3));
    assert_null(diags_message(diags, -1));
    assert_int_equal(diags_count(diags, FAULT_WARNING), 1);
}

static void the_worst_fault_is_the_exit_status(void **state) {
    Diags *diags = diags_new(*state);
    assert_int_equal(diags_worst(diags), FAULT_NONE);
    diag_report(diags, FAULT_WARNING, (Origin){0}, "w");
    assert_int_equal(fault_exit_status(diags_worst(diags)), 0);
    static const struct {
        Fault fault;
        int status;
    } faults[] = {{FAULT_HELD, 10},    {FAULT_USAGE, 64},  {FAULT_DATA, 65},
                  {FAULT_MISSING, 66}, {FAULT_CREATE, 73}, {FAULT_IO, 74},
                  {FAULT_BUG, 70}};
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        diag_report(diags, faults[i].fault, (Origin){0}, "f");
        diag_report(diags, FAULT_WARNING, (Origin){0}, "after");
        assert_int_equal(fault_exit_status(diags_worst(diags)), faults[i].status);
    }
}

static void at_most_a_hundred_messages_are_printed(void **state) {
    Diags *diags = diags_new(*state);
    for (int i = 0; i < 250; i++)
        diag_report(diags, FAULT_DATA, (Origin){"f", i + 1}, "m");
    FILE *out = tmpfile();
    assert_non_null(out);
    diags_print(diags, out);
    rewind(out);
    char line[128], last[128] = "";
    int lines = 0;
    while (fgets(line, sizeof line, out)) {
        strcpy(last, line);
        lines++;
    }
    fclose(out);
    assert_int_equal(lines, 101);
    assert_string_equal(last, "mkreport: note: and 150 more\n");
}

static void a_message_given_again_is_printed_once(void **state) {
    Diags *diags = diags_new(*state);
    for (int i = 0; i < 3; i++)
        diag_report(diags, FAULT_DATA, (Origin){"f", 7}, "m");
    diag_report(diags, FAULT_DATA, (Origin){"f", 8}, "m");
    FILE *out = tmpfile();
    char text[128] = "";
    assert_non_null(out);
    diags_print(diags, out);
    rewind(out);
    size_t length = fread(text, 1, sizeof text - 1, out);
    fclose(out);
    text[length] = '\0';
    assert_string_equal(text, "f:7: error: m\nf:8: error: m\n");
    assert_int_equal(diags_count(diags, FAULT_DATA), 4);
}

static void the_nearest_word_is_one_that_was_meant(void **state) {
    static const char *const words[] = {"reporter", "partner", "product",
                                        "unit",     "to",      NULL};
    char longest[200];
    memset(longest, 'p', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    assert_string_equal(nearest_word("partnr", words), "partner");
    assert_string_equal(nearest_word("patrner", words), "partner");
    assert_string_equal(nearest_word("porduct", words), "product");
    assert_string_equal(nearest_word("ot", words), "to");
    assert_null(nearest_word("frequency", words));
    assert_null(nearest_word("", words));
    assert_null(nearest_word("t", words));
    assert_null(nearest_word("station", words));
    assert_null(nearest_word(longest, words));
    assert_string_equal(did_you_mean(*state, "unti", words), "; did you mean 'unit'?");
    assert_string_equal(did_you_mean(*state, "zzzzzz", words), "");
}

/* ---- lengths and colours ---- */

static void lengths_are_thousandths_of_a_point(void **state) {
    (void) state;
    static const struct {
        const char *text;
        Mpt length;
    } good[] = {{"12pt", 12000},   {"12.5 pt", 12500}, {"25.4mm", 72000},
                {"2.54cm", 72000}, {"1in", 72000},     {"0", 0},
                {"-3pt", -3000},   {"210mm", 595276}};
    static const char *const bad[] = {"",      "12",    "pt",      "12px",    "1e3pt",
                                      "12pt ", " 12pt", "30001pt", "1.2.3pt", "12 p t"};
    Mpt length = 7;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_true(length_parse(good[i].text, &length));
        assert_int_equal(length, good[i].length);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (length_parse(bad[i], &length)) fail_msg("'%s' was read", bad[i]);
}

static void colours_have_six_hexadecimal_digits(void **state) {
    (void) state;
    Colour colour;
    assert_true(colour_parse("#1f3A5F", &colour));
    assert_int_equal(colour, 0x1F3A5F);
    static const char *const bad[] = {"",         "#",       "1f3a5f",  "#1f3a5",
                                      "#1f3a5ff", "#12345g", "#-12345", "# 12345"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(colour_parse(bad[i], &colour));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_arena, close_arena)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(memory_is_zeroed_and_aligned_for_any_type),
        TEST(memory_used_again_after_a_reset_is_zeroed),
        TEST(a_growing_list_keeps_its_items),
        TEST(beyond_its_limit_an_arena_jumps_to_its_escape),
        TEST(a_count_that_overflows_jumps_to_the_escape),
        TEST(a_scratch_arena_has_the_escape_of_its_parent),
        TEST(printed_text_is_as_long_as_it_needs_to_be),
        TEST(text_grows_from_nothing),
        TEST(xml_text_is_escaped_and_keeps_its_white_space),
        TEST(halves_round_away_from_zero_as_on_paper),
        TEST(what_rounds_to_zero_has_no_minus),
        TEST(rounding_carries_into_a_new_digit),
        TEST(tiny_and_huge_numbers_have_all_their_places),
        TEST(numbers_that_are_not_finite_do_not_end_the_program),
        TEST(plain_numbers_read_back_as_they_were),
        TEST(only_decimal_numbers_are_read),
        TEST(every_spelling_of_a_period_has_one_form),
        TEST(what_is_no_period_is_refused),
        TEST(leap_days_exist_in_leap_years_only),
        TEST(weeks_belong_to_the_year_of_their_thursday),
        TEST(periods_shift_across_years),
        TEST(a_period_knows_its_parts),
        TEST(a_month_sorts_before_its_days),
        TEST(well_formed_text_decodes_and_encodes_alike),
        TEST(malformed_text_gives_replacements_byte_by_byte),
        TEST(ten_thousand_keys_are_found_again),
        TEST(equal_texts_are_one_in_a_pool),
        TEST(a_message_names_its_place),
        TEST(the_worst_fault_is_the_exit_status),
        TEST(at_most_a_hundred_messages_are_printed),
        TEST(a_message_given_again_is_printed_once),
        TEST(the_nearest_word_is_one_that_was_meant),
        TEST(lengths_are_thousandths_of_a_point),
        TEST(colours_have_six_hexadecimal_digits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
