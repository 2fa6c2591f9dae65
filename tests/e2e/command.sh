#!/bin/bash
# The command line: what each option does, and where files are looked for.
. "$(dirname "$0")/../lib.sh"

good() {
    cp "$ROOT"/tests/bad/good/* "$ROOT/tests/golden/house.xml" .
}

# Every option of the program's own table, taken from its source.
the_help_lists_every_option() (
    mkreport --help >help
    options=$(grep -o '{"--[a-z]*"' "$ROOT/src/main.c" | tr -d '{"')
    [ "$(echo "$options" | wc -l)" -ge 8 ]
    for option in $options; do
        grep -q -- "^  $option[ =]" help || { echo "no $option"; false; }
    done
)

the_manual_names_every_option() (
    [ -e "$ROOT/src/man/mkreport.1" ] || skip "there is no manual page"
    for option in $(mkreport --help | sed -n 's/^  \(--[a-z]*\).*/\1/p'); do
        grep -qE -- "Fl (Fl |-)${option#--}" "$ROOT/src/man/mkreport.1" ||
            { echo "no $option"; false; }
    done
)

help_and_version_go_to_standard_output() (
    same "$(mkreport --version 2>&1 >/dev/null)" ""
    same "$(mkreport --help 2>&1 >/dev/null)" ""
    mkreport --version | grep -qE '^mkreport [0-9]+\.[0-9]+\.[0-9]+$'
)

a_line_tells_what_was_published() (
    good
    mkreport brief.xml >said
    grep -qE '^out/good.pdf: 2 pages, [0-9]+ ms$' said
)

quiet_prints_problems_only() (
    good
    same "$(mkreport --quiet brief.xml 2>&1)" ""
    same "$(mkreport --quiet --check brief.xml 2>&1)" ""
    sed -i 's/value="90"/value="9O"/' data.xml
    status 65 mkreport --quiet brief.xml 2>said
    has said "error: bad value"
)

an_option_takes_its_value_either_way() (
    good
    mkreport --quiet --out one brief.xml
    mkreport --quiet --out=two brief.xml
    diff -r one two
)

a_brief_from_another_folder_finds_its_files() (
    mkdir far
    (cd far && good)
    mkreport --quiet far/brief.xml
    [ -s out/good.pdf ]
    [ ! -e far/out ]
)

a_template_beside_the_brief_comes_first() (
    good
    mkdir elsewhere
    echo '<template/>' >elsewhere/template.xml
    "$MKREPORT" --quiet --templates=elsewhere brief.xml
    [ -s out/good.pdf ]
)

templates_are_found_on_the_path_in_order() (
    good
    mkdir first second
    mv template.xml house.xml second
    cp second/* first
    sed -i 's/<title>Balance/<title>First balance/' first/template.xml
    "$MKREPORT" --quiet --templates=none:first:second brief.xml
    pdftotext out/good.pdf - | has /dev/stdin "First balance"
)

fonts_are_found_where_the_option_says() (
    good
    mkdir fonts
    find /usr/share/fonts -name 'Lato-*.ttf' -exec cp {} fonts \;
    mkreport --quiet --fonts=none:fonts brief.xml
    status 66 mkreport --quiet --fonts=none brief.xml 2>said
    has said "install the package fonts-lato"
)

run_tests
