/* Composing: a walk over the template's tree that fills targets.  Control elements give
 * their children the target they stand in, so they work in text, tables and charts. */
#include "template/composer.h"
#include "template/provenance.h"
#include "template/writing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/words.h"

enum { DEEPEST_USE = 64 };

/* ---- expressions and attributes ---- */

bool evaluate(Composer *composer, const char *expression, Origin origin,
              XPathValue *value) {
    const XPathExpression *compiled =
        template_expression(composer->template, expression, origin, composer->diags);
    composer->origin = origin;
    return compiled &&
           xpath_evaluate(composer->xpath, compiled, composer->focus, origin, value);
}

bool attribute_value(Composer *composer, const XmlNode *node, const char *name,
                     XPathValue *value) {
    return evaluate(composer, xml_attribute(node, name), node->origin, value);
}

/* Fills `text` in; false after a diagnostic. */
static bool fill_text(Composer *composer, const char *text, Origin origin, Text *out) {
    Piece piece;
    while (text_piece(&text, &piece)) {
        if (!piece.is_expression) {
            text_add_bytes(out, piece.start, piece.length);
            continue;
        }
        XPathValue value;
        const char *expression =
            arena_copy(composer->scratch, piece.start, piece.length);
        if (!evaluate(composer, expression, origin, &value)) return false;
        print_value(composer, &value, out);
    }
    return true;
}

const char *attribute_text(Composer *composer, const XmlNode *node, const char *name,
                           bool *good) {
    const char *text = xml_attribute(node, name);
    Text out = {.arena = composer->arena};
    if (!text) return NULL;
    if (fill_text(composer, text, node->origin, &out)) return text_string(&out);
    *good = false;
    return NULL;
}

int attribute_word(const XmlNode *node, const char *name, const char *const *words,
                   int otherwise) {
    const char *text = xml_attribute(node, name);
    int index = text ? word_index(text, words) : -1;
    return index < 0 ? otherwise : index;
}

const Style *node_style(Composer *composer, const XmlNode *node,
                        const char *otherwise) {
    const char *name = xml_attribute(node, "style");
    return template_style(composer->template, name ? name : otherwise, node->origin,
                          composer->diags);
}

void place_block(const XmlNode *node, Block *block) {
    block->anchor = xml_attribute(node, "id");
    block->across = attribute_word(node, "span", SPAN_WORDS, 0) == 1;
    block->place = (FloatPlace) (attribute_word(node, "float", FLOAT_WORDS, -1) + 1);
}

/* ---- walking ---- */

/* The id of the first figure that was printed, NULL for none.  Often it is the one that
 * was printed before. */
static const char *bound_id(Composer *composer) {
    if (!composer->bound_count) return NULL;
    if (composer->named != composer->bound[0]) {
        composer->named = composer->bound[0];
        composer->name = figure_id(composer->named, composer->arena);
    }
    return composer->name;
}

/* Sets a text node: pieces between expressions, and what the expressions print. */
static bool compose_text(Composer *composer, const XmlNode *node, Target *target) {
    const char *text = node->text, *start = text;
    Origin origin = node->origin;
    Piece piece;
    while (text_piece(&text, &piece)) {
        const char *string = arena_copy(composer->scratch, piece.start, piece.length);
        Origin at = origin;
        origin.line += text_lines(start, text);
        start = text;
        if (!piece.is_expression) {
            inline_add(composer, &target->text,
                       typography_apply(composer, &target->text, string), NULL, at);
            continue;
        }
        XPathValue value;
        Text out = {.arena = composer->scratch};
        const Printed before = composer->printed;
        composer->bound_count = 0;
        composer->printed.is_set = false;
        if (!evaluate(composer, string, at, &value)) return false;
        print_value(composer, &value, &out);
        const char *figure = bound_id(composer);
        inline_add(composer, &target->text, text_string(&out), figure, at);
        symbols_mark(composer, &target->text, at);
        if (!composer->printed.is_set) composer->printed = before;
    }
    return true;
}

bool compose_children(Composer *composer, const XmlNode *node, Target *target) {
    int scope = xpath_bound(composer->xpath);
    bool good = true;
    for (const XmlNode *child = node->first_child; child; child = child->next) {
        if (child->text) {
            if (!(target->content & CONTENT_INLINE)) continue;
            if (!xml_is_blank(child->text)) item_text(composer, target);
            if (!compose_text(composer, child, target)) good = false;
            continue;
        }
        const Element *element = element_find(child->name, target->content);
        if (!element || !element->compose) continue; /* the check reported it */
        if (!(element->stands_in & CONTENT_BLOCKS)) item_text(composer, target);
        if (!element->compose(composer, child, target)) good = false;
    }
    xpath_unbind(composer->xpath, scope);
    return good;
}

