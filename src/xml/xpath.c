/* The caller's tree is mirrored once by a libxml2 document in the caller's arena whose
 * elements point back (`_private`, and `peer` the other way), so that results are the
 * caller's own nodes.  Variables and functions are looked up here, which gives messages
 * that name the nearest right one. */
#include "xml/xpath.h"

#include <ctype.h>
#include <string.h>

#include <libxml/parserInternals.h>
#include <libxml/tree.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include "base/map.h"
#include "base/words.h"

struct XPathExpression {
    const char *text;
    xmlXPathCompExprPtr compiled;
    XPathExpression *next;
};

struct XPathSet {
    Arena *arena;
    XPathExpression *expressions;
    bool is_settled; /* an evaluator works with it: nothing is added any more */
};

typedef struct {
    const char *name;
    uint64_t hash; /* of the name */
    XPathValue value;
} Binding;

struct XPath {
    Arena *arena, *scratch; /* of the evaluator, and of results */
    XPathSet *set;          /* NULL: any expressions */
    Map *named;             /* attributes: whether an expression may name them */
    Diags *diags;
    const XPathFunction *functions;
    void *user;
    xmlDocPtr document;
    xmlXPathContextPtr context;
    Binding *bindings;
    int binding_count, binding_capacity;
    Origin origin;        /* of the expression being evaluated */
    const char *function; /* the one looked up last */
    bool reported;        /* a diagnostic was given in this evaluation */
};

/* ---- compiled expressions ---- */

static void close_set(void *handle) {
    XPathSet *set = handle;
    for (XPathExpression *e = set->expressions; e; e = e->next)
        xmlXPathFreeCompExpr(e->compiled);
    set->expressions = NULL;
}

XPathSet *xpath_set_new(Arena *arena) {
    XPathSet *set = arena_alloc(arena, sizeof *set);
    set->arena = arena;
    arena_on_free(arena, close_set, set);
    return set;
}

bool xpath_set_mentions(const XPathSet *set, const char *text) {
    for (const XPathExpression *e = set->expressions; e; e = e->next)
        if (strstr(e->text, text)) return true;
    return false;
}

static void ignore_error(void *user, xmlErrorPtr error) {
    (void) user, (void) error;
}

/* An unknown function goes past the context's handler, to standard error. */
static void ignore_message(void *user, const char *format, ...) {
    (void) user, (void) format;
}

/* `at` is where the parser gave up, in bytes. */
static void report_bad(Diags *diags, Origin origin, const char *text, int at) {
    size_t length = strlen(text), stopped = at < 0 ? 0 : (size_t) at;
    if (xml_is_blank(text))
        diag_report(diags, FAULT_DATA, origin, "the expression is empty");
    else if (stopped >= length || xml_is_blank(text + stopped))
        diag_report(diags, FAULT_DATA, origin,
                    "bad expression '%s': something is missing at its end", text);
    else
        diag_report(diags, FAULT_DATA, origin, "bad expression '%s': wrong at '%s'",
                    text, text + stopped);
}

const XPathExpression *xpath_compile(XPathSet *set, const char *text, Origin origin,
                                     Diags *diags) {
    if (set->is_settled) {
        diag_report(diags, FAULT_BUG, origin, "the expression '%s' comes too late",
                    text);
        return NULL;
    }
    xmlXPathContextPtr context = xmlXPathNewContext(NULL);
    if (!context) {
        diag_report(diags, FAULT_BUG, origin, "cannot start the XPath engine");
        return NULL;
    }
    context->error = ignore_error;
    xmlXPathCompExprPtr compiled = xmlXPathCtxtCompile(context, (const xmlChar *) text);
    if (!compiled) report_bad(diags, origin, text, context->lastError.int1);
    xmlXPathFreeContext(context);
    if (!compiled) return NULL;
    XPathExpression *expression = arena_alloc(set->arena, sizeof *expression);
    expression->text = arena_string(set->arena, text);
    expression->compiled = compiled;
    expression->next = set->expressions;
    set->expressions = expression;
    return expression;
}

/* ---- the tree ---- */

/* True when an expression may select attributes without their names. */
static bool asks_for_all(const XPathSet *set) {
    for (const XPathExpression *e = set->expressions; e; e = e->next) {
        if (strstr(e->text, "attribute")) return true;
        for (const char *at = strchr(e->text, '@'); at; at = strchr(at + 1, '@'))
            if (!isalpha((unsigned char) at[1]) && at[1] != '_') return true;
    }
    return false;
}

