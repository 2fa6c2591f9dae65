/* What puts a share into a class. */
#include "analysis/bands.h"

#include <math.h>
#include <string.h>

const char *const BAND_WORDS[] = {"negligible", "modest", "material", NULL};

bool bands_read(Call *call, Bands *bands) {
    bands->negligible_below = call_number(call, "negligible-below", 0);
    bands->material_from = call_number(call, "material-from", 0);
    call->result->negligible_below = bands->negligible_below;
    call->result->material_from = bands->material_from;
    if (bands->negligible_below > 0 && bands->material_from > bands->negligible_below)
        return true;
    return call_fail(call, "the bands must rise: 0 < negligible-below < material-from");
}

int bands_index(const Bands *bands, double share) {
    double size = fabs(share);
    return size < bands->negligible_below ? BAND_NEGLIGIBLE
           : size < bands->material_from  ? BAND_MODEST
                                          : BAND_MATERIAL;
}

const char *bands_class(const Bands *bands, Value share) {
    return share.state == VALUE_NUMBER ? BAND_WORDS[bands_index(bands, share.number)]
                                       : NULL;
}

bool bands_percent(Call *call, const Result *result) {
    if (strcmp(result->unit.unit, "percent") == 0) return true;
    return call_fail(call, "'%s' is in %s: a verdict needs shares in percent",
                     result->id, result->unit.unit);
}
