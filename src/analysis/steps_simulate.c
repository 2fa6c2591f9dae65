/* Steps about uncertainty: distributions of inputs, a simulation over them, what it
 * comes to, and which input moves the result most. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/bands.h"
#include "analysis/chain.h"
#include "analysis/cross.h"
#include "analysis/numbers.h"

/* ---- distributions ---- */

static const char *const SHAPES[] = {"uniform",   "triangular", "normal",
                                     "lognormal", "sample",     NULL};

/* What a distribution may be made of. */
typedef struct {
    Part low, central, high, sd;
    Guard guard;
    Unit unit; /* of the first that is a figure */
    const Figure *inputs[4];
    int input_count;
} Makings;

/* The figure of "of" that is called `name`, when the argument itself is absent. */
static bool find_part(Call *call, Operand *of, const char *name, Part *part) {
    if (!call_part(call, name, part)) return false;
    if (part->given || !of->result) return true;
    part->figure = operand_figure(of, name);
    part->given = part->figure != NULL;
    part->unit = of->result->unit;
    if (part->given) part->value = part->figure->value;
    return true;
}

static bool gather_makings(Call *call, Operand *of, Makings *makings) {
    static const char *const names[] = {"low", "central", "high", "sd"};
    Part *parts[] = {&makings->low, &makings->central, &makings->high, &makings->sd};
    *makings = (Makings){.guard = GUARD_OPEN};
    for (int i = 0; i < 4; i++) {
        bool from_of = i < 3;
        Operand none = {.result = NULL};
        if (!find_part(call, from_of ? of : &none, names[i], parts[i])) return false;
        if (parts[i]->figure && !makings->unit.unit) makings->unit = parts[i]->unit;
    }
    if (!makings->unit.unit)
        return call_fail(call, "a distribution needs a figure in low, central, high, "
                               "or of");
    for (int i = 0; i < 4; i++) {
        if (!parts[i]->given) continue;
        if (!call_part_in(call, names[i], parts[i], makings->unit)) return false;
        call_note_assumed(call, names[i], parts[i]);
        makings->guard = guard_values(makings->guard, &parts[i]->value, 1);
        if (parts[i]->figure)
            makings->inputs[makings->input_count++] = parts[i]->figure;
    }
    return true;
}

static bool need(Call *call, const Part *part, const char *name, const char *shape) {
    return part->given || call_fail(call, "a %s distribution needs '%s'", shape, name);
}

static bool shape_ends(Call *call, const Makings *m, Distribution *d) {
    bool peaked = d->shape == SHAPE_TRIANGULAR;
    const char *name = peaked ? "triangular" : "uniform";
    if (!need(call, &m->low, "low", name) || !need(call, &m->high, "high", name) ||
        (peaked && !need(call, &m->central, "central", name)))
        return false;
    d->low = m->low.value.number;
    d->high = m->high.value.number;
    d->central = peaked ? m->central.value.number : (d->low + d->high) / 2;
    if (m->guard.state != VALUE_NUMBER ||
        (d->low <= d->central && d->central <= d->high))
        return true;
    return call_fail(call, "the cases of a distribution must not fall: low, central, "
                           "high");
}

static bool shape_normal(Call *call, const Makings *m, Distribution *d) {
    double percent = call_number(call, "sd-percent", -1);
    if (!need(call, &m->central, "central", "normal")) return false;
    d->central = m->central.value.number;
    if (m->sd.given == (percent >= 0))
        return call_fail(call, "a normal distribution needs 'sd' or 'sd-percent', 0 or "
                               "more");
    d->spread = fabs(m->sd.given ? m->sd.value.number : d->central * percent / 100);
    return true;
}

/* Low and high are the quantiles 5 and 95 %, unless the standard deviation of the
 * logarithm is stated. */
static bool shape_lognormal(Call *call, const Makings *m, Distribution *d) {
    static const double p95 = 1.6448536269514722;
    double sigma = call_number(call, "sigma", -1);
    bool ends = m->low.given && m->high.given;
    double low = m->low.value.number, high = m->high.value.number;
    if (sigma < 0 && !ends)
        return call_fail(call, "a lognormal distribution needs 'sigma', 0 or more, or "
                               "'low' and 'high'");
    if (!ends && !need(call, &m->central, "central", "lognormal")) return false;
    bool all = m->guard.state == VALUE_NUMBER;
    if (all && ((ends && (low <= 0 || high < low)) ||
                (m->central.given && m->central.value.number <= 0)))
        return call_fail(call, "a lognormal distribution lies above 0, low below high");
    if (!all) return true;
    d->central = m->central.given ? m->central.value.number : sqrt(low * high);
    d->spread = sigma >= 0 ? sigma : log(high / low) / (2 * p95);
    return true;
}

