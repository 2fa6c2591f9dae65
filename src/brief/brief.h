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
    bool is_own;      /* its name has parameters in it: each edition has its own */
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

/* One of the briefings that a brief with editions makes: what its parameters are. */
typedef struct {
    Parameter *parameters;
    int parameter_count, parameter_capacity;
    Origin origin;
} Edition;

/* How a brief is multiplied: by a list, or by the values that the data hold for a
 * dimension, each of which becomes the value of one parameter. */
typedef struct {
    const char *id;        /* of an edition, with "{$name}" where it differs */
    const char *over;      /* the dimension; NULL for a list */
    const char *parameter; /* that takes a value of it, or of `values` */
    const char *values;    /* a list in one attribute; NULL without */
    const XmlNode *where;  /* which series count, by its attributes; NULL for all */
    Edition *items;        /* the list */
    int count, capacity;
    Origin origin;
} Editions;

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
    Editions *editions; /* NULL: the brief makes one briefing */
} Brief;

/* Reads the brief at `path`; NULL after diagnostics. */
Brief *brief_load(Arena *arena, Diags *diags, const char *path);

/* The brief as one edition has it: its id, its parameters over those of the brief, and
 * its datasets by name.  NULL after diagnostics. */
Brief *brief_edition(const Brief *brief, const Edition *edition, Arena *arena,
                     Diags *diags);

#endif
