#!/bin/bash
# Spoilt input: whatever is wrong with it, the program ends with a status of its manual.
. "$(dirname "$0")/../lib.sh"

a_brief_with_any_of_its_files_spoilt_is_made_or_refused() (
    "$ROOT/tests/fuzz.sh" "$MKREPORT" 1 100 "$ROOT/tests/bad/good/brief.xml"
)

the_sample_with_any_of_its_files_spoilt_is_made_or_refused() (
    "$ROOT/tests/fuzz.sh" "$MKREPORT" 1 50
)

run_tests
