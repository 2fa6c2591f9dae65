/* Sources: the marks that cite them, and their list. */
#include <string.h>

#include "template/composer.h"

#define NBSP        "\xC2\xA0"
#define WORD_JOINER "\xE2\x81\xA0" /* no break after a dash */

/* The number of the source, given at its first citation. */
static int citation_number(Composer *composer, const char *id) {
    for (int i = 0; i < composer->cited_count; i++)
        if (strcmp(composer->cited[i], id) == 0) return i + 1;
    composer->cited =
        arena_grow(composer->arena, composer->cited, composer->cited_count,
                   &composer->cited_capacity, sizeof(char *));
    composer->cited_places =
        arena_grow(composer->arena, composer->cited_places, composer->cited_count,
                   &composer->cited_places_capacity, sizeof *composer->cited_places);
    composer->cited_places[composer->cited_count] = (CitedPlaces){NULL, 0, 0};
    composer->cited[composer->cited_count++] = id;
    return composer->cited_count;
}

static void add_ids(const Figure *figure, Text *out) {
    for (int i = 0; i < figure->source_count; i++)
        text_print(out, "%s ", figure->sources[i]->id);
}

/* The ids of sources that a value names: a text of ids, figures, records with a
 * `source`, or sources themselves. */
static const char *source_ids(Composer *composer, const XPathValue *value) {
    if (value->kind != RESULT_NODES) return xpath_string(composer->arena, value);
    Text out = {.arena = composer->arena};
    for (int i = 0; i < value->node_count; i++) {
        const XmlNode *node = value->nodes[i];
        const Figure *figure = node_figure(node);
        bool is_source = strcmp(node->name, "source") == 0;
        const char *id = xml_attribute(node, is_source ? "id" : "source");
        if (figure)
            add_ids(figure, &out);
        else if (id)
            text_print(&out, "%s ", id);
    }
    return text_string(&out);
}

static void add_source_number(Composer *composer, const Inline *text, int number,
                              Origin origin) {
    const char *target = arena_print(composer->arena, "#source-%d", number);
    const char *digits = arena_print(composer->arena, "%d", number);
    inline_mark(composer, text, digits, origin)->link = target;
    links_add(composer, target, origin);
}

void source_numbers_add(Composer *composer, SourceNumbers *all, const char *id) {
    int number = citation_number(composer, id), at = all->count;
    int *numbers = all->numbers;
    while (at > 0 && numbers[at - 1] >= number)
        at--;
    if (at < all->count && numbers[at] == number) return;
    all->numbers = numbers = arena_grow(composer->arena, numbers, all->count,
                                        &all->capacity, sizeof *numbers);
    memmove(numbers + at + 1, numbers + at,
            (size_t) (all->count - at) * sizeof *numbers);
    numbers[at] = number;
    all->count++;
}

/* The numbers of the sources in `ids`; false after a diagnostic. */
static bool cited_numbers(Composer *composer, const char *ids, Origin origin,
                          SourceNumbers *all) {
    while (true) {
        ids += strspn(ids, " ");
        size_t length = strcspn(ids, " ");
        if (!length) return true;
        const char *id = arena_copy(composer->arena, ids, length);
        ids += length;
        if (!findings_source(composer->findings, id)) {
            diag_report(composer->diags, FAULT_DATA, origin, "no source '%s'", id);
            return false;
        }
        source_numbers_add(composer, all, id);
    }
}

/* A new anchor at a mark that cites these sources, when they are to say where they were
 * cited. */
static const char *mark_place(Composer *composer, const SourceNumbers *all) {
    if (!composer->template->sources_have_pages) return NULL;
    Arena *arena = composer->arena;
    const char *anchor = arena_print(arena, "mark:%d", ++composer->marks);
    for (int i = 0; i < all->count; i++) {
        CitedPlaces *places = &composer->cited_places[all->numbers[i] - 1];
        places->anchors = arena_grow(arena, places->anchors, places->count,
                                     &places->capacity, sizeof *places->anchors);
        places->anchors[places->count++] = anchor;
    }
    return anchor;
}

