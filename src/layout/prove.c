/* Whether the pages say what the document says.  Both are read as passages: the text of
 * a paragraph, a cell, a caption, with neither spaces nor the hyphens at lines' ends.
 * Each passage of the document must stand on the pages once, in its order; so must each
 * footnote among the notes. */
#include <string.h>

#include "base/utf8.h"
#include "layout/layout.h"

enum { SHOWN = 40 /* bytes of a passage in a message */ };

typedef struct {
    Text *letters;
    Origin origin;
} Passage;

typedef struct {
    Arena *arena;
    Passage *items;
    int count, capacity;
} Passages;

static Text *passage_add(Passages *passages, Origin origin) {
    passages->items = arena_grow(passages->arena, passages->items, passages->count,
                                 &passages->capacity, sizeof *passages->items);
    Passage *passage = &passages->items[passages->count++];
    *passage = (Passage){arena_alloc(passages->arena, sizeof(Text)), origin};
    passage->letters->arena = passages->arena;
    return passage->letters;
}

/* Spaces and what only steers the line: soft hyphens, joiners, marks of direction. */
static bool is_unseen(uint32_t c) {
    return c <= 0x20 || c == 0xA0 || c == 0xAD || c == 0x061C || c == 0x180E ||
           (c >= 0x2000 && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) ||
           (c >= 0x205F && c <= 0x206F) || c == 0x3000 || c == 0xFEFF;
}

static void add_letters(Text *letters, const char *text) {
    size_t length = text ? strlen(text) : 0;
    for (size_t at = 0; at < length;) {
        uint32_t character;
        size_t bytes = (size_t) utf8_decode(text + at, length - at, &character);
        if (!is_unseen(character)) text_add_bytes(letters, text + at, bytes);
        at += bytes;
    }
}

/* ---- the document ---- */

typedef struct {
    const Document *document;
    Passages main, notes;
    bool *note_met;
    int page_count;
} Source;

static void add_runs(Source *source, Text *letters, const Runs *runs) {
    for (const Run *run = runs->first; run; run = run->next) {
        if (run->kind == RUN_TEXT && !run->reference) add_letters(letters, run->text);
        if (run->kind != RUN_NOTE || source->note_met[run->note]) continue;
        const Note *note = &source->document->notes[run->note];
        source->note_met[run->note] = true;
        add_runs(source, passage_add(&source->notes, note->origin), &note->runs);
    }
}

static void read_runs(Source *source, const Runs *runs, Origin origin) {
    if (runs->first) add_runs(source, passage_add(&source->main, origin), runs);
}

/* A term is a label, as numbers are: only its notes are looked for. */
static void read_text(Source *source, const Block *block) {
    Text label = {.arena = source->main.arena};
    add_runs(source, &label, &block->term);
    read_runs(source, &block->runs, block->origin);
}

static void read_cell(Source *source, const Cell *cell, const Row *row, Origin origin) {
    const Block *blocks = cell->extra ? cell->extra->blocks : NULL;
    Run plain;
    Runs runs = cell_runs(cell, row, &plain);
    int depth = 0;
    read_runs(source, &runs, row->origin.file ? row->origin : origin);
    for (const Block *b = blocks; b; b = block_following(b, blocks, &depth))
        read_text(source, b);
}

static void read_table(Source *source, const Table *table, Origin origin) {
    if (table->caption_style) read_runs(source, &table->caption, origin);
    for (int r = 0; r < table->row_count; r++) {
        const Row *row = &table->rows[r];
        for (int c = 0; c < row->cell_count; c++)
            read_cell(source, &row->cells[c], row, origin);
    }
    if (table->note_style) read_runs(source, &table->notes, origin);
}

static void read_chart(Source *source, const Chart *chart, Origin origin) {
    if (chart->title_style) read_runs(source, &chart->title, origin);
    if (chart->subtitle_style) read_runs(source, &chart->subtitle, origin);
    if (chart->note_style) read_runs(source, &chart->notes, origin);
}

static void read_picture(Source *source, const Picture *picture, Origin origin) {
    if (picture->caption_style) read_runs(source, &picture->caption, origin);
    if (picture->note_style) read_runs(source, &picture->notes, origin);
}

static void read_key_figures(Source *source, const KeyFigures *figures, Origin origin) {
    for (int i = 0; i < figures->count; i++) {
        read_runs(source, &figures->figures[i].label, origin);
        read_runs(source, &figures->figures[i].value, origin);
        read_runs(source, &figures->figures[i].detail, origin);
    }
}

static void read_block(Source *source, const Block *block) {
    switch (block->kind) {
    case BLOCK_HEADING:
    case BLOCK_PARAGRAPH:
    case BLOCK_SIDE_NOTE:
    case BLOCK_ITEM:
        read_text(source, block);
        break;
    case BLOCK_CONTENTS:
        if (block->head_style && block->from_pages <= source->page_count)
            read_runs(source, &block->runs, block->origin);
        break;
    case BLOCK_TABLE:
        read_table(source, block->table, block->origin);
        break;
    case BLOCK_CHART:
        read_chart(source, block->chart, block->origin);
        break;
    case BLOCK_PICTURE:
        read_picture(source, block->picture, block->origin);
        break;
    case BLOCK_KEY_FIGURES:
        read_key_figures(source, block->key_figures, block->origin);
        break;
    case BLOCK_SECTION:
    case BLOCK_LIST:
    case BLOCK_QUOTE:
    case BLOCK_BOX:
    case BLOCK_COLUMNS:
    case BLOCK_COLUMN:
    case BLOCK_RULE:
    case BLOCK_PAGE_BREAK:
    case BLOCK_ENTRY: /* read as references are */
        break;
    }
}

