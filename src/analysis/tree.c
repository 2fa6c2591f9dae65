/* The findings as a tree of XML: sources first, then results, checks and records. */
#include <string.h>

#include "analysis/analysis.h"

static const char *date_text(Arena *arena, Date date) {
    char text[16];
    return date.year ? arena_string(arena, date_format(date, text)) : NULL;
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

/* Records of sources later than the as-of date stay out, here and below. */
static void add_sources(Arena *arena, XmlNode *root, const Findings *findings) {
    const Dataset *dataset = findings->dataset;
    for (int i = 0; i < dataset->source_count; i++) {
        const Source *source = dataset->sources[i];
        if (!findings_see(findings, source)) continue;
        XmlNode *node = xml_new(arena, root, "source", source->origin);
        xml_set(arena, node, "id", source->id);
        xml_set(arena, node, "publisher", source->publisher);
        xml_set(arena, node, "title", source->title);
        xml_set(arena, node, "table", source->table);
        xml_set(arena, node, "date", date_text(arena, source->date));
        xml_set(arena, node, "vintage", date_text(arena, source->vintage));
        xml_set(arena, node, "address", source->address);
        xml_set(arena, node, "confidence", CONFIDENCE_WORDS[source->confidence]);
        if (*source->note) xml_new_text(arena, node, source->note);
    }
}

/* ---- results ---- */

static const char *const STATES[] = {[VALUE_NUMBER] = "number",
                                     [VALUE_NOT_DEFINED] = "not-defined",
                                     [VALUE_NOT_AVAILABLE] = "not-available",
                                     [VALUE_SUPPRESSED] = "suppressed"};

/* True when `next` stands right behind `figure` in one result. */
static bool adjoins(const Figure *figure, const Figure *next) {
    return next->result == figure->result && next == figure + 1;
}

/* Ids of the inputs; a run of neighbours in one result is written "id..key". */
static const char *join_inputs(Arena *arena, const Figure *figure) {
    Text text = {.arena = arena};
    for (int i = 0; i < figure->input_count; i++) {
        int last = i;
        while (last + 1 < figure->input_count &&
               adjoins(figure->inputs[last], figure->inputs[last + 1]))
            last++;
        if (text.length) text_add_char(&text, ' ');
        text_add(&text, figure->inputs[i]->result->id);
        text_add_char(&text, '.');
        text_add(&text, figure->inputs[i]->key);
        if (last > i) text_add(&text, "..");
        if (last > i) text_add(&text, figure->inputs[last]->key);
        i = last;
    }
    return figure->input_count ? text_string(&text) : NULL;
}

static const char *join_sources(Arena *arena, const Figure *figure) {
    Text text = {.arena = arena};
    for (int i = 0; i < figure->source_count; i++)
        text_print(&text, "%s%s", i ? " " : "", figure->sources[i]->id);
    return figure->source_count ? text_string(&text) : NULL;
}

/* A figure is known by its period or its key.  What is usual is left out: status A,
 * high confidence. */
static void add_figure(Arena *arena, XmlNode *parent, const Figure *figure,
                       bool own_sources) {
    XmlNode *node = xml_new(arena, parent, "figure", parent->origin);
    node->subject = figure;
    xml_set(arena, node, figure->period ? "period" : "key", figure->key);
    if (figure->value.state == VALUE_NUMBER) {
        xml_set_number(arena, node, "number", figure->value.number);
        const char status[] = {figure->value.status, '\0'};
        if (figure->value.status != 'A')
            xml_set(arena, node, "status", arena_string(arena, status));
    } else
        xml_set(arena, node, "state", STATES[figure->value.state]);
    xml_set(arena, node, "class", figure->class_name);
    if (figure->confidence != CONFIDENCE_HIGH)
        xml_set(arena, node, "confidence", CONFIDENCE_WORDS[figure->confidence]);
    xml_set(arena, node, "inputs", join_inputs(arena, figure));
    if (own_sources) xml_set(arena, node, "sources", join_sources(arena, figure));
    if (figure->row.line)
        xml_set(arena, node, "row", arena_print(arena, "%d", figure->row.line));
}

static bool have_same_sources(const Result *result) {
    for (int i = 1; i < result->figure_count; i++) {
        const Figure *a = &result->figures[i - 1], *b = &result->figures[i];
        if (a->source_count != b->source_count) return false;
        for (int s = 0; s < a->source_count; s++)
            if (a->sources[s] != b->sources[s]) return false;
    }
    return true;
}

/* Sources stand at the result when all its figures share them. */
static void add_results(Arena *arena, XmlNode *root, const Findings *findings) {
    for (int i = 0; i < findings->result_count; i++) {
        const Result *result = findings->results[i];
        XmlNode *node = xml_new(arena, root, "result", result->origin);
        xml_set(arena, node, "id", result->id);
        xml_set(arena, node, "step", result->step);
        xml_set(arena, node, "label", result->label);
        xml_set(arena, node, "unit", result->unit.unit);
        xml_set_number(arena, node, "multiplier", result->unit.multiplier);
        if (result->places >= 0) xml_set_number(arena, node, "places", result->places);
        xml_set(arena, node, "formula", result->formula);
        xml_set(arena, node, "class", result->class_name);
        if (result->material_from > 0) {
            xml_set_number(arena, node, "negligible-below", result->negligible_below);
            xml_set_number(arena, node, "material-from", result->material_from);
        }
        bool one_list = have_same_sources(result);
        if (one_list && result->figure_count)
            xml_set(arena, node, "sources", join_sources(arena, &result->figures[0]));
        for (int k = 0; k < result->figure_count; k++)
            add_figure(arena, node, &result->figures[k], !one_list);
    }
    for (int i = 0; i < findings->check_count; i++) {
        const Check *check = &findings->checks[i];
        XmlNode *node = xml_new(arena, root, "check", check->origin);
        xml_set(arena, node, "rule", check->rule);
        xml_set(arena, node, "passed", check->passed ? "yes" : "no");
        xml_new_text(arena, node, check->detail);
    }
}

/* ---- records ---- */

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
        xml_set(arena, node, "said", date_text(arena, statement->said));
        xml_set(arena, node, "lang", statement->lang);
        xml_set(arena, node, "about", statement->about);
        xml_set(arena, node, "commitment", COMMITMENT_WORDS[statement->commitment]);
        xml_set_number(arena, node, "rung", statement->commitment);
        if (statement->motive >= 0)
            xml_set(arena, node, "motive", MOTIVE_WORDS[statement->motive]);
        set_source(arena, node, statement->source, statement->confidence);
        for (int w = 0; w < statement->word_count; w++)
            add_text(arena, node, "words", statement->words[w]);
        add_text(arena, node, "translation", statement->translation);
        add_text(arena, node, "context", statement->context);
        add_text(arena, node, "note", statement->note);
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
        xml_set(arena, node, "since", date_text(arena, barrier->since));
        xml_set(arena, node, "models", barrier->models);
        if (barrier->has_per_unit) {
            xml_set_number(arena, node, "per-unit", barrier->per_unit);
            xml_set(arena, node, "currency", barrier->currency);
        }
        if (barrier->has_lead_time)
            xml_set_number(arena, node, "lead-time", barrier->lead_time);
        set_source(arena, node, barrier->source, barrier->confidence);
        add_text(arena, node, "title", barrier->title);
        add_text(arena, node, "text", barrier->text);
    }
}

