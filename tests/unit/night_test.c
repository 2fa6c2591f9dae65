/* The night's events and its journal: what is written is read again, and what a crash,
 * a full disk or a stranger left is not taken for more than it is.  Then its shards. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "folder.h"
#include "night/journal.h"
#include "night/json.h"
#include "night/lock.h"
#include "night/progress.h"
#include "night_shards.h"

static const NightHead HEAD = {.id = "n",
                               .brief = "b.xml",
                               .program = "mkreport 1",
                               .as_of = "2026-06-20",
                               .shard = 1,
                               .shard_count = 1,
                               .all = 3,
                               .editions = 3};

/* ---- JSON ---- */

static const char *line_of(Folder *folder, const char *value) {
    Text line = {.arena = folder->arena};
    json_add_text(&line, "t", value);
    json_end(&line);
    return text_string(&line);
}

static void texts_are_escaped(void **state) {
    Folder *folder = *state;
    assert_string_equal(line_of(folder, "a\"b\\c\n\t\x01\x7f"),
                        "{\"t\":\"a\\\"b\\\\c\\n\\t\\u0001\x7f\"}\n");
    assert_string_equal(line_of(folder, "日本 <&>"), "{\"t\":\"日本 <&>\"}\n");
    assert_string_equal(line_of(folder, "a\xff\xc3"),
                        "{\"t\":\"a\xef\xbf\xbd\xef\xbf\xbd\"}\n");
}

static void every_kind_of_value_is_read_as_it_was_written(void **state) {
    Folder *folder = *state;
    static const char text[] = "\"\\/\b\f\n\r\t\x1f – 日本";
    Text line = {.arena = folder->arena};
    JsonObject object;
    json_add_text(&line, "text", text);
    json_add_text(&line, "none", NULL);
    json_add_integer(&line, "integer", -7);
    json_add_tenths(&line, "tenths", 12.34);
    json_add_lines(&line, "lines", "one\n\"two\"\n");
    json_add_lines(&line, "no lines", "");
    json_end(&line);
    assert_true(json_read(text_string(&line), line.length - 1, folder->arena, &object));
    assert_int_equal(object.count, 4);
    assert_string_equal(json_text(&object, "text"), text);
    assert_true(json_number(&object, "integer", 0) == -7);
    assert_true(json_number(&object, "tenths", 0) == 12.3);
    assert_string_equal(json_text(&object, "lines"), "one\n\"two\"");
    assert_null(json_text(&object, "integer"));
    assert_true(json_number(&object, "text", 5) == 5);
}

static void what_is_no_flat_object_is_refused(void **state) {
    Folder *folder = *state;
    static const char *const wrong[] = {"",
                                        "{",
                                        "{}",
                                        "[]",
                                        "{\"a\"}",
                                        "{\"a\":}",
                                        "{\"a\":1",
                                        "{\"a\":1}x",
                                        "{\"a\":1,}",
                                        "{\"a\":1-}",
                                        "{\"a\":--1}",
                                        "{\"a\":{\"b\":1}}",
                                        "{\"a\":[1]}",
                                        "{\"a\":[\"b\"}",
                                        "{\"a\":[\"b\",]}",
                                        "{\"a\":\"b}",
                                        "{\"a\":\"\\x\"}",
                                        "{\"a\":\"\\u12\"}",
                                        "{\"a\":\"\\u00zz\"}",
                                        "{\"a\":\"\\ud800\"}",
                                        "{\"a\":\"\\u0000\"}",
                                        "{\"a\":\"\t\"}",
                                        "{\"a\":\"\\",
                                        "{\"a\":1234567890123456789012345678901234}",
                                        "{a:1}"};
    JsonObject object;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (json_read(wrong[i], strlen(wrong[i]), folder->arena, &object))
            fail_msg("was read: %s", wrong[i]);
    /* Bytes behind the end are not looked at, and a NUL is no end. */
    assert_false(json_read("{\"a\":1}", 6, folder->arena, &object));
    assert_false(json_read("{\"a\":1\0}", 8, folder->arena, &object));
}

/* ---- the journal ---- */

static void add_edition(JournalWriter *writer, Folder *folder, const char *id,
                        int number, Outcome outcome) {
    const EditionEvent event = {
        .id = id,
        .lang = "en",
        .number = number,
        .outcome = outcome,
        .exit_status = outcome == OUTCOME_FAILED ? 65 : 0,
        .ms = 1.25,
        .facts = {.pages = 4, .title = "Title \"A\"", .verdict = "small"},
        .said = "x.xml:1: warning: one\nx.xml:2: warning: two\n"};
    Text line = {.arena = folder->arena};
    event_edition(&line, &event, false);
    journal_add(writer, &line);
}

