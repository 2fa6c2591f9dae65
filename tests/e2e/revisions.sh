#!/bin/bash
# What has changed since the last edition: which edition that is, that the same run twice
# says the same, and what becomes of findings that cannot be compared with.
. "$(dirname "$0")/../lib.sh"
GOLDEN=$ROOT/tests/golden/three_vintages_of_the_2024_balance

# The three vintages of the 2024 balance as an editor has them: one file that changes.
editor() {
    cp "$GOLDEN/template.xml" "$ROOT/tests/golden/house.xml" .
    sed -i 's|\.\./house|house|; s| relative-noise="0.1"||' template.xml
    cat >brief.xml <<END_OF_BRIEF
<brief version="1" id="us-deficit" lang="en" as-of="2025-03-01" template="template.xml">
  <title>The US deficit with Japan</title>
  <dataset href="data.xml"/>
</brief>
END_OF_BRIEF
}

# edition DATASET DATE: publishes what the dataset says on that day.
edition() {
    cp "$GOLDEN/$1.xml" data.xml
    sed -i "s|as-of=\"[^\"]*\"|as-of=\"$2\"|" brief.xml
    mkreport --quiet brief.xml
}

# says TEXT: the PDF does.
says() {
    pdftotext -layout out/us-deficit.pdf text
    has text "$1"
}

warned() {
    grep -qF "warning: the last edition cannot be compared with: $1" said || { cat said; return 1; }
}

three_vintages_are_three_editions() (
    editor
    edition first 2025-03-01
    says 'First edition: there is none to compare with.'
    not test -e out/us-deficit.last.findings.xml
    edition february 2026-02-10
    says '−USD 68,500.0 m'
    says '(provisional)'
    says 'Compared with the edition of 1 March 2025.'
    edition june 2026-06-20
    says '+USD 1,139.0 m'
    grep -q '2024  *−USD 69,392.2 m  *−USD 68,253.2 m  *+USD 1,139.0 m (+1.6%)' text
    says 'new vintage, 7 Feb 2026'
    says 'Compared with the edition of 10 February 2026.'
    mkreport --verify out/us-deficit.pdf >said
    has said 'verified: '
)

the_same_run_twice_compares_with_the_same_edition() (
    editor
    edition first 2025-03-01
    edition february 2026-02-10
    cp -r out first
    edition february 2026-02-10
    diff -r first out
    # Also where the data have changed meanwhile, and are then as they were.
    sed 's/-69392.2/-69392.9/' "$GOLDEN/february.xml" >data.xml
    mkreport --quiet brief.xml
    not cmp -s first/us-deficit.pdf out/us-deficit.pdf
    edition february 2026-02-10
    diff -r first out
)

a_clock_that_goes_back_compares_with_nothing_newer() (
    editor
    edition first 2025-03-01
    edition february 2026-02-10
    edition june 2026-06-20
    edition february 2026-02-10
    says 'First edition' # what that was compared with is kept no more
    edition june 2026-06-20
    says '+USD 1,139.0 m'
    says 'Compared with the edition of 10 February 2026.'
)

what_has_not_changed_is_said_in_a_sentence() (
    editor
    edition june 2026-06-20
    edition june 2026-06-27
    says 'Nothing has changed since the edition of 20 June 2026.'
)

a_damaged_or_edited_edition_is_warned_of_and_not_compared_with() (
    editor
    edition february 2026-02-10
    cp out/us-deficit.findings.xml good.xml
    spoilt() {
        edition june 2026-06-20 2>said
        warned "$1"
        says 'First edition'
        not test -e out/us-deficit.last.findings.xml
        mkreport --verify out/us-deficit.pdf >/dev/null
    }
    sed 's/-69392.2/-69392.3/' good.xml >out/us-deficit.findings.xml
    spoilt 'it was changed since it was published'
    head -n -1 good.xml >out/us-deficit.findings.xml
    spoilt 'it was changed since it was published'
    head -c 1200 good.xml >out/us-deficit.findings.xml
    spoilt 'out/us-deficit.findings.xml:'
    sed 's/version="1" brief/version="9" brief/' good.xml >out/us-deficit.findings.xml
    spoilt 'its format is that of another version of the program'
    sed 's/brief="us-deficit"/brief="eu-deficit"/' good.xml >out/us-deficit.findings.xml
    spoilt 'it is of another briefing'
    echo 'Findings' >out/us-deficit.findings.xml
    spoilt 'it has no as-of date'
    sed 's/as-of="[^"]*"/as-of="soon"/' good.xml >out/us-deficit.findings.xml
    spoilt 'it has no as-of date'
    : >out/us-deficit.findings.xml
    spoilt 'it has no as-of date'
)

behind_a_damaged_edition_the_one_before_is_compared_with() (
    editor
    edition first 2025-03-01
    edition february 2026-02-10
    echo 'Findings' >out/us-deficit.findings.xml
    edition june 2026-06-20 2>said
    warned 'it has no as-of date'
    says 'Compared with the edition of 1 March 2025.'
    has out/us-deficit.last.findings.xml 'as-of="2025-03-01"'
)

checking_compares_and_writes_nothing() (
    editor
    edition february 2026-02-10
    cp -r out before
    cp "$GOLDEN/june.xml" data.xml
    sed -i 's|as-of="[^"]*"|as-of="2026-06-20"|' brief.xml
    mkreport --check brief.xml
    mkreport --dump=document brief.xml | sed "s/\xC2\xA0/ /g" >document
    has document 'last:balance.2024'
    diff -r before out
)

