/* What the PDF stage's files share.  Objects are written as text of our own: a libharu
 * dictionary that is empty but for a function which emits its body costs a tenth of one
 * built key by key, and says in the code what it says in the file. */
#ifndef PDF_WRITER_H
#define PDF_WRITER_H

#include <hpdf.h>
#include <nettle/sha2.h>
#include <setjmp.h>

#include "base/map.h"
#include "base/text.h"
#include "pdf/packer.h"
#include "pdf/pdf.h"

/* One glyph as the document uses it. */
typedef struct {
    bool used;
    uint16_t code;    /* by which content streams call it */
    int width;        /* thousandths of an em, as W has it */
    int length;       /* bytes of `text` */
    const char *text; /* what ToUnicode says it stands for; NULL for nothing */
} GlyphUse;

typedef struct Saving Saving; /* save.c */

/* One font as the document uses it. */
typedef struct {
    const Font *font;
    GlyphUse *glyphs; /* by glyph id */
    uint32_t glyph_limit;
    uint32_t space; /* the glyph of U+0020, 0 when the font has none */
    HPDF_Dict dict;
    int page; /* the page for which `local_name` holds, counted from 1 */
    const char *local_name;
} FontUse;

/* A part of a tag: marked content on a page, or an annotation. */
typedef struct Kid {
    int serial; /* place in reading order */
    int page;
    int mcid; /* -1 for an annotation */
    int link; /* index into Writer.links, -1 for content */
    struct Kid *next;
} Kid;

/* A tag as the structure tree will have it. */
typedef struct {
    const Tag *tag;
    int element;      /* its object; 0 when the tag holds nothing and is left out */
    int first_serial; /* of its first content or its descendants'; 0 for none */
    Kid *first_kid, *last_kid;
    int figure_page; /* TAG_FIGURE: where its box is, -1 for nowhere */
    Point low, high; /* the box, in page coordinates */
} TagUse;

/* An annotation's tag, for the parent tree. */
typedef struct {
    HPDF_Dict annotation;
    int element; /* the Link element that holds it */
    int page;
} LinkUse;

typedef struct {
    int *uses; /* index into Writer.tags by MCID */
    int count, capacity;
} PageContent;

typedef struct {
    int page;
    Mpt y;
} AnchorPlace;

/* An image, written once however often it is shown. */
typedef struct {
    const Image *image;
    HPDF_Dict dict;
} ImageUse;

/* The file as it grows, in malloc's memory. */
typedef struct {
    unsigned char *bytes;
    size_t size, room;
} PdfBytes;

typedef struct {
    /* Of all that lives as long as the writing, and of one page's content.  Their
     * escape is `failed`, so that libharu's document is freed when memory runs out. */
    Arena *arena, *scratch;
    Diags *diags;
    const Pages *pages;
    PageReader reader;
    HPDF_Doc doc;
    jmp_buf failed;
    HPDF_STATUS error; /* the first that libharu reported */
    struct sha256_ctx hash;
    bool alone; /* on this thread only */
    Packer *packer;
    HPDF_Page *page_dicts;
    FontUse *fonts;
    int font_count, font_capacity, last_font;
    TagUse *tags; /* by Tag.number - 1 */
    int tag_count;
    int serial;
    PageContent *contents; /* by page */
    LinkUse *links;
    int link_count, link_capacity;
    Map *anchors; /* name to AnchorPlace */
    ImageUse *images;
    int image_count, image_capacity;
    int stream_count; /* packed ones, the first of the packer's */
    Saving *saving;   /* since file_begin() */
    HPDF_Stream pen;  /* its own */
    PdfBytes bytes;
} Writer;

/* Leaves pdf_write() with a diagnostic. */
_Noreturn void writer_fail(Writer *writer, HPDF_STATUS error);

/* ---- object.c ---- */

/* A new indirect dictionary; what is added to `*body` until the document is saved
 * stands between its brackets. */
HPDF_Dict object_new(Writer *writer, Text **body);

/* The same with a stream, compressed when `compressed`. */
HPDF_Dict object_stream(Writer *writer, const void *bytes, size_t size, bool compressed,
                        Text **body);

/* The same of an attachment's bytes. */
HPDF_Dict object_attachment(Writer *writer, const Attachment *attachment, Text **body);

/* Fills the stream of `dict`, whose body is `body`. */
void stream_fill(Writer *writer, HPDF_Dict dict, const void *bytes, size_t size,
                 bool compressed, Text *body);

