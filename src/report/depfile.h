/* Rules for make: each PDF with all that it was made of. */
#ifndef REPORT_DEPFILE_H
#define REPORT_DEPFILE_H

#include "base/diag.h"
#include "base/map.h"
#include "base/text.h"

typedef struct {
    Text rules; /* set its arena first */
    Map *known; /* files that have a rule of their own, so that one may be removed */
} Depfile;

/* Adds the rule of the PDF at `pdf`, whose record is `record`.  A file whose name make
 * cannot be told is left out, with a warning. */
void depfile_add(Depfile *depfile, const char *pdf, const char *record, Diags *diags);

/* Writes the rules to the file at `path`; false after a diagnostic. */
bool depfile_publish(const Depfile *depfile, const char *path, Diags *diags);

#endif
