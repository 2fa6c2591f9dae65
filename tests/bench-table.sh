#!/bin/sh
# bench-table.sh MKREPORT: tables of BENCH_ROWS (10000) and ten times as many rows of
# eight columns, from the dataset to the published PDF: CPU time, peak memory, and how
# much more of each ten times the rows take; then tables of 2,000 pages, also one whose
# cells name the heads that span columns.  Prints; judges nothing.
set -eu
mkreport=$1
rows=${BENCH_ROWS:-10000}
work=$(mktemp -d "${TMPDIR:-/tmp}/mkreport-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT

cat >"$work/brief.xml" <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<brief version="1" id="table" lang="en" as-of="2026-02-01" template="template.xml">
  <title>A long table</title>
  <dataset href="data.xml"/>
</brief>
XML

cat >"$work/template.xml" <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<template version="1" id="table">
  <include href="house.xml"/>
  <analysis>
    <across id="imports" label="Imports" over="product" period="2025" flow="import" measure="value"/>
    <sum id="total" label="Imports" of="imports"/>
  </analysis>
  <body>
    <title><insert text="title"/></title>
    <table>
      <caption>Imports by product</caption>
      <column align="right"/><column/><column/>
      <column align="decimal"/><column align="decimal"/><column align="decimal"/>
      <column/><column align="right"/>
      <row kind="head">
        <cell>No.</cell><cell>Product</cell><cell>Year</cell>
        <cell>USD million</cell><cell>USD</cell><cell>% of all</cell>
        <cell>Status</cell><cell>Row</cell>
      </row>
      <let name="all" select="$total/@number"/>
      <for-each select="$imports" as="f">
        <row>
          <cell>{position()}</cell><cell>{@key}</cell><cell>{../@period}</cell>
          <cell>{fig($f, '1 million')}</cell><cell>{fig($f, '0')}</cell>
          <cell>{num(100 * @number div $all, '5')}</cell>
          <cell>{@status}</cell><cell>{@row}</cell>
        </row>
      </for-each>
    </table>
  </body>
</template>
XML

# write_data ROWS: as many products, each with its imports of one year.
write_data() {
    awk -v rows="$1" 'BEGIN {
        print "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
        print "<dataset version=\"1\" id=\"bench\"><title>Made for a bench</title>"
        print "<source id=\"s\" publisher=\"Bench\" title=\"Made figures\"" \
            " date=\"2026-01-15\" confidence=\"high\"/>"
        x = 12345
        for (i = 0; i < rows; i++) {
            x = (x * 16807) % 2147483647
            printf "<series id=\"s%d\" source=\"s\" reporter=\"USA\" flow=\"import\"" \
                " product=\"%010d\" measure=\"value\" frequency=\"A\" unit=\"USD\">" \
                "<obs period=\"2025\" value=\"%d\"%s/></series>\n", i,
                i * 7919 + 101210010, x, i % 7 ? "" : " status=\"P\""
        }
        print "</dataset>" }' >"$work/data.xml"
}

# measure ROWS [OPTION]: prints a line, and leaves seconds and KiB in $work/now.
measure() {
    write_data "$1"
    /usr/bin/time -f '%U %S %M' -o "$work/time" "$mkreport" --templates=templates \
        --quiet --out "$work/out" ${2:+"$2"} "$work/brief.xml"
    awk '{ print $1 + $2, $3 }' "$work/time" >"$work/now"
    echo "$(cat "$work/now") $(qpdf --show-npages "$work/out/table.pdf")" \
        "$(stat -c %s "$work/out/table.pdf")" |
        awk -v rows="$1" -v kind="${2:-tagged}" '{
            sub("--", "", kind)
            printf "table of %d rows x 8 columns, %s: %d pages, %.2f s of CPU, ", rows,
                kind, $3, $1
            printf "peak %.0f MB, PDF %.1f MB\n", $2 / 1024, $4 / 1e6 }'
}

for kind in --untagged ""; do
    measure "$rows" $kind
    cp "$work/now" "$work/before"
    measure "$((10 * rows))" $kind
    paste -d ' ' "$work/before" "$work/now" |
        awk '{ printf "ten times the rows: %.1f times the time, %.1f times the memory\n",
            $3 / $1, $4 / $2 }'
done
measure 114000
sed -i 's|<row kind="head">|<row kind="head"><cell span="3">What</cell><cell span="3">How much</cell><cell span="2"/></row>&|' \
    "$work/template.xml"
echo "the same below heads that span columns:"
measure 114000
