/* Each child element of a brief has one reader in a table. */
#include "brief/brief.h"

#include <stddef.h>
#include <string.h>

#include "base/path.h"
#include "brief/editions.h"

const char *const PAPER_WORDS[] = {"A4", "Letter", NULL};

typedef struct {
    Arena *arena;
    Diags *diags;
    Brief *brief;
    bool good;
} Reader;

static const XmlRule NO_ATTRIBUTES[] = {{.name = NULL}};

static bool take_text(Reader *reader, const XmlNode *node, const XmlNode **slot) {
    if (*slot) {
        diag_report(reader->diags, FAULT_DATA, node->origin, "<%s> stands twice",
                    node->name);
        return false;
    }
    *slot = node;
    return xml_read(reader->arena, reader->diags, node, NO_ATTRIBUTES, NULL);
}

static bool read_title(Reader *reader, const XmlNode *node) {
    return take_text(reader, node, &reader->brief->title);
}

static bool read_kicker(Reader *reader, const XmlNode *node) {
    return take_text(reader, node, &reader->brief->kicker);
}

static bool read_standfirst(Reader *reader, const XmlNode *node) {
    return take_text(reader, node, &reader->brief->standfirst);
}

static bool read_publisher(Reader *reader, const XmlNode *node) {
    static const XmlRule rules[] = {
        {"name", &XML_TEXT, offsetof(Brief, publisher), true, NULL},
        {"contact", &XML_TEXT, offsetof(Brief, contact), false, NULL},
        {"next-edition", &XML_DATE, offsetof(Brief, next_edition), false, NULL},
        {.name = NULL}};
    if (reader->brief->publisher) {
        diag_report(reader->diags, FAULT_DATA, node->origin,
                    "<publisher> stands twice");
        return false;
    }
    bool good = xml_refuse_text(reader->diags, node);
    return xml_read(reader->arena, reader->diags, node, rules, reader->brief) && good;
}

static bool read_parameter(Reader *reader, const XmlNode *node) {
    Brief *brief = reader->brief;
    return parameter_read(reader->arena, reader->diags, node, &brief->parameters,
                          &brief->parameter_count, &brief->parameter_capacity);
}

static bool read_editions(Reader *reader, const XmlNode *node) {
    if (!reader->brief->editions)
        return (reader->brief->editions =
                    editions_read(reader->arena, reader->diags, node)) != NULL;
    diag_report(reader->diags, FAULT_DATA, node->origin, "<editions> stands twice");
    return false;
}

/* A dataset's own map and source, which only the reader of its format understands. */
static bool read_guides(Reader *reader, const XmlNode *node, DatasetReference *to) {
    static const char *const allowed[] = {"map", "source", NULL};
    bool good = xml_refuse_text(reader->diags, node);
    for (const XmlNode *n = xml_first_element(node); n; n = xml_next_element(n)) {
        const XmlNode **slot = strcmp(n->name, "map") == 0      ? &to->map
                               : strcmp(n->name, "source") == 0 ? &to->source
                                                                : NULL;
        if (slot && !*slot) {
            *slot = n;
            continue;
        }
        good = false;
        if (slot)
            diag_report(reader->diags, FAULT_DATA, n->origin,
                        "<%s> stands twice in <dataset>", n->name);
        else
            xml_report_unexpected(reader->arena, reader->diags, n, allowed);
    }
    if (to->source && to->source_id) {
        diag_report(reader->diags, FAULT_DATA, to->source->origin,
                    "<source> and the attribute 'source' say the same: leave one out");
        good = false;
    }
    return good;
}

static bool read_dataset(Reader *reader, const XmlNode *node) {
    static const XmlRule rules[] = {
        {"href", &XML_TEXT, offsetof(DatasetReference, path), true, NULL},
        {"map", &XML_TEXT, offsetof(DatasetReference, map_name), false, NULL},
        {"source", &XML_NAME, offsetof(DatasetReference, source_id), false, NULL},
        {.name = NULL}};
    Brief *brief = reader->brief;
    DatasetReference reference = {.origin = node->origin};
    bool good = xml_read(reader->arena, reader->diags, node, rules, &reference);
    if (!read_guides(reader, node, &reference) || !good) return false;
    reference.path = path_beside(reader->arena, brief->file.path, reference.path);
    reference.is_own = strchr(reference.path, '{') != NULL;
    for (int i = 0; i < brief->dataset_count; i++) {
        if (strcmp(brief->datasets[i].path, reference.path) != 0) continue;
        diag_report(reader->diags, FAULT_DATA, node->origin,
                    "dataset '%s' stands twice: first at line %d", reference.path,
                    brief->datasets[i].origin.line);
        return false;
    }
    brief->datasets = arena_grow(reader->arena, brief->datasets, brief->dataset_count,
                                 &brief->dataset_capacity, sizeof reference);
    brief->datasets[brief->dataset_count++] = reference;
    return true;
}

