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

#endif
