/* Steps about how a row of periods behaves: trends and breaks, seasons, volatility. */
#include <math.h>

#include "analysis/cross.h"
#include "analysis/row.h"
#include "analysis/season.h"
#include "analysis/trend.h"
#include "base/decimal.h"

static const char *const NO_YES[] = {"no", "yes", NULL};

/* ---- trends and breaks ---- */

static double yearly_percent(double slope, int per_year) {
    return 100 * expm1(slope * per_year);
}

/* UNCTAD Handbook of Statistics, least-squares growth. */
static bool step_trend_growth(Call *call) {
    Row row;
    if (!row_read(call, &row) || !row_needs_year(call, &row)) return false;
    Guard guard = row_demand(&row, 3, true);
    double rates[3] = {0};
    if (guard.state == VALUE_NUMBER) {
        row_take_logs(&row);
        Trend trend = trend_fit(row.x, row.y, row.count);
        double reach = student_bound(row.count - 2, 0.05) * trend.slope_error;
        rates[0] = yearly_percent(trend.slope, row.per_year);
        rates[1] = yearly_percent(trend.slope - reach, row.per_year);
        rates[2] = yearly_percent(trend.slope + reach, row.per_year);
    }
    call->result->unit = (Unit){"percent", 0};
    call->result->formula =
        arena_print(call->arena,
                    "yearly growth by least squares of ln %s over %d periods, with the "
                    "95%% t interval of the slope",
                    row.result->id, row.count);
    call_reserve(call, 3);
    row_say(call, &row, "rate", guard_number(guard, rates[0]));
    row_say(call, &row, "low", guard_number(guard, rates[1]));
    row_say(call, &row, "high", guard_number(guard, rates[2]));
    return true;
}

static bool step_trend_fit(Call *call) {
    Row row;
    if (!row_read(call, &row)) return false;
    Guard guard = row_demand(&row, 3, true);
    double fit = 0;
    if (guard.state == VALUE_NUMBER) {
        row_take_logs(&row);
        fit = trend_fit(row.x, row.y, row.count).fit;
    }
    call->result->unit = (Unit){"ratio", 0};
    call->result->formula =
        arena_print(call->arena, "R² of the line through ln %s over %d periods",
                    row.result->id, row.count);
    call_reserve(call, 1);
    row_say(call, &row, NULL, guard_number(guard, fit));
    return true;
}

static void say_test(Call *call, const Row *row, Guard guard, FTest test) {
    call->result->unit = (Unit){"ratio", 0};
    call_reserve(call, 2);
    row_say(call, row, "F", guard_number(guard, test.f));
    row_say(call, row, "p", guard_number(guard, test.p));
}

/* Chow's test of a linear trend, in levels or in logarithms. */
static bool step_break_test(Call *call) {
    Row row;
    int logs = cross_word(call, "log", NO_YES);
    if (logs < 0 || !row_read(call, &row)) return false;
    Period at = call_period(call, "at");
    if (row.count && period_frequency(at) != period_frequency(row.figures[0]->period))
        return call_fail(call, "'at' is %s: '%s' has periods such as %s",
                         call_text(call, "at"), row.result->id, row.figures[0]->key);
    int split = 0;
    while (split < row.count && row.figures[split]->period < at)
        split++;
    Guard guard = row_demand(&row, 6, logs);
    if (split < 3 || row.count - split < 3)
        guard = row_demand(&row, row.count + 1, logs);
    FTest test = {NAN, NAN};
    if (guard.state == VALUE_NUMBER) {
        if (logs) row_take_logs(&row);
        test = trend_break(row.x, row.y, row.count, split);
    }
    call->result->formula = arena_print(
        call->arena,
        "Chow test of a break in the trend of %s%s at %s: %d periods before, "
        "%d from then on",
        logs ? "ln " : "", row.result->id, call_text(call, "at"), split,
        row.count - split);
    say_test(call, &row, guard, test);
    return true;
}

/* ---- seasons ---- */

/* Factors of the row; the guard says why there are none. */
typedef struct {
    Row row;
    bool additive;
    double factors[MOST_SEASONS];
    int first; /* season of the first figure, from 0 */
    Guard guard;
} Seasons;

static bool read_seasons(Call *call, Seasons *seasons) {
    static const char *const methods[] = {"multiplicative", "additive", NULL};
    int additive = cross_word(call, "method", methods);
    Row *row = &seasons->row;
    if (additive < 0 || !row_read(call, row)) return false;
    if (row->count && row->per_year < 2)
        return call_fail(call, "'%s' has no seasons: it is not quarterly or monthly",
                         row->result->id);
    seasons->additive = additive;
    seasons->first = row->count ? period_index(row->figures[0]->period) - 1 : 0;
    seasons->guard = row_demand(row, LEAST_YEARS * row->per_year, !additive);
    if (row->has_gap && seasons->guard.state < VALUE_NOT_AVAILABLE)
        seasons->guard.state = VALUE_NOT_AVAILABLE;
    if (seasons->guard.state == VALUE_NUMBER)
        season_factors(row->y, row->count, row->per_year, seasons->first,
                       seasons->additive, seasons->factors);
    return true;
}

