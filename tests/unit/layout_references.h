/* Tests of page references: passes, what is set again in them, contents.  Included
 * once, by layout_test.c. */
#ifndef LAYOUT_REFERENCES_H_TEST
#define LAYOUT_REFERENCES_H_TEST

#include "layout_draft.h"

static Block *add_break(Draft *d) {
    return block_new(d->arena, BLOCK_PAGE_BREAK, d->document.root, &d->body, here);
}

static Run *add_page_of(Draft *d, Block *block, const char *target) {
    Run *run = runs_add(d->arena, &block->runs, RUN_PAGE, here);
    run->text = "on page\xC2\xA0";
    run->link = target;
    run->reference = true;
    return run;
}

static const char *printed_page(const Pages *pages, Colour colour) {
    for (int p = 0; p < pages->page_count; p++)
        for (int i = 0; i < pages->pages[p].item_count; i++) {
            const TextItem *text = text_at(&pages->pages[p], i);
            const char *shown = text ? text->shaped->text : "x";
            if (text && text->colour == colour && *shown >= '0' && *shown <= '9')
                return shown;
        }
    return NULL;
}

static int page_of_anchor(const Pages *pages, const char *name) {
    for (int p = 0; p < pages->page_count; p++)
        for (int i = 0; i < pages->pages[p].item_count; i++) {
            const Item *item = &pages->pages[p].items[i];
            if (item->kind == ITEM_ANCHOR && strcmp(item->anchor.name, name) == 0)
                return p + 1;
        }
    return 0;
}

static void a_reference_says_the_page_that_comes_later(void **state) {
    (void) state;
    Draft *d = draft_new();
    Block *p = add_paragraph(d, d->document.root, "See the end ");
    add_page_of(d, p, "#end");
    add_break(d);
    add_paragraph(d, d->document.root, known);
    add_break(d);
    add_paragraph(d, d->document.root, "End.")->anchor = "end";
    Pages *pages = lay_out(d);
    assert_string_equal(printed_page(pages, INK), "3");
    assert_int_equal(diags_count(d->diags, FAULT_WARNING), 0);
    draft_free(d);
}

/* Adds a list of the pages that `targets`, which end with NULL, stand on. */
static void add_pages_of(Draft *d, Block *block, const char *const *targets) {
    for (int i = 0; targets[i]; i++) {
        Run *run = runs_add(d->arena, &block->runs, RUN_PAGE, here);
        run->text = i ? ", " : "";
        run->link = targets[i];
        run->reference = true;
        run->goes_on = i > 0;
    }
}

static void a_list_of_pages_goes_by_the_pages_and_names_each_once(void **state) {
    (void) state;
    static const char *const met[] = {"#first", "#third", "#second", "#third-too",
                                      NULL};
    static const char *const targets[] = {"#first", "#second", "#third"};
    static const char *const anchors[] = {"first", "second", "third", "third-too"};
    Draft *d = draft_new();
    for (int i = 0; i < 4; i++) {
        if (i == 1 || i == 2) add_break(d);
        add_paragraph(d, d->document.root, "Here.")->anchor = anchors[i];
    }
    Style listed = d->body;
    listed.colour = HEAD_INK;
    Block *list = add_paragraph(d, d->document.root, "Pages ");
    list->style = &listed;
    add_pages_of(d, list, met);
    const Pages *pages = lay_out(d);
    Text printed = {.arena = d->arena};
    int links = 0;
    for (int i = 0; i < pages->pages[2].item_count; i++) {
        const Item *item = &pages->pages[2].items[i];
        const TextItem *text = text_at(&pages->pages[2], i);
        if (text && text->colour == HEAD_INK) text_add(&printed, text->shaped->text);
        if (item->kind == ITEM_LINK)
            assert_string_equal(item->link.target, targets[links++]);
    }
    assert_string_equal(text_string(&printed), "Pages1,2,3");
    assert_int_equal(links, 3);
    draft_free(d);
}

/* Ten pages, the tenth full of lines; its first paragraph has one line or two, as
 * `figure` (NULL for a reference to the last line) fits within the measure of
 * `fitting`.  Returns the pages; the anchor's line is the tenth page's last when it is
 * one line. */
