/* justify FILE FONT WIDTH: how evenly the paragraphs of FILE, one a line, are justified
 * over WIDTH points at 10 pt. */
#include <stdlib.h>

#include "../unit/layout_justified.h"

int main(int count, char **arguments) {
    int width = count == 4 ? atoi(arguments[3]) : 0;
    if (width < 100) return 64;
    Arena *arena = arena_new(NULL);
    Diags *diags = diags_new(arena);
    const char *text = justified_text(arena, arguments[1]);
    if (!text) {
        perror(arguments[1]);
        return 66;
    }
    Pages *pages =
        layout_document(justified_document(arena, arguments[2], text, width),
                        font_store_new(arena, "/usr/share/fonts"), arena, diags);
    diags_print(diags, stderr);
    if (!pages) return 1;
    Justification found = justification_of(pages);
    printf("justified lines: %d of 10 pt over %d pt in %s: word gaps %.2f to %.2f pt, "
           "deviation %.2f pt; %d hyphens, %d on two lines running\n",
           found.lines, width, arguments[2], found.smallest, found.largest,
           found.deviation, found.hyphens, found.hyphen_pairs);
    arena_free(arena);
    return 0;
}
