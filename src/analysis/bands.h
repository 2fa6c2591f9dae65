/* The bands of a verdict: editorial, stated by the template, printed with the
 * result. */
#ifndef ANALYSIS_BANDS_H
#define ANALYSIS_BANDS_H

#include "analysis/steps.h"

typedef struct {
    double negligible_below, material_from; /* percent */
} Bands;

enum { BAND_NEGLIGIBLE, BAND_MODEST, BAND_MATERIAL, BAND_COUNT };
extern const char *const BAND_WORDS[];

/* Reads "negligible-below" and "material-from" and keeps them on the result; false
 * after a diagnostic when they do not rise from above 0. */
bool bands_read(Call *call, Bands *bands);

/* The band of a share in percent, by its size; bands are closed below. */
int bands_index(const Bands *bands, double share);

/* The word for a share; NULL when it is no number. */
const char *bands_class(const Bands *bands, Value share);

/* Reports a result that is not in percent. */
bool bands_percent(Call *call, const Result *result);

#endif
