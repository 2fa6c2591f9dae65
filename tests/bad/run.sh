#!/bin/bash
# Runs the transcripts in tests/bad/*.txt with the program in $MKREPORT.  With --rewrite
# it writes anew what the program answers, and the diff is the review.
#
# A case is a sentence at the margin; below it, indented by two, what is typed (`$ `), what
# the program answers, and its exit status in brackets unless that is 0:
#
#   A misspelt attribute is named with the nearest right one
#     $ edit data.xml 's/flow=/flwo=/'
#     $ mkreport brief.xml
#     data.xml:4: error: unknown attribute 'flwo' on <series>; did you mean 'flow'?
#     [65]
#
# Each case starts from a copy of the good brief in tests/bad/good and a published edition,
# which must survive it untouched.
here=$(cd "$(dirname "$0")" && pwd)
rewrite=
[ "${1-}" != --rewrite ] || rewrite=yes
. "$here/../lib.sh"

# edit FILE SED: changes the file; an edit that changes nothing is an error of the case.
edit() {
    cp "$1" before && sed -i -E "$2" "$1" &&
        { cmp -s before "$1" && echo "edit changed nothing"; rm before; }
}

mkreport() { "$MKREPORT" "$@"; }

# What the commands of the case print, as the transcript has it.
play() {
    local command got=0
    for command; do
        eval "$command" || got=$?
    done
    [ "$got" -eq 0 ] || echo "[$got]"
}

# What a night tells of itself, its journal, is no edition.
unpublished() {
    cmp -s out/good.pdf "$here/good/brief.xml" &&
        [ "$(ls --ignore='*.journal' --ignore='*.lock' --ignore=index.html out)" = good.pdf ] ||
        echo "the published edition was touched: $(ls out | tr '\n' ' ')"
}

# run_case SENTENCE EXPECTED COMMAND...
run_case() {
    local name=$1 expected=$2 folder=$WORK/case status=0
    shift 2
    rm -rf "$folder"
    mkdir -p "$folder/out"
    cp "$here"/good/* "$ROOT/tests/golden/house.xml" "$folder"
    cp "$here/good/brief.xml" "$folder/out/good.pdf"
    printf '%s' "$expected" >"$WORK/expected"
    (cd "$folder" && play "$@" && unpublished) >"$WORK/got" 2>&1
    if [ -n "$rewrite" ]; then
        printf '\n%s\n' "$name"
        printf '  $ %s\n' "$@"
        sed 's/^/  /' "$WORK/got"
        return
    fi
    diff -u --label expected --label got "$WORK/expected" "$WORK/got" >"$WORK/log" ||
        status=1
    result "$name" $status "$WORK/log"
}

# Reads the cases of a transcript.
run_file() {
    local line name= expected= commands=()
    while IFS= read -r line || [ -n "$line" ]; do
        case $line in
        '') ;;
        '#'*) [ -z "$rewrite" ] || echo "$line" ;;
        '  $ '*) commands+=("${line#  \$ }") ;;
        '  '*) expected+=${line#  }$'\n' ;;
        *)
            [ -z "$name" ] || run_case "$name" "$expected" "${commands[@]}"
            name=$line expected= commands=()
            ;;
        esac
    done <"$1"
    [ -z "$name" ] || run_case "$name" "$expected" "${commands[@]}"
}

if [ -n "$rewrite" ]; then
    for file in "$here"/*.txt; do
        run_file "$file" >"$WORK/new" && cp "$WORK/new" "$file"
    done
    exit
fi

# The cases would prove nothing if what they start from were not good.
the_brief_that_the_cases_break_is_good() (
    cp "$here"/good/* "$ROOT/tests/golden/house.xml" .
    mkreport brief.xml
    [ -s out/good.pdf ]
)

run_tests
for file in "$here"/*.txt; do run_file "$file"; done
