/* Template: how findings become a document.  A template names fonts, styles, page and
 * analysis steps, and its body is filled with what XPath expressions select from the
 * findings. */
#ifndef TEMPLATE_TEMPLATE_H
#define TEMPLATE_TEMPLATE_H

#include "analysis/analysis.h"
#include "brief/brief.h"
#include "doc/doc.h"

typedef struct Template Template;

/* Reads the template at `path` with what it includes, found beside it or in the folders
 * of `search`, in the language, theme and paper that the brief asks for, and checks all
 * of it: elements, attributes, styles, every expression.  NULL after diagnostics. */
Template *template_load(Arena *arena, Diags *diags, const char *path,
                        const char *search, const Brief *brief);

/* Every file read, the template itself first. */
const XmlFile *template_files(const Template *template, int *count);

/* Checks the brief's own texts as it checks the template's, and that the template takes
 * each text and parameter that the brief gives. */
bool template_check_brief(Template *template, const Brief *brief, Diags *diags);

/* Reports each number that stands in the template's text instead of coming from the
 * findings, as a warning. */
void template_warn_literals(const Template *template, Diags *diags);

/* The analysis steps with the brief's parameters put in; NULL after diagnostics. */
const Step *template_steps(const Template *template, const Brief *brief, Arena *arena,
                           Diags *diags, int *count);

/* The document.  `tree` is findings_tree() of `findings`.  NULL after diagnostics. */
Document *template_compose(const Template *template, const Brief *brief,
                           const Findings *findings, XmlNode *tree, Arena *arena,
                           Diags *diags);

#endif
