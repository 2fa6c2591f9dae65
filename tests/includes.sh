#!/bin/sh
# includes.sh "STAGE: USES..."...: every #include of a stage names itself or a stage that it
# may use, as the README has it too, and each foreign library is known to one stage only.
names=$(printf '%s\n' "$@" | sed '/^base:/d; s/:.*/\\|/' | tr -d '\n')

# stages WORD...: those that are stages, but for base, which is open to all.
stages() {
    printf '%s\n' "$@" | tr -d ',' | grep -x "$names" | sort
}

status=0
for rule in "$@"; do
    stage=${rule%%:*}
    row=$(sed -n "s/^| \`$stage\/\` |.*| \(.*\) |$/\1/p" README.md)
    if [ "$(stages $row)" != "$(stages ${rule#*:})" ]; then
        echo "lint: README.md says of src/$stage that it may include: $row" >&2
        status=1
    fi
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