static Pages *on_the_edge(Draft *d, const char *figure, const char *fitting) {
    enum { LINES = 53 };
    Setter setter = {.document = &d->document,
                     .fonts = d->fonts,
                     .arena = d->arena,
                     .diags = d->diags};
    Style *narrow = arena_alloc(d->arena, sizeof *narrow);
    *narrow = d->body;
    narrow->align = ALIGN_LEFT;
    narrow->hyphenate = false;
    narrow->colour = HEAD_INK;
    Runs fit = {0};
    Mpt natural, least;
    add_text(d, &fit, "See the end on page ")->text = "See the end on page\xC2\xA0";
    add_text(d, &fit, fitting);
    Inline text = inline_make(&setter, &fit, narrow, false);
    inline_widths(&text, &natural, &least);
    narrow->indent_right = 595276 - 2 * 65000 - natural;
    for (int i = 0; i < 9; i++) {
        add_paragraph(d, d->document.root, "Page.");
        add_break(d);
    }
    Block *p = add_paragraph(d, d->document.root, "See the end ");
    p->style = narrow;
    if (figure)
        add_text(d, &p->runs, arena_print(d->arena, "on page\xC2\xA0%s", figure));
    else
        add_page_of(d, p, "#end");
    for (int i = 2; i < LINES; i++)
        add_paragraph(d, d->document.root, "Line.");
    add_paragraph(d, d->document.root, "End.")->anchor = "end";
    /* A last page that is not pulled back. */
    add_break(d);
    for (int i = 0; i < LINES / 2; i++)
        add_paragraph(d, d->document.root, "Line.");
    return lay_out(d);
}

static int edge_page(const char *figure, const char *fitting) {
    Draft *d = draft_new();
    int page = page_of_anchor(on_the_edge(d, figure, fitting), "end");
    draft_free(d);
    return page;
}

static void a_number_that_moves_its_page_takes_a_third_pass(void **state) {
    (void) state;
    /* Guessed in one digit it fits; in two it pushes its target over. */
    assert_int_equal(edge_page("0", "0"), 10);
    assert_int_equal(edge_page("10", "0"), 11);
    assert_int_equal(edge_page("11", "0"), 11);
    Draft *d = draft_new();
    Pages *pages = on_the_edge(d, NULL, "0");
    assert_int_equal(page_of_anchor(pages, "end"), 11);
    assert_string_equal(printed_page(pages, HEAD_INK), "11");
    assert_int_equal(diags_count(d->diags, FAULT_WARNING), 0);
    draft_free(d);
}

static void a_number_that_never_settles_is_warned_of(void **state) {
    (void) state;
    /* 11 is narrower than 10: each number leads to the other's page. */
    assert_int_equal(edge_page("10", "11"), 11);
    assert_int_equal(edge_page("11", "11"), 10);
    Draft *d = draft_new();
    on_the_edge(d, NULL, "11");
    assert_true(has_message(d,
                            "template.xml:7: warning: page numbers did not settle in "
                            "4 passes: 'end' is said to be on page 10 and stands on "
                            "page 11"));
    draft_free(d);
}

/* Everything around a reference that is set again: tags and strips stay in order. */
static void what_is_set_again_keeps_its_place(void **state) {
    (void) state;
    Draft *d = draft_new();
    static const char *const words[] = {"alpha", "beta", "gamma", "delta", "epsilon"};
    for (int i = 0; i < 5; i++) {
        Block *p = add_paragraph(d, d->document.root, words[i]);
        if (i == 1 || i == 2 || i == 4) {
            add_text(d, &p->runs, " ");
            add_page_of(d, p, "#end");
        }
        if (i == 2) add_note(d, p, "a note");
    }
    add_break(d);
    add_paragraph(d, d->document.root, "End.")->anchor = "end";
    Pages *pages = lay_out(d);
    int at = 0;
    for (int i = 0; i < pages->pages[0].item_count && at < 5; i++)
        at += is_word(&pages->pages[0], i, words[at]);
    assert_int_equal(at, 5);
    assert_int_equal(count_word(&pages->pages[0], "2"), 3);
    const Tag *tag = pages->structure->first_child;
    static const char *const names[] = {"P", "P", "P", "Note", "P", "P", "P"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++, tag = tag->next) {
        assert_non_null(tag);
        assert_ptr_equal(tag->parent, pages->structure);
        assert_string_equal(tag_name(tag), names[i]);
    }
    assert_null(tag);
    draft_free(d);
}

/* A section is led to at its first strip, which a paragraph made and makes again. */
static void a_section_is_led_to_though_its_first_words_are_set_again(void **state) {
    (void) state;
    Draft *d = draft_new();
    add_paragraph(d, d->document.root, "to")->runs.first->link = "#part";
    Block *part = block_new(d->arena, BLOCK_SECTION, d->document.root, NULL, here);
    part->anchor = "part";
    add_page_of(d, add_paragraph(d, part, "See "), "#end");
    add_break(d);
    add_paragraph(d, d->document.root, "End.")->anchor = "end";
    assert_int_equal(page_of_anchor(lay_out(d), "part"), 1);
    draft_free(d);
}

/* The same where nothing is left of its first block: contents of a short document. */
static void a_section_is_led_to_though_it_begins_with_nothing(void **state) {
    (void) state;
    Draft *d = draft_new();
    Block *part = block_new(d->arena, BLOCK_SECTION, d->document.root, NULL, here);
    part->anchor = "part";
    Block *contents = block_new(d->arena, BLOCK_CONTENTS, part, &d->plain, here);
    contents->from_pages = 3;
    contents->head_style = &d->caption;
    add_text(d, &contents->runs, "Contents");
    add_paragraph(d, d->document.root, "to")->runs.first->link = "#part";
    Pages *pages = lay_out(d);
    assert_null(find_word(pages, "Contents", NULL));
    assert_int_equal(page_of_anchor(pages, "part"), 1);
    draft_free(d);
}

