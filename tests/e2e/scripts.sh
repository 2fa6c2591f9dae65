#!/bin/bash
# Briefings in Japanese, Hebrew and Arabic as PDFs, seen by poppler and qpdf.
. "$(dirname "$0")/../lib.sh"

GOLDEN=$ROOT/tests/golden/right_to_left_pages_are_mirrored
mkreport --quiet --out="$WORK/ja" "$ROOT/data/reverse-imports/brief-ja.xml" || exit 1
mkreport --quiet --out="$WORK/he" "$GOLDEN/brief-he.xml" || exit 1
mkreport --quiet --out="$WORK/ar" "$GOLDEN/brief-ar.xml" || exit 1
JA=$WORK/ja/reverse-imports-ja.pdf
pdftotext "$JA" "$WORK/flow"
tr -d ' \n\f\302\240' <"$WORK/flow" >"$WORK/letters"
# Without the marks that poppler puts where directions meet, nor its spaces there.
for lang in he ar; do
    pdftotext -layout "$WORK/$lang/tiny.pdf" - | tr -d ' ' |
        LC_ALL=C sed 's/\xE2\x80[\x8E\x8F\xAA-\xAE]//g' >"$WORK/$lang.letters"
done

says() { has "$WORK/letters" "$1"; }

the_japanese_briefing_is_good() (
    mkreport --check "$ROOT/data/reverse-imports/brief-ja.xml" >log 2>&1
    not grep -q warning log
    qpdf --check "$JA" 2>&1 | has /dev/stdin "No syntax or stream encoding errors"
)

noto_cjk_is_embedded_as_subsets_keyed_by_cid() (
    pdffonts "$JA" >fonts
    for face in NotoSerifCJKjp-Regular NotoSansCJKjp-Regular NotoSansCJKjp-Bold; do
        grep -E "^[A-Z]{6}\+$face.* CID Type 0C +Identity-H +yes yes yes" fonts ||
            { cat fonts; exit 1; }
    done
    # Of 65,535 glyphs little remains.
    [ "$(stat -c %s "$JA")" -lt 700000 ] || { stat -c %s "$JA"; exit 1; }
)

japanese_words_are_found_whatever_parts_them() (
    says "米国製日本車2万台の逆輸入が埋めるのは、対日貿易赤字の1.8%"
    says "2024年の財貿易赤字"
    says "型式認定"
)

figures_stand_in_japanese_units() (
    says "683億ドル"
    says "137万台"
    says "952万円"
)

words_said_in_english_are_marked_as_english() (
    has "$WORK/flow" "looking seriously"
    qpdf --qdf --object-streams=disable "$JA" out.pdf
    grep -aq '/Lang (en)' out.pdf
    grep -aq '/Lang (ja)' out.pdf
)

the_spaces_of_the_source_are_not_in_japanese_text() (
    pdfinfo "$JA" | grep '^Title:' >title
    same "$(cat title)" \
        "Title:           米国製日本車2万台の逆輸入が埋めるのは、対日貿易赤字の1.8%"
)

hebrew_words_come_out_in_their_order() (
    has "$WORK/he.letters" "מאזןהסחר(טובין)"
    has "$WORK/he.letters" "לייבא20,000מכוניותבשנה."
    has "$WORK/he.letters" "באוקטובר2025"
)

arabic_words_come_out_in_their_order() (
    has "$WORK/ar.letters" "الميزانالتجاري(السلع)"
    has "$WORK/ar.letters" "بلغالعجزفيعام2025نحو68.3مليار"
)

the_columns_of_a_hebrew_table_go_from_right_to_left() (
    pdftotext -bbox "$WORK/he/tiny.pdf" boxes
    # Boxes have their letters from left to right.
    x_of() { sed -n "s/.*xMin=\"\([0-9]*\)\..*>$(rev <<<"$1")<.*/\1/p" boxes | tail -n 1; }
    year=$(x_of שנה) balance=$(x_of מאזן)
    echo "the year stands at $year, the balance at $balance"
    [ "$year" -gt "$balance" ]
)

the_house_speaks_hebrew_and_arabic() (
    cp "$GOLDEN"/* .
    sed -i 's|\.\./house.xml|house.xml|; /<font/,/<\/font>/d' template.xml
    for lang in he ar; do
        mkreport --check "brief-$lang.xml" >said 2>&1
        has said "brief-$lang.xml: good, 1 page"
        # The case types its figures; nothing else is to be said.
        same "$(grep -vc "a number stands in the text" said)" 1
    done
)

a_hebrew_file_opens_from_the_right() (
    qpdf --qdf --object-streams=disable "$WORK/he/tiny.pdf" out.pdf
    grep -aq '/Direction /R2L' out.pdf
    qpdf --qdf --object-streams=disable "$JA" out.pdf
    not grep -aq '/Direction' out.pdf
)

run_tests
