#!/bin/bash
# The night as an array of a real Slurm, which is started on this machine for it and
# stopped in the end: one task is killed in the middle and queued again, and what comes
# out is what one machine makes.
. "$(dirname "$0")/lib.sh"

PATH=$PATH:/usr/sbin:/sbin
NIGHT=$ROOT/data/japan-night/brief.xml
SLURM=$WORK/slurm
DAEMONS=()
trap 'stop_slurm; chmod -R u+w "$WORK"; rm -rf "$WORK"' EXIT

# until_it COMMAND...: waits for it to succeed, as long as the daemons live.  Nobody is
# judged by how long that takes, but what never comes must not hang the tests.
until_it() {
    local patience daemon
    for patience in $(seq 1500); do
        if "$@" >/dev/null 2>&1; then return 0; fi
        for daemon in "${DAEMONS[@]}"; do
            kill -0 "$daemon" 2>/dev/null || break 2
        done
        sleep 0.2
    done
    echo "not after $patience times: $*"
    tail -n 20 "$SLURM"/*.log
    return 1
}

# A port that nobody listens on.
free_port() {
    local port
    for port in $(shuf -i 20000-30000 -n 100); do
        if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
            echo "$port"
            return 0
        fi
    done
    return 1
}

# daemon NAME COMMAND...: in the foreground, so that it is known whom to stop.
daemon() {
    "${@:2}" >"$SLURM/$1.log" 2>&1 &
    DAEMONS+=($!)
}

# One controller and one machine with room for four tasks, as whoever runs the test.
start_slurm() {
    local host user
    host=$(uname -n) user=$(id -un) host=${host%%.*}
    chmod 755 "$WORK" # munge wants its socket to be in reach of all
    mkdir "$SLURM" "$SLURM/state" "$SLURM/spool"
    head -c 128 /dev/urandom >"$SLURM/munge.key"
    chmod 400 "$SLURM/munge.key"
    cat >"$SLURM/slurm.conf" <<EOF
ClusterName=mkreport
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$(free_port)
SlurmctldPidFile=$SLURM/slurmctld.pid
StateSaveLocation=$SLURM/state
SlurmdPort=$(free_port)
SlurmdPidFile=$SLURM/slurmd.pid
SlurmdSpoolDir=$SLURM/spool
SlurmdParameters=config_overrides
SlurmUser=$user
SlurmdUser=$user
AuthType=auth/munge
AuthInfo=socket=$SLURM/munge.socket,cred_expire=5
CredType=cred/munge
MpiDefault=none
ProctrackType=proctrack/pgid
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerParameters=sched_interval=1,sched_min_interval=0
JobRequeue=1
ReturnToService=2
KillWait=5
MinJobAge=3600
NodeName=$host NodeAddr=127.0.0.1 CPUs=4 RealMemory=4096
PartitionName=night Nodes=ALL Default=YES MaxTime=INFINITE
EOF
    # Nothing asks for control groups, and this plugin does without them being mounted.
    echo CgroupPlugin=cgroup/v1 >"$SLURM/cgroup.conf"
    export SLURM_CONF=$SLURM/slurm.conf
    daemon munged munged --foreground --key-file="$SLURM/munge.key" \
        --socket="$SLURM/munge.socket" --pid-file="$SLURM/munged.pid" \
        --log-file="$SLURM/munged.file.log" --seed-file="$SLURM/munge.seed"
    until_it test -S "$SLURM/munge.socket" || return 1
    daemon slurmctld slurmctld -D -c
    daemon slurmd slurmd -D -c
    until_it is_idle
}

is_idle() {
    [ "$(sinfo --noheader --format=%T)" = idle ]
}

is_empty() {
    [ -z "$(squeue --noheader)" ]
}

stop_slurm() {
    local daemon
    [ ${#DAEMONS[@]} -gt 0 ] || return 0
    scancel --quiet --user="$(id -un)" && until_it is_empty
    for daemon in "${DAEMONS[@]}"; do kill "$daemon" 2>/dev/null; done
    wait
}

# is TASK STATE: such as `is 7_3 COMPLETED`.
is() {
    [ "$(squeue --noheader --states=all --format=%T --job="$1")" = "$2" ]
}

# process_of TASK: the leader of its processes.
process_of() {
    local job
    job=$(squeue --noheader --array --job="$1" --format=%A)
    scontrol listpids "$job" | awk 'NR == 2 { print $1 }'
}

# has_told JOURNAL NUMBER: of so many editions at least.
has_told() {
    [ "$(grep -c '"event":"edition"' "$1")" -ge "$2" ]
}

# The program as the tasks find it.  Task 3 stops in the middle of its part when it runs
# for the first time: it prints into a pipe of 64 KB, all full but 2 KB, which nobody
# reads.
install_held() {
    mkdir bin
    mkfifo full
    cat >bin/mkreport <<EOF
#!/bin/bash
if [ "\${SLURM_ARRAY_TASK_ID:-}" = 3 ] && [ ! "\${SLURM_RESTART_COUNT:-}" ]; then
    exec 1<>"$PWD/full"
    head -c 63488 /dev/zero
    set -- --log=json "\$@"
fi
exec "$MKREPORT" --templates="$ROOT/templates" "\$@"
EOF
    chmod +x bin/mkreport
    PATH=$PWD/bin:$PATH
}

# settle FOLDER: leaves of the journal what does not differ from run to run.
settle() {
    sed -i '/"event":"start"/d; s/"ms":[0-9.]*//; s/"seconds":[0-9.]*//' "$1"/*.journal
    # A first edition's record names where the last one would lie.
    sed -i -E 's|^(digest - ).*/|\1|' "$1"/*.made
    sort -o "$1/japan-night.journal" "$1/japan-night.journal"
}

an_array_of_which_a_task_was_killed_makes_what_one_machine_makes() (
    install_held
    mkreport --quiet --out="$PWD/one" "$NIGHT"
    array=$(sbatch --parsable --cpus-per-task=1 "$ROOT/src/schedule/mkreport-night.sbatch" \
        --out="$PWD/out" "$NIGHT")
    until_it has_told out/japan-night.3-of-4.journal 3
    for task in 1 2 4; do until_it is "${array}_$task" COMPLETED; done
    is "${array}_3" RUNNING
    kill -KILL -- "-$(process_of "${array}_3")"
    until_it is "${array}_3" FAILED
    status 75 mkreport --merge-journal --out="$PWD/out" "$NIGHT" 2>errors
    has errors "shard 3 of 4 has not come to its end"
    scontrol requeue "${array}_3"
    until_it is "${array}_3" COMPLETED
    merge=$(sbatch --parsable --dependency="afterany:$array" \
        --wrap="mkreport --merge-journal --out='$PWD/out' '$NIGHT'")
    until_it is "$merge" COMPLETED
    has "slurm-$merge.out" "57 editions: 57 published, 0 unchanged, 0 held, 0 failed"
    cmp one/index.html out/index.html
    settle one
    settle out
    diff -r one out
)

start_slurm || { echo "not ok - Slurm starts"; exit 1; }
run_tests | tee "$WORK/results"
! grep -q '^not ok' "$WORK/results"
