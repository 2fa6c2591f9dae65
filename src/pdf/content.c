/* A page's content stream.  Text is shown by glyph codes in TJ arrays; the pen is
 * followed as a viewer moves it, from the rounded widths of W, and set right as soon as
 * it is a two-hundredth of a point off, so kerning and justification come out exact and
 * most glyphs need no number.  Word spaces are real characters, for those who search or
 * copy. */
#include "pdf/writer.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum {
    TOLERANCE = 5, /* thousandths of a point the pen may be off */
    MOST_GAP = 4,  /* ems between items that one TJ array spans */
};

typedef enum { MARK_NONE, MARK_ARTIFACT, MARK_TAG } Mark;

/* What the stream so far has left the viewer's state at. */
typedef struct {
    Writer *writer;
    Text out;
    const Page *page;
    int index;
    Mark mark;
    const TagUse *marked; /* MARK_TAG: whose content is open */
    /* The open content had a Span in it.  What follows begins anew, for poppler takes
     * the Span's end for that of the content. */
    bool had_span;
    Colour fill, stroke;
    Mpt line_width, dash[2];
    LineCap cap;
    bool in_text, in_array, in_string;
    FontUse *font;
    Mpt size, rise;
    int expansion;      /* thousandths by which the font's widths are exceeded */
    Mpt line_x, line_y; /* where the text line began, in PDF coordinates */
    int64_t pen;        /* thousandths of Mpt */
} Canvas;

/* ---- marked content and text objects ---- */

static void close_string(Canvas *canvas) {
    if (canvas->in_string) text_add_char(&canvas->out, '>');
    canvas->in_string = false;
}

static void close_array(Canvas *canvas) {
    close_string(canvas);
    if (canvas->in_array) text_add(&canvas->out, "]TJ\n");
    canvas->in_array = false;
}

static void close_text(Canvas *canvas) {
    close_array(canvas);
    if (canvas->in_text) text_add(&canvas->out, "ET\n");
    canvas->in_text = false;
}

static void close_mark(Canvas *canvas) {
    close_text(canvas);
    if (canvas->mark != MARK_NONE) text_add(&canvas->out, "EMC\n");
    canvas->mark = MARK_NONE;
    canvas->marked = NULL;
    canvas->had_span = false;
}

static void open_mark(Canvas *canvas, const Tag *tag) {
    if (canvas->writer->pages->untagged) return;
    TagUse *use = structure_find(canvas->writer, tag);
    Mark mark = use ? MARK_TAG : MARK_ARTIFACT;
    if (canvas->mark == mark && canvas->marked == use && !(use && canvas->had_span))
        return;
    close_mark(canvas);
    canvas->mark = mark;
    canvas->marked = use;
    if (!use) {
        text_add(&canvas->out, "/Artifact BMC\n");
        return;
    }
    add_name(&canvas->out, tag_name(tag));
    text_add(&canvas->out, "<</MCID ");
    add_integer(&canvas->out, structure_mark(canvas->writer, use, canvas->index));
    text_add(&canvas->out, ">>BDC\n");
}

/* ---- colours ---- */

static void add_colour(Text *out, Colour colour, const char *operator) {
    for (int shift = 16; shift >= 0; shift -= 8) {
        int level = (int) (colour >> shift & 255);
        add_thousandths(out, (level * 1000 + 127) / 255);
        text_add_char(out, ' ');
    }
    text_add(out, operator);
}

static void set_fill(Canvas *canvas, Colour colour) {
    if (canvas->fill == colour) return;
    canvas->fill = colour;
    close_array(canvas);
    add_colour(&canvas->out, colour, "rg\n");
}

static void set_stroke(Canvas *canvas, Colour colour) {
    if (canvas->stroke == colour) return;
    canvas->stroke = colour;
    add_colour(&canvas->out, colour, "RG\n");
}

/* ---- paths ---- */

static void add_point(Canvas *canvas, Point point) {
    add_thousandths(&canvas->out, point.x);
    text_add_char(&canvas->out, ' ');
    add_thousandths(&canvas->out, (int64_t) canvas->page->height - point.y);
    text_add_char(&canvas->out, ' ');
}

