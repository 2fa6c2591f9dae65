/* Themes: the colours, fonts and paper that a template is set in.  A theme is a file of
 * settings that is read where <theme> stands, so that the styles behind it can take its
 * colours by name. */
#include <stddef.h>
#include <string.h>

#include "base/path.h"
#include "base/words.h"
#include "template/composer.h"

bool read_palette(Loader *loader, const XmlNode *node) {
    static const XmlRule rules[] = {
        {"house", &XML_COLOUR, offsetof(Template, palette[ROLE_HOUSE]), false, NULL},
        {"accent", &XML_COLOUR, offsetof(Template, palette[ROLE_ACCENT]), false, NULL},
        {"context", &XML_COLOUR, offsetof(Template, palette[ROLE_CONTEXT]), false,
         NULL},
        {"muted", &XML_COLOUR, offsetof(Template, palette[ROLE_MUTED]), false, NULL},
        {"second", &XML_COLOUR, offsetof(Template, palette[ROLE_SECOND]), false, NULL},
        {"third", &XML_COLOUR, offsetof(Template, palette[ROLE_THIRD]), false, NULL},
        {"ink", &XML_COLOUR, offsetof(Template, ink), false, NULL},
        {"faint", &XML_COLOUR, offsetof(Template, faint), false, NULL},
        {"quiet", &XML_COLOUR, offsetof(Template, quiet), false, NULL},
        {"tint", &XML_COLOUR, offsetof(Template, tint), false, NULL},
        {.name = NULL}};
    return xml_read(loader->template->arena, loader->diags, node, rules,
                    loader->template);
}

/* "#rrggbb" or a name of the palette. */
static bool read_colour(Loader *loader, const XmlNode *node, const char *name,
                        const char *text, Colour *colour) {
    const Template *template = loader->template;
    const struct {
        const char *name;
        Colour colour;
    } palette[] = {{"house", template->palette[ROLE_HOUSE]},
                   {"accent", template->palette[ROLE_ACCENT]},
                   {"context", template->palette[ROLE_CONTEXT]},
                   {"muted", template->palette[ROLE_MUTED]},
                   {"second", template->palette[ROLE_SECOND]},
                   {"third", template->palette[ROLE_THIRD]},
                   {"ink", template->ink},
                   {"faint", template->faint},
                   {"quiet", template->quiet},
                   {"tint", template->tint}};
    const char *names[sizeof palette / sizeof *palette + 1] = {NULL};
    for (size_t i = 0; i < sizeof palette / sizeof *palette; i++) {
        names[i] = palette[i].name;
        if (strcmp(text, names[i]) != 0) continue;
        *colour = palette[i].colour;
        return true;
    }
    if (XML_COLOUR.parse(template->arena, text, NULL, colour)) return true;
    diag_report(loader->diags, FAULT_DATA, node->origin,
                "bad value of '%s' on <%s>: '%s' is not %s or one of the palette%s",
                name, node->name, text, XML_COLOUR.expected,
                did_you_mean(template->arena, text, names));
    return false;
}

bool theme_style(Loader *loader, const XmlNode *node, Style *style) {
    const struct {
        const char *name;
        Colour *colour;
        bool *given;
    } places[] = {{"colour", &style->colour, NULL},
                  {"background", &style->background, &style->has_background},
                  {"rule", &style->rule, &style->has_rule}};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        const char *text = xml_attribute(node, places[i].name);
        if (!text) continue;
        if (!read_colour(loader, node, places[i].name, text, places[i].colour))
            return false;
        if (places[i].given) *places[i].given = true;
    }
    return true;
}

void theme_paper(PageMaster *page, int paper) {
    static const struct {
        Mpt width, height;
    } sizes[] = {[PAPER_A4] = {595276, 841890}, [PAPER_LETTER] = {612000, 792000}};
    if (paper == PAPER_AS_TEMPLATE) return;
    bool is_across = page->width > page->height;
    page->width = is_across ? sizes[paper].height : sizes[paper].width;
    page->height = is_across ? sizes[paper].width : sizes[paper].height;
}

/* The brief's theme counts before any template's, then the first that is met. */
bool read_theme(Loader *loader, const XmlNode *node) {
    static const XmlRule rules[] = {{"name", &XML_NAME, 0, true, NULL}, {.name = NULL}};
    const char *name = NULL;
    Arena *arena = loader->template->arena;
    const Brief *brief = loader->brief;
    if (!xml_read(arena, loader->diags, node, rules, &name)) return false;
    if (loader->themed) return true;
    loader->themed = true;
    if (brief->theme) name = brief->theme;
    const char *path = path_find(arena, node->origin.file, loader->search,
                                 arena_print(arena, "themes/%s.xml", name));
    return loader_read_file(loader, path, brief->theme ? brief->origin : node->origin);
}

bool theme_check(const Loader *loader, const char *path) {
    const char *theme = loader->brief->theme;
    if (!theme || loader->themed) return true;
    diag_report(loader->diags, FAULT_DATA, loader->brief->origin,
                "no theme '%s': %s takes none, since it has no <theme>", theme, path);
    return false;
}
