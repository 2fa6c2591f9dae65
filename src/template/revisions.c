/* What has changed since the last edition, as a table: a group for each result, a row
 * for each change with what it was, what it is, by how much and why.  Every figure is
 * bound: the past one leads to the line of the last edition's findings. */
#include <string.h>

#include "base/decimal.h"
#include "template/locales.h"
#include "template/writing.h"

#define DASH     "\xE2\x80\x93"
#define ELLIPSIS NBSP "\xE2\x80\xA6 "

/* So many figures that came or went side by side share a row. */
enum { FEWEST_IN_ROW = 4, MOST_MARKS = 3 };

enum { COLUMN_WHAT, COLUMN_LAST, COLUMN_NOW, COLUMN_CHANGE, COLUMN_WHY, COLUMNS };

static const char *word(const Writer *writer, Word which) {
    return locale_word(writer->composer->locale, which);
}

/* ---- figures ---- */

static bool is_share(const Result *result) {
    const char *unit = result->unit.unit;
    return strcmp(unit, "percent") == 0 || strcmp(unit, "points") == 0 ||
           strcmp(unit, "ratio") == 0;
}

/* "-USD 68.3 bn (provisional)", "n.a." */
static const char *value_text(const Composer *composer, const Figure *figure) {
    Text text = {.arena = composer->arena};
    NumberFormat format = figure_format(figure);
    format.with_unit = format.short_unit = true;
    locale_value(composer->locale, figure->value, figure->result->unit, format, &text);
    const char *status = locale_status(composer->locale, figure->value.status);
    if (status && figure->value.state == VALUE_NUMBER)
        text_add(&text, bracketed(composer, status));
    return text_string(&text);
}

static void say_figure(const Writer *writer, Writing *writing, const Figure *figure,
                       const char *text) {
    writing_say(writer, writing, text, figure_id(figure, writer->composer->arena));
}

/* With its unit: some languages count in other scales with it than without. */
static const char *signed_text(const Composer *composer, const Figure *figure) {
    Text text = {.arena = composer->arena};
    NumberFormat format = figure_format(figure);
    format.with_sign = format.with_unit = format.short_unit = true;
    locale_number(composer->locale, figure->value.number, figure->result->unit, format,
                  &text);
    return text_string(&text);
}

/* ---- cells ---- */

/* A figure, or the first and the last of several; NULL for none. */
typedef struct {
    const Figure *first, *last;
} Ends;

/* The figure; one with a class by that, and by its number only when that is a share. */
static void say_side(const Writer *writer, Writing *writing, const Figure *figure,
                     const char *class_name) {
    Composer *composer = writer->composer;
    if (!class_name) class_name = figure->class_name;
    const bool is_behind =
        class_name && is_share(figure->result) && figure->value.state == VALUE_NUMBER;
    if (class_name) writing_say(writer, writing, code_word(composer, class_name), NULL);
    if (is_behind) writing_say(writer, writing, " (", NULL);
    if (is_behind || !class_name)
        say_figure(writer, writing, figure, value_text(composer, figure));
    if (is_behind) writing_say(writer, writing, ")", NULL);
}

/* A verdict is bold; `class_name` is that of the whole, NULL for the figure's own. */
static void add_side(const Writer *writer, Row *row, Ends ends, const char *class_name,
                     bool is_verdict) {
    Writing writing;
    writing_begin(&writing);
    writing.text.look.bold = is_verdict;
    if (ends.first)
        say_side(writer, &writing, ends.first, class_name);
    else
        writing_say(writer, &writing,
                    class_name ? code_word(writer->composer, class_name) : DASH, NULL);
    if (ends.last != ends.first) {
        writing_say(writer, &writing, ELLIPSIS, NULL);
        say_side(writer, &writing, ends.last, class_name);
    }
    writer_add(writer, row, &writing);
}

/* "+USD 1,139.0 m (+1.6%)"; of shares the points alone. */
static void add_difference(const Writer *writer, Row *row, const Change *change) {
    const Composer *composer = writer->composer;
    Writing writing;
    writing_begin(&writing);
    if (change->revised)
        say_figure(writer, &writing, change->revised,
                   signed_text(composer, change->revised));
    if (change->revised && !is_share(change->of) &&
        change->figure->value.state == VALUE_NUMBER) {
        writing_say(writer, &writing, " (", NULL);
        say_figure(writer, &writing, change->figure,
                   signed_text(composer, change->figure));
        writing_say(writer, &writing, ")", NULL);
    }
    writer_add(writer, row, &writing);
}

