/* Small PDFs written object by object, for tests of what reads them back. */
#ifndef VERIFY_PDF_H
#define VERIFY_PDF_H

#include "base/text.h"
#include "verify/reader.h"

enum { MOST_OBJECTS = 40 };

/* Object 1 is the catalog, 2 the page tree, 3 the page. */
typedef struct {
    Text bytes;
    size_t offsets[MOST_OBJECTS];
    int count;
    const char *info; /* its dictionary; NULL for none */
} TestPdf;

static void pdf_begin(TestPdf *pdf, Arena *arena) {
    *pdf = (TestPdf){.bytes = {.arena = arena}};
    text_add(&pdf->bytes, "%PDF-1.7\n");
}

/* Returns the object's number. */
static int pdf_object(TestPdf *pdf, const char *body) {
    assert_true(pdf->count + 1 < MOST_OBJECTS);
    pdf->offsets[++pdf->count] = pdf->bytes.length;
    text_print(&pdf->bytes, "%d 0 obj\n%s\nendobj\n", pdf->count, body);
    return pdf->count;
}

static int pdf_stream(TestPdf *pdf, const char *entries, const char *data) {
    return pdf_object(pdf, arena_print(pdf->bytes.arena,
                                       "<<%s/Length %zu>>\nstream\n%s\nendstream",
                                       entries, strlen(data), data));
}

static void pdf_end(TestPdf *pdf) {
    const char *info = pdf->info ? arena_print(pdf->bytes.arena, "/Info %d 0 R",
                                               pdf_object(pdf, pdf->info))
                                 : "";
    const size_t start = pdf->bytes.length;
    text_print(&pdf->bytes, "xref\n0 %d\n0000000000 65535 f \n", pdf->count + 1);
    for (int i = 1; i <= pdf->count; i++)
        text_print(&pdf->bytes, "%010zu 00000 n \n", pdf->offsets[i]);
    text_print(&pdf->bytes,
               "trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%zu\n%%%%EOF",
               pdf->count + 1, info, start);
}

/* One page with this content and these resources; `catalog` are further entries of the
 * catalog, whose objects begin with number 5. */
static void pdf_page(TestPdf *pdf, Arena *arena, const char *catalog,
                     const char *resources, const char *content) {
    pdf_begin(pdf, arena);
    pdf_object(pdf, arena_print(arena, "<</Type/Catalog/Pages 2 0 R%s>>", catalog));
    pdf_object(pdf, "<</Type/Pages/Count 1/Kids[3 0 R]>>");
    pdf_object(pdf, arena_print(arena,
                                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]"
                                "/Contents 4 0 R/Resources<<%s>>>>",
                                resources));
    pdf_stream(pdf, "", content);
}

static const Reader *pdf_read(TestPdf *pdf, const char *path, Diags *diags) {
    pdf_end(pdf);
    return reader_open(path, (const unsigned char *) text_string(&pdf->bytes),
                       pdf->bytes.length, pdf->bytes.arena, diags);
}

#endif