/* Zero bytes to add to a stream that would end in a carriage return, which readers take
 * for a part of the line end behind it.  No filter minds them. */
size_t stream_padding(const void *bytes, size_t size);

/* Gives a stream the bytes that the file has. */
void stream_write(Writer *writer, HPDF_Dict dict, const void *bytes, size_t size);

/* Gives an existing dictionary of libharu's a body beside its own keys. */
Text *object_extend(Writer *writer, HPDF_Dict dict);

void add_reference(Text *out, const void *object); /* "12 0 R", of libharu's object */
void add_number_reference(Text *out, int number);
void add_integer(Text *out, int64_t number);

/* `thousandths` / 1000 with no more decimals than it needs. */
void add_thousandths(Text *out, int64_t thousandths);
void add_hex4(Text *out, unsigned number);

/* UTF-8 as a text string in hexadecimal UTF-16 with its mark; or without, for CMaps. */
void add_text_string(Text *out, const char *string);
void add_utf16(Text *out, const char *string, size_t length);

/* The same of words that are read out or searched for: without what governs their line
 * breaks. */
void add_spoken(Text *out, const char *string);

/* Bytes as a string in hexadecimal. */
void add_byte_string(Text *out, const void *bytes, size_t size);

/* A name, escaped. */
void add_name(Text *out, const char *name);

/* ---- fonts.c ---- */

/* Finds the fonts and glyphs of all pages and what each glyph stands for. */
void fonts_gather(Writer *writer);

/* Cuts the fonts down and writes them; false after a diagnostic. */
bool fonts_write(Writer *writer);
FontUse *fonts_find(Writer *writer, const Font *font);

/* Whether the glyphs' characters as ToUnicode has them spell the text. */
bool fonts_spell(const FontUse *use, const Shaped *shaped);

/* ---- content.c ---- */

/* Writes the content of page `index` and notes its marked content. */
void content_write(Writer *writer, int index);

/* ---- images.c ---- */

/* The image's object, written at the first call. */
HPDF_Dict images_find(Writer *writer, const Image *image);

/* Adds the matrix that sets the image upright in the rectangle, in points. */
void images_matrix(Text *out, const ImageItem *item, Mpt page_height);

/* ---- structure.c ---- */

/* Numbers the tags, which content refers to. */
void structure_begin(Writer *writer);

/* The use of a tag, NULL for artifacts and tags outside of the structure. */
TagUse *structure_find(const Writer *writer, const Tag *tag);

/* Opens a new piece of marked content of `use`; returns its MCID. */
int structure_mark(Writer *writer, TagUse *use, int page);

/* Notes that a figure's ink reaches these corners. */
void structure_widen(const Writer *writer, const Tag *tag, int page, Point low,
                     Point high);

/* Hangs an annotation under a tag; returns its key in the parent tree. */
int structure_link(Writer *writer, TagUse *use, int page, HPDF_Dict annotation);

/* Adds the tree to the file that has begun. */
void structure_write(Writer *writer, Text *catalog);

/* ---- links.c ---- */

/* Gathers where links may lead; before any is written. */
void links_gather_anchors(Writer *writer);

/* The annotations of a page. */
void links_write(Writer *writer, int page);

/* The outline, and the labels of the pages. */
void bookmarks_write(Writer *writer, Text *catalog);
void labels_write(Writer *writer, Text *catalog);

/* ---- metadata.c ---- */

/* The document's title, dates and language, as PDF and as XMP. */
void metadata_write(Writer *writer, const char *producer, Text *catalog);

/* Those that have bytes, by their names. */
void attachments_write(Writer *writer, const Attachment *attachments, int count,
                       Text *catalog);

/* ---- save.c ---- */

/* Once libharu has all its objects, others may come that it need not know: a tagged
 * table of a hundred thousand rows has a million. */
void file_begin(Writer *writer);

/* The first of `count` numbers of objects for file_add(). */
int file_reserve(Writer *writer, int count);

/* A dictionary with this body. */
void file_add(Writer *writer, int number, const Text *body);

/* Makes the file of all objects; `id` are the 16 bytes that identify it. */
void file_save(Writer *writer, const uint8_t *id);

/* ---- srgb.c ---- */

/* An ICC profile of sRGB, so that the document's colours mean the same everywhere. */
void srgb_profile(Text *out);

#endif
