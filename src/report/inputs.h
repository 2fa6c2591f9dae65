/* The files that a briefing was made of: named in its findings by digest, and attached
 * to its PDF, so that whoever has the PDF can make the figures again. */
#ifndef REPORT_INPUTS_H
#define REPORT_INPUTS_H

#include "pdf/pdf.h"
#include "xml/xml.h"

enum { LARGEST_ATTACHED = 16 << 20 }; /* bytes */

typedef struct {
    /* As attached, with '/': from the brief's folder, or one above it as far as its
     * references reach; below "templates/" when found on the search path.  The same
     * wherever the files lie. */
    const char *name;
    const char *relationship; /* as attachments have it */
    const XmlFile *file;
} Input;

typedef struct {
    const char *brief;  /* path of the brief */
    const char *search; /* folders of templates, separated by ':' */
    Input *items;
    int count, capacity;
    /* By inputs_name(): how many folders above the brief's the files reach, and the
     * names of these. */
    int ups;
    const char *folders;
} Inputs;

/* Adds files, each once. */
void inputs_add(Inputs *inputs, const XmlFile *files, int count,
                const char *relationship, Arena *arena);

/* Adds a file under a name of its own. */
void inputs_add_named(Inputs *inputs, const XmlFile *file, const char *name,
                      const char *relationship, Arena *arena);

/* Gives all others their names. */
void inputs_name(Inputs *inputs, Arena *arena);

/* The name of one more file, as those of the inputs are, which have theirs.  One that
 * lies N folders higher than all of them is "above-N/NAME". */
const char *inputs_name_further(const Inputs *inputs, const char *path, Arena *arena);

/* The inputs' bytes as attachments, packed, with room for one more; one larger than 16
 * MiB is left out.  `packed` are inputs that were attached before, for another
 * briefing: those are not read again; none in one that is empty.  A file that is not
 * any more what was read is FAULT_DATA.  NULL after a diagnostic. */
typedef struct {
    const Inputs *inputs;
    const Attachment *attachments;
} PackedInputs;
Attachment *inputs_attach(const Inputs *inputs, const PackedInputs *packed,
                          Arena *arena, Diags *diags);

#endif
