/* The layouts of SDMX-ML as one table of steps from element to element.  Time series,
 * flat and cross-sectional messages, structure-specific and generic ones, 2.0 to 3.0,
 * differ only in where a component stands: on a data set, a group, a series or an
 * observation, as an attribute, a <Value> or a <Comp>. */
#include <string.h>

#include "base/words.h"
#include "data/sdmx.h"

static const struct {
    const char *name;
    Place in, to;
} STEPS[] = {{"Body", PLACE_OUTSIDE, PLACE_OUTSIDE},
             {"Header", PLACE_OUTSIDE, PLACE_SKIPPED},
             {"Fault", PLACE_OUTSIDE, PLACE_SOAP_FAULT},
             {"faultstring", PLACE_SOAP_FAULT, PLACE_FOOTER_TEXT},
             {"Reason", PLACE_SOAP_FAULT, PLACE_SOAP_FAULT},
             {"Text", PLACE_SOAP_FAULT, PLACE_FOOTER_TEXT},
             {"Header", PLACE_MESSAGE, PLACE_HEADER},
             {"DataSet", PLACE_MESSAGE, PLACE_DATASET},
             {"Footer", PLACE_MESSAGE, PLACE_FOOTER},
             {"ErrorMessage", PLACE_MESSAGE, PLACE_FOOTER_MESSAGE},
             {"ID", PLACE_HEADER, PLACE_HEADER_LEAF},
             {"Name", PLACE_HEADER, PLACE_HEADER_LEAF},
             {"Prepared", PLACE_HEADER, PLACE_HEADER_LEAF},
             {"Extracted", PLACE_HEADER, PLACE_HEADER_LEAF},
             {"DataSetAction", PLACE_HEADER, PLACE_HEADER_LEAF},
             {"DataSetID", PLACE_HEADER, PLACE_HEADER_LEAF},
             {"KeyFamilyRef", PLACE_HEADER, PLACE_HEADER_LEAF},
             {"Sender", PLACE_HEADER, PLACE_HEADER_SENDER},
             {"Structure", PLACE_HEADER, PLACE_HEADER_STRUCTURE},
             {"Name", PLACE_HEADER_SENDER, PLACE_HEADER_LEAF},
             {"Structure", PLACE_HEADER_STRUCTURE, PLACE_HEADER_STRUCTURE},
             {"StructureUsage", PLACE_HEADER_STRUCTURE, PLACE_HEADER_STRUCTURE},
             {"Ref", PLACE_HEADER_STRUCTURE, PLACE_HEADER_STRUCTURE},
             {"Message", PLACE_FOOTER, PLACE_FOOTER_MESSAGE},
             {"Text", PLACE_FOOTER_MESSAGE, PLACE_FOOTER_TEXT},
             {"Series", PLACE_DATASET, PLACE_SERIES},
             {"Obs", PLACE_DATASET, PLACE_OBSERVATION},
             {"Group", PLACE_DATASET, PLACE_GROUP},
             {"Attributes", PLACE_DATASET, PLACE_ATTRIBUTES},
             {"Comp", PLACE_DATASET, PLACE_COMP},
             {"KeyFamilyRef", PLACE_DATASET, PLACE_SKIPPED},
             {"DataProvider", PLACE_DATASET, PLACE_SKIPPED},
             {"GroupKey", PLACE_GROUP, PLACE_KEY},
             {"Attributes", PLACE_GROUP, PLACE_ATTRIBUTES},
             {"Comp", PLACE_GROUP, PLACE_COMP},
             {"Series", PLACE_GROUP, PLACE_SERIES},
             {"Obs", PLACE_SERIES, PLACE_OBSERVATION},
             {"SeriesKey", PLACE_SERIES, PLACE_KEY},
             {"Attributes", PLACE_SERIES, PLACE_ATTRIBUTES},
             {"Comp", PLACE_SERIES, PLACE_COMP},
             {"ObsKey", PLACE_OBSERVATION, PLACE_KEY},
             {"ObsDimension", PLACE_OBSERVATION, PLACE_OBS_DIMENSION},
             {"Time", PLACE_OBSERVATION, PLACE_OBS_TIME},
             {"ObsValue", PLACE_OBSERVATION, PLACE_OBS_VALUE},
             {"Attributes", PLACE_OBSERVATION, PLACE_ATTRIBUTES},
             {"Comp", PLACE_OBSERVATION, PLACE_COMP},
             {"Value", PLACE_KEY, PLACE_VALUE},
             {"Value", PLACE_ATTRIBUTES, PLACE_VALUE},
             {"Value", PLACE_COMP, PLACE_COMP_VALUE},
             {"Text", PLACE_COMP_VALUE, PLACE_COMP_VALUE}};

enum { STEP_COUNT = sizeof STEPS / sizeof *STEPS };

static const char *const ROOTS[] = {"GenericData",
                                    "GenericTimeSeriesData",
                                    "StructureSpecificData",
                                    "CompactData",
                                    "StructureSpecificTimeSeriesData",
                                    "MessageGroup",
                                    "Error",
                                    NULL};
static const char *const REFUSED_ROOTS[] = {"UtilityData",     "CrossSectionalData",
                                            "Structure",       "RegistryInterface",
                                            "GenericMetadata", NULL};

bool sdmx_is_message(const char *name) {
    return word_index(name, ROOTS) >= 0 || word_index(name, REFUSED_ROOTS) >= 0 ||
           strcmp(name, "Envelope") == 0;
}

/* Where an element leads that is in no table. */
static Place step_beyond(Sdmx *sdmx, Place in, const char *name, bool has_attributes,
                         int line) {
    static const char *const plain[] = {"Annotations", "Atts", NULL};
    if (in == PLACE_OUTSIDE) {
        if (word_index(name, ROOTS) >= 0) return PLACE_MESSAGE;
        return word_index(name, REFUSED_ROOTS) >= 0 ? PLACE_REFUSED : PLACE_OUTSIDE;
    }
    if (in < PLACE_DATASET || in > PLACE_ATTRIBUTES || strcmp(name, "Annotations") == 0)
        return PLACE_SKIPPED;
    if (in == PLACE_DATASET && (has_attributes || word_index(name, plain) >= 0))
        return PLACE_GROUP;
    const char *allowed[STEP_COUNT + 1];
    int count = 0;
    for (int i = 0; i < STEP_COUNT; i++)
        if (STEPS[i].in == in) allowed[count++] = STEPS[i].name;
    allowed[count] = NULL;
    sdmx_fault(sdmx, line, "unexpected element <%s> in an SDMX-ML message%s", name,
               did_you_mean(sdmx->arena, name, allowed));
    return PLACE_SKIPPED;
}

Place sdmx_step(Sdmx *sdmx, Place in, const char *name, bool has_attributes,
                XmlStream *stream) {
    size_t slot = ((uintptr_t) name >> 3 ^ (size_t) in * 7) % 64;
    if (sdmx->known[slot].name == name && sdmx->known[slot].place == in)
        return (Place) sdmx->known[slot].next;
    for (int i = 0; i < STEP_COUNT; i++) {
        if (STEPS[i].in != in || strcmp(STEPS[i].name, name) != 0) continue;
        sdmx->known[slot].name = name;
        sdmx->known[slot].place = (unsigned char) in;
        sdmx->known[slot].next = (unsigned char) STEPS[i].to;
        return STEPS[i].to;
    }
    return step_beyond(sdmx, in, name, has_attributes, xml_stream_line(stream));
}
