/* Dataset: observations in columns, and statements, measures, models, barriers and
 * events, each with its source.  Built by reading every file a brief names, then only
 * read. */
#ifndef DATA_DATA_H
#define DATA_DATA_H

#include "base/calendar.h"
#include "base/map.h"
#include "xml/xml.h"

/* ---- values ---- */

typedef enum {
    VALUE_NUMBER,
    VALUE_NOT_DEFINED,   /* zero denominator and the like: printed "z" */
    VALUE_NOT_AVAILABLE, /* an input is missing: printed "n.a." */
    VALUE_SUPPRESSED     /* an input is confidential: printed "c" */
} ValueState;

/* A number, or the reason why there is none; `status` is the SDMX OBS_STATUS letter. */
typedef struct {
    double number;
    ValueState state;
    char status;
} Value;

/* A number with its SDMX status, and a missing one with the status that says why. */
Value value_of(double number, char status);
Value value_missing(ValueState state);

/* Rank of an SDMX OBS_STATUS letter by the precedence of "Possible Ways of Implementing
 * the Observation Status Concept" v2.0 (2019): 0 for A, higher outranks; -1 for no such
 * letter. */
int status_rank(char status);
char status_worse(char a, char b);

/* True for the letters that stand with a missing value only, or with a number only. */
bool status_means_missing(char status);
bool status_means_number(char status);

/* What a record says and is called in another language; NULL for what is not given. */
typedef struct Translation {
    const char *lang;
    const char *title, *text, *name, *maker, *plant, *speaker, *role, *organisation;
    struct Translation *next;
} Translation;

/* ---- sources ---- */

/* How sure the figure is: an official table; derived from such; one reputable secondary
 * source; one weak source; only in the article behind the case.  The order decides what
 * a computed figure takes over from its inputs: the last of theirs. */
typedef enum {
    CONFIDENCE_HIGH,
    CONFIDENCE_DERIVED,
    CONFIDENCE_MEDIUM,
    CONFIDENCE_LOW,
    CONFIDENCE_ARTICLE
} Confidence;
extern const char *const CONFIDENCE_WORDS[];

typedef struct {
    const char *id, *publisher, *title, *table, *address;
    Date date;    /* published or said */
    Date vintage; /* state of the data; year 0 when not stated */
    int confidence;
    const char *note;
    Origin origin;
} Source;

/* ---- observations ---- */

typedef enum {
    DIM_REPORTER,
    DIM_PARTNER,
    DIM_FLOW,
    DIM_PRODUCT,
    DIM_MAKER,
    DIM_MEASURE,
    DIM_FREQUENCY,
    DIM_UNIT,
    DIM_VALUATION,
    DIM_BASIS,
    DIM_ADJUSTMENT,
    DIM_DETAIL, /* "NAME=CODE ..." of an SDMX file's dimensions that no other holds */
    DIM_COUNT
} Dimension;
extern const char *const DIMENSION_NAMES[DIM_COUNT + 1];

/* What a number counts: `unit` is a currency (ISO 4217) or a thing counted. */
typedef struct {
    const char *unit;
    int multiplier; /* power of ten of one unit: 6 for millions */
} Unit;

typedef struct {
    const char *id;
    const char *dimensions[DIM_COUNT]; /* interned: equal texts are equal pointers; NULL
                                          when not given */
    int multiplier;
    const Source *source;
    int confidence;
    const char *note;
    int first_observation, observation_count; /* in the dataset's columns */
    Origin origin;
} Series;

/* ---- what was said, planned and ruled ---- */

/* The commitment ladder, from methods of Net Zero Tracker's End Target Status. */
typedef enum {
    COMMITMENT_NONE,
    COMMITMENT_CONSIDERING,
    COMMITMENT_CONDITIONAL,
    COMMITMENT_PLANNED,
    COMMITMENT_ANNOUNCED,
    COMMITMENT_CONTRACTED,
    COMMITMENT_IN_FORCE,
    COMMITMENT_DELIVERED
} Commitment;
extern const char *const COMMITMENT_WORDS[];
extern const char *const MOTIVE_WORDS[];

/* A statement as another outlet gives it, as far as it differs. */
typedef struct {
    const Source *source;
    Date said;         /* year 0: not said otherwise */
    const char *role;  /* NULL: not said otherwise */
    const char *words; /* "" for none */
    Origin origin;
} Version;

typedef struct {
    const char *id, *speaker, *role, *organisation, *lang, *about;
    Date said;
    const char **words; /* exact words, a stretch in quotation marks each */
    int word_count, word_capacity;
    Version *versions; /* how other outlets give it */
    int version_count, version_capacity;
    const char *context, *translation, *note;
    Translation *translations;
    int commitment;
    int motive; /* index into MOTIVE_WORDS; -1 when not coded */
    const Source *source;
    int confidence;
    Origin origin;
} Statement;

