/* What the readers of dataset records share. */
#ifndef DATA_READER_H
#define DATA_READER_H

#include "data/data.h"

enum { LEAST_MULTIPLIER = -15, MOST_MULTIPLIER = 15 };

typedef struct Sdmx Sdmx;

/* A series whose observations are being read: they go to the columns one by one. */
typedef struct {
    const XmlNode *node; /* NULL when no series is open */
    Series series;
    Frequency frequency; /* FREQ_NONE when its head is wrong */
    Period from;         /* of the first value in its text; 0 when it holds obs */
    bool good;           /* all its observations so far */
} OpenSeries;

/* What a series says before its observations. */
typedef struct SeriesHead SeriesHead;

typedef struct {
    Dataset *dataset;
    Diags *diags;
    Arena *scratch; /* emptied after each observation */
    OpenSeries open;
    const XmlNode *group_node; /* NULL when no group is open */
    const SeriesHead *group;   /* NULL for none, or one whose head is wrong */
    const char *path;
    const SdmxGuide *guide; /* NULL for none */
    Origin wanted_by;
    Sdmx *sdmx; /* once the root told that the file is SDMX-ML */
    bool good;
} DatasetReader;

/* Takes `id` for the record at `origin`; false, reported, when it is taken already. */
bool reader_claim_id(DatasetReader *reader, const char *id, Origin origin);

/* The source named, NULL after a diagnostic. */
const Source *reader_source(DatasetReader *reader, const char *name, Origin origin);

/* Adds a source whose id is free. */
void reader_add_source(DatasetReader *reader, Source *source);
bool read_source(DatasetReader *reader, const XmlNode *node);

/* Each reads one record into the dataset; false after a diagnostic. */
bool read_series(DatasetReader *reader, const XmlNode *node);

/* Takes an observation of the series `node` before read_series() ends it; false for a
 * series that has its values in its text. */
bool take_observation(DatasetReader *reader, const XmlNode *node, const XmlNode *part);

/* Reads what several series have in common, and those of them that take_series() has
 * not taken before the group ended. */
bool read_group(DatasetReader *reader, const XmlNode *node);
bool take_series(DatasetReader *reader, const XmlNode *node, const XmlNode *part);
bool read_statement(DatasetReader *reader, const XmlNode *node);
bool read_measure(DatasetReader *reader, const XmlNode *node);
bool read_model(DatasetReader *reader, const XmlNode *node);
bool read_barrier(DatasetReader *reader, const XmlNode *node);
bool read_event(DatasetReader *reader, const XmlNode *node);

#endif
