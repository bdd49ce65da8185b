#!/bin/sh
# Makes sure that localstripe, which plays Stripe in tests, is on this machine: in a folder of its own, at the version of the repository.
set -eu

here=$(dirname "$0")/localstripe
folder="$HOME/.local/share/pasar/localstripe"
# What is installed is written down last, so that an installation that broke off does not count.
wanted=$(cat "$here/build.txt" "$here/requirements.txt" | cksum)

say() { printf '%s\n' "$*" >&2; }

has_localstripe() {
    [ "$(cat "$folder/installed" 2>/dev/null)" = "$wanted" ] && "$folder/bin/python" -c 'import localstripe.server' 2>/dev/null
}

# A module that Debian packs apart is missing although python3 is there.
has_python() { python3 -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))' 2>/dev/null; }

install_python_with_apt() {
    say "installing Python with apt${1:+ (asking $1 for the right to)}"
    $1 apt-get update -q >&2 || say "apt-get update failed; going on with the list of packages that is there"
    # One word after sudo's own: no question may stop a script.
    $1 env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends python3 python3-venv >&2
}

has_localstripe && exit 0
if ! has_python && command -v apt-get >/dev/null; then
    if [ "$(id -u)" = 0 ]; then
        install_python_with_apt "" || true
    elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
        install_python_with_apt sudo || true
    fi
fi
if has_python; then
    say "installing localstripe into $folder"
    rm -rf "$folder"
    mkdir -p "$(dirname "$folder")"
    python3 -m venv "$folder"
    pip() { "$folder/bin/python" -m pip --quiet --disable-pip-version-check "$@" >&2; }
    # Nothing that is not named with its hash is installed, what builds it neither.
    pip install --require-hashes -r "$here/build.txt" &&
        pip install --require-hashes --no-build-isolation -r "$here/requirements.txt" &&
        printf '%s\n' "$wanted" >"$folder/installed"
fi
has_localstripe && exit 0
say "Testing payments needs localstripe, and that needs Python 3.10 or newer with its module venv; this script cannot install them here."
say "Install Python, then run make again:"
say "  Debian, Ubuntu   apt-get install python3 python3-venv"
say "  Fedora           dnf install python3"
say "  Arch             pacman -S python"
say "  macOS            brew install python"
exit 1
