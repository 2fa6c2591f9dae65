#!/bin/bash
# Many briefings of one brief: which there are, that none stops another, and that their
# bytes do not depend on who else is made.
. "$(dirname "$0")/../lib.sh"

# A brief with an edition for each partner; DDD has no figures of imports.
partners() {
    cp "$ROOT/tests/golden/house.xml" .
    cat >brief.xml <<END
<brief version="1" id="all" lang="en" as-of="2026-02-01" template="template.xml">
  <title>Trade with {\$name}</title>
  <parameter name="name" value="a partner"/>
  <dataset href="data.xml"/>
  <editions id="with-{\$partner}" parameter="partner" values="BBB CCC DDD"/>
</brief>
END
    {
        echo '<dataset version="1" id="d">'
        echo '<source id="office" publisher="Office" title="Trade" date="2026-01-15" confidence="high"/>'
        for partner in BBB CCC DDD; do
            for flow in export import; do
                [ $partner-$flow != DDD-import ] || continue
                echo "<series id=\"$partner-$flow\" source=\"office\" reporter=\"AAA\" partner=\"$partner\" flow=\"$flow\"" \
                    'measure="value" frequency="M" unit="USD" multiplier="6">'
                for year in $(seq 2000 2025); do
                    for month in 01 02 03 04 05 06 07 08 09 10 11 12; do
                        echo "<obs period=\"$year-$month\" value=\"$year\"/>"
                    done
                done
                echo '</series>'
            done
        done
        echo '</dataset>'
    } >data.xml
    cat >template.xml <<'END'
<template version="1" id="t">
  <include href="house.xml"/>
  <parameter name="partner"/>
  <parameter name="name"/>
  <analysis>
    <series id="exports" partner="{$partner}" flow="export" measure="value" frequency="M"/>
    <series id="imports" partner="{$partner}" flow="import" measure="value" frequency="M"/>
  </analysis>
  <body>
    <title><insert text="title"/></title>
    <p>Exports to {$partner} were {fig(at($exports, '2025-12'), '0 unit')}.</p>
    <if test="$name = 'nobody'">
      <for-each select="$exports"><for-each select="$exports"><for-each select="$exports">
        <p>{$partner}</p>
      </for-each></for-each></for-each>
    </if>
  </body>
</template>
END
}

# endless: the edition CCC is one that nobody will live to see.
endless() {
    partners
    sed -i 's|values="BBB CCC DDD"/>|><edition value="BBB"/><edition value="CCC"><parameter name="name" value="nobody"/></edition></editions>|' brief.xml
}

title_of() {
    pdfinfo "$1" | sed -n 's/^Title: *//p'
}

an_edition_is_made_for_each_value_of_a_list() (
    partners
    sed -i 's/ DDD//' brief.xml
    mkreport brief.xml >said
    same "$(cd out; ls with-*)" $'with-BBB.findings.xml\nwith-BBB.made\nwith-BBB.pdf\nwith-CCC.findings.xml\nwith-CCC.made\nwith-CCC.pdf'
    has said "2 editions: 2 published, 0 unchanged, 0 held, 0 failed"
    pdftotext out/with-CCC.pdf - | has /dev/stdin "Exports to CCC were"
)

an_edition_is_made_for_each_value_that_the_data_hold() (
    partners
    sed -i 's|values="BBB CCC DDD"/>|over="partner"><where flow="import"/></editions>|' brief.xml
    mkreport brief.xml >said
    same "$(cd out; ls ./*.pdf)" $'./with-BBB.pdf\n./with-CCC.pdf'
)

parameters_of_an_edition_go_before_those_of_the_brief() (
    partners
    sed -i 's|values="BBB CCC DDD"/>|><edition value="BBB"><parameter name="name" value="the B"/></edition><edition value="CCC"/></editions>|' brief.xml
    mkreport --quiet brief.xml
    same "$(title_of out/with-BBB.pdf)" "Trade with the B"
    same "$(title_of out/with-CCC.pdf)" "Trade with a partner"
)

# own_datasets: editions BBB and CCC, each with a dataset of its own.
own_datasets() {
    partners
    sed -i 's/ DDD//; s|<dataset href="data.xml"/>|<dataset href="source.xml"/><dataset href="data-{$partner}.xml"/>|' brief.xml
    { sed -n 1,2p data.xml; echo '</dataset>'; } >source.xml
    for partner in BBB CCC; do
        { sed -n 1p data.xml; sed -n "/id=\"$partner/,/<.series/p" data.xml; echo '</dataset>'; } >data-$partner.xml
    done
}

