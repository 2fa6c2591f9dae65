/* Indicators of the structure of trade: how it is spread over items, how two structures
 * compare, what a country is specialised in.  Pure functions of values; a missing item
 * gives not available, a suppressed one suppressed, a total of zero not defined, a
 * negative part not defined. */
#ifndef ANALYSIS_STRUCTURE_H
#define ANALYSIS_STRUCTURE_H

#include "analysis/numbers.h"

/* ---- concentration: shares are of `total`, NULL for the sum of the parts ---- */

/* Herfindahl-Hirschman: the sum of squared shares, 1/n to 1 (WITS).  `normalised`:
 * (H - 1/n) / (1 - 1/n), 0 to 1, not defined for one part (UNCTAD). */
Value herfindahl(const Value *parts, int count, const Value *total, bool normalised);

/* What the index can be when some parts are suppressed: these share what the others
 * leave of the total, evenly at the least, all in one at the most.  Without suppressed
 * parts it is spread over any number of them, from 0 on. */
typedef struct {
    Value low, high;
} Bounds;
Bounds herfindahl_bounds(const Value *parts, int count, Value total, bool normalised);

/* 1 / H: as many parts of equal size are as concentrated. */
Value effective_number(const Value *parts, int count, const Value *total);

/* Theil's T: mean of (x / mean) ln(x / mean), 0 ln 0 = 0; from 0 to ln n (Theil
 * 1967). */
Value theil(const Value *parts, int count);

/* Gini, from 0 to (n - 1) / n. `sorted` is room for `count` numbers. */
Value gini(const Value *parts, int count, double *sorted);

/* Percent that the `largest` biggest parts have. */
Value concentration_ratio(const Value *parts, int count, int largest,
                          const Value *total, double *sorted);

/* ---- specialisation ---- */

/* (x / X) / (w / W): with x of a product and the world's exports w revealed comparative
 * advantage (Balassa 1965); with x to a partner and the world's w to it trade intensity
 * (WITS).  `own` of the reporter is taken out of W (Anderson and Norheim 1993); NULL
 * for none.  Not defined when w / W is 0. */
Value relative_share(Value part, Value whole, Value world_part, Value world,
                     const Value *own);

/* (RCA - 1) / (RCA + 1), -1 to 1 (Dalum, Laursen and Villumsen 1998). */
Value symmetric_advantage(Value advantage);

/* ---- two-way trade: Grubel and Lloyd (1975) ---- */

/* 1 - |x - m| / (x + m), 0 to 1. */
Value grubel_lloyd(Value exports, Value imports);

/* The mean over items, weighted by their trade.  `aquino` (1978): exports and imports
 * of each item are first brought to a balanced total. */
Value grubel_lloyd_mean(const Value *exports, const Value *imports, int count,
                        bool aquino);

/* ---- two structures, item by item ---- */

/* Sum of the smaller shares, 0 to 1 (Finger and Kreinin 1979). */
Value similarity(const Value *a, const Value *b, int count);

/* 100 (1 - half the sum of |share of exports - share of imports|) (Michaely 1996). */
Value complementarity(const Value *exports, const Value *imports, int count);

/* ---- trade and the economy, in percent ---- */

/* (X + M) / GDP (WITS), or half of it (UNCTAD). */
Value openness(Value exports, Value imports, Value output, bool half);

/* 100 M / (Q + M - X) and 100 Q / (Q + M - X): imports and home output in apparent
 * consumption (OECD).  Not defined unless that is above 0. */
Value import_penetration(Value imports, Value output, Value exports);
Value self_sufficiency(Value imports, Value output, Value exports);

/* 100 (M / f - X) / X: what the partner's imports, freed of freight and insurance by
 * the CIF/FOB factor f, are above the reporter's exports (IMF, Direction of Trade). */
Value mirror_gap(Value exports, Value imports, double factor);

#endif