static const char *version_text(const Composer *composer, const Source *source) {
    Text text = {.arena = composer->arena};
    locale_date(composer->locale, source->vintage.year ? source->vintage : source->date,
                DATE_SHORT, &text);
    return text_string(&text);
}

static void add_marks(const Writer *writer, Writing *writing,
                      const Source *const *sources, int count) {
    SourceNumbers numbers = {0};
    for (int i = 0; i < count; i++)
        if (sources[i]) source_numbers_add(writer->composer, &numbers, sources[i]->id);
    add_source_marks(writer->composer, &writing->text, &numbers, writer->origin);
}

/* Whether the row above gives the same reason, with its dates. */
static bool is_said(const Changes *changes, const Change *change) {
    const Change *above = change - 1;
    return change > changes->items && above->of == change->of &&
           above->why == change->why && above->source_last == change->source_last &&
           above->source_now == change->source_now;
}

static const char *reason_text(const Writer *writer, const Change *change,
                               bool is_short) {
    static const Word words[] = {[REASON_VINTAGE] = WORD_NEW_VINTAGE,
                                 [REASON_SOURCE] = WORD_OTHER_SOURCE,
                                 [REASON_INPUTS] = WORD_OTHER_INPUTS,
                                 [REASON_METHOD] = WORD_OTHER_METHOD,
                                 [REASON_UNANNOUNCED] = WORD_UNANNOUNCED};
    const Composer *composer = writer->composer;
    if (change->kind == CHANGE_NEW) return word(writer, WORD_NEW);
    if (change->kind == CHANGE_WITHDRAWN) return word(writer, WORD_WITHDRAWN);
    if (change->kind == CHANGE_RESULT) return word(writer, WORD_NEW_RESULT);
    if (change->why == REASON_NONE) return "";
    const char *why = word(writer, words[change->why]);
    if (change->why != REASON_VINTAGE || is_short) return why;
    return arena_print(composer->arena, "%s%s%s %s %s", why,
                       composer->locale->list_comma,
                       version_text(composer, change->source_last),
                       composer->locale->leftwards ? "←" : "→",
                       version_text(composer, change->source_now));
}

/* "new vintage, 7 Feb 2026 → 17 Jun 2026 [4, 5]", "new [2]" */
static void add_reason(const Writer *writer, Row *row, const Change *change,
                       bool is_short) {
    Writing writing;
    writing_begin(&writing);
    writing_say(writer, &writing, reason_text(writer, change, is_short), NULL);
    const Source *const sources[] = {change->source_last, change->source_now};
    const Figure *now = change->now;
    if (sources[0] || sources[1])
        add_marks(writer, &writing, sources, 2);
    else if (now && now->source_count <= MOST_MARKS)
        add_marks(writer, &writing, now->sources, now->source_count);
    writer_add(writer, row, &writing);
}

/* ---- rows ---- */

static void add_group(const Writer *writer, const char *name) {
    Row *row = writer_row(writer, ROW_GROUP);
    writer_cell(writer, row, name)->column_span = COLUMNS;
}

/* "2024", "Jan 2025–Dec 2025 (12)" */
static const char *names_of(Composer *composer, Ends ends, int count) {
    if (!ends.first) return DASH;
    const char *first = figure_name(composer, ends.first);
    if (count == 1) return first;
    return arena_print(
        composer->arena, "%s" DASH "%s%s", first, figure_name(composer, ends.last),
        bracketed(composer, arena_print(composer->scratch, "%d", count)));
}

/* A row for `count` changes of one kind. */
static void add_change(const Writer *writer, const Change *change, int count,
                       bool is_short) {
    const Change *end = change + count - 1;
    const Ends last = {change->last, end->last};
    Ends now = {change->now, end->now};
    if (change->kind == CHANGE_RESULT && change->of->figure_count) {
        count = change->of->figure_count;
        now = (Ends){&change->of->figures[0], &change->of->figures[count - 1]};
    }
    const bool is_verdict = change->kind == CHANGE_VERDICT;
    Row *row = writer_row(writer, ROW_BODY);
    writer_cell(writer, row, names_of(writer->composer, now.first ? now : last, count));
    add_side(writer, row, last, change->class_last, is_verdict);
    add_side(writer, row, now, change->class_now, is_verdict);
    add_difference(writer, row, change);
    add_reason(writer, row, end, is_short);
}

