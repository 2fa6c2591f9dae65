/* Editions: <editions> as it is read, and the brief as one of them has it.  A name may
 * hold "{$parameter}" and nothing else in braces: names are made before there are
 * findings to select from. */
#include "brief/editions.h"

#include <stddef.h>
#include <string.h>

#include "base/text.h"
#include "base/words.h"

/* ---- reading ---- */

bool parameter_read(Arena *arena, Diags *diags, const XmlNode *node, Parameter **list,
                    int *count, int *capacity) {
    static const XmlRule rules[] = {
        {"name", &XML_NAME, offsetof(Parameter, name), true, NULL},
        {"value", &XML_TEXT, offsetof(Parameter, value), true, NULL},
        {.name = NULL}};
    Parameter parameter = {.origin = node->origin};
    if (!xml_read(arena, diags, node, rules, &parameter)) return false;
    for (int i = 0; i < *count; i++) {
        if (strcmp((*list)[i].name, parameter.name) != 0) continue;
        diag_report(diags, FAULT_DATA, node->origin,
                    "parameter '%s' stands twice: first at line %d", parameter.name,
                    (*list)[i].origin.line);
        return false;
    }
    *list = arena_grow(arena, *list, *count, capacity, sizeof parameter);
    (*list)[(*count)++] = parameter;
    return true;
}

static void add_parameter(Edition *edition, Parameter parameter, Arena *arena) {
    edition->parameters =
        arena_grow(arena, edition->parameters, edition->parameter_count,
                   &edition->parameter_capacity, sizeof parameter);
    edition->parameters[edition->parameter_count++] = parameter;
}

static void add_edition(Editions *editions, Edition edition, Arena *arena) {
    editions->items = arena_grow(arena, editions->items, editions->count,
                                 &editions->capacity, sizeof edition);
    editions->items[editions->count++] = edition;
}

/* values="DEU FRA": an edition for each word. */
static void add_values(Editions *editions, Arena *arena) {
    for (const char *at = editions->values; *at;) {
        size_t length = strcspn(at, " \t\n\r");
        Edition edition = {.origin = editions->origin};
        add_parameter(&edition,
                      (Parameter){editions->parameter, arena_copy(arena, at, length),
                                  editions->origin},
                      arena);
        if (length) add_edition(editions, edition, arena);
        at += length + (at[length] != '\0');
    }
}

/* <edition value="DEU"><parameter .../></edition>. */
static bool read_edition(Arena *arena, Diags *diags, const XmlNode *node,
                         Editions *editions) {
    static const XmlRule rules[] = {{"value", &XML_TEXT, 0, false, NULL},
                                    {.name = NULL}};
    static const char *const children[] = {"parameter", NULL};
    const char *value = NULL;
    Edition edition = {.origin = node->origin};
    bool good = xml_read(arena, diags, node, rules, &value);
    if (!xml_refuse_text(diags, node)) good = false;
    if (value && editions->parameter) {
        add_parameter(&edition, (Parameter){editions->parameter, value, node->origin},
                      arena);
    } else if (value || editions->parameter) {
        diag_report(diags, FAULT_DATA, node->origin,
                    value ? "'value' needs 'parameter' on <editions> to say what it is "
                            "the value of"
                          : "missing attribute 'value': the value of '%s'",
                    editions->parameter);
        good = false;
    }
    for (const XmlNode *n = xml_first_element(node); n; n = xml_next_element(n)) {
        if (strcmp(n->name, "parameter") == 0) {
            if (!parameter_read(arena, diags, n, &edition.parameters,
                                &edition.parameter_count, &edition.parameter_capacity))
                good = false;
            continue;
        }
        xml_report_unexpected(arena, diags, n, children);
        good = false;
    }
    add_edition(editions, edition, arena);
    return good;
}

static bool read_children(Arena *arena, Diags *diags, const XmlNode *node,
                          Editions *editions) {
    static const char *const children[] = {"edition", "where", NULL};
    bool good = xml_refuse_text(diags, node);
    for (const XmlNode *n = xml_first_element(node); n; n = xml_next_element(n)) {
        if (strcmp(n->name, "edition") == 0) {
            if (!read_edition(arena, diags, n, editions)) good = false;
        } else if (strcmp(n->name, "where") == 0 && !editions->where) {
            editions->where = n;
        } else {
            xml_report_unexpected(arena, diags, n, children);
            good = false;
        }
    }
    return good;
}

/* Exactly one way says which editions there are. */
static bool check_ways(const Editions *editions, Diags *diags) {
    const char *wrong = NULL;
    int ways =
        (editions->over != NULL) + (editions->values != NULL) + (editions->count > 0);
    if (ways != 1)
        wrong = "<editions> has either 'over' or 'values' or <edition> in it";
    else if ((editions->over || editions->values) && !editions->parameter)
        wrong = "missing attribute 'parameter' on <editions>: what takes each value";
    else if (editions->where && !editions->over)
        wrong = "<where> narrows 'over': without it there is nothing to narrow";
    if (wrong) diag_report(diags, FAULT_DATA, editions->origin, "%s", wrong);
    return !wrong;
}

