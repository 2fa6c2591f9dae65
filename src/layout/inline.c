/* From runs to pieces.  Words are shaped whole, so kerning and ligatures hold; only the
 * parts that are printed are shaped again. */
#include "layout/inline.h"

#include <string.h>

#include "layout/itemise.h"
#include "layout/references.h"
#include "layout/wide.h"

static const char no_break_space[] = "\xC2\xA0";

typedef struct {
    Setter *setter;
    Inline *text;
    bool flexible;
} Maker;

static bool same_glyphs(const Shaped *a, const Shaped *b) {
    if (a->glyph_count != b->glyph_count) return false;
    for (int i = 0; i < a->glyph_count; i++)
        if (a->glyphs[i].glyph != b->glyphs[i].glyph) return false;
    return true;
}

const char *run_lang(const Setter *setter, const Run *run) {
    return run && run->lang ? run->lang : setter->document->lang;
}

static const Shaped *shape(Setter *setter, const Piece *piece, const char *text,
                           size_t length) {
    return font_shape(setter->fonts, piece->font, piece->size, piece->features,
                      run_lang(setter, piece->run), text, length);
}

const Shaped *piece_shape(Setter *setter, const Inline *text, const Piece *piece,
                          int from, int to) {
    if (from == 0 && to == piece->length) return piece->shaped;
    return shape(setter, piece, text->text + piece->start + from, (size_t) (to - from));
}

const Shaped *piece_hyphen(Setter *setter, const Piece *piece) {
    return shape(setter, piece, "-", 1);
}

/* A piece set as the style and the run say. */
static Piece new_word(const Maker *maker, const Run *run) {
    const Style *style = maker->text->style;
    Setter *setter = maker->setter;
    return (Piece){.kind = PIECE_WORD,
                   .run = run,
                   .font = setter_font(setter, style->family, style->bold || run->bold,
                                       style->italic || run->italic,
                                       setter_origin(setter, run->origin)),
                   .size = style->size,
                   .features = style->features | run->features,
                   .colour = run->has_colour ? run->colour : style->colour};
}

static void add_piece(Maker *maker, const Piece *piece) {
    Inline *text = maker->text;
    Workbench *bench = &maker->setter->bench;
    bench->pieces = arena_grow(maker->setter->arena, bench->pieces, text->piece_count,
                               &bench->piece_capacity, sizeof *bench->pieces);
    text->pieces = bench->pieces;
    text->pieces[text->piece_count++] = *piece;
}

static bool may_break(const Inline *text, int at) {
    return at > 0 && at < text->length && text->breaks[at] == BREAK_ALLOWED;
}

/* Adds the room that Japanese and Chinese typography puts before the word; word spaces
 * in such text are none. */
static void add_room(Maker *maker, Piece *word) {
    Inline *text = maker->text;
    /* Words of another language among Japanese are spaced as Japanese is. */
    const char *lang = maker->setter->document->lang;
    Piece *before = &text->pieces[text->piece_count - 1];
    if (before->kind == PIECE_SPACE && !before->silent && text->piece_count > 1 &&
        wide_drops_space(before - 1, word, lang)) {
        text->piece_count--;
        before--;
    }
    if (word->note) { /* goes before the blank of a full stop */
        word->last = before->last;
        word->blank = before->blank;
        return;
    }
    Piece room;
    if (!wide_room(before, word, lang, &room)) return;
    room.start = word->start;
    room.joined = room.joined || word->joined;
    word->joined = room.joined;
    if (!maker->flexible) room.stretch = room.shrink = 0;
    add_piece(maker, &room);
}

static void add_word(Maker *maker, Piece piece, int start, int length, bool joined) {
    Setter *setter = maker->setter;
    const char *bytes = maker->text->text + start;
    piece.start = start;
    piece.length = length;
    piece.joined = joined;
    if (!piece.shaped) piece.shaped = shape(setter, &piece, bytes, (size_t) length);
    if (piece.features & FEATURE_SUPERSCRIPT) {
        Piece plain = piece;
        plain.features &= ~(unsigned) FEATURE_SUPERSCRIPT;
        plain.shaped = shape(setter, &plain, bytes, (size_t) length);
        if (same_glyphs(plain.shaped, piece.shaped)) {
            plain.rise = plain.size * 34 / 100;
            plain.size = plain.size * 62 / 100;
            plain.shaped = shape(setter, &plain, bytes, (size_t) length);
            piece = plain;
        }
    }
    piece.width = piece.shaped->width;
    if (maker->flexible)
        piece.stretch = piece.shrink =
            (Mpt) ((int64_t) piece.width * maker->text->style->expansion / 1000);
    wide_measure(&piece, maker->flexible);
    if (maker->text->piece_count > 0) add_room(maker, &piece);
    add_piece(maker, &piece);
}

static bool is_figure(char c) {
    return c >= '0' && c <= '9';
}

/* Adds [start, end) of the text, without spaces, cut where the face or the direction
 * changes. */
