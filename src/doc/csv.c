/* One line a point says which series it is of, so that charts of every kind have the
 * same columns. */
#include "doc/csv.h"

#include <math.h>
#include <string.h>

#include "base/decimal.h"

static void add_field(Text *out, const char *field) {
    if (!strpbrk(field, ",\"\r\n")) {
        text_add(out, field);
        return;
    }
    text_add_char(out, '"');
    for (const char *c = field; *c; c++) {
        if (*c == '"') text_add_char(out, '"');
        text_add_char(out, *c);
    }
    text_add_char(out, '"');
}

static void add_number(Text *out, double number) {
    char text[DECIMAL_TEXT];
    if (isfinite(number)) text_add(out, decimal_plain(number, text));
}

/* A point of time in years as what the data call it: "2025-07", "2025-Q3", "2025". */
static void add_date(Text *out, const Chart *chart, double years) {
    double part = (years - floor(years)) * chart->per_year;
    int index = (int) floor(part + 0.5) + 1;
    if (!chart->dated || chart->per_year < 1 || fabs(part - (index - 1)) > 0.01)
        add_number(out, years);
    else if (chart->per_year == 1)
        text_print(out, "%.0f", floor(years));
    else if (chart->per_year == 4)
        text_print(out, "%.0f-Q%d", floor(years), index);
    else if (chart->per_year == 12)
        text_print(out, "%.0f-%02d", floor(years), index);
    else
        add_number(out, years);
}

static void add_point(Text *out, const Chart *chart, const char *series,
                      const ChartPoint *point) {
    add_field(out, series);
    text_add_char(out, ',');
    if (point->name)
        add_field(out, point->name);
    else
        add_date(out, chart, point->x);
    text_add_char(out, ',');
    if (point->to) add_field(out, point->to);
    text_add_char(out, ',');
    add_number(out, point->y);
    text_add_char(out, ',');
    if (point->has_range) add_number(out, point->low);
    text_add_char(out, ',');
    if (point->has_range) add_number(out, point->high);
    text_add_char(out, ',');
    if (point->size != 0) add_number(out, point->size);
    text_add(out, point->forecast      ? ",forecast\r\n"
                  : point->provisional ? ",provisional\r\n"
                                       : ",\r\n");
}

void chart_csv(const Chart *chart, Text *out) {
    text_add(out, "series,at,to,value,low,high,size,status\r\n");
    for (int s = 0; s < chart->series_count; s++) {
        const ChartSeries *series = &chart->series[s];
        for (int p = 0; p < series->point_count; p++)
            add_point(out, chart, series->label ? series->label : "",
                      &series->points[p]);
    }
}
