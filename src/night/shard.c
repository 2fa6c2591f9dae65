/* An array of jobs numbers its tasks in the environment, every scheduler in a way of
 * its own.  The environment is asked only when the command line says so: a variable
 * that happens to be set must not silence most of a night. */
#include "night/shard.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"

/* The variables of a scheduler; NULL where it has none. */
typedef struct {
    const char *name;
    const char *index, *count;
    const char *first, *last, *step; /* without them indexes are 0, 1, 2 ... */
    const char *submit;              /* how such an array is made */
} Scheduler;

static const Scheduler SCHEDULERS[] = {
    {"slurm", "SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_COUNT", "SLURM_ARRAY_TASK_MIN",
     "SLURM_ARRAY_TASK_MAX", "SLURM_ARRAY_TASK_STEP",
     "submit the job with sbatch --array=1-N"},
    {"kubernetes", "JOB_COMPLETION_INDEX", NULL, NULL, NULL, NULL,
     "make it a Job with completionMode: Indexed"},
    {"aws", "AWS_BATCH_JOB_ARRAY_INDEX", "AWS_BATCH_JOB_ARRAY_SIZE", NULL, NULL, NULL,
     "submit the job with --array-properties size=N"},
};

enum { SCHEDULER_COUNT = sizeof SCHEDULERS / sizeof *SCHEDULERS };

/* A whole number, not negative, that fills the text; -1 when it is none. */
static long read_number(const char *text) {
    size_t length = strlen(text);
    if (!length || length > 9 || strspn(text, "0123456789") != length) return -1;
    return strtol(text, NULL, 10);
}

__attribute__((format(printf, 2, 3))) static bool refuse(char *problem,
                                                         const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(problem, SHARD_PROBLEM, format, arguments);
    va_end(arguments);
    return false;
}

/* What a scheduler says of this task; -1 of what it does not say. */
typedef struct {
    long index, count, first, last, step;
} Task;

/* Leaves the number of a variable that is not set as it is. */
static bool read_variable(const char *name, long *number, char *problem) {
    const char *value = name ? getenv(name) : NULL;
    if (!value) return true;
    *number = read_number(value);
    return *number >= 0 ||
           refuse(problem, "%s is '%.40s', which is no number", name, value);
}

/* The number of shards: what the environment says, or the command line asks for, which
 * is 0 when it does not; 0 when they differ or both are silent. */
static long count_shards(const Scheduler *scheduler, long count, long asked,
                         char *problem) {
    if (count < 0 && !asked)
        refuse(problem, "nothing says of how many: write %s/N", scheduler->name);
    else if (count >= 0 && asked && count != asked)
        refuse(problem, "%s is %ld, not %ld: to make one shard again name it as I/N",
               scheduler->count, count, asked);
    else
        return count >= 0 ? count : asked;
    return 0;
}

/* The place of the task among `count`, from 1; 0 when it has none.  An array such as
 * 1,3,7 has no step that tells the places of its tasks. */
static long place_of(const Task *task, long count) {
    if (!task->step || task->index < task->first) return 0;
    if (task->last >= 0 && (task->last - task->first) / task->step + 1 != count)
        return 0;
    long place = (task->index - task->first) / task->step + 1;
    return (task->index - task->first) % task->step == 0 && place <= count ? place : 0;
}

/* The shard that is the task's; `asked` is the count that the command line gives. */
static bool read_task(const Scheduler *scheduler, long asked, Shard *shard,
                      char *problem) {
    Task task = {.index = -1, .count = -1, .first = 0, .last = -1, .step = 1};
    if (!read_variable(scheduler->index, &task.index, problem) ||
        !read_variable(scheduler->count, &task.count, problem) ||
        !read_variable(scheduler->first, &task.first, problem) ||
        !read_variable(scheduler->last, &task.last, problem) ||
        !read_variable(scheduler->step, &task.step, problem))
        return false;
    if (task.index < 0)
        return refuse(problem, "%s is not set: %s, or name the shard as I/N",
                      scheduler->index, scheduler->submit);
    long count = count_shards(scheduler, task.count, asked, problem);
    if (!count) return false;
    long place = place_of(&task, count);
    if (!place || count > MOST_SHARDS)
        return refuse(problem,
                      "%s is %ld, which has no place among %ld in even steps from %ld: "
                      "%s, or name the shard as I/N",
                      scheduler->index, task.index, count, task.first,
                      scheduler->submit);
    *shard = (Shard){(int) place, (int) count};
    return true;
}

bool shard_read(const char *word, Shard *shard, char problem[SHARD_PROBLEM]) {
    size_t length = strcspn(word, "/");
    long count = word[length] ? read_number(word + length + 1) : 0;
    if (word[length] && (count < 1 || count > MOST_SHARDS))
        return refuse(problem, "after '/' comes the number of shards, from 1 to %d",
                      MOST_SHARDS);
    for (int i = 0; i < SCHEDULER_COUNT; i++)
        if (strlen(SCHEDULERS[i].name) == length &&
            strncmp(SCHEDULERS[i].name, word, length) == 0)
            return read_task(&SCHEDULERS[i], count, shard, problem);
    char head[16];
    snprintf(head, sizeof head, "%.*s", (int) length, word);
    long index = read_number(head);
    if (index < 0 || !count)
        return refuse(problem, "expected is I/N, such as 2/4, or slurm, aws or "
                               "kubernetes/N");
    if (index < 1 || index > count)
        return refuse(problem, "shards are numbered from 1 to %ld", count);
    *shard = (Shard){(int) index, (int) count};
    return true;
}

int shard_of(const char *id, int count) {
    uint64_t hash = hash_bytes(HASH_START, id, strlen(id));
    /* FNV's lowest bits see only the lowest bits of the letters. */
    hash ^= hash >> 32;
    return (int) (hash % (uint64_t) count) + 1;
}
