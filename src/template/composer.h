/* The composer, which walks a template and fills targets, and what its files share. */
#ifndef TEMPLATE_COMPOSER_H
#define TEMPLATE_COMPOSER_H

#include "template/vocabulary.h"

/* ---- composing ---- */

/* The number that was printed last, with its unit and format. */
typedef struct {
    bool is_set;
    Value value;
    Unit unit;
    NumberFormat format;
} Printed;

struct Composer {
    const Template *template;
    const Brief *brief;
    const Findings *findings;
    const XmlNode *tree;
    Arena *arena;   /* of the document */
    Arena *scratch; /* of values and what is made of them, freed when all is composed */
    Arena *work;    /* of the evaluator and what is looked up, freed likewise */
    Diags *diags;
    const Locale *locale;
    XPath *xpath;
    Document *document;
    XPathFocus focus;
    int level; /* of headings: 1 at the top */
    /* Figures that the expression being evaluated prints. */
    const Figure **bound;
    int bound_count, bound_capacity;
    const Figure *named; /* the last one whose id was asked for, and that id */
    const char *name;
    /* Sources cited, in order of first citation: the numbers in brackets. */
    const char **cited;
    int cited_count, cited_capacity;
    /* By source, in the same order: the anchors of the marks that cite it. */
    CitedPlaces *cited_places;
    int cited_places_capacity;
    int marks;            /* of citations so far */
    int prints;           /* of figures that their rows lead back to */
    Map *printed_results; /* PrintedResult by its id; NULL before <provenance/> */
    Map *figures; /* Map of figures by key, by their result's id; NULL until asked */
    Printed printed;
    Symbols *symbols; /* of the table being composed; NULL: it marks none */
    InnerLink *links;
    int link_count, link_capacity;
    int tables_numbered, figures_numbered, sections_numbered[DEEPEST_NUMBER + 1];
    PendingReference *references;
    int reference_count, reference_capacity;
    PendingContents *contents;
    int contents_count, contents_capacity;
    int places;          /* anchors that contents gave to what they list */
    const Block **cells; /* blocks of cells so far: no part of the document's tree */
    int cell_count, cell_capacity;
    const Chart **charts; /* so far, whose data are to be printed */
    int chart_count, chart_capacity;
    bool is_plain; /* a text that stands on no page: nothing is cited in it */
    int depth;     /* of definitions and texts in use */
    int uses;      /* of definitions and texts so far */
    Origin origin; /* of the expression being evaluated */
};

/* White space that waits to be set: none, some, or some with the end of a line in
 * it. */
typedef enum { SPACE_NONE, SPACE_WAITS, SPACE_LINE_END } Space;

/* Inline text being built: how it is set, and whether white space waits to be set. */
typedef struct {
    Runs *runs;
    Run look; /* what every run of this stretch takes over */
    Space *space_waits;
    Arena *arena; /* of the runs; NULL for the document's */
    bool exact;   /* as typed: quotes, dashes and spaces stay */
} Inline;

/* Where composed content goes; the fields that its content needs are set. */
struct Target {
    Content content;
    Block *block;
    Inline text;
    Table *table;
    Row *row;
    int row_cell_capacity;
    Cell *cell;   /* that is being composed */
    Carry *carry; /* of a table with columns that carry */
    Chart *chart;
    int series_capacity, event_capacity;
    Picture *picture;
    KeyFigures *keys;
    KeyFigure *key;
    int item_number; /* of the next item */
    Block *loose;    /* the paragraph that an item's text behind a block makes */
};

/* Composes the children of `node` into `target`; variables end with it.  False after a
 * diagnostic. */
bool compose_children(Composer *composer, const XmlNode *node, Target *target);

/* Bounds what definitions and texts that hold each other can grow to; false after a
 * diagnostic that `what` does so.  Who goes on, counts composer->depth. */
bool may_use(Composer *composer, Origin origin, const char *what);

/* The children of `node` as runs set in no particular way. */
bool compose_runs(Composer *composer, const XmlNode *node, Runs *runs);

/* Adds text to runs: white space folds across calls. */
void inline_add(Composer *composer, Inline *text, const char *string,
                const char *figure, Origin origin);

/* Makes one formula of the runs behind `before`, NULL for all: a listener hears `alt`,
 * or when that is NULL or empty, their words. */
void formula_mark(Composer *composer, const Runs *runs, const Run *before,
                  const char *alt);

/* Adds a mark that clings to the word before it: a waiting space comes after it. */
Run *inline_mark(Composer *composer, const Inline *text, const char *string,
                 Origin origin);

/* Typed text with the quotes, dashes, ellipses and no-break spaces of its language, as
 * it will follow what `text` holds; `string` itself where nothing changes. */
const char *typography_apply(Composer *composer, const Inline *text,
                             const char *string);

/* Keeps where a link goes, for links_check(); addresses outside need no check. */
void links_add(Composer *composer, const char *target, Origin origin);

/* The blocks by their anchors.  NULL after a diagnostic: one that stands twice, a link
 * that leads nowhere in the document. */
const Map *links_check(Composer *composer);

