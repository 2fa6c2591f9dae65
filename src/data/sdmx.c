/* The events of a message: what each element brings at its place. */
#include <stdarg.h>
#include <string.h>

#include "data/sdmx.h"

void sdmx_fault(Sdmx *sdmx, int line, const char *format, ...) {
    sdmx->reader->good = false;
    if (++sdmx->faults > MOST_FAULTS) return;
    va_list args;
    va_start(args, format);
    diag_report(sdmx->reader->diags, FAULT_DATA, (Origin){sdmx->reader->path, line},
                "%s", arena_vprint(sdmx->arena, format, args));
    va_end(args);
}

/* ---- attributes of elements ---- */

/* The value of the attribute `name`, NULL when there is none. */
static const XmlSpan *attribute_named(const XmlSpan *attributes, int count,
                                      const char *name) {
    for (int i = 0; i < count; i++)
        if (strcmp((const char *) attributes[i].name, name) == 0) return &attributes[i];
    return NULL;
}

static const char *attribute_text(Sdmx *sdmx, const XmlSpan *attributes, int count,
                                  const char *name) {
    const XmlSpan *found = attribute_named(attributes, count, name);
    if (!found) return NULL;
    Span span = span_trim(span_of_attribute(found));
    return arena_copy(sdmx->arena, span.start, (size_t) (span.end - span.start));
}

/* ---- data sets, groups and series ---- */

/* No series is open, and nothing is known of the next one. */
static void end_series(Sdmx *sdmx) {
    sdmx->in_series = false;
    sdmx->series_codes.count = 0;
    sdmx->series_period = 0;
    sdmx->series_status = 0;
    sdmx->raw = -1;
}

static void start_set(Sdmx *sdmx, const XmlSpan *attributes, int count, int line) {
    const SdmxHeader *header = &sdmx->header;
    const char *action = attribute_text(sdmx, attributes, count, "action");
    const char *structure = attribute_text(sdmx, attributes, count, "structureRef");
    if (!action) action = header->action;
    sdmx->deleted = action && strcmp(action, "Delete") == 0;
    if (sdmx->deleted)
        diag_report(sdmx->reader->diags, FAULT_WARNING,
                    (Origin){sdmx->reader->path, line},
                    "a data set of action Delete is not used");
    sdmx->deleted_sets += sdmx->deleted;
    sdmx->at_observation = "TIME_PERIOD";
    for (int i = 0; i < header->structure_count; i++)
        if (header->structures[i].at_observation &&
            (i == 0 || (structure && header->structures[i].id &&
                        strcmp(header->structures[i].id, structure) == 0)))
            sdmx->at_observation = header->structures[i].at_observation;
    sdmx->set_codes.count = 0;
    sdmx->set_status = 0;
    end_series(sdmx);
    sdmx->first_observation = sdmx->dataset->observation_count;
    sdmx_take_attributes(sdmx, attributes, count, LEVEL_SET, line);
}

static void start_series(Sdmx *sdmx, const XmlSpan *attributes, int count, int line) {
    end_series(sdmx);
    sdmx->series_line = line;
    sdmx->in_series = true;
    sdmx_take_attributes(sdmx, attributes, count, LEVEL_SERIES, line);
}

static void start_group(Sdmx *sdmx, const XmlSpan *attributes, int count, int line) {
    sdmx->group_codes.count = sdmx->group_key.count = 0;
    sdmx->key_given = false;
    sdmx_take_attributes(sdmx, attributes, count, LEVEL_GROUP, line);
}

/* The level at which the elements of `place` stand. */
static Level level_of(Place place) {
    return place == PLACE_OBSERVATION ? LEVEL_OBSERVATION
           : place == PLACE_SERIES    ? LEVEL_SERIES
           : place == PLACE_GROUP     ? LEVEL_GROUP
                                      : LEVEL_SET;
}

