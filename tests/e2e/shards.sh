#!/bin/bash
# A night on many machines: that each edition is made by one shard, that shards share a
# folder, and that what they tell is joined only when all of it is there.
. "$(dirname "$0")/../lib.sh"
. "$ROOT/tests/small-night.sh"

PARTNERS="AAA BBB CCC DDD EEE FFF GGG HHH"

# A night of eight editions.
night() {
    small_night "$PARTNERS"
    # shellcheck disable=SC2086 # a word a partner
    small_data 2026-01-15 1 $PARTNERS TTT
}

# shards I...: makes these of three.
shards() {
    local index
    for index; do mkreport --quiet --shard=$index/3 brief.xml; done
}

# told JOURNAL: what it tells of editions, apart from how long they took.
told() {
    grep '"event":"edition"' "$1" | sed 's/,"ms":[0-9.]*//' | sort
}

each_edition_is_made_by_exactly_one_shard() (
    night
    mkreport --dry-run brief.xml | sort >all
    same "$(wc -l <all)" 8
    for count in 1 2 3 4 7 20; do
        for index in $(seq $count); do mkreport --dry-run --shard $index/$count brief.xml; done |
            sort | diff all -
    done
)

shards_of_one_folder_make_what_one_machine_makes() (
    night
    mkreport --quiet --out=one brief.xml
    for index in 1 2 3; do mkreport --quiet --shard=$index/3 brief.xml & done
    for process in $(jobs -p); do wait "$process"; done
    mkreport --merge-journal brief.xml >said
    has said "8 editions: 8 published, 0 unchanged, 0 held, 0 failed"
    diff <(told one/all.journal) <(told out/all.journal)
    same "$(head -n 1 out/all.journal)" "$(head -n 1 one/all.journal)"
    same "$(tail -n 1 out/all.journal | sed 's/"seconds":[0-9.]*//')" \
        "$(tail -n 1 one/all.journal | sed 's/"seconds":[0-9.]*//')"
    rm one/all.journal out/all.journal
    diff -r one out
)

a_shard_that_is_missing_is_named() (
    night
    mkdir out
    status 75 mkreport --merge-journal brief.xml 2>errors
    has errors "out: error: no shard of the night 'all' has left a journal"
    shards 1 3
    status 75 mkreport --merge-journal brief.xml 2>errors
    has errors "out/all.2-of-3.journal: error: shard 2 of 3 is missing: make it with --shard=2/3"
    not test -e out/all.journal
    shards 2
    mkreport --quiet --merge-journal brief.xml
    same "$(ls out/*.journal)" out/all.journal
)

a_shard_that_has_not_ended_is_named() (
    night
    shards 1 2 3
    sed -i '$d' out/all.1-of-3.journal
    status 75 mkreport --merge-journal brief.xml 2>errors
    has errors "out/all.1-of-3.journal: error: shard 1 of 3 has not come to its end"
    shards 1
    mkreport --merge-journal brief.xml >said
    has said "8 editions: 8 published, 0 unchanged"
)

a_shard_of_another_night_is_named() (
    night
    shards 2
    sed -i 's/2026-02-01/2026-03-01/' brief.xml
    shards 1 3
    status 75 mkreport --merge-journal brief.xml 2>errors
    has errors "shard 2 of 3 is of another night: it is as of 2026-02-01, not of 2026-03-01"
    same "$(wc -l <errors)" 1
    cp out/all.1-of-3.journal out/all.2-of-3.journal
    status 75 mkreport --merge-journal brief.xml 2>errors
    has errors "shard 2 of 3 is of another night: it is shard 1 of 3 of the night 'all'"
)

shards_of_another_number_are_not_joined() (
    night
    shards 1 2 3
    mkreport --quiet --shard=2/5 brief.xml
    status 65 mkreport --merge-journal brief.xml 2>errors
    has errors "out: error: there are journals of 3 and of 5 shards"
    rm out/all.*-of-5.journal
    mkreport --quiet --merge-journal brief.xml
)

a_shard_whose_journal_is_damaged_is_named_with_the_line() (
    night
    shards 1 2 3
    sed -i '2s/"/?/' out/all.2-of-3.journal
    status 65 mkreport --merge-journal brief.xml 2>errors
    has errors "out/all.2-of-3.journal:2: error: no event that can stand here"
    same "$(ls out/*.journal | wc -l)" 3
)

a_merge_that_was_cut_short_is_made_again() (
    night
    shards 1 2 3
    cp -r out copy
    mkreport --quiet --merge-journal brief.xml
    head -n 4 out/all.journal >copy/all.journal
    echo '{"event":"edi' >>copy/all.journal
    mkreport --quiet --merge-journal --out=copy brief.xml
    diff <(told out/all.journal) <(told copy/all.journal | uniq)
    cmp out/index.html copy/index.html
    same "$(ls copy/*.journal)" copy/all.journal
)

an_edition_that_came_between_two_shards_is_missed() (
    night
    shards 1 2
    sed -i 's/values="AAA/values="TTT AAA/' brief.xml
    shards 3
    status 75 mkreport --merge-journal brief.xml 2>errors
    has errors "shard 1 of 3 is of another night: it knows of 8 editions, not of 9"
    has errors "shard 2 of 3 is of another night"
    not grep -q "shard 3" errors
    shards 1 2
    mkreport --merge-journal brief.xml >said
    has said "9 editions: "
)

