/* The guard at the gate: one SAX2 pass reads a file in blocks and builds plain trees.
 * Nothing is fetched, no entity is defined, no DOCTYPE is accepted, depth and size are
 * bounded, so that a hostile file costs no more than its own length. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <nettle/sha2.h>

#include "xml/xml.h"

enum { BLOCK = 64 * 1024, DEEPEST = 256 };
static const long long LARGEST = 4LL * 1024 * 1024 * 1024;

typedef struct XmlStream {
    Arena *arena;   /* the caller's: file names, messages */
    Arena *scratch; /* nodes of the record being read; the same arena for whole trees */
    Arena *parts;   /* nodes inside the record; the same arena for whole trees */
    Diags *diags;
    const char *path;
    const char *root_name;
    const XmlRecords *records; /* NULL: keep the whole tree */
    xmlParserCtxtPtr parser;
    XmlNode *root, *node; /* `node` is the element that is open */
    int depth;
    Text text; /* character data gathered since the last tag */
    Origin text_origin;
    bool failed;    /* a diagnostic was given: nothing more is delivered */
    bool streams;   /* the events have taken over */
    int event_line; /* where the last event ended */
    bool stray;     /* text stood where none may, which was reported */
    bool keeps;     /* the record keeps a part, and all that follow */
} Loader;

static Origin here(const Loader *loader) {
    int line = loader->parser ? xmlSAX2GetLineNumber(loader->parser) : 0;
    return (Origin){loader->path, line};
}

/* The line where the start tag that ends here began: no '<' can stand inside a tag. */
static Origin tag_origin(const Loader *loader) {
    Origin at = here(loader);
    xmlParserInputPtr input = loader->parser->input;
    if (!input) return at;
    const xmlChar *end = input->cur,
                  *c = memrchr(input->base, '<', (size_t) (end - input->base));
    for (c = c ? c : input->base; (c = memchr(c, '\n', (size_t) (end - c))); c++)
        at.line--;
    return at;
}

static void fail(Loader *loader) {
    loader->failed = true;
    xmlStopParser(loader->parser);
}

static void flush_text(Loader *loader) {
    if (!loader->text.length) return;
    if (loader->node) {
        Arena *arena = loader->depth > 1 ? loader->parts : loader->scratch;
        const char *text = arena_copy(arena, loader->text.data, loader->text.length);
        xml_new_text(arena, loader->node, text)->origin = loader->text_origin;
    }
    loader->text.length = 0;
    loader->text.data[0] = '\0';
}

static void read_attributes(Arena *arena, XmlNode *node, int count,
                            const xmlChar **attributes) {
    node->attributes = arena_array(arena, count, sizeof *node->attributes);
    node->attribute_count = node->attribute_capacity = count;
    for (int i = 0; i < count; i++) {
        const xmlChar **field = attributes + 5 * i;
        const char *value = (const char *) field[3];
        size_t length = (size_t) (field[4] - field[3]);
        node->attributes[i].name = arena_string(arena, (const char *) field[0]);
        node->attributes[i].value = arena_copy(arena, value, length);
    }
}

/* ---- events ---- */

int xml_stream_line(const XmlStream *stream) {
    return stream->event_line;
}

/* What follows begins where the parser stands now. */
static void event_ends(Loader *loader) {
    loader->event_line = loader->parser->input ? loader->parser->input->line : 0;
}

void xml_stream_stop(XmlStream *stream) {
    fail(stream);
}

static bool too_deep(Loader *loader) {
    if (++loader->depth <= DEEPEST) return false;
    diag_report(loader->diags, FAULT_DATA, here(loader),
                "elements nested deeper than %d: simplify the file", DEEPEST);
    fail(loader);
    return true;
}

_Static_assert(sizeof(XmlSpan) == 5 * sizeof(xmlChar *), "an attribute of SAX2");

static void on_event_start(void *user, const xmlChar *name, const xmlChar *prefix,
                           const xmlChar *uri, int namespace_count,
                           const xmlChar **namespaces, int attribute_count,
                           int defaulted, const xmlChar **attributes) {
    (void) prefix, (void) uri, (void) namespace_count, (void) namespaces;
    (void) defaulted;
    Loader *loader = user;
    if (loader->failed || too_deep(loader)) return;
    loader->records->events->start(loader->records->user, loader, (const char *) name,
                                   (const XmlSpan *) (const void *) attributes,
                                   attribute_count);
    event_ends(loader);
}

static void on_event_end(void *user, const xmlChar *name, const xmlChar *prefix,
                         const xmlChar *uri) {
    (void) prefix, (void) uri;
    Loader *loader = user;
    if (loader->failed) return;
    loader->depth--;
    loader->records->events->end(loader->records->user, loader, (const char *) name);
    event_ends(loader);
}

