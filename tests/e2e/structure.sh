#!/bin/bash
# The structure of real PDFs, as other people's tools find it: what the dump of tags
# says, with everything that a screen reader needs to follow it.
. "$(dirname "$0")/../lib.sh"

KINDS=$ROOT/tests/golden/each_kind_of_tag_has_its_place/brief.xml
mkreport --quiet --out="$WORK/out" "$BRIEF" "$KINDS" || exit 1
for id in reverse-imports tags; do
    qpdf --json --json-key=qpdf "$WORK/out/$id.pdf" >"$WORK/$id.json" || exit 1
done
mkreport --dump=tags "$BRIEF" >"$WORK/reverse-imports.tags" || exit 1
mkreport --dump=tags "$KINDS" >"$WORK/tags.tags" || exit 1

# dumped ID: the dumped tree without words, alternative texts and languages.
dumped() {
    sed -E 's/ "([^"\\]|\\.)*"$//; s/ alt="([^"\\]|\\.)*"//; s/ lang=[^ ]*//' \
        "$WORK/$1.tags"
}

# found ID: the tree that poppler finds in the PDF, written as the dump is.
found() {
    pdfinfo -struct "$WORK/out/$1.pdf" 2>&1 | awk '
        function flush(    i) {
            if (line == "") return
            printf "%s", line
            for (i = 1; i in parts; i++) if (given[i] != "") printf "%s", given[i]
            print ""
            line = ""
            for (i = 1; i in parts; i++) given[i] = ""
        }
        function id(text) {
            gsub(/[^0-9]/, "", text)
            if (!(text in ids)) ids[text] = ++count
            return ids[text]
        }
        BEGIN { for (i = 1; i <= 6; i++) parts[i] = 1 }
        $1 == "Object" { next }
        $1 == "/ListNumbering" {
            sub(/LowerAlpha/, "letters"); sub(/LowerRoman/, "roman")
            given[1] = " numbering=" tolower(substr($2, 2))
        }
        $1 == "/ColSpan" { given[2] = " columns=" $2 }
        $1 == "/RowSpan" { given[3] = " rows=" $2 }
        $1 == "/Scope" && $2 == "/Row" { given[4] = " row" }
        $1 == "/Headers" {
            for (i = 2; i <= NF; i++)
                given[6] = given[6] (i > 2 ? "," : " headers=") id($i)
        }
        /^ *\// { next }
        {
            flush()
            match($0, /^ */)
            name = $1
            sub(/:$/, "", name)
            line = substr($0, 1, RLENGTH) name
            if (name == "TH" && $2 ~ /^</) given[5] = " id=" id($2)
        }
        END { flush() }'
}

