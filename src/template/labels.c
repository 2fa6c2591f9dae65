/* Names of codes, from files that a template names: a code is known under its own text
 * and, where two dimensions share it, under "dimension code". */
#include <string.h>

#include "base/path.h"
#include "template/loaded.h"

static const char *qualified(Arena *arena, const char *dimension, const char *code) {
    return arena_print(arena, "%s %s", dimension, code);
}

/* A label has a name in each language: every attribute but these is a language tag. */
static bool read_label(Template *template, const XmlNode *node, Diags *diags) {
    static const char *const allowed[] = {"label", NULL};
    Arena *arena = template->arena;
    if (strcmp(node->name, "label") != 0) {
        xml_report_unexpected(arena, diags, node, allowed);
        return false;
    }
    const char *dimension = xml_attribute(node, "dimension");
    const char *code = xml_attribute(node, "code");
    if (!dimension || !code || !xml_attribute(node, "en")) {
        diag_report(diags, FAULT_DATA, node->origin,
                    "a <label> needs dimension, code and its name in en");
        return false;
    }
    if (map_put(template->labels, qualified(arena, dimension, code), (void *) node)) {
        diag_report(diags, FAULT_DATA, node->origin,
                    "the label of %s '%s' stands twice", dimension, code);
        return false;
    }
    if (!map_get(template->labels, code))
        map_put(template->labels, code, (void *) node);
    return true;
}

bool labels_read(Template *template, const char *path, Origin wanted_by, XmlFile *file,
                 Diags *diags) {
    const XmlNode *root =
        xml_load(template->arena, diags, path, "labels", wanted_by, file);
    if (!root) return false;
    bool good = true;
    for (const XmlNode *n = xml_first_element(root); n; n = xml_next_element(n))
        if (!read_label(template, n, diags)) good = false;
    return good;
}

const char *label_name(const Template *template, const char *dimension,
                       const char *code, const char *lang, Arena *arena) {
    const char *key = *dimension ? qualified(arena, dimension, code) : code;
    const XmlNode *label = map_get(template->labels, key);
    if (!label) return code;
    const char *language = arena_copy(arena, lang, strcspn(lang, "-_"));
    const char *name = xml_attribute(label, language);
    return name ? name : xml_attribute(label, "en");
}
