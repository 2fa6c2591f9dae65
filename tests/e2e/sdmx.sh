#!/bin/bash
# SDMX-ML through the whole program: ready maps are found and understood, figures of a
# message are printed like others.
. "$(dirname "$0")/../lib.sh"

# message ATTRIBUTES: a message of one monthly series with these attributes.
message() {
    cat <<XML
<m:StructureSpecificData xmlns:m="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message">
  <m:Header><m:ID>T</m:ID><m:Prepared>2025-11-20T10:00:00</m:Prepared><m:Sender id="X"/></m:Header>
  <m:DataSet>
    <Series $1><Obs TIME_PERIOD="2025-01" OBS_VALUE="10"/><Obs TIME_PERIOD="2025-02" OBS_VALUE="12.5"/></Series>
  </m:DataSet>
</m:StructureSpecificData>
XML
}

# brief MAP: a brief that reads message.xml with this ready map.
brief() {
    cat <<XML
<brief version="1" id="b" lang="en" as-of="2026-02-01" template="t.xml">
  <title>T</title>
  <dataset href="message.xml" map="$1"/>
</brief>
XML
}

# understood MAP ATTRIBUTES DIMENSIONS: the series of a message, as the map has it.
understood() {
    message "$2" >message.xml
    brief "$1" >brief.xml
    mkreport --dump=dataset brief.xml >dump
    has dump "$3"
}

the_map_of_the_imf_reads_flow_valuation_and_unit_from_the_indicator() (
    understood imf-imts \
        'COUNTRY="LAO" INDICATOR="MG_CIF_USD" COUNTERPART_COUNTRY="THA" FREQUENCY="M" SCALE="6"' \
        'reporter=LAO partner=THA flow=import measure=value frequency=M unit=USD valuation=CIF multiplier=6'
)

the_map_of_comext_reads_the_measure_from_the_indicator() (
    understood comext \
        'freq="M" reporter="DE" partner="JP" product="8703" flow="2" indicators="QUANTITY_IN_100KG"' \
        'reporter=DE partner=JP flow=export product=8703 measure=quantity frequency=M unit=kg valuation=FOB multiplier=2'
)

the_map_of_the_oecd_reads_adjustment() (
    understood oecd \
        'REF_AREA="JPN" COUNTERPART_AREA="USA" TRADE_FLOW="X" PRODUCT_TYPE="_T" FREQ="M" UNIT_MEASURE="USD" ADJUSTMENT="Y" TRANSFORMATION="_Z" UNIT_MULT="6"' \
        'reporter=JPN partner=USA flow=export measure=value frequency=M unit=USD adjustment=sa multiplier=6'
)

the_map_of_wits_counts_in_thousands() (
    understood wits \
        'FREQ="M" REPORTER="USA" PARTNER="WLD" PRODUCTCODE="999999" INDICATOR="XPRT-TRD-VL"' \
        'reporter=USA partner=WLD flow=export product=999999 measure=value frequency=M unit=USD multiplier=3'
)

the_map_of_comtrade_knows_re_exports() (
    understood comtrade \
        'FREQ="M" REPORTER="842" PARTNER="392" COMMODITY="8703" TRADE_FLOW="RX" UNIT="USD"' \
        'reporter=842 partner=392 flow=re-export product=8703 frequency=M unit=USD'
)

the_map_of_the_ecb_joins_two_currencies() (
    understood ecb \
        'FREQ="M" CURRENCY="JPY" CURRENCY_DENOM="EUR" EXR_TYPE="SP00" UNIT="JPY"' \
        'flow=exchange-rate measure=rate frequency=M unit=JPY/EUR detail=EXR_TYPE=SP00'
)

every_ready_map_is_tested() (
    for map in "$ROOT"/templates/maps/*.xml; do
        has "$ROOT/tests/e2e/sdmx.sh" "understood $(basename "$map" .xml)"
    done
)

figures_of_a_message_are_printed() (
    message 'FREQ="M" REF_AREA="USA" UNIT_MEASURE="USD" UNIT_MULT="9"' >message.xml
    brief ecb | sed 's/ map="ecb"//' >brief.xml
    cp "$ROOT/tests/golden/house.xml" .
    cat >t.xml <<'XML'
<template version="1" id="t">
  <include href="house.xml"/>
  <analysis>
    <series id="x" reporter="USA" unit="USD"/>
    <growth id="g" of="x" lag="1"/>
  </analysis>
  <body>
    <title>T</title>
    <p>It was {fig(at($x, '2025-02'), '1 unit')}, up by {fig(at($g, '2025-02'), '1 unit')}<cite select="$g"/>.</p>
    <sources/>
  </body>
</template>
XML
    mkreport --quiet brief.xml
    pdftotext out/b.pdf text
    has text "It was USD 12.5 billion, up by 25.0%"
    has out/b.findings.xml "$(sha256sum message.xml | cut -d ' ' -f 1)"
)

run_tests
