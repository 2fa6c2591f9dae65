/* Three tries, as TeX has it: without hyphens, with them, and one that always sets.
 * Then each line's words are placed one by one, so that a reader finds words and
 * spaces. */
#include "layout/paragraph.h"

#include <string.h>

#include "base/decimal.h"
#include "layout/inline.h"
#include "layout/protrude.h"
#include "layout/references.h"

enum { FIRST_TOLERANCE = 100, SECOND_TOLERANCE = 500, ANY_TOLERANCE = 10000 };

/* The part of a piece that stands on one line. */
typedef struct Fragment {
    const Piece *piece;
    const Shaped *shaped; /* NULL for a space */
    Mpt width, stretch, shrink;
    Mpt x;    /* from the line's start, once it is known */
    int from; /* byte of the piece */
    bool hyphen;
} Fragment;

typedef struct {
    Setter *setter;
    const Inline *text;
    const Style *style;
    Mpt x, width; /* the measure within the style's indents */
    Tag *tag;
    Galley *galley;
    Fragment *fragments;
    int fragment_count;
    const Run *anchored_run; /* the last whose anchor was placed */
    const Run *tagged_run;   /* the run that run_tag was made for */
    const Piece *divided;    /* the last word that a hyphen divided */
    Tag *run_tag;
    Tag *formula_tag; /* the last */
    bool cut_reported;
} Paragraph;

static bool is_justified(const Style *style) {
    return style->align == ALIGN_JUSTIFY;
}

/* True when all of it fits on one line: most cells, labels and headings do. */
static bool is_one_line(const Paragraph *p) {
    int64_t natural = p->style->first_indent;
    for (int i = 0; i < p->text->piece_count; i++) {
        if (p->text->pieces[i].kind == PIECE_NEWLINE) return false;
        natural += p->text->pieces[i].width;
    }
    return natural <= p->width;
}

/* Chooses the lines' ends. */
static const int *choose_lines(Paragraph *p, Break **breaks, int *lines) {
    const Style *style = p->style;
    BreakRules rules = {.width = p->width, .first_indent = style->first_indent};
    Arena *arena = p->setter->arena;
    int count = 0;
    bool ragged = !is_justified(style);
    if (is_one_line(p)) {
        *breaks = inline_breaks_none(p->setter, p->text);
        *lines = 1;
        static const int only[] = {1};
        return only;
    }
    rules.tolerance = ragged ? ANY_TOLERANCE : FIRST_TOLERANCE;
    rules.line_stretch = ragged ? 3 * style->size : 0;
    *breaks = inline_breaks(p->setter, p->text, false, 0, &count);
    int *chosen = breaker_total_fit(*breaks, count, &rules, arena, lines);
    if (chosen) return chosen;
    if (style->hyphenate) {
        rules.tolerance = ragged ? ANY_TOLERANCE : SECOND_TOLERANCE;
        *breaks = inline_breaks(p->setter, p->text, true, 0, &count);
        chosen = breaker_total_fit(*breaks, count, &rules, arena, lines);
        if (chosen) return chosen;
    }
    rules.tolerance = ANY_TOLERANCE;
    rules.line_stretch = 3 * style->size;
    rules.last_resort = true;
    *breaks = inline_breaks(p->setter, p->text, style->hyphenate, p->width, &count);
    return breaker_total_fit(*breaks, count, &rules, arena, lines);
}

static void add_fragment(Paragraph *p, const Piece *piece, int from, int to) {
    Fragment *fragment = &p->fragments[p->fragment_count++];
    *fragment = (Fragment){.piece = piece, .from = from};
    if (piece->kind == PIECE_SPACE) {
        fragment->width = piece->width;
        fragment->stretch = piece->stretch;
        fragment->shrink = piece->shrink;
    } else {
        fragment->shaped = piece_shape(p->setter, p->text, piece, from, to);
        fragment->width = fragment->shaped->width;
        fragment->shrink =
            is_justified(p->style)
                ? (Mpt) ((int64_t) fragment->width * p->style->expansion / 1000)
                : 0;
        if (piece->gap) fragment->stretch = piece->gap * shaped_gaps(fragment->shaped);
    }
}

