/* The file itself.  libharu keeps the objects and writes each one's value; which go
 * into object streams, and where each one stands, is told by a cross-reference stream,
 * which libharu does not know.  A tagged file is a third smaller for it. */
#include "pdf/writer.h"

#include <stdlib.h>
#include <string.h>

enum {
    GROUP_BYTES = 32 * 1024,    /* of objects in one object stream */
    OBJECT_NUMBER = 0x00FFFFFF, /* the bits of obj_id that number the object */
    FIRST_PART = 1 << 20        /* of the file */
};

/* Where an object stands, as the cross-reference stream has it. */
typedef struct {
    enum { NOWHERE, IN_FILE, IN_GROUP } kind;
    uint32_t place; /* the offset, or the number of the object stream */
    int index;      /* in the object stream */
} Entry;

/* An object stream. */
typedef struct {
    int number, count;
    size_t first; /* where the values begin */
} Group;

struct Saving {
    Writer *writer;
    HPDF_Stream pen; /* writes into the open group, or the file when `in_file` */
    bool in_file;
    Entry *entries; /* by object number */
    int count, capacity;
    /* The open group, NULL for none: each object's number and where its value begins,
     * and the values.  Their room serves one group after the other. */
    Group *group;
    Text index, values, bytes;
};

static void add_to_file(Writer *writer, const void *bytes, size_t size) {
    PdfBytes *file = &writer->bytes;
    if (size > file->room - file->size) {
        size_t room = file->room ? file->room : FIRST_PART;
        while (room - file->size < size)
            room *= 2;
        file->bytes = arena_resize(writer->arena, file->bytes, room);
        file->room = room;
    }
    memcpy(file->bytes + file->size, bytes, size);
    file->size += size;
}

static void add_string_to_file(Writer *writer, const char *string) {
    add_to_file(writer, string, strlen(string));
}

/* Comes from libharu. */
static HPDF_STATUS take_bytes(HPDF_Stream pen, const HPDF_BYTE *bytes, HPDF_UINT size) {
    Saving *saving = pen->attr;
    if (saving->in_file)
        add_to_file(saving->writer, bytes, size);
    else
        text_add_bytes(&saving->values, (const char *) bytes, size);
    return HPDF_OK;
}

static void write_value(Saving *saving, void *object, bool in_file) {
    saving->in_file = in_file;
    HPDF_STATUS status = HPDF_Obj_WriteValue(object, saving->pen, NULL);
    if (status != HPDF_OK) writer_fail(saving->writer, status);
}

/* ---- kinds of objects ---- */

static int number_of(const void *object) {
    return (int) (((const HPDF_Obj_Header *) object)->obj_id & OBJECT_NUMBER);
}

static unsigned class_of(const void *object) {
    return ((const HPDF_Obj_Header *) object)->obj_class & HPDF_OCLASS_ANY;
}

static bool is_stream(const void *object) {
    return class_of(object) == HPDF_OCLASS_DICT && ((HPDF_Dict) object)->stream;
}

/* Of a stream: known once all are packed. */
static bool is_length(const void *object) {
    return class_of(object) == HPDF_OCLASS_NUMBER;
}

/* Calls `add` for each of libharu's objects. */
static void each_object(Saving *saving, void (*add)(Saving *saving, void *object)) {
    HPDF_List entries = saving->writer->doc->xref->entries;
    for (HPDF_UINT i = 0; i < entries->count; i++) {
        const HPDF_XrefEntry entry = HPDF_List_ItemAt(entries, i);
        if (entry->obj) add(saving, entry->obj);
    }
}

/* ---- object streams ---- */

static int new_number(Saving *saving) {
    saving->entries = arena_grow(saving->writer->arena, saving->entries, saving->count,
                                 &saving->capacity, sizeof *saving->entries);
    saving->entries[saving->count] = (Entry){.kind = NOWHERE};
    return saving->count++;
}

/* Ends the group; what it holds is in saving->bytes. */
static Group *end_group(Saving *saving) {
    Group *group = saving->group;
    group->first = saving->index.length;
    saving->bytes.length = 0;
    text_add_bytes(&saving->bytes, saving->index.data, saving->index.length);
    text_add_bytes(&saving->bytes, saving->values.data, saving->values.length);
    saving->index.length = saving->values.length = 0;
    saving->group = NULL;
    return group;
}

