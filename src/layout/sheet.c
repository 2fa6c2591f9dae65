/* Drawing pages as they were decided: grounds behind, then what stands on them in
 * reading order, then the notes at the foot of each column. */
#include <stdlib.h>

#include "layout/builder.h"
#include "layout/draw.h"
#include "layout/notes.h"

static Mpt notes_top(const Sheet *sheet, int column) {
    return sheet->room - sheet->across - sheet->floats[column] - sheet->notes[column];
}

/* Where a strip stands, from the top of the text. */
static Mpt top_of(const Sheet *sheet, const Placed *placed) {
    switch (placed->kind) {
    case PLACED_TEXT:
    case PLACED_SIDE:
        return placed->y;
    case PLACED_NOTE:
        break;
    case PLACED_FOOT:
        return placed->column == MOST_COLUMNS
                   ? sheet->room - sheet->across + placed->y
                   : sheet->room - sheet->across - sheet->floats[placed->column] +
                         placed->y;
    }
    return placed->y;
}

static void emit(Setter *setter, Page *page, const PageMaster *master,
                 const Strip *strip, Mpt x, Mpt y) {
    for (int i = 0; i < strip->item_count; i++) {
        const Item *source = &strip->items[i];
        Item *item =
            page_add(setter->arena, page, source->kind, source->tag, source->origin);
        *item = *source;
        item_move(setter->arena, item, master->margin_left + x, master->margin_top + y);
    }
}

/* Grounds of the strips of one column after the other. */
static void draw_grounds(Builder *builder, const Sheet *sheet, Strip *behind) {
    Arena *arena = builder->setter->arena;
    Grounds *grounds = &builder->setter->grounds;
    Mpt x = 0;
    int frame = -1;
    for (int i = sheet->first_placed; i < sheet->last_placed; i++) {
        const Placed *placed = &builder->placed[i];
        if (placed->kind != PLACED_TEXT || !placed->strip->ground) continue;
        if (placed->frame != frame) grounds_draw(arena, grounds, behind, x);
        frame = placed->frame;
        x = placed->x;
        grounds_cover(grounds, placed->strip->ground, placed->y,
                      placed->y + placed->strip->height);
    }
    grounds_draw(arena, grounds, behind, x);
}

static void add_bookmark(Setter *setter, const StripBookmark *bookmark, Mpt y) {
    Pages *pages = setter->pages;
    /* A level left out would make a bookmark without a parent. */
    int above = pages->bookmark_count > 0
                    ? pages->bookmarks[pages->bookmark_count - 1].level
                    : 0;
    int level = bookmark->level > above + 1 ? above + 1 : bookmark->level;
    pages->bookmarks =
        arena_grow(setter->arena, pages->bookmarks, pages->bookmark_count,
                   &pages->bookmark_capacity, sizeof *pages->bookmarks);
    pages->bookmarks[pages->bookmark_count++] =
        (Bookmark){.title = bookmark->title,
                   .level = level,
                   .page = pages->page_count - 1,
                   .y = y + bookmark->y};
}

static int compare_order(const void *a, const void *b) {
    const Placed *left = *(const Placed *const *) a;
    const Placed *right = *(const Placed *const *) b;
    if (left->order != right->order) return left->order < right->order ? -1 : 1;
    bool beside = left->kind == PLACED_SIDE;
    if (beside != (right->kind == PLACED_SIDE)) return beside ? 1 : -1;
    return (left > right) - (left < right);
}

/* What stands on the sheet, of notes or of all else, in reading order. */
static const Placed **sort_placed(Builder *builder, const Sheet *sheet, bool notes,
                                  int *count) {
    const Placed **sorted =
        arena_array(builder->setter->arena,
                    sheet->last_placed - sheet->first_placed + 1, sizeof *sorted);
    *count = 0;
    for (int i = sheet->first_placed; i < sheet->last_placed; i++)
        if ((builder->placed[i].kind == PLACED_NOTE) == notes)
            sorted[(*count)++] = &builder->placed[i];
    if (sheet->shuffled) qsort(sorted, (size_t) *count, sizeof *sorted, compare_order);
    return sorted;
}

