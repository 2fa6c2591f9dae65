# What every test script shares.  A script sources this file with the program in
# $MKREPORT, defines its tests and calls run_tests.  A test is a function whose body is a
# subshell, `its_name_is_a_sentence() ( ... )`; it runs in an empty folder of its own,
# fails at the first command that fails, and exits with skip for what cannot be tested.

set -u
export LC_ALL=C.UTF-8
unset CDPATH
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
: "${MKREPORT:?names the program to test}"
MKREPORT=$(realpath "$MKREPORT")
[ -x "$MKREPORT" ] || { echo "not ok - there is a program $MKREPORT"; exit 1; }
BRIEF=$ROOT/data/reverse-imports/brief.xml
WORK=$(mktemp -d "${TMPDIR:-/tmp}/mkreport-test.XXXXXX")
trap 'chmod -R u+w "$WORK"; rm -rf "$WORK"' EXIT

# The program, finding the house's templates from any folder.
mkreport() {
    "$MKREPORT" --templates="$ROOT/templates" "$@"
}

# skip REASON: what the test needs is not to be had here.
skip() {
    echo "# SKIP $*"
    exit 77
}

# has FILE TEXT: some line of the file holds the text.
has() {
    grep -qF -- "$2" "$1" || { echo "not found in $1: $2"; tail -n 20 "$1"; return 1; }
}

# same WHAT EXPECTED: the two texts are equal.
same() {
    [ "$1" = "$2" ] || { echo "expected: $2"; echo "     got: $1"; return 1; }
}

# not COMMAND...: the command fails.  A plain `!` would not end the test.
not() {
    if "$@"; then echo "did not fail: $*"; return 1; fi
}

# status N COMMAND...: the command ends with this exit status.
status() {
    local wanted=$1 got=0
    shift
    "$@" || got=$?
    same "exit status $got" "exit status $wanted"
}

sentence() {
    printf '%s' "${1//_/ }"
}

# result NAME STATUS LOG: one line for the test, and why it failed.
result() {
    if [ "$2" -eq 0 ]; then
        echo "ok - $(sentence "$1")"
    elif [ "$2" -eq 77 ]; then
        echo "ok - $(sentence "$1") $(tail -n 1 "$3")"
    else
        echo "not ok - $(sentence "$1")"
        sed 's/^/    /' "$3"
    fi
}

run_test() {
    mkdir "$WORK/$1"
    (
        set -eE
        # Once: the shell around the test's body has nothing to add.
        trap '[[ $BASH_COMMAND == \(* ]] || echo "line $LINENO: $BASH_COMMAND" >&2' ERR
        cd "$WORK/$1"
        "$1"
    ) >"$WORK/$1.log" 2>&1
    result "$1" $? "$WORK/$1.log"
}

# Runs the script's tests in the order in which they stand.
run_tests() {
    local test
    for test in $(sed -n 's/^\([a-z0-9_]*\)() ($/\1/p' "$0"); do
        run_test "$test"
    done
}
