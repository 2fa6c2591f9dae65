/* The analysis steps of a template and of a brief, with the parameters put in. */
#include <string.h>

#include "template/parts.h"

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

/* What {$name} or {phrase('name')} stands for; NULL after a diagnostic. */
static const char *stands_for(const Template *template, const Brief *brief,
                              const char *expression, Origin origin, Arena *arena,
                              Diags *diags) {
    const char *name = phrase_name(expression, arena);
    const XmlNode *phrase = name ? map_get(template->definitions, name) : NULL;
    const char *value = phrase ? xml_text(arena, phrase)
                        : expression[0] == '$'
                            ? parameter_value(template, brief, expression + 1)
                            : NULL;
    if (!value && name)
        template_report_undefined(template, name, origin, diags);
    else if (!value)
        diag_report(diags, FAULT_DATA, origin,
                    "no parameter for '{%s}': give it in the brief with <parameter>",
                    expression);
    return value;
}

/* `text` with its expressions replaced by what they stand for; NULL after a diagnostic.
 */
static const char *put_parameters(const Template *template, const Brief *brief,
                                  const char *text, Origin origin, Arena *arena,
                                  Diags *diags) {
    Text out = {.arena = arena};
    Piece piece;
    if (!strchr(text, '{')) return text;
    while (text_piece(&text, &piece)) {
        if (!piece.is_expression) {
            text_add_bytes(&out, piece.start, piece.length);
            continue;
        }
        const char *value =
            stands_for(template, brief, arena_copy(arena, piece.start, piece.length),
                       origin, arena, diags);
        if (!value) return NULL;
        text_add(&out, value);
    }
    return text_string(&out);
}

/* One step, with the parameters put in; false after diagnostics. */
static bool make_step(const Template *template, const Brief *brief, const XmlNode *node,
                      Arena *arena, Diags *diags, Step *step) {
    bool good = true;
    StepArgument *arguments =
        arena_array(arena, node->attribute_count, sizeof *arguments);
    for (int i = 0; i < node->attribute_count; i++) {
        arguments[i].name = node->attributes[i].name;
        arguments[i].value = put_parameters(template, brief, node->attributes[i].value,
                                            node->origin, arena, diags);
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
