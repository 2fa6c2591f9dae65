#!/bin/bash
# Proves every sample, every edition of the night and every golden case as a PDF:
# tests/conformance.sh MKREPORT FOLDER.  veraPDF validates them as PDF/A-3a and PDF/UA-1,
# PDFBox's preflight finds nothing worse than a later part of PDF/A, and qpdf, poppler,
# MuPDF, Ghostscript and PDF.js open each without a warning and show the same words at
# the same places.  What Maven brings is kept in FOLDER.  Where a program is missing it
# is skipped, but never where CI is set.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
[ $# -eq 2 ] || { echo "usage: tests/conformance.sh MKREPORT FOLDER" >&2; exit 64; }
mkreport=$(realpath "$1")
for program in javac mvn node qpdf pdftotext mutool gs; do
    command -v $program >/dev/null && continue
    echo "conformance: skipped, for it needs $program; CI=true make check-conformance installs all"
    [ -z "${CI:-}" ]
    exit
done
mkdir -p "$2"
folder=$(cd "$2" && pwd)
if ! cmp -s "$here/conformance/pom.xml" "$folder/pom.xml"; then
    rm -rf "$folder/lib" "$folder/META-INF"
    mvn -q -B -f "$here/conformance/pom.xml" dependency:copy-dependencies \
        -DoutputDirectory="$folder/lib"
    (cd "$folder" && jar xf lib/pdfjs-dist-*.jar META-INF/resources)
    cp "$here/conformance/pom.xml" "$folder/pom.xml"
fi
pdfjs=$(echo "$folder"/META-INF/resources/webjars/pdfjs-dist/*/legacy/build/pdf.mjs)
javac -cp "$folder/lib/*" -d "$folder/classes" "$here"/conformance/*.java

# made NAME BRIEF: makes it in out/NAME, and beside each PDF its pages as laid out; before
# it the editions that it is compared with, where a file after-PART names their briefs.
made() {
    local pdf edition= beside after
    beside=$(dirname "$2")
    after=$beside/$(basename "$2" .xml | sed 's/^brief/after/')
    [ ! -e "$after" ] || for edition in $(cat "$after"); do
        "$mkreport" --quiet --out "$out/$1" "$beside/brief-$edition.xml"
    done
    edition=
    "$mkreport" --quiet --out "$out/$1" "$2"
    for pdf in "$out/$1"/*.pdf; do
        ! grep -q '<editions' "$2" || edition=--edition=$(basename "$pdf" .pdf)
        "$mkreport" --quiet --out "$out/$1" --dump=pages $edition "$2" >"${pdf%.pdf}.pages" 2>/dev/null
    done
}

# run CLASS FILE.pdf...: one of our programs in Java.
run() {
    java -cp "$folder/lib/*:$folder/classes" "$@"
}

# opened FILE.pdf...: all readers open them and show the same.
opened() {
    local status=0
    node "$here/conformance/pdfjs.mjs" "$pdfjs" "$@" || status=1
    run Readers "$@" || status=1
    return $status
}

# proves COMMAND FILE.pdf...: it succeeds, or what it says is told.
proves() {
    "$@" >"$folder/report" 2>&1 || { cat "$folder/report"; exit 1; }
}

out=$folder/out
rm -rf "$out"
mkdir "$out"
cd "$here/.."
shopt -s nullglob
for brief in data/*/brief*.xml tests/golden/*/brief*.xml; do
    name=$(basename "$(dirname "$brief")")-$(basename "$brief" .xml)
    if [[ $brief == data/* ]]; then
        made "$name" "$brief"
    else # some cases are about what is never published
        made "$name" "$brief" 2>/dev/null || true
    fi
done
proves run Conformance "$out"/*/*.pdf
echo "conformance: $(grep -c ': conforms,' "$folder/report") validations, none failed"
proves opened "$out"/*/*.pdf
echo "conformance: $(ls "$out"/*/*.pdf | wc -l) files say and show the same in five readers"

# finds "READER..." COMMAND: each reader finds fault with the file broken on purpose.
finds() {
    local readers=$1 reader
    shift
    cp "$sample.pages" "$out/broken.pages"
    ! "$@" "$out/broken.pdf" >"$folder/report" 2>&1 || readers="$readers any"
    for reader in $readers; do
        grep -q ": $reader: " "$folder/report" && continue
        echo "conformance: fails to find by $reader what is wrong with $out/broken.pdf"
        exit 1
    done
}

sample=$out/germany-profile-brief/germany-profile
qpdf --qdf --object-streams=disable "$sample.pdf" "$out/plain.qdf"
# Each e says that it is an o.
sed 's/><0065>$/><006F>/' "$out/plain.qdf" | fix-qdf >"$out/broken.pdf"
finds "poppler MuPDF Ghostscript PDF.js" opened
# Text is not drawn.
sed 's/^BT$/BT 3 Tr/' "$out/plain.qdf" | fix-qdf >"$out/broken.pdf"
finds "poppler MuPDF Ghostscript" opened
# The cross references are not where the file says.
sed 's/^startxref$/startxref 1/' "$sample.pdf" >"$out/broken.pdf"
finds "qpdf poppler MuPDF Ghostscript PDF.js" opened
# Nothing says what the colours mean.
sed 's/OutputIntents/NoSuchIntents/' "$out/plain.qdf" >"$out/broken.pdf"
finds "3a preflight" run Conformance
echo "conformance: what was broken on purpose is found"
