/* Pictures: an image with its caption above and its notes below, one strip that a page
 * does not cut. */
#include "base/decimal.h"
#include "layout/blocks.h"
#include "layout/notes.h"
#include "layout/paragraph.h"

enum { NOTE_GAP = 4000, LEAST_SIDE = 1000 };

/* Caption or notes; returns the height with the space behind it. */
static Mpt set_words(Setter *setter, const Runs *runs, const Style *style, Flow flow,
                     Tag *tag, Strip *strip) {
    if (!runs->first || !style) return 0;
    Mpt height = paragraph_into(setter, runs, style, flow.x, flow.width, 0, tag, strip);
    return height + (height > 0 ? style->space_after : 0);
}

/* Makes the size at most as wide and as high as the limits; 0 is no limit. */
static void shrink(Mpt *width, Mpt *height, Mpt most_wide, Mpt most_high) {
    if (most_wide > 0 && *width > most_wide) {
        *height = (Mpt) ((int64_t) *height * most_wide / *width);
        *width = most_wide;
    }
    if (most_high > 0 && *height > most_high) {
        *width = (Mpt) ((int64_t) *width * most_high / *height);
        *height = most_high;
    }
    if (*width < LEAST_SIDE) *width = LEAST_SIDE;
    if (*height < LEAST_SIDE) *height = LEAST_SIDE;
}

/* The size that is asked for, with the picture's own proportions. */
static void wanted_size(const Picture *picture, const Image *image, Mpt *width,
                        Mpt *height) {
    int64_t own_width, own_height;
    image_size(image, width, height);
    own_width = *width;
    own_height = *height;
    if (picture->width > 0) {
        *width = picture->width;
        *height = (Mpt) (own_height * picture->width / own_width);
        shrink(width, height, 0, picture->height);
    } else if (picture->height > 0) {
        *height = picture->height;
        *width = (Mpt) (own_width * picture->height / own_height);
    }
}

/* Shrinks what is larger than its place, with a warning. */
static void fit(Setter *setter, const Block *block, Mpt *width, Mpt *height, Mpt room,
                Mpt page) {
    char size[DECIMAL_TEXT], place[DECIMAL_TEXT];
    bool wide = *width > room;
    if (!wide && *height <= page) return;
    decimal_format((wide ? *width : *height) / 1000.0, 0, size);
    decimal_format((wide ? room : page) / 1000.0, 0, place);
    diag_report(
        setter->diags, FAULT_WARNING, block->origin,
        "the picture is %s pt %s, its place %s pt: scaled down, give it a %s that fits",
        size, wide ? "wide" : "high", place, wide ? "width" : "height");
    shrink(width, height, room, page);
}

/* Height of the footnotes whose marks stand in the strip. */
static Mpt notes_height(Setter *setter, const Strip *strip) {
    Mpt height = 0;
    for (const NoteMark *mark = strip->first_mark; mark; mark = mark->next) {
        note_galley(setter, mark->note);
        height += setter->notes[mark->note].height;
    }
    return height > 0 ? height + notes_overhead(setter) : 0;
}

/* How high the picture may be with `words` above and below it and footnotes of height
 * `notes`; under words that leave no room it stands on a page of its own. */
static Mpt most_high(const Setter *setter, const Block *block, Mpt words, Mpt notes) {
    const Mpt page = setter->page_room, grid = setter->document->grid;
    Mpt room = page;
    /* A page may be given a line less than it has room for. */
    if (notes > 0) room -= notes + grid;
    /* At a page's foot a line stays free above it. */
    if (block->place == FLOAT_BOTTOM) room -= grid;
    if (grid > 0) room -= room % grid;
    return room - words < page / 4 ? page * 7 / 10 : room - words;
}

static Mpt left_edge(const Style *style, Flow flow, Mpt width) {
    if (style && style->align == ALIGN_CENTRE) return flow.x + (flow.width - width) / 2;
    if (style && style->align == ALIGN_RIGHT) return flow.x + flow.width - width;
    return flow.x;
}

void picture_set(Setter *setter, const Block *block, Flow flow) {
    const Picture *picture = block->picture;
    const Style *style = block->style;
    const Image *image =
        image_open(setter->images, picture->path, block->origin, setter->diags);
    if (!image) {
        setter->failed = true;
        return;
    }
    Arena *arena = setter->arena;
    const Strip empty = {.origin = block->origin};
    Strip caption = empty, notes = empty, all = empty;
    flow.tag = tag_new(arena, TAG_DIVISION, flow.tag);
    Tag *words = tag_new(arena, TAG_CAPTION, flow.tag);
    Mpt top = set_words(setter, &picture->caption, picture->caption_style, flow, words,
                        &caption);
    Tag *figure = picture->alt ? tag_new(arena, TAG_FIGURE, flow.tag) : NULL;
    if (figure) figure->alt = picture->alt;
    Mpt foot = set_words(setter, &picture->notes, picture->note_style, flow,
                         tag_new(arena, TAG_PARAGRAPH, flow.tag), &notes);
    if (foot > 0) foot += NOTE_GAP;
    Mpt width, height;
    wanted_size(picture, image, &width, &height);
    const Mpt marks = notes_height(setter, &caption) + notes_height(setter, &notes);
    setter->block_origin = block->origin;
    fit(setter, block, &width, &height, flow.width,
        most_high(setter, block, top + foot, marks));
    strip_absorb(arena, &all, &caption, 0, 0);
    Item *item = strip_add(arena, &all, ITEM_IMAGE, figure, block->origin);
    item->image = (ImageItem){.x = left_edge(style, flow, width),
                              .y = top,
                              .width = width,
                              .height = height,
                              .image = image};
    strip_absorb(arena, &all, &notes, 0, top + height + NOTE_GAP);
    Strip *strip = galley_add(arena, flow.galley);
    all.ground = strip->ground;
    all.section = strip->section;
    all.snap = -1;
    all.height = top + height + foot;
    all.keep = style && style->keep_with_next ? KEEP_HARD : KEEP_NONE;
    /* On a ground a picture belongs to what stands around it. */
    all.floats = !all.ground && all.keep == KEEP_NONE;
    *strip = all;
    strip_finish(setter, flow.galley, strip, style);
}
