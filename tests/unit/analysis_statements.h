/* The part of analysis_test.c about words: tokens, quotations, what a lexicon reads,
 * and outlets that contradict each other. */
#include "analysis/reading.h"

/* ---- tokens ---- */

static void texts_are_compared_in_one_form(void **state) {
    static const struct {
        const char *text, *tokens;
    } cases[] = {{"Japan-US trade", "japan|u.s|trade"},
                 {"Japan–U.S. trade", "japan|u.s|trade"},
                 {"U.S.-made", "u.s|made"},
                 {"tell us, U.S.A.", "tell|us|u.s.a"},
                 {"20,000 cars; 1.4 million.", "20000|cars|1.4|million"},
                 {"We can’t — ‘as-is’", "we|can't|as|is"},
                 {"ÉLAN Größe", "élan|größe"},
                 {"(Trump)\xc2\xa0said… “so”", "trump|said|…|so"},
                 {"$53,400 or €5", "$|53400|or|€|5"},
                 {"MILLIONS of theirs!", "millions|of|theirs"},
                 {"20,000, that is 2,", "20000|that|is|2"},
                 {"'' -- ()", ""},
                 {"\xff\xc3", "\xef\xbf\xbd\xef\xbf\xbd"},
                 {"", ""}};
    Folder *folder = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Tokens tokens = tokens_of(cases[i].text, folder->arena);
        Text joined = {.arena = folder->arena};
        for (int k = 0; k < tokens.count; k++)
            text_print(&joined, "%s%s", k ? "|" : "", tokens.tokens[k].text);
        assert_string_equal(text_string(&joined), cases[i].tokens);
    }
    Tokens inserted = tokens_of("told (Mr Trump) it", folder->arena);
    assert_true(inserted.tokens[1].is_inserted && inserted.tokens[2].is_inserted);
    assert_false(inserted.tokens[0].is_inserted || inserted.tokens[3].is_inserted);
}

/* ---- a lexicon ---- */

#define LEXICON(terms)                                                                 \
    "<lexicon version='1' id='lex' lang='en' window='3'><title>T</title>" terms        \
    "</lexicon>"
#define TERMS(class, list) "<terms class='" class "'>" list "</terms>"
/* clang-format off */
static const char *const WORDS = LEXICON(
    TERMS("weak", "may, could, consider*, study*, explor*, possibility, looking seriously")
    TERMS("moderate", "plan, plans, expect*")
    TERMS("strong", "will, shall, announc*")
    TERMS("contracted", "signed")
    TERMS("in-force", "in force")
    TERMS("conditional", "if, when, subject to")
    TERMS("negation", "not, no, can't, won't, never")
    "<terms class='negation' window='6'>rather than</terms>"
    TERMS("subject", "we, i, our")
    TERMS("other", "this, it, prices")
    TERMS("commercial", "customer*, business, market")
    TERMS("diplomatic", "trade relations, deficit, friction")
    TERMS("regulatory", "standards, testing")
    TERMS("support", "good for, welcome")
    TERMS("oppose", "against, bad for")
    TERMS("unit", "cars, units, vehicles")
    TERMS("when", "april, next year")
    TERMS("where", "Japan, U.S.")
    TERMS("currency", "$, yen, USD"));
/* clang-format on */

static Lexicon *some_lexicon(Folder *folder) {
    Lexicon *lexicon =
        lexicon_load(folder->arena, folder->diags,
                     folder_write(folder, "lexicon-en.xml", WORDS), (Origin){"t", 1});
    assert_true(folder_is_quiet(folder));
    assert_non_null(lexicon);
    lexicon_add(lexicon, TERM_SUBJECT, "Toyota", 0);
    lexicon_add(lexicon, TERM_WHAT, "Land Cruiser", 0);
    return lexicon;
}

