/* Every indicator over every partner of Japan's trade by goods, Ministry of Finance,
 * 2009 to 2025: nothing that is not a finite number or says why not, and nothing beyond
 * its bounds.  The file lies beside the project; without it the test is skipped.  Its
 * goods overlap ("Machinery" holds "Machines"), which does not matter here. */
#ifndef TESTS_UNIT_ANALYSIS_MOF_H
#define TESTS_UNIT_ANALYSIS_MOF_H

#include <time.h>

#include "analysis_time.h"

#define MOF_FILE "../shared/data/mof-japan-trade-by-partner-and-goods-2009-2026.csv.gz"

enum { MOST_PARTNERS = 100, LAST_FULL_YEAR = 2025 };

typedef struct {
    const char *name;
    int first[2], last[2]; /* years of its total: exports, imports; 0 for none */
} MofPartner;

typedef struct {
    Dataset *dataset;
    MofPartner partners[MOST_PARTNERS];
    int partner_count, observation_count;
} Mof;

/* "flow,area,goods,year,value"; goods may stand in quotation marks, with a comma. */
static bool split_row(char *line, char **fields) {
    for (int i = 0; i < 5; i++) {
        bool quoted = *line == '"';
        if (quoted) line++;
        char *end = quoted ? strchr(line, '"') : strpbrk(line, ",\r\n");
        if (!end) return false;
        fields[i] = line;
        line = end + 1 + quoted;
        *end = '\0';
    }
    return true;
}

static MofPartner *mof_partner(Mof *mof, Arena *arena, const char *name) {
    for (int i = 0; i < mof->partner_count; i++)
        if (strcmp(mof->partners[i].name, name) == 0) return &mof->partners[i];
    assert_true(mof->partner_count < MOST_PARTNERS);
    mof->partners[mof->partner_count] = (MofPartner){.name = arena_string(arena, name)};
    return &mof->partners[mof->partner_count++];
}

/* The rows as a dataset in our format; rows of a series stand together in the file. */
static const char *mof_records(Mof *mof, Arena *arena, FILE *file) {
    Text text = {.arena = arena};
    char line[512], before[512] = "", *fields[5];
    bool is_open = false;
    int series_count = 0;
    assert_non_null(fgets(line, sizeof line, file)); /* the head */
    while (fgets(line, sizeof line, file)) {
        if (!split_row(line, fields)) fail_msg("a row of %s is no row", MOF_FILE);
        int year = atoi(fields[3]);
        if (year > LAST_FULL_YEAR) continue;
        for (char *c = fields[1]; *c; c++)
            if (*c == ' ') *c = '_'; /* partners are names */
        char key[512];
        snprintf(key, sizeof key, "%s,%s,%s", fields[0], fields[1], fields[2]);
        if (strcmp(key, before) != 0) {
            text_print(&text,
                       "%s<series id='s%d' source='mof' reporter='JPN' partner='%s' "
                       "flow='%s' measure='value' frequency='A' unit='JPY' "
                       "multiplier='9' product=\"",
                       is_open ? "</series>" : "", series_count++, fields[1],
                       fields[0]);
            text_add_xml(&text, fields[2]);
            text_add(&text, "\">");
            strcpy(before, key);
            is_open = true;
        }
        text_print(&text, "<obs period='%d' value='%s'/>", year, fields[4]);
        mof->observation_count++;
        if (strcmp(fields[2], "Grand Total") != 0) continue;
        MofPartner *partner = mof_partner(mof, arena, fields[1]);
        int flow = fields[0][0] == 'i';
        if (!partner->first[flow] || year < partner->first[flow])
            partner->first[flow] = year;
        if (year > partner->last[flow]) partner->last[flow] = year;
    }
    text_add(&text, "</series>");
    return text_string(&text);
}

/* False when the file is not there. */
static bool mof_read(Mof *mof, Folder *folder) {
    if (access(MOF_FILE, R_OK) != 0) return false;
    FILE *file = popen("gzip -dc " MOF_FILE, "r");
    assert_non_null(file);
    const char *text = arena_print(
        folder->arena,
        "<dataset version='1' id='mof'><source id='mof' publisher='Ministry of "
        "Finance' "
        "title='Trade Statistics of Japan' date='2026-04-28' confidence='high'/>%s"
        "</dataset>",
        mof_records(mof, folder->arena, file));
    assert_int_equal(pclose(file), 0);
    mof->dataset = dataset_new(folder->arena);
    assert_true(dataset_read(mof->dataset, folder_write(folder, "mof.xml", text), NULL,
                             (Origin){"b.xml", 1}, folder->diags));
    return folder_is_quiet(folder);
}

