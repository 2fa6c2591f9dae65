/* What was printed of pages, and the blocks that have to be set again for it. */
#include "layout/references.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "layout/build.h"

/* Where an anchor stands. */
typedef struct {
    const char *label; /* of its page */
    int page;          /* in the order of the pages */
} Place;

/* A page number printed, or a test of how many pages there are. */
typedef struct {
    const char *anchor;  /* NULL of a test */
    const char *printed; /* the label */
    int from;            /* of a test: the pages needed */
    bool reached;        /* and its outcome */
    int unit, note;      /* where it was printed, -1 for nowhere there */
    Origin origin;
} Ask;

/* A block of the document's galley that printed page numbers. */
typedef struct {
    const Block *block;
    Flow flow;
    Tag *section;
    const PageSet *pages;
    SideNote *side;      /* that the block is; NULL when it is none */
    const char *running; /* the section that the running head shows */
    int first, count;    /* its strips */
    int items; /* its own in the first of these; then come anchors of sections */
    NoteMark *last_mark; /* its own there; then come those of side notes */
    Tag *tag_before;     /* the last tag below flow.tag that is not its own */
    Tag *tag_last;       /* its own last, or tag_before */
    bool wrong;
    Galley again; /* set anew */
} Unit;

struct References {
    Arena *arena;
    Map *places; /* by anchor; NULL in the first pass */
    int page_count;
    Ask *asks;
    int ask_count, ask_capacity;
    Unit *units;
    int unit_count, unit_capacity;
    int unit, note; /* being set, -1 for none */
};

References *references_new(Arena *arena) {
    References *references = arena_alloc(arena, sizeof *references);
    references->arena = arena;
    references->unit = references->note = -1;
    return references;
}

static void add_ask(References *references, Ask ask) {
    ask.unit = references->note < 0 ? references->unit : -1;
    ask.note = references->note;
    if (ask.unit < 0 && ask.note < 0) return; /* furniture, set when all is right */
    references->asks =
        arena_grow(references->arena, references->asks, references->ask_count,
                   &references->ask_capacity, sizeof ask);
    references->asks[references->ask_count++] = ask;
}

/* Where every anchor stands. */
static void gather_places(References *references, const Pages *pages) {
    references->places = map_new(references->arena);
    references->page_count = pages->page_count;
    Place *places = arena_array(references->arena, pages->page_count, sizeof *places);
    for (int p = 0; p < pages->page_count; p++) {
        const Page *page = &pages->pages[p];
        places[p] = (Place){label_text(references->arena, page->label), p};
        for (int i = 0; i < page->item_count; i++)
            if (page->items[i].kind == ITEM_ANCHOR)
                map_put(references->places, page->items[i].anchor.name, &places[p]);
    }
}

/* What stands in front of an appendix is mostly where it will be in the end, so that
 * the appendix need not be set twice. */
static void guess_places(Setter *setter) {
    pages_try(setter, setter->galley);
    gather_places(setter->references, setter->pages);
}

/* Where `anchor` stands by the last pass. */
static const Place *place_of(const References *references, const char *anchor) {
    static const Place guess = {"0", 0}, nowhere = {"?", INT_MAX};
    if (!references->places) return &guess;
    const Place *place = map_get(references->places, anchor);
    return place ? place : &nowhere;
}

static const Place *ask_place(Setter *setter, const char *target, Origin origin) {
    References *references = setter->references;
    const char *anchor = target[0] == '#' ? target + 1 : target;
    bool in_furniture = setter->page_number != NULL;
    if (in_furniture && !references->places) gather_places(references, setter->pages);
    const Place *place = place_of(references, anchor);
    Ask ask = {.anchor = anchor,
               .printed = place->label,
               .origin = setter_origin(setter, origin)};
    add_ask(references, ask);
    return place;
}

const char *references_page(Setter *setter, const char *target, Origin origin) {
    return ask_place(setter, target, origin)->label;
}

