/* The part of xml_test.c about XPath. */

typedef struct {
    Folder *folder;
    XmlNode *root;
    XPathSet *set;
    XPath *xpath;
} Bench;

static bool call_join(void *user, const XPathValue *arguments, int count,
                      XPathValue *result) {
    Folder *folder = user;
    Text text = {.arena = folder->arena};
    for (int i = 0; i < count; i++)
        text_print(&text, "[%s]", xpath_string(folder->arena, &arguments[i]));
    *result = xpath_of_string(text_string(&text));
    return true;
}

static bool call_first(void *user, const XPathValue *arguments, int count,
                       XPathValue *result) {
    (void) user, (void) count;
    *result = xpath_of_nodes(arguments[0].nodes, arguments[0].node_count ? 1 : 0);
    return true;
}

static bool call_refuse(void *user, const XPathValue *arguments, int count,
                        XPathValue *result) {
    (void) arguments, (void) count, (void) result;
    Folder *folder = user;
    diag_report(folder->diags, FAULT_DATA, (Origin){"f", 1}, "refused");
    return false;
}

static const XPathFunction functions[] = {{"join", 0, 3, call_join},
                                          {"first", 1, 1, call_first},
                                          {"refuse", 0, 0, call_refuse},
                                          {NULL, 0, 0, NULL}};

static Bench open_bench(Folder *folder) {
    Bench bench = {.folder = folder};
    bench.root = load(folder, "<data><item n='1' empty=''>one</item>"
                              "<item n='2'>two<b>bold</b></item><item n='3'/></data>");
    bench.set = xpath_set_new(folder->arena);
    bench.xpath = xpath_new(folder->arena, folder->arena, bench.root, NULL, functions,
                            folder, folder->diags);
    return bench;
}

static bool evaluate(Bench *bench, const char *text, XPathValue *value) {
    const Origin at = {"template.xml", 9};
    const XPathExpression *expression =
        xpath_compile(bench->set, text, at, bench->folder->diags);
    return expression && xpath_evaluate(bench->xpath, expression,
                                        (XPathFocus){bench->root, 1, 1}, at, value);
}

static const char *string_of(Bench *bench, const char *text) {
    XPathValue value;
    assert_true(evaluate(bench, text, &value));
    return xpath_string(bench->folder->arena, &value);
}

static void expressions_give_typed_values(void **state) {
    Bench bench = open_bench(*state);
    XPathValue value;
    assert_true(evaluate(&bench, "count(item) + 0.5", &value));
    assert_int_equal(value.kind, RESULT_NUMBER);
    assert_true(value.number == 3.5);
    assert_true(evaluate(&bench, "item[@n = 2] = 'twobold'", &value));
    assert_int_equal(value.kind, RESULT_BOOLEAN);
    assert_true(value.boolean);
    assert_true(evaluate(&bench, "concat('a', \"b\")", &value));
    assert_int_equal(value.kind, RESULT_STRING);
    assert_string_equal(value.string, "ab");
    assert_true(evaluate(&bench, "item[@n = 9]", &value));
    assert_int_equal(value.kind, RESULT_NODES);
    assert_int_equal(value.node_count, 0);
}

static void results_are_the_callers_own_nodes_in_document_order(void **state) {
    Bench bench = open_bench(*state);
    XPathValue value;
    assert_true(evaluate(&bench, "item[3] | /data/item[1]", &value));
    assert_int_equal(value.node_count, 2);
    assert_ptr_equal(value.nodes[0], xml_first_element(bench.root));
    assert_string_equal(xml_attribute(value.nodes[1], "n"), "3");
}

static void attributes_and_text_count_as_their_string(void **state) {
    Bench bench = open_bench(*state);
    assert_string_equal(string_of(&bench, "item[2]/@n"), "2");
    assert_string_equal(string_of(&bench, "item[2]/text()"), "two");
    assert_string_equal(string_of(&bench, "item[2]"), "twobold");
    assert_string_equal(string_of(&bench, "item/@none"), "");
    assert_string_equal(string_of(&bench, "sum(item/@n)"), "6");
}

static void the_latest_binding_of_a_variable_wins(void **state) {
    Bench bench = open_bench(*state);
    const XmlNode *item = xml_first_element(bench.root);
    xpath_bind(bench.xpath, "as-of", xpath_of_string("outer"));
    xpath_bind(bench.xpath, "flag", xpath_of_boolean(true));
    int bound = xpath_bound(bench.xpath);
    xpath_bind(bench.xpath, "as-of", xpath_of_number(7));
    xpath_bind(bench.xpath, "nodes", xpath_of_nodes(&item, 1));
    assert_string_equal(string_of(&bench, "$as-of"), "7");
    assert_string_equal(string_of(&bench, "$nodes/@n"), "1");
    assert_string_equal(string_of(&bench, "$flag"), "true");
    xpath_unbind(bench.xpath, bound);
    assert_string_equal(string_of(&bench, "$as-of"), "outer");
    assert_true(folder_is_quiet(bench.folder));
}

static void functions_take_and_give_every_kind(void **state) {
    Bench bench = open_bench(*state);
    assert_string_equal(string_of(&bench, "join()"), "");
    assert_string_equal(string_of(&bench, "join('a', 1 + 1, true())"), "[a][2][true]");
    assert_string_equal(string_of(&bench, "join(item[1]/@n, item[2])"), "[1][twobold]");
    assert_string_equal(string_of(&bench, "first(item)/@n"), "1");
    assert_string_equal(string_of(&bench, "join(join('x'))"), "[[x]]");
}

