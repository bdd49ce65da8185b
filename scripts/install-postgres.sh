#!/bin/sh
# Makes sure that PostgreSQL's programs are on this machine. Pasar runs a private database from them; no server is
# set up, and no cluster of the machine is created or started.
set -eu

oldest=15
unpacked="$HOME/.local/share/pasar/postgres"

say() { printf '%s\n' "$*" >&2; }

# Prints the newest suitable folder with `initdb` and `postgres`, the places in the same order as the program itself.
find_programs() {
    for folder in ${PASAR_POSTGRES_BIN:+"$PASAR_POSTGRES_BIN"} \
        /usr/lib/postgresql/*/bin /usr/libexec/postgresql*/bin "$unpacked"/usr/lib/postgresql/*/bin \
        /opt/homebrew/opt/postgresql@*/bin /usr/local/opt/postgresql@*/bin \
        "$(dirname "$(command -v postgres || echo /nonexistent/postgres)")"; do
        if ! [ -x "$folder/postgres" ] || ! [ -x "$folder/initdb" ]; then continue; fi
        version=$("$folder/postgres" --version 2>/dev/null | sed 's/.*PostgreSQL) \([0-9]*\).*/\1/')
        if [ "${version:-0}" -ge "$oldest" ] 2>/dev/null; then
            printf '%s\n' "$folder"
            return 0
        fi
    done
    return 1
}

# Debian's package would create and start a cluster of its own, which nobody asked for.
without_main_cluster() {
    $1 mkdir -p /etc/postgresql-common/createcluster.d
    printf 'create_main_cluster = false\n' | $1 tee /etc/postgresql-common/createcluster.d/pasar.conf >/dev/null
}

install_with_apt() {
    say "installing PostgreSQL's programs with apt${1:+ (asking $1 for the right to)}"
    $1 apt-get update -q >&2 || say "apt-get update failed; going on with the list of packages that is there"
    without_main_cluster "$1"
    # One word after sudo's own: no question may stop a script.
    $1 env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends postgresql >&2
}

# Without the right to install: the packages that are missing, unpacked in the home folder. Apt keeps its lists in a
# folder of ours, because those of the machine may be empty and are not ours to renew.
unpack_with_apt() {
    say "no right to install packages: unpacking PostgreSQL's programs into $unpacked"
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    mkdir -p "$work/state/lists/partial" "$work/cache/archives/partial" "$work/packages" "$unpacked"
    apt() {
        command=$1 && shift
        (cd "$work/packages" && "apt-$command" -q -o Dir::State="$work/state" -o Dir::Cache="$work/cache" \
            -o Dir::State::status=/var/lib/dpkg/status -o Debug::NoLocking=true "$@")
    }
    apt get update >&2 || return 1
    missing=$(apt get --simulate --no-install-recommends install postgresql | sed -n 's/^Inst \([^ ]*\) .*/\1/p') || return 1
    # Only for compiling queries to machine code, which is switched off.
    missing=$(printf '%s\n' "$missing" | grep -v '^libllvm')
    # shellcheck disable=SC2086 # a list of names
    apt get download $missing >&2 || return 1
    for package in "$work/packages"/*.deb; do dpkg -x "$package" "$unpacked"; done
}

if found=$(find_programs); then
    say "PostgreSQL's programs are in $found"
    exit 0
fi
if command -v apt-get >/dev/null; then
    if [ "$(id -u)" = 0 ]; then
        install_with_apt ""
    elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
        install_with_apt sudo || unpack_with_apt || true
    else
        unpack_with_apt || true
    fi
fi
if found=$(find_programs); then
    say "PostgreSQL's programs are in $found"
    exit 0
fi
say "Pasar needs the programs of PostgreSQL $oldest or newer, and this script cannot install them here."
say "Install them, then run make again:"
say "  Debian, Ubuntu   apt-get install postgresql"
say "  Fedora           dnf install postgresql-server"
say "  Arch             pacman -S postgresql"
say "  Alpine           apk add postgresql16"
say "  macOS            brew install postgresql@16"
say "or name the folder of initdb and postgres in PASAR_POSTGRES_BIN."
exit 1
