/* The frame of upright charts: values upwards with a light horizontal grid, dates,
 * numbers or names below, events and references to hold the data against. */
#ifndef LAYOUT_CHART_FRAME_H
#define LAYOUT_CHART_FRAME_H

#include "layout/chart.h"

typedef enum { BELOW_DATES, BELOW_NUMBERS, BELOW_NAMES } Below;

/* What a kind asks of its frame. */
typedef struct {
    Range x, y; /* of the data */
    Below below;
    const char *const *names; /* BELOW_NAMES: at 0, 1, ... */
    int name_count;
    Ticks rungs;   /* given ticks of the values; none to choose them */
    Mpt left_most; /* room that a given rung's text may take; 0 for what it needs */
    Mpt end_room;  /* right of the data, for names */
    Mpt inset;     /* between the frame's sides and the outermost data */
    Mpt head_room, foot_room; /* above and below the axis, for labels of the ends */
} FrameWants;

typedef struct {
    Plot *plot;
    Scale x, y;
    Ticks y_ticks;
    Mpt left, right, top, bottom; /* of the area that data are drawn in */
    Mpt events_top;               /* where the names of the events begin */
} Frame;

/* Finds the scales and draws everything that lies behind the data. */
void frame_make(Frame *frame, Plot *plot, const FrameWants *wants);

/* Where a value of the data lies on the plot. */
Mpt frame_x(const Frame *frame, double x);
Mpt frame_y(const Frame *frame, double y);

/* Where bars start: 0, or the end of the axis nearest to it. */
Mpt frame_zero(const Frame *frame);

enum { LABEL_GAP = 7000 /* between a line's end and its name */ };

/* Draws the names at the lines' ends: right of the frame, below the names of events. */
void frame_end_labels(const Frame *frame, EndLabel *labels, int count);

/* Adds the names of the references to `labels`; returns the new count. */
int frame_reference_labels(const Frame *frame, EndLabel *labels, int count);

/* The range of the values of a chart that draws lines or points: from zero where that
 * would not waste most of the plot, or from where the template says. */
Range frame_value_range(const Plot *plot, Range data, bool from_zero);

/* Events: thin verticals or tints with labels above the data, in as many rows as they
 * need. */
Mpt frame_events_room(const Frame *frame);
void frame_draw_events(Frame *frame);

#endif
