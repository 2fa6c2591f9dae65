/* A series and its observations become columns.  A status that contradicts its value, a
 * period of another frequency and a period that stands twice are errors of the data. */
#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "data/columns.h"
#include "data/reader.h"

typedef struct {
    Period period;
    double number;
    char status;
    int line;
} Observation;

typedef struct {
    const char *id, *dimensions[DIM_COUNT];
    int multiplier;
    const char *source, *note;
    int confidence;
} SeriesHead;

static const XmlRule SERIES_RULES[] = {
    {"id", &XML_NAME, offsetof(SeriesHead, id), true, NULL},
    {"source", &XML_NAME, offsetof(SeriesHead, source), true, NULL},
    {"reporter", &XML_NAME, offsetof(SeriesHead, dimensions[DIM_REPORTER]), true, NULL},
    {"partner", &XML_NAME, offsetof(SeriesHead, dimensions[DIM_PARTNER]), false, NULL},
    {"flow", &XML_NAME, offsetof(SeriesHead, dimensions[DIM_FLOW]), true, NULL},
    {"product", &XML_TEXT, offsetof(SeriesHead, dimensions[DIM_PRODUCT]), false, NULL},
    {"maker", &XML_TEXT, offsetof(SeriesHead, dimensions[DIM_MAKER]), false, NULL},
    {"measure", &XML_NAME, offsetof(SeriesHead, dimensions[DIM_MEASURE]), true, NULL},
    {"frequency", &XML_NAME, offsetof(SeriesHead, dimensions[DIM_FREQUENCY]), true,
     NULL},
    {"unit", &XML_TEXT, offsetof(SeriesHead, dimensions[DIM_UNIT]), true, NULL},
    {"valuation", &XML_NAME, offsetof(SeriesHead, dimensions[DIM_VALUATION]), false,
     NULL},
    {"basis", &XML_NAME, offsetof(SeriesHead, dimensions[DIM_BASIS]), false, NULL},
    {"adjustment", &XML_NAME, offsetof(SeriesHead, dimensions[DIM_ADJUSTMENT]), false,
     NULL},
    {"detail", &XML_TEXT, offsetof(SeriesHead, dimensions[DIM_DETAIL]), false, NULL},
    {"multiplier", &XML_INTEGER, offsetof(SeriesHead, multiplier), false, NULL},
    {"confidence", &XML_WORD, offsetof(SeriesHead, confidence), false,
     CONFIDENCE_WORDS},
    {"note", &XML_TEXT, offsetof(SeriesHead, note), false, NULL},
    {.name = NULL}};

/* The letter given, or A; 0 after a diagnostic. */
static char read_status(DatasetReader *reader, const XmlNode *node, const char *text,
                        bool has_value) {
    char status = text ? text[0] : 'A';
    const char *wrong = NULL;
    if (text && (status_rank(status) < 0 || text[1]))
        wrong = "no SDMX OBS_STATUS";
    else if (has_value && status_means_missing(status))
        wrong = "stands with a value";
    else if (!has_value && status_means_number(status))
        wrong = "needs a value; a missing one has status O";
    if (!wrong) return status;
    diag_report(reader->diags, FAULT_DATA, node->origin, "status '%s': %s",
                text ? text : "A", wrong);
    return 0;
}

static bool read_observation(DatasetReader *reader, const XmlNode *node,
                             Frequency frequency, Observation *observation) {
    typedef struct {
        Period period;
        const char *value, *status, *note;
    } Fields;
    static const XmlRule rules[] = {
        {"period", &XML_PERIOD, offsetof(Fields, period), true, NULL},
        {"value", &XML_TEXT, offsetof(Fields, value), false, NULL},
        {"status", &XML_TEXT, offsetof(Fields, status), false, NULL},
        {"note", &XML_TEXT, offsetof(Fields, note), false, NULL},
        {.name = NULL}};
    Arena *arena = reader->dataset->arena;
    Fields fields = {0};
    if (!xml_read(arena, reader->diags, node, rules, &fields)) return false;
    char status = read_status(reader, node, fields.status, fields.value != NULL);
    if (!status) return false;
    double number = NAN;
    if (fields.value && !decimal_parse(fields.value, &number)) {
        diag_report(
            reader->diags, FAULT_DATA, node->origin,
            "bad value: '%s' is not a number; a missing value has no 'value' and "
            "status O",
            fields.value);
        return false;
    }
    if (period_frequency(fields.period) != frequency) {
        char text[16];
        diag_report(reader->diags, FAULT_DATA, node->origin,
                    "period %s is not of the series' frequency %s",
                    period_format(fields.period, text), frequency_code(frequency));
        return false;
    }
    *observation = (Observation){fields.period, number, status, node->origin.line};
    return true;
}

