/* Dates and statistical periods in the proleptic Gregorian calendar. */
#ifndef BASE_CALENDAR_H
#define BASE_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

/* A day, or a month or year when `day` or `month` is 0.  Year 0 means no date. */
typedef struct {
    int year, month, day;
} Date;

/* Reads "2025", "2025-10" and "2025-10-30"; false for days that do not exist. */
bool date_parse(const char *text, Date *date);

/* Writes the same form; "" for no date.  `text` holds 16 bytes; returns it. */
char *date_format(Date date, char *text);

/* Negative, 0 or positive as `a` is before, equal or after `b`; a month or a year sorts
 * before its days. */
int date_compare(Date a, Date b);

typedef enum {
    FREQ_NONE,
    FREQ_YEAR,
    FREQ_HALF,
    FREQ_QUARTER,
    FREQ_MONTH,
    FREQ_WEEK,
    FREQ_DAY,
    FREQ_COUNT
} Frequency;

/* A period packed so that periods of one frequency sort and subtract as integers:
 * frequency in the top byte, the count of periods since year 0 below.  0 is no period.
 */
typedef int32_t Period;

/* Reads "2025", "2025-H1" or "2025-S1", "2025-Q3" or "2025Q3", "2025-10" or "2025-M10",
 * "2025-W05", "2025-10-30". */
bool period_parse(const char *text, Period *period);

/* Writes the SDMX form: 2025, 2025-S1, 2025-Q3, 2025-10, 2025-W05, 2025-10-30.
 * `text` holds 16 bytes; returns it. */
char *period_format(Period period, char *text);

Frequency period_frequency(Period period);
int period_year(Period period);

/* 1 for the first half, quarter, month or week of the year, 1 for a year itself; the
 * day of the month for a day. */
int period_index(Period period);

/* The month a quarter, half or month ends in; 12 for a year; of a day or week, its own.
 */
int period_last_month(Period period);

/* The period `count` later, or earlier when negative. */
Period period_shift(Period period, int count);

/* The period of frequency `frequency` that `number` counts: index 1 of year 2025 and so
 * on.  For FREQ_YEAR `index` is ignored. */
Period period_make(Frequency frequency, int year, int index);

/* Periods of this frequency in a year; 0 for weeks and days. */
int frequency_per_year(Frequency frequency);

/* "A", "S", "Q", "M", "W", "D" of SDMX's CL_FREQ; "" for FREQ_NONE. */
const char *frequency_code(Frequency frequency);

/* The first day of the period as a fraction of years: 2025-07 is 2025.5. */
double period_start(Period period);

#endif
