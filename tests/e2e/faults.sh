#!/bin/bash
# What a night leaves behind that was killed, had no room, or was deceived: the last good
# files, whole, and a rerun that ends as if nothing had been.
. "$(dirname "$0")/../lib.sh"

# The seed of the moments at which runs are killed, and how many there are.
: "${SEED:=1}" "${KILLS:=200}"

# A night of four editions that has two versions, of two days: `figures N` gives it the
# data of one, which each edition prints.
night() {
    cp "$ROOT/tests/golden/house.xml" .
    cat >brief.xml <<'END'
<brief version="1" id="all" lang="en" as-of="2026-02-01" template="template.xml">
  <title>Trade with {$partner}</title>
  <dataset href="data.xml"/>
  <editions id="with-{$partner}" parameter="partner" values="BBB CCC DDD EEE"/>
</brief>
END
    cat >template.xml <<'END'
<template version="1" id="t">
  <include href="house.xml"/>
  <parameter name="partner"/>
  <analysis>
    <series id="exports" partner="{$partner}" flow="export" measure="value" frequency="M"/>
  </analysis>
  <body>
    <title><insert text="title"/></title>
    <p>Exports to {$partner} were {fig(at($exports, '2025-12'), '0 unit')}.</p>
  </body>
</template>
END
    figures 1
}

figures() {
    sed -i "s/as-of=\"[^\"]*\"/as-of=\"2026-02-0$1\"/" brief.xml
    {
        echo '<dataset version="1" id="d">'
        echo '<source id="office" publisher="Office" title="Trade" date="2026-01-15" confidence="high"/>'
        for partner in BBB CCC DDD EEE; do
            echo "<series id=\"$partner\" source=\"office\" reporter=\"AAA\" partner=\"$partner\" flow=\"export\"" \
                "measure=\"value\" frequency=\"M\" unit=\"USD\" multiplier=\"6\"><obs period=\"2025-12\" value=\"$1\"/></series>"
        done
        echo '</dataset>'
    } >data.xml
}

# digests FOLDER: a line for each file, sorted by name; the journal tells of the clock.
digests() {
    (cd "$1" && find . -type f ! -name '*.journal' ! -name '*.lock' -exec sha256sum {} + | sort -k 2)
}

# make_version VERSION: makes it, and keeps the other one by its date.
make_version() {
    figures "$1"
    mkreport --quiet -j 2 --keep=1 brief.xml
}

# learn: makes both versions undisturbed, and knows their files; after each a night in
# which nothing has changed, which only the index tells apart.
declare -A version_of
learn() {
    local version digest file
    make_version 2
    for version in 1 2; do
        make_version $version
        digests out >"version-$version"
        make_version $version
        digests out >"version-$version-again"
        while read -r digest file; do version_of[$file $digest]=$version; done < <(cat version-$version*)
    done
}

# completed VERSION: its next run leaves what an undisturbed one does, and tells the
# same; killed when all was told already, it is followed by a night of its own.
completed() {
    local as=version-$1 told='"published":4,'
    if head -n 1 out/all.journal | grep -q "2026-02-0$1" && tail -n 1 out/all.journal | grep -q '"end"'; then
        as=version-$1-again told='"unchanged":4,'
    fi
    make_version "$1"
    digests out | diff "$as" -
    tail -n 1 out/all.journal | has /dev/stdin "$told"
}

# killed MICROSECONDS: a run of the night that ends then with all its processes; fails
# when it has come to its end before.
killed() {
    local got=0
    exec 9>alive
    flock 9
    set -m
    mkreport --quiet -j 2 --keep=1 brief.xml &
    set +m
    exec 9>&-
    read -rt "$(printf '0.%06d' "$1")" <>never || true
    kill -KILL -- -$! 2>/dev/null || true
    wait $! 2>/dev/null || got=$?
    flock alive true # until the last of its processes is gone
    [ "$got" -eq 137 ]
}

# Each file in out is of one version, whole; a record, of that of its PDF and findings;
# and what was published last is there, or kept.
each_is_whole() {
    local digest file id day
    declare -A found
    while read -r digest file; do
        case $file in ./.mkreport.*) continue ;; esac
        found[$file]=${version_of[$file $digest]:-broken}
        not test "${found[$file]}" = broken
    done < <(digests out)
    for id in ./with-BBB ./with-CCC ./with-DDD ./with-EEE; do
        [ "${found[$id.pdf]}" ] && [ "${found[$id.findings.xml]}" ]
        [ ! "${found[$id.made]:-}" ] ||
            same "${found[$id.made]} ${found[$id.made]}" "${found[$id.pdf]} ${found[$id.findings.xml]}"
        for day in 1 2; do
            [ "${found[$id.pdf]}" = $day ] || [ "${found[./archive/${id#./}/2026-02-0$day.pdf]:-}" ]
        done
    done
    # Its lines but the last are whole events, from the first.
    head -n 1 out/all.journal | has /dev/stdin '{"event":"begin","night":"all",'
    not grep -vE '^\{"event":"[a-z]+",.*\}$' <(head -n -1 out/all.journal)
}

a_night_killed_at_any_moment_leaves_whole_files_and_is_completed() (
    night
    mkfifo never
    learn
    trap 'echo "SEED=$SEED, kill $kills, after $moment us"' EXIT
    RANDOM=$SEED took=20000 kills=0 version=2
    while [ $kills -lt "$KILLS" ]; do
        version=$((3 - version))
        figures $version
        moment=$(((RANDOM * 32768 + RANDOM) % took))
        if killed $moment; then kills=$((kills + 1)); fi
        each_is_whole
        begun=${EPOCHREALTIME/./}
        completed $version
        took=$((${EPOCHREALTIME/./} - begun))
    done
)

what_others_are_writing_is_not_swept() (
    night
    sed 's/with-{/by-{/; s/id="all"/id="other"/' brief.xml >other.xml
    mkreport --quiet other.xml
    for ((round = 0; round < 10; round++)); do
        mkreport --quiet --force brief.xml &
        while kill -0 $! 2>/dev/null; do mkreport --quiet other.xml; done
        wait $!
    done
    same "$(find out -name '.*')" ""
)

what_the_dead_have_left_is_swept() (
    night
    mkdir out
    echo '<findings' >out/.mkreport.a1B2c3
    echo mine >out/.mkreportrc
    mkreport --quiet brief.xml
    same "$(find out -name '.*')" out/.mkreportrc
    echo '<findings' >out/.mkreport.a1B2c3
    mkreport --quiet brief.xml
    same "$(find out -name '.*')" out/.mkreportrc
)

run_tests
