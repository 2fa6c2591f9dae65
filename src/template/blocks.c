/* Blocks and inline text. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "template/composer.h"

/* ---- inline ---- */

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static Run *add_run(Composer *composer, const Inline *text, RunKind kind,
                    Origin origin) {
    Arena *arena = text->arena ? text->arena : composer->arena;
    Run *run = runs_add(arena, text->runs, kind, origin);
    Run *next = run->next;
    *run = text->look;
    run->kind = kind;
    run->origin = origin;
    run->next = next;
    return run;
}

/* A character beside which a wide one needs no space. */
static bool meets_wide(uint32_t code) {
    return utf8_is_wide(code) || (code < 0x80 && isalnum((int) code));
}

/* True when the end of a line of XML before `string` is no space, for one side of it
 * does not space words: in Japanese, lines may end anywhere. */
static bool drops_space(const Text *out, const Run *last, const char *string) {
    const char *text = out->length ? out->data : last && last->text ? last->text : "";
    uint32_t before = utf8_last(text, strlen(text)), next;
    utf8_decode(string, strlen(string), &next);
    return (utf8_is_wide(next) && meets_wide(before)) ||
           (utf8_is_wide(before) && meets_wide(next));
}

/* A space that waited is set before what follows, in the look of what follows; at the
 * start of a paragraph and after a forced break it is dropped. */
void inline_add(Composer *composer, Inline *text, const char *string,
                const char *figure, Origin origin) {
    Text out = {.arena = text->arena ? text->arena : composer->arena};
    const Run *last = text->runs->last;
    bool at_start = !last || last->kind == RUN_BREAK;
    bool unspaced = locale_is_unspaced(composer->locale);
    for (; *string; string++) {
        if (is_space(*string)) {
            if (*string == '\n') *text->space_waits = SPACE_LINE_END;
            if (!*text->space_waits) *text->space_waits = SPACE_WAITS;
            continue;
        }
        if (*text->space_waits && !(at_start && !out.length) &&
            !(unspaced && *text->space_waits == SPACE_LINE_END &&
              drops_space(&out, last, string)))
            text_add_char(&out, ' ');
        *text->space_waits = SPACE_NONE;
        text_add_char(&out, *string);
    }
    if (!out.length) return;
    Run *run = add_run(composer, text, RUN_TEXT, origin);
    run->text = text_string(&out);
    run->figure = figure;
}

Run *inline_mark(Composer *composer, const Inline *text, const char *string,
                 Origin origin) {
    Run *run = add_run(composer, text, RUN_TEXT, origin);
    run->text = string;
    return run;
}

/* Composes the children with a changed look. */
static bool compose_look(Composer *composer, const XmlNode *node, const Target *target,
                         Run look) {
    Target inner = *target;
    inner.text.look = look;
    return compose_children(composer, node, &inner);
}

bool compose_emphasis(Composer *composer, const XmlNode *node, Target *target) {
    Run look = target->text.look;
    const char *name = node->name;
    if (strcmp(name, "b") == 0 || strcmp(name, "strong") == 0)
        look.bold = true;
    else if (strcmp(name, "sc") == 0)
        look.features |= FEATURE_SMALLCAPS;
    else if (strcmp(name, "sup") == 0)
        look.features |= FEATURE_SUPERSCRIPT;
    else
        look.italic = true;
    return compose_look(composer, node, target, look);
}

void formula_mark(Composer *composer, const Runs *runs, const Run *before,
                  const char *alt) {
    Run *first = before ? before->next : runs->first;
    if (!first) return;
    if (!alt || !*alt) alt = runs_text(composer->arena, &(Runs){first, runs->last});
    alt += strspn(alt, " ");
    for (Run *run = first; run; run = run->next)
        run->formula = alt;
}

