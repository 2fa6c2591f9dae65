/* The findings as a tree of XML: sources first, then results, checks and records. */

#include "analysis/tree.h"

#include <inttypes.h>
#include <string.h>

static void add_source(Arena *arena, XmlNode *root, const Source *source) {
    XmlNode *node = xml_new(arena, root, "source", source->origin);
    xml_set(arena, node, "id", source->id);
    xml_set(arena, node, "publisher", source->publisher);
    xml_set(arena, node, "title", source->title);
    xml_set(arena, node, "table", source->table);
    xml_set(arena, node, "date", tree_date(arena, source->date));
    xml_set(arena, node, "vintage", tree_date(arena, source->vintage));
    xml_set(arena, node, "address", source->address);
    xml_set(arena, node, "confidence", CONFIDENCE_WORDS[source->confidence]);
    if (*source->note) xml_new_text(arena, node, source->note);
}

/* Records of sources later than the as-of date stay out, here and below. */
static void add_sources(Arena *arena, XmlNode *root, const Findings *findings) {
    const Dataset *dataset = findings->dataset;
    for (int i = 0; i < dataset->source_count; i++)
        if (findings_see(findings, dataset->sources[i]))
            add_source(arena, root, dataset->sources[i]);
    for (int i = 0; i < findings->last_source_count; i++)
        add_source(arena, root, findings->last_sources[i]);
}

/* ---- results ---- */

const char *const STATE_WORDS[] = {[VALUE_NUMBER] = "number",
                                   [VALUE_NOT_DEFINED] = "not-defined",
                                   [VALUE_NOT_AVAILABLE] = "not-available",
                                   [VALUE_SUPPRESSED] = "suppressed",
                                   NULL};

/* True when `next` stands right behind `figure` in one result. */
static bool adjoins(const Figure *figure, const Figure *next) {
    return next->result == figure->result && next == figure + 1;
}

const char *tree_inputs(const Figure *figure, Arena *arena) {
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

/* Puts what a step noted, attributes and elements, on the node. */
static void add_notes(Arena *arena, XmlNode *node, const XmlNode *notes) {
    if (!notes) return;
    for (int i = 0; i < notes->attribute_count; i++)
        xml_set(arena, node, notes->attributes[i].name, notes->attributes[i].value);
    for (const XmlNode *n = notes->first_child; n; n = n->next)
        if (n->name)
            add_notes(arena, xml_new(arena, node, n->name, node->origin), n);
        else
            xml_new_text(arena, node, n->text);
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
        xml_set(arena, node, "state", STATE_WORDS[figure->value.state]);
    xml_set(arena, node, "class", figure->class_name);
    if (figure->confidence != CONFIDENCE_HIGH)
        xml_set(arena, node, "confidence", CONFIDENCE_WORDS[figure->confidence]);
    xml_set(arena, node, "inputs", tree_inputs(figure, arena));
    if (own_sources) xml_set(arena, node, "sources", join_sources(arena, figure));
    if (figure->row.line)
        xml_set(arena, node, "row", arena_print(arena, "%d", figure->row.line));
    add_notes(arena, node, figure->notes);
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

const char *tree_method(const Result *result, Arena *arena) {
    uint64_t hash = HASH_START;
    const Step *step = result->asked;
    for (int i = 0; step && i < step->argument_count; i++) {
        const StepArgument *argument = &step->arguments[i];
        if (strcmp(argument->name, "label") == 0 ||
            strcmp(argument->name, "places") == 0)
            continue;
        hash = hash_bytes(hash, argument->name, strlen(argument->name) + 1);
        hash = hash_bytes(hash, argument->value, strlen(argument->value) + 1);
    }
    return arena_print(arena, "%08" PRIx32, (uint32_t) (hash ^ hash >> 32));
}

/* Sources stand at the result when all its figures share them. */
static void add_results(Arena *arena, XmlNode *root, const Findings *findings) {
    const bool compares = analysis_compares(findings->steps, findings->step_count);
    for (int i = 0; i < findings->result_count; i++) {
        const Result *result = findings->results[i];
        XmlNode *node = xml_new(arena, root, "result", result->origin);
        xml_set(arena, node, "id", result->id);
        xml_set(arena, node, "step", result->step);
        xml_set(arena, node, "label", result->label);
        xml_set(arena, node, "absent", result->absent);
        if (result->absent) continue;
        xml_set(arena, node, "unit", result->unit.unit);
        xml_set_number(arena, node, "multiplier", result->unit.multiplier);
        if (result->places >= 0) xml_set_number(arena, node, "places", result->places);
        if (result->period) {
            char text[PERIOD_TEXT];
            period_format(result->period, text);
            xml_set(arena, node, "period", arena_string(arena, text));
        }
        xml_set(arena, node, "formula", result->formula);
        if (compares && result->asked)
            xml_set(arena, node, "method", tree_method(result, arena));
        xml_set(arena, node, "class", result->class_name);
        if (result->material_from > 0) {
            xml_set_number(arena, node, "negligible-below", result->negligible_below);
            xml_set_number(arena, node, "material-from", result->material_from);
        }
        add_notes(arena, node, result->notes);
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

void findings_add_files(XmlNode *tree, const FindingsFile *files, int count,
                        Arena *arena) {
    for (int i = 0; i < count; i++) {
        XmlNode *file = xml_new(arena, tree, "file", (Origin){NULL, 0});
        xml_set(arena, file, "name", files[i].name);
        xml_set(arena, file, "sha256", files[i].sha256);
    }
}

XmlNode *findings_tree(const Findings *findings, FindingsHead head, Arena *arena) {
    XmlNode *root = xml_new(arena, NULL, "findings", (Origin){NULL, 0});
    xml_set(arena, root, "version", "1");
    xml_set(arena, root, "brief", head.brief);
    xml_set(arena, root, "lang", head.lang);
    xml_set(arena, root, "as-of", tree_date(arena, findings->as_of));
    xml_set(arena, root, "program", head.program);
    if (head.made) xml_set(arena, root, "made", head.made);
    findings_add_files(root, head.files, head.file_count, arena);
    add_sources(arena, root, findings);
    add_results(arena, root, findings);
    tree_add_records(arena, root, findings);
    return root;
}
