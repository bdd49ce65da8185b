#!/bin/sh
# Makes sure that cargo-nextest, the test runner, is on this machine. Without it `make test` uses `cargo test`.
set -eu

cargo nextest --version >/dev/null 2>&1 && exit 0
printf 'installing cargo-nextest; this takes some minutes, once\n' >&2
cargo install --locked --quiet cargo-nextest ||
    printf 'cargo-nextest could not be installed; the tests will run with cargo test\n' >&2