an_edition_that_took_the_place_of_another_is_missed() (
    night
    shards 1 2 3
    sed -i 's/AAA/TTT/' brief.xml
    status 65 mkreport --merge-journal brief.xml 2>errors
    has errors "ended with status 0 and tells of "
)

a_shard_that_could_not_begin_is_named_with_its_status() (
    night
    shards 1 2
    mv data.xml away.xml
    status 66 mkreport --quiet --shard=3/3 brief.xml 2>errors
    mv away.xml data.xml
    status 65 mkreport --merge-journal brief.xml 2>errors
    has errors "shard 3 of 3 ended with status 66 and tells of 0 editions"
    shards 3
    mkreport --quiet --merge-journal brief.xml
)

the_worst_status_of_the_shards_is_that_of_the_night() (
    night
    sed -i '/id="BBB"/d' data.xml
    for index in 1 2 3; do mkreport --quiet --shard=$index/3 brief.xml 2>>errors || true; done
    status 65 mkreport --merge-journal brief.xml >said 2>errors
    has said "8 editions: 7 published, 0 unchanged, 0 held, 1 failed"
    has errors "with-BBB: failed: template.xml:5: error: no series matches"
    same "$(ls out/*.journal)" out/all.journal
)

# begin_endless: shard 2 of 3 makes an edition that nobody lives to see.
begin_endless() {
    local figures
    figures=$(for year in $(seq 1726 2025); do echo -n "<obs period=\"$year-12\" value=\"1\"/>"; done)
    sed -i "s|<obs.*/>|$figures|" data.xml
    sed -i 's|</body>|<for-each select="$exports"><for-each select="$exports"><for-each select="$exports"><p>{$partner}</p></for-each></for-each></for-each></body>|' template.xml
    "$MKREPORT" --quiet -j 1 --shard=2/3 brief.xml &
    until grep -qs '"event":"start"' out/all.2-of-3.journal; do sleep 0.05; done
}

nothing_is_joined_while_a_shard_is_running() (
    night
    shards 1 3
    begin_endless
    status 75 mkreport --merge-journal brief.xml 2>errors
    has errors "shard 2 of 3 has not come to its end"
    kill %1
    wait
)

shards_of_another_number_and_the_whole_night_wait_for_a_shard_to_end() (
    night
    begin_endless
    for other in 1/2 2/2 1/4 2/3 1/1; do
        status 75 mkreport --quiet --shard=$other brief.xml 2>errors
        same "$(cat errors)" "out/all.lock: error: another run is making this night, process $!, as shard 2 of 3: try again when it has ended"
    done
    night
    shards 1 3
    kill %1
    wait %1 || true
    mkreport --quiet --shard=1/2 brief.xml
)

a_shard_that_was_killed_leaves_nothing_behind_its_rerun() (
    night
    shards 1
    echo dead >out/.mkreport.aaaaaa
    echo alive >out/.mkreport.bbbbbb
    exec 9<out/.mkreport.bbbbbb
    flock 9 # another shard is writing it
    shards 1
    same "$(ls -A out | grep '^.mkreport')" .mkreport.bbbbbb
)

a_shard_without_an_edition_ends_well() (
    night
    sed -i "s/values=\"$PARTNERS\"/values=\"AAA\"/" brief.xml
    shards 1 2 3
    mkreport --merge-journal brief.xml >said
    has said "1 edition: 1 published"
)

a_task_number_in_the_environment_counts_only_when_asked_for() (
    night
    export JOB_COMPLETION_INDEX=1 SLURM_ARRAY_TASK_ID=2 SLURM_ARRAY_TASK_COUNT=3 SLURM_ARRAY_TASK_MIN=1
    same "$(mkreport --dry-run brief.xml | wc -l)" 8
    mkreport --dry-run --shard=2/3 brief.xml >second
    mkreport --dry-run --shard=slurm brief.xml | diff second -
    mkreport --dry-run --shard=kubernetes/3 brief.xml | diff second -
)

a_shard_that_is_none_is_refused() (
    night
    status 64 mkreport --shard=4/3 brief.xml 2>errors
    has errors "bad value of --shard: '4/3': shards are numbered from 1 to 3"
    status 64 mkreport --shard=aws brief.xml 2>errors
    has errors "AWS_BATCH_JOB_ARRAY_INDEX is not set: submit the job with"
    status 64 mkreport --shard=1/3 --edition=with-AAA brief.xml 2>errors
    has errors "--edition and --shard do not go together"
    status 64 mkreport --shard=1/3 --merge-journal brief.xml 2>errors
    has errors "--shard and --merge-journal do not go together"
    sed -i '/<editions/d' brief.xml
    status 64 mkreport --shard=1/3 brief.xml 2>errors
    has errors "--shard is for a brief with <editions>, which this one is not"
    status 64 mkreport --merge-journal brief.xml 2>errors
    has errors "--merge-journal is for a brief with <editions>, which this one is not"
)

run_tests
