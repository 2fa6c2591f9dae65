/* Analysis: a Dataset becomes Findings.  Templates name steps; each step makes a
 * result, a row of figures with the same meaning, and every figure keeps the way back
 * to the observations that it was computed from. */
#ifndef ANALYSIS_ANALYSIS_H
#define ANALYSIS_ANALYSIS_H

#include "data/data.h"

typedef struct {
    const char *name, *value;
} StepArgument;

/* A step as a template asks for it: `<growth id="g" of="exports" lag="1"/>`. */
typedef struct {
    const char *name; /* "growth" */
    const StepArgument *arguments;
    int argument_count;
    Origin origin;
} Step;

typedef struct Figure Figure;
typedef struct Result Result;

/* One number, or the reason why there is none. */
struct Figure {
    const Result *result;
    const char *key; /* the period as text, a case ("low"), an organisation */
    Period period;   /* 0 when the key is no period */
    Value value;
    int confidence;         /* the weakest of its inputs */
    const char *class_name; /* what a verdict or a ladder calls it; NULL otherwise */
    const Figure **inputs;  /* figures it was computed from */
    int input_count;
    const Source **sources; /* of all inputs, each once, in order of first use */
    int source_count;
    Origin row; /* the observation's line in its dataset; line 0 for computed ones */
    XmlNode *notes; /* attributes and elements that its <figure> gets too; NULL: none */
};

/* What a result may not be mixed over in silence. */
typedef enum { TRAIT_VALUATION, TRAIT_BASIS, TRAIT_ADJUSTMENT, TRAIT_COUNT } Trait;

struct Result {
    const char *id, *step;
    const char *label;   /* what it is, for the appendix; from the template */
    const char *formula; /* "exports − imports", with the ids of its operands */
    const char *absent;  /* why there is no such result; NULL when there is one.  It has
                            no figures and no unit then */
    const char *traits[TRAIT_COUNT]; /* NULL where its inputs have none or differ */
    Unit unit;                       /* "percent" and "ratio" for pure numbers */
    Period period;          /* of a cross-section, whose keys are no periods; else 0 */
    int places;             /* decimals to print; -1 when the template does not say */
    const char *class_name; /* of a verdict: the class in the central case */
    double negligible_below, material_from; /* its bands in percent; 0 for none */
    Figure *figures;
    int figure_count;
    const struct Distribution *distribution; /* what <distribution> describes */
    const double *draws;                     /* of <simulate>, in rising order */
    int draw_count;
    XmlNode *notes; /* attributes that its <result> gets too; NULL: none */
    Origin origin;  /* of the step in the template */
};

/* The outcome of a rule that must hold before anything is published. */
typedef struct {
    const char *rule;   /* the step's name */
    const char *detail; /* what was compared, and by how much it failed */
    bool passed;
    Origin origin;
} Check;

typedef struct {
    const Dataset *dataset;
    Date as_of;
    const Result **results; /* in the order of the steps */
    int result_count, result_capacity;
    Map *result_by_id;
    Check *checks;
    int check_count, check_capacity;
    const Step *steps;    /* those that ran, and the one that runs */
    int step_count;       /* how many ran before the one that runs */
    const Source *hidden; /* one that is not to be seen, to learn what rests on it */
    XmlFile *files;       /* that steps have read */
    int file_count, file_capacity;
} Findings;

/* Runs the steps in order; a step may use the results of those before it.  Errors of
 * the steps are FAULT_DATA at their template line, failed rules FAULT_HELD.  NULL after
 * an error; a failed rule alone still gives findings. */
Findings *analysis_run(const Dataset *dataset, Date as_of, const Step *steps,
                       int step_count, Arena *arena, Diags *diags);

/* What the steps before the one that runs find when the source `hidden` is not seen, as
 * far as the result `id` rests on them.  Steps that find nothing then are left out,
 * with all that rest on them. */
Findings *analysis_without(const Findings *findings, const char *id,
                           const Source *hidden, Arena *arena);

/* True when `name` is a step. */
bool analysis_has_step(const char *name);

/* All names of steps, NULL at the end. */
const char *const *analysis_step_names(Arena *arena);

/* An input file and its digest, 64 hexadecimal digits. */
typedef struct {
    const char *name, *sha256;
} FindingsFile;

typedef struct {
    const char *brief, *lang, *program;
    const FindingsFile *files; /* all that the briefing is made of */
    int file_count;
} FindingsHead;

/* The findings as a tree: what templates select from, what is written beside the PDF.
 * The `subject` of a <figure> is its Figure. */
XmlNode *findings_tree(const Findings *findings, FindingsHead head, Arena *arena);

/* Adds files that became known behind the tree's making. */
void findings_add_files(XmlNode *tree, const FindingsFile *files, int count,
                        Arena *arena);

/* "balance.2024": result, dot, key; unique in the findings. */
const char *figure_id(const Figure *figure, Arena *arena);

/* True when the source was published by the as-of date: no other is used or shown. */
bool findings_see(const Findings *findings, const Source *source);

/* The figure with this id, NULL when there is none. */
const Figure *findings_figure(const Findings *findings, const char *id);

#endif
