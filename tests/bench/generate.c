/* generate MEGABYTES [flat] >FILE: a structure-specific SDMX-ML 2.1 message of
 * made-up trade, always the same.  As time series by default; `flat` scatters the
 * observations of each series over the whole file. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PERIODS = 180, FIRST_YEAR = 2010, PARTNERS = 200, FLAT_SERIES = 4000 };

static uint32_t noise(void) {
    static uint32_t state = 20260620;
    state = state * 1664525u + 1013904223u;
    return state >> 8;
}

static long head(const char *at_observation) {
    return printf(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<message:StructureSpecificData xmlns:ss=\"http://www.sdmx.org/resources/"
        "sdmxml/schemas/v2_1/data/structurespecific\" xmlns:message=\"http://"
        "www.sdmx.org/resources/sdmxml/schemas/v2_1/message\" xmlns:ns1=\"urn:sdmx\">\n"
        "  <message:Header><message:ID>bench</message:ID>\n"
        "    <message:Prepared>2026-06-01T00:00:00</message:Prepared>\n"
        "    <message:Sender id=\"BENCH\"/>\n"
        "    <message:Structure structureID=\"S\" dimensionAtObservation=\"%s\"/>\n"
        "  </message:Header>\n  <message:DataSet ss:structureRef=\"S\">\n",
        at_observation);
}

static int series_attributes(int series) {
    return printf(" FREQ=\"M\" REF_AREA=\"R%d\" COUNTERPART_AREA=\"P%d\" "
                  "TRADE_FLOW=\"%s\" PRODUCT=\"%06d\" UNIT_MEASURE=\"USD\" "
                  "UNIT_MULT=\"3\"",
                  series % 40, series % PARTNERS, series % 2 ? "X" : "M",
                  series / PARTNERS * 10);
}

static int observation(int period) {
    static const char *const statuses[] = {"A", "A", "A", "A", "A", "A", "E", "P"};
    uint32_t number = noise();
    return printf(" TIME_PERIOD=\"%d-%02d\" OBS_VALUE=\"%u.%u\" OBS_STATUS=\"%s\"/>\n",
                  FIRST_YEAR + period / 12, period % 12 + 1, number % 1000000,
                  noise() % 100, statuses[number >> 20 & 7]);
}

int main(int count, char **arguments) {
    long wanted = count > 1 ? atol(arguments[1]) * 1000000 : 0;
    int flat = count > 2 && strcmp(arguments[2], "flat") == 0;
    if (wanted <= 0) {
        fputs("usage: generate MEGABYTES [flat]\n", stderr);
        return 64;
    }
    long written = head(flat ? "AllDimensions" : "TIME_PERIOD");
    for (int i = 0; written < wanted; i++) {
        if (flat) {
            written += printf("    <Obs");
            written += series_attributes(i % FLAT_SERIES);
            written += observation(i / FLAT_SERIES % (PERIODS * 40));
            continue;
        }
        written += printf("    <Series");
        written += series_attributes(i) + printf(">\n") + 2;
        for (int period = 0; period < PERIODS; period++)
            written += printf("      <Obs") + observation(period);
        written += printf("    </Series>\n");
    }
    puts("  </message:DataSet>\n</message:StructureSpecificData>");
    return ferror(stdout) != 0;
}
