/* The dataset format's root and sources; every other record has its reader in a
 * table. */
#include <math.h>
#include <stddef.h>
#include <string.h>

#include "base/words.h"
#include "data/sdmx.h"

Dataset *dataset_new(Arena *arena) {
    Dataset *dataset = arena_alloc(arena, sizeof *dataset);
    dataset->arena = arena;
    dataset->strings = map_new(arena);
    dataset->ids = map_new(arena);
    dataset->source_by_id = map_new(arena);
    dataset->refused_sources = map_new(arena);
    arena_on_free(arena, columns_free, dataset);
    return dataset;
}

/* Lists of records are shared up to their counts. */
Dataset *dataset_over(const Dataset *shared, Arena *arena) {
    Dataset *dataset = arena_alloc(arena, sizeof *dataset);
    *dataset = *shared;
    dataset->arena = arena;
    dataset->strings = map_over(arena, shared->strings);
    dataset->ids = map_over(arena, shared->ids);
    dataset->source_by_id = map_over(arena, shared->source_by_id);
    dataset->refused_sources = map_over(arena, shared->refused_sources);
    columns_copy(dataset, shared);
    arena_on_free(arena, columns_free, dataset);
    return dataset;
}

bool reader_claim_id(DatasetReader *reader, const char *id, Origin origin) {
    Dataset *dataset = reader->dataset;
    const Origin *first = map_get(dataset->ids, id);
    if (first) {
        diag_report(reader->diags, FAULT_DATA, origin,
                    "id '%s' is taken: first at %s:%d", id, first->file, first->line);
        return false;
    }
    Origin *kept = arena_alloc(dataset->arena, sizeof *kept);
    *kept = origin;
    map_put(dataset->ids, id, kept);
    return true;
}

const Source *reader_source(DatasetReader *reader, const char *name, Origin origin) {
    Dataset *dataset = reader->dataset;
    const Source *source = map_get(dataset->source_by_id, name);
    if (source || map_get(dataset->refused_sources, name)) return source;
    const char **known =
        arena_array(dataset->arena, dataset->source_count + 1, sizeof(char *));
    for (int i = 0; i < dataset->source_count; i++)
        known[i] = dataset->sources[i]->id;
    diag_report(reader->diags, FAULT_DATA, origin, "unknown source '%s'%s", name,
                did_you_mean(dataset->arena, name, known));
    return NULL;
}

static void keep_source(Dataset *dataset, Source *source) {
    dataset->sources =
        arena_grow(dataset->arena, dataset->sources, dataset->source_count,
                   &dataset->source_capacity, sizeof(Source *));
    dataset->sources[dataset->source_count++] = source;
    map_put(dataset->source_by_id, source->id, source);
}

bool read_source(DatasetReader *reader, const XmlNode *node) {
    static const XmlRule rules[] = {
        {"id", &XML_NAME, offsetof(Source, id), true, NULL},
        {"publisher", &XML_TEXT, offsetof(Source, publisher), true, NULL},
        {"title", &XML_TEXT, offsetof(Source, title), true, NULL},
        {"table", &XML_TEXT, offsetof(Source, table), false, NULL},
        {"date", &XML_DATE, offsetof(Source, date), true, NULL},
        {"vintage", &XML_DATE, offsetof(Source, vintage), false, NULL},
        {"address", &XML_TEXT, offsetof(Source, address), false, NULL},
        {"confidence", &XML_WORD, offsetof(Source, confidence), true, CONFIDENCE_WORDS},
        {.name = NULL}};
    Dataset *dataset = reader->dataset;
    Source *source = arena_alloc(dataset->arena, sizeof *source);
    source->origin = node->origin;
    if (!xml_read(dataset->arena, reader->diags, node, rules, source) ||
        !reader_claim_id(reader, source->id, node->origin)) {
        if (source->id) map_put(dataset->refused_sources, source->id, source);
        return false;
    }
    source->note = xml_text(dataset->arena, node);
    keep_source(dataset, source);
    return true;
}

void reader_add_source(DatasetReader *reader, Source *source) {
    reader_claim_id(reader, source->id, source->origin);
    keep_source(reader->dataset, source);
}

