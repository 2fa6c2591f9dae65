/* One table row a language.  A language is added here and nowhere else. */
#include "template/locale.h"

#include <math.h>
#include <string.h>

#include "base/decimal.h"

#define NBSP  "\xC2\xA0"
#define NNBSP "\xE2\x80\xAF"
#define MINUS "\xE2\x88\x92"

enum { CHART_NAMES = 20, SCALE_COUNT = 4 }; /* thousand, million, billion, trillion */

struct Locale {
    const char *lang;
    const char *decimal, *group;
    const char *percent; /* what stands between a figure and its percent sign, and it */
    bool unit_first;     /* "USD 68.3 billion" rather than "68.3 billion USD" */
    bool myriads;        /* scales of 10^4: 万, 億, 兆 */
    const char *scales[SCALE_COUNT], *short_scales[SCALE_COUNT];
    const char *gap; /* between figure, scale and unit */
    const char *months[12], *short_months[12];
    const char *day_mark;                   /* "20." in German */
    const char *quarter, *half, *trimester; /* formats of index and year */
    const char *fiscal; /* of its year and the next one's two digits */
    const char *list_comma, *list_and;
    const char *not_available, *not_defined, *suppressed;
    const char *words[WORD_COUNT];
    const char *charts[CHART_NAMES]; /* in the order of CHART_WORDS */
    const char *per;                 /* between currency and thing in a unit value */
    struct {
        const char *code, *name, *singular;
    } units[8];
};

static const Locale LOCALES[] = {
    {.lang = "en",
     .decimal = ".",
     .group = ",",
     .percent = "%",
     .unit_first = true,
     .scales = {"thousand", "million", "billion", "trillion"},
     .short_scales = {"k", "m", "bn", "tn"},
     .gap = NBSP,
     .months = {"January", "February", "March", "April", "May", "June", "July",
                "August", "September", "October", "November", "December"},
     .short_months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep",
                      "Oct", "Nov", "Dec"},
     .day_mark = "",
     .quarter = "Q%d" NBSP "%d",
     .half = "H%d" NBSP "%d",
     .trimester = "T%d" NBSP "%d",
     .fiscal = "FY" NBSP "%d/%d",
     .list_comma = ", ",
     .list_and = " and ",
     .not_available = "n.a.",
     .not_defined = "z",
     .suppressed = "c",
     .words = {"low confidence",
               "continued",
               "No data",
               "from %s in %s to %s in %s",
               "highest %s in %s",
               "lowest %s in %s",
               "Table" NBSP "%s",
               "Figure" NBSP "%s",
               "Section" NBSP "%s",
               ". ",
               "%s on page" NBSP "%s",
               "page" NBSP "%s",
               "and %s more",
               "%s to %s",
               "%s from %s to %s",
               "Marked: %s",
               "Shares are rounded so that they add up to 100.",
               "Data: %s",
               "Period",
               "Name",
               "Value",
               "From",
               "To",
               "Q%d",
               "%d/%d"},
     .charts = {"Line chart",    "Area chart",   "Scatter plot",   "Bubble chart",
                "Histogram",     "Timeline",     "Column chart",   "Waterfall chart",
                "Bar chart",     "Dot chart",    "Lollipop chart", "Range chart",
                "Tornado chart", "Bullet chart", "Ranked bars",    "Sparklines",
                "Slope chart",   "Heat map",     "Tile-grid map",  "Flow diagram"},
     .per = " per ",
     .units = {{"cars", "cars", "car"},
               {"points", "percentage points", "percentage point"}}},
    {.lang = "de",
     .decimal = ",",
     .group = ".",
     .percent = NNBSP "%",
     .unit_first = false,
     .scales = {"Tausend", "Millionen", "Milliarden", "Billionen"},
     .short_scales = {"Tsd.", "Mio.", "Mrd.", "Bio."},
     .gap = NBSP,
     .months = {"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August",
                "September", "Oktober", "November", "Dezember"},
     .short_months = {"Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.",
                      "Sept.", "Okt.", "Nov.", "Dez."},
     .day_mark = ".",
     .quarter = "%d. Quartal" NBSP "%d",
     .half = "%d. Halbjahr" NBSP "%d",
     .trimester = "%d. Tertial" NBSP "%d",
     .fiscal = "Geschäftsjahr" NBSP "%d/%d",
     .list_comma = ", ",
     .list_and = " und ",
     .not_available = "k. A.",
     .not_defined = "x",
     .suppressed = "c",
     .words = {"geringe Verlässlichkeit",
               "Fortsetzung",
               "Keine Daten",
               "von %s (%s) bis %s (%s)",
               "höchster Wert %s (%s)",
               "niedrigster Wert %s (%s)",
               "Tabelle" NBSP "%s",
               "Abbildung" NBSP "%s",
               "Abschnitt" NBSP "%s",
               ": ",
               "%s auf Seite" NBSP "%s",
               "Seite" NBSP "%s",
               "und %s weitere",
               "%s bis %s",
               "%s von %s nach %s",
               "Markiert: %s",
               "Anteile sind so gerundet, dass sie 100 ergeben.",
               "Daten: %s",
               "Zeitraum",
               "Name",
               "Wert",
               "Von",
               "Bis",
               "Q%d",
               "%d/%d"},
     .charts = {"Liniendiagramm",  "Flächendiagramm",    "Streudiagramm",
                "Blasendiagramm",  "Histogramm",         "Zeitstrahl",
                "Säulendiagramm",  "Wasserfalldiagramm", "Balkendiagramm",
                "Punktdiagramm",   "Lollipop-Diagramm",  "Spannendiagramm",
                "Tornadodiagramm", "Bullet-Diagramm",    "Rangliste",
                "Sparklines",      "Steigungsdiagramm",  "Heatmap",
                "Kachelkarte",     "Flussdiagramm"},
     .per = " je ",
     .units = {{"cars", "Pkw", "Pkw"}, {"points", "Prozentpunkte", "Prozentpunkt"}}},
    {.lang = "ja",
     .decimal = ".",
     .group = ",",
     .percent = "%",
     .unit_first = false,
     .myriads = true,
     .scales = {"万", "億", "兆", "京"},
     .short_scales = {"万", "億", "兆", "京"},
     .gap = "",
     .day_mark = "",
     .quarter = "第%d四半期",
     .half = "第%d半期",
     .trimester = "第%d期",
     .fiscal = "%d年度",
     .list_comma = "、",
     .list_and = "、",
     .not_available = "…",
     .not_defined = "－",
     .suppressed = "X",
     .words = {"信頼度低",
               "続き",
               "データなし",
               "%s(%s)から%s(%s)",
               "最高%s(%s)",
               "最低%s(%s)",
               "表%s",
               "図%s",
               "第%s節",
               "　",
               "%s（%sページ）",
               "%sページ",
               "ほか%s件",
               "%sから%s",
               "%s、%sから%s",
               "注記:%s",
               "構成比は合計が100になるよう端数を調整した。",
               "データ:%s",
               "期間",
               "項目",
               "値",
               "下限",
               "上限",
               "Q%d",
               "%d/%d"},
     .charts = {"折れ線グラフ",
                "面グラフ",
                "散布図",
                "バブルチャート",
                "ヒストグラム",
                "年表",
                "縦棒グラフ",
                "ウォーターフォール図",
                "棒グラフ",
                "ドットプロット",
                "ロリポップチャート",
                "範囲図",
                "トルネード図",
                "ブレットグラフ",
                "順位表",
                "スパークライン",
                "スロープグラフ",
                "ヒートマップ",
                "タイル地図",
                "サンキー図"},
     .per = "/",
     .units = {{"USD", "ドル", "ドル"},
               {"JPY", "円", "円"},
               {"cars", "台", "台"},
               {"points", "ポイント", "ポイント"}}},
};