/* Every figure rests on the whole row; they share one list of inputs. */
static void share_inputs(Result *result) {
    for (int i = 1; i < result->figure_count; i++) {
        result->figures[i].inputs = result->figures[0].inputs;
        result->figures[i].input_count = result->figures[0].input_count;
        result->figures[i].sources = result->figures[0].sources;
        result->figures[i].source_count = result->figures[0].source_count;
        result->figures[i].confidence = result->figures[0].confidence;
    }
}

/* Do the changes of `y`, of its logarithms when all are above 0, differ between the
 * seasons?  Of changes, as in X-12-ARIMA's test of what is left after adjustment, so
 * that a trend does not hide them. */
static FTest test_seasons(Call *call, const Row *row, const double *y, bool logs) {
    double room[2 * MOST_SEASONS];
    double *changes = arena_array(call->arena, row->count, sizeof *changes);
    int *season = arena_array(call->arena, row->count, sizeof *season), count = 0;
    for (int i = 1; i < row->count; i++) {
        if (row->x[i] - row->x[i - 1] != 1) continue;
        changes[count] = logs ? log(y[i] / y[i - 1]) : y[i] - y[i - 1];
        season[count++] = period_index(row->figures[i]->period) - 1;
    }
    if (!count) return (FTest){NAN, NAN};
    return groups_differ(changes, season, count, row->per_year, room);
}

/* "; residual seasonality: F = 0.43, p = 0.94", or "" when there is no such test. */
static const char *residual_seasonality(Call *call, const Row *row,
                                        const double *adjusted) {
    char f[DECIMAL_TEXT], p[DECIMAL_TEXT];
    bool is_positive = true;
    for (int i = 0; i < row->count; i++)
        if (!(adjusted[i] > 0)) is_positive = false;
    FTest test = test_seasons(call, row, adjusted, is_positive);
    if (!isfinite(test.f)) return "";
    return arena_print(call->arena, "; residual seasonality: F = %s, p = %s",
                       decimal_format(test.f, 2, f), decimal_format(test.p, 2, p));
}

static bool step_seasonally_adjusted(Call *call) {
    Seasons s;
    if (!read_seasons(call, &s)) return false;
    const Row *row = &s.row;
    call->result->unit = row->result->unit;
    double *adjusted = arena_array(call->arena, row->count, sizeof *adjusted);
    call_reserve(call, row->count);
    for (int i = 0; i < row->count; i++) {
        double factor = row->per_year ? s.factors[(s.first + i) % row->per_year] : 0;
        adjusted[i] = s.additive ? row->y[i] - factor : row->y[i] / factor;
        Guard guard = {s.guard.state, row->figures[i]->value.status};
        call_add(call, row->figures[i]->key, row->figures[i]->period,
                 guard_number(guard, adjusted[i]), row->figures, i ? 0 : row->count);
    }
    share_inputs(call->result);
    bool is_tested = s.guard.state == VALUE_NUMBER;
    call->result->formula = arena_print(
        call->arena,
        "%s %s its seasonal factor; seasonally adjusted by mkreport (ratio to "
        "moving average%s), not the official series%s",
        row->result->id, s.additive ? "−" : "/", s.additive ? ", additive" : "",
        is_tested ? residual_seasonality(call, row, adjusted) : "");
    return true;
}

static bool step_seasonal_factors(Call *call) {
    Seasons s;
    if (!read_seasons(call, &s)) return false;
    const Row *row = &s.row;
    call->result->unit = s.additive ? row->result->unit : (Unit){"ratio", 0};
    call->result->formula =
        arena_print(call->arena,
                    "mean of %s %s its centred moving average, brought to a mean of %d",
                    row->result->id, s.additive ? "−" : "/", !s.additive);
    call_reserve(call, row->per_year);
    for (int i = 0; i < row->per_year; i++)
        call_add(call, arena_print(call->arena, "%d", i + 1), 0,
                 guard_number(s.guard, s.factors[i]), row->figures, i ? 0 : row->count);
    share_inputs(call->result);
    return true;
}

static bool step_seasonality_test(Call *call) {
    Row row;
    if (!row_read(call, &row)) return false;
    if (row.count && row.per_year < 2)
        return call_fail(call, "'%s' has no seasons: it is not quarterly or monthly",
                         row.result->id);
    Guard guard = row_demand(&row, LEAST_YEARS * row.per_year + 1, false);
    bool logs = row.is_positive;
    FTest test = {NAN, NAN};
    if (guard.state == VALUE_NUMBER) test = test_seasons(call, &row, row.y, logs);
    call->result->formula = arena_print(
        call->arena, "F test of seasonality in the changes of %s%s, one-way by season",
        logs ? "ln " : "", row.result->id);
    say_test(call, &row, guard, test);
    return true;
}

