/* The end of a data set: attributes are inherited from groups and the data set, codes
 * become our dimensions, series that are the same in them become one, and their
 * observations are put together and in order. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "data/sdmx.h"

static const double HUGE_VALUE_LIMIT = 1e18;

/* ---- dimensions ---- */

typedef struct {
    Sdmx *sdmx;
    Groups groups;
    /* Components, the second -1 but for joined ones; -1 at the end. */
    int sources[MAPPED_COUNT][MOST_COMPONENTS][2];
    const char *fixed[MAPPED_COUNT]; /* interned */
    int first_series;                /* of this set, in the dataset */
    int *slots;
    size_t slot_count;
    Text detail;
    bool merged;
} Finish;

static const char *intern_code(Sdmx *sdmx, uint32_t code) {
    if (!sdmx->interned[code])
        sdmx->interned[code] = map_intern(sdmx->dataset->strings, sdmx->codes[code]);
    return sdmx->interned[code];
}

static int known_component(const Sdmx *sdmx, const char *id) {
    const Component *found = map_get(sdmx->component_by_id, id);
    return found ? (int) (found - sdmx->components) : NO_COMPONENT;
}

static void find_sources(Finish *finish) {
    Sdmx *sdmx = finish->sdmx;
    for (int t = 0; t < MAPPED_COUNT; t++) {
        int count = 0;
        const char *fixed = sdmx->map->fixed[t];
        if (fixed) finish->fixed[t] = map_intern(sdmx->dataset->strings, fixed);
        for (const char *const *id = sdmx->map->sources[t]; id && *id; id++) {
            const char *slash = strchr(*id, '/');
            const char *name =
                slash ? arena_copy(sdmx->arena, *id, (size_t) (slash - *id)) : *id;
            int first = known_component(sdmx, name);
            int second = slash ? known_component(sdmx, slash + 1) : NO_COMPONENT;
            if (first == NO_COMPONENT || (slash && second == NO_COMPONENT) ||
                count + 1 == MOST_COMPONENTS)
                continue;
            finish->sources[t][count][0] = first;
            finish->sources[t][count++][1] = second;
        }
        finish->sources[t][count][0] = NO_COMPONENT;
    }
    if (sdmx->interned_count < sdmx->code_count) {
        const char **grown = arena_array(sdmx->arena, sdmx->code_count, sizeof *grown);
        if (sdmx->interned_count)
            memcpy(grown, sdmx->interned,
                   (size_t) sdmx->interned_count * sizeof *grown);
        sdmx->interned = grown;
        sdmx->interned_count = sdmx->code_count;
    }
}

/* What the code's text means for `target`; fills what it sets besides. */
static const char *translate(Sdmx *sdmx, int target, const char *text,
                             const char **sets) {
    const SdmxMap *map = sdmx->map;
    for (int i = 0; i < map->code_count; i++) {
        const MapCode *code = &map->codes[i];
        if (code->target != target || strcmp(code->from, text) != 0) continue;
        for (int t = 0; t < MAPPED_COUNT; t++)
            if (code->sets[t] && !sets[t])
                sets[t] = map_intern(sdmx->dataset->strings, code->sets[t]);
        return map_intern(sdmx->dataset->strings, code->to);
    }
    return text;
}

/* A total (_T), and what does not apply (_Z), is as good as absent: a step that leaves
 * the dimension open means it. */
static bool is_total(const char *text) {
    return text && (strcmp(text, "_T") == 0 || strcmp(text, "_Z") == 0);
}

static int by_id(const void *a, const void *b) {
    const Component *const *left = a, *const *right = b;
    return strcmp((*left)->id, (*right)->id);
}

/* The components that nothing has used, by name, so that every layout gives the
 * same. */
static const char *detail_of(Finish *finish, const RawSeries *raw, const bool *used) {
    Sdmx *sdmx = finish->sdmx;
    const Component *left[MOST_COMPONENTS];
    uint32_t codes[MOST_COMPONENTS];
    size_t count = 0;
    for (int c = 0; c < (int) raw->code_count; c++) {
        uint32_t code = sdmx->pool[raw->codes + (uint32_t) c];
        if (!code || used[c] || sdmx_is_attribute(sdmx->components[c].id)) continue;
        const char *text = sdmx->codes[code];
        if (is_total(text)) continue;
        codes[c] = code;
        left[count++] = &sdmx->components[c];
    }
    if (!count) return NULL;
    if (count > 1) qsort(left, count, sizeof(Component *), by_id);
    finish->detail.length = 0;
    for (size_t i = 0; i < count; i++) {
        if (i) text_add_char(&finish->detail, ' ');
        text_add(&finish->detail, left[i]->id);
        text_add_char(&finish->detail, '=');
        text_add(&finish->detail, sdmx->codes[codes[left[i] - sdmx->components]]);
    }
    return map_intern(sdmx->dataset->strings, text_string(&finish->detail));
}

