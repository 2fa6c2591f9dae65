/* What the file says of itself: the information dictionary and XMP, which must agree,
 * the language, the meaning of its colours, and the files attached. */
#include "pdf/writer.h"

#include <nettle/md5.h>
#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"

/* Property elements of the packet; nothing for an empty value. */
static void add_property(Text *xmp, const char *before, const char *value,
                         const char *after) {
    if (!value || !*value) return;
    text_add(xmp, before);
    text_add_xml(xmp, value);
    text_add(xmp, after);
}

/* PDF/A has every property outside of its own list declared. */
static const char EXTENSION[] =
    "<rdf:Description rdf:about=\"\""
    " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
    " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
    " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\n"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/"
    "</pdfaSchema:namespaceURI>\n"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaProperty:name>part</pdfaProperty:name>\n"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
    "<pdfaProperty:category>internal</pdfaProperty:category>\n"
    "<pdfaProperty:description>Part of PDF/UA that the file follows"
    "</pdfaProperty:description>\n"
    "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n"
    "</rdf:Description>\n";

/* When the file was made: the pages' moment, or the beginning of their day; NULL when
 * they have neither. */
static const char *moment_of(const Writer *writer) {
    const char *text = writer->pages->date;
    Date date;
    if (!text || moment_is_good(text)) return text;
    if (!date_parse(text, &date) || !date.day) return NULL;
    return arena_print(writer->arena, "%sT00:00:00Z", text);
}

/* Both dates of the file or of an attachment, the same. */
static void add_dates(Text *out, const char *moment) {
    if (!moment) return;
    static const char *const keys[] = {"CreationDate", "ModDate"};
    for (int i = 0; i < 2; i++)
        text_print(out, "/%s(D:%.4s%.2s%.2s%.2s%.2s%.2sZ)", keys[i], moment, moment + 5,
                   moment + 8, moment + 11, moment + 14, moment + 17);
}

static void add_dublin_core(Text *xmp, const Pages *pages) {
    text_add(xmp, "<rdf:Description rdf:about=\"\""
                  " xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n"
                  "<dc:format>application/pdf</dc:format>\n");
    add_property(xmp, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">",
                 pages->title, "</rdf:li></rdf:Alt></dc:title>\n");
    add_property(xmp, "<dc:creator><rdf:Seq><rdf:li>", pages->author,
                 "</rdf:li></rdf:Seq></dc:creator>\n");
    add_property(xmp, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">",
                 pages->subject, "</rdf:li></rdf:Alt></dc:description>\n");
    add_property(xmp, "<dc:language><rdf:Bag><rdf:li>", pages->lang,
                 "</rdf:li></rdf:Bag></dc:language>\n");
    text_add(xmp, "</rdf:Description>\n");
}

static HPDF_Dict write_xmp(Writer *writer, const char *producer, const char *moment) {
    Text xmp = {.arena = writer->arena};
    text_add(&xmp,
             "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
             "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
             "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n");
    add_dublin_core(&xmp, writer->pages);
    text_add(&xmp, "<rdf:Description rdf:about=\"\""
                   " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
                   " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n");
    add_property(&xmp, "<xmp:CreateDate>", moment, "</xmp:CreateDate>\n");
    add_property(&xmp, "<xmp:ModifyDate>", moment, "</xmp:ModifyDate>\n");
    add_property(&xmp, "<pdf:Producer>", producer, "</pdf:Producer>\n");
    bool untagged = writer->pages->untagged;
    text_print(&xmp,
               "</rdf:Description>\n"
               "<rdf:Description rdf:about=\"\""
               " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n"
               "<pdfaid:part>3</pdfaid:part>\n"
               "<pdfaid:conformance>%s</pdfaid:conformance>\n"
               "</rdf:Description>\n",
               untagged ? "U" : "A");
    if (!untagged)
        text_add(&xmp, "<rdf:Description rdf:about=\"\""
                       " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"
                       "<pdfuaid:part>1</pdfuaid:part>\n"
                       "</rdf:Description>\n");
    if (!untagged) text_add(&xmp, EXTENSION);
    text_add(&xmp, "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>");
    Text *body;
    HPDF_Dict dict = object_stream(writer, xmp.data, xmp.length, false, &body);
    text_add(body, "/Type/Metadata/Subtype/XML\n");
    return dict;
}

static void add_entry(Text *out, const char *key, const char *value) {
    if (!value || !*value) return;
    text_add(out, key);
    add_text_string(out, value);
}

