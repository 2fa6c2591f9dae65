#!/bin/sh
# Nights: what one of the sample's factsheets costs, and what a thousand editions cost, made and left alone.  Medians of
# RUNS runs (default 3).  The processor's time is that of the whole run, reading included, over the editions; memory is
# what the one that gives out the work and its workers hold together at most, each page shared by them counted once
# (PSS), as seen every 50 ms.
#
#   tests/bench-night.sh MKREPORT [RUNS]
set -eu
mkreport=$1
runs=${2-3}
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/out"
awk -v root="$root/data" -f "$root/tests/bench/thousand.awk" "$root/data/japan-night/brief.xml" >"$work/thousand.xml"

# The most kilobytes that the process and its children hold, until it ends.
watch() {
    most=0
    while kill -0 "$1" 2>/dev/null; do
        held=0
        for process in "$1" $(cat /proc/"$1"/task/*/children 2>/dev/null); do
            size=$(awk '$1 == "Pss:" { print $2 }' /proc/"$process"/smaps_rollup 2>/dev/null) || size=0
            held=$((held + ${size:-0}))
        done
        [ $held -le $most ] || most=$held
        sleep 0.05
    done
    echo "$most" >"$work/memory"
}

# run BRIEF OPTION...: adds "seconds processor-seconds kilobytes" to $work/runs.
run() {
    brief=$1
    shift
    /usr/bin/time -f '%e %U %S' -o "$work/time" "$mkreport" -j 2 --out "$work/out" "$@" "$brief" >"$work/said" 2>&1 &
    clock=$!
    until process=$(cat /proc/$clock/task/$clock/children 2>/dev/null) && [ -n "$process" ] || ! kill -0 $clock 2>/dev/null
    do :; done
    # shellcheck disable=SC2086 # one word, or none when it is over already
    watch ${process:-$clock}
    wait $clock
    awk -v memory="$(cat "$work/memory")" '{ print $1, $2 + $3, memory }' "$work/time" >>"$work/runs"
}

# median COLUMN: of the runs.
median() {
    awk -v c="$1" '{ print $c }' "$work/runs" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}

# nights NAME BRIEF EDITIONS OPTION...
nights() {
    name=$1 brief=$2 editions=$3
    shift 3
    : >"$work/runs"
    for _ in $(seq "$runs"); do run "$brief" "$@"; done
    awk -v name="$name" -v wall="$(median 1)" -v cpu="$(median 2)" -v memory="$(median 3)" -v editions="$editions" \
        'BEGIN { printf "%s: %.2f s, %.1f ms of the processor each, %.0f MB in all\n", name, wall, 1000 * cpu / editions,
                 memory / 1024 }'
    tail -n 1 "$work/said" | sed 's/^.*editions: /    the last: /'
}

nights "night of 57 factsheets" "$root/data/japan-night/brief.xml" 57 --force
nights "night of 1,000 editions" "$work/thousand.xml" 1000 --force
nights "night of 1,000 editions, unchanged" "$work/thousand.xml" 1000
