/* Fonts in the PDF: Type0 with Identity-H, so that content streams name glyphs and no
 * encoding stands between HarfBuzz's result and the page.  What the glyphs mean is said
 * in ToUnicode; where one glyph means different things in different words, those words
 * carry their text themselves (fonts_spell tells which). */
#include "pdf/writer.h"

#include <string.h>

#include "base/task.h"
#include "base/utf8.h"

enum { MOST_IN_BLOCK = 100 }; /* mappings in one beginbfchar */

/* ---- what glyphs stand for ---- */

/* Consecutive glyphs that stand for one stretch of text. */
typedef struct {
    int first, count; /* glyphs */
    const char *text;
    int length; /* bytes */
} Cluster;

/* Leaves out at both ends what governs line breaks alone: who searches does not type
 * it, and PDF.js shows no glyph whose text ends in it. */
static void trim_cluster(Cluster *cluster) {
    uint32_t character;
    char bytes[4];
    while (cluster->length && (cluster->text[0] & 0x80)) {
        int size = utf8_decode(cluster->text, (size_t) cluster->length, &character);
        if (!utf8_governs_breaks(character)) break;
        cluster->text += size;
        cluster->length -= size;
    }
    while (cluster->length && (cluster->text[cluster->length - 1] & 0x80)) {
        character = utf8_last(cluster->text, (size_t) cluster->length);
        if (!utf8_governs_breaks(character)) break;
        cluster->length -= utf8_encode(character, bytes);
    }
}

/* Steps to the next cluster; start with a zeroed one. */
static bool next_cluster(const Shaped *shaped, Cluster *cluster) {
    const Glyph *glyphs = shaped->glyphs;
    int first = cluster->first + cluster->count;
    if (first >= shaped->glyph_count) return false;
    int end = first + 1;
    while (end < shaped->glyph_count && glyphs[end].cluster == glyphs[first].cluster)
        end++;
    int from = (int) glyphs[first].cluster, to = shaped->length;
    bool leftwards = glyphs[0].cluster > glyphs[shaped->glyph_count - 1].cluster;
    if (leftwards && first > 0) to = (int) glyphs[first - 1].cluster;
    if (!leftwards && end < shaped->glyph_count) to = (int) glyphs[end].cluster;
    if (to <= from) to = from;
    *cluster = (Cluster){first, end - first, shaped->text + from, to - from};
    trim_cluster(cluster);
    return true;
}

static int count_characters(const char *text, int length) {
    int count = 0;
    for (int i = 0; i < length; i++)
        count += (text[i] & 0xC0) != 0x80;
    return count;
}

/* The text of the cluster's glyph number `index`: its own character when there are as
 * many characters as glyphs, else all for the first glyph and none for the others,
 * which makes the result false. */
static bool glyph_text(const Cluster *cluster, int index, const char **text,
                       int *length) {
    *text = cluster->text;
    *length = cluster->length;
    if (cluster->count == 1) return cluster->length > 0;
    if (count_characters(cluster->text, cluster->length) != cluster->count) {
        if (index > 0) *length = 0;
        return false;
    }
    const char *end = cluster->text + cluster->length;
    for (int i = 0;; i++) {
        uint32_t character;
        *length = utf8_decode(*text, (size_t) (end - *text), &character);
        if (i == index || *text + *length >= end) return i == index;
        *text += *length;
    }
}

static bool is_space(uint32_t character) {
    return character == ' ' || character == 0xA0 || character == 0x202F ||
           (character >= 0x2000 && character <= 0x200A);
}

/* Equal, where all spaces count as one: fonts draw them with one glyph, and a reader
 * who copies text wants a plain one. */
static bool same_text(const char *a, int a_length, const char *b, int b_length) {
    if (a_length == b_length && memcmp(a, b, (size_t) a_length) == 0) return true;
    if (!a_length || !b_length) return false;
    uint32_t x, y;
    int x_length = utf8_decode(a, (size_t) a_length, &x);
    int y_length = utf8_decode(b, (size_t) b_length, &y);
    return x_length == a_length && y_length == b_length && is_space(x) && is_space(y);
}

