/* Type: fonts, shaping, scripts, break opportunities, hyphenation.  The only place that
 * knows HarfBuzz, FriBidi and libunistring. */
#ifndef TYPE_TYPE_H
#define TYPE_TYPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/length.h"

/* One font file, open for the length of a run; shared by all briefings. */
typedef struct Font Font;

/* All fonts that are open, and the cache of shaped words; closed with its arena. */
typedef struct FontStore FontStore;

/* `path` is a colon-separated list of folders in which font files are looked for, each
 * with its subfolders truetype/ and opentype/ two levels down. */
FontStore *font_store_new(Arena *arena, const char *path);

/* A new briefing begins, for which the fonts and words of the store stay: the files
 * that it opens, the characters that it misses and the samples are its own. */
void font_store_begin(FontStore *store);

/* Looks up now, and not in the middle of the first paragraph, which files there are and
 * how `lang` is hyphenated. */
void font_store_prepare(FontStore *store, const char *lang);

/* The font in `file`: an absolute path or a bare file name found in the store's
 * folders; of a collection the face whose PostScript name stands behind a '#', else the
 * first.  NULL after a diagnostic at `origin`: a missing file is FAULT_MISSING and
 * names the Debian package when the store knows it (Vollkorn: fonts-vollkorn, Lato:
 * fonts-lato). */
const Font *font_open(FontStore *store, const char *file, Origin origin, Diags *diags);

/* A file with its stamp, as path_stamp() has it, from before it was opened. */
typedef struct {
    const char *path, *stamp;
} OpenedFile;

/* All files that the briefing has asked for so far: fonts and dictionaries. */
const OpenedFile *font_store_files(const FontStore *store, int *count);

/* Whether font_open() would find the file. */
bool font_exists(FontStore *store, const char *file);

/* Vertical measures at `size`, all positive. */
typedef struct {
    Mpt ascender, descender, cap_height, x_height;
} FontMetrics;

/* Heights above the base line at `size`; the descender is the depth below it. */
FontMetrics font_metrics(const Font *font, Mpt size);

/* Unique name for dumps: the PostScript name. */
const char *font_name(const Font *font);

/* True for CFF outlines, false for TrueType's. */
bool font_is_cff(const Font *font);

/* The width of a glyph, before kerning, in thousandths of an em. */
int font_glyph_width(const Font *font, uint32_t glyph);

/* What a glyph covers at `size`, from where it stands, y downwards.  False when it
 * leaves no ink: a space. */
typedef struct {
    Mpt left, top, right, bottom;
} Ink;

/* The ink of a glyph at `size` from its origin, y down; false when it has none. */
bool font_glyph_ink(const Font *font, Mpt size, uint32_t glyph, Ink *ink);

/* The glyph of a character, 0 when the font has none. */
uint32_t font_glyph_of(const Font *font, uint32_t character);

/* What a PDF's font descriptor says of a font beside its metrics. */
typedef struct {
    int box[4];       /* left, bottom, right, top of all glyphs, thousandths of an em */
    int weight;       /* 100 to 1000, 400 is regular */
    int italic_angle; /* degrees, negative leans right */
    bool is_serif, is_fixed_pitch;
} FontTraits;

/* As the font's tables have them; a weight that they lack is 400. */
FontTraits font_traits(const Font *font);

/* One glyph of shaped text.  Advances and offsets are for the asked size, in Mpt. */
typedef struct {
    uint32_t glyph;
    uint32_t cluster; /* byte offset of its first character in the shaped text */
    Mpt advance;
    Mpt x_offset, y_offset;
} Glyph;

/* Shaped text, owned by the store's cache; never changes. */
typedef struct {
    const Font *font;
    Mpt size;
    const char *text; /* NUL-terminated UTF-8 */
    int length;       /* bytes */
    const Glyph *glyphs;
    int glyph_count;
    Mpt width;
    bool leftwards; /* the glyphs stand in the opposite order of the text */
} Shaped;

/* What shaping can be asked for beside the Feature bits of doc.h. */
enum {
    SHAPE_HALF_WIDTH =
        1 << 16,               /* halt: full-width punctuation without its blank half */
    SHAPE_LEFTWARDS = 1 << 17, /* from right to left, with mirrored brackets */
};

/* Shapes `length` bytes of `text` (one script, one direction, no line breaks) with
 * kerning and ligatures and the OpenType features of `features` (Feature bits of doc.h:
 * 1 onum, 2 tnum+lnum, 4 smcp, 8 sups; and those above).  `lang` is BCP 47.  A
 * character the font lacks gives glyph 0 in the result and is reported by
 * font_report_missing(). Cached by all arguments. */
const Shaped *font_shape(FontStore *store, const Font *font, Mpt size,
                         unsigned features, const char *lang, const char *text,
                         size_t length);

/* Words that will be asked for: those between the spaces of the text.  All is as
 * font_shape() has it. */
typedef struct {
    const Font *font;
    Mpt size;
    unsigned features;
    const char *lang, *text;
} Wording;

/* Begins to shape the words of the wordings, which must last, on a thread of its own,
 * from the last towards the first; font_shape() finds what is ready.  Not done
 * when there is little to shape. */
void font_store_shape_ahead(FontStore *store, const Wording *wordings, int count);

/* Ends what font_store_shape_ahead() began.  What it has shaped lasts. */
void font_store_end_ahead(FontStore *store);

/* Words shaped while `on` are fleeting: they last until font_store_forget().  A long
 * table has half a million words that come once. */