static bool shape_sample(Call *call, Operand *of, Makings *m, Distribution *d,
                         const Figure ***inputs, int *input_count) {
    if (!of->result) return call_fail(call, "a sample needs 'of'");
    int count = operand_count(of), used = 0;
    double *sample = arena_array(call->arena, count, sizeof *sample);
    *inputs = arena_array(call->arena, count, sizeof **inputs);
    for (int i = 0; i < count; i++) {
        const Figure *figure = operand_at(of, i);
        if (figure->value.state != VALUE_NUMBER) continue;
        m->guard = guard_values(m->guard, &figure->value, 1);
        (*inputs)[used] = figure;
        sample[used++] = figure->value.number;
    }
    *input_count = used;
    m->unit = of->result->unit;
    if (!used) m->guard.state = VALUE_NOT_AVAILABLE;
    sort_numbers(sample, used);
    d->sample = sample;
    d->sample_count = used;
    return true;
}

/* The ends and the middle: as given where the shape has ends, else quantiles. */
static void add_cases(Call *call, const Distribution *d, Guard guard,
                      const Figure *const *inputs, int count) {
    bool ends = d->shape == SHAPE_UNIFORM || d->shape == SHAPE_TRIANGULAR;
    bool all = guard.state == VALUE_NUMBER;
    double cases[CASE_COUNT] = {0};
    for (int c = 0; all && c < CASE_COUNT; c++) {
        static const double p[CASE_COUNT] = {0.05, 0.5, 0.95};
        cases[c] = !ends            ? distribution_quantile(d, p[c])
                   : c == CASE_LOW  ? d->low
                   : c == CASE_HIGH ? d->high
                                    : d->central;
    }
    call_reserve(call, CASE_COUNT);
    for (int c = 0; c < CASE_COUNT; c++)
        call_add(call, CASE_WORDS[c], 0, guard_number(guard, cases[c]), inputs, count);
}

static bool step_distribution(Call *call) {
    Operand of = {.result = NULL};
    int shape = cross_word(call, "shape", SHAPES);
    if (shape < 0 || (call_text(call, "of") && !call_operand(call, "of", &of)))
        return false;
    Distribution *d = arena_alloc(call->arena, sizeof *d);
    d->shape = (Shape) (SHAPE_UNIFORM + shape);
    Makings makings = {.guard = GUARD_OPEN};
    const Figure **inputs = makings.inputs;
    int count = 0;
    if (d->shape == SHAPE_SAMPLE) {
        if (!shape_sample(call, &of, &makings, d, &inputs, &count)) return false;
    } else {
        if (!gather_makings(call, &of, &makings)) return false;
        count = makings.input_count;
        bool good = d->shape == SHAPE_NORMAL      ? shape_normal(call, &makings, d)
                    : d->shape == SHAPE_LOGNORMAL ? shape_lognormal(call, &makings, d)
                                                  : shape_ends(call, &makings, d);
        if (!good) return false;
    }
    if (makings.guard.state != VALUE_NUMBER)
        *d = (Distribution){.shape = SHAPE_CONSTANT};
    call->result->unit = makings.unit;
    call->result->distribution = d;
    call->result->formula =
        arena_print(call->arena, "%s distribution%s", SHAPES[shape],
                    d->shape == SHAPE_SAMPLE
                        ? " of the figures, each as likely; low, central and high "
                          "are its 5, 50 and 95 %"
                    : d->shape == SHAPE_UNIFORM || d->shape == SHAPE_TRIANGULAR
                        ? " between low and high"
                        : "; low, central and high are its 5, 50 and 95 %");
    xml_set(call->arena, result_notes(call), "shape", SHAPES[shape]);
    add_cases(call, d, makings.guard, inputs, count);
    return true;
}

/* ---- the simulation ---- */

/* Draws of each factor from a stream of its own; `sums` receives those that are
 * numbers, in the order drawn.  Returns how many. */