static void add_events(Arena *arena, XmlNode *root, const Findings *findings) {
    const Dataset *dataset = findings->dataset;
    for (int i = 0; i < dataset->event_count; i++) {
        const Event *event = dataset->events[i];
        if (!findings_see(findings, event->source)) continue;
        XmlNode *node = xml_new(arena, root, "event", event->origin);
        xml_set(arena, node, "id", event->id);
        xml_set(arena, node, "date", date_text(arena, event->date));
        xml_set(arena, node, "kind", EVENT_KINDS[event->kind]);
        xml_set(arena, node, "organisation", event->organisation);
        set_source(arena, node, event->source, event->confidence);
        add_text(arena, node, "title", event->title);
        add_text(arena, node, "text", event->text);
    }
}

XmlNode *findings_tree(const Findings *findings, FindingsHead head, Arena *arena) {
    const Dataset *dataset = findings->dataset;
    XmlNode *root = xml_new(arena, NULL, "findings", (Origin){NULL, 0});
    xml_set(arena, root, "version", "1");
    xml_set(arena, root, "brief", head.brief);
    xml_set(arena, root, "lang", head.lang);
    xml_set(arena, root, "as-of", date_text(arena, findings->as_of));
    xml_set(arena, root, "program", head.program);
    for (int i = 0; i < dataset->file_count; i++) {
        XmlNode *file = xml_new(arena, root, "file", (Origin){NULL, 0});
        const char *path = dataset->files[i].path, *slash = strrchr(path, '/');
        xml_set(arena, file, "name", slash ? slash + 1 : path);
        xml_set(arena, file, "sha256", arena_string(arena, dataset->files[i].sha256));
    }
    add_sources(arena, root, findings);
    add_results(arena, root, findings);
    add_statements(arena, root, findings);
    add_measures(arena, root, findings);
    add_models(arena, root, findings);
    add_barriers(arena, root, findings);
    add_events(arena, root, findings);
    return root;
}
