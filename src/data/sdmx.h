/* What the parts of the SDMX-ML reader share.  A message is read in one pass: each
 * observation goes to the columns at once, and its series is known by the codes of all
 * components that may tell series apart.  Only at the end of a data set are groups and
 * defaults inherited, and codes become our dimensions (sdmx_finish.c). */
#ifndef DATA_SDMX_H
#define DATA_SDMX_H

#include <string.h>

#include "data/columns.h"
#include "data/reader.h"

/* ---- maps ---- */

/* What a component may tell: one of our dimensions, or these. */
enum {
    TARGET_MULTIPLIER = DIM_COUNT,
    TARGET_YEAR_START, /* of reporting years: "--04-01" */
    TARGET_TIME,
    TARGET_VALUE,
    TARGET_STATUS,
    TARGET_CONFIDENTIAL,
    TARGET_COUNT,
    MAPPED_COUNT = TARGET_YEAR_START + 1 /* what a series has */
};

/* "from" of the component that tells `target` means "to", and sets other targets. */
typedef struct {
    int target;
    const char *from, *to;
    const char *sets[MAPPED_COUNT];
} MapCode;

typedef struct {
    const char *fixed[TARGET_COUNT];          /* NULL: from a component */
    const char *const *sources[TARGET_COUNT]; /* upper-case ids, the first found wins */
    MapCode *codes;                           /* the first that matches wins */
    int code_count, code_capacity;
    Map *ignored;  /* components that the author leaves out */
    Origin origin; /* for what the map lacks */
} SdmxMap;

/* The map of a guide, completed by the usual names; NULL after a diagnostic. */
SdmxMap *sdmx_map(Arena *arena, Diags *diags, const SdmxGuide *guide, Origin wanted_by);

/* True when `source` is `component`, or two joined as in CURRENCY/CURRENCY_DENOM and
 * one of them is. */
bool sdmx_names(const char *source, const char *component);

/* True for components that no data structure has as a dimension: DECIMALS, TITLE. */
bool sdmx_is_attribute(const char *component);

/* ---- text as it stands in the file ---- */

typedef struct {
    const char *start, *end;
} Span;

/* Without the white space at its ends. */
Span span_trim(Span span);

/* "" and the words for no value give NAN. False for what is no number.  Behind the end
 * stands a character that can be read and belongs to no number: a quote or a NUL. */
bool span_number(Span span, double *number);

/* A cache of period_parse(): texts of 4 to 16 bytes by their first and last bytes,
 * which overlap, and their length. */
typedef struct {
    uint64_t first, last;
    int32_t length; /* 0: the slot is empty */
    Period period;
} PeriodSlot;

enum { PERIOD_SLOT_BITS = 10 };

typedef struct {
    PeriodSlot slots[1 << PERIOD_SLOT_BITS];
} PeriodCache;

/* False when the text is too short or too long to be cached. */
static inline bool period_key(Span span, PeriodSlot *key) {
    ptrdiff_t length = span.end - span.start;
    uint32_t first, last;
    if (length < 4 || length > 16) return false;
    key->length = (int32_t) length;
    if (length > 8) {
        memcpy(&key->first, span.start, 8);
        memcpy(&key->last, span.end - 8, 8);
        return true;
    }
    memcpy(&first, span.start, 4);
    memcpy(&last, span.end - 4, 4);
    key->first = first;
    key->last = last;
    return true;
}

static inline size_t period_slot(const PeriodSlot *key) {
    uint64_t mixed = key->first * UINT64_C(0x9E3779B97F4A7C15) ^
                     key->last * UINT64_C(0xBF58476D1CE4E5B9);
    return (size_t) (mixed >> (64 - PERIOD_SLOT_BITS));
}

static inline bool period_same(const PeriodSlot *a, const PeriodSlot *b) {
    return a->first == b->first && a->last == b->last && a->length == b->length;
}

/* Reads what the cache has not, and keeps it there. */
bool span_period_slow(PeriodCache *cache, Span span, Period *period);

/* Reads a period; false for what is none. */
static inline bool span_period(PeriodCache *cache, Span span, Period *period) {
    PeriodSlot key;
    if (!period_key(span, &key)) return span_period_slow(cache, span, period);
    size_t at = period_slot(&key);
    const PeriodSlot *slot = &cache->slots[at];
    if (!period_same(slot, &key)) {
        slot = &cache->slots[at ^ 1];
        if (!period_same(slot, &key)) return span_period_slow(cache, span, period);
    }
    *period = slot->period;
    return true;
}

/* ---- the message ---- */

enum {
    SHAPE_LENGTH = 8,
    MOST_COMPONENTS = 256,
    DEEPEST_PLACE = 258,
    NO_COMPONENT = -1
};

