/* The records of the dataset in the tree of findings: what was said, planned, ruled.
 * Records of sources later than the as-of date stay out. */
#include "analysis/tree.h"

const char *tree_date(Arena *arena, Date date) {
    return date.year ? date_string(arena, date) : NULL;
}

static void set_source(Arena *arena, XmlNode *node, const Source *source,
                       int confidence) {
    xml_set(arena, node, "source", source->id);
    xml_set(arena, node, "confidence", CONFIDENCE_WORDS[confidence]);
}

static void add_text(Arena *arena, XmlNode *parent, const char *name,
                     const char *text) {
    if (!text || !*text) return;
    xml_new_text(arena, xml_new(arena, parent, name, parent->origin), text);
}

static void add_translations(Arena *arena, XmlNode *parent,
                             const Translation *translation) {
    for (; translation; translation = translation->next) {
        XmlNode *node = xml_new(arena, parent, "in", parent->origin);
        xml_set(arena, node, "lang", translation->lang);
        xml_set(arena, node, "title", translation->title);
        xml_set(arena, node, "text", translation->text);
        xml_set(arena, node, "name", translation->name);
        xml_set(arena, node, "maker", translation->maker);
        xml_set(arena, node, "plant", translation->plant);
        xml_set(arena, node, "speaker", translation->speaker);
        xml_set(arena, node, "role", translation->role);
        xml_set(arena, node, "organisation", translation->organisation);
    }
}

static void add_version(Arena *arena, XmlNode *parent, const Findings *findings,
                        const Version *version) {
    if (!findings_see(findings, version->source)) return;
    XmlNode *node = xml_new(arena, parent, "version", version->origin);
    xml_set(arena, node, "source", version->source->id);
    xml_set(arena, node, "said", tree_date(arena, version->said));
    xml_set(arena, node, "role", version->role);
    if (*version->words) xml_new_text(arena, node, version->words);
}

static void add_statements(Arena *arena, XmlNode *root, const Findings *findings) {
    const Dataset *dataset = findings->dataset;
    for (int i = 0; i < dataset->statement_count; i++) {
        const Statement *statement = dataset->statements[i];
        if (!findings_see(findings, statement->source)) continue;
        XmlNode *node = xml_new(arena, root, "statement", statement->origin);
        xml_set(arena, node, "id", statement->id);
        xml_set(arena, node, "speaker", statement->speaker);
        xml_set(arena, node, "role", statement->role);
        xml_set(arena, node, "organisation", statement->organisation);
        xml_set(arena, node, "said", tree_date(arena, statement->said));
        xml_set(arena, node, "lang", statement->lang);
        xml_set(arena, node, "about", statement->about);
        xml_set(arena, node, "commitment", COMMITMENT_WORDS[statement->commitment]);
        xml_set_number(arena, node, "rung", statement->commitment);
        if (statement->motive >= 0)
            xml_set(arena, node, "motive", MOTIVE_WORDS[statement->motive]);
        set_source(arena, node, statement->source, statement->confidence);
        for (int w = 0; w < statement->word_count; w++)
            add_text(arena, node, "words", statement->words[w]);
        for (int v = 0; v < statement->version_count; v++)
            add_version(arena, node, findings, &statement->versions[v]);
        add_text(arena, node, "translation", statement->translation);
        add_text(arena, node, "context", statement->context);
        add_text(arena, node, "note", statement->note);
        add_translations(arena, node, statement->translations);
    }
}

