#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# test-container.sh PACKAGE.deb: the Containerfile's steps without a container engine. Makes a root by debootstrap, runs
# steps.sh in it, then serves from it: as the user 10001, with the root read-only, a /tmp and a data folder of its own and
# nothing else to write to, in namespaces of its own. Asks its health, has it analyse a company, and looks that nothing
# else was written. Needs root, debootstrap, unshare; ends what it started.
set -euo pipefail
# shellcheck source=packaging/linux/clean-root.sh
. "$(dirname "${BASH_SOURCE[0]}")/../linux/clean-root.sh"
HERE="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)"
SERVER=""

end_server() {
    [[ -z "$SERVER" ]] || kill "$SERVER" 2>/dev/null || true
    [[ -z "$SERVER" ]] || wait "$SERVER" 2>/dev/null || true
    leave
}
trap end_server EXIT

# Runs a command as a container engine would: its own processes, mounts and network; only /tmp and the data are writable.
contained() {
    # shellcheck disable=SC2016
    unshare --mount --pid --ipc --net --fork --kill-child=TERM bash -c '
        set -eu
        root="$1"; shift
        ip link set lo up
        mount --bind "$root" "$root"
        mount -t tmpfs -o size=64m tmpfs "$root/tmp"
        mount --bind "$root/var/lib/consultantos" "$root/var/lib/consultantos"
        mount -o remount,bind,ro "$root"
        exec chroot --userspec=10001:10001 "$root" /usr/bin/env -i LC_ALL=C.UTF-8 HOME=/var/lib/consultantos \
            PATH=/usr/local/bin:/usr/bin:/bin CONSULTANTOS_DATA_DIR=/var/lib/consultantos "$@"' contained "$ROOT" "$@"
}

[[ $# == 1 && -f "$1" ]] || { say "usage: test-container.sh PACKAGE.deb"; exit 2; }
enter_clean_root 12
mkdir "$ROOT/build"
cp -- "$1" "$ROOT/build/consultantos.deb"
cp "$HERE/steps.sh" "$HERE/healthy.sh" "$ROOT/build/"
inside sh /build/steps.sh /build >&2
rm -r "$ROOT/build"
umount "$ROOT/proc"
touch "$ROOT.stamp"
trap 'rm -f "$ROOT.stamp"; end_server' EXIT
# The health check runs beside the server, as an engine would run it in the container.
# shellcheck disable=SC2016
contained bash -c '
    consultantos-cli serve --host 0.0.0.0 --port 8080 --insecure --allow-host localhost &
    server=$!
    for _ in $(seq 100); do consultantos-healthy 2>/dev/null && break; sleep 0.2; done
    consultantos-healthy || { echo "not healthy" >&2; exit 1; }
    echo "healthy as $(id -u)"
    touch /usr/ours 2>/dev/null && { echo "the root can be written to" >&2; exit 1; }
    token=$(cat /var/lib/consultantos/api-token)
    exec 3<>/dev/tcp/127.0.0.1/8080
    body="{\"company\": \"Tesla\", \"frameworks\": [\"porter\"]}"
    printf "POST /analyze HTTP/1.0\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: %s\r\n\r\n%s" \
        "$token" "${#body}" "$body" >&3
    grep -q "\"status\": *\"completed\"" <&3 || { echo "no analysis" >&2; exit 1; }
    echo "analysed Tesla"
    kill $server
    wait $server' &
SERVER=$!
wait "$SERVER" || fail "the server in the root is not well"
SERVER=""
written="$(find "$ROOT" -xdev -newer "$ROOT.stamp" -type f -not -path "$ROOT/var/lib/consultantos/*" | head -n 3)"
[[ -z "$written" ]] || fail "written outside the data folder: $written"
say "served as a user without rights from a read-only root"
