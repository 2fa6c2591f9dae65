/* What the figures of a table are beside their numbers: a mark behind those that are
 * provisional, estimated and the like, and below the table what its marks and its
 * missing values mean, those that it has and no others. */
#include "template/composer.h"

#include <ctype.h>
#include <string.h>

struct Symbols {
    bool statuses[sizeof MARKED_STATUSES]; /* by their place among these */
    bool states[VALUE_SUPPRESSED + 1];
};

Symbols *symbols_begin(Composer *composer) {
    return arena_alloc(composer->arena, sizeof(Symbols));
}

void symbols_mark(Composer *composer, Inline *text, Origin origin) {
    if (!composer->symbols || !composer->printed.is_set) return;
    const Value value = composer->printed.value;
    composer->symbols->states[value.state] = true;
    const char *found = value.status ? strchr(MARKED_STATUSES, value.status) : NULL;
    if (value.state != VALUE_NUMBER || !found) return;
    composer->symbols->statuses[found - MARKED_STATUSES] = true;
    const char mark[] = {(char) tolower((unsigned char) value.status), '\0'};
    Inline raised = *text;
    raised.look.features |= FEATURE_SUPERSCRIPT;
    inline_add(composer, &raised, mark, NULL, origin);
}

/* Adds "mark meaning"; the mark raised when it is a letter behind figures. */
static void explain(Composer *composer, Inline *notes, const char *mark, bool raised,
                    const char *meaning, Origin origin) {
    Inline symbol = *notes;
    if (notes->runs->first) inline_add(composer, notes, " ", NULL, origin);
    if (raised) symbol.look.features |= FEATURE_SUPERSCRIPT;
    inline_add(composer, &symbol, mark, NULL, origin);
    /* A no-break space keeps the two together. */
    const char *text = arena_print(composer->arena, "\xC2\xA0%s.", meaning);
    inline_add(composer, notes, text, NULL, origin);
}

void symbols_explain(Composer *composer, Table *table, Origin origin) {
    const Symbols *symbols = composer->symbols;
    const Locale *locale = composer->locale;
    Space space_waits = SPACE_NONE;
    Inline notes = {.runs = &table->notes, .space_waits = &space_waits};
    for (int i = 0; MARKED_STATUSES[i]; i++) {
        const char status = MARKED_STATUSES[i];
        const char mark[] = {(char) tolower((unsigned char) status), '\0'};
        if (symbols->statuses[i])
            explain(composer, &notes, arena_string(composer->arena, mark), true,
                    locale_status(locale, status), origin);
    }
    for (int state = VALUE_NOT_DEFINED; state <= VALUE_SUPPRESSED; state++) {
        Text sign = {.arena = composer->arena};
        if (!symbols->states[state]) continue;
        locale_no_number(locale, (ValueState) state, &sign);
        const Word word = (Word) (WORD_NOT_DEFINED + state - VALUE_NOT_DEFINED);
        const char *meaning = locale_word(locale, word);
        /* Some languages have no sign but the words. */
        if (strcmp(text_string(&sign), meaning) != 0)
            explain(composer, &notes, text_string(&sign), false, meaning, origin);
    }
}
