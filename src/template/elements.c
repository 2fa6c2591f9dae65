/* The vocabulary of templates as one table. */
#include <string.h>

#include "template/composer.h"

const char *const ALIGN_WORDS[] = {"left",  "justify", "centre",
                                   "right", "decimal", NULL};
const char *const ROW_WORDS[] = {"head", "group", "body", "total", "foot", NULL};
const char *const ROLE_WORDS[] = {"house",  "accent", "context", "muted",
                                  "second", "third",  NULL};
const char *const SPAN_WORDS[] = {"column", "page", NULL};
const char *const FLOAT_WORDS[] = {"here", "top", "bottom", NULL};
const char *const MARK_WORDS[] = {"top", "first", "last", NULL};
const char *const CHART_WORDS[] = {
    "line",      "area",      "scatter", "bubble",   "histogram", "timeline", "column",
    "waterfall", "bar",       "dot",     "lollipop", "range",     "tornado",  "bullet",
    "ranking",   "sparkline", "slope",   "heat",     "tiles",     "flow",     NULL};
const char *const ARRANGE_WORDS[] = {"grouped", "stacked", "share", "diverging", NULL};
const char *const AXIS_WORDS[] = {"linear", "log", "index", NULL};
const char *const GUIDE_WORDS[] = {"value", "x", NULL};
const char *const DATA_WORDS[] = {"yes", "no", NULL};
static const char *const SIDE_WORDS[] = {"left", "right", NULL};
const char *const SCALE_WORDS[] = {"units",   "thousand", "million",
                                   "billion", "trillion", NULL};
const int SCALE_POWERS[] = {0, 3, 6, 9, 12};
const char *const ORDER_WORDS[] = {"ascending", "descending", NULL};
const char *const FOOT_WORDS[] = {"end", "each", NULL};
const char *const FLAG_WORDS[] = {"no", "yes", NULL};
const char *const PROVENANCE_WORDS[] = {"figures", "results", NULL};
static const char *const PAGE_WORDS[] = {"no", "yes", "only", NULL};
static const char *const LISTED_WORDS[] = {"tables", "figures", NULL};

#define TEXT(name)                                                                     \
    { name, ATTRIBUTE_TEXT, false, NULL }
#define EXPRESSION(name)                                                               \
    { name, ATTRIBUTE_EXPRESSION, false, NULL }
#define NEEDED(name)                                                                   \
    { name, ATTRIBUTE_EXPRESSION, true, NULL }
#define STYLE                                                                          \
    { "style", ATTRIBUTE_STYLE, false, NULL }
#define SPAN                                                                           \
    { "span", ATTRIBUTE_WORD, false, SPAN_WORDS }
#define FLOAT                                                                          \
    { "float", ATTRIBUTE_WORD, false, FLOAT_WORDS }
#define ID                                                                             \
    { "id", ATTRIBUTE_NAME, false, NULL }
#define WORD(name, list)                                                               \
    { name, ATTRIBUTE_WORD, false, list }

enum {
    ANYWHERE = CONTENT_BLOCKS | CONTENT_INLINE | CONTENT_TABLE | CONTENT_ROW |
               CONTENT_CHART | CONTENT_KEY_FIGURES | CONTENT_KEY_FIGURE | CONTENT_LIST |
               CONTENT_COLUMNS | CONTENT_QUOTE
};

