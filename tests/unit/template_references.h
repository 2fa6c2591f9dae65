/* The part of template_test.c about numbers, references and contents. */

#define CONTENTS_STYLES                                                                \
    STYLE_OF("contents") STYLE_OF("contents-title") STYLE_OF("contents-deeper")
#define NUMBERED "<numbering tables='yes' figures='yes' sections='2'/>"
#define TABLE(id, caption)                                                             \
    "<table id='" id "'><caption>" caption "</caption><column/></table>"

static void captions_and_sections_get_numbers_when_asked(void **state) {
    const char *body = "<title>T</title><section><title>A</title>" TABLE(
        "t",
        "One") "<table><column/></table>" TABLE("u",
                                                "Two") "<section><title>B</title>"
                                                       "<chart "
                                                       "kind='line'><title>C</title></"
                                                       "chart><section><title>D</"
                                                       "title></section>"
                                                       "</section></"
                                                       "section><section><title>E</"
                                                       "title><section/></section>";
    Folder *folder = *state;
    const char *text = dump(folder, &(Draft){.head = NUMBERED, .body = body});
    static const char *const found[] = {"heading level 1 style title\n    text \"T\"\n",
                                        "section level 1 style p number \"1\"\n",
                                        "text \"1" NBSP NBSP "\"\n      text \"A\"\n",
                                        "table #t style table-body number \"1\"\n",
                                        "text \"Table" NBSP
                                        "1. \"\n        text \"One\"\n",
                                        "table style table-body\n",
                                        "table #u style table-body number \"2\"\n",
                                        "section level 2 style p number \"1.1\"\n",
                                        "chart style p number \"1\"\n",
                                        "text \"Figure" NBSP "1. \"\n",
                                        "section level 3 style p\n",
                                        "section level 1 style p number \"2\"\n",
                                        "section level 2 style p number \"2.1\"\n"};
    for (size_t i = 0; i < sizeof found / sizeof *found; i++)
        if (!(text = strstr(text, found[i]))) fail_msg("not there: %s", found[i]);
    assert_null(strstr(dump(folder, &(Draft){.body = body}), "number"));
}