bool compose_runs(Composer *composer, const XmlNode *node, Runs *runs) {
    Space space_waits = SPACE_NONE;
    Target target = {.content = CONTENT_INLINE,
                     .text = {.runs = runs, .space_waits = &space_waits}};
    return !node || compose_children(composer, node, &target);
}

/* ---- control ---- */

static bool test_holds(Composer *composer, const XmlNode *node, bool *holds) {
    XPathValue value;
    if (!attribute_value(composer, node, "test", &value)) return false;
    *holds = xpath_boolean(&value);
    return true;
}

bool compose_if(Composer *composer, const XmlNode *node, Target *target) {
    bool holds;
    if (!test_holds(composer, node, &holds)) return false;
    return !holds || compose_children(composer, node, target);
}

bool compose_choose(Composer *composer, const XmlNode *node, Target *target) {
    for (const XmlNode *n = xml_first_element(node); n; n = xml_next_element(n)) {
        bool holds = true;
        if (strcmp(n->name, "when") == 0 && !test_holds(composer, n, &holds))
            return false;
        if (holds) return compose_children(composer, n, target);
    }
    return true;
}

typedef struct {
    const XmlNode *node;
    const char *text;
    double number; /* NAN when the key is no number */
    int order;
    int sign; /* -1 sorts the other way round */
} SortKey;

/* -1, 0 or 1: numbers by size, before texts. */
static int order_of_keys(const SortKey *left, const SortKey *right) {
    bool l = !isnan(left->number), r = !isnan(right->number);
    if (l != r) return l ? -1 : 1;
    if (l) return (left->number > right->number) - (left->number < right->number);
    int order = strcmp(left->text, right->text);
    return (order > 0) - (order < 0);
}

static int compare_keys(const void *a, const void *b) {
    const SortKey *left = a, *right = b;
    int order = order_of_keys(left, right);
    return order ? order * left->sign : left->order - right->order;
}

/* Sorts nodes by the key expression, numbers as numbers; equal keys keep their
 * order. */
static bool sort_nodes(Composer *composer, const XmlNode *node, XPathValue *nodes) {
    if (!xml_attribute(node, "sort") || nodes->node_count < 2) return true;
    bool descending = attribute_word(node, "order", ORDER_WORDS, 0) == 1;
    int count = nodes->node_count;
    SortKey *keys = arena_array(composer->scratch, count, sizeof *keys);
    XPathFocus outer = composer->focus;
    bool good = true;
    for (int i = 0; i < count && good; i++) {
        XPathValue value;
        composer->focus = (XPathFocus){nodes->nodes[i], i + 1, count};
        good = attribute_value(composer, node, "sort", &value);
        if (!good) break;
        keys[i] =
            (SortKey){nodes->nodes[i], xpath_string(composer->scratch, &value),
                      xpath_number(composer->scratch, &value), i, descending ? -1 : 1};
    }
    composer->focus = outer;
    if (!good) return false;
    qsort(keys, (size_t) count, sizeof *keys, compare_keys);
    const XmlNode **sorted = arena_array(composer->scratch, count, sizeof *sorted);
    for (int i = 0; i < count; i++)
        sorted[i] = keys[i].node;
    nodes->nodes = sorted;
    return true;
}

bool compose_for_each(Composer *composer, const XmlNode *node, Target *target) {
    XPathValue nodes;
    if (!attribute_value(composer, node, "select", &nodes)) return false;
    if (nodes.kind != RESULT_NODES) {
        diag_report(composer->diags, FAULT_DATA, node->origin,
                    "<for-each> needs elements: '%s' selects none",
                    xml_attribute(node, "select"));
        return false;
    }
    if (!sort_nodes(composer, node, &nodes)) return false;
    const char *name = xml_attribute(node, "as");
    XPathFocus outer = composer->focus;
    bool good = true;
    for (int i = 0; i < nodes.node_count; i++) {
        int scope = xpath_bound(composer->xpath);
        if (name) xpath_bind(composer->xpath, name, xpath_of_nodes(&nodes.nodes[i], 1));
        composer->focus = (XPathFocus){nodes.nodes[i], i + 1, nodes.node_count};
        if (!compose_children(composer, node, target)) good = false;
        xpath_unbind(composer->xpath, scope);
    }
    composer->focus = outer;
    return good;
}

