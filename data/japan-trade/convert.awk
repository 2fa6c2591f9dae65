# Writes our datasets from the annual file of the Trade Statistics of Japan, a CSV of
#   flow,area,goods,year,value_bn_jpy
# (principal commodities of the Ministry of Finance by country, from mitsuoxv/jp-trade):
#
#   zcat FILE.csv.gz | awk -f convert.awk -v what=totals >totals.xml
#   zcat FILE.csv.gz | awk -f convert.awk -v what=goods
#
# what=goods writes the goods of every area of the file into goods-AREA.xml, that of the United States into goods-USA.xml:
# a line for each commodity, with its years one after the other.
#
# Values go over as they stand, in billions of yen to the thousand.  The chapters add up to the total; items are
# parts of chapters, and the items that the ministry prints in brackets are parts of items (detail="of-which").
# 2026 is its first quarter alone, so it stands as a quarter.

function fields(line,    quoted) {
    if (match(line, /"[^"]*"/)) {
        quoted = substr(line, RSTART + 1, RLENGTH - 2)
        gsub(/,/, "\001", quoted)
        line = substr(line, 1, RSTART - 1) quoted substr(line, RSTART + RLENGTH)
    }
    split(line, field, ",")
    gsub(/\001/, ",", field[3])
}

function slug(name) {
    if (name in code) return code[name]
    name = tolower(name)
    gsub(/[^a-z0-9]+/, "-", name)
    gsub(/^-|-$/, "", name)
    return name
}