static int multiplier_of(Sdmx *sdmx, const char *text, int line) {
    double number = 0;
    const char *wrong = "a whole number";
    if (!text) return 0;
    if (span_number((Span){text, text + strlen(text)}, &number) && !isnan(number) &&
        number == floor(number)) {
        if (number >= LEAST_MULTIPLIER && number <= MOST_MULTIPLIER)
            return (int) number;
        wrong = "from -15 to 15";
    }
    sdmx_fault(sdmx, line, "bad multiplier: '%s' is not %s", text, wrong);
    return 0;
}

/* The month of "--04-01". */
static int year_start_of(Sdmx *sdmx, const char *text, int line) {
    if (!text) return 1;
    Date date;
    char full[16] = "2000";
    if (strlen(text) == 7 && text[0] == '-') {
        strcpy(full + 4, text + 1);
        if (date_parse(full, &date) && date.day == 1) return date.month;
    }
    sdmx_fault(sdmx, line,
               "reporting years that start on '%s': not the first day of a month, such "
               "as --04-01",
               text);
    return 1;
}

/* The frequency that a code of CL_FREQ means for periods of `seen`. */
static Frequency frequency_of(Sdmx *sdmx, const char *code, Frequency seen, int line) {
    if (!code) return seen;
    if (code[0] && !code[1]) {
        char letter =
            code[0] >= 'a' && code[0] <= 'z' ? (char) (code[0] - 32) : code[0];
        if (letter == 'B') return FREQ_DAY;
        if (letter == 'H' && seen == FREQ_HALF) return FREQ_HALF;
        for (int f = FREQ_YEAR; f < FREQ_COUNT; f++)
            if (frequency_code((Frequency) f)[0] == letter) return (Frequency) f;
    }
    sdmx_fault(sdmx, line, "frequency '%s': not one of A, S, T, Q, M, W, D, B", code);
    return FREQ_NONE;
}

/* Fills the dimensions of `series` from those of `raw`. */
static void set_dimensions(Finish *finish, RawSeries *raw, Series *series) {
    Sdmx *sdmx = finish->sdmx;
    uint32_t codes[MOST_COMPONENTS] = {0};
    bool used[MOST_COMPONENTS] = {false};
    const char *texts[MAPPED_COUNT] = {NULL}, *sets[MAPPED_COUNT] = {NULL};
    if (raw->code_count)
        memcpy(codes, sdmx->pool + raw->codes, raw->code_count * sizeof *codes);
    sdmx_inherit(&finish->groups, raw, codes);
    for (int c = 0; c < sdmx->set_codes.count; c++)
        if (!codes[c] && sdmx->components[c].mapped) codes[c] = sdmx->set_codes.code[c];
    for (int t = 0; t < MAPPED_COUNT; t++) {
        texts[t] = finish->fixed[t];
        for (int(*c)[2] = finish->sources[t]; (*c)[0] >= 0 && !texts[t]; c++) {
            int a = (*c)[0], b = (*c)[1];
            if (!codes[a] || (b >= 0 && !codes[b])) continue;
            used[a] = true;
            texts[t] = intern_code(sdmx, codes[a]);
            if (b >= 0) {
                used[b] = true;
                texts[t] = map_intern(
                    sdmx->dataset->strings,
                    arena_print(sdmx->arena, "%s/%s", texts[t], sdmx->codes[codes[b]]));
            }
            if (sdmx->map->code_count) texts[t] = translate(sdmx, t, texts[t], sets);
        }
    }
    for (int t = 0; t < MAPPED_COUNT; t++) {
        if (t < DIM_COUNT && t != DIM_UNIT && is_total(texts[t])) texts[t] = NULL;
        if (sets[t]) texts[t] = sets[t];
        if (t < DIM_COUNT) series->dimensions[t] = texts[t];
    }
    series->multiplier = multiplier_of(sdmx, texts[TARGET_MULTIPLIER], raw->line);
    raw->year_start = year_start_of(sdmx, texts[TARGET_YEAR_START], raw->line);
    series->dimensions[DIM_DETAIL] = detail_of(finish, raw, used);
    series->origin = (Origin){sdmx->reader->path, raw->line};
    Frequency seen = period_frequency(sdmx->dataset->periods[raw->first]);
    Frequency frequency = frequency_of(sdmx, texts[DIM_FREQUENCY], seen, raw->line);
    series->dimensions[DIM_FREQUENCY] =
        map_intern(sdmx->dataset->strings,
                   frequency ? frequency_code(frequency) : frequency_code(seen));
    if (!series->dimensions[DIM_UNIT] && !sdmx->without_unit++)
        sdmx->without_unit_line = raw->line;
}

