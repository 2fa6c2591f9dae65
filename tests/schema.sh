#!/bin/sh
# The program's own tables against the schema and the manual: each element, attribute, step
# and needed style of templates, and each function, is known to all three.  Then templates
# with one fault each, which the schema refuses.
rng=src/schema/template.rng
page=src/man/mkreport-template.5
status=0
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT

complain() {
    echo "schema: $*" >&2
    status=1
}

# ---- what the program has: a line each of KIND NAME, or KIND NAME ATTRIBUTE ----

# table FILE NAME PATTERN: the C table's entries, a line each; what follows an entry's name
# matches PATTERN.
table() {
    sed -n "/$2\[\] = {/,/};/p" "$1" | tr -d '\n' |
        sed -E "s/\{ *(\"[a-z-]+\", *($3))/\n\1/g" | sed 1d
}

# entries KIND: from the lines of table(), names and their attributes.
entries() {
    sed 's/\bSTYLE\b/{"style"/g; s/\bID\b/{"id"/g; s/\bSPAN\b/{"span"/g; s/\bFLOAT\b/{"float"/g' |
        awk -v kind="$1" -F '"' '{ print kind, $2
            for (i = 3; i < NF; i += 2)
                if ($i ~ /[{(] *$/) print kind, $2, $(i + 1) }'
}

program() {
    table src/template/elements.c ELEMENTS 'ANYWHERE|CONTENT' | entries element
    table src/template/elements.c CHOICES CONTENT | entries element
    table src/template/load.c CHILDREN read | entries setting
    for file in src/analysis/steps_*.c; do
        table "$file" '[A-Z]*_STEPS' step | sed -E 's/(OPERAND|OPTIONAL|REQUIRED)\(/{/g'
        echo
    done | entries step
    table src/template/functions.c TEMPLATE_FUNCTIONS '[0-9]' | entries function
    sed -n '/NEEDED_STYLES\[\]/,/NULL/p' src/template/load.c | grep -oE '"[a-z0-9-]+"' |
        sed 's/"\(.*\)"/style \1/'
    # Attributes of settings stand in the functions that read them.
    awk '/^(static )?bool (loader_)?read_/ { sub(/.*read_/, ""); sub(/\(.*/, ""); name = $0; next }
        /^}/ { name = "" }
        name { while (match($0, /\{"[a-z-]+", &XML_/)) {
            attribute = substr($0, RSTART + 2)
            sub(/".*/, "", attribute)
            $0 = substr($0, RSTART + RLENGTH)
            print "setting", name, attribute } }' src/template/load.c src/template/themes.c \
            src/template/includes.c src/template/hyphenation.c src/template/masters.c |
        sed 's/ definition / define /; s/ file / template /;
            s/\(.*\) furniture \(.*\)/\1 head \2\n\1 foot \2/; s/ fallbacks / fallback /
            s/\(.*\) faces \(.*\)/\1 font \2\n\1 fallback \2/'
}

# ---- what the schema has, in the same form; elements as they stand in content ----

schema() {
    awk 'function say(text) { if (name) print kind, name text }
        BEGIN { kind = "setting" }
        /<define name=/ { name = ""
            kind = /"(blocks|items|item-parts|quoted|side-by-side|inline|table-parts|cells|cell-parts)"/ ||
                /"(chart-parts|image-parts|tiles|tile-lines|let|let-and-use.*|control-in-.*)"/ ? "element" \
                : /"analysis"/ ? "step" : "setting" }
        /<element name="/ { name = $0; sub(/.*<element name="/, "", name)
            sub(/".*/, "", name)
            if (name == "analysis") print "setting", name; else say("") }
        /<name>/ { name = $0; gsub(/ *<\/?name>/, "", name); say("") }
        /<attribute name="/ { attribute = $0; sub(/.*<attribute name="/, "", attribute)
            sub(/".*/, "", attribute)
            if (name == "foot") print kind, "head", attribute
            say(" " attribute) }
        /<ref name="(styled|placed|floating)"/ { say(" style") }
        /<ref name="(placed|floating)"/ { say(" span") }
        /<ref name="floating"/ { say(" float") }
        /<ref name="test"/ { say(" test") }
        /<ref name="faces"/ { say(" regular"); say(" bold"); say(" italic"); say(" bold-italic") }
        /<ref name="each"/ { say(" select"); say(" sort"); say(" order"); say(" as") }' \
        "$rng" | grep -vE '^(setting (template|left|right|fallback)|step (template|analysis))$'
}