/* <generic:Value id="FREQ" value="M"/>; 2.0 says concept for id. */
static void start_value(Sdmx *sdmx, const XmlSpan *attributes, int count, int line) {
    const XmlSpan *id = attribute_named(attributes, count, "id");
    const XmlSpan *value = attribute_named(attributes, count, "value");
    if (!id) id = attribute_named(attributes, count, "concept");
    if (!id || !value) {
        sdmx_fault(sdmx, line, "missing attribute '%s' on <Value>",
                   id ? "value" : "id");
        return;
    }
    Place list = (Place) sdmx->places[sdmx->depth - 2];
    Level level = level_of((Place) sdmx->places[sdmx->depth - 3]);
    int component = sdmx_component_of(sdmx, span_trim(span_of_attribute(id)), line);
    if (component == NO_COMPONENT) return;
    if (level == LEVEL_GROUP && list == PLACE_KEY) {
        sdmx->key_given = true;
        sdmx_set_code(
            &sdmx->group_key, component,
            sdmx_code(sdmx, &sdmx->components[component], span_of_attribute(value)));
        return;
    }
    sdmx_take(sdmx, component, span_of_attribute(value), level,
              list == PLACE_KEY ? STANDS_AS_DIMENSION : STANDS_AS_ATTRIBUTE, line);
}

static void start_obs_dimension(Sdmx *sdmx, const XmlSpan *attributes, int count,
                                int line) {
    const XmlSpan *id = attribute_named(attributes, count, "id");
    const XmlSpan *value = attribute_named(attributes, count, "value");
    if (!value) {
        sdmx_fault(sdmx, line, "missing attribute 'value' on <ObsDimension>");
        return;
    }
    const char *name = sdmx->at_observation;
    Span named =
        id ? span_trim(span_of_attribute(id)) : (Span){name, name + strlen(name)};
    sdmx_take(sdmx, sdmx_component_of(sdmx, named, line), span_of_attribute(value),
              LEVEL_OBSERVATION, STANDS_AS_DIMENSION, line);
}

static void start_obs_value(Sdmx *sdmx, const XmlSpan *attributes, int count,
                            int line) {
    const XmlSpan *value = attribute_named(attributes, count, "value");
    if (value) sdmx_take_value(sdmx, span_of_attribute(value), line);
}

static void start_comp(Sdmx *sdmx, const XmlSpan *attributes, int count, int line) {
    const XmlSpan *id = attribute_named(attributes, count, "id");
    sdmx->value_count = 0;
    sdmx->comp = NO_COMPONENT;
    if (id)
        sdmx->comp = sdmx_component_of(sdmx, span_trim(span_of_attribute(id)), line);
    else
        sdmx_fault(sdmx, line, "missing attribute 'id' on <Comp>");
}

/* One of a component's values: of several statuses the one that outranks is kept, of
 * others the first. */
static void end_comp_value(Sdmx *sdmx, int line) {
    Span text = span_trim((Span){sdmx->text.data, sdmx->text.data + sdmx->text.length});
    if (sdmx->comp == NO_COMPONENT || !sdmx->text.length) return;
    bool is_status = sdmx->components[sdmx->comp].target == TARGET_STATUS;
    if (sdmx->value_count++ && !is_status) return;
    sdmx_take(sdmx, sdmx->comp, text, level_of((Place) sdmx->places[sdmx->depth - 3]),
              STANDS_AS_ATTRIBUTE, line);
}

static void start_structure(Sdmx *sdmx, const XmlSpan *attributes, int count) {
    SdmxHeader *header = &sdmx->header;
    const char *id = attribute_text(sdmx, attributes, count, "structureID");
    const char *at = attribute_text(sdmx, attributes, count, "dimensionAtObservation");
    if (id || at) {
        header->structures =
            arena_grow(sdmx->arena, header->structures, header->structure_count,
                       &header->structure_capacity, sizeof *header->structures);
        header->structures[header->structure_count++] = (SdmxStructure){id, at};
    }
    if ((Place) sdmx->places[sdmx->depth - 2] != PLACE_HEADER_STRUCTURE) return;
    const char *reference = attribute_text(sdmx, attributes, count, "id");
    if (reference && !header->structure) header->structure = reference;
}

