/* What good pages keep to beyond what pages_check() sees.  Texts are compared by the
 * ink of their glyphs, so that close leading is no fault; a sweep down the page looks
 * only at texts whose heights meet, which are those of a line or two. */
#include <stdlib.h>

#include "pages/pages.h"

enum { MOST_TOLD = 20, SHOWN = 32 /* bytes of a text in a message */ };

typedef struct {
    const Pages *pages;
    Arena *scratch;
    Diags *diags;
    int told;
} Proof;

#define FAIL(proof, fault, at, ...)                                                    \
    do {                                                                               \
        if ((proof)->told++ < MOST_TOLD)                                               \
            diag_report((proof)->diags, fault, at, __VA_ARGS__);                       \
    } while (0)

/* ---- texts over each other ---- */

typedef struct {
    const Item *item;
    Ink ink; /* of all its glyphs, on the page */
} Inked;

/* Room that two glyphs may share: close lines touch, and a mark's box is larger than
 * the mark. */
static Mpt tolerance(const Shaped *a, const Shaped *b) {
    return (a->size < b->size ? a->size : b->size) / 8;
}

static bool meet(const Ink *a, const Ink *b, Mpt slack) {
    return a->left + slack < b->right && b->left + slack < a->right &&
           a->top + slack < b->bottom && b->top + slack < a->bottom;
}

/* True when one ends on a line before the other begins there: what leans over then, as
 * an italic f does, is the face's own. */
static bool follow(const TextItem *a, const TextItem *b) {
    if (a->y != b->y) return false;
    const TextItem *left = a->x < b->x ? a : b, *right = left == a ? b : a;
    return left->x + text_item_width(left) <= right->x;
}

static void widen(Ink *all, const Ink *ink) {
    all->left = ink->left < all->left ? ink->left : all->left;
    all->top = ink->top < all->top ? ink->top : all->top;
    all->right = ink->right > all->right ? ink->right : all->right;
    all->bottom = ink->bottom > all->bottom ? ink->bottom : all->bottom;
}

/* The ink of each glyph on the page, for the caller to free with `arena`; returns how
 * many leave any. */
static int glyphs_ink(Arena *arena, const TextItem *text, Ink **inks) {
    const Shaped *shaped = text->shaped;
    *inks = arena_array(arena, shaped->glyph_count + 1, sizeof **inks);
    Mpt pen = text->x;
    int count = 0;
    for (int i = 0; i < shaped->glyph_count; i++) {
        const Glyph *glyph = &shaped->glyphs[i];
        Ink *ink = &(*inks)[count];
        if (i > 0 && glyph->cluster != shaped->glyphs[i - 1].cluster)
            pen += text->tracking;
        if (font_glyph_ink(shaped->font, shaped->size, glyph->glyph, ink)) {
            Mpt x = pen + glyph->x_offset, y = text->y - glyph->y_offset;
            *ink = (Ink){ink->left + x, ink->top + y, ink->right + x, ink->bottom + y};
            count++;
        }
        pen += glyph->advance + glyph->advance * text->expansion / 1000;
    }
    return count;
}

/* True when a glyph of one stands in a glyph of the other. */
static bool collide(Arena *arena, const TextItem *a, const TextItem *b) {
    Ink *left, *right;
    int left_count = glyphs_ink(arena, a, &left);
    int right_count = glyphs_ink(arena, b, &right);
    Mpt slack = tolerance(a->shaped, b->shaped);
    for (int i = 0; i < left_count; i++)
        for (int j = 0; j < right_count; j++)
            if (meet(&left[i], &right[j], slack)) return true;
    return false;
}

static int by_top(const void *a, const void *b) {
    const Inked *left = a, *right = b;
    if (left->ink.top != right->ink.top) return left->ink.top < right->ink.top ? -1 : 1;
    return left->item < right->item ? -1 : left->item > right->item;
}

/* The page's texts from top to bottom; returns how many have ink. */
static int gather_ink(Arena *arena, const Page *page, Inked **texts) {
    *texts = arena_array(arena, page->item_count + 1, sizeof **texts);
    int count = 0;
    for (int i = 0; i < page->item_count; i++) {
        const Item *item = &page->items[i];
        if (item->kind != ITEM_TEXT || !item->text.shaped) continue;
        Ink *glyphs;
        int glyph_count = glyphs_ink(arena, &item->text, &glyphs);
        if (glyph_count == 0) continue;
        Inked *text = &(*texts)[count++];
        *text = (Inked){item, glyphs[0]};
        for (int g = 1; g < glyph_count; g++)
            widen(&text->ink, &glyphs[g]);
    }
    qsort(*texts, (size_t) count, sizeof **texts, by_top);
    return count;
}

