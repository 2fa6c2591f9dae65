/* Tests that each word of any document stands once, in order, and that the proof of it
 * can fail.  Included once, by layout_test.c. */
#ifndef LAYOUT_PROOF_H
#define LAYOUT_PROOF_H

#include "layout_draft.h"

/* ---- any document ---- */

/* A document of everything, each word of its text different. */
static int generate(Draft *d, uint32_t seed) {
    int words = 0;
    Block *section = d->document.root;
    for (int i = 0; i < 40; i++) {
        Text text = {.arena = d->arena};
        for (uint32_t w = roll(&seed, 120); w > 0; w--)
            text_print(&text, "w%d%s", words++, w > 1 ? " " : "");
        const char *string = text_string(&text);
        switch (roll(&seed, 7)) {
        case 0:
            section = block_new(d->arena, BLOCK_SECTION, d->document.root, NULL, here);
            add_heading(d, section, 1 + (int) roll(&seed, 3), string);
            break;
        case 1: {
            Block *box = block_new(d->arena, BLOCK_BOX, section, &d->plain, here);
            add_paragraph(d, box, string);
            break;
        }
        case 2: {
            Block *list = block_new(d->arena, BLOCK_LIST, section, &d->body, here);
            Block *item = block_new(d->arena, BLOCK_ITEM, list, &d->body, here);
            item->marker = "\xE2\x80\xA2";
            add_paragraph(d, item, string);
            break;
        }
        case 3:
            add_note(d, add_paragraph(d, section, arena_print(d->arena, "n%d", words)),
                     string);
            break;
        case 4: {
            Table *table = long_table(d, 0);
            add_row(d, table, ROW_BODY, (const char *[]){string, "1.5", "2.5"});
            break;
        }
        case 5: {
            Block *quote = block_new(d->arena, BLOCK_QUOTE, section, &d->plain, here);
            add_paragraph(d, quote, string);
            break;
        }
        default:
            add_paragraph(d, section, string);
        }
    }
    return words;
}

static void each_word_stands_once_and_on_a_page(void **state) {
    (void) state;
    for (uint32_t seed = 1; seed <= 20; seed++) {
        Draft *d = draft_new();
        int words = generate(d, seed * 7919);
        Pages *pages = lay_out(d);
        assert_within_page(pages);
        int *seen = arena_array(d->arena, words, sizeof *seen);
        for (int p = 0; p < pages->page_count; p++)
            for (int i = 0; i < pages->pages[p].item_count; i++) {
                const TextItem *text = text_at(&pages->pages[p], i);
                /* Repetitions at a table's top are artifacts. */
                if (text && text->shaped->text[0] == 'w' &&
                    pages->pages[p].items[i].tag)
                    seen[atoi(text->shaped->text + 1)]++;
            }
        for (int w = 0; w < words; w++)
            assert_int_equal(seen[w], 1);
        draft_free(d);
    }
}

/* ---- that the proof can fail ---- */

/* Lays out a document of known text and changes it or its pages afterwards. */
static Draft *proven(Pages **pages, Block **paragraph) {
    Draft *d = draft_new();
    uint32_t seed = 5;
    add_heading(d, d->document.root, 1, "Findings");
    *paragraph = add_paragraph(d, d->document.root, made_up(d, &seed, 40));
    add_note(d, *paragraph, "first note");
    add_note(d, *paragraph, "second note");
    Table *table = add_table(d, 2);
    add_row(d, table, ROW_BODY, (const char *[]){"exports", "12.5"});
    *pages = lay_out(d);
    return d;
}

static void assert_told_apart(Draft *d, const Pages *pages, const char *because) {
    assert_false(layout_prove(&d->document, pages, d->diags));
    assert_int_equal(diags_count(d->diags, FAULT_BUG), 1);
    if (!has_message(d, because)) diags_print(d->diags, stderr);
    assert_true(has_message(d, because));
}

static Item *item_of(Pages *pages, const char *word) {
    Page *page = &pages->pages[0];
    for (int i = 0; i < page->item_count; i++)
        if (is_word(page, i, word)) return &page->items[i];
    fail_msg("no word '%s'", word);
    return NULL;
}

static void a_word_that_is_lost_is_found_out(void **state) {
    (void) state;
    Pages *pages;
    Block *paragraph;
    Draft *d = proven(&pages, &paragraph);
    paragraph->runs.first->text =
        arena_print(d->arena, "%s lost", paragraph->runs.first->text);
    assert_told_apart(d, pages, "template.xml:7: internal error: text: ");
    draft_free(d);
}

static void a_word_that_stands_twice_is_found_out(void **state) {
    (void) state;
    Pages *pages;
    Block *paragraph;
    Draft *d = proven(&pages, &paragraph);
    Item *word = item_of(pages, "exports");
    Item *again = page_add(d->arena, &pages->pages[0], ITEM_TEXT, word->tag, here);
    again->text = item_of(pages, "exports")->text;
    assert_told_apart(d, pages, "says 'exports' the pages say 'exportsexports'");
    draft_free(d);
}

static void passages_out_of_order_are_found_out(void **state) {
    (void) state;
    Pages *pages;
    Block *paragraph;
    Draft *d = proven(&pages, &paragraph);
    Item *word = item_of(pages, "exports"), *figure = item_of(pages, "12.5");
    Tag *tag = word->tag;
    word->tag = figure->tag;
    figure->tag = tag;
    assert_told_apart(d, pages, "says 'exports' the pages say '12.5'");
    draft_free(d);
}

static void a_lost_note_is_found_out(void **state) {
    (void) state;
    Pages *pages;
    Block *paragraph;
    Draft *d = proven(&pages, &paragraph);
    item_of(pages, "second")->tag = NULL;
    assert_told_apart(d, pages,
                      "footnotes: where the document says 'secondnote' the "
                      "pages say 'note'");
    draft_free(d);
}

#endif