const char *references_words(Setter *setter, const Run *run) {
    return arena_print(setter->arena, "%s%s", run->text ? run->text : "",
                       references_page(setter, run->link, run->origin));
}

/* ---- lists of pages ---- */

/* One of a list. */
typedef struct {
    const Run *run;
    int page, at; /* `at` is its place in the list */
} Listed;

static int compare_listed(const void *a, const void *b) {
    const Listed *first = a, *second = b;
    if (first->page != second->page) return first->page < second->page ? -1 : 1;
    return first->at - second->at;
}

static Run *add_copy(Setter *setter, Runs *to, const Run *run) {
    Run *copy = runs_add(setter->arena, to, run->kind, run->origin);
    *copy = *run;
    copy->next = NULL;
    return copy;
}

/* Adds the list that begins with `first`; returns the run behind it. */
static const Run *add_list(Setter *setter, const Run *first, Runs *to) {
    Listed *list = NULL;
    int count = 0, capacity = 0;
    const Run *run = first;
    do {
        list = arena_grow(setter->arena, list, count, &capacity, sizeof *list);
        list[count] =
            (Listed){run, ask_place(setter, run->link, run->origin)->page, count};
        count++;
        run = run->next;
    } while (run && run->goes_on);
    qsort(list, (size_t) count, sizeof *list, compare_listed);
    for (int i = 0; i < count; i++) {
        if (i > 0 && list[i].page == list[i - 1].page) continue;
        add_copy(setter, to, list[i].run)->text = i ? first->next->text : first->text;
    }
    return run;
}

Runs references_in_order(Setter *setter, const Runs *runs) {
    Runs ordered = {NULL, NULL};
    for (const Run *run = runs->first; run;) {
        if (run->next && run->next->goes_on) {
            run = add_list(setter, run, &ordered);
        } else {
            add_copy(setter, &ordered, run);
            run = run->next;
        }
    }
    return ordered;
}

bool references_reach(Setter *setter, int from, Origin origin) {
    References *references = setter->references;
    if (from <= 1) return true;
    Ask ask = {.from = from,
               .reached = !references->places || references->page_count >= from,
               .origin = origin};
    add_ask(references, ask);
    return ask.reached;
}

/* ---- blocks ---- */

ReferenceScope references_enter(Setter *setter, const Block *block, Flow flow) {
    References *references = setter->references;
    ReferenceScope scope = {.flow = flow, .first = flow.galley->count};
    scope.counts = flow.galley == setter->galley && references->unit < 0 &&
                   block->kind != BLOCK_SECTION;
    if (!scope.counts) return scope;
    if (block->leads_back && !references->places) guess_places(setter);
    scope.asks = references->ask_count;
    scope.tag_before = flow.tag->last_child;
    references->unit = references->unit_count;
    return scope;
}

void references_leave(Setter *setter, const Block *block, const ReferenceScope *scope) {
    References *references = setter->references;
    if (!scope->counts) return;
    bool asked = false;
    for (int i = scope->asks; i < references->ask_count && !asked; i++)
        asked = references->asks[i].unit == references->unit;
    references->unit = -1;
    if (!asked) return;
    const Galley *galley = scope->flow.galley;
    const Strip *top =
        scope->first < galley->count ? &galley->strips[scope->first] : NULL;
    references->units =
        arena_grow(references->arena, references->units, references->unit_count,
                   &references->unit_capacity, sizeof *references->units);
    references->units[references->unit_count++] =
        (Unit){.block = block,
               .flow = scope->flow,
               .section = setter->section,
               .pages = setter->page_set,
               .side = block->kind == BLOCK_SIDE_NOTE ? setter->side_made : NULL,
               .running = galley->section,
               .first = scope->first,
               .count = galley->count - scope->first,
               .items = top ? top->item_count : 0,
               .last_mark = top ? top->last_mark : NULL,
               .tag_before = scope->tag_before,
               .tag_last = scope->flow.tag->last_child};
}