static void write_info(Writer *writer, const char *producer, const char *moment) {
    HPDF_Dict info = writer->doc->info;
    if (!info) writer_fail(writer, HPDF_GetError(writer->doc));
    HPDF_Dict_RemoveElement(info, "Producer"); /* libharu's own */
    Text *body = object_extend(writer, info);
    add_entry(body, "/Title", writer->pages->title);
    add_entry(body, "/Author", writer->pages->author);
    add_entry(body, "/Subject", writer->pages->subject);
    add_entry(body, "/Producer", producer);
    add_dates(body, moment);
}

static void write_output_intent(Writer *writer, Text *catalog) {
    Text profile = {.arena = writer->arena};
    srgb_profile(&profile);
    Text *body;
    HPDF_Dict icc = object_stream(writer, profile.data, profile.length, true, &body);
    text_add(body, "/N 3\n");
    text_add(catalog, "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1"
                      "/OutputConditionIdentifier(sRGB IEC61966-2.1)"
                      "/Info(sRGB IEC61966-2.1)/DestOutputProfile ");
    add_reference(catalog, icc);
    text_add(catalog, ">>]\n");
}

void metadata_write(Writer *writer, const char *producer, Text *catalog) {
    const Pages *pages = writer->pages;
    const char *moment = moment_of(writer);
    write_info(writer, producer, moment);
    text_add(catalog, "/Metadata ");
    add_reference(catalog, write_xmp(writer, producer, moment));
    text_add_char(catalog, '\n');
    write_output_intent(writer, catalog);
    add_entry(catalog, "/Lang", pages->lang);
    text_add(catalog, "/ViewerPreferences<</DisplayDocTitle true");
    if (lang_is_leftwards(pages->lang)) text_add(catalog, "/Direction/R2L");
    text_add(catalog, ">>\n");
}

/* ---- attachments ---- */

static void sum_up(Attachment *attachment) {
    struct md5_ctx hash;
    md5_init(&hash);
    md5_update(&hash, attachment->size, attachment->bytes);
    md5_digest(&hash, sizeof attachment->checksum, attachment->checksum);
}

void attachment_pack(Attachment *attachment, Arena *arena) {
    size_t size;
    void *packed = pack_bytes(attachment->bytes, attachment->size, PACK_QUICKLY, &size);
    if (!packed) return;
    sum_up(attachment);
    attachment->packed = (const unsigned char *) arena_copy(arena, packed, size);
    attachment->packed_size = size;
    free(packed);
}

static int compare_attachments(const void *a, const void *b) {
    const Attachment *const *x = a, *const *y = b;
    return strcmp((*x)->name, (*y)->name);
}

static HPDF_Dict write_attachment(Writer *writer, const Attachment *attachment) {
    Text *body;
    HPDF_Dict file = object_attachment(writer, attachment, &body);
    text_add(body, "/Type/EmbeddedFile/Subtype");
    add_name(body, attachment->media_type ? attachment->media_type
                                          : "application/octet-stream");
    text_print(body, "/Params<</Size %zu", attachment->size);
    Attachment summed = *attachment;
    if (!summed.packed) sum_up(&summed);
    text_add(body, "/CheckSum");
    add_byte_string(body, summed.checksum, sizeof summed.checksum);
    add_dates(body, moment_of(writer));
    text_add(body, ">>\n");
    HPDF_Dict specification = object_new(writer, &body);
    text_add(body, "/Type/Filespec/F");
    add_text_string(body, attachment->name);
    add_entry(body, "/UF", attachment->name);
    add_entry(body, "/Desc", attachment->description);
    text_add(body, "/AFRelationship");
    add_name(body, attachment->relationship ? attachment->relationship : "Unspecified");
    text_add(body, "/EF<</F ");
    add_reference(body, file);
    text_add(body, "/UF ");
    add_reference(body, file);
    text_add(body, ">>");
    return specification;
}

void attachments_write(Writer *writer, const Attachment *attachments, int count,
                       Text *catalog) {
    const Attachment **sorted = arena_array(writer->arena, count, sizeof *sorted);
    int kept = 0;
    for (int i = 0; i < count; i++)
        if (attachments[i].bytes) sorted[kept++] = &attachments[i];
    if (!kept) return;
    qsort(sorted, (size_t) kept, sizeof *sorted, compare_attachments);
    Text names = {.arena = writer->arena};
    text_add(catalog, "/AF[");
    for (int i = 0; i < kept; i++) {
        HPDF_Dict specification = write_attachment(writer, sorted[i]);
        add_byte_string(&names, sorted[i]->name, strlen(sorted[i]->name));
        add_reference(&names, specification);
        text_add_char(&names, '\n');
        add_reference(catalog, specification);
        text_add_char(catalog, ' ');
    }
    text_add(catalog, "]/Names<</EmbeddedFiles<</Names[");
    text_add(catalog, text_string(&names));
    text_add(catalog, "]>>>>\n");
}
