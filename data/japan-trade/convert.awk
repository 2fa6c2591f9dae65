# Writes our datasets from the annual file of the Trade Statistics of Japan, a CSV of
#   flow,area,goods,year,value_bn_jpy
# (principal commodities of the Ministry of Finance by country, from mitsuoxv/jp-trade):
#
#   zcat FILE.csv.gz | awk -f convert.awk -v what=totals >totals.xml
#   zcat FILE.csv.gz | awk -f convert.awk -v what=goods -v partner=USA >goods-usa.xml
#   zcat FILE.csv.gz | awk -f convert.awk -v what=night -v to=../japan-night/goods-
#
# what=night writes the goods of every country of which the file has exports and imports, USA into
# ../japan-night/goods-USA.xml, in as little room as may be: without indents, without parts of items, and without items
# that were never traded.
#
# Values go over as they stand, in billions of yen to the thousand.  The chapters add up to the total; items are
# parts of chapters, and the items that the ministry prints in brackets are parts of items (detail="of-which").
# 2026 is its first quarter alone: totals keep it as a quarter, goods leave it out.

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

function obs(period, value) {
    value = sprintf("%.6f", value)
    sub(/\.?0+$/, "", value)
    printf "%s<obs period=\"%s\" value=\"%s\"/>\n", indent "" indent, period, value >file
}

function series(id, flow, area, product, more, frequency) {
    printf "%s<series id=\"%s\" source=\"mof-2026-04\" reporter=\"JPN\" partner=\"%s\" flow=\"%s\" product=\"%s\"", indent, id, area, flow, product >file
    printf "%smeasure=\"value\" frequency=\"%s\" unit=\"JPY\" multiplier=\"9\" valuation=\"%s\"", indent == "" ? " " : "\n          ", frequency, flow == "export" ? "FOB" : "CIF" >file
    printf " basis=\"mof\"%s confidence=\"high\">\n", more >file
}

# The series of one flow, area and goods.
function write(flow, area, name,    id, key, year, more) {
    key = flow SUBSEP area SUBSEP name
    if (!(key in known) || (what == "night" && (detail(name) == "of-which" || (!(name in chapter) && !sum[key])))) return
    more = name == "Grand Total" ? (area ~ /^(WLD|EU)$/ ? " detail=\"group\"" : "") : " detail=\"" detail(name) "\""
    id = flow "s-" tolower(area) "-" slug(name)
    series(id, flow, area, slug(name), more, "A")
    for (year = 2009; year <= 2025; year++)
        if ((key, year) in value) obs(year, value[key, year])
    print indent "</series>" >file
    if (what != "totals" || !((key, 2026) in value)) return
    series(id "-quarter", flow, area, slug(name), more, "Q")
    obs("2026-Q1", value[key, 2026])
    print indent "</series>" >file
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
    if (what == "totals" ? field[3] != "Grand Total" : field[3] == "Grand Total" || (what == "goods" && area != partner)) next
    key = field[1] SUBSEP area SUBSEP field[3]
    value[key, field[4]] = field[5]
    sum[key] += field[5]
    seen[field[1], area] = 1
    if (key in known) next
    known[key] = 1
    group = what == "totals" ? what : area
    if (!(group in count)) list_of[++lists] = group
    order[group, ++count[group]] = key
}

function head(id, title) {
    print "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" >file
    print "<!-- Written by convert.awk, which says from what: exports FOB, imports CIF, in billions of yen. -->" >file
    printf "<dataset version=\"1\" id=\"japan-%s\">\n", id >file
    printf "%s<title>%s</title>\n", indent, title >file
}

# The series of one area, or all totals, in the order of the file.
function write_all(group,    i, part) {
    for (i = 1; i <= count[group]; i++) {
        split(order[group, i], part, SUBSEP)
        write(part[1], part[2], part[3])
    }
}

END {
    indent = what == "night" ? "" : "  "
    file = "/dev/stdout"
    if (what == "totals") {
        head("totals", "Japan's trade by partner")
        print "  <source id=\"mof-2026-04\" publisher=\"Ministry of Finance, Japan\" title=\"Trade Statistics of Japan\"" >file
        print "          date=\"2026-04-28\" vintage=\"2026-04-28\" address=\"https://github.com/mitsuoxv/jp-trade\" confidence=\"high\">" >file
        print "    Japan Customs through e-Stat, packaged in the public repository mitsuoxv/jp-trade (data/trade_year.rda," >file
        print "    updated 28 April 2026): 55 countries and territories, the European Union and the world." >file
        print "  </source>" >file
        write_all(what)
        print "</dataset>" >file
        exit
    }
    for (i = 1; i <= lists; i++) {
        area = list_of[i]
        if (what == "night" && (area ~ /^(WLD|EU)$/ || !(("export", area) in seen) || !(("import", area) in seen))) continue
        if (what == "night") file = to area ".xml"
        head("goods-" tolower(area), "Japan's trade by principal commodity, " area)
        write_all(area)
        print "</dataset>" >file
        if (what == "night") close(file)
    }
}
