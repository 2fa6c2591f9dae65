/* Page references.  What a page number says is known when all pages are built, so the
 * pages are built again with the numbers of the pass before until all are right.  Only
 * blocks that printed a wrong number are set anew. */
#ifndef LAYOUT_REFERENCES_H
#define LAYOUT_REFERENCES_H

#include "layout/blocks.h"

enum { MOST_PASSES = 4 };

typedef struct References References;

References *references_new(Arena *arena);

/* The label of the page that "#anchor" stands on, by the last pass; a guess in the
 * first one, where `leads_back` has not had pages made.  Noted as printed in the block
 * or note being set. */
const char *references_page(Setter *setter, const char *target, Origin origin);

/* What a RUN_PAGE prints: the words before the number, and that. */
const char *references_words(Setter *setter, const Run *run);

/* The runs with the lists of pages among them in the order of the pages, each once:
 * what floats, or stands beside the text, is met in another order. */
Runs references_in_order(Setter *setter, const Runs *runs);

/* True when the document has `from` pages, by the last pass; true in the first one. */
bool references_reach(Setter *setter, int from, Origin origin);

/* Around the setting of a block: what asks for a page in between is set anew when it
 * has to be.  Only the outermost block of the document's own galley counts. */
typedef struct {
    bool counts;
    Flow flow;
    int first;       /* strip */
    int asks;        /* before it */
    Tag *tag_before; /* the last below flow.tag */
} ReferenceScope;
ReferenceScope references_enter(Setter *setter, const Block *block, Flow flow);
void references_leave(Setter *setter, const Block *block, const ReferenceScope *scope);

/* The same of a note, which is set when first asked for; -1 behind it. */
void references_note(Setter *setter, int note);

/* Compares what was printed with the pages as built.  False when all is right; else
 * what was wrong was set anew in the galley, and the pages are to be built again. */
bool references_renew(Setter *setter, Galley *galley);

/* Warns of what the pages as built, the last ones, leave wrong. */
void references_report(Setter *setter);

#endif