/* How many changes from this one on can share its row. */
static int run_length(const Change *change, const Change *end) {
    const Change *next = change + 1;
    if (change->kind != CHANGE_NEW && change->kind != CHANGE_WITHDRAWN &&
        change->kind != CHANGE_STATUS)
        return 1;
    while (next < end && next->of == change->of && next->kind == change->kind)
        next++;
    return next - change >= FEWEST_IN_ROW ? (int) (next - change) : 1;
}

/* ---- statements ---- */

static bool is_lang(const char *tag, const char *lang) {
    size_t length = strcspn(lang, "-");
    return strncmp(tag, lang, length) == 0 && (!tag[length] || tag[length] == '-');
}

/* "Akio Toyoda, Toyota", in the language of the brief as far as the dataset has it. */
static const char *who_said(const Composer *composer, const Change *change) {
    const Translation *t = change->statement ? change->statement->translations : NULL;
    while (t && !is_lang(t->lang, composer->brief->lang))
        t = t->next;
    const char *speaker = t && t->speaker ? t->speaker : change->speaker;
    const char *organisation =
        t && t->organisation ? t->organisation : change->organisation;
    if (!speaker || !organisation || strcmp(speaker, organisation) == 0)
        return speaker ? speaker : organisation;
    return arena_print(composer->arena, "%s%s%s", speaker, composer->locale->list_comma,
                       organisation);
}

static void say_words(const Writer *writer, Writing *writing,
                      const Statement *statement) {
    const Typography *typed = locale_typography(writer->composer->locale);
    const char *open = typed ? typed->open : "“", *close = typed ? typed->close : "”";
    if (statement->lang && !is_lang(statement->lang, writer->composer->brief->lang))
        writing->text.look.lang = statement->lang;
    for (int i = 0; i < statement->word_count; i++)
        writing_say(writer, writing,
                    arena_print(writer->composer->arena, "%s%s%s%s", i ? " … " : "",
                                open, statement->words[i], close),
                    NULL);
    writing->text.look.lang = NULL;
}

/* The date, who it was, and the words; of one that is withdrawn without them. */
static void add_statement(const Writer *writer, const Change *change) {
    Composer *composer = writer->composer;
    Row *row = writer_row(writer, ROW_BODY);
    Text date = {.arena = composer->arena};
    Date said = {0};
    Writing writing;
    const char *who = who_said(composer, change);
    if (change->said && date_parse(change->said, &said))
        locale_date(composer->locale, said, DATE_SHORT, &date);
    writer_cell(writer, row, text_string(&date));
    writing_begin(&writing);
    if (who) writing_say(writer, &writing, who, NULL);
    if (who && change->statement)
        writing_say(writer, &writing,
                    locale_is_unspaced(composer->locale) ? "：" : ": ", NULL);
    if (change->statement) {
        say_words(writer, &writing, change->statement);
        add_marks(writer, &writing, &change->statement->source, 1);
    }
    writer_add(writer, row, &writing)->column_span = COLUMNS - 1;
}

/* ---- the table ---- */

static void add_head(const Writer *writer) {
    static const struct {
        Word word;
        Mpt parts;
        Align align;
    } columns[COLUMNS] = {{0, 22, ALIGN_LEFT},
                          {WORD_LAST_EDITION, 25, ALIGN_RIGHT},
                          {WORD_THIS_EDITION, 25, ALIGN_RIGHT},
                          {WORD_CHANGE, 31, ALIGN_RIGHT},
                          {WORD_WHY, 35, ALIGN_LEFT}};
    Table *table = writer->table;
    Row *head = writer_row(writer, ROW_HEAD);
    table->column_count = COLUMNS;
    table->columns =
        arena_array(writer->composer->arena, COLUMNS, sizeof *table->columns);
    for (int i = 0; i < COLUMNS; i++) {
        table->columns[i] = (Column){.kind = COLUMN_FRACTION,
                                     .width = columns[i].parts,
                                     .align = columns[i].align,
                                     .heads = i == COLUMN_WHAT};
        writer_cell(writer, head,
                    i == COLUMN_WHAT ? NULL : word(writer, columns[i].word));
    }
}