/* $P is the partner, $Y the year, $B the year before, $F the first year, $X and $M the
 * flows.  Quantities are not in the file: values of the other flow stand in for them,
 * which is nonsense as trade and good enough as numbers; world exports stand in for
 * output.  Where a partner has one flow alone, it stands for both. */
#define MOF_GOODS(id, flow, partner, year)                                             \
    "<across id='" id "-all' over='product' flow='" flow "' partner='" partner         \
    "' period='" year "'/><pick id='" id "' of='" id "-all' except='Grand Total'/>"
static const char MOF_STEPS[] = MOF_GOODS("x", "$X", "$P", "$Y") MOF_GOODS(
    "m", "$M", "$P", "$Y") MOF_GOODS("x0", "$X", "$P", "$B") MOF_GOODS("m0", "$M", "$P",
                                                                       "$B")
    MOF_GOODS("wx", "export", "Grand_Total", "$Y") MOF_GOODS(
        "wm", "import", "Grand_Total",
        "$Y") "<sum id='parts' of='x'/>"
              "<top id='top' of='x' count='7' total='x-all@Grand Total' as='rest'/>"
              "<rest id='left' of='top' total='x-all@Grand Total' as='again'/>"
              "<share id='shares' of='x' in='parts@$Y'/>"
              "<rank id='rank' of='x'/><growth-from id='gf' of='x' base='x0'/>"
              "<contributions id='xc' of='x' base='x0' total='x-all@Grand Total' "
              "base-total='x0-all@Grand Total'/><contributions id='mc' of='m' "
              "base='m0'/>"
              "<hhi id='hhi' of='x'/><hhi id='hhi-n' of='x' normalised='yes'/>"
              "<hhi-bounds id='hhi-b' of='x' total='parts'/>"
              "<effective-number id='effective' of='x'/><theil id='theil' of='m'/>"
              "<gini id='gini' of='m'/><concentration id='cr' of='x' count='4'/>"
              "<rca id='rca' of='x' total='x-all@Grand Total' world='wx' "
              "world-total='wx-all@Grand Total'/><symmetric-rca id='srca' of='rca'/>"
              "<grubel-lloyd id='gl' exports='x' imports='m'/>"
              "<grubel-lloyd-mean id='gl-mean' exports='x' imports='m'/>"
              "<grubel-lloyd-mean id='aquino' exports='x' imports='m' aquino='yes'/>"
              "<similarity id='similar' of='x' with='wx'/><similarity id='self' "
              "of='x' with='x'/>"
              "<complementarity id='complement' exports='x' imports='wm'/>"
              "<price-index id='fisher' value='x' quantity='m' base-value='x0' "
              "base-quantity='m0'/>"
              "<price-index id='trimmed' value='x' quantity='m' base-value='x0' "
              "base-quantity='m0' trim='1.5' method='tornqvist'/>"
              "<volume-index id='volume' value='x' quantity='m' base-value='x0' "
              "base-quantity='m0' method='paasche'/>"
              "<index-coverage id='coverage-part' value='x' quantity='m' "
              "base-value='x0' "
              "base-quantity='m0'/>"
              "<decomposition id='bennet' value='x' quantity='m' base-value='x0' "
              "base-quantity='m0'/>"
              "<unit-value id='uv' value='x' quantity='m'/><trim id='uv-trimmed' "
              "of='uv'/>"
              "<series id='ex' flow='$X' partner='$P' product='Grand Total'/>"
              "<series id='im' flow='$M' partner='$P' product='Grand Total'/>"
              "<series id='cars' flow='$X' partner='$P' product='Motor "
              "Vehicles'/>"
              "<series id='world' flow='export' partner='Grand_Total' product='Grand "
              "Total'/>"
              "<balance id='b' exports='ex' imports='im'/>"
              "<normalised-balance id='nb' exports='ex' imports='im'/>"
              "<coverage id='cov' exports='ex' imports='im'/><swing id='swing' "
              "of='b'/>"
              "<openness id='open' exports='ex' imports='im' output='world'/>"
              "<import-penetration id='pen' exports='ex' imports='im' "
              "output='world'/>"
              "<self-sufficiency id='suff' exports='ex' imports='im' output='world'/>"
              "<mirror-gap id='mirror' exports='ex' imports='im' factor='1.06'/>"
              "<growth id='g' of='ex'/><log-change id='lc' of='ex'/>"
              "<contribution id='c' of='cars' in='ex'/><residual id='cr-left' of='g' "
              "parts='c'/>"
              "<moving-average id='ma' of='ex' length='3'/>"
              "<moving-average id='mac' of='im' length='4' centred='yes'/>"
              "<index id='ix' of='ex' base='$F'/><index id='mx' of='im' "
              "base='$F'/>"
              "<terms-of-trade id='tot' exports='ix' imports='mx'/>"
              "<income-terms id='itot' exports='ix' imports='mx' volume='ix'/>"
              "<trend-growth id='trend' of='ex'/><trend-fit id='r2' of='ex'/>"
              "<break-test id='break' of='ex' at='2017' log='yes'/>"
              "<volatility id='vol' of='ex'/><variation id='cv' of='b'/>"
              "<revision id='rev' of='ex' first='im' relative='yes'/>"
              "<revision-summary id='revs' of='rev'/>";

