/* Definitions and their uses: what a use gives is held against what the definition asks
 * for when the template is loaded, and bound when it is composed. */
#include <string.h>

#include "base/words.h"
#include "template/composer.h"

enum { MOST_PARAMETERS = 32 }; /* that a message chooses from */

/* ---- checking ---- */

/* The definition is checked as what it is used as, once for each. */
static bool check_definition(Template *template, const char *name, Origin origin,
                             unsigned content, Diags *diags) {
    const XmlNode *definition = map_get(template->definitions, name);
    if (!definition) {
        template_report_undefined(template, name, origin, diags);
        return false;
    }
    const char *key = arena_print(template->arena, "%u %s", content, name);
    if (map_put(template->checked, key, (void *) definition)) return true;
    return elements_check(template, definition, content | CONTENT_DEFINITION, diags);
}

/* The child called `element` of `node` whose name attribute is `name`; or NULL. */
static const XmlNode *child_named(const XmlNode *node, const char *element,
                                  const char *name) {
    for (const XmlNode *n = xml_first_element(node); n; n = xml_next_element(n)) {
        const char *other = xml_attribute(n, "name");
        if (strcmp(n->name, element) == 0 && other && strcmp(other, name) == 0)
            return n;
    }
    return NULL;
}

/* What a use gives is held against the parameters of the definition. */
static bool check_arguments(Template *template, const XmlNode *use,
                            const XmlNode *definition, Diags *diags) {
    const char *names[MOST_PARAMETERS + 1] = {NULL}, *of = xml_attribute(use, "name");
    int count = 0;
    bool good = true;
    for (const XmlNode *n = xml_first_element(definition); n; n = xml_next_element(n)) {
        const char *name = xml_attribute(n, "name");
        if (strcmp(n->name, "parameter") != 0 || !name) continue;
        if (count < MOST_PARAMETERS) names[count++] = name;
        if (xml_attribute(n, "default") || child_named(use, "let", name)) continue;
        diag_report(diags, FAULT_DATA, use->origin,
                    "'%s' needs '%s': write <let name=\"%s\" select=\"...\"/> in "
                    "<use>",
                    of, name, name);
        good = false;
    }
    for (const XmlNode *n = xml_first_element(use); n; n = xml_next_element(n)) {
        const char *name = xml_attribute(n, "name");
        if (!name || child_named(definition, "parameter", name)) continue;
        diag_report(diags, FAULT_DATA, n->origin, "'%s' has no parameter '%s'%s", of,
                    name, did_you_mean(template->arena, name, names));
        good = false;
    }
    return good;
}

bool use_check(Template *template, const XmlNode *use, unsigned content, Diags *diags) {
    const char *name = xml_attribute(use, "name");
    if (!name) return true; /* reported */
    if (!check_definition(template, name, use->origin, content, diags)) return false;
    return check_arguments(template, use, map_get(template->definitions, name), diags);
}

bool phrases_check(Template *template, const char *expression, Origin origin,
                   Diags *diags) {
    static const char call[] = "phrase(";
    bool good = true;
    while ((expression = strstr(expression, call))) {
        expression += sizeof call - 1;
        const char quote = *expression;
        if (quote != '\'' && quote != '"') continue; /* a name made of others */
        size_t length = strcspn(expression + 1, quote == '"' ? "\"" : "'");
        const char *name = arena_copy(template->arena, expression + 1, length);
        if (!check_definition(template, name, origin, CONTENT_INLINE, diags))
            good = false;
    }
    return good;
}

/* ---- composing ---- */

/* Binds what the use gives, then the defaults of what it does not give. */
static bool bind_arguments(Composer *composer, const XmlNode *use,
                           const XmlNode *definition) {
    const int given = xpath_bound(composer->xpath);
    for (const XmlNode *n = xml_first_element(use); n; n = xml_next_element(n))
        if (!compose_let(composer, n, NULL)) return false;
    for (const XmlNode *n = xml_first_element(definition); n; n = xml_next_element(n)) {
        const char *name = xml_attribute(n, "name");
        XPathValue value;
        if (strcmp(n->name, "parameter") != 0 ||
            xpath_has(composer->xpath, name, given))
            continue;
        if (!attribute_value(composer, n, "default", &value)) return false;
        xpath_bind(composer->xpath, name, value);
    }
    return true;
}

bool compose_use(Composer *composer, const XmlNode *node, Target *target) {
    const char *name = xml_attribute(node, "name");
    const XmlNode *definition = map_get(composer->template->definitions, name);
    if (!may_use(composer, node->origin, "definitions use")) return false;
    int scope = xpath_bound(composer->xpath);
    if (!bind_arguments(composer, node, definition)) return false;
    XPathFocus outer = composer->focus;
    XPathValue with;
    if (xml_attribute(node, "with")) {
        if (!attribute_value(composer, node, "with", &with)) return false;
        if (with.kind == RESULT_NODES && with.node_count)
            composer->focus = (XPathFocus){with.nodes[0], 1, 1};
    }
    composer->depth++;
    bool good = compose_children(composer, definition, target);
    composer->depth--;
    composer->focus = outer;
    xpath_unbind(composer->xpath, scope);
    return good;
}
