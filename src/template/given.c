/* What the brief gives is held against what the template takes: its texts are checked
 * like the template's own, and nothing that it says goes unheard. */
#include <string.h>

#include "base/words.h"
#include "template/composer.h"

/* What the brief gives and the template does not take is a slip of the pen. */
static bool check_taken(Template *template, const Brief *brief, Diags *diags) {
    bool good = true;
    const char **known =
        arena_array(template->arena, template->parameter_count + 1, sizeof(char *));
    for (int i = 0; i < template->parameter_count; i++)
        known[i] = template->parameters[i].name;
    for (int i = 0; i < brief->parameter_count; i++) {
        const Parameter *parameter = &brief->parameters[i];
        if (word_index(parameter->name, known) >= 0) continue;
        diag_report(diags, FAULT_DATA, parameter->origin,
                    "the template has no parameter '%s'%s", parameter->name,
                    did_you_mean(template->arena, parameter->name, known));
        good = false;
    }
    const char **inserts =
        arena_array(template->arena, template->insert_count + 1, sizeof(char *));
    for (int i = 0; i < template->insert_count; i++)
        inserts[i] = template->inserts[i];
    for (int i = 0; i < brief->text_count; i++) {
        const AuthorText *text = &brief->texts[i];
        if (word_index(text->id, inserts) >= 0) continue;
        diag_report(diags, FAULT_DATA, text->content->origin,
                    "the template inserts no text '%s'%s", text->id,
                    did_you_mean(template->arena, text->id, inserts));
        good = false;
    }
    return good;
}

bool template_check_brief(Template *template, const Brief *brief, Diags *diags) {
    const XmlNode *lines[] = {brief->title, brief->kicker, brief->standfirst};
    bool good = true;
    for (int i = 0; i < 3; i++)
        if (lines[i] && !elements_check(template, lines[i], CONTENT_INLINE, diags))
            good = false;
    for (int i = 0; i < brief->text_count; i++)
        if (!elements_check(template, brief->texts[i].content, CONTENT_BLOCKS, diags))
            good = false;
    return check_taken(template, brief, diags) &&
           template_load_labels(template, diags) && good;
}