/* Theoretical bounds of what a step gives. */
static const struct {
    const char *id;
    double low, high;
} MOF_BOUNDS[] = {{"shares", 0, 100},
                  {"hhi", 0, 1},
                  {"hhi-n", 0, 1},
                  {"hhi-b", 0, 1},
                  {"effective", 1, 78},
                  {"theil", 0, 4.36}, /* ln 78 */
                  {"gini", 0, 1},
                  {"cr", 0, 100},
                  {"rca", 0, INFINITY},
                  {"srca", -1, 1},
                  {"gl", 0, 1},
                  {"gl-mean", 0, 1},
                  {"aquino", 0, 1},
                  {"similar", 0, 1},
                  {"self", 1, 1},
                  {"complement", 0, 100},
                  {"fisher", 0, INFINITY},
                  {"coverage-part", 0, 100},
                  {"nb", -1, 1},
                  {"open", 0, INFINITY},
                  {"pen", 0, 100},
                  {"r2", 0, 1},
                  {"vol", 0, INFINITY},
                  {"ix", 0, INFINITY}};

static void assert_in_bounds(const Findings *f, const char *partner) {
    for (size_t i = 0; i < sizeof MOF_BOUNDS / sizeof *MOF_BOUNDS; i++) {
        const Result *result = result_of(f, MOF_BOUNDS[i].id);
        for (int k = 0; k < result->figure_count; k++) {
            const Figure *figure = &result->figures[k];
            double number = figure->value.number;
            if (figure->value.state != VALUE_NUMBER) continue;
            if (!(number >= MOF_BOUNDS[i].low - 1e-9 &&
                  number <= MOF_BOUNDS[i].high + 1e-9))
                fail_msg("%s: %s.%s is %g", partner, result->id, figure->key, number);
        }
    }
}

/* The figures of a result but the last, which they add up to. */
static void assert_adds_up(const Findings *f, const char *id) {
    const Result *result = result_of(f, id);
    double sum = 0, size = 1;
    int last = result->figure_count - 1;
    for (int i = 0; i < last; i++) {
        if (result->figures[i].value.state != VALUE_NUMBER) continue;
        sum += result->figures[i].value.number;
        size += fabs(result->figures[i].value.number);
    }
    if (result->figures[last].value.state != VALUE_NUMBER) return;
    if (fabs(sum - result->figures[last].value.number) > 1e-9 * size)
        fail_msg("%s adds up to %.12g, not %.12g", id, sum,
                 result->figures[last].value.number);
}

static double all_of(const Findings *f, const char *id) {
    double sum = 0;
    for (int i = 0; i < result_of(f, id)->figure_count; i++)
        sum += result_of(f, id)->figures[i].value.number;
    return sum;
}

