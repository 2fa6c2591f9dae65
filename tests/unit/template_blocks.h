/* The part of template_test.c about blocks, tables, notes and the template's own
 * mistakes. */

static void footnotes_are_numbered_as_they_are_met(void **state) {
    assert_body(*state, "<p>one<note>first</note> two <note>second {1 + 1}</note></p>",
                "  paragraph style p\n"
                "    text \"one\"\n"
                "    note 1\n"
                "    text \" two\"\n"
                "    note 2\n"
                "note 1\n"
                "  text \"first\"\n"
                "note 2\n"
                "  text \"second\"\n"
                "  text \" 2\"\n");
}

static void sources_are_numbered_at_their_first_citation(void **state) {
    Folder *folder = *state;
    const char *text = dump(
        folder, &(Draft){.body = "<p>a<cite select='$w'/> b<cite select='$x'/> c"
                                 "<cite select='$x | $w'/>d<cite select='\"s\"'/></p>"
                                 "<sources/>"});
    assert_non_null(strstr(text, "list style sources\n"
                                 "    item #source-1 style source marker \"1\"\n"
                                 "      text \"Press\"\n"));
    const char *second = strstr(text, "item #source-2 style source marker \"2\"\n");
    assert_non_null(second);
    assert_non_null(strstr(second, "text \"Census\"\n"));
    assert_null(strstr(text, "#source-3"));
    assert_string_equal(
        set(folder, "en", "a<cite select='$w'/> b<cite select='$x | $w'/>"),
        "a" NBSP "[1] b" NBSP "[1," NBSP "2]");
    assert_refused(folder, &(Draft){.body = "<p><cite select='\"none\"'/></p>"},
                   "no source 'none'");
}

static void sections_lists_and_quotes_nest(void **state) {
    assert_body(
        *state,
        "<section id='s'><title>A</title><section><title>B</title>"
        "<list kind='number'><for-each "
        "select='//event'><item>{@id}</item></for-each></list>"
        "<list><item>x</item></list><quote><p>q</p><by>w</by></quote>"
        "<box style='quote'><rule/></box><columns><column width='2'><p>l</p></column>"
        "<column/></columns><page-break/></section></section>",
        "  section level 1 #s style p\n"
        "    heading level 2 style h2\n"
        "      text \"A\"\n"
        "    section level 2 style p\n"
        "      heading level 3 style h3\n"
        "        text \"B\"\n"
        "      list style list\n"
        "        item style item marker \"1.\"\n"
        "          text \"e1\"\n"
        "        item style item marker \"2.\"\n"
        "          text \"e2\"\n"
        "        item style item marker \"3.\"\n"
        "          text \"e3\"\n"
        "      list style list\n"
        "        item style item marker \"\xE2\x80\xA2\"\n"
        "          text \"x\"\n"
        "      quote style quote\n"
        "        paragraph style quote-text\n"
        "          text \"q\"\n"
        "        paragraph style by\n"
        "          text \"w\"\n"
        "      box style quote\n"
        "        rule style p\n"
        "      columns style p\n"
        "        column style p parts 2\n"
        "          paragraph style p\n"
        "            text \"l\"\n"
        "        column style p parts 1\n"
        "      page-break style p\n");
}

static void tables_hold_rows_of_every_kind(void **state) {
    assert_body(*state,
                "<table id='t' zebra='yes'><caption>C</caption>"
                "<column width='2fr'/><column width='20mm' align='decimal'/>"
                "<row kind='head'><cell/><cell align='right'>USD</cell></row>"
                "<row kind='group'><cell span='2'>G</cell></row>"
                "<for-each select='$x[1]'><row><cell>{@period}</cell>"
                "<if test='true()'><cell bar='@number div -500'>{.}</cell></if></row>"
                "</for-each><notes>N</notes></table>",
                "  table #t style table-body\n"
                "    caption\n"
                "      text \"C\"\n"
                "    column fraction left parts 2\n"
                "    column fixed decimal width 56.693\n"
                "    row head\n"
                "      cell\n"
                "      cell right\n"
                "        text \"USD\"\n"
                "    row group\n"
                "      cell span 2\n"
                "        text \"G\"\n"
                "    row body\n"
                "      cell\n"
                "        text \"2022\"\n"
                "      cell bar -1\n"
                "        text \"1,000.0\" figure \"x.2022\"\n"
                "    notes\n"
                "      text \"N\"\n");
}

