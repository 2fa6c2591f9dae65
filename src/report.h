/* One briefing from start to end. */
#ifndef REPORT_H
#define REPORT_H

#include "pdf/pdf.h"
#include "xml/xml.h"

typedef enum {
    DUMP_NONE,
    DUMP_DATASET,
    DUMP_FINDINGS,
    DUMP_DOCUMENT,
    DUMP_PAGES,
    DUMP_TAGS
} Dump;

typedef struct {
    const char *out;       /* folder of the PDFs */
    const char *templates; /* search path, folders separated by ':' */
    const char *installed; /* folder of the installed templates, searched last */
    const char *fonts;     /* search path of font files */
    bool check;            /* validate everything, write nothing */
    bool untagged;         /* a PDF without structure */
    bool quiet;            /* say nothing of success */
    bool is_last; /* the process ends after it: its memory is left to the system */
    Dump dump;    /* print a stage's value instead of publishing */
} ReportOptions;

/* Makes the briefing of the brief at `path`, prints its diagnostics on stderr, and
 * returns the exit status. */
int report_make(const char *path, const ReportOptions *options);

/* What a briefing is before it is published; lives in the arena that it was made in. */
typedef struct {
    const XmlNode *findings;
    const Pages *pages;
    PdfFile pdf;
} Briefing;

/* Makes in memory what report_make() would publish of the brief at `path`; of the
 * options `check` and `dump` are not looked at.  False after a diagnostic. */
bool report_build(const char *path, const ReportOptions *options, Arena *arena,
                  Diags *diags, Briefing *briefing);

#endif
