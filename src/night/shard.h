/* Shards: a night that is made by many machines, each of which makes the editions whose
 * ids fall to it. */
#ifndef NIGHT_SHARD_H
#define NIGHT_SHARD_H

#include <stdbool.h>

enum { MOST_SHARDS = 100000, SHARD_PROBLEM = 256 /* bytes */ };

typedef struct {
    int index, count; /* from 1 to count; 1 of 1 is the whole night */
} Shard;

/* Reads "I/N", or the name of the scheduler whose variables in the environment say it:
 * "slurm", "aws", "kubernetes", with "/N" where they do not hold the count, or to hold
 * it against theirs.  False with what is wrong, and how it is put right, in
 * `problem`. */
bool shard_read(const char *word, Shard *shard, char problem[SHARD_PROBLEM]);

/* The shard that the edition `id` falls to, from 1 to `count`: always the same one,
 * whatever the other editions, on every machine. */
int shard_of(const char *id, int count);

#endif
