/* Files that become events: what is told, its line, and the digest afterwards. */

typedef struct {
    Text told;
    bool refuse, stop;
} Told;

static bool accept_stream(void *user, const char *root) {
    Told *told = user;
    return !told->refuse && strcmp(root, "stream") == 0;
}

static void tell_start(void *user, XmlStream *stream, const char *name,
                       const XmlSpan *attributes, int count) {
    Told *told = user;
    text_print(&told->told, "%s:%d", name, xml_stream_line(stream));
    for (int i = 0; i < count; i++)
        text_print(&told->told, " %s=%.*s", (const char *) attributes[i].name,
                   (int) (attributes[i].end - attributes[i].value),
                   (const char *) attributes[i].value);
    text_add(&told->told, ";");
    if (told->stop) xml_stream_stop(stream);
}

static void tell_end(void *user, XmlStream *stream, const char *name) {
    text_print(&((Told *) user)->told, "/%s:%d;", name, xml_stream_line(stream));
}

static void tell_text(void *user, const char *text, int length) {
    Told *told = user;
    if (length && *text != '\n') text_add_bytes(&told->told, text, (size_t) length);
}

static bool stream(Folder *folder, Told *told, const char *text, XmlFile *file) {
    static const XmlEvents events = {accept_stream, tell_start, tell_end, tell_text};
    XmlRecords records = {NULL, NULL, told, &events, NULL};
    told->told = (Text){.arena = folder->arena};
    return xml_scan(folder->arena, folder->diags, folder_write(folder, "s.xml", text),
                    "data", (Origin){"asker", 1}, &records, file);
}

static void events_are_told_with_the_line_where_their_tag_begins(void **state) {
    Told told = {.refuse = false};
    assert_true(
        stream(*state, &told,
               "<!-- a\n -->\n<p:stream xmlns:p='u'\n a='1 &amp; 2'><!-- b\n -->"
               "<x\n\n b='3'/>\n<?y\n?><z>t&#33;</z></p:stream>",
               NULL));
    assert_string_equal(text_string(&told.told),
                        "stream:3 a=1 & 2;x:5 b=3;/x:7;z:9;t!/z:9;/stream:9;");
    assert_true(folder_is_quiet(*state));
}

static void a_root_that_events_refuse_is_wrong(void **state) {
    Told told = {.refuse = true};
    assert_false(stream(*state, &told, "<stream/>", NULL));
    assert_true(folder_said(*state, "wrong root element <stream>: expected <data>"));
}

static void events_may_end_the_reading(void **state) {
    Told told = {.stop = true};
    assert_false(stream(*state, &told, "<stream><a/></stream>", NULL));
    assert_string_equal(text_string(&told.told), "stream:1;");
}

static void events_stand_behind_the_same_guard(void **state) {
    Folder *folder = *state;
    Told told = {.refuse = false};
    assert_false(stream(folder, &told, "<!DOCTYPE stream>\n<stream/>", NULL));
    assert_true(folder_said(folder, "s.xml:1: error: DOCTYPE is not accepted"));
    Text deep = {.arena = folder->arena};
    text_add(&deep, "<stream>");
    for (int i = 0; i < 300; i++)
        text_add(&deep, "\n<a>");
    assert_false(stream(folder, &told, text_string(&deep), NULL));
    assert_true(folder_said(folder, "s.xml:257: error: elements nested deeper than"));
    assert_false(stream(folder, &told, "<stream>\n<a></b></stream>", NULL));
    assert_true(folder_said(folder, "s.xml:2: error: not well-formed XML"));
}

static void the_digest_of_events_is_taken_when_asked_for(void **state) {
    Folder *folder = *state;
    Told told = {.refuse = false};
    XmlFile file, tree;
    assert_true(stream(folder, &told, "<stream/>", &file));
    assert_string_equal(file.sha256, "");
    assert_true(xml_hash(&file, folder->diags));
    assert_non_null(xml_load(folder->arena, folder->diags, file.path, "stream",
                             (Origin){"a", 1}, &tree));
    assert_string_equal(file.sha256, tree.sha256);
    assert_true(folder_is_quiet(folder));
    assert_true(stream(folder, &told, "<stream/>", &file));
    folder_write(folder, "s.xml", "<stream />");
    assert_false(xml_hash(&file, folder->diags));
    assert_true(folder_said(folder, "s.xml: error: the file changed while"));
}