static void on_event_text(void *user, const xmlChar *text, int length) {
    Loader *loader = user;
    if (!loader->failed)
        loader->records->events->text(loader->records->user, (const char *) text,
                                      length);
    event_ends(loader);
}

static void on_event_comment(void *user, const xmlChar *text) {
    (void) text;
    event_ends(user);
}

static void on_event_instruction(void *user, const xmlChar *target,
                                 const xmlChar *data) {
    (void) target, (void) data;
    event_ends(user);
}

/* Hands the file over to the events when they accept its root. */
static bool hand_over(Loader *loader, const xmlChar *name) {
    const XmlEvents *events = loader->records ? loader->records->events : NULL;
    if (loader->root || !events || strcmp((const char *) name, loader->root_name) == 0)
        return false;
    if (!events->accept(loader->records->user, (const char *) name)) return false;
    xmlSAXHandlerPtr handler = loader->parser->sax;
    handler->startElementNs = on_event_start;
    handler->endElementNs = on_event_end;
    handler->characters = handler->ignorableWhitespace = on_event_text;
    handler->cdataBlock = on_event_text;
    handler->comment = on_event_comment;
    handler->processingInstruction = on_event_instruction;
    loader->streams = true;
    loader->event_line = tag_origin(loader).line;
    return true;
}

/* ---- trees ---- */

static bool accept_root(Loader *loader, const XmlNode *root) {
    if (strcmp(root->name, loader->root_name) != 0) {
        diag_report(loader->diags, FAULT_DATA, root->origin,
                    "wrong root element <%s>: expected <%s>", root->name,
                    loader->root_name);
        return false;
    }
    return !loader->records || !loader->records->root ||
           loader->records->root(loader->records->user, root);
}

static void on_start(void *user, const xmlChar *name, const xmlChar *prefix,
                     const xmlChar *uri, int namespace_count,
                     const xmlChar **namespaces, int attribute_count, int defaulted,
                     const xmlChar **attributes) {
    Loader *loader = user;
    if (loader->failed) return;
    if (hand_over(loader, name)) {
        on_event_start(user, name, prefix, uri, namespace_count, namespaces,
                       attribute_count, defaulted, attributes);
        return;
    }
    flush_text(loader);
    if (too_deep(loader)) return;
    bool is_root = !loader->root;
    Arena *arena = is_root              ? loader->arena
                   : loader->depth == 2 ? loader->scratch
                                        : loader->parts;
    XmlNode *node =
        xml_new(arena, loader->node, arena_string(arena, (const char *) name),
                tag_origin(loader));
    read_attributes(arena, node, attribute_count, attributes);
    loader->node = node;
    if (!is_root) return;
    loader->root = node;
    if (!accept_root(loader, node)) fail(loader);
}

/* Forgets what was read below the root. */
static void drop_record(Loader *loader) {
    if (!xml_refuse_text(loader->diags, loader->root)) loader->stray = true;
    loader->root->first_child = loader->root->last_child = NULL;
    loader->keeps = false;
    arena_reset(loader->scratch);
    arena_reset(loader->parts);
}

/* Offers a part that has ended; a record of parts that were all taken holds nothing. */
static void offer_part(Loader *loader, const XmlNode *part) {
    const XmlRecords *records = loader->records;
    XmlNode *record = part->parent;
    if (loader->keeps || !records->part ||
        !records->part(records->user, record, part)) {
        loader->keeps = true;
        return;
    }
    if (!xml_refuse_text(loader->diags, record)) loader->stray = true;
    record->first_child = record->last_child = NULL;
    arena_reset(loader->parts);
}

static void on_end(void *user, const xmlChar *name, const xmlChar *prefix,
                   const xmlChar *uri) {
    (void) name, (void) prefix, (void) uri;
    Loader *loader = user;
    if (loader->failed) return;
    flush_text(loader);
    XmlNode *ended = loader->node;
    loader->node = ended->parent;
    loader->depth--;
    if (!loader->records) return;
    if (loader->depth == 0) drop_record(loader);
    if (loader->depth == 2) offer_part(loader, ended);
    if (loader->depth != 1) return;
    loader->records->record(loader->records->user, ended);
    drop_record(loader);
}

static void on_text(void *user, const xmlChar *text, int length) {
    Loader *loader = user;
    if (loader->failed) return;
    if (!loader->text.length) {
        /* The parser stands behind what it hands over. */
        loader->text_origin = here(loader);
        for (int i = 0; i < length; i++)
            loader->text_origin.line -= text[i] == '\n';
    }
    text_add_bytes(&loader->text, (const char *) text, (size_t) length);
}