program | sort -u >"$scratch/program"
for kind in element setting step function style; do
    [ "$(grep -c "^$kind " "$scratch/program")" -ge 9 ] ||
        complain "no table of ${kind}s was found: its form changed"
done
grep -vE '^(function|style) ' "$scratch/program" >"$scratch/wanted"
schema | sort -u >"$scratch/schema"
comm -23 "$scratch/wanted" "$scratch/schema" | sed "s|^|not in $rng: |" >"$scratch/missing"
comm -13 "$scratch/wanted" "$scratch/schema" | sed "s|^|in $rng alone: |" >>"$scratch/missing"

# ---- the manual ----

while read -r kind name attribute; do
    case $kind in
    function) macro=Fn ;;
    style) macro=Cm ;;
    *) macro=Ic ;;
    esac
    if [ "$attribute" ]; then
        macro=Cm name=$attribute
    fi
    grep -qE "^\.(It )?(.* )?$macro (.* )?$name( |\$)" "$page" ||
        echo "not in $page: $kind $name" >>"$scratch/missing"
done <"$scratch/program"
sort -u "$scratch/missing" | sed 's/^/schema: /' >&2
[ -s "$scratch/missing" ] && status=1

# ---- damaged templates ----
damaged=$scratch/template.xml

# refuse FILE SED-SCRIPT
refuse() {
    sed "$2" "$1" >"$damaged"
    cmp -s "$1" "$damaged" && complain "the damage '$2' changed nothing in $1"
    xmllint --noout --relaxng "$rng" "$damaged" >/dev/null 2>&1 &&
        complain "accepted: $1 after '$2'"
}
house=templates/house.xml
theme=templates/themes/house.xml
refuse $house 's/version="1"/version="2"/'
refuse templates/themes/fonts.xml 's/ regular="[^"]*"//'
refuse $theme 's/house="#1f3a5f"/house="navy"/'
refuse $house 's/colour="house"/colour="navy"/'
refuse $house 's/paper="A4"/paper="A3"/'
refuse $house 's/top="25mm"/top="25"/'
refuse $house 's/align="justify"/align="centred"/'
refuse $house 's/ leading="26pt"/ leading="-26pt"/'
refuse $house 's/hyphenate="yes"/hyphenate="true"/'
refuse $house 's/<head on="first">/<head on="last">/'
refuse $house 's/grid="13pt"/grid="13pt" columns="9"/'
refuse $house 's/<left>/<middle>/; s|</left>|</middle>|'
measure=templates/measure-briefing.xml
refuse $measure 's/<coverage /<covrage /'
refuse $measure 's/ negligible-below="2"//'
refuse $measure 's/length="12"/length="1.5"/'
refuse $measure 's/in="balance-published@{$year}"/in="balance-published@"/'
refuse $measure 's/of="balance-month" months/from="balance-month" months/'
refuse $measure 's/frequency="M"/frequency="monthly"/'
refuse $measure 's/<row kind="head">/<row kind="header">/'
refuse $measure 's/width="1fr"/width="one"/'
refuse $measure 's/ select="\/findings\/model"//'
refuse $measure 's/<item>/<p>/; s|<box>|<box>stray text|'
refuse $measure 's/<otherwise>/<else>/; s|</otherwise>|</else>|'
refuse $measure 's/scale="trillion"/scale="1e12"/'
refuse $measure 's/per-row="4"/per-row="0"/'
refuse $measure 's/kind="bar"/kind="pie"/'
exit $status