/* A concept by which the file tells something: FREQ, OBS_VALUE, TITLE. */
typedef struct {
    const char *id; /* upper case, for what may be written either way */
    int target;     /* MAPPED_COUNT and above; NO_COMPONENT: a series' or nothing */
    bool mapped;    /* may become one of our dimensions */
    bool ignored;   /* never tells series apart */
    bool keys;      /* told some series apart */
    Text last;      /* the text met last, and its code */
    uint32_t last_code;
} Component;

/* The observations with the same codes, before groups are looked at. */
typedef struct {
    uint32_t codes, code_count; /* in the pool */
    uint32_t hash;
    int line;
    int first, count; /* observations, when they stand together */
    int series;       /* of the data set, at the end */
    int year_start;   /* month in which its reporting years start, at the end */
} RawSeries;

typedef struct {
    uint32_t codes, code_count;
    bool has_key; /* the key is known: the components below */
    uint32_t key, key_count;
} RawGroup;

/* Codes by component: 0 for none. */
typedef struct {
    uint32_t code[MOST_COMPONENTS];
    int count; /* components up to the last that has a code */
} Codes;

typedef struct {
    const char *id, *at_observation;
} SdmxStructure;

/* The header, as far as it matters. */
typedef struct {
    const char *id, *name, *prepared, *extracted, *sender, *sender_name, *action;
    const char *dataset_id, *structure;
    SdmxStructure *structures;
    int structure_count, structure_capacity;
} SdmxHeader;

typedef struct {
    Period period;
    double number;
    char status, confidential; /* 0: none given */
    bool has_value, bad;
    int line;
} RawObservation;

enum { MOST_FAULTS = 50, SHAPE_CODES = 1000 };

/* Where an element stands in a message. */
typedef enum {
    PLACE_OUTSIDE, /* an envelope */
    PLACE_SOAP_FAULT,
    PLACE_MESSAGE,
    PLACE_HEADER,
    PLACE_HEADER_SENDER,
    PLACE_HEADER_STRUCTURE,
    PLACE_HEADER_LEAF, /* its text is wanted */
    PLACE_FOOTER,
    PLACE_FOOTER_MESSAGE,
    PLACE_FOOTER_TEXT,
    PLACE_DATASET,
    PLACE_GROUP,
    PLACE_SERIES,
    PLACE_OBSERVATION,
    PLACE_KEY,
    PLACE_ATTRIBUTES,
    PLACE_VALUE,
    PLACE_OBS_DIMENSION,
    PLACE_OBS_TIME,
    PLACE_OBS_VALUE,
    PLACE_COMP,
    PLACE_COMP_VALUE,
    PLACE_SKIPPED,
    PLACE_REFUSED
} Place;

struct Sdmx {
    DatasetReader *reader;
    Dataset *dataset;
    Arena *arena; /* scratch, freed at the end of the file */
    const SdmxMap *map;
    SdmxHeader header;

    /* The place in the message. */
    unsigned char places[DEEPEST_PLACE];
    int depth;
    struct {
        const char *name;
        unsigned char place, next;
    } known[64];                  /* steps met before, by pointer */
    const char *observation_name; /* the pointer that the last <Obs> had */
    unsigned char observation_in; /* the place that it stood in */
    bool wants_text;
    Text text;

    Component *components;
    int component_count;
    struct {
        const unsigned char *name;
        int target;        /* or SHAPE_CODES and a component that tells series apart */
    } shape[SHAPE_LENGTH]; /* of the attributes of the last observations, by position */
    struct {
        const unsigned char *name;
        int component;
    } names[1024]; /* by pointer */
    Map *component_by_id;
    Map *code_by_text;
    const char **codes; /* texts by code; 0 is none */
    int code_count, code_capacity;

    /* The data set that is open. */
    const char *at_observation;
    bool deleted, in_series;
    Codes set_codes, group_codes, group_key, series_codes, observation_codes;
    Period series_period;
    char series_status, set_status;
    bool key_given;       /* this group's key stood in an element of its own */
    int series_line, raw; /* raw: series of the open observations; -1: to be found */
    bool observation_has_codes;
    RawObservation observation;
    int comp;        /* the component of an open <Comp> */
    int value_count; /* of an open <Comp> */

    RawSeries *raws;
    int raw_count, raw_capacity;
    uint32_t *pool; /* codes of series and groups */
    size_t pool_count, pool_capacity;
    uint32_t *slots; /* open addressing over raws; 0 is empty */
    size_t slot_count;
    RawGroup *groups;
    int group_count, group_capacity;
    int first_observation; /* of this data set */
    int first_of_file, series_of_file;
    bool scattered;