/* Gathers what stands on the line between two breaks. */
static void gather_line(Paragraph *p, const Break *from, const Break *to) {
    p->fragment_count = 0;
    int last = to->offset > 0 ? to->piece : to->piece - 1;
    for (int i = from->piece; i <= last; i++) {
        const Piece *piece = &p->text->pieces[i];
        int begin = i == from->piece ? from->offset : 0;
        int end = i == to->piece ? to->offset : piece->length;
        bool dropped = piece->kind == PIECE_NEWLINE ||
                       (i == last && piece->kind == PIECE_SPACE && !piece->joined);
        if (!dropped) add_fragment(p, piece, begin, end);
    }
    if (!to->flagged || p->fragment_count == 0) return;
    Fragment *hyphen = &p->fragments[p->fragment_count];
    const Piece *piece = p->fragments[p->fragment_count - 1].piece;
    *hyphen = (Fragment){
        .piece = piece, .shaped = piece_hyphen(p->setter, piece), .hyphen = true};
    hyphen->width = hyphen->shaped->width;
    p->fragment_count++;
}

static bool same_link(const Run *a, const Run *b) {
    return a && b && a->link && b->link && a->formula == b->formula &&
           strcmp(a->link, b->link) == 0;
}

/* What the mark of a footnote is called where it is heard: "Note 1". */
static const char *name_note(const Paragraph *p, int number) {
    const char *word = p->setter->document->note;
    return arena_print(p->setter->arena, "%s%d", word ? word : "Note ", number);
}

/* The paragraph's tag, or that of the formula that the run is a part of. */
static Tag *tag_around(Paragraph *p, const Run *run) {
    if (!run->formula) return p->tag;
    if (!p->formula_tag || p->formula_tag->alt != run->formula) {
        p->formula_tag = tag_new(p->setter->arena, TAG_FORMULA, p->tag);
        p->formula_tag->alt = run->formula;
    }
    return p->formula_tag;
}

/* The tag of what a run says: its own when it leads somewhere or speaks another
 * language, else that around it. */
static Tag *tag_of(Paragraph *p, const Piece *piece) {
    const Run *run = piece->run;
    Arena *arena = p->setter->arena;
    if (!p->tag || p->tagged_run == run) return p->tag ? p->run_tag : NULL;
    if (same_link(p->tagged_run, run)) {
        p->tagged_run = run;
        return p->run_tag;
    }
    p->tagged_run = run;
    Tag *around = tag_around(p, run);
    p->run_tag = around;
    if (piece->note) {
        p->run_tag = tag_new(arena, TAG_LINK, tag_new(arena, TAG_REFERENCE, around));
        p->run_tag->alt = name_note(p, piece->note);
    } else if (run->reference) {
        p->run_tag = tag_new(arena, TAG_LINK, tag_new(arena, TAG_REFERENCE, around));
    } else if (run->link) {
        p->run_tag = tag_new(arena, TAG_LINK, around);
    } else if (run->lang && !run->formula) {
        p->run_tag = tag_new(arena, TAG_SPAN, around);
    }
    if (run->lang && p->run_tag != p->tag) p->run_tag->lang = run->lang;
    return p->run_tag;
}

static const char *link_target(const Paragraph *p, const Piece *piece) {
    if (piece->note) return arena_print(p->setter->arena, "#note-%d", piece->note);
    return piece->run->link;
}

