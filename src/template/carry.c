/* Sums that are carried from page to page.  They are of the figures as they are, not as
 * they are rounded; a missing one leaves the sum open from there on, and is never
 * counted as nothing. */
#include "template/composer.h"

#include <string.h>

typedef struct {
    bool has_unit; /* something was added */
    double sum;
    ValueState state;
    Unit unit; /* of the first figure, and how it was printed */
    NumberFormat format;
} Sum;

struct Carry {
    const Table *table;
    Sum *sums;  /* by column */
    int count;  /* columns that carry */
    int *busy;  /* by column: for how many rows a cell from above reaches into it */
    int column; /* of the row under way: behind its last cell */
    bool begun;
};

Carry *carry_begin(Composer *composer, const Table *table) {
    int count = 0;
    for (int i = 0; i < table->column_count; i++)
        count += table->columns[i].carry;
    if (!count) return NULL;
    Carry *carry = arena_alloc(composer->arena, sizeof *carry);
    carry->table = table;
    carry->count = count;
    carry->sums =
        arena_array(composer->arena, table->column_count, sizeof *carry->sums);
    carry->busy =
        arena_array(composer->arena, table->column_count, sizeof *carry->busy);
    return carry;
}

/* The column of the next cell of the row under way. */
static int seat(Carry *carry, const Cell *cell) {
    int columns = carry->table->column_count, column = carry->column;
    while (column < columns && carry->busy[column] > 0)
        column++;
    carry->column = column + cell_columns(cell);
    for (int i = column; i < carry->column && i < columns; i++)
        carry->busy[i] = cell_rows(cell);
    return column;
}

void carry_end_row(Carry *carry) {
    for (int i = 0; i < carry->table->column_count; i++)
        if (carry->busy[i] > 0) carry->busy[i]--;
    carry->column = 0;
}

bool carry_add(Composer *composer, Carry *carry, const Cell *cell, RowKind kind,
               Origin origin) {
    int column = seat(carry, cell);
    if (kind != ROW_BODY) return true;
    if (column >= carry->table->column_count || !carry->table->columns[column].carry)
        return true;
    Sum *sum = &carry->sums[column];
    bool is_empty = !cell->text && !cell->extra;
    if (is_empty) return true;
    carry->begun = true;
    if (!composer->printed.is_set || composer->printed.value.state != VALUE_NUMBER) {
        ValueState state = composer->printed.is_set ? composer->printed.value.state
                                                    : VALUE_NOT_AVAILABLE;
        if (state > sum->state) sum->state = state;
        return true;
    }
    const Unit unit = composer->printed.unit;
    if (!sum->has_unit) {
        sum->unit = unit;
        sum->format = composer->printed.format;
        sum->has_unit = true;
    }
    sum->sum += composer->printed.value.number;
    if (strcmp(sum->unit.unit, unit.unit) == 0 &&
        sum->unit.multiplier == unit.multiplier)
        return true;
    diag_report(composer->diags, FAULT_DATA, origin,
                "column %d carries figures of '%s' and of '%s': they have no sum",
                column + 1, sum->unit.unit, unit.unit);
    return false;
}

const char *const *carry_print(Composer *composer, const Carry *carry) {
    if (!carry->begun) return NULL;
    const char **texts = arena_array(composer->arena, carry->count, sizeof *texts);
    for (int c = 0, k = 0; c < carry->table->column_count; c++) {
        if (!carry->table->columns[c].carry) continue;
        const Sum *sum = &carry->sums[c];
        Text out = {.arena = composer->scratch};
        if (sum->state != VALUE_NUMBER)
            locale_no_number(composer->locale, sum->state, &out);
        else if (sum->has_unit)
            locale_number(composer->locale, sum->sum, sum->unit, sum->format, &out);
        texts[k++] = arena_string(composer->arena, text_string(&out));
    }
    return texts;
}
