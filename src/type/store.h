/* What the type stage's files share: the insides of a font and of the store.  A font is
 * mapped from its file and parsed once; everything but the caches is read only. */
#ifndef TYPE_STORE_H
#define TYPE_STORE_H

#include <hb.h>

#include "base/map.h"
#include "type/type.h"

struct Font {
    const char *file; /* as asked for */
    const char *path;
    const char *name; /* PostScript name */
    const unsigned char *bytes;
    size_t size;
    unsigned upem;
    unsigned glyph_count;
    int number; /* in the order of opening, from 0 */
    bool is_cff;
    bool is_cid_keyed; /* CFF whose glyphs are named by CID */
    /* In font units; descender positive. */
    int ascender, descender, cap_height, x_height;
    hb_blob_t *blob;
    hb_face_t *face;
    hb_font_t *font; /* its scale is upem, so positions are font units */
    char *sampled;   /* by glyph, whether a sample has it; NULL for none */
    struct Font *next;
};

/* A shaped word with all that can change the result. */
typedef struct {
    Shaped shaped;
    uint64_t hash; /* of all but the size, so that the sizes of a word are neighbours */
    unsigned features;
    const char *lang;
} ShapedEntry;

/* The shaped words, open addressing, at most half full. */
typedef struct {
    ShapedEntry **slots; /* NULL where there is none */
    size_t capacity;     /* a power of two, 0 before the first word */
    size_t count;
} ShapedCache;

/* Words that are forgotten again, and those kept for their glyphs. */
typedef struct {
    Arena *arena; /* NULL before the first */
    ShapedCache shaped;
    bool is_on;
    const Shaped **samples;
    int sample_count, sample_capacity;
} Fleeting;

typedef struct Hyphens Hyphens; /* hyphens.c */

typedef struct FigureSet FigureSet; /* figures.c */

/* HarfBuzz at work for one thread. */
typedef struct Shaper Shaper;

typedef struct Ahead Ahead; /* ahead.c */

struct FontStore {
    Arena *arena;
    const char *path;
    Map *files; /* name to path; NULL until a file is looked for */
    Map *fonts; /* name as asked for to Font */
    Font *first_font;
    int font_count;
    int briefing;       /* counts font_store_begin() */
    Map *stamps;        /* of files by path, from before they were opened */
    OpenedFile *opened; /* fonts and dictionaries that the briefing uses */
    int opened_count, opened_capacity;
    ShapedCache shaped;
    Fleeting fleeting;
    FigureSet *figure_sets;
    bool knows_figures; /* all words of figures are made by them, not fleeting ones
                           alone */
    Ahead *ahead;       /* NULL when nobody shapes ahead */
    Shaper *shaper;
    Map *missing;  /* font and character that were reported */
    Map *hyphens;  /* language to Hyphens */
    Map *patterns; /* path of a dictionary to Patterns */
    Map *points;   /* language and word to its points */
};

/* Ends with the arena, which ends before the fonts do. */
Shaper *shaper_new(Arena *arena);

/* The text's glyphs in font units, valid until the next call; arguments as of
 * font_shape(). */
hb_buffer_t *shaper_run(Shaper *shaper, const Font *font, unsigned features,
                        const char *lang, const char *text, int length);

/* The word that font_shape() is asked for, not shaped yet. */
ShapedEntry shaped_wanted(const Font *font, Mpt size, unsigned features,
                          const char *lang, const char *text, size_t length);

/* A cache without words and with room for half as many as `capacity`. */
ShapedCache shaped_cache(Arena *arena, size_t capacity);

/* The slot that holds the word or would.  `*other`, when wanted, is the same word in
 * another size from which the glyphs can be taken; untouched when none was met. */
ShapedEntry **shaped_find(const ShapedCache *cache, const ShapedEntry *wanted,
                          const ShapedEntry **other);

/* The word shaped, in `arena`: from `other` unless that is NULL. */
ShapedEntry *shaped_make(Shaper *shaper, Arena *arena, const ShapedEntry *wanted,
                         const ShapedEntry *other);

/* The word as it was shaped ahead; NULL when it was not, or not yet. */
ShapedEntry *ahead_find(Ahead *ahead, const ShapedEntry *wanted);

/* Shapes a word of figures, as HarfBuzz would; false when it is none, or when the
 * font's figures depend on more than their neighbours. */
bool figures_shape(FontStore *store, Arena *arena, Shaped *shaped, unsigned features,
                   const char *lang);

/* The path of the file called `name` in the store's folders, NULL when there is none.
 * Folders come in the order of the search path, files of a folder sorted by name. */
const char *store_find_file(FontStore *store, const char *name);

/* Takes the stamp of a file that is about to be opened. */
void store_stamp_file(FontStore *store, const char *path);

/* Notes a file that the briefing uses, once. */
void store_note_file(FontStore *store, const char *path);

/* Opens and checks the font at `path`, of a collection the face called `face_name`
 * (NULL for the first); NULL after a diagnostic. */
Font *font_load(Arena *arena, const char *file, const char *path, const char *face_name,
                Origin origin, Diags *diags);
void font_unload(Font *font);

/* `units` of a font of `upem` units per em, at `size`; half away from zero. */
Mpt font_scale(int64_t units, Mpt size, unsigned upem);

#endif
