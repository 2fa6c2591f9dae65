/* What the steps share: their call, their operands, and the table that names them. */
#ifndef ANALYSIS_STEPS_H
#define ANALYSIS_STEPS_H

#include "analysis/analysis.h"

/* A step being run.  `result` has its id, step, label and origin already. */
typedef struct {
    Findings *findings;
    const Dataset *dataset;
    const Step *step;
    Arena *arena;
    Diags *diags;
    Result *result;
} Call;

typedef enum {
    ARGUMENT_END,
    ARGUMENT_TEXT,
    ARGUMENT_OPERAND, /* "id" or "id@key" */
    ARGUMENT_LIST,    /* operands separated by spaces */
    ARGUMENT_NUMBER,
    ARGUMENT_COUNT, /* a whole number from 1 to 100000 */
    ARGUMENT_PERIOD,
    ARGUMENT_DATE
} ArgumentKind;

typedef struct {
    const char *name;
    ArgumentKind kind;
    bool required;
} ArgumentRule;

enum { MOST_ARGUMENTS = 16 };

typedef struct {
    const char *name;
    bool (*run)(Call *call);
    bool is_rule; /* makes a check and no result */
    ArgumentRule arguments[MOST_ARGUMENTS];
} StepRule;

/* ---- arguments: they were checked against the rule, so these never fail ---- */

const char *call_text(const Call *call, const char *name); /* NULL when absent */
double call_number(const Call *call, const char *name, double otherwise);
Period call_period(const Call *call, const char *name); /* 0 when absent */

/* ---- operands ---- */

/* A result, or one figure of it that goes with every figure of the others. */
typedef struct {
    const Result *result;
    const Figure *single; /* NULL: the whole result */
    int hint;             /* where the next lookup starts */
} Operand;

/* False after a diagnostic: no such result, or no such key in it.  Also false when that
 * result is absent, which makes the call's result so and is no error. */
bool call_operand(Call *call, const char *name, Operand *operand);

/* The operands of a list; `*count` of them. NULL after a diagnostic, or when one of
 * them is absent. */
Operand *call_operands(Call *call, const char *name, int *count);

/* Whole results of a list, also absent ones; NULL after a diagnostic. */
const Result **call_results(Call *call, const char *name, int *count);

/* The figure of the operand with `key`; NULL when it has none.  Linear in all when keys
 * are asked for in the operand's order. */
const Figure *operand_figure(Operand *operand, const char *key);

/* The figures of the operand: one when it is single. */
int operand_count(const Operand *operand);
const Figure *operand_at(const Operand *operand, int index);

/* Reports results in different units. */
bool call_same_unit(Call *call, const Result *a, const Result *b);

/* The periods of `frequency` that the arguments "from" and "to" begin and end with:
 * from="2024" is 2024-01 for months.  0 for an absent one.  False after a diagnostic:
 * they do not fall on periods of this frequency. */
bool call_window(Call *call, Frequency frequency, Period *from, Period *to);

/* A number that the template states, which is an assumption, or a figure: the operand's
 * single one or its central case. */
typedef struct {
    Value value;          /* not available when the argument is absent */
    Unit unit;            /* `unit.unit` NULL for a stated number */
    const Figure *figure; /* NULL for a stated number */
    bool given;
} Part;

/* False after a diagnostic. */
bool call_part(Call *call, const char *name, Part *part);

/* Notes on the result that the argument is a stated number, when it is. */
void call_note_assumed(Call *call, const char *name, const Part *part);

/* Brings the part to `unit`, and gives a stated number that unit; an absent part stays.
 * False after a diagnostic when it is in another. */
bool call_part_in(Call *call, const char *name, Part *part, Unit unit);

/* ---- making figures ---- */

/* Room for `count` figures in the call's result. */
void call_reserve(Call *call, int count);

/* Appends a figure computed from `inputs` (not NULL), with their sources and weakest
 * confidence. */
Figure *call_add(Call *call, const char *key, Period period, Value value,
                 const Figure *const *inputs, int input_count);

/* Where to note what a figure or result says beside its numbers: attributes and
 * elements that stand in the tree. */
XmlNode *figure_notes(Call *call, Figure *figure);
XmlNode *result_notes(Call *call);

/* Makes `source` the figure's only one, with its confidence. */
void figure_cite(Call *call, Figure *figure, const Source *source, int confidence);

/* Adds a source, unless the figure has it, and takes the weaker confidence. */
void figure_cite_too(Call *call, Figure *figure, const Source *source, int confidence);

/* Adds the outcome of a rule; one that is not passed holds the briefing, or warns when
 * the step says else="warn". */
void call_check(Call *call, bool passed, const char *detail);

/* Reports a problem at the step; returns false. */
bool call_fail(Call *call, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Adds a finished result to the findings. */
void findings_add(Findings *findings, Result *result, Arena *arena);

/* 10 to the power of `exponent`. */
double power_of_ten(int exponent);

/* ---- the steps: a table at the end of each steps_*.c, ended by a NULL name ---- */

extern const StepRule SERIES_STEPS[], TRADE_STEPS[], MEASURE_STEPS[], RULE_STEPS[];
extern const StepRule SIMULATE_STEPS[], STATEMENT_STEPS[], COST_STEPS[],
    BARRIER_STEPS[];
extern const StepRule CROSS_STEPS[], INDEX_STEPS[], STRUCTURE_STEPS[];
extern const StepRule TIME_STEPS[], TREND_STEPS[], EDITION_STEPS[];

#define OPERAND(name)                                                                  \
    { (name), ARGUMENT_OPERAND, true }
#define OPTIONAL(name, kind)                                                           \
    { (name), (kind), false }
#define REQUIRED(name, kind)                                                           \
    { (name), (kind), true }

#endif
