/* Loading: fonts, styles, page, steps and body, with included templates first, so that
 * what a template says itself wins. */
#include <stddef.h>
#include <string.h>

#include "base/path.h"
#include "template/vocabulary.h"

/* ---- fonts, styles ---- */

static bool read_faces(Loader *loader, const XmlNode *node, const XmlRule *naming,
                       FontFamily *family) {
    const XmlRule rules[] = {
        *naming,
        {"regular", &XML_TEXT, offsetof(FontFamily, regular), true, NULL},
        {"bold", &XML_TEXT, offsetof(FontFamily, bold), false, NULL},
        {"italic", &XML_TEXT, offsetof(FontFamily, italic), false, NULL},
        {"bold-italic", &XML_TEXT, offsetof(FontFamily, bold_italic), false, NULL},
        {.name = NULL}};
    *family = (FontFamily){.origin = node->origin};
    return xml_read(loader->template->arena, loader->diags, node, rules, family);
}

/* The fonts for what the family lacks, in their order. */
static bool read_fallbacks(Loader *loader, const XmlNode *node, FontFamily *family) {
    static const XmlRule script = {"script", &XML_TEXT, offsetof(FontFamily, scripts),
                                   false, NULL};
    static const char *const children[] = {"fallback", NULL};
    Template *template = loader->template;
    FontFamily **last = &family->fallback;
    bool good = xml_refuse_text(loader->diags, node);
    for (const XmlNode *n = xml_first_element(node); n; n = xml_next_element(n)) {
        FontFamily *fallback = arena_alloc(template->arena, sizeof *fallback);
        if (strcmp(n->name, "fallback") != 0) {
            xml_report_unexpected(template->arena, loader->diags, n, children);
            good = false;
        } else if (read_faces(loader, n, &script, fallback)) {
            *last = fallback;
            last = &fallback->fallback;
        } else {
            good = false;
        }
    }
    return good;
}

static bool read_font(Loader *loader, const XmlNode *node) {
    static const XmlRule name = {"family", &XML_NAME, offsetof(FontFamily, name), true,
                                 NULL};
    Template *template = loader->template;
    FontFamily family;
    if (!read_faces(loader, node, &name, &family) ||
        !read_fallbacks(loader, node, &family))
        return false;
    for (int i = 0; i < template->family_count; i++) {
        if (strcmp(template->families[i].name, family.name) != 0) continue;
        template->families[i] = family;
        return true;
    }
    template->families =
        arena_grow(template->arena, template->families, template->family_count,
                   &template->family_capacity, sizeof family);
    template->families[template->family_count++] = family;
    return true;
}

static bool read_numbering(Loader *loader, const XmlNode *node) {
    static const XmlRule rules[] = {
        {"tables", &XML_FLAG, offsetof(Template, number_tables), false, NULL},
        {"figures", &XML_FLAG, offsetof(Template, number_figures), false, NULL},
        {"sections", &XML_INTEGER, offsetof(Template, number_sections), false, NULL},
        {.name = NULL}};
    Template *template = loader->template;
    if (!xml_read(template->arena, loader->diags, node, rules, template)) return false;
    int sections = template->number_sections;
    if (sections >= 0 && sections <= DEEPEST_NUMBER) return true;
    diag_report(loader->diags, FAULT_DATA, node->origin,
                "sections are numbered 0 to %d deep, not %d", DEEPEST_NUMBER, sections);
    return false;
}

typedef struct {
    Style style;
    const char *based_on; /* inherit_style() reads it */
    const char *colour;   /* theme_style() reads colours */
    bool oldstyle, tabular, smallcaps;
    int align;
} StyleFields;

/* Starts from the style that `node` is based on; false after a diagnostic. */
static bool inherit_style(Loader *loader, const XmlNode *node, StyleFields *fields) {
    const char *parent = xml_attribute(node, "based-on");
    if (!parent) return true;
    const Style *base = map_get(loader->template->styles, parent);
    if (!base) {
        template_style(loader->template, parent, node->origin, loader->diags);
        return false;
    }
    fields->style = *base;
    fields->align = (int) base->align;
    fields->oldstyle = base->features & FEATURE_OLDSTYLE;
    fields->tabular = base->features & FEATURE_TABULAR;
    fields->smallcaps = base->features & FEATURE_SMALLCAPS;
    return true;
}

static bool read_bookmarks(Loader *loader, const XmlNode *node) {
    static const XmlRule rules[] = {
        {"tables", &XML_FLAG, offsetof(Template, bookmark_tables), false, NULL},
        {"figures", &XML_FLAG, offsetof(Template, bookmark_figures), false, NULL},
        {.name = NULL}};
    return xml_read(loader->template->arena, loader->diags, node, rules,
                    loader->template);
}

