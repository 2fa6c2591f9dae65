/* chart SERIES POINTS: processor time of laying out a line chart of that size and of
 * writing its PDF, the median of several runs, and the size of the PDF. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "layout/layout.h"
#include "pdf/pdf.h"

enum { RUNS = 15 };

static const Origin here = {.file = "bench", .line = 1};

/* A random walk, the same in each run. */
static ChartSeries walk(Arena *arena, int number, int count) {
    ChartSeries series = {.label = arena_print(arena, "Series %d", number),
                          .role = (Role) (number % ROLE_COUNT),
                          .points = arena_array(arena, count, sizeof(ChartPoint)),
                          .point_count = count};
    uint32_t state = 12345u + (uint32_t) number;
    double level = 100;
    for (int i = 0; i < count; i++) {
        state = state * 1664525u + 1013904223u;
        level += (double) (state >> 8) / (1 << 24) - 0.5;
        series.points[i] = (ChartPoint){.x = 1985 + i * 40.0 / count, .y = level};
    }
    return series;
}

static Document *make_document(Arena *arena, int series, int count) {
    Document *document = arena_alloc(arena, sizeof *document);
    FontFamily *family = arena_alloc(arena, sizeof *family);
    Style *label = arena_alloc(arena, sizeof *label);
    *family = (FontFamily){
        .name = "sans", .regular = "Lato-Regular.ttf", .bold = "Lato-Bold.ttf"};
    *label = (Style){.name = "label", .family = "sans", .size = 8000, .leading = 10000};
    PageSet *pages = arena_alloc(arena, sizeof *pages);
    pages->columns = 1;
    for (int side = 0; side < PAGE_SIDES; side++)
        pages->masters[side] = (PageMaster){.width = 595276,
                                            .height = 841890,
                                            .margin_top = 70000,
                                            .margin_right = 65000,
                                            .margin_bottom = 70000,
                                            .margin_left = 65000};
    *document = (Document){.title = "Bench",
                           .lang = "en",
                           .date = "2026-01-01",
                           .families = family,
                           .family_count = 1,
                           .note_style = label,
                           .page_sets = pages,
                           .page_set_count = 1,
                           .furniture_style = label,
                           .root = block_new(arena, BLOCK_SECTION, NULL, label, here)};
    Block *block = block_new(arena, BLOCK_CHART, document->root, label, here);
    Chart *chart = block->chart = arena_alloc(arena, sizeof *chart);
    *chart =
        (Chart){.kind = CHART_LINE, .dated = true, .height = 180000, .alt = "A chart"};
    chart->title_style = chart->subtitle_style = label;
    chart->label_style = chart->note_style = label;
    chart->series = arena_array(arena, series, sizeof *chart->series);
    chart->series_count = series;
    for (int s = 0; s < series; s++)
        chart->series[s] = walk(arena, s, count);
    return document;
}

static double milliseconds(clock_t from) {
    return 1000.0 * (double) (clock() - from) / CLOCKS_PER_SEC;
}

static int by_value(const void *a, const void *b) {
    const double *left = a, *right = b;
    return (*left > *right) - (*left < *right);
}

int main(int argc, char **argv) {
    int series = argc == 3 ? atoi(argv[1]) : 0, count = argc == 3 ? atoi(argv[2]) : 0;
    if (series < 1 || count < 1) return 64;
    Arena *arena = arena_new(NULL);
    Diags *diags = diags_new(arena);
    FontStore *fonts = font_store_new(arena, "/usr/share/fonts");
    const Document *document = make_document(arena, series, count);
    double layouts[RUNS], writes[RUNS];
    PdfFile file = {0};
    for (int run = 0; run < RUNS; run++) {
        Arena *scratch = arena_new(NULL);
        clock_t start = clock();
        Pages *pages = layout_document(document, fonts, scratch, diags);
        layouts[run] = milliseconds(start);
        start = clock();
        if (!pages ||
            !pdf_write(pages, NULL, 0, "bench", false, scratch, diags, &file)) {
            diags_print(diags, stderr);
            return 1;
        }
        writes[run] = milliseconds(start);
        arena_free(scratch);
    }
    qsort(layouts, RUNS, sizeof *layouts, by_value);
    qsort(writes, RUNS, sizeof *writes, by_value);
    printf("chart of %d x %d points: laid out in %.2f ms, PDF of %zu bytes in %.2f ms "
           "(processor time, medians of %d)\n",
           series, count, layouts[RUNS / 2], file.size, writes[RUNS / 2], RUNS);
    arena_free(arena);
    return 0;
}
