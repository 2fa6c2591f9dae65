#!/bin/bash
# The sample briefing as a PDF, seen by other people's tools: qpdf and poppler.
. "$(dirname "$0")/../lib.sh"

mkreport --quiet --out="$WORK/out" "$BRIEF" || exit 1
PDF=$WORK/out/reverse-imports.pdf
FINDINGS=$WORK/out/reverse-imports.findings.xml
pdfinfo "$PDF" >"$WORK/info"
pdftotext "$PDF" "$WORK/flow"            # paragraphs as they are read
tr -s ' \n\f\302\240' ' ' <"$WORK/flow" >"$WORK/text" # one line, common spaces
tr -d ' ' <"$WORK/text" >"$WORK/letters"

# says TEXT: the briefing says so, wherever its lines break, also inside a word.
says() {
    has "$WORK/letters" "$(tr -d ' ' <<<"$1")" || return 1
}

the_briefing_has_six_to_twelve_pages() (
    pages=$(awk '/^Pages:/ { print $2 }' "$WORK/info")
    echo "$pages pages"
    [ "$pages" -ge 6 ]
    [ "$pages" -le 12 ]
)

qpdf_finds_nothing_wrong() (
    qpdf --check "$PDF"
    qpdf --check "$PDF" 2>&1 | has /dev/stdin "No syntax or stream encoding errors"
)

the_pages_are_a4() (
    has "$WORK/info" "595.276 x 841.89 pts (A4)"
    same "$(pdfinfo -l -1 "$PDF" | grep -c '595.276 x 841.89')" \
        "$(awk '/^Pages:/ { print $2 }' "$WORK/info")"
)

without_tags_the_file_says_the_same_and_claims_less() (
    mkreport --quiet --untagged --out=out "$BRIEF"
    untagged=out/reverse-imports.pdf
    same "$(pdfinfo "$untagged" | awk '/^Tagged:/ { print $2 }')" no
    qpdf --check "$untagged"
    qpdf --qdf --object-streams=disable "$untagged" - >plain
    has plain "<pdfaid:conformance>U</pdfaid:conformance>"
    not grep -aq "pdfuaid\|StructTreeRoot\|MCID" plain
    pdftotext "$untagged" - | tr -d ' \n\f\302\240' >letters
    tr -d ' \n\f\302\240' <"$WORK/flow" | cmp - letters
)

the_file_is_a_tagged_pdf() (
    same "$(awk '/^Tagged:/ { print $2 }' "$WORK/info")" yes
    same "$(awk '/^PDF version:/ { print $3 }' "$WORK/info")" 1.7
)

title_author_and_subject_are_set() (
    has "$WORK/info" "20,000 US-built cars would offset 1.8% of America’s deficit with Japan"
    has "$WORK/info" "mkreport sample desk"
    has "$WORK/info" "The figures say gesture"
)

the_dates_are_those_of_the_brief() (
    same "$(pdfinfo -isodates "$PDF" | awk '/^CreationDate:/ { print substr($2, 1, 10) }')" \
        2026-06-20
)

every_font_is_embedded_subset_and_has_unicode() (
    pdffonts "$PDF" | tee fonts
    # The last five columns: embedded, subset, unicode, object number and generation.
    [ "$(sed 1,2d fonts | wc -l)" -ge 4 ]
    same "$(sed 1,2d fonts | awk '{ print $(NF-4), $(NF-3), $(NF-2) }' | sort -u)" \
        "yes yes yes"
)

# As who searches types them: no joiner behind a dash, no space within.
words_are_found_as_they_are_typed() (
    pdftotext -raw "$PDF" raw
    has raw "[9–11]"
    has raw "https://www.census.gov/foreign-trade/balance/"
    qpdf --qdf --object-streams=disable "$PDF" plain.pdf
    not grep -aiqE "^<[0-9A-F]{4}><[0-9A-F]*2060[0-9A-F]*>$" plain.pdf
)

the_verdict_is_told() (
    says "Verdict: a gesture, not economics"
    says "1.8% of the goods deficit"
)

