/* The functions that expressions may call beside XPath's own. */
#include <math.h>
#include <string.h>

#include "base/decimal.h"
#include "base/words.h"
#include "template/composer.h"

static const char *string_argument(Composer *composer, const XPathValue *arguments,
                                   int count, int index) {
    return index < count ? xpath_string(composer->scratch, &arguments[index]) : "";
}

/* fig(nodes, format): the first figure, printed. */
static bool call_fig(void *user, const XPathValue *arguments, int count,
                     XPathValue *value) {
    Composer *composer = user;
    Text out = {.arena = composer->scratch};
    const Figure *figure = value_figure(&arguments[0]);
    NumberFormat format = figure ? figure_format(figure) : (NumberFormat){0};
    if (!read_format(composer, string_argument(composer, arguments, count, 1), &format))
        return false;
    if (figure)
        print_figure(composer, figure, format, &out);
    else
        locale_no_number(composer->locale, VALUE_NOT_AVAILABLE, &out);
    *value = xpath_of_string(text_string(&out));
    return true;
}

/* num(number, format): a number that is no finding. */
static bool call_num(void *user, const XPathValue *arguments, int count,
                     XPathValue *value) {
    Composer *composer = user;
    NumberFormat format = {0};
    Text out = {.arena = composer->scratch};
    double number = xpath_number(composer->scratch, &arguments[0]);
    if (!read_format(composer, string_argument(composer, arguments, count, 1), &format))
        return false;
    Value printed =
        isfinite(number) ? value_of(number, 'A') : value_missing(VALUE_NOT_DEFINED);
    print_number(composer, printed, (Unit){"ratio", 0}, format, &out);
    *value = xpath_of_string(text_string(&out));
    return true;
}

/* total(figures, format): their sum, printed as fig() prints.  One that is missing
 * leaves the sum open; figures of two units have none. */
static bool call_total(void *user, const XPathValue *arguments, int count,
                       XPathValue *value) {
    Composer *composer = user;
    Text out = {.arena = composer->scratch};
    const XPathValue *nodes = &arguments[0];
    const Figure *first = value_figure(nodes);
    NumberFormat format = first ? figure_format(first) : (NumberFormat){0};
    if (!read_format(composer, string_argument(composer, arguments, count, 1), &format))
        return false;
    Value sum = first ? value_of(0, 'A') : value_missing(VALUE_NOT_AVAILABLE);
    for (int i = 0; first && i < nodes->node_count; i++) {
        const Figure *figure = node_figure(nodes->nodes[i]);
        if (!figure) continue;
        const Unit *a = &first->result->unit, *b = &figure->result->unit;
        if (strcmp(a->unit, b->unit) != 0 || a->multiplier != b->multiplier) {
            diag_report(composer->diags, FAULT_DATA, composer->origin,
                        "total() of figures of '%s' and of '%s': they have no sum",
                        a->unit, b->unit);
            return false;
        }
        bind_figure(composer, figure);
        if (figure->value.state > sum.state) sum.state = figure->value.state;
        sum.number += figure->value.number;
        sum.status = status_worse(sum.status, figure->value.status);
    }
    const Unit unit = first ? first->result->unit : (Unit){"ratio", 0};
    print_number(composer, sum, unit, format, &out);
    *value = xpath_of_string(text_string(&out));
    return true;
}

/* ---- choosing figures ---- */

static double node_number(const XmlNode *node) {
    const char *text = xml_attribute(node, "number");
    double number;
    return text && decimal_parse(text, &number) ? number : NAN;
}

/* Attributes reach a function as their text, which has nothing to choose from. */
static bool needs_elements(Composer *composer, const char *function, XPathValue value) {
    if (value.kind == RESULT_NODES) return true;
    bool is_list = strcmp(function, "list") == 0;
    diag_report(composer->diags, FAULT_DATA, composer->origin, "%s() needs elements%s",
                function,
                is_list ? "; an attribute goes into list(elements, 'attribute')" : "");
    return false;
}

static bool pick(void *user, const XPathValue *arguments, XPathValue *value,
                 const char *function,
                 bool (*better)(const XmlNode *candidate, const XmlNode *best)) {
    Composer *composer = user;
    if (!needs_elements(composer, function, arguments[0])) return false;
    const XmlNode **picked = arena_alloc(composer->scratch, sizeof *picked);
    for (int i = 0; i < arguments[0].node_count; i++) {
        const XmlNode *node = arguments[0].nodes[i];
        if (isnan(node_number(node))) continue;
        if (!*picked || better(node, *picked)) *picked = node;
    }
    *value = xpath_of_nodes(picked, *picked ? 1 : 0);
    return true;
}

static bool is_higher(const XmlNode *candidate, const XmlNode *best) {
    return node_number(candidate) > node_number(best);
}

static bool is_lower(const XmlNode *candidate, const XmlNode *best) {
    return node_number(candidate) < node_number(best);
}

static bool is_later(const XmlNode *candidate, const XmlNode *best) {
    (void) candidate, (void) best;
    return true; /* figures stand in the order of their periods */
}

