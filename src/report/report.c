/* The way of the data, stage by stage: what was read becomes findings, these a
 * document, that becomes pages, and they are published as a PDF. */
#include "report/report.h"

#include <stdio.h>

#include "report/editions.h"
#include "layout/layout.h"
#include "report/parts.h"

Task *report_start(const Report *report, void (*run)(void *user, Arena *arena),
                   void *user) {
    return report->is_alone ? task_run(report->arena, run, user)
                            : task_start(report->arena, run, user);
}

bool report_dumped(const Report *report, Dump stage) {
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

/* The fonts, looked up beside all that comes before the layout. */
static void prepare_fonts(void *user, Arena *arena) {
    Report *report = user;
    report->fonts = font_store_new(arena, report->options->fonts);
    font_store_prepare(report->fonts, report->brief->lang);
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
    FindingsHead head = press_name_inputs(report);
    report->tree = findings_tree(report->findings, head, report->arena);
    if (report_dumped(report, DUMP_FINDINGS)) return false;
    if (report->options->dump == DUMP_NONE && !report->options->check)
        report->attaching = report_start(report, press_attach, report);
    return true;
}

static bool compose(Report *report) {
    report->document =
        template_compose(report->template, report->brief, report->findings,
                         report->tree, report->arena, report->diags);
    if (!report->document || report_dumped(report, DUMP_DOCUMENT)) return false;
    report->facts.title = report->document->title;
    report->facts.verdict = report->document->verdict;
    report->facts.changes = findings_changes(report->findings, report->arena);
    report->document->untagged = report->options->untagged;
    report->document->alone = report->is_alone;
    return true;
}

static bool lay_out(Report *report) {
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
    return !report_dumped(report, DUMP_PAGES) && !report_dumped(report, DUMP_TAGS);
}

/* From what was read to the pages; false when that is not to be, or a dump ended it. */
static bool build(Report *report) {
    const ReportOptions *options = report->options;
    if (!report->fonts && (options->dump == DUMP_NONE || options->dump >= DUMP_PAGES))
        report->fonts_looking = report_start(report, prepare_fonts, report);
    if (options->check) template_warn_literals(report->template, report->diags);
    return analyse(report) && compose(report) && lay_out(report);
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
    if (!report || !report_read_own(report) || !build(report) ||
        !press_write_pdf(report, &briefing->pdf))
        return false;
    briefing->findings = report->tree;
    briefing->pages = report->pages;
    return true;
}

static bool make(Report *report) {
    return build(report) && diags_worst(report->diags) <= FAULT_WARNING &&
           (report->options->check || press_publish(report));
}

ReportResult report_make(Report *report) {
    ReportResult result = {.id = report->brief->id};
    if (report_read_own(report) &&
        !(report->is_edition && report_dumped(report, DUMP_DATASET)))
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
    press_add_inputs(report, &report->common_inputs);
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