static void rows_that_do_not_fill_their_table_are_refused(void **state) {
    static const char *const bad[][2] = {
        {"<column/><column/>\n<row><cell/></row>",
         "t.xml:3: error: the row fills 1 column, the table has 2"},
        {"<column/><row><cell span='2'/></row>", "the row fills 2 columns"},
        {"<column/><row><cell/><if test='1'><cell/></if></row>", "the row fills 2"},
        {"<row><cell/></row>", "a table needs a <column> for each of its columns"},
        {"<column/><row><cell/></row><row kind='head'><cell/></row>",
         "a head row stands after other rows"},
        {"<column/><row><cell span='0'/></row>", "'0' is not a whole number from 1"},
        {"<column width='wide'/>", "'wide' is not content, 1fr or a length"}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        Folder *folder = *state;
        assert_refused(folder,
                       &(Draft){.body = arena_print(folder->arena, "<table>%s</table>",
                                                    bad[i][0])},
                       bad[i][1]);
    }
}

static void charts_hold_points_and_describe_themselves(void **state) {
    Folder *folder = *state;
    const char *line = dump(
        folder, &(Draft){.body = "<chart kind='line' height='60mm'><title>T</title>"
                                 "<series select='$x' label='US' scale='billion' "
                                 "negate='yes'/><event select='//event[1]'/></chart>"});
    assert_non_null(strstr(line, "point x 2024 y -68.25325"));
    assert_non_null(strstr(line, "point x 2025 y none"));
    assert_non_null(strstr(line, "\n    event x 2025.25"));
    assert_non_null(strstr(line, "label \"b\""));
    assert_non_null(strstr(line, "alt \"Line chart: T."));
    assert_non_null(strstr(line, "US: from " MINUS "1.0 in 2022 to " MINUS
                                 "68.3 in 2024; highest 2.5 in 2023; lowest " MINUS
                                 "68.3 in 2024."));
    const char *bars =
        dump(folder, &(Draft){.body = "<chart kind='bar' alt='Alt {$year}'>"
                                      "<series select='//event' value='position()' "
                                      "name='@id' text='string(@kind)' "
                                      "highlight='@id = \"e2\"'/></chart>"});
    assert_non_null(strstr(bars, "alt \"Alt 2024\""));
    assert_non_null(strstr(bars, "point name \"e2\" y 2 text \"deal\" highlight"));
}

static void key_figures_hold_their_lines(void **state) {
    const char *text = dump(
        *state, &(Draft){.body = "<key-figures per-row='2'><key-figure role='accent' "
                                 "spark='$x'><label>L</label><value>{fig($x)}</value>"
                                 "<detail>D</detail></key-figure></key-figures>"});
    assert_non_null(strstr(text, "key-figure accent spark"));
    assert_non_null(strstr(text, "value\n        text \"1,000.0\" figure \"x.2022\""));
}

static void head_and_foot_are_composed(void **state) {
    Folder *folder = *state;
    Draft draft = {.head = "<define name='who'>{$lang}</define>"
                           "<head><left><use name='who'/></left></head>"
                           "<foot on='first'><right>Page <page-number/> of "
                           "<page-count/></right></foot>",
                   .body = "<p>x</p>"};
    Document *document = compose(folder, &draft);
    assert_true(folder_is_quiet(folder));
    assert_string_equal(
        runs_text(folder->arena, &document->page_sets[0].masters[PAGE_RIGHT].head.left),
        "en");
    const Run *run = document->page_sets[0].masters[PAGE_FIRST].foot.right.first;
    assert_string_equal(run->text, "Page");
    draft.head = "<head><left><p>x</p></left></head>";
    assert_refused(folder, &draft, "unexpected element <p> in <left>");
    draft.head = "<head><middle/></head>";
    assert_refused(folder, &draft, "unexpected element <middle> in <head>");
}

