/* Plain text and note numbers for the parts of layout. */
#include "layout/setter.h"

#include <string.h>

#include "layout/itemise.h"

Mpt pages_measure(const PageSet *pages) {
    const PageMaster *master = &pages->masters[PAGE_RIGHT];
    return master->width - master->margin_left - master->margin_right;
}

Mpt pages_column(const PageSet *pages) {
    return (pages_measure(pages) - (pages->columns - 1) * pages->gutter) /
           pages->columns;
}

Mpt master_room(const PageMaster *master, Mpt grid) {
    Mpt room = master->height - master->margin_top - master->margin_bottom;
    return grid > 0 ? room - room % grid : room;
}

static Mpt lesser(Mpt a, Mpt b) {
    return a < b ? a : b;
}

void setter_turn(Setter *setter, const PageSet *pages) {
    const Mpt grid = setter->document->grid;
    setter->page_set = pages;
    setter->measure = pages_column(pages);
    setter->page_room = setter->margin_left = setter->margin_right = INT32_MAX;
    for (int side = 0; side < PAGE_SIDES; side++) {
        const PageMaster *master = &pages->masters[side];
        setter->page_room = lesser(setter->page_room, master_room(master, grid));
        setter->margin_left = lesser(setter->margin_left, master->margin_left);
        setter->margin_right = lesser(setter->margin_right, master->margin_right);
    }
}

/* Text without runs is set in one face: the style's, or when that lacks a character the
 * fallback that has it. */
static const Font *face_of_text(Setter *setter, const Style *style, const char *text,
                                unsigned *features) {
    Itemiser itemiser = {.setter = setter,
                         .family = style->family,
                         .bold = style->bold,
                         .italic = style->italic,
                         .lang = setter->document->lang,
                         .origin = setter->block_origin,
                         .text = text,
                         .length = (int) strlen(text)};
    signed char *levels = arena_alloc(setter->arena, (size_t) itemiser.length + 1);
    if (text_levels(text, (size_t) itemiser.length, false, setter->arena, levels))
        itemiser.levels = levels;
    Stretch stretch;
    const Font *font = NULL;
    while (itemise(&itemiser, &stretch)) {
        if (stretch.level % 2) *features |= SHAPE_LEFTWARDS;
        if (!font || stretch.is_fallback) font = stretch.font;
        if (stretch.is_fallback) break;
    }
    return font;
}

const Shaped *setter_shape(Setter *setter, const Style *style, const char *text) {
    if (!text) text = "";
    unsigned features = style->features;
    const Font *font = is_plain_text(text, (int) strlen(text))
                           ? setter_font(setter, style->family, style->bold,
                                         style->italic, setter->block_origin)
                           : face_of_text(setter, style, text, &features);
    if (!font) return NULL;
    return font_shape(setter->fonts, font, style->size, features,
                      setter->document->lang, text, strlen(text));
}

void setter_text(Setter *setter, Strip *strip, Tag *tag, const Shaped *shaped,
                 Colour colour, Mpt x, Mpt y, Align align) {
    if (!shaped || shaped->glyph_count == 0) return;
    if (align == ALIGN_RIGHT || align == ALIGN_DECIMAL)
        x -= shaped->width;
    else if (align == ALIGN_CENTRE)
        x -= shaped->width / 2;
    Item *item = strip_add(setter->arena, strip, ITEM_TEXT, tag, setter->block_origin);
    item->text = (TextItem){.shaped = shaped, .colour = colour, .x = x, .y = y};
}

void *setter_room(Setter *setter, void *items, int count, int *capacity, size_t size) {
    if (count <= *capacity) return items;
    *capacity = 2 * count;
    return arena_array(setter->arena, *capacity, size);
}

Mpt line_baseline(const Style *style) {
    /* The same share of every face, so that lines of two families in neighbouring
     * columns stand on one baseline. */
    return (style->leading - style->size) / 2 + style->size * 78 / 100;
}

Origin setter_origin(const Setter *setter, Origin origin) {
    return origin.file ? origin : setter->block_origin;
}

int setter_note_number(Setter *setter, int note, Origin origin) {
    if (note < 0 || note >= setter->document->note_count) {
        diag_report(setter->diags, FAULT_BUG, setter_origin(setter, origin),
                    "a mark leads to note %d of %d", note + 1,
                    setter->document->note_count);
        return -1;
    }
    NoteSetting *setting = &setter->notes[note];
    if (setting->number == 0) setting->number = ++setter->notes_numbered;
    return setting->number;
}

void setter_place_mark(Setter *setter, Strip *strip, int note) {
    NoteSetting *setting = &setter->notes[note];
    if (!setting->tag) {
        /* Read after the block that the mark stands in. */
        setting->tag = tag_new(setter->arena, TAG_NOTE, setter->section);
        setting->measure = setter->measure;
    }
    strip_add_mark(setter->arena, strip, note);
}
