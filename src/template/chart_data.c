/* The data of the charts so far as tables, for readers who do not see the charts and
 * for those who want the figures. */
#include <math.h>
#include <string.h>

#include "base/map.h"
#include "template/charts.h"

enum {
    MOST_ROWS = 2000, /* of one chart: more are data to compute with, not to read */
    MOST_CROSSED = 8  /* columns of a table of names by names */
};

/* A column of a table of names by names. */
typedef struct {
    int index, capacity;
} CrossedSeries;

/* One row: what the points of the series at one name or date say. */
typedef struct DataRow {
    const ChartPoint **points; /* by series, NULL where one has none */
    const ChartPoint *first;
    struct DataRow *next;
} DataRow;

/* What a column says: the first three of the row's first point, the others of the point
 * of a series. */
typedef enum {
    FIELD_NAME, /* or date */
    FIELD_TO,
    FIELD_X,
    FIELD_LOW,
    FIELD_HIGH,
    FIELD_VALUE,
    FIELD_SIZE
} Field;

typedef struct {
    Field field;
    int series;
} DataField;

typedef struct {
    Composer *composer;
    const Chart *chart;
    Table *table;
    int cell_capacity;
    bool ranged, headed, sized; /* low and high; a second name in `to`; size */
    bool named;                 /* by names, not by dates */
    int places;
    DataField *fields;
    int field_count;
} DataTable;

/* Points stand at two numbers; their text is their name. */
static bool is_placed(const Chart *chart) {
    return !chart->dated &&
           (chart->kind == CHART_SCATTER || chart->kind == CHART_BUBBLE);
}

/* The name that the point has in the table; of a step on a ladder its date is. */
static const char *own_name(const Chart *chart, const ChartPoint *point) {
    if (chart->kind == CHART_TIMELINE && chart->dated) return NULL;
    return is_placed(chart) ? point->text : point->name;
}

/* Decimals that tell classes of a histogram apart. */
static int class_places(const Chart *chart) {
    double least = INFINITY;
    for (int s = 0; s < chart->series_count; s++)
        for (int p = 0; p < chart->series[s].point_count; p++) {
            const ChartPoint *point = &chart->series[s].points[p];
            double width = fabs(point->high - point->low);
            if (point->has_range && width > 0) least = fmin(least, width);
        }
    return isfinite(least) ? (int) fmin(fmax(1 - floor(log10(least)), 0), 9) : 0;
}

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

/* The chart with a series for each `to`, so that its data make a table of names by
 * these; itself when there are too many for the width of a page. */
