/* Verifying: a PDF is read back, and held against the briefing that its attachments
 * make when it is made again.  The only place that knows libqpdf. */
#ifndef VERIFY_VERIFY_H
#define VERIFY_VERIFY_H

#include "pages/pages.h"
#include "xml/xml.h"

typedef struct Reader Reader;

/* Opens a PDF of `size` bytes, which last as long as the arena; `path` is for
 * diagnostics.  NULL after FAULT_DATA (no PDF, or a damaged one) or FAULT_MISSING (the
 * library that reads it). */
Reader *reader_open(const char *path, const unsigned char *bytes, size_t size,
                    Arena *arena, Diags *diags);

/* False after a diagnostic when the library found the file damaged, as far as it was
 * read. */
bool reader_is_sound(const Reader *reader, Diags *diags);

/* True when the PDF has a structure. */
bool reader_is_tagged(const Reader *reader);

/* A file attached to the PDF. */
typedef struct {
    const char *name;
    const unsigned char *bytes;
    size_t size;
} AttachedFile;

typedef struct {
    AttachedFile *items;
    int count, capacity;
} AttachedFiles;

/* Takes the attachments out.  One whose bytes are not those of its checksum is
 * FAULT_DIFFERS, a name that leads out of a folder FAULT_DATA.  False after
 * FAULT_DATA. */
bool attached_read(const Reader *reader, AttachedFiles *files, Diags *diags);

/* The attachment of this name, NULL when there is none. */
const AttachedFile *attached_find(const AttachedFiles *files, const char *name);

/* The findings of a briefing, NULL when none are attached. */
const AttachedFile *attached_findings(const AttachedFiles *files);

/* Holds the findings that a PDF has against those made again, both read from files, and
 * reports each figure and each record that differs as FAULT_DIFFERS at `path`.  Another
 * version of the program is no difference.  Returns the number of figures. */
int findings_compare(const XmlNode *attached, const XmlNode *made, const char *path,
                     Arena *arena, Diags *diags);

/* Holds the letters that the fonts draw, and what they say that these are, against
 * those of the fonts here; another one is FAULT_DIFFERS.  True when the files of the
 * fonts are the same as well. */
bool fonts_compare(const Reader *file, const Reader *made, Diags *diags);

/* Holds the words of each page against those of the PDF made again from `pages`, and
 * reports as FAULT_DIFFERS what is printed, what should be, and which figure that
 * is. */
void printed_compare(const Reader *file, const Reader *made, const Pages *pages,
                     Diags *diags);

/* Holds every object of the one against the other's: places, colours, lines, links,
 * structure, fonts.  Numbers and packing of the objects are free. */
void objects_compare(const Reader *file, const Reader *made, Diags *diags);

/* Printed figures: stretches of text on the pages that print one. */
int printed_figures(const Pages *pages);

#endif