/* Most attributes of findings are for readers of the file: a copy of each would cost
 * more than all that templates select from. */
static bool is_named(XPath *xpath, const char *name) {
    static const char yes, no;
    if (!xpath->set) return true;
    const char *known = map_get(xpath->named, name);
    if (!known) {
        bool may = xpath_set_mentions(xpath->set, name) || asks_for_all(xpath->set);
        known = may ? &yes : &no;
        map_put(xpath->named, name, (void *) known);
    }
    return known == &yes;
}

/* libxml2 only reads the strings of a tree that it evaluates over, so they stay where
 * they are. */
static xmlNodePtr mirror_text(XPath *xpath, xmlNodePtr node, const char *text,
                              xmlNodePtr parent) {
    node->type = XML_TEXT_NODE;
    node->name = xmlStringText;
    node->content = (xmlChar *) text;
    node->parent = parent;
    node->doc = xpath->document;
    return node;
}

typedef struct {
    xmlAttr attribute;
    xmlNode text; /* its value */
} MirroredAttribute;

static void mirror_attributes(XPath *xpath, const XmlNode *source, xmlNodePtr element) {
    xmlAttrPtr last = NULL;
    for (int i = 0; i < source->attribute_count; i++) {
        const XmlAttribute *from = &source->attributes[i];
        if (!is_named(xpath, from->name)) continue;
        MirroredAttribute *mirrored = arena_alloc(xpath->arena, sizeof *mirrored);
        xmlAttrPtr attribute = &mirrored->attribute;
        attribute->type = XML_ATTRIBUTE_NODE;
        attribute->name = (const xmlChar *) from->name;
        attribute->parent = element;
        attribute->doc = xpath->document;
        attribute->children = attribute->last =
            mirror_text(xpath, &mirrored->text, from->value, (xmlNodePtr) attribute);
        attribute->prev = last;
        if (last)
            last->next = attribute;
        else
            element->properties = attribute;
        last = attribute;
    }
}

static xmlNodePtr mirror_node(XPath *xpath, XmlNode *source, xmlNodePtr parent) {
    xmlNodePtr node = arena_alloc(xpath->arena, sizeof *node);
    if (source->text) {
        mirror_text(xpath, node, source->text, parent);
    } else {
        node->type = XML_ELEMENT_NODE;
        node->name = (const xmlChar *) source->name;
        node->parent = parent;
        node->doc = xpath->document;
        mirror_attributes(xpath, source, node);
    }
    node->prev = parent->last;
    if (parent->last)
        parent->last->next = node;
    else
        parent->children = node;
    parent->last = node;
    node->_private = source;
    source->peer = node;
    return node;
}

static void mirror_tree(XPath *xpath, XmlNode *root) {
    xmlNodePtr parent = (xmlNodePtr) xpath->document;
    XmlNode *node = root;
    while (node) {
        xmlNodePtr mirrored = mirror_node(xpath, node, parent);
        if (node->first_child) {
            parent = mirrored;
            node = node->first_child;
            continue;
        }
        while (node != root && !node->next) {
            node = node->parent;
            parent = parent->parent;
        }
        node = node == root ? NULL : node->next;
    }
}

/* ---- values to and from libxml2 ---- */

static xmlXPathObjectPtr to_object(const XPathValue *value) {
    switch (value->kind) {
    case RESULT_NUMBER:
        return xmlXPathNewFloat(value->number);
    case RESULT_STRING:
        return xmlXPathNewCString(value->string ? value->string : "");
    case RESULT_BOOLEAN:
        return xmlXPathNewBoolean(value->boolean);
    case RESULT_NODES:
        break;
    }
    xmlXPathObjectPtr object = xmlXPathNewNodeSet(NULL);
    for (int i = 0; object && i < value->node_count; i++)
        xmlXPathNodeSetAddUnique(object->nodesetval, value->nodes[i]->peer);
    return object;
}

static const char *take_string(XPath *xpath, xmlChar *text) {
    const char *copy = arena_string(xpath->scratch, text ? (const char *) text : "");
    xmlFree(text);
    return copy;
}

