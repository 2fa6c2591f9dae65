/* Inside the template stage: the parts of composing a chart. */
#ifndef TEMPLATE_CHARTS_H
#define TEMPLATE_CHARTS_H

#include "template/composer.h"

enum { AXIS_LINEAR, AXIS_LOG, AXIS_INDEX };

/* Makes shares and indices of the values, where the chart asks for them, and says so in
 * its notes.  False after a diagnostic. */
bool chart_rescale(Composer *composer, const XmlNode *node, Chart *chart);

/* What the chart shows, for readers who do not see it: from where to where, highest,
 * lowest and last, written from the data in the brief's language. */
const char *chart_describe(Composer *composer, const Chart *chart);

/* The point's date or name as printed, "" for neither. */
const char *chart_point_name(const Composer *composer, const Chart *chart,
                             const ChartPoint *point);

/* Decimals that give the largest value three significant figures, 0 to 9. */
int chart_places(const Chart *chart);

/* A value in words. */
const char *chart_number(const Composer *composer, int places, double value);

/* The column and row of a country's tile on the grid map of the world, by its ISO 3166
 * code of three letters; false after a diagnostic. */
bool tile_place(Composer *composer, Origin origin, const char *code, double *column,
                double *row);

#endif
