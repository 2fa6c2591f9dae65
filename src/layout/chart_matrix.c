/* Heat maps and tile-grid maps: squares whose tint is the value, with the value printed
 * in them, so that colour never speaks alone. */
#include <math.h>

#include "base/map.h"
#include "layout/chart_frame.h"
#include "layout/draw.h"
#include "layout/paragraph.h"

enum { NAME_GAP = 6000, HAIR = 1200, LIGHTEST = 90 };

static Range values_of(const Chart *chart) {
    Range range = range_none();
    for (int s = 0; s < chart->series_count; s++)
        for (int p = 0; p < chart->series[s].point_count; p++)
            range_add(&range, chart->series[s].points[p].y);
    return range;
}

/* From nearly white at the lowest value to the series' colour at the highest; values on
 * both sides of zero deepen away from it in two colours. */
static Colour tint_of(const Plot *plot, const ChartSeries *series,
                      const ChartPoint *point, Range range) {
    bool both = range.low < 0 && range.high > 0;
    double most = fmax(fabs(range.low), fabs(range.high));
    double share = range.high > range.low
                       ? (point->y - range.low) / (range.high - range.low)
                       : 0.5;
    if (both) share = fabs(point->y) / most;
    Role role = (both && point->y < 0) || point->highlight ? ROLE_ACCENT : series->role;
    return colour_tint(plot_colour(plot, role),
                       LIGHTEST + (int) (share * (1000 - LIGHTEST)));
}

static Colour ink_on(const Plot *plot, Colour fill) {
    return colour_is_dark(fill) ? 0xffffff : plot->setter->document->ink;
}

/* ---- heat maps ---- */

typedef struct {
    const char **rows, **columns;
    int row_count, column_count;
    int *row, *column; /* of each point, series by series */
} Matrix;

static int place_of(Arena *arena, Map *map, const char *name, const char **names,
                    int *count) {
    int *known = map_get(map, name);
    if (known) return *known;
    known = arena_alloc(arena, sizeof *known);
    *known = *count;
    names[(*count)++] = name;
    map_put(map, name, known);
    return *known;
}

static Matrix find_matrix(const Plot *plot) {
    const Chart *chart = plot->chart;
    Arena *arena = plot->setter->arena;
    int total = 0, at = 0;
    for (int s = 0; s < chart->series_count; s++)
        total += chart->series[s].point_count;
    Matrix matrix = {.rows = arena_array(arena, total + 1, sizeof(char *)),
                     .columns = arena_array(arena, total + 1, sizeof(char *)),
                     .row = arena_array(arena, total + 1, sizeof(int)),
                     .column = arena_array(arena, total + 1, sizeof(int))};
    Map *rows = map_new(arena), *columns = map_new(arena);
    for (int s = 0; s < chart->series_count; s++)
        for (int p = 0; p < chart->series[s].point_count; p++, at++) {
            const ChartPoint *point = &chart->series[s].points[p];
            const char *label = chart->series[s].label;
            matrix.row[at] = place_of(arena, rows, point->name ? point->name : "",
                                      matrix.rows, &matrix.row_count);
            matrix.column[at] = place_of(arena, columns,
                                         point->to ? point->to
                                         : label   ? label
                                                   : "",
                                         matrix.columns, &matrix.column_count);
        }
    return matrix;
}

/* Names above the columns, their last lines on one height; returns the tallest. */
static Mpt set_heads(Plot *plot, const Matrix *matrix, Mpt left, Mpt width,
                     Mpt bottom) {
    Style style = plot_style(plot, false, ALIGN_CENTRE);
    Mpt tallest = 0;
    for (int c = 0; c < matrix->column_count; c++) {
        Runs runs = {0};
        Strip words = {0};
        runs_add(plot->setter->arena, &runs, RUN_TEXT, plot->setter->block_origin)
            ->text = matrix->columns[c];
        Mpt height =
            paragraph_into(plot->setter, &runs, &style, left + c * width + 1000,
                           width - 2000, 0, plot->figure, &words);
        tallest = height > tallest ? height : tallest;
        if (bottom > 0)
            strip_absorb(plot->setter->arena, plot->strip, &words, 0, bottom - height);
    }
    return tallest;
}

static void draw_cell(Plot *plot, const ChartSeries *series, const ChartPoint *point,
                      Range range, Box box) {
    if (!isfinite(point->y)) return;
    Colour fill = tint_of(plot, series, point, range);
    draw_rect(plot->setter->arena, plot->strip, plot->figure, box.left, box.top,
              box.right - box.left, box.bottom - box.top, fill);
    const Shaped *text = plot_shape(plot, point->text, point->highlight);
    if (text && text->width <= box.right - box.left)
        plot_free_text(plot, text, ink_on(plot, fill), box.left / 2 + box.right / 2,
                       box.top / 2 + box.bottom / 2, ALIGN_CENTRE);
}