static void unknown_names_come_with_the_nearest(void **state) {
    Bench bench = open_bench(*state);
    XPathValue value;
    xpath_bind(bench.xpath, "balance", xpath_of_number(1));
    assert_false(evaluate(&bench, "$balnace + 1", &value));
    assert_true(folder_said(
        bench.folder,
        "template.xml:9: error: unknown variable 'balnace'; did you mean 'balance'?"));
    assert_false(evaluate(&bench, "frist(item)", &value));
    assert_true(
        folder_said(bench.folder, "unknown function 'frist'; did you mean 'first'?"));
    assert_false(evaluate(&bench, "x:join()", &value));
    assert_int_equal(diags_count(bench.folder->diags, FAULT_DATA), 3);
}

static void wrong_arguments_are_reported(void **state) {
    Bench bench = open_bench(*state);
    XPathValue value;
    assert_false(evaluate(&bench, "first()", &value));
    assert_true(folder_said(bench.folder, "first() takes 1 argument, not 0"));
    assert_false(evaluate(&bench, "join(1, 2, 3, 4)", &value));
    assert_true(folder_said(bench.folder, "join() takes 0 to 3 arguments, not 4"));
    assert_false(evaluate(&bench, "join(refuse())", &value));
    assert_int_equal(diags_count(bench.folder->diags, FAULT_DATA), 3);
}

static void bad_expressions_are_reported_when_compiled(void **state) {
    Bench bench = open_bench(*state);
    static const char *const bad[] = {"", "1 +", "item[", "'open", "a b", "$", "//"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_null(
            xpath_compile(bench.set, bad[i], (Origin){"t", 4}, bench.folder->diags));
    assert_int_equal(diags_count(bench.folder->diags, FAULT_DATA), 7);
    assert_true(folder_said(bench.folder, "t:4: error: bad expression '1 +'"));
}

static void wrong_types_are_reported_and_the_next_one_works(void **state) {
    Bench bench = open_bench(*state);
    XPathValue value;
    assert_false(evaluate(&bench, "count('text')", &value));
    assert_true(folder_said(bench.folder, "cannot evaluate 'count('text')'"));
    assert_string_equal(string_of(&bench, "count(item)"), "3");
    assert_int_equal(diags_count(bench.folder->diags, FAULT_DATA), 1);
}

static void an_evaluator_sees_the_attributes_that_its_expressions_name(void **state) {
    Folder *folder = *state;
    XmlNode *root = load(folder, "<data seen='1' unseen='2'/>");
    XPathSet *set = xpath_set_new(folder->arena);
    const XPathExpression *expression =
        xpath_compile(set, "string(/data/@seen)", asked_at, folder->diags);
    XPath *xpath = xpath_new(folder->arena, folder->arena, root, set, functions, folder,
                             folder->diags);
    XPathValue value;
    assert_true(
        xpath_evaluate(xpath, expression, (XPathFocus){root, 1, 1}, asked_at, &value));
    assert_string_equal(value.string, "1");
    const xmlNode *copy = root->peer;
    assert_non_null(copy->properties);
    assert_null(copy->properties->next);
    assert_null(xpath_compile(set, "@unseen", asked_at, folder->diags));
    assert_true(folder_said(folder, "comes too late"));
}

static void every_attribute_is_seen_when_an_expression_asks_for_all(void **state) {
    Folder *folder = *state;
    XmlNode *root = load(folder, "<data seen='1' unseen='2'/>");
    XPathSet *set = xpath_set_new(folder->arena);
    const XPathExpression *expression =
        xpath_compile(set, "count(@ *)", asked_at, folder->diags);
    XPath *xpath = xpath_new(folder->arena, folder->arena, root, set, functions, folder,
                             folder->diags);
    XPathValue value;
    assert_true(
        xpath_evaluate(xpath, expression, (XPathFocus){root, 1, 1}, asked_at, &value));
    assert_true(value.number == 2);
}

static void the_focus_gives_position_and_last(void **state) {
    Bench bench = open_bench(*state);
    const XPathExpression *expression =
        xpath_compile(bench.set, "concat(@n, ' ', position(), '/', last())", asked_at,
                      bench.folder->diags);
    XPathValue value;
    const XmlNode *third = xml_first_element(bench.root)->next->next;
    assert_true(xpath_evaluate(bench.xpath, expression, (XPathFocus){third, 3, 5},
                               asked_at, &value));
    assert_string_equal(value.string, "3 3/5");
}

static void values_convert_as_xpath_has_it(void **state) {
    Arena *arena = ((Folder *) *state)->arena;
    XPathValue nothing = xpath_of_nodes(NULL, 0), one = xpath_of_number(1.5),
               text = xpath_of_string(" 12 "), word = xpath_of_string("x"),
               no = xpath_of_boolean(false), nan = xpath_of_number(NAN),
               infinite = xpath_of_number(-INFINITY);
    assert_string_equal(xpath_string(arena, &nothing), "");
    assert_string_equal(xpath_string(arena, &one), "1.5");
    assert_string_equal(xpath_string(arena, &no), "false");
    assert_string_equal(xpath_string(arena, &nan), "NaN");
    assert_string_equal(xpath_string(arena, &infinite), "-Infinity");
    assert_true(xpath_number(arena, &text) == 12);
    assert_true(isnan(xpath_number(arena, &word)));
    assert_true(isnan(xpath_number(arena, &nothing)));
    assert_true(xpath_number(arena, &no) == 0);
    assert_true(xpath_boolean(&word));
    assert_false(xpath_boolean(&nothing));
    assert_false(xpath_boolean(&nan));
    assert_true(xpath_boolean(&one));
}
