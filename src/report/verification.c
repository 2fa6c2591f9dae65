/* What is attached is laid in a folder of its own that ends with the verification;
 * nothing in it is executed, and nothing is written elsewhere. */
#include "report/verification.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "verify/verify.h"

enum { LONGEST_PATH = 4096, FOLDERS_OPEN = 8, MOST_FOLDERS = 64 };

typedef struct {
    const char *path; /* of the PDF */
    const ReportOptions *options;
    Arena *arena;
    Diags *diags;
    unsigned char *bytes;
    size_t size;
    Reader *reader;
    AttachedFiles files;
    /* "FOLDER/attached.xml", the findings as attached; "made.xml", as made again; and
     * "files", all that the briefing is made of. */
    char folder[LONGEST_PATH];
    const XmlNode *attached;
    int file_count;
    int folders;       /* that the brief's own lie in below "files" */
    const char *brief; /* where it was laid */
} Verification;

static Origin origin(const Verification *verification) {
    return (Origin){verification->path, 0};
}

static bool read_file(Verification *verification) {
    FILE *stream = fopen(verification->path, "rb");
    struct stat status;
    if (!stream || fstat(fileno(stream), &status) != 0 || !S_ISREG(status.st_mode)) {
        diag_report(verification->diags, FAULT_MISSING, origin(verification),
                    "cannot open the PDF: %s",
                    stream ? "it is no regular file" : strerror(errno));
        if (stream) fclose(stream);
        return false;
    }
    const size_t size = (size_t) status.st_size;
    verification->bytes = arena_alloc(verification->arena, size + 1);
    verification->size = fread(verification->bytes, 1, size, stream);
    fclose(stream);
    return true;
}

/* ---- the folder ---- */

static bool make_folder(Verification *verification) {
    const char *parent = getenv("TMPDIR");
    int length =
        snprintf(verification->folder, sizeof verification->folder,
                 "%s/mkreport-verify.XXXXXX", parent && *parent ? parent : "/tmp");
    if (length < (int) sizeof verification->folder && mkdtemp(verification->folder))
        return true;
    diag_report(verification->diags, FAULT_CREATE, origin(verification),
                "cannot make a folder for its attachments in %s: %s",
                parent && *parent ? parent : "/tmp", strerror(errno));
    *verification->folder = '\0';
    return false;
}

static int remove_entry(const char *path, const struct stat *status, int kind,
                        struct FTW *walk) {
    (void) status;
    (void) kind;
    (void) walk;
    return remove(path);
}

static void remove_folder(const Verification *verification) {
    if (*verification->folder)
        nftw(verification->folder, remove_entry, FOLDERS_OPEN, FTW_DEPTH | FTW_PHYS);
}

/* Lays a file at `name` below the folder, with the folders on its way; its path, NULL
 * after a diagnostic.  A name that is taken, by a file or a folder, is refused. */
static const char *lay(Verification *verification, const char *name, const void *bytes,
                       size_t size) {
    char *path = arena_print(verification->arena, "%s/%s", verification->folder, name);
    char *slash = path + strlen(verification->folder) + 1;
    while ((slash = strchr(slash, '/'))) {
        *slash = '\0';
        mkdir(path, 0700);
        *slash++ = '/';
    }
    FILE *file = fopen(path, "wxb");
    bool good = file && fwrite(bytes, 1, size, file) == size;
    if (file && fclose(file) != 0) good = false;
    if (good) return path;
    diag_report(verification->diags, FAULT_CREATE, origin(verification),
                "cannot take out attachment '%s': %s", name, strerror(errno));
    return NULL;
}

/* ---- attachments ---- */

/* How many folders higher than the others a file has to lie: of "above-2/logo.png" 2,
 * and `*name` becomes "logo.png". */
static int height_of(const char **name) {
    char *end;
    if (strncmp(*name, "above-", 6) != 0) return 0;
    const long height = strtol(*name + 6, &end, 10);
    if (height < 1 || height > MOST_FOLDERS || *end != '/') return 0;
    *name = end + 1;
    return (int) height;
}

/* Where a file is laid: as many folders deep as another one reaches above it. */
static const char *place_of(const Verification *verification, const char *name) {
    const int height = height_of(&name);
    Text path = {.arena = verification->arena};
    text_add(&path, "files/");
    for (int i = height; i < verification->folders; i++)
        text_add(&path, "below/");
    text_add(&path, name);
    return text_string(&path);
}

/* Holds a file against its digest in the findings and lays it where the briefing finds
 * it. */
