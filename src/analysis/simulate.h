/* Draws from stated distributions, always the same for the same seed, and what is read
 * off them. */
#ifndef ANALYSIS_SIMULATE_H
#define ANALYSIS_SIMULATE_H

#include <stdint.h>

/* xoshiro256** 1.0 (Blackman and Vigna, Scrambled Linear Pseudorandom Number
 * Generators, 2018). */
typedef struct {
    uint64_t state[4];
} Random;

/* A stream of its own for each `name` under one seed, filled by SplitMix64, so that an
 * input draws the same numbers whatever stands beside it. */
Random random_stream(uint64_t seed, const char *name);
uint64_t random_next(Random *random);

/* Above 0 and below 1, in steps of 2^-52. */
double random_unit(Random *random);

typedef enum {
    SHAPE_CONSTANT,
    SHAPE_UNIFORM,
    SHAPE_TRIANGULAR,
    SHAPE_NORMAL,
    SHAPE_LOGNORMAL,
    SHAPE_SAMPLE
} Shape;

typedef struct Distribution {
    Shape shape;
    double low, high;     /* uniform, triangular: the ends */
    double central;       /* constant; mode; mean; median of a lognormal */
    double spread;        /* normal: standard deviation; lognormal: that of the log */
    const double *sample; /* SHAPE_SAMPLE: in rising order, each as likely */
    int sample_count;     /* at least 1 */
} Distribution;

/* The value below which the share `p` lies, 0 < p < 1. */
double distribution_quantile(const Distribution *distribution, double p);

/* Of the standard normal distribution (Wichura, Algorithm AS 241, PPND16, 1988). */
double normal_quantile(double p);

/* The quantile `p` of `count` (1 or more) numbers in rising order, linear between order
 * statistics (Hyndman and Fan 1996, type 7). */
double sorted_quantile(const double *sorted, int count, double p);

/* Its standard error without a density: half the way between the quantiles one
 * standard deviation of the binomial count, sqrt(p (1 - p) / count), below and above
 * (David and Nagaraja, Order Statistics, 2003, section 7.1). */
double sorted_quantile_error(const double *sorted, int count, double p);

/* The mean, and the standard deviation with count - 1; 0 for one number. */
double mean_of(const double *numbers, int count);
double deviation_of(const double *numbers, int count);

/* Sorts them in place, the smallest first. */
void sort_numbers(double *numbers, int count);

#endif