static void wrong_elements_and_attributes_are_refused_with_the_right_ones(
    void **state) {
    static const char *const bad[][2] = {
        {"<secton/>", "unexpected element <secton> in <body>; did you mean 'section'?"},
        {"text", "unexpected text in <body>: put it into a <p>"},
        {"<p><table/></p>", "unexpected element <table> in <p>"},
        {"<p stlye='p'/>", "unknown attribute 'stlye' on <p>; did you mean 'style'?"},
        {"<p style='none'/>", "no style 'none'"},
        {"<if/>", "missing attribute 'test' on <if>"},
        {"<for-each select='//x' order='up'/>", "bad value of 'order' on <for-each>"},
        {"<chart/>", "missing attribute 'kind' on <chart>"},
        {"<chart kind='pie'/>",
         "bad value of 'kind' on <chart>: 'pie' is not one of line, area, scatter"},
        {"<chart kind='bar' height='tall'/>", "'tall' is not a length such as 60mm"},
        {"<p>{</p>", "'{' without '}': write '{{' for a brace"},
        {"<p>{}</p>", "the expression is empty"},
        {"<p>{a b}</p>", "bad expression 'a b'"},
        {"<choose><p>x</p></choose>", "unexpected element <p> in <choose>"},
        {"<p><choose>words<when test='1'/></choose></p>",
         "unexpected text in <choose>"},
        {"<when test='1'/>", "unexpected element <when> in <body>"},
        {"<for-each select='1'/>", "<for-each> needs elements"},
        {"<list><p/></list>", "unexpected element <p> in <list>"},
        {"<if test='false()'><foo/></if>", "unexpected element <foo> in <if>"}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        Folder *folder = *state;
        assert_refused(folder, &(Draft){.body = bad[i][0]}, bad[i][1]);
        assert_true(folder_said(folder, "t.xml:2: error: "));
        assert_int_equal(diags_count(folder->diags, FAULT_DATA), 1);
    }
}

static void a_template_needs_its_parts(void **state) {
    static const char *const bad[][2] = {
        {"<body/>", "missing <style name=\"p\">"},
        {"<body/>", "missing element <page>"},
        {HOUSE, "missing element <body>"},
        {HOUSE "words<body/>", "unexpected text in <template>"},
        {HOUSE "<stlye/><body/>", "<stlye> in <template>; did you mean 'style'?"},
        {HOUSE "<style name='a' based-on='b'/><body/>", "no style 'b'"},
        {HOUSE "<style name='a'/><body/>", "style 'a' needs a family"},
        {HOUSE "<style name='a' based-on='p' size='20pt'/><body/>",
         "a leading not under"},
        {HOUSE "<page left='200mm'/><body/>", "the page leaves no room"},
        {HOUSE "<palette house='blue'/><body/>", "'blue' is not a colour"},
        {HOUSE "<analysis><grwth/></analysis><body/>", "did you mean 'growth'?"},
        {HOUSE "<include href='none.xml'/><body/>", "cannot open"}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        Folder *folder = *state;
        folder->diags = diags_new(folder->arena);
        const char *path = folder_write(
            folder, "t.xml",
            arena_print(folder->arena, "<template version='1' id='t'>%s</template>",
                        bad[i][0]));
        if (template_load(folder->arena, folder->diags, path, "", &BRIEF))
            fail_msg("accepted: %s", bad[i][0]);
        assert_true(folder_said(folder, bad[i][1]));
    }
}

static void what_a_template_says_itself_wins_over_its_include(void **state) {
    Folder *folder = *state;
    folder_write(folder, "house.xml",
                 "<template version='1' id='h'><define name='d'><p>house</p></define>"
                 "<parameter name='q' default='house'/>"
                 "<style name='own' based-on='p' bold='yes'/></template>");
    Draft draft = {.head = "<include href='house.xml'/>"
                           "<define name='d'><p style='own'>mine</p></define>",
                   .body = "<use name='d'/><p>{$q}</p>"};
    Document *document = compose(folder, &draft);
    assert_true(folder_is_quiet(folder));
    const Block *first = document->root->first_child;
    assert_string_equal(runs_text(folder->arena, &first->runs), "mine");
    assert_true(first->style->bold);
    assert_string_equal(runs_text(folder->arena, &first->next->runs), "house");
}