static bool call_highest(void *user, const XPathValue *arguments, int count,
                         XPathValue *value) {
    (void) count;
    return pick(user, arguments, value, "highest", is_higher);
}

static bool call_lowest(void *user, const XPathValue *arguments, int count,
                        XPathValue *value) {
    (void) count;
    return pick(user, arguments, value, "lowest", is_lower);
}

static bool call_latest(void *user, const XPathValue *arguments, int count,
                        XPathValue *value) {
    (void) count;
    return pick(user, arguments, value, "latest", is_later);
}

static bool no_result(Composer *composer, const char *id, const char *wanted) {
    Arena *arena = composer->scratch;
    const char **names = NULL;
    int count = 0, capacity = 0;
    for (const XmlNode *n = xml_first_element(composer->tree); n;
         n = xml_next_element(n)) {
        if (strcmp(n->name, "result") != 0) continue;
        names = arena_grow(arena, names, count, &capacity, sizeof *names);
        names[count++] = xml_attribute(n, "id");
    }
    names = arena_grow(arena, names, count, &capacity, sizeof *names);
    names[count] = NULL;
    diag_report(composer->diags, FAULT_DATA, composer->origin,
                "%s: there is no result '%s'%s", wanted, id,
                did_you_mean(arena, id, names));
    return false;
}

/* at(id, key): the figure of a result, found without looking at the others. */
static bool at_of_result(Composer *composer, const char *id, const char *key,
                         XPathValue *value) {
    const Map *index = figure_index(composer, id);
    if (!index)
        return no_result(composer, id, "at() needs figures or the id of a result");
    const XmlNode **found = arena_alloc(composer->scratch, sizeof *found);
    *found = map_get(index, key);
    *value = xpath_of_nodes(found, *found ? 1 : 0);
    return true;
}

/* at(nodes, key): the figures with this key. */
static bool call_at(void *user, const XPathValue *arguments, int count,
                    XPathValue *value) {
    Composer *composer = user;
    const char *key = string_argument(composer, arguments, count, 1);
    if (arguments[0].kind == RESULT_STRING)
        return at_of_result(composer, arguments[0].string, key, value);
    if (!needs_elements(composer, "at", arguments[0])) return false;
    const XmlNode **found =
        arena_array(composer->scratch, arguments[0].node_count, sizeof *found);
    int found_count = 0;
    for (int i = 0; i < arguments[0].node_count; i++) {
        const Figure *figure = node_figure(arguments[0].nodes[i]);
        const char *own = figure ? figure->key : NULL;
        if (own && strcmp(own, key) == 0) found[found_count++] = arguments[0].nodes[i];
    }
    *value = xpath_of_nodes(found, found_count);
    return true;
}

/* result(id): the result itself, with what holds for all its figures. */
static bool call_result(void *user, const XPathValue *arguments, int count,
                        XPathValue *value) {
    Composer *composer = user;
    const char *id = string_argument(composer, arguments, count, 0);
    const XmlNode **found = arena_alloc(composer->scratch, sizeof *found);
    for (const XmlNode *n = xml_first_element(composer->tree); n && !*found;
         n = xml_next_element(n))
        if (strcmp(n->name, "result") == 0 && strcmp(xml_attribute(n, "id"), id) == 0)
            *found = n;
    if (!*found) return no_result(composer, id, "result() needs the id of a result");
    *value = xpath_of_nodes(found, 1);
    return true;
}

/* ---- dates, lists, words ---- */

static bool not_a(Composer *composer, const char *what, const char *text) {
    diag_report(composer->diags, FAULT_DATA, composer->origin, "'%s' is not %s", text,
                what);
    return false;
}

/* date(text, style): style is long (default), short, month or year. */
static bool call_date(void *user, const XPathValue *arguments, int count,
                      XPathValue *value) {
    static const char *const styles[] = {"long", "short", "month", "year", NULL};
    Composer *composer = user;
    Text out = {.arena = composer->scratch};
    const char *text = string_argument(composer, arguments, count, 0);
    const char *wanted = string_argument(composer, arguments, count, 1);
    const int style = *wanted ? word_index(wanted, styles) : DATE_LONG;
    Date date;
    if (style < 0)
        return not_a(composer, "a date style: long, short, month, year", wanted);
    if (*text && !date_parse(text, &date)) return not_a(composer, "a date", text);
    if (*text) locale_date(composer->locale, date, (DateStyle) style, &out);
    *value = xpath_of_string(text_string(&out));
    return true;
}

/* period(figure or text, style): style is long (default) or short. */
static bool call_period(void *user, const XPathValue *arguments, int count,
                        XPathValue *value) {
    Composer *composer = user;
    Text out = {.arena = composer->scratch};
    const char *text = string_argument(composer, arguments, count, 0);
    if (arguments[0].kind == RESULT_NODES && arguments[0].node_count) {
        const char *own = xml_attribute(arguments[0].nodes[0], "period");
        if (own) text = own;
    }
    Period period;
    if (*text && !period_parse(text, &period)) return not_a(composer, "a period", text);
    bool is_short =
        strcmp(string_argument(composer, arguments, count, 1), "short") == 0;
    if (*text) locale_period(composer->locale, period, is_short, &out);
    *value = xpath_of_string(text_string(&out));
    return true;
}

