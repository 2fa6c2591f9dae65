/* The check of a whole tree against the vocabulary.  Everything wrong is found when the
 * template is loaded, also in branches that these figures do not reach. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/words.h"
#include "template/composer.h"

bool width_parse(const char *text, Column *column) {
    char *end;
    if (strcmp(text, "content") == 0) {
        column->kind = COLUMN_CONTENT;
        return true;
    }
    long parts = strtol(text, &end, 10);
    if (end != text && strcmp(end, "fr") == 0 && parts >= 1 && parts <= 100) {
        column->kind = COLUMN_FRACTION;
        column->width = (Mpt) parts;
        return true;
    }
    column->kind = COLUMN_FIXED;
    return length_parse(text, &column->width) && column->width >= 0;
}

/* ---- checking ---- */

static bool check_text(Template *template, const char *text, Origin origin,
                       Diags *diags) {
    Piece piece;
    bool good = true;
    for (const char *start = text; text_piece(&text, &piece); start = text) {
        if (piece.unclosed || piece.unopened) {
            diag_report(diags, FAULT_DATA, origin,
                        piece.unclosed ? "'{' without '}': write '{{' for a brace"
                                       : "'}' without '{': write '}}' for a brace");
            good = false;
        } else if (piece.is_expression) {
            const char *expression =
                arena_copy(template->arena, piece.start, piece.length);
            if (!template_expression(template, expression, origin, diags)) good = false;
        }
        origin.line += text_lines(start, text);
    }
    return good;
}

static bool bad_value(const XmlNode *node, const AttributeRule *rule, const char *value,
                      const char *expected, Diags *diags) {
    diag_report(diags, FAULT_DATA, node->origin,
                "bad value of '%s' on <%s>: '%s' is not %s", rule->name, node->name,
                value, expected);
    return false;
}

static bool check_value(Template *template, const XmlNode *node,
                        const AttributeRule *rule, const char *value, Diags *diags) {
    Column column;
    Mpt length;
    switch (rule->kind) {
    case ATTRIBUTE_TEXT:
        return check_text(template, value, node->origin, diags);
    case ATTRIBUTE_EXPRESSION:
        return template_expression(template, value, node->origin, diags) != NULL;
    case ATTRIBUTE_STYLE: {
        int errors = diags_count(diags, FAULT_DATA);
        template_style(template, value, node->origin, diags);
        return diags_count(diags, FAULT_DATA) == errors;
    }
    case ATTRIBUTE_PAGE:
        if (masters_find(template, value)) return true;
        diag_report(diags, FAULT_DATA, node->origin,
                    "no page '%s': define it with <page name=\"%s\">", value, value);
        return false;
    case ATTRIBUTE_WORD:
        if (word_index(value, rule->words) >= 0) return true;
        diag_report(diags, FAULT_DATA, node->origin,
                    "bad value of '%s' on <%s>: '%s' is not one of %s%s", rule->name,
                    node->name, value, words_list(template->arena, rule->words),
                    did_you_mean(template->arena, value, rule->words));
        return false;
    case ATTRIBUTE_LENGTH:
        return length_parse(value, &length) && length >= 0
                   ? true
                   : bad_value(node, rule, value, "a length such as 60mm", diags);
    case ATTRIBUTE_COUNT: {
        double number;
        bool good = decimal_parse(value, &number) && number >= 1 && number <= 100 &&
                    !strpbrk(value, ".eE");
        return good ? true
                    : bad_value(node, rule, value, "a whole number from 1", diags);
    }
    case ATTRIBUTE_WIDTH:
        return width_parse(value, &column)
                   ? true
                   : bad_value(node, rule, value, "content, 1fr or a length", diags);
    case ATTRIBUTE_NAME:
        break;
    }
    return *value ? true : bad_value(node, rule, value, "a name", diags);
}

