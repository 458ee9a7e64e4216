# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by the test-*.sh beside it: a clean Debian in a folder, thrown away afterwards. The root that copies are made
# of is kept in ${TMPDIR:-/tmp}/consultantos-<debian12|debian13> for the next time. Needs root and debootstrap.

MIRROR="${CONSULTANTOS_DEBIAN_MIRROR:-http://deb.debian.org/debian}"
ROOT=""
DISPLAY_SERVER=""

say() { printf '%s: %s\n' "$(basename "$0" .sh)" "$*" >&2; }
fail() { say "FAILED: $*"; exit 1; }

leave() {
    [[ -z "$DISPLAY_SERVER" ]] || kill "$DISPLAY_SERVER" 2>/dev/null || true
    [[ -n "$ROOT" ]] || return 0
    if mountpoint -q "$ROOT/proc"; then umount "$ROOT/proc" || { say "could not unmount $ROOT/proc; left there"; return 0; }; fi
    rm -rf --one-file-system -- "$ROOT"
}
trap leave EXIT

# Runs a command in the root, with nothing of this system's environment but what is said before it as NAME=VALUE.
inside() {
    chroot "$ROOT" /usr/bin/env -i HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
        PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin QT_QPA_PLATFORM=offscreen "$@"
}

# enter_clean_root RELEASE: 12 or 13.
enter_clean_root() {
    local suite clean
    [[ "$(id -u)" == 0 ]] || fail "chroot and debootstrap need root"
    case "$1" in
        12) suite=bookworm ;;
        13) suite=trixie ;;
        *) fail "no Debian $1 is known here: 12 or 13" ;;
    esac
    clean="${TMPDIR:-/tmp}/consultantos-debian$1"
    if [[ ! -x "$clean/usr/bin/apt-get" || ! -f "$clean.complete" ]]; then
        say "making a clean Debian $1 in $clean"
        rm -rf --one-file-system -- "$clean"
        debootstrap --variant=minbase "$suite" "$clean" "$MIRROR" >&2
        touch "$clean.complete"
    fi
    ROOT="$(mktemp -d "${TMPDIR:-/tmp}/consultantos-test.XXXXXX")"
    cp -a "$clean/." "$ROOT/"
    cp -L /etc/resolv.conf "$ROOT/etc/resolv.conf"
    mount -t proc proc "$ROOT/proc"
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

# Command line, PDF, helper and window of an installed program; $1 is the folder that holds libexec.
try_programs() {
    local status=0
    inside consultantos-cli analyze Tesla --frameworks porter,swot,pestel,blue_ocean --format json >"$ROOT/root/report.json"
    check_report "$ROOT/root/report.json"
    inside consultantos-cli analyze Ford --format pdf --output /root/report.pdf >&2
    [[ "$(head -c 5 "$ROOT/root/report.pdf")" == %PDF- ]] || fail "no PDF was written"
    inside consultantos-cli doctor >&2
    # Without arguments it tells wrong usage; a library that is missing would be 127.
    inside "$1/libexec/consultantos/consultantos-pdf-helper" >&2 || status=$?
    [[ "$status" == 2 ]] || fail "the PDF helper ended with $status"
    try_window "off screen"
}

# try_window WORDS [NAME=VALUE...]: the window stays open until it is told to end: 124 is timeout's word for that.
try_window() {
    local status=0 words="$1"
    shift
    # Where it can't start this ends with words; a dialog would stand open as a window does.
    inside "$@" timeout 60 consultantos --measure-start >&2 || fail "the window didn't come up"
    inside "$@" timeout 10 consultantos >&2 || status=$?
    [[ "$status" == 124 ]] || fail "the window ended by itself with $status"
    say "the window stays open ($words): $(inside "$@" timeout 60 consultantos --measure-start)"
}

# A display of this system, reached from the root by its abstract socket; its number is printed.
start_display() {
    local number=97
    while [[ -e "/tmp/.X11-unix/X$number" ]]; do number=$((number + 1)); done
    Xvfb ":$number" -screen 0 1280x800x24 -nolisten tcp >/dev/null 2>&1 &
    DISPLAY_SERVER=$!
    for _ in $(seq 50); do
        [[ -e "/tmp/.X11-unix/X$number" ]] && break
        sleep 0.1
    done
    printf '%s' "$number"
}