# 20,000 cars at the import unit value, against each yardstick: worked out by hand.
the_figures_are_those_of_the_arithmetic() (
    says "JPY 9.52 million per car"            # 152,949 million / 16,074
    says "USD 63,028 per car"                  # at 150.97
    says "USD 1.26 billion"                    # 20,000 of them
    says "68.3"                                # deficit of 2024, 68,253.2 million
    says "1.08 million such cars a year"       # to close it
    says "28.3%"                               # vehicles in exports: 6,026.4 / 21,294.8
    says "10.4%"                               # unit value, 2025 on 2024: 0.8862 / 0.989
    says "0.30"                                # normalised balance, 68,253.2 / 225,979.7
)

# finding ID NUMBER PLACES [POWER]: the figure in units of ten to this power, rounded.
finding() {
    local result="//result[@id='${1%%.*}']" key=${1#*.} number multiplier
    number=$(xmllint --xpath \
        "string($result/figure[@key='$key' or @period='$key']/@number)" "$FINDINGS")
    multiplier=$(xmllint --xpath "string($result/@multiplier)" "$FINDINGS")
    number=$(awk -v n="$number" -v m="${multiplier:-0}" -v p="${4:-0}" -v places="$3" \
        'BEGIN { printf "%.*f", places, n * 10 ^ (m - p) }')
    same "$1 $number" "$1 $2" || return 1
}

the_findings_are_those_of_the_arithmetic() (
    finding import-price.2024 9.52 2 6
    finding import-price-usd.2024 63028 0
    finding plan-value.central 1.26 2 9
    finding plan-of-deficit.central -1.85 2
    finding plan-of-exports.central 1.46 2
    finding plan-of-market.central 0.45 2
    finding plan-of-foreign.central 8.8 1
    finding plan-of-vehicle-exports.central 3.2 1
    finding vehicle-share.2024 28.3 1
    finding export-price-growth.2025 -10.4 1
    finding normalised.2024 -0.302 3
    finding coverage.2024 53.6 1
)

# Counts the dark pixels of a page at half a point each: "left N", "text N" and so on.
# The margins are those of the house style, the text what stands between them.
ink() {
    # A header such as "P5 298 421 255" and three line ends is 15 bytes long.
    tail -c +16 "$1" | od -An -v -tu1 -w298 | awk '
        {
            for (x = 1; x <= 298; x++) {
                if ($x > 127) continue
                place = x < 33 ? "left" : x > 265 ? "right" : "text"
                if (NR < 16) place = "above"
                if (NR > 406) place = "below"
                dark[place]++
            }
        }
        END {
            split("left right above below text", places)
            for (i = 1; i <= 5; i++) print places[i], dark[places[i]] + 0
        }'
}

ink_stands_in_the_text_and_none_in_the_margins() (
    pdftoppm -gray -r 36 "$PDF" page
    for page in page-*.pgm; do
        same "$(head -c 15 "$page" | tr '\n' ' ')" "P5 298 421 255 "
        ink "$page" | tee counts
        same "$(head -n 4 counts)" $'left 0\nright 0\nabove 0\nbelow 0'
        cat counts >>all
    done
    not grep -x 'text 0' all
    [ "$(awk '/^text/ { sum += $2 } END { print sum }' all)" -gt 5000 ]
)

the_findings_are_attached() (
    qpdf --show-attachment=reverse-imports.findings.xml "$PDF" >attached.xml
    cmp attached.xml "$FINDINGS"
)

the_data_of_its_charts_are_attached() (
    qpdf --show-attachment=chart-1.csv "$PDF" >chart.csv
    same "$(head -1 chart.csv)" $'series,at,to,value,low,high,size,status\r'
    has chart.csv Deficit,2024,,68.2
    qpdf --list-attachments --verbose "$PDF" >list
    has list "The deficit has stood between"
)

what_the_briefing_is_made_of_is_attached() (
    for name in brief.xml statements.xml us-japan-goods.xml; do
        qpdf --show-attachment="$name" "$PDF" >attached.xml
        cmp attached.xml "${BRIEF%/*}/$name"
    done
    qpdf --show-attachment=templates/measure-briefing.xml "$PDF" >attached.xml
    cmp attached.xml "$ROOT/templates/measure-briefing.xml"
    # Each with its digest in the findings.
    while read -r name digest; do
        qpdf --show-attachment="$name" "$PDF" >attached.xml
        same "$(sha256sum <attached.xml)" "$digest  -"
    done < <(sed -n 's/ *<file name="\(.*\)" sha256="\(.*\)"\/>/\1 \2/p' "$FINDINGS")
)

# attached FILE: the bytes that its attachments take.
attached() {
    qpdf --list-attachments "$1" | sed -n 's/.*-> \([0-9]*\),.*/\1/p' |
        while read -r number; do
            qpdf --raw-stream-data --show-object="$number" "$1" | wc -c
        done | awk '{ sum += $1 } END { print sum }'
}

# before_attachments FILE: the bytes of everything else.
before_attachments() {
    echo $(($(stat -c %s "$1") - $(attached "$1")))
}

# 150 KB with the fonts for eight pages; the sample has some more.
eight_pages_are_small_before_their_attachments() (
    pages=$(awk '/^Pages:/ { print $2 }' "$WORK/info")
    size=$(before_attachments "$PDF")
    echo "$pages pages, $size bytes"
    [ "$pages" -ge 8 ]
    [ $((size * 8 / pages)) -le 150000 ]
)

tags_take_less_than_six_tenths_of_the_size_again() (
    mkreport --quiet --untagged --out=out "$BRIEF"
    tagged=$(before_attachments "$PDF")
    plain=$(before_attachments out/reverse-imports.pdf)
    echo "tagged $tagged bytes, untagged $plain"
    [ "$tagged" -gt "$plain" ]
    [ $((tagged * 10)) -le $((plain * 16)) ]
)

# said INFO KEY: what the information dictionary or a property of XMP says.
said() {
    sed -n "s/^$2: *//p" "$1"
}
xmp() {
    xmllint --xpath "string(//*[name()='$1'])" "$WORK/xmp.xml" | sed '$!d'
}

the_metadata_packet_is_in_step_with_the_information() (
    mkreport --quiet --out=out "$ROOT"/data/{reverse-imports,germany-profile}/brief*.xml
    for file in out/*.pdf; do
        pdfinfo -isodates "$file" >info
        pdfinfo -meta "$file" >"$WORK/xmp.xml"
        xmllint --noout "$WORK/xmp.xml"
        same "$(xmp dc:title)" "$(said info Title)"
        same "$(xmp dc:creator)" "$(said info Author)"
        same "$(xmp dc:description)" "$(said info Subject)"
        same "$(xmp pdf:Producer)" "$(said info Producer)"
        same "$(xmp xmp:CreateDate)" "$(said info CreationDate)"
        same "$(xmp xmp:ModifyDate)" "$(said info ModDate)"
        same "$(xmp pdfaid:part)$(xmp pdfaid:conformance)" 3A
        [ -n "$(xmp dc:title)" ]
    done
)

# attachments FILE: a line each: name, relationship, media type, size.  The attachments
# are what the file's AF lists, in the order of their names.
attachments() {
    qpdf --json --json-key=qpdf "$1" | awk '
        function text(    value) {
            value = $0
            sub(/^[^:]*: "?(u:|\/)?/, "", value)
            sub(/"?,?$/, "", value)
            return value
        }
        /^ *"obj:/ { object = $1; gsub(/"obj:/, "", object); spec = 0 }
        $1 == "\"/AF\":" { listed = 1; next }
        listed && /\]/ { listed = 0 }
        listed { gsub(/[", ]/, "", $1); listed_now[$1] = 1; afs++ }
        $1 == "\"/AFRelationship\":" { relation[object] = text() }
        $1 == "\"/UF\":" && relation[object] != "" { name[object] = text() }
        $1 == "\"/F\":" && $2 ~ /^"[0-9]/ { stream[object] = substr($2, 2) }
        $1 == "\"/Subtype\":" { type[object] = text() }
        $1 == "\"/Size\":" { size[object] = $2 + 0 }
        $1 == "\"/CheckSum\":" { sum[object] = 1 }
        $1 == "\"/ModDate\":" { date[object] = text() }
        END {
            for (o in relation)
                print name[o], relation[o], type[stream[o]], size[stream[o]], \
                    sum[stream[o]], date[stream[o]], listed_now[o]
        }' | sort
}

each_attachment_tells_what_it_is() (
    cp -r "$ROOT/tests/golden/pictures_keep_their_proportions" "$ROOT/tests/golden/house.xml" .
    mkreport --quiet --out=out pictures*/brief.xml
    { attachments "$PDF"; attachments out/tiny.pdf; } >list
    cat list
    while read -r name relationship type; do
        grep "^$name $relationship $type [1-9][0-9]* 1 D:2026[0-9]*Z 1\$" list
    done <<'END'
brief.xml Source application/xml
statements.xml Source application/xml
us-japan-goods.xml Source application/xml
templates/measure-briefing.xml Supplement application/xml
templates/house.xml Supplement application/xml
reverse-imports.findings.xml Data application/xml
chart-1.csv Data text/csv
pictures_keep_their_proportions/photo.jpg Source image/jpeg
pictures_keep_their_proportions/logo.png Source image/png
END
    # Each of them is listed, and what is listed is attached.
    same "$(attachments "$PDF" | wc -l)" "$(qpdf --list-attachments "$PDF" | wc -l)"
    not grep -v "^[^ ]* \(Source\|Data\|Supplement\) [^ ]* [0-9]* 1 D:[0-9]*Z 1\$" list
    attachments "$PDF" | grep -q "^brief.xml .* D:20260620000000Z 1\$"
)

checksums_are_those_of_the_bytes() (
    qpdf --list-attachments --verbose "$PDF" >list
    for name in brief.xml reverse-imports.findings.xml chart-1.csv; do
        qpdf --show-attachment="$name" "$PDF" >bytes
        awk -v name="$name" '$1 == name { on = 1 } on && $1 == "checksum:" { print $2; exit }' \
            list >sum
        same "$(cat sum)" "$(md5sum <bytes | cut -d' ' -f1)"
    done
)

the_findings_are_well_formed() (
    xmllint --noout "$FINDINGS"
    same "$(xmllint --xpath 'string(/findings/@brief)' "$FINDINGS")" reverse-imports
    # Each figure has a number or says why it has none.
    same "$(xmllint --xpath 'count(//figure[not(@number) and not(@state)])' "$FINDINGS")" 0
)

sections_have_bookmarks() (
    qpdf --qdf --object-streams=disable "$PDF" plain.pdf
    same "$(grep -ac '/Type /Outlines' plain.pdf)" 1
    [ "$(grep -ac '^  /Dest\|/A <<.*GoTo' plain.pdf)" -ge 9 ]
)

citations_are_links() (
    qpdf --qdf --object-streams=disable "$PDF" plain.pdf
    links=$(grep -ac '/Subtype /Link' plain.pdf)
    echo "$links links"
    [ "$links" -ge 50 ]
)

# The sample with a row for each figure, as briefings are by default.
figure_by_figure() {
    cp -r "$ROOT/data" .
    sed -i '/name="provenance"/d' data/reverse-imports/brief.xml
    mkreport "$1" data/reverse-imports/brief.xml
}

# In the file `pages`: links to rows arrive at one each, and those back at places.
figures_and_rows_are_linked() {
    grep -o '^link .* #figure:[^ ]*' pages | sed 's/.*#//' | sort -u >targets
    awk '$1 == "anchor" && $2 ~ /^figure:/ { print $2 }' pages | sort >rows
    [ "$(wc -l <rows)" -ge "$1" ]
    same "$(comm -23 targets rows)" ""
    same "$(uniq -d rows)" ""
    grep -o '^link .* #printed:[^ ]*' pages | sed 's/.*#//' | sort -u >back
    awk '$1 == "anchor" && $2 ~ /^printed:/ { print $2 }' pages | sort >places
    [ "$(wc -l <back)" -ge "$1" ]
    same "$(comm -23 back places)" ""
}

a_printed_figure_leads_to_its_row_and_the_row_back() (
    figure_by_figure --dump=pages >pages
    figures_and_rows_are_linked 80
    # The deficit in the first tile, by way of its row.
    grep -q '^link 68.* #figure:balance.2024 "Where this figure comes from" tag=Link' pages
)

only_printed_figures_have_rows() (
    figure_by_figure --dump=document >document
    grep -o ' #figure:[^ ]*' document | sed 's/.*#figure://' | grep -v '\.\.' | sort >rows
    [ "$(wc -l <rows)" -ge 60 ]
    grep -o ' figure "[^"]*"' document | cut -d'"' -f2 | sort -u >printed
    same "$(comm -23 rows printed)" ""
)

a_result_has_a_row_with_its_values_and_formula() (
    pdftotext -layout "$PDF" - | tr -s ' ' >lines
    has lines "The US in motor-vehicle exports 2024 33.6492% · us-share = 100 ×"
    has lines "Foreign-brand cars registered 2024 227,202 cars · foreign-brands"
    has lines "vintage 9 Jan 2025 3"
    mkreport --dump=pages "$BRIEF" >pages
    figures_and_rows_are_linked 40
    grep -q '^link 68.* #figure:balance "Where this figure comes from" tag=Link' pages
)

# Text and cells; what a chart draws has its way back from the row alone.
each_printed_figure_is_a_link() (
    for brief in brief brief-ja; do
        mkreport --dump=document "$ROOT/data/reverse-imports/$brief.xml" |
            grep ' figure "' | grep -v '^ *point ' >printed
        [ "$(wc -l <printed)" -ge 150 ]
        same "$(grep -v ' link "#figure:' printed)" ""
    done
)

figures_of_results_lead_nowhere_when_links_are_spared() (
    cp -r "$ROOT/data" "$ROOT/templates" .
    sed -i 's/rows="results"/& links="no"/' templates/measure-briefing.xml
    mkreport --templates templates --dump=pages data/reverse-imports/brief.xml >pages
    not grep -q '#figure:' pages
    grep -q '^link .* #printed:' pages
)

the_files_and_the_program_are_named_on_paper() (
    pdftotext -layout "$PDF" - | tr -s ' ' >lines
    for file in brief.xml us-japan-goods.xml; do
        digest=$(sha256sum "$ROOT/data/reverse-imports/$file" | cut -c1-64 |
            sed 's/......../& /g; s/ $//')
        has lines "$file $digest"
    done
    # Each on a line, all that the findings name.
    same "$(grep -Ec '[.]xml( [0-9a-f]{8}){8}$' lines)" "$(grep -c '<file ' "$FINDINGS")"
    says "As of 20 June 2026. Made with $("$MKREPORT" --version)."
)

divided_words_are_read_whole() (
    mkreport --dump=pages "$BRIEF" | sed -n 's/^text .* actual="\([^"][^"]*\)".*/\1/p' >words
    [ "$(wc -l <words)" -ge 1 ]
    while read -r word; do
        has "$WORK/flow" "$word"
    done <words
)

a_minus_is_no_hyphen() (
    mkreport --dump=document "$BRIEF" >document
    number=$(grep -o '"−[0-9.]*" .*figure "balance.2023"' document | cut -d'"' -f2)
    has "$WORK/flow" "$number"
    not grep -Eq '(^| )-[0-9]' "$WORK/flow"
)

every_page_says_which_it_is() (
    pages=$(awk '/^Pages:/ { print $2 }' "$WORK/info")
    for page in $(seq "$pages"); do
        pdftotext -f "$page" -l "$page" "$PDF" - | tr '\302\240' ' ' |
            has /dev/stdin "Page $page of $pages"
    done
)

run_tests
