/* Page building: the galley is cut into pages. */
#ifndef LAYOUT_BUILD_H
#define LAYOUT_BUILD_H

#include "layout/setter.h"

/* What running heads and feet need to know of a page. */
typedef struct {
    const PageMaster *master;
    const char *sections[MARK_COUNT]; /* titles, NULL before the first section */
} PageContext;

/* Fills pages with the galley's strips; grounds, repeated table heads and footnotes
 * included, running heads and feet not yet.  Returns what these need, by page. */
const PageContext *pages_build(Setter *setter, Galley *galley);

/* The same of a galley to which more is to come: the last page is left as it is. */
void pages_try(Setter *setter, Galley *galley);

/* Adds heads and feet, once the number of pages is known. */
void furniture_set(Setter *setter, const PageContext *contexts);

#endif
