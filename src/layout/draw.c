/* Shapes as paths of the pages stage. */
#include "layout/draw.h"

#include <math.h>

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

void draw_polygon(Arena *arena, Strip *strip, Tag *tag, const Point *points, int count,
                  Colour fill) {
    if (count < 3) return;
    PathSegment *segments = arena_array(arena, count + 1, sizeof *segments);
    for (int i = 0; i < count; i++)
        segments[i] = segment(i == 0 ? PATH_MOVE : PATH_LINE, points[i].x, points[i].y);
    segments[count] = segment(PATH_CLOSE, points[0].x, points[0].y);
    Path *path = add_path(arena, strip, tag, segments, count + 1);
    path->filled = true;
    path->fill = fill;
}

void draw_dots(Arena *arena, Strip *strip, Tag *tag, const Point *centres, int count,
               Mpt radius, Colour fill) {
    if (count < 1) return;
    PathSegment *segments = arena_array(arena, 2 * count, sizeof *segments);
    for (int i = 0; i < count; i++) {
        segments[2 * i] = segment(PATH_MOVE, centres[i].x, centres[i].y);
        segments[2 * i + 1] = segment(PATH_LINE, centres[i].x, centres[i].y);
    }
    Path *path = add_path(arena, strip, tag, segments, 2 * count);
    path->stroked = true;
    path->stroke = fill;
    path->width = 2 * radius;
    path->cap = CAP_ROUND;
}

void draw_ribbon(Arena *arena, Strip *strip, Tag *tag, Point from_top, Mpt from_bottom,
                 Point to_top, Mpt to_bottom, Colour fill) {
    Mpt middle = from_top.x / 2 + to_top.x / 2;
    PathSegment *segments = arena_array(arena, 5, sizeof *segments);
    segments[0] = segment(PATH_MOVE, from_top.x, from_top.y);
    segments[1] = (PathSegment){
        .op = PATH_CURVE, .points = {{middle, from_top.y}, {middle, to_top.y}, to_top}};
    segments[2] = segment(PATH_LINE, to_top.x, to_bottom);
    segments[3] = (PathSegment){.op = PATH_CURVE,
                                .points = {{middle, to_bottom},
                                           {middle, from_bottom},
                                           {from_top.x, from_bottom}}};
    segments[4] = segment(PATH_CLOSE, from_top.x, from_top.y);
    Path *path = add_path(arena, strip, tag, segments, 5);
    path->filled = true;
    path->fill = fill;
}

void draw_spark(Arena *arena, Strip *strip, Tag *tag, const double *values, int count,
                Point corner, Mpt width, Mpt height, Colour colour) {
    double low = INFINITY, high = -INFINITY;
    int last = -1;
    for (int i = 0; i < count; i++) {
        if (!isfinite(values[i])) continue;
        low = fmin(low, values[i]);
        high = fmax(high, values[i]);
        last = i;
    }
    if (last < 0) return;
    Point *points = arena_array(arena, count, sizeof *points);
    double span = high > low ? high - low : 1, steps = count > 1 ? count - 1 : 1;
    int run = 0;
    for (int i = 0; i <= last; i++) {
        if (isfinite(values[i])) {
            double share = high > low ? (values[i] - low) / span : 0.5;
            points[run++] = (Point){corner.x + (Mpt) (i / steps * width),
                                    corner.y + (Mpt) ((1 - share) * height)};
        }
        if (!isfinite(values[i]) || i == last) {
            draw_polyline(arena, strip, tag, points, run, 1100, colour, 0);
            if (i == last) draw_dot(arena, strip, tag, points[run - 1], 1900, colour);
            run = 0;
        }
    }
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

/* Relative luminance of WCAG 2.1. */
static double luminance(Colour colour) {
    static const double weights[] = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
        double share = (colour >> (16 - 8 * i) & 0xff) / 255.0;
        sum += weights[i] *
               (share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4));
    }
    return sum;
}

/* Darkens until white stands out from the colour by `contrast` to 1. */
static Colour darken(Colour colour, double contrast) {
    while (1.05 / (luminance(colour) + 0.05) < contrast) {
        Colour darker = 0;
        for (int shift = 16; shift >= 0; shift -= 8)
            darker |= (colour >> shift & 0xff) * 19 / 20 << shift;
        colour = darker;
    }
    return colour;
}

Colour colour_readable(Colour colour) {
    return darken(colour, 4.5);
}

Colour colour_visible(Colour colour) {
    return darken(colour, 3);
}

bool colour_is_dark(Colour colour) {
    /* White and our near-black ink are as easy to read there. */
    return luminance(colour) < 0.205;
}

Colour colour_tint(Colour colour, int amount) {
    Colour tint = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
        int channel = (int) (colour >> shift & 0xff);
        tint |= (Colour) (255 - (255 - channel) * amount / 1000) << shift;
    }
    return tint;
}
