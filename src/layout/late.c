/* Late rows.  Of the rows of a long table only the height is known until their page is
 * read; then they are set, and forgotten with the page.  So a document of thousands of
 * pages takes the memory of its cells' texts, not of every glyph's place. */
#include "layout/late.h"

#include "layout/table.h"

bool late_row_may(Setter *setter, const RowPlace *place) {
    enum { ROWS_AT_ONCE = 256 };
    const Row *row = place->row;
    if (row->kind != ROW_BODY) return false;
    for (int c = 0; c < row->cell_count; c++)
        if (row->cells[c].extra || cell_rows(&row->cells[c]) > 1) return false;
    if (place->index % ROWS_AT_ONCE == 0) font_store_forget(setter->fonts);
    font_store_fleeting(setter->fonts, true);
    bool fits =
        table_row_fits(setter, place->setting, row, place->indented ? ROW_INDENT : 0);
    font_store_fleeting(setter->fonts, false);
    return fits;
}

void late_row_add(Setter *setter, const RowPlace *place, Galley *galley,
                  TableHead *head) {
    const TableSetting *setting = place->setting;
    Strip *strip = galley_add(setter->arena, galley);
    strip->head = head;
    strip->row = place->index;
    strip->height = row_line_height(place);
    strip_reserve(setter->arena, strip, 1);
    strip_add(setter->arena, strip, ITEM_LATE, NULL, place->row->origin)->late =
        (LateItem){.row = place,
                   .x = setting->x,
                   .width = setting->table_width,
                   .height = strip->height};
}

/* ---- reading ---- */

/* The setter as it was when all was set, and the one that sets a page's rows. */
typedef struct {
    Setter kept, now;
} Late;

static void begin_page(void *user) {
    Late *late = user;
    font_store_forget(late->kept.fonts);
    late->now = late->kept;
}

static void set_late(void *user, const LateItem *item, Arena *arena, Page *page) {
    Late *late = user;
    Setter *setter = &late->now;
    const RowPlace *place = item->row;
    Strip strip = {0};
    setter->arena = arena;
    font_store_fleeting(setter->fonts, true);
    row_set(setter, place, &strip);
    font_store_fleeting(setter->fonts, false);
    for (int i = 0; i < strip.item_count; i++) {
        const Item *made = &strip.items[i];
        Item *added = page_add(arena, page, made->kind, made->tag, made->origin);
        *added = *made;
        item_move(arena, added, item->x - place->setting->x, item->y);
    }
}

void late_finish(const Setter *setter) {
    Late *late = arena_alloc(setter->arena, sizeof *late);
    late->kept = *setter;
    late->kept.bench = (Workbench){0};
    LateSetting *setting = &setter->pages->late;
    *setting = (LateSetting){.begin = begin_page, .set = set_late, .user = late};
    setting->samples = font_store_samples(setter->fonts, &setting->sample_count);
}
