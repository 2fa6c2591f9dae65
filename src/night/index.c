/* One page of HTML that needs nothing beside it: a section a night, a row an edition.
 * What comes from briefs is escaped in text and percent-encoded in links.  A night is
 * in its briefings' language; the page around the nights is in theirs when it is the
 * same of all, else in English, as diagnostics are. */
#include "night/index.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "publish/archive.h"
#include "night/index_style.h"
#include "night/index_words.h"
#include "night/journal.h"
#include "night/lock.h"
#include "publish/publish.h"

/* The page that grows. */
typedef struct {
    const char *out;
    const char *ending; /* the id of the night that comes to its end now, or NULL */
    const NightEnd *end;
    Arena *arena;
    Text text;
    const IndexWords *words; /* of the page, or of the night that is written */
} Listing;

/* ---- words ---- */

/* Adds a text as a browser shows it as it is. */
static void add_words(Listing *listing, const char *text) {
    text_add_xml(&listing->text, text);
}

/* The same where it is printed among other things. */
static const char *escaped(const Listing *listing, const char *text) {
    Text escape = {.arena = listing->arena};
    text_add_xml(&escape, text);
    return text_string(&escape);
}

static void add(Listing *listing, const char *html) {
    text_add(&listing->text, html);
}

/* Adds a name as a part of an address. */
static void add_part(Listing *listing, const char *name) {
    static const char plain[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";
    for (const unsigned char *c = (const unsigned char *) name; *c; c++)
        if (strchr(plain, *c))
            text_add_char(&listing->text, (char) *c);
        else
            text_print(&listing->text, "%%%02X", *c);
}

/* Adds a file's name as a relative address. */
static void add_address(Listing *listing, const char *name, const char *ending) {
    /* "a:b" would be an address of its own. */
    add(listing, "./");
    add_part(listing, name);
    add(listing, ending);
}

/* Adds the language and direction of an element of the page. */
static void add_own_language(Listing *listing, const IndexWords *words) {
    text_print(&listing->text, " lang=\"%s\" dir=\"%s\"", words->lang,
               words->leftwards ? "rtl" : "ltr");
}

/* Those of an element that holds a brief's words. */
static void add_language(Listing *listing, const EditionEvent *edition) {
    add(listing, " lang=\"");
    add_words(listing, edition->lang);
    add(listing, "\" dir=\"auto\"");
}

static bool has_file(const Listing *listing, const char *id, const char *ending) {
    return access(arena_print(listing->arena, "%s/%s%s", listing->out, id, ending),
                  R_OK) == 0;
}

static const char *title_of(const EditionEvent *edition) {
    return edition->facts.title ? edition->facts.title : edition->id;
}

/* ---- a row ---- */

/* Links to the editions that are kept by date. */
static void add_kept(Listing *listing, const char *id) {
    int count;
    const char **dates = archive_dates(listing->out, id, listing->arena, &count);
    for (int i = 0; i < count; i++) {
        if (!has_file(listing,
                      arena_print(listing->arena, "archive/%s/%s", id, dates[i]),
                      ".pdf"))
            continue;
        add(listing, " · <a href=\"./archive/");
        add_part(listing, id);
        text_print(&listing->text, "/%s.pdf\" aria-label=\"", dates[i]);
        add_words(listing, id);
        text_print(&listing->text, ", %s\">%s</a>", dates[i], dates[i]);
    }
}

/* The title leads to the PDF; below it stand its name, the findings and old
 * editions. */
static void add_title(Listing *listing, const EditionEvent *edition, bool has_pdf) {
    add(listing, "<th scope=\"row\">");
    add(listing, has_pdf ? "<a href=\"" : "<span class=\"title\"");
    if (has_pdf) add_address(listing, edition->id, ".pdf\"");
    add_language(listing, edition);
    add(listing, ">");
    add_words(listing, title_of(edition));
    add(listing, has_pdf ? "</a>" : "</span>");
    add(listing, " <span class=\"files\">");
    if (edition->facts.title) add_words(listing, edition->id);
    if (has_file(listing, edition->id, ".findings.xml")) {
        add(listing, " · <a href=\"");
        add_address(listing, edition->id, ".findings.xml\" aria-label=\"");
        add_words(listing, edition->id);
        text_print(&listing->text, ", %s\">%s</a>", listing->words->findings,
                   listing->words->findings);
    }
    add_kept(listing, edition->id);
    add(listing, "</span></th>\n");
}

/* A cell with a line of the briefing's words. */
static void add_line(Listing *listing, const EditionEvent *edition, const char *line) {
    if (!line) {
        add(listing, "<td>–</td>\n");
        return;
    }
    add(listing, "<td");
    add_language(listing, edition);
    add(listing, ">");
    add_words(listing, line);
    add(listing, "</td>\n");
}

static void add_pages(Listing *listing, const EditionEvent *edition) {
    if (edition->facts.pages)
        text_print(&listing->text, "<td class=\"pages\">%d</td>\n",
                   edition->facts.pages);
    else
        add(listing, "<td class=\"pages\">–</td>\n");
}

static void add_state(Listing *listing, const EditionEvent *edition, bool has_pdf) {
    text_print(&listing->text, "<td><span class=\"state\">%s</span>",
               listing->words->states[edition->outcome]);
    if (edition->reason) {
        add(listing, " <span class=\"reason\"");
        add_own_language(listing, index_words(NULL));
        add(listing, ">");
        add_words(listing, edition->reason);
        add(listing, "</span>");
    }
    bool is_old =
        edition->outcome == OUTCOME_HELD || edition->outcome == OUTCOME_FAILED;
    if (is_old && has_pdf)
        text_print(&listing->text, " <span class=\"reason\">%s</span>",
                   listing->words->stays);
    add(listing, "</td></tr>\n");
}

static void add_row(Listing *listing, const Journal *journal,
                    const EditionEvent *edition) {
    bool has_pdf = has_file(listing, edition->id, ".pdf");
    text_print(&listing->text, "<tr id=\"%s-%d\" class=\"%s\">",
               escaped(listing, journal->head.id), edition->number,
               OUTCOME_WORDS[edition->outcome]);
    add_title(listing, edition, has_pdf);
    add_pages(listing, edition);
    add_line(listing, edition, edition->facts.verdict);
    add_line(listing, edition, edition->facts.changes);
    add_state(listing, edition, has_pdf);
}

/* ---- a night ---- */

/* "As of 2026-06-20 · Briefings: 57 · Published: 55 · Held: 2". */
static void add_counts(Listing *listing, const Journal *journal) {
    const IndexWords *words = listing->words;
    int counts[OUTCOME_COUNT] = {0};
    for (int i = 0; i < journal->count; i++)
        counts[journal->editions[i]->outcome]++;
    text_print(&listing->text, "<p>%s <time>%s</time> · %s%s%d", words->as_of,
               escaped(listing, journal->head.as_of), words->briefings, words->colon,
               journal->head.all);
    for (int i = 0; i < OUTCOME_COUNT; i++)
        if (counts[i])
            text_print(&listing->text, " · %s%s%d", words->states[i], words->colon,
                       counts[i]);
    add(listing, "</p>\n");
}

/* What a reader must know before the rows: that there are not all, and which are not as
 * they should be. */
static void add_problems(Listing *listing, const Journal *journal) {
    const IndexWords *words = listing->words;
    if (!journal->is_ended) {
        add(listing, "<p class=\"problem\">");
        text_print(&listing->text, words->unended, journal->count, journal->head.all);
        add(listing, "</p>\n");
    }
    if (journal->is_ended && journal->end.said && *journal->end.said) {
        add(listing, "<p class=\"problem\"");
        add_own_language(listing, index_words(NULL));
        add(listing, ">");
        add_words(listing, journal->end.said);
        add(listing, "</p>\n");
    }
    for (int outcome = OUTCOME_HELD; outcome < OUTCOME_COUNT; outcome++) {
        const char *before = "<p class=\"problem\">";
        for (int i = 0; i < journal->count; i++) {
            const EditionEvent *edition = journal->editions[i];
            if (edition->outcome != (Outcome) outcome) continue;
            add(listing, before);
            if (before[0] == '<')
                text_print(&listing->text, "%s%s", words->states[outcome],
                           words->colon);
            text_print(&listing->text, "<a href=\"#%s-%d\"",
                       escaped(listing, journal->head.id), edition->number);
            add_language(listing, edition);
            add(listing, ">");
            add_words(listing, title_of(edition));
            add(listing, "</a>");
            before = "; ";
        }
        if (before[0] != '<') add(listing, "</p>\n");
    }
}

/* All its editions are of one brief, and so of one language. */
static const IndexWords *words_of(const Journal *journal) {
    return index_words(journal->count ? journal->editions[0]->lang : NULL);
}

static void add_night(Listing *listing, const Journal *journal) {
    const IndexWords *words = listing->words = words_of(journal);
    const char *id = escaped(listing, journal->head.id);
    add(listing, "<section");
    add_own_language(listing, words);
    text_print(&listing->text, " aria-labelledby=\"%s\">\n<h2 id=\"%s\">%s</h2>\n", id,
               id, id);
    add_counts(listing, journal);
    add_problems(listing, journal);
    text_print(&listing->text,
               "<div class=\"wide\" role=\"region\" aria-labelledby=\"%s\" "
               "tabindex=\"0\">\n<table>\n<caption>",
               id);
    text_print(&listing->text, words->caption, id);
    add(listing, "</caption>\n<thead><tr>");
    for (int i = 0; i < INDEX_COLUMNS; i++)
        text_print(&listing->text, "<th scope=\"col\"%s>%s</th>",
                   i == 1 ? " class=\"pages\"" : "", words->columns[i]);
    add(listing, "</tr></thead>\n<tbody>\n");
    for (int i = 0; i < journal->count; i++)
        add_row(listing, journal, journal->editions[i]);
    add(listing, "</tbody>\n</table>\n</div>\n</section>\n");
}

/* ---- the page ---- */

static void add_filter(Listing *listing) {
    const IndexWords *words = listing->words;
    text_print(&listing->text,
               "<fieldset><legend>%s</legend>\n<label><input type=\"radio\" "
               "name=\"only\" id=\"only-all\" checked=\"checked\"/> %s</label>\n",
               words->show, words->all);
    for (int i = 0; i < OUTCOME_COUNT; i++)
        text_print(&listing->text,
                   "<label><input type=\"radio\" name=\"only\" id=\"only-%s\"/> "
                   "%s</label>\n",
                   OUTCOME_WORDS[i], words->states[i]);
    add(listing, "</fieldset>\n");
}

static void add_begin(Listing *listing) {
    const IndexWords *words = listing->words;
    add(listing, "<!DOCTYPE html>\n<html");
    add_own_language(listing, words);
    text_print(
        &listing->text,
        ">\n<head>\n<meta charset=\"utf-8\"/>\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
        "style-src 'unsafe-inline'\"/>\n<title>%s</title>\n<style>\n",
        words->title);
    add(listing, INDEX_STYLE);
    text_print(&listing->text,
               "</style>\n</head>\n<body>\n<header>\n<h1>%s</h1>\n"
               "<p class=\"quiet\">%s</p>\n",
               words->title, words->lead);
    add_filter(listing);
    add(listing, "</header>\n<main>\n");
}

static void add_end(Listing *listing, const IndexWords *words) {
    add(listing, "</main>\n<footer>");
    text_print(&listing->text, words->made, "mkreport " MKREPORT_VERSION);
    add(listing, "</footer>\n</body>\n</html>\n");
}

/* ---- the folder ---- */

static int is_journal(const struct dirent *entry) {
    static const char ending[] = ".journal";
    size_t length = strlen(entry->d_name), ends = strlen(ending);
    return length > ends && entry->d_name[0] != '.' &&
           strcmp(entry->d_name + length - ends, ending) == 0;
}

static int by_name(const struct dirent **a, const struct dirent **b) {
    return strcmp((*a)->d_name, (*b)->d_name);
}

static const Journal *bring_to_end(const Listing *listing, Journal *journal) {
    if (!listing->ending || strcmp(listing->ending, journal->head.id) != 0)
        return journal;
    journal->is_ended = true;
    journal->end = *listing->end;
    return journal;
}

/* The nights of the folder, by name; NULL after a diagnostic. */
static const Journal **read_nights(const Listing *listing, Diags *diags, int *count) {
    struct dirent **entries = NULL;
    int found = scandir(listing->out, &entries, is_journal, by_name);
    *count = 0;
    if (found < 0) {
        diag_report(diags, FAULT_CREATE, (Origin){listing->out, 0},
                    "cannot list it: %s", strerror(errno));
        return NULL;
    }
    const Journal **nights = arena_array(listing->arena, found + 1, sizeof *nights);
    for (int i = 0; i < found; i++) {
        const char *path =
            arena_print(listing->arena, "%s/%s", listing->out, entries[i]->d_name);
        Journal *journal = journal_read(path, FAULT_WARNING, listing->arena, diags);
        if (journal && journal->head.shard_count == 1)
            nights[(*count)++] = bring_to_end(listing, journal);
        free(entries[i]);
    }
    free(entries);
    return nights;
}

/* Those of the page around the nights; one without a briefing has no language. */
static const IndexWords *common_words(const Journal **nights, int count) {
    const IndexWords *words = NULL;
    for (int i = 0; i < count; i++) {
        if (!nights[i]->count) continue;
        if (words && words_of(nights[i]) != words) return index_words(NULL);
        words = words_of(nights[i]);
    }
    return words ? words : index_words(NULL);
}

Lock index_lock(const char *out, Arena *arena, Diags *diags) {
    return lock_wait(out, "index.html", arena, diags);
}

bool index_publish(const char *out, const char *ending, const NightEnd *end,
                   Arena *arena, Diags *diags) {
    int count;
    Listing listing = {.out = out,
                       .ending = ending,
                       .end = end,
                       .arena = arena,
                       .text = {.arena = arena}};
    const Journal **nights = read_nights(&listing, diags, &count);
    if (!nights) return false;
    const IndexWords *words = listing.words = common_words(nights, count);
    add_begin(&listing);
    for (int i = 0; i < count; i++)
        add_night(&listing, nights[i]);
    add_end(&listing, words);
    const Publication index = {.path = arena_print(arena, "%s/index.html", out),
                               .bytes = text_string(&listing.text),
                               .size = listing.text.length};
    return publish_files(&index, 1, arena, diags);
}