typedef enum { CASE_LOW, CASE_CENTRAL, CASE_HIGH, CASE_COUNT } Case;
extern const char *const CASE_WORDS[];

typedef struct {
    double value; /* units a year */
    bool given;
    const char *note;
    const Source *source;
    Origin origin;
} Volume;

typedef struct {
    const char *id, *title, *note, *product, *reporter, *partner, *unit;
    const char *frequency;      /* of the volumes: SDMX code, NULL means A */
    Volume volumes[CASE_COUNT]; /* central is always given */
    const Source *source;
    int confidence;
    Origin origin;
} Measure;

typedef struct {
    const char *id, *maker, *name, *plant, *steering;
    const char *from; /* first sales: a period as text */
    Translation *translations;
    const Source *source;
    int confidence;
    Origin origin;
} Model;

extern const char *const BARRIER_KINDS[];
extern const char *const BARRIER_STATUSES[];

typedef struct {
    const char *id, *title, *text, *models;
    Translation *translations;
    int kind, status; /* indices into the words above */
    Date since;
    const char *event; /* id of the event that eased or removed it; NULL: not said */
    bool has_per_unit, has_fixed, has_lead_time;
    double per_unit; /* cost of one unit in `currency` */
    double fixed;    /* cost for the whole plan in `currency` */
    const char *currency;
    double lead_time; /* months */
    const Source *source;
    int confidence;
    Origin origin;
} Barrier;

extern const char *const EVENT_KINDS[];

typedef struct {
    const char *id, *title, *text, *organisation;
    Translation *translations;
    Date date;
    int kind;
    const Source *source;
    int confidence;
    Origin origin;
} Event;

/* ---- the whole ---- */

typedef struct {
    Arena *arena;
    Map *strings;        /* pool of dimension texts */
    Map *ids;            /* every id, to find duplicates: Origin */
    const char *folders; /* where files that steps name are looked for, separated by
                            ':'; NULL for none */
    XmlFile *files;
    int file_count, file_capacity;
    const Source **sources; /* in file order, like all below */
    int source_count, source_capacity;
    Map *source_by_id;
    Map *refused_sources; /* ids of those with errors, so that no reference to one is an
                             error more */
    /* What follows to the columns' end is not in the arena, but ends with it. */
    Series *series;
    int series_count, series_capacity;
    /* Columns of all observations; a series' stand together, in order of period. */
    Period *periods;
    double *numbers; /* NAN when there is no value */
    char *statuses;
    int *lines; /* in the series' file */
    int observation_count, observation_capacity;
    uint32_t *scattered; /* while a file is read whose series do not stand together */
    const Statement **statements;
    int statement_count, statement_capacity;
    const Measure **measures;
    int measure_count, measure_capacity;
    const Model **models;
    int model_count, model_capacity;
    const Barrier **barriers;
    int barrier_count, barrier_capacity;
    const Event **events;
    int event_count, event_capacity;
} Dataset;

Dataset *dataset_new(Arena *arena);

/* A dataset that begins with all that `shared` holds; what is read into it leaves
 * `shared` as it is, which must outlive it. */
Dataset *dataset_over(const Dataset *shared, Arena *arena);

/* How an SDMX-ML file is to be understood. */
typedef struct {
    const XmlNode *map;       /* a brief's <map>; NULL for none */
    const XmlNode *ready_map; /* the root of a map's file, asked when `map` is silent */
    const XmlNode *source;    /* a brief's <source>; NULL: from the message's header */
    const char *source_id;    /* or the id of a source read before; NULL for none */
} SdmxGuide;

/* Adds what the file at `path` holds; a guide, NULL for none, is an error for a file of
 * our own format.  False after diagnostics; errors in one record do not hide those in
 * the next. */
bool dataset_read(Dataset *dataset, const char *path, const SdmxGuide *guide,
                  Origin wanted_by, Diags *diags);

/* Fills in the digests of files that were too large to take them while reading.  False
 * after a diagnostic: one has changed since. */
bool dataset_hash(Dataset *dataset, Diags *diags);

/* The value of observation `index` of the columns. */
Value dataset_value(const Dataset *dataset, int index);

/* The policy measure with this id; NULL when there is none. */
const Measure *dataset_measure(const Dataset *dataset, const char *id);

/* Writes every series with its observations, then all records, as text. */
void dataset_dump(const Dataset *dataset, Text *out);

#endif