static void set_pen(Canvas *canvas, const Path *path) {
    Text *out = &canvas->out;
    set_stroke(canvas, path->stroke);
    if (canvas->line_width != path->width) {
        canvas->line_width = path->width;
        add_thousandths(out, path->width);
        text_add(out, " w\n");
    }
    if (canvas->dash[0] != path->dash[0] || canvas->dash[1] != path->dash[1]) {
        canvas->dash[0] = path->dash[0];
        canvas->dash[1] = path->dash[1];
        text_add_char(out, '[');
        if (path->dash[0] > 0 || path->dash[1] > 0) {
            add_thousandths(out, path->dash[0]);
            text_add_char(out, ' ');
            add_thousandths(out, path->dash[1]);
        }
        text_add(out, "]0 d\n");
    }
    if (canvas->cap != path->cap) {
        canvas->cap = path->cap;
        text_add(out, path->cap == CAP_ROUND ? "1 J 1 j\n" : "0 J 0 j\n");
    }
}

static void write_segments(Canvas *canvas, const Path *path) {
    for (int i = 0; i < path->segment_count; i++) {
        const PathSegment *segment = &path->segments[i];
        switch (segment->op) {
        case PATH_MOVE:
            add_point(canvas, segment->points[0]);
            text_add(&canvas->out, "m\n");
            break;
        case PATH_LINE:
            add_point(canvas, segment->points[0]);
            text_add(&canvas->out, "l\n");
            break;
        case PATH_CURVE:
            for (int k = 0; k < 3; k++)
                add_point(canvas, segment->points[k]);
            text_add(&canvas->out, "c\n");
            break;
        case PATH_CLOSE:
            text_add(&canvas->out, "h\n");
            break;
        }
    }
}

static void note_path_box(Canvas *canvas, const Item *item) {
    const Path *path = &item->path;
    Point low = {INT32_MAX, INT32_MAX}, high = {INT32_MIN, INT32_MIN};
    for (int i = 0; i < path->segment_count; i++) {
        if (path->segments[i].op == PATH_CLOSE) continue;
        Point end =
            path->segments[i].points[path->segments[i].op == PATH_CURVE ? 2 : 0];
        if (end.x < low.x) low.x = end.x;
        if (end.y < low.y) low.y = end.y;
        if (end.x > high.x) high.x = end.x;
        if (end.y > high.y) high.y = end.y;
    }
    structure_widen(canvas->writer, item->tag, canvas->index, low, high);
}

static void write_path(Canvas *canvas, const Item *item) {
    const Path *path = &item->path;
    if (!path->segment_count || (!path->filled && !path->stroked)) return;
    open_mark(canvas, item->tag);
    close_text(canvas);
    if (path->filled) set_fill(canvas, path->fill);
    if (path->stroked) set_pen(canvas, path);
    write_segments(canvas, path);
    text_add(&canvas->out, path->filled && path->stroked ? "B\n"
                           : path->filled                ? "f\n"
                                                         : "S\n");
    note_path_box(canvas, item);
}

/* ---- images ---- */

static void write_image(Canvas *canvas, const Item *item) {
    const ImageItem *image = &item->image;
    Writer *writer = canvas->writer;
    HPDF_Dict dict = images_find(writer, image->image);
    const char *name =
        HPDF_Page_GetXObjectName(writer->page_dicts[canvas->index], dict);
    if (!name) writer_fail(writer, HPDF_GetError(writer->doc));
    open_mark(canvas, item->tag);
    close_text(canvas);
    text_add(&canvas->out, "q ");
    images_matrix(&canvas->out, image, canvas->page->height);
    text_print(&canvas->out, " cm /%s Do Q\n", name);
    structure_widen(writer, item->tag, canvas->index, (Point){image->x, image->y},
                    (Point){image->x + image->width, image->y + image->height});
}

/* ---- text ---- */

static void set_font(Canvas *canvas, FontUse *use, Mpt size) {
    if (canvas->font == use && canvas->size == size) return;
    close_array(canvas);
    if (use->page != canvas->index + 1) {
        HPDF_Page page = canvas->writer->page_dicts[canvas->index];
        use->local_name = HPDF_Page_GetLocalFontName(page, use->dict);
        use->page = canvas->index + 1;
        if (!use->local_name)
            writer_fail(canvas->writer, HPDF_GetError(canvas->writer->doc));
    }
    canvas->font = use;
    canvas->size = size;
    text_add_char(&canvas->out, '/');
    text_add(&canvas->out, use->local_name);
    text_add_char(&canvas->out, ' ');
    add_thousandths(&canvas->out, size);
    text_add(&canvas->out, " Tf\n");
}

/* Makes glyphs wider or narrower: horizontal scaling, in percent. */
static void set_expansion(Canvas *canvas, int expansion) {
    if (canvas->expansion == expansion) return;
    close_array(canvas);
    canvas->expansion = expansion;
    add_thousandths(&canvas->out, (1000 + expansion) * 100);
    text_add(&canvas->out, " Tz\n");
}

