/* A chain of products and quotients over inputs that are figures or distributions: what
 * a simulation draws and a sensitivity varies. */
#ifndef ANALYSIS_CHAIN_H
#define ANALYSIS_CHAIN_H

#include "analysis/simulate.h"
#include "analysis/steps.h"

/* One input of the chain. */
typedef struct {
    const Result *result;
    const Figure *figure;             /* NULL for a distribution */
    const Distribution *distribution; /* NULL for a figure */
    bool divides;
    int first; /* index of the first factor of the same result: they vary as one */
} Factor;

typedef struct {
    Factor *factors;
    int factor_count;
    double scale;          /* the product is multiplied by it: percent, multipliers */
    Value guard;           /* why there is no number; the status of all inputs */
    const Figure **inputs; /* of all factors */
    int input_count;
} Chain;

/* Reads the arguments "of" and "over", sets the result's unit and formula.  Units must
 * cancel to one thing, one thing for another, or a ratio, which is in percent when the
 * argument "percent" is yes.  False after a diagnostic. */
bool chain_read(Call *call, Chain *chain);

/* The chain's number when factor `i` is numbers[i]; not finite after a division by
 * 0. */
double chain_number(const Chain *chain, const double *numbers);

/* What a factor is when nothing varies: its figure, or its distribution's central case
 * (the median where that has none). */
double factor_central(const Factor *factor);

#endif
