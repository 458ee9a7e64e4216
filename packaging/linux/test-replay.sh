#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# test-replay.sh BUILD: seals reports of 20 companies on this Debian 12 and rebuilds them in a clean Debian 13, with that
# release's Qt and no network; each must be the same to the byte, as JSON, Markdown and HTML. The program is this build's:
# libraries whose names the other release hasn't got go along, Qt's don't. Needs root, debootstrap, network namespaces.
set -euo pipefail
# shellcheck source=packaging/linux/clean-root.sh
. "$(dirname "${BASH_SOURCE[0]}")/clean-root.sh"

[[ $# == 1 && -x "$1/bin/consultantos-cli" ]] || { say "usage: test-replay.sh BUILD"; exit 2; }
BUILD="$1"
WORK="$(mktemp -d "${TMPDIR:-/tmp}/consultantos-replay.XXXXXX")"
trap 'rm -rf -- "$WORK"; leave' EXIT
FRAMEWORKS=porter,swot,pestel,blue_ocean,ansoff,bcg,value_chain,vrio,three_c,scenarios,issue_tree
FORMATS=(json md html)

seal_reports() {
    local company
    while read -r company; do
        "$BUILD/bin/consultantos-cli" --data-dir "$WORK/data" analyze "$company" --frameworks "$FRAMEWORKS" --forecast \
            --output "$WORK/$company.sealed" -q
        replay_here "$company"
    done < <("$BUILD/bin/consultantos-cli" --data-dir "$WORK/data" companies --format csv | sed -nE '2,21s/^([^,]*),.*/\1/p')
}

replay_here() {
    local format
    for format in "${FORMATS[@]}"; do
        "$BUILD/bin/consultantos-cli" --data-dir "$WORK/empty" library replay "$WORK/$1.sealed" --output "$WORK/$1.$format" -q
    done
}

# The libraries of the program that the other release lacks, and what these load that it lacks.
carry_libraries() {
    local name path missing
    mkdir -p "$ROOT/opt/libraries"
    while :; do
        missing="$(inside LD_LIBRARY_PATH=/opt/libraries ldd /opt/program/bin/consultantos-cli | awk '/not found/ { print $1 }')"
        [[ -n "$missing" ]] || return 0
        while read -r name; do
            [[ "$name" != libQt6* ]] || fail "the other release has no $name"
            path="$(ldd "$BUILD/bin/consultantos-cli" | awk -v name="$name" '$1 == name { print $3 }')"
            cp -L -- "$path" "$ROOT/opt/libraries/"
        done <<<"$missing"
    done
}

seal_reports
enter_clean_root 13
inside apt-get update -qq >&2
inside apt-get install -y -qq -o Dpkg::Use-Pty=0 --no-install-recommends libqt6sql6-sqlite libqt6network6 libqt6svg6 libqt6printsupport6 \
    libqt6charts6 libqt6keychain1 libprometheus-cpp-core1.0 libmd4c0 libuchardet0 libcurl4 libxml2 libsqlite3-0 libxxhash0 >&2
cmake --install "$BUILD" --prefix "$ROOT/opt/program" --strip >/dev/null
carry_libraries
cp "$WORK"/*.sealed "$ROOT/root/"
count=0
for sealed in "$WORK"/*.sealed; do
    name="$(basename "$sealed" .sealed)"
    for format in "${FORMATS[@]}"; do
        unshare --net chroot "$ROOT" /usr/bin/env -i HOME=/root LC_ALL=C.UTF-8 LD_LIBRARY_PATH=/opt/libraries \
            /opt/program/bin/consultantos-cli library replay "/root/$name.sealed" --output "/root/replayed.$format" -q
        cmp "$WORK/$name.$format" "$ROOT/root/replayed.$format" || fail "$name.$format differs"
        count=$((count + 1))
    done
done
# shellcheck disable=SC2016
say "$count files rebuilt equal with Qt $(inside dpkg-query -W -f '${Version}' libqt6core6t64), sealed with $(qtpaths6 --query QT_VERSION)"
