/* The analysis steps of a template and of a brief, with the parameters put in. */
#include <string.h>

#include "template/composer.h"

static const char *parameter_value(const Template *template, const Brief *brief,
                                   const char *name) {
    for (int i = 0; i < brief->parameter_count; i++)
        if (strcmp(brief->parameters[i].name, name) == 0)
            return brief->parameters[i].value;
    for (int i = 0; i < template->parameter_count; i++)
        if (strcmp(template->parameters[i].name, name) == 0)
            return template->parameters[i].value;
    return NULL;
}

/* The name in phrase('name'); NULL when the expression is another. */
static const char *phrase_name(const char *expression, Arena *arena) {
    static const char call[] = "phrase('";
    const size_t start = sizeof call - 1, length = strlen(expression);
    if (length < start + 2 || strncmp(expression, call, start) != 0 ||
        strcmp(expression + length - 2, "')") != 0)
        return NULL;
    return arena_copy(arena, expression + start, length - start - 2);
}

/* An attribute of a step that is being filled in. */
typedef struct {
    const Template *template;
    const Brief *brief;
    Origin origin;
    Arena *arena;
    Diags *diags;
    bool in_phrase; /* which may hold parameters, but no other phrase */
} Filling;

static const char *fill(Filling filling, const char *text);

/* What {$name} or {phrase('name')} stands for; NULL after a diagnostic. */
static const char *stands_for(Filling filling, const char *expression) {
    const char *name =
        filling.in_phrase ? NULL : phrase_name(expression, filling.arena);
    if (name) {
        const XmlNode *phrase = map_get(filling.template->definitions, name);
        filling.in_phrase = true;
        if (phrase) return fill(filling, xml_text(filling.arena, phrase));
        template_report_undefined(filling.template, name, filling.origin,
                                  filling.diags);
        return NULL;
    }
    const char *value =
        expression[0] == '$'
            ? parameter_value(filling.template, filling.brief, expression + 1)
            : NULL;
    if (!value)
        diag_report(filling.diags, FAULT_DATA, filling.origin,
                    "no parameter for '{%s}': give it in the brief with <parameter>",
                    expression);
    return value;
}

/* `text` with its expressions replaced by what they stand for; NULL after a
 * diagnostic. */
static const char *fill(Filling filling, const char *text) {
    Text out = {.arena = filling.arena};
    Piece piece;
    if (!strchr(text, '{')) return text;
    while (text_piece(&text, &piece)) {
        if (!piece.is_expression) {
            text_add_bytes(&out, piece.start, piece.length);
            continue;
        }
        const char *value =
            stands_for(filling, arena_copy(filling.arena, piece.start, piece.length));
        if (!value) return NULL;
        text_add(&out, value);
    }
    return text_string(&out);
}

/* One step, with the parameters put in; false after diagnostics. */
static bool make_step(const Template *template, const Brief *brief, const XmlNode *node,
                      Arena *arena, Diags *diags, Step *step) {
    bool good = true;
    const Filling filling = {template, brief, node->origin, arena, diags, false};
    StepArgument *arguments =
        arena_array(arena, node->attribute_count, sizeof *arguments);
    for (int i = 0; i < node->attribute_count; i++) {
        arguments[i].name = node->attributes[i].name;
        arguments[i].value = fill(filling, node->attributes[i].value);
        if (!arguments[i].value) good = false;
    }
    *step = (Step){node->name, arguments, node->attribute_count, node->origin};
    return good;
}

/* The template's steps come first, so that the brief's may use their results. */
const Step *template_steps(const Template *template, const Brief *brief, Arena *arena,
                           Diags *diags, int *count) {
    int capacity = template->step_count + 1; /* no steps are no error */
    Step *steps = arena_array(arena, capacity, sizeof *steps);
    bool good = true;
    const XmlNode *own = brief->analysis ? xml_first_element(brief->analysis) : NULL;
    for (*count = 0; *count < template->step_count || own; (*count)++) {
        bool from_brief = *count >= template->step_count;
        const XmlNode *node = from_brief ? own : template->steps[*count];
        steps = arena_grow(arena, steps, *count, &capacity, sizeof *steps);
        if (!make_step(template, brief, node, arena, diags, &steps[*count]))
            good = false;
        if (from_brief) own = xml_next_element(own);
    }
    return good ? steps : NULL;
}
