/* Blocks: the document's tree becomes the galley. */
#ifndef LAYOUT_BLOCKS_H
#define LAYOUT_BLOCKS_H

#include "layout/setter.h"

/* Where blocks go: a galley, a measure in it, and the tag they hang under. */
typedef struct {
    Galley *galley;
    Mpt x, width;
    Tag *tag;
    Mpt marker_room; /* in a list: in front of the text of its items */
    bool whole;      /* the column itself, not a box or list in it */
} Flow;

/* Appends the block and all that is in it. */
void block_set(Setter *setter, const Block *block, Flow flow);

/* Appends the block's children. */
void children_set(Setter *setter, const Block *block, Flow flow);

/* The kinds that have files of their own. */
void table_set(Setter *setter, const Block *block, Flow flow);
void chart_set(Setter *setter, const Block *block, Flow flow);
void picture_set(Setter *setter, const Block *block, Flow flow);
void key_figures_set(Setter *setter, const Block *block, Flow flow);
void box_set(Setter *setter, const Block *block, Flow flow);
void quote_set(Setter *setter, const Block *block, Flow flow);
void list_set(Setter *setter, const Block *block, Flow flow);
void item_set(Setter *setter, const Block *block, Flow flow);
void contents_set(Setter *setter, const Block *block, Flow flow);
void side_note_set(Setter *setter, const Block *block, Flow flow);
void columns_set(Setter *setter, const Block *block, Flow flow);

/* The room in front of the text of a list's items, in a measure of `width`. */
Mpt list_room(Setter *setter, const Block *list, Mpt width);

/* Space around a block that is one strip, and its place on the grid: its height becomes
 * a multiple of it. */
void strip_finish(Setter *setter, Galley *galley, Strip *strip, const Style *style);

#endif
