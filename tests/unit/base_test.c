/* Arena, text, decimals, calendar, UTF-8, maps, diagnostics, lengths: what every other
 * stage takes for granted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <limits.h>
#include <math.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/calendar.h"
#include "base/decimal.h"
#include "base/diag.h"
#include "base/length.h"
#include "base/map.h"
#include "base/path.h"
#include "base/task.h"
#include "base/text.h"
#include "base/utf8.h"
#include "base/words.h"

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

static void count_closing(void *handle) {
    ++*(int *) handle;
}

static void what_is_released_is_forgotten_and_zero_when_taken_again(void **state) {
    Arena *arena = *state;
    int closed = 0;
    char *kept = arena_string(arena, "kept");
    for (int round = 0; round < 3; round++) {
        size_t used = arena_used(arena);
        ArenaMark mark = arena_mark(arena);
        arena_on_free(arena, count_closing, &closed);
        for (int i = 0; i < 100; i++) { /* several blocks */
            unsigned char *memory = arena_alloc(arena, 30000);
            for (size_t k = 0; k < 30000; k++)
                if (memory[k]) fail();
            memset(memory, 0xAA, 30000);
        }
        memset(arena_alloc(arena, 1 << 20), 0xAA, 1 << 20);
        arena_release(arena, mark);
        assert_int_equal(arena_used(arena), used);
        assert_int_equal(closed, round + 1);
    }
    assert_string_equal(kept, "kept");
}

static void what_was_allocated_last_grows_where_it_is(void **state) {
    Arena *arena = *state;
    char *text = arena_string(arena, "abc");
    assert_ptr_equal(arena_extend(arena, text, 4, 100), text);
    arena_alloc(arena, 1);
    char *moved = arena_extend(arena, text, 100, 200);
    assert_ptr_not_equal(moved, text);
    assert_string_equal(moved, "abc");
}