/* Makes what a fragment leads to, or widens the link of the fragment before it. */
static void add_link(Paragraph *p, Strip *strip, int *open, const Piece *piece,
                     Tag *tag, Mpt x, Mpt width, Mpt baseline) {
    if (!tag || (!piece->note && !piece->run->link)) {
        *open = -1;
        return;
    }
    if (*open >= 0 && strip->items[*open].tag == tag) {
        LinkItem *link = &strip->items[*open].link;
        Mpt end = link->x + link->width;
        if (x < link->x) link->x = x;
        link->width = (x + width > end ? x + width : end) - link->x;
        return;
    }
    *open = strip->item_count;
    Item *item = strip_add(p->setter->arena, strip, ITEM_LINK, tag,
                           setter_origin(p->setter, piece->run->origin));
    const char *described = piece->note ? name_note(p, piece->note) : piece->run->text;
    if (piece->run->kind == RUN_PAGE)
        described = references_words(p->setter, piece->run);
    if (piece->run->description) described = piece->run->description;
    while (described && (*described == ' ' || *described == ','))
        described++;
    item->link = (LinkItem){.x = x,
                            .y = baseline - piece->size,
                            .width = width,
                            .height = piece->size * 5 / 4,
                            .target = link_target(p, piece),
                            .description = described};
}

/* Where links to the run arrive; what is set twice has one place, that which is read.
 */
static void add_anchor(Paragraph *p, Strip *strip, const Piece *piece, Mpt baseline) {
    const Run *run = piece->run;
    if (!run->anchor || !p->tag || p->anchored_run == run) return;
    p->anchored_run = run;
    Item *item = strip_add(p->setter->arena, strip, ITEM_ANCHOR, NULL,
                           setter_origin(p->setter, run->origin));
    item->anchor = (AnchorItem){.name = run->anchor, .y = baseline - piece->size};
}

/* How a line fills its room. */
typedef struct {
    int expansion; /* of its letters, thousandths */
    double ratio;  /* of its spaces' stretch, or of their shrink when negative */
} Fill;

/* The letters' share of the room left or missing comes first, for nobody sees it; the
 * spaces get the rest. */
static Fill fill_line(const Paragraph *p, Mpt room, bool last) {
    int64_t words = 0, spaces = 0, stretch = 0, shrink = 0;
    for (int i = 0; i < p->fragment_count; i++) {
        const Fragment *fragment = &p->fragments[i];
        if (fragment->shaped) {
            words += fragment->width;
            stretch += fragment->stretch;
        } else {
            spaces += fragment->width;
            stretch += fragment->stretch;
            shrink += fragment->shrink;
        }
    }
    Fill fill = {0};
    int64_t slack = room - words - spaces, most = p->style->expansion;
    if (slack == 0 || (slack > 0 && last)) return fill;
    if (most > 0 && words > 0) {
        int64_t wanted = slack * 1000 / words;
        fill.expansion = (int) (wanted > most ? most : wanted < -most ? -most : wanted);
        slack -= words * fill.expansion / 1000;
    }
    int64_t give = slack < 0 ? shrink : stretch;
    fill.ratio = give > 0 ? (double) slack / (double) give : 0;
    if (fill.ratio < -1) fill.ratio = -1;
    return fill;
}

/* How far the line's first or last character stands outside its margin. */
static Mpt line_hang(const Paragraph *p, Edge edge) {
    if (!protrudes(p->style) || p->text->levels || p->fragment_count == 0) return 0;
    const Fragment *end = &p->fragments[edge == EDGE_LEFT ? 0 : p->fragment_count - 1];
    const Shaped *shaped = end->shaped;
    return shaped ? protrusion_of(shaped->font, shaped->size, shaped->text,
                                  shaped->length, edge)
                  : 0;
}

static Mpt line_natural(const Paragraph *p) {
    int64_t natural = 0;
    for (int i = 0; i < p->fragment_count; i++)
        natural += p->fragments[i].width;
    return (Mpt) natural;
}

static Mpt line_start(const Paragraph *p, Mpt room) {
    Mpt slack = room - line_natural(p);
    switch (p->style->align) {
    case ALIGN_LEFT:
    case ALIGN_JUSTIFY:
        return 0;
    case ALIGN_CENTRE:
        return slack > 0 ? slack / 2 : 0;
    case ALIGN_RIGHT:
    case ALIGN_DECIMAL:
        return slack > 0 ? slack : 0;
    }
    return 0;
}

