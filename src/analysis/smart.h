/* What a tariff on a car does: the partial-equilibrium SMART model, and the build-up of
 * a landed cost.  Pure functions of values. */
#ifndef ANALYSIS_SMART_H
#define ANALYSIS_SMART_H

#include "data/data.h"

/* ---- SMART (Jammes and Olarreaga, Explaining SMART and GSIM, World Bank 2005; Laird
 * and Yeats, UNCTAD 1986) ---- */

typedef struct {
    Value preferred,
        rest; /* imports from the partner whose tariff changes, and others */
    Value tariff_from, tariff_to, tariff_rest; /* fractions: 0.15 for 15 % */
    double demand;                             /* import demand elasticity, below 0 */
    double supply;       /* export supply elasticity, above 0; 99 stands for infinite */
    double substitution; /* elasticity between origins, its size */
} SmartCase;

typedef struct {
    /* M ε Δt / ((1 + t0) (1 − ε/μ)); imports cannot fall below nothing. */
    Value creation;
    /* |σ| |Δt| / (1 + t0) × M_P M_R / (M_P + M_R), the form for small changes; to the
     * partner when its tariff falls, from it when it rises, and never more than the
     * loser sells. */
    Value diversion;
    Value imports; /* creation + diversion: the change of imports from the partner */
    Value revenue; /* Σ t1 M1 − Σ t0 M0 over the partner and the rest */
    Value welfare; /* ½ (t0 + t1) × creation: the rectangle and triangles */
} SmartOutcome;

/* Imports fall at most by all that there are.  A missing input leaves all open. */
SmartOutcome smart_simulate(const SmartCase *smart);

/* ---- landed cost (Incoterms 2020; the customs value of Japan is CIF) ---- */

typedef struct {
    Value ex_works, inland, ocean, insurance; /* a unit, in the market's currency */
    Value modification;                       /* a unit */
    Value fixed, units;      /* for the whole plan; units it is spread over */
    Value duty, vat, margin; /* fractions */
    Value pass_through;      /* of the duty into the price, 0 to 1 */
    bool duty_on_fob;        /* as in the US; otherwise on CIF, as in Japan */
} CostCase;

/* The lines in the order in which a cost builds up. */
typedef enum {
    COST_EX_WORKS,
    COST_INLAND,
    COST_FOB, /* ex works + inland */
    COST_OCEAN,
    COST_INSURANCE,
    COST_CIF,          /* FOB + ocean + insurance */
    COST_DUTY,         /* rate × CIF or FOB × pass-through */
    COST_MODIFICATION, /* a unit */
    COST_FIXED,        /* fixed cost / units */
    COST_VAT,          /* rate × (CIF + duty) */
    COST_MARGIN,       /* rate × (CIF + duty + modification + fixed) */
    COST_TOTAL,        /* the sum; not available when a part is missing */
    COST_KNOWN,        /* the sum of the parts that are numbers */
    COST_LINE_COUNT
} CostLine;
extern const char *const COST_WORDS[];

/* Fills the lines of the cost from the factory to the buyer. */
void landed_cost(const CostCase *cost, Value lines[COST_LINE_COUNT]);

/* True for FOB, CIF, total and known: sums of other lines. */
bool cost_is_sum(CostLine line);

#endif
