/* The order in which a PDF is made: fonts first, because content names glyphs by their
 * codes; then pages; then the structure, which needs to know what stands where. */
#include "pdf/writer.h"

#include <stdlib.h>
#include <string.h>

enum {
    PAGES_IN_NODE = 50,
    XREF_BLOCK = 1 << 15, /* entries; libharu grows its lists by a fixed step */
    SMALLEST_PAGE = 3 * MPT_PER_POINT,
    LARGEST_PAGE = 14400 * MPT_PER_POINT,
};

_Noreturn void writer_fail(Writer *writer, HPDF_STATUS error) {
    if (!writer->error) writer->error = error ? error : HPDF_INVALID_OBJECT;
    longjmp(writer->failed, 1);
}

/* libharu calls this from its depths and goes on; the error is acted on afterwards. */
static void record_error(HPDF_STATUS error, HPDF_STATUS detail, void *data) {
    (void) detail;
    Writer *writer = data;
    if (!writer->error) writer->error = error;
}

static void check_status(Writer *writer, HPDF_STATUS status) {
    if (status != HPDF_OK) writer_fail(writer, status);
}

static void open_document(Writer *writer) {
    writer->doc = HPDF_New(record_error, writer);
    if (!writer->doc) writer_fail(writer, HPDF_FAILD_TO_ALLOC_MEM);
    HPDF_Doc doc = writer->doc;
    doc->xref->entries->items_per_block = XREF_BLOCK;
    check_status(writer, HPDF_SetPagesConfiguration(doc, PAGES_IN_NODE));
    check_status(writer, HPDF_SetCompressionMode(doc, HPDF_COMP_ALL));
}

static void add_pages(Writer *writer) {
    const Pages *pages = writer->pages;
    writer->page_dicts =
        arena_array(writer->arena, pages->page_count, sizeof *writer->page_dicts);
    for (int i = 0; i < pages->page_count; i++) {
        HPDF_Page page = HPDF_AddPage(writer->doc);
        if (!page) writer_fail(writer, HPDF_GetError(writer->doc));
        writer->page_dicts[i] = page;
        const float height = (float) pages->pages[i].height / MPT_PER_POINT;
        const float width = (float) pages->pages[i].width / MPT_PER_POINT;
        check_status(writer, HPDF_Page_SetHeight(page, height));
        check_status(writer, HPDF_Page_SetWidth(page, width));
        if (!writer->pages->structure || writer->pages->untagged) continue;
        check_status(writer, HPDF_Dict_AddNumber(page, "StructParents", i));
        check_status(writer, HPDF_Dict_AddName(page, "Tabs", "S"));
    }
}

/* The whole file; its identifier is made of its content, so that the same gives the
 * same. */
static void save(Writer *writer) {
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_digest(&writer->hash, sizeof digest, digest);
    file_save(writer, digest);
}

/* What libharu would refuse or write wrongly without a word; false after a
 * diagnostic. */
static bool is_writable(const Pages *pages, Diags *diags) {
    const Origin nowhere = {0};
    if (strcmp(HPDF_GetVersion(), HPDF_VERSION_TEXT) != 0) {
        diag_report(diags, FAULT_BUG, nowhere,
                    "compiled with libharu %s, running with %s", HPDF_VERSION_TEXT,
                    HPDF_GetVersion());
        return false;
    }
    if (pages->page_count == 0) {
        diag_report(diags, FAULT_BUG, nowhere, "a PDF without pages");
        return false;
    }
    for (int i = 0; i < pages->page_count; i++) {
        const Page *page = &pages->pages[i];
        if (page->width >= SMALLEST_PAGE && page->width <= LARGEST_PAGE &&
            page->height >= SMALLEST_PAGE && page->height <= LARGEST_PAGE)
            continue;
        diag_report(diags, FAULT_DATA, nowhere,
                    "page %d: a PDF's pages are 3 to 14400 points wide and high",
                    i + 1);
        return false;
    }
    return true;
}

/* Everything that may fail by writer_fail(); false after a diagnostic of its own. */
static bool write_document(Writer *writer, const Attachment *attachments, int count,
                           const char *producer, bool alone) {
    sha256_init(&writer->hash);
    writer->arena = arena_new(&writer->failed);
    writer->alone = alone;
    writer->packer = packer_new(alone);
    if (!writer->packer) writer_fail(writer, HPDF_FAILD_TO_ALLOC_MEM);
    writer->scratch = arena_new(&writer->failed);
    writer->reader = page_reader(writer->pages, arena_new(&writer->failed));
    open_document(writer);
    Text *catalog = object_extend(writer, writer->doc->catalog);
    attachments_write(writer, attachments, count, catalog);
    structure_begin(writer);
    fonts_gather(writer);
    if (!fonts_write(writer)) return false;
    add_pages(writer);
    links_gather_anchors(writer);
    for (int i = 0; i < writer->pages->page_count; i++) {
        content_write(writer, i);
        links_write(writer, i);
    }
    bookmarks_write(writer, catalog);
    labels_write(writer, catalog);
    metadata_write(writer, producer, catalog);
    file_begin(writer);
    structure_write(writer, catalog);
    save(writer);
    return true;
}

bool pdf_write(const Pages *pages, const Attachment *attachments, int attachment_count,
               const char *producer, bool alone, Arena *arena, Diags *diags,
               PdfFile *file) {
    if (!is_writable(pages, diags)) return false;
    Writer *writer = arena_alloc(arena, sizeof *writer);
    writer->diags = diags;
    writer->pages = pages;
    /* Set and read across the jump. */
    volatile bool written = false;
    if (setjmp(writer->failed) == 0)
        written =
            write_document(writer, attachments, attachment_count, producer, alone);
    else if (!writer->error || writer->error == HPDF_FAILD_TO_ALLOC_MEM)
        diag_report(diags, FAULT_CREATE, (Origin){0}, "out of memory for the PDF");
    else
        diag_report(diags, FAULT_BUG, (Origin){0}, "libharu refused with error 0x%04lX",
                    (unsigned long) writer->error);
    if (writer->pen) HPDF_Stream_Free(writer->pen);
    if (writer->doc) HPDF_Free(writer->doc);
    packer_free(writer->packer);
    arena_free(writer->scratch);
    arena_free(writer->reader.scratch);
    arena_free(writer->arena);
    *file = (PdfFile){writer->bytes.bytes, writer->bytes.size};
    if (writer->bytes.bytes) arena_on_free(arena, free, writer->bytes.bytes);
    return written;
}
