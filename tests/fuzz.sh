#!/bin/bash
# fuzz.sh MKREPORT FIRST LAST [BRIEF]: makes a brief, the sample's when none is named, with
# one of its files spoilt, once for each seed from FIRST to LAST.  Whatever is wrong, the
# program must end in time with a status that its manual has, and not with 70, its own
# fault.  Prints the seeds at fault and exits with 1 when there are any, or when next to
# none was good.
set -u
mkreport=$(realpath "$1") first=$2 last=$3
root=$(cd "$(dirname "$0")/.." && pwd)
brief=$(realpath "${4:-$root/data/reverse-imports/brief.xml}")
work=$(mktemp -d "${TMPDIR:-/tmp}/mkreport-fuzz.XXXXXX")
trap 'rm -rf "$work"' EXIT
export LC_ALL=C
cp -r "$root/templates" "$work/templates"
mkdir "$work/data"
cp "$(dirname "$brief")"/* "$root/tests/golden/house.xml" "$work/data"
cd "$work" || exit 1
files=(data/*.xml)
[ $# -ge 4 ] || files+=(templates/*.xml)
faults=0 good=0 refused=0
for seed in $(seq "$first" "$last"); do
    file=${files[$((seed % ${#files[@]}))]}
    cp "$file" kept
    awk -v seed="$seed" -f "$root/tests/mutate.awk" kept >"$file"
    status=0
    timeout 10 "$mkreport" --quiet --out=out "data/$(basename "$brief")" >said 2>&1 ||
        status=$?
    case $status in
    0 | 10) good=$((good + 1)) ;;
    65 | 66) refused=$((refused + 1)) ;;
    *)
        echo "seed $seed spoils $file: exit status $status"
        grep -m 3 -E 'internal error|ERROR|runtime error' said
        faults=$((faults + 1))
        ;;
    esac
    cp kept "$file"
done
echo "$good made or held, $refused refused, $faults at fault"
# Mutations that are all refused at once would try little.
[ "$faults" -eq 0 ] && [ $((good * 5)) -gt "$refused" ]
