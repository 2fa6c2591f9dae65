#!/bin/bash
# What the files for schedulers say, and that their commands make a night.
. "$(dirname "$0")/../lib.sh"

MANIFEST=$ROOT/src/schedule/mkreport-night.yaml

# manifest EXPRESSION: prints it, where `night` and `merge` are the specs of the Jobs and
# `pod(job)` is the one container of a Job; a list has a line for each item.
manifest() {
    python3 - "$MANIFEST" "$1" <<'END'
import sys, yaml

jobs = {job["metadata"]["name"]: job for job in yaml.safe_load_all(open(sys.argv[1]))}
assert all(job["apiVersion"] == "batch/v1" and job["kind"] == "Job" for job in jobs.values())
night, merge = jobs["mkreport-night"]["spec"], jobs["mkreport-merge"]["spec"]

def pod(job):
    containers = job["template"]["spec"]["containers"]
    assert len(containers) == 1
    return containers[0]

value = eval(sys.argv[2])
print(*(value if isinstance(value, list) else [value]), sep="\n")
END
}

# A pod whose claim is this folder: /briefs is the project's, /out is out.
run_pod() {
    local job=$1 arguments
    mapfile -t arguments < <(manifest "pod($job)['args']" |
        sed "s|^/briefs/brief.xml|$ROOT/data/japan-night/brief.xml|; s|=/out\$|=out|")
    mkreport --quiet "${arguments[@]}"
}

the_manifest_says_of_how_many_pods_its_job_is() (
    same "$(manifest "night['completionMode']")" Indexed
    same "$(manifest "pod(night)['args'][0]")" "--shard=kubernetes/$(manifest "night['completions']")"
)

both_jobs_are_as_confined_as_each_other() (
    for what in "['template']['spec']['securityContext']" "['template']['spec']['volumes']"; do
        same "$(manifest "merge$what")" "$(manifest "night$what")"
    done
    for what in securityContext volumeMounts image name; do
        same "$(manifest "pod(merge)['$what']")" "$(manifest "pod(night)['$what']")"
    done
    same "$(manifest "night['template']['spec']['securityContext']['runAsNonRoot']")" True
    same "$(manifest "pod(night)['securityContext']['readOnlyRootFilesystem']")" True
    same "$(manifest "pod(night)['name']")" \
        "$(manifest "night['podFailurePolicy']['rules'][1]['onExitCodes']['containerName']")"
)

the_pods_of_the_manifest_make_the_night() (
    status 75 run_pod merge 2>errors
    for index in $(seq 0 $(($(manifest "night['completions']") - 1))); do
        JOB_COMPLETION_INDEX=$index run_pod night 2>errors
    done
    run_pod merge 2>errors
    has out/japan-night.journal '"event":"end","published":57'
)

run_tests
