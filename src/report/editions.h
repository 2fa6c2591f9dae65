/* Which editions a brief has: its list, or one for each value that the data hold. */
#ifndef REPORT_EDITIONS_H
#define REPORT_EDITIONS_H

#include "brief/brief.h"
#include "data/data.h"

/* The brief as each of its editions has it, in the order of the list or of the values'
 * names.  `dataset` is what all editions share; of a list it is not looked at.  NULL
 * after diagnostics: there are none, or two have one name. */
const Brief **editions_plan(const Brief *brief, const Dataset *dataset, Arena *arena,
                            Diags *diags, int *count);

/* The edition called `id`; NULL after FAULT_USAGE. */
const Brief *editions_find(const Brief **editions, int count, const char *id,
                           Origin wanted_by, Diags *diags, Arena *arena);

#endif
