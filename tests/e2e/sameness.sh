#!/bin/bash
# The same input gives the same bytes, whoever asks, wherever and whenever.
. "$(dirname "$0")/../lib.sh"

mkreport --quiet --out="$WORK/first" "$BRIEF" || exit 1

# unchanged FOLDER: holds the same bytes as the first run's.
unchanged() {
    diff -r "$WORK/first" "$1"
}

two_runs_give_the_same_bytes() (
    mkreport --quiet --out=again "$BRIEF"
    unchanged again
)

a_german_locale_changes_nothing() (
    localedef -i de_DE -f UTF-8 "$PWD/de_DE.UTF-8" ||
        skip "localedef cannot make de_DE.UTF-8"
    german() { env LOCPATH="$PWD" LC_ALL=de_DE.UTF-8 "$@"; }
    # The locale counts: its numbers have a comma.
    same "$(german locale decimal_point)" ,
    german "$MKREPORT" --templates="$ROOT/templates" --quiet --out=german "$BRIEF"
    unchanged german
)

another_time_zone_changes_nothing() (
    TZ=Pacific/Kiritimati mkreport --quiet --out=east "$BRIEF"
    TZ=Pacific/Pago_Pago mkreport --quiet --out=west "$BRIEF"
    unchanged east
    unchanged west
)

another_folder_changes_nothing() (
    mkdir -p deep/down
    cd deep/down
    mkreport --quiet --out=there "$BRIEF"
    unchanged there
)

a_relative_path_changes_nothing() (
    cd "$ROOT/data"
    mkreport --quiet --out="$WORK/relative" ./reverse-imports/brief.xml
    unchanged "$WORK/relative"
)

a_copy_of_the_input_gives_the_same() (
    mkdir -p copy/elsewhere
    cp -r "$ROOT/templates" copy/elsewhere/house
    cp "${BRIEF%/*}"/*.xml copy
    "$MKREPORT" --templates=copy/elsewhere/house --quiet --out=out copy/brief.xml
    unchanged out
)

a_neighbour_changes_nothing() (
    mkdir good
    cp "$ROOT"/tests/bad/good/* "$ROOT/tests/golden/house.xml" good
    mkreport --quiet --out=both good/brief.xml "$BRIEF"
    rm both/good.*
    unchanged both
)

an_environment_of_another_user_changes_nothing() (
    env -i ${ASAN_OPTIONS:+ASAN_OPTIONS="$ASAN_OPTIONS"} PATH=/usr/bin HOME=/nonexistent USER=nobody "$MKREPORT" \
        --templates="$ROOT/templates" --quiet --out=bare "$BRIEF"
    unchanged bare
)

run_tests