static int by_period(const void *a, const void *b) {
    const Observation *left = a, *right = b;
    if (left->period != right->period) return left->period < right->period ? -1 : 1;
    return left->line - right->line;
}

static bool no_duplicates(DatasetReader *reader, const Observation *all, int count,
                          const char *file) {
    bool good = true;
    char text[16];
    for (int i = 1; i < count; i++) {
        if (all[i].period != all[i - 1].period) continue;
        diag_report(reader->diags, FAULT_DATA, (Origin){file, all[i].line},
                    "period %s stands twice in the series: first at line %d",
                    period_format(all[i].period, text), all[i - 1].line);
        good = false;
    }
    return good;
}

static void append_columns(Dataset *dataset, const Observation *all, int count) {
    for (int i = 0; i < count; i++) {
        int n = columns_add(dataset);
        dataset->periods[n] = all[i].period;
        dataset->numbers[n] = all[i].number;
        dataset->statuses[n] = all[i].status;
        dataset->lines[n] = all[i].line;
    }
}

/* The frequency named by an SDMX code; FREQ_NONE after a diagnostic. */
static Frequency read_frequency(DatasetReader *reader, const XmlNode *node,
                                const char *code) {
    for (int f = FREQ_YEAR; f < FREQ_COUNT; f++)
        if (strcmp(frequency_code((Frequency) f), code) == 0) return (Frequency) f;
    diag_report(
        reader->diags, FAULT_DATA, node->origin,
        "bad value of 'frequency' on <series>: '%s' is not one of A, S, T, Q, M, W, D",
        code);
    return FREQ_NONE;
}

static bool read_observations(DatasetReader *reader, const XmlNode *node,
                              Frequency frequency, Series *series) {
    static const char *const allowed[] = {"obs", NULL};
    Dataset *dataset = reader->dataset;
    Observation *all = NULL;
    int count = 0, capacity = 0;
    bool good = true;
    if (!xml_refuse_text(reader->diags, node)) good = false;
    for (const XmlNode *n = xml_first_element(node); n; n = xml_next_element(n)) {
        all = arena_grow(reader->scratch, all, count, &capacity, sizeof *all);
        if (strcmp(n->name, "obs") != 0) {
            xml_report_unexpected(dataset->arena, reader->diags, n, allowed);
            good = false;
        } else if (read_observation(reader, n, frequency, &all[count]))
            count++;
        else
            good = false;
    }
    if (count) qsort(all, (size_t) count, sizeof *all, by_period);
    if (!no_duplicates(reader, all, count, node->origin.file)) good = false;
    series->first_observation = dataset->observation_count;
    series->observation_count = count;
    append_columns(dataset, all, count);
    return good;
}

bool read_series(DatasetReader *reader, const XmlNode *node) {
    Dataset *dataset = reader->dataset;
    SeriesHead head = {.confidence = -1};
    if (!xml_read(dataset->arena, reader->diags, node, SERIES_RULES, &head))
        return false;
    if (head.multiplier < LEAST_MULTIPLIER || head.multiplier > MOST_MULTIPLIER) {
        diag_report(reader->diags, FAULT_DATA, node->origin,
                    "bad value of 'multiplier' on <series>: %d is not %d to %d",
                    head.multiplier, LEAST_MULTIPLIER, MOST_MULTIPLIER);
        return false;
    }
    Frequency frequency = read_frequency(reader, node, head.dimensions[DIM_FREQUENCY]);
    const Source *source = reader_source(reader, head.source, node->origin);
    if (!frequency || !source || !reader_claim_id(reader, head.id, node->origin))
        return false;
    Series series = {.id = head.id,
                     .multiplier = head.multiplier,
                     .source = source,
                     .confidence =
                         head.confidence < 0 ? source->confidence : head.confidence,
                     .note = head.note,
                     .origin = node->origin};
    for (int d = 0; d < DIM_COUNT; d++)
        if (head.dimensions[d])
            series.dimensions[d] = map_intern(dataset->strings, head.dimensions[d]);
    if (!read_observations(reader, node, frequency, &series)) return false;
    *columns_add_series(dataset) = series;
    return true;
}