bool compose_formula(Composer *composer, const XmlNode *node, Target *target) {
    bool good = true;
    const Run *before = target->text.runs->last;
    const char *alt = attribute_text(composer, node, "alt", &good);
    if (!good || !compose_look(composer, node, target, target->text.look)) return false;
    formula_mark(composer, target->text.runs, before, alt);
    return true;
}

bool compose_break(Composer *composer, const XmlNode *node, Target *target) {
    *target->text.space_waits = SPACE_NONE;
    add_run(composer, &target->text, RUN_BREAK, node->origin);
    return true;
}

bool compose_link(Composer *composer, const XmlNode *node, Target *target) {
    bool good = true;
    Run look = target->text.look;
    look.link = attribute_text(composer, node, "href", &good);
    if (good) links_add(composer, look.link, node->origin);
    return good && compose_look(composer, node, target, look);
}

bool compose_span(Composer *composer, const XmlNode *node, Target *target) {
    Run look = target->text.look;
    bool good = true;
    const char *lang = attribute_text(composer, node, "lang", &good);
    int role = attribute_word(node, "colour", ROLE_WORDS, -1);
    if (lang && *lang)
        look.lang = strcmp(lang, composer->brief->lang) == 0 ? NULL : lang;
    if (role >= 0) {
        look.has_colour = true;
        look.colour = composer->template->palette[role];
    }
    Target inner = *target;
    inner.text.exact =
        attribute_word(node, "exact", FLAG_WORDS, target->text.exact) == 1;
    return good && compose_look(composer, node, &inner, look);
}

bool compose_note(Composer *composer, const XmlNode *node, Target *target) {
    Document *document = composer->document;
    Note note = {.origin = node->origin};
    if (!compose_runs(composer, node, &note.runs)) return false;
    for (const Run *run = note.runs.first; run; run = run->next) {
        if (run->kind != RUN_NOTE) continue;
        diag_report(composer->diags, FAULT_DATA, run->origin,
                    "a note in a note: put it behind the outer one");
        return false;
    }
    document->notes = arena_grow(composer->arena, document->notes, document->note_count,
                                 &document->note_capacity, sizeof note);
    document->notes[document->note_count] = note;
    add_run(composer, &target->text, RUN_NOTE, node->origin)->note =
        document->note_count++;
    return true;
}

bool compose_furniture_run(Composer *composer, const XmlNode *node, Target *target) {
    RunKind kind = strcmp(node->name, "page-number") == 0  ? RUN_PAGE_NUMBER
                   : strcmp(node->name, "page-count") == 0 ? RUN_PAGE_COUNT
                                                           : RUN_SECTION;
    Inline *text = &target->text;
    if (*text->space_waits && text->runs->last) {
        add_run(composer, text, RUN_TEXT, node->origin)->text = " ";
        *text->space_waits = SPACE_NONE;
    }
    Run *run = add_run(composer, text, kind, node->origin);
    run->mark = (SectionMark) attribute_word(node, "of", MARK_WORDS, MARK_TOP);
    return true;
}

/* ---- blocks ---- */

/* A block of runs. */
static bool add_text_block(Composer *composer, const XmlNode *node, Block *parent,
                           BlockKind kind, const Style *style, Block **made) {
    Block *block = block_new(composer->arena, kind, parent, style, node->origin);
    place_block(node, block);
    if (made) *made = block;
    return compose_runs(composer, node, &block->runs);
}

/* The pages that the node asks for, NULL when it does not. */
static const PageSet *named_pages(const Composer *composer, const XmlNode *node) {
    const char *name = xml_attribute(node, "page");
    const PageSet *set = name ? masters_find(composer->template, name) : NULL;
    return set ? &composer->document->page_sets[set - composer->template->page_sets]
               : NULL;
}

bool compose_section(Composer *composer, const XmlNode *node, Target *target) {
    Block *section = block_new(composer->arena, BLOCK_SECTION, target->block,
                               target->block->style, node->origin);
    section->anchor = xml_attribute(node, "id");
    section->level = composer->level;
    number_section(composer, section);
    section->pages = named_pages(composer, node);
    composer->level++;
    Target inner = {.content = CONTENT_BLOCKS, .block = section};
    bool good = compose_children(composer, node, &inner);
    composer->level--;
    return good;
}