bool fonts_spell(const FontUse *use, const Shaped *shaped) {
    Cluster cluster = {0};
    while (next_cluster(shaped, &cluster)) {
        for (int i = 0; i < cluster.count; i++) {
            const char *text;
            int length;
            uint32_t glyph = shaped->glyphs[cluster.first + i].glyph;
            if (!glyph || !glyph_text(&cluster, i, &text, &length)) return false;
            const GlyphUse *known = &use->glyphs[glyph];
            if (!known->text || !same_text(known->text, known->length, text, length))
                return false;
        }
    }
    return true;
}

/* ---- gathering ---- */

static GlyphUse *claim_glyph(Writer *writer, FontUse *use, uint32_t glyph) {
    if (glyph >= use->glyph_limit) {
        uint32_t limit = use->glyph_limit ? use->glyph_limit : 256;
        while (limit <= glyph)
            limit *= 2;
        GlyphUse *wider = arena_array(writer->arena, (int) limit, sizeof *wider);
        if (use->glyph_limit)
            memcpy(wider, use->glyphs, use->glyph_limit * sizeof *wider);
        use->glyphs = wider;
        use->glyph_limit = limit;
    }
    use->glyphs[glyph].used = true;
    return &use->glyphs[glyph];
}

FontUse *fonts_find(Writer *writer, const Font *font) {
    if (writer->last_font < writer->font_count &&
        writer->fonts[writer->last_font].font == font)
        return &writer->fonts[writer->last_font];
    for (int i = 0; i < writer->font_count; i++) {
        if (writer->fonts[i].font == font) {
            writer->last_font = i;
            return &writer->fonts[i];
        }
    }
    return NULL;
}

static FontUse *claim_font(Writer *writer, const Font *font) {
    FontUse *use = fonts_find(writer, font);
    if (use) return use;
    writer->fonts = arena_grow(writer->arena, writer->fonts, writer->font_count,
                               &writer->font_capacity, sizeof *writer->fonts);
    use = &writer->fonts[writer->font_count++];
    *use = (FontUse){.font = font, .space = font_glyph_of(font, ' ')};
    claim_glyph(writer, use, 0);
    if (use->space) {
        GlyphUse *space = claim_glyph(writer, use, use->space);
        space->text = " ";
        space->length = 1;
    }
    return use;
}

static void gather_item(Writer *writer, const Shaped *shaped) {
    FontUse *use = claim_font(writer, shaped->font);
    Cluster cluster = {0};
    while (next_cluster(shaped, &cluster)) {
        for (int i = 0; i < cluster.count; i++) {
            const char *text;
            int length;
            uint32_t glyph = shaped->glyphs[cluster.first + i].glyph;
            GlyphUse *known = claim_glyph(writer, use, glyph);
            glyph_text(&cluster, i, &text, &length);
            if (glyph && !known->text && length) {
                known->text = text;
                known->length = length;
            }
        }
    }
}

void fonts_gather(Writer *writer) {
    for (int p = 0; p < writer->pages->page_count; p++) {
        const Page *page = &writer->pages->pages[p];
        for (int i = 0; i < page->item_count; i++)
            if (page->items[i].kind == ITEM_TEXT)
                gather_item(writer, page->items[i].text.shaped);
    }
    const LateSetting *late = &writer->pages->late;
    for (int i = 0; i < late->sample_count; i++)
        gather_item(writer, late->samples[i]);
}

/* ---- writing ---- */

