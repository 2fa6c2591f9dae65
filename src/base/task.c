/* One thread a task.  Its arena jumps to the thread's own start when memory runs out,
 * and once the task has ended, to where its owner's does.
 *
 * Left to itself the kernel often queues a new thread on the processor of who made it,
 * where it waits for milliseconds although another one is idle.  So a thread starts on
 * any other processor, and may run on all of them from then on.  Signals are left to
 * the thread that has begun all others. */
#include "base/task.h"

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>

struct Task {
    Arena *owner, *arena;
    void (*run)(void *user, Arena *arena);
    void *user;
    pthread_t thread;
    cpu_set_t processors; /* where the owner may run; none when not known */
    bool is_running;
    bool failed; /* memory ran out */
    jmp_buf out_of_memory;
};

static void *run_task(void *user) {
    Task *task = user;
    if (task->is_running && CPU_COUNT(&task->processors))
        sched_setaffinity(0, sizeof task->processors, &task->processors);
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

static bool start_elsewhere(Task *task) {
    pthread_attr_t start;
    sigset_t signals;
    if (sched_getaffinity(0, sizeof task->processors, &task->processors) != 0)
        CPU_ZERO(&task->processors);
    cpu_set_t others = task->processors;
    const int here = sched_getcpu();
    if (here >= 0) CPU_CLR((size_t) here, &others);
    sigfillset(&signals);
    pthread_attr_init(&start);
    pthread_attr_setsigmask_np(&start, &signals);
    if (CPU_COUNT(&others)) pthread_attr_setaffinity_np(&start, sizeof others, &others);
    const bool started = pthread_create(&task->thread, &start, run_task, task) == 0;
    pthread_attr_destroy(&start);
    return started;
}

Task *task_start(Arena *owner, void (*run)(void *user, Arena *arena), void *user) {
    Task *task = new_task(owner, run, user);
    task->is_running = true;
    if (!start_elsewhere(task)) {
        task->is_running = false;
        run_task(task);
    }
    return task;
}

void task_wait(Task *task) {
    join(task);
    arena_follow(task->arena, task->owner);
    if (task->failed) arena_exhausted(task->owner);
}