bool compose_title(Composer *composer, const XmlNode *node, Target *target) {
    if (target->block->kind == BLOCK_BOX)
        return add_text_block(composer, node, target->block, BLOCK_PARAGRAPH,
                              node_style(composer, node, "box-head"), NULL);
    int level = composer->level < 6 ? composer->level : 6;
    const char *name = level == 1 ? "title" : level == 2 ? "h2" : "h3";
    Block *heading;
    bool good = add_text_block(composer, node, target->block, BLOCK_HEADING,
                               node_style(composer, node, name), &heading);
    heading->level = level;
    if (heading == target->block->first_child)
        number_title(composer, target->block, &heading->runs);
    return good;
}

bool compose_paragraph(Composer *composer, const XmlNode *node, Target *target) {
    const char *name = target->content == CONTENT_QUOTE ? "quote-text" : "p";
    /* In an item text begins where the item's does, unless a style says otherwise. */
    if (target->content & CONTENT_ITEM && !xml_attribute(node, "style")) {
        Block *block = item_paragraph(composer, target);
        place_block(node, block);
        return compose_runs(composer, node, &block->runs);
    }
    Block *parent = target_parent(composer, target);
    return add_text_block(composer, node, parent, BLOCK_PARAGRAPH,
                          style_in(composer, node, parent, name), NULL);
}

bool compose_by(Composer *composer, const XmlNode *node, Target *target) {
    return add_text_block(composer, node, target->block, BLOCK_PARAGRAPH,
                          node_style(composer, node, "by"), NULL);
}

static bool compose_container(Composer *composer, const XmlNode *node, Target *target,
                              BlockKind kind, const Style *style, Content content) {
    Block *block = block_new(composer->arena, kind, target->block, style, node->origin);
    place_block(node, block);
    Target inner = {.content = content, .block = block};
    return compose_children(composer, node, &inner);
}

bool compose_quote(Composer *composer, const XmlNode *node, Target *target) {
    return compose_container(composer, node, target, BLOCK_QUOTE,
                             node_style(composer, node, "quote"), CONTENT_QUOTE);
}

bool compose_box(Composer *composer, const XmlNode *node, Target *target) {
    return compose_container(composer, node, target, BLOCK_BOX,
                             node_style(composer, node, "box"), CONTENT_BLOCKS);
}

bool compose_columns(Composer *composer, const XmlNode *node, Target *target) {
    return compose_container(composer, node, target, BLOCK_COLUMNS,
                             node_style(composer, node, "p"), CONTENT_COLUMNS);
}

bool compose_column(Composer *composer, const XmlNode *node, Target *target) {
    const char *width = xml_attribute(node, "width");
    Block *block = block_new(composer->arena, BLOCK_COLUMN, target->block,
                             target->block->style, node->origin);
    block->width = width ? (Mpt) strtol(width, NULL, 10) : 1;
    Target inner = {.content = CONTENT_BLOCKS, .block = block};
    return compose_children(composer, node, &inner);
}

bool compose_side_note(Composer *composer, const XmlNode *node, Target *target) {
    return add_text_block(composer, node, target->block, BLOCK_SIDE_NOTE,
                          node_style(composer, node, "side-note"), NULL);
}

bool compose_rule(Composer *composer, const XmlNode *node, Target *target) {
    place_block(node, block_new(composer->arena, BLOCK_RULE, target->block,
                                node_style(composer, node, "p"), node->origin));
    return true;
}

bool compose_page_break(Composer *composer, const XmlNode *node, Target *target) {
    Block *block = block_new(composer->arena, BLOCK_PAGE_BREAK, target->block,
                             target->block->style, node->origin);
    block->pages = named_pages(composer, node);
    return true;
}