/* Room between a line's last word and the next line's first: what was dropped there. */
static Mpt space_at_end(const Paragraph *p, const Break *to) {
    if (to->offset > 0 || to->piece < 1 || to->piece >= p->text->piece_count) return 0;
    const Piece *dropped = &p->text->pieces[to->piece - 1];
    if (dropped->kind == PIECE_SPACE) return dropped->silent ? 0 : dropped->width;
    return dropped->kind == PIECE_NEWLINE ? p->style->size / 4 : 0;
}

/* The width that a fragment has in a line filled so. */
static double set_width(const Fragment *fragment, Fill fill) {
    double width = fragment->width;
    if (fragment->shaped) {
        width += width * fill.expansion / 1000;
        return width + (fill.ratio > 0 ? fill.ratio * fragment->stretch : 0);
    }
    return width + fill.ratio * (fill.ratio < 0 ? fragment->shrink : fragment->stretch);
}

/* The line's fragments in the order in which they stand from its start on: that of the
 * text, but where directions meet.  The start is at the right in a document that runs
 * leftwards, whose pages are mirrored. */
static const int *visual_order(Paragraph *p) {
    Workbench *bench = &p->setter->bench;
    int count = p->fragment_count;
    bench->order = setter_room(p->setter, bench->order, count + 1,
                               &bench->order_capacity, sizeof *bench->order);
    bench->fragment_levels =
        setter_room(p->setter, bench->fragment_levels, count + 1,
                    &bench->fragment_levels_capacity, sizeof *bench->fragment_levels);
    for (int i = 0; i < count; i++)
        bench->fragment_levels[i] = (signed char) p->fragments[i].piece->level;
    order_by_levels(bench->fragment_levels, count, bench->order);
    int *order = bench->order;
    for (int i = 0, k = count - 1; p->setter->leftwards && i < k; i++, k--) {
        int swapped = order[i];
        order[i] = order[k];
        order[k] = swapped;
    }
    return order;
}

/* Where each fragment stands when the line starts at `x`. */
static void find_places(Paragraph *p, double x, Fill fill) {
    bool reorders = p->text->levels || p->setter->leftwards;
    const int *order = reorders ? visual_order(p) : NULL;
    for (int i = 0; i < p->fragment_count; i++) {
        Fragment *fragment = &p->fragments[order ? order[i] : i];
        fragment->x = (Mpt) x;
        x += set_width(fragment, fill);
    }
}

/* What a reader hears of a fragment when it is not what is printed: a divided word
 * whole where it begins, and nothing of its hyphen and its other parts.  Programs that
 * do not know of this join words at the printed hyphen. */
static const char *spoken_text(Paragraph *p, int index) {
    const Fragment *fragment = &p->fragments[index], *next = fragment + 1;
    const Piece *piece = fragment->piece;
    if (fragment->hyphen || piece == p->divided) return "";
    if (index + 1 == p->fragment_count || !next->hyphen) return NULL;
    p->divided = piece;
    return arena_copy(p->setter->arena, p->text->text + piece->start + fragment->from,
                      (size_t) (piece->length - fragment->from));
}

