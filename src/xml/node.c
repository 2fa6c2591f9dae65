/* Trees of plain structs: built by load.c, by analysis for the findings, and
 * written. */
#include <ctype.h>
#include <string.h>

#include "base/decimal.h"
#include "xml/xml.h"

static XmlNode *append(Arena *arena, XmlNode *parent) {
    XmlNode *node = arena_alloc(arena, sizeof *node);
    node->parent = parent;
    if (!parent) return node;
    if (parent->last_child)
        parent->last_child->next = node;
    else
        parent->first_child = node;
    parent->last_child = node;
    return node;
}

XmlNode *xml_new(Arena *arena, XmlNode *parent, const char *name, Origin origin) {
    XmlNode *node = append(arena, parent);
    node->name = name;
    node->origin = origin;
    return node;
}

XmlNode *xml_new_text(Arena *arena, XmlNode *parent, const char *text) {
    XmlNode *node = append(arena, parent);
    node->text = text;
    node->origin = parent->origin;
    return node;
}

void xml_set(Arena *arena, XmlNode *node, const char *name, const char *value) {
    enum { FEW = 4 }; /* most figures of findings have no more */
    if (!value) return;
    if (!node->attributes) {
        node->attributes = arena_array(arena, FEW, sizeof *node->attributes);
        node->attribute_capacity = FEW;
    }
    node->attributes = arena_grow(arena, node->attributes, node->attribute_count,
                                  &node->attribute_capacity, sizeof *node->attributes);
    node->attributes[node->attribute_count++] = (XmlAttribute){name, value};
}

void xml_set_number(Arena *arena, XmlNode *node, const char *name, double number) {
    char text[DECIMAL_TEXT];
    xml_set(arena, node, name, arena_string(arena, decimal_plain(number, text)));
}

const char *xml_attribute(const XmlNode *node, const char *name) {
    for (int i = 0; i < node->attribute_count; i++)
        if (strcmp(node->attributes[i].name, name) == 0)
            return node->attributes[i].value;
    return NULL;
}

static const XmlNode *skip_text(const XmlNode *node) {
    while (node && !node->name)
        node = node->next;
    return node;
}

const XmlNode *xml_first_element(const XmlNode *node) {
    return skip_text(node->first_child);
}

const XmlNode *xml_next_element(const XmlNode *node) {
    return skip_text(node->next);
}

const XmlNode *xml_child(const XmlNode *node, const char *name) {
    const XmlNode *child = xml_first_element(node);
    while (child && strcmp(child->name, name) != 0)
        child = xml_next_element(child);
    return child;
}

bool xml_is_blank(const char *text) {
    return text[strspn(text, " \t\r\n")] == '\0';
}

const char *xml_fold_space(Arena *arena, const char *text) {
    Text folded = {.arena = arena};
    while (true) {
        text += strspn(text, " \t\r\n");
        if (!*text) return text_string(&folded);
        size_t word = strcspn(text, " \t\r\n");
        if (folded.length) text_add_char(&folded, ' ');
        text_add_bytes(&folded, text, word);
        text += word;
    }
}

/* The node after `node` in document order below `root`. */
static const XmlNode *following(const XmlNode *node, const XmlNode *root) {
    if (node->first_child) return node->first_child;
    while (node != root && !node->next)
        node = node->parent;
    return node == root ? NULL : node->next;
}

const char *xml_text(Arena *arena, const XmlNode *node) {
    Text text = {.arena = arena};
    for (const XmlNode *n = node; n; n = following(n, node))
        if (n->text) text_add(&text, n->text);
    return xml_fold_space(arena, text_string(&text));
}

static void indent(Text *out, int depth) {
    text_add_char(out, '\n');
    for (int i = 0; i < depth; i++)
        text_add(out, "  ");
}

static bool has_text(const XmlNode *node) {
    for (const XmlNode *child = node->first_child; child; child = child->next)
        if (child->text) return true;
    return false;
}

static void write_start(const XmlNode *node, Text *out) {
    text_add_char(out, '<');
    text_add(out, node->name);
    for (int i = 0; i < node->attribute_count; i++) {
        text_add_char(out, ' ');
        text_add(out, node->attributes[i].name);
        text_add(out, "=\"");
        text_add_xml(out, node->attributes[i].value);
        text_add_char(out, '"');
    }
    text_add(out, node->first_child ? ">" : "/>");
}

static bool is_one_line(const Text *open) {
    return open->data[open->length - 1] == 'y';
}

void xml_write(const XmlNode *root, Text *out) {
    const XmlNode *node = root;
    /* For each open element whether its content stays on one line: 'y' or 'n'. */
    Text open = {.arena = out->arena};
    text_add(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    while (true) {
        if (node->text)
            text_add_xml(out, node->text);
        else
            write_start(node, out);
        if (node->first_child) {
            text_add_char(&open, has_text(node) ? 'y' : 'n');
            node = node->first_child;
            if (!is_one_line(&open)) indent(out, (int) open.length);
            continue;
        }
        while (node != root && !node->next) {
            node = node->parent;
            bool one_line = is_one_line(&open);
            open.length--;
            if (!one_line) indent(out, (int) open.length);
            text_add(out, "</");
            text_add(out, node->name);
            text_add_char(out, '>');
        }
        if (node == root) break;
        if (!is_one_line(&open)) indent(out, (int) open.length);
        node = node->next;
    }
    text_add_char(out, '\n');
}
