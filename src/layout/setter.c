/* Faces, plain text and note numbers for the parts of layout. */
#include "layout/setter.h"

#include <string.h>

static const FontFamily *find_family(const Setter *setter, const char *name,
                                     Origin origin) {
    const Document *document = setter->document;
    for (int i = 0; i < document->family_count; i++)
        if (name && strcmp(document->families[i].name, name) == 0)
            return &document->families[i];
    diag_report(setter->diags, FAULT_DATA, origin, "font family '%s' is not declared",
                name ? name : "");
    return document->family_count ? &document->families[0] : NULL;
}

/* The file of a face, or of the nearest one that the family has. */
static const char *face_file(const FontFamily *family, bool bold, bool italic) {
    if (bold && italic && family->bold_italic) return family->bold_italic;
    if (bold && family->bold) return family->bold;
    if (italic && family->italic) return family->italic;
    return family->regular;
}

const Font *setter_font(Setter *setter, const char *family, bool bold, bool italic,
                        Origin origin) {
    for (int i = 0; i < setter->face_count; i++) {
        const Face *face = &setter->faces[i];
        if (face->bold == bold && face->italic == italic &&
            (face->family == family ||
             (family && face->family && strcmp(face->family, family) == 0)))
            return face->font;
    }
    const FontFamily *found = find_family(setter, family, origin);
    const char *file = found ? face_file(found, bold, italic) : NULL;
    const Font *font = NULL;
    if (file) font = font_open(setter->fonts, file, found->origin, setter->diags);
    if (!font && file && file != found->regular)
        font = font_open(setter->fonts, found->regular, found->origin, setter->diags);
    if (!font) setter->failed = true;
    setter->faces = arena_grow(setter->arena, setter->faces, setter->face_count,
                               &setter->face_capacity, sizeof *setter->faces);
    setter->faces[setter->face_count++] = (Face){family, bold, italic, font};
    return font;
}

const Shaped *setter_shape(Setter *setter, const Style *style, const char *text) {
    const Font *font = setter_font(setter, style->family, style->bold, style->italic,
                                   setter->block_origin);
    if (!font) return NULL;
    const Shaped *shaped =
        font_shape(setter->fonts, font, style->size, style->features,
                   setter->document->lang, text ? text : "", strlen(text ? text : ""));
    font_report_missing(setter->fonts, shaped, setter->block_origin, setter->diags);
    return shaped;
}

void setter_text(Setter *setter, Strip *strip, Tag *tag, const Shaped *shaped,
                 Colour colour, Mpt x, Mpt y, Align align) {
    if (!shaped || shaped->glyph_count == 0) return;
    if (align == ALIGN_RIGHT || align == ALIGN_DECIMAL)
        x -= shaped->width;
    else if (align == ALIGN_CENTRE)
        x -= shaped->width / 2;
    Item *item = strip_add(setter->arena, strip, ITEM_TEXT, tag, setter->block_origin);
    item->text = (TextItem){.shaped = shaped, .colour = colour, .x = x, .y = y};
}

void *setter_room(Setter *setter, void *items, int count, int *capacity, size_t size) {
    if (count <= *capacity) return items;
    *capacity = 2 * count;
    return arena_array(setter->arena, *capacity, size);
}

Mpt line_baseline(const Style *style) {
    /* The same share of every face, so that lines of two families in neighbouring
     * columns stand on one baseline. */
    return (style->leading - style->size) / 2 + style->size * 78 / 100;
}

Origin setter_origin(const Setter *setter, Origin origin) {
    return origin.file ? origin : setter->block_origin;
}

int setter_note_number(Setter *setter, int note, Origin origin) {
    if (note < 0 || note >= setter->document->note_count) {
        diag_report(setter->diags, FAULT_BUG, setter_origin(setter, origin),
                    "a mark leads to note %d of %d", note + 1,
                    setter->document->note_count);
        return -1;
    }
    NoteSetting *setting = &setter->notes[note];
    if (setting->number == 0) {
        setting->number = ++setter->notes_numbered;
        /* Read after the block that the mark stands in. */
        setting->tag = tag_new(setter->arena, TAG_NOTE, setter->section);
    }
    return setting->number;
}
