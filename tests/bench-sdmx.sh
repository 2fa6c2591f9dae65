#!/bin/sh
# bench-sdmx.sh BUILD: reading SDMX-ML against libxml2's parser alone, BENCH_MB megabytes
# (500) of structure-specific time series and a quarter of that with scattered series.
# Prints medians of BENCH_RUNS runs (5), their ratio and bytes an observation; judges
# nothing.
set -eu
build=$1
here=$(dirname "$0")/bench
megabytes=${BENCH_MB:-500}
runs=${BENCH_RUNS:-5}
work=$(mktemp -d "${TMPDIR:-/tmp}/mkreport-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
flags="-std=c17 -O2 -D_GNU_SOURCE"
cc $flags -o "$work/generate" "$here/generate.c"
cc $flags $(pkg-config --cflags libxml-2.0) -o "$work/count" "$here/count.c" \
    $(pkg-config --libs libxml-2.0)
cc $flags -I"$here/../../src" -o "$work/read" "$here/read.c" "$build/libdata.a" \
    "$build/libxml.a" "$build/libbase.a" $(pkg-config --libs libxml-2.0 nettle) -lm

# median FIELD FILE
median() {
    cut -d ' ' -f "$1" "$2" | sort -n | sed -n "$((runs / 2 + 1))p"
}

# compare NAME MEGABYTES [LAYOUT]
compare() {
    name=$1
    shift
    "$work/generate" "$@" >"$work/file.xml"
    : >"$work/counted"
    : >"$work/read.times"
    for run in $(seq "$runs"); do
        "$work/count" "$work/file.xml" >>"$work/counted"
        "$work/read" "$work/file.xml" >>"$work/read.times"
    done
    echo "$(median 1 "$work/counted") $(median 1 "$work/read.times")" \
        "$(median 2 "$work/read.times") $(median 3 "$work/read.times")" \
        "$(stat -c %s "$work/file.xml")" |
        awk -v name="$name" '{
            printf "SDMX-ML %s: %.0f MB, %d observations: %.2f s of CPU, %.0f MB/s, ",
                name, $5 / 1e6, $3, $2, $5 / 1e6 / $2
            printf "%.2f times the parser alone (%.2f s); peak %.1f MB, ", $2 / $1, $1,
                $4 / 1024
            printf "%.1f bytes an observation beyond 16 MB\n",
                ($4 * 1024 - 16 * 1048576) / $3 }'
}

compare "time series" "$megabytes"
compare "scattered" "$((megabytes / 4))" flat