static bool read_author_text(Reader *reader, const XmlNode *node) {
    static const XmlRule rules[] = {
        {"id", &XML_NAME, offsetof(AuthorText, id), true, NULL}, {.name = NULL}};
    Brief *brief = reader->brief;
    AuthorText text = {.content = node};
    if (!xml_read(reader->arena, reader->diags, node, rules, &text)) return false;
    for (int i = 0; i < brief->text_count; i++) {
        if (strcmp(brief->texts[i].id, text.id) != 0) continue;
        diag_report(reader->diags, FAULT_DATA, node->origin, "text '%s' stands twice",
                    text.id);
        return false;
    }
    brief->texts = arena_grow(reader->arena, brief->texts, brief->text_count,
                              &brief->text_capacity, sizeof text);
    brief->texts[brief->text_count++] = text;
    return true;
}

static bool read_analysis(Reader *reader, const XmlNode *node) {
    return xml_refuse_text(reader->diags, node) &&
           take_text(reader, node, &reader->brief->analysis);
}

static const struct {
    const char *name;
    bool (*read)(Reader *reader, const XmlNode *node);
} CHILDREN[] = {{"title", read_title},           {"kicker", read_kicker},
                {"standfirst", read_standfirst}, {"publisher", read_publisher},
                {"parameter", read_parameter},   {"dataset", read_dataset},
                {"text", read_author_text},      {"analysis", read_analysis},
                {"editions", read_editions}};

enum { CHILD_COUNT = sizeof CHILDREN / sizeof *CHILDREN };

static bool read_child(Reader *reader, const XmlNode *node) {
    const char *names[CHILD_COUNT + 1] = {NULL};
    for (int i = 0; i < CHILD_COUNT; i++) {
        if (strcmp(node->name, CHILDREN[i].name) == 0)
            return CHILDREN[i].read(reader, node);
        names[i] = CHILDREN[i].name;
    }
    xml_report_unexpected(reader->arena, reader->diags, node, names);
    return false;
}

static bool read_brief(Reader *reader, const XmlNode *root) {
    static const char *const versions[] = {"1", NULL};
    static const XmlRule rules[] = {
        {"version", &XML_WORD, offsetof(Brief, version), true, versions},
        {"id", &XML_NAME, offsetof(Brief, id), true, NULL},
        {"lang", &XML_NAME, offsetof(Brief, lang), true, NULL},
        {"as-of", &XML_DATE, offsetof(Brief, as_of), true, NULL},
        {"template", &XML_TEXT, offsetof(Brief, template_name), true, NULL},
        {"theme", &XML_NAME, offsetof(Brief, theme), false, NULL},
        {"paper", &XML_WORD, offsetof(Brief, paper), false, PAPER_WORDS},
        {.name = NULL}};
    Brief *brief = reader->brief;
    brief->origin = root->origin;
    brief->paper = PAPER_AS_TEMPLATE;
    bool good = xml_read(reader->arena, reader->diags, root, rules, brief);
    if (!xml_refuse_text(reader->diags, root)) good = false;
    for (const XmlNode *n = xml_first_element(root); n; n = xml_next_element(n))
        if (!read_child(reader, n)) good = false;
    if (good && !brief->as_of.day) {
        diag_report(reader->diags, FAULT_DATA, root->origin,
                    "as-of needs a day, such as 2026-06-20");
        good = false;
    }
    if (!brief->title || !brief->dataset_count) {
        diag_report(reader->diags, FAULT_DATA, root->origin, "missing element <%s>",
                    brief->title ? "dataset" : "title");
        good = false;
    }
    return good;
}

Brief *brief_load(Arena *arena, Diags *diags, const char *path) {
    Brief *brief = arena_alloc(arena, sizeof *brief);
    Reader reader = {.arena = arena, .diags = diags, .brief = brief};
    const XmlNode *root =
        xml_load(arena, diags, path, "brief", (Origin){path, 0}, &brief->file);
    if (!root || !read_brief(&reader, root)) return NULL;
    if (brief->editions) return brief;
    bool good = brief_fill(brief, arena, diags);
    for (int i = 0; i < brief->dataset_count; i++)
        brief->datasets[i].is_own = false;
    return good ? brief : NULL;
}