    PeriodCache *periods;
    char letters[256]; /* the status that one letter means, 0 for none */
    bool missing[256]; /* statuses that stand without a value only */
    const char *footer_code, *footer_severity;
    Text footer;
    int footers, footer_line;
    int faults, odd_statuses, odd_line, secrets, secret_line;
    int without_unit, without_unit_line, huge_line;
    int deleted_sets;
    const Source *source;
    const char **interned; /* by code, in the dataset's pool; NULL until needed */
    int interned_count;
};

/* Reports at a line of the file; after MOST_FAULTS only counts. */
void sdmx_fault(Sdmx *sdmx, int line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The reader of one file; NULL after a diagnostic. */
Sdmx *sdmx_new(DatasetReader *reader);
extern const XmlEvents SDMX_EVENTS;

/* Ends the file: what was said in its footer, what it lacked. */
void sdmx_end(Sdmx *sdmx);
void sdmx_close(Sdmx *sdmx);

/* ---- between the parts ---- */

/* True for the root of a message or of an envelope around one. */
bool sdmx_is_message(const char *root);

/* The place of the element `name` that stands in `in`; PLACE_SKIPPED for what says
 * nothing and after a diagnostic of what is unexpected. */
Place sdmx_step(Sdmx *sdmx, Place in, const char *name, bool has_attributes,
                XmlStream *stream);

typedef enum { LEVEL_SET, LEVEL_GROUP, LEVEL_SERIES, LEVEL_OBSERVATION } Level;

/* What is known of where a component stands. */
typedef enum {
    STANDS_ANYHOW,       /* an XML attribute: a dimension or an attribute */
    STANDS_AS_DIMENSION, /* in a key */
    STANDS_AS_ATTRIBUTE
} Standing;

static inline Span span_of_attribute(const XmlSpan *attribute) {
    return (Span){(const char *) attribute->value, (const char *) attribute->end};
}

/* Codes between the last and this component become 0. */
void sdmx_set_code(Codes *codes, int component, uint32_t code);

/* Takes what `component` tells at `level`. */
void sdmx_take(Sdmx *sdmx, int component, Span text, Level level, Standing standing,
               int line);
/* Takes what each attribute of an element at `level` tells. */
void sdmx_take_attributes(Sdmx *sdmx, const XmlSpan *attributes, int count, Level level,
                          int line);
/* The time and the value; what is wrong with them spoils the open observation. */
void sdmx_take_period(Sdmx *sdmx, Span text, Level level, int line);
void sdmx_take_value(Sdmx *sdmx, Span text, int line);

/* At the end of an observation it goes to the columns of its series. */
void sdmx_start_observation(Sdmx *sdmx, const XmlSpan *attributes, int count, int line);
void sdmx_end_observation(Sdmx *sdmx);

/* The index of a component by its name, by a name whose pointer stays the same, or
 * NO_COMPONENT after a diagnostic. */
int sdmx_component(Sdmx *sdmx, const unsigned char *name, int line);
int sdmx_component_of(Sdmx *sdmx, Span id, int line);

/* The code of the text, which is cut when very long; 0 for an empty one. */
uint32_t sdmx_code(Sdmx *sdmx, Component *component, Span text);

/* Opens the series of `codes` for the next observation. */
int sdmx_raw_series(Sdmx *sdmx, const Codes *codes, int line);

/* Keeps the group whose element ends. */
void sdmx_keep_group(Sdmx *sdmx);

/* Fills the tables of what one letter says as a status. */
void sdmx_learn_letters(Sdmx *sdmx);

/* Reads a status, or several of which the one that outranks is kept; 0 after a
 * diagnostic. */
char sdmx_status(Sdmx *sdmx, Span text, int line);

/* From here on each observation says to which series it belongs. */
void sdmx_scatter(Sdmx *sdmx);

/* Groups whose keys are of the same components. */
typedef struct {
    unsigned char components[MOST_COMPONENTS]; /* indices */
    int count;
} Shape;

typedef struct {
    const Sdmx *sdmx;
    Shape *shapes;
    int shape_count, shape_capacity;
    int *shape_of, *next; /* by group; next of the same slot, -1 at the end */
    int *slots;           /* -1 for none */
    size_t slot_count;
} Groups;

/* Makes the message's groups ready to be looked up by their keys. */
void sdmx_index_groups(Groups *groups, Sdmx *sdmx);

/* Gives `codes` what the groups of `raw` have and it lacks. */
void sdmx_inherit(const Groups *groups, const RawSeries *raw, uint32_t *codes);

/* Turns the data set's raw series into the dataset's. */
void sdmx_finish_set(Sdmx *sdmx);

/* The source of the file's series; NULL after a diagnostic. */
const Source *sdmx_source(Sdmx *sdmx);

/* A text of a header's element. */
void sdmx_header_text(Sdmx *sdmx, const char *element, const char *text);

#endif
