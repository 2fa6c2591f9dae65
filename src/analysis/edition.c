/* What the last edition said is read from its findings as they were written, on demand:
 * most of it is what it was.  All look-ups go through maps. */
#include "analysis/edition.h"

#include <math.h>
#include <string.h>

#include "analysis/tree.h"
#include "base/decimal.h"
#include "base/words.h"

enum { MOST_MULTIPLIER = 30 };

struct Edition {
    Arena *arena;
    const LastEdition *last;
    Map *results, *statements, *sources; /* XmlNode by id */
    Map *figures;  /* Map of XmlNode by key, by id of the result */
    Map *restored; /* Source by its id in the last edition */
    Map *listed;   /* of these, those in the findings */
    Map *reasons;  /* one of REASON_WORDS, by id of tonight's figure */
};

const char *const REASON_WORDS[] = {"none",   "vintage",     "source", "inputs",
                                    "method", "unannounced", NULL};

Edition *edition_new(const LastEdition *last, Arena *arena) {
    Edition *edition = arena_alloc(arena, sizeof *edition);
    *edition = (Edition){.arena = arena,
                         .last = last,
                         .results = map_new(arena),
                         .statements = map_new(arena),
                         .sources = map_new(arena),
                         .figures = map_new(arena),
                         .restored = map_new(arena),
                         .listed = map_new(arena),
                         .reasons = map_new(arena)};
    for (const XmlNode *n = xml_first_element(last->findings); n;
         n = xml_next_element(n)) {
        Map *map = strcmp(n->name, "result") == 0      ? edition->results
                   : strcmp(n->name, "statement") == 0 ? edition->statements
                   : strcmp(n->name, "source") == 0    ? edition->sources
                                                       : NULL;
        const char *id = map ? xml_attribute(n, "id") : NULL;
        if (id) map_put(map, id, (void *) n);
    }
    return edition;
}

const XmlNode *edition_root(const Edition *edition) {
    return edition->last->findings;
}

const XmlNode *edition_result(const Edition *edition, const char *id) {
    return map_get(edition->results, id);
}

const XmlNode *edition_statement(const Edition *edition, const char *id) {
    return map_get(edition->statements, id);
}

/* ---- figures ---- */

static const char *said(const XmlNode *node, const char *name) {
    const char *text = xml_attribute(node, name);
    return text ? text : "";
}

const char *edition_date(const Edition *edition) {
    return said(edition->last->findings, "as-of");
}

static const char *key_of(const XmlNode *figure) {
    const char *key = xml_attribute(figure, "period");
    if (!key) key = xml_attribute(figure, "key");
    return key ? key : "";
}

static double number_of(const XmlNode *node, const char *name) {
    double number;
    const char *text = xml_attribute(node, name);
    return text && decimal_parse(text, &number) ? number : NAN;
}

static Value value_in(const XmlNode *figure) {
    const char *state = xml_attribute(figure, "state");
    const char *status = xml_attribute(figure, "status");
    const double number = number_of(figure, "number");
    if (!isnan(number))
        return value_of(number, status && status_rank(*status) > 0 ? *status : 'A');
    const int missing = state ? word_index(state, STATE_WORDS) : -1;
    return value_missing(missing > VALUE_NUMBER ? (ValueState) missing
                                                : VALUE_NOT_AVAILABLE);
}

Past edition_past(const XmlNode *result, const XmlNode *figure) {
    const double multiplier = number_of(result, "multiplier");
    return (Past){.result = result,
                  .figure = figure,
                  .value = value_in(figure),
                  .unit = {said(result, "unit"),
                           fabs(multiplier) <= MOST_MULTIPLIER ? (int) multiplier : 0}};
}

static Map *figures_of(Edition *edition, const XmlNode *result, const char *id) {
    Map *figures = map_get(edition->figures, id);
    if (figures) return figures;
    figures = map_new(edition->arena);
    for (const XmlNode *n = xml_first_element(result); n; n = xml_next_element(n))
        if (strcmp(n->name, "figure") == 0) map_put(figures, key_of(n), (void *) n);
    map_put(edition->figures, id, figures);
    return figures;
}

bool edition_figure(Edition *edition, const char *id, const char *key, Past *past) {
    const XmlNode *result = map_get(edition->results, id);
    const XmlNode *figure =
        result ? map_get(figures_of(edition, result, id), key) : NULL;
    if (figure) *past = edition_past(result, figure);
    return figure;
}

