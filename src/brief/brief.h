/* Brief: what the author asks for.  Author's texts stay trees of XML; the template
 * stage sets them, since they may hold expressions. */
#ifndef BRIEF_BRIEF_H
#define BRIEF_BRIEF_H

#include "base/calendar.h"
#include "xml/xml.h"

typedef struct {
    const char *name, *value;
    Origin origin;
} Parameter;

typedef struct {
    const char *path; /* as opened: beside the brief unless absolute */
    Origin origin;
    /* For SDMX-ML, each NULL when absent: */
    const char *map_name;  /* a ready map: "comext" */
    const char *source_id; /* a source that an earlier dataset has */
    const XmlNode *map, *source;
} DatasetReference;

typedef struct {
    const char *id;
    const XmlNode *content;
} AuthorText;

typedef enum { PAPER_AS_TEMPLATE = -1, PAPER_A4, PAPER_LETTER } PaperSize;
extern const char *const PAPER_WORDS[];

typedef struct {
    XmlFile file;
    const char *id;   /* names the PDF */
    const char *lang; /* BCP 47 */
    Date as_of;       /* the edition's date: nothing later is used */
    const char *template_name;
    const char *theme; /* NULL: as the template says */
    int paper;         /* a PaperSize, PAPER_AS_TEMPLATE without one */
    Origin origin;
    const XmlNode *title;               /* never NULL */
    const XmlNode *kicker, *standfirst; /* NULL when absent */
    const char *publisher, *contact;    /* NULL when absent */
    Date next_edition;                  /* year 0 when absent */
    Parameter *parameters;
    int parameter_count, parameter_capacity;
    DatasetReference *datasets; /* at least one */
    int dataset_count, dataset_capacity;
    int version; /* index of the format version; 0 is version 1 */
    const XmlNode
        *analysis; /* steps and rules beside the template's; NULL when absent */
    AuthorText *texts;
    int text_count, text_capacity;
} Brief;

/* Reads the brief at `path`; NULL after diagnostics. */
Brief *brief_load(Arena *arena, Diags *diags, const char *path);

#endif
