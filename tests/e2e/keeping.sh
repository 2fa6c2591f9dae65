#!/bin/bash
# Old editions by date: which stay, where, and that none is lost.
. "$(dirname "$0")/../lib.sh"

# edition DATE [WORD]: publishes the good brief as of that day, with this in its title.
edition() {
    cp "$ROOT"/tests/bad/good/* "$ROOT/tests/golden/house.xml" .
    sed -i "s/as-of=\"2026-02-01\"/as-of=\"$1\"/; s/A good brief/${2:-A} brief/" brief.xml
    mkreport --quiet --keep=2 brief.xml
}

# kept DATE...: the archive has the editions of these dates, whole, and no others.
kept() {
    same "$(cd out/archive/good && ls)" "$(for date; do printf '%s\n' "$date.findings.xml" "$date.pdf"; done)"
    for date; do
        qpdf --check "out/archive/good/$date.pdf" >/dev/null
        has "out/archive/good/$date.findings.xml" "as-of=\"$date\""
    done
}

the_newest_old_editions_stay() (
    edition 2026-02-01
    not test -e out/archive
    cp out/good.pdf .
    edition 2026-02-02
    kept 2026-02-01
    cmp good.pdf out/archive/good/2026-02-01.pdf
    edition 2026-02-03
    kept 2026-02-01 2026-02-02
    edition 2026-02-04
    kept 2026-02-02 2026-02-03
)

an_edition_of_the_same_date_is_replaced() (
    edition 2026-02-01 First
    edition 2026-02-02 Second
    edition 2026-02-02 Third
    kept 2026-02-01
    pdfinfo out/good.pdf | has /dev/stdin "Third brief"
    pdfinfo out/archive/good/2026-02-01.pdf | has /dev/stdin "First brief"
)

a_later_edition_is_kept_when_the_date_goes_back() (
    edition 2026-02-02 Later
    edition 2026-02-01
    kept 2026-02-02
    edition 2026-02-02 Latest
    kept 2026-02-01
    pdfinfo out/good.pdf | has /dev/stdin "Latest brief"
)

nothing_is_kept_unasked() (
    edition 2026-02-01
    sed -i 's/as-of="2026-02-01"/as-of="2026-02-02"/' brief.xml
    mkreport --quiet brief.xml
    not test -e out/archive
)

what_is_not_of_the_archive_is_left_alone() (
    edition 2026-02-01
    edition 2026-02-02
    touch out/archive/good/note.txt out/archive/good/2020-01-01.txt
    mkdir out/archive/good/2019-01-01.pdf
    edition 2026-02-03
    edition 2026-02-04
    rmdir out/archive/good/2019-01-01.pdf
    rm out/archive/good/note.txt out/archive/good/2020-01-01.txt
    kept 2026-02-02 2026-02-03
)

an_edition_that_cannot_be_kept_is_not_replaced() (
    edition 2026-02-01
    cp out/good.pdf .
    echo mine >out/archive
    status 73 edition 2026-02-02 2>errors
    has errors "out/archive/good: error: cannot keep the edition of 2026-02-01: Not a directory"
    cmp good.pdf out/good.pdf
    same "$(cat out/archive)" mine
)

findings_without_a_date_are_not_replaced() (
    edition 2026-02-01
    cp out/good.pdf .
    echo '<findings/>' >out/good.findings.xml
    status 73 edition 2026-02-02 2>errors
    has errors "out/good.findings.xml: error: the last edition cannot be kept: no as-of date can be read in its findings: move it away"
    cmp good.pdf out/good.pdf
)

# Killed between its two renames, the run before has left the findings of its own date.
the_pdf_that_a_killed_run_has_left_is_kept_once() (
    edition 2026-02-01
    cp out/good.pdf .
    mkdir -p out/archive/good
    ln out/good.pdf out/archive/good/2026-02-01.pdf
    ln out/good.findings.xml out/archive/good/2026-02-01.findings.xml
    sed 's/as-of="2026-02-01"/as-of="2026-02-02"/' out/good.findings.xml >new
    mv new out/good.findings.xml
    edition 2026-02-03
    kept 2026-02-01
    cmp good.pdf out/archive/good/2026-02-01.pdf
)

the_index_leads_to_the_editions_that_are_kept() (
    cp "$ROOT"/tests/bad/good/* "$ROOT/tests/golden/house.xml" .
    sed -i 's|<parameter name="year"/>|&<parameter name="desk"/>|' template.xml
    sed -i 's|<dataset|<editions id="for-{$desk}" parameter="desk" values="a b"/><dataset|' brief.xml
    for day in 1 2 3; do
        sed -i "s/as-of=\"[^\"]*\"/as-of=\"2026-02-0$day\"/" brief.xml
        mkreport --quiet --keep=1 brief.xml
    done
    for link in $(grep -o 'href="\./archive/[^"]*' out/index.html); do [ -s "out/${link#*./}" ]; done
    same "$(grep -o 'archive/[^"]*' out/index.html | sort)" $'archive/for-a/2026-02-02.pdf\narchive/for-b/2026-02-02.pdf'
)

run_tests
