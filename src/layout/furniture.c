/* Running heads and feet: one line above and one below the text, each with a part at
 * the left and one at the right.  Artifacts: no reader hears them on every page. */
#include "layout/build.h"

#include "layout/paragraph.h"

/* Sets the two parts of one line with its baseline at `baseline` from the page's top.
 */
static void set_line(Setter *setter, Page *page, const Runs *left, const Runs *right,
                     Mpt baseline) {
    const PageMaster *master = &setter->document->page;
    Strip strip = {0};
    Style style = *master->furniture_style;
    Mpt width = setter->measure;
    style.indent_left = style.indent_right = style.first_indent = 0;
    style.hyphenate = false;
    style.align = ALIGN_LEFT;
    /* The right part is short; a long left one stays clear of it. */
    Mpt left_width = right->first ? width * 2 / 3 : width;
    Mpt top = baseline - line_baseline(&style);
    paragraph_into(setter, left, &style, 0, left_width, top, NULL, &strip);
    style.align = ALIGN_RIGHT;
    paragraph_into(setter, right, &style, width / 3, width - width / 3, top, NULL,
                   &strip);
    for (int i = 0; i < strip.item_count; i++) {
        const Item *source = &strip.items[i];
        /* A link in furniture would be one without a tag. */
        if (source->kind == ITEM_LINK) continue;
        Item *item = page_add(setter->arena, page, source->kind, NULL, source->origin);
        *item = *source;
        item_move(setter->arena, item, master->margin_left, 0);
    }
}

void furniture_set(Setter *setter, const char *const *sections) {
    const PageMaster *master = &setter->document->page;
    Pages *pages = setter->pages;
    if (!master->furniture_style) return;
    const Style *style = master->furniture_style;
    setter->page_count = pages->page_count;
    Mpt head = master->margin_top - 2 * style->leading;
    Mpt foot =
        master->height - master->margin_bottom + 2 * style->leading + style->size;
    head = head < style->size ? style->size : head;
    if (foot > master->height - style->size) foot = master->height - style->size;
    for (int i = 0; i < pages->page_count; i++) {
        bool first = i == 0;
        setter->page_number = i + 1;
        setter->page_section = sections[i];
        set_line(setter, &pages->pages[i],
                 first ? &master->first_head_left : &master->head_left,
                 first ? &master->first_head_right : &master->head_right, head);
        set_line(setter, &pages->pages[i],
                 first ? &master->first_foot_left : &master->foot_left,
                 first ? &master->first_foot_right : &master->foot_right, foot);
    }
}
