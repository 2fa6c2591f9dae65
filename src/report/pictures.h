/* The pictures that a document shows: named in its findings by digest and attached to
 * its PDF, as what else it is made of. */
#ifndef REPORT_PICTURES_H
#define REPORT_PICTURES_H

#include "analysis/analysis.h"
#include "doc/doc.h"
#include "report/inputs.h"
#include "pages/pages.h"

typedef struct {
    Attachment *attachments; /* without bytes when too large */
    FindingsFile *files;
    const char **paths; /* where they were read */
    int count;
} PictureFiles;

/* The files of the pictures on the document's pages, each once, in its order. */
PictureFiles pictures_find(const Document *document, const Pages *pages,
                           const Inputs *inputs, Arena *arena, Diags *diags);

#endif