/* ---- the same or not ---- */

double edition_number(const Past *past, Unit unit) {
    const int more = past->unit.multiplier - unit.multiplier;
    return more ? past->value.number * pow(10, more) : past->value.number;
}

bool edition_same_value(const Past *past, const Figure *now) {
    char was[DECIMAL_TEXT], is[DECIMAL_TEXT];
    if (past->value.state != now->value.state) return false;
    if (now->value.state != VALUE_NUMBER) return true;
    const double number = edition_number(past, now->result->unit);
    return number == now->value.number ||
           strcmp(decimal_plain(number, was), decimal_plain(now->value.number, is)) ==
               0;
}

/* ---- sources ---- */

static bool same_date(const XmlNode *node, const char *name, Date date) {
    char text[16];
    const char *said = xml_attribute(node, name);
    return strcmp(said ? said : "", date_format(date, text)) == 0;
}

static int word_of(const XmlNode *node, const char *name, const char *const *words) {
    const char *text = xml_attribute(node, name);
    const int index = text ? word_index(text, words) : 0;
    return index < 0 ? 0 : index;
}

/* A source as the last edition had it, under a name of its own. */
static const Source *old_source(const Edition *edition, const XmlNode *node,
                                const char *id) {
    Arena *arena = edition->arena;
    Source *source = arena_alloc(arena, sizeof *source);
    *source = (Source){.id = arena_print(arena, "last:%s", id),
                       .publisher = said(node, "publisher"),
                       .title = said(node, "title"),
                       .table = xml_attribute(node, "table"),
                       .address = xml_attribute(node, "address"),
                       .confidence = word_of(node, "confidence", CONFIDENCE_WORDS),
                       .note = xml_text(arena, node),
                       .origin = {edition->last->name, node->origin.line}};
    date_parse(said(node, "date"), &source->date);
    date_parse(said(node, "vintage"), &source->vintage);
    return source;
}

/* Adds a source to the findings, once, unless it is the dataset's. */
static void list_source(Findings *findings, const Source *source, Arena *arena) {
    if (findings_source(findings, source->id)) return;
    map_put(findings->last->listed, source->id, (void *) source);
    findings->last_sources =
        arena_grow(arena, findings->last_sources, findings->last_source_count,
                   &findings->last_source_capacity, sizeof *findings->last_sources);
    findings->last_sources[findings->last_source_count++] = source;
}

const Source *edition_source(const Edition *edition, const char *id) {
    return map_get(edition->listed, id);
}

/* The source that the last edition called `id`: tonight's when it is of the same
 * vintage. */
static const Source *source_called(const Findings *findings, const char *id) {
    Edition *edition = findings->last;
    const Source *source = map_get(edition->restored, id);
    if (source) return source;
    const XmlNode *node = map_get(edition->sources, id);
    source = map_get(findings->dataset->source_by_id, id);
    if (node && !(source && same_date(node, "date", source->date) &&
                  same_date(node, "vintage", source->vintage)))
        source = old_source(edition, node, id);
    if (source) map_put(edition->restored, id, (void *) source);
    return source;
}

/* The sources of a past figure, which stand at its result when all figures share
 * them. */
static const Source **sources_of(const Findings *findings, const Past *past, int *count,
                                 Arena *arena) {
    const char *ids = xml_attribute(past->figure, "sources");
    if (!ids) ids = said(past->result, "sources");
    const Source **sources = NULL;
    int capacity = 0;
    *count = 0;
    while (true) {
        ids += strspn(ids, " ");
        size_t length = strcspn(ids, " ");
        if (!length) return sources;
        const Source *source = source_called(findings, arena_copy(arena, ids, length));
        ids += length;
        if (!source) continue;
        sources = arena_grow(arena, sources, *count, &capacity, sizeof *sources);
        sources[(*count)++] = source;
    }
}

void edition_restore(Findings *findings, const Past *past, Figure *figure,
                     Arena *arena) {
    const XmlNode *node = past->figure;
    figure->key = key_of(node);
    if (xml_attribute(node, "period")) period_parse(figure->key, &figure->period);
    figure->value = past->value;
    figure->confidence = word_of(node, "confidence", CONFIDENCE_WORDS);
    figure->class_name = xml_attribute(node, "class");
    figure->sources = sources_of(findings, past, &figure->source_count, arena);
    for (int i = 0; i < figure->source_count; i++)
        list_source(findings, figure->sources[i], arena);
    figure->row = (Origin){findings->last->last->name, node->origin.line};
}