static void on_doctype(void *user, const xmlChar *name, const xmlChar *external_id,
                       const xmlChar *system_id) {
    (void) name, (void) external_id, (void) system_id;
    Loader *loader = user;
    diag_report(loader->diags, FAULT_DATA, here(loader),
                "DOCTYPE is not accepted: remove it");
    fail(loader);
}

/* How to mend what people get wrong most; "" for the rest. */
static const char *remedy(int code) {
    static const struct {
        int code;
        const char *remedy;
    } remedies[] = {
        {XML_ERR_NAME_REQUIRED, "; write '&amp;' for '&' and '&lt;' for '<'"},
        {XML_ERR_ENTITYREF_SEMICOL_MISSING, "; write '&amp;' for '&'"},
        {XML_ERR_UNDECLARED_ENTITY, "; write the character itself, or its number"},
        {XML_WAR_UNDECLARED_ENTITY, "; write the character itself, or its number"},
        {XML_ERR_LT_IN_ATTRIBUTE, "; write '&lt;' for '<'"},
        {XML_ERR_INVALID_CHAR, "; remove it, or save the file as UTF-8"},
        {XML_ERR_DOCUMENT_EMPTY, "; an XML file begins with '<'"}};
    for (size_t i = 0; i < sizeof remedies / sizeof *remedies; i++)
        if (remedies[i].code == code) return remedies[i].remedy;
    return "";
}

static void on_error(void *user, xmlErrorPtr error) {
    Loader *loader = user;
    if (loader->failed || error->level < XML_ERR_ERROR ||
        error->domain == XML_FROM_NAMESPACE)
        return;
    const char *message = error->message ? error->message : "not well-formed";
    /* The parser calls a file that stops amid its elements one that goes on. */
    if (error->code == XML_ERR_DOCUMENT_END && loader->depth > 0)
        message = "the file ends before its elements do";
    int length = (int) strcspn(message, "\n");
    diag_report(loader->diags, FAULT_DATA, (Origin){loader->path, error->line},
                "not well-formed XML: %.*s%s", length, message, remedy(error->code));
    fail(loader);
}

/* Opens a regular file of an acceptable size; -1 after a diagnostic. */
static int open_input(Diags *diags, const char *path, Origin wanted_by) {
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat status;
    if (file < 0 || fstat(file, &status) != 0) {
        diag_report(diags, FAULT_MISSING, wanted_by, "cannot open %s: %s", path,
                    strerror(errno));
        if (file >= 0) close(file);
        return -1;
    }
    const char *wrong = S_ISDIR(status.st_mode)    ? "it is a folder"
                        : !S_ISREG(status.st_mode) ? "not a regular file"
                        : status.st_size == 0      ? "the file is empty"
                        : status.st_size > LARGEST ? "larger than 4 GiB"
                                                   : NULL;
    if (!wrong) return file;
    diag_report(diags, FAULT_DATA, wanted_by, "cannot read %s: %s", path, wrong);
    close(file);
    return -1;
}

static bool is_compressed(const unsigned char *bytes, size_t size) {
    return (size > 2 && bytes[0] == 0x1F && bytes[1] == 0x8B) ||
           (size > 5 && memcmp(bytes,
                               "\xFD"
                               "7zXZ",
                               5) == 0);
}

static void hex(const uint8_t *digest, char *out) {
    static const char digits[] = "0123456789abcdef";
    for (int i = 0; i < SHA256_DIGEST_SIZE; i++) {
        *out++ = digits[digest[i] >> 4];
        *out++ = digits[digest[i] & 15];
    }
    *out = '\0';
}

static void stamp_file(XmlFile *file, const struct stat *status) {
    file->inode = (long long) status->st_ino;
    file->changed = (long long) status->st_mtim.tv_sec;
    file->changed_ns = status->st_mtim.tv_nsec;
}

void xml_digest(const void *bytes, size_t size, char sha256[SHA256_HEX]) {
    struct sha256_ctx hash;
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_init(&hash);
    sha256_update(&hash, size, bytes);
    sha256_digest(&hash, sizeof digest, digest);
    hex(digest, sha256);
}