static bool take_out(Verification *verification, const XmlNode *listed) {
    const char *name = xml_attribute(listed, "name");
    const char *wanted = xml_attribute(listed, "sha256");
    const AttachedFile *file = name ? attached_find(&verification->files, name) : NULL;
    if (!file) {
        diag_report(verification->diags, FAULT_DATA, origin(verification),
                    "attachment '%s' is missing, and without it nothing can be made "
                    "again: it was taken away, or larger than 16 MiB",
                    name ? name : "");
        return false;
    }
    char sha256[SHA256_HEX];
    xml_digest(file->bytes, file->size, sha256);
    if (!wanted || strcmp(sha256, wanted) != 0)
        diag_report(verification->diags, FAULT_DIFFERS, origin(verification),
                    "attachment '%s' was changed: its SHA-256 is not the one in the "
                    "findings",
                    name);
    const char *path =
        lay(verification, place_of(verification, name), file->bytes, file->size);
    if (!verification->brief) verification->brief = path;
    verification->file_count++;
    return path != NULL;
}

/* The highest of all files decides how deep the others lie. */
static void find_folders(Verification *verification) {
    for (int i = 0; i < verification->files.count; i++) {
        const char *name = verification->files.items[i].name;
        const int height = height_of(&name);
        if (height > verification->folders) verification->folders = height;
    }
}

static const XmlNode *load_findings(Verification *verification, const char *path) {
    return path ? xml_load(verification->arena, verification->diags, path, "findings",
                           origin(verification), NULL)
                : NULL;
}

static bool open_attachments(Verification *verification) {
    verification->reader =
        reader_open(verification->path, verification->bytes, verification->size,
                    verification->arena, verification->diags);
    if (!verification->reader ||
        !attached_read(verification->reader, &verification->files, verification->diags))
        return false;
    const AttachedFile *findings = attached_findings(&verification->files);
    if (!findings) {
        diag_report(verification->diags, FAULT_DATA, origin(verification),
                    "no findings are attached: this is not a briefing, or its "
                    "attachments were taken away");
        return false;
    }
    if (!make_folder(verification)) return false;
    verification->attached =
        load_findings(verification, lay(verification, "attached.xml", findings->bytes,
                                        findings->size));
    if (!verification->attached) return false;
    bool good = true;
    find_folders(verification);
    const XmlNode *node = xml_first_element(verification->attached);
    for (; node; node = xml_next_element(node))
        if (strcmp(node->name, "file") == 0) good &= take_out(verification, node);
    if (good && !verification->brief)
        diag_report(verification->diags, FAULT_DATA, origin(verification),
                    "the findings name no files that they were made of");
    return good && verification->brief;
}

/* ---- made again ---- */

/* `text` without the folder's path. */
static const char *without_folder(const Verification *verification, const char *text) {
    const char *folder = arena_print(verification->arena, "%s/%s", verification->folder,
                                     place_of(verification, ""));
    Text out = {.arena = verification->arena};
    for (const char *found; (found = strstr(text, folder));) {
        text_add_bytes(&out, text, (size_t) (found - text));
        text = found + strlen(folder);
    }
    text_add(&out, text);
    return text_string(&out);
}

/* Makes the briefing of the laid files.  When it cannot be, a changed attachment is the
 * reason, where there is one. */
static bool make_again(const Verification *verification, Briefing *briefing) {
    Arena *arena = verification->arena;
    ReportOptions options = *verification->options;
    options.templates = arena_print(arena, "%s/%s", verification->folder,
                                    place_of(verification, "templates"));
    options.installed = "";
    /* Where the last edition lies, when the briefing was compared with one. */
    options.out = arena_print(arena, "%s/%s", verification->folder,
                              place_of(verification, "last-edition"));
    options.made = xml_attribute(verification->attached, "made");
    options.untagged = !reader_is_tagged(verification->reader);
    Diags *diags = diags_new(arena);
    const char *edition = xml_attribute(verification->attached, "brief");
    bool made = report_build(verification->brief, edition ? edition : "", &options,
                             arena, diags, briefing);
    const Fault worst = diags_worst(diags);
    if (made && worst <= FAULT_WARNING) return true;
    const bool changed = diags_worst(verification->diags) == FAULT_DIFFERS;
    const Fault fault = changed || worst == FAULT_HELD ? FAULT_DIFFERS : worst;
    for (int i = 0; diags_message(diags, i); i++)
        diag_report(verification->diags, fault, origin(verification),
                    "made again of its attachments: %s",
                    without_folder(verification, diags_message(diags, i)));
    return false;
}

