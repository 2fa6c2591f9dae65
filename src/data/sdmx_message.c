/* A message as a whole: its header becomes the source, its footer or error is told with
 * the fix, and what was counted while reading is said once. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "data/sdmx.h"

void sdmx_header_text(Sdmx *sdmx, const char *element, const char *text) {
    SdmxHeader *header = &sdmx->header;
    const struct {
        const char *element;
        const char **slot;
    } texts[] = {{"ID", &header->id},
                 {"Name", &header->name},
                 {"Prepared", &header->prepared},
                 {"Extracted", &header->extracted},
                 {"DataSetAction", &header->action},
                 {"DataSetID", &header->dataset_id},
                 {"KeyFamilyRef", &header->structure},
                 {"Sender", &header->sender_name}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (strcmp(texts[i].element, element) == 0 && !*texts[i].slot && *text)
            *texts[i].slot = text;
}

/* ---- the source ---- */

/* The day of a date and time such as 2025-01-09T12:59:18; false when there is none. */
static bool day_of(const char *text, Date *date) {
    char day[11] = "";
    if (!text) return false;
    strncpy(day, text, sizeof day - 1);
    char *end = strchr(day, 'T');
    if (end) *end = '\0';
    return date_parse(day, date);
}

/* The file's name without folder and ending, as a name; with a number when taken. */
static const char *free_id(const Sdmx *sdmx) {
    Dataset *dataset = sdmx->dataset;
    const char *slash = strrchr(sdmx->reader->path, '/');
    char *name = arena_string(dataset->arena, slash ? slash + 1 : sdmx->reader->path);
    char *ending = strrchr(name, '.');
    if (ending && ending > name) *ending = '\0';
    for (char *c = name; *c; c++)
        if (!isalnum((unsigned char) *c) && !strchr("-_.", *c)) *c = '-';
    const char *stem = arena_print(dataset->arena, "%s%s",
                                   isalpha((unsigned char) *name) ? "" : "_", name);
    const char *id = stem;
    for (int i = 2; map_get(dataset->ids, id); i++)
        id = arena_print(dataset->arena, "%s-%d", stem, i);
    return id;
}

static const char *kept(const Sdmx *sdmx, const char *text) {
    return text ? arena_string(sdmx->dataset->arena, text) : NULL;
}

static const char *first_of(const char *a, const char *b, const char *c,
                            const char *d) {
    return a ? a : b ? b : c ? c : d;
}

static const Source *source_of_header(Sdmx *sdmx) {
    Dataset *dataset = sdmx->dataset;
    const SdmxHeader *header = &sdmx->header;
    Source *source = arena_alloc(dataset->arena, sizeof *source);
    if (!day_of(header->prepared, &source->date) &&
        !day_of(header->extracted, &source->date)) {
        sdmx_fault(
            sdmx, 0,
            "the header has no Prepared date: name the source in the brief, with "
            "<source> in <dataset>");
        return NULL;
    }
    source->id = free_id(sdmx);
    source->publisher = kept(
        sdmx, first_of(header->sender_name, header->sender, "unnamed sender", NULL));
    source->title = kept(sdmx, first_of(header->dataset_id, header->structure,
                                        header->name, header->id));
    if (!source->title) source->title = source->id;
    if (header->structure && strcmp(header->structure, source->title) != 0)
        source->table = kept(sdmx, header->structure);
    source->note = "";
    source->vintage = source->date;
    source->confidence = CONFIDENCE_HIGH;
    source->origin = (Origin){sdmx->reader->path, 1};
    reader_add_source(sdmx->reader, source);
    return source;
}

const Source *sdmx_source(Sdmx *sdmx) {
    const SdmxGuide *guide = sdmx->reader->guide;
    if (sdmx->source) return sdmx->source;
    if (guide && guide->source) {
        const char *id = xml_attribute(guide->source, "id");
        if (read_source(sdmx->reader, guide->source))
            sdmx->source = map_get(sdmx->dataset->source_by_id, id);
    } else if (guide && guide->source_id)
        sdmx->source =
            reader_source(sdmx->reader, guide->source_id, sdmx->reader->wanted_by);
    else
        sdmx->source = source_of_header(sdmx);
    if (!sdmx->source) sdmx->reader->good = false;
    return sdmx->source;
}

/* ---- the file ---- */

