/* Statements, measures, models, barriers and events: a table of attributes and a list
 * of text children each. */
#include <stddef.h>
#include <string.h>

#include "base/words.h"
#include "data/reader.h"

/* A child element whose text goes to a field of the record.  A list of them ends with
 * one without a name, whose field is a Translation *, 0 when the record has none. */
typedef struct {
    const char *name;
    size_t offset; /* of a const char * */
} TextChild;

/* Puts the text of `node` into the field at `slot`, a const char *, once. */
static bool take_text(DatasetReader *reader, const XmlNode *node, void *slot) {
    const char **text = slot;
    if (*text) {
        diag_report(reader->diags, FAULT_DATA, node->origin,
                    "<%s> stands twice in <%s>", node->name, node->parent->name);
        return false;
    }
    *text = xml_text(reader->dataset->arena, node);
    return true;
}

enum { MOST_CHILDREN = 8 };

/* Adds what the record is called in another language to its `list`. */
static bool take_translation(DatasetReader *reader, const XmlNode *node,
                             Translation **list) {
    static const XmlRule rules[] = {
        {"lang", &XML_NAME, offsetof(Translation, lang), true, NULL},
        {"title", &XML_TEXT, offsetof(Translation, title), false, NULL},
        {"text", &XML_TEXT, offsetof(Translation, text), false, NULL},
        {"name", &XML_TEXT, offsetof(Translation, name), false, NULL},
        {"maker", &XML_TEXT, offsetof(Translation, maker), false, NULL},
        {"plant", &XML_TEXT, offsetof(Translation, plant), false, NULL},
        {"speaker", &XML_TEXT, offsetof(Translation, speaker), false, NULL},
        {"role", &XML_TEXT, offsetof(Translation, role), false, NULL},
        {"organisation", &XML_TEXT, offsetof(Translation, organisation), false, NULL},
        {.name = NULL}};
    Arena *arena = reader->dataset->arena;
    Translation *translation = arena_alloc(arena, sizeof *translation);
    translation->next = *list;
    *list = translation;
    return xml_read(arena, reader->diags, node, rules, translation);
}

static int count_of(const TextChild *children) {
    int count = 0;
    while (children[count].name)
        count++;
    return count;
}

/* Reads the text children of `node`; `other` takes those the table lacks, which are
 * called `others`. */
static bool read_children(DatasetReader *reader, const XmlNode *node,
                          const TextChild *children, void *record,
                          bool (*other)(DatasetReader *, const XmlNode *, void *),
                          const char *const *others) {
    const char *allowed[MOST_CHILDREN] = {NULL};
    int count = 0;
    for (const TextChild *child = children; child->name; child++)
        allowed[count++] = child->name;
    for (const char *const *name = others; name && *name; name++)
        allowed[count++] = *name;
    size_t translations = children[count_of(children)].offset;
    if (translations) allowed[count++] = "in";
    Arena *arena = reader->dataset->arena;
    bool good = xml_refuse_text(reader->diags, node);
    for (const XmlNode *n = xml_first_element(node); n; n = xml_next_element(n)) {
        const TextChild *child = children;
        while (child->name && strcmp(child->name, n->name) != 0)
            child++;
        if (child->name)
            good = take_text(reader, n, (char *) record + child->offset) && good;
        else if (translations && strcmp(n->name, "in") == 0)
            good = take_translation(
                       reader, n, (Translation **) ((char *) record + translations)) &&
                   good;
        else if (others && word_index(n->name, others) >= 0)
            good = other(reader, n, record) && good;
        else {
            xml_report_unexpected(arena, reader->diags, n, allowed);
            good = false;
        }
    }
    return good;
}

/* Resolves the source and takes the id; the record's confidence is its source's unless
 * given. */
static const Source *settle(DatasetReader *reader, const XmlNode *node, const char *id,
                            const char *source_name, int *confidence) {
    const Source *source = reader_source(reader, source_name, node->origin);
    if (!source || !reader_claim_id(reader, id, node->origin)) return NULL;
    if (*confidence < 0) *confidence = source->confidence;
    return source;
}

