/* The seal is a comment behind the root element, with a hash.  It finds what an editor,
 * a full disk or another program did to the file; it is no signature. */
#include "publish/baseline.h"

#include <endian.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/map.h"

#define SEAL "<!-- seal %016" PRIx64 " -->\n"

enum { SEAL_LENGTH = 31, HEAD = 1024 /* bytes that hold the root's start tag */ };

/* Eight bytes at a time: one after the other they would take a fiftieth of an edition's
 * time.  No step loses what those before it told apart. */
static uint64_t seal_of(const char *bytes, size_t size) {
    uint64_t hash = HASH_START ^ size, word;
    for (size_t length; size; bytes += length, size -= length) {
        length = size < sizeof word ? size : sizeof word;
        word = 0;
        memcpy(&word, bytes, length);
        hash = (hash ^ le64toh(word)) * UINT64_C(1099511628211);
        hash ^= hash >> 32;
    }
    return hash;
}

void baseline_seal(Text *findings) {
    text_print(findings, SEAL, seal_of(text_string(findings), findings->length));
}

static bool is_sealed(const char *bytes, size_t size) {
    char seal[SEAL_LENGTH + 1];
    if (size < SEAL_LENGTH) return false;
    size -= SEAL_LENGTH;
    snprintf(seal, sizeof seal, SEAL, seal_of(bytes, size));
    return memcmp(bytes + size, seal, SEAL_LENGTH) == 0;
}

const char *baseline_path(const char *out, const char *id, Arena *arena) {
    return arena_print(arena, "%s/%s.last.findings.xml", out, id);
}

bool baseline_date(const char *path, bool *is_there, Date *date) {
    static const char NAME[] = " as-of=\"";
    char head[HEAD + 1];
    FILE *file = fopen(path, "rb");
    *is_there = file || errno != ENOENT;
    if (!file) return false;
    head[fread(head, 1, HEAD, file)] = '\0';
    fclose(file);
    char *tag = strstr(head, "<findings ");
    char *found = tag ? strstr(tag, NAME) : NULL;
    if (!found) return false;
    found += sizeof NAME - 1;
    found[strcspn(found, "\"")] = '\0';
    return date_parse(found, date);
}

static bool read_bytes(Baseline *baseline, const char *path, Arena *arena) {
    struct stat status;
    FILE *file = fopen(path, "rb");
    bool good = file && fstat(fileno(file), &status) == 0 && S_ISREG(status.st_mode);
    if (good) {
        char *bytes = arena_alloc(arena, (size_t) status.st_size + 1);
        baseline->size = fread(bytes, 1, (size_t) status.st_size, file);
        baseline->bytes = bytes;
    }
    if (file) fclose(file);
    return good;
}

/* What is wrong with the findings; NULL when they can be compared with. */
static const char *read_findings(Baseline *baseline, const char *path, const char *id,
                                 Arena *arena) {
    Diags *said = diags_new(arena);
    if (!read_bytes(baseline, path, arena)) return "it cannot be read";
    const XmlNode *root =
        xml_load(arena, said, path, "findings", (Origin){path, 0}, &baseline->file);
    if (!root) return diags_message(said, 0);
    const char *version = xml_attribute(root, "version");
    const char *brief = xml_attribute(root, "brief");
    if (!version || strcmp(version, "1") != 0)
        return "its format is that of another version of the program";
    if (!brief || strcmp(brief, id) != 0) return "it is of another briefing";
    if (!is_sealed(baseline->bytes, baseline->size))
        return "it was changed since it was published";
    baseline->edition.findings = root;
    return NULL;
}

/* True when the file is the baseline. */
static bool take(Baseline *baseline, const char *path, const char *id, Date as_of,
                 Arena *arena, Diags *diags) {
    Date date;
    bool is_there;
    const char *wrong = NULL;
    if (!baseline_date(path, &is_there, &date))
        wrong = is_there ? "it has no as-of date" : NULL;
    else if (date_compare(date, as_of) < 0)
        wrong = read_findings(baseline, path, id, arena);
    if (wrong)
        diag_report(diags, FAULT_WARNING, (Origin){path, 0},
                    "the last edition cannot be compared with: %s", wrong);
    return baseline->edition.findings;
}

void baseline_find(const char *out, const char *id, Date as_of, Arena *arena,
                   Diags *diags, Baseline *baseline) {
    const char *published = arena_print(arena, "%s/%s.findings.xml", out, id);
    *baseline = (Baseline){0};
    if (take(baseline, published, id, as_of, arena, diags) ||
        take(baseline, baseline_path(out, id, arena), id, as_of, arena, diags))
        baseline->edition.name = arena_print(arena, "last-edition/%s.findings.xml", id);
}