static void pack_group(Saving *saving) {
    if (!saving->group) return;
    Group *group = end_group(saving);
    if (!packer_add(saving->writer->packer, group, saving->bytes.data,
                    saving->bytes.length))
        writer_fail(saving->writer, HPDF_FAILD_TO_ALLOC_MEM);
}

/* The value of object `number` comes next in the open group. */
static void begin_value(Saving *saving, int number) {
    if (saving->values.length >= GROUP_BYTES) pack_group(saving);
    if (!saving->group) {
        saving->group = arena_alloc(saving->writer->arena, sizeof *saving->group);
        saving->group->number = new_number(saving);
    }
    saving->entries[number] = (Entry){.kind = IN_GROUP,
                                      .place = (uint32_t) saving->group->number,
                                      .index = saving->group->count++};
    add_integer(&saving->index, number);
    text_add_char(&saving->index, ' ');
    add_integer(&saving->index, (int64_t) saving->values.length);
    text_add_char(&saving->index, ' ');
}

static void add_to_group(Saving *saving, void *object) {
    begin_value(saving, number_of(object));
    write_value(saving, object, false);
    text_add_char(&saving->values, '\n');
}

static void add_settled(Saving *saving, void *object) {
    if (!is_stream(object) && !is_length(object)) add_to_group(saving, object);
}

static void add_length(Saving *saving, void *object) {
    if (is_length(object)) add_to_group(saving, object);
}

/* ---- the file ---- */

static void begin_object(Saving *saving, int number) {
    Writer *writer = saving->writer;
    saving->entries[number] =
        (Entry){.kind = IN_FILE, .place = (uint32_t) writer->bytes.size};
    add_string_to_file(writer, arena_print(writer->arena, "%d 0 obj\n", number));
}

static void add_stream(Saving *saving, void *object) {
    if (!is_stream(object)) return;
    begin_object(saving, number_of(object));
    write_value(saving, object, true);
    add_string_to_file(saving->writer, "\nendobj\n");
}

/* A stream of our own; `keys` are its dictionary's but the length.  `packed` is NULL
 * when memory ran out. */
static void add_packed(Saving *saving, int number, const char *keys, const void *packed,
                       size_t size) {
    Writer *writer = saving->writer;
    if (!packed) writer_fail(writer, HPDF_FAILD_TO_ALLOC_MEM);
    begin_object(saving, number);
    add_string_to_file(writer,
                       arena_print(writer->arena,
                                   "<<%s/Length %zu/Filter/FlateDecode>>\nstream\n",
                                   keys, size + stream_padding(packed, size)));
    add_to_file(writer, packed, size);
    add_to_file(writer, "", stream_padding(packed, size));
    add_string_to_file(writer, "\nendstream\nendobj\n");
}

static void add_group(Saving *saving, const Group *group, const void *packed,
                      size_t size) {
    add_packed(saving, group->number,
               arena_print(saving->writer->arena, "/Type/ObjStm/N %d/First %zu",
                           group->count, group->first),
               packed, size);
}

/* The last group's lengths come when there is nothing left to pack beside. */
static void add_last_group(Saving *saving) {
    each_object(saving, add_length);
    if (!saving->group) return;
    const Group *group = end_group(saving);
    size_t size;
    void *packed =
        pack_bytes(saving->bytes.data, saving->bytes.length, PACK_WELL, &size);
    add_group(saving, group, packed, size);
    free(packed);
}

/* Fills the streams and adds the groups, all packed by now. */
static void add_all_packed(Saving *saving) {
    Writer *writer = saving->writer;
    const void *bytes;
    size_t size;
    void *owner;
    for (int i = 0; i < writer->stream_count; i++) {
        bytes = packer_packed(writer->packer, i, &size, &owner);
        stream_write(writer, owner, bytes, size);
    }
    each_object(saving, add_stream);
    for (int i = writer->stream_count;
         (bytes = packer_packed(writer->packer, i, &size, &owner)); i++)
        add_group(saving, owner, bytes, size);
    add_last_group(saving);
}

