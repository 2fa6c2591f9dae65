/* Lengths and colours: integers, so that sums are exact and output is the same on every
 * machine. */
#ifndef BASE_LENGTH_H
#define BASE_LENGTH_H

#include <stdbool.h>
#include <stdint.h>

/* Thousandths of a point; a point is 1/72 inch. */
typedef int32_t Mpt;

enum { MPT_PER_POINT = 1000 };

static inline Mpt larger(Mpt a, Mpt b) {
    return a > b ? a : b;
}

/* Reads "12pt", "12.5 pt", "20mm", "2cm", "1in"; "0" needs no unit.  False when `text`
 * is anything else or beyond 30,000 pt. */
bool length_parse(const char *text, Mpt *length);

/* 0xRRGGBB in sRGB. */
typedef uint32_t Colour;

/* Reads "#rrggbb". */
bool colour_parse(const char *text, Colour *colour);

#endif
