#!/bin/sh
# bench-lines.sh BUILD: how evenly lines are justified.  Prints; judges nothing.
set -eu
build=$1
here=$(dirname "$0")/bench
work=$(mktemp -d "${TMPDIR:-/tmp}/mkreport-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
cc -std=c17 -O2 -D_GNU_SOURCE -I"$here/../../src" -o "$work/justify" "$here/justify.c" \
    -Wl,--start-group "$build/liblayout.a" "$build/libpages.a" "$build/libdoc.a" \
    "$build/libtype.a" "$build/libbase.a" -Wl,--end-group \
    $(pkg-config --libs harfbuzz harfbuzz-subset fribidi) -lunistring -lm -pthread
"$work/justify" "$here/division-of-labour.txt" LiberationSerif-Regular.ttf
