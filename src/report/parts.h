/* What the files that make one briefing share: report.c leads from stage to stage,
 * reading.c reads, press.c publishes. */
#ifndef REPORT_PARTS_H
#define REPORT_PARTS_H

#include "base/task.h"
#include "publish/baseline.h"
#include "report/inputs.h"
#include "report/pictures.h"
#include "report/report.h"
#include "template/template.h"

#define PROGRAM "mkreport " MKREPORT_VERSION

/* Everything that one briefing holds. */
struct Report {
    const ReportOptions *options;
    Arena *arena;
    Diags *diags;
    const Brief *brief;
    Dataset *dataset;
    Template *template;
    bool compares; /* says what has changed since the last edition */
    Baseline baseline;
    Findings *findings;
    XmlNode *tree;
    XmlFile *maps; /* of SDMX messages */
    int map_count, map_capacity;
    const char *search; /* where templates and what they name are looked for */
    bool is_edition;    /* of a brief that has several */
    bool is_alone;      /* one of many processes: no threads */
    Inputs inputs;
    /* Of editions: what all of them are made of, packed once. */
    Inputs common_inputs;
    PackedInputs common;
    /* Made by a task: the inputs', and last the findings as they are published. */
    Attachment *attachments;
    Diags *attaching_diags;
    Task *attaching;
    Document *document;
    FontStore *fonts; /* once the task has ended */
    Task *fonts_looking;
    Pages *pages;
    PictureFiles pictures; /* once the PDF is written */
    Facts facts;
};

/* A part of the work beside the rest, where there are processors for it. */
Task *report_start(const Report *report, void (*run)(void *user, Arena *arena),
                   void *user);

/* Prints a stage's value when it is the one asked for; true when that ends the work. */
bool report_dumped(const Report *report, Dump stage);

/* Reads what an edition has beside what all share; false after diagnostics. */
bool report_read_own(Report *report);

/* Adds the files that are known before the analysis. */
void press_add_inputs(const Report *report, Inputs *inputs);

/* Names what the briefing is made of, for the head of its findings. */
FindingsHead press_name_inputs(Report *report);

/* A task: packs the inputs and the findings of the Report `user` as attachments. */
void press_attach(void *user, Arena *arena);

/* The PDF in memory, once the attachments are packed; false after diagnostics. */
bool press_write_pdf(Report *report, PdfFile *file);

/* Writes the PDF and what stands beside it; false after diagnostics. */
bool press_publish(Report *report);

#endif