static bool read_style(Loader *loader, const XmlNode *node) {
    static const XmlRule rules[] = {
        {"name", &XML_NAME, offsetof(StyleFields, style.name), true, NULL},
        {"based-on", &XML_NAME, offsetof(StyleFields, based_on), false, NULL},
        {"family", &XML_NAME, offsetof(StyleFields, style.family), false, NULL},
        {"bold", &XML_FLAG, offsetof(StyleFields, style.bold), false, NULL},
        {"italic", &XML_FLAG, offsetof(StyleFields, style.italic), false, NULL},
        {"oldstyle", &XML_FLAG, offsetof(StyleFields, oldstyle), false, NULL},
        {"tabular", &XML_FLAG, offsetof(StyleFields, tabular), false, NULL},
        {"smallcaps", &XML_FLAG, offsetof(StyleFields, smallcaps), false, NULL},
        {"colour", &XML_TEXT, offsetof(StyleFields, colour), false, NULL},
        {"size", &XML_LENGTH, offsetof(StyleFields, style.size), false, NULL},
        {"leading", &XML_LENGTH, offsetof(StyleFields, style.leading), false, NULL},
        {"before", &XML_LENGTH, offsetof(StyleFields, style.space_before), false, NULL},
        {"after", &XML_LENGTH, offsetof(StyleFields, style.space_after), false, NULL},
        {"left", &XML_LENGTH, offsetof(StyleFields, style.indent_left), false, NULL},
        {"right", &XML_LENGTH, offsetof(StyleFields, style.indent_right), false, NULL},
        {"first", &XML_LENGTH, offsetof(StyleFields, style.first_indent), false, NULL},
        {"align", &XML_WORD, offsetof(StyleFields, align), false, ALIGN_WORDS},
        {"hyphenate", &XML_FLAG, offsetof(StyleFields, style.hyphenate), false, NULL},
        {"tightness", &XML_SHARE, offsetof(StyleFields, style.tightness), false, NULL},
        {"looseness", &XML_SHARE, offsetof(StyleFields, style.looseness), false, NULL},
        {"expansion", &XML_SHARE, offsetof(StyleFields, style.expansion), false, NULL},
        {"protrude", &XML_FLAG, offsetof(StyleFields, style.protrude), false, NULL},
        {"keep-with-next", &XML_FLAG, offsetof(StyleFields, style.keep_with_next),
         false, NULL},
        {"keep-together", &XML_FLAG, offsetof(StyleFields, style.keep_together), false,
         NULL},
        {"background", &XML_TEXT, offsetof(StyleFields, colour), false, NULL},
        {"rule", &XML_TEXT, offsetof(StyleFields, colour), false, NULL},
        {"rule-width", &XML_LENGTH, offsetof(StyleFields, style.rule_width), false,
         NULL},
        {"padding", &XML_LENGTH, offsetof(StyleFields, style.padding), false, NULL},
        {.name = NULL}};
    Template *template = loader->template;
    StyleFields fields = {
        .style = {.size = 10 * MPT_PER_POINT, .leading = 13 * MPT_PER_POINT}};
    if (!inherit_style(loader, node, &fields) ||
        !xml_read(template->arena, loader->diags, node, rules, &fields) ||
        !theme_style(loader, node, &fields.style))
        return false;
    Style *style = arena_alloc(template->arena, sizeof *style);
    *style = fields.style;
    style->align = (Align) fields.align;
    style->features = (fields.oldstyle ? FEATURE_OLDSTYLE : 0u) |
                      (fields.tabular ? FEATURE_TABULAR : 0u) |
                      (fields.smallcaps ? FEATURE_SMALLCAPS : 0u);
    if (!style->family || style->size < MPT_PER_POINT || style->leading < style->size) {
        diag_report(
            loader->diags, FAULT_DATA, node->origin,
            "style '%s' needs a family, a size of 1pt or more and a leading not "
            "under its size",
            style->name);
        return false;
    }
    map_put(template->styles, style->name, style);
    return true;
}

/* ---- parameters, steps ---- */

static Parameter *declared(const Template *template, const char *name) {
    for (int i = 0; i < template->parameter_count; i++)
        if (strcmp(template->parameters[i].name, name) == 0)
            return &template->parameters[i];
    return NULL;
}

