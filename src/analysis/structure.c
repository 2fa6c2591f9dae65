/* Each indicator is its formula behind the guard of its inputs. */
#include "analysis/structure.h"

#include <math.h>

#include "analysis/indicators.h"

/* The guard of parts and the total that shares are taken of, which `*sum` becomes.  Not
 * defined unless it is above zero and no part is below. */
static Guard guard_parts(const Value *parts, int count, const Value *total,
                         double *sum) {
    Guard guard = guard_values(GUARD_OPEN, parts, count);
    *sum = numbers_sum(parts, count);
    if (total) {
        guard = guard_values(guard, total, 1);
        *sum = total->number;
    }
    bool is_sound = *sum > 0 && !numbers_have_negative(parts, count);
    if (guard.state == VALUE_NUMBER && !is_sound) guard.state = VALUE_NOT_DEFINED;
    return guard;
}

/* ---- concentration ---- */

/* (H - 1/n) / (1 - 1/n); NAN for one part. */
static double normalise(double index, int count) {
    return count > 1 ? (index - 1.0 / count) / (1 - 1.0 / count) : NAN;
}

static double sum_of_squares(const Value *parts, int count, double sum) {
    double squares = 0;
    for (int i = 0; i < count; i++)
        if (parts[i].state == VALUE_NUMBER)
            squares += parts[i].number / sum * (parts[i].number / sum);
    return squares;
}

Value herfindahl(const Value *parts, int count, const Value *total, bool normalised) {
    double sum;
    Guard guard = guard_parts(parts, count, total, &sum);
    if (guard.state != VALUE_NUMBER) return value_missing(guard.state);
    double index = sum_of_squares(parts, count, sum);
    return guard_number(guard, normalised ? normalise(index, count) : index);
}

Bounds herfindahl_bounds(const Value *parts, int count, Value total, bool normalised) {
    Guard guard = guard_values(GUARD_OPEN, &total, 1);
    int hidden = 0;
    for (int i = 0; i < count; i++) {
        if (parts[i].state == VALUE_SUPPRESSED)
            hidden++;
        else
            guard = guard_values(guard, &parts[i], 1);
    }
    /* Cells are rounded, so parts may pass the total by a trifle. */
    double rest = total.number - numbers_sum(parts, count);
    if (rest < 0 && rest > -1e-6 * total.number) rest = 0;
    bool is_sound =
        total.number > 0 && rest >= 0 && !numbers_have_negative(parts, count);
    if (guard.state == VALUE_NUMBER && !is_sound) guard.state = VALUE_NOT_DEFINED;
    if (guard.state != VALUE_NUMBER)
        return (Bounds){value_missing(guard.state), value_missing(guard.state)};
    double seen = sum_of_squares(parts, count, total.number);
    double share = rest / total.number;
    double low = seen + (hidden ? share * share / hidden : 0);
    double high = seen + share * share;
    if (normalised) {
        low = fmax(normalise(low, count), 0);
        high = fmax(normalise(high, count), 0);
        if (count < 2) low = high = NAN;
    }
    return (Bounds){guard_number(guard, low), guard_number(guard, high)};
}

Value effective_number(const Value *parts, int count, const Value *total) {
    return ratio_of(value_of(1, 'A'), herfindahl(parts, count, total, false));
}

Value theil(const Value *parts, int count) {
    double sum, index = 0;
    Guard guard = guard_parts(parts, count, NULL, &sum);
    if (guard.state != VALUE_NUMBER) return value_missing(guard.state);
    for (int i = 0; i < count; i++) {
        double ratio = parts[i].number / (sum / count);
        if (ratio > 0) index += ratio * log(ratio) / count;
    }
    return guard_number(guard, fmax(index, 0));
}

static void sort_parts(const Value *parts, int count, double *sorted) {
    for (int i = 0; i < count; i++)
        sorted[i] = parts[i].number;
    numbers_sort(sorted, count);
}

Value gini(const Value *parts, int count, double *sorted) {
    double sum, index = 0;
    Guard guard = guard_parts(parts, count, NULL, &sum);
    if (guard.state != VALUE_NUMBER) return value_missing(guard.state);
    sort_parts(parts, count, sorted);
    for (int i = 0; i < count; i++)
        index += (2.0 * (i + 1) - count - 1) * sorted[i];
    return guard_number(guard, fmax(index / (count * sum), 0));
}

