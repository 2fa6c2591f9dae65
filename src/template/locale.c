/* Numbers, dates, lists and words by what each language says of them. */
#include "template/locales.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

#include "base/decimal.h"
#include "base/words.h"

#define MINUS "\xE2\x88\x92"
#define LRM   "\xE2\x80\x8E" /* what follows runs rightwards */

const Locale *locale_find(const char *lang) {
    size_t length = strcspn(lang, "-_");
    for (int i = 0; LOCALES[i]; i++)
        if (strlen(LOCALES[i]->lang) == length &&
            strncmp(lang, LOCALES[i]->lang, length) == 0)
            return LOCALES[i];
    return NULL;
}

const char *locale_languages(Arena *arena) {
    Text list = {.arena = arena};
    for (int i = 0; LOCALES[i]; i++)
        text_print(&list, "%s%s", i ? ", " : "", LOCALES[i]->lang);
    return text_string(&list);
}

bool locale_is_unspaced(const Locale *locale) {
    return locale->unspaced;
}

const char *locale_decimal(const Locale *locale) {
    return locale->decimal;
}

const char *locale_group(const Locale *locale) {
    return locale->group;
}

const char *locale_status(const Locale *locale, char status) {
    const char *found = status ? strchr(MARKED_STATUSES, status) : NULL;
    return found ? locale->words[WORD_PROVISIONAL + (found - MARKED_STATUSES)] : NULL;
}

const char *locale_chart(const Locale *locale, ChartKind kind) {
    return locale->charts[kind];
}

const char *const *locale_months(const Locale *locale) {
    return locale->short_months[0] ? locale->short_months : NULL;
}

const Typography *locale_typography(const Locale *locale) {
    return locale->typography.open ? &locale->typography : NULL;
}

/* True when `text` begins with `word` and no letter follows. */
static bool begins_with_word(const char *text, const char *word) {
    size_t length = word ? strlen(word) : 0;
    char next = length && strncmp(text, word, length) == 0 ? text[length] : 'x';
    return !(next & 0x80) && !isalpha((unsigned char) next);
}

bool locale_begins_with_month(const Locale *locale, const char *text) {
    const char *of = locale->month_gap + 1; /* "de " of the Spanish "5 de marzo" */
    if (strncmp(text, of, strlen(of)) == 0) text += strlen(of);
    for (int i = 0; i < 12; i++)
        if (begins_with_word(text, locale->months[i]) ||
            begins_with_word(text, locale->short_months[i]))
            return true;
    return false;
}

bool locale_begins_with_unit(const Locale *locale, const char *text) {
    static const char *const units[] = {
        "km",  "m",  "cm",  "mm",  "kg",  "t",   "g",   "l",   "h",   "min",
        "s",   "°C", "kWh", "MWh", "GWh", "TWh", "MW",  "GW",  "bn",  "tn",
        "km²", "m²", "ha",  "USD", "EUR", "JPY", "GBP", "CNY", "TEU", "CO₂"};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (begins_with_word(text, units[i])) return true;
    for (int i = 0; i < SCALE_COUNT; i++)
        if (begins_with_word(text, locale->scales[i]) ||
            begins_with_word(text, locale->short_scales[i]))
            return true;
    return strncmp(text, "€", 3) == 0 || strncmp(text, "£", 2) == 0 || *text == '$';
}

const char *locale_word(const Locale *locale, Word word) {
    return locale->words[word];
}

void locale_phrase(const Locale *locale, Word word, const char *const *texts,
                   Text *out) {
    const char *format = locale->words[word], *slot;
    while ((slot = strstr(format, "%s"))) {
        text_add_bytes(out, format, (size_t) (slot - format));
        text_add(out, *texts++);
        format = slot + 2;
    }
    text_add(out, format);
}

/* ---- numbers ---- */