void add_source_marks(Composer *composer, const Inline *text, const SourceNumbers *all,
                      Origin origin) {
    const int *numbers = all->numbers;
    Inline marks = *text;
    marks.look.has_colour = true;
    marks.look.colour = composer->template->palette[ROLE_CONTEXT];
    marks.look.citation = true;
    const char *before =
        locale_is_unspaced(composer->locale) ? WORD_JOINER "[" : NBSP "[";
    for (int i = 0; i < all->count; i++) {
        int last = i;
        while (last + 1 < all->count && numbers[last + 1] == numbers[last] + 1)
            last++;
        if (last == i + 1) last = i;
        inline_mark(composer, &marks, before, origin);
        marks.look.anchor = NULL;
        add_source_number(composer, &marks, numbers[i], origin);
        if (last > i) {
            inline_mark(composer, &marks, "\xE2\x80\x93" WORD_JOINER, origin);
            add_source_number(composer, &marks, numbers[last], origin);
        }
        before = "," NBSP;
        i = last;
    }
    if (all->count) inline_mark(composer, &marks, "]", origin);
}

bool compose_cite(Composer *composer, const XmlNode *node, Target *target) {
    XPathValue value;
    SourceNumbers numbers = {0};
    if (!attribute_value(composer, node, "select", &value)) return false;
    if (composer->is_plain) return true;
    if (!cited_numbers(composer, source_ids(composer, &value), node->origin, &numbers))
        return false;
    if (!numbers.count)
        diag_report(composer->diags, FAULT_WARNING, node->origin,
                    "<cite> selects nothing that has a source, so that none is named: "
                    "correct 'select', or put the <cite> in an <if>");
    Inline text = target->text;
    if (numbers.count) text.look.anchor = mark_place(composer, &numbers);
    add_source_marks(composer, &text, &numbers, node->origin);
    return true;
}

static void add_source_text(Composer *composer, Inline *text, const char *string,
                            const Source *source) {
    inline_add(composer, text, string, NULL, source->origin);
}

const char *code_word(Composer *composer, const char *code) {
    const XmlNode *word = map_get(composer->template->definitions,
                                  arena_print(composer->scratch, "word-%s", code));
    Runs runs = {NULL, NULL};
    return word && compose_runs(composer, word, &runs)
               ? runs_text(composer->arena, &runs)
               : code;
}

const char *confidence_word(Composer *composer, int confidence) {
    return code_word(composer, CONFIDENCE_WORDS[confidence]);
}

/* "1 Publisher, Title, table, 17 June 2026 (vintage ...), address. Note." */
static void compose_source(Composer *composer, Inline *text, const Source *source) {
    Text date = {.arena = composer->arena};
    add_source_text(composer, text, source->publisher, source);
    add_source_text(composer, text, ", ", source);
    text->look.italic = true;
    add_source_text(composer, text, source->title, source);
    text->look.italic = false;
    if (source->table) {
        add_source_text(composer, text, ", ", source);
        add_source_text(composer, text, source->table, source);
    }
    locale_date(composer->locale, source->date, DATE_LONG, &date);
    add_source_text(composer, text, ", ", source);
    add_source_text(composer, text, text_string(&date), source);
    if (source->confidence != CONFIDENCE_HIGH)
        add_source_text(composer, text,
                        arena_print(composer->arena, " [%s]",
                                    confidence_word(composer, source->confidence)),
                        source);
    add_source_text(composer, text, ". ", source);
    if (source->address) {
        text->look.link = source->address;
        add_source_text(composer, text, source->address, source);
        text->look.link = NULL;
        add_source_text(composer, text, source->note ? ". " : ".", source);
    }
    add_source_text(composer, text, source->note, source);
}

bool compose_sources(Composer *composer, const XmlNode *node, Target *target) {
    const Style *style = node_style(composer, node, "source");
    const Style *list_style =
        template_style(composer->template, "sources", node->origin, composer->diags);
    Block *list =
        block_new(composer->arena, BLOCK_LIST, target->block, list_style, node->origin);
    list->numbering = NUMBERING_DECIMAL;
    place_block(node, list);
    for (int i = 0; i < composer->cited_count; i++) {
        const Source *source = findings_source(composer->findings, composer->cited[i]);
        Block *item = block_new(composer->arena, BLOCK_ITEM, list, style, node->origin);
        item->marker = arena_print(composer->arena, "%d", i + 1);
        item->anchor = arena_print(composer->arena, "source-%d", i + 1);
        Space space_waits = SPACE_NONE;
        Inline text = {.runs = &item->runs, .space_waits = &space_waits};
        compose_source(composer, &text, source);
        if (attribute_word(node, "pages", FLAG_WORDS, 0) == 1)
            add_cited_pages(composer, &text, &composer->cited_places[i], node->origin);
    }
    return true;
}