static const char *mof_steps(Arena *arena, const MofPartner *partner) {
    static const char *const flows[] = {"export", "import"};
    Text text = {.arena = arena};
    int x = partner->last[0] == 0, m = partner->last[1] != 0;
    int first = partner->first[x], last = partner->last[x];
    if (partner->first[m] > first) first = partner->first[m];
    if (partner->last[m] < last) last = partner->last[m];
    const struct {
        char mark;
        const char *text;
    } marks[] = {{'P', partner->name},
                 {'Y', arena_print(arena, "%d", last)},
                 {'B', arena_print(arena, "%d", last - 1)},
                 {'F', arena_print(arena, "%d", first)},
                 {'X', flows[x]},
                 {'M', flows[m]}};
    for (const char *c = MOF_STEPS; *c; c++) {
        if (*c != '$') {
            text_add_char(&text, *c);
            continue;
        }
        c++;
        for (int i = 0; i < 6; i++)
            if (marks[i].mark == *c) text_add(&text, marks[i].text);
    }
    return text_string(&text);
}

static void check_partner(Folder *folder, const Mof *mof, const MofPartner *partner,
                          int *numbers) {
    Folder own = *folder; /* what one partner needs is given back before the next */
    own.arena = arena_scratch(folder->arena);
    own.diags = diags_new(own.arena);
    const char *steps = mof_steps(own.arena, partner);
    const Findings *f = run_over(&own, mof->dataset, steps);
    assert_true(folder_is_quiet(&own));
    assert_non_null(f);
    assert_all_defined(f, numbers);
    assert_in_bounds(f, partner->name);
    assert_adds_up(f, "xc");
    assert_adds_up(f, "mc");
    assert_adds_up(f, "bennet");
    assert_true(fabs(all_of(f, "shares") - 100) < 1e-9);
    double total = findings_figure(f, "x-all.Grand Total")->value.number;
    assert_true(fabs(all_of(f, "top") - total) <= 1e-9 * (1 + total));
    folder->file_count = own.file_count;
    memcpy(folder->files, own.files, sizeof own.files);
    for (int i = 0; i < own.file_count; i++) /* paths outlive the scratch arena */
        folder->files[i] = arena_string(folder->arena, own.files[i]);
    arena_free(own.arena);
}

static void every_indicator_is_sound_for_every_partner_of_japan(void **state) {
    Folder *folder = *state;
    Mof mof = {.partner_count = 0};
    int numbers = 0;
    clock_t start = clock();
    if (!mof_read(&mof, folder)) skip();
    assert_int_equal(mof.observation_count, mof.dataset->observation_count);
    assert_true(mof.partner_count >= 57);
    for (int i = 0; i < mof.partner_count; i++)
        check_partner(folder, &mof, &mof.partners[i], &numbers);
    assert_true(numbers > 57 * 300);
    double seconds = (double) (clock() - start) / CLOCKS_PER_SEC;
    print_message("%d partners, %d figures, %.1f s\n", mof.partner_count, numbers,
                  seconds);
    assert_true(seconds < 60);
}

#define MOF_PARTNERS(id, flow)                                                         \
    "<across id='" id "' over='partner' flow='" flow                                   \
    "' product='Grand Total' period='2024'/>"                                          \
    "<pick id='" id "-each' of='" id "' except='Grand_Total; EU'/>"

