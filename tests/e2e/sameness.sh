#!/bin/bash
# The same input gives the same bytes, whoever asks, wherever and whenever.
. "$(dirname "$0")/../lib.sh"

# A night of three factsheets, each with sources of its own.
night() {
    cp -r "$ROOT/data" "$1"
    sed -i '/<edition value/{/"\(ARG\|DEU\|USA\)"/!d}' "$1/japan-night/brief.xml"
    rm "$1"/japan-trade/goods-[!ADUW]*
}
night "$WORK/data"
NIGHT=$WORK/data/japan-night/brief.xml
mkreport --quiet --out="$WORK/first" "$BRIEF" "$NIGHT" || exit 1

# unchanged FOLDER [OPTION]: holds the same bytes as the first run's.  A night's journal
# tells how long it took, the one thing that may differ; a record names the folder that
# it lies in.
unchanged() {
    sed -i "s| $1/| $WORK/first/|" "$1"/*.made
    diff -r --exclude='*.journal' "${@:2}" "$WORK/first" "$1"
}

# again OPTION...: makes all of it once more, in a folder that was not there.
again() {
    rm -rf "$PWD/again"
    mkreport --quiet --out="$PWD/again" "$@" "$BRIEF" "$NIGHT"
    unchanged "$PWD/again"
}

# use_locale NAME POINT: from here on the locale counts, whose decimal point shows that
# it is there.
use_locale() {
    localedef -i "$1" -f UTF-8 "$PWD/$1.UTF-8" ||
        skip "localedef cannot make $1.UTF-8"
    export LOCPATH=$PWD LC_ALL=$1.UTF-8
    same "$(locale decimal_point)" "$2"
}

all_of_it_is_made() (
    same "$(ls "$WORK/first" | grep -c '[.]pdf$')" 4
)

twenty_runs_give_the_same_bytes() (
    zones=(UTC Asia/Tokyo America/Los_Angeles Pacific/Kiritimati America/St_Johns)
    for run in $(seq 20); do
        mkdir -p "at $run/home" "at $run/tmp"
        cd "at $run"
        export TZ=${zones[run % 5]} HOME=$PWD/home TMPDIR=$PWD/tmp
        again -j $((run % 2 ? 1 : 4))
        cd ..
    done
)

a_german_locale_changes_nothing() (
    use_locale de_DE ,
    again
)

# An i in capitals has a dot there.
a_turkish_locale_changes_nothing() (
    use_locale tr_TR ,
    again
)

a_japanese_locale_changes_nothing() (
    use_locale ja_JP .
    again
)

another_time_zone_changes_nothing() (
    export TZ
    TZ=Pacific/Kiritimati
    again
    TZ=Pacific/Pago_Pago
    again
)

another_folder_changes_nothing() (
    mkdir -p deep/down
    cd deep/down
    again
)

a_relative_path_changes_nothing() (
    cd "$ROOT/data"
    mkreport --quiet --out="$WORK/relative" ./reverse-imports/brief.xml "$NIGHT"
    unchanged "$WORK/relative"
)

# A record names the files as they were given.
a_copy_of_the_input_gives_the_same() (
    mkdir -p copy/elsewhere
    cp -r "$ROOT/templates" copy/elsewhere/house
    cp -r "$WORK/data" copy/data
    "$MKREPORT" --templates=copy/elsewhere/house --quiet --out=out \
        copy/data/reverse-imports/brief.xml copy/data/japan-night/brief.xml
    unchanged out --exclude='*.made'
)

a_neighbour_changes_nothing() (
    mkdir good
    cp "$ROOT"/tests/bad/good/* "$ROOT/tests/golden/house.xml" good
    mkreport --quiet --out=both good/brief.xml "$BRIEF" "$NIGHT"
    rm both/good.*
    unchanged both
)

an_environment_of_another_user_changes_nothing() (
    env -i ${ASAN_OPTIONS:+ASAN_OPTIONS="$ASAN_OPTIONS"} PATH=/usr/bin HOME=/nonexistent \
        USER=nobody "$MKREPORT" --templates="$ROOT/templates" --quiet --out=bare "$BRIEF" \
        "$NIGHT"
    unchanged bare
)

# dates FILE: all that the PDF and its attachments say of when they were made.
dates() {
    qpdf --qdf --object-streams=disable "$1" plain
    grep -aEo '(Creation|Mod)Date \([^)]*\)|<xmp:(Create|Modify)Date>[^<]*' plain | sort -u
}

the_dates_are_those_of_the_source_date_epoch() (
    export SOURCE_DATE_EPOCH=1781943300
    mkreport --quiet --out=out "$BRIEF" "$NIGHT"
    for file in out/reverse-imports.pdf out/japan-USA.pdf; do
        same "$(dates "$file")" "<xmp:CreateDate>2026-06-20T08:15:00Z
<xmp:ModifyDate>2026-06-20T08:15:00Z
CreationDate (D:20260620081500Z)
ModDate (D:20260620081500Z)"
    done
    # Nothing but dates has changed, and a second run changes nothing.
    same "$(pdftotext out/japan-USA.pdf -)" "$(pdftotext "$WORK/first/japan-USA.pdf" -)"
    TZ=Asia/Tokyo mkreport --quiet --out=again "$BRIEF" "$NIGHT"
    sed -i 's| again/| out/|' again/*.made
    diff -r --exclude='*.journal' out again
    unset SOURCE_DATE_EPOCH
    mkreport --verify out/reverse-imports.pdf out/japan-USA.pdf >said
    same "$(grep -c ': verified: ' said)" 2
    # Another time is another edition.
    mkreport --out=again "$NIGHT" >said
    has said "3 editions: 3 published, 0 unchanged"
    unset TZ
    dates "$WORK/first/reverse-imports.pdf" | has /dev/stdin "ModDate (D:20260620000000Z)"
)

a_changed_date_is_found() (
    SOURCE_DATE_EPOCH=1781943300 mkreport --quiet --out=out "$BRIEF"
    qpdf --object-streams=disable out/reverse-imports.pdf plain.pdf
    LC_ALL=C sed -i 's/ModDate (D:20260620081500Z)/ModDate (D:20260620091500Z)/' plain.pdf
    status 11 mkreport --verify plain.pdf 2>said
    has said "the document: its Info is not what the attachments make"
)

a_source_date_epoch_that_is_none_is_told() (
    for seconds in now 1.5 -1 " 5" 253402300800 99999999999999999999; do
        SOURCE_DATE_EPOCH=$seconds status 64 mkreport --out=out "$BRIEF" 2>said
        has said "SOURCE_DATE_EPOCH is '$seconds': it takes whole seconds since 1970"
    done
    [ ! -e out ]
    for seconds in "" 0 253402300799; do
        SOURCE_DATE_EPOCH=$seconds mkreport --quiet --out=out "$BRIEF"
        pdfinfo -isodates out/reverse-imports.pdf | awk '/^ModDate/ { print $2 }' >>dates
    done
    same "$(cat dates)" $'2026-06-20T00:00:00Z\n1970-01-01T00:00:00Z\n9999-12-31T23:59:59Z'
)

run_tests