static int draw(const Call *call, const Chain *chain, int draws, double *sums) {
    int factors = chain->factor_count, kept = 0;
    uint64_t seed = (uint64_t) call_number(call, "seed", 1);
    Random *streams = arena_array(call->arena, factors, sizeof *streams);
    double *numbers = arena_array(call->arena, factors, sizeof *numbers);
    for (int f = 0; f < factors; f++)
        streams[f] = random_stream(seed, chain->factors[f].result->id);
    for (int i = 0; i < draws; i++) {
        for (int f = 0; f < factors; f++) {
            const Factor *factor = &chain->factors[f];
            if (factor->first < f)
                numbers[f] = numbers[factor->first];
            else if (factor->figure)
                numbers[f] = factor->figure->value.number;
            else
                numbers[f] = distribution_quantile(factor->distribution,
                                                   random_unit(&streams[f]));
        }
        double number = chain_number(chain, numbers);
        if (isfinite(number)) sums[kept++] = number;
    }
    return kept;
}

static bool step_simulate(Call *call) {
    static const struct {
        const char *key, *error_key;
        double p;
    } quantiles[] = {{"p5", "p5-error", 0.05},
                     {"p50", "p50-error", 0.5},
                     {"p95", "p95-error", 0.95}};
    Chain chain;
    if (!chain_read(call, &chain)) return false;
    int draws = (int) call_number(call, "draws", 10000), kept = 0;
    double *numbers = arena_array(call->arena, draws, sizeof *numbers);
    if (chain.guard.state == VALUE_NUMBER) kept = draw(call, &chain, draws, numbers);
    sort_numbers(numbers, kept);
    call->result->draws = numbers;
    call->result->draw_count = kept;
    call->result->formula =
        arena_print(call->arena, "%s; %d draws, seed %s, inputs independent",
                    call->result->formula, draws, call_text(call, "seed"));
    XmlNode *notes = result_notes(call);
    xml_set(call->arena, notes, "seed", call_text(call, "seed"));
    xml_set_number(call->arena, notes, "draws", draws);
    if (chain.guard.state == VALUE_NUMBER && kept < draws)
        xml_set_number(call->arena, notes, "not-defined", draws - kept);
    Value none = chain.guard.state == VALUE_NUMBER && !kept
                     ? value_missing(VALUE_NOT_DEFINED)
                     : chain.guard;
    Guard guard = guard_values(GUARD_OPEN, &none, 1);
    call_reserve(call, 8);
    for (int i = 0; i < 3; i++) {
        double p = quantiles[i].p;
        call_add(call, quantiles[i].key, 0,
                 guard_number(guard, kept ? sorted_quantile(numbers, kept, p) : 0),
                 chain.inputs, chain.input_count);
    }
    for (int i = 0; i < 3; i++) {
        double p = quantiles[i].p;
        call_add(
            call, quantiles[i].error_key, 0,
            guard_number(guard, kept ? sorted_quantile_error(numbers, kept, p) : 0),
            chain.inputs, chain.input_count);
    }
    call_add(call, "mean", 0, guard_number(guard, kept ? mean_of(numbers, kept) : 0),
             chain.inputs, chain.input_count);
    call_add(call, "sd", 0, guard_number(guard, kept ? deviation_of(numbers, kept) : 0),
             chain.inputs, chain.input_count);
    return true;
}

/* Means of samples of the figures, drawn with replacement: the percentile interval
 * (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, section 13.3). */
static bool step_bootstrap(Call *call) {
    Operand of;
    if (!call_operand(call, "of", &of)) return false;
    const Figure **inputs;
    Value *values = cross_values(call, &of, &inputs);
    int draws = (int) call_number(call, "draws", 10000), count = operand_count(&of);
    double *sample = arena_array(call->arena, count, sizeof *sample);
    double *means = arena_array(call->arena, draws, sizeof *means);
    Guard guard = guard_values(GUARD_OPEN, values, count);
    for (int i = 0; i < count; i++)
        sample[i] = values[i].number;
    if (count < 2) guard.state = VALUE_NOT_DEFINED;
    bool all = guard.state == VALUE_NUMBER;
    uint64_t seed = (uint64_t) call_number(call, "seed", 1);
    Random random = random_stream(seed, call->result->id);
    for (int d = 0; all && d < draws; d++) {
        double sum = 0;
        for (int i = 0; i < count; i++)
            sum += sample[(int) (random_unit(&random) * count)];
        means[d] = sum / count;
    }
    if (all) sort_numbers(means, draws);
    call->result->unit = of.result->unit;
    call->result->formula =
        arena_print(call->arena,
                    "mean of the %d figures in %s, with the 2.5 and 97.5%% of the "
                    "means of %d samples of them drawn with replacement, seed %s",
                    count, of.result->id, draws, call_text(call, "seed"));
    double cases[CASE_COUNT] = {0};
    if (all) {
        cases[CASE_LOW] = sorted_quantile(means, draws, 0.025);
        cases[CASE_CENTRAL] = mean_of(sample, count);
        cases[CASE_HIGH] = sorted_quantile(means, draws, 0.975);
    }
    call_reserve(call, CASE_COUNT);
    for (int c = 0; c < CASE_COUNT; c++)
        call_add(call, CASE_WORDS[c], 0, guard_number(guard, cases[c]), inputs, count);
    return true;
}

