/* The record of an edition: what it was made of, kept beside its PDF as ID.made, so
 * that it is made again only when something of that has changed.  Safe to delete. */
#ifndef REPORT_RECORD_H
#define REPORT_RECORD_H

#include "base/map.h"
#include "report/inputs.h"
#include "report/pictures.h"
#include "report/report.h"

/* The record's text: the program and its options, what is told of the edition, the
 * inputs and pictures by their digests, and fonts and dictionaries by size and time of
 * change: all as they were when they were read.  `last` is where the last edition is
 * kept, which counts also when it is no input; NULL when it does not. */
const char *record_text(const ReportOptions *options, const Facts *facts,
                        const Inputs *inputs, const PictureFiles *pictures,
                        const char *last, const FontStore *fonts, Arena *arena);

/* Why the edition `id` of the brief at a path is to be made, such as "data.xml has
 * changed"; NULL when nothing has.  `known` keeps what was found out of each file, for
 * the next edition.  `facts` are those of the edition that is there, as far as its
 * record tells. */
const char *record_difference(const ReportOptions *options, const char *brief,
                              const char *id, Map *known, Arena *arena, Facts *facts);

/* The record of the edition `id` in the folder `out`; NULL when there is none. */
const char *record_read(const char *out, const char *id, Arena *arena);

/* The path of the next file that a record lists, from `*at` on, which moves behind it;
 * NULL after the last. */
const char *record_next_file(const char **at, Arena *arena);

#endif