/* ---- lists.c ---- */

extern const char *const LIST_WORDS[];

/* A new paragraph of the item that `target` is, set as its text is. */
Block *item_paragraph(Composer *composer, Target *target);

/* Called before text is added to a target that may be an item. */
void item_text(Composer *composer, Target *target);

/* ---- sources.c ---- */

/* Numbers of sources, each once, in order. */
typedef struct {
    int *numbers;
    int count, capacity;
} SourceNumbers;

/* Adds that of the source with this id, which is there. */
void source_numbers_add(Composer *composer, SourceNumbers *all, const char *id);

/* Adds marks such as [3] or [2, 5–8], each number a link to its source. */
void add_source_marks(Composer *composer, const Inline *text, const SourceNumbers *all,
                      Origin origin);

/* The template's word for a code, such as a class's, else the code; and for a
 * confidence. */
const char *code_word(Composer *composer, const char *code);
const char *confidence_word(Composer *composer, int confidence);

/* ---- references.c ---- */

/* Adds pages, each a link to the first of these places on it. */
void add_pages(Composer *composer, const Inline *text, const CitedPlaces *places,
               Origin origin);

/* Numbers the block, when the template numbers its kind and it has a caption, and puts
 * "Table 3. " before that. */
void number_caption(Composer *composer, Block *block, Runs *caption);

/* Numbers the section, as deep as the template numbers them. */
void number_section(Composer *composer, Block *section);

/* Puts the section's number before its title. */
void number_title(Composer *composer, const Block *section, Runs *title);

/* Adds "Cited on p. 2, 5.", each page a link to its first citation. */
void add_cited_pages(Composer *composer, const Inline *text, const CitedPlaces *places,
                     Origin origin);

/* Says that `runs` were copied to `copies`: the references from number `first` on will
 * get their words there. */
void references_follow(Composer *composer, int first, const Runs *runs,
                       const Runs *copies);

/* Gives the references their words; false after diagnostics. */
bool references_fill(Composer *composer, const Map *anchors);

/* Fills the tables of contents and lists, once all words are known. */
void contents_fill(Composer *composer);

/* Fills the document's running heads and feet; false after diagnostics. */
bool masters_compose(Composer *composer);

/* ---- attributes of a node being composed ---- */

/* The value of an expression at the focus; false after a diagnostic at `origin`. */
bool evaluate(Composer *composer, const char *expression, Origin origin,
              XPathValue *value);

/* The attribute evaluated as an expression; false after a diagnostic. */
bool attribute_value(Composer *composer, const XmlNode *node, const char *name,
                     XPathValue *value);

/* The attribute's text with its expressions filled in; NULL when absent or after a
 * diagnostic (`*good` tells). */
const char *attribute_text(Composer *composer, const XmlNode *node, const char *name,
                           bool *good);

/* The index of the attribute's word, `otherwise` when absent. */
int attribute_word(const XmlNode *node, const char *name, const char *const *words,
                   int otherwise);

/* The style the node names, or the one called `otherwise`. */
const Style *node_style(Composer *composer, const XmlNode *node, const char *otherwise);

/* The block that a paragraph or list becomes a child of; in a cell, made when first
 * asked for. */
Block *target_parent(Composer *composer, Target *target);

/* The style the node names; else that of the table's text where `parent` stands in a
 * cell, and otherwise the one called `otherwise`. */
const Style *style_in(Composer *composer, const XmlNode *node, const Block *parent,
                      const char *otherwise);

/* What the node says of its block's place: through all columns, or afloat; and its
 * anchor. */
void place_block(const XmlNode *node, Block *block);

/* ---- tables.c ---- */

/* A table without columns and rows, and its block, placed as `node` says and set in the
 * style that it names or `otherwise`. */
Block *new_table(Composer *composer, const XmlNode *node, Target *target,
                 const char *otherwise, Table **table);

/* ---- carry.c ---- */

/* Sums of the columns that carry, row by row. */
Carry *carry_begin(Composer *composer, const Table *table);

/* Takes the number that the next cell of a row printed last into its column's sum, when
 * the row is of the body; false after a diagnostic. */
bool carry_add(Composer *composer, Carry *carry, const Cell *cell, RowKind kind,
               Origin origin);
void carry_end_row(Carry *carry);

/* The sums so far as they are printed; NULL when nothing was added up. */
const char *const *carry_print(Composer *composer, const Carry *carry);

/* ---- symbols.c ---- */

/* The statuses and missing values that figures of a table have. */
Symbols *symbols_begin(Composer *composer);

/* Notes what the figure printed last is, and adds its mark behind it. */
void symbols_mark(Composer *composer, Inline *text, Origin origin);

/* Adds to the table's notes what its symbols mean. */
void symbols_explain(Composer *composer, Table *table, Origin origin);

/* ---- figures ---- */

/* The figure a node of the findings tells of; NULL for other nodes. */
const Figure *node_figure(const XmlNode *node);

/* The figure that a value's first node tells of; NULL when there is none. */
const Figure *value_figure(const XPathValue *value);

/* The figures of result `id` by their keys; NULL when there is no such result. */
const Map *figure_index(Composer *composer, const char *id);