static bool require_text(DatasetReader *reader, const XmlNode *node, const char *name,
                         const char *text) {
    if (text && *text) return true;
    diag_report(reader->diags, FAULT_DATA, node->origin, "missing element <%s> in <%s>",
                name, node->name);
    return false;
}

/* ---- statements ---- */

typedef struct {
    Statement statement;
    const char *source;
} StatementRecord;

static bool read_words(DatasetReader *reader, const XmlNode *node, void *record) {
    Statement *statement = &((StatementRecord *) record)->statement;
    Arena *arena = reader->dataset->arena;
    statement->words = arena_grow(arena, statement->words, statement->word_count,
                                  &statement->word_capacity, sizeof(char *));
    const char *words = xml_text(arena, node);
    statement->words[statement->word_count++] = words;
    if (!*words)
        diag_report(reader->diags, FAULT_DATA, node->origin,
                    "<words> is empty: it holds the exact words");
    return *words;
}

/* Another outlet's version, which differs in something. */
static bool read_version(DatasetReader *reader, const XmlNode *node, void *record) {
    typedef struct {
        Version version;
        const char *source;
    } Fields;
    static const XmlRule rules[] = {
        {"source", &XML_NAME, offsetof(Fields, source), true, NULL},
        {"said", &XML_DATE, offsetof(Fields, version.said), false, NULL},
        {"role", &XML_TEXT, offsetof(Fields, version.role), false, NULL},
        {.name = NULL}};
    Statement *statement = &((StatementRecord *) record)->statement;
    Arena *arena = reader->dataset->arena;
    Fields fields = {.version = {.origin = node->origin}};
    if (!xml_read(arena, reader->diags, node, rules, &fields)) return false;
    Version *version = &fields.version;
    version->source = reader_source(reader, fields.source, node->origin);
    version->words = xml_text(arena, node);
    if (!version->source) return false;
    if (!version->said.year && !version->role && !*version->words) {
        diag_report(reader->diags, FAULT_DATA, node->origin,
                    "<version> says nothing: give 'said', 'role' or its words");
        return false;
    }
    statement->versions =
        arena_grow(arena, statement->versions, statement->version_count,
                   &statement->version_capacity, sizeof *version);
    statement->versions[statement->version_count++] = *version;
    return true;
}

static bool read_words_or_version(DatasetReader *reader, const XmlNode *node,
                                  void *record) {
    return strcmp(node->name, "words") == 0 ? read_words(reader, node, record)
                                            : read_version(reader, node, record);
}

bool read_statement(DatasetReader *reader, const XmlNode *node) {
    static const XmlRule rules[] = {
        {"id", &XML_NAME, offsetof(StatementRecord, statement.id), true, NULL},
        {"source", &XML_NAME, offsetof(StatementRecord, source), true, NULL},
        {"speaker", &XML_TEXT, offsetof(StatementRecord, statement.speaker), false,
         NULL},
        {"role", &XML_TEXT, offsetof(StatementRecord, statement.role), false, NULL},
        {"organisation", &XML_TEXT, offsetof(StatementRecord, statement.organisation),
         true, NULL},
        {"said", &XML_DATE, offsetof(StatementRecord, statement.said), true, NULL},
        {"lang", &XML_NAME, offsetof(StatementRecord, statement.lang), false, NULL},
        {"commitment", &XML_WORD, offsetof(StatementRecord, statement.commitment), true,
         COMMITMENT_WORDS},
        {"motive", &XML_WORD, offsetof(StatementRecord, statement.motive), false,
         MOTIVE_WORDS},
        {"confidence", &XML_WORD, offsetof(StatementRecord, statement.confidence),
         false, CONFIDENCE_WORDS},
        {"about", &XML_NAME, offsetof(StatementRecord, statement.about), false, NULL},
        {.name = NULL}};
    static const TextChild children[] = {
        {"context", offsetof(StatementRecord, statement.context)},
        {"translation", offsetof(StatementRecord, statement.translation)},
        {"note", offsetof(StatementRecord, statement.note)},
        {NULL, offsetof(StatementRecord, statement.translations)}};
    static const char *const others[] = {"words", "version", NULL};
    Dataset *dataset = reader->dataset;
    StatementRecord *record = arena_alloc(dataset->arena, sizeof *record);
    Statement *statement = &record->statement;
    statement->origin = node->origin;
    statement->confidence = statement->motive = -1;
    if (!xml_read(dataset->arena, reader->diags, node, rules, record)) return false;
    statement->source =
        settle(reader, node, statement->id, record->source, &statement->confidence);
    if (!statement->source ||
        !read_children(reader, node, children, record, read_words_or_version, others))
        return false;
    if (!statement->word_count && !statement->context)
        return require_text(reader, node, "words", NULL);
    dataset->statements =
        arena_grow(dataset->arena, dataset->statements, dataset->statement_count,
                   &dataset->statement_capacity, sizeof(Statement *));
    dataset->statements[dataset->statement_count++] = statement;
    return true;
}