static void draw_text(Builder *builder, const Sheet *sheet, Page *page) {
    int count;
    const Placed **sorted = sort_placed(builder, sheet, false, &count);
    for (int i = 0; i < count; i++) {
        const Placed *placed = sorted[i];
        Mpt y = top_of(sheet, placed);
        emit(builder->setter, page, sheet->master, placed->strip, placed->x, y);
        for (const StripBookmark *b = placed->strip->first_bookmark; b; b = b->next)
            add_bookmark(builder->setter, b, y + sheet->master->margin_top);
    }
}

/* Notes of what floats are met late, but stand by their numbers. */
static void draw_notes(Builder *builder, const Sheet *sheet, Page *page) {
    Setter *setter = builder->setter;
    int count;
    const Placed **sorted = sort_placed(builder, sheet, true, &count);
    Mpt filled[MOST_COLUMNS] = {0}; /* with notes, from the top */
    for (int i = 0; i < count; i++) {
        const Placed *placed = sorted[i];
        Mpt *y = &filled[placed->column], top = notes_top(sheet, placed->column);
        if (*y == 0) {
            /* The rule stands in the room above the first line. */
            Strip above = {0};
            Mpt overhead = notes_overhead(setter), rule = top + overhead - overhead / 3;
            draw_line(setter->arena, &above, NULL, (Point){0, rule},
                      (Point){60000, rule}, 400, setter->document->ink, 0);
            emit(setter, page, sheet->master, &above, placed->x, 0);
            *y = overhead;
        }
        emit(setter, page, sheet->master, placed->strip, placed->x, top + *y);
        *y += placed->strip->height;
    }
}

/* Room for what a page has and for its furniture, to be filled at once. */
static void reserve_page(Builder *builder, const Sheet *sheet, Page *page, int more) {
    enum { FURNITURE = 24 };
    int count = more + FURNITURE;
    for (int i = sheet->first_placed; i < sheet->last_placed; i++)
        count += builder->placed[i].strip->item_count;
    page->items = arena_array(builder->setter->arena, count, sizeof *page->items);
    page->item_capacity = count;
}

/* Finds the sections that stand on the page; `before` is that of the page before. */
static PageContext find_sections(const Builder *builder, const Sheet *sheet,
                                 const char *before) {
    PageContext context = {.master = sheet->master};
    const char **sections = context.sections;
    const char *last = before;
    bool begins = true;
    for (int i = sheet->first_placed; i < sheet->last_placed; i++) {
        const Placed *placed = &builder->placed[i];
        const char *section = placed->strip->section;
        if (placed->kind != PLACED_TEXT || !section) continue;
        if (begins) sections[MARK_TOP] = section;
        begins = false;
        if (section != last && !sections[MARK_FIRST]) sections[MARK_FIRST] = section;
        last = section;
    }
    if (!sections[MARK_FIRST]) sections[MARK_FIRST] = before;
    sections[MARK_LAST] = last;
    return context;
}

static void draw_sheet(Builder *builder, const Sheet *sheet) {
    Setter *setter = builder->setter;
    Page *page = pages_add(setter->arena, setter->pages, sheet->master->width,
                           sheet->master->height);
    page->label = sheet->label;
    Strip behind = {0};
    draw_grounds(builder, sheet, &behind);
    reserve_page(builder, sheet, page, behind.item_count + MOST_COLUMNS);
    emit(setter, page, sheet->master, &behind, 0, 0);
    draw_text(builder, sheet, page);
    draw_notes(builder, sheet, page);
}

PageContext *sheets_draw(Builder *builder) {
    PageContext *contexts =
        arena_array(builder->setter->arena, builder->sheet_count, sizeof *contexts);
    const char *before = NULL;
    for (int i = 0; i < builder->sheet_count; i++) {
        contexts[i] = find_sections(builder, &builder->sheets[i], before);
        before = contexts[i].sections[MARK_LAST];
        draw_sheet(builder, &builder->sheets[i]);
    }
    return contexts;
}