static bool read_title(DatasetReader *reader, const XmlNode *node) {
    (void) reader, (void) node;
    return true;
}

static const struct {
    const char *name;
    bool (*read)(DatasetReader *reader, const XmlNode *node);
} RECORDS[] = {
    {"title", read_title}, {"source", read_source},       {"series", read_series},
    {"group", read_group}, {"statement", read_statement}, {"measure", read_measure},
    {"model", read_model}, {"barrier", read_barrier},     {"event", read_event}};

enum { RECORD_COUNT = sizeof RECORDS / sizeof *RECORDS };

static void on_record(void *user, const XmlNode *node) {
    DatasetReader *reader = user;
    const char *names[RECORD_COUNT + 1] = {NULL};
    for (int i = 0; i < RECORD_COUNT; i++) {
        if (strcmp(node->name, RECORDS[i].name) == 0) {
            if (!RECORDS[i].read(reader, node)) reader->good = false;
            return;
        }
        names[i] = RECORDS[i].name;
    }
    xml_report_unexpected(reader->dataset->arena, reader->diags, node, names);
    reader->good = false;
}

static bool on_part(void *user, const XmlNode *record, const XmlNode *part) {
    if (strcmp(record->name, "group") == 0)
        return strcmp(part->name, "series") == 0 && take_series(user, record, part);
    return strcmp(record->name, "series") == 0 && strcmp(part->name, "obs") == 0 &&
           take_observation(user, record, part);
}

static bool on_root(void *user, const XmlNode *root) {
    static const char *const versions[] = {"1", NULL};
    typedef struct {
        int version;
        const char *id;
    } Head;
    static const XmlRule rules[] = {
        {"version", &XML_WORD, offsetof(Head, version), true, versions},
        {"id", &XML_NAME, offsetof(Head, id), true, NULL},
        {.name = NULL}};
    Head head = {0, NULL};
    DatasetReader *reader = user;
    if (!xml_read(reader->dataset->arena, reader->diags, root, rules, &head))
        reader->good = false;
    if (reader->guide) {
        diag_report(reader->diags, FAULT_DATA, reader->wanted_by,
                    "a map or a source is for SDMX-ML, but %s is a dataset of our own "
                    "format: leave it out",
                    reader->path);
        reader->good = false;
    }
    return true;
}

bool dataset_read(Dataset *dataset, const char *path, const SdmxGuide *guide,
                  Origin wanted_by, Diags *diags) {
    DatasetReader reader = {.dataset = dataset,
                            .diags = diags,
                            .scratch = arena_scratch(dataset->arena),
                            .path = arena_string(dataset->arena, path),
                            .guide = guide,
                            .wanted_by = wanted_by,
                            .good = true};
    XmlRecords records = {on_root, on_record, &reader, &SDMX_EVENTS, on_part};
    XmlFile file;
    bool good =
        xml_scan(dataset->arena, diags, path, "dataset", wanted_by, &records, &file);
    if (good && reader.sdmx) sdmx_end(reader.sdmx);
    sdmx_close(reader.sdmx);
    dataset->files = arena_grow(dataset->arena, dataset->files, dataset->file_count,
                                &dataset->file_capacity, sizeof file);
    dataset->files[dataset->file_count++] = file;
    arena_free(reader.scratch);
    return good && reader.good;
}

bool dataset_hash(Dataset *dataset, Diags *diags) {
    for (int i = 0; i < dataset->file_count; i++)
        if (!xml_hash(&dataset->files[i], diags)) return false;
    return true;
}

Value dataset_value(const Dataset *dataset, int index) {
    char status = dataset->statuses[index];
    if (status == 'Q') return value_missing(VALUE_SUPPRESSED);
    if (isnan(dataset->numbers[index])) return value_missing(VALUE_NOT_AVAILABLE);
    return value_of(dataset->numbers[index], status);
}

const Measure *dataset_measure(const Dataset *dataset, const char *id) {
    for (int i = 0; i < dataset->measure_count; i++)
        if (strcmp(dataset->measures[i]->id, id) == 0) return dataset->measures[i];
    return NULL;
}
