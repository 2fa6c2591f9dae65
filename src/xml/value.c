/* Values of expressions, and one as another: as XPath 1.0 has it. */
#include <math.h>

#include "base/decimal.h"
#include "xml/xpath.h"

XPathValue xpath_of_string(const char *string) {
    return (XPathValue){.kind = RESULT_STRING, .string = string};
}

XPathValue xpath_of_number(double number) {
    return (XPathValue){.kind = RESULT_NUMBER, .number = number};
}

XPathValue xpath_of_boolean(bool boolean) {
    return (XPathValue){.kind = RESULT_BOOLEAN, .boolean = boolean};
}

XPathValue xpath_of_nodes(const XmlNode **nodes, int count) {
    return (XPathValue){.kind = RESULT_NODES, .nodes = nodes, .node_count = count};
}

const char *xpath_string(Arena *arena, const XPathValue *value) {
    char text[DECIMAL_TEXT];
    switch (value->kind) {
    case RESULT_STRING:
        return arena_string(arena, value->string ? value->string : "");
    case RESULT_BOOLEAN:
        return value->boolean ? "true" : "false";
    case RESULT_NUMBER:
        if (isnan(value->number)) return "NaN";
        if (isinf(value->number)) return value->number > 0 ? "Infinity" : "-Infinity";
        return arena_string(arena, decimal_plain(value->number, text));
    case RESULT_NODES:
        break;
    }
    return value->node_count ? xml_text(arena, value->nodes[0]) : "";
}

double xpath_number(Arena *arena, const XPathValue *value) {
    double number;
    if (value->kind == RESULT_NUMBER) return value->number;
    if (value->kind == RESULT_BOOLEAN) return value->boolean ? 1 : 0;
    const char *text = xml_fold_space(arena, xpath_string(arena, value));
    return decimal_parse(text, &number) ? number : NAN;
}

bool xpath_boolean(const XPathValue *value) {
    switch (value->kind) {
    case RESULT_BOOLEAN:
        return value->boolean;
    case RESULT_NUMBER:
        return value->number != 0 && !isnan(value->number);
    case RESULT_STRING:
        return value->string && *value->string;
    case RESULT_NODES:
        break;
    }
    return value->node_count > 0;
}
