/* Units are a table: thousandths of a point in each. */
#include "base/length.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"

static const struct {
    const char *name;
    double mpt;
} UNITS[] = {
    {"pt", 1000.0}, {"mm", 72000.0 / 25.4}, {"cm", 720000.0 / 25.4}, {"in", 72000.0}};

enum { LONGEST = 32, LARGEST_MPT = 30000000 };

bool length_parse(const char *text, Mpt *length) {
    size_t digits = strspn(text, "+-.0123456789");
    char number[LONGEST];
    double value;
    if (digits == 0 || digits >= LONGEST) return false;
    memcpy(number, text, digits);
    number[digits] = '\0';
    if (!decimal_parse(number, &value)) return false;
    const char *unit = text + digits;
    while (*unit == ' ')
        unit++;
    if (*unit == '\0' && value == 0) {
        *length = 0;
        return true;
    }
    for (size_t i = 0; i < sizeof UNITS / sizeof *UNITS; i++) {
        if (strcmp(unit, UNITS[i].name) != 0) continue;
        double mpt = value * UNITS[i].mpt;
        if (fabs(mpt) > LARGEST_MPT) return false;
        *length = (Mpt) lround(mpt);
        return true;
    }
    return false;
}

bool colour_parse(const char *text, Colour *colour) {
    if (text[0] != '#' || strlen(text) != 7) return false;
    for (int i = 1; i < 7; i++)
        if (!isxdigit((unsigned char) text[i])) return false;
    *colour = (Colour) strtoul(text + 1, NULL, 16);
    return true;
}