/* The footnote of a side note stands with the paragraph that the note is beside. */
static void a_side_note_keeps_its_footnote_when_its_paragraph_is_set_again(
    void **state) {
    (void) state;
    Draft *d = draft_new();
    Style beside = style_of("sans", 7000, 9000, LABEL_INK);
    d->body.indent_left = 113000;
    add_page_of(d, add_paragraph(d, d->document.root, "See "), "#end");
    Block *side = block_new(d->arena, BLOCK_SIDE_NOTE, d->document.root, &beside, here);
    add_text(d, &side->runs, "aside");
    add_note(d, side, "below");
    add_break(d);
    add_paragraph(d, d->document.root, "End.")->anchor = "end";
    Pages *pages = lay_out(d);
    assert_int_equal(count_word(&pages->pages[0], "aside"), 1);
    assert_int_equal(count_word(&pages->pages[0], "below"), 1);
    draft_free(d);
}

static void grounds_lie_behind_pages_that_were_built_again(void **state) {
    (void) state;
    Draft *d = draft_new();
    Style box = d->plain;
    box.has_background = true;
    box.background = 0xabcdef;
    add_page_of(d, add_paragraph(d, d->document.root, "See "), "#end");
    add_paragraph(d, block_new(d->arena, BLOCK_BOX, d->document.root, &box, here),
                  "Boxed.");
    add_break(d);
    add_paragraph(d, d->document.root, "End.")->anchor = "end";
    Pages *pages = lay_out(d);
    int grounds = 0;
    for (int i = 0; i < pages->pages[0].item_count; i++) {
        const Item *item = &pages->pages[0].items[i];
        grounds += item->kind == ITEM_PATH && item->path.fill == box.background;
    }
    assert_int_equal(grounds, 1);
    draft_free(d);
}

static Block *add_contents(Draft *d, int from_pages) {
    Block *block =
        block_new(d->arena, BLOCK_CONTENTS, d->document.root, &d->plain, here);
    block->from_pages = from_pages;
    block->head_style = &d->caption;
    add_text(d, &block->runs, "Contents");
    for (int level = 1; level <= 2; level++) {
        Block *entry = block_new(d->arena, BLOCK_ENTRY, block, &d->plain, here);
        entry->level = level;
        entry->target = "#end";
        add_text(d, &entry->runs, level == 1 ? "Ending" : "Deeper");
    }
    return block;
}

static void contents_end_in_page_numbers_below_each_other(void **state) {
    (void) state;
    Draft *d = draft_new();
    add_contents(d, 1);
    add_break(d);
    add_paragraph(d, d->document.root, "End.")->anchor = "end";
    Pages *pages = lay_out(d);
    const Page *page = &pages->pages[0];
    int numbers = 0, links = 0, leaders = 0;
    for (int i = 0; i < page->item_count; i++) {
        const Item *item = &page->items[i];
        if (is_word(page, i, "2")) {
            assert_int_equal(item->text.x + item->text.shaped->width, 595276 - 65000);
            numbers++;
        }
        leaders += item->kind == ITEM_PATH && !item->tag;
        if (item->kind != ITEM_LINK) continue;
        assert_string_equal(item->link.target, "#end");
        assert_string_equal(item->link.description,
                            links++ ? "Deeper, 2" : "Ending, 2");
    }
    assert_int_equal(numbers, 2);
    assert_int_equal(links, 2);
    assert_int_equal(leaders, 2);
    const Tag *list = pages->structure->first_child;
    assert_string_equal(tag_name(list), "TOC");
    assert_string_equal(tag_name(list->first_child), "Caption");
    const Tag *entry = list->last_child;
    assert_string_equal(tag_name(entry), "TOCI");
    assert_string_equal(tag_name(entry->first_child), "Reference");
    assert_string_equal(tag_name(entry->last_child), "TOC");
    draft_free(d);
}

static void contents_are_left_out_of_a_short_document(void **state) {
    (void) state;
    for (int breaks = 1; breaks <= 2; breaks++) {
        Draft *d = draft_new();
        add_contents(d, 3);
        add_paragraph(d, d->document.root, "Start.");
        for (int i = 0; i < breaks; i++) {
            add_break(d);
            add_paragraph(d, d->document.root, "Text.");
        }
        add_paragraph(d, d->document.root, "End.")->anchor = "end";
        Pages *pages = lay_out(d);
        assert_int_equal(find_word(pages, "Contents", NULL) != NULL, breaks == 2);
        assert_int_equal(diags_count(d->diags, FAULT_WARNING), 0);
        draft_free(d);
    }
}

#endif
