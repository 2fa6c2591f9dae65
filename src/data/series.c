/* A series and its observations become columns.  A status that contradicts its value, a
 * period of another frequency and a period that stands twice are errors of the data.
 * What series of a group have in common is read once and stands in for what a series
 * does not say. */
#include <ctype.h>
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

struct SeriesHead { /* of a group, what its series have in common */
    const char *id, *dimensions[DIM_COUNT];
    int multiplier;
    const char *source, *note;
    Period from; /* of the first value in the text; 0 when it holds obs */
    int confidence;
};

/* What a series must have besides, a group may say for it. */
static const XmlRule SERIES_RULES[] = {
    {"id", &XML_NAME, offsetof(SeriesHead, id), true, NULL},
    {"source", &XML_NAME, offsetof(SeriesHead, source), false, NULL},
    {"reporter", &XML_NAME, offsetof(SeriesHead, dimensions[DIM_REPORTER]), false,
     NULL},
    {"partner", &XML_NAME, offsetof(SeriesHead, dimensions[DIM_PARTNER]), false, NULL},
    {"flow", &XML_NAME, offsetof(SeriesHead, dimensions[DIM_FLOW]), false, NULL},
    {"product", &XML_TEXT, offsetof(SeriesHead, dimensions[DIM_PRODUCT]), false, NULL},
    {"maker", &XML_TEXT, offsetof(SeriesHead, dimensions[DIM_MAKER]), false, NULL},
    {"measure", &XML_NAME, offsetof(SeriesHead, dimensions[DIM_MEASURE]), false, NULL},
    {"frequency", &XML_NAME, offsetof(SeriesHead, dimensions[DIM_FREQUENCY]), false,
     NULL},
    {"unit", &XML_TEXT, offsetof(SeriesHead, dimensions[DIM_UNIT]), false, NULL},
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
    {"from", &XML_PERIOD, offsetof(SeriesHead, from), false, NULL},
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

static bool is_of_frequency(DatasetReader *reader, const XmlNode *node, Period period,
                            Frequency frequency) {
    char text[PERIOD_TEXT];
    if (period_frequency(period) == frequency) return true;
    diag_report(reader->diags, FAULT_DATA, node->origin,
                "period %s is not of the series' frequency %s",
                period_format(period, text), frequency_code(frequency));
    return false;
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
    if (!is_of_frequency(reader, node, fields.period, frequency)) return false;
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

/* Those of the group are in the pool already. */
static void intern_dimensions(Dataset *dataset, const char *const *given,
                              const SeriesHead *group, const char **dimensions) {
    for (int d = 0; d < DIM_COUNT; d++)
        if (given[d])
            dimensions[d] = group && given[d] == group->dimensions[d]
                                ? given[d]
                                : map_intern(dataset->strings, given[d]);
}

/* False after a diagnostic when neither the series nor its group says what every one
 * must say. */
static bool is_complete(DatasetReader *reader, const XmlNode *node,
                        const SeriesHead *head) {
    const struct {
        const char *name, *value;
    } needed[] = {{"source", head->source},
                  {"reporter", head->dimensions[DIM_REPORTER]},
                  {"flow", head->dimensions[DIM_FLOW]},
                  {"measure", head->dimensions[DIM_MEASURE]},
                  {"frequency", head->dimensions[DIM_FREQUENCY]},
                  {"unit", head->dimensions[DIM_UNIT]}};
    bool good = true;
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        const char *value = needed[i].value;
        bool is_reported = !value && xml_attribute(node, needed[i].name);
        if (is_reported || (value && *value)) continue;
        diag_report(reader->diags, FAULT_DATA, node->origin,
                    "missing attribute '%s' on <series>%s%s", needed[i].name,
                    reader->group ? " and on its <group>" : "",
                    value ? ": it is empty" : "");
        good = false;
    }
    return good;
}

/* Reads the head of the series; its frequency is FREQ_NONE after diagnostics. */
static void begin_series(DatasetReader *reader, const XmlNode *node) {
    Dataset *dataset = reader->dataset;
    const SeriesHead *group = reader->group;
    SeriesHead head = {.confidence = -1};
    if (group) head = *group;
    reader->open = (OpenSeries){.node = node, .good = true};
    /* What most series have in common is kept once, in the pool of dimensions. */
    arena_reset(reader->scratch);
    bool good = xml_read(reader->scratch, reader->diags, node, SERIES_RULES, &head);
    reader->open.from = head.from;
    if (!is_complete(reader, node, &head) || !good) return;
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
    intern_dimensions(dataset, head.dimensions, group, series->dimensions);
    reader->open.frequency = frequency;
}

static void keep_observation(Dataset *dataset, Observation read) {
    int n = columns_add(dataset);
    dataset->periods[n] = read.period;
    dataset->numbers[n] = read.number;
    dataset->statuses[n] = read.status;
    dataset->lines[n] = read.line;
}

bool take_observation(DatasetReader *reader, const XmlNode *node, const XmlNode *part) {
    Dataset *dataset = reader->dataset;
    if (reader->open.node != node) begin_series(reader, node);
    OpenSeries *open = &reader->open;
    Observation read;
    if (!open->frequency) return true;
    if (open->from) return false;
    if (read_observation(reader, part, open->frequency, &read))
        keep_observation(dataset, read);
    else
        open->good = false;
    return true;
}

/* ---- values as text ---- */

/* The value written as `word`, "-" for a missing one; false after a diagnostic. */
static bool read_value(DatasetReader *reader, const char *word,
                       Observation *observation) {
    bool is_missing = strcmp(word, "-") == 0;
    observation->number = NAN;
    observation->status = is_missing ? 'O' : 'A';
    if (is_missing || decimal_parse(word, &observation->number)) return true;
    const Origin origin = {reader->path, observation->line};
    diag_report(reader->diags, FAULT_DATA, origin,
                "bad value: '%s' is not a number; a missing one is written '-'", word);
    return false;
}

/* The values of one stretch of text, each at its line; `read` goes on from period to
 * period, not beyond the year 9999. */
static void take_text(DatasetReader *reader, const XmlNode *node, Observation *read) {
    read->line = node->origin.line;
    for (const char *c = node->text; *c;) {
        if (isspace((unsigned char) *c)) {
            read->line += *c++ == '\n';
            continue;
        }
        const char *word = c;
        while (*c && !isspace((unsigned char) *c))
            c++;
        if (period_year(read->period) > 9999) {
            diag_report(reader->diags, FAULT_DATA, (Origin){reader->path, read->line},
                        "more values than there are periods from 'from' to 9999");
            reader->open.good = false;
            return;
        }
        arena_reset(reader->scratch);
        if (!read_value(reader, arena_copy(reader->scratch, word, (size_t) (c - word)),
                        read))
            reader->open.good = false;
        keep_observation(reader->dataset, *read);
        read->period = period_shift(read->period, 1);
    }
}

/* The values in the text of the series, one period after the other. */
static void take_values(DatasetReader *reader, const XmlNode *node) {
    OpenSeries *open = &reader->open;
    Observation read = {.period = open->from};
    if (!open->frequency) return;
    if (!is_of_frequency(reader, node, open->from, open->frequency)) {
        open->good = false;
        return;
    }
    for (const XmlNode *child = node->first_child; child; child = child->next)
        if (child->text) take_text(reader, child, &read);
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
    if (open->from)
        take_values(reader, node);
    else if (!xml_refuse_text(reader->diags, node))
        open->good = false;
    for (const XmlNode *n = xml_first_element(node); n; n = xml_next_element(n)) {
        if (strcmp(n->name, "obs") == 0 && take_observation(reader, node, n)) continue;
        xml_report_unexpected(dataset->arena, reader->diags, n,
                              open->from ? allowed + 1 : allowed);
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

/* ---- groups ---- */

/* Reads what the series of the group have in common, once. */
static void begin_group(DatasetReader *reader, const XmlNode *node) {
    Dataset *dataset = reader->dataset;
    SeriesHead *group = arena_alloc(dataset->arena, sizeof *group);
    group->confidence = -1;
    reader->group_node = node;
    const XmlRule *rules = SERIES_RULES + 1; /* all but the id */
    if (!xml_read(dataset->arena, reader->diags, node, rules, group)) return;
    intern_dimensions(dataset, group->dimensions, NULL, group->dimensions);
    reader->group = group;
}

bool take_series(DatasetReader *reader, const XmlNode *node, const XmlNode *part) {
    if (reader->group_node != node) begin_group(reader, node);
    if (!reader->group || !read_series(reader, part)) reader->good = false;
    return true;
}

bool read_group(DatasetReader *reader, const XmlNode *node) {
    static const char *const allowed[] = {"series", NULL};
    if (reader->group_node != node) begin_group(reader, node);
    bool good = reader->group && xml_refuse_text(reader->diags, node);
    for (const XmlNode *n = xml_first_element(node); n; n = xml_next_element(n)) {
        if (strcmp(n->name, "series") == 0 && take_series(reader, node, n)) continue;
        xml_report_unexpected(reader->dataset->arena, reader->diags, n, allowed);
        good = false;
    }
    reader->group_node = NULL;
    reader->group = NULL;
    return good;
}
