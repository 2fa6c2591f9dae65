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
    [ -s stage/usr/share/man/man7/mkreport-night.7 ]
    [ -s stage/usr/lib/sysusers.d/mkreport.conf ]
    [ -s stage/usr/share/mkreport/schedule/mkreport-night.sbatch ]
    [ -s stage/usr/share/mkreport/schedule/mkreport-night.yaml ]
)

nothing_goes_outside_the_stage() (
    install_staged
    same "$(ls stage)" usr
    same "$(ls stage/usr)" $'bin\nlib\nshare'
)

# The folder is compiled in, also after a build for another.
the_installed_program_finds_its_templates() (
    objects=${MKREPORT%/mkreport}
    [ -e "$objects/libbase.a" ] || skip "the program's objects are not beside it"
    mkdir build
    tar -C "$objects" --exclude=./asan --exclude=./tests -cf - . | tar -C build -xf -
    make -s -C "$ROOT" BUILD="$PWD/build" PREFIX="$PWD/prefix" install
    mkdir brief
    cp "${BRIEF%/*}"/*.xml brief
    prefix/bin/mkreport --quiet brief/brief.xml
    [ -s out/reverse-imports.pdf ]
)

# The units name the program where it was installed.
the_service_is_hardened_and_its_timer_is_right() (
    command -v systemd-analyze >/dev/null || skip "there is no systemd-analyze"
    make -s -C "$ROOT" -o "$MKREPORT" install MKREPORT="$MKREPORT" PREFIX="$PWD/prefix"
    cd prefix/lib/systemd/system
    systemd-analyze verify --man=no ./mkreport-night@japan.service ./mkreport-night@japan.timer
    systemd-analyze security --offline=true --threshold=20 ./mkreport-night@.service >exposure
    has exposure "Overall exposure level"
    has mkreport-night@.service "ExecStart=${PWD%/lib/*}/bin/mkreport "
)

run_tests