static void add_start(JournalWriter *writer, Folder *folder, const char *id) {
    Text line = {.arena = folder->arena};
    event_start(&line, id, "x.xml has changed");
    journal_add(writer, &line);
}

static void add_end(JournalWriter *writer, Folder *folder) {
    Text line = {.arena = folder->arena};
    const NightEnd end = {.counts = {2, 0, 0, 1}, .seconds = 0.5, .exit_status = 65};
    event_end(&line, &end, false);
    journal_add(writer, &line);
}

static const Journal *open_journal(JournalWriter *writer, Folder *folder,
                                   const NightHead *head) {
    const Journal *cut_short;
    folder_path(folder, "n.journal");
    assert_true(journal_open(writer, folder->path, head, folder->arena, folder->diags,
                             &cut_short));
    return cut_short;
}

static Journal *read_journal(Folder *folder) {
    return journal_read(folder_path(folder, "n.journal"), FAULT_DATA, folder->arena,
                        folder->diags);
}

static void a_journal_is_read_as_it_was_written(void **state) {
    Folder *folder = *state;
    JournalWriter writer;
    assert_null(open_journal(&writer, folder, &HEAD));
    add_start(&writer, folder, "c");
    add_edition(&writer, folder, "c", 3, OUTCOME_PUBLISHED);
    add_edition(&writer, folder, "a", 1, OUTCOME_FAILED);
    add_edition(&writer, folder, "b", 2, OUTCOME_UNCHANGED);
    add_end(&writer, folder);
    journal_close(&writer);
    const Journal *journal = read_journal(folder);
    assert_non_null(journal);
    assert_string_equal(journal->head.id, "n");
    assert_string_equal(journal->head.as_of, "2026-06-20");
    assert_int_equal(journal->head.all, 3);
    assert_int_equal(journal->count, 3);
    assert_string_equal(journal->editions[0]->id, "a");
    assert_int_equal(journal->editions[0]->outcome, OUTCOME_FAILED);
    assert_int_equal(journal->editions[0]->exit_status, 65);
    const EditionEvent *last = journal->editions[2];
    assert_string_equal(last->id, "c");
    assert_int_equal(last->facts.pages, 4);
    assert_string_equal(last->facts.title, "Title \"A\"");
    assert_string_equal(last->facts.verdict, "small");
    assert_null(last->facts.changes);
    assert_null(last->reason);
    assert_string_equal(last->said, "x.xml:1: warning: one\nx.xml:2: warning: two");
    assert_true(journal->is_ended);
    assert_int_equal(journal->end.counts[OUTCOME_FAILED], 1);
    assert_int_equal(journal->end.exit_status, 65);
    assert_true(folder_is_quiet(folder));
}

static void a_journal_that_was_cut_short_is_continued(void **state) {
    Folder *folder = *state;
    JournalWriter writer;
    open_journal(&writer, folder, &HEAD);
    add_start(&writer, folder, "a");
    add_edition(&writer, folder, "a", 1, OUTCOME_PUBLISHED);
    add_start(&writer, folder, "b");
    add_start(&writer, folder, "c");
    add_edition(&writer, folder, "c", 3, OUTCOME_HELD);
    journal_close(&writer);
    const Journal *cut_short = open_journal(&writer, folder, &HEAD);
    assert_non_null(cut_short);
    assert_true(journal_has_made(cut_short, "a"));
    assert_true(journal_has_made(cut_short, "b")); /* nobody told how it ended */
    assert_false(journal_has_made(cut_short, "c"));
    assert_false(journal_has_made(cut_short, "d"));
    add_edition(&writer, folder, "c", 3, OUTCOME_PUBLISHED);
    add_edition(&writer, folder, "b", 2, OUTCOME_PUBLISHED);
    add_end(&writer, folder);
    journal_close(&writer);
    const Journal *journal = read_journal(folder);
    assert_int_equal(journal->count, 3);
    assert_int_equal(journal->editions[2]->outcome, OUTCOME_PUBLISHED);
    assert_true(journal->is_ended);
    /* Now that it has an end, the next night is another. */
    assert_null(open_journal(&writer, folder, &HEAD));
    journal_close(&writer);
    assert_int_equal(read_journal(folder)->count, 0);
}