/* ---- measures ---- */

typedef struct {
    Measure measure;
    const char *source;
} MeasureRecord;

static bool read_volume(DatasetReader *reader, const XmlNode *node, void *record) {
    typedef struct {
        int which;
        double value;
        const char *source;
    } Fields;
    static const XmlRule rules[] = {
        {"case", &XML_WORD, offsetof(Fields, which), true, CASE_WORDS},
        {"value", &XML_NUMBER, offsetof(Fields, value), true, NULL},
        {"source", &XML_NAME, offsetof(Fields, source), true, NULL},
        {.name = NULL}};
    Measure *measure = &((MeasureRecord *) record)->measure;
    Arena *arena = reader->dataset->arena;
    Fields fields = {0};
    if (!xml_read(arena, reader->diags, node, rules, &fields)) return false;
    const Source *source = reader_source(reader, fields.source, node->origin);
    if (!source) return false;
    if (fields.value <= 0) {
        diag_report(reader->diags, FAULT_DATA, node->origin,
                    "bad value of 'value' on <volume>: a volume is above 0");
        return false;
    }
    if (measure->volumes[fields.which].given) {
        diag_report(reader->diags, FAULT_DATA, node->origin,
                    "<volume case=\"%s\"> stands twice", CASE_WORDS[fields.which]);
        return false;
    }
    measure->volumes[fields.which] = (Volume){.value = fields.value,
                                              .given = true,
                                              .note = xml_text(arena, node),
                                              .source = source,
                                              .origin = node->origin};
    return true;
}

bool read_measure(DatasetReader *reader, const XmlNode *node) {
    static const XmlRule rules[] = {
        {"id", &XML_NAME, offsetof(MeasureRecord, measure.id), true, NULL},
        {"source", &XML_NAME, offsetof(MeasureRecord, source), true, NULL},
        {"product", &XML_TEXT, offsetof(MeasureRecord, measure.product), true, NULL},
        {"reporter", &XML_NAME, offsetof(MeasureRecord, measure.reporter), true, NULL},
        {"partner", &XML_NAME, offsetof(MeasureRecord, measure.partner), true, NULL},
        {"unit", &XML_TEXT, offsetof(MeasureRecord, measure.unit), true, NULL},
        {"frequency", &XML_NAME, offsetof(MeasureRecord, measure.frequency), false,
         NULL},
        {"confidence", &XML_WORD, offsetof(MeasureRecord, measure.confidence), false,
         CONFIDENCE_WORDS},
        {.name = NULL}};
    static const TextChild children[] = {
        {"title", offsetof(MeasureRecord, measure.title)},
        {"note", offsetof(MeasureRecord, measure.note)},
        {NULL, 0}};
    static const char *const others[] = {"volume", NULL};
    Dataset *dataset = reader->dataset;
    MeasureRecord *record = arena_alloc(dataset->arena, sizeof *record);
    Measure *measure = &record->measure;
    measure->origin = node->origin;
    measure->confidence = -1;
    if (!xml_read(dataset->arena, reader->diags, node, rules, record)) return false;
    measure->source =
        settle(reader, node, measure->id, record->source, &measure->confidence);
    if (!measure->source ||
        !read_children(reader, node, children, record, read_volume, others) ||
        !require_text(reader, node, "title", measure->title))
        return false;
    if (!measure->volumes[CASE_CENTRAL].given) {
        diag_report(reader->diags, FAULT_DATA, node->origin,
                    "missing <volume case=\"central\"> in <measure>");
        return false;
    }
    dataset->measures =
        arena_grow(dataset->arena, dataset->measures, dataset->measure_count,
                   &dataset->measure_capacity, sizeof(Measure *));
    dataset->measures[dataset->measure_count++] = measure;
    return true;
}