/* The simulation called by "of"; NULL after a diagnostic. */
static const Result *simulation(Call *call) {
    Operand of;
    if (!call_operand(call, "of", &of)) return NULL;
    if (of.result->draws && !of.single) return of.result;
    call_fail(call, "'%s' is no simulation", call_text(call, "of"));
    return NULL;
}

/* Counts of draws in `bins` steps of one width between the quantiles 0.5 and 99.5 %;
 * what lies outside goes to the first and the last. */
static bool step_histogram(Call *call) {
    const Result *of = simulation(call);
    if (!of) return false;
    int bins = (int) call_number(call, "bins", 20), n = of->draw_count, at = 0;
    if (bins > 200) return call_fail(call, "a histogram has 200 bins at most");
    const Figure *input = &of->figures[0];
    double low = n ? sorted_quantile(of->draws, n, 0.005) : 0;
    double high = n ? sorted_quantile(of->draws, n, 0.995) : 0;
    if (low == high) bins = 1;
    call->result->unit = (Unit){"draws", 0};
    call->result->formula =
        arena_print(call->arena,
                    "draws of %s in %d steps between its 0.5 and 99.5%%; the ends "
                    "hold what lies outside",
                    of->id, bins);
    call_reserve(call, bins);
    for (int b = 0; b < bins; b++) {
        double from = low + (high - low) * b / bins;
        double to = low + (high - low) * (b + 1) / bins;
        int first = at;
        while (at < n && (b == bins - 1 || of->draws[at] < to))
            at++;
        Value count = n ? value_of(at - first, input->value.status) : input->value;
        Figure *figure =
            call_add(call, arena_print(call->arena, "%d", b + 1), 0, count, &input, 1);
        if (!n) continue;
        xml_set_number(call->arena, figure_notes(call, figure), "from", from);
        xml_set_number(call->arena, figure->notes, "to", to);
    }
    return true;
}

static bool step_class_shares(Call *call) {
    Bands bands;
    const Result *of = simulation(call);
    if (!of || !bands_read(call, &bands)) return false;
    if (strcmp(of->unit.unit, "percent") != 0)
        return call_fail(call, "'%s' is in %s: a class needs percent", of->id,
                         of->unit.unit);
    int counts[BAND_COUNT] = {0}, n = of->draw_count;
    for (int i = 0; i < n; i++)
        counts[bands_index(&bands, of->draws[i])]++;
    const Figure *input = &of->figures[0];
    call->result->unit = (Unit){"percent", 0};
    call->result->formula = arena_print(
        call->arena, "100 × draws of %s in the class / %d draws", of->id, n);
    call_reserve(call, BAND_COUNT);
    for (int b = 0; b < BAND_COUNT; b++) {
        Value share =
            n ? value_of(100.0 * counts[b] / n, input->value.status) : input->value;
        call_add(call, BAND_WORDS[b], 0, share, &input, 1)->class_name = BAND_WORDS[b];
    }
    return true;
}

/* ---- one at a time ---- */

typedef struct {
    int factor;
    double low, high; /* the result there */
} Bar;

/* The widest first; of the same width the first of the formula. */
static int by_swing(const void *a, const void *b) {
    const Bar *left = a, *right = b;
    double l = fabs(left->high - left->low), r = fabs(right->high - right->low);
    if (l != r) return l > r ? -1 : 1;
    return left->factor - right->factor;
}

/* The chain when the factors that vary as `varied` are at their quantile `p`, or their
 * end; all others at their central case. */
