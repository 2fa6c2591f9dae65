/* A line's letters and spaces take up what room is left or missing, each of its words
 * is placed by itself, so that a reader finds words and spaces, and what leads
 * somewhere gets its link and its anchor. */
#include "layout/line.h"

#include <string.h>

#include "layout/protrude.h"
#include "layout/references.h"

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
            p->justified
                ? (Mpt) ((int64_t) fragment->width * p->style->expansion / 1000)
                : 0;
        if (piece->gap) fragment->stretch = piece->gap * shaped_gaps(fragment->shaped);
    }
}

void line_gather(Paragraph *p, const Break *from, const Break *to) {
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

/* Where links to the run arrive; what is set twice has one place, that which is
 * read. */
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

Mpt line_hang(const Paragraph *p, Edge edge) {
    if (!protrudes(p->style) || p->text->levels || p->fragment_count == 0) return 0;
    const Fragment *end = &p->fragments[edge == EDGE_LEFT ? 0 : p->fragment_count - 1];
    const Shaped *shaped = end->shaped;
    return shaped ? protrusion_of(shaped->font, shaped->size, shaped->text,
                                  shaped->length, edge)
                  : 0;
}

Mpt line_natural(const Paragraph *p) {
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

void line_place(Paragraph *p, Strip *strip, const Break *to, Mpt x, Mpt room,
                bool last) {
    Fill fill = {0};
    if (p->justified) fill = fill_line(p, room, last || to->forced);
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
