/* The first and last half year have no average and so do not speak for their season. */
#include "analysis/season.h"

/* The centred moving average of `length` numbers around `i`; for an even length, of
 * length + 1 with half weights at both ends (2 x 12).  `i` is at least length / 2 away
 * from both ends. */
static double moving_average(const double *y, int i, int length) {
    int half = length / 2;
    double sum = 0;
    for (int k = i - half; k <= i + half; k++)
        sum += y[k];
    if (length % 2 == 0) sum -= (y[i - half] + y[i + half]) / 2;
    return sum / length;
}

static bool all_positive(const double *y, int count) {
    for (int i = 0; i < count; i++)
        if (!(y[i] > 0)) return false;
    return true;
}

bool season_factors(const double *y, int count, int seasons, int first, bool additive,
                    double *factors) {
    int sizes[MOST_SEASONS] = {0};
    if (seasons < 2 || seasons > MOST_SEASONS || count < LEAST_YEARS * seasons)
        return false;
    if (!additive && !all_positive(y, count)) return false;
    for (int s = 0; s < seasons; s++)
        factors[s] = 0;
    for (int i = seasons / 2; i < count - seasons / 2; i++) {
        double average = moving_average(y, i, seasons);
        int season = (first + i) % seasons;
        factors[season] += additive ? y[i] - average : y[i] / average;
        sizes[season]++;
    }
    double mean = 0;
    for (int s = 0; s < seasons; s++) {
        factors[s] /= sizes[s];
        mean += factors[s] / seasons;
    }
    for (int s = 0; s < seasons; s++)
        factors[s] = additive ? factors[s] - mean : factors[s] / mean;
    return true;
}