/* A template's own declaration replaces that of a template it includes. */
static bool read_parameter(Loader *loader, const XmlNode *node) {
    static const XmlRule rules[] = {
        {"name", &XML_NAME, offsetof(Parameter, name), true, NULL},
        {"default", &XML_TEXT, offsetof(Parameter, value), false, NULL},
        {.name = NULL}};
    Template *template = loader->template;
    Parameter parameter = {.origin = node->origin};
    if (!xml_read(template->arena, loader->diags, node, rules, &parameter))
        return false;
    Parameter *slot = declared(template, parameter.name);
    if (!slot) {
        template->parameters =
            arena_grow(template->arena, template->parameters, template->parameter_count,
                       &template->parameter_capacity, sizeof parameter);
        slot = &template->parameters[template->parameter_count++];
    }
    *slot = parameter;
    return true;
}

static bool read_steps(Loader *loader, const XmlNode *node) {
    Template *template = loader->template;
    bool good = xml_refuse_text(loader->diags, node);
    for (const XmlNode *n = xml_first_element(node); n; n = xml_next_element(n)) {
        if (!analysis_has_step(n->name)) {
            xml_report_unexpected(template->arena, loader->diags, n,
                                  analysis_step_names(template->arena));
            good = false;
            continue;
        }
        template->steps =
            arena_grow(template->arena, template->steps, template->step_count,
                       &template->step_capacity, sizeof *template->steps);
        template->steps[template->step_count++] = n;
    }
    return good;
}

static bool read_definition(Loader *loader, const XmlNode *node) {
    static const XmlRule rules[] = {{"name", &XML_NAME, 0, true, NULL}, {.name = NULL}};
    const char *name = NULL;
    Template *template = loader->template;
    if (!xml_read(template->arena, loader->diags, node, rules, &name)) return false;
    map_put(template->definitions, name, (void *) node);
    template->definition_nodes = arena_grow(
        template->arena, template->definition_nodes, template->definition_count,
        &template->definition_capacity, sizeof *template->definition_nodes);
    template->definition_nodes[template->definition_count++] = node;
    return true;
}

/* The file is read only when an expression asks for a label. */
static bool read_labels(Loader *loader, const XmlNode *node) {
    static const XmlRule rules[] = {{"href", &XML_TEXT, 0, true, NULL}, {.name = NULL}};
    const char *href = NULL;
    Template *template = loader->template;
    if (!xml_read(template->arena, loader->diags, node, rules, &href)) return false;
    const char *path =
        path_find(template->arena, node->origin.file, loader->search, href);
    template->label_files =
        arena_grow(template->arena, template->label_files, template->label_file_count,
                   &template->label_file_capacity, sizeof *template->label_files);
    template->label_files[template->label_file_count++] =
        (LabelFile){path, node->origin};
    return true;
}

bool template_load_labels(Template *template, Diags *diags) {
    bool good = true;
    if (!xpath_set_mentions(template->expressions, "label(")) return true;
    for (int i = 0; i < template->label_file_count; i++) {
        const LabelFile *labels = &template->label_files[i];
        XmlFile file = {0};
        if (!labels_read(template, labels->path, labels->origin, &file, diags))
            good = false;
        loader_note_file(template, file);
    }
    template->label_file_count = 0;
    return good;
}

static bool read_verdict(Loader *loader, const XmlNode *node) {
    static const XmlRule rules[] = {{.name = NULL}};
    loader->template->verdict = node;
    return xml_read(loader->template->arena, loader->diags, node, rules, NULL);
}

static bool read_body(Loader *loader, const XmlNode *node) {
    loader->template->body = node;
    return true;
}

static const struct {
    const char *name;
    bool (*read)(Loader *loader, const XmlNode *node);
} CHILDREN[] = {{"include", read_include},
                {"font", read_font},
                {"palette", read_palette},
                {"page", read_page},
                {"numbering", read_numbering},
                {"bookmarks", read_bookmarks},
                {"style", read_style},
                {"head", read_furniture},
                {"foot", read_furniture},
                {"parameter", read_parameter},
                {"analysis", read_steps},
                {"define", read_definition},
                {"labels", read_labels},
                {"theme", read_theme},
                {"hyphenation", read_hyphenation},
                {"verdict", read_verdict},
                {"body", read_body}};

enum { CHILD_COUNT = sizeof CHILDREN / sizeof *CHILDREN };

bool loader_read_child(Loader *loader, const XmlNode *node) {
    const char *names[CHILD_COUNT + 1] = {NULL};
    for (int i = 0; i < CHILD_COUNT; i++) {
        if (strcmp(node->name, CHILDREN[i].name) == 0)
            return CHILDREN[i].read(loader, node);
        names[i] = CHILDREN[i].name;
    }
    xml_report_unexpected(loader->template->arena, loader->diags, node, names);
    return false;
}

