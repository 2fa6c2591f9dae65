/* Elements of both trees are paired by their names and ids; where both have one, their
 * attributes, words and children must be the same. */
#include <string.h>

#include "base/map.h"
#include "verify/verify.h"

typedef struct {
    const char *path;
    Arena *arena;
    Diags *diags;
    int figures;
} Weighing;

/* "figure 2024" of "result imports" is "imports.2024"; others are called by their
 * element and what identifies it. */
static const char *own_name(const Weighing *weighing, const XmlNode *node) {
    static const char *const KEYS[] = {"id", "key", "period", "name", "rule", "case"};
    for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++) {
        const char *value = xml_attribute(node, KEYS[i]);
        if (value) return arena_print(weighing->arena, "%s %s", node->name, value);
    }
    return node->name;
}

static const char *full_name(const Weighing *weighing, const char *above,
                             const XmlNode *node) {
    static const char RESULT[] = "result ";
    const char *own = own_name(weighing, node);
    if (strcmp(node->name, "figure") == 0 &&
        strncmp(above, RESULT, sizeof RESULT - 1) == 0)
        return arena_print(weighing->arena, "figure %s.%s", above + sizeof RESULT - 1,
                           own + strcspn(own, " ") + (strchr(own, ' ') != NULL));
    return *above ? arena_print(weighing->arena, "%s: %s", above, own) : own;
}

static void tell(const Weighing *weighing, const char *name, const char *what,
                 const char *said, const char *made) {
    diag_report(weighing->diags, FAULT_DIFFERS, (Origin){weighing->path, 0},
                "%s: %s is '%s' in the findings attached, but '%s' when made again",
                name, what, said ? said : "", made ? made : "");
}

static void weigh_attributes(const Weighing *weighing, const char *name,
                             const XmlNode *said, const XmlNode *made) {
    for (int i = 0; i < said->attribute_count; i++) {
        const XmlAttribute *attribute = &said->attributes[i];
        const char *now = xml_attribute(made, attribute->name);
        if (!*name && strcmp(attribute->name, "program") == 0) continue;
        if (!now || strcmp(attribute->value, now) != 0)
            tell(weighing, *name ? name : "findings", attribute->name, attribute->value,
                 now);
    }
    for (int i = 0; i < made->attribute_count; i++) {
        const XmlAttribute *attribute = &made->attributes[i];
        if (!xml_attribute(said, attribute->name))
            tell(weighing, *name ? name : "findings", attribute->name, NULL,
                 attribute->value);
    }
}

/* By name; a name that comes again is numbered. */
static const char *place_of(const Weighing *weighing, Map *counts, const char *name) {
    int *count = map_get(counts, name);
    if (!count) {
        count = arena_alloc(weighing->arena, sizeof *count);
        map_put(counts, name, count);
    }
    return arena_print(weighing->arena, "%s #%d", name, ++*count);
}

static void weigh(Weighing *weighing, const char *name, const XmlNode *said,
                  const XmlNode *made) {
    Arena *arena = weighing->arena;
    /* Digests of files are held against the files themselves. */
    if (strcmp(said->name, "file") != 0) weigh_attributes(weighing, name, said, made);
    Map *known = map_new(arena), *counts = map_new(arena);
    for (const XmlNode *n = xml_first_element(made); n; n = xml_next_element(n)) {
        const char *full = full_name(weighing, name, n);
        map_put(known, place_of(weighing, counts, full), (void *) n);
        if (strcmp(n->name, "figure") == 0) weighing->figures++;
    }
    counts = map_new(arena);
    for (const XmlNode *n = xml_first_element(said); n; n = xml_next_element(n)) {
        const char *full = full_name(weighing, name, n);
        const char *place = place_of(weighing, counts, full);
        const XmlNode *partner = map_get(known, place);
        if (partner)
            weigh(weighing, full, n, partner);
        else
            diag_report(weighing->diags, FAULT_DIFFERS, (Origin){weighing->path, 0},
                        "%s is in the findings attached, but not when made again",
                        full);
        map_put(known, place, weighing); /* told of */
    }
    counts = map_new(arena);
    for (const XmlNode *n = xml_first_element(made); n; n = xml_next_element(n)) {
        const char *full = full_name(weighing, name, n);
        if (map_get(known, place_of(weighing, counts, full)) == (void *) n)
            diag_report(weighing->diags, FAULT_DIFFERS, (Origin){weighing->path, 0},
                        "%s is not in the findings attached, but is when made again",
                        full);
    }
    if (xml_first_element(made)) return;
    const char *words = xml_text(arena, said), *now = xml_text(arena, made);
    if (strcmp(words, now) != 0) tell(weighing, name, "the text", words, now);
}

int findings_compare(const XmlNode *attached, const XmlNode *made, const char *path,
                     Arena *arena, Diags *diags) {
    Weighing weighing = {.path = path, .arena = arena, .diags = diags};
    weigh(&weighing, "", attached, made);
    return weighing.figures;
}