# elements ID KEY: a line for each element that has the key: its kind and the value.
elements() {
    awk -v key="\"/$2\":" '
        function flush() { if (kind != "" && value != "" && above) print kind, value }
        /^ *"obj:/ { flush(); kind = value = ""; above = 0 }
        $1 == "\"/P\":" { above = 1 }
        $1 == "\"/S\":" { gsub(/[",]/, "", $2); kind = substr($2, 2) }
        $1 == key { value = $0; sub(/^[^:]*: "?(u:)?/, "", value); sub(/"?,?$/, "", value) }
        END { flush() }
        ' "$WORK/$1.json"
}

the_structure_is_the_dumped_one() (
    for id in tags reverse-imports; do
        dumped "$id" >dumped
        found "$id" >found
        diff dumped found
        [ "$(wc -l <found)" -gt 100 ]
    done
)

each_kind_of_element_is_there() (
    found tags | awk '{ print $1 }' | sort -u >kinds
    for kind in Document Part Sect H1 H2 H3 P L LI Lbl LBody Table THead TBody TFoot TR \
        TH TD Caption Figure BlockQuote Note Reference TOC TOCI Link Span Formula Div; do
        grep -qx "$kind" kinds || { echo "no $kind"; exit 1; }
    done
)

levels_of_headings_are_not_skipped() (
    found reverse-imports | awk '
        $1 ~ /^H[1-6]$/ {
            level = substr($1, 2)
            if (level > last + 1) { print "H" level " after H" last; bad = 1 }
            last = level
            count++
        }
        END { exit bad || count < 9 }'
)

figures_and_formulas_have_alternatives_and_boxes() (
    elements tags Alt >alt
    has alt "Figure The letter F"
    has alt "Figure Column chart: Exports."
    has alt "Formula b equals x minus m"
    has alt "Formula b = x − m"
    grep -c '"/S": "/Figure"' "$WORK/tags.json" >figures
    same "$(grep -c '"/BBox"' "$WORK/tags.json")" "$(cat figures)"
    same "$(grep -c '^Figure' alt)" "$(cat figures)"
)

foreign_words_name_their_language() (
    same "$(elements tags Lang)" "Span de"
    has "$WORK/tags.tags" 'Span lang=de "Ausfuhr"'
)

notes_and_heads_are_found_by_identifier() (
    elements tags ID | sort -k2 >ids
    same "$(grep -c '^Note' ids)" 2
    same "$(awk '{ print $2 }' ids | uniq -d)" ""
    # In the tree of identifiers as in the elements.
    for id in $(awk '{ print $2 }' ids); do
        [ "$(grep -c "\"u:$id\"" "$WORK/tags.json")" -ge 2 ]
    done
)

# Each annotation belongs to an element, and says where it leads.
links_have_their_elements_and_words() (
    for id in tags reverse-imports; do
        awk '
            function flush() { links += link; good += link && words && parent }
            /^ *"obj:/ { flush(); link = words = parent = 0 }
            $1 == "\"/Contents\":" { words = 1 }
            $1 == "\"/StructParent\":" { parent = 1 }
            $1 == "\"/Subtype\":" && $2 ~ /Link/ { link = 1 }
            END { flush(); print links, good }' "$WORK/$id.json" >counts
        read -r links good <counts
        [ "$links" -ge 10 ]
        same "$good" "$links"
        same "$(grep -c '"/Type": "/OBJR"' "$WORK/$id.json")" "$links"
    done
)

what_is_printed_otherwise_is_read_as_it_should() (
    qpdf --qdf --object-streams=disable "$WORK/out/tags.pdf" plain
    # A divided word whole.
    grep -aqi 'ActualText *<feff0049006e007400650072006e006100740069006f006e' plain
    pdftotext "$WORK/out/tags.pdf" text
    has text Internationally
    has text "−20.0"
    not grep -q -- "-20.0" text
)

furniture_rules_and_repeated_heads_are_artifacts() (
    qpdf --qdf --object-streams=disable "$WORK/out/tags.pdf" plain
    [ "$(grep -ac '^/Artifact BMC' plain)" -ge 8 ]
    pdftotext "$WORK/out/tags.pdf" text
    has text "A running head"
    not grep -q "A running head" "$WORK/tags.tags"
    # Nothing is painted that is neither content nor an artifact.
    awk '
        /^stream/ { page = 1 } /^endstream/ { page = 0 }
        page && /BDC$|BMC$/ { depth++ }
        page && /^EMC/ { depth-- }
        page && /(TJ|Tj|Do|^f|^S|^B)$/ { painted++; if (!depth) { print; bad = 1 } }
        END { exit bad || painted < 100 }' plain
)

the_document_says_its_title_language_and_order() (
    for id in tags reverse-imports; do
        json=$WORK/$id.json
        has "$json" '"/DisplayDocTitle": true'
        has "$json" '"/Lang": "u:en"'
        has "$json" '"/PageLabels"'
        has "$json" '"/Outlines"'
        has "$json" '"/Marked": true'
        pages=$(pdfinfo "$WORK/out/$id.pdf" | awk '/^Pages:/ { print $2 }')
        same "$(grep -c '"/Tabs": "/S"' "$json")" "$pages"
    done
)

run_tests
