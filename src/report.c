/* The way of the data: brief and datasets, findings, document, pages, PDF, published.
 */
#include "report.h"

#include <stdio.h>
#include <string.h>

#include "archive.h"
#include "base/path.h"
#include "base/task.h"
#include "baseline.h"
#include "chartdata.h"
#include "editions.h"
#include "inputs.h"
#include "layout/layout.h"
#include "pdf/pdf.h"
#include "pictures.h"
#include "publish.h"
#include "record.h"
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
static Task *start(const Report *report, void (*run)(void *user, Arena *arena),
                   void *user) {
    return report->is_alone ? task_run(report->arena, run, user)
                            : task_start(report->arena, run, user);
}

/* Prints a stage's value when it is the one asked for; true when that ends the work. */
static bool dumped(const Report *report, Dump stage) {
    if (report->options->dump != stage) return false;
    Text out = {.arena = report->arena};
    switch (stage) {
    case DUMP_DATASET:
        dataset_dump(report->dataset, &out);
        break;
    case DUMP_FINDINGS:
        xml_write(report->tree, &out);
        break;
    case DUMP_DOCUMENT:
        document_dump(report->document, &out);
        break;
    case DUMP_PAGES:
        pages_dump(report->pages, &out);
        break;
    case DUMP_TAGS:
        tags_dump(report->pages, &out);
        break;
    case DUMP_NONE:
        break;
    }
    fwrite(text_string(&out), 1, out.length, stdout);
    return true;
}

/* "comext" is maps/comext.xml; a name with an ending is a file. */
static const XmlNode *load_map(Report *report, const DatasetReference *reference) {
    Arena *arena = report->arena;
    const char *name = reference->map_name;
    if (!strchr(name, '.')) name = arena_print(arena, "maps/%s.xml", name);
    report->maps = arena_grow(arena, report->maps, report->map_count,
                              &report->map_capacity, sizeof *report->maps);
    return xml_load(arena, report->diags,
                    path_find(arena, report->brief->file.path, report->search, name),
                    "map", reference->origin, &report->maps[report->map_count++]);
}

static bool read_dataset(Report *report, const DatasetReference *reference) {
    SdmxGuide guide = {.map = reference->map,
                       .source = reference->source,
                       .source_id = reference->source_id};
    if (reference->map_name && !(guide.ready_map = load_map(report, reference)))
        return false;
    bool guided = guide.map || guide.ready_map || guide.source || guide.source_id;
    return dataset_read_guided(report->dataset, reference->path, guided ? &guide : NULL,
                               reference->origin, report->diags);
}

/* The template, read beside the datasets. */
typedef struct {
    const Brief *brief;
    const char *search;
    Diags *diags;
    Template *template;
} TemplateReading;

static void read_template(void *user, Arena *arena) {
    TemplateReading *reading = user;
    const Brief *brief = reading->brief;
    const char *path =
        path_find(arena, brief->file.path, reading->search, brief->template_name);
    reading->diags = diags_new(arena);
    reading->template =
        template_load(arena, reading->diags, path, reading->search, brief);
}

/* The fonts, looked up beside all that comes before the layout. */
static void prepare_fonts(void *user, Arena *arena) {
    Report *report = user;
    report->fonts = font_store_new(arena, report->options->fonts);
    font_store_prepare(report->fonts, report->brief->lang);
}

/* Whether the dataset that an edition names is one that all share. */
static bool is_read(const Brief *brief, const DatasetReference *own) {
    for (int i = 0; i < brief->dataset_count; i++)
        if (!brief->datasets[i].is_own &&
            strcmp(brief->datasets[i].path, own->path) == 0)
            return true;
    return false;
}

/* Those that all editions share, or those that this one has of its own. */
static bool read_datasets(Report *report, bool own) {
    const Brief *brief = report->brief;
    bool good = true;
    for (int i = 0; i < brief->dataset_count; i++)
        if (brief->datasets[i].is_own == own &&
            !(own && is_read(brief, &brief->datasets[i])) &&
            !read_dataset(report, &brief->datasets[i]))
            good = false;
    return good;
}

