/* Two runs never make the same night in one folder at a time: each holds the lock of
 * what it makes, `out/NIGHT.lock`, for as long as its process lives. */
#ifndef NIGHT_LOCK_H
#define NIGHT_LOCK_H

#include "night/events.h"

/* A file that is open and locked; -1 for none. */
typedef int Lock;

/* Locks the night, or one shard of it: those of one number, such as 1 of 3 and 2 of 3,
 * do not lock each other out, but all do that would make the same editions: those of
 * another number, and the whole night.  -1 after FAULT_BUSY, with the process that
 * holds the lock where it is known, or FAULT_CREATE. */
Lock lock_night(const char *out, const NightHead *head, Arena *arena, Diags *diags);

/* Locks `out/NAME.lock`, waiting for whoever holds it; -1 after FAULT_CREATE. */
Lock lock_wait(const char *out, const char *name, Arena *arena, Diags *diags);

/* Gives the lock back; nothing for -1. */
void lock_release(Lock lock);

#endif