data_changed_under_the_same_vintage_are_warned_of() (
    editor
    edition february 2026-02-10
    sed 's/-69392.2/-69392.9/' "$GOLDEN/february.xml" >data.xml
    sed -i 's|as-of="[^"]*"|as-of="2026-02-17"|' brief.xml
    mkreport --quiet brief.xml 2>said
    has said "data.xml:9: warning: 'balance' of 2024 was -69392.2 in the edition of 2026-02-10 and is -69392.9 now"
    says 'changed under the same'
)

a_change_of_the_last_edition_in_a_pdf_is_found() (
    editor
    edition february 2026-02-10
    edition june 2026-06-20
    qpdf --qdf --object-streams=disable out/us-deficit.pdf plain.pdf
    LC_ALL=C sed -i 's/number="-69392.2"/number="-69392.9"/' plain.pdf
    status 11 mkreport --verify plain.pdf 2>said
    has said "attachment 'last-edition/us-deficit.findings.xml' was changed"
)

# ---- many editions ----

# A night of two partners; sets $NIGHT to a run of it on this day.
night() {
    editor
    sed -i 's|<dataset |<editions id="with-{$partner}" parameter="partner" values="JPN KOR"/>&|' brief.xml
    sed -i 's|<analysis>|<parameter name="partner"/>&|; s|flow="balance"|& partner="{$partner}"|' template.xml
}

tonight() {
    sed '/<series/,/<\/series>/!d; s/JPN/KOR/; s/id="balance"/id="other"/' "$GOLDEN/$1.xml" >more
    sed '/<\/series>/r more' "$GOLDEN/$1.xml" >data.xml
    sed -i "s|as-of=\"[^\"]*\"|as-of=\"$2\"|" brief.xml
    mkreport brief.xml >said
}

an_edition_whose_baseline_has_changed_is_made_again() (
    night
    tonight first 2025-03-01
    has said '2 published'
    tonight first 2025-03-01
    has said '2 unchanged'
    tonight february 2026-02-10
    has said '2 published'
    tonight february 2026-02-10
    has said '2 unchanged'
    cp out/with-JPN.pdf right.pdf
    mv out/with-JPN.last.findings.xml .
    tonight february 2026-02-10
    has said '1 published, 1 unchanged'
    cp with-JPN.last.findings.xml out
    mkreport --dry-run brief.xml >said
    has said 'with-JPN: would be made: out/with-JPN.last.findings.xml has changed'
    tonight february 2026-02-10
    has said '1 published, 1 unchanged'
    cmp right.pdf out/with-JPN.pdf
    mkreport --verify out/with-JPN.pdf
)

the_journal_says_what_has_changed() (
    night
    tonight february 2026-02-10
    has out/us-deficit.journal '"changes":"first edition"'
    tonight june 2026-06-20
    has out/us-deficit.journal '"changes":"4 figures revised, 1 new period"'
    tonight june 2026-06-27
    has out/us-deficit.journal '"changes":"nothing changed"'
)

# ---- real figures, and every language ----

# The sample as it was in April 2026, when the months ended in January.
sample_of_april() {
    sed "s|href=\"|&$ROOT/data/reverse-imports/|; s|as-of=\"[^\"]*\"|as-of=\"2026-04-29\"|
        s|\(name=\"latest-month\" value=\)\"[^\"]*\"|\1\"2026-01\"|" "$BRIEF" >april.xml
    mkreport --quiet april.xml
}

the_sample_says_what_has_changed_since_april() (
    sample_of_april
    mkreport --quiet "$BRIEF"
    pdftotext -layout out/reverse-imports.pdf text
    has text 'What has changed since the last edition'
    grep -q '2024  *−USD 69,392.2 m  *−USD 68,253.2 m  *+USD 1,139.0 m (+1.6%)' text
    grep -q 'Apr 2026  *–  *−USD 3,977.9 m  *new' text
    mkreport --verify out/reverse-imports.pdf
    mkreport --check "$BRIEF" >said
    has said 'good, '
)

revisions_are_told_in_every_language() (
    editor
    rm house.xml
    sed -i '/<page/d' template.xml
    while IFS='|' read -r lang first head note; do
        rm -rf out
        sed -i "s/lang=\"[^\"]*\"/lang=\"$lang\"/" brief.xml
        edition february 2026-02-10
        mkreport --dump=document brief.xml | sed "s/\xC2\xA0/ /g" >document
        has document "$first"
        edition june 2026-06-20 2>said
        mkreport --dump=document brief.xml | sed "s/\xC2\xA0/ /g" >document
        has document "$head"
        has document "$note"
        same "$(cat said)" ''
    done <<'WORDS'
en|First edition|This edition|Compared with the edition of 10 February 2026.
de|Erste Ausgabe|Diese Ausgabe|Verglichen mit der Ausgabe vom 10. Februar 2026.
fr|Première édition|Cette édition|Comparaison avec l’édition du 10 février 2026.
es|Primera edición|Esta edición|Comparado con la edición del 10 de febrero de 2026.
ja|初版のため|今回版|2026年2月10日版との比較。
he|מהדורה ראשונה|מהדורה זו|בהשוואה למהדורה מיום 10 בפברואר 2026.
ar|العدد الأول|هذا العدد|مقارنة بعدد 10 فبراير 2026.
WORDS
)

run_tests
