#!/bin/bash
# What a night tells of itself: events, journal, exit status; and that two nights keep
# out of each other's way.
. "$(dirname "$0")/../lib.sh"
. "$ROOT/tests/small-night.sh"

# night [PARTNERS]: a brief with an edition for each; there are figures of BBB and CCC.
night() {
    small_night "${1:-BBB CCC}"
    sed -i 's|<title>.*<|<title>Trade with {$partner} \&amp; "others" \\<|' brief.xml
    small_data 2026-01-15 1 BBB CCC
    sed -i '/id="CCC"/s/value="1"/value="2"/' data.xml
}

# untimed FILE: the events without what a clock says.
untimed() {
    sed -E 's/"(ms|seconds)":[0-9.]+,//' "$1"
}

each_event_is_an_object_of_json() (
    night
    mkreport --log=json -j 1 brief.xml >said
    same "$(untimed said)" '{"event":"begin","night":"all","brief":"brief.xml","program":"mkreport 0.1.0","as-of":"2026-02-01","shard":1,"of":1,"all":2,"editions":2}
{"event":"start","id":"with-BBB","why":"there is no out/with-BBB.pdf"}
{"event":"edition","id":"with-BBB","number":1,"outcome":"published","status":0,"pages":1,"lang":"en","title":"Trade with BBB & “others” \\"}
{"event":"start","id":"with-CCC","why":"there is no out/with-CCC.pdf"}
{"event":"edition","id":"with-CCC","number":2,"outcome":"published","status":0,"pages":1,"lang":"en","title":"Trade with CCC & “others” \\"}
{"event":"end","published":2,"unchanged":0,"held":0,"failed":0,"status":0}'
)

the_journal_has_the_events_of_the_night() (
    night
    mkreport --log=json brief.xml >said
    cmp said out/all.journal
    mkreport --log=json brief.xml >said
    cmp said out/all.journal
    has said '"outcome":"unchanged","status":0,"ms":0.0,"pages":1,"lang":"en","title":"Trade with BBB'
)

an_edition_that_failed_is_told_with_its_reason() (
    night 'BBB BAD'
    status 65 mkreport --log=json brief.xml >said 2>errors
    has said '"id":"with-BAD","number":2,"outcome":"failed","status":65,'
    has said '"reason":"template.xml:5: error: no series matches: partner=BAD'
    has said '"diagnostics":["template.xml:5: error: no series matches: partner=BAD'
    has said '"published":1,"unchanged":0,"held":0,"failed":1,'
    has said '"status":65}'
    has errors "with-BAD: failed: template.xml:5"
)

what_goes_wrong_before_the_editions_is_told_at_the_end() (
    night
    rm data.xml
    status 66 mkreport --log=json brief.xml >said 2>errors
    has said '{"event":"end","published":0,'
    has said '"status":66,"diagnostics":["brief.xml:3: error: cannot open data.xml'
    echo '<brief' >brief.xml
    status 65 mkreport --log=json brief.xml >said 2>errors
    same "$(grep -c . said)" 1
    has said '"status":65,"diagnostics":["brief.xml:'
)

