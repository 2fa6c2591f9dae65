/* Words whose hyphens a template gives. */
#include <ctype.h>
#include <string.h>

#include "template/composer.h"

/* Letters, and single hyphens between them. */
static bool is_divided_word(const char *word) {
    bool after_letter = false;
    for (; *word; word++) {
        bool is_letter = (*word & 0x80) || isalpha((unsigned char) *word);
        if (!is_letter && !(*word == '-' && after_letter && word[1])) return false;
        after_letter = is_letter;
    }
    return true;
}

bool read_hyphenation(Loader *loader, const XmlNode *node) {
    static const XmlRule rules[] = {{"lang", &XML_NAME, 0, true, NULL}, {.name = NULL}};
    Template *template = loader->template;
    HyphenException exception = {NULL, NULL};
    if (!xml_read(template->arena, loader->diags, node, rules, &exception.lang))
        return false;
    bool good = true;
    const char *text = xml_text(template->arena, node);
    while (*text) {
        size_t length = strcspn(text, " ");
        exception.word = arena_copy(template->arena, text, length);
        text += length + strspn(text + length, " ");
        if (!is_divided_word(exception.word)) {
            diag_report(loader->diags, FAULT_DATA, node->origin,
                        "'%s' is not a word with hyphens such as mi-cro-type",
                        exception.word);
            good = false;
            continue;
        }
        template->exceptions =
            arena_grow(template->arena, template->exceptions, template->exception_count,
                       &template->exception_capacity, sizeof exception);
        template->exceptions[template->exception_count++] = exception;
    }
    return good;
}
