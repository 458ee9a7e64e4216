#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# test-rpm.sh PACKAGE.rpm PACKAGE.deb: no distribution of RPM can be had by debootstrap, so this shows less than the other
# tests: the RPM is installed by rpm into a clean Debian 12 that has the libraries (from the DEB's dependencies, asked of
# apt, not of rpm), runs there, and is removed by rpm. That the names of its dependencies are another distribution's isn't
# shown. Needs root and debootstrap.
set -euo pipefail
# shellcheck source=packaging/linux/clean-root.sh
. "$(dirname "${BASH_SOURCE[0]}")/clean-root.sh"

[[ $# == 2 && -f "$1" && -f "$2" ]] || { say "usage: test-rpm.sh PACKAGE.rpm PACKAGE.deb"; exit 2; }
enter_clean_root 12
cp -- "$1" "$ROOT/root/package.rpm"
cp -- "$2" "$ROOT/root/package.deb"
inside apt-get update -qq >&2
inside apt-get install -y -qq -o Dpkg::Use-Pty=0 --no-install-recommends rpm /root/package.deb >&2
inside dpkg --purge consultantos >&2
inside rpm --install --nodeps /root/package.rpm >&2
inside rpm --verify --nodeps consultantos >&2
try_programs /usr
inside rpm --erase --nodeps consultantos >&2
left="$(files_of_system | grep -i consultantos || true)"
[[ -z "$left" ]] || fail "left behind: $left"
say "installed, ran and left nothing behind"