static void another_night_does_not_continue_a_journal(void **state) {
    Folder *folder = *state;
    JournalWriter writer;
    NightHead others[] = {HEAD, HEAD, HEAD};
    others[0].as_of = "2026-06-21";
    others[1].all = others[1].editions = 4;
    others[2].program = "mkreport 2";
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        open_journal(&writer, folder, &HEAD);
        add_edition(&writer, folder, "a", 1, OUTCOME_PUBLISHED);
        journal_close(&writer);
        assert_null(open_journal(&writer, folder, &others[i]));
        journal_close(&writer);
        assert_int_equal(read_journal(folder)->count, 0);
    }
}

static void an_unfinished_last_line_is_not_looked_at(void **state) {
    Folder *folder = *state;
    JournalWriter writer;
    open_journal(&writer, folder, &HEAD);
    add_edition(&writer, folder, "a", 1, OUTCOME_PUBLISHED);
    assert_int_equal(write(writer.file, "{\"event\":\"edit", 14), 14);
    journal_close(&writer);
    assert_int_equal(read_journal(folder)->count, 1);
    assert_non_null(open_journal(&writer, folder, &HEAD));
    add_edition(&writer, folder, "b", 2, OUTCOME_PUBLISHED);
    journal_close(&writer);
    assert_int_equal(read_journal(folder)->count, 2);
    assert_true(folder_is_quiet(folder));
}

static void a_journal_that_is_damaged_is_named_with_its_line(void **state) {
    Folder *folder = *state;
#define BEGIN                                                                          \
    "{\"event\":\"begin\",\"night\":\"n\",\"brief\":\"b\",\"program\":\"p\",\"as-"     \
    "of\":"                                                                            \
    "\"2026\",\"shard\":1,\"of\":1,\"all\":1,\"editions\":1}\n"
#define END                                                                            \
    "{\"event\":\"end\",\"published\":0,\"unchanged\":0,\"held\":0,\"failed\":0,"      \
    "\"seconds\":0.0,\"status\":0}\n"
    static const struct {
        const char *text, *said;
    } cases[] = {
        {"\n", "n.journal:1: "},
        {"hello\n", "n.journal:1: "},
        {END, "n.journal:1: "},
        {BEGIN BEGIN, "n.journal:2: "},
        {BEGIN "{\"event\":\"start\"}\n", "n.journal:2: "},
        {BEGIN "{\"event\":\"edition\",\"id\":\"a\"}\n", "n.journal:2: "},
        {BEGIN "{\"event\":\"strange\"}\n", "n.journal:2: "},
        {BEGIN END END, "n.journal:3: "},
        {BEGIN "{\"event\":\"start\",\"id\":\"a\"}\n\xff\n" END, "n.journal:3: "}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        folder->diags = diags_new(folder->arena);
        folder_write(folder, "n.journal", cases[i].text);
        assert_null(read_journal(folder));
        assert_true(folder_said(folder, cases[i].said));
        /* The next night does not stumble over it. */
        JournalWriter writer;
        folder->diags = diags_new(folder->arena);
        assert_null(open_journal(&writer, folder, &HEAD));
        journal_close(&writer);
        assert_true(folder_is_quiet(folder));
    }
}

static void no_journal_is_no_damage(void **state) {
    Folder *folder = *state;
    assert_null(read_journal(folder));
    folder_write(folder, "n.journal", "");
    assert_null(read_journal(folder));
    assert_true(folder_is_quiet(folder));
}

static void a_shard_has_a_journal_of_its_own(void **state) {
    Folder *folder = *state;
    NightHead head = HEAD;
    assert_string_equal(journal_path("out", &head, folder->arena), "out/n.journal");
    head.shard = 2;
    head.shard_count = 4;
    assert_string_equal(journal_path("out", &head, folder->arena),
                        "out/n.2-of-4.journal");
}

static void a_journal_on_a_full_disk_has_no_end(void **state) {
    Folder *folder = *state;
    JournalWriter writer = {"/dev/full", open("/dev/full", O_RDWR), folder->diags};
    add_start(&writer, folder, "a");
    add_end(&writer, folder);
    assert_int_equal(writer.file, -1);
    assert_int_equal(diags_count(folder->diags, FAULT_IO), 1);
    assert_true(folder_said(folder, "cannot write it: No space left on device"));
}

/* ---- progress ---- */

static const char *progress_at(Folder *folder, int published, int failed,
                               double seconds, int width) {
    const Progress progress = {
        .all = 1000,
        .counts = {[OUTCOME_PUBLISHED] = published, [OUTCOME_FAILED] = failed}};
    Text line = {.arena = folder->arena};
    progress_line(&progress, seconds, width, &line);
    assert_true(line.length <= (size_t) width);
    return text_string(&line);
}

