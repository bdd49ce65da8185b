#!/bin/sh
# Makes sure that the solvers are on this machine: cvc5, which proves charters, and z3, which gives a second opinion.
set -eu

# Where they are unpacked when there is no right to install. `make` and scripts/test.sh look there, too.
unpacked="$HOME/.local/share/pasar/solvers"
PATH="$PATH:$unpacked/bin"

say() { printf '%s\n' "$*" >&2; }

has_solvers() { "${CVC5:-cvc5}" --version >/dev/null 2>&1 && "${Z3:-z3}" --version >/dev/null 2>&1; }

install_with_apt() {
    say "installing the solvers cvc5 and z3 with apt${1:+ (asking $1 for the right to)}"
    $1 apt-get update -q >&2 || say "apt-get update failed; going on with the list of packages that is there"
    # One word after sudo's own: no question may stop a script.
    $1 env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends cvc5 z3 >&2
}

# Without the right to install: the packages that are missing, unpacked in the home folder, and a script for each solver that finds
# the libraries beside it. Apt keeps its lists in a folder of ours, because those of the machine may be empty and are not ours to renew.
unpack_with_apt() {
    say "no right to install packages: unpacking the solvers into $unpacked"
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    mkdir -p "$work/state/lists/partial" "$work/cache/archives/partial" "$work/packages" "$unpacked/bin"
    apt() {
        command=$1 && shift
        (cd "$work/packages" && "apt-$command" -q -o Dir::State="$work/state" -o Dir::Cache="$work/cache" \
            -o Dir::State::status=/var/lib/dpkg/status -o Debug::NoLocking=true "$@")
    }
    apt get update >&2 || return 1
    missing=$(apt get --simulate --no-install-recommends install cvc5 z3 | sed -n 's/^Inst \([^ ]*\) .*/\1/p') || return 1
    # shellcheck disable=SC2086 # a list of names
    apt get download $missing >&2 || return 1
    for package in "$work/packages"/*.deb; do dpkg -x "$package" "$unpacked"; done
    for solver in cvc5 z3; do
        printf '#!/bin/sh\nexport LD_LIBRARY_PATH="%s"\nexec "%s" "$@"\n' \
            "$(find "$unpacked/usr/lib" -type d -name '*-linux-gnu' | head -n 1)" "$unpacked/usr/bin/$solver" >"$unpacked/bin/$solver"
        chmod +x "$unpacked/bin/$solver"
    done
}

has_solvers && exit 0
if command -v apt-get >/dev/null; then
    if [ "$(id -u)" = 0 ]; then
        install_with_apt ""
    elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
        install_with_apt sudo || unpack_with_apt || true
    else
        unpack_with_apt || true
    fi
fi
has_solvers && exit 0
say "Proving charters needs the solver cvc5, and z3 for a second opinion; this script cannot install them here."
say "Install them, then run make again:"
say "  Debian, Ubuntu   apt-get install cvc5 z3"
say "  Fedora           dnf install cvc5 z3"
say "  Arch             pacman -S cvc5 z3"
say "  macOS            brew install cvc5/cvc5/cvc5 z3"
say "or name their programs in the variables CVC5 and Z3."
exit 1