static void set_rise(Canvas *canvas, Mpt rise) {
    if (canvas->rise == rise) return;
    close_array(canvas);
    canvas->rise = rise;
    add_thousandths(&canvas->out, rise);
    text_add(&canvas->out, " Ts\n");
}

/* Brings the pen to `x` on the baseline `y`: stays in the line where the gap is one
 * that an adjustment can bridge. */
static void go_to(Canvas *canvas, Mpt x, Mpt y) {
    Mpt up = canvas->page->height - y;
    if (canvas->in_text && canvas->line_y == up) {
        int64_t gap = (int64_t) x - canvas->pen / 1000;
        if (llabs(gap) <= (int64_t) MOST_GAP * canvas->size) return;
    }
    close_array(canvas);
    if (!canvas->in_text) {
        text_add(&canvas->out, "BT\n");
        canvas->in_text = true;
        canvas->line_x = canvas->line_y = 0;
    }
    add_thousandths(&canvas->out, (int64_t) x - canvas->line_x);
    text_add_char(&canvas->out, ' ');
    add_thousandths(&canvas->out, (int64_t) up - canvas->line_y);
    text_add(&canvas->out, " Td\n");
    canvas->line_x = x;
    canvas->line_y = up;
    canvas->pen = (int64_t) x * 1000;
}

static int64_t divide_rounded(int64_t number, int64_t by) {
    return (number + (number < 0 ? -by / 2 : by / 2)) / by;
}

/* Shows one glyph with its origin at `x`. */
static void show(Canvas *canvas, uint32_t glyph, Mpt x) {
    Text *out = &canvas->out;
    /* Widths and adjustments are both scaled by the expansion. */
    const int64_t wide = 1000 + canvas->expansion;
    const int64_t size = canvas->size * wide / 1000;
    if (!canvas->in_array) text_add_char(out, '[');
    canvas->in_array = true;
    int64_t drift = canvas->pen - (int64_t) x * 1000;
    if (llabs(drift) > TOLERANCE * 1000 && size > 0) {
        close_string(canvas);
        /* In thousandths of the type size; finer where that step is too coarse. */
        int64_t adjustment = divide_rounded(drift, size) * 1000;
        if (llabs(drift - adjustment / 1000 * size) > TOLERANCE * 1000)
            adjustment = divide_rounded(drift * 100, size) * 10;
        add_thousandths(out, adjustment);
        canvas->pen -= adjustment * size / 1000;
    }
    if (!canvas->in_string) text_add_char(out, '<');
    canvas->in_string = true;
    const GlyphUse *use = &canvas->font->glyphs[glyph];
    add_hex4(out, use->code);
    canvas->pen += use->width * canvas->size * wide / 1000;
}

static void show_all(Canvas *canvas, const TextItem *text) {
    const Shaped *shaped = text->shaped;
    Mpt x = text->x;
    for (int i = 0; i < shaped->glyph_count; i++) {
        const Glyph *glyph = &shaped->glyphs[i];
        if (i > 0 && glyph->cluster != shaped->glyphs[i - 1].cluster)
            x += text->tracking;
        set_rise(canvas, glyph->y_offset);
        show(canvas, glyph->glyph, x + glyph->x_offset);
        x += glyph->advance + glyph->advance * text->expansion / 1000;
    }
    set_rise(canvas, 0);
}

/* The word space behind a text: at its left when it or the line runs leftwards. */
static void show_space(Canvas *canvas, const TextItem *text, const Item *next) {
    const uint32_t space = canvas->font->space;
    Mpt width =
        (Mpt) ((int64_t) canvas->font->glyphs[space].width * text->shaped->size / 1000);
    bool goes_left = next && next->text.y == text->y && next->text.x < text->x;
    bool leftwards = text->shaped->leftwards || goes_left;
    Mpt x = leftwards ? text->x - width : text->x + text_item_width(text);
    go_to(canvas, x, text->y);
    show(canvas, space, x);
}

/* Whether the words on both sides of a line's end are joined by what ends the line: a
 * hyphen or dash that belongs to its word, a slash, or a script without spaces. */
