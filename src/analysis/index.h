/* Index numbers of two periods over many items, and what a change in value is made of.
 * A unit value stands in for the price: value over quantity.  References: IMF, Export
 * and Import Price Index Manual (2009), chapters 16 and 17; UN, International
 * Merchandise Trade Statistics (2010). */
#ifndef ANALYSIS_INDEX_H
#define ANALYSIS_INDEX_H

#include <stdbool.h>

#include "base/arena.h"

/* One item at both periods; 0 is the base.  All four are above zero. */
typedef struct {
    double value_0, quantity_0, value_1, quantity_1;
} IndexItem;

typedef enum {
    INDEX_LASPEYRES,
    INDEX_PAASCHE,
    INDEX_FISHER,
    INDEX_TORNQVIST
} IndexMethod;
extern const char *const INDEX_METHODS[];

/* True when the item can be used: all four above zero. */
bool index_usable(const IndexItem *item);

/* The base is 100.  NAN without items.
 * Laspeyres: sum p1 q0 / sum p0 q0; Paasche: sum p1 q1 / sum p0 q1; Fisher: the root of
 * their product; Tornqvist: the exponential of the sum of the mean shares in value
 * times ln(p1 / p0). */
double index_price(IndexMethod method, const IndexItem *items, int count);

/* The same with prices and quantities exchanged. */
double index_volume(IndexMethod method, const IndexItem *items, int count);

/* Leaves out the items whose ln(p1 / p0) is beyond the fences (see numbers.h) and keeps
 * the order of the others; returns how many are left. */
int index_trim(IndexItem *items, int count, double reach, Arena *arena);

/* The change in the value of all items, exactly: Bennet's (1920) price term, the sum of
 * (p1 - p0)(q0 + q1) / 2; the volume term at mean overall unit values, (Q1 - Q0) times
 * the mean of V0 / Q0 and V1 / Q1; and mix, what moving between items of different unit
 * value adds to it, 0 for a single item.  Quantities are of one unit. */
typedef struct {
    double price, volume, mix;
} Decomposition;
Decomposition index_decompose(const IndexItem *items, int count);

#endif
