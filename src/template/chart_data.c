/* The data of the charts so far as tables, for readers who do not see the charts and
 * for those who want the figures. */
#include <math.h>
#include <string.h>

#include "base/map.h"
#include "template/charts.h"

enum {
    MOST_ROWS = 2000 /* of one chart: more are data to compute with, not to read */
};

/* One row: what the points of the series at one name or date say. */
typedef struct DataRow {
    const ChartPoint **points; /* by series, NULL where one has none */
    const ChartPoint *first;
    struct DataRow *next;
} DataRow;

typedef struct {
    Composer *composer;
    const Chart *chart;
    Table *table;
    int cell_capacity;
    bool ranged, headed; /* low and high; a second name in `to` */
    int places;
} DataTable;

/* Up to two decimals more than in words, so that the least value has a figure. */
static int data_places(const Chart *chart) {
    double least = INFINITY;
    for (int s = 0; s < chart->series_count; s++)
        for (int p = 0; p < chart->series[s].point_count; p++) {
            double size = fabs(chart->series[s].points[p].y);
            if (size > 0) least = fmin(least, size);
        }
    int places = isfinite(least) ? -(int) floor(log10(least)) : 0;
    return places < chart->places       ? chart->places
           : places > chart->places + 2 ? chart->places + 2
                                        : places;
}

static DataRow *find_rows(DataTable *data, int *count) {
    const Chart *chart = data->chart;
    Arena *arena = data->composer->arena;
    Map *map = map_new(arena);
    DataRow *first = NULL, **last = &first;
    *count = 0;
    for (int s = 0; s < chart->series_count; s++)
        for (int p = 0; p < chart->series[s].point_count; p++) {
            const ChartPoint *point = &chart->series[s].points[p];
            const char *key =
                arena_print(arena, "%s\x01%s\x01%.9g", point->name ? point->name : "",
                            point->to ? point->to : "", point->name ? 0 : point->x);
            DataRow *row = map_get(map, key);
            data->ranged = data->ranged || point->has_range;
            data->headed = data->headed || point->to;
            if (row && row->points[s]) row = NULL; /* two of one name: two rows */
            if (!row) {
                row = *last = arena_alloc(arena, sizeof *row);
                last = &row->next;
                row->first = point;
                row->points = arena_array(arena, chart->series_count, sizeof(void *));
                map_put(map, key, row);
                ++*count;
            }
            row->points[s] = point;
        }
    return first;
}

/* ---- the table ---- */

static void add_column(DataTable *data, ColumnKind kind, Align align) {
    Table *table = data->table;
    Column *columns =
        arena_array(data->composer->arena, table->column_count + 1, sizeof *columns);
    if (table->column_count)
        memcpy(columns, table->columns, (size_t) table->column_count * sizeof *columns);
    columns[table->column_count++] = (Column){.kind = kind, .width = 1, .align = align};
    table->columns = columns;
}

static void add_cell(DataTable *data, Row *row, const char *text, const char *figure) {
    Composer *composer = data->composer;
    Cell cell = {.line = row->origin.line, .column_span = 1, .row_span = 1};
    if (text && *text) {
        cell.text = text;
        cell.figure = figure;
    }
    row->cells = arena_grow(composer->arena, row->cells, row->cell_count,
                            &data->cell_capacity, sizeof cell);
    row->cells[row->cell_count++] = cell;
}

static void add_row(DataTable *data, const Row *row) {
    Table *table = data->table;
    table->rows = arena_grow(data->composer->arena, table->rows, table->row_count,
                             &table->row_capacity, sizeof *row);
    table->rows[table->row_count++] = *row;
    data->cell_capacity = 0;
}

static void add_head(DataTable *data, Origin origin, bool named) {
    const Locale *locale = data->composer->locale;
    const Chart *chart = data->chart;
    Row head = {.kind = ROW_HEAD, .origin = origin};
    add_cell(data, &head, locale_word(locale, named ? WORD_NAME : WORD_PERIOD), NULL);
    if (data->headed) add_cell(data, &head, "", NULL);
    for (int s = 0; s < chart->series_count; s++) {
        const char *label = chart->series[s].label;
        add_cell(data, &head, label ? label : locale_word(locale, WORD_VALUE), NULL);
        if (!data->ranged) continue;
        add_cell(data, &head, locale_word(locale, WORD_LEAST), NULL);
        add_cell(data, &head, locale_word(locale, WORD_MOST), NULL);
    }
    add_row(data, &head);
}

static void add_value(DataTable *data, Row *row, double value, const char *figure) {
    const Composer *composer = data->composer;
    Text none = {.arena = composer->arena};
    if (isfinite(value)) {
        add_cell(data, row, chart_number(composer, data->places, value), figure);
        return;
    }
    locale_no_number(composer->locale, VALUE_NOT_AVAILABLE, &none);
    add_cell(data, row, text_string(&none), NULL);
}

static void add_body(DataTable *data, Origin origin, const DataRow *line) {
    const Chart *chart = data->chart;
    Row row = {.kind = ROW_BODY, .origin = origin};
    add_cell(data, &row, chart_point_name(data->composer, chart, line->first), NULL);
    if (data->headed)
        add_cell(data, &row, line->first->to ? line->first->to : "", NULL);
    for (int s = 0; s < chart->series_count; s++) {
        const ChartPoint *point = line->points[s];
        if (!point)
            add_cell(data, &row, "", NULL);
        else
            add_value(data, &row, point->y, point->figure);
        if (!data->ranged) continue;
        bool has = point && point->has_range;
        add_value(data, &row, has ? point->low : NAN, NULL);
        add_value(data, &row, has ? point->high : NAN, NULL);
    }
    add_row(data, &row);
}