an_edition_has_a_dataset_of_its_own() (
    own_datasets
    mkreport --quiet brief.xml
    same "$(pdfdetach -list out/with-BBB.pdf | grep -o 'data-.*')" data-BBB.xml
)

one_edition_that_fails_stops_nobody_and_is_named() (
    partners
    status 65 mkreport brief.xml >said 2>errors
    same "$(cd out; ls ./*.pdf)" $'./with-BBB.pdf\n./with-CCC.pdf'
    has said "3 editions: 2 published, 0 unchanged, 0 held, 1 failed"
    has errors "with-DDD: failed: template.xml:7: error: no series matches: partner=DDD"
)

an_edition_that_is_held_is_not_failed() (
    partners
    sed -i 's|</analysis>|<require-fresh of="imports" months="1"/></analysis>|' template.xml
    sed -i 's/ DDD//; s/2026-02-01/2026-03-01/' brief.xml
    status 10 mkreport brief.xml >said 2>errors
    has said "2 editions: 0 published, 0 unchanged, 2 held, 0 failed"
    has errors "with-BBB: held: template.xml:8: held: require-fresh"
)

an_edition_that_takes_too_long_is_ended() (
    endless
    status 70 mkreport --timeout=2 brief.xml >said 2>errors
    has errors "with-CCC: failed: it took longer than 2 s: --timeout allows more"
    same "$(cd out; ls with-*)" $'with-BBB.findings.xml\nwith-BBB.made\nwith-BBB.pdf'
)

an_edition_that_crashes_stops_nobody() (
    endless
    "$MKREPORT" -j 1 brief.xml >said 2>errors &
    night=$!
    until grep -q with-BBB said && worker=$(pgrep -P $night); do sleep 0.1; done
    kill -ABRT "$worker" # the sanitizers take SEGV for themselves
    got=0
    wait $night || got=$?
    same $got 70
    has errors "with-CCC: failed: its process was ended by a signal: Aborted"
)

a_worker_that_is_gone_is_replaced() (
    endless
    sed -i 's|<edition value="BBB"/>||; s|</editions>|<edition value="BBB"/></editions>|' brief.xml
    "$MKREPORT" -j 1 brief.xml >said 2>errors &
    night=$!
    until worker=$(pgrep -P $night); do sleep 0.1; done
    kill -KILL "$worker"
    got=0
    wait $night || got=$?
    same $got 70
    has errors "with-CCC: failed: its process was ended by a signal: Killed, as the system does when memory runs out: make fewer at a time with -j"
    has said "2 editions: 1 published, 0 unchanged, 0 held, 1 failed"
)

# What one worker has said or opened for an edition, it says and opens for the next.
an_edition_is_made_as_if_it_were_the_first() (
    partners
    sed -i 's/ DDD//; s/"a partner"/"車"/' brief.xml
    status 65 mkreport -j 1 brief.xml >said 2>errors
    has errors "with-BBB: failed: brief.xml:2: error: no font of the family 'sans' has the character U+8ECA"
    has errors "with-CCC: failed: brief.xml:2: error: no font of the family 'sans' has the character U+8ECA"
)

an_edition_that_needs_too_much_memory_is_ended() (
    if nm "$MKREPORT" 2>/dev/null | grep -q __asan_init; then skip "ASan takes all memory for itself"; fi
    endless
    status 70 mkreport --memory=120 brief.xml >said 2>errors
    has errors "with-CCC: failed: out of memory: it may hold 120 MB: --memory allows more"
    same "$(cd out; ls with-*)" $'with-BBB.findings.xml\nwith-BBB.made\nwith-BBB.pdf'
)

the_bytes_do_not_depend_on_the_number_of_workers() (
    partners
    sed -i 's/ DDD//' brief.xml
    mkreport --quiet -j 1 --out=one brief.xml
    mkreport --quiet --jobs=4 --out=four brief.xml
    mkreport --quiet --edition=with-CCC --out=alone brief.xml
    diff -r --exclude='*.journal' one four
    not cmp -s one/with-BBB.pdf one/with-CCC.pdf
    cmp alone/with-CCC.pdf one/with-CCC.pdf
    cmp alone/with-CCC.findings.xml one/with-CCC.findings.xml
)

all_editions_are_checked_without_being_published() (
    partners
    sed -i 's/ DDD//' brief.xml
    mkreport --check brief.xml >said
    has said "with-BBB: good, 1 page"
    has said "2 editions: 2 good"
    not test -e out
)