static void add_stretches(Maker *maker, Piece piece, int start, int end) {
    Setter *setter = maker->setter;
    const Style *style = maker->text->style;
    Itemiser itemiser = {.setter = setter,
                         .family = style->family,
                         .bold = style->bold || piece.run->bold,
                         .italic = style->italic || piece.run->italic,
                         .lang = run_lang(setter, piece.run),
                         .origin = setter_origin(setter, piece.run->origin),
                         .text = maker->text->text,
                         .levels = maker->text->levels,
                         .at = start,
                         .length = end};
    Stretch stretch;
    while (itemise(&itemiser, &stretch)) {
        Piece word = piece;
        word.font = stretch.font;
        word.level = stretch.level;
        word.first = stretch.first;
        word.last = stretch.last;
        int end_byte = stretch.start + stretch.length - 1;
        word.ends_in_figure = is_figure(maker->text->text[end_byte]);
        if (stretch.level % 2) word.features |= SHAPE_LEFTWARDS;
        if (word.first == LETTER_OPENING || word.first == LETTER_CLOSING)
            word.features |= SHAPE_HALF_WIDTH;
        add_word(maker, word, stretch.start, stretch.length,
                 !may_break(maker->text, stretch.start));
    }
}

/* True when the last piece is a space at which a line may end. */
static bool ends_in_space(const Inline *text) {
    if (text->piece_count == 0) return false;
    const Piece *last = &text->pieces[text->piece_count - 1];
    return last->kind == PIECE_SPACE && !last->joined;
}

/* Spaces that a line begins with, and a second one in a row, are not printed. */
static bool space_is_idle(const Inline *text) {
    return text->piece_count == 0 || ends_in_space(text) ||
           text->pieces[text->piece_count - 1].kind == PIECE_NEWLINE;
}

/* TeX's proportions, but a face whose space is narrow gives little of it: words must
 * stay apart. */
static Mpt space_stretch(const Style *style, const Piece *space) {
    if (style->looseness)
        return (Mpt) ((int64_t) space->width * style->looseness / 1000);
    return larger(space->width / 2, space->size / 7);
}

static Mpt space_shrink(const Style *style, const Piece *space) {
    if (style->tightness)
        return (Mpt) ((int64_t) space->width * style->tightness / 1000);
    Mpt give = space->width - space->size * 19 / 100;
    return larger(give > space->width / 3 ? space->width / 3 : give, space->width / 8);
}

static void add_space(Maker *maker, Piece piece, int start, int length, bool joined) {
    piece.kind = PIECE_SPACE;
    piece.start = start;
    piece.length = length;
    piece.joined = joined;
    piece.features = 0;
    piece.level = maker->text->levels ? maker->text->levels[start] : 0;
    piece.width = shape(maker->setter, &piece, " ", 1)->width;
    if (maker->flexible) {
        const Style *style = maker->text->style;
        piece.stretch = space_stretch(style, &piece);
        piece.shrink = space_shrink(style, &piece);
    }
    add_piece(maker, &piece);
}

static int space_length(const char *text, int length) {
    if (*text == ' ' || *text == '\t' || *text == '\n' || *text == '\r') return 1;
    return length >= 2 && memcmp(text, no_break_space, 2) == 0 ? 2 : 0;
}

/* The word set by the style's own face, as most words are; NULL when it takes another,
 * or another direction. */
static const Shaped *shape_whole(Maker *maker, const Piece *piece, int start, int end) {
    const char *word = maker->text->text + start;
    if (maker->text->levels || !is_plain_text(word, end - start)) return NULL;
    const Shaped *shaped = shape(maker->setter, piece, word, (size_t) (end - start));
    return shaped_is_complete(shaped) ? shaped : NULL;
}

/* Where the word ends that begins at `at`.  What is longer than any word falls into
 * parts, so that its width stays in range at any size and each is shaped in no time. */
static int word_end(const char *text, int at, int end, Mpt size) {
    enum { LONGEST_WORD = 30000, WIDEST_WORD = 1 << 29 };
    int longest = size < WIDEST_WORD / LONGEST_WORD ? LONGEST_WORD : WIDEST_WORD / size;
    if (end - at > longest) {
        end = at + longest;
        while ((text[end] & 0xC0) == 0x80)
            end--;
    }
    while (at < end && !space_length(text + at, end - at))
        at++;
    return at;
}

/* Cuts [start, end) of the text, all of one run, into words and spaces. */
static void add_run_pieces(Maker *maker, const Run *run, int start, int end) {
    Inline *text = maker->text;
    const bool cjk = lang_is_cjk(maker->setter->document->lang);
    Piece piece = new_word(maker, run);
    if (!piece.font) return;
    for (int at = start; at < end;) {
        int from = at;
        int space = space_length(text->text + at, end - at);
        if (space) {
            bool hard = space == 2;
            at += space;
            while (!hard && at < end && space_length(text->text + at, end - at) == 1)
                at++;
            bool joined = hard || !may_break(text, at);
            if (hard || !space_is_idle(text))
                add_space(maker, piece, from, at - from, joined);
            continue;
        }
        at = word_end(text->text, at, end, piece.size);
        piece.shaped = cjk ? NULL : shape_whole(maker, &piece, from, at);
        if (piece.shaped)
            add_word(maker, piece, from, at - from, !may_break(text, from));
        else
            add_stretches(maker, piece, from, at);
    }
}

