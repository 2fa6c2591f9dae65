/* What components tell where they stand, and observations on their way to the columns.
 * Most observations have time, value and status as attributes in the places that they
 * had in the one before; these take the shortest way. */
#include <math.h>
#include <string.h>

#include "data/sdmx.h"

/* ---- components where they stand ---- */

void sdmx_set_code(Codes *codes, int component, uint32_t code) {
    if (component >= codes->count) {
        if (!code) return;
        memset(codes->code + codes->count, 0,
               (size_t) (component - codes->count) * sizeof *codes->code);
        codes->count = component + 1;
    }
    codes->code[component] = code;
}

/* Codes of dimensions are of these characters (SDMX IDType); other texts are of
 * attributes. */
static bool looks_like_code(Span span) {
    for (const char *c = span.start; c < span.end; c++)
        if (!(*c >= 'A' && *c <= 'Z') && !(*c >= 'a' && *c <= 'z') &&
            !(*c >= '0' && *c <= '9') && !strchr("_-@$.", *c))
            return false;
    return span.start < span.end;
}

static Codes *codes_of(Sdmx *sdmx, Level level) {
    switch (level) {
    case LEVEL_SET:
        return &sdmx->set_codes;
    case LEVEL_GROUP:
        return &sdmx->group_codes;
    case LEVEL_SERIES:
        return &sdmx->series_codes;
    case LEVEL_OBSERVATION:
        break;
    }
    if (!sdmx->observation_has_codes) {
        sdmx->observation_has_codes = true;
        sdmx->observation_codes.count = sdmx->series_codes.count;
        memcpy(sdmx->observation_codes.code, sdmx->series_codes.code,
               (size_t) sdmx->series_codes.count * sizeof(uint32_t));
    }
    return &sdmx->observation_codes;
}

void sdmx_take_period(Sdmx *sdmx, Span text, Level level, int line) {
    Period period = 0;
    if (!span_period(sdmx->periods, text, &period)) {
        sdmx_fault(sdmx, line,
                   "bad TIME_PERIOD: '%.*s' is not a period such as 2025, "
                   "2025-Q3 or 2025-10",
                   (int) (text.end - text.start > 60 ? 60 : text.end - text.start),
                   text.start);
        sdmx->observation.bad = true;
    }
    if (level == LEVEL_OBSERVATION)
        sdmx->observation.period = period;
    else if (level == LEVEL_SERIES)
        sdmx->series_period = period;
}

void sdmx_take_value(Sdmx *sdmx, Span text, int line) {
    sdmx->observation.has_value = true;
    if (span_number(text, &sdmx->observation.number)) return;
    sdmx_fault(sdmx, line, "bad OBS_VALUE: '%.*s' is not a number",
               (int) (text.end - text.start > 60 ? 60 : text.end - text.start),
               text.start);
    sdmx->observation.bad = true;
}

static void take_status(Sdmx *sdmx, Span text, Level level, int line) {
    char status;
    if (text.end - text.start == 1 && *text.start == 'A')
        status = 'A';
    else if (!(status = sdmx_status(sdmx, text, line)))
        return;
    char *slot = level == LEVEL_OBSERVATION ? &sdmx->observation.status
                 : level == LEVEL_SERIES    ? &sdmx->series_status
                                            : &sdmx->set_status;
    *slot = *slot ? status_worse(*slot, status) : status;
}

/* Takes what `component` tells at `level`. */
void sdmx_take(Sdmx *sdmx, int index, Span text, Level level, Standing standing,
               int line) {
    if (index == NO_COMPONENT) return;
    Component *component = &sdmx->components[index];
    switch (component->target) {
    case TARGET_TIME:
        sdmx_take_period(sdmx, text, level, line);
        return;
    case TARGET_VALUE:
        if (level == LEVEL_OBSERVATION) sdmx_take_value(sdmx, text, line);
        return;
    case TARGET_STATUS:
        if (level == LEVEL_GROUP) break; /* inherited at the end */
        take_status(sdmx, text, level, line);
        return;
    case TARGET_CONFIDENTIAL:
        text = span_trim(text);
        if (level == LEVEL_OBSERVATION && text.start < text.end)
            sdmx->observation.confidential = *text.start;
        return;
    default:
        break;
    }
    bool tells = component->mapped || component->target == TARGET_STATUS;
    if (!tells && !component->ignored && standing != STANDS_AS_ATTRIBUTE)
        tells = level == LEVEL_GROUP || standing == STANDS_AS_DIMENSION ||
                (level != LEVEL_SET &&
                 (level == LEVEL_SERIES || !sdmx->in_series ||
                  strcmp(component->id, sdmx->at_observation) == 0) &&
                 looks_like_code(text));
    if (!tells) return;
    Codes *codes = codes_of(sdmx, level);
    uint32_t code = sdmx_code(sdmx, component, text);
    if (standing == STANDS_AS_DIMENSION && index < codes->count && codes->code[index] &&
        level != LEVEL_OBSERVATION && codes->code[index] != code)
        sdmx_fault(sdmx, line, "'%s' stands twice in the key", component->id);
    sdmx_set_code(codes, index, code);
}

