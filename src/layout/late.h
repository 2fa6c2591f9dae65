/* What is set when its page is read, for the file that makes the pages. */
#ifndef LAYOUT_LATE_H
#define LAYOUT_LATE_H

#include "layout/setter.h"

/* Tells the pages how their late items are set; the last thing that is done to them. */
void late_finish(const Setter *setter);

#endif