/* ---- events ---- */

static void want_text(Sdmx *sdmx) {
    sdmx->wants_text = true;
    sdmx->text.length = 0;
    if (sdmx->text.data) sdmx->text.data[0] = '\0';
}

static void start_footer_message(Sdmx *sdmx, const XmlSpan *attributes, int count,
                                 int line) {
    if (!sdmx->footers++) {
        sdmx->footer_line = line;
        sdmx->footer_code = attribute_text(sdmx, attributes, count, "code");
        sdmx->footer_severity = attribute_text(sdmx, attributes, count, "severity");
    }
}

static void refuse(Sdmx *sdmx, const char *name, int line) {
    sdmx_fault(sdmx, line,
               "<%s> holds no data that can be read: ask the service for "
               "structure-specific or generic data of SDMX 2.1",
               name);
}

/* What the element at `place`, which stands in `in`, brings. */
static void enter(Sdmx *sdmx, Place in, Place place, const char *name,
                  const XmlSpan *attributes, int count, int line) {
    switch (place) {
    case PLACE_OBSERVATION:
        sdmx->observation_name = name;
        sdmx->observation_in = (unsigned char) in;
        sdmx_start_observation(sdmx, attributes, count, line);
        break;
    case PLACE_SERIES:
        start_series(sdmx, attributes, count, line);
        break;
    case PLACE_DATASET:
        start_set(sdmx, attributes, count, line);
        break;
    case PLACE_GROUP:
        start_group(sdmx, attributes, count, line);
        break;
    case PLACE_VALUE:
        start_value(sdmx, attributes, count, line);
        break;
    case PLACE_OBS_DIMENSION:
        start_obs_dimension(sdmx, attributes, count, line);
        break;
    case PLACE_OBS_VALUE:
        start_obs_value(sdmx, attributes, count, line);
        break;
    case PLACE_COMP:
        start_comp(sdmx, attributes, count, line);
        break;
    case PLACE_COMP_VALUE:
    case PLACE_OBS_TIME:
    case PLACE_HEADER_LEAF:
    case PLACE_FOOTER_TEXT:
        if (place != PLACE_COMP_VALUE || in != PLACE_COMP_VALUE) want_text(sdmx);
        break;
    case PLACE_FOOTER_MESSAGE:
        start_footer_message(sdmx, attributes, count, line);
        break;
    case PLACE_SOAP_FAULT:
        if (!sdmx->footers++) sdmx->footer_line = line;
        break;
    case PLACE_HEADER_SENDER:
        sdmx->header.sender = attribute_text(sdmx, attributes, count, "id");
        break;
    case PLACE_HEADER_STRUCTURE:
        start_structure(sdmx, attributes, count);
        break;
    case PLACE_REFUSED:
        if (in != PLACE_REFUSED) refuse(sdmx, name, line);
        break;
    case PLACE_OUTSIDE:
    case PLACE_MESSAGE:
    case PLACE_HEADER:
    case PLACE_FOOTER:
    case PLACE_KEY:
    case PLACE_ATTRIBUTES:
    case PLACE_SKIPPED:
        break;
    }
}

