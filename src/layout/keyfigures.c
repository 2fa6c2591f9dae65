/* Key figures: tiles in rows, each under a rule in its role's colour: label, the value
 * large, detail, and a sparkline whose last point is a dot. */
#include "layout/blocks.h"
#include "layout/draw.h"
#include "layout/mirror.h"
#include "layout/paragraph.h"

enum {
    TILE_GUTTER = 11339, /* 4 mm */
    TILE_RULE = 1500,
    TILE_PADDING = 4000, /* between rule and label */
    SPARK_HEIGHT = 16000,
    SPARK_GAP = 4000
};

typedef struct {
    Strip label, value, detail;
    Mpt label_height, value_height, detail_height;
} Tile;

static Style plain(const Style *style) {
    Style copy = *style;
    copy.space_before = copy.space_after = 0;
    copy.indent_left = copy.indent_right = copy.first_indent = 0;
    return copy;
}

/* A part of a tile, heard as a paragraph of its own; returns its height. */
static Mpt set_part(Setter *setter, const Runs *runs, const Style *style, Mpt x,
                    Mpt width, Tag *tile, Strip *strip) {
    Tag *tag = runs->first ? tag_new(setter->arena, TAG_PARAGRAPH, tile) : NULL;
    return paragraph_into(setter, runs, style, x, width, 0, tag, strip);
}

/* One row of tiles as a strip, `per_row` of which fill the measure; parts of neighbours
 * stand on common lines. */
static void set_row(Setter *setter, const KeyFigures *figures, int first, int count,
                    int per_row, Flow flow, Strip *strip) {
    Tile *tiles = arena_array(setter->arena, count, sizeof *tiles);
    Mpt width = (flow.width - TILE_GUTTER * (per_row - 1)) / per_row;
    Mpt label = 0, value = 0, detail = 0;
    bool spark = false;
    Style label_style = plain(figures->label_style);
    Style value_style = plain(figures->value_style);
    Style detail_style = plain(figures->detail_style);
    for (int i = 0; i < count; i++) {
        const KeyFigure *figure = &figures->figures[first + i];
        Tile *tile = &tiles[i];
        Mpt x = flow.x + i * (width + TILE_GUTTER);
        Tag *tag = tag_new(setter->arena, TAG_DIVISION, flow.tag);
        tile->label_height =
            set_part(setter, &figure->label, &label_style, x, width, tag, &tile->label);
        tile->value_height =
            set_part(setter, &figure->value, &value_style, x, width, tag, &tile->value);
        tile->detail_height = set_part(setter, &figure->detail, &detail_style, x, width,
                                       tag, &tile->detail);
        label = larger(label, tile->label_height);
        value = larger(value, tile->value_height);
        detail = larger(detail, tile->detail_height);
        spark = spark || (figure->spark && figure->spark_count > 0);
    }
    Mpt value_top = TILE_RULE + TILE_PADDING + label;
    Mpt detail_top = value_top + value;
    Mpt spark_top = detail_top + detail + SPARK_GAP;
    for (int i = 0; i < count; i++) {
        const KeyFigure *figure = &figures->figures[first + i];
        Mpt x = flow.x + i * (width + TILE_GUTTER);
        draw_rect(setter->arena, strip, NULL, x, 0, width, TILE_RULE,
                  setter->document->palette[figure->role]);
        strip_absorb(setter->arena, strip, &tiles[i].label, 0,
                     TILE_RULE + TILE_PADDING);
        /* Values share a baseline even when one of them takes two lines. */
        strip_absorb(setter->arena, strip, &tiles[i].value, 0, value_top);
        strip_absorb(setter->arena, strip, &tiles[i].detail, 0, detail_top);
        int drawn = strip->item_count;
        if (figure->spark)
            draw_spark(setter->arena, strip, NULL, figure->spark, figure->spark_count,
                       (Point){x + 2000, spark_top}, width - 4000, SPARK_HEIGHT,
                       setter->document->palette[figure->role]);
        if (setter->leftwards) strip_mirror(setter, strip, drawn, x, width);
    }
    strip->height = spark ? spark_top + SPARK_HEIGHT + SPARK_GAP : detail_top + detail;
}

/* Sets the row of tiles and gives it its place in the galley; false, leaving nothing,
 * when it is taller than a page and more than one tile. */
static bool add_row(Setter *setter, const Block *block, int first, int count,
                    int per_row, Flow flow) {
    const KeyFigures *figures = block->key_figures;
    const Style *style = block->style;
    Strip row = {.origin = block->origin};
    Tag *before = flow.tag->last_child;
    set_row(setter, figures, first, count, per_row, flow, &row);
    if (row.height > setter->page_room && count > 1) {
        if (before)
            before->next = NULL;
        else
            flow.tag->first_child = NULL;
        flow.tag->last_child = before;
        return false;
    }
    Strip *strip = galley_add(setter->arena, flow.galley);
    Strip frame = *strip;
    *strip = row;
    strip->ground = frame.ground;
    strip->section = frame.section;
    strip->snap = -1;
    strip_finish(setter, flow.galley, strip, style);
    /* Rows of tiles stand as near as tiles in a row do. */
    if (first > 0) strip->space_before = 0;
    if (first + count < figures->count) {
        strip->space_after = setter->document->grid;
        strip->keep = KEEP_HARD;
    } else if (style && style->keep_with_next) {
        strip->keep = KEEP_HARD;
    }
    return true;
}

void key_figures_set(Setter *setter, const Block *block, Flow flow) {
    const KeyFigures *figures = block->key_figures;
    int per_row = figures->per_row > 0 ? figures->per_row : figures->count;
    flow.tag = tag_new(setter->arena, TAG_DIVISION, flow.tag);
    for (int first = 0; first < figures->count; first += per_row) {
        int left = figures->count - first, count = left < per_row ? left : per_row;
        if (add_row(setter, block, first, count, per_row, flow)) continue;
        diag_report(setter->diags, FAULT_WARNING, block->origin,
                    "a row of key figures is taller than a page: set below each other");
        for (int i = 0; i < count; i++)
            add_row(setter, block, first + i, 1, 1, flow);
    }
}