/* ---- why ---- */

static Date version_of(const Source *source) {
    return source->vintage.year ? source->vintage : source->date;
}

static bool is_among(const Source *source, const Source **among, int count) {
    for (int i = 0; i < count; i++)
        if (strcmp(among[i]->id, source->id) == 0) return true;
    return false;
}

/* The newest source of `of` that is not one of `among`: a figure has few. */
static const Source *newest_beside(const Source **of, int count, const Source **among,
                                   int among_count) {
    const Source *newest = NULL;
    for (int i = 0; i < count; i++)
        if (!is_among(of[i], among, among_count) &&
            (!newest || date_compare(version_of(of[i]), version_of(newest)) > 0))
            newest = of[i];
    return newest;
}

static SourcesChanged compare_sources(const Findings *findings, const Past *past,
                                      const Figure *now, Arena *arena) {
    int count;
    const Source **were = sources_of(findings, past, &count, arena);
    return (SourcesChanged){
        newest_beside(were, count, now->sources, now->source_count),
        newest_beside(now->sources, now->source_count, were, count)};
}

bool edition_newer(const SourcesChanged *changed) {
    return date_compare(version_of(changed->come), version_of(changed->gone)) > 0;
}

bool same_text(const char *a, const char *b) {
    return strcmp(a ? a : "", b ? b : "") == 0;
}

/* Whether the step is asked for otherwise than it was. */
static bool method_changed(const Past *past, const Result *result, Arena *arena) {
    const char *method = xml_attribute(past->result, "method");
    return !same_text(xml_attribute(past->result, "step"), result->step) ||
           !same_text(past->unit.unit, result->unit.unit) ||
           (method && !same_text(method, tree_method(result, arena)));
}

static Reason reason_of(const Findings *findings, const Figure *now, Arena *arena);

/* The figure is made of the same figures, in the same way, from the same sources: the
 * worst that happened to them, or to the program. */
static Reason inherited(const Findings *findings, const Figure *now, Arena *arena) {
    Reason worst = REASON_NONE;
    for (int i = 0; i < now->input_count; i++) {
        const Reason reason = reason_of(findings, now->inputs[i], arena);
        if (reason > worst) worst = reason;
    }
    if (worst != REASON_NONE) return worst;
    /* A class that was read, such as a rung, is of another statement. */
    if (now->class_name && !now->input_count) return REASON_INPUTS;
    return now->row.line ? REASON_UNANNOUNCED : REASON_METHOD;
}

static Reason find_reason(const Findings *findings, const Figure *now, Arena *arena) {
    Past past;
    if (!edition_figure(findings->last, now->result->id, now->key, &past))
        return REASON_INPUTS;
    if (edition_same_value(&past, now)) return REASON_NONE;
    if (method_changed(&past, now->result, arena)) return REASON_METHOD;
    const SourcesChanged sources = compare_sources(findings, &past, now, arena);
    if (sources.gone && sources.come)
        return edition_newer(&sources) ? REASON_VINTAGE : REASON_SOURCE;
    if (!same_text(xml_attribute(past.figure, "inputs"), tree_inputs(now, arena)))
        return REASON_INPUTS;
    if (sources.gone || sources.come) return REASON_SOURCE;
    return inherited(findings, now, arena);
}

/* Each figure is judged once. */
static Reason reason_of(const Findings *findings, const Figure *now, Arena *arena) {
    Map *reasons = findings->last->reasons;
    const char *id = figure_id(now, arena);
    const char *const *known = map_get(reasons, id);
    if (known) return (Reason) (known - REASON_WORDS);
    const Reason reason = find_reason(findings, now, arena);
    map_put(reasons, id, (void *) &REASON_WORDS[reason]);
    return reason;
}

Reason edition_reason(const Findings *findings, const Figure *now,
                      SourcesChanged *changed, Arena *arena) {
    Past past;
    *changed = (SourcesChanged){NULL, NULL};
    if (edition_figure(findings->last, now->result->id, now->key, &past))
        *changed = compare_sources(findings, &past, now, arena);
    return reason_of(findings, now, arena);
}
