/* The elements of templates: where each may stand, and what it says. */
#ifndef TEMPLATE_VOCABULARY_H
#define TEMPLATE_VOCABULARY_H

#include "template/loaded.h"

/* ---- elements ---- */

/* Where an element may stand, and what its children are. */
typedef enum {
    CONTENT_NONE = 0,
    CONTENT_BLOCKS = 1,
    CONTENT_INLINE = 2,
    CONTENT_TABLE = 4,
    CONTENT_ROW = 8,
    CONTENT_CHART = 16,
    CONTENT_KEY_FIGURES = 32,
    CONTENT_KEY_FIGURE = 64,
    CONTENT_LIST = 128,
    CONTENT_COLUMNS = 256,
    CONTENT_CHOICES = 512,
    CONTENT_QUOTE = 1024,
    CONTENT_SAME = 2048, /* children are what the parent's are: control elements */
    CONTENT_ARGUMENTS = 4096,
    CONTENT_ITEM = 16384, /* besides blocks and text */
    CONTENT_IMAGE = 32768,
    CONTENT_DEFINITION = 8192, /* besides what may stand where it is used */
    CONTENT_CELL = 65536,      /* besides text: paragraphs and lists */
} Content;

typedef enum {
    ATTRIBUTE_TEXT,       /* may hold {expressions} */
    ATTRIBUTE_EXPRESSION, /* XPath */
    ATTRIBUTE_NAME,
    ATTRIBUTE_STYLE,
    ATTRIBUTE_PAGE, /* name of pages */
    ATTRIBUTE_WORD,
    ATTRIBUTE_LENGTH,
    ATTRIBUTE_COUNT,
    ATTRIBUTE_WIDTH /* "content", "2fr", "30mm" */
} AttributeKind;

typedef struct {
    const char *name;
    AttributeKind kind;
    bool required;
    const char *const *words;
} AttributeRule;

enum { MOST_ATTRIBUTES = 18, DEEPEST_NUMBER = 6 /* of sections: 1.1.1.1.1.1 */ };

/* A link into the document, and where it was written. */
typedef struct {
    const char *target; /* "#" and the name of an anchor */
    Origin origin;
} InnerLink;

/* A reference whose words are not known before all is composed. */
typedef struct {
    Run *words;         /* gets them; NULL when the page alone is printed */
    const char *before; /* a space, or "" */
    const char *target; /* name of the anchor */
    Origin origin;
} PendingReference;

/* Anchors of citations. */
typedef struct {
    const char **anchors;
    int count, capacity;
} CitedPlaces;

/* A table of contents or a list, filled when all is composed. */
typedef struct {
    Block *block;
    const XmlNode *node;
} PendingContents;

typedef struct Composer Composer;
typedef struct Carry Carry;
typedef struct Symbols Symbols;
typedef struct Target Target;

typedef struct {
    const char *name;
    unsigned stands_in; /* Content bits */
    Content content;
    bool (*compose)(Composer *composer, const XmlNode *node, Target *target);
    AttributeRule attributes[MOST_ATTRIBUTES];
} Element;

/* The element of this name that may stand in `content`; NULL when there is none. */
const Element *element_find(const char *name, unsigned content);

/* Reports that `node` may not stand where `content` may, with the names that may. */
void element_report_misplaced(Template *template, const XmlNode *node, unsigned content,
                              Diags *diags);

/* Checks `node`'s children as `content`; false after diagnostics. */
bool elements_check(Template *template, const XmlNode *node, unsigned content,
                    Diags *diags);

/* Checks a <use> where `content` may stand: its definition, and what it gives to it. */
bool use_check(Template *template, const XmlNode *use, unsigned content, Diags *diags);

/* Checks that what phrase('...') names in an expression is defined, and is text. */
bool phrases_check(Template *template, const char *expression, Origin origin,
                   Diags *diags);

/* Reports literal numbers in the text below `node`. */
void elements_warn_literals(const XmlNode *node, Diags *diags);

/* Reads `content`, `2fr` or a length into the column; false when it is none of them. */
bool width_parse(const char *text, Column *column);

extern const char *const ALIGN_WORDS[];
extern const char *const ROW_WORDS[];
extern const char *const FOOT_WORDS[];
extern const char *const ROLE_WORDS[];
extern const char *const SPAN_WORDS[];
extern const char *const FLOAT_WORDS[];
extern const char *const MARK_WORDS[];
extern const char *const FLAG_WORDS[]; /* no, yes */
extern const char *const PROVENANCE_WORDS[];
extern const char *const CHART_WORDS[];
extern const char *const ARRANGE_WORDS[];
extern const char *const AXIS_WORDS[];
extern const char *const GUIDE_WORDS[];
extern const char *const DATA_WORDS[];
extern const char *const ORDER_WORDS[];
extern const char *const SCALE_WORDS[];
extern const int SCALE_POWERS[];

#endif