void references_note(Setter *setter, int note) {
    setter->references->note = note;
}

/* ---- comparing ---- */

static bool is_right(const References *references, const Ask *ask) {
    if (!ask->anchor) return ask->reached == (references->page_count >= ask->from);
    return strcmp(ask->printed, place_of(references, ask->anchor)->label) == 0;
}

/* Forgets what a block or note that is set anew had printed. */
static void forget_asks(References *references, const bool *notes) {
    int kept = 0;
    for (int i = 0; i < references->ask_count; i++) {
        const Ask *ask = &references->asks[i];
        bool wrong =
            ask->unit >= 0 ? references->units[ask->unit].wrong : notes[ask->note];
        if (!wrong) references->asks[kept++] = *ask;
    }
    references->ask_count = kept;
}

/* Moves the notes among the unit's own tags to the end of `fresh`: they are set
 * once. */
static void keep_notes(const Unit *unit, Tag *fresh) {
    Tag *tag = unit->tag_before ? unit->tag_before->next : unit->flow.tag->first_child;
    Tag *end = unit->tag_last ? unit->tag_last->next : NULL;
    while (tag && tag != end) {
        Tag *next = tag->next;
        if (tag->kind == TAG_NOTE) {
            tag->next = NULL;
            if (fresh->last_child)
                fresh->last_child->next = tag;
            else
                fresh->first_child = tag;
            fresh->last_child = tag;
        }
        tag = next;
    }
}

/* Hangs the children of `fresh` where the unit's own tags were. */
static void replace_tags(References *references, Unit *unit, Tag *fresh) {
    Tag *parent = unit->flow.tag, *before = unit->tag_before, *old = unit->tag_last;
    Tag *after =
        old == before ? (before ? before->next : parent->first_child) : old->next;
    if (old != before) keep_notes(unit, fresh);
    Tag *first = fresh->first_child, *last = first ? fresh->last_child : before;
    for (Tag *tag = first; tag; tag = tag->next)
        tag->parent = parent;
    Tag *next = first ? first : after;
    if (before)
        before->next = next;
    else
        parent->first_child = next;
    if (first) fresh->last_child->next = after;
    if (!after) parent->last_child = last;
    unit->tag_last = last;
    for (Unit *u = unit + 1; u < references->units + references->unit_count; u++) {
        if (u->flow.tag != parent || u->tag_before != old) break;
        u->tag_before = last;
        if (u->tag_last != old) break;
        u->tag_last = last;
    }
}

static void set_again(Setter *setter, int index) {
    References *references = setter->references;
    Unit *unit = &references->units[index];
    Tag *outer = setter->section;
    Tag *fresh = tag_new(setter->arena, TAG_DIVISION, NULL);
    unit->again = (Galley){.section = unit->running};
    Flow flow = unit->flow;
    flow.galley = &unit->again;
    flow.tag = fresh;
    setter->section = unit->section;
    setter_turn(setter, unit->pages);
    setter->side_again = unit->side;
    references->unit = index;
    block_set(setter, unit->block, flow);
    galley_cut_tall(setter, &unit->again, 0);
    references->unit = -1;
    setter->section = outer;
    setter->side_again = NULL;
    replace_tags(references, unit, fresh);
}

/* Hands over what the old strips got from outside of their block: a section's anchor,
 * side notes with their footnotes' marks, the list that the last one introduces. */
static void take_over(References *references, Unit *unit, const Strip *old) {
    Galley *again = &unit->again;
    if (unit->count == 0) return;
    const bool led_to = old->item_count > unit->items || old->first_side;
    if (again->count == 0 && !led_to) return;
    if (again->count == 0) galley_add(references->arena, again);
    Strip *top = again->strips;
    const int own_items = top->item_count;
    NoteMark *own_mark = top->last_mark;
    for (int i = unit->items; i < old->item_count; i++) {
        const Item *item = &old->items[i];
        *strip_add(references->arena, top, item->kind, item->tag, item->origin) = *item;
    }
    const NoteMark *mark = unit->last_mark ? unit->last_mark->next : old->first_mark;
    for (; mark; mark = mark->next)
        strip_add_mark(references->arena, top, mark->note);
    top->first_side = old->first_side;
    top->last_side = old->last_side;
    again->strips[again->count - 1].keep = old[unit->count - 1].keep;
    unit->items = own_items;
    unit->last_mark = own_mark;
}

