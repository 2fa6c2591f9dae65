/* read FILE: a dataset alone.  Prints seconds of CPU, observations, peak kB. */
#include <stdio.h>
#include <sys/resource.h>

#include "data/data.h"

int main(int count, char **arguments) {
    if (count != 2) return 64;
    Arena *arena = arena_new(NULL);
    Diags *diags = diags_new(arena);
    Dataset *dataset = dataset_new(arena);
    bool good = dataset_read(dataset, arguments[1], NULL, (Origin){"bench", 0}, diags);
    diags_print(diags, stderr);
    struct rusage use;
    getrusage(RUSAGE_SELF, &use);
    printf("%.3f %d %ld\n",
           (double) (use.ru_utime.tv_sec + use.ru_stime.tv_sec) +
               (double) (use.ru_utime.tv_usec + use.ru_stime.tv_usec) / 1e6,
           dataset->observation_count, use.ru_maxrss);
    arena_free(arena);
    return !good;
}