/* Attribute and text nodes have no element of the caller's: their set is its string. */
static XPathValue from_nodes(XPath *xpath, xmlXPathObjectPtr object) {
    xmlNodeSetPtr set = object->nodesetval;
    int count = set ? set->nodeNr : 0;
    xmlXPathNodeSetSort(set);
    const XmlNode **nodes = arena_array(xpath->scratch, count, sizeof(XmlNode *));
    for (int i = 0; i < count; i++) {
        xmlNodePtr node = set->nodeTab[i];
        if (node->type != XML_ELEMENT_NODE)
            return xpath_of_string(take_string(xpath, xmlXPathCastToString(object)));
        nodes[i] = node->_private;
    }
    return xpath_of_nodes(nodes, count);
}

static XPathValue from_object(XPath *xpath, xmlXPathObjectPtr object) {
    if (object->type == XPATH_NODESET) return from_nodes(xpath, object);
    if (object->type == XPATH_NUMBER) return xpath_of_number(object->floatval);
    if (object->type == XPATH_BOOLEAN) return xpath_of_boolean(object->boolval != 0);
    return xpath_of_string(take_string(xpath, xmlXPathCastToString(object)));
}

/* ---- variables and functions ---- */

static void report_unknown(XPath *xpath, const char *kind, const char *name,
                           const char *const *known) {
    xpath->reported = true;
    diag_report(xpath->diags, FAULT_DATA, xpath->origin, "unknown %s '%s'%s", kind,
                name, did_you_mean(xpath->arena, name, known));
}

static uint64_t hash_name(const char *name) {
    return hash_bytes(HASH_START, name, strlen(name));
}

static xmlXPathObjectPtr look_up_variable(void *user, const xmlChar *name,
                                          const xmlChar *uri) {
    (void) uri;
    XPath *xpath = user;
    const uint64_t hash = hash_name((const char *) name);
    for (int i = xpath->binding_count - 1; i >= 0; i--)
        if (xpath->bindings[i].hash == hash &&
            strcmp(xpath->bindings[i].name, (const char *) name) == 0)
            return to_object(&xpath->bindings[i].value);
    const char **known =
        arena_array(xpath->arena, xpath->binding_count + 1, sizeof(char *));
    for (int i = 0; i < xpath->binding_count; i++)
        known[i] = xpath->bindings[i].name;
    report_unknown(xpath, "variable", (const char *) name, known);
    return NULL;
}

static const XPathFunction *function_named(const XPath *xpath, const char *name) {
    for (const XPathFunction *f = xpath->functions; f->name; f++)
        if (strcmp(f->name, name) == 0) return f;
    return NULL;
}

/* Every function of the caller's enters libxml2 here. */
static void call_function(xmlXPathParserContextPtr parser, int count) {
    XPath *xpath = parser->context->userData;
    const char *name = (const char *) parser->context->function;
    const XPathFunction *function = function_named(xpath, name);
    XPathValue *arguments = arena_array(xpath->scratch, count, sizeof *arguments);
    for (int i = count - 1; i >= 0; i--) {
        xmlXPathObjectPtr object = valuePop(parser);
        if (!object) {
            xmlXPathErr(parser, XPATH_INVALID_OPERAND);
            return;
        }
        arguments[i] = from_object(xpath, object);
        xmlXPathFreeObject(object);
    }
    XPathValue result = xpath_of_string("");
    if (count < function->least || count > function->most) {
        xpath->reported = true;
        const char *takes = function->least == function->most
                                ? arena_print(xpath->arena, "%d", function->least)
                                : arena_print(xpath->arena, "%d to %d", function->least,
                                              function->most);
        diag_report(xpath->diags, FAULT_DATA, xpath->origin,
                    "%s() takes %s argument%s, not %d", name, takes,
                    function->most == 1 ? "" : "s", count);
        xmlXPathErr(parser, XPATH_INVALID_ARITY);
        return;
    }
    if (!function->call(xpath->user, arguments, count, &result)) {
        xpath->reported = true;
        xmlXPathErr(parser, XPATH_EXPR_ERROR);
        return;
    }
    valuePush(parser, to_object(&result));
}

static xmlXPathFunction look_up_function(void *user, const xmlChar *name,
                                         const xmlChar *uri) {
    XPath *xpath = user;
    if (uri) return NULL;
    xpath->function = (const char *) name;
    return function_named(xpath, xpath->function) ? call_function : NULL;
}