static void place_line(Paragraph *p, Strip *strip, const Break *to, Mpt x, Mpt room,
                       bool last) {
    Fill fill = {0};
    if (is_justified(p->style)) fill = fill_line(p, room, last || to->forced);
    Mpt baseline = line_baseline(p->style);
    int link = -1, word = -1;
    find_places(p, x + line_start(p, room), fill);
    strip_reserve(p->setter->arena, strip, p->fragment_count + 1);
    for (int i = 0; i < p->fragment_count; i++) {
        const Fragment *fragment = &p->fragments[i];
        const Piece *piece = fragment->piece;
        double width = set_width(fragment, fill);
        if (!fragment->shaped) {
            if (word >= 0 && !piece->silent)
                strip->items[word].text.space = (Mpt) width;
            continue;
        }
        Tag *tag = tag_of(p, piece);
        word = strip->item_count;
        Item *item = strip_add(p->setter->arena, strip, ITEM_TEXT, tag,
                               setter_origin(p->setter, piece->run->origin));
        item->text =
            (TextItem){.shaped = fragment->shaped,
                       .colour = piece->colour,
                       .x = fragment->x,
                       .y = baseline - piece->rise,
                       .expansion = fill.expansion,
                       .tracking = (Mpt) (fill.ratio > 0 ? fill.ratio * piece->gap : 0),
                       .actual_text = spoken_text(p, i),
                       .figure = piece->run->figure};
        add_anchor(p, strip, piece, baseline);
        add_link(p, strip, &link, piece, tag, fragment->x, (Mpt) width, baseline);
        if (piece->note && tag) setter_place_mark(p->setter, strip, piece->run->note);
    }
    if (word >= 0) strip->items[word].text.space = last ? 0 : space_at_end(p, to);
}

/* Warns of a line that is too wide, and once of a word that was cut through. */
static void report_line(Paragraph *p, const Break *to, Mpt room) {
    if (p->fragment_count == 0) return;
    int last = p->fragment_count - 1;
    if (last > 0 && p->fragments[last].piece->kind == PIECE_SPACE) last--;
    const Piece *piece = p->fragments[last].piece;
    Origin origin = setter_origin(p->setter, piece->run->origin);
    char points[DECIMAL_TEXT];
    const char *word = p->text->text + piece->start;
    int shown = piece->length > 24 ? 24 : piece->length;
    while (shown < piece->length && ((unsigned char) word[shown] & 0xC0) == 0x80)
        shown++;
    Mpt shrink = 0;
    for (int i = 0; i < p->fragment_count; i++)
        shrink += p->fragments[i].shrink;
    Mpt excess = line_natural(p) - shrink - room;
    /* What kerning at a cut may add is not seen. */
    if (excess > p->style->size / 20)
        diag_report(p->setter->diags, FAULT_WARNING, origin,
                    "the line with '%.*s' is %s pt too wide", shown, word,
                    decimal_format(excess / 1000.0, 1, points));
    if (!to->cut || p->cut_reported) return;
    p->cut_reported = true;
    if (piece->width > p->width)
        diag_report(p->setter->diags, FAULT_WARNING, origin,
                    "the word '%.*s...' is %s pt wider than its line: cut", shown, word,
                    decimal_format((piece->width - p->width) / 1000.0, 1, points));
    else
        diag_report(p->setter->diags, FAULT_WARNING, origin,
                    "what holds together at '%.*s' is wider than its line: cut", shown,
                    word);
}

/* Spaces, keeps and grid of the paragraph's strips from `first` on. */
static void finish(Paragraph *p, int first) {
    Galley *galley = p->galley;
    const Style *style = p->style;
    int count = galley->count - first;
    if (count == 0) return;
    Strip *strips = &galley->strips[first];
    Mpt grid = p->setter->document->grid;
    strips[0].space_before = style->space_before;
    strips[count - 1].space_after = style->space_after;
    if (style->keep_together) galley_keep(galley, first, galley->count, KEEP_SOFT);
    if (count > 1) {
        /* Neither an orphan nor a widow. */
        strips[0].keep = KEEP_HARD;
        strips[count - 2].keep = KEEP_HARD;
    }
    if (style->keep_with_next) {
        galley_keep(galley, first, galley->count, KEEP_HARD);
        strips[count - 1].keep = KEEP_HARD;
    }
    if (grid <= 0 || galley->unsnapped) return;
    if (style->keep_with_next)
        strips[0].snap = count * style->leading + style->space_after;
    else if (style->leading == grid)
        for (int i = 0; i < count; i++)
            strips[i].snap = 0;
}

