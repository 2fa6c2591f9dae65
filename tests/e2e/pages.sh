#!/bin/bash
# Pages as --check proves them: no two texts over each other, each passage of the document
# once and in its order.
. "$(dirname "$0")/../lib.sh"

# proven BRIEF...: --check finds no fault in the pages, whatever else it says.
proven() {
    local brief status
    for brief in "$@"; do
        status=0
        mkreport --check "$brief" >said 2>&1 || status=$?
        if [ "$status" -eq 70 ] || grep -qE 'internal error|stands over' said; then
            echo "$brief: exit status $status"
            cat said
            return 1
        fi
    done
}

every_sample_is_proven() (
    proven "$ROOT"/data/*/brief*.xml
)

every_golden_case_is_proven() (
    [ "$(ls "$ROOT"/tests/golden/*/brief*.xml | wc -l)" -gt 10 ]
    proven "$ROOT"/tests/golden/*/brief*.xml
)

texts_over_each_other_are_a_warning_of_check_alone() (
    cp "$ROOT"/tests/bad/good/* "$ROOT/tests/golden/house.xml" .
    sed -i 's|<style name="list"|<style name="pulled" based-on="p" left="-28pt"/>&|' house.xml
    sed -i 's|<insert|<columns><column><p>The first of three columns, with words enough for several lines</p></column>\
<column><p style="pulled">Another</p></column></columns>&|' template.xml
    mkreport --check brief.xml >said 2>&1
    has said "template.xml:20: warning: page 1: 'Another' stands over 'columns,'"
    mkreport brief.xml >said 2>&1
    not has said "stands over"
)

run_tests
