#!/bin/sh
# bench.sh MKREPORT: the sample briefing as a whole process: wall time, peak memory, and
# whether two runs give the same bytes; then how evenly lines are justified, how fast
# charts are drawn and SDMX-ML is read, and what a night costs.  Prints; judges nothing.
set -eu
mkreport=$1
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
brief=data/reverse-imports/brief.xml
hyperfine --warmup 3 --runs 25 -N --style none --export-csv "$out/times.csv" \
    "$mkreport --quiet --out $out/a $brief" >/dev/null 2>&1
awk -F, 'NR == 2 { printf "flagship brief, whole process: median %.1f ms, from %.1f to %.1f ms (25 runs)\n",
    $4 * 1000, $7 * 1000, $8 * 1000 }' "$out/times.csv"
/usr/bin/time -f %M -o "$out/memory" "$mkreport" --quiet --out "$out/b" $brief
awk '{ printf "peak memory: %.1f MB\n", $1 / 1024 }' "$out/memory"
if cmp -s "$out/a/reverse-imports.pdf" "$out/b/reverse-imports.pdf"; then
    echo "two runs: the same bytes"
else
    echo "two runs: DIFFERENT bytes"
fi
stat -c 'PDF: %s bytes' "$out/b/reverse-imports.pdf"
hyperfine --warmup 3 --runs 25 -N --style none --export-csv "$out/tags.csv" \
    "$mkreport --quiet --out $out/a $brief" \
    "$mkreport --quiet --untagged --out $out/c $brief" >/dev/null 2>&1
awk -F, -v size="$(stat -c %s "$out/a/reverse-imports.pdf")" \
    -v plain="$(stat -c %s "$out/c/reverse-imports.pdf")" '
    NR > 1 { cpu[NR] = $5 + $6 }
    END { printf "tags cost %.0f %% of CPU time (%.1f ms on %.1f) and %.0f %% of size\n",
        100 * (cpu[2] / cpu[3] - 1), 1000 * (cpu[2] - cpu[3]), 1000 * cpu[3],
        100 * (size / plain - 1) }' "$out/tags.csv"
here=$(dirname "$0")/bench
for width in 480 240; do
    "$(dirname "$mkreport")/justify" "$here/division-of-labour.txt" \
        LiberationSerif-Regular.ttf $width
done
"$(dirname "$mkreport")/chart" 10 480
"$(dirname "$mkreport")/chart" 1 100000
"$(dirname "$mkreport")/chart" 10 10000
"$(dirname "$0")/bench-sdmx.sh" "$(dirname "$mkreport")"
"$(dirname "$0")/bench-table.sh" "$mkreport"
"$(dirname "$0")/bench-night.sh" "$mkreport"
