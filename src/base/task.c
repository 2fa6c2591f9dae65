/* One thread a task.  Its arena jumps to the thread's own start when memory runs out,
 * and once the task has ended, to where its owner's does. */
#include "base/task.h"

#include <pthread.h>
#include <stdbool.h>

struct Task {
    Arena *owner, *arena;
    void (*run)(void *user, Arena *arena);
    void *user;
    pthread_t thread;
    bool is_running;
    bool failed; /* memory ran out */
    jmp_buf out_of_memory;
};

static void *run_task(void *user) {
    Task *task = user;
    arena_escape_to(task->arena, &task->out_of_memory);
    if (setjmp(task->out_of_memory) == 0)
        task->run(task->user, task->arena);
    else
        task->failed = true;
    return NULL;
}

static void join(Task *task) {
    if (task->is_running) pthread_join(task->thread, NULL);
    task->is_running = false;
}

static void close_task(void *handle) {
    Task *task = handle;
    join(task);
    arena_free(task->arena);
}

static Task *new_task(Arena *owner, void (*run)(void *user, Arena *arena), void *user) {
    Task *task = arena_alloc(owner, sizeof *task);
    *task =
        (Task){.owner = owner, .arena = arena_scratch(owner), .run = run, .user = user};
    arena_on_free(owner, close_task, task);
    return task;
}

Task *task_run(Arena *owner, void (*run)(void *user, Arena *arena), void *user) {
    Task *task = new_task(owner, run, user);
    run_task(task);
    return task;
}

Task *task_start(Arena *owner, void (*run)(void *user, Arena *arena), void *user) {
    Task *task = new_task(owner, run, user);
    task->is_running = pthread_create(&task->thread, NULL, run_task, task) == 0;
    if (!task->is_running) run_task(task);
    return task;
}

void task_wait(Task *task) {
    join(task);
    arena_follow(task->arena, task->owner);
    if (task->failed) arena_exhausted(task->owner);
}
