/* Options in, exit status out. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/calendar.h"
#include "base/words.h"
#include "night/night.h"
#include "report/verification.h"
#include "xml/xml.h"

enum { EXIT_USAGE = 64, EXIT_CREATE = 73 };

enum {
    MOST_JOBS = 1024,
    DAY = 86400 /* seconds */,
    MOST_MEGABYTES = 1 << 20,
    MOST_KEPT = 10000
};

typedef struct {
    NightOptions night;
    bool verify, help, version;
    char moment[MOMENT_TEXT];
    char problem[SHARD_PROBLEM]; /* what is wrong with a value; "" for what is usual */
} Settings;

static bool set_out(Settings *settings, const char *value) {
    settings->night.report.out = value;
    return *value != '\0';
}

static bool set_templates(Settings *settings, const char *value) {
    settings->night.report.templates = value;
    return true;
}

static bool set_fonts(Settings *settings, const char *value) {
    settings->night.report.fonts = value;
    return true;
}

static bool set_check(Settings *settings, const char *value) {
    (void) value;
    settings->night.report.check = true;
    return true;
}

static bool set_quiet(Settings *settings, const char *value) {
    (void) value;
    settings->night.report.quiet = true;
    return true;
}

static bool set_untagged(Settings *settings, const char *value) {
    (void) value;
    settings->night.report.untagged = true;
    return true;
}

static bool set_verify(Settings *settings, const char *value) {
    (void) value;
    settings->verify = true;
    return true;
}

static bool set_edition(Settings *settings, const char *value) {
    settings->night.edition = value;
    return *value != '\0';
}

/* A whole number from 1 to `most`. */
static bool read_count(const char *value, int most, int *count) {
    char *end;
    long number = strtol(value, &end, 10);
    if (end == value || *end || number < 1 || number > most) return false;
    *count = (int) number;
    return true;
}

static bool set_force(Settings *settings, const char *value) {
    (void) value;
    settings->night.force = true;
    return true;
}

static bool set_dry_run(Settings *settings, const char *value) {
    (void) value;
    settings->night.dry_run = true;
    return true;
}

static bool set_log(Settings *settings, const char *value) {
    settings->night.log_json = strcmp(value, "json") == 0;
    return settings->night.log_json || strcmp(value, "plain") == 0;
}

static bool set_jobs(Settings *settings, const char *value) {
    return read_count(value, MOST_JOBS, &settings->night.jobs);
}

static bool set_shard(Settings *settings, const char *value) {
    return shard_read(value, &settings->night.shard, settings->problem);
}

static bool set_merge(Settings *settings, const char *value) {
    (void) value;
    settings->night.merge = true;
    return true;
}

static bool set_timeout(Settings *settings, const char *value) {
    return read_count(value, DAY, &settings->night.seconds);
}

static bool set_memory(Settings *settings, const char *value) {
    return read_count(value, MOST_MEGABYTES, &settings->night.megabytes);
}

static bool set_keep(Settings *settings, const char *value) {
    return read_count(value, MOST_KEPT, &settings->night.report.keep);
}

static bool set_depfile(Settings *settings, const char *value) {
    settings->night.depfile = value;
    return *value != '\0';
}

static bool set_help(Settings *settings, const char *value) {
    (void) value;
    settings->help = true;
    return true;
}

static bool set_version(Settings *settings, const char *value) {
    (void) value;
    settings->version = true;
    return true;
}

static bool set_dump(Settings *settings, const char *value) {
    static const char *const stages[] = {"dataset", "findings", "document",
                                         "pages",   "tags",     NULL};
    for (int i = 0; stages[i]; i++) {
        if (strcmp(stages[i], value) != 0) continue;
        settings->night.report.dump = (Dump) (i + 1);
        return true;
    }
    return false;
}

