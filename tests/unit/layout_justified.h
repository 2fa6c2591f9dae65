/* How evenly a text is justified: read from the pages, for the bench and for the test
 * that holds layout to it. */
#ifndef LAYOUT_JUSTIFIED_H
#define LAYOUT_JUSTIFIED_H

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "layout/layout.h"

/* Of all justified lines, which a paragraph's last line is not. */
typedef struct {
    int lines;        /* justified ones */
    int gaps;         /* between words */
    double deviation; /* of the gaps' widths, in points */
    double smallest, largest;
    int hyphens;
    int hyphen_pairs; /* on two lines running */
} Justification;

static const Origin bench_text = {.file = "division-of-labour.txt", .line = 1};

/* The file's text; NULL when it cannot be read. */
static const char *justified_text(Arena *arena, const char *path) {
    FILE *file = fopen(path, "r");
    if (!file) return NULL;
    Text text = {.arena = arena};
    char part[4096];
    for (size_t length; (length = fread(part, 1, sizeof part, file)) > 0;)
        text_add_bytes(&text, part, length);
    fclose(file);
    return text_string(&text);
}

/* Each line of `text` as a paragraph at 10 on 12 pt, justified over `width` points, on
 * paper that is long enough for all. */
static Document *justified_document(Arena *arena, const char *font, const char *text,
                                    int width) {
    Document *document = arena_alloc(arena, sizeof *document);
    FontFamily *family = arena_alloc(arena, sizeof *family);
    *family = (FontFamily){.name = "text", .regular = font, .origin = bench_text};
    Style *style = arena_alloc(arena, sizeof *style);
    *style = (Style){.name = "p",
                     .family = "text",
                     .size = 10000,
                     .leading = 12000,
                     .align = ALIGN_JUSTIFY,
                     .hyphenate = true,
                     .expansion = 15,
                     .protrude = true};
    PageSet *pages = arena_alloc(arena, sizeof *pages);
    pages->columns = 1;
    for (int side = 0; side < PAGE_SIDES; side++)
        pages->masters[side] = (PageMaster){.width = (width + 100) * 1000,
                                            .height = 14000000,
                                            .margin_top = 50000,
                                            .margin_bottom = 50000,
                                            .margin_left = 50000,
                                            .margin_right = 50000};
    *document =
        (Document){.title = "Bench",
                   .lang = "en-US",
                   .date = "2026-01-01",
                   .families = family,
                   .family_count = 1,
                   .note_style = style,
                   .page_sets = pages,
                   .page_set_count = 1,
                   .furniture_style = style,
                   .root = block_new(arena, BLOCK_SECTION, NULL, style, bench_text)};
    for (const char *line = text; *line; line += strcspn(line, "\n") + 1) {
        Block *block =
            block_new(arena, BLOCK_PARAGRAPH, document->root, style, bench_text);
        Run *run = runs_add(arena, &block->runs, RUN_TEXT, bench_text);
        run->text = arena_copy(arena, line, strcspn(line, "\n"));
    }
    return document;
}

typedef struct {
    double sum, squares;
    bool hyphen_before;
} Gathering;

/* Takes the line of items [first, last) in; the item behind it is on another line of
 * the same paragraph. */
static void gather_line_gaps(const Page *page, int first, int last, Gathering *sums,
                             Justification *found) {
    found->lines++;
    for (int i = first; i + 1 < last; i++) {
        const TextItem *text = &page->items[i].text, *next = &page->items[i + 1].text;
        if (text->space <= 0) continue;
        double gap = (next->x - text->x - text_item_width(text)) / 1000.0;
        if (!found->gaps || gap < found->smallest) found->smallest = gap;
        if (gap > found->largest) found->largest = gap;
        sums->sum += gap;
        sums->squares += gap * gap;
        found->gaps++;
    }
    const TextItem *end = &page->items[last - 1].text;
    bool hyphen = end->actual_text && strcmp(end->shaped->text, "-") == 0;
    found->hyphens += hyphen;
    found->hyphen_pairs += hyphen && sums->hyphen_before;
    sums->hyphen_before = hyphen;
}

static Justification justification_of(const Pages *pages) {
    Justification found = {0};
    Gathering sums = {0};
    for (int p = 0; p < pages->page_count; p++) {
        const Page *page = &pages->pages[p];
        for (int first = 0, last = 0; first < page->item_count; first = last) {
            Mpt y = page->items[first].text.y;
            while (last < page->item_count && page->items[last].text.y == y)
                last++;
            bool goes_on = last < page->item_count &&
                           page->items[last].tag == page->items[first].tag;
            if (goes_on)
                gather_line_gaps(page, first, last, &sums, &found);
            else
                sums.hyphen_before = false;
        }
    }
    double mean = sums.sum / found.gaps;
    found.deviation = sqrt(sums.squares / found.gaps - mean * mean);
    return found;
}

#endif
