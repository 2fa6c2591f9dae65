/* Statements held against those of the last edition: matched by their ids. */
#include <string.h>

#include "analysis/comparison.h"

/* Whether the element says what the statement does. */
static bool same_statement(const XmlNode *last, const Statement *now) {
    char date[16];
    if (!same_text(xml_attribute(last, "speaker"), now->speaker) ||
        !same_text(xml_attribute(last, "role"), now->role) ||
        !same_text(xml_attribute(last, "organisation"), now->organisation) ||
        !same_text(xml_attribute(last, "said"), date_format(now->said, date)) ||
        !same_text(xml_attribute(last, "commitment"),
                   COMMITMENT_WORDS[now->commitment]))
        return false;
    int i = 0;
    for (const XmlNode *n = xml_first_element(last); n; n = xml_next_element(n)) {
        if (strcmp(n->name, "words") != 0) continue;
        if (i == now->word_count ||
            !same_text(n->first_child ? n->first_child->text : "", now->words[i++]))
            return false;
    }
    return i == now->word_count;
}

static void add_statement(Comparison *comparison, ChangeKind kind,
                          const Statement *statement) {
    Change *change = &comparison_add(comparison, kind)->change;
    change->statement = statement;
    change->statement_id = statement->id;
    change->speaker = statement->speaker;
    change->organisation = statement->organisation;
    change->said = date_string(comparison->call->arena, statement->said);
}

static bool is_about(const char *about, const char *wanted) {
    return !wanted || same_text(about, wanted);
}

/* Lists those of one kind: new ones, or those that say something else. */
static void list_statements(Comparison *comparison, ChangeKind kind) {
    const Call *call = comparison->call;
    const Dataset *dataset = call->dataset;
    for (int i = 0; i < dataset->statement_count; i++) {
        const Statement *now = dataset->statements[i];
        const XmlNode *last = edition_statement(comparison->edition, now->id);
        if (!findings_see(call->findings, now->source) ||
            !is_about(now->about, call_text(call, "about")))
            continue;
        if (kind == CHANGE_STATEMENT ? !last : last && !same_statement(last, now))
            add_statement(comparison, kind, now);
    }
}

static void list_withdrawn(Comparison *comparison) {
    const Call *call = comparison->call;
    const Dataset *dataset = call->dataset;
    Map *seen = map_new(call->arena);
    for (int i = 0; i < dataset->statement_count; i++)
        if (findings_see(call->findings, dataset->statements[i]->source))
            map_put(seen, dataset->statements[i]->id, seen);
    const XmlNode *last = edition_root(comparison->edition);
    for (const XmlNode *n = xml_first_element(last); n; n = xml_next_element(n)) {
        const char *id = xml_attribute(n, "id");
        if (strcmp(n->name, "statement") != 0 || !id || map_get(seen, id) ||
            !is_about(xml_attribute(n, "about"), call_text(call, "about")))
            continue;
        Change *change =
            &comparison_add(comparison, CHANGE_STATEMENT_WITHDRAWN)->change;
        change->statement_id = id;
        change->speaker = xml_attribute(n, "speaker");
        change->organisation = xml_attribute(n, "organisation");
        change->said = xml_attribute(n, "said");
    }
}

void comparison_add_statements(Comparison *comparison) {
    list_statements(comparison, CHANGE_STATEMENT);
    list_statements(comparison, CHANGE_STATEMENT_CHANGED);
    list_withdrawn(comparison);
}
