/* Steps about statements: how far their speakers have climbed the ladder of commitment,
 * what a lexicon reads in their words, and where outlets contradict each other. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "analysis/conflicts.h"
#include "analysis/cross.h"
#include "analysis/steps.h"
#include "base/path.h"

/* ---- the ladder ---- */

/* A rung reached, by a statement or an announcement. */
typedef struct {
    const char *organisation;
    Date date;
    int commitment;
    const Source *source;
    int confidence;
    Origin origin;
} Rung;

static int by_organisation_and_date(const void *a, const void *b) {
    const Rung *left = a, *right = b;
    int order = strcmp(left->organisation, right->organisation);
    if (!order) order = date_compare(left->date, right->date);
    if (!order) order = left->commitment - right->commitment;
    if (!order) order = strcmp(left->origin.file, right->origin.file);
    return order ? order : left->origin.line - right->origin.line;
}

/* NULL after a diagnostic. */
static Rung *gather_rungs(Call *call, int *count) {
    const Dataset *dataset = call->dataset;
    int weakest = call_text(call, "at-least")
                      ? cross_word(call, "at-least", CONFIDENCE_WORDS)
                      : CONFIDENCE_ARTICLE;
    if (weakest < 0) return NULL;
    const char *about = call_text(call, "about");
    Rung *rungs = arena_array(
        call->arena, dataset->statement_count + dataset->event_count, sizeof *rungs);
    *count = 0;
    for (int i = 0; i < dataset->statement_count; i++) {
        const Statement *s = dataset->statements[i];
        if (!s->about || strcmp(s->about, about) != 0 ||
            s->commitment == COMMITMENT_NONE || s->confidence > weakest ||
            !findings_see(call->findings, s->source))
            continue;
        rungs[(*count)++] = (Rung){s->organisation, s->said,       s->commitment,
                                   s->source,       s->confidence, s->origin};
    }
    return rungs;
}

/* The highest rung of each organisation; of the same rung the first that reached it. */
static bool step_ladder(Call *call) {
    int count;
    Rung *rungs = gather_rungs(call, &count);
    if (!rungs) return false;
    if (count) qsort(rungs, (size_t) count, sizeof *rungs, by_organisation_and_date);
    call->result->unit = (Unit){"rung", 0};
    call->result->formula = "highest rung of the commitment ladder that was said";
    call_reserve(call, count);
    const Rung *best = NULL;
    for (int i = 0; i < count; i++) {
        if (!best || rungs[i].commitment > best->commitment) best = &rungs[i];
        if (i + 1 < count &&
            strcmp(rungs[i].organisation, rungs[i + 1].organisation) == 0)
            continue;
        Figure *figure = call_add(call, best->organisation, 0,
                                  value_of(best->commitment, 'A'), NULL, 0);
        figure->class_name = COMMITMENT_WORDS[best->commitment];
        figure->confidence = best->confidence;
        figure->sources = arena_alloc(call->arena, sizeof(Source *));
        figure->sources[figure->source_count++] = best->source;
        figure->row = best->origin;
        best = NULL;
    }
    return true;
}

/* ---- the climb ---- */

/* Every day on which an organisation spoke, with the highest rung of that day. */
static bool step_climb(Call *call) {
    int count;
    Rung *rungs = gather_rungs(call, &count);
    if (!rungs) return false;
    if (count) qsort(rungs, (size_t) count, sizeof *rungs, by_organisation_and_date);
    call->result->unit = (Unit){"rung", 0};
    call->result->formula = "rung of the commitment ladder that was said, day by day";
    call_reserve(call, count);
    int highest = 0;
    for (int i = 0; i < count; i++) {
        const Rung *rung = &rungs[i], *next = i + 1 < count ? rung + 1 : NULL;
        bool same = i && strcmp(rung[-1].organisation, rung->organisation) == 0;
        if (!same) highest = 0;
        if (next && strcmp(next->organisation, rung->organisation) == 0 &&
            date_compare(next->date, rung->date) == 0)
            continue; /* the highest of a day comes last */
        const char *day = date_string(call->arena, rung->date);
        Figure *figure =
            call_add(call, arena_print(call->arena, "%s.%s", rung->organisation, day),
                     0, value_of(rung->commitment, 'A'), NULL, 0);
        figure->class_name = COMMITMENT_WORDS[rung->commitment];
        figure_cite(call, figure, rung->source, rung->confidence);
        figure->row = rung->origin;
        XmlNode *notes = figure_notes(call, figure);
        xml_set(call->arena, notes, "organisation", rung->organisation);
        xml_set(call->arena, notes, "date", day);
        if (rung->commitment > highest) xml_set(call->arena, notes, "new-high", "yes");
        if (rung->commitment > highest) highest = rung->commitment;
    }
    return true;
}

/* ---- the lexicon ---- */

#define USUAL_LEXICON "lexicon-en.xml"

/* The lexicon of the step, beside its template or where templates are looked for; NULL
 * when there is none, which is a warning.  `*good` is false after an error in it. */