/* Puts the strips of what was set anew where the old ones were. */
static void splice(References *references, Galley *galley) {
    int count = galley->count;
    bool same = true;
    for (int i = 0; i < references->unit_count; i++) {
        Unit *unit = &references->units[i];
        if (!unit->wrong) continue;
        take_over(references, unit, &galley->strips[unit->first]);
        count += unit->again.count - unit->count;
        same = same && unit->again.count == unit->count;
    }
    Strip *strips = same ? galley->strips
                         : arena_array(references->arena, count + 1, sizeof *strips);
    int from = 0, to = 0;
    for (int i = 0; i < references->unit_count; i++) {
        Unit *unit = &references->units[i];
        const Strip *own =
            unit->wrong ? unit->again.strips : &galley->strips[unit->first];
        int own_count = unit->wrong ? unit->again.count : unit->count;
        if (!same)
            memcpy(strips + to, galley->strips + from,
                   (size_t) (unit->first - from) * sizeof *strips);
        to += unit->first - from;
        from = unit->first + unit->count;
        if (own_count && (unit->wrong || !same))
            memcpy(strips + to, own, (size_t) own_count * sizeof *strips);
        unit->first = to;
        unit->count = own_count;
        to += own_count;
        unit->wrong = false;
    }
    if (!same && galley->count > from)
        memcpy(strips + to, galley->strips + from,
               (size_t) (galley->count - from) * sizeof *strips);
    if (!same) galley->capacity = count + 1;
    galley->strips = strips;
    galley->count = count;
}

bool references_renew(Setter *setter, Galley *galley) {
    References *references = setter->references;
    if (references->ask_count == 0) return false;
    gather_places(references, setter->pages);
    bool *notes = NULL, any = false;
    notes =
        arena_array(references->arena, setter->document->note_count + 1, sizeof *notes);
    for (int i = 0; i < references->ask_count; i++) {
        const Ask *ask = &references->asks[i];
        if (is_right(references, ask)) continue;
        any = true;
        if (ask->unit >= 0)
            references->units[ask->unit].wrong = true;
        else
            notes[ask->note] = true;
    }
    if (!any) return false;
    forget_asks(references, notes);
    for (int i = 0; i < setter->document->note_count; i++) {
        NoteSetting *note = &setter->notes[i];
        if (!notes[i]) continue;
        note->galley = (Galley){0};
        note->tag->first_child = note->tag->last_child = NULL;
    }
    for (int i = 0; i < references->unit_count; i++)
        if (references->units[i].wrong) set_again(setter, i);
    splice(references, galley);
    return true;
}

void references_report(Setter *setter) {
    References *references = setter->references;
    if (references->ask_count > 0) gather_places(references, setter->pages);
    for (int i = 0; i < references->ask_count; i++) {
        const Ask *ask = &references->asks[i];
        if (is_right(references, ask)) continue;
        if (!ask->anchor)
            diag_report(setter->diags, FAULT_WARNING, ask->origin,
                        "the number of pages did not settle in %d passes: the contents "
                        "wanted from %d pages on stand in one of %d",
                        MOST_PASSES, ask->from, references->page_count);
        else
            diag_report(
                setter->diags, FAULT_WARNING, ask->origin,
                "page numbers did not settle in %d passes: '%s' is said to be "
                "on page %s and stands on page %s: put a <page-break/> before it",
                MOST_PASSES, ask->anchor, ask->printed,
                place_of(references, ask->anchor)->label);
    }
}