static void on_start(void *user, XmlStream *stream, const char *name,
                     const XmlSpan *attributes, int count) {
    Sdmx *sdmx = ((DatasetReader *) user)->sdmx;
    if (!sdmx) {
        xml_stream_stop(stream); /* its map is wrong, which was told */
        return;
    }
    if (name == sdmx->observation_name &&
        sdmx->places[sdmx->depth - 1] == sdmx->observation_in) {
        sdmx->places[sdmx->depth++] = PLACE_OBSERVATION;
        sdmx_start_observation(sdmx, attributes, count, xml_stream_line(stream));
        return;
    }
    Place in = sdmx->depth ? (Place) sdmx->places[sdmx->depth - 1] : PLACE_OUTSIDE;
    Place place = in == PLACE_SKIPPED || in == PLACE_REFUSED
                      ? in
                      : sdmx_step(sdmx, in, name, count > 0, stream);
    sdmx->places[sdmx->depth++] = (unsigned char) place;
    int line = place == PLACE_SKIPPED ? 0 : xml_stream_line(stream);
    enter(sdmx, in, place, name, attributes, count, line);
}

static void end_text(Sdmx *sdmx, Place place, const char *name, int line) {
    Span text = {sdmx->text.data, sdmx->text.data + sdmx->text.length};
    sdmx->wants_text = false;
    if (place == PLACE_OBS_TIME)
        sdmx_take_period(sdmx, sdmx->text.length ? text : (Span){"", ""},
                         LEVEL_OBSERVATION, line);
    else if (place == PLACE_HEADER_LEAF)
        sdmx_header_text(sdmx,
                         sdmx->places[sdmx->depth - 2] == PLACE_HEADER_SENDER ? "Sender"
                                                                              : name,
                         xml_fold_space(sdmx->arena, text_string(&sdmx->text)));
    else if (sdmx->text.length && sdmx->footer.length < 600) {
        if (sdmx->footer.length) text_add(&sdmx->footer, " ");
        text_add(&sdmx->footer, xml_fold_space(sdmx->arena, text_string(&sdmx->text)));
    }
}

static void on_end(void *user, XmlStream *stream, const char *name) {
    Sdmx *sdmx = ((DatasetReader *) user)->sdmx;
    Place place = (Place) sdmx->places[sdmx->depth - 1];
    switch (place) {
    case PLACE_OBSERVATION:
        sdmx_end_observation(sdmx);
        break;
    case PLACE_SERIES:
        end_series(sdmx);
        break;
    case PLACE_GROUP:
        sdmx_keep_group(sdmx);
        break;
    case PLACE_DATASET:
        sdmx_finish_set(sdmx);
        break;
    case PLACE_COMP_VALUE:
        if (sdmx->places[sdmx->depth - 2] == PLACE_COMP_VALUE) break;
        end_comp_value(sdmx, xml_stream_line(stream));
        sdmx->wants_text = false;
        break;
    case PLACE_OBS_TIME:
    case PLACE_HEADER_LEAF:
    case PLACE_FOOTER_TEXT:
        end_text(sdmx, place, name, xml_stream_line(stream));
        break;
    case PLACE_OUTSIDE:
    case PLACE_SOAP_FAULT:
    case PLACE_MESSAGE:
    case PLACE_HEADER:
    case PLACE_HEADER_SENDER:
    case PLACE_HEADER_STRUCTURE:
    case PLACE_FOOTER:
    case PLACE_FOOTER_MESSAGE:
    case PLACE_KEY:
    case PLACE_ATTRIBUTES:
    case PLACE_VALUE:
    case PLACE_OBS_DIMENSION:
    case PLACE_OBS_VALUE:
    case PLACE_COMP:
    case PLACE_SKIPPED:
    case PLACE_REFUSED:
        break;
    }
    sdmx->depth--;
}

static void on_text(void *user, const char *text, int length) {
    Sdmx *sdmx = ((DatasetReader *) user)->sdmx;
    if (sdmx->wants_text) text_add_bytes(&sdmx->text, text, (size_t) length);
}

static bool on_accept(void *user, const char *root) {
    DatasetReader *reader = user;
    if (!sdmx_is_message(root)) return false;
    reader->sdmx = sdmx_new(reader);
    return true;
}

const XmlEvents SDMX_EVENTS = {on_accept, on_start, on_end, on_text};
