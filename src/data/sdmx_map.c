/* Maps: which component of a message tells which of our dimensions, and what its codes
 * mean.  The brief's own words come first, then the ready map it names, then the usual
 * names of the components that all agencies share. */
#include <ctype.h>
#include <string.h>

#include "base/words.h"
#include "data/sdmx.h"

/* Targets as briefs write them, in the order of their numbers. */
static const char *const TARGET_NAMES[TARGET_COUNT + 1] = {
    "reporter",   "partner",   "flow",         "product",    "maker",
    "measure",    "frequency", "unit",         "valuation",  "basis",
    "adjustment", "detail",    "multiplier",   "year-start", "time",
    "value",      "status",    "confidential", NULL};

/* The names that need no map, most usual first. */
static const char *const USUAL[TARGET_COUNT] = {
    [DIM_REPORTER] = "REF_AREA REPORTER COUNTRY GEO LOCATION",
    [DIM_PARTNER] = "COUNTERPART_AREA COUNTERPART_COUNTRY PARTNER",
    [DIM_FLOW] = "TRADE_FLOW FLOW",
    [DIM_PRODUCT] = "PRODUCT COMMODITY",
    [DIM_FREQUENCY] = "FREQ FREQUENCY",
    [DIM_UNIT] = "UNIT_MEASURE UNIT",
    [DIM_ADJUSTMENT] = "ADJUSTMENT",
    [TARGET_MULTIPLIER] = "UNIT_MULT UNIT_MULTIPLIER POWERCODE SCALE",
    [TARGET_YEAR_START] = "REPORTING_YEAR_START_DAY",
    [TARGET_TIME] = "TIME_PERIOD TIME",
    [TARGET_VALUE] = "OBS_VALUE",
    [TARGET_STATUS] = "OBS_STATUS OBS_FLAG",
    [TARGET_CONFIDENTIAL] = "CONF_STATUS CONF_STATUS_OBS OBS_CONF"};

/* Attributes of the cross-domain concepts and of the agencies' usual structures whose
 * values look like codes; the others hold text, which no dimension does. */
static const char *const ATTRIBUTES[] = {"UNIT_MULT",
                                         "UNIT_MULTIPLIER",
                                         "POWERCODE",
                                         "SCALE",
                                         "DECIMALS",
                                         "TIME_FORMAT",
                                         "COLLECTION",
                                         "TITLE",
                                         "TITLE_COMPL",
                                         "COLL_METHOD",
                                         "COMMENT",
                                         "OBS_COM",
                                         "OBS_COMMENT",
                                         "OBS_PRE_BREAK",
                                         "PRE_BREAK_VALUE",
                                         "AVAILABILITY",
                                         "SOURCE",
                                         "SOURCE_AGENCY",
                                         "SOURCE_PUB",
                                         "PUBL_PUBLIC",
                                         "PUBL_MU",
                                         "PUBL_ECB",
                                         "COMPILATION",
                                         "COMPILING_ORG",
                                         "COVERAGE",
                                         "DOM_SER_IDS",
                                         "NAT_TITLE",
                                         "BREAKS",
                                         "EMBARGO_DATE",
                                         "EMBARGO_TIME",
                                         "LAST_UPDATE",
                                         "UPDATE_DATE",
                                         "COUNTRY_UPDATE_DATE",
                                         "DECIMALS_DISPLAYED",
                                         "OVERLAP",
                                         "SERIES_NAME",
                                         "TIME_PER_COLLECT",
                                         "REFERENCEPERIOD",
                                         "REF_PERIOD_DETAIL",
                                         "BASE_PER",
                                         "REPORTING_YEAR_START_DAY",
                                         "CONF_STATUS",
                                         "CONF_STATUS_OBS",
                                         "OBS_CONF",
                                         "OBS_STATUS",
                                         "OBS_FLAG",
                                         "OBS_EDP_WBB",
                                         "LANGUAGE",
                                         "PUBLISHER",
                                         "METHODOLOGY",
                                         "KEY_INDICATOR",
                                         NULL};

bool sdmx_is_attribute(const char *component) {
    return word_index(component, ATTRIBUTES) >= 0;
}

bool sdmx_names(const char *source, const char *component) {
    const char *slash = strchr(source, '/');
    if (!slash) return strcmp(source, component) == 0;
    size_t length = (size_t) (slash - source);
    return strcmp(slash + 1, component) == 0 ||
           (strncmp(source, component, length) == 0 && !component[length]);
}

static int target_named(const char *name) {
    for (int t = 0; t < TARGET_COUNT; t++)
        if (t != DIM_DETAIL && strcmp(TARGET_NAMES[t], name) == 0) return t;
    return -1;
}

/* The words of `text` in upper case, NULL at the end. */
static const char *const *split(Arena *arena, const char *text) {
    const char **words = NULL;
    int count = 0, capacity = 0;
    while (true) {
        text += strspn(text, " \t\n\r");
        size_t length = strcspn(text, " \t\n\r");
        words = arena_grow(arena, words, count, &capacity, sizeof *words);
        if (!length) break;
        char *word = arena_copy(arena, text, length);
        for (char *c = word; *c; c++)
            *c = (char) toupper((unsigned char) *c);
        words[count++] = word;
        text += length;
    }
    words[count] = NULL;
    return words;
}

typedef struct {
    Arena *arena;
    Diags *diags;
    SdmxMap *map;
} MapReader;

static bool is_head(const char *name) {
    return strcmp(name, "version") == 0 || strcmp(name, "id") == 0;
}

