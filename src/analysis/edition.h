/* The last edition as its findings tell of it: found by id and key, and told from
 * tonight's. */
#ifndef ANALYSIS_EDITION_H
#define ANALYSIS_EDITION_H

#include "analysis/analysis.h"

typedef struct Edition Edition;

/* What is looked up in the last edition is kept in `arena`. */
Edition *edition_new(const LastEdition *last, Arena *arena);

/* Its <findings>. */
const XmlNode *edition_root(const Edition *edition);

/* Its as-of date, as text. */
const char *edition_date(const Edition *edition);

/* A figure of the last edition: its element and that of its result. */
typedef struct {
    const XmlNode *result, *figure;
    Value value;
    Unit unit;
} Past;

/* NULL, or false, when the last edition has none such. */
const XmlNode *edition_result(const Edition *edition, const char *id);
const XmlNode *edition_statement(const Edition *edition, const char *id);
bool edition_figure(Edition *edition, const char *id, const char *key, Past *past);

/* The figure of the element, to be tonight's as well: `of` has its unit. */
Past edition_past(const XmlNode *result, const XmlNode *figure);

/* Whether the number, or the reason why there is none, is what it was, as exactly as
 * findings are written; the multiplier may be another. */
bool edition_same_value(const Past *past, const Figure *now);

/* The past number counted in tonight's multiplier. */
double edition_number(const Past *past, Unit unit);

/* Makes `figure`, which has its result, what it was, with its sources; those that the
 * dataset lacks, or has in another vintage, are added to the findings. */
void edition_restore(Findings *findings, const Past *past, Figure *figure,
                     Arena *arena);

/* A source that edition_restore() has added; NULL when there is none. */
const Source *edition_source(const Edition *edition, const char *id);

/* Why the figure is not what it was.  `changed` are the sources that differ: the newest
 * of those that are gone and of those that have come, NULL for none. */
typedef struct {
    const Source *gone, *come;
} SourcesChanged;
bool edition_newer(const SourcesChanged *changed); /* both are there */
Reason edition_reason(const Findings *findings, const Figure *now,
                      SourcesChanged *changed, Arena *arena);

/* NULL is as good as "". */
bool same_text(const char *a, const char *b);

#endif