/* ---- months and quarters ---- */

/* A table of years by months or quarters, which is a tenth as long. */
static bool is_calendar(const Chart *chart) {
    if (!chart->dated || (chart->per_year != 12 && chart->per_year != 4)) return false;
    for (int s = 0; s < chart->series_count; s++)
        for (int p = 0; p < chart->series[s].point_count; p++) {
            const ChartPoint *point = &chart->series[s].points[p];
            if (point->name || point->has_range || !isfinite(point->x)) return false;
        }
    return true;
}

static void add_calendar_head(DataTable *data, Origin origin) {
    Composer *composer = data->composer;
    const Chart *chart = data->chart;
    Row head = {.kind = ROW_HEAD, .origin = origin};
    add_cell(data, &head, locale_word(composer->locale, WORD_PERIOD), NULL);
    for (int part = 0; part < chart->per_year; part++) {
        const char *name =
            arena_print(composer->arena, chart->per_year == 4 ? "Q%d" : "%d", part + 1);
        if (chart->per_year == 12 && chart->months) name = chart->months[part];
        add_cell(data, &head, name, NULL);
    }
    add_row(data, &head);
}

/* The years of one series; its name stands in a row of its own. */
static void add_years(DataTable *data, const ChartSeries *series, Origin origin) {
    const int parts = data->chart->per_year;
    if (series->label && data->chart->series_count > 1) {
        Row name = {.kind = ROW_GROUP, .origin = origin};
        add_cell(data, &name, series->label, NULL);
        name.cells[0].column_span = (unsigned char) (parts + 1);
        add_row(data, &name);
    }
    for (int p = 0; p < series->point_count;) {
        int year = (int) floor(series->points[p].x + 1e-6);
        Row row = {.kind = ROW_BODY, .origin = origin};
        add_cell(data, &row, arena_print(data->composer->arena, "%d", year), NULL);
        for (int part = 0; part < parts; part++) {
            const ChartPoint *point =
                p < series->point_count ? &series->points[p] : NULL;
            double wanted = year + (double) part / parts;
            if (point && fabs(point->x - wanted) < 0.5 / parts) {
                add_value(data, &row, point->y, point->figure);
                p++;
            } else {
                add_cell(data, &row, "", NULL);
            }
        }
        /* Points out of order begin their year anew. */
        add_row(data, &row);
        if (p < series->point_count && (int) floor(series->points[p].x + 1e-6) == year)
            p++;
    }
}

static void fill_calendar(DataTable *data, Origin origin) {
    add_column(data, COLUMN_CONTENT, ALIGN_LEFT);
    for (int part = 0; part < data->chart->per_year; part++)
        add_column(data, COLUMN_FRACTION, ALIGN_DECIMAL);
    add_calendar_head(data, origin);
    for (int s = 0; s < data->chart->series_count; s++)
        add_years(data, &data->chart->series[s], origin);
}

static void fill_rows(DataTable *data, const DataRow *row, Origin origin) {
    add_column(data, COLUMN_CONTENT, ALIGN_LEFT);
    if (data->headed) add_column(data, COLUMN_CONTENT, ALIGN_LEFT);
    for (int s = 0; s < data->chart->series_count * (data->ranged ? 3 : 1); s++)
        add_column(data, COLUMN_FRACTION, ALIGN_DECIMAL);
    add_head(data, origin, row->first->name != NULL);
    for (; row; row = row->next)
        add_body(data, origin, row);
}

static Table *chart_table(Composer *composer, const XmlNode *node, Target *target,
                          const Chart *chart) {
    Table *table;
    new_table(composer, node, target, "table-body", &table);
    Run *run = runs_add(composer->arena, &table->caption, RUN_TEXT, node->origin);
    const char *title = runs_text(composer->arena, &chart->title);
    Text caption = {.arena = composer->arena};
    locale_phrase(composer->locale, WORD_DATA_OF, &title, &caption);
    run->text = text_string(&caption);
    table->notes = chart->subtitle;
    return table;
}

bool compose_chart_data(Composer *composer, const XmlNode *node, Target *target) {
    for (int i = 0; i < composer->chart_count; i++) {
        DataTable data = {.composer = composer, .chart = composer->charts[i]};
        int rows;
        const DataRow *row = find_rows(&data, &rows);
        if (!row) continue;
        if (rows > MOST_ROWS) {
            diag_report(composer->diags, FAULT_WARNING, node->origin,
                        "a chart of %d rows is too long for a table of its data: give "
                        "it data=\"no\"",
                        rows);
            continue;
        }
        data.places = data_places(data.chart);
        data.table = chart_table(composer, node, target, data.chart);
        if (is_calendar(data.chart))
            fill_calendar(&data, node->origin);
        else
            fill_rows(&data, row, node->origin);
        Misfit misfit;
        table_arrange(data.table, composer->scratch, &misfit);
    }
    composer->chart_count = 0; /* each is printed once */
    return true;
}
