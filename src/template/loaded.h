/* The template as loaded, and how its files are read. */
#ifndef TEMPLATE_LOADED_H
#define TEMPLATE_LOADED_H

#include "template/locale.h"
#include "template/template.h"
#include "xml/xpath.h"

/* ---- the template as loaded ---- */

/* A <head> or <foot>. */
typedef struct {
    const XmlNode *left, *right; /* inline content; NULL when absent */
    bool is_head;
    int on;           /* a PageSide, PAGE_SIDES for all */
    const char *page; /* name of the pages, NULL for the document's */
    Origin origin;
} Furniture;

/* What a <page> may say in numbers: lengths, counts and indices of words. */
typedef enum {
    PAGE_PAPER,
    PAGE_ORIENTATION,
    PAGE_WIDTH,
    PAGE_HEIGHT,
    PAGE_TOP,
    PAGE_BOTTOM,
    PAGE_MARGIN_LEFT,
    PAGE_MARGIN_RIGHT,
    PAGE_INNER,
    PAGE_OUTER,
    PAGE_COLUMNS,
    PAGE_GUTTER,
    PAGE_COLUMN_RULE,
    PAGE_GRID,
    PAGE_NUMBERS,
    PAGE_START,
    PAGE_VALUE_COUNT
} PageValue;

/* What all <page> elements of one name and side say together. */
typedef struct {
    const char *name; /* NULL for the document's own */
    int on;           /* a PageSide, PAGE_SIDES for all */
    int values[PAGE_VALUE_COUNT];
    const char *prefix;
    Origin origin;
} PageRule;

typedef struct {
    const char *path;
    Origin origin; /* where the template names it */
} LabelFile;

struct Template {
    Arena *arena;
    const char *search; /* folders in which files are found */
    XPathSet *expressions;
    Map *expression_by_text;
    XmlFile *files; /* the template and its includes */
    int file_count, file_capacity;
    const char *lang;      /* of the brief */
    const char *lang_file; /* the file of texts in that language read last; or NULL */
    FontFamily *families;
    int family_count, family_capacity;
    HyphenException *exceptions;
    int exception_count, exception_capacity;
    Map *styles;            /* Style by name */
    LabelFile *label_files; /* not read yet */
    int label_file_count, label_file_capacity;
    Map *labels;      /* XmlNode of <label> by code, and by "dimension code" */
    Map *definitions; /* XmlNode of <define> by name */
    Map *checked;     /* content and name of the definitions checked so far */
    const XmlNode **definition_nodes; /* in the order read */
    int definition_count, definition_capacity;
    PageRule *page_rules; /* in the order read */
    int page_rule_count, page_rule_capacity;
    Furniture *furniture;
    int furniture_count, furniture_capacity;
    PageSet *page_sets; /* put together from these; measures only */
    int page_set_count;
    Mpt grid;
    Colour palette[ROLE_COUNT], ink, faint, quiet, tint;
    bool number_tables, number_figures;
    bool bookmark_tables, bookmark_figures;
    bool sources_have_pages; /* <sources pages="yes"/> asks where they were cited */
    int number_sections;     /* how deep; 0 for none */
    Parameter *parameters;   /* defaults */
    int parameter_count, parameter_capacity;
    const XmlNode **steps;
    int step_count, step_capacity;
    const char **inserts; /* texts of the brief that are inserted */
    int insert_count, insert_capacity;
    const XmlNode *verdict; /* the briefing's answer in a line; NULL without */
    const XmlNode *body;    /* NULL in an include */
};

/* The style called `name`; reports and returns the plain style "p" when there is
 * none. */
const Style *template_style(const Template *template, const char *name, Origin origin,
                            Diags *diags);

/* The compiled expression; each text is compiled once.  NULL after a diagnostic. */
const XPathExpression *template_expression(const Template *template, const char *text,
                                           Origin origin, Diags *diags);

/* Reads the files of labels when an expression calls label(); false after
 * diagnostics. */
bool template_load_labels(Template *template, Diags *diags);

/* Reports a definition that is not there, with the file of texts that should have
 * it. */
void template_report_undefined(const Template *template, const char *name,
                               Origin origin, Diags *diags);

/* ---- loading, by file ---- */

typedef struct {
    Template *template;
    Diags *diags;
    const Brief *brief;
    const char *search; /* folders in which included templates are found */
    int depth;          /* of includes */
    bool incomplete;    /* a file could not be read */
    bool themed;        /* the first theme counts */
} Loader;

/* Reads a template file into the template, and one child of such a file; false after
 * diagnostics. */
bool loader_read_file(Loader *loader, const char *path, Origin wanted_by);
bool loader_read_child(Loader *loader, const XmlNode *node);

/* Keeps what was read, for provenance. */
void loader_note_file(Template *template, XmlFile file);

/* <include>, <hyphenation>, <palette> and <theme>. */
bool read_include(Loader *loader, const XmlNode *node);
bool read_hyphenation(Loader *loader, const XmlNode *node);
bool read_palette(Loader *loader, const XmlNode *node);
bool read_theme(Loader *loader, const XmlNode *node);

/* Reads the colours of a <style>, which may be names of the palette; absent ones stay
 * as they are.  False after a diagnostic. */
bool theme_style(Loader *loader, const XmlNode *node, Style *style);

/* Reports a theme that the brief asks for and the template has no <theme> for. */
bool theme_check(const Loader *loader, const char *path);

/* Gives a page its paper, upright or across as its measures were. */
void theme_paper(PageMaster *page, int paper);

/* ---- masters.c ---- */

bool read_page(Loader *loader, const XmlNode *node);
bool read_furniture(Loader *loader, const XmlNode *node);

/* Puts the page sets together when all is read; false after diagnostics. */
bool masters_make(const Loader *loader);

/* The pages of this name; NULL when there are none. */
PageSet *masters_find(const Template *template, const char *name);

/* Checks the content of heads and feet. */
bool masters_check(Template *template, Diags *diags);

/* ---- labels.c ---- */

/* Adds the labels of the file at `path`; false after diagnostics. */
bool labels_read(Template *template, const char *path, Origin wanted_by, XmlFile *file,
                 Diags *diags);

/* The name of a code in the language, else in English, else the code itself.
 * `dimension` may be "" when the code is of one dimension only. */
const char *label_name(const Template *template, const char *dimension,
                       const char *code, const char *lang, Arena *arena);

/* ---- text with {expressions} ---- */

/* The next piece of `*text`, which moves on: literal text (`{{` and `}}` stand for
 * braces) or an expression.  Lengths in bytes.  False at the end. */
typedef struct {
    const char *start;
    size_t length;
    bool is_expression;
    bool unclosed; /* a '{' without its '}' */
    bool unopened; /* a '}' without its '{' */
} Piece;
bool text_piece(const char **text, Piece *piece);

/* Line ends between two places of a text: how far a piece stands below its start. */
int text_lines(const char *from, const char *to);

#endif