/* ---- the whole ---- */

const Style *template_style(const Template *template, const char *name, Origin origin,
                            Diags *diags) {
    static const Style plain = {
        .name = "p", .size = 10 * MPT_PER_POINT, .leading = 13 * MPT_PER_POINT};
    const Style *style = map_get(template->styles, name);
    if (style) return style;
    diag_report(diags, FAULT_DATA, origin,
                "no style '%s': define it with <style name=\"%s\"> before it is used",
                name, name);
    style = map_get(template->styles, "p");
    return style ? style : &plain;
}

const XPathExpression *template_expression(const Template *template, const char *text,
                                           Origin origin, Diags *diags) {
    const XPathExpression *known = map_get(template->expression_by_text, text);
    if (known) return known;
    known = xpath_compile(template->expressions, text, origin, diags);
    if (known && !phrases_check((Template *) template, text, origin, diags))
        return NULL;
    if (known) map_put(template->expression_by_text, text, (void *) known);
    return known;
}

/* Styles that elements take when they name none. */
static const char *const NEEDED_STYLES[] = {
    "p",           "title",          "h2",          "h3",
    "item",        "quote",          "by",          "box",
    "caption",     "table-head",     "table-body",  "table-note",
    "chart-title", "chart-subtitle", "chart-label", "chart-note",
    "key-label",   "key-value",      "key-detail",  "note",
    "furniture",   "sources",        "source",      NULL};

/* `good`: nothing was wrong so far, so that a style that is not there was not
 * refused. */
static bool check_whole(Loader *loader, Origin at, bool good) {
    const bool all_taken = good;
    Template *template = loader->template;
    if (!template->body) {
        diag_report(loader->diags, FAULT_DATA, at, "missing element <body>");
        return false;
    }
    for (const char *const *name = NEEDED_STYLES; all_taken && *name; name++)
        if (!map_get(template->styles, *name)) {
            diag_report(loader->diags, FAULT_DATA, at, "missing <style name=\"%s\">",
                        *name);
            good = false;
        }
    if (all_taken && template->page_rule_count == 0) {
        diag_report(loader->diags, FAULT_DATA, at, "missing element <page>");
        good = false;
    } else if (all_taken && !masters_make(loader)) {
        good = false;
    }
    /* What a palette does not say of further series is as near as it says. */
    if (!template->palette[ROLE_SECOND])
        template->palette[ROLE_SECOND] = template->palette[ROLE_CONTEXT];
    if (!template->palette[ROLE_THIRD])
        template->palette[ROLE_THIRD] = template->palette[ROLE_MUTED];
    if (!masters_check(template, loader->diags)) good = false;
    if (template->verdict &&
        !elements_check(template, template->verdict, CONTENT_INLINE, loader->diags))
        good = false;
    return good &
           elements_check(template, template->body, CONTENT_BLOCKS, loader->diags);
}

void template_report_undefined(const Template *template, const char *name,
                               Origin origin, Diags *diags) {
    const char *file = template->lang_file;
    diag_report(diags, FAULT_DATA, origin,
                "no definition '%s'%s%s%s: write <define name=\"%s\">%s%s", name,
                file ? " in '" : "", file ? template->lang : "", file ? "'" : "", name,
                file ? " in " : "", file ? file : "");
}

Template *template_load(Arena *arena, Diags *diags, const char *path,
                        const char *search, const Brief *brief) {
    Template *template = arena_alloc(arena, sizeof *template);
    *template = (Template){.arena = arena,
                           .search = search,
                           .lang = brief->lang,
                           .expressions = xpath_set_new(arena),
                           .expression_by_text = map_new(arena),
                           .styles = map_new(arena),
                           .labels = map_new(arena),
                           .definitions = map_new(arena),
                           .checked = map_new(arena)};
    Loader loader = {
        .template = template, .diags = diags, .brief = brief, .search = search};
    bool good = loader_read_file(&loader, path, brief->origin);
    /* What a file that could not be read would have held is not missed. */
    if (template->file_count && !loader.incomplete)
        good = check_whole(&loader, (Origin){path, 0}, good) &&
               theme_check(&loader, path) && good;
    return good ? template : NULL;
}

const XmlFile *template_files(const Template *template, int *count) {
    *count = template->file_count;
    return template->files;
}

void template_warn_literals(const Template *template, Diags *diags) {
    elements_warn_literals(template->body, diags);
    if (template->verdict) elements_warn_literals(template->verdict, diags);
    for (int i = 0; i < template->definition_count; i++)
        elements_warn_literals(template->definition_nodes[i], diags);
}
