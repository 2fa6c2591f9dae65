/* Days count from 0000-03-01 inside the conversions (Howard Hinnant's civil calendar
 * algorithms, public domain), so a leap day is the last day of its year.  Weeks are ISO
 * 8601: they start on Monday and belong to the year of their Thursday. */
#include "base/calendar.h"

#include <stdio.h>
#include <string.h>

enum { FREQ_SHIFT = 24, ORDINAL_MASK = (1 << FREQ_SHIFT) - 1 };

static const struct {
    const char *code;
    int per_year;
} FREQUENCIES[FREQ_COUNT] = {
    [FREQ_NONE] = {"", 0},     [FREQ_YEAR] = {"A", 1},   [FREQ_HALF] = {"S", 2},
    [FREQ_QUARTER] = {"Q", 4}, [FREQ_MONTH] = {"M", 12}, [FREQ_WEEK] = {"W", 0},
    [FREQ_DAY] = {"D", 0}};

static bool is_leap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int days_in_month(int year, int month) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

static int days_from_date(int year, int month, int day) {
    int y = month <= 2 ? year - 1 : year;
    int era = (y >= 0 ? y : y - 399) / 400;
    int of_era = y - era * 400;
    int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year;
}

static Date date_from_days(int days) {
    int era = (days >= 0 ? days : days - 146096) / 146097;
    int of_era = days - era * 146097;
    int year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int shifted = (5 * of_year + 2) / 153;
    Date date = {year_of_era + era * 400, shifted < 10 ? shifted + 3 : shifted - 9,
                 of_year - (153 * shifted + 2) / 5 + 1};
    if (date.month <= 2) date.year++;
    return date;
}

/* Monday of ISO week 1, which is the week of 4 January, in days. */
static int first_monday(int year) {
    int january4 = days_from_date(year, 1, 4);
    int weekday = (january4 + 2) % 7; /* 0 is Monday: 0000-03-01 was a Wednesday */
    return january4 - weekday;
}

/* Reads exactly `count` digits. */
static bool read_digits(const char **text, int count, int *number) {
    *number = 0;
    for (int i = 0; i < count; i++, (*text)++) {
        if (**text < '0' || **text > '9') return false;
        *number = *number * 10 + (**text - '0');
    }
    return true;
}

bool date_parse(const char *text, Date *date) {
    Date read = {0, 0, 0};
    if (!read_digits(&text, 4, &read.year) || read.year == 0) return false;
    if (*text == '-') {
        text++;
        if (!read_digits(&text, 2, &read.month) || read.month < 1 || read.month > 12)
            return false;
        if (*text == '-') {
            text++;
            if (!read_digits(&text, 2, &read.day) || read.day < 1 ||
                read.day > days_in_month(read.year, read.month))
                return false;
        }
    }
    if (*text) return false;
    *date = read;
    return true;
}

char *date_format(Date date, char *text) {
    if (!date.year)
        text[0] = '\0';
    else if (!date.month)
        snprintf(text, 16, "%04d", date.year % 10000);
    else if (!date.day)
        snprintf(text, 16, "%04d-%02d", date.year % 10000, date.month % 100);
    else
        snprintf(text, 16, "%04d-%02d-%02d", date.year % 10000, date.month % 100,
                 date.day % 100);
    return text;
}

int date_compare(Date a, Date b) {
    if (a.year != b.year) return a.year - b.year;
    if (a.month != b.month) return a.month - b.month;
    return a.day - b.day;
}

static Period pack(Frequency frequency, int ordinal) {
    return (Period) frequency << FREQ_SHIFT | (ordinal & ORDINAL_MASK);
}

static int ordinal_of(Period period) {
    return period & ORDINAL_MASK;
}

Period period_make(Frequency frequency, int year, int index) {
    int per_year = frequency_per_year(frequency);
    if (per_year == 1) return pack(frequency, year);
    if (per_year) return pack(frequency, year * per_year + index - 1);
    return pack(FREQ_WEEK, (first_monday(year) / 7) + index - 1);
}