static double at_end(const Chain *chain, int varied, bool high, double *numbers) {
    for (int f = 0; f < chain->factor_count; f++) {
        const Factor *factor = &chain->factors[f];
        numbers[f] = factor_central(factor);
        if (factor->first != varied || !factor->distribution) continue;
        const Distribution *d = factor->distribution;
        bool ends = d->shape == SHAPE_UNIFORM || d->shape == SHAPE_TRIANGULAR;
        numbers[f] = !ends  ? distribution_quantile(d, high ? 0.95 : 0.05)
                     : high ? d->high
                            : d->low;
    }
    return chain_number(chain, numbers);
}

static bool step_sensitivity(Call *call) {
    Chain chain;
    if (!chain_read(call, &chain)) return false;
    int count = chain.factor_count, varied = 0;
    double *numbers = arena_array(call->arena, count, sizeof *numbers);
    Bar *bars = arena_array(call->arena, count, sizeof *bars);
    for (int f = 0; f < count; f++) {
        if (chain.factors[f].first != f || !chain.factors[f].distribution) continue;
        bars[varied++] = (Bar){f, at_end(&chain, f, false, numbers),
                               at_end(&chain, f, true, numbers)};
    }
    bool all = chain.guard.state == VALUE_NUMBER;
    if (varied && all) qsort(bars, (size_t) varied, sizeof *bars, by_swing);
    call->result->formula =
        arena_print(call->arena, "%s; one input at a time at its low and high",
                    call->result->formula);
    call_reserve(call, 1 + 2 * varied);
    Guard guard = guard_values(GUARD_OPEN, &chain.guard, 1);
    call_add(call, CASE_WORDS[CASE_CENTRAL], 0,
             guard_number(guard, at_end(&chain, -1, false, numbers)), chain.inputs,
             chain.input_count);
    for (int i = 0; i < 2 * varied; i++) {
        const Bar *bar = &bars[i / 2];
        const Result *input = chain.factors[bar->factor].result;
        const char *which = CASE_WORDS[i % 2 ? CASE_HIGH : CASE_LOW];
        Figure *figure =
            call_add(call, arena_print(call->arena, "%s.%s", input->id, which), 0,
                     guard_number(guard, i % 2 ? bar->high : bar->low), chain.inputs,
                     chain.input_count);
        XmlNode *notes = figure_notes(call, figure);
        xml_set(call->arena, notes, "input", input->id);
        xml_set(call->arena, notes, "input-label", input->label);
        xml_set(call->arena, notes, "case", which);
        if (figure->value.state == VALUE_NUMBER && isfinite(bar->high - bar->low))
            xml_set_number(call->arena, notes, "swing", fabs(bar->high - bar->low));
    }
    return true;
}

const StepRule SIMULATE_STEPS[] = {
    {"distribution",
     step_distribution,
     false,
     {REQUIRED("shape", ARGUMENT_TEXT), OPTIONAL("of", ARGUMENT_OPERAND),
      OPTIONAL("low", ARGUMENT_TEXT), OPTIONAL("central", ARGUMENT_TEXT),
      OPTIONAL("high", ARGUMENT_TEXT), OPTIONAL("sd", ARGUMENT_TEXT),
      OPTIONAL("sd-percent", ARGUMENT_NUMBER), OPTIONAL("sigma", ARGUMENT_NUMBER)}},
    {"simulate",
     step_simulate,
     false,
     {REQUIRED("of", ARGUMENT_LIST), OPTIONAL("over", ARGUMENT_LIST),
      OPTIONAL("percent", ARGUMENT_TEXT), REQUIRED("seed", ARGUMENT_COUNT),
      OPTIONAL("draws", ARGUMENT_COUNT)}},
    {"bootstrap",
     step_bootstrap,
     false,
     {OPERAND("of"), REQUIRED("seed", ARGUMENT_COUNT),
      OPTIONAL("draws", ARGUMENT_COUNT)}},
    {"histogram",
     step_histogram,
     false,
     {OPERAND("of"), OPTIONAL("bins", ARGUMENT_COUNT)}},
    {"class-shares",
     step_class_shares,
     false,
     {OPERAND("of"), REQUIRED("negligible-below", ARGUMENT_NUMBER),
      REQUIRED("material-from", ARGUMENT_NUMBER)}},
    {"sensitivity",
     step_sensitivity,
     false,
     {REQUIRED("of", ARGUMENT_LIST), OPTIONAL("over", ARGUMENT_LIST),
      OPTIONAL("percent", ARGUMENT_TEXT)}},
    {.name = NULL}};