/* The figure "result.key"; NULL when there is none. */
const Figure *figure_by_id(Composer *composer, const char *id);

/* As the figure's result is printed when nothing else is asked for. */
NumberFormat figure_format(const Figure *figure);

/* Reads a format such as "1 billion unit" over what `format` has: decimals, scale and
 * flags in any order.  False after a diagnostic. */
bool read_format(Composer *composer, const char *text, NumberFormat *format);

/* Says that the expression being evaluated prints the figure. */
void bind_figure(Composer *composer, const Figure *figure);

/* Adds a number, and keeps it for those who add it up or mark it. */
void print_number(Composer *composer, Value value, Unit unit, NumberFormat format,
                  Text *out);

/* Adds a figure, with a word when it is weak, and binds it. */
void print_figure(Composer *composer, const Figure *figure, NumberFormat format,
                  Text *out);

/* Adds what a value prints: a figure by its result's format, other values as XPath's
 * string(). */
void print_value(Composer *composer, const XPathValue *value, Text *out);

/* ---- functions of expressions ---- */

extern const XPathFunction TEMPLATE_FUNCTIONS[];

/* ---- composers of elements, by file ---- */

bool compose_section(Composer *composer, const XmlNode *node, Target *target);
bool compose_title(Composer *composer, const XmlNode *node, Target *target);
bool compose_paragraph(Composer *composer, const XmlNode *node, Target *target);
bool compose_list(Composer *composer, const XmlNode *node, Target *target);
bool compose_item(Composer *composer, const XmlNode *node, Target *target);
bool compose_term(Composer *composer, const XmlNode *node, Target *target);
bool compose_quote(Composer *composer, const XmlNode *node, Target *target);
bool compose_by(Composer *composer, const XmlNode *node, Target *target);
bool compose_box(Composer *composer, const XmlNode *node, Target *target);
bool compose_columns(Composer *composer, const XmlNode *node, Target *target);
bool compose_column(Composer *composer, const XmlNode *node, Target *target);
bool compose_side_note(Composer *composer, const XmlNode *node, Target *target);
bool compose_rule(Composer *composer, const XmlNode *node, Target *target);
bool compose_page_break(Composer *composer, const XmlNode *node, Target *target);
bool compose_sources(Composer *composer, const XmlNode *node, Target *target);
bool compose_provenance(Composer *composer, const XmlNode *node, Target *target);
bool compose_revisions(Composer *composer, const XmlNode *node, Target *target);
bool compose_colophon(Composer *composer, const XmlNode *node, Target *target);

bool compose_formula(Composer *composer, const XmlNode *node, Target *target);
bool compose_emphasis(Composer *composer, const XmlNode *node, Target *target);
bool compose_break(Composer *composer, const XmlNode *node, Target *target);
bool compose_link(Composer *composer, const XmlNode *node, Target *target);
bool compose_span(Composer *composer, const XmlNode *node, Target *target);
bool compose_note(Composer *composer, const XmlNode *node, Target *target);
bool compose_cite(Composer *composer, const XmlNode *node, Target *target);
bool compose_furniture_run(Composer *composer, const XmlNode *node, Target *target);
bool compose_reference(Composer *composer, const XmlNode *node, Target *target);
bool compose_contents(Composer *composer, const XmlNode *node, Target *target);

bool compose_if(Composer *composer, const XmlNode *node, Target *target);
bool compose_choose(Composer *composer, const XmlNode *node, Target *target);
bool compose_for_each(Composer *composer, const XmlNode *node, Target *target);
bool compose_let(Composer *composer, const XmlNode *node, Target *target);
bool compose_insert(Composer *composer, const XmlNode *node, Target *target);
bool compose_use(Composer *composer, const XmlNode *node, Target *target);

bool compose_table(Composer *composer, const XmlNode *node, Target *target);
bool compose_table_column(Composer *composer, const XmlNode *node, Target *target);
bool compose_row(Composer *composer, const XmlNode *node, Target *target);
bool compose_cell(Composer *composer, const XmlNode *node, Target *target);
bool compose_caption(Composer *composer, const XmlNode *node, Target *target);
bool compose_notes(Composer *composer, const XmlNode *node, Target *target);

bool compose_chart(Composer *composer, const XmlNode *node, Target *target);
bool compose_chart_text(Composer *composer, const XmlNode *node, Target *target);
bool compose_series(Composer *composer, const XmlNode *node, Target *target);
bool compose_event(Composer *composer, const XmlNode *node, Target *target);
bool compose_guide(Composer *composer, const XmlNode *node, Target *target);
bool compose_chart_data(Composer *composer, const XmlNode *node, Target *target);
bool compose_image(Composer *composer, const XmlNode *node, Target *target);
bool compose_image_text(Composer *composer, const XmlNode *node, Target *target);
bool compose_key_figures(Composer *composer, const XmlNode *node, Target *target);
bool compose_key_figure(Composer *composer, const XmlNode *node, Target *target);
bool compose_key_text(Composer *composer, const XmlNode *node, Target *target);

#endif
