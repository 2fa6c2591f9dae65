/* One briefing from start to end, or many that share what they are made of: the brief
 * is read, then what all of its editions share, then each edition is made. */
#ifndef REPORT_H
#define REPORT_H

#include "brief/brief.h"
#include "data/data.h"
#include "pdf/pdf.h"

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
    const char *made;      /* the PDF's date, a moment; NULL for the as-of date */
    bool check;            /* validate everything, write nothing */
    bool untagged;         /* a PDF without structure */
    bool quiet;            /* say nothing of success */
    int keep;  /* old editions to keep by date; 0: none are kept or removed */
    Dump dump; /* print a stage's value instead of publishing */
} ReportOptions;

typedef struct Report Report;

/* Its memory, and where it goes when there is no more, is the arena's. */
Report *report_new(const ReportOptions *options, Arena *arena, Diags *diags);

/* The brief at `path`; NULL after diagnostics. */
const Brief *report_read_brief(Report *report, const char *path);

/* Reads the template, and the datasets but those that are an edition's own; false after
 * diagnostics. */
bool report_read(Report *report);
const Dataset *report_dataset(const Report *report);

/* Of a brief with editions: does once what all would do, `first` being one of them.
 * When it returns, no thread but the caller's is left, so that the process may fork.
 * False after diagnostics. */
bool report_share(Report *report, const Brief *first);

/* The report of an edition of the brief, with what `shared` has read and with
 * diagnostics of its own, in the arena of `shared`, which it leaves as it is but for
 * what fonts and templates keep of work done.  One at a time.  `alone` keeps the work
 * on one thread. */
Report *report_edition(const Report *shared, const Brief *edition, Diags *diags,
                       bool alone);

/* What is told of a briefing beside its file, each in a line. */
typedef struct {
    int pages;           /* 0 when it did not come so far */
    const char *title;   /* NULL when it did not come so far */
    const char *verdict; /* as its template says it; NULL without */
    const char *changes; /* since the last edition; NULL when they are not known */
} Facts;

typedef struct {
    const char *id;
    Facts facts;
    bool is_good; /* published, or found good with `check` */
    int exit_status;
} ReportResult;

/* Makes the briefing of the report's brief, once: analyses, lays out, publishes. */
ReportResult report_make(Report *report);

/* What the briefing just published was made of, as record.h has it. */
const char *report_record(const Report *report);

/* What a briefing is before it is published; lives in the arena that it was made in. */
typedef struct {
    const XmlNode *findings;
    const Pages *pages;
    PdfFile pdf;
} Briefing;

/* Makes in memory what report_make() would publish of the brief at `path`, and of
 * its editions the one called `edition`; of the options `check` and `dump` are not
 * looked at.  False after a diagnostic. */
bool report_build(const char *path, const char *edition, const ReportOptions *options,
                  Arena *arena, Diags *diags, Briefing *briefing);

#endif
