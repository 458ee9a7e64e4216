#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# test-run.sh FILE.run|FILE.tar.gz [12|13]: in a clean Debian with nothing but its base system installs the file for one
# user and for all, analyses a company, starts the window off screen and on an X server, installs once more over it,
# uninstalls, and looks at what is left. A tar.gz is unpacked and run from where it lies. Needs root, debootstrap, Xvfb.
set -euo pipefail
# shellcheck source=packaging/linux/clean-root.sh
. "$(dirname "${BASH_SOURCE[0]}")/clean-root.sh"

[[ $# -ge 1 && $# -le 2 && -f "$1" ]] || { say "usage: test-run.sh FILE.run|FILE.tar.gz [12|13]"; exit 2; }
enter_clean_root "${2:-12}"
files_of_system >"$ROOT.before"
trap 'rm -f "$ROOT.before"; leave' EXIT
case "$1" in
    *.tar.gz)
        mkdir "$ROOT/opt/unpacked"
        tar -xzf "$1" -C "$ROOT/opt/unpacked" --strip-components=1
        ln -s /opt/unpacked/bin/consultantos /opt/unpacked/bin/consultantos-cli "$ROOT/usr/local/bin/"
        try_programs /opt/unpacked
        say "ran from where it was unpacked"
        exit
        ;;
esac
cp -- "$1" "$ROOT/root/consultantos.run"
inside sh /root/consultantos.run --quiet -- --user >&2
inside PATH=/root/.local/bin:/usr/bin:/bin consultantos-cli --version >&2
inside sh /root/.local/opt/consultantos/setup.sh --uninstall >&2
[[ -z "$(find "$ROOT/root/.local" -iname '*consultantos*' | grep -v '^[^ ]*/share/consultantos' || true)" ]] \
    || fail "left behind: $(find "$ROOT/root/.local" -iname '*consultantos*')"
inside sh /root/consultantos.run --quiet -- >&2
try_programs /opt/consultantos
# Kept, not called in a subshell: the server must be known to leave().
start_display >"$ROOT/root/display"
try_window "on an X server" QT_QPA_PLATFORM=xcb DISPLAY=":$(<"$ROOT/root/display")"
# A second time: what an update does.
inside sh /root/consultantos.run --quiet -- >&2
inside consultantos-cli library list | grep -q Tesla || fail "the library is gone after an update"
inside sh /opt/consultantos/setup.sh --uninstall --purge >&2
left="$(files_of_system | diff "$ROOT.before" - | grep -i consultantos || true)"
[[ -z "$left" ]] || fail "left behind: $left"
[[ ! -e "$ROOT/root/.local/share/consultantos" ]] || fail "--purge left the data"
say "installed, ran, updated and left nothing behind"
