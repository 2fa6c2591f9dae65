/* Shapes as paths of the pages stage. */
#include "layout/draw.h"

static PathSegment segment(PathOp op, Mpt x, Mpt y) {
    return (PathSegment){.op = op, .points = {{x, y}, {x, y}, {x, y}}};
}

static Path *add_path(Arena *arena, Strip *strip, Tag *tag, PathSegment *segments,
                      int count) {
    Item *item = strip_add(arena, strip, ITEM_PATH, tag, strip->origin);
    item->path.segments = segments;
    item->path.segment_count = count;
    return &item->path;
}

void draw_rect(Arena *arena, Strip *strip, Tag *tag, Mpt x, Mpt y, Mpt width,
               Mpt height, Colour fill) {
    PathSegment *segments = arena_array(arena, 5, sizeof *segments);
    segments[0] = segment(PATH_MOVE, x, y);
    segments[1] = segment(PATH_LINE, x + width, y);
    segments[2] = segment(PATH_LINE, x + width, y + height);
    segments[3] = segment(PATH_LINE, x, y + height);
    segments[4] = segment(PATH_CLOSE, x, y);
    Path *path = add_path(arena, strip, tag, segments, 5);
    path->filled = true;
    path->fill = fill;
}

void draw_line(Arena *arena, Strip *strip, Tag *tag, Point from, Point to, Mpt width,
               Colour colour, Mpt dash) {
    PathSegment *segments = arena_array(arena, 2, sizeof *segments);
    segments[0] = segment(PATH_MOVE, from.x, from.y);
    segments[1] = segment(PATH_LINE, to.x, to.y);
    Path *path = add_path(arena, strip, tag, segments, 2);
    path->stroked = true;
    path->stroke = colour;
    path->width = width;
    path->dash[0] = path->dash[1] = dash;
}

void draw_polyline(Arena *arena, Strip *strip, Tag *tag, const Point *points, int count,
                   Mpt width, Colour colour, Mpt dash) {
    if (count < 2) return;
    PathSegment *segments = arena_array(arena, count, sizeof *segments);
    for (int i = 0; i < count; i++)
        segments[i] = segment(i == 0 ? PATH_MOVE : PATH_LINE, points[i].x, points[i].y);
    Path *path = add_path(arena, strip, tag, segments, count);
    path->stroked = true;
    path->stroke = colour;
    path->width = width;
    path->dash[0] = path->dash[1] = dash;
    path->cap = CAP_ROUND;
}

static PathSegment arc(Point c, Mpt r, int x0, int y0, int x1, int y1) {
    /* A quarter circle as a curve: control points at 0.5523 of the radius. */
    Mpt k = (Mpt) ((int64_t) r * 5523 / 10000);
    Point from = {c.x + x0 * r, c.y + y0 * r}, to = {c.x + x1 * r, c.y + y1 * r};
    return (PathSegment){.op = PATH_CURVE,
                         .points = {{from.x + x1 * k, from.y + y1 * k},
                                    {to.x + x0 * k, to.y + y0 * k},
                                    to}};
}

void draw_dot(Arena *arena, Strip *strip, Tag *tag, Point centre, Mpt radius,
              Colour fill) {
    PathSegment *segments = arena_array(arena, 6, sizeof *segments);
    segments[0] = segment(PATH_MOVE, centre.x + radius, centre.y);
    segments[1] = arc(centre, radius, 1, 0, 0, 1);
    segments[2] = arc(centre, radius, 0, 1, -1, 0);
    segments[3] = arc(centre, radius, -1, 0, 0, -1);
    segments[4] = arc(centre, radius, 0, -1, 1, 0);
    segments[5] = segment(PATH_CLOSE, centre.x, centre.y);
    Path *path = add_path(arena, strip, tag, segments, 6);
    path->filled = true;
    path->fill = fill;
}

/* Relative luminance of WCAG 2.1, with its curve taken as a square. */
static int luminance(Colour colour) {
    int64_t red = colour >> 16 & 0xff, green = colour >> 8 & 0xff, blue = colour & 0xff;
    return (int) ((2126 * red * red + 7152 * green * green + 722 * blue * blue) /
                  (255 * 255));
}

Colour colour_readable(Colour colour) {
    /* (1 + 0.05) / (L + 0.05) is 4.5 where L is 0.183, of 10,000. */
    while (luminance(colour) > 1700) {
        Colour darker = 0;
        for (int shift = 16; shift >= 0; shift -= 8)
            darker |= (colour >> shift & 0xff) * 19 / 20 << shift;
        colour = darker;
    }
    return colour;
}

Colour colour_tint(Colour colour, int amount) {
    Colour tint = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
        int channel = (int) (colour >> shift & 0xff);
        tint |= (Colour) (255 - (255 - channel) * amount / 1000) << shift;
    }
    return tint;
}
