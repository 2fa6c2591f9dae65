/* The columns of observations: the one part of a dataset that may be large. */
#ifndef DATA_COLUMNS_H
#define DATA_COLUMNS_H

#include "data/data.h"

/* Makes room for more observations. */
void columns_widen(Dataset *dataset);

/* Room for one more observation; returns its index.  Its fields are not set. */
static inline int columns_add(Dataset *dataset) {
    if (dataset->observation_count == dataset->observation_capacity)
        columns_widen(dataset);
    return dataset->observation_count++;
}

/* A zeroed series behind the others; series before it may move. */
Series *columns_add_series(Dataset *dataset);

/* Gives `dataset` columns and series of its own, with what `from` has in them. */
void columns_copy(Dataset *dataset, const Dataset *from);

/* Frees a Dataset's columns, which are not in its arena. */
void columns_free(void *dataset);

/* Puts the observations from `first` into the order of their series: those of series s
 * to starts[s] and after, in the order they stand in now.  dataset->scattered holds the
 * series of each, counted from `first`; `starts` is used up.  Needs no other memory. */
void columns_gather(Dataset *dataset, int first, int *starts);

/* Sorts `count` observations from `first` by period; equal ones keep their order. */
void columns_sort(Dataset *dataset, int first, int count);

#endif