void sdmx_take_attributes(Sdmx *sdmx, const XmlSpan *attributes, int count, Level level,
                          int line) {
    for (int i = 0; i < count; i++) {
        if (attributes[i].prefix) continue;
        int component = sdmx_component(sdmx, attributes[i].name, line);
        sdmx_take(sdmx, component, span_of_attribute(&attributes[i]), level,
                  STANDS_ANYHOW, line);
    }
}

/* ---- observations ---- */

/* 2.0 messages give the time its own name, such as YEA: it is the one component of the
 * observation that reads as a period. */
static void find_time(Sdmx *sdmx, const XmlSpan *attributes, int count, int line) {
    int found = NO_COMPONENT;
    Period period;
    for (int i = 0; i < count; i++) {
        if (attributes[i].prefix) continue;
        int c = sdmx_component(sdmx, attributes[i].name, line);
        if (c == NO_COMPONENT || sdmx->components[c].mapped ||
            sdmx->components[c].ignored || sdmx->components[c].target != NO_COMPONENT ||
            !span_period(sdmx->periods, span_of_attribute(&attributes[i]), &period))
            continue;
        if (found != NO_COMPONENT) return; /* which, the author must say */
        found = c;
        sdmx->observation.period = period;
    }
    if (found == NO_COMPONENT) return;
    sdmx->components[found].target = TARGET_TIME;
    memset(sdmx->shape, 0, sizeof sdmx->shape); /* what was learned is wrong now */
    if (sdmx->observation_has_codes) sdmx_set_code(&sdmx->observation_codes, found, 0);
}

/* Takes one attribute of a series' code; false when it needs a closer look. */
static bool take_usual_code(Sdmx *sdmx, int index, Span text) {
    Component *component = &sdmx->components[index];
    size_t length = (size_t) (text.end - text.start);
    uint32_t code = component->last_code;
    if (!code || component->last.length != length ||
        memcmp(component->last.data, text.start, length) != 0) {
        if (!component->mapped && !looks_like_code(text)) return false;
        code = sdmx_code(sdmx, component, text);
    }
    sdmx_set_code(codes_of(sdmx, LEVEL_OBSERVATION), index, code);
    return true;
}

/* The attributes of most observations stand in the same places as before.  Returns how
 * many of the first did. */
static int take_usual(Sdmx *sdmx, const XmlSpan *attributes, int count) {
    int i = 0;
    for (; i < count && i < SHAPE_LENGTH; i++) {
        if (attributes[i].name != sdmx->shape[i].name || attributes[i].prefix) break;
        Span text = span_of_attribute(&attributes[i]);
        int target = sdmx->shape[i].target;
        if (target == TARGET_VALUE) {
            if (!span_number(text, &sdmx->observation.number)) break;
            sdmx->observation.has_value = true;
        } else if (target == TARGET_TIME) {
            if (!span_period(sdmx->periods, text, &sdmx->observation.period)) break;
        } else if (target == TARGET_STATUS) {
            if (text.end - text.start != 1 || sdmx->map->code_count) break;
            char status = sdmx->letters[(unsigned char) *text.start];
            if (!status || sdmx->observation.status) break;
            sdmx->observation.status = status;
        } else if (sdmx->in_series ||
                   !take_usual_code(sdmx, target - SHAPE_CODES, text))
            break;
    }
    return i;
}

