/* Objects and the few kinds of value that bodies are made of.  Nothing here depends on
 * the locale. */
#include "pdf/writer.h"

#include <string.h>

#include "base/utf8.h"

enum { OBJECT_NUMBER = 0x00FFFFFF }; /* the bits of obj_id that number the object */

static HPDF_STATUS emit_body(HPDF_Dict dict, HPDF_Stream stream) {
    const Text *body = dict->attr;
    return HPDF_Stream_Write(stream, (const HPDF_BYTE *) text_string(body),
                             (HPDF_UINT) body->length);
}

Text *object_extend(Writer *writer, HPDF_Dict dict) {
    Text *body = arena_alloc(writer->arena, sizeof *body);
    body->arena = writer->arena;
    dict->write_fn = emit_body;
    dict->attr = body;
    return body;
}

HPDF_Dict object_new(Writer *writer, Text **body) {
    HPDF_Dict dict = HPDF_Dict_New(writer->doc->mmgr);
    if (!dict) writer_fail(writer, HPDF_GetError(writer->doc));
    HPDF_STATUS status = HPDF_Xref_Add(writer->doc->xref, dict);
    if (status != HPDF_OK) writer_fail(writer, status);
    *body = object_extend(writer, dict);
    return dict;
}

size_t stream_padding(const void *bytes, size_t size) {
    return size && ((const char *) bytes)[size - 1] == '\r';
}

void stream_write(Writer *writer, HPDF_Dict dict, const void *bytes, size_t size) {
    HPDF_STATUS status = HPDF_Stream_Write(dict->stream, bytes, (HPDF_UINT) size);
    if (status == HPDF_OK && stream_padding(bytes, size))
        status = HPDF_Stream_Write(dict->stream, (const HPDF_BYTE *) "", 1);
    if (status != HPDF_OK) writer_fail(writer, status);
}

static const char PACKED[] = "/Filter /FlateDecode\n";

/* libharu's own filter stays off: it compresses half as fast, and in the way. */
void stream_fill(Writer *writer, HPDF_Dict dict, const void *bytes, size_t size,
                 bool compressed, Text *body) {
    sha256_update(&writer->hash, size, bytes);
    dict->filter = HPDF_STREAM_FILTER_NONE;
    if (!compressed) {
        stream_write(writer, dict, bytes, size);
        return;
    }
    text_add(body, PACKED);
    if (!packer_add(writer->packer, dict, bytes, size))
        writer_fail(writer, HPDF_FAILD_TO_ALLOC_MEM);
    writer->stream_count++;
}

static HPDF_Dict new_stream(Writer *writer, Text **body) {
    HPDF_Dict dict = HPDF_DictStream_New(writer->doc->mmgr, writer->doc->xref);
    if (!dict) writer_fail(writer, HPDF_GetError(writer->doc));
    *body = object_extend(writer, dict);
    return dict;
}

HPDF_Dict object_stream(Writer *writer, const void *bytes, size_t size, bool compressed,
                        Text **body) {
    HPDF_Dict dict = new_stream(writer, body);
    stream_fill(writer, dict, bytes, size, compressed, *body);
    return dict;
}

HPDF_Dict object_attachment(Writer *writer, const Attachment *attachment, Text **body) {
    if (!attachment->packed)
        return object_stream(writer, attachment->bytes, attachment->size,
                             !attachment->is_compact, body);
    HPDF_Dict dict = new_stream(writer, body);
    sha256_update(&writer->hash, sizeof attachment->checksum, attachment->checksum);
    dict->filter = HPDF_STREAM_FILTER_NONE;
    text_add(*body, PACKED);
    stream_write(writer, dict, attachment->packed, attachment->packed_size);
    return dict;
}

void add_integer(Text *out, int64_t number) {
    char digits[24];
    int at = sizeof digits;
    uint64_t left = number < 0 ? 0 - (uint64_t) number : (uint64_t) number;
    do {
        digits[--at] = (char) ('0' + left % 10);
        left /= 10;
    } while (left);
    if (number < 0) digits[--at] = '-';
    text_add_bytes(out, digits + at, sizeof digits - (size_t) at);
}

