/* Values and the SDMX observation status. */
#include <string.h>

#include "data/data.h"

/* Lowest rank first (SDMX CL_OBS_STATUS 2.2 in the official order of precedence). */
static const char RANKS[] = "AGVUNPEFIWKDSJQHLMOB";

Value value_of(double number, char status) {
    return (Value){number, VALUE_NUMBER, status};
}

Value value_missing(ValueState state) {
    return (Value){0, state, state == VALUE_SUPPRESSED ? 'Q' : 'O'};
}

int status_rank(char status) {
    const char *found = status ? strchr(RANKS, status) : NULL;
    return found ? (int) (found - RANKS) : -1;
}

char status_worse(char a, char b) {
    return status_rank(a) >= status_rank(b) ? a : b;
}

bool status_means_missing(char status) {
    return status && strchr("OMLHQK", status);
}

bool status_means_number(char status) {
    return status && strchr("AGVNUPEFIWD", status);
}