/* list(nodes, attribute): their texts, or that attribute's, as "a, b and c", each
 * once. */
static bool call_list(void *user, const XPathValue *arguments, int count,
                      XPathValue *value) {
    Composer *composer = user;
    Text out = {.arena = composer->scratch};
    const char *attribute = string_argument(composer, arguments, count, 1);
    if (!needs_elements(composer, "list", arguments[0])) return false;
    const char **items =
        arena_array(composer->scratch, arguments[0].node_count + 1, sizeof *items);
    int item_count = 0;
    Map *known = map_new(composer->scratch);
    for (int i = 0; i < arguments[0].node_count; i++) {
        const XmlNode *node = arguments[0].nodes[i];
        const char *item = *attribute ? xml_attribute(node, attribute)
                                      : xml_text(composer->scratch, node);
        if (!item) continue;
        if (!map_put(known, item, (void *) item)) items[item_count++] = item;
    }
    locale_list(composer->locale, items, item_count, &out);
    *value = xpath_of_string(text_string(&out));
    return true;
}

/* label(code, dimension): the code's name in the brief's language. */
static bool call_label(void *user, const XPathValue *arguments, int count,
                       XPathValue *value) {
    Composer *composer = user;
    const char *code = string_argument(composer, arguments, count, 0);
    const char *dimension = string_argument(composer, arguments, count, 1);
    *value = xpath_of_string(label_name(composer->template, dimension, code,
                                        composer->brief->lang, composer->scratch));
    return true;
}

/* translated(record, name): the record's attribute or element of that name, in the
 * brief's language where the record has an <in> for it. */
static bool call_translated(void *user, const XPathValue *arguments, int count,
                            XPathValue *value) {
    Composer *composer = user;
    const char *name = string_argument(composer, arguments, count, 1);
    const char *lang = composer->brief->lang, *own = NULL, *found = NULL;
    const XmlNode *record = arguments[0].node_count ? arguments[0].nodes[0] : NULL;
    if (record) own = xml_attribute(record, name);
    for (const XmlNode *n = record ? xml_first_element(record) : NULL; n && !found;
         n = xml_next_element(n)) {
        const char *in = strcmp(n->name, "in") == 0 ? xml_attribute(n, "lang") : NULL;
        if (in && strcmp(in, lang) == 0) found = xml_attribute(n, name);
        if (!own && strcmp(n->name, name) == 0) own = xml_text(composer->scratch, n);
    }
    *value = xpath_of_string(found ? found : own ? own : "");
    return true;
}

/* capital(text): with its first letter as a capital, for the start of a sentence. */
static bool call_capital(void *user, const XPathValue *arguments, int count,
                         XPathValue *value) {
    Composer *composer = user;
    char *text =
        arena_string(composer->scratch, string_argument(composer, arguments, count, 0));
    if (*text >= 'a' && *text <= 'z') *text = (char) (*text - 'a' + 'A');
    *value = xpath_of_string(text);
    return true;
}

/* phrase(name): the definition of that name, which holds text, as a plain text. */
static bool call_phrase(void *user, const XPathValue *arguments, int count,
                        XPathValue *value) {
    Composer *composer = user;
    const char *name = string_argument(composer, arguments, count, 0);
    const Origin origin = composer->origin;
    const XmlNode *definition = map_get(composer->template->definitions, name);
    if (!definition) {
        template_report_undefined(composer->template, name, origin, composer->diags);
        return false;
    }
    if (!may_use(composer, origin, "definitions use")) return false;
    const Composer outer = *composer;
    Runs runs = {NULL, NULL};
    composer->bound = NULL;
    composer->bound_count = composer->bound_capacity = 0;
    composer->depth++;
    bool good = compose_runs(composer, definition, &runs);
    composer->depth--;
    composer->bound = outer.bound;
    composer->bound_count = outer.bound_count;
    composer->bound_capacity = outer.bound_capacity;
    composer->origin = origin;
    *value = xpath_of_string(runs_text(composer->arena, &runs));
    return good;
}

const XPathFunction TEMPLATE_FUNCTIONS[] = {{"fig", 1, 2, call_fig},
                                            {"num", 1, 2, call_num},
                                            {"total", 1, 2, call_total},
                                            {"highest", 1, 1, call_highest},
                                            {"lowest", 1, 1, call_lowest},
                                            {"latest", 1, 1, call_latest},
                                            {"at", 2, 2, call_at},
                                            {"result", 1, 1, call_result},
                                            {"date", 1, 2, call_date},
                                            {"period", 1, 2, call_period},
                                            {"list", 1, 2, call_list},
                                            {"capital", 1, 1, call_capital},
                                            {"label", 1, 2, call_label},
                                            {"phrase", 1, 1, call_phrase},
                                            {"translated", 2, 2, call_translated},
                                            {NULL, 0, 0, NULL}};
