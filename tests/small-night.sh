# A night that is made in no time, for the scripts that source this beside lib.sh: the
# brief `all` with an edition `with-PARTNER` for each partner, which prints one figure.

# small_night PARTNERS: brief and template in this folder.
small_night() {
    cp "$ROOT/tests/golden/house.xml" .
    cat >brief.xml <<END
<brief version="1" id="all" lang="en" as-of="2026-02-01" template="template.xml">
  <title>Trade with {\$partner}</title>
  <dataset href="data.xml"/>
  <editions id="with-{\$partner}" parameter="partner" values="$1"/>
</brief>
END
    cat >template.xml <<'END'
<template version="1" id="t">
  <include href="house.xml"/>
  <parameter name="partner"/>
  <analysis>
    <series id="exports" partner="{$partner}" flow="export" measure="value" frequency="M"/>
  </analysis>
  <body>
    <title><insert text="title"/></title>
    <p>Exports to {$partner} were {fig(at($exports, '2025-12'), '0 unit')}.</p>
  </body>
</template>
END
}

# small_data DATE VALUE PARTNER...: its dataset, of that vintage.
small_data() {
    local date=$1 value=$2 partner
    shift 2
    {
        echo '<dataset version="1" id="d">'
        echo "<source id=\"office\" publisher=\"Office\" title=\"Trade\" date=\"$date\" confidence=\"high\"/>"
        for partner; do
            echo "<series id=\"$partner\" source=\"office\" reporter=\"ZZZ\" partner=\"$partner\" flow=\"export\"" \
                "measure=\"value\" frequency=\"M\" unit=\"USD\" multiplier=\"6\"><obs period=\"2025-12\" value=\"$value\"/></series>"
        done
        echo '</dataset>'
    } >data.xml
}