static void a_brief_chooses_theme_and_paper(void **state) {
    Folder *folder = *state;
    assert_int_equal(mkdir(arena_print(folder->arena, "%s/themes", folder->path), 0700),
                     0);
    folder_write(folder, "themes/plain.xml",
                 "<template version='1' id='p'><palette house='#111111'/></template>");
    folder_write(folder, "themes/loud.xml",
                 "<template version='1' id='l'><palette house='#ff0000'/></template>");
    folder_path(folder, "themes"); /* goes after what it holds */
    static const struct {
        const char *attributes;
        Colour colour;
        Mpt width, height;
    } briefs[] = {{NULL, 0x111111, 595276, 841890},
                  {"theme='loud'", 0xff0000, 595276, 841890},
                  {"paper='Letter'", 0x111111, 612000, 792000}};
    for (size_t i = 0; i < sizeof briefs / sizeof *briefs; i++) {
        /* The first theme counts: the house's own comes too late. */
        Draft draft = {.attributes = briefs[i].attributes,
                       .head = "<theme name='plain'/><theme name='loud'/>"
                               "<page paper='A4'/>"
                               "<style name='own' based-on='p' colour='house'/>",
                       .body = "<p style='own'>x</p>"};
        Document *document = compose(folder, &draft);
        assert_true(folder_is_quiet(folder));
        assert_int_equal(document->root->first_child->style->colour, briefs[i].colour);
        assert_int_equal(document->page_sets[0].masters[0].width, briefs[i].width);
        assert_int_equal(document->page_sets[0].masters[0].height, briefs[i].height);
    }
    assert_refused(folder,
                   &(Draft){.attributes = "theme='lout'",
                            .head = "<theme name='plain'/>",
                            .body = "<p>x</p>"},
                   "b.xml:1: error: cannot open");
    assert_refused(folder,
                   &(Draft){.head = "<style name='own' based-on='p' colour='hous'/>",
                            .body = "<p>x</p>"},
                   "'hous' is not a colour such as #1f3a5f or one of the palette; did "
                   "you mean 'house'?");
}

#define WORDS(lang, words)                                                             \
    "<template version='1' id='" lang "'><define name='w'>" words "</define></"        \
    "template>"

static void each_language_has_its_own_texts(void **state) {
    Folder *folder = *state;
    folder_write(folder, "en.xml", WORDS("en", "In {$year}: <b>{fig($x[1])}</b>"));
    folder_write(folder, "de.xml", WORDS("de", "{$year} waren es {fig($x[1])}"));
    static const char *const prints[][2] = {{"en", "In 2024: 1,000.0"},
                                            {"en-GB", "In 2024: 1,000.0"},
                                            {"de", "2024 waren es 1.000,0"}};
    for (size_t i = 0; i < 3; i++) {
        Draft draft = {.lang = prints[i][0],
                       .head = "<include lang='en' href='en.xml'/>"
                               "<include lang='de' href='de.xml'/>",
                       .body = "<p><use name='w'/></p>"
                               "<p>{concat(phrase('w'), ' ', name())}</p>"};
        Document *document = compose(folder, &draft);
        assert_true(folder_is_quiet(folder));
        const Block *first = document->root->first_child;
        assert_string_equal(runs_text(folder->arena, &first->runs), prints[i][1]);
        /* The phrase leaves the focus as it was. */
        assert_string_equal(runs_text(folder->arena, &first->next->runs),
                            arena_print(folder->arena, "%s findings", prints[i][1]));
    }
    Draft draft = {.lang = "ja",
                   .head = "<include lang='en' href='en.xml'/>"
                           "<include lang='de' href='de.xml'/>",
                   .body = "<p>x</p>"};
    assert_refused(folder, &draft,
                   "no texts in 'ja', the lang of the brief, but in en, de: add "
                   "<include lang=\"ja\"");
    draft.lang = "de";
    draft.body = "\n<p>{phrase('v')}</p>\n<p><use name='u'/></p>";
    assert_refused(folder, &draft,
                   "t.xml:3: error: no definition 'v' in 'de': write <define "
                   "name=\"v\"> in de.xml");
    assert_true(folder_said(folder, "t.xml:4: error: no definition 'u' in 'de'"));
    draft.body = "<p>{phrase('w')}</p>";
    folder_write(folder, "de.xml", WORDS("de", "<p>kein Text</p>"));
    assert_refused(folder, &draft, "unexpected element <p> in <define>");
    folder_write(folder, "de.xml", WORDS("de", "{phrase('w')}"));
    assert_refused(folder, &draft, "definitions use each other more than 64 deep");
}

