/* A dictionary's patterns as a tree of letters, walked as libhyphen walks its
 * automaton, with the same results, but built in time linear in the file: libhyphen's
 * table of a fixed size takes two seconds for the 77,000 German patterns.
 *
 * At each letter of a word counts the longest pattern's beginning that ends there; only
 * when that is a whole pattern do its figures count.  Dictionaries are made for this:
 * figures of shorter patterns are contained in those of longer ones.
 *
 * A dictionary may have two levels.  The first finds the joints of compounds, and again
 * those of their parts; the second divides what has no joints. */
#include "type/patterns.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uniconv.h>

enum { LONGEST_PATTERN = 100, LEVELS = 2 };

typedef struct {
    uint32_t child, sibling; /* 0 for none: no node leads to the root */
    uint32_t pattern;        /* where its line begins, and one; 0 for none */
    char letter;
} Node;

typedef struct {
    Node *nodes; /* the first is the root */
    uint32_t count, capacity;
    /* The pattern added last, for most share their beginning with it. */
    char letters[LONGEST_PATTERN];
    uint32_t path[LONGEST_PATTERN + 1];
    int depth;
} Level;

struct Patterns {
    const char *text;
    Level levels[LEVELS];
    int level_count;
    int compound_before, compound_after; /* letters to leave beside a joint */
};

/* ---- reading ---- */

static void free_nodes(void *handle) {
    Patterns *patterns = handle;
    for (int i = 0; i < LEVELS; i++)
        free(patterns->levels[i].nodes);
}

static uint32_t add_node(Arena *arena, Level *level, uint32_t parent, char letter) {
    if (level->count == level->capacity) {
        level->capacity = level->capacity ? level->capacity * 2 : 1024;
        level->nodes =
            arena_resize(arena, level->nodes, level->capacity * sizeof(Node));
    }
    uint32_t index = level->count++;
    level->nodes[index] = (Node){.letter = letter};
    if (index > 0) {
        level->nodes[index].sibling = level->nodes[parent].child;
        level->nodes[parent].child = index;
    }
    return index;
}

static uint32_t find_child(const Level *level, uint32_t parent, char letter) {
    uint32_t node = level->nodes[parent].child;
    while (node && level->nodes[node].letter != letter)
        node = level->nodes[node].sibling;
    return node;
}

static bool is_figure(char c) {
    return c >= '0' && c <= '9';
}

/* A pattern ends before a space, a control character or the slash of a replacement. */
static bool in_pattern(char c) {
    return (unsigned char) c > ' ' && c != '/';
}

static void add_pattern(Arena *arena, Patterns *patterns, Level *level,
                        const char *line) {
    int depth = 0;
    bool is_shared = true;
    for (const char *c = line; in_pattern(*c); c++) {
        if (is_figure(*c)) continue;
        if (depth == LONGEST_PATTERN) return;
        is_shared = is_shared && depth < level->depth && level->letters[depth] == *c;
        if (!is_shared) {
            uint32_t node = find_child(level, level->path[depth], *c);
            if (!node) node = add_node(arena, level, level->path[depth], *c);
            level->path[depth + 1] = node;
            level->letters[depth] = *c;
        }
        depth++;
    }
    level->depth = depth;
    if (depth > 0)
        level->nodes[level->path[depth]].pattern =
            (uint32_t) (line - patterns->text) + 1;
}

static bool begins_with(const char *line, const char *word) {
    return strncmp(line, word, strlen(word)) == 0;
}

/* A setting of the dictionary; false when the line is none. */
static bool take_setting(Patterns *patterns, const char *line) {
    static const char *const others[] = {"LEFTHYPHENMIN", "RIGHTHYPHENMIN", "NOHYPHEN"};
    static const char before[] = "COMPOUNDLEFTHYPHENMIN",
                      after[] = "COMPOUNDRIGHTHYPHENMIN";
    if (begins_with(line, before))
        patterns->compound_before = atoi(line + strlen(before));
    else if (begins_with(line, after))
        patterns->compound_after = atoi(line + strlen(after));
    else {
        for (int i = 0; i < 3; i++)
            if (begins_with(line, others[i])) return true;
        return false;
    }
    return true;
}

static Level *start_level(Arena *arena, Patterns *patterns) {
    Level *level = &patterns->levels[patterns->level_count++];
    level->path[0] = add_node(arena, level, 0, '\0');
    return level;
}

/* The file's bytes; NULL when it cannot be read. */
static char *read_file(Arena *arena, const char *path, size_t *length) {
    enum { LARGEST = 64 << 20 };
    FILE *file = fopen(path, "r");
    if (!file) return NULL;
    long size = fseek(file, 0, SEEK_END) == 0 ? ftell(file) : -1;
    rewind(file);
    char *text = NULL;
    if (size >= 0 && size <= LARGEST) {
        text = arena_alloc(arena, (size_t) size + 1);
        *length = fread(text, 1, (size_t) size, file);
    }
    fclose(file);
    return text;
}

/* The text from the charset that its first line names; NULL when that is unknown. */
static const char *to_utf8(Arena *arena, const char *text, size_t length) {
    char charset[32];
    size_t end = strcspn(text, "\r\n");
    if (end == 0 || end >= sizeof charset) return NULL;
    memcpy(charset, text, end);
    charset[end] = '\0';
    if (strcmp(charset, "UTF-8") == 0) return text;
    size_t size = 0;
    uint8_t *converted = u8_conv_from_encoding(charset, iconveh_question_mark, text,
                                               length, NULL, NULL, &size);
    if (!converted) return NULL;
    const char *copy = arena_copy(arena, (const char *) converted, size);
    free(converted);
    return copy;
}

