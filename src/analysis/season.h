/* Classical seasonal adjustment by the ratio to a moving average, as statistics
 * textbooks have it (Macaulay 1931).  It is none of the official methods (X-13, STL),
 * and what it prints must say so. */
#ifndef ANALYSIS_SEASON_H
#define ANALYSIS_SEASON_H

#include <stdbool.h>

enum { MOST_SEASONS = 12, LEAST_YEARS = 3 };

/* The seasonal factors of `seasons` a year in a row without gaps whose first number is
 * of season `first` (from 0): the mean over the years of y / moving average, brought to
 * a mean of 1; or, when `additive`, of y - moving average, brought to a mean of 0.
 * False when there are fewer than LEAST_YEARS years, or a number is not above 0 where
 * it must be. */
bool season_factors(const double *y, int count, int seasons, int first, bool additive,
                    double *factors);

#endif