void font_store_fleeting(FontStore *store, bool on);
void font_store_forget(FontStore *store);

/* Of the fleeting words some that together have each glyph, and each missing character,
 * that the fleeting ones had; these last. */
const Shaped *const *font_store_samples(const FontStore *store, int *count);

/* How many clusters of the shaped text stand behind another: where tracking goes. */
int shaped_gaps(const Shaped *shaped);

/* True when every character of the text has a glyph. */
bool shaped_is_complete(const Shaped *shaped);

/* Reports, once a family and character in a run, that no font of the family has the
 * character: FAULT_DATA at `origin`, naming it as U+XXXX and printed. */
void font_report_missing(FontStore *store, uint32_t character, const char *family,
                         Origin origin, Diags *diags);

/* ---- scripts ---- */

/* An ISO 15924 code as a number: "Hani" is 0x48616E69. */
typedef uint32_t ScriptCode;

enum {
    SCRIPT_COMMON = 0x5A797979,    /* Zyyy: figures, most punctuation */
    SCRIPT_INHERITED = 0x5A696E68, /* Zinh: marks on the character before */
    SCRIPT_LATIN = 0x4C61746E,
    SCRIPT_HAN = 0x48616E69,
    SCRIPT_HIRAGANA = 0x48697261,
    SCRIPT_KATAKANA = 0x4B616E61,
    SCRIPT_HEBREW = 0x48656272,
    SCRIPT_ARABIC = 0x41726162
};

/* The script of a character in text of `lang`; punctuation of a full em's width counts
 * as Han. */
ScriptCode text_script(uint32_t character, const char *lang);

/* The script that a code of four letters names; one that no character has when there is
 * no such script. */
ScriptCode script_of_code(const char *code, size_t length);

/* True for Japanese and Chinese: words are not spaced, and ideographs meet Latin
 * letters with a quarter em between. */
bool lang_is_cjk(const char *lang);

/* The script that a language is written in, SCRIPT_LATIN where that is not known to be
 * another. */
ScriptCode lang_script(const char *lang);

/* True for languages that are written from right to left. */
bool lang_is_leftwards(const char *lang);

/* What a character is to the spacing of Japanese and Chinese lines. */
typedef enum {
    LETTER_OTHER,      /* punctuation between things, symbols of half an em or less */
    LETTER_ALPHABETIC, /* letters, figures and quotes of scripts that space words */
    LETTER_IDEOGRAPH,  /* Han, kana and what else stands in the middle of its em */
    LETTER_OPENING,    /* brackets of a full em, their left half blank */
    LETTER_CLOSING     /* brackets, commas and full stops, their right half blank */
} LetterKind;

/* The kind of a character in text of language `lang`, a BCP 47 tag. */
LetterKind text_letter_kind(uint32_t character, const char *lang);

/* The levels of the Unicode bidirectional algorithm, one a byte: a stretch of an odd
 * level runs leftwards.  `leftwards` is the direction of the paragraph.  False, with
 * `levels` untouched, when all is rightwards.  `arena` is for scratch. */
bool text_levels(const char *text, size_t length, bool leftwards, Arena *arena,
                 signed char *levels);

/* Rule L2: order[i] is which of the `count` parts of a line, whose levels are given,
 * stands at place i from the left. */
void order_by_levels(const signed char *levels, int count, int *order);

typedef enum { BREAK_NONE, BREAK_ALLOWED, BREAK_FORCED } BreakKind;

/* UAX 14: breaks[i] tells whether a line may break before byte i of `text`.  `breaks`
 * has `length` bytes of BreakKind.  A no-break space, a word joiner and U+202F
 * forbid. */
void text_breaks(const char *text, size_t length, const char *lang, char *breaks);

/* Words whose hyphens a document gives itself. */
typedef struct HyphenExceptions HyphenExceptions;

HyphenExceptions *hyphen_exceptions_new(Arena *arena);

/* In text of `lang` and its regions, `word` is divided at its hyphens only, and nowhere
 * when it has none: "mi-cro-type", "Toyota". */
void hyphen_exceptions_add(HyphenExceptions *exceptions, const char *lang,
                           const char *word);

/* Hyphenation points of one word: points[i] is 1 when a hyphen may stand after byte i.
 * Uses libhyphen's dictionary of `lang` from /usr/share/hyphen, or from the store's
 * folders; no dictionary means no points.  Letters enough stay on each side: two, and
 * two or three as the language has it.  Words with a digit or all capitals get none.
 * `exceptions` may be NULL. */
void word_hyphens(FontStore *store, const HyphenExceptions *exceptions,
                  const char *word, size_t length, const char *lang, char *points);

/* A font program cut down to `glyphs`, with glyph ids renumbered: a TrueType file, or
 * the bare CFF table of a CFF font. */
typedef struct {
    const unsigned char *bytes;
    size_t size;
    /* The code by which the PDF calls each of the `glyph_count` glyphs asked for: its
     * new glyph id, or its CID in a CFF font that is keyed by CIDs. */
    const uint16_t *new_ids;
} FontSubset;

/* `glyphs` sorted and unique, .notdef is added when absent.  Layout tables, names and
 * hints that a PDF does not need are dropped.  Bytes live in `arena`.  False after a
 * diagnostic. */
bool font_subset(const Font *font, const uint32_t *glyphs, int glyph_count,
                 Arena *arena, Diags *diags, FontSubset *subset);

#endif
