/* Both pages' characters are compared in the order of their glyphs.  Where they part,
 * the nearest place is looked for from which both agree again; what lies between is
 * widened to whole texts of the page that was made again, so that a figure is told as a
 * whole. */
#include <string.h>

#include "verify/shown.h"

enum {
    AGREED = 12,           /* characters that prove that both are at one place again */
    FARTHEST = 240,        /* characters to look for it */
    MOST_DIFFERENCES = 20, /* told of a page */
};

typedef struct {
    const Page *page; /* made again */
    int number;       /* from 1 */
    Shown printed, wanted;
    int *items; /* of each of `wanted`'s glyphs the item that shows it */
    const Reader *file;
    Arena *arena;
    Diags *diags;
} Facing;

/* Each text shows its glyphs, and then maybe a space. */
static void place_glyphs(Facing *facing) {
    const Shown *wanted = &facing->wanted;
    facing->items =
        arena_array(facing->arena, wanted->glyph_count + 1, sizeof *facing->items);
    int glyph = 0, last = 0;
    for (int i = 0; i < facing->page->item_count; i++) {
        const Item *item = &facing->page->items[i];
        if (item->kind != ITEM_TEXT || !item->text.shaped->glyph_count) continue;
        const Shaped *shaped = item->text.shaped;
        bool starts_blank = shaped->text[0] == ' ';
        if (!starts_blank && glyph < wanted->glyph_count && wanted->is_space[glyph])
            facing->items[glyph++] = last;
        for (int k = 0; k < shaped->glyph_count && glyph < wanted->glyph_count; k++)
            facing->items[glyph++] = i;
        last = i;
    }
    while (glyph < wanted->glyph_count)
        facing->items[glyph++] = last;
}

static int item_of(const Facing *facing, int character) {
    return facing->items[facing->wanted.characters[character].glyph];
}

/* Where the pages differ: stretches of characters. */
typedef struct {
    int wanted, wanted_end, printed, printed_end;
} Gap;

static bool agree(const Facing *facing, int wanted, int printed) {
    const Shown *a = &facing->wanted, *b = &facing->printed;
    for (int i = 0; i < AGREED; i++) {
        bool a_ends = wanted + i >= a->count, b_ends = printed + i >= b->count;
        if (a_ends || b_ends) return a_ends && b_ends;
        if (a->characters[wanted + i].code != b->characters[printed + i].code)
            return false;
    }
    return true;
}

/* The nearest place behind the gap's begin; the pages' ends when there is none. */
static void close_gap(const Facing *facing, Gap *gap) {
    for (int distance = 1; distance <= FARTHEST; distance++)
        for (int k = 0; k <= distance; k++) {
            int wanted = gap->wanted + k, printed = gap->printed + distance - k;
            if (wanted > facing->wanted.count || printed > facing->printed.count ||
                !agree(facing, wanted, printed))
                continue;
            gap->wanted_end = wanted;
            gap->printed_end = printed;
            return;
        }
    gap->wanted_end = facing->wanted.count;
    gap->printed_end = facing->printed.count;
}

/* To whole texts, as far as `low` has not been told already.  What is only too much
 * belongs to the text behind it, or before it at the end. */
static Gap widen(const Facing *facing, Gap gap, int low_printed) {
    const int count = facing->wanted.count;
    if (!count) return gap;
    int first = gap.wanted < count ? gap.wanted : count - 1;
    int last = gap.wanted_end > first ? gap.wanted_end - 1 : first;
    const int first_item = item_of(facing, first), last_item = item_of(facing, last);
    while (gap.wanted > 0 && gap.printed > low_printed &&
           item_of(facing, gap.wanted - 1) == first_item) {
        gap.wanted--;
        gap.printed--;
    }
    while (gap.wanted_end < count && gap.printed_end < facing->printed.count &&
           item_of(facing, gap.wanted_end) == last_item) {
        gap.wanted_end++;
        gap.printed_end++;
    }
    return gap;
}

/* The ids of the figures that the stretch prints, joined; "" for none. */
static const char *figures_of(const Facing *facing, Gap gap) {
    Text text = {.arena = facing->arena};
    const char *last = "";
    for (int i = gap.wanted; i < gap.wanted_end; i++) {
        const char *figure = facing->page->items[item_of(facing, i)].text.figure;
        if (!figure || strcmp(figure, last) == 0) continue;
        text_add(&text, text.length ? ", " : "");
        text_add(&text, figure);
        last = figure;
    }
    return text_string(&text);
}

static void tell(const Facing *facing, Gap gap) {
    const char *figures = figures_of(facing, gap);
    diag_report(
        facing->diags, FAULT_DIFFERS, (Origin){facing->file->path, 0},
        "page %d: printed is '%s', but it should be '%s'%s%s", facing->number,
        shown_text(&facing->printed, gap.printed, gap.printed_end, facing->arena),
        shown_text(&facing->wanted, gap.wanted, gap.wanted_end, facing->arena),
        *figures ? ": figure " : "", figures);
}

static void compare_page(Facing *facing) {
    place_glyphs(facing);
    const Shown *wanted = &facing->wanted, *printed = &facing->printed;
    int i = 0, k = 0, told = 0, told_printed = 0;
    while ((i < wanted->count || k < printed->count) && told < MOST_DIFFERENCES) {
        if (i < wanted->count && k < printed->count &&
            wanted->characters[i].code == printed->characters[k].code) {
            i++;
            k++;
            continue;
        }
        Gap gap = {.wanted = i, .printed = k};
        close_gap(facing, &gap);
        gap = widen(facing, gap, told_printed);
        tell(facing, gap);
        told++;
        i = gap.wanted_end;
        k = told_printed = gap.printed_end;
    }
}

void printed_compare(const Reader *file, const Reader *made, const Pages *pages,
                     Diags *diags) {
    FontTexts *theirs = font_texts_new(file), *ours = font_texts_new(made);
    if (file->page_count != pages->page_count)
        diag_report(diags, FAULT_DIFFERS, (Origin){file->path, 0},
                    "the PDF has %d pages, but there should be %d", file->page_count,
                    pages->page_count);
    Arena *arena = arena_scratch(file->arena);
    PageReader reader = page_reader(pages, arena_scratch(file->arena));
    for (int i = 0; i < pages->page_count && i < file->page_count; i++) {
        arena_reset(arena);
        Facing facing = {.page = page_read(&reader, i),
                         .number = i + 1,
                         .file = file,
                         .arena = arena,
                         .diags = diags};
        facing.printed = shown_read(theirs, reader_page(file, i), arena);
        facing.wanted = shown_read(ours, reader_page(made, i), arena);
        compare_page(&facing);
    }
    arena_free(reader.scratch);
    arena_free(arena);
}

int printed_figures(const Pages *pages) {
    int count = 0;
    PageReader reader = page_reader(pages, arena_new(NULL));
    for (int p = 0; p < pages->page_count; p++) {
        const Page *page = page_read(&reader, p);
        const char *last = "";
        for (int i = 0; i < page->item_count; i++) {
            if (page->items[i].kind != ITEM_TEXT) continue;
            const char *figure = page->items[i].text.figure;
            if (figure && strcmp(figure, last) != 0) count++;
            last = figure ? figure : "";
        }
    }
    arena_free(reader.scratch);
    return count;
}