const Patterns *patterns_read(Arena *arena, const char *path) {
    size_t length = 0;
    const char *text = read_file(arena, path, &length);
    if (text) text = to_utf8(arena, text, length);
    if (!text) return NULL;
    Patterns *patterns = arena_alloc(arena, sizeof *patterns);
    patterns->text = text;
    arena_on_free(arena, free_nodes, patterns);
    Level *level = start_level(arena, patterns);
    const char *line = text + strcspn(text, "\n");
    while (*line) {
        line++; /* the line feed before it */
        if (begins_with(line, "NEXTLEVEL") && patterns->level_count < LEVELS)
            level = start_level(arena, patterns);
        else if (*line != '%' && !take_setting(patterns, line))
            add_pattern(arena, patterns, level, line);
        line += strcspn(line, "\n");
    }
    return patterns;
}

/* ---- applying ---- */

/* A word between two stops, and the figure found behind each of its bytes. */
typedef struct {
    char text[LONGEST_PATTERN_WORD + 2];
    int length;
    char figures[LONGEST_PATTERN_WORD + 2];
    bool respelt[LONGEST_PATTERN_WORD + 2]; /* the figure wants another spelling */
} Word;

/* Takes in the pattern that ends with byte `end`. */
static void take_figures(const char *pattern, Word *word, int end) {
    int letters = 0;
    const char *c = pattern;
    for (; in_pattern(*c); c++)
        letters += !is_figure(*c);
    bool respells = *c == '/';
    int at = end - letters; /* the byte before the pattern */
    for (c = pattern; in_pattern(*c); c++) {
        if (!is_figure(*c)) {
            at++;
        } else if (at >= 0 && *c > word->figures[at]) {
            word->figures[at] = *c;
            word->respelt[at] = respells;
        }
    }
}

/* The node of the longest beginning of a pattern that is text[start, end), where
 * `*start` moves on to. */
static uint32_t longest_node(const Level *level, const char *text, int *start,
                             int end) {
    for (; *start < end; ++*start) {
        uint32_t node = 0;
        int at = *start;
        do
            node = find_child(level, node, text[at++]);
        while (node && at < end);
        if (node) return node;
    }
    return 0;
}

static void find_figures(const Patterns *patterns, const Level *level, Word *word) {
    uint32_t node = 0;
    int start = 0;
    memset(word->figures, '0', (size_t) word->length);
    memset(word->respelt, 0, (size_t) word->length);
    for (int at = 0; at < word->length; at++) {
        uint32_t next = find_child(level, node, word->text[at]);
        if (!next) {
            start++;
            next = longest_node(level, word->text, &start, at + 1);
        }
        node = next;
        if (!node) start = at + 1;
        uint32_t pattern = level->nodes[node].pattern;
        if (pattern) take_figures(patterns->text + pattern - 1, word, at);
    }
}

static void run_level(const Patterns *patterns, int level, const char *text, int length,
                      char *points) {
    Word word = {.length = length + 2};
    word.text[0] = word.text[length + 1] = '.';
    memcpy(word.text + 1, text, (size_t) length);
    find_figures(patterns, &patterns->levels[level], &word);
    for (int i = 0; i < length; i++)
        points[i] = i + 1 < length && (word.figures[i + 1] & 1) && !word.respelt[i + 1];
}

/* Takes away points with fewer than `before` letters in front of them, or fewer than
 * `after` behind. */
static void keep_minima(const char *text, int length, int before, int after,
                        char *points) {
    int letters = 0;
    for (int i = 0; i < length; i++) {
        letters += (text[i] & 0xC0) != 0x80;
        if (letters < before) points[i] = 0;
    }
    letters = 0;
    for (int i = length - 1; i >= 0; i--) {
        if (letters < after) points[i] = 0;
        letters += (text[i] & 0xC0) != 0x80;
    }
}

/* Divides a compound at its joints, its parts at theirs, and so on.  `first` and `last`
 * tell which ends are those of the whole word. */
static void divide(const Patterns *patterns, const char *text, int length, bool first,
                   bool last, char *points) {
    int begin = 0;
    run_level(patterns, 0, text, length, points);
    for (int i = 0; i < length; i++) {
        bool joint = points[i];
        if (!joint && !(begin > 0 && i + 1 == length)) continue;
        if (i > begin) {
            divide(patterns, text + begin, i - begin + 1, begin == 0 && first,
                   !joint && last, points + begin);
            /* Not even a part's own joints leave its last letter alone. */
            keep_minima(text + begin, i - begin + 1, 0, 2, points + begin);
            points[i] = joint;
        }
        begin = i + 1;
    }
    if (begin > 0) return;
    run_level(patterns, 1, text, length, points);
    keep_minima(text, length, first ? 0 : patterns->compound_before,
                last ? 0 : patterns->compound_after, points);
}

void patterns_apply(const Patterns *patterns, const char *word, int length,
                    char *points) {
    memset(points, 0, (size_t) length);
    if (length > LONGEST_PATTERN_WORD) return;
    if (patterns->level_count == 1)
        run_level(patterns, 0, word, length, points);
    else
        divide(patterns, word, length, true, true, points);
}
