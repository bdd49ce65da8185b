#!/bin/sh
# Says what to do when Rust is missing; it installs nothing, because that is a choice of its own.
set -eu

command -v cargo >/dev/null 2>&1 && exit 0
printf '%s\n' "Pasar is built with Rust, and there is no cargo on the PATH." \
    "Install it as https://rustup.rs says, then run make again." >&2
exit 1
