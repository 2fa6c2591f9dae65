/* Tables of contents and lists of tables: entries with leaders and page numbers.  The
 * room for the numbers is fixed, so that what they say moves no line. */
#include "layout/blocks.h"
#include "layout/draw.h"
#include "layout/paragraph.h"
#include "layout/references.h"

enum { LEADER_STEP = 5000, LEADER_DOT = 600 };

/* Dots from `from` to `to`, on multiples of their step so that they stand below each
 * other. */
static void draw_leader(Setter *setter, Strip *strip, Mpt from, Mpt to, Mpt y,
                        Colour colour) {
    Mpt first = (from + LEADER_STEP - 1) / LEADER_STEP * LEADER_STEP;
    if (first + LEADER_STEP > to) return;
    Mpt last = to / LEADER_STEP * LEADER_STEP;
    draw_line(setter->arena, strip, NULL, (Point){first, y}, (Point){last, y},
              LEADER_DOT, colour, LEADER_STEP);
    Path *path = &strip->items[strip->item_count - 1].path;
    path->cap = CAP_ROUND;
    path->dash[0] = 0;
}

/* Where the text of the strip ends. */
static Mpt text_end(const Strip *strip) {
    Mpt end = 0;
    for (int i = 0; i < strip->item_count; i++) {
        const Item *item = &strip->items[i];
        if (item->kind != ITEM_TEXT) continue;
        Mpt right = item->text.x + item->text.shaped->width;
        end = right > end ? right : end;
    }
    return end;
}

/* Makes the whole line lead to the entry's page. */
static void add_link(Setter *setter, Strip *strip, Tag *tag, const Block *entry, Mpt x,
                     Mpt width, const char *description) {
    Item *item = strip_add(setter->arena, strip, ITEM_LINK, tag, entry->origin);
    item->link = (LinkItem){.x = x,
                            .width = width,
                            .height = strip->height,
                            .target = entry->target,
                            .description = description};
}

/* Room for the numbers of all pages: three figures, or as wide as Roman numerals up to
 * forty become. */
static Mpt number_room_of(Setter *setter, const Style *style) {
    static const char *const widest[NUMBERS_COUNT] = {"000", "xxxviii", "XXXVIII"};
    Mpt room = 2 * style->size;
    for (int i = 0; i < setter->document->page_set_count; i++) {
        const PageSet *set = &setter->document->page_sets[i];
        if (set->numbers == NUMBERS_ARABIC && !set->prefix) continue;
        const Shaped *label = setter_shape(setter, style,
                                           arena_print(setter->arena, "%s%s",
                                                       set->prefix ? set->prefix : "",
                                                       widest[set->numbers]));
        if (label && label->width > room) room = label->width;
    }
    return room + LEADER_STEP;
}

/* A space between the words and the number, for those who hear or copy them. */
static void part_words(Strip *strip, const Style *style) {
    for (int i = strip->item_count - 1; i >= 0; i--)
        if (strip->items[i].kind == ITEM_TEXT) {
            strip->items[i].text.space = style->size / 4;
            return;
        }
}

static void entry_set(Setter *setter, const Block *entry, Flow flow) {
    Arena *arena = setter->arena;
    Galley *galley = flow.galley;
    Style style = *entry->style;
    style.align = ALIGN_LEFT;
    style.hyphenate = false;
    const Mpt number_room = number_room_of(setter, &style);
    if (entry->level > 2) style.indent_left += (entry->level - 2) * style.size;
    style.indent_right += number_room;
    Tag *tag = tag_new(arena, TAG_LINK, tag_new(arena, TAG_REFERENCE, flow.tag));
    int first = galley->count;
    if (!paragraph_set(setter, &entry->runs, &style, flow.x, flow.width, tag, galley))
        return;
    const char *label = references_page(setter, entry->target, entry->origin);
    const Shaped *number = setter_shape(setter, &style, label);
    Strip *last = &galley->strips[galley->count - 1];
    part_words(last, &style);
    Mpt right = flow.x + flow.width, baseline = line_baseline(&style);
    Mpt start = right - (number ? number->width : 0);
    if (text_end(last) > start) {
        /* A column too narrow for both. */
        last = galley_add(arena, galley);
        last->height = style.leading;
    }
    draw_leader(setter, last, text_end(last) + LEADER_STEP / 2, start - LEADER_STEP / 2,
                baseline, setter->document->palette[ROLE_MUTED]);
    setter_text(setter, last, tag, number, style.colour, right, baseline, ALIGN_RIGHT);
    const char *words =
        arena_print(arena, "%s, %s", runs_text(arena, &entry->runs), label);
    for (int i = first; i < galley->count; i++)
        add_link(setter, &galley->strips[i], tag, entry, flow.x, flow.width, words);
    galley_keep(galley, first, galley->count, KEEP_HARD);
}

/* The tag that an entry of this level hangs in: deeper ones in a list of their own,
 * below the item before. */
static Tag *list_of_level(Arena *arena, Tag **lists, int *depth, int level) {
    while (*depth > level)
        --*depth;
    while (*depth < level && lists[*depth]->last_child) {
        lists[*depth + 1] = tag_new(arena, TAG_CONTENTS, lists[*depth]->last_child);
        ++*depth;
    }
    return lists[*depth];
}

void contents_set(Setter *setter, const Block *block, Flow flow) {
    enum { DEEPEST = 16 };
    if (!references_reach(setter, block->from_pages, block->origin)) return;
    Galley *galley = flow.galley;
    Tag *lists[DEEPEST + 1];
    int depth = 1, first = galley->count;
    lists[1] = tag_new(setter->arena, TAG_CONTENTS, flow.tag);
    if (block->runs.first && block->head_style)
        paragraph_set(setter, &block->runs, block->head_style, flow.x, flow.width,
                      tag_new(setter->arena, TAG_CAPTION, lists[1]), galley);
    int title = galley->count;
    for (const Block *entry = block->first_child; entry; entry = entry->next) {
        int level = entry->level < DEEPEST ? entry->level : DEEPEST;
        Tag *list = list_of_level(setter->arena, lists, &depth, level);
        Flow inner = flow;
        inner.tag = tag_new(setter->arena, TAG_CONTENTS_ITEM, list);
        entry_set(setter, entry, inner);
    }
    if (galley->count == first) return;
    /* The title with two entries, and no entry alone on a page. */
    Strip *strips = galley->strips;
    for (int i = first; i <= title && i + 1 < galley->count; i++)
        strips[i].keep = KEEP_HARD;
    if (galley->count - first > 2) strips[galley->count - 2].keep = KEEP_HARD;
}
