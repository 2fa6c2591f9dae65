/* Each event is written and read side by side, so that none tells what is not kept. */
#include "night/events.h"

#include <string.h>

#include "base/words.h"
#include "night/json.h"

const char *const OUTCOME_WORDS[] = {[OUTCOME_PUBLISHED] = "published",
                                     [OUTCOME_UNCHANGED] = "unchanged",
                                     [OUTCOME_HELD] = "held",
                                     [OUTCOME_FAILED] = "failed",
                                     [OUTCOME_COUNT] = NULL};

/* ---- writing ---- */

static const char *outcome_word(Outcome outcome, bool checked) {
    return checked && outcome == OUTCOME_PUBLISHED ? "good" : OUTCOME_WORDS[outcome];
}

void event_begin(Text *line, const NightHead *head) {
    json_add_text(line, "event", "begin");
    json_add_text(line, "night", head->id);
    json_add_text(line, "brief", head->brief);
    json_add_text(line, "program", head->program);
    json_add_text(line, "as-of", head->as_of);
    json_add_integer(line, "shard", head->shard);
    json_add_integer(line, "of", head->shard_count);
    json_add_integer(line, "all", head->all);
    json_add_integer(line, "editions", head->editions);
    json_end(line);
}

static void add_why(Text *line, const char *event, const char *id, const char *why) {
    json_add_text(line, "event", event);
    json_add_text(line, "id", id);
    json_add_text(line, "why", why);
    json_end(line);
}

void event_plan(Text *line, const char *id, const char *why) {
    add_why(line, "plan", id, why);
}

void event_start(Text *line, const char *id, const char *why) {
    add_why(line, "start", id, why);
}

void event_edition(Text *line, const EditionEvent *event, bool checked) {
    json_add_text(line, "event", "edition");
    json_add_text(line, "id", event->id);
    json_add_integer(line, "number", event->number);
    json_add_text(line, "outcome", outcome_word(event->outcome, checked));
    json_add_integer(line, "status", event->exit_status);
    json_add_tenths(line, "ms", event->ms);
    if (event->facts.pages) json_add_integer(line, "pages", event->facts.pages);
    json_add_text(line, "lang", event->lang);
    json_add_text(line, "title", event->facts.title);
    json_add_text(line, "verdict", event->facts.verdict);
    json_add_text(line, "changes", event->facts.changes);
    json_add_text(line, "reason", event->reason);
    json_add_lines(line, "diagnostics", event->said);
    json_end(line);
}

void event_end(Text *line, const NightEnd *end, bool checked) {
    json_add_text(line, "event", "end");
    for (int i = 0; i < OUTCOME_COUNT; i++)
        json_add_integer(line, outcome_word((Outcome) i, checked), end->counts[i]);
    json_add_tenths(line, "seconds", end->seconds);
    json_add_integer(line, "status", end->exit_status);
    json_add_lines(line, "diagnostics", end->said);
    json_end(line);
}

/* ---- reading ---- */

static int read_integer(const JsonObject *object, const char *name) {
    double number = json_number(object, name, -1);
    return number >= 0 && number <= 1e9 ? (int) number : -1;
}

static bool read_begin(const JsonObject *object, NightEvent *event) {
    NightHead head = {.id = json_text(object, "night"),
                      .brief = json_text(object, "brief"),
                      .program = json_text(object, "program"),
                      .as_of = json_text(object, "as-of"),
                      .shard = read_integer(object, "shard"),
                      .shard_count = read_integer(object, "of"),
                      .all = read_integer(object, "all"),
                      .editions = read_integer(object, "editions")};
    event->head = head;
    return head.id && head.brief && head.program && head.as_of && head.shard >= 1 &&
           head.shard <= head.shard_count && head.editions >= 0 &&
           head.editions <= head.all;
}

static bool read_start(const JsonObject *object, NightEvent *event) {
    event->edition = (EditionEvent){.id = json_text(object, "id")};
    return event->edition.id;
}

/* OUTCOME_COUNT for none of them. */
static Outcome read_outcome(const JsonObject *object) {
    const char *word = json_text(object, "outcome");
    const int index = word ? word_index(word, OUTCOME_WORDS) : -1;
    return index < 0 ? OUTCOME_COUNT : (Outcome) index;
}

static bool read_edition(const JsonObject *object, NightEvent *event) {
    int pages = read_integer(object, "pages");
    EditionEvent edition = {.id = json_text(object, "id"),
                            .lang = json_text(object, "lang"),
                            .number = read_integer(object, "number"),
                            .outcome = read_outcome(object),
                            .exit_status = read_integer(object, "status"),
                            .ms = json_number(object, "ms", 0),
                            .facts = {.pages = pages > 0 ? pages : 0,
                                      .title = json_text(object, "title"),
                                      .verdict = json_text(object, "verdict"),
                                      .changes = json_text(object, "changes")},
                            .reason = json_text(object, "reason"),
                            .said = json_text(object, "diagnostics")};
    event->edition = edition;
    return edition.id && edition.lang && edition.number >= 1 &&
           edition.outcome != OUTCOME_COUNT && edition.exit_status >= 0;
}

static bool read_end(const JsonObject *object, NightEvent *event) {
    NightEnd end = {.seconds = json_number(object, "seconds", 0),
                    .exit_status = read_integer(object, "status"),
                    .said = json_text(object, "diagnostics")};
    bool good = end.exit_status >= 0;
    for (int i = 0; i < OUTCOME_COUNT; i++) {
        end.counts[i] = read_integer(object, OUTCOME_WORDS[i]);
        if (end.counts[i] < 0) good = false;
    }
    event->end = end;
    return good;
}

bool event_read(const char *line, size_t length, Arena *arena, NightEvent *event) {
    static bool (*const read[])(const JsonObject *object,
                                NightEvent *event) = {[EVENT_BEGIN] = read_begin,
                                                      [EVENT_START] = read_start,
                                                      [EVENT_EDITION] = read_edition,
                                                      [EVENT_END] = read_end};
    static const char *const words[] = {[EVENT_BEGIN] = "begin",
                                        [EVENT_START] = "start",
                                        [EVENT_EDITION] = "edition",
                                        [EVENT_END] = "end"};
    JsonObject object;
    if (!json_read(line, length, arena, &object)) return false;
    const char *word = json_text(&object, "event");
    for (int kind = EVENT_BEGIN; word && kind <= EVENT_END; kind++) {
        if (strcmp(word, words[kind]) != 0) continue;
        *event = (NightEvent){.kind = (EventKind) kind};
        return read[kind](&object, event);
    }
    return false;
}
