/* A template, a brief and a dataset in one folder, composed into a document's dump. */
#ifndef TESTS_UNIT_TEMPLATE_BENCH_H
#define TESTS_UNIT_TEMPLATE_BENCH_H

#include "folder.h"
#include "template/locales.h"
#include "template/composer.h"
#include "template/template.h"

#define STYLE_OF(name) "<style name='" name "' based-on='p'/>"
#define HOUSE                                                                          \
    "<font family='serif' regular='Vollkorn-Regular.ttf'/>"                            \
    "<page width='210mm' height='297mm' top='20mm' right='20mm' bottom='20mm' "        \
    "left='20mm'/><style name='p' family='serif'/>" STYLE_OF("list") STYLE_OF("title") \
        STYLE_OF("h2") STYLE_OF("h3") STYLE_OF("item") STYLE_OF("quote")               \
            STYLE_OF("quote-text") STYLE_OF("by") STYLE_OF("box") STYLE_OF("caption")  \
                STYLE_OF("table-head") STYLE_OF("table-body") STYLE_OF("table-note")   \
                    STYLE_OF("chart-title") STYLE_OF("chart-subtitle")                 \
                        STYLE_OF("chart-label") STYLE_OF("chart-note")                 \
                            STYLE_OF("key-label") STYLE_OF("key-value")                \
                                STYLE_OF("key-detail") STYLE_OF("note")                \
                                    STYLE_OF("furniture") STYLE_OF("source")           \
                                        STYLE_OF("sources")

/* x: exports in USD million, 2022 to 2025, the last missing; w: weak; n: cars. */
#define DATA                                                                           \
    "<dataset version='1' id='d'>"                                                     \
    "<source id='s' publisher='Census' title='Trade' date='2026-01-31' "               \
    "confidence='high'/><source id='l' publisher='Press' title='Said' "                \
    "date='2026-02' confidence='low'/>"                                                \
    "<series id='sx' source='s' reporter='USA' flow='x' measure='v' frequency='A' "    \
    "unit='USD' multiplier='6'><obs period='2022' value='1000'/>"                      \
    "<obs period='2023' value='-2500.26'/><obs period='2024' value='68253.25'/>"       \
    "<obs period='2025' status='O'/></series>"                                         \
    "<series id='sw' source='l' reporter='USA' flow='w' measure='v' frequency='Q' "    \
    "unit='cars'><obs period='2025-Q3' value='20000'/></series>"                       \
    "<event id='e1' source='s' date='2025-04-03' kind='tariff' organisation='US'>"     \
    "<title>b</title></event>"                                                         \
    "<event id='e2' source='l' date='2025-07-22' kind='deal' organisation='JP'>"       \
    "<title>a</title></event>"                                                         \
    "<event id='e3' source='s' date='2025-09-04' kind='rule' organisation='US'>"       \
    "<title>b</title></event></dataset>"
#define STEPS                                                                          \
    "<series id='x' flow='x'/><series id='w' flow='w'/><growth id='g' of='x'/>"        \
    "<share id='share' of='x' in='x@2024'/><change id='points' of='share'/>"

/* What the template's loading asks of a brief. */
static const Brief BRIEF = {
    .lang = "en", .paper = PAPER_AS_TEMPLATE, .origin = {"brief.xml", 1}};

typedef struct {
    const char *lang, *attributes; /* of the brief */
    const char *brief;             /* children of the brief after its title */
    const char *head, *body;       /* of the template */
} Draft;

static inline Template *load_template(Folder *folder, const Draft *draft,
                                      const Brief *brief) {
    const char *text =
        arena_print(folder->arena,
                    "<template version='1' id='t'><parameter name='year'/>" HOUSE
                    "%s<analysis>" STEPS "</analysis><body>\n%s</body></template>",
                    draft->head ? draft->head : "", draft->body);
    return template_load(folder->arena, folder->diags,
                         folder_write(folder, "t.xml", text), "", brief);
}

/* The document, NULL after diagnostics. */
static inline Document *compose(Folder *folder, const Draft *draft) {
    Arena *arena = folder->arena;
    Diags *diags = folder->diags = diags_new(arena);
    const char *text = arena_print(
        arena,
        "<brief version='1' id='b' lang='%s' as-of='2026-06-20' template='t.xml' %s>"
        "<title>A <b>title</b><note>n</note></title><standfirst>Stand</standfirst>"
        "<dataset href='d.xml'/><parameter name='year' value='2024'/>%s</brief>",
        draft->lang ? draft->lang : "en", draft->attributes ? draft->attributes : "",
        draft->brief ? draft->brief : "");
    const Brief *brief = brief_load(arena, diags, folder_write(folder, "b.xml", text));
    Dataset *dataset = dataset_new(arena);
    Document *document = NULL;
    if (!brief || !dataset_read(dataset, folder_write(folder, "d.xml", DATA), NULL,
                                brief->origin, diags))
        return NULL;
    Template *template = load_template(folder, draft, brief);
    if (!template) return NULL;
    int count;
    const Step *steps = template_steps(template, brief, arena, diags, &count);
    Findings *findings =
        template_check_brief(template, brief, diags) && steps
            ? analysis_run(dataset, brief->as_of, NULL, steps, count, arena, diags)
            : NULL;
    if (findings) {
        XmlNode *tree = findings_tree(
            findings, (FindingsHead){.brief = "b", .lang = "en", .program = "p"},
            arena);
        document = template_compose(template, brief, findings, tree, arena, diags);
    }
    return document;
}

/* The dump of the document's body, from behind its root. */
static inline const char *dump(Folder *folder, const Draft *draft) {
    Document *document = compose(folder, draft);
    assert_true(folder_is_quiet(folder));
    assert_non_null(document);
    Text out = {.arena = folder->arena};
    document_dump(document, &out);
    return strstr(text_string(&out), "\nsection style p\n") + 17;
}

static inline void assert_body(Folder *folder, const char *body, const char *expected) {
    assert_string_equal(dump(folder, &(Draft){.body = body}), expected);
}

/* The text of a paragraph of `content`, marks and all. */
static inline const char *set(Folder *folder, const char *lang, const char *content) {
    Draft draft = {.lang = lang,
                   .body = arena_print(folder->arena, "<p>%s</p><sources/>", content)};
    Document *document = compose(folder, &draft);
    assert_true(folder_is_quiet(folder));
    assert_non_null(document);
    return runs_text(folder->arena, &document->root->first_child->runs);
}

/* Both fail: the body is refused with a message that has `part`. */
static inline void assert_refused(Folder *folder, const Draft *draft,
                                  const char *part) {
    if (compose(folder, draft)) fail_msg("accepted: %s", draft->body);
    assert_true(folder_said(folder, part));
}

#endif
