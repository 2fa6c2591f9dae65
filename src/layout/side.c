/* Side notes: small paragraphs in the room at the left of the text, beside the
 * paragraph that they follow.  The page builder moves them down where they would
 * meet. */
#include "layout/blocks.h"
#include "layout/paragraph.h"

enum { LEAST_WIDTH = 36000 /* half an inch */ };

/* Sets the note as a paragraph of the text, when there is no place beside it. */
static void set_in_text(Setter *setter, const Block *block, Flow flow,
                        const char *reason) {
    diag_report(setter->diags, FAULT_WARNING, block->origin,
                "the side note %s: set in the text", reason);
    Style style = *block->style;
    if (style.indent_left < 0) style.indent_left = 0;
    style.indent_right = 0;
    paragraph_set(setter, &block->runs, &style, flow.x, flow.width,
                  tag_new(setter->arena, TAG_PARAGRAPH, flow.tag), flow.galley);
    /* Another note would be read before this one. */
    setter->side_anchor.galley = NULL;
}

/* Whether a note from `left` to `right` of the column stays on the paper and clear of
 * other columns; NULL, or what is wrong. */
static const char *check_place(const Setter *setter, Mpt left, Mpt right) {
    const PageSet *pages = setter->page_set;
    if (right - left < LEAST_WIDTH)
        return "has no room beside the text: give the text's style a wider 'left', or "
               "the note's a negative one";
    if (left < 0 && pages->columns > 1) return "would stand on another column";
    for (int side = 0; side < PAGE_SIDES; side++)
        if (pages->masters[side].margin_left + left < 0)
            return "would leave the paper: its 'left' is beyond the margin";
    return NULL;
}

/* The note's strip, its first baseline on that of the paragraph. */
static SideNote make_note(Setter *setter, const Block *block, Flow flow, Mpt right) {
    const Style *style = block->style;
    Style plain = *style;
    plain.indent_left = plain.indent_right = 0;
    Mpt left = flow.x + style->indent_left;
    SideNote note = {.right = right};
    Tag *tag = tag_new(setter->arena, TAG_ASIDE, flow.tag);
    note.strip.height = paragraph_into(setter, &block->runs, &plain, left, right - left,
                                       0, tag, &note.strip) +
                        style->space_after;
    note.drop = -line_baseline(style);
    return note;
}

void side_note_set(Setter *setter, const Block *block, Flow flow) {
    Galley *galley = flow.galley;
    const SideAnchor *anchor = &setter->side_anchor;
    Mpt left = flow.x + block->style->indent_left;
    Mpt right = anchor->text_left - block->style->indent_right;
    setter->side_made = NULL;
    if (setter->side_again) {
        /* What it says has changed, not where it belongs. */
        SideNote *note = setter->side_again;
        note->strip = make_note(setter, block, flow, note->right).strip;
        return;
    }
    const char *reason = NULL;
    if (!flow.whole || anchor->galley != galley)
        reason = "follows no paragraph of the page's own text";
    else
        reason = check_place(setter, left, right);
    if (reason) {
        set_in_text(setter, block, flow, reason);
        return;
    }
    Strip *strip = &galley->strips[anchor->first];
    SideNote *note = arena_alloc(setter->arena, sizeof *note);
    *note = make_note(setter, block, flow, right);
    note->drop += anchor->baseline;
    note->follows = anchor->count - 1;
    Mpt height = note->strip.height;
    for (const SideNote *other = strip->first_side; other; other = other->next)
        height += other->strip.height;
    if (height > setter->page_room / 2) {
        set_in_text(setter, block, flow, "is taller than half a page");
        return;
    }
    /* Its footnotes stand where those of the text do. */
    for (const NoteMark *mark = note->strip.first_mark; mark; mark = mark->next)
        strip_add_mark(setter->arena, strip, mark->note);
    if (strip->last_side)
        strip->last_side->next = note;
    else
        strip->first_side = note;
    strip->last_side = note;
    setter->side_made = note;
}
