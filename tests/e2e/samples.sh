#!/bin/bash
# Every template makes its sample: without a warning, on as many pages as its kind has.
. "$(dirname "$0")/../lib.sh"

# sample BRIEF LEAST MOST: --check proves the pages, so its "good" stands for that too.
sample() {
    mkreport --check "$ROOT/data/$1.xml" >said 2>&1
    same "$(grep -c . said)" 1
    local pages
    pages=$(sed -n 's/.*: good, \([0-9]*\) pages\{0,1\}$/\1/p' said)
    [ "${pages:-0}" -ge "$2" ] && [ "$pages" -le "$3" ] || { cat said; return 1; }
}

a_market_profile_fills_one_page() (
    sample germany-profile/brief 1 1
)

a_market_profile_fills_one_page_in_japanese() (
    sample germany-profile/brief-ja 1 1
)

a_market_profile_fills_one_page_in_german() (
    sample germany-profile/brief-de 1 1
)

a_statement_digest_has_three_to_five_pages() (
    sample makers-statements/brief 3 5
)

a_measure_briefing_has_eight_to_twelve_pages() (
    sample reverse-imports/brief 8 12
)

a_factsheet_has_twelve_to_fifteen_pages() (
    sample japan-us-factsheet/brief 12 15
)

a_measure_briefing_has_one_more_in_japanese() (
    sample reverse-imports/brief-ja 8 13
)

an_in_focus_has_two_pages() (
    sample reverse-imports-in-focus/brief 2 2
)

a_gallery_shows_every_kind_of_chart() (
    sample chart-gallery/brief 18 24
    for kind in line area scatter bubble histogram timeline column waterfall bar dot \
        lollipop range tornado bullet ranking sparkline slope heat tiles flow; do
        has "$ROOT/templates/chart-gallery.xml" "<chart kind=\"$kind\""
    done
)

a_gallery_is_printed_in_one_ink() (
    sample chart-gallery/brief-grey 18 24
)

every_sample_is_tested() (
    for brief in "$ROOT"/data/*/brief*.xml; do
        ! grep -q '<editions' "$brief" || continue # editions.sh makes them
        name=${brief#"$ROOT"/data/}
        has "$ROOT/tests/e2e/samples.sh" "sample ${name%.xml} "
    done
)

# The profile of another partner needs nothing but its data and its name.
a_market_profile_is_made_for_any_partner() (
    cp -r "$ROOT/data" .
    sed -i 's/DEU/USA/; s/Germany/the US/; s/goods-DEU/goods-USA/' data/germany-profile/brief.xml
    mkreport --check data/germany-profile/brief.xml >said 2>&1
    has said ": good, 1 page"
)

# Without the texts of its own that the US has.
a_factsheet_is_made_for_any_partner() (
    cp -r "$ROOT/data" .
    sed -i 's/USA/DEU/; s/goods-USA/goods-DEU/; /<analysis>/,/<.analysis>/d; /<text /,/<.text>/d; /reverse-imports/d
        /rates.xml/d' data/japan-us-factsheet/brief.xml
    mkreport --check data/japan-us-factsheet/brief.xml >said 2>&1
    same "$(grep -c . said)" 1
    grep -qE ': good, (9|1[0-5]) pages$' said
)

a_brief_takes_another_theme_and_paper() (
    cp -r "$ROOT/data" .
    sed -i 's/ as-of=/ theme="print-grey" paper="Letter"&/' data/makers-statements/brief.xml
    mkreport --dump=pages data/makers-statements/brief.xml >pages
    has pages "page 1 1 612.000x792.000"
    # One ink: every colour has three equal parts.
    not grep -qvE '#([0-9a-f]{2})\1\1' <(grep -oE '#[0-9a-f]{6}' pages)
)

run_tests
