#!/bin/sh
# Makes sure that Chromium and its driver are on this machine. Only the browser tests need them.
set -eu

say() { printf '%s\n' "$*" >&2; }

has_browser() {
    { command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null 2>&1 &&
        command -v chromedriver >/dev/null 2>&1
}

install_with_apt() {
    say "installing Chromium and its driver with apt${1:+ (asking $1 for the right to)}"
    $1 apt-get update -q >&2 || say "apt-get update failed; going on with the list of packages that is there"
    $1 env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends chromium chromium-driver >&2
}

has_browser && exit 0
if command -v apt-get >/dev/null; then
    if [ "$(id -u)" = 0 ]; then
        install_with_apt "" || true
    elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
        install_with_apt sudo || true
    fi
fi
has_browser && exit 0
say "The browser tests need Chromium and chromedriver, and this script cannot install them here."
say "Install them, then run make again:"
say "  Debian, Ubuntu   apt-get install chromium chromium-driver"
say "  Fedora           dnf install chromium chromedriver"
say "  Arch             pacman -S chromium"
say "  Alpine           apk add chromium chromium-chromedriver"
say "  macOS            brew install --cask chromium chromedriver"
exit 1
