/* What must not be mixed in silence: valuations, bases, adjustments and vintages. */
#ifndef ANALYSIS_MIXTURE_H
#define ANALYSIS_MIXTURE_H

#include "analysis/steps.h"

/* After a step has run: gives its result the traits that its operands share, and warns
 * where they differ, unless the step's argument `accept` names the trait.  A figure
 * made of two vintages of one table warns likewise. */
void mixture_settle(Call *call);

/* Warns where results that are joined to one row differ: a break hides in it. */
void mixture_join(Call *call, const Operand *operands, int count);

/* The words of `accept`; reports one that is none of them. */
bool mixture_check_accept(Call *call);

#endif