bool period_parse(const char *text, Period *period) {
    static const struct {
        char letter;
        Frequency frequency;
        int digits, last;
    } forms[] = {{'A', FREQ_YEAR, 1, 1},   {'H', FREQ_HALF, 1, 2},
                 {'S', FREQ_HALF, 1, 2},   {'Q', FREQ_QUARTER, 1, 4},
                 {'M', FREQ_MONTH, 2, 12}, {'W', FREQ_WEEK, 2, 53}};
    Date date;
    if (date_parse(text, &date)) {
        if (date.day)
            *period = pack(FREQ_DAY, days_from_date(date.year, date.month, date.day));
        else if (date.month)
            *period = period_make(FREQ_MONTH, date.year, date.month);
        else
            *period = period_make(FREQ_YEAR, date.year, 1);
        return true;
    }
    int year, index;
    if (!read_digits(&text, 4, &year) || year == 0) return false;
    if (*text == '-') text++;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (*text != forms[i].letter) continue;
        text++;
        if (!read_digits(&text, forms[i].digits, &index) || *text || index < 1 ||
            index > forms[i].last)
            return false;
        *period = period_make(forms[i].frequency, year, index);
        return forms[i].frequency != FREQ_WEEK || period_year(*period) == year;
    }
    return false;
}

Frequency period_frequency(Period period) {
    return (Frequency) (period >> FREQ_SHIFT);
}

int frequency_per_year(Frequency frequency) {
    return FREQUENCIES[frequency].per_year;
}

const char *frequency_code(Frequency frequency) {
    return FREQUENCIES[frequency].code;
}

/* Week ordinals count Mondays: `first_monday(y) / 7` is the ordinal of week 1, since
 * every Monday has the same remainder. */
static Date week_thursday(Period period) {
    return date_from_days(ordinal_of(period) * 7 + first_monday(2000) % 7 + 3);
}

int period_year(Period period) {
    Frequency frequency = period_frequency(period);
    int per_year = frequency_per_year(frequency);
    if (per_year) return ordinal_of(period) / per_year;
    if (frequency == FREQ_WEEK) return week_thursday(period).year;
    return date_from_days(ordinal_of(period)).year;
}

int period_index(Period period) {
    Frequency frequency = period_frequency(period);
    int per_year = frequency_per_year(frequency);
    if (per_year) return ordinal_of(period) % per_year + 1;
    if (frequency == FREQ_WEEK)
        return ordinal_of(period) - first_monday(period_year(period)) / 7 + 1;
    return date_from_days(ordinal_of(period)).day;
}

int period_last_month(Period period) {
    Frequency frequency = period_frequency(period);
    int per_year = frequency_per_year(frequency);
    if (per_year) return period_index(period) * (12 / per_year);
    if (frequency == FREQ_WEEK) return week_thursday(period).month;
    return date_from_days(ordinal_of(period)).month;
}

char *period_format(Period period, char *text) {
    Frequency frequency = period_frequency(period);
    int year = period_year(period) % 10000, index = period_index(period) % 1000;
    switch (frequency) {
    case FREQ_YEAR:
        snprintf(text, 16, "%04d", year);
        break;
    case FREQ_HALF:
        snprintf(text, 16, "%04d-S%d", year, index);
        break;
    case FREQ_QUARTER:
        snprintf(text, 16, "%04d-Q%d", year, index);
        break;
    case FREQ_MONTH:
        snprintf(text, 16, "%04d-%02d", year, index);
        break;
    case FREQ_WEEK:
        snprintf(text, 16, "%04d-W%02d", year, index);
        break;
    case FREQ_DAY:
        date_format(date_from_days(ordinal_of(period)), text);
        break;
    case FREQ_NONE:
    case FREQ_COUNT:
        text[0] = '\0';
        break;
    }
    return text;
}

Period period_shift(Period period, int count) {
    return pack(period_frequency(period), ordinal_of(period) + count);
}

double period_start(Period period) {
    Frequency frequency = period_frequency(period);
    int per_year = frequency_per_year(frequency);
    if (per_year) return (double) ordinal_of(period) / per_year;
    int days = frequency == FREQ_WEEK ? ordinal_of(period) * 7 + first_monday(2000) % 7
                                      : ordinal_of(period);
    int year = date_from_days(days).year;
    int start = days_from_date(year, 1, 1);
    return year + (days - start) / (is_leap(year) ? 366.0 : 365.0);
}
