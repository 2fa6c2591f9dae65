/* The data of a document's charts as attachments, for readers who do not see the charts
 * and for those who want to go on with the figures. */
#ifndef REPORT_CHARTDATA_H
#define REPORT_CHARTDATA_H

#include "doc/doc.h"
#include "pdf/pdf.h"

/* `attachments` with one more for each chart, "chart-1.csv" and so on, described by the
 * chart's title; `*count` grows. */
Attachment *chart_attachments(const Document *document, const Attachment *attachments,
                              int *count, Arena *arena);

#endif
