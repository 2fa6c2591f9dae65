/* Indicators of trade analysis: pure functions of values.  A missing input gives not
 * available, a suppressed one suppressed, a zero denominator not defined; the status of
 * a result is the highest-ranking of its inputs (SDMX precedence). */
#ifndef ANALYSIS_INDICATORS_H
#define ANALYSIS_INDICATORS_H

#include "data/data.h"

/* Exports minus imports (WITS, Trade Outcomes Indicators). */
Value trade_balance(Value exports, Value imports);

/* Exports plus imports: what the two countries trade. */
Value total_trade(Value exports, Value imports);

/* (X - M) / (X + M), from -1 to 1 (Mikic and Gilbert, Trade Statistics in Policymaking,
 * ESCAP 2009). */
Value normalised_balance(Value exports, Value imports);

/* Exports in percent of imports (OECD). */
Value coverage_ratio(Value exports, Value imports);

/* `part` in percent of `whole`. */
Value share_of(Value part, Value whole);

/* Percent change.  Not defined when the base is zero or negative: growth of a balance
 * that changes sign means nothing, use level_change(). */
Value growth_rate(Value now, Value base);

/* `now` minus `base`, in their unit. */
Value level_change(Value now, Value base);

/* Compound annual growth in percent over `years` years; not defined unless both ends
 * are above zero (UNCTAD Handbook of Statistics, exponential growth rate). */
Value compound_growth(Value last, Value first, double years);

/* Value over quantity; not a price, since the mix of goods moves it (IMTS 2010). */
Value unit_value(Value value, Value quantity);

/* Quantity times unit value. */
Value value_of_quantity(Value quantity, Value unit);

/* Units that would close the gap: the size of `balance` over the unit value; not
 * defined when the unit value is not above zero. */
Value break_even_volume(Value balance, Value unit);

/* `a` over `b` as it stands. */
Value ratio_of(Value a, Value b);

/* Sum of `count` values; not available when any is missing: never scaled silently. */
Value sum_of(const Value *values, int count);

/* Mean of the absolute values; not available when none is a number. */
Value mean_absolute(const Value *values, int count);

#endif