static Lexicon *find_lexicon(Call *call, bool *good) {
    Findings *findings = call->findings;
    const char *name = call_text(call, "lexicon");
    const char *folders = call->dataset->folders;
    if (!name) name = USUAL_LEXICON;
    const char *path =
        path_find(call->arena, call->step->origin.file, folders ? folders : "", name);
    *good = true;
    if (access(path, F_OK) != 0) {
        diag_report(call->diags, FAULT_WARNING, call->step->origin,
                    "no lexicon '%s': statements are not read; put it beside the "
                    "template or in a folder of --templates",
                    name);
        return NULL;
    }
    Lexicon *lexicon = lexicon_load(call->arena, call->diags, path, call->step->origin);
    *good = lexicon != NULL;
    if (!lexicon) return NULL;
    for (int i = 0; i < findings->file_count; i++)
        if (strcmp(findings->files[i].path, lexicon->file.path) == 0) return lexicon;
    findings->files = arena_grow(call->arena, findings->files, findings->file_count,
                                 &findings->file_capacity, sizeof *findings->files);
    findings->files[findings->file_count++] = lexicon->file;
    return lexicon;
}

/* ---- readings ---- */

/* What is read of a statement: its words when they are in the lexicon's language, else
 * their translation; then the same with the context. */
typedef struct {
    const Statement *statement;
    Reading words, with_context;
    bool is_read;
} StatementReading;

static StatementReading read_one(Call *call, const Lexicon *lexicon,
                                 const Statement *statement) {
    StatementReading read = {.statement = statement};
    if (!lexicon) return read;
    bool own = !statement->lang || strcmp(statement->lang, lexicon->lang) == 0;
    const char **texts =
        arena_array(call->arena, statement->word_count + 2, sizeof *texts);
    int count = 0;
    for (int w = 0; own && w < statement->word_count; w++)
        texts[count++] = statement->words[w];
    if (!own && statement->translation) texts[count++] = statement->translation;
    if (!own && !statement->translation) return read;
    read.is_read = true;
    read.words = reading_of(lexicon, texts, count, call->arena);
    if (statement->context) texts[count++] = statement->context;
    read.with_context = reading_of(lexicon, texts, count, call->arena);
    return read;
}

/* Why the coder's rung does not follow from the words; NULL when it does. */
static const char *contradiction_of(const StatementReading *read) {
    int coded = read->statement->commitment;
    if (abs(coded - read->words.commitment) < 2) return NULL;
    if (abs(coded - read->with_context.commitment) < 2) return NULL;
    bool weak_only =
        read->words.has_weak && !read->words.has_firm && !read->with_context.has_firm;
    return coded >= COMMITMENT_PLANNED && weak_only ? "weak-words" : "rungs";
}

static void note_words(Call *call, XmlNode *notes, const Reading *reading) {
    for (int i = 0; i < reading->word_count; i++) {
        const WordsRead *word = &reading->words[i];
        XmlNode *node = xml_new(call->arena, notes, "match", notes->origin);
        xml_set(call->arena, node, "class", TERM_WORDS[word->class]);
        if (word->is_negated) xml_set(call->arena, node, "negated", "yes");
        xml_new_text(call->arena, node, word->words);
    }
}

/* Evidence of the words, then what only the context has. */
static void note_evidence(Call *call, XmlNode *notes, const StatementReading *read) {
    for (int k = 0; k < EVIDENCE_COUNT; k++) {
        const char *own = read->words.evidence[k];
        const char *text = own ? own : read->with_context.evidence[k];
        if (!text) continue;
        XmlNode *node = xml_new(call->arena, notes, "evidence", notes->origin);
        xml_set(call->arena, node, "kind", EVIDENCE_WORDS[k]);
        xml_set(call->arena, node, "in", own ? "words" : "context");
        xml_new_text(call->arena, node, text);
    }
}

/* The coding and what the words say of it; true when they contradict it. */
static bool note_reading(Call *call, XmlNode *notes, const StatementReading *read) {
    const Statement *statement = read->statement;
    const Reading *reading = &read->words;
    Arena *arena = call->arena;
    xml_set_number(arena, notes, "specificity", reading->specificity);
    xml_set_number(arena, notes, "specificity-with-context",
                   read->with_context.specificity);
    xml_set(arena, notes, "stance", STANCE_WORDS[reading->stance]);
    if (reading->motive >= 0)
        xml_set(arena, notes, "motive", MOTIVE_WORDS[reading->motive]);
    if (reading->is_denied) xml_set(arena, notes, "denied", "yes");
    if (statement->motive >= 0 && reading->motive >= 0 &&
        statement->motive != reading->motive)
        xml_set(arena, notes, "other-motive", "yes");
    const char *contradiction = contradiction_of(read);
    xml_set(arena, notes, "contradiction", contradiction);
    if (!contradiction && abs(statement->commitment - reading->commitment) >= 2)
        xml_set(arena, notes, "rests-on", "context");
    note_words(call, notes, reading);
    note_evidence(call, notes, read);
    return contradiction != NULL;
}

