/* Figures: how one is printed and found.  One that is printed is bound: the composer
 * learns which finding stands in the text. */
#include <math.h>
#include <string.h>

#include "base/words.h"
#include "template/composer.h"

const Figure *node_figure(const XmlNode *node) {
    return strcmp(node->name, "figure") == 0 ? node->subject : NULL;
}

void bind_figure(Composer *composer, const Figure *figure) {
    composer->bound =
        arena_grow(composer->arena, composer->bound, composer->bound_count,
                   &composer->bound_capacity, sizeof *composer->bound);
    composer->bound[composer->bound_count++] = figure;
}

NumberFormat figure_format(const Figure *figure) {
    return (NumberFormat){.places = result_places(figure->result),
                          .scale = result_scale(figure->result)};
}

void print_number(Composer *composer, Value value, Unit unit, NumberFormat format,
                  Text *out) {
    composer->printed = (Printed){true, value, unit, format};
    locale_value(composer->locale, value, unit, format, out);
}

void print_figure(Composer *composer, const Figure *figure, NumberFormat format,
                  Text *out) {
    bind_figure(composer, figure);
    print_number(composer, figure->value, figure->result->unit, format, out);
    bool weak = figure->confidence == CONFIDENCE_LOW ||
                figure->confidence == CONFIDENCE_ARTICLE;
    if (figure->value.state == VALUE_NUMBER && weak && !format.unmarked)
        text_print(out, " (%s)", locale_word(composer->locale, WORD_LOW_CONFIDENCE));
}

const Figure *value_figure(const XPathValue *value) {
    bool has_node = value->kind == RESULT_NODES && value->node_count;
    return has_node ? node_figure(value->nodes[0]) : NULL;
}

void print_value(Composer *composer, const XPathValue *value, Text *out) {
    const Figure *figure = value_figure(value);
    if (figure)
        print_figure(composer, figure, figure_format(figure), out);
    else if (value->kind == RESULT_NUMBER && !isfinite(value->number))
        locale_no_number(composer->locale, VALUE_NOT_DEFINED, out);
    else
        text_add(out, xpath_string(composer->scratch, value));
}

/* ---- formats ---- */

static bool bad_format(Composer *composer, const char *word) {
    static const char *const words[] = {"units",    "thousand", "million", "billion",
                                        "trillion", "abs",      "signed",  "unit",
                                        "short",    "unmarked", NULL};
    diag_report(composer->diags, FAULT_DATA, composer->origin,
                "unknown word '%s' in a number format%s", word,
                did_you_mean(composer->scratch, word, words));
    return false;
}

bool read_format(Composer *composer, const char *text, NumberFormat *format) {
    bool has_places = false;
    while (true) {
        text += strspn(text, " ");
        size_t length = strcspn(text, " ");
        if (!length) return true;
        const char *word = arena_copy(composer->scratch, text, length);
        text += length;
        const int scale_word = word_index(word, SCALE_WORDS);
        if (length == 1 && *word >= '0' && *word <= '9') {
            format->places = *word - '0';
            has_places = true;
        } else if (scale_word >= 0) {
            const int scale = SCALE_POWERS[scale_word];
            if (scale < format->scale && !has_places) format->places = 0;
            format->scale = scale;
        } else if (strcmp(word, "abs") == 0)
            format->absolute = true;
        else if (strcmp(word, "signed") == 0)
            format->with_sign = true;
        else if (strcmp(word, "unit") == 0)
            format->with_unit = true;
        else if (strcmp(word, "short") == 0)
            format->with_unit = format->short_unit = true;
        else if (strcmp(word, "unmarked") == 0)
            format->unmarked = true;
        else
            return bad_format(composer, word);
    }
}

/* ---- finding ---- */

const Map *figure_index(Composer *composer, const char *id) {
    if (!composer->figures) composer->figures = map_new(composer->work);
    Map *index = map_get(composer->figures, id);
    if (index) return index;
    for (const XmlNode *n = xml_first_element(composer->tree); n && !index;
         n = xml_next_element(n)) {
        if (strcmp(n->name, "result") != 0 || strcmp(xml_attribute(n, "id"), id) != 0)
            continue;
        index = map_new(composer->work);
        for (const XmlNode *f = xml_first_element(n); f; f = xml_next_element(f))
            if (node_figure(f)) map_put(index, node_figure(f)->key, (void *) f);
    }
    if (index) map_put(composer->figures, id, index);
    return index;
}

const Figure *figure_by_id(Composer *composer, const char *id) {
    const char *dot = strchr(id, '.');
    if (!dot) return NULL;
    const char *result = arena_copy(composer->scratch, id, (size_t) (dot - id));
    const Map *index = figure_index(composer, result);
    const XmlNode *node = index ? map_get(index, dot + 1) : NULL;
    return node ? node_figure(node) : NULL;
}