/* The name with a tag that tells this subset from others: six letters of a hash. */
static const char *subset_name(Writer *writer, const FontUse *use,
                               const uint32_t *glyphs, int count) {
    const char *name = font_name(use->font);
    uint64_t hash = hash_bytes(HASH_START, name, strlen(name));
    hash = hash_bytes(hash, glyphs, (size_t) count * sizeof *glyphs);
    char tag[7] = "";
    for (int i = 0; i < 6; i++, hash /= 26)
        tag[i] = (char) ('A' + hash % 26);
    return arena_print(writer->arena, "%s+%s", tag, name);
}

/* The codes come in increasing order, as glyph ids do. */
static void add_widths(Text *out, const FontUse *use, const uint32_t *glyphs,
                       int count) {
    text_add(out, "/W[");
    int last = -2;
    for (int i = 0; i < count; i++) {
        const GlyphUse *glyph = &use->glyphs[glyphs[i]];
        if (glyph->code != last + 1) {
            if (i) text_add_char(out, ']');
            add_integer(out, glyph->code);
            text_add_char(out, '[');
        } else {
            text_add_char(out, ' ');
        }
        add_integer(out, glyph->width);
        last = glyph->code;
    }
    text_add(out, count ? "]]" : "]");
}

static HPDF_Dict write_to_unicode(Writer *writer, const FontUse *use,
                                  const uint32_t *glyphs, int count) {
    Text map = {.arena = writer->arena};
    text_add(&map, "/CIDInit /ProcSet findresource begin\n"
                   "12 dict begin\nbegincmap\n"
                   "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
                   "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
                   "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n");
    for (int start = 0; start < count; start += MOST_IN_BLOCK) {
        int end = count < start + MOST_IN_BLOCK ? count : start + MOST_IN_BLOCK;
        add_integer(&map, end - start);
        text_add(&map, " beginbfchar\n");
        for (int i = start; i < end; i++) {
            const GlyphUse *glyph = &use->glyphs[glyphs[i]];
            text_add_char(&map, '<');
            add_hex4(&map, glyph->code);
            text_add(&map, "><");
            if (glyph->text && same_text(glyph->text, glyph->length, " ", 1))
                add_utf16(&map, " ", 1);
            else if (glyph->text)
                add_utf16(&map, glyph->text, (size_t) glyph->length);
            else /* a part of a word that carries its own text */
                add_hex4(&map, 0xFFFD);
            text_add(&map, ">\n");
        }
        text_add(&map, "endbfchar\n");
    }
    text_add(&map,
             "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    Text *body;
    return object_stream(writer, map.data, map.length, true, &body);
}

static HPDF_Dict write_descriptor(Writer *writer, const FontUse *use, const char *name,
                                  const FontSubset *subset) {
    const bool cff = font_is_cff(use->font);
    Text *body;
    HPDF_Dict file = object_stream(writer, subset->bytes, subset->size, true, &body);
    if (cff)
        text_add(body, "/Subtype/CIDFontType0C\n");
    else
        text_print(body, "/Length1 %zu\n", subset->size);
    FontMetrics metrics = font_metrics(use->font, 1000);
    FontTraits traits = font_traits(use->font);
    unsigned flags = 4; /* symbolic: the codes are no standard encoding's */
    if (traits.is_fixed_pitch) flags |= 1;
    if (traits.is_serif) flags |= 2;
    if (traits.italic_angle) flags |= 64;
    HPDF_Dict descriptor = object_new(writer, &body);
    text_add(body, "/Type/FontDescriptor/FontName");
    add_name(body, name);
    text_print(body, "/Flags %u/FontBBox[%d %d %d %d]/ItalicAngle %d", flags,
               traits.box[0], traits.box[1], traits.box[2], traits.box[3],
               traits.italic_angle);
    /* StemV is not in the file; this is the usual estimate from the weight. */
    text_print(body, "/Ascent %d/Descent %d/CapHeight %d/XHeight %d/StemV %d/%s ",
               metrics.ascender, -metrics.descender, metrics.cap_height,
               metrics.x_height, 10 + 220 * (traits.weight - 50) / 900,
               cff ? "FontFile3" : "FontFile2");
    add_reference(body, file);
    return descriptor;
}

static void write_font(Writer *writer, FontUse *use, const uint32_t *glyphs, int count,
                       const FontSubset *subset) {
    const bool cff = font_is_cff(use->font);
    const char *name = subset_name(writer, use, glyphs, count);
    HPDF_Dict descriptor = write_descriptor(writer, use, name, subset);
    HPDF_Dict to_unicode = write_to_unicode(writer, use, glyphs + 1, count - 1);
    Text *body;
    HPDF_Dict descendant = object_new(writer, &body);
    text_print(body, "/Type/Font/Subtype/CIDFontType%d/BaseFont", cff ? 0 : 2);
    add_name(body, name);
    text_add(body,
             "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>");
    if (!cff) text_add(body, "/CIDToGIDMap/Identity");
    text_add(body, "/FontDescriptor ");
    add_reference(body, descriptor);
    text_add(body, "/DW 0");
    add_widths(body, use, glyphs, count);
    use->dict = object_new(writer, &body);
    use->dict->header.obj_class |= HPDF_OSUBCLASS_FONT;
    text_add(body, "/Type/Font/Subtype/Type0/Encoding/Identity-H/BaseFont");
    add_name(body, cff ? arena_print(writer->arena, "%s-Identity-H", name) : name);
    text_add(body, "/DescendantFonts[");
    add_reference(body, descendant);
    text_add(body, "]/ToUnicode ");
    add_reference(body, to_unicode);
}

/* A font's glyphs and what is left of the font with them. */
typedef struct {
    FontUse *use;
    uint32_t *glyphs;
    int count;
    FontSubset subset;
    bool good;
} Cut;

/* Fonts to be cut down one after the other. */
typedef struct {
    Cut *cuts;
    int count;
    Diags *diags;
} Cutting;

static void cut_fonts(void *user, Arena *arena) {
    Cutting *cutting = user;
    cutting->diags = diags_new(arena);
    for (int i = 0; i < cutting->count; i++) {
        Cut *cut = &cutting->cuts[i];
        cut->good = font_subset(cut->use->font, cut->glyphs, cut->count, arena,
                                cutting->diags, &cut->subset);
    }
}

static Cut list_glyphs(Writer *writer, FontUse *use) {
    Cut cut = {.use = use};
    cut.glyphs = arena_array(writer->arena, (int) use->glyph_limit, sizeof *cut.glyphs);
    for (uint32_t i = 0; i < use->glyph_limit; i++)
        if (use->glyphs[i].used) cut.glyphs[cut.count++] = i;
    return cut;
}

bool fonts_write(Writer *writer) {
    Cut *cuts = arena_array(writer->arena, writer->font_count + 1, sizeof *cuts);
    for (int f = 0; f < writer->font_count; f++)
        cuts[f] = list_glyphs(writer, &writer->fonts[f]);
    /* Half of them beside the other half. */
    const int half = writer->font_count / 2;
    Cutting first = {cuts, half, NULL};
    Cutting second = {cuts + half, writer->font_count - half, NULL};
    Task *task =
        (writer->alone ? task_run : task_start)(writer->arena, cut_fonts, &first);
    cut_fonts(&second, writer->arena);
    task_wait(task);
    diags_absorb(writer->diags, first.diags);
    diags_absorb(writer->diags, second.diags);
    for (int f = 0; f < writer->font_count; f++) {
        const Cut *cut = &cuts[f];
        if (!cut->good) return false;
        for (int i = 0; i < cut->count; i++) {
            GlyphUse *glyph = &cut->use->glyphs[cut->glyphs[i]];
            glyph->code = cut->subset.new_ids[i];
            glyph->width = font_glyph_width(cut->use->font, cut->glyphs[i]);
        }
        write_font(writer, cut->use, cut->glyphs, cut->count, &cut->subset);
    }
    return true;
}
