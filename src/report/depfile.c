/* What make 4 reads as it is meant, tried with each character: '\' protects blanks and
 * what begins a comment, a pattern or another part of the rule, and the backslashes
 * before such a character; "$$" is a dollar; '=' would make it a variable unless it
 * comes out of one. */
#include "report/depfile.h"

#include <string.h>

#include "publish/publish.h"
#include "report/record.h"

#define EQUALS "mkreport-equals"

/* What no rule can hold: the ends of lines and of names, and a member of an archive. */
static bool can_be_told(const char *path) {
    size_t length = strlen(path);
    return length && !strpbrk(path, "\t\n\r;|(") && path[length - 1] != '\\';
}

static void add_name(Text *text, const char *path, bool is_target) {
    size_t slashes = 0;
    for (const char *c = path; *c; slashes = *c == '\\' ? slashes + 1 : 0, c++) {
        if (*c == '$') {
            text_add(text, "$$");
        } else if (*c == '=') {
            text_add(text, "$(" EQUALS ")");
        } else {
            if (strchr(" #:*?[", *c) || (is_target && *c == '%'))
                for (size_t i = 0; i <= slashes; i++)
                    text_add_char(text, '\\');
            text_add_char(text, *c);
        }
    }
}

void depfile_add(Depfile *depfile, const char *pdf, const char *record, Diags *diags) {
    Text *rules = &depfile->rules;
    Arena *arena = rules->arena;
    Text removed = {.arena = arena};
    const char *path;
    if (!depfile->known) {
        depfile->known = map_new(arena);
        text_add(rules, EQUALS " = =\n");
    }
    if (!can_be_told(pdf)) {
        diag_report(diags, FAULT_WARNING, (Origin){pdf, 0},
                    "make cannot be told of this name: there is no rule for it");
        return;
    }
    text_add_char(rules, '\n');
    add_name(rules, pdf, true);
    text_add_char(rules, ':');
    while ((path = record_next_file(&record, arena))) {
        const bool is_told = can_be_told(path);
        if (!is_told)
            diag_report(
                diags, FAULT_WARNING, (Origin){path, 0},
                "make cannot be told of this name: it is left out of the rules");
        if (!is_told) continue;
        text_add(rules, " \\\n  ");
        add_name(rules, path, false);
        if (map_put(depfile->known, path, depfile)) continue;
        add_name(&removed, path, true);
        text_add(&removed, ":\n");
    }
    text_add_char(rules, '\n');
    text_add(rules, text_string(&removed));
}

bool depfile_publish(const Depfile *depfile, const char *path, Diags *diags) {
    Arena *arena = depfile->rules.arena;
    const char *slash = strrchr(path, '/');
    publish_sweep(slash ? arena_copy(arena, path, (size_t) (slash - path + 1)) : ".");
    const Publication file = {.path = path,
                              .bytes = text_string(&depfile->rules),
                              .size = depfile->rules.length};
    return publish_files(&file, 1, arena, diags);
}
