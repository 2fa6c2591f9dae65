#!/bin/sh
# The program's own tables against the schema and the manual: each template element, step
# and function is in both.  Then templates with one fault each, which the schema refuses.
rng=src/schema/template.rng
page=src/man/mkreport-template.5
status=0

complain() {
    echo "schema: $*" >&2
    status=1
}

# first_names FILE TABLE PATTERN: the first string of each entry of the C table; what
# follows it in the entry matches PATTERN.
first_names() {
    sed -n "/$2\[\] = {/,/};/p" "$1" | tr -d '\n' | sed 's/{ *"/\n{"/g' |
        sed -nE "s/^\{\"([a-z-]+)\", *($3).*/\1/p" | sort -u
}

# in_schema KIND NAMES, in_manual MACRO KIND NAMES
in_schema() {
    for name in $2; do
        grep -qE "<(element name=\"$name\"|name>$name<)" "$rng" ||
            complain "$1 '$name' is not in $rng"
    done
}
in_manual() {
    for name in $3; do
        grep -qE "^\.(It )?$1 (.* )?$name( |\(|\$)" "$page" ||
            complain "$2 '$name' is not in $page"
    done
}

elements=$(first_names src/template/elements.c ELEMENTS 'ANYWHERE|CONTENT')
choices=$(first_names src/template/elements.c CHOICES CONTENT)
settings=$(first_names src/template/load.c CHILDREN read)
steps=$(first_names src/analysis/analysis.c STEPS step)
functions=$(first_names src/template/functions.c TEMPLATE_FUNCTIONS '[0-9]')
for list in "$elements" "$choices" "$settings" "$steps" "$functions"; do
    [ "$(echo "$list" | wc -l)" -ge 2 ] || complain "a table was not found: its form changed"
done
in_schema element "$elements $choices $settings"
in_manual Ic element "$elements $choices $settings"
in_schema step "$steps"
in_manual Ic step "$steps"
in_manual Fn function "$functions"

# ---- damaged templates ----
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
damaged=$scratch/template.xml

# refuse FILE SED-SCRIPT
refuse() {
    sed "$2" "$1" >"$damaged"
    cmp -s "$1" "$damaged" && complain "the damage '$2' changed nothing in $1"
    xmllint --noout --relaxng "$rng" "$damaged" >/dev/null 2>&1 &&
        complain "accepted: $1 after '$2'"
}
house=templates/house.xml
refuse $house 's/version="1"/version="2"/'
refuse $house 's/ regular="[^"]*"//'
refuse $house 's/house="#1f3a5f"/house="navy"/'
refuse $house 's/width="210mm"/width="210"/'
refuse $house 's/align="justify"/align="centred"/'
refuse $house 's/ leading="26pt"/ leading="-26pt"/'
refuse $house 's/hyphenate="yes"/hyphenate="true"/'
refuse $house 's/<head on="first">/<head on="last">/'
refuse $house 's/<left>/<middle>/; s|</left>|</middle>|'
measure=templates/measure-briefing.xml
refuse $measure 's/<coverage /<covrage /'
refuse $measure 's/ negligible-below="2"//'
refuse $measure 's/length="12"/length="1.5"/'
refuse $measure 's/in="balance@{$year}"/in="balance@"/'
refuse $measure 's/of="balance-month" months/from="balance-month" months/'
refuse $measure 's/frequency="M"/frequency="monthly"/'
refuse $measure 's/<row kind="head">/<row kind="header">/'
refuse $measure 's/width="1fr"/width="one"/'
refuse $measure 's/ select="\/\/model"//'
refuse $measure 's/<item>/<p>/; s|<box>|<box>stray text|'
refuse $measure 's/<otherwise>/<else>/; s|</otherwise>|</else>|'
refuse $measure 's/scale="trillion"/scale="1e12"/'
refuse $measure 's/per-row="4"/per-row="0"/'
refuse $measure 's/kind="bar"/kind="pie"/'
exit $status
