/* What a briefing is made of is read: the brief, and beside each other the template and
 * the datasets, those that all editions share and those of one. */
#include <string.h>

#include "base/path.h"
#include "report/parts.h"

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
    return dataset_read(report->dataset, reference->path, guided ? &guide : NULL,
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

/* Whether the dataset that an edition names is one that all share. */
static bool is_read(const Brief *brief, const DatasetReference *own) {
    for (int i = 0; i < brief->dataset_count; i++)
        if (!brief->datasets[i].is_own &&
            strcmp(brief->datasets[i].path, own->path) == 0)
            return true;
    return false;
}

/* Whether dataset `index` of the brief is one of those that all editions share, or one
 * that this edition has of its own. */
static bool is_wanted(const Brief *brief, int index, bool own) {
    const DatasetReference *reference = &brief->datasets[index];
    return reference->is_own == own && !(own && is_read(brief, reference));
}

static bool read_datasets(Report *report, bool own) {
    const Brief *brief = report->brief;
    bool good = true;
    for (int i = 0; i < brief->dataset_count; i++)
        if (is_wanted(brief, i, own) && !read_dataset(report, &brief->datasets[i]))
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
    Task *task = report_start(report, read_template, reading);
    report->dataset = dataset_new(report->arena);
    report->dataset->folders = report->search;
    bool good = read_datasets(report, false);
    if (good && !brief->editions && report_dumped(report, DUMP_DATASET)) return false;
    task_wait(task);
    diags_absorb(report->diags, reading->diags);
    report->template = reading->template;
    if (!report->template) return false;
    /* Editions are checked one by one: they give parameters that the brief does not. */
    return (brief->editions ||
            template_check_brief(report->template, brief, report->diags)) &&
           good;
}

static bool has_own_datasets(const Brief *brief) {
    for (int i = 0; i < brief->dataset_count; i++)
        if (is_wanted(brief, i, true)) return true;
    return false;
}

bool report_read_own(Report *report) {
    if (!report->is_edition) return true;
    if (has_own_datasets(report->brief))
        report->dataset = dataset_over(report->dataset, report->arena);
    bool good = read_datasets(report, true);
    return template_check_brief(report->template, report->brief, report->diags) && good;
}
