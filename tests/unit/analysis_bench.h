/* A dataset and steps written as XML, run, and asked for figures by id. */
#ifndef TESTS_UNIT_ANALYSIS_BENCH_H
#define TESTS_UNIT_ANALYSIS_BENCH_H

#include "analysis/analysis.h"
#include "base/decimal.h"
#include "folder.h"

/* Sources: s of 2026-01-31 (high), m medium, l low, d derived, a article, and late, of
 * 2026-07-01. */
#define SOURCE(id, date, confidence)                                                   \
    "<source id='" id "' publisher='P' title='T' date='" date                          \
    "' confidence='" confidence "'/>"
#define SOURCES                                                                        \
    SOURCE("s", "2026-01-31", "high")                                                  \
    SOURCE("m", "2026-01-31", "medium")                                                \
    SOURCE("l", "2026-01-31", "low")                                                   \
    SOURCE("d", "2026-01-31", "derived")                                               \
    SOURCE("a", "2026-01-31", "article")                                               \
    SOURCE("late", "2026-07-01", "high")

/* Runs `steps`, which stand on line 1, over a dataset as of 2026-06-20; `last` may be
 * NULL.  NULL after diagnostics. */
static inline Findings *run_since(Folder *folder, const Dataset *dataset,
                                  const LastEdition *last, const char *steps) {
    Arena *arena = folder->arena;
    const char *text = arena_print(arena, "<analysis>%s</analysis>", steps);
    const XmlNode *root =
        xml_load(arena, folder->diags, folder_write(folder, "t", text), "analysis",
                 (Origin){"b.xml", 1}, NULL);
    assert_non_null(root);
    Step *all = arena_array(arena, 200, sizeof *all);
    int count = 0;
    for (const XmlNode *n = xml_first_element(root); n; n = xml_next_element(n)) {
        StepArgument *arguments =
            arena_array(arena, n->attribute_count, sizeof *arguments);
        for (int i = 0; i < n->attribute_count; i++)
            arguments[i] =
                (StepArgument){n->attributes[i].name, n->attributes[i].value};
        assert_true(count < 200);
        all[count++] = (Step){n->name, arguments, n->attribute_count, n->origin};
    }
    return analysis_run(dataset, (Date){2026, 6, 20}, last, all, count, arena,
                        folder->diags);
}

static inline Findings *run_over(Folder *folder, const Dataset *dataset,
                                 const char *steps) {
    return run_since(folder, dataset, NULL, steps);
}

/* Runs `steps` over a dataset of SOURCES and `records`, which begin on line 2. */
static inline Findings *run_steps(Folder *folder, const char *records,
                                  const char *steps) {
    Arena *arena = folder->arena;
    folder->diags = diags_new(arena);
    Dataset *dataset = dataset_new(arena);
    const char *text = arena_print(
        arena, "<dataset version='1' id='d'>" SOURCES "\n%s</dataset>", records);
    bool read = dataset_read(dataset, folder_write(folder, "d.xml", text), NULL,
                             (Origin){"b.xml", 1}, folder->diags);
    assert_true(folder_is_quiet(folder));
    assert_true(read);
    return run_over(folder, dataset, steps);
}

static inline Findings *run_good(Folder *folder, const char *records,
                                 const char *steps) {
    Findings *findings = run_steps(folder, records, steps);
    assert_true(folder_is_quiet(folder));
    assert_non_null(findings);
    return findings;
}

static inline const Result *result_of(const Findings *findings, const char *id) {
    const Result *result = map_get(findings->result_by_id, id);
    if (!result) fail_msg("no result '%s'", id);
    return result;
}

/* What a figure says with `places` decimals: a number with its status when that is not
 * A, or "not-defined", "not-available", "suppressed", "none". */
static inline const char *said(const Findings *findings, const char *id, int places,
                               char *text) {
    static const char *const states[] = {"", "not-defined", "not-available",
                                         "suppressed"};
    const Figure *figure = findings_figure(findings, id);
    if (!figure) return "none";
    if (figure->value.state != VALUE_NUMBER) return states[figure->value.state];
    decimal_format(figure->value.number, places, text);
    if (figure->value.status != 'A')
        sprintf(text + strlen(text), " %c", figure->value.status);
    return text;
}

#define assert_figure(findings, id, places, expected)                                  \
    do {                                                                               \
        char said_text[DECIMAL_TEXT + 2];                                              \
        const char *is = said(findings, id, places, said_text);                        \
        if (strcmp(is, expected) != 0) fail_msg("%s is %s, not %s", id, is, expected); \
    } while (0)

/* A series of source `source`: "2024:5 2025:7/P 2026:-/O", each period with its value,
 * "-" for none, and its status. */
static inline const char *series(Folder *folder, const char *id, const char *source,
                                 const char *attributes, const char *values) {
    Text out = {.arena = folder->arena};
    char period[16], value[40], status[4];
    int used;
    text_print(&out, "<series id='%s' source='%s' reporter='R' measure='value' %s>", id,
               source, attributes);
    while (sscanf(values, " %15[^:]:%39[^/ ]%n", period, value, &used) == 2) {
        values += used;
        strcpy(status, "A");
        if (*values == '/') {
            status[0] = values[1];
            values += 2;
        }
        text_print(&out, "\n<obs period='%s' status='%s'", period, status);
        if (strcmp(value, "-") != 0) text_print(&out, " value='%s'", value);
        text_add(&out, "/>");
    }
    text_add(&out, "</series>\n");
    return text_string(&out);
}

#endif
