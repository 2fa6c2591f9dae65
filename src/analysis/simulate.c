/* Random numbers by inverse transform: one uniform number makes one draw, so streams
 * stay in step whatever the shape. */
#include "analysis/simulate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"

/* ---- the generator ---- */

static uint64_t rotate(uint64_t x, int by) {
    return x << by | x >> (64 - by);
}

static uint64_t split_mix(uint64_t *state) {
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

Random random_stream(uint64_t seed, const char *name) {
    uint64_t state = hash_bytes(HASH_START ^ seed, name, strlen(name));
    Random random;
    for (int i = 0; i < 4; i++)
        random.state[i] = split_mix(&state);
    return random;
}

uint64_t random_next(Random *random) {
    uint64_t *s = random->state;
    uint64_t result = rotate(s[1] * 5, 7) * 9, t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate(s[3], 45);
    return result;
}

double random_unit(Random *random) {
    return ((double) (random_next(random) >> 12) + 0.5) * 0x1p-52;
}

/* ---- quantiles of distributions ---- */

/* The polynomial of `count` coefficients, that of the highest power first. */
static double polynomial(const double *coefficients, int count, double x) {
    double sum = 0;
    for (int i = 0; i < count; i++)
        sum = sum * x + coefficients[i];
    return sum;
}

double normal_quantile(double p) {
    enum { TERMS = 8 };
    static const double middle[2][TERMS] = {
        {2509.0809287301226727, 33430.575583588128105, 67265.770927008700853,
         45921.953931549871457, 13731.693765509461125, 1971.5909503065514427,
         133.14166789178437745, 3.3871328727963666080},
        {5226.4952788528545610, 28729.085735721942674, 39307.895800092710610,
         21213.794301586595867, 5394.1960214247511077, 687.18700749205790830,
         42.313330701600911252, 1.0}};
    static const double shoulder[2][TERMS] = {
        {7.74545014278341407640e-4, 2.27238449892691845833e-2,
         2.41780725177450611770e-1, 1.27045825245236838258, 3.64784832476320460504,
         5.76949722146069140550, 4.63033784615654529590, 1.42343711074968357734},
        {1.05075007164441684324e-9, 5.47593808499534494600e-4,
         1.51986665636164571966e-2, 1.48103976427480074590e-1,
         6.89767334985100004550e-1, 1.67638483018380384940, 2.05319162663775882187,
         1.0}};
    static const double tail[2][TERMS] = {
        {2.01033439929228813265e-7, 2.71155556874348757815e-5,
         1.24266094738807843860e-3, 2.65321895265761230930e-2,
         2.96560571828504891230e-1, 1.78482653991729133580, 5.46378491116411436990,
         6.65790464350110377720},
        {2.04426310338993978564e-15, 1.42151175831644588870e-7,
         1.84631831751005468180e-5, 7.86869131145613259100e-4,
         1.48753612908506148525e-2, 1.36929880922735805310e-1,
         5.99832206555887937690e-1, 1.0}};
    double q = p - 0.5;
    if (fabs(q) <= 0.425) {
        double r = 0.180625 - q * q;
        return q * polynomial(middle[0], TERMS, r) / polynomial(middle[1], TERMS, r);
    }
    double r = sqrt(-log(q < 0 ? p : 1 - p));
    const double(*part)[TERMS] = r <= 5 ? shoulder : tail;
    r -= r <= 5 ? 1.6 : 5;
    double x = polynomial(part[0], TERMS, r) / polynomial(part[1], TERMS, r);
    return q < 0 ? -x : x;
}

static double triangular_quantile(const Distribution *d, double p) {
    double width = d->high - d->low;
    if (width <= 0) return d->central;
    double below = (d->central - d->low) / width;
    return p < below ? d->low + sqrt(p * width * (d->central - d->low))
                     : d->high - sqrt((1 - p) * width * (d->high - d->central));
}

double distribution_quantile(const Distribution *d, double p) {
    switch (d->shape) {
    case SHAPE_CONSTANT:
        break;
    case SHAPE_UNIFORM:
        return d->low + p * (d->high - d->low);
    case SHAPE_TRIANGULAR:
        return triangular_quantile(d, p);
    case SHAPE_NORMAL:
        return d->central + d->spread * normal_quantile(p);
    case SHAPE_LOGNORMAL:
        return d->central * exp(d->spread * normal_quantile(p));
    case SHAPE_SAMPLE:
        return d->sample[(int) (p * d->sample_count)];
    }
    return d->central;
}

/* ---- what is read off draws ---- */

double sorted_quantile(const double *sorted, int count, double p) {
    double place = p * (count - 1);
    int below = (int) place;
    if (place <= 0) return sorted[0];
    if (below >= count - 1) return sorted[count - 1];
    return sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]);
}

double sorted_quantile_error(const double *sorted, int count, double p) {
    double step = sqrt(p * (1 - p) / count);
    return (sorted_quantile(sorted, count, fmin(p + step, 1)) -
            sorted_quantile(sorted, count, fmax(p - step, 0))) /
           2;
}

double mean_of(const double *numbers, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++)
        sum += numbers[i];
    return sum / count;
}

double deviation_of(const double *numbers, int count) {
    if (count < 2) return 0;
    double mean = mean_of(numbers, count), sum = 0;
    for (int i = 0; i < count; i++)
        sum += (numbers[i] - mean) * (numbers[i] - mean);
    return sqrt(sum / (count - 1));
}

static int by_size(const void *a, const void *b) {
    double left = *(const double *) a, right = *(const double *) b;
    return (left > right) - (left < right);
}

void sort_numbers(double *numbers, int count) {
    if (count) qsort(numbers, (size_t) count, sizeof *numbers, by_size);
}