static void a_text_of_megabytes_leaves_nothing_behind(void **state) {
    Arena *arena = *state;
    Text text = {.arena = arena};
    for (int i = 0; i < 400000; i++)
        text_print(&text, "%09d,", i);
    assert_int_equal(text.length, 4000000);
    assert_memory_equal(text.data + 3999990, "000399999,", 10);
    assert_memory_equal(text.data + 1000000, "000100000,", 10);
    assert_true(arena_used(arena) < 4194304 + 1000000);
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

static void a_large_arena_is_zeroed_and_aligned_too(void **state) {
    for (int i = 0; i < 2000; i++) {
        unsigned char *memory = arena_alloc(*state, 5000);
        assert_int_equal((uintptr_t) memory % 16, 0);
        for (int k = 0; k < 5000; k += 999)
            assert_int_equal(memory[k], 0);
        memset(memory, 'x', 5000);
    }
    char *huge = arena_alloc(*state, 5 << 20);
    assert_int_equal(huge[(5 << 20) - 1], 0);
}

/* ---- tasks ---- */

static void join_words(void *user, Arena *arena) {
    const char **words = user;
    words[2] = arena_print(arena, "%s %s", words[0], words[1]);
}

static void a_task_leaves_its_result_to_its_owner(void **state) {
    const char *words[] = {"first", "last", NULL};
    Task *task = task_start(*state, join_words, words);
    task_wait(task);
    assert_string_equal(words[2], "first last");
}

static void list_processors(void *user, Arena *arena) {
    (void) arena;
    sched_getaffinity(0, sizeof(cpu_set_t), user);
}

static void a_task_may_run_wherever_its_owner_may(void **state) {
    cpu_set_t of_owner, of_task;
    CPU_ZERO(&of_task);
    assert_int_equal(sched_getaffinity(0, sizeof of_owner, &of_owner), 0);
    task_wait(task_start(*state, list_processors, &of_task));
    assert_true(CPU_EQUAL(&of_owner, &of_task));
}

static void a_task_needs_no_second_processor(void **state) {
    cpu_set_t all, one;
    const char *words[] = {"first", "last", NULL};
    assert_int_equal(sched_getaffinity(0, sizeof all, &all), 0);
    CPU_ZERO(&one);
    CPU_SET((size_t) sched_getcpu(), &one);
    assert_int_equal(sched_setaffinity(0, sizeof one, &one), 0);
    task_wait(task_start(*state, join_words, words));
    assert_int_equal(sched_setaffinity(0, sizeof all, &all), 0);
    assert_string_equal(words[2], "first last");
}

static void run_out_of_memory(void *user, Arena *arena) {
    (void) user;
    arena_limit(arena, 1000);
    arena_alloc(arena, 2000);
}

static void a_task_without_memory_leaves_by_its_owners_escape(void **state) {
    (void) state;
    jmp_buf escape;
    Arena *volatile owner = arena_new(&escape);
    volatile bool escaped = true;
    if (setjmp(escape) == 0) {
        task_wait(task_start(owner, run_out_of_memory, NULL));
        escaped = false;
    }
    assert_true(escaped);
    arena_free(owner);
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

#include "base_numbers.h"

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

static void a_map_over_another_leaves_that_as_it_was(void **state) {
    int one = 1, two = 2, three = 3;
    Map *below = map_new(*state);
    map_put(below, "a", &one);
    const char *known = map_intern(below, "pool");
    Map *map = map_over(*state, below);
    assert_ptr_equal(map_get(map, "a"), &one);
    assert_ptr_equal(map_put(map, "a", &two), &one);
    assert_null(map_put(map, "b", &three));
    assert_ptr_equal(map_put(map, "a", &three), &two);
    assert_ptr_equal(map_get(map, "a"), &three);
    assert_ptr_equal(map_get(below, "a"), &one);
    assert_null(map_get(below, "b"));
    assert_ptr_equal(map_intern(map, "pool"), known);
}

/* ---- diagnostics ---- */

static void gathered_messages_join_others_once(void **state) {
    Diags *diags = diags_new(*state), *more = diags_new(*state);
    diag_report(diags, FAULT_WARNING, (Origin){"a.xml", 1}, "odd");
    diag_report(more, FAULT_WARNING, (Origin){"a.xml", 1}, "odd");
    diag_report(more, FAULT_DATA, (Origin){"b.xml", 2}, "bad");
    diags_absorb(diags, more);
    assert_int_equal(diags_worst(diags), FAULT_DATA);
    assert_int_equal(diags_count(diags, FAULT_WARNING), 2);
    assert_string_equal(diags_message(diags, 2), "b.xml:2: error: bad");
}

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

static void a_word_is_found_at_its_place_or_nowhere(void **state) {
    static const char *const words[] = {"low", "central", "high", NULL};
    assert_int_equal(word_index("low", words), 0);
    assert_int_equal(word_index("high", words), 2);
    assert_int_equal(word_index("hig", words), -1);
    assert_int_equal(word_index("low", words + 3), -1);
    assert_string_equal(words_list(*state, words), "low, central, high");
    assert_string_equal(words_list(*state, words + 3), "");
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

/* ---- paths ---- */

static void paths_stand_beside_the_file_that_names_them(void **state) {
    assert_string_equal(path_beside(*state, "data/x/brief.xml", "d.xml"),
                        "data/x/d.xml");
    assert_string_equal(path_beside(*state, "brief.xml", "d.xml"), "d.xml");
    assert_string_equal(path_beside(*state, "/a/brief.xml", "../d.xml"), "/a/../d.xml");
    assert_string_equal(path_beside(*state, "data/brief.xml", "/d.xml"), "/d.xml");
}

static void a_file_is_found_beside_then_in_each_folder_of_the_search(void **state) {
    char folder[] = "/tmp/mkreport-test-XXXXXX";
    assert_non_null(mkdtemp(folder));
    char *found = arena_print(*state, "%s/house.xml", folder);
    char *beside = arena_print(*state, "%s/brief.xml", folder);
    char *search = arena_print(*state, "/nowhere::%s", folder);
    fclose(fopen(found, "w"));
    assert_string_equal(path_find(*state, beside, "", "house.xml"), found);
    assert_string_equal(path_find(*state, "x/b.xml", search, "house.xml"), found);
    assert_string_equal(path_find(*state, "x/b.xml", search, "none.xml"), "x/none.xml");
    assert_string_equal(path_find(*state, "x/b.xml", search, "/none.xml"), "/none.xml");
    remove(found);
    rmdir(folder);
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
        TEST(numbers_are_read_as_strtod_reads_them),
        TEST(memory_is_zeroed_and_aligned_for_any_type),
        TEST(memory_used_again_after_a_reset_is_zeroed),
        TEST(a_growing_list_keeps_its_items),
        TEST(beyond_its_limit_an_arena_jumps_to_its_escape),
        TEST(a_count_that_overflows_jumps_to_the_escape),
        TEST(what_is_released_is_forgotten_and_zero_when_taken_again),
        TEST(what_was_allocated_last_grows_where_it_is),
        TEST(a_text_of_megabytes_leaves_nothing_behind),
        TEST(a_scratch_arena_has_the_escape_of_its_parent),
        TEST(a_large_arena_is_zeroed_and_aligned_too),
        TEST(a_task_leaves_its_result_to_its_owner),
        TEST(a_task_may_run_wherever_its_owner_may),
        TEST(a_task_needs_no_second_processor),
        TEST(a_task_without_memory_leaves_by_its_owners_escape),
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
        TEST(seconds_become_a_moment),
        TEST(weeks_belong_to_the_year_of_their_thursday),
        TEST(fiscal_years_start_in_their_month),
        TEST(reporting_periods_become_calendar_periods),
        TEST(periods_shift_across_years),
        TEST(a_period_knows_its_parts),
        TEST(a_month_sorts_before_its_days),
        TEST(well_formed_text_decodes_and_encodes_alike),
        TEST(malformed_text_gives_replacements_byte_by_byte),
        TEST(ten_thousand_keys_are_found_again),
        TEST(a_map_over_another_leaves_that_as_it_was),
        TEST(equal_texts_are_one_in_a_pool),
        TEST(gathered_messages_join_others_once),
        TEST(a_message_names_its_place),
        TEST(the_worst_fault_is_the_exit_status),
        TEST(at_most_a_hundred_messages_are_printed),
        TEST(a_message_given_again_is_printed_once),
        TEST(a_word_is_found_at_its_place_or_nowhere),
        TEST(the_nearest_word_is_one_that_was_meant),
        TEST(paths_stand_beside_the_file_that_names_them),
        TEST(a_file_is_found_beside_then_in_each_folder_of_the_search),
        TEST(lengths_are_thousandths_of_a_point),
        TEST(colours_have_six_hexadecimal_digits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
