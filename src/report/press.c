/* From pages to what is published: the PDF with all that it was made of attached to it,
 * its findings, and the record of an edition. */
#include <string.h>

#include "publish/archive.h"
#include "report/chartdata.h"
#include "publish/publish.h"
#include "report/record.h"
#include "report/parts.h"

/* The findings as a file.  A text grows by copies of itself, so it grows apart. */
static Attachment write_findings(const Report *report, Arena *arena) {
    Arena *paper = arena_scratch(arena);
    Text text = {.arena = paper};
    xml_write(report->tree, &text);
    baseline_seal(&text);
    const char *bytes = arena_copy(arena, text_string(&text), text.length);
    Attachment attachment = {
        .name = arena_print(arena, "%s.findings.xml", report->brief->id),
        .media_type = "application/xml",
        .description = "Every figure with its formula, inputs and sources",
        .relationship = "Data",
        .bytes = (const unsigned char *) bytes,
        .size = text.length};
    arena_free(paper);
    attachment_pack(&attachment, arena);
    return attachment;
}

void press_attach(void *user, Arena *arena) {
    Report *report = user;
    report->attaching_diags = diags_new(arena);
    Attachment *attachments =
        inputs_attach(&report->inputs, &report->common, arena, report->attaching_diags);
    if (!attachments) return;
    attachments[report->inputs.count] = write_findings(report, arena);
    report->attachments = attachments;
}

void press_add_inputs(const Report *report, Inputs *inputs) {
    int count;
    Arena *arena = report->arena;
    const XmlFile *files = template_files(report->template, &count);
    *inputs = (Inputs){.brief = report->brief->file.path, .search = report->search};
    inputs_add(inputs, &report->brief->file, 1, "Source", arena);
    inputs_add(inputs, report->dataset->files, report->dataset->file_count, "Source",
               arena);
    inputs_add(inputs, report->maps, report->map_count, "Supplement", arena);
    inputs_add(inputs, files, count, "Supplement", arena);
}

FindingsHead press_name_inputs(Report *report) {
    Arena *arena = report->arena;
    Inputs *inputs = &report->inputs;
    press_add_inputs(report, inputs);
    inputs_add(inputs, report->findings->files, report->findings->file_count,
               "Supplement", arena);
    if (report->baseline.edition.findings)
        inputs_add_named(inputs, &report->baseline.file, report->baseline.edition.name,
                         "Source", arena);
    inputs_name(inputs, arena);
    FindingsFile *named = arena_array(arena, inputs->count, sizeof *named);
    for (int i = 0; i < inputs->count; i++)
        named[i] = (FindingsFile){inputs->items[i].name, inputs->items[i].file->sha256};
    return (FindingsHead){.brief = report->brief->id,
                          .lang = report->brief->lang,
                          .program = PROGRAM,
                          .made = report->options->made,
                          .files = named,
                          .file_count = inputs->count};
}

/* `*count` attachments and those of the pictures, which the findings name too: they are
 * written again. */
static const Attachment *add_pictures(Report *report, int *count) {
    Arena *arena = report->arena;
    Attachment *attachments = report->attachments;
    const PictureFiles pictures = pictures_find(report->document, report->pages,
                                                &report->inputs, arena, report->diags);
    if (!pictures.count) return attachments;
    findings_add_files(report->tree, pictures.files, pictures.count, arena);
    attachments[report->inputs.count] = write_findings(report, arena);
    report->pictures = pictures;
    Attachment *all = arena_array(arena, *count + pictures.count, sizeof *all);
    memcpy(all, attachments, (size_t) *count * sizeof *all);
    memcpy(all + *count, pictures.attachments, (size_t) pictures.count * sizeof *all);
    *count += pictures.count;
    return all;
}

bool press_write_pdf(Report *report, PdfFile *file) {
    task_wait(report->attaching);
    diags_absorb(report->diags, report->attaching_diags);
    if (!report->attachments) return false;
    int count = report->inputs.count + 1;
    const Attachment *all = add_pictures(report, &count);
    all = chart_attachments(report->document, all, &count, report->arena);
    return pdf_write(report->pages, all, count, PROGRAM, report->is_alone,
                     report->arena, report->diags, file);
}

const char *report_record(const Report *report) {
    Arena *arena = report->arena;
    const char *last =
        report->compares ? baseline_path(report->options->out, report->brief->id, arena)
                         : NULL;
    return record_text(report->options, &report->facts, &report->inputs,
                       &report->pictures, last, report->fonts, arena);
}

/* What was published last makes way for the findings, and is kept at `kept`, where it
 * is looked for from now on. */
static bool keep_last(Report *report, const char *kept, Publication *file) {
    Baseline *baseline = &report->baseline;
    const bool is_new =
        baseline->edition.findings && strcmp(baseline->file.path, kept) != 0;
    baseline->file.path = kept;
    *file =
        (Publication){.path = kept, .bytes = baseline->bytes, .size = baseline->size};
    return is_new;
}

/* The record, which is true only of the files before it. */
static Publication record_file(const Report *report) {
    const char *text = report_record(report);
    return (Publication){.path = arena_print(report->arena, "%s/%s.made",
                                             report->options->out, report->brief->id),
                         .bytes = text,
                         .size = strlen(text),
                         .is_record = true};
}

bool press_publish(Report *report) {
    Arena *arena = report->arena;
    PdfFile file;
    const char *out = report->options->out, *id = report->brief->id;
    if (!press_write_pdf(report, &file)) return false;
    /* Many processes share one, which stands when they begin. */
    if (!report->is_alone && !publish_folder(out, report->diags)) return false;
    const Attachment *findings = &report->attachments[report->inputs.count];
    Publication files[4];
    int count = keep_last(report, baseline_path(out, id, arena), files);
    /* The PDF comes after the findings: where it stands, they stand too. */
    files[count++] =
        (Publication){.path = arena_print(arena, "%s/%s", out, findings->name),
                      .bytes = findings->bytes,
                      .size = findings->size};
    files[count++] = (Publication){.path = arena_print(arena, "%s/%s.pdf", out, id),
                                   .bytes = file.bytes,
                                   .size = file.size};
    if (report->is_edition) files[count++] = record_file(report);
    const Date as_of = report->brief->as_of;
    const int most = report->options->keep;
    if ((most && !archive_keep(out, id, as_of, arena, report->diags)) ||
        !publish_files(files, count, arena, report->diags))
        return false;
    if (most) archive_prune(out, id, as_of, most, arena);
    return true;
}
