#!/bin/bash
# out/index.html as a browser has it: MKREPORT=... tests/browser.sh.  Without Chromium it
# is skipped, but never where CI is set.
. "$(dirname "$0")/lib.sh"

if ! command -v chromium >/dev/null; then
    echo "browser: skipped, for it needs chromium; CI=true make check-browser installs it"
    [ -z "${CI:-}" ]
    exit
fi

# browse OPTION...: opens the index, with nothing of an earlier visit.
browse() {
    chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
        --disable-background-networking --disable-component-update --disable-sync \
        --user-data-dir="$PWD/profile" --enable-logging=stderr --hide-scrollbars \
        "$@" "file://$PWD/out/index.html" 2>browsing
    rm -rf profile
    # Nothing was refused, not found or ill-formed.
    not grep -q CONSOLE browsing
}

# words: what is read on the page, a line a line.
words() {
    browse --no-pdf-header-footer --print-to-pdf="$PWD/printed.pdf"
    pdftotext -layout printed.pdf - | tr -d '\f' |
        sed -E 's/\xc2\xa0|\xe2\x80\xaf/ /g; s/ +/ /g; s/^ | $//g; /^$/d'
}

# night: Japan's trade with Germany and with a country of which there are no figures; and
# another night, in Hebrew, that was cut short.
night() {
    mkdir data
    cp -r "$ROOT"/data/japan-night "$ROOT"/data/japan-trade data
    sed -i '/<edition value="\(DEU\|FRA\)"/!{/<edition value/d}; s/"FRA"/"XXX"/; s/France/Nowhere \&amp;amp; \&quot;more/' \
        data/japan-night/brief.xml
    status 66 mkreport --quiet data/japan-night/brief.xml
    {
        sed -n '1s/"japan-night"/"late"/p' out/japan-night.journal
        echo '{"event":"edition","id":"a","number":1,"outcome":"unchanged","status":0,"ms":1.0,"pages":7,"lang":"he","title":"סחר עם יפן","verdict":"זניח","changes":"אין"}'
        echo '{"event":"edition","id":"b","number":2,"outcome":"held","status":10,"ms":1.0,"lang":"en","title":"</th><script>alert(1)</script>","reason":"t.xml:6: held: too old"}'
    } >out/late.journal
    status 66 mkreport --quiet data/japan-night/brief.xml
}

a_browser_makes_of_the_index_what_was_written() (
    night
    browse --dump-dom >dom
    tags() { grep -o '</*[a-z][a-z0-9]*' "$1" | sort | uniq -c; }
    diff <(tags out/index.html) <(tags dom)
    has dom '&lt;/th&gt;&lt;script&gt;alert(1)&lt;/script&gt;'
)

the_index_is_read_in_a_browser() (
    night
    words >read
    has read "Tonight’s briefings"
    has read "As of 2026-06-20 · Briefings: 2 · Unchanged: 1 · Failed: 1"
    grep -q 'לא הגיע לסיומו' read
    has read "Briefing Pages Verdict What has changed Status"
    grep -q '^Japan’s trade with Germany 5 Exports .* first edition Unchanged$' read
    grep -q '^japan-XXX .*– – – Failed$' read
    grep -q '^.*ללא שינוי.* .*אין.* .*זניח.* 7 .*סחר עם יפן' read # from the right
    grep -q 'מעוכב.* – – – </th><script>alert(1)</script>$' read
)

what_is_chosen_is_shown_alone() (
    night
    # As after a click: the state of the page is all that rules it.
    sed -i 's/ checked="checked"//; s/id="only-failed"/& checked="checked"/' out/index.html
    words >read
    grep -q '^japan-XXX .* Failed$' read
    same "$(grep -c 'Unchanged$\|סחר' read)" 0
)

the_index_has_colours_for_the_day_and_for_the_night() (
    night
    # Nothing is drawn before all of it is there.
    shot() {
        browse --run-all-compositor-stages-before-draw --screenshot="$PWD/$1.png" --window-size="$2" "${@:3}"
    }
    shot light 1280,900
    shot again 1280,900
    shot dark 1280,900 --blink-settings=preferredColorScheme=0
    cmp light.png again.png
    not cmp -s light.png dark.png
)

run_tests | tee "$WORK/said"
if grep -q '^not ok' "$WORK/said"; then exit 1; fi