static void the_rung_follows_from_the_words(void **state) {
    static const struct {
        const char *words;
        int rung, specificity;
    } cases[] = {
        {"studying the possibility", COMMITMENT_CONSIDERING, 0},
        {"looking seriously", COMMITMENT_CONSIDERING, 0},
        {"We will consider it", COMMITMENT_CONSIDERING, 0},
        {"We will do it when the environment is ready", COMMITMENT_CONDITIONAL, 0},
        {"Toyota plans to export its vehicles to Japan", COMMITMENT_PLANNED, 1},
        {"We will sell the Land Cruiser", COMMITMENT_ANNOUNCED, 1},
        {"We will sell 20,000 cars in Japan", COMMITMENT_ANNOUNCED, 2},
        {"We will spend $500 on it next year", COMMITMENT_ANNOUNCED, 2},
        {"We will start in 2027", COMMITMENT_ANNOUNCED, 1},
        {"We have signed the contract", COMMITMENT_CONTRACTED, 0},
        {"Our rule is in force", COMMITMENT_IN_FORCE, 0},
        {"We will not sell them", COMMITMENT_NONE, 0},
        {"We won't plan that", COMMITMENT_NONE, 0},
        {"We did not find that the others will sell", COMMITMENT_PLANNED, 0},
        {"Its economic impact will be limited", COMMITMENT_NONE, 0},
        {"This step may be important", COMMITMENT_NONE, 0},
        {"They say (we will) nothing", COMMITMENT_NONE, 0},
        {"open and fair trade", COMMITMENT_NONE, 0},
        {"", COMMITMENT_NONE, 0}};
    Folder *folder = *state;
    Lexicon *lexicon = some_lexicon(folder);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Reading reading = reading_of(lexicon, &cases[i].words, 1, folder->arena);
        if (reading.commitment != cases[i].rung)
            fail_msg("'%s' is read as %s", cases[i].words,
                     COMMITMENT_WORDS[reading.commitment]);
        if (reading.specificity != cases[i].specificity)
            fail_msg("'%s' has specificity %d", cases[i].words, reading.specificity);
    }
    const char *denial = "We will not sell them";
    assert_true(reading_of(lexicon, &denial, 1, folder->arena).is_denied);
}

static void evidence_motive_and_stance_name_their_words(void **state) {
    Folder *folder = *state;
    Lexicon *lexicon = some_lexicon(folder);
    const char *const all[] = {
        "We will sell about 20,000 new cars, the Land Cruiser, in "
        "Japan from April",
        "for 3 billion yen"};
    Reading reading = reading_of(lexicon, all, 2, folder->arena);
    static const char *const evidence[] = {"Land Cruiser", "20,000 new cars", "April",
                                           "Japan", "3 billion yen"};
    assert_int_equal(reading.specificity, 5);
    for (int i = 0; i < EVIDENCE_COUNT; i++)
        assert_string_equal(reading.evidence[i], evidence[i]);
    static const struct {
        const char *words;
        int motive, stance;
    } cases[] = {{"good for our customers", 0, STANCE_SUPPORT},
                 {"to reduce trade friction and the deficit", 1, STANCE_NEUTRAL},
                 {"different standards", 2, STANCE_NEUTRAL},
                 {"customers and trade relations", 3, STANCE_NEUTRAL},
                 {"Rather than doing it for business reasons", -1, STANCE_NEUTRAL},
                 {"it is not good for customers", -1, STANCE_OPPOSE},
                 {"bad for the market", 0, STANCE_OPPOSE},
                 {"we welcome it if testing ends", 2, STANCE_CONDITIONAL},
                 {"so it goes", -1, STANCE_NEUTRAL}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        reading = reading_of(lexicon, &cases[i].words, 1, folder->arena);
        if (reading.motive != cases[i].motive || reading.stance != cases[i].stance)
            fail_msg("'%s' has motive %d, stance %s", cases[i].words, reading.motive,
                     STANCE_WORDS[reading.stance]);
    }
    const char *negated = "it is not good for customers";
    reading = reading_of(lexicon, &negated, 1, folder->arena);
    assert_int_equal(reading.word_count, 3); /* not, good for, customers */
    assert_string_equal(reading.words[1].words, "good for");
    assert_true(reading.words[1].is_negated);
    assert_true(reading.words[2].is_negated); /* three words behind */
    assert_false(reading.words[0].is_negated);
}