enum { LOCALE_COUNT = sizeof LOCALES / sizeof *LOCALES };

const Locale *locale_find(const char *lang) {
    size_t length = strcspn(lang, "-_");
    for (int i = 0; i < LOCALE_COUNT; i++)
        if (strlen(LOCALES[i].lang) == length &&
            strncmp(lang, LOCALES[i].lang, length) == 0)
            return &LOCALES[i];
    return NULL;
}

const char *const *locale_languages(void) {
    static const char *const languages[] = {"en", "de", "ja", NULL};
    return languages;
}

const char *locale_decimal(const Locale *locale) {
    return locale->decimal;
}

const char *locale_group(const Locale *locale) {
    return locale->group;
}

const char *locale_chart(const Locale *locale, int index) {
    return locale->charts[index];
}

const char *const *locale_months(const Locale *locale) {
    return locale->short_months[0] ? locale->short_months : NULL;
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
    for (int i = 0; i < 8 && locale->units[i].code; i++) {
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
    int i = 0;
    while (pure[i] && strcmp(pure[i], unit) != 0)
        i++;
    return pure[i] != NULL;
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
        text_add(out, MINUS);
    else if (!negative && format.with_sign && strpbrk(text, "123456789"))
        text_add(out, "+");
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

/* ---- dates ---- */

static void add_month(const Locale *locale, int month, bool is_short, Text *out) {
    text_add(out,
             is_short ? locale->short_months[month - 1] : locale->months[month - 1]);
}

void locale_date(const Locale *locale, Date date, DateStyle style, Text *out) {
    bool day = date.day && style <= DATE_SHORT,
         month = date.month && style != DATE_YEAR;
    if (locale->myriads) {
        text_print(out, "%d年", date.year);
        if (month) text_print(out, "%d月", date.month);
        if (day) text_print(out, "%d日", date.day);
        return;
    }
    if (day) text_print(out, "%d%s" NBSP, date.day, locale->day_mark);
    if (month) {
        add_month(locale, date.month, style == DATE_SHORT, out);
        text_add_char(out, ' ');
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
            text_print(out, locale->myriads ? "%d年" : "%d", year);
        break;
    case FREQ_HALF:
    case FREQ_TRIMESTER:
    case FREQ_QUARTER:
        if (locale->myriads) text_print(out, "%d年", year);
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
