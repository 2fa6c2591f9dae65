/* Running heads and feet: one line above and one below the text, each with a part at
 * the left and one at the right.  Artifacts: no reader hears them on every page. */
#include "layout/build.h"

#include "layout/paragraph.h"

/* Takes from a part that broke into lines all but the first and ends that with an
 * ellipsis, left of `right`. */
static void shorten(Setter *setter, const Style *style, Mpt right, Strip *strip) {
    const Shaped *dots = setter_shape(setter, style, "\xE2\x80\xA6");
    int kept = 0;
    for (int i = 0; i < strip->item_count; i++) {
        const Item *item = &strip->items[i];
        if (item->kind != ITEM_TEXT) continue;
        if (kept > 0 && item->text.y > strip->items[0].text.y + style->size / 2) break;
        strip->items[kept++] = *item;
    }
    if (kept == 0 || !dots) return;
    while (kept > 1 && strip->items[kept - 1].text.x +
                               strip->items[kept - 1].text.shaped->width + dots->width >
                           right)
        kept--;
    strip->item_count = kept;
    const TextItem *last = &strip->items[kept - 1].text;
    setter_text(setter, strip, NULL, dots, style->colour, last->x + last->shaped->width,
                last->y, ALIGN_LEFT);
}

/* Sets one part, which keeps to one line between x and x + width; returns the least x
 * that it covers, `x + width` for none. */
static Mpt set_part(Setter *setter, const Runs *runs, const Style *style, Mpt x,
                    Mpt width, Mpt top, Strip *strip) {
    Strip part = {0};
    Mpt height = paragraph_into(setter, runs, style, x, width, top, NULL, &part);
    if (height > style->leading && part.item_count > 0) {
        shorten(setter, style, x + width, &part);
        diag_report(setter->diags, FAULT_WARNING, setter->document->root->origin,
                    "a head or foot of a page has more than its line holds: shortened");
    }
    Mpt left = x + width;
    for (int i = 0; i < part.item_count; i++)
        if (part.items[i].kind == ITEM_TEXT && part.items[i].text.x < left)
            left = part.items[i].text.x;
    strip_absorb(setter->arena, strip, &part, 0, 0);
    return left;
}

/* Sets the two parts of one line with its baseline at `baseline` from the page's
 * top. */
static void set_line(Setter *setter, Page *page, const PageMaster *master,
                     const PageLine *line, Mpt baseline) {
    if (!line->left.first && !line->right.first) return;
    Strip strip = {0};
    Style style = *setter->document->furniture_style;
    Mpt width = master->width - master->margin_left - master->margin_right;
    style.indent_left = style.indent_right = style.first_indent = 0;
    style.hyphenate = false;
    Mpt top = baseline - line_baseline(&style);
    style.align = ALIGN_RIGHT;
    Strip end = {0};
    Mpt room =
        set_part(setter, &line->right, &style, width / 3, width - width / 3, top, &end);
    /* A long left part stays clear of the right one. */
    style.align = ALIGN_LEFT;
    set_part(setter, &line->left, &style, 0, room < width ? room - style.size : width,
             top, &strip);
    strip_absorb(setter->arena, &strip, &end, 0, 0);
    for (int i = 0; i < strip.item_count; i++) {
        const Item *source = &strip.items[i];
        /* A link in furniture would be one without a tag. */
        if (source->kind == ITEM_LINK) continue;
        Item *item = page_add(setter->arena, page, source->kind, NULL, source->origin);
        *item = *source;
        item_move(setter->arena, item, master->margin_left, 0);
    }
}

/* How many pages there are in the series of each page's number: the last number. */
static const char **count_pages(Setter *setter) {
    const Pages *pages = setter->pages;
    const char **counts = arena_array(setter->arena, pages->page_count, sizeof *counts);
    int series_count = 0, capacity = 0;
    PageLabel *series = NULL; /* the last of each */
    for (int i = pages->page_count - 1; i >= 0; i--) {
        PageLabel label = pages->pages[i].label;
        int s = 0;
        while (s < series_count && !label_same_series(series[s], label))
            s++;
        if (s == series_count) {
            series = arena_grow(setter->arena, series, series_count, &capacity,
                                sizeof *series);
            series[series_count++] = label;
        }
        counts[i] = label_text(setter->arena, series[s]);
    }
    return counts;
}

void furniture_set(Setter *setter, const PageContext *contexts) {
    const Style *style = setter->document->furniture_style;
    Pages *pages = setter->pages;
    if (!style) return;
    const char **counts = count_pages(setter);
    for (int i = 0; i < pages->page_count; i++) {
        const PageMaster *master = contexts[i].master;
        Page *page = &pages->pages[i];
        Mpt head = master->margin_top - 2 * style->leading;
        Mpt foot =
            master->height - master->margin_bottom + 2 * style->leading + style->size;
        head = head < style->size ? style->size : head;
        if (foot > master->height - style->size) foot = master->height - style->size;
        setter->page_number = label_text(setter->arena, page->label);
        setter->page_count = counts[i];
        for (int m = 0; m < MARK_COUNT; m++)
            setter->page_sections[m] = contexts[i].sections[m];
        set_line(setter, page, master, &master->head, head);
        set_line(setter, page, master, &master->foot, foot);
    }
}
