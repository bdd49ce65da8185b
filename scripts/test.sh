#!/bin/sh
# Runs every test and ends with the test runner's summary. Arguments go to the runner, for example a part of a name.
set -eu

# Queries are checked against the descriptions in the repository, whatever database the environment names.
SQLX_OFFLINE=true
export SQLX_OFFLINE

if cargo nextest --version >/dev/null 2>&1; then
    # Examples in documentation are no test binaries; they come first so that the summary comes last.
    [ $# -gt 0 ] || cargo test --workspace --doc --quiet
    exec cargo nextest run --workspace "$@"
fi
exec cargo test --workspace "$@"
