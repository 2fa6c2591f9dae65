/* What brief.c and editions.c share. */
#ifndef BRIEF_EDITIONS_H
#define BRIEF_EDITIONS_H

#include "brief/brief.h"

/* Reads a <parameter> into the list; a name that stands twice is refused. */
bool parameter_read(Arena *arena, Diags *diags, const XmlNode *node, Parameter **list,
                    int *count, int *capacity);

/* Reads <editions>; NULL after diagnostics. */
Editions *editions_read(Arena *arena, Diags *diags, const XmlNode *node);

/* Puts the parameters' values into the names of the datasets; false after
 * diagnostics. */
bool brief_fill(Brief *brief, Arena *arena, Diags *diags);

#endif
