#!/bin/bash
# What `make install` puts where, and that the installed program finds its templates.
. "$(dirname "$0")/../lib.sh"

# The program under test with its files staged below $PWD/stage.
install_staged() {
    make -s -C "$ROOT" -o "$MKREPORT" install MKREPORT="$MKREPORT" \
        DESTDIR="$PWD/stage" PREFIX=/usr
}

files_go_where_they_belong() (
    install_staged
    [ -x stage/usr/bin/mkreport ]
    cmp "$MKREPORT" stage/usr/bin/mkreport
    for file in templates/house.xml templates/measure-briefing.xml \
        templates/themes/house.xml schema/brief.rng; do
        [ -s "stage/usr/share/mkreport/$file" ]
    done
    [ -s stage/usr/share/man/man5/mkreport-dataset.5 ]
)

nothing_goes_outside_the_stage() (
    install_staged
    same "$(ls stage)" usr
    same "$(ls stage/usr)" $'bin\nshare'
)

# The folder is compiled in, so the objects that name it are built anew.
the_installed_program_finds_its_templates() (
    objects=${MKREPORT%/mkreport}
    [ -e "$objects/libbase.a" ] || skip "the program's objects are not beside it"
    mkdir build
    tar -C "$objects" --exclude=./asan --exclude=./tests -cf - . | tar -C build -xf -
    rm -f build/mkreport $(cd "$ROOT" && grep -rl MKREPORT_DATADIR src --include='*.c' |
        sed 's|^src/|build/|; s|c$|o|')
    make -s -C "$ROOT" BUILD="$PWD/build" PREFIX="$PWD/prefix" install
    mkdir brief
    cp "${BRIEF%/*}"/*.xml brief
    prefix/bin/mkreport --quiet brief/brief.xml
    [ -s out/reverse-imports.pdf ]
)

run_tests
