/* Straight lines through rows of numbers, and the F distribution that tests them. */
#ifndef ANALYSIS_TREND_H
#define ANALYSIS_TREND_H

/* The line through `count` points by least squares: y rises by `slope` with x. */
typedef struct {
    int count;
    double slope;
    double fit;           /* R squared; NAN when all y are equal */
    double slope_error;   /* standard error; NAN for fewer than three points */
    double squares;       /* sum of squared residuals */
    double total_squares; /* of the deviations from the mean */
} Trend;

/* For two points or more that do not all have one x. */
Trend trend_fit(const double *x, const double *y, int count);

/* The probability that an F of `above` and `below` degrees of freedom is `f` or more;
 * by the incomplete beta function's continued fraction (Abramowitz and Stegun 26.6.2
 * and 26.5.8). NAN unless both degrees are above 0 and f is not below 0. */
double f_tail(double f, double above, double below);

/* What Student's t of `degrees` exceeds in size with `probability`: 2.228 for 10 and
 * 0.05. */
double student_bound(double degrees, double probability);

/* A test and how likely so large a value is by chance; both NAN when it has no
 * meaning. */
typedef struct {
    double f, p;
} FTest;

/* Chow (1960): is one line as good as one for the points before `split` and one for
 * those from it on?  At least three points on each side. */
FTest trend_break(const double *x, const double *y, int count, int split);

/* Do the means of groups differ (one-way analysis of variance)?  `group[i]` of number i
 * is from 0 to `groups` - 1; `room` holds 2 * groups numbers. */
FTest groups_differ(const double *y, const int *group, int count, int groups,
                    double *room);

#endif