function detail(name) {
    if (name ~ /^\(/) return "of-which"
    return (name in chapter) ? "chapter" : "item"
}

function number(value) {
    value = sprintf("%.6f", value)
    sub(/\.?0+$/, "", value)
    return value
}

function obs(period, value) {
    printf "    <obs period=\"%s\" value=\"%s\"/>\n", period, number(value) >file
}

# What the totals of one flow and area say before their observations.
function head_of_total(id, flow, area, frequency) {
    printf "  <series id=\"%s\" source=\"mof-2026-04\" reporter=\"JPN\" partner=\"%s\" flow=\"%s\" product=\"total\"", id, area, flow >file
    printf "\n          measure=\"value\" frequency=\"%s\" unit=\"JPY\" multiplier=\"9\" valuation=\"%s\"", frequency, flow == "export" ? "FOB" : "CIF" >file
    printf " basis=\"mof\"%s confidence=\"high\">\n", area ~ /^(WLD|EU)$/ ? " detail=\"group\"" : "" >file
}

# The totals of one flow and area.
function write_total(flow, area, name,    id, key, year) {
    key = flow SUBSEP area SUBSEP name
    id = flow "s-" tolower(area) "-total"
    head_of_total(id, flow, area, "A")
    for (year = 2009; year <= 2025; year++)
        if ((key, year) in value) obs(year, value[key, year])
    print "  </series>" >file
    if (!((key, 2026) in value)) return
    head_of_total(id "-quarter", flow, area, "Q")
    obs("2026-Q1", value[key, 2026])
    print "  </series>" >file
}

# The goods of one flow and area that are chapters, items or parts of items; of years, or of the quarter.
function write_goods(flow, area, kind, frequency,    i, key, part, begun, year, first, last) {
    for (i = 1; i <= count[area]; i++) {
        key = order[area, i]
        split(key, part, SUBSEP)
        if (part[1] != flow || detail(part[3]) != kind) continue
        first = last = ""
        for (year = 2009; year <= 2025; year++)
            if ((key, year) in value) { if (first == "") first = year; last = year }
        if (frequency == "Q" ? !((key, 2026) in value) : first == "") continue
        if (!begun++) {
            printf "<group source=\"mof-2026-04\" reporter=\"JPN\" partner=\"%s\" flow=\"%s\" measure=\"value\" frequency=\"%s\"", area, flow, frequency >file
            printf " from=\"%s\" unit=\"JPY\" multiplier=\"9\"", frequency == "Q" ? "2026-Q1" : 2009 >file
            printf " valuation=\"%s\" basis=\"mof\" detail=\"%s\">\n", flow == "export" ? "FOB" : "CIF", kind >file
        }
        printf "<series id=\"%ss-%s-%s%s\" product=\"%s\"", flow, tolower(area), slug(part[3]), frequency == "Q" ? "-quarter" : "", slug(part[3]) >file
        if (frequency == "Q") {
            printf ">%s", number(value[key, 2026]) >file
        } else {
            printf "%s>", first == 2009 ? "" : " from=\"" first "\"" >file
            for (year = first; year <= last; year++)
                printf "%s%s", year == first ? "" : " ", (key, year) in value ? number(value[key, year]) : "-" >file
        }
        print "</series>" >file
    }
    if (begun) print "</group>" >file
}

BEGIN {
    list = "Argent ARG,Austral AUS,Austria AUT,Bahrain BHR,Belgium BEL,Brazil BRA,Brunei BRN,Canada CAN,Chile CHL," \
        "China CHN,Colmbia COL,Denmark DNK,EU EU,Finland FIN,France FRA,Germany DEU,Grand Total WLD,Greece GRC," \
        "Hg Kong HKG,India IND,Indnsia IDN,Iran IRN,Ireland IRL,Israel ISR,Italy ITA,Kuwait KWT,Liberia LBR," \
        "Malysia MYS,Mexico MEX,Nethlds NLD,Newzeld NZL,Norway NOR,Oman OMN,Pakistn PAK,Panama PAN,Pap Nga PNG," \
        "Peru PER,Philpin PHL,Portugl PRT,Prtrico PRI,Qatar QAT,R Korea KOR,Russia RUS,S Afrca ZAF,Sngapor SGP," \
        "Spain ESP,Su Arab SAU,Sweden SWE,Switzld CHE,Taiwan TWN,Thailnd THA,Turkey TUR,U Arb E ARE,U King GBR," \
        "USA USA,Venezla VEN,Vietnam VNM"
    for (i = split(list, areas, ","); i; i--) {
        match(areas[i], / [A-Z]+$/)
        iso[substr(areas[i], 1, RSTART - 1)] = substr(areas[i], RSTART + 1)
    }
    for (i = split("Foodstuff,Raw Materials,Mineral Fuels,Chemicals,Manufactured Goods,Machinery,Electrical Machinery," \
        "Transport Equipment,Others", names, ","); i; i--)
        chapter[names[i]] = 1
    # The codes that other datasets have.
    code["Grand Total"] = "total"; code["(Car)"] = "cars"; code["(Bus&Truck)"] = "trucks"
    code["Parts Of Motor Vehicles"] = "parts"
}

NR > 1 {
    fields($0)
    if (!(field[2] in iso)) { print "no code for " field[2] >"/dev/stderr"; exit 1 }
    area = iso[field[2]]
    if ((what == "totals") != (field[3] == "Grand Total")) next
    key = field[1] SUBSEP area SUBSEP field[3]
    value[key, field[4]] = field[5]
    if (key in known) next
    known[key] = 1
    group = what == "totals" ? what : area
    if (!(group in count)) list_of[++lists] = group
    order[group, ++count[group]] = key
}

function head(id, title, indent) {
    print "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" >file
    print "<!-- Written by convert.awk, which says from what: exports FOB, imports CIF, in billions of yen. -->" >file
    printf "<dataset version=\"1\" id=\"japan-%s\">\n", id >file
    printf "%s<title>%s</title>\n", indent, title >file
}

function write_totals(    i, part) {
    file = "/dev/stdout"
    head("totals", "Japan’s trade by partner", "  ")
    print "  <source id=\"mof-2026-04\" publisher=\"Ministry of Finance, Japan\" title=\"Trade Statistics of Japan\"" >file
    print "          date=\"2026-04-28\" vintage=\"2026-04-28\" address=\"https://github.com/mitsuoxv/jp-trade\" confidence=\"high\">" >file
    print "    Japan Customs through e-Stat, packaged in the public repository mitsuoxv/jp-trade (data/trade_year.rda," >file
    print "    updated 28 April 2026): 55 countries and territories, the European Union and the world." >file
    print "  </source>" >file
    for (i = 1; i <= count[what]; i++) {
        split(order[what, i], part, SUBSEP)
        write_total(part[1], part[2], part[3])
    }
    print "</dataset>" >file
}

function write_area(area,    flows, kinds, frequencies, flow, kind, frequency) {
    split("export import", flows, " ")
    split("chapter item of-which", kinds, " ")
    split("A Q", frequencies, " ")
    file = "goods-" area ".xml"
    head("goods-" tolower(area), "Japan's trade by principal commodity, " area, "")
    for (flow = 1; flow <= 2; flow++)
        for (frequency = 1; frequency <= 2; frequency++)
            for (kind = 1; kind <= 3; kind++)
                write_goods(flows[flow], area, kinds[kind], frequencies[frequency])
    print "</dataset>" >file
    close(file)
}

END {
    if (what == "totals") {
        write_totals()
        exit
    }
    for (i = 1; i <= lists; i++) write_area(list_of[i])
}
