/* The structure as a screen reader walks it: each tag with its attributes and its own
 * words, children below.  Tags without content are left out as in the PDF; the cells of
 * a row are not, whose absence would shift the others. */
#include "pages/pages.h"

typedef struct {
    Text words;
    bool is_told; /* it or a tag below it holds something */
    int id;       /* of a header cell that others name, from 1 */
} TagWords;

/* Numbers the tags from 1; returns how many there are. */
static int number_tags(const Pages *pages) {
    int depth = 0, count = 0;
    for (Tag *tag = pages->structure; tag; tag = tag_following(tag, &depth))
        tag->number = ++count;
    return count;
}

static void add_words(TagWords *words, const TextItem *text) {
    text_add(&words->words, text->actual_text ? text->actual_text : text->shaped->text);
    if (text->space) text_add_char(&words->words, ' ');
}

static void gather(const Pages *pages, TagWords *words) {
    PageReader reader = page_reader(pages, arena_new(NULL));
    for (int p = 0; p < pages->page_count; p++) {
        const Page *page = page_read(&reader, p);
        for (int i = 0; i < page->item_count; i++) {
            const Item *item = &page->items[i];
            if (!item->tag || item->kind == ITEM_ANCHOR) continue;
            if (item->kind == ITEM_TEXT)
                add_words(&words[item->tag->number], &item->text);
            for (const Tag *tag = item->tag; tag && !words[tag->number].is_told;
                 tag = tag->parent)
                words[tag->number].is_told = true;
        }
    }
    arena_free(reader.scratch);
}

static bool is_kept(const TagWords *words, const Tag *tag) {
    const bool is_cell = tag->kind == TAG_CELL || tag->kind == TAG_HEADER_CELL;
    return words[tag->number].is_told ||
           (is_cell && words[tag->parent->number].is_told);
}

static void add_heads(Text *out, const TagWords *words, const Tag *tag) {
    const TagWords *own = &words[tag->number];
    if (own->id) text_print(out, " id=%d", own->id);
    for (int i = 0; tag->heads && tag->heads[i]; i++)
        text_print(out, "%s%d", i ? "," : " headers=", words[tag->heads[i]->number].id);
}

static void add_attributes(Text *out, const Tag *tag) {
    static const char *const numberings[] = {NULL, "disc", "decimal", "letters",
                                             "roman"};
    if (tag->kind == TAG_LIST && tag->level > LIST_PLAIN && tag->level <= LIST_ROMAN)
        text_print(out, " numbering=%s", numberings[tag->level]);
    if (tag->column_span > 1) text_print(out, " columns=%d", tag->column_span);
    if (tag->row_span > 1) text_print(out, " rows=%d", tag->row_span);
    if (tag->kind == TAG_HEADER_CELL && tag->heads_row) text_add(out, " row");
    if (tag->lang) text_print(out, " lang=%s", tag->lang);
    if (tag->alt) {
        text_add(out, " alt=");
        text_add_quoted(out, tag->alt);
    }
}

/* The words without the space behind the last. */
static const char *trimmed(Text *words) {
    while (words->length && words->data[words->length - 1] == ' ')
        words->data[--words->length] = '\0';
    return text_string(words);
}

void tags_dump(const Pages *pages, Text *out) {
    int count = number_tags(pages), depth = 0, ids = 0;
    TagWords *words = arena_array(out->arena, count + 1, sizeof *words);
    for (int i = 0; i <= count; i++)
        words[i].words.arena = out->arena;
    gather(pages, words);
    for (Tag *tag = pages->structure; tag; tag = tag_following(tag, &depth))
        if (tag->is_named) words[tag->number].id = ++ids;
    depth = 0;
    for (Tag *tag = pages->structure; tag; tag = tag_following(tag, &depth)) {
        TagWords *own = &words[tag->number];
        if (!is_kept(words, tag)) continue;
        for (int i = 0; i < depth; i++)
            text_add(out, "  ");
        text_add(out, tag_name(tag));
        add_attributes(out, tag);
        add_heads(out, words, tag);
        if (own->words.length) {
            text_add_char(out, ' ');
            text_add_quoted(out, trimmed(&own->words));
        }
        text_add_char(out, '\n');
    }
}