static void add_measures(Arena *arena, XmlNode *root, const Findings *findings) {
    const Dataset *dataset = findings->dataset;
    for (int i = 0; i < dataset->measure_count; i++) {
        const Measure *measure = dataset->measures[i];
        if (!findings_see(findings, measure->source)) continue;
        XmlNode *node = xml_new(arena, root, "measure", measure->origin);
        xml_set(arena, node, "id", measure->id);
        xml_set(arena, node, "product", measure->product);
        xml_set(arena, node, "reporter", measure->reporter);
        xml_set(arena, node, "partner", measure->partner);
        xml_set(arena, node, "unit", measure->unit);
        set_source(arena, node, measure->source, measure->confidence);
        add_text(arena, node, "title", measure->title);
        for (int c = 0; c < CASE_COUNT; c++) {
            const Volume *volume = &measure->volumes[c];
            if (!volume->given || !findings_see(findings, volume->source)) continue;
            XmlNode *child = xml_new(arena, node, "volume", volume->origin);
            xml_set(arena, child, "case", CASE_WORDS[c]);
            xml_set_number(arena, child, "value", volume->value);
            xml_set(arena, child, "source", volume->source->id);
            if (*volume->note) xml_new_text(arena, child, volume->note);
        }
        add_text(arena, node, "note", measure->note);
    }
}

static void add_models(Arena *arena, XmlNode *root, const Findings *findings) {
    const Dataset *dataset = findings->dataset;
    for (int i = 0; i < dataset->model_count; i++) {
        const Model *model = dataset->models[i];
        if (!findings_see(findings, model->source)) continue;
        XmlNode *node = xml_new(arena, root, "model", model->origin);
        xml_set(arena, node, "id", model->id);
        xml_set(arena, node, "maker", model->maker);
        xml_set(arena, node, "name", model->name);
        xml_set(arena, node, "plant", model->plant);
        xml_set(arena, node, "from", model->from);
        xml_set(arena, node, "steering", model->steering);
        set_source(arena, node, model->source, model->confidence);
        add_translations(arena, node, model->translations);
    }
}

static void add_barriers(Arena *arena, XmlNode *root, const Findings *findings) {
    const Dataset *dataset = findings->dataset;
    for (int i = 0; i < dataset->barrier_count; i++) {
        const Barrier *barrier = dataset->barriers[i];
        if (!findings_see(findings, barrier->source)) continue;
        XmlNode *node = xml_new(arena, root, "barrier", barrier->origin);
        xml_set(arena, node, "id", barrier->id);
        xml_set(arena, node, "kind", BARRIER_KINDS[barrier->kind]);
        xml_set(arena, node, "status", BARRIER_STATUSES[barrier->status]);
        xml_set(arena, node, "since", tree_date(arena, barrier->since));
        xml_set(arena, node, "models", barrier->models);
        xml_set(arena, node, "event", barrier->event);
        if (barrier->has_per_unit)
            xml_set_number(arena, node, "per-unit", barrier->per_unit);
        if (barrier->has_fixed) xml_set_number(arena, node, "fixed", barrier->fixed);
        if (barrier->has_per_unit || barrier->has_fixed)
            xml_set(arena, node, "currency", barrier->currency);
        if (barrier->has_lead_time)
            xml_set_number(arena, node, "lead-time", barrier->lead_time);
        set_source(arena, node, barrier->source, barrier->confidence);
        add_text(arena, node, "title", barrier->title);
        add_text(arena, node, "text", barrier->text);
        add_translations(arena, node, barrier->translations);
    }
}

static void add_events(Arena *arena, XmlNode *root, const Findings *findings) {
    const Dataset *dataset = findings->dataset;
    for (int i = 0; i < dataset->event_count; i++) {
        const Event *event = dataset->events[i];
        if (!findings_see(findings, event->source)) continue;
        XmlNode *node = xml_new(arena, root, "event", event->origin);
        xml_set(arena, node, "id", event->id);
        xml_set(arena, node, "date", tree_date(arena, event->date));
        xml_set(arena, node, "kind", EVENT_KINDS[event->kind]);
        xml_set(arena, node, "organisation", event->organisation);
        set_source(arena, node, event->source, event->confidence);
        add_text(arena, node, "title", event->title);
        add_text(arena, node, "text", event->text);
        add_translations(arena, node, event->translations);
    }
}

void tree_add_records(Arena *arena, XmlNode *root, const Findings *findings) {
    add_statements(arena, root, findings);
    add_measures(arena, root, findings);
    add_models(arena, root, findings);
    add_barriers(arena, root, findings);
    add_events(arena, root, findings);
}