static const Element ELEMENTS[] = {
    /* control */
    {"if", ANYWHERE, CONTENT_SAME, compose_if, {NEEDED("test")}},
    {"choose", ANYWHERE, CONTENT_CHOICES, compose_choose, {{0}}},
    {"for-each",
     ANYWHERE,
     CONTENT_SAME,
     compose_for_each,
     {NEEDED("select"),
      EXPRESSION("sort"),
      WORD("order", ORDER_WORDS),
      {"as", ATTRIBUTE_NAME, false, NULL}}},
    {"let",
     ANYWHERE | CONTENT_ARGUMENTS,
     CONTENT_NONE,
     compose_let,
     {{"name", ATTRIBUTE_NAME, true, NULL}, NEEDED("select")}},
    {"insert",
     CONTENT_BLOCKS | CONTENT_INLINE,
     CONTENT_NONE,
     compose_insert,
     {{"text", ATTRIBUTE_NAME, true, NULL}}},
    {"parameter",
     CONTENT_DEFINITION,
     CONTENT_NONE,
     NULL, /* compose_use() */
     {{"name", ATTRIBUTE_NAME, true, NULL}, EXPRESSION("default")}},
    {"use",
     ANYWHERE,
     CONTENT_ARGUMENTS,
     compose_use,
     {{"name", ATTRIBUTE_NAME, true, NULL}, EXPRESSION("with")}},
    /* blocks */
    {"section",
     CONTENT_BLOCKS,
     CONTENT_BLOCKS,
     compose_section,
     {ID, {"page", ATTRIBUTE_PAGE, false, NULL}}},
    {"title", CONTENT_BLOCKS, CONTENT_INLINE, compose_title, {STYLE, SPAN}},
    {"p",
     CONTENT_BLOCKS | CONTENT_QUOTE | CONTENT_CELL,
     CONTENT_INLINE,
     compose_paragraph,
     {STYLE, SPAN, ID}},
    {"list",
     CONTENT_BLOCKS | CONTENT_CELL,
     CONTENT_LIST,
     compose_list,
     {STYLE, SPAN, WORD("kind", LIST_WORDS), {"start", ATTRIBUTE_COUNT, false, NULL}}},
    {"item",
     CONTENT_LIST,
     CONTENT_ITEM | CONTENT_BLOCKS | CONTENT_INLINE,
     compose_item,
     {STYLE, ID}},
    {"term", CONTENT_ITEM, CONTENT_INLINE, compose_term, {STYLE}},
    {"quote", CONTENT_BLOCKS, CONTENT_QUOTE, compose_quote, {STYLE, SPAN, ID}},
    {"by", CONTENT_QUOTE, CONTENT_INLINE, compose_by, {STYLE}},
    {"box", CONTENT_BLOCKS, CONTENT_BLOCKS, compose_box, {STYLE, SPAN, FLOAT, ID}},
    {"columns", CONTENT_BLOCKS, CONTENT_COLUMNS, compose_columns, {STYLE, SPAN}},
    {"column",
     CONTENT_COLUMNS,
     CONTENT_BLOCKS,
     compose_column,
     {{"width", ATTRIBUTE_COUNT, false, NULL}}},
    {"side-note", CONTENT_BLOCKS, CONTENT_INLINE, compose_side_note, {STYLE}},
    {"rule", CONTENT_BLOCKS, CONTENT_NONE, compose_rule, {STYLE, SPAN}},
    {"page-break",
     CONTENT_BLOCKS,
     CONTENT_NONE,
     compose_page_break,
     {{"page", ATTRIBUTE_PAGE, false, NULL}}},
    {"sources",
     CONTENT_BLOCKS,
     CONTENT_NONE,
     compose_sources,
     {STYLE, SPAN, WORD("pages", FLAG_WORDS)}},
    {"provenance",
     CONTENT_BLOCKS,
     CONTENT_INLINE,
     compose_provenance,
     {STYLE, SPAN, WORD("rows", PROVENANCE_WORDS), WORD("links", FLAG_WORDS), ID}},
    {"revisions",
     CONTENT_BLOCKS,
     CONTENT_INLINE,
     compose_revisions,
     {STYLE, SPAN, FLOAT, {"of", ATTRIBUTE_NAME, true, NULL}, ID}},
    {"colophon", CONTENT_BLOCKS, CONTENT_INLINE, compose_colophon, {STYLE, SPAN, ID}},
    {"contents",
     CONTENT_BLOCKS,
     CONTENT_INLINE,
     compose_contents,
     {STYLE,
      SPAN,
      {"depth", ATTRIBUTE_COUNT, false, NULL},
      {"from-pages", ATTRIBUTE_COUNT, false, NULL}}},
    {"list-of",
     CONTENT_BLOCKS,
     CONTENT_INLINE,
     compose_contents,
     {STYLE,
      SPAN,
      {"kind", ATTRIBUTE_WORD, true, LISTED_WORDS},
      {"from-pages", ATTRIBUTE_COUNT, false, NULL}}},
    /* inline */
    {"b", CONTENT_INLINE, CONTENT_INLINE, compose_emphasis, {{0}}},
    {"i", CONTENT_INLINE, CONTENT_INLINE, compose_emphasis, {{0}}},
    {"em", CONTENT_INLINE, CONTENT_INLINE, compose_emphasis, {{0}}},
    {"strong", CONTENT_INLINE, CONTENT_INLINE, compose_emphasis, {{0}}},
    {"sc", CONTENT_INLINE, CONTENT_INLINE, compose_emphasis, {{0}}},
    {"sup", CONTENT_INLINE, CONTENT_INLINE, compose_emphasis, {{0}}},
    {"br", CONTENT_INLINE, CONTENT_NONE, compose_break, {{0}}},
    {"link",
     CONTENT_INLINE,
     CONTENT_INLINE,
     compose_link,
     {{"href", ATTRIBUTE_TEXT, true, NULL}}},
    {"span",
     CONTENT_INLINE,
     CONTENT_INLINE,
     compose_span,
     {TEXT("lang"), WORD("colour", ROLE_WORDS), WORD("literal", FLAG_WORDS),
      WORD("exact", FLAG_WORDS)}},
    {"formula", CONTENT_INLINE, CONTENT_INLINE, compose_formula, {TEXT("alt")}},
    {"note", CONTENT_INLINE, CONTENT_INLINE, compose_note, {{0}}},
    {"cite", CONTENT_INLINE, CONTENT_NONE, compose_cite, {NEEDED("select")}},
    {"reference",
     CONTENT_INLINE,
     CONTENT_NONE,
     compose_reference,
     {{"to", ATTRIBUTE_NAME, true, NULL}, WORD("page", PAGE_WORDS)}},
    {"page-number", CONTENT_INLINE, CONTENT_NONE, compose_furniture_run, {{0}}},
    {"page-count", CONTENT_INLINE, CONTENT_NONE, compose_furniture_run, {{0}}},
    {"section-title",
     CONTENT_INLINE,
     CONTENT_NONE,
     compose_furniture_run,
     {WORD("of", MARK_WORDS)}},
    /* tables */
    {"table",
     CONTENT_BLOCKS,
     CONTENT_TABLE,
     compose_table,
     {STYLE, SPAN, FLOAT, WORD("zebra", FLAG_WORDS), WORD("foot", FOOT_WORDS),
      WORD("symbols", FLAG_WORDS), ID}},
    {"caption", CONTENT_TABLE, CONTENT_INLINE, compose_caption, {{0}}},
    {"column",
     CONTENT_TABLE,
     CONTENT_NONE,
     compose_table_column,
     {{"width", ATTRIBUTE_WIDTH, false, NULL},
      WORD("align", ALIGN_WORDS),
      WORD("head", FLAG_WORDS),
      WORD("carry", FLAG_WORDS)}},
    {"row", CONTENT_TABLE, CONTENT_ROW, compose_row, {WORD("kind", ROW_WORDS)}},
    {"cell",
     CONTENT_ROW,
     CONTENT_INLINE | CONTENT_CELL,
     compose_cell,
     {{"span", ATTRIBUTE_COUNT, false, NULL},
      {"rows", ATTRIBUTE_COUNT, false, NULL},
      WORD("align", ALIGN_WORDS),
      EXPRESSION("bar"),
      EXPRESSION("spark")}},
    {"notes", CONTENT_TABLE, CONTENT_INLINE, compose_notes, {{0}}},
    /* charts */
    {"chart",
     CONTENT_BLOCKS,
     CONTENT_CHART,
     compose_chart,
     {STYLE,
      SPAN,
      FLOAT,
      {"kind", ATTRIBUTE_WORD, true, CHART_WORDS},
      {"height", ATTRIBUTE_LENGTH, false, NULL},
      WORD("arrange", ARRANGE_WORDS),
      WORD("axis", AXIS_WORDS),
      TEXT("base"),
      EXPRESSION("from"),
      {"panels", ATTRIBUTE_COUNT, false, NULL},
      TEXT("x-title"),
      TEXT("y-title"),
      WORD("data", DATA_WORDS),
      TEXT("alt"),
      ID}},
    {"title", CONTENT_CHART, CONTENT_INLINE, compose_chart_text, {{0}}},
    {"subtitle", CONTENT_CHART, CONTENT_INLINE, compose_chart_text, {{0}}},
    {"notes", CONTENT_CHART, CONTENT_INLINE, compose_chart_text, {{0}}},
    {"series",
     CONTENT_CHART,
     CONTENT_NONE,
     compose_series,
     {NEEDED("select"), TEXT("label"), WORD("role", ROLE_WORDS),
      WORD("scale", SCALE_WORDS), WORD("negate", FLAG_WORDS), EXPRESSION("value"),
      EXPRESSION("x"), EXPRESSION("low"), EXPRESSION("high"), EXPRESSION("size"),
      EXPRESSION("name"), EXPRESSION("to"), EXPRESSION("text"), EXPRESSION("highlight"),
      EXPRESSION("total"), WORD("axis", SIDE_WORDS)}},
    {"event",
     CONTENT_CHART,
     CONTENT_NONE,
     compose_event,
     {NEEDED("select"), EXPRESSION("date"), TEXT("label")}},
    {"guide",
     CONTENT_CHART,
     CONTENT_NONE,
     compose_guide,
     {NEEDED("at"), EXPRESSION("to"), TEXT("label"), WORD("axis", GUIDE_WORDS),
      WORD("scale", SCALE_WORDS), WORD("negate", FLAG_WORDS)}},
    {"chart-data", CONTENT_BLOCKS, CONTENT_NONE, compose_chart_data, {STYLE}},
    /* pictures */
    {"image",
     CONTENT_BLOCKS,
     CONTENT_IMAGE,
     compose_image,
     {STYLE,
      SPAN,
      FLOAT,
      {"href", ATTRIBUTE_TEXT, true, NULL},
      {"width", ATTRIBUTE_LENGTH, false, NULL},
      {"height", ATTRIBUTE_LENGTH, false, NULL},
      TEXT("alt"),
      WORD("decorative", FLAG_WORDS),
      ID}},
    {"caption", CONTENT_IMAGE, CONTENT_INLINE, compose_image_text, {{0}}},
    {"notes", CONTENT_IMAGE, CONTENT_INLINE, compose_image_text, {{0}}},
    /* key figures */
    {"key-figures",
     CONTENT_BLOCKS,
     CONTENT_KEY_FIGURES,
     compose_key_figures,
     {STYLE, SPAN, FLOAT, {"per-row", ATTRIBUTE_COUNT, false, NULL}}},
    {"key-figure",
     CONTENT_KEY_FIGURES,
     CONTENT_KEY_FIGURE,
     compose_key_figure,
     {WORD("role", ROLE_WORDS), EXPRESSION("spark"), WORD("negate", FLAG_WORDS)}},
    {"label", CONTENT_KEY_FIGURE, CONTENT_INLINE, compose_key_text, {{0}}},
    {"value", CONTENT_KEY_FIGURE, CONTENT_INLINE, compose_key_text, {{0}}},
    {"detail", CONTENT_KEY_FIGURE, CONTENT_INLINE, compose_key_text, {{0}}},
};

