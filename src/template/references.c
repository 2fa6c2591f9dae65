/* Numbers of tables, figures and sections, the references that print them, and the
 * tables of contents.  All of them may stand before what they tell of, so their words
 * come when all is composed; pages are known to layout alone. */
#include <stdlib.h>
#include <string.h>

#include "template/composer.h"

#define NBSP "\xC2\xA0"

/* ---- numbers ---- */

static bool is_figure(const Block *block) {
    return block->kind == BLOCK_CHART || block->kind == BLOCK_PICTURE;
}

void number_caption(Composer *composer, Block *block, Runs *caption) {
    const Template *template = composer->template;
    bool figure = is_figure(block);
    bool wanted = figure ? template->number_figures : template->number_tables;
    if (!wanted || !caption->first) return;
    int *count = figure ? &composer->figures_numbered : &composer->tables_numbered;
    block->number = arena_print(composer->arena, "%d", ++*count);
    const Locale *locale = composer->locale;
    Text words = {.arena = composer->arena};
    locale_phrase(locale, figure ? WORD_FIGURE : WORD_TABLE, &block->number, &words);
    text_add(&words, locale_word(locale, WORD_CAPTION));
    Run *run = runs_prepend(composer->arena, caption, block->origin);
    run->text = text_string(&words);
}

void number_section(Composer *composer, Block *section) {
    int level = section->level;
    if (level > composer->template->number_sections) return;
    int *numbers = composer->sections_numbered;
    numbers[level]++;
    for (int below = level + 1; below <= DEEPEST_NUMBER; below++)
        numbers[below] = 0;
    Text number = {.arena = composer->arena};
    for (int i = 1; i <= level; i++)
        text_print(&number, "%s%d", i > 1 ? "." : "", numbers[i]);
    section->number = text_string(&number);
}

void number_title(Composer *composer, const Block *section, Runs *title) {
    if (!section->number || !title->first) return;
    Run *run = runs_prepend(composer->arena, title, section->origin);
    run->text = arena_print(composer->arena, "%s" NBSP NBSP, section->number);
}

/* ---- references ---- */

/* The parts of a phrase before its first slot, between both, and behind the last. */
static const char *phrase_part(Composer *composer, Word word, int index) {
    const char *part = locale_word(composer->locale, word);
    for (; index > 0; index--)
        part = strstr(part, "%s") + 2;
    const char *end = strstr(part, "%s");
    return arena_copy(composer->arena, part,
                      end ? (size_t) (end - part) : strlen(part));
}

static Run *add_run(Composer *composer, const Inline *text, RunKind kind,
                    const char *string, Origin origin) {
    Run *run = runs_add(composer->arena, text->runs, kind, origin);
    *run = text->look;
    run->kind = kind;
    run->origin = origin;
    run->text = string;
    run->reference = true;
    return run;
}

bool compose_reference(Composer *composer, const XmlNode *node, Target *target) {
    static const char *const pages[] = {"no", "yes", "only", NULL};
    int page = attribute_word(node, "page", pages, 0);
    const char *to = xml_attribute(node, "to");
    Inline text = target->text;
    const Run *last = text.runs->last;
    bool spaced = *text.space_waits && last && last->kind != RUN_BREAK;
    const char *space = spaced ? " " : "";
    *text.space_waits = SPACE_NONE;
    text.look.link = arena_print(composer->arena, "#%s", to);
    links_add(composer, text.look.link, node->origin);
    PendingReference pending = {.before = space, .target = to, .origin = node->origin};
    Word word = page == 2 ? WORD_PAGE_ONLY : WORD_ON_PAGE;
    if (page == 2)
        space =
            arena_print(composer->arena, "%s%s", space, phrase_part(composer, word, 0));
    else
        pending.words = add_run(composer, &text, RUN_TEXT, "", node->origin);
    if (page == 1) space = phrase_part(composer, word, 1);
    if (page) add_run(composer, &text, RUN_PAGE, space, node->origin);
    const char *after = page ? phrase_part(composer, word, page == 1 ? 2 : 1) : "";
    if (*after) add_run(composer, &text, RUN_TEXT, after, node->origin);
    if (!pending.words) return true;
    composer->references =
        arena_grow(composer->arena, composer->references, composer->reference_count,
                   &composer->reference_capacity, sizeof pending);
    composer->references[composer->reference_count++] = pending;
    return true;
}

void add_pages(Composer *composer, const Inline *text, const CitedPlaces *places,
               Origin origin) {
    for (int i = 0; i < places->count; i++) {
        Run *run = add_run(composer, text, RUN_PAGE, i ? ", " : "", origin);
        run->link = arena_print(composer->arena, "#%s", places->anchors[i]);
        run->goes_on = i > 0;
    }
}

void add_cited_pages(Composer *composer, const Inline *text, const CitedPlaces *places,
                     Origin origin) {
    Arena *arena = composer->arena;
    if (!places->count) return;
    Run *before = runs_add(arena, text->runs, RUN_TEXT, origin);
    before->text = arena_print(arena, " %s", phrase_part(composer, WORD_CITED, 0));
    add_pages(composer, text, places, origin);
    runs_add(arena, text->runs, RUN_TEXT, origin)->text =
        phrase_part(composer, WORD_CITED, 1);
}

void references_follow(Composer *composer, int first, const Runs *runs,
                       const Runs *copies) {
    const Run *run = runs->first;
    Run *copy = copies->first;
    int at = first;
    for (; run && at < composer->reference_count; run = run->next, copy = copy->next)
        if (composer->references[at].words == run)
            composer->references[at++].words = copy;
}

