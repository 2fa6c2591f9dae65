/* Faces: which font file stands for a family, bold or italic, and for its fallbacks.
 * Each is looked for once a document. */
#include <string.h>

#include "layout/setter.h"

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

static const Font *open_face(Setter *setter, const FontFamily *family, bool bold,
                             bool italic) {
    const char *file = face_file(family, bold, italic);
    const Font *font = font_open(setter->fonts, file, family->origin, setter->diags);
    if (!font && file != family->regular)
        font = font_open(setter->fonts, family->regular, family->origin, setter->diags);
    return font;
}

static const Font *note_face(Setter *setter, Face face) {
    setter->faces = arena_grow(setter->arena, setter->faces, setter->face_count,
                               &setter->face_capacity, sizeof *setter->faces);
    setter->faces[setter->face_count++] = face;
    return face.font;
}

const Font *setter_face(Setter *setter, const char *name, bool bold, bool italic,
                        Origin origin, const FontFamily **family) {
    for (int i = 0; i < setter->face_count; i++) {
        const Face *face = &setter->faces[i];
        if (face->bold == bold && face->italic == italic && !face->is_fallback &&
            (face->name == name ||
             (name && face->name && strcmp(face->name, name) == 0))) {
            if (family) *family = face->family;
            return face->font;
        }
    }
    const FontFamily *found = find_family(setter, name, origin);
    const Font *font = found ? open_face(setter, found, bold, italic) : NULL;
    if (!font) setter->failed = true;
    if (family) *family = found;
    return note_face(setter, (Face){name, found, bold, italic, false, font});
}

const Font *setter_font(Setter *setter, const char *family, bool bold, bool italic,
                        Origin origin) {
    return setter_face(setter, family, bold, italic, origin, NULL);
}

const Font *setter_fallback(Setter *setter, const FontFamily *fallback, bool bold,
                            bool italic) {
    for (int i = 0; i < setter->face_count; i++) {
        const Face *face = &setter->faces[i];
        if (face->is_fallback && face->family == fallback && face->bold == bold &&
            face->italic == italic)
            return face->font;
    }
    const Font *font = open_face(setter, fallback, bold, italic);
    if (!font) setter->failed = true;
    return note_face(setter, (Face){NULL, fallback, bold, italic, true, font});
}