/* Learns the places of attributes from the first that was not in its place. */
static void learn_shape(Sdmx *sdmx, const XmlSpan *attributes, int count, int first,
                        int line) {
    for (int i = first; i < count && i < SHAPE_LENGTH; i++) {
        sdmx->shape[i].name = NULL;
        int c = attributes[i].prefix ? NO_COMPONENT
                                     : sdmx_component(sdmx, attributes[i].name, line);
        if (c == NO_COMPONENT) continue;
        const Component *component = &sdmx->components[c];
        int target = component->target;
        if (target == NO_COMPONENT && !component->ignored && !sdmx->in_series)
            target = SHAPE_CODES + c;
        else if (target != TARGET_VALUE && target != TARGET_TIME &&
                 target != TARGET_STATUS)
            continue;
        sdmx->shape[i].name = attributes[i].name;
        sdmx->shape[i].target = target;
    }
}

void sdmx_start_observation(Sdmx *sdmx, const XmlSpan *attributes, int count,
                            int line) {
    /* Field by field: copied as a whole, it would wait for the fields just stored. */
    RawObservation *observation = &sdmx->observation;
    observation->period = sdmx->series_period;
    observation->number = NAN;
    observation->status = observation->confidential = 0;
    observation->has_value = observation->bad = false;
    observation->line = line;
    sdmx->observation_has_codes = false;
    int usual = take_usual(sdmx, attributes, count);
    if (usual == count) {
        if (observation->period || !count) return;
    } else {
        sdmx_take_attributes(sdmx, attributes + usual, count - usual, LEVEL_OBSERVATION,
                             line);
        if (usual < SHAPE_LENGTH && sdmx->shape[usual].name != attributes[usual].name)
            learn_shape(sdmx, attributes, count, usual, line);
    }
    if (!observation->period && !observation->bad && count)
        find_time(sdmx, attributes, count, line);
}

/* The series of the open observation. */
static int series_of_observation(Sdmx *sdmx) {
    if (sdmx->observation_has_codes) {
        int raw = sdmx_raw_series(sdmx, &sdmx->observation_codes,
                                  sdmx->in_series ? sdmx->series_line
                                                  : sdmx->observation.line);
        return sdmx->in_series ? raw : (sdmx->raw = raw);
    }
    if (sdmx->raw < 0)
        sdmx->raw = sdmx_raw_series(sdmx, &sdmx->series_codes,
                                    sdmx->in_series ? sdmx->series_line
                                                    : sdmx->observation.line);
    return sdmx->raw;
}

void sdmx_scatter(Sdmx *sdmx) {
    Dataset *dataset = sdmx->dataset;
    sdmx->scattered = true;
    dataset->scattered =
        arena_resize(dataset->arena, dataset->scattered,
                     (size_t) dataset->observation_capacity * sizeof(uint32_t));
    for (int r = 0; r < sdmx->raw_count; r++)
        for (int i = 0; i < sdmx->raws[r].count; i++)
            dataset->scattered[sdmx->raws[r].first + i] = (uint32_t) r;
}

void sdmx_end_observation(Sdmx *sdmx) {
    RawObservation *observation = &sdmx->observation;
    if (observation->bad || sdmx->deleted) return;
    if (!observation->period) {
        /* An empty <Obs/> says nothing. */
        if (observation->has_value || sdmx->observation_has_codes)
            sdmx_fault(
                sdmx, observation->line,
                "an observation without its TIME_PERIOD; name the component that "
                "tells it in the map: time=\"...\"");
        return;
    }
    Dataset *dataset = sdmx->dataset;
    int r = series_of_observation(sdmx);
    int n = columns_add(dataset);
    RawSeries *raw = &sdmx->raws[r];
    if (raw->first < 0) raw->first = n;
    if (!sdmx->scattered && raw->first + raw->count != n) sdmx_scatter(sdmx);
    raw->count++;
    char status = observation->status ? observation->status : sdmx->series_status;
    char confidential = observation->confidential;
    if (confidential && confidential != 'F') {
        if (isnan(observation->number)) {
            status = 'Q';
        } else if (!sdmx->secrets++)
            sdmx->secret_line = observation->line;
    }
    if (sdmx->scattered) dataset->scattered[n] = (uint32_t) r;
    dataset->periods[n] = observation->period;
    dataset->numbers[n] = observation->number;
    dataset->statuses[n] = status;
    dataset->lines[n] = observation->line;
}
