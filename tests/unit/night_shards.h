/* Tests of shards: which one an edition falls to, and what names one.  Included once,
 * by night_test.c. */
#ifndef NIGHT_SHARDS_H
#define NIGHT_SHARDS_H

#include "night/shard.h"

/* Names as nights have them: numbered, of partners, of goods, short and long. */
static void name_edition(char id[64], int number) {
    static const char *const forms[] = {"night-%d", "%d", "hs%04d-exports", "%X",
                                        "partner-%d-of-a-very-long-name-indeed"};
    snprintf(id, 64, forms[number % 5], number);
}

static void each_edition_is_in_exactly_one_shard(void **state) {
    (void) state;
    for (int count = 1; count <= 64; count++)
        for (int number = 0; number < 300; number++) {
            char id[64];
            name_edition(id, number);
            assert_in_range(shard_of(id, count), 1, count);
        }
}

/* Computed apart from this program: were they to change, an array whose machines are
 * updated one by one would make some editions twice and others not at all. */
static void an_edition_keeps_its_shard(void **state) {
    (void) state;
    static const int counts[] = {2, 3, 4, 7, 64, 1000};
    static const struct {
        const char *id;
        int shards[6];
    } known[] = {{"japan-DEU", {2, 1, 2, 1, 22, 694}},
                 {"japan-USA", {2, 2, 4, 3, 32, 504}},
                 {"hs8703", {2, 3, 4, 2, 48, 24}},
                 {"", {2, 1, 2, 7, 2, 946}}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        for (size_t k = 0; k < sizeof counts / sizeof *counts; k++)
            assert_int_equal(shard_of(known[i].id, counts[k]), known[i].shards[k]);
}

/* Two thirds to four thirds of an even part, of names that differ in one place only. */
static void shards_are_roughly_even(void **state) {
    (void) state;
    static const char *const forms[] = {"night-%04d", "%d", "japan-%X-trade", "p%d00"};
    for (int form = 0; form < 4; form++)
        for (int count = 2; count <= 16; count++) {
            int sizes[16] = {0};
            for (int number = 0; number < 3200; number++) {
                char id[64];
                snprintf(id, sizeof id, forms[form], number);
                sizes[shard_of(id, count) - 1]++;
            }
            for (int i = 0; i < count; i++) {
                assert_in_range(sizes[i], 3200 / count * 2 / 3, 3200 / count * 4 / 3);
            }
        }
}

/* ---- what names a shard ---- */

/* "2/4", or what is wrong with the word, in a text that lasts to the next call. */
static const char *read_shard(const char *word) {
    static char told[SHARD_PROBLEM];
    Shard shard;
    if (shard_read(word, &shard, told))
        snprintf(told, sizeof told, "%d/%d", shard.index, shard.count);
    return told;
}

static void a_shard_is_named_by_its_number(void **state) {
    (void) state;
    assert_string_equal(read_shard("1/1"), "1/1");
    assert_string_equal(read_shard("4/4"), "4/4");
    assert_string_equal(read_shard("100000/100000"), "100000/100000");
}

static void a_number_that_names_no_shard_is_refused(void **state) {
    (void) state;
    static const char *const numbered[] = {"0/4", "5/4"};
    static const char *const counted[] = {"1/",    "1/0",  "1/-4",     "1/x",
                                          "1/4/4", "1/ 4", "1/100001", "slurm/0"};
    static const char *const others[] = {"",     "4",    "/4",
                                         "-1/4", "+1/4", "1.0/4",
                                         "x/4",  " 1/4", "12345678901234567890/4"};
    for (size_t i = 0; i < sizeof numbered / sizeof *numbered; i++)
        assert_string_equal(read_shard(numbered[i]), "shards are numbered from 1 to 4");
    for (size_t i = 0; i < sizeof counted / sizeof *counted; i++)
        assert_string_equal(read_shard(counted[i]),
                            "after '/' comes the number of shards, from 1 to 100000");
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_string_equal(
            read_shard(others[i]),
            "expected is I/N, such as 2/4, or slurm, aws or kubernetes/N");
}

static const char *const VARIABLES[] = {
    "SLURM_ARRAY_TASK_ID",       "SLURM_ARRAY_TASK_COUNT",  "SLURM_ARRAY_TASK_MIN",
    "SLURM_ARRAY_TASK_MAX",      "SLURM_ARRAY_TASK_STEP",   "JOB_COMPLETION_INDEX",
    "AWS_BATCH_JOB_ARRAY_INDEX", "AWS_BATCH_JOB_ARRAY_SIZE"};

static int clear_environment(void **state) {
    (void) state;
    for (size_t i = 0; i < sizeof VARIABLES / sizeof *VARIABLES; i++)
        unsetenv(VARIABLES[i]);
    return 0;
}

/* The variables of a task of a Slurm array; NULL leaves one unset. */
static void set_slurm(const char *index, const char *count, const char *first,
                      const char *last, const char *step) {
    const char *values[] = {index, count, first, last, step};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (!values[i])
            unsetenv(VARIABLES[i]);
        else
            setenv(VARIABLES[i], values[i], 1);
}

static void a_task_of_a_slurm_array_is_a_shard(void **state) {
    (void) state;
    set_slurm("3", "4", "1", "4", "1");
    assert_string_equal(read_shard("slurm"), "3/4");
    assert_string_equal(read_shard("slurm/4"), "3/4");
    set_slurm("0", "7", "0", "6", "1");
    assert_string_equal(read_shard("slurm"), "1/7");
    set_slurm("9", "4", "3", "9", "2");
    assert_string_equal(read_shard("slurm"), "4/4");
    set_slurm("13", "4", "10", NULL, NULL);
    assert_string_equal(read_shard("slurm"), "4/4");
}

static void a_slurm_array_with_gaps_is_refused(void **state) {
    (void) state;
    set_slurm("3", "3", "1", "7", "1");
    assert_string_equal(
        read_shard("slurm"),
        "SLURM_ARRAY_TASK_ID is 3, which has no place among 3 in even steps from 1: "
        "submit the job with sbatch --array=1-N, or name the shard as I/N");
    set_slurm("4", "4", "1", "7", "2");
    assert_non_null(strstr(read_shard("slurm"), "no place among 4"));
    set_slurm("1", "4", "1", "4", "0");
    assert_non_null(strstr(read_shard("slurm"), "no place among 4"));
    set_slurm("0", "4", "1", "4", "1");
    assert_non_null(strstr(read_shard("slurm"), "no place among 4"));
}

static void one_task_submitted_again_is_not_the_whole_night(void **state) {
    (void) state;
    set_slurm("3", "1", "3", "3", "1");
    assert_string_equal(
        read_shard("slurm/4"),
        "SLURM_ARRAY_TASK_COUNT is 1, not 4: to make one shard again name it as I/N");
}

static void variables_that_are_missing_or_no_numbers_are_named(void **state) {
    (void) state;
    assert_string_equal(
        read_shard("slurm"),
        "SLURM_ARRAY_TASK_ID is not set: submit the job with sbatch --array=1-N, or "
        "name the shard as I/N");
    set_slurm("3", NULL, NULL, NULL, NULL);
    assert_string_equal(read_shard("slurm"), "nothing says of how many: write slurm/N");
    set_slurm("3", "four", "1", "4", "1");
    assert_string_equal(read_shard("slurm"),
                        "SLURM_ARRAY_TASK_COUNT is 'four', which is no number");
    set_slurm("", "4", "1", "4", "1");
    assert_string_equal(read_shard("slurm"),
                        "SLURM_ARRAY_TASK_ID is '', which is no number");
    assert_string_equal(read_shard("kubernetes/4"),
                        "JOB_COMPLETION_INDEX is not set: make it a Job with "
                        "completionMode: Indexed, or name the shard as I/N");
    assert_non_null(strstr(read_shard("aws"), "--array-properties size=N"));
}

static void a_pod_of_an_indexed_job_is_a_shard(void **state) {
    (void) state;
    setenv("JOB_COMPLETION_INDEX", "0", 1);
    assert_string_equal(read_shard("kubernetes/4"), "1/4");
    assert_string_equal(read_shard("kubernetes"),
                        "nothing says of how many: write kubernetes/N");
    setenv("JOB_COMPLETION_INDEX", "4", 1);
    assert_non_null(strstr(read_shard("kubernetes/4"), "no place among 4"));
}

static void a_child_of_an_array_job_of_aws_is_a_shard(void **state) {
    (void) state;
    setenv("AWS_BATCH_JOB_ARRAY_INDEX", "9", 1);
    setenv("AWS_BATCH_JOB_ARRAY_SIZE", "10", 1);
    assert_string_equal(read_shard("aws"), "10/10");
    assert_non_null(strstr(read_shard("aws/4"), "AWS_BATCH_JOB_ARRAY_SIZE is 10"));
    unsetenv("AWS_BATCH_JOB_ARRAY_SIZE");
    assert_string_equal(read_shard("aws/12"), "10/12");
}

#endif