static const Chart *crossed(Arena *arena, const Chart *chart) {
    if (chart->kind != CHART_HEAT && chart->kind != CHART_FLOW) return chart;
    Chart *made = arena_alloc(arena, sizeof *made);
    Map *map = map_new(arena);
    int capacity = 0;
    *made = *chart;
    made->series = NULL;
    made->series_count = 0;
    for (int s = 0; s < chart->series_count; s++)
        for (int p = 0; p < chart->series[s].point_count; p++) {
            ChartPoint point = chart->series[s].points[p];
            const char *to = point.to ? point.to : chart->series[s].label;
            if (!to || !point.name) return chart;
            CrossedSeries *column = map_get(map, to);
            if (!column) {
                if (made->series_count == MOST_CROSSED) return chart;
                column = arena_alloc(arena, sizeof *column);
                column->index = made->series_count;
                made->series = arena_grow(arena, made->series, made->series_count,
                                          &capacity, sizeof *made->series);
                made->series[made->series_count++] = (ChartSeries){.label = to};
                map_put(map, to, column);
            }
            ChartSeries *series = &made->series[column->index];
            point.to = NULL;
            series->points = arena_grow(arena, series->points, series->point_count,
                                        &column->capacity, sizeof point);
            series->points[series->point_count++] = point;
        }
    return made;
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
            const char *name = own_name(chart, point);
            const char *key =
                arena_print(arena, "%s\x01%s\x01%.9g", name ? name : "",
                            point->to ? point->to : "", name ? 0 : point->x);
            DataRow *row = map_get(map, key);
            data->ranged = data->ranged || point->has_range;
            data->headed = data->headed || point->to;
            data->named = data->named || name;
            data->sized = data->sized || point->size != 0;
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

/* Which columns the data need. */
static void plan_fields(DataTable *data) {
    static const Field usual[] = {FIELD_VALUE, FIELD_LOW, FIELD_HIGH},
                       classes[] = {FIELD_LOW, FIELD_HIGH, FIELD_VALUE};
    const Chart *chart = data->chart;
    const bool is_histogram = chart->kind == CHART_HISTOGRAM;
    const bool has_names = !is_histogram && (data->named || !is_placed(chart));
    int capacity = 3 + 4 * chart->series_count;
    DataField *next = arena_array(data->composer->arena, capacity, sizeof *next);
    data->fields = next;
    if (has_names) *next++ = (DataField){FIELD_NAME, 0};
    if (data->headed) *next++ = (DataField){FIELD_TO, 0};
    if (is_placed(chart)) *next++ = (DataField){FIELD_X, 0};
    for (int s = 0; s < chart->series_count; s++) {
        for (int i = 0; i < (data->ranged ? 3 : 1); i++)
            *next++ = (DataField){is_histogram ? classes[i] : usual[i], s};
        if (data->sized) *next++ = (DataField){FIELD_SIZE, s};
    }
    data->field_count = (int) (next - data->fields);
}

/* "Value", "Exports, JPY trillion" */
static const char *field_head(const DataTable *data, DataField column) {
    const Locale *locale = data->composer->locale;
    const Chart *chart = data->chart;
    switch (column.field) {
    case FIELD_NAME:
        return locale_word(locale, data->named ? WORD_NAME : WORD_PERIOD);
    case FIELD_TO:
        return NULL;
    case FIELD_X:
        return chart->x_title ? chart->x_title : "x";
    case FIELD_LOW:
        return locale_word(locale, WORD_LEAST);
    case FIELD_HIGH:
        return locale_word(locale, WORD_MOST);
    case FIELD_SIZE:
        return locale_word(locale, chart->kind == CHART_BUBBLE ? WORD_AREA : WORD_MARK);
    case FIELD_VALUE:
        break;
    }
    if (chart->series[column.series].label) return chart->series[column.series].label;
    return is_placed(chart) && chart->y_title ? chart->y_title
                                              : locale_word(locale, WORD_VALUE);
}

static void add_head(DataTable *data, Origin origin) {
    Row head = {.kind = ROW_HEAD, .origin = origin};
    for (int i = 0; i < data->field_count; i++)
        add_cell(data, &head, field_head(data, data->fields[i]), NULL);
    add_row(data, &head);
}

static void add_value(DataTable *data, Row *row, double value, int places,
                      const char *figure) {
    const Composer *composer = data->composer;
    Text none = {.arena = composer->arena};
    if (isfinite(value)) {
        add_cell(data, row, chart_number(composer, places, value), figure);
        return;
    }
    locale_no_number(composer->locale, VALUE_NOT_AVAILABLE, &none);
    add_cell(data, row, text_string(&none), NULL);
}

/* What the marks of the chart are read as: the rung of a ladder, the word in a square,
 * else the number. */
static void add_mark(DataTable *data, Row *row, const ChartPoint *point) {
    const ChartKind kind = data->chart->kind;
    const char *word = kind == CHART_TIMELINE ? point->name
                       : kind == CHART_HEAT   ? point->text
                                              : NULL;
    if (word)
        add_cell(data, row, word, point->figure);
    else
        add_value(data, row, point->y, data->places, point->figure);
}

static void add_field(DataTable *data, Row *row, DataField column,
                      const DataRow *line) {
    const Chart *chart = data->chart;
    const ChartPoint *point = line->points[column.series];
    const bool has_range = point && point->has_range;
    const int places =
        chart->kind == CHART_HISTOGRAM ? class_places(chart) : data->places;
    switch (column.field) {
    case FIELD_NAME: {
        ChartPoint named = *line->first;
        named.name = own_name(chart, &named);
        add_cell(data, row, chart_point_name(data->composer, chart, &named), NULL);
        break;
    }
    case FIELD_TO:
        add_cell(data, row, line->first->to, NULL);
        break;
    case FIELD_X:
        add_value(data, row, line->first->x, data->places, NULL);
        break;
    case FIELD_LOW:
        add_value(data, row, has_range ? point->low : NAN, places, NULL);
        break;
    case FIELD_HIGH:
        add_value(data, row, has_range ? point->high : NAN, places, NULL);
        break;
    case FIELD_SIZE:
        add_value(data, row, point && point->size != 0 ? point->size : NAN, places,
                  NULL);
        break;
    case FIELD_VALUE:
        if (point)
            add_mark(data, row, point);
        else
            add_cell(data, row, NULL, NULL);
    }
}

static void add_body(DataTable *data, Origin origin, const DataRow *line) {
    Row row = {.kind = ROW_BODY, .origin = origin};
    for (int i = 0; i < data->field_count; i++)
        add_field(data, &row, data->fields[i], line);
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
                add_value(data, &row, point->y, data->places, point->figure);
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
    const ChartKind kind = data->chart->kind;
    const bool is_worded = kind == CHART_TIMELINE || kind == CHART_HEAT;
    plan_fields(data);
    for (int i = 0; i < data->field_count; i++)
        if (data->fields[i].field <= FIELD_TO)
            add_column(data, COLUMN_CONTENT, ALIGN_LEFT);
        else
            add_column(data, COLUMN_FRACTION, is_worded ? ALIGN_LEFT : ALIGN_DECIMAL);
    add_head(data, origin);
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
        DataTable data = {.composer = composer,
                          .chart = crossed(composer->arena, composer->charts[i])};
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
