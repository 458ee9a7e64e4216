#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# test-deb.sh PACKAGE.deb [12|13]: installs the package in a clean Debian of that release (12), analyses a company, starts
# the window, removes the package, and looks at what is left. Needs root and debootstrap.
set -euo pipefail
# shellcheck source=packaging/linux/clean-root.sh
. "$(dirname "${BASH_SOURCE[0]}")/clean-root.sh"

[[ $# -ge 1 && $# -le 2 && -f "$1" ]] || { say "usage: test-deb.sh PACKAGE.deb [12|13]"; exit 2; }
enter_clean_root "${2:-12}"
cp -- "$1" "$ROOT/root/package.deb"
inside apt-get update -qq >&2
inside apt-get install -y -qq -o Dpkg::Use-Pty=0 --no-install-recommends /root/package.deb >&2
try_programs /usr
inside apt-get purge -y -qq -o Dpkg::Use-Pty=0 consultantos >&2
left="$(files_of_system | grep -i consultantos || true)"
[[ -z "$left" ]] || fail "left behind: $left"
say "installed, ran and left nothing behind"