Value concentration_ratio(const Value *parts, int count, int largest,
                          const Value *total, double *sorted) {
    double sum, part = 0;
    Guard guard = guard_parts(parts, count, total, &sum);
    if (guard.state != VALUE_NUMBER) return value_missing(guard.state);
    sort_parts(parts, count, sorted);
    for (int i = count - 1; i >= 0 && i >= count - largest; i--)
        part += sorted[i];
    return guard_number(guard, 100 * part / sum);
}

/* ---- specialisation ---- */

Value relative_share(Value part, Value whole, Value world_part, Value world,
                     const Value *own) {
    if (own) world = trade_balance(world, *own);
    if (world.state == VALUE_NUMBER && world.number <= 0)
        world = value_missing(VALUE_NOT_DEFINED);
    return ratio_of(ratio_of(part, whole), ratio_of(world_part, world));
}

Value symmetric_advantage(Value advantage) {
    return normalised_balance(advantage, value_of(1, 'A'));
}

/* ---- two-way trade ---- */

Value grubel_lloyd(Value exports, Value imports) {
    const Value sides[] = {exports, imports};
    return grubel_lloyd_mean(sides, sides + 1, 1, false);
}

Value grubel_lloyd_mean(const Value *exports, const Value *imports, int count,
                        bool aquino) {
    Guard guard =
        guard_values(guard_values(GUARD_OPEN, exports, count), imports, count);
    if (guard.state != VALUE_NUMBER) return value_missing(guard.state);
    double x = numbers_sum(exports, count), m = numbers_sum(imports, count);
    bool is_sound = !numbers_have_negative(exports, count) &&
                    !numbers_have_negative(imports, count);
    if (!is_sound || x + m == 0 || (aquino && (x == 0 || m == 0)))
        return value_missing(VALUE_NOT_DEFINED);
    double scale_x = aquino ? (x + m) / (2 * x) : 1;
    double scale_m = aquino ? (x + m) / (2 * m) : 1;
    double gap = 0;
    for (int i = 0; i < count; i++)
        gap += fabs(exports[i].number * scale_x - imports[i].number * scale_m);
    return guard_number(guard, fmax(1 - gap / (x + m), 0));
}

/* ---- two structures ---- */

/* The guard of both rows, and their sums. */
static Guard guard_two(const Value *a, const Value *b, int count, double *sum_a,
                       double *sum_b) {
    Guard left = guard_parts(a, count, NULL, sum_a);
    Guard right = guard_parts(b, count, NULL, sum_b);
    if (right.state > left.state) left.state = right.state;
    left.status = status_worse(left.status, right.status);
    return left;
}

Value similarity(const Value *a, const Value *b, int count) {
    double sum_a, sum_b, index = 0;
    Guard guard = guard_two(a, b, count, &sum_a, &sum_b);
    if (guard.state != VALUE_NUMBER) return value_missing(guard.state);
    for (int i = 0; i < count; i++)
        index += fmin(a[i].number / sum_a, b[i].number / sum_b);
    return guard_number(guard, fmin(index, 1));
}

Value complementarity(const Value *exports, const Value *imports, int count) {
    double sum_x, sum_m, gap = 0;
    Guard guard = guard_two(exports, imports, count, &sum_x, &sum_m);
    if (guard.state != VALUE_NUMBER) return value_missing(guard.state);
    for (int i = 0; i < count; i++)
        gap += fabs(exports[i].number / sum_x - imports[i].number / sum_m);
    return guard_number(guard, fmax(100 * (1 - gap / 2), 0));
}

/* ---- trade and the economy ---- */

Value openness(Value exports, Value imports, Value output, bool half) {
    const Value sides[] = {exports, imports};
    Value trade = sum_of(sides, 2);
    if (half) trade.number /= 2;
    return share_of(trade, output);
}

/* Output plus imports minus exports; not defined unless above 0. */
static Value apparent_consumption(Value imports, Value output, Value exports) {
    const Value sides[] = {output, imports};
    Value use = trade_balance(sum_of(sides, 2), exports);
    if (use.state == VALUE_NUMBER && use.number <= 0)
        return value_missing(VALUE_NOT_DEFINED);
    return use;
}

Value import_penetration(Value imports, Value output, Value exports) {
    return share_of(imports, apparent_consumption(imports, output, exports));
}

Value self_sufficiency(Value imports, Value output, Value exports) {
    return share_of(output, apparent_consumption(imports, output, exports));
}

Value mirror_gap(Value exports, Value imports, double factor) {
    imports.number /= factor;
    return share_of(trade_balance(imports, exports), exports);
}
