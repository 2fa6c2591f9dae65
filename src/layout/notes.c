/* A note is its number and a small paragraph beside it. */
#include "layout/notes.h"

#include "layout/paragraph.h"
#include "layout/references.h"

enum { NUMBER_ROOM = 9000 };

const Galley *note_galley(Setter *setter, int note) {
    NoteSetting *setting = &setter->notes[note];
    const Style *style = setter->document->note_style;
    if (setting->galley.count > 0 || !style) return &setting->galley;
    const Note *source = &setter->document->notes[note];
    Arena *arena = setter->arena;
    setter->block_origin = source->origin;
    Tag *tag = setting->tag;
    Tag *label = tag_new(arena, TAG_LABEL, tag);
    Runs number = {0}, text = source->runs;
    Run *digits = runs_add(arena, &number, RUN_TEXT, source->origin);
    digits->text = arena_print(arena, "%d", setting->number);
    digits->features = FEATURE_SUPERSCRIPT;
    Galley *galley = &setting->galley;
    galley->unsnapped = true;
    references_note(setter, note);
    paragraph_set(setter, &text, style, NUMBER_ROOM, setting->measure - NUMBER_ROOM,
                  tag, galley);
    references_note(setter, -1);
    if (galley->count == 0) galley_add(arena, galley)->height = style->leading;
    Strip first = {0};
    paragraph_into(setter, &number, style, 0, NUMBER_ROOM, 0, label, &first);
    Item *anchor = strip_add(arena, &first, ITEM_ANCHOR, NULL, source->origin);
    anchor->anchor.name = arena_print(arena, "note-%d", setting->number);
    Strip *top = &galley->strips[0];
    strip_absorb(arena, &first, top, 0, 0);
    top->items = first.items;
    top->item_count = first.item_count;
    top->item_capacity = first.item_capacity;
    setting->height = galley_height(galley, 0, galley->count);
    return galley;
}

Mpt notes_overhead(const Setter *setter) {
    const Style *style = setter->document->note_style;
    return style ? style->leading * 3 / 2 : 0;
}