static bool joins_lines(const Shaped *shaped, const Shaped *next) {
    uint32_t last = utf8_last(shaped->text, (size_t) shaped->length);
    uint32_t first = 0;
    if (next->length) utf8_decode(next->text, (size_t) next->length, &first);
    if (utf8_is_wide(last) || utf8_is_wide(first)) return true;
    bool is_dash = last == '-' || (last >= 0x2010 && last <= 0x2015) || last == '/';
    bool alone = shaped->length <= 3 && last != '-' && last != '/';
    return is_dash && !alone;
}

/* Whether a space belongs behind the text: where layout says so, and at a line's end,
 * where the break swallowed it. */
static bool wants_space(const TextItem *text, const Item *next) {
    /* A divided word goes on. */
    const char *spoken = next ? next->text.actual_text : NULL;
    if (spoken && !*spoken) return false;
    if (text->space > 0) return true;
    if (!next || !next->tag) return false;
    const TextItem *after = &next->text;
    bool goes_back =
        after->x < text->x && !after->shaped->leftwards && !text->shaped->leftwards;
    bool new_line = goes_back || abs(after->y - text->y) >= text->shaped->size;
    return new_line && !joins_lines(text->shaped, after->shaped);
}

/* Whether poppler would tear the word: a glyph is drawn by more than a tenth of the
 * size over the one before, as is the second slash of an address.  What is written
 * leftwards it tears elsewhere, and would read its ActualText backwards. */
static bool looks_torn(const FontUse *use, const Shaped *shaped) {
    for (int i = 0; i + 1 < shaped->glyph_count && !shaped->leftwards; i++) {
        const Glyph *glyph = &shaped->glyphs[i];
        int64_t width = (int64_t) use->glyphs[glyph->glyph].width * shaped->size / 1000;
        if (width - glyph->advance > shaped->size / 5) return true;
    }
    return false;
}

static void write_text(Canvas *canvas, const Item *item, const Item *next) {
    const TextItem *text = &item->text;
    const Shaped *shaped = text->shaped;
    if (!shaped->glyph_count) return;
    open_mark(canvas, item->tag);
    FontUse *use = fonts_find(canvas->writer, shaped->font);
    set_fill(canvas, text->colour);
    go_to(canvas, text->x, text->y);
    set_font(canvas, use, shaped->size);
    set_expansion(canvas, text->expansion);
    const char *spoken = text->actual_text;
    if (!spoken && (!fonts_spell(use, shaped) || looks_torn(use, shaped)))
        spoken = shaped->text;
    if (spoken) {
        close_array(canvas);
        text_add(&canvas->out, "/Span<</ActualText");
        add_spoken(&canvas->out, spoken);
        text_add(&canvas->out, ">>BDC\n");
    }
    show_all(canvas, text);
    if (spoken) {
        close_array(canvas);
        text_add(&canvas->out, "EMC\n");
        canvas->had_span = true;
    }
    if (use->space && wants_space(text, next)) show_space(canvas, text, next);
    FontMetrics metrics = font_metrics(shaped->font, shaped->size);
    structure_widen(
        canvas->writer, item->tag, canvas->index,
        (Point){text->x, text->y - metrics.ascender},
        (Point){text->x + text_item_width(text), text->y + metrics.descender});
}

/* The text item after number `index`, when it is content as that one is. */
static const Item *next_text(const Page *page, int index) {
    for (int i = index + 1; i < page->item_count; i++) {
        const Item *item = &page->items[i];
        if (item->kind == ITEM_TEXT &&
            (item->tag != NULL) == (page->items[index].tag != NULL))
            return item;
    }
    return NULL;
}

void content_write(Writer *writer, int index) {
    arena_reset(writer->scratch);
    Canvas canvas = {
        .writer = writer,
        .out = {.arena = writer->scratch},
        .page = page_read(&writer->reader, index),
        .index = index,
        .line_width = MPT_PER_POINT,
    };
    for (int i = 0; i < canvas.page->item_count; i++) {
        const Item *item = &canvas.page->items[i];
        switch (item->kind) {
        case ITEM_TEXT:
            write_text(&canvas, item, next_text(canvas.page, i));
            break;
        case ITEM_PATH:
            write_path(&canvas, item);
            break;
        case ITEM_IMAGE:
            write_image(&canvas, item);
            break;
        case ITEM_LINK:
        case ITEM_ANCHOR:
            break; /* links.c */
        case ITEM_LATE:
            break; /* a page that is read has none */
        }
    }
    close_mark(&canvas);
    HPDF_PageAttr attributes = writer->page_dicts[index]->attr;
    HPDF_Dict contents = attributes->contents;
    stream_fill(writer, contents, text_string(&canvas.out), canvas.out.length, true,
                object_extend(writer, contents));
}
