/* Pictures: files of images, which layout opens. */
#include <string.h>

#include "base/path.h"
#include "template/composer.h"

/* The file beside the one that names it, beside the brief, or on the search path. */
static const char *image_path(Composer *composer, const char *href, Origin origin) {
    Arena *arena = composer->arena;
    const char *folder = path_beside(arena, composer->brief->file.path, ".");
    const char *search =
        arena_print(arena, "%s:%s", folder, composer->template->search);
    return path_find(arena, origin.file, search, href);
}

static Picture *new_picture(Composer *composer, const XmlNode *node) {
    const Template *template = composer->template;
    const char *width = xml_attribute(node, "width");
    const char *height = xml_attribute(node, "height");
    Picture *picture = arena_alloc(composer->arena, sizeof *picture);
    if (width) length_parse(width, &picture->width);
    if (height) length_parse(height, &picture->height);
    picture->caption_style =
        template_style(template, "caption", node->origin, composer->diags);
    picture->note_style =
        template_style(template, "chart-note", node->origin, composer->diags);
    return picture;
}

/* A picture tells what it shows, or says that it shows nothing. */
static bool check_alt(Composer *composer, const XmlNode *node, const char *alt) {
    static const char *const flags[] = {"no", "yes", NULL};
    bool decorative = attribute_word(node, "decorative", flags, 0) == 1;
    bool told = alt && *alt;
    if (told != decorative) return true;
    diag_report(composer->diags, FAULT_DATA, node->origin,
                decorative ? "a decorative picture has no alt: take one of them away"
                           : "a picture needs alt, a text for readers who do not see "
                             "it, or decorative=\"yes\"");
    return false;
}

bool compose_image(Composer *composer, const XmlNode *node, Target *target) {
    Block *block = block_new(composer->arena, BLOCK_PICTURE, target->block,
                             node_style(composer, node, "p"), node->origin);
    Picture *picture = block->picture = new_picture(composer, node);
    place_block(node, block);
    bool good = true;
    const char *href = attribute_text(composer, node, "href", &good);
    const char *alt = attribute_text(composer, node, "alt", &good);
    if (!good || !check_alt(composer, node, alt)) return false;
    picture->alt = alt && *alt ? alt : NULL;
    picture->path = image_path(composer, href, node->origin);
    Target inner = {.content = CONTENT_IMAGE, .picture = picture};
    if (!compose_children(composer, node, &inner)) return false;
    number_caption(composer, block, &picture->caption);
    return true;
}

bool compose_image_text(Composer *composer, const XmlNode *node, Target *target) {
    Picture *picture = target->picture;
    bool is_caption = strcmp(node->name, "caption") == 0;
    return compose_runs(composer, node,
                        is_caption ? &picture->caption : &picture->notes);
}
