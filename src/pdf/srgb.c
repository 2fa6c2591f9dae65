/* An ICC profile of sRGB, made here so that the file does not depend on which profiles
 * a machine has: version 4, matrix and curves, adapted to D50 as ICC.1:2010 asks.  The
 * numbers are those of IEC 61966-2-1. */
#include "pdf/writer.h"

#include <string.h>

enum { HEADER = 128, TAG_COUNT_SIZE = 4, TAG_RECORD = 12 };

static void put32(Text *out, uint32_t number) {
    char bytes[4] = {(char) (number >> 24), (char) (number >> 16 & 255),
                     (char) (number >> 8 & 255), (char) (number & 255)};
    text_add_bytes(out, bytes, sizeof bytes);
}

/* A number with 16 bits of fraction. */
static void put_fixed(Text *out, double number) {
    double scaled = number * 65536;
    put32(out, (uint32_t) (int32_t) (scaled < 0 ? scaled - 0.5 : scaled + 0.5));
}

static void put_xyz(Text *out, double x, double y, double z) {
    text_add_bytes(out, "XYZ \0\0\0\0", 8);
    put_fixed(out, x);
    put_fixed(out, y);
    put_fixed(out, z);
}

/* Text in English, a localised string with one record. */
static void put_words(Text *out, const char *words) {
    size_t length = strlen(words);
    text_add_bytes(out, "mluc\0\0\0\0", 8);
    put32(out, 1);
    put32(out, 12);
    text_add_bytes(out, "enUS", 4);
    put32(out, (uint32_t) length * 2);
    put32(out, 28);
    for (size_t i = 0; i < length; i++) {
        text_add_char(out, '\0');
        text_add_char(out, words[i]);
    }
    while (out->length % 4)
        text_add_char(out, '\0');
}

/* The transfer curve: ((a x + b) ^ g) from d upwards, c x below. */
static void put_curve(Text *out) {
    static const double PARAMETERS[] = {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92,
                                        0.04045};
    text_add_bytes(out, "para\0\0\0\0\0\3\0\0", 12);
    for (int i = 0; i < 5; i++)
        put_fixed(out, PARAMETERS[i]);
}

/* From D65 to D50 by Bradford's method. */
static void put_adaptation(Text *out) {
    static const double MATRIX[] = {1.0479298,  0.0229468, -0.0501922,
                                    0.0296278,  0.9904345, -0.0170738,
                                    -0.0092430, 0.0150552, 0.7518743};
    text_add_bytes(out, "sf32\0\0\0\0", 8);
    for (int i = 0; i < 9; i++)
        put_fixed(out, MATRIX[i]);
}

typedef struct {
    char name[5];
    uint32_t offset, size;
} TagRecord;

static void put_header(Text *out, uint32_t size) {
    put32(out, size);
    put32(out, 0); /* no preferred module */
    put32(out, 0x04200000);
    text_add_bytes(out, "mntrRGB XYZ ", 12);
    static const char DATE[12] = {7, (char) 0xEA, 0, 1, 0, 1}; /* 2026-01-01 */
    text_add_bytes(out, DATE, sizeof DATE);
    text_add_bytes(out, "acsp", 4);
    for (int i = 0; i < 7; i++)
        put32(out, 0); /* to the rendering intent: perceptual */
    put_fixed(out, 0.9642);
    put_fixed(out, 1);
    put_fixed(out, 0.8249);
    while (out->length < HEADER)
        text_add_char(out, '\0');
}

void srgb_profile(Text *out) {
    Text data = {.arena = out->arena};
    TagRecord tags[10];
    int count = 0;
    const uint32_t start = HEADER + TAG_COUNT_SIZE + 10 * TAG_RECORD;
#define TAG(tag_name, put)                                                             \
    do {                                                                               \
        uint32_t before = (uint32_t) data.length;                                      \
        put;                                                                           \
        tags[count++] =                                                                \
            (TagRecord){tag_name, start + before, (uint32_t) data.length - before};    \
    } while (0)
    TAG("desc", put_words(&data, "sRGB IEC61966-2.1"));
    TAG("cprt", put_words(&data, "No copyright"));
    TAG("wtpt", put_xyz(&data, 0.9642, 1, 0.8249));
    TAG("chad", put_adaptation(&data));
    TAG("rXYZ", put_xyz(&data, 0.4360747, 0.2225045, 0.0139322));
    TAG("gXYZ", put_xyz(&data, 0.3850649, 0.7168786, 0.0971045));
    TAG("bXYZ", put_xyz(&data, 0.1430804, 0.0606169, 0.7141733));
    TAG("rTRC", put_curve(&data));
#undef TAG
    /* One curve serves all three. */
    for (int i = 0; i < 2; i++, count++) {
        tags[count] = tags[count - 1];
        tags[count].name[0] = "gb"[i];
    }
    put_header(out, start + (uint32_t) data.length);
    put32(out, (uint32_t) count);
    for (int i = 0; i < count; i++) {
        text_add_bytes(out, tags[i].name, 4);
        put32(out, tags[i].offset);
        put32(out, tags[i].size);
    }
    text_add_bytes(out, data.data, data.length);
}