/* ---- volatility ---- */

enum { LEAST_CHANGES = 8 };

static double deviation(const double *y, int count) {
    double mean = 0, squares = 0;
    for (int i = 0; i < count; i++)
        mean += y[i] / count;
    for (int i = 0; i < count; i++)
        squares += (y[i] - mean) * (y[i] - mean);
    return sqrt(squares / (count - 1));
}

static bool step_volatility(Call *call) {
    Row row;
    if (!row_read(call, &row) || !row_needs_year(call, &row)) return false;
    Guard guard = row_demand(&row, LEAST_CHANGES + 1, true);
    double *changes = arena_array(call->arena, row.count, sizeof *changes);
    int count = 0;
    if (guard.state == VALUE_NUMBER) row_take_logs(&row);
    for (int i = 1; i < row.count; i++)
        if (row.x[i] - row.x[i - 1] == 1) changes[count++] = row.y[i] - row.y[i - 1];
    if (count < LEAST_CHANGES && guard.state == VALUE_NUMBER)
        guard.state = VALUE_NOT_AVAILABLE;
    double number = guard.state == VALUE_NUMBER
                        ? 100 * deviation(changes, count) * sqrt(row.per_year)
                        : 0;
    call->result->unit = (Unit){"percent", 0};
    call->result->formula =
        arena_print(call->arena,
                    "100 × standard deviation of the changes of ln %s, %d changes × "
                    "√%d for a year",
                    row.result->id, count, row.per_year);
    call_reserve(call, 1);
    row_say(call, &row, "sd", guard_number(guard, number));
    return true;
}

static bool step_variation(Call *call) {
    Row row;
    if (!row_read(call, &row)) return false;
    Guard guard = row_demand(&row, LEAST_CHANGES, false);
    double mean = 0, number = 0;
    for (int i = 0; i < row.count; i++)
        mean += row.y[i] / row.count;
    if (guard.state == VALUE_NUMBER && mean <= 0) guard.state = VALUE_NOT_DEFINED;
    if (guard.state == VALUE_NUMBER) number = 100 * deviation(row.y, row.count) / mean;
    call->result->unit = (Unit){"percent", 0};
    call->result->formula =
        arena_print(call->arena, "100 × standard deviation / mean of %s, %d periods",
                    row.result->id, row.count);
    call_reserve(call, 1);
    row_say(call, &row, "cv", guard_number(guard, number));
    return true;
}

const StepRule TREND_STEPS[] = {
    {"trend-growth",
     step_trend_growth,
     false,
     {OPERAND("of"), OPTIONAL("from", ARGUMENT_PERIOD),
      OPTIONAL("to", ARGUMENT_PERIOD)}},
    {"trend-fit",
     step_trend_fit,
     false,
     {OPERAND("of"), OPTIONAL("from", ARGUMENT_PERIOD),
      OPTIONAL("to", ARGUMENT_PERIOD)}},
    {"break-test",
     step_break_test,
     false,
     {OPERAND("of"), REQUIRED("at", ARGUMENT_PERIOD), OPTIONAL("log", ARGUMENT_TEXT),
      OPTIONAL("from", ARGUMENT_PERIOD), OPTIONAL("to", ARGUMENT_PERIOD)}},
    {"seasonally-adjusted",
     step_seasonally_adjusted,
     false,
     {OPERAND("of"), OPTIONAL("method", ARGUMENT_TEXT),
      OPTIONAL("from", ARGUMENT_PERIOD), OPTIONAL("to", ARGUMENT_PERIOD)}},
    {"seasonal-factors",
     step_seasonal_factors,
     false,
     {OPERAND("of"), OPTIONAL("method", ARGUMENT_TEXT),
      OPTIONAL("from", ARGUMENT_PERIOD), OPTIONAL("to", ARGUMENT_PERIOD)}},
    {"seasonality-test",
     step_seasonality_test,
     false,
     {OPERAND("of"), OPTIONAL("from", ARGUMENT_PERIOD),
      OPTIONAL("to", ARGUMENT_PERIOD)}},
    {"volatility",
     step_volatility,
     false,
     {OPERAND("of"), OPTIONAL("from", ARGUMENT_PERIOD),
      OPTIONAL("to", ARGUMENT_PERIOD)}},
    {"variation",
     step_variation,
     false,
     {OPERAND("of"), OPTIONAL("from", ARGUMENT_PERIOD),
      OPTIONAL("to", ARGUMENT_PERIOD)}},
    {.name = NULL}};