void add_number_reference(Text *out, int number) {
    add_integer(out, number);
    text_add(out, " 0 R");
}

void add_reference(Text *out, const void *object) {
    const HPDF_Obj_Header *header = object;
    add_number_reference(out, (int) (header->obj_id & OBJECT_NUMBER));
}

void add_thousandths(Text *out, int64_t thousandths) {
    if (thousandths < 0) {
        text_add_char(out, '-');
        thousandths = -thousandths;
    }
    add_integer(out, thousandths / 1000);
    int fraction = (int) (thousandths % 1000);
    if (!fraction) return;
    char digits[4] = {'.', (char) ('0' + fraction / 100),
                      (char) ('0' + fraction / 10 % 10), (char) ('0' + fraction % 10)};
    size_t length = digits[3] != '0' ? 4 : digits[2] != '0' ? 3 : 2;
    text_add_bytes(out, digits, length);
}

static const char HEX[] = "0123456789ABCDEF";

void add_hex4(Text *out, unsigned number) {
    char digits[4] = {HEX[number >> 12 & 15], HEX[number >> 8 & 15],
                      HEX[number >> 4 & 15], HEX[number & 15]};
    text_add_bytes(out, digits, sizeof digits);
}

static void add_character(Text *out, uint32_t character) {
    if (character < 0x10000) {
        add_hex4(out, character);
    } else {
        add_hex4(out, 0xD800 + ((character - 0x10000) >> 10));
        add_hex4(out, 0xDC00 + ((character - 0x10000) & 0x3FF));
    }
}

void add_utf16(Text *out, const char *string, size_t length) {
    for (size_t at = 0; at < length;) {
        uint32_t character;
        at += (size_t) utf8_decode(string + at, length - at, &character);
        add_character(out, character);
    }
}

/* The printable characters of ASCII stand for themselves in every encoding. */
static bool is_plain(const char *string) {
    for (const char *c = string; *c; c++)
        if (*c < ' ' || *c > '~') return false;
    return true;
}

static void add_plain(Text *out, const char *string) {
    text_add_char(out, '(');
    for (const char *c = string; *c; c++) {
        if (*c == '(' || *c == ')' || *c == '\\') text_add_char(out, '\\');
        text_add_char(out, *c);
    }
    text_add_char(out, ')');
}

void add_text_string(Text *out, const char *string) {
    if (is_plain(string)) {
        add_plain(out, string);
        return;
    }
    text_add(out, "<FEFF");
    add_utf16(out, string, strlen(string));
    text_add_char(out, '>');
}

void add_spoken(Text *out, const char *string) {
    const size_t length = strlen(string);
    text_add(out, "<FEFF");
    for (size_t at = 0; at < length;) {
        uint32_t character;
        at += (size_t) utf8_decode(string + at, length - at, &character);
        if (!utf8_governs_breaks(character)) add_character(out, character);
    }
    text_add_char(out, '>');
}

void add_byte_string(Text *out, const void *bytes, size_t size) {
    const unsigned char *byte = bytes;
    text_add_char(out, '<');
    for (size_t i = 0; i < size; i++) {
        text_add_char(out, HEX[byte[i] >> 4]);
        text_add_char(out, HEX[byte[i] & 15]);
    }
    text_add_char(out, '>');
}

void add_name(Text *out, const char *name) {
    text_add_char(out, '/');
    for (const unsigned char *c = (const unsigned char *) name; *c; c++) {
        if (*c > ' ' && *c < 127 && !strchr("()<>[]{}/%#", *c)) {
            text_add_char(out, (char) *c);
        } else {
            text_add_char(out, '#');
            text_add_char(out, HEX[*c >> 4]);
            text_add_char(out, HEX[*c & 15]);
        }
    }
}
