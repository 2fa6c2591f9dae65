/* PDF: writes Pages through libharu.  The only place that knows libharu. */
#ifndef PDF_PDF_H
#define PDF_PDF_H

#include "base/diag.h"
#include "pages/pages.h"

typedef struct {
    const char *name;       /* file name inside the PDF */
    const char *media_type; /* "application/xml" */
    const char *description;
    const char *relationship;   /* AFRelationship: "Source", "Data", "Supplement" */
    const unsigned char *bytes; /* NULL: left out */
    size_t size;
    /* By attachment_pack(); `packed` is NULL before it. */
    const unsigned char *packed;
    size_t packed_size;
    bool is_compact;            /* compressed as it is: stored as it stands */
    unsigned char checksum[16]; /* MD5, as PDF wants it */
} Attachment;

/* Compresses and sums up the bytes ahead of pdf_write(), so that it may happen beside
 * other work; not done when memory runs out. */
void attachment_pack(Attachment *attachment, Arena *arena);

typedef struct {
    const unsigned char *bytes; /* end with the arena */
    size_t size;
} PdfFile;

/* The whole file in memory: PDF 1.7, tagged, fonts embedded and subset, bookmarks,
 * links, page labels, attachments.  The same pages give the same bytes.  `alone` keeps
 * all work on this thread.  False after a diagnostic. */
bool pdf_write(const Pages *pages, const Attachment *attachments, int attachment_count,
               const char *producer, bool alone, Arena *arena, Diags *diags,
               PdfFile *file);

#endif
