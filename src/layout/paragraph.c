/* Three tries, as TeX has it: without hyphens, with them, and one that always sets. */
#include "layout/paragraph.h"

#include "base/decimal.h"
#include "layout/line.h"

enum { FIRST_TOLERANCE = 100, SECOND_TOLERANCE = 500, ANY_TOLERANCE = 10000 };

/* True when all of it fits on one line: most cells, labels and headings do. */
static bool is_one_line(const Paragraph *p) {
    int64_t natural = p->style->first_indent;
    for (int i = 0; i < p->text->piece_count; i++) {
        if (p->text->pieces[i].kind == PIECE_NEWLINE) return false;
        natural += p->text->pieces[i].width;
    }
    return natural <= p->width;
}

/* Chooses the lines' ends. */
static const int *choose_lines(Paragraph *p, Break **breaks, int *lines) {
    const Style *style = p->style;
    BreakRules rules = {.width = p->width, .first_indent = style->first_indent};
    Arena *arena = p->setter->arena;
    int count = 0;
    bool ragged = !p->justified;
    if (is_one_line(p)) {
        *breaks = inline_breaks_none(p->setter, p->text);
        *lines = 1;
        static const int only[] = {1};
        return only;
    }
    rules.tolerance = ragged ? ANY_TOLERANCE : FIRST_TOLERANCE;
    rules.line_stretch = ragged ? 3 * style->size : 0;
    *breaks = inline_breaks(p->setter, p->text, false, 0, &count);
    int *chosen = breaker_total_fit(*breaks, count, &rules, arena, lines);
    if (chosen) return chosen;
    if (style->hyphenate) {
        rules.tolerance = ragged ? ANY_TOLERANCE : SECOND_TOLERANCE;
        *breaks = inline_breaks(p->setter, p->text, true, 0, &count);
        chosen = breaker_total_fit(*breaks, count, &rules, arena, lines);
        if (chosen) return chosen;
    }
    rules.tolerance = ANY_TOLERANCE;
    rules.line_stretch = 3 * style->size;
    rules.last_resort = true;
    *breaks = inline_breaks(p->setter, p->text, style->hyphenate, p->width, &count);
    return breaker_total_fit(*breaks, count, &rules, arena, lines);
}

/* Warns of a line that is too wide, and once of a word that was cut through. */
static void report_line(Paragraph *p, const Break *to, Mpt room) {
    if (p->fragment_count == 0) return;
    int last = p->fragment_count - 1;
    if (last > 0 && p->fragments[last].piece->kind == PIECE_SPACE) last--;
    const Piece *piece = p->fragments[last].piece;
    Origin origin = setter_origin(p->setter, piece->run->origin);
    char points[DECIMAL_TEXT];
    const char *word = p->text->text + piece->start;
    int shown = piece->length > 24 ? 24 : piece->length;
    while (shown < piece->length && ((unsigned char) word[shown] & 0xC0) == 0x80)
        shown++;
    Mpt shrink = 0;
    for (int i = 0; i < p->fragment_count; i++)
        shrink += p->fragments[i].shrink;
    Mpt excess = line_natural(p) - shrink - room;
    /* What kerning at a cut may add is not seen. */
    if (excess > p->style->size / 20)
        diag_report(p->setter->diags, FAULT_WARNING, origin,
                    "the line with '%.*s' is %s pt too wide", shown, word,
                    decimal_format(excess / 1000.0, 1, points));
    if (!to->cut || p->cut_reported) return;
    p->cut_reported = true;
    if (piece->width > p->width)
        diag_report(p->setter->diags, FAULT_WARNING, origin,
                    "the word '%.*s...' is %s pt wider than its line: cut", shown, word,
                    decimal_format((piece->width - p->width) / 1000.0, 1, points));
    else
        diag_report(p->setter->diags, FAULT_WARNING, origin,
                    "what holds together at '%.*s' is wider than its line: cut", shown,
                    word);
}

/* Spaces, keeps and grid of the paragraph's strips from `first` on. */
static void finish(Paragraph *p, int first) {
    Galley *galley = p->galley;
    const Style *style = p->style;
    int count = galley->count - first;
    if (count == 0) return;
    Strip *strips = &galley->strips[first];
    Mpt grid = p->setter->document->grid;
    strips[0].space_before = style->space_before;
    strips[count - 1].space_after = style->space_after;
    if (style->keep_together) galley_keep(galley, first, galley->count, KEEP_SOFT);
    if (count > 1) {
        /* Neither an orphan nor a widow. */
        strips[0].keep = KEEP_HARD;
        strips[count - 2].keep = KEEP_HARD;
    }
    if (style->keep_with_next) {
        galley_keep(galley, first, galley->count, KEEP_HARD);
        strips[count - 1].keep = KEEP_HARD;
    }
    if (grid <= 0 || galley->unsnapped) return;
    if (style->keep_with_next)
        strips[0].snap = count * style->leading + style->space_after;
    else if (style->leading == grid)
        for (int i = 0; i < count; i++)
            strips[i].snap = 0;
}