static uint64_t hash_series(const Series *series) {
    uint64_t hash =
        hash_bytes(HASH_START, series->dimensions, sizeof series->dimensions);
    return hash_bytes(hash, &series->multiplier, sizeof series->multiplier);
}

static bool same_series(const Series *a, const Series *b) {
    return a->multiplier == b->multiplier &&
           memcmp(a->dimensions, b->dimensions, sizeof a->dimensions) == 0;
}

/* Adds the series of `raw`, or finds the one that it is the same as. */
static int settle_series(Finish *finish, RawSeries *raw, const Source *source) {
    Sdmx *sdmx = finish->sdmx;
    Dataset *dataset = sdmx->dataset;
    Series read = {.source = source, .confidence = source->confidence};
    set_dimensions(finish, raw, &read);
    size_t slot = (size_t) hash_series(&read) & (finish->slot_count - 1);
    for (; finish->slots[slot]; slot = (slot + 1) & (finish->slot_count - 1)) {
        int known = finish->slots[slot] - 1;
        if (!same_series(&dataset->series[finish->first_series + known], &read))
            continue;
        finish->merged = true;
        return known;
    }
    read.id = arena_print(dataset->arena, "%s.%d", source->id, ++sdmx->series_of_file);
    *columns_add_series(dataset) = read;
    int number = dataset->series_count - finish->first_series;
    finish->slots[slot] = number;
    return number - 1;
}

/* ---- observations ---- */

/* Puts the observations of each series together. */
static void gather(Finish *finish) {
    Sdmx *sdmx = finish->sdmx;
    Dataset *dataset = sdmx->dataset;
    Series *series = dataset->series + finish->first_series;
    int count = dataset->series_count - finish->first_series;
    for (int r = 0; r < sdmx->raw_count; r++)
        series[sdmx->raws[r].series].observation_count += sdmx->raws[r].count;
    if (!sdmx->scattered && !finish->merged) {
        for (int r = 0; r < sdmx->raw_count; r++)
            series[sdmx->raws[r].series].first_observation = sdmx->raws[r].first;
        return;
    }
    if (!sdmx->scattered) sdmx_scatter(sdmx);
    int *starts = arena_resize(dataset->arena, NULL, (size_t) count * sizeof *starts);
    int next = sdmx->first_observation;
    for (int s = 0; s < count; s++) {
        starts[s] = series[s].first_observation = next;
        next += series[s].observation_count;
    }
    for (int i = sdmx->first_observation; i < dataset->observation_count; i++)
        dataset->scattered[i] = (uint32_t) sdmx->raws[dataset->scattered[i]].series;
    columns_gather(dataset, sdmx->first_observation, starts);
    free(starts);
    free(dataset->scattered);
    dataset->scattered = NULL;
}

/* The period of frequency `wanted` that holds `period`; 0 when that cannot be
 * said.  2.0 messages give a year by its first month, and files of quarters the days
 * they end. */
static Period coarser(Period period, Frequency wanted) {
    Frequency seen = period_frequency(period);
    if (seen <= wanted || wanted == FREQ_WEEK) return 0;
    if (seen == FREQ_WEEK) return 0;
    int per_year = frequency_per_year(wanted);
    int end = period_end_month(period);
    return period_make(wanted, end / 12,
                       (end % 12 + 1) * per_year / 12 +
                           ((end % 12 + 1) * per_year % 12 != 0));
}

/* True when the periods rise.  `year_start`: the month in which reporting years start,
 * by which years, halves and quarters count. */
static bool fit_periods(Sdmx *sdmx, const Series *series, int year_start) {
    Dataset *dataset = sdmx->dataset;
    const char *code = series->dimensions[DIM_FREQUENCY];
    Frequency wanted = FREQ_YEAR;
    while (frequency_code(wanted)[0] != code[0])
        wanted++;
    bool sorted = true;
    Period last = 0, usual = dataset->periods[series->first_observation];
    if (period_frequency(usual) != wanted) usual = -1;
    for (int k = 0; k < series->observation_count; k++) {
        int n = series->first_observation + k;
        Period period = dataset->periods[n];
        /* The frequency stands above the 24 bits that count. */
        if ((period ^ usual) >> 24 && period_frequency(period) != wanted) {
            Period fitted = coarser(period, wanted);
            char text[16];
            if (!fitted)
                sdmx_fault(sdmx, dataset->lines[n],
                           "period %s is not of the series' frequency %s",
                           period_format(period, text), code);
            else
                period = dataset->periods[n] = fitted;
        }
        if (year_start > 1) {
            period = dataset->periods[n];
            if (wanted < FREQ_MONTH) period = period_of_reporting(period, year_start);
            if (!period)
                sdmx_fault(sdmx, dataset->lines[n],
                           "a reporting period that is none of the calendar's");
            else
                dataset->periods[n] = period;
        }
        sorted = sorted && period > last;
        last = period;
    }
    return sorted;
}