static bool step_readings(Call *call) {
    const Dataset *dataset = call->dataset;
    const char *about = call_text(call, "about");
    bool good;
    int contradictions = 0, unread = 0;
    Lexicon *lexicon = find_lexicon(call, &good);
    if (!good) return false;
    if (lexicon) lexicon_add_names(lexicon, dataset);
    call->result->unit = (Unit){"rung", 0};
    call->result->formula = arena_print(
        call->arena, "rung of the commitment ladder that the words reach, by %s",
        lexicon ? lexicon->id : "no lexicon");
    call_reserve(call, dataset->statement_count);
    for (int i = 0; i < dataset->statement_count; i++) {
        const Statement *s = dataset->statements[i];
        if (!s->about || strcmp(s->about, about) != 0 ||
            !findings_see(call->findings, s->source))
            continue;
        StatementReading read = read_one(call, lexicon, s);
        Value value = read.is_read ? value_of(read.words.commitment, 'A')
                                   : value_missing(VALUE_NOT_AVAILABLE);
        Figure *figure = call_add(call, s->id, 0, value, NULL, 0);
        figure_cite(call, figure, s->source, s->confidence);
        figure->row = s->origin;
        XmlNode *notes = figure_notes(call, figure);
        xml_set(call->arena, notes, "coded", COMMITMENT_WORDS[s->commitment]);
        if (!read.is_read) {
            unread++;
            continue;
        }
        figure->class_name = COMMITMENT_WORDS[read.words.commitment];
        if (note_reading(call, notes, &read)) contradictions++;
    }
    XmlNode *notes = result_notes(call);
    xml_set(call->arena, notes, "lexicon", lexicon ? lexicon->id : NULL);
    xml_set_number(call->arena, notes, "contradictions", contradictions);
    xml_set_number(call->arena, notes, "unread", unread);
    return true;
}

/* ---- conflicts ---- */

static bool sees_source(const void *user, const Source *source) {
    return findings_see(user, source);
}

static void note_side(Call *call, XmlNode *notes, const Side *side) {
    XmlNode *node = xml_new(call->arena, notes, "version", notes->origin);
    xml_set(call->arena, node, "statement", side->statement);
    xml_set(call->arena, node, "source", side->source->id);
    xml_set(call->arena, node, "said", date_string(call->arena, side->said));
    if (side->text && *side->text) xml_new_text(call->arena, node, side->text);
}

static bool step_conflicts(Call *call) {
    int count, conflicting = 0;
    bool good;
    const Lexicon *lexicon = find_lexicon(call, &good);
    if (!good) return false;
    const Conflict *conflicts =
        conflicts_find(call->dataset, call_text(call, "about"), sees_source,
                       call->findings, lexicon, call->arena, &count);
    call->result->unit = (Unit){"ratio", 0};
    call->result->formula =
        "2 × longest common run of words / all words of both; 1 for the same words";
    call_reserve(call, count);
    for (int i = 0; i < count; i++) {
        const Conflict *c = &conflicts[i];
        Value value = c->kind == CONFLICT_DATE ? value_missing(VALUE_NOT_DEFINED)
                                               : value_of(c->similarity, 'A');
        Figure *figure = call_add(call, c->key, 0, value, NULL, 0);
        figure->class_name = c->status;
        figure_cite(call, figure, c->a.source, c->a.confidence);
        figure_cite_too(call, figure, c->b.source, c->b.confidence);
        figure->row = c->origin;
        XmlNode *notes = figure_notes(call, figure);
        xml_set(call->arena, notes, "kind", CONFLICT_WORDS[c->kind]);
        if (c->is_conflict) xml_set(call->arena, notes, "conflict", "yes");
        if (c->kind == CONFLICT_DATE)
            xml_set_number(call->arena, notes, "days", c->days);
        note_side(call, notes, &c->a);
        note_side(call, notes, &c->b);
        conflicting += c->is_conflict;
    }
    xml_set_number(call->arena, result_notes(call), "conflicts", conflicting);
    return true;
}

const StepRule STATEMENT_STEPS[] = {
    {"ladder",
     step_ladder,
     false,
     {REQUIRED("about", ARGUMENT_TEXT), OPTIONAL("at-least", ARGUMENT_TEXT)}},
    {"climb",
     step_climb,
     false,
     {REQUIRED("about", ARGUMENT_TEXT), OPTIONAL("at-least", ARGUMENT_TEXT)}},
    {"readings",
     step_readings,
     false,
     {REQUIRED("about", ARGUMENT_TEXT), OPTIONAL("lexicon", ARGUMENT_TEXT)}},
    {"conflicts",
     step_conflicts,
     false,
     {REQUIRED("about", ARGUMENT_TEXT), OPTIONAL("lexicon", ARGUMENT_TEXT)}},
    {.name = NULL}};
