/* The baseline of a briefing that says what has changed: the findings of the last
 * edition with an earlier as-of date, kept in the folder of the PDFs. */
#ifndef PUBLISH_BASELINE_H
#define PUBLISH_BASELINE_H

#include "analysis/analysis.h"

typedef struct {
    LastEdition edition; /* `findings` is NULL when there is none */
    XmlFile file;        /* where it was read */
    const char *bytes;
    size_t size;
} Baseline;

/* Where the baseline of edition `id` is kept. */
const char *baseline_path(const char *out, const char *id, Arena *arena);

/* Reads the as-of date in the head of findings; false when there is no such file, or no
 * date in it. */
bool baseline_date(const char *path, bool *is_there, Date *date);

/* Finds the edition to compare with: what was published last, when its as-of date is
 * earlier than `as_of`, else what is kept, when that is.  One that is damaged, was
 * changed since, or is of another format is warned of and not compared with. */
void baseline_find(const char *out, const char *id, Date as_of, Arena *arena,
                   Diags *diags, Baseline *baseline);

/* Ends findings with a digest of what stands before it, by which a change is found. */
void baseline_seal(Text *findings);

#endif
