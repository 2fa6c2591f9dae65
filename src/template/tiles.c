/* The grid map of the world: a tile for each trading country, near its neighbours; the
 * oceans are narrow, so that tiles are large enough to print a value in. */
#include <string.h>

#include "template/charts.h"

enum { TILE_WIDTH = 4 /* bytes: a code and a space */ };

static const char *const TILE_ROWS[] = {
    /* 0   1   2   3   4   5   6   7   8   9  10  11  12  13  14  15  16  17  18 */
    "                        ISL     NOR SWE FIN EST                            ",
    "CAN                     IRL GBR DNK LVA LTU BLR RUS             MNG        ",
    "USA                     BEL NLD DEU POL CZE SVK UKR KAZ UZB KGZ CHN KOR JPN",
    "MEX CUB DOM         PRT LUX FRA CHE AUT SVN HUN ROU MDA TKM AFG MMR HKG TWN",
    "GTM SLV HND PRI     ESP ITA MLT HRV BIH SRB BGR GEO AZE PAK NPL LAO MAC PHL",
    "    NIC CRI JAM TTO MAR DZA TUN MKD ALB GRC TUR ARM IRN IND BGD THA VNM BRN",
    "        PAN VEN GUY     MRT LBY EGY CYP LBN SYR IRQ KWT BHR LKA KHM MYS PNG",
    "        COL ECU BRA SEN MLI NER TCD SDN ISR JOR SAU QAT ARE MDV SGP IDN TLS",
    "        PER BOL PRY LBR GIN CIV GHA NGA CMR ETH ERI YEM OMN                ",
    "        CHL ARG URY         TGO BEN GAB COD UGA KEN SOM         FJI AUS    ",
    "                                    AGO ZMB TZA MOZ MUS         NZL        ",
    "                                    NAM BWA ZWE MDG                        ",
    "                                        ZAF                                "};

bool tile_place(Composer *composer, Origin origin, const char *code, double *column,
                double *row) {
    enum { ROWS = sizeof TILE_ROWS / sizeof *TILE_ROWS };
    for (int r = 0; code && strlen(code) == 3 && r < ROWS; r++) {
        const char *at = strstr(TILE_ROWS[r], code);
        if (!at || (at - TILE_ROWS[r]) % TILE_WIDTH != 0) continue;
        *column = (double) ((at - TILE_ROWS[r]) / TILE_WIDTH);
        *row = r;
        return true;
    }
    diag_report(composer->diags, FAULT_DATA, origin,
                "no tile for '%s': name a country by its ISO 3166 code of three "
                "letters, such as name=\"'JPN'\"",
                code ? code : "");
    return false;
}