/* Returns the number of figures. */
static int compare_findings(Verification *verification, const Briefing *briefing) {
    Text text = {.arena = verification->arena};
    xml_write(briefing->findings, &text);
    const XmlNode *made = load_findings(
        verification, lay(verification, "made.xml", text_string(&text), text.length));
    if (!made) return 0;
    return findings_compare(verification->attached, made, verification->path,
                            verification->arena, verification->diags);
}

/* What is attached beside the files that the findings name, such as the data of charts,
 * must be what is attached again. */
static void compare_attachments(const Verification *verification, const Reader *made) {
    AttachedFiles again = {0};
    if (!attached_read(made, &again, verification->diags)) return;
    const AttachedFile *findings = attached_findings(&verification->files);
    for (int i = 0; i < verification->files.count; i++) {
        const AttachedFile *file = &verification->files.items[i];
        const AttachedFile *same = attached_find(&again, file->name);
        if (file == findings || (same && same->size == file->size &&
                                 memcmp(same->bytes, file->bytes, file->size) == 0))
            continue;
        diag_report(verification->diags, FAULT_DIFFERS, origin(verification),
                    "attachment '%s' is not %s", file->name,
                    same ? "what is made again" : "one of the briefing's");
    }
    for (int i = 0; i < again.count; i++)
        if (!attached_find(&verification->files, again.items[i].name))
            diag_report(verification->diags, FAULT_DIFFERS, origin(verification),
                        "attachment '%s' is missing", again.items[i].name);
}

/* The same bytes need no second look.  What another program has made, or another
 * release of HarfBuzz has cut the fonts of, is compared by its words and letters alone,
 * and that is said. */
static void compare_pdf(Verification *verification, const Briefing *briefing) {
    const PdfFile *pdf = &briefing->pdf;
    Diags *diags = verification->diags;
    const Reader *file = verification->reader;
    if (pdf->size == verification->size &&
        memcmp(pdf->bytes, verification->bytes, pdf->size) == 0)
        return;
    const Reader *made = reader_open("the briefing made again", pdf->bytes, pdf->size,
                                     verification->arena, diags);
    if (!made) return;
    compare_attachments(verification, made);
    printed_compare(file, made, briefing->pages, diags);
    if (!reader_is_sound(file, diags) || diags_worst(diags) > FAULT_WARNING) return;
    const bool same_fonts = fonts_compare(file, made, diags);
    if (!reader_is_sound(file, diags) || diags_worst(diags) > FAULT_WARNING) return;
    const char *program = xml_attribute(verification->attached, "program");
    const char *own = xml_attribute(briefing->findings, "program");
    if (!program || strcmp(program, own) != 0 || !same_fonts) {
        diag_report(diags, FAULT_WARNING, origin(verification),
                    "made by %s%s: figures, words and letters are compared, places and "
                    "drawings are not",
                    program ? program : "another program",
                    same_fonts ? "" : " with fonts cut otherwise");
        return;
    }
    objects_compare(file, made, diags);
    reader_is_sound(file, diags);
}

/* "1,024" */
static const char *grouped(Arena *arena, int number) {
    if (number < 1000) return arena_print(arena, "%d", number);
    return arena_print(arena, "%s,%03d", grouped(arena, number / 1000), number % 1000);
}

static void verify(Verification *verification) {
    Briefing briefing;
    Arena *arena = verification->arena;
    if (!read_file(verification) || !open_attachments(verification) ||
        !make_again(verification, &briefing))
        return;
    int figures = compare_findings(verification, &briefing);
    compare_pdf(verification, &briefing);
    if (diags_worst(verification->diags) > FAULT_WARNING ||
        verification->options->quiet)
        return;
    printf("%s: verified: %s printed figures, %s findings, %s files\n",
           verification->path, grouped(arena, printed_figures(briefing.pages)),
           grouped(arena, figures), grouped(arena, verification->file_count));
}

int verification_run(const char *path, const ReportOptions *options) {
    jmp_buf out_of_memory;
    /* Set before setjmp() and changed only through pointers, so that it holds after a
     * jump. */
    Verification *verification = calloc(1, sizeof *verification);
    int status = fault_exit_status(FAULT_BUG);
    if (!verification) return status;
    verification->path = path;
    verification->options = options;
    if (setjmp(out_of_memory) == 0) {
        verification->arena = arena_new(&out_of_memory);
        verification->diags = diags_new(verification->arena);
        verify(verification);
        status = fault_exit_status(diags_worst(verification->diags));
    } else
        fprintf(stderr, "%s: error: out of memory\n", path);
    if (verification->diags) diags_print(verification->diags, stderr);
    remove_folder(verification);
    arena_free(verification->arena);
    free(verification);
    return status;
}
