/* Dates and statistical periods in the proleptic Gregorian calendar. */
#ifndef BASE_CALENDAR_H
#define BASE_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

/* A day, or a month or year when `day` or `month` is 0.  Year 0 means no date. */
typedef struct {
    int year, month, day;
} Date;

/* Reads "2025", "2025-10" and "2025-10-30"; false for days that do not exist. */
bool date_parse(const char *text, Date *date);

/* Writes the same form; "" for no date.  `text` holds 16 bytes; returns it.  The
 * other returns it in `arena`. */
char *date_format(Date date, char *text);
char *date_string(Arena *arena, Date date);

enum { MOMENT_TEXT = 64 }; /* more than it takes */

/* Writes the moment that is so many seconds after 1970 began, "2026-06-20T08:15:00Z".
 * False when `seconds` is no whole number, or the moment lies beyond the year 9999. */
bool moment_of_seconds(const char *seconds, char moment[MOMENT_TEXT]);

/* True for a text of the form that moment_of_seconds() writes. */
bool moment_is_good(const char *moment);

/* Negative, 0 or positive as `a` is before, equal or after `b`; a month or a year sorts
 * before its days. */
int date_compare(Date a, Date b);

typedef enum {
    FREQ_NONE,
    FREQ_YEAR,
    FREQ_HALF,
    FREQ_TRIMESTER, /* four months */
    FREQ_QUARTER,
    FREQ_MONTH,
    FREQ_WEEK,
    FREQ_DAY,
    FREQ_COUNT
} Frequency;

/* A period packed so that periods of one frequency sort and subtract as integers: from
 * the top, the month a fiscal year starts in less one (4 bits), the frequency (3 bits),
 * the count of periods since year 0 (24 bits).  0 is no period. */
typedef int32_t Period;

enum { PERIOD_TEXT = 16 };

/* Reads what SDMX and statistical offices write:
 *   2025, 2025-A1                        year
 *   2025-S1, 2025-H1, 2025S1             half
 *   2025-T1                              four months
 *   2025-Q3, 2025Q3                      quarter
 *   2025-10, 2025-M10, 2025M10, 202510   month
 *   2025-W05, 2025W05                    ISO week
 *   2025-10-30, 2025-D303, 20251030, 2025-10-30T12:00:00   day
 *   2025-04-01/P1Y                       fiscal year from April
 *   2025-04-01/P3M                       also P6M, P4M, P1M, P1W, P7D and P1D, where
 *                                        they start as periods do
 *   2025000103                           e-Stat: from month 01 to month 03
 * with or without a time zone (Z, +09:00) behind.  False for anything else. */
bool period_parse(const char *text, Period *period);

/* Writes the SDMX form: 2025, 2025-S1, 2025-T1, 2025-Q3, 2025-10, 2025-W05, 2025-10-30,
 * 2025-04-01/P1Y.  `text` holds PERIOD_TEXT bytes; returns it. */
char *period_format(Period period, char *text);

Frequency period_frequency(Period period);

/* The year a period lies in; of a fiscal year the one it starts in. */
int period_year(Period period);

/* 1 for the first half, quarter, month or week of the year, 1 for a year itself; the
 * day of the month for a day. */
int period_index(Period period);

/* The month a fiscal year starts in, 1 for every other period. */
int period_start_month(Period period);

/* The month the period ends in, counted from January of year 0. */
int period_end_month(Period period);

/* The period `count` later, or earlier when negative. */
Period period_shift(Period period, int count);

/* The period of frequency `frequency` that `number` counts: index 1 of year 2025 and so
 * on.  For FREQ_YEAR `index` is ignored.  Not for days. */
Period period_make(Frequency frequency, int year, int index);

/* The year from the first of `start_month` (1 to 12) of `year`. */
Period period_fiscal_year(int year, int start_month);

/* The calendar period that a reporting period stands for when reporting years start in
 * `start_month` (SDMX REPORTING_YEAR_START_DAY): 2025-Q1 from April is 2025-Q2, 2025 is
 * the fiscal year.  0 when no period starts there. */
Period period_of_reporting(Period reporting, int start_month);

/* Periods of this frequency in a year; 0 for weeks and days. */
int frequency_per_year(Frequency frequency);

/* "A", "S", "T", "Q", "M", "W", "D" of SDMX's CL_FREQ; "" for FREQ_NONE. */
const char *frequency_code(Frequency frequency);

/* The first day of the period as a fraction of years: 2025-07 is 2025.5. */
double period_start(Period period);

#endif
