/* Sums are taken about the means, so that years such as 2026 cost no digits. */
#include "analysis/trend.h"

#include <math.h>

static double mean_of(const double *numbers, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++)
        sum += numbers[i];
    return sum / count;
}

Trend trend_fit(const double *x, const double *y, int count) {
    double mean_x = mean_of(x, count), mean_y = mean_of(y, count);
    double xx = 0, xy = 0, yy = 0, squares = 0;
    for (int i = 0; i < count; i++) {
        xx += (x[i] - mean_x) * (x[i] - mean_x);
        xy += (x[i] - mean_x) * (y[i] - mean_y);
        yy += (y[i] - mean_y) * (y[i] - mean_y);
    }
    double slope = xy / xx;
    for (int i = 0; i < count; i++) {
        double error = y[i] - mean_y - slope * (x[i] - mean_x);
        squares += error * error;
    }
    return (Trend){.count = count,
                   .slope = slope,
                   .fit = yy > 0 ? fmax(1 - squares / yy, 0) : NAN,
                   .slope_error = count > 2 ? sqrt(squares / (count - 2) / xx) : NAN,
                   .squares = squares,
                   .total_squares = yy};
}

/* ---- the F distribution ---- */

/* Keeps a denominator of the fraction away from 0. */
static double not_zero(double number) {
    static const double LEAST = 1e-300;
    return fabs(number) < LEAST ? LEAST : number;
}

/* The continued fraction of the incomplete beta function by Lentz's method; it
 * converges fast for x < (a + 1) / (a + b + 2). */
static double beta_fraction(double x, double a, double b) {
    enum { MOST_TERMS = 10000 };
    double c = 1, d = 1 / not_zero(1 - (a + b) * x / (a + 1)), fraction = d;
    for (int m = 1; m <= MOST_TERMS; m++) {
        double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        d = 1 / not_zero(1 + even * d);
        c = not_zero(1 + even / c);
        fraction *= d * c;
        double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        d = 1 / not_zero(1 + odd * d);
        c = not_zero(1 + odd / c);
        fraction *= d * c;
        if (fabs(d * c - 1) < 1e-15) break;
    }
    return fraction;
}

/* lgamma() writes a global, which workers would share. */
static double log_gamma(double x) {
    int sign;
    return lgamma_r(x, &sign);
}

/* The regularised incomplete beta function I_x(a, b). */
static double incomplete_beta(double x, double a, double b) {
    if (x <= 0) return 0;
    if (x >= 1) return 1;
    double factor = exp(log_gamma(a + b) - log_gamma(a) - log_gamma(b) + a * log(x) +
                        b * log1p(-x));
    if (x < (a + 1) / (a + b + 2)) return factor * beta_fraction(x, a, b) / a;
    return 1 - factor * beta_fraction(1 - x, b, a) / b;
}

double f_tail(double f, double above, double below) {
    if (!(f >= 0) || !(above > 0) || !(below > 0)) return NAN;
    return incomplete_beta(below / (below + above * f), below / 2, above / 2);
}

double student_bound(double degrees, double probability) {
    double low = 0, high = 1;
    while (f_tail(high * high, 1, degrees) > probability && high < 1e300)
        high *= 2;
    for (int i = 0; i < 100; i++) {
        double middle = (low + high) / 2;
        if (f_tail(middle * middle, 1, degrees) > probability)
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2;
}

/* ---- tests ---- */

/* F of what is explained and what is left; NAN when nothing is left but rounding. */
static FTest f_test(double explained, double above, double left, double below,
                    double total) {
    if (below < 1 || left <= 1e-12 * total) return (FTest){NAN, NAN};
    double f = fmax(explained, 0) / above / (left / below);
    return (FTest){f, f_tail(f, above, below)};
}

FTest trend_break(const double *x, const double *y, int count, int split) {
    enum { LEAST = 3, PARAMETERS = 2 };
    if (split < LEAST || count - split < LEAST) return (FTest){NAN, NAN};
    Trend all = trend_fit(x, y, count);
    double apart = trend_fit(x, y, split).squares +
                   trend_fit(x + split, y + split, count - split).squares;
    return f_test(all.squares - apart, PARAMETERS, apart, count - 2 * PARAMETERS,
                  all.total_squares);
}

FTest groups_differ(const double *y, const int *group, int count, int groups,
                    double *room) {
    double *sums = room, *sizes = room + groups, mean = mean_of(y, count);
    double between = 0, within = 0;
    int used = 0;
    for (int g = 0; g < groups; g++)
        sums[g] = sizes[g] = 0;
    for (int i = 0; i < count; i++) {
        sums[group[i]] += y[i];
        sizes[group[i]]++;
    }
    for (int g = 0; g < groups; g++) {
        if (sizes[g] == 0) continue;
        double gap = sums[g] / sizes[g] - mean;
        between += sizes[g] * gap * gap;
        used++;
    }
    for (int i = 0; i < count; i++) {
        double error = y[i] - sums[group[i]] / sizes[group[i]];
        within += error * error;
    }
    if (used < 2) return (FTest){NAN, NAN};
    return f_test(between, used - 1, within, count - used, between + within);
}
