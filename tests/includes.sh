#!/bin/sh
# includes.sh "STAGE: USES..."...: every #include of a stage names itself or a stage that it
# may use, and each foreign library is known to one stage only.
status=0
for rule in "$@"; do
    stage=${rule%%:*}
    allowed=$(echo "$stage ${rule#*:}" | tr -s ' ' '|' | sed 's/^|//; s/|$//')
    if grep -nE '^#include "' "src/$stage"/*.[ch] | grep -vE "#include \"($allowed)[/\"]"; then
        echo "lint: $stage may include only: $allowed" >&2
        status=1
    fi
done
while read -r header stage; do
    if grep -nE "^#include <$header" src/*.[ch] src/*/*.[ch] | grep -v "^src/$stage/"; then
        echo "lint: <$header> belongs to src/$stage alone" >&2
        status=1
    fi
done <<END
libxml/ xml
hpdf pdf
hb type
fribidi type
unicase type
uniconv type
unictype type
unilbrk type
uniwidth type
libdeflate pdf
png image
qpdf verify
jpeglib image
END
exit $status