one_briefing_is_told_as_a_night_of_one() (
    mkreport --log=json --check "$BRIEF" >said
    same "$(cut -d, -f1-2 said)" '{"event":"begin","night":"reverse-imports"
{"event":"edition","id":"reverse-imports"
{"event":"end","good":1'
    has said '"outcome":"good","status":0,'
    not test -e out
)

a_dry_run_tells_its_plan() (
    night
    mkreport --quiet --edition=with-BBB brief.xml
    mkreport --log=json --dry-run brief.xml >said
    has said '{"event":"plan","id":"with-BBB"}'
    has said '{"event":"plan","id":"with-CCC","why":"there is no out/with-CCC.pdf"}'
)

neither_one_edition_nor_a_check_is_a_night() (
    night
    mkreport --quiet --check brief.xml
    mkreport --quiet --dry-run brief.xml >plan
    mkreport --quiet --edition=with-BBB brief.xml
    same "$(cd out; ls)" $'with-BBB.findings.xml\nwith-BBB.made\nwith-BBB.pdf'
)

the_worst_status_counts() (
    night 'BBB BAD'
    sed 's|</analysis>|<require-fresh of="exports" months="1"/></analysis>|' template.xml >held.xml
    sed 's/template.xml/held.xml/; s/BBB BAD/BBB/; s/2026-02/2026-06/; s/"all"/"held"/' brief.xml >held-brief.xml
    status 10 mkreport --quiet held-brief.xml
    status 65 mkreport --quiet held-brief.xml brief.xml
    status 65 mkreport --quiet brief.xml held-brief.xml
    status 66 mkreport --quiet brief.xml no.xml
)

# cut N: the night's journal ends after N lines, as if its run had been killed.
cut_journal() {
    head -n "$1" out/all.journal >cut
    mv cut out/all.journal
}

a_night_that_was_cut_short_is_told_as_if_it_had_not_been() (
    night
    mkreport --quiet -j 1 brief.xml
    untimed out/all.journal >whole
    for lines in 1 2 3 4 5; do
        rm -r out
        mkreport --quiet -j 1 brief.xml
        cut_journal $lines
        [ $lines -gt 3 ] || rm out/with-CCC.made
        [ $lines -gt 1 ] || rm out/with-BBB.made
        mkreport brief.xml >said
        has said "goes on with a night that was cut short: "
        has said "2 editions: 2 published, 0 unchanged"
        same "$(untimed out/all.journal | grep -v start | sort -u)" "$(grep -v start whole | sort -u)"
    done
)

# endless: a night of which nobody will live to see the end.
endless() {
    night
    {
        sed '/<.dataset>/d' data.xml
        echo '<series id="e" source="office" reporter="AAA" partner="EEE" flow="export" measure="value" frequency="A" unit="USD" multiplier="6">'
        for year in $(seq 1600 2025); do echo "<obs period=\"$year\" value=\"1\"/>"; done
        echo '</series></dataset>'
    } >endless.xml
    sed -i 's/data.xml/endless.xml/' brief.xml
    sed -i 's|</analysis>|<series id="e" partner="EEE"/></analysis>|
        s|</body>|<for-each select="$e"><for-each select="$e"><for-each select="$e"><p>.</p></for-each></for-each></for-each></body>|' template.xml
}

a_second_run_of_a_night_ends_at_once() (
    endless
    "$MKREPORT" brief.xml 2>/dev/null &
    first=$!
    until [ -e out/all.journal ]; do sleep 0.05; done
    status 75 mkreport brief.xml 2>errors
    has errors "out/all.lock: error: another run is making this night, process $first: try again when it has ended"
    mkreport --quiet --out=elsewhere --check "$BRIEF"
    kill -9 $first
    wait $first || true
    night
    mkreport --quiet brief.xml
)

needs_terminal() {
    script -qec true /dev/null </dev/null >/dev/null 2>&1 || skip "there is no pseudo-terminal here"
}

# terminal COLUMNS ARGUMENT...: what stands on a terminal after each drawing.
terminal() {
    local columns=$1
    shift
    script -qec "stty cols $columns; $MKREPORT $*" /dev/null </dev/null | tr '\r' '\n'
}

at_a_terminal_a_bar_tells_how_far_the_night_is() (
    needs_terminal
    night
    TERM=xterm terminal 80 -j 1 brief.xml >said
    has said "[>                                     ] 0 of 2"
    same "$(grep -c 'out/with-' said)" 0
    # It is erased before the summary, and nothing stands behind it.
    same "$(grep -A1 $'^\e\[K' said | sed -n '1s/;.*//p')" $'\e[Kbrief.xml: 2 editions: 2 published, 0 unchanged, 0 held, 0 failed'
)

a_bar_has_the_width_of_its_terminal() (
    needs_terminal
    night 'BBB CCC BAD'
    for columns in 9 12 20 40 60 200; do
        TERM=xterm NO_COLOR=1 terminal $columns --force brief.xml 2>&1 >said || true
        grep ' of 3' said | sed 's/\x1b\[K//' | awk -v columns=$columns 'length($0) >= columns { exit 1 }'
    done
)

a_bar_tells_of_failures_in_colour_unless_asked_not_to() (
    needs_terminal
    night 'BAD BBB CCC'
    TERM=xterm terminal 80 -j 1 brief.xml >said
    has said $'1 of 3, \e[31m1 failed\e[m, '
    TERM=xterm NO_COLOR=1 terminal 80 --force -j 1 brief.xml >said
    has said '1 of 3, 1 failed, '
    # What a worker said stands on lines of its own.
    has said $'\e[Kbrief.xml, of with-BAD:'
    has said $'with-BAD: failed: '
)

where_no_bar_can_stand_there_are_plain_lines() (
    needs_terminal
    night
    TERM=dumb terminal 80 brief.xml >said
    same "$(grep -c '^out/with-...\.pdf: 1 page, ' said)" 2
    TERM=xterm terminal 80 --force --quiet brief.xml >said
    same "$(cat said)" ""
    TERM=xterm terminal 80 --force --log=json brief.xml >said
    same "$(grep -v '^$' said | grep -vc '^{"event":')" 0
    mkreport --force brief.xml >said 2>&1
    same "$(grep -c '^out/with-...\.pdf: 1 page, ' said)" 2
)

# at XPATH: of the index; it is well-formed XML too, so that this can be asked.
at() {
    xmllint --xpath "$1" out/index.html
}

the_index_lists_the_briefings_of_a_night() (
    night
    sed -i "s|<body>|<verdict>Exports of {fig(at(\$exports, '2025-12'), '0 unit')}</verdict>&|" template.xml
    mkreport --quiet brief.xml
    same "$(at 'count(//tbody/tr)')" 2
    same "$(at 'string(//tbody/tr[1]/th)')" 'Trade with BBB & “others” \ with-BBB · findings'
    same "$(at 'string(//tbody/tr[1]/td[1])')" 1
    same "$(at 'string(//tbody/tr[2]/td[2])' | sed 's/\xc2\xa0/ /g')" "Exports of USD 2 million"
    same "$(at 'string(//tbody/tr[1]/td[4])')" Published
    same "$(at 'string(//tbody/tr[1]/th/@scope)')" row
    same "$(at 'string(//th/a/@lang)')" en
    for link in $(at '//a/@href' | cut -d'"' -f2); do test -s "out/$link"; done
    same "$(at 'count(//script | //link | //img | //@style)')" 0
    same "$(grep -c 'https*:\|url(' out/index.html)" 0
)

the_index_depends_on_neither_clock_nor_workers() (
    night
    mkreport --quiet -j 1 brief.xml
    mkreport --quiet -j 4 --out=other brief.xml
    cmp out/index.html other/index.html
)

the_index_tells_of_what_failed_and_what_stays() (
    night
    mkreport --quiet brief.xml
    sed -i 's/CCC"/CCC BAD"/; s/&amp;/\&lt;i>/' brief.xml
    sed -i '/id="CCC"/d' data.xml
    status 65 mkreport --quiet brief.xml 2>errors
    same "$(at 'string(//section/p[1])')" "As of 2026-02-01 · Briefings: 3 · Published: 1 · Failed: 2"
    # It keeps the title under which it stands there.
    same "$(at 'normalize-space(//section/p[2])')" "Failed: Trade with CCC & “others” \; with-BAD"
    same "$(at 'string(//tbody/tr[2]/td[4])')" \
        'Failed template.xml:5: error: no series matches: partner=CCC, flow=export, measure=value, frequency=M The last good edition stays.'
    same "$(at 'count(//tbody/tr[2]/th/a)')" 1
    same "$(at 'count(//tbody/tr[3]//a)')" 0
    same "$(at 'string(//tbody/tr[1]/th/a)')" 'Trade with BBB <i> “others” \'
)

several_nights_in_one_folder_are_listed_each() (
    night
    sed 's/id="all"/id="another"/; s/with-{/by-{/' brief.xml >another.xml
    mkreport --quiet -j 1 brief.xml another.xml
    same "$(at 'count(//section)')" 2
    same "$(at 'string(//section[2]/h2)')" another
    # One is cut short, one damaged, one a shard's, and one is no journal at all.
    cut_journal 3
    sed 's/"another"/"late"/' out/another.journal >out/late.journal
    sed 's/"shard":1,"of":1/"shard":1,"of":2/' out/another.journal >out/part.1-of-2.journal
    echo hello >out/noise.journal
    mkreport --quiet another.xml 2>errors
    same "$(at 'count(//section)')" 3
    same "$(at 'string(//section[1]/p[2])')" "This night has not come to its end, so far: 1 of 2."
    same "$(cat errors)" "out/noise.journal:1: warning: no event that can stand here: the journal is damaged, and may be deleted"
)

the_index_is_in_the_language_of_the_nights() (
    night
    for locale in "$ROOT"/src/template/locale_??.c; do
        lang=${locale%.c} lang=${lang##*_}
        sed -i "s/ lang=\"[a-z]*\"/ lang=\"$lang\"/" brief.xml
        mkreport --quiet brief.xml 2>errors || has errors "no font" # of this small template
        same "$(at 'concat(/html/@lang, " ", //section/@lang)')" "$lang $lang"
        case $lang in ar | he) same "$(at 'string(/html/@dir)')" rtl ;; *) same "$(at 'string(/html/@dir)')" ltr ;; esac
        for part in title caption 'tr/td[4]'; do at "string(//$part)"; done >>words
    done
    same "$(sort words | uniq -d)" ""
)

# What a diagnostic says is in English, whatever is around it.
the_index_of_nights_in_several_languages_has_each_in_its_own() (
    night
    sed 's/id="all"/id="late"/; s/with-{/mit-{/; s/ lang="en"/ lang="de"/; s/CCC/XXX/' brief.xml >late.xml
    mkreport --quiet brief.xml
    status 65 mkreport --quiet late.xml 2>errors
    same "$(at 'concat(/html/@lang, ": ", //h1)')" "en: Tonight’s briefings"
    same "$(at 'concat(//section[1]/@lang, ": ", //section[1]//td[4])')" "en: Published"
    same "$(at 'concat(//section[2]/@lang, ": ", //section[2]/p[1])')" \
        "de: Stand 2026-02-01 · Briefings: 2 · Veröffentlicht: 1 · Gescheitert: 1"
    same "$(at 'string(//section[2]//tr[2]/td[4]/span[2]/@lang)')" en
    rm out/all.journal
    status 65 mkreport --quiet late.xml 2>errors
    same "$(at 'concat(/html/@lang, ": ", //h1)')" "de: Die Briefings dieser Nacht"
)

what_stopped_a_night_stands_in_the_index() (
    night
    rm data.xml
    status 66 mkreport --quiet brief.xml 2>errors
    same "$(at 'string(//section/p[2])')" "brief.xml:3: error: cannot open data.xml: No such file or directory"
)

an_index_that_cannot_be_written_leaves_the_night_open() (
    night
    mkdir -p out/index.html
    status 73 mkreport --log=json brief.xml >said 2>errors
    has errors "out/index.html: error: "
    has said '"published":2,"unchanged":0,"held":0,"failed":0,'
    has said '"status":73,'
    not grep -q '"event":"end"' out/all.journal
    rmdir out/index.html
    mkreport brief.xml >said
    has said "2 editions: 2 published, 0 unchanged"
)

run_tests
