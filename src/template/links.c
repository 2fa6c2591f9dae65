/* Links inside the document must arrive: a citation at its source, a reference at its
 * section.  Targets may stand after the link, so all are checked when all is
 * composed. */
#include <stdlib.h>
#include <string.h>

#include "template/composer.h"

#define SOURCE_TARGET "#source-"
#define NOTE_TARGET   "#note-"

void links_add(Composer *composer, const char *target, Origin origin) {
    if (target[0] != '#') return;
    composer->links = arena_grow(composer->arena, composer->links, composer->link_count,
                                 &composer->link_capacity, sizeof *composer->links);
    composer->links[composer->link_count++] = (InnerLink){target, origin};
}

/* Adds the anchors of the blocks below `root`; false when one stands twice. */
static bool add_anchors(Composer *composer, const Block *root, Map *anchors) {
    bool good = true;
    int depth = 0;
    for (const Block *b = root; b; b = block_following(b, root, &depth)) {
        if (!b->anchor) continue;
        const Block *first = map_put(anchors, b->anchor, (void *) b);
        if (!first) continue;
        diag_report(composer->diags, FAULT_DATA, b->origin,
                    "id '%s' stands twice in the document: first at line %d", b->anchor,
                    first->origin.line);
        good = false;
    }
    return good;
}

/* Names of the blocks' anchors, each with the block; NULL when one stands twice. */
static Map *gather_anchors(Composer *composer) {
    Map *anchors = map_new(composer->arena);
    bool good = add_anchors(composer, composer->document->root, anchors);
    for (int i = 0; i < composer->cell_count; i++)
        if (!add_anchors(composer, composer->cells[i], anchors)) good = false;
    return good ? anchors : NULL;
}

/* Layout gives the footnotes their anchors, numbered from 1. */
static bool is_note(const Composer *composer, const char *target) {
    if (strncmp(target, NOTE_TARGET, strlen(NOTE_TARGET)) != 0) return false;
    long number = strtol(target + strlen(NOTE_TARGET), NULL, 10);
    return number >= 1 && number <= composer->document->note_count;
}

const Map *links_check(Composer *composer) {
    const Map *anchors = gather_anchors(composer);
    bool good = anchors != NULL;
    for (int i = 0; anchors && i < composer->link_count; i++) {
        const InnerLink *link = &composer->links[i];
        if (map_get(anchors, link->target + 1) || is_note(composer, link->target))
            continue;
        if (strncmp(link->target, SOURCE_TARGET, strlen(SOURCE_TARGET)) == 0)
            diag_report(composer->diags, FAULT_DATA, link->origin,
                        "a source is cited that no <sources/> after it lists");
        else
            diag_report(composer->diags, FAULT_DATA, link->origin,
                        "no id '%s' in the document to link to", link->target + 1);
        good = false;
    }
    return good ? anchors : NULL;
}
