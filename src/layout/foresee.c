/* What the blocks of a document will ask to be shaped, in the order in which they are
 * set.  Nothing depends on it but time: what is left out, such as text of faces that
 * are only found letter by letter, is shaped when it is set. */
#include "layout/foresee.h"

#include <string.h>

#include "layout/inline.h"
#include "layout/itemise.h"
#include "layout/table.h"

typedef struct {
    Setter *setter;
    Wording *wordings;
    int count, capacity;
} Foresight;

static void foresee_run(Foresight *foresight, const Run *run, const Style *style,
                        bool strong) {
    Setter *setter = foresight->setter;
    if (run->kind != RUN_TEXT || !run->text || !style ||
        !is_plain_text(run->text, (int) strlen(run->text)))
        return;
    const Font *font =
        setter_font(setter, style->family, style->bold || run->bold || strong,
                    style->italic || run->italic, setter_origin(setter, run->origin));
    if (!font) return;
    foresight->wordings =
        arena_grow(setter->arena, foresight->wordings, foresight->count,
                   &foresight->capacity, sizeof *foresight->wordings);
    foresight->wordings[foresight->count++] =
        (Wording){.font = font,
                  .size = style->size,
                  .features = style->features | run->features,
                  .lang = run_lang(setter, run),
                  .text = run->text};
}

static void foresee_runs(Foresight *foresight, const Runs *runs, const Style *style) {
    for (const Run *run = runs->first; run; run = run->next)
        foresee_run(foresight, run, style, false);
}

static void foresee_row(Foresight *foresight, const Table *table, const Row *row) {
    const bool strong = row->kind == ROW_GROUP || row->kind == ROW_TOTAL;
    const Style *style = row->kind == ROW_HEAD ? table->head_style : table->body_style;
    for (int c = 0; c < row->cell_count; c++) {
        Run plain;
        const Runs runs = cell_runs(&row->cells[c], row, &plain);
        for (const Run *run = runs.first; run; run = run->next)
            foresee_run(foresight, run, style, strong);
    }
}

static void foresee_block(Foresight *foresight, const Block *block) {
    const Table *table = block->table;
    foresight->setter->block_origin = block->origin;
    foresee_runs(foresight, &block->term, block->head_style);
    foresee_runs(foresight, &block->runs, block->style);
    if (table && table->row_count < LONG_TABLE) {
        foresee_runs(foresight, &table->caption, table->caption_style);
        for (int r = 0; r < table->row_count; r++)
            foresee_row(foresight, table, &table->rows[r]);
        foresee_runs(foresight, &table->notes, table->note_style);
    }
    for (int i = 0; block->key_figures && i < block->key_figures->count; i++) {
        const KeyFigures *figures = block->key_figures;
        foresee_runs(foresight, &figures->figures[i].label, figures->label_style);
        foresee_runs(foresight, &figures->figures[i].value, figures->value_style);
        foresee_runs(foresight, &figures->figures[i].detail, figures->detail_style);
    }
}

void foresee(Setter *setter) {
    const Document *document = setter->document;
    if (document->alone || setter->leftwards || lang_is_cjk(document->lang)) return;
    Foresight foresight = {.setter = setter};
    int depth = 0;
    for (const Block *b = document->root; b;
         b = block_following(b, document->root, &depth))
        foresee_block(&foresight, b);
    font_store_shape_ahead(setter->fonts, foresight.wordings, foresight.count);
}
