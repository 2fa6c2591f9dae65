/* Page building: the galley is cut into pages. */
#ifndef LAYOUT_BUILD_H
#define LAYOUT_BUILD_H

#include "layout/setter.h"

/* Fills pages with the galley's strips; grounds, repeated table heads and footnotes
 * included, running heads and feet not yet.  `sections` gets the section that each page
 * begins in. */
void pages_build(Setter *setter, Galley *galley, const char ***sections);

/* Adds heads and feet, once the number of pages is known. */
void furniture_set(Setter *setter, const char *const *sections);

#endif