static void a_faulty_lexicon_is_reported_at_its_line(void **state) {
    static const char *const bad[][2] = {
        {LEXICON("\n<terms class='weka'>may</terms>"),
         ":2: error: bad value of 'class'"},
        {LEXICON("<terms class='negation' window='21'>not</terms>"), "it is 1 to 20"},
        {LEXICON("<words>may</words>"), "<words>"},
        {"<lexicon version='1' id='l' lang='en' window='0'/>", "it is 1 to 20"},
        {"<lexicon version='1' id='l'/>", "missing attribute 'lang'"}};
    Folder *folder = *state;
    for (int i = 0; i < 5; i++) {
        folder->diags = diags_new(folder->arena);
        assert_null(lexicon_load(folder->arena, folder->diags,
                                 folder_write(folder, "l.xml", bad[i][0]),
                                 (Origin){"t", 1}));
        assert_true(folder_said(folder, bad[i][1]));
    }
}

/* ---- quotations ---- */

static void quotations_in_two_wordings_are_told_apart(void **state) {
    static const struct {
        const char *quote, *text;
        QuoteStatus status;
        double similarity;
    } cases[] = {
        {"open and fair trade", "for open and fair trade", QUOTE_EXACT, 1},
        {"improve Japan-U.S. trade relations", "improve Japan-US trade relations",
         QUOTE_NORMALISED, 1},
        {"We can’t just import", "“we can't just  import”", QUOTE_NORMALISED, 1},
        {"We will … when ready", "We will conduct it when ready", QUOTE_ELIDED, 1},
        {"we told (the president) nothing", "we told nothing of it", QUOTE_ELIDED, 1},
        {"We can't just import those vehicles", "import those vehicles", QUOTE_ELIDED,
         1},
        {"looking seriously", "seriously considering", QUOTE_PARAPHRASE, 0.5},
        {"we will sell 20,000 cars", "we will sell 30,000 cars", QUOTE_CONFLICTING,
         0.8},
        {"we will sell them here", "we will not sell them here", QUOTE_CONFLICTING,
         10.0 / 11},
        {"shipped", "We can't just import those vehicles into Japan 'as-is'",
         QUOTE_NOT_FOUND, 0},
        {"when ready … we will", "we will when ready", QUOTE_PARAPHRASE, 0.5},
        {"", "anything", QUOTE_NOT_FOUND, 0},
        {"…", "anything", QUOTE_NOT_FOUND, 0}};
    Folder *folder = *state;
    Lexicon *lexicon = some_lexicon(folder);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        QuoteMatch match =
            quote_compare(lexicon, cases[i].quote, cases[i].text, folder->arena);
        if (match.status != cases[i].status)
            fail_msg("'%s' is %s", cases[i].quote, QUOTE_WORDS[match.status]);
        assert_near(match.similarity, cases[i].similarity, 1e-12);
    }
    /* Likeness of two wordings has no direction. */
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        QuoteMatch a =
            quote_compare(lexicon, cases[i].quote, cases[i].text, folder->arena);
        QuoteMatch b =
            quote_compare(lexicon, cases[i].text, cases[i].quote, folder->arena);
        if (a.status >= QUOTE_PARAPHRASE)
            assert_near(a.similarity, b.similarity, 1e-12);
    }
}

/* ---- steps ---- */

#define STATEMENT(id, source, speaker, role, said, more, words)                        \
    "<statement id='" id "' source='" source "' speaker='" speaker "' role='" role     \
    "' organisation='Nissan' said='" said "' lang='en' about='plan' " more ">" words   \
    "</statement>\n"

