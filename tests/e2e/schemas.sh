#!/bin/bash
# The schemas hold the samples to be good, and bad files not.
. "$(dirname "$0")/../lib.sh"
SCHEMAS=$ROOT/src/schema
GOOD=$ROOT/tests/bad/good

valid() {
    xmllint --noout --relaxng "$SCHEMAS/$1.rng" "${@:2}"
}

the_briefs_are_valid() (
    valid brief "$ROOT"/data/*/brief*.xml "$ROOT"/tests/golden/*/brief*.xml "$GOOD/brief.xml"
)

the_datasets_are_valid() (
    find "$ROOT/data" -name '*.xml' ! -name 'brief*.xml' >files
    [ -s files ]
    valid dataset $(cat files) "$ROOT"/tests/golden/*/data.xml "$GOOD/data.xml"
)

the_templates_are_valid() (
    valid template $(grep -l '<template ' "$ROOT"/templates/*.xml) \
        "$ROOT"/tests/golden/*/template.xml "$ROOT/tests/golden/house.xml" \
        "$GOOD/template.xml"
)

the_house_says_the_same_words_in_each_language() (
    for file in "$ROOT"/templates/house-*.xml; do
        grep -o '<define name="[^"]*"' "$file" >"${file##*/}.words"
        same "$(cat "${file##*/}.words")" "$(grep -o '<define name="[^"]*"' "$ROOT/templates/house-en.xml")"
    done
    [ "$(ls house-*.words | wc -l)" -ge 5 ]
)

a_misspelt_attribute_is_not_valid() (
    for kind in brief:lang dataset:publisher template:select; do
        file=${kind%:*}
        [ "$file" != dataset ] || file=data
        sed "s/ ${kind#*:}=/ x${kind#*:}=/" "$GOOD/$file.xml" >bad.xml
        not cmp -s "$GOOD/$file.xml" bad.xml
        not valid "${kind%:*}" bad.xml
    done
)

run_tests