/* ---- the pages ---- */

/* What becomes of the text that hangs directly in a tag. */
typedef enum {
    PART_PASSAGE, /* begins a passage */
    PART_INLINE,  /* belongs to the passage around it */
    PART_MADE /* comes from no run: numbers, bullets, references, what a chart draws */
} Part;

static Part part_of(const Tag *tag) {
    switch (tag->kind) {
    case TAG_SPAN:
    case TAG_FORMULA:
    case TAG_LINK:
        return PART_INLINE;
    case TAG_LABEL:
    case TAG_REFERENCE:
    case TAG_FIGURE:
        return PART_MADE;
    case TAG_DOCUMENT:
    case TAG_PART:
    case TAG_SECTION:
    case TAG_HEADING:
    case TAG_PARAGRAPH:
    case TAG_LIST:
    case TAG_ITEM:
    case TAG_ITEM_BODY:
    case TAG_QUOTE:
    case TAG_TABLE:
    case TAG_CAPTION:
    case TAG_TABLE_HEAD:
    case TAG_TABLE_BODY:
    case TAG_TABLE_FOOT:
    case TAG_ROW:
    case TAG_HEADER_CELL:
    case TAG_CELL:
    case TAG_NOTE:
    case TAG_ASIDE:
    case TAG_DIVISION:
    case TAG_CONTENTS:
    case TAG_CONTENTS_ITEM:
    case TAG_COUNT:
        break;
    }
    return PART_PASSAGE;
}

/* Gives each tag as its number the passage that its text belongs to, -1 for none.
 * Passages stand in the order of the structure. */
static void number_passages(const Pages *pages, Passages *passages, bool **in_note) {
    int depth = 0, capacity = 0;
    for (Tag *tag = pages->structure; tag; tag = tag_following(tag, &depth)) {
        Tag *parent = tag->parent;
        Part part = part_of(tag);
        bool made = part == PART_MADE || (parent && parent->number < 0);
        tag->number = made ? -1 : passages->count;
        if (!made && parent && part == PART_INLINE) tag->number = parent->number;
        if (tag->number < passages->count) continue;
        passage_add(passages, (Origin){0});
        *in_note = arena_grow(passages->arena, *in_note, tag->number, &capacity,
                              sizeof **in_note);
        (*in_note)[tag->number] = tag->kind == TAG_NOTE;
    }
}

static void read_pages(const Pages *pages, Passages *main, Passages *notes) {
    Passages all = {.arena = main->arena};
    bool *in_note = NULL;
    number_passages(pages, &all, &in_note);
    PageReader reader = page_reader(pages, arena_new(NULL));
    for (int p = 0; p < pages->page_count; p++) {
        const Page *page = page_read(&reader, p);
        for (int i = 0; i < page->item_count; i++) {
            const Item *item = &page->items[i];
            if (item->kind != ITEM_TEXT || !item->tag || item->tag->number < 0)
                continue;
            Passage *passage = &all.items[item->tag->number];
            const char *spoken = item->text.actual_text;
            add_letters(passage->letters, spoken ? spoken : item->text.shaped->text);
            passage->origin = item->origin;
        }
    }
    arena_free(reader.scratch);
    for (int i = 0; i < all.count; i++) {
        Passages *into = in_note[i] ? notes : main;
        *passage_add(into, all.items[i].origin) = *all.items[i].letters;
    }
}

/* ---- both ---- */

/* The next passage with letters, from `*at` on; NULL at the end. */
static const Passage *next_passage(const Passages *passages, int *at) {
    while (*at < passages->count && passages->items[*at].letters->length == 0)
        ++*at;
    return *at < passages->count ? &passages->items[(*at)++] : NULL;
}

/* Holds the pages' passages against the document's and reports the first difference. */
static bool prove_same(const Passages *wanted, const Passages *got, const char *what,
                       Diags *diags) {
    for (int i = 0, k = 0;;) {
        const Passage *said = next_passage(wanted, &i);
        const Passage *printed = next_passage(got, &k);
        if (!said && !printed) return true;
        const char *a = said ? text_string(said->letters) : "";
        const char *b = printed ? text_string(printed->letters) : "";
        if (strcmp(a, b) == 0) continue;
        size_t same = 0;
        while (a[same] && a[same] == b[same])
            same++;
        size_t from = same > SHOWN / 4 ? same - SHOWN / 4 : 0;
        diag_report(diags, FAULT_BUG, said ? said->origin : printed->origin,
                    "%s: where the document says '%.*s' the pages say '%.*s'", what,
                    SHOWN, a + from, SHOWN, b + from);
        return false;
    }
}

bool layout_prove(const Document *document, const Pages *pages, Diags *diags) {
    Arena *arena = arena_new(NULL);
    Passages empty = {.arena = arena}, main = empty, notes = empty;
    Source source = {.document = document,
                     .main = empty,
                     .notes = empty,
                     .page_count = pages->page_count};
    source.note_met =
        arena_array(arena, document->note_count + 1, sizeof *source.note_met);
    int depth = 0;
    for (const Block *block = document->root; block;
         block = block_following(block, document->root, &depth))
        read_block(&source, block);
    read_pages(pages, &main, &notes);
    bool good = prove_same(&source.main, &main, "text", diags);
    good = prove_same(&source.notes, &notes, "footnotes", diags) && good;
    arena_free(arena);
    return good;
}