static void progress_tells_rate_and_remaining_time(void **state) {
    Folder *folder = *state;
    assert_string_equal(progress_at(folder, 0, 0, 3, 60),
                        "[>                                     ] 0 of 1000");
    assert_string_equal(
        progress_at(folder, 500, 0, 10, 79),
        "[===================>                  ] 500 of 1000, 0:10 left, 50 a second");
    assert_string_equal(progress_at(folder, 10, 0, 4, 40),
                        "10 of 1000, 6:36 left, 2.5 a second");
    assert_string_equal(progress_at(folder, 10, 0, 60, 40),
                        "10 of 1000, 1:39:00 left, 10 a minute");
    assert_string_equal(
        progress_at(folder, 1000, 0, 10, 79),
        "[======================================] 1000 of 1000, 0:00 left, 100 a "
        "second");
}

static void what_has_no_room_beside_the_count_is_left_out(void **state) {
    Folder *folder = *state;
    assert_string_equal(progress_at(folder, 498, 2, 10, 44),
                        "500 of 1000, 2 failed, 0:10 left");
    assert_string_equal(progress_at(folder, 498, 2, 10, 25), "500 of 1000, 2 failed");
    assert_string_equal(progress_at(folder, 498, 2, 10, 11), "500 of 1000");
    assert_string_equal(progress_at(folder, 498, 2, 10, 10), "");
}

/* ---- the lock ---- */

/* Another process's try; its exit status tells whether it got the lock. */
static int try_lock(Folder *folder, int shard, int shard_count) {
    int status = 0;
    pid_t process = fork();
    if (process == 0) {
        NightHead head = HEAD;
        head.shard = shard;
        head.shard_count = shard_count;
        Diags *diags = diags_new(folder->arena);
        lock_night(folder->path, &head, folder->arena, diags);
        _exit(fault_exit_status(diags_worst(diags)));
    }
    waitpid(process, &status, 0);
    return WEXITSTATUS(status);
}

static void a_night_and_its_shards_lock_each_other_out(void **state) {
    Folder *folder = *state;
    folder_path(folder, "n.lock");
    NightHead head = HEAD;
    Lock lock = lock_night(folder->path, &head, folder->arena, folder->diags);
    assert_true(lock >= 0);
    assert_int_equal(try_lock(folder, 1, 1), 75);
    assert_int_equal(try_lock(folder, 2, 4), 75);
    lock_release(lock);
    head.shard = 2;
    head.shard_count = 4;
    lock = lock_night(folder->path, &head, folder->arena, folder->diags);
    assert_int_equal(try_lock(folder, 1, 1), 75);
    assert_int_equal(try_lock(folder, 2, 4), 75);
    assert_int_equal(try_lock(folder, 3, 4), 0);
    lock_release(lock);
    assert_int_equal(try_lock(folder, 1, 1), 0);
    assert_true(folder_is_quiet(folder));
}

int main(void) {
#define TEST(name)       cmocka_unit_test_setup_teardown(name, folder_setup, folder_teardown)
#define SHARD_TEST(name) cmocka_unit_test_setup(name, clear_environment)
    const struct CMUnitTest tests[] = {
        TEST(texts_are_escaped),
        TEST(every_kind_of_value_is_read_as_it_was_written),
        TEST(what_is_no_flat_object_is_refused),
        TEST(a_journal_is_read_as_it_was_written),
        TEST(a_journal_that_was_cut_short_is_continued),
        TEST(another_night_does_not_continue_a_journal),
        TEST(an_unfinished_last_line_is_not_looked_at),
        TEST(a_journal_that_is_damaged_is_named_with_its_line),
        TEST(no_journal_is_no_damage),
        TEST(a_shard_has_a_journal_of_its_own),
        TEST(a_journal_on_a_full_disk_has_no_end),
        TEST(progress_tells_rate_and_remaining_time),
        TEST(what_has_no_room_beside_the_count_is_left_out),
        TEST(a_night_and_its_shards_lock_each_other_out),
        cmocka_unit_test(each_edition_is_in_exactly_one_shard),
        cmocka_unit_test(an_edition_keeps_its_shard),
        cmocka_unit_test(shards_are_roughly_even),
        cmocka_unit_test(a_shard_is_named_by_its_number),
        cmocka_unit_test(a_number_that_names_no_shard_is_refused),
        SHARD_TEST(a_task_of_a_slurm_array_is_a_shard),
        SHARD_TEST(a_slurm_array_with_gaps_is_refused),
        SHARD_TEST(one_task_submitted_again_is_not_the_whole_night),
        SHARD_TEST(variables_that_are_missing_or_no_numbers_are_named),
        SHARD_TEST(a_pod_of_an_indexed_job_is_a_shard),
        SHARD_TEST(a_child_of_an_array_job_of_aws_is_a_shard)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
