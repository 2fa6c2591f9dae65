/* The files that a template is made of: those it includes, and of each language the one
 * that the brief is written in. */
#include <stddef.h>
#include <string.h>

#include "base/path.h"
#include "template/loaded.h"

enum { DEEPEST_INCLUDE = 8, MOST_FILES = 64 };

void loader_note_file(Template *template, XmlFile file) {
    template->files = arena_grow(template->arena, template->files, template->file_count,
                                 &template->file_capacity, sizeof file);
    template->files[template->file_count++] = file;
}

/* "en" is the language of "en-GB". */
static bool is_language(const char *language, const char *tag) {
    size_t length = strlen(language);
    return strncmp(language, tag, length) == 0 &&
           (tag[length] == '\0' || tag[length] == '-');
}

/* Reports the first of a file's includes by language when none is the brief's. */
static bool check_languages(Loader *loader, const XmlNode *root) {
    const char *lang = loader->brief->lang;
    Text known = {.arena = loader->template->arena};
    const XmlNode *first = NULL;
    for (const XmlNode *n = xml_first_element(root); n; n = xml_next_element(n)) {
        const char *other =
            strcmp(n->name, "include") == 0 ? xml_attribute(n, "lang") : NULL;
        if (!other) continue;
        if (is_language(other, lang)) return true;
        if (first) text_add(&known, ", ");
        text_add(&known, other);
        if (!first) first = n;
    }
    if (!first) return true;
    loader->incomplete = true;
    diag_report(loader->diags, FAULT_DATA, first->origin,
                "no texts in '%s', the lang of the brief, but in %s: add <include "
                "lang=\"%s\" href=\"...\"/>",
                lang, text_string(&known), lang);
    return false;
}

bool loader_read_file(Loader *loader, const char *path, Origin wanted_by) {
    typedef struct {
        int version;
        const char *id;
    } Head;
    static const char *const versions[] = {"1", NULL};
    static const XmlRule rules[] = {
        {"version", &XML_WORD, offsetof(Head, version), true, versions},
        {"id", &XML_NAME, offsetof(Head, id), true, NULL},
        {.name = NULL}};
    Template *template = loader->template;
    XmlFile file;
    const XmlNode *root =
        xml_load(template->arena, loader->diags, path, "template", wanted_by, &file);
    if (!root) {
        loader->incomplete = true;
        return false;
    }
    loader_note_file(template, file);
    Head head = {0, NULL};
    bool good = xml_read(template->arena, loader->diags, root, rules, &head);
    if (!xml_refuse_text(loader->diags, root)) good = false;
    for (const XmlNode *n = xml_first_element(root); n; n = xml_next_element(n))
        if (!loader_read_child(loader, n)) good = false;
    return check_languages(loader, root) && good;
}

bool read_include(Loader *loader, const XmlNode *node) {
    typedef struct {
        const char *href, *lang;
    } Fields;
    static const XmlRule rules[] = {
        {"href", &XML_TEXT, offsetof(Fields, href), true, NULL},
        {"lang", &XML_NAME, offsetof(Fields, lang), false, NULL},
        {.name = NULL}};
    Fields fields = {NULL, NULL};
    Template *template = loader->template;
    if (!xml_read(template->arena, loader->diags, node, rules, &fields)) return false;
    if (fields.lang && !is_language(fields.lang, template->lang)) return true;
    if (loader->depth == DEEPEST_INCLUDE) {
        diag_report(loader->diags, FAULT_DATA, node->origin,
                    "templates include each other more than %d deep: break the circle",
                    DEEPEST_INCLUDE);
        return false;
    }
    if (template->file_count == MOST_FILES) {
        diag_report(loader->diags, FAULT_DATA, node->origin,
                    "more than %d files are included", MOST_FILES);
        return false;
    }
    if (fields.lang) template->lang_file = fields.href;
    loader->depth++;
    bool good = loader_read_file(
        loader,
        path_find(template->arena, node->origin.file, loader->search, fields.href),
        node->origin);
    loader->depth--;
    return good;
}