void chart_heat_draw(Plot *plot) {
    const Chart *chart = plot->chart;
    Matrix matrix = find_matrix(plot);
    Range range = values_of(chart);
    Mpt names = 0, most = plot->width * 2 / 5;
    for (int r = 0; r < matrix.row_count; r++) {
        const Shaped *name = plot_shape(plot, matrix.rows[r], false);
        names = name && name->width > names ? name->width : names;
    }
    names = (names > most ? most : names) + 500;
    Mpt left = plot->x + names + NAME_GAP;
    Mpt width = (plot->x + plot->width - left) / matrix.column_count;
    Mpt top = plot->top + set_heads(plot, &matrix, left, width, 0) + 3000;
    Mpt height = (plot->bottom - top) / matrix.row_count;
    set_heads(plot, &matrix, left, width, top - 3000);
    Style style = plot_style(plot, false, ALIGN_LEFT);
    plot_cover(plot);
    for (int r = 0; r < matrix.row_count; r++)
        plot_name(plot, matrix.rows[r], &style, plot->x, names,
                  top + r * height + height / 2);
    int at = 0;
    for (int s = 0; s < chart->series_count; s++)
        for (int p = 0; p < chart->series[s].point_count; p++, at++) {
            Mpt x = left + matrix.column[at] * width, y = top + matrix.row[at] * height;
            draw_cell(plot, &chart->series[s], &chart->series[s].points[p], range,
                      (Box){x, y, x + width - HAIR, y + height - HAIR});
        }
}

/* ---- tile-grid maps ---- */

/* A tile: its code above, its value below. */
static void draw_tile(Plot *plot, const ChartSeries *series, const ChartPoint *point,
                      Range range, Box box) {
    bool known = isfinite(point->y);
    Colour fill =
        known ? tint_of(plot, series, point, range) : plot->setter->document->faint;
    Mpt x = box.left / 2 + box.right / 2, y = box.top / 2 + box.bottom / 2;
    Mpt size = plot->label.size;
    draw_rect(plot->setter->arena, plot->strip, plot->figure, box.left, box.top,
              box.right - box.left, box.bottom - box.top, fill);
    const Shaped *code = plot_shape(plot, point->name, true);
    if (code && code->width > box.right - box.left)
        code = plot_shape(plot, point->name, false);
    const Shaped *value = plot_shape(plot, point->text, false);
    bool two = value && box.bottom - box.top >= size * 24 / 10 &&
               value->width <= box.right - box.left;
    if (code && code->width <= box.right - box.left &&
        box.bottom - box.top >= size * 12 / 10)
        plot_text(plot, code, ink_on(plot, fill), x, two ? y - size * 58 / 100 : y,
                  ALIGN_CENTRE);
    if (two)
        plot_text(plot, value, ink_on(plot, fill), x, y + size * 55 / 100,
                  ALIGN_CENTRE);
}

enum { MOST_TILES = 100 }; /* across and down */

/* True when the column, x, and the row, low, of a tile are within the map. */
static bool tile_has_place(const ChartPoint *point) {
    return point->x >= 0 && point->x < MOST_TILES && point->low >= 0 &&
           point->low < MOST_TILES;
}

void chart_tiles_draw(Plot *plot) {
    const Chart *chart = plot->chart;
    Range values = values_of(chart);
    int columns[MOST_TILES] = {0}, rows[MOST_TILES] = {0}, across = 0, down = 0;
    for (int s = 0; s < chart->series_count; s++)
        for (int p = 0; p < chart->series[s].point_count; p++) {
            const ChartPoint *point = &chart->series[s].points[p];
            if (!tile_has_place(point)) continue;
            columns[(int) point->x] = rows[(int) point->low] = 1;
        }
    /* Columns and rows without a tile take no room. */
    for (int i = 0; i < MOST_TILES; i++) {
        columns[i] = columns[i] ? across++ : -1;
        rows[i] = rows[i] ? down++ : -1;
    }
    if (across == 0) {
        plot_warn(plot, "no tile of the map has a place");
        return;
    }
    Mpt side = plot->width / across, height = (plot->bottom - plot->top) / down;
    height = height < side ? height : side;
    side = side > height * 3 / 2 ? height * 3 / 2 : side;
    Mpt left = plot->x + (plot->width - side * across) / 2;
    for (int s = 0; s < chart->series_count; s++)
        for (int p = 0; p < chart->series[s].point_count; p++) {
            const ChartPoint *point = &chart->series[s].points[p];
            if (!tile_has_place(point)) continue;
            Mpt x = left + side * columns[(int) point->x];
            Mpt y = plot->top + height * rows[(int) point->low];
            draw_tile(plot, &chart->series[s], point, values,
                      (Box){x, y, x + side - HAIR, y + height - HAIR});
        }
}