static void add_big_endian(Text *out, uint32_t number, int width) {
    for (int shift = 8 * (width - 1); shift >= 0; shift -= 8)
        text_add_char(out, (char) (number >> shift & 255));
}

enum { REFERENCE = 7 }; /* bytes of an entry: its kind, its place, its index */

/* The entries one below the other, each but for what it has in common with the one
 * above (PNG's filter 2): most are the next place or index, and pack to nothing. */
static Text cross_references(const Saving *saving) {
    Text table = {.arena = saving->writer->arena};
    Text rows = {.arena = saving->writer->arena};
    for (int i = 0; i < saving->count; i++) {
        const Entry *entry = &saving->entries[i];
        text_add_char(&table, (char) entry->kind);
        add_big_endian(&table, entry->place, 4);
        add_big_endian(&table, i == 0 ? 65535 : (uint32_t) entry->index, 2);
    }
    const char *now = table.data;
    for (int i = 0; i < saving->count; i++, now += REFERENCE) {
        text_add_char(&rows, 2);
        for (int k = 0; k < REFERENCE; k++)
            text_add_char(&rows, (char) (now[k] - (i ? now[k - REFERENCE] : 0)));
    }
    return rows;
}

static void add_cross_references(Saving *saving, const uint8_t *id) {
    Writer *writer = saving->writer;
    int number = new_number(saving);
    size_t start = writer->bytes.size;
    saving->entries[number] = (Entry){.kind = IN_FILE, .place = (uint32_t) start};
    const Text table = cross_references(saving);
    Text keys = {.arena = writer->arena};
    text_print(&keys,
               "/Type/XRef/W[1 4 2]/DecodeParms<</Predictor 12/Columns %d>>"
               "/Size %d/Root ",
               REFERENCE, saving->count);
    add_reference(&keys, writer->doc->catalog);
    text_add(&keys, "/Info ");
    add_reference(&keys, writer->doc->info);
    text_add(&keys, "/ID[");
    add_byte_string(&keys, id, 16);
    add_byte_string(&keys, id, 16);
    text_add_char(&keys, ']');
    size_t size;
    void *packed = pack_bytes(table.data, table.length, PACK_WELL, &size);
    add_packed(saving, number, text_string(&keys), packed, size);
    free(packed);
    add_string_to_file(writer,
                       arena_print(writer->arena, "startxref\n%zu\n%%%%EOF\n", start));
}

void file_begin(Writer *writer) {
    Arena *arena = writer->arena;
    Saving *saving = arena_alloc(arena, sizeof *saving);
    *saving = (Saving){.writer = writer,
                       .index = {.arena = arena},
                       .values = {.arena = arena},
                       .bytes = {.arena = arena}};
    writer->saving = saving;
    writer->pen = HPDF_CallbackWriter_New(writer->doc->mmgr, take_bytes, saving);
    if (!writer->pen) writer_fail(writer, HPDF_FAILD_TO_ALLOC_MEM);
    saving->pen = writer->pen;
    file_reserve(writer, (int) writer->doc->xref->entries->count);
}

int file_reserve(Writer *writer, int count) {
    int first = writer->saving->count;
    for (int i = 0; i < count; i++)
        new_number(writer->saving);
    return first;
}

void file_add(Writer *writer, int number, const Text *body) {
    Saving *saving = writer->saving;
    begin_value(saving, number);
    text_add(&saving->values, "<<");
    text_add_bytes(&saving->values, text_string(body), body->length);
    text_add(&saving->values, ">>\n");
}

void file_save(Writer *writer, const uint8_t *id) {
    Saving *saving = writer->saving;
    each_object(saving, add_settled);
    pack_group(saving);
    if (!packer_finish(writer->packer)) writer_fail(writer, HPDF_FAILD_TO_ALLOC_MEM);
    add_string_to_file(writer, "%PDF-1.7\n%\xB7\xBE\xAD\xAA\n");
    add_all_packed(saving);
    add_cross_references(saving, id);
}