/* The conflicts that the public record of the case holds. */
static const char *const SAID =
    "<source id='w' publisher='W' title='T' date='2026-01-31' "
    "confidence='medium'/>" STATEMENT("s3", "m", "Guillaume Cartier", "Executive",
                                      "2025-10-30", "commitment='considering'",
                                      "<words>looking seriously</words>")
        STATEMENT("s17", "a", "Guillaume Cartier", "Chief Operating Officer", "2025-10",
                  "commitment='considering'", "<words>seriously considering</words>")
            STATEMENT("s1", "s", "Koji Sato", "President and CEO", "2025-10-30",
                      "commitment='considering'",
                      "<words>studying the possibility</words><words>open and fair "
                      "trade</words>")
                STATEMENT("s16", "a", "Koji Sato", "CEO", "2025-10",
                          "commitment='considering'",
                          "<words>open and fair trade</words><words>shipped</words>")
                    STATEMENT(
                        "s9", "s", "Toyota", "Company statement", "2025-12-19",
                        "commitment='announced'",
                        "<words>helping to improve Japan-US trade relations</words>"
                        "<version source='w' said='2026-12-19'>helping to improve "
                        "Japan-U.S. trade "
                        "relations</version>")
                        STATEMENT("s30", "l", "Akio Toyoda", "Chairman", "2026-05-01",
                                  "commitment='considering'",
                                  "<words>good for all our customers</words>")
                            STATEMENT("s8", "s", "Akio Toyoda", "President",
                                      "2025-07-26", "commitment='considering'",
                                      "<words>good for all our customers</words>");

static void outlets_that_contradict_each_other_are_found(void **state) {
    static const struct {
        const char *key, *class_name, *conflict;
    } expected[] = {{"quote.s17.1", "paraphrase", "yes"},
                    {"quote.s16.1", "exact", NULL},
                    {"quote.s16.2", "not-found", NULL},
                    {"quote.s9.v1", "exact-after-normalisation", NULL},
                    {"date.s9.v1", "date-differs", "yes"},
                    {"date.s30.s8", "date-differs", "yes"},
                    {"role.s17.s3", "role-differs", "yes"},
                    {"role.s30.s8", "role-changed", "yes"}};
    Folder *folder = *state;
    folder_write(folder, "lexicon-en.xml", WORDS);
    const Findings *f = run_good(folder, SAID,
                                 "<conflicts id='c' about='plan'/><conflicts id='none' "
                                 "about='other'/>");
    const Result *c = result_of(f, "c");
    assert_int_equal(c->figure_count, 8);
    for (int i = 0; i < 8; i++) {
        const Figure *figure = &c->figures[i];
        assert_string_equal(figure->key, expected[i].key);
        assert_string_equal(figure->class_name, expected[i].class_name);
        assert_true(!xml_attribute(figure->notes, "conflict") == !expected[i].conflict);
    }
    assert_string_equal(xml_attribute(c->notes, "conflicts"), "5");
    assert_figure(f, "c.quote.s17.1", 2, "0.50");
    assert_figure(f, "c.date.s9.v1", 0, "not-defined");
    assert_string_equal(
        xml_attribute(findings_figure(f, "c.date.s9.v1")->notes, "days"), "365");
    const XmlNode *side =
        xml_child(findings_figure(f, "c.role.s17.s3")->notes, "version");
    assert_string_equal(xml_text(folder->arena, side), "Chief Operating Officer");
    assert_string_equal(xml_attribute(xml_next_element(side), "source"), "m");
    assert_int_equal(findings_figure(f, "c.quote.s17.1")->source_count, 2);
    assert_int_equal(findings_figure(f, "c.quote.s17.1")->confidence,
                     CONFIDENCE_ARTICLE);
    assert_int_equal(result_of(f, "none")->figure_count, 0);
}

