/* Numbers and periods read where they stand.  A decimal of up to 19 digits whose
 * mantissa is at most 2^53 and whose power of ten is at most 22 is one exact integer
 * times or divided by another, so one rounding gives what strtod() gives (W. Clinger,
 * "How to Read Floating Point Numbers Accurately", 1990). */
#include <math.h>
#include <string.h>
#include <strings.h>

#include "base/decimal.h"
#include "data/sdmx.h"

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

Span span_trim(Span span) {
    while (span.start < span.end && is_blank(*span.start))
        span.start++;
    while (span.start < span.end && is_blank(span.end[-1]))
        span.end--;
    return span;
}

/* The words for no value that services write. */
static bool is_missing(Span span) {
    static const char *const words[] = {"", "NaN", "#NA", "#N/A"};
    size_t length = (size_t) (span.end - span.start);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == length &&
            strncasecmp(words[i], span.start, length) == 0)
            return true;
    return false;
}

static bool slow_number(Span span, double *number) {
    char text[DECIMAL_TEXT];
    span = span_trim(span);
    if (is_missing(span)) {
        *number = NAN;
        return true;
    }
    size_t length = (size_t) (span.end - span.start);
    if (length >= sizeof text || memchr(span.start, '\0', length)) return false;
    memcpy(text, span.start, length);
    text[length] = '\0';
    return decimal_parse(text, number);
}

bool span_number(Span span, double *number) {
    static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                    1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                    1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    static const uint64_t exact = UINT64_C(1) << 53;
    const char *c = span.start, *end = span.end;
    if (end - c > 19) return slow_number(span, number);
    bool negative = *c == '-';
    c += negative;
    const char *digits = c;
    uint64_t mantissa = 0;
    unsigned digit;
    while ((digit = (unsigned char) *c - (unsigned) '0') <= 9) {
        mantissa = mantissa * 10 + digit;
        c++;
    }
    int places = 0;
    if (*c == '.' && c > digits) {
        const char *point = c++;
        while ((digit = (unsigned char) *c - (unsigned) '0') <= 9) {
            mantissa = mantissa * 10 + digit;
            c++;
        }
        places = (int) (c - point) - 1;
    }
    if (c != end || c == digits || mantissa > exact) return slow_number(span, number);
    double value = (double) mantissa / powers[places];
    *number = negative ? -value : value;
    return true;
}

bool span_period_slow(PeriodCache *cache, Span span, Period *period) {
    char text[64];
    const Span whole = span;
    span = span_trim(span);
    size_t length = (size_t) (span.end - span.start);
    if (length >= sizeof text || memchr(span.start, '\0', length)) return false;
    memcpy(text, span.start, length);
    text[length] = '\0';
    if (!period_parse(text, period)) return false;
    PeriodSlot key;
    if (period_key(whole, &key)) {
        key.period = *period;
        size_t at = period_slot(&key);
        if (cache->slots[at].length && !cache->slots[at ^ 1].length) at ^= 1;
        cache->slots[at] = key;
    }
    return true;
}
