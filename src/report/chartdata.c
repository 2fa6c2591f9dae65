#include "report/chartdata.h"

#include <string.h>

#include "doc/csv.h"

static Attachment attachment_of(const Chart *chart, int number, Arena *arena) {
    Text csv = {.arena = arena};
    chart_csv(chart, &csv);
    const char *title = runs_text(arena, &chart->title);
    const char *subtitle = runs_text(arena, &chart->subtitle);
    return (Attachment){.name = arena_print(arena, "chart-%d.csv", number),
                        .media_type = "text/csv",
                        .description =
                            arena_print(arena, "%s%s%s", title,
                                        *title && *subtitle ? ". " : "", subtitle),
                        .relationship = "Data",
                        .bytes = (const unsigned char *) text_string(&csv),
                        .size = csv.length};
}

static int count_charts(const Document *document) {
    int count = 0, depth = 0;
    for (const Block *block = document->root; block;
         block = block_following(block, document->root, &depth))
        count += block->kind == BLOCK_CHART;
    return count;
}

Attachment *chart_attachments(const Document *document, const Attachment *attachments,
                              int *count, Arena *arena) {
    Attachment *all = arena_array(arena, *count + count_charts(document), sizeof *all);
    memcpy(all, attachments, (size_t) *count * sizeof *all);
    int number = 0, depth = 0;
    for (const Block *block = document->root; block;
         block = block_following(block, document->root, &depth))
        if (block->kind == BLOCK_CHART)
            all[(*count)++] = attachment_of(block->chart, ++number, arena);
    return all;
}