static const struct {
    const char *name;
    const char *value; /* NULL: takes none */
    bool (*set)(Settings *settings, const char *value);
    const char *help;
    const char *expected; /* completes "is not ..."; NULL: every value is good */
} OPTIONS[] = {
    {"--out", "DIR", set_out, "publish in DIR, made when absent (default: out)",
     "a folder"},
    {"--templates", "DIR[:DIR]", set_templates,
     "look for templates there too (default: templates)", NULL},
    {"--fonts", "DIR[:DIR]", set_fonts,
     "look for font files there (default: /usr/share/fonts)", NULL},
    {"--check", NULL, set_check, "validate everything, write nothing", NULL},
    {"--dump", "STAGE", set_dump,
     "print dataset, findings, document, pages or tags; publish nothing",
     "dataset, findings, document, pages or tags"},
    {"--untagged", NULL, set_untagged, "leave out the structure for screen readers",
     NULL},
    {"--verify", NULL, set_verify,
     "make the briefing of a PDF again, and say what in it differs", NULL},
    {"--edition", "ID", set_edition, "make this one of the brief's editions",
     "an edition"},
    {"--force", NULL, set_force, "make also editions that have not changed", NULL},
    {"--dry-run", NULL, set_dry_run,
     "say which editions would be made and why, make none", NULL},
    {"--jobs", "N", set_jobs,
     "make N editions at a time, also -j N (default: one a processor)",
     "a number from 1 to 1024"},
    {"--timeout", "SECONDS", set_timeout,
     "end an edition that takes longer (default: 60)",
     "a number of seconds, 86400 at most"},
    {"--memory", "MB", set_memory, "end an edition that needs more (default: no limit)",
     "a number of megabytes"},
    {"--log", "FORMAT", set_log,
     "print what happens in plain lines, or as an object of JSON an event",
     "plain or json"},
    {"--keep", "N", set_keep, "keep the N newest old editions in DIR/archive",
     "a number from 1 to 10000"},
    {"--depfile", "FILE", set_depfile, "write rules for make: what each PDF is made of",
     "a file"},
    {"--quiet", NULL, set_quiet, "print problems only", NULL},
    {"--merge-journal", NULL, set_merge,
     "join what the shards of a night tell, when all have ended", NULL},
    {"--shard", "I/N", set_shard,
     "make the I-th of N parts of the editions; also slurm, aws, kubernetes/N",
     "a part"},
    {"--help", NULL, set_help, "print this help", NULL},
    {"--version", NULL, set_version, "print the version", NULL}};

enum { OPTION_COUNT = sizeof OPTIONS / sizeof *OPTIONS };

static void print_help(void) {
    puts("usage: mkreport [OPTION...] BRIEF.xml...\n"
         "       mkreport --verify [OPTION...] BRIEFING.pdf...\n\n"
         "Makes a PDF briefing of each brief: reads the datasets it names, analyses\n"
         "them, lays the findings out by a template and publishes the PDF.\n");
    for (int i = 0; i < OPTION_COUNT; i++) {
        char left[40];
        snprintf(left, sizeof left, "%s%s%s", OPTIONS[i].name,
                 OPTIONS[i].value ? "=" : "", OPTIONS[i].value ? OPTIONS[i].value : "");
        printf("  %-24s %s\n", left, OPTIONS[i].help);
    }
    puts("\nExit status, the worst last: 0 published or verified; 10 held by a rule;\n"
         "75 another run is at it; 11 a PDF differs; 64 usage; 65 bad data;\n"
         "66 an input is missing; 73 or 74 the PDF cannot be written; 70 a bug.");
}

static int usage_error(const char *what, const char *word) {
    fprintf(stderr, "mkreport: error: %s '%s'", what, word);
    const char *names[OPTION_COUNT + 1] = {NULL};
    for (int i = 0; i < OPTION_COUNT; i++)
        names[i] = OPTIONS[i].name;
    char name[64];
    snprintf(name, sizeof name, "%.*s", (int) strcspn(word, "="), word);
    const char *near = nearest_word(name, names);
    if (near && strcmp(near, name) != 0) fprintf(stderr, "; did you mean '%s'?", near);
    fputs("\nTry 'mkreport --help'.\n", stderr);
    return EXIT_USAGE;
}