static void a_coding_that_the_words_do_not_bear_is_flagged(void **state) {
    static const char *const coded =
        "<model id='tundra' maker='Toyota' name='Tundra' plant='San Antonio, Texas' "
        "source='s'/>" STATEMENT(
            "firm", "s", "A", "R", "2025-10-01",
            "commitment='announced' motive='commercial'",
            "<words>Toyota will sell the Tundra to customers"
            "</words>") STATEMENT("weak", "s", "A", "R", "2025-10-01",
                                  "commitment='announced'",
                                  "<words>We may consider it</words>")
            STATEMENT("high", "s", "A", "R", "2025-10-01",
                      "commitment='none' motive='diplomatic'",
                      "<words>We will sell it to customers in 2027</words>")
                STATEMENT("rests", "s", "A", "R", "2025-10-01",
                          "commitment='announced'",
                          "<words>diverse needs</words><context>Announcing the Tundra, "
                          "built in "
                          "Texas.</context>")
                    STATEMENT(
                        "near", "s", "A", "R", "2025-10-01", "commitment='conditional'",
                        "<words>We plan it</words>") "<statement id='other' source='s' "
                                                     "organisation='Nissan' "
                                                     "said='2025-10-01' "
                                                     "lang='ja' commitment='planned' "
                                                     "about='plan'><words>検討</"
                                                     "words></statement>"
                                                     "<statement id='put' source='s' "
                                                     "organisation='Nissan' "
                                                     "said='2025-10-01' "
                                                     "lang='ja' "
                                                     "commitment='considering' "
                                                     "about='plan'><words>検討</words>"
                                                     "<translation>considering "
                                                     "it</translation></statement>";
    static const struct {
        const char *id, *contradiction, *rests_on;
    } expected[] = {{"r.firm", NULL, NULL},    {"r.weak", "weak-words", NULL},
                    {"r.high", "rungs", NULL}, {"r.rests", NULL, "context"},
                    {"r.near", NULL, NULL},    {"r.put", NULL, NULL}};
    Folder *folder = *state;
    folder_write(folder, "lexicon-en.xml", WORDS);
    const Findings *f = run_good(folder, coded, "<readings id='r' about='plan'/>");
    for (int i = 0; i < 6; i++) {
        const XmlNode *notes = findings_figure(f, expected[i].id)->notes;
        const char *contradiction = xml_attribute(notes, "contradiction");
        const char *rests_on = xml_attribute(notes, "rests-on");
        assert_string_equal(contradiction ? contradiction : "",
                            expected[i].contradiction ? expected[i].contradiction : "");
        assert_string_equal(rests_on ? rests_on : "",
                            expected[i].rests_on ? expected[i].rests_on : "");
    }
    assert_figure(f, "r.firm", 0, "4");
    assert_figure(f, "r.weak", 0, "1");
    assert_figure(f, "r.rests", 0, "0");
    assert_figure(f, "r.put", 0, "1");
    assert_figure(f, "r.other", 0, "not-available");
    const Result *r = result_of(f, "r");
    assert_string_equal(xml_attribute(r->notes, "contradictions"), "2");
    assert_string_equal(xml_attribute(r->notes, "unread"), "1");
    assert_string_equal(
        xml_attribute(findings_figure(f, "r.high")->notes, "other-motive"), "yes");
    const XmlNode *rests = findings_figure(f, "r.rests")->notes;
    assert_string_equal(xml_attribute(rests, "specificity"), "0");
    assert_string_equal(xml_attribute(rests, "specificity-with-context"), "2");
    const char *tree = written(folder, f);
    assert_non_null(strstr(tree, "<evidence kind=\"what\" in=\"words\">Tundra"));
    assert_non_null(strstr(tree, "<evidence kind=\"where\" in=\"context\">Texas"));
    assert_int_equal(f->file_count, 1);
    assert_non_null(strstr(f->files[0].path, "lexicon-en.xml"));
}

static void without_a_lexicon_there_is_a_warning_and_no_reading(void **state) {
    Folder *folder = *state;
    const Findings *f = run_steps(folder, SAID, "<readings id='r' about='plan'/>");
    assert_non_null(f);
    assert_int_equal(diags_worst(folder->diags), FAULT_WARNING);
    assert_true(folder_said(folder, "no lexicon 'lexicon-en.xml'"));
    assert_figure(f, "r.s3", 0, "not-available");
    folder_write(folder, "lexicon-en.xml", "<lexicon");
    assert_null(run_steps(folder, SAID, "<readings id='r' about='plan'/>"));
}