/* XPath's own functions are not listed: near misses among ours are what helps. */
static void report_unknown_function(XPath *xpath) {
    const char *known[64] = {NULL};
    int count = 0;
    for (const XPathFunction *f = xpath->functions; f->name && count < 63; f++)
        known[count++] = f->name;
    report_unknown(xpath, "function", xpath->function, known);
}

static void close_xpath(void *handle) {
    XPath *xpath = handle;
    if (xpath->context) xmlXPathFreeContext(xpath->context);
    if (xpath->set) xpath->set->is_settled = false;
}

XPath *xpath_new(Arena *arena, Arena *scratch, XmlNode *root, XPathSet *set,
                 const XPathFunction *functions, void *user, Diags *diags) {
    XPath *xpath = arena_alloc(arena, sizeof *xpath);
    *xpath = (XPath){.arena = arena,
                     .scratch = scratch,
                     .set = set,
                     .named = map_new(arena),
                     .diags = diags,
                     .functions = functions,
                     .user = user};
    if (set) set->is_settled = true;
    arena_on_free(arena, close_xpath, xpath);
    xpath->document = arena_alloc(arena, sizeof *xpath->document);
    xpath->document->type = XML_DOCUMENT_NODE;
    xpath->document->doc = xpath->document;
    mirror_tree(xpath, root);
    xmlXPathOrderDocElems(xpath->document);
    xpath->context = xmlXPathNewContext(xpath->document);
    if (!xpath->context) {
        diag_report(diags, FAULT_BUG, root->origin, "cannot start the XPath engine");
        return NULL;
    }
    xpath->context->error = ignore_error;
    xmlSetGenericErrorFunc(NULL, ignore_message);
    xpath->context->userData = xpath;
    xmlXPathRegisterVariableLookup(xpath->context, look_up_variable, xpath);
    xmlXPathRegisterFuncLookup(xpath->context, look_up_function, xpath);
    return xpath;
}

void xpath_bind(XPath *xpath, const char *name, XPathValue value) {
    xpath->bindings = arena_grow(xpath->arena, xpath->bindings, xpath->binding_count,
                                 &xpath->binding_capacity, sizeof *xpath->bindings);
    xpath->bindings[xpath->binding_count++] = (Binding){name, hash_name(name), value};
}

int xpath_bound(const XPath *xpath) {
    return xpath->binding_count;
}

bool xpath_has(const XPath *xpath, const char *name, int since) {
    for (int i = since; i < xpath->binding_count; i++)
        if (strcmp(xpath->bindings[i].name, name) == 0) return true;
    return false;
}

void xpath_unbind(XPath *xpath, int count) {
    xpath->binding_count = count;
}

/* ---- evaluation ---- */

bool xpath_evaluate(XPath *xpath, const XPathExpression *expression, XPathFocus focus,
                    Origin origin, XPathValue *value) {
    /* A function of the caller's may evaluate on its own. */
    const Origin outer = xpath->origin;
    const bool was_reported = xpath->reported;
    xmlXPathContextPtr context = xpath->context;
    const xmlNodePtr node = context->node;
    const int position = context->proximityPosition, size = context->contextSize;
    xpath->origin = origin;
    xpath->reported = false;
    context->node = focus.node ? focus.node->peer : (xmlNodePtr) xpath->document;
    context->proximityPosition = focus.position;
    context->contextSize = focus.size;
    xmlResetError(&context->lastError);
    xmlXPathObjectPtr object = xmlXPathCompiledEval(expression->compiled, context);
    bool good = object && !xpath->reported;
    if (good)
        *value = from_object(xpath, object);
    else if (context->lastError.code == XML_XPATH_UNKNOWN_FUNC_ERROR && xpath->function)
        report_unknown_function(xpath);
    else if (!xpath->reported) {
        const char *message = context->lastError.message;
        diag_report(xpath->diags, FAULT_DATA, origin, "cannot evaluate '%s': %.*s",
                    expression->text, message ? (int) strcspn(message, "\n") : 12,
                    message ? message : "wrong types");
    }
    if (object) xmlXPathFreeObject(object);
    xpath->origin = outer;
    xpath->reported = was_reported || !good;
    context->node = node;
    context->proximityPosition = position;
    context->contextSize = size;
    return good;
}
