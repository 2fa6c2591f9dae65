/* The words of the dataset format, in the order of their enums. */
#include "data/data.h"

const char *const CONFIDENCE_WORDS[] = {"high", "derived", "medium",
                                        "low",  "article", NULL};
const char *const DIMENSION_NAMES[DIM_COUNT + 1] = {
    "reporter", "partner",   "flow",  "product",    "maker",  "measure", "frequency",
    "unit",     "valuation", "basis", "adjustment", "detail", NULL};
const char *const COMMITMENT_WORDS[] = {"none",     "considering", "conditional",
                                        "planned",  "announced",   "contracted",
                                        "in-force", "delivered",   NULL};
const char *const MOTIVE_WORDS[] = {"commercial", "diplomatic", "regulatory", "mixed",
                                    NULL};
const char *const CASE_WORDS[] = {"low", "central", "high", NULL};
const char *const BARRIER_KINDS[] = {"safety",        "emissions", "size",
                                     "steering",      "cost",      "time",
                                     "certification", "demand",    NULL};
const char *const BARRIER_STATUSES[] = {"stands", "eased", "removed", NULL};
const char *const EVENT_KINDS[] = {"tariff", "rule",      "announcement",
                                   "deal",   "statement", NULL};
