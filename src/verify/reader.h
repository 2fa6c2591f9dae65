/* A PDF as it is read back.  Nothing in it is trusted: what is not of the kind asked
 * for is as if it were not there. */
#ifndef VERIFY_READER_H
#define VERIFY_READER_H

#include "verify/library.h"
#include "verify/verify.h"

typedef qpdf_oh PdfObject;

struct Reader {
    const Library *library;
    qpdf_data data;
    const char *path; /* for diagnostics */
    Arena *arena;
    int page_count;
};

/* The document's catalog, and what the file says at its end. */
PdfObject reader_catalog(const Reader *reader);
PdfObject reader_trailer(const Reader *reader);

/* The page of this index, from 0 to `page_count` - 1. */
PdfObject reader_page(const Reader *reader, int index);

/* What stands under `key` ("/Names") in a dictionary, or in a stream's; a null object
 * when nothing does. */
PdfObject reader_key(const Reader *reader, PdfObject object, const char *key);

/* Items of an array; 0 of everything else. */
int reader_count(const Reader *reader, PdfObject array);
PdfObject reader_item(const Reader *reader, PdfObject array, int index);

/* The keys of a dictionary in their order, `*count` of them; in `arena`. */
const char **reader_keys(const Reader *reader, PdfObject dictionary, Arena *arena,
                         int *count);

/* A string's bytes, or its text in UTF-8; NULL when it is none. */
const char *reader_string(const Reader *reader, PdfObject string, size_t *size,
                          Arena *arena);
const char *reader_text(const Reader *reader, PdfObject string, Arena *arena);

/* The bytes of a stream, unpacked when they were packed without loss; NULL when it is
 * no stream or cannot be read.  In `arena`. */
const unsigned char *reader_bytes(const Reader *reader, PdfObject stream, size_t *size,
                                  Arena *arena);

/* A page's content, all its streams together. */
const unsigned char *reader_content(const Reader *reader, PdfObject page, size_t *size,
                                    Arena *arena);

#endif