/* Reads the option at `*argument`, which moves on when its value is the next word; 0 or
 * the exit status. */
static int read_option(Settings *settings, char **arguments, int *argument) {
    const char *word = arguments[*argument];
    char jobs[16];
    if (strcmp(word, "-j") == 0) word = "--jobs";
    if (word[0] == '-' && word[1] == 'j') {
        snprintf(jobs, sizeof jobs, "--jobs=%s", word + 2);
        word = jobs;
    }
    size_t length = strcspn(word, "=");
    for (int i = 0; i < OPTION_COUNT; i++) {
        if (strlen(OPTIONS[i].name) != length ||
            strncmp(OPTIONS[i].name, word, length) != 0)
            continue;
        const char *value = word[length] == '=' ? word + length + 1 : NULL;
        if (value && !OPTIONS[i].value) return usage_error("no value goes with", word);
        if (!value && OPTIONS[i].value) value = arguments[++*argument];
        if (OPTIONS[i].value && !value)
            return usage_error("a value is missing after", word);
        if (OPTIONS[i].set(settings, value)) return 0;
        fprintf(stderr, "mkreport: error: bad value of %s: '%s'%s%s\n", OPTIONS[i].name,
                value, *settings->problem ? ": " : " is not ",
                *settings->problem ? settings->problem : OPTIONS[i].expected);
        return EXIT_USAGE;
    }
    return usage_error("unknown option", word);
}

/* Builds that can be repeated say when they are by a variable; see
 * https://reproducible-builds.org/specs/source-date-epoch/.  0 or the exit status. */
static int read_clock(Settings *settings) {
    const char *seconds = getenv("SOURCE_DATE_EPOCH");
    if (!seconds || !*seconds) return 0;
    settings->night.report.made = settings->moment;
    if (moment_of_seconds(seconds, settings->moment)) return 0;
    fprintf(stderr,
            "mkreport: error: SOURCE_DATE_EPOCH is '%s': it takes whole seconds since "
            "1970, up to the year 9999; without it PDFs have the as-of date\n",
            seconds);
    return EXIT_USAGE;
}

int main(int argument_count, char **arguments) {
    Settings settings = {
        .night = {.report = {.out = "out",
                             .templates = "templates",
                             .installed = MKREPORT_DATADIR "/templates",
                             .fonts = "/usr/share/fonts"},
                  .shard = {1, 1},
                  .jobs = (int) sysconf(_SC_NPROCESSORS_ONLN),
                  .seconds = 60}};
    const char **briefs = calloc((size_t) argument_count + 1, sizeof *briefs);
    if (!briefs) return 70;
    int brief_count = 0, status = 0;
    bool options_end = false;
    for (int i = 1; i < argument_count && !status; i++) {
        const char *word = arguments[i];
        if (!options_end && strcmp(word, "--") == 0)
            options_end = true;
        else if (!options_end && word[0] == '-' && word[1])
            status = read_option(&settings, arguments, &i);
        else
            briefs[brief_count++] = word;
    }
    if (!status) status = read_clock(&settings);
    if (!status && settings.help)
        print_help();
    else if (!status && settings.version)
        puts("mkreport " MKREPORT_VERSION);
    else if (!status && !brief_count)
        status = settings.verify ? usage_error("no PDF given: expected", "BRIEFING.pdf")
                                 : usage_error("no brief given: expected", "BRIEF.xml");
    else if (!status && settings.night.depfile && brief_count > 1)
        status = usage_error("--depfile is for one brief: not expected", briefs[1]);
    else
        for (int i = 0; i < brief_count && status != EXIT_USAGE; i++) {
            settings.night.is_last = i + 1 == brief_count;
            status = worse_exit_status(
                status, settings.verify
                            ? verification_run(briefs[i], &settings.night.report)
                            : night_make(briefs[i], &settings.night));
        }
    free(briefs);
    xml_close();
    if ((fflush(stdout) != 0 || ferror(stdout)) && !status) {
        perror("mkreport: error: cannot write to standard output");
        status = EXIT_CREATE + 1;
    }
    return status;
}