static void a_step_has_its_label_in_the_language(void **state) {
    Draft draft = {.head =
                       "<define name='w'>Sold  in {$year}</define><analysis><series "
                       "id='y' flow='x' label=\"{phrase('w')}\"/></analysis>",
                   .body = "<p>{result('y')/@label}</p>"};
    Document *document = compose(*state, &draft);
    assert_true(folder_is_quiet(*state));
    assert_string_equal(
        runs_text(((Folder *) *state)->arena, &document->root->first_child->runs),
        "Sold in 2024");
    draft.head = "<analysis><series id='y' flow='x' label=\"{phrase('v')}\"/>"
                 "</analysis>";
    assert_refused(*state, &draft, "no definition 'v': write <define name=\"v\">");
}

static void a_definition_takes_parameters(void **state) {
    Folder *folder = *state;
    Draft draft = {.head = "<define name='d'><parameter name='a'/>"
                           "<parameter name='b' default='$a * 2'/>"
                           "<p>{$a} {$b}</p></define>"
                           "<define name='e'><use name='d'><let name='a' "
                           "select='count($x)'/></use></define>",
                   .body = "<let name='b' select='9'/>"
                           "<use name='d'><let name='a' select='1'/></use>"
                           "<use name='d'><let name='a' select='1'/>"
                           "<let name='b' select='$a + 4'/></use>"
                           "<use name='e'/><p>{$b}</p>"};
    Document *document = compose(folder, &draft);
    assert_true(folder_is_quiet(folder));
    const Block *block = document->root->first_child;
    static const char *const printed[] = {"1 2", "1 5", "4 8", "9"};
    for (int i = 0; i < 4; i++, block = block->next)
        assert_string_equal(runs_text(folder->arena, &block->runs), printed[i]);
    draft.body = "<use name='d'/>";
    assert_refused(folder, &draft,
                   "'d' needs 'a': write <let name=\"a\" select=\"...\"/> in <use>");
    draft.body = "<use name='d'><let name='a' select='1'/><let name='bb' "
                 "select='1'/></use>";
    assert_refused(folder, &draft, "'d' has no parameter 'bb'; did you mean 'b'?");
    draft.body = "<p><parameter name='x'/></p>";
    assert_refused(folder, &draft, "unexpected element <parameter> in <p>");
}

static void literal_numbers_are_warned_of(void **state) {
    Folder *folder = *state;
    Draft draft = {.head = "<define name='d'>5</define>",
                   .body = "<p>in 2024</p>\n<p>{1 + 1} {{x}}</p>\n"
                           "<p><span literal='yes'>1990s</span></p>\n"
                           "<table><column/><row><cell>7</cell></row></table>"};
    Template *template = load_template(folder, &draft, &BRIEF);
    assert_non_null(template);
    template_warn_literals(template, folder->diags);
    assert_int_equal(diags_count(folder->diags, FAULT_WARNING), 3);
    assert_true(folder_said(folder, "t.xml:2: warning: a number stands in the text"));
    assert_true(folder_said(folder, "t.xml:5: warning: "));
    assert_true(folder_said(folder, "t.xml:1: warning: "));
}

static void a_language_without_a_locale_is_refused(void **state) {
    assert_refused(*state, &(Draft){.lang = "it", .body = "<p>x</p>"},
                   "no locale for lang 'it': there are en, de, fr, es, ja, he, ar");
}