enum { ELEMENT_COUNT = sizeof ELEMENTS / sizeof *ELEMENTS };

/* The branches of <choose>, which compose_choose() walks itself. */
static const Element CHOICES[] = {
    {"when", CONTENT_CHOICES, CONTENT_SAME, NULL, {NEEDED("test")}},
    {"otherwise", CONTENT_CHOICES, CONTENT_SAME, NULL, {{0}}}};

const Element *element_find(const char *name, unsigned content) {
    if (content & CONTENT_CHOICES) {
        for (int i = 0; i < 2; i++)
            if (strcmp(CHOICES[i].name, name) == 0) return &CHOICES[i];
        return NULL; /* the other bits say what stands in the branches */
    }
    for (int i = 0; i < ELEMENT_COUNT; i++)
        if ((ELEMENTS[i].stands_in & content) && strcmp(ELEMENTS[i].name, name) == 0)
            return &ELEMENTS[i];
    return NULL;
}

void element_report_misplaced(Template *template, const XmlNode *node, unsigned content,
                              Diags *diags) {
    const char *names[ELEMENT_COUNT + 3];
    int count = 0;
    if (content & CONTENT_CHOICES)
        for (int i = 0; i < 2; i++)
            names[count++] = CHOICES[i].name;
    else
        for (int i = 0; i < ELEMENT_COUNT; i++)
            if (ELEMENTS[i].stands_in & content) names[count++] = ELEMENTS[i].name;
    names[count] = NULL;
    xml_report_unexpected(template->arena, diags, node, names);
}