static bool check_attributes(Template *template, const XmlNode *node,
                             const Element *element, Diags *diags) {
    bool good = true;
    const char *names[MOST_ATTRIBUTES + 1] = {NULL};
    for (int i = 0; i < MOST_ATTRIBUTES && element->attributes[i].name; i++) {
        const AttributeRule *rule = &element->attributes[i];
        names[i] = rule->name;
        if (!rule->required || xml_attribute(node, rule->name)) continue;
        diag_report(diags, FAULT_DATA, node->origin, "missing attribute '%s' on <%s>",
                    rule->name, node->name);
        good = false;
    }
    for (int i = 0; i < node->attribute_count; i++) {
        const XmlAttribute *attribute = &node->attributes[i];
        const AttributeRule *rule = element->attributes;
        while (rule->name && strcmp(rule->name, attribute->name) != 0)
            rule++;
        if (!rule->name) {
            diag_report(diags, FAULT_DATA, node->origin,
                        "unknown attribute '%s' on <%s>%s", attribute->name, node->name,
                        did_you_mean(template->arena, attribute->name, names));
            good = false;
        } else if (!check_value(template, node, rule, attribute->value, diags))
            good = false;
    }
    return good;
}

static bool asks_pages(const XmlNode *sources) {
    const char *pages = xml_attribute(sources, "pages");
    return pages && strcmp(pages, "yes") == 0;
}

/* Keeps the name of a text that the template takes from the brief. */
static void note_insert(Template *template, const XmlNode *insert) {
    const char *name = xml_attribute(insert, "text");
    if (!name) return; /* reported */
    template->inserts =
        arena_grow(template->arena, template->inserts, template->insert_count,
                   &template->insert_capacity, sizeof(char *));
    template->inserts[template->insert_count++] = name;
}

bool elements_check(Template *template, const XmlNode *node, unsigned content,
                    Diags *diags) {
    bool good = true;
    for (const XmlNode *child = node->first_child; child; child = child->next) {
        if (child->text) {
            bool blank = xml_is_blank(child->text);
            bool in_text = (content & CONTENT_INLINE) && !(content & CONTENT_CHOICES);
            if (!blank && !in_text) {
                diag_report(diags, FAULT_DATA, xml_text_origin(child),
                            "unexpected text in <%s>%s", node->name,
                            content & CONTENT_BLOCKS ? ": put it into a <p>" : "");
                good = false;
            } else if (!blank &&
                       !check_text(template, child->text, child->origin, diags))
                good = false;
            continue;
        }
        const Element *element = element_find(child->name, content);
        if (!element) {
            element_report_misplaced(template, child, content, diags);
            good = false;
            continue;
        }
        if (!check_attributes(template, child, element, diags)) good = false;
        Content inside = element->content;
        const unsigned here = content & ~(unsigned) CONTENT_DEFINITION;
        if (inside == CONTENT_SAME) inside = here & ~(unsigned) CONTENT_CHOICES;
        if (inside == CONTENT_CHOICES) inside = here | CONTENT_CHOICES;
        if (!elements_check(template, child, inside, diags)) good = false;
        if (strcmp(child->name, "insert") == 0) note_insert(template, child);
        if (strcmp(child->name, "sources") == 0 && asks_pages(child))
            template->sources_have_pages = true;
        if (strcmp(child->name, "use") == 0 && !use_check(template, child, here, diags))
            good = false;
    }
    return good;
}

/* ---- literal numbers ---- */

/* The first digit outside expressions; NULL when there is none. */
static const char *literal_number(const char *text) {
    Piece piece;
    while (text_piece(&text, &piece)) {
        if (piece.is_expression) continue;
        for (size_t i = 0; i < piece.length; i++)
            if (isdigit((unsigned char) piece.start[i])) return piece.start + i;
    }
    return NULL;
}

void elements_warn_literals(const XmlNode *node, Diags *diags) {
    for (const XmlNode *child = node->first_child; child; child = child->next) {
        const char *number = child->text ? literal_number(child->text) : NULL;
        Origin at = child->origin;
        if (number) at.line += text_lines(child->text, number);
        if (number)
            diag_report(diags, FAULT_WARNING, at,
                        "a number stands in the text: take it from the findings, or "
                        "put it into <span literal=\"yes\">");
        const char *literal = child->name ? xml_attribute(child, "literal") : NULL;
        if (child->name && !(literal && strcmp(literal, "yes") == 0))
            elements_warn_literals(child, diags);
    }
}
