/* One document from galley to pages. */
#include "layout/layout.h"

#include "layout/blocks.h"
#include "layout/build.h"
#include "layout/late.h"
#include "layout/mirror.h"
#include "layout/references.h"

enum { LEAST_ROOM = 36000 /* half an inch */ };

static bool check_page(const PageMaster *page, Diags *diags, Origin origin) {
    int64_t width = (int64_t) page->width - page->margin_left - page->margin_right;
    int64_t height = (int64_t) page->height - page->margin_top - page->margin_bottom;
    if (width >= LEAST_ROOM && height >= LEAST_ROOM && page->margin_left >= 0 &&
        page->margin_right >= 0 && page->margin_top >= 0 && page->margin_bottom >= 0)
        return true;
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
    const PageMaster *page = &document->page;
    if (!check_page(page, diags, document->root->origin)) return NULL;
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
                     .measure = page->width - page->margin_left - page->margin_right,
                     .section = pages->structure,
                     .leftwards = lang_is_leftwards(document->lang),
                     .block_origin = document->root->origin};
    setter.page_room = page->height - page->margin_top - page->margin_bottom;
    if (page->grid > 0) setter.page_room -= setter.page_room % page->grid;
    setter.notes = arena_array(arena, document->note_count + 1, sizeof *setter.notes);
    Galley galley = {0};
    setter.galley = &galley;
    setter.references = references_new(arena);
    Flow flow = {.galley = &galley, .width = setter.measure, .tag = pages->structure};
    block_set(&setter, document->root, flow);
    if (setter.failed) return NULL;
    const char **sections = NULL;
    pages_build(&setter, &galley, &sections);
    int pass = 1;
    for (; pass < MOST_PASSES && references_renew(&setter, &galley); pass++)
        pages_build(&setter, &galley, &sections);
    if (pass == MOST_PASSES) references_report(&setter);
    furniture_set(&setter, sections);
    if (setter.leftwards) pages_mirror(&setter);
    late_finish(&setter);
    return setter.failed ? NULL : pages;
}