static void add_changes(const Writer *writer, const Changes *changes) {
    const Change *end = changes->items + changes->count;
    for (const Change *change = changes->items; change < end;) {
        const bool is_first = change == changes->items;
        if (change->of && (is_first || change[-1].of != change->of))
            add_group(writer, result_name(writer->composer, change->of));
        const int nth = (int) change->kind - (int) CHANGE_STATEMENT;
        if (!change->of && (is_first || change[-1].kind != change->kind))
            add_group(writer, word(writer, (Word) (WORD_NEW_STATEMENTS + nth)));
        const int count = run_length(change, end);
        if (change->of)
            add_change(writer, change, count, is_said(changes, change));
        else
            add_statement(writer, change);
        change += count;
    }
}

/* ---- sentences ---- */

static void add_phrase(const Composer *composer, Word which, const char *slot,
                       Text *text) {
    if (text->length && !locale_is_unspaced(composer->locale)) text_add_char(text, ' ');
    locale_phrase(composer->locale, which, &slot, text);
}

/* "12 (< 0.1%)" */
static const char *smaller_text(const Composer *composer, const Changes *changes) {
    Text text = {.arena = composer->arena};
    const double noise[] = {changes->relative_noise, changes->absolute_noise};
    int said = 0;
    locale_number(composer->locale, changes->smaller, (Unit){"ratio", 0},
                  (NumberFormat){0}, &text);
    for (int i = 0; i < 2; i++) {
        char plain[DECIMAL_TEXT];
        if (noise[i] <= 0) continue;
        const char *point = strchr(decimal_plain(noise[i], plain), '.');
        text_add(&text, said++ ? composer->locale->list_comma : " (<" NBSP);
        locale_number(composer->locale, noise[i],
                      (Unit){i == 0 ? "percent" : "ratio", 0},
                      (NumberFormat){.places = point ? (int) strlen(point + 1) : 0,
                                     .with_unit = i == 0},
                      &text);
    }
    if (said) text_add_char(&text, ')');
    return text_string(&text);
}

/* What the changes are compared with, and how many are not listed. */
static const char *sentences(const Composer *composer, const Changes *changes) {
    Text date = {.arena = composer->arena}, text = {.arena = composer->arena};
    Date since = {0};
    if (!changes->since) return locale_word(composer->locale, WORD_FIRST_EDITION);
    date_parse(changes->since, &since);
    locale_date(composer->locale, since, DATE_LONG, &date);
    add_phrase(composer,
               changes->count || changes->smaller ? WORD_COMPARED : WORD_UNCHANGED,
               text_string(&date), &text);
    if (changes->smaller)
        add_phrase(composer, WORD_SMALLER, smaller_text(composer, changes), &text);
    return text_string(&text);
}

static bool compose_table_of(Composer *composer, const XmlNode *node, Target *target,
                             const Changes *changes) {
    Table *table;
    Block *block = new_table(composer, node, target, "table-body", &table);
    const Writer writer = {composer, table, COLUMNS, node->origin};
    if (!compose_runs(composer, node, &table->caption)) return false;
    add_head(&writer);
    add_changes(&writer, changes);
    runs_add(composer->arena, &table->notes, RUN_TEXT, node->origin)->text =
        sentences(composer, changes);
    Misfit misfit;
    table_arrange(table, composer->scratch, &misfit);
    number_caption(composer, block, &table->caption);
    return true;
}

bool compose_revisions(Composer *composer, const XmlNode *node, Target *target) {
    const char *id = xml_attribute(node, "of");
    const Result *result = map_get(composer->findings->result_by_id, id);
    if (!result || !result->changes) {
        diag_report(composer->diags, FAULT_DATA, node->origin,
                    "'of' on <revisions> is the id of a step <since-last-edition>: "
                    "'%s' is %s",
                    id, result ? "another step's" : "that of no step");
        return false;
    }
    if (result->changes->count)
        return compose_table_of(composer, node, target, result->changes);
    Block *paragraph = block_new(
        composer->arena, BLOCK_PARAGRAPH, target->block,
        template_style(composer->template, "p", node->origin, composer->diags),
        node->origin);
    place_block(node, paragraph);
    runs_add(composer->arena, &paragraph->runs, RUN_TEXT, node->origin)->text =
        sentences(composer, result->changes);
    return true;
}
