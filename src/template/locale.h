/* Numbers, dates and lists as readers of a language expect them. */
#ifndef TEMPLATE_LOCALE_H
#define TEMPLATE_LOCALE_H

#include "base/calendar.h"
#include "base/text.h"
#include "analysis/analysis.h"
#include "doc/doc.h"

typedef struct Locale Locale;

/* The locale of a BCP 47 tag by its language; NULL when there is none. */
const Locale *locale_find(const char *lang);

/* The languages that have one: "en, de, fr". */
const char *locale_languages(Arena *arena);

/* True where words have no space between them, as in Japanese. */
bool locale_is_unspaced(const Locale *locale);

/* What stands before decimals, and between thousands. */
const char *locale_decimal(const Locale *locale);
const char *locale_group(const Locale *locale);

/* How a number is to be printed. */
typedef struct {
    int places;      /* decimals */
    int scale;       /* power of ten to print in: 9 for billions */
    bool absolute;   /* without its sign */
    bool with_sign;  /* with + or − */
    bool with_unit;  /* "USD 68.3 billion" */
    bool short_unit; /* "USD 68.3 bn" */
    bool unmarked;   /* no word about low confidence */
} NumberFormat;

/* Adds `number`, which counts 10^unit.multiplier units.  The minus is U+2212; unit and
 * figure are joined by a no-break space. */
void locale_number(const Locale *locale, double number, Unit unit, NumberFormat format,
                   Text *out);

/* Adds the symbol for a value that is no number. */
void locale_no_number(const Locale *locale, ValueState state, Text *out);

/* Adds the value's number, or the symbol where it has none. */
void locale_value(const Locale *locale, Value value, Unit unit, NumberFormat format,
                  Text *out);

typedef enum { DATE_LONG, DATE_SHORT, DATE_MONTH, DATE_YEAR } DateStyle;

/* "20 June 2026", "20 Jun 2026", "June 2026", "2026"; parts the date lacks are left
 * out. */
void locale_date(const Locale *locale, Date date, DateStyle style, Text *out);

/* "2026", "Q1 2026", "April 2026", or "Apr 2026" when short. */
void locale_period(const Locale *locale, Period period, bool is_short, Text *out);

/* Adds "a, b and c". */
void locale_list(const Locale *locale, const char *const *items, int count, Text *out);

/* How text is printed that was typed plainly. */
typedef struct {
    const char *open, *close, *inner_open, *inner_close; /* quotes */
    const char *percent_gap;    /* in front of a percent sign typed with a space */
    const char *stop_gap;       /* in front of ; ! ?, NULL for none */
    const char *colon_gap;      /* likewise */
    const char *before_figures; /* words that a figure following clings to */
    const char *before_names;   /* and that whatever follows does */
} Typography;

/* NULL where text stays as it was typed. */
const Typography *locale_typography(const Locale *locale);

/* Whether the text begins with a month's name, or with a unit or the word of a scale,
 * as a whole word. */
bool locale_begins_with_month(const Locale *locale, const char *text);
bool locale_begins_with_unit(const Locale *locale, const char *text);

/* Words that no template has a place for. */
typedef enum {
    WORD_LOW_CONFIDENCE,
    WORD_CONTINUED,
    WORD_NO_DATA,
    WORD_FROM_TO, /* "from %s in %s to %s in %s" */
    WORD_HIGHEST, /* "highest %s in %s" */
    WORD_LOWEST,
    WORD_TABLE, /* "Table %s", of its number; the next two likewise */
    WORD_FIGURE,
    WORD_SECTION,
    WORD_CAPTION,        /* what stands between number and words of a caption */
    WORD_ON_PAGE,        /* "%s on page %s" */
    WORD_PAGE_ONLY,      /* "page %s" */
    WORD_MORE,           /* "and %s more" */
    WORD_BETWEEN,        /* "%s to %s" */
    WORD_FLOW,           /* "%s from %s to %s" */
    WORD_MARKED,         /* "Marked: %s" */
    WORD_SHARES_ROUNDED, /* a sentence */
    WORD_DATA_OF,        /* "Data: %s" */
    WORD_PERIOD,         /* heads of columns */
    WORD_NAME,
    WORD_VALUE,
    WORD_LEAST,
    WORD_MOST,
    WORD_QUARTER, /* "Q%d" */
    WORD_FISCAL,  /* "%d/%02d" */
    WORD_CITED,   /* "Cited on p. %s." */
    WORD_FIGURES, /* heads of columns */
    WORD_AS_PRINTED,
    WORD_COMPUTED_FROM,
    WORD_PAGES,
    WORD_FILE,
    WORD_WHERE_FROM,   /* "Where this figure comes from" */
    WORD_VINTAGE,      /* "vintage %s" */
    WORD_MADE,         /* "As of %s. Made with %s." */
    WORD_NOTE,         /* before a footnote's number, with the space between */
    WORD_LAST_EDITION, /* heads of columns */
    WORD_THIS_EDITION,
    WORD_CHANGE,
    WORD_WHY,
    WORD_NEW_VINTAGE, /* reasons, in the order of Reason */
    WORD_OTHER_SOURCE,
    WORD_OTHER_INPUTS,
    WORD_OTHER_METHOD,
    WORD_UNANNOUNCED,
    WORD_COMPARED,      /* "Compared with the edition of %s." */
    WORD_UNCHANGED,     /* "Nothing has changed since the edition of %s." */
    WORD_FIRST_EDITION, /* a sentence */
    WORD_SMALLER,       /* "Revisions too small to be listed: %s." */
    WORD_NEW_RESULT,
    WORD_NEW, /* of a figure; and of one that is no more */
    WORD_WITHDRAWN,
    WORD_NEW_STATEMENTS, /* in the order of ChangeKind, as the next two */
    WORD_CHANGED_STATEMENTS,
    WORD_WITHDRAWN_STATEMENTS,
    WORD_CARRIED_FORWARD, /* before a table's sums at a page's end */
    WORD_BROUGHT_FORWARD, /* and at the top of the next */
    WORD_NOT_DEFINED,     /* in the order of ValueState, as the next two */
    WORD_NOT_AVAILABLE,
    WORD_CONFIDENTIAL,
    WORD_PROVISIONAL, /* in the order of MARKED_STATUSES, as the next seven */
    WORD_ESTIMATED,
    WORD_FORECAST,
    WORD_BREAK,
    WORD_OTHER_DEFINITION,
    WORD_IMPUTED,
    WORD_LOW_RELIABILITY,
    WORD_NOT_SIGNIFICANT,
    WORD_BRACKETED, /* what stands in brackets, with the space before */
    WORD_AREA,      /* heads of columns */
    WORD_MARK,
    WORD_COUNT
} Word;
const char *locale_word(const Locale *locale, Word word);

/* Adds a word that has slots, with a text for each. */
void locale_phrase(const Locale *locale, Word word, const char *const *texts,
                   Text *out);

/* The SDMX statuses that figures are marked with; others say nothing to a reader. */
#define MARKED_STATUSES "PEFBDIUN"

/* What such a status means: "provisional"; NULL of any other. */
const char *locale_status(const Locale *locale, char status);

/* What a chart is called: "Line chart". */
const char *locale_chart(const Locale *locale, ChartKind kind);

/* Twelve short names; NULL where months are numbered. */
const char *const *locale_months(const Locale *locale);

#endif