const Brief *report_read_brief(Report *report, const char *path) {
    return report->brief = brief_load(report->arena, report->diags, path);
}

bool report_read(Report *report) {
    const Brief *brief = report->brief;
    TemplateReading *reading = arena_alloc(report->arena, sizeof *reading);
    *reading = (TemplateReading){.brief = brief, .search = report->search};
    Task *task = start(report, read_template, reading);
    report->dataset = dataset_new(report->arena);
    report->dataset->folders = report->search;
    bool good = read_datasets(report, false);
    if (good && !brief->editions && dumped(report, DUMP_DATASET)) return false;
    task_wait(task);
    diags_absorb(report->diags, reading->diags);
    report->template = reading->template;
    if (!report->template) return false;
    /* Editions are checked one by one: they give parameters that the brief does not. */
    return (brief->editions ||
            template_check_brief(report->template, brief, report->diags)) &&
           good;
}

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

static void attach(void *user, Arena *arena) {
    Report *report = user;
    report->attaching_diags = diags_new(arena);
    Attachment *attachments =
        inputs_attach(&report->inputs, &report->common, arena, report->attaching_diags);
    if (!attachments) return;
    attachments[report->inputs.count] = write_findings(report, arena);
    report->attachments = attachments;
}

/* What is known before the analysis. */
static void add_inputs(const Report *report, Inputs *inputs) {
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

/* Names what the briefing is made of. */
static FindingsHead name_inputs(Report *report) {
    Arena *arena = report->arena;
    Inputs *inputs = &report->inputs;
    add_inputs(report, inputs);
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

static bool analyse(Report *report) {
    int count;
    const Brief *brief = report->brief;
    const Step *steps =
        template_steps(report->template, brief, report->arena, report->diags, &count);
    if (!steps) return false;
    report->compares = analysis_compares(steps, count);
    if (report->compares)
        baseline_find(report->options->out, brief->id, brief->as_of, report->arena,
                      report->diags, &report->baseline);
    const LastEdition *last = &report->baseline.edition;
    report->findings =
        analysis_run(report->dataset, brief->as_of, last->findings ? last : NULL, steps,
                     count, report->arena, report->diags);
    if (!report->findings || !dataset_hash(report->dataset, report->diags))
        return false;
    FindingsHead head = name_inputs(report);
    report->tree = findings_tree(report->findings, head, report->arena);
    if (dumped(report, DUMP_FINDINGS)) return false;
    if (report->options->dump == DUMP_NONE && !report->options->check)
        report->attaching = start(report, attach, report);
    return true;
}

static bool set_pages(Report *report) {
    report->document =
        template_compose(report->template, report->brief, report->findings,
                         report->tree, report->arena, report->diags);
    if (!report->document || dumped(report, DUMP_DOCUMENT)) return false;
    report->facts.title = report->document->title;
    report->facts.verdict = report->document->verdict;
    report->facts.changes = findings_changes(report->findings, report->arena);
    report->document->untagged = report->options->untagged;
    report->document->alone = report->is_alone;
    if (report->fonts_looking) task_wait(report->fonts_looking);
    report->pages =
        layout_document(report->document, report->fonts, report->arena, report->diags);
    if (report->pages && report->options->made)
        report->pages->date = report->options->made;
    if (!report->pages || !pages_check(report->pages, report->diags)) return false;
    report->facts.pages = report->pages->page_count;
    if (report->options->check) {
        pages_prove(report->pages, report->diags);
        /* Without cells' tags nobody knows where one ends. */
        if (!report->options->untagged)
            layout_prove(report->document, report->pages, report->diags);
    }
    return !dumped(report, DUMP_PAGES) && !dumped(report, DUMP_TAGS);
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

static bool write_pdf(Report *report, PdfFile *file) {
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

static bool publish(Report *report) {
    Arena *arena = report->arena;
    PdfFile file;
    const char *out = report->options->out, *id = report->brief->id;
    if (!write_pdf(report, &file)) return false;
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

/* From what was read to the pages; false when that is not to be, or a dump has ended
 * it.
 */
static bool build(Report *report) {
    const ReportOptions *options = report->options;
    if (!report->fonts && (options->dump == DUMP_NONE || options->dump >= DUMP_PAGES))
        report->fonts_looking = start(report, prepare_fonts, report);
    if (options->check) template_warn_literals(report->template, report->diags);
    return analyse(report) && set_pages(report);
}

static bool has_own_datasets(const Brief *brief) {
    for (int i = 0; i < brief->dataset_count; i++)
        if (brief->datasets[i].is_own && !is_read(brief, &brief->datasets[i]))
            return true;
    return false;
}

/* What an edition has beside what all share. */
static bool read_own(Report *report) {
    if (!report->is_edition) return true;
    if (has_own_datasets(report->brief))
        report->dataset = dataset_over(report->dataset, report->arena);
    bool good = read_datasets(report, true);
    return template_check_brief(report->template, report->brief, report->diags) && good;
}

/* The report of the edition called `id`; NULL after a diagnostic. */
static Report *find_edition(const Report *shared, const char *id) {
    int count;
    Arena *arena = shared->arena;
    const Brief **editions =
        editions_plan(shared->brief, shared->dataset, arena, shared->diags, &count);
    const Brief *edition =
        editions ? editions_find(editions, count, id, shared->brief->origin,
                                 shared->diags, arena)
                 : NULL;
    return edition ? report_edition(shared, edition, shared->diags, false) : NULL;
}

bool report_build(const char *path, const char *edition, const ReportOptions *options,
                  Arena *arena, Diags *diags, Briefing *briefing) {
    ReportOptions *plain = arena_alloc(arena, sizeof *plain);
    *plain = *options;
    plain->check = false;
    plain->dump = DUMP_NONE;
    Report *report = report_new(plain, arena, diags);
    const Brief *brief = report_read_brief(report, path);
    if (!brief || !report_read(report)) return false;
    if (brief->editions) report = find_edition(report, edition);
    if (!report || !read_own(report) || !build(report) ||
        !write_pdf(report, &briefing->pdf))
        return false;
    briefing->findings = report->tree;
    briefing->pages = report->pages;
    return true;
}

static bool make(Report *report) {
    return build(report) && diags_worst(report->diags) <= FAULT_WARNING &&
           (report->options->check || publish(report));
}

ReportResult report_make(Report *report) {
    ReportResult result = {.id = report->brief->id};
    if (read_own(report) && !(report->is_edition && dumped(report, DUMP_DATASET)))
        result.is_good = make(report);
    result.facts = report->facts;
    result.exit_status = fault_exit_status(diags_worst(report->diags));
    return result;
}

Report *report_new(const ReportOptions *options, Arena *arena, Diags *diags) {
    Report *report = arena_alloc(arena, sizeof *report);
    report->options = options;
    report->arena = arena;
    report->diags = diags;
    report->search =
        arena_print(arena, "%s:%s", options->templates, options->installed);
    return report;
}

const Dataset *report_dataset(const Report *report) {
    return report->dataset;
}

bool report_share(Report *report, const Brief *first) {
    /* Fonts keep words from edition to edition, in an arena of their own. */
    task_wait(task_run(report->arena, prepare_fonts, report));
    if (!template_check_brief(report->template, first, report->diags) ||
        !dataset_hash(report->dataset, report->diags))
        return false;
    add_inputs(report, &report->common_inputs);
    inputs_name(&report->common_inputs, report->arena);
    report->common = (PackedInputs){
        &report->common_inputs, inputs_attach(&report->common_inputs, &report->common,
                                              report->arena, report->diags)};
    return report->common.attachments != NULL;
}

Report *report_edition(const Report *shared, const Brief *edition, Diags *diags,
                       bool alone) {
    Report *report = arena_alloc(shared->arena, sizeof *report);
    *report = *shared;
    report->brief = edition;
    report->diags = diags;
    report->is_alone = alone;
    report->is_edition = true;
    if (report->fonts) font_store_begin(report->fonts);
    return report;
}