/* What is said again elsewhere: without notes, citations and links. */
static void copy_words(Arena *arena, const Runs *from, Runs *to) {
    for (const Run *run = from->first; run; run = run->next) {
        if ((run->kind != RUN_TEXT && run->kind != RUN_BREAK) || run->citation)
            continue;
        Run *copy = runs_add(arena, to, RUN_TEXT, run->origin);
        copy->text = run->kind == RUN_BREAK ? " " : run->text;
        copy->bold = run->bold;
        copy->italic = run->italic;
        copy->features = run->features;
        copy->lang = run->lang;
        copy->figure = run->figure;
    }
}

static const Block *section_heading(const Block *section) {
    const Block *block = section->first_child;
    while (block && block->kind != BLOCK_HEADING)
        block = block->next;
    return block;
}

/* What a reference to the block says; NULL after a diagnostic. */
static const char *block_words(Composer *composer, const Block *block, Origin origin) {
    Arena *arena = composer->arena;
    const Block *heading = block->kind == BLOCK_SECTION ? section_heading(block) : NULL;
    if (block->kind == BLOCK_ITEM)
        return block->number       ? block->number
               : block->term.first ? runs_text(arena, &block->term)
                                   : block->marker;
    if (block->number) {
        Word word = block->kind == BLOCK_SECTION ? WORD_SECTION
                    : is_figure(block)           ? WORD_FIGURE
                                                 : WORD_TABLE;
        Text words = {.arena = arena};
        locale_phrase(composer->locale, word, &block->number, &words);
        return text_string(&words);
    }
    if (heading) {
        Runs words = {NULL, NULL};
        copy_words(arena, &heading->runs, &words);
        return runs_text(arena, &words);
    }
    diag_report(composer->diags, FAULT_DATA, origin,
                "'%s' has no number to print: give it a caption and the template "
                "<numbering>, or say page=\"only\"",
                block->anchor);
    return NULL;
}

bool references_fill(Composer *composer, const Map *anchors) {
    bool good = true;
    for (int i = 0; i < composer->reference_count; i++) {
        const PendingReference *pending = &composer->references[i];
        const Block *block = map_get(anchors, pending->target);
        const char *words =
            block ? block_words(composer, block, pending->origin) : NULL;
        if (!words) good = false;
        if (words)
            pending->words->text =
                arena_print(composer->arena, "%s%s", pending->before, words);
    }
    return good;
}

/* ---- contents ---- */

bool compose_contents(Composer *composer, const XmlNode *node, Target *target) {
    const char *from = xml_attribute(node, "from-pages");
    Block *block = block_new(composer->arena, BLOCK_CONTENTS, target->block,
                             node_style(composer, node, "contents"), node->origin);
    place_block(node, block);
    block->from_pages = from ? (int) strtol(from, NULL, 10) : 1;
    bool good = compose_runs(composer, node, &block->runs);
    if (block->runs.first)
        block->head_style = template_style(composer->template, "contents-title",
                                           node->origin, composer->diags);
    composer->contents =
        arena_grow(composer->arena, composer->contents, composer->contents_count,
                   &composer->contents_capacity, sizeof *composer->contents);
    composer->contents[composer->contents_count++] = (PendingContents){block, node};
    return good;
}

/* The words under which the block stands in the list, NULL when it does not. */
static const Runs *listed_words(const XmlNode *node, const Block *block, int depth) {
    static const char *const kinds[] = {"tables", "figures", NULL};
    if (strcmp(node->name, "contents") == 0) {
        const Block *heading = NULL;
        if (block->kind == BLOCK_SECTION && block->level >= 1 && block->level <= depth)
            heading = section_heading(block);
        return heading ? &heading->runs : NULL;
    }
    if (attribute_word(node, "kind", kinds, 0) == 0)
        return block->kind == BLOCK_TABLE ? &block->table->caption : NULL;
    if (block->kind == BLOCK_PICTURE) return &block->picture->caption;
    return block->kind == BLOCK_CHART ? &block->chart->title : NULL;
}

/* No id has a colon, so anchors that are given meet none. */
static void give_anchor(Composer *composer, Block *block) {
    if (!block->anchor)
        block->anchor = arena_print(composer->arena, "place:%d", ++composer->places);
}

static void fill_one(Composer *composer, const PendingContents *pending) {
    enum { USUAL_DEPTH = 2 };
    const XmlNode *node = pending->node;
    const Block *root = composer->document->root;
    const char *said = xml_attribute(node, "depth");
    const int most = said ? (int) strtol(said, NULL, 10) : USUAL_DEPTH;
    const Style *deeper = NULL;
    int depth = 0;
    for (const Block *b = root; b; b = block_following(b, root, &depth)) {
        const Runs *words = listed_words(node, b, most);
        if (!words || !words->first) continue;
        give_anchor(composer, (Block *) b);
        int level = b->kind == BLOCK_SECTION ? b->level : 1;
        if (level > 1 && !deeper)
            deeper = template_style(composer->template, "contents-deeper", node->origin,
                                    composer->diags);
        Block *entry =
            block_new(composer->arena, BLOCK_ENTRY, pending->block,
                      level > 1 ? deeper : pending->block->style, node->origin);
        entry->level = level;
        entry->target = arena_print(composer->arena, "#%s", b->anchor);
        copy_words(composer->arena, words, &entry->runs);
    }
}

void contents_fill(Composer *composer) {
    for (int i = 0; i < composer->contents_count; i++)
        fill_one(composer, &composer->contents[i]);
}