/* What keeps text of the style, set between x and x + width, off the paper or from any
 * place at all; NULL for nothing. */
static const char *find_fault(const Setter *setter, const Style *style, Mpt x,
                              Mpt width) {
    enum { LARGE_TYPE = 72000 };
    int64_t left = (int64_t) x + style->indent_left, first = left + style->first_indent;
    int64_t right = (int64_t) x + width - style->indent_right;
    bool indented = style->indent_left > 0 || style->indent_right > 0;
    if (style->leading > setter->page_room) return "a line is higher than the page";
    if (indented && right - left < style->size / 2)
        return "its indents leave no room for text";
    if (left < -setter->margin_left || first < -setter->margin_left ||
        style->indent_right < -setter->margin_right)
        return "its indents lead off the paper";
    if (first > right + setter->margin_right)
        return "its first line begins off the paper";
    if (style->size > LARGE_TYPE && style->size > right - left)
        return "its type is wider than the line";
    return NULL;
}

static bool style_fits(Setter *setter, const Runs *runs, const Style *style, Mpt x,
                       Mpt width) {
    const char *fault = find_fault(setter, style, x, width);
    if (!fault) return true;
    diag_report(setter->diags, FAULT_DATA, setter_origin(setter, runs->first->origin),
                "style '%s' cannot be set here: %s", style->name ? style->name : "",
                fault);
    setter->failed = true;
    return false;
}

int paragraph_set(Setter *setter, const Runs *runs, const Style *style, Mpt x,
                  Mpt width, Tag *tag, Galley *galley) {
    Inline text = inline_make(setter, runs, style, is_justified(style));
    if (text.piece_count == 0 || !style_fits(setter, runs, style, x, width)) return 0;
    Paragraph p = {.setter = setter,
                   .text = &text,
                   .style = style,
                   .x = x + style->indent_left,
                   .width = width - style->indent_left - style->indent_right,
                   .tag = tag,
                   .galley = galley};
    if (p.width < style->size) p.width = style->size;
    Workbench *bench = &setter->bench;
    bench->fragments = setter_room(setter, bench->fragments, text.piece_count + 2,
                                   &bench->fragment_capacity, sizeof *p.fragments);
    p.fragments = bench->fragments;
    Break *breaks = NULL;
    int lines = 0, first = galley->count;
    const int *chosen = choose_lines(&p, &breaks, &lines);
    int from = 0;
    for (int i = 0; i < lines; i++) {
        Mpt indent = i == 0 ? style->first_indent : 0;
        const Break *to = &breaks[chosen[i]];
        gather_line(&p, &breaks[from], to);
        Mpt hang = line_hang(&p, EDGE_LEFT);
        Mpt room = p.width - indent + hang + line_hang(&p, EDGE_RIGHT);
        report_line(&p, to, room);
        Strip *strip = galley_add(setter->arena, galley);
        strip->height = style->leading;
        /* A page does not end in half a word, unless the line before does too. */
        if (to->flagged && i > 0 && strip[-1].keep == KEEP_NONE)
            strip->keep = KEEP_HARD;
        place_line(&p, strip, to, p.x + indent - hang, room, i == lines - 1);
        from = chosen[i];
    }
    finish(&p, first);
    return lines;
}

Mpt paragraph_into(Setter *setter, const Runs *runs, const Style *style, Mpt x,
                   Mpt width, Mpt y, Tag *tag, Strip *strip) {
    Galley lines = setter->bench.lines;
    lines.count = 0;
    lines.unsnapped = lines.reuse = true;
    paragraph_set(setter, runs, style, x, width, tag, &lines);
    setter->bench.lines = lines;
    Mpt height = 0;
    for (int i = 0; i < lines.count; i++) {
        strip_absorb(setter->arena, strip, &lines.strips[i], 0, y + height);
        height += lines.strips[i].height;
    }
    return height;
}
