/* A series and its observations become columns.  A status that contradicts its value, a
 * period of another frequency and a period that stands twice are errors of the data. */
#include <math.h>
#include <stddef.h>
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
    Fields fields = {0};
    arena_reset(reader->scratch);
    if (!xml_read(reader->scratch, reader->diags, node, rules, &fields)) return false;
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

/* Reads the head of the series; its frequency is FREQ_NONE after diagnostics. */
static void begin_series(DatasetReader *reader, const XmlNode *node) {
    Dataset *dataset = reader->dataset;
    SeriesHead head = {.confidence = -1};
    reader->open = (OpenSeries){.node = node, .good = true};
    /* What most series have in common is kept once, in the pool of dimensions. */
    arena_reset(reader->scratch);
    if (!xml_read(reader->scratch, reader->diags, node, SERIES_RULES, &head)) return;
    if (head.multiplier < LEAST_MULTIPLIER || head.multiplier > MOST_MULTIPLIER) {
        diag_report(reader->diags, FAULT_DATA, node->origin,
                    "bad value of 'multiplier' on <series>: %d is not %d to %d",
                    head.multiplier, LEAST_MULTIPLIER, MOST_MULTIPLIER);
        return;
    }
    Frequency frequency = read_frequency(reader, node, head.dimensions[DIM_FREQUENCY]);
    const Source *source = reader_source(reader, head.source, node->origin);
    if (!frequency || !source || !reader_claim_id(reader, head.id, node->origin))
        return;
    Series *series = &reader->open.series;
    *series = (Series){
        .id = arena_string(dataset->arena, head.id),
        .multiplier = head.multiplier,
        .source = source,
        .confidence = head.confidence < 0 ? source->confidence : head.confidence,
        .note = head.note ? arena_string(dataset->arena, head.note) : NULL,
        .first_observation = dataset->observation_count,
        .origin = node->origin};
    for (int d = 0; d < DIM_COUNT; d++)
        if (head.dimensions[d])
            series->dimensions[d] = map_intern(dataset->strings, head.dimensions[d]);
    reader->open.frequency = frequency;
}

bool take_observation(DatasetReader *reader, const XmlNode *node, const XmlNode *part) {
    Dataset *dataset = reader->dataset;
    if (reader->open.node != node) begin_series(reader, node);
    OpenSeries *open = &reader->open;
    Observation read;
    if (!open->frequency) return true;
    if (!read_observation(reader, part, open->frequency, &read)) {
        open->good = false;
        return true;
    }
    int n = columns_add(dataset);
    dataset->periods[n] = read.period;
    dataset->numbers[n] = read.number;
    dataset->statuses[n] = read.status;
    dataset->lines[n] = read.line;
    return true;
}

/* Puts the columns' end into the order of periods; false when a period stands twice. */
static bool settle_observations(DatasetReader *reader, const Series *series) {
    Dataset *dataset = reader->dataset;
    int first = series->first_observation, end = first + series->observation_count;
    const char *file = series->origin.file;
    bool in_order = true, good = true;
    char text[PERIOD_TEXT];
    for (int i = first + 1; i < end && in_order; i++)
        in_order = dataset->periods[i - 1] < dataset->periods[i];
    if (!in_order) columns_sort(dataset, first, series->observation_count);
    for (int i = first + 1; i < end; i++) {
        if (dataset->periods[i] != dataset->periods[i - 1]) continue;
        diag_report(reader->diags, FAULT_DATA, (Origin){file, dataset->lines[i]},
                    "period %s stands twice in the series: first at line %d",
                    period_format(dataset->periods[i], text), dataset->lines[i - 1]);
        good = false;
    }
    return good;
}

/* Most observations were taken as they were read; what else stands in the series is
 * still there. */
bool read_series(DatasetReader *reader, const XmlNode *node) {
    static const char *const allowed[] = {"obs", NULL};
    Dataset *dataset = reader->dataset;
    if (reader->open.node != node) begin_series(reader, node);
    OpenSeries *open = &reader->open;
    if (!xml_refuse_text(reader->diags, node)) open->good = false;
    for (const XmlNode *n = xml_first_element(node); n; n = xml_next_element(n)) {
        if (strcmp(n->name, "obs") == 0) {
            take_observation(reader, node, n);
            continue;
        }
        xml_report_unexpected(dataset->arena, reader->diags, n, allowed);
        open->good = false;
    }
    Series series = open->series;
    bool good = open->frequency && open->good;
    open->node = NULL;
    if (!open->frequency) return false;
    series.observation_count = dataset->observation_count - series.first_observation;
    if (settle_observations(reader, &series) && good) {
        *columns_add_series(dataset) = series;
        return true;
    }
    dataset->observation_count = series.first_observation;
    return false;
}