/* `plain` is decimal_format()'s text without sign. */
static void add_grouped(const Locale *locale, const char *plain, Text *out) {
    size_t whole = strcspn(plain, ".");
    for (size_t i = 0; i < whole; i++) {
        if (i && (whole - i) % 3 == 0) text_add(out, locale->group);
        text_add_char(out, plain[i]);
    }
    if (plain[whole]) {
        text_add(out, locale->decimal);
        text_add(out, plain + whole + 1);
    }
}

/* The name of the unit whose code is the `length` first bytes of `code`, which stands
 * for itself when the locale has no name. */
static void add_unit(const Locale *locale, const char *code, size_t length,
                     bool is_singular, Text *out) {
    for (int i = 0; i < MOST_UNITS && locale->units[i].code; i++) {
        if (strlen(locale->units[i].code) != length ||
            strncmp(locale->units[i].code, code, length) != 0)
            continue;
        text_add(out, is_singular ? locale->units[i].singular : locale->units[i].name);
        return;
    }
    text_add_bytes(out, code, length);
}

/* A currency, or a thing counted, which always follows its number. */
static bool is_currency(const char *unit, size_t length) {
    return length == 3 && strspn(unit, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") >= 3;
}

/* Brings a scale of thousands to one of myriads: billions become tens of 億. */
static int myriad_scale(int scale, int *shift) {
    int myriads = scale / 4 * 4;
    *shift = scale - myriads;
    return myriads;
}

/* Numbers without a unit to name. */
static bool is_pure_number(const char *unit) {
    static const char *const pure[] = {"ratio", "index",  "rank",
                                       "rung",  "status", NULL};
    return word_index(unit, pure) >= 0;
}

void locale_number(const Locale *locale, double number, Unit unit, NumberFormat format,
                   Text *out) {
    char plain[DECIMAL_TEXT];
    bool is_percent = strcmp(unit.unit, "percent") == 0;
    bool is_pure = is_percent || is_pure_number(unit.unit);
    int scale = format.scale, places = format.places, shift = 0;
    /* Without its word the scale stays the one asked for: the text around names it. */
    if (locale->myriads && !is_pure && format.with_unit) {
        scale = myriad_scale(scale, &shift);
        places = places > shift ? places - shift : 0;
    }
    double scaled = number * pow(10, unit.multiplier - scale);
    const char *text = decimal_format(scaled, places, plain);
    bool negative = *text == '-';
    if (negative) text++;
    bool words = format.with_unit && !is_pure;
    size_t length =
        strcspn(unit.unit, "/"); /* of what is counted: "JPY" of "JPY/cars" */
    const char *per = unit.unit[length] ? unit.unit + length + 1 : NULL;
    bool before = words && locale->unit_first && is_currency(unit.unit, length);
    if (negative && !format.absolute)
        text_add(out, locale->leftwards ? LRM MINUS : MINUS);
    else if (!negative && format.with_sign && strpbrk(text, "123456789"))
        text_add(out, locale->leftwards ? LRM "+" : "+");
    if (before) {
        add_unit(locale, unit.unit, length, false, out);
        text_add(out, locale->gap);
    }
    add_grouped(locale, text, out);
    int step = locale->myriads ? scale / 4 : scale / 3;
    if (words && step > 0 && step <= SCALE_COUNT)
        text_print(out, "%s%s", locale->gap,
                   format.short_unit ? locale->short_scales[step - 1]
                                     : locale->scales[step - 1]);
    if (words && !before) {
        text_add(out, locale->gap);
        add_unit(locale, unit.unit, length, false, out);
    }
    if (words && per) {
        text_add(out, locale->per);
        add_unit(locale, per, strlen(per), true, out);
    }
    if (is_percent && format.with_unit) text_add(out, locale->percent);
}

void locale_no_number(const Locale *locale, ValueState state, Text *out) {
    switch (state) {
    case VALUE_NUMBER:
        break;
    case VALUE_NOT_DEFINED:
        text_add(out, locale->not_defined);
        break;
    case VALUE_NOT_AVAILABLE:
        text_add(out, locale->not_available);
        break;
    case VALUE_SUPPRESSED:
        text_add(out, locale->suppressed);
        break;
    }
}

void locale_value(const Locale *locale, Value value, Unit unit, NumberFormat format,
                  Text *out) {
    if (value.state == VALUE_NUMBER)
        locale_number(locale, value.number, unit, format, out);
    else
        locale_no_number(locale, value.state, out);
}

/* ---- dates ---- */

static void add_month(const Locale *locale, int month, bool is_short, Text *out) {
    text_add(out,
             is_short ? locale->short_months[month - 1] : locale->months[month - 1]);
}

void locale_date(const Locale *locale, Date date, DateStyle style, Text *out) {
    bool day = date.day && style <= DATE_SHORT,
         month = date.month && style != DATE_YEAR;
    if (locale->slashes && month && style == DATE_SHORT) {
        text_print(out, "%d/%d", date.year, date.month);
        if (day) text_print(out, "/%d", date.day);
        return;
    }
    if (locale->year_mark) {
        text_print(out, "%d%s", date.year, locale->year_mark);
        if (month) text_print(out, "%d%s", date.month, locale->month_mark);
        if (day) text_print(out, "%d%s", date.day, locale->day_mark);
        return;
    }
    if (day && date.day == 1 && locale->first_day)
        text_print(out, "%s" NBSP, locale->first_day);
    else if (day)
        text_print(out, "%d%s" NBSP, date.day, locale->day_mark);
    if (month) {
        if (day && locale->of_month) text_add(out, locale->of_month);
        add_month(locale, date.month, style == DATE_SHORT, out);
        text_add(out, locale->month_gap);
    }
    text_print(out, "%d", date.year);
}

/* `format` with its %d replaced by `index`, then by `year` when it has a second. */
static void add_part(const char *format, int index, int year, Text *out) {
    for (int number = index; *format; number = year) {
        const char *slot = strstr(format, "%d");
        if (!slot) break;
        text_add_bytes(out, format, (size_t) (slot - format));
        text_print(out, "%d", number);
        format = slot + 2;
    }
    text_add(out, format);
}

void locale_period(const Locale *locale, Period period, bool is_short, Text *out) {
    int year = period_year(period), index = period_index(period);
    Frequency frequency = period_frequency(period);
    char text[PERIOD_TEXT];
    Date date;
    switch (frequency) {
    case FREQ_YEAR:
        if (period_start_month(period) > 1)
            add_part(locale->fiscal, year, (year + 1) % 100, out);
        else
            text_print(out, "%d%s", year, locale->year_mark ? locale->year_mark : "");
        break;
    case FREQ_HALF:
    case FREQ_TRIMESTER:
    case FREQ_QUARTER:
        if (locale->year_mark) text_print(out, "%d%s", year, locale->year_mark);
        if (frequency == FREQ_HALF && locale->halves[0]) {
            text_add(out, locale->halves[index == 2]);
            break;
        }
        add_part(frequency == FREQ_HALF        ? locale->half
                 : frequency == FREQ_TRIMESTER ? locale->trimester
                                               : locale->quarter,
                 index, year, out);
        break;
    case FREQ_MONTH:
    case FREQ_DAY:
        period_format(period, text);
        if (date_parse(text, &date))
            locale_date(locale, date, is_short ? DATE_SHORT : DATE_LONG, out);
        break;
    case FREQ_WEEK:
        text_add(out, period_format(period, text));
        break;
    case FREQ_NONE:
    case FREQ_COUNT:
        break;
    }
}

void locale_list(const Locale *locale, const char *const *items, int count, Text *out) {
    for (int i = 0; i < count; i++) {
        if (i) text_add(out, i + 1 == count ? locale->list_and : locale->list_comma);
        text_add(out, items[i]);
    }
}
