/* Attributes become typed values by a table; every complaint names its place. */
#include <ctype.h>
#include <limits.h>
#include <math.h>
#include <string.h>

#include "base/calendar.h"
#include "base/decimal.h"
#include "base/length.h"
#include "base/words.h"
#include "xml/xml.h"

static bool parse_text(Arena *arena, const char *text, const char *const *words,
                       void *out) {
    (void) words;
    *(const char **) out = arena_string(arena, text);
    return true;
}

static bool parse_name(Arena *arena, const char *text, const char *const *words,
                       void *out) {
    (void) words;
    if (!isalpha((unsigned char) *text) && *text != '_') return false;
    for (const char *c = text; *c; c++)
        if (!isalnum((unsigned char) *c) && !strchr("-_.", *c)) return false;
    *(const char **) out = arena_string(arena, text);
    return true;
}

static bool parse_number(Arena *arena, const char *text, const char *const *words,
                         void *out) {
    (void) arena, (void) words;
    return decimal_parse(text, out);
}

static bool parse_integer(Arena *arena, const char *text, const char *const *words,
                          void *out) {
    (void) arena, (void) words;
    double number;
    if (!decimal_parse(text, &number) || strpbrk(text, ".eE") || number > INT_MAX ||
        number < INT_MIN)
        return false;
    *(int *) out = (int) number;
    return true;
}

static bool parse_flag(Arena *arena, const char *text, const char *const *words,
                       void *out) {
    (void) arena, (void) words;
    bool yes = strcmp(text, "yes") == 0;
    if (!yes && strcmp(text, "no") != 0) return false;
    *(bool *) out = yes;
    return true;
}

static bool parse_word(Arena *arena, const char *text, const char *const *words,
                       void *out) {
    (void) arena;
    int index = word_index(text, words);
    if (index >= 0) *(int *) out = index;
    return index >= 0;
}

static bool parse_date(Arena *arena, const char *text, const char *const *words,
                       void *out) {
    (void) arena, (void) words;
    return date_parse(text, out);
}

static bool parse_period(Arena *arena, const char *text, const char *const *words,
                         void *out) {
    (void) arena, (void) words;
    return period_parse(text, out);
}

static bool parse_length(Arena *arena, const char *text, const char *const *words,
                         void *out) {
    (void) arena, (void) words;
    return length_parse(text, out);
}

static bool parse_colour(Arena *arena, const char *text, const char *const *words,
                         void *out) {
    (void) arena, (void) words;
    return colour_parse(text, out);
}

static bool parse_share(Arena *arena, const char *text, const char *const *words,
                        void *out) {
    (void) words;
    size_t digits = strspn(text, ".0123456789");
    double percent;
    if (!digits || strcmp(text + digits, "%") != 0 ||
        !decimal_parse(arena_copy(arena, text, digits), &percent) || percent > 100)
        return false;
    *(int *) out = (int) lround(percent * 10);
    return true;
}

const XmlType XML_TEXT = {"a text", parse_text};
const XmlType XML_NAME = {"a name of letters, digits, '-', '_' and '.'", parse_name};
const XmlType XML_NUMBER = {"a number such as 1234.5", parse_number};
const XmlType XML_INTEGER = {"a whole number", parse_integer};
const XmlType XML_FLAG = {"yes or no", parse_flag};
const XmlType XML_WORD = {"one of the words allowed here", parse_word};
const XmlType XML_DATE = {"a date such as 2025-10-30", parse_date};
const XmlType XML_PERIOD = {"a period such as 2025, 2025-Q3 or 2025-10", parse_period};
const XmlType XML_LENGTH = {"a length such as 12pt or 20mm", parse_length};
const XmlType XML_SHARE = {"a percentage such as 1.5%, 100% at most", parse_share};
const XmlType XML_COLOUR = {"a colour such as #1f3a5f", parse_colour};

enum { MOST_RULES = 48 };

static const XmlRule *rule_named(const XmlRule *rules, const char *name) {
    for (; rules->name; rules++)
        if (strcmp(rules->name, name) == 0) return rules;
    return NULL;
}

static void report_value(Arena *arena, Diags *diags, const XmlNode *node,
                         const XmlRule *rule, const char *value) {
    if (rule->words && !rule->words[1])
        diag_report(diags, FAULT_DATA, node->origin,
                    "bad value of '%s' on <%s>: '%s' is not %s", rule->name, node->name,
                    value, rule->words[0]);
    else if (rule->words)
        diag_report(diags, FAULT_DATA, node->origin,
                    "bad value of '%s' on <%s>: '%s' is not one of %s%s", rule->name,
                    node->name, value, words_list(arena, rule->words),
                    did_you_mean(arena, value, rule->words));
    else
        diag_report(diags, FAULT_DATA, node->origin,
                    "bad value of '%s' on <%s>: '%s' is not %s", rule->name, node->name,
                    value, rule->type->expected);
}

static void report_unknown(Arena *arena, Diags *diags, const XmlNode *node,
                           const XmlRule *rules, const char *name) {
    const char *names[MOST_RULES + 1] = {NULL};
    for (int i = 0; i < MOST_RULES && rules[i].name; i++)
        names[i] = rules[i].name;
    diag_report(diags, FAULT_DATA, node->origin, "unknown attribute '%s' on <%s>%s",
                name, node->name, did_you_mean(arena, name, names));
}

bool xml_read(Arena *arena, Diags *diags, const XmlNode *node, const XmlRule *rules,
              void *out) {
    bool good = true;
    for (int i = 0; i < node->attribute_count; i++) {
        const XmlAttribute *attribute = &node->attributes[i];
        const XmlRule *rule = rule_named(rules, attribute->name);
        if (!rule) {
            report_unknown(arena, diags, node, rules, attribute->name);
            good = false;
        } else if (rule->required && !*attribute->value) {
            continue; /* reported below */
        } else if (!rule->type->parse(arena, attribute->value, rule->words,
                                      (char *) out + rule->offset)) {
            report_value(arena, diags, node, rule, attribute->value);
            good = false;
        }
    }
    for (const XmlRule *rule = rules; rule->name; rule++) {
        if (!rule->required) continue;
        const char *value = xml_attribute(node, rule->name);
        if (value && *value) continue;
        diag_report(diags, FAULT_DATA, node->origin, "missing attribute '%s' on <%s>%s",
                    rule->name, node->name, value ? ": it is empty" : "");
        good = false;
    }
    return good;
}

void xml_report_unexpected(Arena *arena, Diags *diags, const XmlNode *node,
                           const char *const *allowed) {
    const char *near = did_you_mean(arena, node->name, allowed);
    const char *parent = node->parent ? node->parent->name : "the file";
    if (*near)
        diag_report(diags, FAULT_DATA, node->origin,
                    "unexpected element <%s> in <%s>%s", node->name, parent, near);
    else
        diag_report(diags, FAULT_DATA, node->origin,
                    "unexpected element <%s> in <%s>: expected %s", node->name, parent,
                    *allowed ? words_list(arena, allowed) : "none");
}

Origin xml_text_origin(const XmlNode *node) {
    Origin origin = node->origin;
    for (const char *c = node->text; *c && isspace((unsigned char) *c); c++)
        origin.line += *c == '\n';
    return origin;
}

bool xml_refuse_text(Diags *diags, const XmlNode *node) {
    for (const XmlNode *child = node->first_child; child; child = child->next) {
        if (!child->text || xml_is_blank(child->text)) continue;
        diag_report(diags, FAULT_DATA, xml_text_origin(child),
                    "unexpected text in <%s>: it holds elements only", node->name);
        return false;
    }
    return true;
}
