/* Page masters: what <page>, <head> and <foot> say, gathered while templates include
 * each other, and put together when all is read.  A page without a name is the
 * document's own; a named one says how it differs from that, and `on` how its first,
 * left and right pages differ among themselves. */
#include <limits.h>
#include <stddef.h>
#include <string.h>

#include "template/composer.h"

enum {
    NARROWEST = 72 * MPT_PER_POINT, /* text needs it in both directions */
    WIDEST = 14400 * MPT_PER_POINT, /* what a PDF can show */
    GUTTER = 17008,                 /* 6 mm */
    UNSAID = INT_MIN
};

static const char *const SIDE_WORDS[] = {"first", "left", "right", "all", NULL};
static const char *const ORIENTATION_WORDS[] = {"portrait", "landscape", NULL};
static const char *const NUMBER_WORDS[] = {"arabic", "roman", "capital-roman", NULL};
/* ---- reading ---- */

static bool same_name(const char *a, const char *b) {
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* The rule of this page and side, a new one that says nothing when there is none. */
static PageRule *rule_of(Template *template, const char *name, int on) {
    for (int i = 0; i < template->page_rule_count; i++) {
        PageRule *rule = &template->page_rules[i];
        if (rule->on == on && same_name(rule->name, name)) return rule;
    }
    template->page_rules =
        arena_grow(template->arena, template->page_rules, template->page_rule_count,
                   &template->page_rule_capacity, sizeof(PageRule));
    PageRule *rule = &template->page_rules[template->page_rule_count++];
    *rule = (PageRule){.name = name, .on = on};
    for (int i = 0; i < PAGE_VALUE_COUNT; i++)
        rule->values[i] = UNSAID;
    return rule;
}

#define VALUE(index) offsetof(PageRule, values[index])

bool read_page(Loader *loader, const XmlNode *node) {
    static const XmlRule rules[] = {
        {"name", &XML_NAME, offsetof(PageRule, name), false, NULL},
        {"on", &XML_WORD, offsetof(PageRule, on), false, SIDE_WORDS},
        {"paper", &XML_WORD, VALUE(PAGE_PAPER), false, PAPER_WORDS},
        {"orientation", &XML_WORD, VALUE(PAGE_ORIENTATION), false, ORIENTATION_WORDS},
        {"width", &XML_LENGTH, VALUE(PAGE_WIDTH), false, NULL},
        {"height", &XML_LENGTH, VALUE(PAGE_HEIGHT), false, NULL},
        {"top", &XML_LENGTH, VALUE(PAGE_TOP), false, NULL},
        {"bottom", &XML_LENGTH, VALUE(PAGE_BOTTOM), false, NULL},
        {"left", &XML_LENGTH, VALUE(PAGE_MARGIN_LEFT), false, NULL},
        {"right", &XML_LENGTH, VALUE(PAGE_MARGIN_RIGHT), false, NULL},
        {"inner", &XML_LENGTH, VALUE(PAGE_INNER), false, NULL},
        {"outer", &XML_LENGTH, VALUE(PAGE_OUTER), false, NULL},
        {"columns", &XML_INTEGER, VALUE(PAGE_COLUMNS), false, NULL},
        {"gutter", &XML_LENGTH, VALUE(PAGE_GUTTER), false, NULL},
        {"column-rule", &XML_LENGTH, VALUE(PAGE_COLUMN_RULE), false, NULL},
        {"grid", &XML_LENGTH, VALUE(PAGE_GRID), false, NULL},
        {"numbers", &XML_WORD, VALUE(PAGE_NUMBERS), false, NUMBER_WORDS},
        {"prefix", &XML_TEXT, offsetof(PageRule, prefix), false, NULL},
        {"start", &XML_INTEGER, VALUE(PAGE_START), false, NULL},
        {.name = NULL}};
    Template *template = loader->template;
    PageRule said = {.on = PAGE_SIDES, .origin = node->origin};
    for (int i = 0; i < PAGE_VALUE_COUNT; i++)
        said.values[i] = UNSAID;
    if (!xml_read(template->arena, loader->diags, node, rules, &said)) return false;
    PageRule *rule = rule_of(template, said.name, said.on);
    rule->origin = node->origin;
    if (said.prefix) rule->prefix = said.prefix;
    for (int i = 0; i < PAGE_VALUE_COUNT; i++)
        if (said.values[i] != UNSAID) rule->values[i] = said.values[i];
    return true;
}

bool read_furniture(Loader *loader, const XmlNode *node) {
    static const char *const sides[] = {"left", "right", NULL};
    static const XmlRule rules[] = {
        {"on", &XML_WORD, offsetof(Furniture, on), false, SIDE_WORDS},
        {"page", &XML_NAME, offsetof(Furniture, page), false, NULL},
        {.name = NULL}};
    Template *template = loader->template;
    Furniture line = {.on = PAGE_SIDES, .is_head = strcmp(node->name, "head") == 0};
    if (!xml_read(template->arena, loader->diags, node, rules, &line)) return false;
    line.origin = node->origin;
    bool good = xml_refuse_text(loader->diags, node);
    for (const XmlNode *n = xml_first_element(node); n; n = xml_next_element(n)) {
        if (strcmp(n->name, "left") == 0)
            line.left = n;
        else if (strcmp(n->name, "right") == 0)
            line.right = n;
        else {
            xml_report_unexpected(template->arena, loader->diags, n, sides);
            good = false;
        }
    }
    /* What is read later replaces what was read before. */
    for (int i = 0; i < template->furniture_count; i++) {
        Furniture *old = &template->furniture[i];
        if (old->is_head != line.is_head || old->on != line.on ||
            !same_name(old->page, line.page))
            continue;
        *old = line;
        return good;
    }
    template->furniture =
        arena_grow(template->arena, template->furniture, template->furniture_count,
                   &template->furniture_capacity, sizeof line);
    template->furniture[template->furniture_count++] = line;
    return good;
}

/* ---- putting together ---- */

/* The rule as said for this page and side; NULL when nothing is said. */
static const PageRule *find_rule(const Template *template, const char *name, int on) {
    for (int i = 0; i < template->page_rule_count; i++) {
        const PageRule *rule = &template->page_rules[i];
        if (rule->on == on && same_name(rule->name, name)) return rule;
    }
    return NULL;
}

/* Puts on top of `sum` what the rule says.  A paper named replaces measures that were
 * given before, and the other way round; inner and outer margins replace left and
 * right. */
static void lay_over(PageRule *sum, const PageRule *rule) {
    if (!rule) return;
    const int *said = rule->values;
    if (said[PAGE_PAPER] != UNSAID)
        sum->values[PAGE_WIDTH] = sum->values[PAGE_HEIGHT] = UNSAID;
    if (said[PAGE_WIDTH] != UNSAID || said[PAGE_HEIGHT] != UNSAID)
        sum->values[PAGE_PAPER] = UNSAID;
    if (said[PAGE_MARGIN_LEFT] != UNSAID || said[PAGE_MARGIN_RIGHT] != UNSAID)
        sum->values[PAGE_INNER] = sum->values[PAGE_OUTER] = UNSAID;
    for (int i = 0; i < PAGE_VALUE_COUNT; i++)
        if (said[i] != UNSAID) sum->values[i] = said[i];
    if (rule->prefix) sum->prefix = rule->prefix;
    sum->origin = rule->origin;
}

static Mpt said_or(const PageRule *rule, PageValue value, Mpt otherwise) {
    return rule->values[value] != UNSAID ? rule->values[value] : otherwise;
}

/* One side's paper and margins. */
static PageMaster master_of(const PageRule *rule, PageSide side, int wanted_paper) {
    PageMaster master = {.width = said_or(rule, PAGE_WIDTH, 0),
                         .height = said_or(rule, PAGE_HEIGHT, 0),
                         .margin_top = said_or(rule, PAGE_TOP, 0),
                         .margin_bottom = said_or(rule, PAGE_BOTTOM, 0)};
    theme_paper(&master, said_or(rule, PAGE_PAPER, PAPER_AS_TEMPLATE));
    theme_paper(&master, wanted_paper);
    bool lies = master.width > master.height;
    int orientation = rule->values[PAGE_ORIENTATION];
    if (orientation != UNSAID && lies != (orientation == 1)) {
        Mpt width = master.width;
        master.width = master.height;
        master.height = width;
    }
    Mpt left = said_or(rule, PAGE_MARGIN_LEFT, 0);
    Mpt right = said_or(rule, PAGE_MARGIN_RIGHT, 0);
    Mpt inner = said_or(rule, PAGE_INNER, left),
        outer = said_or(rule, PAGE_OUTER, right);
    /* Page 1 lies at the right, its inner margin at the left. */
    master.margin_left = side == PAGE_LEFT ? outer : inner;
    master.margin_right = side == PAGE_LEFT ? inner : outer;
    if (rule->values[PAGE_INNER] == UNSAID && rule->values[PAGE_OUTER] == UNSAID) {
        master.margin_left = left;
        master.margin_right = right;
    }
    return master;
}

static Mpt measure_of(const PageMaster *master) {
    return master->width - master->margin_left - master->margin_right;
}

static bool report_page(const PageRule *rule, const char *name, const char *what,
                        Diags *diags) {
    diag_report(diags, FAULT_DATA, rule->origin, "%s%s%s%s",
                name ? "page '" : "the page", name ? name : "", name ? "' " : " ",
                what);
    return false;
}

static bool check_set(const PageSet *set, const PageRule *rule, Mpt grid,
                      Diags *diags) {
    Mpt measure = measure_of(&set->masters[PAGE_RIGHT]);
    for (int side = 0; side < PAGE_SIDES; side++) {
        const PageMaster *master = &set->masters[side];
        Mpt depth = master->height - master->margin_top - master->margin_bottom;
        if (measure_of(master) < NARROWEST || depth < NARROWEST ||
            master->width > WIDEST || master->height > WIDEST || grid < 0 ||
            master->margin_left < 0 || master->margin_right < 0 ||
            master->margin_top < 0 || master->margin_bottom < 0)
            return report_page(rule, set->name,
                               "leaves no room: width and height less margins must be "
                               "72pt or more",
                               diags);
        if (measure_of(master) != measure)
            return report_page(rule, set->name,
                               "has text of two widths: give its first, left and right "
                               "pages margins with one sum",
                               diags);
    }
    if (set->columns < 1 || set->columns > MOST_COLUMNS)
        return report_page(rule, set->name,
                           "may have 1 to 4 columns: give it one of these numbers",
                           diags);
    if (set->gutter < 0 ||
        measure - (set->columns - 1) * set->gutter < set->columns * NARROWEST)
        return report_page(rule, set->name,
                           "leaves no room: each column must be 72pt wide or more",
                           diags);
    return true;
}

/* The line for a side of a page: its own, that of all its sides, then those of the
 * document's pages. */
static const Furniture *line_for(const Template *template, const char *name, int side,
                                 bool is_head) {
    const Furniture *best = NULL;
    int best_rank = 0;
    for (int i = 0; i < template->furniture_count; i++) {
        const Furniture *line = &template->furniture[i];
        if (line->is_head != is_head || (line->on != side && line->on != PAGE_SIDES))
            continue;
        /* The first page of a stretch in the middle is not the document's first. */
        bool own = same_name(line->page, name);
        if (!own && (line->page || line->on == PAGE_FIRST)) continue;
        int rank = 1 + 2 * own + (line->on == side);
        if (rank <= best_rank) continue;
        best = line;
        best_rank = rank;
    }
    return best;
}

/* The pages of this name; false after a diagnostic. */
static bool make_set(const Loader *loader, const char *name, PageSet *set) {
    const Template *template = loader->template;
    Diags *diags = loader->diags;
    PageRule sum = {.origin = {NULL, 0}};
    for (int i = 0; i < PAGE_VALUE_COUNT; i++)
        sum.values[i] = UNSAID;
    lay_over(&sum, find_rule(template, NULL, PAGE_SIDES));
    Mpt grid = said_or(&sum, PAGE_GRID, 0);
    if (name) {
        sum.values[PAGE_START] = UNSAID;
        lay_over(&sum, find_rule(template, name, PAGE_SIDES));
        if (said_or(&sum, PAGE_GRID, 0) != grid)
            return report_page(&sum, name, "has the grid of the document: leave it out",
                               diags);
    }
    *set = (PageSet){.name = name,
                     .columns = said_or(&sum, PAGE_COLUMNS, 1),
                     .gutter = said_or(&sum, PAGE_GUTTER, GUTTER),
                     .column_rule = said_or(&sum, PAGE_COLUMN_RULE, 0),
                     .numbers = (NumberStyle) said_or(&sum, PAGE_NUMBERS, 0),
                     .prefix = sum.prefix,
                     .start = said_or(&sum, PAGE_START, 0)};
    for (int side = 0; side < PAGE_SIDES; side++) {
        PageRule own = sum;
        lay_over(&own, find_rule(template, name, side));
        set->masters[side] = master_of(&own, (PageSide) side, loader->brief->paper);
    }
    return check_set(set, &sum, grid, diags);
}

bool masters_make(const Loader *loader) {
    Template *template = loader->template;
    Diags *diags = loader->diags;
    const PageRule *all = find_rule(template, NULL, PAGE_SIDES);
    template->grid = all ? said_or(all, PAGE_GRID, 0) : 0;
    template->page_sets =
        arena_array(template->arena, template->page_rule_count + 1, sizeof(PageSet));
    bool good = make_set(loader, NULL, &template->page_sets[0]);
    template->page_set_count = 1;
    for (int i = 0; i < template->page_rule_count; i++) {
        const char *name = template->page_rules[i].name;
        if (!name || masters_find(template, name)) continue;
        PageSet *set = &template->page_sets[template->page_set_count++];
        if (!make_set(loader, name, set)) good = false;
    }
    for (int i = 0; i < template->furniture_count; i++) {
        const Furniture *line = &template->furniture[i];
        if (!line->page || masters_find(template, line->page)) continue;
        diag_report(diags, FAULT_DATA, line->origin,
                    "no page '%s': define it with <page name=\"%s\">", line->page,
                    line->page);
        good = false;
    }
    return good;
}

PageSet *masters_find(const Template *template, const char *name) {
    for (int i = 1; i < template->page_set_count; i++)
        if (same_name(template->page_sets[i].name, name))
            return &template->page_sets[i];
    return NULL;
}

bool masters_check(Template *template, Diags *diags) {
    bool good = true;
    for (int i = 0; i < template->furniture_count; i++) {
        const XmlNode *sides[] = {template->furniture[i].left,
                                  template->furniture[i].right};
        for (int k = 0; k < 2; k++)
            if (sides[k] && !elements_check(template, sides[k], CONTENT_INLINE, diags))
                good = false;
    }
    return good;
}

/* False after a diagnostic, when a note's mark stands in the line. */
static bool refuse_notes(Composer *composer, const Runs *runs) {
    for (const Run *run = runs->first; run; run = run->next) {
        if (run->kind != RUN_NOTE) continue;
        diag_report(composer->diags, FAULT_DATA, run->origin,
                    "a note in a head or foot would stand on every page: put it into "
                    "the text");
        return false;
    }
    return true;
}

/* Fills in the line; one that another side has too is composed once. */
static bool compose_line(Composer *composer, const Furniture *line, PageLine **done,
                         PageLine *out) {
    if (!line) return true;
    PageLine **known = &done[line - composer->template->furniture];
    if (*known) {
        *out = **known;
        return true;
    }
    *known = out;
    return compose_runs(composer, line->left, &out->left) &&
           compose_runs(composer, line->right, &out->right) &&
           refuse_notes(composer, &out->left) && refuse_notes(composer, &out->right);
}

bool masters_compose(Composer *composer) {
    const Template *template = composer->template;
    Document *document = composer->document;
    PageLine **done =
        arena_array(composer->arena, template->furniture_count + 1, sizeof *done);
    bool good = true;
    for (int i = 0; i < document->page_set_count; i++)
        for (int side = 0; side < PAGE_SIDES; side++) {
            PageSet *set = &document->page_sets[i];
            PageMaster *master = &set->masters[side];
            const Furniture *head = line_for(template, set->name, side, true);
            const Furniture *foot = line_for(template, set->name, side, false);
            if (!compose_line(composer, head, done, &master->head)) good = false;
            if (!compose_line(composer, foot, done, &master->foot)) good = false;
        }
    return good;
}
