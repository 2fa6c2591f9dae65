/* Days count from 0000-03-01 inside the conversions (Howard Hinnant's civil calendar
 * algorithms, public domain), so a leap day is the last day of its year.  Weeks are ISO
 * 8601: they start on Monday and belong to the year of their Thursday. */
#include "base/calendar.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    FREQ_SHIFT = 24,
    FREQ_MASK = 7,
    START_SHIFT = 27,
    ORDINAL_MASK = (1 << FREQ_SHIFT) - 1
};

static const struct {
    const char *code;
    int per_year;
} FREQUENCIES[FREQ_COUNT] = {
    [FREQ_NONE] = {"", 0},       [FREQ_YEAR] = {"A", 1},    [FREQ_HALF] = {"S", 2},
    [FREQ_TRIMESTER] = {"T", 3}, [FREQ_QUARTER] = {"Q", 4}, [FREQ_MONTH] = {"M", 12},
    [FREQ_WEEK] = {"W", 0},      [FREQ_DAY] = {"D", 0}};

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

bool moment_of_seconds(const char *seconds, char moment[MOMENT_TEXT]) {
    enum { DAY = 24 * 60 * 60, HOUR = 60 * 60, MOST_DIGITS = 12 };
    const size_t digits = strspn(seconds, "0123456789");
    if (!digits || seconds[digits] || digits > MOST_DIGITS) return false;
    const long long number = strtoll(seconds, NULL, 10);
    const Date date = date_from_days((int) (number / DAY) + days_from_date(1970, 1, 1));
    const int rest = (int) (number % DAY);
    if (date.year > 9999) return false;
    snprintf(moment, MOMENT_TEXT, "%04d-%02d-%02dT%02d:%02d:%02dZ", date.year,
             date.month, date.day, rest / HOUR, rest / 60 % 60, rest % 60);
    return true;
}

