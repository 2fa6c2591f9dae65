#!/bin/bash
# Validates what every sample and every golden case makes as PDF/A-3a and PDF/UA-1:
# tests/conformance.sh MKREPORT FOLDER.  veraPDF's libraries are kept in FOLDER.
# Without Java it is skipped, but never where CI is set.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
[ $# -eq 2 ] || { echo "usage: tests/conformance.sh MKREPORT FOLDER" >&2; exit 64; }
mkreport=$(realpath "$1")
if ! command -v javac >/dev/null || ! command -v mvn >/dev/null; then
    echo "conformance: skipped, for it needs default-jdk-headless and maven"
    [ -z "${CI:-}" ]
    exit
fi
mkdir -p "$2"
folder=$(cd "$2" && pwd)
if ! cmp -s "$here/conformance/pom.xml" "$folder/pom.xml"; then
    rm -rf "$folder/lib"
    mvn -q -B -f "$here/conformance/pom.xml" dependency:copy-dependencies \
        -DoutputDirectory="$folder/lib"
    cp "$here/conformance/pom.xml" "$folder/pom.xml"
fi
javac -cp "$folder/lib/*" -d "$folder/classes" "$here/conformance/Conformance.java"

out=$folder/out
rm -rf "$out"
cd "$here/.."
"$mkreport" --quiet --out "$out" data/*/brief*.xml
for brief in tests/golden/*/brief*.xml; do
    name=$(basename "$(dirname "$brief")")-$(basename "$brief" .xml)
    # Some cases are about what is never published.
    "$mkreport" --quiet --out "$out/$name" "$brief" 2>/dev/null || true
done
find "$out" -name '*.pdf' -print0 | sort -z |
    xargs -0 java -cp "$folder/lib/*:$folder/classes" Conformance >"$folder/report" || {
        cat "$folder/report"
        exit 1
    }
echo "conformance: $(grep -c ': conforms,' "$folder/report") validations, none failed"