static void partners_of_japan_by_concentration_and_intensity(void **state) {
    Folder *folder = *state;
    Mof mof = {.partner_count = 0};
    int numbers = 0;
    if (!mof_read(&mof, folder)) skip();
    const Findings *f = run_over(
        folder, mof.dataset,
        MOF_PARTNERS("x", "export") MOF_PARTNERS(
            "m",
            "import") "<top id='first' of='x-each' count='3' total='x@Grand_Total'/>"
                      "<share id='share' of='first' in='x@Grand_Total'/>"
                      "<hhi id='hhi' of='x-each' total='x@Grand_Total'/>"
                      "<hhi-bounds id='bounds' of='x-each' total='x@Grand_Total'/>"
                      "<trade-intensity id='ti' of='x-each' total='x@Grand_Total' "
                      "world='m-each' "
                      "world-total='m@Grand_Total'/>"
                      "<trade-intensity id='own' of='x-each' total='x@Grand_Total' "
                      "world='m-each' "
                      "world-total='m@Grand_Total' own='m@USA'/>"
                      "<grubel-lloyd-mean id='gl' exports='x-each' imports='m-each'/>");
    assert_non_null(f);
    assert_true(folder_is_quiet(folder));
    assert_all_defined(f, &numbers);
    /* 21,294.8 of 107,088 bn JPY to the United States (MoF, 2024). */
    assert_string_equal(result_of(f, "first")->figures[0].key, "USA");
    assert_figure(f, "first.USA", 1, "21294.8");
    assert_figure(f, "share.USA", 1, "19.9");
    assert_true(fabs(all_of(f, "share") - 100) < 1e-9);
    double low = findings_figure(f, "bounds.low")->value.number;
    assert_true(low == findings_figure(f, "hhi.2024")->value.number);
    assert_true(low < findings_figure(f, "bounds.high")->value.number);
    for (int i = 0; i < result_of(f, "ti")->figure_count; i++)
        assert_true(result_of(f, "own")->figures[i].value.number <=
                    result_of(f, "ti")->figures[i].value.number);
}

/* ---- months: the United States' trade with Japan, Census Bureau, 1985 to 2016 ---- */

#define CENSUS_FILE "../shared/data/census-us-japan-monthly-1985-2016.csv"

/* December 2016 stands as 0 in the file and is missing; the row ends in November. */
static void seasons_of_real_trade_are_found_and_leave(void **state) {
    Folder *folder = *state;
    FILE *file = access(CENSUS_FILE, R_OK) == 0 ? fopen(CENSUS_FILE, "r") : NULL;
    if (!file) skip();
    char line[200], month[16];
    double exports, imports;
    Text x = {.arena = folder->arena}, m = {.arena = folder->arena};
    while (fgets(line, sizeof line, file)) {
        if (sscanf(line, "%15[^,],%lf,%lf", month, &exports, &imports) != 3) continue;
        if (exports > 0) text_print(&x, "%s:%g ", month, exports);
        if (imports > 0) text_print(&m, "%s:%g ", month, imports);
    }
    fclose(file);
    const char *attributes = "flow='%s' frequency='M' unit='USD' multiplier='6'";
    const char *records = arena_print(
        folder->arena, "%s%s",
        series(folder, "ex", "s", arena_print(folder->arena, attributes, "x"),
               text_string(&x)),
        series(folder, "im", "s", arena_print(folder->arena, attributes, "m"),
               text_string(&m)));
    const Findings *f = run_good(
        folder, records,
        "<series id='x' flow='x'/><series id='m' flow='m'/>"
        "<seasonally-adjusted id='xa' of='x' from='2010'/>"
        "<seasonally-adjusted id='ma' of='m' from='2010'/>"
        "<seasonal-factors id='f' of='m' from='2010'/>"
        "<seasonality-test id='raw' of='m' from='2010'/>"
        "<seasonality-test id='left' of='ma'/><year-to-date id='ytd' of='x'/>"
        "<growth id='g' of='ytd' lag='12'/><annual id='year' of='x'/>"
        "<volatility id='v' of='x' from='2010'/><volatility id='va' of='xa'/>"
        "<break-test id='b' of='m' at='2008-09' from='2000' log='yes'/>"
        "<trend-growth id='t' of='x'/><moving-average id='ma3' of='x' length='3'/>");
    int numbers = 0;
    assert_all_defined(f, &numbers);
    assert_true(numbers > 1000);
    assert_true(findings_figure(f, "raw.p")->value.number < 1e-6);
    assert_true(findings_figure(f, "left.p")->value.number > 0.05);
    assert_true(findings_figure(f, "b.p")->value.number < 1e-6);
    assert_true(fabs(all_of(f, "f") - 12) < 1e-9);
    assert_true(findings_figure(f, "va.sd")->value.number <
                findings_figure(f, "v.sd")->value.number);
    assert_true(near(findings_figure(f, "ytd.2015-12")->value.number,
                     findings_figure(f, "year.2015")->value.number));
    /* January to November 2016, as published: 57,597.2 (Census). */
    assert_figure(f, "ytd.2016-11", 1, "57597.2");
}

#endif