/* ---- models, barriers, events ---- */

typedef struct {
    Model model;
    const char *source;
    Period from;
    int steering;
} ModelRecord;

bool read_model(DatasetReader *reader, const XmlNode *node) {
    static const char *const sides[] = {"left", "right", NULL};
    static const XmlRule rules[] = {
        {"id", &XML_NAME, offsetof(ModelRecord, model.id), true, NULL},
        {"source", &XML_NAME, offsetof(ModelRecord, source), true, NULL},
        {"maker", &XML_TEXT, offsetof(ModelRecord, model.maker), true, NULL},
        {"name", &XML_TEXT, offsetof(ModelRecord, model.name), true, NULL},
        {"plant", &XML_TEXT, offsetof(ModelRecord, model.plant), false, NULL},
        {"from", &XML_PERIOD, offsetof(ModelRecord, from), false, NULL},
        {"steering", &XML_WORD, offsetof(ModelRecord, steering), false, sides},
        {"confidence", &XML_WORD, offsetof(ModelRecord, model.confidence), false,
         CONFIDENCE_WORDS},
        {.name = NULL}};
    Dataset *dataset = reader->dataset;
    ModelRecord *record = arena_alloc(dataset->arena, sizeof *record);
    Model *model = &record->model;
    model->origin = node->origin;
    model->confidence = record->steering = -1;
    if (!xml_read(dataset->arena, reader->diags, node, rules, record)) return false;
    const char *from = xml_attribute(node, "from");
    if (from) model->from = arena_string(dataset->arena, from);
    if (record->steering >= 0) model->steering = sides[record->steering];
    model->source = settle(reader, node, model->id, record->source, &model->confidence);
    static const TextChild none[] = {{NULL, offsetof(ModelRecord, model.translations)}};
    if (!model->source || !read_children(reader, node, none, record, NULL, NULL))
        return false;
    dataset->models = arena_grow(dataset->arena, dataset->models, dataset->model_count,
                                 &dataset->model_capacity, sizeof(Model *));
    dataset->models[dataset->model_count++] = model;
    return true;
}

typedef struct {
    Barrier barrier;
    const char *source;
} BarrierRecord;

