/* Decimal numbers as people write and round them, whatever the locale. */
#ifndef BASE_DECIMAL_H
#define BASE_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>

enum { DECIMAL_TEXT = 400 }; /* bytes that hold any formatted double */

/* Reads an optional sign, digits, an optional fraction with '.', an optional exponent.
 * False when `text` is anything else or too large for a double. */
bool decimal_parse(const char *text, double *number);

/* Writes `number` with `places` decimals (0 to 15), '.' as separator, rounded half away
 * from zero in decimal: the number is first read as its shortest decimal of at most 15
 * significant digits, so 2.675 rounds to 2.68 as on paper.  Never writes "-0"; what is
 * not finite is "inf", "-inf" or "nan".  `text` holds DECIMAL_TEXT bytes; returns
 * `text`. */
char *decimal_format(double number, int places, char *text);

/* The shortest text of at most 15 significant digits that reads as `number`, for
 * files. */
char *decimal_plain(double number, char *text);

/* `number` rounded as decimal_format() does. */
double decimal_round(double number, int places);

#endif
