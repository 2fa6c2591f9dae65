/* Cross-sections: results of one period, whose keys are products, partners or makers.
 * Steps over several of them line them up by key. */
#ifndef ANALYSIS_CROSS_H
#define ANALYSIS_CROSS_H

#include "analysis/steps.h"

enum { MOST_LINED_UP = 5 };

/* The items that all operands have, in the order of the first. */
typedef struct {
    int count;
    Value *values[MOST_LINED_UP]; /* of each operand, item by item */
    const Figure **inputs;        /* all their figures: operand by operand */
    int input_count;
    int all[MOST_LINED_UP];     /* how many figures each operand has */
    double sum[MOST_LINED_UP];  /* of all its numbers, matched or not */
    double part[MOST_LINED_UP]; /* of that sum in these items, percent; 0 for a sum that
                                   is not above 0 */
} Lineup;

/* Reads the operands called `names`; false after a diagnostic. */
bool cross_operands(Call *call, const char *const *names, int count, Operand *operands);

/* Brings the numbers of operand `i` to the multiplier of operand `like[i]`, whose unit
 * it must share; false after a diagnostic. */
bool cross_line_up(Call *call, const Operand *operands, int count, const int *like,
                   Lineup *lineup);

/* "71 items matched, 98.2 % of the value of x and 97 % of y": what a formula over
 * matched items must say. */
const char *cross_matched(Call *call, const Operand *operands, int count,
                          const Lineup *lineup);

/* The operand's figures by key: the first of each. */
Map *cross_index(Call *call, const Operand *operand);

/* Where one of the operands is a cross-section, a row of periods becomes its figure of
 * the same period: a total goes with every item. */
void cross_settle(Operand *const *operands, int count);

typedef Value EachFormula(const Value *values, double option);

/* One figure for each key of the first operand that is not single, with the other
 * operands' figures of that key; not available where one has none.  `like` as above. */
bool cross_each(Call *call, Operand *operands, int count, const int *like,
                EachFormula *formula, double option);

/* The values of the operand's figures, and the figures. */
Value *cross_values(Call *call, const Operand *operand, const Figure ***figures);

/* Adds the figure that says something of the whole cross-section `of`; its key is the
 * period of that, "all" when it has none. */
Figure *cross_add(Call *call, const Result *of, Value value,
                  const Figure *const *inputs, int count);

/* The period of the cross-section that these figures come from; 0 for none. */
Period cross_period(const Figure *const *inputs, int count);

/* The texts of a list that is separated by semicolons, each without space around it;
 * NULL at the end.  An absent argument is an empty list. */
const char **cross_keys(const Call *call, const char *name, int *count);

/* The index of the argument's text among `words` (NULL at the end), 0 when it is
 * absent; -1 after a diagnostic. */
int cross_word(Call *call, const char *name, const char *const *words);

#endif