# made: a night that has made them.
made() {
    own_datasets
    mkreport --quiet brief.xml
    touch -d '2001-01-01' out/*
}

# anew FILE...: the next night makes these PDFs and leaves the others alone.
anew() {
    mkreport --quiet brief.xml
    same "$(find out -name '*.pdf' -newermt 2002-01-01 | sort | tr '\n' ' ')" "$*${1:+ }"
}

an_edition_of_which_nothing_has_changed_is_left_alone() (
    made
    touch data-CCC.xml
    mkreport brief.xml >said
    has said "2 editions: 0 published, 2 unchanged, 0 held, 0 failed"
    anew
)

only_the_edition_whose_data_have_changed_is_made() (
    made
    sed -i 's/period="2025-12" value="2025"/period="2025-12" value="7"/' data-CCC.xml
    mkreport --dry-run brief.xml >said
    same "$(cat said)" $'with-BBB: unchanged\nwith-CCC: would be made: data-CCC.xml has changed'
    anew out/with-CCC.pdf
    pdftotext out/with-CCC.pdf - | has /dev/stdin "were USD 7"
)

a_template_that_has_changed_makes_all_anew() (
    made
    sed -i 's/Exports to/Sales to/' template.xml
    anew out/with-BBB.pdf out/with-CCC.pdf
)

an_included_template_counts_too() (
    made
    echo '<!-- changed -->' >>house.xml
    anew out/with-BBB.pdf out/with-CCC.pdf
)

what_was_deleted_is_made_anew() (
    made
    rm out/with-BBB.made out/with-CCC.findings.xml
    anew out/with-BBB.pdf out/with-CCC.pdf
)

an_option_that_changes_the_bytes_makes_all_anew() (
    made
    mkreport --untagged --dry-run brief.xml >said
    same "$(grep -c 'would be made: the program, its options or the brief is another' said)" 2
)

an_edition_of_another_brief_is_made_anew() (
    made
    sed 's|<title>|&New: |' brief.xml >other.xml
    mkreport --dry-run other.xml >said
    same "$(grep -c 'would be made: the program, its options or the brief is another' said)" 2
)

a_record_that_is_broken_is_no_record() (
    made
    head -c 300 /dev/urandom >out/with-BBB.made
    printf 'digest\n' >>out/with-CCC.made
    anew out/with-BBB.pdf out/with-CCC.pdf
)

force_makes_what_has_not_changed() (
    made
    mkreport --force brief.xml >said
    has said "2 editions: 2 published, 0 unchanged"
)

a_held_edition_is_tried_again() (
    made
    sed -i 's|</analysis>|<require-fresh of="imports" months="1"/></analysis>|' template.xml
    sed -i 's/2026-02-01/2026-03-01/' brief.xml
    status 10 mkreport --quiet brief.xml
    status 10 mkreport brief.xml >said
    has said "2 editions: 0 published, 0 unchanged, 2 held"
)

a_factsheet_is_made_for_each_partner_of_japan() (
    mkreport "$ROOT/data/japan-night/brief.xml" >said 2>errors
    has said "57 editions: 57 published, 0 unchanged, 0 held, 0 failed"
    same "$(sed -n 's/.*: \([0-9]*\) pages, .*/\1/p' said | awk '$1 >= 4' | wc -l)" 57
    same "$(cat errors)" ""
    # Peru stands in the figures as a supplier only.
    pdftotext -layout out/japan-PER.pdf peru
    has peru "have no exports to Peru"
    has peru "figures, not a nought: total trade"
    not grep -qE 'Exports by goods|Balance, 2025|surplus|JPY 0' peru
    has out/japan-PER.findings.xml 'id="balance" step="balance" label="Balance" absent="'
    pdftotext -layout out/japan-EU.pdf union
    has union "The European Union is a group, which is not ranked among countries."
    not grep -q 'number n.a.' union
)

# A dataset that an edition names and all share is not read twice.
an_edition_may_name_a_dataset_that_all_share() (
    partners
    cp data.xml BBB.xml
    sed -i 's|<dataset href="data.xml"/>|<dataset href="BBB.xml"/><dataset href="{$partner}.xml"/>|
        s/ CCC DDD//' brief.xml
    mkreport brief.xml >said
    has said "1 edition: 1 published"
)

the_figures_of_all_partners_take_four_megabytes_at_most() (
    set -- "$ROOT"/data/japan-trade/goods-*.xml
    same $# 57
    [ "$(cat "$@" "$ROOT"/data/japan-trade/totals.xml | wc -c)" -le 4000000 ]
)

run_tests
