#!/bin/sh
# Makes sure that Tesseract, which reads photos of documents, is on this machine with Indonesian and English.
set -eu

# Where it is unpacked when there is no right to install. `make` and scripts/test.sh look there, too.
unpacked="$HOME/.local/share/pasar/tesseract"
PATH="$PATH:$unpacked/bin"
packages="tesseract-ocr tesseract-ocr-eng tesseract-ocr-ind"

say() { printf '%s\n' "$*" >&2; }

has_tesseract() {
    languages=$("${PASAR_IDENTITY_TESSERACT:-tesseract}" --list-langs 2>&1) || return 1
    for language in eng ind; do
        printf '%s\n' "$languages" | grep -qx "$language" || return 1
    done
}

install_with_apt() {
    say "installing Tesseract with apt${1:+ (asking $1 for the right to)}"
    $1 apt-get update -q >&2 || say "apt-get update failed; going on with the list of packages that is there"
    # One word after sudo's own: no question may stop a script.
    # shellcheck disable=SC2086 # a list of names
    $1 env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $packages >&2
}

# Without the right to install: the packages that are missing, unpacked in the home folder, and a script that finds libraries and languages
# beside it. Apt keeps its lists in a folder of ours, because those of the machine may be empty and are not ours to renew.
unpack_with_apt() {
    say "no right to install packages: unpacking Tesseract into $unpacked"
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    mkdir -p "$work/state/lists/partial" "$work/cache/archives/partial" "$work/packages" "$unpacked/bin"
    apt() {
        command=$1 && shift
        (cd "$work/packages" && "apt-$command" -q -o Dir::State="$work/state" -o Dir::Cache="$work/cache" \
            -o Dir::State::status=/var/lib/dpkg/status -o Debug::NoLocking=true "$@")
    }
    apt get update >&2 || return 1
    # shellcheck disable=SC2086 # a list of names
    missing=$(apt get --simulate --no-install-recommends install $packages | sed -n 's/^Inst \([^ ]*\) .*/\1/p') || return 1
    # shellcheck disable=SC2086 # a list of names
    apt get download $missing >&2 || return 1
    for package in "$work/packages"/*.deb; do dpkg -x "$package" "$unpacked"; done
    data=$(find "$unpacked/usr/share/tesseract-ocr" -type d -name tessdata | head -n 1)
    printf '#!/bin/sh\nexport LD_LIBRARY_PATH="%s" TESSDATA_PREFIX="%s"\nexec "%s" "$@"\n' \
        "$(find "$unpacked/usr/lib" -type d -name '*-linux-gnu' 2>/dev/null | head -n 1)" "$data" "$unpacked/usr/bin/tesseract" >"$unpacked/bin/tesseract"
    chmod +x "$unpacked/bin/tesseract"
}

has_tesseract && exit 0
if command -v apt-get >/dev/null; then
    if [ "$(id -u)" = 0 ]; then
        install_with_apt "" || true
    elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
        install_with_apt sudo || unpack_with_apt || true
    else
        unpack_with_apt || true
    fi
fi
has_tesseract && exit 0
say "Reading photos of documents needs Tesseract with Indonesian and English; this script cannot install it here."
say "Install it, then run make again:"
say "  Debian, Ubuntu   apt-get install $packages"
say "  Fedora           dnf install tesseract tesseract-langpack-eng tesseract-langpack-ind"
say "  Arch             pacman -S tesseract tesseract-data-eng tesseract-data-ind"
say "  macOS            brew install tesseract tesseract-lang"
say "or name its program in the variable PASAR_IDENTITY_TESSERACT."
exit 1
