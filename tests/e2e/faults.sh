#!/bin/bash
# What a night leaves behind that was killed, had no room, or was deceived: the last good
# files, whole, and a rerun that ends as if nothing had been.
. "$(dirname "$0")/../lib.sh"
. "$ROOT/tests/small-night.sh"

# The seed of the moments at which runs are killed, and how many there are.
: "${SEED:=1}" "${KILLS:=200}"

# A night of four editions that has two versions, of two days: `figures N` gives it the
# data of one, which each edition prints.
night() {
    small_night "BBB CCC DDD EEE"
    sed -i 's|</analysis>|<since-last-edition id="changes"/>&|' template.xml
    figures 1
}

# one_brief: the same without editions, but one of their briefings.
one_brief() {
    sed -i '/<editions/d; s/{\$partner}/BBB/' brief.xml
    sed -i 's|<parameter name="partner"/>|<parameter name="partner" default="BBB"/>|' template.xml
}

figures() {
    sed -i "s/as-of=\"[^\"]*\"/as-of=\"2026-02-0$1\"/" brief.xml
    small_data "2026-01-1$1" "$1" BBB CCC DDD EEE
}

# digests FOLDER: a line for each file, sorted by name; the journal tells of the clock.
digests() {
    (cd "$1" && find . -type f ! -name '*.journal' ! -name '*.lock' ! -name 'filler*' -exec sha256sum {} + | sort -k 2)
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
    # From the third on each has what both leave of the other.
    for version in 2 1 2; do make_version $version; done
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

# mended VERSION: its next run leaves what an undisturbed one does, but that the index
# tells apart what was made before.
mended() {
    make_version "$1"
    digests out | grep -v index.html | diff <(grep -v index.html "version-$1") -
    tail -n 1 out/all.journal | has /dev/stdin '"held":0,"failed":0,'
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

# each_is_whole [FAILURES]: each file in out is of one version; a record, of that of its
# PDF and findings; and what was published last is there, or kept.  The index is of
# neither version when it tells of failures.
each_is_whole() {
    local digest file id day
    declare -A found
    while read -r digest file; do
        case $file in
            ./.mkreport.*) continue ;;
            ./index.html)
                tail -n 1 out/index.html | has /dev/stdin '</html>'
                [ ! "${1:-}" ] || continue
                ;;
        esac
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

# ended SIGNAL: a night that is at work, of which one edition never ends, gets it with all
# its processes; it dies of it and leaves nothing half done.
ended() {
    local got=0
    set -m
    "$MKREPORT" --quiet -j 2 brief.xml 2>errors &
    set +m
    until [ "$(grep -cs '"edition"' out/all.journal)" = 3 ]; do sleep 0.05; done
    kill "-$1" -- -$!
    wait $! || got=$?
    same "$got" $((128 + $(kill -l "$1")))
    has errors "brief.xml: ended by a signal: "
    has errors ": 1 of 4 editions not made; the next run goes on with them"
    same "$(find out -name '.*')" ""
    not test -e out/with-CCC.pdf
    not grep '"end"' out/all.journal
}

a_signal_ends_the_night_and_the_next_run_completes_it() (
    night
    cp template.xml good.xml
    # Of its 300 figures CCC has a paragraph for each four.
    each='<for-each select="$exports">'
    sed -i "s|</body>|<if test=\"\$partner = 'CCC'\">$each$each$each$each<p/></for-each></for-each></for-each></for-each></if>&|" template.xml
    months=$(for year in $(seq 1990 2014); do printf '<obs period="%s" value="1"/>' $year-{01..12}; done)
    sed -i "/id=\"CCC\"/s|<obs|$months&|" data.xml
    for signal in TERM INT HUP; do
        ended $signal
        rm -r out
    done
    cp good.xml template.xml
    mkreport brief.xml >said
    has said "4 editions: 4 published, 0 unchanged, 0 held, 0 failed"
)

# At work on its files is a run whose temporary ones are there.
a_signal_to_a_run_of_one_brief_waits_until_its_files_are_published() (
    night
    one_brief
    for ((round = 0; round < 30; round++)); do
        "$MKREPORT" --quiet brief.xml &
        until compgen -G 'out/.mkreport.*' >/dev/null || ! kill -0 $! 2>/dev/null; do :; done
        kill -TERM $! 2>/dev/null || true
        wait $! || same $? 143
        same "$(ls -A out)" "$(printf 'all.findings.xml\nall.pdf')"
        rm -r out
    done
)

a_night_outlives_whoever_reads_what_it_says() (
    night
    mkfifo pipe
    true <pipe &
    exec 8>pipe
    wait $!
    status 74 mkreport brief.xml >&8 2>errors
    has errors "cannot write to standard output: Broken pipe"
    same "$(cd out; ls ./*.made | wc -l)" 4
    # So does a run of one brief, whose first event finds nobody.
    one_brief
    status 74 mkreport --log=json --out=one brief.xml >&8 2>errors
    has errors "cannot write to standard output: Broken pipe"
    same "$(ls one)" "$(printf 'all.findings.xml\nall.pdf')"
)

# alone FUNCTION: runs it where it may mount what nobody else sees.
alone() {
    local as=-m
    unshare -m true 2>/dev/null || as=-rm
    mkdir -p out
    unshare $as mount -t tmpfs none out 2>/dev/null || skip "nothing may be mounted here"
    unshare $as bash -c "$(declare -f; declare -p version_of MKREPORT ROOT); set -eEu; $1"
}

# troubled VERSION STATUS...: a run that ends with one of these; what it leaves is whole.
troubled() {
    local got=0
    figures "$1"
    mkreport --quiet -j 2 --keep=1 brief.xml 2>errors || got=$?
    has <(printf '%s\n' "${@:2}") "$got"
    each_is_whole failures
    same "$(find out -name '.mkreport.*')" ""
}

# A file that leaves ROOM KiB, and others that leave ROOM names.
fill() {
    cat /dev/zero >out/filler 2>/dev/null || true
    truncate -s "-$1K" out/filler
    troubled 1 0 73 74
    rm out/filler
    mended 1
    mended 2
    for ((name = 0; ; name++)); do : >out/filler-$name || break; done 2>/dev/null
    (cd out && rm -f $(printf 'filler-%s\n' $(seq 0 $(($1 / 8)))))
    troubled 1 0 73 74
    rm -f out/filler-*
    mended 1
    mended 2
}

filled() {
    mount -t tmpfs -o size=512k,nr_inodes=200 none out
    learn
    for room in 0 4 8 16 24 32 40 48 64; do fill $room; done
}

a_disk_that_is_full_leaves_whole_files_and_the_night_is_completed() (
    night
    alone filled
)

unwritable() {
    learn
    mount --bind out out
    mount -o remount,bind,ro out
    troubled 1 73
    has errors "Read-only file system"
    mount -o remount,bind,rw out
    mended 1
}

a_folder_that_may_not_be_written_stays_as_it_is() (
    night
    alone unwritable
)

# Files that are renamed over the dataset, and it written anew in place, all the time.
replaced() {
    local version
    while [ -e busy ]; do
        for version in 1 2; do
            cp "data-$version.xml" new.xml
            mv new.xml data.xml
        done
        for version in 1 2; do cat "data-$version.xml" >data.xml; done
    done
}

# The day stays, so that each edition tells by its figures which dataset it was made of.
a_dataset_that_is_replaced_while_it_is_read_is_read_whole_or_not_at_all() (
    night
    for version in 1 2; do
        figures $version
        sed -i 's/as-of="[^"]*"/as-of="2026-02-01"/' brief.xml
        cp data.xml data-$version.xml
        mkreport --quiet brief.xml
        digests out | grep -v index.html >version-$version
        while read -r digest file; do version_of[$file $digest]=$version; done <version-$version
    done
    touch busy
    replaced &
    for ((round = 0; round < 30; round++)); do
        mkreport --quiet --force brief.xml 2>errors || has errors "data.xml:"
        while read -r digest file; do [ "${version_of[$file $digest]}" ]; done < <(digests out | grep -v index.html)
    done
    rm busy
    wait
    for version in 1 2; do
        cp data-$version.xml data.xml
        mkreport --quiet brief.xml
        digests out | grep -v index.html | diff version-$version -
    done
)

# at TIME COMMAND...: what it asks the clock; times of files are as they are.
at() {
    NO_FAKE_STAT=1 faketime -f "$1 00:00:00" "$MKREPORT" --templates="$ROOT/templates" --keep=1 "${@:2}"
}

a_clock_that_goes_back_changes_nothing() (
    command -v faketime >/dev/null || skip "there is no faketime"
    if nm "$MKREPORT" 2>/dev/null | grep -q __asan_init; then skip "ASan wants to be loaded first"; fi
    night
    learn
    figures 1
    at 2030-01-01 --quiet brief.xml
    digests out | diff version-1 -
    figures 2
    at 2001-01-01 --quiet brief.xml
    digests out | diff version-2 -
    at 1999-01-01 brief.xml >said
    has said "4 editions: 0 published, 4 unchanged, 0 held, 0 failed"
)

# With three files open from the start, it is refused one here and another there.
a_process_without_files_to_open_leaves_whole_files() (
    night
    learn
    for ((files = 3; files < 24; files++)); do
        figures 1
        (ulimit -n $files; mkreport --quiet -j 2 --keep=1 brief.xml) 2>errors || [ -s errors ]
        each_is_whole failures
        mended 1
        mended 2
    done
)

# `ulimit -f` counts in 1,024 bytes.
a_file_above_the_size_allowed_leaves_whole_files() (
    night
    learn
    (ulimit -f 8; troubled 1 74)
    has errors "cannot write it: File too large"
    mended 1
)

run_tests
