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
    const Step *asked;   /* the step as it was asked for; NULL of what none names */
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
    const Figure *decided_by;      /* of a verdict: what gives its class */
    const struct Changes *changes; /* of <since-last-edition> */
    XmlNode *notes; /* attributes that its <result> gets too; NULL: none */
    Origin origin;  /* of the step in the template */
};

/* ---- what has changed since the last edition ---- */

/* What became of a figure, a verdict, a result or a statement. */
typedef enum {
    CHANGE_VERDICT,     /* another class of the whole */
    CHANGE_CLASS,       /* another class of a figure, whatever its number */
    CHANGE_REVISED,     /* another number */
    CHANGE_STATUS,      /* the same number, another status: provisional, final */
    CHANGE_AVAILABLE,   /* a number where there was none */
    CHANGE_UNAVAILABLE, /* no number any more, or for another reason */
    CHANGE_NEW,         /* a period or key that there was not */
    CHANGE_WITHDRAWN,   /* one that is no more */
    CHANGE_RESULT,      /* the last edition had no such result */
    CHANGE_STATEMENT,   /* a new statement */
    CHANGE_STATEMENT_CHANGED,
    CHANGE_STATEMENT_WITHDRAWN,
    CHANGE_COUNT
} ChangeKind;
extern const char *const CHANGE_WORDS[];

typedef enum {
    REASON_NONE,       /* it has not changed, or nothing is known */
    REASON_VINTAGE,    /* a source of a later date in the place of another */
    REASON_SOURCE,     /* other sources */
    REASON_INPUTS,     /* other inputs: a period more */
    REASON_METHOD,     /* the step or its parameters, or the program */
    REASON_UNANNOUNCED /* the data say otherwise under the same vintage */
} Reason;
extern const char *const REASON_WORDS[];

typedef struct {
    ChangeKind kind;
    Reason why;
    const Figure *figure;  /* in the list; its number is the revision in percent */
    const Result *of;      /* NULL of statements */
    const Figure *now;     /* NULL when withdrawn */
    const Figure *last;    /* as it was; NULL when there was none */
    const Figure *revised; /* now - last; NULL unless both are numbers */
    const char *class_now, *class_last;     /* where they differ; else NULL */
    const Source *source_last, *source_now; /* the newest of those that differ */
    const Statement *statement;             /* NULL when withdrawn */
    const char *statement_id;
    const char *speaker, *organisation, *said; /* of the statement */
} Change;

typedef struct Changes {
    const char *since; /* as-of date of the last edition; NULL when there is none */
    Change *items;     /* in the order of the results, then of the statements */
    int count;
    int smaller;     /* revisions that are noise, and not listed */
    int unannounced; /* figures read that changed under the same vintage */
    double relative_noise, absolute_noise; /* 0 for none */
} Changes;

/* The findings of the last edition, and the name they have among the inputs. */
typedef struct {
    const XmlNode *findings;
    const char *name;
} LastEdition;

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
    struct Edition *last;        /* NULL: this is the first edition */
    const Source **last_sources; /* of the last edition, which the dataset lacks */
    int last_source_count, last_source_capacity;
} Findings;

/* Runs the steps in order; a step may use the results of those before it.  Errors of
 * the steps are FAULT_DATA at their template line, failed rules FAULT_HELD.  `last` is
 * NULL for a first edition.  NULL after an error; a failed rule alone still gives
 * findings. */
Findings *analysis_run(const Dataset *dataset, Date as_of, const LastEdition *last,
                       const Step *steps, int step_count, Arena *arena, Diags *diags);

/* True when one of the steps compares with the last edition. */
bool analysis_compares(const Step *steps, int count);

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
    const char *made;          /* when, as the PDF has it; NULL for the as-of date */
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

/* The source with this id, of the dataset or the last edition; NULL when there is
 * none. */
const Source *findings_source(const Findings *findings, const char *id);

/* What has changed since the last edition, in a line such as "3 figures revised, 1 new
 * period, verdict changed"; "first edition" when there was none, NULL when the steps do
 * not compare. */
const char *findings_changes(const Findings *findings, Arena *arena);

/* Decimals that figures of the result print, and the power of ten that they count: as
 * the step says; else ratios get two decimals, shares and scaled amounts one, counts
 * none.  Unit values are printed in single units, whatever the scale of their parts. */
int result_places(const Result *result);
int result_scale(const Result *result);

/* True when the source was published by the as-of date: no other is used or shown. */
bool findings_see(const Findings *findings, const Source *source);

/* The figure with this id, NULL when there is none. */
const Figure *findings_figure(const Findings *findings, const char *id);

#endif