/* Feeds the parser block by block; false after a diagnostic. */
static bool feed(Loader *loader, int file, XmlFile *stamp) {
    struct sha256_ctx hash;
    sha256_init(&hash);
    static _Thread_local unsigned char block[BLOCK];
    bool first = true;
    while (!loader->failed) {
        ssize_t got = read(file, block, sizeof block);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) {
            diag_report(loader->diags, FAULT_MISSING, (Origin){loader->path, 0},
                        "cannot read it: %s", strerror(errno));
            return false;
        }
        if (first && is_compressed(block, (size_t) got)) {
            diag_report(loader->diags, FAULT_DATA, (Origin){loader->path, 0},
                        "the file is compressed: unpack it first");
            return false;
        }
        first = false;
        if (!loader->streams) sha256_update(&hash, (size_t) got, block);
        stamp->size += (size_t) got;
        xmlParseChunk(loader->parser, (const char *) block, (int) got, got == 0);
        if (got == 0) break;
    }
    if (loader->failed) return false;
    if (loader->streams) return true;
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_digest(&hash, sizeof digest, digest);
    hex(digest, stamp->sha256);
    return true;
}

bool xml_hash(XmlFile *file, Diags *diags) {
    if (file->sha256[0]) return true;
    struct sha256_ctx hash;
    struct stat status;
    static _Thread_local unsigned char block[BLOCK];
    sha256_init(&hash);
    int input = open_input(diags, file->path, (Origin){file->path, 0});
    if (input < 0) return false;
    size_t size = 0;
    ssize_t got;
    while ((got = read(input, block, sizeof block)) != 0) {
        if (got < 0 && errno != EINTR) break;
        if (got < 0) continue;
        sha256_update(&hash, (size_t) got, block);
        size += (size_t) got;
    }
    XmlFile now = {.size = size};
    bool same = got == 0 && fstat(input, &status) == 0;
    close(input);
    if (same) stamp_file(&now, &status);
    if (!same || now.size != file->size || now.inode != file->inode ||
        now.changed != file->changed || now.changed_ns != file->changed_ns) {
        diag_report(diags, FAULT_MISSING, (Origin){file->path, 0},
                    "the file changed while it was in use: start again");
        return false;
    }
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_digest(&hash, sizeof digest, digest);
    hex(digest, file->sha256);
    return true;
}

static bool parse_file(Loader *loader, Origin wanted_by, XmlFile *stamp) {
    XmlFile unused = {0};
    if (!stamp) stamp = &unused;
    *stamp = (XmlFile){.path = loader->path};
    int file = open_input(loader->diags, loader->path, wanted_by);
    if (file < 0) return false;
    bool good = false;
    struct stat status;
    if (fstat(file, &status) == 0) stamp_file(stamp, &status);
    xmlSAXHandler handler = {.initialized = XML_SAX2_MAGIC,
                             .startElementNs = on_start,
                             .endElementNs = on_end,
                             .characters = on_text,
                             .ignorableWhitespace = on_text,
                             .cdataBlock = on_text,
                             .internalSubset = on_doctype,
                             .serror = on_error};
    xmlParserCtxtPtr parser = xmlCreatePushParserCtxt(&handler, loader, NULL, 0, NULL);
    if (!parser) {
        diag_report(loader->diags, FAULT_BUG, wanted_by, "cannot start the XML parser");
        goto done;
    }
    loader->parser = parser;
    /* NOENT: else '&' stands as "&#38;" in attributes; there are no other entities,
     * since a DOCTYPE is refused. */
    xmlCtxtUseOptions(parser, XML_PARSE_NONET | XML_PARSE_BIG_LINES | XML_PARSE_NOENT);
    good = feed(loader, file, stamp);
done:
    if (parser) xmlFreeParserCtxt(parser);
    close(file);
    return good;
}

XmlNode *xml_load(Arena *arena, Diags *diags, const char *path, const char *root_name,
                  Origin wanted_by, XmlFile *file) {
    Loader loader = {.arena = arena,
                     .scratch = arena,
                     .parts = arena,
                     .diags = diags,
                     .path = arena_string(arena, path),
                     .root_name = root_name,
                     .text = {.arena = arena}};
    return parse_file(&loader, wanted_by, file) ? loader.root : NULL;
}

bool xml_scan(Arena *arena, Diags *diags, const char *path, const char *root_name,
              Origin wanted_by, const XmlRecords *records, XmlFile *file) {
    Loader loader = {.arena = arena,
                     .scratch = arena_scratch(arena),
                     .parts = arena_scratch(arena),
                     .diags = diags,
                     .path = arena_string(arena, path),
                     .root_name = root_name,
                     .records = records,
                     .text = {.arena = arena}};
    bool good = parse_file(&loader, wanted_by, file);
    arena_free(loader.parts);
    arena_free(loader.scratch);
    return good && !loader.stray;
}

void xml_close(void) {
    xmlCleanupParser();
}
