/* A note is its number and a small paragraph beside it. */
#include "layout/notes.h"

#include "layout/paragraph.h"
#include "layout/references.h"

enum { NUMBER_ROOM = 9000 };

static void number_marks(Setter *setter, const Runs *runs) {
    for (const Run *run = runs->first; run; run = run->next)
        if (run->kind == RUN_NOTE) setter_note_number(setter, run->note, run->origin);
}

/* The marks in the paragraphs and lists of a cell. */
static void number_blocks(Setter *setter, const Block *blocks) {
    int depth = 0;
    for (const Block *b = blocks; b; b = block_following(b, blocks, &depth)) {
        number_marks(setter, &b->term);
        number_marks(setter, &b->runs);
    }
}

static void number_table(Setter *setter, const Table *table) {
    number_marks(setter, &table->caption);
    for (int r = 0; r < table->row_count; r++)
        for (int c = 0; c < table->rows[r].cell_count; c++) {
            const CellExtra *extra = table->rows[r].cells[c].extra;
            if (!extra) continue;
            number_marks(setter, &extra->runs);
            if (extra->blocks) number_blocks(setter, extra->blocks);
        }
    number_marks(setter, &table->notes);
}

static void number_figures(Setter *setter, const KeyFigures *figures) {
    for (int i = 0; i < figures->count; i++) {
        number_marks(setter, &figures->figures[i].label);
        number_marks(setter, &figures->figures[i].value);
        number_marks(setter, &figures->figures[i].detail);
    }
}

void notes_number(Setter *setter) {
    const Block *root = setter->document->root;
    int depth = 0;
    if (setter->document->note_count == 0) return;
    for (const Block *block = root; block;
         block = block_following(block, root, &depth)) {
        number_marks(setter, &block->term);
        number_marks(setter, &block->runs);
        if (block->table) number_table(setter, block->table);
        if (block->key_figures) number_figures(setter, block->key_figures);
        if (block->picture) {
            number_marks(setter, &block->picture->caption);
            number_marks(setter, &block->picture->notes);
        }
        if (!block->chart) continue;
        number_marks(setter, &block->chart->title);
        number_marks(setter, &block->chart->subtitle);
        number_marks(setter, &block->chart->notes);
    }
}

/* The room in front of the text: for three figures, and more for each further one. */
static Mpt number_room(const Style *style, int number) {
    Mpt room = NUMBER_ROOM;
    for (; number >= 1000; number /= 10)
        room += style->size / 2;
    return room;
}

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
    const Mpt room = number_room(style, setting->number);
    paragraph_set(setter, &text, style, room, setting->measure - room, tag, galley);
    references_note(setter, -1);
    if (galley->count == 0) galley_add(arena, galley)->height = style->leading;
    Strip first = {0};
    paragraph_into(setter, &number, style, 0, room, 0, label, &first);
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
