#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# test-deb.sh PACKAGE.deb: installs the package in a clean Debian 12, analyses a company, starts the window off screen,
# removes the package, and looks at what is left. Needs root and debootstrap; the clean root is kept in
# ${TMPDIR:-/tmp}/consultantos-debian12 for the next time.
set -euo pipefail

CLEAN="${TMPDIR:-/tmp}/consultantos-debian12"
MIRROR="${CONSULTANTOS_DEBIAN_MIRROR:-http://deb.debian.org/debian}"
ROOT=""

say() { printf 'test-deb: %s\n' "$*" >&2; }
fail() { say "FAILED: $*"; exit 1; }

leave() {
    [[ -n "$ROOT" ]] || return 0
    if mountpoint -q "$ROOT/proc"; then umount "$ROOT/proc" || { say "could not unmount $ROOT/proc; left there"; return 0; }; fi
    rm -rf --one-file-system -- "$ROOT"
}
trap leave EXIT

inside() {
    chroot "$ROOT" /usr/bin/env -i HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
        PATH=/usr/sbin:/usr/bin:/sbin:/bin QT_QPA_PLATFORM=offscreen "$@"
}

make_clean_root() {
    [[ -x "$CLEAN/usr/bin/apt-get" && -f "$CLEAN.complete" ]] && return
    say "making a clean Debian 12 in $CLEAN"
    rm -rf --one-file-system -- "$CLEAN"
    debootstrap --variant=minbase bookworm "$CLEAN" "$MIRROR" >&2
    touch "$CLEAN.complete"
}

enter_copy() {
    ROOT="$(mktemp -d "${TMPDIR:-/tmp}/consultantos-test-deb.XXXXXX")"
    cp -a "$CLEAN/." "$ROOT/"
    cp -L /etc/resolv.conf "$ROOT/etc/resolv.conf"
    mount -t proc proc "$ROOT/proc"
    inside apt-get update -qq >&2
}

files_of_system() { (cd "$ROOT" && find usr etc opt -xdev | sort); }

check_report() {
    local framework
    grep -Eq '"status": *"completed"' "$1" || fail "the report is not complete"
    grep -Eq '"accession": *"[0-9]{10}-' "$1" || fail "the report names no filing: are the starter facts installed?"
    for framework in porter swot pestel blue_ocean; do
        grep -q "\"$framework\"" "$1" || fail "the report lacks $framework"
    done
    say "analysed: $(stat -c %s "$1") bytes"
}

try_window() {
    local status=0
    inside timeout 10 consultantos >&2 || status=$?
    # The window stays open until it is told to end: 124 is timeout's word for that.
    [[ "$status" == 124 ]] || fail "the window ended by itself with $status"
}

try_pdf_helper() {
    local status=0
    inside /usr/libexec/consultantos/consultantos-pdf-helper || status=$?
    # Without arguments it tells wrong usage; a library that is missing would be 127.
    [[ "$status" == 2 ]] || fail "the PDF helper ended with $status"
}

main() {
    [[ $# == 1 && -f "$1" ]] || { say "usage: test-deb.sh PACKAGE.deb"; exit 2; }
    [[ "$(id -u)" == 0 ]] || fail "chroot and debootstrap need root"
    make_clean_root
    enter_copy
    cp -- "$1" "$ROOT/root/package.deb"
    inside apt-get install -y -qq -o Dpkg::Use-Pty=0 --no-install-recommends /root/package.deb >&2
    inside consultantos-cli analyze Tesla --frameworks porter,swot,pestel,blue_ocean --format json >"$ROOT/root/report.json"
    check_report "$ROOT/root/report.json"
    inside consultantos-cli doctor >&2
    try_pdf_helper
    try_window
    inside apt-get purge -y -qq -o Dpkg::Use-Pty=0 consultantos >&2
    local left
    left="$(files_of_system | grep -i consultantos || true)"
    [[ -z "$left" ]] || fail "left behind: $left"
    say "installed, ran and left nothing behind"
}

main "$@"
