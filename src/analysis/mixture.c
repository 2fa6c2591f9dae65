/* FOB against CIF, customs basis against balance of payments, adjusted against raw,
 * last year's vintage against this year's: each may be right, but the analyst must say
 * so. */
#include "analysis/mixture.h"

#include <string.h>

#include "base/words.h"

static const char *const TRAITS[TRAIT_COUNT + 2] = {"valuation", "basis", "adjustment",
                                                    "vintage", NULL};

static bool is_accepted(const Call *call, const char *trait) {
    const char *text = call_text(call, "accept");
    size_t length = strlen(trait);
    while (text && *text) {
        text += strspn(text, " ");
        size_t word = strcspn(text, " ");
        if (word == length && strncmp(text, trait, length) == 0) return true;
        text += word;
    }
    return false;
}

bool mixture_check_accept(Call *call) {
    const char *text = call_text(call, "accept");
    while (text && *text) {
        text += strspn(text, " ");
        size_t length = strcspn(text, " ");
        const char *word = arena_copy(call->arena, text, length);
        text += length;
        if (length && word_index(word, TRAITS) < 0)
            return call_fail(call,
                             "bad value of 'accept' on <%s>: '%s' is not valuation, "
                             "basis, adjustment or vintage%s",
                             call->step->name, word,
                             did_you_mean(call->arena, word, TRAITS));
    }
    return true;
}

static void warn(Call *call, const char *trait, const char *detail) {
    if (is_accepted(call, trait)) return;
    diag_report(call->diags, FAULT_WARNING, call->step->origin,
                "mixed %s: %s; if that is meant, say accept=\"%s\"", trait, detail,
                trait);
}

/* Warns when the two differ in the trait; false when they do. */
static bool is_like(Call *call, int trait, const Result *a, const Result *b) {
    const char *left = a->traits[trait], *right = b->traits[trait];
    if (!left || !right || strcmp(left, right) == 0) return true;
    warn(call, TRAITS[trait],
         arena_print(call->arena, "'%s' is %s, '%s' is %s", a->id, left, b->id, right));
    return false;
}

/* One trait over the inputs of all figures.  Figures that differ from each other, but
 * not within, stand side by side: the result has no trait, and nothing is warned of. */
static void settle_trait(Call *call, int trait) {
    Result *result = call->result;
    const Result *common = NULL;
    bool is_common = true;
    for (int i = 0; i < result->figure_count; i++) {
        const Figure *figure = &result->figures[i];
        const Result *first = NULL;
        for (int k = 0; k < figure->input_count; k++) {
            const Result *input = figure->inputs[k]->result;
            if (!input->traits[trait]) continue;
            if (!first) first = input;
            if (!is_like(call, trait, first, input)) return;
        }
        if (first && !common) common = first;
        if (first && strcmp(first->traits[trait], common->traits[trait]) != 0)
            is_common = false;
    }
    if (common && is_common) result->traits[trait] = common->traits[trait];
}

void mixture_join(Call *call, const Operand *operands, int count) {
    for (int trait = 0; trait < TRAIT_COUNT; trait++)
        for (int i = 1; i < count; i++)
            if (!is_like(call, trait, operands[0].result, operands[i].result)) break;
}

static bool is_same_table(const Source *a, const Source *b) {
    const char *left = a->table ? a->table : "", *right = b->table ? b->table : "";
    return strcmp(a->publisher, b->publisher) == 0 && strcmp(a->title, b->title) == 0 &&
           strcmp(left, right) == 0;
}

/* Two vintages of one table in the figure's sources; false when there are none. */
static bool vintages_differ(const Figure *figure, const Source **a, const Source **b) {
    for (int i = 0; i < figure->source_count; i++)
        for (int k = 0; k < i; k++) {
            *a = figure->sources[k];
            *b = figure->sources[i];
            if ((*a)->vintage.year && (*b)->vintage.year &&
                date_compare((*a)->vintage, (*b)->vintage) != 0 &&
                is_same_table(*a, *b))
                return true;
        }
    return false;
}

/* Only the step that mixes is told of: later ones that use its figures are not. */
static bool is_inherited(const Figure *figure) {
    const Source *a, *b;
    for (int i = 0; i < figure->input_count; i++)
        if (vintages_differ(figure->inputs[i], &a, &b)) return true;
    return false;
}

static void settle_vintages(Call *call) {
    const Result *result = call->result;
    char left[16], right[16];
    const Source *a, *b;
    for (int i = 0; i < result->figure_count; i++) {
        const Figure *figure = &result->figures[i];
        if (!vintages_differ(figure, &a, &b) || is_inherited(figure)) continue;
        warn(call, TRAITS[TRAIT_COUNT],
             arena_print(call->arena, "'%s' of %s is made of the vintages %s and %s",
                         result->id, figure->key, date_format(a->vintage, left),
                         date_format(b->vintage, right)));
        return;
    }
}

void mixture_settle(Call *call) {
    for (int trait = 0; trait < TRAIT_COUNT; trait++)
        settle_trait(call, trait);
    settle_vintages(call);
}
