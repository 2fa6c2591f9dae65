/* One PDF verified: its attachments are taken out, the briefing is made of them again,
 * and what the PDF has must be what that makes. */
#ifndef REPORT_VERIFICATION_H
#define REPORT_VERIFICATION_H

#include "report/report.h"

/* Verifies the PDF at `path`, prints what differs on stderr, and returns the exit
 * status.  Of the options only `fonts` and `quiet` count: templates are the PDF's
 * own. */
int verification_run(const char *path, const ReportOptions *options);

#endif
