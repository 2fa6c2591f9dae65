/* Layout: a Document becomes Pages.  Paragraphs are broken by total fit (Knuth and
 * Plass 1981), tables repeat their head across pages, charts become paths and text. */
#ifndef LAYOUT_LAYOUT_H
#define LAYOUT_LAYOUT_H

#include "base/diag.h"
#include "doc/doc.h"
#include "pages/pages.h"
#include "type/type.h"

/* Lays the document out.  NULL after a diagnostic; what cannot be set well but can be
 * set (an overfull line) is a warning with the template's line. */
Pages *layout_document(const Document *document, FontStore *fonts, Arena *arena,
                       Diags *diags);

/* Whether the pages say what the document says: each passage once, in its order, no
 * more and no less; of what layout adds, such as numbers and furniture, and of a
 * chart's labels it knows nothing.  For tests and for those who check a template;
 * FAULT_BUG at the first difference. */
bool layout_prove(const Document *document, const Pages *pages, Diags *diags);

#endif
