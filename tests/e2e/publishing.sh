#!/bin/bash
# Published whole or not at all: what a failed run leaves behind, and where things go.
. "$(dirname "$0")/../lib.sh"

# A good brief of two pages in the present folder.
good() {
    cp "$ROOT"/tests/bad/good/* "$ROOT/tests/golden/house.xml" .
}

# break_data: the dataset is no longer one.
break_data() {
    sed -i 's/value="90"/value="9O"/' data.xml
}

# only FILE...: the folder out holds these and nothing else.
only() {
    same "$(ls -A out)" "$(printf '%s\n' "$@")"
}

a_folder_is_made_when_it_is_absent() (
    good
    mkreport --quiet --out=there brief.xml
    same "$(ls there)" $'good.findings.xml\ngood.pdf'
)

nothing_but_the_edition_is_left_in_the_folder() (
    good
    mkreport --quiet brief.xml
    mkreport --quiet brief.xml
    only good.findings.xml good.pdf
)

a_failed_run_leaves_the_last_edition_untouched() (
    good
    mkreport --quiet brief.xml
    cp -p out/good.pdf out/good.findings.xml .
    break_data
    status 65 mkreport brief.xml
    only good.findings.xml good.pdf
    cmp good.pdf out/good.pdf
    cmp good.findings.xml out/good.findings.xml
    same "$(stat -c %Y out/good.pdf)" "$(stat -c %Y good.pdf)"
)

a_rule_that_fails_holds_the_last_edition() (
    good
    mkreport --quiet brief.xml
    cp out/good.pdf .
    sed -i 's/as-of="2026-02-01"/as-of="2027-02-01"/' brief.xml
    status 10 mkreport brief.xml
    cmp good.pdf out/good.pdf
)

a_new_edition_replaces_the_last_one() (
    good
    mkreport --quiet brief.xml
    cp out/good.pdf .
    sed -i 's/A good brief/A better brief/' brief.xml
    mkreport --quiet brief.xml
    pdfinfo out/good.pdf | has /dev/stdin "A better brief"
    not cmp -s good.pdf out/good.pdf
)

# A file-size limit stands for a disk that runs full half-way.
limited() {
    (
        trap '' XFSZ
        ulimit -f "$1"
        shift
        "$@"
    )
}

a_disk_that_runs_full_leaves_the_last_edition() (
    good
    mkreport --quiet brief.xml
    cp out/good.pdf .
    sed -i 's/A good brief/A better brief/' brief.xml
    status 74 limited 2 mkreport brief.xml
    only good.findings.xml good.pdf
    cmp good.pdf out/good.pdf
)

# Of PDF and findings one is larger: room for the smaller is not room for both.
both_files_are_published_or_none() (
    mkreport --quiet "$BRIEF"
    cp out/* .
    size() { stat -c %s "out/reverse-imports.$1"; }
    between=$((($(size findings.xml) + $(size pdf)) / 2048))
    sed "s|href=\"|href=\"${BRIEF%/*}/|; s/sample desk/other desk/" "$BRIEF" >brief.xml
    status 74 limited "$between" mkreport brief.xml
    only reverse-imports.findings.xml reverse-imports.pdf
    cmp reverse-imports.pdf out/reverse-imports.pdf
    cmp reverse-imports.findings.xml out/reverse-imports.findings.xml
)

a_pdf_is_not_published_without_its_findings() (
    good
    mkdir -p out/good.findings.xml/kept
    status 73 mkreport brief.xml
    only good.findings.xml
)

a_file_in_place_of_the_folder_is_kept() (
    good
    echo mine >out
    status 73 mkreport brief.xml
    same "$(cat out)" mine
)

a_folder_that_is_closed_is_an_error() (
    [ "$(id -u)" -ne 0 ] || skip "root may write everywhere"
    good
    mkdir out
    chmod a-w out
    status 73 mkreport brief.xml
)

a_folder_in_place_of_the_pdf_is_kept() (
    good
    mkdir -p out/good.pdf/kept
    status 73 mkreport brief.xml
    [ -d out/good.pdf/kept ]
    same "$(ls -A out)" good.pdf
)

the_check_writes_nothing() (
    good
    mkreport --check brief.xml
    [ ! -e out ]
    mkdir out
    mkreport --check brief.xml
    same "$(ls -A out)" ""
)

no_dump_writes_a_file() (
    good
    for stage in dataset findings document pages; do
        mkreport --dump=$stage brief.xml >text
        [ -s text ]
        [ ! -e out ]
    done
)

several_briefs_make_several_editions() (
    good
    sed 's/id="good"/id="second"/' brief.xml >second.xml
    mkreport --quiet brief.xml second.xml
    only good.findings.xml good.pdf second.findings.xml second.pdf
)

a_bad_brief_does_not_stop_the_next() (
    good
    sed 's/id="good"/id="second"/' brief.xml >second.xml
    status 66 mkreport --quiet missing.xml second.xml
    only second.findings.xml second.pdf
)

run_tests
