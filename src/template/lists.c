/* Lists: items with markers by kind and depth, terms with descriptions. */
#include <stdlib.h>
#include <string.h>

#include "template/composer.h"

typedef enum { LIST_BULLET, LIST_NUMBER, LIST_LETTER, LIST_ROMAN, LIST_TERMS } ListKind;

const char *const LIST_WORDS[] = {"bullet", "number", "letter", "roman", "terms", NULL};

/* How many lists of bullets, or numbered ones, stand around the block. */
static int list_depth(const Block *block, bool bullets) {
    int depth = 0;
    while ((block = block->parent))
        if (block->kind == BLOCK_LIST && block->numbering != NUMBERING_TERMS)
            depth += (block->numbering == NUMBERING_NONE) == bullets;
    return depth;
}

bool compose_list(Composer *composer, const XmlNode *node, Target *target) {
    const char *start = xml_attribute(node, "start");
    Block *parent = target_parent(composer, target);
    Block *list = block_new(composer->arena, BLOCK_LIST, parent,
                            style_in(composer, node, parent, "list"), node->origin);
    place_block(node, list);
    int kind = attribute_word(node, "kind", LIST_WORDS, LIST_BULLET);
    /* Numbers, then letters, then Roman numerals, as lists of numbers go deeper. */
    if (kind == LIST_NUMBER) kind += list_depth(list, false) % 3;
    list->numbering = kind == LIST_BULLET   ? NUMBERING_NONE
                      : kind == LIST_NUMBER ? NUMBERING_DECIMAL
                      : kind == LIST_LETTER ? NUMBERING_LETTERS
                      : kind == LIST_ROMAN  ? NUMBERING_ROMAN
                                            : NUMBERING_TERMS;
    Target inner = {.content = CONTENT_LIST,
                    .block = list,
                    .item_number = start ? (int) strtol(start, NULL, 10) : 1};
    return compose_children(composer, node, &inner);
}

/* a to z, then aa. */
static const char *letters(Arena *arena, int number) {
    char text[16];
    int at = sizeof text - 1;
    text[at] = '\0';
    for (; number > 0 && at > 0; number = (number - 1) / 26)
        text[--at] = (char) ('a' + (number - 1) % 26);
    return arena_string(arena, text + at);
}

static const char *roman(Arena *arena, int number) {
    Text out = {.arena = arena};
    text_add_roman(&out, number, false);
    return text_string(&out);
}

static void mark_item(Composer *composer, Block *item, int number) {
    static const char *const bullets[] = {"\xE2\x80\xA2", "\xE2\x80\x93", "\xC2\xB7"};
    Arena *arena = composer->arena;
    switch (item->parent->numbering) {
    case NUMBERING_NONE:
        item->marker = bullets[list_depth(item->parent, true) % 3];
        return;
    case NUMBERING_DECIMAL:
        item->number = arena_print(arena, "%d", number);
        item->marker = arena_print(arena, "%s.", item->number);
        return;
    case NUMBERING_LETTERS:
        item->number = letters(arena, number);
        item->marker = arena_print(arena, "%s)", item->number);
        return;
    case NUMBERING_ROMAN:
        item->number = roman(arena, number);
        item->marker = arena_print(arena, "%s.", item->number);
        return;
    case NUMBERING_TERMS:
        return;
    }
}

bool compose_item(Composer *composer, const XmlNode *node, Target *target) {
    Block *item =
        block_new(composer->arena, BLOCK_ITEM, target->block,
                  style_in(composer, node, target->block, "item"), node->origin);
    item->anchor = xml_attribute(node, "id");
    mark_item(composer, item, target->item_number++);
    Space space_waits = SPACE_NONE;
    Target inner = {.content = CONTENT_ITEM | CONTENT_BLOCKS | CONTENT_INLINE,
                    .block = item,
                    .text = {.runs = &item->runs, .space_waits = &space_waits}};
    if (!compose_children(composer, node, &inner)) return false;
    bool wants_term = item->parent->numbering == NUMBERING_TERMS;
    if (wants_term == (item->term.first != NULL)) return true;
    diag_report(composer->diags, FAULT_DATA, node->origin,
                wants_term ? "an item of a list of terms needs a <term>"
                           : "a <term> stands in a list that is not of kind=\"terms\"");
    return false;
}

bool compose_term(Composer *composer, const XmlNode *node, Target *target) {
    Block *item = target->block;
    item->head_style = node_style(composer, node, "term");
    return compose_runs(composer, node, &item->term);
}

Block *item_paragraph(Composer *composer, Target *target) {
    Style *style = arena_alloc(composer->arena, sizeof *style);
    *style = *target->block->style;
    style->indent_left = style->first_indent = 0;
    return block_new(composer->arena, BLOCK_PARAGRAPH, target->block, style,
                     target->block->origin);
}

/* An item's text behind a block of it is a paragraph of its own. */
void item_text(Composer *composer, Target *target) {
    Block *item = target->block;
    if (!(target->content & CONTENT_ITEM) || item->last_child == target->loose) return;
    target->loose = item_paragraph(composer, target);
    target->text.runs = &target->loose->runs;
    *target->text.space_waits = SPACE_NONE;
}