Sdmx *sdmx_new(DatasetReader *reader) {
    Arena *arena = arena_scratch(reader->dataset->arena);
    const SdmxMap *map =
        sdmx_map(arena, reader->diags, reader->guide, reader->wanted_by);
    if (!map) {
        arena_free(arena);
        reader->good = false;
        return NULL;
    }
    Sdmx *sdmx = arena_alloc(arena, sizeof *sdmx);
    sdmx->reader = reader;
    sdmx->dataset = reader->dataset;
    sdmx->arena = arena;
    sdmx->map = map;
    sdmx->text.arena = sdmx->footer.arena = arena;
    sdmx->components = arena_array(arena, MOST_COMPONENTS, sizeof *sdmx->components);
    sdmx->component_by_id = map_new(arena);
    sdmx->code_by_text = map_new(arena);
    sdmx->codes = arena_grow(arena, NULL, 0, &sdmx->code_capacity, sizeof(char *));
    sdmx->codes[sdmx->code_count++] = "";
    sdmx->periods = arena_alloc(arena, sizeof *sdmx->periods);
    sdmx->at_observation = "TIME_PERIOD";
    sdmx_learn_letters(sdmx);
    sdmx->raw = -1;
    sdmx->first_observation = sdmx->first_of_file = reader->dataset->observation_count;
    return sdmx;
}

void sdmx_close(Sdmx *sdmx) {
    if (!sdmx) return;
    free(sdmx->raws);
    free(sdmx->pool);
    free(sdmx->slots);
    arena_free(sdmx->arena);
}

/* What to do about an error of a service, by its code (SDMX web services guidelines,
 * and 413 of Eurostat's). */
static const char *fix_of(const char *code) {
    static const struct {
        const char *code, *fix;
    } fixes[] = {
        {"100", "; nothing matches the query: widen it"},
        {"110", "; the service wants to know who asks: log in"},
        {"130", "; the answer is too large: ask for less at a time"},
        {"140", "; the query is written wrongly: correct it"},
        {"150", "; the query names what is not there: correct it"},
        {"413", "; the answer is delivered later as a file: fetch it from the address "
                "and name that file"},
        {"500", "; the service failed: ask again later"},
        {"501", "; the service cannot do that: ask in another way"},
        {"503", "; the service is not available: ask again later"},
        {"510", "; the answer is too large: ask for less at a time"}};
    for (size_t i = 0; code && i < sizeof fixes / sizeof *fixes; i++)
        if (strcmp(fixes[i].code, code) == 0) return fixes[i].fix;
    return "";
}

static void report_footer(Sdmx *sdmx, bool empty) {
    Origin at = {sdmx->reader->path, sdmx->footer_line};
    const char *code = sdmx->footer_code;
    bool is_error =
        sdmx->footer_severity && strcmp(sdmx->footer_severity, "Error") == 0;
    if (empty || is_error) sdmx->reader->good = false;
    diag_report(sdmx->reader->diags, empty || is_error ? FAULT_DATA : FAULT_WARNING, at,
                "the service says%s%s: %.600s%s", code ? " with code " : "",
                code ? code : "",
                sdmx->footer.length ? text_string(&sdmx->footer) : "no more than that",
                fix_of(code));
}

void sdmx_end(Sdmx *sdmx) {
    Diags *diags = sdmx->reader->diags;
    const char *path = sdmx->reader->path;
    bool empty = sdmx->dataset->observation_count == sdmx->first_of_file;
    if (sdmx->faults > MOST_FAULTS)
        diag_report(diags, FAULT_DATA, (Origin){path, 0}, "%d more errors in the file",
                    sdmx->faults - MOST_FAULTS);
    if (sdmx->footers)
        report_footer(sdmx, empty);
    else if (empty && sdmx->reader->good && !sdmx->deleted_sets)
        diag_report(diags, FAULT_WARNING, (Origin){path, 0},
                    "the message holds no observations: nothing matches its query");
    if (sdmx->without_unit)
        sdmx_fault(
            sdmx, sdmx->without_unit_line,
            "a series without a unit, %d in all: say in the map what tells it, or "
            "what it is, as in <map unit=\"=USD\"/>",
            sdmx->without_unit);
    if (sdmx->odd_statuses)
        diag_report(
            diags, FAULT_WARNING, (Origin){path, sdmx->odd_line},
            "taken as missing, though their status needs a value: %d observation%s",
            sdmx->odd_statuses, sdmx->odd_statuses == 1 ? "" : "s");
    if (sdmx->secrets)
        diag_report(diags, FAULT_WARNING, (Origin){path, sdmx->secret_line},
                    "marked as confidential, but with a value: %d observation%s",
                    sdmx->secrets, sdmx->secrets == 1 ? "" : "s");
    if (sdmx->huge_line)
        diag_report(diags, FAULT_WARNING, (Origin){path, sdmx->huge_line},
                    "with its multiplier the value is beyond 10^18: if the file counts "
                    "single units, say <map multiplier=\"=0\"/>");
}
