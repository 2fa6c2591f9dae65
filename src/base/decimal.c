/* The program never calls setlocale(), so strtod() and snprintf() use '.'
 * throughout. */
#include "base/decimal.h"

#include <ctype.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_decimal(const char *text) {
    if (*text == '-' || *text == '+') text++;
    int digits = 0;
    for (; isdigit((unsigned char) *text); text++)
        digits++;
    if (*text == '.')
        for (text++; isdigit((unsigned char) *text); text++)
            digits++;
    if (!digits) return false;
    if (*text == 'e' || *text == 'E') {
        text++;
        if (*text == '-' || *text == '+') text++;
        if (!isdigit((unsigned char) *text)) return false;
        while (isdigit((unsigned char) *text))
            text++;
    }
    return *text == '\0';
}

/* Reads what most numbers of datasets are: up to fifteen digits with a point among
 * them. Their digits and the power of ten they are divided by are exact in a double, so
 * that the quotient is the nearest one (Clinger, How to Read Floating Point Numbers
 * Accurately, 1990).  False for all else. */
static bool parse_short(const char *text, double *number) {
    static const double powers[] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                    1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    const bool negative = *text == '-';
    int64_t digits = 0;
    int count = 0, places = 0;
    text += negative;
    for (; *text >= '0' && *text <= '9' && count < 16; text++, count++)
        digits = digits * 10 + (*text - '0');
    if (*text == '.')
        for (text++; *text >= '0' && *text <= '9' && count < 16;
             text++, places++, count++)
            digits = digits * 10 + (*text - '0');
    if (*text || !count || count > 15) return false;
    const double value = (double) digits / powers[places];
    *number = negative ? -value : value;
    return true;
}

bool decimal_parse(const char *text, double *number) {
    if (parse_short(text, number)) return true;
    if (!is_decimal(text)) return false;
    double value = strtod(text, NULL);
    if (!isfinite(value)) return false;
    *number = value;
    return true;
}

/* Adds one to the last digit of `digits`, a run of '0' to '9'; true when it overflows
 * and a leading 1 is due. */
static bool increment(char *digits, int count) {
    for (int i = count - 1; i >= 0; i--) {
        if (digits[i] != '9') {
            digits[i]++;
            return false;
        }
        digits[i] = '0';
    }
    return true;
}

char *decimal_format(double number, int places, char *text) {
    char scientific[32];
    if (!isfinite(number)) return decimal_plain(number, text);
    snprintf(scientific, sizeof scientific, "%.14e", fabs(number));
    int exponent = (int) strtol(strchr(scientific, 'e') + 1, NULL, 10);
    char digits[16] = {scientific[0]};
    memcpy(digits + 1, scientific + 2, 14);
    int kept = exponent + 1 + places; /* significant digits that are printed */
    if (kept < 0) kept = 0, digits[0] = '0';
    if (kept < 15) {
        bool up = digits[kept] >= '5';
        if (up && increment(digits, kept)) {
            memmove(digits + 1, digits, 14);
            digits[0] = '1';
            exponent++;
            kept++;
        }
        memset(digits + kept, '0', (size_t) (15 - kept));
    }
    bool zero = true;
    for (int i = 0; i < 15; i++)
        zero = zero && digits[i] == '0';
    char *end = text;
    if (number < 0 && !zero) *end++ = '-';
    for (int power = exponent > 0 ? exponent : 0; power >= -places; power--) {
        int index = exponent - power;
        if (power == -1) *end++ = '.';
        *end++ = index >= 0 && index < 15 && !zero ? digits[index] : '0';
    }
    *end = '\0';
    return text;
}

/* Writes the digits of `millionths` / 10^6 without the zeros that end it. */
static void write_millionths(int64_t millionths, char *text) {
    char digits[24];
    int count = 0, places = 6;
    bool negative = millionths < 0;
    uint64_t left = negative ? 0 - (uint64_t) millionths : (uint64_t) millionths;
    while (places > 0 && left % 10 == 0) {
        left /= 10;
        places--;
    }
    do {
        digits[count++] = (char) ('0' + left % 10);
        left /= 10;
    } while (left || count <= places);
    if (negative) *text++ = '-';
    while (count > 0) {
        if (count == places) *text++ = '.';
        *text++ = digits[--count];
    }
    *text = '\0';
}

/* Most numbers of datasets have six decimals or fewer: they are written without printf.
 * Else twelve digits when they say the same: sums of decimals carry noise in the last
 * digits of a double, which no reader needs. */
char *decimal_plain(double number, char *text) {
    static const double noise = 1e-14, scale = 1e6, largest = 1e9;
    if (number == 0) number = 0.0;
    if (fabs(number) < largest) {
        int64_t millionths = llround(number * scale);
        if (fabs((double) millionths / scale - number) <= noise * fabs(number)) {
            write_millionths(millionths, text);
            return text;
        }
    }
    snprintf(text, DECIMAL_TEXT, "%.12g", number);
    if (fabs(strtod(text, NULL) - number) > noise * fabs(number))
        snprintf(text, DECIMAL_TEXT, "%.15g", number);
    return text;
}

double decimal_round(double number, int places) {
    char text[DECIMAL_TEXT];
    return strtod(decimal_format(number, places, text), NULL);
}
