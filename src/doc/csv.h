/* The data of a chart as a file for spreadsheets. */
#ifndef DOC_CSV_H
#define DOC_CSV_H

#include "doc/doc.h"

/* Comma-separated values (RFC 4180) with a line a point, in the order of the series:
 * series, at (a name, a year, month or quarter, or a number), to, value, low, high,
 * size (a bubble's area, a bullet's mark) and status, in the unit of the chart's axis.
 * What is missing is empty. */
void chart_csv(const Chart *chart, Text *out);

#endif
