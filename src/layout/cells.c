/* Cells that hold paragraphs and lists.  They are set as blocks are anywhere, in a
 * galley of the cell's width, which is stacked into the row's strip.  What has the
 * style of the table's text is set as closely as the text of other cells. */
#include <string.h>

#include "layout/blocks.h"
#include "layout/inline.h"
#include "layout/table.h"

enum { UNBOUNDED = 1000000000 /* a measure in which a list gives its numbers room */ };

static bool has_own_style(const TableSetting *setting, const Block *block) {
    const char *own = block->style->name, *table = setting->body.name;
    return own != table && (!own || !table || strcmp(own, table) != 0);
}

/* The style that a block of the cell is set in.  Its edge is the column's. */
static const Style *style_of(Setter *setter, const TableSetting *setting,
                             const Row *row, const Cell *cell, const Block *block) {
    Style *style = arena_alloc(setter->arena, sizeof *style);
    if (has_own_style(setting, block)) {
        *style = *block->style;
        style->protrude = false;
        return style;
    }
    *style = *table_row_style(setting, row->kind);
    bool in_list = block->kind == BLOCK_ITEM || block->parent->kind == BLOCK_ITEM;
    Align align = table_cell_align(setting, row, cell);
    style->align = in_list || align == ALIGN_DECIMAL ? ALIGN_LEFT : align;
    style->space_before = style->size / (in_list ? 5 : 3);
    if (block->kind == BLOCK_ITEM) style->indent_left = style->size;
    if (block->term.first) style->space_before = 0; /* its weight sets it apart */
    return style;
}

/* The blocks of a cell in the styles that they are set in, with all below them. */
static Block *in_style(Setter *setter, const TableSetting *setting, const Row *row,
                       const Cell *cell, const Block *from, Block *parent) {
    const Style *style =
        parent ? style_of(setter, setting, row, cell, from) : from->style;
    Block *block = block_new(setter->arena, from->kind, parent, style, from->origin);
    *block = *from;
    block->style = style;
    block->parent = parent;
    block->first_child = block->last_child = block->next = NULL;
    for (const Block *child = from->first_child; child; child = child->next)
        in_style(setter, setting, row, cell, child, block);
    return block;
}

Mpt cell_blocks_set(Setter *setter, const TableSetting *setting, const CellPlace *place,
                    Strip *strip) {
    const Origin origin = setter->block_origin;
    Galley galley = {.unsnapped = true};
    Flow flow = {.galley = &galley, .width = place->width, .tag = place->tag};
    const Block *blocks = in_style(setter, setting, place->row, place->cell,
                                   place->cell->extra->blocks, NULL);
    children_set(setter, blocks, flow);
    setter->block_origin = origin;
    return galley_stack(setter->arena, strip, &galley, place->x, 0);
}

/* ---- widths ---- */

typedef struct {
    Mpt natural, least;
} Widths;

static void measure_runs(Setter *setter, const Runs *runs, const Style *style,
                         Mpt beside, Widths *widths) {
    Mpt natural = 0, least = 0;
    if (!runs->first) return;
    Inline text = inline_make(setter, runs, style, false);
    inline_widths(&text, &natural, &least);
    natural += beside;
    least += beside;
    widths->natural = natural > widths->natural ? natural : widths->natural;
    widths->least = least > widths->least ? least : widths->least;
}

/* Measures the blocks below `parent`, which have `beside` on both sides together. */
static void measure_below(Setter *setter, const Block *parent, Mpt beside,
                          Widths *widths) {
    for (const Block *block = parent->first_child; block; block = block->next) {
        const Style *style = block->style;
        Mpt indents = style->indent_left + style->indent_right, own = beside;
        if (block->kind == BLOCK_PARAGRAPH)
            own += indents + (style->first_indent > 0 ? style->first_indent : 0);
        if (block->kind == BLOCK_LIST)
            own += list_room(setter, block, UNBOUNDED) +
                   (parent->kind == BLOCK_ITEM ? 0 : indents);
        measure_runs(setter, &block->runs, style, own, widths);
        measure_below(setter, block, own, widths);
    }
}

void cell_blocks_widths(Setter *setter, const TableSetting *setting, const Row *row,
                        const Cell *cell, Mpt *natural, Mpt *least) {
    Widths widths = {0};
    const Block *blocks =
        in_style(setter, setting, row, cell, cell->extra->blocks, NULL);
    measure_below(setter, blocks, 0, &widths);
    *natural = widths.natural;
    *least = widths.least;
}