Editions *editions_read(Arena *arena, Diags *diags, const XmlNode *node) {
    static const XmlRule rules[] = {
        {"id", &XML_TEXT, offsetof(Editions, id), true, NULL},
        {"over", &XML_NAME, offsetof(Editions, over), false, NULL},
        {"parameter", &XML_NAME, offsetof(Editions, parameter), false, NULL},
        {"values", &XML_TEXT, offsetof(Editions, values), false, NULL},
        {.name = NULL}};
    Editions *editions = arena_alloc(arena, sizeof *editions);
    editions->origin = node->origin;
    bool good = xml_read(arena, diags, node, rules, editions);
    if (!read_children(arena, diags, node, editions)) good = false;
    if (!good || !check_ways(editions, diags)) return NULL;
    if (editions->values) add_values(editions, arena);
    return editions;
}

/* ---- one edition ---- */

static const Parameter *find_parameter(const Brief *brief, const char *name) {
    for (int i = 0; i < brief->parameter_count; i++)
        if (strcmp(brief->parameters[i].name, name) == 0) return &brief->parameters[i];
    return NULL;
}

static void report_unknown(const Brief *brief, const char *name, Origin at,
                           Arena *arena, Diags *diags) {
    const char **known = arena_array(arena, brief->parameter_count + 1, sizeof *known);
    for (int i = 0; i < brief->parameter_count; i++)
        known[i] = brief->parameters[i].name;
    diag_report(diags, FAULT_DATA, at, "the brief has no parameter '%s'%s", name,
                did_you_mean(arena, name, known));
}

/* `text` with the parameters' values in it; NULL after a diagnostic. */
static char *fill(const Brief *brief, const char *text, Origin at, Arena *arena,
                  Diags *diags) {
    Text filled = {.arena = arena};
    for (const char *rest = text; *rest;) {
        size_t plain = strcspn(rest, "{");
        text_add_bytes(&filled, rest, plain);
        rest += plain;
        if (!*rest) break;
        const char *end = strchr(rest, '}');
        if (rest[1] != '$' || !end) {
            diag_report(diags, FAULT_DATA, at,
                        "'%s': only {$parameter} may stand in braces here", text);
            return NULL;
        }
        const char *name = arena_copy(arena, rest + 2, (size_t) (end - rest - 2));
        const Parameter *parameter = find_parameter(brief, name);
        if (!parameter) {
            report_unknown(brief, name, at, arena, diags);
            return NULL;
        }
        text_add(&filled, parameter->value);
        rest = end + 1;
    }
    return arena_string(arena, text_string(&filled));
}

bool brief_fill(Brief *brief, Arena *arena, Diags *diags) {
    for (int i = 0; i < brief->dataset_count; i++) {
        DatasetReference *dataset = &brief->datasets[i];
        if (!dataset->is_own) continue;
        dataset->path = fill(brief, dataset->path, dataset->origin, arena, diags);
        if (!dataset->path) return false;
    }
    return true;
}

static void set_parameter(Brief *brief, Parameter parameter, Arena *arena) {
    Parameter *known = (Parameter *) find_parameter(brief, parameter.name);
    if (known) {
        *known = parameter;
        return;
    }
    brief->parameters = arena_grow(arena, brief->parameters, brief->parameter_count,
                                   &brief->parameter_capacity, sizeof parameter);
    brief->parameters[brief->parameter_count++] = parameter;
}

/* A file's name: what is no letter, digit, '-', '_' or '.' becomes '-'. */
static bool make_name(char *id) {
    static const char good[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                               "0123456789-_.";
    for (char *c = id; *c; c++)
        if (!strchr(good, *c)) *c = '-';
    return *id && *id != '.';
}

/* A copy of the first items of an array, so that the brief's own stay. */
static void *own_copy(const void *items, int count, size_t size, Arena *arena) {
    void *copy = arena_array(arena, count + 1, size);
    if (count) memcpy(copy, items, (size_t) count * size);
    return copy;
}

Brief *brief_edition(const Brief *brief, const Edition *edition, Arena *arena,
                     Diags *diags) {
    Brief *made = arena_alloc(arena, sizeof *made);
    *made = *brief;
    made->editions = NULL;
    made->parameters = own_copy(brief->parameters, brief->parameter_count,
                                sizeof *brief->parameters, arena);
    made->parameter_capacity = brief->parameter_count;
    made->datasets =
        own_copy(brief->datasets, brief->dataset_count, sizeof *brief->datasets, arena);
    for (int i = 0; i < edition->parameter_count; i++)
        set_parameter(made, edition->parameters[i], arena);
    char *id = fill(made, brief->editions->id, brief->editions->origin, arena, diags);
    if (!id || !brief_fill(made, arena, diags)) return NULL;
    made->id = id;
    if (make_name(id)) return made;
    diag_report(diags, FAULT_DATA, edition->origin,
                "'%s' is no name for an edition: it may not be empty or begin with a "
                "point",
                id);
    return NULL;
}
