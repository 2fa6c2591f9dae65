#!/bin/bash
# --verify: a PDF as it was published is confirmed; whatever is changed in it is found.
. "$(dirname "$0")/../lib.sh"

# A small briefing in out/good.pdf, and temporary files in a folder of their own.
good() {
    cp "$ROOT"/tests/bad/good/* "$ROOT/tests/golden/house.xml" .
    "$MKREPORT" --quiet "$@" brief.xml
    mkdir tmp
    export TMPDIR=$PWD/tmp
}

verify() {
    "$MKREPORT" --verify "$@"
}

# differs FILE TEXT...: the PDF is told to differ, and each text is told.
differs() {
    local file=$1 text
    shift
    status 11 verify "$file" >said 2>&1
    for text; do has said "$text"; done
    not grep -q verified said
    same "$(ls tmp)" ""
}

# plain IN OUT: the same PDF with nothing packed, so that sed finds what is in it.
plain() {
    qpdf --object-streams=disable --stream-data=uncompress "$1" "$2"
}

# codes FILE UNICODE...: how content streams of a plain PDF name these characters, a line
# for each font that has them all.
codes() {
    LC_ALL=C awk -v wanted="${*:2}" '
        /^begincmap/ { delete map }
        match($0, /^<[0-9A-F]+><[0-9A-F]+>$/) { map[substr($0, 8, 4)] = substr($0, 2, 4) }
        /^endcmap/ {
            count = split(wanted, of, " ")
            codes = ""
            for (i = 1; i <= count; i++) codes = codes map[of[i]]
            if (length(codes) == 4 * count) print codes
        }' "$1"
}

# replace_attachment IN NAME FILE OUT: with a checksum that is right again.
replace_attachment() {
    qpdf "$1" --remove-attachment="$2" without.pdf
    qpdf without.pdf --add-attachment "$3" --key="$2" --filename="$2" -- "$4"
}

a_fresh_briefing_is_verified() (
    good
    verify out/good.pdf >said
    same "$(cat said)" \
        "out/good.pdf: verified: 2 printed figures, 10 findings, 4 files"
    same "$(verify --quiet out/good.pdf 2>&1)" ""
    same "$(ls tmp)" ""
)

an_untagged_briefing_is_verified() (
    good --untagged
    verify out/good.pdf | grep -q ": verified: 2 printed figures"
)

every_sample_is_verified_whatever_lies_beside_it() (
    mkreport --quiet --out=out "$ROOT"/data/*/brief*.xml
    cd out
    count=$(ls ./*.pdf | wc -l)
    [ "$count" -ge 10 ]
    "$MKREPORT" --verify --templates=nowhere ./*.pdf >said
    same "$(grep -c ': verified: ' said)" "$count"
)

a_pdf_that_was_only_packed_otherwise_is_verified() (
    good
    for way in --linearize --object-streams=disable --stream-data=uncompress; do
        qpdf "$way" out/good.pdf packed.pdf
        not cmp -s out/good.pdf packed.pdf
        verify packed.pdf | grep -q ': verified: '
    done
)

a_changed_dataset_is_found_with_the_figures_that_it_changes() (
    good
    plain out/good.pdf plain.pdf
    LC_ALL=C sed -i 's/value="130"/value="137"/' plain.pdf
    differs plain.pdf "attachment 'data.xml' was changed: its checksum is another" \
        "attachment 'data.xml' was changed: its SHA-256 is not the one in the findings" \
        "figure balance.2025: number is" "page 1: printed is" ": figure balance.2025"
)

a_changed_dataset_is_found_under_a_mended_checksum() (
    good
    sed 's/value="130"/value="137"/' data.xml >changed.xml
    replace_attachment out/good.pdf data.xml changed.xml changed.pdf
    differs changed.pdf "its SHA-256 is not the one" "figure balance.2025: number is"
    not grep -q checksum said
)

a_changed_dataset_is_found_under_a_mended_digest_too() (
    good
    sed 's/value="130"/value="137"/' data.xml >changed.xml
    sed "s/$(sha256sum <data.xml | cut -c1-64)/$(sha256sum <changed.xml | cut -c1-64)/" \
        out/good.findings.xml >findings.xml
    not cmp -s findings.xml out/good.findings.xml
    replace_attachment out/good.pdf data.xml changed.xml one.pdf
    replace_attachment one.pdf good.findings.xml findings.xml two.pdf
    differs two.pdf "figure balance.2025: number is" ": figure balance.2025"
    not grep -q SHA-256 said
)

a_dataset_spoilt_beyond_reading_is_a_difference() (
    good
    sed 's/<obs /<observatory /' data.xml >changed.xml
    not cmp -s data.xml changed.xml
    replace_attachment out/good.pdf data.xml changed.xml changed.pdf
    differs changed.pdf "its SHA-256 is not the one" \
        "made again of its attachments: data.xml:"
    not grep -q "$TMPDIR" said
)

a_changed_figure_of_the_findings_is_found() (
    good
    sed 's/number="-9.5"/number="-8.5"/' out/good.findings.xml >findings.xml
    not cmp -s findings.xml out/good.findings.xml
    replace_attachment out/good.pdf good.findings.xml findings.xml changed.pdf
    differs changed.pdf \
        "figure balance.2025: number is '-8.5' in the findings attached, but '-9.5'"
    same "$(grep -c . said)" 1
)

a_figure_taken_from_the_findings_is_found() (
    good
    sed '/number="-9.5"/d' out/good.findings.xml >findings.xml
    replace_attachment out/good.pdf good.findings.xml findings.xml changed.pdf
    differs changed.pdf "figure balance.2025 is not in the findings attached"
)

a_changed_figure_on_a_page_is_found() (
    good
    plain out/good.pdf plain.pdf
    for code in $(codes plain.pdf 2212 0039 002E 0035); do # "−9.5"
        LC_ALL=C sed -i -E "s/<($code)/<\1/; s/<${code:0:4}${code:4:4}${code:8:4}${code:12:4}/<${code:0:4}${code:12:4}${code:8:4}${code:4:4}/" plain.pdf
    done
    differs plain.pdf \
        "page 1: printed is '−5.9', but it should be '−9.5': figure balance.2025"
    same "$(grep -c . said)" 1
)

a_font_whose_letters_were_changed_is_found() (
    good
    plain out/good.pdf plain.pdf
    cp plain.pdf spoken.pdf
    LC_ALL=C sed -i -E 's/^<(....)><0039>$/<\1><0038>/' spoken.pdf
    differs spoken.pdf "should be"
    # The outlines are what is longest in the file of a font.
    at=$(LC_ALL=C grep -abo 'glyf' plain.pdf | head -n 1 | cut -d: -f1)
    offset=$(od -An -tu1 -j $((at + 8)) -N 4 plain.pdf |
        awk '{ print ($1 * 256 + $2) * 65536 + $3 * 256 + $4 }')
    start=$(LC_ALL=C head -c "$at" plain.pdf | LC_ALL=C grep -abo 'stream' | tail -n 1 |
        cut -d: -f1)
    printf '\x55' | dd of=plain.pdf bs=1 seek=$((start + 7 + offset + 300)) conv=notrunc \
        status=none
    differs plain.pdf "draws other letters than the one here"
)

what_is_drawn_otherwise_is_found() (
    good
    plain out/good.pdf plain.pdf
    LC_ALL=C sed -i '0,/ l$/s/^\([0-9.]*\)[0-8] \(.* l\)$/\19 \2/' plain.pdf
    qpdf --check plain.pdf >checked 2>&1
    differs plain.pdf ": its words are right, but its Contents is not what the"
)

a_note_put_over_a_page_is_found() (
    good
    qpdf --qdf out/good.pdf qdf.pdf
    note='/Annots [ << /Type /Annot /Subtype /FreeText /Rect [ 0 0 99 99 ] >> ]'
    LC_ALL=C sed "\\,^  /Annots,,\\,^  /Tabs,!s,^  /Tabs /S\$,& $note," qdf.pdf | fix-qdf >noted.pdf
    differs noted.pdf "page 2: its words are right, but its Annots is not what the"
)

# As good, with three pictures: beside the template, below it, and above all else.
pictures() {
    mkdir -p logos deep/down
    good --check
    mv brief.xml data.xml template.xml house.xml deep/down
    pictures=$ROOT/tests/golden/pictures_keep_their_proportions
    cp "$pictures/photo.jpg" deep/down
    mkdir deep/down/below
    cp "$pictures/on-its-side.jpg" deep/down/below
    cp "$pictures/logo.png" logos/house.png
    sed -i 's|<sources/>|&<image href="photo.jpg" alt="One"/><image href="below/on-its-side.jpg"\
        alt="Two"/><image href="../../logos/house.png" decorative="yes"/>\
        <image href="./photo.jpg" alt="Again"/>|' deep/down/template.xml
    "$MKREPORT" --quiet --out=out "$@" deep/down/brief.xml
}

pictures_are_attached_and_a_briefing_verified_without_them() (
    pictures
    for picture in photo.jpg below/on-its-side.jpg; do
        qpdf --show-attachment="$picture" out/good.pdf | cmp - "deep/down/$picture"
    done
    qpdf --show-attachment=above-2/logos/house.png out/good.pdf | cmp - logos/house.png
    qpdf --list-attachments --verbose out/good.pdf >list
    same "$(grep -A9 '^photo.jpg ' list | grep -m1 'mime type')" \
        "      mime type: image/jpeg"
    rm -r deep logos
    verify out/good.pdf >said
    same "$(cat said)" "out/good.pdf: verified: 2 printed figures, 10 findings, 7 files"
)

pictures_of_an_edition_are_verified() (
    cp -r "$ROOT/tests/golden/pictures_keep_their_proportions" "$ROOT/tests/golden/house.xml" .
    cd pictures_*
    sed -i 's|<dataset|<editions id="tiny-{$which}" parameter="which" values="photo on-its-side"/>&|' brief.xml
    sed -i 's|<body>|<parameter name="which"/>&|; s|href="photo.jpg" id|href="{$which}.jpg" id|' template.xml
    "$MKREPORT" --quiet --out=out brief.xml
    rm ./*.jpg
    verify out/tiny-photo.pdf out/tiny-on-its-side.pdf >said
    same "$(grep -c ': verified: ' said)" 2
)

a_changed_picture_is_found() (
    pictures
    # A comment in it: another file, and as good a picture.
    { head -c 2 deep/down/photo.jpg; printf '\xff\xfe\x00\x04ab'
        tail -c +3 deep/down/photo.jpg; } >other.jpg
    replace_attachment out/good.pdf photo.jpg other.jpg one.pdf
    differs one.pdf "attachment 'photo.jpg' was changed: its SHA-256 is not the one"
    # With its digest mended it is not the one that the page shows.
    sed "s/$(sha256sum <deep/down/photo.jpg | cut -c1-64)/$(sha256sum <other.jpg | cut -c1-64)/" \
        out/good.findings.xml >findings.xml
    not cmp -s findings.xml out/good.findings.xml
    replace_attachment one.pdf good.findings.xml findings.xml two.pdf
    differs two.pdf "its words are right, but"
    not grep -q SHA-256 said
)

a_changed_picture_on_a_page_is_found() (
    pictures
    at=$(LC_ALL=C grep -abo 'DCTDecode' out/good.pdf | head -n 1 | cut -d: -f1)
    start=$(tail -c +"$at" out/good.pdf | LC_ALL=C grep -abo 'stream' | head -n 1 |
        cut -d: -f1)
    printf '\x55' | dd of=out/good.pdf bs=1 seek=$((at + start + 300)) conv=notrunc \
        status=none
    differs out/good.pdf "its words are right, but"
)

a_picture_taken_away_is_told() (
    pictures
    qpdf out/good.pdf --remove-attachment=photo.jpg less.pdf
    status 65 verify less.pdf 2>said
    has said "less.pdf: error: attachment 'photo.jpg' is missing"
    qpdf out/good.pdf --remove-attachment=above-2/logos/house.png less.pdf
    status 65 verify less.pdf 2>said
    has said "attachment 'above-2/logos/house.png' is missing"
    same "$(ls tmp)" ""
)

an_attachment_of_somebody_else_is_found() (
    good
    echo words >more.txt
    qpdf out/good.pdf --add-attachment more.txt -- more.pdf
    differs more.pdf "attachment 'more.txt' is not one of the briefing's"
)

an_attachment_taken_away_is_told() (
    good
    qpdf out/good.pdf --remove-attachment=data.xml less.pdf
    status 65 verify less.pdf 2>said
    has said "less.pdf: error: attachment 'data.xml' is missing"
    qpdf out/good.pdf --remove-attachment=chart-1.csv less.pdf
    differs less.pdf "attachment 'chart-1.csv' is missing"
    same "$(ls tmp)" ""
)

an_attachment_is_not_laid_outside_of_its_folder() (
    good
    echo words >more.txt
    for name in ../../escaped "$PWD/escaped" a/../../../escaped .; do
        qpdf out/good.pdf --add-attachment more.txt --key=x --filename="$name" -- bad.pdf
        status 65 verify bad.pdf 2>said
        has said "is not taken out: its name leads elsewhere"
    done
    same "$(find . -name 'escaped*')" ""
    same "$(ls tmp)" ""
)

a_pdf_of_another_version_is_compared_by_its_words() (
    good
    sed 's/program="mkreport [0-9.]*"/program="mkreport 0.0.1"/' out/good.findings.xml \
        >findings.xml
    replace_attachment out/good.pdf good.findings.xml findings.xml older.pdf
    verify older.pdf >said 2>warned
    has said ": verified: 2 printed figures"
    has warned "older.pdf: warning: made by mkreport 0.0.1: figures, words and letters are"
)

no_briefing_is_told_from_a_changed_one() (
    good
    status 66 verify nowhere.pdf 2>said
    has said "nowhere.pdf: error: cannot open the PDF: No such file or directory"
    status 66 verify out 2>said
    has said "it is no regular file"
    status 65 verify brief.xml 2>said
    has said "brief.xml: error: this is not a PDF"
    qpdf --empty empty.pdf
    status 65 verify empty.pdf 2>said
    has said "empty.pdf: error: no findings are attached: this is not a briefing"
    head -c 9000 out/good.pdf >cut.pdf
    status 65 verify cut.pdf 2>said
    has said "cut.pdf: error: the PDF is damaged"
    status 64 verify 2>said
    has said "no PDF given"
    same "$(ls tmp)" ""
)

# Bytes spoilt at random, always the same ones: found, or of no consequence; never a crash.
a_spoilt_pdf_never_ends_in_a_crash() (
    good
    plain out/good.pdf plain.pdf
    RANDOM=7
    for file in out/good.pdf plain.pdf; do
        size=$(stat -c %s "$file")
        for round in $(seq 25); do
            cp "$file" spoilt.pdf
            for flip in 1 2 3; do
                printf "\\x$(printf %02x $((RANDOM % 256)))" | dd of=spoilt.pdf bs=1 \
                    seek=$(((RANDOM * 32768 + RANDOM) % size)) conv=notrunc status=none
            done
            got=0
            timeout 20 "$MKREPORT" --quiet --verify spoilt.pdf >said 2>&1 || got=$?
            case $got in
            0 | 11 | 65 | 66 | 73) ;;
            *) echo "round $round of $file: exit status $got"; cat said; false ;;
            esac
        done
        head -c $((size * 2 / 3)) "$file" >cut.pdf
        status 65 verify cut.pdf 2>said
    done
    same "$(ls tmp)" ""
)

run_tests
