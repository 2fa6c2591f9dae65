#!/bin/bash
# Runs every test: tests/run.sh MKREPORT UNIT_TEST...  Each prints `ok - sentence` or
# `not ok - sentence`, and the last line counts them.
set -u
here=$(cd "$(dirname "$0")" && pwd)
[ $# -ge 1 ] || { echo "usage: tests/run.sh MKREPORT UNIT_TEST..." >&2; exit 64; }
export MKREPORT=$1
shift
work=$(mktemp -d "${TMPDIR:-/tmp}/mkreport-tests.XXXXXX")
log=$work/log
trap 'rm -rf "$work"' EXIT

# A locale whose numbers have a comma; only those who ask for LOCPATH see it.
mkdir "$work/locale"
localedef -i de_DE -f UTF-8 "$work/locale/de_DE.UTF-8"

# A unit test speaks TAP; it may also end without a word, by a signal.
unit() {
    local name=${1##*/} status=0
    CMOCKA_MESSAGE_OUTPUT=TAP LOCPATH=$work/locale "$1" >"$work/$name" 2>&1 || status=$?
    sed -E -e 's/^not ok [0-9]+ # SKIP (.*)/ok 0 - \1 # SKIP/' \
        -e '/^(not )?ok [0-9]+ - /{s/ [0-9]+ - / - /; y/_/ /}' \
        -e '/^[0-9]+\.\.[0-9]+$/d' -e '/^# (not )?ok - /d' "$work/$name"
    if [ $status -ne 0 ] && ! grep -q '^not ok' "$work/$name"; then
        echo "not ok - $name runs to its end (exit status $status)"
    fi
}

# A script must run to its end too.
script() {
    "$@" || echo "not ok - $(basename "$1") runs to its end (exit status $?)"
}

# part COMMAND...: runs it beside the others; what it prints comes out in order.
parts=0
part() {
    parts=$((parts + 1))
    "$@" >"$work/part-$parts" 2>&1 &
}

for test in "$@"; do part unit "$test"; done
part script "$here/golden.sh" "$MKREPORT"
part script "$here/bad/run.sh"
for test in "$here"/e2e/*.sh; do part script "$test"; done
wait
for number in $(seq "$parts"); do cat "$work/part-$number"; done | tee "$log"

failed=$(grep -c '^not ok' "$log")
skipped=$(grep -c '^ok .*# SKIP' "$log")
passed=$(($(grep -c '^ok ' "$log") - skipped))
if [ "$failed" -gt 0 ]; then
    echo
    grep '^not ok' "$log"
fi
counts="$passed passed, $failed failed"
[ "$skipped" -eq 0 ] || counts="$counts, $skipped skipped"
echo "$counts"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