/* The binding lasts to the end of the parent: compose_children() takes it back. */
bool compose_let(Composer *composer, const XmlNode *node, Target *target) {
    (void) target;
    XPathValue value;
    if (!attribute_value(composer, node, "select", &value)) return false;
    xpath_bind(composer->xpath, xml_attribute(node, "name"), value);
    return true;
}

bool may_use(Composer *composer, Origin origin, const char *what) {
    enum { MOST_USES = 100000 };
    bool is_deep = composer->depth == DEEPEST_USE;
    if (!is_deep && ++composer->uses <= MOST_USES) return true;
    diag_report(composer->diags, FAULT_DATA, origin, "%s each other more than %d %s",
                what, is_deep ? DEEPEST_USE : MOST_USES, is_deep ? "deep" : "times");
    return false;
}

static const XmlNode *author_text(const Brief *brief, const char *name) {
    if (strcmp(name, "title") == 0) return brief->title;
    if (strcmp(name, "kicker") == 0) return brief->kicker;
    if (strcmp(name, "standfirst") == 0) return brief->standfirst;
    for (int i = 0; i < brief->text_count; i++)
        if (strcmp(brief->texts[i].id, name) == 0) return brief->texts[i].content;
    return NULL;
}

/* The brief's own words.  A text that the brief does not give is left out. */
bool compose_insert(Composer *composer, const XmlNode *node, Target *target) {
    const Brief *brief = composer->brief;
    const char *name = xml_attribute(node, "text");
    const XmlNode *content = author_text(brief, name);
    if (!content) return true;
    bool is_line = content == brief->title || content == brief->kicker ||
                   content == brief->standfirst;
    if (!(target->content & (is_line ? CONTENT_INLINE : CONTENT_BLOCKS))) {
        diag_report(composer->diags, FAULT_DATA, node->origin,
                    is_line
                        ? "'%s' is a line of text: insert it inside a <p> or <title>"
                        : "'%s' holds paragraphs: insert it between paragraphs",
                    name);
        return false;
    }
    if (!may_use(composer, node->origin, "texts insert")) return false;
    composer->depth++;
    bool good = compose_children(composer, content, target);
    composer->depth--;
    return good;
}

/* ---- the document ---- */

static const char *plain_text(Composer *composer, const XmlNode *node, bool *good) {
    Runs runs = {NULL, NULL};
    composer->is_plain = true;
    if (!compose_runs(composer, node, &runs)) *good = false;
    composer->is_plain = false;
    return runs_text(composer->arena, &runs);
}

static void bind_string(Composer *composer, const char *name, const char *value) {
    xpath_bind(composer->xpath, name, xpath_of_string(value ? value : ""));
}

/* A result with the name of a parameter would hide it. */
static bool is_free(Composer *composer, const XmlNode *result) {
    const char *id = xml_attribute(result, "id");
    if (!xpath_has(composer->xpath, id, 0)) return true;
    diag_report(composer->diags, FAULT_DATA, result->origin,
                "the id '%s' is a parameter's or the brief's own: choose another", id);
    return false;
}

/* Variables: the brief's head, its parameters, and each result's figures. */
static bool bind_variables(Composer *composer) {
    bool good = true;
    const Brief *brief = composer->brief;
    const Template *template = composer->template;
    bind_string(composer, "lang", brief->lang);
    bind_string(composer, "as-of", date_string(composer->arena, brief->as_of));
    bind_string(composer, "publisher", brief->publisher);
    bind_string(composer, "contact", brief->contact);
    bind_string(composer, "next-edition",
                date_string(composer->arena, brief->next_edition));
    for (int i = 0; i < template->parameter_count; i++)
        bind_string(composer, template->parameters[i].name,
                    template->parameters[i].value);
    for (int i = 0; i < brief->parameter_count; i++)
        bind_string(composer, brief->parameters[i].name, brief->parameters[i].value);
    for (const XmlNode *n = xml_first_element(composer->tree); n;
         n = xml_next_element(n)) {
        if (strcmp(n->name, "result") != 0) continue;
        if (!is_free(composer, n)) good = false;
        int count = 0, capacity = 0;
        const XmlNode **figures = NULL;
        for (const XmlNode *f = xml_first_element(n); f; f = xml_next_element(f)) {
            figures =
                arena_grow(composer->arena, figures, count, &capacity, sizeof *figures);
            figures[count++] = f;
        }
        xpath_bind(composer->xpath, xml_attribute(n, "id"),
                   xpath_of_nodes(figures, count));
    }
    return good;
}

