/* What differs from one language to the next, for locale.c. */
#ifndef TEMPLATE_LOCALES_H
#define TEMPLATE_LOCALES_H

#include "template/locale.h"

#define NBSP  "\xC2\xA0"
#define NNBSP "\xE2\x80\xAF"

enum { SCALE_COUNT = 4, MOST_UNITS = 8 }; /* thousand, million, billion, trillion */

struct Locale {
    const char *lang;
    const char *decimal, *group;
    const char *percent; /* what stands between a figure and its percent sign, and it */
    bool unit_first;     /* "USD 68.3 billion" rather than "68.3 billion USD" */
    bool unspaced;       /* words have no space between them */
    bool myriads;        /* scales of 10^4: 万, 億, 兆 */
    bool leftwards;      /* a sign must be kept at the left of its number */
    const char *scales[SCALE_COUNT], *short_scales[SCALE_COUNT];
    const char *gap;       /* between figure, scale and unit */
    Typography typography; /* without quotes: text stays as it was typed */
    const char *months[12], *short_months[12];
    const char *day_mark;               /* "20." in German */
    const char *year_mark, *month_mark; /* where dates begin with the year: 2026年 */
    const char *first_day;              /* "1er" in French, NULL elsewhere */
    const char *of_month;               /* "ב" in Hebrew before a month of a day */
    const char *month_gap;              /* between month and year */
    const char *quarter, *half, *trimester; /* formats of index and year */
    const char *halves[2]; /* where the halves have names of their own */
    bool slashes;          /* short dates are 2026/3/5 */
    const char *fiscal;    /* of its year and the next one's two digits */
    const char *list_comma, *list_and;
    const char *not_available, *not_defined, *suppressed;
    const char *words[WORD_COUNT];
    const char *charts[CHART_KIND_COUNT];
    const char *per; /* between currency and thing in a unit value */
    struct {
        const char *code, *name, *singular;
    } units[MOST_UNITS];
};

extern const Locale LOCALE_EN, LOCALE_DE, LOCALE_FR, LOCALE_ES, LOCALE_JA, LOCALE_HE,
    LOCALE_AR;

/* The languages there are, NULL at the end. */
extern const Locale *const LOCALES[];

#endif
