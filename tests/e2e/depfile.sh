#!/bin/bash
# Rules for make: a briefing is made again when something that it was made of has
# changed, and only then.
. "$(dirname "$0")/../lib.sh"
unset MAKEFLAGS MAKELEVEL # of the make that runs the tests

# A brief in the folder `data of $1`, and a Makefile that makes it by its rules.
made() {
    mkdir "data of $1"
    cp "$ROOT"/tests/bad/good/* "$ROOT/tests/golden/house.xml" "data of $1"
    cat >Makefile <<END
out/good.pdf:
	"$MKREPORT" --templates="$ROOT/templates" --quiet --depfile=rules.d "data of $1/brief.xml"
-include rules.d
END
    make >said
    [ -s out/good.pdf ]
}

# again FILE: make has something to do since the file has changed, and nothing then.
again() {
    touch -d '1 hour' "$1"
    not make -q
    make >said
    # The PDF is of now, and the file of the future.
    touch "$1"
    touch out/good.pdf
    make -q
}

nothing_is_made_when_nothing_has_changed() (
    made good
    make >said
    has said "'out/good.pdf' is up to date."
)

a_changed_input_makes_the_briefing_again() (
    made good
    for file in brief data template house; do again "data of good/$file.xml"; done
)

fonts_and_dictionaries_are_inputs_too() (
    made good
    has rules.d /usr/share/fonts/
)

a_file_that_was_removed_stops_nobody() (
    made good
    cd "data of good"
    sed -i 's/data.xml/figures.xml/' brief.xml
    mv data.xml figures.xml
    cd ..
    make >said
    has rules.d figures.xml
    not grep -q /data.xml rules.d
    make -q
)

names_are_written_as_make_reads_them() (
    for name in 'blank' 'hash#$dollar' '100%' 'colon:equals=' 'star*[a]?' 'back\slash\\ \#' '~tilde' "quote'\""; do
        rm -rf ./out ./data* rules.d
        # shellcheck disable=SC2016
        mkdir "data of $name"
        cp "$ROOT"/tests/bad/good/* "$ROOT/tests/golden/house.xml" "data of $name"
        mkreport --quiet --depfile=rules.d "data of $name/brief.xml"
        printf 'out/good.pdf:\n\t@echo made\n-include rules.d\n' >Makefile
        make -q
        touch -d '1 hour' "data of $name/data.xml"
        same "$(make)" made
        rm "data of $name/data.xml"
        same "$(make)" made
    done
)

a_name_that_make_cannot_read_is_left_out_with_a_warning() (
    cp "$ROOT"/tests/bad/good/* "$ROOT/tests/golden/house.xml" .
    mv data.xml 'a;b.xml'
    sed -i 's/data.xml/a;b.xml/' brief.xml
    mkreport --quiet --depfile=rules.d brief.xml 2>errors
    has errors "a;b.xml: warning: make cannot be told of this name: it is left out of the rules"
    not grep -q 'a;b' rules.d
)

# editions: the good brief has two, told apart by a parameter that the template ignores.
editions() {
    cp "$ROOT"/tests/bad/good/* "$ROOT/tests/golden/house.xml" .
    sed -i 's|<dataset|<editions id="for-{$desk}" parameter="desk" values="a b"/><dataset|' brief.xml
    sed -i 's|<parameter name="year"/>|&<parameter name="desk"/>|' template.xml
}

each_edition_has_a_rule() (
    editions
    cat >Makefile <<END
all: out/for-a.pdf out/for-b.pdf
out/for-a.pdf out/for-b.pdf &: brief.xml
	"$MKREPORT" --templates="$ROOT/templates" --quiet --depfile=rules.d brief.xml
-include rules.d
END
    make >said
    same "$(grep -c '^out/for-[ab].pdf:' rules.d)" 2
    make -q
    touch -d '1 hour' template.xml
    not make -q
    # An edition that is left alone has its rule all the same.
    mkreport --quiet --depfile=rules.d brief.xml
    same "$(grep -c '^out/for-[ab].pdf:' rules.d)" 2
)

an_edition_alone_has_its_rule() (
    editions
    mkreport --quiet --edition=for-b --depfile=rules.d brief.xml
    same "$(grep '^out/' rules.d)" 'out/for-b.pdf: \'
)

joined_shards_have_a_rule_for_each_edition() (
    editions
    for shard in 1 2; do mkreport --quiet --shard=$shard/2 brief.xml; done
    mkreport --quiet --merge-journal --depfile=rules.d brief.xml
    same "$(grep -c '^out/for-[ab].pdf:' rules.d)" 2
)

what_publishes_nothing_writes_no_rules() (
    editions
    mkreport --quiet --check --depfile=rules.d brief.xml
    mkreport --dry-run --depfile=rules.d brief.xml
    not test -e rules.d
)

the_rules_of_the_last_edition_stay_when_the_next_fails() (
    made good
    cp rules.d before.d
    sed -i 's/value="90"/value="9O"/' "data of good/data.xml"
    not make 2>errors
    cmp before.d rules.d
)

what_a_killed_run_has_left_beside_the_rules_is_swept() (
    made good
    echo 'out/go' >.mkreport.a1B2c3
    mkreport --quiet --depfile=rules.d "data of good/brief.xml"
    same "$(find . -name '.mkreport*')" ""
)

rules_that_cannot_be_written_are_an_error() (
    cp "$ROOT"/tests/bad/good/* "$ROOT/tests/golden/house.xml" .
    status 73 mkreport --quiet --depfile=no/such/rules.d brief.xml 2>errors
    has errors "no/such/rules.d: error: cannot create it: No such file or directory"
)

run_tests
