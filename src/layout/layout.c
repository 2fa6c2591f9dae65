/* One document from galley to pages. */
#include "layout/layout.h"

#include "layout/blocks.h"
#include "layout/build.h"
#include "layout/foresee.h"
#include "layout/late.h"
#include "layout/mirror.h"
#include "layout/notes.h"
#include "layout/references.h"

enum { LEAST_ROOM = 36000 /* half an inch */ };

static bool check_pages(const PageSet *set, Diags *diags, Origin origin) {
    bool good = set->columns >= 1 && set->columns <= MOST_COLUMNS && set->gutter >= 0;
    for (int side = 0; good && side < PAGE_SIDES; side++) {
        const PageMaster *page = &set->masters[side];
        int64_t height =
            (int64_t) page->height - page->margin_top - page->margin_bottom;
        good = page->margin_left >= 0 && page->margin_right >= 0 &&
               page->margin_top >= 0 && page->margin_bottom >= 0 &&
               pages_column(set) >= LEAST_ROOM && height >= LEAST_ROOM;
    }
    if (good) return true;
    diag_report(diags, FAULT_DATA, origin,
                "the page leaves less than 36 pt for the text between its margins");
    return false;
}

/* The document's own hyphens; NULL when it has none. */
static HyphenExceptions *read_exceptions(const Document *document, Arena *arena) {
    if (!document->exception_count) return NULL;
    HyphenExceptions *exceptions = hyphen_exceptions_new(arena);
    for (int i = 0; i < document->exception_count; i++)
        hyphen_exceptions_add(exceptions, document->exceptions[i].lang,
                              document->exceptions[i].word);
    return exceptions;
}

Pages *layout_document(const Document *document, FontStore *fonts, Arena *arena,
                       Diags *diags) {
    for (int i = 0; i < document->page_set_count; i++)
        if (!check_pages(&document->page_sets[i], diags, document->root->origin))
            return NULL;
    Pages *pages = arena_alloc(arena, sizeof *pages);
    *pages = (Pages){.title = document->title,
                     .author = document->author,
                     .subject = document->subject,
                     .lang = document->lang,
                     .date = document->date,
                     .untagged = document->untagged};
    pages->structure = tag_new(arena, TAG_DOCUMENT, NULL);
    Setter setter = {.document = document,
                     .fonts = fonts,
                     .exceptions = read_exceptions(document, arena),
                     .arena = arena,
                     .diags = diags,
                     .pages = pages,
                     .section = pages->structure,
                     .leftwards = lang_is_leftwards(document->lang),
                     .block_origin = document->root->origin};
    setter_turn(&setter, &document->page_sets[0]);
    setter.notes = arena_array(arena, document->note_count + 1, sizeof *setter.notes);
    Galley galley = {0};
    setter.galley = &galley;
    setter.references = references_new(arena);
    setter.images = pages->images = image_store_new(arena);
    Flow flow = {.galley = &galley,
                 .width = setter.measure,
                 .tag = pages->structure,
                 .whole = true};
    notes_number(&setter);
    foresee(&setter);
    block_set(&setter, document->root, flow);
    font_store_end_ahead(fonts);
    if (setter.failed) return NULL;
    const PageContext *contexts = pages_build(&setter, &galley);
    int pass = 1;
    for (; pass < MOST_PASSES && references_renew(&setter, &galley); pass++)
        contexts = pages_build(&setter, &galley);
    if (pass == MOST_PASSES) references_report(&setter);
    furniture_set(&setter, contexts);
    if (setter.leftwards) pages_mirror(&setter);
    headings_settle(pages);
    late_finish(&setter);
    return setter.failed ? NULL : pages;
}