/* What keeps text of the style, set between x and x + width, off the paper or from any
 * place at all; NULL for nothing. */
static const char *find_fault(const Setter *setter, const Style *style, Mpt x,
                              Mpt width) {
    enum { LARGE_TYPE = 72000 };
    int64_t left = (int64_t) x + style->indent_left, first = left + style->first_indent;
    int64_t right = (int64_t) x + width - style->indent_right;
    bool indented = style->indent_left > 0 || style->indent_right > 0;
    if (style->leading > setter->page_room) return "a line is higher than the page";
    if (indented && right - left < style->size / 2)
        return "its indents leave no room for text";
    if (left < -setter->margin_left || first < -setter->margin_left ||
        style->indent_right < -setter->margin_right)
        return "its indents lead off the paper";
    if (first > right + setter->margin_right)
        return "its first line begins off the paper";
    if (style->size > LARGE_TYPE && style->size > right - left)
        return "its type is wider than the line";
    return NULL;
}

static bool style_fits(Setter *setter, const Runs *runs, const Style *style, Mpt x,
                       Mpt width) {
    const char *fault = find_fault(setter, style, x, width);
    if (!fault) return true;
    diag_report(setter->diags, FAULT_DATA, setter_origin(setter, runs->first->origin),
                "style '%s' cannot be set here: %s", style->name ? style->name : "",
                fault);
    setter->failed = true;
    return false;
}

int paragraph_set(Setter *setter, const Runs *runs, const Style *style, Mpt x,
                  Mpt width, Tag *tag, Galley *galley) {
    const bool justified = style->align == ALIGN_JUSTIFY;
    Inline text = inline_make(setter, runs, style, justified);
    if (text.piece_count == 0 || !style_fits(setter, runs, style, x, width)) return 0;
    Paragraph p = {.setter = setter,
                   .text = &text,
                   .style = style,
                   .justified = justified,
                   .x = x + style->indent_left,
                   .width = width - style->indent_left - style->indent_right,
                   .tag = tag,
                   .galley = galley};
    if (p.width < style->size) p.width = style->size;
    Workbench *bench = &setter->bench;
    bench->fragments = setter_room(setter, bench->fragments, text.piece_count + 2,
                                   &bench->fragment_capacity, sizeof *p.fragments);
    p.fragments = bench->fragments;
    Break *breaks = NULL;
    int lines = 0, first = galley->count;
    const int *chosen = choose_lines(&p, &breaks, &lines);
    int from = 0;
    for (int i = 0; i < lines; i++) {
        Mpt indent = i == 0 ? style->first_indent : 0;
        const Break *to = &breaks[chosen[i]];
        line_gather(&p, &breaks[from], to);
        Mpt hang = line_hang(&p, EDGE_LEFT);
        Mpt room = p.width - indent + hang + line_hang(&p, EDGE_RIGHT);
        report_line(&p, to, room);
        Strip *strip = galley_add(setter->arena, galley);
        strip->height = style->leading;
        /* A page does not end in half a word, unless the line before does too. */
        if (to->flagged && i > 0 && strip[-1].keep == KEEP_NONE)
            strip->keep = KEEP_HARD;
        line_place(&p, strip, to, p.x + indent - hang, room, i == lines - 1);
        from = chosen[i];
    }
    finish(&p, first);
    return lines;
}

Mpt paragraph_into(Setter *setter, const Runs *runs, const Style *style, Mpt x,
                   Mpt width, Mpt y, Tag *tag, Strip *strip) {
    Galley lines = setter->bench.lines;
    lines.count = 0;
    lines.unsnapped = lines.reuse = true;
    paragraph_set(setter, runs, style, x, width, tag, &lines);
    setter->bench.lines = lines;
    Mpt height = 0;
    for (int i = 0; i < lines.count; i++) {
        strip_absorb(setter->arena, strip, &lines.strips[i], 0, y + height);
        height += lines.strips[i].height;
    }
    return height;
}
