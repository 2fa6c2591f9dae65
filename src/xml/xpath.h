/* XPath 1.0 over a tree of XmlNode, as libxml2 has it, with variables and functions of
 * the caller's.  Expressions are compiled once and evaluated often. */
#ifndef XML_XPATH_H
#define XML_XPATH_H

#include "xml/xml.h"

typedef enum { RESULT_NODES, RESULT_NUMBER, RESULT_STRING, RESULT_BOOLEAN } XPathKind;

typedef struct {
    XPathKind kind;
    double number;
    bool boolean;
    const char *string;
    const XmlNode **nodes; /* elements in document order */
    int node_count;
} XPathValue;

/* Values for the results of functions; a string is not copied. */
XPathValue xpath_of_string(const char *string);
XPathValue xpath_of_number(double number);
XPathValue xpath_of_boolean(bool boolean);
XPathValue xpath_of_nodes(const XmlNode **nodes, int count);

/* A compiled expression; lives as long as its set's arena. */
typedef struct XPathExpression XPathExpression;
typedef struct XPathSet XPathSet;

XPathSet *xpath_set_new(Arena *arena);

/* True when an expression of the set holds `text`. */
bool xpath_set_mentions(const XPathSet *set, const char *text);

/* NULL after a diagnostic at `origin`. */
const XPathExpression *xpath_compile(XPathSet *set, const char *text, Origin origin,
                                     Diags *diags);

/* A function that expressions may call.  `call` returns false after a diagnostic. */
typedef struct {
    const char *name;
    int least, most; /* arguments */
    bool (*call)(void *user, const XPathValue *arguments, int count,
                 XPathValue *result);
} XPathFunction;

typedef struct XPath XPath;

/* An evaluator over the tree at `root`, which must outlive it, for the expressions of
 * `set`, to which none is added any more: of attributes it sees those that they name.
 * NULL is for any expressions.  It lives in `arena` and its results in `scratch`.
 * `functions` ends with a NULL name; `user` goes to each call. */
XPath *xpath_new(Arena *arena, Arena *scratch, XmlNode *root, XPathSet *set,
                 const XPathFunction *functions, void *user, Diags *diags);

/* Binds a variable; the latest binding of a name wins until xpath_unbind() goes back to
 * the count that xpath_bound() gave. */
void xpath_bind(XPath *xpath, const char *name, XPathValue value);
int xpath_bound(const XPath *xpath);
/* True when a variable of that name was bound since xpath_bound() gave `since`. */
bool xpath_has(const XPath *xpath, const char *name, int since);
void xpath_unbind(XPath *xpath, int count);

/* The node expressions start from, with its place in a list (position(), last()). */
typedef struct {
    const XmlNode *node;
    int position, size;
} XPathFocus;

/* False after a diagnostic at `origin`: an unknown variable or function (with the
 * nearest one), a wrong type. */
bool xpath_evaluate(XPath *xpath, const XPathExpression *expression, XPathFocus focus,
                    Origin origin, XPathValue *value);

/* The value as XPath's string(), in `arena`, number() and boolean() have it. */
const char *xpath_string(Arena *arena, const XPathValue *value);
double xpath_number(Arena *arena, const XPathValue *value);
bool xpath_boolean(const XPathValue *value);

#endif