static void report_attribute(MapReader *reader, const XmlNode *node, const char *name) {
    const char *names[TARGET_COUNT + 2] = {"from", "dimension"};
    int count = strcmp(node->name, "code") == 0 ? 2 : 0;
    for (int t = 0; t < TARGET_COUNT; t++)
        if (t != DIM_DETAIL) names[count++] = TARGET_NAMES[t];
    names[count] = NULL;
    diag_report(reader->diags, FAULT_DATA, node->origin,
                "unknown attribute '%s' on <%s>%s", name, node->name,
                did_you_mean(reader->arena, name, names));
}

/* The attributes of <map>: names of components, or `=` and what is always so.  What an
 * earlier map said stays. */
static bool read_targets(MapReader *reader, const XmlNode *node, bool is_file) {
    SdmxMap *map = reader->map;
    bool good = true, told[TARGET_COUNT];
    for (int t = 0; t < TARGET_COUNT; t++)
        told[t] = map->fixed[t] || map->sources[t];
    for (int i = 0; i < node->attribute_count; i++) {
        const char *name = node->attributes[i].name;
        const char *value = node->attributes[i].value;
        int target = target_named(name);
        const char *const *words = split(reader->arena, value);
        if (is_file && strcmp(name, "version") == 0 && strcmp(value, "1") != 0) {
            diag_report(reader->diags, FAULT_DATA, node->origin,
                        "bad value of 'version' on <map>: '%s' is not 1", value);
            good = false;
        }
        if (is_file && is_head(name)) continue;
        if (target < 0) {
            report_attribute(reader, node, name);
            good = false;
        } else if (!words[0] || !strcmp(value, "=") ||
                   (value[0] == '=' && target >= MAPPED_COUNT)) {
            diag_report(reader->diags, FAULT_DATA, node->origin,
                        "bad value of '%s' on <map>: '%s' is not a component%s", name,
                        value,
                        target >= MAPPED_COUNT ? "" : " or '=' and a fixed value");
            good = false;
        } else if (!told[target] && value[0] == '=')
            map->fixed[target] = arena_string(reader->arena, value + 1);
        else if (!told[target])
            map->sources[target] = words;
    }
    return good;
}

/* <code dimension="flow" from="MG_CIF_USD" to="import" valuation="CIF" unit="USD"/> */
static bool read_code(MapReader *reader, const XmlNode *node) {
    MapCode code = {.target = -1};
    bool good = true;
    for (int i = 0; i < node->attribute_count; i++) {
        const char *name = node->attributes[i].name;
        const char *value = arena_string(reader->arena, node->attributes[i].value);
        int target = target_named(name);
        if (strcmp(name, "dimension") == 0) {
            code.target = target_named(value);
            if (code.target >= 0 && code.target != TARGET_TIME &&
                code.target != TARGET_VALUE)
                continue;
            diag_report(reader->diags, FAULT_DATA, node->origin,
                        "bad value of 'dimension' on <code>: '%s' has no codes%s",
                        value, did_you_mean(reader->arena, value, TARGET_NAMES));
            good = false;
        } else if (strcmp(name, "from") == 0)
            code.from = value;
        else if (strcmp(name, "to") == 0)
            code.to = value;
        else if (target >= 0 && target < MAPPED_COUNT)
            code.sets[target] = value;
        else {
            report_attribute(reader, node, name);
            good = false;
        }
    }
    if (!good) return false;
    if (code.target < 0 || !code.from || !code.to) {
        diag_report(reader->diags, FAULT_DATA, node->origin,
                    "missing attribute '%s' on <code>",
                    code.target < 0 ? "dimension"
                    : code.from     ? "to"
                                    : "from");
        return false;
    }
    SdmxMap *map = reader->map;
    map->codes = arena_grow(reader->arena, map->codes, map->code_count,
                            &map->code_capacity, sizeof code);
    map->codes[map->code_count++] = code;
    return xml_refuse_text(reader->diags, node);
}

static bool read_ignore(MapReader *reader, const XmlNode *node) {
    const char *component = NULL;
    static const XmlRule rules[] = {{"component", &XML_TEXT, 0, true, NULL},
                                    {.name = NULL}};
    if (!xml_read(reader->arena, reader->diags, node, rules, &component)) return false;
    for (const char *const *word = split(reader->arena, component); *word; word++)
        map_put(reader->map->ignored, *word, (void *) *word);
    return true;
}

static bool read_map(MapReader *reader, const XmlNode *node, bool is_file) {
    static const char *const children[] = {"code", "ignore", NULL};
    bool good = read_targets(reader, node, is_file);
    if (!xml_refuse_text(reader->diags, node)) good = false;
    for (const XmlNode *n = xml_first_element(node); n; n = xml_next_element(n)) {
        if (strcmp(n->name, "code") == 0)
            good = read_code(reader, n) && good;
        else if (strcmp(n->name, "ignore") == 0)
            good = read_ignore(reader, n) && good;
        else {
            xml_report_unexpected(reader->arena, reader->diags, n, children);
            good = false;
        }
    }
    return good;
}

SdmxMap *sdmx_map(Arena *arena, Diags *diags, const SdmxGuide *guide,
                  Origin wanted_by) {
    SdmxMap *map = arena_alloc(arena, sizeof *map);
    MapReader reader = {arena, diags, map};
    map->ignored = map_new(arena);
    map->origin = wanted_by;
    bool good = true;
    if (guide && guide->map) {
        map->origin = guide->map->origin;
        good = read_map(&reader, guide->map, false) && good;
    }
    if (guide && guide->ready_map)
        good = read_map(&reader, guide->ready_map, true) && good;
    for (int t = 0; t < TARGET_COUNT; t++)
        if (!map->fixed[t] && !map->sources[t])
            map->sources[t] = split(arena, USUAL[t] ? USUAL[t] : "");
    return good ? map : NULL;
}