static void references_speak_the_language_of_the_brief(void **state) {
    static const struct {
        const char *lang, *table, *page, *only, *chart, *section;
    } words[] = {{"en", "Table" NBSP "1", " on page" NBSP, "page" NBSP,
                  "Figure" NBSP "1", "Section" NBSP "1"},
                 {"de", "Tabelle" NBSP "1", " auf Seite" NBSP, "Seite" NBSP,
                  "Abbildung" NBSP "1", "Abschnitt" NBSP "1"},
                 {"ja", "表1", "（", "", "図1", "第1節"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        Folder *folder = *state;
        Document *document = compose(
            folder,
            &(Draft){.lang = words[i].lang,
                     .head = NUMBERED,
                     .body = "<p>x<reference to='t' page='yes'/>"
                             "<reference to='t' page='only'/>"
                             "<reference to='c'/><reference to='s'/></p>"
                             "<section id='s'><title>S</title>" TABLE(
                                 "t", "T") "<chart id='c' kind='bar'>"
                                           "<title>C</title></chart></section>"});
        assert_non_null(document);
        const Run *run = document->root->first_child->runs.first->next;
        assert_string_equal(run->text, words[i].table);
        assert_string_equal(run->link, "#t");
        assert_true(run->reference);
        run = run->next;
        assert_int_equal(run->kind, RUN_PAGE);
        assert_string_equal(run->text, words[i].page);
        if (i == 2) run = run->next; /* what closes the bracket */
        run = run->next;
        assert_int_equal(run->kind, RUN_PAGE);
        assert_string_equal(run->text, words[i].only);
        if (i == 2) run = run->next;
        run = run->next;
        assert_string_equal(run->text, words[i].chart);
        assert_string_equal(run->next->text, words[i].section);
    }
}

static void a_reference_to_what_has_no_number_is_refused(void **state) {
    Folder *folder = *state;
    assert_refused(folder, &(Draft){.body = "<p>\n<reference to='none'/></p>"},
                   "t.xml:3: error: no id 'none' in the document to link to");
    assert_refused(folder,
                   &(Draft){.body = TABLE("t", "T") "\n<p><reference to='t'/></p>"},
                   "t.xml:3: error: 't' has no number to print: give it a caption and "
                   "the template <numbering>, or say page=\"only\"");
    assert_refused(folder, &(Draft){.head = "<numbering sections='7'/>", .body = ""},
                   "sections are numbered 0 to 6 deep, not 7");
    assert_non_null(compose(
        folder, &(Draft){.body = TABLE("t", "T") "<p><reference to='t' page='only'/>"
                                                 "</p>"}));
    /* A section without a number goes by its title. */
    const char *text =
        dump(folder, &(Draft){.body = "<p>See <reference to='s'/>.</p>"
                                      "<section id='s'><title>A <b>B</b>"
                                      "<note>n</note></title></section>"});
    assert_non_null(strstr(text, "text \" A B\" link \"#s\"\n    text \".\"\n"));
}

static void contents_list_sections_and_captions(void **state) {
    Folder *folder = *state;
    const char *text =
        dump(folder, &(Draft){.head = CONTENTS_STYLES "<numbering tables='yes'/>",
                              .body = "<contents depth='2'>In <i>here</i></contents>"
                                      "<list-of kind='tables' from-pages='3'/>"
                                      "<section id='s'><title>A<note>n</note><cite "
                                      "select='$x'/></title><section><title>B</title>"
                                      "<section><title>C</title></section></section>"
                                      "</section>" TABLE("t", "T") "<sources/>"});
    assert_non_null(strstr(text, "  contents style contents\n"
                                 "    text \"In\"\n"
                                 "    text \" here\" italic\n"
                                 "    entry level 1 style contents target \"#s\"\n"
                                 "      text \"A\"\n"
                                 "    entry level 2 style contents-deeper target "
                                 "\"#place:"));
    assert_non_null(strstr(text, "      text \"B\"\n"
                                 "  contents style contents from-pages 3\n"
                                 "    entry level 1 style contents target \"#t\"\n"
                                 "      text \"Table" NBSP "1. \"\n"
                                 "      text \"T\"\n"
                                 "  section level 1 #s style p\n"));
}

static void items_hold_text_and_blocks(void **state) {
    assert_body(*state,
                "<list kind='roman' start='4'><item>a <b>b</b><p>c</p> d"
                "<if test='true()'> e<list><item>f</item></list></if>"
                "<for-each select='$x[1]'>g</for-each></item></list>",
                "  list style list\n"
                "    item style item marker \"iv.\"\n"
                "      text \"a\"\n"
                "      text \" b\" bold\n"
                "      paragraph style item\n"
                "        text \"c\"\n"
                "      paragraph style item\n"
                "        text \"d\"\n"
                "        text \" e\"\n"
                "      list style list\n"
                "        item style item marker \"\xE2\x80\xA2\"\n"
                "          text \"f\"\n"
                "      paragraph style item\n"
                "        text \"g\"\n");
    Folder *folder = *state;
    assert_refused(folder, &(Draft){.body = "<list kind='terms'><item>x</item></list>"},
                   "an item of a list of terms needs a <term>");
    assert_refused(folder,
                   &(Draft){.head = STYLE_OF("term"),
                            .body = "<list><item><term>t</term>x</item></list>"},
                   "a <term> stands in a list that is not of kind=\"terms\"");
}

static void a_box_has_a_title_that_is_no_heading(void **state) {
    Folder *folder = *state;
    const char *text = dump(
        folder, &(Draft){.head = STYLE_OF("box-head"),
                         .body = "<section><title>S</title><box id='b'><title>T</title>"
                                 "<p id='q'>x</p></box></section>"
                                 "<p><reference to='q' page='only'/></p>"});
    assert_non_null(strstr(text, "    box #b style box\n"
                                 "      paragraph style box-head\n"
                                 "        text \"T\"\n"
                                 "      paragraph #q style p\n"));
}

static int slots(const char *phrase) {
    int count = 0;
    for (; (phrase = strstr(phrase, "%s")); phrase += 2)
        count++;
    return count;
}

static void every_language_has_every_word(void **state) {
    (void) state;
    for (const Locale *const *locale = LOCALES; *locale; locale++) {
        const char *lang = (*locale)->lang;
        for (int word = 0; word < WORD_COUNT; word++) {
            const char *phrase = locale_word(*locale, (Word) word);
            if (!phrase) fail_msg("%s has no word %d", lang, word);
            if (slots(phrase) != slots(locale_word(locale_find("en"), (Word) word)))
                fail_msg("%s has other slots in '%s'", lang, phrase);
        }
        for (int kind = 0; kind < CHART_KIND_COUNT; kind++)
            if (!locale_chart(*locale, (ChartKind) kind))
                fail_msg("%s has no name for chart %d", lang, kind);
    }
}