static void prove_apart(Proof *proof, const Page *page, int number) {
    Arena *arena = proof->scratch;
    Inked *texts;
    int count = gather_ink(arena, page, &texts), open_count = 0;
    const Inked **open = arena_array(arena, count + 1, sizeof *open);
    for (int i = 0; i < count && proof->told <= MOST_TOLD; i++) {
        const Inked *text = &texts[i];
        const TextItem *below = &text->item->text;
        int kept = 0;
        for (int k = 0; k < open_count; k++) {
            const TextItem *above = &open[k]->item->text;
            if (open[k]->ink.bottom <= text->ink.top) continue;
            if (meet(&open[k]->ink, &text->ink,
                     tolerance(above->shaped, below->shaped)) &&
                !follow(above, below) && collide(arena, above, below))
                FAIL(proof, FAULT_WARNING, text->item->origin,
                     "page %d: '%.*s' stands over '%.*s', at %.1f,%.1f pt", number + 1,
                     SHOWN, below->shaped->text, SHOWN, above->shaped->text,
                     (double) below->x / MPT_PER_POINT,
                     (double) below->y / MPT_PER_POINT);
            open[kept++] = open[k];
        }
        open_count = kept;
        open[open_count++] = text;
    }
}

/* ---- reading order ---- */

/* The structure in reading order: tags by their number, where each one's last
 * descendant stands, and the number that counts for its text: a row's for all in it,
 * since one that is cut by a page stands there line by line, through all its cells. */
typedef struct {
    int count;
    const Tag **tags;
    int *last, *place;
    bool *in_note;
} Order;

static Order number_tags(Arena *arena, const Pages *pages) {
    Order order = {0};
    int depth = 0;
    for (Tag *tag = pages->structure; tag; tag = tag_following(tag, &depth))
        tag->number = order.count++;
    order.tags = arena_array(arena, order.count + 1, sizeof *order.tags);
    order.last = arena_array(arena, order.count + 1, sizeof *order.last);
    order.place = arena_array(arena, order.count + 1, sizeof *order.place);
    order.in_note = arena_array(arena, order.count + 1, sizeof *order.in_note);
    for (Tag *tag = pages->structure; tag; tag = tag_following(tag, &depth)) {
        int number = tag->number;
        order.tags[number] = tag;
        order.last[number] = order.place[number] = number;
        if (tag->parent &&
            order.tags[order.place[tag->parent->number]]->kind == TAG_ROW)
            order.place[number] = order.place[tag->parent->number];
        order.in_note[number] = tag->kind == TAG_NOTE ||
                                (tag->parent && order.in_note[tag->parent->number]);
    }
    for (int i = order.count - 1; i > 0; i--) {
        int parent = order.tags[i]->parent->number;
        if (order.last[i] > order.last[parent]) order.last[parent] = order.last[i];
    }
    return order;
}

/* Text may go on in a tag that what came last hangs in, or in one that comes later. */
static void prove_order(Proof *proof, const Order *order, const Page *page,
                        int number) {
    int latest[2] = {-1, -1}; /* the text's, and the notes' at its foot */
    for (int i = 0; i < page->item_count; i++) {
        const Item *item = &page->items[i];
        if (!item->tag || item->kind == ITEM_ANCHOR || item->kind == ITEM_LINK)
            continue;
        int at = order->place[item->tag->number];
        int *last = &latest[order->in_note[at]];
        if (at >= *last)
            *last = at;
        else if (order->last[at] < *last)
            FAIL(proof, FAULT_BUG, item->origin,
                 "page %d: '%.*s' (%s) comes after what is read behind it (%s)",
                 number + 1, SHOWN,
                 item->kind == ITEM_TEXT ? item->text.shaped->text : "a path",
                 tag_name(item->tag), tag_name(order->tags[*last]));
    }
}

bool pages_prove(const Pages *pages, Diags *diags) {
    Arena *structure = arena_new(NULL);
    Proof proof = {.pages = pages, .scratch = arena_new(NULL), .diags = diags};
    Order order = number_tags(structure, pages);
    PageReader reader = page_reader(pages, arena_new(NULL));
    for (int p = 0; p < pages->page_count; p++) {
        const Page *page = page_read(&reader, p);
        prove_order(&proof, &order, page, p);
        prove_apart(&proof, page, p);
        arena_reset(proof.scratch);
    }
    if (proof.told > MOST_TOLD)
        diag_report(diags, FAULT_WARNING, (Origin){0},
                    "and %d more faults in the pages", proof.told - MOST_TOLD);
    arena_free(reader.scratch);
    arena_free(proof.scratch);
    arena_free(structure);
    return proof.told == 0;
}
