/* Task: a part of the work that runs beside the rest, in memory of its own. */
#ifndef BASE_TASK_H
#define BASE_TASK_H

#include "base/arena.h"

typedef struct Task Task;

/* Starts `run(user, arena)` on a thread of its own; where none can be had, it has run
 * when this returns.  Until task_wait() nobody else may touch what `run` changes.  The
 * arena, and so what it holds, ends with `owner`. */
Task *task_start(Arena *owner, void (*run)(void *user, Arena *arena), void *user);

/* As task_start(), but on no other thread: it has run when this returns.  For a process
 * that is one of as many as there are processors. */
Task *task_run(Arena *owner, void (*run)(void *user, Arena *arena), void *user);

/* Waits for its end.  Leaves by the owner's escape when the task ran out of memory. */
void task_wait(Task *task);

#endif