static void check_duplicates(Sdmx *sdmx, const Series *series) {
    const Dataset *dataset = sdmx->dataset;
    char text[16];
    for (int k = 1; k < series->observation_count; k++) {
        int n = series->first_observation + k;
        if (dataset->periods[n] != dataset->periods[n - 1]) continue;
        sdmx_fault(sdmx, dataset->lines[n],
                   "period %s stands twice in the series: first at line %d",
                   period_format(dataset->periods[n], text), dataset->lines[n - 1]);
    }
}

/* Gives each observation the status it inherits, and holds it against the value. */
static void settle_statuses(Sdmx *sdmx, const Series *series, char inherited) {
    Dataset *dataset = sdmx->dataset;
    double limit = HUGE_VALUE_LIMIT / pow(10, series->multiplier);
    for (int k = 0; k < series->observation_count; k++) {
        int n = series->first_observation + k;
        double number = dataset->numbers[n];
        char status = dataset->statuses[n];
        if (!status) status = inherited;
        if (isnan(number)) {
            if (!status || status_means_number(status)) {
                if (status && status != 'A' && !sdmx->odd_statuses++)
                    sdmx->odd_line = dataset->lines[n];
                status = 'O';
            }
        } else if (!status)
            status = 'A';
        else if (sdmx->missing[(unsigned char) status])
            sdmx_fault(sdmx, dataset->lines[n], "status '%c': stands with a value",
                       status);
        if (fabs(number) > limit && !sdmx->huge_line)
            sdmx->huge_line = dataset->lines[n];
        dataset->statuses[n] = status;
    }
}

/* The status that the group of a series or the data set gives. */
static char inherited_status(Finish *finish, const RawSeries *raw) {
    Sdmx *sdmx = finish->sdmx;
    if (!sdmx->group_count) return sdmx->set_status;
    uint32_t codes[MOST_COMPONENTS] = {0};
    char status = 0;
    sdmx_inherit(&finish->groups, raw, codes);
    for (int c = 0; c < sdmx->component_count; c++)
        if (codes[c] && sdmx->components[c].target == TARGET_STATUS) {
            const char *text = sdmx->codes[codes[c]];
            status = sdmx_status(sdmx, (Span){text, text + strlen(text)}, raw->line);
        }
    return status ? status : sdmx->set_status;
}

static void reset(Sdmx *sdmx) {
    sdmx->raw_count = sdmx->group_count = 0;
    sdmx->pool_count = 0;
    sdmx->scattered = false;
    sdmx->raw = -1;
    if (sdmx->slots) memset(sdmx->slots, 0, sdmx->slot_count * sizeof *sdmx->slots);
    free(sdmx->dataset->scattered);
    sdmx->dataset->scattered = NULL;
}

void sdmx_finish_set(Sdmx *sdmx) {
    Dataset *dataset = sdmx->dataset;
    const Source *source = sdmx->raw_count ? sdmx_source(sdmx) : NULL;
    if (!source) {
        dataset->observation_count = sdmx->first_observation;
        reset(sdmx);
        return;
    }
    Finish *finish = arena_alloc(sdmx->arena, sizeof *finish);
    finish->sdmx = sdmx;
    finish->first_series = dataset->series_count;
    finish->detail.arena = sdmx->arena;
    finish->slot_count = 64;
    while (finish->slot_count < (size_t) sdmx->raw_count * 2)
        finish->slot_count *= 2;
    size_t bytes = finish->slot_count * sizeof *finish->slots;
    finish->slots = arena_resize(sdmx->arena, NULL, bytes);
    memset(finish->slots, 0, bytes);
    find_sources(finish);
    sdmx_index_groups(&finish->groups, sdmx);
    for (int r = 0; r < sdmx->raw_count; r++)
        sdmx->raws[r].series = settle_series(finish, &sdmx->raws[r], source);
    free(finish->slots);
    gather(finish);
    Series *series = dataset->series + finish->first_series;
    int count = dataset->series_count - finish->first_series;
    int *raw_of = arena_resize(sdmx->arena, NULL, (size_t) count * sizeof *raw_of);
    for (int r = sdmx->raw_count - 1; r >= 0; r--)
        raw_of[sdmx->raws[r].series] = r;
    for (int s = 0; s < count; s++) {
        const RawSeries *raw = &sdmx->raws[raw_of[s]];
        bool sorted = fit_periods(sdmx, &series[s], raw->year_start);
        int first = series[s].first_observation;
        if (!sorted) {
            columns_sort(dataset, first, series[s].observation_count);
            check_duplicates(sdmx, &series[s]);
        }
        settle_statuses(sdmx, &series[s], inherited_status(finish, raw));
    }
    free(raw_of);
    reset(sdmx);
}