bool moment_is_good(const char *moment) {
    static const char FORM[] = "0000-00-00T00:00:00Z";
    if (strlen(moment) != sizeof FORM - 1) return false;
    for (int i = 0; FORM[i]; i++)
        if (FORM[i] == '0' ? moment[i] < '0' || moment[i] > '9' : moment[i] != FORM[i])
            return false;
    return true;
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

/* Writes the last `count` digits of `number`; returns the end. */
static char *put_digits(char *text, int number, int count) {
    unsigned left = (unsigned) number;
    for (int i = count - 1; i >= 0; i--, left /= 10)
        text[i] = (char) ('0' + left % 10);
    text[count] = '\0';
    return text + count;
}

/* A character, then digits. */
static char *put_part(char *text, char before, int number, int count) {
    *text = before;
    return put_digits(text + 1, number, count);
}

char *date_format(Date date, char *text) {
    char *end = text;
    *end = '\0';
    if (date.year) end = put_digits(end, date.year, 4);
    if (date.year && date.month) end = put_part(end, '-', date.month, 2);
    if (date.year && date.month && date.day) put_part(end, '-', date.day, 2);
    return text;
}

char *date_string(Arena *arena, Date date) {
    char text[16];
    return arena_string(arena, date_format(date, text));
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

Period period_fiscal_year(int year, int start_month) {
    return pack(FREQ_YEAR, year) | (Period) (start_month - 1) << START_SHIFT;
}

/* ---- reading ---- */

/* The period of `months` months from `month`; 0 when none starts there. */
static Period period_of_months(int year, int month, int months) {
    if (months == 12) return period_fiscal_year(year, month);
    for (int f = FREQ_HALF; f <= FREQ_MONTH; f++) {
        int per_year = frequency_per_year((Frequency) f);
        if (months != 12 / per_year || (month - 1) % months != 0) continue;
        return period_make((Frequency) f, year, (month - 1) / months + 1);
    }
    return 0;
}

static Period period_of_date(Date date) {
    if (date.day)
        return pack(FREQ_DAY, days_from_date(date.year, date.month, date.day));
    return date.month ? period_make(FREQ_MONTH, date.year, date.month)
                      : period_make(FREQ_YEAR, date.year, 1);
}

/* "P1Y", "P3M", "P7D" behind a first day. */
static bool parse_range(Date first, const char *duration, Period *period) {
    int count = 0;
    if (*duration++ != 'P' || !first.month) return false;
    while (*duration >= '0' && *duration <= '9' && count < 1000)
        count = count * 10 + (*duration++ - '0');
    char unit = *duration++;
    if (!unit || *duration || !count) return false;
    bool on_first = first.day <= 1;
    int days = unit == 'W' ? count * 7 : unit == 'D' ? count : 0;
    if (unit == 'Y' && count == 1 && on_first)
        *period = period_fiscal_year(first.year, first.month);
    else if (unit == 'M' && on_first)
        *period = period_of_months(first.year, first.month, count);
    else if (days == 1 && first.day)
        *period = period_of_date(first);
    else if (days == 7 && first.day) {
        int day = days_from_date(first.year, first.month, first.day);
        *period = (day + 2) % 7 == 0 ? pack(FREQ_WEEK, day / 7) : 0;
    } else
        return false;
    return *period != 0;
}

/* "Q3" and its like: a letter and the count in the year. */
static bool parse_index(const char *text, int year, Period *period) {
    static const struct {
        char letter;
        Frequency frequency;
        int digits, last;
    } forms[] = {{'A', FREQ_YEAR, 1, 1},    {'H', FREQ_HALF, 1, 2},
                 {'S', FREQ_HALF, 1, 2},    {'T', FREQ_TRIMESTER, 1, 3},
                 {'Q', FREQ_QUARTER, 1, 4}, {'M', FREQ_MONTH, 2, 12},
                 {'W', FREQ_WEEK, 2, 53},   {'D', FREQ_DAY, 3, 366}};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        int index;
        if (*text != forms[i].letter) continue;
        text++;
        if (!read_digits(&text, forms[i].digits, &index) || *text || index < 1 ||
            index > forms[i].last)
            return false;
        if (forms[i].frequency == FREQ_DAY)
            *period = pack(FREQ_DAY, days_from_date(year, 1, 1) + index - 1);
        else
            *period = period_make(forms[i].frequency, year, index);
        return period_year(*period) == year;
    }
    return false;
}

/* Digits alone: 202510, 20251030, and e-Stat's 2025000103. */
static bool parse_digits(const char *text, size_t length, Period *period) {
    Date date = {0, 0, 0};
    int zeros, last;
    if (!read_digits(&text, 4, &date.year) || !date.year) return false;
    if (length == 10) {
        if (!read_digits(&text, 2, &zeros) || zeros ||
            !read_digits(&text, 2, &date.month) || !read_digits(&text, 2, &last))
            return false;
        if (!date.month && !last)
            *period = period_make(FREQ_YEAR, date.year, 1);
        else if (date.month < 1 || last < date.month || last > 12)
            return false;
        else
            *period = period_of_months(date.year, date.month, last - date.month + 1);
        return *period != 0;
    }
    char dashed[16];
    read_digits(&text, 2, &date.month);
    if (length == 8) read_digits(&text, 2, &date.day);
    if (!date.month || (length == 8 && !date.day)) return false;
    if (!date_parse(date_format(date, dashed), &date)) return false;
    *period = period_of_date(date);
    return true;
}

/* Cuts a time zone off: the length without it. */
static size_t without_zone(const char *text, size_t length) {
    if (length > 5 && text[length - 1] == 'Z') return length - 1;
    if (length > 10 && text[length - 3] == ':' &&
        (text[length - 6] == '+' || text[length - 6] == '-'))
        return length - 6;
    return length;
}

bool period_parse(const char *text, Period *period) {
    enum { LONGEST = 40 };
    char plain[LONGEST + 1];
    Date date;
    if (date_parse(text, &date)) {
        *period = period_of_date(date);
        return true;
    }
    size_t length = strlen(text);
    if (length < 5 || length > LONGEST) return false;
    length = without_zone(text, length);
    memcpy(plain, text, length);
    plain[length] = '\0';
    char *range = strchr(plain, '/'), *time = strchr(plain, 'T');
    if (range) *range++ = '\0';
    if (time && time == plain + 10) *time = '\0'; /* the time of day says nothing */
    if (date_parse(plain, &date)) {
        if (range) return parse_range(date, range, period);
        *period = period_of_date(date);
        return true;
    }
    if (range) return false;
    length = strlen(plain);
    if (strspn(plain, "0123456789") == length)
        return (length == 6 || length == 8 || length == 10) &&
               parse_digits(plain, length, period);
    const char *rest = plain;
    int year;
    if (!read_digits(&rest, 4, &year) || year == 0) return false;
    if (*rest == '-') rest++;
    return parse_index(rest, year, period);
}

Period period_of_reporting(Period reporting, int start_month) {
    Frequency frequency = period_frequency(reporting);
    int per_year = frequency_per_year(frequency);
    if (start_month == 1 || !per_year) return reporting;
    int months = 12 / per_year;
    int first = (period_index(reporting) - 1) * months + start_month - 1;
    return period_of_months(period_year(reporting) + first / 12, first % 12 + 1,
                            months);
}

Frequency period_frequency(Period period) {
    return (Frequency) (period >> FREQ_SHIFT & FREQ_MASK);
}

int period_start_month(Period period) {
    return (period >> START_SHIFT) + 1;
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

int period_end_month(Period period) {
    Frequency frequency = period_frequency(period);
    int per_year = frequency_per_year(frequency);
    if (per_year)
        return (ordinal_of(period) + 1) * (12 / per_year) + period_start_month(period) -
               2;
    Date date = frequency == FREQ_WEEK ? week_thursday(period)
                                       : date_from_days(ordinal_of(period));
    return date.year * 12 + date.month - 1;
}

char *period_format(Period period, char *text) {
    Frequency frequency = period_frequency(period);
    *text = '\0';
    if (frequency == FREQ_NONE) return text;
    if (frequency == FREQ_DAY)
        return date_format(date_from_days(ordinal_of(period)), text);
    char *end = put_digits(text, period_year(period), 4);
    int index = period_index(period), start = period_start_month(period);
    if (frequency == FREQ_MONTH)
        put_part(end, '-', index, 2);
    else if (frequency == FREQ_YEAR && start > 1)
        strcpy(put_part(end, '-', start, 2), "-01/P1Y");
    else if (frequency != FREQ_YEAR) {
        *end++ = '-';
        put_part(end, *frequency_code(frequency), index,
                 frequency == FREQ_WEEK ? 2 : 1);
    }
    return text;
}

Period period_shift(Period period, int count) {
    return (period & ~(Period) ORDINAL_MASK) |
           ((ordinal_of(period) + count) & ORDINAL_MASK);
}

double period_start(Period period) {
    Frequency frequency = period_frequency(period);
    int per_year = frequency_per_year(frequency);
    if (per_year)
        return (double) ordinal_of(period) / per_year +
               (period_start_month(period) - 1) / 12.0;
    int days = frequency == FREQ_WEEK ? ordinal_of(period) * 7 + first_monday(2000) % 7
                                      : ordinal_of(period);
    int year = date_from_days(days).year;
    int start = days_from_date(year, 1, 1);
    return year + (days - start) / (is_leap(year) ? 366.0 : 365.0);
}
