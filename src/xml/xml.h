/* XML: guarded loading of untrusted files into plain trees, typed attribute readers,
 * and writing.  xpath.h beside this file evaluates expressions.  Only this folder knows
 * libxml2. */
#ifndef XML_XML_H
#define XML_XML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "base/text.h"

typedef struct {
    const char *name, *value;
} XmlAttribute;

/* An element, or a stretch of text between elements when `name` is NULL. */
typedef struct XmlNode {
    const char *name; /* local name; prefixes are dropped */
    const char *text; /* text nodes only, entities resolved */
    XmlAttribute *attributes;
    int attribute_count, attribute_capacity;
    Origin origin; /* where its start tag or its text begins */
    struct XmlNode *parent, *first_child, *last_child, *next;
    void *peer; /* libxml2's mirror of the node, once xpath_new() has made it */
    const void *subject; /* what the node tells of, kept by the stage that built it */
} XmlNode;

enum { SHA256_HEX = 65 };

/* What was read, for provenance. */
typedef struct {
    const char *path;
    size_t size;
    char sha256[SHA256_HEX]; /* "" until xml_hash() for a file that became events */
    long long inode, changed, changed_ns; /* of the file when it was read */
} XmlFile;

/* Fills in the digest of a file that became events: it costs a quarter of the parsing,
 * and only what is published needs it.  False after a diagnostic: the file is no longer
 * the one that was read. */
bool xml_hash(XmlFile *file, Diags *diags);

/* The digest of bytes, in hexadecimal. */
void xml_digest(const void *bytes, size_t size, char sha256[SHA256_HEX]);

/* ---- reading ---- */

/* The tree of the file at `path`, whose root must be `root_name`; NULL after
 * diagnostics: FAULT_MISSING when it cannot be opened, FAULT_DATA when it is not a
 * regular file, too large, compressed, not well-formed, nested deeper than 256, has a
 * DOCTYPE or another root.  `wanted_by` is where the file was asked for.  `file` may be
 * NULL. */
XmlNode *xml_load(Arena *arena, Diags *diags, const char *path, const char *root_name,
                  Origin wanted_by, XmlFile *file);

/* ---- events: a file too large for trees ---- */

/* An attribute as it stands in the parser: nothing is copied.  Names of one file are
 * equal when their pointers are; `prefix` is NULL for most. */
typedef struct {
    const unsigned char *name, *prefix, *address;
    const unsigned char *value, *end; /* entities resolved; no NUL at the end */
} XmlSpan;

typedef struct XmlStream XmlStream;

/* What takes over a file whose root it accepts.  `name` is local, without its prefix,
 * and as unique as an attribute's.  All that is passed holds during the call only. */
typedef struct {
    bool (*accept)(void *user, const char *root_name);
    void (*start)(void *user, XmlStream *stream, const char *name,
                  const XmlSpan *attributes, int count);
    void (*end)(void *user, XmlStream *stream, const char *name);
    void (*text)(void *user, const char *text, int length);
} XmlEvents;

/* The line where the tag that is being told of began. */
int xml_stream_line(const XmlStream *stream);

/* Ends the reading; for what was reported already, so that xml_scan() returns false. */
void xml_stream_stop(XmlStream *stream);

/* Streams the file: each child element of the root goes to `record` as a tree that
 * lives in `scratch` until the next one; the root's attributes go to `root` first.
 * Returns as xml_load() does.  A false from `root` ends the reading.  A file with
 * another root goes to `events` (NULL for none) when they accept it.  `part`, when
 * there is one, is offered the child elements of a record as they end, until it refuses
 * one: what it takes with true is not kept in the record. */
typedef struct {
    bool (*root)(void *user, const XmlNode *root);
    void (*record)(void *user, const XmlNode *record);
    void *user;
    const XmlEvents *events;
    bool (*part)(void *user, const XmlNode *record, const XmlNode *part);
} XmlRecords;
bool xml_scan(Arena *arena, Diags *diags, const char *path, const char *root_name,
              Origin wanted_by, const XmlRecords *records, XmlFile *file);

/* The attribute, or first child element, of this name; NULL when there is none. */
const char *xml_attribute(const XmlNode *node, const char *name);
const XmlNode *xml_child(const XmlNode *node, const char *name);

/* The next sibling element, or first child element, skipping text. */
const XmlNode *xml_first_element(const XmlNode *node);
const XmlNode *xml_next_element(const XmlNode *node);

/* All text inside `node`, white space folded and trimmed; in `arena`. */
const char *xml_text(Arena *arena, const XmlNode *node);

/* `text` with runs of white space folded to one space, and trimmed. */
const char *xml_fold_space(Arena *arena, const char *text);

/* True when `text` is only white space. */
bool xml_is_blank(const char *text);

/* ---- typed attributes ---- */

/* How an attribute's text becomes a value.  `parse` writes to `out` and may refer to
 * `words`; `expected` completes "is not ...". */
typedef struct {
    const char *expected;
    bool (*parse)(Arena *arena, const char *text, const char *const *words, void *out);
} XmlType;

extern const XmlType XML_TEXT;    /* const char * */
extern const XmlType XML_NAME;    /* const char *: letters, digits, '-', '_', '.' */
extern const XmlType XML_NUMBER;  /* double */
extern const XmlType XML_INTEGER; /* int */
extern const XmlType XML_FLAG;    /* bool: "yes" or "no" */
extern const XmlType XML_WORD;    /* int: index into `words` */
extern const XmlType XML_DATE;    /* Date */
extern const XmlType XML_PERIOD;  /* Period */
extern const XmlType XML_LENGTH;  /* Mpt */
extern const XmlType XML_SHARE;   /* int: thousandths, from a percentage up to 100% */
extern const XmlType XML_COLOUR;  /* Colour */

typedef struct {
    const char *name;
    const XmlType *type;
    size_t offset; /* of the field in the struct read into */
    bool required;
    const char *const *words; /* XML_WORD: ends with NULL */
} XmlRule;

/* Reads the attributes of `node` into `out` by the `rules`, which end with a NULL name.
 * Reports an unknown attribute with the nearest right one, a missing or empty required
 * one, a bad value.  Fields of absent attributes stay as they are.  False after a
 * diagnostic. */
bool xml_read(Arena *arena, Diags *diags, const XmlNode *node, const XmlRule *rules,
              void *out);

/* Reports an element that its parent does not allow; `allowed` ends with NULL. */
void xml_report_unexpected(Arena *arena, Diags *diags, const XmlNode *node,
                           const char *const *allowed);

/* Where the first word of a text node stands. */
Origin xml_text_origin(const XmlNode *node);

/* Reports text directly in `node` that is not white space; false when there is some. */
bool xml_refuse_text(Diags *diags, const XmlNode *node);

/* ---- building and writing ---- */

/* Makes an element, the last child of `parent` unless that is NULL. */
XmlNode *xml_new(Arena *arena, XmlNode *parent, const char *name, Origin origin);
void xml_set(Arena *arena, XmlNode *node, const char *name, const char *value);
void xml_set_number(Arena *arena, XmlNode *node, const char *name, double number);
XmlNode *xml_new_text(Arena *arena, XmlNode *parent, const char *text);

/* Writes the tree with two spaces of indent; elements with text stay on one line. */
void xml_write(const XmlNode *root, Text *out);

/* Closes what libxml2 holds for the process. */
void xml_close(void);

#endif