static void each_organisation_climbs_day_by_day(void **state) {
    Folder *folder = *state;
    static const char *const said_by[][4] = {{"T", "2025-10-30", "considering", "s"},
                                             {"T", "2025-10-30", "conditional", "m"},
                                             {"T", "2025-07-26", "considering", "s"},
                                             {"T", "2026-01-06", "considering", "s"},
                                             {"T", "2025-12-19", "announced", "s"},
                                             {"N", "2025-10", "considering", "a"},
                                             {"N", "2025-10-30", "considering", "s"},
                                             {"H", "2025-10-29", "none", "s"}};
    Text records = {.arena = folder->arena};
    for (int i = 0; i < 8; i++)
        text_print(&records,
                   "<statement id='s%d' source='%s' organisation='%s' said='%s' "
                   "commitment='%s' about='plan'><words>w</words></statement>\n",
                   i, said_by[i][3], said_by[i][0], said_by[i][1], said_by[i][2]);
    const Findings *f = run_good(folder, text_string(&records),
                                 "<climb id='c' about='plan'/>"
                                 "<climb id='sure' about='plan' at-least='medium'/>"
                                 "<ladder id='l' about='plan' at-least='high'/>");
    static const char *const keys[] = {"N.2025-10",    "N.2025-10-30", "T.2025-07-26",
                                       "T.2025-10-30", "T.2025-12-19", "T.2026-01-06"};
    static const bool highs[] = {true, false, true, true, true, false};
    static const int rungs[] = {1, 1, 1, 2, 4, 1};
    const Result *c = result_of(f, "c");
    assert_int_equal(c->figure_count, 6);
    for (int i = 0; i < 6; i++) {
        assert_string_equal(c->figures[i].key, keys[i]);
        assert_near(c->figures[i].value.number, rungs[i], 0);
        assert_true(highs[i] ==
                    (xml_attribute(c->figures[i].notes, "new-high") != NULL));
    }
    const Result *sure = result_of(f, "sure");
    assert_int_equal(sure->figure_count, 5);
    assert_string_equal(sure->figures[0].key, "N.2025-10-30");
    assert_string_equal(xml_attribute(sure->figures[0].notes, "new-high"), "yes");
    assert_figure(f, "l.T", 0, "4");
}

static void many_statements_of_one_speaker_take_linear_time(void **state) {
    enum { MANY = 4000 };
    Folder *folder = *state;
    Text records = {.arena = folder->arena};
    for (int i = 0; i < MANY; i++)
        text_print(
            &records,
            "<statement id='s%d' source='%s' organisation='O' said='2025-10-30' "
            "commitment='none' about='plan'><words>we say the words number %d of "
            "many</words></statement>\n",
            i, i % 2 ? "s" : "m", i);
    const Findings *f =
        run_steps(folder, text_string(&records), "<conflicts id='c' about='plan'/>");
    assert_non_null(f);
    assert_int_equal(result_of(f, "c")->figure_count, MANY / 2);
}

static void long_texts_are_read_in_linear_time(void **state) {
    enum { TIMES = 100000 };
    Folder *folder = *state;
    Lexicon *lexicon = some_lexicon(folder);
    Text text = {.arena = folder->arena};
    for (int i = 0; i < TIMES; i++)
        text_add(&text, "may not will if ");
    const char *whole = text_string(&text), *tail = whole + 4;
    Reading reading = reading_of(lexicon, &whole, 1, folder->arena);
    assert_int_equal(reading.word_count, 1000); /* the most that is read */
    assert_int_equal(quote_compare(lexicon, whole, tail, folder->arena).status,
                     QUOTE_PARAPHRASE);
    assert_int_equal(quote_compare(lexicon, tail, whole, folder->arena).status,
                     QUOTE_EXACT);
}

#define STATEMENT_TESTS                                                                \
    TEST(texts_are_compared_in_one_form), TEST(the_rung_follows_from_the_words),       \
        TEST(evidence_motive_and_stance_name_their_words),                             \
        TEST(a_faulty_lexicon_is_reported_at_its_line),                                \
        TEST(quotations_in_two_wordings_are_told_apart),                               \
        TEST(outlets_that_contradict_each_other_are_found),                            \
        TEST(a_coding_that_the_words_do_not_bear_is_flagged),                          \
        TEST(without_a_lexicon_there_is_a_warning_and_no_reading),                     \
        TEST(each_organisation_climbs_day_by_day),                                     \
        TEST(many_statements_of_one_speaker_take_linear_time),                         \
        TEST(long_texts_are_read_in_linear_time)