static void add_mark(Maker *maker, const Run *run, int start, int end) {
    Piece piece = new_word(maker, run);
    if (!piece.font) return;
    piece.note = maker->setter->notes[run->note].number;
    if (maker->text->levels) piece.level = maker->text->levels[start];
    piece.features =
        (piece.features & ~(unsigned) FEATURE_SMALLCAPS) | FEATURE_SUPERSCRIPT;
    add_word(maker, piece, start, end - start, true);
}

/* The text one run adds to the paragraph's. */
static void add_run_text(Setter *setter, const Run *run, Text *text) {
    switch (run->kind) {
    case RUN_TEXT:
        text_add(text, run->text ? run->text : "");
        break;
    case RUN_BREAK:
        text_add_char(text, '\n');
        break;
    case RUN_NOTE: {
        int number = setter_note_number(setter, run->note, run->origin);
        if (number > 0) text_print(text, "%d", number);
        break;
    }
    case RUN_PAGE:
        text_add(text, references_words(setter, run));
        break;
    case RUN_PAGE_NUMBER:
        text_add(text, setter->page_number ? setter->page_number : "");
        break;
    case RUN_PAGE_COUNT:
        text_add(text, setter->page_count ? setter->page_count : "");
        break;
    case RUN_SECTION:
        if (setter->page_sections[run->mark])
            text_add(text, setter->page_sections[run->mark]);
        break;
    }
}

/* Joins the runs' text on the bench; `ends` says where each run's ends. */
static void join_text(Setter *setter, const Runs *runs) {
    Workbench *bench = &setter->bench;
    int count = 0;
    for (const Run *run = runs->first; run; run = run->next)
        count++;
    bench->ends = setter_room(setter, bench->ends, count, &bench->ends_capacity,
                              sizeof *bench->ends);
    bench->text.arena = setter->arena;
    bench->text.length = 0;
    if (bench->text.data) bench->text.data[0] = '\0';
    int index = 0;
    for (const Run *run = runs->first; run; run = run->next) {
        add_run_text(setter, run, &bench->text);
        bench->ends[index++] = (int) bench->text.length;
    }
}

/* The levels of a paragraph, whose direction is that of its first run's language; NULL
 * when all of it runs rightwards. */
static const signed char *find_levels(Setter *setter, const Runs *runs,
                                      const Inline *text) {
    Workbench *bench = &setter->bench;
    const Run *first = runs->first;
    bool leftwards =
        first && first->lang ? lang_is_leftwards(first->lang) : setter->leftwards;
    bench->levels = setter_room(setter, bench->levels, text->length + 1,
                                &bench->levels_capacity, 1);
    bool found = text_levels(text->text, (size_t) text->length, leftwards,
                             setter->arena, bench->levels);
    return found ? bench->levels : NULL;
}

static bool lists_pages(const Runs *runs) {
    for (const Run *run = runs->first; run; run = run->next)
        if (run->goes_on) return true;
    return false;
}

Inline inline_make(Setter *setter, const Runs *runs, const Style *style,
                   bool flexible) {
    Workbench *bench = &setter->bench;
    Runs ordered;
    if (lists_pages(runs)) {
        ordered = references_in_order(setter, runs);
        runs = &ordered;
    }
    join_text(setter, runs);
    Inline text = {.style = style,
                   .text = text_string(&bench->text),
                   .length = (int) bench->text.length};
    bench->breaks =
        setter_room(setter, bench->breaks, text.length + 1, &bench->breaks_capacity, 1);
    if (text.length > 0)
        text_breaks(text.text, (size_t) text.length, setter->document->lang,
                    bench->breaks);
    text.breaks = bench->breaks;
    text.levels = find_levels(setter, runs, &text);
    Maker maker = {setter, &text, flexible};
    int start = 0, index = 0;
    for (const Run *run = runs->first; run; run = run->next) {
        int end = bench->ends[index++];
        if (run->kind == RUN_BREAK) {
            Piece piece = {.kind = PIECE_NEWLINE, .run = run, .start = start};
            if (ends_in_space(&text)) text.piece_count--;
            add_piece(&maker, &piece);
        } else if (end > start && run->kind == RUN_NOTE) {
            add_mark(&maker, run, start, end);
        } else if (end > start) {
            add_run_pieces(&maker, run, start, end);
        }
        start = end;
    }
    /* At the text's end UAX 14 has no say: a space there is not printed either. */
    if (text.piece_count > 0 && text.pieces[text.piece_count - 1].kind == PIECE_SPACE)
        text.piece_count--;
    return text;
}