bool read_barrier(DatasetReader *reader, const XmlNode *node) {
    static const XmlRule rules[] = {
        {"id", &XML_NAME, offsetof(BarrierRecord, barrier.id), true, NULL},
        {"source", &XML_NAME, offsetof(BarrierRecord, source), true, NULL},
        {"kind", &XML_WORD, offsetof(BarrierRecord, barrier.kind), true, BARRIER_KINDS},
        {"status", &XML_WORD, offsetof(BarrierRecord, barrier.status), true,
         BARRIER_STATUSES},
        {"models", &XML_TEXT, offsetof(BarrierRecord, barrier.models), false, NULL},
        {"since", &XML_DATE, offsetof(BarrierRecord, barrier.since), false, NULL},
        {"per-unit", &XML_NUMBER, offsetof(BarrierRecord, barrier.per_unit), false,
         NULL},
        {"fixed", &XML_NUMBER, offsetof(BarrierRecord, barrier.fixed), false, NULL},
        {"currency", &XML_NAME, offsetof(BarrierRecord, barrier.currency), false, NULL},
        {"event", &XML_NAME, offsetof(BarrierRecord, barrier.event), false, NULL},
        {"lead-time", &XML_NUMBER, offsetof(BarrierRecord, barrier.lead_time), false,
         NULL},
        {"confidence", &XML_WORD, offsetof(BarrierRecord, barrier.confidence), false,
         CONFIDENCE_WORDS},
        {.name = NULL}};
    static const TextChild children[] = {
        {"title", offsetof(BarrierRecord, barrier.title)},
        {"text", offsetof(BarrierRecord, barrier.text)},
        {NULL, offsetof(BarrierRecord, barrier.translations)}};
    Dataset *dataset = reader->dataset;
    BarrierRecord *record = arena_alloc(dataset->arena, sizeof *record);
    Barrier *barrier = &record->barrier;
    barrier->origin = node->origin;
    barrier->confidence = -1;
    if (!xml_read(dataset->arena, reader->diags, node, rules, record)) return false;
    barrier->has_per_unit = xml_attribute(node, "per-unit") != NULL;
    barrier->has_fixed = xml_attribute(node, "fixed") != NULL;
    barrier->has_lead_time = xml_attribute(node, "lead-time") != NULL;
    if ((barrier->has_per_unit || barrier->has_fixed) && !barrier->currency) {
        diag_report(reader->diags, FAULT_DATA, node->origin,
                    "missing attribute 'currency' on <barrier>: '%s' needs one",
                    barrier->has_per_unit ? "per-unit" : "fixed");
        return false;
    }
    barrier->source =
        settle(reader, node, barrier->id, record->source, &barrier->confidence);
    if (!barrier->source ||
        !read_children(reader, node, children, record, NULL, NULL) ||
        !require_text(reader, node, "title", barrier->title))
        return false;
    dataset->barriers =
        arena_grow(dataset->arena, dataset->barriers, dataset->barrier_count,
                   &dataset->barrier_capacity, sizeof(Barrier *));
    dataset->barriers[dataset->barrier_count++] = barrier;
    return true;
}

typedef struct {
    Event event;
    const char *source;
} EventRecord;

bool read_event(DatasetReader *reader, const XmlNode *node) {
    static const XmlRule rules[] = {
        {"id", &XML_NAME, offsetof(EventRecord, event.id), true, NULL},
        {"source", &XML_NAME, offsetof(EventRecord, source), true, NULL},
        {"date", &XML_DATE, offsetof(EventRecord, event.date), true, NULL},
        {"kind", &XML_WORD, offsetof(EventRecord, event.kind), true, EVENT_KINDS},
        {"organisation", &XML_TEXT, offsetof(EventRecord, event.organisation), false,
         NULL},
        {"confidence", &XML_WORD, offsetof(EventRecord, event.confidence), false,
         CONFIDENCE_WORDS},
        {.name = NULL}};
    static const TextChild children[] = {
        {"title", offsetof(EventRecord, event.title)},
        {"text", offsetof(EventRecord, event.text)},
        {NULL, offsetof(EventRecord, event.translations)}};
    Dataset *dataset = reader->dataset;
    EventRecord *record = arena_alloc(dataset->arena, sizeof *record);
    Event *event = &record->event;
    event->origin = node->origin;
    event->confidence = -1;
    if (!xml_read(dataset->arena, reader->diags, node, rules, record)) return false;
    event->source = settle(reader, node, event->id, record->source, &event->confidence);
    if (!event->source || !read_children(reader, node, children, record, NULL, NULL) ||
        !require_text(reader, node, "title", event->title))
        return false;
    dataset->events = arena_grow(dataset->arena, dataset->events, dataset->event_count,
                                 &dataset->event_capacity, sizeof(Event *));
    dataset->events[dataset->event_count++] = event;
    return true;
}