/* The document's own copy of the page sets: their lines are its own. */
static void copy_pages(Composer *composer) {
    const Template *template = composer->template;
    Document *document = composer->document;
    document->page_set_count = template->page_set_count;
    document->page_sets =
        arena_array(composer->arena, template->page_set_count, sizeof(PageSet));
    memcpy(document->page_sets, template->page_sets,
           (size_t) template->page_set_count * sizeof(PageSet));
    document->grid = template->grid;
    document->furniture_style =
        template_style(template, "furniture", (Origin){NULL, 0}, composer->diags);
}

static bool fill_document(Composer *composer) {
    const Template *template = composer->template;
    const Brief *brief = composer->brief;
    Document *document = composer->document;
    bool good = true;
    document->lang = brief->lang;
    document->author = brief->publisher ? brief->publisher : "";
    document->date = date_string(composer->arena, brief->as_of);
    document->continued =
        bracketed(composer, locale_word(composer->locale, WORD_CONTINUED));
    document->no_data = locale_word(composer->locale, WORD_NO_DATA);
    document->note = locale_word(composer->locale, WORD_NOTE);
    document->bookmarks_tables = template->bookmark_tables;
    document->bookmarks_figures = template->bookmark_figures;
    document->carried_forward = locale_word(composer->locale, WORD_CARRIED_FORWARD);
    document->brought_forward = locale_word(composer->locale, WORD_BROUGHT_FORWARD);
    document->title = plain_text(composer, brief->title, &good);
    document->subject = plain_text(composer, brief->standfirst, &good);
    const char *verdict = plain_text(composer, template->verdict, &good);
    document->verdict = *verdict ? verdict : NULL;
    /* Notes count where the lines are set. */
    document->note_count = 0;
    copy_pages(composer);
    document->families = template->families;
    document->family_count = template->family_count;
    document->exceptions = template->exceptions;
    document->exception_count = template->exception_count;
    memcpy(document->palette, template->palette, sizeof document->palette);
    document->ink = template->ink;
    document->faint = template->faint;
    document->note_style =
        template_style(template, "note", (Origin){NULL, 0}, composer->diags);
    document->root =
        block_new(composer->arena, BLOCK_SECTION, NULL,
                  template_style(template, "p", (Origin){NULL, 0}, composer->diags),
                  template->body->origin);
    Target target = {.content = CONTENT_BLOCKS, .block = document->root};
    if (!compose_children(composer, template->body, &target)) good = false;
    if (!masters_compose(composer) || !good) return false;
    provenance_check(composer);
    const Map *anchors = links_check(composer);
    if (!anchors || !references_fill(composer, anchors)) return false;
    contents_fill(composer);
    return true;
}

/* Composes with an evaluator over the findings; NULL after diagnostics. */
static Document *compose(Composer *composer, XmlNode *tree) {
    composer->document = arena_alloc(composer->arena, sizeof *composer->document);
    composer->xpath = xpath_new(composer->work, composer->scratch, tree,
                                composer->template->expressions, TEMPLATE_FUNCTIONS,
                                composer, composer->diags);
    if (!composer->xpath) return NULL;
    return bind_variables(composer) && fill_document(composer) ? composer->document
                                                               : NULL;
}

Document *template_compose(const Template *template, const Brief *brief,
                           const Findings *findings, XmlNode *tree, Arena *arena,
                           Diags *diags) {
    Composer composer = {.template = template,
                         .brief = brief,
                         .findings = findings,
                         .tree = tree,
                         .arena = arena,
                         .diags = diags,
                         .locale = locale_find(brief->lang),
                         .level = 1,
                         .focus = {tree, 1, 1}};
    if (!composer.locale) {
        diag_report(diags, FAULT_DATA, brief->origin,
                    "no locale for lang '%s': there are %s", brief->lang,
                    locale_languages(arena));
        return NULL;
    }
    /* The evaluator's copy of the findings is larger than the document. */
    composer.work = arena_scratch(arena);
    composer.scratch = arena_scratch(arena);
    Document *document = compose(&composer, tree);
    arena_free(composer.scratch);
    arena_free(composer.work);
    return document;
}
